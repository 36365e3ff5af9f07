"""Subsidence bowls: known bowls are found with their size, volume and rank."""

import numpy as np
import pytest

from subsidence.analysis import zones
from subsidence.analysis.zones import find_zones, make_grid, point_spacing, rate_surface
from subsidence.errors import SubsidenceError
from subsidence.spatial.geodesy import metres_per_degree


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


def test_smoothing_wider_than_the_area_gives_its_mean_and_needs_no_more_room():
    xy, rate = plain_with_bowls(spacing_m=200.0)
    surface = rate_surface(make_grid(xy, geographic=False), xy, rate, 1e12)
    assert np.nanmax(np.abs(surface.smooth - rate.mean())) < 0.02 * abs(rate.mean())


def test_what_makes_no_grid_is_refused():
    with pytest.raises(SubsidenceError, match="one place"):
        find_zones(np.zeros((5, 2)), np.full(5, -20.0), -10.0, 0.0, geographic=False)
    with pytest.raises(SubsidenceError, match="larger cells"):
        make_grid(np.array([[0.0, 0.0], [1e6, 1e6]]), geographic=False, cell_m=1.0)
    with pytest.raises(SubsidenceError, match="No point has a rate"):
        find_zones(np.zeros((5, 2)), np.full(5, np.nan), -10.0, 0.0, geographic=False)


def grid_of(spacing, size=1000.0):
    axis = np.arange(0.0, size, spacing)
    return np.array([(x, y) for y in axis for x in axis])


def clumps(count, size, seed=0):
    """Persistent scatterers in fours, 2.5 m around places at random."""
    random = np.random.default_rng(seed)
    places = random.uniform(0.0, 1.0, (count, 2)) * size
    return np.concatenate([places + random.normal(scale=2.5, size=places.shape) for _ in range(4)])


def buildings(count, size, seed):
    """Scatterers on buildings of 5 to 30 m that carry one to dozens of them, within a square."""
    random = np.random.default_rng(seed)
    each = np.ceil(random.lognormal(1.5, 1.0, count)).astype(int)
    places = np.repeat(random.uniform(0.0, size, (count, 2)), each, axis=0)
    xy = places + random.normal(size=places.shape) * np.repeat(random.uniform(2.0, 12.0, count), each)[:, None]
    return xy[((xy > 0.0) & (xy < size)).all(axis=1)]


def without_lake(xy):
    return xy[((xy - [500.0, 500.0]) ** 2).sum(axis=1) > 200.0**2]


@pytest.mark.parametrize(
    ("xy", "km2"),
    [
        (grid_of(100.0), 1.0),
        (grid_of(50.0), 1.0),
        (grid_of(20.0), 1.0),
        (np.random.default_rng(1).uniform(0.0, 1000.0, (1600, 2)), 1.0),
        (clumps(800, (1000.0, 1000.0)), 1.0),
        (clumps(1500, (4000.0, 3000.0)), 12.0),
        (buildings(800, 1000.0, seed=11), 1.0),
        (without_lake(buildings(1200, 1000.0, seed=12)), 1.0 - np.pi * 0.04),
        (without_lake(grid_of(25.0)), 1.0 - np.pi * 0.04),
        (without_lake(np.random.default_rng(2).uniform(0.0, 1000.0, (1600, 2))), 1.0 - np.pi * 0.04),
    ],
)
def test_a_block_that_sinks_evenly_has_its_own_area_and_volume_however_the_points_lie(xy, km2):
    zones, _ = find_zones(xy + [5e5, 2e6], np.full(len(xy), -20.0), -10.0, 0.0, geographic=False)
    assert len(zones) == 1
    assert zones[0].area_m2 == pytest.approx(km2 * 1e6, rel=0.05)
    assert zones[0].volume_m3_per_yr == pytest.approx(km2 * 20_000.0, rel=0.05)
    assert zones[0].n_points == len(xy)


