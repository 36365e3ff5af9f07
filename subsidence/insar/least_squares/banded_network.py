"""The normal equations of a small-baseline network are banded: solved as such, for many points at once.

Interferograms join epochs that lie near each other, so BᵀWB has as many diagonals beside its own as the longest
interferogram spans epochs (Golub and Van Loan, Matrix Computations, 4.3.5). Every step of the elimination works on a
whole row of points; numbers of a point are columns here, shape=(…, n_points).

The γ rows add γ²(I − QQᵀ), Q = straight lines. γ²I keeps the band; −γ²QQᵀ is of rank two, and is either brought in by
Woodbury's formula, for points that only γ holds together across a gap, or for all others, where it moves nothing by
more than a few millionths, by the refinement that every solution gets anyway.

Of interferograms in single precision, factors and steps are too, and what a solution leaves over in double, so that it
is refined as if all were (Higham, Accuracy and Stability of Numerical Algorithms, 12.2); where that does not converge
at once, or γ holds a point, double precision takes over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ...progress import stop_if_cancelled

BRIDGED_MM = 1e-5  # across a gap, that is what γ lets double precision tell
MOST_REFINEMENTS = 4
HELD = 1e3  # a pivot of less than this times what γ adds to it is held by γ too
LEAST_POINTS = 32  # fewer are not worth the calls


@dataclass(frozen=True)
class _Precision:
    """What holds for solutions in one kind of numbers.

    loose : a pivot that keeps less than this of its diagonal is held by γ alone, or rounds too much
    enough_mm : what a solution may be wrong by; in single precision the estimate was too low by up to seventy times
    points : at once; a call of numpy costs as much as some hundreds of them, and between calls threads wait for each
        other: with 1,024 points two threads took twice the computing time of one
    """

    loose: float
    enough_mm: float
    points: int


SINGLE, DOUBLE = np.dtype(np.float32), np.dtype(np.float64)
PRECISION = {SINGLE: _Precision(1e-3, 3e-6, 4096), DOUBLE: _Precision(1e-5, 1e-7, 2048)}


class BandedNetwork:
    """pairs : shape=(n_ifgs, 2), indices of epochs; lines : shape=(n_unknown, 2), Q; gamma : of the γ rows"""

    def __init__(self, pairs: np.ndarray, lines: np.ndarray, gamma: float):
        self.n_unknown, self.lines, self.gamma2 = len(lines), lines, gamma**2
        self.width = int((pairs[:, 1] - pairs[:, 0])[pairs[:, 0] > 0].max(initial=1))
        self.order, self.runs = _runs(pairs)

    @property
    def pays(self) -> bool:
        """Whether the band is so narrow that this is less work than full matrices are."""
        return 4 * self.width <= self.n_unknown

    def differences(self, series: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        """Interferograms of series, in this network's order; (n_unknown, n_points) → (n_ifgs, n_points)."""
        found = np.empty((self.order.size, series.shape[1]), dtype=series.dtype) if out is None else out
        for ifgs, first, second in self.runs:
            if first is None:
                found[ifgs] = series[second]
            else:
                np.subtract(series[second], series[first], out=found[ifgs])
        return found

    def gathered(self, values: np.ndarray, out: np.ndarray) -> np.ndarray:
        """Bᵀ values, these in this network's order; (n_ifgs, n_points) → (n_unknown, n_points)."""
        out[:] = 0.0
        for ifgs, first, second in self.runs:
            out[second] += values[ifgs]
            if first is not None:
                out[first] -= values[ifgs]
        return out

    def solve(self, values: np.ndarray, weights: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray]:
        """Solutions, shape=(n_unknown, n_points), and the numbers of points whose solution is still not exact.

        values, weights : shape=(n_ifgs, n_points), both 0 where missing; share : of the γ rows against the weights
        Of values in single precision, factors and solutions are too, as far as that is good for them.
        """
        solution, held = np.empty((self.n_unknown, values.shape[1]), values.dtype), share * self.gamma2
        left = self._solve_as(values.dtype, np.arange(values.shape[1]), values, weights, held, False, solution)
        if left.size >= LEAST_POINTS:  # most of them are held by γ
            left = self._solve_as(DOUBLE, left, values, weights, held, True, solution)
        return solution, left

    def _solve_as(
        self, kind: np.dtype, wanted: np.ndarray, values: np.ndarray, weights: np.ndarray, held: float, bridged: bool,
        solution: np.ndarray,
    ) -> np.ndarray:  # fmt: skip
        """Write the solutions of ``wanted`` points; returns those for which that was not enough."""
        missed, together = [], min(PRECISION[kind].points, wanted.size)
        systems = _Systems(self, together, kind)
        for start in range(0, wanted.size, together):
            stop_if_cancelled()
            points = wanted[start : start + together]
            if points.size < together:
                systems = _Systems(self, points.size, kind)
            if wanted.size == values.shape[1]:  # a view does
                which = slice(start, start + points.size)
                its_values, its_weights = values[:, which], weights[:, which]
            else:
                its_values, its_weights = values.take(points, axis=1), weights.take(points, axis=1)
            doubtful = self._solve_few(systems, its_values.astype(kind, copy=False), its_weights, held, bridged)
            solution[:, points if wanted.size < values.shape[1] else which] = systems.solution
            missed.append(points[doubtful])
        return np.concatenate(missed) if missed else wanted

    def _solve_few(
        self, systems: _Systems, values: np.ndarray, weights: np.ndarray, held: float, bridged: bool
    ) -> np.ndarray:
        """Solve for all points of ``systems``; returns which of their solutions are doubtful."""
        with np.errstate(all="ignore"):  # of doubtful points nothing is used
            doubtful = systems.factorise(weights, held)
            bridge = _Bridge(systems, held) if bridged else None
            if bridged:
                doubtful[:] = False
            solution, step = systems.solution, systems.right
            misfit, side = np.empty(values.shape), np.empty(step.shape)
            wanted, moving, solution[:] = ~doubtful, doubtful, 0.0
            for again in range(MOST_REFINEMENTS + 1):
                # what is left over is told in double precision; then single will do for the step towards it
                if again:
                    self.differences(solution.astype(DOUBLE, copy=False), out=misfit)
                    np.subtract(values, misfit, out=misfit)
                    misfit *= weights
                else:
                    np.multiply(values, weights, out=misfit)
                self.gathered(misfit, out=side)
                if again:
                    side -= held * (solution - self.lines @ (self.lines.T @ solution))
                step[:] = side
                systems.substitute()
                if bridge is not None:
                    step[:] = bridge.correct(step)
                solution += step
                if again:
                    moving = wanted & ~self._still(solution, step, bridged)
                    if np.count_nonzero(moving) < LEAST_POINTS:
                        break
            return doubtful | moving

    @staticmethod
    def _still(solution: np.ndarray, step: np.ndarray, bridged: bool) -> np.ndarray:
        """Points that a further step would no longer move; shape=(n_points,)."""
        largest = np.maximum(step.max(axis=0), -step.min(axis=0))
        if bridged:
            return largest <= BRIDGED_MM
        # the next step would be as much smaller than this one as this one is than the solution
        size = np.maximum(solution.max(axis=0), -solution.min(axis=0))
        return largest**2 <= PRECISION[solution.dtype].enough_mm * size


