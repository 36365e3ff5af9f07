"""Drawings that several reports share; each draws on a matplotlib Axes that it is given.

Colours agree with the layer styles: subsidence is red, zero is pale, uplift is blue.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..wording import message

CATEGORIES = ("#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d", "#666666")
DIVERGING = "RdBu"
SEQUENTIAL = "YlGnBu"
GROUND = "#d9d9d4"  # of maps, so that the pale middle of the colours shows


def draw_map(
    axes: Any, xy: np.ndarray, values: np.ndarray, label: str, *, diverging: bool = True, geographic: bool | None = None
) -> None:
    """Points coloured by a value.

    xy : shape=(n_points, 2); values : shape=(n_points,); NaN is drawn in grey
    diverging : centred on zero (rates), else from low to high (distances)
    geographic : coordinates are degrees; guessed from their range when None
    """
    xy, values = np.asarray(xy, dtype=float), np.asarray(values, dtype=float)
    known = np.isfinite(values)
    low, high = np.percentile(values[known], [2, 98]).tolist() if known.any() else (0.0, 1.0)
    if diverging:
        high = max(abs(low), abs(high), 1e-12)
        low = -high
    axes.set_facecolor(GROUND)
    size = marker_size(len(xy))
    axes.scatter(*xy[~known].T, s=size, c="#8f8f8f", linewidths=0, rasterized=True)
    dots = axes.scatter(
        *xy[known].T,
        s=size,
        c=values[known],
        cmap=DIVERGING if diverging else SEQUENTIAL,
        vmin=low,
        vmax=high,
        linewidths=0,
        rasterized=True,
    )
    axes.figure.colorbar(dots, ax=axes, label=label, shrink=0.85, extend="both")
    set_map_axes(axes, xy, geographic)


def draw_categories(
    axes: Any, xy: np.ndarray, labels: np.ndarray, names: Sequence[str], *, geographic: bool | None = None
) -> None:
    """Points coloured by category; labels : shape=(n_points,), indices into ``names``, negative = none."""
    xy, labels = np.asarray(xy, dtype=float), np.asarray(labels)
    size = marker_size(len(xy))
    for index, name in enumerate(names):
        chosen = labels == index
        colour = CATEGORIES[index % len(CATEGORIES)]
        axes.scatter(*xy[chosen].T, s=size, c=colour, linewidths=0, label=f"{name} ({chosen.sum()})", rasterized=True)
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), markerscale=max(1.0, 6.0 / size**0.5), frameon=False)
    set_map_axes(axes, xy, geographic)


def set_map_axes(axes: Any, xy: np.ndarray, geographic: bool | None = None) -> None:
    """Equal scales in both directions; a degree of longitude shrinks with latitude."""
    if geographic is None:
        geographic = bool((np.abs(xy[:, 0]) <= 360).all() and (np.abs(xy[:, 1]) <= 90).all())
    middle = float(np.mean(xy[:, 1])) if geographic else 0.0
    axes.set_aspect(1.0 / max(np.cos(np.radians(middle)), 0.05) if geographic else 1.0)
    axes.ticklabel_format(useOffset=False, style="plain")
    axes.tick_params(labelsize=8)
    for label in axes.get_xticklabels():
        label.set_rotation(30)


def marker_size(count: int) -> float:
    """Marker area in points² that fills a small map without smearing."""
    return float(np.clip(20_000.0 / max(count, 1), 0.8, 20.0))


def draw_bars(
    axes: Any,
    names: Sequence[str],
    values: np.ndarray,
    low: Sequence[float] | np.ndarray | None = None,
    high: Sequence[float] | np.ndarray | None = None,
    label: str = "",
) -> None:
    """Horizontal bars with optional intervals; values, low, high : shape=(n_names,)."""
    values = np.asarray(values, dtype=float)
    position = np.arange(len(names))[::-1]
    interval = None
    if low is not None and high is not None:
        interval = np.abs(np.vstack([values - np.asarray(low), np.asarray(high) - values]))
    axes.barh(position, values, xerr=interval, color="#4393c3", ecolor="#333333", capsize=3)
    axes.set_yticks(position, list(names))
    axes.set_xlabel(label)


def draw_predicted_against_observed(axes: Any, observed: np.ndarray, predicted: np.ndarray, unit: str) -> None:
    """A scatter with the line of agreement; both shape=(n_points,)."""
    observed, predicted = np.asarray(observed, dtype=float), np.asarray(predicted, dtype=float)
    known = np.isfinite(observed) & np.isfinite(predicted)
    axes.scatter(observed[known], predicted[known], s=marker_size(known.sum()), c="#225ea8", alpha=0.5, linewidths=0)
    if known.any():
        ends = [min(observed[known].min(), predicted[known].min()), max(observed[known].max(), predicted[known].max())]
        axes.plot(ends, ends, color="#b2182b", linewidth=1)
    axes.set_xlabel(message("observed ({unit})", unit=unit))
    axes.set_ylabel(message("predicted ({unit})", unit=unit))
