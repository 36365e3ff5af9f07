"""Grey grades for all points together and for each cluster, with what a reader must know about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report, Run
from ..report.figures import draw_bars
from ..report.page import Page
from ..spatial.splits import autocorrelation_range_m, block_labels
from ..wording import message
from .grey import DIRECT, RESOLUTION, GreyGrades, analyse, resolution_sensitivity
from .permutation import quick_importance

ALL = "all"
FEWEST_POINTS = 5
FEWEST_BLOCKS = 12  # that a bootstrap draws from
NARROWEST_BLOCK = 1e-3  # of the range; points at so few places have no blocks
WILD_QUARTILE_RANGES = 20.0  # a rate so many quartile ranges from the median is an error, not motion
DISAGREE = 0.6  # rank correlation of grades and importances below which they are said to disagree
RESOLUTIONS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class GroupGrades:
    """Grades of one group.

    group : "all" or the cluster's number
    factors : names of the factors that could be graded, in the order of the arrays in ``grades``
    left_out : names of factors that are constant in this group
    correlation : Spearman's rank correlation with the rate, shape=(n_factors,)
    importance : rise of the squared error when the factor is shuffled, in shares of the rate's variance, likewise
    sensitivity : grades for ``RESOLUTIONS``, shape=(n_resolutions, n_factors)
    """

    group: str
    factors: tuple[str, ...]
    left_out: tuple[str, ...]
    grades: GreyGrades
    correlation: np.ndarray
    sensitivity: np.ndarray
    importance: np.ndarray

    def agreement(self) -> float:
        """Spearman's rank correlation of grades and importances; NaN with fewer than three factors."""
        if len(self.factors) < 3 or not np.isfinite(self.importance).all() or np.ptp(self.importance) == 0:
            return float("nan")
        return float(_rank_correlation(self.grades.grades, self.importance[:, None])[0])


def grade_groups(
    rate_mm_per_yr: np.ndarray,
    factors: np.ndarray,
    names: Sequence[str],
    clusters: np.ndarray | None = None,
    *,
    resolution: float = RESOLUTION,
    normalization: str = "min-max",
    polarity: str | Sequence[str] = DIRECT,
    sample: int = 2000,
    place_m: np.ndarray | None = None,
    seed: int = 0,
    report: Report = SILENT,
) -> list[GroupGrades]:
    """Grades of all points, then of each cluster.

    Parameters
    ----------
    rate_mm_per_yr : ndarray, shape=(n_points,)
        The reference of the grades; points with a missing value take no part.
    factors : ndarray, shape=(n_points, n_factors)
        In the order of ``names``.
    names : sequence of str
        Of the factors.
    clusters : ndarray, shape=(n_points,), optional
        Numbers or text; NaN or None is no cluster.
    resolution : float
        The distinguishing coefficient τ, 0 … 1.
    normalization : str
        One of ``NORMALIZATIONS``.
    polarity : str or sequence of str
        "direct", "inverse" or "automatic" for all factors, or one for each.
    sample : int
        Points drawn at random in each group, 0 for all.
    place_m : ndarray, shape=(n_points, 2), optional
        Metres: the bootstrap then draws whole blocks, beyond which points know little of each other.
    seed : int
        The same seed gives the same result.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    list of GroupGrades
        All points first, then each cluster; a group in which no factor varies is left out.
    """
    rate, factors = np.asarray(rate_mm_per_yr, dtype=float), np.asarray(factors, dtype=float)
    known = _known(rate, factors, names, report)
    members = {ALL: known}
    if clusters is not None:
        members.update(_members_of_clusters(np.asarray(clusters), known))
    polarities = [polarity] * len(names) if isinstance(polarity, str) else list(polarity)
    random = np.random.default_rng(seed)
    groups = []
    for (group, chosen), part in zip(members.items(), report.parts(*[1] * len(members))):
        rows = np.flatnonzero(chosen)
        if sample and rows.size > sample:
            rows = np.sort(random.choice(rows, sample, replace=False))
        kept = _differing(group, rate[rows], factors[rows], names, part)
        if not kept.size:
            continue
        options: dict[str, Any] = {"normalization": normalization, "polarity": [polarities[index] for index in kept]}
        values = factors[np.ix_(rows, kept)]
        blocks = None if place_m is None else _blocks(place_m[rows], np.column_stack([rate[rows], values]), seed)
        groups.append(
            GroupGrades(
                group,
                tuple(names[index] for index in kept),
                tuple(name for index, name in enumerate(names) if index not in kept),
                analyse(rate[rows], values, resolution=resolution, blocks=blocks, run=Run(part, seed), **options),
                _rank_correlation(rate[rows], values),
                resolution_sensitivity(rate[rows], values, resolutions=RESOLUTIONS, **options),
                quick_importance(rate[rows], values, seed=seed),
            )
        )
    return groups


