"""Tables of stations in the forms in which people keep them."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.tabular.column_values import parse_dates, parse_numbers
from subsidence.tabular.station_tables import station_records
from subsidence.tabular.tables import read_table

LONG = "Nombre\tFechas\tValores\nÑu\t2018-01-01\t1.5\nÑu\t2018-01-02\t\nB\t2018-01-01\t-2\n"
WIDE_BY_STATION = "Fecha;Ñu;B\n01/01/2018;1,5;-2\n13/01/2018;;3,25\n"
WIDE_BY_DATE = "station,20180101,20180113\nÑu,1.5,\nB,-2,3.25\n"


def table(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "table.txt"
    path.write_bytes(text.encode(encoding))
    return read_table(path)


@pytest.mark.parametrize("text", [LONG, WIDE_BY_STATION, WIDE_BY_DATE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_long_and_wide_tables_say_the_same(tmp_path, text, encoding):
    found = station_records(table(tmp_path, text, encoding), periods=True).records
    assert sorted(found) == ["B", "Ñu"]
    assert found["Ñu"].values.tolist() == [[1.5]]
    assert found["Ñu"].dates.tolist() == [np.datetime64("2018-01-01").item()]
    assert found["B"].values[0, 0] == -2.0


def test_numbered_stations_are_told_from_values(tmp_path):
    rows = "".join(
        f"{name}\t2018-0{month}-01\t{month + 0.5}\n" for name in (104080065, 104130038) for month in range(1, 7)
    )
    found = station_records(table(tmp_path, "id\tdate\tlevel\n" + rows), periods=False).records
    assert list(found) == ["104080065", "104130038"]
    assert found["104130038"].values[0].tolist() == [1.5, 2.5, 3.5, 4.5, 5.5, 6.5]


def test_one_value_column_is_one_station(tmp_path):
    found = station_records(table(tmp_path, "date,GW\n2018-01-01,3\n2018-02-01,4\n"), periods=False).records
    assert list(found) == ["GW"]


def test_chosen_columns_are_used(tmp_path):
    text = "a,b,date,low,high\nx,1,2018-01-01,1,10\ny,1,2018-01-01,2,20\n"
    found = station_records(table(tmp_path, text), periods=True, name_column="a", value_column="high").records
    assert found["y"].values.tolist() == [[20.0]]
    with pytest.raises(SubsidenceError, match="no column “c”"):
        station_records(table(tmp_path, text), periods=True, name_column="c")
    with pytest.raises(SubsidenceError, match="several columns of numbers"):
        station_records(table(tmp_path, text), periods=True, name_column="a")


@pytest.mark.parametrize(
    ("texts", "iso"),
    [
        (["2018-03-06", "2018-03-18"], ["2018-03-06", "2018-03-18"]),
        (["2018/3/6 12:00", "2018.03.18"], ["2018-03-06", "2018-03-18"]),
        (["20180306", "D20180318"], ["2018-03-06", "2018-03-18"]),
        (["6.3.2018", "18.3.2018"], ["2018-03-06", "2018-03-18"]),
        (["3/6/2018", "3/18/2018"], ["2018-03-06", "2018-03-18"]),
        (["2018-03", ""], ["2018-03-01", "NaT"]),
    ],
)
def test_dates_are_understood_in_their_usual_forms(texts, iso):
    assert parse_dates(texts, "t").astype(str).tolist() == iso


def test_a_date_that_could_be_either_is_asked_about():
    with pytest.raises(SubsidenceError, match=r"D/M/YYYY or M/D/YYYY; set the date pattern, such as %d/%m/%Y"):
        parse_dates(["06/03/2018"], "t")
    assert str(parse_dates(["06/03/2018"], "t", "%m/%d/%Y")[0]) == "2018-06-03"
    assert parse_dates(["06/03/2018", "06/15/2018"], "t").astype(str).tolist() == ["2018-06-03", "2018-06-15"]


def test_a_date_with_points_is_read_day_first_and_said():
    notes = []
    assert str(parse_dates(["06.03.2018"], "t", notes=notes)[0]) == "2018-03-06"
    assert "day.month.year" in notes[0]


@pytest.mark.parametrize("texts", [["2018-02-30"], ["yesterday"], ["13/01/2018", "01/13/2018"]])
def test_dates_that_are_none_are_refused(texts):
    with pytest.raises(SubsidenceError):
        parse_dates(texts, "t")


def test_decimal_commas_thousands_and_missing_values():
    assert parse_numbers(["1,5", "1.234,5", "-0,2", "7", 3.5], "t").tolist() == [1.5, 1234.5, -0.2, 7.0, 3.5]
    assert np.isnan(parse_numbers(["NA", "", None, "-"], "t")).all()
    with pytest.raises(SubsidenceError, match=r"“0\.1x” in row 1 of rain"):
        parse_numbers(["0.1x"], "rain")


def test_values_of_which_only_a_limit_is_known_are_missing_and_said(tmp_path):
    read = table(tmp_path, "n;d;v\nA;2018-01-01;<0,1\nA;2018-02-01;0,5\n")
    assert any("“<0,1” tell only a limit" in note for note in read.notes)
    assert station_records(read, periods=True).records["A"].values.tolist() == [[0.5]]


def test_a_few_repeated_dates_are_averaged_and_said_many_are_refused(tmp_path):
    dates = np.arange(np.datetime64("2018-01-01"), np.datetime64("2018-12-01"))
    rows = "".join(f"A;{date};1\n" for date in dates)
    found = station_records(table(tmp_path, f"n;d;v\n{rows}A;2018-01-01;3\n"), periods=True)
    assert found.records["A"].values[0, 0] == 2.0
    assert any("repeats 1 dates" in note for note in found.notes)
    with pytest.raises(SubsidenceError, match="more than one value"):
        station_records(table(tmp_path, "n;d;v\nA;2018-01-01;1\nA;2018-01-01;3\n"), periods=True)


def test_broken_tables_are_refused_in_one_sentence(tmp_path):
    for text in ("", "a,b\n", "a,b\n1,2,3\n", "a,a\n1,2\n"):
        with pytest.raises(SubsidenceError):
            table(tmp_path, text)
    with pytest.raises(SubsidenceError, match="no column of dates"):
        station_records(table(tmp_path, "a,b\nx,1\ny,2\n"), periods=True)
    with pytest.raises(SubsidenceError, match="cannot be read"):
        read_table(tmp_path / "absent.txt")
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04\x00\x00,\x00\n1,2\n")
    with pytest.raises(SubsidenceError, match="not a table of text"):
        read_table(tmp_path / "book.csv")
