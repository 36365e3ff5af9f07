"""Two versions of this repository beside each other: is anything slower by more than its noise?

    git archive OLD | tar x -C /tmp/before
    python3 benchmarks/pair.py /tmp/before [--only inversion] [--rounds 3]

Small pieces of work with the same data are run in either version by turns, each round in a process of its own, so
that whatever else the machine does falls on both. Processor time counts, of all threads together; the noise of a
figure is the spread of its rounds. Imports go by the paths that are held stable. Writes benchmarks/pair.md.
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
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
from record import publish

ROOT = Path(__file__).resolve().parent.parent
PAGE = Path(__file__).with_suffix(".md")
REPEATS = 3  # within a process, after one that does not count
DAYS = np.datetime64("2018-03-06") + 12 * np.arange(86)


def inversion() -> Callable[[], object]:
    from subsidence.insar.nsbas import invert

    random = np.random.default_rng(0)
    pairs = np.array([(i, i + step) for step in (1, 2, 3) for i in range(60 - step)])
    truth = np.cumsum(random.normal(-1, 3, (4000, 60)), axis=1)
    values = truth[:, pairs[:, 1]] - truth[:, pairs[:, 0]]
    values[random.random(values.shape) < 0.05] = np.nan
    return lambda: invert(values, pairs, DAYS[:60])


def kshape() -> Callable[[], object]:
    from subsidence.analysis.kshape import kshape as cluster

    random = np.random.default_rng(0)
    time_ = np.linspace(0.0, 1.0, 86)
    shapes = np.stack([-time_, np.sin(9.0 * time_), -(time_**3)])
    rows = shapes[random.integers(0, 3, 6000)] + random.normal(0.0, 0.4, (6000, 86))
    return lambda: cluster(rows, 3, initial_centroids=rows[:3], max_iterations=20)


def distances() -> Callable[[], object]:
    from subsidence.factors.distances import FeatureIndex

    try:
        from subsidence.factors.vector_geometry import Shapes
    except ImportError:  # its name before the rooms were made
        from subsidence.factors.shapes import Shapes
    random = np.random.default_rng(0)
    lines = [[np.cumsum(random.normal(0, 60, (200, 2)), axis=0) + random.uniform(0, 30_000, 2)] for _ in range(60)]
    points = random.uniform(0, 30_000, (40_000, 2))
    return lambda: FeatureIndex(Shapes.of_parts("line", lines)).nearest(points)


def psobp(networks_alone: bool = True) -> Callable[[], object]:
    """Networks alone are what both versions have; by default this version learns trees and splines beside them."""
    from subsidence.prediction.rate_model import RateModel

    try:
        from subsidence.rate.settings import RateSettings
    except ImportError:
        from subsidence.prediction.rate_settings import RateSettings
    random = np.random.default_rng(0)
    factors = random.normal(size=(1500, 5))
    rate = -8.0 * np.tanh(factors[:, 0]) + factors[:, 1] * factors[:, 2] + random.normal(0, 0.5, 1500)
    settings = RateSettings(hidden=8, decay=0.1, members=5, particles=10, generations=10, max_iterations=40)
    if networks_alone and hasattr(settings, "stack"):
        settings = replace(settings, stack=False)
    names = [f"factor {number}" for number in range(5)]
    return lambda: RateModel(names, settings=settings, seed=1).fit(factors, rate)


def forecast() -> Callable[[], object]:
    from subsidence.prediction.forecast import Forecaster
    from subsidence.series import DeformationSeries

    random = np.random.default_rng(0)
    years = np.arange(86) * 12 / 365.25
    values = -random.uniform(0, 20, (150, 1)) * years + 3 * np.sin(2 * np.pi * years) + random.normal(0, 2, (150, 86))
    series = DeformationSeries(DAYS, values, random.uniform(0, 5000, (150, 2)))
    return lambda: Forecaster(horizon=5, network=False).fit(series).forecast()


WORK: dict[str, Callable[[], Callable[[], object]]] = {
    "inversion": inversion,
    "kshape": kshape,
    "distances": distances,
    "psobp, networks alone": psobp,
    "psobp, as by default": partial(psobp, False),
    "forecast": forecast,
}


def one_round(name: str, tree: Path) -> list[float]:
    """Processor seconds of each repeat of a piece of work, in a process that has only that version."""
    command = [sys.executable, str(Path(__file__).resolve()), str(tree), "--child", name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def child(name: str, tree: Path) -> None:
    sys.path.insert(0, str(tree))
    work = WORK[name]()
    import subsidence

    assert Path(subsidence.__file__).resolve().is_relative_to(tree.resolve())
    work()
    seconds = []
    for _ in range(REPEATS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    print(json.dumps(seconds))


def noise_of(rounds: list[float]) -> float:
    """How far the rounds of one version lie apart, of their middle."""
    return (max(rounds) - min(rounds)) / median(rounds)


def verdict(before: list[float], now: list[float]) -> str:
    """Whether the medians of rounds differ by more than the wider of the two spreads.

    >>> verdict([1.0, 1.1, 1.2], [1.2, 1.15, 1.1]), verdict([1.0, 1.01, 1.02], [1.5, 1.49, 1.51])
    ('the same within noise', 'slower')
    """
    change = median(now) / median(before) - 1.0
    if abs(change) <= max(noise_of(before), noise_of(now)):
        return "the same within noise"
    return "slower" if change > 0 else "faster"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("--only", choices=WORK)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child, options.before)
    else:
        compare(options.before, [options.only] if options.only else list(WORK), options.rounds)


def compare(tree: Path, names: list[str], rounds: int) -> None:
    rows = []
    for name in names:
        before, now = [], []
        for _ in range(rounds):
            before.append(min(one_round(name, tree)))
            now.append(min(one_round(name, ROOT)))
        noise = 100 * max(noise_of(before), noise_of(now))
        cells = [
            name,
            f"{median(before):.3f}",
            f"{median(now):.3f}",
            f"{median(now) / median(before):.2f}",
            f"{noise:.0f}",
        ]
        rows.append("| " + " | ".join([*cells, verdict(before, now)]) + " |")
        print(rows[-1], flush=True)
    if len(rows) == len(WORK):
        publish(PAGE, page(rows, rounds))


def page(rows: list[str], rounds: int) -> str:
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return "\n".join(
        [
            "# An earlier version and this one",
            "",
            f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, load {load} at the end, Python"
            f" {platform.python_version()}, numpy {np.__version__}; {rounds} rounds of each by turns, of every round"
            f" the best of {REPEATS} repeats. Written by `benchmarks/pair.py`.",
            "",
            "| work | before [s] | now [s] | now / before | noise [%] | |",
            "|---|---:|---:|---:|---:|---|",
            *rows,
            "",
            "By default a rate model of this version learns extra trees and additive splines beside its networks, which the"
            " earlier one had not; what both have is the row of the networks alone.",
            "",
        ]
    )


if __name__ == "__main__":
    main()
