"""Series brought up to date, and changes found in them: against counts, known truths and formulas by hand."""

import numpy as np
import pytest

from subsidence.analysis.noise_models import ar1_covariance, power_law_covariance
from subsidence.changes.areas import alarm_areas
from subsidence.changes.detect import detect
from subsidence.changes.expectation import (
    MOST_PRIOR,
    Group,
    _moderate,
    expect_from_forecast,
    expect_from_past,
    inflation_of_the_past,
)
from subsidence.changes.following import independent_tests
from subsidence.changes.report import changes_page, update_page
from subsidence.changes.sequential_test import PERSISTENCE, null_law, scan, traces_of, whitening
from subsidence.changes.surroundings import Level, look_at, nodes_of
from subsidence.changes.update import match_points, update
from subsidence.errors import SubsidenceError
from subsidence.progress import Report
from subsidence.series import DeformationSeries, years_since
from subsidence.spatial.noise_correlation import NoiseCorrelation

BASE, NEW = 60, 6
DATES = np.datetime64("2018-01-03") + 12 * np.arange(BASE + NEW)


class Heard(Report):
    def __init__(self):
        self.warnings = []

    def on_warning(self, text):
        self.warnings.append(text)


def grid(n_x, n_y, spacing=50.0):
    x, y = np.meshgrid(np.arange(n_x) * spacing, np.arange(n_y) * spacing)
    return np.column_stack([x.ravel(), y.ravel()])


def series(n, seed=0, dates=DATES, sd=2.0):
    random = np.random.default_rng(seed)
    rate = random.uniform(-40, 0, n)
    return rate[:, None] * years_since(dates) + sd * random.standard_normal((n, dates.size)), rate


def judged(values, xy, **options):
    expected = expect_from_past(values, DATES, BASE)
    return detect(expected, DATES[BASE - 1], xy, **options)


# ---- update_series ------------------------------------------------------------------------


def deliveries(shift=7.0, noise=0.0):
    truth, _ = series(40, sd=1.0)
    xy = grid(8, 5, 100.0)
    random = np.random.default_rng(1)
    old = DeformationSeries(DATES[:50], truth[:35, :50], xy[:35])
    moved = xy[5:] + random.uniform(-3, 3, (35, 2))
    later = truth[5:, 20:] + shift + noise * random.standard_normal((35, BASE + NEW - 20))
    return old, DeformationSeries(DATES[20:], later, moved), truth


def test_new_epochs_are_appended_in_the_frame_of_the_older_layer():
    old, new, truth = deliveries()
    match = match_points(old.xy, new.xy, 10.0)
    found = update(old, new, match)
    assert [int((found.state == word).sum()) for word in ("matched", "lost", "new")] == [30, 5, 5]
    assert found.appended.size == 16
    assert found.common.size == 30
    assert np.allclose(found.series.displacement_mm[5:35], truth[5:35])
    assert np.allclose(found.offset_mm[5:35], -7.0)
    assert np.isnan(found.series.displacement_mm[:5, 50:]).all()  # a lost point is not carried on
    assert np.allclose(found.series.displacement_mm[35:, 20:], truth[35:, 20:])  # a new one stands in the older frame
    assert np.isnan(found.series.displacement_mm[35:, :20]).all()
    assert "30 points matched" in update_page(found, source="a", other="b").html()


def test_one_revised_epoch_does_not_move_the_tie_and_a_revised_past_is_counted():
    old, new, truth = deliveries()
    spoiled = new.displacement_mm.copy()
    spoiled[:, 3] += 300.0
    found = update(old, DeformationSeries(new.dates, spoiled, new.xy), match_points(old.xy, new.xy, 10.0))
    assert np.allclose(found.offset_mm[5:35], -7.0)
    assert found.n_revised == 30
    assert np.allclose(found.series.displacement_mm[5:35], truth[5:35])  # the older values stand at common epochs
    newer = update(old, DeformationSeries(new.dates, spoiled, new.xy), match_points(old.xy, new.xy, 10.0), keep="newer")
    assert np.allclose(newer.series.displacement_mm[5:35, 23], truth[5:35, 23] + 300.0)


