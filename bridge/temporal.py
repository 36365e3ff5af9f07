"""Dates of rasters and layers under the temporal controller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from qgis.core import Qgis, QgsDateTimeRange, QgsProject, QgsRasterLayer, QgsUnitTypes, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

DAYS: Any = Qgis.TemporalUnit.Days if hasattr(Qgis, "TemporalUnit") else QgsUnitTypes.TemporalUnit.TemporalDays
BANDS_HAVE_TIMES = Qgis.QGIS_VERSION_INT >= 33800


def moment(date: np.datetime64) -> QDateTime:
    """Midnight of a day, in UTC."""
    day = QDate.fromString(str(np.datetime64(date, "D")), "yyyy-MM-dd")
    return QDateTime(day, QTime(0, 0), Qt.TimeSpec.UTC)


def set_band_dates(layer: QgsRasterLayer, dates: Sequence[np.datetime64] | np.ndarray) -> None:
    """Give each band the time from its date to the next one.

    QGIS before 3.38 has no time per band; there the whole layer gets the time of the series.
    """
    days = np.asarray(dates, dtype="datetime64[D]")
    step = np.diff(days)[-1] if days.size > 1 else np.timedelta64(1, "D")
    ends = np.append(days[1:], days[-1] + step)
    properties: Any = layer.temporalProperties()  # its class depends on the layer's
    if BANDS_HAVE_TIMES:
        properties.setMode(Qgis.RasterTemporalMode.FixedRangePerBand)
        properties.setFixedRangePerBand(
            {
                band + 1: QgsDateTimeRange(moment(start), moment(end), True, False)
                for band, (start, end) in enumerate(zip(days, ends))
            }
        )
    else:
        properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
        properties.setFixedTemporalRange(QgsDateTimeRange(moment(days[0]), moment(ends[-1])))
    properties.setIsActive(True)


def days_between(dates: Sequence[np.datetime64] | np.ndarray) -> int:
    """The usual step between dates: the median of their distances, in whole days, at least one.

    >>> days_between(np.array(["2018-01-06", "2018-01-18", "2018-02-11", "2018-02-23"], dtype="datetime64[D]"))
    12
    """
    days = np.sort(np.asarray(dates, dtype="datetime64[D]"))
    return max(1, round(float(np.median(np.diff(days).astype(float))))) if days.size > 1 else 1


def time_of(dates: Sequence[np.datetime64] | np.ndarray) -> QgsDateTimeRange:
    """From the first date until the last one's own step is over."""
    days = np.sort(np.asarray(dates, dtype="datetime64[D]"))
    return QgsDateTimeRange(moment(days[0]), moment(days[-1] + np.timedelta64(days_between(days), "D")), True, False)


def set_project_time(project: QgsProject, dates: Sequence[np.datetime64] | np.ndarray) -> None:
    """Let “play” go through the dates of a series, one frame for each usual step.

    Left alone, QGIS steps by the hour, 24 frames a day in which nothing changes.
    """
    span = time_of(dates)
    begin, end = span.begin(), span.end()
    settings = project.timeSettings()
    settings.setTemporalRange(span)
    settings.setTimeStep(float(days_between(dates)))
    settings.setTimeStepUnit(DAYS)
    # what the temporal controller reads when the project is opened
    for key, at in (("/StartDateTime", begin), ("/EndDateTime", end)):
        project.writeEntry("TemporalControllerWidget", key, at.toString(Qt.DateFormat.ISODateWithMs))


def band_on(dates: np.ndarray, day: np.datetime64) -> int:
    """The number of the band whose time holds a day, counted from 1: the last one not after it, else the first.

    dates : shape=(n_bands,), NaT for bands without a date
    """
    known = np.flatnonzero(~np.isnat(dates))
    order = known[np.argsort(dates[known], kind="stable")]
    place = int(np.searchsorted(dates[order], np.datetime64(day, "D"), side="right")) - 1
    return int(order[max(place, 0)]) + 1


def show_band(layer: QgsRasterLayer, band: int) -> bool:
    """Show another band in the same colours; False where the renderer shows none alone or shows it already."""
    renderer: Any = layer.renderer()
    if hasattr(renderer, "inputBand"):
        now, change = renderer.inputBand(), renderer.setInputBand
    elif hasattr(renderer, "band") and hasattr(renderer, "setBand"):
        now, change = renderer.band(), renderer.setBand
    else:
        return False
    if now == band:
        return False
    change(band)
    layer.triggerRepaint()
    return True


def feature_dates(layer: QgsVectorLayer) -> np.ndarray:
    """The dates from which the features of a layer are shown, in order; empty where they have no times of their own."""
    properties: Any = layer.temporalProperties()
    from_fields = properties.mode() == Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields
    index = layer.fields().lookupField(properties.startField())
    if not properties.isActive() or not from_fields or index < 0:
        return np.array([], dtype="datetime64[D]")
    begun = [
        value.toString("yyyy-MM-dd") for value in layer.uniqueValues(index) if isinstance(value, (QDate, QDateTime))
    ]
    return np.unique(np.array([day for day in begun if day], dtype="datetime64[D]"))


def set_feature_dates(layer: QgsVectorLayer, first: str, last: str) -> None:
    """Show each feature from the date in the field ``first`` until the day before that in ``last``."""
    properties: Any = layer.temporalProperties()
    properties.setLimitMode(Qgis.VectorTemporalLimitMode.IncludeBeginExcludeEnd)
    properties.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
    properties.setStartField(first)
    properties.setEndField(last)
    properties.setIsActive(True)
