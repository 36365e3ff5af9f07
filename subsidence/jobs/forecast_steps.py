"""Steps of a job that look ahead: forecasts learnt and applied, and changes against what was expected."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import SubsidenceError
from ..forecast import DIRECT, PAPER, STEP_BY_STEP
from ..packages import require
from ..products.points import PointProduct
from ..progress import Report
from ..series import DeformationSeries, check_coming, compact_date, parse_day
from ..wording import message
from .places import evenly_placed, is_geographic, metres
from .side_files import FILE, PAGE, TABLE, Table, WrittenPage
from .step import (
    POINTS,
    SEEDS,
    Product,
    Step,
    Values,
    chosen_factors,
    column,
    existing,
    name_of,
    names_in,
    points_in,
    with_columns,
)

if TYPE_CHECKING:
    from ..changes.detect import Changes
    from ..changes.expectation import Expectation
    from ..forecast.data.covariates import Covariates
    from ..forecast.forecaster import Forecast

ROUNDS = 2  # of training, where EPOCHS is 0
NORMAL_90 = 1.6448536


def _lstm_forecast(values: Values, report: Report) -> Mapping[str, Product]:
    from ..forecast.fallback import COMBINATION
    from ..forecast.forecaster import Forecaster
    from ..forecast.metrics import best_simple, last_epochs_test, metric_rows, metric_table
    from ..forecast.recursive import recursive_forecast
    from ..forecast.report import forecast_page

    started = time.perf_counter()
    if values["MODE"] == PAPER:
        return _as_in_the_paper(values, report, started)
    product = points_in(values)
    judges = bool(values["METRICS"] or values["REPORT"])
    learning, forecasting, judging = report.parts(65 if judges else 85, 2, 25 if judges else 5)
    step_by_step = values["MODE"] == STEP_BY_STEP
    forecaster = Forecaster(
        1 if step_by_step else values["HORIZON"],
        window=values["WINDOW"],
        hidden=values["HIDDEN"],
        passes=values["EPOCHS"] or ROUNDS,
        origins=values["ORIGINS"],
        level=values["LEVEL"] / 100,
        seed=values["SEED"],
        device=values["DEVICE"],
        network=values["NETWORK"],
        own_groups=values["OWN_GROUPS"],
    )
    series, labels, static = _given(product, values, report)
    covariates = _covariates(product, names_in(values["COVARIATES"]), values["SCENARIO"])
    dates = _dates(values, series)
    forecaster.fit(series, covariates, labels, report=learning, **static)
    if step_by_step:
        forecast = recursive_forecast(
            forecaster, series, values["HORIZON"] if dates is None else dates, covariates, labels,
            static=static.get("static"), report=forecasting,
        )  # fmt: skip
    else:
        forecast = forecaster.forecast(dates=dates, report=forecasting)
    _tell_of_horizon(forecast, report)
    simple = best_simple(forecaster.backtest)
    ours, theirs = (float(np.sqrt(np.nanmean(forecaster.backtest.errors(name) ** 2))) for name in (COMBINATION, simple))
    report.info(
        message(
            "RMSE {ours:.2f} mm in the backtest; best simple baseline ({name}) {simple:.2f} mm.",
            ours=ours,
            name=simple,
            simple=theirs,
        )
    )
    products: dict[str, Product] = {"OUTPUT": with_columns(product, _forecast_columns(forecast))}
    products["MODEL"] = partial(_save, forecaster)
    if judges:
        rows = list(metric_rows(forecaster, last_epochs_test(forecaster, values["TEST"], judging)))
        products["METRICS"] = Table(metric_table(rows, time.perf_counter() - started))
        if values["REPORT"]:
            products["REPORT"] = WrittenPage(forecast_page(forecaster, forecast, rows, geographic=False).html())
    return products


def _as_in_the_paper(values: Values, report: Report, started: float) -> Mapping[str, Product]:
    """A network for each point; no model file comes out of this mode."""
    from ..forecast.metrics import metric_table
    from ..forecast.zhou2022_protocol import paper_page, paper_run

    if values["MODEL"]:
        raise SubsidenceError(message("The paper's networks, one for each point, are not kept; leave MODEL out."))
    require("torch")
    product = points_in(values)
    series, labels, _ = _given(product, values, report)
    ran = paper_run(
        series,
        labels,
        _covariates(product, names_in(values["COVARIATES"]), values["SCENARIO"]),
        dates=_dates(values, series),
        horizon=values["HORIZON"],
        n_test=values["TEST"],
        epochs=values["EPOCHS"],
        epochs_by_cluster=values["PAPER_EPOCHS"],
        window=values["WINDOW"],
        level=values["LEVEL"] / 100,
        seed=values["SEED"],
        report=report,
    )
    _tell_of_horizon(ran.forecast, report)
    products: dict[str, Product] = {"OUTPUT": with_columns(product, _forecast_columns(ran.forecast))}
    products["METRICS"] = Table(metric_table(ran.found.rows, time.perf_counter() - started))
    if values["REPORT"]:
        products["REPORT"] = WrittenPage(paper_page(ran.found, ran.history).html())
    return products


def _save(forecaster: Any, path: Any) -> None:
    forecaster.save(path)


def _dates(values: Values, series: DeformationSeries) -> np.ndarray | None:
    """The dates asked for, or None; refused are those that do not follow the last epoch."""
    dates = [parse_day(text) for text in names_in(values["DATES"])]
    check_coming(dates, series.dates[-1])
    return np.array(dates) if dates else None


def _tell_of_horizon(forecast: Forecast, report: Report) -> None:
    if not forecast.judged.all():
        report.warn(message("Some dates lie beyond the horizon that the backtest judges."))


def _covariates(product: PointProduct, prefixes: list[str], future_known: bool) -> Covariates | None:
    """Factor series that the store holds as columns <PREFIX>YYYYMMDD."""
    from ..forecast.data.covariates import covariates_of_fields

    def matrix(names: Sequence[str]) -> np.ndarray:
        return np.column_stack([column(product, name) for name in names])

    return covariates_of_fields(list(product.columns), matrix, prefixes, future_known)


def _apply_forecast(values: Values, report: Report) -> Mapping[str, Product]:
    from ..forecast.forecaster import Forecaster

    product = points_in(values)
    forecaster = Forecaster.load(existing(values, "MODEL"))
    series, labels, static = _given(product, values, report)
    covariates = _covariates(product, list(forecaster.covariate_names), values["SCENARIO"])
    forecaster.update(series, covariates, labels, **static)
    forecast = forecaster.forecast(values["HORIZON"] or None, report=report)
    _tell_of_horizon(forecast, report)
    return {"OUTPUT": with_columns(product, _forecast_columns(forecast))}


def _given(
    product: PointProduct, values: Values, report: Report
) -> tuple[DeformationSeries, np.ndarray | None, dict[str, Any]]:
    """Series on the ground, clusters and static factors of a store."""
    names = chosen_factors(names_in(values["FACTORS"]), report)
    static: dict[str, Any] = {}
    if names:
        static = {"static": np.column_stack([column(product, name) for name in names]), "static_names": names}
    labels = None
    if values["CLUSTER"]:
        labels = _labels(product, values["CLUSTER"])
    return evenly_placed(product), labels, static


def _labels(product: PointProduct, name: str) -> np.ndarray:
    """Clusters, −1 where there is none; shape=(n_points,)."""
    held = column(product, name)
    known = np.isfinite(held)
    if not known.any() or (held[known] != np.round(held[known])).any():
        raise SubsidenceError(
            message("The cluster field “{name}” must hold whole numbers, and NULL or −1 for no cluster.", name=name)
        )
    return np.where(known, held, -1).astype(int)


def _forecast_columns(forecast: Forecast) -> dict[str, np.ndarray]:
    """The fields of the toolbox's forecasts."""
    columns: dict[str, np.ndarray] = {}
    for step, date in enumerate(forecast.dates):
        name = "F" + compact_date(date)
        columns[name] = forecast.displacement_mm[:, step]
        columns[f"{name}_lo"], columns[f"{name}_hi"] = forecast.lower_mm[:, step], forecast.upper_mm[:, step]
    return {**columns, "forecast_model": _texts(forecast.model)}


