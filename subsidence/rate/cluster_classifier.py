"""The cluster of a point guessed from its factors, for ground where no series exists.

K-Shape labels come from the series whose slope is the rate, so a model that is told the label has
seen a little of the answer. What a model may use on new ground is the label that the factors
suggest, learned from the training rows only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..progress import ALONE, Run
from .network.levenberg_marquardt import Problem, levenberg_marquardt
from .network.multilayer_perceptron import Layout, nguyen_widrow, outputs

HIDDEN = 6
DECAY = 0.1
MAX_ITERATIONS = 30
MOST_ROWS = 4000  # a border between clusters needs no more


@dataclass(frozen=True)
class ClusterLabels:
    """One small network per cluster and ensemble member, which says how likely the cluster is.

    weights : shape=(n_members, n_clusters, n_weights)
    """

    layout: Layout
    weights: np.ndarray

    def shares(self, inputs: np.ndarray) -> np.ndarray:
        """How likely each cluster is by each member, sum 1; shape=(n_members, n_clusters, n_rows)."""
        n_members, n_clusters, n_weights = self.weights.shape
        flat = outputs(self.layout, self.weights.reshape(-1, n_weights), inputs)
        likely = np.clip(0.5 * (flat + 1.0), 0.0, 1.0).reshape(n_members, n_clusters, -1)
        total = likely.sum(axis=1, keepdims=True)
        return np.where(total > 0, likely / np.where(total > 0, total, 1.0), 1.0 / n_clusters)


def learn_labels(
    inputs: np.ndarray,
    clusters: np.ndarray,
    n_clusters: int,
    left_out: np.ndarray,
    *,
    run: Run = ALONE,
) -> ClusterLabels:
    """Fit the networks by least squares to ±1 membership.

    inputs : shape=(n_rows, n_inputs), scaled; clusters : shape=(n_rows,), 0 … n_clusters − 1
    left_out : shape=(n_members, n_rows), bool, each member's validation rows
    """
    random = np.random.default_rng(run.seed)
    if len(clusters) > MOST_ROWS:
        rows = np.sort(random.choice(len(clusters), MOST_ROWS, replace=False))
        inputs, clusters, left_out = inputs[rows], clusters[rows], left_out[:, rows]
    n_members = len(left_out)
    layout = Layout(inputs.shape[1], HIDDEN)
    targets = np.where(clusters[None, :] == np.arange(n_clusters)[:, None], 1.0, -1.0)  # (n_clusters, n_rows)
    every_target = np.tile(targets, (n_members, 1))
    every_left_out = np.repeat(left_out, n_clusters, axis=0)
    start = nguyen_widrow(layout, n_members * n_clusters, random)
    problem = Problem.of(layout, inputs, every_target, ~every_left_out, every_left_out, DECAY)
    trained = levenberg_marquardt(problem, start, max_iterations=MAX_ITERATIONS, run=run)
    return ClusterLabels(layout, trained.weights.reshape(n_members, n_clusters, -1))
