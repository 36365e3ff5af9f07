"""The forecast of every point: models that compete, a backtest that judges, intervals that were checked.

forecaster = Forecaster(horizon=10).fit(series, covariates, labels)
result = forecaster.forecast()
result.displacement_mm, result.lower_mm, result.upper_mm     # (n_points, horizon)
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..model_file import load_model, save_model
from ..progress import SILENT, Report
from ..series import DeformationSeries, years_since
from ..torch_device import torch_device
from ..units import DAYS_PER_YEAR
from ..wording import message
from .backtest import Backtest, run_backtest
from .candidates import GAUSSIAN_PROCESS, LSTM, RIDGE, Candidates
from .combination import combine, weights_at
from .data.covariates import Covariates
from .data.history import Future, Past, build_history, coming_dates
from .data.windows import check_length, choose_window, spread_mm
from .fallback import COMBINATION, choose_fallbacks, places, same_places
from .intervals import conformal_quantiles, error_paths, quantiles_at
from .models.baselines import BASELINES
from .models.lstm_training import LstmCorrection

KIND = "forecast"
SETTINGS = (
    "horizon",
    "window",
    "hidden",
    "passes",
    "origins",
    "neighbours",
    "level",
    "seed",
    "device",
    "network",
)
NETWORKS = (  # name, one for each cluster or one for all, shown the covariates or not
    (LSTM, True, True),
    (f"{LSTM}, one for all clusters", False, True),
    (f"{LSTM}, no covariates", True, False),
    (f"{LSTM}, one for all clusters, no covariates", False, False),
)
MOST_AGE_DAYS = 365  # a point whose last value is older gets no forecast
SAME_LEAD_SHARE = 1.02  # dates this little beyond the last judged lead still count as judged


@dataclass(frozen=True)
class Forecast:
    """A forecast of all points.

    dates : shape=(horizon,)
    displacement_mm, lower_mm, upper_mm : shape=(n_points, horizon); NaN where a point has too few values
    model : shape=(n_points,), text: what was used, "" where nothing
    judged : shape=(horizon,), bool: False beyond the horizon of the backtest
    """

    dates: np.ndarray
    displacement_mm: np.ndarray
    lower_mm: np.ndarray
    upper_mm: np.ndarray
    model: np.ndarray
    judged: np.ndarray


class Forecaster:
    """Learns from all points together, one network per cluster.

    horizon : epochs ahead that the backtest judges
    window : epochs the network is shown; 0 = about a year
    hidden : LSTM units; passes : rounds of training
    origins : of the backtest
    neighbours : nearest points whose mean is an input
    level : of the intervals
    device : "cpu", "cuda" or "auto"
    network : False leaves the LSTM out (torch is not needed then)

    Whether there is a network for each cluster or one that is told the cluster, and whether it is shown the
    covariates, the backtest decides.
    """

    def __init__(
        self,
        horizon: int = 10,
        *,
        window: int = 0,
        hidden: int = 50,
        passes: int = 2,
        origins: int = 4,
        neighbours: int = 30,
        level: float = 0.9,
        seed: int = 0,
        device: str = "cpu",
        network: bool = True,
    ):
        if horizon < 1:
            raise SubsidenceError(message("The horizon must be at least one epoch."))
        if not 0.0 < level < 1.0:
            raise SubsidenceError(message("The level of the intervals must lie between 0 and 1, for example 0.9."))
        self.horizon = horizon
        self.window = window
        self.hidden = hidden
        self.passes = passes
        self.origins = origins
        self.neighbours = neighbours
        self.level = level
        self.seed = seed
        self.device = device
        self.network = network
        self.covariate_names: list[str] = []
        self.n_static = 0
        self._fallback_places = np.empty((0, 3)), np.empty(0, dtype=int)

    def fit(
        self,
        series: DeformationSeries,
        covariates: Covariates | None = None,
        labels: np.ndarray | None = None,
        *,
        static: np.ndarray | None = None,
        report: Report = SILENT,
    ) -> Forecaster:
        """Backtest, learn weights and intervals from it, and fit all models on the whole series.

        labels : shape=(n_points,), int, cluster of each point, negative for none
        static : shape=(n_points, n_factors)
        """
        if self.network:
            torch_device(self.device)  # one that is not there is refused before any work
        self.window = self.window or choose_window(series.dates, self.horizon)
        check_length(series.n_epochs, self.window, self.horizon)
        labels = np.zeros(series.n_points, dtype=int) if labels is None else np.asarray(labels, dtype=int)
        self.cluster_values = np.unique(labels[labels >= 0])
        self.cluster_fallback = np.full(self.cluster_values.size + 1, -1)
        self.covariate_names = [] if covariates is None else list(covariates.names)
        self.n_static = 0 if static is None else static.shape[1]
        self._bind(series, covariates, labels, static)
        history = self.history
        self.backtest = run_backtest(
            history,
            self.horizon,
            n_origins=self.origins,
            networks=self.new_networks() if self.network else {},
            n_labels=self.cluster_values.size,
            seed=self.seed,
            report=report.part(0.0, 0.7),
        )
        self._learn(self.backtest)
        past = history.past(history.n_epochs)
        self.models = Candidates(seed=self.seed).fit(past, self.leads_years, report.part(0.7, 0.8))
        if self.backtest.network:
            chosen = {self.backtest.network: self.new_networks()[self.backtest.network]}
            self.models.train_networks(chosen, past, self.horizon, report.part(0.8, 1.0))
        kept = [self.backtest.names.index(name) for name in self.models.names]
        self.weights = self.backtest.weights[:, :, kept]
        return self

    def update(
        self,
        series: DeformationSeries,
        covariates: Covariates | None = None,
        labels: np.ndarray | None = None,
        *,
        static: np.ndarray | None = None,
    ) -> Forecaster:
        """Take newly arrived epochs, or other points, without training; arguments as in ``fit``."""
        given = [] if covariates is None else list(covariates.names)
        if given != self.covariate_names:
            wanted = ", ".join(self.covariate_names) or "none"
            raise SubsidenceError(
                message(
                    "The model was trained with the covariates: {wanted}; given are: {names}.",
                    wanted=wanted,
                    names=", ".join(given) or "none",
                )
            )
        n_static = 0 if static is None else static.shape[1]
        if n_static != self.n_static:
            raise SubsidenceError(
                message(
                    "The model was trained with {n_static} static factors; {given} are given.",
                    n_static=self.n_static,
                    given=n_static,
                )
            )
        if series.n_epochs < self.window:
            raise SubsidenceError(
                message(
                    "The series has {n_epochs} epochs, but the model looks back over {window}.",
                    n_epochs=series.n_epochs,
                    window=self.window,
                )
            )
        labels = np.zeros(series.n_points, dtype=int) if labels is None else np.asarray(labels, dtype=int)
        self._bind(series, covariates, labels, static)
        return self

    def forecast(
        self, horizon: int | None = None, *, dates: np.ndarray | None = None, report: Report = SILENT
    ) -> Forecast:
        """Forecast from the last epoch.

        horizon : epochs ahead at the series' own step (by default the one fitted for), or
        dates : shape=(horizon,), the dates asked for, all after the last epoch
        """
        history = self.history
        if dates is None:
            dates = coming_dates(history.dates, self.horizon if horizon is None else horizon)
        dates = np.asarray(dates, dtype="datetime64[D]")
        if not dates.size or (dates <= history.dates[-1]).any() or (np.diff(dates) <= np.timedelta64(0, "D")).any():
            raise SubsidenceError(
                message(
                    "The dates to forecast must increase and lie after the last epoch, {dates}.",
                    dates=history.dates[-1],
                )
            )
        report.progress(0.0)
        ends = history.ends(history.n_epochs)
        oldest = history.dates[-1] - np.timedelta64(MOST_AGE_DAYS, "D")
        middle, half = (np.full((ends.size, dates.size), np.nan) for _ in range(2))
        model = np.full(ends.size, "", dtype=object)
        for end in report.each([int(end) for end in np.unique(ends) if end and history.dates[end - 1] >= oldest]):
            rows = ends == end
            found = self._forecast_from(end, dates)
            for whole, part in zip((middle, half, model), found):
                whole[rows] = part[rows]
            if end < history.n_epochs:
                model[rows] = [f"{name}, from {history.dates[end - 1]}" for name in model[rows]]
        self._tell_early_ends(ends, model, report)
        leads = years_since(dates, history.dates[-1])
        return Forecast(
            dates,
            self._all_points(middle),
            self._all_points(middle - half),
            self._all_points(middle + half),
            self._all_points(model, ""),
            leads <= self.leads_years[-1] * SAME_LEAD_SHARE,
        )

    def _forecast_from(self, n_epochs: int, dates: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All points from the first ``n_epochs`` epochs: forecast, half width of the interval, and model."""
        history = self.history
        past = history.past(n_epochs)
        future = history.future(n_epochs, dates)
        leads = future.lead_years(past.dates[-1])
        judged = leads <= self.leads_years[-1] * SAME_LEAD_SHARE
        used = self._used(judged)
        candidates = self._continued(past, future, judged, used)
        columns = [number for number, name in enumerate(self.models.names) if name in used]
        weights = weights_at(self.weights[:, :, columns], self.leads_years, leads)
        middle = combine(candidates, weights, history.labels)
        model = np.full(history.labels.size, COMBINATION, dtype=object)
        for rows, number in self._fallback_groups():
            middle[rows] = candidates[columns.index(number), rows]
            model[rows] = list(BASELINES)[number]
        half = quantiles_at(self.quantiles, self.leads_years, leads)[history.labels]
        return middle, half * spread_mm(past.displacement_mm, past.dates)[:, None], model

    def _tell_early_ends(self, ends: np.ndarray, model: np.ndarray, report: Report) -> None:
        """Say how many points end before the last epoch, and what became of them."""
        early, left_out = int(((ends < self.history.n_epochs) & (model != "")).sum()), int((model == "").sum())
        if early:
            report.warn(
                message(
                    "{count} points have no value at the last epochs; each is forecast from its own last value, with"
                    " the longer lead and the wider interval that this takes.",
                    count=early,
                )
            )
        if left_out:
            report.warn(
                message(
                    "{count} points have had no value for more than {days} days before the last epoch; they get no"
                    " forecast.",
                    count=left_out,
                    days=MOST_AGE_DAYS,
                )
            )

    # ---- the model file -----------------------------------------------------------------

    def save(self, path: str | os.PathLike) -> None:
        """One file with everything that ``update`` and ``forecast`` need."""
        arrays = {
            **self.models.arrays(),
            "cluster_values": self.cluster_values,
            "leads_years": self.leads_years,
            "weights": self.weights,
            "quantiles": self.quantiles,
            "paths": self.paths,
            "path_labels": self.path_labels,
            "cluster_fallback": self.cluster_fallback,
            "fallback_places": self._fallback_places[0],
            "fallback": self._fallback_places[1],
        }
        metadata = {name: getattr(self, name) for name in SETTINGS}
        metadata["covariates"] = self.covariate_names
        metadata["n_static"] = self.n_static
        metadata["models"] = list(self.models.names)
        metadata["trained_until"] = str(self.history.dates[-1])
        save_model(path, KIND, arrays, metadata)

    @classmethod
    def load(cls, path: str | os.PathLike, device: str = "cpu") -> Forecaster:
        """The saved forecaster; give it a series by ``update`` before it can forecast."""
        arrays, metadata = load_model(path, KIND)
        try:
            model = cls(**{name: metadata[name] for name in SETTINGS})
            model.device = device
            model.covariate_names = list(metadata["covariates"])
            model.n_static = int(metadata["n_static"])
            model.models = Candidates.from_arrays(arrays, device)
            for name in (
                "cluster_values",
                "leads_years",
                "weights",
                "quantiles",
                "paths",
                "path_labels",
                "cluster_fallback",
            ):
                setattr(model, name, arrays[name])
            model._fallback_places = arrays["fallback_places"], arrays["fallback"]
        except (KeyError, TypeError, ValueError) as error:
            raise SubsidenceError(
                message(
                    "The model file {path} is incomplete ({error}); train and save the model again.",
                    path=path,
                    error=error,
                )
            ) from error
        return model

    # ---- inside -------------------------------------------------------------------------

    def _bind(
        self, series: DeformationSeries, covariates: Covariates | None, labels: np.ndarray, static: np.ndarray | None
    ) -> None:
        """Look at these points from now on; labels become numbers of the known clusters, −1 for others."""
        known = np.isin(labels, self.cluster_values)
        numbers = np.where(known, np.searchsorted(self.cluster_values, labels), -1)
        self.history, self.usable = build_history(
            series, labels=numbers, covariates=covariates, static=static, n_neighbours=self.neighbours
        )
        own = same_places(self.history.xy, *self._fallback_places)
        self.fallback = np.where(own >= 0, own, self.cluster_fallback[self.history.labels])

    def new_networks(self) -> dict[str, LstmCorrection]:
        """Untrained networks by name, one of each kind that the clusters and the covariates allow."""
        found = {}
        for name, per_cluster, use_covariates in NETWORKS:
            if (per_cluster or self.cluster_values.size > 1) and (use_covariates or self.covariate_names):
                found[name] = LstmCorrection(
                    window=self.window,
                    hidden=self.hidden,
                    passes=self.passes,
                    per_cluster=per_cluster,
                    use_covariates=use_covariates,
                    seed=self.seed,
                    device=self.device,
                )
        return found

    def _learn(self, backtest: Backtest) -> None:
        """Weights, intervals and exceptions from the backtest."""
        labels = self.history.labels
        self.leads_years = backtest.leads_years
        chosen = choose_fallbacks(backtest, labels, self.cluster_values.size)
        self.cluster_fallback, self.fallback = chosen.clusters, chosen.points
        errors = backtest.errors(COMBINATION)
        for rows, number in self._fallback_groups():
            errors[:, rows] = backtest.errors(list(BASELINES)[number])[:, rows]
        scaled = errors / backtest.spread[:, :, None]
        self.quantiles = conformal_quantiles(np.abs(scaled), labels, self.cluster_values.size, self.level)
        self.paths, self.path_labels = error_paths(scaled, labels, self.seed)
        fallen = self.fallback >= 0
        self._fallback_places = places(self.history.xy)[fallen], self.fallback[fallen]

    def _used(self, judged: np.ndarray) -> list[str]:
        """The models that the forecast is made of, in the order of ``names``."""
        has_weight = self.weights.max(axis=(0, 1)) > 0
        has_weight[self.fallback[self.fallback >= 0]] = True
        names = self.models.names
        if not judged.all():
            has_weight[names.index(GAUSSIAN_PROCESS)] = True
        return [name for name, used in zip(names, has_weight) if used]

    def _continued(self, past: Past, future: Future, judged: np.ndarray, names: list[str]) -> np.ndarray:
        """Every model's forecast; beyond the judged horizon ridge and network follow the Gaussian process."""
        if judged.all():
            return self.models.forecasts(past, future, names)
        anchor = past.dates[-1] + np.timedelta64(round(self.leads_years[-1] * DAYS_PER_YEAR), "D")
        first = int(judged.sum())
        dates = np.insert(future.dates, first, anchor)
        if first and dates[first - 1] >= anchor:
            anchor_row, dates = first - 1, future.dates
        else:
            anchor_row = first
        longer = self.history.future(past.dates.size, dates)
        found = self.models.forecasts(past, longer, names)
        process = found[names.index(GAUSSIAN_PROCESS)]
        for name in (RIDGE, *self.models.networks):
            if name not in names:
                continue
            one = found[names.index(name)]
            later = slice(anchor_row + 1, None)
            one[:, later] = one[:, [anchor_row]] + process[:, later] - process[:, [anchor_row]]
        return found if dates.size == future.dates.size else np.delete(found, anchor_row, axis=2)

    def _fallback_groups(self) -> list[tuple[np.ndarray, int]]:
        """Rows that get a simple baseline, and its number."""
        numbers = np.unique(self.fallback[self.fallback >= 0])
        return [(np.flatnonzero(self.fallback == number), int(number)) for number in numbers]

    def _all_points(self, values: np.ndarray, absent: object = np.nan) -> np.ndarray:
        """Rows of usable points spread over all points."""
        result = np.full((self.usable.size, *values.shape[1:]), absent, dtype=values.dtype)
        result[self.usable] = values
        return result
