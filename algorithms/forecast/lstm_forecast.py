"""The forecast of every point, with its backtest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ...bridge.factor_inputs import without_answers
from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.forecast import DIRECT, PAPER, STEP_BY_STEP
from ...subsidence.metrics import EXACT
from ...subsidence.packages import how_to_install, missing
from ...subsidence.progress import Report
from ..base import Choice, SubsidenceAlgorithm
from .forecast_layer import (
    add_by_date_output,
    driver_fields,
    evenly_placed,
    forecast_columns,
    forecast_description,
    forecast_style,
    known_arrays,
    read_covariates,
    read_labels,
    write_by_date,
    write_metrics,
)
from .paper_mode import run_paper_mode

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.forecast.forecaster import Forecast, Forecaster
    from ...subsidence.forecast.metrics import MetricRow

ROUNDS = 2  # of training; more were measured to fit accidents, not to help


class LstmForecast(SubsidenceAlgorithm):
    ID = "lstm_forecast"
    GROUP = "prediction"
    CARRIES_INPUT = ("OUTPUT", "WARNINGS")
    EXAMPLE = {
        "INPUT": "points.gpkg",
        "CLUSTER": "cluster",
        "COVARIATES": "RAIN,GW",
        "HORIZON": 10,
        "OUTPUT": "forecast.gpkg",
    }

    def title(self) -> str:
        return tr("LSTM forecast")

    def about(self) -> str:
        return tr(
            "<p>Forecasts the displacement of <b>every point</b> some epochs ahead, with an interval, and says how good"
            " such forecasts were in the past. Statistical models learn from all points together: Gaussian processes"
            " over time and a ridge autoregression.</p>"
            "<p><b>LSTM networks</b> correct them where “Train LSTM networks too” is chosen; the backtest then decides"
            " whether each cluster has one of its own and whether it is shown the factor series. By default they are"
            " left out: in this plugin's benchmarks they changed the error by less than 1 % and took most of the time."
            " The paper's mode trains one network per point, as published.</p>"
            "<p>From several past moments (origins) every model forecasts knowing only what came before; the forecast"
            " to come is a combination weighted by those tests; where points are few, the simple baselines are members"
            " too. A cluster whose backtest shows the combination to be clearly worse gets the best simple baseline"
            " instead. Without a cluster field, groups of points that move alike are tried. Persistence, mean, drift,"
            " straight lines, annual waves, theta and a damped trend are always tested beside, and the report says"
            " plainly when the network does not help.</p>"
            "<p>Rain, groundwater and other factor series (fields &lt;PREFIX&gt;YYYYMMDD, made by “Sample factor"
            " series”) can be used. Their future is unknown unless you say that the layer's later dates are a scenario;"
            " then the usual course of the year is assumed.</p>"
            "<p>New fields: <b>FYYYYMMDD</b>, <b>_lo</b>, <b>_hi</b> (mm) and <b>forecast_model</b>. The model file"
            " serves “Apply forecast” when new epochs arrive.</p>"
            "<p>After Zhou, Zuo and Zhao (2022), <i>Remote Sensing</i> 14(8), 1803, who trained one network per point."
            "</p>"
        )

    def keywords(self) -> list[str]:
        return ["lstm", "forecast", "prediction", "time series", "neural network", "rain", "groundwater", "future"]

    def define(self) -> None:
        self._define_inputs()
        self._define_method()
        self._define_details()
        self._define_outputs()

    def _define_inputs(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with displacement fields DYYYYMMDD."))
        self.add_field(
            "CLUSTER",
            tr("Cluster field"),
            tr(
                "Models and weights are learned per cluster, where the backtest prefers that to one for all points."
                " Without a field the forecast tries groups of its own."
            ),
            optional=True,
        )
        self.add_flag(
            "OWN_GROUPS",
            tr("Make groups where no cluster field is given"),
            tr(
                "K-Shape makes groups of points that move alike from the epochs before the oldest test; they are used"
                " where the forecasts from past moments are clearly better for it, and the log and the report say so."
            ),
            True,
            advanced=True,
        )
        self.add_text(
            "COVARIATES",
            tr("Prefixes of factor series"),
            tr("Separated by commas, for example RAIN,GW; the layer has fields such as RAIN20180306."),
            optional=True,
        )
        self.add_flag(
            "SCENARIO",
            tr("Factor series after the last epoch are a scenario"),
            tr(
                "Use the layer's factor values after the last displacement (and, in the backtest, the values that"
                " came) as known. Otherwise the usual course of the year is assumed."
            ),
            False,
        )
        self.add_field(
            "FACTORS",
            tr("Static factors for the network"),
            tr("Numeric fields such as distances; the network, where one is trained, sees them beside the series."),
            several=True,
            optional=True,
        )
        self.add_integer("HORIZON", tr("Epochs ahead"), tr("How many epochs are forecast and judged."), 10, 1, 1000)
        self.add_choice(
            "MODE",
            tr("Mode"),
            tr(
                "Direct: all horizons at once, judged by the backtest. Step by step: one epoch ahead again and again"
                " with the forecasts fed back; only its first step is judged. As in the paper: a network for each"
                " point, trained with the paper's settings; for a few points (“Selected features only”), to compare."
            ),
            [
                Choice(DIRECT, tr("Direct")),
                Choice(STEP_BY_STEP, tr("Step by step")),
                Choice(PAPER, tr("As in the paper")),
            ],
            advanced=True,
        )
        self.add_text(
            "DATES",
            tr("Dates to forecast"),
            tr("ISO dates separated by commas; by default the series' own step goes on."),
            optional=True,
            advanced=True,
        )

    def _define_method(self) -> None:
        self.add_flag(
            "NETWORK",
            tr("Train LSTM networks too"),
            tr(
                "They compete in the backtest and the report says what they add; needs torch and more than twice the"
                " computing time. The paper's mode trains its networks anyway."
            ),
            False,
            advanced=True,
        )
        self.add_integer(
            "TEST",
            tr("Epochs of the one-step test"),
            tr("The last epochs on which one-step forecasts are tested as in the paper; 0 leaves the test out."),
            10,
            0,
            1000,
            advanced=True,
        )
        self.add_integer("HIDDEN", tr("LSTM units"), tr("Size of the network's memory."), 50, 1, 1000, advanced=True)
        self.add_integer(
            "WINDOW",
            tr("Window (epochs, 0 = about a year)"),
            tr("How many past epochs the network is shown; in the paper's mode 0 stands for one."),
            0,
            0,
            1000,
            advanced=True,
        )
        self.add_integer(
            "EPOCHS",
            tr("Training rounds (0 = as measured to be enough)"),
            tr(
                "Rounds of 16,000 samples per network; 0 stands for 2, as more were measured to fit accidents. In the"
                " paper's mode epochs; 0 stands for the paper's 1,000."
            ),
            0,
            0,
            10_000,
            advanced=True,
        )
        self.add_text(
            "PAPER_EPOCHS",
            tr("Epochs of training by cluster, in the paper's mode"),
            tr(
                "One for each cluster in ascending order, separated by commas; the paper has 1400,1000,1500. Empty: the"
                " same for all, as above."
            ),
            optional=True,
            advanced=True,
        )
        self.add_integer(
            "ORIGINS",
            tr("Origins of the backtest"),
            tr("Past moments from which forecasts are tested; at least 4 for trustworthy intervals."),
            4,
            1,
            50,
            advanced=True,
        )
        self.add_number(
            "LEVEL", tr("Level of the intervals (%)"), tr("Share of the truth inside."), 90.0, 1.0, 99.9, advanced=True
        )
        self.add_choice(
            "DEVICE",
            tr("Device"),
            tr("The processor, or a CUDA graphics card; automatic takes the card where there is one."),
            [Choice("auto", tr("Automatic")), Choice("cpu", tr("Processor")), Choice("cuda", "CUDA")],
            advanced=True,
        )

    def _define_details(self) -> None:
        self.add_number(
            "THRESHOLD",
            tr("Early warning: displacement (mm)"),
            tr("Adds p_threshold, the probability that the displacement falls below this value within the horizon."),
            None,
            optional=True,
        )
        self.add_number(
            "RATE_THRESHOLD",
            tr("Early warning: rate (mm/yr)"),
            tr("Adds p_rate, the probability that the mean rate until the last date falls below this value."),
            None,
            optional=True,
        )
        self.add_number(
            "PROBABILITY",
            tr("Early warning: least probability"),
            tr("Points at least this likely to pass a threshold go to the warning layer."),
            0.5,
            0.0,
            1.0,
            advanced=True,
        )
        self.add_integer(
            "PAPER_POINTS",
            tr("Points for the paper's protocol (0 = none)"),
            tr(
                "Trains one network per point with the paper's settings on so many random points and adds their"
                " accuracy to the table; slow, only to compare."
            ),
            0,
            0,
            1000,
            advanced=True,
        )
        self.add_flag(
            "BACKTEST",
            tr("Add backtest fields"),
            tr("Fields BYYYYMMDD with the combination's forecast from the newest origin, and the RMSE of each point."),
            False,
            advanced=True,
        )
        self.add_unit()
        self.add_seed()
        self.add_resume()
        self.add_memory()

    def _define_outputs(self) -> None:
        self.add_points_output("OUTPUT", tr("Points with forecasts"), tr("The points with the new fields."))
        self.add_points_output(
            "WARNINGS",
            tr("Points with warnings"),
            tr("The points that are likely to pass a threshold within the horizon."),
            optional=True,
        )
        add_by_date_output(self)
        self.add_table_output(
            "METRICS",
            tr("Accuracy"),
            tr("One row per cluster, evaluation, model, horizon and origin, with every simple baseline."),
        )
        self.add_file_output(
            "MODEL",
            tr("Model file"),
            tr("Everything that was learned, for “Apply forecast”."),
            tr("Model files (*.npz)"),
        )
        self.add_report_output()
        self.add_number_output("RMSE", tr("RMSE in the backtest (mm)"))
        self.add_number_output("RMSE_BASELINE", tr("RMSE of the best simple baseline of each cluster (mm)"))
        self.add_number_output("SKILL", tr("Skill against the best simple baseline"))
        self.add_number_output("WARNING_COUNT", tr("Points likely to pass a threshold"))
        self.add_number_output("COVERAGE", tr("Share of the truth inside the intervals"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.forecast.fallback import COMBINATION
        from ...subsidence.forecast.metrics import best_simple, metric_rows, rmse_of_simple, simple_by_cluster
        from ...subsidence.forecast.recursive import recursive_forecast
        from ...subsidence.forecast.report import forecast_page

        started = time.perf_counter()
        prefixes = [piece.strip() for piece in call.text("COVARIATES").replace(";", ",").split(",") if piece.strip()]
        table = self._points(call, prefixes)
        series = evenly_placed(table, table.series(call.unit()))
        labels = read_labels(table, call.field("CLUSTER"))
        covariates = read_covariates(table, prefixes, call.flag("SCENARIO"))
        factors = without_answers(call.fields("FACTORS"), None, call.report)
        static = table.matrix(factors) if factors else None
        dates = _dates(call.text("DATES"), series.dates[-1])
        given = known_arrays(series, covariates, labels, static)
        if call.choice("MODE") == PAPER:
            need_torch()
            return run_paper_mode(call, table, series, covariates, dates, given, labels)
        step_by_step = call.choice("MODE") == STEP_BY_STEP
        forecaster = _forecaster(call, 1 if step_by_step else call.integer("HORIZON"))
        learning, forecasting, judging = _stages(call)
        with call.resuming(arrays=given):
            forecaster.fit(
                series,
                covariates,
                labels,
                static=static,
                static_names=factors or None,
                report=learning,
            )
        if step_by_step:
            ahead = call.integer("HORIZON") if dates is None else dates
            forecast = recursive_forecast(
                forecaster, series, ahead, covariates, labels, static=static, report=forecasting
            )
        else:
            forecast = forecaster.forecast(dates=dates, report=forecasting)
        rows = list(metric_rows(forecaster, self._one_step(call, forecaster)))
        rows += list(_paper_rows(call, forecaster, judging))
        seconds = time.perf_counter() - started
        reference = best_simple(forecaster.backtest)
        ours = _row_of(rows, COMBINATION)
        simple = rmse_of_simple(rows, reference)
        of_cluster = [f"{cluster}: {row.model}" for cluster, row in simple_by_cluster(rows).items()]
        call.report.info(
            tr("RMSE {ours:.2f} mm in the backtest; best simple baseline ({name}) {simple:.2f} mm.").format(
                ours=ours.values["rmse"], name=", ".join(of_cluster) or reference, simple=simple
            )
        )
        if not forecast.judged.all():
            call.report.warn(tr("Some dates lie beyond the horizon that the backtest judges."))
        warnings = _warning_columns(call, forecaster, forecast)
        columns = forecast_columns(forecast, forecaster.level) + warnings
        warned = np.zeros(table.n_points, dtype=bool)
        for column in warnings:
            warned |= np.nan_to_num(column.values) >= call.number("PROBABILITY")
        if call.flag("BACKTEST"):
            columns += _backtest_columns(forecaster)
        page = None
        if call.wants("REPORT"):
            page = forecast_page(forecaster, forecast, rows, geographic=False).html()
        model_path = call.output_path("MODEL")
        if model_path is not None:
            forecaster.save(model_path)
        return {
            "OUTPUT": call.write_points(
                "OUTPUT", table, columns, style=forecast_style(forecast), description=forecast_description()
            ),
            "WARNINGS": _write_warnings(call, table, columns, warnings, warned),
            "BY_DATE": write_by_date(call, table, forecast),
            "METRICS": write_metrics(call, rows, seconds),
            "MODEL": None if model_path is None else str(model_path),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "RMSE": ours.values["rmse"],
            "RMSE_BASELINE": simple,
            "WARNING_COUNT": int(warned.sum()) if warnings else None,
            "SKILL": 1.0 - (ours.values["rmse"] / simple) ** 2 if simple > EXACT else None,
            "COVERAGE": ours.coverage if np.isfinite(ours.coverage) else None,
        }

    def _points(self, call: Call, prefixes: list[str]) -> PointTable:
        """The layer under MEMORY, with what is needed of it."""
        if call.wants("WARNINGS") or call.choice("MODE") == PAPER:
            return call.bounded_points(None)
        return call.bounded_points([call.field("CLUSTER"), *call.fields("FACTORS"), *driver_fields(call, prefixes)])

    def _one_step(self, call: Call, forecaster: Forecaster):
        """The paper's test, where it is wanted and the series leaves room for it."""
        from ...subsidence.forecast.metrics import last_epochs_test

        wanted = call.wants("METRICS") or call.wants("REPORT")
        return last_epochs_test(forecaster, call.integer("TEST"), call.report) if wanted else None


