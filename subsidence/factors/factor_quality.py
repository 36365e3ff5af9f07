"""What an analyst should know of factors before modelling with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..wording import message

SAMPLE = 5000
NEIGHBOURS = 8  # for Moran's I
INFORMATION_NEIGHBOURS = 3
HIGH_VIF = 10.0
MUCH_MISSING = 0.05


@dataclass(frozen=True)
class FactorQuality:
    """One factor by itself, against the rate, and against the other factors.

    missing_share : in [0, 1]; distinct : number of different values
    pearson, spearman : correlation with the rate
    information : mutual information with the rate in nats (0 = tells nothing)
    vif : variance inflation factor; above 10 the other factors nearly tell this one
    moran : Moran's I with 8 neighbours, near 1 = smooth in space, 0 = without pattern
    remarks : sentences
    """

    name: str
    n: int
    missing_share: float
    low: float
    high: float
    mean: float
    std: float
    distinct: int
    pearson: float
    spearman: float
    information: float
    vif: float
    moran: float
    remarks: tuple[str, ...]


def factor_quality(
    names: Sequence[str],
    factors: np.ndarray,
    rate_mm_per_yr: np.ndarray,
    xy_m: np.ndarray,
    *,
    seed: int = 0,
    report: Report = SILENT,
) -> list[FactorQuality]:
    """Quality of every factor.

    factors : shape=(n_points, n_factors), NaN where missing; rate_mm_per_yr : shape=(n_points,)
    xy_m : shape=(n_points, 2), metres
    Mutual information and Moran's I use at most 5,000 points drawn with ``seed``.
    """
    factors = np.asarray(factors, dtype=float)
    if not len(factors) or not np.isfinite(rate_mm_per_yr).any():
        raise SubsidenceError(message("There are no points with a rate to judge the factors by."))
    inflation = variance_inflation(factors)
    result = []
    for index, name in enumerate(report.each(list(names))):
        values = factors[:, index]
        known = np.isfinite(values)
        both = known & np.isfinite(rate_mm_per_yr)
        random = np.random.default_rng([seed, index])
        sample = _sample(np.flatnonzero(both), random)
        spots = _sample(np.flatnonzero(known), random)
        present = values[known]
        row = FactorQuality(
            name=name,
            n=int(known.sum()),
            missing_share=float(1.0 - known.mean()),
            low=float(present.min()) if present.size else np.nan,
            high=float(present.max()) if present.size else np.nan,
            mean=float(present.mean()) if present.size else np.nan,
            std=float(present.std()) if present.size else np.nan,
            distinct=int(np.unique(present).size),
            pearson=correlation(values[both], rate_mm_per_yr[both]),
            spearman=rank_correlation(values[both], rate_mm_per_yr[both]),
            information=mutual_information(values[sample], rate_mm_per_yr[sample], seed=seed),
            vif=float(inflation[index]),
            moran=morans_i(values[spots], xy_m[spots]),
            remarks=(),
        )
        result.append(FactorQuality(**{**row.__dict__, "remarks": tuple(_remarks(row, present))}))
    return result


def _sample(rows: np.ndarray, random: np.random.Generator) -> np.ndarray:
    return rows if rows.size <= SAMPLE else np.sort(random.choice(rows, SAMPLE, replace=False))


def correlation(first: np.ndarray, second: np.ndarray) -> float:
    """Pearson's r; NaN with fewer than three values or without spread."""
    if first.size < 3 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return np.nan
    return float(np.corrcoef(first, second)[0, 1])


def rank_correlation(first: np.ndarray, second: np.ndarray) -> float:
    """Spearman's rho: Pearson's r of the ranks, ties sharing theirs."""
    from scipy.stats import rankdata

    return correlation(rankdata(first), rankdata(second))