def _detect_changes(values: Values, report: Report) -> Mapping[str, Product]:
    from ..changes.areas import alarm_areas
    from ..changes.detect import describe, detect
    from ..changes.expectation import inflation_of_the_past
    from ..changes.report import changes_page

    product = points_in(values)
    series, seed = product.series, values["SEED"]
    expecting, judging = report.parts(5, 3)
    expectation, by = _expectation(product, values, expecting)
    last = series.dates[series.dates < expectation.dates[0]][-1]
    n_baseline = int((series.dates <= last).sum())
    inflation = inflation_of_the_past(series.displacement_mm, series.dates, n_baseline, seed=seed)
    places = metres(product)
    changes = detect(
        expectation, last, places, false_alarms=values["FALSE_ALARMS"], radius_m=values["RADIUS"],
        widest_m=values["WIDEST"], inflation=inflation, seed=seed, report=judging,
    )  # fmt: skip
    for sentence in describe(changes):
        report.info(sentence)
    products: dict[str, Product] = {"OUTPUT": with_columns(product, _change_columns(changes))}
    if values["REPORT"]:
        areas, _ = alarm_areas(changes, places)
        page = changes_page(
            changes, areas, series.xy, series.displacement_mm, series.dates, source=name_of(values), expected_by=by,
            geographic=is_geographic(product.crs),
        )  # fmt: skip
        products["REPORT"] = WrittenPage(page.html())
    return products


