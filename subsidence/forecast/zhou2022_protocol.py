"""The paper's protocol for the points of a layer: a network per point, its test, and where it leads.

Zhou, Zuo & Zhao (2022) train each point's network on all but the last epochs and test one step ahead
with the true past. Beside it stand what they left out: the forecast of the same epochs from one origin,
fed with itself, and the simple baselines in both tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..kept_blocks import kept_block
from ..metrics import measures
from ..progress import ALONE, SILENT, Report, Run
from ..report.page import Page
from ..series import DeformationSeries, years_since
from ..wording import message
from .data.covariates import Covariates
from .data.history import History, build_history, coming_dates
from .data.windows import spread_mm
from .forecaster import Forecast
from .intervals import conformal_quantiles, quantiles_at
from .metrics import MULTI_STEP, ONE_STEP, MetricRow
from .models.baselines import BASELINES
from .zhou2022_lstm import EPOCHS, PaperNetworks, PaperResult, paper_test

PER_POINT = "lstm per point"
MOST_SHOWN = 3
MANY_POINTS = 200  # above, it is said that this takes long
TEST_EPOCHS = 10


@dataclass(frozen=True)
class PaperForecast:
    """forecast : of the usable points; rows : accuracy; test : of the last epochs, ``test_dates``."""

    forecast: Forecast
    rows: list[MetricRow]
    test: PaperResult
    test_dates: np.ndarray
    level: float = 0.9


def follow_paper(
    history: History,
    dates: np.ndarray,
    n_test: int,
    *,
    level: float = 0.9,
    epochs: int | Sequence[int] = EPOCHS,
    window: int = 1,
    cluster_names: Sequence[str] = (),
    run: Run = ALONE,
) -> PaperForecast:
    """Test networks on the last ``n_test`` epochs, train them again on the whole series and go on to ``dates``.

    Parameters
    ----------
    history : History
        From ``build_history``.
    dates : ndarray, shape=(horizon,)
        To forecast, after the last epoch.
    n_test : int
        Epochs at the end that are tested.
    level : float
        Of the intervals, 0 … 1.
    epochs : int or sequence of int
        Of training; one for each cluster of ``history.labels`` in ascending order, or one for all.
    window : int
        Epochs that a network is shown; the paper's figures fit one.
    cluster_names : sequence of str
        Of the clusters of ``history.labels``, for rows of their own; by default rows of all points alone.
    run : Run
        Its seed, and its report, which is told the progress and asked whether to stop.

    Returns
    -------
    PaperForecast
        Forecast, rows of accuracy and the test.

    Notes
    -----
    Half widths are the split-conformal quantiles, over these points, of the multi-step errors of the test; of few
    points they are Student's (``few_point_quantiles``). Dates beyond the test's last lead are not judged.
    """
    past = history.past(history.n_epochs)
    start = history.n_epochs - n_test
    in_test, in_training = run.report.parts(1, 1)

    groups = _groups(past.labels, epochs)

    def try_out() -> dict[str, np.ndarray]:
        found = [
            vars(
                paper_test(
                    past.displacement_mm[rows], past.covariates[:, rows], n_test,
                    epochs=own, window=window, seed=run.seed, report=part,
                )
            )
            for (rows, own), part in in_test.stages(groups, weights=[rows.size * own for rows, own in groups])
        ]  # fmt: skip
        return {name: _joined(groups, [one[name] for one in found]) for name in found[0]}

    test = PaperResult(**kept_block("paper test", try_out))
    rows = list(rows_of_test(past.displacement_mm, past.dates, test))
    for number, name in enumerate(cluster_names):
        own = past.labels == number
        if own.any():
            part = PaperResult(test.one_step[own], test.recursive[own], test.truth[own])
            rows += [replace(row, cluster=name) for row in rows_of_test(past.displacement_mm[own], past.dates, part)]
    future = history.future(history.n_epochs, dates)

    def go_on() -> dict[str, np.ndarray]:
        found = []
        covariates = np.concatenate([past.covariates[:, :, past.dates.size - window + 1 :], future.covariates], axis=2)
        for (rows, own), part in in_training.stages(groups, weights=[rows.size * own for rows, own in groups]):
            networks = PaperNetworks(epochs=own, window=window, seed=run.seed)
            networks.fit(past.displacement_mm[rows], past.covariates[:, rows], part)
            found.append(networks.recursive(past.displacement_mm[rows][:, -window:], covariates[:, rows]))
        return {"forecast": _joined(groups, found)}

    middle = kept_block("paper forecast", go_on)["forecast"]
    before = spread_mm(past.displacement_mm[:, :start], past.dates[:start])
    scaled = np.abs(test.recursive - test.truth) / before[:, None]
    quantiles = few_point_quantiles(scaled, level)
    judged_leads = years_since(past.dates[start:], past.dates[start - 1])
    leads = future.lead_years(past.dates[-1])
    half = quantiles_at(quantiles, judged_leads, leads)[0] * spread_mm(past.displacement_mm, past.dates)[:, None]
    model = np.full(past.n_points, PER_POINT, dtype=object)
    forecast = Forecast(dates, middle, middle - half, middle + half, model, leads <= judged_leads[-1] * 1.02)
    return PaperForecast(forecast, rows, test, past.dates[start:], level)


@dataclass(frozen=True)
class PaperRun:
    """The protocol on a layer's points: what was found, of which series, and the forecast with NaN for the others.

    usable : shape=(n_points,), bool
    """

    found: PaperForecast
    history: History
    usable: np.ndarray

    @property
    def forecast(self) -> Forecast:
        """Of every point."""
        own = self.found.forecast
        middle, low, high = map(self.everywhere, (own.displacement_mm, own.lower_mm, own.upper_mm))
        return Forecast(own.dates, middle, low, high, self.everywhere(own.model, ""), own.judged)

    def everywhere(self, values: np.ndarray, absent: object = np.nan) -> np.ndarray:
        """Values of the usable points among all; shape=(n_points, …)."""
        spread = np.full((self.usable.size, *values.shape[1:]), absent, dtype=values.dtype)
        spread[self.usable] = values
        return spread

    @property
    def rmse(self) -> tuple[float, float, float]:
        """Of the networks and of the best simple baseline in the multi-step test, mm, and the networks' skill."""
        rows = {row.model: row.values for row in self.found.rows if row.evaluation == MULTI_STEP}
        return rows[PER_POINT]["rmse"], min(rows[name]["rmse"] for name in BASELINES), rows[PER_POINT]["skill"]


