"""Few missing interferograms are filled in with what the solution itself predicts; then one inverse serves all points.

With the hat matrix H = B (BᵀB + γ²P)⁻¹ Bᵀ of the full network, the missing values z solve (I − H_mm) z = (H u)_m, where
u has zeros in their place: a system as small as the number of missing interferograms. This is exact, not iterative.

Numbers of a point are columns here, shape=(…, n_points), interferograms stand in the order of ``banded_network.py``.
The points are sorted by how many values they miss, and their systems aligned at the end, so that every step of the
elimination takes all points that are still in it at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ...progress import stop_if_cancelled
from .banded_network import BandedNetwork

SINGLE_PRECISION_MM = 1e-3  # what float32 may cost
PRODUCT, FILLING = 1.5, 4.0  # roundings that a product costs, and filling in with it; measured 1.48 and 3.18
HARDLY_TOLD = 0.1  # a pivot below which others tell so little of a missing value that float32 does not do
UNTOLD = 1e-13  # one below which they tell nothing, and the solution of least norm is taken
SYSTEM_BYTES = 2 * 2**20  # of the systems that are solved at once
LEAST_TOGETHER = 16  # points
FEWEST_COLUMNS = 16  # of a product
REFINEMENTS = 2  # of the inverse that all points share
ROWS = 8  # that a step of the elimination changes at once
SINGLE, DOUBLE = np.dtype(np.float32), np.dtype(np.float64)


@dataclass(frozen=True)
class Missing:
    """Which values are missing, point by point.

    point, ifg : shape=(n_missing,), sorted by point
    count : shape=(n_points,), how many each point misses
    """

    point: np.ndarray
    ifg: np.ndarray
    count: np.ndarray

    @classmethod
    def at(cls, flat: np.ndarray, n_points: int) -> Missing:
        """Of the increasing places in a flat array of shape=(n_ifgs, n_points)."""
        ifg = flat // n_points
        point = flat - ifg * n_points
        order = np.argsort(point.astype(np.min_scalar_type(n_points)), kind="stable")  # of 16 bits is a radix sort
        return cls(point[order], ifg[order], np.bincount(point, minlength=n_points))

    def of(self, points: np.ndarray) -> Missing:
        """Of some points in increasing order, which are numbered anew."""
        number = np.full(self.count.size, -1)
        number[points] = np.arange(points.size)
        point = number[self.point]
        return Missing(point[point >= 0], self.ifg[point >= 0], self.count[points])

    def batches(self, bytes_per_value: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Points that miss about as many values, those that miss most first.

        Yields their numbers; how many values each misses; and where these stand in ``ifg``, shape=(most, n_points), the
        last one of each point in the last row, n_missing where there is none.
        """
        starts = np.cumsum(self.count) - self.count
        order = np.argsort(-self.count, kind="stable")[: np.count_nonzero(self.count)]
        while order.size:
            most = int(self.count[order[0]])
            points = order[: max(SYSTEM_BYTES // (bytes_per_value * most * most), LEAST_TOGETHER)]
            count = self.count[points]
            place = np.arange(most)[:, None] - (most - count)
            yield points, count, np.where(place < 0, self.ifg.size, starts[points] + place)
            order = order[points.size :]


class FilledNetwork:
    """normal : shape=(n_unknown, n_unknown), BᵀB + γ²P of the full network"""

    def __init__(self, banded: BandedNetwork, normal: np.ndarray):
        self.banded = banded
        exact = _inverse(banded, normal)
        solution = exact.astype(float)
        rest = (np.eye(len(banded.order)) - banded.differences(exact)).astype(float)  # I − H
        self._solution = {kind: solution.astype(kind) for kind in (SINGLE, DOUBLE)}
        self._rest = {kind: rest.astype(kind) for kind in self._solution}
        # of float32 against values of 1 mm: each product is rounded to half of eps, and the errors add up by chance
        longest = np.sqrt((solution**2).sum(axis=1)).max()
        self._rounding = 0.5 * np.finfo(np.float32).eps * np.sqrt(len(rest)) * longest

    def complete(self, values: np.ndarray) -> np.ndarray:
        """Solutions of points that miss nothing, in single precision where that holds; shape=(n_unknown, n_points)."""
        return self._product(values, self._large(values, PRODUCT))

    def filled(self, values: np.ndarray, missing: Missing) -> np.ndarray:
        """Solutions of points that miss some of ``values``, which are filled in; 0 in their place before.

        values : shape=(n_ifgs, n_points)
        """
        points = np.flatnonzero(missing.count)
        if _most(missing.count > 0):
            fills = self._all_fills(values, missing)
        else:
            fills = self._all_fills(_columns(values, points), missing.of(points))
        values[missing.ifg, missing.point] = fills
        return self.complete(values)

    def _all_fills(self, values: np.ndarray, missing: Missing) -> np.ndarray:
        """What is missing, in single precision where that holds; shape=(n_missing,)."""
        exact = self._large(values, FILLING)
        if values.dtype == DOUBLE or _most(exact):
            return self._exact_fills(values.astype(DOUBLE, copy=False), missing)
        fills, loose = self._fills(values, missing, HARDLY_TOLD)
        exact |= loose
        if exact.any():
            points = np.flatnonzero(exact)
            columns = _columns(values, points).astype(DOUBLE)
            fills[exact[missing.point]] = self._exact_fills(columns, missing.of(points))
        return fills

    def _exact_fills(self, values: np.ndarray, missing: Missing) -> np.ndarray:
        fills, loose = self._fills(values, missing, UNTOLD)
        rest, starts = self._rest[values.dtype], np.cumsum(missing.count) - missing.count
        for point in np.flatnonzero(loose).tolist():
            its = slice(starts[point], starts[point] + missing.count[point])
            which = missing.ifg[its]
            predicted = -(rest[which] @ values[:, point])
            fills[its] = np.linalg.pinv(rest[np.ix_(which, which)], rcond=1e-13, hermitian=True) @ predicted
        return fills

    def _fills(self, values: np.ndarray, missing: Missing, least: float) -> tuple[np.ndarray, np.ndarray]:
        """What is missing, and which points have a pivot below ``least``, so that theirs may be anything.

        Returns arrays of shape=(n_missing,), (n_points,)
        """
        solution, rest = self._solution[values.dtype], self._rest[values.dtype].ravel()
        predicted = self.banded.differences(_times(solution, values))[missing.ifg, missing.point]
        predicted, ifg = np.append(predicted, predicted[:1]), np.append(missing.ifg, 0)  # the last stands for none
        fills, loose = np.empty_like(predicted), np.zeros(missing.count.size, dtype=bool)
        for points, count, at in missing.batches(values.itemsize):
            stop_if_cancelled()
            which = ifg[at]
            system = np.empty((len(at), *at.shape), values.dtype)
            for row, its_row in enumerate(which * len(values)):
                np.take(rest, its_row + which[row:], out=system[row, row:], mode="clip")  # in range it is quicker
            solved = predicted[at]
            loose[points] = _solve_aligned(system, solved, count, least)
            fills[at] = solved
        return fills[:-1], loose

    def _product(self, values: np.ndarray, exact: np.ndarray) -> np.ndarray:
        """Solutions, in double precision those of ``exact`` points, shape=(n_points,); (n_unknown, n_points)."""
        if values.dtype != np.float32 or _most(exact):
            return _times(self._solution[DOUBLE], values.astype(float, copy=False))
        solved = _times(self._solution[SINGLE], values)
        if exact.any():
            points = np.flatnonzero(exact)
            solved[:, points] = _times(self._solution[DOUBLE], _columns(values, points).astype(float))
        return solved

    def _large(self, values: np.ndarray, roundings: float) -> np.ndarray:
        """Points whose values are so large that single precision costs too much; shape=(n_points,)."""
        most = SINGLE_PRECISION_MM / (roundings * self._rounding)
        return np.maximum(values.max(axis=0, initial=0.0), -values.min(axis=0, initial=0.0)) > most


def _inverse(banded: BandedNetwork, normal: np.ndarray) -> np.ndarray:
    """(BᵀB + γ²P)⁻¹Bᵀ in the machine's longest numbers; shape=(n_unknown, n_ifgs).

    What γ alone holds together hangs on differences of 10⁻⁸ in it: 16 digits left series wrong by up to 0.002 mm.
    """
    each = np.eye(len(banded.order), dtype=np.longdouble)
    sides = banded.gathered(each, np.empty((banded.n_unknown, len(each)), np.longdouble))
    try:
        inverse = np.linalg.inv(normal)
    except np.linalg.LinAlgError:
        inverse = np.linalg.pinv(normal)
    solution, lines = (inverse @ sides.astype(float)).astype(np.longdouble), banded.lines.astype(np.longdouble)
    for _ in range(REFINEMENTS):
        left = banded.gathered(each - banded.differences(solution), np.empty_like(solution))
        left -= banded.gamma2 * (solution - lines @ (lines.T @ solution))
        solution += inverse @ left.astype(float)
    return solution


def _most(points: np.ndarray) -> bool:
    return 2 * np.count_nonzero(points) > points.size


def _times(matrix: np.ndarray, values: np.ndarray) -> np.ndarray:
    """matrix · values, a point alone as among others: BLAS sums in another order for a few columns."""
    few = values.shape[1]
    if few >= FEWEST_COLUMNS:
        return matrix @ values
    padded = np.zeros((len(values), FEWEST_COLUMNS), values.dtype)
    padded[:, :few] = values
    return (matrix @ padded)[:, :few]


def _columns(values: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Columns of a matrix, row after row in memory; all of them without a copy."""
    return values if points.size == values.shape[1] else values.take(points, axis=1)


def _solve_aligned(system: np.ndarray, right: np.ndarray, count: np.ndarray, least: float) -> np.ndarray:
    """Solve symmetric systems of different sizes, aligned at the end; returns which have a pivot below ``least``.

    system : shape=(most, most, n_points), [i, j ≥ i] is given; overwritten
    right : shape=(most, n_points); becomes the solution
    count : shape=(n_points,), sizes, largest first; the first most − count rows and columns of a point are none
    """
    most, loose = len(system), np.zeros(count.size, dtype=bool)
    active = np.searchsorted(-count, np.arange(most) - most, side="right").tolist()  # points that a row is of
    with np.errstate(all="ignore"):  # of loose points nothing is used
        for j, points in enumerate(active):
            row = system[j, j:, :points]
            loose[:points] |= ~(row[0] > least)
            below = row[1:] / row[0]
            for start in range(0, most - 1 - j, ROWS):  # of the symmetric rest, little more than the upper half
                rows = below[start : start + ROWS, None] * row[1 + start :]
                system[j + 1 + start : j + 1 + start + ROWS, j + 1 + start :, :points] -= rows
            right[j + 1 :, :points] -= below * right[j, :points]
            right[j, :points] /= row[0]
            row[1:] = below
        for j in range(most - 2, -1, -1):
            points = active[j]
            right[j, :points] -= np.einsum("ip,ip->p", system[j, j + 1 :, :points], right[j + 1 :, :points])
    return loose
