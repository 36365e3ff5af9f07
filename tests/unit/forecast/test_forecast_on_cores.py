"""A forecast on several cores: the same to the last bit as on one, and stopped as fast."""

import threading
from functools import cache

import numpy as np
import pytest

from subsidence.errors import Cancelled
from subsidence.forecast.data.covariates import Covariates
from subsidence.forecast.forecaster import Forecaster
from subsidence.forecast.metrics import metric_rows, one_step_test
from subsidence.progress import Report, stopped_by
from subsidence.series import DeformationSeries, years_since
from subsidence.threads import given_cores

DATES = np.datetime64("2018-03-06") + np.arange(56) * np.timedelta64(12, "D")
SIZES = (25, 15, 12, 4)  # the last is too small for a model of its own


class Listener(Report):
    """Writes down all that it is told, and asks to stop after so many steps."""

    def __init__(self, stop_after=None):
        self.notes, self.fractions, self.stop_after = [], [], stop_after

    def on_info(self, text):
        self.notes.append(text)

    def on_warning(self, text):
        self.notes.append(text)

    def on_progress(self, fraction):
        self.fractions.append(fraction)

    def is_cancelled(self):
        return self.stop_after is not None and len(self.fractions) >= self.stop_after


def driven_city():
    """Lines and answers to rain and head, in clusters of which one is small, with gaps."""
    generator = np.random.default_rng(4)
    labels = np.repeat(np.arange(len(SIZES)), SIZES)
    rain = np.cumsum(generator.normal(0, 1.0, (2, 1, DATES.size)), axis=2) * np.ones((1, labels.size, 1))
    clean = -(3.0 + 4.0 * labels[:, None]) * years_since(DATES) + (0.5 * labels[:, None]) * rain[0] + rain[1]
    values = clean + generator.normal(0, 0.5, clean.shape)
    values[generator.random(values.shape) < 0.02] = np.nan
    series = DeformationSeries(DATES, values, generator.uniform(0, 1000, (labels.size, 2)))
    return series, Covariates(["rain", "head"], DATES, rain), labels


def fitted(count, report):
    with given_cores(count):
        return Forecaster(4, origins=3, neighbours=5, window=8).fit(*driven_city(), report=report)


@cache
def told(count):
    """Everything that a fit on so many cores says, as arrays and as text."""
    listener = Listener()
    model = fitted(count, listener)
    with given_cores(count):
        test = one_step_test(model.tested.history, 5, {}, alike=model.models)
        rows = list(metric_rows(model, test))
        numbers = [
            model.weights, model.quantiles, model.backtest.forecasts, model.backtest.combined, model.backtest.weights,
            model.forecast().displacement_mm, *test.forecasts.values(), *model.models.arrays().values(),
            np.array([[*row.values.values(), row.coverage, row.width_mm] for row in rows]),
        ]  # fmt: skip
    names = [(row.cluster, row.evaluation, row.model, row.horizon, row.origin) for row in rows]
    return numbers, [listener.notes, names, list(model.models.arrays()), list(test.forecasts)], listener.fractions


def test_the_forecast_its_weights_and_its_notes_are_the_same_on_any_number_of_cores():
    numbers, texts, _ = told(1)
    assert len(texts[0]) >= 4  # three origins and the fit on the whole series
    assert any(np.isfinite(one).all() and one.std() > 0 for one in numbers)
    other_numbers, other_texts, fractions = told(3)
    assert other_texts == texts
    for one, other in zip(numbers, other_numbers):
        np.testing.assert_array_equal(one, other)
    assert fractions == sorted(fractions)


@pytest.mark.parametrize("count", [1, 3])
def test_cancelling_stops_the_fit_and_leaves_no_thread_at_work(count):
    before = threading.active_count()
    steps = len(told(count)[2])
    assert steps > 40
    for stop_after in (3, steps // 2):
        listener = Listener(stop_after)
        with stopped_by(listener), pytest.raises(Cancelled):
            fitted(count, listener)
        assert len(listener.fractions) == stop_after
        assert threading.active_count() == before


def test_places_that_are_known_already_change_nothing_in_the_one_step_test():
    model = fitted(2, Report())
    anew = one_step_test(model.tested.history, 5, {})
    taken_over = one_step_test(model.tested.history, 5, {}, alike=model.models)
    for name, values in anew.forecasts.items():
        np.testing.assert_array_equal(values, taken_over.forecasts[name])
