"""How good a rate model is: on rows it never saw, beside simpler models, with and without clusters."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import Any

import numpy as np

from .. import metrics
from ..blocks import side_by_side
from ..packages import missing, require
from ..progress import ALONE, SILENT, Report, Run
from ..spatial.splits import Split, group_folds, group_split, random_split
from ..wording import message
from .baselines import MEAN, SIMPLE, baselines
from .ensemble import interquartile_mean
from .fitting import OBSERVED, OVERALL, PREDICTED, learning_rows
from .members.stack import NETWORKS, in_words
from .model import NO_CLUSTER, Answered, RateModel, RatePrediction
from .settings import TEST_RANDOM, RateSettings

CROSS_BLOCKS, WHOLE_AREA = "cv-blocks", "whole-area"
ENSEMBLE = {
    OVERALL: "PSO-BP",
    OBSERVED: "PSO-BP, observed cluster",
    PREDICTED: "PSO-BP, guessed cluster",
}
SINGLE = "PSO-BP, one network (mean of the members)"
ALL = "all"
SMALL_CLUSTER = "too few points: model of all points"
COORDINATE_MEMBERS = 3
LEARNING_ROWS = 50_000  # of larger layers; every row is predicted
FOLD_ROWS = 20_000  # that a model of a fold learns from: of other ground, more rows of the same ground say little
BY_ITSELF = "{name} alone"  # of the stack
STACKED = "factors alone: "
NEIGHBOURS = "{name} + neighbours"
AVERAGED = "averaged over places around, {width:.0f} m"
ALIKE = "{name}, averaged alike"
BY_PLACE = "{name}, each place by itself"
COORDINATE_MODEL = f"PSO-BP told the coordinates ({COORDINATE_MEMBERS} networks)"


@dataclass(frozen=True)
class RateScore(Mapping[str, Any]):
    """A row of the METRICS table: how one model did on some rows. It can be read by column too, ``row["mse"]``.

    cluster : "all" or a label; evaluation : which test; n : rows judged; coverage, width : of intervals, NaN without
    """

    cluster: str
    evaluation: str
    model: str
    n: int
    mse: float
    rmse: float
    mae: float
    r2: float
    within_10mm: float
    skill: float
    coverage: float = np.nan
    width: float = np.nan
    seconds: float = 0.0
    note: str = ""

    def __getitem__(self, column: str) -> Any:
        if column not in COLUMNS:
            raise KeyError(column)
        return getattr(self, column)

    def __iter__(self) -> Iterator[str]:
        return iter(COLUMNS)

    def __len__(self) -> int:
        return len(COLUMNS)


COLUMNS = tuple(one.name for one in fields(RateScore))


@dataclass(frozen=True)
class Said:
    """What one model says of the test rows.

    rate : shape=(n_tries, n_rows), mm/yr; measures are averaged over tries (the members, one by one)
    low, high : shape=(n_rows,), or None for a model without intervals
    """

    rate: np.ndarray
    low: np.ndarray | None = None
    high: np.ndarray | None = None
    seconds: float = 0.0
    note: str = ""


@dataclass(frozen=True)
class Evaluation:
    """A model, what it says of every row, and how well.

    model : learned from the split's training and validation rows only
    prediction : for every row, by ``source``; or of those of the test alone (else NaN)
    part : shape=(n_rows,), text: train, validation, test, outlier or predicted (no rate or a factor missing)
    said : by model name, what each says of the test rows
    metrics : the rows of the METRICS table
    told_places : whether measured points could speak for places near them
    answered : what each row says by itself; None where only those of the test were asked
    """

    model: RateModel
    split: Split
    source: str
    prediction: RatePrediction
    part: np.ndarray
    said: dict[str, Said]
    metrics: list[RateScore]
    told_places: bool = False
    answered: Answered | None = field(default=None, repr=False)


def draw_split(
    factors: np.ndarray,
    rate: np.ndarray,
    *,
    blocks: np.ndarray | None = None,
    train_share: float,
    validation_share: float,
    seed: int,
) -> Split:
    """A split of the rows that can be learned from, the same for any order of rows.

    Parameters
    ----------
    factors : ndarray, shape=(n_rows, n_factors)
        NaN = missing.
    rate : ndarray, shape=(n_rows,)
        mm/yr; NaN = missing.
    blocks : ndarray, shape=(n_rows,), optional
        Pieces of ground that stay whole; by default rows are drawn.
    train_share : float
        Of the rows, 0 … 1.
    validation_share : float
        Of the rows; the rest is for the test.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    Split
        Row numbers of training, validation and test; rows without a rate or a factor are in none.

    Raises
    ------
    SubsidenceError
        With too few rows or blocks.
    """
    rows = in_order_of_content(factors, rate)
    if blocks is None:
        drawn = random_split(len(rows), train_share=train_share, validation_share=validation_share, seed=seed)
    else:
        drawn = group_split(
            np.asarray(blocks)[rows], train_share=train_share, validation_share=validation_share, seed=seed
        )
    return Split(rows[drawn.training], rows[drawn.validation], rows[drawn.test])


def drawn_rows(factors: np.ndarray, rate: np.ndarray, *, seed: int) -> np.ndarray:
    """Rows of which a model is learned and on which it is tested: all, or of larger layers ``LEARNING_ROWS``.

    Parameters
    ----------
    factors : ndarray, shape=(n_rows, n_factors)
        NaN = missing.
    rate : ndarray, shape=(n_rows,)
        mm/yr; NaN = missing.
    seed : int
        The same seed draws the same rows, in any row order.

    Returns
    -------
    ndarray of int
        Ascending row numbers; every row where there are few enough that can be learned from.
    """
    rows = in_order_of_content(factors, rate)
    if rows.size <= LEARNING_ROWS:
        return np.arange(len(rate))
    return np.sort(rows[np.random.default_rng(seed).choice(rows.size, LEARNING_ROWS, replace=False)])


def of_every_row(
    found: Evaluation,
    rows: np.ndarray,
    factors: np.ndarray,
    rate: np.ndarray,
    clusters: np.ndarray | None,
    lon_lat: np.ndarray | None,
) -> Evaluation:
    """The same with predictions and parts of all rows.

    Parameters
    ----------
    found : Evaluation
        Of some rows; its split and its metrics stay those of them.
    rows : ndarray of int
        Which these are.
    factors : ndarray, shape=(n_rows, n_factors)
        Of all rows.
    rate : ndarray, shape=(n_rows,)
        Of all rows, mm/yr.
    clusters : ndarray, shape=(n_rows,), optional
        Of all rows.
    lon_lat : ndarray, shape=(n_rows, 2), optional
        Of all rows, degrees.

    Returns
    -------
    Evaluation
        With ``prediction`` and ``part`` of all rows; those that were not drawn are "not drawn".
    """
    if rows.size == len(rate):
        return found
    part = np.full(len(rate), "predicted", dtype="U10")
    part[np.isfinite(rate) & np.isfinite(factors).all(axis=1)] = "not drawn"
    part[rows] = found.part
    prediction = found.model.predict_all(factors, clusters, source=found.source, lon_lat=lon_lat)
    return replace(found, prediction=prediction, part=part)


def in_order_of_content(factors: np.ndarray, rate: np.ndarray) -> np.ndarray:
    """The rows that can be learned from, sorted by what they hold, so that chance does not hang on their order."""
    rows, _ = learning_rows(factors, rate)
    return rows[np.lexsort([*factors[rows].T, rate[rows]])]


def evaluate(
    factors: np.ndarray,
    rate: np.ndarray,
    split: Split,
    *,
    names: Sequence[str],
    is_class: np.ndarray | None = None,
    clusters: np.ndarray | None = None,
    blocks: np.ndarray | None = None,
    lon_lat: np.ndarray | None = None,
    evaluation: str = TEST_RANDOM,
    settings: RateSettings | None = None,
    trees: bool = True,
    every: bool = True,
    run: Run = ALONE,
) -> Evaluation:
    """Learn from the split's training and validation rows and judge on its test rows.

    Parameters
    ----------
    factors : ndarray, shape=(n_rows, n_factors)
        NaN = missing.
    rate : ndarray, shape=(n_rows,)
        mm/yr; NaN = missing.
    split : Split
        From ``draw_split``.
    names : sequence of str
        Of the factors.
    is_class : ndarray, shape=(n_factors,), optional
        Which are codes of classes and not numbers.
    clusters : ndarray, shape=(n_rows,), optional
        Observed labels; negative = none.
    blocks : ndarray, shape=(n_rows,), optional
        To leave out whole blocks in validation too.
    lon_lat : ndarray, shape=(n_rows, 2), optional
        Degrees, for what measured points say of places near them; by default the factors speak alone.
    evaluation : str
        The word for it in the METRICS table.
    settings : RateSettings, optional
        Of the model; by default the usual ones.
    trees : bool
        Forest and boosting among the baselines, where scikit-learn is installed.
    every : bool
        Whether all rows are predicted; else those of the test alone, from their factors.
    run : Run
        Told the progress, what is worth knowing and what to beware of; asked whether to stop. Its seed gives chance.

    Returns
    -------
    Evaluation
        The model, its predictions, and its errors beside those of the baselines.
    """
    model = RateModel(names, is_class=is_class, settings=settings, seed=run.seed)
    known = np.full(len(rate), np.nan)
    known[split.learning] = rate[split.learning]
    validation = np.zeros(len(rate), dtype=bool)
    validation[split.validation] = True
    started = time.perf_counter()
    fitting, comparing = run.report.parts(85, 15)
    model.fit(factors, known, clusters, blocks=blocks, validation=validation, lon_lat=lon_lat, report=fitting)
    seconds = time.perf_counter() - started
    source = OBSERVED if model.clusters else OVERALL
    test = _Asked.of(split.test, factors, clusters, lon_lat)
    if every:
        answered = _answered(model, _Asked(factors, clusters, lon_lat))
        prediction = model.finished(answered.of[source], factors, source, lon_lat)
        said = _ask(model, answered.only(split.test), test, seconds)
    else:
        answered = _answered(model, test)
        prediction = _spread_out(model.finished(answered.of[source], test.factors, source), split.test, len(rate))
        said = _ask(model, answered, test, seconds)
    places = test.lon_lat
    inputs = model.scaler.scale(factors)
    for simple in baselines(inputs, rate, split.learning, split.test, trees=trees, run=Run(comparing, run.seed)):
        said[simple.name] = Said(simple.predicted[None, :], seconds=simple.seconds)
        around = model.fitted.surroundings.get(source)
        if around is not None and places is not None and simple.name != MEAN:
            alike = around.average(simple.predicted, places)
            said[ALIKE.format(name=simple.name)] = Said(alike[None, :], seconds=simple.seconds)
    labels = None if clusters is None else clusters[split.test]
    scores = score(said, rate[split.test], labels, evaluation, model.facts["small_clusters"])
    metrics = _with_dropped(scores, [model])
    parts = parts_of(factors, rate, split)
    told = lon_lat is not None and model.settings.neighbours
    return Evaluation(model, split, source, prediction, parts, said, metrics, told, answered if every else None)


def whole_area(found: Evaluation, factors: np.ndarray, rate: np.ndarray, clusters: np.ndarray) -> list[RateScore]:
    """METRICS rows of all points, those learned from too, with and without clusters: Table 9 of Zhou et al. 2022.

    Parameters
    ----------
    found : Evaluation
        From ``evaluate``.
    factors : ndarray, shape=(n_rows, n_factors)
        As given there.
    rate : ndarray, shape=(n_rows,)
        As given there.
    clusters : ndarray, shape=(n_rows,)
        Observed labels; negative = none.

    Returns
    -------
    list of RateScore
        Fitted values and not a test: the model learned from most of these rows.

    Notes
    -----
    arrays as in ``evaluate``, whose result is ``found``
    """
    rows = np.flatnonzero(np.isin(found.part, ("train", "validation", "test")))
    asked = _Asked.of(rows, factors, clusters, None)
    answered = _answered(found.model, asked) if found.answered is None else found.answered.only(rows)
    said = _ask(found.model, answered, asked, 0.0)
    said.pop(SINGLE, None)
    inputs = found.model.scaler.scale(factors)
    for simple in baselines(inputs, rate, found.split.learning, rows, trees=False):
        said[simple.name] = Said(simple.predicted[None, :], seconds=simple.seconds)
    return score(said, rate[rows], clusters[rows], WHOLE_AREA, found.model.facts["small_clusters"])


def with_coordinates(
    found: Evaluation,
    factors: np.ndarray,
    rate: np.ndarray,
    xy: np.ndarray,
    *,
    blocks: np.ndarray | None = None,
    evaluation: str = TEST_RANDOM,
    run: Run = ALONE,
) -> RateScore:
    """The METRICS row of a small ensemble that is told the coordinates too, to show what they would add.

    Parameters
    ----------
    found : Evaluation
        From ``evaluate``.
    factors : ndarray, shape=(n_rows, n_factors)
        As given there.
    rate : ndarray, shape=(n_rows,)
        As given there.
    xy : ndarray, shape=(n_rows, 2)
        Coordinates, as two further factors.
    blocks : ndarray, shape=(n_rows,), optional
        As given there.
    evaluation : str
        As given there.
    run : Run
        Its seed, and its report, which is told the progress, what is worth knowing and what to beware of.

    Returns
    -------
    RateScore
        One row; it says nothing about causes.
    """
    facts = found.model.facts
    small = replace(
        found.model.settings, hidden=facts["hidden"], decay=facts["decay"], generations=0, members=COORDINATE_MEMBERS,
        select_factors=False, of_clusters=(), stack=False, neighbours=False, surroundings=False,
        max_iterations=max(found.model.settings.max_iterations // 2, 1),
    )  # fmt: skip
    is_class = np.append(found.model.scaler.is_class, [False, False])
    told = evaluate(
        np.column_stack([factors, xy]), rate, found.split, names=[*found.model.names, "x", "y"], is_class=is_class,
        blocks=blocks, evaluation=evaluation, settings=small, trees=False, every=False, run=run,
    )  # fmt: skip
    return replace(told.metrics[0], model=COORDINATE_MODEL, note="interpolation: says nothing about causes")


def evaluate_folds(
    factors: np.ndarray,
    rate: np.ndarray,
    blocks: np.ndarray,
    *,
    clusters: np.ndarray | None = None,
    n_folds: int = 5,
    validation_share: float = 0.2,
    run: Run = ALONE,
    **choices: Any,
) -> list[Evaluation]:
    """Fold by fold, what models that saw nothing of a fold's blocks say of them.

    blocks : shape=(n_rows,), any labels; choices : names, is_class, lon_lat, settings, trees as in ``evaluate``
    Of more rows than ``FOLD_ROWS`` each fold's model, and the simpler ones beside it, learn from as many, drawn at
    random; all rows are tested.
    """
    works = _works_of_folds(
        factors, rate, blocks, clusters=clusters, n_folds=n_folds, validation_share=validation_share, seed=run.seed,
        **choices,
    )  # fmt: skip
    _load_packages(choices.get("settings"), choices.get("trees", True))
    return side_by_side(works, run=run)


def _works_of_folds(
    factors: np.ndarray,
    rate: np.ndarray,
    blocks: np.ndarray,
    *,
    clusters: np.ndarray | None,
    n_folds: int,
    validation_share: float,
    seed: int,
    **choices: Any,
) -> list[Callable[[Report], Evaluation]]:
    """The folds of ``evaluate_folds``, each to be done with a report."""
    rows = in_order_of_content(factors, rate)
    folds = group_folds(blocks[rows], n_folds=n_folds, validation_share=validation_share, seed=seed)
    most = max(fold.training.size + fold.validation.size for fold in folds)

    def work(number: int, report: Report) -> Evaluation:
        fold = folds[number]
        if most > FOLD_ROWS and not number:
            report.info(
                message(
                    "In the test on unseen blocks each model learns from {drawn} points, drawn from those that it may"
                    " see.",
                    drawn=FOLD_ROWS,
                )
            )
        training, validation = _some_of_both(fold.training, fold.validation, seed + number)
        split = Split(rows[training], rows[validation], rows[fold.test])
        place = message("Test on unseen blocks, fold {number} of {count}: ", number=number + 1, count=len(folds))
        return evaluate(
            factors, rate, split, clusters=clusters, blocks=blocks, evaluation=CROSS_BLOCKS, every=False,
            run=Run(report.within(place), seed + number), **choices,
        )  # fmt: skip

    return [partial(work, number) for number in range(len(folds))]


def _load_packages(settings: RateSettings | None, trees: bool) -> None:
    """Import here what several threads would otherwise import at the same time."""
    settings = settings or RateSettings()
    wanted = {"sklearn.ensemble": trees or settings.stack, "pyswarms": settings.generations > 0}
    for name, used in wanted.items():
        if used and not missing([name.partition(".")[0]]):
            require(name)


def judge(
    factors: np.ndarray,
    rate: np.ndarray,
    split: Split,
    *,
    blocks: np.ndarray,
    whole: bool = False,
    xy: np.ndarray | None = None,
    n_folds: int = 5,
    validation_share: float = 0.2,
    evaluation: str = TEST_RANDOM,
    seed: int = 0,
    report: Report = SILENT,
    **choices: Any,
) -> tuple[Evaluation, list[RateScore], RateScore | None]:
    """A model with all its tests: ``evaluate``, ``cross_validate`` and ``with_coordinates``, side by side.

    Parameters
    ----------
    factors : ndarray, shape=(n_rows, n_factors)
        NaN = missing.
    rate : ndarray, shape=(n_rows,)
        mm/yr; NaN = missing.
    split : Split
        From ``draw_split``.
    blocks : ndarray, shape=(n_rows,)
        Pieces of ground, any labels, for the folds.
    whole : bool
        Whether the model's own validation leaves out whole blocks too, as the split did.
    xy : ndarray, shape=(n_rows, 2), optional
        Coordinates, to show what they would add; by default that is not tried.
    n_folds : int
        Of the test by blocks; 0 = none.
    validation_share : float
        Of the learning rows of a fold.
    evaluation : str
        The word for the split's test in the METRICS table.
    seed : int
        The same seed gives the same result, on any number of cores.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.
    **choices
        As in ``evaluate``: names, is_class, clusters, lon_lat, settings, trees.

    Returns
    -------
    tuple of Evaluation, list of RateScore, RateScore or None
        The model with its test, the METRICS rows of all folds together, and that of the coordinates.

    Raises
    ------
    SubsidenceError
        With too few rows, or fewer than three blocks for folds.
    """
    own = blocks if whole else None
    found: list[Evaluation] = []

    def first(report: Report) -> Evaluation:
        found.append(
            evaluate(
                factors, rate, split, blocks=own, evaluation=evaluation, run=Run(report, seed), **choices,
            )
        )  # fmt: skip
        return found[0]

    works: list[Callable[[Report], Any]] = [first]
    if n_folds:
        works += _works_of_folds(
            factors, rate, blocks, n_folds=n_folds, validation_share=validation_share, seed=seed,
            **{"clusters": None, **choices},
        )  # fmt: skip
    of_folds, weights = slice(1, len(works)), [3] + [1] * (len(works) - 1)
    if xy is not None:
        places = xy

        def told_places(report: Report) -> RateScore:
            run = Run(report, seed)
            return with_coordinates(found[0], factors, rate, places, blocks=own, evaluation=evaluation, run=run)

        works.append(told_places)
        weights.append(1)
    _load_packages(choices.get("settings"), choices.get("trees", True))
    results = side_by_side(
        works, weights=weights, after={} if xy is None else {len(works) - 1: 0}, run=Run(report, seed)
    )  # fmt: skip
    folds = results[of_folds]
    crossed = join_folds(folds, rate, choices.get("clusters"))[1] if folds else []
    return results[0], crossed, None if xy is None else results[-1]


def _some_of_both(training: np.ndarray, validation: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The same share of both, at most ``FOLD_ROWS`` together; row numbers, ascending where some were drawn."""
    share = FOLD_ROWS / max(training.size + validation.size, 1)
    if share >= 1.0:
        return training, validation
    random = np.random.default_rng(seed)
    drawn = [random.choice(part, int(share * part.size), replace=False) for part in (training, validation)]
    return np.sort(drawn[0]), np.sort(drawn[1])


