"""What a rate model has learned from each factor: how much it matters, and in which direction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import ALONE, Run, stop_if_cancelled
from .ensemble import interquartile_mean
from .fitting import OVERALL
from .model import RateModel

REPEATS = 5
SAMPLE_ROWS = 1000
CURVE_POINTS = 21
BAND = (10.0, 90.0)  # percentiles of members


@dataclass(frozen=True)
class Importance:
    """How much worse the prediction gets when one factor is shuffled among the points.

    increase : shape=(n_factors,), mean rise of the squared error, (mm/yr)²
    low, high : shape=(n_factors,), smallest and largest rise over the repeats
    mse : squared error with all factors in place
    """

    names: tuple[str, ...]
    increase: np.ndarray
    low: np.ndarray
    high: np.ndarray
    mse: float


@dataclass(frozen=True)
class Dependence:
    """The mean predicted rate when one factor is set to a value at every point.

    values : shape=(n_values,), of the factor; rate, low, high : shape=(n_values,), mm/yr, with the
    band between the 10th and 90th percentile of the ensemble's members
    """

    name: str
    values: np.ndarray
    rate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    is_class: bool


def permutation_importance(
    model: RateModel,
    factors: np.ndarray,
    rate: np.ndarray,
    clusters: np.ndarray | None = None,
    *,
    source: str = OVERALL,
    run: Run = ALONE,
) -> Importance:
    """Importance on the rows given, which the model should not have learned from; shapes as in ``RateModel``.

    Parameters
    ----------
    model : RateModel
        Fitted.
    factors : ndarray, shape=(n_rows, n_factors)
        Rows that the model should not have learned from.
    rate : ndarray, shape=(n_rows,)
        mm/yr.
    clusters : ndarray, shape=(n_rows,), optional
        Observed labels; negative = none.
    source : str
        Where the cluster comes from: overall, observed or predicted.
    run : Run
        Its seed, and its report, which is told the progress and asked whether to stop.

    Returns
    -------
    Importance
        By how much the error rises when a factor is shuffled, with its spread over repeats.

    Notes
    -----
    Breiman, Random forests, Machine Learning 45, 2001. Factors that go together share their importance, so both can
    look small.
    """
    random = np.random.default_rng(run.seed)
    rows = _sample(factors, rate, random)
    factors, rate = factors[rows], rate[rows]
    clusters = None if clusters is None else clusters[rows]

    def mse(changed: np.ndarray) -> float:
        return float(np.mean((model.predict_all(changed, clusters, source=source).rate - rate) ** 2))

    base = mse(factors)
    rises = np.empty((len(model.names), REPEATS))
    for column in run.report.each(range(len(model.names))):
        for repeat in range(REPEATS):
            stop_if_cancelled()
            shuffled = factors.copy()
            shuffled[:, column] = random.permutation(factors[:, column])
            rises[column, repeat] = mse(shuffled) - base
    return Importance(model.names, rises.mean(axis=1), rises.min(axis=1), rises.max(axis=1), base)


def partial_dependence(
    model: RateModel,
    factors: np.ndarray,
    rate: np.ndarray,
    clusters: np.ndarray | None = None,
    *,
    source: str = OVERALL,
    run: Run = ALONE,
) -> list[Dependence]:
    """One curve per factor, over the middle 98 % of its values; shapes as in ``RateModel``.

    Parameters
    ----------
    model : RateModel
        Fitted.
    factors : ndarray, shape=(n_rows, n_factors)
        Rows to average over.
    rate : ndarray, shape=(n_rows,)
        mm/yr; rows without one are left out.
    clusters : ndarray, shape=(n_rows,), optional
        Observed labels; negative = none.
    source : str
        Where the cluster comes from: overall, observed or predicted.
    run : Run
        Its seed, and its report, which is told the progress and asked whether to stop.

    Returns
    -------
    list of Dependence
        One curve per factor, over the middle 98 % of its values.

    Notes
    -----
    Friedman, Greedy function approximation, Annals of Statistics 29, 2001. The other factors stay as they are, so a
    curve may pass through combinations that do not exist.
    """
    random = np.random.default_rng(run.seed)
    rows = _sample(factors, rate, random, SAMPLE_ROWS // 4)
    factors = factors[rows]
    clusters = None if clusters is None else clusters[rows]
    curves = []
    for column, name in run.report.each(list(enumerate(model.names))):
        is_class = column in model.scaler.classes
        if is_class:
            values = model.scaler.classes[column]
        else:
            low, high = np.percentile(factors[:, column], [1, 99])
            values = np.linspace(low, high, CURVE_POINTS)
        repeated = np.tile(factors, (len(values), 1))
        repeated[:, column] = np.repeat(values, len(factors))
        groups = None if clusters is None else np.tile(clusters, len(values))
        answers, _ = model.member_answers(repeated, groups, source)
        of_members = answers.reshape(len(answers), len(values), -1).mean(axis=2)
        low, high = np.percentile(of_members, BAND, axis=0)
        curves.append(Dependence(name, values, interquartile_mean(of_members), low, high, is_class))
    return curves


def residual_autocorrelation(
    xy_m: np.ndarray, residual: np.ndarray, *, n_bins: int = 15, pairs: int = 100_000, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """How alike the errors of points at a distance are.

    Parameters
    ----------
    xy_m : ndarray, shape=(n_points, 2)
        Metres.
    residual : ndarray, shape=(n_points,)
        mm/yr; NaN is left out.
    n_bins : int
        Of distance.
    pairs : int
        Of points, drawn at random.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    tuple of ndarray
        Distances in metres and correlations, each shape=(n_bins,), NaN where there are no pairs.

    Notes
    -----
    Correlation near 0 at short distance means that nothing local is left to explain.
    """
    known = np.isfinite(residual)
    xy, centred = xy_m[known], residual[known] - np.mean(residual[known])
    variance = float(np.mean(centred**2))
    random = np.random.default_rng(seed)
    a, b = random.integers(len(xy), size=(2, pairs))
    distance = np.hypot(*(xy[a] - xy[b]).T)
    reach = np.percentile(distance, 50)
    edges = np.linspace(0.0, reach, n_bins + 1)
    place = np.digitize(distance, edges) - 1
    near = (distance > 0) & (place < n_bins)
    count = np.bincount(place[near], minlength=n_bins)
    product = np.bincount(place[near], (centred[a] * centred[b])[near], n_bins)
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = np.where(count > 0, product / count / variance, np.nan)
    return 0.5 * (edges[:-1] + edges[1:]), correlation


def _sample(factors: np.ndarray, rate: np.ndarray, random: np.random.Generator, most: int = SAMPLE_ROWS) -> np.ndarray:
    rows = np.flatnonzero(np.isfinite(rate) & np.isfinite(factors).all(axis=1))
    return rows if len(rows) <= most else np.sort(random.choice(rows, most, replace=False))
