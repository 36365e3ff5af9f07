"""The error of a mean of values that are correlated in space: of a ring, a zone, a cell, a stretch of fence.

Neighbouring points share what makes them differ from the mean, so n points are worth fewer than n. The covariance

    C(d) = σ² [ η δ(d) + (1 − η) ρ(d / a) ],   ρ exponential or Matérn 5/2,

is found by restricted maximum likelihood on a sample that has pairs at all distances, with a mean of its own for every
group. Every shape, range a and nugget η on a grid counts by its likelihood (Handcock & Stein 1993, Technometrics 35,
403–410), because one map seldom tells the range well; the interval of a mean is that of the mixture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..analysis.trend_fit import mixture_std, student_factor

SAMPLE = 240
SEEDS = 34
NEIGHBOUR_RANKS = (1, 2, 5, 12, 40)  # of each seed these nearest neighbours join the sample, for the short distances
RANGES = 7
NUGGETS = (0.001, 0.05, 0.2, 0.5, 0.8, 0.95)
SHAPES = (0, 2)
UNSHARED_PRIOR = 0.5  # before the values are seen: that neighbours share nothing
PAIRS = 60_000
ALL_PAIRS_UP_TO = 400
FEWEST = 8


@dataclass(frozen=True)
class SpatialError:
    """How values vary about the means of their groups; arrays shape=(n_nodes,).

    shape : 0 exponential, 2 Matérn 5/2; range_m; nugget : share of the variance that neighbours do not share
    weight : sums to 1; variance : σ²; degrees : of freedom of σ²
    """

    shape: np.ndarray
    range_m: np.ndarray
    nugget: np.ndarray
    weight: np.ndarray
    variance: np.ndarray
    degrees: int

    def mean_std(self, place_m: np.ndarray, seed: int = 0) -> float:
        """Standard error of the mean of values at these places: ± 1.96 of it holds the truth in 95 of 100 cases.

        place_m : shape=(n_points, 2 or 3), metres
        """
        n = len(place_m)
        if n == 0:
            return float("nan")
        distance = pair_distances(place_m, seed)
        shared = np.array([
            correlation(distance, shape, range_m).mean() if n > 1 else 0.0
            for shape, range_m in zip(self.shape, self.range_m)
        ])  # fmt: skip
        share = 1.0 / n + (1.0 - self.nugget) * (1.0 - 1.0 / n) * shared
        std = np.sqrt(self.variance * share)
        return float(mixture_std(self.weight, std)) * float(student_factor(np.array([self.degrees]))[0])

    def effective_number(self, place_m: np.ndarray) -> float:
        """How many independent values the mean of values at these places is worth."""
        usual = float(np.sqrt(self.weight @ self.variance))
        std = self.mean_std(place_m) / float(student_factor(np.array([self.degrees]))[0])
        return float(min(max((usual / std) ** 2, 1.0), len(place_m))) if std > 0 else float(len(place_m))


def correlation(distance_m: np.ndarray, shape: int, range_m: float) -> np.ndarray:
    """ρ at a distance.

    >>> correlation(np.array([0.0, 100.0]), 0, 100.0).round(3).tolist()
    [1.0, 0.368]
    """
    ratio = distance_m / range_m
    decay = np.exp(-ratio)
    if shape == 0:
        return decay
    return (1.0 + ratio + ratio**2 / 3.0) * decay


def pair_distances(place_m: np.ndarray, seed: int = 0) -> np.ndarray:
    """Distances of all pairs of different points, or of many drawn at random."""
    from scipy.spatial.distance import pdist

    n = len(place_m)
    if n <= ALL_PAIRS_UP_TO:
        return pdist(place_m)
    rng = np.random.default_rng(seed)
    first = rng.integers(0, n, PAIRS)
    second = (first + rng.integers(1, n, PAIRS)) % n
    return np.sqrt(np.square(place_m[first] - place_m[second]).sum(axis=1))


def estimate_spatial_error(
    place_m: np.ndarray, values: np.ndarray, groups: np.ndarray | None = None, *, seed: int = 0
) -> SpatialError | None:
    """The covariance of values about the means of their groups.

    Parameters
    ----------
    place_m : ndarray, shape=(n_points, 2 or 3)
        Metres.
    values : ndarray, shape=(n_points,)
        Finite.
    groups : ndarray, shape=(n_points,), optional
        Integers from 0; by default all have one mean.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    SpatialError or None
        From which errors of means follow; None with fewer than 8 values, no variation, or all in one place.
    """
    values = np.asarray(values, dtype=float)
    groups = np.zeros(values.size, dtype=int) if groups is None else np.asarray(groups)
    if values.size < FEWEST or np.ptp(values) <= 0:
        return None
    rows = sample_at_all_distances(place_m, seed)
    _, own = np.unique(groups[rows], return_inverse=True)
    design = (own.reshape(-1, 1) == np.arange(own.max() + 1)).astype(float)
    degrees = rows.size - design.shape[1]
    if degrees < 4:
        return None
    from scipy.spatial.distance import cdist

    place = np.asarray(place_m, dtype=float)[rows]
    distance = cdist(place, place)
    longest = distance.max()
    if longest == 0:
        return None  # all in one place: distance tells nothing
    nearest = float(np.median(np.partition(distance + longest * np.eye(rows.size), 0, axis=1)[:, 0]))
    basis, _ = np.linalg.qr(design, mode="complete")
    contrasts = basis[:, design.shape[1] :]
    projected = contrasts.T @ values[rows]
    alone = float(np.square(projected).mean())
    n_shared = RANGES * len(SHAPES) * len(NUGGETS)
    prior = np.log((1.0 - UNSHARED_PRIOR) / n_shared)
    nodes, variances = [(0.0, longest, 1.0)], [alone]
    scores = [np.log(UNSHARED_PRIOR) - 0.5 * degrees * np.log(alone)]
    for range_m in np.geomspace(max(0.5 * nearest, 1e-3 * longest), 0.7 * longest, RANGES):
        for shape in SHAPES:
            inner = contrasts.T @ correlation(distance, shape, range_m) @ contrasts
            spread, vectors = np.linalg.eigh(inner)
            squares = (vectors.T @ projected) ** 2
            for nugget in NUGGETS:
                diagonal = nugget + (1.0 - nugget) * spread.clip(0.0)
                variance = float((squares / diagonal).mean())
                nodes.append((float(shape), float(range_m), nugget))
                variances.append(variance)
                scores.append(prior - 0.5 * np.log(diagonal).sum() - 0.5 * degrees * np.log(variance))
    weight = np.exp(np.array(scores) - max(scores))
    table = np.array(nodes)
    kept = weight > 1e-4
    found = SpatialError(
        table[kept, 0].astype(int),
        table[kept, 1],
        table[kept, 2],
        weight[kept] / weight[kept].sum(),
        np.array(variances)[kept],
        degrees,
    )
    # the variance is known no better than by as many values as the whole area is worth
    return replace(found, degrees=max(min(degrees, int(found.effective_number(place)) - 1), 2))


def sample_at_all_distances(place_m: np.ndarray, seed: int = 0) -> np.ndarray:
    """Rows of a sample that has near and far pairs: some points with neighbours near and less near, others anywhere."""
    from scipy.spatial import cKDTree

    n = len(place_m)
    if n <= SAMPLE:
        return np.arange(n)
    rng = np.random.default_rng(seed)
    order = rng.permutation(n)
    ranks = [rank for rank in NEIGHBOUR_RANKS if rank < n]
    _, near = cKDTree(place_m).query(np.asarray(place_m)[order[:SEEDS]], k=ranks[-1] + 1)
    chosen = dict.fromkeys(int(row) for row in [*order[:SEEDS], *near[:, ranks].ravel()])
    for row in order[SEEDS:]:
        if len(chosen) >= SAMPLE:
            break
        chosen.setdefault(int(row))
    return np.array(sorted(chosen))
