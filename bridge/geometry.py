"""Geometries of any vector layer as flat arrays of coordinates, in the CRS in which they are needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsEllipsoidUtils,
    QgsExpression,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsUnitTypes,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime

from ..subsidence.errors import SubsidenceError
from ..subsidence.factors.vector_geometry import Shapes
from ..subsidence.factors.wkb import shapes_of_wkb
from ..subsidence.possible import check_places
from ..subsidence.progress import SILENT, Report
from ..subsidence.raster.gdal_files import asked
from ..subsidence.spatial.geodesy import Ellipsoid, Plane, check_degrees
from .fields import is_null
from .i18n import tr
from .undeclared_text import NOTHING, undeclared_text

UNDEFINED = "Undefined "
LONGEST_EDGE_M = 1000.0  # a straight edge of Mercator's of this length runs 2 cm beside that of degrees, at 60°
HALF_GLOBE_DEGREES = 180.0
EDGED = (QgsWkbTypes.GeometryType.LineGeometry, QgsWkbTypes.GeometryType.PolygonGeometry)


@dataclass(frozen=True)
class VectorLayer:
    """The features of a layer.

    shapes : the geometries, in the CRS that was asked for
    columns : attribute values by field name, one per feature, None for NULL
    notes : sentences about what was repaired or left out
    """

    name: str
    shapes: Shapes
    columns: dict[str, list] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def is_known(crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether a CRS is one; a GeoPackage names what it does not know “Undefined geographic SRS” and the like."""
    return crs.isValid() and not crs.description().startswith(UNDEFINED)


def crs_name(crs: QgsCoordinateReferenceSystem) -> str:
    """What a CRS is called, for sentences."""
    return crs.authid() or crs.description() or crs.toProj()[:60]


def surface_of(crs: QgsCoordinateReferenceSystem) -> Plane | Ellipsoid:
    """How lengths are measured in a CRS: on the plane, or on its ellipsoid when it is geographic."""
    if not is_known(crs):
        raise SubsidenceError(
            tr("The layer has no coordinate reference system; set it in the layer's properties first.")
        )
    if not crs.isGeographic():
        return Plane(QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters))
    parameters = QgsEllipsoidUtils.ellipsoidParameters(crs.ellipsoidAcronym())
    if not parameters.valid:
        return Ellipsoid()
    flattening = 1.0 - parameters.semiMinor / parameters.semiMajor
    return Ellipsoid(parameters.semiMajor, 1.0 / flattening if flattening else 0.0)


def read_vector(
    layer,
    name: str,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    *,
    expression: str = "",
    fields: Sequence[str] = (),
    report: Report = SILENT,
) -> VectorLayer:
    """The features of a vector layer or source, reprojected.

    layer : a ``QgsVectorLayer`` or ``QgsFeatureSource``
    expression : only features for which it is true
    fields : the attributes that are needed as well

    Polygons that cross themselves are repaired and features without a geometry left out, both with a
    note. Raises ``SubsidenceError`` for layers without CRS, features or geometries.
    """
    geometries, columns, notes = read_geometries(
        layer, name, crs, transform_context, expression=expression, fields=fields, report=report
    )
    shapes, counted = shapes_of_wkb([bytes(geometry.asWkb()) for geometry in geometries])
    if not np.isfinite(shapes.xy).all():
        raise SubsidenceError(
            tr(
                "Some coordinates of “{name}” cannot be converted into the CRS of the points ({authid});"
                " check the layer's CRS."
            ).format(name=name, authid=crs.authid())
        )
    check_places(shapes.xy, name)
    if len(counted) > 1:
        counts = ", ".join(f"{kind} {count}" for kind, count in counted.items())
        report.info(
            tr("“{name}” mixes kinds of geometry ({counts} parts); each counts as what it is.").format(
                name=name, counts=counts
            )
        )
    if crs.isGeographic():
        if shapes.crosses_180:
            notes.append(tr("Edges of “{name}” that cross 180° are taken the short way round.").format(name=name))
        shapes = shapes.continuous()
    return VectorLayer(name, shapes, columns, notes)


