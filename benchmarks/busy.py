"""How much longer the heavy steps take where two foreign processes keep two cores busy.

    python benchmarks/busy.py

Writes benchmarks/busy.md. Nothing is set before NumPy is loaded: what is measured is what the plugin does.
On two cores with two foreign processes half the machine is left, so twice the quiet time is what must be expected.
"""

from __future__ import annotations

import argparse
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

from inversion import interferograms, network  # noqa: E402

from subsidence.analysis.motion_models import fit_motion_models  # noqa: E402
from subsidence.clustering.kshape import kshape  # noqa: E402
from subsidence.forecast.forecaster import Forecaster  # noqa: E402
from subsidence.insar.nsbas import invert  # noqa: E402
from subsidence.rate.model import RateModel  # noqa: E402
from subsidence.series import DeformationSeries  # noqa: E402
from subsidence.synthetic.city import make_city  # noqa: E402

FOREIGN = 2
ALLOWED = 3.0  # times the quiet time


def steps() -> dict[str, Callable[[], object]]:
    city = make_city(5_000, 86, seed=0)
    series, some = city.series, city.series.displacement_mm[:2_000, :76]
    short = DeformationSeries(series.dates[:76], some, series.xy[:2_000])
    pairs, dates = network()
    values = interferograms(20_000, pairs)
    rng = np.random.default_rng(0)
    factors = rng.normal(size=(4_000, 6))
    rate = factors @ rng.normal(size=6) + np.sin(factors[:, 0]) + rng.normal(size=4_000)
    return {
        "K-Shape, 5,000 x 86, k = 3, 3 starts": lambda: kshape(series.displacement_mm, 3, n_starts=3),
        "inversion, 20,000 x 189, 5 % missing": lambda: invert(values, pairs, dates),
        "motion models, 5,000 x 86": lambda: fit_motion_models(series.displacement_mm, series.dates),
        "rate model, 4,000 x 6": lambda: RateModel(seed=0).fit(factors, rate),
        "forecast, 2,000 x 76, 10 ahead": lambda: Forecaster(10).fit(short),
    }


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure() -> list[tuple[str, float, float]]:
    rows = []
    for name, work in steps().items():
        quiet = min(seconds(work), seconds(work))
        foreign = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(FOREIGN)]
        try:
            busy = seconds(work)
        finally:
            for process in foreign:
                process.kill()
                process.wait()
        rows.append((name, quiet, busy))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--note", default="", help="what else is to be known of the machine, written on the page")
    note = parser.parse_args().note
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    lines = [
        "# A busy machine: measured",
        "",
        f"`python benchmarks/busy.py`, {date.today()}, {platform.machine()}, {os.cpu_count()} cores, load {load:.1f} at"
        f" the start, Python {platform.python_version()}, NumPy {np.__version__}; {FOREIGN} foreign processes that"
        f" never rest. At most {ALLOWED:.0f}x is asked for.{' ' + note if note else ''}",
        "",
        "| step | quiet, s | busy, s | |",
        "|---|---|---|---|",
        *(f"| {name} | {quiet:.2f} | {busy:.2f} | {busy / quiet:.1f}x |" for name, quiet, busy in measure()),
        "",
    ]
    from record import publish

    publish(ROOT / "benchmarks" / "busy.md", "\n".join(lines))
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()
