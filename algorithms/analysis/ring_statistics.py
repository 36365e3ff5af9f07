"""The rate by bands of a distance or another factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ..base import Choice, SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.analysis.bands import Bands

WIDTH, QUANTILES = "width", "quantiles"


class RingStatistics(SubsidenceAlgorithm):
    ID = "ring_statistics"
    GROUP = "analysis"
    EXAMPLE = {"INPUT": "points.gpkg", "FACTOR": "dist_subway", "BREAKS": "0,200,400,600", "OUTPUT": "bands.gpkg"}

    def title(self) -> str:
        return tr("Rate by distance band")

    def about(self) -> str:
        return tr(
            "<p>Mean, median, 5th percentile and lowest rate in bands of a factor, such as the distance to subway"
            " lines: it answers questions like “how far from buildings does the ground sink most?”. Bands come from a"
            " list of edges, a width, or quantiles with equally many points. The 95 % interval of each"
            " mean allows for what neighbouring points share (covariance of the rates about the means of their bands,"
            " by restricted maximum likelihood); n_effective is the number of independent points that a band is"
            " worth.</p>"
            "<p>A band that sinks faster need not sink because of this factor: other factors change with it.</p>"
        )

    def keywords(self) -> list[str]:
        return ["ring", "buffer", "distance", "band", "zonal", "profile", "statistics", "influence"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Points"), tr("Points with a rate and the factor."))
        self.add_field(
            "RATE",
            tr("Rate field"),
            tr("The field with the rate; empty takes velocity or the name that other producers use."),
            optional=True,
        )
        self.add_field("FACTOR", tr("Factor field"), tr("A numeric field such as dist_subway."))
        self.add_text(
            "BREAKS",
            tr("Edges of the bands"),
            tr("Increasing numbers with commas between, such as 0, 200, 400, 600; empty uses the two settings below."),
            optional=True,
        )
        self.add_choice(
            "METHOD",
            tr("Bands when no edges are given"),
            tr("Bands of one width, or with equally many points."),
            [Choice(WIDTH, tr("One width")), Choice(QUANTILES, tr("Quantiles"))],
        )
        self.add_number(
            "WIDTH", tr("Width of the bands"), tr("In the unit of the factor (m for distances)."), 200.0, 1e-9
        )
        self.add_integer(
            "COUNT", tr("Number of quantile bands"), tr("So many bands with equally many points."), 10, 1, 500
        )
        self.add_unit()
        self.add_table_output(
            "OUTPUT",
            tr("Statistics by band"),
            tr("One row per band: from, to, n, mean, median, p5, min, and the interval of the mean."),
            optional=False,
        )
        self.add_report_output()
        self.add_number_output("WORST_FROM", tr("Lower edge of the band with the lowest mean rate"))
        self.add_number_output("WORST_TO", tr("Upper edge of the band with the lowest mean rate"))
        self.add_number_output("WORST_MEAN", tr("Mean rate in that band [mm/yr]"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.analysis.bands import bands_page, edges_by_quantiles, edges_by_width, rate_by_band

        name = str(call.field("FACTOR"))
        table = call.points(only=[name])
        factor = table.numeric(name)
        rate = call.rate(table, unit=call.unit())
        breaks = call.numbers("BREAKS")
        if breaks:
            edges = np.array(breaks)
        elif call.choice("METHOD") == QUANTILES:
            edges = edges_by_quantiles(factor, call.integer("COUNT"))
        else:
            edges = edges_by_width(factor, call.number("WIDTH"))
        place_m = ground_of(table.crs, table.xy, table.name, call.report).metric(table.xy, table.name)
        bands = rate_by_band(rate, factor, edges, place_m)
        notes = _notes(bands)
        for note in notes:
            call.report.warn(note)
        page = bands_page(bands, name, notes).html() if call.wants("REPORT") else None
        worst = bands.fastest
        return {
            "OUTPUT": call.write_table("OUTPUT", _columns(bands), description=tr("Rate by band of a factor.")),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "WORST_FROM": float(bands.lower[worst]),
            "WORST_TO": float(bands.upper[worst]),
            "WORST_MEAN": float(bands.mean[worst]),
        }


def _notes(bands: Bands) -> list[str]:
    notes = []
    if bands.outside:
        notes.append(tr("{count} points lie outside all bands.").format(count=bands.outside))
    if bands.unknown:
        notes.append(tr("{count} points have no rate or no value of the factor.").format(count=bands.unknown))
    return notes


def _columns(bands: Bands) -> list[Column]:
    return [
        Column("from", bands.lower, tr("From")),
        Column("to", bands.upper, tr("To (inclusive)")),
        Column("n", bands.n.astype(np.int64), tr("Points")),
        Column("mean", bands.mean, tr("Mean rate [mm/yr]")),
        Column("median", bands.median, tr("Median rate [mm/yr]")),
        Column("p5", bands.p5, tr("5th percentile of the rate [mm/yr]")),
        Column("min", bands.worst, tr("Lowest rate [mm/yr]")),
        Column("mean_lo", bands.mean_lo, tr("Mean rate, lower end of the 95 % interval [mm/yr]")),
        Column("mean_hi", bands.mean_hi, tr("Mean rate, upper end of the 95 % interval [mm/yr]")),
        Column("std", bands.std, tr("Rate, std. dev. [mm/yr]")),
        Column("n_effective", bands.n_effective, tr("Independent points that the points are worth")),
    ]
