"""Sources of a layer, through a real QGIS."""

import numpy as np
import pytest
from land_subsidence.subsidence.series import epoch_field, years_since
from land_subsidence.subsidence.synthetic import make_city
from qgis.core import QgsProcessingException


@pytest.fixture
def points(point_layer):
    city = make_city(300, 60, seed=1)
    epochs = {epoch_field(date): city.series.displacement_mm[:, n] for n, date in enumerate(city.dates)}
    columns = {"velocity": city.rate_mm_per_yr, "height": city.height_m, **epochs}
    return point_layer(city.series.xy, columns, crs="EPSG:4326"), city


def test_sources_scores_and_series_without_one(run, points, tmp_path):
    layer, city = points
    result = run("decompose_signals", INPUT=layer, COMPONENTS=3, REMOVE="1", OUTPUT="memory:", SOURCES="memory:",
                 CLEANED="memory:", REPORT=str(tmp_path / "r.html"))  # fmt: skip
    assert result["SOURCE_COUNT"] == 3
    assert result["LEAST_STABILITY"] > 0.8
    table = list(result["SOURCES"].getFeatures())
    assert len(table) == 3 * 60
    course = np.array([[f["course"] for f in table if f["source"] == k] for k in (1, 2, 3)])
    years = years_since(city.dates)
    assert max(abs(np.corrcoef(years, one)[0, 1]) for one in course) > 0.95
    score = np.array([f["score_1"] for f in result["OUTPUT"].getFeatures()])
    last = epoch_field(city.dates[-1])
    cleaned = np.array([f[last] for f in result["CLEANED"].getFeatures()])
    before = city.series.displacement_mm[:, -1]
    assert np.allclose(before - cleaned, score * course[0, -1], atol=1e-6)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.index("<img") < page.index("<table")


def test_bad_input_is_refused_in_a_sentence(run, points, tmp_path):
    layer, _ = points
    target = tmp_path / "out.gpkg"
    for parameters, words in (
        ({"COMPONENTS": 3, "REMOVE": "4", "CLEANED": "memory:"}, "There is no source 4"),
        ({"COMPONENTS": 3, "CLEANED": "memory:"}, "Say which sources"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            run("decompose_signals", INPUT=layer, **parameters, OUTPUT=str(target))
        assert not target.exists()
