"""Steps, new rates and settling come back with their dates; noise makes none of them; a jump is no rate."""

import numpy as np
import pytest

from subsidence.analysis.breaks import break_kinds, bridged, candidates, unwrapping_error
from subsidence.analysis.fitted_curve import fitted_curve
from subsidence.analysis.motion_models import MODELS, fit_motion_models
from subsidence.series import years_since

DATES = np.datetime64("2018-01-03") + 12 * np.arange(100)
YEARS = years_since(DATES)


def ar1(n_points: int, memory: float, seed: int) -> np.ndarray:
    values = np.random.default_rng(seed).normal(size=(n_points, DATES.size))
    for epoch in range(1, DATES.size):
        values[:, epoch] = memory * values[:, epoch - 1] + np.sqrt(1 - memory**2) * values[:, epoch]
    return values


def names_of(fitted) -> np.ndarray:
    return np.array([*MODELS, "unknown"])[fitted.model]


@pytest.mark.parametrize("memory", [0.0, 0.7])
def test_a_jump_of_half_a_wavelength_on_stable_ground_is_a_step_and_no_rate(memory):
    place = np.random.default_rng(0).integers(10, 90, 150)
    series = 2.0 * ar1(150, memory, 1) - 27.73 * (np.arange(100) >= place[:, None])
    fitted = fit_motion_models(series, DATES)
    assert np.mean(np.char.startswith(names_of(fitted), "step")) > 0.98
    assert np.mean(np.abs(fitted.rate) > 1.96 * fitted.rate_std) < 0.11
    inside = (fitted.break_date_lo <= DATES[place]) & (DATES[place] <= fitted.break_date_hi)
    assert inside.mean() > 0.95
    assert np.mean(np.abs(fitted.break_size + 27.73) < 1.96 * fitted.break_size_std) > 0.85
    words, count = break_kinds(fitted.break_size, fitted.break_size_std, np.isfinite(fitted.rate_after), 0.0555)
    assert count > 0.8 * 150
    assert "step of half a wavelength: unwrapping error?" in words


def test_noise_alone_makes_few_breaks():
    series = 3.0 * ar1(300, 0.7, 2) - 8.0 * YEARS
    fitted = fit_motion_models(series, DATES)
    assert np.mean(names_of(fitted) == "linear") > 0.85
    assert np.mean(np.isfinite(fitted.acceleration)) <= 0.07
    assert np.mean(np.isfinite(fitted.break_size)) <= 0.07


def test_a_new_rate_comes_back_with_its_date_also_through_gaps():
    place = 55
    truth = -4.0 * YEARS - 20.0 * np.maximum(YEARS - YEARS[place], 0.0)
    series = truth + np.random.default_rng(3).normal(0.0, 1.5, (80, 100))
    series[:40][np.random.default_rng(4).random((40, 100)) < 0.1] = np.nan
    fitted = fit_motion_models(series, DATES)
    bent = np.char.startswith(names_of(fitted), "breakpoint")
    assert bent.mean() > 0.8
    assert np.nanmean(fitted.rate_before) == pytest.approx(-4.0, abs=0.5)
    assert np.nanmean(fitted.rate_after) == pytest.approx(-24.0, abs=0.5)
    inside = (fitted.break_date_lo <= DATES[place]) & (DATES[place] <= fitted.break_date_hi)
    assert inside[bent].mean() > 0.75


@pytest.mark.parametrize(("change", "noise"), [(30.0, 1.0), (30.0, 2.0), (100.0, 1.0)])
def test_a_new_rate_may_begin_on_any_day_and_its_interval_holds_that_day(change, noise):
    random = np.random.default_rng(7)
    day = random.uniform(0.8, 2.4, (120, 1))
    series = -5.0 * YEARS - change * np.maximum(YEARS - day, 0.0) + random.normal(0.0, noise, (120, 100))
    fitted = fit_motion_models(series, DATES)
    bent = np.char.startswith(names_of(fitted), "breakpoint")
    assert bent.mean() > 0.9
    low, high = (years_since(one, DATES[0]) for one in (fitted.break_date_lo[bent], fitted.break_date_hi[bent]))
    assert np.mean((low <= day[bent, 0]) & (day[bent, 0] <= high)) >= 0.9
    assert np.median(high - low) < 0.25


