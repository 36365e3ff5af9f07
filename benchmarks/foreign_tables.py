"""How many of 200 (or more) tables in other people's habits are read rightly, refused in words, or read wrong.

    python benchmarks/foreign_tables.py [--count 200] [--first 0] [--no-page]

Writes the figures to ``benchmarks/foreign_tables.md``; prints every variant that is not read.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from subsidence.synthetic.foreign_tables import foreign_table  # noqa: E402
from subsidence.synthetic.foreign_verdict import REFUSED, RIGHT, WRONG, verdict  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--no-page", action="store_true")
    arguments = parser.parse_args()
    found: Counter[str] = Counter()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.first, arguments.first + arguments.count):
            table = foreign_table(Path(folder), number)
            kind, why = verdict(table)
            found[kind] += 1
            if kind != RIGHT:
                habits = ", ".join(f"{name} {value!r}" for name, value in table.habits.items())
                lines.append(f"{number} {kind}: {why}  [{habits}]")
    print("\n".join(lines))
    figures = ", ".join(f"{found[kind]} {kind}" for kind in (RIGHT, REFUSED, WRONG))
    print(f"{arguments.count} tables: {figures}")
    if not arguments.no_page:
        from record import publish

        publish(
            ROOT / "benchmarks" / "foreign_tables.md",
            f"# Tables in other people's habits\n\n`python benchmarks/foreign_tables.py --count {arguments.count}`: of"
            f" {arguments.count} generated tables (encodings, languages, headers, separators, decimal commas, marks of"
            f" “no value”, forms of dates, orders of axes, units) {found[RIGHT]} are read rightly, {found[REFUSED]} are"
            f" refused in words, {found[WRONG]} are read wrong.\n",
        )


if __name__ == "__main__":
    main()
