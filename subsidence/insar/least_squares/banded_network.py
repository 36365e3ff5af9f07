"""The normal equations of a small-baseline network are banded: solved as such, for many points at once.

Interferograms join epochs that lie near each other, so BᵀWB has as many diagonals beside its own as the longest
interferogram spans epochs (Golub and Van Loan, Matrix Computations, 4.3.5). Every step of the elimination works on a
whole row of points; numbers of a point are columns here, shape=(…, n_points).

The γ rows add γ²(I − QQᵀ), Q = straight lines. γ²I keeps the band; −γ²QQᵀ is of rank two, and is either brought in by
Woodbury's formula, for points that only γ holds together across a gap, or for all others, where it moves nothing by
more than a few millionths, by the refinement that every solution gets anyway.
"""

from __future__ import annotations

import numpy as np

from ...progress import stop_if_cancelled

LOOSE = 1e-5  # a pivot that keeps less than this of its diagonal is held by γ alone
ENOUGH_MM = 1e-7
ENOUGH_BRIDGED_MM = 1e-5  # across a gap, that is what γ lets double precision tell
MOST_REFINEMENTS = 4
POINTS = 1024  # at once, so that a block of systems stays near the processor
LEAST_POINTS = 32  # fewer are not worth the calls


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

    def differences(self, series: np.ndarray) -> np.ndarray:
        """Interferograms of series, in this network's order; (n_unknown, n_points) → (n_ifgs, n_points)."""
        found = np.empty((self.order.size, series.shape[1]), dtype=series.dtype)
        for ifgs, first, second in self.runs:
            if first is None:
                found[ifgs] = series[second]
            else:
                np.subtract(series[second], series[first], out=found[ifgs])
        return found

    def gathered(self, values: np.ndarray) -> np.ndarray:
        """Bᵀ values, these in this network's order; (n_ifgs, n_points) → (n_unknown, n_points)."""
        found = np.zeros((self.n_unknown, values.shape[1]))
        for ifgs, first, second in self.runs:
            found[second] += values[ifgs]
            if first is not None:
                found[first] -= values[ifgs]
        return found

    def solve(self, values: np.ndarray, weights: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray]:
        """Solutions, shape=(n_unknown, n_points), and the numbers of points whose solution is still not exact.

        values, weights : shape=(n_ifgs, n_points), both 0 where missing; share : of the γ rows against the weights
        """
        solution = np.empty((self.n_unknown, values.shape[1]))
        left = np.arange(values.shape[1])
        for bridged in (False, True):
            missed = []
            room = np.empty((self.n_unknown, self.width + 1, min(POINTS, left.size)))
            for start in range(0, left.size, POINTS):
                stop_if_cancelled()
                points = left[start : start + POINTS]
                which = points if points.size < values.shape[1] else slice(None)
                if not bridged:  # in order: a view does
                    which = slice(start, start + points.size)
                solved, doubtful = self._solve_few(
                    values[:, which], weights[:, which], share * self.gamma2, bridged, room[:, :, : points.size]
                )
                solution[:, which] = solved
                missed.append(points[doubtful])
            left = np.concatenate(missed) if missed else left
            if left.size < LEAST_POINTS:
                break
        return solution, left

    def _solve_few(
        self, values: np.ndarray, weights: np.ndarray, held: float, bridged: bool, bands: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Solutions, and which of them are doubtful; ``bands`` is room for the systems."""
        self._fill(bands, weights, held)
        doubtful = self._factorise(bands)
        bridge = _Bridge(self, bands, held) if bridged else None
        if bridged:
            doubtful[:] = False
        solution = self._substitute(bands, self.gathered(weights * values))
        if bridge is not None:
            solution = bridge.correct(solution)
        wanted = ~doubtful
        for _ in range(MOST_REFINEMENTS):
            misfit = values - self.differences(solution)
            misfit *= weights
            right = self.gathered(misfit)
            right -= held * (solution - self.lines @ (self.lines.T @ solution))
            step = self._substitute(bands, right)
            if bridge is not None:
                step = bridge.correct(step)
            solution += step
            largest = np.maximum(step.max(axis=0), -step.min(axis=0))
            # the next step would be as much smaller than this one as this one is than the solution
            if bridged:
                moving = ~(largest <= ENOUGH_BRIDGED_MM)
            else:
                moving = ~(largest**2 <= ENOUGH_MM * np.maximum(solution.max(axis=0), -solution.min(axis=0)))
            moving &= wanted
            if np.count_nonzero(moving) < LEAST_POINTS:
                break
        return solution, doubtful | moving

    def _fill(self, bands: np.ndarray, weights: np.ndarray, held: float) -> None:
        """BᵀWB + held I; shape=(n_unknown, 1 + width, n_points), [j, k] joins unknowns j and j + k."""
        bands[:, 1:] = 0.0
        bands[:, 0] = held
        for ifgs, first, second in self.runs:
            bands[second, 0] += weights[ifgs]
            if first is not None:
                bands[first, 0] += weights[ifgs]
                bands[first, second.start - first.start] -= weights[ifgs]

    def _factorise(self, bands: np.ndarray) -> np.ndarray:
        """L D Lᵀ in place: [j, 0] becomes 1 / D, [j, 1:] column j of L; returns which points have a loose pivot."""
        least = LOOSE * bands[:, 0]
        loose = np.zeros(bands.shape[2], dtype=bool)
        for j in range(self.n_unknown):
            column = bands[j]
            reach = min(self.width, self.n_unknown - 1 - j)
            loose |= column[0] <= least[j]
            np.reciprocal(column[0], out=column[0])
            below = column[1 : reach + 1] * column[0]
            for k in range(reach):
                bands[j + 1 + k, : reach - k] -= below[k] * column[1 + k : reach + 1]
            column[1 : reach + 1] = below
        return loose

    def _substitute(self, bands: np.ndarray, right: np.ndarray) -> np.ndarray:
        """The solution for a right side, which it overwrites."""
        n, width = self.n_unknown, self.width
        for j in range(n - 1):
            reach = min(width, n - 1 - j)
            right[j + 1 : j + 1 + reach] -= bands[j, 1 : reach + 1] * right[j]
        right *= bands[:, 0]
        for j in range(n - 2, -1, -1):
            reach = min(width, n - 1 - j)
            right[j] -= (bands[j, 1 : reach + 1] * right[j + 1 : j + 1 + reach]).sum(axis=0)
        return right


class _Bridge:
    """Woodbury's formula for −held QQᵀ, of the points whose factors are given."""

    def __init__(self, network: BandedNetwork, bands: np.ndarray, held: float):
        self.lines = network.lines
        n_points = bands.shape[2]
        columns = [network._substitute(bands, np.repeat(line[:, None], n_points, axis=1)) for line in network.lines.T]
        self.solved = held * np.stack(columns)  # (2, n_unknown, n_points)
        small = np.eye(2)[:, :, None] - np.einsum("ua,bup->abp", self.lines, self.solved)
        determinant = small[0, 0] * small[1, 1] - small[0, 1] * small[1, 0]
        with np.errstate(divide="ignore", invalid="ignore"):
            self.inverse = (
                np.stack([np.stack([small[1, 1], -small[0, 1]]), np.stack([-small[1, 0], small[0, 0]])]) / determinant
            )

    def correct(self, solution: np.ndarray) -> np.ndarray:
        with np.errstate(invalid="ignore"):
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
