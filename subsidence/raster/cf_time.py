"""Time in CF files: units, calendars and bounds, as days of the calendar in use today.

Dates are labels: 1 June of a model year without leap days is 1 June. The Gregorian calendars are decoded here, the
others by ``cftime``. Source: CF conventions 1.11, chapter 4.4 (time coordinate) and 7.1 (cell boundaries).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..packages import how_to_install, missing
from ..wording import message

GREGORIAN = frozenset({"", "standard", "gregorian", "proleptic_gregorian", "utc", "tai"})
OTHER_CALENDARS = frozenset({"noleap", "365_day", "all_leap", "366_day", "360_day", "julian"})
SECONDS = {
    "microsecond": 1e-6,
    "microsec": 1e-6,
    "us": 1e-6,
    "nanosecond": 1e-9,
    "ns": 1e-9,
    "millisecond": 1e-3,
    "millisec": 1e-3,
    "msec": 1e-3,
    "ms": 1e-3,
    "second": 1.0,
    "sec": 1.0,
    "s": 1.0,
    "minute": 60.0,
    "min": 60.0,
    "hour": 3600.0,
    "hr": 3600.0,
    "h": 3600.0,
    "day": 86400.0,
    "d": 86400.0,
    "week": 604800.0,
}
MONTHS = {"month": 1, "mon": 1, "year": 12, "yr": 12, "common_year": 12}
SINCE = re.compile(
    r"^\s*(?P<unit>[A-Za-z_]+)\s+(?:since|after|from|ref)\s+(?P<year>[+-]?\d{1,5})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?"
    r"(?:[T\s]+(?P<hour>\d{1,2})(?::(?P<minute>\d{1,2}))?(?::(?P<second>\d{1,2}(?:\.\d*)?))?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?\s*$",
    re.IGNORECASE,
)
COMPACT_SINCE = re.compile(r"^\s*(\w+)\s+since\s+(\d{4})(\d{2})(\d{2})(.*)$", re.IGNORECASE)
DAY_NUMBERS = re.compile(r"^\s*day as %Y%m%d(\.%f)?\s*$")
GREGORIAN_REFORM = np.datetime64("1582-10-15", "D")
FARTHEST_SECONDS = 1e12  # 30,000 years: a fill value, no time
SLACK_SECONDS = 0.5  # whole seconds come back whole from days with a fraction
ONE_DAY = np.timedelta64(1, "D")


def is_time_unit(units: str) -> bool:
    """Whether a unit counts from a date.

    >>> is_time_unit("days since 2000-1-1"), is_time_unit("mm/day")
    (True, False)
    """
    return bool(SINCE.match(units) or COMPACT_SINCE.match(units) or DAY_NUMBERS.match(units))


def decode_times(values: np.ndarray, units: str, calendar: str = "", *, name: str = "time") -> np.ndarray:
    """Times as datetime64[s]; shape=(n,), NaT where a value is not finite or a fill value.

    Months and years count calendar months; a half is the middle of the month. A time zone is taken off.
    Raises ``SubsidenceError`` for units or calendars that are not known, or that need ``cftime`` where it is missing.

    >>> decode_times([59.0], "days since 2018-01-01").astype(str).tolist()
    ['2018-03-01T00:00:00']
    >>> decode_times([0.5, 2], "months since 2018-01-01").astype(str).tolist()
    ['2018-01-16T12:00:00', '2018-03-01T00:00:00']
    """
    numbers = np.asarray(values, dtype=float)
    if DAY_NUMBERS.match(units or ""):
        return _of_day_numbers(numbers)
    text = COMPACT_SINCE.sub(r"\1 since \2-\3-\4\5", units or "")
    match = SINCE.match(text)
    if match is None:
        raise SubsidenceError(
            message(
                "The unit of “{name}”, “{units}”, tells no date to count from, such as “days since 2000-01-01”;"
                " set it in the file.",
                name=name,
                units=units,
            )
        )
    unit = match["unit"].lower()
    unit = unit if unit in SECONDS or unit in MONTHS else unit[:-1] if unit.endswith("s") else unit
    kind = (calendar or "").strip().lower()
    if kind not in GREGORIAN and kind not in OTHER_CALENDARS:
        raise SubsidenceError(
            message(
                "The calendar “{calendar}” of “{name}” is not known; known are {known}.",
                calendar=calendar,
                name=name,
                known=", ".join(sorted((GREGORIAN | OTHER_CALENDARS) - {""})),
            )
        )
    result = np.full(numbers.shape, np.datetime64("NaT"), dtype="datetime64[s]")
    known = np.isfinite(numbers) & (np.abs(numbers) * SECONDS.get(unit, 1.0) < FARTHEST_SECONDS)
    if unit in MONTHS:
        result[known] = _of_months(numbers[known] * MONTHS[unit], match)
    elif unit not in SECONDS:
        raise SubsidenceError(message("The unit of time “{unit}” of “{name}” is not known.", unit=unit, name=name))
    elif kind in GREGORIAN:
        origin = _origin(match, mixed=kind != "proleptic_gregorian")
        seconds = np.floor(numbers[known] * SECONDS[unit] + SLACK_SECONDS).astype(np.int64)
        result[known] = origin + seconds.astype("timedelta64[s]")
    else:
        result[known] = _with_cftime(numbers[known] * SECONDS[unit], match, kind)
    return result - _zone(match["zone"])


def _part(match: re.Match, name: str, default: float = 0) -> float:
    return float(match[name]) if match[name] else default


def _origin(match: re.Match, *, mixed: bool) -> np.datetime64:
    """The date that is counted from; in the mixed calendar dates before 15 October 1582 are Julian."""
    year, month, day = (int(_part(match, name, 1)) for name in ("year", "month", "day"))
    try:
        date = np.datetime64(f"{year:04d}-{max(month, 1):02d}-{max(day, 1):02d}", "D")
    except ValueError:
        raise SubsidenceError(
            message("The time counts from {text}, which is no calendar date.", text=f"{year}-{month}-{day}")
        ) from None
    if mixed and date < GREGORIAN_REFORM:
        after_february = (14 - month) // 12
        years, months = year + 4800 - after_february, month + 12 * after_february - 3
        julian_day = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
        date = np.datetime64("1970-01-01", "D") + (julian_day - 2440588)
    seconds = 3600 * _part(match, "hour") + 60 * _part(match, "minute") + _part(match, "second")
    return date.astype("datetime64[s]") + np.timedelta64(round(seconds), "s")


def _zone(text: str | None) -> np.timedelta64:
    if not text or text[0] not in "+-":
        return np.timedelta64(0, "s")
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits[:-2] or 0), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    return np.timedelta64((1 if text[0] == "+" else -1) * (60 * hours + minutes), "m").astype("timedelta64[s]")


def _of_months(months: np.ndarray, match: re.Match) -> np.ndarray:
    origin = _origin(match, mixed=False)
    first = origin.astype("datetime64[M]")
    into = origin - first.astype("datetime64[s]")
    whole = np.floor(months + 1e-6).astype(int)
    start = (first + whole).astype("datetime64[s]")
    length = (first + whole + 1).astype("datetime64[s]") - start
    share = np.maximum(months - whole, 0.0)
    share[share < 1e-6] = 0.0
    return start + into + (share * length.astype(float)).astype("timedelta64[s]")


def _of_day_numbers(values: np.ndarray) -> np.ndarray:
    """20180306.25 is 6 March 2018, 6 o'clock."""
    result = np.full(values.shape, np.datetime64("NaT"), dtype="datetime64[s]")
    for place, value in np.ndenumerate(values):
        if np.isfinite(value):
            day = int(np.floor(value + 1e-6))
            try:
                date = np.datetime64(f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}", "s")
            except ValueError:
                raise SubsidenceError(
                    message("“{value:.0f}” is not a calendar date of the form YYYYMMDD.", value=value)
                ) from None
            result[place] = date + np.timedelta64(round(max(value - day, 0.0) * 86400), "s")
    return result


