"""A smooth sum of the factors: one penalised spline for each, as smooth as the data ask.

Where the rate is a sum of smooth effects, networks and trees waste rows on combinations that do not matter. Each
amount gets a straight line and a smoothing spline (the integrated Wiener process on a few knots: Wahba, Spline
Models for Observational Data, 1990); how much of each is chosen by the evidence of all rows (MacKay, Bayesian
interpolation, Neural Computation 4, 1992).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..progress import stop_if_cancelled

KNOTS = 20  # for each factor, at quantiles of its values
LEAST_VALUES = 5  # with fewer different values a straight line is all there is to know
ROUNDS = 60
SETTLED = 1e-3  # relative change of the noise at which the shares have settled
LEAST_SHARE = 1e-10  # of the variance, that a term may keep before it counts as nothing
JITTER = 1e-9
OVERSHOOT = 0.5  # answers may leave the range of the training rates by this share of it
ROWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class AdditiveSplines:
    """A constant, a line and a spline for each input.

    knots : for each input, in its own unit, ascending; empty where there is only the line
    weights : shape=(n_columns,), mm/yr, for each input of itself and of its covariances with the knots (``_columns``)
    constant : mm/yr; low, high : mm/yr, what no answer leaves
    """

    knots: tuple[np.ndarray, ...]
    weights: np.ndarray
    constant: float
    low: float
    high: float

    def predict(self, inputs: np.ndarray) -> np.ndarray:
        """The rate in mm/yr, shape=(n_rows,); inputs : shape=(n_rows, n_inputs), scaled; NaN stays NaN."""
        found = np.empty(len(inputs))
        for start in range(0, len(inputs), ROWS_AT_ONCE):
            stop_if_cancelled()
            rows = slice(start, start + ROWS_AT_ONCE)
            found[rows] = self.constant + np.concatenate(_columns(inputs[rows], self.knots), axis=1) @ self.weights
        return np.clip(found, self.low, self.high)

    def arrays(self) -> dict[str, np.ndarray]:
        return {
            "knots": np.concatenate(self.knots) if self.knots else np.empty(0),
            "n_knots": np.array([len(one) for one in self.knots]),
            "coefficients": self.weights,
            "limits": np.array([self.constant, self.low, self.high]),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], n_inputs: int) -> AdditiveSplines:
        """What ``arrays`` gave; raises ``ValueError`` where the parts do not fit."""
        ends = np.cumsum(arrays["n_knots"])
        if len(ends) != n_inputs or len(arrays["knots"]) != (ends[-1] if len(ends) else 0):
            raise ValueError("knots")
        knots = tuple(np.split(arrays["knots"], ends[:-1]))
        old = "coefficients" not in arrays
        weights = arrays["weights" if old else "coefficients"]
        if len(weights) != sum(1 + len(one) for one in knots):
            raise ValueError("weights of the splines")
        constant, low, high = (float(value) for value in arrays["limits"])
        return cls(knots, _of_covariances(weights, _halves(knots)) if old else weights, constant, low, high)


@dataclass(frozen=True)
class Sums:
    """What least squares needs to know of some rows; sums of rows left out can be taken off.

    count : rows; total : shape=(n_columns + 1,), of the columns and the rate
    products : shape=(n_columns + 1, n_columns + 1), of the same
    """

    count: int
    total: np.ndarray
    products: np.ndarray

    @classmethod
    def of(cls, design: np.ndarray, rate: np.ndarray) -> Sums:
        both = np.column_stack([design, rate])
        return cls(len(rate), both.sum(axis=0), both.T @ both)

    def without(self, other: Sums) -> Sums:
        return Sums(self.count - other.count, self.total - other.total, self.products - other.products)


def fit_splines(
    inputs: np.ndarray, rate: np.ndarray, left_out: Sequence[np.ndarray] = ()
) -> tuple[AdditiveSplines, np.ndarray]:
    """The model of all rows, and what models say of the rows that were kept from them.

    Parameters
    ----------
    inputs : ndarray, shape=(n_rows, n_inputs)
        Scaled, finite.
    rate : ndarray, shape=(n_rows,)
        mm/yr.
    left_out : sequence of ndarray of bool, shape=(n_rows,)
        Rows that a model of the others is asked about; together they should be all rows.

    Returns
    -------
    AdditiveSplines, ndarray
        The model, and shape=(n_rows,), mm/yr, NaN where no model was asked.
    """
    offset = float(rate.mean())
    knots = tuple(_knots(column) for column in inputs.T)
    halves = _halves(knots)
    design = _design(inputs, knots, halves)
    groups = np.concatenate([[2 * i] + [2 * i + 1] * len(one) for i, one in enumerate(knots)]).astype(int)
    everything = Sums.of(design, rate - offset)
    spare = OVERSHOOT * float(np.ptp(rate))
    low, high = float(rate.min()) - spare, float(rate.max()) + spare
    unseen = np.full(len(rate), np.nan)
    for rows in left_out:
        stop_if_cancelled()
        others = everything.without(Sums.of(design[rows], rate[rows] - offset))
        constant, weights = _solve(others, groups)
        unseen[rows] = np.clip(offset + constant + design[rows] @ weights, low, high)
    constant, weights = _solve(everything, groups)
    return AdditiveSplines(knots, _of_covariances(weights, halves), offset + constant, low, high), unseen


def _knots(values: np.ndarray) -> np.ndarray:
    distinct = np.unique(values)
    if len(distinct) < LEAST_VALUES:
        return np.empty(0)
    return np.unique(np.quantile(values, np.linspace(0.0, 1.0, KNOTS)))


def _columns(inputs: np.ndarray, knots: Sequence[np.ndarray]) -> list[np.ndarray]:
    """For each input itself, shape=(n_rows, 1), and its covariances with its knots, shape=(n_rows, n_knots)."""
    columns = []
    for values, own in zip(inputs.T, knots):
        if len(own):
            values = np.clip(values, own[0], own[-1])  # beyond what was seen nothing goes on, not even the line
            low, span = own[0], own[-1] - own[0]
        columns.append(values[:, None])
        if len(own):
            columns.append(_wiener((values - low) / span, (own - low) / span))
    return columns or [np.empty((len(inputs), 0))]


def _halves(knots: Sequence[np.ndarray]) -> list[np.ndarray]:
    """For each of ``_columns`` what makes columns of it that are held alike, of about unit size.

    Which columns these are is for the arithmetic to choose: where the knots hardly differ in what they say, another
    machine, or another number of threads, turns them. So they are for learning only.
    """
    found = []
    for own in knots:
        found.append(np.ones((1, 1)))
        if len(own):
            at = (own - own[0]) / (own[-1] - own[0])
            size, turn = np.linalg.eigh(_wiener(at, at) + JITTER * np.eye(len(at)))
            found.append(10.0 * turn / np.sqrt(np.maximum(size, JITTER)))
    return found


def _design(inputs: np.ndarray, knots: Sequence[np.ndarray], halves: Sequence[np.ndarray]) -> np.ndarray:
    """The columns to learn by: for each input itself, and its splines; (n_rows, n_columns)."""
    if not halves:
        return np.empty((len(inputs), 0))
    return np.concatenate([column @ half for column, half in zip(_columns(inputs, knots), halves)], axis=1)


def _of_covariances(weights: np.ndarray, halves: Sequence[np.ndarray]) -> np.ndarray:
    """Weights of the columns of ``_design`` as those of ``_columns``, which say the same on any machine."""
    ends = np.cumsum([half.shape[1] for half in halves])
    parts = np.split(weights, ends[:-1]) if halves else []
    return np.concatenate([half @ part for half, part in zip(halves, parts)]) if halves else weights


def _wiener(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The covariance of an integrated Wiener process on [0, 1]; shape=(len(a), len(b))."""
    least, most = np.minimum.outer(a, b), np.maximum.outer(a, b)
    return least**2 * (3.0 * most - least) / 6.0


