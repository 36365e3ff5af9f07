"""Interpolation between stations against its definitions."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.factors.stations import (
    INVERSE_DISTANCE,
    KRIGING,
    METHODS,
    NEAREST,
    fit_variogram,
    interpolate_stations,
    kriging_weights,
    left_out_error,
    metric_coordinates,
    semivariance,
)
from subsidence.spatial.geodesy import WGS84, Plane


@pytest.fixture
def random():
    return np.random.default_rng(5)


@pytest.mark.parametrize("method", METHODS)
def test_at_a_station_its_own_value_is_found(method, random):
    stations, values = random.uniform(0, 1e4, (12, 2)), random.normal(size=(12, 4))
    assert interpolate_stations(stations, stations, values, method) == pytest.approx(values, abs=1e-6)


def test_inverse_distances_weight_by_their_square():
    stations = np.array([[0.0, 0.0], [300.0, 0.0]])
    found = interpolate_stations(np.array([[100.0, 0.0]]), stations, np.array([[10.0], [0.0]]), INVERSE_DISTANCE)
    assert found[0, 0] == pytest.approx(10.0 * (1 / 100**2) / (1 / 100**2 + 1 / 200**2))


def test_a_station_without_a_value_leaves_its_place_to_the_others():
    stations = np.array([[0.0, 0.0], [300.0, 0.0]])
    values = np.array([[1.0, np.nan, np.nan], [2.0, 3.0, np.nan]])
    found = interpolate_stations(np.array([[10.0, 0.0]]), stations, values, NEAREST)
    assert found[0, :2].tolist() == [1.0, 3.0]
    assert np.isnan(found[0, 2])


@pytest.mark.parametrize("method", [NEAREST, INVERSE_DISTANCE])
def test_stations_beyond_the_greatest_distance_do_not_count(method):
    stations = np.array([[0.0, 0.0], [900.0, 0.0]])
    points = np.array([[100.0, 0.0], [450.0, 0.0]])
    found = interpolate_stations(points, stations, np.array([[1.0], [9.0]]), method, max_distance_m=400.0)
    assert found[0, 0] == pytest.approx(1.0)
    assert np.isnan(found[1, 0])


def test_kriging_weights_sum_to_one_and_solve_the_kriging_system(random):
    stations, points = random.uniform(0, 1e4, (8, 2)), random.uniform(0, 1e4, (5, 2))
    variogram = (0.1, 1.0, 3000.0)
    distance = np.hypot(*(points[:, None] - stations).transpose(2, 0, 1))
    weights = kriging_weights(distance, stations, variogram)
    assert weights.sum(axis=1) == pytest.approx(np.ones(5))
    between = np.hypot(*(stations[:, None] - stations).transpose(2, 0, 1))
    residual = semivariance(between, variogram) @ weights.T - semivariance(distance, variogram).T
    assert np.ptp(residual, axis=0) == pytest.approx(np.zeros(5), abs=1e-9)  # all rows share one multiplier


def test_the_variogram_of_a_known_field_is_recovered_and_kriging_beats_the_nearest(random):
    places = random.uniform(0, 30e3, (160, 2))
    between = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    factor = np.linalg.cholesky(np.exp(-between / 6000.0) + 1e-9 * np.eye(160))
    field = 50.0 + 8.0 * factor @ random.normal(size=(160, 60))
    stations, held_out = slice(0, 60), slice(60, 160)
    nugget, sill, range_m = fit_variogram(places[stations], field[stations])
    assert nugget < 0.2
    assert 0.7 < sill < 1.4
    assert 4000.0 < range_m < 9000.0
    error = {
        method: np.std(
            interpolate_stations(places[held_out], places[stations], field[stations], method) - field[held_out]
        )
        for method in METHODS
    }
    assert error[KRIGING] < error[INVERSE_DISTANCE]
    assert error[KRIGING] < 0.85 * error[NEAREST]


def test_leaving_stations_out_measures_the_miss_of_each_method(random):
    stations = random.uniform(0, 1e4, (15, 2))
    plane = (stations[:, 0] / 100 + 3)[:, None] * np.ones(3)
    distance = np.hypot(*(stations[:, None] - stations).transpose(2, 0, 1))
    np.fill_diagonal(distance, np.inf)
    by_hand = np.sqrt(np.mean((plane[distance.argmin(axis=1)] - plane) ** 2))
    assert left_out_error(stations, plane, NEAREST) == pytest.approx(by_hand)
    assert left_out_error(stations, plane, KRIGING) < by_hand
    assert np.isnan(left_out_error(stations[:1], plane[:1], NEAREST))


def test_kriging_with_too_few_or_doubled_stations_is_refused(random):
    with pytest.raises(SubsidenceError, match="at least 5 stations"):
        interpolate_stations(np.zeros((1, 2)), random.normal(size=(4, 2)), random.normal(size=(4, 3)), KRIGING)
    doubled = np.repeat(random.uniform(0, 1e4, (5, 2)), 2, axis=0)
    with pytest.raises(SubsidenceError, match="same place"):
        interpolate_stations(np.zeros((1, 2)), doubled, random.normal(size=(10, 3)), KRIGING)


def test_metres_are_compared_in_any_crs():
    flat = metric_coordinates(np.array([[0.0, 0.0], [100.0, 0.0]]), Plane(0.3048))
    assert np.linalg.norm(flat[1] - flat[0]) == pytest.approx(30.48)
    round_earth = metric_coordinates(np.array([[10.0, 60.0], [10.000155601, 60.000441965]]), WGS84)
    assert np.linalg.norm(round_earth[1] - round_earth[0]) == pytest.approx(50.0, abs=1e-3)