def join_folds(
    found: Sequence[Evaluation], rate: np.ndarray, clusters: np.ndarray | None = None
) -> tuple[np.ndarray, list[RateScore]]:
    """All folds of ``evaluate_folds`` as one test.

    Returns the rate predicted for each row without being told its cluster, shape=(n_rows,), mm/yr (NaN
    where it cannot be judged), and the METRICS rows of all folds together.
    """
    tested = np.concatenate([one.split.test for one in found])
    names = dict.fromkeys(name for one in found for name in one.said)  # a fold may do without surroundings
    together = {name: _join([_said_in(one, name) for one in found]) for name in names}
    labels = None if clusters is None else clusters[tested]
    small = sorted({cluster for one in found for cluster in one.model.facts["small_clusters"]})
    predicted = np.full(len(rate), np.nan)
    honest = ENSEMBLE[PREDICTED] if ENSEMBLE[PREDICTED] in together else ENSEMBLE[OVERALL]
    predicted[tested] = together[honest].rate[0]
    scores = score(together, rate[tested], labels, CROSS_BLOCKS, small)
    return predicted, _with_dropped(scores, [one.model for one in found])


def cross_validate(
    factors: np.ndarray,
    rate: np.ndarray,
    blocks: np.ndarray,
    *,
    clusters: np.ndarray | None = None,
    run: Run = ALONE,
    **choices: Any,
) -> tuple[np.ndarray, list[RateScore]]:
    """Every block of ground predicted by models that saw nothing of it: ``evaluate_folds``, joined.

    Parameters
    ----------
    factors : ndarray, shape=(n_rows, n_factors)
        NaN = missing.
    rate : ndarray, shape=(n_rows,)
        mm/yr; NaN = missing.
    blocks : ndarray, shape=(n_rows,)
        Pieces of ground, any labels.
    clusters : ndarray, shape=(n_rows,), optional
        Observed labels; negative = none.
    run : Run
        Its seed, and its report, which is told the progress, what is worth knowing and what to beware of.
    **choices
        As in ``evaluate``: names, is_class, settings, trees; and n_folds, validation_share.

    Returns
    -------
    tuple of ndarray, list of RateScore
        The rate predicted for each row without being told its cluster, shape=(n_rows,), mm/yr (NaN where it cannot be
        judged), and the METRICS rows of all folds together.

    Raises
    ------
    SubsidenceError
        With fewer than three blocks.
    """
    found = evaluate_folds(factors, rate, blocks, clusters=clusters, run=run, **choices)
    return join_folds(found, rate, clusters)


