"""Tables as other people write them, with known truth: encodings, headers, separators, marks, dates, orders, units.

Each variant is drawn from its number alone, so that a failure can be looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

N_POINTS, N_EPOCHS = 14, 9
GERMAN_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
                 "November", "Dezember")  # fmt: skip
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

DateWriter = Callable[[np.datetime64], str]


def _parts(day: np.datetime64) -> tuple[int, int, int]:
    year, month, number = str(day).split("-")
    return int(year), int(month), int(number)


def _day_of_year(day: np.datetime64) -> int:
    return int((day - day.astype("datetime64[Y]").astype("datetime64[D]")).astype(int)) + 1


def _serial(day: np.datetime64) -> int:
    return int((day - np.datetime64("1899-12-30")).astype(int))


def _decimal_year(day: np.datetime64) -> str:
    year = day.astype("datetime64[Y]").astype("datetime64[D]")
    length = ((day.astype("datetime64[Y]") + 1).astype("datetime64[D]") - year).astype(int)
    return f"{str(day)[:4]}.{f'{(day - year).astype(int) / length:.4f}'[2:]}"


HEADER_DATES: dict[str, DateWriter] = {
    "20180106": lambda d: str(d).replace("-", ""),
    "D20180106": lambda d: "D" + str(d).replace("-", ""),
    "d20180106": lambda d: "d" + str(d).replace("-", ""),
    "D_20180106": lambda d: "D_" + str(d).replace("-", ""),
    "_20180106": lambda d: "_" + str(d).replace("-", ""),
    "disp_20180106": lambda d: "disp_" + str(d).replace("-", ""),
    "TS_20180106": lambda d: "TS_" + str(d).replace("-", ""),
    "date_20180106": lambda d: "date_" + str(d).replace("-", ""),
    "20180106T0614": lambda d: str(d).replace("-", "") + "T0614",
    "X2018.01.06": lambda d: "X" + str(d).replace("-", "."),
    "2018-01-06": str,
    "2018/1/6": lambda d: "/".join(map(str, _parts(d))),
    "2018-01-06T06:14:00Z": lambda d: f"{d}T06:14:00Z",
    "2018-01-06 00:00:00": lambda d: f"{d} 00:00:00",
    "06.01.2018": lambda d: "{2:02d}.{1:02d}.{0}".format(*_parts(d)),
    "06/01/2018": lambda d: "{2:02d}/{1:02d}/{0}".format(*_parts(d)),
    "01/06/2018 (US)": lambda d: "{1:02d}/{2:02d}/{0}".format(*_parts(d)),
    "06-Jan-2018": lambda d: f"{_parts(d)[2]:02d}-{ENGLISH[_parts(d)[1] - 1]}-{_parts(d)[0]}",
    "2018Jan06": lambda d: f"{_parts(d)[0]}{ENGLISH[_parts(d)[1] - 1]}{_parts(d)[2]:02d}",
    "2018006": lambda d: f"{str(d)[:4]}{_day_of_year(d):03d}",
    "180106": lambda d: str(d).replace("-", "")[2:],
    "43106": lambda d: str(_serial(d)),
    "2018.0137": _decimal_year,
}
CELL_DATES: dict[str, DateWriter] = {
    **{name: HEADER_DATES[name] for name in ("20180106", "2018-01-06", "2018/1/6", "2018-01-06T06:14:00Z", "43106")},
    **{
        name: HEADER_DATES[name] for name in ("06.01.2018", "06/01/2018", "06-Jan-2018", "2018.0137", "01/06/2018 (US)")
    },
    "6. Januar 2018": lambda d: f"{_parts(d)[2]}. {GERMAN_MONTHS[_parts(d)[1] - 1]} {_parts(d)[0]}",
    "2018年1月6日": lambda d: "{}年{}月{}日".format(*_parts(d)),
    "Jan 6, 2018": lambda d: f"{ENGLISH[_parts(d)[1] - 1]} {_parts(d)[2]}, {_parts(d)[0]}",
}
NEEDS_COMMA = frozenset({"Jan 6, 2018"})
NEEDS_BLANK = frozenset({"2018-01-06 00:00:00", "6. Januar 2018", "Jan 6, 2018"})


@dataclass(frozen=True)
class Words:
    """What columns are called in a language or a producer's habit."""

    name: str
    x: str
    y: str
    identifier: str
    rate: str
    date: str
    value: str
    encodings: tuple[str, ...] = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


