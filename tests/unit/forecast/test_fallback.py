"""What a point gets where the backtest speaks against the combination, and which network takes part."""

import numpy as np
import pytest

from subsidence.forecast import forecaster as forecasting
from subsidence.forecast.backtest import best_network
from subsidence.forecast.combination import error_products
from subsidence.forecast.fallback import foreseen, worse_altogether
from subsidence.forecast.forecaster import Forecaster
from subsidence.forecast.models.baselines import BASELINES
from subsidence.series import DeformationSeries, years_since

DATES = np.datetime64("2018-03-06") + np.arange(60) * np.timedelta64(12, "D")
SETTINGS = {"network": True, "horizon": 4, "window": 8, "passes": 1, "hidden": 4, "origins": 3, "neighbours": 6}
ALONE = {**SETTINGS, "network": False}


def world(n_points=40, seed=0):
    generator = np.random.default_rng(seed)
    xy = generator.uniform(0, 1000, (n_points, 2))
    clean = (-5 - xy[:, :1] / 100) * years_since(DATES)
    return DeformationSeries(DATES, clean + generator.normal(0, 0.5, clean.shape), xy)


def test_the_oldest_origin_without_learnt_weights_speaks_only_when_it_is_the_only_one():
    combined, simple = np.array([[9.0], [0.9]]), np.ones((2, 1))
    assert not worse_altogether(combined, simple)
    assert worse_altogether(combined[:1], simple[:1])


def test_a_cluster_falls_back_where_the_loss_is_clear_and_not_where_it_is_chance():
    simple = np.ones((4, 50))
    assert worse_altogether(np.array([1.0, 1.3, 1.2, 1.3])[:, None] * simple, simple)
    assert not worse_altogether(np.array([1.0, 0.6, 2.0, 1.1])[:, None] * simple, simple)  # worse on the mean
    assert not worse_altogether(np.array([1.0, 1.01, 1.01, 1.01])[:, None] * simple, simple)  # sure, but nothing


def test_a_point_whose_own_errors_were_large_keeps_the_combination_of_its_cluster():
    series = world()
    wild = series.displacement_mm.copy()
    wild[0] += 40.0 * (np.arange(60) % 2)
    forecaster = Forecaster(**ALONE).fit(DeformationSeries(DATES, wild, series.xy))
    assert (forecaster.fallback == forecaster.fallback[1]).all()


def test_the_baseline_that_only_hindsight_would_have_picked_is_no_opponent():
    squares = np.full((3, 3, 1), 2.0)
    squares[0, 0], squares[1, 1], squares[2, 2] = 1.0, 0.5, 0.1  # another one is best each time
    assert foreseen(squares)[:, 0].tolist() == [1.0, 2.0, 2.0]
    steady = np.stack([np.full((3, 1), 1.0), np.full((3, 1), 3.0)])
    assert foreseen(steady)[:, 0].tolist() == [1.0, 1.0, 1.0]


def test_a_cluster_whose_combination_lost_gets_the_baseline_also_at_new_points_and_from_the_file(monkeypatch, tmp_path):
    series = world()
    labels = (series.xy[:, 0] > 500).astype(int)
    lost = lambda combined, simple: combined.shape[1] == (labels == 1).sum()  # noqa: E731
    monkeypatch.setattr("subsidence.forecast.fallback.worse_altogether", lost)
    forecaster = Forecaster(**ALONE).fit(series, labels=labels)
    found = forecaster.forecast()
    number = forecaster.cluster_fallback[1]
    rule = list(BASELINES)[number]
    expected = BASELINES[rule](series.displacement_mm, DATES, found.dates)
    np.testing.assert_allclose(found.displacement_mm[labels == 1], expected[labels == 1], atol=1e-3)
    assert set(found.model[labels == 1]) == {rule}
    assert forecaster.cluster_fallback[0] == -1
    forecaster.save(tmp_path / "model.npz")
    others = world(seed=5)
    again = Forecaster.load(tmp_path / "model.npz").update(others, labels=np.ones(40, dtype=int)).forecast()
    expected = BASELINES[rule](others.displacement_mm, DATES, again.dates)
    np.testing.assert_allclose(again.displacement_mm, expected, atol=1e-3)
    assert set(again.model) == {rule}


def test_the_network_with_the_least_error_at_all_origins_is_chosen_and_later_ones_count_more():
    generator = np.random.default_rng(2)
    labels = np.zeros(500, dtype=int)

    def products(*sizes):
        return error_products(np.stack([generator.normal(0, size, (500, 3)) for size in sizes]), labels, 1)

    names = ("linear", "lstm", "lstm, no covariates")
    networks = names[1:]
    early, late = products(0.1, 1.0, 1.4), products(0.1, 1.4, 1.0)
    assert best_network([early], names, networks) == "lstm"
    assert best_network([early, late], names, networks) == "lstm, no covariates"
    assert best_network([early], names, ()) == ""


@pytest.mark.parametrize("chosen", [name for name, *_ in forecasting.NETWORKS])
def test_each_kind_of_network_can_be_the_chosen_one_and_only_that_is_kept(chosen, monkeypatch, tmp_path):
    pytest.importorskip("torch")
    from subsidence.forecast.data.covariates import Covariates

    monkeypatch.setattr("subsidence.forecast.backtest.best_network", lambda products, names, networks: chosen)
    series = world()
    labels = (series.xy[:, 0] > 500).astype(int)
    rain = Covariates(["rain"], DATES, np.random.default_rng(0).gamma(2.0, 1.0, (1, 40, 60)))
    forecaster = Forecaster(**SETTINGS).fit(series, rain, labels)
    assert [name for name in forecaster.backtest.names if name.startswith("lstm")] == [
        name for name, *_ in forecasting.NETWORKS
    ]
    assert list(forecaster.models.networks) == [chosen]
    unused = [n for n, name in enumerate(forecaster.backtest.names) if name.startswith("lstm") and name != chosen]
    assert not forecaster.backtest.weights[:, :, unused].any()
    np.testing.assert_allclose(forecaster.weights.sum(axis=2), 1.0)
    forecaster.save(tmp_path / "model.npz")
    loaded = Forecaster.load(tmp_path / "model.npz").update(series, rain, labels)
    np.testing.assert_allclose(loaded.forecast().displacement_mm, forecaster.forecast().displacement_mm, atol=1e-5)
