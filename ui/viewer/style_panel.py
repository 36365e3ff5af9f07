"""Colours of the map, live: histogram with handles, ramp, symmetric range, opacity, one scale for several layers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from qgis.PyQt.QtCore import QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QLinearGradient, QPainter, QPen
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ...bridge.i18n import tr
from ...bridge.live_style import RAMPS, LiveStyle, fitting
from ..theme import theme_of

BINS = 80
HANDLE_PIXELS = 8


class Histogram(QWidget):
    """The values with their colours and two handles; moved : the new range while a handle is dragged."""

    moved = pyqtSignal(float, float)

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setMinimumHeight(64)
        self.setMouseTracking(True)
        self.setToolTip(tr("Drag the two handles to set the range of the colours"))
        self.counts = np.zeros(BINS)
        self.low, self.high = 0.0, 1.0  # of the axis
        self.style_shown: LiveStyle | None = None
        self._held: str | None = None

    def set_values(self, values: np.ndarray) -> None:
        known = values[np.isfinite(values)]
        low, high = np.percentile(known, [0.2, 99.8]).tolist() if known.size else (0.0, 1.0)
        reach = max(abs(low), abs(high), 1e-9)
        low, high = (-1.15 * reach, 1.15 * reach) if low < 0 < high else (low - 0.1 * reach, high + 0.1 * reach)
        self.low, self.high = low, max(high, low + 1e-9)
        self.counts = np.histogram(known, BINS, (self.low, self.high))[0].astype(float)
        self.update()

    def set_style(self, style: LiveStyle) -> None:
        self.style_shown = replace(style, fringe=0.0)  # its handles set the plain range
        self.update()

    def _x(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return float(np.clip(share, 0.0, 1.0)) * (self.width() - 2) + 1

    def _value(self, x: float) -> float:
        return self.low + (x - 1) / max(self.width() - 2, 1) * (self.high - self.low)

    def paintEvent(self, _event) -> None:
        style = self.style_shown
        if style is None:
            return
        painter = QPainter(self)
        look = theme_of(self.palette())
        bottom = self.height() - 12
        gradient = QLinearGradient(QPointF(self._x(style.low), 0), QPointF(self._x(style.high), 0))
        for share, colour in zip(np.linspace(0, 1, len(style.colours)).tolist(), style.colours):
            gradient.setColorAt(share, QColor(colour))
        wide = (self.width() - 2) / BINS
        tallest = np.sqrt(self.counts.max()) or 1.0
        for number, count in enumerate(np.sqrt(self.counts) / tallest):  # the root lets rare values be seen
            painter.fillRect(
                QRectF(1 + number * wide, bottom - count * (bottom - 4), wide, count * (bottom - 4)), gradient
            )
        painter.fillRect(QRectF(1, bottom + 2, self.width() - 2, 8), gradient)
        painter.setPen(QPen(QColor(look.ink), 2))
        for value in (style.low, style.high):
            x = self._x(value)
            painter.drawLine(QPointF(x, 2), QPointF(x, self.height() - 1))

    def mousePressEvent(self, event) -> None:
        style, x = self.style_shown, _x_of(event)
        if style is None:
            return
        near = {"low": abs(x - self._x(style.low)), "high": abs(x - self._x(style.high))}
        name = min(near, key=lambda key: near[key])
        self._held = name if near[name] <= HANDLE_PIXELS else None

    def mouseMoveEvent(self, event) -> None:
        style, x = self.style_shown, _x_of(event)
        if style is None or self._held is None:
            return
        value = self._value(x)
        if style.symmetric:
            self.moved.emit(-abs(value), abs(value))
        elif self._held == "low":
            self.moved.emit(min(value, style.high), style.high)
        else:
            self.moved.emit(style.low, max(value, style.low))

    def mouseReleaseEvent(self, _event) -> None:
        self._held = None


def _x_of(event) -> float:
    """Qt 6 has positions with fractions, Qt 5 has whole ones."""
    return float(event.position().x() if hasattr(event, "position") else event.pos().x())


class StylePanel(QWidget):
    """changed : the style after any change; kept : it is to become the layer's own; shared : all layers' own."""

    changed = pyqtSignal(object)
    kept = pyqtSignal()
    shared = pyqtSignal()

    def __init__(self, parent=None):
        super().__init__(parent)
        self.style_now = LiveStyle(-1.0, 1.0)
        self._values = np.empty(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self.histogram = Histogram(self)
        self.histogram.moved.connect(self._set_range)
        column.addWidget(self.histogram)
        column.addLayout(self._range_row())
        column.addLayout(self._last_row())

    def _range_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.low_box, self.high_box = (
            self._number(tr("Lowest value of the colours")),
            self._number(tr("Highest value of the colours")),
        )
        self.ramp_box = QComboBox(self)
        self.ramp_box.addItems(list(RAMPS))
        self.ramp_box.currentTextChanged.connect(lambda name: self._set(ramp=name))
        self.symmetric_box = QCheckBox(tr("Symmetric"), self)
        self.symmetric_box.setToolTip(tr("Zero in the middle of the colours"))
        self.symmetric_box.toggled.connect(lambda on: self._set(symmetric=on))
        self.inverted_box = QCheckBox(tr("Inverted"), self)
        self.inverted_box.toggled.connect(lambda on: self._set(inverted=on))
        for widget in (self.low_box, QLabel("…", self), self.high_box, self.ramp_box, self.symmetric_box):
            row.addWidget(widget)
        row.addWidget(self.inverted_box)
        row.addStretch(1)
        return row

    def _last_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.opacity_slider = QSlider(Qt.Orientation.Horizontal, self)
        self.opacity_slider.setRange(5, 100)
        self.opacity_slider.setMaximumWidth(110)
        self.opacity_slider.valueChanged.connect(lambda value: self._set(opacity=value / 100))
        self.fringe_box = self._number(tr("Colours repeat after so much, as in an interferogram: half a wavelength"))
        self.fringe_box.setRange(0.0, 1000.0)
        self.fringe_box.setSpecialValueText(tr("no"))
        self.fringe_box.setSuffix(" mm")
        self.fringe_box.valueChanged.disconnect()
        self.fringe_box.valueChanged.connect(lambda value: self._set(fringe=value))
        row.addWidget(QLabel(tr("Opacity"), self))
        row.addWidget(self.opacity_slider)
        row.addWidget(QLabel(tr("Fringes"), self))
        row.addWidget(self.fringe_box)
        for text, tip, slot in (
            (tr("Fit"), tr("Let the range fit the values"), self._fit),
            (tr("To the layer"), tr("Give the layer these colours, for the legend and for prints"), self.kept.emit),
            (tr("To all"), tr("One scale for all layers with a rate, so that they can be compared"), self.shared.emit),
        ):
            button = QPushButton(text, self)
            button.setToolTip(tip)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _number(self, tip: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(-1e6, 1e6)
        box.setDecimals(1)
        box.setKeyboardTracking(False)
        box.setToolTip(tip)
        box.valueChanged.connect(lambda _value: self._typed())
        return box

    def show_style(self, style: LiveStyle, values: np.ndarray | None = None) -> None:
        """What is shown now; nothing is told."""
        self.style_now = style
        if values is not None:
            self._values = values
            self.histogram.set_values(values)
        self.histogram.set_style(style)
        for widget, put in (
            (self.low_box, lambda: self.low_box.setValue(style.low)),
            (self.high_box, lambda: self.high_box.setValue(style.high)),
            (self.ramp_box, lambda: self.ramp_box.setCurrentText(style.ramp)),
            (self.symmetric_box, lambda: self.symmetric_box.setChecked(style.symmetric)),
            (self.inverted_box, lambda: self.inverted_box.setChecked(style.inverted)),
            (self.opacity_slider, lambda: self.opacity_slider.setValue(round(100 * style.opacity))),
            (self.fringe_box, lambda: self.fringe_box.setValue(style.fringe)),
        ):
            widget.blockSignals(True)
            put()
            widget.blockSignals(False)

    def _typed(self) -> None:
        low, high = self.low_box.value(), self.high_box.value()
        if self.style_now.symmetric:
            changed = high if abs(high - self.style_now.high) > abs(low - self.style_now.low) else low
            low, high = -abs(changed), abs(changed)
        self._set_range(low, high)

    def _set_range(self, low: float, high: float) -> None:
        self._become(self.style_now.with_range(low, high))

    def _set(self, **changes) -> None:
        style = LiveStyle(**{**self.style_now.__dict__, **changes})
        self._become(style.with_range(style.low, style.high))

    def _fit(self) -> None:
        fitted = fitting(self._values, motion=self.style_now.symmetric)
        self._become(self.style_now.with_range(fitted.low, fitted.high))

    def _become(self, style: LiveStyle) -> None:
        self.show_style(style)
        self.changed.emit(style)
