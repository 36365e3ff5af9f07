"""Clusters of points whose series have the same shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...bridge.fields import Column, whole_with_gaps
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.styles import style_for
from ...subsidence.clustering.regular import MAX_GAP_DAYS, MAX_MISSING_SHARE, RegularSeries, regular_series
from ...subsidence.errors import SubsidenceError
from ...subsidence.packages import require
from ...subsidence.progress import Report, Run
from ...subsidence.series import find_rate_field, linear_rate
from ..base import Choice, SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.clustering.choose_clusters import ClusterChoice
    from ...subsidence.clustering.consensus import Consensus
    from ...subsidence.clustering.kshape import KShapeResult

FEWEST_FOR_HALVES = 12  # epochs, of which each half is clustered by itself
BUILT_IN, TSLEARN = "built-in", "tslearn"


class KshapeClustering(SubsidenceAlgorithm):
    ID = "kshape_clustering"
    GROUP = "analysis"
    CARRIES_INPUT = ("OUTPUT",)
    EXAMPLE = {"INPUT": "points.gpkg", "CLUSTERS": 0, "OUTPUT": "clusters.gpkg", "SHAPES": "shapes.gpkg"}

    def title(self) -> str:
        return tr("K-Shape clustering of time series")

    def about(self) -> str:
        return tr(
            "<p>Groups points whose displacement series have the <b>same shape</b> (steady, seasonal, slowing down …),"
            " whatever the size of the motion, and also when it comes a little earlier or later. Use it before the"
            " rate prediction and the forecast, which learn one model per cluster.</p>"
            "<p>Series are put on a regular time step (linear interpolation), smoothed, brought to mean 0 and spread 1,"
            " and compared by the shape-based distance, 0 (same shape) to 2 (opposite). Each cluster's shape is the"
            " leading eigenvector of its aligned members. Several random starts are made and the best is kept."
            " Clusters are numbered by their mean rate: <b>cluster 1 sinks most</b>.</p>"
            "<p>With 0 clusters the number is found at the knee: the number whose root-mean-square distance lies"
            " deepest below the straight line from one cluster to the largest number tried. The report says why,"
            " and how far the starts agree; on noisy series they may not.</p>"
            "<p>New fields: <b>cluster</b>, <b>sbd</b> (distance to the cluster's shape), <b>sbd_margin</b> (how much"
            " farther the next shape is; near 0 the point lies between two clusters). Points whose series is constant"
            " or misses too many values get NULL.</p>"
            "<p>Source: Paparrizos, J., and Gravano, L. (2015), k-Shape, <i>SIGMOD</i>, 1855–1870.</p>"
        )

    def keywords(self) -> list[str]:
        return ["kshape", "k-shape", "cluster", "classification", "time series", "shape", "sbd", "elbow", "tslearn"]

    def define(self) -> None:
        self._define_inputs()
        self._define_method()
        self._define_outputs()

    def _define_inputs(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with displacement fields DYYYYMMDD."))
        self.add_integer(
            "CLUSTERS",
            tr("Number of clusters (0 = find it)"),
            tr("0 finds the number by the knee of the inertia over 1 … the largest number to try."),
            3,
            0,
            50,
        )
        self.add_integer(
            "MAX_CLUSTERS",
            tr("Largest number of clusters to try"),
            tr("For the elbow; used when the number is 0, or when the elbow table or the report is asked for."),
            8,
            3,
            50,
            advanced=True,
        )
        self.add_integer(
            "STARTS",
            tr("Starts"),
            tr(
                "The best of so many starts from series that lie far apart is kept. Three mostly find what ten random"
                " ones do; more tell better how steady the answer is. In layers of more than 4,000 points the starts"
                " are compared on a sample, and every point is assigned at the end."
            ),
            10,
            1,
            1000,
        )
        self.add_integer(
            "CONSENSUS",
            tr("Runs of a consensus (0 = none)"),
            tr(
                "Instead of the best of the starts: what so many runs agree on, each on four fifths of the series; 20"
                " take about twice as long as ten starts. Noisy layers then depend less on chance, and cluster_sure"
                " says how many runs put a point into its cluster."
            ),
            0,
            0,
            1000,
            advanced=True,
        )
        self.add_choice(
            "SMOOTHING",
            tr("Smoothing before the comparison"),
            tr(
                "None; moving mean; local regression (straight line, tricube weights); low rank (the patterns that"
                " stand out of the noise of all series). Noise makes K-Shape unstable: smoothing by local regression"
                " was measured to help noisy series and not to hurt clean ones."
            ),
            [
                Choice("none", tr("None")),
                Choice("moving mean", tr("Moving mean")),
                Choice("local regression", tr("Local regression")),
                Choice("low rank", tr("Low rank")),
            ],
            "local regression",
        )
        self.add_integer(
            "WINDOW",
            tr("Smoothing window (epochs, 0 = automatic)"),
            tr(
                "Automatic: for local regression a quarter of the series, at least 3 epochs and at most 252 days,"
                " so that a season is left whatever the step; for the moving mean half of that."
            ),
            0,
            0,
            1001,
            advanced=True,
        )

    def _define_method(self) -> None:
        self.add_integer(
            "STEP",
            tr("Time step (days, 0 = median interval)"),
            tr("Series are interpolated linearly to this regular step; regular series stay as they are."),
            0,
            0,
            1000,
            advanced=True,
        )
        self.add_number(
            "MAX_GAP",
            tr("Longest gap to bridge (days)"),
            tr(
                "A longer interval between epochs is refused, and points without values for longer get no cluster;"
                " 0 bridges any gap."
            ),
            MAX_GAP_DAYS,
            0.0,
            advanced=True,
        )
        self.add_number(
            "MAX_MISSING",
            tr("Largest share of missing values"),
            tr("Points that miss a larger share of the epochs get no cluster."),
            MAX_MISSING_SHARE,
            0.0,
            1.0,
            advanced=True,
        )
        self.add_choice(
            "ENGINE",
            tr("Engine"),
            tr(
                "The built-in engine, or tslearn for comparison: much slower, the same answer from the same seed. The"
                " package must be installed; before version 0.7 it aligned series one epoch off, which is mended here."
            ),
            [Choice(BUILT_IN, tr("Built-in")), Choice(TSLEARN, "tslearn")],
            advanced=True,
        )
        self.add_choice(
            "DEVICE",
            tr("Device of the built-in engine"),
            tr("The processor, or a CUDA graphics card through torch."),
            [Choice("cpu", tr("Processor")), Choice("cuda", "CUDA")],
            advanced=True,
        )
        self.add_unit()
        self.add_seed()
        self.add_scheduler()
        self.add_memory()

    def _define_outputs(self) -> None:
        self.add_points_output("OUTPUT", tr("Points with clusters"), tr("The points with cluster, sbd and sbd_margin."))
        self.add_table_output(
            "SHAPES",
            tr("Shapes of the clusters"),
            tr(
                "One row per cluster and epoch: the shape (mean 0, spread 1), the mean of the members as they are, and"
                " mean and spread of the members in mm."
            ),
        )
        self.add_table_output(
            "ELBOW",
            tr("Elbow"),
            tr("One row per number of clusters: inertia, depth of the knee, silhouette, agreement of starts."),
        )
        self.add_report_output()
        self.add_number_output("CLUSTER_COUNT", tr("Number of clusters"))
        self.add_number_output("INERTIA", tr("Inertia: mean squared distance to the own shape"))
        self.add_number_output("STABILITY", tr("Agreement between starts (adjusted Rand index)"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.clustering.choose_clusters import choose_clusters, starts_in_words
        from ...subsidence.clustering.kshape import in_order
        from ...subsidence.clustering.kshape_report import cluster_page
        from ...subsidence.clustering.smoothing import smooth
        from ...subsidence.tabular.bounded_memory import let_go

        if call.choice("ENGINE") == TSLEARN:
            require("tslearn")
        if call.choice("DEVICE") != "cpu":
            require("torch")
        runs = _runs_of_consensus(call)
        table = call.bounded_points([find_rate_field(call.source("INPUT").fields().names())])
        unit = call.unit()
        series, room = table.series(unit), call.room_for(table)
        regular = regular_series(
            series.displacement_mm,
            series.dates,
            step_days=call.integer("STEP"),
            max_gap_days=call.number("MAX_GAP"),
            max_missing_share=call.number("MAX_MISSING"),
            room=room,
        )
        method = call.choice("SMOOTHING")
        shapes = smooth(regular.displacement_mm, method, call.integer("WINDOW"), regular.step_days, room=room)
        let_go(series.displacement_mm)
        starts, seed = call.integer("STARTS"), call.integer("SEED")

        choice = None
        n_clusters = call.integer("CLUSTERS")
        search = n_clusters == 0 or call.wants("ELBOW") or call.wants("REPORT")
        choosing, clustering, _rest = call.work.parts(45 if search else 0, 40, 5)
        if search:
            choice = choose_clusters(shapes, call.integer("MAX_CLUSTERS"), n_starts=starts, seed=seed, report=choosing)
            n_clusters = n_clusters or choice.n_clusters
            call.report.info(tr("Knee of the elbow: {reason}").format(reason=choice.reason))
        result, agreed = _clustered(call, shapes, n_clusters, runs, clustering)
        rate = _rate(table, series, unit)
        result = in_order(result, rate)
        notes = _notes(result)
        for note in notes:
            call.report.warn(note)
        steadiness = agreed.describe() if agreed is not None else starts_in_words(result)
        call.report.info(steadiness)

        page = None
        if call.wants("REPORT"):
            settings = _settings(call, regular, result) + _reliability(call, regular, n_clusters)
            page = cluster_page(
                result,
                regular.dates,
                regular.displacement_mm,
                table.xy,
                rate,
                choice=choice,
                settings=settings,
                notes=notes,
                seed=seed,
                steadiness=steadiness,
                geographic=table.crs.isGeographic(),
            ).html()
        return {
            "OUTPUT": _write_points(call, table, result, agreed),
            "SHAPES": _write_shapes(call, regular, result),
            "ELBOW": _write_elbow(call, choice, n_clusters),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "CLUSTER_COUNT": result.n_clusters,
            "INERTIA": result.inertia,
            "STABILITY": _stability(result, agreed),
        }


def _clustered(
    call: Call, shapes: np.ndarray, n_clusters: int, runs: int, work: Report
) -> tuple[KShapeResult, Consensus | None]:
    """The clusters by the engine asked for, and with `runs` what so many runs agree on."""
    from ...subsidence.clustering.consensus import consensus
    from ...subsidence.clustering.kshape import kshape
    from ...subsidence.clustering.kshape_tslearn import kshape_by_tslearn

    seed = call.integer("SEED")
    if runs:
        agreed = consensus(shapes, n_clusters, n_runs=runs, run=Run(work, seed))
        found = agreed.result.n_clusters
        if found < n_clusters:
            said = tr("The runs tell {found} clusters apart, not {asked}.")
            call.report.warn(said.format(found=found, asked=n_clusters))
        return agreed.result, agreed
    options: dict[str, Any] = {"n_starts": call.integer("STARTS"), "seed": seed, "report": work}
    if call.choice("ENGINE") == TSLEARN:
        return kshape_by_tslearn(shapes, n_clusters, **options), None
    return kshape(shapes, n_clusters, device=call.choice("DEVICE"), **options), None


def _runs_of_consensus(call: Call) -> int:
    """How many are asked for, 0 for none; refused, before the work, is what a consensus is not made of."""
    runs = call.integer("CONSENSUS")
    if not runs:
        return 0
    if call.choice("ENGINE") == TSLEARN or call.choice("DEVICE") != "cpu":
        raise SubsidenceError(tr("A consensus is made by the built-in engine on the processor; choose these."))
    if runs == 1:
        raise SubsidenceError(tr("A consensus needs two runs at least."))
    return runs


def _stability(result: KShapeResult, agreed: Consensus | None) -> float | None:
    if agreed is not None:
        return agreed.agreement
    return result.stability if np.isfinite(result.stability) else None


def _reliability(call: Call, regular: RegularSeries, n_clusters: int) -> list[tuple[str, object]]:
    """How far the clusters hang on chance and on single epochs, for the report."""
    from ...subsidence.clustering.consensus import consensus, reliability
    from ...subsidence.clustering.kshape import kshape
    from ...subsidence.clustering.smoothing import smooth

    if n_clusters < 2 or regular.dates.size < FEWEST_FOR_HALVES:
        return []
    method, window = call.choice("SMOOTHING"), call.integer("WINDOW")

    def smoothed(rows: np.ndarray, every: int) -> np.ndarray:
        return smooth(rows, method, -(-window // every), every * regular.step_days)

    def clustered(rows: np.ndarray, seed: int) -> np.ndarray:
        if call.integer("CONSENSUS"):
            return consensus(rows, n_clusters, n_runs=call.integer("CONSENSUS"), run=Run(seed=seed)).result.labels
        return kshape(rows, n_clusters, n_starts=call.integer("STARTS"), seed=seed).labels

    try:
        found = reliability(regular.displacement_mm, smoothed, clustered, seed=call.integer("SEED"))
    except SubsidenceError as error:  # half the epochs may hold fewer shapes than the whole
        return [(tr("agreement of seeds and of odd and even epochs"), tr("not measured: {why}").format(why=error))]
    name = tr("agreement (adjusted Rand index, {count} series) of {what}")
    return [
        (name.format(count=found.n_points, what=tr("two seeds")), found.seeds),
        (name.format(count=found.n_points, what=tr("odd and even epochs")), found.epochs),
    ]


def _settings(call: Call, regular: RegularSeries, result: KShapeResult) -> list[tuple[str, object]]:
    """How the clusters were made, for the report."""
    from ...subsidence.clustering.smoothing import usual_window

    method = call.choice("SMOOTHING")
    window = call.integer("WINDOW") or usual_window(regular.dates.size, method, regular.step_days)
    return [
        (tr("engine"), call.choice("ENGINE")),
        (tr("starts"), call.integer("STARTS")),
        (tr("seed"), call.integer("SEED")),
        (tr("time step, days"), regular.step_days),
        (tr("epochs compared"), regular.dates.size),
        (
            tr("smoothing"),
            method
            if method in ("none", "low rank")
            else tr("{method} over {window} epochs").format(method=method, window=window),
        ),
        (tr("inertia"), result.inertia),
        (tr("iterations of the best start"), result.n_iterations),
    ]


def _rate(table: PointTable, series, unit: str) -> np.ndarray:
    """The rate of the layer, or else of the series, in mm/yr."""
    name = find_rate_field(table.names)
    if name is not None and np.isfinite(table.numeric(name)).any():
        return table.rate(name, unit)
    return linear_rate(series.displacement_mm, series.dates)[0]


def _notes(result: KShapeResult) -> list[str]:
    from ...subsidence.clustering.choose_clusters import in_doubt, starts_in_words

    notes = []
    without = int((result.labels < 0).sum())
    if without:
        notes.append(
            tr("{count} points have no cluster: their series is constant or misses too many values.").format(
                count=without
            )
        )
    if in_doubt(result):
        notes.append(starts_in_words(result))
    return notes


def _write_points(call: Call, table: PointTable, result: KShapeResult, agreed: Consensus | None) -> str | None:
    known = result.labels >= 0
    columns = [
        Column("cluster", whole_with_gaps(result.labels + 1, known), tr("Cluster (1 sinks most)")),
        Column("sbd", result.distances, tr("Shape-based distance to the cluster's shape [0–2]")),
        Column("sbd_margin", result.margins, tr("Next shape farther by; near 0: between two")),
    ]
    if agreed is not None:
        columns.append(Column("cluster_sure", agreed.sure, tr("Share of the runs that agree [0–1]")))
    style = style_for("cluster", np.unique(result.labels[known]) + 1, "categories")
    description = tr("K-Shape clusters of displacement series; cluster 1 has the lowest mean rate.")
    return call.write_points("OUTPUT", table, columns, style=style, description=description)


def _write_shapes(call: Call, regular: RegularSeries, result: KShapeResult) -> str | None:
    from ...subsidence.clustering.kshape import mean_and_spread, mean_shapes

    if not call.wants("SHAPES"):
        return None
    n_clusters, n_steps = result.centroids.shape
    means, spreads = mean_and_spread(regular.displacement_mm, result.labels, n_clusters)
    mean, low, high = mean_shapes(regular.displacement_mm, result.labels, n_clusters)
    sizes = np.bincount(result.labels[result.labels >= 0], minlength=n_clusters)
    columns = [
        Column("cluster", np.repeat(np.arange(1, n_clusters + 1), n_steps), tr("Cluster")),
        Column("n", np.repeat(sizes, n_steps), tr("Points in the cluster")),
        Column("date", np.tile(regular.dates, n_clusters), tr("Date")),
        Column("shape", result.centroids.ravel(), tr("Shape (mean 0, spread 1)")),
        Column("mean_shape", mean.ravel(), tr("Members' mean (mean 0, spread 1), not moved in time")),
        Column("mean_shape_lo", low.ravel(), tr("16th percentile of the same")),
        Column("mean_shape_hi", high.ravel(), tr("84th percentile of the same")),
        Column("mean_mm", means.ravel(), tr("Mean displacement of the members [mm]")),
        Column("std_mm", spreads.ravel(), tr("Spread of the members' displacements [mm]")),
    ]
    return call.write_table("SHAPES", columns, description=tr("Shapes of the K-Shape clusters."))


def _write_elbow(call: Call, choice: ClusterChoice | None, n_clusters: int) -> str | None:
    if choice is None or not call.wants("ELBOW"):
        return None
    columns = [
        Column("clusters", choice.tried, tr("Number of clusters")),
        Column("inertia", choice.inertia, tr("Mean squared shape-based distance to the own shape")),
        Column("knee_depth", choice.depth, tr("Depth below the line from first to last [0–1]")),
        Column("silhouette", choice.silhouette, tr("Mean silhouette on a sample [−1–1]")),
        Column("stability", choice.stability, tr("Agreement between starts (adjusted Rand index)")),
        Column("knee", choice.tried == choice.n_clusters, tr("Number at the knee")),
        Column("used", choice.tried == n_clusters, tr("Number that was used")),
    ]
    return call.write_table("ELBOW", columns, description=choice.reason)
