"""Lengths on the ellipsoid against GeographicLib (Karney 2013), whose figures are written out here."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.spatial.geodesy import WGS84, Ellipsoid, check_degrees, earth_centred, geodesic_inverse

# start longitude, latitude, end longitude, latitude, metres, bearing: from GeographicLib
GEODESICS = [
    (10.0, 25.0, 10.000086007, 25.000444517, 50.0000, 9.999962),
    (10.0, 25.0, 10.011812404, 25.00288392, 1234.5000, 74.999998),
    (10.0, 25.0, 10.351135835, 25.318747791, 50000.0000, 45.000000),
    (10.0, 25.0, 10.495292054, 24.999175498, 50000.0000, 90.000000),
    (10.0, 25.0, 9.834541254, 24.584226833, 49000.0000, 200.000000),
    (10.0, 60.0, 10.000155601, 60.000441965, 50.0000, 10.000022),
    (10.0, 60.0, 10.639721533, 60.315794414, 50000.0000, 45.000000),
    (10.0, 60.0, 10.896002539, 59.996961014, 50000.0000, 90.000000),
    (10.0, 60.0, 9.703356512, 59.586365949, 49000.0000, 200.000000),
    (10.0, 60.0, 9.993710569, 60.179483469, 20000.0000, 359.000000),
    (-179.9, -10.0, 179.8, 12.0, 2433165.6213, 359.211542),
]


@pytest.mark.parametrize("case", GEODESICS)
def test_lengths_and_bearings_are_those_of_geographiclib(case):
    distance, bearing = geodesic_inverse(np.array([case[0:2]]), np.array([case[2:4]]))
    assert distance[0] == pytest.approx(case[4], abs=5e-4)
    assert bearing[0] == pytest.approx(case[5], abs=1e-4)


def test_no_way_has_no_length():
    distance, _ = geodesic_inverse(np.array([[7.0, 50.0]]), np.array([[7.0, 50.0]]))
    assert distance[0] == 0.0


def test_a_sphere_gives_great_circles():
    sphere = Ellipsoid(6_371_000.0, 0.0)
    distance, _ = geodesic_inverse(np.array([[0.0, 0.0]]), np.array([[90.0, 0.0]]), sphere)
    assert distance[0] == pytest.approx(np.pi / 2 * 6_371_000.0)


def test_earth_centred_chords_of_short_ways_equal_their_length():
    start, end = np.array([[10.0, 60.0]]), np.array([[10.000155601, 60.000441965]])
    chord = np.linalg.norm(earth_centred(end, WGS84) - earth_centred(start, WGS84))
    assert chord == pytest.approx(50.0, abs=1e-3)


def test_metres_in_a_geographic_layer_are_refused():
    with pytest.raises(SubsidenceError, match="cannot be degrees"):
        check_degrees(np.array([[485000.0, 2150000.0]]), "wells")


def test_neighbours_on_the_conformal_plane_are_those_on_the_ground():
    from scipy.spatial import cKDTree

    from subsidence.spatial.geodesy import conformal_plane, earth_centred

    lon_lat = np.array([10.0, 65.0]) + np.random.default_rng(0).uniform(-0.2, 0.2, (400, 2)) * [1.0, 1.0]
    _, ground = cKDTree(earth_centred(lon_lat)).query(earth_centred(lon_lat), 5)
    _, plane = cKDTree(conformal_plane(lon_lat)).query(conformal_plane(lon_lat), 5)
    _, degrees = cKDTree(lon_lat).query(lon_lat, 5)

    def shared(found):
        return np.mean([len(set(a) & set(b)) / 5 for a, b in zip(ground.tolist(), found.tolist())])

    assert shared(plane) > 0.99
    assert shared(degrees) < 0.9


def test_points_on_a_plane_keep_their_geodesic_lengths_across_180_degrees_and_at_a_pole():
    from subsidence.spatial.geodesy import continuous_longitude, planar_metres

    for centre in ([179.95, -17.0], [20.0, 60.0], [-60.0, 89.7]):
        lon_lat = np.array(centre) + np.random.default_rng(1).uniform(-0.2, 0.2, (40, 2))
        lon_lat[:, 0] = (lon_lat[:, 0] + 180.0) % 360.0 - 180.0
        metres = planar_metres(lon_lat, WGS84)
        first, second = np.triu_indices(40, 1)
        true, _ = geodesic_inverse(lon_lat[first], lon_lat[second])
        far = true > 500.0
        found = np.hypot(*(metres[first] - metres[second]).T)
        assert found[far] == pytest.approx(true[far], rel=1e-3)
        assert np.ptp(continuous_longitude(lon_lat[:, 0])) < 1.0


def test_nearly_antipodal_points_have_a_length_too():
    """Lengths by Karney (2013): 19,936,288.579 m for the first, the meridian over the pole for the second."""
    start = np.array([[0.0, 0.0], [0.0, 0.0], [10.0, 30.0]])
    end = np.array([[179.5, 0.5], [180.0, 0.0], [-170.2, -29.9]])
    distance, bearing = geodesic_inverse(start, end)
    assert distance[:2] == pytest.approx([19_936_288.578965, 20_003_931.4586], abs=1e-3)
    assert bearing[0] == pytest.approx(25.67187, abs=1e-4)
    assert np.isfinite(distance[2])
