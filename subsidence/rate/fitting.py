"""What a rate model learns, and how: rows, sizes, factors, the ensemble of all points, those of the clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..progress import Run
from ..wording import message
from .cluster_classifier import ClusterLabels, learn_labels
from .ensemble import EarlyStoppingRun, Ensemble, final_fit, out_of_bag
from .feature_selection import factors_to_keep
from .intervals import Intervals, learn_intervals
from .members.neighbours import NONE, Carried, Neighbours, learn_neighbours
from .members.stack import Stack, fit_others, hands_of, in_words, learn_weights
from .members.surroundings import Surroundings, learn_surroundings
from .model_selection import draw_left_out, early_stopping_run_of_best
from .scaling import FactorScaler, RateScaler
from .settings import RateSettings
from .unseen_ground import UnseenGround

LEAST_ROWS = 20  # learning rows below which there is no model
LEAST_CLUSTER_ROWS = 60  # learning rows below which a cluster uses the model of all points
FENCE = 10.0  # interquartile ranges beyond the quartiles: a rate out there is an error of measurement
OVERALL, OBSERVED, PREDICTED = "overall", "observed", "predicted"  # where the cluster of a point comes from


@dataclass
class FittedRate:
    """All that a ``RateModel`` has learned.

    overall, by_cluster : the ensemble of all points and those of the clusters that have one
    clusters, labels : every cluster seen, and the networks that guess it from the factors; () and None without
    stack : what answers beside the networks; None without
    neighbours : by where the cluster comes from, what measured points nearby add; {} where they do not help
    surroundings : by where the cluster comes from, how far around answers are averaged; {} where it does not help
    intervals : by where the cluster comes from; facts : what the model file and the report tell
    unseen : how errors grow away from the ground that was learned; None where that was not tried
    """

    scaler: FactorScaler
    overall: Ensemble
    by_cluster: dict[int, Ensemble] = field(default_factory=dict)
    clusters: tuple[int, ...] = ()
    labels: ClusterLabels | None = None
    intervals: dict[str, Intervals] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    stack: Stack | None = None
    neighbours: dict[str, Neighbours] = field(default_factory=dict)
    surroundings: dict[str, Surroundings] = field(default_factory=dict)
    unseen: UnseenGround | None = None


@dataclass(frozen=True)
class _Lesson:
    """The rows to learn from, in an order that their own values give.

    factors : shape=(n_rows, n_factors); rate : shape=(n_rows,), mm/yr; clusters : shape=(n_rows,), negative = none
    left_out : shape=(n_members, n_rows), each member's validation rows; whole_ground : whether they are blocks
    lon_lat : shape=(n_rows, 2), degrees, or None
    seeds : for what is drawn, for the networks, for those that guess the cluster
    """

    factors: np.ndarray
    rate: np.ndarray
    clusters: np.ndarray | None
    left_out: np.ndarray
    whole_ground: bool
    n_outliers: int
    seeds: tuple[int, ...]
    lon_lat: np.ndarray | None = None


def fit_rate(
    factors: np.ndarray,
    rate: np.ndarray,
    groups: np.ndarray | None,
    *,
    names: Sequence[str],
    is_class: np.ndarray | None,
    blocks: np.ndarray | None,
    validation: np.ndarray | None,
    lon_lat: np.ndarray | None = None,
    settings: RateSettings,
    run: Run,
) -> FittedRate:
    """Learn from rows that have a rate and all factors; shapes as in ``RateModel.fit``."""
    lesson = _lesson(factors, rate, groups, blocks, validation, settings, run, lon_lat)
    run, last = run.parts(85, 15)
    scaler = FactorScaler.learn(lesson.factors, names, is_class)
    if scaler.constant:
        run.report.warn(
            message(
                "These factors are the same at every training point and say nothing: {names}.",
                names=", ".join(scaler.constant),
            )
        )
    clusters = lesson.clusters
    seen_clusters = () if clusters is None else tuple(int(c) for c in np.unique(clusters[clusters >= 0]))
    if settings.of_clusters and len(settings.of_clusters) != len(seen_clusters):
        raise SubsidenceError(
            message(
                "There are settings for {count} clusters, but {found} clusters to learn.",
                count=len(settings.of_clusters),
                found=len(seen_clusters),
            )
        )
    of_all, of_clusters = run.parts(45, 55 if seen_clusters else 0)
    choosing, training = of_all.parts(8, 2)
    rate_scaler = RateScaler.learn(lesson.rate)
    targets = rate_scaler.scale(lesson.rate)
    early, scaler = _choose_size_and_factors(lesson, scaler, targets, settings, choosing)
    inputs = scaler.scale(lesson.factors)
    overall = final_fit(
        early,
        inputs,
        targets,
        rate_scaler,
        settings,
        whole_ground=lesson.whole_ground,
        run=training,
    )
    fitted = FittedRate(scaler, overall, clusters=seen_clusters, facts=_facts(lesson, scaler, rate_scaler, early))
    unseen = {OVERALL: Ensemble(early.layout, early.weights, rate_scaler).answers(inputs)}
    if clusters is not None and seen_clusters:
        settled = replace(settings, hidden=early.layout.n_hidden)  # each cluster chooses its own decay
        unseen.update(_fit_clusters(fitted, lesson, clusters, inputs, unseen[OVERALL], settled, of_clusters))
    _fit_beside(fitted, lesson, inputs, unseen, settings, last)
    last.report.progress(1.0)
    return fitted


def _fit_beside(
    fitted: FittedRate,
    lesson: _Lesson,
    inputs: np.ndarray,
    unseen: dict[str, np.ndarray],
    settings: RateSettings,
    run: Run,
) -> None:
    """What answers beside the networks, the intervals, and what neighbours add; kept in ``fitted``.

    unseen : by where the cluster comes from, the networks' answers, shape=(n_members, n_rows), before the final fit
    """
    count = lesson.left_out.sum(axis=0)
    stacking, placing = run.parts(6, 4)
    if settings.stack and len(lesson.left_out) > 1:
        fitted.stack = fit_others(inputs, lesson.rate, lesson.left_out, stacking.seeded(lesson.seeds[1]))
    maps: dict[bytes, Carried] = {}
    for (source, answers), part in placing.stages(unseen.items()):
        mean, variance = out_of_bag(answers, lesson.left_out)
        if fitted.stack is not None:
            members = len(lesson.left_out)
            weights = learn_weights(
                lesson.rate, mean, variance, count, members, fitted.stack.unseen, hands_of(lesson.left_out)
            )
            fitted.stack.weights[source] = weights
            mean, variance = fitted.stack.out_of_bag(mean, variance, source)
            fitted.facts[f"weights, {source}"] = in_words(weights)
        if settings.surroundings and lesson.lon_lat is not None and len(lesson.left_out) > 1:
            around = learn_surroundings(lesson.lon_lat, lesson.rate, mean, hands_of(lesson.left_out))
            if around is not None:
                fitted.surroundings[source] = around
                mean = around.of_hands(mean, lesson.lon_lat, hands_of(lesson.left_out))
        fitted.intervals[source] = learn_intervals(
            lesson.rate, mean, variance, count, settings.members, level=settings.level, clusters=lesson.clusters
        )
        if settings.neighbours and lesson.lon_lat is not None:
            found, mse = learn_neighbours(
                lesson.lon_lat, lesson.rate, mean, hands_of(lesson.left_out), part.seeded(lesson.seeds[0]),
                level=settings.level, maps=maps,
            )  # fmt: skip
            if found is not None:
                fitted.neighbours[source] = found
            if mse:
                way = NONE if found is None else found.way
                tried = ", ".join(f"{name} {value:.4g}" for name, value in mse.items())
                fitted.facts[f"neighbours, {source}"] = f"{way} (mse on rows left out: {tried})"


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


def answers_of_own_cluster(
    stacked: np.ndarray, otherwise: np.ndarray, clusters: Sequence[int], labels: np.ndarray
) -> np.ndarray:
    """For each row the answers of its own cluster's members; (n_members, n_rows)."""
    result = otherwise.copy()
    for number, cluster in enumerate(clusters):
        rows = labels == cluster
        result[:, rows] = stacked[number][:, rows]
    return result


