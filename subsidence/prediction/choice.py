"""What each point gets: the combination, or a simple baseline where the point's own backtest asks for it."""

from __future__ import annotations

import numpy as np

from .backtest import Backtest
from .baselines import BASELINES

COMBINATION = "combination"
HALF = 0.5  # of the forecast that comes from the baseline at such a point


def best_baseline(backtest: Backtest, labels: np.ndarray) -> np.ndarray:
    """Number of the best simple baseline for each point's cluster; shape=(n_points,).

    Every origin counts the same, whatever the size of its errors.
    """
    squares = np.array([np.nanmean(backtest.errors(name) ** 2, axis=2) for name in BASELINES])  # (n, origins, points)
    found = np.empty(labels.size, dtype=int)
    for label in np.unique(labels):
        rows = labels == label
        own = np.nanmean(squares[:, :, rows], axis=2)  # (n_baselines, n_origins)
        found[rows] = int(np.argmin((own / np.maximum(own.min(axis=0), 1e-12)).mean(axis=1)))
    return found


def worse_than_baseline(backtest: Backtest, baseline: np.ndarray) -> np.ndarray:
    """Points whose combination was worse than the baseline from every origin; shape=(n_points,), bool.

    One bad origin is an accident that all neighbours share: switching on a mere average was
    measured to cost more than it saved.
    """
    combined = np.nanmean(backtest.errors(COMBINATION) ** 2, axis=2)  # (n_origins, n_points)
    simple = np.empty_like(combined)
    for number, name in enumerate(BASELINES):
        rows = baseline == number
        simple[:, rows] = np.nanmean(backtest.errors(name)[:, rows] ** 2, axis=2)
    if len(combined) < 2:
        return np.zeros(baseline.size, dtype=bool)
    return (combined > simple).all(axis=0)


def places(xy: np.ndarray) -> np.ndarray:
    """Coordinates with a third column that tells points at the same place apart; shape=(n_points, 3)."""
    order = np.lexsort((np.arange(xy.shape[0]), xy[:, 1], xy[:, 0]))
    ordered = xy[order]
    first = np.ones(xy.shape[0], dtype=bool)
    first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    position = np.arange(xy.shape[0])
    occurrence = np.empty(xy.shape[0])
    occurrence[order] = position - np.maximum.accumulate(np.where(first, position, 0))
    return np.column_stack([xy, occurrence])


def same_places(xy: np.ndarray, known_places: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Values of the known ``places`` for the points that lie there, −1 elsewhere; shape=(n_points,)."""
    from scipy.spatial import cKDTree

    found = np.full(xy.shape[0], -1)
    if len(known_places):
        tolerance = 1e-9 * max(float(np.abs(known_places).max()), 1.0)
        distance, index = cKDTree(known_places).query(places(xy), distance_upper_bound=tolerance)
        here = np.isfinite(distance)
        found[here] = values[index[here]]
    return found
