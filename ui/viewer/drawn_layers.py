"""What was drawn on the map as a layer of the project, for algorithms that want layers."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

from .marks import moved


def drawn_layer(kind: str, shape: QgsGeometry, crs: QgsCoordinateReferenceSystem, name: str) -> QgsVectorLayer:
    """A scratch layer with one feature, added to the project; kind : Polygon or LineString."""
    layer = QgsVectorLayer(kind, name, "memory")
    layer.setCrs(crs)
    feature = QgsFeature()
    feature.setGeometry(shape)
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer


def polygon_layer(shape: QgsGeometry, crs: QgsCoordinateReferenceSystem, name: str) -> QgsVectorLayer:
    return drawn_layer("Polygon", shape, crs, name)


def line_layer(shape: QgsGeometry, crs: QgsCoordinateReferenceSystem, name: str) -> QgsVectorLayer:
    return drawn_layer("LineString", shape, crs, name)


def selected_line(canvas) -> tuple[str, QgsGeometry] | None:
    """Name and shape, in the map's CRS, of the longest selected line of the line layers on the map; None without one.

    The parts of a line are joined where their ends meet; of what stays apart, the longest counts.
    """
    target = canvas.mapSettings().destinationCrs()
    found = []
    for layer in canvas.layers():
        if not isinstance(layer, QgsVectorLayer):
            continue
        if layer.geometryType() != QgsWkbTypes.GeometryType.LineGeometry:
            continue
        to_map = QgsCoordinateTransform(layer.crs(), target, QgsProject.instance())
        for feature in layer.selectedFeatures():
            for part in QgsGeometry(feature.geometry()).mergeLines().asGeometryCollection():
                if moved(part, to_map):
                    found.append((part.length(), f"{layer.name()} {feature.id()}", part))
    return max(found, key=lambda entry: entry[0])[1:] if found else None
