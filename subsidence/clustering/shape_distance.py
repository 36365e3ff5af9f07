"""Shapes of series: z-normalization, the shape-based distance, alignment and shape extraction.

Source: Paparrizos and Gravano, k-Shape: Efficient and Accurate Clustering of Time Series, SIGMOD 2015.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import DTypeLike

LEAST_POWERS, MOST_POWERS = 2, 20  # of the square of a matrix, on the way to its leading eigenvector
DOMINATED = 0.7  # of the largest eigenvalue's square the others' squares together may have for that
SETTLED = 1e-12  # step of a unit vector that is the last one
ROWS_BYTES = 800_000  # of rows in double precision that are looked at together
ROUNDING_PER_UNIT = 1e-7  # a spread below this share of the level is rounding of float32, not motion


def z_normalize(series: np.ndarray, dtype: DTypeLike = np.float64) -> tuple[np.ndarray, np.ndarray]:
    """Rows with mean 0 and standard deviation 1, and which rows have a shape at all.

    series : shape=(n_points, n_epochs), any unit
    Returns ``normalized`` shape=(n_points, n_epochs) and ``has_shape`` shape=(n_points,): False, and a
    row of zeros, where a value is missing or the row is constant.

    >>> rows, has_shape = z_normalize(np.array([[0.0, 1.0, 2.0], [5.0, 5.0, 5.0]]))
    >>> rows[0].round(4).tolist(), has_shape.tolist()
    ([-1.2247, 0.0, 1.2247], [True, False])
    """
    series = np.asarray(series)
    normalized: np.ndarray = np.empty(series.shape, dtype=dtype)
    has_shape = np.empty(len(series), dtype=bool)
    for block in _few_rows(series):
        values, spread, usable = _centred(series[block])
        values[~usable] = 0.0
        values /= np.where(usable, spread, 1.0)[:, None]
        normalized[block], has_shape[block] = values, usable
    return normalized, has_shape


def rows_that_have_shape(series: np.ndarray) -> np.ndarray:
    """``z_normalize(series)[1]``, without the normalized rows; shape=(n_points,)."""
    series = np.asarray(series)
    has_shape = np.empty(len(series), dtype=bool)
    for block in _few_rows(series):
        has_shape[block] = _centred(series[block])[2]
    return has_shape


def _few_rows(series: np.ndarray) -> list[slice]:
    step = max(ROWS_BYTES // (8 * max(series.shape[1], 1)), 1)
    return [slice(start, start + step) for start in range(0, len(series), step)]


def _centred(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows about their means, their standard deviations, and which of them have a shape."""
    values = np.array(rows, dtype=np.float64)
    mean = values.mean(axis=1)
    values -= mean[:, None]
    spread = np.sqrt(np.einsum("ij,ij->i", values, values) / max(values.shape[1], 1))
    return values, spread, np.isfinite(spread) & (spread > ROUNDING_PER_UNIT * np.abs(mean)) & (spread > 0)


def correlation_length(n_epochs: int) -> int:
    """The length of Fourier transform at which no shift wraps round: at least 2 m − 1, and quick."""
    from scipy import fft

    return fft.next_fast_len(2 * n_epochs - 1, real=True)


def conjugate_spectra(series: np.ndarray) -> np.ndarray:
    """Conjugate Fourier transforms of rows padded with zeros; shape=(n_points, n_frequencies), complex."""
    from scipy import fft

    spectra = fft.rfft(series, n=correlation_length(series.shape[1]), axis=1)
    return np.conjugate(spectra, out=spectra)


