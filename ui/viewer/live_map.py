"""Points or pixels painted over the map in colours that change at once; the layer beneath is left as it is."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY
from qgis.gui import QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QImage, QLinearGradient, QPainter

from ...bridge.live_raster import RasterValues
from ...bridge.live_style import LiveStyle, colours_of
from ...bridge.live_values import LiveValues
from ...bridge.read_points import drawn_at
from .live_pixels import cells_under, painted_cells

BAR = QRectF(14, 14, 190, 12)  # the legend, from the lower left corner
SYMBOLS_MM = ((5_000, 2.1), (100_000, 1.3), (np.inf, 0.8))  # up to so many points, their diameter


class LiveMap(QgsMapCanvasItem):
    """xy, values : shape=(n, 2) in ``crs`` and (n,); lines : of the legend, the first is bold."""

    def __init__(self, canvas):
        super().__init__(canvas)
        self.canvas = canvas
        self.xy = np.empty((0, 2))
        self.crs = QgsCoordinateReferenceSystem()
        self.values = np.empty(0)
        self.style: LiveStyle | None = None
        self.lines: list[str] = []
        self._on_map: np.ndarray | None = None
        self._map_crs = ""
        self._raster: RasterValues | None = None
        self._cells: tuple[tuple, np.ndarray] | None = None  # for which view of the map, and of the raster's pixels
        self.setZValue(5)  # below marks and rubber bands
        self.setVisible(False)
        canvas.extentsChanged.connect(self.update)

    def set_places(self, values: LiveValues) -> None:
        self.xy, self.crs, self._on_map, self._cells = values.xy, values.crs, None, None
        self._raster = values if isinstance(values, RasterValues) else None

    def show_values(self, values: np.ndarray, style: LiveStyle, lines: list[str]) -> None:
        self.values, self.style, self.lines = values, style, lines
        self.setVisible(True)
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.canvas.width(), self.canvas.height())

    def updatePosition(self) -> None:
        """It covers the canvas however the map is turned; left alone, QGIS would turn it once more."""
        self.setPos(0.0, 0.0)
        self.setRotation(0.0)

    def paint(self, painter: QPainter, option=None, widget=None) -> None:
        if self.rotation():
            self.updatePosition()
        if self.style is None or not len(self.xy) or len(self.values) != len(self.xy):
            return
        width, height = self.canvas.width(), self.canvas.height()
        ratio = self.canvas.devicePixelRatioF()
        columns, rows = max(int(width * ratio), 1), max(int(height * ratio), 1)
        colours = colours_of(self.values, self.style)
        if self._raster is not None:
            picture = painted_cells(self._cells_now(self._raster, columns, rows, ratio), colours)
        else:
            picture = painted(self._pixels() * ratio, colours, columns, rows, self._radius())
        image = QImage(picture.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(ratio)
        painter.setOpacity(self.style.opacity)
        painter.drawImage(QPointF(0, 0), image)
        painter.setOpacity(1.0)
        self._legend(painter, height)

    def _radius(self) -> int:
        """As large as the symbols of the layer beneath, which are to be covered."""
        size_mm = next(size for most, size in SYMBOLS_MM if len(self.xy) <= most)
        return max(1, int(np.ceil(0.5 * size_mm * self.canvas.logicalDpiX() / 25.4 * self.canvas.devicePixelRatioF())))

    def _pixels(self) -> np.ndarray:
        """Where the points lie on the canvas; shape=(n, 2). The map's rotation comes with its transform."""
        target = self.canvas.mapSettings().destinationCrs()
        if self._on_map is None or target.toWkt() != self._map_crs:
            self._on_map, self._map_crs = drawn_at(self.xy, self.crs, target), target.toWkt()
        centre, step, matrix, origin = self._view()
        with np.errstate(invalid="ignore"):  # points that the map's CRS has no place for are nowhere here either
            return (self._on_map - centre) / step @ matrix + origin

    def _view(self) -> tuple[np.ndarray, float, np.ndarray, np.ndarray]:
        """centre of the map, its units in a pixel, what such a step right and up is in pixels, the centre's pixel."""
        to_pixel = self.canvas.getCoordinateTransform()
        centre = self.canvas.center()
        step = self.canvas.mapUnitsPerPixel()
        origin = to_pixel.transform(centre)
        right = to_pixel.transform(QgsPointXY(centre.x() + step, centre.y()))
        up = to_pixel.transform(QgsPointXY(centre.x(), centre.y() + step))
        matrix = np.array(
            [[right.x() - origin.x(), right.y() - origin.y()], [up.x() - origin.x(), up.y() - origin.y()]]
        )
        return np.array([centre.x(), centre.y()]), step, matrix, np.array([origin.x(), origin.y()])

    def _cells_now(self, raster: RasterValues, columns: int, rows: int, ratio: float) -> np.ndarray:
        """The raster's pixels under those of the canvas, found anew when the map has moved."""
        centre, step, matrix, origin = self._view()
        crs = self.canvas.mapSettings().destinationCrs()
        view = (*centre, step, *matrix.ravel(), *origin, columns, rows, crs.toWkt())
        if self._cells is None or self._cells[0] != view:
            x, y = np.meshgrid((np.arange(columns) + 0.5) / ratio, (np.arange(rows) + 0.5) / ratio)
            places = (np.stack([x, y], axis=-1) - origin) @ np.linalg.inv(matrix) * step + centre
            self._cells = (view, cells_under(raster, places, crs))
        return self._cells[1]

    def _legend(self, painter: QPainter, height: int) -> None:
        assert self.style is not None
        font = QFont(painter.font())
        font.setPointSizeF(8.5)
        bold = QFont(font)
        bold.setBold(True)
        metrics = QFontMetricsF(bold)
        line = metrics.height() + 2
        wide = max([BAR.width(), *(metrics.horizontalAdvance(text) for text in self.lines)]) + 20
        tall = line * (len(self.lines) + 1) + BAR.height() + 18
        box = QRectF(8, height - tall - 8, wide, tall)
        painter.setPen(QColor("#888888"))
        painter.setBrush(QColor(255, 255, 255, 225))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor("#222222"))
        y = box.top() + 6
        for number, text in enumerate(self.lines):
            painter.setFont(bold if number == 0 else font)
            painter.drawText(QRectF(box.left() + 10, y, wide - 16, line), Qt.AlignmentFlag.AlignLeft, text)
            y += line
        bar = QRectF(box.left() + 10, y + 3, BAR.width(), BAR.height())
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for share, colour in zip(np.linspace(0, 1, len(self.style.colours)).tolist(), self.style.colours):
            gradient.setColorAt(share, QColor(colour))
        painter.fillRect(bar, gradient)
        painter.setFont(font)
        low, high = self.style.ends
        for value, align in (
            (low, Qt.AlignmentFlag.AlignLeft),
            (0.5 * (low + high), Qt.AlignmentFlag.AlignHCenter),
            (high, Qt.AlignmentFlag.AlignRight),
        ):
            painter.drawText(QRectF(bar.left(), bar.bottom() + 1, bar.width(), line), align, f"{value:.3g}")

    def take_away(self) -> None:
        self.canvas.extentsChanged.disconnect(self.update)
        self.canvas.scene().removeItem(self)


def painted(pixels: np.ndarray, colours: np.ndarray, columns: int, rows: int, radius: int) -> np.ndarray:
    """Discs at places as a picture; shape=(rows, columns), uint32, 0 where there is none.

    pixels : shape=(n, 2), column and row; colours : shape=(n,), 0xAARRGGBB, 0 paints nothing. All points together,
    offset by offset: forty thousand take hundredths of a second.
    """
    picture = np.zeros((rows, columns), dtype=np.uint32)
    seen = (colours != 0) & np.isfinite(pixels).all(axis=1)
    seen &= ((pixels > -radius) & (pixels < [columns + radius, rows + radius])).all(axis=1)
    column, row = pixels[seen].astype(int).T
    colour = colours[seen]
    for down in range(-radius, radius + 1):
        for right in range(-radius, radius + 1):
            if down * down + right * right > radius * radius + 1:
                continue
            x, y = column + right, row + down
            inside = (x >= 0) & (x < columns) & (y >= 0) & (y < rows)
            picture[y[inside], x[inside]] = colour[inside]
    return picture
