"""Rasters and polygons become columns; what lies outside is counted, never filled."""

import numpy as np
import pytest
from land_subsidence.bridge.rasters import write_raster
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRasterLayer,
    QgsVectorLayer,
)

WKT = QgsCoordinateReferenceSystem("EPSG:32614").toWkt()
TRANSFORM = (1000.0, 100.0, 0.0, 5000.0, 0.0, -100.0)
XY = np.array([[1050.0, 4950.0], [1251.0, 4650.0], [2950.0, 2050.0], [9000.0, 0.0]])


class Listener(QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.warnings = []

    def pushWarning(self, text):
        self.warnings.append(text)


@pytest.fixture
def surface(tmp_path):
    """value = column + 100 row on 20 x 30 pixels, with one pixel without data."""
    column, row = np.meshgrid(np.arange(20.0), np.arange(30.0))
    values = column + 100 * row
    values[29, 19] = np.nan
    path = tmp_path / "height.tif"
    write_raster(path, np.stack([values, values * 2]), TRANSFORM, WKT, ["2018-01-01", "slope"])
    return QgsRasterLayer(str(path), "height")


@pytest.fixture
def geology():
    layer = QgsVectorLayer("Polygon?crs=EPSG:32614&field=rock:string&field=age:double", "geology", "memory")
    squares = {"clay": (1000, 4000, 2000, 5000), "sand": (1200, 4600, 1300, 4700), "rock": (2000, 2000, 3000, 3000)}
    for number, (name, (left, bottom, right, top)) in enumerate(squares.items()):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name, number * 1.5])
        ring = f"{left} {bottom}, {right} {bottom}, {right} {top}, {left} {top}, {left} {bottom}"
        feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON(({ring}))"))
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def column(layer, name):
    return [None if v is None or str(v) == "NULL" else v for v in (f[name] for f in layer.getFeatures())]


def test_rasters_give_a_field_per_band_and_null_outside(run, point_layer, surface):
    points = point_layer(XY, {"velocity": np.zeros(4)})
    output = run("sample_factors", INPUT=points, RASTERS=[surface], OUTPUT="memory:")["OUTPUT"]
    assert column(output, "height_2018_01_01") == [0.0, 302.0, None, None]
    assert column(output, "height_slope") == [0.0, 604.0, None, None]
    smooth = run("sample_factors", INPUT=points, RASTERS=[surface], SAMPLING=1, OUTPUT="memory:")["OUTPUT"]
    assert column(smooth, "height_2018_01_01")[1] == pytest.approx(302.01, abs=1e-4)
    mean = run("sample_factors", INPUT=points, RASTERS=[surface], SAMPLING=2, RADIUS=102, OUTPUT="memory:")["OUTPUT"]
    assert column(mean, "height_2018_01_01")[:2] == pytest.approx([(0 + 1 + 100) / 3, 302.0])


def test_reading_in_strips_changes_nothing(run, point_layer, surface, monkeypatch):
    import land_subsidence.subsidence.factors.grids as room

    xy = np.random.default_rng(3).uniform([1000, 2000], [3000, 5000], (300, 2))
    points = point_layer(xy, {"velocity": np.zeros(300)})
    for sampling in (0, 1, 2):
        parameters = {"INPUT": points, "RASTERS": [surface], "SAMPLING": sampling, "RADIUS": 250, "OUTPUT": "memory:"}
        monkeypatch.setattr(room, "PIXELS_PER_READ", 16_000_000)
        whole = column(run("sample_factors", **parameters)["OUTPUT"], "height_slope")
        monkeypatch.setattr(room, "PIXELS_PER_READ", 100)
        strips = column(run("sample_factors", **parameters)["OUTPUT"], "height_slope")
        assert [value is None for value in strips] == [value is None for value in whole]
        known = [index for index, value in enumerate(whole) if value is not None]
        assert [strips[index] for index in known] == pytest.approx([whole[index] for index in known], rel=1e-12)


def test_what_is_missing_is_counted_in_the_log(point_layer, surface, geology):
    import processing

    listener = Listener()
    processing.run(
        "subsidence:sample_factors",
        {
            "INPUT": point_layer(XY, {"velocity": np.zeros(4)}),
            "RASTERS": [surface],
            "POLYGONS": [geology],
            "POLYGON_FIELD": "rock",
            "OUTPUT": "memory:",
        },
        feedback=listener,
    )
    assert "1 of 4 points lie outside the raster and 1 on pixels without data" in listener.warnings[0]
    assert "1 of 4 points lie in no polygon and 1 in several" in listener.warnings[1]


