"""Dated rasters as other people write them, with known truth: ways up, marks, packing, units, names and places.

Each variant is drawn from its number alone, so that a failure can be looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..products.raster_stack import open_raster_stack
from ..units import AUTOMATIC
from .foreign_tables import ENGLISH
from .foreign_verdict import REFUSED, RIGHT, WRONG

SHAPE = (4, 5)
N_DATES = 5
PLACES = {4326: (-99.2, 0.001, 19.5, 0.001), 32614: (500_000.0, 50.0, 2_100_000.0, 50.0),
          3857: (-11_040_000.0, 50.0, 2_210_000.0, 50.0)}  # fmt: skip
NAMES = {
    "disp_2018-01-06": lambda y, m, d: f"disp_{y}-{m:02d}-{d:02d}",
    "20180106": lambda y, m, d: f"{y}{m:02d}{d:02d}",
    "06Jan2018_disp": lambda y, m, d: f"{d:02d}{ENGLISH[m - 1]}{y}_disp",
    "ts_180106": lambda y, m, d: f"ts_{y % 100:02d}{m:02d}{d:02d}",
    "d 06-01-2018": lambda y, m, d: f"d {d:02d}-{m:02d}-{y}",
    "d_01-06-2018": lambda y, m, d: f"d_{m:02d}-{d:02d}-{y}",
    "S1A_20180106T061400": lambda y, m, d: f"S1A_{y}{m:02d}{d:02d}T061400",
    "LOS 2018.01.06 (v2)": lambda y, m, d: f"LOS {y}.{m:02d}.{d:02d} (v2)",
    "06.01.2018": lambda y, m, d: f"{d:02d}.{m:02d}.{y}",
    "d2018006": lambda y, m, d: f"d{y}{_day_of_year(y, m, d):03d}",
}
KINDS = ("float32", "float64", "int16 scaled", "int32")
MARKS = ("declared -9999", "declared each", "undeclared -9999", "undeclared 1e20", "nan", "attribute", "declared 0")
UNITS = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "meters": 1000.0, "": 1.0}


@dataclass(frozen=True)
class ForeignRaster:
    """Files and the truth that they hold.

    centres : shape=(n_rows, n_columns, 2), of the pixels, row 0 in the north
    displacement_mm : shape=(n_dates, n_rows, n_columns), NaN where missing; refused : they cannot be read as they lie
    """

    paths: Sequence[Path]
    dates: np.ndarray
    centres: np.ndarray
    displacement_mm: np.ndarray
    refused: bool
    habits: dict[str, str]


def _day_of_year(year: int, month: int, day: int) -> int:
    date, first = np.datetime64(f"{year}-{month:02d}-{day:02d}"), np.datetime64(f"{year}-01-01")
    return int((date - first).astype(int)) + 1


def foreign_raster(folder: Path, number: int) -> ForeignRaster:
    """Write variant ``number`` into a folder of its own."""
    rng = np.random.default_rng(20_000 + number)

    def one(choices: Sequence) -> Any:
        return choices[int(rng.integers(len(choices)))]

    habits = {
        "files": one(("one each", "bands")), "name": one(list(NAMES)), "kind": one(KINDS), "mark": one(MARKS),
        "unit": one(list(UNITS)), "epsg": one(list(PLACES)), "south up": bool(rng.random() < 0.3),
        "east left": bool(rng.random() < 0.15), "point": bool(rng.random() < 0.3), "rotated": bool(rng.random() < 0.05),
    }  # fmt: skip
    if habits["kind"].startswith("int") and habits["mark"] in ("nan", "undeclared 1e20"):
        habits["mark"] = "declared -9999"
    if habits["files"] == "bands" and habits["mark"] == "declared each":
        habits["mark"] = "declared -9999"  # a GeoTIFF has one for all of its bands
    dates = np.datetime64("2018-01-06") + 12 * np.arange(N_DATES) * np.timedelta64(1, "D")
    values = np.round(-rng.random((N_DATES, *SHAPE)) * 30 - 0.5 - np.arange(N_DATES)[:, None, None], 1)
    values[rng.random(values.shape) < 0.1] = np.nan
    x0, dx, y0, dy = PLACES[habits["epsg"]]
    rows, columns = np.mgrid[: SHAPE[0], : SHAPE[1]]
    centres = np.stack([x0 + (columns + 0.5) * dx, y0 - (rows + 0.5) * dy], axis=-1)
    home = folder / f"raster_{number:03d}"
    home.mkdir()
    names = [NAMES[habits["name"]](*_parts(day)) for day in dates]
    paths = []
    for group in [[place] for place in range(N_DATES)] if habits["files"] == "one each" else [list(range(N_DATES))]:
        name = names[group[0]] if habits["files"] == "one each" else "stack"
        paths.append(_write(home / f"{name}.tif", values[group], habits, [names[place] for place in group], group[0]))
    told = {key: str(value) for key, value in habits.items()}
    return ForeignRaster(paths, dates, centres, values, habits["rotated"], told)


def _parts(day: np.datetime64) -> tuple[int, int, int]:
    year, month, number = str(day).split("-")
    return int(year), int(month), int(number)


def _write(path: Path, values: np.ndarray, habits: dict, names: Sequence[str], place: int) -> Path:
    from osgeo import gdal, osr

    kind = habits["kind"].partition(" ")[0]
    whole = kind.startswith("int")
    scale = {1.0: 0.1, 10.0: 0.01, 1000.0: 0.0001}[UNITS[habits["unit"]]]
    stored = values / UNITS[habits["unit"]]
    stored = np.rint(stored / scale) if whole else stored
    mark = {"declared each": -9000.0 - place, "undeclared 1e20": 1e20, "nan": np.nan, "attribute": -7777.0,
            "declared 0": 0.0}.get(habits["mark"], -9999.0)  # fmt: skip
    stored = np.where(np.isnan(stored), mark, stored)
    x0, dx, y0, dy = PLACES[habits["epsg"]]
    transform = [x0, dx, 0.0, y0, 0.0, -dy]
    if habits["south up"]:
        stored, transform[3], transform[5] = stored[:, ::-1], y0 - SHAPE[0] * dy, dy
    if habits["east left"]:
        stored, transform[0], transform[1] = stored[:, :, ::-1], x0 + SHAPE[1] * dx, -dx
    if habits["rotated"]:
        transform[2] = transform[4] = 0.1 * dx
    types = {"float32": gdal.GDT_Float32, "float64": gdal.GDT_Float64, "int16": gdal.GDT_Int16, "int32": gdal.GDT_Int32}
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), SHAPE[1], SHAPE[0], len(stored), types[kind])
    dataset.SetGeoTransform(transform)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(habits["epsg"])
    dataset.SetProjection(reference.ExportToWkt())
    if habits["point"]:
        dataset.SetMetadataItem("AREA_OR_POINT", "Point")
    if habits["mark"] == "attribute":
        dataset.SetMetadataItem("NODATA_VALUE", f"{mark:g}")
    for number, layer in enumerate(stored, start=1):
        band = dataset.GetRasterBand(number)
        if habits["mark"].startswith("declared"):
            band.SetNoDataValue(mark)
        if habits["files"] == "bands":
            band.SetDescription(names[number - 1])
        if whole:
            band.SetScale(scale)
        if habits["unit"]:
            band.SetUnitType(habits["unit"])
        band.WriteArray(np.ascontiguousarray(layer).astype(kind))
    dataset = None
    return path


def raster_verdict(raster: ForeignRaster) -> tuple[str, str]:
    """RIGHT, REFUSED or WRONG, and why."""
    try:
        stack = open_raster_stack(raster.paths)
        cube = stack.read(unit=AUTOMATIC)
    except SubsidenceError as error:
        return (RIGHT if raster.refused else REFUSED), str(error)
    if raster.refused:
        return WRONG, "read though rotated"
    if not np.array_equal(cube.dates, raster.dates):
        return WRONG, f"dates {cube.dates} instead of {raster.dates}"
    rows, columns = np.mgrid[: cube.grid.n_rows, : cube.grid.n_columns]
    found = cube.grid.centres(rows.ravel(), columns.ravel()).reshape(*rows.shape, 2)
    if found.shape != raster.centres.shape or not np.allclose(found, raster.centres, rtol=0, atol=1e-7 + 1e-3 * abs(
            raster.centres[0, 1, 0] - raster.centres[0, 0, 0])):  # fmt: skip
        return WRONG, f"places {found[0, 0]} instead of {raster.centres[0, 0]}"
    if not np.allclose(cube.displacement_mm, raster.displacement_mm, atol=0.02, equal_nan=True):
        return WRONG, f"values {cube.displacement_mm[:, 0, 0]} instead of {raster.displacement_mm[:, 0, 0]}"
    return RIGHT, ""