LANGUAGES = (
    Words("own", "lon", "lat", "point_id", "velocity", "date", "displacement"),
    Words("capitals", "LON", "LAT", "CODE", "VEL", "DATE", "DISP"),
    Words("long names", "Longitude", "Latitude", "Point ID", "Mean Velocity", "Acquisition", "LOS displacement"),
    Words("shapefile", "longitude", "latitude", "ps_id", "mean_veloc", "datetime", "disp"),
    Words("sarproz", "LON", "LAT", "ID", "VEL", "DATES", "CUMUL.DISP."),
    Words("german", "Länge", "Breite", "Punkt", "Geschwindigkeit", "Datum", "Verschiebung"),
    Words("spanish", "Longitud", "Latitud", "id_punto", "Velocidad", "Fecha", "Desplazamiento"),
    Words(
        "chinese", "经度", "纬度", "点号", "速率", "日期", "形变量", ("utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030")
    ),
    Words("traditional", "經度", "緯度", "點號", "形變速率", "日期", "位移", ("utf-8", "big5", "utf-16")),
    Words("russian", "Долгота", "Широта", "Номер", "Скорость", "Дата", "Смещение", ("utf-8", "cp1251", "utf-16")),
)
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "blanks": " "}
MARKS = ("", "-9999", "-999.9", "-32768", "1e20", "-99999", "NaN", "n/a", "-", "#N/A", "NULL", "9999")
BEFORE = ("nothing", "comments", "title", "sep", "bom comments", "percent")
UNITS = {"mm": 1.0, "cm": 10.0, "m": 1000.0}
UNIT_PLACES = ("given", "comment", "header", "column", "line")
LAYOUTS = ("wide", "wide", "wide", "long", "long", "across", "rates")
ENDS = ("\n", "\r\n", "\n", "\r\n", "\r")


@dataclass(frozen=True)
class ForeignTable:
    """One file and the truth that it holds.

    options : what a person must tell the reader: unit and whether coordinates are degrees
    xy : shape=(n_points, 2); displacement_mm : shape=(n_points, n_epochs), NaN where missing, none for rates alone
    rate_mm_per_yr : shape=(n_points,), or None where the file has no rates
    """

    path: Path
    options: dict
    xy: np.ndarray
    dates: np.ndarray
    displacement_mm: np.ndarray
    rate_mm_per_yr: np.ndarray | None
    habits: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Habits:
    layout: str
    words: Words
    encoding: str
    separator: str
    comma: bool
    quoted: bool
    mark: str
    dates: str
    before: str
    unit: str
    unit_place: str
    order: str
    ends: str
    trailing: bool
    projected: bool
    thousands: str


