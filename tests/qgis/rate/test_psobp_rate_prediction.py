"""PSO-BP as QGIS runs it: fields, tables, model file, report, and bad input in one sentence."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

# asked without importing it: pyswarms opens a log file in the working directory when it is imported
pytestmark = pytest.mark.skipif(find_spec("pyswarms") is None, reason="pyswarms is not installed")
FAST = {
    "HIDDEN": 4, "MEMBERS": 4, "SWARM": 6, "GENERATIONS": 3, "DECAY": 0.01, "FOLDS": 0, "TREES": False,
    "SEED": 1, "OUTPUT": "memory:",
}  # fmt: skip
FACTORS = ["distance", "thickness"]
PREDICTED = ("rate_predicted", "rate_lo", "rate_hi")


def columns(n_points=240, seed=0):
    random = np.random.default_rng(seed)
    xy = random.uniform([480_000, 2_140_000], [484_000, 2_144_000], (n_points, 2))
    distance = np.abs(xy[:, 0] - 482_000)
    thickness = 20 + (xy[:, 1] - 2_140_000) / 100 + random.normal(size=n_points)
    rate = -30 * np.exp(-distance / 600) - 0.2 * thickness + random.normal(size=n_points)
    soil = np.where(thickness > 40, "clay", "sand").astype(object)
    cluster = np.where(thickness > 40, 2, 1)
    return xy, {"velocity": rate, "distance": distance, "thickness": thickness, "soil": soil, "cluster": cluster}


@pytest.fixture
def layer(point_layer):
    xy, values = columns()
    values["velocity"] = values["velocity"].copy()
    values["velocity"][:5] = np.nan
    return point_layer(xy, values)


def values_of(layer, name):
    return [feature[name] for feature in layer.getFeatures()]


def as_numbers(layer, name):
    return np.array(
        [np.nan if value is None or str(value) == "NULL" else float(value) for value in values_of(layer, name)]
    )


def test_points_come_back_with_rate_error_interval_and_split(run, layer):
    found = run("psobp_rate_prediction", INPUT=layer, FACTORS=FACTORS, METRICS="memory:", **FAST)
    output = found["OUTPUT"]
    assert output.featureCount() == 240
    predicted, observed = as_numbers(output, "rate_predicted"), as_numbers(output, "velocity")
    np.testing.assert_allclose(as_numbers(output, "rate_error")[5:], (predicted - observed)[5:])
    assert np.isnan(as_numbers(output, "rate_error")[:5]).all()
    assert (as_numbers(output, "rate_lo") < predicted).all()
    assert (as_numbers(output, "rate_hi") > predicted).all()
    split = np.array(values_of(output, "split"))
    assert (split[:5] == "predicted").all()
    assert set(split[5:]) == {"train", "validation", "test"}
    test = split == "test"
    assert found["TEST_MSE"] == pytest.approx(np.mean((predicted - observed)[test] ** 2))
    assert found["TEST_R2"] > 0.7
    models = {feature["model"] for feature in found["METRICS"].getFeatures()}
    assert {"PSO-BP", "mean", "linear"} <= models


def test_clusters_are_judged_with_observed_and_with_guessed_labels(run, layer):
    found = run("psobp_rate_prediction", INPUT=layer, FACTORS=FACTORS, CLUSTER="cluster", METRICS="memory:", **FAST)
    rows = [(feature["cluster"], feature["model"]) for feature in found["METRICS"].getFeatures()]
    for cluster in ("all", "1", "2"):
        assert (cluster, "PSO-BP, observed cluster") in rows
        assert (cluster, "PSO-BP, guessed cluster") in rows
        assert (cluster, "PSO-BP") in rows


def test_blocks_of_ground_are_tested_whole_and_cross_validated(run, layer):
    options = {**FAST, "FOLDS": 3, "SPLIT": 1, "BLOCK": 1000.0}
    found = run("psobp_rate_prediction", INPUT=layer, FACTORS=FACTORS, METRICS="memory:", **options)
    output = found["OUTPUT"]
    split = np.array(values_of(output, "split"))
    xy = np.array([[f.geometry().asPoint().x(), f.geometry().asPoint().y()] for f in output.getFeatures()])
    known = split != "predicted"
    cell = np.floor((xy - xy.min(axis=0)) / 1000).astype(int)
    for block in np.unique(cell, axis=0):
        assert len(set(split[known & (cell == block).all(axis=1)])) <= 1
    assert found["BLOCK_MSE"] > 0
    assert {"test-blocks", "cv-blocks"} == {feature["evaluation"] for feature in found["METRICS"].getFeatures()}


def test_areas_of_a_polygon_layer_are_tested_whole(run, layer):
    areas = QgsVectorLayer("Polygon?crs=EPSG:32614", "districts", "memory")
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle

    for number in range(4):
        feature = QgsFeature()
        west = 480_000 + 1000 * number
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, 2_139_000, west + 1000, 2_145_000)))
        areas.dataProvider().addFeatures([feature])
    found = run("psobp_rate_prediction", INPUT=layer, FACTORS=FACTORS, AREAS=areas, **{**FAST, "SPLIT": 2})
    split = np.array(values_of(found["OUTPUT"], "split"))
    x = np.array([feature.geometry().asPoint().x() for feature in found["OUTPUT"].getFeatures()])
    for west in range(480_000, 484_000, 1000):
        inside = (x > west) & (x < west + 1000) & (split != "predicted")
        assert len(set(split[inside])) == 1


def test_the_paper_s_sets_serve_three_clusters_in_one_run_with_and_without_clusters(run, point_layer, tmp_path):
    import json

    xy, values = columns(420)
    values["cluster"] = np.repeat([1, 2, 3], 140)
    path = str(tmp_path / "model.npz")
    options = {**FAST, "MODE": "paper", "CLUSTER_GENERATIONS": "2,2,3", "CLUSTER_SWARM": "5,6,7"}
    found = run(
        "psobp_rate_prediction", INPUT=point_layer(xy, values), FACTORS=FACTORS, CLUSTER="cluster", MODEL=path,
        METRICS="memory:", **options,
    )  # fmt: skip
    with np.load(path) as file:
        metadata = json.loads(str(file["header"]))["metadata"]
    assert metadata["settings"]["of_clusters"] == [[11, 5, 2, 10_000], [10, 6, 2, 20_000], [11, 7, 3, 20_000]]
    assert [metadata["ensembles"][f"cluster_{number}"]["n_hidden"] for number in (1, 2, 3)] == [11, 10, 11]
    whole = {
        f["model"]: f["n"]
        for f in found["METRICS"].getFeatures()
        if f["evaluation"] == "whole-area" and f["cluster"] == "all"
    }
    assert whole["PSO-BP, observed cluster"] == whole["PSO-BP"] == 420
    with pytest.raises(QgsProcessingException, match="there are 3 clusters"):
        run(
            "psobp_rate_prediction", INPUT=point_layer(xy, values), FACTORS=FACTORS, CLUSTER="cluster",
            **{**options, "CLUSTER_SWARM": "5,6"},
        )  # fmt: skip


def test_a_saved_model_predicts_the_same_rates_and_what_would_change(run, layer, point_layer, tmp_path):
    factors = [*FACTORS, "soil"]
    path = str(tmp_path / "model.npz")
    found = run("psobp_rate_prediction", INPUT=layer, FACTORS=factors, MODEL=path, **FAST)
    again = run("predict_rate", INPUT=layer, MODEL=path, OUTPUT="memory:")
    now, then = ({name: as_numbers(one["OUTPUT"], name) for name in PREDICTED} for one in (again, found))
    np.testing.assert_allclose(now["rate_predicted"], then["rate_predicted"], rtol=1e-12)
    wider = (now["rate_hi"] - now["rate_lo"]) / (then["rate_hi"] - then["rate_lo"])  # away from what was learned
    assert wider.min() > 1 - 1e-9
    assert np.median(wider) < 1.1
    assert again["EXTRAPOLATED"] <= 12

    xy, values = columns()
    nearer = {**values, "distance": values["distance"] * 0.5}
    change = run(
        "predict_rate", INPUT=point_layer(xy, nearer), BASELINE=point_layer(xy, values), MODEL=path, OUTPUT="memory:"
    )
    difference = as_numbers(change["OUTPUT"], "rate_change")
    assert np.mean(difference) < -2  # nearer to the line, faster down
    far = point_layer(xy, {**values, "distance": values["distance"] + 50_000})
    assert run("predict_rate", INPUT=far, MODEL=path, OUTPUT="memory:")["EXTRAPOLATED"] == 240
    assert not list(tmp_path.glob("*.part"))


def test_coordinates_that_are_factors_are_those_of_the_layer_that_was_learned(run, layer, point_layer, tmp_path):
    path = str(tmp_path / "model.npz")
    run("psobp_rate_prediction", INPUT=layer, FACTORS=FACTORS, COORDINATES=True, MODEL=path, **FAST)
    degrees = run("native:reprojectlayer", INPUT=layer, TARGET_CRS="EPSG:4326", OUTPUT="memory:")["OUTPUT"]
    here, there = (run("predict_rate", INPUT=one, MODEL=path, OUTPUT="memory:")["OUTPUT"] for one in (layer, degrees))
    np.testing.assert_allclose(
        as_numbers(there, "rate_predicted"), as_numbers(here, "rate_predicted"), rtol=0, atol=1e-4
    )


def test_factors_and_neighbours_add_up_and_a_what_if_asks_the_factors_alone(run, point_layer, tmp_path):
    xy, values = columns()
    values["velocity"] = values["velocity"] + 15 * np.sin(xy[:, 0] / 400.0)
    layer, model = point_layer(xy, values), str(tmp_path / "rate.npz")
    found = run("psobp_rate_prediction", INPUT=layer, FACTORS=["thickness"], METRICS="memory:", MODEL=model, **FAST)
    output = found["OUTPUT"]
    from_factors, from_near = as_numbers(output, "rate_from_factors"), as_numbers(output, "rate_from_neighbours")
    np.testing.assert_allclose(from_factors + from_near, as_numbers(output, "rate_predicted"))
    assert np.std(from_near) > 5.0
    mse = {row["model"]: row["mse"] for row in found["METRICS"].getFeatures()}
    assert found["TEST_MSE"] == pytest.approx(mse["PSO-BP + neighbours"])
    assert mse["PSO-BP + neighbours"] < 0.5 * mse["PSO-BP"]

    again = run("predict_rate", INPUT=layer, MODEL=model, OUTPUT="memory:")["OUTPUT"]
    np.testing.assert_allclose(as_numbers(again, "rate_predicted"), as_numbers(output, "rate_predicted"))
    alone = run("predict_rate", INPUT=layer, MODEL=model, NEIGHBOURS=False, OUTPUT="memory:")["OUTPUT"]
    np.testing.assert_allclose(as_numbers(alone, "rate_predicted"), from_factors)
    far = point_layer(xy + [400_000.0, 0.0], values)
    elsewhere = run("predict_rate", INPUT=far, MODEL=model, OUTPUT="memory:")["OUTPUT"]
    np.testing.assert_allclose(as_numbers(elsewhere, "rate_predicted"), from_factors, atol=0.3)
    same = run("predict_rate", INPUT=layer, MODEL=model, BASELINE=layer, OUTPUT="memory:")["OUTPUT"]
    np.testing.assert_allclose(as_numbers(same, "rate_predicted"), from_factors)
    assert (as_numbers(same, "rate_change") == 0).all()


def test_far_from_what_was_learned_there_is_a_rate_but_no_interval(run, point_layer, tmp_path):
    xy, values = columns(600)
    path = str(tmp_path / "model.npz")
    run("psobp_rate_prediction", INPUT=point_layer(xy, values), FACTORS=FACTORS, MODEL=path, **FAST)
    near = run("predict_rate", INPUT=point_layer(xy, values), MODEL=path, OUTPUT="memory:")
    assert near["UNSEEN"] == 0
    away = run("predict_rate", INPUT=point_layer(xy + 100_000, values), MODEL=path, OUTPUT="memory:")
    assert away["UNSEEN"] == 600
    assert np.isnan(as_numbers(away["OUTPUT"], "rate_lo")).all()
    assert np.isfinite(as_numbers(away["OUTPUT"], "rate_predicted")).all()
    assert set(values_of(away["OUTPUT"], "unseen_ground")) == {1}


def test_factors_that_do_not_help_are_named_and_a_new_layer_need_not_have_them(run, point_layer, tmp_path):
    xy, values = columns()
    values["chance"] = np.random.default_rng(100).normal(size=len(xy))
    path = str(tmp_path / "model.npz")
    found = run(
        "psobp_rate_prediction", INPUT=point_layer(xy, values), FACTORS=[*FACTORS, "chance"], FEATURE_SELECTION=True,
        MODEL=path, METRICS="memory:", REPORT=str(tmp_path / "report.html"), **FAST,
    )  # fmt: skip
    notes = dict(zip(values_of(found["METRICS"], "model"), values_of(found["METRICS"], "note")))
    assert notes["PSO-BP"].endswith("; left out by validation: chance")
    assert "left out chance" in (tmp_path / "report.html").read_text(encoding="utf-8")
    del values["chance"]
    again = run("predict_rate", INPUT=point_layer(xy, values), MODEL=path, OUTPUT="memory:")
    np.testing.assert_allclose(
        as_numbers(again["OUTPUT"], "rate_predicted"), as_numbers(found["OUTPUT"], "rate_predicted"), rtol=1e-12
    )


def test_the_report_tells_what_the_figures_mean(run, layer, tmp_path):
    options = {**FAST, "FOLDS": 3}
    found = run("psobp_rate_prediction", INPUT=layer, FACTORS=FACTORS, REPORT=str(tmp_path / "report.html"), **options)
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert found["REPORT"].endswith("report.html")
    for words in (
        "Every block of ground left out in turn",
        "(skill 0)",
        "MSE, (mm/yr)²",
        "What matters",
        "grey grade",
        "DZ/T 0154-2020",
        "linear",
        "told the coordinates",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"FACTORS": ["velocity", "distance"]}, "among the factors"),
        ({"RATE": "flat", "FACTORS": FACTORS}, "nothing to learn"),
        ({"FACTORS": ["empty"]}, "All values of the factor"),
        ({"FACTORS": ["flat", "word"]}, r"same value at all points \(flat, word\)"),
        ({"FACTORS": FACTORS, "TRAIN": 0.9, "VALIDATION": 0.3}, "leave something"),
        ({"FACTORS": FACTORS, "SPLIT": 1, "BLOCK": 1e6}, "blocks of ground"),
        ({"FACTORS": FACTORS, "SPLIT": 2}, "polygon layer"),
        ({"FACTORS": FACTORS, "CLUSTER": "distance"}, "whole numbers"),
        ({"FACTORS": FACTORS, "CLASSES": ["word"]}, "“word” is to hold codes of classes"),
        ({"FACTORS": FACTORS, "FOLDS": 1}, "One fold"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_written(run, point_layer, tmp_path, change, words):
    xy, values = columns(60)
    values.update(flat=np.full(60, -3.0), empty=np.full(60, np.nan), word=np.full(60, "clay", dtype=object))
    target = tmp_path / "out.gpkg"
    options = {**FAST, "OUTPUT": str(target), "MODEL": str(tmp_path / "model.npz"), **change}
    with pytest.raises(QgsProcessingException, match=words):
        run("psobp_rate_prediction", INPUT=point_layer(xy, values), **options)
    assert not list(tmp_path.iterdir())


def test_ten_points_and_a_layer_without_crs_are_refused(run, point_layer):
    xy, values = columns(10)
    with pytest.raises(QgsProcessingException, match="at least 20"):
        run("psobp_rate_prediction", INPUT=point_layer(xy, values), FACTORS=FACTORS, **FAST)
    xy, values = columns(60)
    with pytest.raises(QgsProcessingException, match=r"coordinate reference system|CRS"):
        run("psobp_rate_prediction", INPUT=point_layer(xy, values, crs=""), FACTORS=FACTORS, **FAST)


def test_predict_rate_names_what_is_missing_and_refuses_foreign_files(run, layer, point_layer, tmp_path):
    path = str(tmp_path / "model.npz")
    run("psobp_rate_prediction", INPUT=layer, FACTORS=FACTORS, MODEL=path, **FAST)
    xy, values = columns(30)
    del values["thickness"]
    with pytest.raises(QgsProcessingException, match="lacks the factor thickness"):
        run("predict_rate", INPUT=point_layer(xy, values), MODEL=path, OUTPUT="memory:")
    (tmp_path / "other.npz").write_bytes(b"nothing")
    with pytest.raises(QgsProcessingException, match="not a Land Subsidence model"):
        run("predict_rate", INPUT=layer, MODEL=str(tmp_path / "other.npz"), OUTPUT="memory:")


def test_without_pyswarms_there_is_no_swarm_and_it_says_so(run, layer, monkeypatch):
    import processing
    from land_subsidence.subsidence import packages
    from qgis.core import QgsProcessingFeedback

    class Heard(QgsProcessingFeedback):
        def pushWarning(self, text):
            self.text = getattr(self, "text", "") + text

    find = packages.importlib.util.find_spec
    monkeypatch.setattr(packages.importlib.util, "find_spec", lambda name: None if name == "pyswarms" else find(name))
    heard = Heard()
    settings = {"MEMBERS": 2, "HIDDEN": 4, "SWARM": 8, "GENERATIONS": 3, "FOLDS": 0, "TREES": False}
    result = processing.run(
        "subsidence:psobp_rate_prediction",
        {"INPUT": layer, "FACTORS": FACTORS, **settings, "OUTPUT": "memory:"},
        feedback=heard,
    )
    assert result["TEST_R2"] > 0
    assert "Without pyswarms" in heard.text
    assert "pyswarms" in heard.text.split("type:")[1]


def test_a_prediction_between_geopackages_reads_the_factors_alone(run, layer, tmp_path, monkeypatch):
    from land_subsidence.bridge import call as call_module
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer

    model = str(tmp_path / "model.npz")
    run("psobp_rate_prediction", INPUT=layer, FACTORS=FACTORS, MODEL=model, **FAST)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, path = "GPKG", str(tmp_path / "points.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)
    made = {}
    for way in ("carried", "read"):
        if way == "read":
            monkeypatch.setattr(call_module, "carried_points", lambda *arguments: None)
        out = str(tmp_path / f"{way}.gpkg")
        run("predict_rate", INPUT=QgsVectorLayer(path, "points", "ogr"), MODEL=model, OUTPUT=out)
        made[way] = QgsVectorLayer(out, way, "ogr")
    names = [field.name() for field in made["read"].fields()]
    assert [field.name() for field in made["carried"].fields()] == names
    for name in names:
        assert list(map(str, values_of(made["carried"], name))) == list(map(str, values_of(made["read"], name)))
