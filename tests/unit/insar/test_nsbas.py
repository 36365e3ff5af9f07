"""The batched inversion gives what least squares gives point by point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidence.errors import SubsidenceError
from subsidence.insar.interferogram_network import epoch_pairs, increments_matrix
from subsidence.insar.nsbas import GAMMA, PreparedNetwork, coherence_weights, invert


def dates_of(n_epochs):
    return np.datetime64("2018-01-01") + 12 * np.arange(n_epochs)


def pairs_of(n_epochs, n_next=3):
    return np.array([(i, j) for i in range(n_epochs) for j in range(i + 1, min(i + 1 + n_next, n_epochs))])


def one_by_one(unwrapped, pairs, dates, weights=None):
    """LiCSBAS' way: increments, velocity and constant by one least-squares problem per point."""
    n = dates.size
    years = (dates - dates[0]).astype(float) / 365.25
    ones = np.ones((n, 1))
    constraint = GAMMA * np.hstack([np.tri(n, n - 1, -1), -years[:, None], -ones])
    design = np.vstack([np.hstack([increments_matrix(pairs, n), np.zeros((len(pairs), 2))]), constraint])
    solutions = []
    for index, row in enumerate(unwrapped):
        chosen = np.concatenate([np.isfinite(row), np.ones(n, bool)])
        scale = np.ones(chosen.size)
        if weights is not None:
            scale = np.sqrt(np.concatenate([weights[index], np.full(n, 1 / 50)]))
        right = np.concatenate([np.nan_to_num(row), np.zeros(n)]) * scale
        solutions.append(np.linalg.lstsq((design * scale[:, None])[chosen], right[chosen], rcond=None)[0])
    solutions = np.array(solutions)
    series = np.hstack([np.zeros((len(unwrapped), 1)), np.cumsum(solutions[:, : n - 1], axis=1)])
    return series, solutions[:, n - 1], solutions[:, n]


def noisy_interferograms(n_points, n_epochs, missing_share, seed, n_next=3):
    rng = np.random.default_rng(seed)
    pairs, dates = pairs_of(n_epochs, n_next), dates_of(n_epochs)
    truth = np.cumsum(rng.normal(0, 5, (n_points, n_epochs)), axis=1)
    unwrapped = truth[:, pairs[:, 1]] - truth[:, pairs[:, 0]] + rng.normal(0, 2, (n_points, len(pairs)))
    unwrapped[rng.random(unwrapped.shape) < missing_share] = np.nan
    return unwrapped, pairs, dates


@pytest.mark.parametrize("missing_share", [0.0, 0.05, 0.3, 0.7])
def test_the_batched_solution_is_that_of_least_squares_point_by_point(missing_share):
    unwrapped, pairs, dates = noisy_interferograms(60, 14, missing_share, 1)
    unwrapped[0, :3] = 1.0  # no point without any interferogram
    result = invert(unwrapped, pairs, dates)
    series, velocity, constant = one_by_one(unwrapped, pairs, dates)
    enough = np.isfinite(unwrapped).any(axis=1)
    known = np.isfinite(result.displacement_mm) & enough[:, None]
    assert known.mean() > 0.6
    np.testing.assert_allclose(result.displacement_mm[known], series[known], atol=1e-3)
    np.testing.assert_allclose(result.velocity_mm_per_yr[enough], velocity[enough], atol=1e-3)
    np.testing.assert_allclose(result.intercept_mm[enough], constant[enough], atol=1e-3)


@given(seed=st.integers(0, 10_000), n_epochs=st.integers(3, 12), share=st.floats(0, 0.9))
@settings(max_examples=40)
def test_any_pattern_of_missing_values_gives_the_least_squares_solution(seed, n_epochs, share):
    unwrapped, pairs, dates = noisy_interferograms(8, n_epochs, share, seed)
    result = invert(unwrapped, pairs, dates)
    series, _, _ = one_by_one(unwrapped, pairs, dates)
    known = np.isfinite(result.displacement_mm)
    np.testing.assert_allclose(result.displacement_mm[known], series[known], atol=1e-3)


def test_what_gamma_alone_holds_together_is_told_to_a_tenth_of_a_micrometre_and_alone_as_among_others():
    unwrapped, pairs, dates = noisy_interferograms(8, 11, 0.875, 0)
    result = invert(unwrapped, pairs, dates)
    series, _, _ = one_by_one(unwrapped, pairs, dates)
    known = np.isfinite(result.displacement_mm)
    np.testing.assert_allclose(result.displacement_mm[known], series[known], rtol=0, atol=1e-4)
    unwrapped, pairs, dates = noisy_interferograms(40, 20, 0.3, 4)
    together = invert(unwrapped, pairs, dates).displacement_mm
    alone = np.concatenate([invert(row[None], pairs, dates).displacement_mm for row in unwrapped])
    np.testing.assert_allclose(together, alone, rtol=0, atol=1e-9)


def test_weights_count_as_in_weighted_least_squares():
    unwrapped, pairs, dates = noisy_interferograms(20, 10, 0.1, 4)
    weights = coherence_weights(np.random.default_rng(0).uniform(0.1, 0.95, unwrapped.shape))
    result = invert(unwrapped, pairs, dates, weights=weights)
    series, velocity, _ = one_by_one(unwrapped, pairs, dates, weights)
    np.testing.assert_allclose(result.displacement_mm, series, atol=1e-3)
    np.testing.assert_allclose(result.velocity_mm_per_yr, velocity, atol=1e-3)


