"""Whatever a layer of deformation points is made from, its fields mean the same and stand in the same order."""

import numpy as np
import pytest
from land_subsidence.algorithms.products.deformation_fields import (
    aliases,
    deformation_columns,
    describe_layer,
    geometry_texts,
    tell_whose_std,
)
from land_subsidence.subsidence.progress import Report
from land_subsidence.subsidence.series import DeformationSeries
from land_subsidence.subsidence.units import SIGN

DATES = np.array(["2020-01-01", "2020-01-13"], dtype="datetime64[D]")
SERIES = DeformationSeries(DATES, np.array([[0.0, -1.0], [0.0, 2.0]]), np.zeros((2, 2)))


def columns(others, more=()):
    return deformation_columns(SERIES, "vertical", np.arange(2), np.array([-1.0, 2.0]), others, more)


def test_the_fields_stand_in_the_order_of_the_contract_and_reserved_names_come_once():
    others = {name: np.zeros(2) for name in ("tile", "los_u", "Velocity", "coherence", "fid", "velocity_std", "stc")}
    names = [column.name for column in columns(others, tuple(others))]
    assert names == [
        *("point_id", "velocity", "velocity_std", "coherence", "los_u", "tile", "stc"),
        *("D20200101", "D20200113"),
    ]
    assert [column.name for column in columns(others)][2:5] == ["velocity_std", "coherence", "los_u"]


def test_every_date_and_the_rate_say_unit_geometry_and_sign():
    found = {column.name: column.alias for column in columns({"height": np.zeros(2)})}
    assert found["velocity"] == "Rate [mm/yr], vertical, + up"
    assert found["D20200113"] == "2020-01-13 [mm], vertical, + up"
    assert found["height"] == aliases()["height"] == "Height [m]"


@pytest.mark.parametrize("geometry", SIGN)
def test_layers_and_files_say_the_same_sign(geometry):
    name, short, sentence = geometry_texts(geometry)
    assert name == geometry
    assert sentence == SIGN[geometry]
    assert short.split()[-1] in SIGN[geometry]
    described = describe_layer(geometry, "a rock", "a file")
    assert described == f"Displacement in mm and rate in mm/yr, {geometry}; {SIGN[geometry]}. Relative to: a rock." + (
        " Source: a file."
    )


def test_aliases_are_short_enough_to_stand_beside_the_name_in_a_dialog():
    told = [column.alias for column in deformation_columns(SERIES, "line of sight", np.arange(2), np.zeros(2), {})]
    told += list(aliases().values())
    assert max(map(len, told)) <= 52, max(told, key=len)


def test_a_standard_deviation_that_came_with_the_product_is_called_the_producer_s():
    delivered = {column.name: column.alias for column in columns({"velocity_std": np.zeros(2)})}
    own = {"velocity_std": np.zeros(2), "velocity_std_white": np.zeros(2)}
    estimated = {column.name: column.alias for column in columns(own)}
    assert "producer" in delivered["velocity_std"]
    assert "producer" not in estimated["velocity_std"]


def test_an_import_tells_that_a_standard_deviation_is_the_producer_s_and_where_another_comes_from():
    class Listening(Report):
        def __init__(self):
            self.told = []

        def on_info(self, text):
            self.told.append(text)

    for others, count in (
        ({"velocity_std": np.zeros(2)}, 1),
        ({"velocity_std": np.zeros(2), "velocity_std_white": np.zeros(2)}, 0),
        ({}, 0),
    ):
        report = Listening()
        tell_whose_std(others, SERIES, report)
        assert len(report.told) == count
        assert all("producer" in text and "rate_std" in text for text in report.told)
