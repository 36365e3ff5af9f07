"""The date of a raster or band, from its name or its NetCDF time."""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED_MONTH = r"(?P<month>(?:" + "|".join(MONTH_NAMES) + r")[a-z]*)"
# the first that gives a calendar date counts; digits must not go on beyond it
PATTERNS = tuple(
    re.compile(r"(?<!\d)" + pattern + r"(?!\d)", re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d{2})[-_./](?P<month>\d{1,2})[-_./](?P<day>\d{1,2})",
        r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?\d{4,6}Z?)?",
        r"(?P<day>\d{1,2})[-_.](?P<month>\d{1,2})[-_.](?P<year>(?:19|20)\d{2})",
        r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日?",
        r"(?P<day>\d{1,2})[-_. ]?" + NAMED_MONTH + r"[-_. ,]{0,2}(?P<year>(?:19|20)\d{2})",
        NAMED_MONTH + r"[-_. ]?(?P<day>\d{1,2})[-_. ,]{1,2}(?P<year>(?:19|20)\d{2})",
        r"(?P<year>(?:19|20)\d{2})[-_./](?P<day_of_year>\d{3})",
        r"(?P<year>(?:19|20)\d{2})[-_./](?P<month>\d{1,2})",
        r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})",
        r"(?P<year>(?:19|20)\d{2})(?P<day_of_year>\d{3})",
    )
)


def date_in_text(text: str, pattern: str = "") -> np.datetime64 | None:
    """The date in a file or band name, or None.

    A year and month alone mean the first of the month.
    pattern : a regular expression with the groups ``year``, ``month`` and, when known, ``day`` or
        ``day_of_year``; or one unnamed group around the date; by default usual forms are tried

    >>> [str(date_in_text(name)) for name in ("gpm_201803.tif", "rain_2018-03-06.tif", "v2.2021060.nc")]
    ['2018-03-01', '2018-03-06', '2021-03-01']
    """
    if not pattern:
        return next(filter(None, (_calendar_date(match) for p in PATTERNS for match in p.finditer(text))), None)
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise SubsidenceError(
            message("The date pattern “{pattern}” is not a regular expression: {error}.", pattern=pattern, error=error)
        ) from error
    match = compiled.search(text)
    if match is None:
        return None
    if "year" in compiled.groupindex:
        return _calendar_date(match)
    return date_in_text(match.group(1) if compiled.groups else match.group(0))


def _calendar_date(match: re.Match) -> np.datetime64 | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    if groups.get("month", "").isalpha():
        groups["month"] = str(1 + MONTH_NAMES.index(groups["month"][:3].lower()))
    try:
        part = {name: int(value) for name, value in groups.items()}
        if "day_of_year" in part:
            first = np.datetime64(date(part["year"], 1, 1), "D")
            return first + part["day_of_year"] - 1 if 1 <= part["day_of_year"] <= 366 else None
        return np.datetime64(date(part["year"], part.get("month", 1), part.get("day", 1)), "D")
    except ValueError:
        return None
