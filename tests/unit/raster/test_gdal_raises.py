"""GDAL may be told to raise by another plugin, or by a newer QGIS; what it says is heard either way."""

import pytest
from osgeo import gdal

from subsidence.errors import SubsidenceError
from subsidence.raster.gdal_files import quiet_gdal


@pytest.fixture
def raising():
    before = gdal.GetUseExceptions()
    gdal.UseExceptions()
    yield
    if not before:
        gdal.DontUseExceptions()


def test_what_gdal_raises_anywhere_in_a_reading_is_a_sentence(raising, tmp_path):
    with pytest.raises(SubsidenceError, match="damaged, GDAL says"), quiet_gdal() as inside:
        inside.Open(str(tmp_path / "nothing.tif"))


def test_a_mistake_of_ours_inside_is_not_blamed_on_a_file(raising):
    with pytest.raises(RuntimeError, match="ours"), quiet_gdal():
        raise RuntimeError("ours")
