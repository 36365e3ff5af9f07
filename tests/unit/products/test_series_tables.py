"""Tables of any producer: wide or long, every way to write a date, every unit, and mistakes told in words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidence.errors import SubsidenceError
from subsidence.products.series_table import ColumnMapping, read_series_table, series_from_columns
from subsidence.series import decimal_years
from subsidence.tabular.dates import date_of_name, dated_names, dates_from_decimal_years

DAYS = np.array(["2018-03-06", "2018-03-18", "2018-04-11"], dtype="datetime64[D]")
NAMES = {
    "DYYYYMMDD": ["D20180306", "D20180318", "D20180411"],
    "D_YYYYMMDD": ["D_20180306", "D_20180318", "D_20180411"],
    "YYYYMMDD": ["20180306", "20180318", "20180411"],
    "ISO": ["2018-03-06", "2018-03-18", "2018-04-11"],
    "ISO with time": ["2018-03-06T05:12:33", "2018-03-18T05:12:33", "2018-04-11T05:12:34"],
    "decimal years": [f"{year:.4f}" for year in decimal_years(DAYS)],
}
VALUES = np.array([[0.0, -1.25, -3.5], [0.0, np.nan, 2.0]])


def wide(names, delimiter=","):
    lines = [delimiter.join(["id", "lon", "lat", "VEL", "Coer", *names])]
    for number, row in enumerate(VALUES):
        cells = ["" if value != value else f"{value}" for value in row]
        lines.append(
            delimiter.join([f"{7 + number}", f"{11.5 + number}", "45.25", f"{-2.5 * (number + 1)}", "0.8", *cells])
        )
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("form", list(NAMES))
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_wide_tables_with_every_form_of_date_give_the_same_series(tmp_path, form, delimiter):
    path = tmp_path / "table.csv"
    path.write_text(wide(NAMES[form], delimiter))
    product = read_series_table(path)
    np.testing.assert_array_equal(product.series.dates, DAYS)
    np.testing.assert_array_equal(product.series.displacement_mm, VALUES)
    np.testing.assert_array_equal(product.velocity_mm_per_yr, [-2.5, -5.0])
    np.testing.assert_array_equal(product.series.xy, [[11.5, 45.25], [12.5, 45.25]])
    np.testing.assert_array_equal(product.columns["coherence"], [0.8, 0.8])


@pytest.mark.parametrize("form", ["ISO", "YYYYMMDD", "decimal years", "ISO with time"])
def test_long_tables_fold_into_the_same_series(tmp_path, form):
    lines = ["point_id;x;y;date;displacement"]
    for epoch in (2, 0, 1):  # not in order
        for number in (1, 0):
            if VALUES[number, epoch] == VALUES[number, epoch]:
                lines.append(f"{7 + number};{500000 + number};2100000;{NAMES[form][epoch]};{VALUES[number, epoch]}")
    path = tmp_path / "long.txt"
    path.write_text("\n".join(lines))
    product = read_series_table(path, ColumnMapping(crs="EPSG:32614"))
    order = np.argsort(product.point_id)
    assert product.point_id[order].tolist() == [7, 8]
    np.testing.assert_array_equal(product.series.dates, DAYS)
    np.testing.assert_array_equal(product.series.displacement_mm[order], VALUES)
    assert product.crs == "EPSG:32614"


def test_without_an_identifier_points_are_told_apart_by_their_place(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("lon,lat,date,value\n1,2,2020-01-01,0\n1,2,2020-01-13,5\n1,3,2020-01-01,7\n")
    product = read_series_table(path)
    np.testing.assert_array_equal(product.series.displacement_mm, [[0, 5], [7, np.nan]])


@pytest.mark.parametrize(("unit", "factor"), [("mm", 1.0), ("cm", 10.0), ("m", 1000.0)])
def test_units_become_millimetres_and_a_reversed_sign_is_turned(tmp_path, unit, factor):
    path = tmp_path / "table.csv"
    path.write_text(wide(NAMES["ISO"]))
    product = read_series_table(path, ColumnMapping(unit=unit, reverse=True))
    np.testing.assert_allclose(product.series.displacement_mm, -factor * VALUES)
    np.testing.assert_allclose(product.velocity_mm_per_yr, [2.5 * factor, 5.0 * factor])


def test_without_a_rate_column_the_rate_is_the_slope(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("x,y,20200101,20200111,20200121\n1,2,0,1,2\n")
    product = read_series_table(path)
    np.testing.assert_allclose(product.velocity_mm_per_yr, 36.525)
    np.testing.assert_allclose(product.columns["velocity_std_white"], 0.0, atol=1e-9)
    assert np.isnan(product.columns["velocity_std"]).all()  # three epochs tell nothing of how noise is correlated


def test_columns_can_be_named_where_they_cannot_be_guessed(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("ost,nord,speed,20200101,20200113\n1,2,9,0,1\n")
    with pytest.raises(SubsidenceError, match=r"no columns of coordinates.*ost, nord"):
        read_series_table(path)
    product = read_series_table(path, ColumnMapping(x="ost", y="nord", rate="speed"))
    assert product.velocity_mm_per_yr.tolist() == [9.0]
    with pytest.raises(SubsidenceError, match="no column “fast”"):
        read_series_table(path, ColumnMapping(x="ost", y="nord", rate="fast"))


def test_an_extent_clips_and_an_empty_clip_is_told(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(wide(NAMES["ISO"]))
    assert read_series_table(path, extent=(12, 45, 13, 46)).n_points == 1
    with pytest.raises(SubsidenceError, match="None of the 2 points"):
        read_series_table(path, extent=(0, 0, 1, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x,y,a,b\n1,2,3,4\n", "no columns named by dates"),
        ("x,y,20200101,D20200101\n1,2,3,4\n", "same date"),
        ("x,y,20201301\n1,2,3\n", "not a calendar date"),
        ("x,y,20200101,20200113\n1,2,,\n", "All displacements"),
        ("id,x,y,date,value\n1,1,2,2020-01-01,5\n1,1,2,2020-01-01,6\n", "more than one value"),
        ("id,x,y,date,value\n1,1,2,2020-01-01,5\n1,9,2,2020-01-13,6\n", "several places"),
        ("id,x,y,date,value\n1,1,2,yesterday,5\n", "not a date"),
        ("", "is empty"),
        ("no delimiter at all\n", "not a table"),
    ],
)
def test_mistakes_are_told_in_words(tmp_path, text, said):
    path = tmp_path / "table.csv"
    path.write_text(text)
    with pytest.raises(SubsidenceError, match=said):
        read_series_table(path)


def test_columns_of_a_layer_keep_text_and_take_our_names():
    columns = {
        "fid": np.array([1, 2]),
        "name": np.array(["a", None], dtype=object),
        "cosU": np.array([0.7, 0.8]),
        "V_STDEV": np.array([0.1, 0.2]),
        "Vel": np.array([1.0, 2.0]),
        "D20200101": np.array([0.0, 0.0]),
        "D20200113": np.array([1.0, np.nan]),
    }
    product = series_from_columns(columns, np.zeros((2, 2)), ColumnMapping(unit="cm"), "layer")
    assert set(product.columns) == {"name", "los_u", "velocity_std"}
    assert product.columns["name"].tolist() == ["a", None]
    np.testing.assert_allclose(product.columns["velocity_std"], [1.0, 2.0])
    np.testing.assert_array_equal(product.series.displacement_mm, [[0, 10], [0, np.nan]])


@settings(max_examples=200)
@given(st.dates(np.datetime64("1990-01-01").item(), np.datetime64("2060-01-01").item()))
def test_a_decimal_year_leads_back_to_its_day(day):
    date = np.datetime64(day, "D")
    assert dates_from_decimal_years(decimal_years(np.array([date])))[0] == date
    assert date_of_name(f"{decimal_years(np.array([date]))[0]:.4f}") == date


def test_names_that_are_no_dates_stay_columns():
    names = ["velocity", "F20250101", "RAIN20200101", "D20200101_lo", "height", "20200101"]
    assert dated_names(names)[0] == ["20200101"]


@pytest.mark.parametrize(("unit", "factor"), [("automatic", 10.0), ("mm", 1.0), ("m", 1000.0)])
def test_a_chosen_unit_counts_even_where_the_file_states_another_and_both_are_named(tmp_path, heard, unit, factor):
    path = tmp_path / "cm.csv"
    path.write_text("# unit: cm\nid,lon,lat,20180106,20180118,20180130\n1,-99.1,19.4,0,-1,-2\n")
    product = read_series_table(path, ColumnMapping(unit=unit), report=heard)
    np.testing.assert_allclose(product.series.displacement_mm[0], np.array([0.0, -1.0, -2.0]) * factor)
    said = (
        "states the unit cm" if unit == "automatic" else f"states the unit cm for its displacements, but UNIT is {unit}"
    )
    assert any(said in text for text in heard.warnings)


def test_marks_that_a_column_or_the_user_declares_are_missing(tmp_path, heard):
    path = tmp_path / "marks.csv"
    path.write_text("id,lon,lat,20180106,20180118,20180130,NODATA\n1,-99.1,19.4,0,-1,-2,-5\n2,-99.2,19.4,0,-5,-7,-5\n")
    product = read_series_table(path, ColumnMapping(nodata=(-7.0,)), report=heard)
    np.testing.assert_array_equal(product.series.displacement_mm, [[0.0, -1.0, -2.0], [0.0, np.nan, np.nan]])
    assert "NODATA" not in product.columns
