"""The error of a mean where neighbours share what makes them differ from it."""

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from subsidence.analysis.bands import rate_by_band
from subsidence.spatial.mean_error import SpatialError, estimate_spatial_error, sample_at_all_distances

SIDE_M = 10_000.0


def smooth_field(seed: int, width: float) -> np.ndarray:
    """A field of mean 0 and variance about 1 on 100 x 100 cells, correlated over ``width`` cells."""
    random = np.random.default_rng(seed).normal(size=(300, 300))
    return (gaussian_filter(random, width, mode="wrap") * 2.0 * np.sqrt(np.pi) * width)[:100, :100]


def test_rings_hold_the_true_mean_though_rates_are_correlated():
    inside, alone = [], []
    for seed in range(14):
        random = np.random.default_rng(seed)
        place = random.uniform(0.0, SIDE_M, (1200, 2))
        cell = (place / SIDE_M * 100).astype(int)
        rate = 5.0 * smooth_field(seed, 6.0)[cell[:, 0], cell[:, 1]] + random.normal(size=1200) - 12.0
        distance = np.abs(place[:, 0] - 4000.0)
        edges = np.arange(0.0, 6001.0, 1000.0)
        for bands, found in (
            (rate_by_band(rate, distance, edges, place), inside),
            (rate_by_band(rate, distance, edges), alone),
        ):
            found += ((bands.mean_lo <= -12.0) & (bands.mean_hi >= -12.0)).tolist()
    assert np.mean(inside) >= 0.88
    assert np.mean(alone) < 0.5  # what taking points as independent promised


def test_independent_values_keep_their_usual_error():
    random = np.random.default_rng(1)
    place = random.uniform(0.0, SIDE_M, (500, 2))
    ratios = []
    for _ in range(6):
        values = random.normal(-7.0, 4.0, 500)
        error = estimate_spatial_error(place, values)
        ratios.append(error.mean_std(place) / (values.std() / np.sqrt(500)))
    assert 0.9 < np.median(ratios) < 2.0


def test_the_variance_of_a_mean_is_the_double_sum_of_the_covariance():
    place = np.random.default_rng(2).uniform(0.0, 1000.0, (40, 2))
    one = np.array([1.0])
    error = SpatialError(np.array([0]), np.array([300.0]), np.array([0.2]), one, 4.0 * one, degrees=100_000)
    apart = np.linalg.norm(place[:, None] - place[None], axis=2)
    covariance = 4.0 * np.where(apart == 0, 1.0, 0.8 * np.exp(-apart / 300.0))
    assert error.mean_std(place) == pytest.approx(np.sqrt(covariance.mean()), rel=1e-3)
    assert error.effective_number(place) == pytest.approx(4.0 / covariance.mean(), rel=1e-2)


def test_a_sample_has_near_and_far_pairs_and_little_is_said_of_little():
    place = np.random.default_rng(3).uniform(0.0, SIDE_M, (20_000, 2))
    rows = sample_at_all_distances(place)
    assert np.unique(rows).size == rows.size <= 240
    apart = np.linalg.norm(place[rows][:, None] - place[rows][None], axis=2)[np.triu_indices(rows.size, 1)]
    assert apart.min() < 100.0
    assert apart.max() > 8000.0
    assert estimate_spatial_error(place[:5], np.arange(5.0)) is None
    assert estimate_spatial_error(place[:50], np.ones(50)) is None


def test_points_that_all_lie_in_one_place_have_no_range():
    assert estimate_spatial_error(np.zeros((40, 2)), np.random.default_rng(0).normal(size=40)) is None
