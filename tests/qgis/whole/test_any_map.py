"""One world in many maps: metres are metres on the ground, whatever CRS the layers have.

The oracle is QGIS's own geodesic measure on the WGS 84 ellipsoid.
"""

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)

DEGREES = "EPSG:4326"
NORTH = (18.0, 60.0)
DISTORTED = ["EPSG:3857", "EPSG:3395", "ESRI:54030", "ESRI:54034", "EPSG:6933"]
TRUE = ["EPSG:4326", "EPSG:32633", "EPSG:3035"]
US_SURVEY_FEET = "+proj=utm +zone=33 +datum=WGS84 +units=us-ft +no_defs"


def measure():
    result = QgsDistanceArea()
    result.setSourceCrs(QgsCoordinateReferenceSystem(DEGREES), QgsProject().transformContext())
    result.setEllipsoid("WGS84")
    return result


def moved(xy, source, target):
    transform = QgsCoordinateTransform(crs_of(source), crs_of(target), QgsProject())
    return np.array([(p.x(), p.y()) for p in (transform.transform(QgsPointXY(*place)) for place in np.asarray(xy))])


def crs_of(text):
    if text.startswith("+"):
        crs = QgsCoordinateReferenceSystem()
        crs.createFromProj(text)
        return crs
    return QgsCoordinateReferenceSystem(text)


def layer_of(wkts, crs, kind="LineString"):
    """Features given in degrees, brought into ``crs`` vertex by vertex."""
    layer = QgsVectorLayer(kind, "features", "memory")
    layer.setCrs(crs_of(crs))
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(DEGREES), crs_of(crs), QgsProject())
    for wkt in wkts:
        feature, geometry = QgsFeature(layer.fields()), QgsGeometry.fromWkt(wkt)
        geometry.transform(transform)
        feature.setGeometry(geometry)
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


@pytest.fixture
def points_in(point_layer):
    def make(lon_lat, columns, crs):
        layer = point_layer(moved(lon_lat, DEGREES, crs), columns, crs=DEGREES)
        layer.setCrs(crs_of(crs))
        return layer

    return make


def numbers(layer, name):
    return np.array([feature[name] for feature in layer.getFeatures()], dtype=float)


def world_area(layer):
    transform = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(DEGREES), QgsProject())
    total = 0.0
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        geometry.transform(transform)
        total += measure().measureArea(geometry)
    return total


@pytest.mark.parametrize("crs", [*TRUE, *DISTORTED, US_SURVEY_FEET])
def test_distances_and_counts_are_metres_on_the_ground(run, points_in, crs):
    random = np.random.default_rng(0)
    lon_lat = np.array(NORTH) + random.uniform(-0.02, 0.02, (20, 2))
    meridian = layer_of([f"LINESTRING(18.0 {lat}, 18.0 {lat + 0.01})" for lat in np.arange(59.9, 60.1, 0.01)], crs)
    result = run(
        "distance_factors",
        INPUT=points_in(lon_lat, {"a": np.zeros(20)}, crs),
        LAYERS=[meridian],
        RING_WIDTH=200,
        COUNT_RADIUS=1500,
        OUTPUT="memory:",
    )["OUTPUT"]
    truth = np.array([measure().measureLine(QgsPointXY(x, y), QgsPointXY(18.0, y)) for x, y in lon_lat])
    found = numbers(result, "dist_features")
    assert found == pytest.approx(truth, rel=5e-3)
    assert (numbers(result, "ring_features") == np.maximum(np.ceil(found / 200.0), 1) * 200.0).all()
    assert ((numbers(result, "count_features") > 0) == (found <= 1500.0)).all()


@pytest.mark.parametrize("crs", [*TRUE, *DISTORTED, US_SURVEY_FEET])
def test_rings_have_their_area_on_the_ground(run, crs):
    well = layer_of(["POINT(18.0 60.0)"], crs, "Point")
    rings = run("buffer_rings", INPUT=well, DISTANCES="200,400", OUTPUT="memory:")["OUTPUT"]
    assert world_area(rings) == pytest.approx(np.pi * 400.0**2, rel=0.01)
    assert numbers(rings, "area_m2").sum() == pytest.approx(np.pi * 400.0**2, rel=0.01)


@pytest.mark.parametrize("crs", [*TRUE, *DISTORTED, US_SURVEY_FEET])
def test_zones_have_their_area_and_volume_on_the_ground(run, points_in, crs):
    axis = np.arange(0.0, 1000.0, 50.0)
    block = np.array([(500_000.0 + x, 6_650_000.0 + y) for y in axis for x in axis])
    layer = points_in(moved(block, "EPSG:32633", DEGREES), {"velocity": np.full(len(block), -20.0)}, crs)
    result = run("subsidence_zones", INPUT=layer, OUTPUT="memory:")
    assert result["ZONE_COUNT"] == 1
    assert result["TOTAL_AREA"] == pytest.approx(1e6, rel=0.05)
    assert result["TOTAL_VOLUME"] == pytest.approx(20_000.0, rel=0.05)
    assert world_area(result["OUTPUT"]) == pytest.approx(result["TOTAL_AREA"], rel=0.01)


