"""Rasters by other people's habits give the right values, or a sentence, and never a wrong value."""

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsProcessingException, QgsProcessingFeedback

from tests.conftest import ROOT


class Listener(QgsProcessingFeedback):
    def __init__(self):
        super().__init__()
        self.texts = []

    def pushInfo(self, text):
        self.texts.append(text)

    def pushWarning(self, text):
        self.texts.append(text)

    def said(self, words):
        return any(words in text for text in self.texts)


@pytest.fixture(scope="module")
def cases():
    folder = ROOT.parent / "shared" / "cases"
    if not folder.is_dir():
        pytest.skip("the small inputs (../shared/cases) are not here")
    return folder


def imported(path, **parameters):
    import processing

    listener = Listener()
    result = processing.run(
        "subsidence:import_raster_stack", {"INPUT": [str(path)], "OUTPUT": "memory:", **parameters}, feedback=listener
    )
    layer = result["OUTPUT"]
    return read_points(layer, "points", layer), listener


def test_the_unit_of_the_file_counts_where_none_is_chosen(cases):
    table, listener = imported(cases / "disp_units_m.nc")
    south_east = np.argmax(table.xy[:, 0] - table.xy[:, 1])
    assert table.numeric("velocity")[south_east] == pytest.approx(-121.7, abs=0.1)
    assert listener.said("unit m is taken from the file")
    table, listener = imported(cases / "disp_units_m.nc", UNIT=0)
    assert table.numeric("velocity")[south_east] == pytest.approx(-0.1217, abs=1e-4)
    assert listener.said("says that its unit is m, but UNIT is mm")


def test_of_several_variables_the_displacement_is_read_and_another_can_be_named(cases):
    path = cases / "netcdf_two_variables.nc"
    table, listener = imported(path)
    values = table.series().displacement_mm
    assert (values.max(), values.min()) == pytest.approx((0.0, -450.0), abs=1e-3)
    assert listener.said("“displacement” is read, not coherence")
    named, _ = imported(path, VARIABLE="displacement")
    np.testing.assert_array_equal(named.series().displacement_mm, values)
    direct, _ = imported(f'NETCDF:"{path}":displacement')
    np.testing.assert_array_equal(direct.series().displacement_mm, values)
    with pytest.raises(QgsProcessingException, match="holds no variable “motion”; it holds"):
        imported(path, VARIABLE="motion")


def test_rasters_that_lie_upside_down_are_turned(cases, run, point_layer):
    import processing

    files = sorted(str(path) for path in cases.glob("southup_2018*.tif"))
    listener = Listener()
    layer = processing.run("subsidence:import_raster_stack", {"INPUT": files, "OUTPUT": "memory:"}, feedback=listener)[
        "OUTPUT"
    ]
    values = read_points(layer, "points", layer).series().displacement_mm
    assert (values == [6.0, 18.0, 30.0]).all()
    from osgeo import gdal

    raster = gdal.Open(str(cases / "southup_values.tif"))
    x0, dx, _, y0, _, dy = raster.GetGeoTransform()
    assert dy > 0
    rows, columns = np.mgrid[: raster.RasterYSize, : raster.RasterXSize]
    centres = np.column_stack([x0 + (columns.ravel() + 0.5) * dx, y0 + (rows.ravel() + 0.5) * dy])
    points = point_layer(centres, {"a": np.zeros(len(centres))}, crs="EPSG:4326")
    output = run("sample_factors", INPUT=points, RASTERS=[str(cases / "southup_values.tif")], OUTPUT="memory:")[
        "OUTPUT"
    ]
    found = read_points(output, "points", output).numeric("southup_values")
    np.testing.assert_array_equal(found, raster.ReadAsArray().ravel())


@pytest.mark.parametrize("form", ["{}", 'NETCDF:"{}":precip'])
def test_degrees_without_a_grid_mapping_are_wgs_84(cases, run, point_layer, form):
    from subsidence.raster.grid_source import open_grid

    path = cases / "netcdf_latlon_nocrs.nc"
    source = open_grid(path)
    xy = np.array([[-99.3, 19.6], [-99.25, 19.5]])
    points = point_layer(xy, {f"D{date}": np.zeros(2) for date in ("20180115", "20180302")}, crs="EPSG:4326")
    result = run("sample_factor_series", INPUT=points, RASTERS=[form.format(path)], PREFIX="RAIN", OUTPUT="memory:")
    table = read_points(result["OUTPUT"], "points", result["OUTPUT"])
    months = source.periods().starts.astype("datetime64[M]").astype(str).tolist()
    values = source.read([months.index("2018-01"), months.index("2018-03")])
    found = np.column_stack([table.numeric("RAIN20180115"), table.numeric("RAIN20180302")])
    np.testing.assert_allclose(found, [values[:, 0, 0], values[:, 2, 1]])