def _blocks(place_m: np.ndarray, columns: np.ndarray, seed: int) -> np.ndarray | None:
    """Blocks as wide as the farthest of the ranges of all columns, or narrower where there would be but a few."""
    block_m = max(autocorrelation_range_m(place_m, column, seed=seed) for column in columns.T)
    narrowest = block_m * NARROWEST_BLOCK
    blocks = block_labels(place_m, block_m)
    while blocks.max() + 1 < FEWEST_BLOCKS and block_m > narrowest:
        block_m /= 1.5
        blocks = block_labels(place_m, block_m)
    return blocks if blocks.max() + 1 >= FEWEST_BLOCKS else None


def _without_wild_rates(rate: np.ndarray, known: np.ndarray, report: Report) -> np.ndarray:
    """The known points but those whose rate is far from all others: one would press all grades towards 1."""
    if known.sum() < FEWEST_POINTS:
        return known
    low, middle, high = np.percentile(rate[known], [25, 50, 75])
    wild = known & (np.abs(rate - middle) > WILD_QUARTILE_RANGES * (high - low)) & (high > low)
    if wild.any():
        report.warn(
            message(
                "{count} points have a rate of another order, such as {rate:.0f} mm/yr where half of all lie between"
                " {low:.1f} and {high:.1f}; they take no part in the grades.",
                count=int(wild.sum()),
                rate=rate[wild][np.argmax(np.abs(rate[wild] - middle))],
                low=low,
                high=high,
            )
        )
    return known & ~wild


def _known(rate: np.ndarray, factors: np.ndarray, names: Sequence[str], report: Report) -> np.ndarray:
    """The points that have a rate and all factors; refused are too few of them, and factors that do not vary."""
    known = np.isfinite(rate) & np.isfinite(factors).all(axis=1)
    known = _without_wild_rates(rate, known, report)
    if known.sum() < FEWEST_POINTS:
        raise SubsidenceError(
            message(
                "Only {count} points have a rate and all factors; grey relational analysis needs at"
                " least {fewest_points}.",
                count=known.sum(),
                fewest_points=FEWEST_POINTS,
            )
        )
    if not known.all():
        report.info(
            message(
                "{count} of {total} points miss the rate or a factor and take no part.",
                count=(~known).sum(),
                total=known.size,
            )
        )
    for index, name in enumerate(names):
        if np.ptp(factors[known, index]) == 0:
            raise SubsidenceError(
                message("The factor “{name}” has the same value at all points; leave it out.", name=name)
            )
    return known


def _differing(group: str, rate: np.ndarray, factors: np.ndarray, names: Sequence[str], report: Report) -> np.ndarray:
    """The factors that vary within a group; none where the group cannot be graded. What is left out is said."""
    constant = np.ptp(factors, axis=0) == 0 if rate.size else np.ones(len(names), dtype=bool)
    if rate.size < FEWEST_POINTS or constant.all() or np.ptp(rate) == 0:
        report.warn(
            message(
                "Cluster {group} has too few points with differing rate and factors ({count}); not graded.",
                group=group,
                count=rate.size,
            )
        )
        return np.empty(0, dtype=int)
    for index in np.flatnonzero(constant):
        report.warn(
            message(
                "The factor “{names}” is constant in cluster {group}; it is not graded there.",
                names=names[index],
                group=group,
            )
        )
    return np.flatnonzero(~constant)


