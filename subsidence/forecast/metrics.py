"""How good the forecasts were: every model and every baseline, per cluster, horizon and evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..blocks import do_all
from ..metrics import coverage, measures, width
from ..progress import SILENT, Report
from ..threads import one_thread_pools
from ..wording import message
from .backtest import Backtest
from .candidates import GAUSSIAN_PROCESS, PER_CLUSTER, WITH_COVARIATES, Candidates
from .combination import combine, even_weights
from .data.history import History
from .fallback import COMBINATION
from .forecaster import Forecaster
from .intervals import error_paths, half_widths
from .models.baselines import BASELINES
from .models.lstm_training import LstmCorrection

MULTI_STEP, ONE_STEP, PER_HORIZON, PER_ORIGIN = (
    "multi-step",
    "one-step",
    "multi-step by horizon",
    "multi-step by origin",
)


MEASURES = ("n", "mse", "rmse", "mae", "r2", "within_10mm", "skill")  # of a row, in the order of the METRICS table


@dataclass(frozen=True)
class MetricRow:
    """One row of the METRICS table.

    cluster : as in the layer, or "all"; horizon : epochs ahead, 0 = all together
    origin : number of known epochs, 0 = all origins together
    values : the measures of ``accuracy.measures``; coverage and width_mm of the interval (NaN without one)
    """

    cluster: str
    evaluation: str
    model: str
    horizon: int
    origin: int
    values: dict[str, float]
    coverage: float = float("nan")
    width_mm: float = float("nan")


Bounds = tuple[np.ndarray, np.ndarray]  # low and high ends of intervals


def best_simple(backtest: Backtest, rows: np.ndarray | slice = slice(None)) -> str:
    """The simple baseline of least mean squared error over all origins.

    Parameters
    ----------
    backtest : Backtest
        Of a fitted forecaster.
    rows : ndarray or slice
        Points that count; by default all.

    Returns
    -------
    str
        Its name.
    """
    squares = {name: float(np.nanmean(backtest.errors(name)[:, rows] ** 2)) for name in BASELINES}
    return min(squares, key=squares.__getitem__)


def metric_rows(forecaster: Forecaster, one_step: OneStep | None = None) -> Iterator[MetricRow]:
    """Rows for all points and per cluster: all together, by horizon, by origin; then one-step.

    Parameters
    ----------
    forecaster : Forecaster
        Fitted.
    one_step : OneStep, optional
        From ``one_step_test``, where that was made.

    Returns
    -------
    Iterator of MetricRow
        One row a model, evaluation and group of points.
    """
    backtest, labels = forecaster.backtest, forecaster.tested.history.labels
    groups: list[tuple[str, np.ndarray]] = [("all", np.ones(labels.size, dtype=bool))]
    if forecaster.cluster_values.size > 1:
        groups += [(name, labels == number) for number, name in enumerate(forecaster.cluster_names)]
    lower, upper = checked_intervals(forecaster)
    for cluster, rows in groups:
        reference = best_simple(backtest, rows)
        truth = backtest.truth[:, rows]
        baseline = truth + backtest.errors(reference)[:, rows]
        judge = partial(_rows_of_model, backtest, cluster, rows, truth, baseline)
        jobs = [
            partial(judge, model, with_origins=model in (COMBINATION, reference),
                    intervals=(lower, upper) if model == COMBINATION else None)
            for model in (*backtest.names, COMBINATION)
        ]  # fmt: skip
        for of_model in do_all(jobs):
            yield from of_model
        if one_step is not None:
            squares = {name: np.nanmean((one_step.forecasts[name] - one_step.truth)[rows] ** 2) for name in BASELINES}
            best = one_step.forecasts[min(squares, key=squares.__getitem__)][rows]
            for model, predicted in one_step.forecasts.items():
                yield _row(cluster, ONE_STEP, model, 1, 0, one_step.truth[rows], predicted[rows], best, None)


def metric_table(rows: Sequence[MetricRow], seconds: float) -> dict[str, np.ndarray]:
    """The METRICS table by column.

    Parameters
    ----------
    rows : sequence of MetricRow
        Of all tests.
    seconds : float
        Of the whole run.

    Returns
    -------
    dict of str to ndarray, shape=(n_rows,)
        Columns by name, in order.
    """
    table = {name: np.array([getattr(row, name) for row in rows], dtype=object)
             for name in ("cluster", "evaluation", "model")}  # fmt: skip
    table |= {name: np.array([getattr(row, name) for row in rows]) for name in ("horizon", "origin")}
    table |= {name: np.array([row.values[name] for row in rows]) for name in MEASURES}
    table["coverage"] = np.array([row.coverage for row in rows])
    table["width"] = np.array([row.width_mm for row in rows])
    table["seconds"] = np.full(len(rows), seconds)
    return table


def _rows_of_model(
    backtest: Backtest,
    cluster: str,
    rows: np.ndarray,
    truth: np.ndarray,
    baseline: np.ndarray,
    model: str,
    *,
    with_origins: bool,
    intervals: Bounds | None,
) -> list[MetricRow]:
    """One model in one cluster: all together, by horizon and, where wanted, by origin.

    rows : shape=(n_points,), bool, the cluster's; truth, baseline : shape=(n_origins, n_rows, horizon), mm
    intervals : of all points, shape=(n_origins, n_points, horizon) each
    """
    predicted = truth + backtest.errors(model)[:, rows]
    bounds = None if intervals is None else (intervals[0][:, rows], intervals[1][:, rows])
    found = [_row(cluster, MULTI_STEP, model, 0, 0, truth, predicted, baseline, bounds)]
    for step in range(truth.shape[2]):
        at = (slice(None), slice(None), slice(step, step + 1))
        own = _part(bounds, at)
        found.append(_row(cluster, PER_HORIZON, model, step + 1, 0, truth[at], predicted[at], baseline[at], own))
    for number, origin in enumerate(backtest.origins if with_origins else ()):
        one = (slice(number, number + 1),)
        own = _part(bounds, one)
        found.append(_row(cluster, PER_ORIGIN, model, 0, int(origin), truth[one], predicted[one], baseline[one], own))
    return found


def simple_by_cluster(rows: Sequence[MetricRow]) -> dict[str, MetricRow]:
    """The simple baseline of least error in each cluster, by cluster; empty without clusters."""
    found: dict[str, MetricRow] = {}
    for row in rows:
        if row.evaluation == MULTI_STEP and row.cluster != "all" and row.model in BASELINES:
            best = found.get(row.cluster, row)
            found[row.cluster] = row if row.values["rmse"] <= best.values["rmse"] else best
    return found


def rmse_of_simple(rows: Sequence[MetricRow], reference: str) -> float:
    """RMSE in mm of the best simple baseline; with clusters of the best one of each, together.

    Parameters
    ----------
    rows : sequence of MetricRow
        From ``metric_rows``.
    reference : str
        The best simple baseline of all points, which counts where there are no clusters.

    Returns
    -------
    float
        Over all horizons and origins. One baseline for all clusters would be an opponent that nobody would send.
    """
    known = [row.values for row in simple_by_cluster(rows).values() if row.values["n"]]
    if not known:
        one = next(r for r in rows if (r.evaluation, r.model, r.cluster) == (MULTI_STEP, reference, "all"))
        return one.values["rmse"]
    total = sum(values["n"] for values in known)
    return float(np.sqrt(sum(values["n"] * values["mse"] for values in known) / total))


def checked_intervals(forecaster: Forecaster) -> tuple[np.ndarray, np.ndarray]:
    """Intervals of each origin from the errors of the other origins: shape=(n_origins, n_points, horizon) twice."""
    backtest, labels = forecaster.backtest, forecaster.tested.history.labels
    scaled = backtest.errors(COMBINATION) / backtest.spread[:, :, None]
    half = np.full(scaled.shape, np.nan)

    def check(number: int) -> None:
        others = np.delete(scaled, number, axis=0)
        if len(others):
            paths = error_paths(others, labels, forecaster.tested.history.xy, forecaster.seed)
            found = half_widths(paths, forecaster.cluster_values.size, forecaster.level)
            half[number] = found[labels] * backtest.spread[number][:, None]

    do_all([partial(check, number) for number in range(len(scaled))])
    return backtest.combined - half, backtest.combined + half


def covariate_gain(backtest: Backtest) -> tuple[float, float] | None:
    """Change of the Gaussian process's RMSE by the covariates, mm, and its standard error over origins."""
    if WITH_COVARIATES not in backtest.names:
        return None
    with_, without = (
        np.sqrt(np.nanmean(backtest.errors(name) ** 2, axis=(1, 2)))
        for name in (WITH_COVARIATES, PER_CLUSTER if PER_CLUSTER in backtest.names else GAUSSIAN_PROCESS)
    )
    change = with_ - without
    error = float(change.std(ddof=1) / np.sqrt(change.size)) if change.size > 1 else float("nan")
    return float(change.mean()), error


