"""Factors and rates on the scale of the networks, with limits learned from the training rows alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

FENCE = 10.0
LEAST_SPREAD = 0.05  # of a factor's range: a factor that is nearly constant is not blown up beyond ±20
TOLERANCE = 1e-9  # of a factor's range: rounding on the way through a file is not extrapolation


@dataclass(frozen=True)
class FactorScaler:
    """What the training rows said about each factor.

    names : the factors, in order of the columns
    is_class : shape=(n_factors,), bool; a class factor holds codes, not amounts
    low, high : shape=(n_factors,), the training rows' limits (of a class factor: of its codes)
    classes : for each class factor the codes that the training rows had; each code is one input
    centre, spread : shape=(n_factors,), mean and deviation of the training rows within the limits
    kept : shape=(n_factors,), bool, the factors that become inputs; None = all
    """

    names: tuple[str, ...]
    is_class: np.ndarray
    low: np.ndarray
    high: np.ndarray
    classes: Mapping[int, np.ndarray]
    centre: np.ndarray
    spread: np.ndarray
    kept: np.ndarray | None = None

    @classmethod
    def learn(cls, factors: np.ndarray, names: Sequence[str], is_class: np.ndarray | None = None) -> FactorScaler:
        """What the rows given say: give the training rows only. factors: shape=(n_rows, n_factors).

        A value more than ``FENCE`` interquartile ranges beyond the quartiles sets no limit: one wrong
        distance of 10⁶ would press all true ones together.
        """
        factors = np.asarray(factors, dtype=float)
        if factors.ndim != 2 or factors.shape[1] != len(names):
            raise SubsidenceError(
                message(
                    "The factors have shape {shape}, which does not fit {total} names.",
                    shape=factors.shape,
                    total=len(names),
                )
            )
        is_class = np.zeros(len(names), dtype=bool) if is_class is None else np.asarray(is_class, dtype=bool)
        classes = {int(column): np.unique(factors[:, column]) for column in np.flatnonzero(is_class)}
        quartile_1, quartile_3 = np.percentile(factors, [25, 75], axis=0)
        fence = np.where(quartile_3 > quartile_1, FENCE * (quartile_3 - quartile_1), np.inf)
        fence[is_class] = np.inf
        inside = (factors >= quartile_1 - fence) & (factors <= quartile_3 + fence)
        low = np.where(inside, factors, np.inf).min(axis=0)
        high = np.where(inside, factors, -np.inf).max(axis=0)
        held = np.clip(factors, low, high)
        spread = np.maximum(held.std(axis=0), LEAST_SPREAD * (high - low))
        return cls(tuple(names), is_class, low, high, classes, held.mean(axis=0), spread)

    def keeping(self, kept: np.ndarray) -> FactorScaler:
        """The same limits, with only these factors as inputs; kept : shape=(n_factors,), bool."""
        return replace(self, kept=np.asarray(kept, dtype=bool))

    @property
    def used(self) -> np.ndarray:
        """Which factors become inputs, shape=(n_factors,), bool."""
        return np.ones(len(self.names), dtype=bool) if self.kept is None else self.kept

    @property
    def dropped(self) -> list[str]:
        """Factors that do not become inputs."""
        return [name for name, used in zip(self.names, self.used) if not used]

    @property
    def n_inputs(self) -> int:
        return sum(len(self.classes[index]) if index in self.classes else 1 for index in np.flatnonzero(self.used))

    @property
    def constant(self) -> list[str]:
        """Factors that say nothing, because every training row has the same value."""
        return [name for name, low, high in zip(self.names, self.low, self.high) if low == high]

    def scale(self, factors: np.ndarray) -> np.ndarray:
        """Inputs of a network, shape=(n_rows, n_inputs).

        Amounts are counted in deviations from their mean, and a value outside [low, high] as the nearest
        value that was seen. Distances are skewed: had their range been pressed into [−1, 1], as the paper
        has it, most points would lie close together at its end (benchmarks/synthetic_terrain.md). A constant
        factor becomes 0. A class becomes 1 where it is met and −1 elsewhere; a class never seen is −1
        everywhere. NaN stays NaN. Dropped factors are not looked at.
        """
        factors = np.asarray(factors, dtype=float)
        columns = []
        for index in np.flatnonzero(self.used):
            values = factors[:, index]
            if index in self.classes:
                met = np.where(values[:, None] == self.classes[index][None, :], 1.0, -1.0)
                met[~np.isfinite(values)] = np.nan
                columns.append(met)
                continue
            if self.low[index] < self.high[index]:
                held = np.clip(values, self.low[index], self.high[index])
                columns.append(((held - self.centre[index]) / self.spread[index])[:, None])
            else:
                columns.append((values * 0.0)[:, None])
        return np.concatenate(columns, axis=1) if columns else np.empty((len(factors), 0))

    def outside(self, factors: np.ndarray) -> np.ndarray:
        """Which values lie outside what the training rows had, shape=(n_rows, n_factors), bool; NaN does not."""
        factors = np.asarray(factors, dtype=float)
        slack = TOLERANCE * (self.high - self.low)
        result = (factors < self.low - slack) | (factors > self.high + slack)
        for index, codes in self.classes.items():
            result[:, index] = np.isfinite(factors[:, index]) & ~np.isin(factors[:, index], codes)
        return result & self.used


@dataclass(frozen=True)
class RateScaler:
    """Rates in mm/yr from [low, high] to [−1, 1] and back."""

    low: float
    high: float

    @classmethod
    def learn(cls, rate: np.ndarray) -> RateScaler:
        """Limits of the training rows' rates, in mm/yr; a constant rate is refused."""
        low, high = float(np.min(rate)), float(np.max(rate))
        if not high > low:
            raise SubsidenceError(
                message(
                    "The rate is {low:g} at every training point, so there is nothing to learn; choose another field.",
                    low=low,
                )
            )
        return cls(low, high)

    @property
    def half_span(self) -> float:
        """mm/yr per unit of the scaled rate."""
        return 0.5 * (self.high - self.low)

    def scale(self, rate: np.ndarray) -> np.ndarray:
        return (np.asarray(rate, dtype=float) - self.low) / self.half_span - 1.0

    def restore(self, scaled: np.ndarray) -> np.ndarray:
        return (np.asarray(scaled, dtype=float) + 1.0) * self.half_span + self.low
