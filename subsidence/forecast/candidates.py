"""The models that compete at an origin: simple baselines, the statistical base, the network on top of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..blocks import do_all
from ..packages import missing
from ..progress import SILENT, Report
from .data.history import Future, Past
from .models.aquifer_response import AquiferResponse
from .models.baselines import BASELINES, CONSTANTS, best_constant, smoothing_errors
from .models.gaussian_process import GaussianProcess
from .models.gaussian_process_exogenous import ExogenousGaussianProcess
from .models.lstm_training import LstmCorrection
from .models.per_cluster import EVERYONE, PerCluster, by_cluster
from .models.ridge import RidgeAutoregression, TooShort
from .models.spatial_components import SpatialComponents, find_components

GAUSSIAN_PROCESS = "gaussian process"
PER_CLUSTER = "gaussian process per cluster"
WITH_COVARIATES = "gaussian process + covariates"
OWN_RESPONSE = "gaussian process + own response"
AQUIFER = "aquifer response"
RIDGE = "ridge autoregression"
LSTM = "lstm"
THETA = "theta"
STATISTICAL = (GAUSSIAN_PROCESS, PER_CLUSTER, WITH_COVARIATES, OWN_RESPONSE, AQUIFER, RIDGE)
FAMILY = {
    **dict.fromkeys((PER_CLUSTER, WITH_COVARIATES, OWN_RESPONSE, AQUIFER), GAUSSIAN_PROCESS),
    **dict.fromkeys(("persistence", "drift", "theta", "damped trend"), "persistence"),
    **dict.fromkeys((name for name in BASELINES if name.startswith("linear")), "linear"),
}
SLOWEST = (AQUIFER, OWN_RESPONSE, PER_CLUSTER, WITH_COVARIATES, GAUSSIAN_PROCESS, RIDGE, THETA)  # to forecast
USUAL = {  # logarithm of the mean squared error in shares of the Gaussian process's: what is believed of a few points
    RIDGE: 0.2,
    "persistence": 0.6,
    "theta": 0.6,
    "damped trend": 0.6,
    "drift": 0.7,
    "linear": 1.0,
    "linear, last 3 years": 1.0,
    "linear + annual": 0.8,
    "linear + annual, last 3 years": 1.0,
    "mean": 1.6,
}
USUAL_BASELINE = 1.0  # of one that is not listed


@dataclass(frozen=True)
class OfAll:
    """What forecasts of some points have to know of all of them.

    values : of the models by name; smoothing : constant of theta; typical_spread_mm : see ``spread_mm``
    """

    values: Mapping[str, Any]
    smoothing: float
    typical_spread_mm: float


class Candidates:
    """All models fitted on one past; each forecasts from that origin or from a later one.

    With more than one cluster there is a Gaussian process for all points and one per cluster; the
    ridge autoregression and the one with covariates are then per cluster.
    """

    def __init__(self, *, seed: int = 0, alike: Candidates | None = None):
        """alike : models fitted on the same points and clusters; what depends on the places alone is taken over."""
        self.seed = seed
        self.alike = alike
        self.process: GaussianProcess | None = None
        self.clustered: PerCluster | None = None
        self.driven: PerCluster | None = None
        self.responding: PerCluster | None = None
        self.aquifer: AquiferResponse | None = None
        self.ridge: PerCluster | None = None
        self.networks: dict[str, LstmCorrection] = {}

    def fit(self, past: Past, leads_years: np.ndarray, report: Report = SILENT) -> Candidates:
        """Fit everything but the network. leads_years : shape=(horizon,)."""
        finding, fitting = report.parts(1, 9)
        parts = by_cluster(past)
        bands = self._find_bands(past, parts, finding)
        self.alike = None
        # No model waits for another one, so each learns as soon as there is a core for it, the slowest first.
        jobs: list[Callable[[], Any]] = []
        if len(past.covariates):
            self.responding = PerCluster(lambda label: ExogenousGaussianProcess(seed=self.seed, bands=bands[label]))
            self.driven = PerCluster(
                lambda label: GaussianProcess(use_covariates=True, seed=self.seed, bands=bands[label])
            )
            jobs += [*self.responding.fits(parts), *self.driven.fits(parts)]
        self.process = GaussianProcess(seed=self.seed, bands=bands[EVERYONE])
        jobs.append(partial(self.process.fit, past))
        if np.unique(past.labels).size > 1:
            self.clustered = PerCluster(lambda label: GaussianProcess(seed=self.seed, bands=bands[label]))
            jobs += self.clustered.fits(parts)
        self.ridge = PerCluster(lambda label: RidgeAutoregression(seed=self.seed))
        jobs += [partial(self._fit_ridge, fit) for fit in self.ridge.fits(parts, leads_years)]
        if len(past.covariates):
            self.aquifer = AquiferResponse(self.clustered or self.process, seed=self.seed)
            jobs.append(partial(self.aquifer.fit, past))
        do_all(jobs, report=fitting)
        report.progress(1.0)
        return self

    def _find_bands(self, past: Past, parts: Mapping[int, Past], report: Report) -> dict[int, SpatialComponents]:
        """The spatial bands of each cluster and, under ``EVERYONE``, of all points."""
        like = self.alike
        if like is None or like.process is None:
            places = {label: part.xy for label, part in parts.items() if part is not past}
            found = do_all(
                [partial(find_components, xy, self.seed) for xy in (past.xy, *places.values())], report=report
            )
            known = dict(zip((EVERYONE, *places), found))
        else:
            known = {EVERYONE: like.process.bands, **_bands(like.clustered or like.driven)}
        of_parts = {label: known[EVERYONE if part is past else label] for label, part in parts.items()}
        return {EVERYONE: known[EVERYONE], **of_parts}

    def _fit_ridge(self, fit: Callable[[], None]) -> None:
        """One cluster's, or none at all: then it takes no part at this origin; ``names`` tells who does."""
        try:
            fit()
        except TooShort:
            self.ridge = None

    @property
    def base(self) -> Any:
        """What the network corrects."""
        return self.responding or self.clustered or self.process

    def train_networks(
        self, networks: Mapping[str, LstmCorrection], past: Past, horizon: int, report: Report = SILENT
    ) -> None:
        """Train untrained networks, by name, on this base, within the past."""
        for (name, network), part in report.stages(networks.items()):
            self.networks[name] = network.fit(past, self.base.predict_from, horizon, part)

    @property
    def _statistical(self) -> dict[str, Any]:
        models: dict[str, Any] = {
            GAUSSIAN_PROCESS: self.process,
            PER_CLUSTER: self.clustered,
            WITH_COVARIATES: self.driven,
            OWN_RESPONSE: self.responding,
            AQUIFER: self.aquifer,
            RIDGE: self.ridge,
        }
        return {name: model for name, model in models.items() if model is not None}

    @property
    def names(self) -> tuple[str, ...]:
        """Baselines first, then the models."""
        return (*BASELINES, *self._statistical, *self.networks)

    def sums(self, past: Past, wanted: Collection[str]) -> tuple[dict[str, Any], np.ndarray]:
        """What ``over_all`` needs of some of the points, to be added to that of others; not with covariates."""
        models = self._statistical
        base = [name for name, model in models.items() if model is self.base]
        needed = {*wanted, *(base if any(name in self.networks for name in wanted) else ())}
        squares = smoothing_errors(past.displacement_mm) if THETA in wanted else np.zeros(len(CONSTANTS))
        return {name: model.sums(past) for name, model in models.items() if name in needed}, squares

    def over_all(self, sums: tuple[dict[str, Any], np.ndarray], spreads_mm: np.ndarray) -> OfAll:
        """What the models have to know of all points. spreads_mm : shape=(n_points,), see ``own_spread_mm``."""
        values = {name: self._statistical[name].over_all(one) for name, one in sums[0].items()}
        return OfAll(values, best_constant(sums[1]), float(np.median(spreads_mm)))

    def forecasts(
        self, past: Past, future: Future, wanted: Collection[str] | None = None, of_all: OfAll | None = None
    ) -> np.ndarray:
        """Displacements in mm; shape=(n_models, n_points, horizon), float32.

        wanted : the models, by default all; they come in the order of ``names``
        of_all : from ``over_all``, where the past is that of some points only
        """
        chosen = [name for name in self.names if wanted is None or name in wanted]
        corrected, base = "", None
        if any(name in self.networks for name in chosen):
            corrected = next(name for name, model in self._statistical.items() if model is self.base)
            base = np.empty((past.n_points, future.horizon))
        found = np.empty((len(chosen), past.n_points, future.horizon), dtype=np.float32)
        into = {name: found[number] for number, name in enumerate(chosen) if name not in self.networks}
        if base is not None:
            into[corrected] = base
        slowest_first = sorted(into, key=lambda name: SLOWEST.index(name) if name in SLOWEST else len(SLOWEST))
        parts = _Parts(past, future)
        do_all([job for name in slowest_first for job in self._jobs(name, parts, of_all, into[name])])
        typical = None if of_all is None else of_all.typical_spread_mm
        for number, name in enumerate(chosen):
            if base is not None and name == corrected:
                found[number] = base
            elif base is not None and name in self.networks:
                found[number] = self.networks[name].predict(past, future, base, typical=typical)
        return found

    def _jobs(self, name: str, parts: _Parts, of_all: OfAll | None, into: np.ndarray) -> Iterator[Callable[[], None]]:
        """Calls that fill ``into``, shape=(n_points, horizon), with what a model or a baseline forecasts."""
        past, future = parts.past, parts.future
        if name in BASELINES:
            smoothing = (of_all.smoothing,) if name == THETA and of_all is not None else ()
            predict = partial(BASELINES[name], past.displacement_mm, past.dates, future.dates, *smoothing)
            yield partial(_put, into, slice(None), predict)
            return
        model = self._statistical[name]
        known = () if of_all is None else (of_all.values[name],)
        per_cluster = model.base if isinstance(model, AquiferResponse) else model
        if not isinstance(per_cluster, PerCluster):
            yield partial(_put, into, slice(None), partial(model.predict, past, future, *known))
            return
        for label, rows, own_past, own_future in parts.of(per_cluster):
            own = per_cluster.models[label]
            own = model.on(own) if isinstance(model, AquiferResponse) else own
            of_cluster = [one[label] for one in known]
            yield partial(_put, into, rows, partial(own.predict, own_past, own_future, *of_cluster))

    def arrays(self) -> dict[str, np.ndarray]:
        parts = {
            "process": self.process,
            "clustered": self.clustered,
            "driven": self.driven,
            "responding": self.responding,
            "aquifer": self.aquifer,
            "ridge": self.ridge,
            **{f"network {name}": network for name, network in self.networks.items()},
        }
        return {
            f"{prefix}/{name}": array
            for prefix, part in parts.items()
            if part is not None
            for name, array in part.arrays().items()
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], device: str = "cpu") -> Candidates:
        """What ``arrays`` gave; without torch the networks are left out."""

        def part(prefix: str) -> dict[str, np.ndarray]:
            return {name[len(prefix) + 1 :]: array for name, array in arrays.items() if name.startswith(prefix + "/")}

        models = cls()
        models.process = GaussianProcess.from_arrays(part("process"))
        kinds = {"clustered": GaussianProcess, "driven": GaussianProcess, "responding": ExogenousGaussianProcess}
        for name, kind in kinds.items():
            if part(name):
                setattr(models, name, PerCluster(lambda label: None).read(part(name), kind))
        if part("aquifer"):
            models.aquifer = AquiferResponse.from_arrays(part("aquifer"), models.clustered or models.process)
        if part("ridge"):
            models.ridge = PerCluster(lambda label: RidgeAutoregression()).read(part("ridge"), RidgeAutoregression)
        for prefix in dict.fromkeys(name.split("/")[0] for name in arrays):
            if prefix.startswith("network ") and not missing(["torch"]):
                models.networks[prefix[8:]] = LstmCorrection.from_arrays(part(prefix), device)
        return models


