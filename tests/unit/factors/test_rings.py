"""Rings: which distance falls into which."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.factors.rings import equal_rings, parse_distances, ring_outer_edge


def test_every_distance_lies_within_its_ring():
    distance = np.random.default_rng(1).uniform(0, 5000, 1000)
    edge = ring_outer_edge(distance, 150.0)
    assert (edge >= distance).all()
    assert (edge - 150.0 < distance).all()
    assert (np.mod(edge, 150.0) == 0).all()


def test_the_feature_itself_is_in_the_first_ring_and_unknown_stays_unknown():
    assert ring_outer_edge(np.array([0.0, np.nan, 150.0, 150.1]), 150.0).tolist()[::2] == [150.0, 150.0]
    assert np.isnan(ring_outer_edge(np.array([np.nan]), 150.0)[0])


@pytest.mark.parametrize("text", ["", "200,,x", "-5", "0", "100,100", "nan"])
def test_lists_that_are_not_distances_are_refused(text):
    with pytest.raises(SubsidenceError):
        parse_distances(text)


def test_lists_are_sorted_and_several_separators_understood():
    assert parse_distances("600; 200,400").tolist() == [200.0, 400.0, 600.0]


def test_a_width_and_a_count_make_equal_rings():
    assert equal_rings(200.0, 3).tolist() == [200.0, 400.0, 600.0]
    with pytest.raises(SubsidenceError):
        equal_rings(200.0, 0)
    with pytest.raises(SubsidenceError):
        ring_outer_edge(np.array([1.0]), 0.0)
