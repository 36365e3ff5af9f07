"""A particle swarm looks for starting weights before back-propagation refines them.

A particle is all weights of one network; its fitness is the network's mean squared training error.
Every network of an ensemble has a swarm of its own, and all these swarms fly in one pyswarms run:
one batched pass evaluates every particle of every swarm.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ...blocks import row_blocks
from ...packages import require
from ...progress import ALONE, Run
from . import COGNITIVE, GENERATIONS, INERTIA, PARTICLES, SOCIAL
from .blockwise_sums import RowSums
from .multilayer_perceptron import Layout, hidden_layer, nguyen_widrow, output_of, with_constant

FITNESS_ROWS = 500  # a start needs no more rows than this to be judged
TOGETHER = 10  # particles whose hidden layers are worked out at once, so that they stay in a core's own memory
_LOGGING = Path(__file__).with_name("pyswarms_logging.yml")
_ONE_AT_A_TIME = threading.RLock()


@dataclass(frozen=True)
class SwarmStart:
    """The best particle of each swarm.

    weights : shape=(n_networks, n_weights)
    mse : shape=(n_networks,), its training error in units of the scaled target
    first_mse : shape=(n_networks,), the best error of the first generation, before any movement
    """

    weights: np.ndarray
    mse: np.ndarray
    first_mse: np.ndarray


def swarm_start(
    layout: Layout,
    inputs: np.ndarray,
    targets: np.ndarray,
    training: np.ndarray,
    *,
    particles: int = PARTICLES,
    generations: int = GENERATIONS,
    cognitive: float = COGNITIVE,
    social: float = SOCIAL,
    inertia: float = INERTIA,
    run: Run = ALONE,
) -> SwarmStart:
    """Fly one swarm per network.

    inputs : shape=(n_rows, n_inputs), scaled
    targets : shape=(n_rows,) or (n_networks, n_rows), scaled
    training : shape=(n_networks, n_rows), bool, the rows each network may see
    particles : per network; generations : how often the swarms move
    """
    training = np.atleast_2d(training)
    n_networks = len(training)
    random = np.random.default_rng(run.seed)
    rows = _fitness_rows(training, random)
    extended = with_constant(np.asarray(inputs)[rows].astype(np.float32))  # a start needs no double precision
    targets = np.broadcast_to(np.asarray(targets), training.shape)[:, rows].astype(np.float32)
    seen = training[:, rows]
    n_seen = np.maximum(seen.sum(axis=1), 1)
    costs_so_far: list[np.ndarray] = []

    with RowSums(len(rows), n_networks * particles, run.workers) as sums:

        def fitness(positions: np.ndarray) -> np.ndarray:
            """Mean squared training error of every particle, shape=(n_networks · particles,)."""
            run.report.progress(len(costs_so_far) / max(generations, 1))
            weights = positions.astype(np.float32)

            def block(part: slice) -> tuple[np.ndarray]:
                said = np.empty((len(weights), part.stop - part.start), dtype=np.float32)
                for some in row_blocks(len(weights), TOGETHER):
                    hidden = hidden_layer(layout, weights[some], extended[part])
                    said[some] = output_of(layout, weights[some], hidden)
                errors = said.reshape(n_networks, particles, -1)
                errors -= targets[:, None, part]
                return (np.einsum("nps,ns->np", errors * errors, seen[:, part].astype(np.float32)),)

            (squared,) = sums(block)
            mse = squared / n_seen[:, None]
            costs_so_far.append(mse)
            return mse.reshape(-1)

        start = nguyen_widrow(layout, n_networks * particles, random)
        best, best_mse = _fly(
            fitness, start, n_networks, generations,
            {"c1": cognitive, "c2": social, "w": inertia}, int(random.integers(2**32, dtype=np.uint64)),
        )  # fmt: skip
    run.report.progress(1.0)
    return SwarmStart(best, best_mse, costs_so_far[0].min(axis=1))


def _fitness_rows(training: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """All rows that any network trains on, or a sample of them."""
    rows = np.flatnonzero(training.any(axis=0))
    if len(rows) > FITNESS_ROWS:
        rows = np.sort(random.choice(rows, FITNESS_ROWS, replace=False))
    return rows


def _fly(
    fitness: Callable[[np.ndarray], np.ndarray],
    start: np.ndarray,
    n_swarms: int,
    generations: int,
    options: dict,
    seed: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Run pyswarms on all swarms at once; returns the best position and cost of each."""
    n_particles, n_weights = start.shape
    with _quiet_pyswarms(seed):
        topology = require("pyswarms.backend.topology")
        optimizer_module = require("pyswarms.single.general_optimizer")

        class Islands(topology.Star):  # type: ignore[name-defined]
            """Particles follow the best of their own swarm only."""

            def compute_gbest(self, swarm: Any, **_: Any) -> tuple[np.ndarray, float]:
                best = swarm.pbest_cost.reshape(n_swarms, -1).argmin(axis=1)
                best += np.arange(n_swarms) * (n_particles // n_swarms)
                followed = np.repeat(swarm.pbest_pos[best], n_particles // n_swarms, axis=0)
                return followed, np.min(swarm.pbest_cost)

        optimizer = optimizer_module.GeneralOptimizerPSO(
            n_particles=n_particles,
            dimensions=n_weights,
            options=options,
            topology=Islands(),
            init_pos=start,
            center=1.0,
        )
        optimizer.swarm.velocity = np.zeros_like(start)  # pyswarms would start all weights upwards
        optimizer.optimize(fitness, max(generations, 1), verbose=False)
        swarm = optimizer.swarm
    costs = swarm.pbest_cost.reshape(n_swarms, -1)
    best = costs.argmin(axis=1)
    positions = swarm.pbest_pos.reshape(n_swarms, -1, n_weights)
    everyone = np.arange(n_swarms)
    return positions[everyone, best].astype(float), costs[everyone, best]


@contextlib.contextmanager
def _quiet_pyswarms(seed: int) -> Iterator[None]:
    """pyswarms with a seed, and without its hands on logging, report.log and numpy's global randomness."""
    with _ONE_AT_A_TIME:
        random_state = np.random.get_state()  # noqa: NPY002 - pyswarms draws from the global generator
        log_configuration = os.environ.get("LOG_CFG")
        os.environ["LOG_CFG"] = str(_LOGGING)
        np.random.seed(seed % 2**32)  # noqa: NPY002
        try:
            yield
        finally:
            np.random.set_state(random_state)  # noqa: NPY002
            if log_configuration is None:
                del os.environ["LOG_CFG"]
            else:
                os.environ["LOG_CFG"] = log_configuration
