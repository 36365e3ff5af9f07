"""The report of a rate model: how far it can be believed, what it learned, where it errs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..analysis.grey import AUTOMATIC, Z_SCORE, grey_relational_grades
from ..metrics import WITHIN_MM
from ..progress import SILENT, Report, Run
from ..report.figures import draw_bars, draw_map, draw_predicted_against_observed
from ..report.page import Page
from ..wording import message
from .baselines import FOREST, SIMPLE
from .evaluation import (
    ALL,
    BY_PLACE,
    COORDINATE_MODEL,
    CROSS_BLOCKS,
    ENSEMBLE,
    NEIGHBOURS,
    SMALL_CLUSTER,
    STACKED,
    WHOLE_AREA,
    Evaluation,
)
from .fitting import OBSERVED, OVERALL, PREDICTED
from .importance import (
    Dependence,
    Importance,
    partial_dependence,
    permutation_importance,
    residual_autocorrelation,
)
from .settings import TEST_AREA, TEST_BLOCKS, TEST_RANDOM

MEASURES = ("n", "mse", "mae", "r2", "within_10mm", "skill", "coverage", "width")
GREY_ROWS = 2000


def rate_page(
    evaluation: Evaluation,
    xy: np.ndarray,
    factors: np.ndarray,
    rate: np.ndarray,
    metrics: Sequence[Mapping],
    importance: Importance,
    curves: Sequence[Dependence],
    autocorrelation: tuple[np.ndarray, np.ndarray],
    settings: Mapping[str, object],
    notes: Sequence[str],
) -> Page:
    """The report of a rate model.

    Parameters
    ----------
    evaluation : Evaluation
        From ``evaluate``.
    xy : ndarray, shape=(n_rows, 2)
        For the maps.
    factors : ndarray, shape=(n_rows, n_factors)
        As learned from.
    rate : ndarray, shape=(n_rows,)
        mm/yr.
    metrics : sequence of Mapping
        Rows of all tests.
    importance : Importance
        From ``permutation_importance``.
    curves : sequence of Dependence
        From ``partial_dependence``.
    autocorrelation : tuple[ndarray, ndarray]
        From ``residual_autocorrelation``.
    settings : mapping
        Names and values that say how it was made.
    notes : sequence of str
        Sentences that must be read.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    page = Page(
        message("PSO-BP rate prediction"),
        message("{count} points, {factors} factors", count=len(rate), factors=factors.shape[1]),
    )
    first, *others = verdict(metrics)
    strongest = int(np.argmax(importance.increase))
    page.opening(
        first,
        message(
            "Of the factors “{name}” matters most: shuffled, it raises the mean squared error by {rise:.3g} (mm/yr)².",
            name=importance.names[strongest],
            rise=importance.increase[strongest],
        ),
        message(
            "Believe the test on blocks of ground where there is one: random test points lie beside points that were"
            " learned from."
        ),
    )
    for sentence in notes:
        page.warning(sentence)
    page.folded(message("Every test in words"), others)
    _add_quality(page, metrics)
    _add_errors(page, evaluation, xy, rate, autocorrelation)
    _add_importance(page, importance, factors, rate, curves)
    page.heading(message("How it was made"))
    page.facts(settings)
    chosen = {
        name: ", ".join(map(str, value)) or message("none") if isinstance(value, list) else value
        for name, value in evaluation.model.facts.items()
    }
    page.facts(chosen, message("What validation chose"))
    return page


