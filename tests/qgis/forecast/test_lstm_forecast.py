"""The forecast as a user runs it: layer in, layer, accuracy, model and report out; then new epochs."""

import numpy as np
import pytest
from land_subsidence.subsidence.forecast.models.baselines import BASELINES
from land_subsidence.subsidence.series import epoch_field
from qgis.core import QgsProcessingException, QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer

torch = pytest.importorskip("torch")
torch.set_num_threads(1)

DATES = np.datetime64("2018-03-06") + np.arange(40) * np.timedelta64(12, "D")
QUICK = {"NETWORK": True, "HORIZON": 3, "WINDOW": 6, "EPOCHS": 1, "HIDDEN": 8, "ORIGINS": 2, "TEST": 3, "DEVICE": 1}


@pytest.fixture(scope="module")
def world():
    generator = np.random.default_rng(0)
    xy = generator.uniform(0, 1000, (30, 2)) + 500_000
    years = np.arange(40) * 12 / 365.25
    rain = 2 + np.sin(2 * np.pi * years) + generator.normal(0, 0.1, (30, 40))
    displacement = -10 * years + 3 * np.sin(2 * np.pi * years) + generator.normal(0, 0.4, (30, 40))
    return xy, displacement - displacement[:, :1], rain


@pytest.fixture
def layer(world, point_layer):
    xy, displacement, rain = world

    def make(n_epochs=40, **more):
        columns = {"point_id": np.arange(30), "cluster": 1 + (np.arange(30) % 2)}
        columns.update({epoch_field(DATES[i]): displacement[:, i] for i in range(n_epochs)})
        columns.update({"RAIN" + str(DATES[i]).replace("-", ""): rain[:, i] for i in range(40)})
        columns.update(more)
        return point_layer(xy, columns)

    return make


def values(layer, name):
    return np.array([feature[name] for feature in layer.getFeatures()])


def test_forecast_fields_accuracy_model_and_report_come_out(run, layer, tmp_path):
    result = run(
        "lstm_forecast",
        INPUT=layer(),
        CLUSTER="cluster",
        COVARIATES="RAIN",
        **QUICK,
        BACKTEST=True,
        OUTPUT=str(tmp_path / "forecast.gpkg"),
        METRICS="memory:",
        MODEL=str(tmp_path / "model.npz"),
        REPORT=str(tmp_path / "report.html"),
    )
    output = QgsVectorLayer(result["OUTPUT"], "forecast", "ogr")
    names = [field.name() for field in output.fields()]
    for name in ("F20190629", "F20190629_lo", "F20190629_hi", "F20190711", "F20190723", "forecast_model"):
        assert name in names
    middle, low, high = (values(output, "F20190629" + tail) for tail in ("", "_lo", "_hi"))
    assert (low < middle).all()
    assert (middle < high).all()
    assert set(values(output, "forecast_model")) <= {"combination", *BASELINES}
    metrics = result["METRICS"]
    rows = {(f["cluster"], f["evaluation"], f["model"]): f["rmse"] for f in metrics.getFeatures() if f["horizon"] == 0}
    for model in ("persistence", "linear", "linear + annual", "lstm", "combination", "gaussian process + covariates"):
        assert rows["all", "multi-step", model] > 0
    assert rows["1", "multi-step", "combination"] > 0
    assert ("all", "one-step", "persistence") in {
        (f["cluster"], f["evaluation"], f["model"]) for f in metrics.getFeatures()
    }
    by_horizon = {
        (f["cluster"], f["model"], f["horizon"])
        for f in metrics.getFeatures()
        if f["evaluation"] == "multi-step by horizon"
    }
    models = {model for _, evaluation, model in rows if evaluation == "multi-step"}
    assert by_horizon == {(c, model, step) for c in ("all", "1", "2") for model in models for step in (1, 2, 3)}
    assert {"lstm", "lstm, one for all clusters", "lstm, no covariates"} < models
    assert result["RMSE"] == pytest.approx(rows["all", "multi-step", "combination"])
    assert result["RMSE"] < 0.8 * rows["all", "multi-step", "persistence"]
    assert "B20190617" in names
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "best simple baseline" in text
    assert text.count("data:image/png") == 3

    applied = run(
        "apply_forecast",
        INPUT=layer(),
        MODEL=str(tmp_path / "model.npz"),
        CLUSTER="cluster",
        OUTPUT="memory:",
    )
    np.testing.assert_allclose(values(applied["OUTPUT"], "F20190629"), middle, atol=1e-5)
    np.testing.assert_allclose(values(applied["OUTPUT"], "F20190629_hi"), high, atol=1e-5)


def test_a_model_goes_on_from_epochs_that_arrived_later(run, layer, tmp_path):
    model = str(tmp_path / "model.npz")
    run("lstm_forecast", INPUT=layer(n_epochs=37), **QUICK, OUTPUT="memory:", MODEL=model)
    applied = run("apply_forecast", INPUT=layer(), MODEL=model, HORIZON=2, OUTPUT="memory:")
    names = [field.name() for field in applied["OUTPUT"].fields()]
    assert [name for name in names if name.startswith("F") and len(name) == 9] == ["F20190629", "F20190711"]
    assert applied["HORIZON_JUDGED"] == 3


