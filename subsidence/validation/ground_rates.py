"""Rates of ground series, and their errors under noise that is correlated in time.

A station is one series, often of few dates, and one series says little of its noise. What kinds of noise there are is
learned from all stations that were read on the same days; how much of it there is, from each station alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..analysis.trend_fit import rate_std, student_factor
from ..progress import stop_if_cancelled
from ..series import years_since
from .ground_series import mean_series

MOST_MEANS = 150  # of a longer series means over days are taken: what errs a rate is slow
SHARED_DATES = 0.8  # of a series, that others must have been read on to tell of its noise
MORE_DATES = 1.25  # times those of its longest series a pool may have
FEWEST, FEWEST_OF_A_MODEL = 3, 4

Dated = tuple[np.ndarray, np.ndarray]  # values in mm and their dates, shape=(n,) each


def rates_with_errors(series: Sequence[Dated]) -> tuple[np.ndarray, np.ndarray]:
    """Slopes of straight lines and their standard errors; shape=(n_series,) each.

    Parameters
    ----------
    series : sequence of tuple
        Values in mm, NaN where missing, and their dates, increasing; shape=(n_dates,) each.

    Returns
    -------
    tuple of ndarray
        mm/yr. The slope is NaN with fewer than two values, its error with fewer than three. ± 1.96 of the error is
        meant to hold the truth in 95 of 100 cases: with few dates Student's distribution widens it.

    Notes
    -----
    The noise is white, AR(1), a power law or a mixture (``rate_std``), its kinds learned from all series that share
    their dates. Of three dates one contrast is left, which tells a size but no kind: the error is the larger of those
    under white noise and under a random walk.
    """
    known = [_known(*one) for one in series]
    rates = np.array([rate_of(*one) for one in known])
    errors = np.full(rates.size, np.nan)
    for members, dates, residual in _pools(known, rates):
        if dates.size >= FEWEST_OF_A_MODEL:
            errors[members] = rate_std(residual, dates)
        for row in members[np.isfinite(residual).sum(axis=1) == FEWEST]:
            errors[row] = _error_of_three(*known[row])
    return rates, errors


def error_in_common(series: Sequence[Dated]) -> float:
    """Standard error in mm/yr of the mean of the rates of series, by what they have in common at the same dates.

    Parameters
    ----------
    series : sequence of tuple
        As in ``rates_with_errors``.

    Returns
    -------
    float
        Of the rate of the mean series; NaN where most series have other dates than the rest.

    Notes
    -----
    The scatter from one rate to the other does not know what all of them share: the motion of a reference, or weather.
    The mean series does; what kind of noise that is, it alone tells, not the series, whose own noise is another.
    """
    known = [_known(*one) for one in series]
    pools = _pools(known, np.array([rate_of(*one) for one in known]))
    if not pools:
        return float("nan")
    members, dates, residual = max(pools, key=lambda pool: len(pool[0]))
    if len(members) < 2 or len(members) < 0.5 * len(series):
        return float("nan")
    return float(rates_with_errors([(mean_series(residual, np.ones(len(residual))), dates)])[1][0])


def rate_of(values_mm: np.ndarray, dates: np.ndarray) -> float:
    """Slope of a straight line by ordinary least squares in mm/yr, NaN with fewer than two values.

    Parameters
    ----------
    values_mm : ndarray, shape=(n,)
        NaN where missing.
    dates : ndarray, shape=(n,)
        Days.

    Returns
    -------
    float
        mm/yr.
    """
    values, days = _known(values_mm, dates)
    if values.size < 2:
        return float("nan")
    years = years_since(days)
    years = years - years.mean()
    spread = float(years @ years)
    return float(years @ values) / spread if spread > 0 else float("nan")


def _known(values: np.ndarray, dates: np.ndarray) -> Dated:
    """What of a series is not missing."""
    known = np.isfinite(values)
    return np.asarray(values, dtype=float)[known], np.asarray(dates, dtype="datetime64[D]")[known]


def _pools(known: Sequence[Dated], rates: np.ndarray) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Series that share their dates: which, their dates, and residuals about their lines, NaN where missing."""
    usable = [row for row, (values, _) in enumerate(known) if values.size >= FEWEST and np.isfinite(rates[row])]
    thinned = {row: _means(*known[row], rates[row]) for row in usable}
    left = sorted(usable, key=lambda row: -thinned[row][1].size)
    pools = []
    while left:
        stop_if_cancelled()
        dates, most = thinned[left[0]][1], MORE_DATES * thinned[left[0]][1].size
        members = []
        for row in left:
            own = thinned[row][1]
            together = np.union1d(dates, own)
            if np.isin(own, dates).mean() >= SHARED_DATES and together.size <= most:
                dates = together
                members.append(row)
        residual = np.full((len(members), dates.size), np.nan)
        for row, values in zip(members, residual):
            values[np.searchsorted(dates, thinned[row][1])] = thinned[row][0]
        pools.append((np.array(members), dates, residual))
        left = [row for row in left if row not in set(members)]
    return pools


def _means(values: np.ndarray, dates: np.ndarray, rate: float) -> Dated:
    """Residuals about the line with this rate, of a long series their means over windows of the calendar."""
    day = dates.astype(int)
    residual = values - values.mean() - rate * (years_since(dates) - years_since(dates).mean())
    width = 1
    while values.size > MOST_MEANS and np.unique(day // width).size > MOST_MEANS:
        width *= 2
    number, member = np.unique(day // width, return_inverse=True)
    mean = np.bincount(member.reshape(-1), residual) / np.bincount(member.reshape(-1))
    return mean, (number * width + width // 2).astype("datetime64[D]")


def _error_of_three(values: np.ndarray, dates: np.ndarray) -> float:
    """Standard error of the slope through three values, from how far they lie off a line."""
    years = years_since(dates)
    line = np.column_stack([np.ones(FEWEST), years - years.mean()])
    slope = line[:, 1] / (line[:, 1] @ line[:, 1])
    off_line = np.linalg.qr(line, mode="complete")[0][:, 2]
    kinds = (np.eye(FEWEST), np.minimum.outer(years, years))
    worst = max((slope @ kind @ slope) / (off_line @ kind @ off_line) for kind in kinds)
    return float(abs(off_line @ values) * np.sqrt(worst) * student_factor(np.array([1.0]))[0])
