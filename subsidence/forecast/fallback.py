"""What each cluster gets: the combination, or a simple baseline where its backtest clearly asks for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .backtest import Backtest
from .models.baselines import BASELINES

COMBINATION = "combination"
CLEARLY = 0.02  # relative loss of mean squared error to the simple baselines, from which on they are preferred
SURE = 2.0  # and in its standard errors over origins, or it is chance
USUAL_SPREAD = 0.5  # of the logarithm of the loss between origins, where there is but one


@dataclass(frozen=True)
class Fallbacks:
    """Simple baselines, by number, that are published instead of the combination; −1 for none.

    clusters : shape=(n_labels + 1,), the last for points of no cluster
    points : shape=(n_points,), those of ``clusters`` among them
    """

    clusters: np.ndarray
    points: np.ndarray


def choose_fallbacks(backtest: Backtest, labels: np.ndarray, n_labels: int) -> Fallbacks:
    """What the backtest asks for, cluster by cluster.

    Not point by point: a few origins show little about one point, and switching there by a paired t-test was measured
    to cost more than it saved.
    """
    combined = mean_square(backtest.errors(COMBINATION))  # (n_origins, n_points)
    simple = np.array([mean_square(backtest.errors(name)) for name in BASELINES])
    clusters, points = np.full(n_labels + 1, -1), np.full(labels.size, -1)
    for label in [*np.unique(labels[labels >= 0]), -1]:
        rows = labels == label if (labels == label).any() else np.ones(labels.size, dtype=bool)
        number = best_baseline(simple[:, :, rows])
        if worse_altogether(combined[:, rows], foreseen(simple[:, :, rows])):
            clusters[label] = number
            if label in labels:
                points[rows] = number
    return Fallbacks(clusters, points)


def best_baseline(squares: np.ndarray) -> int:
    """The simple baseline of least error; every origin counts the same, whatever the size of its errors.

    squares : shape=(n_baselines, n_origins, n_points)
    """
    own = np.nanmean(squares, axis=2)
    return int(np.argmin((own / np.maximum(own.min(axis=0), 1e-12)).mean(axis=1)))


def foreseen(squares: np.ndarray) -> np.ndarray:
    """What the baseline reached that was best at the origins before, as the combination knew those only.

    squares : shape=(n_baselines, n_origins, n_points); returns shape=(n_origins, n_points). The best of nine picked
    with all errors in view is no opponent. The first origin has nothing before it: there it is the best in view.
    """
    n_origins = squares.shape[1]
    picked = [best_baseline(squares[:, : max(origin, 1)]) for origin in range(n_origins)]
    return np.array([squares[number, origin] for origin, number in enumerate(picked)])


def worse_altogether(combined: np.ndarray, simple: np.ndarray) -> bool:
    """Whether the combination was clearly worse on the mean over all points.

    combined, simple : shape=(n_origins, n_points), mean squared errors

    Every origin counts the same; the first, where no weights could be learnt yet, counts only where
    it is the only one. The baselines are members of the combination already, so that chance must not decide.
    """
    judged = slice(1 if len(combined) > 1 else 0, None)
    ours, theirs = np.nanmean(combined[judged], axis=1), np.nanmean(simple[judged], axis=1)
    loss = np.log(np.maximum(ours, 1e-12) / np.maximum(theirs, 1e-12))
    error = loss.std(ddof=1) / np.sqrt(loss.size) if loss.size > 1 else USUAL_SPREAD
    return bool(loss.mean() > max(CLEARLY, SURE * error))


def mean_square(errors: np.ndarray) -> np.ndarray:
    """Over the last axis, NaN where no truth is known."""
    known = np.isfinite(errors)
    count = known.sum(axis=-1)
    total = (np.where(known, errors, 0.0) ** 2).sum(axis=-1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


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
