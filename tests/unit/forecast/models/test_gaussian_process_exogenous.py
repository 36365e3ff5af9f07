"""The Gaussian process whose points answer their own drivers."""

import numpy as np
import pytest

from subsidence.forecast.data.history import Future, Past
from subsidence.forecast.models.gaussian_process import GaussianProcess
from subsidence.forecast.models.gaussian_process_exogenous import ExogenousGaussianProcess
from subsidence.forecast.models.kernels import Times, covariance

DATES = np.datetime64("2018-01-01") + np.cumsum(np.r_[0, np.tile([12, 6, 24], 20)])
N_PAST, N_POINTS = 50, 40


def world(noise_mm=1.0, seed=0, answers=5.0):
    """Lines that their own, mutually different drivers bend; none of the drivers is periodic."""
    generator = np.random.default_rng(seed)
    years = (DATES - DATES[0]).astype(float) / 365.25
    level = generator.normal(size=(N_POINTS, DATES.size)).cumsum(axis=1) / 3
    truth = generator.normal(-8, 3, (N_POINTS, 1)) * years + generator.normal(answers, 1, (N_POINTS, 1)) * level
    return truth + noise_mm * generator.normal(size=truth.shape), truth, level


def cut(seen, drivers):
    xy = np.random.default_rng(9).uniform(0, 5000, (N_POINTS, 2))
    past = Past(
        seen[:, :N_PAST], seen[:, :N_PAST], DATES[:N_PAST], xy, np.zeros(N_POINTS, int),
        drivers[:, :, :N_PAST], np.empty((N_POINTS, 0)),
    )  # fmt: skip
    return past, Future(DATES[N_PAST:], drivers[:, :, N_PAST:])


def rmse(found, truth):
    return np.sqrt(np.mean((found - truth[:, N_PAST:]) ** 2))


def test_points_that_follow_their_own_drivers_are_forecast_to_the_noise():
    seen, truth, level = world()
    past, future = cut(seen, level[None])
    ours = rmse(ExogenousGaussianProcess().fit(past).predict(past, future), truth)
    shared = rmse(GaussianProcess(use_covariates=True).fit(past).predict(past, future), truth)
    assert ours < 1.2
    assert ours < 0.5 * shared


def test_the_response_is_that_of_the_dense_linear_mixed_model():
    seen, _, level = world()
    past, _ = cut(seen, np.stack([level, level**2]))
    model = ExogenousGaussianProcess().fit(past)
    known, _ = model._responses(past, None)
    everything = slice(0, N_PAST)
    in_time = covariance(Times.plain(past.years), everything, everything, model.parameters)
    strengths = np.diag(model.strengths)
    for point in range(0, N_POINTS, 13):
        inputs = past.covariates[:, point].T
        inputs = inputs - inputs.mean(axis=0)
        total = in_time + inputs @ strengths @ inputs.T
        centred = past.displacement_mm[point] - past.displacement_mm[point].mean()
        wanted = inputs @ strengths @ inputs.T @ np.linalg.solve(total, centred)
        np.testing.assert_allclose(known[point], wanted, atol=1e-4)


@pytest.mark.parametrize("useless", ["constant", "unrelated", "repeated"])
def test_a_driver_that_tells_nothing_new_does_no_harm(useless):
    seen, truth, level = world()
    other = {
        "constant": np.full_like(level, 7.0),
        "unrelated": np.random.default_rng(3).normal(size=level.shape),
        "repeated": level,
    }[useless]
    alone = rmse(ExogenousGaussianProcess().fit(cut(seen, level[None])[0]).predict(*cut(seen, level[None])), truth)
    both = np.stack([level, other])
    assert rmse(ExogenousGaussianProcess().fit(cut(seen, both)[0]).predict(*cut(seen, both)), truth) < 1.02 * alone


def test_ground_that_follows_no_driver_is_forecast_as_without_one():
    _, _, level = world()
    generator = np.random.default_rng(4)
    years = (DATES - DATES[0]).astype(float) / 365.25
    lines = generator.normal(-8, 3, (N_POINTS, 1)) * years
    seen = lines + generator.normal(size=lines.shape)
    past, future = cut(seen, level[None])
    ours = rmse(ExogenousGaussianProcess().fit(past).predict(past, future), lines)
    plain = rmse(GaussianProcess().fit(past).predict(past, future), lines)
    assert ours < 1.02 * plain


def test_a_poisoned_future_changes_no_response_of_the_past():
    seen, _, level = world()
    past, future = cut(seen, level[None])
    model = ExogenousGaussianProcess().fit(past)
    poisoned = Future(future.dates, future.covariates + 1e6)
    np.testing.assert_array_equal(model._responses(past, future)[0], model._responses(past, poisoned)[0])


def test_a_model_read_from_its_arrays_forecasts_the_same():
    seen, _, level = world()
    past, future = cut(seen, level[None])
    model = ExogenousGaussianProcess().fit(past)
    again = ExogenousGaussianProcess.from_arrays(model.arrays())
    np.testing.assert_allclose(again.predict(past, future), model.predict(past, future), atol=1e-6)
