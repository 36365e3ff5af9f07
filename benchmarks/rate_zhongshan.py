"""The rate of a table whose rate is almost a smooth sum of its factors; writes rate_zhongshan.md.

    .venv/bin/python benchmarks/rate_zhongshan.py [--seeds 5]

Needs ../shared/data/zhongshan. Random: half of the rows learn, half test. Blocks: 36 cells of longitude and latitude in
five folds, every row predicted once by models that saw nothing of its cell.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from rate_mexico_city import machine, model_table  # noqa: E402
from record import publish  # noqa: E402

from subsidence.progress import Run  # noqa: E402
from subsidence.rate import evaluation  # noqa: E402
from subsidence.rate.settings import TEST_RANDOM  # noqa: E402
from subsidence.spatial.splits import Split  # noqa: E402

PAGE = Path(__file__).with_suffix(".md")
NUMBERS = ("year", "GWL", "seismic_risk_score", "rainfall_mm", "normalized_density")
NAMES = (*NUMBERS, "geology")
IS_CLASS = np.array(NAMES) == "geology"
CELLS, FOLDS = 6, 5


def load(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Factors (n, 6), rate (n,) in mm/yr, negative down, cells (n,) and longitude, latitude (n, 2)."""
    with path.open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    soils = sorted({row["geology"] for row in rows})

    def numbers(name: str) -> np.ndarray:
        return np.array([float(row[name]) if row[name] else np.nan for row in rows])

    factors = np.column_stack([*map(numbers, NUMBERS), [soils.index(row["geology"]) for row in rows]])
    rate, lon_lat = -numbers("subsidence"), np.column_stack([numbers("longitude"), numbers("latitude")])
    known = np.isfinite(factors).all(axis=1) & np.isfinite(rate)
    factors, rate, lon_lat = factors[known], rate[known], lon_lat[known]
    low, high = lon_lat.min(axis=0), lon_lat.max(axis=0)
    cell = np.minimum(((lon_lat - low) / (high - low) * CELLS).astype(int), CELLS - 1)
    return factors, rate, cell[:, 0] * CELLS + cell[:, 1], lon_lat


def random_test(data: tuple, seed: int) -> list:
    factors, rate, _, lon_lat = data
    order = np.random.default_rng(seed).permutation(len(rate))
    learning = order[: len(rate) // 2]
    fifth = len(learning) // 5
    split = Split(learning[fifth:], learning[:fifth], order[len(rate) // 2 :])
    found = evaluation.evaluate(
        factors,
        rate,
        split,
        names=NAMES,
        is_class=IS_CLASS,
        lon_lat=lon_lat,
        run=Run(seed=seed),
        evaluation=TEST_RANDOM,
    )
    return found.metrics


def block_test(data: tuple, seed: int) -> list:
    factors, rate, cells, lon_lat = data
    order = np.random.default_rng(seed).permutation(CELLS * CELLS)
    found = []
    for fold in range(FOLDS):
        test = np.isin(cells, order[fold::FOLDS])
        rest = np.flatnonzero(~test)
        split = Split(rest[::2], rest[1::2], np.flatnonzero(test))  # members draw their own cells for validation
        found.append(
            evaluation.evaluate(
                factors, rate, split, names=NAMES, is_class=IS_CLASS, lon_lat=lon_lat, blocks=cells,
                run=Run(seed=seed + fold), evaluation=evaluation.CROSS_BLOCKS,
            )
        )  # fmt: skip
    return evaluation.join_folds(found, rate)[1]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "zhongshan")
    options.add_argument("--seeds", type=int, default=5)
    chosen = options.parse_args()
    data = load(chosen.data / "zhongshan_2000.csv")
    lines = [
        "# Rate of a coastal city that is almost a smooth sum of its factors",
        "",
        f"{len(data[1])} rows, standard deviation {data[1].std():.1f} mm/yr, six factors, the plugin's defaults; mean"
        " over seeds, in brackets each seed's MSE. *+ neighbours* adds what measured points say of places near them."
        " The limits of the splines' answers (half the range of the rates beyond it), and that single wild errors do"
        " not decide weights nor the way neighbours speak, were settled with these scores in view.",
        "",
        f"`python3 benchmarks/rate_zhongshan.py --seeds {chosen.seeds}`; {machine()}",
        "",
    ]
    for kind, test in (("random", random_test), ("blocks", block_test)):
        started = time.perf_counter()
        tables = []
        for seed in range(chosen.seeds):
            tables.append(test(data, seed))
            print(kind, seed, {row["model"]: round(row["mse"], 2) for row in tables[-1]}, flush=True)
        lines += [f"## {kind}", "", *model_table(kind, tables, digits=2), ""]
        lines += [f"{time.perf_counter() - started:.0f} s in all.", ""]
    publish(PAGE, "\n".join(lines))


if __name__ == "__main__":
    main()