def _stages(call: Call) -> list[Report]:
    """Reports for learning, forecasting and judging, which trains once more where a test is wanted."""
    trains_again = call.integer("TEST") and (call.wants("METRICS") or call.wants("REPORT"))
    learning = 60 if call.integer("PAPER_POINTS") else 65 if trains_again else 85
    return call.work.parts(learning, 2, 90 - learning)


def _forecaster(call: Call, horizon: int) -> Forecaster:
    from ...subsidence.forecast.forecaster import Forecaster

    return Forecaster(
        horizon,
        window=call.integer("WINDOW"),
        hidden=call.integer("HIDDEN"),
        passes=call.integer("EPOCHS") or ROUNDS,
        origins=call.integer("ORIGINS"),
        level=call.number("LEVEL") / 100,
        seed=call.integer("SEED"),
        device=call.choice("DEVICE"),
        network=call.flag("NETWORK") and with_network(call.report),
        own_groups=call.flag("OWN_GROUPS"),
    )


def need_torch() -> None:
    """The paper's networks cannot do without it."""
    if missing(["torch"]):
        raise SubsidenceError(how_to_install(["torch"]))


def with_network(report: Report) -> bool:
    """Whether the LSTM can take part; without torch the other models forecast alone, and that is said."""
    if not missing(["torch"]):
        return True
    report.warn(
        tr(
            "Without torch the forecast is made by the statistical models alone. In this plugin's benchmarks the LSTM"
            " changes the error by less than 1 %."
        )
        + " "
        + how_to_install(["torch"])
    )
    return False


