"""Numbers that mean "nothing" become missing, and only these."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.missing_values import MarksInBlocks, declared_mark, implausible, screened, without_marks, zeros_apart
from subsidence.progress import Report

MARKS = (
    -9999.0,
    -999.9,
    -999.0,
    -32768.0,
    -32767.0,
    -99999.0,
    1e20,
    9.969209968386869e36,
    -3.4028234663852886e38,
    9999.0,
)


class Told(Report):
    def __init__(self):
        self.said = []

    def on_warning(self, text):
        self.said.append(text)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("kind", ["f8", "f4"])
def test_known_marks_that_stand_apart_become_missing_and_nothing_else_changes(mark, kind):
    truth = np.random.default_rng(1).normal(-20, 30, (50, 12)).astype(kind)
    spoiled = truth.copy()
    spoiled[3, 4] = spoiled[7] = mark
    told = Told()
    values = screened(spoiled, "table", report=told)
    assert np.isnan(values[3, 4])
    assert np.isnan(values[7]).all()
    kept = np.isfinite(values)
    assert kept.sum() == truth.size - 13
    np.testing.assert_array_equal(values[kept], truth[kept])
    assert len(told.said) == 1
    assert "13" in told.said[0]


@pytest.mark.parametrize(
    "values",
    [
        np.linspace(-1500, 0, 400),  # a city that sank by 1.5 m
        np.append(np.linspace(900, 1100, 50), 999.0),  # heights
        np.arange(400.0),
        np.append(np.arange(400.0), 999.0),  # a far place among distances
        np.array([-99.1, -99.0, -98.9]),  # longitudes of Mexico City
        np.array([2147483.0, 2147484.0]),
    ],
)
def test_ordinary_values_stay(values):
    assert without_marks(values).found == {}
    np.testing.assert_array_equal(without_marks(values).values, values)


def test_a_mark_among_similar_values_is_kept_and_said():
    values = np.append(np.linspace(-1500, 0, 400), -999.0)
    told = Told()
    np.testing.assert_array_equal(screened(values, "x", report=told), values)
    assert "-999" in told.said[0]
    assert "kept" in told.said[0]


def test_a_declared_mark_is_obeyed_even_among_the_values():
    assert np.isnan(without_marks(np.array([0, 1, 2, 0]), nodata=0).values).tolist() == [True, False, False, True]
    assert declared_mark(" -1,5 ", "") == -1.5
    with pytest.raises(SubsidenceError, match="none"):
        declared_mark("none", "dem")


def test_whole_numbers_stay_whole_without_marks_and_a_column_of_marks_is_empty():
    assert without_marks(np.arange(5)).values.dtype.kind == "i"
    assert np.isnan(without_marks(np.full(6, -9999)).values).all()


def test_an_improbable_value_is_named_and_kept():
    rng = np.random.default_rng(0)
    series = rng.normal(0, 3, (60, 40)).cumsum(axis=1)
    series[11, 20] += 7000
    told = Told()
    np.testing.assert_array_equal(screened(series, "file", judge=True, report=told), series)
    assert implausible(series) == [(11, 20)]
    assert "row 12" in told.said[0]
    even = np.tile(-1.5 * np.arange(12.0), (20, 1))  # steps that are the same but for rounding
    even[4, 5] = -125_000.0
    assert implausible(even) == [(4, 5)]
    step = rng.normal(0, 3, (60, 40))
    step[5, 20:] -= 4000  # a collapse is not a mistake of a single value
    assert implausible(step) == []
    assert implausible(rng.lognormal(0, 1, 5000)) == []


def test_marks_are_found_in_whatever_order_an_array_lies_in_memory():
    rows = np.linspace(-20.0, 20.0, 30).reshape(5, 6)
    rows[3, 2] = -9999.0
    for values in (np.asfortranarray(rows), rows.T, rows[::-1], rows[:, ::-1]):
        assert np.isnan(without_marks(values).values).sum() == 1


@pytest.mark.parametrize("mark", [32766.0, 32744.0, 999990.0])
def test_marks_of_the_chinese_weather_service_are_no_rain(mark):
    """A missing day was 32,766 mm of rain."""
    rain = np.array([0.0, 1.5, 3.0, mark, 0.0, 12.5, 0.0, 88.0, 0.2])
    found = without_marks(rain)
    assert np.flatnonzero(np.isnan(found.values)).tolist() == [3]
    assert dict(found.found) == {mark: 1}
    heights = np.array([32_100.0, 32_744.0, 33_020.0, 32_766.0])
    assert not without_marks(heights).found


@pytest.mark.parametrize("value", [sign * 10.0**power for sign in (-1, 1) for power in range(2, 9)])
@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_a_round_number_far_from_the_rest_is_a_measurement(value, kind):
    """9999.9999 in single precision is 10000, and so is 10000."""
    values = np.append(np.random.default_rng(0).normal(0.5, 0.1, 300), value).astype(kind)
    screened_values = without_marks(values)
    assert not screened_values.found
    assert screened_values.values[-1] == value
    seen = MarksInBlocks()
    seen.add(values)
    assert not seen.may_go


def test_the_null_value_of_well_logs_is_a_mark():
    found = without_marks(np.array([-12.5, -999.25, -13.0, -12.75, -999.25]))
    assert dict(found.found) == {-999.25: 2}


def test_zeros_far_from_all_other_values_are_named_and_kept():
    heights = np.random.default_rng(0).uniform(2210, 2260, (30, 40))
    heights[3, 4] = heights[10] = 0.0
    told = Told()
    np.testing.assert_array_equal(screened(heights, "dem", report=told), heights)
    assert len(told.said) == 1
    assert "41 values are 0" in told.said[0]


@pytest.mark.parametrize(
    "values",
    [
        np.linspace(0, 900, 50),  # distances
        np.append(np.zeros(30), np.linspace(100, 180, 20)),  # mostly 0, as rain
        np.append(np.linspace(-40, 40, 80), 0.0),
        np.append(np.full(40, 7.0), 0.0),  # a class
    ],
)
def test_zeros_among_other_values_are_nothing_strange(values):
    assert zeros_apart(values) == 0
