"""Steps of jobs without QGIS give what the toolbox gives for the same points, ids and keys."""

import csv
import re
from importlib.util import find_spec

import numpy as np
import pytest
from land_subsidence.subsidence.errors import SubsidenceError
from land_subsidence.subsidence.jobs.job import run_job
from land_subsidence.subsidence.products.points import PointProduct
from land_subsidence.subsidence.series import DeformationSeries, epoch_field
from land_subsidence.subsidence.store.point_store import open_store, write_store
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QDate

from tests.unit.insar.small_frame import SmallFrame
from tests.unit.jobs.test_job_steps import job_of

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("tomllib", reason="TOML is read by Python 3.11 and newer, or by tomli")
UTM = "EPSG:32614"
N_POINTS = 240


@pytest.fixture
def both(tmp_path, point_layer):
    """The same points as a store ``points`` and as a layer, in the store's order; numbers that float32 holds."""
    random = np.random.default_rng(3)
    xy = random.uniform([480_000, 2_140_000], [484_000, 2_144_000], (N_POINTS, 2)).astype("f4").astype(float)
    dates = np.datetime64("2018-01-06") + 90 * np.arange(8)
    values = random.normal(0.0, 4.0, (N_POINTS, 8)).astype("f4").astype(float)
    factors = random.normal(size=(N_POINTS, 2)).astype("f4").astype(float)
    rate = (-20.0 * np.exp(-np.abs(factors[:, 0])) - factors[:, 1]).astype("f4").astype(float)
    columns = {"distance": factors[:, 0], "thickness": factors[:, 1], "mean_rate": rate}
    columns["group"] = np.arange(N_POINTS) % 3 + 1.0
    product = PointProduct(DeformationSeries(dates, values, xy), np.zeros(N_POINTS), np.arange(N_POINTS), columns, UTM)
    write_store(tmp_path / "points", product)
    held = open_store(tmp_path / "points").product()
    fields = {"point_id": held.point_id, "velocity": held.velocity_mm_per_yr, **held.columns}
    fields |= {epoch_field(day): held.series.displacement_mm[:, n] for n, day in enumerate(dates)}
    return point_layer(held.series.xy, fields, crs=UTM)


def of_layer(layer, name):
    return np.array([np.nan if str(row[name]) == "NULL" else float(row[name]) for row in layer.getFeatures()])


def of_store(folder, names):
    columns = open_store(folder / "out").product().columns
    return {name: columns[name] for name in names}


@pytest.mark.skipif(find_spec("pyswarms") is None, reason="pyswarms is not installed")
@pytest.mark.parametrize(
    "keys",
    [
        {"RATE": "mean_rate", "HIDDEN": 3, "MEMBERS": 2, "GENERATIONS": 2, "C1": 1.2, "C2": 1.7, "INERTIA": 0.6,
         "GOAL": 1e-3, "DECAY": 0.01},
        {"RATE": "mean_rate", "MODE": "paper", "GENERATIONS": 1},
        {"RATE": "mean_rate", "MODE": "paper", "GENERATIONS": 0, "CLUSTER": "group", "CLUSTER_HIDDEN": "2,3,2"},
        {"RATE": "mean_rate", "HIDDEN": 3, "MEMBERS": 2, "GENERATIONS": 0, "TRAINING": "gradient-descent",
         "RATE_OF_LEARNING": 0.3, "MOMENTUM": 0.5, "EPOCHS": 40, "DECAY": 0.01},
    ],
)  # fmt: skip
def test_rates_learned_by_the_same_keys_are_the_same(run, both, tmp_path, keys):
    keys = {**keys, "FOLDS": 0, "TREES": False, "SEED": 4, "SWARM": 5}
    step = {"algorithm": "psobp_rate_prediction", "INPUT": "points", "FACTORS": "distance,thickness", **keys}
    run_job(job_of(tmp_path, {**step, "OUTPUT": "out"}))
    layer = run("psobp_rate_prediction", INPUT=both, FACTORS=["distance", "thickness"], OUTPUT="memory:", **keys)[
        "OUTPUT"
    ]
    found = of_store(tmp_path, ("rate_predicted", "rate_lo", "rate_hi"))
    for name, values in found.items():
        np.testing.assert_allclose(values, of_layer(layer, name), rtol=1e-5, atol=1e-5, err_msg=name)
    assert np.isfinite(found["rate_predicted"]).all()


