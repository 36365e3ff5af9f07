"""The campaign of hostile cases; ``scripts/hostile`` prepares Python and QGIS and then runs this file."""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reliability.md"
RECORD = ROOT / ".hostile"
PARTS = {  # name: how many where nothing is said
    "cases": 1500,
    "kills": 66,
    "pairs": 12,
    "stops": 165,
    "disk": 96,
}
KINDS = {
    "damaged": "one input file with flipped bits, overwritten pages, impossible numbers, or cut off",
    "layer": "point layers that are constant, empty, infinite, at the pole, of the year 9999, …",
    "parameter": "parameters at their limits and beyond, texts with markup, missing fields, odd extents",
    "output": "outputs with awkward names and formats, two in one file, over inputs and old results",
    "cancel": "a stop at some moment of a short run",
    "stop": "a stop at a random moment, every algorithm in turn, 2,000 points x 60 epochs",
    "kill": "the process killed at a random moment (kill -9); then every file looked at, and run again",
    "at once": "two runs into one GeoPackage at the same time; of every second pair one is killed",
    "full disk": "old results on a small file system with a random rest of room",
}
OUTCOMES = {
    "result": "a result that opens again, with possible numbers",
    "whole": "every file is the old or the new one, whole, and the next run goes well",
    "refused": "one sentence, nothing written",
    "cancelled": "stopped within 2 s",
    "traceback": "a Python error",
    "raw": "a message of another library instead of a sentence",
    "died": "the process ended",
    "hung": "no answer, also after a stop",
    "late": "stopped, but after more than 2 s of processor time, or of waiting",
    "lost": "a file that was there is gone or changed, or something is left over",
    "unreadable": "called a result, but cannot be opened",
    "impossible": "called a result, with numbers that cannot be",
    "zeros": "called a result, with zeros where values belong",
    "wrong": "called a result, with other numbers than a sound run",
    "unescaped": "a report that holds a script from a name",
}
STOP_SIZES = ("2000", "60")  # points and epochs


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="scripts/hostile", description=__doc__.partition(";")[0] + ".")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part (may be given several times)")
    parser.add_argument("--cases", type=int, help="how many cases of each part")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one; a number is always one case")
    parser.add_argument("--seconds", type=float, default=600.0, help="of each part; no case begins later")
    parser.add_argument("--workers", type=int, default=2, help="processes side by side")
    parser.add_argument("--page", type=Path, default=PAGE, help="where the counts go")
    parser.add_argument("--record", type=Path, default=RECORD, help="folder in which the parts are added up")
    parser.add_argument("--fresh", action="store_true", help="forget the parts that were run before")
    options = parser.parse_args(arguments)
    sys.path.insert(0, str(ROOT))
    from tests.hostile.campaign import describe, faults

    if options.fresh:
        shutil.rmtree(options.record, ignore_errors=True)
    options.record.mkdir(parents=True, exist_ok=True)

    def tell(result: dict) -> None:
        if faults([result]):
            print(describe(result), flush=True)

    failed = False
    for part in options.part or PARTS:
        work = Path(tempfile.mkdtemp(prefix="hostile_"))
        started = time.monotonic()
        try:
            results = run_part(part, work, options, tell)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        seconds = time.monotonic() - started
        print(part, dict(Counter(result["outcome"] for result in results)), f"in {seconds:.0f} s", flush=True)
        keep(options.record, part, options.first, results)
        failed = failed or bool(faults(results))
    options.page.write_text(page(read_all(options.record)), encoding="utf-8")
    return 1 if failed else 0


def run_part(part: str, work: Path, options: argparse.Namespace, tell: Callable[[dict], None]) -> list[dict]:
    """The results of one part, in a folder of its own."""
    from tests.hostile import kills, moments
    from tests.hostile.campaign import prepare, run_campaign

    numbers = range(options.first, options.first + (options.cases or PARTS[part]))
    world = options.record / ("world_of_stops" if part == "stops" else "world")
    if not (world / "rate.npz").is_file():
        prepare(world, work, *(STOP_SIZES if part == "stops" else ["sound"]))
    if part == "cases":
        return run_campaign(world, numbers, work, options.workers, options.seconds, tell)
    if part == "kills":
        return kills.run(world, work, numbers, options.seconds, tell, options.workers)
    if part == "stops":
        return moments.run_stops(world, work, numbers, options.seconds, tell, options.workers)
    runs = {"pairs": kills.run_pairs, "disk": moments.run_full_disks}
    return runs[part](world, work, numbers, options.seconds, tell)


def keep(record: Path, part: str, first: int, results: list[dict]) -> None:
    """Put the results beside those of other parts."""
    text = json.dumps({"part": part, "system": versions(), "results": results})
    (record / f"{time.time():.0f}_{part}_{first:06d}.json").write_text(text, encoding="utf-8")


