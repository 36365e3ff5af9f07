"""Clusters of points whose series have the same shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column, whole_with_gaps
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.styles import style_for
from ...subsidence.clustering import BUILT_IN, CPU, CUDA, TSLEARN
from ...subsidence.clustering.regular import MAX_GAP_DAYS, MAX_MISSING_SHARE
from ...subsidence.series import find_rate_field
from ..base import Choice, SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.clustering.shape_groups import GroupSettings, ShapeGroups


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
            [Choice(CPU, tr("Processor")), Choice(CUDA, "CUDA")],
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
        from ...subsidence.clustering.shape_groups import shape_groups

        settings = _settings(call)
        settings.check()
        table = call.bounded_points([find_rate_field(call.source("INPUT").fields().names())])
        unit = call.unit()
        series = table.series(unit)
        groups = shape_groups(
            series.displacement_mm,
            series.dates,
            _rate(table, unit),
            settings,
            room=call.room_for(table),
            report=call.work,
        )
        wanted = call.wants("REPORT")
        page = groups.page(table.xy, table.crs.isGeographic()).html() if wanted else None
        return {
            "OUTPUT": _write_points(call, table, groups),
            "SHAPES": _write_shapes(call, groups),
            "ELBOW": _write_elbow(call, groups),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "CLUSTER_COUNT": groups.result.n_clusters,
            "INERTIA": groups.result.inertia,
            "STABILITY": groups.stability(),
        }


def _settings(call: Call) -> GroupSettings:
    from ...subsidence.clustering.shape_groups import GroupSettings

    return GroupSettings(
        n_clusters=call.integer("CLUSTERS"),
        max_clusters=call.integer("MAX_CLUSTERS"),
        n_starts=call.integer("STARTS"),
        consensus=call.integer("CONSENSUS"),
        smoothing=call.choice("SMOOTHING"),
        window=call.integer("WINDOW"),
        step_days=call.integer("STEP"),
        max_gap_days=call.number("MAX_GAP"),
        max_missing_share=call.number("MAX_MISSING"),
        engine=call.choice("ENGINE"),
        device=call.choice("DEVICE"),
        seed=call.integer("SEED"),
        search=call.wants("ELBOW") or call.wants("REPORT"),
    )


def _rate(table: PointTable, unit: str) -> np.ndarray:
    """The rates of the layer in mm/yr, NaN where it has none; shape=(n_points,)."""
    name = find_rate_field(table.names)
    if name is not None and np.isfinite(table.numeric(name)).any():
        return table.rate(name, unit)
    return np.full(len(table.xy), np.nan)


def _write_points(call: Call, table: PointTable, groups: ShapeGroups) -> str | None:
    result = groups.result
    known = result.labels >= 0
    columns = [
        Column("cluster", whole_with_gaps(result.labels + 1, known), tr("Cluster (1 sinks most)")),
        Column("sbd", result.distances, tr("Shape-based distance to the cluster's shape [0–2]")),
        Column("sbd_margin", result.margins, tr("Next shape farther by; near 0: between two")),
    ]
    if groups.agreed is not None:
        columns.append(Column("cluster_sure", groups.agreed.sure, tr("Share of the runs that agree [0–1]")))
    style = style_for("cluster", np.unique(result.labels[known]) + 1, "categories")
    description = tr("K-Shape clusters of displacement series; cluster 1 has the lowest mean rate.")
    return call.write_points("OUTPUT", table, columns, style=style, description=description)


def _write_shapes(call: Call, groups: ShapeGroups) -> str | None:
    if not call.wants("SHAPES"):
        return None
    told = {
        "cluster": tr("Cluster"),
        "n": tr("Points in the cluster"),
        "date": tr("Date"),
        "shape": tr("Shape (mean 0, spread 1)"),
        "mean_shape": tr("Members' mean (mean 0, spread 1), not moved in time"),
        "mean_shape_lo": tr("16th percentile of the same"),
        "mean_shape_hi": tr("84th percentile of the same"),
        "mean_mm": tr("Mean displacement of the members [mm]"),
        "std_mm": tr("Spread of the members' displacements [mm]"),
    }
    columns = [Column(name, values, told[name]) for name, values in groups.shapes().items()]
    return call.write_table("SHAPES", columns, description=tr("Shapes of the K-Shape clusters."))


def _write_elbow(call: Call, groups: ShapeGroups) -> str | None:
    if groups.choice is None or not call.wants("ELBOW"):
        return None
    told = {
        "clusters": tr("Number of clusters"),
        "inertia": tr("Mean squared shape-based distance to the own shape"),
        "knee_depth": tr("Depth below the line from first to last [0–1]"),
        "silhouette": tr("Mean silhouette on a sample [−1–1]"),
        "stability": tr("Agreement between starts (adjusted Rand index)"),
        "knee": tr("Number at the knee"),
        "used": tr("Number that was used"),
    }
    columns = [Column(name, values, told[name]) for name, values in groups.elbow().items()]
    return call.write_table("ELBOW", columns, description=groups.choice.reason)
