"""What was measured on the ground: GNSS series and levelling, as stations with motion east, north and up."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..missing_values import implausible, screened, strange_sentence
from ..progress import SILENT, Report
from ..tabular.column_names import DATE, EAST, NORTH, RATE, STATION, UP, find, normal, says_rate
from ..tabular.column_values import parse_angles, parse_numbers, station_key
from ..tabular.date_parts import with_whole_dates
from ..tabular.dates import dates_of_column
from ..tabular.station_tables import Notes, station_records
from ..tabular.tables import Table
from ..units import AUTOMATIC, mm_per
from ..wording import message
from .ground_columns import assumed_unit, refuse_increments, refuse_other_time, sinking_said, unit_of_column
from .ground_doubts import repeated_days

MJD_OF_1970 = 40587
FIRST_MJD, LAST_MJD = 40_000, 100_000  # 1968 … 2132
RATE_NAMES = {
    "east": ("ve", "v_e", "vel_e", "ve_mm_yr", "east_rate", "rate_east", "v_east", "velocity_east"),
    "north": ("vn", "v_n", "vel_n", "vn_mm_yr", "north_rate", "rate_north", "v_north", "velocity_north"),
    "up": (
        *("vu", "v_u", "vel_u", "vu_mm_yr", "up_rate", "rate_up", "v_up", "velocity_up", "vertical_velocity"),
        *("vertical_rate", "rate", "velocity", "v", *RATE),
    ),
    "std": ("std", "sigma", "rate_std", "velocity_std", "svu", "sigma_u", "su", "error", "uncertainty"),
}
LONGITUDE_NAMES = ("longitude", "lon", "long", "lng", "longitude_deg", "dec_long_va", "经度", "經度")
LATITUDE_NAMES = ("latitude", "lat", "latitude_deg", "dec_lat_va", "纬度", "緯度")
EARTH_KM = (6_300.0, 6_450.0)  # from its middle to what people measure
LEAST_MOTION_MM = 1.0  # of the station that moves most
TENV_COLUMNS, TENV3_COLUMNS = 16, 17  # the fewest of a line


@dataclass(frozen=True)
class GroundStation:
    """A GNSS station or a levelling benchmark.

    xy : coordinates, in whatever CRS the caller keeps; None where only a layer knows
    dates : shape=(n_dates,), datetime64[D], increasing; empty where only a rate is known
    motion_mm : shape=(n_dates, 3), east, north, up; NaN where not measured
    rate_mm_per_yr, rate_std_mm_per_yr : shape=(3,), for stations known by their rate; else NaN
    """

    name: str
    xy: tuple[float, float] | None = None
    dates: np.ndarray = field(default_factory=lambda: np.array([], dtype="datetime64[D]"))
    motion_mm: np.ndarray = field(default_factory=lambda: np.empty((0, 3)))
    rate_mm_per_yr: np.ndarray = field(default_factory=lambda: np.full(3, np.nan))
    rate_std_mm_per_yr: np.ndarray = field(default_factory=lambda: np.full(3, np.nan))

    @property
    def has_series(self) -> bool:
        return self.dates.size > 0

    @property
    def has_horizontal(self) -> bool:
        values = self.motion_mm if self.has_series else self.rate_mm_per_yr[None]
        return bool(np.isfinite(values[:, :2]).all(axis=1).any())


def read_tenv3(path: str | os.PathLike, report: Report = SILENT) -> GroundStation:
    """A series of the Nevada Geodetic Laboratory, format tenv3 or tenv; metres become mm relative to the first day.

    Parameters
    ----------
    path : str or path
        A tenv3 or tenv file.
    report : Report
        Told what to beware of.

    Returns
    -------
    GroundStation
        East, north and up in mm relative to the first day; the place in degrees where the file has one.

    Raises
    ------
    SubsidenceError
        Where the file cannot be read, is of another format or holds several stations.

    Notes
    -----
    Columns of tenv3: site, YYMMMDD, decimal year, MJD, week, day, reference longitude, e0, east, n0, north, u0, up,
    antenna, three sigmas, three correlations and, in newer files, latitude, longitude and height. Of tenv, which has no
    header: the same six, then east, north, up, antenna, three sigmas and three correlations. A last line that is cut
    off is left out, which is said.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise SubsidenceError(
            message("The file {path} cannot be read: {strerror}.", path=path, strerror=error.strerror or error)
        ) from error
    rows = [line.split() for line in lines if line.strip() and not line.lstrip().lower().startswith(("site", "#"))]
    if len(rows) > 1 and len(rows[-1]) < min(len(row) for row in rows[:-1]):
        rows.pop()
        report.warn(message("{name} is cut off; its last line is left out.", name=path.name))
    old = bool(rows) and all(len(row) == TENV_COLUMNS for row in rows)
    if not rows or (not old and any(len(row) < TENV3_COLUMNS for row in rows)):
        raise SubsidenceError(
            message("{name} is no tenv3 file: its lines must have at least 17 columns.", name=path.name)
        )
    try:
        numbers = np.array([[float(cell) for cell in row[3:4] + (row[6:9] if old else row[7:13])] for row in rows])
        places = [(float(row[21]), float(row[20])) for row in rows[-1:] if len(row) >= 23]
    except ValueError:
        raise SubsidenceError(
            message("{name} is no tenv3 file: it has text where numbers belong.", name=path.name)
        ) from None
    if not ((numbers[:, 0] > FIRST_MJD) & (numbers[:, 0] < LAST_MJD)).all() or not np.isfinite(numbers).all():
        raise SubsidenceError(
            message("{name} is no tenv3 file: its fourth column is no Modified Julian Date.", name=path.name)
        )
    if len(names := list(dict.fromkeys(row[0] for row in rows))) > 1:
        raise SubsidenceError(
            message("{name} holds several stations ({names}); give a file for each.", name=path.name,
                    names=", ".join(names[:5])))  # fmt: skip
    dates = (numbers[:, 0].astype(int) - MJD_OF_1970).astype("datetime64[D]")
    motion_m = numbers[:, 1:] if old else numbers[:, 1::2] + numbers[:, 2::2]  # whole metres plus the rest
    xy = ((places[0][0] + 180.0) % 360.0 - 180.0, places[0][1]) if places else None
    return daily_station(rows[0][0], dates, 1000.0 * motion_m, xy)


