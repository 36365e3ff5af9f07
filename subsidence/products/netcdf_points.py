"""Series of points in a NetCDF file, as PyGMTSAR exports its persistent scatterers: dimensions date and point."""

from __future__ import annotations

import os

import numpy as np

from ..errors import SubsidenceError
from ..missing_values import screened
from ..progress import SILENT, Report
from ..raster.cf_axes import TIME, best_displacement, is_side
from ..raster.cf_file import Axis, CfFile
from ..raster.cube import WGS84, Extent
from ..series import DeformationSeries, linear_rate
from ..units import is_angle, mm_per_told
from ..wording import message
from .points import PointProduct

X_NAMES, Y_NAMES = ("lon", "longitude", "x"), ("lat", "latitude", "y")


def point_variables(file: CfFile) -> dict[str, tuple[Axis, str, str]]:
    """Arrays of dates and points whose places are one-dimensional arrays: name → time axis, x, y."""
    places: dict[str, dict[str, str]] = {}
    for name in file.names:
        dimensions = file.dimensions(name)
        plain = name.rpartition("/")[2].lower()
        if len(dimensions) == 1 and plain in X_NAMES + Y_NAMES and file.is_numeric(name):
            places.setdefault(dimensions[0][0], {})["x" if plain in X_NAMES else "y"] = name
    found = {}
    for name in file.names:
        dimensions = file.dimensions(name)
        if len(dimensions) != 2 or not file.is_numeric(name):
            continue
        axes = file.axes_of(name)
        time = next((axis for axis in axes if axis.role == TIME), None)
        points = [dimension for dimension, _ in dimensions if set(places.get(dimension, ())) == {"x", "y"}]
        if time is not None and len(points) == 1:
            found[name] = (time, places[points[0]]["x"], places[points[0]]["y"])
    return found


def read_netcdf_points(
    path: str | os.PathLike, *, variable: str = "", extent: Extent | None = None, report: Report = SILENT
) -> PointProduct:
    """The points of a file in mm; extent : (x_min, y_min, x_max, y_max) in degrees."""
    file = CfFile(path)
    held = point_variables(file)
    main = [name for name in held if not is_side(name)] or list(held)
    name = variable or (main[0] if len(main) == 1 else best_displacement(main) or "")
    if name not in held:
        raise SubsidenceError(
            message(
                "{file} holds the series {names}; name the one to read as VARIABLE.",
                file=file.path.name,
                names=", ".join(held) or "–",
            )
        )
    time, x_name, y_name = held[name]
    values = file.numbers(name)
    if file.axes_of(name)[0].role == TIME:
        values = values.T
    x, y = file.numbers(x_name), file.numbers(y_name)
    if np.nanmax(np.abs(x)) > 360 or np.nanmax(np.abs(y)) > 90:
        raise SubsidenceError(
            message("The places of “{name}” in {file} are not degrees.", name=name, file=file.path.name)
        )
    x = np.where(x > 180, x - 360, x)
    values = screened(values * _factor(file, name, report), file.path.name, nodata=None, report=report)
    dates, order = np.unique(file.periods(name, time).days, return_index=True)
    if dates.size != values.shape[1]:
        raise SubsidenceError(
            message("Two layers of “{name}” in {file} carry the same date.", name=name, file=file.path.name)
        )
    rows = np.arange(x.size)
    if extent is not None:
        x_min, y_min, x_max, y_max = extent
        rows = np.flatnonzero((x >= x_min) & (x <= x_max) & (y >= y_min) & (y <= y_max))
    rows = rows[np.isfinite(values[rows]).any(axis=1)]
    if not rows.size:
        raise SubsidenceError(message("The extent holds none of the points of {name}.", name=file.path.name))
    series = DeformationSeries(dates, values[rows][:, order], np.column_stack([x, y])[rows])
    return PointProduct(
        series=series,
        velocity_mm_per_yr=linear_rate(series.displacement_mm, dates)[0],
        point_id=rows + 1,
        crs=WGS84,
        source=file.path.name,
    )


def _factor(file: CfFile, name: str, report: Report) -> float:
    unit = file.units(name)
    if is_angle(unit):
        raise SubsidenceError(
            message(
                "“{name}” of {file} is a phase in {unit}, not a displacement; export it in millimetres.",
                name=name,
                file=file.path.name,
                unit=unit,
            )
        )
    told = mm_per_told(unit) if unit else None
    if told is None:
        report.warn(message("“{name}” of {file} tells no unit; mm are taken.", name=name, file=file.path.name))
    return told or 1.0
