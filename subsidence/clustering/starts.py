"""Where K-Shape begins, and one run from there: first centroids that lie far apart, and the loop until nothing changes.

A noisy row is a poor centroid. So first centroids are drawn among rows reduced to the patterns that most rows share, by
k-means++ in shape-based distance (Arthur and Vassilvitskii, SODA 2007; greedy, as in its section 5), several times, and
the draw that a few rounds bring lowest is taken. The loop and its stopping rule are those of tslearn, so that the same
start leads to the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report, Run, stop_if_cancelled
from ..wording import message
from .agreement import adjusted_rand_index
from .shape_distance import conjugate_spectra, correlation_length, extract_shape, z_normalize
from .sweep import Shapes, sweeper
from .sweep_result import Sweep

MAX_ITERATIONS = 100
TOLERANCE = 1e-6  # of the inertia, from one iteration to the next
SEEDING_POINTS = 1_000  # among which the first centroids are drawn
PATTERNS = 8  # that rows are reduced to for it
CANDIDATES = 4  # for each further centroid; the one that leaves the least is taken
DRAWS, FIRST_ROUNDS = 6, 2  # of first centroids for one start, and how far each is followed
FEWEST_ROUNDS = 4  # before a start is judged
LASTING = (0.85, 0.95)  # of what a round gained, the next is trusted to gain, at least and at most


@dataclass(frozen=True)
class Start:
    """How one start ended; ``centroids`` of unit length, shape=(k, n_epochs)."""

    labels: np.ndarray
    centroids: np.ndarray
    inertia: float
    n_iterations: int


class Seeder:
    """Draws first centroids for starts on ``shapes``, whose rows are unit vectors; shape=(n_points, n_epochs)."""

    def __init__(self, shapes: np.ndarray, random: np.random.RandomState):
        few = len(shapes) > SEEDING_POINTS
        self._rows = shapes[np.sort(random.choice(len(shapes), SEEDING_POINTS, replace=False))] if few else shapes
        self._is_all = not few
        self._random = random
        self._patterns = _reduced(self._rows)
        self._spectra = conjugate_spectra(self._patterns)

    def first(self, n_clusters: int) -> np.ndarray:
        """First centroids of one start; shape=(n_clusters, n_epochs)."""
        if n_clusters == 1:
            return self._filled_up(np.empty((0, self._rows.shape[1])), 1)
        draws = [self._filled_up(np.empty((0, self._rows.shape[1])), n_clusters) for _ in range(DRAWS)]
        return self._best_of(draws)

    def one_more(self, centroids: np.ndarray) -> np.ndarray:
        """The centroids of k − 1 clusters and one for what they leave farthest behind."""
        return self._best_of([self._filled_up(centroids, len(centroids) + 1) for _ in range(DRAWS)])

    def _best_of(self, draws: list[np.ndarray]) -> np.ndarray:
        try:
            with sweeper(self._rows, len(draws[0])) as sweep:
                ends = [run_start(sweep, self._rows, draw, FIRST_ROUNDS, 0.0, SILENT) for draw in draws]
        except SubsidenceError:  # fewer different shapes than clusters
            if self._is_all:
                raise
            return draws[0]
        return ends[int(np.argmin([end.inertia for end in ends]))].centroids

    def _filled_up(self, centroids: np.ndarray, n_clusters: int) -> np.ndarray:
        found = list(centroids)
        nearest = np.full(len(self._rows), 4.0)
        for centroid in found:
            nearest = np.minimum(nearest, self._squares(centroid))
        while len(found) < n_clusters:
            total = nearest.sum() if found else 0.0
            candidates = self._random.choice(
                len(self._rows), CANDIDATES if found else 1, p=nearest / total if total > 0 else None
            )
            left = [np.minimum(nearest, self._squares(self._patterns[candidate])) for candidate in candidates]
            best = int(np.argmin([squares.sum() for squares in left]))  # seldom an outlier
            found.append(self._patterns[candidates[best]])
            nearest = left[best]
        return np.stack(found)

    def _squares(self, centroid: np.ndarray) -> np.ndarray:
        """Squared shape-based distance of every pattern; shape=(n_rows,)."""
        from scipy import fft

        stop_if_cancelled()
        length = correlation_length(self._patterns.shape[1])
        correlation = fft.irfft(self._spectra * fft.rfft(centroid, n=length), n=length, axis=1)
        return np.clip(1.0 - correlation.max(axis=1), 0.0, 2.0) ** 2


def _reduced(rows: np.ndarray) -> np.ndarray:
    """Rows made of the ``PATTERNS`` strongest patterns of all, unit vectors; shape=(n_rows, n_epochs)."""
    from scipy.linalg import eigh

    values = rows.astype(np.float64)
    last = values.shape[1] - 1
    strongest = eigh(values.T @ values, subset_by_index=(max(last - PATTERNS + 1, 0), last))[1]
    return unit_rows(values @ strongest @ strongest.T)


@dataclass(frozen=True)
class Starts:
    """All starts: the best, and inertia and labels of each; those that could not win ended early."""

    best: Start
    inertias: np.ndarray
    labels: tuple[np.ndarray, ...]

    @property
    def agreement(self) -> np.ndarray:
        """Adjusted Rand index of each start's labels with the best start's."""
        return np.array([adjusted_rand_index(self.best.labels, other) for other in self.labels])

    @property
    def mean_agreement(self) -> float:
        """Of the others with the best; 1 for one cluster, NaN for a single start of several."""
        if len(self.best.centroids) == 1:
            return 1.0
        others = np.delete(self.agreement, int(self.inertias.argmin()))
        return float(others.mean()) if others.size else float("nan")


def best_of_starts(
    shapes: np.ndarray | Shapes,
    firsts: Sequence[np.ndarray],
    run: Run,
    *,
    device: str = "cpu",
    max_iterations: int = MAX_ITERATIONS,
    tolerance: float = TOLERANCE,
) -> Starts:
    """Iterate from every one of ``firsts``, (k, n_epochs) each; rows of ``shapes`` are unit vectors."""
    best: Start | None = None
    labels, inertias = [], []
    with sweeper(shapes, len(firsts[0]), device, run.workers) as sweep:
        for first, part in run.report.stages(firsts):
            to_beat = np.inf if best is None else best.inertia
            outcome = run_start(sweep, shapes, first, max_iterations, tolerance, part, to_beat)
            labels.append(outcome.labels)
            inertias.append(outcome.inertia)
            if best is None or outcome.inertia < best.inertia:
                best = outcome
    assert best is not None  # there is at least one start
    return Starts(best, np.array(inertias), tuple(labels))


def run_start(
    sweep: Callable[[np.ndarray, Report], Sweep],
    shapes: np.ndarray | Shapes,
    centroids: np.ndarray,
    max_iterations: int,
    tolerance: float,
    report: Report,
    to_beat: float = np.inf,
) -> Start:
    """Iterate from first centroids; a start that will not come below ``to_beat`` is left early."""
    first = np.array(centroids, dtype=np.float64)
    parts = report.rounds()  # the end cannot be foreseen
    centroids, swept = _without_empty_clusters(sweep, shapes, first, next(parts))
    inertia, gain = np.inf, np.inf
    iteration = 0
    for iteration in range(1, max_iterations + 1):
        stop_if_cancelled()
        extracted = unit_rows(np.stack([extract_shape(s, t) for s, t in zip(swept.scatter, swept.total)]))
        new_centroids, new = _without_empty_clusters(sweep, shapes, extracted, next(parts))
        if abs(inertia - new.inertia) < tolerance or new.inertia > inertia:
            break  # the centroids before this step are kept, as in tslearn
        before, gain = gain, inertia - new.inertia
        centroids, swept, inertia = new_centroids, new, new.inertia
        if iteration > FEWEST_ROUNDS and cannot_win(inertia, before, gain, to_beat):
            break
    report.progress(1.0)
    return Start(swept.labels.astype(np.int16), centroids, swept.inertia, iteration)


def cannot_win(inertia: float, gain_before: float, gain: float, to_beat: float) -> bool:
    """Whether all rounds to come, each gaining as much less than the last as that did, do not reach ``to_beat``.

    >>> cannot_win(0.20, 0.004, 0.002, 0.17), cannot_win(0.20, 0.004, 0.003, 0.17)
    (True, False)
    """
    lasting = float(np.clip(gain / gain_before, *LASTING)) if gain_before > 0 else LASTING[1]
    return inertia - 2.0 * gain * lasting / (1.0 - lasting) > to_beat


def _without_empty_clusters(
    sweep: Callable[[np.ndarray, Report], Sweep], shapes: np.ndarray | Shapes, centroids: np.ndarray, report: Report
) -> tuple[np.ndarray, Sweep]:
    """Sweep; while a cluster has no members, put its centroid at the series that fits worst."""
    for _ in range(len(centroids) + 1):
        swept = sweep(centroids, report)
        empty = np.flatnonzero(np.bincount(swept.labels, minlength=len(centroids)) == 0)
        if not empty.size:
            return centroids, swept
        worst = int(swept.distances.argmax())
        if swept.distances[worst] < 1e-6:
            break
        centroids = centroids.copy()
        centroids[empty[0]] = shapes[worst]
    raise SubsidenceError(
        message(
            "The series have fewer different shapes than the {count} clusters asked for; ask for fewer clusters.",
            count=len(centroids),
        )
    )


def unit_rows(rows: np.ndarray) -> np.ndarray:
    return z_normalize(rows)[0] / np.sqrt(rows.shape[1])
