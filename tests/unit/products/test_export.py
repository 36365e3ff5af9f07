"""What is exported is read back the same, by our own readers and as the conventions say."""

import csv

import numpy as np
import pytest

from subsidence.errors import Cancelled, SubsidenceError
from subsidence.products.export import (
    check_dbf,
    cube_of_points,
    explorer_columns,
    lattice,
    mintpy_columns,
    write_long_csv,
    write_netcdf,
    write_wide_csv,
)
from subsidence.products.points import PointProduct
from subsidence.products.raster_stack import open_raster_stack
from subsidence.products.series_table import ColumnMapping, read_series_table
from subsidence.progress import Report
from subsidence.raster.hdf5 import ProductFile
from subsidence.series import DeformationSeries, linear_rate

DATES = np.array(["2018-01-06", "2018-01-18", "2018-02-11"], dtype="datetime64[D]")


@pytest.fixture
def product():
    """Eleven of the twelve pixels of a 3 x 4 grid of 0.001 by 0.002 degrees, one value missing."""
    rng = np.random.default_rng(0)
    rows, columns = np.divmod(np.delete(np.arange(12), 5), 4)
    xy = np.column_stack([14.0 + 0.001 * columns, 41.0 - 0.002 * rows])
    displacement = rng.normal(0, 5, (11, 3))
    displacement[3, 1] = np.nan
    return PointProduct(
        DeformationSeries(DATES, displacement, xy),
        linear_rate(displacement, DATES)[0],
        np.arange(101, 112),
        {"height": rng.normal(100, 5, 11), "name": np.array(["a, b"] * 11, dtype=object)},
        source="test",
    )


@pytest.mark.parametrize("write", [write_wide_csv, write_long_csv])
def test_tables_read_back_exactly(product, tmp_path, write):
    write(tmp_path / "out.csv", product, ("lon", "lat"))
    back = read_series_table(tmp_path / "out.csv")
    np.testing.assert_array_equal(back.series.displacement_mm, product.series.displacement_mm)
    np.testing.assert_array_equal(back.series.dates, DATES)
    np.testing.assert_array_equal(back.series.xy, product.series.xy)
    np.testing.assert_array_equal(back.point_id, product.point_id)
    if write is write_wide_csv:
        np.testing.assert_array_equal(back.velocity_mm_per_yr, product.velocity_mm_per_yr)
        assert back.columns["name"].tolist() == product.columns["name"].tolist()
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_long_table_leaves_missing_values_out(product, tmp_path):
    write_long_csv(tmp_path / "out.csv", product, ("lon", "lat"))
    with (tmp_path / "out.csv").open() as stream:
        assert len(list(csv.reader(stream))) == 1 + 11 * 3 - 1


def test_the_conventions_fields_have_the_conventions_names(product):
    assert list(explorer_columns(product)) == [
        "point_id", "velocity", "height", "name", "D20180106", "D20180118", "D20180211",
    ]  # fmt: skip
    mintpy = mintpy_columns(product)
    assert list(mintpy) == [
        "CODE", "HEIGHT", "H_STDEV", "VEL", "V_STDEV", "COHERENCE", "EFF_AREA", "D20180106", "D20180118", "D20180211",
    ]  # fmt: skip
    assert len(set(mintpy["CODE"])) == 11
    assert all(len(name) <= 10 for name in mintpy)


def test_a_shapefile_is_not_asked_to_hold_more_than_255_fields():
    check_dbf(dict.fromkeys(map(str, range(255))))
    with pytest.raises(SubsidenceError, match="255 fields"):
        check_dbf(dict.fromkeys(map(str, range(256))))


def test_points_find_their_grid_again(product):
    cube = cube_of_points(product)
    np.testing.assert_allclose(cube.grid.geotransform, (13.9995, 0.001, 0, 41.001, 0, -0.002), atol=1e-12)
    points = cube.to_points()
    np.testing.assert_allclose(points.series.xy, product.series.xy, atol=1e-9)
    np.testing.assert_allclose(points.series.displacement_mm, product.series.displacement_mm, rtol=1e-6)


def test_scattered_points_make_no_cube(product):
    rng = np.random.default_rng(1)
    with pytest.raises(SubsidenceError, match="do not lie on a regular grid"):
        lattice(rng.random((50, 2)), "EPSG:4326")
    twice = PointProduct(
        DeformationSeries(DATES, np.zeros((2, 3)), np.array([[1.0, 1.0], [1.0, 1.0]])), np.zeros(2), np.arange(2)
    )
    with pytest.raises(SubsidenceError, match="Several points fall into one pixel"):
        cube_of_points(twice)


def test_a_cancelled_cube_is_closed_before_it_is_removed(product, tmp_path):
    class Impatient(Report):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):  # and no PermissionError, with which Windows answers who removes an open file
        write_netcdf(tmp_path / "cube.nc", cube_of_points(product), report=Impatient())
    assert list(tmp_path.iterdir()) == []


def test_the_netcdf_cube_follows_the_cf_conventions(product, tmp_path):
    write_netcdf(tmp_path / "cube.nc", cube_of_points(product), "made by a test")
    file = ProductFile(tmp_path / "cube.nc")
    assert file.attributes()["Conventions"].startswith("CF-1")
    time = file.attributes("time")
    assert time["units"] == "days since 1970-01-01"
    np.testing.assert_array_equal(file.array("time"), (DATES - np.datetime64("1970-01-01")).astype(float))
    assert file.attributes("displacement")["units"] == "mm"
    assert "towards the satellite" in file.attributes("displacement")["long_name"]
    assert "4326" in file.attributes("displacement")["crs_wkt"]
    assert file.attributes("velocity")["units"] == "mm year-1"
    assert file.attributes("y")["units"] == "degrees_north"
    assert file.shape("displacement") == (3, 3, 4)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32614", "EPSG:3035"])
def test_the_netcdf_cube_reads_back_in_its_own_crs(product, tmp_path, crs):
    from dataclasses import replace

    scale = 1.0 if crs == "EPSG:4326" else 100_000.0
    moved = DeformationSeries(DATES, product.series.displacement_mm, product.series.xy * scale)
    write_netcdf(tmp_path / "cube.nc", cube_of_points(replace(product, series=moved, crs=crs)))
    stack = open_raster_stack([tmp_path / "cube.nc"])
    back = stack.read().to_points()
    np.testing.assert_array_equal(back.series.dates, DATES)
    np.testing.assert_allclose(back.series.displacement_mm, product.series.displacement_mm, rtol=1e-6)
    np.testing.assert_allclose(back.series.xy, moved.xy, rtol=1e-9)
    from osgeo import osr

    read, written = osr.SpatialReference(), osr.SpatialReference()
    read.ImportFromWkt(stack.grid.crs)
    written.SetFromUserInput(crs)
    assert read.IsSame(written, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"])


def test_a_written_table_can_be_read_with_its_crs(product, tmp_path):
    write_wide_csv(tmp_path / "out.csv", product, ("x", "y"))
    assert read_series_table(tmp_path / "out.csv", ColumnMapping(crs="EPSG:32614")).crs == "EPSG:32614"
