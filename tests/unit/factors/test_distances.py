"""Distances against every segment tried one by one, and against geodesics to densely set points."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidence.errors import Cancelled, SubsidenceError
from subsidence.factors.distances import FeatureIndex, active_at, nearest_per_date
from subsidence.factors.vector_geometry import LINE, POINT, POLYGON, Shapes
from subsidence.progress import Report
from subsidence.spatial.geodesy import WGS84, Plane, geodesic_inverse


def distance_to_segment(point, start, end):
    """By the sine rule's cases, one segment at a time: independent of the code under test."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = np.hypot(bx - ax, by - ay)
    if length == 0:
        return np.hypot(px - ax, py - ay)
    along = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length
    if along <= 0:
        return np.hypot(px - ax, py - ay)
    if along >= length:
        return np.hypot(px - bx, py - by)
    return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length


def brute_force(points, shapes):
    starts, ends, feature = shapes.segments()
    table = np.array([[distance_to_segment(p, a, b) for a, b in zip(starts, ends)] for p in points])
    return table.min(axis=1), feature[table.argmin(axis=1)]


def walk(random, n_vertices, start, step):
    turns = np.cumsum(random.normal(0, 0.4, n_vertices - 1)) + random.uniform(0, 6.28)
    length = step * random.uniform(0.1, 5.0, n_vertices - 1)
    return start + np.vstack([[0, 0], np.cumsum(np.c_[np.cos(turns), np.sin(turns)] * length[:, None], axis=0)])


@pytest.fixture
def random():
    return np.random.default_rng(20)


def test_the_nearest_point_of_an_l_shaped_line_counts_not_its_centre():
    line = Shapes.of_parts(LINE, [[np.array([[0.0, 0.0], [1000.0, 0.0], [1000.0, 1000.0]])]])
    points = np.array([[500.0, 30.0], [1100.0, 500.0], [0.0, 1000.0], [1300.0, 1400.0], [-30.0, -40.0]])
    found = FeatureIndex(line).nearest(points)
    assert found.distance_m == pytest.approx([30.0, 100.0, 1000.0, 500.0, 50.0])
    assert found.foot[0] == pytest.approx([500.0, 0.0])
    assert found.foot[3] == pytest.approx([1000.0, 1000.0])
    assert found.bearing_deg[:2] == pytest.approx([180.0, 270.0])


def test_distances_to_lines_equal_those_to_every_segment(random):
    lines = Shapes.of_parts(LINE, [[walk(random, 30, random.uniform(0, 20000, 2), 60.0)] for _ in range(15)])
    points = random.uniform(-30000, 50000, (300, 2))
    found = FeatureIndex(lines).nearest(points)
    distance, feature = brute_force(points, lines)
    assert found.distance_m == pytest.approx(distance, abs=1e-6)
    assert (found.feature == feature).all()


@settings(max_examples=40)
@given(st.integers(0, 2**31), st.integers(1, 6), st.integers(1, 12), st.sampled_from([1e-3, 1.0, 1e5]))
def test_any_layer_of_lines_gives_exact_distances(seed, n_lines, n_vertices, scale):
    random = np.random.default_rng(seed)
    parts = [[random.normal(0, scale, (n_vertices, 2)).round(6)] for _ in range(n_lines)]
    lines = Shapes.of_parts(LINE, parts)
    points = random.normal(0, 2 * scale, (20, 2))
    assert FeatureIndex(lines).nearest(points).distance_m == pytest.approx(
        brute_force(points, lines)[0], abs=1e-7 * scale
    )


def test_many_equally_far_pieces_do_not_hide_the_nearest(random):
    angle = np.linspace(0, 2 * np.pi, 2001)
    circle = Shapes.of_parts(LINE, [[np.c_[np.cos(angle), np.sin(angle)] * 1000.0]])
    found = FeatureIndex(circle).nearest(random.normal(0, 1e-3, (50, 2)))
    distance, _ = brute_force(np.zeros((1, 2)), circle)
    assert found.distance_m == pytest.approx(np.full(50, distance[0]), abs=0.01)


def test_points_of_multipoints_belong_to_their_feature():
    shapes = Shapes.of_parts(POINT, [[np.array([[0.0, 0.0]]), np.array([[100.0, 0.0]])], [np.array([[50.0, 40.0]])]])
    found = FeatureIndex(shapes).nearest(np.array([[95.0, 0.0], [50.0, 10.0]]))
    assert found.feature.tolist() == [0, 1]
    assert found.distance_m == pytest.approx([5.0, 30.0])


def test_inside_a_polygon_is_zero_and_in_its_hole_is_not():
    outer = np.array([[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]], dtype=float)
    hole = outer * 0.2 + 40.0
    polygon = Shapes.of_parts(POLYGON, [[outer, hole]])
    found = FeatureIndex(polygon).nearest(np.array([[10.0, 10.0], [50.0, 50.0], [130.0, 50.0]]))
    assert found.distance_m == pytest.approx([0.0, 10.0, 30.0])
    assert np.isnan(found.bearing_deg[0])


def test_feet_are_turned_into_metres():
    line = Shapes.of_parts(LINE, [[np.array([[0.0, 0.0], [0.0, 10.0]])]])
    assert FeatureIndex(line, Plane(0.3048)).nearest(np.array([[100.0, 5.0]])).distance_m[0] == pytest.approx(30.48)


