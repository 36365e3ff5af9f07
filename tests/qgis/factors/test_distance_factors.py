"""Distances from QGIS layers of any CRS and kind, against QGIS's own geometry and geodesics."""

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)


@pytest.fixture
def vector():
    """``vector("LineString", ["wkt", …], crs, name, {"START": [...]})``"""

    def make(kind, wkts, crs="EPSG:32614", name="faults", attributes=None):
        fields = "".join(f"&field={key}:string" for key in attributes or {})
        layer = QgsVectorLayer(f"{kind}?crs={crs}{fields}", name, "memory")
        if not crs:
            layer.setCrs(QgsCoordinateReferenceSystem())
        rows = list(zip(*attributes.values())) if attributes else [()] * len(wkts)
        for wkt, row in zip(wkts, rows):
            feature = QgsFeature(layer.fields())
            feature.setAttributes(list(row))
            if wkt:
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            layer.dataProvider().addFeature(feature)
        layer.updateExtents()
        return layer

    return make


def column(layer, name):
    layer = QgsVectorLayer(layer) if isinstance(layer, str) else layer
    return np.array([np.nan if v is None or str(v) == "NULL" else v for v in (f[name] for f in layer.getFeatures())])


XY = np.random.default_rng(8).uniform([480000, 2140000], [500000, 2160000], (60, 2))
L_SHAPED = "LINESTRING(485000 2145000, 495000 2145000, 495000 2155000)"
HOUSE = "POLYGON((482000 2144000, 490000 2144000, 490000 2153000, 482000 2153000, 482000 2144000))"


def qgis_distances(layer, crs, xy):
    transform = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance().transformContext())
    shapes = []
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        if not geometry.isNull():
            geometry.transform(transform)
            shapes.append(geometry)
    points = [QgsGeometry.fromPointXY(QgsPointXY(*place)) for place in xy.tolist()]
    return np.array([min(shape.distance(point) for shape in shapes) for point in points])


def test_distances_to_layers_of_every_kind_and_crs_are_those_of_geos(run, point_layer, vector):
    points = point_layer(XY, {"velocity": XY[:, 0]})
    lonlat = QgsCoordinateTransform(
        points.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance().transformContext()
    )
    line_in_degrees = QgsGeometry.fromWkt(L_SHAPED)
    line_in_degrees.transform(lonlat)
    layers = [
        vector("LineString", [L_SHAPED], name="Metro (2016)"),
        vector("LineString", [line_in_degrees.asWkt(12)], "EPSG:4326", name="in degrees"),
        vector("Polygon", [HOUSE], name="houses"),
        vector("MultiPoint", ["MULTIPOINT((490000 2150000),(481000 2141000))", ""], name="wells"),
        vector("MultiLineStringZ", ["MULTILINESTRINGZ((480000 2140000 5, 481000 2141000 7),(1 1 1, 2 2 2))"], name="z"),
        vector("CompoundCurve", ["CIRCULARSTRING(490000 2140000, 495000 2145000, 500000 2140000)"], name="curve"),
    ]
    output = run("distance_factors", INPUT=points, LAYERS=layers, RING_WIDTH=250, OUTPUT="memory:")["OUTPUT"]
    for layer, name in zip(layers[:-1], ("Metro_2016", "in_degrees", "houses", "wells", "z")):
        truth = qgis_distances(layer, points.crs(), XY)
        found = column(output, f"dist_{name}")
        assert found == pytest.approx(truth, abs=1e-3)
        ring = column(output, f"ring_{name}")
        assert (ring >= found).all()
        assert (ring - 250 < np.maximum(found, 1)).all()
    assert (column(output, "dist_houses") == 0).any()
    circle = np.abs(np.hypot(XY[:, 0] - 495000, XY[:, 1] - 2140000) - 5000)
    assert column(output, "dist_curve") == pytest.approx(circle, abs=0.5)


