"""Models of motion: known motions, spoiled by noise and gaps, come back with honest standard errors."""

import numpy as np
import pytest

from subsidence.analysis import motion_models
from subsidence.analysis.motion_models import MODELS, design_matrix, fit_motion_models, possible_models
from subsidence.analysis.noise_models import white_noise
from subsidence.errors import SubsidenceError
from subsidence.series import decimal_years, years_since

DATES = np.datetime64("2018-03-06") + np.arange(86) * np.timedelta64(12, "D")


def motion(rate=0.0, acceleration=0.0, amplitude=0.0, highest_day=0.0, dates=DATES):
    years = years_since(dates)
    time = years - years[-1] / 2.0
    angle = 2.0 * np.pi * (decimal_years(dates) - highest_day / 365.25)
    return 5.0 + rate * time + acceleration * time**2 / 2.0 + amplitude * np.cos(angle)


TRUTHS = (
    {"rate": -12.0},
    {"rate": -12.0, "acceleration": 6.0},
    {"rate": -3.0, "amplitude": 7.0, "highest_day": 300.0},
    {"rate": 4.0, "acceleration": -5.0, "amplitude": 6.0, "highest_day": 40.0},
)


def test_the_model_behind_each_series_is_recognised_and_its_numbers_come_back():
    random = np.random.default_rng(0)
    series = np.stack([motion(**truth) for truth in TRUTHS]).repeat(60, axis=0)
    noisy = series + random.normal(scale=1.0, size=series.shape)
    noisy[::4][random.uniform(size=(60, DATES.size)) < 0.1] = np.nan
    fitted = fit_motion_models(noisy, DATES)
    kind = np.repeat(np.arange(4), 60)
    assert np.mean(fitted.model == kind) > 0.9
    for number, truth in enumerate(TRUTHS):
        rows = (kind == number) & (fitted.model == number)
        assert fitted.rate[rows].mean() == pytest.approx(truth["rate"], abs=0.1)
        if "acceleration" in truth:
            assert fitted.acceleration[rows].mean() == pytest.approx(truth["acceleration"], abs=0.3)
        else:
            assert np.isnan(fitted.acceleration[rows]).all()
        if "amplitude" in truth:
            assert fitted.annual_amplitude[rows].mean() == pytest.approx(truth["amplitude"], abs=0.1)
            assert fitted.annual_phase[rows].mean() == pytest.approx(truth["highest_day"], abs=2.0)
        else:
            assert np.isnan(fitted.annual_amplitude[rows]).all()
    assert fitted.residual_std.mean() == pytest.approx(1.0, abs=0.05)
    assert (fitted.support >= 0.0).all()


@pytest.mark.parametrize("memory", [0.0, 0.6])
def test_standard_errors_are_the_scatter_of_the_estimates(memory):
    random = np.random.default_rng(1)
    noise = np.zeros((1500, DATES.size))
    for epoch in range(DATES.size):
        noise[:, epoch] = memory * noise[:, epoch - 1] + random.normal(size=1500)
    fitted = fit_motion_models(motion(**TRUTHS[3]) + noise, DATES, model="quadratic + annual")
    for name in ("rate", "acceleration", "annual_amplitude", "annual_phase"):
        scatter = getattr(fitted, name).std()
        assert getattr(fitted, name + "_std").mean() == pytest.approx(scatter, rel=0.25), name


def test_the_fit_is_the_least_squares_fit_also_where_values_are_missing():
    random = np.random.default_rng(2)
    series = random.normal(size=(5, DATES.size)).cumsum(axis=1)
    series[1, ::3] = np.nan
    fitted = fit_motion_models(series, DATES, model="quadratic + annual", noise=white_noise(DATES, 5))
    design = design_matrix(DATES, "quadratic + annual")
    for row in range(5):
        known = np.isfinite(series[row])
        expected = np.linalg.lstsq(design[known], series[row, known], rcond=None)[0]
        assert fitted.rate[row] == pytest.approx(expected[1])
        assert fitted.acceleration[row] == pytest.approx(expected[2])
        assert fitted.annual_amplitude[row] == pytest.approx(np.hypot(*expected[3:]))
        assert fitted.n[row] == known.sum()


def test_what_cannot_be_fitted_is_unknown_and_an_exact_series_is_no_accident():
    series = np.stack([motion(rate=-5.0), np.full(DATES.size, np.nan), np.zeros(DATES.size), motion(rate=2.0)])
    series[3, 5:] = np.nan
    fitted = fit_motion_models(series, DATES)
    assert fitted.model.tolist() == [0, -1, 0, 0]
    assert fitted.rate[0] == pytest.approx(-5.0)
    assert np.isnan(fitted.rate[1])
    assert fitted.rate[2] == pytest.approx(0.0)
    assert fitted.n.tolist() == [86, 0, 86, 5]


