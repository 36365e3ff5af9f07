"""A trained forecast applied to points: what it takes of all that was learned, and the two ways over the tiles.

Everything here is a function of what it is given, so that tiles can be forecast on other processes and machines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import partial
from threading import Lock
from typing import Any

import numpy as np

from ..blocks import map_rows
from ..progress import Report
from ..series import years_since
from ..units import DAYS_PER_YEAR
from .candidates import GAUSSIAN_PROCESS, RIDGE, Candidates, OfAll
from .combination import combine, weights_at
from .data.history import Future, History, Past, Tile, added
from .data.windows import own_spread_mm, spread_mm
from .fallback import COMBINATION
from .fitted import fallback_groups
from .intervals import quantiles_at
from .models.baselines import BASELINES

SAME_LEAD_SHARE = 1.02  # dates this little beyond the last judged lead still count as judged
Found = tuple[np.ndarray, np.ndarray, np.ndarray]  # forecast, half width of the interval, model; a row for each point


@dataclass(frozen=True)
class Applied:
    """Models, weights and intervals for some dates.

    weights, leads_years, quantiles : as in ``FittedForecast``
    used : the models that the forecast is made of, in the order of ``models.names``
    dates : shape=(horizon,), what is asked for
    beyond : as in ``FittedForecast``
    """

    models: Candidates
    weights: np.ndarray
    leads_years: np.ndarray
    quantiles: np.ndarray
    used: Sequence[str]
    dates: np.ndarray
    beyond: Sequence[str] = ()

    def forecast(
        self, past: Past, future: Callable[[np.ndarray], Future], fallback: np.ndarray, of_all: OfAll | None = None
    ) -> Found:
        """Forecast of the points of a past.

        future : from dates to what is known of the covariates there
        fallback : shape=(n_points,), number of the baseline of each, −1 for none
        of_all : where these are some of the points only
        """
        leads = years_since(self.dates, past.dates[-1])
        candidates = self._continued(past, future, leads <= self.leads_years[-1] * SAME_LEAD_SHARE, of_all)
        columns = [number for number, name in enumerate(self.models.names) if name in self.used]
        weights = weights_at(self.weights[:, :, columns], self.leads_years, leads)
        middle = combine(candidates, weights, past.labels)
        model = np.full(past.labels.size, COMBINATION, dtype=object)
        for chosen, number in fallback_groups(fallback):
            middle[chosen] = candidates[columns.index(number), chosen]
            model[chosen] = list(BASELINES)[number]
        half = quantiles_at(self.quantiles, self.leads_years, leads)[past.labels]
        typical = None if of_all is None else of_all.typical_spread_mm
        return middle, half * spread_mm(past.displacement_mm, past.dates, typical)[:, None], model

    def _continued(
        self, past: Past, future: Callable[[np.ndarray], Future], judged: np.ndarray, of_all: OfAll | None
    ) -> np.ndarray:
        """Every model's forecast; beyond the judged horizon ridge and network take the course of another."""
        if judged.all():
            return self.models.forecasts(past, future(self.dates), self.used, of_all)
        anchor = past.dates[-1] + np.timedelta64(round(self.leads_years[-1] * DAYS_PER_YEAR), "D")
        first = int(judged.sum())
        dates = np.insert(self.dates, first, anchor)
        if first and dates[first - 1] >= anchor:
            anchor_row, dates = first - 1, self.dates
        else:
            anchor_row = first
        found = self.models.forecasts(past, future(dates), self.used, of_all)
        followed = found[self.used.index(GAUSSIAN_PROCESS)]
        if self.beyond:
            numbers = np.array([self.used.index(name) for name in self.beyond])
            followed = found[numbers[past.labels], np.arange(past.labels.size)]  # −1, of no cluster, is the last
        for name in (RIDGE, *self.models.networks):
            if name not in self.used:
                continue
            one = found[self.used.index(name)]
            later = slice(anchor_row + 1, None)
            one[:, later] = one[:, [anchor_row]] + followed[:, later] - followed[:, [anchor_row]]
        return found if dates.size == self.dates.size else np.delete(found, anchor_row, axis=2)

    def over_all(self, history: History, tiles: Sequence[np.ndarray], n_epochs: int, report: Report) -> OfAll:
        """The first way over the tiles: what the models have to know of all points."""
        rows = _Tiles(history, tiles, n_epochs, np.full(len(history.xy), -1), alone=True)
        total = _InOrder()
        map_rows(partial(_sums, self), [rows], 1, take=total.take, together=1, report=report)
        return self.models.over_all(total.sums, np.concatenate(total.spreads_mm))

    def by_tiles(
        self,
        history: History,
        tiles: Sequence[np.ndarray],
        n_epochs: int,
        fallback: np.ndarray,
        of_all: OfAll,
        put: Callable[[np.ndarray, Found], None],
        report: Report,
    ) -> None:
        """The second: the forecasts of each tile, handed to ``put`` with the tile's rows."""

        def take(numbers: slice, found: Found) -> None:
            put(tiles[numbers.start], found)

        rows = _Tiles(history, tiles, n_epochs, fallback, alone=False)
        map_rows(partial(_forecast, self, of_all), [rows], 1, take=take, together=1, report=report)


@dataclass(frozen=True)
class _Tiles:
    """Tiles as rows for ``map_rows``, each made when it is asked for.

    They travel as tuples of arrays: a worker may know ``Tile`` under another name.
    """

    history: History
    tiles: Sequence[np.ndarray]
    n_epochs: int
    fallback: np.ndarray
    alone: bool

    def __len__(self) -> int:
        return len(self.tiles)

    def __getitem__(self, numbers: slice) -> np.ndarray:
        chosen = self.tiles[numbers]
        found = np.empty(len(chosen), dtype=object)
        for at, rows in enumerate(chosen):
            tile = self.history.tile(rows, self.n_epochs, self.fallback, alone=self.alone)
            found[at] = tuple(getattr(tile, field.name) for field in fields(tile))
        return found


class _InOrder:
    """Adds up what tiles tell, in their order whichever is ready first, so that every executor comes to the same."""

    def __init__(self) -> None:
        self.sums: Any = None
        self.spreads_mm: list[np.ndarray] = []
        self._early: dict[int, tuple[Any, np.ndarray]] = {}
        self._lock = Lock()

    def take(self, numbers: slice, found: tuple[Any, np.ndarray]) -> None:
        with self._lock:
            self._early[numbers.start] = found
            while len(self.spreads_mm) in self._early:
                sums, spreads = self._early.pop(len(self.spreads_mm))
                self.sums = sums if self.sums is None else added(self.sums, sums)
                self.spreads_mm.append(spreads)


def _sums(applied: Applied, tiles: np.ndarray) -> tuple[Any, np.ndarray]:
    """Of one tile what ``Candidates.over_all`` adds up, and the points' spreads."""
    past = Tile(*tiles[0]).filled()
    return applied.models.sums(past, applied.used), own_spread_mm(past.displacement_mm, past.dates)


def _forecast(applied: Applied, of_all: OfAll, tiles: np.ndarray) -> Found:
    tile = Tile(*tiles[0])
    return applied.forecast(tile.past(), tile.future, tile.fallback, of_all)
