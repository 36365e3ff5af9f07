"""The door between QGIS and numpy: what goes in comes out, by every way in and every way out."""

import json
from pathlib import Path

import numpy as np
import pytest
from land_subsidence.algorithms.base import SubsidenceAlgorithm
from land_subsidence.bridge.call import Call
from land_subsidence.bridge.fields import Column
from land_subsidence.bridge.read_points import _read_arrow, read_points
from land_subsidence.bridge.styles import style_for
from land_subsidence.subsidence.errors import SubsidenceError
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsProcessingException,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)


class Doubling(SubsidenceAlgorithm):
    """An algorithm as small as they come: writes twice the rate."""

    ID = "doubling"
    GROUP = "analysis"
    times_worked = 0

    def title(self):
        return "Doubling"

    def about(self):
        return "Doubles the rate."

    def keywords(self):
        return []

    def define(self):
        self.add_points("INPUT", "Points", "The points")
        self.add_field("RATE", "Rate", "The rate", optional=True)
        self.add_points_output("OUTPUT", "Doubled", "The doubled points")
        self.add_table_output("TABLE", "Table", "A table")
        self.add_report_output()

    def execute(self, call: Call):
        table = call.points()
        twice = 2 * call.rate(table)
        Doubling.times_worked += 1
        call.report.progress(0.5)
        if np.nanmax(np.abs(twice)) > 1e6:
            raise SubsidenceError("The rate is too large; check its unit.")
        style = style_for("twice", twice, unit="mm/yr")
        columns = [Column("twice", twice, "Twice the rate (mm/yr)"), Column("label", np.arange(table.n_points))]
        return {
            "OUTPUT": call.write_points("OUTPUT", table, columns, style=style, description="Doubled."),
            "TABLE": call.write_table("TABLE", [Column("n", np.array([table.n_points]))]),
            "REPORT": call.write_text("REPORT", "<html></html>"),
        }


@pytest.fixture
def points(point_layer):
    xy = np.array([[500000.0, 2100000.0], [500100.5, 2100050.25], [500200.0, 2100000.0]])
    return point_layer(
        xy,
        {
            "point_id": np.array([7, 8, 9]),
            "velocity": np.array([-1.5, np.nan, 3.25]),
            "class": np.array(["clay", None, "löss"], dtype=object),
            "D20200101": np.array([0.0, 0.0, 0.0]),
            "D20200113": np.array([-1.0, np.nan, 2.0]),
        },
    )


def run_doubling(parameters, feedback=None):
    import processing

    return processing.run(Doubling().create(), parameters, feedback=feedback)


def columns_equal(a, b):
    for name in a.columns:
        if a.columns[name].dtype.kind == "f":
            np.testing.assert_array_equal(a.columns[name], b.columns[name])
        else:
            assert a.columns[name].tolist() == b.columns[name].tolist()


def test_a_geopackage_read_by_columns_equals_the_same_read_by_features(points, tmp_path):
    path = str(tmp_path / "doubled.gpkg")
    run_doubling({"INPUT": points, "OUTPUT": path})
    layer = QgsVectorLayer(path, "doubled", "ogr")
    fast = read_points(layer, "doubled", layer)
    slow = read_points(layer, "doubled", None)
    assert fast.names == slow.names
    np.testing.assert_array_equal(fast.xy, slow.xy)
    columns_equal(fast, slow)
    assert np.isnan(fast.numeric("velocity")[1])
    assert fast.column("class").tolist() == ["clay", None, "löss"]


def test_a_geopackage_of_many_columns_is_read_by_columns_too(point_layer, tmp_path):
    random = np.random.default_rng(0)
    columns = {f"column_{number}": random.normal(size=3) for number in range(260)}
    points = point_layer(np.array([[0.0, 0.0], [1.0, 2.0], [3.0, 4.0]]), {"velocity": np.zeros(3), **columns})
    path = str(tmp_path / "doubled.gpkg")
    run_doubling({"INPUT": points, "OUTPUT": path})
    layer = QgsVectorLayer(path, "doubled", "ogr")
    fast = _read_arrow(layer, "doubled", layer, layer.fields())
    slow = read_points(layer, "doubled", None)
    assert fast.names == slow.names
    np.testing.assert_array_equal(fast.xy, slow.xy)
    columns_equal(fast, slow)


