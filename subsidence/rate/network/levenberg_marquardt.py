"""Back-propagation for stacks of small networks: Levenberg–Marquardt, and gradient descent with momentum.

Every network of the stack has its own training and validation rows, its own weight decay and its
own damping, but all of them go through the same array operations. Both methods minimise

    cost = Σ (output − target)² over the training rows + decay · Σ weights² (without the output's constant)

and both keep the weights with the lowest validation error and stop a network when that error has
not fallen for ``patience`` steps. ``after_step(step, weights, answers)`` is called after every step with the
weights of all networks, shape=(n_networks, n_weights), and what they answer, shape=(n_networks, n_rows); it ends the
training by returning True.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ...progress import ALONE, Run
from .blockwise_sums import RowSums
from .gauss_newton import curvature_sums, solve_positive
from .multilayer_perceptron import Layout, squash, with_constant
from .reproducible_matmul import MOST_MULTIPLICATIONS

PATIENCE = 20  # validation failures; method.md, after Zhou et al. 2022
GOAL_MSE = 1e-8  # of the scaled target
DAMPING_START = 1e-3  # of the largest element on the diagonal of the bend
DAMPING_UP, DAMPING_DOWN = 10.0, 0.4
DAMPING_LOWEST, DAMPING_HIGHEST = 1e-12, 1e10
CURVATURE_ROWS_PER_WEIGHT = 15  # a training with more ends no lower (its tests show it)
SINGLE_PRECISION_ROWS = 3000  # of a network, from which on it is worked out in single precision
STILL = 1e-7  # a relative fall of the cost below this …
STILL_STEPS = 5  # … this many times in a row means that it has converged

WHY_PATIENCE, WHY_GOAL, WHY_CONVERGED, WHY_LIMIT = "validation", "goal", "converged", "limit"

AfterStep = Callable[[int, np.ndarray, np.ndarray], bool]


@dataclass(frozen=True)
class Checkpoint:
    """Where Levenberg–Marquardt was left; it goes on from here as if it had never stopped.

    steps : taken so far; weights : shape=(n_networks, n_weights); damping : shape=(n_networks,)
    """

    steps: int
    weights: np.ndarray
    damping: np.ndarray
    watch: _EarlyStopping


@dataclass(frozen=True)
class Training:
    """What training left behind, one entry per network.

    weights : shape=(n_networks, n_weights), those with the lowest validation error
    last_weights : shape=(n_networks, n_weights), those with the lowest cost, where training ended
    training_mse, validation_mse : shape=(n_networks,), in units of the scaled target
    iterations : shape=(n_networks,), steps tried
    stopped_by : shape=(n_networks,), text: validation, goal, converged or limit
    checkpoint : to go on from here with more steps; None after gradient descent
    """

    weights: np.ndarray
    last_weights: np.ndarray
    training_mse: np.ndarray
    validation_mse: np.ndarray
    iterations: np.ndarray
    stopped_by: np.ndarray
    checkpoint: Checkpoint | None = None


@dataclass(frozen=True)
class Problem:
    """The rows to learn from.

    inputs : shape=(n_rows, n_inputs), scaled; targets : shape=(n_rows,) or (n_networks, n_rows), scaled
    training, validation : shape=(n_networks, n_rows), bool; a network without validation rows is
        judged on its training rows
    decay : shape=(n_networks,), weight decay λ
    """

    layout: Layout
    inputs: np.ndarray
    targets: np.ndarray
    training: np.ndarray
    validation: np.ndarray
    decay: np.ndarray

    @classmethod
    def of(
        cls,
        layout: Layout,
        inputs: np.ndarray,
        targets: np.ndarray,
        training: np.ndarray,
        validation: np.ndarray | None,
        decay: float | np.ndarray = 0.0,
    ) -> Problem:
        """A problem with everything in full shape; ``validation`` may be None."""
        training = np.atleast_2d(np.asarray(training, dtype=bool))
        if validation is None:
            validation = np.zeros_like(training)
        validation = np.atleast_2d(np.asarray(validation, dtype=bool))
        validation = np.where(validation.any(axis=1, keepdims=True), validation, training)
        targets = np.broadcast_to(np.asarray(targets, dtype=float), training.shape)
        decay = np.broadcast_to(np.asarray(decay, dtype=float), (len(training),)).copy()
        return cls(layout, with_constant(np.asarray(inputs, dtype=float)), targets, training, validation, decay)

    @property
    def n_networks(self) -> int:
        return len(self.training)

    @cached_property
    def kind(self) -> np.dtype:
        """In which networks are worked out: where rows are many in single precision, in less than half the time.

        Errors, weights and sums over blocks of rows are always in double, so a cost is known to about 1e-7 of itself.
        """
        return np.dtype(np.float32 if self.training.sum(axis=1).max() >= SINGLE_PRECISION_ROWS else np.float64)

    @cached_property
    def known(self) -> list[np.ndarray]:
        """For each network the inputs from which the bend of its cost is taken, shape=(n_inputs + 1, n_rows).

        All its training rows, or where these are many the same sample of them at every step. Cost and gradient
        are always those of all rows, so training that has converged stands at a minimum of the whole cost; the
        way there differs a little (R. H. Byrd, G. M. Chin, W. Neveitt and J. Nocedal, On the use of stochastic Hessian
        information in optimization methods for machine learning, SIAM J. Optimization 21(3), 2011).
        """
        most = CURVATURE_ROWS_PER_WEIGHT * self.layout.n_weights
        chosen = []
        for training in self.training:
            rows = np.flatnonzero(training)
            if len(rows) > most:
                rows = np.sort(np.random.default_rng(0).choice(rows, most, replace=False))
            chosen.append(np.ascontiguousarray(self.inputs[rows].T, dtype=self.kind))
        return chosen

    @cached_property
    def columns(self) -> np.ndarray:
        """All inputs, a row of them after the other, shape=(n_inputs + 1, n_rows)."""
        return np.ascontiguousarray(self.inputs.T, dtype=self.kind)


def loss_and_gradient(
    problem: Problem, weights: np.ndarray, which: np.ndarray, sums: RowSums
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Training cost, validation MSE and half the gradient of the cost of the networks ``which``, and their answers.

    Shapes (len(which),), (len(which),), (len(which), n_weights) and (len(which), n_rows); all in one pass.
    """
    answers = np.empty((len(weights), len(problem.inputs)))
    first, second, constant = problem.layout.parts(weights)
    first_now, second_now = first.astype(problem.kind), second.astype(problem.kind)
    most = max(MOST_MULTIPLICATIONS // (first.shape[1] * first.shape[2]), 1)  # rows, for one thread of BLAS

    def block(rows: slice) -> tuple[np.ndarray, ...]:
        own = problem.columns[:, rows]
        hidden = np.empty((len(weights), problem.layout.n_hidden, own.shape[1]), dtype=problem.kind)
        pieces = [slice(start, start + most) for start in range(0, own.shape[1], most)]
        for piece in pieces:
            np.matmul(first_now, own[:, piece], out=hidden[:, :, piece])
        squash(hidden)
        errors = np.einsum("mh,mhr->mr", second_now, hidden) + constant[:, None]
        answers[:, rows] = errors
        errors -= problem.targets[which, rows]
        squared_validation = np.einsum("mr,mr->m", errors * errors, problem.validation[which, rows])
        errors *= problem.training[which, rows]
        errors_now = errors.astype(problem.kind)
        by_second = np.einsum("mhr,mr->mh", hidden, errors_now)
        back = np.multiply(hidden, hidden, out=hidden)  # what was there is not needed any more
        np.subtract(1.0, back, out=back)
        back *= errors_now[:, None, :]
        by_first = sum(np.matmul(back[:, :, piece], own[:, piece].T) for piece in pieces)
        return np.einsum("mr,mr->m", errors, errors), squared_validation, by_first, by_second, errors.sum(axis=1)

    squared_training, squared_validation, by_first, by_second, by_constant = sums(block)
    by_first *= second[:, :, None]
    gradient = np.concatenate([by_first.reshape(len(weights), -1), by_second, by_constant[:, None]], axis=1)
    pull = problem.decay[which, None] * problem.layout.decayed * weights
    cost = squared_training + (pull * weights).sum(axis=1)
    return cost, squared_validation / problem.validation[which].sum(axis=1), gradient + pull, answers


def curvature_of(problem: Problem, weights: np.ndarray, which: np.ndarray, sums: RowSums) -> np.ndarray:
    """Half the Gauss–Newton Hessian of the cost, JᵀJ + decay, shape=(len(which), n_weights, n_weights)."""
    known = [problem.known[network] for network in which]
    curvature = curvature_sums(problem.layout, weights, known, sums)
    shown = np.array([one.shape[1] for one in known])
    curvature *= (problem.training[which].sum(axis=1) / shown)[:, None, None]
    diagonal = np.arange(problem.layout.n_weights)
    curvature[:, diagonal, diagonal] += problem.decay[which, None] * problem.layout.decayed
    return curvature


def levenberg_marquardt(
    problem: Problem,
    start: np.ndarray,
    *,
    max_iterations: int = 300,
    patience: int | None = PATIENCE,
    goal_mse: float = GOAL_MSE,
    after_step: AfterStep | None = None,
    resume: Checkpoint | None = None,
    run: Run = ALONE,
) -> Training:
    """Train all networks from ``start``, shape=(n_networks, n_weights), by damped Gauss–Newton steps.

    resume : of an earlier training on the same problem, to go on to ``max_iterations`` steps in all
    Each network solves (JᵀJ + μ I) step = Jᵀe with its own μ: ×0.4 after a step that lowered its cost, ×10 after one
    that did not (which is taken back); at first a thousandth of the largest element on the diagonal of JᵀJ.
    Sources: M. T. Hagan and M. B. Menhaj, Training feedforward networks with the Marquardt algorithm, IEEE Trans.
    Neural Networks 5(6), 1994, who take ×0.1: then half of the steps are taken back, and as low a cost takes twice as
    many. The first μ: K. Madsen, H. B. Nielsen and O. Tingleff, Methods for non-linear least squares problems, 2004.
    """
    weights = np.array(start if resume is None else resume.weights, dtype=float)
    n_networks, n_weights = weights.shape
    everyone = np.arange(n_networks)
    n_training = problem.training.sum(axis=1)
    damping = np.zeros(n_networks) if resume is None else resume.damping.copy()
    curvature = np.empty((n_networks, n_weights, n_weights))
    diagonal = np.arange(n_weights)
    with RowSums(len(problem.inputs), problem.n_networks, run.workers) as sums:
        cost, validation_mse, gradient, answers = loss_and_gradient(problem, weights, everyone, sums)
        watch = _EarlyStopping(weights, validation_mse, patience) if resume is None else resume.watch.reopened()
        active = moved = watch.active()
        steps = 0 if resume is None else resume.steps
        for iteration in range(steps, max_iterations):
            run.report.progress(iteration / max_iterations)
            if moved.size:
                curvature[moved] = curvature_of(problem, weights[moved], moved, sums)
            if iteration == 0:
                damping = DAMPING_START * curvature[:, diagonal, diagonal].max(axis=1)
            damped = curvature[active].copy()
            damped[:, diagonal, diagonal] += damping[active, None]
            trial = weights[active] - solve_positive(damped, gradient[active], sums)
            trial_cost, trial_validation, trial_gradient, said = loss_and_gradient(problem, trial, active, sums)
            better = trial_cost < cost[active]  # False for NaN
            moved, refused = active[better], active[~better]
            fall = 1.0 - trial_cost[better] / cost[moved]
            weights[moved], cost[moved], gradient[moved] = trial[better], trial_cost[better], trial_gradient[better]
            answers[moved] = said[better]
            damping[moved] = np.maximum(damping[moved] * DAMPING_DOWN, DAMPING_LOWEST)
            damping[refused] *= DAMPING_UP
            watch.saw(moved, weights, trial_validation[better], still=fall < STILL)
            watch.tried(active)
            watch.stop(active[cost[active] / n_training[active] < goal_mse], WHY_GOAL)
            watch.stop(refused[damping[refused] > DAMPING_HIGHEST], WHY_CONVERGED)
            active = watch.active()
            moved = np.intersect1d(moved, active, assume_unique=True)
            steps = iteration + 1
            enough = after_step is not None and after_step(iteration + 1, weights, answers)
            if enough or not active.size:
                break
        run.report.progress(1.0)
        checkpoint = Checkpoint(steps, weights, damping, watch)
        return watch.result(problem, weights, sums, checkpoint)


def gradient_descent(
    problem: Problem,
    start: np.ndarray,
    *,
    learning_rate: float = 0.8,
    momentum: float = 0.6,
    epochs: int = 10_000,
    patience: int | None = PATIENCE,
    goal_mse: float = GOAL_MSE,
    after_step: AfterStep | None = None,
    run: Run = ALONE,
) -> Training:
    """Train all networks by batch gradient descent with momentum, on the mean squared error.

    step ← momentum · step − (1 − momentum) · rate · d(cost / n_training) / d weights. A step that
    raises the cost by more than 4 % is taken back, its momentum dropped and that network's rate
    lowered by 0.7; a falling cost raises it by 1.05 up to ``learning_rate`` again (as MATLAB's traingdx).
    """
    weights = np.array(start, dtype=float)
    n_networks = len(weights)
    everyone = np.arange(n_networks)
    n_training = problem.training.sum(axis=1)
    rate = np.full(n_networks, float(learning_rate))
    step = np.zeros_like(weights)
    with RowSums(len(problem.inputs), problem.n_networks, run.workers) as sums:
        cost, validation_mse, gradient, answers = loss_and_gradient(problem, weights, everyone, sums)
        watch = _EarlyStopping(weights, validation_mse, patience)
        active = everyone
        slope = 2.0 * gradient / n_training[:, None]
        for epoch in range(epochs):
            run.report.progress(epoch / epochs)
            trial_step = momentum * step[active] - (1.0 - momentum) * rate[active, None] * slope[active]
            trial = weights[active] + trial_step
            trial_cost, trial_validation, trial_gradient, said = loss_and_gradient(problem, trial, active, sums)
            fine = trial_cost <= 1.04 * cost[active]
            moved, refused = active[fine], active[~fine]
            rate[refused] *= 0.7
            step[refused] = 0.0
            falling = trial_cost[fine] < cost[moved]
            rate[moved] = np.where(falling, np.minimum(rate[moved] * 1.05, learning_rate), rate[moved])
            weights[moved], cost[moved], step[moved] = trial[fine], trial_cost[fine], trial_step[fine]
            answers[moved] = said[fine]
            slope[moved] = 2.0 * trial_gradient[fine] / n_training[moved, None]
            watch.saw(moved, weights, trial_validation[fine], still=np.zeros(moved.size, dtype=bool))
            watch.tried(active)
            watch.stop(active[cost[active] / n_training[active] < goal_mse], WHY_GOAL)
            watch.stop(refused[rate[refused] < 1e-12], WHY_CONVERGED)
            active = watch.active()
            enough = after_step is not None and after_step(epoch + 1, weights, answers)
            if enough or not active.size:
                break
        run.report.progress(1.0)
        return watch.result(problem, weights, sums)


class _EarlyStopping:
    """Keeps each network's best weights and knows when it has to stop."""

    def __init__(self, weights: np.ndarray, validation_mse: np.ndarray, patience: int | None):
        n_networks = len(weights)
        self._patience = np.iinfo(int).max if patience is None else patience
        self._best_weights = weights.copy()
        self._best_mse = np.where(np.isfinite(validation_mse), validation_mse, np.inf)
        self._failures = np.zeros(n_networks, dtype=int)
        self._still = np.zeros(n_networks, dtype=int)
        self._iterations = np.zeros(n_networks, dtype=int)
        self._why = np.full(n_networks, "", dtype="U12")

    def saw(self, moved: np.ndarray, weights: np.ndarray, validation_mse: np.ndarray, *, still: np.ndarray) -> None:
        improved = validation_mse < self._best_mse[moved]
        winners = moved[improved]
        self._best_mse[winners] = validation_mse[improved]
        self._best_weights[winners] = weights[winners]
        self._failures[winners] = 0
        self._failures[moved[~improved]] += 1
        self._still[moved] = np.where(still, self._still[moved] + 1, 0)
        self.stop(moved[self._failures[moved] >= self._patience], WHY_PATIENCE)
        self.stop(moved[self._still[moved] >= STILL_STEPS], WHY_CONVERGED)

    def tried(self, active: np.ndarray) -> None:
        self._iterations[active] += 1

    def stop(self, which: np.ndarray, why: str) -> None:
        open_still = which[self._why[which] == ""]
        self._why[open_still] = why

    def active(self) -> np.ndarray:
        return np.flatnonzero(self._why == "")

    def reopened(self) -> _EarlyStopping:
        """A copy in which a network that had only run out of steps may go on."""
        other = copy.deepcopy(self)
        other._why[other._why == WHY_LIMIT] = ""
        return other

    def result(
        self, problem: Problem, last_weights: np.ndarray, sums: RowSums, checkpoint: Checkpoint | None = None
    ) -> Training:
        self.stop(self.active(), WHY_LIMIT)
        everyone = np.arange(problem.n_networks)
        cost, validation_mse, _, _ = loss_and_gradient(problem, self._best_weights, everyone, sums)
        penalty = problem.decay * (self._best_weights**2 * problem.layout.decayed).sum(axis=1)
        training_mse = (cost - penalty) / problem.training.sum(axis=1)
        return Training(
            self._best_weights, last_weights, training_mse, validation_mse, self._iterations, self._why, checkpoint
        )
