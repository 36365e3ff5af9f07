"""What to know of factors before modelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...bridge.factor_inputs import without_answers
from ...bridge.fields import Column
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...subsidence.errors import SubsidenceError
from ...subsidence.series import find_rate_field
from ..base import SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call

NUMBERS = (
    ("missing_share", "missing"),
    ("low", "min"),
    ("high", "max"),
    ("mean", "mean"),
    ("std", "std"),
    ("pearson", "pearson"),
    ("spearman", "spearman"),
    ("information", "mutual_information"),
    ("vif", "vif"),
    ("moran", "moran_i"),
)


class FactorQualityAlgorithm(SubsidenceAlgorithm):
    ID = "factor_quality"
    GROUP = "factors"
    EXAMPLE = {"INPUT": "points.gpkg", "FACTORS": ["dist_subway", "height"], "OUTPUT": "quality.gpkg"}

    def title(self) -> str:
        return tr("Factor quality")

    def about(self) -> str:
        return tr(
            "<p>A page to read before modelling. For every factor: missing values, range and histogram; correlation"
            " (Pearson, Spearman) and mutual information with the rate, and the curve of the rate over the factor;"
            " how far the other factors already tell it (variance inflation factor, VIF); and how smooth it is in"
            " space (Moran's I). Constant, doubled, lopsided and gappy factors are pointed out.</p>"
            "<p>Mutual information (Kraskov et al. 2004) and Moran's I use at most 5,000 points drawn at random.</p>"
        )

    def keywords(self) -> list[str]:
        return ["correlation", "collinearity", "vif", "mutual information", "moran", "histogram", "missing", "explore"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Points"), tr("Points with a rate and factors."))
        self.add_field("RATE", tr("Rate field"), tr("By default velocity."), optional=True)
        self.add_field("FACTORS", tr("Factors"), tr("Numeric fields to look at."), several=True)
        self.add_unit()
        self.add_seed()
        self.add_table_output("OUTPUT", tr("Quality"), tr("One row per factor."), optional=False)
        self.add_report_output()
        self.add_number_output("REMARKS", tr("Factors with a remark"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.factors.factor_quality import factor_quality
        from ...subsidence.factors.reports import quality_page

        names = call.fields("FACTORS")
        table = call.points(only=names)
        if not names:
            raise SubsidenceError(tr("No factor was chosen."))
        names = without_answers(names, call.field("RATE") or find_rate_field(table.names), call.report)
        rate = call.rate(table, unit=call.unit())
        factors = table.matrix(names)
        xy_m = ground_of(table.crs, table.xy, table.name, call.report).planar_metres(table.xy)
        rows = factor_quality(names, factors, rate, xy_m, seed=call.integer("SEED"), report=call.work)
        for row in rows:
            if row.remarks:
                call.report.warn(f"{row.name}: {'; '.join(row.remarks)}.")
        page = quality_page(rows, factors, rate).html() if call.wants("REPORT") else None
        columns = [
            Column("factor", np.array(names, dtype=object)),
            Column("n", np.array([row.n for row in rows])),
            Column("distinct", np.array([row.distinct for row in rows])),
            *(Column(field, np.array([getattr(row, name) for row in rows], dtype=float)) for name, field in NUMBERS),
            Column("remarks", np.array(["; ".join(row.remarks) for row in rows], dtype=object)),
        ]
        return {
            "OUTPUT": call.write_table("OUTPUT", columns, description=tr("Quality of factors before modelling.")),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "REMARKS": sum(bool(row.remarks) for row in rows),
        }