def test_step_by_step_each_forecast_feeds_the_next(run, layer):
    result = run("lstm_forecast", INPUT=layer(), **QUICK, MODE=1, OUTPUT="memory:")
    names = [field.name() for field in result["OUTPUT"].fields()]
    assert [name for name in names if name.startswith("F") and len(name) == 9] == [
        "F20190629",
        "F20190711",
        "F20190723",
    ]
    assert all(text.endswith("step by step") for text in values(result["OUTPUT"], "forecast_model"))


@pytest.mark.parametrize("target", ["memory:", "dates.gpkg"])
def test_the_forecast_by_date_moves_under_the_temporal_controller(run, layer, tmp_path, target):
    target = target if target == "memory:" else str(tmp_path / target)
    result = run("lstm_forecast", INPUT=layer(), **QUICK, OUTPUT="memory:", BY_DATE=target, MODEL=None)
    found = result["BY_DATE"]
    by_date = found
    if not isinstance(found, QgsVectorLayer):
        by_date = QgsVectorLayer(found, "by date", "ogr")
        by_date.loadDefaultStyle()  # on opening a file QGIS 3.22 forgets the temporal part of its style
    assert by_date.featureCount() == 30 * 3
    properties = by_date.temporalProperties()
    assert properties.isActive()
    assert (properties.startField(), properties.endField()) == ("date", "until")
    first = {
        f["point"]: f["forecast"] for f in by_date.getFeatures() if f["date"].toPyDate().isoformat() == "2019-06-29"
    }
    expected = values(result["OUTPUT"], "F20190629")
    np.testing.assert_allclose([first[point] for point in range(1, 31)], expected)
    assert {(f["date"].daysTo(f["until"]), f["judged"]) for f in by_date.getFeatures()} == {(12, 1)}


def test_dates_can_be_asked_for(run, layer):
    result = run("lstm_forecast", INPUT=layer(), **QUICK, DATES="2019-07-01, 2019-07-20", OUTPUT="memory:")
    names = [field.name() for field in result["OUTPUT"].fields()]
    assert {"F20190701", "F20190720"} <= set(names)


def test_points_likely_to_pass_a_threshold_are_a_field_and_a_layer(run, layer, world):
    _, displacement, _ = world
    threshold = float(np.median(displacement[:, -1]))
    result = run(
        "lstm_forecast",
        INPUT=layer(),
        **QUICK,
        THRESHOLD=threshold,
        RATE_THRESHOLD=-200.0,
        OUTPUT="memory:",
        WARNINGS="memory:",
    )
    likely = values(result["OUTPUT"], "p_threshold")
    assert ((likely >= 0) & (likely <= 1)).all()
    assert result["WARNING_COUNT"] == (likely >= 0.5).sum() > 0
    assert result["WARNINGS"].featureCount() == result["WARNING_COUNT"]
    assert (values(result["OUTPUT"], "p_rate") < 0.5).all()


def test_the_paper_s_protocol_is_an_evaluation_beside_the_others(run, layer, monkeypatch):
    from land_subsidence.subsidence.forecast import zhou2022_lstm

    monkeypatch.setattr(
        zhou2022_lstm.paper_test, "__kwdefaults__", {**zhou2022_lstm.paper_test.__kwdefaults__, "epochs": 5}
    )
    result = run("lstm_forecast", INPUT=layer(), **QUICK, PAPER_POINTS=2, OUTPUT="memory:", METRICS="memory:")
    found = {(f["evaluation"], f["model"]) for f in result["METRICS"].getFeatures()}
    assert ("paper, one-step", "lstm per point") in found
    assert ("paper, multi-step", "persistence") in found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"WINDOW": 40}, "40 epochs; a window of 40 and a horizon of 3 need at least 44"),
        ({"MODE": 2, "PAPER_EPOCHS": "5,6"}, "there are 0 clusters"),
        ({"COVARIATES": "SNOW"}, "no factor series “SNOWYYYYMMDD”; it has: RAIN"),
        ({"DATES": "next year"}, "not a list of dates"),
        ({"DATES": "2030"}, "not a list of dates"),
        ({"DATES": "2018-03-06"}, "after the last epoch"),
    ],
)
def test_bad_input_is_refused_in_one_sentence_and_nothing_is_written(run, layer, tmp_path, change, message):
    target = tmp_path / "forecast.gpkg"
    with pytest.raises(QgsProcessingException, match=message):
        run("lstm_forecast", **{"INPUT": layer(), **QUICK, **change, "OUTPUT": str(target)})
    assert not target.exists()


