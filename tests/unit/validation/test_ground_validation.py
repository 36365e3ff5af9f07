"""The synthetic city with stations whose bias and noise are known: both are found again, and mistakes are noticed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.series import linear_rate, years_since
from subsidence.spatial.geodesy import earth_centred
from subsidence.synthetic import make_city
from subsidence.units import LOS, VERTICAL
from subsidence.validation.ground_checks import other_readings
from subsidence.validation.ground_rates import rates_with_errors
from subsidence.validation.ground_series import (
    INVERSE_DISTANCE,
    NEAREST,
    Matching,
    match,
    mean_series,
    project,
)
from subsidence.validation.ground_stations import GroundStation, stations_from_rates
from subsidence.validation.ground_tie import OFFSET, PLANE, fit_tie
from subsidence.validation.ground_validation import InsarPoints, validate

N_STATIONS = 12
BIAS = 3.0  # mm/yr along the line of sight, InSAR minus ground
INSAR_NOISE_MM, GNSS_NOISE_MM = 2.0, 1.5


@pytest.fixture(scope="module")
def city():
    return make_city(1200, 60, seed=3, noise_mm=INSAR_NOISE_MM)


def east_motion(city, index, dates):
    """A horizontal motion of its own at each station, mm."""
    return 12.0 * np.sin(index) * years_since(dates, city.dates[0]) + 4 * np.sin(2 * np.pi * years_since(dates))


def make_stations(city, seed=0, noise_mm=GNSS_NOISE_MM, every_days=1, horizontal=True):
    """GNSS at points of the city: line of sight = the city's truth; places and the InSAR that belongs to them."""
    rng = np.random.default_rng(seed)
    rows = np.sort(rng.choice(city.n_points, N_STATIONS, replace=False))
    days = np.arange(city.dates[0] - 40, city.dates[-1] + 40, every_days)
    stations = []
    for number, row in enumerate(rows):
        los_truth = np.interp(days.astype(int), city.dates.astype(int), city.truth_mm[row])
        east = east_motion(city, number, days) if horizontal else np.zeros(days.size)
        up = (los_truth - city.los[row, 0] * east) / city.los[row, 2]
        motion = np.column_stack([east, np.zeros(days.size), up]) + rng.normal(0, noise_mm, (days.size, 3))
        if not horizontal:
            motion[:, :2] = np.nan
        stations.append(GroundStation(f"S{number}", tuple(city.series.xy[row]), days, motion))
    return stations, earth_centred(city.series.xy)[rows], rows


def make_points(city, bias=BIAS, seed=1):
    rng = np.random.default_rng([seed, 9])
    displacement = city.truth_mm + rng.normal(0, INSAR_NOISE_MM, city.truth_mm.shape)
    displacement = displacement + bias * years_since(city.dates)
    rate, std, _ = linear_rate(displacement, city.dates)
    return InsarPoints(earth_centred(city.series.xy), city.dates, displacement, rate, std, city.los)


def test_bias_rate_errors_and_uncertainty_are_recovered(city):
    biases, ratios, shares = [], [], []
    for seed in range(8):
        stations, places, _ = make_stations(city, seed)
        result = validate(make_points(city, seed=seed), stations, places, Matching(10.0, NEAREST))
        metrics = result.metrics()
        assert metrics["n_stations"] == N_STATIONS
        biases.append((metrics["bias"] - BIAS) / metrics["bias_std"])
        ratios.append(metrics["spread_ratio"])
        shares.append(metrics["share_within"])
        # seven days of GNSS are averaged per epoch; both noises are white
        time = years_since(city.dates) - years_since(city.dates).mean()
        expected = np.sqrt(INSAR_NOISE_MM**2 + GNSS_NOISE_MM**2 / 7) / np.sqrt((time**2).sum())
        # that the noise is white, twelve stations cannot say for sure, and what it may be else is allowed for
        assert 0.95 * expected < np.median(result.column("difference_std")) < 1.6 * expected
        expected_rmse = np.sqrt(INSAR_NOISE_MM**2 + GNSS_NOISE_MM**2 / 7 + BIAS**2 * (time**2).mean())
        assert metrics["series_rmse_mm"] == pytest.approx(expected_rmse, rel=0.1)
    assert np.abs(biases).max() < 4
    assert 0.8 < np.mean(ratios) < 1.2
    assert max(shares) < 0.2, "a bias of 3 mm/yr is no uncertainty"


def test_without_bias_most_stations_agree_within_the_sum_of_uncertainties(city):
    stations, places, _ = make_stations(city, 0)
    result = validate(make_points(city, bias=0.0), stations, places, Matching(10.0, NEAREST))
    assert result.metrics()["share_within"] > 0.6
    assert abs(result.metrics()["bias"]) < 4 * result.metrics()["bias_std"]
    assert result.metrics()["correlation"] > 0.9


