"""K-Shape: clusters of series that have the same shape, whatever their size and timing.

Source: Paparrizos and Gravano, k-Shape: Efficient and Accurate Clustering of Time Series, SIGMOD 2015.
How it begins and iterates stands in ``starts.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..blocks import computes_elsewhere, map_rows, row_blocks
from ..errors import SubsidenceError
from ..progress import SILENT, Report, Run, stop_if_cancelled
from ..tabular.shared_rows import Mark, SharedRows, shared, some_rows
from ..threads import one_thread_pools
from ..wording import message
from .shape_distance import rows_that_have_shape, z_normalize
from .starts import MAX_ITERATIONS, TOLERANCE, Seeder, best_of_starts, unit_rows
from .sweep import NearestTwo, travels

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

NO_CLUSTER = -1
EQUALLY_GOOD = 0.02  # relative difference of inertias that tells no solution from another
STARTING_POINTS = 4_000  # series on which starts are compared, drawn at random from larger layers
TRAINING_POINTS = 50_000  # series from which the best start's shapes are made
ASSIGNED_AT_ONCE = 4_096  # series in a block of the last assignment
ASSIGNED_TOGETHER = 16  # such blocks go to another process at once
LOOKED_AT_TOGETHER = 24  # such blocks, of which it is only asked which series have a shape
SINGLE_PRECISION_ABOVE = 100_000  # values; below, double precision costs nothing worth saving


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
    start_inertias : shape=(n_starts,), over the series on which starts are compared
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

    @property
    def equally_good(self) -> np.ndarray:
        """Which starts ended as well as the best, within ``EQUALLY_GOOD`` of its inertia; shape=(n_starts,), bool."""
        return self.start_inertias <= (1.0 + EQUALLY_GOOD) * self.start_inertias.min()

    @property
    def kept_agreement(self) -> float:
        """Mean agreement of the other starts that ended as well as the best one; NaN where there is none."""
        alike = self.equally_good
        alike[int(np.argmin(self.start_inertias))] = False
        return float(self.start_agreement[alike].mean()) if alike.any() else float("nan")


@one_thread_pools()
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
    """Cluster series by shape; of several starts the one with the lowest inertia is kept.

    Parameters
    ----------
    series : ndarray, shape=(n_points, n_epochs)
        Any unit, on a regular time step. Rows with missing values and constant rows have no shape: they are left out
        and get label −1.
    n_clusters : int
        How many clusters there are; ``choose_clusters`` finds a number.
    n_starts : int
        Starts from shapes that lie far apart (k-means++ in shape-based distance). Above ``STARTING_POINTS`` series they
        are compared on a sample, and one that cannot win is left early.
    seed : int
        The same seed gives the same result.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.
    initial_centroids : ndarray, shape=(n_clusters, n_epochs), optional
        Takes the place of the starts.
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
    cluster is started anew at the series that fits its cluster worst. Large data are swept in single precision, and
    above ``TRAINING_POINTS`` series the shapes come from a sample; the labels, distances and the inertia that are
    returned are always computed for every series in double precision from the final centroids.

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
    has_shape = rows_with_shape(series)
    usable = np.flatnonzero(has_shape)
    check_input(series.shape, usable.size, n_clusters, n_starts)
    dtype = np.float64 if series.size <= SINGLE_PRECISION_ABOVE else np.float32
    random = np.random.RandomState(seed)
    training = drawn(usable, TRAINING_POINTS, random)
    shapes = _shapes(series, training, dtype, device)
    run = Run(report, seed, workers)
    options: dict[str, Any] = {"device": device, "max_iterations": max_iterations, "tolerance": tolerance}
    if initial_centroids is not None:
        starts = best_of_starts(shapes, [unit_rows(np.asarray(initial_centroids, dtype=np.float64))], run, **options)
        best, n_compared = starts.best, training.size
    else:
        compared = drawn(np.arange(training.size), STARTING_POINTS, random)
        few = shapes if isinstance(shapes, np.ndarray) and compared.size == training.size else shapes[compared]
        firsts = Seeder(few, random).firsts(n_clusters, n_starts)
        starting, finishing = run.parts(n_starts * compared.size, training.size - compared.size)
        starts = best_of_starts(few, firsts, starting, **options)
        best, n_compared = starts.best, compared.size
        if n_compared < training.size:
            best = best_of_starts(shapes, [best.centroids], finishing, **options).best
    if n_compared < usable.size:
        report.info(
            message(
                "K-Shape: the starts were compared on {compared} of {all} series, the best went on with {trained}, and"
                " all were assigned to its shapes.",
                compared=n_compared,
                all=usable.size,
                trained=training.size,
            )
        )
    labels, nearest, second = _assigned(series, has_shape, best.centroids, workers)
    return KShapeResult(
        labels=labels,
        centroids=best.centroids * np.sqrt(series.shape[1]),
        distances=nearest,
        margins=second - nearest,
        inertia=float(np.mean(nearest[usable] ** 2)),
        n_iterations=best.n_iterations,
        start_inertias=starts.inertias,
        start_agreement=starts.agreement,
    )


def unit_shapes(series: np.ndarray, dtype: DTypeLike) -> np.ndarray:
    """Rows with mean 0 and length 1, so that a cross-correlation is its own normalization; zeros without a shape."""
    shapes = z_normalize(series, dtype)[0]
    shapes /= np.sqrt(series.shape[1])
    return shapes


