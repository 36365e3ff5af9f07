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
    QgsPointXY,
    QgsWkbTypes,
)

from ..subsidence.errors import SubsidenceError
from ..subsidence.progress import SILENT, Report
from ..subsidence.spatial.geodesy import Ellipsoid, Plane
from .globe import beside, cut_at_180, spans, vertices
from .ground import Ground, ground_of
from .i18n import tr

DENSE_DEGREES = 0.02  # about 2 km: a straight line on the map then follows its curve on the local plane to 0.2 m
WIDEST_DEGREES = 10.0  # beyond, one local plane distorts distances by more than 0.2 %
METRES_PER_DEGREE = 111_000.0  # of latitude, roughly
TILE_DEGREES = 5.0  # features of wider layers are put together by tiles of this size, each on its own plane


def ring_polygons(
    geometries: Sequence[QgsGeometry],
    crs: QgsCoordinateReferenceSystem,
    distances_m: np.ndarray,
    transform_context: QgsCoordinateTransformContext,
    *,
    segments: int = 32,
    name: str = "layer",
    report: Report = SILENT,
) -> list[QgsGeometry]:
    """For each distance everything within it of any feature, less what is within the smaller ones.

    distances_m : increasing, metres
    segments : straight pieces per quarter circle; with 32 the edge lies 0.03 % of the distance inside

    In a geographic CRS, and in a projected one whose lengths are off by more than 1 %, the rings are made on local
    azimuthal equidistant planes and brought back; where they cross 180° they are cut there.
    """
    ground = ground_of(crs, np.vstack([vertices(geometry) for geometry in geometries]), name, report)
    pieces = [_with_extent(geometry) for geometry in geometries]
    if isinstance(ground.surface, Plane):
        scaled = np.asarray(distances_m) / ground.surface.metres_per_unit
        buffers = _buffers(pieces, scaled, segments, report)
        return _rings(buffers)
    if ground.crs != ground.measured_in:
        there = QgsCoordinateTransform(ground.crs, ground.measured_in, transform_context)
        for piece in pieces:
            piece.transform(there)
    pieces = beside(pieces)
    polar = _polar_rings(pieces, ground, np.asarray(distances_m), transform_context, segments, report)
    if polar is not None:
        return polar
    rings = _rings(_buffers_on_the_globe(pieces, ground, distances_m, transform_context, segments, report))
    outside = any(spans(piece)[0] < -180.0 or spans(piece)[1] > 180.0 for piece in geometries)
    if not (crs.isGeographic() and outside):  # a layer that counts on beyond 180° gets rings that do so too
        rings = [cut_at_180(ring) for ring in rings]
    if ground.measured_in != crs:
        back = QgsCoordinateTransform(ground.measured_in, crs, transform_context)
        for ring in rings:
            ring.transform(back)
        rings = [polygons_only(ring) for ring in rings]
    return rings


def _with_extent(geometry: QgsGeometry) -> QgsGeometry:
    """A copy; a line of no length becomes the point it is, which GEOS would drop."""
    if geometry.type() == QgsWkbTypes.GeometryType.LineGeometry and geometry.length() == 0.0:
        return QgsGeometry.fromMultiPointXY([QgsPointXY(vertex) for vertex in geometry.vertices()])
    return QgsGeometry(geometry)


def _buffers(pieces: list[QgsGeometry], distances: np.ndarray, segments: int, report: Report) -> list[QgsGeometry]:
    """Everything within each distance of any piece, in the units of the pieces."""
    whole = QgsGeometry.unaryUnion(pieces)
    if whole.isNull() or whole.isEmpty():
        raise SubsidenceError(
            tr("The features cannot be joined into one shape: {whole}.").format(whole=whole.lastError() or "GEOS")
        )
    return [whole.buffer(distance, segments) for distance in report.each(np.asarray(distances).tolist())]


def _rings(buffers: list[QgsGeometry]) -> list[QgsGeometry]:
    rings, smaller = [], None
    for buffer in buffers:
        rings.append(polygons_only(buffer if smaller is None else buffer.difference(smaller)))
        smaller = buffer
    return rings


def _buffers_on_the_globe(
    pieces: list[QgsGeometry],
    ground: Ground,
    distances_m: np.ndarray,
    transform_context: QgsCoordinateTransformContext,
    segments: int,
    report: Report,
) -> list[QgsGeometry]:
    """The buffers in degrees, in one run across 180°."""
    degrees = ground.measured_in
    parts: list[list[QgsGeometry]] = [[] for _ in distances_m]
    groups = _tiles(pieces)
    for members, part in report.stages(groups):
        local, centre = _local_plane(members, degrees, ground.surface)
        there = QgsCoordinateTransform(degrees, local, transform_context)
        back = QgsCoordinateTransform(local, degrees, transform_context)
        flat = [_dense(member) for member in members]
        for piece in flat:
            piece.transform(there)
        for place, buffer in enumerate(_buffers(flat, np.asarray(distances_m), segments, part)):
            buffer.transform(back)
            parts[place] += beside([buffer], centre)
    return [piece[0] if len(piece) == 1 else QgsGeometry.unaryUnion(piece) for piece in parts]