def _dates(text: str, last: np.datetime64) -> np.ndarray | None:
    """The dates asked for, or None; refused are those that do not follow the last epoch."""
    from ...subsidence.series import check_coming, parse_day

    pieces = [piece.strip() for piece in text.replace(";", ",").split(",") if piece.strip()]
    if not pieces:
        return None
    try:
        dates = [parse_day(piece) for piece in pieces]
    except SubsidenceError:
        raise SubsidenceError(
            tr("“{text}” is not a list of dates; write for example 2024-01-31, 2024-06-30.").format(text=text)
        ) from None
    check_coming(dates, last)
    return np.array(dates)


def _warning_columns(call: Call, forecaster: Forecaster, forecast: Forecast) -> list[Column]:
    """Probabilities of passing the thresholds that were given."""
    from ...subsidence.forecast.early_warning import probability_below, probability_of_rate_below, season_warning

    columns = []
    threshold, rate = call.optional_number("THRESHOLD"), call.optional_number("RATE_THRESHOLD")
    if threshold is not None:
        alias = tr("Probability of less than {value} mm by {date}").format(value=threshold, date=forecast.dates[-1])
        columns.append(Column("p_threshold", probability_below(forecaster, forecast, threshold), alias))
    if rate is not None:
        alias = tr("P of a rate below {value} mm/yr until {date}").format(value=rate, date=forecast.dates[-1])
        columns.append(Column("p_rate", probability_of_rate_below(forecaster, forecast, rate), alias))
    other_season = season_warning(forecaster) if columns else ""
    if other_season:
        call.report.warn(other_season)
    return columns


