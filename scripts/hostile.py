"""The campaign of hostile cases; ``scripts/hostile`` prepares Python and QGIS and then runs this file."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reliability.md"
KINDS = {
    "damaged": "one input file with flipped bits, overwritten pages, impossible numbers, or cut off",
    "layer": "point layers that are constant, empty, infinite, at the pole, of the year 9999, …",
    "parameter": "parameters at their limits and beyond, texts with markup, missing fields, odd extents",
    "output": "outputs with awkward names and formats, two in one file, over inputs and old results",
    "cancel": "a stop at some moment of a sound run",
    "kill": "the process killed at a random moment",
    "full disk": "no room left while an output is written",
}
OUTCOMES = {
    "result": "a result that opens again, with possible numbers",
    "refused": "one sentence, nothing written",
    "cancelled": "stopped within 2 s",
    "traceback": "a Python error",
    "raw": "a message of another library instead of a sentence",
    "died": "the process ended",
    "hung": "no answer, also after a stop",
    "late": "stopped, but after more than 2 s of processor time, or of waiting",
    "lost": "a file that was there is gone or changed",
    "unreadable": "called a result, but cannot be opened",
    "impossible": "called a result, with numbers that cannot be",
    "unescaped": "a report that holds a script from a name",
}
MORE = ("kills", "full_disk")  # further parts of the campaign: tests/hostile/NAME.py with run(world, work, seconds)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/hostile", description=__doc__.partition(";")[0] + ".")
    parser.add_argument("--cases", type=int, default=1500, help="how many cases")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one; a number is always one case")
    parser.add_argument("--seconds", type=float, default=600.0, help="no case begins later")
    parser.add_argument("--workers", type=int, default=2, help="processes side by side")
    parser.add_argument("--page", type=Path, default=PAGE, help="where the counts go")
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(ROOT))
    from tests.hostile.campaign import GOOD, describe, faults, prepare, run_campaign

    work = Path(tempfile.mkdtemp(prefix="hostile_"))
    started = time.monotonic()
    try:
        prepare(work / "world", work)
        numbers = range(options.first, options.first + options.cases)

        def heard(result: dict) -> None:
            if result["outcome"] not in GOOD:
                print(describe(result), flush=True)

        results = run_campaign(work / "world", numbers, work, options.workers, options.seconds, heard)
        for name in MORE:
            if importlib.util.find_spec(f"tests.hostile.{name}") is not None:
                more = importlib.import_module(f"tests.hostile.{name}").run(work / "world", work, options.seconds / 4)
                print(*map(describe, faults(more)), sep="\n")
                results += more
        print(dict(Counter(result["outcome"] for result in results)), f"in {time.monotonic() - started:.0f} s")
        options.page.write_text(page(results, options, versions()), encoding="utf-8")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 1 if faults(results) else 0


def versions() -> str:
    from osgeo import gdal
    from qgis.core import Qgis

    return f"QGIS {Qgis.QGIS_VERSION.partition('-')[0]}, GDAL {gdal.VersionInfo('RELEASE_NAME')}, Python " + (
        ".".join(map(str, sys.version_info[:3]))
    )


def page(results: list[dict], options: argparse.Namespace, system: str) -> str:
    """Counts by kind and outcome, how late cancels were heard, and every fault."""
    from tests.hostile.campaign import faults

    outcomes = [name for name in OUTCOMES if any(result["outcome"] == name for result in results)]
    kinds = [kind for kind in KINDS if any(result["kind"] == kind for result in results)]
    lines = [
        "# Reliability",
        "",
        "Written by `scripts/hostile`, which runs every algorithm on what should not be, in processes of their own",
        "with 6 GB of memory, and looks at what a user would see. A fixed 300 of these cases are among the tests.",
        "",
        f"{len(results)} cases (from number {options.first} on), {system}.",
        "",
        "| what is wrong | " + " | ".join(outcomes) + " |",
        "|---|" + "---:|" * len(outcomes),
    ]
    for kind in kinds:
        count = Counter(result["outcome"] for result in results if result["kind"] == kind)
        lines.append(f"| {KINDS[kind]} | " + " | ".join(str(count[name]) for name in outcomes) + " |")
    lines += ["", *(f"- **{name}**: {OUTCOMES[name]}" for name in outcomes), ""]
    late = sorted(result["late"] for result in results if result.get("late") is not None)
    worked = sorted(result["worked"] for result in results if result.get("worked") is not None)
    if late:
        lines += [
            f"{len(late)} runs were told to stop at some moment: they stopped after {statistics.median(late):.2f} s in"
            f" the median, {late[-1]:.2f} s at most, while other programs ran as well; of processor time they took"
            f" {statistics.median(worked):.2f} s in the median, {worked[-1]:.2f} s at most.",
            "",
        ]
    wrong = faults(results)
    lines += ["## Faults found", "", "None." if not wrong else f"{len(wrong)}:", ""]
    lines += [f"- case {r['number']}, {r['algorithm']}, {r['outcome']}: {_short(r)}" for r in wrong]
    return "\n".join(lines).rstrip() + "\n"


def _short(result: dict) -> str:
    text = f"{result.get('what', '')} {result['told']}".replace("\n", " ").replace("|", "\\|").replace("<", "&lt;")
    return text[:200]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
