"""Year, month and day in columns of their own, or months and days across, are dates all the same."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.series_table import read_series_table
from subsidence.tabular.station_tables import station_records
from subsidence.tabular.tables import Table, read_table
from subsidence.validation.ground_stations import stations_from_table

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def records_of(tmp_path, text, **options):
    path = tmp_path / "rain.csv"
    path.write_text(text, encoding="utf-8")
    return station_records(read_table(path), periods=True, **options)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Station,Year,Month,Day,Rain", "{s},{y},{m},{d},{v}"),
        ("站名;年;月;日;降水量", "{s};{y}年;{m}月;{d}日;{v}"),
        ("name\tYYYY\tMM\tDD\tprcp", "{s}\t{y}\t{m:02d}\t{d:02d}\t{v}"),
        ("Stacja;Rok;Miesiąc;Dzień;Opad", "{s};{y};{m};{d};{v}"),
        ("station,year,doy,rain", "{s},{y},{j},{v}"),
        ("Stazione;Anno;Mese;Giorno;Pioggia", "{s};{y}.0;{n};{d}.0;{v}"),
    ],
)
def test_parts_of_dates_are_put_together_and_said(tmp_path, header, row):
    days = np.datetime64("2018-01-30") + np.arange(40)
    lines = [header]
    for station in ("A", "B"):
        for number, day in enumerate(days.tolist()):
            lines.append(row.format(s=station, y=day.year, m=day.month, d=day.day, v=number, n=MONTHS[day.month - 1],
                                    j=day.timetuple().tm_yday))  # fmt: skip
    found = records_of(tmp_path, "\n".join(lines) + "\n")
    assert sorted(found.records) == ["A", "B"]
    assert (found.records["A"].dates == days).all()
    assert found.records["A"].values[0].tolist() == list(range(40))
    assert any("put together from" in note for note in found.notes)


@pytest.mark.parametrize("names", [MONTHS, [f"{m}月" for m in range(1, 13)], list(map(str, range(1, 13)))])
def test_months_across_run_down_and_totals_are_left_aside(tmp_path, names):
    text = ",".join(["station", "Year", *names, "Annual"]) + "\n"
    for year in (2018, 2019):
        text += f"S,{year}," + ",".join(f"{year + month / 100}" for month in range(1, 13)) + ",9999\n"
    text += "S,Mean" + ",5" * 13 + "\n" if names is MONTHS else ""
    found = records_of(tmp_path, text)
    record = found.records["S"]
    assert record.dates[[0, -1]].astype(str).tolist() == ["2018-01-01", "2019-12-01"]
    assert record.values[0] == pytest.approx([year + m / 100 for year in (2018, 2019) for m in range(1, 13)])
    assert any("first day" in note for note in found.notes)


def test_days_across_run_down_and_days_that_are_none_are_empty(tmp_path):
    text = "Year,Month," + ",".join(f"D{day}" for day in range(1, 32)) + "\n"
    for month, length in ((1, 31), (2, 28), (3, 31)):
        text += f"2018,{month}," + ",".join(str(month * 100 + d) if d <= length else "" for d in range(1, 32)) + "\n"
    found = records_of(tmp_path, text)
    (record,) = found.records.values()
    assert record.dates.size == 90
    assert record.values[0, 31] == 201.0
    with pytest.raises(SubsidenceError, match="2018-2 has no such day"):
        records_of(tmp_path, text.replace("228,,,", "228,229,,"))


def test_a_hydrological_year_is_asked_about(tmp_path):
    text = ",".join(["Year", *MONTHS[9:], *MONTHS[:9]]) + "\n2018" + ",1" * 12 + "\n2019" + ",2" * 12 + "\n"
    with pytest.raises(SubsidenceError, match="begin with “Oct”"):
        records_of(tmp_path, text)


def test_parts_that_are_no_date_are_refused_with_their_row(tmp_path):
    with pytest.raises(SubsidenceError, match=r"“Year”, “Month”, “Day” in row 2 \(2018, 2, 30\) are no date"):
        records_of(tmp_path, "s,Year,Month,Day,rain\nA,2018,1,1,3\nA,2018,2,30,4\n")


def test_whole_dates_count_before_their_parts(tmp_path):
    found = records_of(tmp_path, "s,Year,Month,date,rain\nA,2018,1,2018-01-09,3\nA,2018,1,2018-01-10,4\n",
                       value_column="rain")  # fmt: skip
    assert found.records["A"].dates.astype(str).tolist() == ["2018-01-09", "2018-01-10"]


def test_levelling_by_year_and_month_is_not_put_on_new_years_day():
    columns = {"benchmark": ["B"] * 4, "year": [2018, 2018, 2019, 2019], "month": [3, 9, 3, 9],
               "height_mm": [0.0, -5.0, -10.0, -15.0]}  # fmt: skip
    (station,), notes = stations_from_table(Table("t", columns))
    assert station.dates.astype(str).tolist() == ["2018-03-01", "2018-09-01", "2019-03-01", "2019-09-01"]
    assert any("put together" in note for note in notes)


def test_long_series_with_parts_of_dates_are_read(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("id,lon,lat,Year,Month,Day,disp\n" + "".join(
        f"{i},102.{i},25.0,2018,{month},{6 + month},{-i * month}\n" for i in (1, 2) for month in (1, 2, 3)
    ))  # fmt: skip
    series = read_series_table(path).series
    assert series.dates.astype(str).tolist() == ["2018-01-07", "2018-02-08", "2018-03-09"]
    assert series.displacement_mm.tolist() == [[-1.0, -2.0, -3.0], [-2.0, -4.0, -6.0]]