def test_a_reference_that_moves_is_told_and_not_mended():
    old, new, _ = deliveries()
    tilted = new.displacement_mm - 5.0 * years_since(new.dates)
    heard = Heard()
    found = update(old, DeformationSeries(new.dates, tilted, new.xy), match_points(old.xy, new.xy, 10.0), report=heard)
    assert found.drift_mm_per_yr == pytest.approx(-5.0, abs=0.1)
    assert any("one of the references moves" in text for text in heard.warnings)


def test_what_cannot_be_tied_is_refused():
    old, new, _ = deliveries()
    match = match_points(old.xy, new.xy, 10.0)
    later = DeformationSeries(new.dates[40:], new.displacement_mm[:, 40:], new.xy)
    with pytest.raises(SubsidenceError, match="share no epoch"):
        update(old, later, match)
    with pytest.raises(SubsidenceError, match="No point of the newer delivery"):
        update(old, new, match_points(old.xy, new.xy + 1e6, 10.0))


@pytest.mark.parametrize("factor", [0.1, 1000.0, -1.0])
def test_a_delivery_of_another_unit_or_sign_is_refused(factor):
    old, new, _ = deliveries()
    other = DeformationSeries(new.dates, factor * new.displacement_mm, new.xy)
    with pytest.raises(SubsidenceError, match="set the unit of the newer points"):
        update(old, other, match_points(old.xy, new.xy, 10.0))


@pytest.mark.parametrize(("factor", "said"), [(1.0, False), (-1.0, True), (0.001, True), (1000.0, True)])
def test_a_noisy_delivery_that_looks_like_one_of_another_unit_or_sign_is_warned_of(factor, said):
    """Errors as large as the motion, and none of them shared; the newer reference moves."""
    rng = np.random.default_rng(0)
    dates = np.datetime64("2020-01-01") + 12 * np.arange(30)
    xy = rng.uniform(0.0, 2000.0, (80, 2))
    motion = rng.normal(-5.0, 5.0, 80)[:, None] * np.arange(30) * 12 / 365.25
    old = DeformationSeries(dates, motion + rng.normal(0.0, 1.5, (80, 30)), xy)
    new = motion + 0.8 * np.arange(30) + rng.normal(0.0, 1.5, (80, 30))
    heard = Heard()
    update(old, DeformationSeries(dates, factor * new, xy), match_points(xy, xy, 10.0), report=heard)
    assert any("check their unit" in text for text in heard.warnings) == said


def test_a_delivery_that_never_changes_is_refused():
    old, new, _ = deliveries()
    match = match_points(old.xy, new.xy, 10.0)
    with pytest.raises(SubsidenceError, match="newer displacements never change"):
        update(old, DeformationSeries(new.dates, 0.0 * new.displacement_mm, new.xy), match)
    with pytest.raises(SubsidenceError, match="older displacements never change"):
        update(DeformationSeries(old.dates, 0.0 * old.displacement_mm, old.xy), new, match)


def test_two_points_in_one_place_match_once():
    match = match_points(np.zeros((2, 2)), np.zeros((2, 2)), 1.0)
    assert match.old.size == 1
    assert match.lost.size == match.fresh.size == 1


# ---- detect_changes -----------------------------------------------------------------------


def test_the_expectation_and_its_error_are_those_of_a_regression_where_noise_is_white():
    values, _ = series(200, seed=3)
    values += 5.0 * np.sin(2 * np.pi * np.arange(DATES.size))  # nothing that is common is left to chance below
    found = expect_from_past(values, DATES, BASE)
    z = found.residual_mm / found.std_mm
    assert np.mean(z**2) == pytest.approx(1.0, abs=0.15)
    years = years_since(DATES)
    a = np.column_stack([np.ones(BASE), years[:BASE]])
    angle = 2 * np.pi * years
    a = np.column_stack([a, np.sin(angle[:BASE]), np.cos(angle[:BASE])])
    ahead = np.array([1, years[-1], np.sin(angle[-1]), np.cos(angle[-1])])
    by_hand = np.sqrt(1 + ahead @ np.linalg.inv(a.T @ a) @ ahead)
    assert np.median(found.std_mm[:, -1] / found.sigma_mm) == pytest.approx(by_hand, rel=0.05)


