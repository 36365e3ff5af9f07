"""An aquifer whose head falls to new lows: the response foresees what trend and season cannot."""

import numpy as np
import pytest

from subsidence.forecast.candidates import AQUIFER, Candidates
from subsidence.forecast.data.covariates import Covariates
from subsidence.forecast.data.history import build_history
from subsidence.forecast.models.aquifer_response import _lagged, _storage
from subsidence.series import DeformationSeries, years_since

DATES = np.datetime64("2015-01-01") + 12 * np.arange(120)


@pytest.fixture(scope="module")
def world():
    """Sixty points; the head has a season, falls from 2017 on and recovers after the last known epoch."""
    random = np.random.default_rng(0)
    years = years_since(DATES)
    head = 40 + 2 * np.cos(2 * np.pi * years) - 4 * np.clip(years - 1.2, 0, 1.8) + 9 * np.clip(years - 3.3, 0, 9)
    heads = np.repeat(head[None], 60, axis=0)
    low = np.minimum.accumulate(head)
    storage = random.uniform(0.5, 1.5, (60, 1))
    truth = storage * (3.0 * (head - head[0]) + 12.0 * (low - low[0]))
    series = DeformationSeries(DATES, truth + 1.0 * random.standard_normal(truth.shape), random.random((60, 2)) * 100)
    drivers = Covariates(["RAIN", "GW"], DATES, np.stack([random.standard_normal(heads.shape), heads]), True)
    return build_history(series, covariates=drivers)[0], truth, storage


def test_the_response_foresees_a_recovery_that_is_known_beforehand(world):
    history, truth, _ = world
    past = history.past(100)
    future = history.future(100, DATES[100:])
    models = Candidates().fit(past, years_since(DATES[100:], DATES[99]))
    assert models.aquifer.choice[0] == 1  # the head, not the rain
    by_name = dict(zip(models.names, models.forecasts(past, future)))
    error = {name: np.sqrt(np.mean((one - truth[:, 100:]) ** 2)) for name, one in by_name.items()}
    assert error[AQUIFER] < 2.0
    assert error[AQUIFER] < 0.5 * error["gaussian process"]


def test_a_saved_response_forecasts_the_same(world):
    history, _, _ = world
    past, future = history.past(100), history.future(100, DATES[100:])
    models = Candidates().fit(past, years_since(DATES[100:], DATES[99]))
    again = Candidates.from_arrays(models.arrays())
    assert AQUIFER in again.names
    assert np.allclose(models.forecasts(past, future, [AQUIFER]), again.forecasts(past, future, [AQUIFER]))


def test_storage_is_bounded_by_nothing_and_found_where_it_is(world):
    history, _, storage = world
    head = history.past(100).covariates[1]
    low = np.minimum.accumulate(head, axis=1)
    drivers = np.stack([head - head[:, :1], low - low[:, :1]])
    found, _ = _storage(history.past(100).displacement_mm, DATES[:100], drivers)
    assert found[:, 0] == pytest.approx(3.0 * storage[:, 0], abs=0.5)
    assert found[:, 1] == pytest.approx(12.0 * storage[:, 0], rel=0.1)
    against, _ = _storage(-history.past(100).displacement_mm, DATES[:100], drivers)
    assert (against == 0).all()


def test_a_lag_at_uneven_dates_is_that_of_small_steps():
    days = np.cumsum([0, 6, 12, 24, 6, 48, 12.0])
    values = np.array([[0.0, 1.0, 3.0, 2.0, 2.0, 5.0, 4.0]])
    fine = np.linspace(0, days[-1], 20_001)
    input_, felt = np.interp(fine, days, values[0]), np.zeros(fine.size)
    for step in range(1, fine.size):
        felt[step] = felt[step - 1] + (input_[step] - felt[step - 1]) * (fine[1] - fine[0]) / 30.0
    assert _lagged(values, days, 30.0)[0] == pytest.approx(np.interp(days, fine, felt), abs=5e-3)
