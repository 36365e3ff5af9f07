"""Places, days and amounts that cannot be: refused or missing, and counted, where they come in."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.factors.time import Records
from subsidence.missing_values import without_marks
from subsidence.possible import check_amounts, check_days, check_places, possible_identifiers, without_impossible_days
from subsidence.series import DeformationSeries, find_epoch_fields
from subsidence.tabular.column_values import parse_dates

DAYS = np.array(["2018-03-06", "2018-03-18"], dtype="datetime64[D]")


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e300, -1e12])
def test_a_place_that_cannot_be_is_refused_with_its_row(value):
    xy = np.array([[4e5, 2e6], [4e5, value], [4e5, 2e6]])
    with pytest.raises(SubsidenceError, match="1 points of “wells” have impossible coordinates, the first in row 2"):
        check_places(xy, "wells")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "2201-01-01"])
def test_days_before_1900_and_after_2200_cannot_be(day):
    with pytest.raises(SubsidenceError, match="between 1900 and 2200"):
        check_days(np.array([day], dtype="datetime64[D]"), "x")
    with pytest.raises(SubsidenceError, match="between 1900 and 2200"):
        find_epoch_fields(["D" + day.replace("-", ""), "D20180306"])
    with pytest.raises(SubsidenceError, match="between 1900 and 2200"):
        Records(np.sort(np.array([day, "2018-03-06"], dtype="datetime64[D]")), np.zeros((1, 2)), True)


def test_single_impossible_days_of_a_table_become_missing_and_are_counted():
    notes = []
    found = without_impossible_days(np.array(["0001-01-01", "2018-03-06"], dtype="datetime64[D]"), "t", notes)
    assert np.isnat(found).tolist() == [True, False]
    assert "1 dates of t" in notes[0]
    with pytest.raises(SubsidenceError, match="9999"):
        parse_dates(["9999-12-31", "2018-03-06"], "t")


@pytest.mark.parametrize("value", [np.inf, -np.inf, 1e300, -1e12])
def test_an_amount_that_cannot_be_is_no_series(value):
    values = np.array([[0.0, value]])
    with pytest.raises(SubsidenceError, match="cannot be"):
        DeformationSeries(DAYS, values, np.zeros((1, 2)))
    with pytest.raises(SubsidenceError, match="cannot be"):
        check_amounts(values, "x")
    check_amounts(np.array([np.nan, 5.0]), "x")


@pytest.mark.parametrize("value", [np.inf, 1e300, -1e13])
def test_amounts_of_columns_become_missing_and_are_counted(value):
    found = without_marks(np.array([0.5, value, 1.5, -2.0]))
    assert np.isnan(found.values).tolist() == [False, True, False, False]
    assert sum(found.found.values()) == 1


def test_numbers_of_points_that_no_whole_number_can_be_become_missing():
    assert np.isnan(possible_identifiers(np.array([1.0, 1e300, np.inf]))).tolist() == [False, True, True]
    whole = np.array([2**62])
    assert possible_identifiers(whole) is whole
