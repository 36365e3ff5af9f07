"""One sweep of K-Shape: every series against every centroid, and what the next centroids need.

Rows are unit vectors, so a cross-correlation is already normalized, and a centroid that moves by d changes
no correlation by more than d (Cauchy–Schwarz). A sweep therefore remembers for every series, and only works
out again what may have changed:

- a bound on its correlation with each centroid it does not belong to: only those that could win are
  transformed back;
- by how much its best shift beats the next: while twice the way that its centroid has moved is shorter, the
  shift stays, and its correlation is one scalar product;
- its label and shift: sums over aligned members change only by the series that changed either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from ..blocks import map_blocks
from ..progress import SILENT, Report, stop_if_cancelled
from .shape_distance import align, best_shifts, conjugate_spectra, correlation_length
from .sweep_result import Sweep

STORED_SPECTRA_BYTES = 1_000_000_000  # above, spectra are computed anew in every sweep
BLOCK_BYTES = 1_000_000  # of rows whose transforms stay near the processor
ONE_THREAD_BELOW = 500_000  # values; for fewer, threads cost more than they bring
CHUNKS = 16  # whatever the number of workers: sums are rounded by them
ROUNDING = 2e-6  # of correlations in single precision


@contextmanager
def sweeper(
    shapes: np.ndarray, n_clusters: int, device: str = "cpu", workers: int | None = None
) -> Iterator[Callable[[np.ndarray, Report], Sweep]]:
    """A function from centroids (k, n_epochs) to their ``Sweep`` over ``shapes``; rows are unit vectors.

    A cancel is heard many times within a sweep; the function must not be used after that.
    """
    if device == "cpu":
        yield _CpuSweeper(shapes, n_clusters, workers)
    else:
        from .sweep_torch import TorchSweeper

        yield TorchSweeper(shapes, device)


class _CpuSweeper:
    def __init__(self, shapes: np.ndarray, n_clusters: int, workers: int | None):
        n_points, n_epochs = shapes.shape
        self._shapes = shapes
        self._workers = 1 if shapes.size <= ONE_THREAD_BELOW else workers
        self._length = correlation_length(n_epochs)
        self._rows = max(BLOCK_BYTES // (shapes.itemsize * n_epochs), 16)
        self._chunk = max(self._rows, -(-n_points // CHUNKS))
        self._spectra = None
        complex_bytes = 2 * shapes.itemsize * (self._length // 2 + 1) * n_points
        if complex_bytes <= STORED_SPECTRA_BYTES:
            pieces = map_blocks(
                lambda block: conjugate_spectra(shapes[block]), n_points, self._chunk, workers=self._workers
            )
            self._spectra = np.concatenate(pieces)
        self._labels = np.full(n_points, -1, dtype=np.int16)
        self._shifts = np.zeros(n_points, dtype=np.int32)
        self._aligned = shapes.copy()  # rows moved by their shifts
        self._lead = np.full(n_points, -np.inf, dtype=np.float32)  # of the best shift over the next
        self._bounds = np.full((n_points, n_clusters), np.inf, dtype=np.float32)
        self._sums: dict[int, tuple[np.ndarray, np.ndarray]] = {}  # by first row of a chunk
        self._previous: np.ndarray | None = None

    def __call__(self, centroids: np.ndarray, report: Report = SILENT) -> Sweep:
        from scipy import fft

        n_points = len(self._shapes)
        work = centroids.astype(self._shapes.dtype)
        spectra = fft.rfft(work, n=self._length, axis=1)
        if self._previous is None:
            moved = np.full(len(centroids), 4.0, dtype=np.float32)
        else:
            moved = np.linalg.norm(centroids - self._previous, axis=1).astype(np.float32) * 1.0001 + ROUNDING
        self._previous = centroids.copy()
        distances = np.empty(n_points, dtype=self._shapes.dtype)

        def sweep_chunk(chunk: slice) -> tuple[np.ndarray, np.ndarray]:
            labels, shifts = self._labels[chunk].copy(), self._shifts[chunk].copy()
            for start in range(chunk.start, chunk.stop, self._rows):
                stop_if_cancelled()
                block = slice(start, min(start + self._rows, chunk.stop))
                distances[block] = 1.0 - self._nearest(block, work, spectra, moved)
            return self._renew_sums(chunk, labels, shifts, len(centroids))

        sums = map_blocks(sweep_chunk, n_points, self._chunk, report=report, workers=self._workers)
        np.clip(distances, 0.0, 2.0, out=distances)
        scatter = np.sum([chunk[0] for chunk in sums], axis=0)
        total = np.sum([chunk[1] for chunk in sums], axis=0)
        return Sweep(self._labels.astype(np.intp), distances, scatter, total)

    def _nearest(self, block: slice, centroids: np.ndarray, spectra: np.ndarray, moved: np.ndarray) -> np.ndarray:
        """Correlation with the nearest centroid, shape=(n_rows,); what is remembered of the block is renewed."""
        labels, shifts = self._labels[block], self._shifts[block]
        lead, bounds = self._lead[block], self._bounds[block]
        before, every = labels.copy(), np.arange(len(labels))
        lead -= 2.0 * moved[before]
        bounds += moved
        sure = lead > 0.0
        best = np.full(len(labels), -np.inf, dtype=self._shapes.dtype)
        if sure.any():
            products = self._aligned[block] @ centroids.T  # (n_rows, n_clusters)
            best[sure] = products[every[sure], before[sure]]
        unsure = np.flatnonzero(~sure & (before >= 0))
        if unsure.size:  # the likely winner first: its value decides which others have to be looked at
            own = before[unsure]
            best[unsure], shifts[unsure], lead[unsure] = self._correlated(block, unsure, spectra[own])
        bounds[every, before] = np.where(before < 0, np.inf, best)
        for number, spectrum in enumerate(spectra):
            rows = np.flatnonzero((bounds[:, number] >= best) & (before != number))
            if not rows.size:
                continue
            value, its_shift, its_lead = self._correlated(block, rows, spectrum)
            bounds[rows, number] = value
            wins = (value > best[rows]) | ((value == best[rows]) & (number < labels[rows]))
            winners = rows[wins]
            best[winners], labels[winners] = value[wins], number
            shifts[winners], lead[winners] = its_shift[wins], its_lead[wins]
        return best

    def _correlated(
        self, block: slice, rows: np.ndarray, spectrum: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What ``best_shifts`` says of some rows of a block and one centroid, or one for each."""
        from scipy import fft

        if self._spectra is None:
            product = conjugate_spectra(self._shapes[block][rows])
        else:
            product = self._spectra[block].take(rows, axis=0)
        product *= spectrum
        correlation = fft.irfft(product, n=self._length, axis=1, overwrite_x=True)
        return best_shifts(correlation, self._shapes.shape[1])

    def _renew_sums(
        self, chunk: slice, old_labels: np.ndarray, old_shifts: np.ndarray, n_clusters: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Scatter and total of a chunk after its labels and shifts have changed from the old ones."""
        n_epochs = self._shapes.shape[1]
        labels, shifts, aligned = self._labels[chunk], self._shifts[chunk], self._aligned[chunk]
        moved = np.flatnonzero(shifts != old_shifts)
        changed = np.flatnonzero((labels != old_labels) | (shifts != old_shifts))
        known = self._sums.get(chunk.start)
        afresh = known is None or changed.size > len(labels) // 2
        if known is None or afresh:
            known = (np.zeros((n_clusters, n_epochs, n_epochs)), np.zeros((n_clusters, n_epochs)))
        elif changed.size:
            _add_rows(known, aligned[changed], old_labels[changed], -1.0)
        for start in range(0, moved.size, self._rows):
            some = moved[start : start + self._rows]
            aligned[some] = align(self._shapes[chunk][some], shifts[some])
        if afresh:
            _add_rows(known, aligned, labels, 1.0)
        elif changed.size:
            _add_rows(known, aligned[changed], labels[changed], 1.0)
        self._sums[chunk.start] = known
        return known


def _add_rows(sums: tuple[np.ndarray, np.ndarray], rows: np.ndarray, labels: np.ndarray, sign: float) -> None:
    """Add, or take off, aligned rows of clusters to the sums of their outer products and of themselves."""
    scatter, total = sums
    for number in range(len(scatter)):
        members = rows[labels == number]
        if len(members):
            stop_if_cancelled()
            scatter[number] += sign * (members.T @ members)
            total[number] += sign * members.sum(axis=0)


def nearest_two(
    shapes: np.ndarray, centroids: np.ndarray, workers: int | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Labels, nearest and second nearest shape-based distance in double precision; rows are unit vectors.

    The second distance is NaN where there is one centroid only.
    """
    from scipy import fft

    length = correlation_length(shapes.shape[1])
    spectra = fft.rfft(centroids, n=length, axis=1)
    rows_per_block = max(BLOCK_BYTES // (8 * shapes.shape[1]), 16)

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
