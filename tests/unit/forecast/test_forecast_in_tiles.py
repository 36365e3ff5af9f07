"""A forecast made tile by tile is the one that is made of all points at once."""

from dataclasses import replace

import numpy as np
import pytest

from subsidence.forecast import forecaster, own_groups
from subsidence.forecast.data import history
from subsidence.forecast.forecaster import Forecaster
from subsidence.synthetic.city import make_city


@pytest.fixture(scope="module")
def city():
    made = make_city(600, 60, seed=2, regular=True)
    values = made.series.displacement_mm.copy()
    rng = np.random.default_rng(0)
    values[rng.random(values.shape) < 0.02] = np.nan
    values[:50, -2:] = np.nan  # these are forecast from an earlier end
    return replace(made.series, displacement_mm=values), rng.integers(0, 2, 600)


@pytest.mark.parametrize("clustered", [False, True])
def test_tiles_give_the_forecast_of_the_whole(city, clustered, monkeypatch):
    series, labels = city
    model = Forecaster(4, origins=2, network=False, seed=1).fit(series, labels=labels if clustered else None)
    whole = model.forecast(6)
    monkeypatch.setattr(history, "POINTS_AT_ONCE", 150)
    monkeypatch.setattr(history, "POINTS_TOGETHER", 150)
    tiled = model.forecast(6)
    for name in ("displacement_mm", "lower_mm", "upper_mm"):
        np.testing.assert_allclose(getattr(tiled, name), getattr(whole, name), rtol=0, atol=2e-4)
    assert tiled.model.tolist() == whole.model.tolist()
    assert any("from" in name for name in whole.model)


def test_the_network_sees_the_same_in_tiles(city, monkeypatch):
    pytest.importorskip("torch")
    series, labels = city
    model = Forecaster(3, origins=2, window=8, hidden=4, passes=1, seed=1).fit(series, labels=labels)
    whole = model.forecast()
    monkeypatch.setattr(history, "POINTS_AT_ONCE", 200)
    monkeypatch.setattr(history, "POINTS_TOGETHER", 200)
    np.testing.assert_allclose(model.forecast().displacement_mm, whole.displacement_mm, rtol=0, atol=2e-4)


def test_models_that_learned_from_a_draw_forecast_every_point_nearly_as_well(monkeypatch):
    """The drawn points keep their neighbours among all, so that what they teach holds for the others."""
    made = make_city(1500, 70, seed=5, regular=True)
    series = replace(made.series, dates=made.series.dates[:64], displacement_mm=made.series.displacement_mm[:, :64])
    truth = made.series.displacement_mm[:, 64:]
    whole = Forecaster(6, origins=2, network=False, seed=1).fit(series)
    monkeypatch.setattr(forecaster, "LEARNING_POINTS", 400)
    monkeypatch.setattr(history, "POINTS_AT_ONCE", 300)
    monkeypatch.setattr(history, "POINTS_TOGETHER", 300)
    monkeypatch.setattr(history, "DRAWN_TOGETHER", 90)
    some = Forecaster(6, origins=2, network=False, seed=1).fit(series)
    assert len(some.tested.history.xy) == 400 == some.backtest.truth.shape[1]
    assert some.tested.usable.sum() == 400
    errors = [np.sqrt(np.nanmean((model.forecast().displacement_mm - truth) ** 2)) for model in (whole, some)]
    assert errors[1] < 1.05 * errors[0]
    rows = np.flatnonzero(some.tested.usable)
    past, drawn = whole.history.past(50), some.tested.history.past(50)
    np.testing.assert_allclose(drawn.neighbours_mm, past.neighbours_mm[rows], rtol=0, atol=1e-9)


def test_points_drawn_from_drawn_points_keep_their_neighbours_among_all(monkeypatch):
    """Large layers learn from a draw, and groups are tried on a draw of that."""
    made = make_city(900, 60, seed=5, regular=True)
    monkeypatch.setattr(forecaster, "LEARNING_POINTS", 500)
    monkeypatch.setattr(own_groups, "TRIAL_POINTS", 200)
    model = Forecaster(4, origins=2, seed=1).fit(made.series)
    assert model.trial.tried > 1
    drawn, rows = model.tested.history.drawn(100, 3)
    of_all = np.flatnonzero(model.tested.usable)[rows]
    mean = made.series.displacement_mm[history.nearest(made.series.xy, 30)[of_all], :50].mean(axis=1)
    np.testing.assert_allclose(drawn.past(50).neighbours_mm, mean, rtol=0, atol=1e-9)
