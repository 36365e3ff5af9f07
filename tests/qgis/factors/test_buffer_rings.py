"""Rings cover the study area once, and points lie in the ring their distance says."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingException, QgsVectorLayer


def layer_of(kind, wkts, crs="EPSG:32614", name="faults"):
    layer = QgsVectorLayer(f"{kind}?crs={crs}", name, "memory")
    for wkt in wkts:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def rings_of(layer):
    return [(f["ring"], f["from_m"], f["to_m"], f["area_m2"], f.geometry()) for f in layer.getFeatures()]


def random_wkt(random, kind):
    places = random.uniform(0, 5000, (random.integers(2, 8), 2)).round(1)
    text = ", ".join(f"{x} {y}" for x, y in places)
    if kind == "MultiPoint":
        return f"MULTIPOINT({text})"
    if kind == "LineString":
        return f"LINESTRING({text})"
    angle = np.sort(random.uniform(0, 2 * np.pi, 6))
    corners = places[0] + 600 * random.uniform(0.3, 1, (6, 1)) * np.c_[np.cos(angle), np.sin(angle)]
    return "POLYGON((" + ", ".join(f"{x} {y}" for x, y in np.vstack([corners, corners[:1]])) + "))"


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.integers(0, 2**31), st.sampled_from(["MultiPoint", "LineString", "Polygon"]), st.integers(1, 5))
def test_rings_of_any_layer_are_valid_do_not_overlap_and_fill_the_study_area(run, seed, kind, n_features):
    random = np.random.default_rng(seed)
    layer = layer_of(kind, [random_wkt(random, kind) for _ in range(n_features)])
    output = run(
        "buffer_rings",
        INPUT=layer,
        DISTANCES="150,400,1000",
        EXTENT="0,5000,0,5000 [EPSG:32614]",
        BEYOND=True,
        OUTPUT="memory:",
    )["OUTPUT"]
    rings = rings_of(output)
    assert all(ring[4].isGeosValid() for ring in rings)
    assert sum(ring[4].area() for ring in rings) == pytest.approx(25e6, rel=1e-9)
    for index, ring in enumerate(rings):
        assert ring[3] == pytest.approx(ring[4].area())
        for other in rings[index + 1 :]:
            assert ring[4].intersection(other[4]).area() < 1e-3
    everything = QgsGeometry.unaryUnion([feature.geometry().makeValid() for feature in layer.getFeatures()])
    for place in random.uniform(0, 5000, (30, 2)).tolist():
        point = QgsGeometry.fromPointXY(QgsPointXY(*place))
        distance = everything.distance(point)
        edges = (0, 150, 400, 1000)
        if min(abs(distance - edge) for edge in edges[1:]) > 2:
            holders = [ring for ring in rings if ring[4].contains(point)]
            assert len(holders) == 1
            assert holders[0][1] <= distance + 1e-6
            assert holders[0][0] == 4 or distance <= holders[0][2]


def test_a_width_and_a_count_make_rings_of_the_expected_area(run):
    point = layer_of("Point", ["POINT(0 0)"])
    output = run("buffer_rings", INPUT=point, DISTANCES="", WIDTH=100, COUNT=3, OUTPUT="memory:")["OUTPUT"]
    assert [ring[:3] for ring in rings_of(output)] == [(1, 0, 100), (2, 100, 200), (3, 200, 300)]
    labels = [category.label() for category in output.renderer().categories()]
    assert labels == ["0 – 100 m", "100 – 200 m", "200 – 300 m", "> 300 m"]
    areas = np.array([ring[3] for ring in rings_of(output)])
    assert areas == pytest.approx(np.pi * 1e4 * np.array([1, 3, 5]), rel=2e-3)


def test_in_a_geographic_crs_rings_are_metres(run):
    point = layer_of("Point", ["POINT(10 60)"], "EPSG:4326")
    output = run("buffer_rings", INPUT=point, DISTANCES="5000,20000", OUTPUT="memory:")["OUTPUT"]
    rings = rings_of(output)
    areas = [np.pi * 5000**2, np.pi * (20000**2 - 5000**2)]
    assert [ring[3] for ring in rings] == pytest.approx(areas, rel=2e-3)
    box = rings[1][4].boundingBox()
    assert box.height() / 2 * 111_412 == pytest.approx(20000, rel=1e-3)  # metres per degree of latitude at 60°
    assert box.width() / 2 * 55_800 == pytest.approx(20000, rel=1e-3)


def test_rings_in_degrees_fill_the_study_area_without_overlaps(run):
    wkts = ["LINESTRING(10 60, 10.02 60.01, 10.05 60)", "LINESTRING(10.01 60.03, 10.06 60.02)"]
    output = run(
        "buffer_rings",
        INPUT=layer_of("LineString", wkts, "EPSG:4326"),
        DISTANCES="300,700",
        EXTENT="10,10.06,59.99,60.03 [EPSG:4326]",
        BEYOND=True,
        OUTPUT="memory:",
    )["OUTPUT"]
    rings = [ring[4] for ring in rings_of(output)]
    assert all(ring.isGeosValid() for ring in rings)
    assert sum(ring.area() for ring in rings) == pytest.approx(0.06 * 0.04, rel=1e-9)
    assert rings[0].intersection(rings[1]).area() < 1e-12
    assert rings[1].intersection(rings[2]).area() < 1e-12


def test_the_study_area_clips(run):
    line = layer_of("LineString", ["LINESTRING(0 0, 1000 0)"])
    area = layer_of("Polygon", ["POLYGON((0 0, 1000 0, 1000 300, 0 300, 0 0))"], name="area")
    output = run("buffer_rings", INPUT=line, DISTANCES="100,200", STUDY_AREA=area, OUTPUT="memory:")["OUTPUT"]
    assert [ring[3] for ring in rings_of(output)] == pytest.approx([1e5, 1e5])


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"DISTANCES": "a,b"}, "not a list of distances"),
        ({"DISTANCES": "100,-5"}, "greater than 0"),
        ({"BEYOND": True}, "needs an extent"),
        ({"EXTENT": "900000,900100,0,100 [EPSG:32614]"}, "reaches the study area"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(run, parameters, words):
    line = layer_of("LineString", ["LINESTRING(0 0, 1000 0)"])
    with pytest.raises(QgsProcessingException, match=words):
        run("buffer_rings", INPUT=line, OUTPUT="memory:", **parameters)


def test_an_empty_layer_and_a_world_wide_one_are_refused(run):
    with pytest.raises(QgsProcessingException, match="has no features"):
        run("buffer_rings", INPUT=layer_of("Point", []), OUTPUT="memory:")
    wide = layer_of("LineString", ["LINESTRING(-60 0, 60 50)"], "EPSG:4326")
    with pytest.raises(QgsProcessingException, match="too wide"):
        run("buffer_rings", INPUT=wide, OUTPUT="memory:")


def test_a_polygon_that_crosses_itself_is_repaired(run):
    bow_tie = layer_of("Polygon", ["POLYGON((0 0, 100 100, 100 0, 0 100, 0 0))"])
    output = run("buffer_rings", INPUT=bow_tie, DISTANCES="0.001", OUTPUT="memory:")["OUTPUT"]
    assert rings_of(output)[0][3] == pytest.approx(5000, rel=1e-3)
