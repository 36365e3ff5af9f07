"""One sweep of K-Shape: every series against every centroid, and what the next centroids need.

Rows are unit vectors, so a cross-correlation is already normalized, and a centroid that moves by d changes
no correlation by more than d (Cauchy–Schwarz). A sweep therefore remembers for every series, and only works
out again what may have changed:

- a bound on its correlation with each centroid it does not belong to: only those that could win are
  transformed back;
- by how much its best shift beats the next: while twice the way that its centroid has moved is shorter, the
  shift stays, and its correlation is one scalar product;
- its label and shift: sums over aligned members change only by the series that changed either.

With a scheduler the chunks of a large sweep stay on its workers: centroids go there, labels and sums of outer products
come back, and the next centroids are those that threads come to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

import numpy as np

from ..blocks import held_blocks, map_blocks
from ..progress import SILENT, Report, stop_if_cancelled
from .shape_distance import align, best_shifts, conjugate_spectra, correlation_length
from .sweep_result import Sweep

STORED_SPECTRA_BYTES = 1_000_000_000  # above, spectra are computed anew in every sweep
BLOCK_BYTES = 1_000_000  # of rows whose transforms stay near the processor
NEAREST_BYTES = 500_000  # of rows in double precision that go from series to distances together
ONE_THREAD_BELOW = 500_000  # values; for fewer, threads cost more than they bring
CHUNKS = 16  # whatever the number of workers: sums are rounded by them
TRAVELS_ABOVE = 10_000  # rows; fewer are swept before others have heard of them
ROUNDING = 2e-6  # of correlations in single precision


def travels(n_points: int) -> bool:
    """Whether so many rows are swept elsewhere, where there is an elsewhere."""
    return n_points > TRAVELS_ABOVE


@contextmanager
def sweeper(
    shapes: np.ndarray | Shapes, n_clusters: int, device: str = "cpu", workers: int | None = None
) -> Iterator[Callable[[np.ndarray, Report], Sweep]]:
    """A function from centroids (k, n_epochs) to their ``Sweep`` over ``shapes``; rows are unit vectors.

    A cancel is heard many times within a sweep; the function must not be used after that.
    """
    if device == "cpu":
        yield _CpuSweeper(shapes, n_clusters, workers)
    else:
        from .sweep_torch import TorchSweeper

        yield TorchSweeper(np.asarray(shapes), device)


class _CpuSweeper:
    """Remembers by chunks of rows, each where it is computed: on the threads of this process or on other machines."""

    def __init__(self, shapes: np.ndarray | Shapes, n_clusters: int, workers: int | None):
        n_points, n_epochs = shapes.shape
        complex_bytes = 2 * shapes.dtype.itemsize * (correlation_length(n_epochs) // 2 + 1) * n_points
        start = partial(_chunk_of, n_clusters=n_clusters, stores=complex_bytes <= STORED_SPECTRA_BYTES)
        size = max(_rows_at_once(shapes), -(-n_points // CHUNKS))
        workers = 1 if n_points * n_epochs <= ONE_THREAD_BELOW else workers
        self._chunks = held_blocks(start, [shapes], size, travel=travels(n_points), workers=workers)
        self._dtype = shapes.dtype
        self._previous: np.ndarray | None = None

    def __call__(self, centroids: np.ndarray, report: Report = SILENT) -> Sweep:
        if self._previous is None:
            moved = np.full(len(centroids), 4.0, dtype=np.float32)
        else:
            moved = np.linalg.norm(centroids - self._previous, axis=1).astype(np.float32) * 1.0001 + ROUNDING
        self._previous = centroids.copy()
        found = self._chunks.step(_sweep_chunk, centroids.astype(self._dtype), moved, report=report)
        labels, distances = (np.concatenate([chunk[part] for chunk in found]) for part in range(2))
        np.clip(distances, 0.0, 2.0, out=distances)
        scatter = np.sum([chunk[2] for chunk in found], axis=0)
        total = np.sum([chunk[3] for chunk in found], axis=0)
        return Sweep(labels.astype(np.intp), distances, scatter, total)


class Shapes(Protocol):
    """What gives rows that are unit vectors, as an array does that holds them."""

    @property
    def shape(self) -> tuple[int, int]: ...

    @property
    def dtype(self) -> np.dtype: ...

    def __len__(self) -> int: ...

    def __getitem__(self, rows: Any, /) -> np.ndarray: ...


@dataclass(frozen=True)
class _Chunk:
    """Some rows, and what is remembered of them between sweeps; nothing of one is changed once it is made.

    shapes : shape=(n_rows, n_epochs); spectra : their conjugate transforms, None where they are made anew each time
    aligned : rows moved by their shifts, shape=(n_rows, n_epochs)
    labels, shifts, lead : shape=(n_rows,), nearest centroid, its best shift, and by how much that beats the next
    bounds : shape=(n_rows, k), on the correlation with each centroid
    scatter, total : shape=(k, n_epochs, n_epochs) and (k, n_epochs), of the aligned rows; None before the first sweep
    """

    shapes: np.ndarray
    spectra: np.ndarray | None
    aligned: np.ndarray
    labels: np.ndarray
    shifts: np.ndarray
    lead: np.ndarray
    bounds: np.ndarray
    scatter: np.ndarray | None = None
    total: np.ndarray | None = None


def _chunk_of(shapes: np.ndarray, *, n_clusters: int, stores: bool) -> _Chunk:
    n_rows = len(shapes)
    return _Chunk(
        shapes,
        conjugate_spectra(shapes) if stores else None,
        shapes,
        np.full(n_rows, -1, dtype=np.int16),
        np.zeros(n_rows, dtype=np.int32),
        np.full(n_rows, -np.inf, dtype=np.float32),
        np.full((n_rows, n_clusters), np.inf, dtype=np.float32),
    )


def _sweep_chunk(chunk: _Chunk, centroids: np.ndarray, moved: np.ndarray) -> tuple[_Chunk, tuple[np.ndarray, ...]]:
    """The chunk after a sweep; labels, distances, scatter and total. centroids : as the shapes; moved : shape=(k,)"""
    from scipy import fft

    n_rows, n_epochs = chunk.shapes.shape
    spectra = fft.rfft(centroids, n=correlation_length(n_epochs), axis=1)
    new = replace(
        chunk, labels=chunk.labels.copy(), shifts=chunk.shifts.copy(), lead=chunk.lead.copy(),
        bounds=chunk.bounds.copy(),
    )  # fmt: skip
    distances = np.empty(n_rows, dtype=chunk.shapes.dtype)
    step = _rows_at_once(chunk.shapes)
    for start in range(0, n_rows, step):
        stop_if_cancelled()
        block = slice(start, min(start + step, n_rows))
        distances[block] = 1.0 - _nearest(new, block, centroids, spectra, moved)
    new = replace(new, aligned=_aligned_anew(chunk, new))
    scatter, total = _renewed_sums(chunk, new, len(centroids))
    return replace(new, scatter=scatter, total=total), (new.labels, distances, scatter, total)


def _rows_at_once(shapes: np.ndarray | Shapes) -> int:
    return max(BLOCK_BYTES // (shapes.dtype.itemsize * shapes.shape[1]), 16)


def _nearest(chunk: _Chunk, block: slice, centroids: np.ndarray, spectra: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """Correlation with the nearest centroid, shape=(n_rows,); what the chunk remembers of the block is renewed."""
    labels, shifts, lead, bounds = chunk.labels[block], chunk.shifts[block], chunk.lead[block], chunk.bounds[block]
    before, every = labels.copy(), np.arange(len(labels))
    lead -= 2.0 * moved[before]
    bounds += moved
    best = np.full(len(labels), -np.inf, dtype=chunk.shapes.dtype)
    sure = np.flatnonzero(lead > 0.0)
    if sure.size:
        products = chunk.aligned[block] @ centroids.T  # (n_rows, n_clusters)
        best[sure] = products[sure, before[sure]]
    unsure = np.flatnonzero((lead <= 0.0) & (before >= 0))
    if unsure.size:  # the likely winner first: its value decides which others have to be looked at
        best[unsure], shifts[unsure], lead[unsure] = _correlated(chunk, block, unsure, spectra[before[unsure]])
    known = every[before >= 0]
    bounds[known, before[known]] = best[known]
    for number, spectrum in enumerate(spectra):
        rows = np.flatnonzero((bounds[:, number] >= best) & (before != number))
        if not rows.size:
            continue
        value, its_shift, its_lead = _correlated(chunk, block, rows, spectrum)
        bounds[rows, number] = value
        wins = (value > best[rows]) | ((value == best[rows]) & (number < labels[rows]))
        winners = rows[wins]
        best[winners], labels[winners] = value[wins], number
        shifts[winners], lead[winners] = its_shift[wins], its_lead[wins]
    return best


def _correlated(
    chunk: _Chunk, block: slice, rows: np.ndarray, spectrum: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What ``best_shifts`` says of some rows of a block and one centroid, or of one for each row."""
    from scipy import fft

    n_epochs = chunk.shapes.shape[1]
    if chunk.spectra is None:
        product = conjugate_spectra(chunk.shapes[block][rows])
    else:
        product = chunk.spectra[block].take(rows, axis=0)
    product *= spectrum
    correlation = fft.irfft(product, n=correlation_length(n_epochs), axis=1, overwrite_x=True)
    return best_shifts(correlation, n_epochs)


