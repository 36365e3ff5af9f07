"""Scalers know the training rows and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.prediction.scaling import FactorScaler, RateScaler

NAMES = ("distance", "geology", "flat")
TRAINING = np.array([[0.0, 3.0, 5.0], [10.0, 7.0, 5.0], [4.0, 3.0, 5.0]])
IS_CLASS = np.array([False, True, False])


def test_amounts_go_to_minus_one_and_one_and_classes_to_one_input_each():
    scaler = FactorScaler.learn(TRAINING, NAMES, IS_CLASS)
    expected = [[-1, 1, -1, 0], [1, -1, 1, 0], [-0.2, 1, -1, 0]]
    np.testing.assert_allclose(scaler.scale(TRAINING), expected)
    assert scaler.n_inputs == 4
    assert scaler.constant == ["flat"]


def test_values_never_seen_are_held_at_the_limit_and_flagged():
    scaler = FactorScaler.learn(TRAINING, NAMES, IS_CLASS)
    fresh = np.array([[1e6, 99.0, 6.0], [-3.0, 3.0, 5.0], [10.0 + 1e-9, 7.0, 5.0]])
    np.testing.assert_allclose(scaler.scale(fresh)[:2], [[1, -1, -1, 0], [-1, 1, -1, 0]])
    assert scaler.outside(fresh).tolist() == [[True, True, True], [True, False, False], [False, False, False]]


def test_a_missing_factor_stays_missing_and_is_not_called_outside():
    scaler = FactorScaler.learn(TRAINING, NAMES, IS_CLASS)
    fresh = np.array([[np.nan, np.nan, np.nan]])
    assert np.isnan(scaler.scale(fresh)).all()
    assert not scaler.outside(fresh).any()


def test_the_rate_goes_there_and_back():
    scaler = RateScaler.learn(np.array([-40.0, 10.0]))
    assert scaler.scale(np.array([-40.0, -15.0, 10.0])).tolist() == [-1, 0, 1]
    np.testing.assert_allclose(scaler.restore(scaler.scale(np.array([-99.0, 3.0]))), [-99.0, 3.0])


def test_a_constant_rate_is_refused_in_words():
    with pytest.raises(SubsidenceError, match="nothing to learn"):
        RateScaler.learn(np.full(5, -3.0))
