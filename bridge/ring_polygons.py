"""Ring-shaped polygons around features, by GEOS through QGIS."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsGeometry,
    QgsWkbTypes,
)

from ..subsidence.errors import SubsidenceError
from ..subsidence.progress import SILENT, Report
from ..subsidence.spatial.geodesy import Ellipsoid, Plane
from .geometry import surface_of
from .i18n import tr

DENSE_DEGREES = 0.02  # about 2 km: a straight line on the map then follows its curve on the local plane to 0.2 m
WIDEST_DEGREES = 10.0  # beyond, one local plane distorts distances by more than 0.2 %


def ring_polygons(
    geometries: Sequence[QgsGeometry],
    crs: QgsCoordinateReferenceSystem,
    distances_m: np.ndarray,
    transform_context: QgsCoordinateTransformContext,
    *,
    segments: int = 32,
    report: Report = SILENT,
) -> list[QgsGeometry]:
    """For each distance everything within it of any feature, less what is within the smaller ones.

    distances_m : increasing, metres
    segments : straight pieces per quarter circle; with 32 the edge lies 0.03 % of the distance inside

    In a geographic CRS the rings are made on a local azimuthal equidistant plane and brought back.
    """
    surface = surface_of(crs)
    local = there = back = None
    pieces = [QgsGeometry(geometry) for geometry in geometries]
    if isinstance(surface, Plane):
        scale = surface.metres_per_unit
    else:
        scale = 1.0
        local = _local_plane(pieces, surface)
        there = QgsCoordinateTransform(crs, local, transform_context)
        back = QgsCoordinateTransform(local, crs, transform_context)
        pieces = [_dense(piece) for piece in pieces]
        for piece in pieces:
            piece.transform(there)
    whole = QgsGeometry.unaryUnion(pieces)
    if whole.isNull() or whole.isEmpty():
        raise SubsidenceError(
            tr("The features cannot be joined into one shape: {whole}.").format(whole=whole.lastError() or "GEOS")
        )
    rings: list[QgsGeometry] = []
    smaller = None
    for distance in report.each(np.asarray(distances_m, dtype=float).tolist()):
        buffer = whole.buffer(distance / scale, segments)
        ring = polygons_only(buffer if smaller is None else buffer.difference(smaller))
        if back is not None:
            ring.transform(back)
        rings.append(polygons_only(ring))
        smaller = buffer
    return rings


def polygons_only(geometry: QgsGeometry) -> QgsGeometry:
    """A valid multipolygon, which may be empty."""
    valid = geometry.isEmpty() or geometry.isGeosValid()
    result = QgsGeometry(geometry) if valid else geometry.makeValid()  # a copy: callers change what they get
    if QgsWkbTypes.flatType(result.wkbType()) == QgsWkbTypes.Type.GeometryCollection:
        result.convertGeometryCollectionToSubclass(QgsWkbTypes.GeometryType.PolygonGeometry)
    if not result.isEmpty() and result.type() != QgsWkbTypes.GeometryType.PolygonGeometry:
        return QgsGeometry()
    result.convertToMultiType()
    return result


def area_m2(geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, transform_context) -> float:
    """Area in square metres: planar in a projected CRS, on the ellipsoid in a geographic one."""
    surface = surface_of(crs)
    if isinstance(surface, Plane):
        return geometry.area() * surface.metres_per_unit**2
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, transform_context)
    measure.setEllipsoid(crs.ellipsoidAcronym() or "WGS84")
    return measure.measureArea(geometry)


def _dense(geometry: QgsGeometry) -> QgsGeometry:
    return (
        geometry
        if geometry.type() == QgsWkbTypes.GeometryType.PointGeometry
        else geometry.densifyByDistance(DENSE_DEGREES)
    )


def _local_plane(geometries: Sequence[QgsGeometry], surface: Ellipsoid) -> QgsCoordinateReferenceSystem:
    extent = geometries[0].boundingBox()
    for geometry in geometries[1:]:
        extent.combineExtentWith(geometry.boundingBox())
    if max(extent.width(), extent.height()) > WIDEST_DEGREES:
        raise SubsidenceError(
            tr(
                "The layer spans {extent:.0f} degrees, too wide for rings in metres on one local plane;"
                " choose a study area first, or reproject the layer into a projected CRS."
            ).format(extent=max(extent.width(), extent.height()))
        )
    centre = extent.center()
    definition = (
        f"+proj=aeqd +lat_0={centre.y():.6f} +lon_0={centre.x():.6f} +a={surface.semi_major_m!r}"
        f" +b={surface.semi_minor_m!r} +units=m +no_defs"
    )
    local = QgsCoordinateReferenceSystem()
    if not local.createFromProj(definition):
        raise SubsidenceError(tr("No local plane can be laid at {x:.4f}, {y:.4f}.").format(x=centre.x(), y=centre.y()))
    return local
