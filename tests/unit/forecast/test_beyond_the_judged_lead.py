"""Dates later than any that the backtest judged: whose course the ridge takes, and what a file keeps of it."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.forecast.forecaster import Forecaster
from subsidence.model_file import load_model, save_model
from subsidence.series import DeformationSeries
from subsidence.synthetic.city import make_city

KNOWN, METRES_PER_DEGREE = 100, 105_000.0


@pytest.fixture(scope="module")
def city():
    """Sixty points of three mechanisms; twenty epochs are still to come."""
    made = make_city(60, KNOWN + 20, seed=8)
    values = made.truth_mm + np.random.default_rng([8, 98]).normal(0.0, 1.5, made.truth_mm.shape)
    xy = (made.series.xy - made.series.xy.mean(axis=0)) * METRES_PER_DEGREE
    return made.dates, made.truth_mm, values, xy, made.labels


@pytest.fixture(scope="module")
def fitted(city):
    dates, _, values, xy, labels = city
    known = DeformationSeries(dates[:KNOWN], values[:, :KNOWN], xy)
    return Forecaster(10, own_groups=False).fit(known, labels=labels)


def test_at_twice_the_judged_lead_steady_and_settled_points_are_forecast_within_their_noise(city, fitted):
    dates, truth, _, _, labels = city
    found = fitted.forecast(dates=dates[KNOWN:])
    for label in (0, 2):  # the third waits for rain that nobody knows
        error = (found.displacement_mm - truth[:, KNOWN:])[labels == label]
        assert np.sqrt(np.mean(error[:, 15:] ** 2)) < 1.5


def test_each_cluster_follows_a_model_that_sees_on(fitted):
    assert len(fitted.fitted.beyond) == 4  # three clusters and points of none
    assert "ridge autoregression" not in fitted.fitted.beyond
    assert set(fitted.fitted.beyond) <= set(fitted.models.names)


def test_a_saved_model_goes_on_as_the_one_that_was_saved(city, fitted, tmp_path):
    dates, _, values, xy, labels = city
    fitted.save(tmp_path / "model.npz")
    again = Forecaster.load(tmp_path / "model.npz")
    assert again.fitted.beyond == fitted.fitted.beyond
    again.update(DeformationSeries(dates[:KNOWN], values[:, :KNOWN], xy), labels=labels)
    np.testing.assert_allclose(
        again.forecast(dates=dates[KNOWN:]).displacement_mm,
        fitted.forecast(dates=dates[KNOWN:]).displacement_mm,
        atol=1e-5,
    )


@pytest.mark.parametrize("beyond", [["gaussian process"], ["no such model"] * 4])
def test_a_file_that_follows_what_is_not_there_is_refused(fitted, tmp_path, beyond):
    fitted.save(tmp_path / "model.npz")
    arrays, metadata = load_model(tmp_path / "model.npz", "forecast")
    save_model(tmp_path / "bent.npz", "forecast", arrays, {**metadata, "beyond": beyond})
    with pytest.raises(SubsidenceError):
        Forecaster.load(tmp_path / "bent.npz")
