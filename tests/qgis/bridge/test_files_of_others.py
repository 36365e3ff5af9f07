"""Whatever an output is called, files that nobody named stay, and so do values that are missing."""

import threading
from pathlib import Path

import numpy as np
import pytest
from land_subsidence.subsidence.file_lock import lock_for
from osgeo import gdal, osr
from qgis.core import (
    QgsProcessingException,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)

DATES = ("20190101", "20190113", "20190125", "20190206")


@pytest.fixture
def points(point_layer):
    steps = np.arange(len(DATES), dtype=float)
    columns = {"point_id": np.arange(9), "velocity": -np.arange(9.0), "far": np.arange(9.0)}
    columns |= {f"D{date}": -np.arange(9.0) * step for date, step in zip(DATES, steps)}
    places = np.array([(x, y) for x in (0, 100, 200) for y in (0, 100, 200)]) + (480_000, 2_140_000)
    return point_layer(places, columns)


@pytest.fixture
def project():
    yield QgsProject.instance()
    QgsProject.instance().clear()


def saved(layer, path, table="points") -> QgsVectorLayer:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = QgsVectorFileWriter.driverForExtension(path.suffix)
    options.layerName = table
    options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteFile
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsProject.instance().transformContext(), options)
    return QgsVectorLayer(str(path), table, "ogr")


@pytest.mark.parametrize(
    ("form", "asked", "there"),
    [
        ("wide csv", "x.gpkg", "x.csv"),
        ("kmz", "x", "x.kmz"),
        ("mintpy", "x.tab", "x.shp"),
        ("explorer", "x.shp", "x.dbf"),
    ],
)
def test_an_export_replaces_no_file_that_was_not_named(run, points, tmp_path, form, asked, there):
    (tmp_path / there).write_text("mine")
    with pytest.raises(QgsProcessingException, match=there):
        run("export_series", INPUT=points, FORMAT=form, OUTPUT=str(tmp_path / asked))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(there, "mine")]


def test_an_export_replaces_the_file_that_was_named_and_keeps_a_persons_style(run, points, tmp_path):
    for _ in range(2):
        run("export_series", INPUT=points, FORMAT="wide csv", OUTPUT=str(tmp_path / "x.csv"))
    run("export_series", INPUT=points, FORMAT="explorer", OUTPUT=str(tmp_path / "x.gpkg"))
    (tmp_path / "x.qml").write_text("<mine/>")
    run("export_series", INPUT=points, FORMAT="explorer", OUTPUT=str(tmp_path / "x.gpkg"))
    assert (tmp_path / "x.qml").read_text() == "<mine/>"


@pytest.mark.parametrize("suffix", [".gpkg", ".xlsx"])
def test_files_that_hold_other_layers_or_sheets_are_not_replaced(run, points, tmp_path, suffix):
    path = tmp_path / f"mine{suffix}"
    saved(points, path, "old work")
    before = path.read_bytes()
    algorithm, more = ("export_series", {}) if suffix == ".gpkg" else ("ring_statistics", {"FACTOR": "far", "WIDTH": 3})
    with pytest.raises(QgsProcessingException, match="old work"):
        run(algorithm, INPUT=points, OUTPUT=str(path), **more)
    assert path.read_bytes() == before


@pytest.mark.parametrize("suffix", [".gpkg", ".shp"])
def test_what_a_virtual_layer_is_made_of_is_an_input(run, points, project, tmp_path, suffix):
    source = saved(points, tmp_path / f"points{suffix}")
    project.addMapLayer(source)
    virtual = QgsVectorLayer("?query=select%20*%20from%20points", "v", "virtual")
    assert virtual.featureCount() == 9
    with pytest.raises(QgsProcessingException, match="would overwrite the input"):
        run("deformation_model", INPUT=virtual, MODEL=1, NOISE=1, OUTPUT=str(tmp_path / f"points{suffix}"))
    assert QgsVectorLayer(source.source(), "p", "ogr").fields().names() == source.fields().names()


def test_a_table_that_is_joined_is_an_input(run, points, project, tmp_path):
    table = saved(points, tmp_path / "table.geojson")
    bare = saved(points, tmp_path / "bare.gpkg")
    project.addMapLayers([table, bare])
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(table)
    join.setJoinFieldName("point_id")
    join.setTargetFieldName("point_id")
    join.setPrefix("more_")
    assert bare.addJoin(join)
    with pytest.raises(QgsProcessingException, match="would overwrite the input"):
        run("ring_statistics", INPUT=bare, FACTOR="more_far", OUTPUT=str(tmp_path / "table.geojson"))


def rasters(folder) -> list[str]:
    folder.mkdir()
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    for date in DATES:
        dataset = gdal.GetDriverByName("GTiff").Create(str(folder / f"{date}.tif"), 3, 3, 1, gdal.GDT_Float32)
        dataset.SetGeoTransform((102.0, 0.001, 0, 25.0, 0, -0.001))
        dataset.SetSpatialRef(reference)
        dataset.GetRasterBand(1).WriteArray(np.full((3, 3), float(date[-2:])))
        del dataset
    return [str(folder / f"{date}.tif") for date in DATES]


