"""The bar of dates: a slider for the date that the map shows, and the date from which it counts."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSlider, QWidget

from ...bridge.i18n import tr


class DateBar(QWidget):
    """moved : the numbers of the date shown and of the one it counts from, −1 for as measured."""

    moved = pyqtSignal(int, int)

    def __init__(self, parent=None):
        super().__init__(parent)
        self.dates = np.array([], dtype="datetime64[D]")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.label = QLabel("", self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setToolTip(tr("The map shows the displacement of this date; drag here or in the plot"))
        self.slider.valueChanged.connect(lambda _value: self._tell())
        self.first_box = QComboBox(self)
        self.first_box.setToolTip(tr("Show the difference from this date"))
        self.first_box.currentIndexChanged.connect(lambda _index: self._tell())
        for widget, stretch in ((self.label, 0), (self.slider, 1), (QLabel(tr("minus"), self), 0), (self.first_box, 0)):
            row.addWidget(widget, stretch)

    def set_dates(self, dates: np.ndarray, last: int | None = None, first: int | None = None) -> None:
        """last, first : numbers of the date shown, the newest where left out, and of the one it counts from."""
        self.dates = dates
        for widget in (self.slider, self.first_box):
            widget.blockSignals(True)
        self.slider.setRange(0, max(len(dates) - 1, 0))
        self.slider.setValue(len(dates) - 1 if last is None else last)
        self.first_box.clear()
        self.first_box.addItem(tr("as measured"))
        self.first_box.addItems([str(date) for date in dates])
        self.first_box.setCurrentIndex(0 if first is None else first + 1)
        for widget in (self.slider, self.first_box):
            widget.blockSignals(False)
        self._say()

    def set_day(self, day: np.datetime64) -> None:
        """Go to the date nearest to a day."""
        if len(self.dates):
            self.slider.setValue(int(np.abs(self.dates - np.datetime64(day, "D")).argmin()))

    @property
    def day(self) -> np.datetime64 | None:
        return self.dates[self.slider.value()] if len(self.dates) else None

    def _say(self) -> None:
        self.label.setText("" if self.day is None else str(self.day))

    def _tell(self) -> None:
        self._say()
        if len(self.dates):
            self.moved.emit(self.slider.value(), self.first_box.currentIndex() - 1)