def test_radii_and_cells_are_metres_on_the_ground_in_mercator_too(run, points_in):
    random = np.random.default_rng(1)
    place = np.array([500_000.0, 6_650_000.0]) + random.uniform(0, 2000, (400, 2))
    lon_lat = moved(place, "EPSG:32633", DEGREES)
    beside = moved(place + [60.0, 0.0], "EPSG:32633", DEGREES)
    counts = {}
    for crs in ("EPSG:32633", "EPSG:3857"):
        columns = {"velocity": np.full(400, -10.0), "los_u": np.full(400, 0.8)}
        ascending = points_in(lon_lat, {**columns, "los_e": np.full(400, -0.6), "los_n": np.zeros(400)}, crs)
        descending = points_in(beside, {**columns, "los_e": np.full(400, 0.6), "los_n": np.zeros(400)}, crs)
        pairs = run("decompose_los", ASCENDING=ascending, DESCENDING=descending, CELL=0, REACH=61, OUTPUT="memory:")
        cells = run("decompose_los", ASCENDING=ascending, DESCENDING=descending, CELL=500, OUTPUT="memory:")
        both = run("compare_layers", INPUT=ascending, OTHER=descending, RADIUS=61, OUTPUT="memory:")
        counts[crs] = (pairs["POINT_COUNT"], both["MATCHED"])
        assert 16 <= cells["POINT_COUNT"] <= 25
    assert counts["EPSG:32633"] == counts["EPSG:3857"] == (400, 400)


ACROSS = "LINESTRING(179.95 -17.0, -179.95 -17.0)"


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:3832"])
def test_across_180_degrees_neighbours_are_neighbours(run, points_in, crs):
    lon_lat = np.array([(179.99, -16.99), (-179.99, -16.99), (-179.99, -17.02)])
    result = run(
        "distance_factors", INPUT=points_in(lon_lat, {"a": np.zeros(3)}, crs), LAYERS=[layer_of([ACROSS], crs)],
        OUTPUT="memory:",
    )["OUTPUT"]  # fmt: skip
    truth = [measure().measureLine(QgsPointXY(x, y), QgsPointXY(x, -17.0)) for x, y in lon_lat]
    assert numbers(result, "dist_features") == pytest.approx(truth, rel=1e-3)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:3832"])
def test_rings_across_180_degrees_stay_around_the_line(run, crs):
    rings = run("buffer_rings", INPUT=layer_of([ACROSS], crs), DISTANCES="400", OUTPUT="memory:")["OUTPUT"]
    length = measure().measureLine(QgsPointXY(179.95, -17.0), QgsPointXY(-179.95, -17.0))
    truth = 800.0 * length + np.pi * 400.0**2
    assert numbers(rings, "area_m2").sum() == pytest.approx(truth, rel=5e-3)
    if crs != "EPSG:3832":  # 3832 is centred on 150° E and goes on beyond 180°
        box = rings.extent()
        assert (box.xMinimum(), box.xMaximum()) == pytest.approx(
            (-180.0, 180.0) if crs == "EPSG:4326" else (-20037508.34, 20037508.34), rel=1e-6
        )
        parts = [part for f in rings.getFeatures() for part in f.geometry().asGeometryCollection()]
        assert len(parts) == 2
        assert max(p.boundingBox().width() / abs(box.xMaximum()) for p in parts) < 0.01


def test_a_zone_across_180_degrees_is_one_zone_in_two_halves(run, points_in):
    axis = np.arange(0.0, 1000.0, 50.0)
    lon_lat = np.array([(179.995 + x / 106_000.0, -17.0 + y / 110_600.0) for y in axis for x in axis])
    lon_lat[:, 0] = (lon_lat[:, 0] + 180.0) % 360.0 - 180.0
    layer = points_in(lon_lat, {"velocity": np.full(400, -20.0)}, DEGREES)
    result = run("subsidence_zones", INPUT=layer, OUTPUT="memory:")
    assert result["ZONE_COUNT"] == 1
    assert result["TOTAL_AREA"] == pytest.approx(1e6, rel=0.05)
    zone = next(result["OUTPUT"].getFeatures()).geometry()
    assert len(zone.asGeometryCollection()) == 2
    assert measure().measureArea(zone) == pytest.approx(result["TOTAL_AREA"], rel=0.01)