def test_what_a_virtual_raster_is_made_of_is_an_input(run, tmp_path):
    sources = rasters(tmp_path / "in")
    virtual = [source.replace(".tif", "v.vrt") for source in sources]
    for source, made in zip(sources, virtual):
        gdal.BuildVRT(made, [source]).FlushCache()
    before = Path(sources[0]).read_bytes()
    with pytest.raises(QgsProcessingException, match="would overwrite the input"):
        run("import_raster_stack", INPUT=virtual, OUTPUT="memory:", VELOCITY=sources[0])
    assert Path(sources[0]).read_bytes() == before


def test_a_persons_style_beside_a_raster_stays_and_one_of_ours_is_renewed(run, tmp_path):
    sources = rasters(tmp_path / "in")
    wanted = {"INPUT": sources, "OUTPUT": "memory:", "VELOCITY": str(tmp_path / "v.tif")}
    run("import_raster_stack", **wanted)
    ours = (tmp_path / "v.qml").read_bytes()
    (tmp_path / "v.qml").write_bytes(ours.replace(b"singleband", b"SINGLEBAND"))
    run("import_raster_stack", **wanted)
    assert b"SINGLEBAND" not in (tmp_path / "v.qml").read_bytes()
    (tmp_path / "v.qml").write_bytes(b"<mine/>")
    run("import_raster_stack", **wanted)
    assert (tmp_path / "v.qml").read_bytes() == b"<mine/>"


def test_runs_into_one_shapefile_put_their_files_in_place_one_after_the_other(run, points, tmp_path):
    path = tmp_path / "x.shp"
    with lock_for(path):
        work = threading.Thread(
            target=run,
            args=("deformation_model",),
            kwargs={"INPUT": points, "MODEL": 1, "NOISE": 1, "OUTPUT": str(path)},
        )
        work.start()
        work.join(3.0)
        assert work.is_alive()
        assert not path.exists()
    work.join(30.0)
    assert path.exists()


@pytest.mark.parametrize("suffix", [".tab", ".mif", ".nc"])
def test_a_format_without_missing_values_takes_whole_results_and_refuses_others(
    run, points, tmp_path, suffix, listener
):
    if not QgsVectorFileWriter.driverForExtension(suffix):
        pytest.skip(f"this QGIS writes no {suffix}")
    wanted = {"MODEL": 1, "NOISE": 1, "OUTPUT": str(tmp_path / f"x{suffix}")}
    points.dataProvider().changeAttributeValues({3: {points.fields().indexOf("far"): None}})
    with pytest.raises(QgsProcessingException, match="a missing value becomes 0"):
        run("deformation_model", INPUT=points, feedback=listener, **wanted)
    assert any("missing value becomes 0" in warning for warning in listener.warnings)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["x.gdb", "x.pbf", "x.mbtiles", "x.csv.gz", "x.gpkg.zip", "x.pdf", "x.sql"])
def test_what_is_no_single_file_of_points_is_refused_in_a_sentence(run, points, tmp_path, name):
    with pytest.raises(QgsProcessingException) as refused:
        run("deformation_model", INPUT=points, MODEL=1, NOISE=1, OUTPUT=str(tmp_path / name))
    assert not any(words in str(refused.value) for words in ("mistake", "disk full"))
    assert not list(tmp_path.iterdir())


def test_kml_keeps_every_field_of_a_result_and_its_places(run, points, tmp_path):
    if gdal.GetDriverByName("LIBKML") is None:
        pytest.skip("the other driver of KML reads names alone")
    result = run("deformation_model", INPUT=points, MODEL=1, NOISE=1, OUTPUT=str(tmp_path / "x.kml"))
    again = run("subsidence_zones", INPUT=result["OUTPUT"], THRESHOLD=-5, MIN_AREA=1, OUTPUT="memory:")
    direct = run("subsidence_zones", INPUT=points, THRESHOLD=-5, MIN_AREA=1, OUTPUT="memory:")
    assert again["TOTAL_AREA"] == pytest.approx(direct["TOTAL_AREA"], rel=0.01)


def test_a_model_takes_the_place_of_models_alone(run, points, tmp_path):
    wanted = {"INPUT": points, "FACTORS": ["far"], "GENERATIONS": 5, "MEMBERS": 1, "OUTPUT": "memory:"}
    np.savez(tmp_path / "mine.npz", numbers=np.arange(5))
    with pytest.raises(QgsProcessingException, match="no model file"):
        run("psobp_rate_prediction", MODEL=str(tmp_path / "mine.npz"), **wanted)
    assert np.load(tmp_path / "mine.npz")["numbers"].tolist() == [0, 1, 2, 3, 4]