def test_the_statistic_of_a_single_ramp_is_the_squared_ratio_of_its_estimate():
    dates, last = DATES[BASE:], DATES[BASE - 1]
    traces = traces_of(dates, last, np.eye(NEW))
    ramp = years_since(dates, last)
    white = 30.0 * ramp[None, :]
    found = scan(white, traces, 1.0)
    assert traces.kind[found.trace[0]] == "rate"
    assert traces.onset[found.trace[0]] == last
    assert found.amount[0] == pytest.approx(30.0)
    assert found.peak[0] == pytest.approx(30.0**2 * (ramp**2).sum())
    assert found.first[0] >= PERSISTENCE - 1


def test_one_bad_epoch_at_the_end_is_no_change_yet():
    values, _ = series(400, seed=4)
    values[:20, -1] -= 60.0
    assert judged(values, grid(20, 20)).is_alarm[:20].sum() == 0


def test_the_threshold_keeps_the_stated_share_of_false_alarms():
    dates, last = DATES[BASE:], DATES[BASE - 1]
    traces = traces_of(dates, last, whitening(np.eye(NEW) + 0.1))
    law = null_law(traces, 56.0, seed=1)
    random = np.random.default_rng(7)
    white = random.standard_normal((60_000, NEW)) / np.sqrt(random.chisquare(56, 60_000) / 56)[:, None]
    peaks = scan(white, traces, 1.0).peak
    for probability in (0.01, 0.003, 0.001):
        assert (peaks > law.threshold(probability)).mean() == pytest.approx(probability, rel=0.35)
    assert law.probability(np.array([law.threshold(0.0005)]))[0] == pytest.approx(0.0005, rel=0.01)


def test_an_area_that_sinks_faster_is_found_within_six_epochs_with_onset_and_rates():
    xy = grid(25, 25)
    values, rate = series(625, seed=5)
    changed = (xy[:, 0] < 300) & (xy[:, 1] < 300)
    values[changed] -= 20.0 * np.maximum(years_since(DATES, DATES[BASE - 1]), 0.0)
    found = judged(values, xy)
    assert found.is_alarm[changed].mean() >= 0.8
    assert found.is_alarm[~changed].sum() <= 8  # those beside the area see it too
    hit = changed & found.is_alarm
    assert np.median(found.rate_after[hit] - found.rate_before[hit]) == pytest.approx(-20.0, abs=4.0)
    assert np.median(found.rate_before[hit] - rate[hit]) == pytest.approx(0.0, abs=1.0)
    assert np.median((found.onset[hit] - DATES[BASE - 1]).astype(int)) <= 24
    assert np.median(found.support[hit]) > 0.5
    areas, _ = alarm_areas(found, xy)
    assert areas[0].sinks
    assert areas[0].rows.size >= 20
    page = changes_page(found, areas, xy, values, DATES, source="city", expected_by="its past").html()
    assert "common to all points, mm" in page
    assert "points changed" in page


def test_a_jump_of_half_a_wave_is_called_a_step_that_may_be_unwrapping():
    values, _ = series(400, seed=6)
    values[7, BASE + 2 :] += 28.0
    found = judged(values, grid(20, 20))
    assert found.kind[7] == "step"
    assert found.unwrapping[7]
    assert found.onset[7] == DATES[BASE + 2]
    assert found.step_mm[7] == pytest.approx(28.0, abs=4.0)
    assert found.rate_after[7] == found.rate_before[7]


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("jump_mm", [28.0, -15.0])
def test_a_point_that_jumps_by_itself_is_called_and_no_other(jump_mm, shared):
    values, xy = shared_series(24, 24, DATES, seed=51) if shared else (series(576, seed=51)[0], grid(24, 24))
    lone = ((xy - 150.0) % 400.0 == 0.0).all(axis=1)
    assert lone.sum() == 9
    values[lone, BASE:] += jump_mm
    found = judged(values, xy)
    assert set(found.alarm[lone]) == {"point"}
    assert not found.is_alarm[~lone].any()
    assert found.step_mm[lone] == pytest.approx(jump_mm, abs=5.0)


