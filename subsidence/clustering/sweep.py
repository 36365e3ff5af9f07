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
VALUES_PER_BLOCK = 40_000  # a block and its transforms stay in the processor's cache
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
        self._workers = workers
        self._length = correlation_length(n_epochs)
        self._rows = max(VALUES_PER_BLOCK // n_epochs, 16)
        self._chunk = max(self._rows, -(-n_points // CHUNKS))
        self._spectra = None
        complex_bytes = 2 * shapes.itemsize * (self._length // 2 + 1) * n_points
        if complex_bytes <= STORED_SPECTRA_BYTES:
            pieces = map_blocks(lambda block: conjugate_spectra(shapes[block]), n_points, self._chunk, workers=workers)
            self._spectra = np.concatenate(pieces)
        self._labels = np.full(n_points, -1, dtype=np.int16)
        self._shifts = np.zeros(n_points, dtype=np.int32)
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
        from scipy import fft

        shapes, labels, shifts = self._shapes[block], self._labels[block], self._shifts[block]
        lead, bounds = self._lead[block], self._bounds[block]
        n_rows = len(shapes)
        before = labels.copy()
        lead -= 2.0 * moved[before]
        bounds += moved
        best = np.full(n_rows, -np.inf, dtype=shapes.dtype)
        sure = np.flatnonzero(lead > 0.0)
        if sure.size:
            products = align(shapes[sure], shifts[sure]) @ centroids.T  # (n_sure, n_clusters)
            best[sure] = products[np.arange(sure.size), before[sure]]
        open_rows = bounds >= best[:, None]  # (n_rows, n_clusters); every centroid where the shift is unsure
        open_rows[sure, before[sure]] = False
        needed = np.flatnonzero(open_rows.any(axis=1))
        if not needed.size:
            return best
        place = np.zeros(n_rows, dtype=np.intp)
        place[needed] = np.arange(needed.size)
        which = slice(None) if needed.size == n_rows else needed
        conjugate = conjugate_spectra(shapes[which]) if self._spectra is None else self._spectra[block][which]
        for own in (True, False):  # the likely winner first: its value decides which others have to be looked at
            for number, spectrum in enumerate(spectra):
                if own:
                    rows = np.flatnonzero(open_rows[:, number] & (before == number))
                else:
                    rows = np.flatnonzero(open_rows[:, number] & (before != number) & (bounds[:, number] >= best))
                if not rows.size:
                    continue
                chosen = conjugate if rows.size == needed.size else conjugate[place[rows]]
                correlation = fft.irfft(chosen * spectrum, n=self._length, axis=1, overwrite_x=True)
                value, its_shift, its_lead = best_shifts(correlation, self._shapes.shape[1])
                bounds[rows, number] = value
                wins = (value > best[rows]) | ((value == best[rows]) & (number < labels[rows]))
                winners = rows[wins]
                best[winners], labels[winners] = value[wins], number
                shifts[winners], lead[winners] = its_shift[wins], its_lead[wins]
        return best

    def _renew_sums(
        self, chunk: slice, old_labels: np.ndarray, old_shifts: np.ndarray, n_clusters: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Scatter and total of a chunk after its labels and shifts have changed from the old ones."""
        n_epochs = self._shapes.shape[1]
        shapes, labels, shifts = self._shapes[chunk], self._labels[chunk], self._shifts[chunk]
        changed = np.flatnonzero((labels != old_labels) | (shifts != old_shifts))
        known = self._sums.get(chunk.start)
        if known is None or changed.size > len(labels) // 2:
            known = (np.zeros((n_clusters, n_epochs, n_epochs)), np.zeros((n_clusters, n_epochs)))
            self._add_aligned(known, shapes, labels, shifts, None, 1.0)
        elif changed.size:
            self._add_aligned(known, shapes, old_labels, old_shifts, changed, -1.0)
            self._add_aligned(known, shapes, labels, shifts, changed, 1.0)
        self._sums[chunk.start] = known
        return known

    def _add_aligned(
        self,
        sums: tuple[np.ndarray, np.ndarray],
        shapes: np.ndarray,
        labels: np.ndarray,
        shifts: np.ndarray,
        rows: np.ndarray | None,
        sign: float,
    ) -> None:
        scatter, total = sums
        count = len(labels) if rows is None else rows.size
        for start in range(0, count, self._rows):
            stop_if_cancelled()
            part = slice(start, start + self._rows) if rows is None else rows[start : start + self._rows]
            aligned, its_labels = align(shapes[part], shifts[part]), labels[part]
            for number in range(len(scatter)):
                members = aligned[its_labels == number]
                if len(members):
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
