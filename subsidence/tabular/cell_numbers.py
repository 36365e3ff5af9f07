"""Numbers in cells of text: decimal points and commas, separators of thousands, and what stands for nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from ..errors import SubsidenceError
from ..wording import message

MISSING_TEXTS = frozenset(
    (
        "",
        "na",
        "n/a",
        "#n/a",
        "#na",
        "nan",
        "null",
        "none",
        "nil",
        "-",
        "--",
        "---",
        "—",
        "–",
        "s/d",
        "nd",
        "n.d.",
        "n.a.",
    )
    + (
        "<na>",
        "#null!",
        "#value!",
        "#wert!",
        "#ref!",
        "#div/0!",
        "#num!",
        "#nv",
        "#n/d",
        "?",
        ".",
        "..",
        "*",
        "***",
        "\\n",
    )
    + (
        "(null)",
        "missing",
        "no data",
        "nodata",
        "masked",
        "k.a.",
        "ka",
        "无",
        "缺",
        "缺失",
        "нет",
        "нет данных",
        "н/д",
        "б/д",
        "no value",
        "n.v.",
        "s.d.",
        "sin dato",
        "sin datos",
        "brak",
        "brak danych",
        "b.d.",
        "keine daten",
        "欠測",
        "欠损",
        "結測",
        "결측",
        "nan()",
        "-nan",
        "1.#qnan",
        "nat",
        "n.b.",
        "n.d",
        "e/f",
        "void",
        "falta",
        "faltante",
        "fehlt",
        "veri yok",
        "geen data",
        "ingen data",
    )
    + ("-1.#ind", "1.#inf", "-1.#inf", "inf", "-inf", "+inf", "infinity", "-infinity", "1.#ind")
)
BLANKS = str.maketrans("", "", "\u00a0\u202f\u2009\u2007 '’`")
SIGNS = str.maketrans(
    {
        "\u2212": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\uff0d": "-",
        "\uff0b": "+",
        "\uff0e": ".",
        "\uff0c": ",",
    }
)
WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
NO_NUMBER = re.compile(
    r"^(?:[+-]?(?:(?:nan|inf|infinity)(?:\(\w*\))?|1\.#(?:s?nan|qnan|ind|inf)0*)|#[¡\w/]+[!?]?)$", re.I
)  # of C programs, and errors of spreadsheets in any language
SIGN_BEHIND = re.compile(r"^[\d., \u00a0]*\d-$")  # as older accounting programs write what is negative
BEYOND_A_LIMIT = re.compile(r"^[<>≤≥]\s?\d+(?:[.,]\d+)?$")  # below or above what can be told: no number
NUMBER = re.compile(r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d+)?$")
GROUP = r"\d{1,3}(?:[%s '’\u00a0\u202f]\d{3})+"
SURE_COMMA, SURE_POINT = (
    re.compile(
        rf"^[+-]?(?:\d*{mark}(?:\d{{1,2}}|\d{{4,}})|0*{mark}\d+|\d{{4,}}{mark}\d+|{GROUP % thousands}{mark}\d+)"
        r"(?:[eE][+-]?\d+)?$"
    )
    for mark, thousands in ((",", "."), (r"\.", ","))
)
OPEN_COMMA = re.compile(r"^[+-]?[1-9]\d{0,2},\d{3}$")
SEVERAL_COMMAS = re.compile(r"^[+-]?\d{1,3}(?:,\d{3}){2,}$")
SEVERAL_POINTS = re.compile(r"^[+-]?\d{1,3}(?:\.\d{3}){2,}$")
GROUPS_OF_THREE = {
    ",": re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$"),
    ".": re.compile(r"^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?$"),
}


def uses_decimal_comma(cells: Iterable[str]) -> bool | None:
    """Whether cells have decimal commas (True) or points (False), from those that can be read in one way only.

    None where both occur, so that they cannot be of one convention.

    >>> uses_decimal_comma(["-99,12", "1.234"]), uses_decimal_comma(["1.234", "5"]), uses_decimal_comma(["1,5", "1.5"])
    (True, False, None)
    """
    comma, point, only_open = surely_commas(cells)
    if comma and point:
        return None
    return bool(comma or (only_open and not point))


def surely_commas(cells: Iterable[str]) -> tuple[int, int, int]:
    """How many cells are surely written with a decimal comma, surely with a point, and with a comma of either kind."""
    comma = point = only_open = 0
    for cell in cells:
        text = cell.strip().translate(SIGNS)
        if SURE_COMMA.match(text) or SEVERAL_POINTS.match(text):
            comma += 1
        elif SURE_POINT.match(text) or SEVERAL_COMMAS.match(text):
            point += 1
        elif OPEN_COMMA.match(text):
            only_open += 1
    return comma, point, only_open


def number_of(cell: str, decimal_comma: bool | None = None) -> float:
    """A number; NaN for a cell that stands for nothing; ``ValueError`` for anything else.

    decimal_comma : the convention of the column; None takes each cell as it is and refuses those that can be read
        in two ways

    >>> number_of("1,5"), number_of(" -2.25 "), number_of("1.234,5"), number_of("1,234.5"), number_of("1.234", True)
    (1.5, -2.25, 1234.5, 1234.5, 1234.0)
    >>> number_of("1 234,5"), number_of("−3"), number_of("n/a"), number_of("(2.5)"), number_of("2.5-")
    (1234.5, -3.0, nan, -2.5, -2.5)
    """
    text = cell.strip()
    try:
        if not decimal_comma and "_" not in text:
            value = float(text)
            return value if math.isfinite(value) else math.nan
    except ValueError:
        pass
    text = text.strip("\"'").strip()
    if text.lower() in MISSING_TEXTS or BEYOND_A_LIMIT.match(text) or NO_NUMBER.match(text):
        return math.nan
    text = text.translate(SIGNS).translate(WIDE_DIGITS)
    if SIGN_BEHIND.match(text):
        text = f"-{text[:-1]}"
    if text.endswith("%") or "_" in text:
        raise ValueError(cell)
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]  # as accountants write what is negative
    text = _without_blanks(text)
    if decimal_comma is None:
        if OPEN_COMMA.match(text) and GROUPS_OF_THREE[","].match(text):
            decimal_comma = True  # a lone comma is a decimal one, as in a file of such
        else:
            decimal_comma = "," in text and not GROUPS_OF_THREE[","].match(text)
    thousands, decimal = (".", ",") if decimal_comma else (",", ".")
    if thousands in text:
        if not GROUPS_OF_THREE[thousands].match(text):
            raise ValueError(cell)
        text = text.replace(thousands, "")
    text = text.replace(decimal, ".")
    if not NUMBER.match(text):
        raise ValueError(cell)
    return float(text.replace("d", "e").replace("D", "e"))


def _without_blanks(text: str) -> str:
    """Blanks and apostrophes between groups of three digits are separators of thousands."""
    if any(mark in text for mark in "\u00a0\u202f\u2009\u2007 '’`"):
        if not re.match(r"^[+-]?\s?\d{1,3}(?:[\u00a0\u202f\u2009\u2007 '’`]\d{3})*(?:[.,]\d+)?$", text):
            raise ValueError(text)
        return text.translate(BLANKS)
    return text


ANGLE = re.compile(
    r"""^([+-]?)(\d{1,3}(?:[.,]\d+)?)\s*(?:[°ºd:\s]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:['′’m:\s]\s*"""
    r"""(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”s]|''|’’)?)?)?)?)?\s*([NSEWOnsewo]?)$"""
)
SOUTH_OR_WEST = frozenset("SsWw")
OPEN_LETTERS = frozenset("Oo")


def angle_of(cell: str, decimal_comma: bool | None = None) -> float:
    """A coordinate: a number, or degrees with minutes, seconds and a letter of the compass.

    Parameters
    ----------
    cell : str
        Text such as 99°06'00.0"W.
    decimal_comma : bool, optional
        Whether a comma is decimal; by default the cell alone must tell.

    Returns
    -------
    float
        Degrees; negative to the south and west.

    Raises
    ------
    ValueError
        Where the text is no coordinate.
    SubsidenceError
        Where its letter is an O.

    Examples
    --------
    >>> angle_of("19.4"), angle_of("99°06'00.0\\"W"), angle_of("22.41°N"), round(angle_of("114 30 E"), 6)
    (19.4, -99.1, 22.41, 114.5)
    """
    try:
        return number_of(cell, decimal_comma)
    except ValueError:
        match = ANGLE.match(cell.strip().translate(SIGNS))
        if match is None:
            raise
    sign, *parts, letter = match.groups()
    if letter in OPEN_LETTERS and letter:
        raise SubsidenceError(
            message(
                "“{cell}”: O is west in some languages (Oeste, Ouest, Ovest) and east in others (Ost); write W or E.",
                cell=cell.strip(),
            )
        )
    degrees, minutes, seconds = (float(part.replace(",", ".")) if part else 0.0 for part in parts)
    if minutes >= 60.0 or seconds >= 60.0:
        raise ValueError(cell)
    value = degrees + minutes / 60.0 + seconds / 3600.0
    return -value if sign == "-" or (letter in SOUTH_OR_WEST and letter) else value


def is_number(cell: str) -> bool:
    """Whether a cell holds a number (nothing is none)."""
    try:
        return math.isfinite(number_of(cell))
    except ValueError:
        return False


def is_a_limit(cell: str) -> bool:
    """Whether a cell tells only below or above what a value lies, such as <0.1."""
    return bool(BEYOND_A_LIMIT.match(cell.strip().strip("\"'").strip()))


def is_nothing(cell: str) -> bool:
    text = cell.strip().strip("\"'").strip()
    return text.lower() in MISSING_TEXTS or bool(NO_NUMBER.match(text)) or is_a_limit(text)
