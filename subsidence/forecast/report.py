"""The report of a forecast: what was used, how good it was, and where the network does not help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..metrics import EXACT
from ..report.figures import draw_map
from ..report.page import Page
from ..wording import message
from .candidates import LSTM
from .early_warning import reliability, season_warning
from .fallback import COMBINATION, mean_square
from .forecaster import Forecast, Forecaster
from .metrics import (
    MULTI_STEP,
    ONE_STEP,
    PER_HORIZON,
    PER_ORIGIN,
    MetricRow,
    best_simple,
    checked_intervals,
    covariate_gain,
    network_gain,
    rmse_of_simple,
    simple_by_cluster,
)
from .models.baselines import BASELINES

SHOWN_EPOCHS = 60
NOTHING_PERCENT = 0.5  # of the RMSE, that is not worth a network's time


def forecast_page(
    forecaster: Forecaster, forecast: Forecast, rows: Sequence[MetricRow], *, geographic: bool | None = None
) -> Page:
    """The whole page; ``rows`` from ``metric_rows``.

    Parameters
    ----------
    forecaster : Forecaster
        Fitted.
    forecast : Forecast
        Of that forecaster.
    rows : sequence of MetricRow
        From ``metric_rows``.
    geographic : bool, optional
        Whether the points' coordinates are degrees; by default found out from the numbers.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    reference = best_simple(forecaster.backtest)
    page = Page(
        message("Forecast of displacements"),
        message(
            "{first} to {last}, {count} points",
            first=forecast.dates[0],
            last=forecast.dates[-1],
            count=forecaster.history.labels.size,
        ),
    )
    _add_summary(page, forecaster, forecast, rows, reference)
    _add_accuracy(page, rows, reference, forecaster.level)
    _add_reliability(page, forecaster)
    _add_places(page, forecaster, forecast, reference, geographic)
    _add_making(page, forecaster)
    return page


def _add_summary(
    page: Page, forecaster: Forecaster, forecast: Forecast, rows: Sequence[MetricRow], reference: str
) -> None:
    backtest = forecaster.backtest
    change = network_gain(backtest)
    page.opening(
        _headline(rows, reference),
        _believe(rows, forecaster.level, backtest.network, change),
        message(
            "A forecast goes on as things went so far: a pump that will be switched on is in no series, and what lies"
            " beyond {last} was not tested.",
            last=forecast.dates[forecast.judged][-1] if forecast.judged.any() else message("the start"),
        ),
    )
    gain = covariate_gain(backtest)
    more = [_verdict(rows, reference), _verdict_on_network(rows, backtest.network) + _verdict_on_gain(change)]
    if gain is not None:
        more.append(_verdict_on_covariates(forecaster, *gain))
    leaning = int((forecaster.tested.fallback >= 0).sum())
    if leaning:
        page.note(
            message(
                "At {leaning} points the backtest shows the combination to be worse than the best simple"
                " baseline of their cluster; they get that baseline's forecast (field forecast_model).",
                leaning=leaning,
            )
        )
    if not forecast.judged.all():
        page.warning(
            message(
                "The backtest judges {horizon} epochs ahead; the forecasts after {last} are extrapolated.",
                horizon=forecaster.horizon,
                last=forecast.dates[forecast.judged][-1] if forecast.judged.any() else message("the start"),
            )
        )
    page.folded(message("More about the test"), more)


