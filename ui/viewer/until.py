"""Until which day a forecast is to reach, and the dates that this takes."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QDate
from qgis.PyQt.QtWidgets import QDateEdit, QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from ...bridge.i18n import tr
from ...bridge.layer_series import field_names
from ...bridge.temporal import days_between
from ...subsidence.series_fields import series_fields


def dates_until(known: np.ndarray, day: np.datetime64) -> list[str]:
    """Dates at the usual step of a series from after its last one until a day, which is the last of them.

    >>> known = np.array(["2020-01-01", "2020-01-13", "2020-01-25"], dtype="datetime64[D]")
    >>> dates_until(known, np.datetime64("2020-02-10"))
    ['2020-02-06', '2020-02-10']
    """
    step = np.timedelta64(days_between(known), "D")
    dates: np.ndarray = np.arange(known[-1] + step, day + np.timedelta64(1, "D"), step)
    if day > known[-1] and (not dates.size or dates[-1] != day):
        dates = np.append(dates, day)
    return [str(date) for date in dates]


def ask_until(layer: QgsVectorLayer, parent) -> list[str]:
    """The dates that the user wants forecast; empty where the dialog was left."""
    known = series_fields(field_names(layer)).observed.dates
    dialog = QDialog(parent)
    dialog.setWindowTitle(tr("Forecast until …"))
    column = QVBoxLayout(dialog)
    text = tr("The series ends on {last}. The farther the day, the wider the interval.").format(last=known[-1])
    column.addWidget(QLabel(text, dialog))
    last = QDate.fromString(str(known[-1]), "yyyy-MM-dd")
    day_box = QDateEdit(last.addYears(1), dialog)
    day_box.setMinimumDate(last.addDays(1))
    day_box.setCalendarPopup(True)
    day_box.setDisplayFormat("yyyy-MM-dd")
    column.addWidget(day_box)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, dialog)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    if not dialog.exec():
        return []
    return dates_until(known, np.datetime64(day_box.date().toString("yyyy-MM-dd")))
