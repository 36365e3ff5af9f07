"""What is read does not depend on what else the machine does."""

import subprocess
import sys

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer


@pytest.fixture
def others():
    """Programs that take every processor."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(4)]
    yield
    for program in busy:
        program.kill()
        program.wait()


def test_a_package_is_read_right_beside_busy_programs(point_layer, tmp_path, others):
    """GDAL 3.10 mixed rows up, or ended QGIS, within some ten readings."""
    truth = {f"D{day:08d}": np.arange(700.0) + day / 1000 for day in range(20180101, 20180101 + 120)}
    made = point_layer(np.column_stack([np.arange(700.0), np.zeros(700)]), truth)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "points"
    path = tmp_path / "points.gpkg"
    QgsVectorFileWriter.writeAsVectorFormatV3(made, str(path), QgsCoordinateTransformContext(), options)
    layer = QgsVectorLayer(str(path), "points", "ogr")
    assert layer.startEditing()
    assert layer.deleteFeatures([7, 100])  # keys with gaps
    assert layer.commitChanges()
    kept = np.delete(np.arange(700), [6, 99])
    for _ in range(30):
        table = read_points(layer, "points", layer)
        np.testing.assert_array_equal(table.xy[:, 0], kept)
        for name, values in truth.items():
            np.testing.assert_array_equal(table.columns[name], values[kept])
