"""Classes as numbers."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.factors.classes import (
    alphabetical_codes,
    class_counts,
    field_name,
    legend_codes,
    mean_rate_codes,
    one_hot,
)

CLASSES = np.array(["clay", None, "rock", "clay", "sand", "clay"], dtype=object)


def test_a_legend_codes_its_classes_and_leaves_others_unknown():
    codes = legend_codes({"clay": 3, "rock": 1})
    assert codes.transform(CLASSES)[[0, 2]].tolist() == [3.0, 1.0]
    assert np.isnan(codes.transform(CLASSES)[[1, 4]]).all()
    assert codes.unknown(CLASSES) == {"sand": 1}


def test_mean_rates_are_learnt_from_the_given_rows_only():
    rate = np.array([-10.0, 5.0, 0.0, -10.0, 1.0, 9999.0])
    codes = mean_rate_codes(CLASSES, rate, np.arange(5), smoothing=0.0)
    assert codes.codes == {"clay": -10.0, "rock": 0.0, "sand": 1.0}
    poisoned = rate.copy()
    poisoned[5] = -1e6
    assert mean_rate_codes(CLASSES, poisoned, np.arange(5), smoothing=0.0) == codes


def test_rare_classes_are_drawn_to_the_overall_mean():
    classes = np.array(["common"] * 90 + ["rare"], dtype=object)
    rate = np.r_[np.zeros(90), 91.0]
    codes = mean_rate_codes(classes, rate).codes
    assert codes["rare"] == pytest.approx((91.0 + 10.0 * 1.0) / 11.0)


def test_one_column_per_class_sums_to_one_and_missing_is_missing():
    columns = one_hot(CLASSES, "geology")
    assert list(columns) == ["geology_clay", "geology_rock", "geology_sand"]
    total = np.sum(list(columns.values()), axis=0)
    assert total[[0, 2, 3, 4, 5]].tolist() == [1.0] * 5
    assert np.isnan(total[1])


def test_too_many_classes_for_columns_are_refused():
    with pytest.raises(SubsidenceError, match="60 classes"):
        one_hot(np.array([f"c{i}" for i in range(60)], dtype=object), "x")


def test_classes_without_any_rate_are_refused():
    with pytest.raises(SubsidenceError):
        mean_rate_codes(CLASSES, np.full(6, np.nan))
    with pytest.raises(SubsidenceError):
        legend_codes({})


def test_names_of_any_script_become_field_names():
    assert field_name("ACUÍFERO") == "ACUÍFERO"
    assert field_name("地质") == "地质"
    assert field_name("(!)") == "layer"
    assert alphabetical_codes(CLASSES).codes == {"clay": 1.0, "rock": 2.0, "sand": 3.0}
    assert class_counts(CLASSES) == (["clay", "rock", "sand"], [3, 1, 1])
