"""The guided panel: the chain as steps, each with what it needs, what it has, and one button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsProject
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..bridge.i18n import tr
from ..subsidence.packages import missing
from .steps import PROVIDER, Findings, Step, algorithm, look, prefilled, steps
from .theme import theme_of

LEAST_SIGNS = 16  # of a list in a dialog
DONE, READY, WAITING = "✓", "●", "○"


class StepRow(QFrame):
    """One step on the panel."""

    asked = pyqtSignal(str)

    def __init__(self, step: Step, parent=None):
        super().__init__(parent)
        self.step = step
        self.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(3)
        top = QHBoxLayout()
        self.mark = QLabel(self)
        self.mark.setFixedWidth(16)
        title = QLabel(f"<b>{step.title}</b>", self)
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QToolButton(self)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for widget in (self.mark, title, self.button):
            top.addWidget(widget)
        column.addLayout(top)
        self.purpose = self._label(step.purpose)
        self.status = self._label("")
        self.packages = self._label("")
        for label in (self.purpose, self.status, self.packages):
            column.addWidget(label)
        self._offer()

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _offer(self) -> None:
        present = [identifier for identifier in self.step.algorithms if algorithm(identifier) is not None]
        self.setVisible(bool(present))
        if not present:
            return
        menu = QMenu(self.button)
        for identifier in present:
            action = menu.addAction(algorithm(identifier).icon(), algorithm(identifier).displayName())
            action.triggered.connect(lambda _checked=False, identifier=identifier: self.asked.emit(identifier))
        self.button.setMenu(menu)
        self.button.setText(algorithm(present[0]).displayName())
        self.button.setIcon(algorithm(present[0]).icon())
        self.button.clicked.connect(lambda: self.asked.emit(present[0]))
        self.main = present[0]

    def update_from(self, found: Findings) -> None:
        if self.isHidden() and not hasattr(self, "main"):
            return
        has = found.text(self.step.gives) if self.step.gives else ""
        lacks = bool(self.step.needs) and not found.text(self.step.needs)
        mark = DONE if has else WAITING if lacks else READY
        self.mark.setText(mark)
        look = theme_of(self.palette())
        colour = {DONE: look.good, READY: look.ready, WAITING: look.faint}[mark]
        self.mark.setStyleSheet(f"color: {colour}; font-weight: bold;")
        if has:
            self.status.setText(tr("Has {what}").format(what=has))
        elif lacks:
            need = {"series": tr("a point layer with displacement series"), "factors": tr("a point layer with factors")}
            self.status.setText(tr("Needs {what}").format(what=need[self.step.needs]))
        else:
            self.status.setText(tr("Ready"))
        can_run, reason = algorithm(self.main).canExecute()
        absent = ", ".join(missing(getattr(algorithm(self.main), "PACKAGES", ())))
        short = tr("Missing in this QGIS: {names}; “Environment” says how to get it.").format(names=absent)
        self.packages.setText("" if can_run else short if absent else reason)
        self.packages.setToolTip(reason)
        self.packages.setVisible(not can_run)
        self.packages.setStyleSheet(f"color: {look.bad};")


class GuidedPanel(QgsDockWidget):
    """It computes nothing: every button opens a dialog of Processing, filled in from the project.

    open_dialog : ``open_dialog(algorithm_id, parameters)`` shows the dialog and returns it, or None
    """

    WIDTH = 440  # pixels, when it opens for the first time
    environment_wanted = pyqtSignal()
    viewer_wanted = pyqtSignal()
    help_wanted = pyqtSignal()

    def __init__(self, open_dialog: Callable | None = None, parent=None):
        super().__init__(tr("Land Subsidence, step by step"), parent)
        self.setObjectName("LandSubsidenceGuidedPanel")
        self._open_dialog = open_dialog or open_processing_dialog
        self._files: dict[str, str] = {}
        self._dialogs: list = []
        self.rows: list[StepRow] = []
        self._build()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(50)
        self._later.timeout.connect(self.refresh)
        project = QgsProject.instance()
        for signal in (project.layersAdded, project.layersRemoved, project.cleared, project.readProject):
            signal.connect(self._schedule)
        self.refresh()

    def _build(self) -> None:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(4, 4, 4, 4)
        for step in steps():
            row = StepRow(step, content)
            row.asked.connect(self.open)
            column.addWidget(row)
            self.rows.append(row)
        buttons = QHBoxLayout()
        for text, signal in (
            (tr("Series viewer"), self.viewer_wanted),
            (tr("Environment"), self.environment_wanted),
            (tr("Help"), self.help_wanted),
        ):
            button = QPushButton(text, content)
            button.clicked.connect(signal)
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        self.setWidget(area)

    def _schedule(self, *_ignored) -> None:
        self._later.start()

    def refresh(self) -> None:
        """Look at the project again."""
        found = look(QgsProject.instance(), self._files)
        for row in self.rows:
            row.update_from(found)
        self._fit_width()

    def _fit_width(self) -> None:
        """No narrower than its buttons, for it scrolls up and down only."""
        area: Any = self.widget()  # a QScrollArea
        area.setMinimumWidth(area.widget().minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width() + 4)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._fit_width()  # the fonts are known by now

    def open(self, identifier: str) -> None:
        """Open the dialog of an algorithm, filled in."""
        parameters = prefilled(identifier, look(QgsProject.instance(), self._files))
        dialog = self._open_dialog(f"{PROVIDER}:{identifier}", parameters)
        if dialog is None:
            return
        self._dialogs.append(dialog)  # Python would delete it under the user's eyes
        dialog.algorithmFinished.connect(self.remember)
        dialog.rejected.connect(lambda dialog=dialog: self._closed(dialog))  # its "finished" is not Qt's

    def _closed(self, dialog) -> None:
        if dialog in self._dialogs:
            self._dialogs.remove(dialog)

    def remember(self, successful: bool, results: dict) -> None:
        """Keep the files that a run wrote, such as a model, for the next dialog."""
        if successful:
            for key, value in results.items():
                if isinstance(value, str) and Path(value).is_file():
                    self._files[key] = value
        self._schedule()


def open_processing_dialog(algorithm_id: str, parameters: dict):
    """The dialog of Processing, not modal."""
    import processing

    dialog = processing.createAlgorithmDialog(algorithm_id, parameters)
    if dialog is not None:
        narrow_boxes(dialog)
        dialog.show()
    return dialog


def narrow_boxes(dialog) -> None:
    """Lists as wide as the dialog: else a long alias in one of them makes all scroll sideways."""
    for box in dialog.findChildren(QComboBox):
        # its own smallest width is that of its longest entry, and is kept once it was asked for
        box.setMinimumWidth(LEAST_SIGNS * box.fontMetrics().averageCharWidth())
