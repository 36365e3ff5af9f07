"""Steps of a job that look ahead: forecasts learnt and applied, and changes against what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import SubsidenceError
from ..products.points import PointProduct
from ..progress import Report
from ..series import DeformationSeries, check_coming, compact_date, parse_day
from ..wording import message
from .places import evenly_placed, metres
from .step import (
    FILE,
    POINTS,
    SEEDS,
    Product,
    Step,
    Values,
    chosen_factors,
    column,
    existing,
    names_in,
    points_in,
    with_columns,
)

if TYPE_CHECKING:
    from ..changes.detect import Changes
    from ..changes.expectation import Expectation
    from ..forecast.forecaster import Forecast

ROUNDS = 2  # of training, where EPOCHS is 0
NORMAL_90 = 1.6448536


def _lstm_forecast(values: Values, report: Report) -> Mapping[str, Product]:
    from ..forecast.fallback import COMBINATION
    from ..forecast.forecaster import Forecaster
    from ..forecast.metrics import best_simple

    product = points_in(values)
    learning, forecasting = report.parts(9, 1)
    forecaster = Forecaster(
        values["HORIZON"],
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
    dates = [parse_day(text) for text in names_in(values["DATES"])]
    series, labels, static = _given(product, values, report)
    check_coming(dates, series.dates[-1])
    forecaster.fit(series, None, labels, report=learning, **static)
    forecast = forecaster.forecast(dates=np.array(dates) if dates else None, report=forecasting)
    if not forecast.judged.all():
        report.warn(message("Some dates lie beyond the horizon that the backtest judges."))
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
    return {"OUTPUT": with_columns(product, _forecast_columns(forecast)), "MODEL": partial(_save, forecaster)}


def _save(forecaster: Any, path: Any) -> None:
    forecaster.save(path)


def _apply_forecast(values: Values, report: Report) -> Mapping[str, Product]:
    from ..forecast.forecaster import Forecaster

    product = points_in(values)
    forecaster = Forecaster.load(existing(values, "MODEL"))
    series, labels, static = _given(product, values, report)
    forecaster.update(series, None, labels, **static)
    forecast = forecaster.forecast(values["HORIZON"] or None, report=report)
    if not forecast.judged.all():
        report.warn(message("Some dates lie beyond the horizon that the backtest judges."))
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
    from ..changes.detect import describe, detect
    from ..changes.expectation import inflation_of_the_past

    product = points_in(values)
    series, seed = product.series, values["SEED"]
    expecting, judging = report.parts(5, 3)
    expectation = _expectation(product, values, expecting)
    last = series.dates[series.dates < expectation.dates[0]][-1]
    n_baseline = int((series.dates <= last).sum())
    inflation = inflation_of_the_past(series.displacement_mm, series.dates, n_baseline, seed=seed)
    changes = detect(
        expectation, last, metres(product), false_alarms=values["FALSE_ALARMS"], radius_m=values["RADIUS"],
        widest_m=values["WIDEST"], inflation=inflation, seed=seed, report=judging,
    )  # fmt: skip
    for sentence in describe(changes):
        report.info(sentence)
    return {"OUTPUT": with_columns(product, _change_columns(changes))}


def _expectation(product: PointProduct, values: Values, report: Report) -> Expectation:
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
        return expect_from_past(series.displacement_mm, series.dates, n_baseline, seed=seed, report=report)
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
    forecaster.update(known, None, labels, **static)
    forecast = forecaster.forecast(dates=series.dates[~past], report=forecasting)
    if not forecast.judged.all():
        report.warn(message("Some new epochs lie beyond the horizon that the model's backtest judged."))
    half = (forecast.upper_mm - forecast.lower_mm) / 2.0
    return expect_from_forecast(
        series.displacement_mm, series.dates, int(past.sum()), forecast.displacement_mm, half, forecaster.level,
        seed=seed, report=expecting,
    )  # fmt: skip


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
            "HORIZON": 10,
            "DATES": "",
            "OWN_GROUPS": True,
            "NETWORK": False,
            "HIDDEN": 50,
            "WINDOW": 0,
            "EPOCHS": 0,
            "ORIGINS": 4,
            "LEVEL": 90.0,
            "DEVICE": "auto",
            "SEED": 0,
        },
        ("INPUT",),
        {"OUTPUT": POINTS, "MODEL": FILE},
        limits={
            "HORIZON": (1, 1000),
            "HIDDEN": (1, 1000),
            "WINDOW": (0, 1000),
            "EPOCHS": (0, 10_000),
            "ORIGINS": (1, 50),
            "LEVEL": (1, 99.9),
            "SEED": SEEDS,
        },
        choices={"DEVICE": ("auto", "cpu", "cuda")},
    ),
    "apply_forecast": Step(
        _apply_forecast,
        {**OF_STORE, "HORIZON": 0},
        ("INPUT", "MODEL"),
        required=("INPUT", "MODEL"),
        limits={"HORIZON": (0, 1000)},
    ),
    "detect_changes": Step(
        _detect_changes,
        {**OF_STORE, "SINCE": "", "FALSE_ALARMS": 1.0, "RADIUS": 200.0, "WIDEST": 1000.0, "SEED": 0},
        ("INPUT", "MODEL"),
        limits={"FALSE_ALARMS": (0.001, 100), "RADIUS": (0, 1e12), "WIDEST": (0, 1e12), "SEED": SEEDS},
    ),
}
