"""Least squares with a few coefficients that may not be negative, over a list of designs, for many series at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np


@dataclass(frozen=True)
class Fit:
    """The best of several designs for each series.

    coefficients : shape=(n_series, n_terms); design : shape=(n_series,), its number; squares : shape=(n_series,)
    by_design : shape=(n_series, n_designs), the smallest sum of squares of each
    between : as ``coefficients``, where designs follow each other on a grid: at the least sum of squares between them
    """

    coefficients: np.ndarray
    design: np.ndarray
    squares: np.ndarray
    by_design: np.ndarray
    between: np.ndarray


class Designs:
    """Designs of the same terms, of which the last ``n_positive`` may not be negative.

    values : shape=(n_designs, n_epochs, n_terms)

    Every subset of the bounded terms is solved; the best solution without a negative one is the constrained optimum
    (the active set that a non-negative least squares would end in).
    """

    def __init__(self, values: np.ndarray, n_positive: int):
        n_terms = values.shape[2]
        free = list(range(n_terms - n_positive))
        bounded = range(n_terms - n_positive, n_terms)
        self.values = values
        self.free = len(free)
        self.scale = np.sqrt(np.square(values).sum(axis=1, keepdims=True)) + 1e-300
        unit = values / self.scale
        self.subsets = [free + list(chosen) for size in range(n_positive + 1) for chosen in combinations(bounded, size)]
        normal = np.swapaxes(unit, 1, 2) @ unit
        self.inverses = [np.linalg.pinv(normal[:, some][:, :, some], rcond=1e-10) for some in self.subsets]
        self.flat = np.moveaxis(unit, 0, 1).reshape(unit.shape[1], -1)  # (n_epochs, n_designs * n_terms)

    def fit(self, series: np.ndarray) -> Fit:
        """series : shape=(n_series, n_epochs), without gaps."""
        n_series, (n_designs, _, n_terms) = len(series), self.values.shape
        squares = np.full((n_series, n_designs), np.inf)
        found = np.zeros((n_series, n_designs, n_terms))
        total = np.square(series).sum(axis=1)
        across = (series @ self.flat).reshape(n_series, n_designs, n_terms)
        for columns, inverse in zip(self.subsets, self.inverses):
            here = across[:, :, columns]
            solution = np.einsum("nkp,kpq->nkq", here, inverse)
            rest = total[:, None] - np.einsum("nkp,nkp->nk", solution, here)
            better = (solution[:, :, self.free :] >= 0).all(axis=2) & (rest < squares)
            squares[better] = rest[better]
            whole = np.zeros((int(better.sum()), n_terms))
            whole[:, columns] = solution[better]
            found[better] = whole
        best = squares.argmin(axis=1)
        rows = np.arange(n_series)
        coefficients = found[rows, best] / self.scale[best, 0]
        inner, shift, _ = vertex(squares)
        beside = np.clip(inner + np.where(shift < 0, -1, 1), 0, n_designs - 1)
        beside, weight = np.where(best == inner, beside, best), np.abs(shift)[:, None]
        between = (1.0 - weight) * coefficients + weight * found[rows, beside] / self.scale[beside, 0]
        return Fit(coefficients, best, np.maximum(squares[rows, best], 0.0), squares, between)


def refined(by_design: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Where on a logarithmic grid the sum of squares is least, by a parabola through the best node and its neighbours.

    by_design : shape=(n_series, n_grid); returns shape=(n_series,)

    >>> grid = np.geomspace(1.0, 16.0, 5)
    >>> refined((np.log(grid)[None, :] - np.log(3.0)) ** 2, grid).round(6).tolist()
    [3.0]
    """
    best = by_design.argmin(axis=1)
    inner, shift, _ = vertex(by_design)
    step = np.log(grid[1] / grid[0])
    return np.where(best == inner, grid[inner] * np.exp(step * shift), grid[best])


def vertex(by_design: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The parabola through the best node of a grid and its neighbours; shape=(n_series,) each.

    by_design : shape=(n_series, n_grid). Returns its middle node, the place of its vertex in steps from there, and the
    value there; the best node's own where it is at an end of the grid.
    """
    best = by_design.argmin(axis=1)
    rows = np.arange(len(best))
    if by_design.shape[1] < 3:
        return best, np.zeros(best.size), by_design[rows, best]
    inner = np.clip(best, 1, by_design.shape[1] - 2)
    left, middle, right = (by_design[rows, inner + shift] for shift in (-1, 0, 1))
    bend = left - 2.0 * middle + right
    with np.errstate(invalid="ignore", divide="ignore"):
        shift = np.where(bend > 0, np.clip(0.5 * (left - right) / bend, -1.0, 1.0), 0.0)
        lowest = np.where(bend > 0, middle - 0.125 * (left - right) ** 2 / bend, middle)
    return inner, shift, np.where(best == inner, np.maximum(lowest, 0.0), by_design[rows, best])
