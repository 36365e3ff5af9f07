"""The same work on threads and on one and two dask workers of this machine: time, results, a worker killed meanwhile.

    python benchmarks/scale_workers.py                    # 1,000,000 points
    python benchmarks/scale_workers.py --points 100000

Writes benchmarks/scale_workers.md. Every way runs in a process of its own. Input and the results of every point lie in
memory, or in files (memory maps of .npy) that the workers read and write themselves. Workers are up and have computed a
little before the time begins; the computing time of all processes is counted from there too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
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
FILES = "files"


def made(step: str, n_points: int, folder: Path) -> None:
    """Write a step's input to files."""
    from inversion import network

    if step == CLUSTERING:
        np.save(folder / "values.npy", noisy_series(n_points)[1])
        return
    values = interferograms_in_blocks(n_points, network()[0])
    np.save(folder / "values.npy", values)
    if step == WEIGHTED:
        weights = np.random.default_rng(7).uniform(0.5, 2.0, values.shape).astype(np.float32)
        np.save(folder / "weights.npy", weights)


def work_of(step: str, given: Path, folder: Path, in_files: bool) -> Work:
    """What is timed: from a number of points and a report to results."""
    from inversion import network

    from subsidence.clustering.kshape import kshape
    from subsidence.insar.nsbas import Inversion, invert

    mode = "r" if in_files else None
    values = np.load(given / "values.npy", mmap_mode=mode)
    if step == CLUSTERING:

        def clustered(count: int, report: Report) -> dict[str, np.ndarray]:
            found = kshape(values[:count], 3, n_starts=3, report=report)
            return {"labels": found.labels, "distances": found.distances, "centroids": found.centroids}

        return clustered
    pairs, dates = network()
    weights = np.load(given / "weights.npy", mmap_mode=mode) if step == WEIGHTED else None
    room = Inversion.empty(len(values), dates.size, values.dtype)
    if in_files:
        room = Inversion(
            *(
                np.lib.format.open_memmap(folder / f"{name}.npy", "w+", part.dtype, part.shape, fortran_order=True)
                for name, part in room.__dict__.items()
            )
        )

    def inverted(count: int, report: Report) -> dict[str, np.ndarray]:
        into = Inversion(*(part[:count] for part in room.__dict__.values()))
        some = None if weights is None else weights[:count]
        return dict(invert(values[:count], pairs, dates, weights=some, into=into, report=report).__dict__)

    return inverted


INVERSION = "inversion, 84 epochs, 189 interferograms, 5 % missing"
WEIGHTED = "inversion, the same weighted"
CLUSTERING = f"K-Shape, {N_EPOCHS} epochs, k = 3, three starts"
STEPS = (INVERSION, WEIGHTED, CLUSTERING)
# scheduler, cores of this process, input and results in files, a worker killed
WAYS = {
    "one thread": ("", 1, False, False),
    "threads": ("", 0, False, False),
    "one worker, all sent": ("local:1", 0, False, False),
    "two workers, all sent": ("local:2", 0, False, False),
    "one thread, files": ("", 1, True, False),
    "one worker, files": ("local:1", 0, True, False),
    "two workers, files": ("local:2", 0, True, False),
    "two workers, files, one killed halfway": ("local:2", 0, True, True),
}
ONE = {FILES: "one worker, files", "": "one worker, all sent"}


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


def seconds_of_workers() -> float:
    """Computing time of all workers so far."""
    import psutil

    return sum(sum(psutil.Process(number).cpu_times()[:2]) for number in workers())


def child(step: str, way: str, n_points: int, given: Path, folder: Path) -> None:
    scheduler, cores, in_files, kill = WAYS[way]
    work = work_of(step, given, folder, in_files)
    killer = Killer() if kill else None
    with given_cores(cores or len(os.sched_getaffinity(0))), scheduled(scheduler):
        work(min(WARM, n_points), Report())
        before = seconds_of_workers()
        started, computing = time.perf_counter(), time.process_time()
        found = work(n_points, killer.report if killer else Report())
        took = time.perf_counter() - started, time.process_time() - computing, seconds_of_workers() - before
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
        place = Path(scratch)
        subprocess.run([sys.executable, __file__, "--make", step, str(n_points), scratch], check=True)
        for number, way in enumerate(WAYS):
            runs = []
            for _ in range(1 if "killed" in way else repeats):
                folder = place / f"way{number}"
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                command = [sys.executable, __file__, "--child", step, way, str(n_points), scratch, str(folder)]
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
                runs.append(json.loads(done.stdout.strip().splitlines()[-1]))
            wall, here, there, peak = min(runs)
            seconds[way] = wall, here, there
            same = differences(place / "way0" / "found.npz", folder / "found.npz") if number else ""
            if number:
                shutil.rmtree(folder)
            of_workers = "–" if "killed" in way else f"{there:.2f}"  # what one had used is lost with it
            figures = f"{wall:.2f} | {here:.2f} | {of_workers} | {peak:.2f}"
            rows.append(f"| {step} | {way} | {figures} | {_ratio(way, seconds)} | {same} |")
            sys.stderr.write(rows[-1] + "\n")
    return rows


def _ratio(way: str, seconds: dict[str, tuple[float, float, float]]) -> str:
    """What a way is to be compared with, and how it compares."""
    wall, here, there = seconds[way]
    if way in ("threads", "one thread, files"):
        return f"{seconds['one thread'][0] / wall:.2f}x of one thread"
    if way.startswith("one worker"):
        return f"{wall / seconds['one thread'][0] - 1.0:+.0%} of one thread"
    if way.startswith("two"):
        one = seconds[ONE[FILES if FILES in way else ""]]
        killed = "killed" in way  # its computing time is lost with it
        computing = "" if killed else f", {(here + there) / (one[1] + one[2]) - 1.0:+.0%} computing"
        return f"{one[0] / wall:.2f}x of one worker{computing}"
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=2, help="of each way; the shortest counts")
    parser.add_argument("--note", default="", help="what else is to be known of the machine, written on the page")
    parser.add_argument("--child", nargs=5)
    parser.add_argument("--make", nargs=3)
    options = parser.parse_args()
    if options.make:
        made(options.make[0], int(options.make[1]), Path(options.make[2]))
        return
    if options.child:
        step, way, count, given, folder = options.child
        child(step, way, int(count), Path(given), Path(folder))
        return
    rows = [row for step in STEPS for row in rows_of(step, options.points, options.repeats)]
    import distributed

    lines = [
        "# Workers: measured",
        "",
        f"`python benchmarks/scale_workers.py --points {options.points}`, {date.today()}, {platform.machine()},"
        f" {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}, distributed"
        f" {distributed.__version__}; {options.points:,} points, the shortest of {options.repeats} runs, one of the"
        " killed ones. Files: input and results of every point are memory maps, of which workers read and write their"
        " own rows; else they are in memory here, and sent. Computing time of this process and of the workers. Apart:"
        " from the results of one thread."
        f"{' ' + options.note if options.note else ''}",
        "",
        "| step | way | seconds | CPU-seconds here | of workers | peak GB here | | apart |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
        "",
    ]
    from record import publish

    publish(ROOT / "benchmarks" / "scale_workers.md", "\n".join(lines))
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()
