"""Maps that a job reads: vector layers and rasters of any file that GDAL opens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..factors.classes import field_name
from ..factors.grids import MEAN_AROUND, PIXEL, values_at
from ..factors.vector_geometry import Shapes
from ..factors.wkb import shapes_of_wkb
from ..possible import check_places
from ..progress import SILENT, Report
from ..raster.gdal_files import asked, quiet_gdal
from ..raster.grid_source import GridSource
from ..raster.pixel_size import DEGREES
from ..spatial.geodesy import metres_per_degree
from ..wording import message
from .places import transformed

LONGEST_EDGE_M = 1000.0  # a straight edge of a plane is a curve in degrees


def read_layer(source: str, crs: str, fields: Sequence[str] = ()) -> tuple[Shapes, dict[str, list]]:
    """The features of a vector layer in a coordinate system, and attributes by field name, None for NULL.

    Parameters
    ----------
    source : str
        A file, or ``file|layername=name``; else its first layer with features is read.
    crs : str
        What GDAL understands; of the result.
    fields : sequence of str
        The attributes that are needed.

    Returns
    -------
    tuple
        The shapes, polygons that cross themselves mended, and a list for each field.

    Raises
    ------
    SubsidenceError
        Where it cannot be read, lacks a field or its coordinate system, or has no geometries.
    """
    path, _, wanted = source.partition("|layername=")
    name = Path(path).stem
    with quiet_gdal() as gdal:
        from osgeo import osr

        dataset = asked(gdal.OpenEx, path, gdal.OF_VECTOR)
        layer = None if dataset is None else dataset.GetLayerByName(wanted) if wanted else dataset.GetLayer(0)
        if layer is None:
            raise SubsidenceError(message("The map {path} cannot be read as points, lines or polygons.", path=source))
        reference = layer.GetSpatialRef()
        if reference is None:
            raise SubsidenceError(message("The map {path} says no coordinate system; set it first.", path=source))
        definition = layer.GetLayerDefn()
        for field in fields:
            if definition.GetFieldIndex(field) < 0:
                known = ", ".join(definition.GetFieldDefn(at).GetName() for at in range(definition.GetFieldCount()))
                raise SubsidenceError(
                    message("The map {path} has no field {name}; it has {names}.", path=source, name=field, names=known)
                )
        target = osr.SpatialReference()
        target.SetFromUserInput(crs)
        for one in (reference, target):
            one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        bend = osr.CoordinateTransformation(reference, target)
        divided = crs in DEGREES and not reference.IsGeographic()
        longest = LONGEST_EDGE_M / reference.GetLinearUnits() if divided else 0.0
        blobs, rows = [], []
        for feature in layer:
            blob = _blob(feature.GetGeometryRef(), bend, longest)
            if blob:
                blobs.append(blob)
                rows.append([_value(feature, field) for field in fields])
    if not blobs:
        raise SubsidenceError(message("The map {path} has no features with a geometry.", path=source))
    shapes = shapes_of_wkb(blobs)[0]
    if not np.isfinite(shapes.xy).all():
        raise SubsidenceError(message("Coordinates of {path} cannot be brought into {crs}.", path=source, crs=crs))
    check_places(shapes.xy, name)
    columns = {field: [row[at] for row in rows] for at, field in enumerate(fields)}
    return shapes.continuous() if crs in DEGREES else shapes, columns


def fields_of(source: str) -> list[str]:
    """Names of a vector layer's attributes; nothing where it cannot be read, which ``read_layer`` says."""
    path, _, wanted = source.partition("|layername=")
    with quiet_gdal() as gdal:
        dataset = asked(gdal.OpenEx, path, gdal.OF_VECTOR)
        layer = None if dataset is None else dataset.GetLayerByName(wanted) if wanted else dataset.GetLayer(0)
        if layer is None:
            return []
        definition = layer.GetLayerDefn()
        return [definition.GetFieldDefn(at).GetName() for at in range(definition.GetFieldCount())]


