"""Training of small networks: derivatives, known functions, stopping, many networks at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import subsidence.rate.network.levenberg_marquardt as module_under_test
from subsidence.errors import Cancelled
from subsidence.progress import Report, Run
from subsidence.rate.network.blockwise_sums import RowSums
from subsidence.rate.network.levenberg_marquardt import (
    Problem,
    curvature_of,
    gradient_descent,
    levenberg_marquardt,
    loss_and_gradient,
)
from subsidence.rate.network.multilayer_perceptron import Layout, hidden_layer, nguyen_widrow, outputs, with_constant
from subsidence.rate.network.reproducible_matmul import reproducible_matmul


def some_inputs(n_rows=60, n_inputs=3, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (n_rows, n_inputs))


def known_function(inputs):
    return 0.4 * np.sin(2.5 * inputs[:, 0]) + 0.3 * inputs[:, 1] ** 2 - 0.2 * inputs[:, 2]


def split_in_two(n_rows, share=0.25, seed=1):
    validation = np.random.default_rng(seed).random(n_rows) < share
    return ~validation, validation


def jacobian(layout, weights, extended, hidden):
    """Derivative of every output by every weight, (n_networks, n_rows, n_weights); the core never writes it out.

    d out / d A = b (1 − tanh²) x, d out / d b = tanh, d out / d c = 1.
    """
    n_networks, n_rows, n_hidden = hidden.shape
    _, second, _ = layout.parts(weights)
    slope = (1.0 - hidden * hidden) * second[:, None, :]
    result = np.empty((n_networks, n_rows, layout.n_weights))
    first = n_hidden * (layout.n_inputs + 1)
    by_input = result[:, :, :first].reshape(n_networks, n_rows, n_hidden, layout.n_inputs + 1)  # a view
    np.multiply(slope[:, :, :, None], extended[None, :, None, :], out=by_input)
    result[:, :, first:-1] = hidden
    result[:, :, -1] = 1.0
    return result


def test_the_jacobian_agrees_with_finite_differences():
    layout = Layout(n_inputs=3, n_hidden=4)
    weights = np.random.default_rng(2).normal(size=(5, layout.n_weights))
    inputs = some_inputs()
    extended = with_constant(inputs)
    analytic = jacobian(layout, weights, extended, hidden_layer(layout, weights, extended))
    step = 1e-6
    for column in range(layout.n_weights):
        shift = np.zeros(layout.n_weights)
        shift[column] = step
        difference = outputs(layout, weights + shift, inputs) - outputs(layout, weights - shift, inputs)
        np.testing.assert_allclose(analytic[:, :, column], difference / (2 * step), atol=2e-9)


def test_a_stack_of_networks_answers_as_each_network_alone():
    layout = Layout(n_inputs=2, n_hidden=3)
    weights = np.random.default_rng(3).normal(size=(4, layout.n_weights))
    inputs = some_inputs(9000, 2)  # more than one block of rows
    first, second, constant = layout.parts(weights)
    for index in range(4):
        alone = np.tanh(inputs @ first[index, :, :2].T + first[index, :, 2]) @ second[index] + constant[index]
        np.testing.assert_allclose(outputs(layout, weights, inputs)[index], alone, atol=1e-12)


def test_the_gradient_is_the_derivative_of_the_cost_with_decay_and_masks():
    layout = Layout(n_inputs=3, n_hidden=2)
    inputs, target = some_inputs(3000), known_function(some_inputs(3000))
    training, validation = split_in_two(3000)
    problem = Problem.of(layout, inputs, target, np.array([training, validation]), None, [0.5, 2.0])
    weights = np.random.default_rng(4).normal(size=(2, layout.n_weights))
    which = np.arange(2)
    with RowSums(3000, 2, workers=2) as sums:
        _, _, gradient, _ = loss_and_gradient(problem, weights, which, sums)
        step = 1e-6
        for column in range(layout.n_weights):
            shift = np.zeros(layout.n_weights)
            shift[column] = step
            up, *_ = loss_and_gradient(problem, weights + shift, which, sums)
            down, *_ = loss_and_gradient(problem, weights - shift, which, sums)
            np.testing.assert_allclose(2 * gradient[:, column], (up - down) / (2 * step), rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("noise", [0.0, 0.05])
def test_levenberg_marquardt_learns_a_known_function_to_the_noise_level(noise):
    inputs = some_inputs(1500)
    clean = known_function(inputs)
    target = clean + noise * np.random.default_rng(5).normal(size=1500)
    training, validation = split_in_two(1500)
    layout = Layout(3, 8)
    problem = Problem.of(layout, inputs, target, [training], [validation])
    start = nguyen_widrow(layout, 1, np.random.default_rng(6))
    trained = levenberg_marquardt(problem, start)
    fresh = some_inputs(500, seed=7)
    error = outputs(layout, trained.weights, fresh)[0] - known_function(fresh)
    assert np.mean(error**2) < 1e-6 + 0.05 * noise**2
    assert trained.validation_mse[0] == pytest.approx(noise**2, rel=0.15, abs=1e-6)


def test_gradient_descent_with_momentum_approaches_the_known_function():
    inputs = some_inputs(300)
    target = known_function(inputs)
    training, validation = split_in_two(300)
    layout = Layout(3, 8)
    problem = Problem.of(layout, inputs, target, [training], [validation])
    trained = gradient_descent(problem, nguyen_widrow(layout, 1, np.random.default_rng(6)), epochs=1500)
    assert trained.validation_mse[0] < 0.05 * np.var(target)


def test_networks_trained_together_equal_those_trained_alone():
    inputs, layout = some_inputs(400), Layout(3, 4)
    target = known_function(inputs) + 0.02 * np.random.default_rng(8).normal(size=400)
    masks = [split_in_two(400, seed=seed) for seed in range(3)]
    training, validation = np.array([m[0] for m in masks]), np.array([m[1] for m in masks])
    decay = np.array([0.0, 0.01, 1.0])
    start = nguyen_widrow(layout, 3, np.random.default_rng(9))
    together = levenberg_marquardt(Problem.of(layout, inputs, target, training, validation, decay), start)
    for one in range(3):
        pick = slice(one, one + 1)
        problem = Problem.of(layout, inputs, target, training[pick], validation[pick], decay[pick])
        alone = levenberg_marquardt(problem, start[pick])
        assert alone.validation_mse[0] == pytest.approx(together.validation_mse[one], rel=1e-6)
        assert alone.iterations[0] == together.iterations[one]


def test_validation_and_test_rows_do_not_touch_the_weights():
    """Targets outside the training rows may be anything: without early stopping nothing changes."""
    inputs, layout = some_inputs(200), Layout(3, 3)
    target = known_function(inputs)
    training, _ = split_in_two(200)
    spoiled = np.where(training, target, 1e6)
    start = nguyen_widrow(layout, 1, np.random.default_rng(10))
    clean = levenberg_marquardt(Problem.of(layout, inputs, target, [training], None), start, max_iterations=30)
    dirty = levenberg_marquardt(Problem.of(layout, inputs, spoiled, [training], None), start, max_iterations=30)
    np.testing.assert_array_equal(clean.weights, dirty.weights)


def test_training_stops_after_the_stated_number_of_validation_failures():
    inputs, layout = some_inputs(60), Layout(3, 10)
    target = np.random.default_rng(11).normal(size=60)  # nothing to learn: validation soon rises
    training, validation = split_in_two(60, 0.4)
    start = nguyen_widrow(layout, 4, np.random.default_rng(12))
    problem = Problem.of(layout, inputs, target, np.tile(training, (4, 1)), np.tile(validation, (4, 1)))
    trained = levenberg_marquardt(problem, start, patience=7)
    assert set(trained.stopped_by) <= {"validation", "converged"}
    assert "validation" in trained.stopped_by
    first_error = ((outputs(layout, start, inputs) - target)[:, validation] ** 2).mean(axis=1)
    assert (trained.validation_mse <= first_error + 1e-12).all()


def test_weight_decay_makes_smaller_weights():
    inputs, layout = some_inputs(200), Layout(3, 6)
    target = known_function(inputs)
    start = np.repeat(nguyen_widrow(layout, 1, np.random.default_rng(13)), 3, axis=0)
    problem = Problem.of(layout, inputs, target, np.ones((3, 200), dtype=bool), None, [0.0, 0.1, 10.0])
    sizes = (levenberg_marquardt(problem, start, max_iterations=60).weights ** 2).sum(axis=1)
    assert sizes[0] > sizes[1] > sizes[2]


def test_the_number_of_cores_changes_nothing():
    inputs, layout = some_inputs(5000), Layout(3, 5)
    target = known_function(inputs)
    training, validation = split_in_two(5000)
    problem = Problem.of(layout, inputs, target, np.tile(training, (3, 1)), np.tile(validation, (3, 1)))
    start = nguyen_widrow(layout, 3, np.random.default_rng(14))
    results = [levenberg_marquardt(problem, start, max_iterations=15, run=Run(workers=n)).weights for n in (1, 2, 5)]
    np.testing.assert_array_equal(results[0], results[1])
    np.testing.assert_array_equal(results[0], results[2])


def test_a_cancel_is_heard_between_steps():
    class Impatient(Report):
        def is_cancelled(self):
            return True

    layout = Layout(3, 2)
    problem = Problem.of(layout, some_inputs(), known_function(some_inputs()), np.ones((1, 60), dtype=bool), None)
    with pytest.raises(Cancelled):
        levenberg_marquardt(problem, np.zeros((1, layout.n_weights)), run=Run(Impatient()))


def test_the_stacked_solver_agrees_with_numpys_and_marks_what_is_not_positive_definite():
    random = np.random.default_rng(15)
    factors = random.normal(size=(4, 61, 61))
    matrices = factors @ factors.transpose(0, 2, 1) + np.eye(61)
    right = random.normal(size=(4, 61))
    expected = np.linalg.solve(matrices, right[:, :, None])[:, :, 0]
    np.testing.assert_allclose(module_under_test.solve_positive(matrices, right), expected, rtol=1e-9)
    matrices[2] = -matrices[2]
    found = module_under_test.solve_positive(matrices, right)
    assert np.isnan(found[2]).all()
    np.testing.assert_allclose(found[[0, 1, 3]], expected[[0, 1, 3]], rtol=1e-9)


@pytest.mark.parametrize(("single_from", "error", "of_gradient"), [(1000, 1e-12, 1e-12), (300, 1e-5, 1e-6)])
def test_the_normal_equations_are_those_of_the_written_out_jacobian(monkeypatch, single_from, error, of_gradient):
    monkeypatch.setattr(module_under_test, "SINGLE_PRECISION_ROWS", single_from)
    layout = Layout(n_inputs=4, n_hidden=5)
    inputs, target = some_inputs(500, 4), known_function(some_inputs(500))  # few enough that every row counts
    training = np.random.default_rng(16).random((3, 500)) < np.array([[0.9], [0.4], [0.7]])
    problem = Problem.of(layout, inputs, target, training, None)
    weights = np.random.default_rng(17).normal(size=(3, layout.n_weights))
    with RowSums(500, 3, workers=2) as sums:
        _, _, gradient, _ = loss_and_gradient(problem, weights, np.arange(3), sums)
        curvature = curvature_of(problem, weights, np.arange(3), sums)
    extended = with_constant(inputs)
    slopes = jacobian(layout, weights, extended, hidden_layer(layout, weights, extended))
    for network, rows in enumerate(training):
        own = slopes[network, rows]
        errors = outputs(layout, weights, inputs)[network, rows] - target[rows]
        whole = own.T @ own
        apart = np.abs(curvature[network] - whole) / np.sqrt(np.outer(np.diagonal(whole), np.diagonal(whole)))
        assert apart.max() < error
        size = np.abs(own).T @ np.abs(errors)  # of what adds up to it, which may cancel out
        assert (np.abs(gradient[network] - own.T @ errors) / size).max() < of_gradient


def test_where_rows_are_plenty_a_sample_of_them_gives_the_bend_and_training_ends_as_well(monkeypatch):
    layout, inputs = Layout(n_inputs=3, n_hidden=4), some_inputs(20_000)
    target = known_function(inputs) + 0.1 * np.random.default_rng(18).normal(size=len(inputs))
    training, validation = split_in_two(len(inputs))
    start = nguyen_widrow(layout, 1, np.random.default_rng(19))
    problem = Problem.of(layout, inputs, target, training, validation)
    shown = problem.known[0].shape[1]
    assert shown == module_under_test.CURVATURE_ROWS_PER_WEIGHT * layout.n_weights < training.sum() / 10
    sampled = levenberg_marquardt(problem, start, max_iterations=60)
    monkeypatch.setattr(module_under_test, "CURVATURE_ROWS_PER_WEIGHT", 10_000)
    every_row = levenberg_marquardt(Problem.of(layout, inputs, target, training, validation), start, max_iterations=60)
    np.testing.assert_allclose(sampled.training_mse, every_row.training_mse, rtol=0.01)
    np.testing.assert_allclose(sampled.training_mse, 0.01, rtol=0.05)  # the noise


def test_a_network_with_a_sample_for_its_bend_still_stands_where_the_gradient_of_all_rows_is_nought():
    layout, inputs = Layout(n_inputs=3, n_hidden=2), some_inputs(6000)
    training = np.ones((1, len(inputs)), dtype=bool)
    problem = Problem.of(layout, inputs, known_function(inputs), training, None, 0.01)
    start = nguyen_widrow(layout, 1, np.random.default_rng(20))
    trained = levenberg_marquardt(problem, start, max_iterations=300, patience=None)
    with RowSums(len(inputs), 1) as sums:
        before, after = (
            loss_and_gradient(problem, weights, np.arange(1), sums)[2] for weights in (start, trained.last_weights)
        )
    assert np.abs(after).max() < 1e-3 * np.abs(before).max()


@pytest.mark.parametrize("shape", [(1, 1, 1), (3, 200, 5000), (300, 40, 1000), (40, 300, 777), (150, 150, 3000)])
def test_a_product_in_pieces_is_the_product(shape):
    n_left, n_right, length = shape
    random = np.random.default_rng(21)
    left, right = random.normal(size=(n_left, length)), random.normal(size=(n_right, length))
    np.testing.assert_allclose(reproducible_matmul(left, right), left @ right.T, atol=1e-10)


@pytest.mark.parametrize(("single_from", "error"), [(10_000, 1e-12), (100, 1e-5)])
def test_after_every_step_it_is_told_what_the_networks_answer(monkeypatch, single_from, error):
    monkeypatch.setattr(module_under_test, "SINGLE_PRECISION_ROWS", single_from)
    layout, inputs = Layout(n_inputs=3, n_hidden=5), some_inputs(1500)
    training, validation = split_in_two(1500)
    problem = Problem.of(layout, inputs, known_function(inputs), np.tile(training, (2, 1)), np.tile(validation, (2, 1)))

    def look(step, weights, answers):
        np.testing.assert_allclose(answers, outputs(layout, weights, inputs), rtol=0, atol=error)
        return False

    start = nguyen_widrow(layout, 2, np.random.default_rng(22))
    trained = levenberg_marquardt(problem, start, max_iterations=20, after_step=look)
    gradient_descent(problem, start, epochs=20, after_step=look)
    assert (trained.training_mse < 1e-3).all()


def test_a_training_that_goes_on_equals_one_that_never_paused():
    inputs, layout = some_inputs(400), Layout(3, 5)
    target = known_function(inputs)
    training, validation = split_in_two(400)
    problem = Problem.of(layout, inputs, target, np.tile(training, (3, 1)), np.tile(validation, (3, 1)), 0.001)
    start = nguyen_widrow(layout, 3, np.random.default_rng(18))
    at_once = levenberg_marquardt(problem, start, max_iterations=30, patience=None)
    first = levenberg_marquardt(problem, start, max_iterations=12, patience=None)
    joined = levenberg_marquardt(problem, start, max_iterations=30, patience=None, resume=first.checkpoint)
    np.testing.assert_array_equal(joined.last_weights, at_once.last_weights)
    np.testing.assert_array_equal(joined.weights, at_once.weights)
    np.testing.assert_array_equal(joined.iterations, at_once.iterations)
    assert list(joined.stopped_by) == list(at_once.stopped_by)


def test_the_number_of_blas_threads_changes_no_bit():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import numpy as np\n"
        "from subsidence.rate.network.levenberg_marquardt import Problem, levenberg_marquardt\n"
        "from subsidence.rate.network.multilayer_perceptron import Layout, nguyen_widrow\n"
        "random = np.random.default_rng(0); inputs = random.uniform(-1, 1, (1500, 4)); layout = Layout(4, 30)\n"
        "training = random.random((3, 1500)) < 0.8\n"
        "target = np.sin(3 * inputs[:, 0]) + inputs[:, 1] * inputs[:, 2] + 0.1 * random.normal(size=1500)\n"
        "problem = Problem.of(layout, inputs, target, training, ~training, 0.001)\n"
        "trained = levenberg_marquardt(problem, nguyen_widrow(layout, 3, random), max_iterations=25)\n"
        "print(trained.last_weights.tobytes().hex()[-400:], trained.last_weights.sum().hex())"
    )
    root = str(Path(__file__).resolve().parents[4])
    said = set()
    for threads in ("1", "2", "3"):
        environment = {**os.environ, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
        run = subprocess.run(
            [sys.executable, "-c", code, root], capture_output=True, text=True, env=environment, check=True
        )
        said.add(run.stdout)
    assert len(said) == 1
