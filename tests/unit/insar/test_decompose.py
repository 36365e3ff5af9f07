"""Known up and east motion, seen from two sides, comes back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.insar.decompose import Look, common_dates, decompose, interpolate, line_of_sight
from subsidence.progress import Report
from subsidence.series import DeformationSeries

ASCENDING, DESCENDING = line_of_sight(38.0, -12.0), line_of_sight(34.0, -168.0)


def up_of(xy, days):
    return -0.05 * days * np.exp(-((xy[:, :1] - 500) ** 2 + (xy[:, 1:] - 500) ** 2) / 2e5)


def east_of(xy, days):
    return 0.01 * days * (xy[:, :1] / 1000 - 0.5)


def look(xy, dates, los, start, noise=0.0, seed=0):
    """What a track sees, relative to its own first date."""
    rng = np.random.default_rng(seed)
    days = (dates - start).astype(float)
    series = los[0] * east_of(xy, days) + los[2] * up_of(xy, days)
    series = series - series[:, :1] + noise * rng.normal(size=series.shape)
    unknown = np.full(len(xy), np.nan)
    return Look(DeformationSeries(dates, series, xy), unknown, unknown, np.tile(los, (len(xy), 1)))


@pytest.fixture
def tracks():
    start = np.datetime64("2020-01-01")
    grid = np.stack(np.meshgrid(np.arange(0, 1000, 25.0), np.arange(0, 1000, 25.0)), axis=-1).reshape(-1, 2)
    first = look(grid, start + 12 * np.arange(30), ASCENDING, start)
    second = look(grid + 3.0, start + 5 + 6 * np.arange(70), DESCENDING, start)
    return start, first, second


@pytest.mark.parametrize(("cell_m", "tolerance_mm"), [(0.0, 0.3), (50.0, 0.6)])
def test_up_and_east_series_come_back(tracks, cell_m, tolerance_mm):
    start, first, second = tracks
    result = decompose(first, second, cell_m=cell_m, reach_m=10.0, step_days=12)
    days = (result.dates - start).astype(float)
    assert result.dates[0] == start + 5
    expected_up, expected_east = up_of(result.xy, days), east_of(result.xy, days)
    np.testing.assert_allclose(result.up_mm, expected_up - expected_up[:, :1], atol=tolerance_mm)
    np.testing.assert_allclose(result.east_mm, expected_east - expected_east[:, :1], atol=tolerance_mm)
    rate = expected_up[:, -1] / days[-1] * 365.25
    np.testing.assert_allclose(result.up_rate, rate, atol=2 * tolerance_mm)
    assert len(result.xy) == (1600 if cell_m == 0 else 400)


def test_points_at_the_same_place_give_the_exact_answer():
    start = np.datetime64("2020-01-01")
    xy = np.random.default_rng(0).uniform(0, 1000, (50, 2))
    dates = start + 12 * np.arange(10)
    first, second = look(xy, dates, ASCENDING, start), look(xy, dates, DESCENDING, start)
    result = decompose(first, second, reach_m=1.0)
    days = 12.0 * np.arange(10)
    np.testing.assert_allclose(result.up_mm, up_of(xy, days), atol=1e-9)
    np.testing.assert_allclose(result.east_mm, east_of(xy, days), atol=1e-9)


def test_the_condition_number_is_that_of_the_two_looks(tracks):
    _, first, second = tracks
    expected = np.linalg.cond(np.array([ASCENDING[[0, 2]], DESCENDING[[0, 2]]]))
    np.testing.assert_allclose(decompose(first, second, cell_m=100).condition, expected, rtol=1e-9)
    assert 1.0 < expected < 2.0


def test_two_looks_from_the_same_side_are_refused(tracks):
    _, first, _ = tracks
    with pytest.raises(SubsidenceError, match="from nearly the same side"):
        decompose(first, first, cell_m=100)


def test_tracks_without_common_time_or_place_are_refused(tracks):
    start, first, _ = tracks
    later = look(first.series.xy, start + 5000 + 12 * np.arange(5), DESCENDING, start)
    with pytest.raises(SubsidenceError, match="share no time"):
        decompose(first, later, cell_m=100)
    far = look(first.series.xy + 1e5, first.series.dates, DESCENDING, start)
    with pytest.raises(SubsidenceError, match="No ascending point has a descending one"):
        decompose(first, far)
    with pytest.raises(SubsidenceError, match="No cell of 100 m"):
        decompose(first, far, cell_m=100)


def test_rates_alone_are_decomposed_with_their_uncertainty():
    xy = np.random.default_rng(0).uniform(0, 1000, (20, 2))
    nothing = DeformationSeries(np.array([], dtype="datetime64[D]"), np.empty((20, 0)), xy)
    truth = np.array([3.0, 0.0, -10.0])  # east, north, up
    std = np.full(20, 1.0)
    looks = [Look(nothing, np.full(20, los @ truth), std, np.tile(los, (20, 1))) for los in (ASCENDING, DESCENDING)]
    result = decompose(*looks, reach_m=1.0)
    np.testing.assert_allclose(result.up_rate, -10, atol=1e-9)
    np.testing.assert_allclose(result.east_rate, 3, atol=1e-9)
    inverse = np.linalg.inv(np.array([ASCENDING[[0, 2]], DESCENDING[[0, 2]]]))
    np.testing.assert_allclose(result.up_rate_std, np.sqrt((inverse[1] ** 2).sum()), rtol=1e-9)


@pytest.mark.parametrize(
    ("incidences", "up", "east"),
    [((30.0, 30.0), -1.2, 0.0), ((39.0, 39.0), -1.7, 0.0), ((46.0, 46.0), -2.2, 0.0), ((34.0, 44.0), None, 0.4)],
)
def test_motion_to_the_north_leaks_as_much_as_the_page_on_signs_says(incidences, up, east):
    """docs/signs.md: 10 mm towards north, seen by Sentinel-1, come out as subsidence, and hardly as east or west."""
    xy = np.zeros((1, 2))
    nothing = DeformationSeries(np.array([], dtype="datetime64[D]"), np.empty((1, 0)), xy)
    los = [line_of_sight(incidence, heading) for incidence, heading in zip(incidences, (-12.0, 192.0))]
    looks = [Look(nothing, one[1:2] * 10.0, np.ones(1), one[None]) for one in los]
    found = decompose(*looks, reach_m=1.0)
    if up is not None:
        assert found.up_rate[0] == pytest.approx(up, abs=0.06)
    assert abs(found.east_rate[0]) == pytest.approx(east, abs=0.03)


def test_interpolation_is_linear_between_known_values_and_nothing_outside():
    dates = np.datetime64("2020-01-01") + np.array([0, 10, 20, 30])
    wanted = np.datetime64("2020-01-01") + np.array([0, 5, 15, 20, 25, 31])
    values = np.array([[0.0, 10.0, 20.0, 40.0], [0.0, np.nan, 20.0, np.nan]])
    expected = [[0, 5, 15, 20, 30, np.nan], [0, 5, 15, 20, np.nan, np.nan]]
    np.testing.assert_allclose(interpolate(values, dates, wanted), expected)


def test_common_epochs_may_be_those_of_the_ascending_track():
    first = np.datetime64("2020-01-01") + np.array([0, 10, 20, 30])
    second = np.datetime64("2020-01-01") + np.array([5, 25])
    np.testing.assert_array_equal(common_dates(first, second, 0), first[1:3])


def test_sentinel_ascending_looks_east_from_the_west():
    # Mexico City, Sentinel-1 track 5 ascending: incidence 31.3378°, heading −12.274°
    np.testing.assert_allclose(line_of_sight(31.3378, -12.2742586), [-0.508, -0.111, 0.854], atol=1e-3)


def steady(xy, dates, los, *, origin, up=-30.0, east=8.0, noise=0.0, seed=0):
    """A track over ground that moves evenly, each point 0 at the track's own first epoch, as producers deliver it."""
    years = (dates - origin).astype(float) / 365.25
    series = np.tile((los[0] * east + los[2] * up) * years, (len(xy), 1))
    series += noise * np.random.default_rng(seed).normal(size=series.shape)
    return series - series[:, :1]


