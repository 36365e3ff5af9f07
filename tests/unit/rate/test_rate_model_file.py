"""Rate models on disk: what an older version wrote predicts the same for ever."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.model_file import FORMAT_VERSION
from subsidence.rate.model import RateModel

FOLDER = Path(__file__).resolve().parents[2] / "data" / "models"
OLD = FOLDER / "rate_v1.npz"


@pytest.fixture(scope="module")
def rows():
    spec = importlib.util.spec_from_file_location("make_models", FOLDER / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    matrix, _rate, groups = make.factors()
    return matrix, groups


def agrees(model, rows):
    found = model.predict_all(*rows)
    with np.load(FOLDER / "expected_v1.npz") as expected:
        for part in ("rate", "low", "high"):
            np.testing.assert_allclose(getattr(found, part), expected[f"rate/{part}"], rtol=0, atol=1e-6)
        assert found.cluster.tolist() == expected["rate/cluster"].tolist()


def rewritten(path, target, change):
    with np.load(path) as archive:
        arrays = {name: archive[name] for name in archive.files}
    header = json.loads(str(arrays["header"]))
    header.pop("seal", None)  # it would find the change before its meaning is asked
    change(header["metadata"])
    arrays["header"] = np.array(json.dumps(header))
    np.savez_compressed(target, **arrays)
    return target


def test_a_file_of_the_first_format_predicts_what_it_always_did(rows):
    model = RateModel.load(OLD)
    agrees(model, rows)
    assert model.names == ("distance", "thickness", "soil")
    assert model.clusters == (1, 2)
    assert model.facts["extra"] == {"unit": "mm"}


def test_a_file_written_now_says_its_format_and_predicts_the_same(rows, tmp_path):
    RateModel.load(OLD).save(tmp_path / "now.npz")
    with np.load(tmp_path / "now.npz") as archive:
        header = json.loads(str(archive["header"]))
    assert header["format_version"] == FORMAT_VERSION == 2
    assert set(header["metadata"]["ensembles"]) == {"overall", "cluster_1", "cluster_2"}
    agrees(RateModel.load(tmp_path / "now.npz"), rows)


def test_a_setting_that_is_missing_takes_its_default_and_one_that_is_not_known_is_refused_by_name(rows, tmp_path):
    agrees(RateModel.load(rewritten(OLD, tmp_path / "m.npz", lambda data: data["settings"].pop("patience"))), rows)
    path = rewritten(OLD, tmp_path / "m.npz", lambda data: data["settings"].update(colour=3))
    with pytest.raises(SubsidenceError, match="uses “colour”, which this version does not have"):
        RateModel.load(path)


def test_before_fit_every_use_is_refused_in_words(tmp_path):
    empty = RateModel(["distance"])
    for use in (
        lambda: empty.predict(np.ones((2, 1))),
        lambda: empty.member_answers(np.ones((2, 1))),
        lambda: empty.save(tmp_path / "m.npz"),
        *(lambda name=name: getattr(empty, name) for name in ("scaler", "overall", "by_cluster", "clusters", "facts")),
    ):
        with pytest.raises(SubsidenceError, match="has not learned anything yet; call fit first"):
            use()
    assert not empty.is_fitted
    assert empty.names == ("distance",)
    assert list(tmp_path.iterdir()) == []