def network_gain(backtest: Backtest) -> tuple[float, float] | None:
    """RMSE of the combination with the network and without one, mm; None where there was none.

    Parameters
    ----------
    backtest : Backtest
        Of a fitted forecaster.

    Returns
    -------
    tuple of float, float or None
        Over the origins whose weights could be learnt on earlier ones, or over the only one.
    """
    if backtest.without_network is None:
        return None
    judged = slice(1 if len(backtest.origins) > 1 else 0, None)
    with_, without = (
        float(np.sqrt(np.nanmean((said - backtest.truth)[judged] ** 2)))
        for said in (backtest.combined, backtest.without_network)
    )
    return with_, without


@dataclass(frozen=True)
class OneStep:
    """The paper's protocol: fitted before the last epochs, then one step ahead again and again with the true past.

    truth : shape=(n_points, n_test); forecasts : model → shape=(n_points, n_test)
    """

    truth: np.ndarray
    forecasts: dict[str, np.ndarray]


def last_epochs_test(forecaster: Forecaster, n_test: int, report: Report = SILENT) -> OneStep | None:
    """``one_step_test`` for a fitted forecaster, where the series leaves room for it.

    Parameters
    ----------
    forecaster : Forecaster
        Fitted.
    n_test : int
        Epochs at the end that are forecast; none for 0.
    report : Report
        Told what is begun, or why it is left out.

    Returns
    -------
    OneStep or None
        None where no test was made.
    """
    room = forecaster.history.n_epochs - forecaster.fitted.window - 3
    if not n_test:
        return None
    if n_test > room // 2:
        report.info(message("The series is too short for the one-step test; it is left out."))
        return None
    report.stage(message("One-step test on the last epochs, as published."))
    chosen = forecaster.backtest.network
    networks = {chosen: forecaster.new_networks()[chosen]} if chosen else {}
    return one_step_test(forecaster.tested.history, n_test, networks, forecaster.seed, alike=forecaster.models)


