"""How a rate model is trained: every choice in one place, with its default and where that comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from ..errors import SubsidenceError
from ..spatial.splits import TRAIN_SHARE, VALIDATION_SHARE
from ..wording import message
from .network import COGNITIVE, GENERATIONS, INERTIA, PARTICLES, SOCIAL

TEST_RANDOM, TEST_BLOCKS, TEST_AREA = "test-random", "test-blocks", "test-area"  # what a model is judged on
GOAL_MSE = 1e-8  # after Zhou et al. 2022, text; their table has 1e-3
MEASURED, PAPER = "measured", "paper"  # modes: as measured to be best, as in the paper
PAPER_STEPS = 1000  # of Levenberg–Marquardt, in the paper's mode
OF_CLUSTERS = ("CLUSTER_HIDDEN", "CLUSTER_SWARM", "CLUSTER_GENERATIONS", "CLUSTER_EPOCHS")  # keys of the toolbox
LEVENBERG_MARQUARDT, GRADIENT_DESCENT = "levenberg-marquardt", "gradient-descent"


@dataclass(frozen=True)
class RateSettings:
    """Choices of a PSO-BP rate model; those of the paper unless a better one was measured (benchmarks/psobp.md).

    hidden : tanh units; 0 = chosen by validation (``model_selection.py``)
    members : networks in the ensemble
    particles, generations, c1, c2, inertia : the swarm that finds the starts; 0 generations = no swarm
    training : ``levenberg-marquardt``, or ``gradient-descent`` with learning_rate, momentum, epochs
    decay : weight decay λ; None = chosen by validation
    max_iterations, patience : limits of Levenberg–Marquardt; validation failures that stop a network
    validation_share : of the learning rows, left out by each member in turn
    level : of the intervals, in (0, 1)
    stack : extra trees and additive splines answer beside the networks of an ensemble, by weights that validation gives
    neighbours : where coordinates are given, measured points speak for places near them
    surroundings : where coordinates are given, the factors' answers are averaged over places around, if that helps
    select_factors : do without the factors that do not help on rows left out (``feature_selection.py``)
    goal : mean squared training error, of the scaled rate, at which a network is done
    of_clusters : hidden, particles, generations and epochs of each cluster in ascending order; () = the same for all
    """

    hidden: int = 0
    members: int = 10
    particles: int = PARTICLES
    generations: int = GENERATIONS
    c1: float = COGNITIVE
    c2: float = SOCIAL
    inertia: float = INERTIA
    training: str = LEVENBERG_MARQUARDT
    learning_rate: float = 0.8
    momentum: float = 0.6
    epochs: int = 10_000
    decay: float | np.ndarray | None = None
    max_iterations: int = 150
    patience: int = 20
    validation_share: float = VALIDATION_SHARE / (TRAIN_SHARE + VALIDATION_SHARE)
    level: float = 0.9
    select_factors: bool = False
    goal: float = GOAL_MSE
    of_clusters: Sequence[Sequence[int]] = ()
    stack: bool = True
    neighbours: bool = True
    surroundings: bool = True

    def __post_init__(self) -> None:
        if self.members < 1 or self.hidden < 0 or self.particles < 1 or self.generations < 0:
            raise SubsidenceError(
                message(
                    "The ensemble and the swarm need at least one member, and the numbers of hidden neurons"
                    " and generations cannot be negative."
                )
            )
        if self.training not in (LEVENBERG_MARQUARDT, GRADIENT_DESCENT):
            raise SubsidenceError(message("The training method “{training}” is not known.", training=self.training))
        if not 0 < self.level < 1:
            raise SubsidenceError(
                message("The level of the intervals is {level:g}; it must lie between 0 and 1.", level=self.level)
            )

    def of_cluster(self, place: int) -> RateSettings:
        """Those of the cluster that comes at this place."""
        if not self.of_clusters:
            return self
        hidden, particles, generations, epochs = self.of_clusters[place]
        return replace(self, hidden=hidden, particles=particles, generations=generations, epochs=epochs)

    def as_dict(self) -> dict:
        return asdict(self)


# Zhou et al. 2022: hidden, swarm, generations, epochs of their three clusters
PAPER_CLUSTERS = ((11, 20, 20, 10_000), (10, 25, 20, 20_000), (11, 30, 30, 20_000))


def for_clusters(own: RateSettings, mode: str, lists: Sequence[str], n_clusters: int) -> RateSettings:
    """Settings in a mode, with those of each cluster.

    Parameters
    ----------
    own : RateSettings
        What was chosen for all clusters.
    mode : str
        ``measured`` or ``paper``: one network a cluster, without weight decay, with the paper's figures.
    lists : sequence of str
        By ``OF_CLUSTERS`` whole numbers with commas between, clusters in ascending order; "" for the mode's own.
    n_clusters : int
        0 where there are none.

    Returns
    -------
    RateSettings
        With ``of_clusters`` where clusters differ.

    Raises
    ------
    SubsidenceError
        Where a list has no number, or more than one, for a cluster.
    """
    if mode == PAPER:
        hidden, particles, generations, epochs = PAPER_CLUSTERS[0]
        own = replace(
            own, members=1, hidden=hidden, particles=particles, generations=generations and own.generations,
            epochs=epochs, decay=0.0, max_iterations=PAPER_STEPS, select_factors=False, stack=False,
            neighbours=False, surroundings=False,
        )  # fmt: skip
    given = [_numbers(key, text, n_clusters) for key, text in zip(OF_CLUSTERS, lists)]
    paper = mode == PAPER and n_clusters == len(PAPER_CLUSTERS)
    if not n_clusters or not (paper or any(given)):
        return replace(own, of_clusters=())
    usual = [[own.hidden, own.particles, own.generations, own.epochs]] * n_clusters
    if paper:
        usual = [list(one) for one in PAPER_CLUSTERS]
    found = [
        [numbers[place] if numbers else usual[place][n] for n, numbers in enumerate(given)]
        for place in range(n_clusters)
    ]
    if own.generations == 0:  # without pyswarms, or without a swarm
        found = [[hidden, particles, 0, epochs] for hidden, particles, _, epochs in found]
    return replace(own, of_clusters=found)


def _numbers(key: str, text: str, count: int) -> list[int]:
    if not text:
        return []
    try:
        found = [int(part) for part in text.split(",")]
    except ValueError:
        found = []
    least = 0 if key in ("CLUSTER_GENERATIONS", "CLUSTER_HIDDEN") else 1
    if len(found) != count or min(found, default=-1) < least:
        raise SubsidenceError(
            message(
                "{key} is “{text}”, but there are {count} clusters: give one whole number for each, with commas.",
                key=key,
                text=text,
                count=count,
            )
        )
    return found