def stations_from_table(
    table: Table,
    unit: str = AUTOMATIC,
    columns: Mapping[str, str] | None = None,
    *,
    reverse: bool = False,
    date_pattern: str = "",
) -> tuple[list[GroundStation], list[str]]:
    """Stations from a table: long with station, date, and east, north, up, or a height alone; with a column per station
    or per date; or of rates.

    Parameters
    ----------
    table : Table
        From ``read_table`` or a layer.
    unit : str
        Of the motion, heights or rates; automatic takes what the table states, and mm where it states nothing.
    columns : mapping, optional
        {"station" | "date" | "east" | "north" | "up": column}; by their usual names where not given.
    reverse : bool
        Heights and motion count sinking as positive.
    date_pattern : str
        See ``tabular.date_text.by_pattern``.

    Returns
    -------
    tuple of list of GroundStation, list of str
        The stations, with longitude and latitude where the table has them, and notes on what was assumed.

    Raises
    ------
    SubsidenceError
        Where columns cannot be told or hold nothing.

    Notes
    -----
    A table without dates but with rates (rate, or ve, vn, vu, with std) gives stations known by their rates.
    """
    if not (columns or {}).get("date") and not date_pattern:
        table = with_whole_dates(table, [*(columns or {}).values()])
    chosen = _chosen_columns(table, columns or {})
    notes: list[str] = list(table.notes)
    if "date" not in chosen or "up" not in chosen:
        by_rates = (
            [] if "date" in chosen else _stations_of_rates(table, unit, chosen.get("station", ""), reverse, notes)
        )
        if by_rates:
            placed = _with_coordinates(by_rates, table, chosen.get("station", ""))
            return placed, [
                *notes,
                message("The table “{name}” has no dates; its rates are compared.", name=table.name),
            ]
        across = _stations_across(table, unit, chosen, reverse, date_pattern)
        if across:
            return across
    for key, what in (("date", message("dates")), ("up", message("heights or vertical motion"))):
        if key not in chosen:
            raise SubsidenceError(
                message(
                    "The table “{name}” has no column of {what} that can be recognised; it has {names}.",
                    name=table.name,
                    what=what,
                    names=", ".join(list(table.columns)[:12]),
                )
            )
    _refuse_geocentric(table, chosen)
    dates = dates_of_column(table.columns[chosen["date"]], f"{table.name}, {chosen['date']}", notes, date_pattern)
    told = Notes()
    refuse_increments(table.name, chosen["up"])
    motion = np.full((table.n_rows, 3), np.nan)
    for index, key in enumerate(("east", "north", "up")):
        if key in chosen:
            where = f"{table.name}, {chosen[key]}"
            values = screened(parse_numbers(table.columns[chosen[key]], where), where, nodata=table.nodata, report=told)
            motion[:, index] = values * mm_per(unit_of_column(table, chosen[key], unit, notes))
    notes += told.notes
    if reverse:
        motion[:, 2] *= -1.0
    notes += sinking_said(table.name, chosen["up"], reverse=reverse)
    names = [station_key(value) for value in table.columns[chosen["station"]]] if "station" in chosen else None
    if names is None:
        notes.append(message("The table “{name}” names no stations; it is taken as one station.", name=table.name))
        names = [Path(table.name).stem] * table.n_rows
    notes += repeated_days(table.name, names, dates, motion[:, 2])
    keys = np.array(names, dtype=str)
    stations = []
    for name in dict.fromkeys(names):
        rows = np.flatnonzero((keys == name) & ~np.isnat(dates) & np.isfinite(motion[:, 2]))
        if rows.size:
            stations.append(daily_station(name, dates[rows], motion[rows]))
            if strange := implausible(motion[rows, 2]):
                notes.append(strange_sentence(strange, f"{table.name}, {name}"))
    if not stations:
        raise SubsidenceError(message("The table “{name}” has no row with a date and a value.", name=table.name))
    notes += _doubt_unit(stations, table, [chosen["up"]], unit)
    return _with_coordinates(stations, table, chosen.get("station", "")), notes


