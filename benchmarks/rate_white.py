"""Neighbours where they know nothing: what the factors leave over is white noise; writes rate_white.md.

    python3 benchmarks/rate_white.py [--draws 20]

Six hundred points over 20 km, four factors that owe nothing to place, a smooth rate of them and white noise. Half of
the points learn, half test. Carrying residuals or rates from neighbours can only harm here: does it?
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from rate_mexico_city import machine  # noqa: E402
from record import publish  # noqa: E402

from subsidence.progress import Run  # noqa: E402
from subsidence.rate import evaluation  # noqa: E402
from subsidence.rate.settings import RateSettings  # noqa: E402

PAGE = Path(__file__).with_suffix(".md")
POINTS, NOISE_MM_PER_YR = 600, 3.0
SETTINGS = RateSettings(members=3, hidden=8, decay=0.01, generations=0)
ALONE, WITH = "PSO-BP", "PSO-BP + neighbours"


def draw(seed: int) -> dict[str, float]:
    """Mean square error by model."""
    random = np.random.default_rng(7000 + seed)
    factors = random.uniform(-1, 1, (POINTS, 4))
    smooth = 8 * np.sin(2 * factors[:, 0]) - 6 * factors[:, 1] ** 2 + 4 * factors[:, 2] * factors[:, 3]
    rate = smooth + random.normal(0, NOISE_MM_PER_YR, POINTS)
    lon_lat = np.array([113.0, 22.5]) + random.uniform(0, 0.2, (POINTS, 2))
    split = evaluation.draw_split(factors, rate, train_share=0.4, validation_share=0.1, seed=seed)
    names = ("a", "b", "c", "d")
    found = evaluation.evaluate(
        factors, rate, split, names=names, lon_lat=lon_lat, settings=SETTINGS, trees=False, run=Run(seed=seed)
    )
    return {row["model"]: row["mse"] for row in found.metrics}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--draws", type=int, default=20)
    chosen = options.parse_args()
    started = time.process_time()
    found = [draw(seed) for seed in range(chosen.draws)]
    ratios = np.array([one[WITH] / one[ALONE] for one in found])
    error = float(np.sqrt(np.mean([one[ALONE] for one in found])))
    lines = [
        "# Neighbours where they know nothing",
        "",
        f"{POINTS} points, four factors, white residuals of {NOISE_MM_PER_YR:.0f} mm/yr; half learn, half test;"
        f" {SETTINGS.members} networks of {SETTINGS.hidden} units. Nothing was tuned on these draws.",
        "",
        f"`python3 benchmarks/rate_white.py --draws {chosen.draws}`; {machine()}",
        "",
        "| draws | RMSE of the factors alone | MSE with neighbours, times that without: mean | worst | draws above 1.01"
        " | draws in which neighbours took part |",
        "|---|---|---|---|---|---|",
        f"| {len(ratios)} | {error:.3f} mm/yr | {ratios.mean():.4f} | {ratios.max():.4f} | {(ratios > 1.01).sum()} |"
        f" {(ratios != 1.0).sum()} |",
        "",
        f"{time.process_time() - started:.0f} s of processor time in all.",
        "",
    ]
    publish(PAGE, "\n".join(lines))


if __name__ == "__main__":
    main()