@pytest.mark.parametrize("from_file", [True, False])
def test_only_what_is_needed_is_read_and_is_what_reading_all_gives(point_layer, tmp_path, from_file):
    random = np.random.default_rng(0)
    columns = {f"D201901{day:02d}": random.normal(size=4) for day in range(1, 20)}
    columns |= {"velocity": np.array([-1.0, np.nan, 7.0, -9999.0]), "NoData": np.full(4, 7.0)}
    points = point_layer(random.normal(size=(4, 2)), columns)
    if from_file:
        run_doubling({"INPUT": points, "OUTPUT": str(tmp_path / "doubled.gpkg")})
        points = QgsVectorLayer(str(tmp_path / "doubled.gpkg"), "doubled", "ogr")
    some = read_points(points, "some", points, only={"velocity"})
    every = read_points(points, "some", points)
    assert set(some.names) == {"velocity", "NoData"}
    np.testing.assert_array_equal(some.numeric("velocity"), every.numeric("velocity"))
    np.testing.assert_array_equal(some.xy, every.xy)


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "shp"])
def test_written_attributes_and_places_equal_the_input(points, tmp_path, suffix):
    path = str(tmp_path / f"doubled.{suffix}")
    run_doubling({"INPUT": points, "OUTPUT": path})
    layer = QgsVectorLayer(path, "doubled", "ogr")
    assert layer.featureCount() == 3
    table = read_points(layer, "doubled", layer)
    np.testing.assert_allclose(table.xy[1], [500100.5, 2100050.25], atol=1e-6 if suffix != "geojson" else 2)
    np.testing.assert_array_equal(table.numeric("twice"), [-3.0, np.nan, 6.5])
    assert table.numeric("point_id").tolist() == [7, 8, 9]


def test_a_bulk_written_geopackage_has_a_working_spatial_index_and_count(points, tmp_path):
    path = str(tmp_path / "doubled.gpkg")
    run_doubling({"INPUT": points, "OUTPUT": path})
    layer = QgsVectorLayer(path, "doubled", "ogr")
    request = QgsFeatureRequest().setFilterRect(layer.extent().buffered(-60))
    assert [f["point_id"] for f in layer.getFeatures(request)] == [8]
    assert layer.hasSpatialIndex() == layer.SpatialIndexPresent
    assert layer.startEditing()
    assert layer.deleteFeature(next(layer.getFeatures()).id())
    assert layer.commitChanges(), layer.commitErrors()
    assert QgsVectorLayer(path, "again", "ogr").featureCount() == 2


def test_style_alias_and_provenance_travel_in_the_geopackage(points, tmp_path):
    path = str(tmp_path / "doubled.gpkg")
    run_doubling({"INPUT": points, "OUTPUT": path})
    layer = QgsVectorLayer(path, "doubled", "ogr")
    assert layer.renderer().type() == "graduatedSymbol"
    assert layer.attributeAlias(layer.fields().lookupField("twice")) == "Twice the rate (mm/yr)"
    provenance = json.loads(layer.customProperty("land_subsidence/provenance"))
    assert provenance["plugin_version"]
    assert "INPUT" in provenance["parameters"]


@pytest.mark.parametrize("output", ["memory:", "TEMPORARY_OUTPUT"])
def test_a_scratch_layer_has_its_alias_without_a_warning(points, output):
    import processing
    from qgis.core import QgsProcessingFeedback

    class Listener(QgsProcessingFeedback):
        heard = ""

        def pushWarning(self, text):
            self.heard += text

    feedback = Listener()
    points.setFieldAlias(0, "Number of the point")
    layer = processing.run(Doubling().create(), {"INPUT": points, "OUTPUT": output}, feedback=feedback)["OUTPUT"]
    assert layer.dataProvider().name() == "memory"
    assert layer.attributeAlias(layer.fields().lookupField("twice")) == "Twice the rate (mm/yr)"
    assert layer.attributeAlias(layer.fields().lookupField("point_id")) == "Number of the point"
    assert feedback.heard == ""


def test_a_run_on_its_own_output_keeps_every_field(points, tmp_path):
    first, second = str(tmp_path / "a.gpkg"), str(tmp_path / "b.gpkg")
    run_doubling({"INPUT": points, "OUTPUT": first})
    run_doubling({"INPUT": first, "OUTPUT": second})
    names = [f.name() for f in QgsVectorLayer(second, "b", "ogr").fields()]
    assert sorted(names) == sorted(["fid", "point_id", "velocity", "class", "D20200101", "D20200113", "twice", "label"])


