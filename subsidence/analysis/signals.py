"""Sources that many series share, each a map and a time course: principal and independent components.

Principal components are uncorrelated in space and ordered by variance; what moves differently in different places is
still mixed in them. Independent components (spatial, by fourth moments: Comon 1994, Signal Process. 36, 287–314; for
maps about zero it is the quartimax rotation of factor analysis) come apart where mechanisms act in different places.
The maps are not centred: zero is where nothing moves, and what acts in a part of the area only is nothing elsewhere.
Which of them are more than an accident is told by fitting again on parts of the points from new starts and asking how
alike the maps come back (after ICASO, Himberg et al. 2004, NeuroImage 22, 1214–1222, and ICASAR, Gaddes et al. 2018,
J. Geophys. Res. 123).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..blocks import row_blocks
from ..errors import SubsidenceError
from ..progress import ALONE, Run, stop_if_cancelled
from ..series import decimal_years, years_since
from ..threads import one_thread_pools
from ..wording import message

PCA, ICA = "pca", "ica"
METHODS = (ICA, PCA)
RUNS = 20
PART = 0.5  # of the points, for each run
BLOCKS = 40  # the area is cut into so many pieces, drawn as wholes: neighbours share their noise
SAMPLE = 20_000  # points that the components are learnt from
MOST_COMPONENTS = 7
STABLE = 0.8
ROOM = 1.5
ITERATIONS = 200
TOLERANCE = 1e-5
FEWEST_POINTS, FEWEST_EPOCHS = 20, 10
LEAST_KNOWN = 0.5
ROWS = 20_000


@dataclass(frozen=True)
class Signals:
    """Sources, the one with the largest share of the variance first.

    dates : shape=(n_epochs,)
    course : shape=(n_epochs, n_sources), of standard deviation 1, 0 at the first epoch
    score_mm : shape=(n_points, n_sources), mm for one standard deviation of the course; NaN for a point without series
    variance_share : shape=(n_sources,), of the variance of all series about their means
    stability : shape=(n_sources,), from 0 to 1: how alike the map comes back minus how like the others are
    trend_share, season_share : shape=(n_sources,), of the course's variance in a line, and beside it in a year's wave
    converged : share of the runs that ended; explained : share of the variance that all sources hold together
    """

    dates: np.ndarray
    course: np.ndarray
    score_mm: np.ndarray
    variance_share: np.ndarray
    stability: np.ndarray
    trend_share: np.ndarray
    season_share: np.ndarray
    converged: float
    method: str
    explained: float

    @property
    def n_sources(self) -> int:
        return self.course.shape[1]

    def without(self, displacement_mm: np.ndarray, sources: np.ndarray) -> np.ndarray:
        """The series less some sources (0-based); gaps stay gaps. shape=(n_points, n_epochs)"""
        taken = self.score_mm[:, sources] @ self.course[:, sources].T
        return np.asarray(displacement_mm, dtype=float) - np.nan_to_num(taken)


@one_thread_pools()
def decompose(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    xy_m: np.ndarray,
    n_components: int = 0,
    *,
    method: str = ICA,
    run: Run = ALONE,
) -> Signals:
    """Take series apart.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN where missing.
    dates : ndarray, shape=(n_epochs,)
        Increasing days.
    xy_m : ndarray, shape=(n_points, 2)
        Metres, for the runs.
    n_components : int
        0 finds the largest number whose sources are all stable (``STABLE``), at most 7.
    method : str
        "ica" or "pca".
    run : Run
        Report, seed and threads.

    Returns
    -------
    Signals
        Sources in time, their maps and how stable they are.
    """
    dates = np.asarray(dates, dtype="datetime64[D]")
    values, rows = _filled(displacement_mm)
    _check(values, dates, n_components, method)
    spread = values - values.mean(axis=1, keepdims=True)
    some = np.sort(np.random.default_rng(run.seed).permutation(len(values))[:SAMPLE])
    sample, place = spread[some], np.asarray(xy_m, dtype=float)[rows][some]
    if n_components:
        found = _stable(sample, place, n_components, method, run)
    else:
        found = _largest_stable(sample, place, method, run)
    unmix, converged, stability = found
    course = np.linalg.pinv(unmix)  # (n_epochs, n_sources)
    return _ordered(spread, rows, len(displacement_mm), dates, course, stability, converged, method)


def _filled(displacement_mm: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Series with at least half of their values, gaps straight between them; and their rows."""
    values = np.array(displacement_mm, dtype=float)
    known = np.isfinite(values)
    rows = np.flatnonzero(known.mean(axis=1) >= LEAST_KNOWN)
    values, known = values[rows], known[rows]
    at = np.arange(values.shape[1])
    for row in np.flatnonzero(~known.all(axis=1)):
        stop_if_cancelled()
        values[row] = np.interp(at, at[known[row]], values[row, known[row]])
    return values, rows