def score(
    said: dict[str, Said],
    observed: np.ndarray,
    clusters: np.ndarray | None,
    evaluation: str,
    small_clusters: Sequence[int] = (),
) -> list[RateScore]:
    """METRICS rows: every model on all rows and on each cluster. observed : shape=(n_rows,), mm/yr."""
    subsets = [(ALL, np.ones(len(observed), dtype=bool))]
    if clusters is not None:
        subsets += [(str(cluster), clusters == cluster) for cluster in np.unique(clusters[clusters >= 0])]
    table = []
    for cluster, chosen in subsets:
        truth = observed[chosen]
        simple = [said[name].rate[0][chosen] for name in SIMPLE]
        best = min(simple, key=lambda predicted: metrics.mse(truth, predicted))
        for model, one in said.items():
            tries = [metrics.measures(truth, predicted[chosen], best) for predicted in one.rate]
            measured: dict[str, Any] = {key: float(np.mean([found[key] for found in tries])) for key in tries[0]}
            measured["n"] = tries[0]["n"]
            if one.low is not None and one.high is not None:
                measured["coverage"] = metrics.coverage(truth, one.low[chosen], one.high[chosen])
                measured["width"] = metrics.width(one.low[chosen], one.high[chosen])
            small = cluster != ALL and int(cluster) in small_clusters and model in ENSEMBLE.values()
            note = SMALL_CLUSTER if small else one.note
            table.append(RateScore(cluster, evaluation, model, seconds=one.seconds, note=note, **measured))
    return table


