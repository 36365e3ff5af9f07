"""Pages about factors: which ring width, and what to know before modelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..report.figures import draw_bars
from ..report.page import Page
from ..wording import message
from .factor_quality import FactorQuality, correlation_matrix
from .widths import WidthSearch, width_name

MOST_PANELS = 24
N_BINS = 20


def width_page(searches: dict[str, WidthSearch]) -> Page:
    """The ring width search, one section per set of layers."""
    page = Page(
        message("Which ring width predicts the rate best?"), message("Block cross-validation of the rate of subsidence")
    )
    page.paragraph(
        message(
            "The rate is predicted from the ring's outer edge, or from the exact distance, by the"
            " same additive regression; whole blocks of ground are held out, so that neighbours"
            " cannot give the answer away. Intervals (95 %) come from resampling the blocks. A width"
            " is “within noise” when its error cannot be told from that of the best."
        )
    )
    first = next(iter(searches.items()), None)
    if first is not None:
        page.opening(
            f"{first[0]}: {first[1].verdict}",
            message("A width counts as better only where the 95 % interval of the difference leaves out zero."),
            message("What is told apart here is how well distance describes the rate, not what makes the ground sink."),
        )
    for name, search in searches.items():
        page.heading(name)
        page.note(search.verdict)
        page.table(
            [
                message("width"),
                message("RMSE (mm/yr)"),
                message("low"),
                message("high"),
                "R²",
                message("excess MSE (%)"),
                message("low"),
                message("high"),
                message("within noise"),
            ],
            [
                [
                    width_name(score.width_m),
                    score.rmse,
                    score.low,
                    score.high,
                    score.r2,
                    100 * score.worse,
                    100 * score.worse_low,
                    100 * score.worse_high,
                    score.within_noise,
                ]
                for score in search.scores
            ],
            message(
                "{n_points} points in {n_blocks} blocks of {block_m:.0f} m; the mean of the training"
                " blocks has an RMSE of {baseline_rmse:.4g} mm/yr.",
                n_points=search.n_points,
                n_blocks=search.n_blocks,
                block_m=search.block_m,
                baseline_rmse=search.baseline_rmse,
            ),
        )
        page.figure(
            lambda figure, search=search: _draw_widths(figure, search),
            message("Bars that may be zero are within noise."),
            (7.0, 3.6),
        )
    return page


def _draw_widths(figure: Any, search: WidthSearch) -> None:
    draw_bars(
        figure.subplots(),
        [width_name(score.width_m) for score in search.scores],
        np.array([100 * score.worse for score in search.scores]),
        [100 * score.worse_low for score in search.scores],
        [100 * score.worse_high for score in search.scores],
        message("mean square error above that of the best (%)"),
    )


def quality_page(rows: Sequence[FactorQuality], factors: np.ndarray, rate_mm_per_yr: np.ndarray) -> Page:
    """The page an analyst reads before modelling; factors : shape=(n_points, n_factors)."""
    page = Page(
        message("Factors before modelling"),
        message("{count} points, {factors} factors", count=len(rate_mm_per_yr), factors=len(rows)),
    )
    page.opening(*_quality_sentences(rows))
    remarked = [row for row in rows if row.remarks]
    if remarked:
        page.heading(message("Look at these first"))
        for row in remarked:
            page.warning(f"{row.name}: {'; '.join(row.remarks)}.")
    page.heading(message("Each factor"))
    page.table(
        [
            message("factor"),
            message("missing (%)"),
            message("low"),
            message("high"),
            message("mean"),
            message("sd"),
            message("values"),
        ],
        [[row.name, 100 * row.missing_share, row.low, row.high, row.mean, row.std, row.distinct] for row in rows],
    )
    page.heading(message("Against the rate, the others, and space"))
    page.table(
        [
            message("factor"),
            "Pearson r",
            "Spearman ρ",
            message("mutual information (nats)"),
            "VIF",
            message("Moran's I"),
        ],
        [[row.name, row.pearson, row.spearman, row.information, row.vif, row.moran] for row in rows],
        message(
            "Mutual information also sees curved relations. VIF above 10: the other factors nearly"
            " tell this one. Moran's I near 1: smooth in space, so a random split of points overrates"
            " every model; split by blocks."
        ),
    )
    names = [row.name for row in rows]
    shown = list(range(min(len(rows), MOST_PANELS)))
    height = 1.9 * -(-len(shown) // 4)
    page.figure(
        lambda figure: _draw_panels(figure, names, factors, shown, _draw_histogram),
        message("How the values are spread."),
        (9.0, height),
    )
    page.figure(
        lambda figure: _draw_panels(
            figure, names, factors, shown, lambda axes, values: _draw_curve(axes, values, rate_mm_per_yr)
        ),
        message("Median rate (mm/yr) with its quartiles in twenty classes of equal numbers of points."),
        (9.0, height),
    )
    if len(rows) > 1:
        side = min(3.0 + 0.35 * len(rows), 10.0)
        page.figure(
            lambda figure: _draw_correlations(figure, names, correlation_matrix(factors)),
            message("Correlation between factors."),
            (side + 1.0, side),
        )
    return page


def _quality_sentences(rows: Sequence[FactorQuality]) -> list[str]:
    """What goes with the rate, what to look at first, and how far to believe it."""
    ranked = sorted(rows, key=lambda row: -abs(np.nan_to_num(row.spearman)))
    remarked = [row.name for row in rows if row.remarks]
    smooth = max(rows, key=lambda row: np.nan_to_num(row.moran))
    told = (
        message("Look first at {names}: their remarks stand below.", names=", ".join(remarked[:5]))
        if remarked
        else message("No factor gives cause for a remark.")
    )
    return [
        message(
            "Of {count} factors “{name}” goes with the rate most closely, Spearman ρ {value:.2f}.",
            count=len(rows),
            name=ranked[0].name,
            value=ranked[0].spearman,
        ),
        told,
        message(
            "None of this says what causes what, and neighbours are alike (Moran's I of “{name}” {value:.2f}): judge"
            " models by blocks of ground, not by a random split.",
            name=smooth.name,
            value=smooth.moran,
        ),
    ]


def _draw_panels(
    figure: Any,
    names: Sequence[str],
    factors: np.ndarray,
    shown: Sequence[int],
    draw: Callable[[Any, np.ndarray], None],
) -> None:
    panels = figure.subplots(-(-len(shown) // 4), 4, squeeze=False).ravel()
    for axes, index in zip(panels, shown):
        axes.set_title(names[index], fontsize=8)
        axes.tick_params(labelsize=7)
        draw(axes, factors[:, index])
    for axes in panels[len(shown) :]:
        axes.set_axis_off()


def _draw_histogram(axes: Any, values: np.ndarray) -> None:
    known = values[np.isfinite(values)]
    if known.size:
        axes.hist(known, bins=N_BINS, color="#4393c3")


def _draw_curve(axes: Any, values: np.ndarray, rate: np.ndarray) -> None:
    both = np.isfinite(values) & np.isfinite(rate)
    if both.sum() < 2 or np.ptp(values[both]) == 0:
        return
    edges = np.unique(np.quantile(values[both], np.linspace(0, 1, N_BINS + 1)))
    group = np.clip(np.searchsorted(edges, values[both], "right") - 1, 0, edges.size - 2)
    filled = [number for number in range(edges.size - 1) if (group == number).any()]
    middle = [values[both][group == number].mean() for number in filled]
    low, half, high = np.array([np.quantile(rate[both][group == number], [0.25, 0.5, 0.75]) for number in filled]).T
    axes.fill_between(middle, low, high, color="#d1e5f0")
    axes.plot(middle, half, color="#2166ac", linewidth=1.2)


def _draw_correlations(figure: Any, names: Sequence[str], matrix: np.ndarray) -> None:
    axes = figure.subplots()
    image = axes.imshow(matrix, cmap="RdBu", vmin=-1, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=60, ha="right", fontsize=8)
    axes.set_yticks(range(len(names)), names, fontsize=8)
    figure.colorbar(image, ax=axes, shrink=0.8)
    if len(names) <= 15:
        for row in range(len(names)):
            for column in range(len(names)):
                value = matrix[row, column]
                colour = "white" if abs(value) > 0.6 else "black"
                axes.text(column, row, f"{value:.2f}", ha="center", va="center", fontsize=7, color=colour)
