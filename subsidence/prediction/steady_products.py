"""Matrix products that are the same to the last bit on any number of threads.

OpenBLAS shares out a large product among its threads, and rounds it a little differently with each
number of them. A product of at most 2^18 multiplications it leaves to one thread (65,536 times its
GEMM_MULTITHREAD_THRESHOLD of 4, interface/gemm.c), a matrix times a vector below 9,216. So larger ones
are made of such pieces here. On one thread this costs a quarter more time than one large product.
"""

from __future__ import annotations

import numpy as np

MOST_MULTIPLICATIONS = 2**18
MOST_BY_A_VECTOR = 9215
LENGTH = 64  # of the sums in one piece, at least
WIDTH = 128  # columns of one piece


def steady_product(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """left · rightᵀ, shape=(m, n), of left (m, k) and right (n, k).

    >>> left, right = np.arange(600.0).reshape(4, 150), np.ones((200, 150))
    >>> bool((steady_product(left, right) == left @ right.T).all())
    True
    """
    n_left, n_right = len(left), len(right)
    if n_left * n_right * left.shape[1] <= MOST_MULTIPLICATIONS:
        return np.matmul(left, right.T)
    result = np.zeros((n_left, n_right))
    for first_column in range(0, n_right, WIDTH):
        columns = slice(first_column, min(first_column + WIDTH, n_right))
        length = max(MOST_MULTIPLICATIONS // max(n_left * (columns.stop - first_column), 1), LENGTH)
        height = MOST_MULTIPLICATIONS // (length * (columns.stop - first_column))
        n_pieces = n_left // height
        whole = n_pieces * height
        for start in range(0, left.shape[1], length):
            ahead = right[columns, start : start + length].T
            piece = left[:, start : start + length]
            if n_pieces:
                stack = piece[:whole].reshape(n_pieces, height, -1)
                result[:whole, columns] += np.matmul(stack, ahead).reshape(whole, -1)
            if whole < n_left:
                result[whole:, columns] += np.matmul(piece[whole:], ahead)
    return result


def steady_by_vectors(stack: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """Each matrix of a stack (k, m, n) times its own vector, of (k, n); shape=(k, m)."""
    if stack.shape[1] * stack.shape[2] <= MOST_BY_A_VECTOR:
        return np.matmul(stack, vectors[:, :, None])[:, :, 0]
    return np.einsum("kmn,kn->km", stack, vectors)