def test_short_series_carry_no_season():
    assert possible_models(DATES[:13]) == ["linear", "quadratic"]
    assert possible_models(DATES) == list(MODELS)
    assert possible_models(DATES[:3]) == []
    with pytest.raises(SubsidenceError, match="at least 4 epochs"):
        fit_motion_models(np.zeros((2, 3)), DATES[:3])
    with pytest.raises(SubsidenceError, match=r"13 epochs over 0\.4 years"):
        fit_motion_models(np.zeros((2, 13)), DATES[:13], model="linear + annual")


def test_the_annual_part_is_highest_on_the_calendar_day_it_says():
    fitted = fit_motion_models(motion(rate=0.0, amplitude=4.0, highest_day=365.25 * 0.5)[None], DATES, model=MODELS[2])
    days = np.arange("2019-01-01", "2020-01-01", dtype="datetime64[D]")
    highest = days[np.argmax(motion(amplitude=4.0, highest_day=fitted.annual_phase[0], dates=days))]
    assert abs((highest - np.datetime64("2019-07-02")) / np.timedelta64(1, "D")) <= 1


@pytest.mark.parametrize("n_epochs", [8, 15, 30])
@pytest.mark.parametrize("walks", [False, True])
def test_few_epochs_make_no_more_false_accelerations_than_many(n_epochs, walks):
    days = np.datetime64("2018-01-01") + 12 * np.arange(n_epochs)
    noise = np.random.default_rng(3).normal(0.0, 2.0, (800, n_epochs))
    series = (noise.cumsum(axis=1) if walks else noise) - 17.0 * years_since(days)
    fitted = fit_motion_models(series, days)
    assert np.isfinite(fitted.acceleration).mean() <= 0.07
    assert np.mean(np.abs(fitted.rate + 17.0) < 1.96 * fitted.rate_std) >= 0.9


@pytest.mark.parametrize("noisy", [slice(0, 12), slice(74, 86), slice(0, 4)], ids=["first", "last", "first four"])
def test_some_noisy_epochs_at_an_end_make_no_step_and_a_real_one_is_found_beside_them(noisy):
    values = np.random.default_rng(3).normal(0.0, 2.0, (200, DATES.size))
    values[:, noisy] *= 5.0
    found = fit_motion_models(values + motion(rate=-10.0), DATES)
    assert np.mean(np.isfinite(found.break_size)) < 0.12  # a quarter to a third, were every epoch taken to be alike
    assert np.mean(np.isfinite(found.acceleration)) < 0.07
    stepped = fit_motion_models(values + motion(rate=-10.0) + 28.0 * (np.arange(DATES.size) >= 43), DATES)
    assert np.mean(np.isfinite(stepped.break_size)) > 0.97
    inside = np.abs(stepped.break_size - 28.0) < 1.96 * stepped.break_size_std
    assert np.mean(inside[np.isfinite(stepped.break_size)]) > 0.9


def test_covariances_of_all_series_are_never_in_memory_at_once_and_every_series_gets_the_model_it_gets_alone(
    monkeypatch,
):
    rng = np.random.default_rng(5)
    dates = np.datetime64("2020-01-01") + 12 * np.arange(60)
    years = years_since(dates)
    shapes = np.stack([-8.0 * years, 4.0 * years**2, np.where(years > 1.0, -30.0, 0.0), -20.0 * np.log1p(years / 0.1)])
    series = shapes[rng.integers(0, 4, 9_000)] + rng.normal(0.0, 1.0, (9_000, 60))
    noise = white_noise(dates, len(series))
    at_once = []
    consider = motion_models._Table.consider

    def watched(table, name, rows, fit, change=None):
        if change is None:
            at_once.append(len(fit.covariance))
        consider(table, name, rows, fit, change)

    monkeypatch.setattr(motion_models._Table, "consider", watched)
    found = fit_motion_models(series, dates, noise=noise)
    assert max(at_once) < len(series) / 2
    some = rng.choice(len(series), 50, replace=False)
    alone = fit_motion_models(series[some], dates, noise=white_noise(dates, 50))
    assert np.array_equal(found.model[some], alone.model)
    assert np.allclose(found.rate_std[some], alone.rate_std, rtol=1e-9)
    assert np.allclose(found.settling_mm_std[some], alone.settling_mm_std, rtol=1e-9, equal_nan=True)


@pytest.mark.parametrize("days", [5, 400])
def test_an_epoch_at_which_nothing_is_known_at_an_end_changes_nothing(days):
    epochs = np.datetime64("2018-01-06") + 12 * np.arange(60)
    years = (epochs - epochs[0]).astype(int) / 365.25
    values = -4.0 * years**2 + 3.0 * np.sin(2 * np.pi * years) + np.random.default_rng(0).normal(size=(20, 60))
    plain = fit_motion_models(values, epochs)
    nothing = np.full((20, 1), np.nan)
    wide = np.concatenate([[epochs[0] - days], epochs, [epochs[-1] + 2 * days]])
    again = fit_motion_models(np.hstack([nothing, values, nothing]), wide)
    for name in ("model", "rate", "rate_std", "acceleration", "break_size"):
        np.testing.assert_array_equal(getattr(again, name), getattr(plain, name))
