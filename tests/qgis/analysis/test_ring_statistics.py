"""Rate by distance band, as a user runs it."""

import numpy as np
import pytest
from qgis.core import QgsProcessingException


@pytest.fixture
def profile(point_layer):
    random = np.random.default_rng(2)
    distance = random.uniform(0.0, 1000.0, 800)
    rate = -20.0 * np.exp(-0.5 * ((distance - 500.0) / 100.0) ** 2) + random.normal(size=800)
    layer = point_layer(
        random.uniform(size=(800, 2)),
        {"velocity": rate, "dist_subway": distance, "name": np.array(["a"] * 800, object)},
    )
    return layer, rate, distance


def test_the_worst_band_comes_out_as_numbers_table_and_report(run, profile, tmp_path):
    layer, rate, distance = profile
    result = run(
        "ring_statistics", INPUT=layer, FACTOR="dist_subway", OUTPUT="memory:", REPORT=str(tmp_path / "rings.html")
    )
    assert (result["WORST_FROM"], result["WORST_TO"]) == (400.0, 600.0)
    rows = list(result["OUTPUT"].getFeatures())
    assert [row["from"] for row in rows] == [0.0, 200.0, 400.0, 600.0, 800.0]
    chosen = rate[(distance > 400.0) & (distance <= 600.0)]
    assert rows[2]["n"] == chosen.size
    assert rows[2]["mean"] == pytest.approx(chosen.mean()) == pytest.approx(result["WORST_MEAN"])
    assert rows[2]["min"] == pytest.approx(chosen.min())
    assert rows[2]["mean_lo"] < rows[2]["mean"] < rows[2]["mean_hi"]
    assert "The mean rate is lowest from 400 to 600" in (tmp_path / "rings.html").read_text(encoding="utf-8")


def test_edges_and_quantiles_can_be_chosen(run, profile):
    layer = profile[0]
    listed = run("ring_statistics", INPUT=layer, FACTOR="dist_subway", BREAKS="0, 300; 1000", OUTPUT="memory:")
    assert [row["to"] for row in listed["OUTPUT"].getFeatures()] == [300.0, 1000.0]
    equal = run("ring_statistics", INPUT=layer, FACTOR="dist_subway", METHOD=1, COUNT=4, OUTPUT="memory:")
    assert [row["n"] for row in equal["OUTPUT"].getFeatures()] == [200] * 4


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"FACTOR": "name"}, "text"),
        ({"FACTOR": "dist_subway", "BREAKS": "near, far"}, "not a list of numbers"),
        ({"FACTOR": "dist_subway", "WIDTH": 0.1}, "larger width"),
    ],
)
def test_bad_settings_are_refused_and_nothing_is_written(run, profile, tmp_path, parameters, message):
    with pytest.raises(QgsProcessingException, match=message):
        run("ring_statistics", INPUT=profile[0], OUTPUT=str(tmp_path / "rings.gpkg"), **parameters)
    assert list(tmp_path.iterdir()) == []