def read_geometries(
    layer,
    name: str,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
    *,
    expression: str = "",
    fields: Sequence[str] = (),
    report: Report = SILENT,
) -> tuple[list[QgsGeometry], dict[str, list], list[str]]:
    """As ``read_vector``, with the geometries as QGIS has them (straight, two-dimensional, valid).

    The layer may mix points, lines and polygons, and hold geometry collections.
    """
    shown_crs, source_crs = _crs_of_layer(layer, name)
    _check_extent(layer, source_crs, name)
    indices = [layer.fields().lookupField(wanted) for wanted in fields]
    request = QgsFeatureRequest()
    if source_crs != crs and not QgsCoordinateTransform(source_crs, crs, transform_context).isValid():
        raise SubsidenceError(
            tr("The layer “{name}” ({authid}) cannot be brought into {target}; check its CRS.").format(
                name=name, authid=crs_name(source_crs), target=crs_name(crs)
            )
        )
    longest = _longest_edge(source_crs, crs)  # a straight edge of the source may be a curve in ``crs``
    by_hand = longest > 0 or not shown_crs.isValid()
    bend = QgsCoordinateTransform(source_crs, crs, transform_context) if by_hand else None
    if bend is None:
        request.setDestinationCrs(crs, transform_context)
    request.setSubsetOfAttributes([index for index in indices if index >= 0])
    if expression:
        request.setFilterExpression(_checked(expression))
    texts = undeclared_text(layer) if fields else NOTHING
    geometries: list[QgsGeometry] = []
    rows: list[list] = []
    without = repaired = 0
    count = max(layer.featureCount(), 1)
    try:
        for number, feature in enumerate(_features(layer, request)):
            if number % 1024 == 0:
                report.progress(min(number / count, 1.0))
            geometry = feature.geometry()
            if geometry.isNull() or geometry.isEmpty():
                without += 1
                continue
            geometry, mended = _plain(geometry)
            if geometry is None:
                without += 1
                continue
            if bend is not None:
                geometry = _bent(geometry, longest, bend)
            repaired += mended
            geometries.append(geometry)
            rows.append(
                [
                    _value(texts.value(index, feature.id(), feature.attribute(index))) if index >= 0 else None
                    for index in indices
                ]
            )
    except QgsCsException as error:
        raise SubsidenceError(
            tr("The layer “{name}” ({authid}) cannot be brought into {target}; check its CRS.").format(
                name=name, authid=source_crs.authid(), target=crs.authid()
            )
        ) from error
    if not geometries:
        raise SubsidenceError(
            tr("The layer “{name}” has no features for which “{expression}” is true.").format(
                name=name, expression=expression
            )
            if expression
            else tr("The layer “{name}” has no features with a geometry.").format(name=name)
        )
    columns = {wanted: [row[position] for row in rows] for position, wanted in enumerate(fields)}
    return geometries, columns, [*([texts.note] if texts else []), *_notes(name, without, repaired)]


def _crs_of_layer(layer, name: str) -> tuple[QgsCoordinateReferenceSystem, QgsCoordinateReferenceSystem]:
    """The CRS that the layer says it has, and the one its coordinates are in; refused is a layer without geometry."""
    shown_crs = layer.crs() if hasattr(layer, "crs") else layer.sourceCrs()
    source_crs = shown_crs if is_known(shown_crs) else _crs_of_file(layer)
    if not is_known(source_crs):
        raise SubsidenceError(
            tr("The layer “{name}” has no coordinate reference system; set it in the layer's properties first.").format(
                name=name
            )
        )
    if QgsWkbTypes.geometryType(layer.wkbType()) == QgsWkbTypes.GeometryType.NullGeometry:
        raise SubsidenceError(
            tr("The layer “{name}” has no points, lines or polygons; choose another layer.").format(name=name)
        )
    return shown_crs, source_crs


def _checked(expression: str) -> str:
    parsed = QgsExpression(expression)
    if parsed.hasParserError():
        raise SubsidenceError(
            tr("The filter “{expression}” is not an expression: {parsed}.").format(
                expression=expression, parsed=parsed.parserErrorString()
            )
        )
    return expression