def _solve(sums: Sums, groups: np.ndarray) -> tuple[float, np.ndarray]:
    """The constant and the weights, each group of columns held by a variance that the evidence chooses."""
    mean = sums.total / sums.count
    centred = sums.products - sums.count * np.outer(mean, mean)
    products, toward, square = centred[:-1, :-1], centred[:-1, -1], max(centred[-1, -1], 1e-300)
    n, n_groups = sums.count, groups.max() + 1
    variance = square / n
    size = np.maximum(np.diagonal(products) / n, 1e-300)
    share = np.array([variance / max(size[groups == g].sum(), 1e-12) if (groups == g).any() else 0.0
                      for g in range(n_groups)])  # fmt: skip
    counts = np.bincount(groups, minlength=n_groups)
    noise = 0.1 * variance
    weights = np.zeros(len(groups))
    for _ in range(ROUNDS):
        scale = np.sqrt(share[groups])
        inner = np.eye(len(groups)) + scale[:, None] * products * scale / noise
        inverse = np.linalg.inv(inner)
        weights = scale * (inverse @ (scale * toward)) / noise
        kept = np.bincount(groups, np.diagonal(inverse), minlength=n_groups)
        told = np.maximum(counts - kept, 1e-9)  # how many weights of each group the rows decide
        least = LEAST_SHARE * variance
        share = np.maximum(np.bincount(groups, weights**2, minlength=n_groups) / told, least)
        rest = max(square - 2.0 * weights @ toward + weights @ products @ weights, 1e-12 * square)
        before, noise = noise, rest / max(n - told.sum(), 1.0)
        if abs(noise - before) < SETTLED * before:
            break
    return float(mean[-1] - mean[:-1] @ weights), weights