def _blob(geometry: Any, bend: Any, longest: float) -> bytes:
    """Two-dimensional WKB of a geometry, straight, mended and transformed; b"" where nothing is left."""
    from osgeo import ogr

    if geometry is None or geometry.IsEmpty():
        return b""
    plain = geometry.GetLinearGeometry()
    plain.FlattenTo2D()
    if ogr.GT_Flatten(plain.GetGeometryType()) in (ogr.wkbPolygon, ogr.wkbMultiPolygon) and not plain.IsValid():
        plain = plain.MakeValid()
    if longest:
        plain.Segmentize(longest)
    if plain is None or plain.IsEmpty() or plain.Transform(bend) != 0:
        return b""
    return bytes(plain.ExportToWkb(ogr.wkbNDR))


def _value(feature: Any, field: str) -> Any:
    at = feature.GetFieldIndex(field)
    if not feature.IsFieldSetAndNotNull(at):
        return None
    return feature.GetField(at)


def names_of(sources: Sequence[str], given: Sequence[str] = ()) -> list[str]:
    """Names for fields, each once: those that are given, or the files' (or their layers').

    >>> names_of(["maps/subway.gpkg", "old/subway.gpkg"])
    ['subway', 'subway_2']
    """
    if given and len(given) != len(sources):
        raise SubsidenceError(
            message(
                "{given} names are given for {layers} layers; give one for each.",
                given=len(given),
                layers=len(sources),
            )
        )
    names: list[str] = []
    for text in given or [_title(source) for source in sources]:
        base = name = field_name(text)
        number = 2
        while name.lower() in (used.lower() for used in names):
            name, number = f"{base}_{number}", number + 1
        names.append(name)
    return names


def _title(source: str) -> str:
    path, _, layer = source.partition("|layername=")
    return layer or Path(path).stem


def samples(
    source: GridSource, xy: np.ndarray, crs: str, method: str = PIXEL, radius_m: float = 0.0, report: Report = SILENT
) -> tuple[np.ndarray, np.ndarray]:
    """Values of a raster at points, shape=(n_points, n_layers), and which lie on it.

    xy : shape=(n_points, 2), in ``crs``; raises ``SubsidenceError`` where it has no place, or covers none of them
    """
    if (source.geotransform is None and not source.uneven) or not source.crs:
        raise SubsidenceError(
            message("The raster “{name}” says no place or no coordinate system; set it first.", name=source.path.name)
        )
    places = transformed(xy, crs, source.crs)
    inside = np.isfinite(places).all(axis=1)
    column, row = np.full((2, len(places)), np.nan)
    column[inside], row[inside] = source.pixel_places(places[inside])
    with np.errstate(invalid="ignore"):
        inside = (column >= 0) & (column < source.shape[1]) & (row >= 0) & (row < source.shape[0])
    if not inside.any():
        raise SubsidenceError(
            message(
                "The raster “{name}” covers none of the points; check the CRS and the extent of both.",
                name=source.path.name,
            )
        )
    radius = None
    if method == MEAN_AROUND:
        if source.geotransform is None or source.rotated:
            raise SubsidenceError(
                message(
                    "The pixels of “{name}” are not even; warp it before taking means around points.",
                    name=source.path.name,
                )
            )
        along = _metres_per_unit(source.crs, float(np.median(places[inside][:, 1])))
        sizes = abs(source.geotransform[1]), abs(source.geotransform[5])
        radius = (radius_m / along[0] / sizes[0], radius_m / along[1] / sizes[1])
    return values_at(source, range(source.n_layers), column, row, inside, method, radius, report), inside


def _metres_per_unit(crs: str, latitude: float) -> tuple[float, float]:
    """Along x and y."""
    with quiet_gdal():
        from osgeo import osr

        reference = osr.SpatialReference()
        reference.SetFromUserInput(crs)
        if not reference.IsGeographic():
            return (float(reference.GetLinearUnits()),) * 2
    east, north = metres_per_degree(np.array(latitude))
    return float(east), float(north)
