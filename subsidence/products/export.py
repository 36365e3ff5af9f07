"""Displacement series as others read them: tables, fields by convention, NetCDF cubes after the CF conventions."""

from __future__ import annotations

import csv
import os
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..raster.cube import DisplacementCube, Grid
from ..raster.gdal_files import asked, quiet_gdal
from ..series import epoch_field
from ..units import SIGN
from ..wording import message
from .points import PointProduct

CELLS_AT_ONCE = 20_000  # a fifth of a second, after which a cancel is heard
LATTICE_TOLERANCE = 0.02  # of a pixel
CELLS_PER_POINT = 400  # a sparser grid is no grid
MAX_DBF_FIELDS = 255
MINTPY_FIELDS = (  # name, our column, what stands where we have none
    ("HEIGHT", "height", 0.0),
    ("H_STDEV", "height_std", 0.0),
    ("VEL", "velocity", np.nan),
    ("V_STDEV", "velocity_std", np.nan),
    ("COHERENCE", "coherence", np.nan),
    ("EFF_AREA", "mp_type", 1.0),
)


def explorer_columns(product: PointProduct) -> dict[str, np.ndarray]:
    """The fields that InSAR Explorer looks for: ``velocity`` and ``DYYYYMMDD``, with everything else kept."""
    columns: dict[str, np.ndarray] = {"point_id": product.point_id, "velocity": product.velocity_mm_per_yr}
    columns.update((name, values) for name, values in product.columns.items() if name not in columns)
    columns.update(_epochs(product))
    return columns


def mintpy_columns(product: PointProduct) -> dict[str, np.ndarray]:
    """The fields of MintPy's save_qgis: CODE, HEIGHT, H_STDEV, VEL, V_STDEV, COHERENCE, EFF_AREA, DYYYYMMDD."""
    columns: dict[str, np.ndarray] = {"CODE": np.array([f"{number:08X}" for number in product.point_id.tolist()])}
    for name, ours, otherwise in MINTPY_FIELDS:
        values = product.velocity_mm_per_yr if ours == "velocity" else product.columns.get(ours)
        usable = values is not None and np.asarray(values).dtype.kind in "fiu"
        columns[name] = np.asarray(values, dtype=float) if usable else np.full(product.n_points, otherwise)
    columns.update(_epochs(product))
    return columns


def _epochs(product: PointProduct) -> dict[str, np.ndarray]:
    values = product.series.displacement_mm
    return {epoch_field(date): values[:, index] for index, date in enumerate(product.series.dates)}


def check_dbf(columns: Mapping[str, np.ndarray]) -> None:
    """Refuse what a shapefile cannot hold."""
    if len(columns) > MAX_DBF_FIELDS:
        raise SubsidenceError(
            message(
                "A shapefile holds at most {max_dbf_fields} fields, but this layer needs {count}; write"
                " a GeoPackage (.gpkg) instead.",
                max_dbf_fields=MAX_DBF_FIELDS,
                count=len(columns),
            )
        )


def write_wide_csv(
    path: str | os.PathLike, product: PointProduct, coordinate_names: tuple[str, str], report: Report = SILENT
) -> None:
    """A row per point: point_id, coordinates, velocity, other columns, one column DYYYYMMDD per date; mm."""
    columns = explorer_columns(product)
    point_id = columns.pop("point_id")
    header = ["point_id", *coordinate_names, *columns]
    parts = [point_id, product.series.xy[:, 0], product.series.xy[:, 1], *columns.values()]

    def rows(block: slice) -> Iterable[Sequence[Any]]:
        return zip(*(_cells(part[block]) for part in parts))

    _write_csv(path, header, rows, product.n_points, report)


def write_long_csv(
    path: str | os.PathLike, product: PointProduct, coordinate_names: tuple[str, str], report: Report = SILENT
) -> None:
    """A row per point and date that has a value: point_id, coordinates, date (ISO), displacement_mm."""
    dates = [str(date) for date in product.series.dates]

    def rows(block: slice) -> Iterable[Sequence[Any]]:
        places = zip(product.point_id[block].tolist(), product.series.xy[block].tolist())
        for (point, (x, y)), values in zip(places, product.series.displacement_mm[block].tolist()):
            for date, value in zip(dates, values):
                if value == value:
                    yield point, x, y, date, value

    header = ["point_id", *coordinate_names, "date", "displacement_mm"]
    _write_csv(path, header, rows, product.n_points, report)


