"""The shape-based distance and shape extraction, against their definitions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidence.clustering.shape_distance import (
    align,
    extract_shape,
    leading_eigenvector,
    shape_based_distances,
    z_normalize,
)


def distance_by_definition(first, second):
    """1 − max_w CC_w / sqrt(Σx² Σy²) with every shift written out, no Fourier transform."""
    x = (first - first.mean()) / first.std()
    y = (second - second.mean()) / second.std()
    length = len(x)
    correlations = []
    for shift in range(-length + 1, length):
        pairs = [x[i] * y[i - shift] for i in range(length) if 0 <= i - shift < length]
        correlations.append(sum(pairs))
    return 1.0 - max(correlations) / np.sqrt((x**2).sum() * (y**2).sum())


@pytest.mark.parametrize("length", [3, 4, 17, 86])
def test_distances_follow_the_definition(length):
    random = np.random.default_rng(length)
    series, others = random.normal(size=(4, length)), random.normal(size=(3, length))
    expected = [[distance_by_definition(x, y) for y in others] for x in series]
    np.testing.assert_allclose(shape_based_distances(series, others), expected, atol=1e-12)


whole_series = st.lists(st.integers(-1000, 1000), min_size=4, max_size=40).filter(lambda values: len(set(values)) > 1)


@settings(max_examples=60)
@given(whole_series, st.data())
def test_the_distance_is_symmetric_bounded_and_blind_to_scale_and_level(values, data):
    first = np.array(values, dtype=float)
    permuted = data.draw(st.permutations(values))
    second = np.array(permuted, dtype=float)
    scale = data.draw(st.floats(0.01, 100.0))
    level = data.draw(st.floats(-1000.0, 1000.0))
    there = shape_based_distances(first[None], second[None])[0, 0]
    back = shape_based_distances(second[None], first[None])[0, 0]
    changed = shape_based_distances(scale * first[None] + level, second[None])[0, 0]
    assert 0.0 <= there <= 2.0
    assert there == pytest.approx(back, abs=1e-9)
    assert there == pytest.approx(changed, abs=1e-6)
    assert shape_based_distances(first[None], first[None])[0, 0] == pytest.approx(0.0, abs=1e-9)


@settings(max_examples=30)
@given(st.integers(-15, 15), st.integers(0, 1000))
def test_a_late_event_has_the_same_shape_as_an_early_one(shift, seed):
    pulse = np.random.default_rng(seed).normal(size=10)
    pulse -= pulse.mean()  # a mean of zero, so that the zeros around it belong to the shape
    early, late = np.zeros(50), np.zeros(50)
    early[20:30] = pulse
    late[20 + shift : 30 + shift] = pulse
    assert shape_based_distances(early[None], late[None])[0, 0] == pytest.approx(0.0, abs=1e-9)


def test_constant_and_broken_rows_have_no_shape():
    rows, has_shape = z_normalize(np.array([[1.0, 2.0, 4.0], [0.1, 0.1, 0.1], [1.0, np.nan, 2.0], [0.0, 0.0, 0.0]]))
    assert has_shape.tolist() == [True, False, False, False]
    assert np.isfinite(rows).all()
    assert rows[0].mean() == pytest.approx(0.0)
    assert rows[0].std() == pytest.approx(1.0)


def test_alignment_undoes_a_known_delay():
    series = np.zeros((3, 12))
    for row, start in enumerate((2, 4, 7)):
        series[row, start : start + 3] = (1.0, 5.0, 2.0)
    aligned = align(series, np.array([2, 0, -3]))
    assert (aligned == series[1]).all()


def test_the_extracted_shape_is_the_one_that_spoiled_members_share():
    random = np.random.default_rng(4)
    truth = np.sin(np.linspace(0.0, 7.0, 40))
    members = z_normalize(truth + random.normal(scale=0.3, size=(200, 40)))[0]
    shape = extract_shape(members.T @ members, members.sum(axis=0))
    assert np.corrcoef(shape, truth)[0, 1] > 0.995
    flipped = extract_shape(members.T @ members, -members.sum(axis=0))
    np.testing.assert_allclose(flipped, -shape)


def test_the_leading_eigenvector_is_that_of_all_eigenvalues_whether_powers_lead_to_it_or_not():
    rng = np.random.default_rng(3)
    basis = np.linalg.qr(rng.normal(size=(40, 40)))[0]
    for second in (0.0, 0.3, 0.9, 1.0 - 1e-9):
        for rest in (0.0, 0.01, 0.4):
            values = np.concatenate([[1.0, second], np.full(38, rest)])
            matrix = (basis * values) @ basis.T
            for first in (rng.normal(size=40), basis[:, 1], np.zeros(40)):  # into it, past it, nowhere
                found = leading_eigenvector(matrix, first)
                assert found @ matrix @ found == pytest.approx(1.0, abs=1e-8)
                assert found @ found == pytest.approx(1.0, abs=1e-12)
                if second < 0.95:
                    assert abs(found @ basis[:, 0]) == pytest.approx(1.0, abs=1e-12)


def test_the_shape_of_members_that_are_all_constant_is_none():
    assert (extract_shape(np.ones((5, 5)), np.ones(5)) == extract_shape(4.0 * np.ones((5, 5)), np.ones(5))).all()
    assert not np.isnan(extract_shape(np.zeros((5, 5)), np.zeros(5))).any()
