"""The baselines that every forecast is held against: simple, well known, fitted in one product.

Each takes the past without gaps, shape=(n_points, n_epochs), its dates and the dates asked for,
and returns displacements in mm, shape=(n_points, horizon). None is given anything after the origin.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...progress import stop_if_cancelled
from ...series import years_since
from ..data.history import season

RECENT_YEARS = 3.0
LEAST_EPOCHS_PER_TERM = 3
DAMPING_YEARS = 0.5  # of the damped trend: a rate seen now has faded to 1/e half a year later

CONSTANTS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)  # of simple exponential smoothing

Baseline = Callable[..., np.ndarray]


def persistence(displacement_mm: np.ndarray, dates: np.ndarray, future: np.ndarray) -> np.ndarray:
    """The last value stays."""
    return np.repeat(displacement_mm[:, -1:], future.size, axis=1)


def mean(displacement_mm: np.ndarray, dates: np.ndarray, future: np.ndarray) -> np.ndarray:
    """The mean of the past: right for a stable point with noise."""
    return np.repeat(displacement_mm.mean(axis=1, keepdims=True), future.size, axis=1)


def drift(displacement_mm: np.ndarray, dates: np.ndarray, future: np.ndarray) -> np.ndarray:
    """The line through the first and the last value goes on."""
    past_years = years_since(dates)
    rate = (displacement_mm[:, -1:] - displacement_mm[:, :1]) / max(past_years[-1], 1e-9)
    return displacement_mm[:, -1:] + rate * years_since(future, dates[-1])


def linear(displacement_mm: np.ndarray, dates: np.ndarray, future: np.ndarray) -> np.ndarray:
    """The straight line by least squares over all epochs."""
    return _least_squares(displacement_mm, dates, future, annual=False)


def linear_recent(displacement_mm: np.ndarray, dates: np.ndarray, future: np.ndarray) -> np.ndarray:
    """The straight line over the last three years."""
    first = _recent_start(dates)
    return _least_squares(displacement_mm[:, first:], dates[first:], future, annual=False)


def linear_annual(displacement_mm: np.ndarray, dates: np.ndarray, future: np.ndarray) -> np.ndarray:
    """A line and one annual wave over all epochs."""
    return _least_squares(displacement_mm, dates, future, annual=True)


def linear_annual_recent(displacement_mm: np.ndarray, dates: np.ndarray, future: np.ndarray) -> np.ndarray:
    """A line and one annual wave over the last three years."""
    first = _recent_start(dates)
    return _least_squares(displacement_mm[:, first:], dates[first:], future, annual=True)


def theta(
    displacement_mm: np.ndarray, dates: np.ndarray, future: np.ndarray, constant: float | None = None
) -> np.ndarray:
    """The theta method: half the slope of the line, from the level of simple exponential smoothing.

    Assimakopoulos & Nikolopoulos (2000) in the form of Hyndman & Billah (2003). The smoothing
    constant is the one of a small set with the least one-step error over all points together, or is given.
    """
    chosen = best_constant(smoothing_errors(displacement_mm)) if constant is None else constant
    level = _smoothed_level(displacement_mm, chosen)
    slope = _slope(displacement_mm, years_since(dates))
    return level[:, None] + 0.5 * slope[:, None] * years_since(future, dates[-1])


def damped_trend(displacement_mm: np.ndarray, dates: np.ndarray, future: np.ndarray) -> np.ndarray:
    """From the last value on, the recent rate fading away exponentially."""
    first = _recent_start(dates)
    slope = _slope(displacement_mm[:, first:], years_since(dates[first:]))
    lead = years_since(future, dates[-1])
    return displacement_mm[:, -1:] + slope[:, None] * DAMPING_YEARS * (1 - np.exp(-lead / DAMPING_YEARS))


BASELINES: dict[str, Baseline] = {
    "persistence": persistence,
    "mean": mean,
    "drift": drift,
    "linear": linear,
    "linear, last 3 years": linear_recent,
    "linear + annual": linear_annual,
    "linear + annual, last 3 years": linear_annual_recent,
    "theta": theta,
    "damped trend": damped_trend,
}


def _recent_start(dates: np.ndarray) -> int:
    """Number of the first epoch of the last three years, at least ten epochs before the end."""
    first = int(np.searchsorted(years_since(dates, dates[-1]), -RECENT_YEARS))
    return max(min(first, dates.size - 10), 0)


def _slope(displacement_mm: np.ndarray, years: np.ndarray) -> np.ndarray:
    centred = years - years.mean()
    spread = centred @ centred
    return displacement_mm @ centred / spread if spread > 0 else np.zeros(displacement_mm.shape[0])


def _least_squares(displacement_mm: np.ndarray, dates: np.ndarray, future: np.ndarray, *, annual: bool) -> np.ndarray:
    terms, future_terms = _design(dates, dates[0], annual), _design(future, dates[0], annual)
    if dates.size < LEAST_EPOCHS_PER_TERM * terms.shape[1]:
        terms, future_terms = terms[:, :1], future_terms[:, :1]  # too short for a slope: the mean
    weights = np.linalg.pinv(terms).T @ future_terms.T  # (n_epochs, horizon), shared by all points
    return displacement_mm @ weights


def _design(dates: np.ndarray, start: np.datetime64, annual: bool) -> np.ndarray:
    columns = [np.ones(dates.size), years_since(dates, start)]
    if annual:
        columns.extend(season(dates))
    return np.stack(columns, axis=1)


def smoothing_errors(displacement_mm: np.ndarray) -> np.ndarray:
    """Sums of squared one-step errors of each of the ``CONSTANTS``, which add up over points."""
    squares = np.zeros(len(CONSTANTS))
    for number, constant in enumerate(CONSTANTS):
        level = displacement_mm[:, 0].copy()
        for epoch in range(1, displacement_mm.shape[1]):
            stop_if_cancelled()
            error = displacement_mm[:, epoch] - level
            squares[number] += float(error @ error)
            level = level + constant * error
    return squares


def best_constant(squares: np.ndarray) -> float:
    """The smoothing constant of least error; squares : sums of ``smoothing_errors``."""
    return CONSTANTS[int(np.argmin(squares))]


def _smoothed_level(displacement_mm: np.ndarray, constant: float) -> np.ndarray:
    level = displacement_mm[:, 0].copy()
    for epoch in range(1, displacement_mm.shape[1]):
        level = level + constant * (displacement_mm[:, epoch] - level)
    return level
