"""Tables of measurements at stations: in long or wide form, as people keep them."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..factors.time import Records
from ..wording import message
from .encodings import encoding_of

MISSING_TEXTS = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "--", "s/d", "nd"})
MOST_REPEATS = 0.01  # of a station's rows; more repeated dates than these are a mistake
DELIMITERS = ("\t", ";", ",", "|")
ISO_DATE = re.compile(r"^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?$")
COMPACT_DATE = re.compile(r"^[A-Za-z_]{0,3}(\d{4})(\d{2})(\d{2})$")
LOCAL_DATE = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ].*)?$")
DECIMAL_COMMA = re.compile(r"^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d*),\d+(?:[eE][+-]?\d+)?$")


@dataclass(frozen=True)
class Table:
    """Columns of text (or of plain values, from a layer) under their names.

    notes : sentences about how it was read
    """

    name: str
    columns: dict[str, list]
    notes: tuple[str, ...] = ()

    @property
    def n_rows(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0


@dataclass(frozen=True)
class StationTable:
    """Measurements of stations.

    records : station name → its ``Records`` (one source, no missing values)
    notes : sentences about what was assumed or left out
    """

    records: dict[str, Records]
    notes: list[str] = field(default_factory=list)


def read_table(path: str | os.PathLike) -> Table:
    """A delimited text file as columns; delimiter and encoding are found out."""
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SubsidenceError(
            message("The table {path} cannot be read: {strerror}.", path=path, strerror=error.strerror or error)
        ) from error
    encoding = encoding_of(content)
    text = content.decode(encoding, errors="replace")
    if "\0" in text:
        raise SubsidenceError(message("The table {name} is not text; save it as CSV first.", name=path.name))
    first = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise SubsidenceError(
            message("The table {name} cannot be read as columns: {error}.", name=path.name, error=error)
        ) from error
    if len(rows) < 2 or len(rows[0]) < 2:
        raise SubsidenceError(
            message(
                "The table {name} has no rows of columns; it must be text with a header line and tabs,"
                " semicolons or commas between the columns.",
                name=path.name,
            )
        )
    header = [cell.strip() or f"column {number + 1}" for number, cell in enumerate(rows[0])]
    if len(set(header)) < len(header):
        twice = next(name for name in header if header.count(name) > 1)
        raise SubsidenceError(
            message(
                "The table {name} has two columns named “{twice}”; rename one of them.", name=path.name, twice=twice
            )
        )
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise SubsidenceError(
                message(
                    "Row {number} of the table {name} has {count} cells, but the header has {total}.",
                    number=number,
                    name=path.name,
                    count=len(row),
                    total=len(header),
                )
            )
    columns = {name: [cell.strip() for cell in column] for name, column in zip(header, zip(*rows[1:]))}
    notes = (message("{name} is read as Chinese text (GB 18030).", name=path.name),) if encoding == "gb18030" else ()
    return Table(path.name, columns, notes)


def station_records(
    table: Table,
    *,
    periods: bool,
    name_column: str = "",
    date_column: str = "",
    value_column: str = "",
    date_format: str = "",
) -> StationTable:
    """The records of every station, from a table in long form (name, date, value), in wide form with a
    column per station, or in wide form with a column per date.

    Columns that are not named are found by what they hold.
    periods : see ``Records``
    date_format : as for ``strptime``, such as ``%d/%m/%Y``; by default the usual forms are understood
    """
    for wanted in filter(None, (name_column, date_column, value_column)):
        if wanted not in table.columns:
            raise SubsidenceError(
                message(
                    "The table “{name}” has no column “{wanted}”; it has {names}.",
                    name=table.name,
                    wanted=wanted,
                    names=", ".join(list(table.columns)[:12]),
                )
            )
    notes: list[str] = list(table.notes)
    names = list(table.columns)
    dated = [name for name in names if COMPACT_DATE.match(name) or ISO_DATE.match(name) or LOCAL_DATE.match(name)]
    if len(dated) >= 2 and not (date_column or value_column):
        stations, dates, values = _wide_by_date(table, dated, name_column, date_format, notes)
    else:
        date_column = date_column or _find_date_column(table, date_format)
        day = parse_dates(table.columns[date_column], f"{table.name}, {date_column}", date_format, notes)
        rest = [name for name in names if name not in (date_column, name_column, value_column)]
        name_column = name_column or _find_name_column(table, rest, value_column)
        if name_column:
            value_column = value_column or _find_value_column(table, rest, name_column)
            stations = [station_key(value) for value in table.columns[name_column]]
            dates = day
            values = parse_numbers(table.columns[value_column], f"{table.name}, {value_column}")
        else:
            numeric = [value_column] if value_column else rest
            stations = [station_key(name) for name in numeric for _ in range(table.n_rows)]
            dates = np.tile(day, len(numeric))
            values = np.concatenate([parse_numbers(table.columns[n], f"{table.name}, {n}") for n in numeric])
    return StationTable(_by_station(table.name, stations, dates, values, periods, notes), notes)


def _by_station(
    table_name: str, stations: Sequence[str], dates: np.ndarray, values: np.ndarray, periods: bool, notes: list[str]
) -> dict[str, Records]:
    missing = ~np.isfinite(values) | np.isnat(dates)
    if missing.all():
        raise SubsidenceError(message("The table “{table_name}” has no values.", table_name=table_name))
    if missing.any():
        notes.append(
            message(
                "{count} of {total} rows of “{table_name}” have no value and are left out.",
                count=int(missing.sum()),
                total=missing.size,
                table_name=table_name,
            )
        )
    names, number = np.unique(np.array(stations, dtype=str), return_inverse=True)
    records = {}
    repeated, example = 0, None
    for index, name in enumerate(names.tolist()):
        own = np.flatnonzero((number == index) & ~missing)
        if not own.size:
            notes.append(
                message("The station “{name}” of “{table_name}” has no values.", name=name, table_name=table_name)
            )
            continue
        days, place, counts = np.unique(dates[own], return_inverse=True, return_counts=True)
        if days.size < (1.0 - MOST_REPEATS) * own.size:
            raise SubsidenceError(
                message(
                    "The station “{name}” has more than one value on {count} dates, such as {days}, in the"
                    " table “{table_name}”; keep one for each date.",
                    name=name,
                    count=own.size - days.size,
                    days=days[counts.argmax()],
                    table_name=table_name,
                )
            )
        if days.size < own.size:
            repeated += own.size - days.size
            example = days[counts.argmax()]
        records[name] = Records(days, (np.bincount(place, values[own]) / counts)[None], periods)
    if repeated:
        notes.append(
            message(
                "The table “{table_name}” repeats {repeated} dates of a station, such as {example}; the mean is taken.",
                table_name=table_name,
                repeated=repeated,
                example=example,
            )
        )
    return records


def _wide_by_date(
    table: Table, dated: list[str], name_column: str, date_format: str, notes: list[str]
) -> tuple[list[str], np.ndarray, np.ndarray]:
    others = [name for name in table.columns if name not in dated]
    if not name_column and not others:
        raise SubsidenceError(
            message("The table “{name}” has a column per date, but none with the stations' names.", name=table.name)
        )
    names = [station_key(value) for value in table.columns[name_column or others[0]]]
    days = parse_dates(dated, table.name, date_format, notes)
    values = np.concatenate([parse_numbers(table.columns[name], f"{table.name}, {name}") for name in dated])
    return names * len(dated), np.repeat(days, table.n_rows), values


def _find_date_column(table: Table, date_format: str) -> str:
    for name, column in table.columns.items():
        sample = [value for value in column[:200] if not is_missing(value)]
        if sample and all(_is_date(value, date_format) for value in sample):
            return name
    raise SubsidenceError(
        message(
            "The table “{name}” has no column of dates; use dates such as 2018-03-06, 20180306 or"
            " 06/03/2018, or say which column and format they have.",
            name=table.name,
        )
    )


def _find_name_column(table: Table, rest: Sequence[str], value_column: str) -> str:
    """The column of station names in a long table, or "" when every other column is a station."""
    if len(rest) == 1 and not value_column:
        return ""  # one column of values: one station
    for name in rest:
        column = table.columns[name]
        if not all(is_missing(value) or _is_number(value) for value in column[:500]):
            return name  # text: a name
    # numbers only: a name repeats from row to row, and dates repeat for each name
    for name in rest[:1]:
        values = [station_key(value) for value in table.columns[name]]
        whole = all(value.lstrip("-").isdigit() for value in values)
        if whole and len(rest) + bool(value_column) == 2 and len(set(values)) <= max(len(values) // 2, 1):
            return name
    return ""


def _find_value_column(table: Table, rest: Sequence[str], name_column: str) -> str:
    numeric = [
        name
        for name in rest
        if name != name_column and all(is_missing(value) or _is_number(value) for value in table.columns[name][:500])
    ]
    if len(numeric) == 1:
        return numeric[0]
    if not numeric:
        raise SubsidenceError(
            message("The table “{name}” has no column of numbers; say which one holds the values.", name=table.name)
        )
    raise SubsidenceError(
        message(
            "The table “{name}” has several columns of numbers ({names}); say which one holds the values.",
            name=table.name,
            names=", ".join(numeric[:6]),
        )
    )


def station_key(value: object) -> str:
    """A station's name as text, so that 104080065, 104080065.0 and "104080065" are the same."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def is_missing(value: object) -> bool:
    return (
        value is None or (isinstance(value, float) and np.isnan(value)) or str(value).strip().lower() in MISSING_TEXTS
    )