def remarks(groups: Sequence[GroupGrades], polarity: str | Sequence[str]) -> list[str]:
    """What must be said about the grades: factors they cannot separate, and factors that run the other way.

    Parameters
    ----------
    groups : sequence of GroupGrades
        From ``grade_groups``.
    polarity : str or sequence of str
        As it was given there.

    Returns
    -------
    list of str
        Sentences in the user's language; none where nothing must be said.
    """
    sentences = []
    for group in groups:
        where = message("all points") if group.group == ALL else message("cluster {group}", group=group.group)
        grades = group.grades
        if grades.inseparable():
            sentences.append(
                message(
                    "In {where} the grades ({least:.2f} … {most:.2f}) cannot separate the factors: even the"
                    " intervals of the highest and the lowest overlap. Do not read a ranking into them.",
                    where=where,
                    least=grades.grades.min(),
                    most=grades.grades.max(),
                )
            )
        elif grades.ties():
            pairs = "; ".join(group.factors[a] + message(" and ") + group.factors[b] for a, b in grades.ties())
            sentences.append(
                message(
                    "In {where} these neighbours in the ranking cannot be told apart: {pairs}.",
                    where=where,
                    pairs=pairs,
                )
            )
        sentences += _disagreement(group, where)
    if polarity == DIRECT and groups:
        first = groups[0]
        opposite = [name for name, value in zip(first.factors, first.correlation) if value < -0.1]
        if opposite:
            sentences.append(
                message(
                    "{names} falls while the rate rises, so a direct grade understates the relation;"
                    " choose the automatic polarity to mirror such factors.",
                    names=", ".join(opposite),
                )
            )
    return sentences


def _disagreement(group: GroupGrades, where: str) -> list[str]:
    """That grades and importances rank the factors differently, where they do."""
    agreement = group.agreement()
    if not agreement < DISAGREE:
        return []
    by_importance = np.argsort(np.argsort(-group.importance)) + 1
    worst = int(np.argmax(np.abs(by_importance - group.grades.rank)))
    return [
        message(
            "In {where} grades and permutation importance disagree (rank correlation {agreement:.2f}): {name} has rank"
            " {rank} by its grade and {other} by what a prediction loses without it. Believe the importance for a"
            " prediction.",
            where=where,
            agreement=agreement,
            name=group.factors[worst],
            rank=int(group.grades.rank[worst]),
            other=int(by_importance[worst]),
        )
    ]


