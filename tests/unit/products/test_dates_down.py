"""Tables with dates down and points across, and headers of merged cells: read right, or refused for the true reason."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.series_table import read_series_table

PLACES = "lon,102.1,102.2,102.3\nlat,25.1,25.2,25.3\n"
DATED = "2020-01-01,0,0,0\n2020-02-01,-1,-2,-3\n2020-03-01,-2,-4,-6\n"
RATE, HEIGHT = "velocity,-10,-20,-30\n", "height,1000,1001,1002\n"
HEAD = "date,P1,P2,P3\n"
UNDER_GROUPS = "id,lon,lat,{}\nP1,102.1,25.1,0,-1,-2,0,-5,-6\nP2,102.2,25.2,0,-2,-4,0,-7,-8\n"
SAME_DAYS = UNDER_GROUPS.format("2020-01-01,2020-02-01,2020-03-01,2020-01-01,2020-02-01,2020-03-01")
OTHER_DAYS = UNDER_GROUPS.format("2020-01-01,2020-02-01,2020-03-01,2020-01-02,2020-02-02,2020-03-02")
LATER_DAYS = UNDER_GROUPS.format("2020-01-01,2020-02-01,2020-03-01,2021-01-02,2021-02-02,2021-03-02")


def read(tmp_path, content):
    path = tmp_path / "table.csv"
    path.write_text(content)
    return read_series_table(path)


@pytest.mark.parametrize(
    "content",
    [
        HEAD + PLACES + RATE + HEIGHT + DATED,
        HEAD + PLACES + DATED + RATE + HEIGHT,
        HEAD + DATED + HEIGHT + PLACES + RATE,
        HEAD + HEIGHT + PLACES + DATED + "coherence,0.8,0.7,0.9\nrmse,1,1,1\n" + RATE,
        HEAD + PLACES + DATED + "velocity [cm/yr],-1,-2,-3\n" + HEIGHT,
        "date,1,2,3\n" + PLACES + HEIGHT + DATED + RATE,
        "," + HEAD.partition(",")[2] + PLACES + DATED + HEIGHT + RATE,
    ],
)
def test_rates_and_heights_may_stand_in_any_row_of_a_table_with_dates_down(tmp_path, content):
    product = read(tmp_path, content)
    np.testing.assert_array_equal(product.series.xy, [[102.1, 25.1], [102.2, 25.2], [102.3, 25.3]])
    np.testing.assert_array_equal(product.series.displacement_mm, [[0, -1, -2], [0, -2, -4], [0, -3, -6]])
    np.testing.assert_allclose(product.velocity_mm_per_yr, [-10, -20, -30])
    np.testing.assert_array_equal(product.columns["height"], [1000, 1001, 1002])


def test_rates_alone_are_read_from_rows(tmp_path):
    product = read(tmp_path, "name,P1,P2,P3\n" + PLACES + RATE)
    np.testing.assert_array_equal(product.velocity_mm_per_yr, [-10, -20, -30])
    assert product.series.displacement_mm.shape == (3, 0)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (HEAD + DATED + RATE, "no rows with the coordinates"),
        (HEAD + PLACES + DATED + RATE + RATE, "two rows “velocity”"),
        (HEAD + PLACES + DATED + "2020-03-01,1,1,1\n", "two rows “2020-03-01”"),
        ("date,P1,,P2\n" + PLACES + DATED, "no name of a point above it"),
        (HEAD + ",disp,std,disp\n" + PLACES + DATED, "row whose first cell is empty"),
        ("point,,,ascending,,,descending,,\n" + SAME_DAYS, "several groups"),
        ("point,point,point,up,up,up,east,east,east\n" + SAME_DAYS, "several groups"),
        ("point,,,vertical (mm),,,east (mm),,\n" + OTHER_DAYS, "several groups"),
        ("point,,,disp (mm),,,disp (cm),,\n" + LATER_DAYS, "several groups"),
    ],
)
def test_what_cannot_be_told_is_refused_for_its_reason(tmp_path, content, why):
    with pytest.raises(SubsidenceError, match=why):
        read(tmp_path, content)


@pytest.mark.parametrize(
    "title", ["point,,,disp (mm),,,disp (mm) continued,,\n", "a,a,a,d,d,d,d,d,d\n", ",,,2020,,,2021,,\n"]
)
def test_merged_titles_over_one_series_are_passed_over(tmp_path, title):
    product = read(tmp_path, title + LATER_DAYS)
    np.testing.assert_array_equal(product.series.displacement_mm, [[0, -1, -2, 0, -5, -6], [0, -2, -4, 0, -7, -8]])
