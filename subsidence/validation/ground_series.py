"""Series of points and of the ground brought together: means of points, projection, common dates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import stop_if_cancelled
from ..units import LOS
from .ways import INVERSE_DISTANCE, MEAN, NEAREST

METHODS = (MEAN, INVERSE_DISTANCE, NEAREST)
DAY = np.timedelta64(1, "D")
SAME_DIRECTION = 0.2  # components of one track's unit vectors do not differ by more within a radius
ROUNDS_OF_CENTRING = 20


@dataclass(frozen=True)
class Matching:
    """How stations and points are brought together.

    compare : line of sight (ground projected) or vertical (InSAR divided by the up component)
    window_days : of dense ground series, the mean within this many days of an InSAR date is taken
    max_gap_days : no interpolation across a longer gap
    """

    radius_m: float = 250.0
    method: str = MEAN
    compare: str = LOS
    window_days: int = 3
    max_gap_days: int = 60


def weighted_mean(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean over rows of what is known; values : shape=(n_rows, …)."""
    known = np.isfinite(values)
    weights = weights.reshape((-1,) + (1,) * (values.ndim - 1)) * known
    total = weights.sum(axis=0)
    with np.errstate(invalid="ignore"):
        return (np.where(known, values, 0.0) * weights).sum(axis=0) / np.where(total > 0, total, np.nan)


def mean_series(displacement_mm: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted mean of series that may have gaps.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN where missing.
    weights : ndarray, shape=(n_points,)
        Of the points.

    Returns
    -------
    ndarray, shape=(n_epochs,)
        mm; NaN where no point has a value.

    Notes
    -----
    Series start at different values, so a plain mean would jump where a point is missing. The constant of each point
    against the mean is found first, by turns with the mean.
    """
    mean = weighted_mean(displacement_mm, weights)
    if np.isfinite(displacement_mm).all():
        return mean
    every_epoch = np.ones(displacement_mm.shape[1])
    for _ in range(ROUNDS_OF_CENTRING):
        stop_if_cancelled()
        constant = np.nan_to_num(weighted_mean((displacement_mm - mean).T, every_epoch))
        mean = weighted_mean(displacement_mm - constant[:, None], weights)
    return mean


def mixed_directions(los: np.ndarray) -> bool:
    """Whether unit vectors belong to different orbits; los : shape=(n_points, 3)."""
    known = los[np.isfinite(los).all(axis=1)]
    return len(known) > 1 and bool(np.ptp(known, axis=0).max() > SAME_DIRECTION)


def vector(geometry: str, compare: str, los: np.ndarray | None) -> np.ndarray:
    """The direction into which ground motion is projected: the line of sight (NaN where it is unknown), or up."""
    if geometry == LOS and compare == LOS:
        return np.full(3, np.nan) if los is None else los
    return np.array([0.0, 0.0, 1.0])


def project(motion: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """East, north, up along a direction; unmeasured horizontal motion counts as none, unmeasured up as unknown.

    >>> project(np.array([[np.nan, np.nan, -10.0], [5.0, 0.0, -10.0]]), np.array([0.6, 0.0, 0.8])).tolist()
    [-8.0, -5.0]
    """
    horizontal = np.nan_to_num(motion[:, :2]) @ direction[:2]
    return horizontal + np.where(direction[2] == 0, 0.0, motion[:, 2] * direction[2])


def match(
    insar_dates: np.ndarray,
    insar: np.ndarray,
    ground_dates: np.ndarray,
    ground: np.ndarray,
    matching: Matching,
    lag_days: int = 0,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Both series at the dates of the sparser one in the common period; shape=(n,) each.

    lag_days : the InSAR series is moved this much later before it is compared
    """
    known = np.isfinite(insar)
    insar_dates, insar = insar_dates[known] + lag_days * DAY, insar[known]
    known = np.isfinite(ground)
    ground_dates, ground = ground_dates[known], ground[known]
    if insar_dates.size < 2 or ground_dates.size < 2:
        return insar_dates[:0], insar[:0], ground[:0]
    first, last = max(insar_dates[0], ground_dates[0]), min(insar_dates[-1], ground_dates[-1])
    of_insar = (insar_dates >= first) & (insar_dates <= last)
    of_ground = (ground_dates >= first) & (ground_dates <= last)
    if of_ground.sum() > of_insar.sum():
        dates = insar_dates[of_insar]
        values = _at(ground_dates, ground, dates, matching)
        keep = np.isfinite(values)
        return dates[keep], insar[of_insar][keep], values[keep]
    dates = ground_dates[of_ground]
    values = _at(insar_dates, insar, dates, matching)
    keep = np.isfinite(values)
    return dates[keep], values[keep], ground[of_ground][keep]


def _at(dates: np.ndarray, values: np.ndarray, wanted: np.ndarray, matching: Matching) -> np.ndarray:
    """A series at other dates: the mean within the window where it is dense, else a straight line over short gaps."""
    day, want = dates.astype(int), wanted.astype(int)
    result = np.interp(want, day, values, left=np.nan, right=np.nan)
    after = np.clip(np.searchsorted(day, want), 1, day.size - 1)
    gap = day[after] - day[after - 1]
    result[(gap > matching.max_gap_days) & ~np.isin(want, day)] = np.nan
    low = np.searchsorted(day, want - matching.window_days, side="left")
    high = np.searchsorted(day, want + matching.window_days, side="right")
    total = np.concatenate([[0.0], np.cumsum(values)])
    when = np.concatenate([[0.0], np.cumsum(day.astype(float))])
    count = high - low
    dense = count >= 3
    with np.errstate(invalid="ignore", divide="ignore"):
        off_centre = np.abs((when[high] - when[low]) / count - want)
        mean = (total[high] - total[low]) / count
    # a lopsided window (at an end or a gap) would move the mean in time
    return np.where(dense & (off_centre < 0.5), mean, result)


def inflation(residual: np.ndarray) -> float:
    """By how much fewer independent values there are than values: (1 + r) / (1 - r), at least 1."""
    power = (residual**2).sum()
    if residual.size < 5 or power == 0:
        return 1.0
    correlated = float((residual[1:] * residual[:-1]).sum() / power)
    correlated = min(max(correlated + 1.0 / residual.size, 0.0), 0.95)  # the estimate is low by about 1/n
    return (1.0 + correlated) / (1.0 - correlated)


def correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Pearson's coefficient, NaN where either is constant."""
    known = np.isfinite(a) & np.isfinite(b)
    if known.sum() < 2:
        return float("nan")
    a, b = a[known] - a[known].mean(), b[known] - b[known].mean()
    power = np.sqrt((a**2).sum() * (b**2).sum())
    return float((a * b).sum() / power) if power > 0 else float("nan")
