"""Storage, delay and scenarios of an aquifer system from displacement and head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from qgis.core import QgsProcessing

from ...bridge.areas import area_of_points
from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.progress import Run
from ...subsidence.series import DeformationSeries, compact_date
from ...subsidence.series_fields import factor_series
from ..base import Choice, SubsidenceAlgorithm
from .head_inputs import heads_of_points

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.groundwater.heads import Heads
    from ...subsidence.groundwater.pooled import Pooled
    from ...subsidence.groundwater.response import Response, Scenario

HEAD_PREFIX = "GW"
MOSTLY_AGAINST = 0.5  # of the points
NO_SCENARIO, STAY, CHANGE = "none", "stay", "change"


class GroundwaterResponse(SubsidenceAlgorithm):
    ID = "groundwater_response"
    GROUP = "decisions"
    CARRIES_INPUT = ("OUTPUT",)
    EXAMPLE = {"INPUT": "points.gpkg", "HEAD": "GW", "SCENARIO": "stay", "OUTPUT": "response.gpkg"}

    def title(self) -> str:
        return tr("Groundwater response")

    def about(self) -> str:
        return tr(
            "<p>What the ground does when the head of the groundwater rises and falls: <b>elastic</b> storage (Ske,"
            " comes back), <b>inelastic</b> storage (Skv, where the head falls below its past minimum, does not come"
            " back) and the <b>delay</b> of slowly draining clay, for every point and pooled by cluster or aquifer."
            " Intervals allow for the noise that the series show (white, AR(1), flicker noise) and for what the head"
            " may have done between its readings. What the data do not support stays NULL, and the field <b>told</b>"
            " says why: no new low of the head, a head that hardly varies, motion against the head, a steady motion"
            " that has no need of heads.</p>"
            "<p>Heads come from fields such as GW20180306, or from wells and a table; give all readings, also those"
            " before the first image, because the past minimum counts. A <b>scenario</b> carries the heads on – as"
            " they are, or with a change of some metres – and writes the displacement to come as FYYYYMMDD with"
            " intervals.</p><p>Storage is a coefficient of the whole thickness, without unit (m of compaction per m of"
            " head). Line-of-sight displacements give it too small by the cosine of the incidence angle; turn them"
            " vertical first. Riley 1969; Helm 1975; Hoffmann et al. 2003.</p>"
        )

    def keywords(self) -> list[str]:
        return [
            "groundwater",
            "aquifer",
            "storage",
            "compaction",
            "head",
            "pumping",
            "piezometer",
            "well",
            "elastic",
            "preconsolidation",
            "scenario",
        ]

    def define(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with displacement fields DYYYYMMDD."))
        self.add_text(
            "HEAD", tr("Prefix of head fields"), tr("Such as GW for GW20180306; or give wells instead."), optional=True
        )
        self.add_points("STATIONS", tr("Wells"), tr("Points where heads were measured; any CRS."), optional=True)
        self.add_file(
            "TABLE",
            tr("Table of heads"),
            tr("A text file (or the path or id of a table QGIS can read) with well, date and value."),
            tr("Tables (*.csv *.txt *.tsv);;All files (*)"),
            optional=True,
        )
        self.add_number(
            "MAX_DISTANCE", tr("Farthest well (m)"), tr("Points farther from every well get nothing; 0: no limit."),
            5000.0, 0.0,
        )  # fmt: skip
        self.add_choice(
            "HEADS_ARE",
            tr("Heads are"),
            tr("Automatic takes them for levels unless a column is called depth, DTW or alike, and says which."),
            [
                Choice("automatic", tr("found out by name")),
                Choice("level", tr("levels, up")),
                Choice("depth", tr("depths below ground, down")),
            ],
        )
        self.add_choice(
            "HEAD_UNIT",
            tr("Unit of the heads"),
            tr(
                "Of the head fields or the table's values. Automatic takes what their name or a column of units states,"
                " else m."
            ),
            [*(Choice(unit, unit) for unit in ("m", "cm", "mm", "ft")), Choice("automatic", tr("automatic"))],
            "automatic",
        )
        self.add_number(
            "PRECONSOLIDATION",
            tr("Lowest earlier head (m)"),
            tr("As a level in m, where it is known from before the records; empty takes the first head as the lowest."),
            None,
            optional=True,
        )
        self.add_flag(
            "OTHER_TREND",
            tr("Allow a steady motion of other causes"),
            tr("Without it all steady motion counts as an answer to the heads; with it, little is left to tell Skv."),
            False,
        )
        self.add_field("CLUSTER", tr("Cluster field"), tr("Points of a cluster are pooled."), optional=True)
        self.add_vector(
            "AQUIFERS",
            tr("Aquifers"),
            tr("Polygons; the points in each are pooled, in place of clusters."),
            [QgsProcessing.SourceType.TypeVectorPolygon],
            optional=True,
        )
        self._define_scenario()
        self.add_unit()
        self.add_seed()
        self.add_points_output("OUTPUT", tr("Points with their response"), tr("ske, skv, delay_days, elastic_share …"))
        self.add_table_output("POOLED", tr("Pooled response"), tr("One row for each cluster or aquifer, and all."))
        self.add_report_output()
        self.add_number_output("TOLD_COUNT", tr("Points whose elastic storage is told"))
        self.add_number_output("MEDIAN_SKE", tr("Median elastic storage"))
        self.add_number_output("MEDIAN_SKV", tr("Median inelastic storage"))

    def _define_scenario(self) -> None:
        self.add_choice(
            "SCENARIO",
            tr("Scenario"),
            tr("What the heads do after the last reading; the displacement to come is written as FYYYYMMDD."),
            [
                Choice(NO_SCENARIO, tr("none")),
                Choice(STAY, tr("stay as in the last year, with their season")),
                Choice(CHANGE, tr("rise or fall steadily by the change below")),
            ],
        )
        self.add_number(
            "CHANGE", tr("Change of the head (m)"), tr("Until the last date; −5 falls by 5 m, 5 recovers."), -5.0
        )
        self.add_integer("HORIZON", tr("Epochs ahead"), tr("At the step of the series."), 30, 1, 1000)

    def execute(self, call: Call) -> dict:
        from ...subsidence.groundwater.pooled import pooled_responses
        from ...subsidence.groundwater.report import response_page
        from ...subsidence.groundwater.response import respond

        table = call.points()
        series = table.series(call.unit())
        heads, head_of, wells = heads_of_points(call, table)
        scenario = _scenario(call, series, heads)
        level = call.optional_number("PRECONSOLIDATION")
        _check_heads(heads, head_of, series, level)
        run = Run(call.work, call.integer("SEED"))
        choices: dict[str, Any] = {"preconsolidation_m": level, "other_trend": call.flag("OTHER_TREND"), "run": run}
        response = respond(series.displacement_mm, series.dates, heads, head_of, scenario=scenario, **choices)
        labels, names = _pools(call, table)
        pooled = pooled_responses(
            series.displacement_mm, series.dates, heads, head_of, labels, names, **{**choices, "run": Run()}
        )
        counts = np.bincount(response.code, minlength=10)
        _tell(call, counts)
        page = None
        if call.wants("REPORT"):
            page = response_page(
                response, pooled, heads, wells, table.xy, series.dates, source=table.name, scenario=scenario,
                geographic=table.crs.isGeographic(),
            ).html()  # fmt: skip
        return {
            "OUTPUT": call.write_points(
                "OUTPUT",
                table,
                [*_columns(response, scenario), *_head_columns(call, table, series.dates, heads, head_of)],
                style=style_for("ske", response.ske, "sequential"),
                description=tr("Response of the ground to groundwater; storage without unit, delay in days."),
            ),
            "POOLED": call.write_table("POOLED", _pooled_columns(pooled)),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "TOLD_COUNT": int(np.isfinite(response.ske).sum()),
            "MEDIAN_SKE": _median(response.ske),
            "MEDIAN_SKV": _median(response.skv),
        }


def _check_heads(heads: Heads, head_of: np.ndarray, series: DeformationSeries, earlier_m: float | None) -> None:
    """Refuse heads that no displacement meets, and an earlier low that is none."""
    used = np.unique(head_of[head_of >= 0])
    if not np.isfinite([heads.at(well, series.dates) for well in used.tolist()]).any():
        raise SubsidenceError(
            tr(
                "No head is known at the dates of the displacements: heads {first} … {last}, displacements"
                " {begin} … {end}."
            ).format(first=heads.dates[0], last=heads.dates[-1], begin=series.dates[0], end=series.dates[-1])
        )
    highest = float(np.nanmax(heads.head_m[used]))
    if earlier_m is not None and earlier_m > highest:
        raise SubsidenceError(
            tr("The lowest earlier head, {earlier:g} m, is above every reading ({highest:.1f} m); leave it empty or"
               " correct it.").format(earlier=earlier_m, highest=highest)
        )  # fmt: skip


def _tell(call: Call, counts: np.ndarray) -> None:
    from ...subsidence.groundwater.response import AGAINST_HEAD, remark

    for code in np.flatnonzero(counts).tolist():
        call.report.info(tr("{count} points: {remark}.").format(count=int(counts[code]), remark=remark(code)))
    if counts[AGAINST_HEAD] > MOSTLY_AGAINST * counts.sum():
        call.report.warn(
            tr(
                "{count} of {total} points move against the heads, as they do where depths are taken for levels or the"
                " sign of the displacements is wrong; see HEADS_ARE."
            ).format(count=int(counts[AGAINST_HEAD]), total=int(counts.sum()))
        )


def _median(values: np.ndarray) -> float | None:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if known.size else None


def _scenario(call: Call, series: DeformationSeries, heads: Heads) -> Scenario | None:
    from ...subsidence.forecast.data.history import coming_dates
    from ...subsidence.groundwater.heads import MOST_CHANGE_M, continued
    from ...subsidence.groundwater.response import Scenario

    kind = call.choice("SCENARIO")
    if kind == NO_SCENARIO:
        return None
    dates = coming_dates(series.dates, call.integer("HORIZON"))
    change = call.number("CHANGE") if kind == CHANGE else 0.0
    if abs(change) > MOST_CHANGE_M:
        raise SubsidenceError(
            tr("A change of the head by {change:g} m cannot be; write it in metres.").format(change=change)
        )
    return Scenario(dates, continued(heads, dates, change))


def _pools(call: Call, table: PointTable) -> tuple[np.ndarray, list[str]]:
    """The pool of each point, −1 for none, and the pools' names."""
    if call.parameters.get("AQUIFERS") not in (None, ""):
        source = call.source("AQUIFERS")
        area = area_of_points(source, source.sourceName(), table.xy, table.crs, call.context.transformContext())
        if (area < 0).all():
            raise SubsidenceError(tr("No point lies in one of the aquifers; check the layers' CRS."))
        return area, [str(number + 1) for number in range(int(area.max()) + 1)]
    field = call.field("CLUSTER")
    if field is None:
        return np.full(table.n_points, -1), []
    values = table.numeric(field)
    known = np.unique(values[np.isfinite(values)])
    labels = np.where(np.isfinite(values), np.searchsorted(known, values), -1)
    return labels, [f"{value:g}" for value in known]


