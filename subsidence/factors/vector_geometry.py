"""Points, lines and polygons of a map layer as flat arrays of coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

POINT, LINE, POLYGON = "point", "line", "polygon"
PAIRS_PER_CHUNK = 2_000_000


@dataclass(frozen=True)
class Shapes:
    """The features of a layer.

    kind : "point", "line" or "polygon"
    xy : shape=(n_vertices, 2), the vertices of all parts in a row
    part_start : shape=(n_parts + 1,), where each part begins in ``xy``, and the end of the last one.
        A part is a point, a line or a closed ring of a polygon (outer rings and holes alike)
    part_feature : shape=(n_parts,), the feature (0-based) that each part belongs to
    """

    kind: str
    xy: np.ndarray
    part_start: np.ndarray
    part_feature: np.ndarray
    n_features: int

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
        )

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


def points_inside(points: np.ndarray, polygons: Shapes) -> tuple[np.ndarray, np.ndarray]:
    """Which points lie inside which polygons: pairs (point, feature), sorted by point, then feature.

    points : shape=(n_points, 2), in the polygons' coordinates
    A point is inside when a ray from it crosses the feature's rings an odd number of times, so holes
    are outside. Edges are met through the points sorted by y, only where they lie beside the edge.
    """
    points = np.asarray(points, dtype=float)
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