def _expectation(product: PointProduct, values: Values, report: Report) -> tuple[Expectation, str]:
    """What was expected of the new epochs, and by what, in words."""
    from ..changes.expectation import expect_from_forecast, expect_from_past
    from ..forecast.forecaster import Forecaster

    series, seed = product.series, values["SEED"]
    since = parse_day(values["SINCE"]) if values["SINCE"] else None
    if not values["MODEL"]:
        if since is None:
            raise SubsidenceError(
                message("Say what the new epochs are held against: a date (SINCE) or a model file (MODEL).")
            )
        n_baseline = int((series.dates <= since).sum())
        found = expect_from_past(series.displacement_mm, series.dates, n_baseline, seed=seed, report=report)
        return found, message("each point's own trend and season until {date}", date=since)
    forecaster = Forecaster.load(existing(values, "MODEL"))
    until = np.datetime64(forecaster.fitted.trained_until, "D") if since is None else since
    past = series.dates <= until
    if past.all() or not past.any():
        raise SubsidenceError(
            message("The layer must have epochs before and after {date}, the end of what the model knows.", date=until)
        )
    placed, labels, static = _given(product, values, report)
    known = replace(placed, dates=series.dates[past], displacement_mm=series.displacement_mm[:, past])
    forecasting, expecting = report.parts(1, 1)
    covariates = _covariates(product, list(forecaster.covariate_names), False)
    forecaster.update(known, covariates, labels, **static)
    forecast = forecaster.forecast(dates=series.dates[~past], report=forecasting)
    if not forecast.judged.all():
        report.warn(message("Some new epochs lie beyond the horizon that the model's backtest judged."))
    half = (forecast.upper_mm - forecast.lower_mm) / 2.0
    found = expect_from_forecast(
        series.displacement_mm, series.dates, int(past.sum()), forecast.displacement_mm, half, forecaster.level,
        seed=seed, report=expecting,
    )  # fmt: skip
    return found, message("the model {name}, as of {date}", name=Path(values["MODEL"]).name, date=until)


