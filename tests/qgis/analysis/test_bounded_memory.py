"""A layer that is larger than the memory it may take gives the same result as one that is read whole."""

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from land_subsidence.subsidence.series import epoch_field
from land_subsidence.subsidence.synthetic.city import make_city
from qgis.core import QgsCoordinateTransformContext, QgsProcessingFeedback, QgsVectorFileWriter, QgsVectorLayer


def heard_of(algorithm, **parameters):
    """The outputs, and what the log says."""
    import processing

    heard = Heard()
    found = processing.run(f"subsidence:{algorithm}", parameters, feedback=heard)
    return found, " ".join(heard.said)


class Heard(QgsProcessingFeedback):
    def __init__(self):
        super().__init__()
        self.said = []

    def pushInfo(self, text):
        self.said.append(text)

    def pushWarning(self, text):
        self.said.append(text)


@pytest.fixture
def stored(point_layer, tmp_path):
    """700 points of 86 epochs with gaps, steps and a text, in a GeoPackage whose keys have gaps."""
    city = make_city(700, 86, seed=4)
    values = city.series.displacement_mm.copy()
    rng = np.random.default_rng(0)
    values[:40, 50:] += 28.0
    values[rng.random(values.shape) < 0.01] = np.nan
    columns = {epoch_field(date): values[:, i] for i, date in enumerate(city.dates)}
    columns["velocity"] = np.linspace(-30.0, 2.0, 700)
    columns["name"] = np.array(["löss", None] * 350, dtype=object)
    layer = point_layer(city.series.xy, columns, crs="EPSG:4326")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "points"
    path = tmp_path / "points.gpkg"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    made = QgsVectorLayer(str(path), "points", "ogr")
    made.startEditing()
    assert made.deleteFeatures([7, 100])
    assert made.commitChanges()
    return QgsVectorLayer(str(path), "points", "ogr")


def contents(path):
    layer = QgsVectorLayer(str(path), "out", "ogr")
    table = read_points(layer, "out", layer)
    return table.xy, table.columns


def test_models_of_motion_are_the_same_to_the_last_bit_under_little_memory(stored, tmp_path):
    results, heard = {}, {}
    for memory in (1, 1000):
        path = tmp_path / f"{memory}.gpkg"
        results[memory], heard[memory] = heard_of("deformation_model", INPUT=stored, MEMORY=memory, OUTPUT=str(path))
    assert "worked on in blocks" in heard[1]
    assert "of 1000 MiB" in heard[1000]
    (xy, columns), (other_xy, others) = (contents(tmp_path / f"{memory}.gpkg") for memory in (1, 1000))
    np.testing.assert_array_equal(xy, other_xy)
    assert list(columns) == list(others)
    for name, values in columns.items():
        np.testing.assert_array_equal(values, others[name], err_msg=name)
    assert {k: v for k, v in results[1].items() if k != "OUTPUT"} == {
        k: v for k, v in results[1000].items() if k != "OUTPUT"
    }
    assert sorted(p.name for p in tmp_path.iterdir() if not p.name.startswith("points")) == ["1.gpkg", "1000.gpkg"]


def test_clusters_and_exports_are_the_same_to_the_last_bit_under_little_memory(stored, tmp_path):
    results = {}
    for memory in (1, 1000):
        paths = {key: str(tmp_path / f"{key}{memory}.gpkg") for key in ("OUTPUT", "SHAPES")}
        results[memory], heard = heard_of("kshape_clustering", INPUT=stored, MEMORY=memory, STARTS=2, **paths)
        assert ("worked on in blocks" in heard) == (memory == 1)
        path = str(tmp_path / f"{memory}.csv")
        _, heard = heard_of("export_series", INPUT=paths["OUTPUT"], FORMAT=2, MEMORY=memory, OUTPUT=path)
        assert ("worked on in blocks" in heard) == (memory == 1)
    assert results[1]["INERTIA"] == results[1000]["INERTIA"]
    for key in ("OUTPUT", "SHAPES"):
        layers = [QgsVectorLayer(str(tmp_path / f"{key}{memory}.gpkg")) for memory in (1, 1000)]
        rows, others = ([feature.attributes() for feature in layer.getFeatures()] for layer in layers)
        assert rows == others
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "1000.csv").read_bytes()


def test_a_forecast_applied_under_little_memory_is_the_same_to_the_last_bit(stored, tmp_path):
    model = str(tmp_path / "model.npz")
    heard_of("lstm_forecast", INPUT=stored, MODEL=model, HORIZON=3, ORIGINS=1, OUTPUT=str(tmp_path / "first.gpkg"))
    for memory in (1, 1000):
        path = str(tmp_path / f"{memory}.gpkg")
        _, heard = heard_of("apply_forecast", INPUT=stored, MODEL=model, MEMORY=memory, OUTPUT=path)
        assert ("worked on in blocks" in heard) == (memory == 1)
    (_, columns), (_, others) = (contents(tmp_path / f"{memory}.gpkg") for memory in (1, 1000))
    assert list(columns) == list(others)
    for name, values in columns.items():
        np.testing.assert_array_equal(values, others[name], err_msg=name)


def test_values_like_marks_among_similar_ones_do_not_send_a_layer_into_memory(stored, tmp_path):
    stored.startEditing()
    index = stored.fields().indexFromName("velocity") - 1
    for feature, value in zip(list(stored.getFeatures())[:3], (-99.9, -131.25, -117.5)):
        assert stored.changeAttributeValue(feature.id(), index, value)
    assert stored.commitChanges()
    heard = [
        heard_of("deformation_model", INPUT=stored, MODEL=1, MEMORY=memory, OUTPUT=str(tmp_path / f"{memory}.gpkg"))[1]
        for memory in (1, 1000)
    ]
    assert "worked on in blocks" in heard[0]
    assert all("-99.9 occurs 1 times among similar values" in said for said in heard)


def test_where_attributes_cannot_be_carried_the_layer_is_read_and_that_is_said(stored):
    found, heard = heard_of("deformation_model", INPUT=stored, MODEL=1, MEMORY=1, OUTPUT="memory:")
    assert found["OUTPUT"].featureCount() == 698
    assert "only from GeoPackage to GeoPackage" in heard


@pytest.mark.parametrize("algorithm", ["kshape_clustering", "deformation_model"])
def test_workers_read_the_file_beside_the_output_and_nothing_of_it_is_left(stored, tmp_path, algorithm, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    from land_subsidence.subsidence.jobs import dask_scheduler

    chosen = {"CLUSTERS": 3, "STARTS": 1} if algorithm == "kshape_clustering" else {"MODEL": 1}
    sent, way = [], dask_scheduler.DaskExecutor.submit

    def watched(executor, payload, pieces, arrays):
        sent.extend(sum(values.nbytes for values in coming) for coming in arrays)
        return way(executor, payload, pieces, arrays)

    monkeypatch.setattr(dask_scheduler.DaskExecutor, "submit", watched)
    cluster = distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0")
    with cluster:
        for name, address in (("here", ""), ("there", cluster.scheduler_address)):
            path = str(tmp_path / f"{name}.gpkg")
            heard_of(algorithm, INPUT=stored, MEMORY=1, SCHEDULER=address, OUTPUT=path, **chosen)
    (_, columns), (_, others) = (contents(tmp_path / f"{name}.gpkg") for name in ("here", "there"))
    for name, values in columns.items():
        np.testing.assert_array_equal(values, others[name], err_msg=name)
    assert sent
    assert max(sent) <= 698 * 8  # no series
    assert list(tmp_path.glob(".land*")) == []
