"""What neighbouring points share, from the whole area down to the single point.

The displacements are split into spatial bands: a few waves as wide as the area, then narrower
ones, then what each point does alone. The waves are the leading eigenvectors of an exponential
covariance between the points, ``exp(−d/L)``, found on at most 300 centres and carried to every
point (Nyström), so that the cost grows with the number of points only linearly.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...blocks import row_blocks
from ...progress import stop_if_cancelled

EDGES = (0, 3, 20, 100, 300)  # waves per band; what is left over is the last band
LENGTH_SHARE = 0.4  # of the diagonal of the area
POINTS_PER_WAVE = 3  # so that a wave is always seen by several points
RIDGE = 1e-9  # of the waves' mean square
# Smallest to largest eigenvalue of their products below which waves are too alike to be told apart all at once. Above
# it a part of the area was forecast within 0.5 mm of the whole, below it up to 70 mm off. What older files forecast for
# the points that they were made for, at 2e-5 and more, stays as it was.
ALIKE = 1e-5
ROWS_PER_BLOCK = 2_000  # their distances to the centres, 10 MB, stay where the processor has them at hand
MOST_REMEMBERED = 20_000_000  # values of the waves kept for the points they were found on


@dataclass(frozen=True)
class SpatialComponents:
    """The waves, as weights of covariances with the centres.

    centres : shape=(n_centres, 2); weights : shape=(n_centres, n_waves); length : in units of xy
    edges : first wave of each band, and the number of waves at the end
    """

    centres: np.ndarray
    weights: np.ndarray
    length: float
    edges: tuple[int, ...]
    _found_on: np.ndarray | None = field(default=None, repr=False, compare=False)
    _waves_there: np.ndarray | None = field(default=None, repr=False, compare=False)

    @property
    def n_bands(self) -> int:
        """Number of bands, the points' own remainder among them."""
        return len(self.edges)

    def remembers(self, xy: np.ndarray) -> bool:
        """Whether these are the points that the waves were found on, and the waves there are kept."""
        return self._remembered(xy) is not None

    def _remembered(self, xy: np.ndarray) -> np.ndarray | None:
        return self._waves_there if self._found_on is not None and np.array_equal(xy, self._found_on) else None

    def waves(self, xy: np.ndarray) -> np.ndarray:
        """Value of each wave at the points; shape=(n_points, n_waves)."""
        from scipy.spatial.distance import cdist

        remembered = self._remembered(xy)
        if remembered is not None:
            return remembered
        found = np.empty((len(xy), self.weights.shape[1]))
        for block in row_blocks(len(xy), ROWS_PER_BLOCK):
            covariance = cdist(xy[block], self.centres)
            covariance /= -self.length
            np.matmul(np.exp(covariance, out=covariance), self.weights, out=found[block])
        return found

    def coefficients(self, displacement_mm: np.ndarray, xy: np.ndarray) -> np.ndarray:
        """Coefficients of the waves, one series each, see ``solved``; shape=(n_waves, n_epochs)."""
        remembered = self._remembered(xy)
        if remembered is not None:
            return remembered.T @ displacement_mm  # they are orthonormal there
        return self.solved(self.sums(displacement_mm, xy))

    def sums(self, displacement_mm: np.ndarray, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What ``solved`` needs of some of the points; that of others is added to it."""
        n_waves = self.weights.shape[1]
        normal, right = np.zeros((n_waves, n_waves)), np.zeros((n_waves, displacement_mm.shape[1]))
        for block in row_blocks(len(xy), ROWS_PER_BLOCK):
            waves = self.waves(xy[block])
            normal += waves.T @ waves
            right += waves.T @ displacement_mm[block]
        return normal, right

    def solved(self, sums: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        """The coefficients; shape=(n_waves, n_epochs).

        Over the points that the waves were found on they are orthonormal. Over a part of their area waves of all bands
        look alike, and by least squares of all at once any of them may grow without bound against another; then each
        band is fitted by itself to what the wider ones have left over, which is no larger at the points than what is
        there.
        """
        normal, right = sums
        sizes = np.linalg.eigvalsh(normal)
        if sizes[0] > ALIKE * sizes[-1]:
            return _solve(normal, right)
        found = np.zeros_like(right)
        for number in range(self.n_bands - 1):
            band = self.band(number)
            left = right[band] - normal[band, : band.start] @ found[: band.start]
            found[band] = _solve(normal[band, band], left)
        return found

    def __reduce__(self) -> tuple:
        """To another process they go without what they remember, which is as long as the points were many."""
        return SpatialComponents, (self.centres, self.weights, self.length, self.edges)

    def band(self, number: int) -> slice:
        """The waves of a band (not of the remainder)."""
        return slice(self.edges[number], self.edges[number + 1])


def _solve(normal: np.ndarray, right: np.ndarray) -> np.ndarray:
    ridge = RIDGE * max(np.trace(normal) / max(len(normal), 1), 1e-12)
    return np.linalg.solve(normal + ridge * np.eye(len(normal)), right)


def find_components(xy: np.ndarray, seed: int) -> SpatialComponents:
    """Waves that are orthonormal over the points, widest first."""
    from scipy.spatial.distance import cdist

    generator = np.random.default_rng(seed)
    n_points = xy.shape[0]
    n_waves = min(EDGES[-1], max(n_points // POINTS_PER_WAVE, 1))
    diagonal = float(np.linalg.norm(np.ptp(xy, axis=0)))
    if diagonal == 0.0 or n_points < 2:
        n_waves, diagonal = 1, 1.0
    length = LENGTH_SHARE * diagonal
    centres = _spread_centres(xy, min(2 * n_waves, n_points), generator)
    covariance = np.exp(-cdist(centres, centres) / length)
    values, vectors = np.linalg.eigh(covariance)
    order = np.argsort(values)[::-1][:n_waves]
    weights = vectors[:, order] / np.sqrt(np.maximum(values[order], 1e-12))
    edges = tuple(edge for edge in EDGES if edge < n_waves) + (n_waves,)
    bands = SpatialComponents(centres, weights, length, edges)
    normal = np.zeros((n_waves, n_waves))
    for block in row_blocks(n_points, ROWS_PER_BLOCK):
        waves = bands.waves(xy[block])
        normal += waves.T @ waves
    # Orthonormal over the points and ordered by how much of the covariance each wave carries.
    values, vectors = np.linalg.eigh(normal)
    keep = values > 1e-8 * values[-1]
    weights = weights @ (vectors[:, keep] / np.sqrt(values[keep]))[:, ::-1]
    edges = tuple(edge for edge in EDGES if edge < weights.shape[1]) + (weights.shape[1],)
    bands = SpatialComponents(centres, weights, length, edges)
    if n_points * weights.shape[1] > MOST_REMEMBERED:
        return bands
    return SpatialComponents(centres, weights, length, edges, xy, bands.waves(xy))


def _spread_centres(xy: np.ndarray, count: int, generator: np.random.Generator) -> np.ndarray:
    """Centres spread like the points: the points themselves when few, else the means of random groups' cells."""
    from scipy.spatial.distance import cdist

    if count >= xy.shape[0]:
        return xy
    centres = xy[generator.choice(xy.shape[0], count, replace=False)]
    sample = xy[generator.choice(xy.shape[0], min(20_000, xy.shape[0]), replace=False)]
    for _ in range(5):  # a few rounds of k-means even them out
        stop_if_cancelled()
        nearest = cdist(sample, centres).argmin(axis=1)
        size = np.bincount(nearest, minlength=count)
        for axis in (0, 1):
            total = np.bincount(nearest, weights=sample[:, axis], minlength=count)
            centres[:, axis] = np.where(size > 0, total / np.maximum(size, 1), centres[:, axis])
    return centres
