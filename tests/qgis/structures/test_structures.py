"""Lines and buildings over points of known motion, through a real QGIS."""

from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingException, QgsVectorLayer

EPOCHS = 40


@pytest.fixture
def points(point_layer):
    """A grid of points 10 m apart that settles to the east of x = 500: 40 mm/yr per 100 m, noise of 1 mm."""
    random = np.random.default_rng(0)
    x, y = np.meshgrid(np.arange(5.0, 1000, 10), np.arange(-45.0, 50, 10))
    xy = np.column_stack([x.ravel(), y.ravel()]) + [480_000, 2_150_000]
    dates = np.datetime64("2019-01-01") + np.arange(EPOCHS) * 12
    years = (dates - dates[0]).astype(float) / 365.25
    rate = -0.4 * np.maximum(x.ravel() - 500, 0)
    series = rate[:, None] * years + random.standard_normal((len(xy), EPOCHS))
    columns = {"velocity": rate}
    columns |= {f"D{str(date).replace('-', '')}": series[:, n] for n, date in enumerate(dates)}
    return point_layer(xy, columns)


def layer_of(kind, geometries, crs="EPSG:32614"):
    layer = QgsVectorLayer(f"{kind}?crs={crs}&field=name:string", kind.lower(), "memory")
    features = []
    for number, wkt in enumerate(geometries):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature["name"] = f"no. {number + 1}"
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def box(x, width=60, height=60):
    x0, y0 = 480_000 + x, 2_150_000 - height / 2
    return f"POLYGON(({x0} {y0},{x0 + width} {y0},{x0 + width} {y0 + height},{x0} {y0 + height},{x0} {y0}))"


LINE = "LINESTRING(480000 2150000, 481000 2150000)"


def test_a_profile_finds_the_rate_and_the_kink_at_their_chainage(run, points):
    result = run("profile_along_line", INPUT=points, LINES=layer_of("LineString", [LINE]), WIDTH=40, STEP=50, SPAN=200,
                 OUTPUT="memory:", REPORT="TEMPORARY_OUTPUT")  # fmt: skip
    stations = {f["chainage"]: f for f in result["OUTPUT"].getFeatures()}
    assert len(stations) == 20
    assert stations[25.0]["rate"] == pytest.approx(0, abs=3)
    assert stations[975.0]["rate"] == pytest.approx(-190, abs=3)
    worst = max(stations.values(), key=lambda f: f["distortion"] if f["distortion"] else 0)
    assert abs(worst["chainage"] - 500) <= 50
    years = 39 * 12 / 365.25
    # the kink lies between two stations: the span from 475 m to 675 m holds 175 m of the steeper side
    assert worst["distortion"] == pytest.approx(0.4 * years * 175 / 200, rel=0.05)
    assert worst["distortion_rate"] == pytest.approx(0.4 * 175 / 200, rel=0.05)
    assert stations[975.0]["D20200413"] == pytest.approx(-190 * years, abs=3)
    assert result["STATION_COUNT"] == 20
    assert stations[25.0].geometry().asPoint() == QgsPointXY(480025, 2150000)


def test_lines_in_degrees_give_the_same_profile(run, points):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject

    geometry = QgsGeometry.fromWkt(LINE)
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    geometry.transform(QgsCoordinateTransform(points.crs(), wgs84, QgsProject.instance()))
    lines = layer_of("LineString", [geometry.asWkt(12)], "EPSG:4326")
    result = run("profile_along_line", INPUT=points, LINES=lines, WIDTH=40, STEP=50, DATES="2019-06-30",
                 OUTPUT="memory:")  # fmt: skip
    assert result["LOWEST_RATE"] == pytest.approx(-190, abs=4)
    names = [field.name() for field in result["OUTPUT"].fields()]
    assert [name for name in names if name.startswith("D2")] == ["D20190630"]


def test_a_line_away_from_all_points_is_refused(run, points):
    far = layer_of("LineString", ["LINESTRING(400000 2150000, 401000 2150000)"])
    with pytest.raises(QgsProcessingException, match="No point lies within"):
        run("profile_along_line", INPUT=points, LINES=far, OUTPUT="memory:")


def test_a_tilted_building_exceeds_its_limit_and_a_still_one_does_not(run, points):
    buildings = layer_of("Polygon", [box(100), box(800), box(5000), box(470)])
    result = run("structure_settlement", INPUT=points, STRUCTURES=buildings, LIMITS="gb_50007_local_tilt",
                 FROM="2019-01-01", OUTPUT="memory:", LIMITS_USED="memory:", REPORT="TEMPORARY_OUTPUT")  # fmt: skip
    still, tilted, far, bent = result["OUTPUT"].getFeatures()
    years = 39 * 12 / 365.25
    assert tilted["tilt"] == pytest.approx(0.4 * years, abs=0.02)
    assert tilted["direction"] == pytest.approx(90, abs=3)
    assert tilted["name"] == "no. 2"
    assert still["p_exceed"] < 0.01
    assert "below" in still["class"]
    assert far["n"] == 0
    assert "unknown" in far["class"]
    assert bent["p_curved"] < 0.01
    assert bent["distortion"] > 0.05
    assert result["STRUCTURE_COUNT"] == 3
    limits = list(result["LIMITS_USED"].getFeatures())
    assert [f["text"] for f in limits] == ["1/500", "1/333"]
    assert all(f["source"] == "GB 50007-2011" for f in limits)
    report = Path(result["REPORT"]).read_text(encoding="utf-8")
    assert "screening" in report
    assert report.index("<img") < report.index("<table")