def test_three_points_beside_each_other_that_jump_are_a_place():
    values, xy = series(400, seed=52)[0], grid(20, 20)
    values[[210, 211, 230], BASE:] -= 20.0
    found = judged(values, xy)
    assert set(found.alarm[[210, 211, 230]]) == {"point and area"}


def test_two_points_that_jump_against_each_other_are_both_called():
    values, xy = series(400, seed=53)[0], grid(20, 20)
    values[210, BASE:] -= 20.0
    values[211, BASE:] += 14.0
    found = judged(values, xy)
    assert found.is_alarm[[210, 211]].all()
    assert found.is_alarm.sum() == 2


def test_what_all_points_do_together_is_no_change_and_is_shown():
    values, _ = series(400, seed=8)
    values[:, BASE + 1] += 25.0
    values[:, BASE:] -= 10.0
    found = judged(values, grid(20, 20))
    assert found.is_alarm.sum() == 0
    assert found.expectation.common_mm[1] == pytest.approx(15.0, abs=0.5)


def test_stable_ground_is_not_called():
    values, _ = series(900, seed=9)
    assert judged(values, grid(30, 30)).is_alarm.sum() <= 2  # 0.2 are to be expected


def test_gaps_and_points_without_a_past_are_judged_or_left_open():
    values, _ = series(400, seed=10)
    random = np.random.default_rng(0)
    values[random.random(values.shape) < 0.02] = np.nan
    values[3] = np.nan
    values[4, BASE:] = np.nan
    values[5, : BASE - 4] = np.nan
    values[6] = 0.0  # a constant series has no scale
    found = judged(values, grid(20, 20))
    assert not found.judged[[3, 4, 5, 6]].any()
    assert np.delete(found.judged, [3, 4, 5, 6]).all()
    assert found.is_alarm.sum() <= 2


def test_ground_that_was_restless_before_widens_the_scales():
    values, _ = series(400, seed=11)
    assert inflation_of_the_past(values, DATES, BASE) == pytest.approx(1.0, abs=0.1)
    restless = values.copy()
    restless[:, 40:BASE] += 5.0 * np.random.default_rng(1).standard_normal((400, 20))
    assert inflation_of_the_past(restless, DATES, BASE) > 1.4


def test_a_forecast_is_held_to_its_own_interval():
    values, rate = series(400, seed=12)
    forecast = rate[:, None] * years_since(DATES)[BASE:]
    half = np.full((400, NEW), 1.645 * 2.0)
    found = expect_from_forecast(values, DATES, BASE, forecast, half, 0.9)
    result = detect(found, DATES[BASE - 1], grid(20, 20))
    assert result.is_alarm.sum() <= 2
    sinking = values.copy()
    sinking[:100, BASE:] -= 60.0 * years_since(DATES[BASE:], DATES[BASE - 1])
    found = expect_from_forecast(sinking, DATES, BASE, forecast, half, 0.9)
    assert detect(found, DATES[BASE - 1], grid(20, 20)).is_alarm[:100].mean() > 0.9


def test_neighbours_that_are_forecast_alike_and_err_alike_are_not_called():
    values, rate = series(400, seed=12)
    drift, _ = shared_series(20, 20, DATES[:1], 3, share=1.0, sd=9.0)  # mm/yr that the forecast is wrong by
    ahead = years_since(DATES[BASE:], DATES[BASE - 1])
    forecast = rate[:, None] * years_since(DATES)[BASE:] + drift * ahead
    half = np.broadcast_to(1.645 * np.sqrt(4.0 + (9.0 * ahead) ** 2), forecast.shape)
    found = expect_from_forecast(values, DATES, BASE, forecast, half, 0.9)
    assert detect(found, DATES[BASE - 1], grid(20, 20)).is_alarm.sum() <= 2


def test_too_short_a_past_and_no_new_epoch_are_refused():
    values, _ = series(50)
    with pytest.raises(SubsidenceError, match="at least 20 epochs"):
        expect_from_past(values, DATES, 10)
    with pytest.raises(SubsidenceError, match="nothing is new"):
        expect_from_past(values, DATES, DATES.size)