class _Systems:
    """Room for the systems of some points, and their right sides; every step works on a row of points.

    bands : shape=(n_unknown, 1 + width, n_points), [j, k] joins unknowns j and j + k; once factorised, [j, 0] is 1 / D
        and [j, 1:] column j of L, of L D Lᵀ
    right : shape=(n_unknown, n_points), becomes the solution for it
    """

    def __init__(self, network: BandedNetwork, n_points: int, kind: np.dtype):
        n, width = network.n_unknown, network.width
        self.runs, self.lines, self.loose = network.runs, network.lines, PRECISION[kind].loose
        # with as many rows of nothing before and behind as the band is wide, all rows are treated alike
        rows = np.zeros((n + 2 * width, 1 + width, n_points), kind)
        sides = np.zeros((n + 2 * width, n_points), kind)
        self._behind, self._sides_behind = rows[width + n :], sides[width + n :]
        self.bands, self.right = rows[width : width + n], sides[width : width + n]
        self.solution, self._diagonal = np.empty((n, n_points), kind), np.empty((n, n_points), kind)
        self._line, self._product = np.empty((width, n_points), kind), np.empty((width, width, n_points), kind)
        column = np.zeros((2 * width, n_points), kind)
        self._column = column[:width]
        self._shifted = as_strided(column, self._product.shape, (column.strides[0], *column.strides))  # [k, m]: k + m
        by_row, by_band, by_point = rows.strides
        # [i, m] joins unknown i with i − width + m: row i of L
        of_l = as_strided(rows[:, width:], (n, width, n_points), (by_row, by_row - by_band, by_point))
        self._eliminating = [
            (row[0], row[1:], row[1:, None], rows[width + j + 1 : 2 * width + j + 1, :width])
            for j, row in enumerate(self.bands[:-1])
        ]
        self._forward = [
            (self.bands[j, 1:], self.right[j], sides[width + j + 1 : 2 * width + j + 1]) for j in range(n - 1)
        ]
        self._back = [(of_l[i], self.right[i], sides[i : width + i]) for i in range(n - 1, 0, -1)]

    def factorise(self, weights: np.ndarray, held: float) -> np.ndarray:
        """BᵀWB + held I = L D Lᵀ; returns which points have a loose pivot, shape=(n_points,)."""
        bands, column, shifted, product = self.bands, self._column, self._shifted, self._product
        bands[:, 1:] = 0.0
        bands[:, 0] = held
        self._behind[:] = 0.0
        for ifgs, first, second in self.runs:
            bands[second, 0] += weights[ifgs]
            if first is not None:
                bands[first, 0] += weights[ifgs]
                bands[first, second.start - first.start] -= weights[ifgs]
        self._diagonal[:] = bands[:, 0]
        for pivot, below, below_each, ahead in self._eliminating:
            np.copyto(column, below)
            np.reciprocal(pivot, out=pivot)
            np.multiply(below, pivot, out=below)
            np.multiply(below_each, shifted, out=product)
            np.subtract(ahead, product, out=ahead)
        np.reciprocal(bands[-1, 0], out=bands[-1, 0])
        self._diagonal *= bands[:, 0]
        told = self._diagonal.max(axis=0) < 1 / self.loose
        told &= self._diagonal.min(axis=0) > 0
        told &= bands[:, 0].max(axis=0) * held * HELD < 1
        return ~told

    def substitute(self) -> None:
        """Makes of ``right`` its solution."""
        line, right = self._line, self.right
        for column, known, later in self._forward:
            np.multiply(column, known, out=line)
            np.subtract(later, line, out=later)
        self._sides_behind[:] = 0.0
        right *= self.bands[:, 0]
        for row, known, before in self._back:
            np.multiply(row, known, out=line)
            np.subtract(before, line, out=before)


