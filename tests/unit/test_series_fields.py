"""What the fields of a layer are, by their names."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.series_fields import factor_fields, factor_series, series_fields

NAMES = [
    "fid", "point_id", "velocity", "D20180118", "D20180106", "dist_metro", "ring_metro", "height", "geology",
    "RAIN20180106", "RAIN20180118", "GW_20180106", "GW_20180118", "cluster", "F20180211", "F20180211_lo",
    "F20180211_hi", "F20180130", "F20180130_lo", "F20180130_hi",
]  # fmt: skip


def test_observations_forecasts_and_factor_series_come_in_order_of_date():
    found = series_fields(NAMES)
    assert found.observed.names == ("D20180106", "D20180118")
    assert found.forecast.names == ("F20180130", "F20180211")
    assert found.forecast_low == ("F20180130_lo", "F20180211_lo")
    assert found.forecast_high == ("F20180130_hi", "F20180211_hi")
    assert {prefix: fields.names for prefix, fields in found.factor_series.items()} == {
        "RAIN": ("RAIN20180106", "RAIN20180118"),
        "GW_": ("GW_20180106", "GW_20180118"),
    }
    assert found.observed.dates.tolist() == sorted(found.observed.dates.tolist())
    assert (found.rate, found.cluster) == ("velocity", "cluster")


def test_a_forecast_with_half_a_band_has_no_band():
    found = series_fields(["D20180106", "F20180130", "F20180130_lo", "F20180211", "F20180211_lo", "F20180130_hi"])
    assert (found.forecast_low, found.forecast_high) == ((), ())
    assert len(found.forecast) == 2


def test_names_that_end_in_digits_which_are_no_dates_are_no_factor_series():
    assert factor_series(["WELL20189999", "WELL20189998", "PARCEL00000000", "RAIN20180106"]) == {}


def test_layers_of_other_producers_are_understood():
    for prefix in ("", "D_", "D"):
        found = series_fields([f"{prefix}20180106", f"{prefix}20180118", "VEL"])
        assert len(found.observed) == 2
        assert found.rate == "VEL"
        assert found.factor_series == {}


def test_factors_are_what_is_neither_ours_nor_dated_and_exact_distances_come_before_rings():
    assert factor_fields(NAMES) == ["dist_metro", "height", "geology"]
    assert factor_fields(["ring_metro", "n_wells"]) == ["ring_metro", "n_wells"]


def test_what_was_made_from_the_motion_is_no_factor_of_it():
    made = [
        "rate",
        "acceleration",
        "annual_amplitude",
        "rate_predicted",
        "sbd",
        "cluster_guessed",
        "B20180106",
        "B20180118",
    ]
    assert factor_fields(["velocity", *made, "dist_metro"]) == ["dist_metro"]
    assert factor_series(made) == {}


def test_a_layer_without_dates_is_refused_in_words():
    with pytest.raises(SubsidenceError, match="no displacement fields"):
        series_fields(["velocity", "RAIN20180106"])


def test_dates_are_days():
    assert series_fields(["D20180106"]).observed.dates.dtype == np.dtype("datetime64[D]")
