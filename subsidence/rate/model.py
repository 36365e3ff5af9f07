"""PSO-BP: the rate of subsidence predicted from factors, overall and per cluster.

After Zhou, Zuo and Zhao, Remote Sensing 2022, 14(8), 1803, with an ensemble in place of the single
network. Learn from points that have a rate, then predict for any point that has the factors.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..wording import message
from .cluster_classifier import ClusterLabels, learn_labels
from .ensemble import Ensemble, final_fit, interquartile_mean, out_of_bag, spread
from .feature_selection import factors_to_keep
from .intervals import Intervals, learn_intervals
from .model_file import load_rate_model, save_rate_model
from .model_selection import draw_left_out, early_stopping_run_of_best
from .scaling import FactorScaler, RateScaler
from .settings import RateSettings

LEAST_ROWS = 20  # learning rows below which there is no model
LEAST_CLUSTER_ROWS = 60  # learning rows below which a cluster uses the model of all points
FENCE = 10.0  # interquartile ranges beyond the quartiles: a rate out there is an error of measurement
NO_CLUSTER = -1
OVERALL, OBSERVED, PREDICTED = "overall", "observed", "predicted"  # where the cluster of a point comes from


@dataclass(frozen=True)
class RatePrediction:
    """Predicted rates; every array has one entry per row.

    rate, low, high : mm/yr, NaN where a factor is missing
    spread : mm/yr, how far the ensemble's members disagree
    outside : shape=(n_rows, n_factors), bool, factors beyond what the model has seen (extrapolation)
    cluster : the label used, observed or most likely by the factors; −1 without clusters
    """

    rate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    spread: np.ndarray
    outside: np.ndarray
    cluster: np.ndarray


class RateModel:
    """An ensemble of swarm-started networks per cluster, with intervals.

    names : of the factors; is_class : shape=(n_factors,), which factors are class codes
    settings : see ``RateSettings``; seed : the same seed and rows give the same model, in any row order
    """

    def __init__(
        self,
        names: Sequence[str] | None = None,
        *,
        is_class: np.ndarray | None = None,
        settings: RateSettings | None = None,
        seed: int = 0,
    ):
        self.names = None if names is None else tuple(names)
        self.is_class = is_class
        self.settings = settings or RateSettings()
        self.seed = seed
        self.scaler: FactorScaler | None = None
        self.overall: Ensemble | None = None
        self.by_cluster: dict[int, Ensemble] = {}
        self.clusters: tuple[int, ...] = ()
        self.labels: ClusterLabels | None = None
        self.intervals: dict[str, Intervals] = {}
        self.facts: dict = {}

    def fit(
        self,
        factors: np.ndarray,
        rate: np.ndarray,
        groups: np.ndarray | None = None,
        *,
        blocks: np.ndarray | None = None,
        validation: np.ndarray | None = None,
        report: Report = SILENT,
        workers: int | None = None,
    ) -> RateModel:
        """Learn from rows that have a rate and all factors; the others are left out.

        factors : shape=(n_rows, n_factors); rate : shape=(n_rows,), mm/yr
        groups : shape=(n_rows,), integer cluster labels (negative = none), one model per cluster
        blocks : shape=(n_rows,), pieces of ground that validation leaves out whole; None = random rows
        validation : shape=(n_rows,), bool, the validation rows of an ensemble of one
        """
        factors, rate = np.asarray(factors, dtype=float), np.asarray(rate, dtype=float)
        if self.names is None:
            self.names = tuple(f"factor {number + 1}" for number in range(factors.shape[1]))
        rows, n_outliers = learning_rows(factors, rate)
        if n_outliers:
            report.warn(
                message(
                    "{n_outliers} rates lie more than {fence:.0f} interquartile ranges outside the"
                    " quartiles; they are taken for errors and not learned from.",
                    n_outliers=n_outliers,
                    fence=FENCE,
                )
            )
        rows = rows[np.lexsort([*factors[rows].T, rate[rows]])]  # the order of rows must not matter
        factors, rate = factors[rows], rate[rows]
        clusters = None if groups is None else np.asarray(groups, dtype=int)[rows]
        blocks = None if blocks is None else np.asarray(blocks)[rows]
        self.scaler = FactorScaler.learn(factors, self.names, self.is_class)
        if self.scaler.constant:
            report.warn(
                message(
                    "These factors are the same at every training point and say nothing: {names}.",
                    names=_list(self.scaler),
                )
            )
        inputs = self.scaler.scale(factors)
        seeds = [int(value) for value in np.random.default_rng(self.seed).integers(2**31, size=3)]
        if self.settings.members == 1 and validation is not None and np.asarray(validation)[rows].any():
            left_out = np.asarray(validation, dtype=bool)[rows][None, :]
        else:
            left_out = draw_left_out(blocks, len(rate), self.settings, seeds[0])

        self.clusters = () if clusters is None else tuple(int(c) for c in np.unique(clusters[clusters >= 0]))
        share = 1.0 if not self.clusters else 0.45
        rate_scaler = RateScaler.learn(rate)
        targets = rate_scaler.scale(rate)
        part = report.part(0.0, share)
        early_run = early_stopping_run_of_best(
            inputs, targets, None, self.settings, left_out=left_out, whole_ground=blocks is not None, seed=seeds[1],
            report=part.part(0, 0.4 if self.settings.select_factors else 0.8), workers=workers,
        )  # fmt: skip
        if self.settings.select_factors:
            kept = factors_to_keep(
                self.scaler, factors, targets, left_out, early_run, self.settings, seed=seeds[1],
                report=part.part(0.4, 0.7), workers=workers,
            )  # fmt: skip
            if not kept.all():
                self.scaler = self.scaler.keeping(kept)
                inputs = self.scaler.scale(factors)
                settled = replace(_settle(self.settings, early_run), decay=early_run.decay)
                early_run = early_stopping_run_of_best(
                    inputs, targets, None, settled, left_out=left_out, seed=seeds[1], report=part.part(0.7, 0.8),
                    workers=workers,
                )  # fmt: skip
                report.info(
                    message(
                        "Left out, because the model is no worse without: {names}.",
                        names=", ".join(self.scaler.dropped),
                    )
                )
        self.overall = final_fit(
            early_run, inputs, targets, rate_scaler, self.settings, whole_ground=blocks is not None,
            report=part.part(0.8, 1.0), workers=workers,
        )  # fmt: skip
        seen = Ensemble(early_run.layout, early_run.weights, rate_scaler).answers(inputs)
        self.facts = {
            "rows": len(rate),
            "outliers": int(n_outliers),
            "hidden": early_run.layout.n_hidden,
            "decay": float(np.median(early_run.decay)),
            "steps": early_run.steps,
            "rate_low": rate_scaler.low,
            "rate_high": rate_scaler.high,
            "small_clusters": [],
            "dropped": self.scaler.dropped,
        }
        unseen = {OVERALL: seen}
        if self.clusters:
            unseen.update(
                self._fit_clusters(
                    inputs,
                    rate,
                    clusters,
                    left_out,
                    early_run,
                    seen,
                    seeds,
                    blocks is not None,
                    report.part(share, 1.0),
                    workers,
                )
            )
        count = left_out.sum(axis=0)
        for source, answers in unseen.items():
            mean, variance = out_of_bag(answers, left_out)
            self.intervals[source] = learn_intervals(
                rate, mean, variance, count, self.settings.members, level=self.settings.level, clusters=clusters
            )
        report.progress(1.0)
        return self

    def _fit_clusters(
        self, inputs, rate, clusters, left_out, early_run, seen, seeds, whole_ground, report, workers
    ) -> dict:
        """One ensemble per cluster that is large enough, and the networks that guess the cluster."""
        settled = _settle(self.settings, early_run)
        answers = {}
        self.by_cluster = {}
        for number, cluster in enumerate(self.clusters):
            of_cluster = np.flatnonzero(clusters == cluster)
            own_left_out = left_out[:, of_cluster]
            enough = own_left_out.any(axis=1).all() and (~own_left_out).any(axis=1).all()
            if len(of_cluster) < LEAST_CLUSTER_ROWS or not enough or np.ptp(rate[of_cluster]) == 0:
                self.facts["small_clusters"].append(int(cluster))
                answers[cluster] = seen
                report.warn(
                    message(
                        "Cluster {cluster} has too few points, or lies on too few blocks of ground, to learn"
                        " from; it uses the model of all points.",
                        cluster=cluster,
                    )
                )
                continue
            scaler = RateScaler.learn(rate[of_cluster])
            targets = scaler.scale(rate[of_cluster])
            part = report.part(number / (len(self.clusters) + 1), (number + 1) / (len(self.clusters) + 1))
            own = early_stopping_run_of_best(
                inputs[of_cluster], targets, None, settled, left_out=own_left_out, whole_ground=whole_ground,
                seed=seeds[1] + cluster + 1, report=part.part(0, 0.6), workers=workers,
            )  # fmt: skip
            self.by_cluster[cluster] = final_fit(
                own, inputs[of_cluster], targets, scaler, settled, whole_ground=whole_ground,
                report=part.part(0.6, 1), workers=workers,
            )  # fmt: skip
            answers[cluster] = Ensemble(own.layout, own.weights, scaler).answers(inputs)
        known = clusters >= 0
        last = report.part(len(self.clusters) / (len(self.clusters) + 1), 1.0)
        numbers = np.searchsorted(self.clusters, clusters[known])
        self.labels = learn_labels(
            inputs[known], numbers, len(self.clusters), left_out[:, known], seed=seeds[2], report=last, workers=workers
        )
        stacked = np.stack([answers[cluster] for cluster in self.clusters])  # (clusters, members, rows)
        return {
            OBSERVED: _pick(stacked, seen, self.clusters, clusters),
            PREDICTED: np.einsum("mcr,cmr->mr", self.labels.shares(inputs), stacked),
        }

    # ---- use ----------------------------------------------------------------------------

    def predict(self, factors: np.ndarray, groups: np.ndarray | None = None) -> np.ndarray:
        """Predicted rate, shape=(n_rows,), mm/yr; see ``predict_all``."""
        return self.predict_all(factors, groups).rate

    def predict_all(
        self, factors: np.ndarray, groups: np.ndarray | None = None, *, source: str | None = None
    ) -> RatePrediction:
        """Rates with intervals.

        factors : shape=(n_rows, n_factors), NaN = missing, in the order of ``names``
        groups : shape=(n_rows,), observed cluster labels; None = guessed from the factors
        source : ``overall`` (without clusters), ``observed`` or ``predicted``; by default the best that can be had
        """
        if self.scaler is None:
            raise SubsidenceError(message("This rate model has not learned anything yet; call fit first."))
        factors = np.asarray(factors, dtype=float)
        if source is None:
            source = OVERALL if not self.clusters else PREDICTED if groups is None else OBSERVED
        answers, labels = self.member_answers(factors, groups, source)
        rate, disagreement = interquartile_mean(answers), spread(answers)
        half = self.intervals[source].half_width(disagreement, labels if source != OVERALL else None)
        return RatePrediction(rate, rate - half, rate + half, disagreement, self.scaler.outside(factors), labels)

    def member_answers(
        self, factors: np.ndarray, groups: np.ndarray | None = None, source: str = OVERALL
    ) -> tuple[np.ndarray, np.ndarray]:
        """Every member's rate, shape=(n_members, n_rows), mm/yr, and the cluster used, shape=(n_rows,)."""
        inputs = self.scaler.scale(factors)
        overall = self.overall.answers(inputs)
        if source == OVERALL:
            return overall, np.full(len(inputs), NO_CLUSTER)
        stacked = np.stack(
            [self.by_cluster[c].answers(inputs) if c in self.by_cluster else overall for c in self.clusters]
        )
        shares = self.labels.shares(inputs)
        likely = np.array(self.clusters)[shares.mean(axis=0).argmax(axis=0)]
        guessed = np.einsum("mcr,cmr->mr", shares, stacked)
        if source == PREDICTED or groups is None:
            return guessed, likely
        groups = np.asarray(groups, dtype=int)
        known = np.isin(groups, self.clusters)
        return np.where(known, _pick(stacked, guessed, self.clusters, groups), guessed), np.where(known, groups, likely)

    # ---- files --------------------------------------------------------------------------

    def save(self, path: str | os.PathLike, extra: dict | None = None) -> None:
        """Write weights, scalers, classes, intervals and ``extra`` (anything JSON can hold) into one file."""
        save_rate_model(self, path, extra or {})

    @classmethod
    def load(cls, path: str | os.PathLike) -> RateModel:
        """Read what ``save`` wrote; ``facts["extra"]`` holds the extra facts."""
        return load_rate_model(cls, path)


