"""Vector layers and station tables of the synthetic city, through OGR."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..series import compact_date, epoch_field, linear_rate
from ..wording import message
from .city import CLUSTER_NAMES, SyntheticCity
from .geography import CENTRE, HALF_SIZE, Feature

LAYER_NAMES = ("faults", "subway", "buildings", "geology", "hydrogeology", "lake")
STATION_COLUMNS = 4  # stations stand on a 4 x 3 lattice
STATION_ROWS = 3
DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}


def write_layers(
    city: SyntheticCity, folder: str | os.PathLike, *, suffix: str = ".gpkg", epsg: int = 4326
) -> dict[str, Path]:
    """Write faults, subway, buildings, geology, hydrogeology and lake, a file each, into ``folder``.

    suffix : ".gpkg", ".geojson" or ".shp"
    epsg : the CRS to write in; 32648 (UTM 48N) for planar distances
    Returns the path of each layer by its name.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return {
        name: write_features(folder / f"{name}{suffix}", city.geography.layers[name], epsg=epsg) for name in LAYER_NAMES
    }


def write_features(path: str | os.PathLike, features: tuple[Feature, ...], *, epsg: int = 4326) -> Path:
    """Write features of one kind, given in longitude and latitude, as a layer named after the file."""
    from osgeo import ogr, osr

    ogr.UseExceptions()
    path = Path(path)
    kinds = {"Point": ogr.wkbPoint, "LineString": ogr.wkbLineString, "Polygon": ogr.wkbPolygon}
    source, target = _reference(osr, 4326), _reference(osr, epsg)
    transform = None if epsg == 4326 else osr.CoordinateTransformation(source, target)
    path.unlink(missing_ok=True)
    dataset = _driver(ogr, path).CreateDataSource(str(path))
    layer = dataset.CreateLayer(path.stem, target, kinds[features[0].kind])
    for name, value in features[0].attributes.items():
        if name in ("START", "END"):
            kind = ogr.OFTDate
        else:
            kind = {str: ogr.OFTString, int: ogr.OFTInteger, float: ogr.OFTReal}[type(value)]
        layer.CreateField(ogr.FieldDefn(name, kind))
    layer.StartTransaction()
    for feature in features:
        record = ogr.Feature(layer.GetLayerDefn())
        for name, value in feature.attributes.items():
            record.SetField(name, value)
        shape = ogr.Geometry(ogr.wkbLinearRing if feature.kind == "Polygon" else kinds[feature.kind])
        for x, y in feature.coordinates.tolist():
            shape.AddPoint_2D(x, y)
        if feature.kind == "Polygon":
            polygon = ogr.Geometry(ogr.wkbPolygon)
            polygon.AddGeometry(shape)
            shape = polygon
        if transform is not None:
            shape.Transform(transform)
        record.SetGeometry(shape)
        layer.CreateFeature(record)
    layer.CommitTransaction()
    dataset = None
    return path


