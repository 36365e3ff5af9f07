"""Dates whose year, month and day stand in columns of their own, or whose months or days run across."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..errors import SubsidenceError
from ..wording import message
from .column_names import DATE, GEOMETRY, STATION, X, Y, find, normal
from .column_values import is_missing, is_number, readings_of, station_key
from .date_text import MONTHS, YEARS
from .tables import Table

Cells = Mapping[str, Sequence]

YEAR = ("year", "yr", "yyyy", "jahr", "año", "ano", "anno", "année", "annee", "rok", "jaar", "år", "aar", "yil", "yıl",
        "év", "god", "год", "年", "年份", "年度", "연도")  # fmt: skip
MONTH = ("month", "mon", "mm", "mo", "mnth", "monat", "mes", "mês", "mese", "mois", "miesiąc", "miesiac", "měsíc",
         "mesic", "maand", "måned", "maaned", "månad", "ay", "hónap", "месяц", "月", "月份", "월")  # fmt: skip
DAY = ("day", "dd", "dy", "day_of_month", "tag", "día", "dia", "giorno", "jour", "dzień", "dzien", "den", "dag", "gün",
       "gun", "nap", "день", "日", "일")  # fmt: skip
DAY_OF_YEAR = ("doy", "day_of_year", "dayofyear", "yday", "jday", "julian_day", "julday", "jul_day", "jd", "julian",
               "dag_i_aret", "年积日")  # fmt: skip
COUNTED_MONTH = re.compile(r"^(?:m|month|monat|mes|mois)?_?0?(\d{1,2})月?(?:份)?$")
COUNTED_DAY = re.compile(r"^(?:d|day|tag|dia|día|jour|giorno)?_?0?(\d{1,2})日?$")
FEWEST_MONTHS, FEWEST_DAYS = 6, 28
MOST_OTHER_ROWS, MOST_OTHER_SHARE = 4, 0.2  # such as of means and totals below the years
MORE_MONTHS = {"sty": 1, "styczeń": 1, "lut": 2, "luty": 2, "marzec": 3, "kwi": 4, "kwiecień": 4, "maj": 5, "cze": 6,
               "czerwiec": 6, "lip": 7, "lipiec": 7, "sie": 8, "sierpień": 8, "wrz": 9, "wrzesień": 9, "paź": 10,
               "październik": 10, "lis": 11, "listopad": 11, "gru": 12, "grudzień": 12, "январь": 1, "февраль": 2,
               "апрель": 4, "июнь": 6, "июль": 7, "сентябрь": 9, "октябрь": 10, "ноябрь": 11, "декабрь": 12,
               "jän": 1, "janeiro": 1, "fevereiro": 2, "março": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9,
               "outubro": 10, "novembro": 11, "dezembro": 12}  # fmt: skip


def with_whole_dates(table: Table, keep: Sequence[str] = ()) -> Table:
    """A table with its dates in one column “date” where they stand in parts, else the table as it is.

    Parameters
    ----------
    table : Table
        With columns such as year, month and day, or year and day of the year; or with a row per year and a column
        per month, or a row per month and a column per day.
    keep : sequence of str
        Columns that stay beside the dates where months or days run across.

    Returns
    -------
    Table
        Months and days that ran across run down, in columns “date” and “value”; with a note of what was done.

    Raises
    ------
    SubsidenceError
        Where the parts are no date, or the columns of months do not begin with January.

    Examples
    --------
    >>> parts = {"Year": ["2018", "2018"], "Month": ["1", "Feb"], "Day": ["6", "5"], "rain": ["3", "0"]}
    >>> with_whole_dates(Table("t", parts)).columns
    {'date': ['2018-01-06', '2018-02-05'], 'rain': ['3', '0']}
    """
    columns = table.columns
    year_name = find(columns, YEAR)
    if not year_name or table.n_rows == 0 or _has_dates(columns, year_name):
        return table
    years = _years(columns[year_name])
    if years is None:
        return table
    month_name = find(columns, MONTH, [year_name])
    months = [_month(cell) for cell in columns[month_name]] if month_name else []
    cells = _of(columns, month_name)
    if not all(month or is_missing(cell) or not year for month, cell, year in zip(months, cells, years)):
        month_name = ""
    day_name = find(columns, DAY, [year_name, month_name])
    counted_name = "" if month_name else find(columns, DAY_OF_YEAR, [year_name])
    if not all(is_missing(cell) or _is_day_of_year(cell) for cell in _of(columns, counted_name)):
        counted_name = ""
    if month_name and not day_name and (across := _across(columns, COUNTED_DAY, FEWEST_DAYS)):
        return _unfolded(table, years, months, across, (year_name, month_name), keep)
    if not month_name and not counted_name:
        across = _across(columns, COUNTED_MONTH, FEWEST_MONTHS)
        return _unfolded(table, years, None, across, (year_name,), keep) if across else table
    parts = [name for name in (year_name, month_name, day_name if month_name else counted_name) if name]
    rows = [row for row, year in enumerate(years) if year]
    dates = []
    for row in rows:
        cells = [columns[name][row] for name in parts]
        dates.append(_whole(table.name, row, years[row], cells[1:], counted=bool(counted_name), parts=parts))
    rest = {name: [cells[row] for row in rows] for name, cells in columns.items() if name not in (*parts, "date")}
    note = _note(table, parts, len(years) - len(rows), first=bool(month_name) and not day_name)
    return replace(table, columns={"date": dates, **rest}, notes=(*table.notes, note))


def _of(columns: Cells, name: str) -> Sequence:
    return columns[name] if name else ()


def _is_day_of_year(cell: object) -> bool:
    return bool(re.fullmatch(r"0*\d{1,3}(?:\.0*)?", station_key(cell)))


def _has_dates(columns: Cells, year_name: str) -> bool:
    """Whether another column has whole dates."""
    taken = [year_name]
    while found := find(columns, DATE, taken):
        sample = [station_key(cell) for cell in columns[found][:50] if not is_missing(cell)]
        if sample and all(readings_of(text) for text in sample):
            return True
        taken.append(found)
    return False


def _years(cells: Sequence) -> list[int] | None:
    """The year of each row, carried down to rows without one, 0 for a row of something else; None where they are no
    calendar years."""
    years, other, last = [], 0, 0
    for cell in cells:
        if not is_missing(cell):
            text = station_key(cell).rstrip("年")
            whole = re.fullmatch(r"(\d{4})(?:\.0*)?", text)
            if not whole and is_number(text):
                return None  # decimal years and the like
            last = int(whole[1]) if whole and YEARS[0] <= int(whole[1]) < YEARS[1] else 0
            other += not last
        years.append(last)
    return years if any(years) and years[0] and other <= max(MOST_OTHER_ROWS, MOST_OTHER_SHARE * len(years)) else None


def _month(cell: object) -> int:
    """The month that a cell or name is, or 0."""
    text = "" if is_missing(cell) else station_key(cell).rstrip(".月").strip().lower()
    if re.fullmatch(r"\d{1,2}(?:\.0*)?", text):
        number = int(float(text))
        return number if 1 <= number <= 12 else 0
    return MONTHS.get(text, MORE_MONTHS.get(text, 0))


def _across(columns: Cells, counted: re.Pattern, fewest: int) -> dict[str, int]:
    """Column → month or day, where enough of them run across; {} otherwise."""
    found: dict[str, int] = {}
    if counted is COUNTED_MONTH:
        found = {name: number for name in columns if not name.strip().isdigit() and (number := _month(name))}
    if len(set(found.values())) < fewest:
        found = {}
        for name in columns:
            match = counted.match(normal(name))
            if match and 1 <= int(match[1]) <= (12 if counted is COUNTED_MONTH else 31):
                found[name] = int(match[1])
        fewest = 12 if counted is COUNTED_MONTH else fewest
    return found if len(set(found.values())) == len(found) >= fewest else {}


def _whole(table_name: str, row: int, year: int, cells: list, *, counted: bool, parts: list[str]) -> str:
    """The date of a row as text, empty where a part is missing."""
    if any(is_missing(cell) for cell in cells):
        return ""
    try:
        if counted:
            number = int(float(station_key(cells[0])))
            found = date(year, 1, 1) + timedelta(days=number - 1)
            if number < 1 or found.year != year:
                raise ValueError
            return found.isoformat()
        day = int(float(station_key(cells[1]).rstrip("日"))) if len(cells) > 1 else 1
        return date(year, _month(cells[0]), day).isoformat()
    except (ValueError, OverflowError):
        raise SubsidenceError(
            message(
                "{name}: {parts} in row {row} ({cells}) are no date; mend the row, or name the column of dates.",
                name=table_name,
                parts=", ".join(f"“{part}”" for part in parts),
                row=row + 1,
                cells=", ".join(map(str, (year, *cells))),
            )
        ) from None


def _unfolded(
    table: Table,
    years: list[int],
    months: list[int] | None,
    across: dict[str, int],
    parts: tuple[str, ...],
    keep: Sequence[str],
) -> Table:
    """The table with months (of years) or days (of months) running down."""
    if months is None and list(across.values()) != sorted(across.values()):
        raise SubsidenceError(
            message(
                "{name}: its columns of months begin with “{first}”, so that “{year}” may be the year in which they"
                " begin or end; write dates such as 2018-03 beside each value.",
                name=table.name,
                first=next(iter(across)),
                year=parts[0],
            )
        )
    columns = table.columns
    kept = [find(columns, names, [*across, *parts]) for names in (STATION, X, Y, GEOMETRY)]
    kept = list(dict.fromkeys(name for name in (*keep, *kept) if name in columns))
    dates: list[str] = []
    values: list = []
    rows: list[int] = []
    for row, year in enumerate(years):
        if not year or (months is not None and not months[row]):
            continue
        for name, number in across.items():
            cell = columns[name][row]
            try:
                day = date(year, number, 1) if months is None else date(year, months[row], number)
            except ValueError:  # such as 30 February, whose cell is empty
                if not is_missing(cell) and not _is_zero(cell):
                    raise SubsidenceError(
                        message(
                            "{name}: “{column}” in row {row} has a value, but {year}-{month} has no such day.",
                            name=table.name,
                            column=name,
                            row=row + 1,
                            year=year,
                            month=(months or [0])[row],
                        )
                    ) from None
                continue
            dates.append(day.isoformat())
            values.append(cell)
            rows.append(row)
    left = sum(not year for year in years)
    note = _note(table, [*parts, message("its columns “{first}” … “{last}”", first=next(iter(across)),
                                         last=list(across)[-1])], left, first=months is None)  # fmt: skip
    unfolded = {name: [columns[name][row] for row in rows] for name in kept}
    return replace(table, columns={**unfolded, "date": dates, "value": values}, notes=(*table.notes, note))


def _is_zero(cell: object) -> bool:
    return station_key(cell).strip("0.,") == ""


def _note(table: Table, parts: Sequence[str], left_out: int, *, first: bool) -> str:
    text = message("The dates of “{name}” are put together from {parts}.", name=table.name, parts=", ".join(parts))
    if first:
        text += " " + message("A month stands for its first day.")
    if left_out:
        text += " " + message("{count} rows without a year are left out.", count=left_out)
    return text
