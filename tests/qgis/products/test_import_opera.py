"""An OPERA stack becomes layers in its own coordinate system."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException, QgsVectorLayer

WRITER = Path(__file__).resolve().parents[2] / "unit" / "products" / "written_products.py"


def write_pair(folder, reference, secondary, moved_mm):
    spec = importlib.util.spec_from_file_location("written_products", WRITER)
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    arrays = {
        "x": 400_015.0 + 30 * np.arange(5),
        "y": 4_000_000.0 - 15 - 30 * np.arange(4),
        "displacement": np.full((4, 5), moved_mm / 1000 + 0.007, dtype="f4"),
        "/corrections/solid_earth_tide": np.full((4, 5), 0.005, dtype="f4"),
        "/corrections/ionospheric_delay": np.full((4, 5), 0.002, dtype="f4"),
        "recommended_mask": np.ones((4, 5), dtype="u1"),
        "spatial_ref": np.int32(0).reshape(()),
    }
    wkt = QgsCoordinateReferenceSystem("EPSG:32611").toWkt()
    name = f"OPERA_L3_DISP-S1_IW_F11116_VV_{reference}T140000Z_{secondary}T140000Z_v1.0_20250101T000000Z.nc"
    writer.write_hdf5(folder / name, arrays, {}, {"spatial_ref": {"crs_wkt": wkt}, "displacement": {"units": "meters"}})


def test_a_stack_with_a_moving_reference_becomes_one_series_in_utm(run, tmp_path):
    write_pair(tmp_path, "20200101", "20200113", -3.0)
    write_pair(tmp_path, "20200113", "20200125", -4.0)
    result = run(
        "import_opera",
        INPUT=[str(tmp_path)],
        EXTENT="400000,400090,3999940,4000000 [EPSG:32611]",
        OUTPUT=str(tmp_path / "points.gpkg"),
    )
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (6, 3)
    layer = QgsVectorLayer(result["OUTPUT"], "points", "ogr")
    assert layer.crs().authid() == "EPSG:32611"
    table = read_points(layer, "points", layer)
    np.testing.assert_allclose(table.series().displacement_mm, np.tile([0, -3, -7], (6, 1)), atol=1e-4)
    np.testing.assert_allclose(table.xy[0], (400_015, 3_999_985))


def test_vertical_without_the_static_raster_is_refused(run, tmp_path):
    write_pair(tmp_path, "20200101", "20200113", -3.0)
    with pytest.raises(QgsProcessingException, match="line of sight"):
        run("import_opera", INPUT=[str(tmp_path)], VERTICAL=True, OUTPUT="memory:")
