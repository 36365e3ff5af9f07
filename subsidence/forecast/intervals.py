"""How sure a forecast is: split-conformal intervals from the errors of the backtest."""

from __future__ import annotations

import numpy as np

MOST_PATHS = 6000
OWN_CLUSTER_POINTS = 50  # points at which a cluster's own quantile counts as much as that of all points


def conformal_quantiles(scaled_errors: np.ndarray, labels: np.ndarray, n_labels: int, level: float) -> np.ndarray:
    """Half widths in units of the points' spread; shape=(n_labels + 1, horizon), the last over all points.

    scaled_errors : shape=(n_origins, n_points, horizon), |truth − forecast| / spread, NaN = unknown
    The quantile is the smallest that the next of n exchangeable errors stays below with
    probability ``level``: the ``ceil((n + 1) level)``-th of n (Vovk et al., 2005). A small cluster
    borrows from all points; an interval never narrows with the horizon.
    """
    everywhere = _quantile(scaled_errors, level)
    found = np.tile(everywhere, (n_labels + 1, 1))
    for label in range(n_labels):
        rows = labels == label
        if not rows.any():
            continue
        trust = rows.sum() / (rows.sum() + OWN_CLUSTER_POINTS)
        found[label] = trust * _quantile(scaled_errors[:, rows], level) + (1 - trust) * everywhere
    return np.maximum.accumulate(found, axis=1)


def shared_widening(scaled_errors: np.ndarray, labels: np.ndarray, n_labels: int, level: float) -> np.ndarray:
    """By how much half widths must grow for what points share at an origin; shape=(n_labels + 1, horizon), at least 1.

    scaled_errors : shape=(n_origins, n_points, horizon), signed, NaN = unknown

    A thousand points at four origins hold four draws of an error that they all share. Its part of the variance, beyond
    what the mean of independent errors would show, is counted with Student's t of as many degrees of freedom as there
    are origins, the rest, which space has shown often, as it is.
    """
    from scipy.stats import norm
    from scipy.stats import t as student

    n_origins, _, horizon = scaled_errors.shape
    middle = (1.0 + level) / 2.0
    ratio = float(student.ppf(middle, n_origins) / norm.ppf(middle)) ** 2
    found = np.ones((n_labels + 1, horizon))
    for label in range(n_labels + 1):
        rows = labels == label if label < n_labels else np.ones(labels.size, dtype=bool)
        own = scaled_errors[:, rows]
        count = np.isfinite(own).sum(axis=1)  # (n_origins, horizon)
        used = np.maximum(count, 1)
        known = np.where(np.isfinite(own), own, 0.0)
        mean = known.sum(axis=1) / used
        square = (known**2).sum(axis=1) / used
        left = np.maximum(square - mean**2, 0.0) / np.maximum(used - 1, 1)  # variance of a mean of independent errors
        shared = np.where(count > 1, mean**2 - left, 0.0).mean(axis=0)
        share = np.clip(shared / np.maximum(np.where(count > 1, square, 0.0).mean(axis=0), 1e-12), 0.0, 1.0)
        found[label] = np.sqrt(share * ratio + 1.0 - share)
    return np.maximum.accumulate(found, axis=1)


def _quantile(scaled_errors: np.ndarray, level: float) -> np.ndarray:
    """One quantile per horizon over origins and points; shape=(horizon,).

    The n-th origin counts n times: the models of later origins have seen more, as those of the
    forecast to come have.
    """
    n_origins, n_points, horizon = scaled_errors.shape
    flat = scaled_errors.reshape(-1, horizon)
    rank = np.repeat(np.arange(1.0, n_origins + 1), n_points)
    found = np.full(horizon, np.nan)
    for step in range(horizon):
        known = np.isfinite(flat[:, step])
        if not known.any():
            continue
        order = np.argsort(flat[known, step], kind="stable")
        weight = rank[known] / rank[known].mean()
        reached = np.searchsorted(np.cumsum(weight[order]), level * (known.sum() + 1) * (1 - 1e-12))
        found[step] = flat[known, step][order][min(reached, order.size - 1)]
    known = np.isfinite(found)
    return np.interp(np.arange(horizon), np.flatnonzero(known), found[known]) if known.any() else found


def quantiles_at(quantiles: np.ndarray, leads_years: np.ndarray, wanted_years: np.ndarray) -> np.ndarray:
    """Half widths at other leads: linear between the judged ones; beyond them growing like a random walk."""
    found = np.array([np.interp(wanted_years, leads_years, row) for row in quantiles])
    growth = np.sqrt(np.maximum(wanted_years / leads_years[-1], 1.0))
    return found * growth


def coverage(truth: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> float:
    """Share of the known truth inside the interval."""
    known = np.isfinite(truth)
    inside = (truth >= lower) & (truth <= upper)
    return float(inside[known].mean()) if known.any() else float("nan")


def error_paths(scaled_errors: np.ndarray, labels: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whole paths of errors, forecast minus truth in units of the spread, the cluster and the point of each.

    scaled_errors : shape=(n_origins, n_points, horizon). At most ``MOST_PATHS`` are kept, shared out among clusters.
    Returns shape=(n_paths, horizon), shape=(n_paths,) and shape=(n_paths,).
    """
    generator = np.random.default_rng(seed)
    n_origins = scaled_errors.shape[0]
    flat = scaled_errors.reshape(-1, scaled_errors.shape[2])
    flat_labels = np.tile(labels, n_origins)
    whole = np.isfinite(flat).all(axis=1)
    found = np.unique(labels)
    most = MOST_PATHS // max(found.size, 1)
    kept = []
    for label in found:
        rows = np.flatnonzero(whole & (flat_labels == label))
        kept.append(rows if rows.size <= most else np.sort(generator.choice(rows, most, replace=False)))
    chosen = np.concatenate(kept)
    return flat[chosen], flat_labels[chosen], chosen % labels.size
