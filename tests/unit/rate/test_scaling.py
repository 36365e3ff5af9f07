"""Scalers know the training rows and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.rate.scaling import FactorScaler, RateScaler

NAMES = ("distance", "geology", "flat")
TRAINING = np.array([[0.0, 3.0, 5.0], [10.0, 7.0, 5.0], [4.0, 3.0, 5.0]])
IS_CLASS = np.array([False, True, False])


MEAN, DEVIATION = 14 / 3, (152 / 9) ** 0.5  # of the distances 0, 10 and 4, by hand


def test_amounts_are_counted_in_deviations_and_a_class_becomes_one_input():
    scaler = FactorScaler.learn(TRAINING, NAMES, IS_CLASS)
    first, second, third = (np.array([0.0, 10.0, 4.0]) - MEAN) / DEVIATION
    expected = [[first, 1, -1, 0], [second, -1, 1, 0], [third, 1, -1, 0]]
    np.testing.assert_allclose(scaler.scale(TRAINING), expected)
    assert scaler.n_inputs == 4
    assert scaler.constant == ["flat"]


def test_values_never_seen_are_held_at_the_limit_and_flagged():
    scaler = FactorScaler.learn(TRAINING, NAMES, IS_CLASS)
    lowest, highest = (np.array([0.0, 10.0]) - MEAN) / DEVIATION
    fresh = np.array([[1e6, 99.0, 6.0], [-3.0, 3.0, 5.0], [10.0 + 1e-9, 7.0, 5.0]])
    np.testing.assert_allclose(scaler.scale(fresh)[:2], [[highest, -1, -1, 0], [lowest, 1, -1, 0]])
    assert scaler.outside(fresh).tolist() == [[True, True, True], [True, False, False], [False, False, False]]


def test_a_missing_factor_stays_missing_and_is_not_called_outside():
    scaler = FactorScaler.learn(TRAINING, NAMES, IS_CLASS)
    fresh = np.array([[np.nan, np.nan, np.nan]])
    assert np.isnan(scaler.scale(fresh)).all()
    assert not scaler.outside(fresh).any()


def test_a_factor_that_is_nearly_constant_is_not_blown_up():
    spike = np.zeros((1000, 1))
    spike[0] = 1.0
    inputs = FactorScaler.learn(spike, ["spike"]).scale(spike)
    assert np.ptp(inputs) == pytest.approx(20.0)


def test_a_value_that_must_be_wrong_does_not_press_the_true_ones_together():
    values = np.linspace(0.0, 10.0, 101)[:, None]
    dirty = np.concatenate([values, [[1e6]]])
    assert FactorScaler.learn(dirty, ["depth"]).scale(values).std() == pytest.approx(1.0, abs=0.02)


def test_the_rate_goes_there_and_back():
    scaler = RateScaler.learn(np.array([-40.0, 10.0]))
    assert scaler.scale(np.array([-40.0, -15.0, 10.0])).tolist() == [-1, 0, 1]
    np.testing.assert_allclose(scaler.restore(scaler.scale(np.array([-99.0, 3.0]))), [-99.0, 3.0])


def test_a_constant_rate_is_refused_in_words():
    with pytest.raises(SubsidenceError, match="nothing to learn"):
        RateScaler.learn(np.full(5, -3.0))
