"""The factors' answers averaged over the places around: where it helps, how far, and where it is left alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.rate import evaluation as ev
from subsidence.rate.members.surroundings import Surroundings, averaged, far_apart, learn_surroundings
from subsidence.rate.model import RateModel
from subsidence.rate.settings import RateSettings

SMALL = RateSettings(hidden=4, decay=0.01, members=5, generations=0, max_iterations=25, neighbours=False)
DEGREE = 111_320.0


def dense(xy, values, width):
    """The same mean from all pairs of places, none of them put together."""
    apart = ((xy[:, None] - xy[None]) ** 2).sum(axis=-1)
    weights = np.where(apart <= (2.5 * width) ** 2, np.exp(-0.5 * apart / width**2), 0.0)
    return weights @ values / weights.sum(axis=1)


def world(n_rows=900, seed=0):
    """A rate that is smooth over the map; the factors know it but for noise that is new at each place."""
    random = np.random.default_rng(seed)
    lon_lat = np.array([102.7, 0.0]) + random.uniform(-0.05, 0.05, (n_rows, 2))
    smooth = 10.0 * np.sin(60 * lon_lat[:, 0]) + 8.0 * np.cos(50 * lon_lat[:, 1])
    factors = np.column_stack([smooth + random.normal(0.0, 6.0, n_rows), random.normal(size=n_rows)])
    return factors, smooth + 0.3 * random.normal(size=n_rows), lon_lat


def hands_of_rows(count, n_hands=5, seed=3):
    number = np.random.default_rng(seed).integers(0, n_hands, count)
    return [number == hand for hand in range(n_hands)]


def test_the_mean_is_that_of_all_pairs_of_places_wherever_the_origin_lies():
    random = np.random.default_rng(0)
    xy = random.uniform(0, 10_000, (1500, 2))
    values = np.sin(xy[:, 0] / 1500) + np.cos(xy[:, 1] / 1100) + 0.1 * random.normal(size=1500)
    expected = dense(xy, values, 300.0)
    for origin in ([0.0, 0.0], [-7_000.0, 123_456.0]):
        found = averaged(xy + origin, values, 300.0)
        assert np.abs(found - expected).max() < 0.03 * expected.std()


def test_the_order_of_places_does_not_matter_and_one_that_is_alone_keeps_its_answer():
    random = np.random.default_rng(1)
    xy = np.concatenate([random.uniform(0, 1000, (500, 2)), [[50_000.0, -80_000.0]]])
    values = random.normal(size=501)
    found, order = averaged(xy, values, 60.0), random.permutation(501)
    np.testing.assert_allclose(averaged(xy[order], values[order], 60.0), found[order], atol=1e-12)
    assert found[-1] == pytest.approx(values[-1])


@pytest.mark.parametrize("other", [(150.0, 40.0), (-77.3, -25.0), (179.99, 0.0), (102.7, 89.9), (110.0, 3.0)])
def test_what_is_said_of_a_city_does_not_depend_on_another_one_that_is_asked_for_too(other):
    _, _, here = world(500)
    there = here - [102.7, 0.0] + other
    said = np.random.default_rng(4).normal(size=500)
    around = Surroundings(900.0, {})
    alone = around.average(said, here), around.average(said, there)
    mixed = np.random.default_rng(5).permutation(1000)
    together = np.empty(1000)
    together[mixed] = around.average(np.tile(said, 2)[mixed], np.concatenate([here, there])[mixed])
    np.testing.assert_allclose(together, np.concatenate(alone), rtol=0, atol=1e-12)
    assert alone[0].std() < 0.8 * said.std()


def test_far_places_are_in_groups_of_their_own_and_near_ones_together():
    line = np.column_stack([np.linspace(0, 30, 3001), np.zeros(3001)])  # 1.1 km from place to place
    groups = far_apart(np.concatenate([line, line + [60.0, 5.0]]), 5_000.0)
    assert sorted(group.tolist() for group in groups) == [list(range(3001)), list(range(3001, 6002))]
    assert far_apart(np.zeros((0, 2)), 5_000.0) == []


def test_no_mean_leaves_what_was_said_around():
    random = np.random.default_rng(2)
    xy, values = random.uniform(0, 1000, (2000, 2)) ** 1.5, random.normal(size=2000)
    found = averaged(xy, values, 500.0)
    assert values.min() <= found.min()
    assert found.max() <= values.max()
    assert found.std() < 0.5 * values.std()


def test_noise_of_single_places_is_averaged_away_and_the_width_fits_the_map():
    _, rate, lon_lat = world(2000)
    unseen = rate + np.random.default_rng(5).normal(0.0, 6.0, rate.size)
    found = learn_surroundings(lon_lat, rate, unseen, hands_of_rows(rate.size))
    assert found is not None
    said = found.of_hands(unseen, lon_lat, hands_of_rows(rate.size))
    assert np.mean((said - rate) ** 2) < 0.4 * np.mean((unseen - rate) ** 2)
    assert found.width_m < 0.5 * 2 * np.pi / 60 * DEGREE / 2  # less than half a wave of the map


def test_where_neighbours_have_nothing_in_common_every_place_answers_for_itself():
    random = np.random.default_rng(6)
    _, _, lon_lat = world(1000)
    rate = random.normal(0.0, 10.0, 1000)
    unseen = rate + random.normal(0.0, 3.0, 1000)
    assert learn_surroundings(lon_lat, rate, unseen, hands_of_rows(1000)) is None


@pytest.mark.parametrize("spoiled", ["one hand", "no answers", "one place"])
def test_with_nothing_to_choose_by_nothing_is_averaged(spoiled):
    _, rate, lon_lat = world(300)
    unseen, hands = rate + 1.0, hands_of_rows(300)
    if spoiled == "one hand":
        hands = hands[:1]
    elif spoiled == "no answers":
        unseen = np.full(300, np.nan)
    else:
        lon_lat = np.tile(lon_lat[:1], (300, 1))
    assert learn_surroundings(lon_lat, rate, unseen, hands) is None


def test_a_city_on_the_other_side_of_the_globe_is_averaged_as_wide():
    _, rate, lon_lat = world(400)
    around = Surroundings(800.0, {})
    there = (lon_lat - [102.7, 0.0]) * [1.0, -1.0] + [-77.3, 0.0]
    np.testing.assert_allclose(around.average(rate, there), around.average(rate, lon_lat), atol=0.6)
    assert np.abs(around.average(rate, there) - rate).max() > 1.0


def test_a_row_without_a_place_or_an_answer_stays_as_it_was():
    _, rate, lon_lat = world(300)
    around = Surroundings(800.0, {})
    lon_lat[4], rate[5] = np.nan, np.nan
    found = around.average(rate, lon_lat)
    assert found[4] == rate[4]
    assert np.isnan(found[5])
    assert np.isfinite(np.delete(found, 5)).all()


def test_the_model_errs_less_on_ground_it_never_saw_and_comes_back_from_its_file(tmp_path):
    factors, rate, lon_lat = world()
    blocks = np.floor(lon_lat / 0.02).astype(int) @ [1000, 1]
    choices = {"names": ["a", "b"], "lon_lat": lon_lat, "trees": False, "n_folds": 3}
    _, metrics = ev.cross_validate(factors, rate, blocks, settings=SMALL, **choices)
    mse = {row["model"]: row["mse"] for row in metrics}
    assert mse["PSO-BP"] < 0.7 * mse["PSO-BP, each place by itself"]
    assert mse["linear, averaged alike"] < mse["linear"]
    covered = next(row["coverage"] for row in metrics if row["model"] == "PSO-BP")
    assert 0.85 < covered < 0.97
    model = RateModel(["a", "b"], settings=SMALL).fit(factors, rate, blocks=blocks, lon_lat=lon_lat, workers=1)
    model.save(tmp_path / "rate.npz")
    again = RateModel.load(tmp_path / "rate.npz")
    other, _, places = world(seed=1)
    now, then = again.predict_all(other, lon_lat=places), model.predict_all(other, lon_lat=places)
    np.testing.assert_allclose(now.rate, then.rate, rtol=0, atol=1e-9)
    single = model.predict_all(other, lon_lat=places, surroundings=False)
    np.testing.assert_allclose(single.rate, model.predict(other))
    assert np.abs(single.rate - then.rate).mean() > 0.5


def test_folds_with_and_without_an_average_make_one_table():
    factors, rate, lon_lat = world(400)
    blocks = np.floor(lon_lat / 0.03).astype(int) @ [1000, 1]
    choices = {"names": ["a", "b"], "trees": False, "n_folds": 3}
    with_, without = (
        ev.evaluate_folds(factors, rate, blocks, settings=replace(SMALL, surroundings=on), lon_lat=lon_lat, **choices)
        for on in (True, False)
    )
    _, metrics = ev.join_folds([with_[0], *without[1:]], rate)
    rows = {row["model"]: row["n"] for row in metrics}
    assert rows["PSO-BP, each place by itself"] == rows["PSO-BP"] == rows["linear, averaged alike"] == 400


def test_a_width_that_cannot_be_is_refused(tmp_path):
    with pytest.raises(ValueError, match="surroundings"):
        Surroundings.from_facts({"width_m": -3.0, "mse": {}})
    with pytest.raises(SubsidenceError):
        RateModel.load(tmp_path / "none.npz")
