"""New epochs held against what was expected of them: alarms, areas, and what is common to all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...bridge.factor_inputs import without_answers
from ...bridge.fields import Column
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.styles import QUIET, WORSE, Style, style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.model_file import parts_must_fit
from ...subsidence.progress import Report
from ...subsidence.series import DeformationSeries, compact_date, parse_day
from ...subsidence.series_fields import series_fields
from ..base import SubsidenceAlgorithm
from ..forecast.forecast_layer import evenly_placed, read_covariates, read_labels
from .alarm_areas import area_columns, outlines

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.changes.detect import Changes
    from ...subsidence.changes.expectation import Expectation

FIELD_LEVEL = 0.9  # of the intervals in a layer's forecast fields


class DetectChanges(SubsidenceAlgorithm):
    ID = "detect_changes"
    GROUP = "decisions"
    CARRIES_INPUT = ("OUTPUT",)
    EXAMPLE = {"INPUT": "points.gpkg", "SINCE": "2018-11-30", "OUTPUT": "alarms.gpkg", "AREAS": "areas.gpkg"}

    def title(self) -> str:
        return tr("Detect changes")

    def about(self) -> str:
        return tr(
            "<p>Holds every epoch after a date against what was expected of it <b>before it came</b>, and calls the"
            " points whose motion changed: a new rate, a stop, a step. The expectation comes from one of: a model"
            " saved by “LSTM forecast” (MODEL), the date itself (SINCE: each point's own trend and season until then,"
            " carried on under the noise of the series), or the layer's forecast fields.</p>"
            "<p>What all points do together at a date – atmosphere, reference – is taken out and shown in the report."
            " So is the noise that neighbours share: each point, and places of several sizes about it, are seen against"
            " what their surroundings foretell there (kriging, with the correlation that the past shows). The rest is"
            " made independent from epoch to epoch, and the likelihood ratio over all onsets and kinds of change is"
            " followed (a generalised CUSUM). A change must last two epochs. The threshold is such that no more points"
            " are called by chance than FALSE_ALARMS per 1,000 point-years, all tests together. A change wider than"
            " WIDEST with its surroundings cannot be told from atmosphere.</p>"
            "<p>Fields: <b>alarm</b> (point, area, both), <b>kind</b> (rate, step), <b>onset</b>, <b>found</b>,"
            " <b>rate_before</b>, <b>rate_after</b> ± <b>rate_after_std</b> [mm/yr], <b>rate_change</b>, <b>step</b>"
            " [mm], <b>unwrapping</b> (1: near a multiple of 28 mm), <b>p</b>, <b>support</b> (share of the neighbours"
            " that agree), <b>width</b> (radius of the place that called it) and <b>taken_out</b> (noise taken out at"
            " the last date [mm]). Expected values and their 90 % intervals are written as FYYYYMMDD, for the"
            " series viewer. An alarm says that something changed, not why.</p>"
        )

    def keywords(self) -> list[str]:
        return ["change", "alarm", "monitoring", "cusum", "acceleration", "anomaly", "early warning", "update"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Points with new epochs"), tr("Such as “Update series” makes."))
        self.add_text(
            "SINCE",
            tr("New since"),
            tr(
                "Epochs after this day are new, such as 2023-06-30. With a model, empty takes the last epoch it was"
                " trained on; without both, the layer's forecast fields FYYYYMMDD are what was expected."
            ),
            optional=True,
        )
        self.add_file(
            "MODEL", tr("Model file"), tr("Made by “LSTM forecast” before."), tr("Model files (*.npz)"), optional=True
        )
        self.add_field("CLUSTER", tr("Cluster field"), tr("Of the model's training."), optional=True)
        self.add_field(
            "FACTORS",
            tr("Static factors"),
            tr("The fields that the model was trained with, in the same order."),
            several=True,
            optional=True,
        )
        self.add_number(
            "FALSE_ALARMS",
            tr("False alarms per 1,000 point-years"),
            tr("Points that may be called by chance, where nothing changes; 1 for 10,000 points is ten in a year."),
            1.0,
            0.001,
            100.0,
        )
        self.add_number(
            "RADIUS",
            tr("Radius of neighbours (m)"),
            tr("At most 24 neighbours within it are judged together with a point; 0 judges each point alone."),
            200.0,
            0.0,
        )
        self.add_number(
            "WIDEST",
            tr("Radius of the widest places (m)"),
            tr("Places twice as wide again and again, up to this, are judged against their surroundings; 0: none."),
            1000.0,
            0.0,
        )
        self.add_unit()
        self.add_seed()
        self.add_scheduler()
        self.add_points_output("OUTPUT", tr("Alarms"), tr("All points with what was found."))
        self.add_polygons_output("AREAS", tr("Areas"), tr("Three or more alarms that lie together."), optional=True)
        self.add_report_output()
        self.add_number_output("ALARM_COUNT", tr("Points that changed"))
        self.add_number_output("NEWEST_ALARM_COUNT", tr("Points called at the last epoch"))
        self.add_number_output("AREA_COUNT", tr("Areas that changed"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.changes.areas import alarm_areas
        from ...subsidence.changes.detect import describe, detect
        from ...subsidence.changes.expectation import inflation_of_the_past
        from ...subsidence.changes.report import changes_page

        table = call.points()
        series = table.series(call.unit())
        expectation, by = _expectation(call, table, series)
        last = series.dates[series.dates < expectation.dates[0]][-1]
        n_baseline = int((series.dates <= last).sum())
        seed = call.integer("SEED")
        inflation = inflation_of_the_past(series.displacement_mm, series.dates, n_baseline, seed=seed)
        xy_m = ground_of(table.crs, table.xy, table.name, call.report).planar_metres(table.xy)
        changes = detect(
            expectation, last, xy_m, false_alarms=call.number("FALSE_ALARMS"), radius_m=call.number("RADIUS"),
            widest_m=call.number("WIDEST"), inflation=inflation, seed=seed, report=_stages(call)[1],
        )  # fmt: skip
        for sentence in describe(changes):
            call.report.info(sentence)
        areas, reach = alarm_areas(changes, xy_m)
        page = None
        if call.wants("REPORT"):
            page = changes_page(
                changes, areas, table.xy, series.displacement_mm, series.dates, source=table.name, expected_by=by,
                geographic=table.crs.isGeographic(),
            ).html()  # fmt: skip
        return {
            "OUTPUT": call.write_points(
                "OUTPUT",
                table,
                _columns(changes),
                style=Style(
                    "alarm",
                    "categories",
                    categories=("", *_alarm_words().values()),
                    colours=(QUIET, WORSE[0], WORSE[2], WORSE[4]),
                ),
                description=tr("Changes since {date}; rates in mm/yr, steps in mm, positive up.").format(date=last),
            ),
            "AREAS": call.write_polygons(
                "AREAS",
                outlines(areas, table, reach / 2.0),
                table.crs,
                area_columns(areas),
                style=style_for("change", np.array([a.rate_after - a.rate_before for a in areas]), unit="mm/yr"),
                description=tr("Areas whose motion changed since {date}.").format(date=last),
            ),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "ALARM_COUNT": int(changes.is_alarm.sum()),
            "NEWEST_ALARM_COUNT": int((changes.found[changes.is_alarm] == series.dates[-1]).sum()),
            "AREA_COUNT": len(areas),
        }


def _stages(call: Call) -> tuple[Report, Report]:
    """Reports for what is expected, and for judging."""
    expecting, judging = call.work.parts(5, 3)
    return expecting, judging


def _expectation(call: Call, table: PointTable, series: DeformationSeries) -> tuple[Expectation, str]:
    """What was expected of the new epochs, and by what, in words."""
    from ...subsidence.changes.expectation import expect_from_forecast, expect_from_past

    seed, report = call.integer("SEED"), _stages(call)[0]
    since = _since(call)
    if call.text("MODEL"):
        return _from_model(call, table, series, since)
    if since is not None:
        n_baseline = int((series.dates <= since).sum())
        found = expect_from_past(series.displacement_mm, series.dates, n_baseline, seed=seed, report=report)
        return found, tr("each point's own trend and season until {date}").format(date=since)
    fields = series_fields(table.names)
    common = np.isin(fields.forecast.dates, series.dates)
    if not fields.forecast_low or not common.any():
        raise SubsidenceError(
            tr(
                "Say what the new epochs are held against: a date (SINCE), a model file (MODEL), or forecast fields"
                " FYYYYMMDD with _lo and _hi at dates that the layer has displacements of."
            )
        )
    chosen = np.flatnonzero(common)
    forecast, low, high = (
        table.matrix([names[number] for number in chosen])
        for names in (fields.forecast.names, fields.forecast_low, fields.forecast_high)
    )
    dates = fields.forecast.dates[chosen]
    before = series.dates < dates[0]
    kept = before | np.isin(series.dates, dates)
    found = expect_from_forecast(
        series.displacement_mm[:, kept], series.dates[kept], int(before.sum()), forecast, (high - low) / 2.0,
        FIELD_LEVEL, seed=seed, report=report,
    )  # fmt: skip
    return found, tr("the layer's forecast fields, read as 90 % intervals")


def _from_model(
    call: Call, table: PointTable, series: DeformationSeries, since: np.datetime64 | None
) -> tuple[Expectation, str]:
    from ...subsidence.changes.expectation import expect_from_forecast
    from ...subsidence.forecast.forecaster import Forecaster

    path = call.file("MODEL")
    forecasting, expecting = _stages(call)[0].parts(1, 1)
    forecaster = Forecaster.load(path)
    until = np.datetime64(forecaster.fitted.trained_until, "D") if since is None else since
    past = series.dates <= until
    if past.all() or not past.any():
        raise SubsidenceError(
            tr("The layer must have epochs before and after {date}, the end of what the model knows.").format(
                date=until
            )
        )
    factors = without_answers(call.fields("FACTORS"), None, call.report)
    known = DeformationSeries(series.dates[past], series.displacement_mm[:, past], series.xy)
    covariates = read_covariates(table, forecaster.covariate_names, False)
    with parts_must_fit(path):
        forecaster.update(
            evenly_placed(table, known), covariates, read_labels(table, call.field("CLUSTER")),
            static=table.matrix(factors) if factors else None, static_names=factors or None,
        )  # fmt: skip
        forecast = forecaster.forecast(dates=series.dates[~past], report=forecasting)
    if not forecast.judged.all():
        call.report.warn(tr("Some new epochs lie beyond the horizon that the model's backtest judged."))
    found = expect_from_forecast(
        series.displacement_mm, series.dates, int(past.sum()), forecast.displacement_mm,
        (forecast.upper_mm - forecast.lower_mm) / 2.0, forecaster.level, seed=call.integer("SEED"),
        report=expecting,
    )  # fmt: skip
    return found, tr("the model {name}, as of {date}").format(name=path.name, date=until)


def _since(call: Call) -> np.datetime64 | None:
    text = call.text("SINCE")
    return parse_day(text) if text else None


def _alarm_words() -> dict[str, str]:
    return {"point": tr("point"), "area": tr("area"), "point and area": tr("point and area")}


def _columns(changes: Changes) -> list[Column]:
    alarm = changes.is_alarm
    words = _alarm_words()
    named = [words.get(text) if known else None for text, known in zip(changes.alarm, changes.judged)]
    kinds = [text or None for text in changes.kind]
    expected = changes.expectation
    columns = [
        Column("alarm", _texts(["" if text is None and known else text for text, known in zip(named, changes.judged)]),
               tr("Alone, with neighbours, empty: no; NULL: not judged")),
        Column("kind", _texts(kinds), tr("What changed: rate or step")),
        Column("onset", changes.onset, tr("When the change began")),
        Column("found", changes.found, tr("Epoch at which it was called")),
        Column("rate_before", changes.rate_before, tr("Rate before [mm/yr]")),
        Column("rate_after", changes.rate_after, tr("Rate after [mm/yr]")),
        Column("rate_after_std", changes.rate_after_std, tr("Standard error of the change of rate [mm/yr]")),
        Column("rate_change", changes.rate_after - changes.rate_before, tr("Change of rate [mm/yr], + up")),
        Column("step", changes.step_mm, tr("Step [mm], + up")),
        Column("unwrapping", (changes.unwrapping & alarm).astype(int), tr("Step near a multiple of 28 mm (1)")),
        Column("p", changes.p, tr("Chance of as much without a change")),
        Column("support", changes.support, tr("Share of the neighbours that lean the same way")),
        Column("width", changes.width_m, tr("Radius of the place that called it [m]")),
        Column("taken_out", expected.common_mm[-1] + np.nan_to_num(changes.shared_mm[:, -1]),
               tr("Noise taken out at the last date [mm]")),
    ]  # fmt: skip
    half = 1.6448536 * changes.inflation * expected.std_mm
    middle = expected.expected_mm + expected.common_mm
    for step, date in enumerate(expected.dates):
        name = "F" + compact_date(date)
        columns.append(Column(name, middle[:, step], tr("Expected {date} [mm]").format(date=date)))
        columns.append(
            Column(name + "_lo", (middle - half)[:, step], tr("Expected {date}, lower [mm]").format(date=date))
        )
        columns.append(
            Column(name + "_hi", (middle + half)[:, step], tr("Expected {date}, upper [mm]").format(date=date))
        )
    return columns


def _texts(values: Sequence[str | None]) -> np.ndarray:
    return np.array([*values, None], dtype=object)[:-1]
