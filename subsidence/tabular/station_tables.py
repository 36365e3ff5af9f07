"""Tables of measurements at stations: in long or wide form, as people keep them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..errors import SubsidenceError
from ..factors.time import Records
from ..missing_values import screened
from ..progress import Report
from ..wording import message
from .column_names import (
    DATE,
    STATION,
    SUMMARIES,
    VALUE,
    X,
    Y,
    find,
    normal,
    says_depth,
    sinks_positive,
    unit_named,
)
from .column_values import is_date, is_missing, is_number, parse_dates, parse_numbers, station_key
from .date_parts import with_whole_dates
from .date_text import agreed_form, by_pattern
from .tables import Table

MOST_REPEATS = 0.01  # of a station's rows; more repeated dates than these are a mistake
# what a table of measurements carries beside them
BOOKKEEPING = frozenset(
    map(
        normal,
        (*X, *Y, *DATE, "row", "fid", "ogc_fid", "unnamed: 0", "index", "agency_cd", "tz_cd", "lev_tm", "lev_dt_acy_cd")
        + ("qn", "qn_3", "qn_4", "qn_8", "qn_9", "eor")  # of the German weather service
        + ("lev_status_cd", "lev_meth_cd", "lev_agency_cd", "lev_src_cd", "sl_datum_cd", "site_tp_cd", "alt_va", "alt")
        + ("dec_coord_datum_cd", "alt_datum_cd", "lev_acy_cd", "lev_age_cd", "parameter_cd", "quality", "flag", "qc")
        + ("altitude", "elevation", "ground_elevation", "well_depth", "depth_of_well", "remark", "remarks", "comment")
        + ("unit", "uom"),
    )
)
SUMMED_UP = frozenset(map(normal, SUMMARIES))
UNNAMED_COLUMN = re.compile(r"^(?:column \d+|unnamed(?:: ?\d+)?)$", re.I)
FEWEST_NAMED = 2
MOSTLY_NUMBERS = 0.5  # of the cells of a column
LEVELS = ("lev_va", "sl_lev_va", "water_level", "waterlevel", "head", "level", "gwl", "groundwater_level", "wl", "水位",
          "grundwasserstand", "wasserstand", "depth_to_water", "depth", "dtw", "埋深", "rain", "precipitation", "prcp",
          "rainfall", "niederschlag", "降水量", "雨量")  # fmt: skip
UNIT_COLUMNS = frozenset(map(normal, ("unit", "units", "uom", "单位")))
TRACES = frozenset(("t", "tr", "tr.", "trace", "traces"))
TENTHS = re.compile(r"(?<![\d.,])0[.,]1 ?(?:mm|cm|m|in)\b|1/10|tenths?|zehntel|d[eé]cim", re.I)
DEPTHS = frozenset({"lev_va", "dtw"})
IN_FEET = frozenset({"lev_va", "sl_lev_va"})  # of the USGS
MONTH_NAME = re.compile(r"^\d{4}[-/._]\d{1,2}$|^\d{4}\s?年\s?\d{1,2}\s?月$")
COMPACT_DATE = re.compile(r"^[A-Za-z_]{0,3}(\d{4})(\d{2})(\d{2})$")


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
    value_column : that holds the values of all stations, "" where each station or date has a column of its own
    unit : that the names of the columns of values, a line of units or a column of units state; "" where none does
    """

    records: dict[str, Records]
    notes: list[str] = field(default_factory=list)
    value_column: str = ""
    unit: str = ""


