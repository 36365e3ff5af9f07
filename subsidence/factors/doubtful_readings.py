"""Single readings of stations that can hardly be: named, counted, and never changed.

Levels (groundwater, temperature) are judged by the readings beside them in time and by all that their station read
otherwise. Amounts (rain) have a long tail, so that a cloudburst lies as far from the rest as a mistake does; they are
judged by what is possible at all: nothing below zero, and no more than has ever fallen anywhere in as long a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np

from ..missing_values import FEWEST, SPIKE, robust_spread
from ..wording import message
from .time import Records

BESIDE = 2  # readings on either side that a level is compared with
RANGES = 3.0  # of all other readings of the station; a level that departs by less may be a drought or a pumping test
MOST_DOUBTFUL = 0.01  # of a station's readings; more are no single mistakes
MOST_ZERO = 0.05  # of the values; amounts are often nothing, levels hardly ever
NAMED = 3
RAIN = re.compile(
    r"rain|precip|prcp|\bpcp|niederschlag|lluvia|pluie|pioggia|chuva|precipit|nedb|nederbör|opad|осадк|降水|雨|강수",
    re.I,
)
RECORD_MM, RECORD_EXPONENT = 422.0, 0.475  # the envelope of the world's greatest rainfalls: mm, of hours


def most_rain_mm(days: np.ndarray | float) -> np.ndarray:
    """The most rain that has been measured anywhere in a number of days.

    Parameters
    ----------
    days : array-like of float
        Days.

    Returns
    -------
    ndarray of float
        Millimetres.

    Notes
    -----
    The envelope 16.6 D^0.475 inches of D hours (Paulhus 1965, Monthly Weather Review 93, 331–335).

    Examples
    --------
    >>> most_rain_mm([1, 30, 365]).round(-2).tolist()
    [1900.0, 9600.0, 31500.0]
    """
    return RECORD_MM * (24.0 * np.asarray(days, dtype=float)) ** RECORD_EXPONENT


def doubtful_readings(records: Mapping[str, Records], where: str, *, amounts: bool) -> list[str]:
    """Sentences that name the readings which are probably mistakes; none where there is no doubt.

    Parameters
    ----------
    records : mapping of str to Records
        Of the stations, one source each.
    where : str
        The table, for the sentences.
    amounts : bool
        Whether values are amounts in mm such as rain, not levels.

    Returns
    -------
    list of str
        At most one of values below zero and one of values too far off.

    Notes
    -----
    Nothing is changed. Three readings are named, the others counted.
    """
    below: list[tuple[str, Records, int]] = []
    beyond: list[tuple[str, Records, int]] = []
    for name, record in records.items():
        values = record.values[0]
        if amounts:
            days = (record.ends - record.dates).astype(int) if record.periods else np.ones(values.size)
            with np.errstate(invalid="ignore"):
                below += [(name, record, place) for place in np.flatnonzero(values < 0.0).tolist()]
                beyond += [(name, record, place) for place in np.flatnonzero(values > most_rain_mm(days)).tolist()]
        else:
            beyond += [(name, record, place) for place in strange_levels(values)]
    sentences = []
    if below:
        sentences.append(
            message(
                "{where}: {count} amounts are below zero, which rain cannot be: {named}. They are kept; empty them"
                " where they stand for “no value”.",
                where=where,
                count=len(below),
                named=_named(below),
            )
        )
    if beyond and amounts:
        sentences.append(
            message(
                "{where}: {count} amounts are more than has ever fallen anywhere in as long a time, taken as mm:"
                " {named}. They are kept; check them, and the unit.",
                where=where,
                count=len(beyond),
                named=_named(beyond),
            )
        )
    elif beyond:
        sentences.append(
            message(
                "{where}: {count} readings lie so far from all others of their station that they are probably"
                " mistakes: {named}. They are kept.",
                where=where,
                count=len(beyond),
                named=_named(beyond),
            )
        )
    return sentences


def is_rain(records: Mapping[str, Records], names: Iterable[str], *, summed: bool) -> bool:
    """Whether values are rain: a name says so, and they are summed up, or often nothing and hardly ever below.

    Parameters
    ----------
    records : mapping of str to Records
        Of the stations.
    names : iterable of str
        Of the table, its columns, and what is made of it.
    summed : bool
        Whether sums over time are asked for.

    Returns
    -------
    bool

    Examples
    --------
    >>> days = np.arange("2018-01-01", "2018-01-05", dtype="datetime64[D]")
    >>> gauge = {"a": Records(days, np.array([0.0, 4.0, 0.0, 120.0]), True)}
    >>> is_rain(gauge, ["RAIN"], summed=False), is_rain(gauge, ["PUMPED"], summed=True)
    (True, False)
    """
    if not any(RAIN.search(name) for name in names):
        return False
    if summed:
        return True
    values = np.concatenate([record.values.reshape(-1) for record in records.values()])
    values = values[np.isfinite(values)]
    return bool(values.size and (values == 0.0).mean() >= MOST_ZERO and (values < 0.0).mean() <= MOST_DOUBTFUL)


def strange_levels(values: np.ndarray) -> list[int]:
    """The places of readings that depart from those beside them, and from all others, the farthest first.

    Parameters
    ----------
    values : ndarray, shape=(n,)
        In order of time, NaN where missing.

    Returns
    -------
    list of int
        At most a hundredth of the readings, or one.

    Examples
    --------
    >>> falling = 20.0 - 0.25 * np.arange(40.0)
    >>> falling[7] *= 10.0
    >>> strange_levels(falling), strange_levels(20.0 - 0.25 * np.arange(40.0))
    ([7], [])
    """
    known = np.flatnonzero(np.isfinite(values))
    level = np.asarray(values, dtype=float)[known]
    if level.size < FEWEST:
        return []
    padded = np.pad(level, BESIDE, constant_values=np.nan)
    beside = np.stack([padded[shift : shift + level.size] for shift in range(2 * BESIDE + 1) if shift != BESIDE])
    off = level - np.nanmedian(beside, axis=0)
    farthest = SPIKE * robust_spread(off)
    off = np.abs(off)
    far = off > farthest
    if not far.any() or far.all():
        return []
    strange = np.flatnonzero(far & (off > RANGES * np.ptp(level[~far])))
    if not 0 < strange.size <= max(1, MOST_DOUBTFUL * level.size) or not np.ptp(level[~far]) > 0:
        return []
    return known[strange[np.argsort(-off[strange], kind="stable")]].tolist()


def _named(found: list[tuple[str, Records, int]]) -> str:
    """The first few, with station, date and value, and how many more there are."""
    texts = [f"{name} {record.dates[place]}: {record.values[0, place]:g}" for name, record, place in found[:NAMED]]
    more = message(" and {count} more", count=len(found) - NAMED) if len(found) > NAMED else ""
    return "; ".join(texts) + more
