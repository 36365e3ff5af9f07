"""Series that drive the displacement: rain, groundwater. Known beforehand as a scenario, or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ...errors import SubsidenceError
from ...series import decimal_years, years_since
from ...series_fields import factor_series
from ...wording import message

MEMORY_YEARS = (0.1, 0.3, 1.0)  # time constants of the accumulations
CLIMATOLOGY_WIDTH_YEARS = 1 / 12


@dataclass(frozen=True)
class Covariates:
    """Covariate series per point.

    names : one per covariate
    dates : shape=(n_dates,), datetime64[D], increasing; may reach beyond the displacements
    values : shape=(n_covariates, n_points, n_dates), in the covariates' own units; NaN = unknown
    future_known : True when values after an origin may be used to forecast from it (a scenario,
        or a what-if with the truth); False: the climatology of the values before the origin is used
    """

    names: Sequence[str]
    dates: np.ndarray
    values: np.ndarray
    future_known: bool = False

    def __post_init__(self) -> None:
        values = np.asarray(self.values, dtype=float)
        dates = np.asarray(self.dates, dtype="datetime64[D]")
        if values.ndim != 3 or values.shape[0] != len(self.names) or values.shape[2] != dates.size:
            raise SubsidenceError(
                message(
                    "The covariates have shape {count}, which does not fit {total} names and {width} dates.",
                    count=values.shape,
                    total=len(self.names),
                    width=dates.size,
                )
            )
        if dates.size and (np.diff(dates) <= np.timedelta64(0, "D")).any():
            raise SubsidenceError(message("The dates of the covariates must increase without repeats."))
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "dates", dates)

    def rows(self, index: np.ndarray | slice) -> Covariates:
        return Covariates(self.names, self.dates, self.values[:, index], self.future_known)

    def at(self, dates: np.ndarray, known_until: np.datetime64) -> np.ndarray:
        """Values at ``dates``, not to be changed; shape=(n_covariates, n_points, n_dates).

        Each is the covariate's value of that date, linearly between its dates. Past ``known_until``
        (unless the future is known) and past the covariate's own last date it is the climatology:
        the mean of the values before, at the same time of year.
        """
        usable = np.ones(self.dates.size, bool) if self.future_known else self.dates <= known_until
        if not usable.any():
            raise SubsidenceError(
                message("The covariates begin after the displacements; give them from the first epoch on.")
            )
        known_dates = self.dates[usable]
        known = self.values[:, :, : known_dates.size]  # the dates increase
        missing = ~np.isfinite(known)
        if missing.any():
            known = _without_gaps(known, known_dates)
        days = (known_dates - known_dates[0]).astype(float)
        wanted = (np.asarray(dates, dtype="datetime64[D]") - known_dates[0]).astype(float)
        beyond = wanted > days[-1]
        if not beyond.any():
            return _interpolate(known, days, wanted)
        result = np.empty((*known.shape[:2], wanted.size))
        result[:, :, ~beyond] = _interpolate(known, days, wanted[~beyond])
        result[:, :, beyond] = climatology(known, known_dates, np.asarray(dates)[beyond])
        return result


def covariates_of_fields(
    names: Sequence[str],
    matrix: Callable[[Sequence[str]], np.ndarray],
    prefixes: Sequence[str],
    future_known: bool = False,
) -> Covariates | None:
    """The factor series ``<PREFIX>YYYYMMDD`` among fields, on all dates that any of them has.

    Parameters
    ----------
    names : sequence of str
        Of all fields.
    matrix : callable
        Values of fields by name, shape=(n_points, n_names), NaN = unknown.
    prefixes : sequence of str
        Of the series that are wanted.
    future_known : bool
        As in ``Covariates``.

    Returns
    -------
    Covariates or None
        None for no prefix. A point without any value, as outside a factor's reach, has the mean of the others.

    Raises
    ------
    SubsidenceError
        For a series that is not there, or holds nothing.
    """
    if not prefixes:
        return None
    present = factor_series(names)
    for prefix in prefixes:
        if prefix not in present:
            raise SubsidenceError(
                message(
                    "The layer has no factor series “{prefix}YYYYMMDD”; it has: {known}. Add one with"
                    " “Sample factor series”.",
                    prefix=prefix,
                    known=", ".join(present) or "none",
                )
            )
    dates = np.unique(np.concatenate([present[prefix].dates for prefix in prefixes]))
    values: np.ndarray | None = None
    for row, prefix in enumerate(prefixes):
        fields = present[prefix]
        held = matrix(fields.names)
        if values is None:
            values = np.full((len(prefixes), len(held), dates.size), np.nan)
        series = values[row]
        series[:, np.searchsorted(dates, fields.dates)] = held
        empty = ~np.isfinite(series).any(axis=1)
        if empty.all():
            raise SubsidenceError(
                message("All values of the factor series “{prefix}” are NULL; sample it again.", prefix=prefix)
            )
        if empty.any():
            known = np.isfinite(series).any(axis=0)
            series[np.ix_(empty, known)] = np.nanmean(series[:, known], axis=0)
    return Covariates(prefixes, dates, values, future_known)  # type: ignore[arg-type]


def climatology(values: np.ndarray, dates: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Mean of the values at the same time of year, within a month; shape=(..., n_wanted)."""
    gap = np.abs(decimal_years(wanted)[:, None] - decimal_years(dates)[None, :]) % 1.0
    gap = np.minimum(gap, 1.0 - gap)
    weight = np.exp(-0.5 * (gap / CLIMATOLOGY_WIDTH_YEARS) ** 2) + 1e-9
    weight /= weight.sum(axis=1, keepdims=True)
    return values @ weight.T


