"""The motion along a drawn line: rate, displacement at some dates, density of points, and what crosses the line."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QDialog, QDoubleSpinBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ...bridge.fields import is_null
from ...bridge.i18n import tr
from ...bridge.layer_series import field_names
from ...subsidence.errors import SubsidenceError
from ...subsidence.report.fonts import font_families
from ...subsidence.series_fields import series_fields
from ..theme import theme_of
from .drawn_layers import line_layer

SHOWN_DATES = 6
MOST_CROSSINGS = 40
LABEL_SHARE = 0.03  # of the length, that names of what crosses keep apart


class ProfileWindow(QDialog):
    """It draws what the algorithm “Profile along lines” finds; it computes nothing itself."""

    algorithm_wanted = pyqtSignal(str, dict)

    def __init__(self, viewer):
        super().__init__(viewer)
        from matplotlib.figure import Figure

        from ..plot_canvas import qt_canvas, qt_toolbar

        self.setWindowTitle(tr("Profile"))
        self.resize(820, 520)
        self.viewer = viewer
        self.line = QgsGeometry()  # in the layer's CRS
        self._on_map: QgsRubberBand | None = None
        self._spaced = False
        self.output: QgsVectorLayer | None = None
        self.columns: dict[str, np.ndarray] = {}
        self.crossings: list[tuple[float, str]] = []
        column = QVBoxLayout(self)
        row = QHBoxLayout()
        self.width_box, self.step_box = self._metres(200.0), self._metres(50.0)
        for text, box in ((tr("Width"), self.width_box), (tr("Distance of stations (m)"), self.step_box)):
            row.addWidget(QLabel(text, self))
            row.addWidget(box)
        for text, slot in (
            (tr("Draw again"), self.run),
            (tr("Table (CSV)"), self._ask_and_export),
            (tr("To the project"), self.keep),
            (tr("All options …"), self._ask_algorithm),
        ):
            button = QPushButton(text, self)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.figure = Figure(figsize=(7, 4.5))
        self.canvas = qt_canvas()(self.figure)
        column.addWidget(self.canvas, 1)
        self.plot_bar = qt_toolbar()(self.canvas, self)
        column.addWidget(self.plot_bar)

    def _metres(self, value: float) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setRange(1.0, 100_000.0)
        box.setDecimals(0)
        box.setSuffix(" m")
        box.setValue(value)
        return box

    def show_line(self, line: QgsGeometry, to_layer: QgsCoordinateTransform, name: str = "") -> None:
        """line : in the map's CRS; name : of one that was taken from a layer, for the title."""
        self.setWindowTitle(" · ".join(filter(None, [tr("Profile"), name])))
        self.line = QgsGeometry(line)
        self.line.transform(to_layer)
        self._fit_to_spacing()
        self.run()
        self.show()
        self.raise_()
        self._show_on_map()

    def _show_on_map(self) -> None:
        """The line stays on the map as long as its profile is open."""
        self._clear_map()
        canvas = self.viewer.map_canvas
        self._on_map = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.LineGeometry)
        self._on_map.setToGeometry(self.line, self.viewer.layer())
        self._on_map.setColor(QColor("#b2182b"))
        self._on_map.setWidth(2)
        self._on_map.setZValue(7)

    def _clear_map(self) -> None:
        if self._on_map is not None:
            self.viewer.map_canvas.scene().removeItem(self._on_map)
            self._on_map = None

    def hideEvent(self, event) -> None:
        self._clear_map()
        super().hideEvent(event)

    @staticmethod
    def _measure(layer) -> QgsDistanceArea:
        measure = QgsDistanceArea()
        measure.setSourceCrs(layer.crs(), QgsProject.instance().transformContext())
        measure.setEllipsoid("WGS84")
        return measure

    def _fit_to_spacing(self) -> None:
        """Stations no finer than the points, or most would stay empty; as long as nobody has set them."""
        if self._spaced:
            return
        self._spaced = True
        layer = self.viewer.layer()
        area = self._measure(layer).measureArea(QgsGeometry.fromRect(layer.extent()))
        spacing = (area / max(layer.featureCount(), 1)) ** 0.5
        step = max(50.0, 10.0 * np.ceil(0.15 * spacing))
        self.step_box.setValue(step)
        self.width_box.setValue(max(200.0, 2.0 * step))

    def run(self) -> None:
        """Let the algorithm gather the points along the line, then draw."""
        import processing

        layer = self.viewer.layer()
        lines = QgsVectorLayer("LineString", "line", "memory")
        lines.setCrs(layer.crs())
        feature = QgsFeature()
        feature.setGeometry(self.line)
        lines.dataProvider().addFeatures([feature])
        try:
            done = processing.run(
                "subsidence:profile_along_line",
                {
                    "INPUT": layer, "LINES": lines, "WIDTH": self.width_box.value(), "STEP": self.step_box.value(),
                    "OUTPUT": "TEMPORARY_OUTPUT",
                },
            )  # fmt: skip
        except QgsProcessingException as error:
            raise SubsidenceError(str(error)) from error
        self.output = done["OUTPUT"]
        names = [name for name in field_names(self.output) if self.output.fields().field(name).isNumeric()]
        rows = [[feature[name] for name in names] for feature in self.output.getFeatures()]
        values = np.array([[np.nan if is_null(value) else float(value) for value in row] for row in rows])
        self.columns = dict(zip(names, values.T))
        self.crossings = self._crossings(layer)
        self.draw()

    def _crossings(self, layer) -> list[tuple[float, str]]:
        """Where lines and outlines of the other layers on the map cross this one: chainage in metres and name."""
        length = self._measure(layer).measureLength(self.line)
        found = []
        for other in self.viewer.map_canvas.layers():
            if not isinstance(other, QgsVectorLayer) or other.id() == layer.id():
                continue
            if other.geometryType() == QgsWkbTypes.GeometryType.PointGeometry or not other.isSpatial():
                continue
            to_other = QgsCoordinateTransform(layer.crs(), other.crs(), QgsProject.instance())
            here = QgsGeometry(self.line)
            here.transform(to_other)
            for feature in other.getFeatures(QgsFeatureRequest().setFilterRect(here.boundingBox())):
                shape = feature.geometry()
                if other.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry:
                    shape = QgsGeometry(shape.constGet().boundary())
                for part in here.intersection(shape).asGeometryCollection():
                    part.transform(to_other, Qgis.TransformDirection.Reverse)
                    along = self.line.lineLocatePoint(part.centroid())
                    if along >= 0.0:  # −1 where lines only come near each other
                        found.append((along / max(self.line.length(), 1e-300) * length, other.name()))
        return sorted(found)[:MOST_CROSSINGS]

    def draw(self) -> None:
        from matplotlib import rc_context

        from ..plot_canvas import ink_icons

        look = theme_of(self.palette())
        ink_icons(self.plot_bar, look.ink)
        names = "".join(name for _, name in self.crossings)
        with rc_context({"font.family": font_families(tr("rate (mm/yr)") + names)}):
            self._draw(look)
        self.canvas.draw_idle()

    def _draw(self, look) -> None:
        self.figure.clear()
        self.figure.set_facecolor(look.paper)
        rate, motion, density = self.figure.subplots(3, 1, sharex=True, gridspec_kw={"height_ratios": [3, 3, 1]})
        along = self.columns["chainage"]
        rate.fill_between(along, self.columns["p10"], self.columns["p90"], color="#41b6c4", alpha=0.3, linewidth=0,
                          label=tr("10th to 90th percentile"))  # fmt: skip
        rate.errorbar(along, self.columns["rate"], yerr=1.645 * self.columns["rate_std"], color=look.ready, marker=".",
                      linewidth=1, elinewidth=0.7, label=tr("mean, 90 % interval"))  # fmt: skip
        rate.axhline(0.0, color=look.soft, linewidth=0.6)
        rate.set_ylabel(tr("rate (mm/yr)"))
        self._draw_dates(motion, along)
        density.bar(along, self.columns["n"], width=0.9 * self.step_box.value(), color=look.soft)
        density.set_ylabel(tr("points"))
        density.set_xlabel(tr("chainage (m)"))
        self._draw_crossings([rate, motion, density], look.strong)
        for axes in (rate, motion, density):
            self._colour(axes, look)
        self._legend(rate, look, 7)
        self.figure.tight_layout()

    @staticmethod
    def _legend(axes: Any, look, size: int) -> None:
        """Beside the curves, which leave no corner free."""
        axes.legend(
            fontsize=size, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, labelcolor=look.ink,
            borderaxespad=0.2, handlelength=1.2,
        )  # fmt: skip

    def _draw_dates(self, axes: Any, along: np.ndarray) -> None:
        """The date of the map where the viewer shows one, else some from first to last."""
        found = series_fields(list(self.columns)).observed
        chosen = np.unique(np.linspace(0, len(found) - 1, SHOWN_DATES).astype(int))
        if self.viewer.dates_action.isChecked() and self.viewer.date_bar.day is not None:
            chosen = np.array([int(np.abs(found.dates - self.viewer.date_bar.day).argmin())])
        from matplotlib import colormaps

        look = theme_of(self.palette())
        ramp = colormaps["plasma" if look.is_dark else "viridis"]  # neither end sinks into the paper
        begin = 0.3 if look.is_dark else 0.0
        for number, epoch in enumerate(chosen.tolist()):
            colour = ramp(begin + (0.9 - begin) * number / max(len(chosen) - 1, 1))
            axes.plot(
                along,
                self.columns[found.names[epoch]],
                color=colour,
                linewidth=1,
                marker=".",
                markersize=3,
                label=str(found.dates[epoch]),
            )
        axes.axhline(0.0, color="#888888", linewidth=0.6)
        axes.set_ylabel(tr("displacement (mm)"))
        self._legend(axes, look, 6)

    def _draw_crossings(self, panels: list, colour: str) -> None:
        room = LABEL_SHARE * max(float(np.ptp(self.columns["chainage"])), 1.0)
        named = -np.inf
        for chainage, name in self.crossings:
            for axes in panels:
                axes.axvline(chainage, color=colour, linewidth=0.8, linestyle=":")
            if chainage - named < room:
                continue  # its name would lie upon the one before
            named = chainage
            panels[0].annotate(name, (chainage, 1.0), xycoords=("data", "axes fraction"), fontsize=7, rotation=90,
                               va="top", ha="right", color=colour)  # fmt: skip

    @staticmethod
    def _colour(axes: Any, look) -> None:
        axes.set_facecolor(look.paper)
        axes.tick_params(colors=look.ink, labelsize=8)
        axes.grid(True, color=look.grid, linewidth=0.6)
        for spine in axes.spines.values():
            spine.set_color(look.soft)
        for label in (axes.xaxis.label, axes.yaxis.label):
            label.set_color(look.ink)
            label.set_fontsize(8)

    def export(self, path: str | Path) -> None:
        """All columns of the stations as CSV."""
        with Path(path).open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(self.columns)
            for row in zip(*self.columns.values()):
                writer.writerow(["" if np.isnan(value) else f"{value:.6g}" for value in row])

    def _ask_and_export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, tr("Table (CSV)"), "profile.csv", "*.csv")
        if path:
            self.export(path)

    def keep(self) -> None:
        """The stations as a layer of the project."""
        if self.output is not None:
            self.output.setName(tr("Profile"))
            QgsProject.instance().addMapLayer(self.output)

    def _ask_algorithm(self) -> None:
        layer = self.viewer.layer()
        line = line_layer(self.line, layer.crs(), tr("Profile line"))
        given = {
            "INPUT": layer.id(),
            "LINES": line.id(),
            "WIDTH": self.width_box.value(),
            "STEP": self.step_box.value(),
        }
        self.algorithm_wanted.emit("profile_along_line", given)