def test_a_rate_among_the_factors_is_refused(both, tmp_path):
    step = {"algorithm": "psobp_rate_prediction", "INPUT": "points", "FACTORS": "distance, thickness", "OUTPUT": "out"}
    with pytest.raises(SubsidenceError, match="rate field “thickness” is among the factors"):
        run_job(job_of(tmp_path, {**step, "RATE": "thickness"}))


def test_distances_to_features_that_have_dates_are_the_same(run, both, tmp_path):
    from osgeo import ogr, osr

    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32614)
    made = ogr.GetDriverByName("GPKG").CreateDataSource(str(tmp_path / "metro.gpkg"))
    lines = made.CreateLayer("metro", reference, ogr.wkbLineString)
    lines.CreateField(ogr.FieldDefn("opened", ogr.OFTDate))
    lines.CreateField(ogr.FieldDefn("closed", ogr.OFTString))
    for x, opened, closed in ((480_500, "2018-03-01", "2018"), (482_000, "2018-06-01", None), (483_000, None, "2019")):
        feature = ogr.Feature(lines.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"LINESTRING ({x} 2139000, {x} 2145000)"))
        if opened:
            feature.SetField("opened", opened)
        if closed:
            feature.SetField("closed", closed)
        lines.CreateFeature(feature)
    del lines, made
    keys = {"START_FIELD": "OPENED", "END_FIELD": "closed", "DATE": "2018-03-06", "PER_EPOCH": True, "RING_WIDTH": 0.0}
    step = {"algorithm": "distance_factors", "INPUT": "points", "LAYERS": ["metro.gpkg"], **keys}
    run_job(job_of(tmp_path, {**step, "OUTPUT": "out"}))
    metro = QgsVectorLayer(str(tmp_path / "metro.gpkg"), "metro", "ogr")
    layer = run("distance_factors", INPUT=both, LAYERS=[metro], OUTPUT="memory:", **keys)["OUTPUT"]
    names = [name for name in layer.fields().names() if name.startswith("dist_metro")]
    assert len(names) == 9
    for name, values in of_store(tmp_path, names).items():
        np.testing.assert_allclose(values, of_layer(layer, name), rtol=1e-6, atol=1e-3, err_msg=name)


@pytest.mark.parametrize(
    "keys",
    [
        {"ENCODING": "text"},
        {"ENCODING": "alphabetical"},
        {"ENCODING": "legend", "LEGEND": "legend.csv"},
        {"ENCODING": "mean rate", "RATE": "mean_rate"},
        {"ENCODING": "one hot"},
    ],
)
def test_numbers_of_text_classes_are_the_same(run, both, tmp_path, keys):
    from osgeo import ogr, osr

    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32614)
    made = ogr.GetDriverByName("GPKG").CreateDataSource(str(tmp_path / "soil.gpkg"))
    soil = made.CreateLayer("soil", reference, ogr.wkbPolygon)
    soil.CreateField(ogr.FieldDefn("kind", ogr.OFTString))
    for number, kind in enumerate(("sand", "clay", "rock")):
        x = 480_000 + 1_200 * number  # beyond the third nothing is known
        feature = ogr.Feature(soil.GetLayerDefn())
        ring = f"{x} 2139000, {x + 1200} 2139000, {x + 1200} 2145000, {x} 2145000, {x} 2139000"
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))"))
        feature.SetField("kind", kind)
        soil.CreateFeature(feature)
    del soil, made
    (tmp_path / "legend.csv").write_text("class,number\nrock,1\nclay,7.5\n", encoding="utf-8")
    step = {"algorithm": "sample_factors", "INPUT": "points", "POLYGONS": ["soil.gpkg"], "POLYGON_FIELD": "kind"}
    run_job(job_of(tmp_path, {**step, **keys, "OUTPUT": "out", "CLASSES": "classes.csv"}))
    there = {**keys, "LEGEND": str(tmp_path / "legend.csv")} if "LEGEND" in keys else keys
    polygons = QgsVectorLayer(str(tmp_path / "soil.gpkg"), "soil", "ogr")
    layer = run("sample_factors", INPUT=both, POLYGONS=[polygons], POLYGON_FIELD="kind", OUTPUT="memory:",
                CLASSES="memory:", **there)  # fmt: skip
    check_tables(tmp_path / "classes.csv", layer["CLASSES"])
    names = [name for name in layer["OUTPUT"].fields().names() if name.startswith("soil_")]
    assert [name for name in open_store(tmp_path / "out").columns if name.startswith("soil_")] == names
    assert len(names) == {"text": 0, "one hot": 3}.get(keys["ENCODING"], 1)
    for name, values in of_store(tmp_path, names).items():
        np.testing.assert_allclose(values, of_layer(layer["OUTPUT"], name), rtol=1e-6, err_msg=name)