def _drawn(number: int) -> tuple[_Habits, np.random.Generator]:
    """Habits that can go together, from a number."""
    rng = np.random.default_rng(number)

    def one(choices: Sequence) -> Any:
        return choices[int(rng.integers(len(choices)))]

    layout, words = one(LAYOUTS), one(LANGUAGES)
    encoding, separator = one(words.encodings), one(list(SEPARATORS))
    comma = separator != "blanks" and bool(rng.random() < 0.35)
    dates = one(list(HEADER_DATES if layout == "wide" else CELL_DATES))
    quoted = bool(rng.random() < 0.25) or (comma and separator == "comma") or dates in NEEDS_COMMA
    if separator == "blanks" and (dates in NEEDS_BLANK or " " in words.identifier + words.rate + words.value):
        separator = "semicolon"
    mark = one(MARKS)
    if separator == "blanks":
        mark, quoted = mark or "NaN", False
    unit_place = one(UNIT_PLACES)
    if layout in ("across", "rates") or separator == "blanks" or (layout == "wide" and dates.startswith("2018.0")):
        unit_place = one(("given", "comment"))
    if layout != "wide" and unit_place == "line":
        unit_place = "header"
    before = one(BEFORE)
    if unit_place == "comment" and before in ("nothing", "title", "sep"):
        before = "comments"
    if separator == "blanks" and before == "sep":
        before = "nothing"
    projected = bool(rng.random() < 0.3)
    thousands = one(("", "", "", ".", "'", "\u00a0")) if projected and separator not in ("blanks", "bar") else ""
    thousands = "," if thousands == "." and not comma else thousands
    if thousands == "," and not quoted and separator == "comma":
        thousands = ""
    if encoding in ("big5", "gbk", "cp1251", "gb18030") and thousands == "\u00a0":
        thousands = ""
    if encoding in ("big5", "cp1251", "cp1252") and not dates.isascii():
        dates = "2018-01-06"
    if not words.date.isascii() and encoding == "cp1252":
        encoding = "cp1252" if words.name == "german" else "utf-8"
    if "ä" in "".join(GERMAN_MONTHS) and dates.startswith("6. Januar") and encoding in ("big5", "cp1251", "gbk"):
        dates = "06.01.2018"
    habits = _Habits(
        layout, words, encoding, separator, comma, quoted, mark, dates, before, one(list(UNITS)), unit_place,
        one(("xy", "yx")), one(ENDS), bool(rng.random() < 0.15) and separator != "blanks", projected, thousands,
    )  # fmt: skip
    return habits, rng


def foreign_table(folder: Path, number: int) -> ForeignTable:
    """Write variant ``number`` into a folder."""
    habits, rng = _drawn(number)
    dates = np.datetime64("2018-01-06") + np.cumsum([0, *([12] * (N_EPOCHS - 1))]).astype("timedelta64[D]")
    rate_mm = np.round(rng.normal(-12, 6, N_POINTS), 1)
    if habits.layout == "long":  # a file of one unit: the series alone
        rate_mm = np.round(rate_mm, 1)
    years = (dates - dates[0]).astype(int) / 365.25
    series = rate_mm[:, None] * years + rng.normal(0, 0.6, (N_POINTS, N_EPOCHS)).round(2)
    series = np.round(series - series[:, :1] + rng.normal(0, 0.2, (N_POINTS, 1)), 2)
    xy = np.column_stack([114.1 + rng.random(N_POINTS).round(5), 22.4 + rng.random(N_POINTS).round(5)]).round(5)
    if habits.projected:
        xy = np.column_stack([503_824.5 + 37.25 * np.arange(N_POINTS), 2_152_846.5 + 21.75 * np.arange(N_POINTS)])
    truth = series.copy()
    for _ in range(3):
        truth[rng.integers(N_POINTS), rng.integers(1, N_EPOCHS)] = np.nan
    if habits.layout == "rates":
        truth, dates = np.empty((N_POINTS, 0)), dates[:0]
    lines = _lines(habits, xy, dates, truth, rate_mm)
    path = folder / f"variant_{number:03d}.{'txt' if habits.separator in ('blanks', 'bar') else 'csv'}"
    path.write_bytes((habits.ends.join(lines) + habits.ends).encode(habits.encoding))
    options = {"geographic": not habits.projected, "crs": "EPSG:32650" if habits.projected else "EPSG:4326"}
    if habits.unit_place == "given":
        options["unit"] = habits.unit
    has_rate = habits.layout != "long" and habits.layout != "across"
    told = {name: str(getattr(habits, name)) for name in habits.__dataclass_fields__ if name != "words"}
    return ForeignTable(
        path, options, xy, dates, truth, rate_mm if has_rate else None, {**told, "words": habits.words.name}
    )