def both_in_one(parts, xy, los):
    """Several tracks in one layer: the union of their dates, NaN where a track has no epoch."""
    dates = np.unique(np.concatenate([dates for dates, _ in parts]))
    series = np.full((sum(len(values) for _, values in parts), dates.size), np.nan)
    start = 0
    for own, values in parts:
        series[start : start + len(values), np.searchsorted(dates, own)] = values
        start += len(values)
    unknown = np.full(len(series), np.nan)
    return Look(DeformationSeries(dates, series, xy), unknown, unknown, los)


@pytest.mark.parametrize("other", [ASCENDING, line_of_sight(31.0, -12.5)])
def test_a_track_that_begins_two_years_later_is_joined_before_the_cell_is_averaged(other):
    start = np.datetime64("2017-01-01")
    early, late, down = start + 12 * np.arange(150), start + 731 + 12 * np.arange(90), start + 5 + 12 * np.arange(150)
    xy = np.random.default_rng(1).uniform(0, 100, (12, 2))
    ascending = both_in_one(
        [
            (early, steady(xy[:6], early, ASCENDING, origin=start)),
            (late, steady(xy[6:], late, other, origin=start)),
        ],
        xy,
        np.concatenate([np.tile(ASCENDING, (6, 1)), np.tile(other, (6, 1))]),
    )
    descending = both_in_one([(down, steady(xy, down, DESCENDING, origin=start))], xy, np.tile(DESCENDING, (12, 1)))
    result = decompose(ascending, descending, cell_m=100.0)
    assert len(result.xy) == 1
    np.testing.assert_allclose([result.up_rate[0], result.east_rate[0]], [-30.0, 8.0], atol=0.01)
    assert np.abs(np.diff(result.up_mm[0]) + 30.0 * 12 / 365.25).max() < 0.05  # no jump where the track begins


