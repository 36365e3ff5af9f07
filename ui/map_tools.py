"""Map tools of the series viewer: click on a point, fence several in, draw a line."""

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


class DrawTool(QgsMapTool):
    """Corners by left clicks, ended by a right click."""

    KIND = QgsWkbTypes.GeometryType.PolygonGeometry
    FEWEST = 3

    def __init__(self, canvas):
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._corners: list[QgsPointXY] = []
        self._band = QgsRubberBand(canvas, self.KIND)
        self._band.setColor(QColor(178, 24, 43, 60))
        self._band.setStrokeColor(QColor(178, 24, 43))
        self._band.setWidth(2)
        self._band.setZValue(9)  # above the viewer's live colours

    def canvasReleaseEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._corners.append(event.mapPoint())
            self._show(self._corners)
        elif event.button() == Qt.MouseButton.RightButton:
            corners, self._corners = self._corners, []
            if len(corners) >= self.FEWEST:
                self.tell(corners)
            self._show([])

    def canvasMoveEvent(self, event) -> None:
        if self._corners:
            self._show([*self._corners, event.mapPoint()])

    def deactivate(self) -> None:
        self._corners = []
        self._show([])
        super().deactivate()

    def tell(self, corners: list[QgsPointXY]) -> None:
        raise NotImplementedError

    def _show(self, corners: list[QgsPointXY]) -> None:
        self._band.reset(self.KIND)
        for corner in corners:
            self._band.addPoint(corner)


class FenceTool(DrawTool):
    """A polygon, told in the map's CRS."""

    fenced = pyqtSignal(QgsGeometry)

    def tell(self, corners: list[QgsPointXY]) -> None:
        self.fenced.emit(QgsGeometry.fromPolygonXY([[*corners, corners[0]]]))


class LineTool(DrawTool):
    """A line, told in the map's CRS."""

    KIND = QgsWkbTypes.GeometryType.LineGeometry
    FEWEST = 2
    drawn = pyqtSignal(QgsGeometry)

    def tell(self, corners: list[QgsPointXY]) -> None:
        self.drawn.emit(QgsGeometry.fromPolylineXY(corners))