@pytest.mark.parametrize("kind", ["exponential", "logarithmic"])
def test_settling_that_slows_down_is_told_from_an_acceleration(kind):
    truth = -70.0 * (1 - np.exp(-YEARS / 0.4)) if kind == "exponential" else -18.0 * np.log1p(YEARS / 0.033)
    series = truth + np.random.default_rng(5).normal(0.0, 1.5, (60, 100))
    fitted = fit_motion_models(series, DATES)
    assert np.mean(np.char.startswith(names_of(fitted), kind)) > 0.8
    assert np.nanmedian(fitted.settling_mm) == pytest.approx(truth[-1] - truth[0], rel=0.25)
    middle = np.interp(YEARS[-1] / 2 + np.array([-0.05, 0.05]), YEARS, truth)
    assert np.median(fitted.rate) == pytest.approx((middle[1] - middle[0]) / 0.1, abs=2.0)


@pytest.mark.parametrize("noise", [1.0, 3.0])
def test_what_settled_lies_within_its_error_though_neither_pace_nor_form_is_known(noise):
    random = np.random.default_rng(7)
    tau = random.uniform(0.2, 1.2, (150, 1))
    series = -60.0 * (1.0 - np.exp(-YEARS / tau)) - 3.0 * YEARS + random.normal(0.0, noise, (150, 100))
    fitted = fit_motion_models(series, DATES)
    settled = (-60.0 * (1.0 - np.exp(-YEARS[-1] / tau)))[:, 0]
    known = np.isfinite(fitted.settling_mm)
    assert known.mean() > 0.9
    held = np.abs(fitted.settling_mm - settled)[known] < 1.96 * fitted.settling_mm_std[known]
    assert held.mean() >= 0.9


def test_the_curve_follows_a_step():
    series = np.random.default_rng(6).normal(0.0, 1.0, 100) + 15.0 * (np.arange(100) >= 40)
    curve = fitted_curve(series, DATES)
    assert curve.model.startswith("step")
    before, after = curve.dates < DATES[39], curve.dates > DATES[41]
    assert curve.value_mm[after].mean() - curve.value_mm[before].mean() == pytest.approx(15.0, abs=2.0)


def test_candidates_leave_epochs_on_either_side_and_gaps_are_bridged():
    tried = candidates(DATES)
    steps = tried.place[tried.kind == "step"]
    assert steps.min() == 3
    assert steps.max() == 97
    gaps = np.array([[np.nan, 1.0, np.nan, 3.0], [np.nan] * 4])
    assert bridged(gaps, np.arange(4.0)).tolist() == [[1, 1, 2, 3], [0, 0, 0, 0]]
    assert bridged(gaps, np.array([0.0, 1.0, 4.0, 5.0])).tolist()[0] == [1, 1, 2.5, 3]  # by time, not by epoch
    assert unwrapping_error(np.array([np.nan, 28.0]), np.array([np.nan, 0.5])).tolist() == [False, True]


def test_settling_that_could_be_of_either_kind_is_called_undecided_and_clear_settling_is_not():
    dates = np.datetime64("2018-01-03") + 12 * np.arange(120)
    years = (dates - dates[0]).astype(float) / 365.25
    random = np.random.default_rng(0)
    slow = -40.0 * (1 - np.exp(-years / 2.5)) + random.normal(0, 3.0, (60, 120))
    fast = -40.0 * (1 - np.exp(-years / 0.25)) + random.normal(0, 0.3, (60, 120))
    both = fit_motion_models(np.concatenate([slow, fast]), dates)
    names = np.array([*MODELS, "-"])[both.model]
    settling = np.char.startswith(names, "exponential") | np.char.startswith(names, "logarithmic")
    undecided = both.undecided_settling
    assert undecided[:60][settling[:60]].mean() > 0.5
    assert settling[60:].mean() > 0.9
    assert undecided[60:].mean() < 0.1
    assert (both.runner_up[both.model >= 0] != both.model[both.model >= 0]).all()
