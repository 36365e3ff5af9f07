"""What measured points say of places near them, and where they must be silent."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.progress import Run
from subsidence.rate.members import neighbours, place_process
from subsidence.rate.members.neighbours import MAP, RESIDUALS, learn_neighbours
from subsidence.rate.members.place_process import START, PlaceProcess, fit_place

CITY = np.array([102.7, 25.0])


def field(n_points=260, seed=0, noise=0.5):
    """A smooth map and a factor that explains half of it."""
    random = np.random.default_rng(seed)
    xy = random.uniform(-5, 5, (n_points, 2))
    lon_lat = CITY + xy / 111.0
    wave = 10 * np.sin(xy[:, 0]) * np.cos(0.7 * xy[:, 1])
    factor = random.normal(size=n_points)
    return lon_lat, factor, 6 * factor + wave + noise * random.normal(size=n_points), 6 * factor


def hands(n_rows, count=5):
    return [np.arange(n_rows) % count == hand for hand in range(count)]


def test_the_process_is_the_textbook_formula(monkeypatch):
    random = np.random.default_rng(0)
    xy, values, asked = random.uniform(0, 4, (60, 2)), random.normal(size=60), random.uniform(0, 4, (7, 2))
    process = PlaceProcess(xy, values, START, 1.0, 0.2, 1.5)

    def kernel(a, b):
        found = np.empty((len(a), len(b)))
        for i, p in enumerate(a):
            for j, q in enumerate(b):
                near, far = np.sqrt(3) * np.hypot(*(p - q)), np.sqrt(5) * np.hypot(*(p - q)) / 4.0
                found[i, j] = 0.25 * ((1 + near) * np.exp(-near) + (1 + far + far**2 / 3) * np.exp(-far))
        return found

    own = kernel(xy, xy) + (0.09 + 1e-6) * np.eye(60)
    cross = kernel(asked, xy)
    mean = 0.2 + 1.5 * cross @ np.linalg.solve(own, (values - 0.2) / 1.5)
    variance = 1.5**2 * (0.5 + 0.09 - np.einsum("ij,ji->i", cross, np.linalg.solve(own, cross.T)))
    found = process.predict(asked)
    np.testing.assert_allclose(found[0], mean, rtol=1e-8)
    np.testing.assert_allclose(found[1], variance, rtol=1e-7)
    monkeypatch.setattr(place_process, "WHOLE", 10)
    monkeypatch.setattr(place_process, "NEAREST", 60)
    local = PlaceProcess(xy, values, START, 1.0, 0.2, 1.5).predict(asked)  # one that remembers nothing
    np.testing.assert_allclose(local[0], mean, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(local[1], variance, rtol=1e-3)


def test_what_the_others_say_of_points_left_out_is_what_a_process_without_them_says(monkeypatch):
    random = np.random.default_rng(1)
    process = PlaceProcess(random.uniform(0, 4, (90, 2)), random.normal(size=90), START, 1.0, 0.2, 1.5)
    for whole in (90, 10):
        monkeypatch.setattr(place_process, "WHOLE", whole)
        for left_out in hands(90, 3):
            asked = np.flatnonzero(left_out)[::2]
            found = process.predict_left_out(left_out, asked)
            without = process.knowing(~left_out).predict(process.xy[asked])
            np.testing.assert_allclose(found, without, rtol=1e-6)


def test_places_asked_about_again_get_the_same_answers_and_others_their_own():
    random = np.random.default_rng(4)
    xy, values = random.uniform(0, 4, (60, 2)), random.normal(size=60)
    process = PlaceProcess(xy, values, START, 1.0, 0.2, 1.5)
    everything = [random.uniform(0, 4, (9, 2)) for _ in range(2 * place_process.REMEMBERED)]
    for asked in (*everything, *everything[::-1], *everything):
        fresh = PlaceProcess(xy, values, START, 1.0, 0.2, 1.5).predict(asked)
        np.testing.assert_array_equal(process.predict(asked), fresh)
    asked[0] += 1.0  # changed in place by whoever asked
    fresh = PlaceProcess(xy, values, START, 1.0, 0.2, 1.5).predict(asked)
    np.testing.assert_array_equal(process.predict(asked), fresh)


def test_the_slope_of_the_likelihood_is_that_of_differences():
    random = np.random.default_rng(1)
    xy, values = random.uniform(0, 3, (40, 2)), random.normal(size=40)
    shape = START + 0.2 * random.normal(size=7)
    squares = tuple((xy[:, None, axis] - xy[None, :, axis]) ** 2 for axis in (0, 1))
    _, slope = place_process._unlikely(shape, squares, values)
    for number in range(7):
        step = np.zeros(7)
        step[number] = 1e-5
        up, down = (place_process._unlikely(shape + sign * step, squares, values)[0] for sign in (1, -1))
        assert slope[number] == pytest.approx((up - down) / 2e-5, rel=1e-4, abs=1e-5)


def test_directions_have_lengths_of_their_own():
    random = np.random.default_rng(2)
    xy = random.uniform(0, 10, (300, 2))
    shape = fit_place(xy, np.sin(xy[:, 0] * 2.0) + 0.05 * random.normal(size=300)).shape
    amplitude = shape[[0, 3]]
    across = shape[[1, 4]][amplitude.argmax()]
    along = shape[[2, 5]][amplitude.argmax()]
    assert along > across + 1.0


def test_neighbours_halve_the_error_where_the_map_is_smooth_and_fade_far_away():
    lon_lat, _, rate, factors_say = field()
    train = np.arange(260) < 190
    found, mse = learn_neighbours(lon_lat[train], rate[train], factors_say[train], hands(190), level=0.9)
    assert found is not None
    assert found.way == RESIDUALS
    assert mse[RESIDUALS] < 0.25 * mse["none"]
    half = np.full(70, 12.0)
    added, near_half = found.add(factors_say[~train], half, lon_lat[~train])
    assert np.mean((factors_say[~train] + added - rate[~train]) ** 2) < 0.25 * np.mean(
        (factors_say - rate)[~train] ** 2
    )
    inside = np.abs(factors_say[~train] + added - rate[~train]) <= near_half
    assert 0.8 <= inside.mean() <= 0.98
    away, wide = found.add(factors_say[~train], half, lon_lat[~train] + [3.0, 0.0])
    np.testing.assert_allclose(away, 0.0, atol=0.05)
    np.testing.assert_allclose(wide, 12.0, rtol=0.02)


def test_the_interval_grows_with_the_distance_to_what_was_measured():
    lon_lat, _, rate, factors_say = field()
    found, _ = learn_neighbours(lon_lat, rate, factors_say, hands(260), level=0.9)
    steps = CITY + np.array([[km / 111.0, 0.0] for km in (4.0, 6.0, 8.0, 12.0, 40.0)])
    _, half = found.add(np.zeros(5), np.full(5, 12.0), steps)
    assert (np.diff(half) >= 0).all()
    assert half[-1] == pytest.approx(12.0)
    assert half[0] < 4.0


def test_the_map_itself_is_carried_where_factors_say_little():
    lon_lat, _, rate, _ = field(noise=0.1)
    random = np.random.default_rng(3)
    smooth = rate - 6 * field()[1]
    rough = smooth + 5 * random.normal(size=260)  # factors whose own noise would spoil the residuals
    found, mse = learn_neighbours(lon_lat, smooth, rough, hands(260), level=0.9)
    assert found is not None
    assert found.way == MAP
    assert mse[MAP] < 0.4 * mse[RESIDUALS]


def test_a_map_that_is_kept_for_other_factors_changes_nothing(monkeypatch):
    lon_lat, _, rate, factors_say = field()
    fitted = []

    def fit(*arguments, **choices):
        fitted.append(fit_place(*arguments, **choices))
        return fitted[-1]

    monkeypatch.setattr(neighbours, "fit_place", fit)
    maps: dict = {}
    kept = [learn_neighbours(lon_lat, rate, say, hands(260), level=0.9, maps=maps) for say in (factors_say, 0 * rate)]
    assert len(fitted) == 3  # two of residuals, one of the map
    apart = [learn_neighbours(lon_lat, rate, say, hands(260), level=0.9) for say in (factors_say, 0 * rate)]
    for (found, mse), (expected, expected_mse) in zip(kept, apart):
        assert mse == expected_mse
        assert found.way == expected.way
        np.testing.assert_array_equal(found.process.shape, expected.process.shape)


@pytest.mark.parametrize("seed", range(4))
def test_white_residuals_are_left_alone(seed):
    random = np.random.default_rng(seed)
    lon_lat = CITY + random.uniform(-0.05, 0.05, (400, 2))
    factors_say = 10 * random.normal(size=400)
    rate = factors_say + random.normal(size=400)
    train = np.arange(400) < 250
    found, _ = learn_neighbours(lon_lat[train], rate[train], factors_say[train], hands(250), Run(seed=seed), level=0.9)
    added = np.zeros(150) if found is None else found.add(factors_say[~train], np.ones(150), lon_lat[~train])[0]
    left = (rate - factors_say)[~train]
    assert np.mean((added - left) ** 2) <= 1.01 * np.mean(left**2)