def paper_run(
    series: DeformationSeries,
    labels: np.ndarray | None,
    covariates: Covariates | None = None,
    *,
    dates: np.ndarray | None,
    horizon: int,
    n_test: int = 0,
    epochs: int = 0,
    epochs_by_cluster: str = "",
    window: int = 0,
    level: float = 0.9,
    seed: int = 0,
    report: Report = SILENT,
) -> PaperRun:
    """``follow_paper`` for a layer's points; 0 and "" stand for the paper's own settings.

    Parameters
    ----------
    series : DeformationSeries
        Of all points; those that cannot be used get no forecast.
    labels : ndarray, shape=(n_points,), optional
        Clusters, −1 for none.
    covariates : Covariates, optional
        As in ``Forecaster.fit``.
    dates : ndarray, shape=(horizon,), optional
        To forecast; by default ``horizon`` epochs at the series' own step.
    horizon : int
        Epochs ahead.
    n_test : int
        Epochs at the end that are tested; 0 = ``TEST_EPOCHS``.
    epochs : int
        Of training, for all.
    epochs_by_cluster : str
        Whole numbers with commas between, one for each cluster in ascending order.
    window : int
        Epochs that a network is shown.
    level : float
        Of the intervals, 0 … 1.
    seed : int
        The same seed gives the same result.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    PaperRun
        Forecast, tests and what they were made of.

    Raises
    ------
    SubsidenceError
        Where the epochs by cluster do not fit the clusters.
    """
    clusters = np.array([], dtype=int) if labels is None else np.unique(labels[labels >= 0])
    numbers = None
    if labels is not None and clusters.size:
        numbers = np.where(labels >= 0, np.searchsorted(clusters, labels), -1)
    own_epochs = _epochs_of_clusters(epochs_by_cluster, clusters.size)
    history, usable = build_history(series, covariates=covariates, labels=numbers)
    if int(usable.sum()) > MANY_POINTS:
        report.warn(
            message(
                "{count} networks are trained, one for each point; this can take hours. Give it a few points.",
                count=int(usable.sum()),
            )
        )
    if dates is None:
        dates = coming_dates(history.dates, horizon)
    found = follow_paper(
        history, dates, n_test or TEST_EPOCHS, level=level, epochs=own_epochs or epochs or EPOCHS, window=window or 1,
        cluster_names=[str(value) for value in clusters], run=Run(report, seed),
    )  # fmt: skip
    return PaperRun(found, history, usable)


