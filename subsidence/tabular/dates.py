"""Dates in the names of displacement fields, as producers write them, and decimal years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from ..errors import SubsidenceError
from ..wording import message
from .tables import parse_dates, parse_numbers, station_key

COMPACT = re.compile(r"^(?:[Dd]_?)?(\d{4})(\d{2})(\d{2})$")
SEPARATED = re.compile(r"^(?:[Dd]_?)?(\d{4})[-_/.](\d{2})[-_/.](\d{2})(?:[T ].*)?$")
DECIMAL_YEAR = re.compile(r"^(?:[Dd]_?)?((?:19|20)\d{2}\.\d+)$")


def dates_from_decimal_years(years: np.ndarray | Sequence[float]) -> np.ndarray:
    """Days from calendar years with a fraction, to the nearest day; shape=(n,), datetime64[D].

    >>> dates_from_decimal_years([2020.0, 2020.5, 2021.9986]).astype(str).tolist()
    ['2020-01-01', '2020-07-02', '2021-12-31']
    """
    years = np.asarray(years, dtype=float)
    whole = np.floor(years).astype(int)
    start = (whole - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    length = ((whole - 1969).astype("datetime64[Y]").astype("datetime64[D]") - start).astype(int)
    return start + np.rint((years - whole) * length).astype("timedelta64[D]")


def date_of_name(name: str) -> np.datetime64 | None:
    """The date that a field's whole name is, or None: D20180306, D_20180306, 20180306, 2018-03-06, 2018.178.

    Raises ``SubsidenceError`` for a name of that form that is no calendar date.
    """
    text = name.strip()
    match = COMPACT.match(text) or SEPARATED.match(text)
    if match:
        try:
            return np.datetime64("-".join(match.groups()), "D")
        except ValueError:
            raise SubsidenceError(
                message(
                    "The column “{name}” looks like a displacement epoch, but is not a calendar date; rename"
                    " or remove it.",
                    name=name,
                )
            ) from None
    match = DECIMAL_YEAR.match(text)
    return dates_from_decimal_years([float(match.group(1))])[0] if match else None


def dated_names(names: Iterable[str]) -> tuple[list[str], np.ndarray]:
    """The names that are dates, in order of date, and the dates; both empty where there are none."""
    found: dict[np.datetime64, str] = {}
    for name in names:
        date = date_of_name(name)
        if date is None:
            continue
        if date in found:
            raise SubsidenceError(
                message(
                    "The columns “{found}” and “{name}” carry the same date; keep only one of them.",
                    found=found[date],
                    name=name,
                )
            )
        found[date] = name
    dates = np.array(sorted(found), dtype="datetime64[D]")
    return [found[date] for date in dates], dates


def dates_of_column(values: Sequence | np.ndarray, where: str, notes: list[str] | None = None) -> np.ndarray:
    """Dates of a column in any of the usual forms, decimal years among them; NaT where missing.

    >>> dates_of_column(["2020.5", ""], "table").astype(str).tolist(), str(dates_of_column([20200702], "table")[0])
    (['2020-07-02', 'NaT'], '2020-07-02')
    """
    try:
        years = parse_numbers(values, where)
    except SubsidenceError:
        return parse_dates(values, where, notes=notes)
    known = np.isfinite(years)
    if known.any() and ((years[known] > 1900) & (years[known] < 2100)).all():
        result = np.full(years.size, np.datetime64("NaT"), dtype="datetime64[D]")
        result[known] = dates_from_decimal_years(years[known])
        return result
    return parse_dates([station_key(value) for value in values], where, notes=notes)
