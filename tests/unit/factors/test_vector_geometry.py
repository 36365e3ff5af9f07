"""Flat arrays of features, and points in polygons against matplotlib's path test."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidence.errors import SubsidenceError
from subsidence.factors.vector_geometry import LINE, POLYGON, Shapes, expand_ranges, points_inside


def star(random, centre, n_corners, radius):
    angle = np.sort(random.uniform(0, 2 * np.pi, n_corners))
    corners = centre + radius * random.uniform(0.2, 1.0, (n_corners, 1)) * np.c_[np.cos(angle), np.sin(angle)]
    return np.vstack([corners, corners[:1]])


@settings(max_examples=30)
@given(st.integers(0, 2**31), st.integers(1, 8))
def test_points_in_random_polygons_are_those_that_another_library_finds(seed, n_polygons):
    path = pytest.importorskip("matplotlib.path", reason="matplotlib is the independent oracle here")
    random = np.random.default_rng(seed)
    rings = [star(random, random.uniform(0, 100, 2), random.integers(3, 15), 40.0) for _ in range(n_polygons)]
    points = random.uniform(-40, 140, (200, 2))
    point, feature = points_inside(points, Shapes.of_parts(POLYGON, [[ring] for ring in rings]))
    found = np.zeros((200, n_polygons), dtype=bool)
    found[point, feature] = True
    truth = np.column_stack([path.Path(ring).contains_points(points) for ring in rings])
    assert (found == truth).all()


def test_a_point_level_with_a_corner_crosses_once():
    diamond = Shapes.of_parts(POLYGON, [[np.array([[0, -1], [1, 0], [0, 1], [-1, 0], [0, -1]], dtype=float)]])
    points = np.array([[0.0, 0.0], [-2.0, 0.0], [-2.0, 1.0], [-2.0, -1.0]])
    assert points_inside(points, diamond)[0].tolist() == [0]


def test_overlapping_polygons_both_hold_the_point():
    square = np.array([[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]], dtype=float)
    pair = Shapes.of_parts(POLYGON, [[square], [square + 1.0]])
    point, feature = points_inside(np.array([[1.5, 1.5], [0.5, 0.5]]), pair)
    assert list(zip(point.tolist(), feature.tolist())) == [(0, 0), (0, 1), (1, 0)]


def test_selecting_features_keeps_their_parts_and_order():
    line = np.array([[0.0, 0.0], [1.0, 0.0]])
    shapes = Shapes.of_parts(LINE, [[line], [line + 10, line + 20], [line + 30]])
    chosen = shapes.select(np.array([False, True, True]))
    assert chosen.n_features == 2
    assert chosen.part_feature.tolist() == [0, 0, 1]
    assert chosen.segments()[0].tolist() == [[10, 10], [20, 20], [30, 30]]


def test_a_single_vertex_is_a_segment_of_no_length():
    starts, ends, feature = Shapes.of_parts(LINE, [[np.array([[3.0, 4.0]])]]).segments()
    assert starts.tolist() == ends.tolist() == [[3.0, 4.0]]
    assert feature.tolist() == [0]


def test_ranges_of_no_length_vanish():
    assert expand_ranges(np.array([5, 7, 9]), np.array([0, 2, 1])).tolist() == [7, 8, 9]


def test_an_unknown_geometry_is_refused():
    with pytest.raises(SubsidenceError, match="not known"):
        Shapes("curve", np.empty((0, 2)), [0], [], 0)
