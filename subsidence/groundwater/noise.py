"""The noise of series about their answer to the heads: its kinds, how large it is, and draws of it.

Storage and delay hang on slow motions, and so they err most where noise remembers long (flicker noise, walks).
Which kinds of noise a layer has, all its series tell together (``analysis/noise_models.py``); how much of each kind,
and how large it is, each series tells itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ..analysis.noise_models import NoiseModel, NoiseNode, noise_of_sets
from ..progress import ALONE, Run
from .drivers import FEWEST_EPOCHS, Felt, Scenario
from .heads import Heads

MOST_WELLS = 6  # with the most points; their points tell the kinds of noise
POINTS_OF_A_WELL = 400
LEAST_VARIANCE = 1e-12  # mm²


def noise_of_layer(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    heads: Heads,
    head_of: np.ndarray,
    *,
    preconsolidation_m: float | None = None,
    scenario: Scenario | None = None,
    run: Run = ALONE,
) -> NoiseModel | None:
    """The kinds of noise of a layer's series about any answer to their heads.

    displacement_mm : shape=(n_points, n_epochs), NaN where missing; head_of : shape=(n_points,), −1 for none
    scenario : whose dates the model holds too. None is returned where no well has epochs enough.
    """
    random = np.random.default_rng(run.seed)
    wells, counts = np.unique(head_of[head_of >= 0], return_counts=True)
    when = dates if scenario is None else np.concatenate([dates, scenario.dates])
    sets = []
    for well in wells[np.argsort(-counts, kind="stable")][:MOST_WELLS].tolist():
        rows = np.flatnonzero(head_of == well)
        rows = np.sort(random.permutation(rows)[:POINTS_OF_A_WELL])
        epochs = np.flatnonzero(np.isfinite(heads.at(well, dates)))
        if epochs.size < FEWEST_EPOCHS:
            continue
        span = Felt.of_well(heads, well, dates, preconsolidation_m, False, None).at(epochs).span()
        values, design = np.full((rows.size, when.size), np.nan), np.zeros((when.size, span.shape[1]))
        values[:, epochs] = displacement_mm[np.ix_(rows, epochs)]
        design[epochs] = span
        sets.append((values, design))
    return noise_of_sets(sets, when, run=run) if sets else None


def noise_of_mean(noise: NoiseModel, n_points: int) -> NoiseModel:
    """What the mean of so many points may have: their kinds of noise, or the same with less that is white.

    White noise is mostly each point's own and averages out; what remembers long is mostly that of the troposphere and
    the reference, which the points share. Both are held possible alike; the mean's own series decides.
    """
    nodes, weights = list(noise.nodes), (0.5 * noise.weights[0]).tolist()
    for number, (node, weight) in enumerate(zip(noise.nodes, noise.weights[0].tolist())):
        if node.family == "white":
            weights[number] += 0.5 * weight
            continue
        share = node.white_share
        coloured = (node.covariance - share * np.eye(len(node.covariance))) / (1.0 - share)
        left = share / n_points / (share / n_points + 1.0 - share)
        nodes.append(
            NoiseNode(node.family, node.parameter, left, left * np.eye(len(coloured)) + (1.0 - left) * coloured)
        )
        weights.append(0.5 * weight)
    total = np.array(weights) / np.sum(weights)
    return replace(noise, nodes=tuple(nodes), weights=total[None])


@dataclass(frozen=True)
class Judged:
    """posterior, variance : shape=(n_series, n_kinds), how likely each kind is and how large it would be, mm²."""

    posterior: np.ndarray
    variance: np.ndarray


class NoiseHere:
    """The kinds of noise at the epochs of some series, and ahead of them.

    model : of all dates, those ahead last; epochs : shape=(n_epochs,), numbers of its dates; span : ``Drivers.span``
    """

    def __init__(self, model: NoiseModel, epochs: np.ndarray, span: np.ndarray, n_ahead: int = 0):
        ahead = np.arange(model.dates.size - n_ahead, model.dates.size)
        both = np.concatenate([epochs, ahead])
        self.n_epochs, self.degrees = epochs.size, epochs.size - span.shape[1]
        used = np.flatnonzero(model.weights[0] > 0)
        self.log_weight = np.log(model.weights[0][used])
        self.covariances = np.stack([model.nodes[number].covariance[np.ix_(both, both)] for number in used])
        self.lower = np.linalg.cholesky(self.covariances)  # (n_kinds, n_epochs + n_ahead, …)
        own = self.lower[:, : epochs.size, : epochs.size]
        self.whiten = np.linalg.inv(own)
        self.basis, triangle = np.linalg.qr(self.whiten @ span)
        size = np.log(np.einsum("kii->ki", own)).sum(axis=1)
        self.log_size = size + np.log(np.abs(np.einsum("kii->ki", triangle))).sum(axis=1)

    def judge(self, series: np.ndarray) -> Judged:
        """Every kind by restricted likelihood; series : shape=(n_series, n_epochs), without gaps."""
        squares = np.empty((len(series), len(self.whiten)))
        about = series - series.mean(axis=1, keepdims=True)  # a level is in the span; large ones cost digits
        for number, (whiten, basis) in enumerate(zip(self.whiten, self.basis)):
            white = about @ whiten.T
            squares[:, number] = np.square(white - white @ basis @ basis.T).sum(axis=1)
        variance = np.maximum(squares / max(self.degrees, 1), LEAST_VARIANCE)
        likelihood = self.log_weight - self.log_size - 0.5 * self.degrees * np.log(variance)
        posterior = np.exp(likelihood - likelihood.max(axis=1, keepdims=True))
        return Judged(posterior / posterior.sum(axis=1, keepdims=True), variance)

    def whitening(self, judged: Judged) -> np.ndarray:
        """What makes the mean noise of some series white; shape=(n_epochs, n_epochs)."""
        here = self.covariances[:, : self.n_epochs, : self.n_epochs]
        mean = np.einsum("k,kij->ij", judged.posterior.mean(axis=0), here)
        return np.linalg.inv(np.linalg.cholesky(mean))

    def draws(
        self, judged: Judged, count: int, together: int, random: np.random.Generator
    ) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """``count`` draws of the noise of every series, ``together`` at once.

        shapes=(n_drawn, n_series, n_epochs) and (…, n_ahead). Kind and size are drawn too, evenly from what each series
        leaves possible, so the draws spread as Student's distribution does.
        """
        from scipy.stats import chi2

        even = (np.arange(count) + 0.5) / count
        kind_at, size_at = even[random.permutation(count)], even[random.permutation(count)]
        larger = np.sqrt(max(self.degrees, 1) / chi2.ppf(size_at, max(self.degrees, 1)))
        cumulated = np.cumsum(judged.posterior, axis=1)
        n_series, length = len(cumulated), self.lower.shape[1]
        for start in range(0, count, together):
            some = slice(start, min(start + together, count))
            kinds = (kind_at[some, None, None] > cumulated[None, :, :-1]).sum(axis=2)  # (n_drawn, n_series)
            noise = random.standard_normal((*kinds.shape, length))
            for kind in np.unique(kinds):
                here = kinds == kind
                noise[here] = noise[here] @ self.lower[kind].T
            scale = np.sqrt(judged.variance[np.arange(n_series)[None], kinds]) * larger[some, None]
            noise *= scale[:, :, None]
            yield noise[:, :, : self.n_epochs], noise[:, :, self.n_epochs :]
