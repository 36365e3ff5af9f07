"""PSO-BP: the rate of subsidence predicted from factors, overall and per cluster.

After Zhou, Zuo and Zhao, Remote Sensing 2022, 14(8), 1803, with an ensemble in place of the single
network. Learn from points that have a rate, then predict for any point that has the factors.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..blocks import map_rows
from ..errors import SubsidenceError
from ..progress import SILENT, Report, Run
from ..threads import one_thread_pools
from ..wording import message
from .ensemble import Ensemble, interquartile_mean, spread
from .fitting import OBSERVED, OVERALL, PREDICTED, FittedRate, answers_of_own_cluster, fit_rate, learning_rows
from .intervals import Intervals
from .members.stack import take_part
from .model_file import load_rate_model, save_rate_model
from .scaling import FactorScaler
from .settings import RateSettings
from .unseen_ground import learn_unseen_ground, place_in_factors, small_settings

NO_CLUSTER = -1
ROWS_TOGETHER = 20_000  # of a prediction: every member answers for each
BOUNDED = ("rate", "low", "high", "outside", "from_neighbours", "unseen")  # what the second pass over rows finds


@dataclass(frozen=True)
class RatePrediction:
    """Predicted rates; every array has one entry per row.

    rate, low, high : mm/yr, NaN where a factor is missing
    spread : mm/yr, how far the ensemble's members disagree
    outside : shape=(n_rows, n_factors), bool, factors beyond what the model has seen (extrapolation)
    cluster : the label used, observed or most likely by the factors; −1 without clusters
    from_neighbours : mm/yr, the part of the rate that measured points nearby add; 0 where the factors speak alone
    unseen : bool, farther from the learned ground than was ever tested: no interval, low and high are NaN
    """

    rate: np.ndarray
    low: np.ndarray
    high: np.ndarray
    spread: np.ndarray
    outside: np.ndarray
    cluster: np.ndarray
    from_neighbours: np.ndarray
    unseen: np.ndarray

    @property
    def from_factors(self) -> np.ndarray:
        """The part of the rate that the factors give, mm/yr, shape=(n_rows,)."""
        return self.rate - self.from_neighbours


@dataclass(frozen=True)
class Answered:
    """What each place says by itself, shape=(n_rows, …) all of them, mm/yr.

    of : by where the cluster comes from, the rate, the members' spread, and the cluster used
    networks : shape=(n_rows, n_members), the networks alone, by the first of ``of``; (n_rows, 0) where not asked for
    others : by name, what answers beside them; {} where not asked for
    """

    of: dict[str, tuple[np.ndarray, ...]]
    networks: np.ndarray
    others: dict[str, np.ndarray]

    def only(self, rows: np.ndarray) -> Answered:
        """Of some rows."""
        of = {source: tuple(part[rows] for part in parts) for source, parts in self.of.items()}
        return Answered(of, self.networks[rows], {name: said[rows] for name, said in self.others.items()})


def _answered_rows(
    model: RateModel, sources: tuple[str, ...], singly: bool, factors: np.ndarray, *groups: np.ndarray
) -> tuple[np.ndarray, ...]:
    """The arrays of ``Answered`` of a block of rows, one after the other; groups : of them, or none"""
    with one_thread_pools():
        inputs = model.fitted.scaler.scale(factors)
        networks = model.network_answers(inputs, groups[0] if groups else None, sources)
        weighed = {source: model.weighed_as(source, bool(groups)) for source in sources}
        others = model.other_answers(inputs, tuple(weighed.values()), every=singly)
        found: list[np.ndarray] = []
        for source, (answers, labels) in networks.items():
            together = model.stacked(answers, others, weighed[source])
            found += [interquartile_mean(together), spread(together), labels]
        if singly:
            found += [networks[sources[0]][0].T, *others.values()]
    return tuple(found)


def _bounded_rows(
    model: RateModel, source: str, neighbours: bool, placed: bool, factors: np.ndarray, *arrays: np.ndarray
) -> tuple[np.ndarray, ...]:
    """The rest of a block: neighbours and intervals, wherever it is computed; placed : whether places are known"""
    rate, disagreement, labels = arrays[:3]
    with one_thread_pools():
        found = model._bounded(factors, rate, disagreement, labels, source, arrays[3] if placed else None, neighbours)
    return tuple(getattr(found, name) for name in BOUNDED)


class RateModel:
    """An ensemble of swarm-started networks per cluster (PSO-BP), with intervals.

    Parameters
    ----------
    names : sequence of str, optional
        Of the factors.
    is_class : ndarray of bool, shape=(n_factors,), optional
        Which factors are class codes.
    settings : RateSettings, optional
        Size, swarm, training; by default chosen by validation.
    seed : int
        The same seed and rows give the same model, in any row order.

    Notes
    -----
    After Zhou, Zuo and Zhao 2022, Remote Sensing 14(8), 1803, with an ensemble in place of the single network; see
    docs/decisions/0004-ensembles-and-left-out-ground.md.

    Examples
    --------
    >>> from subsidence.rate.settings import RateSettings
    >>> random = np.random.default_rng(0)
    >>> factors = random.normal(size=(200, 2))
    >>> quick = RateSettings(hidden=4, members=2, generations=0, decay=0.3, max_iterations=20)
    >>> model = RateModel(["depth", "load"], settings=quick).fit(factors, -10.0 - 3.0 * factors[:, 0])
    >>> bool(np.abs(model.predict([[1.0, 0.0]]) + 13.0).max() < 1.0)
    True
    """

    def __init__(
        self,
        names: Sequence[str] | None = None,
        *,
        is_class: np.ndarray | None = None,
        settings: RateSettings | None = None,
        seed: int = 0,
    ):
        self.is_class = is_class
        self.settings = settings or RateSettings()
        self.seed = seed
        self._given_names = None if names is None else tuple(names)
        self._fitted: FittedRate | None = None

    @property
    def is_fitted(self) -> bool:
        """Whether there is something to predict with, or to save."""
        return self._fitted is not None

    @property
    def fitted(self) -> FittedRate:
        """Everything that was learned; raises SubsidenceError before ``fit``."""
        if self._fitted is None:
            raise SubsidenceError(message("This rate model has not learned anything yet; call fit first."))
        return self._fitted

    @property
    def names(self) -> tuple[str, ...]:
        """The factors, in the order of the columns; () where they were not given and nothing was learned."""
        return self._given_names or (() if self._fitted is None else self._fitted.scaler.names)

    @property
    def scaler(self) -> FactorScaler:
        """What the learning rows said about the factors."""
        return self.fitted.scaler

    @property
    def overall(self) -> Ensemble:
        """The ensemble of all points."""
        return self.fitted.overall

    @property
    def by_cluster(self) -> dict[int, Ensemble]:
        """The ensembles of the clusters that are large enough for one."""
        return self.fitted.by_cluster

    @property
    def clusters(self) -> tuple[int, ...]:
        """The labels of the clusters that were learned; () without clusters."""
        return self.fitted.clusters

    @property
    def knows_places(self) -> bool:
        """Whether it matters for a prediction where the points lie."""
        return bool(self.fitted.surroundings or self.fitted.neighbours or self.fitted.unseen is not None)

    @property
    def crs(self) -> str:
        """The coordinate system in which coordinates were factors, as far as it was told; else ""."""
        return str(self.facts.get("extra", {}).get("crs", ""))

    @property
    def intervals(self) -> dict[str, Intervals]:
        """The intervals by where the cluster of a point comes from."""
        return self.fitted.intervals

    @property
    def facts(self) -> dict[str, Any]:
        """What was chosen and found while learning, and what was handed to ``save``."""
        return self.fitted.facts

    @one_thread_pools()
    def fit(
        self,
        factors: np.ndarray,
        rate: np.ndarray,
        groups: np.ndarray | None = None,
        *,
        blocks: np.ndarray | None = None,
        validation: np.ndarray | None = None,
        lon_lat: np.ndarray | None = None,
        report: Report = SILENT,
        workers: int | None = None,
    ) -> RateModel:
        """Learn from rows that have a rate and all factors; the others are left out.

        Parameters
        ----------
        factors : ndarray, shape=(n_rows, n_factors)
            NaN = missing.
        rate : ndarray, shape=(n_rows,)
            mm/yr; NaN = missing.
        groups : ndarray of int, shape=(n_rows,), optional
            Cluster labels (negative = none), one model per cluster.
        blocks : ndarray, shape=(n_rows,), optional
            Pieces of ground that validation leaves out whole; by default random rows.
        validation : ndarray of bool, shape=(n_rows,), optional
            The validation rows of an ensemble of one.
        lon_lat : ndarray, shape=(n_rows, 2), optional
            Longitude and latitude in degrees, from which it is learned what measured points say of places near them;
            it never enters as a factor.
        report : Report
            Told the progress, what is worth knowing and what to beware of; asked whether to stop.
        workers : int, optional
            Threads; by default one for each core.

        Returns
        -------
        RateModel
            This one; a second call forgets the first.

        Raises
        ------
        SubsidenceError
            With too few rows, or factors that do not fit the names.
        """
        factors, rate = np.asarray(factors, dtype=float), np.asarray(rate, dtype=float)
        self._fitted = fit_rate(
            factors,
            rate,
            groups,
            names=self._given_names or [f"factor {number + 1}" for number in range(factors.shape[1])],
            is_class=self.is_class,
            blocks=blocks,
            validation=validation,
            lon_lat=lon_lat,
            settings=self.settings,
            run=Run(report, self.seed, workers),
        )
        return self

    def learn_unseen_ground(
        self, factors: np.ndarray, rate: np.ndarray, lon_lat: np.ndarray, *, report: Report = SILENT
    ) -> bool:
        """Learn how errors grow away from the ground of these rows, those of ``fit``, so that intervals can say so.

        Small models of the same kind leave out each half of the ground in turn (``unseen_ground``).
        lon_lat : shape=(n_rows, 2), degrees. Returns whether there were points enough for that.
        """
        factors, rate = np.asarray(factors, dtype=float), np.asarray(rate, dtype=float)
        rows, _ = learning_rows(factors, rate)
        rows = rows[np.isfinite(lon_lat[rows]).all(axis=1)]
        own, target = factors[rows], rate[rows]
        settings = small_settings(self.settings, self.facts["hidden"], self.facts["decay"])
        places, around = np.asarray(lon_lat, dtype=float)[rows], self.fitted.surroundings.get(OVERALL)

        def say(learned: np.ndarray, asked: np.ndarray) -> np.ndarray:
            model = RateModel(self.names, is_class=self.scaler.is_class, settings=settings, seed=self.seed)
            found = model.fit(own[learned], target[learned]).predict(own[asked])
            return found if around is None else around.average(found, places[asked])

        self.fitted.unseen = learn_unseen_ground(
            say, target, place_in_factors(self.scaler, own), places,
            level=self.settings.level, seed=self.seed, report=report,
        )  # fmt: skip
        return self.fitted.unseen is not None

    # ---- use ----------------------------------------------------------------------------

    def predict(self, factors: np.ndarray, groups: np.ndarray | None = None) -> np.ndarray:
        """The predicted rate; ``predict_all`` gives intervals too.

        Parameters
        ----------
        factors : ndarray, shape=(n_rows, n_factors)
            In the order of ``names``; NaN = missing.
        groups : ndarray of int, shape=(n_rows,), optional
            Observed cluster labels; by default guessed from the factors.

        Returns
        -------
        ndarray, shape=(n_rows,)
            mm/yr, NaN where a factor is missing.

        Raises
        ------
        SubsidenceError
            Before ``fit``.
        """
        return self.predict_all(factors, groups).rate

    @one_thread_pools()
    def predict_all(
        self,
        factors: np.ndarray,
        groups: np.ndarray | None = None,
        *,
        source: str | None = None,
        lon_lat: np.ndarray | None = None,
        neighbours: bool = True,
        surroundings: bool = True,
    ) -> RatePrediction:
        """Rates with intervals.

        factors : shape=(n_rows, n_factors), NaN = missing, in the order of ``names``
        groups : shape=(n_rows,), observed cluster labels; None = guessed from the factors
        source : ``overall`` (without clusters), ``observed`` or ``predicted``; by default the best that can be had
        lon_lat : shape=(n_rows, 2), degrees; with it, and after ``learn_unseen_ground``, intervals grow with the
            distance from the learned ground, on the map and in the factors; measured points near them have their
            say; and the factors' answers are averaged over these rows where that was learned to help
        neighbours : False lets the factors speak alone
        surroundings : False lets each place answer for itself
        """
        factors = np.asarray(factors, dtype=float)
        if source is None:
            source = OVERALL if not self.clusters else PREDICTED if groups is None else OBSERVED
        answered = self.answered(factors, groups, (source,)).of[source]
        return self.finished(answered, factors, source, lon_lat, neighbours=neighbours, surroundings=surroundings)

    @one_thread_pools()
    def answered(
        self, factors: np.ndarray, groups: np.ndarray | None, sources: tuple[str, ...], *, singly: bool = False
    ) -> Answered:
        """What each place says by itself, by each of ``sources``, for which every network answers once.

        singly : also what networks and others say apart from each other
        """
        count, stack = len(factors), self.fitted.stack
        of = {source: (*np.empty((2, count)), np.empty(count, dtype=int)) for source in sources}
        networks = np.empty((count, len(self.overall.weights) if singly else 0))
        others = {name: np.empty(count) for name in stack.others} if singly and stack is not None else {}
        parts = [part for own in of.values() for part in own] + ([networks, *others.values()] if singly else [])
        arrays = [factors] if groups is None else [factors, np.asarray(groups)]
        work = partial(_answered_rows, self, sources, singly)
        map_rows(work, arrays, ROWS_TOGETHER, into=dict(enumerate(parts)))
        return Answered(of, networks, others)

    @one_thread_pools()
    def finished(
        self,
        answered: Sequence[np.ndarray],
        factors: np.ndarray,
        source: str,
        lon_lat: np.ndarray | None = None,
        *,
        neighbours: bool = True,
        surroundings: bool = True,
    ) -> RatePrediction:
        """The prediction from what ``answered`` gave for the same rows: surroundings, neighbours, intervals."""
        rate, disagreement, labels = answered
        places = [] if lon_lat is None else [np.asarray(lon_lat, dtype=float)]
        around = self.fitted.surroundings.get(source)
        if around is not None and places and surroundings:
            rate = around.average(rate, places[0])
        predicted, low, high, added = np.empty((4, len(factors)))
        outside, unseen = np.empty(factors.shape, dtype=bool), np.empty(len(factors), dtype=bool)
        found = RatePrediction(predicted, low, high, disagreement, outside, labels, added, unseen)
        finish = partial(_bounded_rows, self, source, neighbours, bool(places))
        into = {number: getattr(found, name) for number, name in enumerate(BOUNDED)}
        map_rows(finish, [factors, rate, disagreement, labels, *places], ROWS_TOGETHER, into=into)
        return found

    def _bounded(
        self,
        factors: np.ndarray,
        rate: np.ndarray,
        disagreement: np.ndarray,
        labels: np.ndarray,
        source: str,
        places: np.ndarray | None,
        neighbours: bool,
    ) -> RatePrediction:
        """Neighbours and intervals of a block of rows whose factors have answered."""
        half = self.intervals[source].half_width(disagreement, labels if source != OVERALL else None)
        added = np.where(np.isfinite(rate), 0.0, np.nan)
        near = self.fitted.neighbours.get(source)
        if near is not None and places is not None and neighbours:
            added, half = near.add(rate, half, places)
        unseen = np.zeros(len(rate), dtype=bool)
        ground = self.fitted.unseen
        if ground is not None and places is not None:  # last: nothing may make these intervals narrower again
            half = ground.widened(half, ground.distance_of(place_in_factors(self.scaler, factors), places))
            unseen = np.isfinite(rate) & ~np.isfinite(half)
        rate = rate + added
        outside = self.scaler.outside(factors)
        return RatePrediction(rate, rate - half, rate + half, disagreement, outside, labels, added, unseen)

    def member_answers(
        self, factors: np.ndarray, groups: np.ndarray | None = None, source: str = OVERALL
    ) -> tuple[np.ndarray, np.ndarray]:
        """Every member's rate, shape=(n_members, n_rows), mm/yr, and the cluster used, shape=(n_rows,)."""
        inputs = self.fitted.scaler.scale(factors)
        answers, labels = self.network_answers(inputs, groups, (source,))[source]
        weighed = self.weighed_as(source, groups is not None)
        return self.stacked(answers, self.other_answers(inputs, (weighed,)), weighed), labels

    def weighed_as(self, source: str, labelled: bool) -> str:
        """Whose weights count for a source of clusters; labelled : whether observed ones are given."""
        if not self.clusters:
            return OVERALL
        return PREDICTED if source == OBSERVED and not labelled else source

    def stacked(self, answers: np.ndarray, others: dict[str, np.ndarray], weighed: str) -> np.ndarray:
        """The networks' answers moved to where the stack is, shape=(n_members, n_rows), mm/yr."""
        stack = self.fitted.stack
        return answers if stack is None else stack.answers(answers, others, weighed)

    def other_answers(self, inputs: np.ndarray, weighed: Sequence[str], every: bool = False) -> dict[str, np.ndarray]:
        """What those beside the networks say that have a weight, or ``every`` one; shape=(n_rows,), mm/yr each."""
        stack = self.fitted.stack
        if stack is None:
            return {}
        used = take_part([stack.weights[one] for one in weighed])
        return {name: other.predict(inputs) for name, other in stack.others.items() if every or name in used}

    def network_answers(
        self, inputs: np.ndarray, groups: np.ndarray | None, sources: Sequence[str]
    ) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """What the networks alone say; inputs : scaled factors; by source as ``member_answers``."""
        learned, clusters = self.fitted, self.clusters
        labels = None if groups is None else np.asarray(groups, dtype=int)
        if labels is not None and clusters and tuple(sources) == (OBSERVED,) and np.isin(labels, clusters).all():
            return {OBSERVED: (self._own_answers(inputs, labels), labels)}
        overall = learned.overall.answers(inputs)
        found = {OVERALL: (overall, np.full(len(inputs), NO_CLUSTER))}
        if learned.labels is None or tuple(sources) == (OVERALL,):
            return dict.fromkeys(sources, found[OVERALL])
        stacked = np.stack(
            [learned.by_cluster[c].answers(inputs) if c in learned.by_cluster else overall for c in clusters]
        )
        shares = learned.labels.shares(inputs)
        likely = np.array(clusters)[shares.mean(axis=0).argmax(axis=0)]
        found[PREDICTED] = found[OBSERVED] = np.einsum("mcr,cmr->mr", shares, stacked), likely
        if labels is not None:
            seen = answers_of_own_cluster(stacked, found[PREDICTED][0], clusters, labels)
            found[OBSERVED] = seen, np.where(np.isin(labels, clusters), labels, likely)
        return {source: found[source] for source in sources}

    def _own_answers(self, inputs: np.ndarray, labels: np.ndarray) -> np.ndarray:
        """Every network's answer where all clusters are known: only those of a row's own cluster are asked."""
        found = np.empty((len(self.overall.weights), len(inputs)))
        for cluster in self.clusters:
            rows = np.flatnonzero(labels == cluster)
            found[:, rows] = self.by_cluster.get(cluster, self.overall).answers(inputs[rows])
        return found

    # ---- files --------------------------------------------------------------------------

    def save(self, path: str | os.PathLike, extra: dict | None = None) -> None:
        """Write weights, scalers, classes, intervals and ``extra`` (anything JSON can hold) into one file."""
        save_rate_model(path, self.fitted, self.settings, self.seed, extra or {})

    @classmethod
    def load(cls, path: str | os.PathLike) -> RateModel:
        """Read what ``save`` wrote; ``facts["extra"]`` holds the extra facts."""
        fitted, is_class, settings, seed = load_rate_model(path)
        model = cls(fitted.scaler.names, is_class=is_class, settings=settings, seed=seed)
        model._fitted = fitted
        return model
