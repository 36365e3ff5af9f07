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
from itertools import combinations, product
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
            drivers = _drivers(some.covariates[number], past.dates, lag, delay)
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
        answer = np.empty((past.n_points, dates.size))
        for block in row_blocks(past.n_points, ROWS):
            head = np.concatenate([past.covariates[number][block], future.covariates[number][block]], axis=1)
            drivers = _drivers(head, dates, lag, delay)
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


def _drivers(head: np.ndarray, dates: np.ndarray, lag_days: float, delay_days: float) -> np.ndarray:
    """Elastic and inelastic driver about their first values; shape=(2, n_points, n_dates)."""
    days = years_since(dates) * DAYS_PER_YEAR
    low = np.minimum.accumulate(head, axis=1)
    inelastic = low - low[:, :1]
    if delay_days > 0:
        odd = 2.0 * np.arange(MODES) + 1.0
        weight = 8.0 / (odd * np.pi) ** 2
        parts = [share * _lagged(inelastic, days, 4.0 * delay_days / (k * np.pi) ** 2) for k, share in zip(odd, weight)]
        inelastic = (1.0 - weight.sum()) * inelastic + np.sum(parts, axis=0)
    return np.stack([_lagged(head, days, lag_days) - head[:, :1], inelastic])


def _lagged(values: np.ndarray, days: np.ndarray, lag_days: float) -> np.ndarray:
    """First-order lag, exact for values that are straight between the dates; starts in balance."""
    if lag_days <= 0:
        return values
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
    years = years_since(dates)
    n_points, n_epochs = displacement_mm.shape
    plain = np.broadcast_to(np.column_stack([np.ones(n_epochs), years]), (n_points, n_epochs, 2))
    whole = np.concatenate([plain, np.moveaxis(drivers, 0, 2)], axis=2)
    scale = np.sqrt(np.square(whole).sum(axis=1, keepdims=True)) + 1e-300
    unit = whole / scale
    normal, across = np.einsum("ptc,ptd->pcd", unit, unit), np.einsum("ptc,pt->pc", unit, displacement_mm)
    total = np.square(displacement_mm).sum(axis=1)
    best, storage = np.full(n_points, np.inf), np.zeros((n_points, 2))
    line = best
    for size in range(3):
        for chosen in combinations((2, 3), size):
            columns = [0, 1, *chosen]
            inverse = np.linalg.pinv(normal[:, columns][:, :, columns], rcond=1e-9, hermitian=True)
            solution = np.einsum("pcd,pd->pc", inverse, across[:, columns])
            left = np.maximum(total - np.einsum("pc,pc->p", solution, across[:, columns]), 1e-12)
            if not chosen:
                line = left
            better = (solution[:, 2:] >= 0).all(axis=1) & (left < best)
            best = np.where(better, left, best)
            found = np.zeros((n_points, 2))
            found[:, [column - 2 for column in chosen]] = (solution / scale[:, 0, columns])[:, 2:]
            storage = np.where(better[:, None], found, storage)
    idle = n_epochs * np.log(line / best) < CALLED_FOR
    storage[idle] = 0.0
    return storage, np.where(idle, line, best)
