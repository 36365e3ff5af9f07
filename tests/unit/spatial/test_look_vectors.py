"""Lines of sight as the world hands them over: turned, refused or believed, always in words."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.insar.decompose import line_of_sight
from subsidence.progress import Report
from subsidence.spatial.look_vectors import checked_look, checked_up, line_of_sight_fields, with_believed_look

TRUE = np.tile(line_of_sight(38.0, -12.0), (50, 1))


class Listening(Report):
    def __init__(self):
        self.said = []

    def warn(self, text):
        self.said.append(text)


def listening():
    return Listening()


def test_what_is_right_stays_and_nothing_is_said():
    report = listening()
    assert checked_look(TRUE, "a", report) == pytest.approx(TRUE)
    assert report.said == []


def test_the_opposite_convention_is_turned_and_said():
    report = listening()
    assert checked_look(-TRUE, "tracks", report) == pytest.approx(TRUE)
    assert len(report.said) == 1
    assert "turned" in report.said[0]
    assert "tracks" in report.said[0]


@pytest.mark.parametrize(
    "los",
    [
        TRUE * 100.0,  # per cent
        TRUE * 0.5,
        np.degrees(np.arccos(TRUE)),  # direction angles
        np.tile([38.0, -12.0, 0.0], (50, 1)),  # incidence and heading
        np.where(np.arange(50)[:, None] % 2, TRUE, -TRUE),  # some up, some down
        np.tile([0.98, 0.0, 0.199], (50, 1)),  # nearly level
        np.tile([1.0, 0.0, 0.0], (50, 1)),
    ],
)
def test_what_cannot_be_a_line_of_sight_is_refused(los):
    with pytest.raises(SubsidenceError, match="line of sight of “odd”"):
        checked_look(los, "odd")


def test_without_the_north_component_the_rest_may_be_a_little_short():
    los = TRUE * [1.0, 0.0, 1.0]
    assert checked_look(los, "a")[:, [0, 2]] == pytest.approx(TRUE[:, [0, 2]])
    with pytest.raises(SubsidenceError):
        checked_look(los * 0.9, "a")


def test_a_few_odd_vectors_and_zeros_become_unknown():
    los = np.tile(TRUE, (10, 1))
    los[3] *= 2.0
    los[7] = 0.0
    report = listening()
    found = checked_look(los, "a", report)
    assert np.flatnonzero(np.isnan(found[:, 0])).tolist() == [3, 7]
    assert "1 of 500" in report.said[0]


def test_the_names_of_producers_are_understood_in_any_case():
    assert line_of_sight_fields(["LOS_EAST", "los_north", "Los_Up"]) == {
        "los_e": "LOS_EAST",
        "los_n": "los_north",
        "los_u": "Los_Up",
    }
    assert line_of_sight_fields(["CosN", "CosE", "CosU"]) == {"los_e": "CosE", "los_n": "CosN", "los_u": "CosU"}


def test_a_raster_of_the_up_component_alone():
    up = np.full((4, 5), -0.78)
    up[0, 0] = np.nan
    report = listening()
    found = checked_up(up, "U.geo", report)
    assert np.nanmedian(found) == pytest.approx(0.78)
    assert np.isnan(found[0, 0])
    assert len(report.said) == 1
    with pytest.raises(SubsidenceError):
        checked_up(np.full((4, 5), 38.0), "U.geo")


def test_an_import_leaves_out_what_it_cannot_believe_and_keeps_the_rest():
    report = listening()
    layers = {"los_e": np.full(9, 38.0), "los_n": np.zeros(9), "los_u": np.full(9, 51.0), "height": np.ones(9)}
    assert list(with_believed_look(layers, "product", report)) == ["height"]
    assert "left out" in report.said[0]
