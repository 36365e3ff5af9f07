"""Where whole blocks of ground are left out: four ways to make an ensemble.

    python3 benchmarks/synthetic_terrain.py [--worlds 20]

Asked of synthetic terrain, so that the answers owe nothing to the city that the model is judged on: five
factors that vary smoothly over 60 x 100 cells, a rate that bends with them, and a patchy part that no factor
knows. 1,300 points, blocks of 20 x 20 cells in five folds, hidden 20, no swarm. Writes benchmarks/synthetic_terrain.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from scipy.ndimage import gaussian_filter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from subsidence.progress import Run  # noqa: E402
from subsidence.rate.ensemble import final_fit, interquartile_mean  # noqa: E402
from subsidence.rate.model_selection import draw_left_out, early_stopping_run_of_best  # noqa: E402
from subsidence.rate.scaling import FactorScaler, RateScaler  # noqa: E402
from subsidence.rate.settings import RateSettings  # noqa: E402
from subsidence.spatial.splits import Split, group_folds  # noqa: E402

PAGE = Path(__file__).with_suffix(".md")
SHAPE, BLOCK_CELLS, N_POINTS, N_FACTORS = (60, 100), 20, 1300, 5
SETTINGS = RateSettings(hidden=20, generations=0)
WAYS: dict[str, dict[str, bool]] = {
    "as the plugin makes it": {},
    "one decay for all members, by their joint error": {"each_its_own": False},
    "members trained again on all ground": {"again": True},
    "factors pressed into [−1, 1]": {"in_range": True},
}


def patches(random: np.random.Generator, width_cells: float) -> np.ndarray:
    """A smooth random map with mean 0 and deviation 1, shape=(n_cells,)."""
    edge = 4 * int(width_cells)
    smooth = gaussian_filter(random.normal(size=(SHAPE[0] + edge, SHAPE[1] + edge)), width_cells)
    inner = smooth[edge // 2 : edge // 2 + SHAPE[0], edge // 2 : edge // 2 + SHAPE[1]].ravel()
    return (inner - inner.mean()) / inner.std()


def terrain(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Factors (n, 5), rate (n,) in mm/yr and block labels (n,) of points drawn from one world."""
    random = np.random.default_rng(1000 + seed)
    factors = np.stack([patches(random, width) for width in random.uniform(6, 18, N_FACTORS)], axis=1)
    factors = factors @ (np.eye(N_FACTORS) + 0.3 * random.normal(size=(N_FACTORS, N_FACTORS)))
    factors[:, 0] = np.exp(0.6 * factors[:, 0])  # skewed, as distances are
    factors[:, 1] = np.abs(factors[:, 1])
    factors[:, 2] = np.round(2 * factors[:, 2])  # a count
    even = (factors - factors.mean(axis=0)) / factors.std(axis=0)
    rate = np.zeros(len(even))
    for _ in range(6):
        direction = random.normal(size=N_FACTORS) * (random.random(N_FACTORS) < 0.6)
        rate += random.normal() * np.tanh(1.5 * (even @ direction) + random.normal())
    rate /= rate.std()
    rate += 0.5 * patches(random, random.uniform(4, 9)) + 0.15 * random.normal(size=len(rate))
    row, column = np.divmod(np.arange(len(rate)), SHAPE[1])
    rows = np.sort(random.choice(len(rate), N_POINTS, replace=False))
    return factors[rows], 60.0 * rate[rows] - 80.0, (row // BLOCK_CELLS * 1000 + column // BLOCK_CELLS)[rows]


def answers(factors, rate, blocks, fold: Split, seed: int, *, each_its_own=True, again=False, in_range=False):
    """What each member of one ensemble says of the fold's test rows, shape=(n_members, n_test), mm/yr."""
    known = fold.learning
    scaler, of_rate = FactorScaler.learn(factors[known], list("abcde")), RateScaler.learn(rate[known])
    if in_range:
        scaler = replace(scaler, centre=(scaler.low + scaler.high) / 2, spread=(scaler.high - scaler.low) / 2)
    inputs, targets = scaler.scale(factors[known]), of_rate.scale(rate[known])
    left_out = draw_left_out(blocks[known], len(known), SETTINGS, seed)
    early_run = early_stopping_run_of_best(
        inputs, targets, None, SETTINGS, left_out=left_out, whole_ground=each_its_own, run=Run(seed=seed)
    )
    ensemble = final_fit(early_run, inputs, targets, of_rate, SETTINGS, whole_ground=not again)
    return ensemble.answers(scaler.scale(factors[fold.test]))


def loss_and_gradient(seed: int) -> dict[str, tuple[float, float]]:
    """Block MSE of the ensemble and of its best member (chosen by the test itself), by the way it is made."""
    factors, rate, blocks = terrain(seed)
    folds = group_folds(blocks, seed=0)
    truth = np.concatenate([rate[fold.test] for fold in folds])
    errors = {}
    for name, choices in WAYS.items():
        said = np.concatenate(
            [answers(factors, rate, blocks, fold, number, **choices) for number, fold in enumerate(folds)], axis=1
        )
        best = np.mean((said - truth) ** 2, axis=1).min()
        errors[name] = float(np.mean((interquartile_mean(said) - truth) ** 2)), float(best)
    return errors


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--worlds", type=int, default=20)
    n_worlds = options.parse_args().worlds
    started = time.perf_counter()
    found = []
    for seed in range(n_worlds):
        found.append(loss_and_gradient(seed))
        print(seed, {name: [round(mse) for mse in pair] for name, pair in found[-1].items()}, flush=True)
    errors = np.array([[one[name] for name in WAYS] for one in found])  # (worlds, ways, ensemble and best member)
    lines = [
        "# Where whole blocks of ground are left out: four ways to make an ensemble",
        "",
        f"`python3 benchmarks/synthetic_terrain.py --worlds {n_worlds}`; {date.today()}, {platform.machine()},"
        f" {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__},"
        f" {time.perf_counter() - started:.0f} s",
        "",
        "Error on blocks never seen, of synthetic terrain; an ensemble of ten. The best member is chosen by the test"
        " itself.",
        "",
        "| ensemble | squared error beside the first way (± one standard error) | worse than the first way |"
        " not worse than its best member |",
        "|---|---|---|---|",
    ]
    for number, name in enumerate(WAYS):
        ratio = np.log(errors[:, number, 0] / errors[:, 0, 0])
        beside = f"{np.expm1(ratio.mean()):+.1%} ± {ratio.std(ddof=1) / np.sqrt(n_worlds):.1%}" if number else "–"
        worse = f"{(ratio > 0).sum()} of {n_worlds}" if number else "–"
        steady = (errors[:, number, 0] <= errors[:, number, 1]).sum()
        lines.append(f"| {name} | {beside} | {worse} | {steady} of {n_worlds} |")
    lines.append("")
    from record import publish

    publish(PAGE, "\n".join(lines))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
