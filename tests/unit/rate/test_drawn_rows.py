"""A rate model of a large layer learns from a draw and predicts every row, block by block."""

import numpy as np
import pytest

from subsidence.rate import evaluation
from subsidence.rate import model as model_module
from subsidence.rate.model import RateModel
from subsidence.rate.settings import RateSettings

QUICK = RateSettings(hidden=4, members=3, generations=0, decay=0.3, max_iterations=20)


@pytest.fixture(scope="module")
def world():
    rng = np.random.default_rng(3)
    factors = rng.normal(size=(900, 3))
    clusters = (factors[:, 0] > 0).astype(int)
    rate = -8.0 - 4.0 * factors[:, 0] + np.sin(2.0 * factors[:, 1]) + rng.normal(0.0, 0.3, 900)
    lon_lat = rng.uniform([102.0, 25.0], [102.2, 25.2], (900, 2))
    return factors, rate, clusters, lon_lat


def test_blocks_of_rows_are_predicted_as_the_whole_is(world, monkeypatch):
    factors, rate, clusters, lon_lat = world
    model = RateModel(settings=QUICK).fit(factors[:400], rate[:400], clusters[:400], lon_lat=lon_lat[:400])
    for groups in (None, clusters):
        whole = model.predict_all(factors, groups, lon_lat=lon_lat)
        monkeypatch.setattr(model_module, "ROWS_TOGETHER", 128)
        pieces = model.predict_all(factors, groups, lon_lat=lon_lat)
        monkeypatch.undo()
        for name, values in vars(whole).items():
            np.testing.assert_allclose(getattr(pieces, name), values, rtol=0, atol=1e-9, err_msg=name)


def test_a_draw_is_the_same_for_any_order_of_rows_and_judges_all_others(world, monkeypatch):
    factors, rate, _, _ = world
    assert evaluation.drawn_rows(factors, rate, seed=0).size == 900
    monkeypatch.setattr(evaluation, "LEARNING_ROWS", 300)
    rows = evaluation.drawn_rows(factors, rate, seed=0)
    assert rows.size == 300
    order = np.random.default_rng(0).permutation(900)
    again = evaluation.drawn_rows(factors[order], rate[order], seed=0)
    assert set(order[again].tolist()) == set(rows.tolist())
    split = evaluation.draw_split(factors[rows], rate[rows], train_share=0.7, validation_share=0.15, seed=0)
    found = evaluation.evaluate(factors[rows], rate[rows], split, names=["a", "b", "c"], settings=QUICK, trees=False)
    every = evaluation.of_every_row(found, rows, factors, rate, None, None)
    assert (every.part == "not drawn").sum() == 600
    np.testing.assert_allclose(every.prediction.rate[rows], found.prediction.rate, rtol=0, atol=1e-9)
    others = every.part == "not drawn"
    assert np.sqrt(np.mean((every.prediction.rate - rate)[others] ** 2)) < 0.8  # of a spread of 4