def test_points_in_another_crs_find_their_pixels(run, point_layer, surface):
    points = run(
        "native:reprojectlayer",
        INPUT=point_layer(XY[:2], {"velocity": np.zeros(2)}),
        TARGET_CRS="EPSG:4326",
        OUTPUT="memory:",
    )["OUTPUT"]
    output = run("sample_factors", INPUT=points, RASTERS=[surface], OUTPUT="memory:")["OUTPUT"]
    assert column(output, "height_slope") == [0.0, 604.0]


def test_classes_stay_text_and_get_codes(run, point_layer, geology, tmp_path):
    points = point_layer(XY, {"velocity": np.array([-9.0, -3.0, 1.0, 5.0]), "split": ["train"] * 3 + ["test"]})
    common = {"INPUT": points, "POLYGONS": geology, "POLYGON_FIELD": "rock", "OUTPUT": "memory:"}
    result = run("sample_factors", **common, CLASSES="memory:")
    assert column(result["OUTPUT"], "geology") == ["clay", "clay", "rock", None]
    assert column(result["OUTPUT"], "geology_code") == [1.0, 1.0, 2.0, None]
    assert [f.attributes() for f in result["CLASSES"].getFeatures()] == [
        ["geology", "clay", 1.0, 2],
        ["geology", "rock", 2.0, 1],
    ]
    legend = tmp_path / "legend.csv"
    legend.write_text("class;number\nclay;7,5\n", encoding="utf-8")
    coded = run("sample_factors", **common, ENCODING=2, LEGEND=str(legend))["OUTPUT"]
    assert column(coded, "geology_code") == [7.5, 7.5, None, None]
    mean = run("sample_factors", **common, ENCODING=3, SPLIT="split")["OUTPUT"]
    overall = (-9 - 3 + 1) / 3
    assert column(mean, "geology_code")[:3] == pytest.approx(
        [(-12 + 10 * overall) / 12] * 2 + [(1 + 10 * overall) / 11]
    )
    hot = run("sample_factors", **common, ENCODING=4)["OUTPUT"]
    assert column(hot, "geology_clay") == [1.0, 1.0, 0.0, None]
    text = run("sample_factors", **common, ENCODING=0)["OUTPUT"]
    assert text.fields().lookupField("geology_code") == -1


def test_numeric_attributes_stay_numbers(run, point_layer, geology):
    points = point_layer(XY, {"velocity": np.zeros(4)})
    output = run("sample_factors", INPUT=points, POLYGONS=[geology], POLYGON_FIELD="age", OUTPUT="memory:")["OUTPUT"]
    assert column(output, "geology") == [0.0, 0.0, 3.0, None]


def refusal(run, **parameters):
    with pytest.raises(QgsProcessingException) as caught:
        run("sample_factors", OUTPUT="memory:", **parameters)
    return str(caught.value)


def test_bad_input_is_refused_in_one_sentence(run, point_layer, surface, geology):
    points = point_layer(XY, {"velocity": np.zeros(4)})
    far = point_layer(XY + 1e6, {"velocity": np.zeros(4)})
    assert "Nothing to sample" in refusal(run, INPUT=points)
    assert "covers none of the points" in refusal(run, INPUT=far, RASTERS=[surface])
    assert "No point lies in a polygon" in refusal(run, INPUT=far, POLYGONS=[geology], POLYGON_FIELD="rock")
    assert "has no field “soil”" in refusal(run, INPUT=points, POLYGONS=[geology], POLYGON_FIELD="soil")
    assert "2 polygon layers need" in refusal(run, INPUT=points, POLYGONS=[geology, geology], POLYGON_FIELD="")
    assert "does not exist" in refusal(
        run, INPUT=points, POLYGONS=[geology], POLYGON_FIELD="rock", ENCODING=2, LEGEND="/nowhere.csv"
    )


def polygons(wkt, crs="EPSG:32614"):
    layer = QgsVectorLayer(f"Polygon?crs={crs}&field=rock:string", "map", "memory")
    for text in wkt:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(["clay"])
        feature.setGeometry(QgsGeometry.fromWkt(text))
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def test_maps_without_features_or_in_a_wrong_crs_are_refused_in_one_sentence(run, point_layer, surface):
    points = point_layer(XY, {"velocity": np.zeros(4)})
    square = "POLYGON((1000 4000, 2000 4000, 2000 5000, 1000 5000, 1000 4000))"
    assert "“map” has no features" in refusal(run, INPUT=points, POLYGONS=[polygons([])], POLYGON_FIELD="rock")
    wrong = polygons([square], "EPSG:4326")
    assert "cannot be degrees" in refusal(run, INPUT=points, POLYGONS=[wrong], POLYGON_FIELD="rock")
    nowhere = point_layer(np.zeros((0, 2)), {"velocity": np.zeros(0)})
    assert "is empty" in refusal(run, INPUT=nowhere, RASTERS=[surface])