@one_thread_pools()
def one_step_test(
    history: History,
    n_test: int,
    networks: Mapping[str, LstmCorrection],
    seed: int = 0,
    *,
    alike: Candidates | None = None,
) -> OneStep:
    """One-step forecasts of the last ``n_test`` epochs by models fitted on what came before them.

    Parameters
    ----------
    history : History
        From ``build_history``.
    n_test : int
        Epochs at the end that are forecast.
    networks : mapping
        Untrained, by name; none or one.
    seed : int
        The same seed gives the same result.
    alike : Candidates, optional
        Models fitted on the same points and clusters with that seed; what depends on the places alone is taken over.

    Returns
    -------
    OneStep
        What each model said, and the truth.
    """
    start = history.n_epochs - n_test
    past = history.past(start)
    lead = float(np.median(np.diff(past.years)))
    models = Candidates(seed=seed, alike=alike).fit(past, np.array([lead]))
    models.train_networks(networks, past, 1)
    names = models.names
    steps = []
    for origin in range(start, history.n_epochs):
        past = history.past(origin)
        steps.append(models.forecasts(past, history.future(origin, history.dates[origin : origin + 1])))
    found = np.concatenate(steps, axis=2)  # (n_models, n_points, n_test)
    weights = even_weights(np.array([name not in BASELINES for name in names]), 0, n_test)
    forecasts = dict(zip(names, found))
    forecasts[COMBINATION] = combine(found, weights, np.full(history.labels.size, -1))
    return OneStep(history.observed_mm[:, start:], forecasts)


def _part(bounds: Bounds | None, at: tuple[slice, ...]) -> Bounds | None:
    return None if bounds is None else (bounds[0][at], bounds[1][at])


def _row(
    cluster: str,
    evaluation: str,
    model: str,
    horizon: int,
    origin: int,
    truth: np.ndarray,
    predicted: np.ndarray,
    baseline: np.ndarray | None,
    bounds: Bounds | None,
) -> MetricRow:
    values = measures(truth, predicted, baseline)
    if bounds is None:
        return MetricRow(cluster, evaluation, model, horizon, origin, values)
    low, high = bounds
    return MetricRow(cluster, evaluation, model, horizon, origin, values, coverage(truth, low, high), width(low, high))
