"""NetCDF files of one known world, written by many people's habits."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

LON = np.array([-99.3, -99.2, -99.1, -99.0])
LAT = np.array([19.3, 19.5, 19.7])
MONTHS = np.arange("2017-11", "2018-09", dtype="datetime64[M]")
MISSING = (4, 1, 2)  # time, latitude, longitude of the value that is not there


def truth() -> np.ndarray:
    """Values by month, latitude ascending and longitude; one is missing."""
    t, y, x = np.ogrid[: MONTHS.size, : LAT.size, : LON.size]
    values = 10.0 + 7.0 * t + 2.0 * y + 0.5 * x
    values[MISSING] = np.nan
    return values


@dataclass(frozen=True)
class Variant:
    """One way to write it; see ``write``."""

    calendar: str = "standard"
    units: str = "days since 1850-01-01"
    stamp: str = "first"  # first, middle, last
    bounds: bool = False
    order: str = "tyx"
    north_first: bool = False
    east_longitudes: bool = False
    names: tuple[str, str, str] = ("time", "lat", "lon")
    axis_attributes: str = "units"  # units, axis, standard_name, none
    packing: str = "float"  # float, double, int16, uint8-signed
    fill: str = "_FillValue"  # _FillValue, missing_value, valid_range, nan, undeclared
    variable: str = "precip"
    side: str = ""  # a second variable

    @property
    def needs_cftime(self) -> bool:
        return self.calendar in ("noleap", "365_day", "360_day", "julian", "all_leap") and "month" not in self.units


def count_days(dates: list[tuple[int, int, float]], origin: tuple[int, int], calendar: str) -> np.ndarray:
    """Days from the first of a month to (year, month, day with a fraction), counted one month after the other."""

    def length(year: int, month: int) -> int:
        if calendar == "360_day":
            return 30
        if month != 2:
            return 30 + (month + month // 8) % 2
        if calendar in ("noleap", "365_day"):
            return 28
        if calendar in ("all_leap", "366_day"):
            return 29
        gregorian = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if (year % 4 == 0 if calendar == "julian" else gregorian) else 28

    def number(year: int, month: int, day: float) -> float:
        total, at = 0, origin
        while at != (year, month):
            total += length(*at)
            at = (at[0], at[1] + 1) if at[1] < 12 else (at[0] + 1, 1)
        return total + day - 1

    return np.array([number(*date) for date in dates])


def times(variant: Variant) -> tuple[np.ndarray, np.ndarray | None]:
    """The numbers of the time axis and of its bounds."""
    years = MONTHS.astype("datetime64[Y]").astype(int) + 1970
    months = MONTHS.astype(int) % 12 + 1
    pairs = list(zip(years.tolist(), months.tolist()))
    following = [(y, m + 1) if m < 12 else (y + 1, 1) for y, m in pairs]
    unit, _, since = variant.units.partition(" since ")
    origin = (int(since[:4]), int(since[5:7]))
    if unit.startswith("month"):
        first = np.array([12 * (y - origin[0]) + m - origin[1] for y, m in pairs], dtype=float)
        low, high = first, first + 1
    else:
        low = count_days([(y, m, 1) for y, m in pairs], origin, variant.calendar)
        high = count_days([(y, m, 1) for y, m in following], origin, variant.calendar)
    stamp = {"first": low, "middle": (low + high) / 2, "last": high - (high - low) / 30}[variant.stamp]
    factor = {"d": 1, "h": 24, "m": 1440, "s": 86400}[unit[0]] if not unit.startswith("month") else 1
    return stamp * factor, np.column_stack([low, high]) * factor if variant.bounds else None


def write(path, variant: Variant) -> None:
    """A NetCDF-3 file."""
    from scipy.io import netcdf_file

    values, lat, lon = truth(), LAT, LON
    if variant.north_first:
        values, lat = values[:, ::-1], lat[::-1]
    if variant.east_longitudes:
        lon = lon + 360.0
    sizes = dict(zip("tyx", values.shape))
    values = np.transpose(values, ["tyx".index(letter) for letter in variant.order])
    dimension = dict(zip("tyx", variant.names))
    with netcdf_file(path, "w") as file:
        for letter in variant.order:
            file.createDimension(dimension[letter], sizes[letter])
        stamps, bounds = times(variant)
        axis = file.createVariable(dimension["t"], "f8", (dimension["t"],))
        axis[:], axis.units, axis.calendar = stamps, variant.units, variant.calendar
        if bounds is not None:
            file.createDimension("nv", 2)
            axis.bounds = "time_bnds"
            file.createVariable("time_bnds", "f8", (dimension["t"], "nv"))[:] = bounds
        for letter, centres in (("y", lat), ("x", lon)):
            axis = file.createVariable(dimension[letter], "f8", (dimension[letter],))
            axis[:] = centres
            degrees = {"y": "degrees_north", "x": "degrees_east"}[letter]
            if variant.axis_attributes == "units":
                axis.units = degrees
            elif variant.axis_attributes == "axis":
                axis.axis, axis.units = letter.upper(), degrees
            elif variant.axis_attributes == "standard_name":
                axis.standard_name = {"y": "latitude", "x": "longitude"}[letter]
        dimensions = tuple(dimension[letter] for letter in variant.order)
        _fill(file, variant.variable, values, dimensions, variant)
        if variant.side:
            file.createVariable(variant.side, "f4", dimensions)[:] = 0.9


def _fill(file, name: str, values: np.ndarray, dimensions: tuple, variant: Variant) -> None:
    kind, scale, offset = {
        "float": ("f4", 1.0, 0.0),
        "double": ("f8", 1.0, 0.0),
        "int16": ("i2", 0.01, 50.0),
        "uint8-signed": ("i1", 0.5, 0.0),
    }[variant.packing]
    whole = kind[0] == "i"
    mark = {"f": -9999.0, "i": -32767 if kind == "i2" else -1}[kind[0]]
    if variant.fill == "nan" and not whole:
        mark = np.nan
    packed = (values - offset) / scale
    packed = np.where(np.isnan(values), mark, np.rint(packed) if whole else packed)
    if kind == "i1":
        packed = np.where(packed > 127, packed - 256, packed)
    array = file.createVariable(name, kind, dimensions)
    array[:] = packed.astype(kind)
    array.units = "mm"
    if scale != 1.0:
        array.scale_factor, array.add_offset = scale, offset
    if kind == "i1":
        array._Unsigned = "true"
    typed = np.array(mark, dtype=kind)
    if variant.fill == "valid_range":
        low, high = (-32000, 32000) if kind == "i2" else (0, 200) if kind == "i1" else (0.0, 5000.0)
        array.valid_range = np.array([low, high], dtype=kind if kind != "i1" else "i2")
    elif variant.fill in ("_FillValue", "missing_value") or (whole and variant.fill == "nan"):
        setattr(array, variant.fill if variant.fill != "nan" else "_FillValue", typed)


def variants(seed: int = 7) -> list[Variant]:
    """Every habit with every other one at least in pairs; the rest is drawn from the seed."""
    choices = {
        "calendar": ["standard", "gregorian", "proleptic_gregorian", "noleap", "360_day", "julian", "365_day"],
        "units": [
            "days since 1850-01-01",
            "days since 2000-01-01 00:00:00",
            "hours since 1900-01-01 00:00:0.0",
            "seconds since 1970-01-01T00:00:00Z",
            "months since 2000-01-01",
            "minutes since 2010-01-01 00:00 UTC",
        ],
        "stamp": ["first", "middle", "last"],
        "bounds": [False, True],
        "order": ["tyx", "txy", "yxt", "xyt", "ytx"],
        "north_first": [False, True],
        "east_longitudes": [False, True],
        "names": [
            ("time", "lat", "lon"),
            ("valid_time", "latitude", "longitude"),
            ("T", "Y", "X"),
            ("t", "nav_lat", "nav_lon"),
        ],
        "axis_attributes": ["units", "axis", "standard_name", "none"],
        "packing": ["float", "double", "int16", "uint8-signed"],
        "fill": ["_FillValue", "missing_value", "valid_range", "nan", "undeclared"],
        "variable": ["precip", "tp", "rain"],
        "side": ["", "quality_flag", "precip_error", "temperature"],
    }
    keys = list(choices)
    rng = np.random.default_rng(seed)
    drawn = [Variant()]
    for first, second in itertools.combinations(keys, 2):
        for one, other in ((0, -1), (-1, 0), (-1, -1)):
            values = {key: choices[key][rng.integers(len(choices[key]))] for key in keys}
            values[first], values[second] = choices[first][one], choices[second][other]
            if values["packing"] == "uint8-signed" and values["fill"] == "undeclared":
                values["fill"] = "valid_range"  # 255 of a byte that nothing declares is a value
            drawn.append(Variant(**values))
    return drawn
