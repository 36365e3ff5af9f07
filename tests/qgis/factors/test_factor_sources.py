"""Whatever a point layer is made of, the factors come out the same."""

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QVariant

XY = np.random.default_rng(4).uniform(0, 5000, (200, 2))


@pytest.fixture
def line():
    layer = QgsVectorLayer("LineString?crs=EPSG:32614", "line", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("LINESTRING(0 0, 3000 500, 5000 5000)"))
    layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


@pytest.fixture
def memory(point_layer):
    return point_layer(XY, {"point_id": np.arange(200), "velocity": XY[:, 0] / 100})


def distances(run, points, line):
    output = run("distance_factors", INPUT=points, LAYERS=[line], OUTPUT="memory:")["OUTPUT"]
    return {feature["point_id"]: feature["dist_line"] for feature in output.getFeatures()}


def test_files_and_memory_give_the_same_distances(run, memory, line, tmp_path):
    truth = distances(run, memory, line)
    assert len(truth) == 200
    for name in ("points.gpkg", "points.shp", "points.geojson"):
        path = run("native:savefeatures", INPUT=memory, OUTPUT=str(tmp_path / name))["OUTPUT"]
        if name.endswith("geojson"):  # GeoJSON is in degrees
            path = run("native:reprojectlayer", INPUT=path, TARGET_CRS="EPSG:32614", OUTPUT="memory:")["OUTPUT"]
        found = distances(run, path, line)
        assert found == pytest.approx(truth, abs=1e-3 if name.endswith("json") else 1e-6)
        assert len(found) == 200


def test_joins_virtual_fields_filters_and_selections_keep_rows_and_distances(run, memory, line, tmp_path):
    truth = distances(run, memory, line)
    path = run("native:savefeatures", INPUT=memory, OUTPUT=str(tmp_path / "points.gpkg"))["OUTPUT"]
    filtered = QgsVectorLayer(path, "filtered")
    filtered.setSubsetString("point_id < 50")
    assert distances(run, filtered, line) == pytest.approx({key: truth[key] for key in range(50)})

    dressed = QgsVectorLayer(path, "dressed")
    dressed.addExpressionField('"velocity" * 2', QgsField("twice", QVariant.Double))
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(memory)
    join.setJoinFieldName("point_id")
    join.setTargetFieldName("point_id")
    join.setPrefix("joined_")
    dressed.addJoin(join)
    output = run("distance_factors", INPUT=dressed, LAYERS=[line], OUTPUT="memory:")["OUTPUT"]
    for feature in output.getFeatures():
        assert feature["dist_line"] == pytest.approx(truth[feature["point_id"]])
        assert feature["twice"] == pytest.approx(2 * feature["velocity"])
        assert feature["joined_velocity"] == pytest.approx(feature["velocity"])

    chosen = QgsVectorLayer(path, "chosen")
    chosen.selectByExpression("point_id % 2 = 0")
    from qgis.core import QgsProject

    QgsProject.instance().addMapLayer(chosen, False)
    source = QgsProcessingFeatureSourceDefinition(chosen.id(), True)
    found = distances(run, source, line)
    assert found == pytest.approx({key: truth[key] for key in range(0, 200, 2)})
    QgsProject.instance().removeMapLayer(chosen.id())


def test_a_filtered_factor_layer_counts_only_what_it_shows(run, memory, line, tmp_path):
    wells = run("native:savefeatures", INPUT=memory, OUTPUT=str(tmp_path / "wells.gpkg"))["OUTPUT"]
    layer = QgsVectorLayer(wells, "wells")
    layer.setSubsetString("point_id = 7")
    output = run("distance_factors", INPUT=memory, LAYERS=[layer], OUTPUT="memory:")["OUTPUT"]
    found = np.array([feature["dist_wells"] for feature in output.getFeatures()])
    assert found == pytest.approx(np.hypot(*(XY - XY[7]).T))


def test_coordinates_travel_between_crs_like_single_points(memory):
    from land_subsidence.bridge.read_points import transform_xy
    from qgis.core import QgsCoordinateTransform, QgsProject

    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    places = XY + [500000, 2100000]
    transform = QgsCoordinateTransform(memory.crs(), degrees, QgsProject.instance().transformContext())
    truth = [tuple(transform.transform(x, y)) for x, y in places.tolist()]
    assert transform_xy(places, memory.crs(), degrees) == pytest.approx(np.array(truth), abs=1e-12)
    assert transform_xy(places[:1], memory.crs(), degrees) == pytest.approx(np.array(truth[:1]), abs=1e-12)
    assert transform_xy(places[:0], memory.crs(), degrees).shape == (0, 2)
