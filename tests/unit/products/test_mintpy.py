"""MintPy's files: metres become millimetres, corners stay corners, radar geometry is refused with the remedy."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.mintpy import line_of_sight, open_mintpy
from subsidence.products.rate_raster import read_rate_raster
from subsidence.products.recognise import recognise
from tests.unit.products.written_products import write_hdf5

DATA = Path(__file__).resolve().parents[2] / "data" / "mintpy"  # written with h5py, as MintPy does
ATTRIBUTES = {
    "LENGTH": "4", "WIDTH": "5", "X_FIRST": "14.0", "Y_FIRST": "41.0", "X_STEP": "0.001", "Y_STEP": "-0.002",
    "X_UNIT": "degrees", "UNIT": "m", "REF_DATE": "20200101", "HEADING": "-12.0",
}  # fmt: skip


@pytest.fixture
def write_series(tmp_path):
    """A file of 3 epochs x 4 x 5 pixels through GDAL, with other attributes."""

    def write(name="timeseries.h5", without=(), **changes):
        attributes = {k: v for k, v in {**ATTRIBUTES, **changes}.items() if k not in without}
        series = (0.001 * np.arange(60).reshape(3, 4, 5)).astype("f4")
        arrays = {"date": np.array(["20200101", "20200113", "20200125"]), "timeseries": series}
        return write_hdf5(tmp_path / name, arrays, attributes)

    return write


def test_metres_become_millimetres_and_the_corner_stays_the_corner():
    cube = open_mintpy(DATA / "timeseries.h5").read()
    assert [str(date) for date in cube.dates] == ["2020-01-01", "2020-01-13", "2020-01-25"]
    assert cube.grid.geotransform == (14.0, 0.001, 0.0, 41.0, 0.0, -0.002)
    assert cube.grid.crs == "EPSG:4326"
    truth = -np.arange(3)[:, None] * (np.arange(4) + 1.0)
    np.testing.assert_allclose(cube.displacement_mm[:, :, 0], truth, rtol=1e-6)
    points = cube.to_points()
    np.testing.assert_allclose(points.series.xy[0], (14.0005, 40.999), atol=1e-12)


def test_the_files_beside_it_give_rate_geometry_mask_and_coherence():
    cube = open_mintpy(DATA).read()
    np.testing.assert_allclose(cube.velocity_mm_per_yr[:, 0], -(np.arange(4) + 1.0) / 12 * 365.25, rtol=1e-6)
    np.testing.assert_allclose(cube.layers["velocity_std"], 1.0)
    np.testing.assert_allclose(cube.layers["height"], 100.0)
    np.testing.assert_allclose(cube.layers["coherence"], 0.75)
    np.testing.assert_allclose(cube.layers["los_u"], np.cos(np.radians(30)), rtol=1e-6)
    assert (cube.layers["los_e"] < 0).all(), "an ascending satellite that looks right stands in the west"
    assert cube.mask_source == "maskTempCoh.h5"
    assert not cube.mask[0, 0]
    assert cube.mask.sum() == 19
    assert np.isnan(cube.masked().displacement_mm[:, 0, 0]).all()
    assert "latitude 40.995" in cube.reference


def test_zero_is_no_data_except_at_the_reference_pixel():
    cube = open_mintpy(DATA / "timeseries.h5").read()
    assert np.isnan(cube.displacement_mm[:, 3, 4]).all()
    assert np.isnan(cube.velocity_mm_per_yr[3, 4])
    assert (cube.displacement_mm[:, 2, 1] == 0).all()
    assert cube.to_points().series.n_points == 19


def test_a_clip_equals_the_same_part_of_the_whole():
    product = open_mintpy(DATA / "timeseries.h5")
    whole, part = product.read(), product.read((14.001, 40.994, 14.0039, 40.9981))
    assert part.displacement_mm.shape == (3, 2, 3)
    np.testing.assert_array_equal(part.displacement_mm, whole.displacement_mm[:, 1:3, 1:4])
    np.testing.assert_array_equal(part.pixel_number, whole.pixel_number[1:3, 1:4])
    assert part.to_points().series.n_points == 6


def test_radar_geometry_is_refused_with_the_remedy(write_series):
    with pytest.raises(SubsidenceError, match=r"radar geometry.*geocode\.py"):
        open_mintpy(write_series(without=("X_FIRST", "Y_FIRST")))


@pytest.mark.parametrize(
    ("changes", "crs"),
    [
        ({"EPSG": "32611"}, "EPSG:32611"),
        ({}, "EPSG:4326"),
        ({"X_UNIT": "meters", "UTM_ZONE": "11N"}, "EPSG:32611"),
        ({"X_UNIT": "meters", "UTM_ZONE": "33S"}, "EPSG:32733"),
    ],
)
def test_the_coordinate_system_comes_from_whatever_attribute_there_is(write_series, changes, crs):
    assert open_mintpy(write_series(**changes)).grid.crs == crs


def test_metres_without_a_zone_are_refused(write_series):
    with pytest.raises(SubsidenceError, match="neither EPSG nor UTM_ZONE"):
        open_mintpy(write_series(X_UNIT="meters"))


@pytest.mark.parametrize(("unit", "factor"), [("m", 1.0), ("cm", 0.01), ("mm", 0.001)])
def test_the_unit_of_the_file_is_respected(write_series, unit, factor):
    cube = open_mintpy(write_series(UNIT=unit)).read()
    np.testing.assert_allclose(cube.displacement_mm[2], factor * np.arange(40, 60).reshape(4, 5), rtol=1e-6)


def test_phase_is_no_displacement(write_series):
    with pytest.raises(SubsidenceError, match="no length"):
        open_mintpy(write_series(UNIT="radian")).read()


def test_without_velocity_file_the_rate_is_the_slope_and_without_geometry_the_layers_are_absent(write_series, heard):
    cube = open_mintpy(write_series()).read(report=heard)
    np.testing.assert_allclose(cube.velocity_mm_per_yr, 20.0 / 12 * 365.25, rtol=1e-5)
    assert cube.layers == {}
    assert cube.mask is None
    assert any("rates are computed" in text for text in heard.infos)


def test_a_neighbour_of_another_size_is_not_used(write_series, tmp_path, heard):
    path = write_series()
    write_hdf5(tmp_path / "velocity.h5", {"velocity": np.zeros((2, 2), "f4")}, ATTRIBUTES)
    open_mintpy(path).read(report=heard)
    assert any("another size or place" in text for text in heard.warnings)


def test_of_a_folder_the_most_corrected_series_is_read(write_series, tmp_path, heard):
    write_series("timeseries.h5")
    write_series("timeseries_ERA5_demErr.h5")
    write_series("timeseriesResidual_long_name_that_is_no_series.h5")
    assert open_mintpy(tmp_path, heard).file.path.name == "timeseries_ERA5_demErr.h5"
    assert "most corrected" in heard.infos[0]


@pytest.mark.parametrize("unit", ["m/year", "m/yr", "m", None])
def test_rates_alone_are_points_without_a_series(tmp_path, heard, unit):
    rates = -0.001 * np.arange(20, dtype="f4").reshape(4, 5)
    attributes = {**ATTRIBUTES, "FILE_TYPE": "velocity", "UNIT": unit}
    attributes = {key: value for key, value in attributes.items() if value is not None}
    write_hdf5(tmp_path / "velocityERA5.h5", {"velocity": rates, "velocityStd": np.abs(rates)}, attributes)
    assert recognise([tmp_path / "velocityERA5.h5"]).kind == "raster of rates"
    cube = read_rate_raster(tmp_path / "velocityERA5.h5", report=heard)
    np.testing.assert_allclose(cube.velocity_mm_per_yr.ravel()[1:], 1000.0 * rates.ravel()[1:], rtol=1e-6)
    np.testing.assert_allclose(cube.layers["velocity_std"], 1000.0 * np.abs(rates), rtol=1e-6)
    assert cube.grid.geotransform[:2] == (14.0, 0.001)
    assert any("m/yr are taken" in text for text in heard.infos + heard.warnings) == (unit is None)
    write_hdf5(tmp_path / "timeseries.h5", {"velocity": rates}, attributes)
    with pytest.raises(SubsidenceError, match=r"choose the timeseries\*\.h5 beside it"):
        recognise([tmp_path / "velocityERA5.h5"])


def test_other_and_damaged_files_are_refused_in_words(tmp_path):
    with pytest.raises(SubsidenceError, match="no MintPy time series: it holds velocity"):
        open_mintpy(DATA / "velocity.h5")
    shutil.copy(DATA / "timeseries.h5", tmp_path / "timeseries.h5")
    (tmp_path / "timeseries.h5").write_bytes((tmp_path / "timeseries.h5").read_bytes()[:3000])
    with pytest.raises(SubsidenceError, match=r"damaged|cut off"):
        open_mintpy(tmp_path / "timeseries.h5").read()
    with pytest.raises(SubsidenceError, match=r"no timeseries\*\.h5"):
        open_mintpy(tmp_path.parent)


def test_the_line_of_sight_is_a_unit_vector():
    rng = np.random.default_rng(0)
    vector = np.array(line_of_sight(rng.uniform(20, 50, 100), rng.uniform(-180, 180, 100)))
    np.testing.assert_allclose((vector**2).sum(axis=0), 1.0, rtol=1e-6)
    assert np.isnan(line_of_sight(np.array([0.0]), 100.0)[2]).all()


def test_undeclared_marks_of_nothing_are_missing_and_said(tmp_path, heard):
    series = (-0.001 * np.arange(60).reshape(3, 4, 5)).astype("f4")
    series[:, 0, 0] = -9999.0
    series[1, 2, 3] = -9999.0
    arrays = {"date": np.array(["20200101", "20200113", "20200125"]), "timeseries": series}
    height = np.full((4, 5), 12.5, dtype="f4")
    height[1, 1] = -32768.0
    write_hdf5(tmp_path / "geometryGeo.h5", {"height": height}, ATTRIBUTES)
    cube = open_mintpy(write_hdf5(tmp_path / "timeseries.h5", arrays, ATTRIBUTES)).read(report=heard)
    assert np.argwhere(np.isnan(cube.displacement_mm)).tolist() == [[0, 0, 0], [1, 0, 0], [1, 2, 3], [2, 0, 0]]
    assert np.argwhere(np.isnan(cube.layers["height"])).tolist() == [[1, 1]]
    assert any("4 values are -9999" in warning for warning in heard.warnings)
    assert any("-32768" in warning for warning in heard.warnings)


def test_a_series_that_lies_otherwise_than_its_attributes_say_is_refused(write_series):
    with pytest.raises(SubsidenceError, match="LENGTH and WIDTH say 5 x 4"):
        open_mintpy(write_series(LENGTH="5", WIDTH="4"))


def test_rates_per_day_are_refused(tmp_path):
    attributes = {**ATTRIBUTES, "UNIT": "m/day"}
    path = write_hdf5(tmp_path / "velocity.h5", {"velocity": np.full((4, 5), 0.01, dtype="f4")}, attributes)
    with pytest.raises(SubsidenceError, match="per “day”"):
        read_rate_raster(path)


def test_longitudes_up_to_360_lie_in_the_west_and_exchanged_corners_are_refused(write_series):
    cube = open_mintpy(write_series(X_FIRST="260.8")).read()
    assert cube.grid.geotransform[0] == pytest.approx(-99.2)
    with pytest.raises(SubsidenceError, match="in degrees, but reaches to"):
        open_mintpy(write_series("other.h5", X_FIRST="41.0", Y_FIRST="-99.0")).read()


def test_degrees_under_the_code_of_a_utm_zone_are_doubted(write_series, heard):
    for name, code, doubted in (("a.h5", "32614", True), ("b.h5", "4326", False)):
        heard.warnings.clear()
        open_mintpy(write_series(name, EPSG=code), heard).read(report=heard)
        assert any("counts metres" in text for text in heard.warnings) is doubted


def test_millimetres_that_are_called_metres_are_doubted(tmp_path, heard):
    series = -np.arange(60.0).reshape(3, 4, 5).astype("f4")
    dates = np.array(["20200101", "20200113", "20200125"])
    for name, factor, doubted in (("a.h5", 1.0, True), ("b.h5", 0.001, False)):
        path = write_hdf5(tmp_path / name, {"date": dates, "timeseries": factor * series}, ATTRIBUTES)
        heard.warnings.clear()
        open_mintpy(path, heard).read(report=heard)
        assert any("hardly possible" in text for text in heard.warnings) is doubted
