"""What was drawn on the map as a layer of the project, for algorithms that want layers."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer


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
