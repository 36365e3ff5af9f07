"""Where K-Shape begins, and one run from there: first centroids that lie far apart, and the loop until nothing changes.

A noisy row is a poor centroid. So first centroids are drawn among rows reduced to the patterns that most rows share, by
k-means++ in shape-based distance (Arthur and Vassilvitskii, SODA 2007; greedy, as in its section 5), several times, and
the draw that a few rounds bring lowest is taken. The loop and its stopping rule are those of tslearn, so that the same
start leads to the same answer.

On the workers of a scheduler, draws and starts are made side by side: chance is drawn for all of them before, and a
start that turns out not to have been able to win is taken as it was when that could first be told. On threads that
brought nothing: their calls are too short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..blocks import map_rows, others_at_once
from ..errors import SubsidenceError
from ..progress import SILENT, Report, Run, stop_if_cancelled
from ..wording import message
from .agreement import adjusted_rand_index
from .shape_distance import conjugate_spectra, correlation_length, extract_shape, z_normalize
from .sweep import Shapes, sweeper, travels
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
        self._is_all, self._random = not few, random
        self._patterns = _reduced(self._rows)

    def first(self, n_clusters: int) -> np.ndarray:
        """First centroids of one start; shape=(n_clusters, n_epochs)."""
        return self.firsts(n_clusters, 1)[0]

    def firsts(self, n_clusters: int, n_starts: int) -> list[np.ndarray]:
        """First centroids of so many starts, as of ``first`` one after the other."""
        if n_clusters == 1:
            return [self._patterns[self._random.choice(len(self._rows), 1)] for _ in range(n_starts)]
        return self._best(np.empty((0, self._rows.shape[1])), n_clusters, n_starts)

    def one_more(self, centroids: np.ndarray) -> np.ndarray:
        """The centroids of k − 1 clusters and one for what they leave farthest behind."""
        return self._best(centroids, len(centroids) + 1, 1)[0]

    def _best(self, given: np.ndarray, n_clusters: int, n_starts: int) -> list[np.ndarray]:
        """Of the draws of each start the one that a few rounds bring lowest."""
        n_draws, n_chances = n_starts * DRAWS, n_clusters - max(len(given), 1)
        chosen, chances = np.zeros(n_draws, dtype=np.int64), np.empty((n_draws, n_chances, CANDIDATES))
        for draw in range(n_draws):
            if not len(given):
                chosen[draw] = self._random.choice(len(self._rows), 1)[0]
            chances[draw] = self._random.random_sample(chances.shape[1:])
        function = partial(_followed_draws, rows=self._rows, patterns=self._patterns, given=given)
        blocks = map_rows(function, [chosen, chances], 1, together=1, travel=not self._is_all, workers=1)
        drawn, followed, inertias = (np.concatenate([block[part] for block in blocks]) for part in range(3))
        best = []
        for start in range(0, n_draws, DRAWS):
            of_start = slice(start, start + DRAWS)
            if np.isfinite(inertias[of_start]).all():
                best.append(followed[of_start][inertias[of_start].argmin()])
            elif self._is_all:
                raise _too_few_shapes(n_clusters)
            else:
                best.append(drawn[start])
        return best


def _followed_draws(
    chosen: np.ndarray, chances: np.ndarray, *, rows: np.ndarray, patterns: np.ndarray, given: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First centroids, what a few rounds make of them, and its inertia: NaN where shapes are fewer than clusters.

    chosen : shape=(n_draws,), the row of the first centroid where none is given
    chances : shape=(n_draws, n_more, CANDIDATES), 0 … 1, of the further ones
    """
    spectra = conjugate_spectra(patterns)
    drawn = np.stack(
        [
            _filled_up(given if len(given) else patterns[first][None], its_chances, patterns, spectra)
            for first, its_chances in zip(chosen, chances)
        ]
    )
    followed, inertias = drawn.copy(), np.full(len(drawn), np.nan)
    for number, centroids in enumerate(drawn):
        try:
            with sweeper(rows, len(centroids)) as sweep:
                end = run_start(sweep, rows, centroids, FIRST_ROUNDS, 0.0, SILENT)
        except TooFewShapes:
            continue
        followed[number], inertias[number] = end.centroids, end.inertia
    return drawn, followed, inertias


def _filled_up(given: np.ndarray, chances: np.ndarray, patterns: np.ndarray, spectra: np.ndarray) -> np.ndarray:
    """Given centroids and one pattern for each row of chances, far from those before it; shape=(k, n_epochs)."""
    found = list(given)
    nearest = np.full(len(patterns), 4.0)
    for centroid in found:
        nearest = np.minimum(nearest, _squares(centroid, spectra))
    for its_chances in chances:
        total = nearest.sum()
        shares = (nearest / total if total > 0 else np.ones(len(nearest))).cumsum()
        candidates = (shares / shares[-1]).searchsorted(its_chances, side="right")
        left = [np.minimum(nearest, _squares(patterns[candidate], spectra)) for candidate in candidates]
        best = int(np.argmin([squares.sum() for squares in left]))  # seldom an outlier
        found.append(patterns[candidates[best]])
        nearest = left[best]
    return np.stack(found)


