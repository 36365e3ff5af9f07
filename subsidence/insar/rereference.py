"""A finished product referred to other ground: what that ground moved is taken from every point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..series import linear_rate, years_since
from ..validation.ground_series import mean_series
from ..wording import message

FEWEST_FOR_PLANE = 4


@dataclass(frozen=True)
class Motion:
    """What the new reference does in the old frame, at every point; to be subtracted.

    displacement_mm : shape=(n_points or 1, n_epochs); rate_mm_per_yr : shape=(n_points or 1,)
    """

    displacement_mm: np.ndarray
    rate_mm_per_yr: np.ndarray


def motion_of_area(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    rate_mm_per_yr: np.ndarray,
    rows: np.ndarray,
    place_m: np.ndarray | None = None,
) -> Motion:
    """The mean motion of the points of an area, or with ``place_m`` the plane through them.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN where missing; possibly without epochs.
    dates : ndarray, shape=(n_epochs,)
        Of the series.
    rate_mm_per_yr : ndarray, shape=(n_points,)
        Of the same points.
    rows : ndarray, shape=(n_rows,)
        Numbers of the points of the area.
    place_m : ndarray, shape=(n_points, 2), optional
        Metres.

    Returns
    -------
    Motion
        What is to be subtracted: displacement by epoch and rate, for the area or for each point.

    Raises
    ------
    SubsidenceError
        Where the area has no point, or none with a rate.

    Notes
    -----
    The points of the area that miss an epoch do not make the mean jump there (see ``mean_series``). Epochs that none of
    them has are interpolated in time, and are NaN before the first and after the last known one.
    """
    rows = np.asarray(rows)
    if not rows.size:
        raise SubsidenceError(message("No point lies in the reference area; choose a larger one."))
    rate = rate_mm_per_yr[rows]
    if not np.isfinite(rate).any():
        raise SubsidenceError(message("No point of the reference area has a rate."))
    if place_m is not None:
        return _plane(displacement_mm, dates, rate_mm_per_yr, rows, place_m)
    series = displacement_mm[:1]
    if dates.size:
        series = _between(mean_series(displacement_mm[rows], np.ones(rows.size)), dates)[None]
    return Motion(series, np.array([np.nanmean(rate)]))


def motion_at_rate(rate_mm_per_yr: np.ndarray, dates: np.ndarray) -> Motion:
    """Steady motion at the given rates, from the first epoch on.

    Parameters
    ----------
    rate_mm_per_yr : ndarray, shape=(n_points,)
        Of each point.
    dates : ndarray, shape=(n_epochs,)
        Of the series.

    Returns
    -------
    Motion
        As from ``motion_of_area``.
    """
    years = years_since(dates) if dates.size else np.empty(0)
    return Motion(rate_mm_per_yr[:, None] * years, rate_mm_per_yr)


def _plane(
    displacement_mm: np.ndarray, dates: np.ndarray, rate_mm_per_yr: np.ndarray, rows: np.ndarray, place_m: np.ndarray
) -> Motion:
    km = (place_m - np.nanmean(place_m[rows], axis=0)) / 1000.0
    design = np.column_stack([np.ones(len(km)), km])
    rate = design @ _fitted(design[rows], rate_mm_per_yr[rows])
    joined = displacement_mm[rows]
    if dates.size:  # the zero of a point that begins later is not the others'
        mean = mean_series(joined, np.ones(rows.size))
        ahead = np.nanmean(joined - mean, axis=1) if not np.isfinite(joined).all() else np.zeros(rows.size)
        joined = joined - ahead[:, None]
    series = np.full(displacement_mm.shape, np.nan)
    coefficients = np.full((dates.size, 3), np.nan)
    for epoch in range(dates.size):
        if np.isfinite(joined[:, epoch]).sum() >= FEWEST_FOR_PLANE:
            coefficients[epoch] = _fitted(design[rows], joined[:, epoch])
    if dates.size:
        coefficients = np.column_stack([_between(column, dates) for column in coefficients.T])
        series = design @ coefficients.T
    return Motion(series, rate)


def _fitted(design: np.ndarray, values: np.ndarray) -> np.ndarray:
    known = np.isfinite(values)
    if known.sum() < FEWEST_FOR_PLANE or np.linalg.matrix_rank(design[known]) < design.shape[1]:
        raise SubsidenceError(
            message(
                "A plane needs at least {count} reference points that do not lie on one line; take an offset, or a"
                " larger area.",
                count=FEWEST_FOR_PLANE,
            )
        )
    return np.linalg.lstsq(design[known], values[known], rcond=None)[0]


def _between(values: np.ndarray, dates: np.ndarray) -> np.ndarray:
    known = np.isfinite(values)
    if known.all() or not known.any():
        return values
    days = dates.astype("datetime64[D]").astype(float)
    return np.interp(days, days[known], values[known], left=np.nan, right=np.nan)


def rates_of(displacement_mm: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Rates of series where a layer gives none.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN where missing.
    dates : ndarray, shape=(n_epochs,)
        Increasing days.

    Returns
    -------
    ndarray, shape=(n_points,)
        mm/yr.

    Raises
    ------
    SubsidenceError
        With fewer than two epochs.
    """
    if dates.size < 2:
        raise SubsidenceError(message("The layer has neither a rate nor two epochs."))
    return linear_rate(displacement_mm, dates)[0]
