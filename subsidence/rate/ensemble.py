"""An ensemble of networks (a committee): trained in one batch, answering by the interquartile mean.

One network is a lottery: it can fit its training rows and go wild between them, and stopped on a
few validation rows of its own it is stopped by luck. So the members stop together. In an *early-stopping run*
each leaves out validation rows of its own, and the step is noted at which the members' joint
prediction of rows they had not seen is best. Where the rows left out were random ones, all members then
train on all learning rows for that many steps (the *final fit*). Where whole pieces of ground were left out,
the early-stopping run is the final fit: that every member has never seen some ground makes them differ where it
counts (bagging: Breiman, Bagging predictors, Machine Learning 24, 1996). The answer is the interquartile mean
of their answers: a wild member carries no weight.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..progress import ALONE, Run
from .network.levenberg_marquardt import AfterStep, Checkpoint, Problem, Training, gradient_descent, levenberg_marquardt
from .network.multilayer_perceptron import Layout, nguyen_widrow, outputs
from .network.particle_swarm import swarm_start
from .scaling import RateScaler
from .settings import GRADIENT_DESCENT, RateSettings

WORTH_WAITING = 1e-3  # relative fall of the validation error that counts as one
ROWS_PER_WEIGHT_ENOUGH = 40.0  # with more, the rows a member left out would teach it nothing new
TOLERANCE = 0.03  # relative difference of validation errors that means nothing
SETTLING_STEPS = 20
OVERSHOOT = 0.05  # members may leave the range of the training rates by this share of it


@dataclass(frozen=True)
class Ensemble:
    """Trained networks that predict one quantity from scaled inputs.

    layout : of each network
    weights : shape=(n_members, n_weights)
    scaler : of the rate in mm/yr
    """

    layout: Layout
    weights: np.ndarray
    scaler: RateScaler

    def answers(self, inputs: np.ndarray) -> np.ndarray:
        """Every member's rate in mm/yr, shape=(n_members, n_rows), held near the range of the training rates."""
        scaled = outputs(self.layout, self.weights, inputs)
        return self.scaler.restore(bounded(scaled))

    def predict(self, inputs: np.ndarray) -> np.ndarray:
        """The ensemble's rate in mm/yr, shape=(n_rows,)."""
        return interquartile_mean(self.answers(inputs))


@dataclass(frozen=True)
class EarlyStoppingRun:
    """What the members showed on rows they left out.

    decay : of all members, or of each, shape=(n_members,)
    starts, weights : shape=(n_members, n_weights), before training and at the best step
    left_out : shape=(n_members, n_rows), bool
    steps : how many training steps were best
    mse : squared error of the members' joint prediction of rows they left out, in units of the scaled rate
    history : the joint error and the weights after every step
    checkpoint : where the training was left; None where it cannot go on
    """

    layout: Layout
    decay: float | np.ndarray
    starts: np.ndarray
    weights: np.ndarray
    left_out: np.ndarray
    steps: int
    mse: float
    history: list[tuple[float, np.ndarray]] = field(default_factory=list, repr=False)
    checkpoint: Checkpoint | None = field(default=None, repr=False)


def interquartile_mean(answers: np.ndarray) -> np.ndarray:
    """The interquartile mean over members, shape=(n_rows,): the mean of the middle half; answers (n_members, n_rows).

    >>> interquartile_mean(np.array([[1.0], [2.0], [3.0], [1000.0]])).tolist()
    [2.5]
    """
    cut = len(answers) // 4
    if cut == 0:
        return answers.mean(axis=0)
    return np.sort(answers, axis=0)[cut : len(answers) - cut].mean(axis=0)


def spread(answers: np.ndarray) -> np.ndarray:
    """How far the members disagree, mm/yr, shape=(n_rows,): their standard deviation (0 for one member)."""
    return answers.std(axis=0, ddof=1) if len(answers) > 1 else np.zeros(answers.shape[1])


def find_starts(
    layout: Layout,
    inputs: np.ndarray,
    targets: np.ndarray,
    left_out: np.ndarray,
    settings: RateSettings,
    *,
    run: Run = ALONE,
) -> np.ndarray:
    """Starting weights, shape=(n_members, n_weights): the swarms' best, or Nguyen–Widrow's without generations."""
    if settings.generations == 0:
        return nguyen_widrow(layout, len(left_out), np.random.default_rng(run.seed))
    return swarm_start(
        layout,
        inputs,
        targets,
        ~left_out,
        particles=settings.particles,
        generations=settings.generations,
        cognitive=settings.c1,
        social=settings.c2,
        inertia=settings.inertia,
        run=run,
    ).weights


