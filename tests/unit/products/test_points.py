"""Products of points set one after the other."""

import numpy as np

from subsidence.products.points import joined_column


def test_long_numbers_stay_whole_beside_texts():
    found = joined_column([np.array([1234567890123456789, 7]), np.array(["a", None], dtype=object)], [2, 2])
    assert found.tolist() == ["1234567890123456789", "7", "a", None]


def test_rates_beside_texts_are_written_as_people_would():
    found = joined_column([np.array([0.1, np.nan]), np.array(["a"], dtype=object), None], [2, 1, 1])
    assert found.tolist() == ["0.1", None, "a", None]
