"""Map tools of the series viewer: click on a point, or fence several in."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapTool, QgsMapToolEmitPoint, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor


class ClickTool(QgsMapToolEmitPoint):
    """Tells where was clicked, in the map's CRS, and whether the point is to be added to those shown."""

    picked = pyqtSignal(QgsPointXY, bool)

    def __init__(self, canvas):
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasReleaseEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.picked.emit(event.mapPoint(), adds)


class FenceTool(QgsMapTool):
    """A polygon by left clicks, closed by a right click; told in the map's CRS."""

    fenced = pyqtSignal(QgsGeometry)

    def __init__(self, canvas):
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._corners: list[QgsPointXY] = []
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setColor(QColor(178, 24, 43, 60))
        self._band.setStrokeColor(QColor(178, 24, 43))
        self._band.setWidth(2)

    def canvasReleaseEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._corners.append(event.mapPoint())
            self._show(self._corners)
        elif event.button() == Qt.MouseButton.RightButton:
            corners, self._corners = self._corners, []
            if len(corners) > 2:
                self.fenced.emit(QgsGeometry.fromPolygonXY([[*corners, corners[0]]]))
            self._show([])

    def canvasMoveEvent(self, event) -> None:
        if self._corners:
            self._show([*self._corners, event.mapPoint()])

    def deactivate(self) -> None:
        self._corners = []
        self._show([])
        super().deactivate()

    def _show(self, corners: list[QgsPointXY]) -> None:
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        for corner in corners:
            self._band.addPoint(corner)
