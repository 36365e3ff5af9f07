"""Smoothers against their definitions, and on series whose clean form is known."""

import numpy as np
import pytest

from subsidence.clustering.smoothing import METHODS, local_regression_matrix, smooth
from subsidence.errors import SubsidenceError


def test_the_moving_mean_is_the_mean_of_the_window_and_shrinks_at_the_ends():
    series = np.random.default_rng(0).normal(size=(3, 20))
    result = smooth(series, "moving mean", 5)
    assert result[1, 10] == pytest.approx(series[1, 8:13].mean())
    assert result[1, 0] == pytest.approx(series[1, :3].mean())
    assert result[2, 19] == pytest.approx(series[2, 17:].mean())


def test_local_regression_is_a_weighted_line_and_keeps_lines():
    n_epochs, window, centre = 25, 7, 11
    series = np.random.default_rng(1).normal(size=n_epochs)
    offset = np.arange(n_epochs) - centre
    weight = np.clip(1.0 - np.abs(offset / 4.0) ** 3, 0.0, None) ** 3
    line = np.polyfit(offset, series, 1, w=np.sqrt(weight))
    assert smooth(series[None], "local regression", window)[0, centre] == pytest.approx(np.polyval(line, 0.0))
    straight = np.arange(n_epochs)[None] * 3.0 - 7.0
    np.testing.assert_allclose(smooth(straight, "local regression", window), straight, atol=1e-9)
    np.testing.assert_allclose(local_regression_matrix(4, 99).sum(axis=1), 1.0)


@pytest.mark.parametrize("method", METHODS[1:])
def test_every_smoother_brings_noisy_series_closer_to_the_truth(method):
    random = np.random.default_rng(2)
    years = np.linspace(0.0, 3.0, 60)
    patterns = np.stack([years, np.sin(2.0 * np.pi * years)])
    truth = random.normal(size=(300, 2)) @ patterns
    truth = (truth - truth.mean(axis=1, keepdims=True)) / truth.std(axis=1, keepdims=True)
    noisy = truth + random.normal(scale=0.7, size=truth.shape)
    smoothed = smooth(noisy, method)

    def error(series):
        standard = (series - series.mean(axis=1, keepdims=True)) / series.std(axis=1, keepdims=True)
        return np.sqrt(np.mean((standard - truth) ** 2))

    assert error(smoothed) < 0.6 * error(noisy)


@pytest.mark.parametrize("method", METHODS)
def test_missing_and_constant_rows_stay_without_a_shape(method):
    series = np.random.default_rng(3).normal(size=(40, 12)).astype(np.float32)
    series[1], series[2] = np.nan, 5.0
    result = smooth(series, method)
    assert result.dtype == np.float32
    assert np.isnan(result[1]).all()
    assert np.ptp(result[2]) == pytest.approx(0.0, abs=1e-5)
    assert np.isfinite(np.delete(result, 1, axis=0)).all()


def test_unknown_smoothing_is_refused():
    with pytest.raises(SubsidenceError, match="median"):
        smooth(np.zeros((2, 9)), "median")
    with pytest.raises(SubsidenceError, match="negative"):
        smooth(np.zeros((2, 9)), "moving mean", -1)


@pytest.mark.parametrize("step_days", [6.0, 12.0, 30.0])
def test_a_season_outlives_the_usual_smoothing_whatever_the_step(step_days):
    days = np.arange(0.0, 6 * 365.25, step_days)
    season = np.sin(2.0 * np.pi * days / 365.25)
    kept = smooth(season[None], "local regression", 0, step_days)[0]
    middle = (days > 365.0) & (days < 5 * 365.0)
    assert kept[middle].std() / season[middle].std() > 0.6
