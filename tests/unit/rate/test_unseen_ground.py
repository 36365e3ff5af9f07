"""Intervals on ground that the model never saw grow with the distance, hold there, or are not given."""

import numpy as np
import pytest

from subsidence.rate.model import RateModel
from subsidence.rate.settings import RateSettings
from subsidence.rate.unseen_ground import UnseenGround, error_by_distance, halves, learn_unseen_ground

QUICK = RateSettings(hidden=5, members=4, generations=0, decay=0.1, max_iterations=40)


def terrain(seed: int, n_points: int = 1200):
    """A rate of two factors and of a third thing that no factor tells, which drifts over 20 km."""
    random = np.random.default_rng(seed)
    place = random.uniform(0.0, 1.0, (n_points, 2))  # 20 km
    factors = np.column_stack([np.hypot(*(place - 0.4).T), random.uniform(size=n_points)])
    phase = random.uniform(0, 2 * np.pi, (6, 1))
    wave = random.normal(size=(6, 2)) * 3.0
    drift = np.cos(wave @ place.T + phase).sum(axis=0)
    rate = -20.0 * factors[:, 0] - 10.0 * factors[:, 1] + 8.0 * drift + random.normal(size=n_points)
    lon_lat = np.array([-99.1, 19.4]) + place * 20_000.0 / np.array([105_000.0, 110_650.0])
    return factors, rate, lon_lat


def trained_on(rows, factors, rate, lon_lat):
    model = RateModel(["a", "b"], settings=QUICK).fit(factors[rows], rate[rows])
    assert model.learn_unseen_ground(factors[rows], rate[rows], lon_lat[rows])
    return model


def test_from_one_half_of_a_city_to_the_other_the_intervals_hold():
    before, after = [], []
    for seed in range(4):
        factors, rate, lon_lat = terrain(seed)
        for half in halves(lon_lat):
            model = trained_on(~half, factors, rate, lon_lat)
            near = model.predict_all(factors[half])
            found = model.predict_all(factors[half], lon_lat=lon_lat[half])
            before.append(np.mean((near.low <= rate[half]) & (rate[half] <= near.high)))
            known = ~found.unseen
            assert np.isnan(found.low[~known]).all()
            after.append(np.mean(((found.low <= rate[half]) & (rate[half] <= found.high))[known]))
            assert known.mean() > 0.5
    assert np.mean(before) < 0.75  # what had been promised as 90 %
    assert np.mean(after) > 0.85


def test_on_learned_ground_intervals_stay_what_they_are_and_far_away_there_is_none():
    factors, rate, lon_lat = terrain(1)
    model = trained_on(np.arange(1200), factors, rate, lon_lat)
    near, told = model.predict_all(factors), model.predict_all(factors, lon_lat=lon_lat)
    np.testing.assert_allclose(np.median(told.high - told.low), np.median(near.high - near.low))
    away = model.predict_all(factors[:5], lon_lat=lon_lat[:5] + 5.0)
    assert away.unseen.all()
    assert np.isnan(away.high).all()
    assert np.isfinite(away.rate).all()
    strange = factors[:1] * 40.0  # near by, but no such factors were seen
    assert model.predict_all(strange, lon_lat=lon_lat[:1]).unseen.all()


def test_the_file_remembers_it(tmp_path):
    factors, rate, lon_lat = terrain(2, 400)
    model = trained_on(np.arange(400), factors, rate, lon_lat)
    model.save(tmp_path / "model.npz")
    again = RateModel.load(tmp_path / "model.npz")
    np.testing.assert_array_equal(
        again.predict_all(factors, lon_lat=lon_lat + 0.05).low, model.predict_all(factors, lon_lat=lon_lat + 0.05).low
    )
    spoiled = {**again.fitted.unseen.arrays(), "unseen_unit": np.array([1.0, -1.0])}
    with pytest.raises(ValueError, match="unseen ground"):
        UnseenGround.of_arrays(spoiled, 4)


def test_too_few_points_teach_nothing():
    random = np.random.default_rng(0)
    found = learn_unseen_ground(
        lambda learned, asked: np.zeros(asked.size), random.normal(size=60), random.normal(size=(60, 2)),
        random.uniform(0, 1, (60, 2)),
    )  # fmt: skip
    assert found is None


def test_a_distance_that_few_areas_reach_is_not_counted_and_the_bound_does_not_fall():
    random = np.random.default_rng(0)
    away = [random.uniform(0, reach, 2000) for reach in (1.0, 2.0, 2.0, 8.0)]
    errors = [random.exponential(1.0 + one) for one in away]
    distance, bound = error_by_distance(errors, away, 0.9)
    assert 1.0 < distance[-1] < 2.0
    assert (np.diff(bound) >= 0).all()
    assert bound[-1] > np.log(10) * (1.0 + distance[-1])  # the quantile of one area, and what chance adds
