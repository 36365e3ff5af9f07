"""Sampling rasters against known surfaces."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.factors.grids import BILINEAR, MEAN_AROUND, PIXEL, inside_grid, sample_grid

GEOTRANSFORM = (1000.0, 50.0, 0.0, 9000.0, 0.0, -25.0)  # 40 columns, 30 rows


def centres():
    column, row = np.meshgrid(np.arange(40), np.arange(30))
    return 1000.0 + 50.0 * (column + 0.5), 9000.0 - 25.0 * (row + 0.5)


def plane():
    x, y = centres()
    return (3.0 + 0.01 * x - 0.02 * y)[None]


def test_pixel_centres_give_their_values():
    x, y = centres()
    xy = np.c_[x.ravel(), y.ravel()]
    for method in (PIXEL, BILINEAR):
        assert sample_grid(plane(), GEOTRANSFORM, xy, method)[0] == pytest.approx(plane().ravel())


def test_between_pixels_a_plane_is_met_exactly():
    xy = np.random.default_rng(0).uniform([1025, 8262.5], [2975, 8987.5], (100, 2))
    found = sample_grid(plane(), GEOTRANSFORM, xy, BILINEAR)[0]
    assert found == pytest.approx(3.0 + 0.01 * xy[:, 0] - 0.02 * xy[:, 1])


def test_missing_pixels_are_left_out_or_unknown():
    values = plane()
    values[0, 0, 0] = np.nan
    corner = np.array([[1025.0, 8987.5]])
    assert np.isnan(sample_grid(values, GEOTRANSFORM, corner, PIXEL)[0, 0])
    between = np.array([[1050.0, 8987.5]])
    assert sample_grid(values, GEOTRANSFORM, between, BILINEAR)[0, 0] == pytest.approx(values[0, 0, 1])


def test_outside_is_unknown():
    xy = np.array([[999.0, 8900.0], [3001.0, 8900.0], [1500.0, 9001.0], [1500.0, 8249.0], [1500.0, 8900.0]])
    assert np.isnan(sample_grid(plane(), GEOTRANSFORM, xy)[0]).tolist() == [True] * 4 + [False]
    assert inside_grid(xy, (30, 40), GEOTRANSFORM).tolist() == [False] * 4 + [True]


def test_the_mean_around_takes_the_centres_in_the_circle():
    values = np.random.default_rng(1).normal(size=(2, 30, 40))
    values[0, 10, 10] = np.nan
    xy = np.random.default_rng(2).uniform([1000, 8250], [3000, 9000], (50, 2))
    found = sample_grid(values, GEOTRANSFORM, xy, MEAN_AROUND, radius=(120.0, 120.0))
    x, y = centres()
    for number, (px, py) in enumerate(xy):
        near = np.hypot(x - px, y - py) <= 120.0
        assert found[:, number] == pytest.approx([np.nanmean(values[0][near]), values[1][near].mean()])


def test_a_radius_below_the_pixel_gives_the_pixel():
    xy = np.array([[1049.0, 8976.0]])
    assert sample_grid(plane(), GEOTRANSFORM, xy, MEAN_AROUND, radius=(2.0, 2.0))[0, 0] == plane()[0, 0, 0]
    with pytest.raises(SubsidenceError):
        sample_grid(plane(), GEOTRANSFORM, xy, MEAN_AROUND)


def test_a_raster_without_georeference_is_refused():
    with pytest.raises(SubsidenceError, match="no georeference"):
        inside_grid(np.zeros((1, 2)), (3, 3), (0, 0, 0, 0, 0, 0))
