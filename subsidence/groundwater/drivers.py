"""What drives the ground at the epochs: heads, lagged, and new lows of them, drained through clay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..series import years_since
from .heads import Heads, drained, lagged, past_minimum

ELASTIC_LAGS = np.concatenate([[0.0], np.geomspace(5.0, 240.0, 12)])
DELAYS = np.geomspace(10.0, 4000.0, 36)
MM_PER_M = 1000.0
SEEN = 1e-3  # of the largest pattern: what is smaller moves the ground by less than noise does
FEWEST_EPOCHS = 20
TEN_TIMES = 10.0  # inelastic storage is about so many times the elastic one


@dataclass(frozen=True)
class Scenario:
    """Dates after the last epoch, and the heads up to them; dates : shape=(n_ahead,)."""

    dates: np.ndarray
    heads: Heads


@dataclass(frozen=True)
class Drivers:
    """Of one well at the epochs of one set of series: terms, shape=(n_epochs, …), and the same ahead.

    plain : level and, where asked for, trend; elastic : by lag; inelastic : by delay
    years : shape=(n_epochs,), since the first
    swing_m : of the head about its trend and its past minimum; new_low_m : by how much that has fallen
    """

    plain: np.ndarray
    elastic: np.ndarray
    inelastic: np.ndarray
    plain_ahead: np.ndarray
    elastic_ahead: np.ndarray
    inelastic_ahead: np.ndarray
    years: np.ndarray
    swing_m: float
    new_low_m: float

    def span(self) -> np.ndarray:
        """Terms that hold every answer to the heads, of any lag and delay, beside a level and a steady motion.

        shape=(n_epochs, n_terms), orthonormal: what lies outside is noise, whatever the answer is.
        """
        known, _ = np.linalg.qr(np.column_stack([np.ones(self.years.size), self.years]))
        answers = np.column_stack([self.elastic.T, TEN_TIMES * self.inelastic.T])
        answers = answers - known @ (known.T @ answers)
        patterns, sizes, _ = np.linalg.svd(answers, full_matrices=False)
        return np.column_stack([known, patterns[:, sizes > SEEN * max(float(sizes[0]), 1e-300)]])


def _filled(head: np.ndarray) -> np.ndarray:
    """Without gaps: straight across them, level before the first and after the last."""
    known = np.flatnonzero(np.isfinite(head))
    return np.interp(np.arange(head.size), known, head[known])


@dataclass(frozen=True)
class Felt:
    """What an aquifer system feels of the heads of one well at every date, and at those of a scenario.

    dates : shape=(n_dates,), then those ahead; n_ahead : how many these are
    elastic : shape=(n_lags, n_dates), m; inelastic : shape=(n_delays, n_dates), m; low_m : shape=(n_dates,), new lows
    days, lowest_m : shape=(n_days,), the days of the heads and the lowest head so far
    """

    dates: np.ndarray
    n_ahead: int
    elastic: np.ndarray
    inelastic: np.ndarray
    low_m: np.ndarray
    days: np.ndarray
    lowest_m: np.ndarray
    other_trend: bool

    @classmethod
    def of_well(
        cls,
        heads: Heads,
        well: int,
        dates: np.ndarray,
        preconsolidation_m: float | None,
        other_trend: bool,
        scenario: Scenario | None,
    ) -> Felt:
        """From the heads; other_trend : whether a steady motion of other causes joins in."""
        used = heads if scenario is None else scenario.heads
        head = _filled(used.head_m[well])
        low = past_minimum(head, preconsolidation_m)
        when = dates if scenario is None else np.concatenate([dates, scenario.dates])
        wanted = (when - used.dates[0]).astype(float)
        days = (used.dates - used.dates[0]).astype(float)
        step = used.step_days
        return cls(
            when,
            when.size - dates.size,
            np.array([np.interp(wanted, days, lagged(head, step, lag)) for lag in ELASTIC_LAGS]),
            np.array([np.interp(wanted, days, drained(low - low[0], step, delay)) for delay in DELAYS]),
            np.interp(wanted, days, low) - low[0],
            used.dates,
            low,
            other_trend,
        )

    def at(self, epochs: np.ndarray) -> Drivers:
        """The terms at some of the dates, and at all of those ahead; epochs : numbers of dates."""
        n = epochs.size
        which = np.concatenate([epochs, np.arange(self.dates.size - self.n_ahead, self.dates.size)])
        years = years_since(self.dates[which], self.dates[epochs[0]])
        elastic = self.elastic[:, which] - self.elastic[:, epochs[:1]]
        inelastic = self.inelastic[:, which]
        plain = np.ones((which.size, 1))
        if self.other_trend:
            plain = np.column_stack([plain, years])
        own = np.column_stack([np.ones(n), years[:n], self.low_m[epochs]])
        rest = elastic[0, :n] - own @ np.linalg.lstsq(own, elastic[0, :n], rcond=None)[0]
        first = int(np.searchsorted(self.days, self.dates[epochs[0]]))
        last = int(np.searchsorted(self.days, self.dates[epochs[-1]], side="right"))
        fall = float(self.lowest_m[max(first - 1, 0)] - self.lowest_m[min(last, self.lowest_m.size) - 1])
        return Drivers(
            plain[:n], MM_PER_M * elastic[:, :n], MM_PER_M * inelastic[:, :n], plain[n:], MM_PER_M * elastic[:, n:],
            MM_PER_M * inelastic[:, n:], years[:n], float(rest.std()), fall,
        )  # fmt: skip