def test_own_limits_and_the_forecast_decide_too(run, points, point_layer):
    table = QgsVectorLayer("None?field=quantity:string&field=value:string", "limits", "memory")
    feature = QgsFeature(table.fields())
    feature.setAttributes(["tilt", "0.4/1000"])
    table.dataProvider().addFeatures([feature])
    buildings = layer_of("Polygon", [box(100), box(800)])
    result = run("structure_settlement", INPUT=points, STRUCTURES=buildings, LIMIT_TABLE=table, OUTPUT="memory:")
    still, tilted = result["OUTPUT"].getFeatures()
    assert tilted["p_exceed"] > 0.95
    assert still["p_exceed"] < 0.05
    assert result["EXCEEDING_COUNT"] == 1


def test_lines_are_cut_into_spans_and_the_worst_is_told(run, points):
    lines = layer_of("LineString", [LINE, "LINESTRING(480000 2150020, 480450 2150020)"])
    result = run("structure_settlement", INPUT=points, STRUCTURES=lines, WIDTH=40, SPAN=100, LIMITS="bjerrum_1963",
                 OUTPUT="memory:")  # fmt: skip
    kinked, still = result["OUTPUT"].getFeatures()
    assert kinked["distortion"] == pytest.approx(0.2 * 39 * 12 / 365.25, rel=0.05)  # half on either side of 500 m
    assert kinked["p_still"] < 0.01
    assert still["p_exceed"] < 0.05
    assert still["p_still"] > 0.01


def test_bad_input_is_refused_in_a_sentence(run, points, tmp_path):
    buildings = layer_of("Polygon", [box(100)])
    for change, words in (
        ({"FROM": "yesterday"}, "is no date"),
        ({"FROM": "2001-01-01"}, "must lie within the series"),
        ({"STRUCTURES": layer_of("Polygon", [box(90000)])}, "No point lies on a structure"),
    ):
        target = tmp_path / "out.gpkg"
        with pytest.raises(QgsProcessingException, match=words):
            run("structure_settlement", **{"INPUT": points, "STRUCTURES": buildings, "OUTPUT": str(target)} | change)
        assert not target.exists()


def test_points_in_place_of_lines_are_refused_in_a_sentence(run, points):
    stations = layer_of("Point", ["POINT(480100 2150000)"])
    with pytest.raises(QgsProcessingException, match="has no lines"):
        run("profile_along_line", INPUT=points, LINES=stations, OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="must be polygons or lines"):
        run("structure_settlement", INPUT=points, STRUCTURES=stations, OUTPUT="memory:")


def test_a_forecast_of_dates_that_have_passed_is_no_forecast(run, points, point_layer):
    first = next(points.getFeatures())
    names = [field.name() for field in points.fields()]
    xy = np.array([[f.geometry().asPoint().x(), f.geometry().asPoint().y()] for f in points.getFeatures()])
    columns = {name: np.array([f[name] for f in points.getFeatures()], dtype=float) for name in names}
    assert first["D20190101"] is not None
    last = max(name for name in names if name.startswith("D2"))
    for shift, expected in ((0, False), (1, True)):
        day = np.datetime64(f"{last[1:5]}-{last[5:7]}-{last[7:]}") + 365 * shift
        name = "F" + str(day).replace("-", "")
        more = {name: columns[last], f"{name}_lo": columns[last] - 5, f"{name}_hi": columns[last] + 5}
        layer = point_layer(xy, {**columns, **more})
        result = run("structure_settlement", INPUT=layer, STRUCTURES=layer_of("Polygon", [box(800)]), OUTPUT="memory:")
        fields = [field.name() for field in result["OUTPUT"].fields()]
        assert ("p_exceed_forecast" in fields) is expected


def test_pieces_of_a_line_in_any_order_and_direction_and_unbent_curves_give_the_profile_of_the_line(run, points):
    pieces = (
        "MultiLineString((480500 2150000, 481000 2150000), (480000 2150000, 480200 2150000),"
        " (480500 2150000, 480200 2150000))"
    )
    curve = "CompoundCurve((480000 2150000, 481000 2150000))"
    found = []
    for kind, text in (("LineString", LINE), ("MultiLineString", pieces), ("CompoundCurve", curve)):
        lines = layer_of(kind, [text])
        result = run("profile_along_line", INPUT=points, LINES=lines, WIDTH=60, STEP=50, OUTPUT="memory:")
        found.append([(f["chainage"], f["rate"], f.geometry().asPoint().x()) for f in result["OUTPUT"].getFeatures()])
    assert len(found[0]) == 20
    for other in found[1:]:
        np.testing.assert_allclose(np.array(other, dtype=float), np.array(found[0], dtype=float))