def _check(values: np.ndarray, dates: np.ndarray, n_components: int, method: str) -> None:
    if method not in METHODS:
        raise SubsidenceError(
            message("The method “{method}” is not known; use one of {names}.", method=method, names=", ".join(METHODS))
        )
    if len(values) < FEWEST_POINTS or dates.size < FEWEST_EPOCHS:
        raise SubsidenceError(
            message(
                "Sources need at least {points} points with half of their values and {epochs} epochs; there are {count}"
                " and {total}.",
                points=FEWEST_POINTS,
                epochs=FEWEST_EPOCHS,
                count=len(values),
                total=dates.size,
            )
        )
    most = min(len(values), dates.size) - 1
    if n_components > most:
        raise SubsidenceError(
            message("{count} components are more than the series can hold; give at most {most}.", count=n_components,
                    most=most)
        )  # fmt: skip
    if not np.ptp(values) > 0 or np.square(values - values.mean(axis=1, keepdims=True)).sum() <= 1e-12:
        raise SubsidenceError(message("Every series is constant; there is nothing to take apart."))


def _largest_stable(
    sample: np.ndarray, place: np.ndarray, method: str, run: Run
) -> tuple[np.ndarray, float, np.ndarray]:
    """As ``_stable``, for the largest number of components above the noise whose sources are all stable."""
    count = _above_noise(sample)
    for number, part in zip(range(count, 0, -1), run.report.rounds()):
        found = _stable(sample, place, number, method, Run(part, run.seed))
        if number == 1 or found[2].min() >= STABLE:
            return found
    raise AssertionError("one component is always taken")


def _above_noise(sample: np.ndarray) -> int:
    """Number of components whose variance white noise would not give (Marchenko and Pastur 1967, with room to"
    " spare)."""
    variance = np.linalg.eigvalsh(sample.T @ sample / len(sample))[::-1]
    edge = float(np.median(variance)) * ROOM * (1.0 + np.sqrt(sample.shape[1] / len(sample))) ** 2
    return int(np.clip((variance > edge).sum(), 1, min(MOST_COMPONENTS, sample.shape[1] - 1)))


def _unmixing(values: np.ndarray, count: int, method: str, random: np.random.Generator) -> tuple[np.ndarray, bool]:
    """Rows that make scores of series, shape=(count, n_epochs), and whether the search ended."""
    variance, vectors = np.linalg.eigh(values.T @ values / len(values))
    order = np.argsort(variance)[::-1][:count]
    whiten = vectors[:, order].T / np.sqrt(np.maximum(variance[order], 1e-12))[:, None]
    if method == PCA or count == 1:
        return whiten, True
    turn, ended = _fast_ica(values @ whiten.T, random)
    return turn @ whiten, ended


def _fast_ica(white: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, bool]:
    """The rotation of whitened data, shape=(n, k), whose columns are most independent.

    What is made largest is the sum of u⁴ / |z|² over points z and their scores u: fourth moments, as in ICA by
    kurtosis, with strong points held back. It is convex in each row, so this iteration never falls; for maps that do
    not overlap its largest value is at those maps.
    """
    count = white.shape[1]
    weighted = white / np.maximum(np.square(white).sum(axis=1, keepdims=True), 1e-12)
    turn = _orthogonal(random.standard_normal((count, count)))
    for _ in range(ITERATIONS):
        stop_if_cancelled()
        new = _orthogonal(((white @ turn.T) ** 3).T @ weighted)
        change = float(np.abs(np.abs(np.einsum("ij,ij->i", new, turn)) - 1.0).max())
        turn = new
        if change < TOLERANCE:
            return turn, True
    return turn, False


def _orthogonal(matrix: np.ndarray) -> np.ndarray:
    left, _, right = np.linalg.svd(matrix)
    return left @ right


