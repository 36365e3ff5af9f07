"""The factors' answers averaged over the places around each one.

The rate varies slowly over a map; single factors, and with them what a model makes of them, vary from pixel to pixel.
No measured rate takes part, only what the model says of places near by, so this helps on ground never measured too.
The width is the one that rows left out favour; where none clearly helps, every place answers for itself.

Source: Nadaraya, On estimating regression, Theory of Probability and its Applications 9, 1964 (weights of a kernel).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...spatial.geodesy import WGS84, earth_centred, planar_metres
from .stack import CLEARLY, held

WIDTHS = (1.0, 2.0, 4.0, 8.0, 16.0)  # tried, in mean distances between the points that are learned from
WIDEST = 6.0  # the ground is at least this many widths across
WORTH = 0.02  # relative fall of the error on rows left out that it must bring
LEAST_ROWS = 40
CELLS = 2.0  # per width: places in one cell speak together, from their middle
REACH = 5  # cells: two and a half widths
TOGETHER = 100_000  # places
ONE_PLANE_M = 400_000.0  # across, within which a plane is as exact as the ellipsoid
CUBES = 100  # along the span of places, in which they are looked at to tell groups


@dataclass(frozen=True)
class Surroundings:
    """How far around a place the factors' answers are averaged.

    width_m : standard deviation of the Gaussian weights
    mse : by width in metres as text, (mm/yr)², on rows left out; "0" is without
    """

    width_m: float
    mse: Mapping[str, float]

    def average(self, rate: np.ndarray, lon_lat: np.ndarray) -> np.ndarray:
        """Weighted means of the answers around, shape=(n_rows,), mm/yr.

        rate : shape=(n_rows,), NaN = none; lon_lat : shape=(n_rows, 2), degrees; a row without a place keeps its own
        """
        found = rate.copy()
        here = np.flatnonzero(np.isfinite(rate) & np.isfinite(lon_lat).all(axis=1))
        for rows in far_apart(lon_lat[here], REACH / CELLS * self.width_m):
            some = here[rows]
            found[some] = averaged(planar_metres(lon_lat[some], WGS84), rate[some], self.width_m)
        return found

    def of_hands(self, unseen: np.ndarray, lon_lat: np.ndarray, hands: Sequence[np.ndarray]) -> np.ndarray:
        """``average`` of what was said of rows left out, each hand by itself, as models that saw none of it say it."""
        found = unseen.copy()
        for hand in hands:
            found[hand] = self.average(unseen[hand], lon_lat[hand])
        return found

    def facts(self) -> dict[str, Any]:
        return {"width_m": self.width_m, "mse": dict(self.mse)}

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Surroundings:
        """What ``facts`` gave; raises ``ValueError`` where it cannot be."""
        width = float(facts["width_m"])
        if not 0.0 < width < 1e7:
            raise ValueError("surroundings")
        return cls(width, dict(facts["mse"]))


def far_apart(lon_lat: np.ndarray, reach_m: float) -> list[np.ndarray]:
    """Rows of places in groups that are farther than ``reach_m`` from each other; each may have a plane of its own.

    lon_lat : shape=(n, 2), degrees, finite
    So what is said of a city does not depend on what else is asked for on the globe. An area that is small enough for
    one plane is one group.
    """
    if not len(lon_lat):
        return []
    places = earth_centred(lon_lat, WGS84)
    span = float(np.ptp(places, axis=0).max())
    if span < ONE_PLANE_M:
        return [np.arange(len(lon_lat))]
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    side = max(reach_m, span / CUBES)
    cubes, of_cube = np.unique(np.floor(places / side).astype(np.int64), axis=0, return_inverse=True)
    pairs = cKDTree(cubes).query_pairs(1.5, p=np.inf, output_type="ndarray")
    links = coo_matrix((np.ones(len(pairs)), pairs.T), shape=(len(cubes), len(cubes)))
    group = connected_components(links, directed=False)[1][of_cube.reshape(-1)]
    order = np.argsort(group, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(group[order])) + 1)


def averaged(xy: np.ndarray, values: np.ndarray, width: float) -> np.ndarray:
    """Means with Gaussian weights of the distance, which end at two and a half widths.

    xy : shape=(n, 2), metres; values : shape=(n,), finite; width : metres
    Places in one cell of half a width speak together from their middle, so time grows with the places, however dense.
    Returns shape=(n,).
    """
    cell = np.floor(xy * (CELLS / width)).astype(np.int64)
    cell -= cell.min(axis=0) - REACH
    row_length = int(cell[:, 0].max()) + REACH + 1
    keys, of_cell, count = np.unique(cell[:, 1] * row_length + cell[:, 0], return_inverse=True, return_counts=True)
    of_cell = of_cell.reshape(-1)
    sums = np.stack([np.bincount(of_cell, weights=part, minlength=keys.size) for part in (*xy.T, values)])
    x, y, mean = sums / count
    found = np.empty(len(values))
    order = np.argsort(of_cell, kind="stable")
    for start in range(0, order.size, TOGETHER):
        rows = order[start : start + TOGETHER]
        own, number = np.unique(of_cell[rows], return_inverse=True)
        total, weights = np.zeros(rows.size), np.zeros(rows.size)
        for up in range(-REACH, REACH + 1):
            place = np.searchsorted(keys, keys[own] + up * row_length - REACH)
            for across in range(-REACH, REACH + 1):
                inside = np.minimum(place, keys.size - 1)
                there = keys[inside] == keys[own] + up * row_length + across
                place = place + there
                chosen = np.flatnonzero(there[number])
                if not chosen.size:
                    continue
                other, row = inside[number[chosen]], rows[chosen]
                apart = (xy[row, 0] - x[other]) ** 2 + (xy[row, 1] - y[other]) ** 2
                weight = np.where(apart <= (REACH / CELLS * width) ** 2, np.exp(-0.5 * apart / width**2), 0.0)
                weight *= count[other]
                total[chosen] += weight * mean[other]
                weights[chosen] += weight
        found[rows] = total / weights
    return found


def learn_surroundings(
    lon_lat: np.ndarray, rate: np.ndarray, unseen: np.ndarray, hands: Sequence[np.ndarray]
) -> Surroundings | None:
    """The width that rows left out favour; None where each place had better answer for itself.

    lon_lat : shape=(n_rows, 2), degrees; rate : shape=(n_rows,), mm/yr
    unseen : shape=(n_rows,), mm/yr, what the factors' model said of rows it had not seen, NaN where there is none
    hands : rows left out together, shape=(n_rows,), bool each, drawn like the test's; two or more
    """
    known = np.isfinite(unseen) & np.isfinite(lon_lat).all(axis=1)
    hands = [hand & known for hand in hands if (hand & known).any()]
    if len(hands) < 2 or known.sum() < LEAST_ROWS:
        return None
    across = np.ptp(planar_metres(lon_lat[known], WGS84), axis=0)
    spacing = float(np.sqrt(across[0] * across[1] / known.sum()))
    most = held(np.concatenate([(unseen - rate)[hand] for hand in hands]))
    limit = float(np.abs(most).max())
    before = [np.clip((unseen - rate)[hand], -limit, limit) for hand in hands]
    error = float(np.mean(np.concatenate(before) ** 2))
    mse, best, least = {"0": error}, None, error
    for steps in WIDTHS:
        width = steps * spacing
        if not 0.0 < width < across.max() / WIDEST:
            break
        one = Surroundings(width, mse)
        after = [np.clip((one.average(unseen[h], lon_lat[h]) - rate[h]), -limit, limit) for h in hands]
        found = float(np.mean(np.concatenate(after) ** 2))
        mse[f"{width:.0f}"] = found
        gains = np.array([1.0 - np.mean(a**2) / max(np.mean(b**2), 1e-12) for a, b in zip(after, before)])
        sure = gains.mean() > CLEARLY * gains.std(ddof=1) / len(gains) ** 0.5
        if sure and found < least and found < (1.0 - WORTH) * error:
            best, least = one, found
    return best