def learning_rows(factors: np.ndarray, rate: np.ndarray) -> tuple[np.ndarray, int]:
    """Rows with a believable rate and all factors, and how many rates are beyond belief."""
    complete = np.isfinite(rate) & np.isfinite(factors).all(axis=1)
    if not complete.any():
        raise SubsidenceError(
            message("No point has both a rate and all the factors; check the fields for NULL values.")
        )
    low, high = np.percentile(rate[complete], [25, 75])
    fence = FENCE * (high - low)
    believable = complete if fence == 0 else complete & (rate >= low - fence) & (rate <= high + fence)
    rows = np.flatnonzero(believable)
    if len(rows) < LEAST_ROWS:
        raise SubsidenceError(
            message(
                "Only {count} points to learn from have a rate and all the factors; at least {least_rows} are needed.",
                count=len(rows),
                least_rows=LEAST_ROWS,
            )
        )
    return rows, int(complete.sum() - believable.sum())


def _pick(stacked: np.ndarray, otherwise: np.ndarray, clusters: Sequence[int], labels: np.ndarray) -> np.ndarray:
    """For each row the answers of its own cluster's members; (n_members, n_rows)."""
    result = otherwise.copy()
    for number, cluster in enumerate(clusters):
        rows = labels == cluster
        result[:, rows] = stacked[number][:, rows]
    return result


def _settle(settings: RateSettings, early_run) -> RateSettings:
    """The settings with the size that was chosen on all points; each cluster chooses its own decay."""
    return replace(settings, hidden=early_run.layout.n_hidden)


def _list(scaler: FactorScaler) -> str:
    return ", ".join(scaler.constant)
