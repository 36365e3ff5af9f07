"""The straight line that its drivers bend."""

import numpy as np
import pytest

from subsidence.prediction.driven_line import driven_line
from subsidence.prediction.history import Future, Past

DATES = np.datetime64("2018-01-01") + np.cumsum(np.r_[0, np.tile([12, 6, 24], 20)])
N_PAST = 50


def world(noise_mm=0.0, seed=0):
    generator = np.random.default_rng(seed)
    years = (DATES - DATES[0]).astype(float) / 365.25
    level = np.sin(2 * np.pi * years) + 0.3 * generator.normal(size=(8, DATES.size))
    truth = 3.0 + generator.normal(-8, 3, (8, 1)) * years + generator.normal(5, 1, (8, 1)) * level
    seen = truth + generator.normal(0, 1, truth.shape) * noise_mm
    return seen, truth, level


def cut(seen, drivers):
    past = Past(
        seen[:, :N_PAST], seen[:, :N_PAST], DATES[:N_PAST], np.zeros((8, 2)), np.zeros(8, int),
        drivers[:, :, :N_PAST], np.empty((8, 0)),
    )  # fmt: skip
    return past, Future(DATES[N_PAST:], drivers[:, :, N_PAST:])


def test_a_series_made_of_a_line_and_a_driver_is_continued_exactly():
    seen, truth, level = world()
    np.testing.assert_allclose(driven_line(*cut(seen, level[None])), truth[:, N_PAST:], atol=0.05)


def test_the_answer_is_that_of_least_squares_point_by_point():
    seen, _, level = world(noise_mm=2.0)
    found = driven_line(*cut(seen, level[None]))
    years = (DATES - DATES[0]).astype(float) / 365.25
    for point in range(8):
        table = np.column_stack([np.ones(DATES.size), years, level[point]])
        slopes = np.linalg.lstsq(table[:N_PAST], seen[point, :N_PAST], rcond=None)[0]
        np.testing.assert_allclose(found[point], table[N_PAST:] @ slopes, atol=0.05)


@pytest.mark.parametrize("useless", ["constant", "repeated"])
def test_a_driver_that_tells_nothing_new_does_no_harm(useless):
    seen, truth, level = world()
    other = np.full_like(level, 7.0) if useless == "constant" else level
    found = driven_line(*cut(seen, np.stack([level, other])))
    np.testing.assert_allclose(found, truth[:, N_PAST:], atol=0.05)