def station_records(
    table: Table,
    *,
    periods: bool,
    name_column: str = "",
    date_column: str = "",
    value_column: str = "",
    date_format: str = "",
) -> StationTable:
    """The records of every station, from a table in long form (name, date, value), in wide form with a column per
    station, or in wide form with a column per date.

    Parameters
    ----------
    table : Table
        From ``read_table`` or a layer.
    periods : bool
        Whether values stand for the time since the one before; see ``Records``.
    name_column : str
        Of the stations' names; by default found by what columns hold, as the next two.
    date_column : str
        Of the dates.
    value_column : str
        Of the values.
    date_format : str
        As for ``strptime``, such as ``%d/%m/%Y``; by default the usual forms are understood.

    Returns
    -------
    StationTable
        Records by station, and notes on what was assumed.

    Raises
    ------
    SubsidenceError
        Where a column is absent or cannot be told, a cell is no number or date, or a station has several values on a
        date.

    Notes
    -----
    Columns that are not named are found by what they hold.
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
    if not date_column and not date_format:
        table = with_whole_dates(table, [*filter(None, (name_column, value_column))])
    notes: list[str] = list(table.notes)
    names = list(table.columns)
    dated = DatedNames() if date_column or value_column else _dated(names, date_format)
    if len(dated.names) >= 2:
        notes += dated.notes
        stations, dates, values = _wide_by_date(table, dated, name_column)
        valued = dated.names
    else:
        date_column = date_column or _find_date_column(table, date_format)
        day = parse_dates(table.columns[date_column], f"{table.name}, {date_column}", date_format, notes)
        rest = [name for name in names if name not in (date_column, name_column, value_column)]
        name_column = name_column or _find_name_column(table, rest, value_column)
        table, traces = _with_traces(table, rest)
        notes += traces
        if name_column:
            value_column = value_column or _find_value_column(table, rest, name_column, notes)
            valued = [value_column]
            notes += _tenths_note(table.name, value_column)
            stations = [station_key(value) for value in table.columns[name_column]]
            dates = day
            values = parse_numbers(table.columns[value_column], f"{table.name}, {value_column}")
            notes += sinking_note(table.name, value_column)
        else:
            valued = numeric = [value_column] if value_column else _stations_across(table, rest)
            notes += [] if value_column else _told_across(table.name, numeric, rest)
            stations = [station_key(name) for name in numeric for _ in range(table.n_rows)]
            dates = np.tile(day, len(numeric))
            values = np.concatenate([parse_numbers(table.columns[n], f"{table.name}, {n}") for n in numeric])
    values, found = _without_marks(values, table)
    notes += found
    records = _by_station(table.name, stations, dates, values, periods, notes)
    return StationTable(records, notes, value_column, _one_unit(table, valued) or _unit_beside(table))


def _one_unit(table: Table, columns: Sequence[str]) -> str:
    """The unit that columns of values state, each for itself; refused where they state several."""
    told = {unit: name for name in columns if (unit := table.unit_of(name))}
    if len(told) > 1:
        raise SubsidenceError(
            message(
                "The columns of “{name}” are in several units ({units}); bring all of them to one.",
                name=table.name,
                units=", ".join(f"“{column}”: {unit}" for unit, column in list(told.items())[:4]),
            )
        )
    if not told and set(columns) & IN_FEET:
        return "ft"
    return next(iter(told), "")


def _unit_beside(table: Table) -> str:
    """The unit that a column of units states for all rows, "" where there is none; refused where it states several."""
    for name, cells in table.columns.items():
        if normal(name) in UNIT_COLUMNS:
            told = {unit_named(str(cell)) for cell in cells if not is_missing(cell)} - {""}
            if len(told) > 1:
                raise SubsidenceError(
                    message(
                        "The column “{name}” states several units ({units}); bring all rows to one first.",
                        name=name,
                        units=", ".join(sorted(told)),
                    )
                )
            if told:
                return told.pop()
    return ""


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


def _with_traces(table: Table, rest: Sequence[str]) -> tuple[Table, list[str]]:
    """The table with cells such as T, which weather services write for a trace of rain, as 0; and what to say of it."""
    columns, count = dict(table.columns), 0
    for name in rest:
        cells = table.columns[name]
        marked = [isinstance(cell, str) and cell.strip().lower() in TRACES for cell in cells]
        if any(marked) and all(mark or is_missing(cell) or is_number(cell) for mark, cell in zip(marked, cells)):
            if sum(marked) + sum(map(is_missing, cells)) == len(cells):
                continue  # a column of names
            columns[name] = ["0" if mark else cell for mark, cell in zip(marked, cells)]
            count += sum(marked)
    if not count:
        return table, []
    return replace(table, columns=columns), [
        message(
            "{count} cells of “{name}” such as “T” stand for a trace; they are taken as 0.",
            count=count,
            name=table.name,
        )
    ]


def _tenths_note(table_name: str, column: str) -> list[str]:
    """What to say of a column whose name tells tenths of a unit."""
    if not TENTHS.search(column):
        return []
    return [
        message(
            "“{column}” of “{table_name}” tells tenths of a unit; the values are taken as they are.",
            column=column,
            table_name=table_name,
        )
    ]


def sinking_note(table_name: str, column: str) -> list[str]:
    """What to say of a column such as “depth to water”, which grows as the level falls.

    Parameters
    ----------
    table_name : str
        Of the table.
    column : str
        Its header.

    Returns
    -------
    list of str
        A sentence, or nothing.
    """
    if column.lower() not in DEPTHS and not sinks_positive(column) and not says_depth(column):
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
    named = [name for name in stations if normal(name) not in SUMMED_UP and not UNNAMED_COLUMN.match(name)]
    return (named if len(stations) > len(named) > 1 else stations) or list(rest)


def _told_across(table_name: str, stations: Sequence[str], rest: Sequence[str]) -> list[str]:
    """Which columns are taken for stations, where there are several, and which are not."""
    if len(stations) < FEWEST_NAMED:
        return []
    listed = ", ".join(f"“{name}”" for name in stations[:6]) + (" …" if len(stations) > 6 else "")
    passed = [name for name in rest if name not in stations and normal(name) not in BOOKKEEPING]
    if not passed:
        return [message("Each column of “{table_name}” is taken for a station: {names}.", table_name=table_name,
                        names=listed)]  # fmt: skip
    return [
        message(
            "Each column of “{table_name}” is taken for a station: {names}; not so {passed}.",
            table_name=table_name,
            names=listed,
            passed=", ".join(f"“{name}”" for name in passed[:4]),
        )
    ]


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
        if not sample or not all(is_date(value, date_format) for value in sample):
            continue
        numbers = not date_format and all(is_number(value) for value in sample)
        if name in named or not numbers or all(COMPACT_DATE.match(station_key(value)) for value in sample):
            return name
    if named and (cell := _first_other(table.columns[named[0]], lambda value: is_date(value, date_format))):
        raise SubsidenceError(
            message(
                "“{cell}” in the column “{column}” of the table “{name}” is no date that can be read; use dates such as"
                " 2018-03-06, 20180306 or 06/03/2018 of the Gregorian calendar, or say which format they have.",
                cell=cell,
                column=named[0],
                name=table.name,
            )
        )
    raise SubsidenceError(
        message(
            "The table “{name}” has no column of dates; use dates such as 2018-03-06, 20180306 or"
            " 06/03/2018, or say which column and format they have.",
            name=table.name,
        )
    )


def _first_other(cells: Sequence, fits: Callable[[object], bool]) -> str:
    """The first cell that holds something else, as text; "" where there is none."""
    return next((station_key(cell) for cell in cells if not is_missing(cell) and not fits(cell)), "")


def _nearly_numbers(table: Table, names: Sequence[str]) -> tuple[str, str] | None:
    """The column that holds numbers but for single cells, and the first of these; None where there is none."""
    for name in names:
        cells = [cell for cell in table.columns[name][:500] if not is_missing(cell)]
        if sum(map(is_number, cells)) > MOSTLY_NUMBERS * len(cells) and (cell := _first_other(cells, is_number)):
            return name, cell
    return None


def _find_name_column(table: Table, rest: Sequence[str], value_column: str) -> str:
    """The column of station names in a long table, or "" when every other column is a station."""
    if len(rest) == 1 and not value_column:
        return ""  # one column of values: one station
    named = find(rest, STATION)
    if named:
        values = [station_key(value) for value in table.columns[named]]
        text = not all(is_missing(value) or is_number(value) for value in table.columns[named][:500])
        if text or len(set(values)) < len(values) or len(values) == 1:
            return named
    for name in rest:
        column = table.columns[name]
        if normal(name) in BOOKKEEPING:
            continue
        if not all(is_missing(value) or is_number(value) for value in column[:500]):
            return name  # text: a name
    # numbers only: a name repeats from row to row, and dates repeat for each name
    for name in rest[:1]:
        values = [station_key(value) for value in table.columns[name]]
        whole = all(value.lstrip("-").isdigit() for value in values)
        if whole and len(rest) + bool(value_column) == 2 and len(set(values)) <= max(len(values) // 2, 1):
            return name
    return ""


def _find_value_column(table: Table, rest: Sequence[str], name_column: str, notes: list[str]) -> str:
    numeric = [
        name
        for name in rest
        if name != name_column and all(is_missing(value) or is_number(value) for value in table.columns[name][:500])
    ]
    if len(numeric) == 1:
        return numeric[0]
    plain = [name for name in numeric if normal(name) not in BOOKKEEPING]
    usual = find(plain, (*LEVELS, *VALUE))
    if len(plain) > 1 and usual:
        notes.append(
            message(
                "Of the columns of numbers of “{table_name}” ({names}) “{column}” is read; name another one if that is"
                " meant.",
                table_name=table.name,
                names=", ".join(plain[:6]),
                column=usual,
            )
        )
    if len(plain) == 1 or usual:
        return usual or plain[0]
    if not numeric and (spoilt := _nearly_numbers(table, [name for name in rest if name != name_column])):
        raise SubsidenceError(
            message(
                "“{cell}” in the column “{column}” of the table “{name}” is no number; leave cells without a value"
                " empty.",
                cell=spoilt[1],
                column=spoilt[0],
                name=table.name,
            )
        )
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


def station_places(table: Table, name_column: str = "") -> tuple[list[str], np.ndarray]:
    """The stations of a table with columns of longitude and latitude, and their places.

    Parameters
    ----------
    table : Table
        From ``read_table``.
    name_column : str
        Of the stations' names; by default found.

    Returns
    -------
    tuple of list of str, ndarray
        Names, and longitude and latitude of each, shape=(n_stations, 2); empty where there are no such columns.

    Raises
    ------
    SubsidenceError
        Where the places are no degrees.

    Notes
    -----
    The first row of a station that has a place counts.
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

    Parameters
    ----------
    wanted : iterable of str
        Names that are known.
    given : iterable of object
        Names as someone else wrote them; None passes through.

    Returns
    -------
    list of str or None
        One for each given name.

    Examples
    --------
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