def _aligned_anew(old: _Chunk, new: _Chunk) -> np.ndarray:
    """The aligned rows after shifts have changed from the old ones."""
    moved = np.flatnonzero(new.shifts != old.shifts)
    if not moved.size:
        return old.aligned
    aligned, step = old.aligned.copy(), _rows_at_once(new.shapes)
    for start in range(0, moved.size, step):
        some = moved[start : start + step]
        aligned[some] = align(new.shapes[some], new.shifts[some])
    return aligned


def _renewed_sums(old: _Chunk, new: _Chunk, n_clusters: int) -> tuple[np.ndarray, np.ndarray]:
    """Scatter and total after labels and shifts have changed from the old ones."""
    n_epochs = new.shapes.shape[1]
    changed = np.flatnonzero((new.labels != old.labels) | (new.shifts != old.shifts))
    if old.scatter is None or old.total is None or changed.size > len(new.labels) // 2:
        sums = (np.zeros((n_clusters, n_epochs, n_epochs)), np.zeros((n_clusters, n_epochs)))
        _add_rows(sums, new.aligned, new.labels, 1.0)
        return sums
    sums = (old.scatter.copy(), old.total.copy())
    if changed.size:
        _add_rows(sums, old.aligned[changed], old.labels[changed], -1.0)
        _add_rows(sums, new.aligned[changed], new.labels[changed], 1.0)
    return sums


