"""“LSTM forecast” in the paper's mode: a network per point, for the points of the input or its selection."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...subsidence.errors import SubsidenceError
from ...subsidence.series import DeformationSeries, compact_date
from .forecast_layer import forecast_columns, forecast_description, forecast_style, write_by_date, write_metrics

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...bridge.point_table import PointTable
    from ...subsidence.forecast.data.covariates import Covariates

MANY_POINTS = 200
TEST_EPOCHS = 10


def run_paper_mode(
    call: Call,
    table: PointTable,
    series: DeformationSeries,
    covariates: Covariates | None,
    dates: np.ndarray | None,
    given: list[np.ndarray],
    labels: np.ndarray | None,
) -> dict:
    """The outputs of the algorithm; no model file and no warnings come out of this mode.

    given : all that the result depends on besides the parameters
    """
    from ...subsidence.forecast.data.history import build_history, coming_dates
    from ...subsidence.forecast.forecaster import Forecast
    from ...subsidence.forecast.metrics import MULTI_STEP
    from ...subsidence.forecast.models.baselines import BASELINES
    from ...subsidence.forecast.zhou2022_lstm import EPOCHS
    from ...subsidence.forecast.zhou2022_protocol import PER_POINT, follow_paper, paper_page

    started = time.perf_counter()
    clusters, numbers = _numbered(labels)
    history, usable = build_history(series, covariates=covariates, labels=numbers)
    count = int(usable.sum())
    if count > MANY_POINTS:
        call.report.warn(
            tr(
                "{count} networks are trained, one for each point; this can take hours. Select a few points and tick"
                " “Selected features only”."
            ).format(count=count)
        )
    if dates is None:
        dates = coming_dates(history.dates, call.integer("HORIZON"))
    with call.resuming(arrays=given):
        found = follow_paper(
            history,
            dates,
            call.integer("TEST") or TEST_EPOCHS,
            level=call.number("LEVEL") / 100,
            epochs=_epochs(call, clusters) or call.integer("EPOCHS") or EPOCHS,
            window=call.integer("WINDOW") or 1,
            cluster_names=[str(value) for value in clusters],
            seed=call.integer("SEED"),
            report=call.work,
        )

    def everywhere(values: np.ndarray, absent: object = np.nan) -> np.ndarray:
        spread = np.full((usable.size, *values.shape[1:]), absent, dtype=values.dtype)
        spread[usable] = values
        return spread

    own = found.forecast
    forecast = Forecast(
        own.dates,
        everywhere(own.displacement_mm),
        everywhere(own.lower_mm),
        everywhere(own.upper_mm),
        everywhere(own.model, ""),
        own.judged,
    )
    columns = forecast_columns(forecast, found.level)
    if call.flag("BACKTEST"):
        alias = tr("One-step test of {date} [mm]")
        for step, date in enumerate(found.test_dates):
            values = everywhere(found.test.one_step[:, step])
            columns.append(Column("B" + compact_date(date), values, alias.format(date=str(date))))
    multi_step = {row.model: row.values for row in found.rows if row.evaluation == MULTI_STEP}
    ours = multi_step[PER_POINT]
    simple = min((multi_step[name] for name in BASELINES), key=lambda values: values["rmse"])
    if not forecast.judged.all():
        call.report.warn(tr("Some dates lie beyond the horizon that the backtest judges."))
    page = paper_page(found, history).html() if call.wants("REPORT") else None
    return {
        "OUTPUT": call.write_points(
            "OUTPUT", table, columns, style=forecast_style(forecast), description=forecast_description()
        ),
        "BY_DATE": write_by_date(call, table, forecast),
        "METRICS": write_metrics(call, found.rows, time.perf_counter() - started),
        "REPORT": call.write_text("REPORT", page) if page else None,
        "RMSE": ours["rmse"],
        "RMSE_BASELINE": simple["rmse"],
        "SKILL": ours["skill"] if np.isfinite(ours["skill"]) else None,
    }


def _numbered(labels: np.ndarray | None) -> tuple[np.ndarray, np.ndarray | None]:
    """The clusters in ascending order, and the place of each point's among them, −1 for none."""
    clusters = np.array([], dtype=int) if labels is None else np.unique(labels[labels >= 0])
    if labels is None or not clusters.size:
        return clusters, None
    return clusters, np.where(labels >= 0, np.searchsorted(clusters, labels), -1)


def _epochs(call: Call, clusters: np.ndarray) -> list[int] | None:
    """Epochs of training by cluster; None where the same count for all."""
    text = call.text("PAPER_EPOCHS").strip()
    if not text:
        return None
    try:
        found = [int(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) != max(clusters.size, 1) or min(found, default=0) < 1:
        raise SubsidenceError(
            tr(
                "“Epochs of training by cluster” is “{text}”, but there are {count} clusters: give one whole number for"
                " each, separated by commas, in ascending order of the clusters."
            ).format(text=text, count=clusters.size)
        )
    return found