def _change_columns(changes: Changes) -> dict[str, np.ndarray]:
    """The fields of the toolbox; alarm is not known where a point could not be judged."""
    expected = changes.expectation
    columns: dict[str, np.ndarray] = {
        "alarm": _known(changes.alarm, changes.judged),
        "kind": _texts(changes.kind),
        "onset": changes.onset,
        "found": changes.found,
        "rate_before": changes.rate_before,
        "rate_after": changes.rate_after,
        "rate_after_std": changes.rate_after_std,
        "rate_change": changes.rate_after - changes.rate_before,
        "step": changes.step_mm,
        "unwrapping": (changes.unwrapping & changes.is_alarm).astype(int),
        "p": changes.p,
        "support": changes.support,
        "width": changes.width_m,
        "taken_out": expected.common_mm[-1] + np.nan_to_num(changes.shared_mm[:, -1]),
    }
    half = NORMAL_90 * changes.inflation * expected.std_mm
    middle = expected.expected_mm + expected.common_mm
    for step, date in enumerate(expected.dates):
        name = "F" + compact_date(date)
        columns[name] = middle[:, step]
        columns[f"{name}_lo"], columns[f"{name}_hi"] = (middle - half)[:, step], (middle + half)[:, step]
    return columns


def _known(texts: np.ndarray, known: np.ndarray) -> np.ndarray:
    return np.array([*(text if is_known else None for text, is_known in zip(texts, known)), None], dtype=object)[:-1]


def _texts(values: np.ndarray) -> np.ndarray:
    """Texts, None where empty."""
    return np.array([*(text or None for text in values), None], dtype=object)[:-1]


OF_STORE = {"CLUSTER": "", "FACTORS": ""}
STEPS = {
    "lstm_forecast": Step(
        _lstm_forecast,
        {
            **OF_STORE,
            "COVARIATES": "",
            "SCENARIO": False,
            "HORIZON": 10,
            "MODE": DIRECT,
            "DATES": "",
            "OWN_GROUPS": True,
            "NETWORK": False,
            "TEST": 10,
            "HIDDEN": 50,
            "WINDOW": 0,
            "EPOCHS": 0,
            "PAPER_EPOCHS": "",
            "ORIGINS": 4,
            "LEVEL": 90.0,
            "DEVICE": "auto",
            "SEED": 0,
        },
        ("INPUT",),
        {"OUTPUT": POINTS, "MODEL": FILE, "METRICS": TABLE, "REPORT": PAGE},
        in_mm=("UNIT",),
        limits={
            "HORIZON": (1, 1000),
            "TEST": (0, 1000),
            "HIDDEN": (1, 1000),
            "WINDOW": (0, 1000),
            "EPOCHS": (0, 10_000),
            "ORIGINS": (1, 50),
            "LEVEL": (1, 99.9),
            "SEED": SEEDS,
        },
        choices={"MODE": (DIRECT, STEP_BY_STEP, PAPER), "DEVICE": ("auto", "cpu", "cuda")},
    ),
    "apply_forecast": Step(
        _apply_forecast,
        {**OF_STORE, "HORIZON": 0, "SCENARIO": False},
        ("INPUT", "MODEL"),
        required=("INPUT", "MODEL"),
        in_mm=("UNIT",),
        limits={"HORIZON": (0, 1000)},
    ),
    "detect_changes": Step(
        _detect_changes,
        {**OF_STORE, "SINCE": "", "FALSE_ALARMS": 1.0, "RADIUS": 200.0, "WIDEST": 1000.0, "SEED": 0},
        ("INPUT", "MODEL"),
        {"OUTPUT": POINTS, "REPORT": PAGE},
        in_mm=("UNIT",),
        limits={"FALSE_ALARMS": (0.001, 100), "RADIUS": (0, 1e12), "WIDEST": (0, 1e12), "SEED": SEEDS},
    ),
}