def _write_warnings(
    call: Call, table: PointTable, columns: list[Column], warnings: list[Column], warned: np.ndarray
) -> str | None:
    """The points that are likely to pass a threshold, as a layer of their own."""
    if not warnings or not call.wants("WARNINGS"):
        return None
    columns_there = {name: values[warned] for name, values in table.columns.items()}
    chosen = replace(table, xy=table.xy[warned], columns=columns_there, carried=None, series_matrix=None)
    kept = [replace(column, values=column.values[warned]) for column in columns]
    style = style_for(warnings[0].name, warnings[0].values[warned], "sequential")
    return call.write_points(
        "WARNINGS", chosen, kept, style=style, description=tr("Points likely to pass a threshold within the horizon.")
    )


def _paper_rows(call: Call, forecaster: Forecaster, report: Report) -> Iterator[MetricRow]:
    """Accuracy of the paper's per-point networks on random points, beside the simple baselines on the same ones."""
    from ...subsidence.forecast.zhou2022_lstm import paper_test
    from ...subsidence.forecast.zhou2022_protocol import rows_of_test

    wanted = call.integer("PAPER_POINTS")
    if not wanted:
        return
    need_torch()
    history = forecaster.tested.history
    past = history.past(history.n_epochs)
    generator = np.random.default_rng(forecaster.seed)
    points = np.sort(generator.choice(past.n_points, min(wanted, past.n_points), replace=False))
    found = paper_test(
        past.displacement_mm[points],
        past.covariates[:, points],
        forecaster.horizon,
        seed=forecaster.seed,
        report=report,
    )
    for row in rows_of_test(past.displacement_mm[points], past.dates, found):
        yield replace(row, evaluation=f"paper, {row.evaluation}")


def _row_of(rows: list[MetricRow], model: str) -> MetricRow:
    from ...subsidence.forecast.metrics import MULTI_STEP

    return next(row for row in rows if (row.evaluation, row.cluster, row.model) == (MULTI_STEP, "all", model))


def _backtest_columns(forecaster: Forecaster) -> list[Column]:
    from ...subsidence.forecast.fallback import COMBINATION

    backtest = forecaster.backtest
    usable = forecaster.tested.usable
    newest = backtest.origins[-1]

    def spread(values: np.ndarray) -> np.ndarray:
        result = np.full(usable.size, np.nan)
        result[usable] = values
        return result

    columns = []
    for step in range(backtest.truth.shape[2]):
        date = forecaster.tested.history.dates[newest + step]
        alias = tr("Backtest forecast of {date} [mm]").format(date=str(date))
        columns.append(Column("B" + str(date).replace("-", ""), spread(backtest.combined[-1][:, step]), alias))
    rmse = np.sqrt(np.nanmean(backtest.errors(COMBINATION) ** 2, axis=(0, 2)))
    columns.append(Column("backtest_rmse", spread(rmse), tr("RMSE of the backtest [mm]")))
    return columns