def parse_numbers(values: Sequence | np.ndarray, where: str) -> np.ndarray:
    """Numbers of a column, NaN where missing; decimal commas are understood.

    >>> parse_numbers(["1,5", "2", ""], "rain").tolist()
    [1.5, 2.0, nan]
    """
    result = np.full(len(values), np.nan)
    for index, value in enumerate(values):
        if not is_missing(value):
            number = _number(value)
            if number is None:
                raise SubsidenceError(
                    message(
                        "“{value}” in row {index} of {where} is not a number.",
                        value=value,
                        index=index + 1,
                        where=where,
                    )
                )
            result[index] = number
    return result


def _number(value: object) -> float | None:
    text = str(value).strip()
    if DECIMAL_COMMA.match(text):
        text = text.replace(".", "").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def _is_number(value: object) -> bool:
    return _number(value) is not None


def _is_date(value: object, date_format: str) -> bool:
    if date_format and not isinstance(value, (date, np.datetime64)):
        return _by_format(value, date_format) is not None
    return isinstance(value, (date, np.datetime64)) or any(
        pattern.match(str(value).strip()) for pattern in (ISO_DATE, COMPACT_DATE, LOCAL_DATE)
    )


def _by_format(value: object, date_format: str) -> np.datetime64 | None:
    try:
        return np.datetime64(datetime.strptime(str(value).strip(), date_format).date(), "D")
    except ValueError:
        return None