@pytest.mark.parametrize(
    ("columns", "crs", "message"),
    [
        ({"velocity": np.zeros(4)}, "EPSG:32614", "no displacement fields"),
        ({epoch_field(date): np.full(4, np.nan) for date in DATES}, "EPSG:32614", "All displacements .* are NULL"),
        ({epoch_field(date): np.full(4, 2.0) for date in DATES}, "EPSG:32614", "Every series is constant"),
        ({epoch_field(DATES[0]): np.zeros(4), "D20181399": np.zeros(4)}, "EPSG:32614", "not a calendar date"),
        ({epoch_field(DATES[0]): np.zeros(4), "D_20180306": np.zeros(4)}, "EPSG:32614", "same date"),
        ({epoch_field(date): np.arange(4.0) for date in DATES}, "", "no coordinate reference system"),
        ({epoch_field(date): np.zeros(0) for date in DATES}, "EPSG:32614", "is empty"),
    ],
)
def test_layers_that_cannot_be_forecast_are_refused_in_words(run, point_layer, tmp_path, columns, crs, message):
    n_points = len(next(iter(columns.values())))
    layer = point_layer(500_000.0 + np.arange(2 * n_points).reshape(-1, 2), columns, crs=crs)
    with pytest.raises(QgsProcessingException, match=message):
        run("lstm_forecast", INPUT=layer, **QUICK, OUTPUT=str(tmp_path / "forecast.gpkg"))
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_model_file_is_refused(run, layer, tmp_path):
    path = tmp_path / "model.npz"
    path.write_bytes(b"no model")
    with pytest.raises(QgsProcessingException, match="not a Land Subsidence model"):
        run("apply_forecast", INPUT=layer(), MODEL=str(path), OUTPUT="memory:")


def test_without_torch_the_other_models_forecast_and_apply_too(run, layer, tmp_path, monkeypatch, listener):
    from land_subsidence.subsidence import packages

    model = str(tmp_path / "with_network.npz")
    whole = run("lstm_forecast", INPUT=layer(), **QUICK, MODEL=model, OUTPUT="memory:")
    find = packages.importlib.util.find_spec
    monkeypatch.setattr(packages.importlib.util, "find_spec", lambda name: None if name == "torch" else find(name))
    alone = run("lstm_forecast", feedback=listener, INPUT=layer(), **QUICK, OUTPUT="memory:")
    assert any("Without torch the forecast is made by the statistical models" in text for text in listener.warnings)
    assert alone["RMSE"] == pytest.approx(whole["RMSE"], rel=0.3)
    applied = run("apply_forecast", INPUT=layer(), MODEL=model, OUTPUT="memory:")
    last = [name for name in applied["OUTPUT"].fields().names() if name.startswith("F") and len(name) == 9][-1]
    assert all(feature[last] is not None for feature in applied["OUTPUT"].getFeatures())
    with pytest.raises(QgsProcessingException, match="torch"):
        run("lstm_forecast", INPUT=layer(), **QUICK, MODE=2, OUTPUT="memory:")


def test_in_the_paper_s_mode_the_selected_points_get_networks_of_their_own(run, layer, tmp_path):
    points = layer()
    points.selectByIds([3, 7])
    QgsProject.instance().addMapLayer(points)
    selected = QgsProcessingFeatureSourceDefinition(points.id(), True)
    try:
        result = run(
            "lstm_forecast",
            **{**QUICK, "EPOCHS": 30},
            INPUT=selected,
            COVARIATES="RAIN",
            MODE=2,
            BACKTEST=True,
            OUTPUT="memory:",
            METRICS="memory:",
            REPORT=str(tmp_path / "report.html"),
        )
    finally:
        QgsProject.instance().removeAllMapLayers()
    output = result["OUTPUT"]
    assert output.featureCount() == 2
    assert set(values(output, "forecast_model")) == {"lstm per point"}
    low, middle, high = (values(output, "F20190723" + tail) for tail in ("_lo", "", "_hi"))
    assert (low < middle).all()
    assert (middle < high).all()
    rows = {(f["evaluation"], f["model"]): f["rmse"] for f in result["METRICS"].getFeatures()}
    assert rows["multi-step", "lstm per point"] == pytest.approx(result["RMSE"])
    assert rows["one-step", "persistence"] > 0
    shown = {field.name() for field in output.fields() if field.name().startswith("B2019")}
    assert len(shown) == QUICK["TEST"]
    assert "no forecast" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_points_whose_last_epochs_are_missing_do_not_stand_still(run, shared_cases):
    """Steady −100 mm/yr; ten points lack 24 of 80 epochs: the truth, −269.4 mm, lies inside their band."""
    result = run("lstm_forecast", INPUT=str(shared_cases / "tail.gpkg"), **QUICK | {"HORIZON": 3}, OUTPUT="memory:")
    early = [f for f in result["OUTPUT"].getFeatures() if ", from " in f["forecast_model"]]
    assert len(early) == 10
    last = sorted(name for name in result["OUTPUT"].fields().names() if name.startswith("F") and len(name) == 9)[-1]
    inside = [f[f"{last}_lo"] <= -269.4 <= f[f"{last}_hi"] for f in early]
    assert sum(inside) >= 9