def test_a_polygon_across_180_degrees_holds_the_points_on_both_sides(run, points_in):
    layer = layer_of(
        ["POLYGON((179.9 -17.1, -179.9 -17.1, -179.9 -16.9, 179.9 -16.9, 179.9 -17.1))"], DEGREES, "Polygon"
    )
    layer.dataProvider().addAttributes(_text_field("soil"))
    layer.updateFields()
    layer.dataProvider().changeAttributeValues({f.id(): {0: "clay"} for f in layer.getFeatures()})
    lon_lat = np.array([(179.95, -17.0), (-179.95, -17.0), (179.5, -17.0), (0.0, -17.0)])
    points = points_in(lon_lat, {"a": np.zeros(4)}, DEGREES)
    result = run("sample_factors", INPUT=points, POLYGONS=layer, POLYGON_FIELD="soil", OUTPUT="memory:")["OUTPUT"]
    name = next(field.name() for field in result.fields() if field.name() == "features")
    assert [str(f[name]) for f in result.getFeatures()] == ["clay", "clay", "NULL", "NULL"]


def _text_field(name):
    from qgis.core import QgsField
    from qgis.PyQt.QtCore import QVariant

    return [QgsField(name, QVariant.String)]


def test_a_ring_around_a_pole_is_refused_in_degrees_and_made_in_a_polar_map(run):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="pole"):
        run("buffer_rings", INPUT=layer_of(["POINT(10 89.999)"], DEGREES, "Point"), DISTANCES="400", OUTPUT="memory:")
    rings = run(
        "buffer_rings", INPUT=layer_of(["POINT(10 89.999)"], "EPSG:3413", "Point"), DISTANCES="400", OUTPUT="memory:"
    )["OUTPUT"]
    assert numbers(rings, "area_m2").sum() == pytest.approx(np.pi * 400.0**2, rel=0.005)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_each_feature_of_a_mixed_layer_is_what_it_is_in_any_order(run, point_layer, shared_data, tmp_path, order):
    import json

    collection = json.loads((shared_data.parent / "cases" / "mix.geojson").read_text(encoding="utf-8"))
    collection["features"] = [collection["features"][index] for index in order]
    path = tmp_path / "mix.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")
    points = point_layer(np.array([(-99.15, 19.40), (-99.4, 19.4)]), {"a": np.zeros(2)}, crs=DEGREES)
    result = run("distance_factors", INPUT=points, LAYERS=[str(path)], COUNT_RADIUS=1000, OUTPUT="memory:")["OUTPUT"]
    assert numbers(result, "dist_mix") == pytest.approx([0.0, 221.4], abs=0.5)
    assert numbers(result, "count_mix").tolist() == [1.0, 1.0]


def test_a_geometry_collection_counts_as_its_parts(run, point_layer, tmp_path):
    import json

    parts = [
        {"type": "Point", "coordinates": [-99.4, 19.398]},
        {"type": "Polygon", "coordinates": [[[-99.2, 19.35], [-99.1, 19.35], [-99.1, 19.45], [-99.2, 19.35]]]},
    ]
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "GeometryCollection", "geometries": parts}}
    path = tmp_path / "all.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    points = point_layer(np.array([(-99.12, 19.40), (-99.4, 19.4)]), {"a": np.zeros(2)}, crs=DEGREES)
    result = run("distance_factors", INPUT=points, LAYERS=[str(path)], OUTPUT="memory:")["OUTPUT"]
    assert numbers(result, "dist_all") == pytest.approx([0.0, 221.4], abs=0.5)


def test_the_log_says_that_the_ellipsoid_was_taken(run, points_in):
    import processing
    from qgis.core import QgsProcessingFeedback

    class Log(QgsProcessingFeedback):
        def __init__(self):
            super().__init__()
            self.said = []

        def pushWarning(self, text):
            self.said.append(text)

    for crs, expected in (("EPSG:3857", True), ("EPSG:32633", False), ("EPSG:4326", False)):
        log = Log()
        layer = points_in(np.array([(18.0, 60.0), (18.01, 60.0), (18.0, 60.01)]), {"velocity": [-20.0] * 3}, crs)
        processing.run("subsidence:subsidence_zones", {"INPUT": layer, "OUTPUT": "memory:"}, feedback=log)
        assert any("ellipsoid" in text for text in log.said) is expected


def test_grads_are_not_degrees(run, points_in):
    axis = np.arange(0.0, 1000.0, 50.0)
    block = np.array([(500_000.0 + x, 5_400_000.0 + y) for y in axis for x in axis])
    layer = points_in(moved(block, "EPSG:32631", DEGREES), {"velocity": np.full(len(block), -20.0)}, "EPSG:4807")
    result = run("subsidence_zones", INPUT=layer, OUTPUT="memory:")
    assert result["TOTAL_AREA"] == pytest.approx(1e6, rel=0.05)


def test_a_line_of_no_length_is_the_point_that_it_is(run):
    layer = layer_of(["LINESTRING(18 60, 18 60)"], "EPSG:32633")
    rings = run("buffer_rings", INPUT=layer, DISTANCES="400", OUTPUT="memory:")["OUTPUT"]
    assert numbers(rings, "area_m2").sum() == pytest.approx(np.pi * 400.0**2, rel=0.01)