# ---- tables and pages ---------------------------------------------------------------------


def check_tables(ours, theirs, *, but=("seconds",)):
    """The job's table is the toolbox's, row by row; but : columns that differ from run to run."""
    with ours.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in theirs.fields().names() if name != "fid"]
    expected = [{name: row[name] for name in names} for row in theirs.getFeatures()]
    assert list(rows[0]) == names
    assert len(rows) == len(expected) > 1
    for row, wanted in zip(rows, expected):
        for name in set(names) - set(but):
            value = wanted[name]
            if str(value) in ("NULL", ""):
                assert row[name] == "", name
            elif isinstance(value, QDate):
                assert row[name] == value.toString("yyyy-MM-dd"), name
            elif isinstance(value, str):
                assert row[name] == value, name
            else:
                assert float(row[name]) == pytest.approx(value, rel=2e-4, abs=1e-5), (name, row)


def sentences(page):
    """What a page says, figures, numbers and where it comes from aside."""
    text = page.read_text(encoding="utf-8").partition('<section class="origin">')[0]
    text = re.sub(r"<style.*?</style>|<script.*?</script>|<svg.*?</svg>|<img[^>]*>", "", text, flags=re.DOTALL)
    lines = re.sub(r"<[^>]+>", "\n", text).split("\n")
    return [re.sub(r"[-−]?[0-9][0-9.,e+-]*", "#", line) for line in lines if line.strip()]


@pytest.mark.skipif(find_spec("sklearn") is None, reason="scikit-learn is not installed")
@pytest.mark.parametrize("cluster", ["", "group"])
def test_metrics_and_report_of_rates_are_the_same(run, both, tmp_path, cluster):
    keys = {"RATE": "mean_rate", "HIDDEN": 3, "MEMBERS": 2, "GENERATIONS": 0, "DECAY": 0.01, "FOLDS": 3, "SEED": 4}
    keys |= {"CLUSTER": cluster} if cluster else {}
    step = {"algorithm": "psobp_rate_prediction", "INPUT": "points", "FACTORS": "distance,thickness", **keys}
    run_job(job_of(tmp_path, {**step, "OUTPUT": "out", "METRICS": "metrics.csv", "REPORT": "report.html"}))
    made = run(
        "psobp_rate_prediction", INPUT=both, FACTORS=["distance", "thickness"], OUTPUT="memory:", METRICS="memory:",
        REPORT=str(tmp_path / "toolbox.html"), **keys,
    )  # fmt: skip
    check_tables(tmp_path / "metrics.csv", made["METRICS"])
    assert sentences(tmp_path / "report.html") == sentences(tmp_path / "toolbox.html")


@pytest.mark.parametrize(
    "keys",
    [
        {"MODE": "direct", "TEST": 2},
        {"MODE": "step by step", "TEST": 0},
        {"MODE": "direct", "COVARIATES": "RAIN", "TEST": 0},
        {"MODE": "direct", "COVARIATES": "RAIN", "SCENARIO": True, "TEST": 0},
    ],
)
def test_forecasts_in_every_mode_and_their_metrics_are_the_same(run, long_series, tmp_path, keys):
    keys = {**keys, "HORIZON": 3, "ORIGINS": 2, "OWN_GROUPS": False, "SEED": 2}
    step = {"algorithm": "lstm_forecast", "INPUT": "points", **keys, "METRICS": "metrics.csv", "REPORT": "report.html"}
    run_job(job_of(tmp_path, {**step, "OUTPUT": "out"}))
    made = run(
        "lstm_forecast", INPUT=long_series, OUTPUT="memory:", METRICS="memory:", REPORT=str(tmp_path / "toolbox.html"),
        **keys,
    )  # fmt: skip
    check_forecasts(tmp_path, made["OUTPUT"])
    check_tables(tmp_path / "metrics.csv", made["METRICS"])
    assert sentences(tmp_path / "report.html") == sentences(tmp_path / "toolbox.html")


