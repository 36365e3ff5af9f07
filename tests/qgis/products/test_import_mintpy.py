"""MintPy's files become layers with the values, places and dates of the files."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from land_subsidence.bridge.rasters import read_raster
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsProcessingException, QgsVectorLayer

DATA = Path(__file__).resolve().parents[2] / "data" / "mintpy"


def test_points_and_rasters_hold_the_files_values_in_millimetres(run, tmp_path):
    result = run(
        "import_mintpy",
        INPUT=str(DATA),
        OUTPUT=str(tmp_path / "points.gpkg"),
        VELOCITY=str(tmp_path / "velocity.tif"),
        DISPLACEMENT=str(tmp_path / "displacement.tif"),
    )
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (18, 3)  # one masked, one without data
    layer = QgsVectorLayer(result["OUTPUT"], "points", "ogr")
    table = read_points(layer, "points", layer)
    np.testing.assert_allclose(table.series().displacement_mm[0], [0, -1, -2], rtol=1e-6)
    np.testing.assert_allclose(table.numeric("velocity_std"), 1.0)
    np.testing.assert_allclose(table.xy[0], (14.0015, 40.999), atol=1e-9)
    velocity = read_raster(result["VELOCITY"])
    np.testing.assert_allclose(velocity.geotransform, (14.0, 0.001, 0, 41.0, 0, -0.002), atol=1e-12)
    assert np.isnan(velocity.values[0][0, 0])
    np.testing.assert_allclose(velocity.values[0][1], -2 / 12 * 365.25, rtol=1e-6)
    assert read_raster(result["DISPLACEMENT"]).band_names == ("2020-01-01", "2020-01-13", "2020-01-25")


def test_a_truncated_file_leaves_nothing_behind(run, tmp_path):
    shutil.copy(DATA / "timeseries.h5", tmp_path)
    (tmp_path / "timeseries.h5").write_bytes((DATA / "timeseries.h5").read_bytes()[:4000])
    with pytest.raises(QgsProcessingException, match=r"damaged|cut off"):
        run("import_mintpy", INPUT=str(tmp_path / "timeseries.h5"), OUTPUT=str(tmp_path / "out.gpkg"))
    assert [path.name for path in tmp_path.iterdir()] == ["timeseries.h5"]
