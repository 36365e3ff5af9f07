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

from subsidence.synthetic.foreign_habits import habit_table  # noqa: E402
from subsidence.synthetic.foreign_rasters import foreign_raster, raster_verdict  # noqa: E402
from subsidence.synthetic.foreign_tables import foreign_table  # noqa: E402
from subsidence.synthetic.foreign_verdict import REFUSED, RIGHT, WRONG, verdict  # noqa: E402

ROUNDS = (
    (
        "tables: encodings, languages, headers, separators, decimal commas, marks, forms of dates, orders of axes,"
        " units",
        foreign_table,
        verdict,
    ),
    (
        "tables: quotes, blanks between thousands, typographic minus signs, limits, units and groups around the header,"
        " remarks twice, several forms of dates, further encodings",
        habit_table,
        verdict,
    ),
    (
        "rasters: ways up, marks, packing, units, names of files and bands, areas and points; rotated ones refused",
        foreign_raster,
        raster_verdict,
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--no-page", action="store_true")
    arguments = parser.parse_args()
    rounds = []
    for title, write, judge in ROUNDS:
        found: Counter[str] = Counter()
        with tempfile.TemporaryDirectory() as folder:
            for number in range(arguments.first, arguments.first + arguments.count):
                variant = write(Path(folder), number)
                kind, why = judge(variant)
                found[kind] += 1
                if kind != RIGHT:
                    habits = ", ".join(f"{name} {value!r}" for name, value in variant.habits.items())
                    print(f"{number} {kind}: {why}  [{habits}]")
        print(f"{arguments.count} {title}: " + ", ".join(f"{found[kind]} {kind}" for kind in (RIGHT, REFUSED, WRONG)))
        rounds.append(f"| {title} | {arguments.count} | {found[RIGHT]} | {found[REFUSED]} | {found[WRONG]} |")
    if not arguments.no_page:
        from record import publish

        publish(
            ROOT / "benchmarks" / "foreign_tables.md",
            "# Files in other people's habits\n\n"
            f"`python benchmarks/foreign_tables.py --count {arguments.count}`: files of known truth, drawn by their"
            " number, read and compared.\n\n"
            "| files | generated | read rightly | refused in words | read wrong |\n|---|---|---|---|---|\n"
            + "\n".join(rounds)
            + "\n",
        )


if __name__ == "__main__":
    main()
