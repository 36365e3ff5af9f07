"""Time and memory of “Settlement of structures” at full size, and whether its intervals hold there.

    python3 benchmarks/structures.py [--buildings 100000] [--points 1000000]     # writes benchmarks/structures.md

86 epochs. Rectangles of 12 x 18 m with tilts of their own on a city's grid, points on and beside them, noise of 3 mm
of which neighbours share half. Then the same city as noisy as the world: ten times the noise, flicker and white to
equal parts of the variance, irregular dates, gaps. Each step as the algorithm takes it; reading and writing layers is
not in it.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from noisy import GAPS, TIMES  # noqa: E402
from record import publish  # noqa: E402

from subsidence.analysis.noise_models import power_law_covariance  # noqa: E402
from subsidence.factors.distances import FeatureIndex  # noqa: E402
from subsidence.factors.vector_geometry import POLYGON, Shapes  # noqa: E402
from subsidence.series import years_since  # noqa: E402
from subsidence.spatial.geodesy import Plane  # noqa: E402
from subsidence.spatial.noise_correlation import estimate_noise_correlation  # noqa: E402
from subsidence.structures.assessment import assess  # noqa: E402
from subsidence.structures.change import settlement_between  # noqa: E402
from subsidence.structures.limits import LIMIT_SETS  # noqa: E402
from subsidence.structures.settlement import settlements_of_buildings  # noqa: E402

N_EPOCHS = 86
BLOCK_M, HALF_WIDTH_M, HALF_LENGTH_M = 30.0, 6.0, 9.0
SPREAD = 1.15  # points reach so much beyond their building's half sides
RATE_MM, TILT_MM_PER_M = 5.0, 0.2  # deviations between buildings: settlement per year, tilt over the whole series
NOISE_MM, SHARED = 3.0, 0.5
BUFFER_M = 5.0
STEPS_DAYS, ROWS_TOGETHER = (6, 12, 24), 10_000


def city(n_buildings: int, n_points: int, noisy: bool) -> tuple[Shapes, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Polygons, points' places, dates, displacements (float32) and each building's true tilt along x and y."""
    random = np.random.default_rng(0)
    side = int(np.ceil(np.sqrt(n_buildings)))
    number = np.arange(n_buildings)
    middle = BLOCK_M * np.column_stack([number % side, number // side])
    corner = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]) * [HALF_WIDTH_M, HALF_LENGTH_M]
    shapes = Shapes(
        POLYGON, (middle[:, None] + corner).reshape(-1, 2), 5 * np.arange(n_buildings + 1), number, n_buildings
    )
    own = random.integers(0, n_buildings, n_points)
    place = random.uniform(-SPREAD, SPREAD, (n_points, 2)) * [HALF_WIDTH_M, HALF_LENGTH_M]
    days = 12 * np.arange(N_EPOCHS)
    if noisy:
        days = np.cumsum(np.random.default_rng(1).choice(STEPS_DAYS, N_EPOCHS))
    dates = np.datetime64("2018-01-03") + days
    years = years_since(dates)
    tilt = random.normal(0.0, TILT_MM_PER_M, (n_buildings, 2))
    rate = random.normal(0.0, RATE_MM, n_buildings)
    moved = rate[own] + (tilt[own] * place).sum(axis=1) / years[-1]
    series = np.empty((n_points, N_EPOCHS), np.float32)
    for epoch in range(N_EPOCHS):
        near = random.standard_normal(n_buildings)[own]  # what a building's points share
        fresh = np.sqrt(SHARED) * near + np.sqrt(1.0 - SHARED) * random.standard_normal(n_points)
        series[:, epoch] = NOISE_MM * fresh
    for start in range(0, n_points, ROWS_TOGETHER):
        rows = slice(start, start + ROWS_TOGETHER)
        if noisy:
            series[rows] = _noisy(series[rows], dates, random)
        series[rows] -= moved[rows, None] * years
    return shapes, middle[own] + place, dates, series, tilt


