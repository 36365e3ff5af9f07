"""A model of its own for each cluster, behind the face of one model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from ...blocks import do_all
from ..data.history import Future, Past

LEAST_POINTS = 10  # a smaller cluster is served by a model of all points
EVERYONE = -1


def by_cluster(past: Past) -> dict[int, Past]:
    """What each model learns from: the points of each large enough cluster, and all points if any are left over."""
    groups = {int(label): np.flatnonzero(past.labels == label) for label in np.unique(past.labels)}
    parts = {
        label: past if rows.size == past.n_points else past.rows(rows)
        for label, rows in groups.items()
        if label >= 0 and rows.size >= LEAST_POINTS
    }
    return parts if len(parts) == len(groups) else {**parts, EVERYONE: past}


class PerCluster:
    """Fits ``make(label)`` on the points of each large enough cluster, and once on all points if any are left over.

    make : builds an unfitted model for a cluster (−1: all points), with a ``fit`` that takes a past and
        whatever else is handed to ours
    """

    def __init__(self, make: Callable[[int], Any]):
        self.make = make
        self.models: dict[int, Any] = {}

    def fit(self, past: Past, *arguments: Any) -> PerCluster:
        do_all(self.fits(by_cluster(past), *arguments))
        return self

    def fits(self, parts: Mapping[int, Past], *arguments: Any) -> list[Callable[[], None]]:
        """``fit`` as a call for each cluster, the largest first, for ``do_all``. parts : from ``by_cluster``."""
        self.models = {label: self.make(label) for label in parts}

        def fit(label: int) -> None:
            self.models[label].fit(parts[label], *arguments)

        return [partial(fit, label) for label in sorted(parts, key=lambda label: -parts[label].n_points)]

    def sums(self, past: Past) -> dict[int, Any]:
        """What ``over_all`` needs of some of the points, by cluster."""
        return {label: self.models[label].sums(past.rows(rows)) for label, rows in self.served(past.labels)}

    def over_all(self, sums: Mapping[int, Any]) -> dict[int, Any]:
        """What each model has to know of all points that it serves."""
        return {label: self.models[label].over_all(one) for label, one in sums.items()}

    def predict(self, past: Past, future: Future, of_all: Mapping[int, Any] | None = None) -> np.ndarray:
        """Displacement in mm; shape=(n_points, horizon).

        of_all : from ``over_all``, where the past is that of some points only
        """
        result = np.full((past.n_points, future.horizon), np.nan)
        for label, rows in self.served(past.labels):
            known = () if of_all is None else (of_all[label],)
            result[rows] = self.models[label].predict(past.rows(rows), future.rows(rows), *known)
        return result

    def predict_from(self, past: Past, origins: np.ndarray, leads: int, rows: np.ndarray) -> np.ndarray:
        """As the models' own ``predict_from``; shape=(n_origins, n_rows, leads)."""
        result = np.full((len(origins), len(rows), leads), np.nan, dtype=np.float32)
        position = np.full(past.n_points, -1)
        position[rows] = np.arange(len(rows))
        for label, members in self.served(past.labels):
            wanted = np.flatnonzero(position[members] >= 0)
            if wanted.size:
                found = self.models[label].predict_from(past.rows(members), origins, leads, wanted)
                result[:, position[members[wanted]]] = found
        return result

    def arrays(self) -> dict[str, np.ndarray]:
        return {
            f"{label}:{name}": array for label, model in self.models.items() for name, array in model.arrays().items()
        }

    def read(self, arrays: Mapping[str, np.ndarray], model_class: Any) -> PerCluster:
        """Take the models that ``arrays`` gave out."""
        for label in sorted({int(name.split(":")[0]) for name in arrays}):
            own = {name.split(":", 1)[1]: array for name, array in arrays.items() if name.startswith(f"{label}:")}
            self.models[label] = model_class.from_arrays(own)
        return self

    def served(self, labels: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
        """Each model's label and the rows it serves; the model of all, or else one of a cluster, serves unseen ones."""
        spare = EVERYONE if EVERYONE in self.models else min(self.models)
        served = np.where(np.isin(labels, list(self.models)), labels, spare)
        for label in np.unique(served):
            yield int(label), np.flatnonzero(served == label)
