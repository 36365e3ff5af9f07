"""The series viewer: click a point, select several or fence them in, and see their series."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsDockWidget, QgsMapLayerComboBox, QgsVertexMarker
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..bridge.environment import install_sentence
from ..bridge.i18n import tr
from ..bridge.layer_series import (
    PointSeries,
    features_inside,
    field_names,
    holds_series,
    is_point_layer,
    nearest_feature,
    read_raster_series,
    read_series,
    read_shapes,
)
from ..bridge.qt import QAction
from ..subsidence.errors import SubsidenceError
from ..subsidence.packages import advised, how_to_install, missing
from ..subsidence.series_fields import series_fields
from ..subsidence.units import mm_per
from ..subsidence.wording import translated
from .map_tools import ClickTool, FenceTool
from .series_plot import FITS, LINE, MOST_CURVES, SeriesPlot, table_rows

CLICK_PIXELS = 12  # how near to a point a click must be
MOST_MARKS = 200
MOST_POINTS = 20_000  # a fence around more is refused: nobody can see so many curves
MARK_COLOUR = QColor(230, 0, 120)


class SeriesViewer(QgsDockWidget):
    """A dock that draws what lies under the mouse.

    ``shown`` tells the series that are drawn now.
    """

    WIDTH = 640  # pixels, when it opens for the first time
    shown = pyqtSignal(list)
    help_wanted = pyqtSignal()

    def __init__(self, canvas, parent=None):
        super().__init__(tr("Series viewer"), parent)
        self.setObjectName("LandSubsidenceSeriesViewer")
        self.map_canvas = canvas
        self.series: list[PointSeries] = []
        self._marks: list[QgsVertexMarker] = []
        self._shown_unit = "mm"
        self._followed: QgsVectorLayer | None = None
        self.click_tool = ClickTool(canvas)
        self.click_tool.picked.connect(self.show_place)
        self.fence_tool = FenceTool(canvas)
        self.fence_tool.fenced.connect(self.show_fence)
        self._build()
        self.layer_box.layerChanged.connect(self._layer_changed)
        self._layer_changed(self.layer_box.currentLayer())
        self.closed.connect(self._put_away)
        self.opened.connect(self._mark_again)
        canvas.destinationCrsChanged.connect(self._mark_again)

    # ---- widgets ------------------------------------------------------------------------

    def _build(self) -> None:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 4, 4, 4)
        column.addLayout(self._top_row())
        self.message = QLabel("", body)
        self.message.setWordWrap(True)
        self.message.hide()
        self.plot: Any = None  # made when it is first shown, for matplotlib is slow to load
        self.plot_canvas: Any = None
        if missing(["matplotlib"]):
            with translated(tr), advised(install_sentence):
                self._say(how_to_install(["matplotlib"]))
        else:
            self._build_plot(body, column)
        column.addWidget(self.message)
        self.setWidget(body)

    def _top_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.layer_box = QgsMapLayerComboBox(self)
        self.layer_box.setFilters(_series_layers())
        self.layer_box.setMinimumWidth(90)
        self.layer_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.layer_box.setToolTip(tr("A point layer with date fields, or a raster with dated bands"))
        row.addWidget(self.layer_box)
        bar = QToolBar(self)
        self.click_action = self._tool_action(bar, tr("Click"), tr("Show the point that is clicked; with Ctrl, add it"))
        self.fence_action = self._tool_action(
            bar, tr("Fence"), tr("Left clicks draw a polygon around points, a right click closes it")
        )
        self.click_action.triggered.connect(lambda: self._use(self.click_tool))
        self.fence_action.triggered.connect(lambda: self._use(self.fence_tool))
        self.click_tool.setAction(self.click_action)
        self.fence_tool.setAction(self.fence_action)
        clear = QAction(tr("Clear"), self)
        clear.triggered.connect(lambda: self.show_series([]))
        bar.addAction(clear)
        row.addWidget(bar)
        self.selection_box = QCheckBox(tr("Selection"), self)
        self.selection_box.setToolTip(tr("Follow the selection of the layer"))
        self.selection_box.setChecked(True)
        row.addWidget(self.selection_box)
        self.fit_box = QComboBox(self)
        for text, value in zip((tr("No fit"), tr("Line"), tr("Best model")), FITS):
            self.fit_box.addItem(text, value)
        self.fit_box.setCurrentIndex(FITS.index(LINE))
        self.fit_box.setToolTip(
            tr("A straight line, or the model that the data support best (line or parabola, with or without a season)")
        )
        self.fit_box.currentIndexChanged.connect(lambda: self.redraw())
        row.addWidget(self.fit_box)
        self.unit_box = QComboBox(self)
        self.unit_box.addItems(["mm", "cm", "m"])
        self.unit_box.setToolTip(tr("Unit of the layer's displacements; they are shown in mm"))
        self.unit_box.currentTextChanged.connect(self._unit_changed)
        row.addWidget(self.unit_box)
        row.addWidget(self._export_button())
        help_button = QToolButton(self)
        help_button.setText("?")
        help_button.setToolTip(tr("Help"))
        help_button.clicked.connect(lambda _checked=False: self.help_wanted.emit())
        row.addWidget(help_button)
        return row

    def _tool_action(self, bar: QToolBar, text: str, tip: str) -> QAction:
        action = QAction(text, self)
        action.setToolTip(tip)
        action.setCheckable(True)
        bar.addAction(action)
        return action

    def _export_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setText(tr("Export"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for text, suffix in ((tr("Picture (PNG)"), "png"), (tr("Drawing (SVG)"), "svg"), (tr("Table (CSV)"), "csv")):
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False, suffix=suffix: self._ask_and_export(suffix))
        button.setMenu(menu)
        return button

    def _build_plot(self, body: QWidget, column: QVBoxLayout) -> None:
        from matplotlib.figure import Figure

        from .plot_canvas import qt_canvas, qt_toolbar

        figure = Figure(figsize=(6, 3.6))
        self.plot_canvas = qt_canvas()(figure)
        self.plot_canvas.setMinimumSize(220, 160)
        self.plot = SeriesPlot(figure)
        self.plot_canvas.mpl_connect("motion_notify_event", self._hover)
        self.plot_canvas.mpl_connect("resize_event", lambda _event: self.plot.fit_margins())
        column.addWidget(self.plot_canvas, 1)
        column.addWidget(qt_toolbar()(self.plot_canvas, body))
        self.redraw()

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    # ---- what is shown ------------------------------------------------------------------

    def layer(self):
        return self.layer_box.currentLayer()

    def set_layer(self, layer) -> None:
        """Turn to another layer if it holds series; others leave the viewer as it is."""
        if layer is not None and layer != self.layer() and holds_series(layer):
            self.layer_box.setLayer(layer)

    def show_place(self, place: QgsPointXY, add: bool = False) -> None:
        """Show the point at a place, which is in the map's CRS; nothing there, nothing shown."""
        self._answer(lambda layer: self._series_at(layer, place), add)

    def _unit_changed(self, unit: str) -> None:
        """What is shown is read in the new unit too, or curves of two units would stand side by side."""
        scale = mm_per(unit) / mm_per(self._shown_unit)
        self._shown_unit = unit
        self.show_series(
            [
                replace(one, displacement_mm=one.displacement_mm * scale, rate_mm_per_yr=one.rate_mm_per_yr * scale)
                for one in self.series
            ]
        )

    def show_fence(self, area: QgsGeometry) -> None:
        """Show all points inside a polygon, which is in the map's CRS."""
        self._answer(lambda layer: self._series_inside(layer, area), False)

    def show_selection(self) -> None:
        """Show the points that are selected in the layer."""
        self._answer(lambda layer: self._series_of(layer, layer.selectedFeatureIds()), False)

    def show_series(self, series: Sequence[PointSeries]) -> None:
        self.series = list(series)
        self.redraw()
        self._mark([one.xy for one in self.series[:MOST_MARKS]])
        if len(self.series) > MOST_CURVES:
            self._say(
                tr("{count} points: the mean is of all; {curves} curves and {marks} marks are drawn.").format(
                    count=len(self.series), curves=MOST_CURVES, marks=min(MOST_MARKS, len(self.series))
                )
            )
        self.shown.emit(self.series)

    def redraw(self) -> None:
        if self.plot is None:
            return
        layer = self.layer()
        self.plot.draw(
            self.series,
            fit=self.fit_box.currentData(),
            shapes=self._shapes() if any(one.cluster for one in self.series) else {},
            title=layer.name() if layer is not None and self.series else "",
            remarks=field_remarks(layer) if self.series and is_point_layer(layer) else {},
        )
        self.plot_canvas.draw_idle()

    def _answer(self, read, add: bool) -> None:
        layer = self.layer()
        if layer is None:
            self._say(tr("Choose a layer with date fields or dated bands first."))
            return
        try:
            with translated(tr):
                series = read(layer)
        except SubsidenceError as error:
            self._say(str(error))
            return
        self._say("")
        if not series and self.series:
            self._say(tr("There is no point here; what was shown stays. “Clear” empties it."))
            return
        if add:
            known = {(one.feature_id, one.xy) for one in self.series}
            series = [*self.series, *(one for one in series if (one.feature_id, one.xy) not in known)]
        self.show_series(series)

    def _series_at(self, layer, place: QgsPointXY) -> list[PointSeries]:
        transform = self._to_layer(layer)
        here = transform.transform(place)
        if isinstance(layer, QgsRasterLayer):
            return [read_raster_series(layer, here, self.unit_box.currentText())]
        reach = CLICK_PIXELS * self.map_canvas.mapUnitsPerPixel()
        aside = transform.transform(QgsPointXY(place.x() + reach, place.y()))
        found = nearest_feature(layer, here, max(here.distance(aside), 1e-12))
        return [] if found is None else self._series_of(layer, [found])

    def _series_inside(self, layer, area: QgsGeometry) -> list[PointSeries]:
        if not is_point_layer(layer):
            raise SubsidenceError(tr("A fence needs a point layer; on a raster, click."))
        here = QgsGeometry(area)
        here.transform(self._to_layer(layer))
        return self._series_of(layer, features_inside(layer, here))

    def _series_of(self, layer, feature_ids: list[int]) -> list[PointSeries]:
        if len(feature_ids) > MOST_POINTS:
            raise SubsidenceError(
                tr("{count} points are too many to draw; choose fewer than {most}.").format(
                    count=len(feature_ids), most=MOST_POINTS
                )
            )
        return read_series(layer, feature_ids, self.unit_box.currentText())

    def _to_layer(self, layer) -> QgsCoordinateTransform:
        return QgsCoordinateTransform(
            self.map_canvas.mapSettings().destinationCrs(), layer.crs(), QgsProject.instance().transformContext()
        )

    def _shapes(self) -> dict:
        """The centroids of the newest table of shapes in the project."""
        for node in QgsProject.instance().layerTreeRoot().findLayers():
            layer = node.layer()
            if isinstance(layer, QgsVectorLayer) and not layer.isSpatial():
                shapes = read_shapes(layer)
                if shapes:
                    return shapes
        return {}

    # ---- following ----------------------------------------------------------------------

    def _layer_changed(self, layer) -> None:
        if self._followed is not None:
            self._followed.selectionChanged.disconnect(self._selection_changed)
            self._followed.willBeDeleted.disconnect(self._forget)
            self._followed = None
        if isinstance(layer, QgsVectorLayer):
            layer.selectionChanged.connect(self._selection_changed)
            layer.willBeDeleted.connect(self._forget)
            self._followed = layer
        self.show_series([])
        fits = layer is None or holds_series(layer)
        self._say("" if fits else tr("This layer has neither date fields nor dated bands."))

    def _forget(self) -> None:
        self._followed = None
        self.show_series([])

    def _selection_changed(self, *_ignored) -> None:
        if self.selection_box.isChecked() and self.isVisible():
            self.show_selection()

    def _use(self, tool) -> None:
        self.map_canvas.setMapTool(tool)

    def _hover(self, event) -> None:
        found = self.plot.curve_at(event)
        self.plot.show_cursor(found)
        for mark, one in zip(self._marks, self.series):
            over = found is not None and found[0].series is one
            mark.setIconSize(20 if over else 13)
            mark.setPenWidth(4 if over else 3)
        self.plot_canvas.draw_idle()

    def _mark(self, places: Sequence[tuple[float, float]]) -> None:
        self._unmark()
        layer = self.layer()
        if layer is None:
            return
        to_layer = self._to_layer(layer)
        for x, y in places:
            mark = QgsVertexMarker(self.map_canvas)
            mark.setCenter(to_layer.transform(QgsPointXY(x, y), Qgis.TransformDirection.Reverse))
            mark.setColor(MARK_COLOUR)
            mark.setIconType(QgsVertexMarker.IconType.ICON_CIRCLE)
            mark.setIconSize(13)
            mark.setPenWidth(3)
            self._marks.append(mark)

    def _unmark(self) -> None:
        for mark in self._marks:
            self.map_canvas.scene().removeItem(mark)
        self._marks = []

    # ---- export -------------------------------------------------------------------------

    def export(self, path: str | Path) -> None:
        """Write what is shown; the ending of the name decides: .png, .svg or .csv."""
        path = Path(path)
        if path.suffix.lower() == ".csv":
            header, rows = table_rows(self.series, self.plot.drawn_beside if self.plot is not None else ())
            with path.open("w", newline="", encoding="utf-8") as stream:
                csv.writer(stream).writerows([header, *rows])
        else:
            self.plot.show_cursor(None)
            self.plot.figure.savefig(path, dpi=200)

    def _ask_and_export(self, suffix: str) -> None:
        if not self.series or self.plot is None:
            self._say(tr("There is nothing to export yet; click on a point first."))
            return
        path, _ = QFileDialog.getSaveFileName(self, tr("Export the shown series"), f"series.{suffix}", f"*.{suffix}")
        if not path:
            return
        if not path.lower().endswith(f".{suffix}"):
            path += f".{suffix}"
        try:
            self.export(path)
        except OSError as error:
            self._say(tr("{path} cannot be written: {reason}").format(path=path, reason=error.strerror or str(error)))

    def _put_away(self) -> None:
        """A closed viewer leaves neither marks nor its tool on the map."""
        self._unmark()
        for tool in (self.click_tool, self.fence_tool):
            if self.map_canvas.mapTool() is tool:
                self.map_canvas.unsetMapTool(tool)

    def _mark_again(self) -> None:
        """Marks stand in the map's coordinates: they are set anew when these change, or when the viewer opens."""
        self._mark([one.xy for one in self.series[:MOST_MARKS]])

    def tidy_up(self) -> None:
        """Take marks and map tools off the canvas, before the dock goes."""
        self._put_away()
        self.map_canvas.destinationCrsChanged.disconnect(self._mark_again)
        if self._followed is not None:
            self._layer_changed(None)


