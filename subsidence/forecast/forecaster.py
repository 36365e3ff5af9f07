"""The forecast of every point: models that compete, a backtest that judges, intervals that were checked.

forecaster = Forecaster(horizon=10).fit(series, covariates, labels)
result = forecaster.forecast()
result.displacement_mm, result.lower_mm, result.upper_mm     # (n_points, horizon)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..errors import SubsidenceError
from ..model_file import unknown_name
from ..progress import SILENT, Report, Run
from ..series import DeformationSeries, years_since
from ..threads import one_thread_pools
from ..torch_device import torch_device
from ..wording import message
from .applied import SAME_LEAD_SHARE, Applied, Found
from .backtest import ORIGIN_WORK, TRAINING_WORK, Backtest, run_backtest
from .candidates import GAUSSIAN_PROCESS, LSTM, RIDGE, Candidates
from .data.covariates import Covariates
from .data.history import History, build_history, coming_dates
from .data.windows import check_length, choose_window
from .fallback import same_places
from .fitted import FittedForecast, View, learn, models_beyond, times_the_scale
from .kept_models import kept_networks
from .model_file import load_forecast_model, save_forecast_model
from .models.lstm_training import LstmCorrection
from .own_groups import TRIAL_POINTS, Groups, Trial, try_groups
from .sampling_change import find_sampling_change

SETTINGS = (
    "horizon", "window", "hidden", "passes", "origins", "neighbours", "level", "seed", "device", "network",
    "own_groups",
)  # fmt: skip
NETWORKS = (  # name, one for each cluster or one for all, shown the covariates or not
    (LSTM, True, True),
    (f"{LSTM}, one for all clusters", False, True),
    (f"{LSTM}, no covariates", True, False),
    (f"{LSTM}, one for all clusters, no covariates", False, False),
)
MOST_AGE_DAYS = 365  # a point whose last value is older gets no forecast
LIKE_TRAINING = (0.005, 50.0)  # how much farther other points may move from epoch to epoch without a word
LEARNING_POINTS = 50_000  # that models learn from and are tested on, drawn from larger layers
WHOLE_SERIES_WORK, LAST_TRAINING_WORK = 3, 10  # of the time, beside ORIGIN_WORK


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
    """Forecasts of displacements with intervals, learned from all points together.

    Parameters
    ----------
    horizon : int
        Epochs ahead that the backtest judges.
    window : int
        Epochs the network is shown; 0 = about a year.
    hidden : int
        LSTM units.
    passes : int
        Rounds of training.
    origins : int
        Of the backtest.
    neighbours : int
        Nearest points whose mean is an input.
    level : float
        Of the intervals, in (0, 1).
    seed : int
        The same seed and data give the same forecast.
    device : str
        "cpu", "cuda" or "auto".
    network : bool
        True lets LSTM networks take part (with torch). They were measured to change the error by less than 1 % for
        more than twice the computing time.
    own_groups : bool
        Where no labels are given, True tries groups of points that move alike, and uses them where the backtest is
        clearly better for it.

    Notes
    -----
    With ``network`` the backtest decides whether there is a network for each cluster or one that is told the cluster,
    and whether it is shown the covariates (docs/decisions/0003-forecast-by-gaussian-process.md).

    Examples
    --------
    >>> from subsidence.synthetic.city import make_city
    >>> city = make_city(60, 60, seed=3, regular=True)
    >>> model = Forecaster(3, origins=2).fit(city.series)
    >>> model.forecast(3).displacement_mm.shape
    (60, 3)
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
        network: bool = False,
        own_groups: bool = True,
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
        self.own_groups = own_groups
        self._trial = Trial()
        self._fitted: FittedForecast | None = None
        self._view: View | None = None
        self._tested: View | None = None

    @property
    def is_fitted(self) -> bool:
        """Whether there is something to forecast with, or to save."""
        return self._fitted is not None

    @property
    def fitted(self) -> FittedForecast:
        """Everything that was learned; raises SubsidenceError before ``fit``."""
        if self._fitted is None:
            raise SubsidenceError(message("This forecaster has not learned anything yet; call fit first."))
        return self._fitted

    @property
    def view(self) -> View:
        """The points that are forecast; raises SubsidenceError before ``fit``, and after loading before ``update``."""
        fitted = self.fitted
        if self._view is None:
            raise SubsidenceError(
                message(
                    "This forecaster was loaded from a file that ends at {date}; give it a series by update first.",
                    date=fitted.trained_until,
                )
            )
        return self._view

    @property
    def backtest(self) -> Backtest:
        """What every model forecast from past moments; a model file does not hold it."""
        found = self.fitted.backtest
        if found is None:
            raise SubsidenceError(message("A model file does not hold the backtest; fit the forecaster to see it."))
        return found

    @property
    def trial(self) -> Trial:
        """What came of groups of its own; a model file does not hold it."""
        return self._trial

    @property
    def history(self) -> History:
        """The series that are forecast, with their gaps closed."""
        return self.view.history

    @property
    def tested(self) -> View:
        """The points of the backtest, and what each falls back on; a model file does not hold it."""
        if self._tested is None:
            raise SubsidenceError(message("A model file does not hold the backtest; fit the forecaster to see it."))
        return self._tested

    @property
    def usable(self) -> np.ndarray:
        """Which of the given points are in ``history``; shape=(n_given,), bool."""
        return self.view.usable

    @property
    def fallback(self) -> np.ndarray:
        """Number of the baseline of each point in ``history``, −1 for the combination; shape=(n_points,)."""
        return self.view.fallback

    @property
    def models(self) -> Candidates:
        """The models, fitted on the whole series."""
        return self.fitted.models

    @property
    def weights(self) -> np.ndarray:
        """Of the models; see ``FittedForecast``."""
        return self.fitted.weights

    @property
    def leads_years(self) -> np.ndarray:
        """Mean time ahead of each judged step; shape=(horizon,)."""
        return self.fitted.leads_years

    @property
    def quantiles(self) -> np.ndarray:
        """Half widths of the intervals; see ``FittedForecast``."""
        return self.fitted.quantiles

    @property
    def paths(self) -> np.ndarray:
        """Errors of the backtest as whole paths; see ``FittedForecast``."""
        return self.fitted.paths

    @property
    def path_labels(self) -> np.ndarray:
        """Number of the cluster of each path."""
        return self.fitted.path_labels

    @property
    def cluster_values(self) -> np.ndarray:
        """The labels of the clusters that were learned."""
        return self.fitted.cluster_values

    @property
    def cluster_names(self) -> list[str]:
        """The clusters as tables name them: their labels, or the numbers of the groups that the forecast made."""
        own = self.fitted.groups is not None
        return [f"group {value + 1}" if own else str(value) for value in self.cluster_values]

    @property
    def cluster_fallback(self) -> np.ndarray:
        """Number of the baseline of each cluster, −1 for the combination; the last of points without a cluster."""
        return self.fitted.cluster_fallback

    @property
    def covariate_names(self) -> list[str]:
        """The covariates that were learned from, in this order."""
        return list(self.fitted.covariate_names)

    @property
    def static_names(self) -> list[str]:
        """The static factors that were learned from, "" where their names were not told."""
        return list(self.fitted.static_names)

    @property
    def n_static(self) -> int:
        """The number of static factors that were learned from."""
        return len(self.fitted.static_names)

    @one_thread_pools()
    def fit(
        self,
        series: DeformationSeries,
        covariates: Covariates | None = None,
        labels: np.ndarray | None = None,
        *,
        static: np.ndarray | None = None,
        static_names: Sequence[str] | None = None,
        report: Report = SILENT,
    ) -> Forecaster:
        """Backtest, learn weights and intervals from it, and fit all models on the whole series.

        Parameters
        ----------
        series : DeformationSeries
            Gaps are allowed.
        covariates : Covariates, optional
            Such as rain and groundwater, by date.
        labels : ndarray of int, shape=(n_points,), optional
            Cluster of each point, negative for none; without them see ``own_groups``.
        static : ndarray, shape=(n_points, n_factors), optional
            Factors that do not change.
        static_names : sequence of str, optional
            Of the columns of ``static``, checked again in ``update``.
        report : Report
            Told the progress, what is worth knowing and what to beware of; asked whether to stop.

        Returns
        -------
        Forecaster
            This one.

        Raises
        ------
        SubsidenceError
            With too few epochs for the horizon, or arrays that do not fit the series.
        """
        if self.network:
            torch_device(self.device)  # one that is not there is refused before any work
        window = self.window or choose_window(series.dates, self.horizon)
        check_length(series.n_epochs, window, self.horizon)
        given = _labels(series, labels)
        clusters = np.unique(given[given >= 0])
        covariate_names = () if covariates is None else tuple(covariates.names)
        static_names = _static_names(static, static_names)
        everyone, usable = self._history(series, covariates, given, static, clusters)
        history, drawn = everyone.drawn(LEARNING_POINTS, self.seed)
        _tell_drawn(drawn.size, len(everyone.xy), report)
        trying = labels is None and self.own_groups
        trial_work = 2 * ORIGIN_WORK * self.origins * min(TRIAL_POINTS / drawn.size, 1.0) if trying else 0
        grouping, report = report.parts(trial_work, ORIGIN_WORK * self.origins + WHOLE_SERIES_WORK)
        self._trial = Trial()
        if trying:
            self._trial = try_groups(history, self.horizon, self.origins, Run(grouping, self.seed))
            report.info(self._trial.in_words())
        everyone, history, clusters = _grouped(everyone, history, clusters, self._trial.groups)
        networks = self._networks(window, clusters.size, bool(covariate_names))
        tested = ORIGIN_WORK * self.origins + (TRAINING_WORK * len(networks) if self.network else 0)
        testing, fitting, training = report.parts(tested, WHOLE_SERIES_WORK, LAST_TRAINING_WORK if self.network else 0)
        backtest = self._backtested(history, networks if self.network else {}, clusters.size, Run(testing, self.seed))
        fitting.stage(message("Weights and intervals from the backtest; statistical models on the whole series."))
        lessons = learn(backtest, history, clusters.size, self.level, self.seed)
        past = history.past(history.n_epochs)
        models = Candidates(seed=self.seed, alike=backtest.newest).fit(past, backtest.leads_years, fitting)
        if backtest.network:
            training.stage(message("Training the network that the backtest chose, on the whole series."))
            chosen = self._networks(window, clusters.size, bool(covariate_names))[backtest.network]
            wanted = {backtest.network: chosen}
            train = partial(models.train_networks, wanted, past, self.horizon, training)
            kept_networks(models, wanted, train, self.device)
        if RIDGE not in backtest.names:  # what no origin could test takes no part
            models.ridge = None
        _tell_change(history, models, report)
        kept = [backtest.names.index(name) for name in models.names]
        weights = backtest.weights[:, :, kept]
        self._fitted = FittedForecast(
            window=window,
            covariate_names=covariate_names,
            static_names=static_names,
            cluster_values=clusters,
            leads_years=backtest.leads_years,
            weights=weights / weights.sum(axis=2, keepdims=True),
            models=models,
            trained_until=str(history.dates[-1]),
            backtest=backtest,
            quantiles=lessons.quantiles,
            paths=lessons.paths,
            path_labels=lessons.path_labels,
            path_places=lessons.path_places,
            cluster_fallback=lessons.cluster_fallback,
            fallback_places=lessons.fallback_places,
            place_fallback=lessons.place_fallback,
            groups=self._trial.groups,
            beyond=models_beyond(backtest, history.labels, clusters.size),
        )
        in_test = np.zeros(usable.size, dtype=bool)
        in_test[np.flatnonzero(usable)[drawn]] = True
        self._tested = View(history, in_test, lessons.fallback)
        self._view = self._tested if history is everyone else self._look(everyone, usable)
        return self

    @one_thread_pools()
    def update(
        self,
        series: DeformationSeries,
        covariates: Covariates | None = None,
        labels: np.ndarray | None = None,
        *,
        static: np.ndarray | None = None,
        static_names: Sequence[str] | None = None,
    ) -> Forecaster:
        """Take newly arrived epochs, or other points, without training; arguments as in ``fit``."""
        fitted = self.fitted
        if fitted.groups is not None and labels is not None:
            raise SubsidenceError(
                message("The model was trained without a cluster field and made groups of its own; give it none now.")
            )
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
        _check_static(fitted.static_names, _static_names(static, static_names))
        if series.n_epochs < fitted.window:
            raise SubsidenceError(
                message(
                    "The series has {n_epochs} epochs, but the model looks back over {window}.",
                    n_epochs=series.n_epochs,
                    window=fitted.window,
                )
            )
        labels = _labels(series, labels)
        history, usable = self._history(series, covariates, labels, static, fitted.cluster_values)
        self._view = self._look(history if fitted.groups is None else fitted.groups.of(history), usable)
        return self

    @one_thread_pools()
    def forecast(
        self, horizon: int | None = None, *, dates: np.ndarray | None = None, report: Report = SILENT
    ) -> Forecast:
        """Forecast from the last epoch.

        Parameters
        ----------
        horizon : int, optional
            Epochs ahead at the series' own step; by default the one fitted for.
        dates : ndarray, shape=(horizon,), optional
            The dates asked for instead, all after the last epoch.
        report : Report
            Told the progress, what is worth knowing and what to beware of; asked whether to stop.

        Returns
        -------
        Forecast
            ``displacement_mm``, ``lower_mm`` and ``upper_mm``, shape=(n_points, horizon), and the model each point got.

        Raises
        ------
        SubsidenceError
            Before ``fit``, or where a date lies before the last epoch.
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
        self._tell_other_scale(report)
        ends = history.ends(history.n_epochs)
        oldest = history.dates[-1] - np.timedelta64(MOST_AGE_DAYS, "D")
        middle, half = (np.full((ends.size, dates.size), np.nan) for _ in range(2))
        model = np.full(ends.size, "", dtype=object)
        for end, part in report.stages(
            [int(end) for end in np.unique(ends) if end and history.dates[end - 1] >= oldest]
        ):
            rows = ends == end

            def put(here: np.ndarray, found: Found) -> None:
                for whole, values in zip((middle, half, model), found):
                    whole[here] = values

            self._forecast_from(end, dates, rows, put, part)
            if end < history.n_epochs:
                model[rows] = [f"{name}, from {history.dates[end - 1]}" for name in model[rows]]
        self._tell_early_ends(ends, model, report)
        leads = years_since(dates, history.dates[-1])
        lower = middle - half
        half += middle  # the upper end, where half the width was: of millions of points each array is large
        return Forecast(
            dates,
            self._all_points(middle),
            self._all_points(lower),
            self._all_points(half),
            self._all_points(model, ""),
            leads <= self.leads_years[-1] * SAME_LEAD_SHARE,
        )

    def _forecast_from(
        self,
        n_epochs: int,
        dates: np.ndarray,
        wanted: np.ndarray,
        put: Callable[[np.ndarray, Found], None],
        report: Report,
    ) -> None:
        """Hand the points wanted to ``put``, forecast from the first ``n_epochs`` epochs."""
        history = self.history
        leads = years_since(dates, history.dates[n_epochs - 1])
        used = self._used(leads <= self.leads_years[-1] * SAME_LEAD_SHARE)
        applied = Applied(self.models, self.weights, self.leads_years, self.quantiles, used, dates, self.fitted.beyond)
        tiles = history.tiles()
        if not tiles:
            middle, half, model = applied.forecast(
                history.past(n_epochs), partial(history.future, n_epochs), self.fallback
            )
            put(np.flatnonzero(wanted), (middle[wanted], half[wanted], model[wanted]))
            report.progress(1.0)
            return
        of_all, of_tiles = report.parts(2, 3)
        known = applied.over_all(history, tiles, n_epochs, of_all)
        here = [rows[wanted[rows]] for rows in tiles if wanted[rows].any()]
        applied.by_tiles(history, here, n_epochs, self.fallback, known, put, of_tiles)

    def _tell_other_scale(self, report: Report) -> None:
        """Say where points move so much more or less than those of the training that their unit is probably another."""
        times = times_the_scale(self.history.observed_mm, self.fitted.models)
        if not LIKE_TRAINING[0] < times < LIKE_TRAINING[1]:
            report.warn(
                message(
                    "These points move {times:.2g} times as much from epoch to epoch as those that the model was"
                    " trained on; check the unit of the displacements.",
                    times=times,
                )
            )

    def _tell_early_ends(self, ends: np.ndarray, model: np.ndarray, report: Report) -> None:
        """Say how many points lack too many values or end before the last epoch, and what became of them."""
        early, left_out = int(((ends < self.history.n_epochs) & (model != "")).sum()), int((model == "").sum())
        too_few = int((~self.usable).sum())
        if too_few:
            report.warn(
                message(
                    "{count} of {total} points have a value at fewer than half of the epochs; they get no forecast.",
                    count=too_few,
                    total=self.usable.size,
                )
            )
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
        save_forecast_model(path, self.fitted, {name: getattr(self, name) for name in SETTINGS})

    @classmethod
    def load(cls, path: str | os.PathLike, device: str = "cpu") -> Forecaster:
        """The saved forecaster; give it a series by ``update`` before it can forecast."""
        fitted, settings = load_forecast_model(path, device)
        unknown = sorted(set(settings) - set(SETTINGS))
        if unknown:
            raise unknown_name(path, unknown[0])
        model = cls(**{**settings, "device": device})
        model._fitted = fitted
        return model

    # ---- inside -------------------------------------------------------------------------

    def _history(
        self,
        series: DeformationSeries,
        covariates: Covariates | None,
        labels: np.ndarray,
        static: np.ndarray | None,
        clusters: np.ndarray,
    ) -> tuple[History, np.ndarray]:
        """The points as they are learned from; labels become numbers of the known clusters, −1 for others."""
        numbers = np.where(np.isin(labels, clusters), np.searchsorted(clusters, labels), -1)
        return build_history(series, labels=numbers, covariates=covariates, static=static, n_neighbours=self.neighbours)

    def _look(self, history: History, usable: np.ndarray) -> View:
        """These points from now on, each with what it falls back on."""
        fitted = self.fitted
        own = same_places(history.xy, fitted.fallback_places, fitted.place_fallback)
        return View(history, usable, np.where(own >= 0, own, fitted.cluster_fallback[history.labels]))

    def new_networks(self) -> dict[str, LstmCorrection]:
        """Untrained networks by name, one of each kind that the clusters and the covariates allow."""
        fitted = self.fitted
        return self._networks(fitted.window, fitted.cluster_values.size, bool(fitted.covariate_names))

    def _backtested(self, history: History, networks: dict[str, LstmCorrection], n_labels: int, run: Run) -> Backtest:
        """The backtest of these points: that of the trial where it was of all of them and of no networks."""
        of_trial = self._trial.backtest
        if of_trial is not None and not networks and of_trial.truth.shape[1] == len(history.xy):
            return of_trial
        return run_backtest(
            history, self.horizon, n_origins=self.origins, networks=networks, n_labels=n_labels, run=run
        )  # fmt: skip

    def _networks(self, window: int, n_clusters: int, has_covariates: bool) -> dict[str, LstmCorrection]:
        found = {}
        for name, per_cluster, use_covariates in NETWORKS:
            if (per_cluster or n_clusters > 1) and (use_covariates or has_covariates):
                found[name] = LstmCorrection(
                    window=window,
                    hidden=self.hidden,
                    passes=self.passes,
                    per_cluster=per_cluster,
                    use_covariates=use_covariates,
                    seed=self.seed,
                    device=self.device,
                )
        return found

    def _used(self, judged: np.ndarray) -> list[str]:
        """The models that the forecast is made of, in the order of ``names``."""
        has_weight = self.weights.max(axis=(0, 1)) > 0
        has_weight[self.fallback[self.fallback >= 0]] = True
        names = self.models.names
        if not judged.all():
            for name in (GAUSSIAN_PROCESS, *self.fitted.beyond):
                has_weight[names.index(name)] = True
        return [name for name, used in zip(names, has_weight) if used]

    def _all_points(self, values: np.ndarray, absent: object = np.nan) -> np.ndarray:
        """Rows of usable points spread over all points."""
        if self.usable.all():
            return values
        result = np.full((self.usable.size, *values.shape[1:]), absent, dtype=values.dtype)
        result[self.usable] = values
        return result


def _tell_drawn(drawn: int, total: int, report: Report) -> None:
    """Say that the models learn from some of the points, where they do."""
    if drawn < total:
        report.info(
            message(
                "The models learn from {drawn} of the {all} points, drawn at random, with the neighbours that these"
                " have among all, and are tested on them; the forecast is of all points.",
                drawn=drawn,
                all=total,
            )
        )


def _tell_change(history: History, models: Candidates, report: Report) -> None:
    """Say that sampling or noise changed on the way, and what the ridge autoregression made of it."""
    change = find_sampling_change(history.observed_mm, history.dates)
    if change is None:
        return
    text = message(
        "From {date} on the sampling or the noise is another: the noise between epochs is {ratio:.2f} times what it"
        " was, the usual step {before:.0f} days before and {after:.0f} after.",
        date=history.dates[change.epoch],
        ratio=change.noise_ratio,
        before=change.step_before,
        after=change.step_after,
    )
    ridges = [] if models.ridge is None else list(models.ridge.models.values())
    if ridges:
        text += " " + message(
            "The ridge autoregression tried to learn from the latest origins alone and does so at {short} of {all}"
            " leads.",
            short=sum(int((one.spans < one.n_origins).sum()) for one in ridges),
            all=sum(one.spans.size for one in ridges),
        )
    report.info(text)


def _grouped(
    everyone: History, history: History, clusters: np.ndarray, groups: Groups | None
) -> tuple[History, History, np.ndarray]:
    """All points and those that are learned from, every one in its group, and the numbers of the groups."""
    if groups is None:
        return everyone, history, clusters
    grouped = groups.of(everyone)
    return grouped, grouped if history is everyone else groups.of(history), np.arange(groups.count)


def _labels(series: DeformationSeries, labels: np.ndarray | None) -> np.ndarray:
    return np.zeros(series.n_points, dtype=int) if labels is None else np.asarray(labels, dtype=int)


def _static_names(static: np.ndarray | None, names: Sequence[str] | None) -> tuple[str, ...]:
    """A name for each static factor, "" where none was told."""
    count = 0 if static is None else static.shape[1]
    if names is None:
        return ("",) * count
    if len(names) != count:
        raise SubsidenceError(
            message("{count} static factors need as many names; {given} are given.", count=count, given=len(names))
        )
    return tuple(names)


def _check_static(learned: tuple[str, ...], given: tuple[str, ...]) -> None:
    """The same static factors as in training, in the same order, as far as their names are known."""
    if len(given) != len(learned):
        raise SubsidenceError(
            message(
                "The model was trained with {n_static} static factors; {given} are given.",
                n_static=len(learned),
                given=len(given),
            )
        )
    if all(learned) and all(given) and given != learned:
        raise SubsidenceError(
            message(
                "The model was trained with the static factors: {wanted}; given are: {names}.",
                wanted=", ".join(learned),
                names=", ".join(given),
            )
        )
