"""What is compared: points and areas, each with a name and a colour; held, hidden, removed, and undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...bridge.area_series import PlaceSeries
from ...bridge.layer_series import PointSeries
from ...subsidence.report.figures import CATEGORIES

MOST_STEPS_BACK = 50


@dataclass(frozen=True)
class Item:
    """held : stays when the next point is clicked; hidden : is kept, but not drawn."""

    series: PointSeries
    colour: str
    hidden: bool = False
    held: bool = False

    @property
    def name(self) -> str:
        return self.series.label

    @property
    def identity(self) -> tuple:
        area = self.series.label if isinstance(self.series, PlaceSeries) else ""
        return (self.series.feature_id, self.series.xy, area)


class Comparison(QObject):
    """A list that remembers what it was."""

    changed = pyqtSignal()

    def __init__(self, parent=None):
        super().__init__(parent)
        self.items: list[Item] = []
        self._before: list[list[Item]] = []

    @property
    def series(self) -> list[PointSeries]:
        """What is drawn."""
        return [item.series for item in self.items if not item.hidden]

    @property
    def colours(self) -> list[str]:
        return [item.colour for item in self.items if not item.hidden]

    def show(self, series: Sequence[PointSeries]) -> None:
        """These, beside what is held."""
        held = [item for item in self.items if item.held]
        self._become(held + self._new(series, held))

    def set_all(self, series: Sequence[PointSeries]) -> None:
        """These alone; nothing is held any more."""
        self._become(self._new(series, []))

    def add(self, series: Sequence[PointSeries]) -> None:
        self._become(self.items + self._new(series, self.items))

    def remove(self, number: int) -> None:
        self._become(self.items[:number] + self.items[number + 1 :])

    def hide(self, number: int, hidden: bool) -> None:
        self._change(number, lambda item: replace(item, hidden=hidden))

    def hold(self, number: int, held: bool) -> None:
        self._change(number, lambda item: replace(item, held=held))

    def rename(self, number: int, name: str) -> None:
        self._change(number, lambda item: replace(item, series=replace(item.series, label=name)))

    def rewrite(self, change: Callable[[PointSeries], PointSeries]) -> None:
        """Every series anew, as in another unit; no step to go back to."""
        self._before = []
        self.items = [replace(item, series=change(item.series)) for item in self.items]
        self.changed.emit()

    def read_again(self, read: Callable[[PointSeries], PointSeries | None]) -> None:
        """Every series from a layer that has changed; those that are None are gone. No step to go back to."""
        self._before = []
        found = [(item, read(item.series)) for item in self.items]
        self.items = [replace(item, series=series) for item, series in found if series is not None]
        self.changed.emit()

    def forget(self) -> None:
        """Another layer: nothing is left, and nothing to go back to."""
        self._before, self.items = [], []
        self.changed.emit()

    def undo(self) -> bool:
        """What was shown before; False where nothing was."""
        if not self._before:
            return False
        self.items = self._before.pop()
        self.changed.emit()
        return True

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def _new(self, series: Sequence[PointSeries], beside: Sequence[Item]) -> list[Item]:
        known = {item.identity for item in beside}
        used = [item.colour for item in beside]
        free = [colour for colour in CATEGORIES if colour not in used] or list(CATEGORIES)
        wanted = [one for one in series if Item(one, "").identity not in known]
        return [Item(one, free[number % len(free)]) for number, one in enumerate(wanted)]

    def _change(self, number: int, change: Callable[[Item], Item]) -> None:
        self._become([change(item) if index == number else item for index, item in enumerate(self.items)])

    def _become(self, items: list[Item]) -> None:
        self._before = [*self._before[-MOST_STEPS_BACK + 1 :], self.items]
        self.items = items
        self.changed.emit()
