"""What one sweep of K-Shape gives, on the processor or on a graphics card."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Sweep:
    """Nearest centroids, and sums over the members aligned to them.

    labels : shape=(n_points,)
    distances : shape=(n_points,), shape-based distance to the nearest centroid
    scatter : Σ x xᵀ of the aligned members, shape=(k, n_epochs, n_epochs)
    total : Σ x of the aligned members, shape=(k, n_epochs)
    """

    labels: np.ndarray
    distances: np.ndarray
    scatter: np.ndarray
    total: np.ndarray

    @property
    def inertia(self) -> float:
        return float(np.mean(self.distances.astype(np.float64) ** 2))
