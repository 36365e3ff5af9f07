"""Intervals around predicted rates, sized by errors on rows that the networks had not seen.

A predicted rate is uncertain for two reasons: the factors do not decide the rate (the same everywhere,
``noise``), and the ensemble has seen little there (its members disagree, ``spread``). The interval is
±quantile · √(noise² + spread²); the quantile is that of the scaled out-of-bag errors, so the
intervals cover as often as they say on ground like that which was left out (split-conformal
prediction: Lei et al., Distribution-free predictive inference for regression, JASA 2018).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

ENOUGH_ROWS = 50  # below this a cluster borrows the interval of all points
LEAST_NOISE_SHARE = 0.1  # of the error variance, so that agreeing members never promise certainty


@dataclass(frozen=True)
class Intervals:
    """How wide intervals have to be.

    level : nominal coverage; noise : mm/yr
    quantile : for all points; by_cluster : for clusters with rows enough
    """

    level: float
    noise: float
    quantile: float
    by_cluster: Mapping[int, float]

    def half_width(self, spread: np.ndarray, clusters: np.ndarray | None = None) -> np.ndarray:
        """Half the interval in mm/yr, shape=(n_rows,); spread : members' standard deviation, mm/yr."""
        quantile = np.full(len(spread), self.quantile)
        if clusters is not None:
            for cluster, value in self.by_cluster.items():
                quantile[clusters == cluster] = value
        return quantile * np.sqrt(self.noise**2 + spread**2)


def learn_intervals(
    rate: np.ndarray,
    mean: np.ndarray,
    variance: np.ndarray,
    count: np.ndarray,
    n_members: int,
    *,
    level: float,
    clusters: np.ndarray | None = None,
) -> Intervals:
    """Intervals from out-of-bag predictions.

    rate : shape=(n_rows,), observed, mm/yr
    mean, variance : shape=(n_rows,), of the members that left the row out; NaN where there is none (two)
    count : shape=(n_rows,), how many left it out
    clusters : shape=(n_rows,), integer labels, or None
    """
    known = np.isfinite(mean)
    error = (mean - rate)[known]
    disagreement = variance[known]
    typical = float(np.nanmean(disagreement)) if np.isfinite(disagreement).any() else 0.0
    disagreement = np.where(np.isfinite(disagreement), disagreement, typical)
    mse = float(np.mean(error**2))
    # the whole ensemble errs less than the few members that left a row out: see ensemble_mse
    fewer = float(np.mean(1.0 / count[known])) - 1.0 / n_members
    shrink = np.sqrt(max(mse - typical * fewer, 0.25 * mse) / mse) if mse > 0 else 1.0
    noise = float(np.sqrt(max(mse - typical * (1.0 + fewer), LEAST_NOISE_SHARE * mse)))
    size = np.sqrt(noise**2 + disagreement)
    score = np.divide(np.abs(error) * shrink, size, out=np.zeros_like(error), where=size > 0)
    by_cluster = {}
    if clusters is not None:
        of_row = clusters[known]
        for cluster in np.unique(of_row):
            if (of_row == cluster).sum() >= ENOUGH_ROWS:
                by_cluster[int(cluster)] = conformal_quantile(score[of_row == cluster], level)
    return Intervals(level, noise, conformal_quantile(score, level), by_cluster)


def conformal_quantile(scores: np.ndarray, level: float) -> float:
    """The ⌈(n + 1) level⌉-th smallest score, which a new one stays below with probability ``level``.

    >>> conformal_quantile(np.arange(1.0, 10.0), 0.9)
    9.0
    """
    n = len(scores)
    if n == 0:
        return float("nan")
    place = min(int(np.ceil((n + 1) * level - 1e-9)), n)
    return float(np.sort(scores)[place - 1])