def test_a_track_that_shares_no_time_with_the_other_of_its_side_is_not_joined_by_a_guess():
    start = np.datetime64("2017-01-01")
    early, late, down = start + 12 * np.arange(50), start + 700 + 12 * np.arange(50), start + 12 * np.arange(110)
    xy = np.random.default_rng(1).uniform(0, 100, (8, 2))
    parts = [(dates, steady(xy[:4], dates, ASCENDING, origin=start)) for dates in (early, late)]
    ascending = both_in_one(parts, xy, np.tile(ASCENDING, (8, 1)))
    descending = both_in_one([(down, steady(xy, down, DESCENDING, origin=start))], xy, np.tile(DESCENDING, (8, 1)))
    result = decompose(ascending, descending, cell_m=100.0)
    assert result.up_rate[0] == pytest.approx(-30.0, abs=0.01)
    assert np.isnan(result.up_mm[0, -1])


def test_cells_lie_on_multiples_of_their_size_so_that_others_grids_coincide():
    start = np.datetime64("2020-01-01")
    dates = start + 12 * np.arange(30)
    xy = np.random.default_rng(3).uniform([4_321_037.0, 3_210_011.0], [4_322_037.0, 3_211_011.0], (400, 2))
    tracks = [both_in_one([(dates, steady(xy, dates, los, origin=start))], xy, np.tile(los, (400, 1)))
              for los in (ASCENDING, DESCENDING)]  # fmt: skip
    result = decompose(*tracks, cell_m=100.0)
    np.testing.assert_allclose(result.xy % 100.0, 50.0)
    part = xy < [4_321_500.0, np.inf]
    some = part.all(axis=1)
    fewer = [Look(DeformationSeries(t.series.dates, t.series.displacement_mm[some], xy[some]),
                  t.velocity_mm_per_yr[some], t.velocity_std_mm_per_yr[some], t.los[some]) for t in tracks]  # fmt: skip
    assert {tuple(place) for place in decompose(*fewer, cell_m=100.0).xy} <= {tuple(place) for place in result.xy}


def test_cells_and_rates_are_those_of_another_producer_on_the_same_grid():
    """European layer: cells of 100 m with edges on multiples of 100 m; each track's mean rate, then two unknowns."""
    rng = np.random.default_rng(11)
    start = np.datetime64("2019-01-01")
    epochs = start + 6 * np.arange(60), start + 6 * np.arange(60) + 3
    sides = []
    for los, dates, points in ((ASCENDING, epochs[0], 1500), (DESCENDING, epochs[1], 1100)):
        xy = rng.uniform([4_321_037.0, 3_210_011.0], [4_322_037.0, 3_211_011.0], (points, 2))
        bowl = np.exp(-((xy - [4_321_500.0, 3_210_500.0]) ** 2).sum(axis=1) / 3e4)
        rate = los[2] * -200.0 * bowl + los[0] * 40.0 * bowl
        series = rate[:, None] * (dates - start).astype(float) / 365.25 + rng.normal(0.0, 5.0, (points, 1))
        sides.append((both_in_one([(dates, series)], xy, np.tile(los, (points, 1))), xy, rate))
    result = decompose(sides[0][0], sides[1][0], cell_m=100.0, max_gap_days=30)
    theirs = {}
    for side, (_track, xy, rate) in enumerate(sides):
        for cell, value in zip(map(tuple, np.floor(xy / 100.0) * 100.0 + 50.0), rate):
            theirs.setdefault(cell, ([], []))[side].append(value)
    looks = np.stack([ASCENDING[[0, 2]], DESCENDING[[0, 2]]])
    both = {cell: np.linalg.solve(looks, [np.mean(a), np.mean(d)]) for cell, (a, d) in theirs.items() if a and d}
    ours = {tuple(xy): (east, up) for xy, east, up in zip(result.xy, result.east_rate, result.up_rate)}
    assert ours.keys() == both.keys()
    assert max(np.abs(np.subtract(ours[cell], both[cell])).max() for cell in both) < 0.001


