"""Points, lines and polygons of a map layer as flat arrays of coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

POINT, LINE, POLYGON = "point", "line", "polygon"
PAIRS_PER_CHUNK = 2_000_000


@dataclass(frozen=True)
class Shapes:
    """The features of a layer.

    kind : "point", "line" or "polygon"; of a layer that mixes them the kind with the most dimensions
    xy : shape=(n_vertices, 2), the vertices of all parts in a row
    part_start : shape=(n_parts + 1,), where each part begins in ``xy``, and the end of the last one.
        A part is a point, a line or a closed ring of a polygon (outer rings and holes alike)
    part_feature : shape=(n_parts,), the feature (0-based) that each part belongs to
    part_kind : shape=(n_parts,), the kind of each part where the layer mixes them; else None
    """

    kind: str
    xy: np.ndarray
    part_start: np.ndarray
    part_feature: np.ndarray
    n_features: int
    part_kind: np.ndarray | None = None

    def __post_init__(self) -> None:
        if self.kind not in (POINT, LINE, POLYGON):
            raise SubsidenceError(
                message("The geometry type “{kind}” is not known; use points, lines or polygons.", kind=self.kind)
            )
        object.__setattr__(self, "xy", np.asarray(self.xy, dtype=float).reshape(-1, 2))
        object.__setattr__(self, "part_start", np.asarray(self.part_start, dtype=np.int64))
        object.__setattr__(self, "part_feature", np.asarray(self.part_feature, dtype=np.int64))

    @classmethod
    def of_parts(cls, kind: str, features: Sequence[Sequence[np.ndarray]]) -> Shapes:
        """Shapes from lists of coordinate arrays: one list of parts per feature.

        >>> Shapes.of_parts("line", [[np.array([[0, 0], [1, 0]])]]).n_features
        1
        """
        parts = [(number, np.asarray(part, dtype=float)) for number, feature in enumerate(features) for part in feature]
        lengths = [len(part) for _, part in parts]
        return cls(
            kind,
            np.concatenate([part for _, part in parts]) if parts else np.empty((0, 2)),
            np.concatenate([[0], np.cumsum(lengths)]),
            np.array([number for number, _ in parts], dtype=np.int64),
            len(features),
        )

    @property
    def is_empty(self) -> bool:
        return len(self.xy) == 0

    @property
    def vertex_feature(self) -> np.ndarray:
        """The feature of each vertex; shape=(n_vertices,)."""
        return np.repeat(self.part_feature, np.diff(self.part_start))

    def has(self, kind: str) -> bool:
        """Whether any part is of this kind."""
        return self.kind == kind if self.part_kind is None else bool((self.part_kind == kind).any())

    def of_kind(self, kind: str) -> Shapes:
        """Only the parts of one kind; the features keep their numbers."""
        if self.part_kind is None:
            return self if self.kind == kind else self._parts(np.zeros(len(self.part_feature), dtype=bool), kind)
        return self._parts(self.part_kind == kind, kind)

    def _parts(self, wanted: np.ndarray, kind: str) -> Shapes:
        lengths = np.diff(self.part_start)
        return Shapes(
            kind,
            self.xy[np.repeat(wanted, lengths)],
            np.concatenate([[0], np.cumsum(lengths[wanted])]),
            self.part_feature[wanted],
            self.n_features,
        )

    def select(self, features: np.ndarray) -> Shapes:
        """Only the features of a mask or index array; they keep their order and are numbered anew."""
        wanted = np.zeros(self.n_features, dtype=bool)
        wanted[features] = True
        number = np.cumsum(wanted) - 1
        parts = wanted[self.part_feature]
        lengths = np.diff(self.part_start)
        return Shapes(
            self.kind,
            self.xy[np.repeat(parts, lengths)],
            np.concatenate([[0], np.cumsum(lengths[parts])]),
            number[self.part_feature[parts]],
            int(wanted.sum()),
            None if self.part_kind is None else self.part_kind[parts],
        )

    @property
    def crosses_180(self) -> bool:
        """Whether an edge of shapes in degrees spans more than half the globe as it is written."""
        step = np.diff(self.xy[:, 0]) if len(self.xy) else np.empty(0)
        step[self.part_start[1:-1] - 1] = 0.0
        return bool(((np.abs(step) > 180.0) & (np.abs(step) < 360.0 - 1e-6)).any())

    def continuous(self) -> Shapes:
        """Shapes in degrees whose parts run on across 180°: every edge goes the short way round the globe.

        The parts of one polygon (its holes, or its halves where it was cut at 180°) lie side by side, so longitudes
        may leave −180 … 180. A part with an edge of exactly 360°, as a frame of the whole world has it, stays.
        """
        if len(self.xy) == 0 or np.ptp(self.xy[:, 0]) <= 180.0:
            return self
        x = self.xy[:, 0].copy()
        step = np.diff(x, prepend=x[0])
        step[self.part_start[:-1]] = 0.0
        turn = np.where(np.abs(step) > 180.0, -360.0 * np.sign(step), 0.0)
        part = np.repeat(np.arange(len(self.part_feature)), np.diff(self.part_start))
        whole = np.unique(part[np.abs(np.abs(step) - 360.0) < 1e-6])
        turn[np.isin(part, whole)] = 0.0
        shift = np.cumsum(turn)
        x += shift - shift[self.part_start[:-1]][part]
        low = np.minimum.reduceat(x, self.part_start[:-1])
        middle = (low + np.maximum.reduceat(x, self.part_start[:-1])) / 2.0
        _, first = np.unique(self.part_feature, return_index=True)
        of_first = np.empty(self.n_features)
        of_first[self.part_feature[first]] = middle[first]
        polygon = np.full(len(middle), self.kind == POLYGON) if self.part_kind is None else self.part_kind == POLYGON
        aside = np.where(polygon, np.round((of_first[self.part_feature] - middle) / 360.0), 0.0)
        return replace(self, xy=np.column_stack([x + 360.0 * aside[part], self.xy[:, 1]]))

    def segments(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Straight pieces: starts, ends (n_segments, 2) and their feature (n_segments,).

        A single point is a segment of no length.
        """
        n_vertices = len(self.xy)
        follows = np.arange(1, n_vertices + 1)
        last = self.part_start[1:] - 1  # the last vertex of a part has no successor
        lengths = np.diff(self.part_start)
        keep = np.ones(n_vertices, dtype=bool)
        keep[last[lengths > 1]] = False
        follows[last[lengths == 1]] = last[lengths == 1]
        index = np.flatnonzero(keep)
        return self.xy[index], self.xy[follows[index]], self.vertex_feature[index]

    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """Lower left and upper right corner of every feature, each shape=(n_features, 2)."""
        low = np.full((self.n_features, 2), np.inf)
        high = np.full((self.n_features, 2), -np.inf)
        np.minimum.at(low, self.vertex_feature, self.xy)
        np.maximum.at(high, self.vertex_feature, self.xy)
        return low, high


