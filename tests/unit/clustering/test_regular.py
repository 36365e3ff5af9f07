"""Series on a regular step: known series, spoiled by gaps, come back."""

import numpy as np
import pytest

from subsidence.clustering.regular import regular_series
from subsidence.errors import SubsidenceError


def dates_of(*days):
    return np.datetime64("2020-01-01") + np.array(days) * np.timedelta64(1, "D")


def test_a_regular_series_passes_unchanged():
    series = np.random.default_rng(0).normal(size=(4, 5))
    result = regular_series(series, dates_of(0, 12, 24, 36, 48))
    assert result.displacement_mm is series
    assert result.step_days == 12
    assert result.usable.all()


def test_straight_lines_survive_irregular_dates_exactly():
    days = np.array([0, 6, 18, 30, 54, 60])
    slopes = np.array([[1.0], [-3.0]])
    result = regular_series(slopes * days, dates_of(*days))
    assert result.step_days == 12
    expected = np.arange(0, 61, 12)
    assert (result.dates == dates_of(*expected)).all()
    np.testing.assert_allclose(result.displacement_mm, slopes * expected, atol=1e-12)


def test_a_few_missing_values_are_bridged_and_many_are_not():
    days = np.arange(0, 240, 12)
    series = np.tile(days.astype(float), (4, 1))
    series[1, 5] = np.nan
    series[2, :10] = np.nan
    series[3, 19] = np.nan  # held from the value before
    result = regular_series(series, dates_of(*days))
    assert result.usable.tolist() == [True, True, False, True]
    np.testing.assert_allclose(result.displacement_mm[1], days)
    assert np.isnan(result.displacement_mm[2]).all()
    assert result.displacement_mm[3, 19] == days[18]
    assert np.isnan(series[1, 5])  # the input is not touched


def test_a_point_without_values_for_too_long_is_left_out():
    days = np.arange(0, 600, 12)
    series = np.zeros((2, days.size)) + days
    series[1, 20:25] = np.nan
    assert regular_series(series, dates_of(*days), max_gap_days=72).usable.all()
    assert regular_series(series, dates_of(*days), max_gap_days=71).usable.tolist() == [True, False]


def test_missing_values_and_irregular_dates_together():
    days = np.array([0, 12, 36, 48, 60, 72, 84])
    series = np.tile(2.0 * days, (3, 1))
    series[1, 3] = np.nan
    result = regular_series(series, dates_of(*days))
    np.testing.assert_allclose(result.displacement_mm, np.tile(2.0 * np.arange(0, 85, 12), (3, 1)))


def test_a_long_gap_in_the_dates_is_refused_unless_allowed():
    series = np.zeros((1, 3))
    with pytest.raises(SubsidenceError, match="2020-01-13 to 2020-09-09, 240 days"):
        regular_series(series, dates_of(0, 12, 252))
    assert regular_series(series, dates_of(0, 12, 252), max_gap_days=0, step_days=12).dates.size == 22


def test_a_layer_of_tracks_with_different_dates_is_refused_with_the_remedy():
    series = np.full((4, 20), np.nan)
    series[:2, ::2] = series[2:, 1::2] = 1.0
    with pytest.raises(SubsidenceError, match=r"the median is 50%, allowed are 20%.*one track at a time"):
        regular_series(series, dates_of(*range(0, 240, 12)))
    assert regular_series(series, dates_of(*range(0, 240, 12)), max_missing_share=0.5).usable.all()
