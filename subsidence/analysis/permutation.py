"""How much a prediction loses when a factor is shuffled: importance by a model that is fitted at once.

The model is a smooth sum of the factors (``additive_splines``); it is judged on rows it has not seen. A factor that
matters only together with another one is not seen.
Source: Breiman, Random forests, Machine Learning 45, 2001, section 10.
"""

from __future__ import annotations

import numpy as np

from .additive_splines import fit_splines

REPEATS = 5
LEAST_ROWS = 20
HALVES = 2


def quick_importance(rate: np.ndarray, factors: np.ndarray, *, seed: int = 0) -> np.ndarray:
    """The rise of the squared error when each factor is shuffled, as a share of the rate's variance.

    Parameters
    ----------
    rate : ndarray, shape=(n_points,)
        All finite.
    factors : ndarray, shape=(n_points, n_factors)
        All finite; each varies.
    seed : int
        Of the halves and the shuffles.

    Returns
    -------
    ndarray, shape=(n_factors,)
        Means over two halves that are learned from in turn, about 0 where a factor says nothing; NaN with fewer than
        20 points.
    """
    rate, factors = np.asarray(rate, dtype=float), np.asarray(factors, dtype=float)
    if len(rate) < LEAST_ROWS:
        return np.full(factors.shape[1], np.nan)
    random = np.random.default_rng(seed)
    inputs = (factors - factors.mean(axis=0)) / np.maximum(factors.std(axis=0), 1e-300)
    half = random.permutation(len(rate)) % HALVES
    rise = np.zeros(factors.shape[1])
    for own in range(HALVES):
        model, _ = fit_splines(inputs[half == own], rate[half == own])
        asked, truth = inputs[half != own], rate[half != own]
        base = np.mean((model.predict(asked) - truth) ** 2)
        for column in range(factors.shape[1]):
            for _ in range(REPEATS):
                shuffled = asked.copy()
                shuffled[:, column] = random.permutation(asked[:, column])
                rise[column] += np.mean((model.predict(shuffled) - truth) ** 2) - base
    return rise / (HALVES * REPEATS * max(float(rate.var()), 1e-300))