def _squares(centroid: np.ndarray, spectra: np.ndarray) -> np.ndarray:
    """Squared shape-based distance of every pattern to a centroid; spectra : theirs; shape=(n_rows,)."""
    from scipy import fft

    stop_if_cancelled()
    length = correlation_length(centroid.size)
    correlation = fft.irfft(spectra * fft.rfft(centroid, n=length), n=length, axis=1)
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
    if device == "cpu" and len(firsts) > 1 and isinstance(shapes, np.ndarray) and not travels(len(shapes)):
        return _side_by_side(shapes, np.stack(firsts), run, max_iterations, tolerance)
    found: list[Start] = []
    with sweeper(shapes, len(firsts[0]), device, run.workers) as sweep:
        for first, part in run.report.stages(firsts):
            to_beat = min((start.inertia for start in found), default=np.inf)
            found.append(run_start(sweep, shapes, first, max_iterations, tolerance, part, to_beat))
    return _compared(found)


def _side_by_side(shapes: np.ndarray, firsts: np.ndarray, run: Run, max_iterations: int, tolerance: float) -> Starts:
    """The same, as many starts at once as others compute; what comes out is that of one after the other."""
    found: list[Start] = []
    travel, to_beat = len(shapes) > SEEDING_POINTS, np.inf
    at_once = max(others_at_once(travel=travel), 1)
    groups = [firsts[start : start + at_once] for start in range(0, len(firsts), at_once)]
    for group, part in run.report.stages(groups):
        function = partial(
            _moments, shapes=shapes, max_iterations=max_iterations, tolerance=tolerance, to_beat=to_beat,
            workers=run.workers,
        )  # fmt: skip
        for moments in map_rows(function, [group], 1, together=1, travel=travel, report=part, workers=run.workers):
            if not moments:
                raise _too_few_shapes(firsts.shape[1])
            found.append(next(Start(*start) for at_best, *start in moments if _ends(at_best, to_beat)))
            to_beat = min(to_beat, found[-1].inertia)
    return _compared(found)


def _moments(
    firsts: np.ndarray, *, shapes: np.ndarray, max_iterations: int, tolerance: float, to_beat: float,
    workers: int | None,
) -> list[tuple[Any, ...]]:  # fmt: skip
    """When one start might be left: what it can come to at best, and the fields of ``Start`` then; at last its end.

    firsts : shape=(1, k, n_epochs); to_beat : where it is left for certain
    Empty where shapes are fewer than clusters. Of moments only those are told that promise less than all before.
    """
    found: list[tuple[Any, ...]] = []
    least = -np.inf
    try:
        with sweeper(shapes, len(firsts[0]), workers=workers) as sweep:
            for at_best, start in _rounds(sweep, shapes, firsts[0], max_iterations, tolerance, SILENT):
                if at_best > least or _ends(at_best, to_beat):
                    found.append((at_best, start.labels, start.centroids, start.inertia, start.n_iterations))
                    least = at_best
                if _ends(at_best, to_beat):
                    break
    except TooFewShapes:
        return []
    return found


def _compared(found: Sequence[Start]) -> Starts:
    inertias = np.array([start.inertia for start in found])
    return Starts(found[int(inertias.argmin())], inertias, tuple(start.labels for start in found))


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
    rounds = _rounds(sweep, shapes, centroids, max_iterations, tolerance, report)
    found = next(start for at_best, start in rounds if _ends(at_best, to_beat))
    report.progress(1.0)
    return found


def _rounds(
    sweep: Callable[[np.ndarray, Report], Sweep],
    shapes: np.ndarray | Shapes,
    centroids: np.ndarray,
    max_iterations: int,
    tolerance: float,
    report: Report,
) -> Iterator[tuple[float, Start]]:
    """What a start can come to at best, and how it stands, after each round that tells; −inf and its end at last."""
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
        if iteration > FEWEST_ROUNDS:
            yield lowest(inertia, before, gain), _as_it_stands(swept, centroids, iteration)
    yield -np.inf, _as_it_stands(swept, centroids, iteration)


def _ends(at_best: float, to_beat: float) -> bool:
    """Whether a start has come to its end, or cannot win."""
    return at_best == -np.inf or at_best > to_beat


def _as_it_stands(swept: Sweep, centroids: np.ndarray, iteration: int) -> Start:
    return Start(swept.labels.astype(np.int16), centroids, swept.inertia, iteration)


def lowest(inertia: float, gain_before: float, gain: float) -> float:
    """The inertia that rounds to come lead to at best, each gaining as much less than the last as that did, twice over.

    >>> lowest(0.20, 0.004, 0.002) > 0.17, lowest(0.20, 0.004, 0.003) > 0.17
    (True, False)
    """
    lasting = float(np.clip(gain / gain_before, *LASTING)) if gain_before > 0 else LASTING[1]
    return inertia - 2.0 * gain * lasting / (1.0 - lasting)


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
    raise _too_few_shapes(len(centroids))


class TooFewShapes(SubsidenceError):
    """Fewer series differ from each other than there are clusters asked for."""


def _too_few_shapes(n_clusters: int) -> TooFewShapes:
    return TooFewShapes(
        message(
            "The series have fewer different shapes than the {count} clusters asked for; ask for fewer clusters.",
            count=n_clusters,
        )
    )


def unit_rows(rows: np.ndarray) -> np.ndarray:
    return z_normalize(rows)[0] / np.sqrt(rows.shape[1])
