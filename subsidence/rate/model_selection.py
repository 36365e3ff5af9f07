"""How large the networks are and how hard their weights are held: chosen by validation.

Each candidate is trained on the learning rows with early stopping; the one whose members together predict the rows
they left out best is taken. Where whole pieces of ground are left out these are few, and which candidate
wins is half luck: there every member takes the decay that its own rows favour, so that the ensemble does
not stake all on one (benchmarks/synthetic_terrain.md), and the size is the first. Test rows have no say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..progress import ALONE, SILENT, Run
from ..spatial.splits import bagged_validation
from .ensemble import SETTLING_STEPS, EarlyStoppingRun, bounded, early_stopping_run, find_starts, out_of_bag
from .network.multilayer_perceptron import Layout, outputs
from .settings import RateSettings

HIDDEN_CANDIDATES = (20, 30)  # the first is tried with every decay, the others with the best of these
DECAY_CANDIDATES = (3.0, 0.3, 0.01)  # from stiff to loose
LOOSER_CANDIDATES = (0.001, 1e-5)  # one by one, as long as the loosest so far is the best
STIFFER = 0.01  # relative loss of validation error that a stiffer network is worth
MOST_ROWS = 5000  # to choose by; what is chosen then goes on with all rows
CHOICE_STEPS = 60
CHOICE_STEPS_OF_A_SAMPLE = 30  # learning goes on from there with all rows


def early_stopping_run_of_best(
    inputs: np.ndarray,
    targets: np.ndarray,
    groups: np.ndarray | None,
    settings: RateSettings,
    *,
    left_out: np.ndarray | None = None,
    whole_ground: bool = False,
    run: Run = ALONE,
) -> EarlyStoppingRun:
    """The early_run of the best candidate on all rows.

    inputs : shape=(n_rows, n_inputs), scaled; targets : shape=(n_rows,), scaled
    groups : shape=(n_rows,), blocks of ground that are left out whole, or None for a random draw
    left_out : shape=(n_members, n_rows), to say the validation rows instead of drawing them
    whole_ground : whether ``left_out`` is made of pieces of ground
    settings : hidden 0 and decay None are chosen here
    """
    seeds = [int(value) for value in np.random.default_rng(run.seed).integers(2**31, size=3)]
    if left_out is None:
        left_out = draw_left_out(groups, len(targets), settings, seeds[0])
        whole_ground = groups is not None
    choose = _choose_each if whole_ground else _choose
    hidden = settings.hidden
    decay = settings.decay
    if hidden == 0 or decay is None:
        few = _sample(len(targets), seeds[1])
        choosing, run = run.parts(7, 3)
        brief = settings if len(few) == len(targets) else _brief(settings, CHOICE_STEPS_OF_A_SAMPLE)
        chosen = choose(inputs[few], targets[few], left_out[:, few], brief, choosing.seeded(seeds[2]))
        layout, decay = chosen.layout, chosen.decay
        if len(few) < len(targets):  # what was learned from some rows is where learning from all of them begins
            steps = settings.max_iterations // 2 - chosen.steps  # the other half would lower the error by 2 %
            rest = replace(settings, max_iterations=max(steps, SETTLING_STEPS))
            return early_stopping_run(layout, inputs, targets, left_out, chosen.weights, decay, rest, run=run)
        if whole_ground or chosen.steps < CHOICE_STEPS or chosen.checkpoint is None:
            return chosen
        return early_stopping_run(
            layout, inputs, targets, left_out, chosen.starts, decay, settings, earlier=chosen, run=run
        )
    layout = Layout(inputs.shape[1], hidden)
    starting, training = run.parts(3, 7)
    starts = find_starts(layout, inputs, targets, left_out, settings, run=starting.seeded(seeds[2]))
    return early_stopping_run(layout, inputs, targets, left_out, starts, decay, settings, run=training)


def _brief(settings: RateSettings, steps: int) -> RateSettings:
    """To choose by."""
    return replace(settings, max_iterations=min(steps, settings.max_iterations))


def draw_left_out(groups: np.ndarray | None, n_rows: int, settings: RateSettings, seed: int) -> np.ndarray:
    """Every member's validation rows, shape=(n_members, n_rows), drawn the way the test rows were."""
    labels = np.arange(n_rows) if groups is None else groups
    return bagged_validation(labels, settings.members, share=settings.validation_share, seed=seed)


