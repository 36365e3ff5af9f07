"""Distance from points to the nearest point of map features, exactly and for whole cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..blocks import map_blocks, map_rows
from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..spatial.geodesy import Ellipsoid, Plane, check_degrees, earth_centred, geodesic_inverse
from ..wording import message
from .vector_geometry import LINE, POINT, POLYGON, Shapes, points_inside

POINTS_PER_BLOCK = 16_384
FIRST_CANDIDATES = 12
PAIRS_PER_STEP = 1_000_000
WIDEST_PIECE_DEGREES = 30.0  # beyond, the chord says little about the way along the parallel
ELLIPSOID_PIECE_M = 1000.0  # a straight chord of this length runs 2 cm below the ellipsoid
ROUNDING = 1e-12  # so that a point's own distance, computed twice, does not ask for more candidates
EARTH_RADIUS_M = 6_371_000.0


@dataclass(frozen=True)
class Nearest:
    """The nearest feature of every point; each shape=(n_points,).

    distance_m : metres, 0 inside a polygon
    feature : 0-based
    foot : shape=(n_points, 2), the nearest point of that feature, in the layer's coordinates
    bearing_deg : direction to the foot, clockwise from (grid) north; NaN where the distance is 0
    """

    distance_m: np.ndarray
    feature: np.ndarray
    foot: np.ndarray
    bearing_deg: np.ndarray


class FeatureIndex:
    """The features of a layer, arranged so that the nearest one of many points is found quickly.

    Lines and polygon edges are cut into pieces of similar length, whose middles go into a k-d tree.
    A piece can be nearer than its middle by half the longest piece at most, so the search is over
    when the next middle is farther than the best distance found plus that half: the result is exact.

    In a geographic CRS the pieces live in earth-centred coordinates (metres), where the nearest
    foot is found by straight chords; the length of the way there is a geodesic (see ``geodesy``).
    """

    def __init__(self, shapes: Shapes, surface: Plane | Ellipsoid | None = None, *, name: str = "layer"):
        from scipy.spatial import cKDTree

        self.surface, self.name = surface or Plane(), name
        self.shapes = shapes = shapes.continuous() if isinstance(self.surface, Ellipsoid) else shapes
        if shapes.is_empty:
            raise SubsidenceError(message("The layer “{name}” has no features to measure distances to.", name=name))
        starts, ends, feature = shapes.segments()
        if isinstance(self.surface, Ellipsoid):
            check_degrees(shapes.xy, name)
            starts, ends, feature = _cut(starts, ends, feature, np.abs(ends[:, 0] - starts[:, 0]), WIDEST_PIECE_DEGREES)
            length = np.linalg.norm(self._space(ends) - self._space(starts), axis=1)
            starts, ends, feature = _cut(starts, ends, feature, length, ELLIPSOID_PIECE_M)
        length = np.linalg.norm(self._space(ends) - self._space(starts), axis=1)
        longest = length.sum() / (length.size + 1000)
        starts, ends, feature = _cut(starts, ends, feature, length, longest)
        self._map_start, self._map_step, self._feature = starts, ends - starts, feature
        self._start = self._space(starts)
        self._step = self._space(ends) - self._start
        self._squared_length = np.einsum("ij,ij->i", self._step, self._step)
        self._half_piece = float(np.sqrt(self._squared_length.max())) / 2.0
        self._tree = cKDTree(self._start + self._step / 2.0)

    def nearest(self, points: np.ndarray, report: Report = SILENT) -> Nearest:
        """The nearest feature of every point.

        points : shape=(n_points, 2), in the layer's coordinates
        """
        points = self._checked(points)
        blocks = map_rows(partial(_nearest_of_block, self), [points], POINTS_PER_BLOCK, report=report)
        distance = np.concatenate([block[0] for block in blocks]) if blocks else np.empty(0)
        piece = np.concatenate([block[1] for block in blocks]) if blocks else np.empty(0, dtype=np.int64)
        share = np.concatenate([block[2] for block in blocks]) if blocks else np.empty(0)
        foot = self._map_start[piece] + share[:, None] * self._map_step[piece]
        feature = self._feature[piece]
        if isinstance(self.surface, Ellipsoid):
            distance, bearing = geodesic_inverse(points, foot, self.surface)
        else:
            distance = distance * self.surface.metres_per_unit
            bearing = np.degrees(np.arctan2(foot[:, 0] - points[:, 0], foot[:, 1] - points[:, 1])) % 360.0
        if self.shapes.has(POLYGON):
            inside, of = self._inside(points)
            distance[inside] = 0.0
            foot[inside] = points[inside]
            feature[inside[::-1]] = of[::-1]  # of several polygons the first one
        return Nearest(distance, feature, foot, np.where(distance > 0, bearing, np.nan))

    def count_within(self, points: np.ndarray, radius_m: float, report: Report = SILENT) -> np.ndarray:
        """How many features come within ``radius_m`` of every point; shape=(n_points,), integers."""
        points = self._checked(points)
        reach = self._reach(radius_m)
        only_points = self.shapes.kind == POINT and self.shapes.part_kind is None
        if only_points and self.shapes.n_features == len(self._feature):
            space = self._space(points)
            counts = map_blocks(
                lambda rows: self._tree.query_ball_point(space[rows], reach, return_length=True),
                len(points),
                POINTS_PER_BLOCK,
                report=report,
            )
            return np.concatenate(counts).astype(np.int64)
        inside = self._inside(points) if self.shapes.has(POLYGON) else None

        def count(rows: slice) -> np.ndarray:
            space = self._space(points[rows])
            point, piece, hit = self._pieces_near(space, reach)
            edge = np.flatnonzero(~hit)
            hit[edge] = self._squared_distance(space[point[edge]], piece[edge])[0] <= reach**2
            point, feature = point[hit], self._feature[piece[hit]]
            if inside is not None:
                here = (inside[0] >= rows.start) & (inside[0] < rows.stop)
                point = np.concatenate([point, inside[0][here] - rows.start])
                feature = np.concatenate([feature, inside[1][here]])
            n_rows, n_features = rows.stop - rows.start, self.shapes.n_features
            if n_rows * n_features <= 4 * PAIRS_PER_STEP:
                seen = np.zeros((n_rows, n_features), dtype=bool)
                seen[point, feature] = True
                return seen.sum(axis=1)
            return np.bincount(np.unique(point.astype(np.int64) * n_features + feature) // n_features, minlength=n_rows)

        blocks = map_blocks(count, len(points), self._block_for(points, reach), report=report)
        return np.concatenate(blocks).astype(np.int64)

    def length_within(self, points: np.ndarray, radius_m: float, report: Report = SILENT) -> np.ndarray:
        """Metres of line within ``radius_m`` of every point; shape=(n_points,)."""
        if not self.shapes.has(LINE):
            raise SubsidenceError(
                message("The layer “{name}” has no lines whose length could be summed.", name=self.name)
            )
        if self.shapes.part_kind is not None:
            return FeatureIndex(self.shapes.of_kind(LINE), self.surface, name=self.name).length_within(
                points, radius_m, report
            )
        points = self._checked(points)
        reach = self._reach(radius_m)

        def length(rows: slice) -> np.ndarray:
            space = self._space(points[rows])
            point, piece, whole = self._pieces_near(space, reach)
            size = rows.stop - rows.start
            sure = np.bincount(point[whole], np.sqrt(self._squared_length[piece[whole]]), size)
            point, piece = point[~whole], piece[~whole]
            offset = self._start[piece] - space[point]
            squared_length = self._squared_length[piece]
            # |offset + t step|^2 = reach^2: the share of the piece between the two roots, within [0, 1]
            half_b = np.einsum("ij,ij->i", offset, self._step[piece])
            root = half_b**2 - squared_length * (np.einsum("ij,ij->i", offset, offset) - reach**2)
            with np.errstate(invalid="ignore", divide="ignore"):
                root = np.sqrt(np.where(root > 0, root, np.nan))
                enters = np.clip((-half_b - root) / squared_length, 0.0, 1.0)
                leaves = np.clip((-half_b + root) / squared_length, 0.0, 1.0)
            part = np.nan_to_num(leaves - enters) * np.sqrt(squared_length)
            return sure + np.bincount(point, part, size)

        blocks = map_blocks(length, len(points), self._block_for(points, reach), report=report)
        scale = 1.0 if isinstance(self.surface, Ellipsoid) else self.surface.metres_per_unit
        return np.concatenate(blocks) * scale

    def _space(self, xy: np.ndarray) -> np.ndarray:
        """Coordinates in which straight lengths are compared."""
        return earth_centred(xy, self.surface) if isinstance(self.surface, Ellipsoid) else np.asarray(xy, dtype=float)

    def _inside(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pairs (point, polygon) of the points that lie in one."""
        return points_inside(points, self.shapes, degrees=isinstance(self.surface, Ellipsoid))

    def _checked(self, points: np.ndarray) -> np.ndarray:
        points = np.asarray(points, dtype=float).reshape(-1, 2)
        if not len(points):
            raise SubsidenceError(message("There are no points to measure distances from."))
        if isinstance(self.surface, Ellipsoid):
            check_degrees(points, "points")
        return points

    def _reach(self, radius_m: float) -> float:
        """The radius in the units of ``_space``."""
        if not radius_m > 0:
            raise SubsidenceError(message("The radius must be greater than 0 m."))
        if isinstance(self.surface, Ellipsoid):
            return 2.0 * EARTH_RADIUS_M * np.sin(min(radius_m / (2.0 * EARTH_RADIUS_M), np.pi / 2.0))
        return radius_m / self.surface.metres_per_unit

    def _squared_distance(self, space: np.ndarray, piece: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Squared distance of points to pieces (same leading shape) and the foot's share of the piece."""
        step = self._step[piece]
        offset = space - self._start[piece]
        squared_length = self._squared_length[piece]
        along = np.einsum("...i,...i->...", offset, step)
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(squared_length > 0, np.clip(along / squared_length, 0.0, 1.0), 0.0)
        offset -= share[..., None] * step
        return np.einsum("...i,...i->...", offset, offset), share

    def _nearest_pieces(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Distance, piece and share of the piece for a block of points."""
        space = self._space(points)
        n_points, n_pieces = len(space), len(self._feature)
        distance = np.full(n_points, np.inf)
        piece = np.zeros(n_points, dtype=np.int64)
        share = np.zeros(n_points)
        open_points = np.arange(n_points)
        candidates = 1 if self._half_piece == 0 else FIRST_CANDIDATES
        seen = 0
        while open_points.size:
            candidates = min(candidates, n_pieces)
            still_open = []
            for start in range(0, open_points.size, max(PAIRS_PER_STEP // candidates, 1)):
                rows = open_points[start : start + max(PAIRS_PER_STEP // candidates, 1)]
                middle, index = self._tree.query(space[rows], k=np.arange(1, candidates + 1))
                fresh = index[:, seen:]
                squared, along = self._squared_distance(space[rows][:, None, :], fresh)
                best = squared.argmin(axis=1)
                pick = np.arange(rows.size), best
                found = np.sqrt(squared[pick])
                better = found < distance[rows]
                distance[rows[better]] = found[better]
                piece[rows[better]] = fresh[pick][better]
                share[rows[better]] = along[pick][better]
                still_open.append(rows[middle[:, -1] < (distance[rows] + self._half_piece) * (1.0 - ROUNDING)])
            open_points = np.concatenate(still_open)
            if candidates == n_pieces:
                break
            seen, candidates = candidates, candidates * 4
        return distance, piece, share

    def _pieces_near(self, space: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Pairs (point, piece) that may lie within reach, and whether the whole piece surely does."""
        from scipy.spatial import cKDTree

        pairs = cKDTree(space).sparse_distance_matrix(self._tree, reach + self._half_piece, output_type="ndarray")
        return pairs["i"], pairs["j"], pairs["v"] <= reach - self._half_piece

    def _block_for(self, points: np.ndarray, reach: float) -> int:
        """Rows per block that keep the pairs within memory, by the count at some of the points."""
        sample = self._space(points[:: max(len(points) // 64, 1)])
        most = self._tree.query_ball_point(sample, reach + self._half_piece, return_length=True).max()
        return int(np.clip(PAIRS_PER_STEP // max(int(most), 1), 16, POINTS_PER_BLOCK))


def _nearest_of_block(index: FeatureIndex, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return index._nearest_pieces(points)


def _cut(
    starts: np.ndarray, ends: np.ndarray, feature: np.ndarray, length: np.ndarray, longest: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Segments cut into equal parts no longer than ``longest``."""
    if not longest > 0:
        return starts, ends, feature
    parts = np.maximum(np.ceil(length / longest), 1).astype(np.int64)
    which = np.repeat(np.arange(len(parts)), parts)
    number = np.arange(which.size) - np.repeat(np.cumsum(parts) - parts, parts)
    step = (ends - starts)[which] / parts[which][:, None]
    cut_starts = starts[which] + number[:, None] * step
    return cut_starts, cut_starts + step, feature[which]


def feature_dates(values: Sequence, where: str, *, end: bool = False) -> np.ndarray:
    """Dates of features from an attribute; shape=(n_features,), datetime64[D], NaT for NULL.

    values : dates, texts, eight digits, or years, which begin on 1 January or, with ``end``, end on 31 December

    >>> feature_dates(["2018-03-06", 2019, None], "lines, START").astype(str).tolist()
    ['2018-03-06', '2019-01-01', 'NaT']
    """
    from ..tabular.column_values import parse_dates

    texts = []
    for value in values:
        text = None if value is None else str(int(value)) if isinstance(value, float) else str(value).strip()
        if text is not None and text.isdigit() and len(text) == 4:
            text = f"{text}-12-31" if end else f"{text}-01-01"
        texts.append(text)
    return parse_dates(texts, where)


def active_at(start: np.ndarray, end: np.ndarray, date: np.datetime64) -> np.ndarray:
    """Which features count on a date: from ``start`` to ``end``, both included; NaT leaves a side open.

    start, end : shape=(n_features,), datetime64[D]
    """
    start, end = np.asarray(start, dtype="datetime64[D]"), np.asarray(end, dtype="datetime64[D]")
    backwards = (start > end).sum()
    if backwards:
        raise SubsidenceError(
            message("{backwards} features end before they start; correct their dates.", backwards=backwards)
        )
    return (np.isnat(start) | (start <= date)) & (np.isnat(end) | (end >= date))


def nearest_per_date(
    points: np.ndarray,
    shapes: Shapes,
    surface: Plane | Ellipsoid,
    start: np.ndarray,
    end: np.ndarray,
    dates: np.ndarray,
    *,
    name: str = "layer",
    report: Report = SILENT,
) -> np.ndarray:
    """Distance in metres at each date to the features that count then; shape=(n_points, n_dates).

    NaN on dates when no feature counts. Dates with the same features share one search.
    """
    distance = np.full((len(points), len(dates)), np.nan)
    groups: dict[bytes, list[int]] = {}
    for index, date in enumerate(np.asarray(dates, dtype="datetime64[D]")):
        groups.setdefault(active_at(start, end, date).tobytes(), []).append(index)
    for (key, columns), part in report.stages(groups.items()):
        active = np.frombuffer(key, dtype=bool)
        if active.any():
            found = FeatureIndex(shapes.select(active), surface, name=name).nearest(points, part).distance_m
            distance[:, columns] = found[:, None]
        part.progress(1.0)
    return distance