def test_a_polygon_that_crosses_itself_still_gives_its_class_on_both_sides(run, point_layer):
    bow_tie = polygons(["POLYGON((0 0, 100 100, 100 0, 0 100, 0 0))"])
    points = point_layer(np.array([[10.0, 50.0], [90.0, 50.0], [50.0, 90.0]]), {"velocity": np.zeros(3)})
    output = run("sample_factors", INPUT=points, POLYGONS=[bow_tie], POLYGON_FIELD="rock", OUTPUT="memory:")["OUTPUT"]
    assert column(output, "map") == ["clay", "clay", None]


def test_a_legend_in_another_encoding_is_read_or_its_classes_are_counted_as_unknown(point_layer, geology, tmp_path):
    import processing

    points, legend = point_layer(XY[:1], {"velocity": np.zeros(1)}), tmp_path / "legend.csv"

    def code(rock, encoding):
        legend.write_text(f"class;number\n{rock};7,5\nelse;2\n", encoding=encoding)
        geology.startEditing()
        geology.changeAttributeValue(next(geology.getFeatures()).id(), 0, rock)
        geology.commitChanges()
        parameters = {"INPUT": points, "POLYGONS": [geology], "POLYGON_FIELD": "rock", "ENCODING": 2}
        listener = Listener()
        output = processing.run(
            "subsidence:sample_factors",
            {**parameters, "LEGEND": str(legend), "OUTPUT": "memory:"},
            feedback=listener,
        )["OUTPUT"]
        return column(output, "geology_code"), " ".join(listener.warnings)

    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        values, said = code("Lössboden", encoding)
        assert values == [7.5]
        assert "without a code" not in said
    values, said = code("黏土", "gb18030")
    assert values == [7.5]
    assert "without a code" not in said
    for encoding in ("cp1251", "koi8-r", "cp866"):
        values, said = code("глина", encoding)
        assert values == [7.5]
    values, said = code("глина", "cp855")
    assert values == [None]
    assert "1 points have classes of “geology” without a code, such as “глина”" in said


def test_mexico_city_aquifers_and_heights(run, shared_data):
    folder = shared_data / "mexico_city"
    points = run("import_licsbas", INPUT=str(folder / "licsbas" / "cum.h5"), OUTPUT="memory:")["OUTPUT"]
    output = run(
        "sample_factors",
        INPUT=points,
        RASTERS=[str(next((folder / "GEOC").glob("*.hgt.tif")))],
        POLYGONS=[str(folder / "factors" / "aquifers.geojson")],
        POLYGON_FIELD="ACUÍFERO",
        OUTPUT="memory:",
    )["OUTPUT"]
    names = [field.name() for field in output.fields()]
    sampled = names[names.index("aquifers") - 1]
    assert sampled.startswith("005A_mexico_city")
    assert column(output, sampled) == column(output, "height")
    assert set(column(output, "aquifers")) == {"ZONA METROPOLITANA DE LA CD. DE MÉXICO"}


def test_a_mean_around_a_point_takes_true_metres_in_mercator(run, point_layer, tmp_path):
    """At 60° north a metre of Web Mercator is half a metre of ground."""
    pixel, middle_y = 100.0, 8_399_737.89
    column_at, row_at = np.meshgrid(np.arange(41.0), np.arange(41.0))
    values = np.random.default_rng(4).normal(size=(41, 41))
    left, top = 1_000_000.0 - 20.5 * pixel, middle_y + 20.5 * pixel
    path = tmp_path / "mercator.tif"
    wkt = QgsCoordinateReferenceSystem("EPSG:3857").toWkt()
    write_raster(path, values[None], (left, pixel, 0.0, top, 0.0, -pixel), wkt, ["height"])
    points = point_layer([[1_000_000.0, middle_y]], {"velocity": np.zeros(1)}, "EPSG:3857")
    output = run("sample_factors", INPUT=points, RASTERS=[str(path)], SAMPLING=2, RADIUS=530.0, OUTPUT="memory:")
    layer = output["OUTPUT"]
    (found,) = column(layer, layer.fields().names()[-1])
    on_ground = np.hypot(column_at - 20, row_at - 20) * pixel * 0.5
    assert found == pytest.approx(values[on_ground <= 530.0].mean(), rel=1e-5)
    assert found != pytest.approx(values[2 * on_ground <= 530.0].mean(), rel=1e-2)
