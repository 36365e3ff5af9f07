"""Models of motion, as a user runs them."""

import numpy as np
import pytest
from land_subsidence.bridge.fields import is_null
from land_subsidence.subsidence.series import epoch_field
from land_subsidence.subsidence.synthetic.city import LINEAR, SEASONAL, make_city
from qgis.core import QgsProcessingException


@pytest.fixture(scope="module")
def city():
    return make_city(300, 86, seed=2)


@pytest.fixture
def city_layer(city, point_layer):
    def make(values=None, n_epochs=86):
        values = city.series.displacement_mm if values is None else values
        columns = {epoch_field(date): values[:, i] for i, date in enumerate(city.dates[:n_epochs])}
        return point_layer(city.series.xy, columns, crs="EPSG:4326")

    return make


def test_rates_and_models_of_the_city_come_back(run, city, city_layer):
    result = run("deformation_model", INPUT=city_layer(), OUTPUT="memory:")
    features = list(result["OUTPUT"].getFeatures())
    models = np.array([feature["model"] for feature in features])
    assert np.mean(np.char.find(models[city.labels == SEASONAL].astype(str), "annual") >= 0) > 0.95
    steady = city.labels == LINEAR
    rate = np.array([feature["rate"] for feature in features])
    std = np.array([feature["rate_std"] for feature in features])
    assert np.abs(rate - city.rate_mm_per_yr)[steady].max() < 1.5
    assert np.mean(np.abs(rate - city.rate_mm_per_yr)[steady] < 2.5 * std[steady]) > 0.9
    assert result["SEASONAL_COUNT"] == sum("annual" in model for model in models)
    linear = next(feature for feature in features if feature["model"] == "linear")
    assert is_null(linear["acceleration"])
    assert is_null(linear["annual_phase"])
    assert linear["n_epochs"] == 86


def test_one_model_for_all_points_fills_every_field(run, city, city_layer):
    values = city.series.displacement_mm.copy()
    values[0] = np.nan
    layer = run("deformation_model", INPUT=city_layer(values), MODEL=4, OUTPUT="memory:")["OUTPUT"]
    first, *others = layer.getFeatures()
    assert is_null(first["rate"])
    assert is_null(first["model"])
    assert {feature["model"] for feature in others} == {"quadratic + annual"}
    assert all(0.0 <= feature["annual_phase"] <= 365.25 for feature in others)


def test_series_that_are_too_short_are_refused_and_nothing_is_written(run, city, city_layer, tmp_path):
    for parameters, n_epochs, message in (({}, 3, "at least 4 epochs"), ({"MODEL": 3}, 12, "cannot be fitted")):
        with pytest.raises(QgsProcessingException, match=message):
            run("deformation_model", INPUT=city_layer(n_epochs=n_epochs), OUTPUT=str(tmp_path / "m.gpkg"), **parameters)
    assert list(tmp_path.iterdir()) == []
