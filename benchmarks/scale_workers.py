"""The same work on threads and on one and two dask workers of this machine: time, results, a worker killed meanwhile.

    python benchmarks/scale_workers.py                    # 1,000,000 points
    python benchmarks/scale_workers.py --points 100000

Writes benchmarks/scale_workers.md. Every way runs in a process of its own that makes the same input; workers are up and
have computed a little before the time begins. What workers cost is one worker against one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
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

from scale import N_EPOCHS, interferograms_in_blocks, noisy_series, peak_memory_gb  # noqa: E402

from subsidence.jobs.dask_scheduler import scheduled  # noqa: E402
from subsidence.progress import Report  # noqa: E402
from subsidence.threads import given_cores  # noqa: E402

WARM = 20_000  # points
Work = Callable[[int, Report], dict[str, np.ndarray]]


def inversion(n_points: int) -> Work:
    from inversion import network

    from subsidence.insar.nsbas import invert

    pairs, dates = network()
    values = interferograms_in_blocks(n_points, pairs)

    def work(count: int, report: Report) -> dict[str, np.ndarray]:
        return dict(invert(values[:count], pairs, dates, report=report).__dict__)

    return work


def weighted(n_points: int) -> Work:
    from inversion import network

    from subsidence.insar.nsbas import invert

    pairs, dates = network()
    few = n_points // 5
    values = interferograms_in_blocks(few, pairs)
    weights = np.random.default_rng(7).uniform(0.5, 2.0, values.shape).astype(np.float32)

    def work(count: int, report: Report) -> dict[str, np.ndarray]:
        return dict(invert(values[:count], pairs, dates, weights=weights[:count], report=report).__dict__)

    return work


def clustering(n_points: int) -> Work:
    from subsidence.clustering.kshape import kshape

    _, series = noisy_series(n_points)

    def work(count: int, report: Report) -> dict[str, np.ndarray]:
        found = kshape(series[:count], 3, n_starts=3, report=report)
        return {"labels": found.labels, "distances": found.distances, "centroids": found.centroids}

    return work


STEPS = {
    "inversion, 84 epochs, 189 interferograms, 5 % missing": inversion,
    "inversion, the same weighted, a fifth of the points": weighted,
    f"K-Shape, {N_EPOCHS} epochs, k = 3, three starts": clustering,
}
WAYS = {
    "one thread": ("", 1, False),
    "threads": ("", 0, False),
    "one worker": ("local:1", 0, False),
    "two workers": ("local:2", 0, False),
    "two workers, one killed halfway": ("local:2", 0, True),
}


def workers() -> list[int]:
    """Process numbers of the workers that this process started."""
    import psutil

    children = psutil.Process().children(recursive=True)
    return [child.pid for child in children if "spawn_main" in " ".join(child.cmdline())]


class Killer:
    """Kills one worker as soon as half of the work is done."""

    def __init__(self) -> None:
        self.killed = 0
        self.report = Report()
        self.report.on_progress = self.look

    def look(self, done: float) -> None:
        if not self.killed and done >= 0.5:
            self.killed = workers()[0]
            os.kill(self.killed, signal.SIGKILL)


def child(step: str, way: str, n_points: int, folder: Path) -> None:
    scheduler, cores, kill = WAYS[way]
    work = STEPS[step](n_points)
    killer = Killer() if kill else None
    with given_cores(cores or len(os.sched_getaffinity(0))), scheduled(scheduler):
        work(min(WARM, n_points), Report())
        started, computing = time.perf_counter(), time.process_time()
        found = work(n_points, killer.report if killer else Report())
        took = time.perf_counter() - started, time.process_time() - computing
    if killer is not None and not killer.killed:
        raise SystemExit("no worker was killed")
    np.savez(folder / "found.npz", **found)
    peak = peak_memory_gb()
    sys.stdout.write(json.dumps([*took, peak]) + "\n")


def differences(first: Path, other: Path) -> str:
    """How far two results lie apart: labels that differ, and the largest difference of numbers."""
    with np.load(first) as ours, np.load(other) as theirs:
        labels = sum(int((ours[name] != theirs[name]).sum()) for name in ours.files if name == "labels")
        largest = 0.0
        for name in ours.files:
            if name != "labels":
                a, b = ours[name], theirs[name]
                if not np.array_equal(np.isnan(a), np.isnan(b)):
                    return "gaps differ"
                largest = max(largest, float(np.nanmax(np.abs(a - b), initial=0.0)))
        counted = f"{labels} labels, " if "labels" in ours.files else ""
    return f"{counted}{largest:.0e}" if largest else f"{counted}0"


def rows_of(step: str, n_points: int, repeats: int) -> list[str]:
    rows, seconds = [], {}
    with tempfile.TemporaryDirectory() as scratch:
        for number, way in enumerate(WAYS):
            folder = Path(scratch) / str(number)
            folder.mkdir()
            command = [sys.executable, __file__, "--child", step, way, str(n_points), str(folder)]
            runs = []
            for _ in range(1 if "killed" in way else repeats):
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
                runs.append(json.loads(done.stdout.strip().splitlines()[-1]))
            wall, computing, peak = min(runs)
            seconds[way] = wall
            same = differences(Path(scratch) / "0" / "found.npz", folder / "found.npz") if number else ""
            ratio = ""
            if way == "threads":
                ratio = f"{seconds['one thread'] / wall:.2f}x of one thread"
            elif way == "one worker":
                ratio = f"{wall / seconds['one thread'] - 1.0:+.0%} of one thread"
            elif "two" in way:
                ratio = f"{seconds['one worker'] / wall:.2f}x of one worker"
            rows.append(f"| {step} | {way} | {wall:.2f} | {computing:.2f} | {peak:.2f} | {ratio} | {same} |")
            sys.stderr.write(rows[-1] + "\n")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=2, help="of each way; the shortest counts")
    parser.add_argument("--note", default="", help="what else is to be known of the machine, written on the page")
    parser.add_argument("--child", nargs=4)
    options = parser.parse_args()
    if options.child:
        step, way, count, folder = options.child
        child(step, way, int(count), Path(folder))
        return
    rows = [row for step in STEPS for row in rows_of(step, options.points, options.repeats)]
    import distributed

    lines = [
        "# Workers: measured",
        "",
        f"`python benchmarks/scale_workers.py --points {options.points}`, {date.today()}, {platform.machine()},"
        f" {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}, distributed"
        f" {distributed.__version__}; {options.points:,} points in memory, the shortest of {options.repeats} runs, one"
        " of the killed ones. Seconds of this process's own computing, where workers compute, are what sending and"
        " collecting cost it, and what is not sent. Apart: from the results of one thread."
        f"{' ' + options.note if options.note else ''}",
        "",
        "| step | way | seconds | CPU-seconds here | peak GB here | | apart |",
        "|---|---|---|---|---|---|---|",
        *rows,
        "",
    ]
    from record import publish

    publish(ROOT / "benchmarks" / "scale_workers.md", "\n".join(lines))
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()
