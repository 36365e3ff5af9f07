"""The report of sources: their maps and courses side by side, and a table of what they look like."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..report.figures import draw_map
from ..report.page import Page
from ..wording import message
from .signals import PCA, STABLE, Signals


def with_height(signals: Signals, heights: np.ndarray) -> np.ndarray:
    """Correlation of each map with height.

    Parameters
    ----------
    signals : Signals
        From ``decompose``.
    heights : ndarray, shape=(n_points,)
        m.

    Returns
    -------
    ndarray, shape=(n_sources,)
        NaN where heights do not vary.
    """
    known = np.isfinite(heights) & np.isfinite(signals.score_mm).all(axis=1)
    if known.sum() < 3 or not np.ptp(heights[known]) > 0:
        return np.full(signals.n_sources, np.nan)
    return np.array([np.corrcoef(heights[known], score)[0, 1] for score in signals.score_mm[known].T])


def signals_page(
    signals: Signals,
    xy: np.ndarray,
    heights: np.ndarray | None,
    *,
    source: str,
    removed: np.ndarray,
    geographic: bool | None = None,
) -> Page:
    """The report of series that were taken apart.

    Parameters
    ----------
    signals : Signals
        From ``decompose``.
    xy : ndarray, shape=(n_points, 2)
        For the maps.
    heights : ndarray, shape=(n_points,), optional
        m.
    source : str
        Name of the points' layer.
    removed : ndarray, shape=(n_removed,)
        0-based numbers of sources that were taken out of the series.
    geographic : bool, optional
        Whether ``xy`` are degrees; by default found out from the numbers.

    Returns
    -------
    Page
        Self-contained; ``html()`` gives its text.
    """
    page = Page(
        message("Signals in space and time"),
        message("{source}, {first} to {last}", source=source, first=signals.dates[0], last=signals.dates[-1]),
    )
    page.figure(
        lambda figure: _draw(figure, signals, xy, geographic),
        message("Each source: its map (mm for one standard deviation of the course) and its time course"),
        (9.0, 3.4 * signals.n_sources),
    )
    stable = int((signals.stability >= STABLE).sum())
    page.opening(
        message(
            "{count} sources hold {share:.0f} % of the variance; {stable} of them are stable (0.8 or more).",
            count=signals.n_sources,
            share=100 * signals.explained,
            stable=stable,
        ),
        message("A source is what moves together, not a cause."),
        message("What acts everywhere at once cannot be told from a movement of the reference."),
    )
    height = np.full(signals.n_sources, np.nan) if heights is None else with_height(signals, heights)
    page.table(
        [message("source"), message("variance"), message("stability"), message("line"), message("season"),
         message("correlation with height"), message("taken out")],
        [[str(number + 1), signals.variance_share[number], signals.stability[number], signals.trend_share[number],
          signals.season_share[number], height[number], message("yes") if number in removed else message("no")]
         for number in range(signals.n_sources)],
        message("Shares from 0 to 1; line and season are of the time course."),
    )  # fmt: skip
    if signals.method == PCA:
        page.paragraph(message("Principal components mix mechanisms; do not name them without another reason."))
    page.paragraph(
        message(
            "A source that goes with height and follows no map of the ground is likely atmosphere; a season may be"
            " water, heat or the troposphere."
        )
    )
    return page


def _draw(figure: Any, signals: Signals, xy: np.ndarray, geographic: bool | None) -> None:
    axes = np.atleast_2d(figure.subplots(signals.n_sources, 2))
    for number, (place, time) in enumerate(axes):
        draw_map(place, xy, signals.score_mm[:, number], message("mm"), geographic=geographic)
        place.set_title(message("source {number}", number=number + 1), fontsize=9, loc="left")
        time.plot(signals.dates, signals.course[:, number], color="#225ea8", linewidth=1)
        time.axhline(0.0, color="#999999", linewidth=0.6)
        time.set_title(
            message("stability {stability:.2f}", stability=signals.stability[number]), fontsize=9, loc="left"
        )
        time.tick_params(labelsize=7)
        for label in time.get_xticklabels():
            label.set_rotation(30)