def published(metrics: Sequence[RateScore], test: str) -> RateScore:
    """The row of what is published, over all points of a test: with neighbours where they could speak.

    Parameters
    ----------
    metrics : sequence of RateScore
        Rows of all tests.
    test : str
        The word for the test.

    Returns
    -------
    RateScore
        One of ``metrics``.
    """
    rows = [row for row in metrics if row.cluster == ALL and row.evaluation == test]
    near = {NEIGHBOURS.format(name=name) for name in ENSEMBLE.values()}
    return next((row for row in rows if row.model in near), rows[0])


def _with_dropped(scores: list[RateScore], models: Sequence[RateModel]) -> list[RateScore]:
    """Name in the notes the factors that validation left out, and in how many of the folds."""
    if not any(model.settings.select_factors for model in models):
        return scores
    names = [name for model in models for name in model.facts["dropped"]]
    times = {name: "" if len(models) == 1 else f" ({names.count(name)} of {len(models)} folds)" for name in names}
    said = "left out by validation: " + (", ".join(name + often for name, often in times.items()) or "no factor")
    return [
        replace(one, note=f"{one.note}; {said}" if one.note else said) if one.model in ENSEMBLE.values() else one
        for one in scores
    ]


def parts_of(factors: np.ndarray, rate: np.ndarray, split: Split) -> np.ndarray:
    """The part each row plays, shape=(n_rows,), text."""
    part = np.full(len(rate), "predicted", dtype="U10")
    part[np.isfinite(rate) & np.isfinite(factors).all(axis=1)] = "outlier"
    part[split.training], part[split.validation], part[split.test] = "train", "validation", "test"
    return part