def grey_page(
    groups: Sequence[GroupGrades], settings: Sequence[tuple[str, object]], notes: Sequence[str], n_points: int
) -> Page:
    """The report: bars with intervals for each group, tables, and how the grades depend on τ.

    Parameters
    ----------
    groups : sequence of GroupGrades
        From ``grade_groups``.
    settings : sequence of tuple
        Names and values that say how it was made.
    notes : sequence of str
        Sentences that must be read.
    n_points : int
        Of the layer.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    page = Page(
        message("Grey relational analysis"),
        message("How closely each factor follows the rate, {n_points} points", n_points=n_points),
    )
    if groups:
        page.opening(*_opening(groups[0]))
    for note in notes:
        page.warning(note)
    for group in groups:
        title = message("All points") if group.group == ALL else message("Cluster {group}", group=group.group)
        grades = group.grades
        order = np.argsort(grades.rank)
        page.heading(message("{title} ({n_points} points)", title=title, n_points=grades.n_points))
        names = [group.factors[index] for index in order]
        page.figure(
            lambda figure, names=names, grades=grades, order=order: _draw_grades(figure, names, grades, order),
            message("{title}: grades with 90 % bootstrap intervals", title=title),
            (8.0, 1.0 + 0.4 * len(names)),
        )
        page.table(
            [
                message("factor"),
                message("grade"),
                "5 %",
                "95 %",
                message("rank"),
                message("rank 5 % … 95 %"),
                message("rank correlation"),
                message("importance"),
                message("mirrored"),
            ],
            [
                [
                    group.factors[index],
                    float(grades.grades[index]),
                    float(grades.lo[index]),
                    float(grades.hi[index]),
                    int(grades.rank[index]),
                    f"{grades.rank_lo[index]:.0f} … {grades.rank_hi[index]:.0f}",
                    float(group.correlation[index]),
                    float(group.importance[index]),
                    bool(grades.inverse[index]),
                ]
                for index in order
            ],
        )
        if group.left_out:
            page.paragraph(message("Constant here and not graded: {names}.", names=", ".join(group.left_out)))
    if groups:
        page.heading(message("Dependence on the resolution coefficient τ"))
        page.figure(
            lambda figure: _draw_sensitivity(figure, groups[0]),
            message("All grades rise with τ; crossing lines change the ranking"),
        )
    page.heading(message("How it was made")).facts(dict(settings))
    page.paragraph(
        message(
            "Grades depend on the normalization and on the polarity, so compare only grades made in"
            " the same way. A grade says how alike two normalized columns run, not that one causes"
            " the other; many unrelated columns reach 0.6 and more. Rank correlation is Spearman's with the rate;"
            " importance is how much the squared error of a smooth additive model rises, as a share of the rate's"
            " variance, when the factor is shuffled. Bootstrap intervals draw whole blocks of points that resemble"
            " each other; of few blocks they are still rather too narrow."
        )
    )
    return page


def _opening(group: GroupGrades) -> list[str]:
    """What follows the rate most closely, whether that can be told, and what a grade does not say."""
    grades = group.grades
    first = int(np.argmin(grades.rank))
    told = (
        message("The intervals of the highest and the lowest grade overlap: do not read a ranking into them.")
        if grades.inseparable()
        else message("The highest and the lowest grade can be told apart; neighbours in the ranking often cannot.")
    )
    return [
        message(
            "Of {count} factors “{name}” follows the rate most closely, with a grade of {grade:.2f} (90 % interval"
            " {low:.2f} … {high:.2f}).",
            count=len(group.factors),
            name=group.factors[first],
            grade=grades.grades[first],
            low=grades.lo[first],
            high=grades.hi[first],
        ),
        told,
        message("A grade says how alike two columns run, not that one causes the other."),
    ]


def _members_of_clusters(clusters: np.ndarray, known: np.ndarray) -> dict[str, np.ndarray]:
    if clusters.dtype.kind in "fiu":
        numbers = np.unique(clusters[np.isfinite(clusters)])
        return {f"{number:g}": known & (clusters == number) for number in numbers}
    values = sorted(
        {value for value in clusters.tolist() if value is not None}, key=lambda value: (str(type(value)), value)
    )
    return {str(value): known & np.array([other == value for other in clusters.tolist()]) for value in values}


def _rank_correlation(rate: np.ndarray, factors: np.ndarray) -> np.ndarray:
    from scipy.stats import rankdata

    ranks = np.apply_along_axis(rankdata, 0, np.column_stack([rate, factors]))
    return np.corrcoef(ranks, rowvar=False)[0, 1:]


def _draw_grades(figure: Any, names: list[str], grades: GreyGrades, order: np.ndarray) -> None:
    axes = figure.subplots()
    draw_bars(axes, names, grades.grades[order], grades.lo[order], grades.hi[order], message("grade"))
    axes.set_xlim(0.0, 1.0)


def _draw_sensitivity(figure: Any, group: GroupGrades) -> None:
    axes = figure.subplots()
    for index, name in enumerate(group.factors):
        axes.plot(RESOLUTIONS, group.sensitivity[:, index], marker="o", markersize=3, label=name)
    axes.set_xlabel("τ")
    axes.set_ylabel(message("grade"))
    axes.legend(frameon=False, fontsize=8)
