"""Time, computing time and peak memory of the heavy steps as the number of points grows.

    python benchmarks/scale.py                            # 10,000 and 100,000 points
    python benchmarks/scale.py --points 10000 100000 1000000
    python benchmarks/scale.py --scheduler local:2        # the same on worker processes
    python benchmarks/scale.py --kept measured.json       # goes on where a run with this file broke off

Writes benchmarks/scale.md. Every step of every size runs in a process of its own, on a noisy city: flicker and white
noise of several times the signal's usual, irregular dates, gaps. The exponent is that of computing time between the
smallest and the largest size: 1 is in proportion.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from subsidence.jobs.dask_scheduler import scheduled  # noqa: E402

N_EPOCHS = 150
GAPS = 0.03


def noisy_series(n_points: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Irregular dates, and sinking, slowing and seasonal series with flicker and white noise and gaps; float32."""
    rng = np.random.default_rng(seed)
    days = np.cumsum(rng.choice([6, 12, 12, 12, 24], N_EPOCHS))
    years = ((days - days[0]) / 365.25).astype(np.float32)
    series = np.empty((n_points, N_EPOCHS), np.float32)
    frequency = np.fft.rfftfreq(2 * N_EPOCHS)
    frequency[0] = frequency[1]
    for start in range(0, n_points, 20_000):
        rows = slice(start, min(start + 20_000, n_points))
        count = rows.stop - rows.start
        kind = rng.integers(0, 3, (count, 1))
        size = rng.gamma(2.0, 4.0, (count, 1))
        shape = np.choose(kind, [-years, -2.0 * np.log1p(years), 0.3 * np.sin(2 * np.pi * years)])
        flicker = np.fft.irfft(np.fft.rfft(rng.normal(size=(count, 2 * N_EPOCHS))) / np.sqrt(frequency))[:, :N_EPOCHS]
        series[rows] = size * shape + 3.0 * flicker / flicker.std() + rng.normal(0.0, 3.0, (count, N_EPOCHS))
    return np.datetime64("2018-01-01") + days, series


def interferograms_in_blocks(n_points: int, pairs: np.ndarray) -> np.ndarray:
    """As those of ``inversion.py``, in single precision and made in blocks."""
    from inversion import interferograms

    values = np.empty((n_points, len(pairs)), np.float32)
    for start in range(0, n_points, 20_000):
        rows = slice(start, min(start + 20_000, n_points))
        values[rows] = interferograms(rows.stop - start, pairs, seed=start + 1)
    return values


def inversion(n_points: int) -> Callable[[], object]:
    from inversion import network

    from subsidence.insar.nsbas import invert

    pairs, dates = network()
    values = interferograms_in_blocks(n_points, pairs)
    return lambda: invert(values, pairs, dates)


def clustering(n_points: int) -> Callable[[], object]:
    from subsidence.clustering.kshape import kshape

    _, series = noisy_series(n_points)
    return lambda: kshape(series, 3, n_starts=3)


def rates(n_points: int) -> Callable[[], object]:
    from subsidence.analysis.trend_fit import rate_std

    dates, series = noisy_series(n_points)
    series[np.random.default_rng(1).random(n_points) < GAPS, 40:60] = np.nan
    return lambda: rate_std(series, dates)


def store(n_points: int) -> Callable[[], object]:
    from subsidence.products.points import PointProduct
    from subsidence.series import DeformationSeries
    from subsidence.store.point_store import write_store

    dates, series = noisy_series(n_points)
    xy = np.random.default_rng(2).uniform([10.0, 40.0], [11.0, 41.0], (n_points, 2))
    product = PointProduct(DeformationSeries(dates, series, xy), series[:, -1], np.arange(n_points))

    def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            stored = write_store(Path(folder) / "points", product)
            for _, block in stored.blocks():
                block["displacement_mm"].sum()

    return work


def distances(n_points: int) -> Callable[[], object]:
    from subsidence.factors.distances import FeatureIndex
    from subsidence.factors.vector_geometry import Shapes

    rng = np.random.default_rng(3)
    line = np.cumsum(rng.normal(0.0, 100.0, (2_000, 2)), axis=0) + 10_000.0
    index = FeatureIndex(Shapes.of_parts("line", [[part] for part in np.array_split(line, 40)]))
    xy = rng.uniform(0.0, 20_000.0, (n_points, 2))
    return lambda: index.nearest(xy)


