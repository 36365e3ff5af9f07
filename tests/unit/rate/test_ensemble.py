"""An ensemble gives one answer, is judged on what it did not see, and knows when to stop."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from subsidence.progress import Run
from subsidence.rate import ensemble as co
from subsidence.rate import model_selection
from subsidence.rate.model_selection import (
    DECAY_CANDIDATES,
    draw_left_out,
    early_stopping_run_of_best,
    stiffest_of_the_best,
)
from subsidence.rate.network.multilayer_perceptron import Layout, nguyen_widrow, outputs
from subsidence.rate.scaling import RateScaler
from subsidence.rate.settings import GRADIENT_DESCENT, RateSettings

SETTINGS = RateSettings(hidden=6, decay=0.01, members=5, generations=0, max_iterations=60)


def world(n_rows=300, seed=0, noise=0.1):
    random = np.random.default_rng(seed)
    inputs = random.uniform(-1, 1, (n_rows, 2))
    return inputs, 0.6 * np.sin(2 * inputs[:, 0]) * inputs[:, 1] + noise * random.normal(size=n_rows)


def test_one_wild_member_has_no_say():
    answers = np.tile(np.arange(3.0), (8, 1))
    answers[3] = 1e6
    np.testing.assert_array_equal(co.interquartile_mean(answers), np.arange(3.0))


def test_answers_stay_near_the_range_of_the_training_rates():
    layout = Layout(1, 1)
    wild = co.Ensemble(layout, np.array([[5.0, 0.0, 1e6, 0.0]]), RateScaler(-40.0, 0.0))
    found = wild.answers(np.array([[-1.0], [1.0]]))
    np.testing.assert_allclose(found, [[-42.0, 2.0]])


def test_out_of_bag_takes_only_members_that_left_the_row_out():
    answers = np.array([[1.0, 5.0, 9.0], [3.0, 100.0, 9.0]])
    left_out = np.array([[True, True, False], [True, False, False]])
    mean, variance = co.out_of_bag(answers, left_out)
    np.testing.assert_array_equal(mean, [2.0, 5.0, np.nan])
    np.testing.assert_array_equal(variance, [2.0, np.nan, np.nan])


def test_the_early_stopping_error_is_that_of_unseen_rows_and_its_step_is_no_early_one():
    inputs, targets = world()
    left_out = draw_left_out(None, 300, SETTINGS, seed=1)
    layout = Layout(2, 6)
    starts = nguyen_widrow(layout, 5, np.random.default_rng(2))
    found = co.early_stopping_run(layout, inputs, targets, left_out, starts, 0.01, SETTINGS)
    assert found.steps >= co.SETTLING_STEPS
    mean, _ = co.out_of_bag(np.clip(outputs(layout, found.weights, inputs), -1.1, 1.1), left_out)
    assert np.mean((mean - targets) ** 2) <= found.mse * (1 + co.TOLERANCE) + 1e-12
    assert found.mse == pytest.approx(0.01, rel=0.4)  # the noise variance, and a little more


def test_a_run_that_goes_on_equals_one_that_began_anew():
    inputs, targets = world()
    left_out = draw_left_out(None, 300, SETTINGS, seed=1)
    layout = Layout(2, 6)
    starts = nguyen_widrow(layout, 5, np.random.default_rng(2))
    anew = co.early_stopping_run(layout, inputs, targets, left_out, starts, 0.01, SETTINGS)
    brief = co.early_stopping_run(layout, inputs, targets, left_out, starts, 0.01, replace(SETTINGS, max_iterations=25))
    longer = co.early_stopping_run(layout, inputs, targets, left_out, starts, 0.01, SETTINGS, earlier=brief)
    assert (longer.steps, longer.mse) == (anew.steps, anew.mse)
    np.testing.assert_array_equal(longer.weights, anew.weights)
    assert len(longer.history) == len(anew.history)


def test_the_performance_sees_all_rows_and_takes_as_many_steps():
    inputs, targets = world(120)
    left_out = draw_left_out(None, 120, SETTINGS, seed=1)
    layout = Layout(2, 6)
    starts = nguyen_widrow(layout, 5, np.random.default_rng(2))
    early_run = co.early_stopping_run(layout, inputs, targets, left_out, starts, 0.01, SETTINGS)
    scaler = RateScaler(-1.0, 1.0)
    final = co.final_fit(early_run, inputs, targets, scaler, SETTINGS)
    assert not np.array_equal(final.weights, early_run.weights)
    fresh, truth = world(500, seed=5, noise=0.0)
    assert np.mean((final.predict(fresh) - truth) ** 2) < 0.005


def test_members_that_left_out_ground_never_see_it():
    inputs, targets = world(300)
    blocks = np.repeat(np.arange(10), 30)
    left_out = draw_left_out(blocks, 300, SETTINGS, seed=1)
    layout = Layout(2, 6)
    starts = nguyen_widrow(layout, 5, np.random.default_rng(2))
    early_run = co.early_stopping_run(layout, inputs, targets, left_out, starts, 0.01, SETTINGS)
    final = co.final_fit(early_run, inputs, targets, RateScaler(-1.0, 1.0), SETTINGS, whole_ground=True)
    np.testing.assert_array_equal(final.weights, early_run.weights)
    spoiled = np.where(left_out[0], 5.0, targets)
    other = co.early_stopping_run(layout, inputs, spoiled, left_out, starts, 0.01, replace(SETTINGS, max_iterations=5))
    same = co.early_stopping_run(layout, inputs, targets, left_out, starts, 0.01, replace(SETTINGS, max_iterations=5))
    np.testing.assert_array_equal(other.history[-1][1][0], same.history[-1][1][0])


def test_gradient_descent_serves_the_ensemble_too():
    inputs, targets = world(150)
    settings = RateSettings(
        hidden=5, decay=0.0, members=3, generations=0, training=GRADIENT_DESCENT, epochs=300, patience=50
    )
    left_out = draw_left_out(None, 150, settings, seed=1)
    layout = Layout(2, 5)
    starts = nguyen_widrow(layout, 3, np.random.default_rng(3))
    found = co.early_stopping_run(layout, inputs, targets, left_out, starts, 0.0, settings)
    assert found.mse < 0.7 * np.var(targets)


def test_blocks_are_left_out_whole_in_validation():
    blocks = np.repeat(np.arange(12), 25)
    left_out = draw_left_out(blocks, 300, SETTINGS, seed=4)
    for member in left_out:
        assert all(len(set(member[blocks == block])) == 1 for block in range(12))
    assert (left_out.sum(axis=0) == 1).all()  # five members, a fifth each


def test_of_equals_the_stiffest_is_taken():
    def candidate(decay, mse):
        return co.EarlyStoppingRun(Layout(1, 1), decay, None, None, None, 1, mse)

    assert stiffest_of_the_best([candidate(0.1, 1.005), candidate(0.001, 1.0)]).decay == 0.1
    assert stiffest_of_the_best([candidate(0.1, 1.5), candidate(0.001, 1.0)]).decay == 0.001


def test_where_ground_is_left_out_every_member_takes_the_decay_that_its_own_rows_favour():
    inputs, targets = world(240)
    settings = RateSettings(members=4, hidden=4, generations=0, max_iterations=40)
    left_out = draw_left_out(np.repeat(np.arange(12), 20), 240, settings, seed=5)
    found = early_stopping_run_of_best(
        inputs, targets, None, settings, left_out=left_out, whole_ground=True, run=Run(seed=6)
    )

    def own_errors(decay):
        alone = co.early_stopping_run(found.layout, inputs, targets, left_out, found.starts, decay, settings)
        said = co.bounded(outputs(found.layout, alone.weights, inputs))
        return np.array([np.mean((said[one, rows] - targets[rows]) ** 2) for one, rows in enumerate(left_out)])

    errors = np.array([own_errors(decay) for decay in DECAY_CANDIDATES])
    for member, decay in enumerate(found.decay):
        chosen = errors[DECAY_CANDIDATES.index(decay), member]
        assert chosen <= 1.01 * errors[:, member].min()
    together, _ = co.out_of_bag(co.bounded(outputs(found.layout, found.weights, inputs)), left_out)
    assert found.mse == pytest.approx(np.nanmean((together - targets) ** 2))


@pytest.mark.parametrize("whole_ground", [False, True])
def test_of_many_rows_learning_goes_on_from_what_some_of_them_taught(monkeypatch, whole_ground):
    inputs, targets = world(1200)
    settings = RateSettings(members=5, hidden=5, generations=0, max_iterations=60)
    left_out = draw_left_out(np.repeat(np.arange(40), 30) if whole_ground else None, 1200, settings, seed=5)
    given = {"left_out": left_out, "whole_ground": whole_ground, "run": Run(seed=6)}
    anew = early_stopping_run_of_best(inputs, targets, None, settings, **given)
    monkeypatch.setattr(model_selection, "MOST_ROWS", 150)
    monkeypatch.setattr(model_selection, "CHOICE_STEPS_OF_A_SAMPLE", 30)
    found = early_stopping_run_of_best(inputs, targets, None, settings, **given)

    def unseen_error(weights):
        mean, _ = co.out_of_bag(co.bounded(outputs(found.layout, weights, inputs)), left_out)
        return np.mean((mean - targets) ** 2)

    assert len(found.history) <= 60 - co.SETTLING_STEPS  # the rest, after at least as many on some rows
    assert found.left_out.shape == (5, 1200)
    assert unseen_error(found.weights) < unseen_error(found.starts) < 0.4 * np.var(targets)
    assert unseen_error(found.weights) == pytest.approx(unseen_error(anew.weights), rel=0.05)
    assert unseen_error(found.weights) == pytest.approx(0.01, rel=0.15)  # the noise


def test_the_best_size_is_trained_on_all_rows():
    inputs, targets = world(150)
    settings = RateSettings(members=5, generations=0, max_iterations=30)
    found = early_stopping_run_of_best(inputs, targets, None, settings, run=Run(seed=1))
    assert found.left_out.shape == (5, 150)
    assert found.decay in DECAY_CANDIDATES
