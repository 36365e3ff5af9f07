"""Loops, connections and gaps of the network, against counting by hand."""

import itertools

import numpy as np
import pytest

from subsidence.insar.interferogram_network import (
    components,
    gaps,
    interferograms_without_loop,
    longest_connected_years,
    triplet_loops,
)


@pytest.mark.parametrize("seed", range(12))
def test_loops_are_all_triangles_of_the_network(seed):
    rng = np.random.default_rng(seed)
    everyone = list(itertools.combinations(range(8), 2))
    edges = {everyone[index] for index in rng.choice(28, rng.integers(1, 28), replace=False)}
    pairs = np.array(sorted(edges))
    found = {tuple(map(tuple, pairs[loop].tolist())) for loop in triplet_loops(pairs)}
    expected = {
        ((a, b), (b, c), (a, c)) for a, b, c in itertools.combinations(range(8), 3) if {(a, b), (b, c), (a, c)} <= edges
    }
    assert found == expected


def test_unconnected_parts_are_counted():
    pairs = np.array([[0, 2], [1, 3], [4, 5]])
    assert components(pairs, 6).tolist() == [0, 1, 0, 1, 2, 2]


def test_a_step_without_interferogram_is_a_gap_and_ends_the_connected_time():
    pairs = np.array([[0, 1], [1, 2], [3, 4]])
    valid = np.array([[True, True, True], [True, False, True]])
    gap = gaps(valid, pairs, 5)
    assert gap.tolist() == [[False, False, True, False], [False, True, True, False]]
    years = np.array([0.0, 0.5, 1.0, 1.2, 1.9])
    np.testing.assert_allclose(longest_connected_years(gap, years), [1.0, 0.7])


def test_interferograms_without_a_closed_loop_are_counted_per_point():
    pairs = np.array([[0, 1], [1, 2], [0, 2], [2, 3]])
    valid = np.array([[True, True, True, True], [True, False, True, True]])
    assert interferograms_without_loop(valid, triplet_loops(pairs)).tolist() == [1, 3]


def test_a_step_that_very_many_interferograms_span_is_no_gap():
    for count in (255, 256, 257, 512):
        pairs = np.tile([[0, 2]], (count, 1))
        assert not gaps(np.ones((3, count), dtype=bool), pairs, 3).any()
        assert gaps(np.zeros((3, count), dtype=bool), pairs, 3).all()
