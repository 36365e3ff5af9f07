"""Splits are disjoint, whole, fair and repeatable, and blocks follow the ground's own range."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidence.errors import SubsidenceError
from subsidence.spatial import splits


def assert_a_partition(split, n_rows):
    together = np.concatenate([split.training, split.validation, split.test])
    assert len(together) == n_rows
    assert set(together.tolist()) == set(range(n_rows))
    assert min(len(split.training), len(split.validation), len(split.test)) > 0


@settings(max_examples=40)
@given(st.integers(5, 400), st.integers(0, 1000))
def test_a_random_split_puts_every_row_into_exactly_one_part(n_rows, seed):
    split = splits.random_split(n_rows, seed=seed)
    assert_a_partition(split, n_rows)
    assert abs(len(split.training) - 0.4 * n_rows) <= 1


@settings(max_examples=40)
@given(st.lists(st.integers(1, 30), min_size=3, max_size=30), st.integers(0, 1000))
def test_a_split_by_groups_never_cuts_a_group(sizes, seed):
    groups = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(sizes)), sizes))
    split = splits.group_split(groups, seed=seed)
    assert_a_partition(split, len(groups))
    parts = [set(groups[part]) for part in (split.training, split.validation, split.test)]
    assert not parts[0] & parts[1]
    assert not parts[1] & parts[2]
    assert not parts[0] & parts[2]


def test_many_small_groups_meet_the_shares():
    split = splits.group_split(np.repeat(np.arange(200), 5), seed=3)
    assert len(split.training) == pytest.approx(400, abs=10)
    assert len(split.validation) == pytest.approx(100, abs=10)


def test_folds_test_every_row_once_and_never_train_on_its_group():
    groups = np.repeat(np.arange(15), 20)
    folds = splits.group_folds(groups, n_folds=5, seed=1)
    tested = np.concatenate([fold.test for fold in folds])
    assert sorted(tested.tolist()) == list(range(300))
    for fold in folds:
        assert_a_partition(fold, 300)
        assert not set(groups[fold.test]) & set(groups[fold.learning])
        assert not set(groups[fold.validation]) & set(groups[fold.training])
        assert len(set(groups[fold.validation])) == 2  # 20 % of the 12 groups left


def test_over_a_ensemble_every_group_is_left_out_equally_often():
    groups = np.repeat(np.arange(10), 7)
    left_out = splits.bagged_validation(groups, 10, share=0.2, seed=2)
    assert (left_out.sum(axis=1) == 14).all()
    assert (left_out.sum(axis=0) == 2).all()


def test_the_same_seed_draws_the_same_rows():
    assert np.array_equal(splits.random_split(50, seed=4).test, splits.random_split(50, seed=4).test)
    assert not np.array_equal(splits.random_split(50, seed=4).test, splits.random_split(50, seed=5).test)


def test_blocks_are_squares_of_the_asked_size():
    xy = np.random.default_rng(5).uniform(0, 1000, (500, 2))
    labels = splits.block_labels(xy, 250.0)
    assert len(np.unique(labels)) == 16
    for label in np.unique(labels):
        assert (np.ptp(xy[labels == label], axis=0) <= 250).all()


@pytest.mark.parametrize("true_range", [600.0, 1500.0])
def test_the_range_of_fields_with_a_known_variogram_is_recovered(true_range):
    """Sums of random cosines drawn from the spectrum of the exponential covariance exp(−3 h / range)."""
    found = []
    for seed in range(5):
        random = np.random.default_rng(seed)
        xy = random.uniform(0, 12_000, (1500, 2))
        radius = np.sqrt(random.uniform(size=400) ** -2 - 1) / (true_range / 3)  # spectral density in the plane
        angle = random.uniform(0, 2 * np.pi, 400)
        waves = np.stack([radius * np.cos(angle), radius * np.sin(angle)])
        field = np.cos(xy @ waves + random.uniform(0, 2 * np.pi, 400)).sum(axis=1)
        found.append(splits.autocorrelation_range_m(xy, field, seed=1))
    assert np.median(found) == pytest.approx(true_range, rel=0.4)


def test_the_range_of_a_constant_or_tiny_layer_is_still_a_usable_number():
    xy = np.random.default_rng(7).uniform(0, 1000, (50, 2))
    assert splits.autocorrelation_range_m(xy, np.zeros(50)) > 0
    assert splits.autocorrelation_range_m(xy[:3], np.arange(3.0)) > 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: splits.random_split(100, train_share=0.9, validation_share=0.2), "leave something"),
        (lambda: splits.random_split(2), "too few"),
        (lambda: splits.group_split(np.array([1, 1, 2])), "blocks of ground"),
        (lambda: splits.group_folds(np.array([1, 1, 2])), "at least 3"),
        (lambda: splits.block_labels(np.zeros((2, 2)), 0.0), "larger than zero"),
    ],
)
def test_impossible_splits_are_refused_in_words(call, words):
    with pytest.raises(SubsidenceError, match=words):
        call()
