"""Structures of known tilt, bend and kink, spoiled by noise that neighbours share."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.spatial.noise_correlation import NoiseCorrelation, estimate_noise_correlation
from subsidence.structures.assessment import CANNOT_SAY, FIRST_EXCEEDED, assess
from subsidence.structures.change import settlement_between
from subsidence.structures.limits import LIMIT_SETS, limits_of_table, probability_above
from subsidence.structures.profile import corridor_of, place_on_line, profile_of, worst_span
from subsidence.structures.settlement import settlements_of_buildings

NOISE = NoiseCorrelation(0.1, 0.4, 300.0)
BUILDINGS = 900


def correlated(random, xy, std_mm):
    """Noise of groups of points, shape (b, n), with the correlation NOISE."""
    lower = np.linalg.cholesky(NOISE.matrix(xy))
    return std_mm * np.einsum("bij,bj->bi", lower, random.standard_normal(xy.shape[:2]))


def buildings(n_points, tilt, bend, std_mm, seed=0):
    """Fits of many buildings 40 m by 20 m, and the true tilt at the middle of their points and distortion."""
    random = np.random.default_rng(seed)
    xy = random.uniform(0, [40, 20], (BUILDINGS, n_points, 2))
    place = xy - [20, 10]
    angle = random.uniform(0, 2 * np.pi, BUILDINGS)
    values = 5 + tilt * (place[..., 0] * np.sin(angle)[:, None] + place[..., 1] * np.cos(angle)[:, None])
    values += bend / 2 * place[..., 0] ** 2 + correlated(random, xy, std_mm)
    found = settlements_of_buildings(
        values.ravel(),
        np.full(values.size, std_mm),
        xy.reshape(-1, 2),
        np.repeat(np.arange(BUILDINGS), n_points),
        BUILDINGS,
        NOISE,
    )
    true_tilt = np.hypot(tilt * np.sin(angle) + bend * place[..., 0].mean(axis=1), tilt * np.cos(angle))
    return found, true_tilt, bend * np.ptp(xy[..., 0], axis=1) / 2, np.degrees(angle) % 360


def coverage(value, std, truth):
    return np.mean(np.abs(value - truth) < 1.96 * std)


@pytest.mark.parametrize(
    ("n_points", "tilt", "bend", "std_mm"), [(6, 1.0, 0.0, 3.0), (12, 0.5, 0.0, 2.0), (20, 1.0, 0.05, 2.0)]
)
def test_intervals_of_tilt_and_distortion_hold_95_times_in_100(n_points, tilt, bend, std_mm):
    found, true_tilt, true_distortion, direction = buildings(n_points, tilt, bend, std_mm)
    assert 0.92 < coverage(found.tilt, found.tilt_std, true_tilt) < 0.97
    assert found.tilt.mean() == pytest.approx(true_tilt.mean(), abs=0.02)
    if n_points >= 8:
        assert 0.92 < coverage(found.distortion, found.distortion_std, true_distortion) < 0.97
    if not bend:
        turned = np.abs((found.direction - direction + 180) % 360 - 180)
        assert np.median(turned) < 12


def test_settlement_in_the_middle_has_an_honest_error_where_neighbours_share_their_noise():
    found, *_ = buildings(12, 0.0, 0.0, 3.0)
    assert 0.92 < coverage(found.settlement, found.settlement_std, 5.0) < 0.97
    assert found.settlement_std.mean() > 2 * 3.0 / np.sqrt(12)  # not one over the root of the number


@pytest.mark.parametrize("n_points", [4, 9, 30])
def test_still_ground_exceeds_one_in_five_hundred_at_most_five_times_in_a_hundred(n_points):
    found, *_ = buildings(n_points, 0.0, 0.0, 4.0, seed=n_points)
    for value, std in ((found.tilt, found.tilt_std), (found.distortion, found.distortion_std)):
        assert np.mean(probability_above(value, std, 2.0) > 0.95) <= 0.05


@pytest.mark.parametrize("noise_mm", [4.0, 40.0, 400.0])
def test_still_ground_exceeds_no_limit_however_large_its_noise(noise_mm):
    found, *_ = buildings(12, 0.0, 0.0, noise_mm)
    for name in ("skempton_macdonald_1956", "eurocode_7", "gb_50007_tilt", "cjjt_202"):
        grade = assess(found, LIMIT_SETS[name]).grade
        quantities = {limit.quantity for limit in LIMIT_SETS[name]}
        assert np.mean(grade >= FIRST_EXCEEDED) <= 0.05 * len(quantities), (
            name
        )  # 400 mm of noise “exceeded” at nearly every building
        assert noise_mm < 400.0 or np.mean(grade == CANNOT_SAY) >= 0.9, name


def test_points_on_a_narrow_strip_have_a_tilt_with_an_honest_error():
    random = np.random.default_rng(3)
    xy = np.stack([random.uniform(-9, 9, (1000, 8)), random.uniform(-2, 2, (1000, 8))], axis=-1)
    angle = random.uniform(0, 2 * np.pi, 1000)
    slope = np.column_stack([np.cos(angle), np.sin(angle)])
    values = np.einsum("bni,bi->bn", xy, slope) + random.standard_normal((1000, 8))
    owner = np.repeat(np.arange(1000), 8)
    found = settlements_of_buildings(
        values.ravel(), np.ones(8000), xy.reshape(-1, 2), owner, 1000, NoiseCorrelation(0.0, 0.0, 1.0)
    )
    assert 0.92 < coverage(found.tilt, found.tilt_std, 1.0) < 0.98


def test_what_a_buildings_points_share_is_learnt_within_buildings():
    random = np.random.default_rng(4)
    owner = np.repeat(np.arange(200), 10)
    corners = 22.0 * np.column_stack([np.arange(200) % 15, np.arange(200) // 15])
    xy = corners[owner] + random.uniform(0, 20, (2000, 2))  # 2 m apart at the least
    noise = np.sqrt(0.5) * (random.standard_normal((200, 80))[owner] + random.standard_normal((2000, 80)))
    within = estimate_noise_correlation(noise, xy, structure=owner)
    np.testing.assert_allclose(within.between(np.array([2.0, 10.0, 18.0])), 0.5, atol=0.03)
    assert estimate_noise_correlation(noise, xy).between(np.array([18.0])) < 0.35  # across the street nothing is shared


def test_what_its_points_cannot_tell_is_unknown():
    xy = np.array([[0, 0], [10, 0], [5, 5], [0, 0], [10, 0.0], [20, 0], [3, 3.0]])
    owner = np.array([0, 0, 0, 1, 2, 2, -1])
    found = settlements_of_buildings(np.arange(7.0), np.ones(7), xy, owner, 4, NOISE)
    assert found.n.tolist() == [3, 1, 2, 0]
    assert np.isfinite(found.tilt).tolist() == [True, False, True, False]
    assert found.settlement[1] == 3.0
    assert np.isnan(found.settlement[3])
    assert np.isnan(found.distortion).all()
    assert found.direction[2] == pytest.approx(90.0)  # settles by 1 mm more ten metres to the east
    assert found.tilt[2] == pytest.approx(0.1)


def test_the_noise_that_neighbours_share_is_learnt_from_residuals():
    random = np.random.default_rng(1)
    xy = random.uniform(0, 3000, (600, 2))
    truth = NoiseCorrelation(0.15, 0.5, 400.0)
    lower = np.linalg.cholesky(truth.matrix(xy) + 1e-9 * np.eye(600))
    found = estimate_noise_correlation(3.0 * lower @ random.standard_normal((600, 150)), xy)
    apart = np.array([20.0, 200.0, 1000.0])
    np.testing.assert_allclose(found.between(apart), truth.between(apart), atol=0.06)
    white = estimate_noise_correlation(random.standard_normal((600, 150)), xy)
    assert white.common + white.share < 0.05


def test_a_settlement_is_that_of_the_trend_and_its_error_holds():
    random = np.random.default_rng(2)
    dates = np.datetime64("2019-01-01") + np.arange(80) * 12
    years = (dates - dates[0]).astype(float) / 365.25
    season = 6 * np.sin(2 * np.pi * years + random.uniform(0, 6, (800, 1)))
    values = -20 * years - 1.5 * years**2 + season + 3 * random.standard_normal((800, 80))
    values[::7, 10:20] = np.nan
    found = settlement_between(values, dates)
    truth = 20 * years[-1] + 1.5 * years[-1] ** 2
    assert found.settlement_mm.mean() == pytest.approx(truth, abs=0.2)
    assert 0.92 < coverage(found.settlement_mm, found.std_mm, truth) < 0.975
    half = settlement_between(values, dates, start=dates[20], end=dates[60]).settlement_mm
    assert half.mean() == pytest.approx(20 * np.ptp(years[[20, 60]]) + 1.5 * (years[60] ** 2 - years[20] ** 2), abs=0.2)
    with pytest.raises(SubsidenceError, match="must lie within the series"):
        settlement_between(values, dates, start=np.datetime64("2001-01-01"))


def line_of_points(kink_mm_per_m, std_mm, random, length=1000.0, spacing=5.0):
    """Points along a straight line whose settlement bends at the middle by a known angle."""
    along = np.arange(spacing / 2, length, spacing)
    xy = np.column_stack([along, random.uniform(-8, 8, along.size)])
    settlement = kink_mm_per_m * np.maximum(along - length / 2, 0)
    return xy, settlement + correlated(random, xy[None], std_mm)[0]


def profile(xy, settlement, std_mm, step=25.0, span=100.0, correlation=NOISE):
    corridor = corridor_of([np.array([[0.0, 0.0], [1000.0, 0.0]])], xy, 10.0)
    std = np.full(len(xy), std_mm)
    return profile_of(
        corridor, xy, -settlement, std, settlement, std, np.empty((len(xy), 0)), correlation, step_m=step, span_m=span
    )


def test_a_kink_in_a_line_is_found_with_honest_errors():
    random = np.random.default_rng(3)
    inside = []
    for _ in range(90):
        xy, settlement = line_of_points(0.2, 2.0, random)
        found = profile(xy, settlement, 2.0)
        true = 0.2 * np.maximum(found.chainage_m - 500, 0)
        at = np.array([6, 13, 20, 30])
        bend = (true[at + 4] - 2 * true[at] + true[at - 4]) / 100
        inside.append(np.abs(found.distortion[at] - np.abs(bend)) < 1.96 * found.distortion_std[at])
        inside.append(np.abs(found.settlement[at] - true[at]) < 1.96 * found.settlement_std[at])
    assert 0.92 < np.mean(inside) < 0.98
    assert abs(found.chainage_m[np.nanargmax(found.distortion)] - 500) <= 50


def test_a_kink_that_grows_is_told_apart_from_one_that_shrinks():
    random = np.random.default_rng(8)
    xy, settlement = line_of_points(0.2, 0.5, random)
    corridor = corridor_of([np.array([[0.0, 0.0], [1000.0, 0.0]])], xy, 10.0)
    std = np.full(len(xy), 0.5)
    for factor in (0.5, -0.25):  # of the settlement over the period, mm/yr
        found = profile_of(
            corridor, xy, -factor * settlement, 0.5 * std, settlement, std, np.empty((len(xy), 0)), NOISE, step_m=25.0,
            span_m=100.0,
        )  # fmt: skip
        at = int(np.nanargmax(found.distortion))
        assert found.distortion_rate[at] == pytest.approx(factor * found.distortion[at], abs=1e-9)
        assert found.distortion_rate_std[at] == pytest.approx(0.5 * found.distortion_std[at])


def test_the_worst_of_many_spans_on_still_ground_is_called_what_it_is():
    random = np.random.default_rng(4)
    worst = []
    for _ in range(100):
        xy, settlement = line_of_points(0.0, 4.0, random)
        found = profile(xy, settlement, 4.0, step=25.0, span=25.0)
        worst.append(worst_span(found.distortion, found.distortion_std, 2.0))
    assert np.mean([w.p_exceed > 0.95 for w in worst]) <= 0.05
    assert np.mean([w.p_still < 0.05 for w in worst]) <= 0.10
    xy, settlement = line_of_points(8.0, 1.0, random)
    assert (
        worst_span(profile(xy, settlement, 1.0).distortion, profile(xy, settlement, 1.0).distortion_std, 2.0).p_exceed
        > 0.99
    )


def test_a_gap_stays_a_gap_and_the_width_is_kept():
    random = np.random.default_rng(5)
    xy, settlement = line_of_points(0.0, 1.0, random)
    keep = (xy[:, 0] < 400) | (xy[:, 0] > 600)
    beside = np.column_stack([xy[:, 0], np.full(len(xy), 25.0)])
    found = profile(np.vstack([xy[keep], beside]), np.concatenate([settlement[keep], np.full(len(xy), 99.0)]), 1.0)
    middle = (found.chainage_m > 400) & (found.chainage_m < 600)
    assert (found.n[middle] == 0).all()
    assert np.isnan(found.rate[middle]).all()
    assert np.isnan(found.distortion[middle]).all()
    assert np.nanmax(found.settlement) < 50
    assert found.n[~middle].sum() == keep.sum()


def test_chainage_runs_along_bends_and_back_to_coordinates():
    parts = [np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 50.0]])]
    corridor = corridor_of(parts, np.array([[50.0, 3.0], [97.0, 25.0], [500.0, 500.0]]), 5.0)
    assert corridor.rows.tolist() == [0, 1]
    assert corridor.chainage_m.tolist() == [50.0, 125.0]
    assert corridor.offset_m.tolist() == [3.0, 3.0]
    assert corridor.length_m == 150.0
    assert place_on_line(parts, np.array([50.0, 125.0, 150.0]), parts).tolist() == [[50, 0], [100, 25], [100, 50]]


def test_stations_of_points_that_begin_later_do_not_jump():
    xy = np.array([[5.0, 0.0], [6.0, 1.0]])
    series = np.array([[0.0, -1, -2, -3, -4], [np.nan, np.nan, 0, -1, -2]])
    corridor = corridor_of([np.array([[0.0, 0.0], [10.0, 0.0]])], xy, 5.0)
    ones = np.ones(2)
    found = profile_of(corridor, xy, -ones, ones, ones, ones, series, NOISE, step_m=10, span_m=10)
    np.testing.assert_allclose(np.diff(found.series_mm[0]), -1.0, atol=1e-6)


def test_limits_carry_source_clause_and_whether_they_were_verified():
    for limits in LIMIT_SETS.values():
        assert all(limit.source and limit.clause and limit.meaning for limit in limits)
    texts = [limit.text for limit in LIMIT_SETS["eurocode_7"]]
    assert texts == ["1/2000", "1/500", "1/300", "1/150", "50 mm"]
    own = limits_of_table({"quantity": ["Tilt", "distortion", "settlement"], "value": ["1/500", 0.002, 30]})
    assert sorted((limit.quantity, limit.value) for limit in own) == [
        ("distortion", 2.0),
        ("settlement", 30.0),
        ("tilt", 2.0),
    ]
    for quantity, value in (("tilt", "steep"), ("lean", 1), ("tilt", -1)):
        with pytest.raises(SubsidenceError):
            limits_of_table({"quantity": [quantity], "value": [value]})


@pytest.mark.parametrize("kind", ["white", "AR(1)", "flicker"])
def test_standard_errors_of_settlement_hold_under_noise_that_is_correlated_in_time(kind):
    from subsidence.analysis.noise_models import ar1_covariance, power_law_covariance
    from subsidence.structures.change import settlement_between

    dates = np.datetime64("2018-01-03") + 12 * np.arange(86)
    covariance = {
        "white": np.eye(86),
        "AR(1)": ar1_covariance(dates, 30.0),
        "flicker": power_law_covariance(dates, -1.0),
    }[kind]
    random = np.random.default_rng(1)
    noise = random.standard_normal((1500, 86)) @ np.linalg.cholesky(covariance).T
    years = (dates - dates[0]).astype(float) / 365.25
    found = settlement_between(noise - 10.0 * years, dates)
    inside = np.abs(found.settlement_mm - 10.0 * years[-1]) <= 1.96 * found.std_mm
    assert 0.92 <= inside.mean() <= 0.985


def test_the_report_holds_the_largest_against_still_ground():
    from subsidence.structures.assessment import largest_on_still_ground

    random = np.random.default_rng(3)
    std = random.uniform(0.5, 2.0, 500)
    worst = [np.abs(random.standard_normal(500) * std).max() for _ in range(300)]
    middle, most = largest_on_still_ground(std)
    assert middle == pytest.approx(np.median(worst), rel=0.05)
    assert most == pytest.approx(np.quantile(worst, 0.95), rel=0.1)


@pytest.mark.parametrize("walks", [False, True])
@pytest.mark.parametrize("count", [5, 10])
def test_settlements_of_few_epochs_and_profiles_over_them_have_errors_that_hold(count, walks):
    random = np.random.default_rng([count, walks])
    dates = np.datetime64("2018-01-03") + 12 * np.arange(count)
    parts = [np.array([[0.0, 0.0], [2000.0, 0.0]])]
    of_points, of_stations = [], []
    for _ in range(6):
        xy = np.column_stack([random.uniform(0.0, 2000.0, 400), random.uniform(-40.0, 40.0, 400)])
        series = random.normal(0.0, 2.0, (400, count))
        series = series.cumsum(axis=1) if walks else series
        change = settlement_between(series, dates, xy_m=xy)
        of_points.append(np.abs(change.settlement_mm) <= 1.96 * change.std_mm)
        profile = profile_of(
            corridor_of(parts, xy, 40.0), xy, change.settlement_mm, change.std_mm, change.settlement_mm, change.std_mm,
            series, NoiseCorrelation(0.0, 0.0, 1.0), step_m=50.0, span_m=100.0,
        )  # fmt: skip
        of_stations.append(np.abs(profile.settlement) <= 1.96 * profile.settlement_std)
    assert np.mean(of_points) >= 0.9
    assert np.mean(of_stations) >= 0.9
