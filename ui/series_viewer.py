"""The series viewer: points and areas of a map and their series, against any reference, on any date."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDateTimeRange,
    QgsGeometry,
    QgsMapLayer,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QEvent, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from ..bridge.area_series import PlaceSeries, read_place
from ..bridge.environment import install_sentence
from ..bridge.i18n import tr
from ..bridge.layer_series import (
    PointSeries,
    alarms_of,
    features_inside,
    holds_series,
    is_point_layer,
    nearest_feature,
    read_raster_series,
    read_series,
)
from ..bridge.live_style import give_renderer, remember
from ..bridge.qt import QAction
from ..bridge.stored_series import is_light, read_stored, read_stored_place, store_of
from ..bridge.temporal import moment
from ..subsidence.analysis.area_series import MEAN, MEDIAN
from ..subsidence.errors import SubsidenceError
from ..subsidence.packages import advised, how_to_install, missing
from ..subsidence.series import find_rate_field
from ..subsidence.units import mm_per
from ..subsidence.wording import translated
from .map_tools import ClickTool, FenceTool, LineTool
from .plot_canvas import ink_icons, qt_canvas, qt_toolbar
from .series_plot import MOST_CURVES, PlotOptions, SeriesPlot
from .theme import LIGHT, theme_of
from .viewer.bars import layer_row, tool_bar
from .viewer.comparison import Comparison
from .viewer.date_bar import DateBar
from .viewer.item_list import ItemList
from .viewer.live import Live
from .viewer.marks import MOST_MARKS, Marks, moved
from .viewer.plot_curves import HALF_WAVELENGTH_MM
from .viewer.plot_mouse import PlotMouse
from .viewer.remarks import field_remarks, project_shapes
from .viewer.style_panel import StylePanel
from .viewer.view_export import publication_sizes, write_csv, write_plot

CLICK_PIXELS = 12  # how near to a point a click must be
MOST_POINTS = 20_000  # a fence around more is refused: nobody can see so many curves
REST_MS = 250  # after a drag, before the temporal controller follows


class SeriesViewer(QgsDockWidget):
    """A dock that draws what lies under the mouse.

    ``shown`` tells the series that are drawn now; ``algorithm_wanted`` asks for the dialog of an algorithm, by its id
    and parameters; ``layout_wanted`` for a print layout.
    """

    WIDTH = 640  # pixels, when it opens for the first time
    shown = pyqtSignal(list)
    help_wanted = pyqtSignal()
    algorithm_wanted = pyqtSignal(str, dict)
    layout_wanted = pyqtSignal(object)
    # made by viewer/bars.py
    layer_box: Any
    unit_box: Any
    selection_box: Any
    fit_box: Any
    radius_box: Any
    click_action: QAction
    fence_action: QAction
    dates_action: QAction
    colours_action: QAction
    profile_action: QAction

    def __init__(self, canvas, parent=None):
        super().__init__(tr("Series viewer"), parent)
        self.setObjectName("LandSubsidenceSeriesViewer")
        self.map_canvas = canvas
        self.comparison = Comparison(self)
        self.marks = Marks(canvas)
        self.live = Live(canvas, lambda: self.unit_box.currentText(), self)
        self._shown_unit = "mm"
        self._remarks: dict[str, str] | None = None  # of the layer's fields; None until they are needed
        self._followed: QgsMapLayer | None = None
        self._profile: Any = None
        self._window = None
        self._tells_canvas = False
        self._make_tools(canvas)
        self._build()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._tell_canvas)
        self._edited = QTimer(self)  # many features may change at once
        self._edited.setSingleShot(True)
        self._edited.setInterval(REST_MS)
        self._edited.timeout.connect(self.read_again)
        self.comparison.changed.connect(self._compared)
        self.live.reference_changed.connect(self._compared)
        self.live.painted.connect(self._painted)
        self.layer_box.layerChanged.connect(self._layer_changed)
        self._layer_changed(self.layer_box.currentLayer())
        self.closed.connect(self._put_away)
        self.opened.connect(self._mark_again)
        canvas.destinationCrsChanged.connect(self._mark_again)
        canvas.temporalRangeChanged.connect(self._canvas_moved)

    @property
    def series(self) -> list[PointSeries]:
        """What is drawn, as the layer has it."""
        return self.comparison.series

    @property
    def _marks(self) -> list:
        return self.marks.points

    # ---- widgets ------------------------------------------------------------------------

    def _make_tools(self, canvas) -> None:
        self.click_tool = ClickTool(canvas)
        self.click_tool.picked.connect(self.show_place)
        self.fence_tool = FenceTool(canvas)
        self.fence_tool.fenced.connect(self.show_fence)
        self.area_tool = FenceTool(canvas)
        self.area_tool.fenced.connect(self.add_area)
        self.reference_tool = ClickTool(canvas)
        self.reference_tool.picked.connect(lambda place, _add: self.refer_to_place(place))
        self.reference_area_tool = FenceTool(canvas)
        self.reference_area_tool.fenced.connect(self.refer_to_area)
        self.line_tool = LineTool(canvas)
        self.line_tool.drawn.connect(self.show_profile)
        self.tools = (
            self.click_tool, self.fence_tool, self.area_tool, self.reference_tool, self.reference_area_tool,
            self.line_tool,
        )  # fmt: skip

    def _build(self) -> None:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(3)
        self.median_action = QAction(tr("Median in place of the mean"), self)
        self.median_action.setCheckable(True)
        column.addLayout(layer_row(self))
        self.bar = tool_bar(self)
        column.addWidget(self.bar)
        self._connect_bar()
        self.date_bar = DateBar(body)
        self.date_bar.moved.connect(self._date_moved)
        self.style_panel = StylePanel(body)
        self.style_panel.changed.connect(self.live.set_style)
        self.style_panel.kept.connect(self.style_to_layer)
        self.style_panel.shared.connect(self.style_to_all)
        for widget in (self.style_panel, self.date_bar):
            widget.hide()
            column.addWidget(widget)
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
        column.addWidget(ItemList(self.comparison, body))
        self.setWidget(body)

    def _connect_bar(self) -> None:
        self.unit_box.currentTextChanged.connect(self._unit_changed)
        self.fit_box.currentIndexChanged.connect(lambda: self.redraw())
        for action, tool in (
            (self.click_action, self.click_tool),
            (self.fence_action, self.fence_tool),
            (self.profile_action, self.line_tool),
        ):
            action.triggered.connect(lambda _checked=False, tool=tool: self._use(tool))
            tool.setAction(action)
        self.profile_action.triggered.connect(lambda _checked=False: self.profile_of_selection())
        self.dates_action.toggled.connect(self._dates_switched)
        self.colours_action.toggled.connect(self._colours_switched)

    def show_button(self) -> QToolButton:
        """What the plot shows beside the series."""
        button = QToolButton(self)
        button.setText(tr("Show"))
        button.setToolTip(tr("Residuals, copies at ± half a wavelength, error bars, backtest, dates of the fit"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        self.residual_action = self._switch(menu, tr("Residuals of the fit"), False)
        self.error_action = self._switch(menu, tr("Error bars"), True)
        self.backtest_action = self._switch(menu, tr("Backtest"), True)
        self.loop_action = self._switch(menu, tr("Loop: displacement against head"), False)
        self.replica_actions = {
            band: self._switch(menu, tr("Copies at ± λ/2, {band} band").format(band=band), False)
            for band in HALF_WAVELENGTH_MM
            if band
        }
        menu.addSeparator()
        self.window_action = self._switch(menu, tr("Dates of the fit: drag in the plot"), False)
        whole = menu.addAction(tr("Fit all dates"))
        whole.triggered.connect(lambda _checked=False: self.set_window(None))
        menu.addSeparator()
        alarm = menu.addAction(tr("Next alarm"))
        alarm.triggered.connect(lambda _checked=False: self.next_alarm())
        until = menu.addAction(tr("Forecast until …"))
        until.triggered.connect(lambda _checked=False: self.forecast_until())
        button.setMenu(menu)
        return button

    def _switch(self, menu: QMenu, text: str, on: bool) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(on)
        action.toggled.connect(lambda _on: self.redraw())
        return action

    def export_entries(self) -> list[tuple[str, Callable[[], object]]]:
        plain = [(tr("Picture (PNG)"), "png"), (tr("Drawing (SVG)"), "svg"), (tr("Table (CSV)"), "csv")]
        entries: list = [(text, lambda suffix=suffix: self._ask_and_export(suffix)) for text, suffix in plain]
        for text, width in publication_sizes():
            for code, name in (("en", tr("English")), ("zh", tr("Chinese"))):
                entries.append(
                    (
                        tr("For print: {size}, {language}").format(size=text, language=name),
                        lambda width=width, code=code: self._ask_and_print(width, code),
                    )
                )
        entries.append((tr("Page with map and legend …"), lambda: self.layout_wanted.emit(self)))
        for text, name, more in (
            (tr("Map for a browser (HTML) …"), "share_map", {}),
            (tr("Google Earth (KMZ) …"), "export_series", {"FORMAT": "kmz"}),
        ):
            entries.append((text, lambda name=name, more=more: self._ask_algorithm(name, more)))
        return entries

    def _ask_algorithm(self, name: str, more: dict) -> None:
        layer = self.layer()
        given = {"INPUT": layer.id()} if is_point_layer(layer) else {}
        self.algorithm_wanted.emit(name, {**given, **more})

    def _build_plot(self, body: QWidget, column: QVBoxLayout) -> None:
        from matplotlib.figure import Figure

        figure = Figure(figsize=(6, 3.6))
        self.plot_canvas = qt_canvas()(figure)
        self.plot_canvas.setMinimumSize(220, 110)
        self.plot = SeriesPlot(figure)
        self.plot_canvas.mpl_connect("resize_event", lambda _event: self.plot.fit_margins())
        column.addWidget(self.plot_canvas, 1)
        self.plot_bar = qt_toolbar()(self.plot_canvas, body)
        column.addWidget(self.plot_bar)
        self.mouse = PlotMouse(self)
        self.redraw()

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.plot is not None:
            self.redraw()

    # ---- what is shown ------------------------------------------------------------------

    def layer(self):
        return self.layer_box.currentLayer()

    def set_layer(self, layer) -> None:
        """Turn to another layer if it holds series; others leave the viewer as it is."""
        if layer is not None and layer != self.layer() and (holds_series(layer) or is_light(layer)):
            self.layer_box.setLayer(layer)

    def show_place(self, place: QgsPointXY, add: bool = False) -> None:
        """Show the point at a place, which is in the map's CRS; nothing there, nothing shown."""
        self._answer(lambda layer: self._series_at(layer, place), add)

    def show_fence(self, area: QgsGeometry) -> None:
        """Show all points inside a polygon, which is in the map's CRS."""
        self._answer(lambda layer: self._series_inside(layer, area), False)

    def show_selection(self) -> None:
        """Show the points that are selected in the layer."""
        self._answer(lambda layer: self._series_of(layer, layer.selectedFeatureIds()), False)

    def show_series(self, series: Sequence[PointSeries]) -> None:
        self.comparison.set_all(series)

    def clear(self) -> None:
        """Nothing is shown; “Undo” brings it back."""
        self.comparison.set_all([])

    def add_area(self, area: QgsGeometry, name: str = "") -> None:
        """All points inside a polygon, which is in the map's CRS, as one series beside the others."""
        count = sum(hasattr(one, "outline") for one in self.series)
        self._answer(lambda layer: [self._place_of(layer, area, name or tr("area {n}").format(n=count + 1))], True)

    def draw_area(self) -> None:
        self._use(self.area_tool)
        self._say(tr("Left clicks draw the area, a right click closes it."))

    def areas_of_selection(self) -> None:
        """The selected polygons of every layer on the map; all polygons of the active layer where none is selected."""
        target = self.map_canvas.mapSettings().destinationCrs()
        found = []
        for layer in self.map_canvas.layers():
            if isinstance(layer, QgsVectorLayer) and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry:
                to_map = QgsCoordinateTransform(layer.crs(), target, QgsProject.instance())
                for feature in layer.selectedFeatures():
                    shape = QgsGeometry(feature.geometry())
                    if moved(shape, to_map):
                        found.append((f"{layer.name()} {feature.id()}", shape))
        if not found:
            self._say(tr("Select polygons of a layer first."))
        for name, shape in found:
            self.add_area(shape, name)

    def _place_of(self, layer, area: QgsGeometry, name: str) -> PointSeries:
        if not holds_series(layer) and not is_light(layer):
            raise SubsidenceError(tr("An area needs a point layer with dates, or a raster with dated bands."))
        here = QgsGeometry(area)
        here.transform(self._to_layer(layer))
        statistic = MEDIAN if self.median_action.isChecked() else MEAN
        light = is_light(layer)
        if not light and self.live.fits():
            return self.live.values().place(here, name=name, statistic=statistic)
        inside = features_inside(layer, here)  # a layer too large to be held
        read = read_stored_place if light else read_place
        return read(
            layer, self._few(inside) if light else inside, here, name=name, unit=self.unit_box.currentText(),
            statistic=statistic,
        )  # fmt: skip

    def _unit_changed(self, unit: str) -> None:
        """What is shown is read in the new unit too, or curves of two units would stand side by side."""
        scale = mm_per(unit) / mm_per(self._shown_unit)
        self._shown_unit = unit
        self._live_does(lambda _layer: self.live.read_in_unit())
        names = (
            "displacement_mm", "rate_mm_per_yr", "error_mm", "spread_low_mm", "spread_high_mm", "interval_low_mm",
            "interval_high_mm",
        )  # fmt: skip
        self.comparison.rewrite(
            lambda one: replace(one, **{name: getattr(one, name) * scale for name in names if hasattr(one, name)})
        )

    def _compared(self) -> None:
        """The list or the reference has changed: curves, marks and words follow."""
        self.redraw()
        self._mark_again()
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
        look = theme_of(self.palette())
        ink_icons(self.plot_bar, look.ink)
        with translated(tr):
            self.draw_on(self.plot, look)
        if self.plot.refused:
            self._say(self.plot.refused)
        self.plot_canvas.draw_idle()

    def draw_on(self, plot: SeriesPlot, theme=LIGHT) -> None:
        """Everything that is shown, on any plot: the one in the window or one for print."""
        layer = self.layer()
        bands = [band for band, action in self.replica_actions.items() if action.isChecked()]
        options = PlotOptions(
            theme=theme,
            colours=self.comparison.colours,
            residuals=self.residual_action.isChecked(),
            replicas_mm=HALF_WAVELENGTH_MM[bands[0]] if bands else 0.0,
            errors=self.error_action.isChecked(),
            backtest=self.backtest_action.isChecked(),
            window=self._window,
            day=self.date_bar.day if self.dates_action.isChecked() else None,
            loop=self.loop_action.isChecked(),
        )
        title = layer.name() if layer is not None and self.series else ""
        if title and self.live.reference is not None:
            title += " · " + tr("against {reference}").format(reference=self.live.reference.name)
        plot.draw(
            [self.live.refer(one) for one in self.series],
            fit=self.fit_box.currentData(),
            shapes=project_shapes() if any(one.cluster for one in self.series) else {},
            title=title,
            remarks=self._field_remarks(layer) if self.series else {},
            options=options,
        )

    def set_window(self, window) -> None:
        """The dates that fits are made from; None takes all."""
        self._window = window
        self.redraw()

    def _field_remarks(self, layer) -> dict[str, str]:
        """Read once a layer, so that a click stays quick among hundreds of fields."""
        if self._remarks is None:
            told = is_point_layer(layer) and (holds_series(layer) or is_light(layer))
            self._remarks = field_remarks(layer) if told else {}
        return self._remarks

    def _answer(self, read, add: bool) -> None:
        layer = self.layer()
        if layer is None:
            self._say(tr("Choose a layer with date fields or dated bands first."))
            return
        try:
            with translated(tr), advised(install_sentence):
                series = read(layer)
        except (SubsidenceError, QgsCsException) as error:
            self._say(self._why(error))
            return
        self._say("")
        if not series:
            kept = tr("There is no point here; what was shown stays. “Clear” empties it.")
            self._say(kept if self.series else tr("There is no point here."))
            return
        self.comparison.add(series) if add else self.comparison.show(series)

    def _series_at(self, layer, place: QgsPointXY) -> list[PointSeries]:
        transform = self._to_layer(layer)
        here = transform.transform(place)
        if isinstance(layer, QgsRasterLayer):
            return [read_raster_series(layer, here, self.unit_box.currentText())]
        reach = CLICK_PIXELS * self.map_canvas.mapUnitsPerPixel()
        aside = transform.transform(QgsPointXY(place.x() + reach, place.y()))
        found = nearest_feature(layer, here, here.distance(aside))
        return [] if found is None else self._series_of(layer, [found])

    def _series_inside(self, layer, area: QgsGeometry) -> list[PointSeries]:
        if not is_point_layer(layer):
            raise SubsidenceError(tr("A fence needs a point layer; on a raster, click."))
        here = QgsGeometry(area)
        here.transform(self._to_layer(layer))
        return self._series_of(layer, features_inside(layer, here))

    def _series_of(self, layer, feature_ids: list[int]) -> list[PointSeries]:
        read = read_stored if is_light(layer) else read_series
        return read(layer, self._few(feature_ids), self.unit_box.currentText())

    def _few(self, feature_ids: list[int]) -> list[int]:
        if len(feature_ids) > MOST_POINTS:
            raise SubsidenceError(
                tr("{count} points are too many to draw; choose fewer than {most}.").format(
                    count=len(feature_ids), most=MOST_POINTS
                )
            )
        return feature_ids

    def _to_layer(self, layer) -> QgsCoordinateTransform:
        return QgsCoordinateTransform(
            self.map_canvas.mapSettings().destinationCrs(), layer.crs(), QgsProject.instance().transformContext()
        )

    # ---- reference, dates and colours ---------------------------------------------------

    def pick_reference(self) -> None:
        self._use(self.reference_tool)
        self._say(tr("Click on the ground that is to stand still."))

    def draw_reference(self) -> None:
        self._use(self.reference_area_tool)
        self._say(tr("Left clicks draw the ground that is to stand still, a right click closes it."))

    def refer_to_place(self, place: QgsPointXY) -> None:
        """place : in the map's CRS."""
        self._live_does(
            lambda layer: self.live.refer_to_place(self._to_layer(layer).transform(place), self.radius_box.value())
        )

    def refer_to_area(self, area: QgsGeometry) -> None:
        """area : in the map's CRS."""

        def refer(layer) -> None:
            here = QgsGeometry(area)
            here.transform(self._to_layer(layer))
            self.live.refer_to_area(here)

        self._live_does(refer)

    def _live_does(self, act) -> bool:
        """What the live map cannot do is said in words."""
        self._say("")
        try:
            with translated(tr):
                self.live.remark = self._field_remarks(self.layer()).get("displacement", "")
                act(self.layer())
        except (SubsidenceError, QgsCsException) as error:
            self._say(self._why(error))
            return False
        return True

    def _why(self, error: Exception) -> str:
        """What a person reads of an error; PROJ's own words name neither the layer nor the way out."""
        if isinstance(error, QgsCsException):
            return tr("This place lies beyond the coordinate systems of the map and the layer; nothing was done.")
        return str(error)

    def reference_to_layer(self) -> None:
        """Ask for the algorithm that writes what is seen as a layer of its own."""
        reference, layer = self.live.reference, self.layer()
        if reference is None or layer is None:
            self._say(tr("Pick a reference first."))
            return
        given: dict = {"INPUT" if is_point_layer(layer) else "RASTER": layer.id()}
        if reference.radius_m:
            place = reference.shape.asPoint()
            given["POINT"] = f"{place.x():.9g},{place.y():.9g} [{layer.crs().authid()}]"
            given["RADIUS"] = reference.radius_m
        else:
            from .viewer.drawn_layers import polygon_layer

            given["AREA"] = polygon_layer(reference.shape, layer.crs(), tr("Reference area")).id()
        self.algorithm_wanted.emit("rereference_series", given)

    def _dates_switched(self, on: bool) -> None:
        def begin(_layer) -> None:
            dates = self.live.values().dates
            if not dates.size:
                raise SubsidenceError(tr("This layer has no dates; “Colours” sets how its values are shown."))
            self.date_bar.set_dates(dates)
            self.live.show_dates(self.date_bar.slider.value())

        if on and not self._live_does(begin):
            self.dates_action.setChecked(False)
            return
        if not on:
            self.live.show_dates(None)
        self.date_bar.setVisible(on)
        self.redraw()

    def _date_moved(self, last: int, first: int) -> None:
        self.live.show_dates(last, first if first >= 0 else None)
        if self.plot is not None and self.date_bar.day is not None:
            self.plot.show_day(self.date_bar.day)
            self.plot_canvas.draw_idle()
        self._rest.start()

    def _tell_canvas(self) -> None:
        """The temporal controller follows, when the drag rests."""
        if not self.dates_action.isChecked() or self.date_bar.day is None:
            return
        day, dates = self.date_bar.day, self.date_bar.dates
        place = min(self.date_bar.slider.value() + 1, len(dates) - 1)
        end = dates[place] if dates[place] > day else day + np.timedelta64(1, "D")
        span = QgsDateTimeRange(moment(day), moment(end), True, False)
        self._tells_canvas = True
        controller = self.map_canvas.temporalController()
        if hasattr(controller, "findBestFrameNumberForFrameStart") and controller.totalFrameCount() > 1:
            controller.setCurrentFrameNumber(controller.findBestFrameNumberForFrameStart(moment(day)))
        else:
            self.map_canvas.setTemporalRange(span)
        self._tells_canvas = False

    def _canvas_moved(self, *_ignored) -> None:
        """“Play” moves the date of the map and the cursor."""
        span = self.map_canvas.temporalRange()
        if self._tells_canvas or not self.dates_action.isChecked() or not span.begin().isValid():
            return
        self.date_bar.set_day(np.datetime64(span.begin().date().toString("yyyy-MM-dd"), "D"))

    def _colours_switched(self, on: bool) -> None:
        def begin(_layer) -> None:
            self.live.values()
            self.live.styling = on
            self.live.refresh()

        if on and not self._live_does(begin):
            self.colours_action.setChecked(False)
            return
        if not on:
            self.live.styling = False
            self.live.refresh()
        self.style_panel.setVisible(on)

    def _painted(self) -> None:
        if self.colours_action.isChecked():
            self.style_panel.show_style(self.live.style(), self.live.shown())

    def style_to_layer(self) -> None:
        """The layer itself takes the colours of its rate; a raster those of what is shown."""
        layer = self.layer()
        if isinstance(layer, QgsRasterLayer):
            self._live_does(lambda _layer: self.live.style_to_raster())
            return
        field = find_rate_field([f.name() for f in layer.fields()]) if is_point_layer(layer) else None
        if field is None:
            self._say(tr("This layer has no rate to colour."))
            return
        give_renderer(layer, field, replace(self.style_panel.style_now, fringe=0.0))

    def style_to_all(self) -> None:
        """One scale for all layers of the project that have a rate."""
        for layer in QgsProject.instance().mapLayers().values():
            field = find_rate_field([f.name() for f in layer.fields()]) if is_point_layer(layer) else None
            if field is not None:
                remember(layer, self.style_panel.style_now)
                give_renderer(layer, field, replace(self.style_panel.style_now, fringe=0.0))

    # ---- profile and forecast -----------------------------------------------------------

    def show_profile(self, line: QgsGeometry, name: str = "") -> None:
        """The motion along a line, which is in the map's CRS; name : of a line that was not drawn here."""
        if not is_point_layer(self.layer()):
            self._say(tr("A profile needs a point layer."))
            return
        from .viewer.profile_window import ProfileWindow

        if self._profile is None:
            self._profile = ProfileWindow(self)
            self._profile.algorithm_wanted.connect(self.algorithm_wanted)
        self._live_does(lambda layer: self._profile.show_line(line, self._to_layer(layer), name))

    def profile_of_selection(self) -> None:
        """The profile along the longest selected line of the map's line layers; without one, a line is to be drawn."""
        from .viewer.drawn_layers import selected_line

        found = selected_line(self.map_canvas)
        if found is not None and is_point_layer(self.layer()):
            name, line = found
            self.show_profile(line, name)

    def next_alarm(self) -> None:
        """Show the next point that “Detect changes” called, the surest first, and move the map to it."""
        layer = self.layer()
        alarms = alarms_of(layer) if is_point_layer(layer) else []
        if not alarms:
            self._say(tr("This layer holds no alarms of “Detect changes”."))
            return
        shown = self.series[0].feature_id if self.series else None
        place = alarms.index(shown) + 1 if shown in alarms else 0
        chosen = alarms[place % len(alarms)]
        self._answer(lambda layer: self._series_of(layer, [chosen]), False)
        if self.series:
            here = QgsGeometry.fromPointXY(QgsPointXY(*self.series[0].xy))
            if moved(here, self._to_layer(layer), Qgis.TransformDirection.Reverse):
                self.map_canvas.setCenter(here.asPoint())
                self.map_canvas.refresh()
        self._say(tr("alarm {number} of {count}").format(number=alarms.index(chosen) + 1, count=len(alarms)))

    def forecast_until(self) -> None:
        """Ask for a day and open the forecast's dialog with the dates until then."""
        from .viewer.until import ask_until

        layer = self.layer()
        if not is_point_layer(layer) or not holds_series(layer):
            self._say(tr("A forecast needs a point layer with dates."))
            return
        dates = ask_until(layer, self)
        if dates:
            self.algorithm_wanted.emit("lstm_forecast", {"INPUT": layer.id(), "DATES": ", ".join(dates)})

    # ---- following ----------------------------------------------------------------------

    def _layer_changed(self, layer) -> None:
        self._remarks = None
        if self._followed is not None:
            self._followed.willBeDeleted.disconnect(self._forget)
            if isinstance(self._followed, QgsVectorLayer):
                self._followed.selectionChanged.disconnect(self._selection_changed)
                for signal in (self._followed.afterCommitChanges, self._followed.subsetStringChanged):
                    signal.disconnect(self._edited.start)
            self._followed = None
        if layer is not None:
            layer.willBeDeleted.connect(self._forget)
            if isinstance(layer, QgsVectorLayer):
                layer.selectionChanged.connect(self._selection_changed)
                for signal in (layer.afterCommitChanges, layer.subsetStringChanged):
                    signal.connect(self._edited.start)
            self._followed = layer
        self._leave_live()
        self.live.set_layer(layer)
        self._window = None
        self.comparison.forget()
        if is_light(layer):
            self._say("")
            self._open_store(layer)
            return
        fits = layer is None or holds_series(layer)
        self._say("" if fits else tr("This layer has neither date fields nor dated bands."))

    def read_again(self) -> None:
        """The layer was edited or filtered: curves, areas and live colours are what it holds now."""
        layer = self.layer()
        if layer is None or layer is not self._followed:
            return
        self._remarks = None
        if not holds_series(layer) and not is_light(layer):
            self._layer_changed(layer)
            return
        if not self.live.active:
            self.live.forget_values()
        elif not self._live_does(lambda _layer: self.live.read_again()):
            self._leave_live()  # nothing is left to colour, and the buttons say so
        elif self.live.last is None:
            self.dates_action.setChecked(False)
        else:
            self.date_bar.set_dates(self.live.values().dates, self.live.last, self.live.first)
        self.comparison.read_again(self._now)

    def _now(self, series: PointSeries) -> PointSeries | None:
        """What the layer says now of a point or an area; None where it is gone."""
        try:
            with translated(tr):
                if isinstance(series, PlaceSeries):
                    area = QgsGeometry(series.outline)
                    area.transform(self._to_layer(self.layer()), Qgis.TransformDirection.Reverse)
                    return self._place_of(self.layer(), area, series.label)
                found = self._series_of(self.layer(), [series.feature_id])
        except (SubsidenceError, QgsCsException):
            return None  # no point is left in the area
        return replace(found[0], label=series.label) if found else None

    def _open_store(self, layer) -> None:
        """What a light layer lacks is said before the first click, which then finds the store open."""
        try:
            with translated(tr), advised(install_sentence):
                store_of(layer)
        except SubsidenceError as error:
            self._say(str(error))

    def _leave_live(self) -> None:
        self.live.stop()  # first: what is switched off one by one would show the rest once more
        for action in (self.dates_action, self.colours_action):
            action.setChecked(False)

    def _forget(self) -> None:
        self._followed = None
        QTimer.singleShot(0, self._follow_box)
        self._leave_live()
        self.live.set_layer(None)
        self.comparison.forget()

    def _follow_box(self) -> None:
        """The box may have turned to another layer without saying so."""
        layer = self.layer_box.currentLayer()
        if layer is not self._followed:
            self._layer_changed(layer)

    def _selection_changed(self, *_ignored) -> None:
        chosen = isinstance(self._followed, QgsVectorLayer) and self._followed.selectedFeatureCount()
        if chosen and self.selection_box.isChecked() and self.isVisible():
            self.show_selection()

    def _use(self, tool) -> None:
        self.map_canvas.setMapTool(tool)

    def _mark_again(self) -> None:
        """Marks stand in the map's coordinates: they are set anew when these change, or when the viewer opens."""
        layer = self.layer()
        self.marks.clear()
        if layer is not None and self.series:
            self.marks.show(self.series, self.comparison.colours, self._to_layer(layer))
        if layer is not None and self.live.reference is not None:
            self.marks.show_reference(self.live.reference.shape, self._to_layer(layer))

    # ---- export -------------------------------------------------------------------------

    def export(self, path: str | Path) -> None:
        """Write what is shown; the ending of the name decides: .png, .svg, .pdf or .csv."""
        path = Path(path)
        if path.suffix.lower() == ".csv":
            shown = [self.live.refer(one) for one in self.series]
            write_csv(path, shown, self.plot.drawn_beside if self.plot is not None else ())
        else:
            self.plot.show_cursor(None)
            self.plot.figure.savefig(path, dpi=200)

    def page(self):
        """A print layout of the map and the plot, added to the project; None without a layer."""
        from ..bridge.print_layout import make_layout

        layer = self.layer()
        if layer is None:
            self._say(tr("Choose a layer with date fields or dated bands first."))
            return None
        picture = None
        if self.series and self.plot is not None:
            picture = Path(tempfile.mkdtemp(prefix="land_subsidence_")) / "series.svg"
            write_plot(picture, self.draw_on, width_mm=91.0, ratio=0.66, words_as_shapes=True)
        settings = self.map_canvas.mapSettings()
        remark = self._field_remarks(layer).get("displacement", "")
        look = self.live.look()
        if look is not None:
            remark = " · ".join(self.live.legend())
        elif self.live.reference is not None:
            remark = " · ".join(
                filter(None, [remark, tr("curves against {reference}").format(reference=self.live.reference.name)])
            )
        layers = self.map_canvas.layers() or [layer]
        return make_layout(
            QgsProject.instance(), layers, layer, self.map_canvas.extent(), settings.destinationCrs(), remark=remark,
            plot=picture, look=look,
        )  # fmt: skip

    def _ask_path(self, suffixes: Sequence[str]) -> str:
        if not self.series or self.plot is None:
            self._say(tr("There is nothing to export yet; click on a point first."))
            return ""
        kinds = ";;".join(f"*.{suffix}" for suffix in suffixes)
        path, kind = QFileDialog.getSaveFileName(self, tr("Export the shown series"), f"series.{suffixes[0]}", kinds)
        if path and Path(path).suffix.lower().lstrip(".") not in suffixes:
            path += kind.lstrip("*") or f".{suffixes[0]}"
        return path

    def _ask_and_export(self, suffix: str) -> None:
        path = self._ask_path([suffix])
        if path:
            self._write(path, lambda: self.export(path))

    def _ask_and_print(self, width_mm: float, code: str) -> None:
        path = self._ask_path(["pdf", "svg", "png"])
        if path:
            self._write(path, lambda: write_plot(Path(path), self.draw_on, width_mm=width_mm, code=code))

    def _write(self, path: str, act: Callable[[], object]) -> None:
        try:
            act()
        except OSError as error:
            self._say(tr("{path} cannot be written: {reason}").format(path=path, reason=error.strerror or str(error)))

    def _put_away(self) -> None:
        """A closed viewer leaves neither marks nor its tool nor its colours on the map."""
        self.marks.clear()
        self._leave_live()
        for tool in self.tools:
            if self.map_canvas.mapTool() is tool:
                self.map_canvas.unsetMapTool(tool)

    def tidy_up(self) -> None:
        """Take marks and map tools off the canvas, before the dock goes."""
        self._put_away()
        self._rest.stop()
        self._edited.stop()
        self.map_canvas.destinationCrsChanged.disconnect(self._mark_again)
        self.map_canvas.temporalRangeChanged.disconnect(self._canvas_moved)
        if self._profile is not None:
            self._profile.close()
        if self._followed is not None:
            self._layer_changed(None)
