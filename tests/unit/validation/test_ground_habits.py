"""Units, signs and mistakes in other people's tables of ground measurements are understood, said or refused."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.tabular.station_tables import station_records
from subsidence.tabular.tables import Table, read_table
from subsidence.validation.ground_doubts import jump_of, jump_sentences
from subsidence.validation.ground_stations import GroundStation, stations_from_table

NAMES = ["S1", "S2", "S3"]


def rates(column, cells, **how):
    return stations_from_table(Table("r.csv", {"station": NAMES[: len(cells)], column: cells}), **how)


def test_rates_that_count_sinking_as_positive_are_turned_when_asked_and_doubted_when_not():
    stations, notes = rates("rate", ["12", "5"], reverse=True)
    assert [station.rate_mm_per_yr[2] for station in stations] == [-12.0, -5.0]
    stations, notes = rates("settlement rate [cm/yr]", ["1.2", "0.5"])
    assert stations[0].rate_mm_per_yr[2] == 12.0
    assert any("may count sinking as positive" in note for note in notes)


@pytest.mark.parametrize("column", ["年沉降速率(mm/a)", "Оседание, мм/год", "settlement_rate"])
def test_a_rate_is_known_by_the_words_of_its_name(column):
    assert rates(column, ["-12"])[0][0].rate_mm_per_yr[2] == -12.0


@pytest.mark.parametrize("column", ["rate [mm/day]", "rate_mm_month", "velocity (mm/10 yr)", "rate (0.1 mm/yr)"])
def test_rates_per_other_times_and_in_tenths_are_refused_unless_a_unit_is_chosen(column):
    with pytest.raises(SubsidenceError, match=r"not per year|no unit of its own"):
        rates(column, ["-1", "-2"])
    assert rates(column, ["-1", "-2"], unit="mm")[0][1].rate_mm_per_yr[2] == -2.0


def test_a_rate_of_minus_9999_is_missing_and_said():
    stations, notes = rates("rate", ["-12", "-9999", "-11"])
    assert [station.name for station in stations] == ["S1", "S3"]
    assert any("no value" in note for note in notes)


@pytest.mark.parametrize(("word", "factor"), [("m", 1000.0), ("[ft]", 304.8), ("cm", 10.0)])
def test_a_line_of_units_below_the_header_counts_for_heights_and_heads(tmp_path, word, factor):
    path = tmp_path / "levels.csv"
    path.write_text(f"station,date,height\n,,{word}\nB1,2018-03-06,1.0\nB1,2019-03-06,1.5\nB1,2020-03-06,1.25\n")
    stations, notes = stations_from_table(read_table(path))
    np.testing.assert_allclose(stations[0].motion_mm[:, 2], np.array([0.0, 0.5, 0.25]) * factor)
    assert any("states the unit" in note for note in notes)
    assert station_records(read_table(path), periods=False).unit == word.strip("[]")


def test_a_line_of_units_counts_where_stations_run_across(tmp_path):
    path = tmp_path / "levels.csv"
    path.write_text("date,B1,B2\n,m,m\n2018-03-06,1.0,2.0\n2019-03-06,1.1,2.2\n2020-03-06,1.2,2.0\n")
    stations, _ = stations_from_table(read_table(path))
    np.testing.assert_allclose(stations[1].motion_mm[:, 2], [0, 200, 0], atol=1e-9)
    assert station_records(read_table(path), periods=False).unit == "m"


def test_heads_in_several_units_are_refused():
    rows = {"well": ["A", "A", "B", "B"], "date": ["2018-01-06", "2018-02-06"] * 2, "head": ["1", "2", "3", "4"]}
    with pytest.raises(SubsidenceError, match="several units"):
        station_records(Table("t", {**rows, "unit": ["m", "m", "ft", "ft"]}), periods=False)
    across = {"date": ["2018-01-06", "2018-02-06"], "A (m)": ["1", "2"], "B (ft)": ["3", "4"]}
    with pytest.raises(SubsidenceError, match="several units"):
        station_records(Table("t", across), periods=False)


def test_a_unit_that_nobody_states_is_said_to_be_taken_for_mm():
    table = {"station": ["A"] * 3, "date": ["2018-01-06", "2019-01-06", "2020-01-06"], "height": ["1", "20", "3"]}
    assert any("states no unit; mm is taken" in note for note in stations_from_table(Table("t", table))[1])
    assert not any("states no unit" in note for note in stations_from_table(Table("t", table), "mm")[1])


def test_several_values_of_a_day_that_differ_are_said():
    rows = {"station": ["A"] * 4, "date": ["2018-01-06", "2019-01-06", "2019-01-06", "2020-01-06"]}
    _, notes = stations_from_table(Table("t", {**rows, "height_mm": ["0", "-10", "500", "-20"]}))
    assert any("several values of a station on 1 days, up to 510 mm apart" in note for note in notes)
    _, notes = stations_from_table(Table("t", {**rows, "height_mm": ["0", "-10", "-10.2", "-20"]}))
    assert not any("several values" in note for note in notes)


def test_degrees_and_minutes_place_stations():
    rows = {"station": ["A", "A"], "date": ["2018-01-06", "2019-01-06"], "up_mm": ["0", "1"]}
    table = Table("t", {**rows, "lon": ["99°06'00\"W"] * 2, "lat": ["19 30 00 N"] * 2})
    assert stations_from_table(table)[0][0].xy == pytest.approx((-99.1, 19.5))


DAYS = np.arange(np.datetime64("2017-01-01"), np.datetime64("2020-01-01"))


def series_of(rng, days, noise_mm):
    time = (days - days[0]).astype(float) / 365.25
    return -30.0 * time + 8.0 * np.sin(2 * np.pi * time) + rng.normal(0.0, noise_mm, days.size)


@pytest.mark.parametrize(("step", "noise_mm"), [(1, 5.0), (7, 5.0), (30, 2.0)])
def test_a_jump_is_found_where_it_is_and_none_where_there_is_none(step, noise_mm):
    rng = np.random.default_rng(0)
    for _ in range(20):
        days = DAYS[::step]
        series = series_of(rng, days, noise_mm)
        assert jump_of(days, series) is None
        middle = days.size // 2
        found = jump_of(days, series + np.where(np.arange(days.size) < middle, 0.0, 80.0))
        assert found is not None
        assert abs(found[0] - middle) <= 3
        assert found[1] == pytest.approx(80.0, abs=25.0)


def test_settling_that_dies_away_an_outlier_and_a_gap_are_no_jumps():
    rng = np.random.default_rng(1)
    days = DAYS[::30]
    age = np.arange(days.size)
    settling = -200.0 * (1 - np.exp(-age / 3.0)) + rng.normal(0, 1, days.size)
    assert jump_of(days, settling) is None
    spike = np.where(age == 17, 300.0, 0.0) + rng.normal(0, 1, days.size)
    assert jump_of(days, spike) is None
    kept = (age < 10) | (age > 25)
    assert jump_of(days[kept], (-10.0 * age + rng.normal(0, 1, days.size))[kept]) is None


def test_a_jump_is_told_with_its_dates():
    days = DAYS[::30]
    up = np.where(np.arange(days.size) < 12, 0.0, -60.0) + np.random.default_rng(2).normal(0, 1, days.size)
    station = GroundStation("B7", None, days, np.column_stack([up * np.nan, up * np.nan, up]))
    (sentence,) = jump_sentences([station, GroundStation("rate")])
    assert "B7" in sentence
    assert f"between {days[11]} and {days[12]}" in sentence