def test_a_selection_is_respected(points, tmp_path):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    path = str(tmp_path / "doubled.gpkg")
    run_doubling({"INPUT": points, "OUTPUT": path})
    layer = QgsVectorLayer(path, "doubled", "ogr")
    layer.selectByExpression("point_id = 9")
    from qgis.core import QgsProject

    QgsProject.instance().addMapLayer(layer)
    source = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    result = run_doubling({"INPUT": source, "OUTPUT": "memory:"})["OUTPUT"]
    assert [f["twice"] for f in result.getFeatures()] == [6.5]
    QgsProject.instance().removeMapLayer(layer.id())


def test_a_layer_without_crs_is_refused_in_words(point_layer):
    with pytest.raises(QgsProcessingException, match="no coordinate reference system"):
        run_doubling({"INPUT": point_layer([[0, 0]], {"velocity": [1.0]}, crs=""), "OUTPUT": "memory:"})


def test_an_empty_layer_is_refused_in_words(point_layer):
    with pytest.raises(QgsProcessingException, match="is empty"):
        run_doubling({"INPUT": point_layer([], {"velocity": np.zeros(0)}), "OUTPUT": "memory:"})


def test_a_text_field_as_rate_is_refused_in_words(points):
    with pytest.raises(QgsProcessingException, match="is text"):
        run_doubling({"INPUT": points, "RATE": "class", "OUTPUT": "memory:"})


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("nowhere/out.gpkg", "does not exist"),
        ("folder.gpkg", "is a folder"),
        ("file.txt/out.gpkg", "does not exist"),  # its folder is a file
        ("x" * 300 + ".gpkg", "choose another place"),  # a name that is longer than any file system takes
        ("x" * 249 + ".gpkg", "choose another place"),  # this one fits, but SQLite's journal beside it does not
        ("/proc/out.gpkg", "choose another place"),  # root may do everything, but not make a file here
    ],
)
def test_an_output_that_cannot_be_made_is_refused_before_any_work(points, tmp_path, place, reason):
    for name in ("folder.gpkg", "folder.html"):
        (tmp_path / name).mkdir()
    (tmp_path / "file.txt").write_text("no folder", encoding="utf-8")
    if place.startswith("/proc") and not Path("/proc").is_dir():
        pytest.skip("this system has no /proc")
    before, worked = sorted(tmp_path.iterdir()), Doubling.times_worked
    for key, ending in (("OUTPUT", ".gpkg"), ("REPORT", ".html")):
        path = (tmp_path / place).with_suffix(ending)
        with pytest.raises(QgsProcessingException, match=f"cannot be written.*{reason}"):
            run_doubling({"INPUT": points, "OUTPUT": "memory:", key: str(path)})
    assert Doubling.times_worked == worked
    assert sorted(tmp_path.iterdir()) == before


def test_an_output_that_another_program_holds_is_refused_before_any_work(points, tmp_path, monkeypatch):
    """Windows lets nobody replace a file that is open elsewhere; there renaming it tells."""

    def held(self, target):
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    path = tmp_path / "open.gpkg"
    path.write_bytes(b"kept")
    monkeypatch.setattr(Path, "rename", held)
    worked = Doubling.times_worked
    with pytest.raises(QgsProcessingException, match="used by another process"):
        run_doubling({"INPUT": points, "OUTPUT": str(path)})
    assert Doubling.times_worked == worked
    assert path.read_bytes() == b"kept"


def test_progress_runs_forward_through_several_outputs(points, tmp_path):
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    seen = []
    feedback.progressChanged.connect(seen.append)
    targets = {"OUTPUT": str(tmp_path / "doubled.gpkg"), "TABLE": str(tmp_path / "table.gpkg")}
    run_doubling({"INPUT": points, **targets}, feedback)
    assert seen == sorted(seen)
    assert seen[-1] == 100
    assert {95.0, 97.5} <= set(seen)  # each output has its share of the end


def test_a_report_that_starts_again_does_not_turn_the_bar_back():
    from land_subsidence.bridge.feedback import FeedbackReport
    from qgis.core import QgsProcessingFeedback

    feedback = QgsProcessingFeedback()
    report = FeedbackReport(feedback)
    report.progress(0.6)
    report.parts(1, 4, 5)[1].progress(0.5)
    assert feedback.progress() == 60


