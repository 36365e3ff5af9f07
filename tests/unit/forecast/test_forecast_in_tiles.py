"""A forecast made tile by tile is the one that is made of all points at once."""

from dataclasses import replace

import numpy as np
import pytest

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
    monkeypatch.setattr(history, "POINTS_TOGETHER", 200)
    np.testing.assert_allclose(model.forecast().displacement_mm, whole.displacement_mm, rtol=0, atol=2e-4)
