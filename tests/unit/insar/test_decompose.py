"""Known up and east motion, seen from two sides, comes back."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.insar.decompose import Look, common_dates, decompose, interpolate, line_of_sight
from subsidence.series import DeformationSeries

ASCENDING, DESCENDING = line_of_sight(38.0, -12.0), line_of_sight(34.0, -168.0)


def up_of(xy, days):
    return -0.05 * days * np.exp(-((xy[:, :1] - 500) ** 2 + (xy[:, 1:] - 500) ** 2) / 2e5)


def east_of(xy, days):
    return 0.01 * days * (xy[:, :1] / 1000 - 0.5)


def look(xy, dates, los, start, noise=0.0, seed=0):
    """What a track sees, relative to its own first date."""
    rng = np.random.default_rng(seed)
    days = (dates - start).astype(float)
    series = los[0] * east_of(xy, days) + los[2] * up_of(xy, days)
    series = series - series[:, :1] + noise * rng.normal(size=series.shape)
    unknown = np.full(len(xy), np.nan)
    return Look(DeformationSeries(dates, series, xy), unknown, unknown, np.tile(los, (len(xy), 1)))


@pytest.fixture
def tracks():
    start = np.datetime64("2020-01-01")
    grid = np.stack(np.meshgrid(np.arange(0, 1000, 25.0), np.arange(0, 1000, 25.0)), axis=-1).reshape(-1, 2)
    first = look(grid, start + 12 * np.arange(30), ASCENDING, start)
    second = look(grid + 3.0, start + 5 + 6 * np.arange(70), DESCENDING, start)
    return start, first, second


@pytest.mark.parametrize(("cell_m", "tolerance_mm"), [(0.0, 0.3), (50.0, 0.6)])
def test_up_and_east_series_come_back(tracks, cell_m, tolerance_mm):
    start, first, second = tracks
    result = decompose(first, second, cell_m=cell_m, reach_m=10.0, step_days=12)
    days = (result.dates - start).astype(float)
    assert result.dates[0] == start + 5
    expected_up, expected_east = up_of(result.xy, days), east_of(result.xy, days)
    np.testing.assert_allclose(result.up_mm, expected_up - expected_up[:, :1], atol=tolerance_mm)
    np.testing.assert_allclose(result.east_mm, expected_east - expected_east[:, :1], atol=tolerance_mm)
    rate = expected_up[:, -1] / days[-1] * 365.25
    np.testing.assert_allclose(result.up_rate, rate, atol=2 * tolerance_mm)
    assert len(result.xy) == (1600 if cell_m == 0 else 400)


def test_points_at_the_same_place_give_the_exact_answer():
    start = np.datetime64("2020-01-01")
    xy = np.random.default_rng(0).uniform(0, 1000, (50, 2))
    dates = start + 12 * np.arange(10)
    first, second = look(xy, dates, ASCENDING, start), look(xy, dates, DESCENDING, start)
    result = decompose(first, second, reach_m=1.0)
    days = 12.0 * np.arange(10)
    np.testing.assert_allclose(result.up_mm, up_of(xy, days), atol=1e-9)
    np.testing.assert_allclose(result.east_mm, east_of(xy, days), atol=1e-9)


def test_the_condition_number_is_that_of_the_two_looks(tracks):
    _, first, second = tracks
    expected = np.linalg.cond(np.array([ASCENDING[[0, 2]], DESCENDING[[0, 2]]]))
    np.testing.assert_allclose(decompose(first, second, cell_m=100).condition, expected, rtol=1e-9)
    assert 1.0 < expected < 2.0


def test_two_looks_from_the_same_side_are_refused(tracks):
    _, first, _ = tracks
    with pytest.raises(SubsidenceError, match="from nearly the same side"):
        decompose(first, first, cell_m=100)


def test_tracks_without_common_time_or_place_are_refused(tracks):
    start, first, _ = tracks
    later = look(first.series.xy, start + 5000 + 12 * np.arange(5), DESCENDING, start)
    with pytest.raises(SubsidenceError, match="share no time"):
        decompose(first, later, cell_m=100)
    far = look(first.series.xy + 1e5, first.series.dates, DESCENDING, start)
    with pytest.raises(SubsidenceError, match="No ascending point has a descending one"):
        decompose(first, far)
    with pytest.raises(SubsidenceError, match="No cell of 100 m"):
        decompose(first, far, cell_m=100)


def test_rates_alone_are_decomposed_with_their_uncertainty():
    xy = np.random.default_rng(0).uniform(0, 1000, (20, 2))
    nothing = DeformationSeries(np.array([], dtype="datetime64[D]"), np.empty((20, 0)), xy)
    truth = np.array([3.0, 0.0, -10.0])  # east, north, up
    std = np.full(20, 1.0)
    looks = [Look(nothing, np.full(20, los @ truth), std, np.tile(los, (20, 1))) for los in (ASCENDING, DESCENDING)]
    result = decompose(*looks, reach_m=1.0)
    np.testing.assert_allclose(result.up_rate, -10, atol=1e-9)
    np.testing.assert_allclose(result.east_rate, 3, atol=1e-9)
    inverse = np.linalg.inv(np.array([ASCENDING[[0, 2]], DESCENDING[[0, 2]]]))
    np.testing.assert_allclose(result.up_rate_std, np.sqrt((inverse[1] ** 2).sum()), rtol=1e-9)


def test_interpolation_is_linear_between_known_values_and_nothing_outside():
    dates = np.datetime64("2020-01-01") + np.array([0, 10, 20, 30])
    wanted = np.datetime64("2020-01-01") + np.array([0, 5, 15, 20, 25, 31])
    values = np.array([[0.0, 10.0, 20.0, 40.0], [0.0, np.nan, 20.0, np.nan]])
    expected = [[0, 5, 15, 20, 30, np.nan], [0, 5, 15, 20, np.nan, np.nan]]
    np.testing.assert_allclose(interpolate(values, dates, wanted), expected)


def test_common_epochs_may_be_those_of_the_ascending_track():
    first = np.datetime64("2020-01-01") + np.array([0, 10, 20, 30])
    second = np.datetime64("2020-01-01") + np.array([5, 25])
    np.testing.assert_array_equal(common_dates(first, second, 0), first[1:3])


def test_sentinel_ascending_looks_east_from_the_west():
    # Mexico City, Sentinel-1 track 5 ascending: incidence 31.3378°, heading −12.274°
    np.testing.assert_allclose(line_of_sight(31.3378, -12.2742586), [-0.508, -0.111, 0.854], atol=1e-3)