def test_a_failed_run_leaves_no_file(points, point_layer, tmp_path):
    path = tmp_path / "doubled.gpkg"
    report = tmp_path / "missing" / "report.html"
    with pytest.raises(QgsProcessingException):
        run_doubling({"INPUT": points, "OUTPUT": str(path), "REPORT": str(report)})
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_run_leaves_no_file(points, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    algorithm = Doubling()
    algorithm.initAlgorithm()
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    path = tmp_path / "doubled.gpkg"
    results, _ = algorithm.run({"INPUT": points, "OUTPUT": str(path)}, QgsProcessingContext(), feedback)
    assert "OUTPUT" not in results
    assert not path.exists()


def test_a_run_that_is_cancelled_while_it_writes_takes_back_what_it_has_written(points, tmp_path):
    """Also where the path is spelt otherwise than QGIS spells it; the layer is closed first, as Windows wants."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    algorithm = Doubling()
    algorithm.initAlgorithm()
    feedback = QgsProcessingFeedback()
    seen = []
    feedback.progressChanged.connect(lambda value: (seen.append(value), value > 97 and feedback.cancel()))
    targets = {"OUTPUT": f"{tmp_path}//doubled.gpkg", "TABLE": str(tmp_path / "table.gpkg")}
    results, _ = algorithm.run({"INPUT": points, **targets}, QgsProcessingContext(), feedback)
    assert results == {}
    assert max(seen) > 97
    assert list(tmp_path.iterdir()) == []


def test_repeated_and_impossible_dates_are_refused(point_layer):
    table = read_points(layer := point_layer([[0, 0]], {"D20200101": [1.0], "D_20200101": [2.0]}), "p", layer)
    with pytest.raises(SubsidenceError, match="same date"):
        table.series()
    table = read_points(layer := point_layer([[0, 0]], {"D20201301": [1.0]}), "p", layer)
    with pytest.raises(SubsidenceError, match="not a calendar date"):
        table.series()
    assert QgsCoordinateReferenceSystem("EPSG:32614").isValid()


def test_centimetres_become_millimetres(point_layer):
    layer = point_layer([[0, 0]], {"D20200101": [0.0], "D20200113": [1.5]})
    assert read_points(layer, "p", layer).series("cm").displacement_mm.tolist() == [[0.0, 15.0]]


def test_a_value_of_a_series_that_is_far_too_common_is_named(point_layer):
    from land_subsidence.subsidence.progress import Report

    class Told(Report):
        said = ""

        def on_warning(self, text):
            self.said += text

    random = np.random.default_rng(0)
    values = random.normal(-5, 8, (60, 30)).round(2)
    values[:, 0] = 0.0
    days = np.datetime64("2018-01-06") + 12 * np.arange(30)
    for holes, named in ((0.0, False), (0.1, True)):
        values[:, 1:][random.random((60, 29)) < holes] = 0.0
        columns = {f"D{day}".replace("-", ""): values[:, at] for at, day in enumerate(days)}
        layer, told = point_layer(random.random((60, 2)) * 1000 + 5e5, columns), Told()
        read_points(layer, "points", layer, told)
        assert ("the value 0 occurs" in told.said) is named


class Heard:
    def __init__(self):
        from land_subsidence.subsidence.progress import Report

        class Told(Report):
            said = ""

            def on_warning(self, text):
                self.said += text

        self.report = Told()


def test_degrees_in_a_crs_of_lengths_are_doubted_and_a_site_with_its_own_origin_is_not(point_layer):
    places = np.random.default_rng(0).random((20, 2))
    for xy, doubted in ((places * 0.1 + (-99.1, 19.4), True), (places * (80, 60), False), (places + 5e5, False)):
        layer, heard = point_layer(xy, {"velocity": np.arange(20.0)}), Heard()
        read_points(layer, "points", layer, heard.report)
        assert ("look like degrees" in heard.report.said) is doubted


def test_the_undefined_crs_of_a_geopackage_is_none(tmp_path):
    ogr = pytest.importorskip("osgeo.ogr")
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(tmp_path / "a.gpkg"))
    feature = ogr.Feature(source.CreateLayer("a", None, ogr.wkbPoint).GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (5 6)"))
    source.GetLayer(0).CreateFeature(feature)
    del feature, source
    layer = QgsVectorLayer(str(tmp_path / "a.gpkg"), "a", "ogr")
    with pytest.raises(SubsidenceError, match="no coordinate reference system"):
        read_points(layer, "a", layer)


def test_which_of_several_layers_of_a_file_is_read_is_said(run, tmp_path, point_layer, listener):
    path = tmp_path / "two.gpkg"
    columns = {f"D201801{day:02d}": np.arange(10.0) * day for day in (6, 12, 18, 24)}
    places = np.random.default_rng(0).random((10, 2)) * 1000 + 5e5
    layer = point_layer(places, columns)
    options = QgsVectorFileWriter.SaveVectorOptions()
    for options.layerName in ("first", "second"):
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
        options.actionOnExistingFile = QgsVectorFileWriter.CreateOrOverwriteLayer
    run("import_series_table", INPUT=str(path), OUTPUT="memory:", feedback=listener)
    assert any("several layers (first, second); “first” is read" in text for text in listener.warnings)
    listener.warnings.clear()
    run("import_series_table", INPUT=f"{path}|layername=second", OUTPUT="memory:", feedback=listener)
    assert not any("several layers" in text for text in listener.warnings)


@pytest.mark.parametrize("stored", ["memory", "gpkg"])
def test_whole_numbers_beyond_what_a_float_holds_stay_themselves_beside_null(run, point_layer, tmp_path, stored):
    numbers = [2**53 + 1, None, 2**62 + 7, -(2**53) - 1]
    xy = np.column_stack([500_000.0 + 50.0 * np.arange(4), np.full(4, 2_100_000.0)])
    epochs = {f"D2018{month:02d}06": np.arange(4.0) * month for month in range(1, 7)}
    plain = point_layer(xy, {"pid": np.arange(4) + 2**40, "velocity": np.arange(4.0), **epochs})
    plain.startEditing()
    for feature, number in zip(list(plain.getFeatures()), numbers):
        plain.changeAttributeValue(feature.id(), 0, number)
    assert plain.commitChanges()
    layer = plain
    if stored == "gpkg":
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        path = str(tmp_path / "in.gpkg")
        QgsVectorFileWriter.writeAsVectorFormatV3(plain, path, QgsProject.instance().transformContext(), options)
        layer = QgsVectorLayer(path, "in", "ogr")
    for output in ("memory:", str(tmp_path / "out.gpkg")):
        result = run("deformation_model", INPUT=layer, OUTPUT=output)["OUTPUT"]
        made = result if isinstance(result, QgsVectorLayer) else QgsVectorLayer(result, "o", "ogr")
        assert [None if f["pid"] == NULL else f["pid"] for f in made.getFeatures()] == numbers


def test_a_site_with_a_plane_of_its_own_is_measured_on_it_and_not_moved_elsewhere(run, point_layer):
    site = 'WKT:LOCAL_CS["site",UNIT["metre",1]]'
    x, y = (50.0 * part.ravel() for part in np.meshgrid(np.arange(20.0), np.arange(20.0)))
    layer = point_layer(np.column_stack([x, y]), {"velocity": np.full(400, -20.0)}, crs=site)
    zones = run("subsidence_zones", INPUT=layer, MIN_AREA=0, OUTPUT="memory:")
    assert 0.9e6 < zones["TOTAL_AREA"] < 1.1e6
    assert zones["TOTAL_VOLUME"] > 0
    other = point_layer(np.column_stack([x, y]), {"velocity": np.full(400, -20.0)})
    with pytest.raises(QgsProcessingException, match="cannot be brought from EPSG:32614 into site"):
        run("compare_layers", INPUT=layer, OTHER=other, RADIUS=10, OUTPUT="memory:", METRICS="memory:")
    with pytest.raises(QgsProcessingException, match="cannot be brought into site"):
        run("distance_factors", INPUT=layer, LAYERS=[other], RING_WIDTH=0, OUTPUT="memory:")


def test_displacements_too_small_for_mm_are_said(run, point_layer, listener):
    xy = np.column_stack([500_000.0 + 50.0 * np.arange(4), np.full(4, 2_100_000.0)])
    epochs = {f"D2018{month:02d}06": 0.001 * np.arange(4.0) * month for month in range(1, 7)}
    run("deformation_model", INPUT=point_layer(xy, epochs), OUTPUT="memory:", feedback=listener)
    assert any("probably in another unit" in text for text in listener.warnings)


def test_heights_in_the_geometry_that_results_leave_out_are_said(run, listener):
    from qgis.core import QgsFeature, QgsGeometry

    epochs = "&".join(f"field=D2018{month:02d}06:double" for month in range(1, 7))
    layer = QgsVectorLayer(f"PointZ?crs=EPSG:32614&{epochs}", "high", "memory")
    for number in range(3):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(f"PointZ({500_000 + 50 * number} 2100000 {7 + number})"))
        feature.setAttributes([float(number * month) for month in range(6)])
        layer.dataProvider().addFeature(feature)
    told = []
    listener.pushInfo = told.append
    result = run("deformation_model", INPUT=layer, OUTPUT="memory:", feedback=listener)["OUTPUT"]
    assert result.featureCount() == 3
    assert any("heights (Z)" in text for text in told)
