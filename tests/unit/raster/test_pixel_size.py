"""A pixel's size in metres does not depend on the CRS in which its grid is written."""

import numpy as np
import pytest

from subsidence.raster.pixel_size import pixel_size_m

pytest.importorskip("osgeo")


@pytest.mark.parametrize(
    ("crs", "corner", "unit_m"),
    [
        ("EPSG:32633", (500_000.0, 6_650_000.0), 1.0),
        ("EPSG:2264", (2_000_000.0, 600_000.0), 1200.0 / 3937.0),  # US survey feet
        ("EPSG:3857", (2_000_000.0, 8_399_737.9), np.cos(np.radians(60.0))),
    ],
)
def test_feet_and_mercator_metres_are_metres_on_the_ground(crs, corner, unit_m):
    height, width = pixel_size_m((corner[0], 100.0, 0.0, corner[1], 0.0, -100.0), 10, 10, crs)
    assert (height, width) == pytest.approx((100.0 * unit_m, 100.0 * unit_m), rel=6e-3)  # Web Mercator is a sphere's


def test_degrees_are_those_of_a_sphere_and_an_unknown_crs_is_taken_for_metres():
    height, width = pixel_size_m((10.0, 0.001, 0.0, 60.01, 0.0, -0.001), 20, 20, "EPSG:4326")
    assert height == pytest.approx(111.195, rel=1e-4)
    assert width == pytest.approx(111.195 / 2, rel=1e-3)
    assert pixel_size_m((0.0, 30.0, 0.0, 0.0, 0.0, -40.0), 5, 5, "") == (40.0, 30.0)