def early_stopping_run(
    layout: Layout,
    inputs: np.ndarray,
    targets: np.ndarray,
    left_out: np.ndarray,
    starts: np.ndarray,
    decay: float | np.ndarray,
    settings: RateSettings,
    *,
    earlier: EarlyStoppingRun | None = None,
    run: Run = ALONE,
) -> EarlyStoppingRun:
    """Train every member on the rows it did not leave out and find the step at which all should stop.

    The step is chosen by the members' joint error, see ``Stopping``.
    earlier : a early_run of the same with fewer steps, to go on from instead of beginning anew
    inputs : shape=(n_rows, n_inputs), scaled; targets : shape=(n_rows,), scaled rates
    """
    count = left_out.sum(axis=0)
    judged = count > 0
    history = list(earlier.history) if earlier else []
    stopping = Stopping(settings.patience)
    over = [stopping.saw(error) for error, _ in history][-1:] == [True]

    def after_step(step: int, weights: np.ndarray, answers: np.ndarray) -> bool:
        together = np.where(left_out, bounded(answers), 0.0).sum(axis=0)
        error = float(np.mean((together[judged] / count[judged] - targets[judged]) ** 2))
        history.append((error, weights.copy()))
        return stopping.saw(error)

    problem = Problem.of(layout, inputs, targets, ~left_out, left_out, decay)
    checkpoint = earlier.checkpoint if earlier else None
    if not over:
        checkpoint = descend(problem, starts, settings, after_step=after_step, resume=checkpoint, run=run).checkpoint
    steps, lowest = stopping.choice()
    weights = history[steps - 1][1] if steps else starts
    return EarlyStoppingRun(layout, decay, starts, weights, left_out, steps, lowest, history, checkpoint)


class Stopping:
    """When to stop, and at which step training should have stopped, by the validation error after each step.

    Stops when the error has not fallen for ``patience`` steps. Of the steps whose error lies within
    ``TOLERANCE`` of the lowest, which a few left-out blocks cannot tell apart, the last one is chosen.
    The first ``SETTLING_STEPS`` do not count: until then the networks are still where chance put them,
    and a low error is luck.
    """

    def __init__(self, patience: int):
        self._patience = patience
        self._errors: list[float] = []
        self._best, self._best_step = np.inf, 0

    def saw(self, error: float) -> bool:
        """Note the error after the next step; whether it is time to stop."""
        self._errors.append(error)
        step = len(self._errors)
        if step < SETTLING_STEPS or error < (1.0 - WORTH_WAITING) * self._best:
            self._best, self._best_step = error, step
        return step - self._best_step >= self._patience

    def choice(self) -> tuple[int, float]:
        """The step chosen (0 if no error was a number) and the lowest error that counts."""
        errors = np.array(self._errors)
        if len(errors) >= SETTLING_STEPS:
            errors[: SETTLING_STEPS - 1] = np.inf
        if not np.isfinite(errors).any():
            return 0, float("inf")
        lowest = float(np.nanmin(errors))
        return int(np.flatnonzero(errors <= (1.0 + TOLERANCE) * lowest).max()) + 1, lowest


def bounded(scaled: np.ndarray) -> np.ndarray:
    """Scaled answers held near the range of the training rates, [−1, 1]."""
    return np.clip(scaled, -1.0 - 2 * OVERSHOOT, 1.0 + 2 * OVERSHOOT)


def final_fit(
    early_run: EarlyStoppingRun,
    inputs: np.ndarray,
    targets: np.ndarray,
    scaler: RateScaler,
    settings: RateSettings,
    *,
    whole_ground: bool = False,
    run: Run = ALONE,
) -> Ensemble:
    """Train the members on all rows, from the same starts, for as many steps as the early_run found best.

    A single network is not trained again: it keeps the weights that its own validation rows chose.
    Nor is an ensemble that has rows in plenty, nor one whose members left out pieces of ground.
    whole_ground : whether ``left_out`` is made of pieces of ground
    """
    plenty = len(targets) > ROWS_PER_WEIGHT_ENOUGH * early_run.layout.n_weights
    if len(early_run.starts) == 1 or early_run.steps == 0 or plenty or whole_ground:
        return Ensemble(early_run.layout, early_run.weights, scaler)
    everything = np.ones_like(early_run.left_out)
    problem = Problem.of(early_run.layout, inputs, targets, everything, None, early_run.decay)
    trained = descend(problem, early_run.starts, settings, steps=early_run.steps, run=run)
    return Ensemble(early_run.layout, trained.last_weights, scaler)


def descend(
    problem: Problem,
    starts: np.ndarray,
    settings: RateSettings,
    *,
    steps: int | None = None,
    after_step: AfterStep | None = None,
    resume: Checkpoint | None = None,
    run: Run = ALONE,
) -> Training:
    """Back-propagation by the chosen method, the networks never stopped one by one."""
    if settings.training == GRADIENT_DESCENT:
        return gradient_descent(
            problem,
            starts,
            learning_rate=settings.learning_rate,
            momentum=settings.momentum,
            epochs=steps or settings.epochs,
            patience=None,
            goal_mse=settings.goal,
            after_step=after_step,
            run=run,
        )
    return levenberg_marquardt(
        problem,
        starts,
        max_iterations=steps or settings.max_iterations,
        patience=None,
        goal_mse=settings.goal,
        after_step=after_step,
        resume=resume,
        run=run,
    )


def out_of_bag(answers: np.ndarray, left_out: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the members say of rows they never saw.

    answers, left_out : shape=(n_members, n_rows)
    Returns their mean (NaN where no member left the row out) and the variance among them (NaN below
    two), each shape=(n_rows,), in the unit of the answers and its square.
    """
    count = left_out.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(left_out, answers, 0.0).sum(axis=0) / count
        squared = np.where(left_out, (answers - mean) ** 2, 0.0).sum(axis=0)
        return np.where(count > 0, mean, np.nan), np.where(count > 1, squared / (count - 1), np.nan)