def test_more_points_around_the_station_mean_less_noise(city):
    stations, places, _ = make_stations(city, 0)
    points = make_points(city, bias=0.0)
    one = validate(points, stations, places, Matching(10.0, NEAREST))
    many = validate(points, stations, places, Matching(1200.0, INVERSE_DISTANCE))
    assert many.column("n_points").mean() > 5
    assert many.column("distance_m").max() < 10
    assert np.isfinite(many.column("difference")).all()
    assert np.isfinite(one.column("difference")).all()


def test_levelling_of_few_epochs_and_only_heights_is_compared_in_the_vertical(city):
    stations, places, _ = make_stations(city, 0, noise_mm=0.0, every_days=180, horizontal=False)
    points = replace(make_points(city, bias=0.0), displacement_mm=city.truth_mm)
    result = validate(points, stations, places, Matching(10.0, NEAREST, VERTICAL))
    assert result.stations[0].dates.size < 8
    np.testing.assert_allclose(result.column("difference"), 0.0, atol=0.3)


def test_benchmarks_known_by_rates_alone_are_compared_by_rates(city):
    rows = np.arange(0, 1000, 100)
    up = city.rate_mm_per_yr[rows] / city.los[rows, 2]
    stations = stations_from_rates([f"B{row}" for row in rows], up, np.full(rows.size, 0.5))
    points = make_points(city)
    result = validate(points, stations, points.place_m[rows], Matching(10.0, NEAREST))
    assert result.metrics()["bias"] == pytest.approx(BIAS, abs=0.6)
    assert np.isnan(result.column("rmse_mm")).all()
    np.testing.assert_allclose(
        result.column("difference_std"), np.hypot(points.rate_std_mm_per_yr[rows], 0.5 * city.los[rows, 2])
    )


def readings(city, points, seed=0, **matching):
    stations, places, _ = make_stations(city, seed)
    return other_readings(points, stations, places, Matching(10.0, NEAREST, **matching))


def test_points_with_a_rate_alone_are_compared_with_the_rate_of_dated_readings(city):
    stations, places, rows = make_stations(city)
    whole = make_points(city)
    no_dates, no_series = np.array([], dtype="datetime64[D]"), np.empty((city.n_points, 0))
    points = InsarPoints(whole.place_m, no_dates, no_series, whole.rate_mm_per_yr, whole.rate_std_mm_per_yr, city.los)
    result = validate(points, stations, places, Matching(10.0, NEAREST))
    assert len(result.stations) == N_STATIONS
    for station, row in zip(stations, rows):
        of = next(s for s in result.stations if s.name == station.name)
        slope, _ = np.polyfit(years_since(station.dates), station.motion_mm @ city.los[row], 1)
        assert of.ground_rate == pytest.approx(slope, abs=1e-6)
        assert of.ground_std > 0
        assert of.dates.size == 0
    assert result.metrics()["bias"] == pytest.approx(BIAS, abs=1.0)


@pytest.mark.parametrize("seed", range(3))
def test_sound_data_raise_no_suspicion(city, seed):
    assert readings(city, make_points(city, seed=seed), seed) == []


def test_a_reversed_sign_is_noticed(city):
    points = make_points(city)
    found = readings(city, replace(points, displacement_mm=-points.displacement_mm))
    assert found[0].name == "sign"
    assert "agrees better with the sign reversed" in found[0].sentence()


def test_a_reversed_sign_is_noticed_where_all_stations_sink_alike():
    dates = np.datetime64("2018-01-01") + 12 * np.arange(60)
    time = years_since(dates)
    rng = np.random.default_rng(0)
    insar = np.tile(20.0 * time, (5, 1)) + rng.normal(0, 2, (5, 60))
    place = np.arange(5)[:, None] * [1000.0, 0.0]
    points = InsarPoints(place, dates, insar, np.full(5, 20.0), np.ones(5), geometry=VERTICAL)
    motion = np.column_stack([np.full(60, np.nan), np.full(60, np.nan), -20.0 * time])
    stations = [GroundStation(str(number), None, dates, motion) for number in range(5)]
    assert other_readings(points, stations, place, Matching(10.0, NEAREST, VERTICAL))[0].name == "sign"


@pytest.mark.parametrize("lag", [-60, 36])
def test_a_shifted_clock_is_noticed_with_its_shift(city, lag):
    points = make_points(city)
    found = readings(city, replace(points, dates=points.dates + lag))
    assert found[0].name == "clock"
    assert found[0].value == pytest.approx(-lag, abs=9)


def test_the_line_of_sight_of_the_other_orbit_is_noticed(city):
    points = make_points(city)
    found = readings(city, replace(points, los=points.los * [-1.0, 1.0, 1.0]))
    assert found[0].name == "orbit"


def test_motion_that_is_vertical_already_is_noticed(city):
    points = make_points(city)
    stations, places, rows = make_stations(city, 0)
    up = points.displacement_mm.copy()
    for station, row in zip(stations, rows):
        up[row] = np.interp(city.dates.astype(int), station.dates.astype(int), station.motion_mm[:, 2])
    found = other_readings(replace(points, displacement_mm=up), stations, places, Matching(10.0, NEAREST))
    assert found[0].name == "vertical"


