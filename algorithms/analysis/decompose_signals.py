"""Sources that many series share: maps and time courses, and the series without some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.progress import Run
from ...subsidence.series import find_epoch_fields, linear_rate
from ..base import Choice, SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...bridge.point_table import PointTable
    from ...subsidence.analysis.signals import Signals


class DecomposeSignals(SubsidenceAlgorithm):
    ID = "decompose_signals"
    GROUP = "decisions"
    CARRIES_INPUT = ("OUTPUT", "CLEANED")
    EXAMPLE = {"INPUT": "points.gpkg", "COMPONENTS": 3, "OUTPUT": "scores.gpkg", "SOURCES": "sources.gpkg"}

    def title(self) -> str:
        return tr("Decompose signals")

    def about(self) -> str:
        return tr(
            "<p>Takes all series apart into a few <b>sources</b>, each a time course and a map: pumping, a season, a"
            " construction site, an atmosphere that many points share. <b>Independent components</b> come apart where"
            " mechanisms act in different places; <b>principal components</b> are ordered by variance and stay"
            " mixed.</p><p>Every source has a <b>stability</b> from 0 to 1: it is looked for again in twenty halves of"
            " the area, from new starts, and must come back as the same map. 0 components take the largest number (up"
            " to 7) that noise would not give and whose sources are all stable (0.8). Below that, do not name it.</p>"
            "<p>Fields <b>score_1</b>, <b>score_2</b> … are mm for one standard deviation of the course; times the"
            " course of the table SOURCES they give the source's part of the series. CLEANED holds the series without"
            " the sources that you name. A source is arithmetic; what it is, only a map of wells, lines or heights can"
            " say.</p>"
        )

    def keywords(self) -> list[str]:
        return ["pca", "ica", "eof", "principal component", "independent component", "source", "season", "atmosphere"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with displacement fields DYYYYMMDD."))
        self.add_integer(
            "COMPONENTS", tr("Components (0 = as many as are stable)"), tr("How many sources there are."), 0, 0, 50
        )
        self.add_choice(
            "METHOD",
            tr("Method"),
            tr("Independent components tell mechanisms apart; principal components order them by variance."),
            [Choice("ica", tr("independent components")), Choice("pca", tr("principal components"))],
        )
        self.add_text(
            "REMOVE",
            tr("Sources to take out"),
            tr("Their numbers, such as 2, 3: CLEANED holds the series without them."),
            optional=True,
        )
        self.add_unit()
        self.add_seed()
        self.add_points_output("OUTPUT", tr("Scores"), tr("The points with a score for each source."))
        self.add_table_output("SOURCES", tr("Sources"), tr("A row for each source and date: course, share, stability."))
        self.add_points_output(
            "CLEANED", tr("Series without the sources"), tr("The points with new series, in mm."), optional=True
        )
        self.add_report_output()
        self.add_number_output("SOURCE_COUNT", tr("Sources"))
        self.add_number_output("LEAST_STABILITY", tr("Stability of the least stable source"))
        self.add_number_output("EXPLAINED", tr("Share of the variance in all sources"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.analysis.signals import STABLE, decompose
        from ...subsidence.analysis.signals_report import signals_page

        table = call.points()
        series = table.series(call.unit())
        if call.wants("CLEANED") and not call.numbers("REMOVE"):
            raise SubsidenceError(tr("Say which sources CLEANED shall be without (REMOVE), such as 2, 3."))
        if call.numbers("REMOVE") and not call.wants("CLEANED"):
            call.report.warn(
                tr("REMOVE has no effect: no layer of series without the sources (CLEANED) was asked for.")
            )
        xy_m = ground_of(table.crs, table.xy, table.name, call.report).planar_metres(table.xy)
        signals = decompose(
            series.displacement_mm, series.dates, xy_m, call.integer("COMPONENTS"), method=call.choice("METHOD"),
            run=Run(call.work, call.integer("SEED")),
        )  # fmt: skip
        removed = _removed(call, signals)
        unstable = int((signals.stability < STABLE).sum())
        if unstable:
            call.report.warn(
                tr("{count} sources are less stable than 0.8: they may be accidents; take fewer components.").format(
                    count=unstable
                )
            )
        heights = table.numeric("height") if "height" in table.names else None
        page = None
        if call.wants("REPORT"):
            page = signals_page(
                signals, table.xy, heights, source=table.name, removed=removed, geographic=table.crs.isGeographic()
            ).html()
        cleaned = None
        if removed.size and call.wants("CLEANED"):
            cleaned = _write_cleaned(call, table, signals.without(series.displacement_mm, removed), series.dates)
        return {
            "OUTPUT": call.write_points(
                "OUTPUT",
                table,
                _score_columns(signals),
                style=style_for("score_1", signals.score_mm[:, 0], unit="mm"),
                description=tr("Scores of the sources in mm for one standard deviation of their time courses."),
            ),
            "SOURCES": call.write_table("SOURCES", _source_columns(signals, heights)),
            "CLEANED": cleaned,
            "REPORT": call.write_text("REPORT", page) if page else None,
            "SOURCE_COUNT": signals.n_sources,
            "LEAST_STABILITY": float(signals.stability.min()),
            "EXPLAINED": float(signals.explained),
        }


def _removed(call: Call, signals: Signals) -> np.ndarray:
    """0-based numbers of the sources that are to be taken out."""
    numbers = call.numbers("REMOVE")
    wrong = [number for number in numbers if number != int(number) or not 1 <= number <= signals.n_sources]
    if wrong:
        raise SubsidenceError(
            tr("There is no source {number:g}; there are {count}.").format(number=wrong[0], count=signals.n_sources)
        )
    return np.unique(np.array(numbers, dtype=int)) - 1


def _score_columns(signals: Signals) -> list[Column]:
    return [
        Column(
            f"score_{number + 1}",
            signals.score_mm[:, number],
            tr("Source {number} [mm per std. dev. of its course]").format(number=number + 1),
        )
        for number in range(signals.n_sources)
    ]


def _source_columns(signals: Signals, heights: np.ndarray | None) -> list[Column]:
    from ...subsidence.analysis.signals_report import with_height

    n, dates = signals.n_sources, signals.dates

    def each(values: np.ndarray) -> np.ndarray:
        return np.repeat(values, dates.size)

    columns = [
        Column("source", each(np.arange(1, n + 1)), tr("Source")),
        Column("date", np.tile(dates, n), tr("Date")),
        Column("course", signals.course.T.ravel(), tr("Course [std. dev. 1, 0 at the first epoch]")),
        Column("variance_share", each(signals.variance_share), tr("Share of the variance [0–1]")),
        Column("stability", each(signals.stability), tr("Stability [0–1]")),
        Column("trend_share", each(signals.trend_share), tr("Share of the course in a straight line [0–1]")),
        Column("season_share", each(signals.season_share), tr("Share of the course in a season [0–1]")),
    ]
    if heights is not None:
        columns.append(
            Column("height_r", each(with_height(signals, heights)), tr("Correlation of the map with height"))
        )
    return columns


def _write_cleaned(call: Call, table: PointTable, cleaned: np.ndarray, dates: np.ndarray) -> str | None:
    names = find_epoch_fields(table.names)[0]
    rate = linear_rate(cleaned, dates)[0]
    columns = [Column("velocity", rate, tr("Rate without the sources [mm/yr], + up"))]
    alias = tr("{date} without the sources [mm], + up")
    columns += [Column(name, cleaned[:, number], alias.format(date=dates[number])) for number, name in enumerate(names)]
    return call.write_points(
        "CLEANED",
        table,
        columns,
        style=style_for("velocity", rate, unit="mm/yr"),
        description=tr("Displacement in mm without some sources; subsidence is negative."),
    )