def _epochs_of_clusters(text: str, n_clusters: int) -> list[int] | None:
    """Epochs of training by cluster; None where the same count for all."""
    if not text.strip():
        return None
    try:
        found = [int(part) for part in text.split(",")]
    except ValueError:
        found = []
    if len(found) != max(n_clusters, 1) or min(found, default=0) < 1:
        raise SubsidenceError(
            message(
                "“Epochs of training by cluster” is “{text}”, but there are {count} clusters: give one whole number for"
                " each, separated by commas, in ascending order of the clusters.",
                text=text.strip(),
                count=n_clusters,
            )
        )
    return found


def few_point_quantiles(scaled_errors: np.ndarray, level: float) -> np.ndarray:
    """Half widths in units of the spread from the errors of one test; shape=(1, horizon).

    scaled_errors : shape=(n_points, horizon), |truth − forecast| / spread

    The quantile of n errors that the next one stays below with probability ``level`` needs n of at least
    level / (1 − level); the largest of 1, 3 and 5 errors holds 50, 75 and 83 %, whatever is asked for. Of fewer it is
    Student's: t with n degrees of freedom times the root mean square, right for normal errors.

    >>> few_point_quantiles(np.ones((1, 1)), 0.9).round(2).tolist()
    [[6.31]]
    """
    from scipy.stats import t as student

    count = len(scaled_errors)
    if count * (1.0 - level) >= level * (1.0 - 1e-9):
        return conformal_quantiles(scaled_errors, level)[None]
    size = np.sqrt(np.mean(np.square(scaled_errors), axis=0))
    return np.maximum.accumulate(student.ppf((1.0 + level) / 2.0, count) * size)[None]


def _groups(labels: np.ndarray, epochs: int | Sequence[int]) -> list[tuple[np.ndarray, int]]:
    """Rows that are trained together, and for how many epochs; points of no cluster go with the first."""
    if isinstance(epochs, int):
        return [(np.arange(labels.size), epochs)]
    found = []
    for number, own in enumerate(epochs):
        rows = np.flatnonzero(np.maximum(labels, 0) == number)
        if rows.size:
            found.append((rows, int(own)))
    return found


def _joined(groups: Sequence[tuple[np.ndarray, int]], parts: Sequence[np.ndarray]) -> np.ndarray:
    """Arrays of groups of points as one in the order of the points."""
    order = np.concatenate([rows for rows, _ in groups])
    return np.concatenate(parts)[np.argsort(order, kind="stable")]