def test_in_a_geographic_crs_distances_are_metres_on_the_ellipsoid(run, point_layer, vector):
    xy = np.array([[10.02, 60.03], [10.3, 59.9], [9.9, 60.2]])
    points = point_layer(xy, {"velocity": np.zeros(3)}, crs="EPSG:4326")
    line = vector("LineString", ["LINESTRING(10 60, 10.01 60, 10.01 60.01)"], "EPSG:4326", "l")
    well = vector("Point", ["POINT(10 60)"], "EPSG:4326", "well")
    output = run("distance_factors", INPUT=points, LAYERS=[line, well], RING_WIDTH=0, OUTPUT="memory:")["OUTPUT"]
    measure = QgsDistanceArea()
    measure.setEllipsoid("EPSG:7030")
    truth = [measure.measureLine(QgsPointXY(*place), QgsPointXY(10, 60)) for place in xy.tolist()]
    assert column(output, "dist_well") == pytest.approx(truth, abs=0.01)
    assert column(output, "dist_l")[1] == pytest.approx(
        min(
            measure.measureLine(QgsPointXY(10.3, 59.9), QgsPointXY(10.01, 60.0 + share * 0.01))
            for share in np.linspace(0, 1, 200)
        ),
        rel=1e-5,
    )
    assert "ring_l" not in [field.name() for field in output.fields()]


def test_dates_filters_counts_and_directions(run, point_layer, vector):
    points = point_layer(
        np.array([[0.0, 0.0], [500.0, 0.0]]),
        {"velocity": np.zeros(2), "D20180101": np.zeros(2), "D20190101": np.ones(2), "D20210101": np.ones(2)},
    )
    subway = vector(
        "LineString",
        ["LINESTRING(100 -900, 100 900)", "LINESTRING(-300 -900, -300 900)", "LINESTRING(-10 -9, -10 9)"],
        name="subway",
        attributes={
            "START": ["2018-06-01", "2020", None],
            "END": ["2019-12-31", None, "2000"],
            "kind": ["a", "a", "b"],
        },
    )
    every = {"INPUT": points, "LAYERS": [subway], "RING_WIDTH": 0, "OUTPUT": "memory:"}
    assert column(run("distance_factors", **every)["OUTPUT"], "dist_subway").tolist() == [10.0, 400.0]
    dated = run("distance_factors", **every, DATE="2019-01-01")["OUTPUT"]
    assert column(dated, "dist_subway").tolist() == [100.0, 400.0]
    filtered = run("distance_factors", **every, FILTER="\"kind\" = 'a'", BEARING=True)["OUTPUT"]
    assert column(filtered, "dist_subway").tolist() == [100.0, 400.0]
    assert column(filtered, "bearing_subway").tolist() == [90.0, 270.0]
    epochs = run("distance_factors", **every, PER_EPOCH=True)["OUTPUT"]
    assert np.isnan(column(epochs, "dist_subway_20180101")).all()
    assert column(epochs, "dist_subway_20190101").tolist() == [100.0, 400.0]
    assert column(epochs, "dist_subway_20210101").tolist() == [300.0, 800.0]
    counted = run("distance_factors", **every, COUNT_RADIUS=350)["OUTPUT"]
    assert column(counted, "count_subway").tolist() == [3, 0]
    chord = 2 * np.sqrt(350**2 - 100**2) + 2 * np.sqrt(350**2 - 300**2) + 18
    assert column(counted, "density_subway")[0] == pytest.approx(chord / 1000 / (np.pi * 0.35**2))


def test_the_same_layer_twice_and_own_names_give_different_fields(run, point_layer, vector):
    points, line = point_layer(XY, {"velocity": XY[:, 0]}), vector("LineString", [L_SHAPED])
    output = run("distance_factors", INPUT=points, LAYERS=[line, line], OUTPUT="memory:")["OUTPUT"]
    names = [field.name() for field in output.fields()]
    assert names[1:] == ["dist_faults", "ring_faults", "dist_faults_2", "ring_faults_2"]
    named = run("distance_factors", INPUT=points, LAYERS=[line], NAMES="Störung", OUTPUT="memory:")["OUTPUT"]
    assert named.fields().lookupField("dist_Störung") >= 0


def test_a_polygon_that_crosses_itself_is_repaired_and_still_holds_its_points(run, point_layer, vector):
    bow_tie = vector("Polygon", ["POLYGON((0 0, 100 100, 100 0, 0 100, 0 0))"], name="tie")
    points = point_layer(np.array([[10.0, 50.0], [90.0, 50.0], [50.0, 90.0]]), {"velocity": np.zeros(3)})
    found = column(run("distance_factors", INPUT=points, LAYERS=[bow_tie], OUTPUT="memory:")["OUTPUT"], "dist_tie")
    assert found[:2].tolist() == [0.0, 0.0]
    assert found[2] == pytest.approx(40 / np.sqrt(2))


