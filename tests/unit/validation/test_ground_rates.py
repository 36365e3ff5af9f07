"""Rates of stations: their errors hold in noise that is not white, with few dates, and where stations err alike."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.series import linear_rate, years_since
from subsidence.units import VERTICAL
from subsidence.validation.ground_rates import error_in_common, rate_of, rates_with_errors
from subsidence.validation.ground_series import NEAREST, Matching
from subsidence.validation.ground_stations import GroundStation, stations_from_rates
from subsidence.validation.ground_tie import OFFSET, PLANE, fit_tie
from subsidence.validation.ground_validation import InsarPoints, StationResult, Validation, validate

START = np.datetime64("2018-01-01")
EPOCHS = START + 12 * np.arange(60)


def flicker(random, n, length):
    """Noise with the spectrum 1/f, by a sum of relaxations an octave apart (van der Ziel); shape=(n, length)."""
    values = np.zeros((n, length))
    for octave in range(9):
        keep = np.exp(-(2.0**-octave))
        state = random.normal(size=n)
        for step in range(length):
            state = keep * state + np.sqrt(1.0 - keep**2) * random.normal(size=n)
            values[:, step] += state
    return values


def walk(random, n, length):
    return random.normal(size=(n, length)).cumsum(axis=1)


def white(random, n, length):
    return random.normal(size=(n, length))


def held(errors, stds):
    errors, stds = np.ravel(errors), np.ravel(stds)
    assert np.isfinite(stds).all()
    return np.mean(np.abs(errors) <= 1.96 * stds)


@pytest.mark.parametrize("noise", [white, flicker, walk])
def test_the_errors_of_stations_hold_in_noise_of_any_colour(noise):
    random = np.random.default_rng(1)
    found = []
    for _ in range(20):
        series = noise(random, 12, 60) - 7.0 * years_since(EPOCHS)
        found.append(rates_with_errors([(row, EPOCHS) for row in series]))
    rate, std = np.transpose(found, (1, 0, 2))
    assert held(rate + 7.0, std) >= 0.90
    if noise is not white:
        independent = linear_rate(series, EPOCHS)[1]
        assert np.median(std[-1] / independent) > 2.0


@pytest.mark.parametrize("count", [3, 4, 6])
@pytest.mark.parametrize("noise", [white, flicker, walk])
def test_few_heights_on_days_of_their_own_have_wide_errors_that_hold(noise, count):
    random = np.random.default_rng(2)
    series = []
    for row in noise(random, 150, count):
        dates = START + 365 * np.arange(count) + random.integers(0, 90, count)
        series.append((row + 3.0 * years_since(dates), dates))
    rate, std = rates_with_errors(series)
    assert held(rate - 3.0, std) >= (0.81 if noise is walk and count == 6 else 0.90)  # six say little of a walk


def test_two_heights_have_a_rate_but_no_error_and_one_has_neither():
    dates = START + np.array([0, 365])
    rate, std = rates_with_errors([(np.array([0.0, 5.0]), dates), (np.array([np.nan, 5.0]), dates)])
    assert rate[0] == pytest.approx(5.0, rel=0.001)
    assert np.isnan(std).all()
    assert np.isnan(rate[1])


def test_a_daily_series_has_the_slope_of_all_its_days_and_the_error_of_its_slow_noise():
    random = np.random.default_rng(3)
    days = START + np.arange(1200)
    series = 0.3 * flicker(random, 1, 1200)[0] + random.normal(size=1200) - 4.0 * years_since(days)
    series[200:230] = np.nan
    known = np.isfinite(series)
    (rate,), (std,) = rates_with_errors([(series, days)])
    assert rate == pytest.approx(np.polyfit(years_since(days)[known], series[known], 1)[0], abs=1e-9)
    assert rate == rate_of(series, days)
    assert std > 3.0 * linear_rate(series[None], days)[1][0]


def test_heights_far_from_zero_have_the_errors_of_heights_near_it():
    values = np.random.default_rng(4).normal(size=(5, 20))
    dates = START + 30 * np.arange(20)
    near = rates_with_errors([(row, dates) for row in values])[1]
    far = rates_with_errors([(row + 2_000_000.0, dates) for row in values])[1]
    np.testing.assert_allclose(far, near, rtol=1e-3)


def worlds(count, shared, seed):
    """Twelve stations that stand still against InSAR that is 2 mm/yr too high, its noise in part shared by all."""
    random = np.random.default_rng(seed)
    place = random.uniform(0.0, 30_000.0, (12, 2))
    unknown = np.full(12, np.nan)
    for _ in range(count):
        insar = white(random, 12, 60) + 2.0 * years_since(EPOCHS) + shared * walk(random, 1, 60)
        ground = flicker(random, 12, 60)
        nothing = np.full((60, 2), np.nan)
        stations = [
            GroundStation(str(row), None, EPOCHS, np.column_stack([nothing, values]))
            for row, values in enumerate(ground)
        ]
        points = InsarPoints(place, EPOCHS, insar, unknown, unknown, geometry=VERTICAL)
        yield validate(points, stations, place, Matching(10.0, NEAREST, VERTICAL))


def test_a_walk_that_all_stations_see_is_in_the_error_of_the_bias():
    metrics = [found.metrics() for found in worlds(40, 1.0, 5)]
    bias, std = np.array([one["bias"] for one in metrics]), np.array([one["bias_std"] for one in metrics])
    assert held(bias - 2.0, std) >= 0.85
    alone = np.array([one["rmse_without_bias"] for one in metrics]) / np.sqrt(12)
    assert held(bias - 2.0, alone) < 0.6  # what the scatter from station to station tells of it


def test_without_common_errors_the_error_of_the_bias_holds_and_is_no_more_than_thrice_what_it_could_be():
    metrics = [found.metrics() for found in worlds(40, 0.0, 6)]
    bias, std = np.array([one["bias"] for one in metrics]), np.array([one["bias_std"] for one in metrics])
    assert held(bias - 2.0, std) >= 0.9
    assert np.median(std) < 3.0 * bias.std()


def test_the_slow_noise_of_the_ground_is_not_ascribed_to_insar_that_scatters_more_from_date_to_date():
    found = list(worlds(20, 0.0, 7))
    ground = np.array([one.column("ground_rate") for one in found])
    assert held(ground, [one.column("ground_std") for one in found]) >= 0.9
    for one in found:
        assert (one.column("ground_std") <= one.column("difference_std") + 1e-12).all()
        assert (one.column("insar_std") <= one.column("difference_std") + 1e-12).all()


def test_an_error_that_is_not_known_does_not_count_as_none():
    place = np.arange(3)[:, None] * [1000.0, 0.0]
    no_dates, no_series = np.array([], dtype="datetime64[D]"), np.empty((3, 0))
    points = InsarPoints(place, no_dates, no_series, np.array([1.0, 2.0, 3.0]), np.full(3, 0.2), geometry=VERTICAL)
    stations = stations_from_rates(["a", "b", "c"], np.zeros(3), np.array([np.nan, np.nan, 0.5]))
    found = validate(points, stations, place, Matching(10.0, NEAREST, VERTICAL))
    assert np.isnan(found.column("difference_std")[:2]).all()
    assert found.column("difference_std")[2] == pytest.approx(np.hypot(0.2, 0.5))
    assert [station.judged for station in found.stations] == [False, False, True]
    assert found.metrics()["share_within"] == 0.0  # of the one that can be judged


def station(difference, std):
    none = np.array([])
    return StationResult(
        "", 0, 1, 0.0, none, none, none, difference, np.nan, 0.0, np.nan, difference, std, np.nan, np.nan
    )


def test_the_bias_of_one_station_has_the_error_of_that_station():
    assert Validation([station(2.0, 0.7)]).metrics()["bias_std"] == pytest.approx(0.7)
    assert np.isnan(Validation([station(2.0, np.nan)]).metrics()["share_within"])


@pytest.mark.parametrize("count", [2, 3, 5, 20])
def test_an_offset_of_few_stations_that_scatter_more_than_they_say_holds(count):
    random = np.random.default_rng(count)
    error, std = [], []
    for _ in range(300):
        place = random.uniform(0.0, 10_000.0, (count, 2))
        tie = fit_tie(place, 4.0 + random.normal(0.0, 2.0, count), np.full(count, 0.5), OFFSET)
        value, unsure = tie.at(place[:1])
        error.append(value - 4.0)
        std.append(unsure)
    assert held(error, std) >= 0.92


def test_a_plane_through_four_stations_knows_how_little_they_tell():
    random = np.random.default_rng(8)
    error, std = [], []
    for _ in range(300):
        place = random.uniform(0.0, 10_000.0, (4, 2))
        value, unsure = fit_tie(place, random.normal(0.0, 2.0, 4), np.full(4, 0.5), PLANE).at(place)
        error.append(value)
        std.append(unsure)
    assert held(error, std) >= 0.92


def test_one_station_of_unknown_error_ties_with_an_unknown_error():
    tie = fit_tie(np.zeros((1, 2)), np.array([3.0]), np.array([np.nan]), OFFSET)
    value, unsure = tie.at(np.zeros((1, 2)))
    assert value[0] == 3.0
    assert np.isnan(unsure[0])
    assert fit_tie(np.zeros((1, 2)), np.array([3.0]), np.array([0.4]), OFFSET).at(np.zeros((1, 2)))[1] == 0.4


def test_series_on_days_of_their_own_tell_nothing_of_what_they_have_in_common():
    random = np.random.default_rng(9)
    series = [(random.normal(size=6), START + 400 * np.arange(6) + 7 * number) for number in range(5)]
    assert np.isnan(error_in_common(series))
    together = [(random.normal(size=6), START + 400 * np.arange(6)) for _ in range(5)]
    assert error_in_common(together) > 0
