"""What is doubtful in series of ground stations: jumps, and days with several values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..missing_values import robust_spread
from ..wording import message

if TYPE_CHECKING:
    from .ground_stations import GroundStation

LEAST_JUMP_MM = 15.0
SURELY = 8.0  # times the spread of the changes from date to date
ALONE = 3.0  # times the changes before and after
AVERAGED_DAYS, MOST_AVERAGED = 20.0, 10
LONGEST_STEP_DAYS = 60.0
FEWEST_DATES = 10
FAR_APART_MM = 1.0  # values of one day


def jump_of(dates: np.ndarray, values_mm: np.ndarray) -> tuple[int, float] | None:
    """The largest sudden change of a series that stays, as after a change of antenna or of the benchmark.

    Means of some days before and after each date are compared, of single readings where these are rare. What is fast
    but gradual, and a single reading far off, is no jump.

    Parameters
    ----------
    dates : ndarray, shape=(n_dates,), datetime64[D]
        Increasing.
    values_mm : ndarray, shape=(n_dates,)
        Of one direction, without gaps.

    Returns
    -------
    tuple of int, float or None
        The date from which it counts, and how far it goes in mm.

    Examples
    --------
    >>> days = np.arange(np.datetime64("2018-01-01"), np.datetime64("2020-01-01"), 30)
    >>> series = -0.5 * np.arange(25) + np.where(np.arange(25) < 12, 0.0, 80.0) + np.tile([0.0, 0.4, 0.1, -0.3, 0.2], 5)
    >>> jump_of(days, series)[0], jump_of(days, series - np.where(np.arange(25) < 12, 0.0, 80.0))
    (12, None)
    """
    count = values_mm.size
    if count < FEWEST_DATES:
        return None
    days = (dates - dates[0]).astype(float)
    steps = np.diff(days)
    usual = max(float(np.median(steps)), 1.0)
    width = int(np.clip(AVERAGED_DAYS // usual, 1, MOST_AVERAGED))
    if count < 4 * width + FEWEST_DATES // 2:
        return None
    level = values_mm - np.median(np.diff(values_mm) / np.maximum(steps, 1.0)) * days
    middles = np.median(np.lib.stride_tricks.sliding_window_view(level, width), axis=1)
    change = middles[width:] - middles[:-width]  # at position p : of the dates from p + width on
    least = max(LEAST_JUMP_MM, SURELY * robust_spread(change))
    inner = np.arange(width, change.size - width)
    before, after = np.abs(change[inner - width]), np.abs(change[inner + width])
    near = steps[inner + width - 1] <= max(3.0 * usual, LONGEST_STEP_DAYS)
    sudden = (np.abs(change[inner]) > least) & (np.abs(change[inner]) > ALONE * np.maximum(before, after)) & near
    if not sudden.any():
        return None
    place = int(inner[sudden][np.abs(change[inner][sudden]).argmax()])
    return place + _split(level[place : place + 2 * width]), float(change[place])


def _split(values: np.ndarray) -> int:
    """Where two levels that differ part best."""
    before = np.arange(1, values.size)
    sums = np.cumsum(values)
    parted = np.abs(sums[:-1] / before - (sums[-1] - sums[:-1]) / before[::-1]) * np.sqrt(before * before[::-1])
    return int(before[parted.argmax()])


def jump_sentences(stations: Sequence[GroundStation]) -> list[str]:
    """A sentence for each station whose height jumps."""
    found = []
    for station in stations:
        known = np.isfinite(station.motion_mm[:, 2]) if station.has_series else np.zeros(0, dtype=bool)
        dates = station.dates[known]
        jump = jump_of(dates, station.motion_mm[known, 2])
        if jump is not None:
            place, size = jump
            found.append(
                message(
                    "The height of the station {name} jumps by {size:+.0f} mm between {before} and {after}, as after a"
                    " change of the antenna or the benchmark; nothing is taken off.",
                    name=station.name,
                    size=size,
                    before=dates[place - 1],
                    after=dates[place],
                )
            )
    return found


def repeated_days(table_name: str, names: Sequence[str], dates: np.ndarray, values_mm: np.ndarray) -> list[str]:
    """What to say of a table that has several values of a station on a day, where these differ.

    Parameters
    ----------
    table_name : str
        Of the table.
    names : sequence of str
        The station of each row.
    dates : ndarray, shape=(n_rows,), datetime64[D]
        NaT where unknown.
    values_mm : ndarray, shape=(n_rows,)
        NaN where missing.

    Returns
    -------
    list of str
        A sentence, or nothing.
    """
    known = np.flatnonzero(np.isfinite(values_mm) & ~np.isnat(dates))
    if not known.size:
        return []
    _, station = np.unique(np.array(names, dtype=str)[known], return_inverse=True)
    keys = np.column_stack([station.reshape(-1), dates[known].astype(np.int64)])
    _, of_row, counts = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    of_row = of_row.reshape(-1)
    if counts.max() < 2:
        return []
    high, low = np.full(counts.size, -np.inf), np.full(counts.size, np.inf)
    np.maximum.at(high, of_row, values_mm[known])
    np.minimum.at(low, of_row, values_mm[known])
    apart = high - low
    if apart.max() < FAR_APART_MM:
        return []
    worst = int(known[np.flatnonzero(of_row == apart.argmax())[0]])
    return [
        message(
            "“{table}” has several values of a station on {count} days, up to {most:.3g} mm apart (“{name}”, {day});"
            " the mean of a day is taken.",
            table=table_name,
            count=int((apart >= FAR_APART_MM).sum()),
            most=float(apart.max()),
            name=names[worst],
            day=dates[worst],
        )
    ]