def shared_series(n_x, n_y, dates, seed, share=0.6, range_m=300.0, sd=2.0):
    """On a grid of 50 m, part of the variance a field of correlation exp(−d / range)."""
    random = np.random.default_rng(seed)
    xy = grid(n_x, n_y)
    alike = np.exp(-np.linalg.norm(xy[:, None] - xy[None], axis=2) / range_m)
    root = np.linalg.cholesky(share * alike + (1.0 - share) * np.eye(len(xy)))
    return sd * root @ random.standard_normal((len(xy), dates.size)), xy


def test_what_surroundings_foretell_is_what_simple_kriging_gives():
    random = np.random.default_rng(3)
    xy, sigma = random.uniform(0.0, 1000.0, (60, 2)), random.uniform(1.5, 3.0, 60)
    nodes = nodes_of(xy, sigma, NoiseCorrelation(0.0, 0.5, 400.0), 0.0)
    level = Level(1, 0.0, np.inf)
    look = look_at(nodes, level)
    around = np.argsort(np.linalg.norm(xy - xy[7], axis=1))[level.around]
    shared = 0.5 * np.median(sigma**2)
    places = np.vstack([xy[7], xy[around]])
    covariance = shared * np.exp(-np.linalg.norm(places[:, None] - places[None], axis=2) / 400.0)
    covariance += np.diag(np.maximum(sigma**2 - shared, 0.2 * sigma**2)[[7, *around]])
    values = random.standard_normal((60, 3))
    foretold = covariance[0, 1:] @ np.linalg.solve(covariance[1:, 1:], values[around])
    np.testing.assert_allclose(look.foretold(values)[7], foretold, atol=1e-4)
    np.testing.assert_allclose(look.against_surroundings(values)[7], values[7] - foretold, atol=1e-4)
    assert np.ptp(look.noise_mm) == 0.0  # no second opinion on one point's own past


def test_where_neighbours_share_nothing_a_place_is_the_mean_of_its_points():
    xy = grid(12, 12)
    values = np.random.default_rng(4).standard_normal((144, 5))
    look = look_at(nodes_of(xy, np.full(144, 2.0), NoiseCorrelation(0.0, 0.0, 1.0), 0.0), Level(13, 0.0, 200.0))
    middle = 6 * 12 + 6
    inside = np.linalg.norm(xy - xy[middle], axis=1) <= 100.0
    np.testing.assert_allclose(look.against_surroundings(values)[middle], values[inside].mean(axis=0), atol=1e-5)
    assert look.noise_mm[middle] == pytest.approx(2.0 / np.sqrt(13.0))


def test_points_in_one_place_are_themselves_first():
    xy = np.repeat(grid(5, 5), 2, axis=0)
    look = look_at(nodes_of(xy, np.full(50, 2.0), NoiseCorrelation(0.0, 0.5, 100.0), 0.0), Level(1, 0.0, np.inf))
    np.testing.assert_array_equal(look.about[:, 0], np.arange(50))


def test_an_area_is_found_within_six_epochs_where_neighbours_share_their_noise():
    values, xy = shared_series(24, 24, DATES, seed=31)
    still = judged(values, xy)
    assert not still.is_alarm.any()
    assert 0.4 < still.correlation.share < 0.8
    residual = values[:, BASE:] - still.expectation.common_mm
    assert np.corrcoef(residual.ravel(), still.shared_mm.ravel())[0, 1] > 0.4  # all that neighbours share would be 0.77
    changed = ((xy >= 300) & (xy < 550)).all(axis=1)
    values[changed] -= 20.0 * np.maximum(years_since(DATES, DATES[BASE - 1]), 0.0)
    found = judged(values, xy)
    assert found.is_alarm[changed].mean() >= 0.8
    beside = np.abs(xy - 400.0).max(axis=1) <= 200.0  # places that touch the area see it too
    assert not found.is_alarm[~beside].any()
    assert found.is_alarm[~changed].sum() <= 8
    hit = changed & found.is_alarm
    assert np.median((found.rate_after - found.rate_before)[hit]) == pytest.approx(-20.0, abs=5.0)


