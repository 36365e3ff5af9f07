"""The motion of a place against its surroundings: the noise that neighbours share is foretold from them and taken off.

A change of the ground at a place, a in mm at the points inside and nothing at those around, lies in noise with the
covariance C of points at a distance. The most powerful filter for it, wᵀd with w = C⁻¹a / (aᵀC⁻¹a), is the mean of
the points inside minus what simple kriging foretells there from those around (Matheron 1963; the matched filter of
Neyman and Pearson). A few points between inside and around count for neither, so that a change that reaches a little
farther does not explain itself away. Wider places are looked at through cells that hold the mean of their points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..analysis.zones import point_spacing
from ..blocks import map_blocks, map_rows
from ..spatial.noise_correlation import NoiseCorrelation

SIZES = (13, 25)  # points or cells of a place
HOLE = 1.2  # times as many are not asked for what the surroundings do
AROUND = 48  # points or cells that are asked
AROUND_ONE = 24  # the same for a single point
FEWEST_INSIDE = 3
FEWEST_CELLS = 60  # of a level, or its places have no surroundings
LEAST_OWN = 0.2  # part of a point's variance that is its own at least
LEAST_SHARED = 0.02  # of the variance, from which on surroundings are asked
KNOWN = 0.5  # part of the weights that must be known at an epoch
ROWS_PER_BLOCK = 1000


@dataclass(frozen=True)
class Level:
    """A size of places.

    inside : points or cells in them, 1 for single points; cell_m : width of the cells, 0 for the points themselves
    reach_m : how far the nearest points may be
    """

    inside: int
    cell_m: float
    reach_m: float

    @property
    def around(self) -> np.ndarray:
        """Ranks by distance of those that are asked for what the surroundings do."""
        if self.inside == 1:
            return np.arange(1, AROUND_ONE + 1)
        first = round(HOLE * self.inside)
        return np.arange(first, first + AROUND)

    @property
    def radius_m(self) -> float:
        """Of its places, 0 for single points."""
        return float(np.sqrt(self.inside / np.pi) * self.cell_m) if self.cell_m > 0 else self.reach_m


@dataclass(frozen=True)
class Nodes:
    """What places are made of: points, or cells with the weighted means of theirs.

    xy : shape=(n, 2), metres; own : shape=(n,), variance of their own noise, mm²; shared : of what neighbours share
    node_of : shape=(n_points,), −1 for points that are not used; weights : sparse, shape=(n, n_points)
    """

    xy: np.ndarray
    own: np.ndarray
    shared: float
    range_m: float
    node_of: np.ndarray
    weights: Any

    def means(self, values_mm: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Means of the points' values, 0 where unknown, and whether they are known; shape=(n, n_epochs) each."""
        known = np.isfinite(values_mm)
        share = self.weights @ known.astype(float)
        there = share > KNOWN
        total = self.weights @ np.where(known, values_mm, 0.0)
        return np.where(there, total / np.where(there, share, 1.0), 0.0), there

    def points_of(self, index: np.ndarray) -> np.ndarray:
        """Numbers of the points that nodes are, −1 stays; any shape. Of nodes that are points."""
        return np.where(index >= 0, np.flatnonzero(self.node_of >= 0)[index], -1)


@dataclass(frozen=True)
class Look:
    """The places about every node, against their surroundings.

    about : shape=(n_points, m), places that hold a point, −1 for none, its own first
    inside, outside : sparse, weights of nodes in places: their mean inside and, negative, what is foretold there
    noise_mm : shape=(n_places,), standard deviation that is to be expected
    """

    nodes: Nodes
    about: np.ndarray
    inside: Any
    outside: Any
    noise_mm: np.ndarray

    def against_surroundings(self, values_mm: np.ndarray) -> np.ndarray:
        """Motion of the places without what their surroundings foretell, mm; shape=(n_places, n_epochs).

        values_mm : shape=(n_points, n_epochs), NaN where missing; unknown where half of the weights have no value
        """
        means, there = self.nodes.means(values_mm)
        enough = self.inside @ there.astype(float)
        inside = np.where(enough > KNOWN, (self.inside @ means) / np.maximum(enough, KNOWN), np.nan)
        return inside - self._foretold(means, there)

    def foretold(self, values_mm: np.ndarray) -> np.ndarray:
        """What the surroundings of each point's own place foretell there, mm; shape=(n_points, n_epochs)."""
        found = self._foretold(*self.nodes.means(values_mm))
        return np.where((self.about[:, 0] >= 0)[:, None], found[self.about[:, 0]], np.nan)

    def _foretold(self, means: np.ndarray, there: np.ndarray) -> np.ndarray:
        reach = abs(self.outside)
        able = reach @ there.astype(float) >= KNOWN * np.asarray(reach.sum(axis=1))
        return np.where(able, -(self.outside @ means), np.nan)


