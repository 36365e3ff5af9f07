"""The displacement raster that one import writes is what this import reads."""

import numpy as np
import pytest
from land_subsidence.bridge.rasters import write_raster
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException

DATES = ["2018-01-06", "2018-01-18", "2018-02-11"]
TRANSFORM = (500_000.0, 100.0, 0.0, 2_100_000.0, 0.0, -100.0)


@pytest.fixture
def values():
    cube = -np.array([0.0, 1.0, 3.0])[:, None, None] * (1 + np.arange(12.0).reshape(3, 4))
    cube[:, 2, 3] = np.nan
    return cube


def test_a_multiband_raster_becomes_points_and_dated_rasters(run, values, tmp_path):
    wkt = QgsCoordinateReferenceSystem("EPSG:32614").toWkt()
    write_raster(tmp_path / "stack.tif", values, TRANSFORM, wkt, DATES)
    for number, date in enumerate(DATES):
        (tmp_path / "folder").mkdir(exist_ok=True)
        write_raster(tmp_path / "folder" / f"d_{date}.tif", values[number], TRANSFORM, wkt, ["displacement"])
    for source in ("stack.tif", "folder"):
        result = run("import_raster_stack", INPUT=[str(tmp_path / source)], OUTPUT="memory:")
        assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (11, 3)
        layer = result["OUTPUT"]
        assert layer.crs().authid() == "EPSG:32614"
        table = read_points(layer, "points", layer)
        np.testing.assert_allclose(table.series().displacement_mm, values.reshape(3, 12)[:, :11].T)
        np.testing.assert_allclose(table.xy[0], (500_050, 2_099_950))


def test_rasters_of_different_size_are_refused(run, values, tmp_path):
    wkt = QgsCoordinateReferenceSystem("EPSG:32614").toWkt()
    write_raster(tmp_path / "a_20180106.tif", values[0], TRANSFORM, wkt, ["a"])
    write_raster(tmp_path / "b_20180118.tif", values[0][:2], TRANSFORM, wkt, ["b"])
    with pytest.raises(QgsProcessingException, match="another size, place or CRS"):
        run("import_raster_stack", INPUT=[str(tmp_path)], OUTPUT=str(tmp_path / "out.gpkg"))
    assert not (tmp_path / "out.gpkg").exists()


def test_a_raster_store_holds_the_cube_and_is_imported_as_the_rasters_are(run, values, tmp_path):
    pytest.importorskip("zarr", reason="zarr is not installed")
    from land_subsidence.subsidence.store.raster_store import open_raster_store

    wkt = QgsCoordinateReferenceSystem("EPSG:32614").toWkt()
    write_raster(tmp_path / "stack.tif", values, TRANSFORM, wkt, DATES)
    given = {"INPUT": [str(tmp_path / "stack.tif")], "GEOMETRY": 1}
    whole = run("import_raster_stack", **given, RASTER_STORE=str(tmp_path / "whole"), OUTPUT="memory:")
    alone = run(
        "import_raster_stack",
        **given,
        RASTER_STORE=str(tmp_path / "alone"),
        VELOCITY=str(tmp_path / "rate.tif"),
        EXTENT="500000,500400,2099800,2100000 [EPSG:32614]",
    )
    assert (alone["POINT_COUNT"], alone["EPOCH_COUNT"]) == (8, 3)
    store = open_raster_store(alone["RASTER_STORE"])
    np.testing.assert_array_equal(store.cube().displacement_mm, values[:, :2].astype("f4"))
    assert store.grid.shape == (2, 4)
    assert "import_raster_stack" in store.about["provenance"]
    for importer in ("import_raster_stack", "import_any"):
        again = run(importer, INPUT=[whole["RASTER_STORE"]], OUTPUT="memory:")["OUTPUT"]
        ours, theirs = (read_points(layer, "points", layer) for layer in (again, whole["OUTPUT"]))
        assert again.fields().names() == whole["OUTPUT"].fields().names()
        assert "vertical" in again.attributeDisplayName(again.fields().lookupField("velocity"))
        for name in again.fields().names():
            np.testing.assert_array_equal(ours.columns[name], theirs.columns[name])


def test_a_raster_store_without_zarr_or_over_something_else_is_refused_before_any_work(
    run, values, tmp_path, monkeypatch
):
    import sys

    wkt = QgsCoordinateReferenceSystem("EPSG:32614").toWkt()
    write_raster(tmp_path / "stack.tif", values, TRANSFORM, wkt, DATES)
    given = {"INPUT": [str(tmp_path / "stack.tif")], "OUTPUT": "memory:"}
    pytest.importorskip("zarr", reason="zarr is not installed")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "letter.txt").write_text("dear")
    with pytest.raises(QgsProcessingException, match="is no store"):
        run("import_raster_stack", **given, RASTER_STORE=str(tmp_path / "own"))
    monkeypatch.setitem(sys.modules, "zarr", None)
    with pytest.raises(QgsProcessingException, match="zarr"):
        run("import_raster_stack", **given, RASTER_STORE=str(tmp_path / "store"))
    assert not (tmp_path / "store").exists()


def test_a_store_takes_the_place_of_no_input_and_of_no_other_output(run, values, tmp_path):
    pytest.importorskip("zarr", reason="zarr is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    folder = tmp_path / "rasters"
    folder.mkdir()
    write_raster(folder / "stack.tif", values, TRANSFORM, QgsCoordinateReferenceSystem("EPSG:32614").toWkt(), DATES)
    stack, store = str(folder / "stack.tif"), str(tmp_path / "store")
    run("import_raster_stack", INPUT=[stack], OUTPUT="memory:", RASTER_STORE=store)
    for source, key, target, why in (
        (stack, "RASTER_STORE", folder, "overwrite the input"),
        (store, "RASTER_STORE", store, "overwrite the input"),
        (store, "STORE", tmp_path, "overwrite the input"),
    ):
        with pytest.raises(QgsProcessingException, match=why):
            run("import_raster_stack", INPUT=[source], OUTPUT="memory:", **{key: str(target)})
    both = {"STORE": str(tmp_path / "new"), "RASTER_STORE": str(tmp_path / "new" / "cube")}
    for outputs in (both, {**both, "RASTER_STORE": both["STORE"]}, {**both, "RASTER_STORE": f"{tmp_path}/./new"}):
        with pytest.raises(QgsProcessingException, match="is a part of the output"):
            run("import_raster_stack", INPUT=[stack], OUTPUT="memory:", **outputs)
    assert (folder / "stack.tif").is_file()
    assert (tmp_path / "store" / "store.json").is_file()