def _add_accuracy(page: Page, rows: Sequence[MetricRow], reference: str, level: float) -> None:
    page.heading(message("Accuracy from several past moments"))
    page.paragraph(
        message(
            "Every model forecast from each origin, knowing only what came before it, as far ahead"
            " as was asked. Skill is 1 − MSE/MSE of the best simple baseline ({reference}). The"
            " combination's weights at an origin were learnt on earlier origins only.",
            reference=reference,
        )
    )
    page.table(*_accuracy_table(rows, MULTI_STEP), caption=message("Multi-step, all origins and horizons, all points"))
    page.figure(
        lambda figure: _draw_skill(figure, rows), message("RMSE by horizon: combination and best simple baseline")
    )
    page.table(
        [
            message("known epochs"),
            message("RMSE combination, mm"),
            message("RMSE {reference}, mm", reference=reference),
            message("share inside the interval"),
            message("width of the interval, mm"),
        ],
        _origin_rows(rows),
        caption=message("By origin; intervals of {percent:.0f} % made from the other origins", percent=100 * level),
    )
    if any(row.evaluation == ONE_STEP for row in rows):
        page.table(
            *_accuracy_table(rows, ONE_STEP),
            caption=message("One step ahead with the true past (the paper's protocol: to compare, not a forecast)"),
        )
    simple = simple_by_cluster(rows)
    if simple:
        page.table(
            [
                message("cluster"),
                message("RMSE combination, mm"),
                message("best simple baseline (skill 0)"),
                message("its RMSE, mm"),
                message("skill"),
            ],
            [
                [
                    row.cluster,
                    row.values["rmse"],
                    simple[row.cluster].model,
                    simple[row.cluster].values["rmse"],
                    row.values["skill"],
                ]
                for row in rows
                if row.evaluation == MULTI_STEP and row.model == COMBINATION and row.cluster != "all"
            ],
            caption=message("Multi-step by cluster"),
        )


def _add_reliability(page: Page, forecaster: Forecaster) -> None:
    """How often rates below thresholds came to be, beside the probability that they were given."""
    found = reliability(forecaster)
    if found:
        page.table(
            [message("probability"), message("warnings"), message("mean of it"), message("came true")],
            [
                [f"{tenth.low:.1f} … {tenth.high:.1f}", tenth.n, round(tenth.said, 2), round(tenth.happened, 2)]
                for tenth in found
            ],
            caption=message(
                "Early warning tried on the past: probabilities that a rate falls below one of ten thresholds, at every"
                " origin from the errors of the other origins. Where the last two columns differ, allow for it: few"
                " origins know little of errors that all points share."
            ),
        )
        other_season = season_warning(forecaster)
        if other_season:
            page.note(other_season)


def _add_places(
    page: Page, forecaster: Forecaster, forecast: Forecast, reference: str, geographic: bool | None
) -> None:
    page.heading(message("Where and for whom"))
    skill = _point_skill(forecaster, reference)
    page.figure(
        lambda figure: draw_map(
            figure.subplots(),
            forecaster.tested.history.xy,
            skill,
            message("skill in the backtest"),
            geographic=geographic,
        ),
        message("Skill of each point (red: worse than the best simple baseline)"),
        (8, 6),
    )
    page.figure(
        lambda figure: _draw_points(figure, forecaster, forecast, skill),
        message("The points of best, median and worst skill: series, newest backtest with its interval, forecast"),
        (8, 9),
        opens=True,
    )


def _add_making(page: Page, forecaster: Forecaster) -> None:
    page.heading(message("How it was made"))
    page.table(
        [message("model"), *(message("step {step}", step=step) for step in _shown_steps(forecaster))],
        _weight_rows(forecaster),
        message("Weights"),
    )
    page.facts(
        {
            message("window, epochs"): forecaster.fitted.window,
            message("LSTM units"): forecaster.hidden,
            message("neighbours"): forecaster.neighbours,
            message("origins"): ", ".join(str(o) for o in forecaster.backtest.origins),
            message("groups"): _groups_in_words(forecaster),
            message("covariates"): ", ".join(forecaster.covariate_names) or message("none"),
            message("seed"): forecaster.seed,
        }
    )


def _groups_in_words(forecaster: Forecaster) -> str:
    """Whose the clusters are, and how many points the forecast put into each of its own."""
    if forecaster.trial.groups is None:
        return forecaster.trial.in_words() if forecaster.trial.tried > 1 else message("as given, or one for all points")
    sizes = np.bincount(forecaster.history.labels[forecaster.history.labels >= 0])
    counts = ", ".join(f"{name}: {size}" for name, size in zip(forecaster.cluster_names, sizes))
    return forecaster.trial.in_words() + " " + message("Points: {counts}.", counts=counts)


