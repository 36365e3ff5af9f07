"""GNSS files and levelling tables become stations."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.tabular.tables import Table, read_table
from subsidence.validation.ground_stations import read_tenv3, stations_from_rates, stations_from_table

HEADER = (
    "site YYMMMDD yyyy.yyyy __MJD week d reflon _e0(m) __east(m) ____n0(m) _north(m) u0(m) ____up(m) _ant(m) sig_e(m)"
    " sig_n(m) sig_u(m) __corr_en __corr_eu __corr_nu _latitude(deg) _longitude(deg) __height(m)\n"
)


def line(mjd, east, north, up, e0=-1234, place=True):
    end = " 19.4326 -99.1332 2240.1" if place else ""
    return (
        f"MXTM 18MAR06 2018.1766 {mjd} 1991 2 -99.1 {e0} {east:.6f} 2150000 {north:.6f} 2240 {up:.6f} 0.0000 0.001"
        f" 0.001 0.004 0.1 0.1 0.1{end}\n"
    )


def test_a_tenv3_file_gives_days_millimetres_and_the_place(tmp_path):
    path = tmp_path / "MXTM.tenv3"
    # the whole metres of the east change from one day to the next, as they do when the reference is moved
    path.write_text(HEADER + line(58183, 0.5, 0.1, 0.25) + line(58185, -0.499, 0.101, 0.24, e0=-1233))
    station = read_tenv3(path)
    assert station.name == "MXTM"
    assert [str(date) for date in station.dates] == ["2018-03-06", "2018-03-08"]
    np.testing.assert_allclose(station.motion_mm, [[0, 0, 0], [1, 1, -10]], atol=1e-6)
    np.testing.assert_allclose(station.xy, (-99.1332, 19.4326))
    assert station.has_horizontal


def test_an_older_tenv3_file_without_place_and_a_foreign_file(tmp_path):
    path = tmp_path / "OLD.tenv3"
    path.write_text(HEADER + line(58183, 0.5, 0.1, 0.25, place=False))
    assert read_tenv3(path).xy is None
    path.write_text("a b c\n")
    with pytest.raises(SubsidenceError, match="no tenv3 file"):
        read_tenv3(path)
    path.write_text(HEADER + line(58183, 0.5, 0.1, 0.25).replace("58183", "day"))
    with pytest.raises(SubsidenceError, match="text where numbers"):
        read_tenv3(path)


def test_a_levelling_table_gives_heights_relative_to_the_first_campaign(tmp_path):
    path = tmp_path / "levelling.csv"
    path.write_text("benchmark;date;height_m\nB1;06.03.2018;12,3450\nB1;2020-03-06;12,3400\nB2;06.03.2018;9,1\n")
    path.write_text(path.read_text().replace("2020-03-06", "06.03.2020"))
    stations, notes = stations_from_table(read_table(path), "m")
    assert [station.name for station in stations] == ["B1", "B2"]
    np.testing.assert_allclose(stations[0].motion_mm[:, 2], [0, -5], atol=1e-9)
    assert np.isnan(stations[0].motion_mm[:, :2]).all()
    assert not stations[0].has_horizontal
    assert any("day.month.year" in note for note in notes)


def test_a_gnss_table_with_decimal_years_and_three_components():
    columns = {"Station": ["A", "A", "B"], "decimal_year": [2020.0, 2020.5, 2020.0]}
    columns.update(E=[0.0, 2.0, 1.0], N=[0.0, 3.0, 1.0], U=[0.0, -4.0, 1.0])
    table = Table("gnss", columns)
    stations, _ = stations_from_table(table)
    np.testing.assert_allclose(stations[0].motion_mm[1], [2, 3, -4])
    assert str(stations[0].dates[1]) == "2020-07-02"


def test_repeated_days_are_averaged_and_a_table_without_names_is_one_station():
    table = Table("Well 7.csv", {"date": ["2020-01-01", "2020-01-01", "2020-02-01"], "value": [0.0, 2.0, 5.0]})
    stations, notes = stations_from_table(table)
    assert stations[0].name == "Well 7"
    np.testing.assert_allclose(stations[0].motion_mm[:, 2], [0, 4])
    assert any("one station" in note for note in notes)


def test_columns_can_be_named_and_missing_ones_are_told():
    table = Table("t", {"punto": ["A"], "cuando": ["2020-01-01"], "cota": [1.0]})
    assert stations_from_table(table)[0][0].name == "A"  # the dates tell themselves
    with pytest.raises(SubsidenceError, match="no column of dates"):
        stations_from_table(Table("t", {"punto": ["A"], "cuando": ["hoy"], "cota": [1.0]}))
    stations, _ = stations_from_table(table, columns={"station": "punto", "date": "cuando", "up": "cota"})
    assert stations[0].name == "A"
    with pytest.raises(SubsidenceError, match="no column “x”"):
        stations_from_table(table, columns={"station": "x"})
    with pytest.raises(SubsidenceError, match="no row with a date"):
        stations_from_table(Table("t", {"date": [None], "value": [1.0]}))


def test_stations_known_by_rates():
    station = stations_from_rates(["A"], np.array([-5.0]), np.array([0.5]))[0]
    assert not station.has_series
    assert station.rate_mm_per_yr[2] == -5
    assert not station.has_horizontal


def test_a_table_of_rates_needs_no_dates():
    table = Table("rates", {"benchmark": ["A", "B", "C"], "rate": [-5.0, None, 1.0], "std": [0.5, 0.5, 0.7]})
    stations, notes = stations_from_table(table, "cm")
    assert [station.name for station in stations] == ["A", "C"]
    assert stations[0].rate_mm_per_yr[2] == -50
    assert stations[1].rate_std_mm_per_yr[2] == 7
    assert "no dates" in notes[0]
    moving = Table("rates", {"site": ["A"], "ve": [1.0], "vn": [2.0], "vu": [3.0]})
    np.testing.assert_array_equal(stations_from_table(moving)[0][0].rate_mm_per_yr, [1, 2, 3])
    with pytest.raises(SubsidenceError, match="two rates"):
        stations_from_table(Table("rates", {"site": ["A", "A"], "rate": [1.0, 2.0]}))


def test_a_table_with_longitude_and_latitude_places_its_stations():
    table = Table(
        "levelling",
        {
            "站名": ["甲", "甲", "乙", "乙"],
            "日期": ["2020-01-01", "2020-06-01", "2020-01-01", "2020-06-01"],
            "高程": ["10.0", "9.99", "11.0", "11.0"],
            "经度": ["102.7", "102.7", "", "400"],
            "纬度": ["25.0", "25.0", "25.1", "25.1"],
        },
    )
    stations, _ = stations_from_table(table, "m")
    assert [(station.name, station.xy) for station in stations] == [("甲", (102.7, 25.0)), ("乙", None)]
    rates = Table("rates", {"station": ["a"], "rate": ["-3"], "lon": ["11.5"], "lat": ["45"]})
    assert stations_from_table(rates)[0][0].xy == (11.5, 45.0)


def test_feet_and_units_in_names_are_taken():
    columns = {"benchmark": ["A", "A"], "date": ["2018-01-01", "2019-01-01"], "elevation": [10.0, 9.9]}
    stations, _ = stations_from_table(Table("t", columns), "ft")
    np.testing.assert_allclose(stations[0].motion_mm[:, 2], [0.0, -30.48], atol=1e-9)
    columns["height_ft"] = columns.pop("elevation")
    stations, notes = stations_from_table(Table("t", columns))
    np.testing.assert_allclose(stations[0].motion_mm[:, 2], [0.0, -30.48], atol=1e-9)
    assert any("unit ft" in note for note in notes)


def test_settlement_may_sink_and_is_turned_when_asked():
    columns = {"point": ["A", "A"], "date": ["2018-01-01", "2019-01-01"], "settlement": [0.0, 12.0]}
    stations, notes = stations_from_table(Table("t", columns))
    assert stations[0].motion_mm[1, 2] == 12.0
    assert any("sinking as positive" in note for note in notes)
    assert stations_from_table(Table("t", columns), reverse=True)[0][0].motion_mm[1, 2] == -12.0


def test_dates_down_and_benchmarks_across():
    columns = {"Datum": ["01.01.2018", "01.01.2019"], "H1": ["10,5", "10,4"], "H2": ["9,0", "-9999"]}
    stations, _ = stations_from_table(Table("t", columns), "m")
    by_name = {station.name: station for station in stations}
    np.testing.assert_allclose(by_name["H1"].motion_mm[:, 2], [0.0, -100.0], atol=1e-9)
    assert by_name["H2"].dates.size == 1


def test_a_reading_far_from_the_rest_of_its_station_is_named_and_kept():
    days = np.datetime_as_string(np.datetime64("2018-01-01") + np.arange(40) * 30)
    heights = {"HIGH": 2240.0 + np.arange(40) * 1e-3, "LOW": 3.0 - np.arange(40) * 1e-3}
    heights["LOW"][7] = 311.0  # the decimal point is lost
    columns = {
        "station": np.repeat(list(heights), 40).tolist(),
        "date": np.tile(days, 2).tolist(),
        "height_m": np.concatenate(list(heights.values())).tolist(),
    }
    stations, notes = stations_from_table(Table("t", columns), "m")
    assert [note for note in notes if "probably mistakes" in note and "t, LOW" in note and "row 8" in note]
    assert not any("HIGH" in note for note in notes)
    assert np.ptp(stations[1].motion_mm[:, 2]) > 300_000