def _noisy(white: np.ndarray, dates: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """White noise made ten times as large and half flicker, with gaps."""
    flicker = power_law_covariance(dates, -1.0)
    centre = np.eye(dates.size) - 1.0 / dates.size
    flicker *= (dates.size - 1) / np.trace(centre @ flicker @ centre)  # the mean of a series is of no account
    noise = TIMES * white @ np.linalg.cholesky((flicker + np.eye(dates.size)) / 2.0).T
    noise[random.random(noise.shape) < GAPS] = np.nan
    return noise


def peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def measure(n_buildings: int, n_points: int, noisy: bool) -> list[str]:
    """Rows of a city, then what was found there."""
    shapes, xy, dates, series, tilt = city(n_buildings, n_points, noisy)
    before, rows = peak_gb(), []
    total = [time.perf_counter(), time.process_time()]

    def step(name: str, task):
        wall, processor = time.perf_counter(), time.process_time()
        found = task()
        rows.append(
            f"| {name} | {time.perf_counter() - wall:.1f} | {time.process_time() - processor:.1f} | {peak_gb():.2f} |"
        )
        print(rows[-1], flush=True)
        return found

    change = step("settlement of each point, with its noise", lambda: settlement_between(series, dates, xy_m=xy))
    nearest = step("the building of each point", lambda: FeatureIndex(shapes, Plane()).nearest(xy))
    owner = np.where(nearest.distance_m <= BUFFER_M, nearest.feature, -1)
    correlation = step(
        "noise that a building's points share",
        lambda: estimate_noise_correlation(change.residual_mm, xy[change.rows], structure=owner[change.rows]),
    )
    found = step(
        "tilt, distortion and their errors",
        lambda: settlements_of_buildings(
            change.settlement_mm, change.std_mm, xy, owner, shapes.n_features, correlation
        ),
    )
    step("limits and classes", lambda: assess(found, LIMIT_SETS["eurocode_7"]))
    total = [time.perf_counter() - total[0], time.process_time() - total[1]]
    rows.append(f"| **all** | **{total[0]:.1f}** | **{total[1]:.1f}** | **{peak_gb():.2f}** |")
    true = np.linalg.norm(tilt, axis=1)
    told = np.isfinite(found.tilt) & (found.n >= 4) & (true > TILT_MM_PER_M)
    held = np.abs(found.tilt - true)[told] < 1.96 * found.tilt_std[told]
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg()[:1])
    return [
        f"Load {load}. Before the first step the process had held {before:.2f} GB: the series and what made them.",
        "",
        "| step | s | processor s | peak GB |",
        "|---|---|---|---|",
        *rows,
        "",
        f"Nominal 95 % intervals of the tilt hold {held.mean():.3f} of {held.size:,} true tilts above"
        f" {TILT_MM_PER_M:g} mm/m (buildings with four or",
        f"more points); their median standard error is {np.median(found.tilt_std[told]):.2f} mm/m.",
        "",
    ]


def page(n_buildings: int, n_points: int) -> str:
    """The page in Markdown; each city in a process of its own, whose peak is told."""
    lines = [
        "# Structures at full size",
        "",
        f"`python3 benchmarks/structures.py`, {n_buildings:,} buildings, {n_points:,} points, {N_EPOCHS} epochs;"
        f" {os.cpu_count()} cores. Peaks are the process's so far.",
        "Layers are neither read nor written here.",
        "",
    ]
    for name, noisy in (
        (f"Noise of {NOISE_MM:g} mm, white, every 12 days", False),
        (f"Noise of {TIMES * NOISE_MM:g} mm, flicker and white, irregular dates, {GAPS:.0%} missing", True),
    ):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            lines += [f"## {name}", "", *alone.submit(measure, n_buildings, n_points, noisy).result()]
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--buildings", type=int, default=100_000)
    parser.add_argument("--points", type=int, default=1_000_000)
    asked = parser.parse_args()
    publish(Path(__file__).with_suffix(".md"), page(asked.buildings, asked.points))