def _columns(response: Response, scenario: Scenario | None) -> list[Column]:
    from ...subsidence.groundwater.response import remark

    aliases = {
        "ske": tr("Elastic skeletal storage Ske [–]"),
        "skv": tr("Inelastic skeletal storage Skv [–]"),
        "delay_days": tr("Delay τ [days]"),
        "elastic_share": tr("Elastic share of the motion [0–1]"),
    }
    columns = []
    for name, alias in aliases.items():
        for end, word in (("", ""), ("_lo", tr("lower end")), ("_hi", tr("upper end"))):
            columns.append(Column(name + end, getattr(response, name + end), f"{alias} {word}".strip()))
    words = {code: remark(code) for code in np.unique(response.code).tolist()}
    told = np.array([*(words[code] for code in response.code.tolist()), None], dtype=object)[:-1]
    columns += [
        Column("told", told, tr("What the data support")),
        Column("head_share", response.explained, tr("Share of the variance that the heads explain [0–1]")),
        Column("gw_trend", response.trend_mm_per_yr, tr("Steady motion of other causes [mm/yr]")),
    ]
    if scenario is None:
        return columns
    for step, date in enumerate(scenario.dates):
        name, day = "F" + compact_date(date), str(date)
        columns.append(Column(name, response.ahead_mm[:, step], tr("Scenario {date} [mm]").format(date=day)))
        low, high = tr("Scenario {date}, lower [mm]"), tr("Scenario {date}, upper [mm]")
        columns.append(Column(name + "_lo", response.ahead_lo_mm[:, step], low.format(date=day)))
        columns.append(Column(name + "_hi", response.ahead_hi_mm[:, step], high.format(date=day)))
    return columns


