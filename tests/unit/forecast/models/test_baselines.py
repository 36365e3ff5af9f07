"""Each baseline on the series it is right for, exactly."""

import numpy as np
import pytest

from subsidence.forecast.models.baselines import BASELINES
from subsidence.series import decimal_years, years_since

DATES = np.datetime64("2015-01-01") + np.cumsum(np.tile([6, 12, 12, 24], 30)) * np.timedelta64(1, "D")
PAST, FUTURE = DATES[:100], DATES[100:110]


def forecast(name, values):
    return BASELINES[name](values[:, :100], PAST, FUTURE)


@pytest.mark.parametrize("name", ["linear", "linear, last 3 years", "linear + annual", "drift"])
def test_a_line_on_irregular_dates_goes_on_exactly(name):
    line = np.array([[2.0], [-1.0]]) + np.array([[-7.0], [3.0]]) * years_since(DATES)
    np.testing.assert_allclose(forecast(name, line), line[:, 100:110], atol=1e-9)


@pytest.mark.parametrize("name", ["linear + annual", "linear + annual, last 3 years"])
def test_a_line_with_an_annual_wave_goes_on_exactly(name):
    wave = -3.0 * years_since(DATES) + 4.0 * np.sin(2 * np.pi * decimal_years(DATES) + 1.0)
    np.testing.assert_allclose(forecast(name, wave[None]), wave[None, 100:110], atol=1e-8)


@pytest.mark.parametrize("name", list(BASELINES))
def test_a_constant_stays(name):
    np.testing.assert_allclose(forecast(name, np.full((3, 110), 4.2)), 4.2)


@pytest.mark.parametrize("name", list(BASELINES))
def test_nothing_after_the_origin_is_seen(name):
    values = np.random.default_rng(0).normal(size=(5, 110)).cumsum(axis=1)
    spoiled = values.copy()
    spoiled[:, 100:] = np.nan
    np.testing.assert_array_equal(forecast(name, values), forecast(name, spoiled))


def test_persistence_repeats_the_last_and_mean_the_mean():
    values = np.arange(110.0)[None]
    assert (forecast("persistence", values) == 99.0).all()
    assert (forecast("mean", values) == 49.5).all()


def test_theta_starts_at_the_smoothed_level_and_has_half_the_slope():
    line = -6.0 * years_since(DATES)[None]
    found = forecast("theta", line)
    lead = years_since(FUTURE, PAST[-1])
    np.testing.assert_allclose(found[0], line[0, 99] - 3.0 * lead, atol=1e-9)


def test_a_short_series_has_no_slope_but_a_mean():
    values = np.array([[0.0, 1.0, 0.0]])
    assert BASELINES["linear + annual"](values, DATES[:3], DATES[3:5]) == pytest.approx(1 / 3)
