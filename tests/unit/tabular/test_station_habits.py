"""Tables of gauges, wells and benchmarks as services and surveyors keep them."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.groundwater.heads import looks_like_depth
from subsidence.tabular.station_tables import station_records
from subsidence.tabular.tables import Table, read_table
from subsidence.validation.ground_stations import stations_from_table

DAYS = np.datetime64("2018-01-01") + np.arange(20)
RAIN = {"A": np.arange(20.0) % 4, "B": np.arange(20.0) % 3}


def records_of(tmp_path, lines):
    path = tmp_path / "rain.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return station_records(read_table(path), periods=True)


def rows(form):
    return [form.format(s=s, d=d, v=v, day=d.astype(object)) for s in RAIN for d, v in zip(DAYS, RAIN[s])]


def agrees(found, names=("A", "B")):
    return all((found.records[name].values[0] == RAIN[key]).all() for key, name in zip(RAIN, names))


def test_a_trace_of_rain_is_nothing_and_said(tmp_path):
    lines = [row.replace(",0.0", ",T") for row in rows("{s},{d},{v}")]
    found = records_of(tmp_path, ["station,date,rain", *lines])
    assert agrees(found)
    assert any("stand for a trace" in note for note in found.notes)


def test_stations_called_t_stay_stations(tmp_path):
    lines = [row.replace("A,", "T,") for row in rows("{s},{d},{v}")]
    assert agrees(records_of(tmp_path, ["station,date,rain", *lines]), ("T", "B"))


def test_the_german_weather_service_is_understood(tmp_path):
    lines = [row.replace("-", "").replace("A;", "1;").replace("B;", "2;") for row in rows("{s};{d};  10;  {v};eor")]
    assert agrees(records_of(tmp_path, ["STATIONS_ID;MESS_DATUM;QN_3;RS;eor", *lines]), ("1", "2"))


def test_of_several_columns_of_numbers_the_usual_one_is_read_and_said(tmp_path):
    found = records_of(tmp_path, ["STATION,DATE,TMAX,PRCP,TMIN", *rows("{s},{d},25,{v},12")])
    assert agrees(found)
    assert any("(TMAX, PRCP, TMIN) “PRCP” is read" in note for note in found.notes)


def test_tenths_in_the_name_are_said(tmp_path):
    found = records_of(tmp_path, ["station,date,rain_0.1mm", *rows("{s},{d},{v}")])
    assert any("tenths of a unit" in note for note in found.notes)


@pytest.mark.parametrize("form", ["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d"])
def test_a_column_per_date_in_any_form_beside_stations_alone(tmp_path, form):
    header = ",".join(["station", *(day.astype(object).strftime(form) for day in DAYS)])
    found = records_of(tmp_path, [header, *(f"{name}," + ",".join(map(str, RAIN[name])) for name in RAIN)])
    assert agrees(found)
    assert (found.records["A"].dates == DAYS).all()


def test_heights_in_a_column_that_states_metres_are_metres_in_any_language():
    columns = {
        "Репер": ["R1"] * 3,
        "Дата": ["2018-01-06", "2018-07-06", "2019-01-06"],
        "Отметка, м": [3.0, 2.995, 2.99],
    }
    for name in ("Отметка, м", "Kote [m]", "Something (m)"):
        table = Table("t", {**{k: v for k, v in columns.items() if k != "Отметка, м"}, name: columns["Отметка, м"]})
        (station,), _ = stations_from_table(table)
        np.testing.assert_allclose(station.motion_mm[:, 2] - station.motion_mm[0, 2], [0, -5, -10], atol=1e-9)


def test_increments_of_benchmarks_are_refused():
    columns = {"point": ["B"] * 3, "date": ["2018-01-06", "2018-07-06", "2019-01-06"], "increment_mm": [0, -5, -5]}
    with pytest.raises(SubsidenceError, match="since the date before"):
        stations_from_table(Table("t", columns))
    columns = {
        "点号": ["B"] * 3,
        "日期": columns["date"],
        "本次变化量(mm)": [0, -5, -5],
        "累计变化量(mm)": [0, -5, -10],
    }
    (station,), _ = stations_from_table(Table("t", columns))
    assert station.motion_mm[:, 2].tolist() == [0.0, -5.0, -10.0]


@pytest.mark.parametrize(
    "name",
    ["profundidad", "profondeur", "soggiacenza", "głębokość zwierciadła", "глубина уровня", "wl_mbgl", "GWL (m bgs)",
     "level below ground (m)", "drawdown_m", "abatimiento"],
)  # fmt: skip
def test_depths_of_any_language_are_said_to_grow_as_the_level_falls(tmp_path, name):
    found = records_of(tmp_path, [f"well,date,{name}", *rows("{s},{d},{v}")])
    assert any("grows as the level falls" in note for note in found.notes)
    assert looks_like_depth(name)


def test_means_and_unnamed_counts_among_stations_are_none_and_said(tmp_path):
    lines = [f"{i},{d},{a},{b},{(a + b) / 2}" for i, (d, a, b) in enumerate(zip(DAYS, *RAIN.values()))]
    found = records_of(tmp_path, [",date,A,B,Promedio", *lines])
    assert agrees(found)
    assert sorted(found.records) == ["A", "B"]
    assert any("is taken for a station: “A”, “B”; not so" in note for note in found.notes)


def test_columns_that_are_taken_for_stations_are_named(tmp_path):
    lines = [f"{d},{a},{b},20" for d, a, b in zip(DAYS, *RAIN.values())]
    found = records_of(tmp_path, ["date,A,B,temperature", *lines])
    assert any("“A”, “B”, “temperature”" in note for note in found.notes)


@pytest.mark.parametrize("header", ["station,date,height", "station,date,up"])
def test_stations_that_hardly_move_are_doubted(header):
    heights = (2240 + np.linspace(0, -0.05, DAYS.size)).round(5).astype(str)
    columns = dict(zip(header.split(","), (["A"] * DAYS.size, DAYS.astype(str).tolist(), heights.tolist())))
    _, notes = stations_from_table(Table("bench.csv", columns))
    assert any("set TABLE_UNIT" in note for note in notes)
    columns[f"{header.split(',')[2]}_m"] = columns.pop(header.split(",")[2])
    _, notes = stations_from_table(Table("bench.csv", columns))
    assert not any("set TABLE_UNIT" in note for note in notes)


def test_geocentric_coordinates_have_no_up():
    axes = {"X": -948_701.0, "Y": -5_943_935.8, "Z": 2_109_207.6}
    columns = {"site": ["A"] * DAYS.size, "date": DAYS.astype(str).tolist()}
    columns |= {name: [str(value)] * DAYS.size for name, value in axes.items()}
    with pytest.raises(SubsidenceError, match="geocentric"):
        stations_from_table(Table("xyz.csv", columns))


@pytest.mark.parametrize("word", ["dry", "SECO", "M", "\\\\"])
def test_a_cell_that_is_no_number_is_named(tmp_path, word):
    with pytest.raises(SubsidenceError, match="is no number") as refused:
        records_of(tmp_path, ["well,date,head", *rows("{s},{d},{v}"), f"A,2019-01-05,{word}"])
    assert f"“{word}” in the column “head”" in str(refused.value)


@pytest.mark.parametrize("form", ["%d/%m/2561", "1439-%m-%d", "107/%m/%d"])
def test_a_date_of_another_calendar_is_named(tmp_path, form):
    written = [f"{s},{day.astype(object).strftime(form)},{v}" for s in RAIN for day, v in zip(DAYS, RAIN[s])]
    with pytest.raises(SubsidenceError, match="Gregorian"):
        records_of(tmp_path, ["station,date,rain", *written])
