"""The dialog "Environment": which packages are there, what each is for, how to get the missing ones."""

from __future__ import annotations

import platform

from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR, Qt
from qgis.PyQt.QtGui import QColor, QGuiApplication, QPalette
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from ..bridge.environment import Package, install_advice, installed_version, packages
from ..bridge.i18n import tr
from ..version import plugin_version
from .theme import theme_of


class EnvironmentDialog(QDialog):
    """Lists and advises; it installs nothing."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setWindowTitle(tr("Environment"))
        self.resize(760, 400)
        column = QVBoxLayout(self)
        column.addWidget(self._heading())
        self.packages = packages()
        self.table = self._table(self.packages)
        column.addWidget(self.table)
        wanted = [package.name for package in self.packages if not package.is_recent_enough]
        place, self.command = install_advice(wanted)
        self.advice = QLabel(place if wanted else tr("Every package is there; nothing needs to be installed."), self)
        self.advice.setWordWrap(True)
        column.addWidget(self.advice)
        self.command_line = QLineEdit(self.command, self)
        self.command_line.setReadOnly(True)
        self.command_line.setCursorPosition(0)  # long commands are shown from their start
        self.command_line.setToolTip(self.command)
        self.command_line.setVisible(bool(wanted))
        column.addWidget(self.command_line)
        column.addWidget(self._note(bool(wanted)))
        column.addWidget(self._buttons(bool(wanted)))

    def _heading(self) -> QLabel:
        text = tr("Land Subsidence {plugin} · QGIS {qgis} · Qt {qt} · Python {python} · numpy {numpy}").format(
            plugin=plugin_version(),
            qgis=Qgis.QGIS_VERSION.partition("-")[0],
            qt=QT_VERSION_STR,
            python=platform.python_version(),
            numpy=installed_version("numpy"),
        )
        label = QLabel(text, self)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _table(self, rows: list[Package]) -> QTableWidget:
        table = QTableWidget(len(rows), 4, self)
        table.setHorizontalHeaderLabels([tr("Package"), tr("Found"), tr("Needed"), tr("What it is for")])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.ensurePolished()  # in some of QGIS's themes tables are light on a dark window
        look = theme_of(table.palette(), QPalette.ColorRole.Base)
        for row, package in enumerate(rows):
            oldest = tr("{version} or newer").format(version=package.oldest) if package.oldest else tr("optional")
            for column, text in enumerate((package.name, package.version or tr("missing"), oldest, package.purpose)):
                item = QTableWidgetItem(text)
                if column == 1:
                    item.setForeground(QColor(look.good if package.is_recent_enough else look.bad))
                table.setItem(row, column, item)
        table.resizeColumnsToContents()
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # long purposes wrap
        return table

    def _note(self, is_wanted: bool) -> QLabel:
        note = QLabel(
            tr(
                "The command keeps the numpy that QGIS came with, because GDAL is compiled against it. Restart QGIS"
                " afterwards. The plugin QPIP, if you use it, offers the same packages. Nothing is installed by itself."
            )
            if is_wanted
            else "",
            self,
        )
        note.setWordWrap(True)
        return note

    def _buttons(self, is_wanted: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.rejected.connect(self.reject)
        if is_wanted:
            copy = QPushButton(tr("Copy the command"), self)
            copy.clicked.connect(self.copy_command)
            buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        return buttons

    def copy_command(self) -> None:
        QGuiApplication.clipboard().setText(self.command)