def test_a_gap_longer_than_allowed_is_not_interpolated():
    start = np.datetime64("2019-01-01")
    dates = start + np.concatenate([12 * np.arange(30), 700 + 12 * np.arange(30)])
    xy = np.random.default_rng(1).uniform(0, 100, (5, 2))
    full = start + 6 * np.arange(175)
    one = both_in_one([(dates, steady(xy, dates, ASCENDING, origin=start))], xy, np.tile(ASCENDING, (5, 1)))
    other = both_in_one([(full, steady(xy, full, DESCENDING, origin=start))], xy, np.tile(DESCENDING, (5, 1)))
    result = decompose(one, other, cell_m=100.0, max_gap_days=60)
    inside = (result.dates > dates[29]) & (result.dates < dates[30])
    assert np.isnan(result.up_mm[0, inside]).all()
    assert np.isfinite(result.up_mm[0, ~inside]).all()
    assert result.up_rate[0] == pytest.approx(-30.0, abs=1e-6)


def test_standard_errors_do_not_depend_on_the_step_and_cover_the_truth():
    start = np.datetime64("2018-01-01")
    first, second = start + 12 * np.arange(60), start + 5 + 12 * np.arange(60)
    xy = np.stack(np.meshgrid(100.0 * np.arange(15), 100.0 * np.arange(15)), axis=-1).reshape(-1, 2) + 50.0
    one = both_in_one(
        [(first, steady(xy, first, ASCENDING, origin=start, noise=4.0))], xy, np.tile(ASCENDING, (225, 1))
    )
    other = both_in_one(
        [(second, steady(xy, second, DESCENDING, origin=start, noise=4.0, seed=1))], xy, np.tile(DESCENDING, (225, 1))
    )
    stds = []
    for step in (1, 6, 24):
        result = decompose(one, other, cell_m=100.0, step_days=step)
        covered = np.abs(result.up_rate + 30.0) <= 1.96 * result.up_rate_std
        assert 0.90 <= covered.mean() <= 0.99
        stds.append(result.up_rate_std)
    np.testing.assert_allclose(stds[0], stds[1], rtol=1e-9)
    np.testing.assert_allclose(stds[0], stds[2], rtol=1e-9)


def test_rates_of_neighbours_that_err_together_are_no_surer_for_being_many():
    xy = np.random.default_rng(0).uniform(0, 100, (40, 2))
    nothing = DeformationSeries(np.array([], dtype="datetime64[D]"), np.empty((40, 0)), xy)
    looks = [Look(nothing, np.full(40, -9.0), np.ones(40), np.tile(los, (40, 1))) for los in (ASCENDING, DESCENDING)]
    single = decompose(*looks, reach_m=1.0)
    assert decompose(*looks, cell_m=100.0).up_rate_std[0] == pytest.approx(single.up_rate_std[0])


@pytest.mark.parametrize(
    ("times", "east", "said"),
    [
        (1.0, 0.0, None),
        (-1.0, 0.0, "opposite motion"),
        (0.001, 0.0, "another unit"),
        (1.0, 1.0, "opposite motion"),
        (0.2, 0.0, None),
    ],
)
def test_tracks_that_contradict_each_other_are_said(times, east, said):
    """Ground that moves up and down, or only east and west, in cells; the second track's values times a number."""
    rng = np.random.default_rng(0)
    xy = rng.uniform(0.0, 1000.0, (200, 2))
    motion = rng.normal(-10.0, 6.0, 200)[:, None] * np.array([east, 0.0, 1.0 - east])
    dates, unknown, warned = np.datetime64("2020-01-01") + 12 * np.arange(10), np.full(200, np.nan), []
    looks = []
    for los, scale in ((ASCENDING, 1.0), (DESCENDING, times)):
        rate = scale * (motion @ los)
        series = DeformationSeries(dates, rate[:, None] * np.arange(10) * 12 / 365.25, xy)
        looks.append(Look(series, rate, unknown, np.tile(los, (200, 1))))
    listener = Report()
    listener.on_warning = warned.append
    decompose(*looks, cell_m=0.0, reach_m=1.0, step_days=12, report=listener)
    without_rates = (replace(look, velocity_mm_per_yr=unknown) for look in looks)
    decompose(*without_rates, cell_m=0.0, reach_m=1.0, step_days=12, report=listener)
    assert len(warned) == 2 * (said is not None)
    assert all(said in text for text in warned)
