"""Dates in file names and NetCDF times."""

import pytest

from subsidence.errors import SubsidenceError
from subsidence.tabular.dated_names import date_in_text


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("rain_20180306.tif", "2018-03-06"),
        ("3B-MO.MS.MRG.3IMERG.20180301-S000000-E235959.03.V06B.nc4", "2018-03-01"),
        ("gw 2018-03.tif", "2018-03-01"),
        ("GRCTellus.JPL.200204_202012.GLO.nc", "2002-04-01"),
        ("06.03.2018", "2018-03-06"),
        ("S1_20180306T052612.tif", "2018-03-06"),
        ("MOD_2018065.tif", "2018-03-06"),
        ("dem_30m.tif", None),
        ("tile_20181399_20180306.tif", "2018-03-06"),
    ],
)
def test_dates_are_found_in_names(name, iso):
    found = date_in_text(name)
    assert (found is None and iso is None) or str(found) == iso


def test_a_pattern_picks_the_date_that_is_meant():
    assert str(date_in_text("run20200101_rain_201803.tif", r"rain_(\d{6})")) == "2018-03-01"
    assert str(date_in_text("m3y2018", r"m(?P<month>\d+)y(?P<year>\d+)")) == "2018-03-01"
    assert date_in_text("x", r"rain_(\d{6})") is None
    with pytest.raises(SubsidenceError, match="not a regular expression"):
        date_in_text("x", "(")