def mutual_information(first: np.ndarray, second: np.ndarray, *, seed: int = 0) -> float:
    """Mutual information of two continuous variables in nats, at least 0.

    Nearest-neighbour estimate of Kraskov, Stögbauer and Grassberger (2004), Physical Review E 69,
    066138, algorithm 1, with k = 3. Values are scaled to unit spread, and equal values parted by a
    disturbance of 1e-10.
    """
    from scipy.spatial import cKDTree
    from scipy.special import digamma

    n = first.size
    if n <= INFORMATION_NEIGHBOURS + 1 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return np.nan
    random = np.random.default_rng(seed)
    pair = np.column_stack([first, second]).astype(float)
    pair = pair / pair.std(axis=0) + 1e-10 * random.standard_normal((n, 2))
    distance, _ = cKDTree(pair).query(pair, k=INFORMATION_NEIGHBOURS + 1, p=np.inf)
    radius = distance[:, -1] * (1.0 - 1e-9)  # strictly nearer than the neighbour, whatever rounding does
    within = np.zeros(n)
    for column in pair.T:
        ordered = np.sort(column)
        count = np.searchsorted(ordered, column + radius, "right") - np.searchsorted(ordered, column - radius, "left")
        within += digamma(count)  # the point itself is counted, as the formula's + 1 asks
    return float(max(digamma(INFORMATION_NEIGHBOURS) + digamma(n) - within.mean(), 0.0))


def variance_inflation(factors: np.ndarray) -> np.ndarray:
    """1 / (1 − R²) of each factor on the others, over complete rows; shape=(n_factors,).

    NaN for a factor without spread, infinite for one that the others tell exactly.
    """
    complete = factors[np.isfinite(factors).all(axis=1)]
    result = np.full(factors.shape[1], np.nan)
    if len(complete) < 3:
        return result
    spread = complete.std(axis=0)
    use = np.flatnonzero(spread > 0)
    scaled = (complete[:, use] - complete[:, use].mean(axis=0)) / spread[use]
    for position, index in enumerate(use):
        others = np.delete(scaled, position, axis=1)
        if not others.shape[1]:
            result[index] = 1.0
            continue
        weights, *_ = np.linalg.lstsq(others, scaled[:, position], rcond=None)
        unexplained = np.mean((scaled[:, position] - others @ weights) ** 2)
        result[index] = 1.0 / unexplained if unexplained > 1e-12 else np.inf
    return result


def morans_i(values: np.ndarray, xy_m: np.ndarray) -> float:
    """Moran's I with the 8 nearest neighbours weighted equally (Moran 1950, Biometrika 37)."""
    from scipy.spatial import cKDTree

    if values.size <= NEIGHBOURS + 1 or np.ptp(values) == 0:
        return np.nan
    _, neighbour = cKDTree(xy_m).query(xy_m, k=NEIGHBOURS + 1)
    centred = values - values.mean()
    own = neighbour == np.arange(values.size)[:, None]
    own[~own.any(axis=1), -1] = True  # several points on one place: drop the last instead of itself
    lagged = np.where(own, 0.0, centred[neighbour]).sum(axis=1) / NEIGHBOURS
    return float((centred * lagged).sum() / (centred**2).sum())


def correlation_matrix(factors: np.ndarray) -> np.ndarray:
    """Pearson's r between factors, each pair over the rows that have both; shape=(n_factors, n_factors)."""
    n = factors.shape[1]
    matrix = np.eye(n)
    for first in range(n):
        for second in range(first):
            both = np.isfinite(factors[:, first]) & np.isfinite(factors[:, second])
            matrix[first, second] = matrix[second, first] = correlation(factors[both, first], factors[both, second])
    return matrix


def _remarks(row: FactorQuality, present: np.ndarray) -> list[str]:
    if not row.n:
        return [message("has no values")]
    if row.distinct == 1:
        return [message("is constant: it cannot explain anything")]
    remarks = []
    if row.missing_share > MUCH_MISSING:
        remarks.append(
            message("{percent:.0f} % missing: models leave those points out", percent=100 * row.missing_share)
        )
    top = np.unique(present, return_counts=True)[1].max() / present.size
    if top > 0.5:
        remarks.append(message("{percent:.0f} % of the points share one value", percent=100 * top))
    if row.vif > HIGH_VIF:
        remarks.append(message("the other factors nearly tell it (VIF above 10): keep one of them"))
    if abs(row.spearman) > abs(row.pearson) + 0.15:
        remarks.append(message("its relation with the rate is monotonic but bent: a logarithm may help a linear model"))
    if row.information > 0.1 and abs(row.spearman) < 0.1:
        remarks.append(message("tells of the rate, but neither rising nor falling: look at its curve"))
    return remarks
