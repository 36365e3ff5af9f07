"""Smoothing of series before their shapes are compared; every smoother is one matrix product."""

from __future__ import annotations

from functools import partial

import numpy as np

from ..blocks import map_rows, others_see
from ..errors import SubsidenceError
from ..tabular.bounded_memory import let_go
from ..wording import message
from .regular import Room
from .shape_distance import z_normalize

METHODS = ("none", "moving mean", "local regression", "low rank")
VALUES_PER_BLOCK = 4_000_000
LARGEST_WINDOW_DAYS = 252.0  # 21 epochs of 12 days; measured: see benchmarks/kshape.md. A season must outlive it
USUAL_STEP_DAYS = 12.0


def usual_window(n_epochs: int, method: str = "local regression", step_days: float = USUAL_STEP_DAYS) -> int:
    """The window in epochs that is taken when none is given.

    Parameters
    ----------
    n_epochs : int
        Length of the series.
    method : str
        One of ``METHODS``.
    step_days : float
        Between epochs.

    Returns
    -------
    int
        Epochs.

    Notes
    -----
    For local regression a quarter of the series, odd, at least 3 epochs and at most 252 days; for the moving mean,
    whose weights do not fall off, half of that.

    Examples
    --------
    >>> [usual_window(n) for n in (13, 40, 86, 146)], usual_window(86, "moving mean")
    ([3, 11, 21, 21], 11)
    >>> usual_window(86, step_days=30.0)
    7
    """
    most = max(int(LARGEST_WINDOW_DAYS / step_days) - 1, 2) // 2 * 2 + 1
    widest = int(np.clip(n_epochs // 4 // 2 * 2 + 1, 3, most))
    return max(widest // 4 * 2 + 1, 3) if method == "moving mean" else widest


def smooth(
    series: np.ndarray, method: str, window: int = 0, step_days: float = USUAL_STEP_DAYS, *, room: Room = np.empty
) -> np.ndarray:
    """Smoothed rows; shape and dtype stay.

    Parameters
    ----------
    series : ndarray, shape=(n_points, n_epochs)
        On a regular step; rows with NaN stay NaN.
    method : str
        One of ``METHODS``: "moving mean" over ``window`` epochs, fewer at the ends; "local regression", a straight line
        with tricube weights over about ``window`` epochs (Cleveland 1979); "low rank", each z-normalized row as a
        combination of the few patterns that stand out of the noise of all rows (optimal hard threshold of singular
        values, Gavish and Donoho 2014), without a window; or none.
    window : int
        In epochs; 0 takes ``usual_window``.
    step_days : float
        Between epochs.
    room : callable
        Makes the array of a shape and dtype, such as in a file, for what is smoothed; "low rank" works in memory.

    Returns
    -------
    ndarray
        As ``series``, shape and dtype.

    Raises
    ------
    SubsidenceError
        For an unknown method or a negative window.
    """
    series = np.asarray(series)
    if method not in METHODS:
        raise SubsidenceError(
            message(
                "The smoothing “{method}” is not known; use one of {names}.", method=method, names=", ".join(METHODS)
            )
        )
    if method == "none" or series.shape[1] < 3:
        return series
    if method == "low rank":
        return _low_rank(series)
    if window < 0:
        raise SubsidenceError(message("The smoothing window must not be negative."))
    window = window or usual_window(series.shape[1], method, step_days)
    build = moving_mean_matrix if method == "moving mean" else local_regression_matrix
    return _times(series, build(series.shape[1], window), room)


def moving_mean_matrix(n_epochs: int, window: int) -> np.ndarray:
    """shape=(n_epochs, n_epochs), rows of weights: smoothed = weights @ series.

    >>> moving_mean_matrix(3, 3).round(2).tolist()
    [[0.5, 0.5, 0.0], [0.33, 0.33, 0.33], [0.0, 0.5, 0.5]]
    """
    distance = np.abs(np.subtract.outer(np.arange(n_epochs), np.arange(n_epochs)))
    weights = (distance <= window // 2).astype(float)
    return weights / weights.sum(axis=1, keepdims=True)


def local_regression_matrix(n_epochs: int, window: int) -> np.ndarray:
    """As ``moving_mean_matrix``; a straight line is left as it is."""
    offset = np.subtract.outer(np.arange(n_epochs), np.arange(n_epochs)).T.astype(float)  # epoch minus centre
    reach = max(window, 3) / 2.0 + 0.5
    weights = np.clip(1.0 - np.abs(offset / reach) ** 3, 0.0, None) ** 3
    moments = [(weights * offset**power).sum(axis=1, keepdims=True) for power in range(3)]
    determinant = moments[0] * moments[2] - moments[1] ** 2
    return weights * (moments[2] - moments[1] * offset) / determinant


def _low_rank(series: np.ndarray) -> np.ndarray:
    from scipy.linalg import eigh

    rows, has_shape = z_normalize(series, np.float32 if series.dtype == np.float32 else np.float64)
    n_rows, n_epochs = int(has_shape.sum()), series.shape[1]
    if n_rows <= n_epochs:
        return series
    squares, patterns = eigh((rows.T @ rows).astype(float))
    singular = np.sqrt(np.clip(squares, 0.0, None))
    aspect = (n_epochs - 1) / n_rows  # one singular value is zero: the rows have mean 0
    threshold = _threshold_over_median(aspect) * np.median(singular[1:])
    keep = patterns[:, singular > threshold]
    keep = keep if keep.shape[1] else patterns[:, -1:]
    result = _times(rows, keep @ keep.T)
    result[~has_shape] = np.nan
    flat = ~has_shape & np.isfinite(series).all(axis=1)
    result[flat] = 0.0
    return result


def _threshold_over_median(aspect: float) -> float:
    """The approximation of Gavish and Donoho 2014, equation 5, for an unknown noise level."""
    return 0.56 * aspect**3 - 0.95 * aspect**2 + 1.82 * aspect + 1.43


def _times(series: np.ndarray, weights: np.ndarray, room: Room = np.empty) -> np.ndarray:
    weights = np.ascontiguousarray(weights.T, dtype=series.dtype if series.dtype.kind == "f" else float)
    result = room(series.shape, weights.dtype)
    map_rows(
        partial(_product, weights=weights), [series], max(VALUES_PER_BLOCK // series.shape[1], 1), into={0: result},
        take=lambda block, found: let_go(result), together=1, travel=others_see(series, result),
    )  # fmt: skip
    return result


def _product(series: np.ndarray, *, weights: np.ndarray) -> tuple[np.ndarray]:
    return (np.matmul(series, weights),)
