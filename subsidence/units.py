"""Units, constants and the sign convention, each written once."""

from __future__ import annotations

import re

from .errors import SubsidenceError
from .wording import message

DAYS_PER_YEAR = 365.25
SPEED_OF_LIGHT_M_PER_S = 299_792_458.0
C_BAND_HZ = 5.405e9  # Sentinel-1
L_BAND_WAVELENGTH_ABOVE_M = 0.2  # LiCSBAS calls a longer wavelength L band

LOS = "line of sight"
VERTICAL = "vertical"
EAST = "east–west"
SIGN = {
    LOS: "positive towards the satellite, subsidence is negative",
    VERTICAL: "positive up, subsidence is negative",
    EAST: "positive to the east",
}

AUTOMATIC = "automatic"  # the unit that a file tells, mm where it tells none
SINCE_FIRST, SINCE_BEFORE = "since the first date", "since the date before"  # what values of dates count from

UNITS = ("mm", "cm", "m")  # of displacements, as they are offered to choose from
MM_PER_UNIT = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "ft": 304.8, "in": 25.4, "yd": 914.4, "dm": 100.0, "km": 1e6}
MM_PER_UNIT.update({"µm": 1e-3, "nm": 1e-6})  # all that a file may state


def wavelength_m(radar_frequency_hz: float = C_BAND_HZ) -> float:
    """Radar wavelength in metres.

    >>> round(wavelength_m(), 8)
    0.05546576
    """
    return SPEED_OF_LIGHT_M_PER_S / radar_frequency_hz


def mm_per(unit: str) -> float:
    """Millimetres in one ``unit``; the units are those of ``MM_PER_UNIT``."""
    try:
        return MM_PER_UNIT[unit]
    except KeyError:
        known = ", ".join(MM_PER_UNIT)
        raise SubsidenceError(
            message("The unit “{unit}” is not known; use one of {known}.", unit=unit, known=known)
        ) from None


def unit_taken(chosen: str, told: str = "") -> tuple[str, bool]:
    """The unit that counts, and whether that is worth saying: another than mm was told, or than was chosen.

    >>> unit_taken(AUTOMATIC, "cm"), unit_taken(AUTOMATIC), unit_taken("mm", "cm"), unit_taken("cm", "cm")
    (('cm', True), ('mm', False), ('mm', True), ('cm', False))
    """
    if told not in MM_PER_UNIT:
        told = ""
    if chosen == AUTOMATIC:
        return told or "mm", told not in ("", "mm")
    return chosen, bool(told) and told != chosen


LENGTH_NAMES = {
    "nm": 1e-6,
    "µm": 1e-3,
    "um": 1e-3,
    "micrometer": 1e-3,
    "micrometre": 1e-3,
    "micron": 1e-3,
    "mm": 1.0,
    "millimeter": 1.0,
    "millimetre": 1.0,
    "cm": 10.0,
    "centimeter": 10.0,
    "centimetre": 10.0,
    "dm": 100.0,
    "decimeter": 100.0,
    "decimetre": 100.0,
    "m": 1000.0,
    "meter": 1000.0,
    "metre": 1000.0,
    "km": 1e6,
    "kilometer": 1e6,
    "kilometre": 1e6,
    "in": 25.4,
    "inch": 25.4,
    "inche": 25.4,
    "ft": 304.8,
    "foot": 304.8,
    "feet": 304.8,
    "us survey foot": 304.8006096,
    "us_survey_foot": 304.8006096,
    "us survey feet": 304.8006096,
    "foot_us": 304.8006096,
    "ftus": 304.8006096,
}
ANGLES = frozenset({"rad", "radian", "radians", "rads", "deg", "degree", "degrees", "cycle", "cycles"})
PER_TIME = re.compile(
    r"^(?P<what>.*?)\s*(?:/|\bper\b|\s|\*|\.)\s*(?P<time>s|sec|second|h|hr|hour|d|day|month|mon|yr|y|year|a|annum)s?"
    r"(?:\s*(?:\^|\*\*)?\s*(?P<power>-\s*1))?$",
    re.IGNORECASE,
)


def mm_per_told(text: str) -> float | None:
    """Millimetres in one unit as a file tells it, or None where that is no length.

    >>> mm_per_told("meters"), mm_per_told("[cm]"), mm_per_told("ft"), mm_per_told("1"), mm_per_told("mm/yr")
    (1000.0, 10.0, 304.8, None, None)
    """
    plain = " ".join(text.strip().strip("[]()").lower().split())
    for name in (plain, plain.rstrip("."), plain[:-1] if plain.endswith("s") else plain):
        if name in LENGTH_NAMES:
            return LENGTH_NAMES[name]
    return None


def rate_mm_per_told(text: str) -> float | None:
    """mm/yr in one unit of a rate as a file tells it, or None where that is no length in a time.

    >>> rate_mm_per_told("mm/yr"), rate_mm_per_told("meters / year"), rate_mm_per_told("cm a-1"), rate_mm_per_told("m")
    (1.0, 1000.0, 10.0, None)
    """
    what, time = split_per_time(text)
    length = mm_per_told(what) if time else None
    years = {"year": 1.0, "month": 12.0, "day": DAYS_PER_YEAR, "hour": 24.0 * DAYS_PER_YEAR,
             "second": 86_400.0 * DAYS_PER_YEAR}.get(time)  # fmt: skip
    return None if length is None or years is None else length * years


def split_per_time(text: str) -> tuple[str, str]:
    """A unit and the time it is taken per: second, hour, day, month, year, or "".

    >>> split_per_time("mm/day"), split_per_time("kg m-2 s-1"), split_per_time("cm"), split_per_time("m s")
    (('mm', 'day'), ('kg m-2', 'second'), ('cm', ''), ('m s', ''))
    """
    plain = " ".join(text.strip().strip("[]").split())
    match = PER_TIME.match(plain)
    if match is None or not match["what"]:
        return plain, ""
    divided = bool(re.search(r"/\s*\w+$|\bper\s+\w+$", plain, re.IGNORECASE))
    if not divided and not match["power"]:
        return plain, ""
    if divided and match["power"]:
        return plain, ""
    first = match["time"].lower()
    names = {"s": "second", "h": "hour", "d": "day", "m": "month", "y": "year", "a": "year"}
    return match["what"].strip(), names[first[0]]


def is_angle(text: str) -> bool:
    """Whether a unit is that of a phase."""
    return text.strip().strip("[]").lower() in ANGLES