def plan(xy_m: np.ndarray, sigma_mm: np.ndarray, *, radius_m: float, widest_m: float) -> list[Level]:
    """Single points first, then places of points within ``radius_m``, then wider ones up to ``widest_m``.

    xy_m : shape=(n_points, 2), metres; sigma_mm : shape=(n_points,), of the noise, NaN for points that are not used
    """
    xy = xy_m[sigma_mm > 0]
    levels = [Level(1, 0.0, np.inf)]
    if radius_m <= 0 or len(xy) < FEWEST_INSIDE or not np.ptp(xy, axis=0).max() > 0:
        return levels
    levels += [Level(size, 0.0, radius_m) for size in SIZES]
    cell_m = 2.0 * point_spacing(xy)
    while _cell_of(xy, cell_m).max() + 1 >= FEWEST_CELLS:
        for size in SIZES:
            if max(levels[-1].radius_m, radius_m) >= widest_m:
                return levels
            levels.append(Level(size, cell_m, np.inf))
        cell_m *= 2.0
    return levels


def nodes_of(xy_m: np.ndarray, sigma_mm: np.ndarray, correlation: NoiseCorrelation, cell_m: float) -> Nodes:
    """Points that are used, or cells of them; arguments as of ``plan``."""
    from scipy.sparse import csr_matrix

    usable = np.flatnonzero(sigma_mm > 0)
    variance = sigma_mm[usable] ** 2
    share = correlation.share if correlation.share >= LEAST_SHARED else 0.0
    shared = share * float(np.median(variance)) if usable.size else 0.0
    own, xy = np.maximum(variance - shared, LEAST_OWN * variance), xy_m[usable]
    number = _cell_of(xy, cell_m) if cell_m > 0 else np.arange(usable.size)
    summed = np.bincount(number, 1.0 / own)
    weights = csr_matrix((1.0 / own / summed[number], (number, usable)), shape=(summed.size, len(xy_m)))
    node_of = np.full(len(xy_m), -1)
    node_of[usable] = number
    return Nodes(np.asarray(weights @ xy_m), 1.0 / summed, shared, correlation.range_m, node_of, weights)


def look_at(nodes: Nodes, level: Level) -> Look:
    """The places of a level with their filters."""
    from scipy.spatial import cKDTree

    n = len(nodes.xy)
    within = np.arange(min(level.inside, n))
    around = level.around[level.around < n] if nodes.shared > 0 else within[:0]
    asked = np.concatenate([within, around])
    tree = cKDTree(nodes.xy)

    def find(block: slice) -> tuple[np.ndarray, ...]:
        distance, index = (part[:, asked] for part in tree.query(nodes.xy[block], k=np.arange(1, asked.max() + 2)))
        _put_first(index, np.arange(n)[block])
        return index.astype(np.int32), is_outside | (distance <= level.reach_m)

    is_outside = np.arange(asked.size) >= within.size
    index, there = _found(find, n)
    inside = there & ~is_outside
    weights, noise = _filters(nodes, nodes.xy, index, there, inside)
    noise[inside.sum(axis=1) < min(level.inside, FEWEST_INSIDE)] = np.nan
    about = np.where(there, index, -1)[:, ~is_outside].astype(np.int32)
    weights[np.isnan(noise)] = 0.0
    if level.inside == 1:  # what is expected of one point by its own past is no second opinion on that past
        noise = np.where(np.isfinite(noise), np.nanmedian(noise), np.nan)
    inside, outside = (
        _sparse(weights[:, part], index[:, part], n) for part in (slice(0, within.size), slice(within.size, None))
    )
    return Look(nodes, np.where((nodes.node_of >= 0)[:, None], about[nodes.node_of], -1), inside, outside, noise)


def close_look(
    points: Nodes, nodes: Nodes, level: Level, rows: np.ndarray, places: np.ndarray, strength: np.ndarray,
    n_close: int,
) -> Look:  # fmt: skip
    """Some points, each with its nearest, against the surroundings of a place that holds it.

    rows : numbers of ``points``; places : of ``nodes``, shape=(n_rows,) each
    strength : shape=(n_points,), of the change that each point seems to show, with its sign; surroundings that change
    more clearly the other way are not asked, because the place would seem to move against them
    n_close : the point itself and its nearest, in all
    """
    from scipy.sparse import vstack
    from scipy.spatial import cKDTree

    both = Nodes(
        np.concatenate([points.xy, nodes.xy]), np.concatenate([points.own, nodes.own]), points.shared, points.range_m,
        points.node_of, vstack([points.weights, nodes.weights]).tocsr(),
    )  # fmt: skip
    n_close, n_points = min(n_close, len(points.xy)), len(points.xy)
    around = level.around[level.around < len(nodes.xy)] if nodes.shared > 0 else np.arange(0)
    close_tree, tree = cKDTree(points.xy), cKDTree(nodes.xy)
    used = np.flatnonzero(points.node_of >= 0)
    cell, changes = nodes.node_of[used], strength[used]
    most, least = np.zeros((2, len(nodes.xy)))
    np.maximum.at(most, cell, changes)
    np.minimum.at(least, cell, changes)

    def find(block: slice) -> tuple[np.ndarray, ...]:
        own = rows[block]
        distance, close = (
            part.reshape(own.size, n_close) for part in close_tree.query(points.xy[own], k=np.arange(1, n_close + 1))
        )
        _put_first(close, own)
        ring = np.zeros((own.size, 0), dtype=int)
        if around.size:
            ring = tree.query(nodes.xy[places[block]], k=around + 1)[1].reshape(own.size, -1)
        other = np.where(changes[own, None] > 0, -least[ring], most[ring])
        near = distance <= np.maximum(level.reach_m if level.cell_m == 0 else np.inf, 0.0)
        free = ~(ring[:, :, None] == cell[close][:, None]).any(axis=2)  # what changes cannot foretell
        free &= other <= np.abs(changes[own, None])
        return np.concatenate([close, n_points + ring], axis=1), np.concatenate([near, free], axis=1)

    index, there = _found(find, rows.size)
    weights, noise = _filters(both, points.xy[rows], index, there, there & (np.arange(index.shape[1]) < n_close))
    inside, outside = (
        _sparse(weights[:, part], index[:, part], len(both.xy)) for part in (slice(0, n_close), slice(n_close, None))
    )
    return Look(both, np.arange(rows.size)[:, None], inside, outside, noise)