def _tiles(pieces: list[QgsGeometry]) -> list[list[QgsGeometry]]:
    """All pieces together where one plane serves them, else by tiles; a piece wider than a plane is refused."""
    boxes = np.array([[*spans(piece), *spans(piece, 1)] for piece in pieces])
    if max(boxes[:, 1].max() - boxes[:, 0].min(), boxes[:, 3].max() - boxes[:, 2].min()) <= WIDEST_DEGREES:
        return [pieces]
    widest = float(max((boxes[:, 1] - boxes[:, 0]).max(), (boxes[:, 3] - boxes[:, 2]).max()))
    if widest > WIDEST_DEGREES:
        raise SubsidenceError(
            tr(
                "A feature spans {extent:.0f} degrees, too wide for rings in metres on one local plane; cut it into"
                " pieces, or reproject the layer into a projected CRS made for the area."
            ).format(extent=widest)
        )
    middle = np.column_stack([boxes[:, :2].mean(axis=1), boxes[:, 2:].mean(axis=1)])
    tiles: dict[tuple, list[QgsGeometry]] = {}
    for piece, tile in zip(pieces, np.floor(middle / TILE_DEGREES).astype(int).tolist()):
        tiles.setdefault(tuple(tile), []).append(piece)
    return list(tiles.values())


def _polar_rings(
    pieces: list[QgsGeometry],
    ground: Ground,
    distances_m: np.ndarray,
    transform_context: QgsCoordinateTransformContext,
    segments: int,
    report: Report,
) -> list[QgsGeometry] | None:
    """Rings that reach over a pole, made for a projected CRS without degrees, which end there; None for all others."""
    latitude = 90.0 if max(spans(piece, 1)[1] for piece in pieces) > 0 else -90.0
    nearest = min(90.0 - abs(edge) for piece in pieces for edge in spans(piece, 1))
    if nearest * METRES_PER_DEGREE > distances_m.max() * 1.01:
        return None
    near = [piece for piece in pieces if min(90.0 - abs(edge) for edge in spans(piece, 1)) < WIDEST_DEGREES / 2.0]
    local, _ = _local_plane([QgsGeometry.fromPointXY(QgsPointXY(0.0, latitude))], ground.measured_in, ground.surface)
    there = QgsCoordinateTransform(ground.measured_in, local, transform_context)
    if ground.crs.isGeographic() or len(near) < len(pieces):
        raise SubsidenceError(
            tr("A ring reaches over a pole, where degrees end; reproject the layer into a polar projected CRS.")
        )
    flat = [_dense(piece) for piece in pieces]
    for piece in flat:
        piece.transform(there)
    rings = _rings(_buffers(flat, distances_m, segments, report))
    back = QgsCoordinateTransform(local, ground.crs, transform_context)
    for ring in rings:
        ring.transform(back)
    return [polygons_only(ring) for ring in rings]


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
    """Area in square metres: on the plane, or on the ellipsoid where the CRS is geographic or distorts lengths."""
    surface = ground_of(crs, vertices(geometry), "area").surface
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


def _local_plane(
    geometries: Sequence[QgsGeometry], degrees: QgsCoordinateReferenceSystem, surface: Plane | Ellipsoid
) -> tuple[QgsCoordinateReferenceSystem, float]:
    """An azimuthal equidistant plane at the middle of the geometries, and the longitude of that middle."""
    assert isinstance(surface, Ellipsoid)  # on a plane there is no need of another
    extent = geometries[0].boundingBox()
    for geometry in geometries[1:]:
        extent.combineExtentWith(geometry.boundingBox())
    centre = extent.center()
    definition = (
        f"+proj=aeqd +lat_0={centre.y():.6f} +lon_0={centre.x():.6f} +a={surface.semi_major_m!r}"
        f" +b={surface.semi_minor_m!r} +units=m +no_defs"
    )
    local = QgsCoordinateReferenceSystem()
    if not local.createFromProj(definition):
        raise SubsidenceError(tr("No local plane can be laid at {x:.4f}, {y:.4f}.").format(x=centre.x(), y=centre.y()))
    return local, centre.x()
