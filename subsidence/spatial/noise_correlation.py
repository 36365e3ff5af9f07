"""How alike the noise of two points is at a distance: from what their series do about their own trends.

The displacements themselves cannot tell: neighbours sink together because the ground does. The residuals about each
point's own trend hold no steady motion, so what they share at a distance is shared noise (atmosphere, reference), and
what they do not share even nearby is each scatterer's own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import stop_if_cancelled

SAMPLE = 1200  # points whose pairs are all looked at
NEAR_SAMPLE = 4000  # points whose nearest neighbours are looked at as well
NEIGHBOURS = 6
BINS = 24
LEAST_PAIRS = 30
LEAST_WITHIN = 300  # pairs of one structure each, from which on they alone decide
RANGES = 60  # candidates for the range, logarithmic


@dataclass(frozen=True)
class NoiseCorrelation:
    """Correlation of the noise of two different points at distance d: ``common + share · exp(−d / range_m)``.

    common : share of the variance that all points have in common (the reference); cancels in differences
    share : share that neighbours have in common; the rest, 1 − common − share, is each point's own
    range_m : metres
    """

    common: float
    share: float
    range_m: float

    def between(self, distance_m: np.ndarray) -> np.ndarray:
        """Correlation of different points at these distances; any shape.

        >>> NoiseCorrelation(0.1, 0.5, 100.0).between(np.array([0.0, 1e9])).round(3).tolist()
        [0.6, 0.1]
        """
        return self.common + self.share * np.exp(-np.asarray(distance_m) / self.range_m)

    def matrix(self, xy_m: np.ndarray) -> np.ndarray:
        """Correlation matrices of groups of points, shape=(…, n, n), ones on the diagonal; xy_m : shape=(…, n, 2)."""
        apart = np.linalg.norm(xy_m[..., :, None, :] - xy_m[..., None, :, :], axis=-1)
        correlation = self.between(apart)
        index = np.arange(xy_m.shape[-2])
        correlation[..., index, index] = 1.0
        return correlation


UNCORRELATED = NoiseCorrelation(0.0, 0.0, 1.0)


def estimate_noise_correlation(
    residual_mm: np.ndarray, xy_m: np.ndarray, *, structure: np.ndarray | None = None, seed: int = 0
) -> NoiseCorrelation:
    """The correlation of noise over distance, from residual series about each point's own trend.

    Parameters
    ----------
    residual_mm : ndarray, shape=(n_points, n_epochs)
        About each point's own trend; NaN where missing.
    xy_m : ndarray, shape=(n_points, 2)
        Metres.
    structure : ndarray, optional, shape=(n_points,)
        Number of each point's structure, −1 for none. With it only pairs within a structure are looked at, if there
        are enough: what a structure's own points share need not be what neighbours across a street do.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    NoiseCorrelation
        The share of the noise that all points have in common, the share that neighbours have, and its range in metres.

    Notes
    -----
    Pairs of a sample of points and of their nearest neighbours are sorted by distance into logarithmic bins; the mean
    correlations of the bins are fitted by ``common + share · exp(−d / range)`` with non-negative parts (least squares,
    weighted by the square root of the pairs; the range on a logarithmic grid). Fewer than 20 points say nothing: the
    noise then counts as each point's own.
    """
    count = np.isfinite(residual_mm).sum(axis=1)
    squares = np.where(np.isfinite(residual_mm), residual_mm, 0.0) ** 2
    size = np.where(count > 0, np.sqrt(squares.sum(axis=1) / np.maximum(count, 1)), np.nan)
    usable = np.flatnonzero(np.isfinite(size) & (size > 0))
    if usable.size < 20:
        return UNCORRELATED
    first, second = _pairs(xy_m[usable], np.random.default_rng(seed))
    first, second = usable[first], usable[second]
    if structure is not None:
        within = (structure[first] >= 0) & (structure[first] == structure[second])
        if within.sum() >= LEAST_WITHIN:
            first, second = first[within], second[within]
    unit = np.nan_to_num(residual_mm / np.where(size > 0, size, 1.0)[:, None])
    known = np.isfinite(residual_mm)
    distance = np.linalg.norm(xy_m[first] - xy_m[second], axis=1)
    correlation = np.empty(first.size)
    for start in range(0, first.size, 100_000):
        stop_if_cancelled()
        rows = slice(start, start + 100_000)
        both = (known[first[rows]] & known[second[rows]]).sum(axis=1)
        products = np.einsum("pt,pt->p", unit[first[rows]], unit[second[rows]])
        correlation[rows] = products / np.maximum(both, 1)
    return _fit(distance, correlation)


def _pairs(xy_m: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Rows of pairs: all pairs of a sample, and pairs of nearest neighbours."""
    from scipy.spatial import cKDTree

    sample = random.permutation(len(xy_m))[:SAMPLE]
    one, other = np.triu_indices(sample.size, k=1)
    near = random.permutation(len(xy_m))[:NEAR_SAMPLE]
    count = min(NEIGHBOURS + 1, len(xy_m))
    neighbours = cKDTree(xy_m).query(xy_m[near], k=count)[1].reshape(near.size, -1)[:, 1:]
    first = np.concatenate([sample[one], np.repeat(near, neighbours.shape[1])])
    second = np.concatenate([sample[other], neighbours.ravel()])
    different = first != second
    return first[different], second[different]


def _fit(distance: np.ndarray, correlation: np.ndarray) -> NoiseCorrelation:
    """The three parameters from correlations at distances, each shape=(n_pairs,)."""
    from scipy.optimize import nnls

    positive = distance[distance > 0]
    if positive.size == 0:
        return NoiseCorrelation(0.0, float(np.clip(correlation.mean(), 0.0, 0.99)), 1.0)
    edges = np.geomspace(np.percentile(positive, 0.05), positive.max() * 1.0001, BINS + 1)
    number = np.clip(np.searchsorted(edges, distance, side="right") - 1, 0, BINS - 1)
    count = np.bincount(number, minlength=BINS)
    full = count >= LEAST_PAIRS
    if not full.any():
        return UNCORRELATED
    middle = (np.bincount(number, distance, BINS) / np.maximum(count, 1))[full]
    mean = (np.bincount(number, correlation, BINS) / np.maximum(count, 1))[full]
    weight = np.sqrt(count[full]) ** 0.5
    best = (np.inf, 0.0, 0.0, 1.0)
    for range_m in np.geomspace(max(middle.min(), edges[0]) / 2.0, middle.max(), RANGES):
        stop_if_cancelled()
        design = np.column_stack([np.ones(middle.size), np.exp(-middle / range_m)])
        (common, share), rest = nnls(design * weight[:, None], mean * weight)
        if rest < best[0]:
            best = (rest, common, share, range_m)
    _, common, share, range_m = best
    total = max(common + share, 1e-12)
    held = min(total, 0.99) / total  # something is always a point's own, or nothing could be solved
    return NoiseCorrelation(float(common * held), float(share * held), float(range_m))