def _cells(values: np.ndarray) -> list:
    cells = np.asarray(values).tolist()
    return ["" if value is None or value != value else value for value in cells]


def _write_csv(path: str | os.PathLike, header: Sequence[str], rows: Callable, n_rows: int, report: Report) -> None:
    path = Path(path)
    temporary = path.with_name(path.name + ".part")
    try:
        with temporary.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(header)
            step = max(CELLS_AT_ONCE // len(header), 1)
            for start in range(0, n_rows, step):
                report.progress(start / max(n_rows, 1))
                writer.writerows(rows(slice(start, min(start + step, n_rows))))
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


# --- cubes ----------------------------------------------------------------------------------------------------


def cube_of_points(product: PointProduct) -> DisplacementCube:
    """Points that are the pixels of a raster, as that raster; refuses points that lie on no grid."""
    grid, rows, columns = lattice(product.series.xy, product.crs)
    cells = rows * grid.n_columns + columns
    if np.unique(cells).size < cells.size:
        raise SubsidenceError(
            message(
                "Several points fall into one pixel, as in a layer of several tracks; export one track"
                " at a time, or a table."
            )
        )
    displacement = np.full((product.series.n_epochs, *grid.shape), np.nan, dtype=np.float32)
    displacement[:, rows, columns] = product.series.displacement_mm.T

    def raster(values: np.ndarray) -> np.ndarray:
        result = np.full(grid.shape, np.nan, dtype=np.float32)
        result[rows, columns] = values
        return result

    numbers = {name: values for name, values in product.columns.items() if values.dtype.kind in "fiu"}
    return DisplacementCube(
        dates=product.series.dates,
        displacement_mm=displacement,
        velocity_mm_per_yr=raster(product.velocity_mm_per_yr),
        grid=grid,
        layers={name: raster(values) for name, values in numbers.items()},
        geometry=product.geometry,
        reference=product.reference,
        source=product.source,
    )


def lattice(xy: np.ndarray, crs: str) -> tuple[Grid, np.ndarray, np.ndarray]:
    """The regular grid on which points lie, and each point's row and column."""
    x0, dx, n_columns, columns = _axis(xy[:, 0])
    y0, dy, n_rows, from_south = _axis(xy[:, 1])
    if n_rows * n_columns > CELLS_PER_POINT * len(xy) + 10_000:
        raise SubsidenceError(
            message(
                "The points do not lie on a regular grid, so they make no NetCDF cube; export a table,"
                " or rasterise them first."
            )
        )
    north = y0 + (n_rows - 1) * dy
    grid = Grid((x0 - dx / 2, dx, 0.0, north + dy / 2, 0.0, -dy), n_rows, n_columns, crs)
    return grid, n_rows - 1 - from_south, columns


def _axis(values: np.ndarray) -> tuple[float, float, int, np.ndarray]:
    """First coordinate, step, number of steps, and the index of each value on a regular axis."""
    low, high = float(values.min()), float(values.max())
    gaps = np.diff(np.unique(values))
    gaps = gaps[gaps > 1e-9 * max(abs(low), abs(high), 1.0)]
    if not gaps.size:
        return low, 1.0, 1, np.zeros(values.size, dtype=int)
    # the mean of the gaps that are one step, which is steadier than the smallest gap
    step = float(gaps[gaps < 1.5 * gaps.min()].mean())
    step = (high - low) / max(round((high - low) / step), 1)
    place = (values - low) / step
    index = np.rint(place).astype(int)
    if np.abs(place - index).max() > LATTICE_TOLERANCE:
        raise SubsidenceError(
            message(
                "The points do not lie on a regular grid, so they make no NetCDF cube; export a table,"
                " or rasterise them first."
            )
        )
    return low, step, int(index.max()) + 1, index


def write_netcdf(path: str | os.PathLike, cube: DisplacementCube, history: str = "", report: Report = SILENT) -> None:
    """The cube as NetCDF-4 after CF-1.8: displacement(time, y, x) in mm, velocity(y, x), CRS and CF time."""
    path = Path(path)
    temporary = path.with_name(path.name + ".part.nc")
    try:
        with quiet_gdal() as gdal:
            _fill_netcdf(gdal, temporary, cube, history, report)
        os.replace(temporary, path)
    except BaseException as error:
        traceback.clear_frames(error.__traceback__)  # they hold the file open, and Windows removes no open file
        raise
    finally:
        temporary.unlink(missing_ok=True)


def _axes(cube: DisplacementCube, geographic: bool) -> dict[str, tuple[np.ndarray, dict[str, str], str]]:
    """Values, attributes and kind of the axes, by name; of the CF conventions 1.8."""
    x0, dx, _, y0, _, dy = cube.grid.geotransform
    days = (cube.dates - np.datetime64("1970-01-01")).astype(float)
    return {
        "time": (days, {"standard_name": "time", "units": "days since 1970-01-01", "calendar": "standard"}, "TEMPORAL"),
        "y": (
            y0 + (np.arange(cube.grid.n_rows) + 0.5) * dy,
            {"standard_name": "latitude", "units": "degrees_north"}
            if geographic
            else {"standard_name": "projection_y_coordinate", "units": "m"},
            "HORIZONTAL_Y",
        ),
        "x": (
            x0 + (np.arange(cube.grid.n_columns) + 0.5) * dx,
            {"standard_name": "longitude", "units": "degrees_east"}
            if geographic
            else {"standard_name": "projection_x_coordinate", "units": "m"},
            "HORIZONTAL_X",
        ),
    }


def _fill_netcdf(gdal: Any, path: Path, cube: DisplacementCube, history: str, report: Report) -> None:
    from osgeo import osr

    driver = gdal.GetDriverByName("netCDF")
    if driver is None:
        raise SubsidenceError(
            message("The GDAL of this QGIS was built without its netCDF driver; export another format.")
        )
    reference = osr.SpatialReference()
    if asked(reference.SetFromUserInput, cube.grid.crs) != 0:
        raise SubsidenceError(message("The layer's CRS cannot be written to NetCDF; reproject the layer first."))
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    dataset = asked(driver.CreateMultiDimensional, str(path), [], ["FORMAT=NC4"])
    if dataset is None:
        raise SubsidenceError(
            message("The file {path} cannot be written; check the folder and the free space.", path=path)
        )
    root = dataset.GetRootGroup()
    text, double = gdal.ExtendedDataType.CreateString(), gdal.ExtendedDataType.Create(gdal.GDT_Float64)
    for key, value in {
        "Conventions": "CF-1.8",
        "title": f"Ground displacement, {cube.geometry}",
        "source": cube.source,
        "reference": cube.reference,
        "history": history,
    }.items():
        if value:
            root.CreateAttribute(key, [], text).Write(value)

    def variable(
        name: str, dimensions: list, kind: Any, attributes: dict[str, str], options: Sequence[str] = ()
    ) -> Any:
        array = root.CreateMDArray(name, dimensions, kind, list(options))
        for key, value in attributes.items():
            if key == "units":
                array.SetUnit(value)
            else:
                array.CreateAttribute(key, [], text).Write(value)
        return array

    axes = _axes(cube, bool(reference.IsGeographic()))
    dimensions = {}
    for name, (values, attributes, kind) in axes.items():
        if not values.size:
            continue
        dimensions[name] = root.CreateDimension(name, kind, "", values.size)
        variable(name, [dimensions[name]], double, attributes).Write(np.ascontiguousarray(values, dtype=float))
    plane = [dimensions["y"], dimensions["x"]]
    single = gdal.ExtendedDataType.Create(gdal.GDT_Float32)
    told = f"{cube.geometry}, {SIGN[cube.geometry]}"
    packed = ["COMPRESS=DEFLATE", "ZLEVEL=4"]

    def raster(name: str, values: np.ndarray, attributes: dict[str, str], where: list) -> None:
        array = variable(name, where, single, attributes, packed)
        array.SetNoDataValueDouble(float("nan"))
        array.SetSpatialRef(reference)
        if array.Write(np.ascontiguousarray(values, dtype=np.float32)) not in (0, None):
            raise SubsidenceError(message("The file {path} cannot be written; check the free space.", path=path))

    of_series, _rest = report.parts(8, 2)
    if cube.dates.size:
        label = f"displacement, {told}"
        raster("displacement", cube.displacement_mm, {"units": "mm", "long_name": label}, [dimensions["time"], *plane])
    of_series.progress(1.0)
    label = f"rate of displacement, {told}"
    raster("velocity", cube.velocity_mm_per_yr, {"units": "mm year-1", "long_name": label}, plane)
    known = {"height": "m", "velocity_std": "mm year-1", "coherence": "1", "los_e": "1", "los_n": "1", "los_u": "1"}
    for name, unit in known.items():
        if name in cube.layers:
            raster(name, cube.layers[name], {"units": unit, "long_name": name}, plane)
    report.progress(1.0)
