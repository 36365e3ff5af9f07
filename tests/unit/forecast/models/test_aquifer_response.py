"""An aquifer whose head falls to new lows: the response foresees what trend and season cannot."""

import numpy as np
import pytest

from subsidence.forecast.candidates import AQUIFER, Candidates
from subsidence.forecast.data.covariates import Covariates
from subsidence.forecast.data.history import build_history
from subsidence.forecast.models.aquifer_response import CALLED_FOR, _drivers, _lagged, _memories, _storage
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


def by_trying_all(displacement, years, drivers):
    """Storage of one point by least squares with every choice of drivers, and the squares that are left."""
    left, line = {}, np.nan
    for chosen in ((), (0,), (1,), (0, 1)):
        columns = np.column_stack([np.ones(years.size), years, *drivers[list(chosen)]])
        found = np.linalg.lstsq(columns, displacement, rcond=None)[0]
        storage = np.zeros(2)
        storage[list(chosen)] = found[2:]
        squares = ((displacement - columns @ found) ** 2).sum()
        line = line if chosen else squares
        if (storage >= 0).all():
            left[squares] = storage
    best = min(left)
    idle = years.size * np.log(line / best) < CALLED_FOR
    return (np.zeros(2), line) if idle else (left[best], best)


def test_storage_is_that_of_least_squares_over_every_choice_of_drivers():
    random = np.random.default_rng(7)
    years = years_since(DATES)
    heads = 30 + np.cumsum(random.normal(-0.05, 1.0, (80, DATES.size)), axis=1)
    drivers = _drivers(heads, *_memories(DATES, 30.0, 60.0))
    drivers[1, :20] = 0.0  # no new lows
    truth = (
        np.einsum("pc,cpt->pt", random.uniform(-2, 4, (80, 2)).clip(0), drivers) + random.normal(-5, 3, (80, 1)) * years
    )
    values = truth + random.normal(0, 4.0, truth.shape)
    storage, left = _storage(values, DATES, drivers)
    expected = [by_trying_all(values[row], years, drivers[:, row]) for row in range(80)]
    assert 5 < sum((one == 0).all() for one, _ in expected) < 75  # both kinds of points are there
    np.testing.assert_allclose(storage, [one for one, _ in expected], rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(left, [one for _, one in expected], rtol=1e-8)


def test_a_driver_that_repeats_the_other_or_the_line_changes_no_answer():
    random = np.random.default_rng(8)
    years = years_since(DATES)
    wave = np.cumsum(random.normal(0, 1.0, (1, DATES.size)), axis=1)
    values = 3.0 * wave + random.normal(0, 0.5, (1, DATES.size))
    alone, left = _storage(values, DATES, np.stack([wave, np.zeros_like(wave)]))
    assert alone[0] == pytest.approx([3.0, 0.0], abs=0.1)
    for second in (wave, years[None]):
        storage, squares = _storage(values, DATES, np.stack([wave, second]))
        assert storage == pytest.approx(alone)
        assert squares == pytest.approx(left)


def test_a_lag_at_uneven_dates_is_that_of_small_steps():
    days = np.cumsum([0, 6, 12, 24, 6, 48, 12.0])
    values = np.array([[0.0, 1.0, 3.0, 2.0, 2.0, 5.0, 4.0]])
    fine = np.linspace(0, days[-1], 20_001)
    input_, felt = np.interp(fine, days, values[0]), np.zeros(fine.size)
    for step in range(1, fine.size):
        felt[step] = felt[step - 1] + (input_[step] - felt[step - 1]) * (fine[1] - fine[0]) / 30.0
    assert _lagged(values, days, 30.0)[0] == pytest.approx(np.interp(days, fine, felt), abs=5e-3)


def test_lag_and_delay_by_one_product_are_those_step_by_step():
    days = DATES[0] + np.cumsum([0, 6, 12, 24, 6, 48, 12]).astype("timedelta64[D]")
    values = np.random.default_rng(2).normal(40, 3, (5, days.size))
    passed = (days - days[0]).astype(float)
    elastic, _ = _drivers(values, *_memories(days, 30.0, 0.0))
    np.testing.assert_allclose(elastic, _lagged(values, passed, 30.0) - values[:, :1], atol=1e-9)
    low = np.minimum.accumulate(values, axis=1) - values[:, :1]
    _, inelastic = _drivers(values, *_memories(days, 0.0, 180.0))
    odd = np.arange(1, 12, 2)
    share = 8 / (odd * np.pi) ** 2
    slow = sum(part * _lagged(low, passed, 720.0 / (k * np.pi) ** 2) for k, part in zip(odd, share))
    np.testing.assert_allclose(inelastic, slow + (1 - share.sum()) * low, atol=1e-9)