@dataclass(frozen=True)
class ShapesOfRows:
    """``unit_shapes`` of some rows of series in a file, made where they are needed; index : shape=(n_some,)."""

    series: SharedRows
    index: np.ndarray
    dtype: np.dtype
    n_epochs: int

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.index), self.n_epochs

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, rows: Any) -> np.ndarray:
        wanted = self.index[rows]
        found = unit_shapes(some_rows(self.series, np.atleast_1d(wanted)), self.dtype)
        return found if np.ndim(wanted) else found[0]

    def shared(self) -> ShapesOfRows:
        """Itself."""
        return self

    def cut(self, rows: slice) -> ShapesOfRows:
        """Only these rows."""
        return replace(self, index=self.index[rows])

    def marks(self) -> Sequence[Mark]:
        """Of the files of the series."""
        return self.series.marks()


def _shapes(series: np.ndarray, index: np.ndarray, dtype: DTypeLike, device: str) -> np.ndarray | ShapesOfRows:
    """``unit_shapes`` of some rows; workers that see the file of the series make them for themselves."""
    if computes_elsewhere() and device == "cpu" and travels(len(index)):
        rows = shared(series)
        if rows is not None:
            return ShapesOfRows(rows, index, np.dtype(dtype), series.shape[1])
    return unit_shapes(series[index], dtype)


def drawn(rows: np.ndarray, most: int, random: np.random.RandomState) -> np.ndarray:
    """``rows``, or as many of them as ``most`` where there are more, in order."""
    return rows if rows.size <= most else np.sort(random.choice(rows, most, replace=False))


def rows_with_shape(series: np.ndarray) -> np.ndarray:
    """Which rows are complete and not constant, block by block; shape=(n_points,)."""
    found = map_rows(rows_that_have_shape, [series], ASSIGNED_AT_ONCE, together=LOOKED_AT_TOGETHER)
    return np.concatenate(found) if found else np.zeros(0, dtype=bool)


def _assigned(
    series: np.ndarray, has_shape: np.ndarray, centroids: np.ndarray, workers: int | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Labels, nearest and second distance of all rows, block by block; centroids are unit vectors."""
    assign = partial(_assign, centroids=centroids)
    pieces = map_rows(
        assign, [series, has_shape], ASSIGNED_AT_ONCE, together=ASSIGNED_TOGETHER, workers=workers
    )  # fmt: skip
    labels, nearest, second = (np.concatenate([piece[part] for piece in pieces]) for part in range(3))
    return labels, nearest, second


def _assign(
    series: np.ndarray, has_shape: np.ndarray, *, centroids: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A few rows at a time from series to distances, so that what lies between stays near the processor."""
    find = NearestTwo(centroids)
    labels = np.full(len(series), NO_CLUSTER)
    nearest, second = np.full((2, len(series)), np.nan)
    for block in row_blocks(len(series), find.rows_at_once):
        usable = has_shape[block]
        if usable.any():
            rows = np.flatnonzero(usable) + block.start
            labels[rows], nearest[rows], second[rows] = find(unit_shapes(series[rows], np.float64))
    return labels, nearest, second


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
    labels, nearest, second = _assigned(series, rows_with_shape(series), unit_rows(centroids), workers)
    return labels, nearest, second - nearest


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
    starts or ends with a bend that no member has. These curves have none. Of a cluster with more than
    ``TRAINING_POINTS`` members so many, evenly spread over the rows, take part.
    """
    series = np.asarray(series)
    curves = np.full((3, n_clusters, series.shape[1]), np.nan)
    for number in range(n_clusters):
        stop_if_cancelled()
        rows = np.flatnonzero(labels == number)
        normalized, has_shape = z_normalize(series[rows[:: -(-rows.size // TRAINING_POINTS) or 1]])
        members = normalized[has_shape]
        if len(members):
            curves[0, number] = members.mean(axis=0)
            curves[1:, number] = np.percentile(members, [16, 84], axis=0)
    return curves[0], curves[1], curves[2]


def mean_and_spread(series: np.ndarray, labels: np.ndarray, n_clusters: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of each cluster's members as they are, block by block.

    Parameters
    ----------
    series : ndarray, shape=(n_points, n_epochs)
        As clustered.
    labels : ndarray, shape=(n_points,)
        0-based; negative = none.
    n_clusters : int
        How many there are.

    Returns
    -------
    tuple of ndarray
        Means and standard deviations, each shape=(n_clusters, n_epochs).
    """
    series = np.asarray(series)
    sizes = np.maximum(np.bincount(labels[labels >= 0], minlength=n_clusters), 1)[:, None]
    mean, square = np.zeros((2, n_clusters, series.shape[1]))
    for total, about in ((mean, None), (square, mean)):
        for block in row_blocks(len(series), ASSIGNED_AT_ONCE):
            inside = labels[block] >= 0
            values, own = series[block][inside], labels[block][inside]
            values = values if about is None else (values - about[own]) ** 2
            total += (own == np.arange(n_clusters)[:, None]).astype(float) @ values
        total /= sizes
    return mean, np.sqrt(square)


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


def spread_over_rows(values: np.ndarray, where: np.ndarray, otherwise: float) -> np.ndarray:
    """Values of the rows that took part, back among all rows."""
    if where.all():
        return values
    everywhere = np.full(where.size, otherwise, dtype=values.dtype)
    everywhere[where] = values
    return everywhere