def _refuse_geocentric(table: Table, chosen: Mapping[str, str]) -> None:
    """Refuse X, Y, Z from the middle of the earth, whose Z is not up."""
    names = {normal(name): name for name in table.columns}
    if normal(chosen["up"]) != "z" or not {"x", "y", "z"} <= set(names):
        return
    xyz = np.array([parse_numbers(table.columns[names[axis]], table.name) for axis in "xyz"])
    if EARTH_KM[0] < np.nanmedian(np.linalg.norm(xyz, axis=0)) / 1e3 < EARTH_KM[1]:
        raise SubsidenceError(
            message(
                "The table “{name}” holds geocentric coordinates X, Y, Z; give east, north and up of a local frame.",
                name=table.name,
            )
        )


def _doubt_unit(stations: Sequence[GroundStation], table: Table, columns: list[str], unit: str) -> list[str]:
    """What to say where no unit is stated, above all of stations that move less than anything measured in mm."""
    assumed = assumed_unit(table, columns, unit)
    ranges = [float(np.nanmax(each.motion_mm[:, 2]) - np.nanmin(each.motion_mm[:, 2])) for each in stations]
    if not assumed or not 0.0 < max(ranges, default=0.0) < LEAST_MOTION_MM:
        return assumed
    return [
        message(
            "No station of “{name}” moves more than {most:.2g} mm, and it states no unit; where it is in metres set"
            " TABLE_UNIT.",
            name=table.name,
            most=max(ranges),
        )
    ]


def _chosen_columns(table: Table, given: Mapping[str, str]) -> dict[str, str]:
    """{"station" | "date" | "east" | "north" | "up": column}, given or found by the usual names."""
    chosen = {key: name for key, name in given.items() if name}
    absent = next((name for name in chosen.values() if name not in table.columns), None)
    if absent is not None:
        raise SubsidenceError(message("The table “{name}” has no column “{chosen}”.", name=table.name, chosen=absent))
    for key, known in (("station", STATION), ("date", DATE), ("east", EAST), ("north", NORTH), ("up", UP)):
        if key not in chosen and (found := find(table.columns, known, chosen.values())):
            chosen[key] = found
    return chosen


def _stations_across(
    table: Table, unit: str, chosen: Mapping[str, str], reverse: bool, date_pattern: str
) -> tuple[list[GroundStation], list[str]] | None:
    """Stations of a table with a column per station or per date; None where it is neither."""
    try:
        found = station_records(table, periods=False, name_column=chosen.get("station", ""), date_format=date_pattern)
    except SubsidenceError:
        return None
    sign = -1.0 if reverse else 1.0
    notes = list(found.notes)
    read = [name for name in table.columns if name not in chosen.values() and name not in found.records]
    columns = [name for name in table.columns if name not in chosen.values()]
    stating = next((name for name in columns if table.unit_of(name)), "")
    for name in read:
        refuse_increments(table.name, name)
        notes += sinking_said(table.name, name, reverse=reverse)
    factor = sign * mm_per(unit_of_column(table, stating, unit, notes))
    stations = []
    for name, record in found.records.items():
        up = record.values[0] * factor
        nothing = np.full(up.size, np.nan)
        stations.append(daily_station(name, record.dates, np.column_stack([nothing, nothing, up])))
    notes.append(
        message("The table “{name}” has a column per station or date; its values are taken as vertical.",
                name=table.name))  # fmt: skip
    notes += _doubt_unit(stations, table, columns, unit)
    return _with_coordinates(stations, table, chosen.get("station", "")), notes


