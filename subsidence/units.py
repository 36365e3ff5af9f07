"""Units, constants and the sign convention, each written once."""

from __future__ import annotations

from .errors import SubsidenceError
from .wording import message

DAYS_PER_YEAR = 365.25
SPEED_OF_LIGHT_M_PER_S = 299_792_458.0
C_BAND_HZ = 5.405e9  # Sentinel-1
L_BAND_WAVELENGTH_ABOVE_M = 0.2  # LiCSBAS calls a longer wavelength L band

SIGN = "positive towards the satellite or up; subsidence is negative"
LOS = "line of sight"
VERTICAL = "vertical"

MM_PER_UNIT = {"mm": 1.0, "cm": 10.0, "m": 1000.0}


def wavelength_m(radar_frequency_hz: float = C_BAND_HZ) -> float:
    """Radar wavelength in metres.

    >>> round(wavelength_m(), 8)
    0.05546576
    """
    return SPEED_OF_LIGHT_M_PER_S / radar_frequency_hz


def mm_per(unit: str) -> float:
    """Millimetres in one ``unit``; the units are mm, cm and m."""
    try:
        return MM_PER_UNIT[unit]
    except KeyError:
        known = ", ".join(MM_PER_UNIT)
        raise SubsidenceError(
            message("The unit “{unit}” is not known; use one of {known}.", unit=unit, known=known)
        ) from None
