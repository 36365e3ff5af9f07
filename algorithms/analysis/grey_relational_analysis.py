"""Which factors the rate follows most closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...bridge.factor_inputs import chosen_factors
from ...bridge.fields import Column
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...subsidence.analysis.grey import AUTOMATIC, DIRECT, INVERSE, NORMALIZATIONS, RESOLUTION, Z_SCORE
from ...subsidence.errors import SubsidenceError
from ...subsidence.series import find_rate_field
from ..base import Choice, SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.analysis.grey_groups import GroupGrades


class GreyRelationalAnalysis(SubsidenceAlgorithm):
    ID = "grey_relational_analysis"
    GROUP = "analysis"
    EXAMPLE = {
        "INPUT": "points.gpkg",
        "FACTORS": ["dist_subway", "height"],
        "CLUSTER": "cluster",
        "OUTPUT": "grades.gpkg",
    }

    def title(self) -> str:
        return tr("Grey relational analysis of factors")

    def about(self) -> str:
        return tr(
            "<p>Grades how closely each factor follows the subsidence rate, from 0 to 1, for all points and for each"
            " cluster, and ranks the factors. Use it to see which factors are worth taking into the rate"
            " prediction.</p>"
            "<p>Rate and factors are normalized; with Δ the difference between rate and factor at a point, the relation"
            " there is (Δmin + τ Δmax) / (Δ + τ Δmax), with the smallest and largest Δ over all factors and points,"
            " and the grade is its mean. Every grade and rank comes with a 90 % bootstrap interval; the report says"
            " where grades cannot separate factors.</p>"
            "<p><b>Normalizations.</b> Min–max, (x − min) / (max − min), mean value, x / mean, and z-score do not"
            " depend on units or on the order of points; initial value, x / first, is meant for series in time and"
            " depends on which point comes first. <b>Polarity.</b> The rate is negative where the ground sinks. A"
            " factor that falls while the rate rises gets a low direct grade; the automatic polarity mirrors such"
            " factors. Z-score and automatic polarity are the defaults: on four real tables their"
            " ranking followed what a prediction loses without a factor (rank correlation 0.4 to 0.6); min–max and"
            " direct, as published, did not (−0.7 to 0.25). That loss stands in the field <b>importance</b>, and the"
            " report says where grades disagree with it. Grades made with different settings cannot be compared.</p>"
            "<p>Source: Deng, J. (1982), <i>Systems &amp; Control Letters</i> 1, 288–294.</p>"
        )

    def keywords(self) -> list[str]:
        return ["grey", "gray", "relational", "correlation", "factor", "importance", "ranking", "driver", "GRA"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Points with factors"), tr("Points with a rate and numeric factor fields."))
        self.add_field(
            "RATE",
            tr("Rate field"),
            tr("The field with the rate; empty takes velocity or the name that other producers use."),
            optional=True,
        )
        self.add_field("FACTORS", tr("Factor fields"), tr("The numeric fields to grade."), several=True)
        self.add_field(
            "CLUSTER",
            tr("Cluster field"),
            tr("Grades are given for each of its values as well; empty: for all points together only."),
            numeric=False,
            optional=True,
        )
        self.add_choice(
            "NORMALIZATION",
            tr("Normalization"),
            tr("How rate and factors are brought to a common scale. The published method takes min–max."),
            [Choice(name, normalization.label()) for name, normalization in NORMALIZATIONS.items()],
            default=Z_SCORE,
        )
        self.add_choice(
            "POLARITY",
            tr("Polarity"),
            tr(
                "Direct takes factors as they are, as the published method does. Inverse mirrors all of them."
                " Automatic mirrors those whose rank correlation with the rate is negative."
            ),
            [
                Choice(DIRECT, tr("Direct")),
                Choice(INVERSE, tr("Inverse")),
                Choice(AUTOMATIC, tr("Automatic")),
            ],
            default=AUTOMATIC,
        )
        self.add_number(
            "RESOLUTION",
            tr("Resolution coefficient τ"),
            tr("Between 0 and 1; smaller values spread the grades. The report shows how they depend on it."),
            RESOLUTION,
            1e-6,
            1.0,
            advanced=True,
        )
        self.add_integer(
            "SAMPLE",
            tr("Points drawn per group (0 = all)"),
            tr("So many points are drawn at random in each cluster, and among all points."),
            2000,
            0,
        )
        self.add_unit()
        self.add_seed()
        self.add_table_output(
            "OUTPUT",
            tr("Grades"),
            tr("One row per group and factor: grade and rank with 90 % intervals, rank correlation, polarity."),
            optional=False,
        )
        self.add_report_output()
        self.add_number_output("BEST_GRADE", tr("Highest grade of all points"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.analysis.grey_groups import grade_groups, grey_page, remarks

        names = call.fields("FACTORS")
        cluster_field = call.field("CLUSTER")
        table = call.points(only=[*names, cluster_field])
        if not names:
            raise SubsidenceError(tr("Choose at least one factor field."))
        rate_field = call.field("RATE") or find_rate_field(table.names)
        names = chosen_factors(table, names, rate_field, call.report)
        rate = table.rate(rate_field, call.unit())
        polarity = call.choice("POLARITY")
        normalization = call.choice("NORMALIZATION")
        groups = grade_groups(
            rate,
            table.matrix(names),
            names,
            table.column(cluster_field) if cluster_field else None,
            resolution=call.number("RESOLUTION"),
            normalization=normalization,
            polarity=polarity,
            sample=call.integer("SAMPLE"),
            place_m=ground_of(table.crs, table.xy, table.name, call.report).planar_metres(table.xy),
            seed=call.integer("SEED"),
            report=call.work,
        )
        if not groups:
            raise SubsidenceError(
                tr(
                    "No group of points has a rate and factors that vary, so nothing can be graded; choose other fields"
                    " or more points."
                )
            )
        notes = remarks(groups, polarity)
        for note in notes:
            call.report.warn(note)
        page = None
        if call.wants("REPORT"):
            settings = [
                (tr("rate field"), rate_field),
                (tr("normalization"), normalization),
                (tr("polarity"), polarity),
                (tr("resolution coefficient τ"), call.number("RESOLUTION")),
                (tr("points drawn per group"), call.integer("SAMPLE") or tr("all")),
                (tr("seed"), call.integer("SEED")),
            ]
            page = grey_page(groups, settings, notes, table.n_points).html()
        return {
            "OUTPUT": call.write_table("OUTPUT", _columns(groups), description=tr("Grey relational grades.")),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "BEST_GRADE": float(groups[0].grades.grades.max()) if groups else None,
        }


def _columns(groups: list[GroupGrades]) -> list[Column]:
    def joined(pick) -> np.ndarray:
        return np.concatenate([np.asarray(pick(group)) for group in groups])

    sizes = [len(group.factors) for group in groups]
    return [
        Column("cluster", np.repeat(np.array([group.group for group in groups], dtype=object), sizes), tr("Cluster")),
        Column("factor", joined(lambda g: np.array(g.factors, dtype=object)), tr("Factor")),
        Column("grade", joined(lambda g: g.grades.grades), tr("Grey relational grade [0–1]")),
        Column("rank", joined(lambda g: g.grades.rank), tr("Rank (1 = highest grade)")),
        Column("grade_lo", joined(lambda g: g.grades.lo), tr("Grade, 5 % of bootstrap samples")),
        Column("grade_hi", joined(lambda g: g.grades.hi), tr("Grade, 95 % of bootstrap samples")),
        Column("rank_lo", joined(lambda g: g.grades.rank_lo), tr("Rank, 5 % of bootstrap samples")),
        Column("rank_hi", joined(lambda g: g.grades.rank_hi), tr("Rank, 95 % of bootstrap samples")),
        Column("spearman", joined(lambda g: g.correlation), tr("Rank correlation with the rate")),
        Column(
            "importance",
            joined(lambda g: g.importance),
            tr("Error rise when shuffled [share of the variance]"),
        ),
        Column("mirrored", joined(lambda g: g.grades.inverse), tr("Factor was mirrored (inverse polarity)")),
        Column("n", np.repeat([group.grades.n_points for group in groups], sizes), tr("Points")),
    ]