def best_shifts(correlation: np.ndarray, n_epochs: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The largest value of each circular cross-correlation, its shift, and its lead over the next largest.

    correlation : shape=(n_points, length), entry w the correlation at shift w, negative shifts from the end;
        its largest values are overwritten
    Returns ``value``, ``shift`` (epochs by which the series has to be delayed) and ``lead``, shape=(n_points,).
    """
    rows = np.arange(len(correlation))
    position = correlation.argmax(axis=1)
    value = correlation[rows, position]
    correlation[rows, position] = -np.inf
    lead = value - correlation.max(axis=1)
    return value, np.where(position < n_epochs, position, position - correlation.shape[1]), lead


def align(series: np.ndarray, shift: np.ndarray) -> np.ndarray:
    """Rows delayed by ``shift`` epochs (earlier where negative), zeros moving in.

    >>> align(np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]), np.array([1, -1])).tolist()
    [[0.0, 1.0, 2.0], [2.0, 3.0, 0.0]]
    """
    n_points, n_epochs = series.shape
    padded = np.zeros((n_points, 3 * n_epochs), dtype=series.dtype)
    padded[:, n_epochs : 2 * n_epochs] = series
    return sliding_window_view(padded, n_epochs, axis=1)[np.arange(n_points), n_epochs - shift]


def extract_shape(scatter: np.ndarray, total: np.ndarray) -> np.ndarray:
    """The shape that is closest to all aligned members at once; shape=(n_epochs,), mean 0, spread 1.

    The leading eigenvector of (I − O/m)ᵀ S (I − O/m), O all ones. Of its two signs, the one closer to
    the members: Σ|x − μ|² < Σ|x + μ|² where μ · Σx > 0.

    scatter : S = Σ x xᵀ over the aligned members, shape=(n_epochs, n_epochs)
    total : Σ x, shape=(n_epochs,)
    """
    mean = scatter.sum(axis=1) / len(scatter)  # of rows and of columns
    centred = scatter - mean
    centred -= (mean - mean.mean())[:, None]
    shape = leading_eigenvector(centred, total - total.mean())
    shape = shape - shape.mean()
    size = np.sqrt(shape @ shape / len(shape))
    if shape @ total < 0:
        size = -size
    return shape / size if size else shape


def leading_eigenvector(matrix: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The unit eigenvector of the largest eigenvalue of a positive semidefinite matrix; shape=(n,).

    Powers of the matrix applied to ``first`` lead to it quickly where one eigenvalue outweighs the others together, as
    where series share a shape; whether it does is told by the sum of the squares of all. Else they are worked out.
    """
    squares = float(np.vdot(matrix, matrix))
    size = float(np.sqrt(first @ first))
    vector = first / size if size > 0.0 else first
    for power in range(MOST_POWERS):
        image = matrix @ (matrix @ vector)
        size = float(np.sqrt(image @ image))  # comes to be the square of an eigenvalue
        dominates = squares <= (1.0 + DOMINATED) * size
        if not size > 0.0 or (power >= LEAST_POWERS and not dominates):
            break
        image /= size
        step = image - vector
        vector = image
        if dominates and step @ step <= SETTLED**2:
            return vector
    from scipy.linalg import eigh

    last = len(matrix) - 1
    return eigh(matrix, subset_by_index=(last, last))[1][:, 0]


def shape_based_distances(series: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Shape-based distance of every row of ``series`` to every row of ``others``, in [0, 2].

    SBD(x, y) = 1 − max_w CC_w(x, y) / sqrt(Σx² Σy²) of the z-normalized series; 1 where one of the
    two is constant. Shapes: (n, n_epochs), (k, n_epochs) -> (n, k).

    >>> rise = np.arange(6.0)
    >>> shape_based_distances(rise[None], np.stack([3.0 * rise + 7.0, -rise])).round(3).tolist()
    [[0.0, 0.571]]
    """
    from scipy import fft

    n_epochs = np.shape(series)[1]
    rows = z_normalize(series)[0] / np.sqrt(n_epochs)
    spectra = np.conjugate(conjugate_spectra(z_normalize(others)[0] / np.sqrt(n_epochs)))
    distances = np.empty((len(rows), len(spectra)))
    rows_per_block = max(500_000 // n_epochs, 1)
    for start in range(0, len(rows), rows_per_block):
        block = slice(start, start + rows_per_block)
        conjugate = conjugate_spectra(rows[block])
        for number, spectrum in enumerate(spectra):
            correlation = fft.irfft(conjugate * spectrum, n=correlation_length(n_epochs), axis=1)
            distances[block, number] = 1.0 - correlation.max(axis=1)
    return np.clip(distances, 0.0, 2.0)