def test_a_wide_area_is_found_by_wide_places():
    values, xy = shared_series(26, 26, DATES, seed=32, range_m=1500.0)
    changed = np.linalg.norm(xy - 625.0, axis=1) <= 250.0
    values[changed] -= 20.0 * np.maximum(years_since(DATES, DATES[BASE - 1]), 0.0)
    narrow, wide = judged(values, xy, widest_m=0.0), judged(values, xy)
    assert wide.is_alarm[changed].mean() >= 0.7
    assert wide.is_alarm[changed].sum() > 2 * narrow.is_alarm[changed].sum()
    assert np.nanmedian(wide.width_m[changed]) > 200.0
    assert wide.is_alarm[~changed].sum() <= 8


def test_what_changes_does_not_make_its_surroundings_change_the_other_way():
    values, xy = shared_series(20, 20, DATES, seed=33, range_m=2000.0)
    changed = ((xy >= 300) & (xy < 550)).all(axis=1)
    values[changed, BASE + 1 :] += 28.0
    found = judged(values, xy)
    assert found.is_alarm[changed].all()
    assert found.is_alarm[~changed].sum() <= 2


def test_tests_that_are_alike_count_once():
    random = np.random.default_rng(5)
    about = np.tile(np.arange(6), (4, 1))
    assert independent_tests(random.standard_normal((6, 4000)), about) == pytest.approx(6.0, abs=0.3)
    assert independent_tests(np.tile(random.standard_normal(4000), (6, 1)), about) == pytest.approx(1.0)


def test_scales_come_nearer_to_each_other_only_as_far_as_they_differ_by_chance():
    random = np.random.default_rng(6)
    epochs, degrees = np.arange(6), 60.0
    chance = np.sqrt(random.chisquare(degrees, 3000) / degrees)
    group = Group(np.arange(3000), epochs, np.eye(6), degrees)
    alike, unlike = 2.0 * chance, 2.0 * chance * np.exp(0.5 * random.standard_normal(3000))
    before = unlike.copy()
    assert _moderate(group, alike, np.full(3000, 1.3)).degrees == pytest.approx((1.0 + MOST_PRIOR) * degrees, rel=0.1)
    assert alike.std() < 0.4 * (2.0 * chance).std()
    assert _moderate(group, unlike, np.full(3000, 1.3)).degrees < 75.0
    assert np.abs(np.log(unlike / before)).max() < 0.5


@pytest.mark.parametrize("kind", ["ar1", "flicker"])
def test_an_area_is_found_within_six_epochs_where_noise_remembers(kind):
    xy = grid(20, 20)
    dates = np.datetime64("2018-01-03") + 12 * np.arange(86)
    covariance = ar1_covariance(dates, 12 / np.log(2.0)) if kind == "ar1" else power_law_covariance(dates, -1.0)
    values = np.random.default_rng(21).standard_normal((400, 86)) @ np.linalg.cholesky(covariance).T
    values *= 2.0 / (values - values.mean(axis=1, keepdims=True)).std()
    changed = (xy[:, 0] < 250) & (xy[:, 1] < 250)
    values[changed] -= 20.0 * np.maximum(years_since(dates, dates[79]), 0.0)
    found = detect(expect_from_past(values, dates, 80), dates[79], xy)
    assert found.is_alarm[changed].mean() >= 0.8
    assert found.is_alarm[~changed].sum() <= 4  # those beside the area see it too


def test_ground_beside_a_strong_change_is_not_called():
    xy = grid(20, 20)
    values, _ = series(400, seed=22)
    changed = (xy[:, 0] < 300) & (xy[:, 1] < 300)
    values[changed] -= 150.0 * np.maximum(years_since(DATES, DATES[BASE - 1]), 0.0)
    found = judged(values, xy)
    assert found.is_alarm[changed].all()
    assert found.is_alarm[~changed].sum() <= 3


def test_one_new_epoch_calls_nothing_yet():
    values, _ = series(400, seed=23)
    values[:30, BASE] -= 80.0
    expected = expect_from_past(values[:, : BASE + 1], DATES[: BASE + 1], BASE)
    assert not detect(expected, DATES[BASE - 1], grid(20, 20)).is_alarm.any()
