"""Single networks, beside which an ensemble has to stand. Used by rate_mexico_city.py.

``train_alone``: each is what the algorithm gives with one network in the ensemble: its own validation rows,
its own size and decay, its own stop. ``train_as_the_paper``: 11 units, no decay, factors pressed into [−1, 1],
the weights of the lowest error on the split's validation rows. ``scikit_network``: scikit-learn's, its own defaults
but for 11 tanh units. The networks share nothing but the array operations.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from subsidence.progress import Run
from subsidence.rate.ensemble import Ensemble, Stopping, bounded, find_starts
from subsidence.rate.fitting import learning_rows
from subsidence.rate.model_selection import CHOICE_STEPS, DECAY_CANDIDATES, HIDDEN_CANDIDATES, STIFFER, draw_left_out
from subsidence.rate.network.levenberg_marquardt import Problem, levenberg_marquardt
from subsidence.rate.network.multilayer_perceptron import Layout
from subsidence.rate.scaling import FactorScaler, RateScaler
from subsidence.rate.settings import RateSettings
from subsidence.spatial.splits import Split

SWARM, NGUYEN_WIDROW = "swarm", "Nguyen–Widrow"
PAPER_HIDDEN = 11


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

    everyone = np.arange(len(left_out))
    tried, layouts, starts = [], {}, {}
    sizes = HIDDEN_CANDIDATES if blocks is None else HIDDEN_CANDIDATES[:1]
    for hidden in sizes:
        layouts[hidden] = Layout(inputs.shape[1], hidden)
        starts[hidden] = find_starts(
            layouts[hidden], inputs, targets, left_out, settings, run=Run(seed=int(seeds[0, 1]))
        )
        candidates = [np.full(len(left_out), decay) for decay in DECAY_CANDIDATES]
        if tried:
            candidates = [np.array([tried[number][1][network] for network, number in enumerate(_stiffest(tried))])]
        brief = replace(settings, max_iterations=CHOICE_STEPS)
        for decays in candidates:
            _, errors = _train(layouts[hidden], inputs, targets, left_out, starts[hidden], decays, brief)
            tried.append((hidden, decays, errors))
    choice = _stiffest(tried)
    asked = scaler.scale(factors[wanted])
    answers = np.empty((len(left_out), len(wanted)))
    for hidden in sizes:
        own = everyone[[tried[number][0] == hidden for number in choice]]
        if own.size:
            decays = np.array([tried[choice[network]][1][network] for network in own])
            weights, _ = _train(layouts[hidden], inputs, targets, left_out[own], starts[hidden][own], decays, settings)
            answers[own] = Ensemble(layouts[hidden], weights, of_rate).answers(asked)
    return answers


def train_as_the_paper(factors, rate, fold: Split, *, settings: RateSettings, seed: int, start: str) -> np.ndarray:
    """What each of ``settings.members`` networks says of the fold's test rows; shape=(n_networks, n_test), mm/yr."""
    known = np.sort(fold.learning)
    low, high = factors[known].min(axis=0), factors[known].max(axis=0)

    def scale(rows):
        return 2.0 * (np.clip(factors[rows], low, high) - low) / (high - low) - 1.0

    of_rate = RateScaler.learn(rate[known])
    inputs, targets = scale(known), of_rate.scale(rate[known])
    validation = np.tile(np.isin(known, fold.validation), (settings.members, 1))
    layout = Layout(inputs.shape[1], PAPER_HIDDEN)
    settings = settings if start == SWARM else replace(settings, generations=0)
    starts = find_starts(layout, inputs, targets, validation, settings, run=Run(seed=seed))
    problem = Problem.of(layout, inputs, targets, ~validation, validation)
    trained = levenberg_marquardt(problem, starts, max_iterations=300, patience=settings.patience)
    return Ensemble(layout, trained.weights, of_rate).answers(scale(fold.test))


def scikit_network(factors, rate, fold: Split, *, seed: int) -> np.ndarray:
    """What one network of scikit-learn, trained by Adam on all learning rows, says of the test rows; (1, n_test)."""
    from sklearn.neural_network import MLPRegressor
    from sklearn.preprocessing import StandardScaler

    of_factors = StandardScaler().fit(factors[fold.learning])
    of_rate = StandardScaler().fit(rate[fold.learning, None])
    network = MLPRegressor(hidden_layer_sizes=(PAPER_HIDDEN,), activation="tanh", random_state=seed, max_iter=1000)
    network.fit(of_factors.transform(factors[fold.learning]), of_rate.transform(rate[fold.learning, None])[:, 0])
    said = network.predict(of_factors.transform(factors[fold.test]))
    return of_rate.inverse_transform(said[:, None]).T


def _train(layout, inputs, targets, left_out, starts, decays, settings) -> tuple[np.ndarray, np.ndarray]:
    """All networks from their starts; the weights at which each should have stopped, and its validation error."""
    own_rows = [np.flatnonzero(rows) for rows in left_out]
    history: list[np.ndarray] = []
    stopping = [Stopping(settings.patience) for _ in own_rows]
    over = np.zeros(len(own_rows), dtype=bool)

    def after_step(step: int, weights: np.ndarray, answers: np.ndarray) -> bool:
        history.append(weights.copy())
        for network in np.flatnonzero(~over):
            rows = own_rows[network]
            said = bounded(answers[network, rows])
            over[network] = stopping[network].saw(float(np.mean((said - targets[rows]) ** 2)))
        return bool(over.all())

    problem = Problem.of(layout, inputs, targets, ~left_out, left_out, decays)
    levenberg_marquardt(problem, starts, max_iterations=settings.max_iterations, patience=None, after_step=after_step)
    chosen = [one.choice() for one in stopping]
    weights = [history[steps - 1][network] if steps else starts[network] for network, (steps, _) in enumerate(chosen)]
    return np.array(weights), np.array([lowest for _, lowest in chosen])


def _stiffest(tried) -> list[int]:
    """For each network the first candidate whose validation error is within ``STIFFER`` of its lowest."""
    errors = np.array([errors for _, _, errors in tried])
    return list((errors <= (1.0 + STIFFER) * errors.min(axis=0)).argmax(axis=0))
