"""Covariates on the dates of a forecast: gaps, ends, climatology, memories."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.forecast.data.covariates import Covariates, climatology, memories

DATES = np.datetime64("2015-01-15") + np.arange(48) * np.timedelta64(30, "D")
ANNUAL = np.sin(2 * np.pi * np.arange(48) * 30 / 365.25)


def covariates(values, **more):
    return Covariates(["rain"], DATES, np.asarray(values, dtype=float)[None], **more)


def test_gaps_are_bridged_linearly_and_the_same_whether_filled_alone_or_together():
    rows = np.tile(np.arange(48.0), (3, 1))
    rows[0, 5:8] = np.nan
    rows[1, 5:8] = np.nan
    found = covariates(rows).at(DATES, DATES[-1])
    np.testing.assert_allclose(found[0], np.tile(np.arange(48.0), (3, 1)))


def test_after_its_last_value_a_covariate_follows_the_year():
    row = ANNUAL.copy()
    row[40:] = np.nan
    found = covariates(row[None]).at(DATES, DATES[-1])[0, 0]
    np.testing.assert_allclose(found[:40], ANNUAL[:40])
    assert np.abs(found[40:] - ANNUAL[40:]).max() < 0.35


def test_dates_between_are_interpolated_and_later_ones_follow_the_year():
    halfway = DATES[:1] + np.timedelta64(15, "D")
    found = covariates(np.arange(48.0)[None]).at(halfway, DATES[-1])
    assert found[0, 0, 0] == pytest.approx(0.5)
    later = DATES[-1:] + np.timedelta64(365, "D")
    found = covariates(ANNUAL[None]).at(later, DATES[-1])
    assert found[0, 0, 0] == pytest.approx(ANNUAL[-1], abs=0.3)


@pytest.mark.parametrize("shift", [0, 10])
@pytest.mark.parametrize("chosen", [slice(0, 30), slice(5, 20), [3, 4, 9, 30], [7, 2, 2]])
def test_on_its_own_dates_and_between_them_a_covariate_is_what_a_line_says(chosen, shift):
    rows = np.random.default_rng(6).normal(0, 3, (4, 48))
    wanted = DATES[chosen] + np.timedelta64(shift, "D")
    found = covariates(rows).at(wanted, DATES[-1])[0]
    days = (DATES - DATES[0]).astype(float)
    expected = [np.interp((wanted - DATES[0]).astype(float), days, row) for row in rows]
    np.testing.assert_allclose(found, expected, atol=1e-12)
    assert found.strides[-1] == found.itemsize  # a series lies in one piece


def test_values_after_the_origin_are_used_only_when_known_beforehand():
    row = np.where(np.arange(48) < 40, ANNUAL, 1e6)[None]
    assert np.abs(covariates(row).at(DATES[40:], DATES[39])).max() < 2
    assert (covariates(row, future_known=True).at(DATES[40:], DATES[39]) == 1e6).all()


def test_a_point_without_any_value_is_refused_in_words():
    with pytest.raises(SubsidenceError, match="Covariate number 1 has no value at all"):
        covariates(np.full((2, 48), np.nan)).at(DATES, DATES[-1])


def test_covariates_of_another_shape_are_refused_in_words():
    with pytest.raises(SubsidenceError, match="does not fit 1 names and 48 dates"):
        Covariates(["rain"], DATES, np.zeros((1, 3, 47)))


def test_a_memory_of_a_constant_is_the_constant_and_of_a_step_approaches_it():
    np.testing.assert_allclose(memories(np.full((1, 48), 3.0), DATES), 3.0)
    step = (np.arange(48) >= 10).astype(float)[None]
    for memory, years in zip(memories(step, DATES)[1:], (0.1, 0.3, 1.0)):
        expected = 1 - np.exp(-30 / 365.25 / years)
        assert memory[0, 10] == pytest.approx(expected)
        assert (np.diff(memory[0, 9:]) > 0).all()


def test_the_climatology_of_whole_years_is_the_year():
    found = climatology(ANNUAL[None], DATES, DATES[20:22])
    np.testing.assert_allclose(found[0], ANNUAL[20:22], atol=0.2)
