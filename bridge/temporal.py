"""Dates of rasters and layers under the temporal controller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from qgis.core import Qgis, QgsDateTimeRange, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime


def _moment(date: np.datetime64) -> QDateTime:
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
    if Qgis.QGIS_VERSION_INT >= 33800:
        properties.setMode(Qgis.RasterTemporalMode.FixedRangePerBand)
        properties.setFixedRangePerBand(
            {
                band + 1: QgsDateTimeRange(_moment(start), _moment(end), True, False)
                for band, (start, end) in enumerate(zip(days, ends))
            }
        )
    else:
        properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
        properties.setFixedTemporalRange(QgsDateTimeRange(_moment(days[0]), _moment(ends[-1])))
    properties.setIsActive(True)


def set_feature_dates(layer: QgsVectorLayer, first: str, last: str) -> None:
    """Show each feature from the date in the field ``first`` until the day before that in ``last``."""
    properties: Any = layer.temporalProperties()
    properties.setLimitMode(Qgis.VectorTemporalLimitMode.IncludeBeginExcludeEnd)
    properties.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
    properties.setStartField(first)
    properties.setEndField(last)
    properties.setIsActive(True)
