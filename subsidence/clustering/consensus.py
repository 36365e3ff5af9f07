"""Clusters that many runs agree on, and how far a clustering depends on chance and on single epochs.

One run of K-Shape ends in one of several nearly equal answers. A consensus runs it often, each time on other series,
and asks which points come together again and again (co-association; Fred and Jain, IEEE Trans. Pattern Anal. 27, 2005;
Monti et al., Machine Learning 52, 2003).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..progress import ALONE, Run
from ..threads import one_thread_pools
from ..wording import message
from .agreement import adjusted_rand_index
from .kshape import KShapeResult, drawn, kshape, predict_clusters, rows_with_shape
from .shape_distance import z_normalize

PROBES = 1_500  # series whose coming together is counted
DRAWN_SERIES = 4_000  # of which each run gets its share
SHARE = 0.8  # of the series in each run
CHECKED_SERIES = 500  # on which the agreement of seeds and of epochs is measured


@dataclass(frozen=True)
class Consensus:
    """What many runs agree on.

    result : the clusters, from the shapes that the consensus gives
    sure : shape=(n_points,), share of the runs that put the point where the consensus has it; NaN without label
    agreement : mean adjusted Rand index of the runs with the consensus
    n_runs : how many there were
    """

    result: KShapeResult
    sure: np.ndarray
    agreement: float
    n_runs: int

    def describe(self) -> str:
        """In words."""
        return message(
            "Consensus of {count} runs, each on other series: they agree with it to {agreement:.2f} (adjusted Rand"
            " index), and {sure:.0%} of the points came out the same in nine of ten runs.",
            count=self.n_runs,
            agreement=self.agreement,
            sure=float((self.sure[self.result.labels >= 0] >= 0.9).mean()),
        )


@dataclass(frozen=True)
class Reliability:
    """Adjusted Rand index of two clusterings of the same points.

    seeds : of two seeds; epochs : of the odd and the even epochs; n_points : on which it was measured
    """

    seeds: float
    epochs: float
    n_points: int


@one_thread_pools()
def consensus(series: np.ndarray, n_clusters: int, *, n_runs: int = 20, run: Run = ALONE) -> Consensus:
    """Cluster by what many runs agree on.

    Parameters
    ----------
    series : ndarray, shape=(n_points, n_epochs)
        As for ``kshape``.
    n_clusters : int
        How many there are.
    n_runs : int
        Runs of one start each, on ``SHARE`` of the series (of ``DRAWN_SERIES`` at most).
    run : Run
        Seed, threads and whom to tell the progress.

    Returns
    -------
    Consensus
        Clusters, and how sure each point's is.

    Raises
    ------
    SubsidenceError
        As ``kshape``, and where only one series has a shape.

    Notes
    -----
    How often two series come together is counted among ``PROBES`` series; average linkage of what they lack of always
    gives the clusters, whose mean shapes a last run of K-Shape on all series begins with.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.optimize import linear_sum_assignment
    from scipy.spatial.distance import squareform

    series = np.asarray(series)
    usable = np.flatnonzero(rows_with_shape(series))
    if usable.size == 1:
        raise SubsidenceError(message("A consensus needs two series with a shape at least."))
    random = np.random.RandomState(run.seed)
    pool = drawn(usable, DRAWN_SERIES, random)
    probes = drawn(pool, PROBES, random)
    running, ending = run.parts(9, 1)
    together = np.zeros((probes.size, probes.size))
    shapes, labels = [], []
    for _, part in running.report.stages(range(n_runs)):
        some = drawn(pool, max(int(SHARE * pool.size), min(pool.size, n_clusters)), random)
        found = kshape(
            series[some], n_clusters, n_starts=1, seed=int(random.randint(2**31 - 1)), report=part, workers=run.workers
        )
        shapes.append(found.centroids)
        labels.append(predict_clusters(series[probes], found.centroids, workers=run.workers)[0])
        together += labels[-1][:, None] == labels[-1][None, :]
    apart = 1.0 - together / n_runs
    agreed = fcluster(linkage(squareform(apart, checks=False), "average"), n_clusters, "maxclust") - 1
    normalized = z_normalize(series[probes])[0]
    first = np.stack([normalized[agreed == number].mean(axis=0) for number in range(agreed.max() + 1)])
    result = kshape(
        series, len(first), initial_centroids=first, seed=run.seed, report=ending.report, workers=run.workers
    )
    same, known = np.zeros(len(series)), result.labels >= 0
    for centroids in shapes:
        own = predict_clusters(series, centroids, workers=run.workers)[0]
        shared = np.zeros((len(centroids), result.n_clusters))
        np.add.at(shared, (own[known], result.labels[known]), 1.0)
        mine, theirs = linear_sum_assignment(-shared)
        names = np.full(len(centroids), -1)
        names[mine] = theirs
        same[known] += names[own[known]] == result.labels[known]
    agreement = float(np.mean([adjusted_rand_index(result.labels[probes], own) for own in labels]))
    return Consensus(result, np.where(known, same / n_runs, np.nan), agreement, n_runs)


def reliability(
    displacement_mm: np.ndarray,
    smoothed: Callable[[np.ndarray, int], np.ndarray],
    clustered: Callable[[np.ndarray, int], np.ndarray],
    *,
    seed: int = 0,
) -> Reliability:
    """How far a clustering depends on the seed and on single epochs.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        On a regular step, not smoothed.
    smoothed : callable
        Rows and the number of steps from one epoch to the next, to smoothed rows.
    clustered : callable
        Smoothed rows and a seed, to labels from 0; negative = none.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    Reliability
        Agreement of two seeds, and of the odd and even epochs, on ``CHECKED_SERIES`` series at most.

    Raises
    ------
    SubsidenceError
        As the clustering.
    """
    usable = np.flatnonzero(rows_with_shape(displacement_mm))
    rows = np.asarray(displacement_mm[drawn(usable, CHECKED_SERIES, np.random.RandomState(seed))])
    whole = smoothed(rows, 1)
    pairs = [
        (clustered(whole, seed), clustered(whole, seed + 1)),
        (clustered(smoothed(rows[:, ::2], 2), seed), clustered(smoothed(rows[:, 1::2], 2), seed)),
    ]
    found = []
    for one, other in pairs:
        both = (one >= 0) & (other >= 0)
        found.append(adjusted_rand_index(one[both], other[both]))
    return Reliability(found[0], found[1], len(rows))
