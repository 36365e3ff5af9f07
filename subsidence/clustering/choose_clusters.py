"""How many clusters: inertia, silhouette and stability for every number, and the knee by a stated rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report, Run
from ..threads import one_thread_pools
from ..wording import message
from .kshape import KShapeResult, check_input, rows_with_shape
from .shape_distance import shape_based_distances, z_normalize
from .starts import Seeder, Starts, best_of_starts

ELBOW_POINTS = 4_000  # series that take part in the search, drawn at random from larger layers
MOST_STARTS = 2  # for each number, and one from the clusters of the number before
SEARCH_TOLERANCE = 5e-5  # of the inertia, from one iteration to the next
SILHOUETTE_POINTS = 800


@dataclass(frozen=True)
class ClusterChoice:
    """The search for the number of clusters; all arrays shape=(n_tried,).

    n_clusters : the number at the knee
    tried : 1, 2, …
    inertia : mean squared distance to the own centroid, best of the starts
    silhouette : mean silhouette by shape-based distance on a sample, −1 … 1; NaN for one cluster
    stability : mean adjusted Rand index of the other starts with the best; 1 for one cluster
    depth : how far the root of the inertia, scaled to 0 … 1, lies below the straight line from first to last
    n_points : series that took part
    reason : in words
    """

    n_clusters: int
    tried: np.ndarray
    inertia: np.ndarray
    silhouette: np.ndarray
    stability: np.ndarray
    depth: np.ndarray
    n_points: int
    reason: str


def knee_depth(inertia: np.ndarray) -> np.ndarray:
    """Depth of the root-mean-square distance below the chord from first to last, both axes scaled to 0 … 1.

    The knee is where it is largest (Satopää et al. 2011, without smoothing). The root is taken because
    the inertia is a square: its first fall would hide a second one that matters as much in distance.

    >>> knee_depth(np.array([16.0, 4.0, 1.0, 0.25, 0.0])).round(2).tolist()
    [0.0, 0.25, 0.25, 0.12, 0.0]
    """
    distance = np.sqrt(np.asarray(inertia, dtype=float))
    fall = distance[0] - distance[-1]
    if len(distance) < 3 or fall <= 0:
        return np.zeros(len(distance))
    return np.linspace(1.0, 0.0, len(distance)) - (distance - distance[-1]) / fall


def silhouette(distances: np.ndarray, labels: np.ndarray) -> float:
    """Mean silhouette (Rousseeuw 1987) from a matrix of distances between points, shape=(n, n).

    A point alone in its cluster counts 0; NaN where there is one cluster only.
    """
    numbers = np.unique(labels)
    if numbers.size < 2:
        return float("nan")
    members = labels[:, None] == numbers  # (n, k)
    sums = distances @ members
    sizes = members.sum(axis=0)
    own = members.argmax(axis=1)
    rows = np.arange(len(labels))
    inside = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    means = sums / sizes
    means[rows, own] = np.inf
    outside = means.min(axis=1)
    largest = np.maximum(inside, outside)
    score = np.where(largest > 0, (outside - inside) / np.where(largest > 0, largest, 1.0), 0.0)
    return float(np.where(sizes[own] > 1, score, 0.0).mean())


@one_thread_pools()
def choose_clusters(
    series: np.ndarray,
    max_clusters: int,
    *,
    n_starts: int = 10,
    seed: int = 0,
    report: Report = SILENT,
) -> ClusterChoice:
    """Cluster with 1, 2, … ``max_clusters`` clusters and find the knee of the inertia.

    Parameters
    ----------
    series : ndarray, shape=(n_points, n_epochs)
        Rows without a shape take no part, nor, in a layer of more than ``ELBOW_POINTS`` series, those that the draw
        leaves out.
    max_clusters : int
        The largest number that is tried.
    n_starts : int
        Starts of each number, at most two, beside one from the clusters of the number before.
    seed : int
        The same seed gives the same choice.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    ClusterChoice
        ``n_clusters``, the reason in words, and inertia, silhouette and agreement of starts of every number tried.

    Raises
    ------
    SubsidenceError
        With fewer than 3 as the largest number to try.

    Notes
    -----
    The knee is where the curve of root-mean-square distances lies deepest below its chord. It is always found, also in
    noise: the agreement of the starts says whether the clusters are in the data.

    Examples
    --------
    >>> time = np.linspace(0.0, 1.0, 30)
    >>> noise = np.random.default_rng(0).normal(0.0, 0.05, (40, 30))
    >>> rows = np.where(np.arange(40)[:, None] < 20, -time, np.sin(9.0 * time)) + noise
    >>> choose_clusters(rows, 5, n_starts=3).n_clusters
    2
    """
    if max_clusters < 3:
        raise SubsidenceError(
            message("The search for the number of clusters needs at least 3 as the largest number to try.")
        )
    random = np.random.default_rng(seed)
    usable = np.flatnonzero(rows_with_shape(series))
    if not usable.size:
        check_input(np.shape(series), 0, 1, n_starts)
    rows = np.asarray(series)[np.sort(random.choice(usable, min(ELBOW_POINTS, usable.size), replace=False))]
    max_clusters = min(max_clusters, len(rows))
    sample = np.sort(random.choice(len(rows), min(SILHOUETTE_POINTS, len(rows)), replace=False))
    report.progress(0.0)
    between = shape_based_distances(rows[sample], rows[sample])
    shapes = z_normalize(rows, np.float32)[0] / np.float32(np.sqrt(rows.shape[1]))
    tried = np.arange(1, max_clusters + 1)
    found: list[Starts] = []
    seeder = Seeder(shapes, np.random.RandomState(seed))
    for number, part in report.stages(tried, tried + 1.0):
        firsts = seeder.firsts(int(number), min(n_starts, MOST_STARTS) if number > 1 else 1)
        if found:  # what one cluster less has learnt
            firsts.insert(0, seeder.one_more(found[-1].best.centroids))
        found.append(best_of_starts(shapes, firsts, Run(part, seed), tolerance=SEARCH_TOLERANCE))
    inertia = [starts.best.inertia for starts in found]
    scores = [silhouette(between, starts.best.labels[sample]) for starts in found]
    stability = [starts.mean_agreement for starts in found]
    depth = knee_depth(np.array(inertia))
    chosen = int(tried[depth.argmax()])
    reason = message(
        "{chosen} clusters: of 1 … {tried} the root-mean-square distance bends most there"
        " ({one:.3g} for one cluster, {there:.3g} for {chosen}, {most:.3g} for {tried}; largest"
        " depth below the line from first to last)",
        chosen=chosen,
        tried=tried[-1],
        one=np.sqrt(inertia[0]),
        there=np.sqrt(inertia[chosen - 1]),
        most=np.sqrt(inertia[-1]),
    )
    if chosen > 1:
        reason += message(
            "; silhouette {scores:.2f}, agreement between starts {stability:.2f}",
            scores=scores[chosen - 1],
            stability=stability[chosen - 1],
        )
    return ClusterChoice(
        chosen, tried, np.array(inertia), np.array(scores), np.array(stability), depth, len(rows), reason + "."
    )


def starts_in_words(result: KShapeResult) -> str:
    """Whether what was kept was found again: the starts that ended as well as the best one, and how they agree."""
    n_starts = result.start_inertias.size
    if n_starts < 2:
        return stability_in_words(float("nan"))
    alike = int(result.equally_good.sum())
    if alike < 2:
        return message(
            "The kept solution is better than that of any other of the {count} starts; more starts would tell whether"
            " it is found again.",
            count=n_starts,
        )
    agreement = result.kept_agreement
    if agreement >= 0.9:
        return message(
            "{alike} of {count} starts ended in the kept solution (agreement {agreement:.2f}); the others ended in"
            " worse ones and were dropped.",
            alike=alike,
            count=n_starts,
            agreement=agreement,
        )
    return message(
        "{alike} of {count} starts ended as well as the kept solution but share out the points differently (adjusted"
        " Rand index {agreement:.2f}), so do not lean on the borders between clusters; take more smoothing or fewer"
        " clusters.",
        alike=alike,
        count=n_starts,
        agreement=agreement,
    )


def in_doubt(result: KShapeResult) -> bool:
    """Whether solutions that are equally good differ, or none was found again where the starts differ."""
    if result.start_inertias.size < 2:
        return False
    agreement = result.kept_agreement
    return agreement < 0.7 if np.isfinite(agreement) else result.stability < 0.7


def stability_in_words(stability: float) -> str:
    """What an agreement between starts means for the reader."""
    if not np.isfinite(stability):
        return message("Only one start was made, so it is unknown whether another would find the same clusters.")
    if stability >= 0.9:
        words = message("the starts find the same clusters")
    elif stability >= 0.7:
        words = message("the starts find much the same clusters; points with a small margin may change theirs")
    else:
        words = message(
            "the starts find different clusters, so do not lean on the borders between them; take"
            " more starts, more smoothing or fewer clusters"
        )
    return message(
        "Agreement between starts (adjusted Rand index) {stability:.2f}: {words}.", stability=stability, words=words
    )