@dataclass(frozen=True)
class _Asked:
    """Rows that a model is asked about; arrays as in ``evaluate``."""

    factors: np.ndarray
    clusters: np.ndarray | None
    lon_lat: np.ndarray | None

    @classmethod
    def of(
        cls, rows: np.ndarray, factors: np.ndarray, clusters: np.ndarray | None, lon_lat: np.ndarray | None
    ) -> _Asked:
        return cls(
            factors[rows], None if clusters is None else clusters[rows], None if lon_lat is None else lon_lat[rows]
        )


def _answered(model: RateModel, asked: _Asked) -> Answered:
    """All that a model says of rows by every source of clusters."""
    sources = (OBSERVED, PREDICTED, OVERALL) if model.clusters else (OVERALL,)
    return model.answered(asked.factors, asked.clusters, sources, singly=True)


def _spread_out(prediction: RatePrediction, rows: np.ndarray, n_rows: int) -> RatePrediction:
    """The prediction of some rows as one of all, which says nothing of the others."""
    found = {}
    for name, values in vars(prediction).items():
        nothing = {"f": np.nan, "i": NO_CLUSTER, "b": False}[values.dtype.kind]
        found[name] = np.full((n_rows, *values.shape[1:]), nothing, dtype=values.dtype)
        found[name][rows] = values
    return RatePrediction(**found)


