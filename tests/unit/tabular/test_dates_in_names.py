"""Names of files and bands tell dates together, or ask; they are never guessed."""

import pytest

from subsidence.errors import SubsidenceError
from subsidence.tabular.dated_names import dates_in_texts


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("disp_06-01-2018", "disp_18-01-2018"), ["2018-01-06", "2018-01-18"]),
        (("disp_01-06-2018", "disp_01-18-2018"), ["2018-01-06", "2018-01-18"]),
        (("180106", "180118", "180130", "180211"), ["2018-01-06", "2018-01-18", "2018-01-30", "2018-02-11"]),
        (("d_060118", "d_110218", "d_180118"), ["2018-01-06", "2018-02-11", "2018-01-18"]),
        (("a_06012018", "a_18012018"), ["2018-01-06", "2018-01-18"]),
        (("rain_201101", "rain_201102"), ["2011-01-01", "2011-02-01"]),
        (("TS_18.01.06", "TS_18.01.18", "TS_18.01.30"), ["2018-01-06", "2018-01-18", "2018-01-30"]),
        (("06Jan18_ll", "18Jan18_ll", "30Jan18_ll"), ["2018-01-06", "2018-01-18", "2018-01-30"]),
        (("S1_20180106T061400", "S1_20180118T061400"), ["2018-01-06", "2018-01-18"]),
        (("06.02.2018", "06.03.2018"), ["2018-02-06", "2018-03-06"]),
    ],
)
def test_all_names_together_tell_the_dates(texts, days):
    assert [str(day) for day in dates_in_texts(texts, where="the files")] == days


@pytest.mark.parametrize(
    "texts",
    [
        ("disp_06-01-2018", "disp_06-02-2018", "disp_06-03-2018"),
        ("01062018", "02062018", "03062018"),
        ("rain_201105",),
        ("a_201105", "a_201111"),
        ("06_01_2018",),
    ],
)
def test_names_that_can_be_read_in_two_ways_are_asked_about(texts):
    with pytest.raises(SubsidenceError, match=r"can be read as .* or .*; set the date pattern, such as %"):
        dates_in_texts(texts, where="the files")


def test_a_pattern_decides():
    american = dates_in_texts(["d_06-01-2018"], "%m-%d-%Y", where="the files")
    assert [str(day) for day in american] == ["2018-06-01"]
    grouped = dates_in_texts(["d060118"], r"d(?P<day>..)(?P<month>..)(?P<year>..)", where="the files")
    assert [str(day) for day in grouped] == ["2018-01-06"]
    together = dates_in_texts(["x_18006_y"], "%y%j", where="the files")
    assert [str(day) for day in together] == ["2018-01-06"]


def test_a_name_without_a_date_has_none():
    assert dates_in_texts(["dem", "20180106"], where="the files")[0] is None
