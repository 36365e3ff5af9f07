"""The list of what is compared: tick to show, double-click to rename, buttons to hold, remove and undo."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ...bridge.i18n import tr
from .comparison import Comparison

MOST_LISTED = 100
ROWS_SEEN = 4


class ItemList(QWidget):
    def __init__(self, comparison: Comparison, parent=None):
        super().__init__(parent)
        self.comparison = comparison
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.list = QListWidget(self)
        self.list.setToolTip(tr("Tick to show; double-click to rename; bold ones stay when another point is clicked"))
        self.list.itemChanged.connect(self._edited)
        column.addWidget(self.list)
        row = QHBoxLayout()
        self.hold_button = self._button(row, tr("Hold"), tr("Keep it when another point is clicked"), self._hold)
        self.remove_button = self._button(row, tr("Remove"), tr("Take it out of the comparison"), self._remove)
        self.undo_button = self._button(row, tr("Undo"), tr("What was shown before"), comparison.undo)
        row.addStretch(1)
        column.addLayout(row)
        comparison.changed.connect(self.refresh)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.refresh()

    def _button(self, row: QHBoxLayout, text: str, tip: str, slot) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.clicked.connect(lambda _checked=False: slot())
        row.addWidget(button)
        return button

    def refresh(self) -> None:
        items = self.comparison.items
        self.list.blockSignals(True)
        now = self.list.currentRow()
        self.list.clear()
        for item in items[:MOST_LISTED]:
            row = QListWidgetItem(_swatch(item.colour), item.name)
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable)
            row.setCheckState(Qt.CheckState.Unchecked if item.hidden else Qt.CheckState.Checked)
            font = row.font()
            font.setBold(item.held)
            row.setFont(font)
            self.list.addItem(row)
        if items:
            self.list.setCurrentRow(min(max(now, 0), self.list.count() - 1))
        high = self.list.sizeHintForRow(0) if items else 0
        self.list.setFixedHeight(high * min(len(items), ROWS_SEEN) + 6)
        self.list.blockSignals(False)
        self.setVisible(bool(items) or self.comparison.can_undo)
        self._enable()

    def _enable(self) -> None:
        chosen = 0 <= self.list.currentRow() < len(self.comparison.items)
        self.hold_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)
        self.undo_button.setEnabled(self.comparison.can_undo)
        held = chosen and self.comparison.items[self.list.currentRow()].held
        self.hold_button.setText(tr("Let go") if held else tr("Hold"))

    def _edited(self, row: QListWidgetItem) -> None:
        number = self.list.row(row)
        item = self.comparison.items[number]
        hidden = row.checkState() == Qt.CheckState.Unchecked
        if hidden != item.hidden:
            self.comparison.hide(number, hidden)
        elif row.text().strip() and row.text() != item.name:
            self.comparison.rename(number, row.text().strip())

    def _hold(self) -> None:
        number = self.list.currentRow()
        self.comparison.hold(number, not self.comparison.items[number].held)

    def _remove(self) -> None:
        self.comparison.remove(self.list.currentRow())


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(12, 12)
    picture.fill(QColor(colour))
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # Qt would mix it with the colour of the selection
    return icon
