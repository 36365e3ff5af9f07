"""What answers beside the networks: splines, trees, and everyone's weight."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from subsidence.analysis.additive_splines import AdditiveSplines, fit_splines
from subsidence.progress import Run
from subsidence.rate import baselines as baselines_module
from subsidence.rate.baselines import baselines
from subsidence.rate.members.stack import NETWORKS, hands_of, learn_weights, lightest
from subsidence.rate.members.trees import Trees, fit_trees, grown, mean_of


def smooth_sum(n_rows=600, noise=0.5, seed=0):
    random = np.random.default_rng(seed)
    inputs = np.column_stack([random.normal(size=(n_rows, 3)), random.integers(0, 2, n_rows) * 2.0 - 1.0])
    truth = -20 + 8 * np.sin(1.5 * inputs[:, 0]) + 3 * inputs[:, 1] ** 2 + 4 * inputs[:, 3]
    return inputs, truth, truth + noise * random.normal(size=n_rows)


def hands(n_rows):
    return [np.arange(n_rows) % 5 == hand for hand in range(5)]


def test_a_smooth_sum_is_found_to_a_fraction_of_its_noise_and_rows_left_out_tell_the_noise():
    inputs, truth, rate = smooth_sum()
    model, unseen = fit_splines(inputs[:400], rate[:400], hands(400))
    assert np.sqrt(np.mean((model.predict(inputs[400:]) - truth[400:]) ** 2)) < 0.5 * 0.5
    assert np.sqrt(np.mean((unseen - rate[:400]) ** 2)) == pytest.approx(0.5, rel=0.4)


def test_a_factor_that_says_nothing_does_not_make_splines_wavy():
    random = np.random.default_rng(1)
    inputs = random.normal(size=(300, 2))
    rate = 2.0 * inputs[:, 0] + random.normal(size=300)
    model, _ = fit_splines(inputs, rate)
    swept = np.column_stack([np.zeros(41), np.linspace(-2, 2, 41)])
    assert np.ptp(model.predict(swept)) < 0.5


def test_what_splines_say_of_rows_left_out_does_not_know_those_rows():
    inputs, _, rate = smooth_sum(200)
    left_out = [np.arange(200) < 40]
    _, before = fit_splines(inputs, rate, left_out)
    changed = rate.copy()
    changed[:5] += 3.0
    _, after = fit_splines(inputs, changed, left_out)
    np.testing.assert_allclose(after[:40], before[:40], rtol=1e-6)
    assert np.isnan(after[40:]).all()


def test_splines_come_back_from_their_arrays_and_foreign_ones_are_refused():
    inputs, _, rate = smooth_sum(150)
    model, _ = fit_splines(inputs, rate)
    again = AdditiveSplines.from_arrays(model.arrays(), 4)
    np.testing.assert_array_equal(again.predict(inputs), model.predict(inputs))
    with pytest.raises(ValueError, match="knots"):
        AdditiveSplines.from_arrays(model.arrays(), 3)


def test_splines_say_the_same_where_the_arithmetic_turns_their_columns(monkeypatch):
    """Eigenvectors have no sign, and where eigenvalues are as good as equal no direction: machines differ in them."""
    inputs, _, rate = smooth_sum(150)
    model, _ = fit_splines(inputs, rate)
    expected, eigh = model.predict(inputs), np.linalg.eigh

    def turned(matrix):
        size, turn = eigh(matrix)
        return size, turn * np.where(np.arange(len(size)) % 2, -1.0, 1.0)

    monkeypatch.setattr(np.linalg, "eigh", turned)
    again = AdditiveSplines.from_arrays(model.arrays(), 4)
    np.testing.assert_allclose(again.predict(inputs), expected)
    np.testing.assert_allclose(fit_splines(inputs, rate)[0].predict(inputs), expected, rtol=1e-6)


def test_trees_as_arrays_say_what_scikit_learn_says():
    ensemble = pytest.importorskip("sklearn.ensemble")
    inputs, _, rate = smooth_sum(200)
    trees, unseen = fit_trees(inputs, rate, hands(200), Run(seed=3, workers=1))
    oracle = ensemble.ExtraTreesRegressor(
        len(trees.roots), min_samples_leaf=2, max_features=0.8, random_state=3, n_jobs=1
    ).fit(inputs, rate)
    asked = np.random.default_rng(5).normal(size=(100, 4))
    np.testing.assert_allclose(trees.predict(asked), oracle.predict(asked), rtol=1e-5, atol=1e-5)
    assert np.isfinite(unseen).all()
    assert np.isnan(trees.predict(np.full((1, 4), np.nan))).all()


def test_forests_grow_without_a_word_where_the_process_has_no_warning_filters():
    pytest.importorskip("sklearn.ensemble")
    inputs, _, rate = smooth_sum(60)
    with warnings.catch_warnings(record=True) as told:
        warnings.resetwarnings()
        fit_trees(inputs, rate, hands(60), Run(seed=3))
        warnings.resetwarnings()
        mean_of(grown("DecisionTreeRegressor", inputs, rate, 20, bootstrap=True), inputs)
    assert [str(one.message) for one in told if "delayed" in str(one.message)] == []


def test_the_random_forest_says_what_scikit_learn_says():
    ensemble = pytest.importorskip("sklearn.ensemble")
    inputs, _, rate = smooth_sum(80)
    learning, asked = np.arange(60), np.arange(60, 80)
    ours = next(one for one in baselines(inputs, rate, learning, asked, run=Run(seed=4)) if one.name == "random forest")
    oracle = ensemble.RandomForestRegressor(300, random_state=4).fit(inputs[:60], rate[:60]).predict(inputs[60:])
    assert np.corrcoef(ours.predicted, oracle)[0, 1] > 0.98  # which rows a tree draws is another version's affair


@pytest.mark.parametrize(("n_rows", "count"), [(50, 40), (75, 26), (1000, 7)])
def test_a_forest_of_many_rows_has_fewer_trees(monkeypatch, n_rows, count):
    pytest.importorskip("sklearn.ensemble")
    monkeypatch.setattr(baselines_module, "TREES", 40)
    monkeypatch.setattr(baselines_module, "LEAST_TREES", 7)
    monkeypatch.setattr(baselines_module, "ROWS_OF_ALL_TREES", 2000)
    grew = []

    def grow(kind, inputs, rate, count, run, **settings):
        grew.append(count)
        return grown(kind, inputs, rate, count, run, **settings)

    monkeypatch.setattr(baselines_module, "grown", grow)
    inputs, _, rate = smooth_sum(n_rows)
    baselines(inputs, rate, np.arange(n_rows), np.arange(5), run=Run(seed=4))
    assert grew == [count]


def test_trees_whose_nodes_lead_back_are_refused():
    leaf = {"factor": [0, -1, -1], "limit": [0.0, 0.0, 0.0], "left": [1, 1, 2], "right": [2, 1, 2]}
    leaf |= {"value": [0.0, 1.0, 2.0], "roots": [0]}
    arrays = {name: np.array(values) for name, values in leaf.items()}
    assert Trees.from_arrays(arrays, 1).predict(np.array([[-1.0], [1.0]])).tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="nodes"):
        Trees.from_arrays({**arrays, "left": np.array([0, 1, 2])}, 1)
    with pytest.raises(ValueError, match="nodes"):
        Trees.from_arrays({**arrays, "right": np.array([3, 1, 2])}, 1)
    with pytest.raises(ValueError, match="nodes"):
        Trees.from_arrays({**arrays, "factor": np.array([1, -1, -1])}, 1)


def test_weights_are_those_of_least_error_by_an_exhaustive_search():
    random = np.random.default_rng(0)
    errors = random.normal(size=(3, 400)) * np.array([[1.0], [1.5], [4.0]]) + random.normal(size=400)
    products = errors @ errors.T / 400
    grid = np.array([(a, b, 1 - a - b) for a in np.linspace(0, 1, 101) for b in np.linspace(0, 1 - a, 101)])
    best = np.einsum("gi,ij,gj->g", grid, products, grid).min()
    weights = lightest(products)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1.0)
    assert weights @ products @ weights <= best + 1e-9


def test_one_row_at_the_edge_of_the_factors_does_not_decide_the_weights():
    random = np.random.default_rng(0)
    rate, count = random.normal(size=500), np.full(500, 2)
    networks, splines = rate + random.normal(size=500), rate + 0.1 * random.normal(size=500)
    splines[7] += 500.0
    found = learn_weights(rate, networks, np.zeros(500), count, 10, {"additive splines": splines})
    assert found["additive splines"] > 0.9
    assert found[NETWORKS] < 0.1


def test_every_row_is_asked_once_however_often_members_left_it_out():
    left_out = np.array([[1, 0, 0, 0], [0, 1, 1, 0], [1, 0, 1, 0], [0, 0, 0, 1]], dtype=bool)
    assert np.array(hands_of(left_out)).sum(axis=0).tolist() == [1, 1, 1, 1]


def test_networks_answer_alone_where_others_win_on_one_block_of_ground_only():
    random = np.random.default_rng(0)
    rate, count, blocks = random.normal(size=500), np.full(500, 2), hands(500)
    networks = rate + random.normal(size=500)
    other = rate + 1.1 * (networks - rate)
    other[blocks[0]] = rate[blocks[0]]
    others = {"extra trees": other}
    assert learn_weights(rate, networks, np.zeros(500), count, 10, others)["extra trees"] > 0.3
    assert learn_weights(rate, networks, np.zeros(500), count, 10, others, blocks)[NETWORKS] == 1.0
    others = {"extra trees": rate + 0.5 * random.normal(size=500)}
    assert learn_weights(rate, networks, np.zeros(500), count, 10, others, blocks)["extra trees"] > 0.6


def test_beyond_the_factors_that_were_seen_splines_go_on_level():
    inputs, _, rate = smooth_sum(150)
    model, _ = fit_splines(inputs, rate)
    edge = inputs.max(axis=0, keepdims=True)
    beyond = edge + 5.0 * np.array([len(own) > 0 for own in model.knots])  # a class of few values has no edge
    assert (beyond > edge).sum() >= 2
    np.testing.assert_allclose(model.predict(beyond), model.predict(edge))
