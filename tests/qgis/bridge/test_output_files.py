"""Where results go: nothing that was there is lost, several layers share a GeoPackage, and formats are held to it."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from land_subsidence.algorithms.base import SubsidenceAlgorithm
from land_subsidence.bridge.fields import Column
from land_subsidence.bridge.rasters import write_raster
from land_subsidence.bridge.vector_sink import check_style
from land_subsidence.subsidence.errors import SubsidenceError
from osgeo import gdal
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

XY = np.array([[500000.0, 2100000.0], [500100.5, 2100050.25], [500200.0, 2100100.0]])


class Splitting(SubsidenceAlgorithm):
    """Points, a table, a raster, a model-like file and a report; fails at the end when asked to."""

    ID, GROUP = "splitting", "analysis"
    CARRIES_INPUT = ("OUTPUT", "OTHER")
    fails = False
    worked = 0

    def title(self):
        return "Splitting"

    def about(self):
        return "Splits."

    def keywords(self):
        return []

    def define(self):
        self.add_points("INPUT", "Points", "Points.")
        self.add_layers("RASTERS", "Rasters", "Rasters.", optional=True)
        self.add_points_output("OUTPUT", "Out", "Out.")
        self.add_points_output("OTHER", "Other", "Other.", optional=True)
        self.add_table_output("TABLE", "Table", "Table.")
        self.add_raster_output("RASTER", "Raster", "Raster.")
        self.add_report_output()

    def execute(self, call):
        table = call.points()
        type(self).worked += 1
        results = {
            "OUTPUT": call.write_points(
                "OUTPUT", table, [Column("twice", np.arange(len(table.xy)) * 2.0, "Twice [mm]")]
            ),
            "OTHER": call.write_points("OTHER", table, [Column("thrice", np.arange(len(table.xy)) * 3.0)]),
            "TABLE": call.write_table(
                "TABLE", [Column("n", np.arange(2)), Column("name", np.array(["a", "b"], dtype=object))]
            ),
            "RASTER": call.write_raster(
                "RASTER", np.ones((3, 4)), (0, 1, 0, 3, 0, -1), QgsCoordinateReferenceSystem("EPSG:32614"), ["one"]
            ),
            "REPORT": call.write_text("REPORT", "<html><body><main>r</main></body></html>"),
        }
        if self.fails:
            raise ZeroDivisionError("a bug")
        return results


class Failing(Splitting):
    ID, fails = "failing", True


def do(kind=Splitting, **parameters):
    algorithm = kind()
    algorithm.initAlgorithm()
    context = parameters.pop("context", None) or QgsProcessingContext()
    if not isinstance(parameters["INPUT"], (str, QgsVectorLayer)):
        parameters["INPUT"] = str(parameters["INPUT"])
    results, _ = algorithm.run(parameters, context, QgsProcessingFeedback(), {}, False)
    return results


@pytest.fixture
def points(point_layer):
    return point_layer(XY, {"velocity": [-1.5, np.nan, 3.25], "name": np.array(["x", "y", "z"], dtype=object)})


def tables(path):
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")]
    return sorted(name for name in names if name != "layer_styles")


def read(layer_id, field):
    layer = QgsVectorLayer(str(layer_id), "read", "ogr")
    assert layer.isValid(), layer_id
    values = [feature[field] for feature in layer.getFeatures()]
    del layer
    return values


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "geojson", "csv"])
def test_a_failed_run_leaves_every_file_that_was_there(points, tmp_path, suffix):
    targets = {
        "OUTPUT": tmp_path / f"points.{suffix}",
        "TABLE": tmp_path / "table.gpkg",
        "RASTER": tmp_path / "raster.tif",
        "REPORT": tmp_path / "report.html",
    }
    targets = {key: str(path) for key, path in targets.items()}
    do(INPUT=points, **targets)
    for name in ("points.qml", "points.qmd", "raster.tif.aux.xml", "raster.qml", "report.qml"):
        (tmp_path / name).write_text("a person's own")
    before = content(tmp_path)
    with pytest.raises((QgsProcessingException, ZeroDivisionError)):
        do(Failing, INPUT=points, **targets)
    assert content(tmp_path) == before
    with pytest.raises(QgsProcessingException):
        do(INPUT=points, **{**targets, "TABLE": str(tmp_path / "nowhere" / "table.gpkg")})
    assert content(tmp_path) == before


def test_a_new_result_takes_the_place_of_the_old_one_and_leaves_a_persons_style(points, tmp_path):
    target = tmp_path / "points.shp"
    do(INPUT=points, OUTPUT=str(target))
    (tmp_path / "points.qml").write_text("mine")
    (tmp_path / "points.qix").write_bytes(b"an index of the old points")
    result = do(INPUT=points, OUTPUT=str(target))
    assert read(result["OUTPUT"], "twice") == [0.0, 2.0, 4.0]
    assert (tmp_path / "points.qml").read_text() == "mine"
    assert not (tmp_path / "points.qix").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("spelling", ["{}", "{}|layername=points", "link", "//"])
@pytest.mark.parametrize("suffix", ["gpkg", "shp", "geojson"])
def test_an_output_that_is_the_input_is_refused_before_work(points, tmp_path, suffix, spelling):
    source = tmp_path / f"points.{suffix}"
    do(INPUT=points, OUTPUT=str(source))
    before, worked = content(tmp_path), Splitting.worked
    target = spelling.format(source)
    if spelling == "link":
        (tmp_path / "link").mkdir()
        target = tmp_path / "link" / f"points.{suffix}"
        target.symlink_to(source)
    elif spelling == "//":
        target = f"{tmp_path}//.//points.{suffix}"
    if "layername" in spelling and suffix != "gpkg":
        target = str(source)
    with pytest.raises(QgsProcessingException, match="would overwrite the input"):
        do(INPUT=source, OUTPUT=str(target))
    assert Splitting.worked == worked
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "link") == sorted(before)
    assert read(source, "twice") == [0.0, 2.0, 4.0]


def test_an_output_that_is_a_piece_or_a_second_input_is_refused(points, tmp_path):
    raster = tmp_path / "rain.tif"
    write_raster(
        raster, np.ones((3, 4)), (0, 1, 0, 3, 0, -1), QgsCoordinateReferenceSystem("EPSG:32614").toWkt(), ["a"]
    )
    source = tmp_path / "points.shp"
    do(INPUT=points, OUTPUT=str(source))
    before = content(tmp_path)
    for wrong in (
        {"OUTPUT": str(tmp_path / "new.gpkg"), "RASTER": str(raster)},
        {"OUTPUT": str(tmp_path / "new.gpkg"), "REPORT": str(raster)},
        {"OUTPUT": str(tmp_path / "new.gpkg"), "TABLE": str(tmp_path / "points.dbf")},
    ):
        with pytest.raises(QgsProcessingException, match="would overwrite the input"):
            do(INPUT=source, RASTERS=[str(raster)], **wrong)
    assert content(tmp_path) == before


def test_another_layer_of_the_inputs_geopackage_is_safe(points, tmp_path):
    package = tmp_path / "work.gpkg"
    first = do(INPUT=points, OUTPUT=str(package))["OUTPUT"]
    opened = QgsVectorLayer(first, "open", "ogr")
    features = opened.getFeatures()
    next(features)  # somebody is reading it
    del features
    second = do(INPUT=first, OUTPUT=f"{package}|layername=second")["OUTPUT"]
    assert second == f"{package}|layername=second"
    assert tables(package) == ["second", "work"]
    assert read(second, "twice") == [0.0, 2.0, 4.0]
    assert opened.featureCount() == 3
    del opened


def test_two_outputs_in_one_geopackage_are_two_layers_named_by_their_output(points, tmp_path):
    package = tmp_path / "both.gpkg"
    result = do(INPUT=points, OUTPUT=str(package), OTHER=str(package), TABLE=f"{package}|layername=Numbers")
    assert result["OUTPUT"] == f"{package}|layername=OUTPUT"
    assert tables(package) == ["Numbers", "OTHER", "OUTPUT"]
    assert read(result["OUTPUT"], "twice") == [0.0, 2.0, 4.0]
    assert read(result["OTHER"], "thrice") == [0.0, 3.0, 6.0]
    assert read(result["TABLE"], "name") == ["a", "b"]
    layer = QgsVectorLayer(result["OUTPUT"], "read", "ogr")
    assert layer.attributeAlias(layer.fields().indexFromName("twice")) == "Twice [mm]"
    assert "splitting" in layer.metadata().history()[-1]


def test_a_second_run_adds_or_replaces_its_layer_and_touches_no_other(points, point_layer, tmp_path):
    package = tmp_path / "city.gpkg"
    mine = point_layer(XY[:2], {"height": [1.0, 2.0]}, crs="EPSG:3857", name="roads")
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "roads"
    QgsVectorFileWriter.writeAsVectorFormatV3(mine, str(package), QgsCoordinateTransformContext(), options)
    roads = QgsVectorLayer(f"{package}|layername=roads", "roads", "ogr")
    roads.saveStyleToDatabase("mine", "my style", True, "")
    del roads
    for _ in range(2):
        result = do(INPUT=points, OUTPUT=str(package))
        assert result["OUTPUT"] == f"{package}|layername=city"
    uri = f"ogr:dbname='{package}' table=\"third\" (geom)"
    third = do(INPUT=points, OUTPUT=uri)["OUTPUT"]
    assert tables(package) == ["city", "roads", "third"]
    assert read(f"{package}|layername=roads", "height") == [1.0, 2.0]
    assert read(third, "twice") == read(result["OUTPUT"], "twice") == [0.0, 2.0, 4.0]
    layer = QgsVectorLayer(result["OUTPUT"], "city", "ogr")
    assert layer.crs().authid() == "EPSG:32614"
    assert layer.hasSpatialIndex() == layer.SpatialIndexPresent
    assert "splitting" in layer.metadata().history()[-1]
    assert layer.metadata().history()[-1] != ""
    assert QgsVectorLayer(f"{package}|layername=roads", "r", "ogr").listStylesInDatabase()[0] >= 1
    with closing(sqlite3.connect(package)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        styles = connection.execute("SELECT f_table_name, count(*) FROM layer_styles GROUP BY 1 ORDER BY 1").fetchall()
        orphans = connection.execute(
            "SELECT count(*) FROM gpkg_metadata WHERE id NOT IN (SELECT md_file_id FROM gpkg_metadata_reference)"
        ).fetchone()
    assert dict(styles)["roads"] == 1
    assert all(count == 1 for _, count in styles)
    assert orphans == (0,)


def test_a_crs_of_ones_own_keeps_its_place_in_a_package_that_uses_its_number_otherwise(point_layer, tmp_path):
    package = tmp_path / "own.gpkg"
    crs = "+proj=tmerc +lat_0=19 +lon_0={} +k=1 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs"
    for name, meridian in (("west", -99), ("east", 12)):
        own = QgsCoordinateReferenceSystem.fromProj(crs.format(meridian))
        layer = point_layer(XY[:1] - XY[:1], {"velocity": [1.0]})
        layer.setCrs(own)
        do(INPUT=layer, OUTPUT=f"{package}|layername={name}")
    for name, meridian in (("west", -99), ("east", 12)):
        found = QgsVectorLayer(f"{package}|layername={name}", name, "ogr")
        assert f"lon_0={meridian}" in found.crs().toProj()
        assert next(found.getFeatures()).hasGeometry()
        del found


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.shp", "a.shp"), ("a.geojson", "a.geojson"), ("a.shp", "a.dbf"), ("a.gpkg|layername=x", "a.gpkg|layername=X")],
)
def test_two_outputs_in_one_file_of_another_kind_are_refused_before_work(points, tmp_path, one, other):
    worked = Splitting.worked
    with pytest.raises(QgsProcessingException, match=r"one file|part of the output|same layer"):
        do(INPUT=points, OUTPUT=str(tmp_path / one), TABLE=str(tmp_path / other))
    assert Splitting.worked == worked
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "result_v1.2.gpkg",
        "EGMS_L3_E32N34.csv.gpkg",
        "a b.gpkg",
        "地面沉降 #1 100%.gpkg",
        "with'quote.gpkg",
        "1.gpkg",
        "A.GPKG",
    ],
)
def test_any_name_is_good_for_a_geopackage(points, tmp_path, name):
    result = do(INPUT=points, OUTPUT=str(tmp_path / name))
    assert read(result["OUTPUT"], "twice") == [0.0, 2.0, 4.0]
    again = do(INPUT=result["OUTPUT"], OUTPUT=str(tmp_path / f"again_{name}"))
    assert read(again["OUTPUT"], "twice") == [0.0, 2.0, 4.0]


@pytest.mark.parametrize("name", ["x.xyz", "noending"])
def test_an_unknown_ending_becomes_a_geopackage_as_everywhere_in_qgis(points, tmp_path, name):
    result = do(INPUT=points, OUTPUT=str(tmp_path / name))
    assert result["OUTPUT"] == str(tmp_path / f"{name}.gpkg")
    assert read(result["OUTPUT"], "twice") == [0.0, 2.0, 4.0]


@pytest.mark.parametrize("name", ["geom", "GEOM", "FID", "fid", "ogc_fid", "geometry"])
@pytest.mark.parametrize("suffix", ["gpkg", "sqlite", "shp"])
def test_attributes_named_like_a_formats_own_columns_are_kept(point_layer, tmp_path, name, suffix):
    layer = point_layer(XY, {name: np.array(["x", "y", "z"], dtype=object)})
    target = tmp_path / f"named.{suffix}"
    result = do(INPUT=layer, OUTPUT=str(target))
    found = QgsVectorLayer(result["OUTPUT"], "read", "ogr")
    texts = [[str(value) for value in feature.attributes()] for feature in found.getFeatures()]
    assert [{"x", "y", "z"} & set(row) for row in texts] == [{"x"}, {"y"}, {"z"}]
    assert [feature.geometry().isEmpty() for feature in found.getFeatures()] == [False] * 3


def test_numbers_of_rows_are_kept_from_step_to_step_where_they_can_be(points, point_layer, tmp_path):
    kept = do(INPUT=point_layer(XY, {"fid": [7, 5, 9]}), OUTPUT=str(tmp_path / "a.gpkg"))["OUTPUT"]
    assert sorted(read(kept, "fid")) == [5, 7, 9]
    twice = do(INPUT=point_layer(XY, {"fid": [7, 7, 9]}), OUTPUT=str(tmp_path / "b.gpkg"))["OUTPUT"]
    assert read(twice, "fid") == [1, 2, 3]


def test_too_many_fields_are_refused_before_work(point_layer, tmp_path):
    wide = point_layer(XY[:1], {f"c{number}": [1.0] for number in range(2005)})
    worked = Splitting.worked
    for suffix, most in (("gpkg", "2000"), ("shp", "255")):
        with pytest.raises(QgsProcessingException, match=f"at most {most}"):
            do(INPUT=wide, OUTPUT=str(tmp_path / f"wide.{suffix}"))
    assert Splitting.worked == worked
    assert list(tmp_path.iterdir()) == []


def test_a_shapefile_shortens_names_by_a_table_that_gives_them_back(point_layer, tmp_path):
    names = ["F20190101_lo", "F20190101_hi", "RAIN20190101", "D20190101", "temporal_coherence", "temporal_consistency"]
    layer = point_layer(XY, {name: np.arange(3) + index for index, name in enumerate(names)})
    result = do(INPUT=layer, OUTPUT=str(tmp_path / "short.shp"))
    rows = (tmp_path / "short.fields.csv").read_text(encoding="utf-8").splitlines()[1:]
    full = dict(row.split(",") for row in rows)
    assert full["F190101_lo"] == "F20190101_lo"
    assert full["RAIN190101"] == "RAIN20190101"
    found = QgsVectorLayer(result["OUTPUT"], "read", "ogr")
    present = [full.get(field.name(), field.name()) for field in found.fields()]
    assert present == [*names, "twice"]
    for index, name in enumerate(names):
        short = {long: key for key, long in full.items()}.get(name, name)
        assert read(result["OUTPUT"], short) == [index, index + 1, index + 2]


@pytest.mark.parametrize("suffix", ["gpx", "dxf", "xlsx", "ods"])
def test_a_format_that_cannot_hold_points_with_fields_is_refused_before_work(points, tmp_path, suffix):
    from qgis.core import QgsVectorFileWriter

    if not QgsVectorFileWriter.driverForExtension(suffix):
        pytest.skip(f"this QGIS writes no .{suffix} and takes a GeoPackage instead")
    worked = Splitting.worked
    with pytest.raises(QgsProcessingException):
        do(INPUT=points, OUTPUT=str(tmp_path / f"a.{suffix}"))
    assert Splitting.worked == worked
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "suffix", ["gpkg", "shp", "geojson", "kml", "sqlite", "csv", "fgb", "gml", "tab", "mif", "geojsonl"]
)
def test_every_format_gives_back_what_went_in(points, point_layer, tmp_path, suffix):
    from qgis.core import QgsVectorFileWriter

    if not QgsVectorFileWriter.driverForExtension(suffix):
        pytest.skip(f"this QGIS writes no .{suffix}")
    if suffix == "kml" and gdal.GetDriverByName("LIBKML") is None:  # the other driver reads names alone
        with pytest.raises(QgsProcessingException, match="does not keep the field"):
            do(INPUT=points, OUTPUT=str(tmp_path / "a.kml"))
        assert not list(tmp_path.iterdir())
        return
    rates = [-1.5, np.nan, 3.25]
    if suffix in ("tab", "mif"):  # these have no way to say that a number is missing
        rates[1] = 2.5
        points = point_layer(XY, {"velocity": rates, "name": np.array(["x", "y", "z"], dtype=object)})
    result = do(INPUT=points, OUTPUT=str(tmp_path / f"a b#ä.{suffix}"))
    found = QgsVectorLayer(result["OUTPUT"], "read", "ogr")
    assert sorted(float(feature["twice"]) for feature in found.getFeatures()) == [0.0, 2.0, 4.0]
    kept = {float(feature["twice"]): feature["velocity"] for feature in found.getFeatures()}
    read_back = [float(kept[2.0 * row] if kept[2.0 * row] not in (None, NULL, "") else "nan") for row in range(3)]
    np.testing.assert_array_equal(read_back, rates)
    assert not any(feature.geometry().isEmpty() for feature in found.getFeatures())


def test_a_report_or_model_under_a_wrong_ending_and_odd_names_are_refused(points, tmp_path):
    for wrong in ({"OUTPUT": str(tmp_path / "a|b.gpkg")}, {"OUTPUT": str(tmp_path / "a\nb.gpkg")}):
        with pytest.raises(QgsProcessingException, match="cannot be the name"):
            do(INPUT=points, **wrong)
    with pytest.raises(QgsProcessingException, match=r"\.tif"):
        do(INPUT=points, OUTPUT=str(tmp_path / "a.gpkg"), RASTER=str(tmp_path / "a.png"))
    (tmp_path / "mine.dbf").write_bytes(b"a table of mine")
    with pytest.raises(QgsProcessingException, match="belongs to something else"):
        do(INPUT=points, OUTPUT=str(tmp_path / "mine.shp"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.dbf"]


def test_qgis_loads_the_result_from_its_final_place_under_the_name_of_the_output(points, tmp_path):
    context = QgsProcessingContext()
    project = QgsProject()
    for suffix in ("gpkg", "shp"):
        wanted = QgsProcessingOutputLayerDefinition(str(tmp_path / f"loaded.{suffix}"), project)
        result = do(INPUT=points, OUTPUT=wanted, context=context)
        assert result["OUTPUT"] in context.layersToLoadOnCompletion()
        assert context.layersToLoadOnCompletion()[result["OUTPUT"]].name == "Out"
        layer = QgsProcessingUtils.mapLayerFromString(result["OUTPUT"], context)
        assert layer.featureCount() == 3
        assert layer.attributeAlias(layer.fields().indexFromName("twice")) == "Twice [mm]"


def test_a_relative_path_means_the_current_folder(points, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = do(INPUT=points, OUTPUT="relative.gpkg", REPORT="report.html")
    assert Path("relative.gpkg").is_file()
    assert read(result["OUTPUT"], "twice") == [0.0, 2.0, 4.0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["relative.gpkg", "report.html"]


def test_a_folder_that_nobody_may_write_into_is_refused_in_words(points, tmp_path):
    folder = Path("/proc/1") if Path("/proc/1").is_dir() else None
    if folder is None:
        pytest.skip("this system has no /proc")
    with pytest.raises(QgsProcessingException, match="cannot be written"):
        do(INPUT=points, OUTPUT=str(folder / "a.gpkg"))


def test_scratch_layers_and_temporary_files_work_as_before(points):
    result = do(
        INPUT=points, OUTPUT="memory:", TABLE="TEMPORARY_OUTPUT", RASTER="TEMPORARY_OUTPUT", REPORT="TEMPORARY_OUTPUT"
    )
    for key in ("RASTER", "REPORT"):
        assert Path(result[key]).is_file(), key
        assert not list(Path(result[key]).parent.glob(".land_subsidence*"))
        shutil.rmtree(Path(result[key]).parent)


@pytest.mark.parametrize(
    "name", ["$(touch x).gpkg", "-dash.gpkg", "{x}.gpkg", "gpkg_x.gpkg", "sqlite_x.gpkg", "rtree_1.gpkg"]
)
def test_a_name_that_no_table_may_have_is_still_good_for_a_file(points, tmp_path, name):
    for _ in range(2):  # the second run finds the layer of the first and takes its place
        results = do(INPUT=points, OUTPUT=str(tmp_path / name))
        assert results["OUTPUT"] == str(tmp_path / name)
        assert QgsVectorLayer(results["OUTPUT"], "layer", "ogr").featureCount() == 3


@pytest.mark.parametrize("layer", ["a|b", "'; drop", "gpkg_x", "LAYER_STYLES"])
def test_a_name_that_no_layer_may_have_is_refused_before_work(points, tmp_path, layer):
    with pytest.raises(QgsProcessingException, match="cannot be the name of a layer"):
        do(INPUT=points, OUTPUT=f"{tmp_path / 'a.gpkg'}|layername={layer}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["OUTPUT", "REPORT", "RASTER"])
@pytest.mark.parametrize("name", [".", "..", "/"])
def test_a_folder_for_a_name_is_refused_in_words(points, tmp_path, monkeypatch, key, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(QgsProcessingException, match="it is a folder"):
        do(INPUT=points, **{"OUTPUT": str(tmp_path / "a.gpkg"), key: name})


@pytest.mark.parametrize("name", ["r.gpkg", "r.csv", "r.tif"])
def test_a_report_under_the_ending_of_a_layer_is_refused_before_work(points, tmp_path, name):
    with pytest.raises(QgsProcessingException, match=r"ends in \.html"):
        do(INPUT=points, OUTPUT=str(tmp_path / "a.gpkg"), REPORT=str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows lets no folder go while something in it is open")
def test_a_folder_that_vanishes_meanwhile_is_told(points, tmp_path):
    folder = tmp_path / "there"
    folder.mkdir()

    class Vanishing(Splitting):
        def execute(self, call):
            subprocess.run(["rm", "-r", str(folder)], check=True)  # by another program
            return super().execute(call)

    with pytest.raises(QgsProcessingException, match="no longer there"):
        do(Vanishing, INPUT=points, OUTPUT=str(folder / "a.gpkg"))
    assert list(tmp_path.iterdir()) == []


def test_a_layer_that_is_being_edited_is_not_taken_from_under_its_editor(points, tmp_path):
    target = tmp_path / "a.gpkg"
    do(INPUT=points, OUTPUT=str(target))
    layer = QgsVectorLayer(f"{target}|layername=a", "a", "ogr")
    assert layer.startEditing()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("twice"), 99.0)
    do(INPUT=points, OUTPUT=str(target))
    assert layer.commitChanges()
    del layer
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*), max(twice) FROM a").fetchone() == (3, 99.0)


def test_whoever_waits_for_another_program_can_be_stopped(points, tmp_path):
    target = tmp_path / "a.gpkg"
    do(INPUT=points, OUTPUT=str(target))

    class Impatient(QgsProcessingFeedback):
        asked = 0

        def isCanceled(self):
            self.asked += 1
            return self.asked > 20

    algorithm = Splitting()
    algorithm.initAlgorithm()
    with closing(sqlite3.connect(target, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        parameters = {"INPUT": points, "OUTPUT": f"{target}|layername=more"}
        feedback = Impatient()
        results, _ = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert results == {}
    assert feedback.asked > 20
    with closing(sqlite3.connect(target)) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")]
    assert "a" in names
    assert "more" not in names


def test_a_file_that_another_program_holds_is_told_as_that(points, tmp_path, monkeypatch):
    monkeypatch.setattr("land_subsidence.bridge.geopackage.WAIT_S", 0.3)
    target = tmp_path / "a.gpkg"
    do(INPUT=points, OUTPUT=str(target))
    with closing(sqlite3.connect(target, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(QgsProcessingException, match="is being written by another program"):
            do(INPUT=points, OUTPUT=f"{target}|layername=more")


def test_a_value_left_empty_on_the_command_line_is_no_value(points, tmp_path):
    """``qgis_process`` makes a null variant of “TABLE=”: once an output named NULL, after all the work."""
    from qgis.PyQt.QtCore import QVariant

    target = tmp_path / "a.gpkg"
    results = do(
        INPUT=points, OUTPUT=str(target), TABLE=QVariant(), OTHER=QVariant(), RASTER=QVariant(), REPORT=QVariant()
    )
    assert results == {"OUTPUT": str(target)}
    assert [path.name for path in tmp_path.iterdir()] == ["a.gpkg"]


def test_numbers_left_empty_on_the_command_line_are_not_zero(run, tmp_path):
    from land_subsidence.bridge.call import Call
    from land_subsidence.subsidence.progress import SILENT
    from qgis.core import QgsApplication
    from qgis.PyQt.QtCore import QVariant

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("subsidence:lstm_forecast")
    parameters = {"THRESHOLD": QVariant(), "HORIZON": QVariant(), "CLUSTER": QVariant()}
    call = Call(algorithm, parameters, QgsProcessingContext(), SILENT, "0")
    assert call.optional_number("THRESHOLD") is None
    assert call.integer("HORIZON") == 10
    assert call.field("CLUSTER") is None


def test_the_command_line_with_outputs_left_empty(qgis_process, point_layer, tmp_path):
    from land_subsidence.subsidence.series import epoch_field
    from qgis.core import QgsVectorFileWriter

    dates = np.datetime64("2020-01-01") + 12 * np.arange(6)
    columns = {epoch_field(date): [step, 2.0 * step, -step] for step, date in enumerate(dates)}
    options = QgsVectorFileWriter.SaveVectorOptions()
    source = tmp_path / "in.gpkg"
    layer = point_layer(XY, columns)
    QgsVectorFileWriter.writeAsVectorFormatV2(layer, str(source), QgsProject.instance().transformContext(), options)
    done = qgis_process(
        "run", "subsidence:kshape_clustering", "--", f"INPUT={source}", "CLUSTERS=2", "STARTS=1",
        f"OUTPUT={tmp_path / 'out.gpkg'}", "SHAPES=", "ELBOW=", "REPORT=",
    )  # fmt: skip
    assert "CLUSTER_COUNT" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.gpkg", "out.gpkg"]


def test_what_a_disk_may_do_is_not_called_a_mistake_of_the_plugin(points, tmp_path):
    class OnAFullDisk(Splitting):
        def execute(self, call):
            raise OSError(28, "No space left on device")

    with pytest.raises(QgsProcessingException, match="The disk does not do what was asked") as caught:
        do(OnAFullDisk, INPUT=points, OUTPUT=str(tmp_path / "a.gpkg"))
    assert "mistake" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_package_that_had_no_room_for_its_style_is_no_result(points, tmp_path):
    package = Path(do(INPUT=points, OUTPUT=str(tmp_path / "a.gpkg"))["OUTPUT"].partition("|")[0])
    check_style(package, "a")
    for damage in ("DELETE FROM layer_styles", "DROP TABLE layer_styles"):
        with closing(sqlite3.connect(package)) as connection, connection:
            connection.execute(damage)
        with pytest.raises(SubsidenceError, match="could not be written whole"):
            check_style(package, "a")


def test_a_description_that_somebody_wrote_is_kept_and_one_of_a_run_is_renewed(run, point_layer, tmp_path):
    xy = np.column_stack([500_000.0 + 50.0 * np.arange(4), np.full(4, 2_100_000.0)])
    layer = point_layer(xy, {f"D2018{month:02d}06": np.arange(4.0) * month for month in range(1, 7)})
    for name, kept in (("own.csv", True), ("ours.csv", False)):
        described = (tmp_path / name).with_suffix(".qmd")
        if kept:
            described.write_text("my own description", encoding="utf-8")
        else:
            run("deformation_model", INPUT=layer, OUTPUT=str(tmp_path / name))
            described.write_text(described.read_text(encoding="utf-8") + "<!-- old -->", encoding="utf-8")
        run("deformation_model", INPUT=layer, OUTPUT=str(tmp_path / name))
        text = described.read_text(encoding="utf-8")
        assert (text == "my own description") is kept
        assert "<!-- old -->" not in text
