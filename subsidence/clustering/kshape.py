"""K-Shape: clusters of series that have the same shape, whatever their size and timing.

Source: Paparrizos and Gravano, k-Shape: Efficient and Accurate Clustering of Time Series, SIGMOD 2015.
The loop and its stopping rule are those of tslearn, so that the same start leads to the same answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report, stop_if_cancelled
from ..wording import message
from .agreement import adjusted_rand_index
from .shape_distance import extract_shape, z_normalize
from .sweep import nearest_two, sweeper
from .sweep_result import Sweep

NO_CLUSTER = -1
MAX_ITERATIONS = 100
TOLERANCE = 1e-6  # of the inertia, from one iteration to the next
SINGLE_PRECISION_ABOVE = 2_000_000  # values; below, double precision costs nothing worth saving


@dataclass(frozen=True)
class KShapeResult:
    """Clusters, and how sure they are.

    labels : shape=(n_points,), 0 … k − 1; −1 where the series is constant or has missing values
    centroids : shape=(k, n_epochs), z-normalized
    distances : shape=(n_points,), shape-based distance to the own centroid, 0 … 2; NaN without label
    margins : shape=(n_points,), distance to the second nearest centroid minus ``distances``; near 0 the
        point lies between two clusters; NaN without label or where k = 1
    inertia : mean of squared ``distances``
    n_iterations : of the best start
    start_inertias : shape=(n_starts,)
    start_agreement : shape=(n_starts,), adjusted Rand index of each start's labels with the best start's
    """

    labels: np.ndarray
    centroids: np.ndarray
    distances: np.ndarray
    margins: np.ndarray
    inertia: float
    n_iterations: int
    start_inertias: np.ndarray
    start_agreement: np.ndarray

    @property
    def n_clusters(self) -> int:
        return len(self.centroids)

    @property
    def stability(self) -> float:
        """Mean agreement of the other starts with the best one; NaN for a single start."""
        others = np.delete(self.start_agreement, int(np.argmin(self.start_inertias)))
        return float(others.mean()) if others.size else float("nan")


def kshape(
    series: np.ndarray,
    n_clusters: int,
    *,
    n_starts: int = 10,
    seed: int = 0,
    report: Report = SILENT,
    initial_centroids: np.ndarray | None = None,
    max_iterations: int = MAX_ITERATIONS,
    tolerance: float = TOLERANCE,
    device: str = "cpu",
    workers: int | None = None,
) -> KShapeResult:
    """Cluster series by shape; of several random starts the one with the lowest inertia is kept.

    Parameters
    ----------
    series : ndarray, shape=(n_points, n_epochs)
        Any unit, on a regular time step. Rows with missing values and constant rows have no shape: they are left out
        and get label −1.
    n_clusters : int
        How many clusters there are; ``choose_clusters`` finds a number.
    n_starts : int
        Random starts; each takes ``n_clusters`` of the series as first centroids, drawn as tslearn 0.7 and newer draw
        them from the same ``seed``.
    seed : int
        The same seed gives the same result.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.
    initial_centroids : ndarray, shape=(n_clusters, n_epochs), optional
        Takes the place of the random starts.
    max_iterations : int
        A start ends after so many rounds at the latest.
    tolerance : float
        A start ends when the inertia changes by less, or grows.
    device : str
        "cpu", or what torch calls a device, such as "cuda".
    workers : int, optional
        Threads; by default one for each core.

    Returns
    -------
    KShapeResult
        ``labels``, ``centroids``, ``distances``, ``margins``, ``inertia`` and how much the starts agree.

    Raises
    ------
    SubsidenceError
        With fewer than three epochs, or fewer series with a shape than clusters.

    Notes
    -----
    After Paparrizos and Gravano, k-Shape: Efficient and Accurate Clustering of Time Series, SIGMOD 2015. An empty
    cluster is started anew at the series that fits its cluster worst. Large data are swept in single precision; the
    labels, distances and the inertia that are returned are always computed in double precision from the final
    centroids.

    Examples
    --------
    >>> time = np.linspace(0.0, 1.0, 20)
    >>> rows = np.stack([-time, -2.0 * time, np.sin(12.0 * time), 5.0 * np.sin(12.0 * time)])
    >>> kshape(rows, 2, seed=1).labels.tolist() in ([0, 0, 1, 1], [1, 1, 0, 0])
    True
    """
    series = np.asarray(series)
    if series.ndim != 2:
        raise SubsidenceError(
            message("K-Shape needs one row per series; the input has shape {count}.", count=series.shape)
        )
    dtype = np.float64 if series.size <= SINGLE_PRECISION_ABOVE else np.float32
    shapes, has_shape = z_normalize(series, dtype)
    shapes /= np.sqrt(max(series.shape[1], 1))  # unit length: a cross-correlation is then its own normalization
    if not has_shape.all():
        shapes = shapes[has_shape]
    check_input(series.shape, len(shapes), n_clusters, n_starts)

    random = np.random.RandomState(seed)
    starts = 1 if initial_centroids is not None else n_starts
    best: _Start | None = None
    labels_of_starts, inertias = [], []
    with sweeper(shapes, n_clusters, device, workers) as sweep:
        for _, part in report.stages(range(starts)):
            if initial_centroids is None:
                first = shapes[random.choice(len(shapes), n_clusters, replace=False)]
            else:
                first = unit_rows(np.asarray(initial_centroids, dtype=np.float64))
            outcome = _run_start(sweep, shapes, first, max_iterations, tolerance, part)
            labels_of_starts.append(outcome.labels)
            inertias.append(outcome.inertia)
            if best is None or outcome.inertia < best.inertia:
                best = outcome
    assert best is not None  # there is at least one start
    labels, nearest, second = nearest_two(shapes, best.centroids, workers)
    return KShapeResult(
        labels=spread_over_rows(labels, has_shape, NO_CLUSTER),
        centroids=best.centroids * np.sqrt(series.shape[1]),
        distances=spread_over_rows(nearest, has_shape, np.nan),
        margins=spread_over_rows(second - nearest, has_shape, np.nan),
        inertia=float(np.mean(nearest**2)),
        n_iterations=best.n_iterations,
        start_inertias=np.array(inertias),
        start_agreement=np.array([adjusted_rand_index(best.labels, other) for other in labels_of_starts]),
    )


def predict_clusters(
    series: np.ndarray, centroids: np.ndarray, *, workers: int | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Labels, distances and margins of new series for known centroids, as in ``KShapeResult``.

    Parameters
    ----------
    series : ndarray, shape=(n_points, n_epochs)
        On the epochs of the centroids; any unit.
    centroids : ndarray, shape=(k, n_epochs)
        Of a ``KShapeResult``.
    workers : int, optional
        Threads; by default one for each core.

    Returns
    -------
    tuple of ndarray
        Labels, distances and margins, each shape=(n_points,).

    Raises
    ------
    SubsidenceError
        Where series and centroids have different numbers of epochs.
    """
    series, centroids = np.asarray(series), np.asarray(centroids, dtype=np.float64)
    if series.shape[1] != centroids.shape[1]:
        raise SubsidenceError(
            message(
                "The series have {count} epochs and the cluster shapes {total}; bring the series to"
                " the epochs of the shapes.",
                count=series.shape[1],
                total=centroids.shape[1],
            )
        )
    shapes, has_shape = z_normalize(series)
    labels, nearest, second = nearest_two(shapes[has_shape] / np.sqrt(series.shape[1]), unit_rows(centroids), workers)
    return (
        spread_over_rows(labels, has_shape, NO_CLUSTER),
        spread_over_rows(nearest, has_shape, np.nan),
        spread_over_rows(second - nearest, has_shape, np.nan),
    )