def expand_ranges(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The integers of many ranges in a row.

    >>> expand_ranges(np.array([3, 10]), np.array([2, 3])).tolist()
    [3, 4, 10, 11, 12]
    """
    total = int(counts.sum())
    before = np.cumsum(counts) - counts
    return np.arange(total) + np.repeat(starts - before, counts)


def points_inside(points: np.ndarray, polygons: Shapes, *, degrees: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Which points lie inside which polygons: pairs (point, feature), sorted by point, then feature.

    points : shape=(n_points, 2), in the polygons' coordinates
    degrees : the coordinates are longitudes and latitudes, of which 190° and −170° are the same
    Of a layer that mixes kinds, only the polygons count.

    A point is inside when a ray from it crosses the feature's rings an odd number of times, so holes
    are outside. Edges are met through the points sorted by y, only where they lie beside the edge.
    """
    points = np.asarray(points, dtype=float)
    polygons = polygons.of_kind(POLYGON)
    if degrees and len(polygons.xy):
        return _inside_on_the_globe(points, polygons.continuous())
    return _inside(points, polygons)


def _inside_on_the_globe(points: np.ndarray, polygons: Shapes) -> tuple[np.ndarray, np.ndarray]:
    """As ``points_inside``, for points whose longitude may be a turn away from that of the polygons."""
    west, east = polygons.xy[:, 0].min(), polygons.xy[:, 0].max()
    pairs = []
    for turn in (0.0, -360.0, 360.0):
        rows = np.flatnonzero((points[:, 0] + turn >= west) & (points[:, 0] + turn <= east))
        point, feature = _inside(points[rows] + [turn, 0.0], polygons)
        pairs.append(rows[point] * polygons.n_features + feature)
    key = np.unique(np.concatenate(pairs))
    return key // polygons.n_features, key % polygons.n_features


def _inside(points: np.ndarray, polygons: Shapes) -> tuple[np.ndarray, np.ndarray]:
    starts, ends, feature = polygons.segments()
    low, high = polygons.bounds()
    order = np.argsort(points[:, 1], kind="stable")
    x, y = points[order, 0], points[order, 1]
    bottom = np.minimum(starts[:, 1], ends[:, 1])
    top = np.maximum(starts[:, 1], ends[:, 1])
    first = np.searchsorted(y, bottom, side="left")  # bottom <= y < top: a vertex counts for one edge only
    count = np.searchsorted(y, top, side="left") - first

    edges = np.argsort(feature, kind="stable")
    edges = edges[count[edges] > 0]
    crossed_point, crossed_feature = [], []
    for chunk in _chunks(count[edges], PAIRS_PER_CHUNK):
        edge = edges[chunk]
        point = expand_ranges(first[edge], count[edge])
        edge = np.repeat(edge, count[edge])
        of = feature[edge]
        near = (x[point] >= low[of, 0]) & (x[point] <= high[of, 0])
        point, edge, of = point[near], edge[near], of[near]
        share = (y[point] - starts[edge, 1]) / (ends[edge, 1] - starts[edge, 1])
        crossing = starts[edge, 0] + share * (ends[edge, 0] - starts[edge, 0])
        right = crossing > x[point]
        crossed_point.append(point[right])
        crossed_feature.append(of[right])
    if not crossed_point:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    key = order[np.concatenate(crossed_point)] * polygons.n_features + np.concatenate(crossed_feature)
    key, crossings = np.unique(key, return_counts=True)
    key = key[crossings % 2 == 1]
    return key // polygons.n_features, key % polygons.n_features


def _chunks(counts: np.ndarray, limit: int) -> Iterator[slice]:
    """Slices over ``counts`` whose sums stay near ``limit``."""
    total = np.cumsum(counts)
    start = 0
    while start < counts.size:
        before = total[start - 1] if start else 0
        stop = max(int(np.searchsorted(total, before + limit, side="right")), start + 1)
        yield slice(start, stop)
        start = stop
