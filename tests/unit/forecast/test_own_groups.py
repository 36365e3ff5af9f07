"""Groups that the forecast makes itself: found where there are some, refused where there are none, never from tests."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.forecast.forecaster import Forecaster
from subsidence.forecast.metrics import metric_rows
from subsidence.forecast.own_groups import find_groups, try_groups
from subsidence.forecast.report import forecast_page
from subsidence.progress import Report
from subsidence.series import DeformationSeries, years_since

DATES = np.datetime64("2018-03-06") + np.arange(72) * np.timedelta64(12, "D")
KNOWN = 66
HALF = 20


def two_kinds(noise_mm=1.0, seed=0):
    """Twenty walks without direction and twenty straight lines, far apart in what foretells them."""
    generator = np.random.default_rng(seed)
    years = years_since(DATES)
    lines = -generator.uniform(15, 30, (HALF, 1)) * years
    settling = -generator.uniform(15, 30, (HALF, 1)) * (1 - np.exp(-years / 0.15))
    values = np.vstack([lines, settling]) + generator.normal(0, noise_mm, (2 * HALF, DATES.size))
    return DeformationSeries(DATES, values, generator.uniform(0, 1000, (2 * HALF, 2)))


def one_kind(seed=0):
    generator = np.random.default_rng(seed)
    values = -generator.uniform(5, 15, (40, 1)) * years_since(DATES) + generator.normal(0, 1.0, (40, DATES.size))
    return DeformationSeries(DATES, values, generator.uniform(0, 1000, (40, 2)))


def first(series, n_epochs=KNOWN):
    return DeformationSeries(series.dates[:n_epochs], series.displacement_mm[:, :n_epochs], series.xy)


def fitted(series, **settings):
    return Forecaster(6, neighbours=6, **settings).fit(first(series))


def rmse(forecaster, series):
    said = forecaster.forecast(dates=DATES[KNOWN:]).displacement_mm
    return float(np.sqrt(np.mean((said - series.displacement_mm[:, KNOWN:]) ** 2)))


def test_kinds_of_motion_are_told_apart_and_forecast_better_than_as_one_group():
    series = two_kinds()
    apart, together = fitted(series), fitted(series, own_groups=False)
    labels = apart.history.labels
    assert len(set(labels[:HALF])) == len(set(labels[HALF:])) == 1
    assert labels[0] != labels[-1]
    assert apart.trial.ratio < 1.0
    assert rmse(apart, series) < 0.95 * rmse(together, series)


def test_where_all_points_move_alike_the_forecast_is_that_of_one_group():
    series = one_kind()
    tried, never = fitted(series), fitted(series, own_groups=False)
    assert tried.trial.groups is None
    np.testing.assert_array_equal(tried.forecast().displacement_mm, never.forecast().displacement_mm)


def test_groups_know_nothing_of_what_came_after_the_oldest_test():
    series = first(two_kinds())
    spoiled = series.displacement_mm.copy()
    made = Forecaster(6, neighbours=6).fit(series)
    oldest = int(made.backtest.origins[0])
    spoiled[:, oldest:] = np.random.default_rng(1).normal(0, 50, spoiled[:, oldest:].shape)
    histories = [fitted_history(values, series) for values in (series.displacement_mm, spoiled)]
    groups = [find_groups(history, oldest) for history in histories]
    np.testing.assert_array_equal(groups[0].shapes, groups[1].shapes)
    np.testing.assert_array_equal(*[one.of(history).labels for one, history in zip(groups, histories)])


def fitted_history(values, series):
    from subsidence.forecast.data.history import build_history

    return build_history(DeformationSeries(series.dates, values, series.xy), n_neighbours=6)[0]


def test_given_clusters_are_taken_as_they_are():
    labels = np.arange(2 * HALF) % 2
    made = Forecaster(6, neighbours=6).fit(first(two_kinds()), labels=labels)
    assert made.trial.tried == 1
    np.testing.assert_array_equal(made.history.labels, labels)


def test_a_saved_model_gives_the_same_points_the_same_groups_and_forecast(tmp_path):
    series = two_kinds()
    made = fitted(series)
    made.save(tmp_path / "model.npz")
    loaded = Forecaster.load(tmp_path / "model.npz").update(first(series))
    np.testing.assert_array_equal(loaded.history.labels, made.history.labels)
    np.testing.assert_allclose(loaded.forecast().displacement_mm, made.forecast().displacement_mm, rtol=0, atol=1e-5)


def test_other_points_and_later_epochs_find_their_group():
    made = fitted(two_kinds())
    others = two_kinds(seed=7)
    expected = made.history.labels
    np.testing.assert_array_equal(made.update(others).history.labels, expected)


def test_series_from_another_time_and_a_cluster_field_are_refused_in_words():
    made = fitted(two_kinds())
    late = DeformationSeries(DATES + np.timedelta64(3000, "D"), two_kinds().displacement_mm, two_kinds().xy)
    with pytest.raises(SubsidenceError, match="train it again"):
        made.update(late)
    with pytest.raises(SubsidenceError, match="without a cluster field"):
        made.update(two_kinds(), labels=np.zeros(2 * HALF, dtype=int))


def test_few_points_or_few_epochs_stay_one_group():
    series = two_kinds()
    few = DeformationSeries(DATES, series.displacement_mm[:12], series.xy[:12])
    assert try_groups(fitted_history(few.displacement_mm, few), 6, 4).tried == 1
    brief = first(series, 36)
    assert try_groups(fitted_history(brief.displacement_mm, brief), 6, 4).tried == 1


def test_series_that_are_all_the_same_line_are_one_group_and_it_is_said():
    told = []
    report = Report()
    report.on_info = told.append
    values = -np.arange(1, 41)[:, None] * years_since(DATES)
    series = DeformationSeries(DATES, values, np.random.default_rng(0).uniform(0, 1000, (40, 2)))
    made = Forecaster(6, neighbours=6).fit(series, report=report)
    assert made.trial.groups is None
    assert any("No groups were made" in text or "one group" in text for text in told)


def test_the_log_the_report_and_the_accuracy_say_what_was_done():
    told = []
    report = Report()
    report.on_info = told.append
    series = two_kinds()
    made = Forecaster(6, neighbours=6).fit(first(series), report=report)
    assert any("groups by shape were tried" in text and "They are used" in text for text in told)
    rows = list(metric_rows(made))
    assert {row.cluster for row in rows} == {"all", *made.cluster_names}
    assert "group 1" in made.cluster_names
    assert f"group 1: {int((made.history.labels == 0).sum())}" in forecast_page(made, made.forecast(), rows).html()
