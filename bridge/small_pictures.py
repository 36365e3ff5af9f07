"""Small pictures by Qt, where matplotlib would be too slow or is not there: a series, a legend, a dot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF

from .i18n import tr
from .styles import round_step

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 20, 20


def series_picture(dates: np.ndarray, displacement_mm: np.ndarray) -> bytes:
    """One series as PNG; both shape=(n_epochs,)."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = _painter(image, 8)
    known = np.isfinite(displacement_mm)
    days = dates.astype("datetime64[D]").astype(float)
    low, high = min(0.0, float(np.nanmin(displacement_mm, initial=0.0))), float(np.nanmax(displacement_mm, initial=0.0))
    room = 0.06 * (high - low or 1.0)
    low, high = low - room, high + room

    def at(day: float, value: float) -> QPointF:
        x = LEFT + (day - days[0]) / max(days[-1] - days[0], 1.0) * (WIDTH - LEFT - RIGHT)
        return QPointF(x, TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM))

    step = round_step((high - low) / 5)
    for value in np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step:
        painter.setPen(QColor("#dddddd"))
        painter.drawLine(at(days[0], value), at(days[-1], value))
        painter.setPen(QColor("#444444"))
        box = QRectF(0, at(days[0], value).y() - 8, LEFT - 5, 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:g}")
    painter.drawText(QPointF(4, 13), tr("displacement (mm)"))
    years = dates.astype("datetime64[Y]").astype(int) + 1970
    every = max(1, -(-(int(years[-1]) - int(years[0])) // 6))
    for year in range(int(years[0]) + 1, int(years[-1]) + 1, every):
        place = at((np.datetime64(f"{year}-01-01") - np.datetime64("1970-01-01")).astype(float), low)
        painter.setPen(QColor("#dddddd"))
        painter.drawLine(QPointF(place.x(), TOP), QPointF(place.x(), HEIGHT - BOTTOM))
        painter.setPen(QColor("#444444"))
        painter.drawText(QRectF(place.x() - 30, HEIGHT - BOTTOM + 2, 60, 16), Qt.AlignmentFlag.AlignHCenter, str(year))
    painter.setPen(QPen(QColor("#2166ac"), 1.2))
    painter.drawPolyline(QPolygonF([at(day, value) for day, value in zip(days[known], displacement_mm[known])]))
    painter.end()
    return _png(image)


def legend_picture(colours: Sequence[str], edges: np.ndarray, title: str, sign: str) -> bytes:
    """Classes of colours with their values, as PNG."""
    line, wide = 18, 250
    image = QImage(wide, line * (len(colours) + 2) + 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 255, 255, 225))
    painter = _painter(image, 9)
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(QRectF(8, 4, wide - 16, line), Qt.AlignmentFlag.AlignLeft, title)
    font.setBold(False)
    painter.setFont(font)
    for number, colour in enumerate(colours[::-1]):
        y = 8 + line * (number + 1)
        painter.fillRect(QRectF(8, y + 2, 26, line - 4), QColor(colour))
        place = len(colours) - 1 - number
        text = f"{edges[place]:g} … {edges[place + 1]:g}"
        if place == 0:
            text = f"< {edges[1]:g}"
        elif place == len(colours) - 1:
            text = f"> {edges[place]:g}"
        painter.drawText(
            QRectF(42, y, wide - 50, line), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text
        )
    painter.drawText(QRectF(8, image.height() - line - 6, wide - 16, line), Qt.AlignmentFlag.AlignLeft, sign)
    painter.end()
    return _png(image)


def dot_picture() -> bytes:
    """A white disc, which Google Earth colours."""
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = _painter(image, 8)
    painter.setBrush(QColor("#ffffff"))
    painter.setPen(QColor("#ffffff"))
    painter.drawEllipse(QRectF(3, 3, 26, 26))
    painter.end()
    return _png(image)


def _painter(image: QImage, points: int) -> QPainter:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPointSize(points)
    painter.setFont(font)
    painter.setPen(QColor("#222222"))
    return painter


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content)
