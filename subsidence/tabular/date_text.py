"""Dates as people write them: which forms a list of texts can have, and the one that fits all of them.

A single "060118" can be three dates. A list is read by the one form that fits every text; where several do, by the
one in whose reading the dates go on in order. What stays open is refused, or said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janv janvier ene enero gen gennaio jän jänner янв января"
            " sty styczeń stycznia oca ocak led leden ledna janeiro",
            "feb february februar févr fév février fevr fev fevrier febrero febbraio фев февраля"
            " lut luty lutego şub şubat sub úno únor února fevereiro febr februari pebruari",
            "mar march mär märz mrz maerz mars marzo mars мар марта"
            " marzec marca mart bře březen března mrt maart março",
            "apr april avr avril abr abril aprile апр апреля kwi kwiecień kwietnia nis nisan dub duben dubna",
            "may mai mayo mag maggio май мая maj maja mayıs mei kvě květen května maio",
            "jun june juni juin junio giu giugno июн июня cze czerwiec czerwca haz haziran čvn červen června junho",
            "jul july juli juil juillet julio lug luglio июл июля"
            " lip lipiec lipca tem temmuz čvc červenec července julho",
            "aug august août aout ago agosto авг августа"
            " sie sierpień sierpnia ağu ağustos srp srpen srpna augustus agu agustus augusti",
            "sep sept september septembre septiembre set settembre сен сентября"
            " wrz wrzesień września eyl eylül zář září setembro setiembre",
            "oct october okt oktober octobre octubre ott ottobre окт октября"
            " paź październik października eki ekim říj říjen října out outubro",
            "nov november novembre noviembre ноя ноября lis listopad listopada kas kasım novembro nopember",
            "dec december dez dezember déc décembre decembre dic diciembre dicembre дек декабря"
            " gru grudzień grudnia ara aralık pro prosinec prosince dezembro des desember",
        ),
        start=1,
    )
    for name in names.split()
}
TIME = r"(?:[T _]?\d{1,2}[:h]\d{2}(?::?\d{2}(?:[.,]\d+)?)?|[T _]?(?:\d{6}|\d{4})(?:\.\d+)?)?\s*(?:AM|PM|am|pm)?"
ZONE = r"\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
TAIL = TIME + ZONE
SEP = r"[-/._ ]"
OF = r"(?:\s+del?\s+|[-/._ ]*)"  # 5 de enero de 2019
WORD = r"([^\W\d_]{3,12})\.?"
EXCEL_ORIGIN, MATLAB_OFFSET, MJD_ORIGIN = date(1899, 12, 30), 366, date(1858, 11, 17)
UNIX_ORIGIN = date(1970, 1, 1)
WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?=\d|[a-z]{3})", re.I)
EXCEL_RANGE, MJD_RANGE, MATLAB_RANGE = (32_874, 47_800), (47_892, 66_154), (727_000, 748_000)
YEARS = (1900, 2100)
FIRST_USUAL = date(1985, 1, 1)
PIVOT = 70  # two digits of a year: 70 … 99 are 19xx

Builder = Callable[[re.Match], "date | None"]


@dataclass(frozen=True)
class Form:
    """A way to write a date: how it looks, and what a match means."""

    name: str
    pattern: re.Pattern
    build: Builder


def _year(text: str) -> int:
    number = int(text)
    if len(text) > 2:
        return number
    return number + (1900 if number >= PIVOT else 2000)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if YEARS[0] <= found.year < YEARS[1] else None


def _order(year: int, month: int, day: int) -> Builder:
    return lambda m: _day(_year(m[year]), m[month], m[day])


def _named(year: int, month: int, day: int) -> Builder:
    def build(m: re.Match) -> date | None:
        number = MONTHS.get(m[month].lower())
        return None if number is None else _day(_year(m[year]), number, m[day] if day else 1)

    return build


def _day_of_year(m: re.Match) -> date | None:
    if not YEARS[0] <= int(m[1]) < YEARS[1] or not 1 <= int(m[2]) <= 366:
        return None
    found = date(int(m[1]), 1, 1) + timedelta(days=int(m[2]) - 1)
    return found if found.year == int(m[1]) else None


def _decimal_year(m: re.Match) -> date:
    year, start = int(m[1]), date(int(m[1]), 1, 1)
    length = (date(year + 1, 1, 1) - start).days
    return start + timedelta(days=round(float("0." + m[2]) * length))


def _julian(text: str) -> date:
    """The day of a Julian Date, which begins at noon."""
    return MJD_ORIGIN + timedelta(days=int(float(text.replace(",", ".")) - 2_400_000.5))


def _counted(origin: date, limits: tuple[int, int], offset: int = 0) -> Builder:
    def build(m: re.Match) -> date | None:
        number = int(m[1])
        return origin + timedelta(days=number - offset) if limits[0] <= number <= limits[1] else None

    return build


def _form(name: str, pattern: str, build: Builder) -> Form:
    return Form(name, re.compile(pattern + "$"), build)


# In order of preference; names before the hyphen are what the form is called in sentences.
FORMS = (
    _form("YYYY-MM-DD", rf"(\d{{4}}){SEP}(\d{{1,2}}){SEP}(\d{{1,2}}){TAIL}", _order(1, 2, 3)),
    _form("YYYY年M月D日", rf"(\d{{4}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日?{TAIL}", _order(1, 2, 3)),
    _form("YYYY년 M월 D일", r"(\d{4})\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일", _order(1, 2, 3)),
    _form("YYYYMMDD", r"(\d{4})(\d{2})(\d{2})(?:\.0+)?", _order(1, 2, 3)),
    _form("YYYYMMDD time", rf"(\d{{4}})(\d{{2}})(\d{{2}})(?=[T _]?\d){TAIL}", _order(1, 2, 3)),
    _form("D Month YYYY", rf"(\d{{1,2}})\.?{OF}{WORD},?{OF}(\d{{4}}){TAIL}", _named(3, 2, 1)),
    _form("Month D YYYY", rf"{WORD}{SEP}*(\d{{1,2}})(?:,|st|nd|rd|th)*{SEP}+(\d{{4}}){TAIL}", _named(3, 1, 2)),
    _form("YYYY Month D", rf"(\d{{4}}){SEP}*{WORD}{SEP}*(\d{{1,2}}){TAIL}", _named(1, 2, 3)),
    _form("D/M/YYYY", rf"(\d{{1,2}}){SEP}(\d{{1,2}}){SEP}(\d{{4}}){TAIL}", _order(3, 2, 1)),
    _form("M/D/YYYY", rf"(\d{{1,2}}){SEP}(\d{{1,2}}){SEP}(\d{{4}}){TAIL}", _order(3, 1, 2)),
    _form("D.M.YY", r"(\d{1,2})\.(\d{1,2})\.(\d{2})", _order(3, 2, 1)),
    _form("YY.MM.DD", r"(\d{2})\.(\d{2})\.(\d{2})", _order(1, 2, 3)),
    _form("D/M/YY", r"(\d{1,2})[-/_](\d{1,2})[-/_](\d{2})", _order(3, 2, 1)),
    _form("M/D/YY", r"(\d{1,2})[-/_](\d{1,2})[-/_](\d{2})", _order(3, 1, 2)),
    _form("YY-MM-DD", r"(\d{2})[-/_](\d{2})[-/_](\d{2})", _order(1, 2, 3)),
    _form("DDMonthYY", rf"(\d{{1,2}}){SEP}?{WORD}{SEP}?(\d{{2}})", _named(3, 2, 1)),
    _form("YYMonthDD", rf"(\d{{2}}){SEP}?{WORD}{SEP}?(\d{{1,2}})", _named(1, 2, 3)),
    _form("Month YYYY", rf"{WORD}{SEP}*(\d{{4}})", _named(2, 1, 0)),
    _form("YYYY-MM", r"(\d{4})[-/._](\d{1,2})", lambda m: _day(m[1], m[2], 1)),
    _form("YYYY年M月", r"(\d{4})\s*年\s*(\d{1,2})\s*月", lambda m: _day(m[1], m[2], 1)),
    _form("YYYY-DDD", r"(\d{4})[-/._]?(\d{3})", _day_of_year),
    _form("decimal year", r"((?:19|20)\d{2})[.,](\d+)", _decimal_year),
    _form("DDMMYYYY", r"(\d{2})(\d{2})(\d{4})", _order(3, 2, 1)),
    _form("MMDDYYYY", r"(\d{2})(\d{2})(\d{4})", _order(3, 1, 2)),
    _form("YYYYMM", r"((?:19|20)\d{2})(\d{2})", lambda m: _day(m[1], m[2], 1)),
    _form("YYMMDD", r"(\d{2})(\d{2})(\d{2})", _order(1, 2, 3)),
    _form("DDMMYY", r"(\d{2})(\d{2})(\d{2})", _order(3, 2, 1)),
    _form("days since 1899-12-30 (Excel)", r"(\d{5})(?:[.,]\d+)?", _counted(EXCEL_ORIGIN, EXCEL_RANGE)),
    _form("Modified Julian Date", r"(\d{5})(?:[.,]\d+)?", _counted(MJD_ORIGIN, MJD_RANGE)),
    _form("Julian Date", r"(2[45]\d{5}(?:[.,]\d+)?)", lambda m: _julian(m[1])),
    _form("seconds since 1970", r"(1\d{9})(?:\d{3})?(?:\.\d+)?", lambda m: UNIX_ORIGIN + timedelta(seconds=int(m[1]))),
    _form("days since year 0 (MATLAB)", r"(\d{6})(?:[.,]\d+)?", _counted(date.min, MATLAB_RANGE, MATLAB_OFFSET + 1)),
)
CLEAR_FORMS = 8  # the first, of which a single text tells the date
DAY_FIRST = {"D/M/YYYY": "M/D/YYYY", "D/M/YY": "M/D/YY"}
PATTERN_OF = {"D/M/YYYY": "%d/%m/%Y", "D/M/YY": "%d/%m/%y", "YYMMDD": "%y%m%d", "DDMMYYYY": "%d%m%Y", "YYYYMM": "%Y%m"}
SURELY_MONTHS = 4  # radar passes at steps of 6 or 12 days have days beyond 12 among as many
LEAST_RATIO = 3.0  # of the spans of two readings of a list
COARSE_DECIMALS = 2
NUMBERS_ONLY = frozenset(
    ("YYYYMM", "YYMMDD", "DDMMYY", "DDMMYYYY", "MMDDYYYY", "YYYY-DDD", "decimal year", "YYYY-MM")
    + ("days since 1899-12-30 (Excel)", "Modified Julian Date", "days since year 0 (MATLAB)")
    + ("Julian Date", "seconds since 1970")
)
TEXT_CORRECTIONS = (
    ("\u2212", "-"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2013", "-"),
    ("\u00a0", " "),
    ("\u202f", " "),
)


def coarse_years(texts: Sequence[str]) -> bool:
    """Whether decimal years have too few decimals to tell the day.

    >>> coarse_years(["2019.01", "2019.05"]), coarse_years(["2019.0123", "2019.5"])
    (True, False)
    """
    return 0 < max((len(re.split(r"[.,]", text.strip())[-1]) for text in texts), default=0) <= COARSE_DECIMALS


def coarse_sentence(where: str) -> str:
    return message(
        "The decimal years of {where} have two decimals at most, so that dates are up to two days off.", where=where
    )


def tidy(text: str) -> str:
    """A text without spaces around and with plain hyphens and spaces.

    >>> tidy(" 2018–01–06 ")
    '2018-01-06'
    """
    if not text.isascii():
        for strange, plain in TEXT_CORRECTIONS:
            text = text.replace(strange, plain)
        text = "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in text)
    return WEEKDAY.sub("", text.strip())


def one_date(text: str) -> np.datetime64 | None:
    """A text that can only be one date (month and day cannot be exchanged, all digits of the year are there).

    >>> [str(one_date(t)) for t in ("2018-01-06", "06-Jan-2018", "20180106T0614", "2018年1月6日", "060118")]
    ['2018-01-06', '2018-01-06', '2018-01-06', '2018-01-06', 'None']
    """
    text = tidy(text)
    for form in FORMS[:CLEAR_FORMS]:
        match = form.pattern.match(text)
        if match and (found := form.build(match)):
            return np.datetime64(found, "D")
    return None


def readings(texts: Sequence[str]) -> dict[str, list[date]]:
    """Form → the dates, for every form that reads all of the texts."""
    result: dict[str, list[date]] = {}
    tidied = [tidy(text) for text in texts]
    for form in FORMS:
        dates = []
        for text in tidied:
            match = form.pattern.match(text)
            found = form.build(match) if match else None
            if found is None:
                break
            dates.append(found)
        else:
            result[form.name] = dates
    return result


def agreed_form(
    texts: Sequence[str], where: str, notes: list[str] | None = None, *, ordered: bool = True
) -> tuple[str, list[date]] | None:
    """The one form of all texts and their dates; None where there is none.

    texts : different ones, in the order in which they stand
    ordered : whether that order is likely to be the one of time; names of files are in the order of the alphabet
    Raises ``SubsidenceError`` where several forms fit and nothing tells which it is.
    """
    found = _without_doubles(readings(texts))
    if not found:
        return None
    if len(found) > 1:  # nothing was measured from space in the future or before 1985
        usual = {name: days for name, days in found.items() if min(days) >= FIRST_USUAL and max(days) <= _next_year()}
        found = usual or found
    names = list(found)
    if len(names) == 1:
        if names[0] == "M/D/YYYY" and notes is not None:
            notes.append(message("The dates of {where} are read as month/day/year.", where=where))
        return names[0], found[names[0]]
    told = _told_by_order(found) if ordered else _told_by_span(found)
    if told and (len(texts) > 2 or (told == "YYYYMM" and len(texts) == 2)):
        if notes is not None:
            because = message("only then they are in order") if ordered else message("only then they lie together")
            notes.append(message("The dates of {where} are read as {form}, as {because}.",
                                 where=where, form=told, because=because))  # fmt: skip
        return told, found[told]
    first = names[0]
    if first in DAY_FIRST and set(names) <= {first, DAY_FIRST[first]} and all("." in text for text in texts):
        if notes is not None:
            notes.append(message(
                "The dates of {where} are read as day.month.year; state the format if they are month.day.year.",
                where=where))  # fmt: skip
        return first, found[first]
    raise SubsidenceError(
        message(
            "The dates of {where}, such as “{text}”, can be read as {forms}; set the date pattern, such as {pattern},"
            " or write them as 2018-03-06.",
            where=where,
            text=texts[0],
            forms=message(" or ").join(names),
            pattern=PATTERN_OF.get(first, "%d%m%y"),
        )
    )


def _told_by_order(found: dict[str, list[date]]) -> str:
    """The only form in which the dates go on in order, or ""."""
    in_order = [name for name, dates in found.items() if _goes_on(dates)]
    return in_order[0] if len(in_order) == 1 else ""


def _told_by_span(found: dict[str, list[date]]) -> str:
    """The form whose dates lie much closer together than those of any other, where a year is at stake, or ""."""
    if "YYYYMM" in found:
        months = sorted(day.year * 12 + day.month for day in found["YYYYMM"])
        running = all(after - before == 1 for before, after in zip(months, months[1:]))
        return "YYYYMM" if running or len(months) >= SURELY_MONTHS else ""
    if set(found) & {*DAY_FIRST, *DAY_FIRST.values(), "MMDDYYYY"}:
        return ""
    spans = sorted((max((max(dates) - min(dates)).days, 1), name) for name, dates in found.items())
    return spans[0][1] if spans[1][0] >= LEAST_RATIO * spans[0][0] else ""


def _next_year() -> date:
    return date(date.today().year + 1, 12, 31)


def _without_doubles(found: dict[str, list[date]]) -> dict[str, list[date]]:
    """Forms whose dates do not differ are one form; clear forms leave no room for others."""
    result: dict[str, list[date]] = {}
    for name, dates in found.items():
        if dates not in result.values():
            result[name] = dates
    clear = [name for name in result if name not in NUMBERS_ONLY and "YY" in name and "/" not in name]
    if "YYYYMMDD" in result:
        return {"YYYYMMDD": result["YYYYMMDD"]}
    if clear and clear[0] in [form.name for form in FORMS[:CLEAR_FORMS]]:
        return {clear[0]: result[clear[0]]}
    if "decimal year" in result and "YYYY-DDD" in result:
        years = {day.year for day in result["YYYY-DDD"]}
        result.pop("decimal year" if len(years) > 1 else "YYYY-DDD")
    if "decimal year" in result:
        result.pop("YYYY-MM", None)
    return result


def _goes_on(dates: Sequence[date]) -> bool:
    steps = [(b - a).days for a, b in zip(dates, dates[1:])]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def by_pattern(text: str, pattern: str) -> np.datetime64 | None:
    """The date in a text by a pattern: as for ``strptime`` where it holds a %, else a regular expression with the
    groups year, month and day, or day_of_year.

    >>> str(by_pattern("v06012018", "v%d%m%Y")), str(by_pattern("e18_06_1", r"e(?P<year>..)_(?P<day>..)_(?P<month>.)"))
    ('2018-01-06', '2018-01-06')
    """
    if "%" in pattern:
        try:
            return np.datetime64(datetime.strptime(tidy(text), pattern.strip()).date(), "D")
        except ValueError:
            return None
    try:
        match = re.search(pattern, text)
    except re.error as error:
        raise SubsidenceError(
            message("The date pattern “{pattern}” is not a regular expression: {error}.", pattern=pattern, error=error)
        ) from error
    if match is None:
        return None
    part = {name: value for name, value in match.groupdict().items() if value}
    if "year" not in part:
        return one_date(match.group(1) if match.groups() else match.group(0))
    year = _year(part["year"])
    if "day_of_year" in part:
        return np.datetime64(date(year, 1, 1) + timedelta(days=int(part["day_of_year"]) - 1), "D")
    found = _day(year, part.get("month", 1), part.get("day", 1))
    return None if found is None else np.datetime64(found, "D")
