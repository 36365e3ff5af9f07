"""Steps of jobs without QGIS give what the toolbox gives for the same points, ids and keys."""

from importlib.util import find_spec

import numpy as np
import pytest
from land_subsidence.subsidence.errors import SubsidenceError
from land_subsidence.subsidence.jobs.job import run_job
from land_subsidence.subsidence.products.points import PointProduct
from land_subsidence.subsidence.series import DeformationSeries, epoch_field
from land_subsidence.subsidence.store.point_store import open_store, write_store
from qgis.core import QgsVectorLayer

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
    run_job(job_of(tmp_path, {**step, **keys, "OUTPUT": "out"}))
    there = {**keys, "LEGEND": str(tmp_path / "legend.csv")} if "LEGEND" in keys else keys
    polygons = QgsVectorLayer(str(tmp_path / "soil.gpkg"), "soil", "ogr")
    layer = run("sample_factors", INPUT=both, POLYGONS=[polygons], POLYGON_FIELD="kind", OUTPUT="memory:", **there)
    names = [name for name in layer["OUTPUT"].fields().names() if name.startswith("soil_")]
    assert [name for name in open_store(tmp_path / "out").columns if name.startswith("soil_")] == names
    assert len(names) == {"text": 0, "one hot": 3}.get(keys["ENCODING"], 1)
    for name, values in of_store(tmp_path, names).items():
        np.testing.assert_allclose(values, of_layer(layer["OUTPUT"], name), rtol=1e-6, err_msg=name)


@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        ("distance_factors", "FILTER"),
        ("sample_factors", "CLASSES"),
        ("psobp_rate_prediction", "METRICS"),
        ("psobp_rate_prediction", "REPORT"),
        ("update_series", "REPORT"),
        ("update_series", "NEW_UNIT"),
        ("lstm_forecast", "MODE"),
        ("lstm_forecast", "COVARIATES"),
        ("detect_changes", "REPORT"),
    ],
)
def test_a_key_of_the_toolbox_that_a_step_lacks_is_refused_by_name(both, tmp_path, algorithm, key):
    step = {"algorithm": algorithm, "INPUT": "points", "OUTPUT": "out", key: "x"}
    with pytest.raises(SubsidenceError, match=f"{algorithm} has no key {key}"):
        run_job(job_of(tmp_path, step))
    assert not (tmp_path / "out").exists()
