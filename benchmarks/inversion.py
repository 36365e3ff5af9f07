"""Small-baseline inversion against point-by-point least squares, the Mexico City frame, and a large area.

    python benchmarks/inversion.py            # inversion and Mexico City
    python benchmarks/inversion.py --large    # and 1,000 x 1,000 pixels, 84 epochs, 189 interferograms (1 GB of files)

Writes benchmarks/inversion.md. Point-by-point least squares is what LiCSBAS does with points that miss interferograms:
``numpy.linalg.lstsq`` on the rows that are there, on two processes, each with one BLAS thread. Nothing is set for
ours: what is measured is what the plugin does.
"""

# ruff: noqa: E402 - the core is found once its place is known
from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from subsidence.insar.geoc import scan_geoc
from subsidence.insar.interferogram_network import increments_matrix
from subsidence.insar.nsbas import GAMMA, invert
from subsidence.insar.scratch import Scratch
from subsidence.insar.stack import load_stack
from subsidence.insar.time_series import process
from subsidence.raster.gdal_files import write_raster
from subsidence.threads import given_cores, one_thread_pools

N_EPOCHS, N_IFGS, MISSING = 84, 189, 0.05
N_POINTS, N_SLOW = 40_000, 2_000
SIDE = 1_000
PROCESSES = 2


def network(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Pairs and dates of 84 epochs: every next one, and 106 of the second and third next."""
    rng = np.random.default_rng(seed)
    near = [(i, i + 1) for i in range(N_EPOCHS - 1)]
    far = [(i, i + step) for step in (2, 3) for i in range(N_EPOCHS - step)]
    chosen = rng.choice(len(far), N_IFGS - len(near), replace=False)
    pairs = np.array(sorted(near + [far[index] for index in chosen]))
    return pairs, np.datetime64("2018-03-06") + 12 * np.arange(N_EPOCHS)


def interferograms(n_points: int, pairs: np.ndarray, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    truth = np.cumsum(rng.normal(-1, 3, (n_points, N_EPOCHS)), axis=1)
    values = truth[:, pairs[:, 1]] - truth[:, pairs[:, 0]] + rng.normal(0, 2, (n_points, len(pairs)))
    values[rng.random(values.shape) < MISSING] = np.nan
    return values


def one_by_one(values: np.ndarray, pairs: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Displacement, velocity and constant of each point by its own least-squares problem."""
    n = dates.size
    years = (dates - dates[0]).astype(float) / 365.25
    constraint = GAMMA * np.hstack([np.tri(n, n - 1, -1), -years[:, None], -np.ones((n, 1))])
    design = np.vstack([np.hstack([increments_matrix(pairs, n), np.zeros((len(pairs), 2))]), constraint])
    result = np.empty((len(values), n + 2))
    with one_thread_pools():
        for index, row in enumerate(values):
            known = np.isfinite(row)
            rows = np.concatenate([known, np.ones(n, dtype=bool)])
            right = np.concatenate([row[known], np.zeros(n)])
            solution = np.linalg.lstsq(design[rows], right, rcond=None)[0]
            result[index] = np.concatenate([[0.0], np.cumsum(solution[: n - 1]), solution[n - 1 :]])
    return result


def compare_inversions() -> dict:
    pairs, dates = network()
    values = interferograms(N_POINTS, pairs)
    invert(values[:100], pairs, dates)
    ours = []
    for _ in range(3):
        started = time.perf_counter()
        result = invert(values, pairs, dates)
        ours.append(time.perf_counter() - started)
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(one_by_one, [values[:5]] * PROCESSES, [pairs] * PROCESSES, [dates] * PROCESSES))  # start them
        started = time.perf_counter()
        parts = pool.map(
            one_by_one, np.array_split(values[:N_SLOW], PROCESSES), [pairs] * PROCESSES, [dates] * PROCESSES
        )
        slow = np.concatenate(list(parts))
        slow_seconds = (time.perf_counter() - started) / N_SLOW * N_POINTS
    displacement = np.abs(result.displacement_mm[:N_SLOW] - slow[:, :N_EPOCHS]).max()
    velocity = np.abs(result.velocity_mm_per_yr[:N_SLOW] - slow[:, N_EPOCHS]).max()
    return {
        "ours_s": min(ours),
        "slow_s": slow_seconds,
        "ratio": slow_seconds / min(ours),
        "largest_difference_mm": float(displacement),
        "largest_difference_mm_per_yr": float(velocity),
    }


