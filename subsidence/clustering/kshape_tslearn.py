"""K-Shape by tslearn itself, for comparison: slower by two orders of magnitude, the same answer."""

from __future__ import annotations

import numpy as np

from ..errors import SubsidenceError
from ..packages import require
from ..progress import ALONE, Run
from ..wording import message
from .agreement import adjusted_rand_index
from .kshape import KShapeResult, check_input, spread_over_rows
from .shape_distance import align, best_shifts, conjugate_spectra, correlation_length, extract_shape, z_normalize
from .starts import Seeder
from .sweep import nearest_two

FIRST_VERSION_THAT_ALIGNS = (0, 7)


def kshape_by_tslearn(
    series: np.ndarray,
    n_clusters: int,
    *,
    n_starts: int = 10,
    run: Run = ALONE,
    initial_centroids: np.ndarray | None = None,
) -> KShapeResult:
    """As ``kshape``, computed by tslearn's ``KShape``; a cancel is heard between starts.

    Parameters
    ----------
    series : ndarray, shape=(n_points, n_epochs)
        As in ``kshape``.
    n_clusters : int
        How many clusters there are.
    n_starts : int
        Random starts.
    run : Run
        Told the progress and asked whether to stop; the same seed gives the same result.
    initial_centroids : ndarray, shape=(k, n_epochs), optional
        Takes the place of the random starts.

    Returns
    -------
    KShapeResult
        As from ``kshape``.

    Raises
    ------
    SubsidenceError
        Where tslearn is missing, gives up every start, or the series do not suffice.

    Notes
    -----
    A start that tslearn gives up, because a cluster ran empty, is left out.
    """
    engine_class = _engine_class()
    series = np.asarray(series, dtype=float)
    rows, has_shape = z_normalize(series)
    rows = rows[has_shape]
    check_input(series.shape, len(rows), n_clusters, n_starts)
    random = np.random.RandomState(run.seed)  # the generator of the built-in engine's starts
    unit = rows / np.sqrt(series.shape[1])
    seeder = Seeder(unit, random)
    best, labels_of_starts, inertias = None, [], []
    for start in run.report.each(range(1 if initial_centroids is not None else n_starts)):
        del start
        if initial_centroids is None:
            first = z_normalize(seeder.first(n_clusters))[0]
        else:
            first = z_normalize(initial_centroids)[0]
        engine = engine_class(n_clusters=n_clusters, init=first[:, :, None].copy()).fit(rows[:, :, None])
        if engine.cluster_centers_ is None:
            run.report.warn(message("tslearn gave up a start in which a cluster ran empty."))
            continue
        shapes = z_normalize(engine.cluster_centers_[:, :, 0])[0] / np.sqrt(series.shape[1])
        labels, nearest, second = nearest_two(unit, shapes)
        labels_of_starts.append(labels)
        inertias.append(float(np.mean(nearest**2)))
        if best is None or inertias[-1] < best[0]:
            best = (inertias[-1], labels, nearest, second, shapes, int(engine.n_iter_))
    if best is None:
        raise SubsidenceError(
            message(
                "tslearn gave up every start as a cluster ran empty; ask for fewer clusters or use the built-in engine."
            )
        )
    inertia, labels, nearest, second, shapes, iterations = best
    return KShapeResult(
        labels=spread_over_rows(labels, has_shape, -1),
        centroids=shapes * np.sqrt(series.shape[1]),
        distances=spread_over_rows(nearest, has_shape, np.nan),
        margins=spread_over_rows(second - nearest, has_shape, np.nan),
        inertia=inertia,
        n_iterations=iterations,
        start_inertias=np.array(inertias),
        start_agreement=np.array([adjusted_rand_index(labels, other) for other in labels_of_starts]),
    )


def _engine_class() -> type:
    """tslearn's class, with two repairs that keep it comparable.

    Its scaler is replaced, which fails in some pairs of tslearn and scikit-learn; and before tslearn 0.7 its
    shape extraction, which aligned every series one epoch off.
    """
    from scipy import fft

    tslearn = require("tslearn")
    clustering = require("tslearn.clustering")

    class Engine(clustering.KShape):  # type: ignore[name-defined]
        cluster_centers_: np.ndarray

        def _update_centroids(self, X: np.ndarray) -> None:
            for number in range(self.n_clusters):
                self.cluster_centers_[number] = self._shape_extraction(X, number)
            self.cluster_centers_ = z_normalize(self.cluster_centers_[:, :, 0])[0][:, :, None]
            self.norms_centroids_ = np.linalg.norm(self.cluster_centers_, axis=(1, 2))

    class EngineThatAligns(Engine):
        def _shape_extraction(self, X: np.ndarray, k: int) -> np.ndarray:
            members, centroid = X[self.labels_ == k, :, 0], self.cluster_centers_[k, :, 0]
            n_epochs = members.shape[1]
            spectrum = np.conjugate(conjugate_spectra(centroid[None]))
            correlation = fft.irfft(conjugate_spectra(members) * spectrum, n=correlation_length(n_epochs), axis=1)
            aligned = align(members, best_shifts(correlation, n_epochs)[1])
            return extract_shape(aligned.T @ aligned, aligned.sum(axis=0))[:, None]

    version = tuple(int(part) for part in tslearn.__version__.split(".")[:2])
    return Engine if version >= FIRST_VERSION_THAT_ALIGNS else EngineThatAligns