def _found(find: Callable[[slice], tuple[np.ndarray, ...]], n: int) -> tuple[np.ndarray, ...]:
    """What each of some blocks finds, together."""
    blocks = map_blocks(find, n, ROWS_PER_BLOCK)
    return tuple(np.concatenate(parts) for parts in zip(*blocks))


def _filters(
    nodes: Nodes, origin: np.ndarray, index: np.ndarray, there: np.ndarray, inside: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of groups of nodes for a change of those inside, and the noise that they leave, mm.

    origin : shape=(n, 2), metres, near each group; index, there, inside : shape=(n, k); whether they count, and change
    A block goes to a worker with the nodes about it.
    """
    solve = partial(_filters_of_rows, shared=nodes.shared, range_m=nodes.range_m)
    blocks = map_rows(solve, [_Away(nodes.xy, origin, index), _Of(nodes.own, index), there, inside], ROWS_PER_BLOCK)
    weights, noise = (np.concatenate([block[part] for block in blocks]) for part in range(2))
    return weights, noise


@dataclass(frozen=True)
class _Of:
    """Values of the nodes of groups, made when they are asked for; rows of shape=(n, k)."""

    values: np.ndarray
    index: np.ndarray

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, rows: slice) -> np.ndarray:
        return self.values[self.index[rows]]


@dataclass(frozen=True)
class _Away:
    """Places of the nodes of groups about the origin of each, made when they are asked for; rows of shape=(n, k, 2)."""

    xy: np.ndarray
    origin: np.ndarray
    index: np.ndarray

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, rows: slice) -> np.ndarray:
        return self.xy[self.index[rows]] - self.origin[rows][:, None]


def _filters_of_rows(
    away: np.ndarray, own: np.ndarray, there: np.ndarray, inside: np.ndarray, *, shared: float, range_m: float
) -> tuple[np.ndarray, np.ndarray]:
    """``_filters`` of a block, wherever it is computed; own : variance of each node's own noise, mm²."""
    covariance = _covariance(away, own, shared, range_m)
    covariance *= there[:, :, None] & there[:, None]
    at = np.arange(own.shape[1])
    covariance[:, at, at] += 1.0 - there
    solved = np.linalg.solve(covariance, inside.astype(np.float32)[:, :, None])[:, :, 0] * there
    information = (solved * inside).sum(axis=1, keepdims=True)
    return (solved / information).astype(float), 1.0 / np.sqrt(information[:, 0].astype(float))


def _covariance(away: np.ndarray, own: np.ndarray, shared: float, range_m: float) -> np.ndarray:
    """Of groups of nodes; shape=(n, k, k), float32: half the time, and no weight needs more."""
    square = np.einsum("nid,nid->ni", away, away)
    apart = square[:, :, None] + square[:, None] - 2.0 * (away @ np.swapaxes(away, 1, 2))
    apart = np.sqrt(np.maximum(apart, 0.0)).astype(np.float32)
    result = np.float32(shared) * np.exp(apart / np.float32(-range_m))
    at = np.arange(own.shape[1])
    result[:, at, at] = own + shared
    return result


def _cell_of(xy: np.ndarray, cell_m: float) -> np.ndarray:
    """Number of the cell of every point."""
    column, row = np.floor((xy - xy.min(axis=0)) / cell_m).astype(np.int64).T
    return np.unique(row * (int(column.max()) + 1) + column, return_inverse=True)[1].reshape(-1)


def _put_first(index: np.ndarray, own: np.ndarray) -> None:
    """In every row the node itself first, though others lie in the same place; ``index`` is changed in place."""
    for row in np.flatnonzero(index[:, 0] != own):
        index[row, index[row] == own[row]] = index[row, 0]
        index[row, 0] = own[row]


def _sparse(weights: np.ndarray, columns: np.ndarray, n: int) -> Any:
    from scipy.sparse import csr_matrix

    rows = np.repeat(np.arange(len(weights)), weights.shape[1])
    matrix = csr_matrix((weights.ravel(), (rows, columns.ravel())), (len(weights), n))
    matrix.eliminate_zeros()
    return matrix
