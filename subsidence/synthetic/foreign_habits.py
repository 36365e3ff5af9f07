"""More tables as other people write them: marks, signs, separators and headers that ``foreign_tables`` does not have.

Each variant is drawn from its number alone, so that a failure can be looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .foreign_tables import CELL_DATES, HEADER_DATES, ForeignTable

N_POINTS, N_EPOCHS = 12, 8
# encoding → names of point, x, y, rate, date, displacement, and a remark
WORDS = {
    "utf-8": ("id", "lon", "lat", "velocity", "date", "displacement", "remark"),
    "utf-8-sig": ("CODE", "LONGITUDE", "LATITUDE", "VEL", "DATE", "DISP", "Bemerkung ä"),
    "utf-16": ("点号", "经度", "纬度", "速率", "日期", "形变量", "备注"),
    "gbk": ("点号", "经度", "纬度", "速率", "日期", "形变量", "备注"),
    "big5": ("點號", "經度", "緯度", "形變速率", "日期", "位移", "備註"),
    "cp932": ("点名", "経度", "緯度", "変位速度", "日付", "変位量", "備考"),
    "euc-kr": ("점번호", "경도", "위도", "변위속도", "날짜", "변위량", "비고"),
    "koi8-r": ("Номер", "Долгота", "Широта", "Скорость", "Дата", "Смещение", "Заметка"),
    "cp1251": ("Номер", "Долгота", "Широта", "Скорость", "Дата", "Смещение", "Заметка"),
    "cp1252": ("Punkt", "Länge", "Breite", "Geschwindigkeit", "Datum", "Verschiebung", "Bemerkung"),
}
SEPARATORS = (",", ";", "\t", "|")
MARKS = ("", "n/a", "--", "NULL", "*", "NaN", "N.D.", "-9999", "#N/A", "None", "-", "<0.1", "..", "1e+20", "-32768")
MINUS = ("-", "\u2212", "\u2013", "()")
THOUSANDS = ("", "\u202f", "\u2009", "\u00a0", "'", " ")
QUOTES = ("none", "all", "text")
HEADERS = ("plain", "units below", "merged above", "doubled remark", "title", "comment")
DATES = ("D20180106", "2018-01-06", "20180106", "disp_20180106", "X2018.01.06", "06.01.2018", "01/06/2018 (US)",
         "06-Jan-2018", "2018/1/6", "180106", "mixed")  # fmt: skip
LAYOUTS = ("wide", "wide", "long", "across", "rates")
ENDS = ("\n", "\r\n", "\r")


@dataclass(frozen=True)
class _Habits:
    layout: str
    encoding: str
    separator: str
    comma: bool
    mark: str
    minus: str
    thousands: str
    quotes: str
    header: str
    dates: str
    ends: str
    trailing: str
    projected: bool
    unit: str


def _drawn(number: int) -> tuple[_Habits, np.random.Generator]:
    """Habits that can go together, from a number."""
    rng = np.random.default_rng(10_000 + number)

    def one(choices: Sequence) -> Any:
        return choices[int(rng.integers(len(choices)))]

    encoding, separator, layout = one(list(WORDS)), one(SEPARATORS), one(LAYOUTS)
    projected = bool(rng.random() < 0.5)
    comma = bool(rng.random() < 0.4)
    quotes = "all" if comma and separator == "," else one(QUOTES)
    thousands = one(THOUSANDS) if projected else ""
    minus = one(MINUS)
    unicode = encoding.startswith("utf")
    if not unicode and not (thousands.isascii() or (encoding == "cp1252" and thousands == "\u00a0")):
        thousands = " "
    if not unicode and not (minus.isascii() or (encoding == "cp1252" and minus == "\u2013")):
        minus = "-"
    dates = one(DATES)
    if layout in ("long", "across") and dates not in CELL_DATES:
        dates = "2018-01-06"
    header = one(HEADERS)
    if header in ("units below", "doubled remark") and layout not in ("wide", "rates"):
        header = "plain"
    if header == "merged above" and layout != "wide":
        header = "title"
    habits = _Habits(
        layout, encoding, separator, comma, one(MARKS), minus, thousands, quotes, header, dates, one(ENDS),
        one(("", "", " ", "   ")), projected, one(("mm", "cm", "m")) if header != "plain" else "mm",
    )  # fmt: skip
    return habits, rng


def habit_table(folder: Path, number: int) -> ForeignTable:
    """Write variant ``number`` into a folder."""
    habits, rng = _drawn(number)
    dates = np.datetime64("2018-01-06") + 12 * np.arange(N_EPOCHS) * np.timedelta64(1, "D")
    rate = np.round(rng.normal(-12, 6, N_POINTS), 1)
    years = (dates - dates[0]).astype(int) / 365.25
    truth = np.round(rate[:, None] * years + rng.normal(0, 0.6, (N_POINTS, N_EPOCHS)), 2)
    xy = np.column_stack([114.1 + rng.random(N_POINTS).round(5), 22.4 + rng.random(N_POINTS).round(5)]).round(5)
    if habits.projected:
        xy = np.column_stack([503_824.5 + 37.25 * np.arange(N_POINTS), 2_152_846.5 + 21.75 * np.arange(N_POINTS)])
    for _ in range(3):
        truth[rng.integers(N_POINTS), rng.integers(1, N_EPOCHS)] = np.nan
    rows = _rows(habits, xy, dates, truth, rate)
    if habits.layout == "rates":
        truth, dates = np.empty((N_POINTS, 0)), dates[:0]
    path = folder / f"habit_{number:03d}.csv"
    lines = [line + habits.trailing for line in rows]
    path.write_bytes((habits.ends.join(lines) + habits.ends).encode(habits.encoding))
    options: dict = {"geographic": not habits.projected, "crs": "EPSG:32650" if habits.projected else "EPSG:4326"}
    if habits.header not in ("units below", "merged above", "comment"):
        options["unit"] = habits.unit
    told = {name: str(getattr(habits, name)) for name in habits.__dataclass_fields__}
    has_rate = habits.layout in ("wide", "rates")
    return ForeignTable(path, options, xy, dates, truth, rate if has_rate else None, told)


def _rows(habits: _Habits, xy: np.ndarray, dates: np.ndarray, truth: np.ndarray, rate: np.ndarray) -> list[str]:
    point, x, y, velocity, date, value, remark = WORDS[habits.encoding]
    scale = {"mm": 1.0, "cm": 10.0, "m": 1000.0}[habits.unit]
    places = [[_number(habits, number, 5, True) for number in axis] for axis in xy.T]
    names = [f"P{number}" for number in range(1, len(xy) + 1)]
    cells = [[_cell(habits, number / scale) for number in row] for row in truth]
    rates = [_number(habits, number / scale, 5) for number in rate]
    written = [_date(habits, day, place) for place, day in enumerate(dates)]
    twice = habits.header == "doubled remark"
    if habits.layout == "long":
        header = [date, point, x, y, value]
        body = [[written[t], names[i], places[0][i], places[1][i], cells[i][t]]
                for i in range(len(xy)) for t in range(len(dates))]  # fmt: skip
    elif habits.layout == "across":
        header = [date, *names]
        body = [[x, *places[0]], [y, *places[1]]]
        body += [[written[t], *(cells[i][t] for i in range(len(xy)))] for t in range(len(dates))]
    else:
        dated = habits.layout == "wide"
        header = [point, x, y, velocity, *(written if dated else []), *([remark] * (2 if twice else 1))]
        body = [
            [names[i], places[0][i], places[1][i], rates[i], *(cells[i] if dated else []),
             *(["ok"] * (2 if twice else 1))]
            for i in range(len(xy))
        ]  # fmt: skip
        if habits.header == "units below":
            degrees = "m" if habits.projected else "deg"
            units = ["-", degrees, degrees, f"{habits.unit}/yr", *([habits.unit] * len(dates) if dated else []), "-"]
            body.insert(0, units)
    return [*_above(habits, header), *(_line(habits, row) for row in [header, *body])]


def _above(habits: _Habits, header: Sequence[str]) -> list[str]:
    if habits.header == "merged above":
        return [_line(habits, ["", "", "", "", f"displacement [{habits.unit}]", *([""] * (len(header) - 5))])]
    if habits.header == "title":
        return ["Deformation of the city"]
    if habits.header == "comment":
        return [f"# unit: {habits.unit}", "# made by hand"]
    return []


def _date(habits: _Habits, day: np.datetime64, place: int) -> str:
    if habits.dates == "mixed":
        return HEADER_DATES[("20180106", "D20180106", "disp_20180106", "20180106")[place % 4]](day)
    return {**CELL_DATES, **HEADER_DATES}[habits.dates](day)


def _cell(habits: _Habits, value: float) -> str:
    if not np.isnan(value):
        return _number(habits, value, 6)
    return habits.mark.replace(".", ",") if habits.comma and habits.mark == "<0.1" else habits.mark


def _number(habits: _Habits, value: float, digits: int, grouped: bool = False) -> str:
    text = f"{abs(value):,.{digits}f}" if grouped and habits.thousands else f"{abs(value):.{digits}f}"
    whole, _, fraction = text.partition(".")
    text = whole.replace(",", habits.thousands) + ("," if habits.comma else ".") + fraction
    if value >= 0:
        return text
    return f"({text})" if habits.minus == "()" else habits.minus + text


def _line(habits: _Habits, cells: Sequence[str]) -> str:
    def quoted(cell: str) -> bool:
        text = not cell[:1].isdigit() and not cell[1:2].isdigit()
        return habits.quotes == "all" or (habits.quotes == "text" and text and bool(cell)) or habits.separator in cell

    return habits.separator.join(f'"{cell}"' if quoted(cell) else cell for cell in cells)
