"""A slow wave that all points share: where it turns nothing is lost to simple models, where it goes on much is won."""

import numpy as np
import pytest

from subsidence.forecast.forecaster import Forecaster
from subsidence.forecast.models.baselines import BASELINES
from subsidence.series import DeformationSeries, years_since

HORIZON, ORIGIN = 6, 90
DATES = np.datetime64("2016-01-01") + np.arange(ORIGIN + HORIZON) * np.timedelta64(12, "D")


def against_the_best_simple_model(seed, phase):
    """RMSE in shares of the least that any simple model has."""
    generator = np.random.default_rng(seed)
    years = years_since(DATES)
    wave = 8 * np.cos(2 * np.pi * ((years - years[ORIGIN - 1]) / 4.0 + phase))
    own = generator.normal(-4, 3, (80, 1)) * years + generator.normal(0, 1.0, (80, DATES.size))
    values = own + wave * generator.uniform(0.8, 1.2, (80, 1))
    xy, truth = generator.uniform(0, 5000, (80, 2)), values[:, ORIGIN:]
    past = DeformationSeries(DATES[:ORIGIN], values[:, :ORIGIN], xy)
    simple = [rule(values[:, :ORIGIN], DATES[:ORIGIN], DATES[ORIGIN:]) - truth for rule in BASELINES.values()]
    ours = Forecaster(HORIZON, origins=3).fit(past).forecast(dates=DATES[ORIGIN:]).displacement_mm - truth
    return np.sqrt((ours**2).mean() / min((error**2).mean() for error in simple))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_where_the_wave_turns_at_the_origin_nothing_is_lost(seed):
    assert against_the_best_simple_model(seed, 0.0) < 1.03


@pytest.mark.parametrize("seed", [0, 1])
def test_where_it_goes_on_much_is_won(seed):
    assert against_the_best_simple_model(seed, 0.25) < 0.9


@pytest.mark.parametrize("part", ["corner", "half", "a few", "every fourth", "far away"])
def test_a_part_of_the_points_is_forecast_as_with_all_of_them(part):
    """A saved model may be given a clip of its area, where its wide and narrow waves look alike."""
    rng = np.random.default_rng(1)
    x, y = np.meshgrid(50.0 * np.arange(15), 50.0 * np.arange(14))
    xy = np.column_stack([x.ravel(), y.ravel()])
    days = np.datetime64("2017-01-06") + 12 * np.arange(60)
    values = rng.normal(-8.0, 4.0, 210)[:, None] * years_since(days) + rng.normal(0.0, 1.5, (210, 60))
    forecaster = Forecaster(6, origins=2, own_groups=False).fit(DeformationSeries(days, values, xy))
    whole = forecaster.forecast()
    chosen = {
        "corner": np.flatnonzero((xy < 250.0).all(axis=1)),
        "half": np.flatnonzero(xy[:, 0] < 375.0),
        "a few": np.arange(4),
        "every fourth": np.arange(0, 210, 4),
        "far away": np.flatnonzero((xy < 250.0).all(axis=1)),
    }[part]
    places = xy[chosen] + (1e5 if part == "far away" else 0.0)
    found = forecaster.update(DeformationSeries(days, values[chosen], places)).forecast()
    off = found.displacement_mm - whole.displacement_mm[chosen]
    half = (whole.upper_mm - whole.lower_mm)[chosen] / 2.0
    assert np.sqrt(np.mean(off**2)) < 0.25 * np.mean(half)