def field_remarks(layer: QgsVectorLayer) -> dict[str, str]:
    """What the aliases of a layer's fields say: geometry and sign, the level of intervals, units of factor series."""
    remarks = {}
    found = series_fields(field_names(layer))
    aliases = {field.name(): field.alias() for field in layer.fields()}
    _, bracket, rest = aliases.get(found.observed.names[0], "").partition("]")
    pieces = re.split("[,，]", rest, maxsplit=1)  # “at 2018-01-06, line of sight, + towards satellite”
    if bracket and len(pieces) == 2:
        remarks["displacement"] = pieces[1].strip()
    if found.forecast_low:
        level = re.search(r"\d+(?:[.,]\d+)?\s?%", aliases.get(found.forecast_low[0], ""))
        if level:
            remarks["level"] = level[0]
    for prefix, fields in found.factor_series.items():
        unit = re.search(r"\[([^\]]+)\]", aliases.get(fields.names[0], ""))
        if unit:
            remarks[prefix] = unit[1]
    return remarks


def _series_layers():
    """Point and raster layers, by the name that this QGIS has for them."""
    if Qgis.QGIS_VERSION_INT >= 33400:
        return Qgis.LayerFilters(Qgis.LayerFilter.PointLayer) | Qgis.LayerFilter.RasterLayer
    from qgis.core import QgsMapLayerProxyModel

    return QgsMapLayerProxyModel.Filter.PointLayer | QgsMapLayerProxyModel.Filter.RasterLayer
