"""The loop of a point: displacement against head, epoch by epoch, in the colours of time (Riley 1969)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...bridge.i18n import tr
from ...bridge.layer_series import PointSeries
from ..theme import Theme

HEADS = ("GW", "HEAD", "WL")  # prefixes that are taken for heads
RAMP = "viridis"


def head_prefix(series: Sequence[PointSeries]) -> str | None:
    """The factor series that are heads of groundwater; None where the layer has none."""
    prefixes = list(dict.fromkeys(prefix for one in series for prefix in one.factors))
    return next((prefix for prefix in prefixes if prefix.upper().startswith(HEADS)), None)


def loop_of(one: PointSeries, prefix: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Dates, heads and displacements in mm at the epochs that have both; shape=(n,) each."""
    dates, values = one.factors.get(prefix, (np.array([], dtype="datetime64[D]"), np.array([])))
    common, at_epoch, at_head = np.intersect1d(one.dates, dates, return_indices=True)
    head, moved = values[at_head], one.displacement_mm[at_epoch]
    known = np.isfinite(head) & np.isfinite(moved)
    return common[known], head[known], moved[known]


def draw_loop(axes: Any, series: Sequence[PointSeries], prefix: str, unit: str, look: Theme) -> None:
    """The points in the colours of their dates, joined in time; first and last month are written."""
    import matplotlib

    drawn = False
    for one in series:
        dates, head, moved = loop_of(one, prefix)
        if dates.size < 2:
            continue
        drawn = True
        share = (dates - dates[0]).astype(float) / max(float((dates[-1] - dates[0]).astype(float)), 1.0)
        axes.plot(head, moved, color=look.soft, linewidth=0.6, alpha=0.6)
        axes.scatter(head, moved, c=share, cmap=matplotlib.colormaps[RAMP], s=12, zorder=3)
        for place, date in ((0, dates[0]), (-1, dates[-1])):
            axes.annotate(
                str(date)[:7], (head[place], moved[place]), fontsize=7, color=look.ink, textcoords="offset points",
                xytext=(0, 5), ha="center",
            )  # fmt: skip
    if not drawn:
        axes.text(0.5, 0.5, tr("no epoch with a head"), ha="center", va="center", transform=axes.transAxes, wrap=True)
    axes.set_xlabel(f"{prefix} [{unit}]" if unit else prefix, fontsize=8)
    axes.margins(x=0.2)  # room for the dates
    axes.set_title(tr("against the head"), fontsize=8, color=look.ink)
    axes.grid(True, color=look.grid, linewidth=0.6)
    axes.tick_params(labelsize=7)