def test_centimetres_taken_for_millimetres_are_noticed(city):
    points = make_points(city)
    found = readings(city, replace(points, displacement_mm=0.1 * points.displacement_mm))
    assert (found[0].name, found[0].value) == ("unit", 10.0)


def test_a_tie_by_offset_or_plane_recovers_what_was_put_in():
    rng = np.random.default_rng(0)
    place = rng.uniform(-20_000, 20_000, (30, 2)) + 500_000
    std = rng.uniform(0.3, 1.0, 30)
    plane = 2.0 + 0.1 * (place[:, 0] - 500_000) / 1000 - 0.05 * (place[:, 1] - 500_000) / 1000
    difference = plane + rng.normal(0, std)
    tie = fit_tie(place, difference, std, PLANE)
    value, error = tie.at(place)
    assert np.abs((value - plane) / error).max() < 4
    assert tie.rmse_after < 0.5 * tie.rmse_before
    assert tie.rmse_after < tie.left_out_rmse < tie.rmse_before
    offset = fit_tie(place, np.full(30, 2.5), std, OFFSET)
    np.testing.assert_allclose(offset.at(place)[0], 2.5)


def test_a_plane_needs_four_stations_that_span_it():
    line = np.arange(5)[:, None] * [1000.0, 1000.0]
    with pytest.raises(SubsidenceError, match="on one line"):
        fit_tie(line, np.arange(5.0), np.ones(5), PLANE)
    with pytest.raises(SubsidenceError, match="at least 4 stations"):
        fit_tie(line[:3], np.arange(3.0), np.ones(3), PLANE)


def test_the_error_of_a_rate_holds_for_correlated_noise_too():
    dates = np.datetime64("2018-01-01") + 12 * np.arange(80)
    rng = np.random.default_rng(0)
    noise = np.zeros((300, 80))
    for step in range(1, 80):
        noise[:, step] = 0.6 * noise[:, step - 1] + rng.normal(size=300)
    slope, error = rates_with_errors([(row, dates) for row in noise])
    assert np.mean(np.abs(slope) < 1.96 * error) > 0.93
    assert np.median(error) < 1.5 * np.std(slope)


def test_matching_takes_the_sparser_dates_and_no_gap():
    day = np.datetime64("2020-01-01")
    insar_dates, ground_dates = day + np.array([0, 12, 24, 200, 212]), day + np.arange(0, 220, 1)
    ground = np.arange(220.0)
    dates, insar, found = match(insar_dates, np.arange(5.0), ground_dates, ground, Matching())
    np.testing.assert_array_equal(dates, insar_dates)
    np.testing.assert_allclose(found, [0, 12, 24, 200, 212])
    levelling = day + np.array([6, 100, 206])
    dates, insar, found = match(insar_dates, np.array([0.0, 12, 24, 200, 212]), levelling, np.zeros(3), Matching())
    np.testing.assert_array_equal(dates, levelling[[0, 2]])
    np.testing.assert_allclose(insar, [6, 206])


def test_gaps_in_single_points_do_not_make_the_mean_jump():
    rng = np.random.default_rng(0)
    truth = np.cumsum(rng.normal(0, 1, 60))
    series = truth + 50.0 * rng.normal(size=(6, 1))
    series[rng.random(series.shape) < 0.3] = np.nan
    found = mean_series(series, np.full(6, 1 / 6))
    assert np.nanmax(np.abs(np.diff(found) - np.diff(truth))) < 0.05


def test_points_of_two_orbits_are_not_averaged(city):
    points = make_points(city)
    los = points.los.copy()
    los[::2, 0] *= -1
    stations, places, _ = make_stations(city)
    with pytest.raises(SubsidenceError, match="one track at a time"):
        validate(replace(points, los=los), stations, places, Matching(3000.0))


def test_projection_and_refusals(city):
    np.testing.assert_allclose(project(np.array([[1.0, 2.0, 3.0]]), np.array([0.5, 0.1, 0.8])), [0.5 + 0.2 + 2.4])
    points = make_points(city)
    stations, places, _ = make_stations(city)
    with pytest.raises(SubsidenceError, match="no line of sight"):
        validate(replace(points, los=None), stations, places)
    with pytest.raises(SubsidenceError, match="vertical motion"):
        validate(replace(points, geometry=VERTICAL), stations, places, Matching(compare=LOS))
    with pytest.raises(SubsidenceError, match=r"No station can be compared.*no point within"):
        validate(points, stations, places + 1e6)
    early = [replace(station, dates=station.dates - 9000) for station in stations]
    with pytest.raises(SubsidenceError, match="fewer than two common dates"):
        validate(points, early, places, Matching(10.0))
    assert LOS != VERTICAL
