"""Forecast models on disk: what an older version wrote forecasts the same for ever; nothing is found by its place."""

import importlib.util
import json
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.forecast.data.covariates import Covariates
from subsidence.forecast.forecaster import Forecaster
from subsidence.forecast.models import kernels
from subsidence.forecast.models.baselines import BASELINES, persistence
from subsidence.model_file import FORMAT_VERSION
from subsidence.series import DeformationSeries

FOLDER = Path(__file__).resolve().parents[2] / "data" / "models"
KINDS = ("forecast", "forecast_lstm")
TOLERANCE_MM = 1e-3


@pytest.fixture(scope="module")
def world():
    spec = importlib.util.spec_from_file_location("make_models", FOLDER / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    dates, xy, displacement, rain, labels = make.world()
    return DeformationSeries(dates, displacement, xy), Covariates(("RAIN",), dates, rain[None]), labels


def needs_torch(kind):
    if kind == "forecast_lstm":
        pytest.importorskip("torch")


def forecast_of(path, world):
    return Forecaster.load(path).update(*world).forecast()


def agrees(found, kind, version="v1"):
    with np.load(FOLDER / f"expected_{version}.npz") as expected:
        for part in ("displacement_mm", "lower_mm", "upper_mm"):
            np.testing.assert_allclose(getattr(found, part), expected[f"{kind}/{part}"], rtol=0, atol=TOLERANCE_MM)
        assert found.model.tolist() == expected[f"{kind}/model"].tolist()
        assert set(found.model) == {"linear", "combination"}  # else the file would not try what it is here to try


def others_first():
    """The baselines in another order, with two that the file does not know."""
    items = list(BASELINES.items())[::-1]
    return {"newest": persistence, **dict(items[:4]), "newer": persistence, **dict(items[4:])}


@pytest.fixture
def baselines(monkeypatch):
    """Replaces the baselines everywhere."""

    def put(changed):
        for module in [module for name, module in sys.modules.items() if name.startswith("subsidence.forecast")]:
            if getattr(module, "BASELINES", None) is BASELINES:
                monkeypatch.setattr(module, "BASELINES", changed)

    return put


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_the_first_format_forecasts_what_it_always_did(kind, world):
    needs_torch(kind)
    agrees(forecast_of(FOLDER / f"{kind}_v1.npz", world), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_more_baselines_in_another_order_change_no_forecast_of_a_file(kind, world, baselines):
    needs_torch(kind)
    baselines(others_first())
    agrees(forecast_of(FOLDER / f"{kind}_v1.npz", world), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_written_now_holds_the_same_forecast_under_other_baselines(kind, world, tmp_path, baselines):
    needs_torch(kind)
    loaded = Forecaster.load(FOLDER / f"{kind}_v1.npz").update(*world)
    loaded.save(tmp_path / "now.npz")
    with np.load(tmp_path / "now.npz") as archive:
        assert json.loads(str(archive["header"]))["format_version"] == FORMAT_VERSION == 2
    agrees(forecast_of(tmp_path / "now.npz", world), kind)
    baselines(others_first())
    agrees(forecast_of(tmp_path / "now.npz", world), kind)


@pytest.mark.parametrize("gone", ["linear", "theta"])
def test_a_baseline_that_the_code_has_no_more_is_refused_by_name(gone, baselines):
    baselines({name: rule for name, rule in BASELINES.items() if name != gone})
    with pytest.raises(SubsidenceError, match=f"uses “{gone}”, which this version does not have"):
        Forecaster.load(FOLDER / "forecast_v1.npz")


def rewritten(path, target, change):
    """A copy of a model file whose metadata ``change`` has altered."""
    with np.load(path) as archive:
        arrays = {name: archive[name] for name in archive.files}
    header = json.loads(str(arrays["header"]))
    header.pop("seal", None)  # it would find the change before its meaning is asked
    change(header)
    arrays["header"] = np.array(json.dumps(header))
    np.savez_compressed(target, **arrays)
    return target


def test_a_model_or_a_setting_or_a_format_of_a_newer_version_is_refused_in_words(world, tmp_path):
    Forecaster.load(FOLDER / "forecast_v1.npz").save(tmp_path / "now.npz")

    def other_model(header):
        header["metadata"]["models"][9] = "oracle"

    def other_setting(header):
        header["metadata"]["settings"]["colour"] = 3

    def other_format(header):
        header["format_version"] = FORMAT_VERSION + 1

    for change, words in (
        (other_model, "uses “oracle”, which this version does not have"),
        (other_setting, "uses “colour”, which this version does not have"),
        (other_format, "written by a newer version"),
    ):
        with pytest.raises(SubsidenceError, match=words):
            Forecaster.load(rewritten(tmp_path / "now.npz", tmp_path / "changed.npz", change))


def test_weights_that_do_not_fit_their_names_and_missing_arrays_are_refused(tmp_path):
    def one_less(header):
        header["metadata"]["models"].pop()

    path = rewritten(FOLDER / "forecast_v1.npz", tmp_path / "m.npz", one_less)
    with pytest.raises(SubsidenceError, match="is incomplete"):
        Forecaster.load(path)
    with zipfile.ZipFile(FOLDER / "forecast_v1.npz") as whole, zipfile.ZipFile(path, "w") as part:
        for name in whole.namelist():
            if name != "quantiles.npy":
                part.writestr(name, whole.read(name))
    with pytest.raises(SubsidenceError, match="is incomplete"):
        Forecaster.load(path)


def test_a_covariance_that_is_added_changes_no_old_model_and_an_unknown_one_is_refused():
    parameters = np.arange(11.0)[None]  # eight components, one covariate, two times
    names = kernels.COMPONENTS_V1
    np.testing.assert_array_equal(kernels.parameters_by_name(parameters, names), parameters)
    swapped = [names[1], names[0], *names[2:]]
    found = kernels.parameters_by_name(parameters, swapped)
    assert found[0].tolist() == [1.0, 0.0, *range(2, 11)]
    fewer = kernels.parameters_by_name(np.delete(parameters, 4, axis=1), [n for n in names if n != "random walk"])
    assert fewer[0].tolist() == [0, 1, 2, 3, kernels.LOG_VARIANCE_LIMITS[0], 5, 6, 7, 8, 9, 10]
    with pytest.raises(SubsidenceError, match="holds the covariance “tide”"):
        kernels.parameters_by_name(parameters, ["tide", *names[1:]])
