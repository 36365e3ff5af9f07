"""One Gauss–Newton step of many small networks: their normal equations, and the solution of these.

The Jacobian of a network is never written out. Its columns are products, d out / d A[h, i] = s[h] · x[i]
with s = b (1 − tanh²), so the large block of JᵀJ holds, for two hidden units and two inputs,

    Σ over rows  s[h] s[k] · x[i] x[j]

and is one matrix product of the pairs of units and the pairs of inputs, each pair taken once: about
half the arithmetic of JᵀJ, and in long rows.

Large products are ``steady`` and panels are too narrow for LAPACK to share out, so the number of threads
changes nothing.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from .blockwise_sums import RowSums
from .multilayer_perceptron import Layout, squash
from .reproducible_matmul import reproducible_matmul

PANEL = 32  # columns that are factorised at once


def curvature_sums(layout: Layout, weights: np.ndarray, known: list[np.ndarray], sums: RowSums) -> np.ndarray:
    """JᵀJ, shape=(n_networks, n_weights, n_weights).

    known : for each network the inputs it learns from, ``with_constant``, shape=(n_inputs + 1, n_rows); products are
        taken in their precision, sums over blocks in double
    """
    n_hidden, n_columns = layout.n_hidden, layout.n_inputs + 1
    n_pairs = n_hidden * (n_hidden + 1) // 2
    input_a, input_b, _ = _pairs(n_columns)
    kind = known[0].dtype
    first, second, _ = layout.parts(weights.astype(kind))

    def block(part: slice) -> tuple[np.ndarray, ...]:
        by_units = np.zeros((len(weights), n_pairs, len(input_a)))
        by_rest = np.zeros((len(weights), n_hidden * n_columns, n_hidden + 1))
        rest = np.zeros((len(weights), n_hidden + 1, n_hidden + 1))
        for network, every_row in enumerate(known):
            own = every_row[:, part]  # every array here ends in rows
            n_rows = own.shape[1]
            if not n_rows:
                continue
            others = np.empty((n_hidden + 1, n_rows), dtype=kind)  # derivatives by b and c
            others[:-1] = reproducible_matmul(first[network], own.T)
            hidden = squash(others[:-1])
            others[-1] = 1.0
            slope = (1.0 - hidden * hidden) * second[network][:, None]
            pairs = np.empty((n_pairs, n_rows), dtype=kind)
            start = 0
            for unit in range(n_hidden):
                stop = start + n_hidden - unit
                np.multiply(slope[unit], slope[unit:], out=pairs[start:stop])
                start = stop
            by_units[network] = reproducible_matmul(pairs, own[input_a] * own[input_b])
            by_input = (slope[:, None, :] * own[None, :, :]).reshape(n_hidden * n_columns, n_rows)
            by_rest[network] = reproducible_matmul(by_input, others)
            rest[network] = reproducible_matmul(others, others)
        return by_units, by_rest, rest

    return _unfold(layout, *sums(block, max(one.shape[1] for one in known)))


def _unfold(layout: Layout, by_units: np.ndarray, by_rest: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """The square matrices from sums over pairs."""
    n_hidden, n_columns = layout.n_hidden, layout.n_inputs + 1
    n_first = n_hidden * n_columns
    of_units, of_inputs = _pairs(n_hidden)[2], _pairs(n_columns)[2]
    curvature = np.empty((len(by_units), layout.n_weights, layout.n_weights))
    for network, pairs in enumerate(by_units):
        full = pairs[:, of_inputs.reshape(-1)][of_units.reshape(-1)]
        full = full.reshape(n_hidden, n_hidden, n_columns, n_columns).transpose(0, 2, 1, 3)
        curvature[network, :n_first, :n_first] = full.reshape(n_first, n_first)
    curvature[:, :n_first, n_first:] = by_rest
    curvature[:, n_first:, :n_first] = by_rest.transpose(0, 2, 1)
    curvature[:, n_first:, n_first:] = rest
    return curvature


@lru_cache(maxsize=32)
def _pairs(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All pairs a ≤ b of ``count`` things, row by row, and for any two of them the number of their pair."""
    a, b = np.triu_indices(count)
    number = np.zeros((count, count), dtype=np.intp)
    number[a, b] = np.arange(len(a))
    number[b, a] = np.arange(len(a))
    return a, b, number


def solve_positive(matrices: np.ndarray, right: np.ndarray, sums: RowSums | None = None) -> np.ndarray:
    """Solve A x = b for a stack of symmetric positive definite A; shapes (k, p, p) and (k, p).

    Cholesky in panels. A network whose matrix is not positive definite gets NaN, which no later test
    accepts as a step. sums : lends its threads, one network to each
    """

    def solve(network: int) -> np.ndarray:
        return _solve_one(matrices[network], right[network])

    found = map(solve, range(len(right))) if sums is None else sums.each(solve, range(len(right)))
    return np.array(list(found)).reshape(right.shape)


def _solve_one(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """One system; the right side travels as a last row, so that the way forward comes with the factor."""
    from scipy.linalg.lapack import dtrtri

    size = len(right)
    factor = np.concatenate([matrix, right[None, :]])  # its lower part becomes the Cholesky factor
    inverses = []
    for start in range(0, size, PANEL):
        stop = min(start + PANEL, size)
        if start:
            factor[start:, start:stop] -= reproducible_matmul(factor[start:, :start], factor[start:stop, :start])
        try:
            corner = np.linalg.cholesky(factor[start:stop, start:stop])
        except np.linalg.LinAlgError:
            return np.full(size, np.nan)
        inverse = dtrtri(corner.T)[0].T
        factor[stop:, start:stop] = reproducible_matmul(factor[stop:, start:stop], inverse)
        inverses.append((start, stop, inverse))
    solution = factor[size].copy()
    for start, stop, inverse in reversed(inverses):
        known = np.einsum("ij,i->j", factor[stop:size, start:stop], solution[stop:])
        solution[start:stop] = np.einsum("ij,i->j", inverse, solution[start:stop] - known)
    return solution
