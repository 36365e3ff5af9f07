"""Tables of measurements at stations: in long or wide form, as people keep them."""

from __future__ import annotations

import csv
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..factors.time import Records
from ..missing_values import screened
from ..possible import without_impossible_days
from ..progress import Report
from ..wording import message
from .cell_numbers import MISSING_TEXTS, number_of, uses_decimal_comma
from .column_names import DATE, STATION, VALUE, X, Y, find, normal, sinks_positive
from .date_text import agreed_form, by_pattern, one_date, readings, tidy
from .text_layout import COMMENT, HEAD_BYTES, TextLayout, header_place, layout_of, split_cells
from .wide_rows import checked_names, plain_number

UNNAMED = re.compile(r"^(?:Field\d+|Unnamed: \d+|column_?\d+|)$", re.I)
MOST_FOOTERS = 3  # lines at the end of a file that are no rows
MOST_REPEATS = 0.01  # of a station's rows; more repeated dates than these are a mistake
# what a table of measurements carries beside them
BOOKKEEPING = frozenset(
    map(
        normal,
        (*X, *Y, *DATE, "row", "fid", "ogc_fid", "unnamed: 0", "index", "agency_cd", "tz_cd", "lev_tm", "lev_dt_acy_cd")
        + ("lev_status_cd", "lev_meth_cd", "lev_agency_cd", "lev_src_cd", "sl_datum_cd", "site_tp_cd", "alt_va", "alt")
        + ("dec_coord_datum_cd", "alt_datum_cd", "lev_acy_cd", "lev_age_cd", "parameter_cd", "quality", "flag", "qc")
        + (
            "altitude",
            "ground_elevation",
            "well_depth",
            "depth_of_well",
            "remark",
            "remarks",
            "comment",
            "unit",
            "uom",
        ),
    )
)
LEVELS = ("lev_va", "sl_lev_va", "water_level", "waterlevel", "head", "level", "gwl", "groundwater_level", "wl", "水位",
          "grundwasserstand", "wasserstand", "depth_to_water", "depth", "dtw", "埋深", "rain", "precipitation", "prcp",
          "rainfall", "niederschlag", "降水量", "雨量")  # fmt: skip
DEPTHS = frozenset({"lev_va", "dtw"})
MONTH_NAME = re.compile(r"^\d{4}[-/._]\d{1,2}$|^\d{4}\s?年\s?\d{1,2}\s?月$")
COMPACT_DATE = re.compile(r"^[A-Za-z_]{0,3}(\d{4})(\d{2})(\d{2})$")
LOCAL_DATE = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ].*)?$")


