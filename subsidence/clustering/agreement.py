"""How far two labellings of the same points agree."""

from __future__ import annotations

import numpy as np


def adjusted_rand_index(labels: np.ndarray, others: np.ndarray) -> float:
    """Agreement of two labellings, whatever the numbers: 1 the same, about 0 by chance.

    Parameters
    ----------
    labels : ndarray, shape=(n_points,)
        Whole numbers from 0.
    others : ndarray, shape=(n_points,)
        The other labelling of the same points.

    Returns
    -------
    float
        1 for the same partition, about 0 for two by chance, negative for less.

    Notes
    -----
    Hubert and Arabie, Comparing partitions, Journal of Classification 2, 1985.

    Examples
    --------
    >>> adjusted_rand_index(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    labels, others = np.asarray(labels, dtype=np.int64), np.asarray(others, dtype=np.int64)
    if not labels.size:
        return 1.0
    width = others.max() + 1
    counts = np.bincount(labels * width + others, minlength=(labels.max() + 1) * width).reshape(-1, width)

    def pairs(number: np.ndarray) -> float:
        return float((number * (number - 1.0) / 2.0).sum())

    both, of_labels, of_others = pairs(counts), pairs(counts.sum(axis=1)), pairs(counts.sum(axis=0))
    expected = of_labels * of_others / max(pairs(np.array([labels.size])), 1.0)
    largest = (of_labels + of_others) / 2.0
    return 1.0 if largest == expected else (both - expected) / (largest - expected)
