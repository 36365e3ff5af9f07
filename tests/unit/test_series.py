"""Series, dates and rates: known lines are recovered, and what is not a series is refused in words."""

import tracemalloc

import numpy as np
import pytest
from scipy import stats

from subsidence.blocks import map_blocks, row_blocks
from subsidence.errors import Cancelled, SubsidenceError
from subsidence.packages import how_to_install, require
from subsidence.progress import Report
from subsidence.series import (
    DeformationSeries,
    decimal_years,
    epoch_field,
    find_epoch_fields,
    find_rate_field,
    linear_rate,
)


def days(*texts):
    return np.array(texts, dtype="datetime64[D]")


DATES = np.datetime64("2018-03-06") + np.cumsum(np.array([0, 6, 12, 12, 24, 6, 12, 36]))


def test_the_rate_and_its_error_agree_with_scipy_also_with_gaps():
    rng = np.random.default_rng(1)
    values = rng.normal(size=(5, DATES.size)) - 20 * (DATES - DATES[0]).astype(float) / 365.25
    values[2, 3] = np.nan
    rate, std, intercept = linear_rate(values, DATES)
    years = (DATES - DATES[0]).astype(float) / 365.25
    for row in range(5):
        known = np.isfinite(values[row])
        line = stats.linregress(years[known], values[row, known])
        assert rate[row] == pytest.approx(line.slope, rel=1e-9)
        assert std[row] == pytest.approx(line.stderr, rel=1e-9)
        assert intercept[row] == pytest.approx(line.intercept, rel=1e-9)


def test_rates_of_a_large_layer_take_no_copy_of_it_and_are_those_of_each_point():
    rng = np.random.default_rng(2)
    values = rng.normal(size=(50_000, DATES.size)).astype(np.float32)
    values[rng.random(values.shape) < 0.1] = np.nan
    tracemalloc.start()
    many = np.stack(linear_rate(values, DATES))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < many.nbytes + 5e6  # four copies in double precision would be 13 MB
    some = rng.choice(len(values), 100, replace=False)
    np.testing.assert_allclose(many[:, some], np.stack(linear_rate(values[some], DATES)), rtol=1e-9)


def test_one_value_has_no_rate_and_two_have_no_error():
    values = np.full((2, DATES.size), np.nan)
    values[0, 0] = 1.0
    values[1, [0, 3]] = [0.0, 3.0]
    rate, std, _ = linear_rate(values, DATES)
    assert np.isnan(rate[0])
    assert rate[1] == pytest.approx(3 / (30 / 365.25))
    assert np.isnan(std).all()


def test_date_fields_of_all_producers_are_found_in_order_of_date():
    names, dates = find_epoch_fields(["id", "D20200113", "D_20200101", "20191201", "F20210101", "RAIN20200101"])
    assert names == ["20191201", "D_20200101", "D20200113"]
    assert dates.tolist() == days("2019-12-01", "2020-01-01", "2020-01-13").tolist()
    assert [epoch_field(d) for d in dates] == ["D20191201", "D20200101", "D20200113"]


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["id", "velocity"], "no displacement fields"),
        (["D20200101", "20200101"], "same date"),
        (["D20201399"], "not a calendar date"),
    ],
)
def test_unusable_date_fields_are_refused_in_words(names, sentence):
    with pytest.raises(SubsidenceError, match=sentence):
        find_epoch_fields(names)


def test_the_rate_field_is_known_by_the_names_producers_give_it():
    assert find_rate_field(["x", "Vel"]) == "Vel"
    assert find_rate_field(["mean_velocity", "velocity"]) == "velocity"
    assert find_rate_field(["speed"]) is None


def test_a_series_is_checked_once():
    with pytest.raises(SubsidenceError, match="does not fit"):
        DeformationSeries(DATES, np.zeros((2, 3)), np.zeros((2, 2)))
    with pytest.raises(SubsidenceError, match="coordinates"):
        DeformationSeries(DATES, np.zeros((2, DATES.size)), np.zeros((3, 2)))
    with pytest.raises(SubsidenceError, match="increase"):
        DeformationSeries(DATES[::-1], np.zeros((2, DATES.size)), np.zeros((2, 2)))


def test_the_same_calendar_day_has_the_same_place_in_every_year():
    assert decimal_years(days("2019-01-01", "2020-01-01")).tolist() == [2019.0, 2020.0]
    assert decimal_years(days("2020-07-01"))[0] % 1 == pytest.approx(
        decimal_years(days("2021-07-01"))[0] % 1, abs=0.003
    )


def test_blocks_cover_every_row_once_and_keep_their_order():
    assert [(b.start, b.stop) for b in row_blocks(10, 4)] == [(0, 4), (4, 8), (8, 10)]
    values = np.arange(1000.0)
    parts = map_blocks(lambda block: values[block] * 2, values.size, 7, workers=3)
    np.testing.assert_array_equal(np.concatenate(parts), values * 2)


def test_an_error_in_a_block_reaches_the_caller():
    def fail(block):
        raise SubsidenceError(f"block {block.start}")

    with pytest.raises(SubsidenceError, match="block"):
        map_blocks(fail, 10, 3)


def test_a_cancelled_report_stops_the_work_and_parts_scale_progress():
    seen = []

    class Listener(Report):
        def on_progress(self, fraction):
            seen.append(fraction)

        def is_cancelled(self):
            return len(seen) >= 2

    report = Listener().parts(1, 1)[1]
    report.progress(0.0)
    report.progress(0.5)
    assert seen == [0.5, 0.75]
    with pytest.raises(Cancelled):
        report.progress(0.6)


def test_a_missing_package_is_named_with_the_way_to_get_it():
    with pytest.raises(SubsidenceError, match="pip install no_such_package"):
        require("no_such_package")
    assert "scikit-learn" in how_to_install(["sklearn"])