def layers_of_pixels(pairs: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray | None]]:
    """Interferograms, float32, and weights of what is measured."""
    rng = np.random.default_rng(2)
    missing = interferograms(N_POINTS, pairs).astype(np.float32)
    full = np.nan_to_num(missing)

    def random(share: float) -> np.ndarray:
        return np.where(rng.random(full.shape, dtype=np.float32) < share, np.float32(np.nan), full)

    seasons = full.copy()  # of every point the interferograms that begin within up to five epochs
    first = rng.integers(0, N_EPOCHS - 5, N_POINTS)[:, None]
    seasons[(pairs[:, 0] >= first) & (pairs[:, 0] < first + rng.integers(1, 6, N_POINTS)[:, None])] = np.nan
    areas = full.copy()  # whole interferograms over many neighbours
    for ifg, start in zip(rng.choice(N_IFGS, N_IFGS // 3, replace=False), rng.integers(0, N_POINTS, N_IFGS // 3)):
        areas[start : start + N_POINTS // 4, ifg] = np.nan
    return {
        "nothing missing": (full, None),
        f"{MISSING:.0%} missing": (missing, None),
        f"{MISSING:.0%} missing, ten times the motion and noise": (10.0 * missing, None),
        "1% missing": (random(0.01), None),
        "20% missing": (random(0.2), None),
        "a season missing": (seasons, None),
        "whole interferograms missing over areas": (areas, None),
        f"{MISSING:.0%} missing, weighted": (missing, rng.uniform(0.1, 5.0, missing.shape)),
    }


def speeds() -> list[tuple[str, str, float, float, float]]:
    """Of ``invert`` (series, rate, residual, gaps), and of what bounds it.

    Mean number of missing interferograms, pixels per second and per CPU-second, and by how much float32 and float64
    differ, mm.
    """
    pairs, dates = network()
    rows = []
    for name, (values, weights) in layers_of_pixels(pairs).items():
        single = invert(values, pairs, dates, weights=weights)
        double = invert(values.astype(float), pairs, dates, weights=weights)
        known = np.isfinite(double.displacement_mm)
        assert (known == np.isfinite(single.displacement_mm)).all()
        difference = float(np.abs(single.displacement_mm - double.displacement_mm)[known].max())
        count = f"{np.isnan(values).sum(axis=1).mean():.1f}"
        rows.append((name, count, *timed(partial(invert, values, pairs, dates, weights=weights)), difference))
    product, solution = values.T.copy(), np.ones((N_EPOCHS - 1, N_IFGS), np.float32)

    def bound() -> None:
        with one_thread_pools():
            solution @ product

    return [*rows, ("the limit: one float32 product, one thread", "", *timed(bound), float("nan"))]


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Pixels per second on all cores and per CPU-second on one of them, the best each of what fits into five seconds.

    Two cores may be two threads of one: beside each other each then does less, and the clock counts both in full. The
    quickest take 0.03 s, of which three alone would be an accident of the machine.
    """
    walls, computing = [], []
    until = time.perf_counter() + 5.0
    while len(walls) < 3 or time.perf_counter() < until:
        started = time.perf_counter()
        work()
        walls.append(time.perf_counter() - started)
        with given_cores(1):
            started = time.process_time()
            work()
            computing.append(time.process_time() - started)
    return N_POINTS / min(walls), N_POINTS / min(computing)


def memory() -> tuple[float, float]:
    """What ``invert`` takes besides its input, and of that its result; MB."""
    pairs, dates = network()
    values = interferograms(N_POINTS, pairs).astype(np.float32)
    tracemalloc.start()
    result = invert(values, pairs, dates)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6, sum(part.nbytes for part in result.__dict__.values()) / 1e6


def folder_end_to_end(folder: str) -> dict:
    """Run in a process of its own, so that its memory is its own."""
    started = time.perf_counter()
    with Scratch() as scratch:
        stack = load_stack(scan_geoc(folder), scratch)
        loaded = time.perf_counter()
        series = process(stack, scratch)
        finished = time.perf_counter()
        return {
            "pixels": int(np.prod(stack.grid.shape)),
            "epochs": int(series.dates.size),
            "interferograms": int(series.used.size),
            "load_s": loaded - started,
            "process_s": finished - loaded,
            "total_s": finished - started,
            "kept": int(series.mask.keep.sum()),
            "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        }


def layers_end_to_end(folder: str) -> dict:
    """The algorithm in a QGIS of its own: folder to GeoPackage, rasters, table and report."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    spec = importlib.util.spec_from_file_location(
        "land_subsidence", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["land_subsidence"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["land_subsidence"])
    from qgis.core import QgsApplication

    with tempfile.TemporaryDirectory() as place:
        application = QgsApplication([], False, place)
        application.initQgis()
        sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
        import processing
        from processing.core.Processing import Processing

        Processing.initialize()
        from land_subsidence.processing_provider.provider import SubsidenceProvider

        provider = SubsidenceProvider()
        QgsApplication.processingRegistry().addProvider(provider)
        outputs = {
            key: str(Path(place) / f"{key}.tif") for key in ("VELOCITY", "VELOCITY_STD", "DISPLACEMENT", "NOISE")
        }
        started = time.perf_counter()
        result = processing.run(
            "subsidence:licsar_time_series",
            {
                "INPUT": folder,
                "OUTPUT": str(Path(place) / "points.gpkg"),
                "INTERFEROGRAMS": str(Path(place) / "interferograms.gpkg"),
                "REPORT": str(Path(place) / "report.html"),
                **outputs,
            },
        )
        seconds = time.perf_counter() - started
        return {
            "layers_s": seconds,
            "points": result["POINT_COUNT"],
            "layers_peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        }


def in_own_process(folder: Path) -> dict:
    """Figures of the core alone and of the algorithm, each from a fresh process."""
    figures = {}
    for what in ("--folder", "--layers"):
        command = [sys.executable, __file__, what, str(folder)]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        figures.update(json.loads(next(line for line in output.splitlines() if line.startswith("{"))))
    return figures


def write_large(folder: Path) -> None:
    """1,000 x 1,000 pixels that sink in bowls, with smooth haze and 5 % missing."""
    from osgeo import osr

    wgs84 = osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    wkt = wgs84.ExportToWkt()
    rng = np.random.default_rng(5)
    pairs, dates = network()
    transform = (100.0, 0.001, 0.0, 25.0, 0.0, -0.001)
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    rate = -60 * np.exp(-((x - 0.4) ** 2 + (y - 0.6) ** 2) / 0.02)
    rate -= 30 * np.exp(-((x - 0.8) ** 2 + (y - 0.2) ** 2) / 0.005)
    years = (dates - dates[0]).astype(float) / 365.25
    haze = [rng.normal(0, 5) * x + rng.normal(0, 5) * y + rng.normal(0, 3) * x * y for _ in dates]
    scatter = [rng.normal(0, 1.0, rate.shape).astype(np.float32) for _ in dates]
    epochs = [rate * t + h + s for t, h, s in zip(years, haze, scatter)]
    coherence = np.full(rate.shape, 150, dtype=np.uint8)
    names = [str(day).replace("-", "") for day in dates]
    for first, second in pairs:
        phase = (epochs[second] - epochs[first]) / -4.4138 + rng.normal(0, 0.2, rate.shape)
        phase[rng.random(rate.shape) < MISSING] = 0.0
        name = f"{names[first]}_{names[second]}"
        (folder / name).mkdir(parents=True)
        write_raster(folder / name / f"{name}.geo.unw.tif", phase.astype(np.float32), transform, wkt, 0.0)
        write_raster(folder / name / f"{name}.geo.cc.tif", coherence, transform, wkt, 0)


def report(inversion: dict, mexico: dict | None, large: dict | None, command: str) -> str:
    rows = speeds()
    limit, (peak, kept) = rows[-1][3], memory()
    load = f"; load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    lines = [
        "# Small-baseline inversion: measured",
        "",
        f"`{command}`, {date.today()}, {platform.machine()}, {os.cpu_count()} cores, Python"
        f" {platform.python_version()}, NumPy {np.__version__}{load}.",
        "",
        f"**Inversion** of {N_POINTS:,} points, {N_EPOCHS} epochs, {N_IFGS} interferograms, {MISSING:.0%} of the"
        f" values missing at random. Point by point: `numpy.linalg.lstsq`, {PROCESSES} processes, measured on"
        f" {N_SLOW:,} points and scaled.",
        "",
        "| | seconds | |",
        "|---|---|---|",
        f"| point by point | {inversion['slow_s']:.1f} | |",
        f"| `nsbas.invert` (best of 3) | {inversion['ours_s']:.2f} | {inversion['ratio']:.0f}x |",
        "",
        f"Largest difference between the two: {inversion['largest_difference_mm']:.1e} mm in displacement,"
        f" {inversion['largest_difference_mm_per_yr']:.1e} mm/yr in rate.",
        "",
        "**Pixels**, float32, of the same network, with series, rate, residual and gaps (best of five seconds):",
        "",
        "| | missing of each | pixels/s | px per CPU-second, one core | share of the limit | float32 − float64, mm |",
        "|---|---|---|---|---|---|",
        *(
            f"| {name} | {count} | {wall:,.0f} | {computing:,.0f} | {computing / limit:.1%} |"
            + (" |" if np.isnan(difference) else f" {difference:.1e} |")
            for name, count, wall, computing, difference in rows
        ),
        "",
        f"Memory besides the input, {N_POINTS:,} points: {peak:.0f} MB, of which {kept:.0f} MB are the result; the rest"
        " are blocks and does not grow with the points.",
        "",
        "**Folder to masked, filtered series** (reading, loops, inversion, noise indices, mask, 2 km filter, rate):",
        "",
        "| folder | pixels | epochs | interferograms | reading s | processing s | total s | peak GB | all through QGIS,"
        " with layers s | peak GB |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, row in (("Mexico City", mexico), ("synthetic", large)):
        if row:
            lines.append(
                f"| {name} | {row['pixels']:,} | {row['epochs']} | {row['interferograms']} | {row['load_s']:.2f} |"
                f" {row['process_s']:.2f} | {row['total_s']:.2f} | {row['peak_gb']:.2f} |"
                f" {row['layers_s']:.1f} | {row['layers_peak_gb']:.2f} |"
            )
    lines += [
        "",
        "LiCSBAS took 38 s for the Mexico City folder on the machine where its reference outputs were made.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--folder", help="only process this folder and print its figures")
    parser.add_argument("--layers", help="only run the algorithm on this folder and print its figures")
    arguments = parser.parse_args()
    if arguments.folder:
        sys.stdout.write(json.dumps(folder_end_to_end(arguments.folder)) + "\n")
        return
    if arguments.layers:
        sys.stdout.write(json.dumps(layers_end_to_end(arguments.layers)) + "\n")
        sys.stdout.flush()
        os._exit(0)  # QGIS' own clean-up is not what is measured
    inversion = compare_inversions()
    geoc = ROOT.parent / "shared" / "data" / "mexico_city" / "GEOC"
    mexico = in_own_process(geoc) if geoc.is_dir() else None
    large = None
    if arguments.large:
        with tempfile.TemporaryDirectory() as folder:
            write_large(Path(folder) / "GEOC")
            large = in_own_process(Path(folder) / "GEOC")
    command = "python benchmarks/inversion.py" + (" --large" if arguments.large else "")
    text = report(inversion, mexico, large, command)
    from record import publish

    publish(ROOT / "benchmarks" / "inversion.md", text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