def test_equal_weights_change_nothing():
    unwrapped, pairs, dates = noisy_interferograms(20, 10, 0.2, 5)
    plain = invert(unwrapped, pairs, dates)
    weighted = invert(unwrapped, pairs, dates, weights=np.full(unwrapped.shape, 7.0))
    # one of the points has a gap, across which the γ rows' share of 1/350 makes 3.4e-7 mm in exact arithmetic
    np.testing.assert_allclose(plain.displacement_mm, weighted.displacement_mm, atol=1e-4)


def test_consistent_interferograms_give_the_truth_and_no_residual():
    rng = np.random.default_rng(0)
    pairs, dates = pairs_of(9), dates_of(9)
    truth = np.cumsum(rng.normal(size=(5, 9)), axis=1)
    truth -= truth[:, :1]
    result = invert(truth[:, pairs[:, 1]] - truth[:, pairs[:, 0]], pairs, dates)
    np.testing.assert_allclose(result.displacement_mm, truth, atol=1e-6)
    np.testing.assert_allclose(result.residual_rms_mm, 0, atol=1e-6)


def test_a_gap_is_bridged_along_the_straight_line():
    dates = dates_of(8)
    pairs = np.array([(i, j) for i, j in pairs_of(8) if not i < 4 <= j])
    truth = -0.5 * (dates - dates[0]).astype(float)
    result = invert((truth[pairs[:, 1]] - truth[pairs[:, 0]])[None], pairs, dates)
    np.testing.assert_allclose(result.displacement_mm[0], truth, atol=1e-3)


def test_an_epoch_that_no_interferogram_reaches_is_unknown():
    dates = dates_of(6)
    pairs = np.array([(0, 1), (1, 2), (0, 2), (4, 5), (2, 4)])
    values = np.array([[1.0, 1.0, 2.0, np.nan, 2.0]])
    result = invert(values, pairs, dates)
    assert np.isnan(result.displacement_mm[0]).tolist() == [False, False, False, False, False, True]


def test_points_with_too_few_interferograms_are_unknown_not_zero():
    unwrapped, pairs, dates = noisy_interferograms(3, 6, 0.0, 2)
    unwrapped[0, 5:] = np.nan
    unwrapped[1] = np.nan
    result = invert(unwrapped, pairs, dates, minimum_count=7)
    assert np.isnan(result.displacement_mm[:2]).all()
    assert np.isnan(result.velocity_mm_per_yr[:2]).all()
    assert np.isfinite(result.displacement_mm[2]).all()


def test_dates_may_name_the_pairs():
    dates = dates_of(4)
    named = [("20180101", "20180113"), ("20180113", "20180206")]
    dashed = [("2018-01-01", "2018-01-13"), ("2018-01-13", "2018-02-06")]
    for pairs in (named, dashed, np.array(named, dtype=int), np.array(dashed, dtype="datetime64[D]")):
        np.testing.assert_array_equal(epoch_pairs(pairs, dates), [[0, 1], [1, 3]])
    with pytest.raises(SubsidenceError, match="from one of the dates to a later one"):
        epoch_pairs([("20180113", "20180101")], dates)
    with pytest.raises(SubsidenceError, match="from one of the dates to a later one"):
        epoch_pairs([("20180101", "20180102")], dates)


def test_interferograms_that_do_not_fit_the_pairs_are_refused():
    with pytest.raises(SubsidenceError, match="does not fit"):
        invert(np.zeros((2, 3)), pairs_of(3, 1), dates_of(3))


def test_an_epoch_that_nothing_reaches_spoils_no_other_interferogram():
    pairs, dates = pairs_of(5, 1), dates_of(5)
    network = PreparedNetwork(pairs, dates, GAMMA)
    predicted = network.predict(np.array([[0.0, 2.0, 5.0, 9.0, np.nan]]))
    np.testing.assert_allclose(predicted, [[2.0, 3.0, 4.0, np.nan]])


def test_values_filled_together_are_those_of_least_squares_even_where_little_tells_them():
    """Many points miss as many values; some of them so that one value is told by nothing but the straight line."""
    rng = np.random.default_rng(5)
    dates = np.datetime64("2020-01-01") + 12 * np.arange(20)
    pairs = np.array([(i, i + step) for step in (1, 2) for i in range(20 - step)])
    truth = np.cumsum(rng.normal(-1.0, 3.0, (300, 20)), axis=1)
    values = truth[:, pairs[:, 1]] - truth[:, pairs[:, 0]] + rng.normal(0.0, 1.0, (300, len(pairs)))
    for row in values[:200]:
        row[rng.choice(len(pairs), 5, replace=False)] = np.nan
    touching = np.flatnonzero((pairs == 10).any(axis=1))
    values[200:, touching] = np.nan  # nothing reaches epoch 10
    found = invert(values, pairs, dates)
    alone = np.concatenate([invert(values[[row]], pairs, dates).velocity_mm_per_yr for row in range(300)])
    np.testing.assert_allclose(found.velocity_mm_per_yr, alone, rtol=0, atol=1e-6)
    design = np.zeros((len(pairs), 20))
    design[np.arange(len(pairs)), pairs[:, 1]], design[np.arange(len(pairs)), pairs[:, 0]] = 1.0, -1.0
    for row in range(40):
        known = np.isfinite(values[row])
        if np.linalg.matrix_rank(design[known, 1:]) == 19:
            exact = np.linalg.lstsq(design[known, 1:], values[row, known], rcond=None)[0]
            np.testing.assert_allclose(found.displacement_mm[row, 1:], exact, rtol=0, atol=1e-4)