def _choose(
    inputs: np.ndarray,
    targets: np.ndarray,
    left_out: np.ndarray,
    settings: RateSettings,
    run: Run,
) -> EarlyStoppingRun:
    hidden_candidates = HIDDEN_CANDIDATES if settings.hidden == 0 else (settings.hidden,)
    decays = DECAY_CANDIDATES if settings.decay is None else (settings.decay,)
    brief = _brief(settings, CHOICE_STEPS)
    runs = iter(run.parts(*[1] * (len(decays) + len(hidden_candidates) - 1)))
    tried: list[EarlyStoppingRun] = []

    def attempt(layout: Layout, starts: np.ndarray, decay: float | np.ndarray) -> None:
        tried.append(early_stopping_run(layout, inputs, targets, left_out, starts, decay, brief, run=next(runs)))

    for number, hidden in enumerate(hidden_candidates):
        layout = Layout(inputs.shape[1], hidden)
        starts = find_starts(layout, inputs, targets, left_out, settings, run=replace(run, report=SILENT))
        for decay in decays if number == 0 else (stiffest_of_the_best(tried).decay,):
            attempt(layout, starts, decay)
        for looser in LOOSER_CANDIDATES if number == 0 and settings.decay is None else ():
            if stiffest_of_the_best(tried) is not tried[-1]:
                break
            quiet = replace(run, report=SILENT)
            tried.append(early_stopping_run(layout, inputs, targets, left_out, starts, looser, brief, run=quiet))
    return stiffest_of_the_best(tried)


def _choose_each(
    inputs: np.ndarray,
    targets: np.ndarray,
    left_out: np.ndarray,
    settings: RateSettings,
    run: Run,
) -> EarlyStoppingRun:
    """Every member with the stiffest of the decays that its own left-out rows cannot tell from the best."""
    layout = Layout(inputs.shape[1], settings.hidden or HIDDEN_CANDIDATES[0])
    starts = find_starts(layout, inputs, targets, left_out, settings, run=replace(run, report=SILENT))
    decays = DECAY_CANDIDATES if settings.decay is None else (settings.decay,)
    tried = []
    for decay, part in run.stages(decays):
        tried.append(early_stopping_run(layout, inputs, targets, left_out, starts, decay, settings, run=part))
    said = np.array([bounded(outputs(layout, one.weights, inputs)) for one in tried])  # (decays, members, rows)
    own = np.where(left_out, (said - targets) ** 2, 0.0).sum(axis=2) / np.maximum(left_out.sum(axis=1), 1)
    choice = (own <= (1.0 + STIFFER) * own.min(axis=0)).argmax(axis=0)
    members = np.arange(len(left_out))
    together, _ = out_of_bag(said[choice, members], left_out)
    return EarlyStoppingRun(
        layout,
        np.array(decays)[choice],
        starts,
        np.array([tried[number].weights[member] for member, number in enumerate(choice)]),
        left_out,
        int(np.median([tried[number].steps for number in choice])),
        float(np.nanmean((together - targets) ** 2)),
    )


def stiffest_of_the_best(tried: Sequence[EarlyStoppingRun]) -> EarlyStoppingRun:
    """The first, so the stiffest, whose error is within ``STIFFER`` of the lowest: a tie is no reason to loosen."""
    lowest = min(one.mse for one in tried)
    return next(one for one in tried if one.mse <= (1.0 + STIFFER) * lowest)


def _sample(n_rows: int, seed: int) -> np.ndarray:
    if n_rows <= MOST_ROWS:
        return np.arange(n_rows)
    return np.sort(np.random.default_rng(seed).choice(n_rows, MOST_ROWS, replace=False))