def read_all(record: Path) -> list[dict]:
    """The parts, oldest first; a case that was run again counts as it was the last time."""
    parts = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(record.glob("*.json"))]
    newest = {(part["part"], result["number"]): index for index, part in enumerate(parts) for result in part["results"]}
    for index, part in enumerate(parts):
        part["again"] = [r for r in part["results"] if newest[part["part"], r["number"]] != index]
        part["results"] = [r for r in part["results"] if newest[part["part"], r["number"]] == index]
    return parts


def versions() -> str:
    from osgeo import gdal
    from qgis.core import Qgis

    return f"QGIS {Qgis.QGIS_VERSION.partition('-')[0]}, GDAL {gdal.VersionInfo('RELEASE_NAME')}, Python " + (
        ".".join(map(str, sys.version_info[:3]))
    )


def page(parts: list[dict]) -> str:
    """Counts by kind and outcome, how late stops were heard, and every fault."""
    from tests.hostile.campaign import faults

    results = [result for part in parts for result in part["results"]]
    systems = list(dict.fromkeys(part["system"] for part in parts))
    outcomes = [name for name in OUTCOMES if any(result["outcome"] == name for result in results)]
    kinds = [kind for kind in [*KINDS, "?"] if any(result["kind"] == kind for result in results)]
    lines = [
        "# Reliability",
        "",
        "Written by `scripts/hostile`, which runs every algorithm on what should not be, in processes of their own",
        "with 6 GB of memory, and looks at what a user would see. A fixed 304 of these cases are among the tests.",
        "",
        f"{len(results)} cases, {'; '.join(systems)}.",
        *run_again(parts),
        "",
        "| what is wrong | " + " | ".join(outcomes) + " |",
        "|---|" + "---:|" * len(outcomes),
    ]
    for kind in kinds:
        count = Counter(result["outcome"] for result in results if result["kind"] == kind)
        lines.append(f"| {KINDS.get(kind, 'unknown')} | " + " | ".join(str(count[name]) for name in outcomes) + " |")
    lines += ["", *(f"- **{name}**: {OUTCOMES[name]}" for name in outcomes), ""]
    lines += stops(results)
    wrong = faults(results)
    lines += ["## Faults found", "", "None." if not wrong else f"{len(wrong)}:", ""]
    lines += [f"- case {r['number']}, {r['algorithm']}, {r['kind']}, {r['outcome']}: {_short(r)}" for r in wrong]
    return "\n".join(lines).rstrip() + "\n"


def run_again(parts: list[dict]) -> list[str]:
    """That the counts are not of one run, where cases with a fault were run again."""
    from tests.hostile.campaign import faults

    found = faults([result for part in parts for result in part["again"]])
    if not found:
        return []
    return [
        "The parts were run one after the other, not all on the same state of the code. A case that was run again",
        f"counts as it was the last time. Before, {len(found)} of them had ended in a fault, of the code or of the",
        "reference that they were held against, and were run again alone once it was mended:",
        ", ".join(f"{r['kind']} {r['number']} ({r['algorithm']}, {r['outcome']})" for r in found) + ".",
    ]


def stops(results: list[dict]) -> list[str]:
    """How late stops were heard, over all and for the slowest algorithms."""
    told = [r for r in results if r["kind"] == "stop" and r.get("late") is not None]
    lines = []
    if told:
        late, worked = ([r[name] for r in told] for name in ("late", "worked"))
        lines += [
            f"{len(told)} runs that take their time were stopped: after"
            f" {statistics.median(late):.2f} s in the median, {max(late):.2f} s at most on a busy machine;"
            f" in processor time {statistics.median(worked):.2f} s and {max(worked):.2f} s. The slowest:",
            "",
            "| algorithm | stops | most, s | most processor time, s |",
            "|---|---:|---:|---:|",
        ]
        names = {r["algorithm"] for r in told}
        of = {name: [r for r in told if r["algorithm"] == name] for name in names}
        slowest = sorted(names, key=lambda name: -max(r["worked"] for r in of[name]))[:6]
        for name in slowest:
            most = [max(r[key] for r in of[name]) for key in ("late", "worked")]
            lines.append(f"| {name} | {len(of[name])} | {most[0]:.2f} | {most[1]:.2f} |")
        lines.append("")
    others = [r for r in results if r["kind"] != "stop" and r.get("late") is not None]
    if others:
        late, worked = ([r[name] for r in others] for name in ("late", "worked"))
        lines += [
            f"{len(others)} stops of other cases, beside other programs: {statistics.median(late):.2f} s in the median,"
            f" {max(late):.2f} s at most; in processor time {statistics.median(worked):.2f} s and {max(worked):.2f} s.",
            "",
        ]
    return lines


def _short(result: dict) -> str:
    text = f"{result.get('what', '')} {result['told']}".replace("\n", " ").replace("|", "\\|").replace("<", "&lt;")
    return text[:200]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