def mean_shapes(series: np.ndarray, labels: np.ndarray, n_clusters: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the members of each cluster do on the dates themselves.

    Parameters
    ----------
    series : ndarray, shape=(n_points, n_epochs)
        As clustered.
    labels : ndarray, shape=(n_points,)
        0-based; negative = none.
    n_clusters : int
        How many there are; one without members gets NaN.

    Returns
    -------
    tuple of ndarray
        Mean, 16th and 84th percentile of the normalized series, each shape=(n_clusters, n_epochs).

    Notes
    -----
    A centroid is made of members that were moved in time until they fit, with zeros moving in; where many were moved it
    starts or ends with a bend that no member has. These curves have none.
    """
    normalized, has_shape = z_normalize(np.asarray(series))
    curves = np.full((3, n_clusters, normalized.shape[1]), np.nan)
    for number in range(n_clusters):
        stop_if_cancelled()
        members = normalized[has_shape & (labels == number)]
        if len(members):
            curves[0, number] = members.mean(axis=0)
            curves[1:, number] = np.percentile(members, [16, 84], axis=0)
    return curves[0], curves[1], curves[2]


def in_order(result: KShapeResult, value_of_point: np.ndarray) -> KShapeResult:
    """The same clusters numbered by the mean of a value over their points, smallest first.

    Parameters
    ----------
    result : KShapeResult
        What is to be renumbered.
    value_of_point : ndarray, shape=(n_points,)
        Such as the rate: cluster 0 then is the one that sinks most; NaN is left out.

    Returns
    -------
    KShapeResult
        The same clusters under their new numbers.
    """
    known = np.isfinite(value_of_point)
    means = np.full(result.n_clusters, np.inf)
    for number in range(result.n_clusters):
        members = value_of_point[known & (result.labels == number)]
        means[number] = members.mean() if members.size else np.inf
    order = np.argsort(means, kind="stable")
    new_number = np.append(np.argsort(order), NO_CLUSTER)  # the last entry serves label −1
    values = {**result.__dict__, "labels": new_number[result.labels], "centroids": result.centroids[order]}
    return KShapeResult(**values)


@dataclass(frozen=True)
class _Start:
    """How one start ended; ``centroids`` of unit length, shape=(k, n_epochs)."""

    labels: np.ndarray
    centroids: np.ndarray
    inertia: float
    n_iterations: int


def _run_start(
    sweep: Callable[[np.ndarray, Report], Sweep],
    shapes: np.ndarray,
    centroids: np.ndarray,
    max_iterations: int,
    tolerance: float,
    report: Report,
) -> _Start:
    first = np.array(centroids, dtype=np.float64)
    rounds = report.rounds()  # the end cannot be foreseen
    centroids, swept = _without_empty_clusters(sweep, shapes, first, next(rounds))
    inertia = np.inf
    n_iterations = 0
    for part in islice(rounds, max_iterations):
        n_iterations += 1
        stop_if_cancelled()
        extracted = unit_rows(np.stack([extract_shape(s, t) for s, t in zip(swept.scatter, swept.total)]))
        new_centroids, new = _without_empty_clusters(sweep, shapes, extracted, part)
        if abs(inertia - new.inertia) < tolerance or new.inertia > inertia:
            break  # the centroids before this step are kept, as in tslearn
        centroids, swept, inertia = new_centroids, new, new.inertia
    report.progress(1.0)
    return _Start(swept.labels.astype(np.int16), centroids, swept.inertia, n_iterations)


def _without_empty_clusters(
    sweep: Callable[[np.ndarray, Report], Sweep], shapes: np.ndarray, centroids: np.ndarray, report: Report
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


def check_input(shape: tuple[int, ...], n_usable: int, n_clusters: int, n_starts: int) -> None:
    if shape[1] < 3:
        raise SubsidenceError(message("K-Shape needs at least 3 epochs; the series have {count}.", count=shape[1]))
    if n_clusters < 1 or n_starts < 1:
        raise SubsidenceError(message("K-Shape needs at least one cluster and one start."))
    if n_usable == 0:
        raise SubsidenceError(
            message("Every series is constant or has missing values, so there are no shapes to compare.")
        )
    if n_usable < n_clusters:
        raise SubsidenceError(
            message(
                "There are {n_usable} series with a shape, fewer than the {n_clusters} clusters asked"
                " for; ask for fewer clusters.",
                n_usable=n_usable,
                n_clusters=n_clusters,
            )
        )


def unit_rows(rows: np.ndarray) -> np.ndarray:
    return z_normalize(rows)[0] / np.sqrt(rows.shape[1])


def spread_over_rows(values: np.ndarray, where: np.ndarray, otherwise: float) -> np.ndarray:
    """Values of the rows that took part, back among all rows."""
    if where.all():
        return values
    everywhere = np.full(where.size, otherwise, dtype=values.dtype)
    everywhere[where] = values
    return everywhere