def refusal(run, **parameters):
    with pytest.raises(QgsProcessingException) as caught:
        run("distance_factors", OUTPUT="memory:", **parameters)
    return str(caught.value)


def test_bad_input_is_refused_in_one_sentence(run, point_layer, vector):
    points = point_layer(XY, {"velocity": XY[:, 0]})
    line = vector("LineString", [L_SHAPED])
    assert "has no features" in refusal(run, INPUT=points, LAYERS=[vector("LineString", [], name="empty")])
    assert "no coordinate reference system" in refusal(run, INPUT=points, LAYERS=[vector("LineString", [L_SHAPED], "")])
    assert "cannot be degrees" in refusal(run, INPUT=points, LAYERS=[vector("LineString", [L_SHAPED], "EPSG:4326")])
    assert "is true" in refusal(
        run, INPUT=points, LAYERS=[vector("LineString", [L_SHAPED], attributes={"a": ["x"]})], FILTER="\"a\" = 'y'"
    )
    assert "No layer has the fields" in refusal(run, INPUT=points, LAYERS=[line], FILTER='"nothing" = 1')
    assert "not an expression" in refusal(run, INPUT=points, LAYERS=[line], FILTER="= (")
    assert "No layer has the date fields" in refusal(run, INPUT=points, LAYERS=[line], DATE="2018-01-01")
    assert "is not a date" in refusal(run, INPUT=points, LAYERS=[line], DATE="soon")
    assert "no displacement fields" in refusal(run, INPUT=points, LAYERS=[line], PER_EPOCH=True)
    assert "2 names are given for 1 layers" in refusal(run, INPUT=points, LAYERS=[line], NAMES="a,b")


def test_a_date_at_which_nothing_exists_is_refused_and_such_epochs_are_null_and_counted(run, point_layer, vector):
    import processing
    from qgis.core import QgsProcessingFeedback

    metro = vector("LineString", [L_SHAPED], attributes={"START": ["2018-01-01"], "END": ["2018-06-01"]}, name="metro")
    epochs = {f"D{date}": XY[:, 0] for date in ("20180301", "20300101")}
    points = point_layer(XY, {"velocity": XY[:, 0], **epochs})
    dated = {"INPUT": points, "LAYERS": [metro]}
    assert "No feature of “metro” exists on 2030-01-01" in refusal(run, DATE="2030-01-01", **dated)

    warnings = []
    listener = QgsProcessingFeedback(False)
    listener.pushWarning = warnings.append
    parameters = {**dated, "PER_EPOCH": True, "OUTPUT": "memory:"}
    output = processing.run("subsidence:distance_factors", parameters, feedback=listener)["OUTPUT"]
    assert any("At 1 of 2 epochs no feature of “metro” exists" in text for text in warnings)
    rows = list(output.getFeatures())
    assert all(row["dist_metro_20180301"] >= 0.0 for row in rows)
    assert all(str(row["dist_metro_20300101"]) == "NULL" for row in rows)


def test_mexico_city_rates_correlate_with_distances_as_is_known(run, shared_data):
    factors = shared_data / "mexico_city" / "factors"
    cumulative = shared_data / "mexico_city" / "licsbas" / "cum.h5"
    points = run("import_licsbas", INPUT=str(cumulative), OUTPUT="memory:")["OUTPUT"]
    output = run(
        "distance_factors",
        INPUT=points,
        LAYERS=[str(factors / f"{name}.geojson") for name in ("metro_lines", "wells", "water_bodies")],
        COUNT_RADIUS=2000,
        OUTPUT="memory:",
    )["OUTPUT"]
    rate = column(output, "velocity")

    def correlation(name):
        return np.corrcoef(rate, column(output, name))[0, 1]

    assert correlation("height") == pytest.approx(0.70, abs=0.01)
    assert correlation("dist_wells") == pytest.approx(-0.65, abs=0.01)
    assert correlation("count_wells") == pytest.approx(0.56, abs=0.01)
    assert correlation("dist_metro_lines") == pytest.approx(-0.24, abs=0.01)
