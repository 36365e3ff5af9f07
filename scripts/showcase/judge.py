"""How good the results are: against the baselines of the METRICS tables, and against the known truth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from land_subsidence.subsidence.clustering.agreement import adjusted_rand_index
from land_subsidence.subsidence.series import linear_rate, parse_compact_date, years_since
from land_subsidence.subsidence.synthetic import SyntheticCity

from .tables import column_names, read_columns

FORECAST_FIELD = re.compile(r"^F(\d{8})$")


@dataclass(frozen=True)
class Verdict:
    """One comparison with the known truth, in words and numbers."""

    question: str
    answer: str
    value: float


def judge_truth(city: SyntheticCity, points: Path) -> list[Verdict]:
    """Compare clusters, rates and forecasts of the chain with what the city was made from."""
    names = column_names(points)
    rows = _rows_of(city, points)
    verdicts = []
    if "cluster" in names:
        found = read_columns(points, ["cluster"])["cluster"].astype(int) - 1
        index = adjusted_rand_index(city.labels[rows], found)
        verdicts.append(
            Verdict(
                "Are the clusters the mechanisms?",
                f"adjusted Rand index {index:.3f} with {found.max() + 1} clusters (1 = the same points together)",
                index,
            )
        )
    if "rate_predicted" in names:
        verdicts += _judge_rates(city, points, rows)
    if any(FORECAST_FIELD.match(name) for name in names) and city.future_dates.size:
        verdicts += _judge_forecasts(city, points, names, rows)
    return verdicts


def _rows_of(city: SyntheticCity, points: Path) -> np.ndarray:
    """For each row of the layer the city's point; point_id is 1 + the pixel's number."""
    pixel = read_columns(points, ["point_id"])["point_id"].astype(int) - 1
    position = np.full(city.grid.n_rows * city.grid.n_cols, -1)
    position[city.pixels] = np.arange(city.n_points)
    return position[pixel]


def _judge_rates(city: SyntheticCity, points: Path, rows: np.ndarray) -> list[Verdict]:
    columns = read_columns(points, ["rate_predicted", "split"])
    unseen = np.array([str(text) == "test" for text in columns["split"]])
    predicted, explained = columns["rate_predicted"], city.rate_from_factors_mm_per_yr[rows]
    observed = linear_rate(city.series.displacement_mm, city.dates)[0][rows]
    mse = float(np.nanmean((predicted - observed)[unseen] ** 2))
    miss = float(np.sqrt(np.nanmean((predicted - explained)[unseen] ** 2)))
    return [
        Verdict(
            "How near is the rate model to the best possible?",
            f"test MSE {mse:.3f} (mm/yr)², a perfect model would have {city.rate_noise_variance:.3f}"
            f" ({mse / city.rate_noise_variance:.2f} times the noise)",
            mse / city.rate_noise_variance,
        ),
        Verdict(
            "Did it find the function behind the rates?",
            f"it misses the true function of the factors by {miss:.2f} mm/yr (RMSE) on unseen points; the rates spread"
            f" by {explained.std():.2f} mm/yr",
            miss,
        ),
    ]


def _judge_forecasts(city: SyntheticCity, points: Path, names: list[str], rows: np.ndarray) -> list[Verdict]:
    fields = sorted(name for name in names if FORECAST_FIELD.match(name))
    dates = np.array([parse_compact_date(FORECAST_FIELD.match(name).group(1)) for name in fields])
    shared = [number for number, date in enumerate(dates) if date in city.future_dates]
    if not shared:
        return []
    columns = read_columns(points, [fields[number] for number in shared])
    forecast = np.column_stack(list(columns.values()))
    of_truth = np.searchsorted(city.future_dates, dates[shared])
    # the series start from a noisy first epoch: each point carries that offset for ever
    offset = (city.series.displacement_mm - city.truth_mm).mean(axis=1, keepdims=True)
    truth = (city.future_truth_mm + offset)[rows][:, of_truth]
    observed = city.series.displacement_mm[rows]
    rate, _, start = linear_rate(observed, city.dates)
    ahead = years_since(dates[shared], city.dates[0])
    scores = {
        "this forecast": forecast,
        "persistence": np.repeat(observed[:, -1:], len(shared), axis=1),
        "a straight line": start[:, None] + rate[:, None] * ahead,
    }
    rmse = {name: float(np.sqrt(np.nanmean((values - truth) ** 2))) for name, values in scores.items()}
    best = min(value for name, value in rmse.items() if name != "this forecast")
    text = ", ".join(f"{name} {value:.2f} mm" for name, value in rmse.items())
    return [
        Verdict(
            "Did the future come as forecast?",
            f"RMSE over the {len(shared)} epochs after the last one, against the noise-free truth: {text};"
            f" one observation has a noise of {city.noise_mm:.1f} mm",
            rmse["this forecast"] / best,
        )
    ]
