"""Should the members of a committee train again on all rows after they left out blocks of ground?

    python3 benchmarks/made_up_ground.py [--worlds 20]

Asked of made-up ground, so that the answer owes nothing to the city that the model is judged on: five
factors that vary smoothly over 60 x 100 cells, a rate that bends with them, and a patchy part that no factor
knows. 1,300 points, blocks of 20 x 20 cells in five folds, hidden 20, no swarm. Writes benchmarks/made_up_ground.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
from scipy.ndimage import gaussian_filter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from subsidence.prediction.capacity import draw_left_out, rehearse_best  # noqa: E402
from subsidence.prediction.committee import perform, voice  # noqa: E402
from subsidence.prediction.rate_settings import RateSettings  # noqa: E402
from subsidence.prediction.scaling import FactorScaler, RateScaler  # noqa: E402
from subsidence.prediction.splits import group_folds  # noqa: E402

PAGE = Path(__file__).with_suffix(".md")
SHAPE, BLOCK_CELLS, N_POINTS, N_FACTORS = (60, 100), 20, 1300, 5
SETTINGS = RateSettings(hidden=20, generations=0)


def patches(random: np.random.Generator, width_cells: float) -> np.ndarray:
    """A smooth random map with mean 0 and deviation 1, shape=(n_cells,)."""
    edge = 4 * int(width_cells)
    smooth = gaussian_filter(random.normal(size=(SHAPE[0] + edge, SHAPE[1] + edge)), width_cells)
    inner = smooth[edge // 2 : edge // 2 + SHAPE[0], edge // 2 : edge // 2 + SHAPE[1]].ravel()
    return (inner - inner.mean()) / inner.std()


def made_up(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
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


def judge(seed: int) -> dict[str, tuple[float, float]]:
    """Block MSE of the committee and of its best member, with and without a second training."""
    factors, rate, blocks = made_up(seed)
    said: dict[str, list[np.ndarray]] = {"again": [], "bagged": []}
    observed = []
    for number, fold in enumerate(group_folds(blocks, seed=0)):
        known = fold.learning
        scaler, of_rate = FactorScaler.learn(factors[known], list("abcde")), RateScaler.learn(rate[known])
        inputs, targets = scaler.scale(factors[known]), of_rate.scale(rate[known])
        left_out = draw_left_out(blocks[known], len(known), SETTINGS, number)
        rehearsal = rehearse_best(inputs, targets, None, SETTINGS, left_out=left_out, seed=number)
        for name, collected in said.items():
            committee = perform(rehearsal, inputs, targets, of_rate, SETTINGS, whole_ground=name == "bagged")
            collected.append(committee.answers(scaler.scale(factors[fold.test])))
        observed.append(rate[fold.test])
    truth = np.concatenate(observed)
    joined = {name: np.concatenate(pieces, axis=1) for name, pieces in said.items()}
    return {
        name: (float(np.mean((voice(one) - truth) ** 2)), float(np.mean((one - truth) ** 2, axis=1).min()))
        for name, one in joined.items()
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--worlds", type=int, default=20)
    n_worlds = options.parse_args().worlds
    started = time.perf_counter()
    found = []
    for seed in range(n_worlds):
        found.append(judge(seed))
        print(seed, {name: [round(mse) for mse in pair] for name, pair in found[-1].items()}, flush=True)
    again, bagged = (np.array([one[name] for one in found]) for name in ("again", "bagged"))
    ratio = np.log(bagged[:, 0] / again[:, 0])
    error = ratio.std(ddof=1) / np.sqrt(n_worlds)
    lines = [
        "# Whole blocks left out: train again on all rows?",
        "",
        f"`python3 benchmarks/made_up_ground.py --worlds {n_worlds}`; {date.today()}, {platform.machine()},"
        f" {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__},"
        f" {time.perf_counter() - started:.0f} s",
        "",
        "Error on blocks never seen, of made-up ground; a committee of ten.",
        "",
        "| | members that keep to the ground they saw | members trained again on all of it |",
        "|---|---|---|",
        f"| better | {(ratio < 0).sum()} of {n_worlds} | {(ratio > 0).sum()} of {n_worlds} |",
        "| committee not worse than its best member (chosen by the test itself) |"
        f" {(bagged[:, 0] <= bagged[:, 1]).sum()} of {n_worlds} | {(again[:, 0] <= again[:, 1]).sum()} of {n_worlds} |",
        "",
        f"The first have {1 - np.exp(ratio.mean()):.1%} less squared error on average"
        f" ({1 - np.exp(ratio.mean() + error):.1%} … {1 - np.exp(ratio.mean() - error):.1%}, one standard error).",
        "",
    ]
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
