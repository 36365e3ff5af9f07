"""The filter removes what it should and leaves what it should."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from subsidence.errors import SubsidenceError
from subsidence.insar.filter import (
    FilterSettings,
    GaussianSmoother,
    remove_dem_error,
    remove_ramps,
    spatio_temporal_filter,
    temporal_width_years,
)

DATES = np.datetime64("2020-01-01") + 12 * np.arange(15)
KEEP = np.ones((20, 30), bool)


def test_the_smoother_is_a_normalised_gaussian():
    rng = np.random.default_rng(0)
    values = rng.normal(size=(40, 50)).astype("f4")
    values[rng.random((40, 50)) < 0.3] = np.nan
    known = np.isfinite(values).astype(float)
    sigma = (3.0, 4.5)
    total = ndimage.gaussian_filter(np.nan_to_num(values).astype(float), sigma, mode="constant", truncate=4)
    weight = ndimage.gaussian_filter(known, sigma, mode="constant", truncate=4)
    np.testing.assert_allclose(GaussianSmoother((40, 50), *sigma).smooth(values), total / weight, atol=1e-4)


def test_a_kernel_wider_than_the_raster_gives_nearly_the_mean():
    values = np.random.default_rng(1).normal(size=(6, 9)).astype("f4")
    result = GaussianSmoother((6, 9), 500.0, 500.0).smooth(values)
    np.testing.assert_allclose(result, values.mean(), atol=0.01)


@pytest.mark.parametrize("ramp", ["plane", "bilinear", "quadratic"])
def test_a_ramp_is_removed_and_what_is_left_has_none(ramp):
    rng = np.random.default_rng(2)
    y, x = np.mgrid[0:20, 0:30] / 30.0
    surface = {"plane": 5 * x - 3 * y, "bilinear": 5 * x * y + x, "quadratic": 4 * x**2 - y**2 + x * y}[ramp]
    noise = rng.normal(size=(2, 20, 30))
    values = (noise + 10 * surface + 7).astype("f4")
    remove_ramps(values, KEEP, ramp)
    assert np.abs(values - noise).max() < 0.6
    assert np.abs((values * x).mean()) < 0.05


def test_a_ramp_is_fitted_to_kept_pixels_only():
    x = np.mgrid[0:20, 0:30][1] / 30.0
    values = (5 * x)[None].astype("f4")
    values[0, :5] += 1000.0
    keep = KEEP.copy()
    keep[:5] = False
    remove_ramps(values, keep, "plane")
    np.testing.assert_allclose(values[0, 5:], 0, atol=1e-4)
    np.testing.assert_allclose(values[0, :5], 1000, atol=1e-2)


def test_delay_that_grows_with_height_is_removed():
    height = np.linspace(300, 2000, 600).reshape(20, 30)
    values = (0.02 * height)[None].astype("f4")
    remove_ramps(values, KEEP, "none", height)
    np.testing.assert_allclose(values, 0, atol=1e-3)


def test_an_unknown_ramp_is_refused():
    with pytest.raises(SubsidenceError, match="none, plane, bilinear, quadratic"):
        remove_ramps(np.zeros((1, 20, 30), "f4"), KEEP, "cubic")


def test_the_dem_error_is_found_beside_motion_and_removed():
    rng = np.random.default_rng(3)
    baseline = 60 * rng.normal(size=15)
    years = (DATES - DATES[0]).astype(float) / 365.25
    error = rng.normal(0, 0.1, (20, 30))
    motion = -30 * years[:, None, None] * np.ones((20, 30))
    values = (motion + baseline[:, None, None] * error).astype("f4")
    values[4, 3, 3] = np.nan
    found = remove_dem_error(values, DATES, baseline)
    np.testing.assert_allclose(found, error, atol=1e-3)
    known = np.isfinite(values)
    np.testing.assert_allclose(values[known], motion[known], atol=0.05)


def test_the_dem_error_without_baselines_is_refused():
    with pytest.raises(SubsidenceError, match="perpendicular baseline of every date"):
        remove_dem_error(np.zeros((15, 20, 30), "f4"), DATES, np.full(15, np.nan))


def test_haze_goes_and_steady_motion_stays():
    rng = np.random.default_rng(4)
    years = (DATES - DATES[0]).astype(float) / 365.25
    y, x = np.mgrid[0:20, 0:30]
    bowl = -40 * np.exp(-((x - 15) ** 2 + (y - 10) ** 2) / 8.0)
    motion = years[:, None, None] * bowl
    haze = rng.normal(0, 10, (15, 1, 1)) * (1 + x / 60)
    values = (motion + haze).astype("f4")
    before = np.std(values - motion)
    spatio_temporal_filter(
        values, DATES, KEEP, years=0.15, rows_sigma=8, columns_sigma=8, high_pass=np.empty_like(values)
    )
    left = values - motion
    left = left - left.mean(axis=(1, 2), keepdims=True)
    assert np.std(left[3:-3]) < 0.15 * before


def test_unknown_values_stay_unknown_and_spoil_nothing():
    values = np.random.default_rng(5).normal(size=(15, 20, 30)).astype("f4")
    values[3, 4, 5] = np.nan
    spatio_temporal_filter(
        values, DATES, KEEP, years=0.1, rows_sigma=3, columns_sigma=3, high_pass=np.empty_like(values)
    )
    assert np.isnan(values).sum() == 1


def test_the_temporal_width_is_three_mean_intervals_by_default():
    assert temporal_width_years(FilterSettings(), DATES) * 365.25 == pytest.approx(36)
    assert temporal_width_years(FilterSettings(days=50), DATES) * 365.25 == pytest.approx(50)


@pytest.mark.parametrize("season_mm", [0.0, 8.0])
def test_a_steady_bowl_wider_than_the_filter_keeps_its_rate_to_the_first_and_last_epoch(season_mm):
    dates = np.datetime64("2018-01-01") + 12 * np.arange(60)
    years = 12 * np.arange(60) / 365.25
    y, x = np.mgrid[0:80, 0:80] * 0.2  # km
    bowl = np.exp(-((x - 8) ** 2 + (y - 8) ** 2) / (2 * 3.0**2))
    motion = ((-100.0 * years + season_mm * np.sin(2 * np.pi * years))[:, None, None] * bowl).astype("f4")
    ends = {}
    for keep_trend in (True, False):
        values = motion.copy()
        spatio_temporal_filter(
            values, dates, np.ones(bowl.shape, bool), years=36 / 365.25, rows_sigma=10, columns_sigma=10,
            high_pass=np.empty_like(values), keep_trend=keep_trend,
        )  # fmt: skip
        places = (slice(None), slice(0, 3), slice(-3, None))
        ends[keep_trend] = [np.polyfit(years[part], values[part, 40, 40], 1)[0] for part in places]
    truth = [np.polyfit(years[part], motion[part, 40, 40], 1)[0] for part in places]
    np.testing.assert_allclose(ends[True], truth, rtol=0.03)
    assert abs(ends[False][1] / truth[1]) < 0.8  # as LiCSBAS does


def test_trend_and_season_are_fitted_beside_gaps():
    dates = np.datetime64("2018-01-01") + 12 * np.arange(60)
    years = 12 * np.arange(60) / 365.25
    values = np.tile((-100.0 * years)[:, None, None], (1, 20, 30)).astype("f4")
    values[np.random.default_rng(0).random(values.shape) < 0.2] = np.nan
    truth = values.copy()
    spatio_temporal_filter(
        values, dates, KEEP, years=0.1, rows_sigma=3, columns_sigma=3, high_pass=np.empty_like(values)
    )
    np.testing.assert_allclose(values, truth, atol=0.01)
