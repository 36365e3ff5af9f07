"""Saved models come back as they were, and anything else is refused in words."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.model_file import load_model, save_model


def test_a_saved_model_comes_back_bit_for_bit(tmp_path):
    path = tmp_path / "model.npz"
    weights = np.random.default_rng(0).normal(size=(3, 4))
    save_model(path, "rate", {"weights": weights}, {"factors": ["Höhe", "rain"], "seed": 3})
    arrays, metadata = load_model(path, "rate")
    np.testing.assert_array_equal(arrays["weights"], weights)
    assert metadata == {"factors": ["Höhe", "rain"], "seed": 3}
    assert [p.name for p in tmp_path.iterdir()] == ["model.npz"]


def test_a_model_of_another_kind_is_refused(tmp_path):
    save_model(tmp_path / "m.npz", "rate", {}, {})
    with pytest.raises(SubsidenceError, match="holds a “rate” model"):
        load_model(tmp_path / "m.npz", "forecast")


@pytest.mark.parametrize("damage", ["truncated", "foreign", "other archive"])
def test_a_damaged_or_foreign_file_is_refused(tmp_path, damage):
    path = tmp_path / "m.npz"
    save_model(path, "rate", {"weights": np.ones(1000)}, {})
    if damage == "truncated":
        path.write_bytes(path.read_bytes()[:-40])
    elif damage == "foreign":
        path.write_text("not a model")
    else:
        np.savez(path, weights=np.ones(3))
    with pytest.raises(SubsidenceError, match="is not a Land Subsidence model"):
        load_model(path, "rate")


def test_a_missing_file_and_an_unwritable_place_are_named(tmp_path):
    with pytest.raises(SubsidenceError, match="does not exist"):
        load_model(tmp_path / "no.npz", "rate")
    with pytest.raises(SubsidenceError, match="cannot be written"):
        save_model(tmp_path / "no" / "m.npz", "rate", {}, {})
