"""The rate model with trees, splines and neighbours: kept apart, saved, switched off."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.rate import evaluation as ev
from subsidence.rate.model import RateModel
from subsidence.rate.settings import RateSettings

SMALL = RateSettings(hidden=4, decay=0.01, members=5, generations=0, max_iterations=25)


def world(n_rows=300, seed=0):
    random = np.random.default_rng(seed)
    lon_lat = np.array([102.7, 25.0]) + random.uniform(-0.05, 0.05, (n_rows, 2))
    factors = random.normal(size=(n_rows, 2))
    rate = 5 * np.sin(2 * factors[:, 0]) + 3 * factors[:, 1] + 8 * np.sin(60 * lon_lat[:, 0])
    return factors, rate + 0.3 * random.normal(size=n_rows), lon_lat


@pytest.fixture(scope="module")
def model():
    factors, rate, lon_lat = world()
    return RateModel(["depth", "load"], settings=SMALL).fit(factors, rate, lon_lat=lon_lat, workers=1)


def test_the_two_parts_add_up_and_factors_alone_are_what_they_were(model):
    factors, _, lon_lat = world()
    both, alone = model.predict_all(factors, lon_lat=lon_lat), model.predict_all(factors)
    np.testing.assert_allclose(both.from_factors, alone.rate)
    np.testing.assert_allclose(both.from_factors + both.from_neighbours, both.rate)
    assert (alone.from_neighbours == 0).all()
    assert np.mean(np.abs(both.from_neighbours)) > 1.0


def test_a_model_with_everything_comes_back_from_its_file(model, tmp_path):
    model.save(tmp_path / "rate.npz")
    again = RateModel.load(tmp_path / "rate.npz")
    factors, _, lon_lat = world(seed=1)
    for place in (None, lon_lat):
        now, then = again.predict_all(factors, lon_lat=place), model.predict_all(factors, lon_lat=place)
        np.testing.assert_allclose(now.rate, then.rate, rtol=0, atol=1e-9)
        np.testing.assert_allclose(now.high, then.high, rtol=0, atol=1e-9)


def test_a_file_whose_parts_are_bent_is_refused(model, tmp_path):
    model.save(tmp_path / "rate.npz")
    with np.load(tmp_path / "rate.npz") as archive:
        arrays = {name: archive[name] for name in archive.files}
    header = json.loads(str(arrays["header"]))
    header.pop("seal")
    header["metadata"]["stack"]["overall"]["networks"] = 7.0
    arrays["header"] = np.array(json.dumps(header))
    np.savez_compressed(tmp_path / "bent.npz", **arrays)
    with pytest.raises(SubsidenceError, match="do not fit together"):
        RateModel.load(tmp_path / "bent.npz")


def test_the_table_shows_each_alone_and_factors_without_neighbours():
    factors, rate, lon_lat = world()
    split = ev.draw_split(factors, rate, train_share=0.6, validation_share=0.1, seed=0)
    found = ev.evaluate(
        factors, rate, split, names=["a", "b"], lon_lat=lon_lat, settings=SMALL, trees=False
    )  # fmt: skip
    rows = {row["model"]: row for row in found.metrics}
    alone = {"PSO-BP networks alone", "additive splines alone"}
    assert alone < set(rows)
    assert "networks" in rows["PSO-BP"]["note"]
    assert rows["PSO-BP + neighbours"]["mse"] < 0.3 * rows["PSO-BP"]["mse"]
    assert ev.published(found.metrics, ev.TEST_RANDOM)["model"] == "PSO-BP + neighbours"
    assert rows["PSO-BP"]["mse"] < 1.05 * min(rows[name]["mse"] for name in alone)


def test_switched_off_networks_are_alone_and_coordinates_change_nothing():
    factors, rate, lon_lat = world(150)
    off = replace(SMALL, stack=False, neighbours=False, surroundings=False)
    with_places = RateModel(["a", "b"], settings=off).fit(factors, rate, lon_lat=lon_lat, workers=1)
    without = RateModel(["a", "b"], settings=off).fit(factors, rate, workers=1)
    np.testing.assert_array_equal(
        with_places.predict_all(factors, lon_lat=lon_lat).rate, without.predict(factors)
    )  # fmt: skip
    assert with_places.fitted.stack is None
    assert not with_places.fitted.neighbours


def test_rows_of_the_test_have_no_say():
    factors, rate, lon_lat = world(200)
    split = ev.draw_split(factors, rate, train_share=0.5, validation_share=0.1, seed=0)
    choices = {"names": ["a", "b"], "lon_lat": lon_lat, "settings": SMALL, "trees": False}
    first = ev.evaluate(factors, rate, split, **choices)
    changed = rate.copy()
    changed[split.test] += 50.0
    second = ev.evaluate(factors, changed, split, **choices)
    np.testing.assert_array_equal(first.prediction.rate, second.prediction.rate)
