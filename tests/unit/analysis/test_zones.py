"""Subsidence bowls: known bowls are found with their size, volume and rank."""

import numpy as np
import pytest

from subsidence.analysis.zones import find_zones, make_grid, metres_per_degree
from subsidence.errors import SubsidenceError


def plain_with_bowls(spacing_m=50.0, noise=0.3, seed=0):
    """Points every 50 m over 8 km; a large bowl of depth 40 and a small one of depth 25 mm/yr; parabolas."""
    axis = np.arange(0.0, 8000.0, spacing_m)
    xy = np.array([(x, y) for y in axis for x in axis])
    random = np.random.default_rng(seed)
    rate = random.normal(scale=noise, size=len(xy))
    for centre, radius, depth in (((2000.0, 2000.0), 1500.0, 40.0), ((6000.0, 5500.0), 800.0, 25.0)):
        share = ((xy - centre) ** 2).sum(axis=1) / radius**2
        rate -= depth * np.clip(1.0 - share, 0.0, None)
    return xy + [500_000.0, 2_000_000.0], rate


def test_two_bowls_come_back_with_their_area_volume_and_rank():
    xy, rate = plain_with_bowls()
    zones, grid = find_zones(xy, rate, -10.0, 50_000.0, geographic=False, smoothing_m=0.0, cell_m=50.0)
    assert [zone.rank for zone in zones] == [1, 2]
    assert [zone.letter for zone in zones] == ["A", "B"]
    for zone, (radius, depth) in zip(zones, ((1500.0, 40.0), (800.0, 25.0))):
        inside = radius**2 * (1.0 - 10.0 / depth)  # where the parabola is deeper than 10
        area = np.pi * inside
        volume = area * (depth + 10.0) / 2.0 / 1000.0  # mean depth of a parabola cut at 10
        assert zone.area_m2 == pytest.approx(area, rel=0.02)
        assert zone.volume_m3_per_yr == pytest.approx(volume, rel=0.02)
        assert zone.n_points == pytest.approx(area / 50.0**2, rel=0.02)
        assert zone.rate_min == pytest.approx(-depth, abs=1.5)
        assert zone.rate_mean == pytest.approx(-(depth + 10.0) / 2.0, rel=0.03)
    assert grid.cell_m == 50.0


def test_the_outlines_hold_the_points_that_are_counted():
    ogr = pytest.importorskip("osgeo.ogr")
    xy, rate = plain_with_bowls(spacing_m=100.0)
    zones, _ = find_zones(xy, rate, 10.0, 0.0, geographic=False)
    polygon = ogr.CreateGeometryFromWkb(zones[0].outline)
    assert polygon.GetArea() == pytest.approx(zones[0].area_m2)
    inside = [polygon.Contains(ogr.CreateGeometryFromWkt(f"POINT ({x} {y})")) for x, y in xy]
    assert sum(inside) == zones[0].n_points
    assert rate[inside].min() == zones[0].rate_min


def test_small_areas_are_dropped_and_a_threshold_nothing_reaches_gives_no_zone():
    xy, rate = plain_with_bowls(spacing_m=100.0)
    assert len(find_zones(xy, rate, -10.0, 2_000_000.0, geographic=False)[0]) == 1
    assert find_zones(xy, rate, -100.0, 0.0, geographic=False)[0] == []


def test_degrees_give_the_same_area_as_metres():
    xy, rate = plain_with_bowls(spacing_m=100.0)
    east, north = metres_per_degree(np.array(25.0))
    degrees = (xy - xy.mean(axis=0)) / [east, north] + [102.7, 25.0]
    planar, _ = find_zones(xy, rate, -10.0, 0.0, geographic=False, cell_m=100.0)
    on_globe, _ = find_zones(degrees, rate, -10.0, 0.0, geographic=True, cell_m=100.0)
    assert on_globe[0].area_m2 == pytest.approx(planar[0].area_m2, rel=0.03)
    in_feet, _ = find_zones(xy / 0.3048, rate, -10.0, 0.0, geographic=False, metres_per_unit=0.3048, cell_m=100.0)
    assert in_feet[0].area_m2 == pytest.approx(planar[0].area_m2, rel=0.03)


def test_the_dominant_cluster_is_named_and_missing_rates_take_no_part():
    xy, rate = plain_with_bowls(spacing_m=100.0)
    clusters = np.where(xy[:, 0] < 504_000.0, 2.0, 1.0)
    clusters[::7] = np.nan
    rate[::5] = np.nan
    zones, _ = find_zones(xy, rate, -10.0, 0.0, geographic=False, clusters=clusters)
    assert [zone.cluster for zone in zones[:2]] == [2.0, 1.0]
    assert np.isfinite(zones[0].rate_mean)


def test_smoothing_keeps_speckle_from_becoming_zones():
    xy, _ = plain_with_bowls(spacing_m=100.0)
    rate = np.random.default_rng(1).normal(scale=8.0, size=len(xy))
    rough, _ = find_zones(xy, rate, -10.0, 0.0, geographic=False, smoothing_m=0.0)
    smooth, _ = find_zones(xy, rate, -10.0, 0.0, geographic=False, smoothing_m=300.0)
    assert len(rough) > 100
    assert smooth == []


def test_what_makes_no_grid_is_refused():
    with pytest.raises(SubsidenceError, match="one place"):
        find_zones(np.zeros((5, 2)), np.full(5, -20.0), -10.0, 0.0, geographic=False)
    with pytest.raises(SubsidenceError, match="larger cells"):
        make_grid(np.array([[0.0, 0.0], [1e6, 1e6]]), geographic=False, cell_m=1.0)
    with pytest.raises(SubsidenceError, match="No point has a rate"):
        find_zones(np.zeros((5, 2)), np.full(5, np.nan), -10.0, 0.0, geographic=False)
