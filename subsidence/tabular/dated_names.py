"""The date of a raster or band, from its name or its NetCDF time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from ..errors import SubsidenceError
from ..wording import message
from .date_text import PIVOT, agreed_form, readings

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


DAY_FIRST = PATTERNS[2]
# dates that a single name leaves open; a list of names may tell
OPEN = tuple(
    re.compile(rf"(?<![0-9]){pattern}(?![0-9])", re.I)
    for pattern in (
        r"\d{1,2}[-_./ ]\d{1,2}[-_./ ](?:19|20)\d{2}",
        r"\d{8}",
        rf"\d{{1,2}}[-_. ]?(?:{'|'.join(MONTH_NAMES)})[a-z]*[-_. ]?\d{{2}}",
        r"\d{6}",
        r"\d{2}[-_./]\d{2}[-_./]\d{2}",
    )
)
DIRECTIVES = {"%Y": r"(?P<year>\d{4})", "%y": r"(?P<year>\d{2})", "%m": r"(?P<month>\d{1,2})",
              "%d": r"(?P<day>\d{1,2})", "%j": r"(?P<day_of_year>\d{3})", "%b": r"(?P<month>[A-Za-z]{3})",
              "%B": r"(?P<month>[A-Za-z]{3,9})"}  # fmt: skip


def dates_in_texts(
    texts: Sequence[str], pattern: str = "", *, where: str, ordered: bool = False, notes: list[str] | None = None
) -> list[np.datetime64 | None]:
    """The date in each of several names, all of which are written in one way; None where there is none.

    Parameters
    ----------
    texts : sequence of str
        Names, all written in one way.
    pattern : str
        See ``date_in_text``; by default the form is found out.
    where : str
        What the names are of, for the sentences.
    ordered : bool
        Whether they stand in the order of time.
    notes : list of str, optional
        A list that sentences on what was assumed are added to.

    Returns
    -------
    list of datetime64 or None
        None for a name without a date.

    Raises
    ------
    SubsidenceError
        Where the names can be read in several ways and nothing tells which it is.

    Examples
    --------
    >>> [str(day) for day in dates_in_texts(["d_20180106", "d_20180118", "mean"], where="the bands")]
    ['2018-01-06', '2018-01-18', 'None']
    """
    if pattern:
        return [date_in_text(text, pattern) for text in texts]
    sure = [_sure_date(text) for text in texts]
    left = list(dict.fromkeys(text for text, day in zip(texts, sure) if day is None and may_hold_date(text)))
    found = _agreed_dates(left, where, ordered, notes) if left else {}
    return [found.get(text) if day is None else day for text, day in zip(texts, sure)]


def may_hold_date(text: str) -> bool:
    """Whether there is a date in a name, even one that can be read in several ways.

    >>> [may_hold_date(text) for text in ("d_180106", "disp_06-01-2018", "vel_mean")]
    [True, True, False]
    """
    if date_in_text(text) is not None:
        return True
    return any(readings([core]) for expression in OPEN for core in _cores(expression, text))


def _cores(expression: re.Pattern, text: str) -> list[str]:
    """What looks like a date in a name, with hyphens between its parts where it may be of either order."""
    return [re.sub(r"[_.](?=\d)" if expression is OPEN[-1] else "_", "-", core) for core in expression.findall(text)]


def _agreed_dates(texts: list[str], where: str, ordered: bool, notes: list[str] | None) -> dict[str, np.datetime64]:
    for expression in OPEN:
        matches = [_cores(expression, text) for text in texts]
        for place in range(min(map(len, matches))):
            cores = [found[place] for found in matches]
            if len(set(cores)) == len(cores) and readings(cores):
                agreed = agreed_form(cores, where, notes, ordered=ordered)
                if agreed:
                    return {text: np.datetime64(day, "D") for text, day in zip(texts, agreed[1])}
    return {}


def _sure_date(text: str) -> np.datetime64 | None:
    """The date in a name that can be read in one way only; six digits and day and month in figures are open."""
    for expression in PATTERNS:
        if expression is DAY_FIRST:
            continue
        for match in expression.finditer(text):
            found = _calendar_date(match)
            if found is not None and not re.fullmatch(r"\d{6}", match[0]):
                return found
    return None


def date_in_text(text: str, pattern: str = "") -> np.datetime64 | None:
    """The date in a file or band name, or None.

    Parameters
    ----------
    text : str
        A name.
    pattern : str
        Such as %d%m%Y; or a regular expression with the groups ``year``, ``month`` and, when known, ``day`` or
        ``day_of_year``; or one unnamed group around the date; by default usual forms are tried.

    Returns
    -------
    datetime64 or None
        A year and month alone mean the first of the month.

    Raises
    ------
    SubsidenceError
        For a pattern that is no regular expression.

    Examples
    --------
    >>> [str(date_in_text(name)) for name in ("gpm_201803.tif", "rain_2018-03-06.tif", "v2.2021060.nc")]
    ['2018-03-01', '2018-03-06', '2021-03-01']
    """
    if not pattern:
        return next(filter(None, (_calendar_date(match) for p in PATTERNS for match in p.finditer(text))), None)
    try:
        compiled = re.compile(_expression(pattern))
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


def _expression(pattern: str) -> str:
    """A pattern as for ``strptime`` as a regular expression; a regular expression as it is.

    >>> _expression("%d.%m.%Y") == r"(?<!\\d)(?P<day>\\d{1,2})\\.(?P<month>\\d{1,2})\\.(?P<year>\\d{4})(?!\\d)"
    True
    """
    if not any(directive in pattern for directive in DIRECTIVES):
        return pattern
    text = re.escape(pattern).replace("\\%", "%")
    together = not re.search(r"%[A-Za-z][^%]", pattern)
    for directive, expression in DIRECTIVES.items():
        text = text.replace(directive, expression.replace("{1,2}", "{2}") if together else expression)
    return rf"(?<!\d){text}(?!\d)"


def _calendar_date(match: re.Match) -> np.datetime64 | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    if groups.get("month", "").isalpha():
        if groups["month"][:3].lower() not in MONTH_NAMES:
            return None
        groups["month"] = str(1 + MONTH_NAMES.index(groups["month"][:3].lower()))
    try:
        part = {name: int(value) for name, value in groups.items()}
        if len(groups.get("year", "0000")) == 2:
            part["year"] += 1900 if part["year"] >= PIVOT else 2000
        if "day_of_year" in part:
            first = np.datetime64(date(part["year"], 1, 1), "D")
            return first + part["day_of_year"] - 1 if 1 <= part["day_of_year"] <= 366 else None
        return np.datetime64(date(part["year"], part.get("month", 1), part.get("day", 1)), "D")
    except ValueError:
        return None