def _notes(name: str, without: int, repaired: int) -> list[str]:
    notes = []
    if without:
        notes.append(
            tr("{without} features of “{name}” have no geometry and are left out.").format(without=without, name=name)
        )
    if repaired:
        notes.append(
            tr("{repaired} polygons of “{name}” cross themselves; they were repaired for this run.").format(
                repaired=repaired, name=name
            )
        )
    return notes


def _features(layer, request: QgsFeatureRequest):
    """Features with invalid geometries too, which Processing would stop at: they are repaired here."""
    if isinstance(layer, QgsProcessingFeatureSource):
        return layer.getFeatures(request, QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks)
    return layer.getFeatures(request)


def _check_extent(layer, crs: QgsCoordinateReferenceSystem, name: str) -> None:
    """Metres under a geographic CRS are a mistake that would otherwise look like an odd distance."""
    extent = layer.extent() if hasattr(layer, "extent") else layer.sourceExtent()
    if crs.isGeographic() and not extent.isNull() and extent.isFinite():
        corners = [[extent.xMinimum(), extent.yMinimum()], [extent.xMaximum(), extent.yMaximum()]]
        check_degrees(np.array(corners), name)


def _crs_of_file(layer) -> QgsCoordinateReferenceSystem:
    """The CRS of the file itself: QGIS shows none for a layer of geometry collections."""
    from osgeo import ogr

    crs = QgsCoordinateReferenceSystem()
    if getattr(layer, "providerType", lambda: "")() != "ogr":
        return crs
    dataset = asked(ogr.Open, layer.source().partition("|")[0])
    reference = dataset.GetLayer(0).GetSpatialRef() if dataset is not None else None
    if reference is not None:
        crs.createFromWkt(reference.ExportToWkt())
    return crs


def _longest_edge(source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> float:
    """Length in units of ``source`` beyond which edges are divided before they go to ``target``; 0 divides none."""
    if source.isGeographic() or not target.isGeographic():
        return 0.0
    surface = surface_of(source)
    return LONGEST_EDGE_M / surface.metres_per_unit if isinstance(surface, Plane) else 0.0


def _bent(geometry: QgsGeometry, longest: float, bend: QgsCoordinateTransform) -> QgsGeometry:
    """The geometry in degrees; its long edges are divided first, except where the map is cut between their ends."""
    bare = QgsGeometry(geometry)
    bare.transform(bend)
    box = geometry.boundingBox()
    if not longest or max(box.width(), box.height()) <= longest or geometry.type() not in EDGED:
        return bare
    if bare.boundingBox().width() > HALF_GLOBE_DEGREES:
        return bare
    divided = geometry.densifyByDistance(longest)
    divided.transform(bend)
    return divided


def _plain(geometry: QgsGeometry) -> tuple[QgsGeometry | None, bool]:
    """The geometry with straight edges and without Z and M; polygons made valid. And whether it was mended."""
    if QgsWkbTypes.isCurvedType(geometry.wkbType()):
        geometry = QgsGeometry(geometry.constGet().segmentize())
    if QgsWkbTypes.hasZ(geometry.wkbType()) or QgsWkbTypes.hasM(geometry.wkbType()):
        flat = geometry.constGet().clone()
        flat.dropZValue()
        flat.dropMValue()
        geometry = QgsGeometry(flat)
    pure = geometry.type() == QgsWkbTypes.GeometryType.PolygonGeometry
    collection = QgsWkbTypes.flatType(geometry.wkbType()) == QgsWkbTypes.Type.GeometryCollection
    if not (pure or collection) or geometry.isGeosValid():
        return geometry, False
    mended = geometry.makeValid()
    if pure:
        mended.convertGeometryCollectionToSubclass(QgsWkbTypes.GeometryType.PolygonGeometry)
        if mended.isNull() or mended.isEmpty() or mended.type() != QgsWkbTypes.GeometryType.PolygonGeometry:
            return None, True
    return (None if mended.isNull() or mended.isEmpty() else mended), True


def _value(value):
    """An attribute as plain Python: NULL is None, dates are ISO text."""
    if is_null(value):
        return None
    if isinstance(value, QDateTime):
        value = value.date()
    if isinstance(value, QDate):
        return value.toString("yyyy-MM-dd") if value.isValid() else None
    return value
