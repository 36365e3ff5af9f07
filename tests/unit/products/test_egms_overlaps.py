"""Bursts whose references move are tied where they overlap; made series tell what must come out."""

import csv

import numpy as np
import pytest

from subsidence.products.egms import read_egms
from subsidence.products.egms_overlaps import tied
from subsidence.products.points import PointProduct
from subsidence.series import DeformationSeries, years_since
from tests.unit.products.written_products import NEW_L2

DATES = np.datetime64("2020-01-03") + 12 * np.arange(20)


def ground(xy, dates):
    """What the ground does: a bowl that sinks at up to 20 mm/yr."""
    rate = -20.0 * np.exp(-((xy[:, 0] - 6000.0) ** 2) / 4000.0**2)
    return rate[:, None] * years_since(dates, DATES[0])


def burst(name, west, motion, *, dates=DATES, level="L2a", track="088", seed=0, count=3000):
    """A burst of 5 km by 1 km from ``west`` on, whose reference moves by ``motion``, mm at each of ``DATES``."""
    rng = np.random.default_rng(seed)
    xy = np.column_stack([rng.uniform(west, west + 5000.0, count), rng.uniform(0.0, 1000.0, count)])
    told = np.interp(years_since(dates, DATES[0]), years_since(DATES, DATES[0]), motion)
    values = ground(xy, dates) - told + rng.normal(0.0, 1.0, (count, dates.size)) + rng.normal(0.0, 5.0, (count, 1))
    rate = np.polyfit(years_since(dates), values.T, 1)[0]
    columns = {key: np.full(count, text, dtype=object) for key, text in (("tile", name), ("level", level))}
    return PointProduct(
        DeformationSeries(dates, values, xy), rate, np.arange(count), {**columns, "track": np.full(count, track)},
        "EPSG:3035",
    )  # fmt: skip


def walk(seed):
    return np.cumsum(np.random.default_rng(seed).normal(0.0, 3.0, DATES.size)) + 8.0 * years_since(DATES) * seed


def ahead(one, other):
    """By how much one burst is ahead of the other's rates at the ground both see, by the ground's own rates."""
    rates = [part.velocity_mm_per_yr - ground(part.series.xy, DATES[[0, -1]])[:, 1] / years_since(DATES)[-1]
             for part in (one, other)]  # fmt: skip
    return float(np.median(rates[0]) - np.median(rates[1]))


def test_three_bursts_in_a_row_come_into_one_frame(heard):
    parts = [burst(f"b{number}", 4000.0 * number, walk(number), seed=number) for number in range(3)]
    assert abs(ahead(parts[0], parts[2])) > 8.0
    found = tied(parts, heard)
    assert abs(ahead(found[0], found[1])) < 0.3
    assert abs(ahead(found[0], found[2])) < 0.5
    motions = [walk(number) for number in range(3)]
    middle = np.mean(motions, axis=0)
    for number, part in enumerate(found):  # each loses its own motion but for the mean of all
        taken = parts[number].series.displacement_mm[0] - part.series.displacement_mm[0]
        expected = -(motions[number] - middle)
        assert np.std(taken - expected) < 0.5
    assert any("3 bursts are tied over 2 overlaps" in text for text in heard.infos)


def test_other_levels_other_tracks_and_bursts_apart_stay_as_they_are(heard):
    gnss = [burst("c", 0.0, walk(1), level="L2b"), burst("d", 4000.0, walk(2), level="L2b", seed=1)]
    assert all(one is other for one, other in zip(tied(gnss, heard), gnss))
    assert "only bursts of level 2a" in heard.warnings[0]
    apart = [burst("a", 0.0, walk(1)), burst("b", 4000.0, walk(2), seed=1), burst("far", 90_000.0, walk(3), seed=2)]
    other = burst("other", 0.0, walk(3), track="095")
    found = tied([*apart, other], heard)
    assert found[2] is apart[2]
    assert found[3] is other
    assert found[0] is not apart[0]
    assert any("share fewer than 10 cells, or no date, with another (far)" in text for text in heard.warnings)
    assert any("Track 095 has one burst" in text for text in heard.warnings)


def test_bursts_that_no_ground_leads_between_are_said_to_have_frames_of_their_own(heard):
    pairs = [burst("a", 0.0, walk(1)), burst("b", 4000.0, walk(2), seed=1)]
    tied([*pairs, burst("alone", 300_000.0, walk(3), seed=2)], heard)
    assert not any("frame of its own" in text for text in heard.warnings)
    pairs += [burst("c", 90_000.0, walk(3), seed=2), burst("d", 94_000.0, walk(4), seed=3)]
    tied(pairs, heard)
    assert any("track 088 make 2 groups that share no ground" in text for text in heard.warnings)


def test_dates_that_one_burst_lacks_go_on_between_their_neighbours():
    fewer = np.delete(DATES, [7, 19])
    steady = 30.0 * years_since(DATES)
    one, other = burst("a", 0.0, steady), burst("b", 4000.0, 0.0 * steady, dates=fewer, seed=1)
    found = tied([one, other])
    taken = one.series.displacement_mm[0] - found[0].series.displacement_mm[0]
    expected = -(steady - steady.mean()) / 2.0  # of two bursts each takes half; a constant is no motion
    np.testing.assert_allclose(taken - taken.mean(), expected, atol=0.6)


def test_tables_are_tied_when_that_is_asked_for(tmp_path, heard):
    dates = [str(day).replace("-", "") for day in DATES[:5]]
    for number, offset in enumerate((0.0, 40.0)):
        with (tmp_path / f"EGMS_L2a_088_028{number}_IW2_VV.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow([*NEW_L2, *dates])
            for row in range(60):
                values = dict.fromkeys(NEW_L2, 1.0)
                values |= {"pid": f"p{number}{row}", "easting": 4.4e6 + 150 * row, "northing": 2.5e6 + 10}
                values |= {"los_east": -0.6, "los_north": -0.1, "los_up": 0.79, "mean_velocity": offset}
                writer.writerow([*values.values(), *[offset * step for step in range(5)]])
    plain, together = read_egms([tmp_path]), read_egms([tmp_path], tie=True, report=heard)
    assert np.ptp(plain.velocity_mm_per_yr) == 40.0
    assert np.ptp(together.velocity_mm_per_yr) == pytest.approx(0.0, abs=1e-9)
    np.testing.assert_allclose(together.series.displacement_mm, np.tile(20.0 * np.arange(5), (120, 1)), atol=1e-9)
    np.testing.assert_array_equal(plain.point_id, together.point_id)