def _ask(model: RateModel, answered: Answered, asked: _Asked, seconds: float) -> dict[str, Said]:
    """What the ensembles, and their members one by one, say of some rows; answered : by each row for itself."""
    factors, lon_lat = asked.factors, asked.lon_lat
    notes = {
        OVERALL: "without clusters" if model.clusters else "",
        OBSERVED: "optimistic: the label comes from the series whose slope is the target",
        PREDICTED: "label guessed from the factors, as on ground without series",
    }
    said = {}
    for source, by_itself in answered.of.items():
        found = model.finished(by_itself, factors, source, lon_lat, neighbours=False)
        note = notes[source]
        if model.fitted.stack is not None:
            mixture = STACKED + in_words(model.fitted.stack.weights[source])
            note = f"{note}; {mixture}" if note else mixture
        around = model.fitted.surroundings.get(source)
        if around is not None and lon_lat is not None:
            mean = AVERAGED.format(width=around.width_m)
            note = f"{note}; {mean}" if note else mean
            said[ENSEMBLE[source]] = Said(found.rate[None, :], found.low, found.high, seconds, note)
            said[BY_PLACE.format(name=ENSEMBLE[source])] = Said(by_itself[0][None, :], seconds=seconds)
        else:
            said[ENSEMBLE[source]] = Said(found.rate[None, :], found.low, found.high, seconds, note)
        if lon_lat is not None and model.settings.neighbours:
            near = found
            if source in model.fitted.neighbours:
                near = model.finished(by_itself, factors, source, lon_lat)
            learned = model.fitted.neighbours.get(source)
            way = "neighbours did not help in validation" if learned is None else f"way: {learned.way}"
            said[NEIGHBOURS.format(name=ENSEMBLE[source])] = Said(near.rate[None, :], near.low, near.high, seconds, way)
    answers = answered.networks.T
    if model.fitted.stack is not None:
        said[BY_ITSELF.format(name=f"PSO-BP {NETWORKS}")] = Said(interquartile_mean(answers)[None, :], seconds=seconds)
        for name, other in answered.others.items():
            said[BY_ITSELF.format(name=name)] = Said(other[None, :])
    if len(answers) > 1:
        said[SINGLE] = Said(answers, seconds=seconds / len(answers))
    return said


def _said_in(fold: Evaluation, name: str) -> Said:
    """What a model said in a fold; where nothing was averaged, each place has answered by itself."""
    for ending in (ALIKE.format(name=""), BY_PLACE.format(name="")):
        if name not in fold.said:
            name = name.removesuffix(ending)
    return fold.said[name]


def _join(pieces: Sequence[Said]) -> Said:
    bounded = pieces[0].low is not None
    return Said(
        np.concatenate([one.rate for one in pieces], axis=1),
        np.concatenate([one.low for one in pieces]) if bounded else None,
        np.concatenate([one.high for one in pieces]) if bounded else None,
        sum(one.seconds for one in pieces),
        pieces[0].note,
    )