def judged_page(
    found: Evaluation,
    xy: np.ndarray,
    xy_m: np.ndarray,
    factors: np.ndarray,
    rate: np.ndarray,
    clusters: np.ndarray | None,
    metrics: Sequence[Mapping],
    settings: Mapping[str, object],
    *,
    coordinates: bool = False,
    seed: int = 0,
    report: Report = SILENT,
) -> Page:
    """``rate_page`` with all that it needs: importance of the factors, their curves, how errors hang together.

    Parameters
    ----------
    found : Evaluation
        From ``evaluate`` or ``judge``.
    xy : ndarray, shape=(n_rows, 2)
        For the maps.
    xy_m : ndarray, shape=(n_rows, 2)
        Metres on a plane.
    factors : ndarray, shape=(n_rows, n_factors)
        As learned from.
    rate : ndarray, shape=(n_rows,)
        mm/yr.
    clusters : ndarray, shape=(n_rows,), optional
        Observed labels; negative = none.
    metrics : sequence of Mapping
        Rows of all tests.
    settings : mapping
        Names and values that say how it was made.
    coordinates : bool
        Whether coordinates are among the factors.
    seed : int
        The same seed gives the same page.
    report : Report
        Told the progress; asked whether to stop.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    test = found.split.test
    labels = None if clusters is None else clusters[test]
    shuffling, bending = Run(report, seed).parts(1, 1)
    importance = permutation_importance(
        found.model, factors[test], rate[test], labels, source=found.source, run=shuffling
    )
    curves = partial_dependence(found.model, factors[test], rate[test], labels, source=found.source, run=bending)
    residual = (found.prediction.rate - rate)[test]
    notes = []
    if coordinates:
        notes.append(message("Coordinates are among the factors: good figures here are interpolation, not causes."))
    return rate_page(
        found, xy, factors, rate, metrics, importance, curves, residual_autocorrelation(xy_m[test], residual), settings,
        notes,
    )  # fmt: skip


def _add_quality(page: Page, metrics: Sequence[Mapping]) -> None:
    page.heading(message("How good"))
    page.table(
        _model_header(),
        _model_rows(metrics),
        message(
            "All points. Skill is 1 − MSE/MSE of the better of mean and linear model, which is marked “skill 0” in"
            " each test: less than 0 is worse than that."
        ),
    )
    table = cluster_table(metrics)
    if table:
        page.heading(message("With and without clusters"))
        page.table(
            [
                message("test"),
                message("cluster"),
                message("points"),
                message("MSE, observed cluster, (mm/yr)²"),
                message("MSE, guessed cluster, (mm/yr)²"),
                message("MSE, no clusters, (mm/yr)²"),
                message("share within ±10 mm/yr"),
                message("share inside the interval"),
                message("too few points"),
            ],
            table,
            message(
                "With the observed label: the paper's way, optimistic because the label"
                " comes from the series. Guessed: the label is told from the factors, as on ground"
                " without series."
            ),
        )


def evaluation_in_words(evaluation: str) -> str:
    """What a model was tried on, as people say it."""
    words = {
        TEST_RANDOM: message("Random test points"),
        TEST_BLOCKS: message("Test blocks of ground"),
        TEST_AREA: message("Test areas"),
        WHOLE_AREA: message("All points, those learned from too"),
        CROSS_BLOCKS: message("Every block of ground left out in turn"),
    }
    return words.get(evaluation, evaluation)


def _model_header() -> list[str]:
    return [
        message("test"),
        message("model"),
        message("points"),
        message("MSE, (mm/yr)²"),
        message("MAE, mm/yr"),
        "R²",
        message("share within ±10 mm/yr"),
        message("skill"),
        message("share inside the interval"),
        message("width of the interval, mm/yr"),
    ]


def _model_rows(metrics: Sequence[Mapping]) -> list[list]:
    """One row a test and model, all points; the model that skill is counted from is marked."""
    chosen = [row for row in metrics if row["cluster"] == ALL]
    zero: dict[str, Mapping] = {}
    for row in chosen:
        if row["model"] in SIMPLE and row["mse"] <= zero.get(row["evaluation"], row)["mse"]:
            zero[row["evaluation"]] = row
    rows = []
    for row in chosen:
        marked = zero.get(row["evaluation"]) is row
        model = message("{model} (skill 0)", model=row["model"]) if marked else row["model"]
        rows.append([evaluation_in_words(row["evaluation"]), model, *(row[name] for name in MEASURES)])
    return rows


def _add_errors(
    page: Page,
    evaluation: Evaluation,
    xy: np.ndarray,
    rate: np.ndarray,
    autocorrelation: tuple[np.ndarray, np.ndarray],
) -> None:
    test = evaluation.part == "test"
    predicted = evaluation.prediction.rate
    page.heading(message("Predicted against observed"))
    page.figure(
        lambda figure: draw_predicted_against_observed(figure.subplots(), rate[test], predicted[test], "mm/yr"),
        message("Test points"),
        (5.5, 5.0),
    )
    page.heading(message("Where it errs"))
    page.figure(
        lambda figure: draw_map(figure.subplots(), xy, predicted, message("predicted rate (mm/yr)")),
        message("Predicted rate"),
    )
    page.figure(
        lambda figure: draw_map(figure.subplots(), xy, predicted - rate, message("predicted − observed (mm/yr)")),
        message("Error"),
    )
    page.figure(
        lambda figure: _draw_autocorrelation(figure.subplots(), *autocorrelation),
        message(
            "How alike the test errors of points at a distance are; well above 0 nearby, something local is missing"
        ),
        (7.0, 3.2),
    )


def _add_importance(
    page: Page, importance: Importance, factors: np.ndarray, rate: np.ndarray, curves: Sequence[Dependence]
) -> None:
    page.heading(message("What matters"))
    page.figure(
        lambda figure: draw_bars(
            figure.subplots(),
            importance.names,
            importance.increase,
            importance.low,
            importance.high,
            message("rise of mse"),
        ),
        message("Rise of the test error when a factor is shuffled, (mm/yr)²"),
        (7.0, 0.6 + 0.4 * len(importance.names)),
    )
    page.table(
        (
            message("factor"),
            message("rise of mse"),
            message("rank by rise"),
            message("grey grade"),
            message("grey rank"),
        ),
        compare_with_grey(importance, factors, rate),
    )
    page.paragraph(
        message(
            "Grey grades depend on normalization and polarity and look at one factor at a time; the"
            " rise of the error shows what the model uses beside all other factors. Twins share their"
            " importance."
        )
    )
    page.figure(
        lambda figure: _draw_curves(figure, curves),
        message(
            "Mean predicted rate (mm/yr) when one factor is set to a value everywhere; band: 10th to 90th percentile"
        ),
        (9.0, 2.6 * ((len(curves) + 2) // 3)),
    )


def verdict(metrics: Sequence[Mapping]) -> list[str]:
    """Plain sentences on what the figures mean."""
    table = {(row["evaluation"], row["model"]): row for row in metrics if row["cluster"] == ALL}
    sentences = []
    for evaluation in dict.fromkeys(row["evaluation"] for row in metrics):
        ours = [table[evaluation, name] for name in ENSEMBLE.values() if (evaluation, name) in table]
        row = ours[0]
        best_other = min(
            (one for (where, name), one in table.items() if where == evaluation and not name.startswith("PSO-BP")),
            key=lambda one: one["mse"],
        )
        better = message("better than") if row["mse"] < best_other["mse"] else message("not better than")
        alone = message(" without clusters") if (evaluation, ENSEMBLE[OBSERVED]) in table else ""
        sentences.append(
            message(
                "{evaluation}: the mean squared error{alone} is {ours:.4g} (mm/yr)², {better} the best"
                " simpler model ({model}, {other:.4g}); {within:.1%} lie within"
                " ±{within_mm:.0f} mm/yr (DZ/T 0154-2020), and the intervals cover {covered:.1%}.",
                evaluation=evaluation_in_words(evaluation),
                alone=alone,
                ours=row["mse"],
                better=better,
                model=best_other["model"],
                other=best_other["mse"],
                within=row["within_10mm"],
                within_mm=WITHIN_MM,
                covered=row["coverage"],
            )
        )
        own, guessed, without = (table.get((evaluation, ENSEMBLE[key])) for key in (OBSERVED, PREDICTED, OVERALL))
        if own and guessed and without:
            helps = guessed["mse"] < 0.98 * without["mse"]
            sentences.append(
                message(
                    "{evaluation}: with observed clusters {own:.4g}, which is optimistic because the labels"
                    " come from the series; with clusters guessed from the factors {guessed:.4g}; without"
                    " clusters {without:.4g}. Clusters {verdict} on ground without series.",
                    evaluation=evaluation_in_words(evaluation),
                    own=own["mse"],
                    guessed=guessed["mse"],
                    without=without["mse"],
                    verdict=message("help") if helps else message("do not help"),
                )
            )
    for row in metrics:
        _, found, left_out = row["note"].partition("left out by validation: ")
        if found and row["cluster"] == ALL and row["model"] == ENSEMBLE[OVERALL]:
            sentences.append(
                message(
                    "{evaluation}: validation inside the training part left out {left_out}.",
                    evaluation=evaluation_in_words(row["evaluation"]),
                    left_out=left_out,
                )
            )
        if row["model"] == COORDINATE_MODEL:
            sentences.append(
                message(
                    "{evaluation}: told the coordinates of the points, even a small ensemble reaches {ours:.4g}"
                    " (mm/yr)². That is interpolation between neighbours; it says nothing about causes or"
                    " other cities.",
                    evaluation=evaluation_in_words(row["evaluation"]),
                    ours=row["mse"],
                )
            )
    sentences += _of_the_stack(metrics, table)
    if not any(row["model"] == FOREST for row in metrics):
        sentences.append(
            message("No trees were compared: scikit-learn is not installed, or the comparison was switched off.")
        )
    if not any(row["evaluation"] == CROSS_BLOCKS for row in metrics):
        sentences.append(
            message(
                "No cross-validation by blocks was made: a random test measures interpolation between"
                " neighbours, not prediction of new ground."
            )
        )
    return sentences


def _of_the_stack(metrics: Sequence[Mapping], table: Mapping[tuple[str, str], Mapping]) -> list[str]:
    """Who answers with which weight, and what neighbours add; ``table`` : the rows of all points."""
    sentences = []
    for row in metrics:
        if row["cluster"] != ALL or row["model"] not in ENSEMBLE.values():
            continue
        _, mixture, weights = row["note"].partition(STACKED)
        if mixture:
            sentences.append(
                message(
                    "{evaluation}, {model}: networks and others answer together, with weights that validation gave:"
                    " {weights}.",
                    evaluation=evaluation_in_words(row["evaluation"]),
                    model=row["model"],
                    weights=weights.partition(";")[0],
                )
            )
        lonely = table.get((row["evaluation"], BY_PLACE.format(name=row["model"])))
        if lonely is not None:
            sentences.append(
                message(
                    "{evaluation}, {model}: what the factors say is averaged over places around; each place by itself"
                    " has {lonely:.4g} (mm/yr)², the average {ours:.4g}. The simpler models averaged alike stand in"
                    " the table.",
                    evaluation=evaluation_in_words(row["evaluation"]),
                    model=row["model"],
                    lonely=lonely["mse"],
                    ours=row["mse"],
                )
            )
        near = table.get((row["evaluation"], NEIGHBOURS.format(name=row["model"])))
        if near is not None:
            sentences.append(
                message(
                    "{evaluation}: with measured points speaking for places near them {near:.4g} (mm/yr)², from the"
                    " factors alone {ours:.4g}. The first holds near measured points; the second says what the factors"
                    " explain.",
                    evaluation=evaluation_in_words(row["evaluation"]),
                    near=near["mse"],
                    ours=row["mse"],
                )
            )
    return sentences


def cluster_table(metrics: Sequence[Mapping]) -> list[list]:
    """Rows of the table with and without clusters, all points first; empty without clusters."""
    found: dict[tuple[str, str], dict[str, Mapping]] = {}
    for row in metrics:
        found.setdefault((row["evaluation"], row["cluster"]), {})[row["model"]] = row
    rows = []
    for (evaluation, cluster), models in found.items():
        if ENSEMBLE[OBSERVED] not in models:
            continue
        own = models[ENSEMBLE[OBSERVED]]
        errors = [models[ENSEMBLE[source]]["mse"] for source in (OBSERVED, PREDICTED, OVERALL)]
        small = message("model of all points") if SMALL_CLUSTER in own["note"] else ""
        rows.append(
            [evaluation_in_words(evaluation), cluster, own["n"], *errors, own["within_10mm"], own["coverage"], small]
        )
    return rows


def compare_with_grey(importance: Importance, factors: np.ndarray, rate: np.ndarray) -> list[list]:
    """Rows factor, rise, rank, grey grade, grey rank."""
    known = np.flatnonzero(np.isfinite(rate) & np.isfinite(factors).all(axis=1))
    if len(known) > GREY_ROWS:
        known = np.sort(np.random.default_rng(0).choice(known, GREY_ROWS, replace=False))
    varying = np.ptp(factors[known], axis=0) > 0
    grades = np.full(factors.shape[1], np.nan)
    if varying.any() and np.ptp(rate[known]) > 0:
        grades[varying] = grey_relational_grades(
            rate[known], factors[known][:, varying], normalization=Z_SCORE, polarity=AUTOMATIC
        )
    order = np.argsort(-importance.increase)
    rank = np.empty(len(order), dtype=int)
    rank[order] = np.arange(1, len(order) + 1)
    grey_rank = np.argsort(np.argsort(-np.nan_to_num(grades))) + 1
    return [[importance.names[i], importance.increase[i], int(rank[i]), grades[i], int(grey_rank[i])] for i in order]


def _draw_autocorrelation(axes: Any, distance_m: np.ndarray, correlation: np.ndarray) -> None:
    axes.axhline(0.0, color="#888888", linewidth=0.8)
    axes.plot(distance_m / 1000.0, correlation, marker="o", color="#225ea8")
    axes.set_xlabel(message("distance (km)"))
    axes.set_ylabel(message("correlation of errors"))


def _draw_curves(figure: Any, curves: Sequence[Dependence]) -> None:
    rows = (len(curves) + 2) // 3
    grid = np.atleast_1d(figure.subplots(rows, 3, squeeze=False)).reshape(-1)
    for axes, curve in zip(grid, curves):
        if curve.is_class:
            position = np.arange(len(curve.values))
            axes.errorbar(
                position, curve.rate, [curve.rate - curve.low, curve.high - curve.rate], fmt="o", color="#225ea8"
            )
            axes.set_xticks(position, [f"{value:g}" for value in curve.values])
        else:
            axes.fill_between(curve.values, curve.low, curve.high, color="#c6dbef")
            axes.plot(curve.values, curve.rate, color="#225ea8")
        axes.set_title(curve.name, fontsize=9)
        axes.tick_params(labelsize=7)
    for axes in grid[len(curves) :]:
        axes.set_axis_off()
