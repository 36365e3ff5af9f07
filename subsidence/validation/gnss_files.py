"""GNSS series as their archives write them: SOPAC's .neu, PBO's .pos, JPL's .series, USGS' .rneu, Nevada's .txyz2,
.tenv and .tenv3.

None of the text formats but .pos names its columns. A file's suffix tells what they are, and what the lines say twice,
such as the day, must agree. Source: the archives' descriptions and the readers of iGPS and MintPy.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..missing_values import implausible, screened, strange_sentence
from ..progress import SILENT, Report, stop_if_cancelled
from ..spatial.geodesy import WGS84
from ..units import AUTOMATIC, mm_per
from ..wording import message
from .ground_stations import EARTH_KM, MJD_OF_1970, GroundStation, daily_station, read_tenv3

COMMENTS = ("#", "%")
DAYS_OFF = 1.5  # by which two dates of a line may differ: decimal years are rounded, and count from noon or midnight
FIRST_DAY, LAST_DAY = np.datetime64("1980-01-01"), np.datetime64("2100-01-01")
SIGMA_M = (5e-5, 0.1)  # between which the median horizontal standard error of a daily solution lies
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
POS_COLUMNS = ("nlat", "elong", "dn", "de", "du", "sn", "se")
FRAME = re.compile(r"reference[ _]?frame\s*[:=]?\s*([A-Za-z]{2,}\d*\w*)", re.I)
FRAME_IN_NAME = re.compile(r"[._-](IG[Sb]\d{2}|ITRF\d{2,4}|NAM?\d{0,2}|ETRF\d{2,4})(?![^\W_])", re.I)
STATED_UNIT = re.compile(r"[(\[](mm|m|millimet(?:re|er)s?|met(?:re|er)s?)[)\]]", re.I)
RATES = re.compile(r"slope|rate|velocity|/ ?yr", re.I)
OFFSETS = re.compile(r"offset|\bsteps?\b|\bjumps?\b|\bbreaks?\b", re.I)
WITHOUT_TREND = re.compile(r"detrend|resid", re.I)
KIND_IN_NAME = re.compile(r"^(\w{4,9}?)(?:Raw|Clean|Filt|Flt|Model|Resid|Trend|Detrend|Unf)")


@dataclass(frozen=True)
class _Line:
    number: int
    cells: list[str]


@dataclass(frozen=True)
class _Text:
    """A file taken apart: its lines of comments or header, and those of numbers, all equally long."""

    name: str
    header: list[str]
    lines: list[_Line]


@dataclass(frozen=True)
class _Series:
    """What a format tells.

    days : shape=(n,), datetime64[D]; motion : shape=(n, 3), east, north, up; sigma : shape=(n, 2), horizontal, in the
    same unit; unit : "" where the format leaves it open
    """

    station: str
    days: np.ndarray
    motion: np.ndarray
    sigma: np.ndarray
    unit: str
    xy: tuple[float, float] | None = None


@dataclass
class _Heard:
    """Files that were understood alike, by what is said of them."""

    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    frames: dict[str, str] = field(default_factory=dict)


def gnss_files(folder: Path) -> list[Path]:
    """The GNSS files of a folder, by name.

    Parameters
    ----------
    folder : path
        Of the files, not of further folders.

    Returns
    -------
    list of path
        Those whose suffix is of a format that is read, in lower or upper case.
    """
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())


def read_gnss_files(
    paths: Sequence[str | os.PathLike], report: Report = SILENT, unit: str = AUTOMATIC
) -> list[GroundStation]:
    """Series of GNSS stations, from files of any of the formats of ``SUFFIXES``, mixed as they come.

    Parameters
    ----------
    paths : sequence of str or path
        Of files; a suffix that is not known is taken for tenv3 or tenv.
    report : Report
        Told how the files were understood, what is left out and what to beware of.
    unit : str
        Taken where neither a format nor its numbers tell.

    Returns
    -------
    list of GroundStation
        East, north and up in mm relative to the first day; the place in degrees where the file has one.

    Raises
    ------
    SubsidenceError
        Where a file cannot be read, is of another format, or its unit cannot be told.
    """
    heard = _Heard()
    stations = []
    for path in paths:
        stop_if_cancelled()
        stations.append(_read(Path(path), report, unit, heard))
    for said, names in heard.names.items():
        listed = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        report.info(
            message("GNSS files ({count}; {names}): {said}; up is positive.", count=len(names), names=listed, said=said)
        )
    frames = sorted(set(heard.frames.values()))
    if len(frames) > 1:
        report.warn(
            message(
                "The GNSS files are in different reference frames ({frames}); their rates differ by what the frames"
                " do.",
                frames=", ".join(frames),
            )
        )
    twice = [name for name, count in Counter(station.name.upper() for station in stations).items() if count > 1]
    if twice:
        report.warn(
            message(
                "{count} GNSS stations are in several files ({names}); each file counts as a station of its own.",
                count=len(twice),
                names=", ".join(twice[:5]),
            )
        )
    return stations


def _read(path: Path, report: Report, unit: str, heard: _Heard) -> GroundStation:
    suffix = path.suffix.lower()
    frame = match[1].upper() if (match := FRAME_IN_NAME.search(path.stem)) else ""
    if suffix not in FORMATS:
        station = read_tenv3(path, report)
        said = message("series of Nevada; east, north, up in m; days by Modified Julian Date")
    else:
        text = _taken_apart(path, suffix, report)
        frame = next((match[1].upper() for line in text.header if (match := FRAME.search(line))), frame)
        series = FORMATS[suffix].read(text)
        taken = _unit_of(series, text, unit)
        said = FORMATS[suffix].said(taken)
        station = _station(series, text, taken, report)
    if frame:
        heard.frames[path.name] = frame
    framed = message("reference frame {frame}", frame=frame) if frame else message("its reference frame is not told")
    heard.names[f"{said}; {framed}"].append(path.name)
    return station


def _taken_apart(path: Path, suffix: str, report: Report) -> _Text:
    try:
        written = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise SubsidenceError(
            message("The file {path} cannot be read: {strerror}.", path=path, strerror=error.strerror or error)
        ) from error
    header: list[str] = []
    lines: list[_Line] = []
    start = 0
    if suffix == ".pos":
        if not (begins := _pos_columns(written)):
            raise _no_pos(path.name, POS_COLUMNS)
        start = written.index(begins) + 1
        header = written[:start]
    for number, line in enumerate(written[start:], start + 1):
        if line.lstrip().startswith(COMMENTS):
            header.append(line)
        elif line.strip():
            lines.append(_Line(number, line.split()))
    if len(lines) > 1 and len(lines[-1].cells) < min(len(line.cells) for line in lines[:-1]):
        lines.pop()
        report.warn(message("{name} is cut off; its last line is left out.", name=path.name))
    text = _Text(path.name, header, lines)
    fewest = FORMATS[suffix].fewest
    if not lines:
        raise SubsidenceError(message("{name} holds no line of measurements.", name=path.name))
    if odd := next(
        (line for line in lines if len(line.cells) < fewest or len(line.cells) != len(lines[0].cells)), None
    ):
        raise SubsidenceError(
            message(
                "{name} is no {suffix} file of GNSS: line {line} has {count} columns; at least {fewest} are needed, in"
                " all lines alike.",
                name=path.name,
                suffix=suffix,
                line=odd.number,
                count=len(odd.cells),
                fewest=fewest,
            )
        )
    return text


def _station(series: _Series, text: _Text, unit: str, report: Report) -> GroundStation:
    """The series in mm by day; what its header and its numbers leave to say is said."""
    motion = screened(series.motion, text.name, report=report) * mm_per(unit)
    if not np.isfinite(motion[:, 2]).any():
        raise SubsidenceError(message("{name} holds no value of the motion up.", name=text.name))
    if strange := implausible(motion[:, 2]):
        report.warn(strange_sentence(strange, text.name))
    if count := sum(bool(OFFSETS.search(line)) for line in text.header):
        report.warn(
            message(
                "{count} lines in the header of {name} tell of offsets or steps; they are passed over, and none is"
                " taken off the series.",
                name=text.name,
                count=count,
            )
        )
    if WITHOUT_TREND.search(text.name):
        report.warn(
            message(
                "{name} is named like a series whose trend was taken off; if so, its rate means nothing.",
                name=text.name,
            )
        )
    return daily_station(series.station, series.days, motion, series.xy)


def _unit_of(series: _Series, text: _Text, chosen: str) -> str:
    """The unit that the format has, or else the header and the standard errors tell; believed where these allow it."""
    sigma = series.sigma[np.isfinite(series.sigma) & (series.sigma > 0)]
    middle = float(np.median(sigma)) if sigma.size else np.nan
    fits = [
        unit for unit in ("m", "mm") if sigma.size == 0 or SIGMA_M[0] <= middle * mm_per(unit) / 1000.0 <= SIGMA_M[1]
    ]
    told = series.unit or _stated_unit(text.header)
    if not fits:
        raise SubsidenceError(
            message(
                "The standard errors of {name}, {middle:.3g} on the median, are those of GNSS neither in m nor in mm.",
                name=text.name,
                middle=middle,
            )
        )
    if told and told not in fits:
        raise SubsidenceError(
            message(
                "The standard errors of {name} would be {middle:.3g} {unit}, which GNSS does not have; it is in another"
                " unit, or no such file.",
                name=text.name,
                middle=middle,
                unit=told,
            )
        )
    if told or len(fits) == 1:
        return told or fits[0]
    if chosen == AUTOMATIC:
        raise SubsidenceError(
            message(
                "Nothing in {name} tells whether it is in m or mm; choose the unit of the ground measurements.",
                name=text.name,
            )
        )
    return chosen


def _stated_unit(header: Sequence[str]) -> str:
    """The unit in brackets in lines of comments, but for those of rates and offsets; "" where there is none, or two."""
    lines = [line for line in header if not OFFSETS.search(line) and not RATES.search(line)]
    found = {match.lower() for line in lines for match in STATED_UNIT.findall(line)}
    stated = {"mm" if unit.startswith(("mm", "milli")) else "m" for unit in found}
    return stated.pop() if len(stated) == 1 else ""


def _numbers(text: _Text, columns: Sequence[int]) -> np.ndarray:
    """Some columns as numbers, shape=(n_lines, n_columns); refused where one is none."""
    result = np.empty((len(text.lines), len(columns)))
    for row, line in enumerate(text.lines):
        for place, column in enumerate(columns):
            cell = line.cells[column]
            try:
                result[row, place] = float(cell)
            except ValueError:
                raise SubsidenceError(
                    message(
                        "{name}: “{cell}” in line {line} is no number.", name=text.name, cell=cell, line=line.number
                    )
                ) from None
    return result


def _agreed_days(text: _Text, days: Sequence[date | None], years: np.ndarray | None = None) -> np.ndarray:
    """Days that are possible and agree with the decimal years of the same lines; shape=(n,), datetime64[D]."""
    for line, day in zip(text.lines, days):
        if day is None or not FIRST_DAY <= np.datetime64(day, "D") < LAST_DAY:
            raise SubsidenceError(
                message("{name}: the date of line {line} is none of GNSS.", name=text.name, line=line.number)
            )
    result = np.array(days, dtype="datetime64[D]")
    if years is None:
        return result
    first = result.astype("datetime64[Y]")
    begin, end = first.astype("datetime64[D]"), (first + 1).astype("datetime64[D]")
    with np.errstate(invalid="ignore"):
        expected = (years - (first.astype(int) + 1970)) * (end - begin).astype(int)
        agrees = np.abs(expected - (result - begin).astype(int)) <= DAYS_OFF
    if not agrees.all():
        row = int(np.flatnonzero(~agrees)[0])
        raise SubsidenceError(
            message(
                "{name}: in line {line} the decimal year {year:g} and the date {day} do not agree; it is no such file,"
                " or damaged.",
                name=text.name,
                line=text.lines[row].number,
                year=years[row],
                day=result[row],
            )
        )
    return result


def _day(year: float, month: float, day: float) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None


def _compact_day(cell: str) -> date | None:
    return _day(int(cell[:4]), int(cell[4:6]), int(cell[6:])) if re.fullmatch(r"\d{8}", cell) else None


def _nevada_day(cell: str) -> date | None:
    match = re.fullmatch(r"(\d{2})([A-Z]{3})(\d{2})", cell.upper())
    if not match or match[2] not in MONTHS:
        return None
    year = int(match[1])
    return _day(year + (1900 if year >= 80 else 2000), MONTHS.index(match[2]) + 1, int(match[3]))


def _name_of_file(text: _Text) -> str:
    stem = re.split(r"[._]", text.name)[0]
    return match[1] if (match := KIND_IN_NAME.match(stem)) else stem


def _neu(text: _Text) -> _Series:
    values = _numbers(text, range(9))
    days: list[date | None] = []
    for year, number in values[:, 1:3].tolist():
        first = _day(year, 1, 1) if np.isfinite(year) and year == int(year) < date.max.year else None
        fits = first is not None and np.isfinite(number) and number == int(number) and 1 <= number <= 366
        days.append(date.fromordinal(first.toordinal() + int(number) - 1) if first is not None and fits else None)
    motion, sigma = values[:, [4, 3, 5]], values[:, [7, 6]]
    return _Series(_name_of_file(text), _agreed_days(text, days, values[:, 0]), motion, sigma, "")


def _jpl(text: _Text) -> _Series:
    values = _numbers(text, range(17))
    calendar = np.where(np.isfinite(values[:, 11:14]), values[:, 11:14], 0.0)
    days = _agreed_days(text, [_day(*row) for row in calendar.tolist()], values[:, 0])
    return _Series(_name_of_file(text), days, values[:, 1:4], values[:, 4:6], "m")


def _rneu(text: _Text) -> _Series:
    values = _numbers(text, range(1, 9))
    days = _agreed_days(text, [_compact_day(line.cells[0]) for line in text.lines], values[:, 0])
    return _Series(_name_of_file(text), days, values[:, [2, 1, 3]], values[:, [6, 5]], "mm")


def _pos(text: _Text) -> _Series:
    names = _pos_columns(text.header).lower().split()
    if absent := [name for name in POS_COLUMNS if name not in names]:
        raise _no_pos(text.name, absent)
    if len(text.lines[0].cells) < len(names) - 1:  # the last one may be empty
        raise SubsidenceError(message("{name}: its lines have fewer columns than its header names.", name=text.name))
    values = _numbers(text, [2, *(names.index(name) for name in POS_COLUMNS)])
    days = _agreed_days(text, [_compact_day(line.cells[0]) for line in text.lines])
    off = np.abs(values[:, 0] - MJD_OF_1970 - days.astype(int))
    if not (off <= DAYS_OFF).all():
        row = int(np.flatnonzero(~(off <= DAYS_OFF))[0])
        raise SubsidenceError(
            message(
                "{name}: in line {line} the date {day} and the Modified Julian Date {mjd:g} do not agree; it is no such"
                " file, or damaged.",
                name=text.name,
                line=text.lines[row].number,
                day=days[row],
                mjd=values[row, 0],
            )
        )
    latitude, longitude = values[-1, 1:3].tolist()
    xy = ((longitude + 180.0) % 360.0 - 180.0, latitude)
    if not (abs(latitude) <= 90.0 and abs(longitude) <= 360.0):
        raise SubsidenceError(message("{name}: latitude and longitude are no degrees.", name=text.name))
    given = next((match[1] for line in text.header if (match := re.search(r"character ID\s*:\s*(\w+)", line))), "")
    return _Series(given or _name_of_file(text), days, values[:, [4, 3, 5]], values[:, [7, 6]], "m", xy)


def _pos_columns(lines: Sequence[str]) -> str:
    """The line that names the columns, "" where there is none."""
    return next((line for line in lines if line.lstrip().startswith("*YYYYMMDD")), "")


def _no_pos(name: str, absent: Sequence[str]) -> SubsidenceError:
    return SubsidenceError(
        message(
            "{name} is no .pos file of a GNSS archive: no line *YYYYMMDD … names the columns {absent}.",
            name=name,
            absent=", ".join(absent),
        )
    )


def _txyz2(text: _Text) -> _Series:
    ids = list(dict.fromkeys(line.cells[0] for line in text.lines))
    if len(ids) > 1:
        raise SubsidenceError(
            message("{name} holds several stations ({names}); give a file for each.", name=text.name,
                    names=", ".join(ids[:5])))  # fmt: skip
    values = _numbers(text, range(2, 9))
    days = _agreed_days(text, [_nevada_day(line.cells[1]) for line in text.lines], values[:, 0])
    xyz = values[:, 1:4]
    from_middle_km = np.linalg.norm(xyz, axis=1) / 1000.0
    if not ((from_middle_km > EARTH_KM[0]) & (from_middle_km < EARTH_KM[1])).all():
        raise SubsidenceError(message("{name} holds no geocentric coordinates X, Y, Z in metres.", name=text.name))
    middle = np.median(xyz, axis=0)
    longitude, latitude = _geodetic(middle)
    east, north, up = _axes(longitude, latitude)
    turned = (xyz - middle) @ np.column_stack([east, north, up])
    xy = (float(np.degrees(longitude)), float(np.degrees(latitude)))
    return _Series(ids[0], days, turned, values[:, 4:7], "m", xy)


def _geodetic(xyz: np.ndarray) -> tuple[float, float]:
    """Longitude and geodetic latitude in radians of a place; xyz : shape=(3,), m. Latitude by iteration."""
    squared = WGS84.flattening * (2.0 - WGS84.flattening)
    across = float(np.hypot(xyz[0], xyz[1]))
    latitude = float(np.arctan2(xyz[2], across * (1.0 - squared)))
    for _ in range(10):
        sine = np.sin(latitude)
        normal = WGS84.semi_major_m / np.sqrt(1.0 - squared * sine**2)
        latitude = float(np.arctan2(xyz[2] + squared * normal * sine, across))
    return float(np.arctan2(xyz[1], xyz[0])), latitude


def _axes(longitude: float, latitude: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Unit vectors east, north and up in X, Y, Z."""
    sin_lon, cos_lon, sin_lat, cos_lat = (
        np.sin(longitude), np.cos(longitude), np.sin(latitude), np.cos(latitude)
    )  # fmt: skip
    return (
        np.array([-sin_lon, cos_lon, 0.0]),
        np.array([-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat]),
        np.array([cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]),
    )


@dataclass(frozen=True)
class _Format:
    """read : from a file taken apart; fewest : columns of a line; said : of what was understood, given the unit"""

    read: Callable[[_Text], _Series]
    fewest: int
    said: Callable[[str], str]


FORMATS = {
    ".neu": _Format(
        _neu,
        9,
        lambda unit: message(
            "series as of SOPAC; north, east, up in {unit}; days by year and day of the year", unit=unit
        ),
    ),
    ".pos": _Format(
        _pos, 24, lambda unit: message("series as of PBO; north, east, up in {unit}; days by YYYYMMDD", unit=unit)
    ),
    ".series": _Format(
        _jpl,
        17,
        lambda unit: message("series as of JPL; east, north, up in {unit}; days by year, month, day", unit=unit),
    ),
    ".rneu": _Format(
        _rneu, 9, lambda unit: message("series as of USGS; north, east, up in {unit}; days by YYYYMMDD", unit=unit)
    ),
    ".txyz2": _Format(
        _txyz2,
        13,
        lambda unit: message(
            "X, Y, Z of Nevada in {unit}, turned to east, north, up; days by year, month, day", unit=unit
        ),
    ),
}
SUFFIXES = (".tenv3", ".tenv", *FORMATS)
