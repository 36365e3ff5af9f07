"""Forecasts from half-way between origins: more evidence for the weights, and none that had not come."""

import numpy as np

from subsidence.forecast.backtest import run_backtest, starts_with
from subsidence.forecast.data.history import build_history
from subsidence.series import DeformationSeries, years_since

HORIZON = 6
DATES = np.datetime64("2017-01-01") + np.arange(64) * np.timedelta64(12, "D")


def history_of(values):
    xy = np.random.default_rng(5).uniform(0, 5000, (len(values), 2))
    return build_history(DeformationSeries(DATES, values, xy))[0]


def world(seed=0):
    generator = np.random.default_rng(seed)
    line = generator.normal(-8, 4, (60, 1)) * years_since(DATES)
    return line + generator.normal(0, 1, (60, 64)).cumsum(axis=1)


def test_weights_at_an_origin_know_nothing_of_what_came_after_it():
    values = world()
    spoilt = values.copy()
    found = run_backtest(history_of(values), HORIZON, n_origins=4, networks={}, n_labels=1)
    origin = found.origins[2]
    spoilt[:, origin:] += 1000.0 * np.random.default_rng(1).normal(size=spoilt[:, origin:].shape)
    again = run_backtest(history_of(spoilt), HORIZON, n_origins=4, networks={}, n_labels=1)
    np.testing.assert_array_equal(found.combined[:3], again.combined[:3])
    assert not np.allclose(found.weights, again.weights)


def test_models_forecast_from_their_origin_and_from_half_a_horizon_on():
    origins = np.array([46, 52, 58])
    assert [starts_with(origins, HORIZON, 64, origin) for origin in origins] == [[46, 49], [52, 55], [58, 61]]


def test_origins_that_are_closer_than_a_horizon_have_nothing_between_them():
    assert starts_with(np.array([14, 18, 22, 26]), 10, 36, 18) == [18]
    assert starts_with(np.array([30]), 1, 31, 30) == [30]