@pytest.mark.skipif(find_spec("torch") is None, reason="torch is not installed")
def test_forecasts_as_in_the_paper_are_the_same(run, long_series, tmp_path):
    keys = {"MODE": "paper", "HORIZON": 2, "TEST": 2, "EPOCHS": 3, "PAPER_EPOCHS": "2,3,2", "CLUSTER": "group"}
    step = {"algorithm": "lstm_forecast", "INPUT": "points", **keys, "METRICS": "metrics.csv"}
    run_job(job_of(tmp_path, {**step, "OUTPUT": "out"}))
    made = run("lstm_forecast", INPUT=long_series, OUTPUT="memory:", METRICS="memory:", **keys)
    check_forecasts(tmp_path, made["OUTPUT"])
    check_tables(tmp_path / "metrics.csv", made["METRICS"])
    with pytest.raises(SubsidenceError, match="leave MODEL out"):
        run_job(job_of(tmp_path, {**step, "OUTPUT": "other", "METRICS": "other.csv", "MODEL": "model.npz"}))


def test_a_model_with_factor_series_is_applied_with_them(run, long_series, tmp_path):
    model = str(tmp_path / "model.npz")
    keys = {"COVARIATES": "RAIN", "HORIZON": 3, "ORIGINS": 2, "OWN_GROUPS": False}
    run("lstm_forecast", INPUT=long_series, OUTPUT="memory:", MODEL=model, **keys)
    run_job(job_of(tmp_path, {"algorithm": "apply_forecast", "INPUT": "points", "MODEL": model, "SCENARIO": True,
                              "OUTPUT": "out"}))  # fmt: skip
    layer = run("apply_forecast", INPUT=long_series, MODEL=model, SCENARIO=True, OUTPUT="memory:")["OUTPUT"]
    check_forecasts(tmp_path, layer)


def check_forecasts(folder, layer):
    names = [name for name in layer.fields().names() if re.fullmatch(r"F\d{8}(_lo|_hi)?", name)]
    assert len(names) >= 6
    for name, values in of_store(folder, names).items():
        np.testing.assert_allclose(values, of_layer(layer, name), rtol=1e-4, atol=1e-3, err_msg=name)


@pytest.fixture
def long_series(tmp_path, point_layer):
    """Series of thirty epochs that follow the rain, as a store ``points`` and as a layer."""
    random = np.random.default_rng(5)
    n_points, n_epochs = 30, 30
    xy = random.uniform([480_000, 2_140_000], [484_000, 2_144_000], (n_points, 2)).astype("f4").astype(float)
    dates = np.datetime64("2018-01-06") + 30 * np.arange(n_epochs + 6)
    rain = random.gamma(2.0, 30.0, dates.size) * np.ones((n_points, 1))
    motion = 0.02 * np.cumsum(rain - rain.mean(), axis=1) + random.normal(0.0, 1.0, rain.shape)
    values = motion[:, :n_epochs].astype("f4").astype(float)
    columns = {f"RAIN{str(day).replace('-', '')}": rain[:, n] for n, day in enumerate(dates)}
    columns = {name: held.astype("f4").astype(float) for name, held in columns.items()}
    columns["group"] = np.arange(n_points) % 3 + 1.0
    product = PointProduct(
        DeformationSeries(dates[:n_epochs], values, xy), np.zeros(n_points), np.arange(n_points), columns, UTM
    )
    write_store(tmp_path / "points", product)
    held = open_store(tmp_path / "points").product()
    fields = {"point_id": held.point_id, "velocity": held.velocity_mm_per_yr, **held.columns}
    fields |= {epoch_field(day): held.series.displacement_mm[:, n] for n, day in enumerate(dates[:n_epochs])}
    return point_layer(held.series.xy, fields, crs=UTM)


