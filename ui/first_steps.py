"""The first page: three roads, and a small city made on the spot for those who only want to look."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QPushButton, QVBoxLayout

from ..bridge.i18n import tr

SAMPLE_POINTS, SAMPLE_EPOCHS, SAMPLE_SEED = 1200, 60, 7
WIDTH = 500
SEEN = "land_subsidence/first_steps_seen"


def make_sample(folder: Path) -> QgsVectorLayer:
    """A synthetic city as an import would leave it; two subsiding districts, a season, noise."""
    import processing

    from ..subsidence.synthetic import make_city, write_licsbas

    city = make_city(SAMPLE_POINTS, SAMPLE_EPOCHS, SAMPLE_SEED, regular=True)
    product = write_licsbas(city, folder / "cum_filt.h5")
    target = str(folder / "sample_city.gpkg")
    processing.run("subsidence:import_licsbas", {"INPUT": str(product), "OUTPUT": target})
    return QgsVectorLayer(target, tr("Sample: a synthetic city"), "ogr")


class FirstSteps(QDialog):
    """open_algorithm(id, parameters) opens a dialog; open_viewer() returns the series viewer."""

    def __init__(
        self,
        open_algorithm: Callable[[str, dict], object],
        open_viewer: Callable[[], Any],
        open_help: Callable[[], object],
        parent=None,
    ):
        super().__init__(parent)
        self.setWindowTitle(tr("Land Subsidence: first steps"))
        self.setMinimumWidth(460)
        self.open_algorithm, self.open_viewer = open_algorithm, open_viewer
        column = QVBoxLayout(self)
        column.addWidget(self._text(tr("From InSAR to forecast and decision. Where do you start?")))
        for title, text, button, slot in (
            (
                tr("I only want to look"),
                tr("A small synthetic city is made on this computer; its first curve is there in a few seconds."),
                tr("Make the sample city"),
                self.look,
            ),
            (
                tr("I have a finished product"),
                tr("LiCSBAS, MintPy, EGMS, OPERA, StaMPS, tables or rasters: the import finds out what it is."),
                tr("Open a product …"),
                lambda: self._go("import_any"),
            ),
            (
                tr("I have LiCSAR interferograms"),
                tr("A GEOC folder becomes displacement series; a frame can be fetched from the COMET portal, too."),
                tr("Process interferograms …"),
                lambda: self._go("licsar_time_series"),
            ),
        ):
            column.addWidget(self._road(title, text, button, slot))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.rejected.connect(self.reject)
        guide = QPushButton(tr("Read the guide"), self)
        guide.clicked.connect(lambda _checked=False: open_help())
        buttons.addButton(guide, QDialogButtonBox.ButtonRole.HelpRole)
        column.addWidget(buttons)
        self.resize(WIDTH, column.totalHeightForWidth(WIDTH))  # as high as its texts, no higher

    def _text(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        return label

    def _road(self, title: str, text: str, button: str, slot: Callable[[], object]) -> QFrame:
        frame = QFrame(self)
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(frame)
        column.addWidget(self._text(f"<b>{title}</b>"))
        column.addWidget(self._text(text))
        press = QPushButton(button, frame)
        press.clicked.connect(lambda _checked=False: slot())
        column.addWidget(press)
        return frame

    def _go(self, identifier: str) -> None:
        self.accept()
        self.open_algorithm(identifier, {})

    def look(self):
        """Make the sample, add it, open the viewer at the point that sinks most; returns the viewer."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            layer = make_sample(Path(tempfile.mkdtemp(prefix="land_subsidence_sample_")))
            QgsProject.instance().addMapLayer(layer)
            viewer = self.open_viewer()
            viewer.layer_box.setLayer(layer)
            fastest = min(layer.getFeatures(), key=lambda feature: feature["velocity"])
            layer.selectByIds([fastest.id()])
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accept()
        return viewer