def _lesson(
    factors: np.ndarray,
    rate: np.ndarray,
    groups: np.ndarray | None,
    blocks: np.ndarray | None,
    validation: np.ndarray | None,
    settings: RateSettings,
    run: Run,
    lon_lat: np.ndarray | None = None,
) -> _Lesson:
    rows, n_outliers = learning_rows(factors, rate)
    if n_outliers:
        run.report.warn(
            message(
                "{n_outliers} rates lie more than {fence:.0f} interquartile ranges outside the"
                " quartiles; they are taken for errors and not learned from.",
                n_outliers=n_outliers,
                fence=FENCE,
            )
        )
    rows = rows[np.lexsort([*factors[rows].T, rate[rows]])]  # the order of rows must not matter
    blocks = None if blocks is None else np.asarray(blocks)[rows]
    seeds = tuple(int(value) for value in np.random.default_rng(run.seed).integers(2**31, size=3))
    if settings.members == 1 and validation is not None and np.asarray(validation)[rows].any():
        left_out = np.asarray(validation, dtype=bool)[rows][None, :]
    else:
        left_out = draw_left_out(blocks, len(rows), settings, seeds[0])
    clusters = None if groups is None else np.asarray(groups, dtype=int)[rows]
    places = None if lon_lat is None else np.asarray(lon_lat, dtype=float)[rows]
    return _Lesson(factors[rows], rate[rows], clusters, left_out, blocks is not None, n_outliers, seeds, places)


