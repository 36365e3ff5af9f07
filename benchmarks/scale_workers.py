"""The same work on threads and on one and two dask workers of this machine: time, results, a worker killed meanwhile.

    python benchmarks/scale_workers.py                                            # 1,000,000 points, about ten minutes
    python benchmarks/scale_workers.py --steps kshape --kept measured.json        # one section, two to four minutes
    python benchmarks/scale_workers.py --points 100000

Writes benchmarks/scale_workers.md: a section for each step, those of an earlier run with the same --kept among them.
Every way runs in a process of its own. Input and the results of every point lie in memory, or in files (memory maps of
.npy) that the workers read and write themselves. Workers are up and have computed a little before the time begins; the
computing time of all processes is counted from there too.

One worker and this process share one core, two workers and this process two, so that two are compared with one on twice
the cores; beside it stands one worker that has a core for itself. Ways that are compared run in turns.
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
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scale import N_EPOCHS, interferograms_in_blocks, noisy_series, peak_memory_gb  # noqa: E402

from subsidence.jobs.dask_scheduler import scheduled  # noqa: E402
from subsidence.progress import Report  # noqa: E402
from subsidence.threads import given_cores  # noqa: E402

WARM = 20_000  # points
Work = Callable[[int, Report], dict[str, np.ndarray]]


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
STEPS = {"inversion": INVERSION, "weighted": WEIGHTED, "kshape": CLUSTERING}


class Way(NamedTuple):
    """How a step is done; turns : whether it is repeated in turns with those that it is compared with."""

    scheduler: str
    cores: int
    in_files: bool = False
    turns: bool = False
    killed: bool = False
    compared_with: str = ""


WAYS = {
    "one thread": Way("", 1),
    "threads": Way("", 2, compared_with="one thread"),
    "one worker, all sent": Way("local:1", 1),
    "two workers, all sent": Way("local:2", 2, compared_with="one worker, all sent"),
    "one worker, files": Way("local:1", 1, True, True, compared_with="one thread"),
    "one worker, files, a core for itself": Way("local:1", 2, True, True),
    "two workers, files": Way("local:2", 2, True, True, compared_with="one worker, files"),
    "two workers, files, one killed halfway": Way("local:2", 2, True, killed=True, compared_with="one worker, files"),
}
BESIDE = {"two workers, files": "one worker, files, a core for itself"}


class Taken(NamedTuple):
    """Of one run: seconds, computing time of this process, of its workers and of all others of the machine, and GB."""

    seconds: float
    here: float
    there: float
    others: float
    peak: float


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


def seconds_of_all() -> float:
    """Computing time of all processes of the machine so far."""
    import psutil

    times = psutil.cpu_times()
    return sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0)


def child(step: str, way: str, n_points: int, given: Path, folder: Path) -> None:
    how = WAYS[way]
    mine = sorted(os.sched_getaffinity(0))[: how.cores]
    if len(mine) < how.cores:
        raise SystemExit("two cores are needed")
    os.sched_setaffinity(0, mine)  # and of all that it starts
    work = work_of(step, given, folder, how.in_files)
    killer = Killer() if how.killed else None
    with given_cores(how.cores), scheduled(how.scheduler):
        work(min(WARM, n_points), Report())
        there, every = seconds_of_workers(), seconds_of_all()
        started, computing = time.perf_counter(), time.process_time()
        found = work(n_points, killer.report if killer else Report())
        seconds, here = time.perf_counter() - started, time.process_time() - computing
        there, every = seconds_of_workers() - there, seconds_of_all() - every
    if killer is not None and not killer.killed:
        raise SystemExit("no worker was killed")
    np.savez(folder / "found.npz", **found)
    sys.stdout.write(json.dumps(Taken(seconds, here, there, every - here - there, peak_memory_gb())) + "\n")


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
    runs: dict[str, list[Taken]] = {way: [] for way in WAYS}
    same = {}
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        subprocess.run([sys.executable, __file__, "--make", step, str(n_points), scratch], check=True)
        for turn in range(repeats):
            for number, (way, how) in enumerate(WAYS.items()):
                if turn and not how.turns:
                    continue
                folder = place / f"way{number}"
                folder.mkdir()
                command = [sys.executable, __file__, "--child", step, way, str(n_points), scratch, str(folder)]
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
                runs[way].append(Taken(*json.loads(done.stdout.strip().splitlines()[-1])))
                sys.stderr.write(f"{step}, {way}: {runs[way][-1]}\n")
                if number:
                    same[way] = differences(place / "way0" / "found.npz", folder / "found.npz")
                    shutil.rmtree(folder)
    rows = []
    for way, how in WAYS.items():
        taken = min(runs[way])
        of_workers = f"{taken.there:.2f} | {max(taken.others, 0.0):.1f}" if not how.killed else "– | –"  # lost with it
        figures = f"{taken.seconds:.2f} | {taken.here:.2f} | {of_workers} | {taken.peak:.2f}"
        rows.append(f"| {way} | {how.cores} | {figures} | {_ratio(way, runs)} | {same.get(way, '')} |")
    return rows


def _ratio(way: str, runs: dict[str, list[Taken]]) -> str:
    """How a way compares with another, in the middle of the turns."""

    def ratio(other: str) -> float:
        first, ours = runs[other], runs[way]
        return float(np.median([a.seconds / b.seconds for a, b in zip(first, ours)]))

    how = WAYS[way]
    if not how.compared_with:
        return ""
    if how.compared_with == "one thread" and how.scheduler:
        return f"{1.0 / ratio('one thread') - 1.0:+.0%} of one thread"
    found = f"{ratio(how.compared_with):.2f}x of {how.compared_with}"
    if way in BESIDE:
        found += f"; {ratio(BESIDE[way]):.2f}x of that with a core for itself"
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--steps", nargs="+", choices=list(STEPS), default=list(STEPS))
    parser.add_argument("--repeats", type=int, default=3, help="turns of the ways that are compared")
    parser.add_argument("--kept", type=Path, help="file of JSON that keeps what was measured, for the other sections")
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
    known = json.loads(options.kept.read_text(encoding="utf-8")) if options.kept and options.kept.is_file() else {}
    measured = known.setdefault(f"{options.points:,} points", {})
    for step in options.steps:
        measured[step] = rows_of(STEPS[step], options.points, options.repeats)
        if options.kept:
            options.kept.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
    import distributed

    lines = [
        "# Workers: measured",
        "",
        f"`python benchmarks/scale_workers.py --points {options.points}`, {date.today()}, {platform.machine()},"
        f" {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}, distributed"
        f" {distributed.__version__}; {options.points:,} points. Cores: that this process and its workers share."
        f" Seconds: the shortest of {options.repeats} turns of one and two workers with files, all others once;"
        " compared is the middle of the turns. Files: input and results are memory maps, of which workers read and"
        " write their own rows; else they are in memory here, and sent. CPU-seconds of this process, of the"
        " workers, and of all else on the machine meanwhile. Apart: from the results of one thread."
        f"{' ' + options.note if options.note else ''}",
        "",
    ]
    for step, name in STEPS.items():
        if step in measured:
            lines += [
                f"## {name}",
                "",
                "| way | cores | seconds | CPU-seconds here | of workers | of others | peak GB here | | apart |",
                "|---|---|---|---|---|---|---|---|---|",
                *measured[step],
                "",
            ]
    from record import publish

    publish(ROOT / "benchmarks" / "scale_workers.md", "\n".join(lines))
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()
