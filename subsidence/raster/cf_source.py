"""A variable of a NetCDF or HDF5 file as a ``GridSource``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..missing_values import marks_in_attributes
from ..units import mm_per_told, split_per_time
from ..wording import message
from .cf_axes import TIME, X, Y, best_displacement, is_side, step_of
from .cf_file import Axis, CfFile
from .cf_time import Periods, decode_times, is_time_unit
from .gdal_files import array_values, asked, quiet_gdal
from .grid_source import WGS84, GridSource

HINTS = {
    "rain": r"rain|prec|^tp$|^pr$|^pre$|^rr$|^rf$|pcp|ppt|chirps",
    "prec": r"rain|prec|^tp$|^pr$|^pre$|^rr$|pcp|ppt",
    "temp": r"temp|^t2m?$|^tas|^ta$|^tmp",
    "gw": r"ground|gw|head|water_level|lwe|tws|depth|wtd",
    "tws": r"lwe|tws|water|grace",
    "grace": r"lwe|tws|water|grace",
    "soil": r"soil|swvl|^sm|moist",
    "snow": r"snow|^sd$|swe",
}
MEAN_OF_DAYS = "avgad"  # ERA5's monthly means of what is accumulated are scaled to a day
EXPERIMENT_VERSION = "expver"  # ERA5 keeps final and preliminary values beside each other


class VariableSource(GridSource):
    """One array of a file; see ``GridSource``."""

    def __init__(self, file: CfFile, variable: str):
        super().__init__()
        self._file, self._variable = file, variable
        self.path, self.name = file.path, variable.rpartition("/")[2]
        self.attributes = {**file.attributes(), **file.attributes(variable)}
        self.unit = file.units(variable) or file.capital_unit(variable, variable)
        if (
            str(self.attributes.get("GRIB_stepType", "")) == MEAN_OF_DAYS
            and self.unit
            and not split_per_time(self.unit)[1]
        ):
            self.notes.append(
                message(
                    "“{name}” of {file} is the mean of daily totals (GRIB_stepType {kind}), so its {unit} are per day.",
                    name=self.name,
                    file=self.path.name,
                    kind=MEAN_OF_DAYS,
                    unit=self.unit,
                )
            )
            self.unit = f"{self.unit}/day"
        axes = file.axes_of(variable)
        self._order = {axis.role: place for place, axis in enumerate(axes) if axis.role in (X, Y, TIME)}
        self._n_dimensions = len(axes)
        self._time = next((axis for axis in axes if axis.role == TIME), None)
        self._versions = self._other_dimensions(axes)
        self.n_layers = self._time.size if self._time else 1
        self.band_names = [""] * self.n_layers
        self._read_crs()
        self._lay_out(self._coordinates(axes, X), self._coordinates(axes, Y))
        self._missing = self._missing_values()

    def _other_dimensions(self, axes: list[Axis]) -> int | None:
        """The place of the axis of ERA5's versions, if there is one; refuses other axes of several values."""
        versions = None
        for place, axis in enumerate(axes):
            if axis.role in (X, Y, TIME):
                continue
            if axis.size == 1:
                continue
            if axis.name.rpartition("/")[2] == EXPERIMENT_VERSION:
                versions = place
            else:
                raise SubsidenceError(
                    message(
                        "“{name}” of {file} has beside time and place the axis “{axis}” of {count} values; write one"
                        " of them to a file of its own.",
                        name=self.name,
                        file=self.path.name,
                        axis=axis.name,
                        count=axis.size,
                    )
                )
        roles = [axis.role for axis in axes if axis.role in (X, Y, TIME)]
        twice = next((role for role in (X, Y, TIME) if roles.count(role) > 1), None)
        if twice or X not in roles or Y not in roles:
            raise SubsidenceError(
                message(
                    "The axes of “{name}” in {file} ({names}) cannot be told apart; name them time, lat and lon, or y"
                    " and x.",
                    name=self.name,
                    file=self.path.name,
                    names=", ".join(axis.name for axis in axes),
                )
            )
        return versions

    def _coordinates(self, axes: list[Axis], role: str) -> Axis:
        axis = axes[self._order[role]]
        known = axis.values is not None and bool(np.isfinite(axis.values).all())
        if known and (axis.geographic or self.crs):
            return axis
        reduced = self._from_two_dimensions(axes, role)  # a count of pixels along the axis is no place
        if reduced is not None:
            return reduced
        if known:
            return axis
        if axis.values is not None and np.isfinite(axis.values).any():
            raise SubsidenceError(
                message(
                    "Some coordinates of the axis “{axis}” of “{name}” in {file} are missing; fill them in.",
                    axis=axis.name,
                    name=self.name,
                    file=self.path.name,
                )
            )
        raise SubsidenceError(
            message(
                "The axis “{axis}” of “{name}” in {file} has no coordinates, so its place on Earth is unknown; geocode"
                " it first.",
                axis=axis.name,
                name=self.name,
                file=self.path.name,
            )
        )

    def _from_two_dimensions(self, axes: list[Axis], role: str) -> Axis | None:
        """Longitudes or latitudes that are stored per pixel, where they are the same along the other axis."""
        named = str(self.attributes.get("coordinates", "")).split()
        own = [name for name, _ in self._file.dimensions(self._variable)]
        found = list(self._file.per_pixel(role, own))
        found = [each for each in found if each[0].rpartition("/")[2] in named] or found
        for name, held, values in found:
            if held != sorted(held, key=lambda each: each == own[self._order[X]]):  # not rows first
                values = values.T
            along = values[0, :] if role == X else values[:, 0]
            across = values - (along[None, :] if role == X else along[:, None])
            least = float(np.abs(np.diff(along)).min()) if along.size > 1 else 0.0
            if not np.abs(across).max() <= 0.05 * least:
                raise SubsidenceError(
                    message(
                        "“{name}” of {file} lies on a curved grid (“{axis}” differs from row to row); warp it to even"
                        " longitudes and latitudes first.",
                        name=self.name,
                        file=self.path.name,
                        axis=name.rpartition("/")[2],
                    )
                )
            return Axis(name, along.size, role, along, self._file.units(name), self._file.attributes(name))
        return None

    # ---- place --------------------------------------------------------------------------

    def _read_crs(self) -> None:
        """The CRS that the file states, and how many metres its unit has."""
        with quiet_gdal():
            reference = asked(self._file.array(self._variable).GetSpatialRef)
            self.crs = reference.ExportToWkt() if reference is not None else self._told_crs()
            if reference is None and self.crs:
                reference = osr_reference(self.crs)
            self.geographic = reference is not None and bool(reference.IsGeographic())
            projected = reference is not None and not self.geographic
            self._metres_per_unit = float(reference.GetLinearUnits()) if projected else 1.0

    def _crs_units_per(self, axis: Axis) -> float:
        """Units of the CRS in one unit of an axis: an axis in km or feet lies in a CRS of metres by its metres."""
        length_mm = mm_per_told(axis.units)
        factor = 1.0 if length_mm is None else length_mm / MM_PER_M / self._metres_per_unit
        return 1.0 if abs(factor - 1.0) < FEET_ALIKE else factor  # a foot of another country is often meant loosely

    def _lay_out(self, across: Axis, down: Axis) -> None:
        x, y = np.asarray(across.values, dtype=float), np.asarray(down.values, dtype=float)
        if not self.geographic:
            x, y = x * self._crs_units_per(across), y * self._crs_units_per(down)
        if not self.crs:
            self._guess_crs(across, down, x, y)
        flip_x, flip_y = x.size > 1 and x[0] > x[-1], y.size > 1 and y[0] < y[-1]
        self._columns, self._rows = np.arange(x.size), np.arange(y.size)
        if flip_x:
            x, self._columns = x[::-1], self._columns[::-1]
        if flip_y:
            y, self._rows = y[::-1], self._rows[::-1]
        if self.geographic and x.max() > 180.0 + FULL_CIRCLE_SLACK:
            x, self._columns = self._wrapped(x)
        self._x, self._y = x, y
        self.shape = (y.size, x.size)
        dx, dy = step_of(x), step_of(y)
        if x.size == 1 or y.size == 1:
            lone = abs(dx or dy or 0.0)
            if not lone:
                raise SubsidenceError(
                    message("“{name}” of {file} has one pixel only.", name=self.name, file=self.path.name)
                )
            dx, dy = dx or lone, dy or -lone
        if dx is not None and dy is not None:
            self.geotransform = (x[0] - dx / 2, dx, 0.0, y[0] - dy / 2, 0.0, dy)
            return
        self.uneven = True
        if (np.diff(x) <= 0).any() or (np.diff(y) >= 0).any():
            raise SubsidenceError(
                message(
                    "The coordinates of “{name}” in {file} do not run steadily; sort or warp it first.",
                    name=self.name,
                    file=self.path.name,
                )
            )

    def _guess_crs(self, across: Axis, down: Axis, x: np.ndarray, y: np.ndarray) -> None:
        """A CRS where the file states none: degrees that cannot be anything else."""
        rotated = any(str(axis.attributes.get("standard_name", "")).startswith("grid_l") for axis in (across, down))
        if rotated or (across.name.rpartition("/")[2].lower() == "rlon"):
            raise SubsidenceError(
                message(
                    "“{name}” of {file} lies on a rotated pole whose CRS cannot be told; warp it to longitude and"
                    " latitude first.",
                    name=self.name,
                    file=self.path.name,
                )
            )
        fits = bool(np.abs(y).max() <= 90.0 + 1e-6 and x.min() >= -360.0 - 1e-6 and x.max() <= 360.0 + 1e-6)
        if across.geographic and down.geographic:
            if not fits:
                raise SubsidenceError(
                    message(
                        "“{name}” of {file} calls its axes longitude and latitude, but they reach {most:g} and"
                        " {most_2:g}; set the CRS in the file.",
                        name=self.name,
                        file=self.path.name,
                        most=np.abs(x).max(),
                        most_2=np.abs(y).max(),
                    )
                )
            self.crs, self.geographic = WGS84, True
            self.notes.append(
                message(
                    "“{name}” of {file} names no CRS; its degrees are taken as WGS 84.",
                    name=self.name,
                    file=self.path.name,
                )
            )
        elif fits and not _counts_pixels(x) and not _counts_pixels(y) and not re.match(r"^k?m", across.units.strip()):
            self.crs, self.geographic = WGS84, True
            self.notes.append(
                message(
                    "“{name}” of {file} names no CRS; its coordinates ({least:g} … {most:g}, {least_2:g} … {most_2:g})"
                    " are taken as degrees of WGS 84.",
                    name=self.name,
                    file=self.path.name,
                    least=x.min(),
                    most=x.max(),
                    least_2=y.min(),
                    most_2=y.max(),
                )
            )

    def _told_crs(self) -> str:
        """A CRS from attributes that GDAL does not look at."""
        places = [self.attributes]
        mapping = str(self._file.attributes(self._variable).get("grid_mapping", "")).split(":")[0].strip()
        names = [mapping, "spatial_ref", "crs", "projection", "transverse_mercator"]
        places += [self._file.attributes(name) for name in names if name and name in self._file.names]
        for attributes in places:
            for key in ("crs_wkt", "spatial_ref", "crs", "epsg", "epsg_code", "EPSG", "proj4", "esri_pe_string"):
                text = str(attributes.get(key, "")).strip()
                found = crs_from_text(text) if text else ""
                if found:
                    return found
        return ""

    def _wrapped(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Longitudes of 0 … 360° as −180 … 180°, cut where that leaves a whole; columns of the file in that order."""
        step = float(np.median(np.diff(x))) if x.size > 1 else 1.0
        if x[-1] - x[0] > 360.0 - 0.5 * step:  # the last column repeats the first
            x, self._columns = x[:-1], self._columns[:-1]
        if x.min() >= 180.0:
            return x - 360.0, self._columns
        if x[-1] - x[0] + 1.5 * step < 360.0:
            return x, self._columns  # a part across 180°: left as it is, points are brought to it
        wrapped = np.mod(x + 180.0, 360.0) - 180.0
        order = np.argsort(wrapped)
        return wrapped[order], self._columns[order]

    def pixel_places(self, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if self.geotransform is not None:
            return super().pixel_places(xy)
        xy = np.asarray(xy, dtype=float)
        x = xy[:, 0]
        if self.geographic:
            edge = self._x[0] - (self._x[1] - self._x[0]) / 2
            x = edge + np.mod(x - edge, 360.0)
        return _fraction(self._x, x), _fraction(-self._y, -xy[:, 1])

    def counted_from(self) -> np.datetime64 | None:
        """The date at which a displacement is 0, where the file has one reference time before all others."""
        name = "reference_time"
        if name not in self._file.names or self._time is None:
            return None
        units = self._file.units(name)
        if not is_time_unit(units):
            return None
        values = self._file.numbers(name).ravel()
        values = values[np.isfinite(values)]
        calendar = str(self._file.attributes(name).get("calendar", ""))
        return decode_times(values, units, calendar, name=name).min().astype("datetime64[D]") if values.size else None

    # ---- time and values ----------------------------------------------------------------

    def periods(self) -> Periods | None:
        if self._time is None:
            return self._file.lone_time()
        return self._file.periods(self._variable, self._time)

    def raw(self, layers: Sequence[int], rows: slice, columns: slice) -> np.ndarray:
        result = np.empty((len(layers), rows.stop - rows.start, columns.stop - columns.start))
        for place, run in _runs(np.asarray(layers, dtype=int)):
            done = 0
            for _, part in _runs(self._columns[columns]):
                block = self._block(run, self._rows[rows], part)
                result[place : place + run.size, :, done : done + part.size] = block
                done += part.size
        return result

    def _block(self, layers: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
        """Neighbouring layers, rows and columns in one read; each ascending or descending."""
        pieces = {TIME: layers, Y: rows, X: columns}
        start, count = [0] * self._n_dimensions, [1] * self._n_dimensions
        for role, place in self._order.items():
            start[place], count[place] = int(pieces[role].min()), int(pieces[role].size)
        source = self._file.array(self._variable)
        versions = [0]
        if self._versions is not None:
            versions = list(range(self._file.dimensions(self._variable)[self._versions][1]))
        result = None
        for version in versions:
            if self._versions is not None:
                start[self._versions] = version
            with quiet_gdal() as gdal:
                values = array_values(gdal, source, start, count)
            if values is None:
                raise self._file.damaged(self._variable)
            values = self._unpacked(np.asarray(values).reshape(count))
            result = values if result is None else np.where(np.isnan(result), values, result)
        order = [self._order[role] for role in (TIME, Y, X) if role in self._order]
        others = [place for place in range(self._n_dimensions) if place not in order]
        assert result is not None  # there is at least one array
        result = np.transpose(result, [*others, *order]).reshape(layers.size, rows.size, columns.size)
        for axis, piece in ((0, layers), (1, rows), (2, columns)):
            if piece.size > 1 and piece[0] > piece[-1]:
                result = np.flip(result, axis)
        return result

    def _missing_values(self) -> dict:
        """How missing values are written: equal to, below or above, of the packed or of the unpacked numbers."""
        source = self._file.array(self._variable)
        own = self._file.attributes(self._variable)
        with quiet_gdal():
            scale, offset = asked(source.GetScale), asked(source.GetOffset)
            no_data = asked(source.GetNoDataValueAsDouble)
        # where GDAL leaves them to the reader as plain attributes, as its HDF5 driver does
        scale = own.get("scale_factor") if scale is None else scale
        offset = own.get("add_offset") if offset is None else offset
        if scale is not None and float(scale) == 0.0:
            raise SubsidenceError(
                message("{name} has a scale of 0, by which all values would be 0; mend it.", name=self.path.name)
            )
        equal = [] if no_data is None else [float(no_data)]
        for key in ("missing_value", "_FillValue", "MissingValue", "fmissing_value", "CodeMissingValue"):
            equal += _numbers(own.get(key))
        equal += marks_in_attributes(own)
        with quiet_gdal() as gdal:
            kind = source.GetDataType()
            unsigned = kind.GetNumericDataType() in (gdal.GDT_Byte, gdal.GDT_UInt16, gdal.GDT_UInt32)
        if not equal and (unsigned or kind.GetSize() == 1):
            equal += self._missing_unsigned(2.0 ** (8 * kind.GetSize()))
        least, most = _numbers(own.get("valid_min")), _numbers(own.get("valid_max"))
        both = _numbers(own.get("valid_range"))
        if len(both) == 2:
            least, most = both[:1], both[1:]
        return {
            "equal": [value for value in equal if np.isfinite(value)],
            "range": (least[0] if least else -np.inf, most[0] if most else np.inf),
            "scale": float(scale) if scale is not None else 1.0,
            "offset": float(offset) if offset is not None else 0.0,
            "unsigned": str(own.get("_Unsigned", "")).lower() == "true",
            "signed": str(own.get("_Unsigned", "")).lower() == "false",  # stands at unsigned types only
        }

    def _missing_unsigned(self, values: float) -> list[float]:
        """Marks that GDAL hides where they are written with a sign and read without one; values : of the type."""
        with quiet_gdal() as gdal:
            dataset = asked(gdal.OpenEx, f'NETCDF:"{self.path}":{self._variable}', gdal.OF_RASTER)
            tags = dataset.GetMetadata() if dataset is not None else {}
        found = []
        for key in ("_FillValue", "missing_value"):
            for value in _numbers(tags.get(f"{self.name}#{key}")):
                found += [value, value + values] if value < 0 else [value]
        return found

    def declared_marks(self) -> Sequence[float]:
        return tuple(self._missing["equal"])

    def _unpacked(self, values: np.ndarray) -> np.ndarray:
        told = self._missing
        kind = values.dtype
        numbers = values.astype(float)
        if told["unsigned"] and kind.kind == "i":
            numbers = np.where(numbers < 0, numbers + 2.0 ** (8 * kind.itemsize), numbers)
        if told["signed"] and kind.kind == "u":
            numbers = np.where(numbers < 2.0 ** (8 * kind.itemsize - 1), numbers, numbers - 2.0 ** (8 * kind.itemsize))
        empty = np.isnan(numbers)
        for value in told["equal"]:
            stored = float(np.float32(value)) if kind == np.float32 else value
            empty |= numbers == stored
            if (told["unsigned"] or kind.kind == "u") and value < 0:
                empty |= numbers == value + 2.0 ** (8 * kind.itemsize)
            if told["signed"] and kind.kind == "u":
                empty |= numbers == value - 2.0 ** (8 * kind.itemsize)
        packed = told["scale"] != 1.0 or told["offset"] != 0.0
        if packed:
            numbers = self.screened(np.where(empty, np.nan, numbers))  # marks are known in packed numbers only
            empty |= np.isnan(numbers)
        unpacked = numbers * told["scale"] + told["offset"]
        low, high = told["range"]
        # the range is in packed numbers, unless it has a fraction or lies beyond what the packed type can hold
        in_units = packed and kind.kind in "iu" and any(np.isfinite(v) and v != np.floor(v) for v in (low, high))
        tested = unpacked if in_units else numbers
        slack = 1e-6 * max(abs(v) for v in (low, high, 1.0) if np.isfinite(v))
        with np.errstate(invalid="ignore"):
            empty |= (tested < low - slack) | (tested > high + slack)
        unpacked[empty] = np.nan
        return unpacked


FULL_CIRCLE_SLACK = 1e-6
FEET_ALIKE = 1e-5
MM_PER_M = 1000.0


def _numbers(value: Any) -> list[float]:
    if value is None:
        return []
    try:
        if isinstance(value, str):
            return [float(piece) for piece in re.split(r"[,\s]+", value.strip().strip("[]()")) if piece]
        return [float(each) for each in np.atleast_1d(value)]
    except (TypeError, ValueError):
        return []


def _counts_pixels(values: np.ndarray) -> bool:
    """Whether coordinates are numbers of pixels, as radar coordinates are, not places."""
    half = np.mod(values * 2.0, 1.0) == 0
    return bool(half.all()) and values.size > 1 and float(np.abs(np.diff(values)).min()) >= 1.0 and values.min() >= 0


def _fraction(centres: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Fractional pixel of coordinates on an uneven ascending axis; pixels end half-way between centres."""
    edges = np.concatenate(
        [
            [centres[0] - (centres[1] - centres[0]) / 2],
            (centres[1:] + centres[:-1]) / 2,
            [centres[-1] + (centres[-1] - centres[-2]) / 2],
        ]
    )
    return np.interp(wanted, edges, np.arange(edges.size, dtype=float), left=-1.0, right=edges.size + 1.0)


def _runs(indices: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """(place, part) for parts of neighbouring numbers, ascending or descending."""
    if indices.size < 2:
        yield 0, indices
        return
    steps = np.diff(indices)
    start = 0
    for place in range(1, indices.size):
        direction = steps[start] if start < steps.size and steps[start] in (1, -1) else 1
        if steps[place - 1] != direction:
            yield start, indices[start:place]
            start = place
    yield start, indices[start:]


def osr_reference(crs: str) -> Any:
    """GDAL's reference of an authority id or WKT, or None."""
    from osgeo import osr

    reference = osr.SpatialReference()
    with quiet_gdal():
        return reference if asked(reference.SetFromUserInput, crs) == 0 else None


def crs_from_text(text: str) -> str:
    """Authority id or WKT of a CRS written as EPSG code, WKT or PROJ text; "" for anything else."""
    code = re.match(r"^(?:epsg:|.*(?:/|:)epsg:+)?(\d{4,6})(?:\.0)?$", text.strip(), re.I)
    try:
        from osgeo import osr
    except ImportError:
        return ""
    reference = osr.SpatialReference()
    with quiet_gdal():
        if code:
            failed = asked(reference.ImportFromEPSG, int(code.group(1)))
            return f"EPSG:{code.group(1)}" if failed == 0 else ""
        if not re.match(r"^\s*(PROJC|GEOGC|GEODC|COMPD|BOUNDCRS|\+proj)", text, re.I):
            return ""
        failed = asked(reference.SetFromUserInput, text)
        return reference.ExportToWkt() if failed == 0 else ""


def open_variable(path: str | os.PathLike, variable: str, *, wanted: str, hint: str = "") -> VariableSource:
    """The variable of a file that is asked for, or the one that is meant; see ``grid_source.open_grid``."""
    file = CfFile(path)
    names = file.gridded()
    if variable:
        return VariableSource(file, _named(file, names, variable))
    if not names:
        raise SubsidenceError(
            message(
                "{name} holds no variable on an x and a y axis (it holds {held}).",
                name=Path(path).name,
                held=", ".join(file.names[:8]) or "–",
            )
        )
    chosen, why = _chosen(file, names, wanted, hint)
    source = VariableSource(file, chosen)
    if why:
        source.notes.append(why)
    return source


def open_dated_variables(path: str | os.PathLike, *, wanted: str, hint: str = "") -> list[VariableSource]:
    """The variables of a file that has one for each date, by the dates in their names; none of any other file."""
    from ..tabular.dates import dated_columns, dated_groups

    file = CfFile(path)
    still = [name for name in file.gridded() if not any(axis.role == TIME for axis in file.axes_of(name))]
    plain = {name.rpartition("/")[2]: name for name in still}
    if len(still) < 2 or len(plain) < len(still):
        return []
    groups = [members for members in dated_groups(plain) if len(members) > 1]
    chosen = groups[0] if len(groups) == 1 else []
    if len(groups) > 1 and wanted == "displacement":
        chosen = dated_columns(plain).names
    elif len(groups) > 1 and hint:
        pattern = next((HINTS[word] for word in HINTS if word in hint.lower()), re.escape(hint))
        fitting = [members for members in groups if re.search(pattern, members[0], re.I)]
        chosen = fitting[0] if len(fitting) == 1 else []
    if len(chosen) == 1 or (wanted == "displacement" and all(map(is_side, chosen))):
        return []
    sources = [VariableSource(file, plain[name]) for name in chosen]
    for source in sources:
        source.band_names = [source.name]
    passed = [name for name in plain if name not in chosen]
    if chosen and passed:
        sources[0].notes.append(
            message(
                "Of the variables of {file} those for each date are read (“{first}” … “{last}”), not {passed}.",
                file=file.path.name,
                first=chosen[0],
                last=chosen[-1],
                passed=", ".join(passed[:6]),
            )
        )
    return sources


def _named(file: CfFile, names: Sequence[str], variable: str) -> str:
    wanted = variable.strip().strip("/")
    for candidates in (names, [name for name in file.names if len(file.dimensions(name)) >= 2]):
        for same in (lambda name: name == wanted, lambda name: name.rpartition("/")[2].lower() == wanted.lower()):
            found = [name for name in candidates if same(name)]
            if found:
                return found[0]
    raise SubsidenceError(
        message(
            "{file} holds no variable “{variable}”; it holds {names}.",
            file=file.path.name,
            variable=variable,
            names=", ".join(names[:10]) or "–",
        )
    )


def _chosen(file: CfFile, names: list[str], wanted: str, hint: str) -> tuple[str, str]:
    """The variable that is meant, and a sentence where others were passed over."""
    timed = [name for name in names if any(axis.role == TIME for axis in file.axes_of(name))] or names
    main = [name for name in timed if not is_side(name)] or timed
    chosen = main[0] if len(main) == 1 else None
    if chosen is None and wanted == "displacement":
        chosen = best_displacement(main)
    if chosen is None and wanted == "rate":
        chosen = next((name for name in names if re.search(r"vel|rate", name, re.I) and "std" not in name), None)
    if chosen is None and hint:
        pattern = next((HINTS[word] for word in HINTS if word in hint.lower()), re.escape(hint))
        fitting = [name for name in main if re.search(pattern, name.rpartition("/")[2], re.I)]
        chosen = fitting[0] if len(fitting) == 1 else None
    if chosen is None:
        raise SubsidenceError(
            message(
                "{file} holds several variables ({names}); name the one to read as VARIABLE.",
                file=file.path.name,
                names=", ".join(main[:10]),
            )
        )
    if len(names) == 1:
        return chosen, ""
    passed = ", ".join(name.rpartition("/")[2] for name in names if name != chosen)
    return chosen, message(
        "Of the variables of {file} “{chosen}” is read, not {passed}; VARIABLE names another.",
        file=file.path.name,
        chosen=chosen.rpartition("/")[2],
        passed=passed,
    )
