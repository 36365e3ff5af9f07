"""The live map: which date, against which reference, in which colours; it reads the layer once and then only paints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from qgis.core import QgsGeometry, QgsPointXY, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication

from ...bridge.i18n import tr
from ...bridge.layer_series import PointSeries, is_point_layer
from ...bridge.live_raster import RasterValues
from ...bridge.live_style import (
    LiveStyle,
    fitting,
    give_raster_renderer,
    holds,
    look_of,
    raster_look_of,
    remember,
    remembered,
)
from ...bridge.live_values import LiveValues, Reference, holds_few, referred
from ...bridge.stored_series import is_light
from ...subsidence.errors import SubsidenceError
from .live_map import LiveMap


class Live(QObject):
    """reference_changed : curves are to be drawn anew; painted : the map shows other values or colours."""

    reference_changed = pyqtSignal()
    painted = pyqtSignal()

    def __init__(self, canvas, unit: Callable[[], str], parent=None):
        super().__init__(parent)
        self.canvas = canvas
        self.unit = unit
        self.layer: QgsVectorLayer | QgsRasterLayer | None = None
        self.reference: Reference | None = None
        self.last: int | None = None  # number of the date that the map shows, None for the rate
        self.first: int | None = None
        self.styling = False  # the panel of colours is open
        self.remark = ""  # geometry and sign, for the legend
        self._values: LiveValues | None = None
        self._map: LiveMap | None = None
        self._styles: dict[str, LiveStyle] = {}  # of this layer, by what is shown
        self._chosen: set[str] = set()  # those that a person has set

    # ---- what is shown ------------------------------------------------------------------

    def set_layer(self, layer) -> None:
        """Another layer: nothing is live until it is asked for."""
        self.stop()
        self.layer = layer if is_point_layer(layer) or isinstance(layer, QgsRasterLayer) else None
        self._values, self._styles, self._chosen = None, {}, set()

    def forget_values(self) -> None:
        """The layer's values have changed: they are read anew when they are needed."""
        self.reference, self.last, self.first = None, None, None
        self._values, self._styles, self._chosen = None, {}, set()
        self.refresh()

    def read_in_unit(self) -> None:
        """The layer's numbers mean another length: date and reference stay, ranges of colours are fitted anew."""
        if not self.active:
            self.forget_values()
            return
        self._styles, self._chosen = {}, set()
        self.read_again()

    def read_again(self) -> None:
        """The layer was edited or filtered: its numbers and the reference are found anew, colours stay."""
        old, self._values, self.reference = self.reference, None, None
        if old is not None:
            try:
                values = self.values()
                place = old.shape.asPoint() if old.radius_m else None
                self.reference = values.within(old.shape) if place is None else values.around(place, old.radius_m)
            except SubsidenceError:
                self.reference = None  # no point is left in it
        if self.last is not None and self.last >= self.values().dates.size:
            self.last, self.first = None, None
        if self._map is not None:
            self._map.set_places(self.values())
        self.refresh()

    def values(self) -> LiveValues:
        """The layer's numbers, read when they are first needed."""
        if self.layer is None:
            raise SubsidenceError(tr("Live colours need a point layer or a raster."))
        if is_light(self.layer):
            raise SubsidenceError(
                tr(
                    "The dates of “{layer}” are in its deformation store: its curves are shown, but for live colours"
                    " import an area with its dates."
                ).format(layer=self.layer.name())
            )
        if self._values is None:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                self._values = _read(self.layer, self.unit())
            finally:
                QGuiApplication.restoreOverrideCursor()
            if self._map is not None:
                self._map.set_places(self._values)
        return self._values

    def fits(self) -> bool:
        """Whether the layer's numbers can be held in memory."""
        if self._values is not None or isinstance(self.layer, QgsRasterLayer):
            return True
        return self.layer is not None and holds_few(self.layer)

    @property
    def active(self) -> bool:
        return self.reference is not None or self.last is not None or self.styling

    def refer_to_place(self, place: QgsPointXY, radius_m: float) -> None:
        """place : in the layer's CRS."""
        self._refer(self.values().around(place, radius_m))

    def refer_to_area(self, area: QgsGeometry) -> None:
        """area : in the layer's CRS."""
        self._refer(self.values().within(area))

    def _refer(self, reference: Reference | None) -> None:
        self.reference = reference
        self._fit_again()
        self.refresh()
        self.reference_changed.emit()

    def without_reference(self) -> None:
        if self.reference is not None:
            self._refer(None)

    def show_dates(self, last: int | None, first: int | None = None) -> None:
        self.last, self.first = last, first
        self.refresh()

    def refer(self, series: PointSeries) -> PointSeries:
        """A series against the reference; dates that do not fit leave it as it is."""
        if self.reference is None or self._values is None:
            return series
        return referred(series, self.reference, self._values.dates)

    # ---- colours ------------------------------------------------------------------------

    @property
    def kind(self) -> str:
        return "rate" if self.last is None else "displacement"

    def shown(self) -> np.ndarray:
        """The values that the map shows now; shape=(n_points,)."""
        return self.values().values(self.last, self.first, self.reference)

    def style(self) -> LiveStyle:
        """As it was chosen, or was kept with the layer, or fits the values."""
        if self.kind not in self._styles:
            kept = remembered(self.layer) if self.layer is not None and self.kind == "rate" else None
            if kept is not None:
                self._chosen.add(self.kind)
            self._styles[self.kind] = kept or fitting(self._spread(), motion=not self._heading())
        return self._styles[self.kind]

    def _spread(self) -> np.ndarray:
        """Values whose range is to fit: of all dates together, so that the colours mean the same on each."""
        values = self.values()
        return self.shown() if self.last is None else values.values(values.dates.size - 1, None, self.reference)

    def _fit_again(self) -> None:
        """Against other ground the values may leave a range that nobody chose."""
        for kind in set(self._styles) - self._chosen:
            if kind != self.kind or not holds(self._styles[kind], self._spread()):
                del self._styles[kind]

    def set_style(self, style: LiveStyle) -> None:
        self._styles[self.kind] = style
        self._chosen.add(self.kind)
        if self.layer is not None and self.kind == "rate":
            remember(self.layer, style)
        self.refresh()

    def refresh(self) -> None:
        if not self.active or self.layer is None:
            self._hide()
            return
        values = self.shown()
        if self._map is None:
            self._map = LiveMap(self.canvas)
            self._map.set_places(self.values())
        self._map.show_values(values, self.style(), self.legend())
        self.painted.emit()

    @property
    def print_unit(self) -> str:
        if self.last is not None:
            return "mm"
        return "" if self._heading() else "mm/yr"

    def _heading(self) -> str:
        """What a raster that is no rate of motion is called."""
        values = self.values()
        return values.heading if isinstance(values, RasterValues) else ""

    def style_to_raster(self) -> None:
        """The raster itself takes the colours of the date that is shown, or of its only band."""
        values = self.values()
        assert isinstance(values, RasterValues)  # whoever asks has a raster
        band, _ = values.band_and_shift(self.last, None, None)
        if band is None:
            raise SubsidenceError(tr("No band of this raster holds its rate; switch “By date” on to colour a date."))
        plain = replace(self.style(), fringe=0.0)
        give_raster_renderer(values.raster, band, plain, self.print_unit, scale=values.scale)

    def look(self) -> str | None:
        """What the map shows as a style of the layer, in QGIS's XML; None where nothing is live or none can show it."""
        if not self.active or self.layer is None:
            return None
        values = self.values()
        if isinstance(values, RasterValues):
            band, shift = values.band_and_shift(self.last, self.first, self.reference)
            if band is None or self.style().fringe > 0:
                return None
            return raster_look_of(
                values.raster, band, self.style(), self.print_unit, shift=shift, scale=values.scale
            )  # fmt: skip
        expression = values.expression(self.last, self.first, self.reference)
        if expression is None:
            return None
        style = self.style()
        if style.fringe > 0:  # what is left of whole fringes
            expression = f"({expression}) - floor(({expression}) / {style.fringe:.12g}) * {style.fringe:.12g}"
        return look_of(values.layer, expression, style, self.print_unit)

    def legend(self) -> list[str]:
        """What the map shows, in words; the first line is its heading."""
        values = self.values()
        dates = values.dates
        if self.last is None:
            lines = [self._heading() or tr("Rate (mm/yr)")]
        elif self.first is None:
            lines = [tr("Displacement {date} (mm)").format(date=dates[self.last])]
        else:
            lines = [tr("{last} minus {first} (mm)").format(last=dates[self.last], first=dates[self.first])]
        if self.remark:
            lines.append(self.remark)
        if isinstance(values, RasterValues) and values.coarser > 1:
            lines.append(tr("one of {count} × {count} pixels is read").format(count=values.coarser))
        if self.reference is not None:
            lines.append(tr("against {reference}").format(reference=self.reference.name))
        if self.style().fringe > 0:
            lines.append(
                tr("colours repeat every {count:g} {unit}").format(count=self.style().fringe, unit=self.print_unit)
            )
        return lines

    def _hide(self) -> None:
        if self._map is not None:
            self._map.take_away()
            self._map = None

    def stop(self) -> None:
        """Take everything off the map."""
        had = self.reference is not None
        self.reference, self.last, self.first, self.styling = None, None, None, False
        self._hide()
        if had:
            self.reference_changed.emit()


def _read(layer: QgsVectorLayer | QgsRasterLayer, unit: str) -> LiveValues:
    return RasterValues(layer, unit) if isinstance(layer, QgsRasterLayer) else LiveValues(layer, unit)
