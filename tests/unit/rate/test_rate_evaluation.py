"""Judgement on rows never seen, beside baselines, in both kinds of split."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from subsidence.errors import Cancelled, SubsidenceError
from subsidence.progress import Report, Run
from subsidence.rate import evaluation as ev
from subsidence.rate.baselines import linear
from subsidence.rate.settings import RateSettings
from subsidence.spatial.splits import block_labels
from subsidence.threads import given_cores

SMALL = RateSettings(hidden=5, decay=0.01, members=4, particles=6, generations=3, max_iterations=25, stack=False)
NAMES = ["distance", "thickness"]
SHARES = {"train_share": 0.4, "validation_share": 0.1}


def world(n_rows=400, seed=0):
    random = np.random.default_rng(seed)
    xy = random.uniform(0, 4000, (n_rows, 2))
    factors = np.column_stack([np.abs(xy[:, 0] - 2000), 30 + 0.01 * xy[:, 1] + random.normal(size=n_rows)])
    clusters = (xy[:, 1] > 2000).astype(int) + 1
    rate = -30 * np.exp(-factors[:, 0] / 700) * np.where(clusters == 1, 1.0, 0.4) + random.normal(size=n_rows)
    return factors, rate, clusters, block_labels(xy, 800.0)


@pytest.fixture(scope="module")
def judged():
    factors, rate, clusters, _ = world()
    rate[3], factors[4, 0] = np.nan, np.nan
    split = ev.draw_split(factors, rate, seed=1, **SHARES)
    return ev.evaluate(
        factors, rate, split, names=NAMES, clusters=clusters, settings=SMALL, trees=False, run=Run(seed=1)
    )


def test_the_table_has_every_model_for_all_points_and_for_each_cluster(judged):
    models = {"PSO-BP", "PSO-BP, observed cluster", "PSO-BP, guessed cluster", ev.SINGLE, "mean", "linear"}
    for cluster in ("all", "1", "2"):
        assert {row["model"] for row in judged.metrics if row["cluster"] == cluster} == models
    assert all(set(row) == set(ev.COLUMNS) for row in judged.metrics)


def test_the_model_beats_the_plane_and_skill_says_by_how_much(judged):
    rows = {row["model"]: row for row in judged.metrics if row["cluster"] == "all"}
    best = min(rows["linear"]["mse"], rows["mean"]["mse"])
    assert rows["PSO-BP, observed cluster"]["mse"] < 0.5 * best
    assert rows["PSO-BP, observed cluster"]["skill"] == pytest.approx(
        1 - rows["PSO-BP, observed cluster"]["mse"] / best
    )
    assert rows["PSO-BP, observed cluster"]["mse"] <= 1.02 * rows[ev.SINGLE]["mse"]
    assert "optimistic" in rows["PSO-BP, observed cluster"]["note"]


def test_the_metrics_are_those_of_the_test_rows_alone(judged):
    _, rate, _, _ = world()
    test = judged.split.test
    row = next(row for row in judged.metrics if row["model"] == "PSO-BP, observed cluster")
    assert row["n"] == len(test)
    assert row["mse"] == pytest.approx(np.mean((judged.prediction.rate[test] - rate[test]) ** 2))


def test_every_row_is_told_its_part(judged):
    counts = dict(zip(*np.unique(judged.part, return_counts=True)))
    assert counts["predicted"] == 2
    assert counts["train"] == pytest.approx(160, abs=2)
    assert counts["train"] + counts["validation"] + counts["test"] == 398
    assert np.isnan(judged.prediction.rate).sum() == 1  # a missing rate is predicted, a missing factor cannot be


def test_a_poisoned_test_set_changes_no_weight():
    factors, rate, _, _ = world(200)
    split = ev.draw_split(factors, rate, seed=2, **SHARES)
    poisoned = rate.copy()
    poisoned[split.test] = 1e9
    clean, dirty = (
        ev.evaluate(factors, one, split, names=NAMES, settings=SMALL, trees=False) for one in (rate, poisoned)
    )
    np.testing.assert_array_equal(clean.model.overall.weights, dirty.model.overall.weights)
    np.testing.assert_array_equal(clean.prediction.low, dirty.prediction.low)


def test_factors_are_selected_without_a_look_at_the_test_rows():
    random = np.random.default_rng(7)
    factors, _, _, _ = world(300)
    rate = -30 * np.exp(-factors[:, 0] / 700) - 0.3 * factors[:, 1] + random.normal(size=300)
    chance = random.normal(size=300)
    split = ev.draw_split(factors, rate, seed=2, **SHARES)
    telling = chance.copy()
    telling[split.test] = rate[split.test]  # whoever looked at the test rows would keep this factor at any cost
    found = [
        ev.evaluate(
            np.column_stack([factors, extra]), rate, split, names=[*NAMES, "chance"],
            settings=replace(SMALL, select_factors=True), trees=False,
        )
        for extra in (chance, telling)
    ]  # fmt: skip
    for one in found:
        assert one.model.facts["dropped"] == ["chance"]
        notes = [row["note"] for row in one.metrics if row["model"].startswith("PSO-BP") and row["model"] != ev.SINGLE]
        assert all("left out by validation: chance" in note for note in notes)
    np.testing.assert_array_equal(found[0].prediction.rate, found[1].prediction.rate)


def test_each_fold_selects_its_own_factors_and_the_metrics_say_how_often():
    factors, rate, _, blocks = world()
    factors = np.column_stack([factors, np.random.default_rng(8).normal(size=len(rate))])
    _, metrics = ev.cross_validate(
        factors, rate, blocks, names=[*NAMES, "chance"], settings=replace(SMALL, select_factors=True), n_folds=3,
        trees=False, run=Run(seed=5),
    )  # fmt: skip
    assert "of 3 folds" in next(row["note"] for row in metrics if row["model"] == "PSO-BP")


def test_of_many_rows_a_fold_learns_from_some_and_is_tested_on_all(monkeypatch):
    factors, rate, _, blocks = world()
    choices = {"names": NAMES, "settings": SMALL, "n_folds": 3, "trees": False, "run": Run(seed=5)}
    whole = ev.evaluate_folds(factors, rate, blocks, **choices)
    monkeypatch.setattr(ev, "FOLD_ROWS", 150)
    some = ev.evaluate_folds(factors, rate, blocks, **choices)
    order = np.random.default_rng(3).permutation(len(rate))
    again = ev.evaluate_folds(factors[order], rate[order], blocks[order], **choices)
    for one, every, shuffled in zip(some, whole, again):
        assert 140 <= one.model.facts["rows"] <= 150 < every.model.facts["rows"]
        for drawn, all_rows in ((one.split.training, every.split.training), (one.split.test, every.split.test)):
            assert set(drawn) <= set(all_rows)
        assert one.split.validation.size / one.split.learning.size == pytest.approx(
            every.split.validation.size / every.split.learning.size, abs=0.02
        )
        np.testing.assert_array_equal(one.split.test, every.split.test)
        assert set(order[shuffled.split.learning]) == set(one.split.learning)


def test_shuffled_rows_give_the_same_metrics():
    factors, rate, clusters, blocks = world(240)
    order = np.random.default_rng(3).permutation(240)
    tables = []
    for rows in (np.arange(240), order):
        split = ev.draw_split(factors[rows], rate[rows], blocks=blocks[rows], seed=4, **SHARES)
        found = ev.evaluate(
            factors[rows], rate[rows], split, names=NAMES, clusters=clusters[rows], blocks=blocks[rows],
            settings=SMALL, trees=False,
        )  # fmt: skip
        tables.append([row["mse"] for row in found.metrics])
    np.testing.assert_allclose(tables[0], tables[1], rtol=1e-6)


def test_a_fold_is_asked_about_its_test_rows_alone():
    factors, rate, clusters, blocks = world()
    choices = {"names": NAMES, "settings": SMALL, "n_folds": 3, "trees": False, "clusters": clusters}
    for fold in ev.evaluate_folds(factors, rate, blocks, **choices):
        expected = np.full(len(rate), np.nan)
        expected[fold.split.test] = fold.said["PSO-BP, observed cluster"].rate[0]
        np.testing.assert_array_equal(fold.prediction.rate, expected)


def test_cross_validation_predicts_every_row_from_other_blocks():
    factors, rate, _, blocks = world()
    predicted, metrics = ev.cross_validate(
        factors, rate, blocks, names=NAMES, settings=SMALL, n_folds=3, trees=False, run=Run(seed=5)
    )
    assert np.isfinite(predicted).all()
    row = next(row for row in metrics if row["model"] == "PSO-BP")
    assert row["n"] == len(rate)
    assert row["mse"] == pytest.approx(np.mean((predicted - rate) ** 2))
    assert row["r2"] > 0.5


def test_trees_are_compared_where_scikit_learn_is_there():
    pytest.importorskip("sklearn")
    factors, rate, _, _ = world(150)
    split = ev.draw_split(factors, rate, seed=6, **SHARES)
    found = ev.evaluate(factors, rate, split, names=NAMES, settings=SMALL, trees=True)
    assert {"random forest", "gradient boosting"} <= {row["model"] for row in found.metrics}


def test_the_plane_agrees_with_the_normal_equations():
    random = np.random.default_rng(7)
    known, wanted = random.normal(size=(50, 3)), random.normal(size=(5, 3))
    target = known @ [1.0, -2.0, 0.5] + 3
    np.testing.assert_allclose(linear(known, target, wanted), wanted @ [1.0, -2.0, 0.5] + 3)


def test_coordinates_are_shown_to_interpolate():
    """A rate that is a pure map of place: the factors know nothing, the coordinates all."""
    random = np.random.default_rng(8)
    xy = random.uniform(0, 1000, (300, 2))
    rate = -20 * np.sin(xy[:, 0] / 300) + random.normal(size=300)
    factors = random.normal(size=(300, 2))
    split = ev.draw_split(factors, rate, seed=1, **SHARES)
    found = ev.evaluate(factors, rate, split, names=NAMES, settings=SMALL, trees=False)
    row = ev.with_coordinates(found, factors, rate, xy)
    assert row["mse"] < 0.3 * found.metrics[0]["mse"]
    assert set(row) == set(ev.COLUMNS)


class Listener(Report):
    """Notes what is said; cancels when a fold has begun to say something."""

    def __init__(self, stop_at=None):
        self.said, self.stop_at, self.progressed = [], stop_at, 0

    def on_info(self, text):
        self.said.append(text)

    on_warning = on_info

    def on_progress(self, fraction):
        self.progressed = max(self.progressed, fraction)

    def is_cancelled(self):
        return self.stop_at is not None and self.progressed > self.stop_at


def judged_on(n_cores, report, **changes):
    random = np.random.default_rng(9)
    factors, rate, clusters, blocks = world(320)
    factors = np.column_stack([factors, np.full(len(rate), 3.0)])  # of which every model warns
    rate[7] = 5000.0
    places = np.column_stack([12.0 + factors[:, 1] * 1e-4, 45.0 + random.uniform(size=len(rate)) * 1e-2])
    split = ev.draw_split(factors, rate, seed=1, **SHARES)
    choices = {"names": [*NAMES, "constant"], "clusters": clusters, "settings": replace(SMALL, stack=True),
               "lon_lat": places, "n_folds": 3, "xy": places, "trees": False, "seed": 1, **changes}  # fmt: skip
    with given_cores(n_cores):
        return ev.judge(factors, rate, split, blocks=blocks, report=report, **choices)


def test_the_model_its_tests_and_what_they_say_are_the_same_on_any_number_of_cores():
    said, results = [], []
    for n_cores in (1, 2, 5):
        listener = Listener()
        found, crossed, placed = judged_on(n_cores, listener)
        said.append(listener.said)
        rows = [*found.metrics, *crossed, placed]
        results.append([{**row, "seconds": 0} for row in rows])
        assert {row["evaluation"] for row in rows} == {"test-random", ev.CROSS_BLOCKS}
        assert placed["model"] == ev.COORDINATE_MODEL
    places = [text.partition(": ")[0] for text in said[0] if text.startswith("Test on unseen blocks, fold ")]
    assert list(dict.fromkeys(places)) == [f"Test on unseen blocks, fold {number} of 3" for number in (1, 2, 3)]
    assert sum("constant" in text for text in said[0]) == 5  # the model, three folds, the one that is told places
    for other in (1, 2):
        assert said[other] == said[0]
        np.testing.assert_equal(results[other], results[0])


def test_what_is_judged_at_once_is_what_the_single_calls_give():
    factors, rate, clusters, blocks = world(320)
    split = ev.draw_split(factors, rate, seed=1, **SHARES)
    choices = {"names": NAMES, "clusters": clusters, "settings": SMALL, "trees": False, "seed": 1}
    found, crossed, placed = ev.judge(factors, rate, split, blocks=blocks, n_folds=3, **choices)
    choices["run"] = Run(seed=choices.pop("seed"))
    alone = ev.evaluate(factors, rate, split, **choices)
    _, folds = ev.cross_validate(factors, rate, blocks, n_folds=3, **choices)
    assert placed is None
    for these, those in ((found.metrics, alone.metrics), (crossed, folds)):
        np.testing.assert_equal([{**row, "seconds": 0} for row in these], [{**row, "seconds": 0} for row in those])


@pytest.mark.parametrize("n_cores", [1, 2])
def test_a_cancel_stops_within_a_fold(n_cores, monkeypatch):
    ended = []
    evaluate = ev.evaluate

    def watched(*arrays, **choices):
        found = evaluate(*arrays, **choices)
        ended.append(choices["evaluation"])
        return found

    monkeypatch.setattr(ev, "evaluate", watched)
    listener = Listener(stop_at=0.0)
    with pytest.raises(Cancelled):
        judged_on(n_cores, listener, settings=replace(SMALL, max_iterations=5000, patience=5000))
    assert ended == []


def test_a_fold_that_fails_says_so_as_if_it_had_been_alone(monkeypatch):
    def broken(*arrays, **choices):
        if choices["evaluation"] == ev.CROSS_BLOCKS:
            raise SubsidenceError(f"fold with seed {choices['run'].seed}")
        return evaluate(*arrays, **choices)

    evaluate = ev.evaluate
    monkeypatch.setattr(ev, "evaluate", broken)
    for n_cores in (1, 3):
        with pytest.raises(SubsidenceError, match="fold with seed 1"):
            judged_on(n_cores, Listener())