def decomposition(n_points: int) -> Callable[[], object]:
    from subsidence.insar.decompose import Look, decompose, line_of_sight
    from subsidence.series import DeformationSeries

    dates, series = noisy_series(n_points)
    half, looks = n_points // 2, []
    side = 40.0 * np.sqrt(half)  # metres: about five points a cell
    for rows, heading, later in ((slice(0, half), -12.0, 0), (slice(half, 2 * half), -168.0, 5)):
        xy = np.random.default_rng(4 + later).uniform(0.0, side, (half, 2))
        unknown, los = np.full(half, np.nan), np.tile(line_of_sight(38.0, heading), (half, 1))
        looks.append(Look(DeformationSeries(dates + later, series[rows], xy), unknown, unknown, los))
    return lambda: decompose(*looks, cell_m=100.0)


def rate_prediction(n_points: int) -> Callable[[], object]:
    from subsidence.rate.model import RateModel
    from subsidence.rate.settings import RateSettings

    factors = np.random.default_rng(5).normal(size=(max(n_points, 2_000), 8))
    quick = RateSettings(hidden=10, generations=0, decay=0.3, max_iterations=10)  # what it costs to learn is not asked
    model = RateModel(settings=quick, seed=0).fit(factors[:2_000], factors[:2_000, 0] - np.abs(factors[:2_000, 1]))
    return lambda: model.predict_all(factors[:n_points])


def forecast(n_points: int) -> Callable[[], object]:
    from subsidence.forecast.forecaster import Forecaster
    from subsidence.series import DeformationSeries

    dates, series = noisy_series(n_points)
    xy = np.random.default_rng(6).uniform(0.0, 20.0 * np.sqrt(n_points), (n_points, 2))
    some = DeformationSeries(dates, series[:2_000].astype(float), xy[:2_000])
    model = Forecaster(5, origins=2, network=False).fit(some)
    every = DeformationSeries(dates, series, xy)
    return lambda: model.update(every).forecast()


STEPS = {
    "inversion, 84 epochs, 189 interferograms, 5 % missing": inversion,
    f"K-Shape, {N_EPOCHS} epochs, k = 3, three starts": clustering,
    f"standard errors of rates, {N_EPOCHS} epochs": rates,
    f"store written and read, {N_EPOCHS} epochs": store,
    "distances to 40 lines": distances,
    f"up and east from two tracks, {N_EPOCHS} epochs": decomposition,
    "rates predicted from 8 factors": rate_prediction,
    f"forecast applied, {N_EPOCHS} epochs, 5 ahead": forecast,
}


def peak_memory_gb() -> float:
    """The most that this process has held at once, pages of files among it (that of ``getrusage`` may be the
    parent's)."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 2**20


def child(step: str, n_points: int, scheduler: str) -> None:
    work = STEPS[step](n_points)
    before = peak_memory_gb()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with scheduled(scheduler):
        wall, computing = time.perf_counter(), time.process_time()
        work()
        took = time.perf_counter() - wall, time.process_time() - computing
    sys.stdout.write(json.dumps([*took, peak_memory_gb(), before, load]) + "\n")


def measured(step: str, n_points: int, scheduler: str, kept: Path | None) -> list[float]:
    """What ``child`` writes of one step, or wrote to the file of an earlier run."""
    known = json.loads(kept.read_text(encoding="utf-8")) if kept is not None and kept.is_file() else {}
    name = f"{step} | {n_points} | {scheduler}"
    if name not in known:
        command = [sys.executable, __file__, "--scheduler", scheduler, "--child", step, str(n_points)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        known[name] = json.loads(done.stdout.strip().splitlines()[-1])
        if kept is not None:
            kept.write_text(json.dumps(known), encoding="utf-8")
    return known[name]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--scheduler", default="")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--child", nargs=2)
    options = parser.parse_args()
    if options.child:
        child(options.child[0], int(options.child[1]), options.scheduler)
        return
    lines = [
        "# Growing data: measured",
        "",
        f"`python {' '.join(['benchmarks/scale.py', *sys.argv[1:]])}`, {date.today()}, {platform.machine()},"
        f" {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__};"
        f" {'scheduler ' + options.scheduler if options.scheduler else 'threads'}. Peak memory of the process, and"
        " what it held before the step: its input. Load: of the machine as the step began, its own input being made;"
        " where it is beyond the number of cores, seconds are those of a crowd.",
        "",
        "| step | points | seconds | CPU-seconds | peak GB | before GB | load | exponent |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for step in STEPS:
        first: tuple[int, float] | None = None
        for n_points in options.points:
            wall, computing, peak, before, load = measured(step, n_points, options.scheduler, options.kept)
            exponent = ""
            if first is None:
                first = n_points, computing
            elif not options.scheduler:
                exponent = f"{np.log(computing / first[1]) / np.log(n_points / first[0]):.2f}"
            lines.append(
                f"| {step} | {n_points:,} | {wall:.2f} | {computing:.2f} | {peak:.2f} | {before:.2f} | {load:.1f} |"
                f" {exponent} |"
            )
    from record import publish

    text = "\n".join([*lines, ""])
    publish(ROOT / "benchmarks" / "scale.md", text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