def parse_dates(
    values: Sequence | np.ndarray, where: str, date_format: str = "", notes: list[str] | None = None
) -> np.ndarray:
    """Dates of a column, NaT where missing; shape=(n,), datetime64[D].

    ISO dates (a month alone means its first day), eight digits, and day/month/year are understood.
    Month first is recognised when a second number exceeds 12; when nothing tells, the day comes first,
    which is said in ``notes``.
    """
    texts = [str(value).strip() for value in values]
    local = [LOCAL_DATE.match(text) for text in texts]
    month_first = any(match and int(match.group(2)) > 12 for match in local)
    day_first = any(match and int(match.group(1)) > 12 for match in local)
    if month_first and day_first and not date_format:
        raise SubsidenceError(
            message(
                "The dates of {where} mix day/month and month/day; write them as 2018-03-06 or state their format.",
                where=where,
            )
        )
    if any(local) and not month_first and not day_first and not date_format and notes is not None:
        notes.append(
            message(
                "The dates of {where} are read as day/month/year; state the format if they are month/day/year.",
                where=where,
            )
        )
    known: dict[str, np.datetime64] = {}
    result = np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[D]")
    for index, text in enumerate(texts):
        if is_missing(values[index]) or text == "NaT":
            continue
        if text not in known:
            day = _by_format(text, date_format) if date_format else _usual_date(text, month_first)
            if day is None:
                expected = date_format or "2018-03-06, 20180306, 06/03/2018"
                raise SubsidenceError(
                    message(
                        "“{text}” in row {row} of {where} is not a date such as {expected}.",
                        text=text,
                        row=index + 1,
                        where=where,
                        expected=expected,
                    )
                )
            known[text] = day
        result[index] = known[text]
    return result


def _usual_date(text: str, month_first: bool) -> np.datetime64 | None:
    if match := ISO_DATE.match(text) or COMPACT_DATE.match(text):
        year, month, day = match.group(1), match.group(2), match.group(3) or "1"
    elif match := LOCAL_DATE.match(text):
        first, second, year = match.groups()[:3]
        day, month = (second, first) if month_first else (first, second)
    else:
        return None
    try:
        return np.datetime64(date(int(year), int(month), int(day)), "D")
    except ValueError:
        return None