def _head_columns(call: Call, table: PointTable, dates: np.ndarray, heads: Heads, head_of: np.ndarray) -> list[Column]:
    """The heads of wells as fields of the points, which the series viewer and other algorithms read; else none."""
    if not call.text("TABLE") or HEAD_PREFIX in factor_series(table.names):
        return []
    values = np.full((table.n_points, dates.size), np.nan)
    for well in np.unique(head_of[head_of >= 0]).tolist():
        values[head_of == well] = heads.at(well, dates)
    alias = tr("Head of the nearest well {date} [m]")
    return [
        Column(HEAD_PREFIX + compact_date(date), values[:, step], alias.format(date=date))
        for step, date in enumerate(dates)
    ]


def _pooled_columns(pooled: list[Pooled]) -> list[Column]:
    def of(attribute: str) -> np.ndarray:
        return np.array([getattr(one.response, attribute)[0] for one in pooled], dtype=float)

    columns = [
        Column("pool", np.array([*(one.name for one in pooled), None], dtype=object)[:-1], tr("Cluster or aquifer")),
        Column("n", np.array([one.n_points for one in pooled], dtype=int), tr("Points")),
    ]
    for name in ("ske", "skv", "delay_days", "elastic_share"):
        columns += [Column(name + end, of(name + end)) for end in ("", "_lo", "_hi")]
    told = np.array([*(one.told for one in pooled), None], dtype=object)[:-1]
    return [*columns, Column("told", told, tr("What the data support"))]
