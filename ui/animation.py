"""“Play” of the temporal controller: its step and range fit the dates, and dated rasters show the band of the date."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox

from ..bridge.temporal import (
    BANDS_HAVE_TIMES,
    DAYS,
    band_on,
    days_between,
    feature_dates,
    set_band_dates,
    set_project_time,
    show_band,
    time_of,
)


def layer_dates(layer) -> np.ndarray:
    """The dates that a layer holds, in order; empty where it holds no series."""
    from ..bridge.layer_series import band_dates, field_names, holds_series  # with the first layer, not at QGIS's start
    from ..subsidence.series_fields import series_fields

    if not holds_series(layer):
        return feature_dates(layer) if isinstance(layer, QgsVectorLayer) else np.array([], dtype="datetime64[D]")
    if isinstance(layer, QgsRasterLayer):
        dates = band_dates(layer)
        return np.unique(dates[~np.isnat(dates)])
    return series_fields(field_names(layer)).observed.dates


class Animation(QObject):
    """Watches the project; what has a range of its own keeps it."""

    def __init__(self, canvas, window):
        super().__init__(window)
        self.canvas = canvas
        self.window = window
        project = QgsProject.instance()
        project.layersAdded.connect(self.prepare)
        project.readProject.connect(self._read)
        canvas.temporalRangeChanged.connect(self.follow)

    def tidy_up(self) -> None:
        project = QgsProject.instance()
        project.layersAdded.disconnect(self.prepare)
        project.readProject.disconnect(self._read)
        self.canvas.temporalRangeChanged.disconnect(self.follow)

    def _read(self, *_ignored) -> None:
        QTimer.singleShot(0, self.prepare)  # after QGIS's own windows have read the project

    def prepare(self, layers=None) -> None:
        """Give the project a step and a range where it has none, and dated bands their times.

        layers : the new ones; all of the project where left out
        """
        project = QgsProject.instance()
        found = [layer for layer in (layers or project.mapLayers().values()) if layer.isValid()]
        for layer in found:
            if isinstance(layer, QgsRasterLayer) and layer_dates(layer).size:
                self._give_times(layer)
        dates = self._dates_of(found)
        known = np.unique(np.concatenate(dates)) if dates else np.array([])
        if known.size < 2:
            return
        span = project.timeSettings().temporalRange()
        if span.begin().isValid() and not span.begin().isNull():
            rest = self._dates_of([layer for layer in project.mapLayers().values() if layer not in found])
            before = np.unique(np.concatenate(rest)) if rest else np.array([])
            if before.size < 2 or time_of(before) != span:
                return  # a person's own
            known = np.unique(np.concatenate([known, before]))
            dates += rest
        set_project_time(project, known)
        self._step(days_between(max(dates, key=len)))

    @staticmethod
    def _dates_of(layers) -> list[np.ndarray]:
        known = [layer for layer in layers if isinstance(layer, (QgsRasterLayer, QgsVectorLayer)) and layer.isValid()]
        return [layer_dates(layer) for layer in known]

    @staticmethod
    def _give_times(layer: QgsRasterLayer) -> None:
        """A project made on QGIS 3.22 has one time for the whole raster; a newer QGIS can have one for each band."""
        properties: Any = layer.temporalProperties()
        if not BANDS_HAVE_TIMES or properties.fixedRangePerBand():
            return
        from ..bridge.layer_series import band_dates

        dates = band_dates(layer)
        if not np.isnat(dates).any():
            set_band_dates(layer, dates)

    def _step(self, days: int) -> None:
        """The controller that is open already reads the project's step only with a project."""
        box, units = (
            self.window.findChild(kind, name)
            for kind, name in ((QDoubleSpinBox, "mStepSpinBox"), (QComboBox, "mTimeStepsComboBox"))
        )
        if box is None or units is None:
            return
        place = max(units.findData(DAYS), units.findData(int(getattr(DAYS, "value", DAYS))))
        if place >= 0:
            units.setCurrentIndex(place)
            box.setValue(float(days))

    def follow(self, *_ignored) -> None:
        """Before QGIS 3.38 no band has a time of its own: show the one of the canvas's date."""
        span = self.canvas.temporalRange()
        if BANDS_HAVE_TIMES or span.isInfinite() or not span.begin().isValid():
            return
        from ..bridge.layer_series import band_dates

        day = np.datetime64(span.begin().date().toString("yyyy-MM-dd"), "D")
        for layer in self.canvas.layers():
            if isinstance(layer, QgsRasterLayer) and layer_dates(layer).size:
                show_band(layer, band_on(band_dates(layer), day))
