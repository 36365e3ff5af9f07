"""How long a nation, Europe or a season of OPERA would take: a small event model, with the costs of scale.md.

    python benchmarks/scale_plan.py

Writes benchmarks/scale_plan.md. Nothing here was run at that size: tiles go through a network link one after the other,
are computed by whichever core is free first, and come back through the link; one tile in a hundred fails and is done
again. What it costs to compute a point is what `python benchmarks/scale.py` measured at its largest size.
"""

from __future__ import annotations

import heapq
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

TILE = 100_000  # points, as a store's files hold
EPOCHS_MEASURED = 150
FAILING = 0.01  # of the tiles, once each
CLIENT_B_PER_S = 100e6  # of the one computer through which all blocks go
SHARED_B_PER_S = 1e9  # of a file system that all workers read by themselves
ROW = re.compile(r"^\| (.+?) \| ([\d,]+) \| [\d.]+ \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|")


@dataclass(frozen=True)
class Case:
    """points of epochs each, the steps that are done with them (words of scale.md's table), and what goes to and fro.

    bytes_there, bytes_back : of a point and step
    """

    name: str
    points: float
    epochs: int
    steps: tuple[str, ...]
    bytes_there: float
    bytes_back: float = 100.0


SERIES = ("K-Shape", "standard errors", "distances", "rates predicted", "forecast applied")
CASES = (
    Case("a nation of EGMS: 50 M points, 300 epochs", 50e6, 300, SERIES, 300 * 4),
    Case("EGMS of Europe: 10⁹ points, 300 epochs", 1e9, 300, SERIES, 300 * 4),
    Case("a season of OPERA: 100 frames of 60 M pixels, 10 epochs, rates", 6e9, 10, ("standard errors",), 10 * 4),
    Case("LiCSAR frames of a nation: 50 M pixels inverted", 50e6, 150, ("inversion",), 189 * 4, 84 * 4),
)


def measured() -> dict[str, tuple[float, float]]:
    """CPU-seconds a point of each step at the largest size of scale.md, and GB of a process with one tile."""
    found: dict[str, tuple[float, float]] = {}
    of_a_tile: dict[str, float] = {}
    for line in (ROOT / "benchmarks" / "scale.md").read_text(encoding="utf-8").splitlines():
        if match := ROW.match(line):
            step, points, seconds, peak, _ = match.groups()
            count = int(points.replace(",", ""))
            if count == TILE:
                of_a_tile[step] = float(peak)
            found[step] = float(seconds) / count, of_a_tile.get(step, float(peak))
    return found


def cost(case: Case, known: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """CPU-seconds a point of all steps of a case, in proportion to the epochs, and the most GB of a worker."""
    chosen = [next(value for name, value in known.items() if name.startswith(step)) for step in case.steps]
    return sum(seconds for seconds, _ in chosen) * case.epochs / EPOCHS_MEASURED, max(gb for _, gb in chosen)


def simulated(case: Case, seconds_a_point: float, cores: int, link_b_per_s: float, seed: int = 0) -> tuple[float, ...]:
    """Hours of a case, the share of them in which the link was busy, and that of the cores."""
    random = np.random.default_rng(seed)
    tiles = int(np.ceil(case.points / TILE))
    passes = len(case.steps)
    there, back = (TILE * passes * size / link_b_per_s for size in (case.bytes_there, case.bytes_back))
    work = TILE * seconds_a_point
    free = [0.0] * cores
    coming: list[float] = []  # when results are ready to come back
    link = busy = computed = 0.0
    waiting = tiles + int(random.binomial(tiles, FAILING))
    while waiting or coming:
        if coming and (not waiting or coming[0] <= max(link, free[0])):
            link = max(link, heapq.heappop(coming)) + back
            busy += back
            continue
        waiting -= 1
        core = heapq.heappop(free)
        link = max(link, core - there) + there  # a tile is fetched while its core ends the one before
        busy += there
        ready = max(link, core) + work * random.lognormal(0.0, 0.1)
        computed += ready - max(link, core)
        heapq.heappush(free, ready)
        heapq.heappush(coming, ready)
    end = max(link, *free)
    return end / 3600.0, busy / end, computed / end / cores


def main() -> None:
    known = measured()
    lines = [
        "# What would be: simulated",
        "",
        f"`python benchmarks/scale_plan.py`, {date.today()}, with the CPU-seconds a point of [scale.md](scale.md). A"
        f" model, not a measurement: {TILE:,} points a tile, {FAILING:.0%} of them done twice. Through one computer"
        f" means all blocks through its {CLIENT_B_PER_S / 1e6:.0f} MB/s (`SCHEDULER`); by themselves means that workers"
        f" read and write tiles on a disk of {SHARED_B_PER_S / 1e9:.0f} GB/s, as where each runs a job of its own"
        " (`python -m subsidence`).",
        "",
        "| case | cores | tiles go | hours | link busy | cores busy | traffic, TB | GB a worker |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for case in CASES:
        seconds, gigabytes = cost(case, known)
        traffic = case.points * len(case.steps) * (case.bytes_there + case.bytes_back) / 1e12
        for cores, ways in ((8, (CLIENT_B_PER_S,)), (64, (CLIENT_B_PER_S, SHARED_B_PER_S)), (512, (SHARED_B_PER_S,))):
            for link in ways:
                hours, linked, worked = simulated(case, seconds, cores, link)
                way = "through one computer" if link == CLIENT_B_PER_S else "by themselves"
                lines.append(
                    f"| {case.name} | {cores} | {way} | {hours:,.1f} | {linked:.0%} | {worked:.0%} | {traffic:,.2f} |"
                    f" {gigabytes:.1f} |"
                )
    text = "\n".join([*lines, ""])
    from record import publish

    publish(ROOT / "benchmarks" / "scale_plan.md", text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
