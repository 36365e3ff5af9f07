"""The curve that is drawn is the model that was fitted."""

import numpy as np
import pytest

from subsidence.analysis import fitted_curve as fitted_curve_module
from subsidence.analysis.fitted_curve import fitted_curve
from subsidence.analysis.motion_models import MODELS

DATES = np.datetime64("2018-01-06") + 12 * np.arange(90)
YEARS = (DATES - DATES[0]).astype(float) / 365.25


def test_a_known_motion_is_followed_between_the_epochs():
    truth = 3.0 - 10.0 * YEARS + 2.0 * YEARS**2
    curve = fitted_curve(truth, DATES)
    fine = (curve.dates - DATES[0]).astype(float) / 365.25
    assert curve.model == "quadratic"
    assert np.allclose(curve.value_mm, 3.0 - 10.0 * fine + 2.0 * fine**2, atol=1e-6)
    assert curve.rate_mm_per_yr == pytest.approx(-10.0 + 4.0 * YEARS[-1] / 2.0)


def test_a_season_is_found_under_noise_and_gaps():
    noise = np.random.default_rng(5).normal(0, 0.5, YEARS.size)
    series = -8.0 * YEARS + 6.0 * np.sin(2 * np.pi * YEARS) + noise
    series[10:14] = np.nan
    curve = fitted_curve(series, DATES)
    assert curve.model == "linear + annual"
    truth = np.interp((curve.dates - DATES[0]).astype(float) / 365.25, YEARS, series_truth(YEARS))
    assert np.sqrt(np.mean((curve.value_mm - truth) ** 2)) < 0.5


def series_truth(years):
    return -8.0 * years + 6.0 * np.sin(2 * np.pi * years)


def test_one_model_can_be_asked_for_and_too_few_values_give_none():
    assert fitted_curve(np.sin(YEARS), DATES, "linear").model == "linear"
    assert fitted_curve(np.full(90, np.nan), DATES) is None
    assert fitted_curve(np.arange(3.0), DATES[:3]) is None
    assert "linear" in MODELS


@pytest.mark.parametrize("model", ["linear", "linear + annual", "quadratic"])
def test_the_line_that_is_drawn_has_the_rate_that_is_told(model):
    """Under noise that wanders, generalised and ordinary least squares have different slopes."""
    dates = np.datetime64("2019-01-01") + 12 * np.arange(90)
    series = np.cumsum(np.random.default_rng(5).normal(0, 2, 90))
    curve = fitted_curve(series, dates, model)
    years = (curve.dates - dates[0]).astype(float) / 365.25
    season = np.column_stack([np.sin(2 * np.pi * years), np.cos(2 * np.pi * years)])
    middle = years - years[-1] / 2
    design = np.column_stack([np.ones(years.size), middle, middle**2, season])
    slope = np.linalg.lstsq(design, curve.value_mm, rcond=None)[0][1]
    assert slope == pytest.approx(curve.rate_mm_per_yr, abs=0.05)


def test_a_series_of_thousands_of_epochs_is_fitted_by_means_of_them():
    random = np.random.default_rng(11)
    days = np.sort(random.choice(12_000, 3_001, replace=False))
    dates = np.datetime64("1990-01-01") + days
    years = (days - days[0]) / 365.25
    series = -7.0 * years + random.normal(0, 4, days.size) + np.cumsum(random.normal(0, 0.1, days.size))
    series[random.random(days.size) < 0.2] = np.nan
    curve = fitted_curve(series, dates, "linear")
    assert (curve.dates[0], curve.dates[-1]) == (dates[0], dates[-1])
    assert abs(curve.rate_mm_per_yr + 7.0) < 3 * curve.rate_std_mm_per_yr
    assert 0.005 < curve.rate_std_mm_per_yr < 1.0


def test_means_of_epochs_give_the_rate_and_the_error_of_all_epochs(monkeypatch):
    random = np.random.default_rng(12)
    dates = np.datetime64("2015-01-01") + 12 * np.arange(200)
    rates, errors = [], []
    series = np.cumsum(random.normal(0, 0.8, 200)) + random.normal(0, 3, 200)
    for most in (200, 100):
        monkeypatch.setattr(fitted_curve_module, "MOST_EPOCHS", most)
        curve = fitted_curve(series, dates, "linear")
        rates.append(curve.rate_mm_per_yr)
        errors.append(curve.rate_std_mm_per_yr)
    assert abs(rates[1] - rates[0]) < 0.3 * errors[0]
    assert 0.7 < errors[1] / errors[0] < 1.4
