"""One sweep of K-Shape: every series against every centroid, and what the next centroids need.

Rows are unit vectors, so a cross-correlation is already normalised, and a centroid that moves by d changes
no correlation by more than d (Cauchy–Schwarz). A sweep therefore remembers, for every series, a bound on
its correlation with each centroid it does not belong to, and transforms back only those that could win.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from scipy import fft

from ..blocks import map_blocks
from .shapes import align, best_shifts, conjugate_spectra, correlation_length

STORED_SPECTRA_BYTES = 1_000_000_000  # above, spectra are computed anew in every sweep
VALUES_PER_BLOCK = 40_000  # a block and its transforms stay in the processor's cache
CHUNKS_PER_WORKER = 4


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


@contextmanager
def sweeper(
    shapes: np.ndarray, n_clusters: int, device: str = "cpu", workers: int | None = None
) -> Iterator[Callable[[np.ndarray], Sweep]]:
    """A function from centroids (k, n_epochs) to their ``Sweep`` over ``shapes``; rows are unit vectors."""
    if device == "cpu":
        yield _CpuSweeper(shapes, n_clusters, workers)
    else:
        from .sweep_torch import TorchSweeper

        yield TorchSweeper(shapes, device)


class _CpuSweeper:
    def __init__(self, shapes: np.ndarray, n_clusters: int, workers: int | None):
        n_points, n_epochs = shapes.shape
        self._shapes = shapes
        self._workers = workers
        self._length = correlation_length(n_epochs)
        self._rows = max(VALUES_PER_BLOCK // n_epochs, 16)
        self._chunk = max(self._rows, -(-n_points // (CHUNKS_PER_WORKER * (workers or 4))))
        self._spectra = None
        complex_bytes = 2 * shapes.itemsize * (self._length // 2 + 1) * n_points
        if complex_bytes <= STORED_SPECTRA_BYTES:
            pieces = map_blocks(lambda block: conjugate_spectra(shapes[block]), n_points, self._chunk, workers=workers)
            self._spectra = np.concatenate(pieces) if pieces else None
        self._bounds = np.full((n_points, n_clusters), np.inf, dtype=np.float32)
        self._labels = np.zeros(n_points, dtype=np.intp)
        self._previous: np.ndarray | None = None

    def __call__(self, centroids: np.ndarray) -> Sweep:
        n_points, n_epochs = self._shapes.shape
        spectra = fft.rfft(centroids.astype(self._shapes.dtype), n=self._length, axis=1)
        if self._previous is None:
            moved = np.full(len(centroids), np.inf, dtype=np.float32)
        else:
            moved = np.linalg.norm(centroids - self._previous, axis=1).astype(np.float32) * 1.0001 + 1e-6
        self._previous = centroids.copy()
        distances = np.empty(n_points, dtype=self._shapes.dtype)

        def sums_of_chunk(chunk: slice) -> tuple[np.ndarray, np.ndarray]:
            scatter = np.zeros((len(centroids), n_epochs, n_epochs))
            total = np.zeros((len(centroids), n_epochs))
            for start in range(chunk.start, chunk.stop, self._rows):
                block = slice(start, min(start + self._rows, chunk.stop))
                value, shift = self._nearest(block, spectra, moved)
                distances[block] = 1.0 - value
                aligned = align(self._shapes[block], shift)
                labels = self._labels[block]
                for number in range(len(centroids)):
                    members = aligned[labels == number]
                    scatter[number] += members.T @ members
                    total[number] += members.sum(axis=0)
            return scatter, total

        sums = map_blocks(sums_of_chunk, n_points, self._chunk, workers=self._workers)
        np.clip(distances, 0.0, 2.0, out=distances)
        scatter = np.sum([chunk[0] for chunk in sums], axis=0)
        total = np.sum([chunk[1] for chunk in sums], axis=0)
        return Sweep(self._labels.copy(), distances, scatter, total)

    def _nearest(self, block: slice, spectra: np.ndarray, moved: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Correlation with the nearest centroid and its shift; the block's labels and bounds are renewed."""
        n_epochs = self._shapes.shape[1]
        conjugate = conjugate_spectra(self._shapes[block]) if self._spectra is None else self._spectra[block]
        bounds = self._bounds[block]
        bounds += moved
        labels = self._labels[block]
        best = np.full(len(labels), -np.inf, dtype=self._shapes.dtype)
        shift = np.zeros(len(labels), dtype=np.intp)
        before = labels.copy()
        for own in (True, False):  # the likely winner first: its value decides which others have to be looked at
            for number, spectrum in enumerate(spectra):
                candidates = before == number if own else (before != number) & (bounds[:, number] >= best)
                rows = np.flatnonzero(candidates)
                if not rows.size:
                    continue
                chosen = conjugate if rows.size == len(labels) else conjugate[rows]
                correlation = fft.irfft(chosen * spectrum, n=self._length, axis=1, overwrite_x=True)
                value, its_shift = best_shifts(correlation, n_epochs)
                bounds[rows, number] = value
                wins = (value > best[rows]) | ((value == best[rows]) & (number < labels[rows]))
                winners = rows[wins]
                best[winners], shift[winners], labels[winners] = value[wins], its_shift[wins], number
        return best, shift


def nearest_two(
    shapes: np.ndarray, centroids: np.ndarray, workers: int | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Labels, nearest and second nearest shape-based distance in double precision; rows are unit vectors.

    The second distance is NaN where there is one centroid only.
    """
    length = correlation_length(shapes.shape[1])
    spectra = fft.rfft(centroids, n=length, axis=1)
    rows_per_block = max(VALUES_PER_BLOCK // shapes.shape[1], 16)

    def nearest_of_block(block: slice) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        conjugate = conjugate_spectra(shapes[block].astype(np.float64))
        distances = np.stack(
            [1.0 - fft.irfft(conjugate * spectrum, n=length, axis=1).max(axis=1) for spectrum in spectra], axis=1
        ).clip(0.0, 2.0)
        labels = distances.argmin(axis=1)
        if len(spectra) == 1:
            return labels, distances[:, 0], np.full(len(labels), np.nan)
        two = np.partition(distances, 1, axis=1)
        return labels, two[:, 0], two[:, 1]

    pieces = map_blocks(nearest_of_block, len(shapes), rows_per_block, workers=workers)
    labels, nearest, second = (np.concatenate([piece[part] for piece in pieces]) for part in range(3))
    return labels, nearest, second