def _with_cftime(seconds: np.ndarray, match: re.Match, calendar: str) -> np.ndarray:
    """Dates of another calendar by their labels; days that today's calendar lacks are spread over the month."""
    absent = missing(["cftime"])
    if absent:
        raise SubsidenceError(
            message("The time runs in the calendar “{calendar}”.", calendar=calendar) + " " + how_to_install(absent)
        )
    import cftime

    year, month, day = (int(_part(match, name, 1)) for name in ("year", "month", "day"))
    try:
        origin = cftime.datetime(
            year,
            max(month, 1),
            max(day, 1),
            int(_part(match, "hour")),
            int(_part(match, "minute")),
            int(_part(match, "second")),
            calendar=calendar,
        )
        dates = cftime.num2date(seconds, f"seconds since {origin.isoformat(' ')}", calendar=calendar)
    except (ValueError, OverflowError) as error:
        raise SubsidenceError(
            message("The times of the calendar “{calendar}” cannot be read: {error}.", calendar=calendar, error=error)
        ) from error
    return np.array([_labelled(date, calendar) for date in np.atleast_1d(dates)], dtype="datetime64[s]")


def _labelled(date: Any, calendar: str) -> np.datetime64:
    start = np.datetime64(f"{date.year:04d}-{date.month:02d}", "M")
    length = int(((start + 1).astype("datetime64[D]") - start.astype("datetime64[D]")).astype(int))
    own = 30 if calendar == "360_day" else 29 if calendar in ("all_leap", "366_day") and date.month == 2 else length
    days = (date.day - 1) + (date.hour * 3600 + date.minute * 60 + date.second) / 86400.0
    return start.astype("datetime64[s]") + np.timedelta64(round(days * length / own * 86400.0), "s")