def _add_rows(sums: tuple[np.ndarray, np.ndarray], rows: np.ndarray, labels: np.ndarray, sign: float) -> None:
    """Add, or take off, aligned rows to the sums of their clusters: of outer products, and of themselves."""
    scatter, total = sums
    for number in range(len(scatter)):
        members = rows[labels == number]
        if len(members):
            stop_if_cancelled()
            scatter[number] += sign * (members.T @ members)
            total[number] += sign * members.sum(axis=0)


class NearestTwo:
    """Labels, nearest and second nearest shape-based distance of blocks of rows, in double precision.

    centroids : shape=(k, n_epochs), unit vectors
    """

    def __init__(self, centroids: np.ndarray):
        from scipy import fft

        self._length = correlation_length(centroids.shape[1])
        self._spectra = fft.rfft(centroids, n=self._length, axis=1)
        self.rows_at_once = max(NEAREST_BYTES // (8 * centroids.shape[1]), 16)  # of a block that stays near

    def __call__(self, shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """shapes : shape=(n_rows, n_epochs), unit vectors; the second distance is NaN where there is one centroid."""
        from scipy import fft

        conjugate = conjugate_spectra(shapes.astype(np.float64, copy=False))
        distances, product = np.empty((len(shapes), len(self._spectra))), np.empty_like(conjugate)
        for number, spectrum in enumerate(self._spectra):
            np.multiply(conjugate, spectrum, out=product)
            correlation = fft.irfft(product, n=self._length, axis=1, overwrite_x=True)
            distances[:, number] = 1.0 - correlation.max(axis=1)
        np.clip(distances, 0.0, 2.0, out=distances)
        labels = distances.argmin(axis=1)
        if len(self._spectra) == 1:
            return labels, distances[:, 0], np.full(len(labels), np.nan)
        two = np.partition(distances, 1, axis=1)
        return labels, two[:, 0], two[:, 1]


def nearest_two(
    shapes: np.ndarray, centroids: np.ndarray, workers: int | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """``NearestTwo`` of all rows, which are unit vectors."""
    find = NearestTwo(centroids)
    pieces = map_blocks(lambda block: find(shapes[block]), len(shapes), find.rows_at_once, workers=workers)
    labels, nearest, second = (np.concatenate([piece[part] for piece in pieces]) for part in range(3))
    return labels, nearest, second
