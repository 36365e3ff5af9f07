"""Writes a benchmark's page and remembers its figures, so that their course over the versions can be shown.

Every run adds one line of JSON to ``benchmarks/history/<page>.jsonl``: when, at which commit, on what machine, and
every figure that stands in the page's tables. ``python3 benchmarks/record.py`` writes the course of all of them into
``benchmarks/history/course.md``.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
HISTORY = HERE / "history"
NUMBER = re.compile(r"^[+−-]?\d[\d,  ]*(?:\.\d+)?")
MOST_SHOWN = 6


def publish(page: Path, text: str, history: Path = HISTORY) -> None:
    """Write the page of a benchmark and add its figures to the history."""
    page.write_text(text, encoding="utf-8")
    history.mkdir(exist_ok=True)
    line = {
        "when": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
        "figures": figures_of(text),
    }
    with (history / f"{page.stem}.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def figures_of(text: str) -> dict[str, float]:
    """The numbers in the tables of a page, by heading, row and column; of "1,234 ± 5" the first.

    >>> figures_of('''## Speed
    ... | points | seconds |
    ... |---|---|
    ... | a million | 12.5 ± 0.3 |''')
    {'Speed / a million / seconds': 12.5}
    """
    found: dict[str, float] = {}
    heading, columns = "", []
    for line in text.splitlines():
        if line.startswith("#"):
            heading, columns = line.lstrip("# ").strip(), []
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.strip().startswith("|") else []
        if not cells:
            columns = []
        elif not columns:
            columns = cells
        elif not set("".join(cells)) <= set("-: "):
            for column, cell in zip(columns[1:], cells[1:]):
                number = NUMBER.match(cell.strip("*"))
                if number:
                    value = float(number.group().replace("−", "-").translate(str.maketrans("", "", ",  ")))
                    found.setdefault(" / ".join(part for part in (heading, cells[0], column) if part), value)
    return found


def course(history: Path = HISTORY) -> str:
    """All figures of all benchmarks as Markdown, the newest runs beside each other, and how far the last one lies from
    the median of those before it on the same machine."""
    pages = []
    for path in sorted(history.glob("*.jsonl")):
        runs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line][-MOST_SHOWN:]
        names = list(dict.fromkeys(name for run in runs for name in run["figures"]))
        rows = [[name, *(_shown(run["figures"].get(name)) for run in runs), _change(runs, name)] for name in names]
        head = ["figure", *(f"{run['when'][:10]} {run['commit']}" for run in runs), "change"]
        table = [head, ["---"] * len(head), *rows]
        pages.append("\n".join([f"## {path.stem}", "", *("| " + " | ".join(row) + " |" for row in table), ""]))
    return "\n".join(pages)


def _shown(figure: float | None) -> str:
    return "" if figure is None else f"{figure:g}"


def _change(runs: list[dict], name: str) -> str:
    """The last run's figure against the median of the earlier ones on its machine, in percent."""
    *earlier, last = runs
    known = [run["figures"][name] for run in earlier if name in run["figures"] and run["machine"] == last["machine"]]
    if not known or name not in last["figures"] or (middle := float(np.median(known))) == 0:
        return ""
    return f"{100 * (last['figures'][name] / middle - 1):+.0f} %"


def _commit() -> str:
    """The commit, with "-dirty" where code differs from it; pages and histories that runs write do not count."""

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", "-C", str(HERE.parent), *arguments], capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!*.md", ":!benchmarks/history")
    return (git("describe", "--always") or "unknown") + ("-dirty" if changed else "")


if __name__ == "__main__":
    page = HISTORY / "course.md"
    page.write_text("# The course of the benchmarks\n\n" + (course() or "Nothing is recorded yet.\n"), encoding="utf-8")
    sys.stdout.write(f"{page}\n")
