"""Two layers through Processing: the difference that was put in comes out, place by place too."""

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsProcessingException, QgsVectorLayer

DATES = np.arange(np.datetime64("2018-01-01"), np.datetime64("2020-01-01"), 24)


@pytest.fixture
def layers(point_layer):
    rng = np.random.default_rng(0)
    xy = np.column_stack([500_000 + 50.0 * np.arange(100), np.full(100, 2_100_000.0)])
    years = (DATES - DATES[0]).astype(float) / 365.25
    rate = rng.normal(-10, 3, 100)
    fields = ["D" + str(date).replace("-", "") for date in DATES]
    one = {"velocity": rate, **dict(zip(fields, (rate[:, None] * years).T))}
    slower = rate - 2.0
    other = {"VEL": 0.1 * slower, **dict(zip(fields[10:], (0.1 * slower[:, None] * years[10:]).T))}
    from land_subsidence.bridge.read_points import transform_xy
    from qgis.core import QgsCoordinateReferenceSystem

    crs = QgsCoordinateReferenceSystem("EPSG:32614"), QgsCoordinateReferenceSystem("EPSG:4326")
    return point_layer(xy, one, name="first"), point_layer(transform_xy(xy, *crs), other, crs="EPSG:4326", name="other")


def test_the_difference_is_found_across_crs_units_and_periods(run, layers, tmp_path):
    first, other = layers
    result = run(
        "compare_layers",
        INPUT=first,
        OTHER=other,
        OTHER_UNIT=1,
        RADIUS=10,
        COMMON_PERIOD=True,
        OUTPUT="memory:",
        METRICS="memory:",
        REPORT=str(tmp_path / "report.html"),
    )
    assert result["MATCHED"] == 100
    assert result["BIAS"] == pytest.approx(2.0, abs=1e-6)
    assert result["CORRELATION"] == pytest.approx(1.0)
    table = read_points(result["OUTPUT"], "o", result["OUTPUT"])
    np.testing.assert_allclose(table.numeric("rate_difference"), 2.0, atol=1e-6)
    assert {f["measure"]: f["value"] for f in result["METRICS"].getFeatures()}["rmse"] == pytest.approx(2.0)
    assert "first minus other" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_named_places_over_periods_make_a_table(run, layers):
    first, other = layers
    places = QgsVectorLayer("Polygon?crs=EPSG:32614&field=name:string", "places", "memory")
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle

    for name, x in (("west", 500_000), ("east", 502_500)):
        feature = QgsFeature(places.fields())
        feature.setAttributes([name])
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x - 10, 2_099_000, x + 2_460, 2_101_000)))
        places.dataProvider().addFeature(feature)
    result = run(
        "compare_layers",
        INPUT=first,
        OTHER=other,
        OTHER_UNIT=1,
        PLACES=places,
        PLACE_NAME="name",
        PERIODS="2018; 2019",
        OUTPUT="memory:",
        PLACE_RATES="memory:",
    )
    rows = [(f["place"], f["layer"], f["period"], f["n"]) for f in result["PLACE_RATES"].getFeatures()]
    assert ("west", "first", "2018-01-01/2018-12-31", 50) in rows
    assert ("east", "other", "2019-01-01/2019-12-31", 50) in rows
    west = next(f for f in result["PLACE_RATES"].getFeatures() if f["place"] == "west")
    table = read_points(first, "f", first)
    assert west["rate_mean"] == pytest.approx(table.numeric("velocity")[:50].mean())
    assert west["rate_min"] == pytest.approx(table.numeric("velocity")[:50].min())
    centre = QgsVectorLayer("Point?crs=EPSG:32614&field=name:string", "centre", "memory")
    feature = QgsFeature(centre.fields())
    feature.setAttributes(["middle"])
    feature.setGeometry(QgsGeometry.fromWkt("Point(502500 2100000)"))
    centre.dataProvider().addFeature(feature)
    result = run("compare_layers", INPUT=first, OTHER=first, PLACES=centre, PLACE_RADIUS=101, OUTPUT="memory:",
                 PLACE_RATES="memory:")  # fmt: skip
    assert {f["n"] for f in result["PLACE_RATES"].getFeatures()} == {5}


def test_layers_that_do_not_meet_leave_nothing_behind(run, layers, point_layer, tmp_path):
    first, _ = layers
    far = point_layer(np.array([[0.0, 0.0]]), {"velocity": [1.0]})
    with pytest.raises(QgsProcessingException, match="fewer than two points in common"):
        run("compare_layers", INPUT=first, OTHER=far, OUTPUT=str(tmp_path / "out.gpkg"))
    assert not (tmp_path / "out.gpkg").exists()


def test_another_unit_of_the_other_layer_is_said(run, layers, listener):
    first, other = layers
    given = {"INPUT": first, "OTHER": other, "RADIUS": 10, "OUTPUT": "memory:", "METRICS": "memory:"}
    run("compare_layers", **given, OTHER_UNIT=1, feedback=listener)
    assert not any("probably in another unit" in text for text in listener.warnings)
    run("compare_layers", **given, feedback=listener)
    assert any("probably in another unit" in text for text in listener.warnings)
