"""Ten networks trained alone, beside which a committee has to stand.

Each is what the algorithm gives with one network in the committee: its own validation rows, its own size
and decay, its own stop. They share nothing but the array operations. Used by rate_mexico_city.py.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from subsidence.prediction.backprop import Problem, levenberg_marquardt
from subsidence.prediction.capacity import CHOICE_STEPS, DECAY_CANDIDATES, HIDDEN_CANDIDATES, STIFFER, draw_left_out
from subsidence.prediction.committee import Committee, Stopping, bounded, find_starts
from subsidence.prediction.network import Layout, outputs
from subsidence.prediction.rate_model import learning_rows
from subsidence.prediction.rate_settings import RateSettings
from subsidence.prediction.scaling import FactorScaler, RateScaler

SWARM, NGUYEN_WIDROW = "swarm", "Nguyen–Widrow"


def train_alone(factors, rate, learning, wanted, *, blocks, settings: RateSettings, seed: int, start: str):
    """What each of ``settings.members`` networks, trained alone, says of the rows ``wanted``; (n_networks, n_wanted).

    factors : shape=(n_rows, n_factors); rate : shape=(n_rows,), mm/yr; learning, wanted : row numbers
    blocks : shape=(n_rows,), pieces of ground that validation leaves out whole; None = random rows
    """
    learning = learning[learning_rows(factors[learning], rate[learning])[0]]
    scaler = FactorScaler.learn(factors[learning], [str(number) for number in range(factors.shape[1])])
    of_rate = RateScaler.learn(rate[learning])
    inputs, targets = scaler.scale(factors[learning]), of_rate.scale(rate[learning])
    one = replace(settings, members=1)
    seeds = np.random.default_rng(seed).integers(2**31, size=(settings.members, 2))
    ground = None if blocks is None else blocks[learning]
    left_out = np.concatenate([draw_left_out(ground, len(targets), one, int(own)) for own, _ in seeds])
    settings = settings if start == SWARM else replace(settings, generations=0)

    tried = []
    first, *others = HIDDEN_CANDIDATES
    layout = Layout(inputs.shape[1], first)
    starts = find_starts(layout, inputs, targets, left_out, settings, seed=int(seeds[0, 1]))
    for decay in DECAY_CANDIDATES:
        decays = np.full(len(left_out), decay)
        tried.append(_train(layout, inputs, targets, left_out, starts, decays, settings))
    for hidden in others:
        choice = _stiffest(tried)
        decays = np.array([DECAY_CANDIDATES[number] for number in choice])
        layout = Layout(inputs.shape[1], hidden)
        starts = find_starts(layout, inputs, targets, left_out, settings, seed=int(seeds[0, 1]))
        tried.append(_train(layout, inputs, targets, left_out, starts, decays, settings))
    choice = _stiffest(tried)
    asked = scaler.scale(factors[wanted])
    answers = []
    for network, number in enumerate(choice):
        layout, weights, _ = tried[number]
        answers.append(Committee(layout, weights[network : network + 1], of_rate).answers(asked)[0])
    return np.array(answers)


def _train(layout, inputs, targets, left_out, starts, decays, settings) -> tuple[Layout, list[np.ndarray], np.ndarray]:
    """All networks from their starts; the weights each would have stopped at, and its early validation error."""
    own_rows = [np.flatnonzero(rows) for rows in left_out]
    history: list[np.ndarray] = []
    brief = [Stopping(settings.patience) for _ in own_rows]
    whole = [Stopping(settings.patience) for _ in own_rows]
    over = np.zeros(len(own_rows), dtype=bool)

    def after_step(step: int, weights: np.ndarray) -> bool:
        history.append(weights.copy())
        for network in np.flatnonzero(~over):
            rows = own_rows[network]
            said = bounded(outputs(layout, weights[network : network + 1], inputs[rows])[0])
            error = float(np.mean((said - targets[rows]) ** 2))
            over[network] = whole[network].saw(error)
            if step <= CHOICE_STEPS:
                brief[network].saw(error)
        return bool(over.all())

    problem = Problem.of(layout, inputs, targets, ~left_out, left_out, decays)
    levenberg_marquardt(problem, starts, max_iterations=settings.max_iterations, patience=None, after_step=after_step)
    weights = []
    for network, stopping in enumerate(whole):
        steps, _ = stopping.choice()
        weights.append(history[steps - 1][network] if steps else starts[network])
    return layout, np.array(weights), np.array([stopping.choice()[1] for stopping in brief])


def _stiffest(tried) -> list[int]:
    """For each network the first candidate whose validation error is within ``STIFFER`` of its lowest."""
    errors = np.array([error for _, _, error in tried])
    return list((errors <= (1.0 + STIFFER) * errors.min(axis=0)).argmax(axis=0))
