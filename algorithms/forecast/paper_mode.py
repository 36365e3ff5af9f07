"""“LSTM forecast” in the paper's mode: a network per point, for the points of the input or its selection."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...subsidence.series import DeformationSeries, compact_date
from .forecast_layer import forecast_columns, forecast_description, forecast_style, write_by_date, write_metrics

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...bridge.point_table import PointTable
    from ...subsidence.forecast.data.covariates import Covariates


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
    from ...subsidence.forecast.zhou2022_protocol import paper_page, paper_run

    started = time.perf_counter()
    with call.resuming(arrays=given):
        ran = paper_run(
            series,
            labels,
            covariates,
            dates=dates,
            horizon=call.integer("HORIZON"),
            n_test=call.integer("TEST"),
            epochs=call.integer("EPOCHS"),
            epochs_by_cluster=call.text("PAPER_EPOCHS"),
            window=call.integer("WINDOW"),
            level=call.number("LEVEL") / 100,
            seed=call.integer("SEED"),
            report=call.work,
        )
    found, forecast = ran.found, ran.forecast
    columns = forecast_columns(forecast, found.level)
    if call.flag("BACKTEST"):
        alias = tr("One-step test of {date} [mm]")
        for step, date in enumerate(found.test_dates):
            values = ran.everywhere(found.test.one_step[:, step])
            columns.append(Column("B" + compact_date(date), values, alias.format(date=str(date))))
    if not forecast.judged.all():
        call.report.warn(tr("Some dates lie beyond the horizon that the backtest judges."))
    page = paper_page(found, ran.history).html() if call.wants("REPORT") else None
    ours, simple, skill = ran.rmse
    return {
        "OUTPUT": call.write_points(
            "OUTPUT", table, columns, style=forecast_style(forecast), description=forecast_description()
        ),
        "BY_DATE": write_by_date(call, table, forecast),
        "METRICS": write_metrics(call, found.rows, time.perf_counter() - started),
        "REPORT": call.write_text("REPORT", page) if page else None,
        "RMSE": ours,
        "RMSE_BASELINE": simple,
        "SKILL": skill if np.isfinite(skill) else None,
    }
