"""A change of sampling or of noise is found where there is one, and nowhere else."""

import numpy as np
import pytest

from subsidence.forecast.forecaster import Forecaster
from subsidence.forecast.sampling_change import find_sampling_change
from subsidence.progress import Report
from subsidence.series import DeformationSeries, years_since


def world(seed=0, n_epochs=120, n_points=40, dates=None):
    generator = np.random.default_rng(seed)
    dates = np.datetime64("2016-01-01") + 6 * np.arange(n_epochs) if dates is None else dates
    clean = generator.normal(-5, 3, (n_points, 1)) * years_since(dates) + 2 * np.sin(2 * np.pi * years_since(dates))
    return dates, clean + generator.normal(0, 1, (n_points, dates.size))


def test_epochs_that_became_interpolations_are_found_where_they_begin():
    dates, values = world()
    for epoch in range(60, 119, 2):
        values[:, epoch] = (values[:, epoch - 1] + values[:, epoch + 1]) / 2
    found = find_sampling_change(values, dates)
    assert abs(found.epoch - 60) <= 3
    assert found.noise_ratio < 0.5


def test_noise_that_doubles_is_found_and_how_much_it_grew():
    dates, values = world()
    values[:, 70:] += np.random.default_rng(1).normal(0, np.sqrt(3), (40, 50))
    found = find_sampling_change(values, dates)
    assert abs(found.epoch - 70) <= 3
    assert found.noise_ratio == pytest.approx(2.0, rel=0.2)


def test_a_step_between_epochs_that_doubles_is_found():
    days = np.concatenate([6 * np.arange(70), 6 * 69 + 12 * np.arange(1, 51)])
    found = find_sampling_change(*world(dates=np.datetime64("2016-01-01") + days)[::-1])
    assert (found.step_before, found.step_after) == (pytest.approx(6.0), pytest.approx(12.0))
    assert abs(found.epoch - 70) <= 3


def test_of_twenty_series_that_did_not_change_none_is_said_to_have():
    assert [find_sampling_change(*world(seed)[::-1]) for seed in range(20)] == [None] * 20


def test_too_few_epochs_and_series_without_noise_say_nothing():
    assert find_sampling_change(*world(n_epochs=20)[::-1]) is None
    dates, values = world()
    assert find_sampling_change(np.zeros_like(values), dates) is None


def test_the_log_tells_of_the_change_and_of_what_the_ridge_learned_from():
    heard = []
    report = Report()
    report.on_info = heard.append
    dates, values = world(n_epochs=120, n_points=30)
    values[:, 70:] += np.random.default_rng(1).normal(0, 3, (30, 50))
    xy = np.random.default_rng(2).uniform(0, 1000, (30, 2))
    Forecaster(3, origins=2).fit(DeformationSeries(dates, values, xy), report=report)
    assert any("noise" in text and "latest" in text for text in heard)
