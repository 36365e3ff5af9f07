"""Which factors a rate model does without: tried on rows that its members left out, never on test rows.

A factor is a candidate if shuffling it hardly raises the error of rows the members had not seen, or if
the other factors can tell it. The weakest candidate is taken away and the ensemble is trained without it,
from the same starting weights as far as they are left. Is it no worse, the factor stays away and the next
one is tried; a tie is no reason to keep a factor.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..progress import ALONE, Run
from .baselines import linear
from .ensemble import EarlyStoppingRun, bounded, early_stopping_run, out_of_bag
from .model_selection import CHOICE_STEPS, CHOICE_STEPS_OF_A_SAMPLE, MOST_ROWS, STIFFER
from .network.multilayer_perceptron import Layout, outputs
from .scaling import FactorScaler
from .settings import RateSettings

REPEATS = 3
MATTERS = 0.5  # relative rise of the error by shuffling above which nobody tries to do without the factor …
TOLD = 0.99  # … unless the other factors tell this share of its variance


def factors_to_keep(
    scaler: FactorScaler,
    factors: np.ndarray,
    targets: np.ndarray,
    left_out: np.ndarray,
    early_run: EarlyStoppingRun,
    settings: RateSettings,
    *,
    run: Run = ALONE,
) -> np.ndarray:
    """The factors that help, shape=(n_factors,), bool; at least one.

    scaler : learned from these rows; factors : shape=(n_rows, n_factors); targets : shape=(n_rows,), scaled
    left_out : shape=(n_members, n_rows), bool; early_run : of the members with all factors
    """
    random = np.random.default_rng(run.seed)
    rows = np.arange(len(targets))
    steps = CHOICE_STEPS
    if len(rows) > MOST_ROWS:
        steps = CHOICE_STEPS_OF_A_SAMPLE
        rows = np.sort(random.choice(rows, MOST_ROWS, replace=False))
    factors, targets, left_out = factors[rows], targets[rows], left_out[:, rows]
    rises = shuffling_rises(scaler, factors, targets, left_out, early_run, random)
    keep = ~np.isin(scaler.names, scaler.constant)
    if not keep.any():
        return np.ones(len(keep), dtype=bool)
    candidate = keep & ((rises < MATTERS) | told_by_the_others(scaler, factors))
    candidates = [int(one) for one in np.argsort(rises, kind="stable") if candidate[one]]
    brief = replace(settings, max_iterations=min(steps, settings.max_iterations))

    def error_with(kept: np.ndarray, part: Run) -> float:
        """Of the members together on rows that they left out."""
        inputs = scaler.keeping(kept).scale(factors)
        layout = Layout(inputs.shape[1], early_run.layout.n_hidden)
        start = _without(early_run, scaler, kept)
        return early_stopping_run(layout, inputs, targets, left_out, start, early_run.decay, brief, run=part).mse

    of_all, *of_candidates = run.parts(*[1] * (len(candidates) + 1))
    lowest = error_with(keep, of_all) if candidates else np.inf
    for weakest, part in zip(candidates, of_candidates):
        without = keep.copy()
        without[weakest] = False
        if not without.any():
            break
        error = error_with(without, part)
        if error <= (1.0 + STIFFER) * lowest:
            keep, lowest = without, min(error, lowest)
    return keep


def shuffling_rises(
    scaler: FactorScaler,
    factors: np.ndarray,
    targets: np.ndarray,
    left_out: np.ndarray,
    early_run: EarlyStoppingRun,
    random: np.random.Generator,
) -> np.ndarray:
    """Relative rise of the members' joint error on rows they left out when a factor is shuffled; (n_factors,)."""

    def error(changed: np.ndarray) -> float:
        said = bounded(outputs(early_run.layout, early_run.weights, scaler.scale(changed)))
        mean, _ = out_of_bag(said, left_out)
        return float(np.nanmean((mean - targets) ** 2))

    base = error(factors)
    rises = np.empty((factors.shape[1], REPEATS))
    for column in range(factors.shape[1]):
        for repeat in range(REPEATS):
            shuffled = factors.copy()
            shuffled[:, column] = random.permutation(factors[:, column])
            rises[column, repeat] = error(shuffled) / base - 1.0 if base > 0 else 0.0
    return rises.mean(axis=1)


def told_by_the_others(scaler: FactorScaler, factors: np.ndarray) -> np.ndarray:
    """Whether a plane through the other factors tells a factor, shape=(n_factors,), bool; class codes are not asked."""
    told = np.zeros(factors.shape[1], dtype=bool)
    for column in np.flatnonzero(~scaler.is_class):
        inputs = scaler.keeping(np.arange(len(told)) == column).scale(factors)[:, 0]
        others = scaler.keeping(np.arange(len(told)) != column).scale(factors)
        if np.ptp(inputs) > 0 and others.shape[1]:
            told[column] = np.var(inputs - linear(others, inputs, others)) < (1.0 - TOLD) * np.var(inputs)
    return told


def _without(early_run: EarlyStoppingRun, scaler: FactorScaler, kept: np.ndarray) -> np.ndarray:
    """The early_run's starting weights without those of the inputs of factors that are not kept."""
    stays = np.concatenate(
        [np.full(scaler.keeping(np.arange(len(kept)) == one).n_inputs, kept[one]) for one in range(len(kept))]
    )
    first, second, constant = early_run.layout.parts(early_run.starts)
    first = first[:, :, np.append(stays, True)].reshape(len(first), -1)
    return np.concatenate([first, second, constant[:, None]], axis=1)