def _stable(
    sample: np.ndarray, place: np.ndarray, count: int, method: str, run: Run
) -> tuple[np.ndarray, float, np.ndarray]:
    """Unmixing from all points, share of runs that ended, and how stable each source is over parts of the points."""
    from scipy.optimize import linear_sum_assignment

    random = np.random.default_rng(run.seed)
    unmix, _ = _unmixing(sample, count, method, random)
    reference = _unit(sample @ unmix.T)
    piece = _pieces(place)
    inside, beside, ended = np.zeros(count), np.zeros(count), 0
    for _ in run.report.each(range(RUNS)):
        drawn = random.permutation(piece.max() + 1)[: max(int(PART * (piece.max() + 1)), 1)]
        rows = np.flatnonzero(np.isin(piece, drawn))
        rows = rows if rows.size > 2 * count else np.arange(len(sample))
        again, good = _unmixing(sample[rows], count, method, random)
        ended += good
        alike = np.abs(reference.T @ _unit(sample @ again.T))
        mine, other = linear_sum_assignment(-alike)
        inside[mine] += alike[mine, other]
        rest = alike.sum(axis=1)
        beside[mine] += (rest[mine] - alike[mine, other]) / max(count - 1, 1)
    return unmix, ended / RUNS, (inside - beside) / RUNS


def _unit(scores: np.ndarray) -> np.ndarray:
    return scores / np.maximum(np.sqrt(np.square(scores).sum(axis=0)), 1e-12)


def _pieces(place: np.ndarray) -> np.ndarray:
    """The piece of the area that each point lies in; shape=(n_points,)."""
    pieces = [np.arange(len(place))]
    while len(pieces) < min(BLOCKS, len(place) // 5):
        largest = max(range(len(pieces)), key=lambda index: pieces[index].size)
        rows = pieces[largest]
        axis = int(np.argmax(np.ptp(place[rows], axis=0)))
        order = rows[np.argsort(place[rows, axis], kind="stable")]
        pieces[largest : largest + 1] = [order[: rows.size // 2], order[rows.size // 2 :]]
    label = np.zeros(len(place), dtype=int)
    for number, rows in enumerate(pieces):
        label[rows] = number
    return label


def _ordered(
    spread: np.ndarray, rows: np.ndarray, n_points: int, dates: np.ndarray, course: np.ndarray, stability: np.ndarray,
    converged: float, method: str,
) -> Signals:  # fmt: skip
    """Scale and sign of the sources, scores of all points by least squares, the largest share first."""
    course = course - course.mean(axis=0)
    course = course / np.maximum(course.std(axis=0), 1e-12)
    scores = np.empty((len(spread), course.shape[1]))
    solve = np.linalg.pinv(course)
    for block in row_blocks(len(spread), ROWS):
        scores[block] = spread[block] @ solve.T
    # a course rises where most of its motion sinks with a minus: so scores of subsidence are negative
    sign = np.where(course[-1] - course[0] >= 0, 1.0, -1.0)
    course, scores = course * sign, scores * sign
    share = np.square(scores).sum(axis=0) * len(dates) / max(np.square(spread).sum(), 1e-12)
    rest = spread - scores @ course.T
    explained = 1.0 - float(np.square(rest).sum() / max(np.square(spread).sum(), 1e-12))
    order = np.argsort(-share, kind="stable")
    course, scores, share, stability = course[:, order], scores[:, order], share[order], stability[order]
    whole = np.full((n_points, course.shape[1]), np.nan)
    whole[rows] = scores
    trend, season = _shares(course, dates)
    return Signals(
        dates, course - course[:1], whole, share, np.clip(stability, 0.0, 1.0), trend, season, converged, method,
        explained,
    )  # fmt: skip


def _shares(course: np.ndarray, dates: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share of each course's variance in a straight line, and what a year's wave holds beside it."""
    years, angle = years_since(dates), 2.0 * np.pi * decimal_years(dates)
    line = np.column_stack([np.ones(years.size), years])
    wave = np.column_stack([line, np.sin(angle), np.cos(angle), np.sin(2 * angle), np.cos(2 * angle)])
    total = np.square(course - course.mean(axis=0)).sum(axis=0)

    def rest(design: np.ndarray) -> np.ndarray:
        return np.square(course - design @ np.linalg.lstsq(design, course, rcond=None)[0]).sum(axis=0)

    after_line = rest(line)
    return 1.0 - after_line / total, (after_line - rest(wave)) / total