@dataclass(frozen=True)
class Periods:
    """What the values of a time axis stand for.

    stamps : shape=(n,), datetime64[s], the times as written
    starts, ends : shape=(n,), datetime64[s], the period of each value; ``ends`` is the first moment after it
    origin : "bounds", "month", "year", "day", "hours" or "step": how the periods were found
    ends_at_stamp : whether sub-daily values are totals up to their times
    """

    stamps: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    origin: str
    ends_at_stamp: bool = False

    @property
    def sub_daily(self) -> bool:
        """Whether most values stand for less than a day."""
        return bool(self.stamps.size > 1 and np.median((self.ends - self.starts).astype(float)) < 86400 - 60)

    @property
    def hours(self) -> np.ndarray:
        return (self.ends - self.starts).astype("timedelta64[s]").astype(float) / 3600.0

    @property
    def days(self) -> np.ndarray:
        """The day by which each value is called: its stamp's, or its period's first where that lies elsewhere."""
        return self.stamps.astype("datetime64[D]")


def periods_of(stamps: np.ndarray, bounds: np.ndarray | None = None, *, ends_at_stamp: bool = False) -> Periods:
    """The period that each value stands for.

    stamps : shape=(n,), datetime64[s]; bounds : shape=(n, 2) or None
    ends_at_stamp : sub-daily values are totals up to their time, as forecasts accumulate

    With bounds these count. Without, values a month (year) apart, each in a month (year) of its own, stand for that
    month (year), wherever in it they are dated; daily ones for their day; sub-daily ones for one step; others from
    their day to the next.
    """
    stamps = np.asarray(stamps, dtype="datetime64[s]")
    if bounds is not None and np.asarray(bounds).shape == (stamps.size, 2):
        low, high = np.min(bounds, axis=1), np.max(bounds, axis=1)
        if (high > low).all():
            return Periods(stamps, low, high, "bounds", ends_at_stamp)
    order = np.sort(stamps)
    steps = np.diff(order).astype(float) / 86400.0
    steps = steps[steps > 0]
    usual = float(np.median(steps)) if steps.size else np.nan
    for unit, least, most in (("M", 28, 31), ("Y", 360, 366)):
        cells = stamps.astype(f"datetime64[{unit}]")
        if least <= usual <= most and np.unique(cells).size == cells.size:
            starts, ends = cells.astype("datetime64[s]"), (cells + 1).astype("datetime64[s]")
            return Periods(stamps, starts, ends, "month" if unit == "M" else "year", ends_at_stamp)
    if usual < 0.99:
        step = np.timedelta64(round(usual * 86400), "s")
        starts = stamps - step if ends_at_stamp else stamps
        return Periods(stamps, starts, starts + step, "hours", ends_at_stamp)
    days = stamps.astype("datetime64[D]")
    if not np.isfinite(usual) or usual < 1.5:
        first_of_month = days == days.astype("datetime64[M]").astype("datetime64[D]")
        if stamps.size == 1 and first_of_month.all():
            month = days.astype("datetime64[M]")
            begin, end = month.astype("datetime64[s]"), (month + 1).astype("datetime64[s]")
            return Periods(stamps, begin, end, "month", ends_at_stamp)
        begin, end = days.astype("datetime64[s]"), (days + ONE_DAY).astype("datetime64[s]")
        return Periods(stamps, begin, end, "day", ends_at_stamp)
    from ..factors.time import period_ends

    unique, back = np.unique(days, return_inverse=True)
    ends = period_ends(unique)[back]
    return Periods(stamps, days.astype("datetime64[s]"), ends.astype("datetime64[s]"), "step")