def _find(rows: Sequence[MetricRow], evaluation: str, model: str, cluster: str = "all") -> MetricRow:
    return next(r for r in rows if (r.evaluation, r.model, r.cluster) == (evaluation, model, cluster))


def _headline(rows: Sequence[MetricRow], reference: str) -> str:
    """How far the forecast errs, and whether that beats the simple models, in one sentence."""
    ours, simple, compared = _compared(rows, reference)
    by_cluster = simple_by_cluster(rows)
    losing = _losers(rows, by_cluster)
    text = message(
        "Tried on the past, the forecast errs by {ours:.2f} mm (RMSE), {compared} the best simple model ({simple:.2f}"
        " mm).",
        ours=ours.values["rmse"],
        compared=compared,
        simple=simple,
    )
    if losing:
        text += " " + message("It is worse than that model in cluster {names}.", names=", ".join(losing))
    return text


def _believe(rows: Sequence[MetricRow], level: float, network: str, gain: tuple[float, float] | None) -> str:
    """How far to believe the intervals, and what the network is good for; gain : RMSE with it and without it, mm."""
    if not network:
        helps = message("no network was used")
    elif gain is None:
        helps = message("the network is one of the models")
    else:
        percent = 100.0 * (1.0 - gain[0] / max(gain[1], 1e-12))
        if percent < 0.0:
            helps = message("the network does harm here")
        elif percent <= NOTHING_PERCENT:
            helps = message("the network adds next to nothing")
        else:
            helps = message("the network lowers the error by {percent:.1f} %", percent=percent)
    return message(
        "The {level:.0f} % intervals held {held:.0f} % of what came; {network}.",
        level=100 * level,
        held=100 * _find(rows, MULTI_STEP, COMBINATION).coverage,
        network=helps,
    )


def _compared(rows: Sequence[MetricRow], reference: str) -> tuple[MetricRow, float, str]:
    """The combination, the RMSE of the best simple model (of each cluster together), and the one beside the other."""
    ours = _find(rows, MULTI_STEP, COMBINATION)
    simple = rmse_of_simple(rows, reference)
    if simple <= EXACT:  # a series that stands still
        return ours, simple, message("{error:.2f} mm above", error=ours.values["rmse"])
    ratio = ours.values["rmse"] / simple - 1
    percent = abs(100 * ratio)
    compared = (
        message("{percent:.1f} % below", percent=percent)
        if ratio < 0
        else message("{percent:.1f} % above", percent=percent)
    )
    return ours, simple, compared


def _verdict(rows: Sequence[MetricRow], reference: str) -> str:
    ours, simple, compared = _compared(rows, reference)
    by_cluster = simple_by_cluster(rows)
    held = message("The intervals held {percent:.0f} % of the truth.", percent=100 * ours.coverage)
    if not by_cluster:
        return message(
            "RMSE {ours:.2f} mm over all horizons and origins, {compared} the best simple baseline"
            " ({reference}, {simple:.2f} mm). {held}",
            ours=ours.values["rmse"],
            compared=compared,
            reference=reference,
            simple=simple,
            held=held,
        )
    return message(
        "RMSE {ours:.2f} mm over all horizons and origins, {compared} the best simple baseline of each cluster"
        " ({simple:.2f} mm together; {names}). {losing} {held}",
        ours=ours.values["rmse"],
        compared=compared,
        simple=simple,
        names=", ".join(
            message("cluster {cluster}: {model}", cluster=cluster, model=row.model)
            for cluster, row in by_cluster.items()
        ),
        losing=_losing_clusters(rows, by_cluster),
        held=held,
    )


def _losers(rows: Sequence[MetricRow], by_cluster: Mapping[str, MetricRow]) -> list[str]:
    """Clusters where the best simple model is better."""
    return [
        cluster
        for cluster, simple in by_cluster.items()
        if _find(rows, MULTI_STEP, COMBINATION, cluster).values["rmse"] > simple.values["rmse"]
    ]