def memories(values: np.ndarray, dates: np.ndarray) -> list[np.ndarray]:
    """The covariate and its fading accumulations, each of the shape of ``values``, (..., n_dates).

    An accumulation with time constant τ is the exponentially weighted mean of the past values,
    ``m(t) = a m(t−Δt) + (1 − a) x(t)`` with ``a = exp(−Δt/τ)``: what a slow aquifer makes of rain.
    """
    steps = np.diff(years_since(dates), prepend=0.0)
    found = [values]
    for time_constant in MEMORY_YEARS:
        memory = np.empty_like(values)
        memory[..., 0] = values[..., 0]
        for epoch in range(1, values.shape[-1]):
            fade = np.exp(-steps[epoch] / time_constant)
            memory[..., epoch] = fade * memory[..., epoch - 1] + (1 - fade) * values[..., epoch]
        found.append(memory)
    return found


def _interpolate(values: np.ndarray, days: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Linear in time along the last axis, flat outside; series lie in one piece, or are a part of the given ones."""
    if days.size == 1:
        return np.repeat(values, wanted.size, axis=-1)
    right = np.clip(np.searchsorted(days, wanted, side="left"), 1, days.size - 1)
    share = np.clip((wanted - days[right - 1]) / (days[right] - days[right - 1]), 0.0, 1.0)
    if np.isin(share, (0.0, 1.0)).all():
        there = np.where(share == 1.0, right, right - 1)
        if there.size and (np.diff(there) == 1).all():
            return values[..., there[0] : there[-1] + 1]
        return np.take(values, there, axis=-1)
    return np.take(values, right - 1, axis=-1) * (1 - share) + np.take(values, right, axis=-1) * share


def _without_gaps(values: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Unknown values linearly between the known ones of the same point; after the last of them the climatology.

    Series with the same gaps are filled together.
    """
    flat = np.array(values).reshape(-1, dates.size)
    known = np.isfinite(flat)
    gappy = np.flatnonzero(~known.all(axis=1))
    patterns, pattern_of = np.unique(np.packbits(known[gappy], axis=1), axis=0, return_inverse=True)
    days = (dates - dates[0]).astype(float)
    for number in range(len(patterns)):
        rows = gappy[pattern_of.ravel() == number]
        here = np.flatnonzero(known[rows[0]])
        if not here.size:
            covariate = rows[0] // values.shape[1] + 1
            raise SubsidenceError(
                message(
                    "Covariate number {covariate} has no value at all before an origin for some points;"
                    " sample it again or omit it.",
                    covariate=covariate,
                )
            )
        seen = flat[np.ix_(rows, here)]
        filled = _interpolate(seen, days[here], days)
        after = slice(here[-1] + 1, None)
        if here[-1] + 1 < dates.size:
            filled[:, after] = climatology(filled[:, : here[-1] + 1], dates[: here[-1] + 1], dates[after])
        filled[:, here] = seen
        flat[rows] = filled
    return flat.reshape(values.shape)
