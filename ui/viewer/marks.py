"""Where on the map the compared points and areas lie."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import Qgis, QgsCoordinateTransform, QgsCsException, QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsRubberBand, QgsVertexMarker
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...bridge.area_series import PlaceSeries
from ...bridge.layer_series import PointSeries

MOST_MARKS = 200
MANY_COLOUR = "#e60078"
REFERENCE = QColor("#222222")
FEW = 8  # up to as many each has the colour of its curve


def moved(shape: QgsGeometry, transform: QgsCoordinateTransform, direction=Qgis.TransformDirection.Forward) -> bool:
    """Bring a shape into another coordinate system; False where that does not reach so far."""
    try:
        shape.transform(transform, direction)
    except QgsCsException:
        return False
    return True


class Marks:
    """points, areas : the marks on the canvas; ``of`` tells which series each belongs to."""

    def __init__(self, canvas):
        self.canvas = canvas
        self.points: list[QgsVertexMarker] = []
        self.areas: list[QgsRubberBand | QgsVertexMarker] = []
        self.of: list[PointSeries] = []

    def show(self, series: Sequence[PointSeries], colours: Sequence[str], to_layer: QgsCoordinateTransform) -> None:
        self.clear()
        for one, colour in list(zip(series, colours))[:MOST_MARKS]:
            mine = QColor(colour if len(series) <= FEW else MANY_COLOUR)
            if isinstance(one, PlaceSeries) and not one.outline.isNull():
                self._area(one.outline, mine, to_layer)
                continue
            here = QgsGeometry.fromPointXY(QgsPointXY(*one.xy))
            if not moved(here, to_layer, Qgis.TransformDirection.Reverse):
                continue
            mark = QgsVertexMarker(self.canvas)
            mark.setCenter(here.asPoint())
            mark.setColor(mine)
            mark.setIconType(QgsVertexMarker.IconType.ICON_CIRCLE)
            mark.setIconSize(13)
            mark.setPenWidth(3)
            mark.setZValue(8)
            self.points.append(mark)
            self.of.append(one)

    def show_reference(self, shape: QgsGeometry, to_layer: QgsCoordinateTransform) -> None:
        """What stands still: a dashed outline, or a cross on a place."""
        here = QgsGeometry(shape)
        if not moved(here, to_layer, Qgis.TransformDirection.Reverse):
            return
        if here.type() == QgsWkbTypes.GeometryType.PointGeometry:
            mark = QgsVertexMarker(self.canvas)
            mark.setCenter(here.asPoint())
            mark.setColor(REFERENCE)
            mark.setIconType(QgsVertexMarker.IconType.ICON_CROSS)
            mark.setIconSize(18)
            mark.setPenWidth(3)
            mark.setZValue(8)
            self.areas.append(mark)
            return
        band = QgsRubberBand(self.canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        band.setToGeometry(here, None)
        band.setStrokeColor(REFERENCE)
        band.setFillColor(QColor(0, 0, 0, 0))
        band.setLineStyle(Qt.PenStyle.DashLine)
        band.setWidth(2)
        band.setZValue(7)
        self.areas.append(band)

    def _area(self, outline: QgsGeometry, colour: QColor, to_layer: QgsCoordinateTransform) -> None:
        shape = QgsGeometry(outline)
        if not moved(shape, to_layer, Qgis.TransformDirection.Reverse):
            return
        band = QgsRubberBand(self.canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        band.setToGeometry(shape, None)
        band.setStrokeColor(colour)
        fill = QColor(colour)
        fill.setAlpha(40)
        band.setFillColor(fill)
        band.setWidth(2)
        band.setZValue(7)  # above the live colours
        self.areas.append(band)

    def point_out(self, series: PointSeries | None) -> None:
        """Make one mark larger than the others."""
        for mark, one in zip(self.points, self.of):
            mark.setIconSize(20 if one is series else 13)
            mark.setPenWidth(4 if one is series else 3)

    def clear(self) -> None:
        for thing in [*self.points, *self.areas]:
            self.canvas.scene().removeItem(thing)
        self.points, self.areas, self.of = [], [], []