def _losing_clusters(rows: Sequence[MetricRow], by_cluster: Mapping[str, MetricRow]) -> str:
    losing = [
        message(
            "{cluster} ({ours:.2f} against {simple:.2f} mm)",
            cluster=cluster,
            ours=_find(rows, MULTI_STEP, COMBINATION, cluster).values["rmse"],
            simple=by_cluster[cluster].values["rmse"],
        )
        for cluster in _losers(rows, by_cluster)
    ]
    if not losing:
        return message("The combination loses to it in no cluster.")
    return message("The combination loses to it in cluster {losing}.", losing=", ".join(losing))


def _verdict_on_network(rows: Sequence[MetricRow], chosen: str) -> str:
    if not chosen:
        return message(
            "No network took part: by default it is left out, because it was measured to change the error by less than"
            " 1 %, and a series may be too short to judge one."
        )
    overall = [row for row in rows if (row.evaluation, row.cluster) == (MULTI_STEP, "all")]
    networks = [row for row in overall if row.model.startswith(LSTM)]
    network = next(row for row in networks if row.model == chosen)
    tried = ""
    if len(networks) > 1:
        each = ", ".join(
            message("“{model}” {rmse:.2f} mm", model=row.model, rmse=row.values["rmse"]) for row in networks
        )
        tried = message(" Of the networks tried ({each}) the backtest chose “{chosen}”.", each=each, chosen=chosen)
    return _verdict_on_chosen_network(network, [row for row in overall if row not in networks]) + tried


def _verdict_on_gain(gain: tuple[float, float] | None) -> str:
    """What the network does to the combination; gain : RMSE with it and without it, mm."""
    if gain is None:
        return ""
    with_, without = gain
    percent = 100.0 * (1.0 - with_ / max(without, 1e-12))
    compared = message(
        "The combination has an RMSE of {with_:.3f} mm with the network and of {without:.3f} mm without one.",
        with_=with_,
        without=without,
    )
    if percent < 0.0:
        verdict = message("Here the network does harm: the statistical models alone do better.")
    elif percent <= NOTHING_PERCENT:
        verdict = message(
            "So it adds {percent:.1f} %, next to nothing: the statistical models alone do as well.", percent=percent
        )
    else:
        verdict = message("So it lowers the error by {percent:.1f} %.", percent=percent)
    return f" {compared} {verdict}"


def _verdict_on_chosen_network(network: MetricRow, overall: Sequence[MetricRow]) -> str:
    others = [row for row in overall if row.model != COMBINATION]
    best = min(others, key=lambda row: row.values["rmse"])
    if network.values["rmse"] < best.values["rmse"]:
        return message(
            "The network alone ({rmse:.2f} mm) beats every other single model here.", rmse=network.values["rmse"]
        )
    return message(
        "The network alone does not help here: {rmse:.2f} mm against {best:.2f} mm of the"
        " {model}; it enters only by its weight in the combination.",
        rmse=network.values["rmse"],
        best=best.values["rmse"],
        model=best.model,
    )


def _verdict_on_covariates(forecaster: Forecaster, change: float, error: float) -> str:
    names = ", ".join(forecaster.covariate_names)
    effect = "lowered" if change < 0 else "raised"
    clear = message("clearly so") if abs(change) > 2 * error else message("within the uncertainty")
    return message(
        "{names} {effect} the RMSE of the Gaussian process by {change:.3f} ± {error:.3f} mm, {clear}.",
        names=names,
        effect=effect,
        change=abs(change),
        error=error,
        clear=clear,
    )


def _accuracy_table(rows: Sequence[MetricRow], evaluation: str) -> tuple[list[str], list[list[object]]]:
    names = ["rmse", "mae", "r2", "within_10mm", "skill"]
    chosen = [row for row in rows if row.evaluation == evaluation and row.cluster == "all"]
    chosen.sort(key=lambda row: row.values["rmse"])
    header = [
        message("model"),
        message("RMSE, mm"),
        message("MAE, mm"),
        "R²",
        message("share within ±10 mm"),
        message("skill"),
    ]
    zero = next((row for row in chosen if row.model in BASELINES), None)
    return header, [
        [
            message("{model} (skill 0)", model=row.model) if row is zero else row.model,
            *(row.values[name] for name in names),
        ]
        for row in chosen
    ]


