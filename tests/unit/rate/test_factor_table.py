"""Columns become numbers, classes get codes, and a wrong layer is noticed."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.rate.factor_table import factor_table, fingerprint, unit_suspicions

COLUMNS = {
    "distance": np.array([1.0, np.nan, 3.0]),
    "zone": np.array([7, 7, 9]),
    "geology": np.array(["silt", "clay", None], dtype=object),
}


def test_text_and_chosen_codes_become_classes_and_the_rest_stays_a_number():
    found = factor_table(COLUMNS, ["distance", "zone", "geology"], class_names=["zone"])
    assert found.is_class.tolist() == [False, True, True]
    np.testing.assert_array_equal(found.matrix, [[1, 7, 1], [np.nan, 7, 0], [3, 9, np.nan]])


def test_a_new_layers_classes_get_the_models_codes():
    new = {"geology": np.array(["sand", "silt"], dtype=object)}
    found = factor_table(new, ["geology"], legends={"geology": ["clay", "silt"]})
    assert found.matrix[:, 0].tolist() == [-1.0, 1.0]


def test_missing_and_unfit_factors_are_named():
    with pytest.raises(SubsidenceError, match="lacks the factors rain, height"):
        factor_table(COLUMNS, ["distance", "rain", "height"])
    with pytest.raises(SubsidenceError, match="at least one factor"):
        factor_table(COLUMNS, [])
    with pytest.raises(SubsidenceError, match="All values of the factor “empty” are NULL"):
        factor_table({"empty": np.array([np.nan])}, ["empty"])
    with pytest.raises(SubsidenceError, match="“distance” must hold text"):
        factor_table(COLUMNS, ["distance"], legends={"distance": ["near", "far"]})


def test_kilometres_in_place_of_metres_are_suspected():
    metres = np.linspace(0, 5000, 50)[:, None]
    low, high = metres.min(axis=0), metres.max(axis=0)
    assert unit_suspicions(["distance"], metres, low, high) == []
    assert "same unit" in unit_suspicions(["distance"], metres / 1000, low, high)[0]
    assert "same unit" in unit_suspicions(["distance"], metres * 1000, low, high)[0]


def test_the_fingerprint_knows_the_data_and_not_their_order():
    matrix, rate = np.random.default_rng(0).normal(size=(20, 2)), np.arange(20.0)
    order = np.random.default_rng(1).permutation(20)
    assert fingerprint(matrix, rate) == fingerprint(matrix[order], rate[order])
    assert fingerprint(matrix, rate) != fingerprint(matrix, rate + 1e-9)