class _Bridge:
    """Woodbury's formula for −held QQᵀ, of the points whose factors are given."""

    def __init__(self, systems: _Systems, held: float):
        self.lines, columns = systems.lines, []
        for line in self.lines.T:
            systems.right[:] = line[:, None]
            systems.substitute()
            columns.append(systems.right.copy())
        self.solved = held * np.stack(columns)  # (2, n_unknown, n_points)
        small = np.eye(2)[:, :, None] - np.einsum("ua,bup->abp", self.lines, self.solved)
        determinant = small[0, 0] * small[1, 1] - small[0, 1] * small[1, 0]
        self.inverse = (
            np.stack([np.stack([small[1, 1], -small[0, 1]]), np.stack([-small[1, 0], small[0, 0]])]) / determinant
        )

    def correct(self, solution: np.ndarray) -> np.ndarray:
        amounts = np.einsum("abp,bp->ap", self.inverse, self.lines.T @ solution)
        return solution + self.solved[0] * amounts[0] + self.solved[1] * amounts[1]


def _runs(pairs: np.ndarray) -> tuple[np.ndarray, list[tuple[slice, slice | None, slice]]]:
    """An order of the interferograms in which those of one span that follow each other stand together, and these runs.

    Each run: its interferograms in that order, the unknowns of their first epochs (None where that is epoch 0), and of
    the second.
    """
    spans = pairs[:, 1] - pairs[:, 0]
    order = np.lexsort((pairs[:, 0], spans))
    first, span = pairs[order, 0], spans[order]
    follows = (np.diff(span) == 0) & (np.diff(first) == 1) & (first[:-1] > 0)
    starts = np.flatnonzero(np.concatenate([[True], ~follows]))
    runs: list[tuple[slice, slice | None, slice]] = []
    for start, stop in zip(starts.tolist(), [*starts[1:].tolist(), len(order)]):
        low, count = int(first[start]) - 1, stop - start
        high = low + int(span[start])
        runs.append((slice(start, stop), None if low < 0 else slice(low, low + count), slice(high, high + count)))
    return order, runs
