"""Points by the shape of their series: clusters, their tables and their page, as toolbox and jobs make them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..packages import require
from ..progress import SILENT, Report, Run
from ..report.page import Page
from ..series import linear_rate
from ..tabular.bounded_memory import let_go
from ..wording import message
from . import BUILT_IN, CPU, TSLEARN
from .choose_clusters import ClusterChoice, choose_clusters, in_doubt, starts_in_words
from .consensus import Consensus, consensus, reliability
from .kshape import KShapeResult, in_order, kshape, mean_and_spread, mean_shapes
from .kshape_report import cluster_page
from .kshape_tslearn import kshape_by_tslearn
from .regular import MAX_GAP_DAYS, MAX_MISSING_SHARE, RegularSeries, Room, regular_series
from .smoothing import smooth, usual_window

FEWEST_FOR_HALVES = 12  # epochs, of which each half is clustered by itself


@dataclass(frozen=True)
class GroupSettings:
    """n_clusters : 0 = found at the knee over 1 … max_clusters
    consensus : runs of a consensus, 0 = the best of n_starts
    window : epochs of the smoothing, step_days : of the regular step; 0 = automatic
    max_gap_days : 0 = any; max_missing_share : of the epochs of a point, in [0, 1]
    search : whether numbers of clusters are compared where one is given
    """

    n_clusters: int = 3
    max_clusters: int = 8
    n_starts: int = 10
    consensus: int = 0
    smoothing: str = "local regression"
    window: int = 0
    step_days: int = 0
    max_gap_days: float = MAX_GAP_DAYS
    max_missing_share: float = MAX_MISSING_SHARE
    engine: str = BUILT_IN
    device: str = CPU
    seed: int = 0
    search: bool = False

    def check(self) -> None:
        """Refuse, before the work, what cannot be done here."""
        if self.engine == TSLEARN:
            require("tslearn")
        if self.device != CPU:
            require("torch")
        if self.consensus and (self.engine == TSLEARN or self.device != CPU):
            raise SubsidenceError(message("A consensus is made by the built-in engine on the processor; choose these."))
        if self.consensus == 1:
            raise SubsidenceError(message("A consensus needs two runs at least."))


@dataclass(frozen=True)
class ShapeGroups:
    """regular : what was clustered, not smoothed; n_clusters : as asked for or chosen
    rate_mm_per_yr : shape=(n_points,), by which clusters are numbered
    choice : the search for the number, if one was made; agreed : the consensus, if one was asked for
    """

    settings: GroupSettings
    regular: RegularSeries
    n_clusters: int
    rate_mm_per_yr: np.ndarray
    result: KShapeResult
    choice: ClusterChoice | None
    agreed: Consensus | None

    def steadiness(self) -> str:
        """Whether the clusters are found again, in words."""
        return self.agreed.describe() if self.agreed is not None else starts_in_words(self.result)

    def stability(self) -> float | None:
        """Agreement between starts or runs (adjusted Rand index), where there is one."""
        if self.agreed is not None:
            return self.agreed.agreement
        return self.result.stability if np.isfinite(self.result.stability) else None

    def notes(self) -> list[str]:
        """Sentences that must be read."""
        notes = []
        without = int((self.result.labels < 0).sum())
        if without:
            notes.append(
                message(
                    "{count} points have no cluster: their series is constant or misses too many values.",
                    count=without,
                )
            )
        if in_doubt(self.result):
            notes.append(starts_in_words(self.result))
        return notes

    def shapes(self) -> dict[str, np.ndarray]:
        """A row for each cluster and epoch, by column."""
        displacement, labels = self.regular.displacement_mm, self.result.labels
        n_clusters, n_steps = self.result.centroids.shape
        means, spreads = mean_and_spread(displacement, labels, n_clusters)
        mean, low, high = mean_shapes(displacement, labels, n_clusters)
        sizes = np.bincount(labels[labels >= 0], minlength=n_clusters)
        return {
            "cluster": np.repeat(np.arange(1, n_clusters + 1), n_steps),
            "n": np.repeat(sizes, n_steps),
            "date": np.tile(self.regular.dates, n_clusters),
            "shape": self.result.centroids.ravel(),
            "mean_shape": mean.ravel(),
            "mean_shape_lo": low.ravel(),
            "mean_shape_hi": high.ravel(),
            "mean_mm": means.ravel(),
            "std_mm": spreads.ravel(),
        }

    def elbow(self) -> dict[str, np.ndarray]:
        """A row for each number of clusters that was tried, by column; empty without a search."""
        choice = self.choice
        if choice is None:
            return {}
        return {
            "clusters": choice.tried,
            "inertia": choice.inertia,
            "knee_depth": choice.depth,
            "silhouette": choice.silhouette,
            "stability": choice.stability,
            "knee": choice.tried == choice.n_clusters,
            "used": choice.tried == self.n_clusters,
        }

    def page(self, xy: np.ndarray, geographic: bool | None) -> Page:
        """For people who read the clusters; xy : shape=(n_points, 2); geographic : whether these are degrees."""
        return cluster_page(
            self.result,
            self.regular.dates,
            self.regular.displacement_mm,
            xy,
            self.rate_mm_per_yr,
            choice=self.choice,
            settings=self._facts() + self._reliability(),
            notes=self.notes(),
            seed=self.settings.seed,
            steadiness=self.steadiness(),
            geographic=geographic,
        )

    def _facts(self) -> list[tuple[str, object]]:
        """How the clusters were made."""
        asked, regular = self.settings, self.regular
        window = asked.window or usual_window(regular.dates.size, asked.smoothing, regular.step_days)
        smoothing = (
            asked.smoothing
            if asked.smoothing in ("none", "low rank")
            else message("{method} over {window} epochs", method=asked.smoothing, window=window)
        )
        return [
            (message("engine"), asked.engine),
            (message("starts"), asked.n_starts),
            (message("seed"), asked.seed),
            (message("time step, days"), regular.step_days),
            (message("epochs compared"), regular.dates.size),
            (message("smoothing"), smoothing),
            (message("inertia"), self.result.inertia),
            (message("iterations of the best start"), self.result.n_iterations),
        ]

    def _reliability(self) -> list[tuple[str, object]]:
        """How far the clusters hang on chance and on single epochs."""
        asked, regular, count = self.settings, self.regular, self.n_clusters
        if count < 2 or regular.dates.size < FEWEST_FOR_HALVES:
            return []

        def smoothed(rows: np.ndarray, every: int) -> np.ndarray:
            return smooth(rows, asked.smoothing, -(-asked.window // every), every * regular.step_days)

        def clustered(rows: np.ndarray, seed: int) -> np.ndarray:
            if asked.consensus:
                return consensus(rows, count, n_runs=asked.consensus, run=Run(seed=seed)).result.labels
            return kshape(rows, count, n_starts=asked.n_starts, seed=seed).labels

        try:
            found = reliability(regular.displacement_mm, smoothed, clustered, seed=asked.seed)
        except SubsidenceError as error:  # half the epochs may hold fewer shapes than the whole
            return [
                (message("agreement of seeds and of odd and even epochs"), message("not measured: {why}", why=error))
            ]
        both = ((message("two seeds"), found.seeds), (message("odd and even epochs"), found.epochs))
        return [
            (
                message("agreement (adjusted Rand index, {count} series) of {what}", count=found.n_points, what=what),
                agreement,
            )
            for what, agreement in both
        ]


def shape_groups(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    rate_mm_per_yr: np.ndarray,
    settings: GroupSettings,
    *,
    room: Room = np.empty,
    report: Report = SILENT,
) -> ShapeGroups:
    """Clusters of points by the shape of their series; cluster 0 sinks most.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN = missing.
    dates : ndarray, shape=(n_epochs,)
        datetime64[D].
    rate_mm_per_yr : ndarray, shape=(n_points,)
        Those of the series are taken where none is known.
    settings : GroupSettings
        As in the toolbox.
    room : callable
        Makes arrays as large as the displacements, of a shape and kind.
    report : Report
        Told the progress, why a number of clusters was chosen and how steady they are.

    Returns
    -------
    ShapeGroups
        The clusters, and what tables and page are made of.

    Raises
    ------
    SubsidenceError
        Where a setting cannot be met or the series do not allow it.
    """
    settings.check()
    regular = regular_series(
        displacement_mm,
        dates,
        step_days=settings.step_days,
        max_gap_days=settings.max_gap_days,
        max_missing_share=settings.max_missing_share,
        room=room,
    )
    if not np.isfinite(rate_mm_per_yr).any():
        rate_mm_per_yr = linear_rate(displacement_mm, dates)[0]
    shapes = smooth(regular.displacement_mm, settings.smoothing, settings.window, regular.step_days, room=room)
    let_go(displacement_mm)
    choice, count = None, settings.n_clusters
    search = settings.search or count == 0
    choosing, clustering, _rest = report.parts(45 if search else 0, 40, 5)
    if search:
        choice = choose_clusters(
            shapes, settings.max_clusters, n_starts=settings.n_starts, seed=settings.seed, report=choosing
        )
        count = count or choice.n_clusters
        report.info(message("Knee of the elbow: {reason}", reason=choice.reason))
    result, agreed = _clustered(shapes, count, settings, clustering)
    found = ShapeGroups(settings, regular, count, rate_mm_per_yr, in_order(result, rate_mm_per_yr), choice, agreed)
    for note in found.notes():
        report.warn(note)
    report.info(found.steadiness())
    return found


def _clustered(
    shapes: np.ndarray, n_clusters: int, settings: GroupSettings, report: Report
) -> tuple[KShapeResult, Consensus | None]:
    """The clusters by the engine asked for, and with a consensus what so many runs agree on."""
    if settings.consensus:
        agreed = consensus(shapes, n_clusters, n_runs=settings.consensus, run=Run(report, settings.seed))
        found = agreed.result.n_clusters
        if found < n_clusters:
            report.warn(message("The runs tell {found} clusters apart, not {asked}.", found=found, asked=n_clusters))
        return agreed.result, agreed
    if settings.engine == TSLEARN:
        run = Run(report, settings.seed)
        return kshape_by_tslearn(shapes, n_clusters, n_starts=settings.n_starts, run=run), None
    n_starts, seed = settings.n_starts, settings.seed
    return kshape(shapes, n_clusters, n_starts=n_starts, seed=seed, device=settings.device, report=report), None
