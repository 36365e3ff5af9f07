"""Which dimension is what in a NetCDF or HDF5 file, and which of its arrays is the one to read.

Axes are told by their attributes ``axis``, ``units`` and ``standard_name``, then by their names; the order of the
dimensions is free. Source: CF conventions 1.11, chapters 4 and 5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from .cf_time import is_time_unit

X, Y, TIME, OTHER = "X", "Y", "T", ""
NORTH_UNITS = re.compile(r"^degrees?_?(n|north)$", re.I)
EAST_UNITS = re.compile(r"^degrees?_?(e|east)$", re.I)
STANDARD_NAMES = {
    "longitude": X,
    "grid_longitude": X,
    "projection_x_coordinate": X,
    "latitude": Y,
    "grid_latitude": Y,
    "projection_y_coordinate": Y,
    "time": TIME,
}
NAMES = {
    X: ("x", "lon", "long", "longitude", "nav_lon", "east", "xc", "xcoordinates", "lons", "rlon"),
    Y: ("y", "lat", "latitude", "nav_lat", "north", "yc", "ycoordinates", "lats", "rlat"),
    TIME: ("time", "valid_time", "date", "dates", "t", "times", "datetime", "epoch", "epochs", "day", "month"),
}
PROJECTED_NAME = re.compile(
    r"(?:utm|proj(?:ection)?)?_?(?:(x)|(y))?_?(?:(easting)s?|(northing)s?|coord(?:inate)?s?|utm|m)?", re.I
)
PER_PIXEL = re.compile(r"(?:nav_|x|t|g)?(?:(lon(?:g|s|gitude|gitudes)?)|lat(?:s|itude|itudes)?)_?(?:2d)?", re.I)
GEOGRAPHIC_NAMES = frozenset({"lon", "long", "longitude", "lat", "latitude", "nav_lon", "nav_lat", "lons", "lats"})
# Arrays that go with the measured one and are not meant when none is named.
SIDE = re.compile(
    r"(?:^|_|\b)(?:coh|coherence|corr|correlation|cor|mask|conncomp|connected_components?|labels?|std|stdv|sigma"
    r"|stdev|uncert\w*|error|err|rmse?|quality|phase_quality|similarity|shp|counts?|height|hgt|dem|elevation|incidence"
    r"|azimuth|heading|look|baseline|bperp|amplitude|amp|flag|number|nobs|weights?|scale_factor|mascon\w*|variance"
    r"|residuals?|los_[enu]|land|area|land_mask|status|qc|gauge\w*|stc|vstd|scatterer\w*|inc|angle|velocity|vel|gap)"
    r"(?:$|_|\b|\d)|(?:Coherence|Mask|Angle|Error|Quality|Std|Counts?|Residuals?)\w*$|^(?:n_|maxTlen|resid)",
    re.I,
)
DISPLACEMENT_NAMES = (
    r"^displacement$",
    r"^(los_)?(displacement|disp|deformation|defo)(_los)?(_mm|_m|_cm)?$",
    r"^(timeseries|time_series|cum|cumulative\w*|ts|dis|los|los_displacement\w*|sbas|insar)$",
    r"(?<!short_wavelength_)(displacement|deform|subsidence|disp(?!ersion)|uplift|settlement|cumul|vertical|los)",
    r"displacement",
)
DISPLACEMENT_REGEX = tuple(re.compile(pattern, re.I) for pattern in DISPLACEMENT_NAMES)


def role_of(name: str, units: str, attributes: dict) -> str:
    """What an axis is: ``X``, ``Y``, ``T`` or "".

    >>> role_of("lat", "", {}), role_of("a", "degrees_east", {}), role_of("t", "days since 2000-01-01", {})
    ('Y', 'X', 'T')
    >>> [role_of(name, "", {}) for name in ("Eastings", "y_utm", "UTM_X", "y_coordinate", "coord", "m")]
    ['X', 'Y', 'X', 'Y', '', '']
    """
    axis = str(attributes.get("axis", "")).strip().upper()
    if axis in (X, Y, TIME):
        return axis
    units = units.strip()
    if is_time_unit(units):
        return TIME
    if NORTH_UNITS.match(units):
        return Y
    if EAST_UNITS.match(units):
        return X
    standard = STANDARD_NAMES.get(str(attributes.get("standard_name", "")).strip().lower())
    if standard:
        return standard
    if axis == "Z":
        return OTHER
    plain = name.rpartition("/")[2].lower()
    projected = PROJECTED_NAME.fullmatch(plain)
    if projected is not None:
        x, y, easting, northing = projected.groups()
        if bool(x or easting) != bool(y or northing):
            return X if x or easting else Y
    return next((role for role, names in NAMES.items() if plain in names), OTHER)


def role_per_pixel(name: str, units: str, attributes: dict) -> str:
    """What an array that has a value for every pixel says of its place: ``X`` for longitudes, ``Y`` or "".

    >>> role_per_pixel("XLAT", "", {}), role_per_pixel("lon2d", "", {}), role_per_pixel("wind", "degree", {})
    ('Y', 'X', '')
    """
    standard = str(attributes.get("standard_name", "")).strip().lower()
    if EAST_UNITS.match(units.strip()) or standard == "longitude":
        return X
    if NORTH_UNITS.match(units.strip()) or standard == "latitude":
        return Y
    match = PER_PIXEL.fullmatch(name.rpartition("/")[2])
    return "" if match is None else X if match[1] else Y


def is_geographic(name: str, units: str, attributes: dict) -> bool:
    """Whether an axis is said to be a longitude or latitude."""
    standard = str(attributes.get("standard_name", "")).strip().lower()
    if standard in ("grid_longitude", "grid_latitude"):
        return False
    if NORTH_UNITS.match(units.strip()) or EAST_UNITS.match(units.strip()) or standard in ("longitude", "latitude"):
        return True
    return name.rpartition("/")[2].lower() in GEOGRAPHIC_NAMES and not re.match(r"^(m|km|met\w+)$", units.strip(), re.I)


def step_of(values: np.ndarray) -> float | None:
    """The common step of an axis; None where the steps differ by more than 1 %."""
    if values.size < 2:
        return None
    step = (float(values[-1]) - float(values[0])) / (values.size - 1)
    off = np.abs(values - (values[0] + step * np.arange(values.size)))
    return step if step and float(off.max()) <= 0.05 * abs(step) else None


def best_displacement(names: Sequence[str]) -> str | None:
    """Of several arrays the one that holds displacements by its name, or None.

    >>> best_displacement(["coherence", "short_wavelength_displacement", "displacement"])
    'displacement'
    """
    plain = {name: name.rpartition("/")[2] for name in names}
    for pattern in DISPLACEMENT_REGEX:
        found = [name for name in names if pattern.search(plain[name]) and not is_side(name)]
        if found:
            return min(found, key=lambda name: (len(plain[name]), name))
    return None


def is_side(name: str) -> bool:
    """Whether an array only goes with another one, such as a coherence, a mask or an uncertainty."""
    return bool(SIDE.search(name.rpartition("/")[2]))