def test_reports_of_changes_and_updates_are_the_same(run, long_series, tmp_path):
    name, since = long_series.name(), "2019-12-31"
    report = {"REPORT": "report.html", "OUTPUT": "out"}
    run_job(job_of(tmp_path, {"algorithm": "detect_changes", "INPUT": "points", "SINCE": since, **report}))
    run("detect_changes", INPUT=long_series, SINCE=since, OUTPUT="memory:", REPORT=str(tmp_path / "toolbox.html"))
    theirs = [line.replace(f"{name}:", "points:") for line in sentences(tmp_path / "toolbox.html")]
    assert sentences(tmp_path / "report.html") == theirs

    newer = {"INPUT": "points", "NEW": "points", "REPORT": "update.html", "OUTPUT": "updated"}
    run_job(job_of(tmp_path, {"algorithm": "update_series", **newer}))
    run("update_series", INPUT=long_series, NEW=long_series, OUTPUT="memory:", REPORT=str(tmp_path / "toolbox2.html"))
    theirs = [line.replace(f"{name} and {name}", "points and points") for line in sentences(tmp_path / "toolbox2.html")]
    assert sentences(tmp_path / "update.html") == theirs


def test_what_is_told_of_interferograms_is_the_same(run, tmp_path):
    frame = SmallFrame(tmp_path / "GEOC")
    keys = {"FILTER_KM": 0.0, "MASK_COH_AVG": 0.01}
    step = {"algorithm": "licsar_time_series", "INPUT": "GEOC", **keys, "OUTPUT": "out"}
    run_job(job_of(tmp_path, {**step, "INTERFEROGRAMS": "pairs.csv", "REPORT": "report.html"}))
    made = run(
        "licsar_time_series", INPUT=str(frame.folder), OUTPUT="memory:", INTERFEROGRAMS="memory:",
        REPORT=str(tmp_path / "toolbox.html"), **keys,
    )  # fmt: skip
    check_tables(tmp_path / "pairs.csv", made["INTERFEROGRAMS"])
    assert sentences(tmp_path / "report.html") == sentences(tmp_path / "toolbox.html")


@pytest.mark.parametrize("keys", [{"CLUSTERS": 0, "MAX_CLUSTERS": 4}, {"CLUSTERS": 2, "CONSENSUS": 3, "WINDOW": 3}])
def test_clusters_their_tables_and_their_page_are_the_same(long_series, run, tmp_path, keys):
    keys = {**keys, "STARTS": 2, "SEED": 5, "STEP": 6}
    step = {"algorithm": "kshape_clustering", "INPUT": "points", **keys, "OUTPUT": "out", "UNIT": "mm"}
    run_job(job_of(tmp_path, {**step, "SHAPES": "shapes.csv", "ELBOW": "elbow.csv", "REPORT": "report.html"}))
    made = run(
        "kshape_clustering", INPUT=long_series, OUTPUT="memory:", SHAPES="memory:", ELBOW="memory:",
        REPORT=str(tmp_path / "toolbox.html"), **keys,
    )  # fmt: skip
    names = ["cluster", "sbd", "sbd_margin", *(["cluster_sure"] if "CONSENSUS" in keys else [])]
    for name, values in of_store(tmp_path, names).items():
        assert values == pytest.approx(of_layer(made["OUTPUT"], name), abs=1e-5, nan_ok=True), name
    check_tables(tmp_path / "shapes.csv", made["SHAPES"])
    check_tables(tmp_path / "elbow.csv", made["ELBOW"])
    assert sentences(tmp_path / "report.html") == sentences(tmp_path / "toolbox.html")
    assert "How it was made" in sentences(tmp_path / "report.html")


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        ("distance_factors", "FILTER"),
        ("licsar_time_series", "NOISE"),
        ("lstm_forecast", "PAPER_POINTS"),
        ("detect_changes", "AREAS"),
    ],
)
def test_a_key_of_the_toolbox_that_a_step_lacks_is_refused_by_name(both, tmp_path, algorithm, key):
    step = {"algorithm": algorithm, "INPUT": "points", "OUTPUT": "out", key: "x"}
    with pytest.raises(SubsidenceError, match=f"{algorithm} has no key {key}"):
        run_job(job_of(tmp_path, step))
    assert not (tmp_path / "out").exists()
