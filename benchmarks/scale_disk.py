"""Ten million points whose series lie in a file: time, computing time and memory of the steps that go through blocks.

    python benchmarks/scale_disk.py --folder /tmp/mapped              # 10,000,000 points x 100 epochs
    python benchmarks/scale_disk.py --folder /tmp/mapped --points 1000000

Writes benchmarks/scale_disk.md. The series, as noisy as those of ``scale.py``, are made once in the folder, float32,
4 GB, and mapped, as the plugin does with a layer beyond ``MEMORY``; what was measured stays there too. Every step runs
in a process of its own, whose memory is looked at every 20 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import scale  # noqa: E402
from scale_layers import memory_of  # noqa: E402

scale.N_EPOCHS = 100
MADE_AT_ONCE = 100_000
make_series = scale.noisy_series
Work = Callable[[], object]


def prepare(path: Path, n_points: int) -> None:
    if path.is_file():
        return
    part = path.with_suffix(".part")
    made = np.memmap(part, np.float32, "w+", shape=(n_points, scale.N_EPOCHS))
    for start in range(0, n_points, MADE_AT_ONCE):
        stop = min(start + MADE_AT_ONCE, n_points)
        made[start:stop] = make_series(stop - start, seed=start + 1)[1]
    made.flush()
    part.replace(path)


def steps(path: Path, n_points: int) -> dict[str, Callable[[], Work]]:
    """What is measured, by name; each makes ready what is not asked for."""
    dates = make_series(1)[0]
    series = np.memmap(path, np.float32, "r", shape=(n_points, scale.N_EPOCHS))
    scale.noisy_series = lambda count, seed=0: (dates, series)  # what the steps of ``scale.py`` take theirs from

    def store_written() -> Work:
        from subsidence.products.points import PointProduct
        from subsidence.series import DeformationSeries
        from subsidence.store.point_store import write_store

        xy = np.random.default_rng(2).uniform([10.0, 40.0], [11.0, 41.0], (n_points, 2))
        product = PointProduct(DeformationSeries(dates, series, xy), series[:, -1], np.arange(n_points))
        return lambda: write_store(path.parent / "store", product)

    def store_read() -> Work:
        from subsidence.store.point_store import open_store

        return lambda: [
            float(block["displacement_mm"].sum()) for _, block in open_store(path.parent / "store").blocks()
        ]

    def rates() -> Work:
        from subsidence.analysis.trend_fit import rate_std

        return lambda: rate_std(series, dates)

    return {
        "store written": store_written,
        "store read, file by file": store_read,
        "K-Shape, k = 3, three starts, all assigned": lambda: scale.clustering(n_points),
        "standard errors of rates": rates,
        "distances to 40 lines": lambda: scale.distances(n_points),
        "rates predicted from 8 factors": lambda: scale.rate_prediction(n_points),
        "forecast applied, 5 ahead": lambda: scale.forecast(n_points),
    }


def child(step: str, path: Path, n_points: int) -> None:
    work = steps(path, n_points)[step]()
    wall, computing = time.perf_counter(), time.process_time()
    work()
    sys.stdout.write(json.dumps([time.perf_counter() - wall, time.process_time() - computing]) + "\n")


def measured(step: str, path: Path, n_points: int) -> list[float]:
    """Seconds, CPU-seconds, GB of its own at the most, peak GB."""
    command = [sys.executable, __file__, "--folder", str(path.parent), "--points", str(n_points), "--child", step]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    own = peak = 0.0
    for now, highest in memory_of(process.pid):
        own, peak = max(own, now), max(peak, highest)
    out, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"{step} failed")
    return [*json.loads(out.strip().splitlines()[-1]), own, peak]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--only", nargs="+", default=[], help="words of the steps that are measured anew")
    parser.add_argument("--note", default="", help="what else is to be known of the machine, written on the page")
    parser.add_argument("--child")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    path, kept = options.folder / f"series-{options.points}", options.folder / f"measured-{options.points}.json"
    prepare(path, options.points)
    if options.child:
        child(options.child, path, options.points)
        return
    found = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    for step in steps(path, options.points):
        if step not in found or any(word in step for word in options.only):
            found[step] = measured(step, path, options.points)
            kept.write_text(json.dumps(found), encoding="utf-8")
            sys.stderr.write(f"{step}: {found[step]}\n")
    lines = [
        "# From disk: measured",
        "",
        f"`python benchmarks/scale_disk.py --points {options.points}`, {date.today()}, {platform.machine()},"
        f" {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__};"
        f" {options.points:,} points x {scale.N_EPOCHS} epochs, float32 in a mapped file of"
        f" {options.points * scale.N_EPOCHS * 4 / 1e9:.1f} GB. Own memory is what the system cannot take back: places,"
        " results and torch among it. The peak counts pages of the file as well, which the system keeps as long as"
        f" there is room.{' ' + options.note if options.note else ''}",
        "",
        "| step | seconds | CPU-seconds | own GB | peak GB |",
        "|---|---|---|---|---|",
        *(f"| {step} | {w:.1f} | {c:.1f} | {own:.2f} | {peak:.2f} |" for step, (w, c, own, peak) in found.items()),
        "",
    ]
    from record import publish

    publish(ROOT / "benchmarks" / "scale_disk.md", "\n".join(lines))
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()
