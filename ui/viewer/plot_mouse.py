"""The mouse in the plot: what is under it, the date cursor, the dates of a fit."""

from __future__ import annotations

import numpy as np


class PlotMouse:
    """Hears matplotlib's events for a viewer; while its toolbar pans or zooms, only the hovering is heard."""

    def __init__(self, viewer):
        self.viewer = viewer
        self._pressed: np.datetime64 | None = None
        for name, slot in (
            ("motion_notify_event", self._moved),
            ("button_press_event", self._press),
            ("button_release_event", self._release),
        ):
            viewer.plot_canvas.mpl_connect(name, slot)

    def _day(self, event) -> np.datetime64 | None:
        if event.xdata is None or self.viewer.plot.axes is None:
            return None
        return np.datetime64("1970-01-01") + np.timedelta64(round(event.xdata), "D")

    def _busy(self) -> bool:
        return bool(str(getattr(self.viewer.plot_bar, "mode", "")))

    def _press(self, event) -> None:
        day = self._day(event)
        if event.button != 1 or day is None or self._busy():
            return
        if self.viewer.window_action.isChecked():
            if event.dblclick:
                self.viewer.set_window(None)
            else:
                self._pressed = day
        elif self.viewer.dates_action.isChecked():
            self._pressed = day
            self.viewer.date_bar.set_day(day)

    def _moved(self, event) -> None:
        day = self._day(event)
        if self._pressed is not None and day is not None:
            if not self.viewer.window_action.isChecked():
                self.viewer.date_bar.set_day(day)
            return
        found = self.viewer.plot.curve_at(event)
        self.viewer.plot.show_cursor(found)
        self.viewer.marks.point_out(self._own(found[0].series) if found is not None else None)
        self.viewer.plot_canvas.draw_idle()

    def _own(self, drawn):
        """The series as the layer has it, of one that is drawn against a reference."""
        for one in self.viewer.series:
            if (one.feature_id, one.xy, one.label) == (drawn.feature_id, drawn.xy, drawn.label):
                return one
        return None

    def _release(self, event) -> None:
        begun, self._pressed = self._pressed, None
        day = self._day(event)
        if begun is None or day is None or not self.viewer.window_action.isChecked() or day == begun:
            return
        self.viewer.set_window((min(begun, day), max(begun, day)))
