"""One series for many points: their mean or median, how far they spread, and how well the mean is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

MEAN, MEDIAN = STATISTICS = ("mean", "median")
BLOCKS = 16  # about as many as an area is cut into
FEWEST_BLOCKS = 6  # below it the interval of a mean is not told


@dataclass(frozen=True)
class AreaSeries:
    """The series of an area; every array shape=(n_epochs,), NaN where no point has a value.

    middle : the mean or the median; low, high : what two thirds (mean) or half (median) of the points lie within
    mean_low, mean_high : 90 % interval of the mean, NaN for the median and for areas of few blocks
    n : points with a value
    """

    middle: np.ndarray
    low: np.ndarray
    high: np.ndarray
    mean_low: np.ndarray
    mean_high: np.ndarray
    n: np.ndarray


def area_series(values: np.ndarray, xy: np.ndarray, statistic: str = MEAN) -> AreaSeries:
    """The series of the points of an area.

    Parameters
    ----------
    values : ndarray, shape=(n_points, n_epochs)
        Displacements in mm, NaN where missing.
    xy : ndarray, shape=(n_points, 2)
        Places, in any unit.
    statistic : str
        ``MEAN`` with one standard deviation about it, or ``MEDIAN`` with the quartiles.

    Returns
    -------
    AreaSeries

    Raises
    ------
    SubsidenceError
        Without points.

    Notes
    -----
    Neighbours share their errors, so the interval of the mean is the cluster-robust one (Liang and Zeger 1986,
    Biometrika 73, 13–22): the area is cut into about 16 blocks, whose sums count as independent, with the t of one
    degree of freedom less than blocks. It holds where errors are alike over less than the side of a block.

    Examples
    --------
    >>> area_series(np.array([[0.0, -2.0], [0.0, -4.0]]), np.zeros((2, 2))).middle.tolist()
    [0.0, -3.0]
    """
    values, xy = np.asarray(values, dtype=float), np.asarray(xy, dtype=float)
    if not len(values):
        raise SubsidenceError(message("No point lies in this area."))
    known = np.isfinite(values)
    n = known.sum(axis=0)
    unknown = np.full(values.shape[1], np.nan)
    if statistic == MEDIAN:
        low, middle, high = unknown.copy(), unknown.copy(), unknown.copy()
        some = n > 0
        if some.any():
            low[some], middle[some], high[some] = np.nanpercentile(values[:, some], [25, 50, 75], axis=0)
        return AreaSeries(middle, low, high, unknown, unknown, n)
    filled = np.where(known, values, 0.0)
    mean = np.where(n > 0, filled.sum(axis=0) / np.maximum(n, 1), np.nan)
    apart = np.where(known, values - mean, 0.0)
    spread = np.where(n > 1, np.sqrt((apart**2).sum(axis=0) / np.maximum(n - 1, 1)), np.nan)
    half = _half_width(apart, n, blocks_of(xy))
    return AreaSeries(mean, mean - spread, mean + spread, mean - half, mean + half, n)


def blocks_of(xy: np.ndarray) -> np.ndarray:
    """The block that each point lies in, counted from 0 without gaps; shape=(n_points,)."""
    low, size = xy.min(axis=0), np.maximum(np.ptp(xy, axis=0), 1e-300)
    side = max(float(np.sqrt(size[0] * size[1] / BLOCKS)), float(size.max()) / BLOCKS)
    counts = np.maximum(np.round(size / side), 1)
    cell = np.minimum((xy - low) / size * counts, counts - 1).astype(int)
    return np.unique(cell[:, 0] * int(counts[1]) + cell[:, 1], return_inverse=True)[1].ravel()


def _half_width(apart: np.ndarray, n: np.ndarray, block: np.ndarray) -> np.ndarray:
    """Half the 90 % interval of the means; apart : shape=(n_points, n_epochs), 0 where missing."""
    n_blocks = int(block.max()) + 1
    if n_blocks < FEWEST_BLOCKS:
        return np.full(apart.shape[1], np.nan)
    from scipy.stats import t

    sums = np.zeros((n_blocks, apart.shape[1]))
    np.add.at(sums, block, apart)
    variance = n_blocks / (n_blocks - 1) * (sums**2).sum(axis=0) / np.maximum(n, 1) ** 2
    return np.where(n > 1, t.ppf(0.95, n_blocks - 1) * np.sqrt(variance), np.nan)