@dataclass(frozen=True)
class Table:
    """Columns of text (or of plain values, from a layer) under their names.

    notes : sentences about how it was read
    unit, unit_source : of the motion, where the file states it, and in which words
    nodata : marks of "no value" that the file states
    """

    name: str
    columns: dict[str, list]
    notes: tuple[str, ...] = ()
    unit: str = ""
    unit_source: str = ""
    nodata: tuple[float, ...] = ()

    @property
    def n_rows(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0


@dataclass(frozen=True)
class DatedNames:
    """Columns named by dates; dates : shape=(n,), datetime64[D]."""

    names: list[str] = field(default_factory=list)
    dates: np.ndarray = field(default_factory=lambda: np.array([], dtype="datetime64[D]"))
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class StationTable:
    """Measurements of stations.

    records : station name → its ``Records`` (one source, no missing values)
    notes : sentences about what was assumed or left out
    """

    records: dict[str, Records]
    notes: list[str] = field(default_factory=list)


def read_table(path: str | os.PathLike, columns: Sequence[str] = ()) -> Table:
    """A delimited text file as columns; encoding, delimiter, comments, titles and decimal commas are found out.

    columns : names for a file without a header line
    Numbers with decimal commas or separators of thousands are rewritten with a decimal point.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SubsidenceError(
            message("The table {path} cannot be read: {strerror}.", path=path, strerror=error.strerror or error)
        ) from error
    layout = layout_of(content[:HEAD_BYTES], path.name, columns)
    text = content.decode(layout.encoding, errors="replace")
    lines = text.splitlines() if layout.universal_ends else text.split("\n")
    names = checked_names([name or f"column {number + 1}" for number, name in enumerate(layout.names)], path.name)
    rows, notes = _rows_of(lines[layout.lines_before :], layout, len(names), path.name)
    read = {name: list(column) for name, column in zip(names, zip(*rows))}
    for name, cells in read.items():
        comma = name in layout.commas
        if comma or any("," in cell or " " in cell or "\u00a0" in cell or "'" in cell for cell in cells):
            read[name] = [plain_number(cell, comma) for cell in cells]
    return Table(path.name, read, (*layout.notes, *notes), layout.unit, layout.unit_source, layout.nodata)


def _rows_of(lines: Sequence[str], layout: TextLayout, width: int, name: str) -> tuple[list[list[str]], list[str]]:
    """The rows of the table below its header; a last line that is cut off or a footer is left out, and said."""
    split: Iterator[list[str]]
    if layout.delimiter == " ":
        split = (split_cells(line, " ") for line in lines)
    else:
        split = csv.reader(lines, delimiter=layout.delimiter, skipinitialspace=True)
    rows: list[list[str]] = []
    left_out: list[int] = []
    try:
        for number, row in enumerate(split, start=1):
            cells = [cell.strip() for cell in row]
            if not any(cells) or COMMENT.match(cells[0]):
                continue
            while len(cells) > width and not cells[-1]:
                cells.pop()
            if len(cells) != width:
                left_out.append(number)
                wrong = len(cells)
                continue
            if left_out and len(left_out) > MOST_FOOTERS:
                break
            rows.append(cells)
    except csv.Error as error:
        raise SubsidenceError(
            message("The table {name} cannot be read as columns: {error}.", name=name, error=error)
        ) from error
    if left_out and (len(left_out) > MOST_FOOTERS or left_out[0] <= len(rows)):
        raise SubsidenceError(
            message(
                "Row {number} of the table {name} has {count} cells, but the header has {total}.",
                number=left_out[0] + 1,
                name=name,
                count=wrong,
                total=width,
            )
        )
    if not rows:
        raise SubsidenceError(message("The table {name} has a header, but no rows below it.", name=name))
    if left_out:
        return rows, [
            message(
                "{name}: the last {count} lines have fewer or more cells than the header and are left out.",
                name=name,
                count=len(left_out),
            )
        ]
    return rows, []


def with_header_found(table: Table) -> Table:
    """A spreadsheet whose header was missed, because titles stand above it or all its cells are text, under the names
    of its header row; any other table as it is.

    >>> with_header_found(Table("t", {"Levelling 2018": ["id", "A"], "Field2": ["20180106", "1.5"]})).columns
    {'id': ['A'], '20180106': ['1.5']}
    """
    names = list(table.columns)
    unnamed = [bool(UNNAMED.match(name)) for name in names]
    if not names or sum(unnamed) < 0.5 * len(names):
        return table
    rows = [["" if none else name for name, none in zip(names, unnamed)]]
    rows += [["" if is_missing(cell) else station_key(cell) for cell in row] for row in zip(*table.columns.values())]
    filled = [(number, row) for number, row in enumerate(rows) if any(row)]
    place = header_place(filled, len(names))
    if place is None:
        return table
    used = [index for index, name in enumerate(filled[place][1]) if name]
    header = checked_names([filled[place][1][index] for index in used], table.name)
    body = [number - 1 for number, _ in filled[place + 1 :]]
    cells = list(table.columns.values())
    columns = {name: [cells[index][row] for row in body] for name, index in zip(header, used)}
    note = message("{name}: the names of its columns stand in row {row}.", name=table.name, row=filled[place][0] + 1)
    return replace(table, columns=columns, notes=(*table.notes, note))


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
    dated = DatedNames() if date_column or value_column else _dated(names, date_format)
    if len(dated.names) >= 2:
        notes += dated.notes
        stations, dates, values = _wide_by_date(table, dated, name_column)
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
            notes += _sinking_note(table.name, value_column)
        else:
            numeric = [value_column] if value_column else _stations_across(table, rest)
            stations = [station_key(name) for name in numeric for _ in range(table.n_rows)]
            dates = np.tile(day, len(numeric))
            values = np.concatenate([parse_numbers(table.columns[n], f"{table.name}, {n}") for n in numeric])
    values, found = _without_marks(values, table)
    notes += found
    return StationTable(_by_station(table.name, stations, dates, values, periods, notes), notes)


def _dated(names: Sequence[str], date_format: str) -> DatedNames:
    from .dates import dated_columns

    if date_format and not any(by_pattern(name, date_format) is not None for name in names):
        return DatedNames()
    found = dated_columns(names, date_format)
    if not found.names:  # a column per month
        months = [name for name in names if MONTH_NAME.match(name.strip())]
        agreed = agreed_form([name.strip() for name in months], "", None) if len(months) >= 2 else None
        if agreed:
            return DatedNames(months, np.array(agreed[1], dtype="datetime64[D]"))
    return DatedNames(found.names, found.dates, list(found.notes))


def _without_marks(values: np.ndarray, table: Table) -> tuple[np.ndarray, list[str]]:
    """The values with marks of "nothing" as NaN, and what to say of it."""
    told = Notes()
    return screened(values, table.name, nodata=table.nodata, report=told), told.notes


class Notes(Report):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def on_info(self, text: str) -> None:
        self.notes.append(text)

    def on_warning(self, text: str) -> None:
        self.notes.append(text)


def _sinking_note(table_name: str, column: str) -> list[str]:
    """What to say of a column such as “depth to water”, which grows as the level falls."""
    if column.lower() not in DEPTHS and not sinks_positive(column):
        return []
    return [
        message(
            "“{column}” of “{table_name}” grows as the level falls; the values are taken as they are.",
            column=column,
            table_name=table_name,
        )
    ]


def _stations_across(table: Table, rest: Sequence[str]) -> list[str]:
    """The columns of a table with a column per station, without a running number and bookkeeping."""
    stations = [name for name in rest if normal(name) not in BOOKKEEPING]
    return stations or list(rest)


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


def _wide_by_date(table: Table, dated: DatedNames, name_column: str) -> tuple[list[str], np.ndarray, np.ndarray]:
    others = [name for name in table.columns if name not in dated.names]
    if not name_column and not others:
        raise SubsidenceError(
            message("The table “{name}” has a column per date, but none with the stations' names.", name=table.name)
        )
    name_column = name_column or find(others, STATION) or others[0]
    names = [station_key(value) for value in table.columns[name_column]]
    values = np.concatenate([parse_numbers(table.columns[name], f"{table.name}, {name}") for name in dated.names])
    return names * len(dated.names), np.repeat(dated.dates, table.n_rows), values


def _find_date_column(table: Table, date_format: str) -> str:
    """The column of dates: one with a usual name before others, and plain numbers only with a usual name."""
    named: list[str] = []
    while found := find(table.columns, DATE, named):
        named.append(found)
    for name in [*named, *(name for name in table.columns if name not in named)]:
        sample = [value for value in table.columns[name][:200] if not is_missing(value)]
        if not sample or not all(_is_date(value, date_format) for value in sample):
            continue
        numbers = not date_format and all(_is_number(value) for value in sample)
        if name in named or not numbers or all(COMPACT_DATE.match(station_key(value)) for value in sample):
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
    named = find(rest, STATION)
    if named:
        values = [station_key(value) for value in table.columns[named]]
        text = not all(is_missing(value) or _is_number(value) for value in table.columns[named][:500])
        if text or len(set(values)) < len(values) or len(values) == 1:
            return named
    for name in rest:
        column = table.columns[name]
        if normal(name) in BOOKKEEPING:
            continue
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
    plain = [name for name in numeric if normal(name) not in BOOKKEEPING]
    usual = find(plain, (*LEVELS, *VALUE))
    if len(plain) == 1 or usual:
        return usual or plain[0]
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


def station_places(table: Table, name_column: str = "") -> tuple[list[str], np.ndarray]:
    """The stations of a table with columns of longitude and latitude, and their places; shape=(n_stations, 2).

    The first row of a station that has a place counts. Empty where there are no such columns.
    """
    x_name, y_name = find(table.columns, X), find(table.columns, Y)
    name_column = name_column or find(table.columns, STATION, [x_name, y_name])
    if not x_name or not y_name or name_column not in table.columns:
        return [], np.empty((0, 2))
    x, y = (parse_numbers(table.columns[name], f"{table.name}, {name}") for name in (x_name, y_name))
    if not (np.nanmax(np.abs(x)) <= 360.0 and np.nanmax(np.abs(y)) <= 90.0):
        raise SubsidenceError(
            message(
                "The places of the stations in “{name}” are no degrees; make a layer of them and give it as stations.",
                name=table.name,
            )
        )
    places: dict[str, tuple[float, float]] = {}
    for row in np.flatnonzero(np.isfinite(x) & np.isfinite(y)).tolist():
        places.setdefault(station_key(table.columns[name_column][row]), (float(x[row]), float(y[row])))
    return list(places), np.array(list(places.values())).reshape(-1, 2)


def same_name(name: object) -> str:
    """A station's name as it is compared where the plain names do not agree: without regard to case, blanks, the width
    of letters and zeros before a number.

    >>> same_name("Pozo  7 a") == same_name("POZO 7A"), same_name("0042") == same_name(42), same_name("A-1") == "a1"
    (True, True, False)
    """
    text = "".join(unicodedata.normalize("NFKC", station_key(name)).casefold().split())
    return text.lstrip("0") or text if text.isdigit() else text


def matched_names(wanted: Iterable[str], given: Iterable[object]) -> list[str | None]:
    """For each given name the wanted one that it means, exactly or as ``same_name`` compares; None where there is none.

    >>> matched_names(["Well 1", "B"], ["WELL1", "b ", "C"])
    ['Well 1', 'B', None]
    """
    exact = set(wanted)
    loose: dict[str, str | None] = {}
    for name in exact:
        key = same_name(name)
        loose[key] = None if key in loose else name  # two stations that differ by case alone stay apart
    result: list[str | None] = []
    for value in given:
        if value is None:
            result.append(None)
            continue
        key = station_key(value)
        result.append(key if key in exact else loose.get(same_name(value)))
    return result


def is_missing(value: object) -> bool:
    return (
        value is None
        or (isinstance(value, float) and np.isnan(value))
        or (isinstance(value, str) and value.strip().lower() in MISSING_TEXTS)
    )


def parse_numbers(values: Sequence | np.ndarray, where: str) -> np.ndarray:
    """Numbers of a column, NaN where missing; decimal commas and separators of thousands are understood.

    Raises ``SubsidenceError`` for a cell that is no number, and where commas and points are both decimal.

    >>> parse_numbers(["1,5", "2", ""], "rain").tolist()
    [1.5, 2.0, nan]
    """
    result = np.full(len(values), np.nan)
    texts = [value for value in values if isinstance(value, str)]
    comma = uses_decimal_comma(texts) if any("," in text for text in texts) else False
    if comma is None:
        raise SubsidenceError(
            message("{where} has decimal commas and decimal points; write it in one way.", where=where)
        )
    for index, value in enumerate(values):
        if is_missing(value):
            continue
        try:
            result[index] = number_of(value, comma) if isinstance(value, str) else float(value)
        except (ValueError, TypeError):
            raise SubsidenceError(
                message(
                    "“{value}” in row {index} of {where} is not a number.", value=value, index=index + 1, where=where
                )
            ) from None
    return result


def _number(value: object) -> float | None:
    try:
        return number_of(str(value))
    except ValueError:
        return None


def _is_number(value: object) -> bool:
    return _number(value) is not None


def _is_date(value: object, date_format: str) -> bool:
    if date_format and not isinstance(value, (date, np.datetime64)):
        return by_pattern(str(value), date_format) is not None
    return isinstance(value, (date, np.datetime64)) or readings_of(_date_cell(value))


def parse_dates(
    values: Sequence | np.ndarray, where: str, date_format: str = "", notes: list[str] | None = None
) -> np.ndarray:
    """Dates of a column, NaT where missing; shape=(n,), datetime64[D].

    All usual forms are understood (a month alone means its first day); all cells must have one form, see
    ``date_text``. Day and month are told apart by a second number above 12, or by the order of the rows; when
    nothing tells, they are refused; with points between (06.03.2018) the day comes first, which is said in ``notes``.
    date_format : see ``date_text.by_pattern``
    """
    texts = ["" if is_missing(value) else _date_cell(value) for value in values]
    known = _dates_of_texts([text for text in dict.fromkeys(texts) if text], where, date_format, notes)
    result = np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[D]")
    for index, text in enumerate(texts):
        if not text:
            continue
        day = known.get(text)
        if day is None:
            raise SubsidenceError(
                message(
                    "“{text}” in row {row} of {where} is not a date such as {expected}.",
                    text=text,
                    row=index + 1,
                    where=where,
                    expected=date_format or "2018-03-06, 20180306, 06/03/2018",
                )
            )
        result[index] = day
    return without_impossible_days(result, where, notes)


def _date_cell(value: object) -> str:
    """A cell as the text of a date; letters before eight digits, as in names of columns, are left out."""
    text = tidy("" if str(value) == "NaT" else station_key(value))
    return re.sub(r"^[A-Za-z_]{1,3}(?=\d{8}$)", "", text)


def _dates_of_texts(
    texts: list[str], where: str, date_format: str, notes: list[str] | None
) -> dict[str, np.datetime64 | None]:
    if date_format:
        return {text: by_pattern(text, date_format) for text in texts}
    agreed = agreed_form(texts, where, notes) if texts else None
    if agreed is not None:
        return {text: np.datetime64(day, "D") for text, day in zip(texts, agreed[1])}
    _refuse_mixed(texts, where)
    known = {text: one_date(text) for text in texts}
    unsure = [text for text, day in known.items() if day is None]
    if unsure and len(unsure) < len(texts):  # a minority in another form, or no dates at all
        forms = [dates for text in unsure[:1] for dates in readings([text]).values()]
        if forms and (agreed := agreed_form(unsure, where, notes) if all(map(readings_of, unsure)) else None):
            known.update({text: np.datetime64(day, "D") for text, day in zip(unsure, agreed[1])})
    return known


def readings_of(text: str) -> bool:
    """Whether a text can be a date at all."""
    return bool(readings([text]))


def _refuse_mixed(texts: Sequence[str], where: str) -> None:
    local = [match for text in texts if (match := LOCAL_DATE.match(text))]
    if any(int(m.group(2)) > 12 for m in local) and any(int(m.group(1)) > 12 for m in local):
        raise SubsidenceError(
            message(
                "The dates of {where} mix day/month and month/day; write them as 2018-03-06 or state their format.",
                where=where,
            )
        )
