"""Alarms that lie together: which points form an area."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..analysis.zones import point_spacing
from .detect import Changes

FEWEST_POINTS = 3


@dataclass(frozen=True)
class Area:
    """Alarms that touch.

    rows : points in it; onset : the earliest; rate_before, rate_after : mean, mm/yr; p : the smallest
    sinks : whether the change is downwards
    """

    rows: np.ndarray
    onset: np.datetime64
    found: np.datetime64
    rate_before: float
    rate_after: float
    step_mm: float
    p: float
    sinks: bool


def alarm_areas(changes: Changes, xy_m: np.ndarray, *, reach_m: float = 0.0) -> tuple[list[Area], float]:
    """Areas of at least ``FEWEST_POINTS`` alarms that change the same way, the largest first, and the reach in metres.

    reach_m : alarms no farther apart belong together; 0 takes twice the spacing of all points
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    rows = np.flatnonzero(changes.is_alarm)
    if not reach_m > 0:
        reach_m = 2.0 * point_spacing(xy_m) if len(np.unique(xy_m, axis=0)) > 1 else 1.0
    areas = []
    down = direction(changes)
    for sinks in (True, False):
        members = rows[down[rows] == sinks]
        if members.size < FEWEST_POINTS:
            continue
        pairs = cKDTree(xy_m[members]).query_pairs(reach_m, output_type="ndarray")
        links = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(members.size, members.size))
        count, label = connected_components(links, directed=False)
        for number in range(count):
            here = members[label == number]
            if here.size >= FEWEST_POINTS:
                areas.append(_area(changes, here, bool(sinks)))
    return sorted(areas, key=lambda area: -area.rows.size), reach_m


def direction(changes: Changes) -> np.ndarray:
    """Whether each point's change is downwards; shape=(n_points,), bool."""
    step = np.nan_to_num(changes.step_mm)
    return np.where(step != 0, step < 0, np.nan_to_num(changes.rate_after - changes.rate_before) < 0)


def _area(changes: Changes, rows: np.ndarray, sinks: bool) -> Area:
    step = changes.step_mm[rows]
    return Area(
        rows,
        changes.onset[rows].min(),
        changes.found[rows].min(),
        float(np.nanmean(changes.rate_before[rows])),
        float(np.nanmean(changes.rate_after[rows])),
        float(np.nanmean(step)) if np.isfinite(step).any() else float("nan"),
        float(np.nanmin(changes.p[rows])),
        sinks,
    )
