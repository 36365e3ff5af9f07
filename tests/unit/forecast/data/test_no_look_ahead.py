"""Rain that falls after an origin, brought to epochs as windows and months, and forecasts that must not know of it."""

from functools import cache

import numpy as np
import pytest

from subsidence.factors.time import MONTH_SUM, WINDOW_SUM, Records, at_epochs
from subsidence.forecast.data.covariates import Covariates
from subsidence.forecast.forecaster import Forecaster
from subsidence.series import DeformationSeries, years_since

HORIZON, KNOWN = 4, 48
DATES = np.datetime64("2016-01-09") + np.arange(KNOWN + HORIZON) * np.timedelta64(12, "D")
DAYS = np.arange(np.datetime64("2015-12-01"), np.datetime64("2018-03-01"))
ORIGIN = DATES[KNOWN - 1]


@cache
def fitted(aggregation, flood_from=None, future_known=False):
    """A forecaster of points that follow the rain, and its forecast; from a day on it rains a metre a day."""
    generator = np.random.default_rng(4)
    rain = generator.gamma(0.3, 10.0, DAYS.size) * (1.0 + np.sin(2 * np.pi * years_since(DAYS)))
    usual = at_epochs(Records(DAYS, rain[None], True), DATES, WINDOW_SUM).values[0]
    values = -10.0 * years_since(DATES) + 0.03 * usual + generator.normal(0.0, 0.5, (12, DATES.size))
    if flood_from is not None:
        rain = np.where(flood_from <= DAYS, 1000.0, rain)
    found = at_epochs(Records(DAYS, rain[None], True), DATES, aggregation).values
    known = DeformationSeries(DATES[:KNOWN], values[:, :KNOWN], generator.uniform(0, 2000, (12, 2)))
    covariates = Covariates(["rain"], DATES, np.broadcast_to(found, (1, 12, DATES.size)), future_known)
    forecaster = Forecaster(HORIZON, origins=2, network=False).fit(known, covariates)
    return forecaster, forecaster.forecast(dates=DATES[KNOWN:])


@pytest.mark.parametrize(
    ("aggregation", "flood_from"),
    [(WINDOW_SUM, ORIGIN + 1), (MONTH_SUM, (ORIGIN.astype("datetime64[M]") + 1).astype("datetime64[D]"))],
)
def test_a_flood_after_the_last_epoch_changes_nothing_in_the_forecast(aggregation, flood_from):
    _, usual = fitted(aggregation)
    _, flooded = fitted(aggregation, flood_from)
    np.testing.assert_array_equal(flooded.displacement_mm, usual.displacement_mm)
    np.testing.assert_array_equal(flooded.lower_mm, usual.lower_mm)


def test_a_flood_that_is_said_to_be_known_beforehand_does_change_it():
    _, usual = fitted(WINDOW_SUM, future_known=True)
    _, flooded = fitted(WINDOW_SUM, ORIGIN + 1, future_known=True)
    assert np.abs(flooded.displacement_mm - usual.displacement_mm).max() > 1.0


def test_a_flood_after_a_tested_origin_changes_nothing_in_what_was_forecast_there():
    usual, _ = fitted(WINDOW_SUM)
    first = int(usual.backtest.origins[0])
    flooded, _ = fitted(WINDOW_SUM, DATES[first - 1] + 1)
    np.testing.assert_array_equal(flooded.backtest.forecasts[0], usual.backtest.forecasts[0])
    assert not np.array_equal(flooded.backtest.forecasts[1], usual.backtest.forecasts[1])
