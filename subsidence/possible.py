"""What places, dates and amounts of this world can be, asked once where they come in.

Coordinates that are not finite or beyond any map, days before 1900 or after 2200, and amounts beyond ±1e12 are no
measurements. Places and epochs are refused in a sentence, single values and dates become missing and are counted.
"""

from __future__ import annotations

import numpy as np

from .errors import SubsidenceError
from .tabular.bounded_memory import passing
from .wording import message

FIRST_DAY, LAST_DAY = np.datetime64("1900-01-01"), np.datetime64("2200-12-31")
FARTHEST = 1e10  # no map has coordinates as large, in any unit
ROWS_AT_ONCE = 10_000
MOST = 1e12  # no length, rate or amount is as large, in any unit


def check_places(xy: np.ndarray, name: str) -> None:
    """Raise ``SubsidenceError`` when a place is not finite or beyond any map; shape=(n_points, 2).

    >>> check_places(np.array([[4e5, 2e6]]), "points")
    """
    with np.errstate(invalid="ignore"):
        wrong = np.flatnonzero(~(np.abs(np.asarray(xy, dtype=float)) < FARTHEST).all(axis=1))
    if wrong.size:
        raise SubsidenceError(
            message(
                "{count} points of “{name}” have impossible coordinates, the first in row {row} ({x}, {y}); remove or"
                " mend them.",
                count=wrong.size,
                name=name,
                row=int(wrong[0]) + 1,
                x=f"{xy[wrong[0]][0]:g}",
                y=f"{xy[wrong[0]][1]:g}",
            )
        )


def impossible_days(dates: np.ndarray) -> np.ndarray:
    """Where a date is no day between 1900 and 2200; NaT is none of them; the shape of ``dates``.

    >>> impossible_days(np.array(["0001-01-01", "2018-03-06", "NaT"], dtype="datetime64[D]")).tolist()
    [True, False, False]
    """
    days = np.asarray(dates, dtype="datetime64[D]")
    return (days < FIRST_DAY) | (days > LAST_DAY)


def check_days(dates: np.ndarray, where: str) -> None:
    """Raise ``SubsidenceError`` when one of the dates lies before 1900 or after 2200."""
    wrong = impossible_days(dates)
    if wrong.any():
        raise SubsidenceError(
            message(
                "{where}: the date {date} cannot be; dates lie between 1900 and 2200. Remove or mend it.",
                where=where,
                date=str(np.asarray(dates)[wrong][0]),
            )
        )


def without_impossible_days(dates: np.ndarray, where: str, notes: list[str] | None) -> np.ndarray:
    """The dates, impossible ones as NaT and counted in ``notes``; refused where there is nobody to tell."""
    wrong = impossible_days(dates)
    if not wrong.any():
        return dates
    if notes is None:
        check_days(dates, where)
    else:
        notes.append(
            message(
                "{count} dates of {where}, such as {date}, lie before 1900 or after 2200; they are taken as missing.",
                count=int(wrong.sum()),
                where=where,
                date=str(dates[wrong][0]),
            )
        )
    return np.where(wrong, np.datetime64("NaT"), dates)


def check_amounts(values: np.ndarray, where: str) -> None:
    """Raise ``SubsidenceError`` when a value is infinite or beyond ±1e12; NaN is missing and fine."""
    values = np.asarray(values)
    if not values.size:
        return
    rows, low, high = passing(values), np.nan, np.nan
    for start in range(0, len(values), ROWS_AT_ONCE):
        block = rows[start : start + ROWS_AT_ONCE]
        low, high = np.fmin(low, np.fmin.reduce(block, axis=None)), np.fmax(high, np.fmax.reduce(block, axis=None))
    if low <= -MOST or high >= MOST:
        raise SubsidenceError(
            message(
                "{where}: the value {value} cannot be; set it to NULL where it stands for “no value”.",
                where=where,
                value=f"{low if low <= -MOST else high:g}",
            )
        )


def possible_identifiers(values: np.ndarray) -> np.ndarray:
    """Identifying numbers, those that no whole number can be as NaN; the shape of ``values``.

    >>> possible_identifiers(np.array([7.0, 1e300])).tolist()
    [7.0, nan]
    """
    if values.dtype.kind != "f":
        return values
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(values) < 2.0**53, values, np.nan)
