"""What the first sentence of a forecast's report says of the combination and of what it has to beat."""

from types import SimpleNamespace

import numpy as np

from subsidence.forecast.metrics import MULTI_STEP, MetricRow, network_gain
from subsidence.forecast.report import _believe, _headline, _verdict, _verdict_on_gain


def row(cluster, model, rmse, n=100):
    values = {"rmse": rmse, "mse": rmse**2, "n": n, "mae": rmse, "r2": 0.5, "within_10mm": 1.0, "skill": 0.0}
    return MetricRow(cluster, MULTI_STEP, model, 0, 0, values, 0.9, 1.0)


def test_the_headline_holds_the_combination_against_the_best_simple_model_of_each_cluster():
    rows = [
        row("all", "combination", 4.28, 200), row("all", "theta", 9.23, 200), row("all", "linear", 9.5, 200),
        row("1", "combination", 5.0), row("1", "theta", 13.0), row("1", "linear", 4.0),
        row("2", "combination", 3.4), row("2", "theta", 3.6), row("2", "linear", 12.8),
    ]  # fmt: skip
    text = _verdict(rows, "theta")
    assert "9.23" not in text
    assert "12.5 % above the best simple baseline of each cluster (3.81 mm together" in text
    assert "cluster 1: linear" in text
    assert "cluster 2: theta" in text
    assert "loses to it in cluster 1 (5.00 against 4.00 mm)" in text
    better = [one if one.model != "combination" else row(one.cluster, "combination", 2.0) for one in rows]
    assert "loses to it in no cluster" in _verdict(better, "theta")


def test_without_clusters_it_names_the_one_baseline():
    rows = [row("all", "combination", 2.0), row("all", "theta", 4.0)]
    assert "50.0 % below the best simple baseline (theta, 4.00 mm)" in _verdict(rows, "theta")


def test_the_report_says_what_the_network_adds_to_the_combination():
    assert "adds 0.2 %, next to nothing" in _verdict_on_gain((1.6, 1.6032))
    assert "does harm" in _verdict_on_gain((1.6, 1.59))
    assert "lowers the error by 20.0 %" in _verdict_on_gain((1.0, 1.25))
    assert _verdict_on_gain(None) == ""


def test_what_the_network_adds_is_judged_where_weights_could_be_learnt():
    truth = np.zeros((2, 3, 1))
    said = np.array([np.full((3, 1), 9.0), np.full((3, 1), 2.0)])
    backtest = SimpleNamespace(origins=np.array([10, 20]), truth=truth, combined=said, without_network=said * 1.5)
    assert network_gain(backtest) == (2.0, 3.0)
    backtest.without_network = None
    assert network_gain(backtest) is None


def test_the_headline_is_one_sentence_and_names_the_clusters_where_it_loses():
    rows = [
        row("all", "combination", 4.28, 200), row("all", "theta", 9.23, 200),
        row("1", "combination", 5.0), row("1", "theta", 4.0), row("2", "combination", 3.4), row("2", "theta", 3.6),
    ]  # fmt: skip
    text = _headline(rows, "theta")
    assert "errs by 4.28 mm (RMSE), 12.5 % above the best simple model (3.81 mm)" in text
    assert "worse than that model in cluster 1." in text
    assert len(text) < 200


def test_how_far_to_believe_it_tells_intervals_and_network_in_one_sentence():
    rows = [row("all", "combination", 1.6)]
    assert _believe(rows, 0.9, "", None) == "The 90 % intervals held 90 % of what came; no network was used."
    assert "does harm" in _believe(rows, 0.9, "lstm", (1.6, 1.59))
    assert "next to nothing" in _believe(rows, 0.9, "lstm", (1.6, 1.6032))
    assert "lowers the error by 20.0 %" in _believe(rows, 0.9, "lstm", (1.0, 1.25))


def test_beside_a_baseline_without_error_the_difference_is_in_millimetres():
    rows = [row("all", "combination", 0.54), row("all", "theta", 0.0)]
    assert "0.54 mm above the best simple model (0.00 mm)" in _headline(rows, "theta")
