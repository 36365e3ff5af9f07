"""The report of a clustering: map, shapes over sample series, sizes and rates, elbow and silhouette."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..report.figures import CATEGORIES, draw_categories
from ..report.page import Page
from ..wording import message
from .choose_clusters import ClusterChoice, starts_in_words
from .kshape import TRAINING_POINTS, KShapeResult, mean_shapes

SAMPLE_SERIES = 30
BETWEEN_CLUSTERS = 0.05  # of shape-based distance; a point with a smaller margin lies between two clusters


def cluster_page(
    result: KShapeResult,
    dates: np.ndarray,
    displacement_mm: np.ndarray,
    xy: np.ndarray,
    rate_mm_per_yr: np.ndarray,
    *,
    choice: ClusterChoice | None,
    settings: Sequence[tuple[str, object]],
    notes: Sequence[str] = (),
    seed: int = 0,
    steadiness: str = "",
    geographic: bool | None = None,
) -> Page:
    """A page for people who read the clusters.

    Parameters
    ----------
    result : KShapeResult
        The clusters.
    dates : ndarray, shape=(n_steps,)
        Of the regular series.
    displacement_mm : ndarray, shape=(n_points, n_steps)
        As clustered, but not smoothed.
    xy : ndarray, shape=(n_points, 2)
        For the map.
    rate_mm_per_yr : ndarray, shape=(n_points,)
        For the table of clusters.
    choice : ClusterChoice, optional
        The search for the number of clusters, if one was made.
    settings : sequence of tuple
        Names and values that say how it was made.
    notes : sequence of str
        Sentences that must be read.
    seed : int
        The same seed gives the same result.
    steadiness : str
        Whether the clusters are found again; by default what the starts tell.
    geographic : bool, optional
        Whether ``xy`` are degrees; by default found out from the numbers.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    page = Page(
        message("Clusters of subsidence series (K-Shape)"),
        message("{count} points, {first} … {last}", count=len(xy), first=dates[0], last=dates[-1]),
    )
    for note in notes:
        page.warning(note)
    between = result.margins[result.labels >= 0] < BETWEEN_CLUSTERS
    largest = int(np.bincount(result.labels[result.labels >= 0], minlength=result.n_clusters).argmax())
    first = rate_mm_per_yr[(result.labels == 0) & np.isfinite(rate_mm_per_yr)]
    page.opening(
        message(
            "{clusters} shapes of motion were found; cluster 1 sinks most, with a mean rate of {rate:.1f} mm/yr at"
            " {count} points, and cluster {largest} has the most points.",
            clusters=result.n_clusters,
            rate=first.mean() if first.size else float("nan"),
            count=int((result.labels == 0).sum()),
            largest=largest + 1,
        ),
        (steadiness or starts_in_words(result)) + _silhouette_in_words(result, choice),
        message(
            "{share:.0%} of the points lie between two clusters; clusters tell the shape of a motion, not its size.",
            share=float(between.mean()) if between.size else 0.0,
        ),
    )
    _add_clusters(page, result, rate_mm_per_yr)
    names = [message("cluster {number}", number=number + 1) for number in range(result.n_clusters)]
    page.figure(
        lambda figure: draw_categories(figure.subplots(), xy, result.labels, names, geographic=geographic),
        message("Where the clusters lie"),
        (8.0, 6.0),
    )
    page.figure(
        lambda figure: _draw_shapes(figure, result, dates, displacement_mm, seed),
        message(
            "Each cluster over {sample_series} sample series, scaled to the mean spread of its members. Solid: mean of"
            " the members and the band that holds two thirds of them. Dashed: the shape that K-Shape compares with,"
            " made of members moved in time until they fit; zeros move in where they were moved, so that its ends may"
            " bend where no member does.",
            sample_series=SAMPLE_SERIES,
        ),
        (9.0, 3.2 * -(-result.n_clusters // 2)),
    )
    if choice is not None:
        _add_choice(page, result, choice)
    page.heading(message("How it was made")).facts(dict(settings))
    page.paragraph(
        message(
            "Method: Paparrizos and Gravano, k-Shape: Efficient and Accurate Clustering of Time"
            " Series, SIGMOD 2015. Shapes are compared after each series is brought to mean 0 and"
            " spread 1, so the size of the motion plays no part, and at the best shift in time."
        )
    )
    return page


def _silhouette_in_words(result: KShapeResult, choice: ClusterChoice | None) -> str:
    place = np.flatnonzero(choice.tried == result.n_clusters) if choice is not None else np.array([], dtype=int)
    if choice is None or not place.size or not np.isfinite(choice.silhouette[place[0]]):
        return ""
    value = float(choice.silhouette[place[0]])
    words = (
        message("the clusters lie well apart")
        if value >= 0.5
        else message("the clusters overlap")
        if value >= 0.25
        else message("the clusters are hardly apart: the data know no clear number of shapes")
    )
    return " " + message("Silhouette {value:.2f} (1 at best): {words}.", value=value, words=words)


def _add_clusters(page: Page, result: KShapeResult, rate_mm_per_yr: np.ndarray) -> None:
    page.heading(message("Clusters"))
    page.table(
        [
            message("cluster"),
            message("points"),
            message("share %"),
            message("mean rate mm/yr"),
            message("5 % … 95 % of rates"),
            message("mean distance"),
            message("between clusters %"),
        ],
        [_row_of_cluster(result, rate_mm_per_yr, number) for number in range(result.n_clusters)],
        message(
            "Cluster 1 has the lowest mean rate (sinks most). Distance: shape-based distance to the"
            " cluster's shape, 0 (the same) to 2. Between clusters: points whose next shape is less"
            " than {between_clusters} farther.",
            between_clusters=BETWEEN_CLUSTERS,
        ),
    )
    unlabelled = int((result.labels < 0).sum())
    if unlabelled:
        page.paragraph(
            message(
                "{unlabelled} points have no cluster: their series is constant or misses too many values.",
                unlabelled=unlabelled,
            )
        )


def _add_choice(page: Page, result: KShapeResult, choice: ClusterChoice) -> None:
    page.heading(message("How many clusters")).paragraph(
        message("The knee of the elbow lies at {reason}", reason=choice.reason)
    )
    if choice.n_clusters != result.n_clusters:
        page.paragraph(
            message("{n_clusters} clusters were asked for and are shown on this page.", n_clusters=result.n_clusters)
        )
    page.figure(
        lambda figure: _draw_elbow(figure, choice, result.n_clusters),
        message(
            "Left: root-mean-square distance to the own shape and its chord. Right: silhouette and"
            " agreement of starts. {n_points} series took part.",
            n_points=choice.n_points,
        ),
        (9.0, 3.5),
    )
    page.table(
        [
            message("clusters"),
            message("inertia"),
            message("depth of knee"),
            message("silhouette"),
            message("agreement of starts"),
        ],
        list(
            zip(
                *(c.tolist() for c in (choice.tried, choice.inertia, choice.depth, choice.silhouette, choice.stability))
            )
        ),
    )


def _row_of_cluster(result: KShapeResult, rate: np.ndarray, number: int) -> list[object]:
    chosen = result.labels == number
    rates = rate[chosen & np.isfinite(rate)]
    low, high = np.percentile(rates, [5, 95]) if rates.size else (np.nan, np.nan)
    return [
        number + 1,
        int(chosen.sum()),
        100.0 * chosen.sum() / max((result.labels >= 0).sum(), 1),
        float(rates.mean()) if rates.size else float("nan"),
        f"{low:.1f} … {high:.1f}",
        float(result.distances[chosen].mean()),
        100.0 * float((result.margins[chosen] < BETWEEN_CLUSTERS).mean()),
    ]


def _draw_shapes(figure: Any, result: KShapeResult, dates: np.ndarray, displacement_mm: np.ndarray, seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = -(-result.n_clusters // 2)
    columns = 2 if result.n_clusters > 1 else 1
    mean, low, high = mean_shapes(displacement_mm, result.labels, result.n_clusters)
    panels = np.atleast_1d(figure.subplots(rows, columns, sharex=True, squeeze=False)).ravel()
    for number, panel in enumerate(panels):
        if number >= result.n_clusters:
            panel.set_visible(False)
            continue
        members = np.flatnonzero(result.labels == number)
        sample = random.choice(members, min(SAMPLE_SERIES, members.size), replace=False)
        panel.plot(dates, displacement_mm[sample].T, color="#999999", linewidth=0.5, alpha=0.7)
        some = displacement_mm[members[:: -(-members.size // TRAINING_POINTS)]]
        spread, level = some.std(axis=1).mean(), some.mean()
        colour = CATEGORIES[number % len(CATEGORIES)]
        band = (low[number] * spread + level, high[number] * spread + level)
        panel.fill_between(
            dates, *band, color=colour, alpha=0.25, linewidth=0, label=message("two thirds of the members")
        )
        panel.plot(dates, mean[number] * spread + level, color=colour, linewidth=2.5, label=message("mean"))
        shape = result.centroids[number] * spread + level
        panel.plot(dates, shape, color="#222222", linewidth=1.0, linestyle="--", label=message("shape"))
        if number == 0:
            panel.legend(frameon=False, fontsize=8)
        panel.set_title(
            message("cluster {number} ({count} points)", number=number + 1, count=members.size), fontsize=10
        )
        panel.set_ylabel("mm")
        panel.tick_params(labelsize=8)
        lowest = number + columns >= result.n_clusters  # nothing below it carries the dates
        panel.tick_params(axis="x", labelrotation=30, labelbottom=lowest)


def _draw_elbow(figure: Any, choice: ClusterChoice, n_clusters: int) -> None:
    left, right = figure.subplots(1, 2)
    distance = np.sqrt(choice.inertia)
    left.plot(choice.tried, distance, marker="o", color="#225ea8")
    left.plot(choice.tried[[0, -1]], distance[[0, -1]], color="#999999", linewidth=0.8, linestyle="--")
    left.axvline(n_clusters, color="#b2182b", linewidth=1)
    left.set_xlabel(message("clusters"))
    left.set_ylabel(message("root of inertia (rms distance)"))
    right.plot(choice.tried, choice.silhouette, marker="o", color="#225ea8", label=message("silhouette"))
    right.plot(choice.tried, choice.stability, marker="s", color="#d95f02", label=message("agreement of starts"))
    right.axvline(n_clusters, color="#b2182b", linewidth=1)
    right.set_xlabel(message("clusters"))
    right.legend(frameon=False)