@pytest.mark.parametrize("latitude", [25.0, 60.0])
def test_geographic_distances_are_geodesics_to_the_nearest_point(latitude, random):
    lines = [walk(random, 40, random.uniform(-0.1, 0.1, 2), 0.002) + [10.0, latitude] for _ in range(4)]
    shapes = Shapes.of_parts(LINE, [[line] for line in lines])
    points = random.uniform(-0.35, 0.35, (40, 2)) * [1.0 / np.cos(np.radians(latitude)), 1.0] + [10.0, latitude]
    found = FeatureIndex(shapes, WGS84).nearest(points).distance_m
    starts, ends, _ = shapes.segments()
    share = np.linspace(0, 1, 101)[:, None, None]
    dense = (starts + share * (ends - starts)).reshape(-1, 2)
    truth = np.array([geodesic_inverse(np.broadcast_to(p, dense.shape), dense)[0].min() for p in points])
    assert truth.max() > 30_000.0
    assert found == pytest.approx(truth, rel=1e-4, abs=1.0)
    assert (found <= truth + 1e-3).all()  # no sampled point is nearer than the one found


def test_one_long_segment_in_degrees_is_followed_where_the_map_draws_it():
    shapes = Shapes.of_parts(LINE, [[np.array([[10.0, 60.0], [12.0, 60.0]])]])
    found = FeatureIndex(shapes, WGS84).nearest(np.array([[11.0, 60.0], [11.0, 60.01]]))
    assert found.distance_m[0] == pytest.approx(0.0, abs=0.05)
    assert found.distance_m[1] == pytest.approx(1114.1, abs=0.2)


def test_the_date_line_does_not_part_neighbours():
    shapes = Shapes.of_parts(POINT, [[np.array([[179.999, 0.0]])]])
    found = FeatureIndex(shapes, WGS84).nearest(np.array([[-179.999, 0.0]]))
    assert found.distance_m[0] == pytest.approx(222.639, abs=0.01)
    assert found.bearing_deg[0] == pytest.approx(270.0)


def test_counts_within_a_radius_equal_counting_one_by_one(random):
    wells = random.uniform(0, 10000, (200, 2))
    points = random.uniform(0, 10000, (50, 2))
    shapes = Shapes.of_parts(POINT, [[well[None]] for well in wells])
    truth = (np.hypot(*(points[:, None] - wells).transpose(2, 0, 1)) <= 2000.0).sum(axis=1)
    assert FeatureIndex(shapes).count_within(points, 2000.0).tolist() == truth.tolist()


def test_counts_of_lines_and_polygons_count_each_feature_once(random):
    lines = Shapes.of_parts(LINE, [[walk(random, 20, random.uniform(0, 5000, 2), 40.0)] for _ in range(12)])
    points = random.uniform(0, 5000, (40, 2))
    each = [brute_force(points, lines.select([number]))[0] <= 700.0 for number in range(12)]
    assert FeatureIndex(lines).count_within(points, 700.0).tolist() == np.sum(each, axis=0).tolist()
    square = np.array([[0, 0], [4000, 0], [4000, 4000], [0, 4000], [0, 0]], dtype=float)
    polygon = Shapes.of_parts(POLYGON, [[square]])
    assert FeatureIndex(polygon).count_within(np.array([[2000.0, 2000.0], [4500.0, 0.0]]), 100.0).tolist() == [1, 0]


def test_the_length_of_line_in_a_circle_is_its_chord():
    lines = Shapes.of_parts(LINE, [[np.array([[-500.0, 0.0], [-7.0, 0.0], [800.0, 0.0]])]])
    length = FeatureIndex(lines).length_within(np.array([[0.0, 60.0], [0.0, 0.0], [0.0, 101.0], [790.0, 0.0]]), 100.0)
    assert length == pytest.approx([160.0, 200.0, 0.0, 110.0])


def test_dates_decide_which_features_count():
    start = np.array(["2018-01-01", "NaT", "2019-06-01"], dtype="datetime64[D]")
    end = np.array(["2018-12-31", "NaT", "NaT"], dtype="datetime64[D]")
    assert active_at(start, end, np.datetime64("2018-12-31")).tolist() == [True, True, False]
    assert active_at(start, end, np.datetime64("2019-06-01")).tolist() == [False, True, True]
    with pytest.raises(SubsidenceError, match="end before they start"):
        active_at(end, start, np.datetime64("2018-12-31"))


def test_a_line_under_construction_counts_from_start_to_end_only():
    lines = Shapes.of_parts(LINE, [[np.array([[100.0, -9.0], [100.0, 9.0]])], [np.array([[0.0, 300.0], [9.0, 300.0]])]])
    start = np.array(["2018-02-01", "2019-01-01"], dtype="datetime64[D]")
    end = np.array(["2018-12-31", "NaT"], dtype="datetime64[D]")
    dates = np.array(["2018-01-31", "2018-02-01", "2018-12-31", "2019-01-01"], dtype="datetime64[D]")
    found = nearest_per_date(np.zeros((1, 2)), lines, Plane(), start, end, dates)
    assert np.isnan(found[0, 0])
    assert found[0, 1:].tolist() == [100.0, 100.0, 300.0]


def test_an_empty_layer_is_refused_in_words():
    with pytest.raises(SubsidenceError, match="“faults” has no features"):
        FeatureIndex(Shapes.of_parts(LINE, []), name="faults")


def test_a_cancel_stops_the_search(random):
    class Impatient(Report):
        def is_cancelled(self):
            return True

    shapes = Shapes.of_parts(POINT, [[np.zeros((1, 2))]])
    with pytest.raises(Cancelled):
        FeatureIndex(shapes).nearest(random.normal(size=(10, 2)), Impatient())
