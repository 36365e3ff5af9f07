"""The parts of a line follow each other as they join, whatever their order and direction in the file."""

import numpy as np
import pytest

from subsidence.structures.line_parts import joined_order

LINE = np.column_stack([np.linspace(0.0, 10.0, 11), np.zeros(11)])
PIECES = [LINE[0:4], LINE[3:7], LINE[6:9], LINE[8:11]]


def joined(parts):
    return np.concatenate([parts[place][::-1] if turned else parts[place] for place, turned in joined_order(parts)])


@pytest.mark.parametrize("seed", range(20))
def test_shuffled_and_turned_pieces_become_the_line_again(seed):
    rng = np.random.default_rng(seed)
    parts = [PIECES[place][:: rng.choice([1, -1])] for place in rng.permutation(4)]
    x = joined(parts)[:, 0]
    assert (np.diff(x) >= 0).all() or (np.diff(x) <= 0).all()
    assert sorted(place for place, _ in joined_order(parts)) == [0, 1, 2, 3]


def test_a_line_in_order_a_closed_line_and_lines_apart_stay_as_they_are():
    assert joined_order(PIECES) == [(number, False) for number in range(4)]
    ring = [np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0]])]
    assert joined_order(ring) == [(0, False), (1, False)]
    apart = [LINE[0:3] + 50.0, LINE[0:3], LINE[5:8]]
    assert joined_order(apart) == [(0, False), (1, False), (2, False)]
    assert joined_order([LINE]) == [(0, False)]


def test_most_parts_tell_the_direction():
    parts = [PIECES[0][::-1], PIECES[1], PIECES[2]]
    assert joined_order(parts) == [(0, True), (1, False), (2, False)]
