"""Differences between two layers are the ones that were put in."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.series import DeformationSeries
from subsidence.validation.layer_comparison import (
    MEAN,
    common_period,
    compare,
    parse_periods,
    rate_in_period,
    rates_of_places,
)


def test_known_bias_scale_and_noise_are_found():
    rng = np.random.default_rng(0)
    place = rng.uniform(0, 10_000, (4000, 2))
    truth = rng.normal(-10, 8, 4000)
    found = compare(place, 1.0 * truth + 3.0 + rng.normal(0, 1, 4000), place + 1.0, truth, 10.0)
    statistics = found.statistics()
    assert statistics["bias"] == pytest.approx(3.0, abs=0.1)
    assert statistics["std"] == pytest.approx(1.0, abs=0.05)
    assert statistics["rmse"] == pytest.approx(np.sqrt(10), abs=0.1)
    assert statistics["slope"] == pytest.approx(1.0, abs=0.02)
    assert statistics["share_within"] == 1.0
    assert statistics["matched_share"] == 1.0
    np.testing.assert_allclose(found.distance_m, np.sqrt(2), atol=1e-6)


def test_points_too_far_or_without_a_rate_are_unknown_and_not_zero():
    found = compare(
        np.array([[0.0, 0], [100, 0], [200, 0]]),
        np.array([1.0, 2.0, 3.0]),
        np.array([[0.0, 5], [101, 0], [102, 0], [999, 0]]),
        np.array([10.0, np.nan, 20.0, 30.0]),
        5.0,
    )
    np.testing.assert_array_equal(found.other_mm_per_yr, [10, 20, np.nan])
    np.testing.assert_array_equal(found.difference_mm_per_yr, [-9, -18, np.nan])
    assert found.n_other.tolist() == [1, 1, 0]


def test_the_mean_within_the_radius_takes_all_and_only_those():
    other = np.array([[3.0, 0], [-4, 0], [6, 0]])
    found = compare(np.zeros((2, 2)), np.zeros(2), other, np.array([1.0, 3.0, 100.0]), 5.0, method=MEAN)
    np.testing.assert_array_equal(found.other_mm_per_yr, [2, 2])
    assert found.n_other.tolist() == [2, 2]
    np.testing.assert_allclose(found.distance_m, 3.0)


def test_layers_that_do_not_overlap_are_told():
    found = compare(np.zeros((3, 2)), np.ones(3), np.full((3, 2), 1e6), np.ones(3), 100.0)
    with pytest.raises(SubsidenceError, match="fewer than two points in common"):
        found.statistics()
    with pytest.raises(SubsidenceError, match="radius"):
        compare(np.zeros((3, 2)), np.ones(3), np.zeros((3, 2)), np.ones(3), 0.0)


def test_rates_of_a_period_are_the_slope_there_and_nowhere_else():
    dates = np.arange(np.datetime64("2018-01-01"), np.datetime64("2020-01-01"), 12)
    years = (dates - dates[0]).astype(float) / 365.25
    bend = np.where(years < 1, -10 * years, -10 - 30 * (years - 1))
    series = DeformationSeries(dates, bend[None], np.zeros((1, 2)))
    np.testing.assert_allclose(rate_in_period(series, last=np.datetime64("2018-12-31")), -10, atol=0.01)
    np.testing.assert_allclose(rate_in_period(series, np.datetime64("2019-01-08")), -30, atol=0.01)
    with pytest.raises(SubsidenceError, match="holds 0 epochs"):
        rate_in_period(series, np.datetime64("2025-01-01"))


def test_periods_are_read_as_they_are_written():
    assert [(str(a), str(b)) for a, b in parse_periods("2018-03-06/2019-03-01;2020")] == [
        ("2018-03-06", "2019-03-01"), ("2020-01-01", "2020-12-31"),
    ]  # fmt: skip
    assert parse_periods(" ") == []
    for text, said in (("soon", "is no period"), ("2019-01-01/2018-01-01", "ends before")):
        with pytest.raises(SubsidenceError, match=said):
            parse_periods(text)
    day = np.array(["2018-01-01", "2019-01-01"], dtype="datetime64[D]")
    with pytest.raises(SubsidenceError, match="share no time"):
        common_period(day, day + 4000)
    assert [str(end) for end in common_period(day, day + 100)] == ["2018-04-11", "2019-01-01"]


def test_places_have_a_row_for_each_layer_and_period():
    rate = np.array([-1.0, -5.0, np.nan, -9.0])
    places = [("north", np.array([0, 1, 2])), ("nowhere", np.array([], dtype=int))]
    table = rates_of_places(places, [("a", "all", rate), ("a", "2018", 2 * rate)])
    assert [(row.place, row.period, row.n, row.mean, row.lowest) for row in table[:2]] == [
        ("north", "all", 2, -3.0, -5.0), ("north", "2018", 2, -6.0, -10.0),
    ]  # fmt: skip
    assert table[2].n == 0
    assert np.isnan(table[2].mean)


@pytest.mark.parametrize(
    ("factor", "said"), [(0.1, "unit"), (1000.0, "unit"), (-1.0, "sign"), (1.2, ""), (-0.01, "unit")]
)
def test_a_scale_or_a_sign_that_differs_between_layers_is_doubted(factor, said):
    from subsidence.validation.layer_comparison import doubt_of_scale

    rng = np.random.default_rng(0)
    rate = -30.0 * rng.random(200)
    other = factor * (rate + rng.normal(0, 2, 200))
    other[::7] = np.nan
    sentence = doubt_of_scale(rate, other)
    assert said in sentence if said else sentence == ""
    assert doubt_of_scale(rate, rng.permutation(other)) == ""
    assert doubt_of_scale(rate[:5], other[:5]) == ""
