"""Records in time against sums over the days, written out one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidence.errors import SubsidenceError
from subsidence.factors.time import (
    AGGREGATIONS,
    INTERVAL_MEAN,
    INTERVAL_SUM,
    MONTH_MEAN,
    MONTH_SUM,
    VALUE,
    WINDOW_MEAN,
    WINDOW_SUM,
    Records,
    at_epochs,
    check_overlap,
    outside_sentence,
    period_ends,
    series_fields,
)


def days(*texts):
    return np.array(texts, dtype="datetime64[D]")


MONTHS = np.arange(np.datetime64("2018-01"), np.datetime64("2020-01")).astype("datetime64[D]")
EPOCHS = days("2018-03-06", "2018-03-18", "2018-03-30", "2018-04-23", "2018-05-29")


@settings(max_examples=60)
@given(st.integers(0, 2**31), st.sampled_from(AGGREGATIONS), st.integers(0, 40), st.integers(1, 90))
def test_daily_records_give_what_adding_up_the_days_gives(seed, aggregation, lag, window):
    random = np.random.default_rng(seed)
    dates = np.arange(np.datetime64("2017-06-01"), np.datetime64("2018-12-31"))
    rain = random.gamma(0.3, 10.0, dates.size)
    found = at_epochs(Records(dates, rain[None], True), EPOCHS, aggregation, window_days=window, lag_days=lag)
    for index, epoch in enumerate(EPOCHS - lag):
        if aggregation == VALUE:
            chosen = dates == epoch
        elif aggregation in (INTERVAL_SUM, INTERVAL_MEAN):
            previous = EPOCHS[index - 1] - lag if index else epoch - 18  # the usual step of these epochs
            chosen = (dates > previous) & (dates <= epoch)
        elif aggregation in (MONTH_SUM, MONTH_MEAN):
            chosen = dates.astype("datetime64[M]") == epoch.astype("datetime64[M]")
        else:
            chosen = (dates > epoch - window) & (dates <= epoch)
        wanted = rain[chosen].sum() if aggregation.endswith("sum") else rain[chosen].mean()
        assert found.values[0, index] == pytest.approx(wanted)
    assert found.coverage == pytest.approx(1.0)
    assert not found.outside.any()


def test_a_monthly_raster_holds_for_the_month_of_the_epoch():
    values = np.arange(24.0)[None]
    found = at_epochs(Records(MONTHS, values, True), days("2018-02-01", "2018-02-28", "2019-12-31"))
    assert found.values[0].tolist() == [1.0, 1.0, 23.0]


def test_monthly_totals_are_shared_out_by_days_and_lose_nothing():
    totals = np.random.default_rng(3).gamma(2.0, 30.0, 24)
    epochs = np.arange(np.datetime64("2018-01-31"), np.datetime64("2019-12-31"), 12)
    found = at_epochs(Records(MONTHS, totals[None], True), epochs, INTERVAL_SUM)
    first, last = np.datetime64("2018-01-31"), epochs[-1]
    lengths = (period_ends(MONTHS) - MONTHS).astype(int)
    per_day = np.repeat(totals / lengths, lengths)
    all_days = np.arange(MONTHS[0], np.datetime64("2020-01-01"))
    assert found.values[0, 1:].sum() == pytest.approx(per_day[(all_days > first) & (all_days <= last)].sum())


def test_levels_are_joined_by_straight_lines():
    levels = Records(days("2018-03-01", "2018-04-01", "2018-05-01"), np.array([[10.0, 41.0, 11.0]]), False)
    found = at_epochs(levels, days("2018-03-06", "2018-04-11"))
    assert found.values[0] == pytest.approx([15.0, 31.0])
    mean = at_epochs(levels, days("2018-03-06", "2018-03-11"), INTERVAL_MEAN)
    assert mean.values[0, 1] == pytest.approx(np.mean([16, 17, 18, 19, 20]))


def test_levels_are_not_drawn_across_a_gap():
    dates = days("2018-01-01", "2018-02-01", "2018-03-01", "2018-08-01", "2018-09-01")
    found = at_epochs(Records(dates, np.arange(5.0)[None], False), days("2018-02-15", "2018-05-15", "2018-08-01"))
    assert np.isfinite(found.values[0]).tolist() == [True, False, True]


def test_a_gap_in_daily_rain_lowers_the_coverage_and_few_missing_days_are_scaled_up():
    dates = np.arange(np.datetime64("2018-01-01"), np.datetime64("2018-06-01"))
    rain = np.ones(dates.size)
    rain[(dates > np.datetime64("2018-03-18")) & (dates <= np.datetime64("2018-03-20"))] = np.nan  # 2 of 12 days
    rain[dates >= np.datetime64("2018-04-10")] = np.nan
    found = at_epochs(Records(dates, rain[None], True), EPOCHS, INTERVAL_SUM)
    assert found.coverage[0, 2] == pytest.approx(10 / 12)
    assert found.values[0, 2] == pytest.approx(12.0)
    assert np.isnan(found.values[0, 3:]).all()


def test_beyond_the_records_there_is_nothing_unless_extrapolation_is_asked_for():
    levels = Records(days("2018-01-01", "2018-02-01", "2018-03-01", "2018-04-01"), np.arange(4.0)[None], False)
    found = at_epochs(levels, EPOCHS)
    assert np.isfinite(found.values[0]).tolist() == [True, True, True, False, False]
    assert found.outside.tolist() == [False, False, False, True, True]
    held = at_epochs(levels, EPOCHS, extrapolate=True)
    assert held.values[0, 3:].tolist() == [3.0, 3.0]
    assert held.values[0, :3].tolist() == found.values[0, :3].tolist()
    sentence = outside_sentence("GW", levels, EPOCHS, found.outside, extrapolate=False)
    assert "2 of 5 epochs (2018-04-23 … 2018-05-29)" in sentence
    assert "2018-04-01" in sentence
    assert outside_sentence("GW", levels, EPOCHS[:3], found.outside[:3], extrapolate=False) == ""


def test_every_source_holds_its_own_first_and_last_value():
    dates = days("2018-03-01", "2018-04-01", "2018-05-01")
    values = np.array([[1.0, 2.0, np.nan], [np.nan, 5.0, 6.0], [np.nan] * 3])
    held = at_epochs(Records(dates, values, False), days("2018-02-01", "2018-04-01", "2018-07-01"), extrapolate=True)
    assert held.values[:2].tolist() == [[1.0, 2.0, 2.0], [5.0, 5.0, 6.0]]
    assert np.isnan(held.values[2]).all()


def test_rain_beyond_the_records_is_never_invented():
    rain = Records(MONTHS[:4], np.ones((1, 4)), True)
    found = at_epochs(rain, days("2018-04-20", "2018-05-20"), WINDOW_SUM, window_days=10, extrapolate=True)
    assert np.isnan(found.values[0, 1])


def test_records_of_another_time_are_refused():
    records = Records(MONTHS, np.ones((1, 24)), True)
    epochs = days("2010-01-01", "2010-02-01")
    with pytest.raises(SubsidenceError, match="share no time"):
        check_overlap("rain", records, epochs, at_epochs(records, epochs).outside)


def test_sums_of_levels_are_refused():
    with pytest.raises(SubsidenceError, match="cannot be summed"):
        at_epochs(Records(MONTHS, np.ones((1, 24)), False), EPOCHS, WINDOW_SUM)


def test_periods_end_where_the_next_begins_and_months_with_the_month():
    assert period_ends(MONTHS)[[0, 1, -1]].tolist() == days("2018-02-01", "2018-03-01", "2020-01-01").tolist()
    weekly = days("2018-01-01", "2018-01-08", "2018-01-15", "2018-03-05", "2018-03-12")
    assert period_ends(weekly)[[2, 4]].tolist() == days("2018-01-22", "2018-03-19").tolist()
    assert period_ends(days("2018-02-01")).tolist() == days("2018-03-01").tolist()


def test_lags_move_the_value_back():
    found = at_epochs(Records(MONTHS, np.arange(24.0)[None], True), days("2018-04-10"), lag_days=30)
    assert found.values[0, 0] == 2.0


def test_a_mean_over_a_window_weights_by_days():
    found = at_epochs(Records(MONTHS, np.arange(24.0)[None], True), days("2018-02-10"), WINDOW_MEAN, window_days=30)
    assert found.values[0, 0] == pytest.approx(10 / 30)


@pytest.mark.parametrize("prefix", ["", "D", "F", "d_", "RAIN2"])
def test_prefixes_that_would_be_taken_for_displacements_are_refused(prefix):
    with pytest.raises(SubsidenceError):
        series_fields(prefix, EPOCHS)
