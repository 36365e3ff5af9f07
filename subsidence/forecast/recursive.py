"""One step at a time, each forecast fed back as if it had been observed: the paper's way, kept to compare.

Errors feed on themselves; the direct forecast of all horizons is what the backtest judges.
"""

from __future__ import annotations

import numpy as np

from ..progress import SILENT, Report
from ..series import DeformationSeries
from .data.covariates import Covariates
from .data.history import coming_dates
from .forecaster import Forecast, Forecaster


def recursive_forecast(
    forecaster: Forecaster,
    series: DeformationSeries,
    dates: np.ndarray | int,
    covariates: Covariates | None = None,
    labels: np.ndarray | None = None,
    *,
    static: np.ndarray | None = None,
    report: Report = SILENT,
) -> Forecast:
    """Forecast from the end of ``series`` by a forecaster that was fitted for one epoch ahead.

    Parameters
    ----------
    forecaster : Forecaster
        Fitted for one epoch ahead.
    series : DeformationSeries
        At whose end the forecast starts.
    dates : ndarray or int, shape=(horizon,)
        Dates, or how many epochs at the series' own step.
    covariates : Covariates, optional
        As in ``Forecaster.fit``; they must reach the last date.
    labels : ndarray, shape=(n_points,), optional
        Cluster of each point, as in ``Forecaster.fit``.
    static : ndarray, shape=(n_points, n_factors), optional
        As in ``Forecaster.fit``.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Forecast
        Every step made of the one before; only the first step was judged by the backtest.

    Notes
    -----
    The half width of step h is that of one step times the square root of h.
    """
    if isinstance(dates, (int, np.integer)):
        dates = coming_dates(series.dates, int(dates))
    if covariates is not None and not covariates.future_known:  # what came later stays unknown at every step
        seen = covariates.dates <= series.dates[-1]
        covariates = Covariates(covariates.names, covariates.dates[seen], covariates.values[:, :, seen])
    middle: list[np.ndarray] = []
    half, model = np.empty(0), np.empty(0, dtype=object)
    now = series
    for date in report.each(np.asarray(dates, dtype="datetime64[D]")):
        forecaster.update(now, covariates, labels, static=static)
        step = forecaster.forecast(dates=np.array([date]))
        if not middle:
            half, model = (step.upper_mm - step.lower_mm) / 2, step.model
        middle.append(step.displacement_mm)
        now = DeformationSeries(
            np.append(now.dates, date), np.hstack([now.displacement_mm, step.displacement_mm]), now.xy
        )
    forecaster.update(series, covariates, labels, static=static)
    found = np.hstack(middle)
    widening = half * np.sqrt(np.arange(1, found.shape[1] + 1))
    judged = np.arange(found.shape[1]) == 0
    named = np.array([f"{text}, step by step" if text else "" for text in model.tolist()], dtype=object)
    return Forecast(np.asarray(dates, dtype="datetime64[D]"), found, found - widening, found + widening, named, judged)
