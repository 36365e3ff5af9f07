"""What the network is shown: a window of the past per point, and what is known of each step ahead.

Everything is relative to the last value at the origin and scaled by the point's own spread, both
from the past of that origin, so that nothing after it can leak in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...errors import SubsidenceError
from ...series import years_since
from ...wording import message
from .covariates import memories
from .history import Future, Past, season

LEAST_WINDOW, MOST_WINDOW = 4, 30
WINDOW_YEARS = 1.0
CHANGE_YEARS = 0.3  # the spread is that of changes over about this long
SPREAD_FLOOR = 0.2  # of the median spread: a nearly flat point is not blown up


def choose_window(dates: np.ndarray, horizon: int) -> int:
    """About one year of epochs, but never more than a third of what a horizon leaves."""
    step = float(np.median(np.diff(years_since(dates)))) if dates.size > 1 else 1.0
    room = max((dates.size - horizon) // 3, 1)
    return int(np.clip(round(WINDOW_YEARS / step), LEAST_WINDOW, max(min(MOST_WINDOW, room), LEAST_WINDOW)))


def check_length(n_epochs: int, window: int, horizon: int) -> None:
    """Refuse a series that is too short, in words."""
    if n_epochs < window + horizon + 1:
        raise SubsidenceError(
            message(
                "The series has {n_epochs} epochs; a window of {window} and a horizon of {horizon} need"
                " at least {needed}. Use a shorter window or horizon.",
                n_epochs=n_epochs,
                window=window,
                horizon=horizon,
                needed=window + horizon + 1,
            )
        )


def spread_mm(displacement_mm: np.ndarray, dates: np.ndarray, typical: float | None = None) -> np.ndarray:
    """Each point's spread of changes over about four months, never near zero; shape=(n_points,).

    typical : the median over all points, where these are some of them
    """
    spread = own_spread_mm(displacement_mm, dates)
    typical = float(np.median(spread)) if typical is None else typical
    return np.maximum(spread, max(SPREAD_FLOOR * typical, 1e-6))


def own_spread_mm(displacement_mm: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """As ``spread_mm``, down to zero."""
    years = years_since(dates)
    step = float(np.median(np.diff(years)))
    lag = int(np.clip(round(CHANGE_YEARS / step), 1, max(dates.size // 2, 1)))
    changes = displacement_mm[:, lag:] - displacement_mm[:, :-lag]
    return np.sqrt((changes**2).mean(axis=1))


@dataclass(frozen=True)
class WindowTable:
    """Arrays from which the windows of any (point, origin) are gathered.

    displacement, neighbours : shape=(n_points, n_epochs), mm, float32
    spread : shape=(n_points,), mm
    calendar : shape=(n_epochs, 3), sine and cosine of the season, step to the epoch before in window steps
    covariates : shape=(n_features, n_points, n_epochs), standardised by the past
    static : shape=(n_points, n_factors), standardised
    """

    displacement: np.ndarray
    neighbours: np.ndarray
    spread: np.ndarray
    calendar: np.ndarray
    years: np.ndarray
    covariates: np.ndarray
    static: np.ndarray

    @property
    def n_sequence_inputs(self) -> int:
        return 2 + self.calendar.shape[1] + self.covariates.shape[0]

    @property
    def n_step_inputs(self) -> int:
        return 4 + 2 * self.covariates.shape[0]


@dataclass(frozen=True)
class Standard:
    """Means and spreads for covariates and static factors, from the training past alone."""

    covariate_mean: np.ndarray
    covariate_spread: np.ndarray
    static_mean: np.ndarray
    static_spread: np.ndarray
    step_years: float
    last_lead_years: float


def learn_standard(past: Past, last_lead_years: float) -> Standard:
    """Scaling of the inputs that are not displacements."""
    features = _covariate_features(past.covariates, past.dates)
    static = past.static
    return Standard(
        features.mean(axis=(1, 2)),
        _not_zero(features.std(axis=(1, 2))),
        static.mean(axis=0),
        _not_zero(static.std(axis=0)),
        float(np.median(np.diff(past.years))),
        last_lead_years,
    )


def window_table(past: Past, future: Future | None, standard: Standard, spread: np.ndarray) -> WindowTable:
    """The table of a past, with the future's dates and covariates (never displacements) at the end.

    spread : shape=(n_points,), mm, from ``spread_mm`` over all points
    """
    dates = past.dates if future is None else np.concatenate([past.dates, future.dates])
    values = past.covariates if future is None else np.concatenate([past.covariates, future.covariates], axis=2)
    features = _covariate_features(values, dates)
    features -= standard.covariate_mean[:, None, None]
    features /= standard.covariate_spread[:, None, None]
    years = years_since(dates)
    steps = np.diff(years, prepend=years[0] - standard.step_years) / standard.step_years
    calendar = np.stack([*season(dates), np.minimum(steps, 10.0) - 1.0], axis=1)
    return WindowTable(
        past.displacement_mm.astype(np.float32),
        past.neighbours_mm.astype(np.float32),
        spread.astype(np.float32),
        calendar.astype(np.float32),
        years,
        features.astype(np.float32),
        ((past.static - standard.static_mean) / standard.static_spread).astype(np.float32),
    )


def gather(
    table: WindowTable,
    standard: Standard,
    points: np.ndarray,
    origins: np.ndarray,
    base: np.ndarray,
    window: int,
    leads: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The inputs of a batch.

    points, origins : shape=(n,), row numbers and numbers of known epochs
    base : shape=(n, leads), the base forecast in mm
    Returns sequence (n, window, n_sequence_inputs), steps (n, leads, n_step_inputs), static (n, n_factors).
    """
    back = origins[:, None] + np.arange(-window, 0)  # (n, window)
    ahead = origins[:, None] + np.arange(leads)  # (n, leads)
    rows = points[:, None]
    last = table.displacement[points, origins - 1][:, None]
    near_last = table.neighbours[points, origins - 1][:, None]
    scale = table.spread[points][:, None]
    own = (table.displacement[rows, back] - last) / scale
    near = (table.neighbours[rows, back] - near_last) / scale
    sequence = [own[:, :, None], near[:, :, None], table.calendar[back]]
    lead = ((table.years[ahead] - table.years[origins - 1][:, None]) / standard.last_lead_years).astype(np.float32)
    steps = [lead[:, :, None], ((base - last) / scale)[:, :, None], table.calendar[ahead][:, :, :2]]
    for feature in table.covariates:
        sequence.append(feature[rows, back][:, :, None])
        there = feature[rows, ahead]
        steps.append(there[:, :, None])
        steps.append((there - feature[points, origins - 1][:, None])[:, :, None])
    return (
        np.concatenate(sequence, axis=2, dtype=np.float32),
        np.concatenate(steps, axis=2, dtype=np.float32),
        table.static[points],
    )


def _covariate_features(values: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Covariates and their accumulations; shape=(n_features, n_points, n_dates)."""
    if not len(values):
        return np.empty((0, values.shape[1], dates.size))
    return np.concatenate([np.stack(memories(one, dates)) for one in values])


def _not_zero(spread: np.ndarray) -> np.ndarray:
    return np.where(spread > 0, spread, 1.0)