def test_a_block_in_quiet_ground_keeps_its_volume_though_the_rates_are_smoothed():
    random = np.random.default_rng(3)
    xy = random.uniform(-1000.0, 2000.0, (14_400, 2))
    inside = ((xy > 0.0) & (xy < 1000.0)).all(axis=1)
    rate = np.where(inside, -20.0, 0.0) + random.normal(size=len(xy))
    zones, _ = find_zones(xy, rate, -10.0, 100_000.0, geographic=False)
    assert len(zones) == 1
    assert zones[0].area_m2 == pytest.approx(1e6, rel=0.05)
    assert zones[0].volume_m3_per_yr == pytest.approx(20_000.0, rel=0.05)


def test_the_spacing_is_that_of_the_clumps_and_of_a_town_not_of_the_country():
    assert point_spacing(clumps(1500, (4000.0, 3000.0))) == pytest.approx(np.sqrt(12e6 / 1500), rel=0.15)
    assert point_spacing(grid_of(40.0)) == pytest.approx(40.0, rel=0.05)
    towns = np.concatenate([grid_of(50.0) + place for place in ([0.0, 0.0], [30_000.0, 0.0], [0.0, 20_000.0])])
    assert point_spacing(towns) == pytest.approx(50.0, rel=0.1)


def test_two_towns_do_not_claim_the_country_between_them():
    xy = np.concatenate([grid_of(50.0), grid_of(50.0) + [30_000.0, 0.0]])
    zones, _ = find_zones(xy, np.full(len(xy), -20.0), -10.0, 0.0, geographic=False)
    assert [zone.area_m2 for zone in zones] == pytest.approx([1e6, 1e6], rel=0.05)


def test_a_bowl_across_180_degrees_is_one_bowl():
    xy, rate = plain_with_bowls(spacing_m=100.0)
    east, north = metres_per_degree(np.array(-17.0))
    degrees = (xy - [502_000.0, 2_002_000.0]) / [east, north] + [180.0, -17.0]  # the large bowl lies on the line
    degrees[:, 0] = (degrees[:, 0] + 180.0) % 360.0 - 180.0
    planar, _ = find_zones(xy, rate, -10.0, 100_000.0, geographic=False)
    on_globe, _ = find_zones(degrees, rate, -10.0, 100_000.0, geographic=True)
    assert len(on_globe) == len(planar) == 2
    assert on_globe[0].area_m2 == pytest.approx(planar[0].area_m2, rel=0.02)
    assert on_globe[0].n_points == pytest.approx(planar[0].n_points, abs=8)


def test_cells_larger_than_the_layer_are_refused():
    """One such cell was a zone of 10²⁴ m²."""
    xy = np.random.default_rng(0).uniform(0, 1000, (50, 2))
    with pytest.raises(SubsidenceError, match="larger than the whole layer"):
        make_grid(xy, geographic=False, cell_m=1e12)


@pytest.mark.parametrize("cell_m", [5e-324, 1e-150, 1e-6])
def test_cells_beyond_counting_are_refused(cell_m):
    xy = np.random.default_rng(0).uniform(0, 1000, (50, 2))
    with pytest.raises(SubsidenceError, match="choose larger cells"):
        make_grid(xy, geographic=False, cell_m=cell_m)