def _choose_size_and_factors(
    lesson: _Lesson,
    scaler: FactorScaler,
    targets: np.ndarray,
    settings: RateSettings,
    run: Run,
) -> tuple[EarlyStoppingRun, FactorScaler]:
    """The best size and decay on all points, and the scaler of the factors that stay."""
    left_out = lesson.left_out
    sizing, selecting, again = run.seeded(lesson.seeds[1]).parts(*((4, 3, 1) if settings.select_factors else (8, 0, 0)))
    inputs = scaler.scale(lesson.factors)
    early = early_stopping_run_of_best(
        inputs, targets, None, settings, left_out=left_out, whole_ground=lesson.whole_ground, run=sizing,
    )  # fmt: skip
    if not settings.select_factors:
        return early, scaler
    kept = factors_to_keep(scaler, lesson.factors, targets, left_out, early, settings, run=selecting)
    if kept.all():
        return early, scaler
    scaler = scaler.keeping(kept)
    settled = replace(settings, hidden=early.layout.n_hidden, decay=early.decay)
    early = early_stopping_run_of_best(
        scaler.scale(lesson.factors), targets, None, settled, left_out=left_out, run=again,
    )  # fmt: skip
    run.report.info(
        message("Left out, because the model is no worse without: {names}.", names=", ".join(scaler.dropped))
    )
    return early, scaler


def _facts(lesson: _Lesson, scaler: FactorScaler, rate_scaler: RateScaler, early: EarlyStoppingRun) -> dict[str, Any]:
    return {
        "rows": len(lesson.rate),
        "outliers": lesson.n_outliers,
        "hidden": early.layout.n_hidden,
        "decay": float(np.median(early.decay)),
        "steps": early.steps,
        "rate_low": rate_scaler.low,
        "rate_high": rate_scaler.high,
        "small_clusters": [],
        "dropped": scaler.dropped,
    }


def _fit_clusters(
    fitted: FittedRate,
    lesson: _Lesson,
    clusters: np.ndarray,
    inputs: np.ndarray,
    seen: np.ndarray,
    settings: RateSettings,
    run: Run,
) -> dict[str, np.ndarray]:
    """One ensemble per cluster that is large enough, and the networks that guess the cluster; kept in ``fitted``.

    seen : shape=(n_members, n_rows), what the ensemble of all points answers
    Returns the answers on the learning rows by where the cluster comes from.
    """
    *parts, last = run.parts(*[1] * (len(fitted.clusters) + 1))
    answers = {}
    for cluster, part in zip(fitted.clusters, parts):
        rows = np.flatnonzero(clusters == cluster)
        own_settings = settings.of_cluster(fitted.clusters.index(cluster))
        own = _fit_cluster(lesson, cluster, rows, inputs, own_settings, part)
        if own is None:
            fitted.facts["small_clusters"].append(int(cluster))
            answers[cluster] = seen
            continue
        fitted.by_cluster[cluster], early = own
        scaler = fitted.by_cluster[cluster].scaler
        answers[cluster] = Ensemble(early.layout, early.weights, scaler).answers(inputs)
    known = clusters >= 0
    numbers = np.searchsorted(fitted.clusters, clusters[known])
    fitted.labels = learn_labels(
        inputs[known], numbers, len(fitted.clusters), lesson.left_out[:, known],
        run=last.seeded(lesson.seeds[2]),
    )  # fmt: skip
    stacked = np.stack([answers[cluster] for cluster in fitted.clusters])  # (clusters, members, rows)
    return {
        OBSERVED: answers_of_own_cluster(stacked, seen, fitted.clusters, clusters),
        PREDICTED: np.einsum("mcr,cmr->mr", fitted.labels.shares(inputs), stacked),
    }


def _fit_cluster(
    lesson: _Lesson,
    cluster: int,
    rows: np.ndarray,
    inputs: np.ndarray,
    settings: RateSettings,
    run: Run,
) -> tuple[Ensemble, EarlyStoppingRun] | None:
    """The ensemble of one cluster and the run it came from; None where the cluster is too small, which is said."""
    left_out, rate = lesson.left_out[:, rows], lesson.rate[rows]
    enough = left_out.any(axis=1).all() and (~left_out).any(axis=1).all()
    if len(rows) < LEAST_CLUSTER_ROWS or not enough or np.ptp(rate) == 0:
        run.report.warn(
            message(
                "Cluster {cluster} has too few points, or lies on too few blocks of ground, to learn"
                " from; it uses the model of all points.",
                cluster=cluster,
            )
        )
        return None
    scaler = RateScaler.learn(rate)
    targets = scaler.scale(rate)
    choosing, training = run.parts(6, 4)
    early = early_stopping_run_of_best(
        inputs[rows], targets, None, settings, left_out=left_out, whole_ground=lesson.whole_ground,
        run=choosing.seeded(lesson.seeds[1] + cluster + 1),
    )  # fmt: skip
    ensemble = final_fit(
        early, inputs[rows], targets, scaler, settings, whole_ground=lesson.whole_ground, run=training,
    )  # fmt: skip
    return ensemble, early
