"""The answer of an aquifer system to a falling and rising head as a driver of the forecast.

What a point has done is its elastic answer to a covariate (lagged), its inelastic answer to new lows of it (drained
through clay), and a remainder that the Gaussian process of the same cluster goes on with; see
``groundwater/response.py`` for the model and its sources. Which covariate, lag and delay are at work all points decide
together; each has storage coefficients of its own, which physics bounds below by nothing and which are nothing where
the series do not call for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np

from ...blocks import row_blocks
from ...progress import stop_if_cancelled
from ...series import years_since
from ...units import DAYS_PER_YEAR
from ..data.history import Future, Past

LAGS_DAYS = (0.0, 30.0, 90.0)
DELAYS_DAYS = (0.0, 60.0, 180.0, 540.0, 1600.0)
MODES = 6
SAMPLE = 300  # points that choose covariate, lag and delay
CALLED_FOR = 10.0  # twice the log-likelihood that the heads must add to a line
REPEATS = 1e-9  # share of a driver's squares that is left beside a line, or beside the other, below which it repeats it
ROWS = 2000


class AquiferResponse:
    """Fit on one past; forecasts from any later origin of the same points or of others.

    base : the Gaussian process that goes on with the remainder
    choice : number of the covariate, lag and delay in days
    """

    def __init__(self, base: Any, *, seed: int = 0):
        self.base = base
        self.seed = seed
        self.choice = np.zeros(3)

    def fit(self, past: Past) -> AquiferResponse:
        """Find the covariate, lag and delay under which a sample of the points leaves the least."""
        rows = np.sort(np.random.default_rng(self.seed).permutation(past.n_points)[:SAMPLE])
        some = past.rows(rows)
        best = np.inf
        for number, lag, delay in product(range(len(past.covariates)), LAGS_DAYS, DELAYS_DAYS):
            stop_if_cancelled()
            drivers = _drivers(some.covariates[number], *_memories(past.dates, lag, delay))
            _, squares = _storage(some.displacement_mm, past.dates, drivers)
            left = float(np.log(np.maximum(squares, 1e-12)).sum())
            if left < best - 1e-9:
                best, self.choice = left, np.array([number, lag, delay])
        return self

    def on(self, base: Any) -> AquiferResponse:
        """The same on another base, such as that of one cluster."""
        other = AquiferResponse(base, seed=self.seed)
        other.choice = self.choice
        return other

    def predict(self, past: Past, future: Future) -> np.ndarray:
        """Displacement in mm at the future dates; shape=(n_points, horizon)."""
        number, lag, delay = int(self.choice[0]), float(self.choice[1]), float(self.choice[2])
        dates = np.concatenate([past.dates, future.dates])
        n_past = past.dates.size
        memories = _memories(dates, lag, delay)
        answer = np.empty((past.n_points, dates.size))
        for block in row_blocks(past.n_points, ROWS):
            head = np.concatenate([past.covariates[number][block], future.covariates[number][block]], axis=1)
            drivers = _drivers(head, *memories)
            storage, _ = _storage(past.displacement_mm[block], past.dates, drivers[:, :, :n_past])
            answer[block] = np.einsum("pc,cpt->pt", storage, drivers)
        rest = replace(past, displacement_mm=past.displacement_mm - answer[:, :n_past])
        return self.base.predict(rest, future) + answer[:, n_past:]

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything that was learned, for the model file."""
        return {"choice": self.choice}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], base: Any) -> AquiferResponse:
        model = cls(base)
        model.choice = arrays["choice"]
        return model


def _memories(dates: np.ndarray, lag_days: float, delay_days: float) -> tuple[np.ndarray | None, np.ndarray | None]:
    """What lag and delay make of a series, ``series @ memory``, as both are linear in it; None of none.

    Each shape=(n_dates, n_dates): a row for the answer to a unit at one date.
    """
    days = years_since(dates) * DAYS_PER_YEAR
    unit = np.eye(days.size)
    lag = _lagged(unit, days, lag_days) if lag_days > 0 else None
    if delay_days <= 0:
        return lag, None
    odd = 2.0 * np.arange(MODES) + 1.0
    weight = 8.0 / (odd * np.pi) ** 2
    parts = [share * _lagged(unit, days, 4.0 * delay_days / (k * np.pi) ** 2) for k, share in zip(odd, weight)]
    return lag, (1.0 - weight.sum()) * unit + np.sum(parts, axis=0)


def _drivers(head: np.ndarray, lag: np.ndarray | None, delay: np.ndarray | None) -> np.ndarray:
    """Elastic and inelastic driver about their first values; shape=(2, n_points, n_dates).

    lag, delay : from ``_memories``
    """
    low = np.minimum.accumulate(head, axis=1)
    drivers = np.stack([head - head[:, :1], low - low[:, :1]])
    for driver, memory in zip(drivers, (lag, delay)):
        if memory is not None:
            driver[:] = driver @ memory
    return drivers


def _lagged(values: np.ndarray, days: np.ndarray, lag_days: float) -> np.ndarray:
    """First-order lag, exact for values that are straight between the dates; starts in balance."""
    result = np.array(values, dtype=float)
    for epoch in range(1, days.size):
        step = days[epoch] - days[epoch - 1]
        keep = np.exp(-step / lag_days)
        gain = lag_days / step * (1.0 - keep)
        result[:, epoch] = (
            keep * result[:, epoch - 1] + (gain - keep) * values[:, epoch - 1] + (1.0 - gain) * values[:, epoch]
        )
    return result


def _storage(displacement_mm: np.ndarray, dates: np.ndarray, drivers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Millimetres per unit of each driver, none negative, shape=(n_points, 2), and the squares that are left."""
    plain, _ = np.linalg.qr(np.column_stack([np.ones(dates.size), years_since(dates)]))  # a line, the same for all
    scale = np.sqrt(np.einsum("cpt,cpt->cp", drivers, drivers))
    scale[scale == 0.0] = 1.0
    bare = drivers - (drivers @ plain) @ plain.T  # beside the line, as the series are (Frisch & Waugh, 1933)
    bare /= scale[:, :, None]
    rest = displacement_mm - (displacement_mm @ plain) @ plain.T
    one, other = np.einsum("cpt,cpt->cp", bare, bare)
    both = np.einsum("pt,pt->p", *bare)
    right = np.einsum("cpt,pt->cp", bare, rest)
    line = np.maximum(np.einsum("pt,pt->p", rest, rest), 1e-12)
    nothing = np.zeros_like(line)
    determinant = one * other - both**2
    with np.errstate(divide="ignore", invalid="ignore"):
        choices = (  # storage, and where it can be told
            (np.stack([right[0] / one, nothing]), one > REPEATS),
            (np.stack([nothing, right[1] / other]), other > REPEATS),
            (
                np.stack([right[0] * other - right[1] * both, right[1] * one - right[0] * both]) / determinant,
                (one > REPEATS) & (other > REPEATS) & (determinant > REPEATS * one * other),
            ),
        )
        best, storage = line, np.zeros_like(right)
        for found, told in choices:
            left = np.maximum(line - (found * right).sum(axis=0), 1e-12)
            better = told & (found >= 0).all(axis=0) & (left < best)
            best, storage = np.where(better, left, best), np.where(better, found / scale, storage)
    idle = dates.size * np.log(line / best) < CALLED_FOR
    storage[:, idle] = 0.0
    return storage.T, np.where(idle, line, best)