class _Parts:
    """A past and a future cut by cluster, once for all models that serve the same ones."""

    def __init__(self, past: Past, future: Future):
        self.past = past
        self.future = future
        self._cut: dict[tuple[int, ...], list[tuple[int, np.ndarray, Past, Future]]] = {}

    def of(self, models: PerCluster) -> list[tuple[int, np.ndarray, Past, Future]]:
        """Of each model its label, the rows that it serves, their past and their future; the most rows first."""
        key = tuple(sorted(models.models))
        if key not in self._cut:
            served = sorted(models.served(self.past.labels), key=lambda one: -one[1].size)
            self._cut[key] = [(label, rows, self.past.rows(rows), self.future.rows(rows)) for label, rows in served]
        return self._cut[key]


def _put(into: np.ndarray, rows: np.ndarray | slice, predict: Callable[[], np.ndarray]) -> None:
    into[rows] = predict()


def usual_excess(names: Sequence[str]) -> np.ndarray:
    """What each model usually has, as in ``USUAL``; shape=(n_models,)."""
    return np.array([USUAL.get(name, USUAL_BASELINE if name in BASELINES else 0.0) for name in names])


def _bands(models: PerCluster | None) -> dict[int, SpatialComponents]:
    """The spatial bands of each cluster's model."""
    return {} if models is None else {label: model.bands for label, model in models.models.items()}