def write_points(
    city: SyntheticCity,
    path: str | os.PathLike,
    *,
    factors: bool = False,
    truth: bool = False,
    epsg: int = 4326,
    every: int = 1,
) -> Path:
    """Write the city's points as a deformation point layer: point_id, velocity, …, ``DYYYYMMDD`` in mm.

    factors : add the seven factors of ``FACTOR_NAMES``
    truth : add ``true_cluster`` (1 … 3) and ``true_rate``
    every : write only every so-manieth point
    """
    from osgeo import ogr, osr

    ogr.UseExceptions()
    path = Path(path)
    rows = slice(None, None, every)
    rate, rate_std, _ = linear_rate(city.series.displacement_mm, city.dates)
    columns: dict[str, np.ndarray] = {
        "velocity": rate,
        "velocity_std": rate_std,
        "coherence": city.coherence,
        "height": city.height_m,
        "los_e": city.los[:, 0],
        "los_n": city.los[:, 1],
        "los_u": city.los[:, 2],
    }
    if factors:
        columns.update(city.factors)
    if truth:
        columns.update(true_cluster=city.labels + 1.0, true_rate=city.rate_mm_per_yr)
    for number, date in enumerate(city.dates):
        columns[epoch_field(date)] = city.series.displacement_mm[:, number]

    target = _reference(osr, epsg)
    path.unlink(missing_ok=True)
    dataset = _driver(ogr, path).CreateDataSource(str(path))
    layer = dataset.CreateLayer(path.stem, target, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("point_id", ogr.OFTInteger))
    for name in columns:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    table = np.column_stack(list(columns.values()))[rows].tolist()
    xy = city.series.xy[rows]
    if epsg != 4326:
        transform = osr.CoordinateTransformation(_reference(osr, 4326), target)
        xy = np.array(transform.TransformPoints(xy.tolist()))[:, :2]
    layer.StartTransaction()
    definition = layer.GetLayerDefn()
    for number, ((x, y), values) in enumerate(zip(xy.tolist(), table)):
        record = ogr.Feature(definition)
        record.SetField(0, number)
        for column, value in enumerate(values, start=1):
            record.SetField(column, value)
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(x, y)
        record.SetGeometryDirectly(point)
        layer.CreateFeature(record)
    layer.CommitTransaction()
    dataset = None
    return path


def write_stations(city: SyntheticCity, folder: str | os.PathLike) -> dict[str, tuple[Path, Path]]:
    """Rain gauges and wells on a lattice, with a table of the monthly values of the cell that each stands in.

    Returns for "rain" and for "groundwater" the station layer (field ``name``) and the table (CSV:
    ``name,date,value``; the date is the first of the month).
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    across = CENTRE[0] + HALF_SIZE[0] * np.linspace(-0.75, 0.75, STATION_COLUMNS)
    up = CENTRE[1] + HALF_SIZE[1] * np.linspace(-0.7, 0.7, STATION_ROWS)
    xy = np.array([(x, y) for y in up for x in across])
    cells = city.weather.cells(xy)
    written = {}
    for name, prefix, cube in (
        ("rain", "Gauge", city.weather.rain_mm),
        ("groundwater", "Well", city.weather.groundwater_m),
    ):
        stations = tuple(
            Feature("Point", place[None], {"name": f"{prefix} {number + 1}"}) for number, place in enumerate(xy)
        )
        layer = write_features(folder / f"{name}_stations.gpkg", stations)
        table = folder / f"{name}_monthly.csv"
        values = cube.reshape(len(cube), -1)[:, cells]
        with table.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(["name", "date", "value"])
            for number, station in enumerate(stations):
                for month, value in zip(city.weather.months, values[:, number]):
                    writer.writerow([station.attributes["name"], f"{month}-01", f"{value:.3f}"])
        written[name] = (layer, table)
    return written


def write_truth(city: SyntheticCity, path: str | os.PathLike) -> Path:
    """Write the answers as CSV, a row for each point: place, cluster (1 … 3), rates, and the last truth in mm."""
    path = Path(path)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(
            ["x", "y", "cluster", "mechanism", "rate", "rate_from_factors", "D" + compact_date(city.dates[-1])]
        )
        for (x, y), label, rate, explained, last in zip(
            city.series.xy, city.labels, city.rate_mm_per_yr, city.rate_from_factors_mm_per_yr, city.truth_mm[:, -1]
        ):
            writer.writerow(
                [f"{x:.8f}", f"{y:.8f}", label + 1, CLUSTER_NAMES[label]]
                + [f"{value:.4f}" for value in (rate, explained, last)]
            )
    return path


def _reference(osr: Any, epsg: int) -> Any:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def _driver(ogr: Any, path: Path) -> Any:
    if path.suffix not in DRIVERS:
        known = ", ".join(DRIVERS)
        raise SubsidenceError(message("The file {path} must end in one of {known}.", path=path, known=known))
    return ogr.GetDriverByName(DRIVERS[path.suffix])
