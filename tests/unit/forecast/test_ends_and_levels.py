"""Points whose last values are missing, gaps in time, and probabilities that begin where the lead begins."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.stats import norm
from scipy.stats import t as student

from subsidence.forecast.data.history import fill_gaps, nearest_of
from subsidence.forecast.early_warning import (
    days_from_tried_season,
    level_at_end,
    probability_below,
    probability_of_rate_below,
    reliability,
    season_warning,
)
from subsidence.forecast.forecaster import Forecaster
from subsidence.forecast.intervals import OF_THRESHOLDS, common_errors, error_paths, errors_near, half_widths
from subsidence.progress import Report
from subsidence.series import DeformationSeries, years_since

N_POINTS, N_EPOCHS, RATE = 40, 80, -100.0
DATES = np.datetime64("2018-01-01") + np.arange(N_EPOCHS) * 12


class Listening(Report):
    def __init__(self):
        self.warnings = []

    def on_warning(self, text):
        self.warnings.append(text)


def sinking(missing=0, seed=0):
    """Steady −100 mm/yr with noise of 1 mm; the first ten points lack their last ``missing`` epochs."""
    random = np.random.default_rng(seed)
    values = RATE * years_since(DATES) + random.normal(0, 1, (N_POINTS, N_EPOCHS))
    values[:10, N_EPOCHS - missing :] = np.nan
    return DeformationSeries(DATES, values, random.uniform(0, 2000, (N_POINTS, 2)))


def fitted(series, horizon=5):
    return Forecaster(horizon, network=False).fit(series)


@pytest.mark.parametrize("missing", [3, 24])
def test_a_point_without_its_last_values_is_forecast_from_its_own_last_one(missing):
    report = Listening()
    found = fitted(sinking(missing)).forecast(report=report)
    truth = RATE * years_since(found.dates, DATES[0])
    inside = (found.lower_mm <= truth) & (truth <= found.upper_mm)
    assert inside[:10].mean() > 0.9
    assert np.abs(found.displacement_mm[:10] - truth).max() < 3.0
    width = found.upper_mm - found.lower_mm
    assert width[:10].mean() > width[10:].mean()  # a longer lead is less sure
    assert all(model.endswith(f", from {DATES[N_EPOCHS - missing - 1]}") for model in found.model[:10])
    assert any("10 points have no value at the last epochs" in text for text in report.warnings)


def test_a_point_that_ended_more_than_a_year_ago_gets_no_forecast_and_it_is_said():
    report = Listening()
    forecaster = fitted(sinking(35))
    found = forecaster.forecast(report=report)
    assert np.isnan(found.displacement_mm[:10]).all()
    assert np.isfinite(found.displacement_mm[10:]).all()
    assert set(found.model[:10]) == {""}
    assert any("10 points have had no value for more than 365 days" in text for text in report.warnings)
    assert np.isnan(probability_of_rate_below(forecaster, found, -120.0)[:10]).all()


def test_a_point_with_fewer_than_half_of_the_epochs_gets_no_forecast_and_it_is_said():
    report, series = Listening(), sinking(0)
    values = np.array(series.displacement_mm)
    values[:7, :50] = np.nan  # a track that began later
    found = fitted(DeformationSeries(series.dates, values, series.xy)).forecast(report=report)
    assert np.isnan(found.displacement_mm[:7]).all()
    assert np.isfinite(found.displacement_mm[7:]).all()
    assert any("7 of 40 points have a value at fewer than half of the epochs" in text for text in report.warnings)


def test_points_without_last_values_do_not_move_the_others():
    whole, some = (fitted(sinking(missing)).forecast() for missing in (0, 24))
    np.testing.assert_allclose(some.displacement_mm[10:], whole.displacement_mm[10:], atol=0.6)
    assert (some.upper_mm - some.lower_mm)[10:].mean() == pytest.approx(
        (whole.upper_mm - whole.lower_mm)[10:].mean(), rel=0.2
    )


def test_the_probability_of_a_rate_is_that_of_a_simulation():
    """At exactly −100 mm/yr and 1 mm of noise; simulated: last value minus the level, both noisy, over the lead."""
    forecaster = fitted(sinking(), horizon=10)
    random = np.random.default_rng(1)
    for horizon in (1, 3, 10):
        lead = horizon * 12 / 365.25
        ahead = RATE * lead + random.normal(0, 1, 20_000)
        level = np.median(random.normal(0, 1, (20_000, 3)), axis=1)
        expected = np.mean((ahead - level) / lead < -120.0)
        found = probability_of_rate_below(forecaster, forecaster.forecast(horizon), -120.0)
        assert found.mean() == pytest.approx(expected, abs=0.08)


@pytest.mark.parametrize("days_later", [0, 6])
def test_still_ground_passes_a_threshold_as_often_as_noise_does_on_whatever_dates(days_later):
    random = np.random.default_rng(5)
    still = DeformationSeries(DATES, random.normal(0, 1, (N_POINTS, N_EPOCHS)), random.uniform(0, 2000, (N_POINTS, 2)))
    forecaster = fitted(still)
    found = forecaster.forecast(dates=DATES[-1] + 12 * np.arange(1, 6) - days_later)
    said = probability_below(forecaster, found, -1.5).mean()
    assert said == pytest.approx(1.0 - norm.sf(-1.5) ** 5, abs=0.04)


def test_the_level_is_that_of_the_last_epoch_and_not_of_the_one_before():
    steady = RATE * years_since(DATES)[None]
    assert level_at_end(steady, DATES)[0] == pytest.approx(steady[0, -1])
    spoiled = steady.copy()
    spoiled[0, -1] += 10.0
    assert level_at_end(spoiled, DATES)[0] == pytest.approx(steady[0, -1], abs=2.5)


def test_gaps_are_filled_by_time_and_not_by_epoch_number():
    dates = np.array(["2020-01-01", "2020-01-13", "2020-11-01"], dtype="datetime64[D]")
    filled = fill_gaps(np.array([[0.0, np.nan, -83.5]]), dates)
    assert filled[0, 1] == pytest.approx(-83.5 * 12 / 305)


def test_ends_go_on_along_their_line_and_do_not_stand_still():
    steady = RATE * years_since(DATES)[None].repeat(2, axis=0)
    spoiled = steady.copy()
    spoiled[0, -20:] = np.nan
    spoiled[1, :5] = np.nan
    np.testing.assert_allclose(fill_gaps(spoiled, DATES), steady, atol=1e-6)
    assert fill_gaps(np.full((1, N_EPOCHS), np.nan), DATES).tolist() == [[0.0] * N_EPOCHS]


def test_a_years_gap_drops_a_model_at_one_origin_and_not_the_run():
    dates = np.datetime64("2018-01-01") + np.arange(60) * 12
    dates[43:] += np.timedelta64(365, "D")
    random = np.random.default_rng(3)
    values = -30.0 * years_since(dates) + random.normal(0, 1, (30, 60))
    forecaster = fitted(DeformationSeries(dates, values, random.uniform(0, 2000, (30, 2))), horizon=10)
    absent = np.isnan(forecaster.backtest.forecasts).all(axis=(2, 3))
    assert absent.any()
    assert not absent.all(axis=0).any()
    assert np.isfinite(forecaster.backtest.combined).all()
    np.testing.assert_allclose(forecaster.weights.sum(axis=2), 1.0)
    found = forecaster.forecast()
    truth = -30.0 * years_since(found.dates, dates[0])
    assert ((found.lower_mm <= truth) & (truth <= found.upper_mm)).mean() > 0.8


def test_what_is_called_likely_happens_as_often_as_it_says():
    """Random walks, each with its own drift: no model can know them, the probabilities can be right all the same."""
    random = np.random.default_rng(4)
    walk = (
        random.normal(0, 2, (500, 90)).cumsum(axis=1) + random.normal(-20, 15, (500, 1)) * np.arange(90) * 12 / 365.25
    )
    dates = np.datetime64("2018-01-01") + np.arange(90) * 12
    forecaster = Forecaster(8, network=False).fit(DeformationSeries(dates, walk, random.uniform(0, 5000, (500, 2))))
    found = reliability(forecaster)
    assert len(found) == 10
    assert max(abs(tenth.said - tenth.happened) for tenth in found) < 0.06
    assert sum(tenth.n for tenth in found) == 500 * 4 * 10


@pytest.mark.parametrize(("origins", "days"), [([40, 50, 60, 70], 5), ([65, 70, 75], 60), ([70], 120)])
def test_a_forecast_in_a_season_that_no_origin_had_says_so(origins, days):
    history = SimpleNamespace(dates=DATES)
    backtest = SimpleNamespace(origins=np.array(origins))
    known = SimpleNamespace(
        fitted=SimpleNamespace(backtest=backtest), tested=SimpleNamespace(history=history), history=history
    )
    assert days_from_tried_season(known) == days
    assert (str(days) in season_warning(known)) == (days > 45)
    loaded = SimpleNamespace(fitted=SimpleNamespace(backtest=None))
    assert season_warning(loaded) == ""


def test_points_of_two_kinds_are_judged_each_by_its_own_neighbourhood(tmp_path):
    """West, errors of 1 mm about a line; east, a random walk of 3 mm an epoch."""
    random = np.random.default_rng(5)
    dates = np.datetime64("2018-01-01") + np.arange(90) * 12
    values = -20.0 * years_since(dates) + random.normal(0, 1, (240, 90))
    values[120:] += random.normal(0, 3, (120, 90)).cumsum(axis=1)
    xy = random.uniform(0, 1000, (240, 2)) + np.where(np.arange(240) < 120, 0, 9000)[:, None]
    forecaster = Forecaster(8, network=False).fit(DeformationSeries(dates, values, xy))
    before = probability_of_rate_below(forecaster, forecaster.forecast(), -30.0)
    forecaster.save(tmp_path / "model.npz")
    again = Forecaster.load(tmp_path / "model.npz").update(DeformationSeries(dates, values, xy))
    np.testing.assert_allclose(probability_of_rate_below(again, again.forecast(), -30.0), before, atol=1e-9)
    assert forecaster.fitted.path_places.shape == (len(forecaster.paths), 2)
    own = nearest_of(forecaster.fitted.path_places, xy[:1], 160)
    assert (forecaster.fitted.path_places[own[0], 0] < 2000).all()


def widths(errors, labels=None, xy=None):
    labels = np.zeros(errors.shape[1], dtype=int) if labels is None else labels
    xy = np.random.default_rng(9).uniform(0, 1000, (errors.shape[1], 2)) if xy is None else xy
    return half_widths(error_paths(errors, labels, xy, 0), int(labels.max()) + 1, 0.9)


def student_width(common, counts):
    """Of a mean square in which origins count so often, with as many degrees of freedom as they are worth."""
    worth = np.sum(counts) ** 2 / np.sum(np.square(counts))
    return student.ppf(0.95, worth) * np.sqrt(np.average(np.square(common[:, 0, 0]), weights=counts))


def test_an_error_that_all_points_share_widens_bands_and_errors_of_their_own_do_not():
    random = np.random.default_rng(0)
    alone = random.normal(size=(4, 400, 3))
    np.testing.assert_allclose(widths(alone), 1.645, rtol=0.05)
    common = random.normal(size=(4, 1, 1))
    shared = np.broadcast_to(common, (4, 400, 3)) + 0.01 * alone
    np.testing.assert_allclose(widths(shared), student_width(common, [1, 2, 3, 4]), rtol=0.05)
    shared = np.array(shared)
    shared[0] = np.nan  # an origin without truth
    np.testing.assert_allclose(widths(shared), student_width(common[1:], [2, 3, 4]), rtol=0.05)
    shared[1, :, 1:] = np.nan  # and one that ends early
    assert np.isfinite(widths(shared)).all()


def test_bands_hold_their_level_over_many_towns_whatever_their_points_share():
    """Four origins teach, a fifth is asked; half of the towns share all of their error, or half of it, or none."""
    near = np.tile(np.arange(30), (5, 1))
    for share in (0.0, 0.5, 1.0):
        held = []
        for town in range(300):
            random = np.random.default_rng([town, int(10 * share)])
            common = random.normal(size=(5, 1, 1))
            errors = np.sqrt(share) * common + np.sqrt(1.0 - share) * random.normal(size=(5, 30, 1))
            expected = np.abs(errors_near(errors[:4], near, common_errors(errors[:4]), 200, random))
            held.append((np.abs(errors[4]) <= np.quantile(expected, 0.9)).mean())
        assert 0.87 <= np.mean(held) <= 0.94


def test_thresholds_are_passed_as_often_as_said_where_all_points_err_together():
    """Four origins teach, a fifth is asked about thresholds that know nothing of the errors."""
    near, said, happened = np.arange(30)[None], [], []
    for town in range(3000):
        random = np.random.default_rng([town, 77])
        errors = random.normal(size=(5, 1, 1)) + np.zeros((5, 30, 1))
        common = common_errors(errors[:4])
        drawn = errors_near(errors[:4], near, common, 400, random, more_degrees=OF_THRESHOLDS)[0, :, 0]
        thresholds = random.uniform(-4.0, 4.0, 10)
        said.append((drawn[:, None] < thresholds).mean(axis=0))
        happened.append(errors[4, 0, 0] < thresholds)
    said, happened = np.ravel(said), np.ravel(happened)
    for low in np.arange(10) / 10:
        here = (low <= said) & (said < low + 0.1)
        assert abs(happened[here].mean() - said[here].mean()) < 0.025


def test_what_only_a_quarter_of_the_town_shares_is_allowed_for_there():
    random = np.random.default_rng(3)
    xy = random.uniform(0, 1000, (200, 2)) + np.where(np.arange(200) < 100, 0, 50_000)[:, None]
    errors = random.normal(size=(4, 200, 2))
    errors[:, :100] += 10.0 * random.normal(size=(4, 1, 1))
    paths = error_paths(errors, np.zeros(200, dtype=int), xy, 0)
    size = np.abs(paths.errors[:, -1])
    west = paths.points < 100
    assert np.quantile(size[west], 0.9) > 5 * np.quantile(size[~west], 0.9)
    assert np.quantile(size[~west], 0.9) < 2.0


@pytest.mark.parametrize(("times", "said"), [(1.0, False), (-1.0, False), (0.1, False), (0.001, True), (1000.0, True)])
def test_points_in_another_unit_than_the_models_are_said(times, said):
    rng = np.random.default_rng(0)
    dates = np.datetime64("2020-01-01") + 12 * np.arange(40)
    rows = -0.3 * np.arange(40) * rng.uniform(0.5, 2.0, 60)[:, None] + rng.normal(0.0, 1.0, (60, 40))
    xy = rng.uniform(0.0, 1000.0, (60, 2))
    forecaster = Forecaster(3, origins=2, own_groups=False).fit(DeformationSeries(dates, rows, xy))
    listener, told = Report(), []
    listener.on_warning = told.append
    forecaster.forecast(report=listener)
    assert not told
    forecaster.update(DeformationSeries(dates, times * rows, xy)).forecast(report=listener)
    assert [("check the unit" in text) for text in told] == [True] * said
