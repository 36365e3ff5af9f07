"""Matrix products that are the same to the last bit on any number of threads.

OpenBLAS shares out a large product among its threads, and rounds it a little differently with each
number of them. A product of at most 2^18 multiplications it leaves to one thread (65,536 times its
GEMM_MULTITHREAD_THRESHOLD of 4, interface/gemm.c), a matrix times a vector below 9,216. So larger ones
are made of such pieces here, unless BLAS is held to one thread anyway (``threads.py``): on one thread pieces cost half
again the time of one large product.
"""

from __future__ import annotations

import numpy as np

from ...threads import blas_keeps_to_one_thread

MOST_MULTIPLICATIONS = 2**18
MOST_BY_A_VECTOR = 9215
LENGTH = 64  # of the sums in one piece, at least
WIDTH = 128  # columns of one piece
PIECES = 32  # at once, so that their products stay in a core's own memory


def reproducible_matmul(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """left · rightᵀ, shape=(m, n), of left (m, k) and right (n, k).

    >>> left, right = np.arange(600.0).reshape(4, 150), np.ones((200, 150))
    >>> bool((reproducible_matmul(left, right) == left @ right.T).all())
    True
    """
    n_left, n_right = len(left), len(right)
    if n_left * n_right * left.shape[1] <= MOST_MULTIPLICATIONS or blas_keeps_to_one_thread():
        return np.matmul(left, right.T)
    result = np.zeros((n_left, n_right))
    for first_column in range(0, n_right, WIDTH):
        columns = slice(first_column, min(first_column + WIDTH, n_right))
        width = columns.stop - first_column
        length = max(MOST_MULTIPLICATIONS // (n_left * width), LENGTH)
        height = MOST_MULTIPLICATIONS // (length * width)
        for first_row in range(0, n_left, height):
            rows = slice(first_row, first_row + height)
            for start in range(0, left.shape[1], PIECES * length):
                along = slice(start, start + PIECES * length)
                result[rows, columns] += _product_of_pieces(left[rows, along], right[columns, along], length)
    return result


def _product_of_pieces(left: np.ndarray, right: np.ndarray, length: int) -> np.ndarray:
    """left · rightᵀ by sums of ``length`` in one call, during which another thread of Python can work."""
    n_pieces = left.shape[1] // length
    whole = n_pieces * length
    pieces = left[:, :whole].reshape(len(left), n_pieces, length).transpose(1, 0, 2)
    ahead = right[:, :whole].reshape(len(right), n_pieces, length).transpose(1, 2, 0)
    result = np.matmul(pieces, ahead).sum(axis=0)
    if whole < left.shape[1]:
        result += np.matmul(left[:, whole:], right[:, whole:].T)
    return result


def reproducible_by_vectors(stack: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Each matrix of a stack (k, m, n) times its own vector, of (k, n); shape=(k, m)."""
    if stack.shape[1] * stack.shape[2] <= MOST_BY_A_VECTOR:
        return np.matmul(stack, vectors[:, :, None])[:, :, 0]
    return np.einsum("kmn,kn->km", stack, vectors)
