"""The ring width search on layers, and the page of factor quality."""

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer


@pytest.fixture
def fault():
    layer = QgsVectorLayer("LineString?crs=EPSG:32614", "fault", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("LINESTRING(4000 -1000, 4000 11000)"))
    layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


@pytest.fixture
def points(point_layer):
    random = np.random.default_rng(2)
    xy = random.uniform(0, 10000, (1200, 2))
    distance = np.abs(xy[:, 0] - 4000)
    rate = np.where(np.ceil(distance / 600) % 2 == 1, -20.0, 0.0) + random.normal(0, 3, 1200)
    columns = {"velocity": rate, "depth": random.normal(size=1200), "near": -distance, "same": np.ones(1200)}
    return point_layer(xy, columns)


def test_the_planted_width_is_found_and_reported(run, points, fault, tmp_path):
    page = tmp_path / "widths.html"
    result = run(
        "ring_width_search",
        INPUT=points,
        LAYERS=[fault, fault],
        WIDTHS="200,600,1600",
        REPEATS=2,
        OUTPUT="memory:",
        REPORT=str(page),
    )
    assert result["BEST_WIDTH"] == 600
    assert result["WITHIN_NOISE"] == 0
    rows = [(f["layers"], f["width_m"], f["within_noise"]) for f in result["OUTPUT"].getFeatures()]
    assert [row[0] for row in rows] == ["all"] * 4 + ["fault"] * 4 + ["fault_2"] * 4
    assert [row for row in rows if row[0] == "fault"] == [
        ("fault", 0, 0),
        ("fault", 200, 0),
        ("fault", 600, 1),
        ("fault", 1600, 0),
    ]
    assert "every other choice is worse beyond noise" in page.read_text(encoding="utf-8")


def test_a_search_without_widths_or_a_rate_is_refused(run, points, fault):
    with pytest.raises(QgsProcessingException, match="not a list of distances"):
        run("ring_width_search", INPUT=points, LAYERS=[fault], WIDTHS="wide", OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="rate that varies"):
        run("ring_width_search", INPUT=points, LAYERS=[fault], RATE="same", OUTPUT="memory:")


def test_factor_quality_writes_a_row_per_factor_and_a_page(run, points, tmp_path):
    page = tmp_path / "quality.html"
    result = run("factor_quality", INPUT=points, FACTORS=["depth", "near", "same"], OUTPUT="memory:", REPORT=str(page))
    rows = {f["factor"]: f for f in result["OUTPUT"].getFeatures()}
    assert list(rows) == ["depth", "near", "same"]
    rate = [f["velocity"] for f in points.getFeatures()]
    depth = [f["depth"] for f in points.getFeatures()]
    assert rows["depth"]["pearson"] == pytest.approx(np.corrcoef(rate, depth)[0, 1])
    assert rows["near"]["moran_i"] > 0.9
    assert "constant" in rows["same"]["remarks"]
    assert result["REMARKS"] >= 1
    text = page.read_text(encoding="utf-8")
    assert "Look at these first" in text
    assert text.count("data:image/png;base64") == 3


def test_a_text_factor_is_refused_in_one_sentence(run, point_layer):
    layer = point_layer(
        np.random.default_rng(0).normal(size=(60, 2)), {"velocity": np.arange(60.0), "rock": ["a"] * 60}
    )
    with pytest.raises(QgsProcessingException, match="“rock” is text"):
        run("factor_quality", INPUT=layer, FACTORS=["rock"], OUTPUT="memory:")