def paper_page(found: PaperForecast, history: History) -> Page:
    """The report: both tests beside the baselines, and the first points' series.

    Parameters
    ----------
    found : PaperForecast
        From ``follow_paper``.
    history : History
        As it was given there.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    forecast = found.forecast
    page = Page(
        message("Forecast by a network per point"),
        message(
            "{first} to {last}, {count} points", first=forecast.dates[0], last=forecast.dates[-1],
            count=len(forecast.model),
        ),
    )  # fmt: skip
    ours, simple = (_best_rmse(found.rows, wanted) for wanted in (True, False))
    page.opening(
        message(
            "From one origin a network per point errs by {ours:.2f} mm (RMSE), the best simple baseline by {simple:.2f}"
            " mm.",
            ours=ours,
            simple=simple,
        ),
        message("The one-step test is given the true past of every epoch: it is no forecast, however good it looks."),
        message(
            "The intervals come from {count} points in one test of the last epochs. What the points share that time,"
            " they cannot know; of fewer points than {least} the interval is widened as Student's distribution asks.",
            count=len(forecast.model),
            least=int(np.ceil(found.level / (1.0 - found.level) - 1e-9)),
        ),
    )
    page.paragraph(
        message(
            "The paper's protocol, to compare with: each point has a network of its own that sees the epoch before and"
            " the factor series of the day. One step ahead it is given the true past of every epoch, so that this is"
            " no forecast; from one origin it is fed with what it said before."
        )
    )
    for evaluation, caption in (
        (MULTI_STEP, message("The last {count} epochs from one origin", count=found.test.truth.shape[1])),
        (ONE_STEP, message("The same epochs, one step ahead with the true past")),
    ):
        chosen = sorted(
            (row for row in found.rows if row.evaluation == evaluation),
            key=lambda row: (row.cluster != "all", row.cluster, row.values["rmse"]),
        )
        cells = [
            [row.cluster, row.model, *(row.values[name] for name in ("rmse", "mae", "r2", "skill"))] for row in chosen
        ]
        header = [
            message("cluster"), message("model"), message("RMSE, mm"), message("MAE, mm"), message("R²"),
            message("skill (0: the best simple baseline)"),
        ]  # fmt: skip
        page.table(header, cells, caption)
    page.figure(
        lambda figure: _draw(figure, found, history),
        message("The first points: series, one-step test (dashed), multi-step test and forecast"),
        (8, 8),
    )
    return page


def _best_rmse(rows: list[MetricRow], networks: bool) -> float:
    """The least error of the multi-step test, of the networks or of the simple baselines."""
    return min(
        row.values["rmse"] for row in rows if row.evaluation == MULTI_STEP and (row.model == PER_POINT) == networks
    )


def rows_of_test(displacement_mm: np.ndarray, dates: np.ndarray, test: PaperResult) -> Iterator[MetricRow]:
    """Both tests, for the networks and every simple baseline; skill against the best baseline.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        The whole series, without gaps.
    dates : ndarray, shape=(n_epochs,)
        Of its epochs.
    test : PaperResult
        From ``paper_test``.

    Returns
    -------
    Iterator of MetricRow
        One row a test and model.
    """
    start = dates.size - test.truth.shape[1]
    for evaluation, ours in ((ONE_STEP, test.one_step), (MULTI_STEP, test.recursive)):
        baselines = {}
        for name, rule in BASELINES.items():
            if evaluation == MULTI_STEP:
                baselines[name] = rule(displacement_mm[:, :start], dates[:start], dates[start:])
            else:
                steps = [rule(displacement_mm[:, :o], dates[:o], dates[o : o + 1]) for o in range(start, dates.size)]
                baselines[name] = np.concatenate(steps, axis=1)
        best = min(baselines.values(), key=lambda found: float(np.mean((found - test.truth) ** 2)))
        for name, found in {PER_POINT: ours, **baselines}.items():
            yield MetricRow("all", evaluation, name, 0, 0, measures(test.truth, found, best))


def _draw(figure: Any, found: PaperForecast, history: History) -> None:
    forecast, test = found.forecast, found.test
    count = min(MOST_SHOWN, len(forecast.model))
    for number, axes in enumerate(figure.subplots(count, 1, sharex=True, squeeze=False)[:, 0]):
        axes.plot(history.dates, history.observed_mm[number], color="#333333", linewidth=1)
        axes.plot(found.test_dates, test.one_step[number], color="#4393c3", linestyle="--", label=message("one step"))
        axes.plot(found.test_dates, test.recursive[number], color="#2166ac", label=message("multi-step"))
        axes.fill_between(
            forecast.dates, forecast.lower_mm[number], forecast.upper_mm[number], color="#f4a582", alpha=0.4
        )
        axes.plot(forecast.dates, forecast.displacement_mm[number], color="#b2182b", label=message("forecast"))
        axes.set_ylabel("mm")
    axes.legend(frameon=False, loc="lower left")
