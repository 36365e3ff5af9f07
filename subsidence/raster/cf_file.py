"""NetCDF and HDF5 files as variables on axes, whatever their order, packing and fill values."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..tabular.dated_names import date_in_text
from ..wording import message
from .cf_axes import OTHER, TIME, X, Y, is_geographic, role_of, role_per_pixel
from .cf_time import Periods, decode_times, is_time_unit, periods_of
from .gdal_files import asked, quiet_gdal, whole_array
from .trial import try_opening

SUFFIXES = (".nc", ".nc4", ".nc3", ".cdf", ".netcdf", ".grd", ".h5", ".hdf5", ".he5", ".hdf")
DEEPEST_GROUP = 6
ACCUMULATED = re.compile(r"time\s*:\s*sum|accum", re.I)

BARE_LETTER = re.compile(r"(?:utm|proj)?_?([en])(?:_?(?:utm|m|coords?|coordinates?|axis))?", re.I)


@dataclass(frozen=True)
class Axis:
    """A dimension with its coordinates; values : shape=(n,), float, NaN where the file gives none."""

    name: str
    size: int
    role: str
    values: np.ndarray | None = None
    units: str = ""
    attributes: dict = field(default_factory=dict)

    @property
    def geographic(self) -> bool:
        return is_geographic(self.name, self.units, self.attributes)


def with_bare_letters(axes: list[Axis]) -> list[Axis]:
    """The axes, of which two that are called E and N, and nothing else tells, are eastings and northings.

    >>> [axis.role for axis in with_bare_letters([Axis("N", 3, ""), Axis("E", 4, "")])]
    ['Y', 'X']
    """
    roles = {axis.role for axis in axes}
    found = {}
    for place, axis in enumerate(axes):
        match = BARE_LETTER.fullmatch(axis.name.rpartition("/")[2])
        if match and axis.role == OTHER and not axis.geographic:
            found[{"e": X, "n": Y}[match[1].lower()]] = place
    if set(found) != {X, Y} or roles & {X, Y}:
        return axes
    named = {place: role for role, place in found.items()}
    return [replace(axis, role=named[place]) if place in named else axis for place, axis in enumerate(axes)]


class CfFile:
    """The arrays of a NetCDF or HDF5 file with their attributes, groups included."""

    def __init__(self, path: str | os.PathLike):
        self.path = Path(path)
        if not self.path.is_file():
            raise SubsidenceError(message("The file {path} does not exist.", path=self.path))
        with self.path.open("rb") as stream:
            if stream.read(2) == b"PK":
                raise SubsidenceError(
                    message("{name} is a zip archive, whatever its name says; unpack it first.", name=self.path.name)
                )
        try_opening(self.path)
        with quiet_gdal() as gdal:
            flags = gdal.OF_MULTIDIM_RASTER | gdal.OF_READONLY
            self._root = None
            for driver in ("netCDF", "HDF5"):
                self._dataset = asked(gdal.OpenEx, str(self.path), flags, allowed_drivers=[driver])
                self._root = asked(self._dataset.GetRootGroup) if self._dataset is not None else None
                if self._root is not None:
                    break
            if self._root is None:
                raise SubsidenceError(
                    message(
                        "{name} cannot be read as NetCDF or HDF5; it is damaged, cut off or of another format.",
                        name=self.path.name,
                    )
                )
            self._arrays: dict[str, Any] = {}
            self._collect(self._root, "", 0)
        self._axes: dict[str, Axis] = {}
        self._tags: dict[str, dict[str, str]] = {}

    def _collect(self, group: Any, prefix: str, depth: int) -> None:
        for name in asked(group.GetMDArrayNames, ["SHOW_ALL=YES"]) or ():
            array = asked(group.OpenMDArray, name) if isinstance(name, str) else None  # names may be damaged, too
            if array is not None:
                self._arrays[prefix + name] = array
        if depth < DEEPEST_GROUP:
            for name in asked(group.GetGroupNames) or ():
                inner = asked(group.OpenGroup, name) if isinstance(name, str) else None
                if inner is not None:
                    self._collect(inner, f"{prefix}{name}/", depth + 1)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._arrays)

    def array(self, name: str) -> Any:
        """GDAL's array."""
        return self._arrays[name]

    def attributes(self, name: str = "") -> dict:
        """Attributes of an array, or of the file; arrays of one value as that value."""
        with quiet_gdal():
            found = {}
            source: Any = self._arrays[name] if name else self._root
            for attribute in asked(source.GetAttributes) or ():
                value = asked(attribute.Read)
                if isinstance(value, (list, tuple, np.ndarray)) and len(value) == 1:
                    value = value[0]
                if value is not None:
                    found[attribute.GetName()] = value
            if name and (unit := asked(source.GetUnit)):
                found.setdefault("units", unit)
            return found

    def units(self, name: str) -> str:
        attributes = self.attributes(name)
        return str(next((attributes[key] for key in ("units", "unit", "Units", "Unit") if attributes.get(key)), ""))

    def capital_unit(self, name: str, of: str) -> str:
        """A unit that is written as ``Units``, which GDAL's arrays hide and its rasters of ``of`` tell."""
        if of not in self._tags:
            with quiet_gdal() as gdal:
                dataset = asked(gdal.OpenEx, f'NETCDF:"{self.path}":{of}', gdal.OF_RASTER)
                self._tags[of] = dict(dataset.GetMetadata()) if dataset is not None else {}
        tags = self._tags[of]
        plain = name.rpartition("/")[2]
        return str(next((tags[f"{plain}#{key}"] for key in ("Units", "Unit", "UNITS") if f"{plain}#{key}" in tags), ""))

    def dimensions(self, name: str) -> list[tuple[str, int]]:
        with quiet_gdal():
            return [(each.GetName(), int(each.GetSize())) for each in self._arrays[name].GetDimensions()]

    def is_numeric(self, name: str) -> bool:
        with quiet_gdal() as gdal:
            return self._arrays[name].GetDataType().GetClass() == gdal.GEDTC_NUMERIC

    def numbers(self, name: str) -> np.ndarray:
        """A small array as float, packed values unpacked, texts as NaN."""
        with quiet_gdal() as gdal:
            source = self._arrays[name]
            if source.GetDataType().GetClass() != gdal.GEDTC_NUMERIC:
                return np.full([int(each.GetSize()) for each in source.GetDimensions()], np.nan)
            wanted = gdal.ExtendedDataType.Create(gdal.GDT_Float64)
            buffer = whole_array(gdal, source.Read, buffer_datatype=wanted)
            if not buffer:
                raise self.damaged(name)
            shape = [int(each.GetSize()) for each in source.GetDimensions()]
            values = np.frombuffer(buffer, dtype=np.float64).reshape(shape).copy()
            scale, offset = asked(source.GetScale), asked(source.GetOffset)
        return values * (1.0 if scale is None else scale) + (0.0 if offset is None else offset)

    def texts(self, name: str) -> list[str] | None:
        """An array of texts, or of the bytes of texts; None for numbers."""
        with quiet_gdal() as gdal:
            source = self._arrays[name]
            if source.GetDataType().GetClass() == gdal.GEDTC_STRING:
                texts = whole_array(gdal, source.Read)
                return [str(text).strip("\0 ") for text in texts] if texts else None
            return None

    def damaged(self, name: str) -> SubsidenceError:
        return SubsidenceError(
            message(
                "The array “{name}” of {other} cannot be read; the file is damaged or cut off. Copy or make it again.",
                name=name,
                other=self.path.name,
            )
        )

    # ---- axes ---------------------------------------------------------------------------

    def axis(self, dimension: str, size: int, of: str) -> Axis:
        """What a dimension of the array ``of`` is."""
        key = f"{of.rpartition('/')[0]}/{dimension}"
        if key not in self._axes:
            home = of.rpartition("/")[0]
            places = [f"{home}/{dimension}" if home else dimension, dimension]
            name = next((place for place in places if place in self._arrays), None)
            if name is None or self.dimensions(name) != [(dimension, size)]:
                name = self._named_by_coordinates(dimension, size, of)
            if name is None:
                role = self._per_pixel(dimension, of) or role_of(dimension, "", {})
                self._axes[key] = Axis(dimension, size, role)
            else:
                attributes = self.attributes(name)
                units = self.units(name) or self.capital_unit(name, of)
                role = role_of(name, units, attributes)
                values = self.numbers(name)
                self._axes[key] = Axis(name, size, role, values, units, attributes)
        return self._axes[key]

    def _named_by_coordinates(self, dimension: str, size: int, of: str) -> str | None:
        """A dimension without an array of its name may have its values in another one-dimensional array."""
        found = []
        for name in self._arrays:
            if self.dimensions(name) == [(dimension, size)]:
                role = role_of(name, self.units(name), self.attributes(name))
                if role:
                    found.append(name)
        named = str(self.attributes(of).get("coordinates", "")).split()
        return next((name for name in found if name.rpartition("/")[2] in named), found[0] if len(found) == 1 else None)

    def axes_of(self, name: str) -> list[Axis]:
        axes = [self.axis(dimension, size, name) for dimension, size in self.dimensions(name)]
        return with_bare_letters(axes)

    def gridded(self) -> list[str]:
        """The arrays of numbers that lie on an x and a y axis, without coordinates and bounds."""
        helpers = set()
        for name in self._arrays:
            attributes = self.attributes(name)
            for key in ("bounds", "climatology", "grid_mapping", "coordinates"):
                helpers.update(str(attributes.get(key, "")).replace(":", " ").split())
        found = []
        for name in self._arrays:
            plain = name.rpartition("/")[2]
            if plain in helpers or not self.is_numeric(name) or len(self.dimensions(name)) < 2:
                continue
            if plain.lower() in ("spatial_ref", "crs") or role_per_pixel(name, self.units(name), self.attributes(name)):
                continue
            roles = [axis.role for axis in self.axes_of(name)]
            if roles.count(X) == 1 and roles.count(Y) == 1:
                found.append(name)
        return found

    def _per_pixel(self, dimension: str, of: str) -> str:
        """The role of a dimension whose longitudes or latitudes are stored per pixel: rows first, as in the file."""
        own = [name for name, _ in self.dimensions(of)]
        for role in (X, Y):
            for _, held, values in self.per_pixel(role, own):
                if dimension in held:
                    steps = [np.nanmax(np.abs(np.diff(values, axis=axis)), initial=0.0) for axis in (0, 1)]
                    return role if held.index(dimension) == int(np.argmax(steps)) else {X: Y, Y: X}[role]
        return OTHER

    def per_pixel(self, role: str, dimensions: list[str]) -> Iterator[tuple[str, list[str], np.ndarray]]:
        """Arrays of longitudes or latitudes per pixel of these dimensions: name, its two dimensions, its values."""
        for name in self._arrays:
            held = [each for each, _ in self.dimensions(name)]
            if len(held) not in (2, 3) or not set(held) <= set(dimensions) or not self.is_numeric(name):
                continue
            if role_per_pixel(name, self.units(name), self.attributes(name)) != role:
                continue
            values = self.numbers(name)
            if len(held) == 3:  # the same at all times
                if not np.array_equal(values, np.broadcast_to(values[:1], values.shape), equal_nan=True):
                    continue
                held, values = held[1:], values[0]
            yield name, held, values

    # ---- time ---------------------------------------------------------------------------

    def periods(self, name: str, axis: Axis) -> Periods:
        """The times of an axis and the period of each; bounds of the axis count."""
        if "climatology" in axis.attributes:
            raise SubsidenceError(
                message(
                    "“{name}” of {file} is a climatology, a mean over many years and no series in time; choose"
                    " another file.",
                    name=name.rpartition("/")[2],
                    file=self.path.name,
                )
            )
        calendar = str(axis.attributes.get("calendar", ""))
        stamps = self._stamps(axis, calendar)
        bounds = None
        named = str(axis.attributes.get("bounds", ""))
        if not named:  # the usual names, where the attribute was forgotten
            named = next((each for each in (f"{axis.name}_bnds", f"{axis.name}_bounds") if each in self._arrays), "")
        home = axis.name.rpartition("/")[0]
        bounds_name = next((each for each in (f"{home}/{named}", named) if each in self._arrays), None)
        if bounds_name is not None and self.is_numeric(bounds_name):
            edges = self.numbers(bounds_name)
            units = self.units(bounds_name) or axis.units
            own = str(self.attributes(bounds_name).get("calendar", "") or calendar)
            if edges.shape == (axis.size, 2) and np.isfinite(edges).all() and is_time_unit(units):
                bounds = decode_times(edges.ravel(), units, own, name=axis.name).reshape(edges.shape)
        attributes = self.attributes(name)
        told = f"{attributes.get('GRIB_stepType', '')} {attributes.get('cell_methods', '')}"
        return periods_of(stamps, bounds, ends_at_stamp=bool(ACCUMULATED.search(told)))

    def _stamps(self, axis: Axis, calendar: str) -> np.ndarray:
        texts = self.texts(axis.name) if axis.name in self._arrays else None
        if texts is not None:
            days = [date_in_text(text) for text in texts]
            if any(day is None for day in days):
                raise self._no_dates(axis)
            return np.array(days, dtype="datetime64[s]")
        if axis.values is None:
            raise self._no_dates(axis)
        if is_time_unit(axis.units):
            stamps = decode_times(axis.values, axis.units, calendar, name=axis.name)
        else:
            plain = _plain_dates(axis.values)
            if plain is None:
                raise self._no_dates(axis)
            stamps = plain
        if np.isnat(stamps).any():
            raise SubsidenceError(
                message("Some times of “{name}” in {file} are missing.", name=axis.name, file=self.path.name)
            )
        return stamps

    def _no_dates(self, axis: Axis) -> SubsidenceError:
        return SubsidenceError(
            message(
                "The dates of “{name}” in {file} cannot be told (unit “{units}”); give it a unit such as “days since"
                " 2000-01-01”.",
                name=axis.name,
                file=self.path.name,
                units=axis.units,
            )
        )

    def lone_time(self) -> Periods | None:
        """The one time of a file whose arrays have no time axis: a scalar or an array of one value."""
        for name in self._arrays:
            sizes = [size for _, size in self.dimensions(name)]
            if sizes not in ([], [1]) or not self.is_numeric(name):
                continue
            attributes, units = self.attributes(name), self.units(name)
            if role_of(name, units, attributes) == TIME and is_time_unit(units):
                value = self.numbers(name).reshape(1)
                if np.isfinite(value).all():
                    return self.periods(name, Axis(name, 1, TIME, value, units, attributes))
        return None


def _plain_dates(values: np.ndarray) -> np.ndarray | None:
    """Times without a unit: 20180306, 201803 or 2018.178; None for other numbers."""
    values = np.asarray(values, dtype=float)
    if not values.size or not np.isfinite(values).all():
        return None
    whole = bool((values == np.floor(values)).all())
    try:
        whole_numbers = values.astype(np.int64) if whole else np.zeros(0, np.int64)
        if whole and ((values > 19000000) & (values < 21010000)).all():
            texts = [f"{v // 10000}-{v // 100 % 100:02d}-{v % 100:02d}" for v in whole_numbers]
            return np.array(texts, dtype="M8[s]")
        if whole and ((values > 190000) & (values < 210100)).all():
            return np.array([f"{v // 100}-{v % 100:02d}" for v in whole_numbers], dtype="M8[M]").astype("M8[s]")
    except ValueError:
        return None
    if ((values > 1900) & (values < 2100)).all() and not (whole and values.size > 1 and np.ptp(values) > 200):
        from ..tabular.dates import dates_from_decimal_years

        return dates_from_decimal_years(values).astype("M8[s]")
    return None
