"""Rates by band of a factor, counted by hand and recovered from a known profile."""

import numpy as np
import pytest

from subsidence.analysis.bands import edges_by_quantiles, edges_by_width, rate_by_band
from subsidence.errors import SubsidenceError


def test_a_point_on_an_edge_belongs_to_the_band_below_it_and_on_the_first_edge_to_the_first():
    bands = rate_by_band(np.arange(5.0), np.array([0.0, 100.0, 100.1, 300.0, -1.0]), [0, 100, 200, 300])
    assert bands.n.tolist() == [2, 1, 1]
    assert bands.outside == 1
    assert bands.mean[:2].tolist() == [0.5, 2.0]


def test_statistics_equal_those_of_the_members():
    random = np.random.default_rng(0)
    rate, factor = random.normal(-10.0, 3.0, 500), random.uniform(0.0, 1000.0, 500)
    rate[3], factor[4] = np.nan, np.nan
    bands = rate_by_band(rate, factor, [0, 250, 1000])
    members = rate[(factor > 0) & (factor <= 250) & np.isfinite(rate)]
    assert bands.n[0] == members.size
    assert bands.unknown == 2
    np.testing.assert_allclose(
        [bands.mean[0], bands.median[0], bands.p5[0], bands.worst[0], bands.std[0]],
        [members.mean(), np.median(members), np.percentile(members, 5), members.min(), members.std(ddof=1)],
    )


def test_the_interval_holds_the_true_mean_as_often_as_it_says():
    random = np.random.default_rng(1)
    covered = 0
    for _ in range(400):
        bands = rate_by_band(random.normal(-7.0, 4.0, 25), np.zeros(25), [0, 1])
        covered += bands.mean_lo[0] <= -7.0 <= bands.mean_hi[0]
    assert 0.92 < covered / 400 < 0.98


def test_the_band_that_sinks_most_is_found():
    random = np.random.default_rng(2)
    distance = random.uniform(0.0, 2000.0, 5000)
    rate = -20.0 * np.exp(-0.5 * ((distance - 500.0) / 150.0) ** 2) + random.normal(size=5000)
    bands = rate_by_band(rate, distance, edges_by_width(distance, 200.0))
    assert (bands.lower[bands.fastest], bands.upper[bands.fastest]) == (400.0, 600.0)


def test_an_empty_band_is_unknown_not_zero():
    bands = rate_by_band(np.array([-1.0, -2.0]), np.array([10.0, 500.0]), [0, 100, 200, 600])
    assert bands.n.tolist() == [1, 0, 1]
    assert np.isnan(bands.mean[1])
    assert np.isnan(bands.mean_lo[0])
    assert bands.fastest == 2


def test_quantile_bands_hold_equally_many_points():
    factor = np.random.default_rng(3).exponential(size=1000)
    bands = rate_by_band(np.zeros(1000), factor, edges_by_quantiles(factor, 8))
    assert bands.n.tolist() == [125] * 8
    assert edges_by_quantiles(np.array([1.0, 1.0, 1.0, 5.0]), 4).tolist() == [1.0, 2.0, 5.0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: edges_by_width(np.array([0.0, 1e6]), 1.0), "larger width"),
        (lambda: edges_by_width(np.array([np.nan]), 1.0), "NULL"),
        (lambda: edges_by_width(np.array([1.0]), 0.0), "greater than 0"),
        (lambda: edges_by_quantiles(np.ones(5), 3), "same value"),
        (lambda: rate_by_band(np.ones(3), np.ones(3), [5]), "two edges"),
        (lambda: rate_by_band(np.ones(3), np.ones(3), [5, 1]), "increase"),
        (lambda: rate_by_band(np.full(3, np.nan), np.ones(3), [0, 1]), "No point"),
    ],
)
def test_bands_that_make_no_sense_are_refused_in_words(call, message):
    with pytest.raises(SubsidenceError, match=message):
        call()


def test_bands_that_hold_no_point_are_refused_with_what_the_factor_is():
    with pytest.raises(SubsidenceError, match="from 5 to 7"):
        rate_by_band(np.zeros(3), np.array([5.0, 6.0, 7.0]), [100, 200])