def _origin_rows(rows: Sequence[MetricRow]) -> list[list[object]]:
    chosen = [row for row in rows if row.evaluation == PER_ORIGIN and row.cluster == "all"]
    simple = {row.origin: row.values["rmse"] for row in chosen if row.model != COMBINATION}
    return [
        [row.origin, row.values["rmse"], simple[row.origin], row.coverage, row.width_mm]
        for row in chosen
        if row.model == COMBINATION
    ]


def _shown_steps(forecaster: Forecaster) -> list[int]:
    horizon = forecaster.weights.shape[1]
    return sorted({1, (horizon + 1) // 2, horizon})


def _weight_rows(forecaster: Forecaster) -> list[list[object]]:
    over_all = forecaster.weights[-1]
    return [
        [name, *(round(float(over_all[step - 1, number]), 3) for step in _shown_steps(forecaster))]
        for number, name in enumerate(forecaster.models.names)
        if over_all[:, number].max() >= 0.005
    ]


def _point_skill(forecaster: Forecaster, reference: str) -> np.ndarray:
    backtest = forecaster.backtest
    ours, simple = (
        mean_square(backtest.errors(name).transpose(1, 0, 2).reshape(backtest.truth.shape[1], -1))
        for name in (COMBINATION, reference)
    )
    return 1 - ours / np.where(simple > 0, simple, np.nan)


def _draw_skill(figure: Any, rows: Sequence[MetricRow]) -> None:
    axes = figure.subplots()
    for model in dict.fromkeys(row.model for row in rows if row.evaluation == PER_ORIGIN and row.cluster == "all"):
        chosen = [row for row in rows if (row.evaluation, row.cluster, row.model) == (PER_HORIZON, "all", model)]
        axes.plot([row.horizon for row in chosen], [row.values["rmse"] for row in chosen], marker="o", label=model)
    axes.set_xlabel(message("epochs ahead"))
    axes.set_ylabel(message("RMSE (mm)"))
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)


def _draw_points(figure: Any, forecaster: Forecaster, forecast: Forecast, skill: np.ndarray) -> None:
    history, backtest = forecaster.tested.history, forecaster.backtest
    lower, upper = checked_intervals(forecaster)
    order = np.argsort(np.where(np.isfinite(skill), skill, 0.0))
    chosen = {message("best"): order[-1], message("median"): order[order.size // 2], message("worst"): order[0]}
    everywhere = np.flatnonzero(forecaster.tested.usable)
    newest = backtest.origins[-1]
    tested = history.dates[newest : newest + backtest.truth.shape[2]]
    first = max(history.n_epochs - SHOWN_EPOCHS, 0)
    for axes, (name, row) in zip(figure.subplots(len(chosen), 1, sharex=True), chosen.items()):
        axes.plot(history.dates[first:], history.observed_mm[row, first:], color="#333333", linewidth=1)
        axes.fill_between(tested, lower[-1, row], upper[-1, row], color="#92c5de", alpha=0.4, linewidth=0)
        axes.plot(tested, backtest.combined[-1, row], color="#2166ac", label=message("backtest"))
        here = everywhere[row]
        axes.fill_between(
            forecast.dates, forecast.lower_mm[here], forecast.upper_mm[here], color="#f4a582", alpha=0.4, linewidth=0
        )
        axes.plot(forecast.dates, forecast.displacement_mm[here], color="#b2182b", label=message("forecast"))
        axes.set_title(message("{name}: skill {skill:.2f}", name=name, skill=skill[row]), loc="left", fontsize=10)
        axes.set_ylabel("mm")
    axes.legend(frameon=False, loc="lower left")