@pytest.mark.parametrize("spacing", [20, 25, 40, 50])
@pytest.mark.parametrize("on_the_edge", [True, False])
def test_a_lattice_has_the_area_of_its_block_whether_points_lie_on_the_edge_or_in_the_middle_of_pixels(
    spacing, on_the_edge
):
    line = np.linspace(0, 1000, 1000 // spacing + 1) if on_the_edge else np.arange(spacing / 2, 1000, spacing)
    x, y = np.meshgrid(line, line)
    zones, _ = find_zones(np.column_stack([x.ravel(), y.ravel()]), np.full(x.size, -20.0), 10, 1e4, geographic=False)
    assert zones[0].area_m2 == pytest.approx(1e6, rel=0.05)
    assert zones[0].volume_m3_per_yr == pytest.approx(20_000, rel=0.05)


@pytest.mark.parametrize("spacing", [100, 125])
def test_a_coarse_lattice_tells_what_of_its_area_lies_beyond_its_points(spacing):
    """Points on the edge of 1 km² and centres of pixels of a larger block look alike; both areas can be told."""
    line = np.arange(0, 1001, spacing)
    x, y = np.meshgrid(line, line)
    zones, _ = find_zones(np.column_stack([x.ravel(), y.ravel()]), np.full(x.size, -20.0), 10, 1e4, geographic=False)
    assert zones[0].area_m2 - zones[0].area_beyond_m2 == pytest.approx(1e6, rel=0.05)
    assert zones[0].area_m2 == pytest.approx((1000 + spacing) ** 2, rel=0.05)


def test_a_bowl_amid_other_points_has_nothing_beyond_them():
    xy, rate = plain_with_bowls()
    assert [zone.area_beyond_m2 for zone in find_zones(xy, rate, 10.0, 1e5, geographic=False)[0]] == [0.0, 0.0]


@pytest.mark.parametrize("smoothing_m", [0.0, 60.0, 1e12])
def test_bands_of_rows_give_the_surface_of_the_whole_to_the_last_bit(monkeypatch, smoothing_m):
    rng = np.random.default_rng(0)
    xy = np.concatenate([rng.normal(0.0, 300.0, (800, 2)), rng.normal(4000.0, 100.0, (800, 2))])
    rate = rng.normal(0.0, 2.0, len(xy))
    grid = make_grid(xy, geographic=False)
    found = []
    for cells in (10**9, 1_000):
        monkeypatch.setattr(zones, "CELLS_AT_ONCE", cells)
        found.append(rate_surface(grid, xy, rate, smoothing_m))
    for name in ("smooth", "nearest", "beyond"):
        np.testing.assert_array_equal(getattr(found[0], name), getattr(found[1], name))


@pytest.mark.parametrize("waves", [0.5, 1.0])
def test_the_error_of_a_mean_rate_holds_where_neighbours_err_alike_over_more_than_the_zone(waves):
    random = np.random.default_rng(int(2 * waves))
    xy, _ = plain_with_bowls(spacing_m=100.0, noise=0.0)
    _, truth = plain_with_bowls(spacing_m=100.0, noise=0.0)
    place = (xy - xy.min(axis=0)) / 8000.0 * 2.0 * np.pi * waves
    missed, said = [], []
    for _ in range(25):  # errors of 2 mm/yr, a wave with a direction and phase of its own
        way = random.uniform(0.0, 2.0 * np.pi)
        error = 2.0 * np.sqrt(2.0) * np.sin(place @ [np.cos(way), np.sin(way)] + random.uniform(0.0, 2.0 * np.pi))
        found, _ = find_zones(
            xy, truth + error, -15.0, 50_000.0, geographic=False, smoothing_m=0.0, cell_m=100.0,
            rate_std_mm_per_yr=np.full(len(xy), 2.0),
        )  # fmt: skip
        inside = (truth + error <= -15.0) & (((xy - [502_000.0, 2_002_000.0]) ** 2).sum(axis=1) <= 1600.0**2)
        assert inside.sum() == pytest.approx(found[0].n_points, abs=20)
        missed.append(found[0].rate_mean - truth[inside].mean())
        said.append(found[0].rate_mean_std)
    assert np.mean(np.abs(missed) <= 1.96 * np.array(said)) >= 0.95
    assert np.std(missed) > 0.2  # which 1/√n of 2 mm/yr, 0.1, would not say


def test_without_errors_of_the_rates_a_zone_does_not_say_how_sure_its_mean_is():
    xy, rate = plain_with_bowls(spacing_m=100.0)
    assert all(np.isnan(zone.rate_mean_std) for zone in find_zones(xy, rate, -10.0, 0.0, geographic=False)[0])
    std = np.where(np.arange(len(xy)) % 2 == 0, 1.5, np.nan)
    zones, _ = find_zones(xy, rate, -10.0, 0.0, geographic=False, rate_std_mm_per_yr=std)
    assert zones[0].rate_mean_std == pytest.approx(1.5)
