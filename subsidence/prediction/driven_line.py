"""A straight line that its drivers bend: per point, displacement on time and the covariates of the day.

The plainest model of a series that follows rain or groundwater; stateless, like the simple baselines.
"""

from __future__ import annotations

import numpy as np

from ..series import years_since
from .history import Future, Past

RIDGE = 1e-4  # of each input's own sum of squares; settles inputs that a point cannot tell apart


def driven_line(past: Past, future: Future) -> np.ndarray:
    """Displacement in mm by least squares on 1, time and every covariate; shape=(n_points, horizon).

    Inputs are centred on each point's past and scaled by their spread there, so that the intercept is
    the mean and the small ridge treats all alike; a covariate that never changed takes no part.
    """
    years = np.broadcast_to(past.years, past.displacement_mm.shape)
    ahead = np.broadcast_to(years_since(future.dates, past.dates[0]), (past.n_points, future.horizon))
    known, coming = [], []
    for before, after in zip([years, *past.covariates], [ahead, *future.covariates]):
        mean, spread = before.mean(axis=1, keepdims=True), before.std(axis=1, keepdims=True)
        scale = np.where(spread > 1e-9 * (np.abs(mean) + 1e-30), 1.0 / np.maximum(spread, 1e-300), 0.0)
        known.append((before - mean) * scale)
        coming.append((after - mean) * scale)
    middle = past.displacement_mm.mean(axis=1, keepdims=True)
    centred = past.displacement_mm - middle
    n_inputs, n_epochs = len(known), past.dates.size
    normal = np.empty((past.n_points, n_inputs, n_inputs))
    right = np.empty((past.n_points, n_inputs, 1))
    for i, one in enumerate(known):
        right[:, i, 0] = np.einsum("pt,pt->p", one, centred) / n_epochs
        for j, other in enumerate(known[: i + 1]):
            normal[:, i, j] = normal[:, j, i] = np.einsum("pt,pt->p", one, other) / n_epochs
    slopes = np.linalg.solve(normal + RIDGE * np.eye(n_inputs), right)[:, :, 0]
    return middle + sum(slopes[:, [i]] * one for i, one in enumerate(coming))
