"""The accuracy measures, against numbers worked out by hand and against scikit-learn's definitions."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence import metrics

OBSERVED = np.array([0.0, -10.0, -30.0, -40.0])
PREDICTED = np.array([2.0, -10.0, -15.0, -44.0])  # errors 2, 0, 15, -4


def test_the_measures_agree_with_a_calculation_by_hand():
    found = metrics.measures(OBSERVED, PREDICTED, baseline=np.full(4, -20.0))
    assert found["n"] == 4
    assert found["mse"] == pytest.approx((4 + 0 + 225 + 16) / 4)
    assert found["rmse"] == pytest.approx(np.sqrt(61.25))
    assert found["mae"] == pytest.approx(21 / 4)
    assert found["r2"] == pytest.approx(1 - 245 / 1000)
    assert found["within_10mm"] == 0.75
    assert found["skill"] == pytest.approx(1 - 245 / 1000)  # the baseline is the mean here


def test_opposite_errors_do_not_cancel_in_the_mean_absolute_error():
    assert metrics.mae([0.0, 0.0], [5.0, -5.0]) == 5.0


def test_missing_values_are_left_out_and_counted_out():
    observed = np.append(OBSERVED, [np.nan, 5.0, np.inf])
    predicted = np.append(PREDICTED, [1.0, np.nan, 3.0])
    assert metrics.measures(observed, predicted) == pytest.approx(metrics.measures(OBSERVED, PREDICTED), nan_ok=True)


def test_skill_compares_the_same_values_only():
    baseline = np.array([np.nan, -20.0, -20.0, -20.0])
    assert metrics.skill(OBSERVED, PREDICTED, baseline) == pytest.approx(1 - (241 / 3) / (600 / 3))


def test_with_nothing_to_compare_the_answer_is_unknown_not_zero():
    found = metrics.measures([np.nan], [1.0])
    assert found.pop("n") == 0
    assert all(np.isnan(value) for value in found.values())
    assert np.isnan(metrics.r2([3.0, 3.0], [3.0, 3.0]))


def test_coverage_counts_the_edges_and_skips_the_unknown():
    low, high = np.array([0.0, 0.0, 0.0, np.nan]), np.array([1.0, 1.0, 1.0, 1.0])
    assert metrics.coverage([1.0, 0.5, 2.0, 0.5], low, high) == pytest.approx(2 / 3)
    assert metrics.width(low, high) == 1.0


def test_all_measures_at_once_are_those_taken_one_by_one():
    generator = np.random.default_rng(5)
    observed, predicted, baseline = generator.normal(0, 9, (3, 40, 6))
    observed[generator.random(observed.shape) < 0.2] = np.nan
    predicted[generator.random(predicted.shape) < 0.2] = np.nan
    baseline[generator.random(baseline.shape) < 0.2] = np.nan
    found = metrics.measures(observed, predicted, baseline)
    for name in ("mse", "rmse", "mae", "r2", "within_10mm"):
        assert found[name] == pytest.approx(getattr(metrics, name)(observed, predicted))
    assert found["skill"] == metrics.skill(observed, predicted, baseline)
    assert found["n"] == (np.isfinite(observed) & np.isfinite(predicted)).sum()


def test_against_an_exact_baseline_there_is_no_skill():
    observed = np.array([1.0, 2.0, 3.0])
    assert np.isnan(metrics.skill(observed, observed + 0.5, observed))
    assert np.isnan(metrics.skill(observed, observed, observed + 1e-12))