def _lines(habits: _Habits, xy: np.ndarray, dates: np.ndarray, truth: np.ndarray, rate_mm: np.ndarray) -> list[str]:
    scale = UNITS[habits.unit]
    words = habits.words
    write_date = {**CELL_DATES, **HEADER_DATES}[habits.dates]
    suffix = f" [{habits.unit}]" if habits.unit_place == "header" else ""
    if suffix and habits.separator == "blanks":
        suffix = f"_{habits.unit}"
    axes = (0, 1) if habits.order == "xy" else (1, 0)
    names = [(words.x, words.y)[axis] for axis in axes]
    places = [[_number(habits, value, 5, habits.thousands) for value in xy[:, axis]] for axis in axes]
    values = [[_value(habits, value / scale) for value in row] for row in truth]
    rates = [_number(habits, value / scale, 5) for value in rate_mm]
    body: list[list[str]]
    if habits.layout == "wide":
        header = [words.identifier, *names, words.rate + suffix, *(write_date(day) + suffix for day in dates)]
        body = [[f"P{i + 1}", *(place[i] for place in places), rates[i], *values[i]] for i in range(len(xy))]
    elif habits.layout == "long":
        header = [words.date, words.identifier, *names, words.value + suffix]
        body = [
            [write_date(day), f"P{i + 1}", *(place[i] for place in places), values[i][t]]
            for i in range(len(xy))
            for t, day in enumerate(dates)
        ]
    elif habits.layout == "across":
        header = [words.date, *(f"P{i + 1}" for i in range(len(xy)))]
        body = [[name, *place] for name, place in zip(names, places)]
        body += [[write_date(day), *(values[i][t] for i in range(len(xy)))] for t, day in enumerate(dates)]
    else:
        header = [words.identifier, *names, words.rate]
        body = [[f"P{i + 1}", *(place[i] for place in places), rates[i]] for i in range(len(xy))]
    if habits.unit_place == "column":
        header.append("UOM")
        body = [[*row, habits.unit] for row in body]
    if habits.unit_place == "line":
        fixed = ["-", "deg", "deg", f"{habits.unit}/yr"]
        body.insert(0, [*fixed, *([habits.unit] * len(dates))])
    return [*_before(habits, len(header)), *(_row(habits, row) for row in [header, *body])]


def _value(habits: _Habits, value: float) -> str:
    if not np.isnan(value):
        return _number(habits, value, 6)
    return habits.mark.replace(".", ",") if habits.comma else habits.mark


def _number(habits: _Habits, value: float, digits: int, thousands: str = "") -> str:
    text = f"{value:,.{digits}f}" if thousands else f"{value:.{digits}f}"
    whole, _, fraction = text.partition(".")
    return whole.replace(",", thousands) + ("," if habits.comma else ".") + fraction


def _row(habits: _Habits, cells: Sequence[str]) -> str:
    separator = SEPARATORS[habits.separator]
    texts = [f'"{cell}"' if habits.quoted or separator in cell else cell for cell in cells]
    return separator.join(texts) + (separator if habits.trailing else "")


def _before(habits: _Habits, width: int) -> list[str]:
    """Lines before the header."""
    separator = SEPARATORS[habits.separator]
    unit = f"# unit: {habits.unit}" if habits.unit_place == "comment" else "# made for a test"
    if habits.before in ("comments", "bom comments"):
        return ["# exported by hand", unit, "#"]
    if habits.before == "percent":
        return ["% exported by hand", "%" + unit[1:]]
    if habits.before == "title":
        return ["Deformation of the city 2018" + separator * (width - 1 if habits.separator != "blanks" else 0), ""]
    if habits.before == "sep":
        return [f"sep={separator}"]
    return []