def _with_coordinates(stations: list[GroundStation], table: Table, station_column: str) -> list[GroundStation]:
    """The stations with the place of their first row that has one, longitude and latitude in degrees."""
    columns = [find(table.columns, names) for names in (LONGITUDE_NAMES, LATITUDE_NAMES)]
    if not all(columns):
        return stations
    longitude, latitude = (parse_angles(table.columns[name], f"{table.name}, {name}") for name in columns if name)
    names = [station_key(v) for v in table.columns[station_column]] if station_column else None
    places: dict[str, tuple[float, float]] = {}
    for row in np.flatnonzero((np.abs(longitude) <= 360.0) & (np.abs(latitude) <= 90.0)):
        name = stations[0].name if names is None else names[row]
        places.setdefault(name, (float(longitude[row]), float(latitude[row])))
    return [replace(station, xy=places.get(station.name)) for station in stations]


def _stations_of_rates(
    table: Table, unit: str, station_column: str, reverse: bool, notes: list[str]
) -> list[GroundStation]:
    """Stations of a table of rates; empty where it has no column of vertical rates or of names."""
    found = {key: find(table.columns, known, [station_column]) for key, known in RATE_NAMES.items()}
    found["up"] = found["up"] or _rate_by_words(table, [station_column, *found.values()])
    if not found["up"] or not station_column:
        return []
    told = Notes()
    values = {}
    for key, name in found.items():
        if not name:
            continue
        if unit == AUTOMATIC:
            refuse_other_time(table.name, f"{name} {table.said.get(name, '')}".strip())
        where = f"{table.name}, {name}"
        numbers = screened(parse_numbers(table.columns[name], where), where, nodata=table.nodata, report=told)
        values[key] = numbers * mm_per(unit_of_column(table, name, unit, notes))
    if reverse:
        values["up"] = -values["up"]
    notes += told.notes
    notes += sinking_said(table.name, found["up"], reverse=reverse)
    notes += assumed_unit(table, [found["up"]], unit)
    rows = np.flatnonzero(np.isfinite(values["up"]))
    names = [station_key(table.columns[station_column][row]) for row in rows]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise SubsidenceError(
            message(
                "The table “{name}” has two rates for the station “{twice}”; keep one.", name=table.name, twice=twice
            )
        )
    east, north, std = (values[key][rows] if key in values else None for key in ("east", "north", "std"))
    return stations_from_rates(names, values["up"][rows], std, east, north)


def _rate_by_words(table: Table, taken: Sequence[str]) -> str:
    """The only column whose name speaks of a rate, such as “settlement rate” or 年沉降速率; "" otherwise."""
    spoken = [name for name in table.columns if name not in taken and says_rate(name)]
    return spoken[0] if len(spoken) == 1 else ""


def daily_station(
    name: str, dates: np.ndarray, motion_mm: np.ndarray, xy: tuple[float, float] | None = None
) -> GroundStation:
    """Sorted by date, the mean of values on the same day, relative to the first day."""
    days, day = np.unique(dates, return_inverse=True)
    day = day.reshape(-1)
    total, count = np.zeros((days.size, 3)), np.zeros((days.size, 3))
    known = np.isfinite(motion_mm)
    np.add.at(total, day, np.where(known, motion_mm, 0.0))
    np.add.at(count, day, known)
    with np.errstate(invalid="ignore"):
        mean = total / np.where(count > 0, count, np.nan)
    first = np.array([column[np.isfinite(column)][0] if np.isfinite(column).any() else 0.0 for column in mean.T])
    return GroundStation(name, xy, days, mean - first)


def stations_from_rates(
    names: Sequence[str],
    rate_up_mm_per_yr: np.ndarray,
    std_mm_per_yr: np.ndarray | None = None,
    east_mm_per_yr: np.ndarray | None = None,
    north_mm_per_yr: np.ndarray | None = None,
) -> list[GroundStation]:
    """Stations known by their rates alone, such as levelling between two campaigns.

    Parameters
    ----------
    names : sequence of str
        Of the stations.
    rate_up_mm_per_yr : ndarray, shape=(n_stations,)
        Positive up.
    std_mm_per_yr : ndarray, shape=(n_stations,), optional
        Standard errors.
    east_mm_per_yr : ndarray, shape=(n_stations,), optional
        Rates to the east.
    north_mm_per_yr : ndarray, shape=(n_stations,), optional
        Rates to the north.

    Returns
    -------
    list of GroundStation
        Without series.
    """
    empty = np.full(len(names), np.nan)
    east = empty if east_mm_per_yr is None else east_mm_per_yr
    north = empty if north_mm_per_yr is None else north_mm_per_yr
    std = empty if std_mm_per_yr is None else std_mm_per_yr
    return [
        GroundStation(
            str(name),
            rate_mm_per_yr=np.array([east[index], north[index], rate_up_mm_per_yr[index]]),
            rate_std_mm_per_yr=np.full(3, std[index]),
        )
        for index, name in enumerate(names)
    ]
