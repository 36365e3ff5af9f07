"""One import looks at what it is given, says what it is, and reads it as the import for that kind would."""

import numpy as np
import pytest
from land_subsidence.bridge.rasters import write_raster
from land_subsidence.bridge.read_points import read_points
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException

from tests.conftest import ROOT
from tests.unit.insar.test_pair_folders import moved, write
from tests.unit.products.small_licsbas import small_product, write_hdf5

DATES = ["2018-01-06", "2018-01-18", "2018-02-11"]
TRANSFORM = (500_000.0, 100.0, 0.0, 2_100_000.0, 0.0, -100.0)
VALUES = -np.array([0.0, 1.0, 3.0])[:, None, None] * (1 + np.arange(12.0).reshape(3, 4))


def imported(run, *paths, **parameters):
    result = run("import_any", INPUT=[str(path) for path in paths], OUTPUT="memory:", **parameters)
    layer = result["OUTPUT"]
    return result, read_points(layer, "points", layer)


def dated_files(folder):
    folder.mkdir()
    wkt = QgsCoordinateReferenceSystem("EPSG:32614").toWkt()
    for date, values in zip(DATES, VALUES):
        write_raster(folder / f"d_{date}.tif", values, TRANSFORM, wkt, ["displacement"], unit="mm")


def test_a_folder_of_dated_rasters(run, tmp_path):
    dated_files(tmp_path / "rasters")
    result, table = imported(run, tmp_path / "rasters")
    assert (result["KIND"], result["POINT_COUNT"], result["EPOCH_COUNT"]) == ("dated rasters", 12, 3)
    np.testing.assert_allclose(table.series().displacement_mm, VALUES.reshape(3, 12).T)
    part, _ = imported(run, tmp_path / "rasters", EXTENT="500000,500200,2099800,2100000 [EPSG:32614]")
    assert part["POINT_COUNT"] == 4


def test_a_licsbas_file_and_its_folder(run, tmp_path):
    path = write_hdf5(tmp_path / "cum_filt.h5", small_product())
    for source in (path, tmp_path):
        result, table = imported(run, source)
        assert result["KIND"] == "LiCSBAS"
    direct = run("import_licsbas", INPUT=str(path), OUTPUT="memory:")["OUTPUT"]
    np.testing.assert_array_equal(table.numeric("velocity"), read_points(direct, "a", direct).numeric("velocity"))


def test_a_raster_of_rates_becomes_points_without_a_series(run, tmp_path):
    rates = -np.arange(12.0).reshape(3, 4)
    wkt = QgsCoordinateReferenceSystem("EPSG:4326").toWkt()
    write_raster(tmp_path / "vel.geo.tif", rates, (-99.0, 0.001, 0, 19.0, 0, -0.001), wkt, ["vel"])
    result, table = imported(run, tmp_path / "vel.geo.tif")
    assert (result["KIND"], result["EPOCH_COUNT"]) == ("raster of rates", 0)
    np.testing.assert_allclose(table.numeric("velocity"), rates.ravel())
    laea = QgsCoordinateReferenceSystem("EPSG:3035").toWkt()
    name = tmp_path / "EGMS_L3_E44N25_100km_U_2019_2023_1.tiff"
    write_raster(name, rates, (4_400_000.0, 100.0, 0, 2_500_000.0, 0, -100.0), laea, ["vel"], unit="m/yr")
    result, table = imported(run, name)
    np.testing.assert_allclose(table.numeric("velocity"), 1000 * rates.ravel())
    assert "vertical" in result["OUTPUT"].metadata().abstract()


def test_a_table_and_a_stamps_file(run, tmp_path):
    (tmp_path / "a.csv").write_text("id,lon,lat,D20180106,D20180118\n1,-99.1,19.4,0,-1\n2,-99.2,19.4,0,-2\n")
    result, table = imported(run, tmp_path / "a.csv")
    assert (result["KIND"], result["POINT_COUNT"]) == ("table or layer", 2)
    (tmp_path / "delivery").mkdir()
    (tmp_path / "a.csv").rename(tmp_path / "delivery" / "a.csv")
    (tmp_path / "delivery" / "README.md").write_text("as agreed")
    result, table = imported(run, tmp_path / "delivery")
    assert (result["KIND"], result["POINT_COUNT"]) == ("table or layer", 2)
    (tmp_path / "delivery" / "b.csv").write_text("id,lon,lat,D20180106\n1,-99.1,19.4,0\n")
    with pytest.raises(QgsProcessingException, match="nothing that is known here"):
        imported(run, tmp_path / "delivery")
    from scipy.io import savemat

    days = np.array([736_000.0, 736_012.0, 736_024.0])
    series = np.array([[0.0, -1.0, -2.0], [0.0, -2.0, -4.0]])
    savemat(
        tmp_path / "ps_plot_ts_v-do.mat",
        {"ph_mm": series, "lonlat": np.array([[-99.1, 19.4], [-99.2, 19.5]]), "day": days[:, None]},
    )
    result, table = imported(run, tmp_path / "ps_plot_ts_v-do.mat")
    assert result["KIND"] == "StaMPS"
    assert [name for name in table.names if name.startswith("D2")] == ["D20150205", "D20150217", "D20150301"]
    np.testing.assert_allclose(table.series().displacement_mm, series)


def test_points_in_a_netcdf_file(run, tmp_path):
    from scipy.io import netcdf_file

    values = np.array([[0.0, -0.5, 0.1], [0.2, -1.0, 0.3]])
    with netcdf_file(tmp_path / "ps.nc", "w") as file:
        file.createDimension("date", 2)
        file.createDimension("stack", 3)
        axis = file.createVariable("date", "f8", ("date",))
        axis[:], axis.units = [0, 12], "days since 2018-01-06"
        for name, places in (("lon", [-99.1, -99.2, -99.3]), ("lat", [19.4, 19.5, 19.6])):
            file.createVariable(name, "f8", ("stack",))[:] = places
        array = file.createVariable("disp", "f8", ("date", "stack"))
        array[:], array.units = values, "cm"
    result, table = imported(run, tmp_path / "ps.nc")
    assert (result["KIND"], result["POINT_COUNT"]) == ("points in NetCDF", 3)
    np.testing.assert_allclose(table.series().displacement_mm, 10 * values.T)
    np.testing.assert_allclose(table.xy, [[-99.1, 19.4], [-99.2, 19.5], [-99.3, 19.6]])


def test_an_hdf_eos_archive_of_mintpy(run):
    path = ROOT.parent / "shared" / "cases" / "mintpy_hdfeos5.he5"
    if not path.is_file():
        pytest.skip("the small inputs (../shared/cases) are not here")
    pytest.importorskip("h5py")
    result, table = imported(run, path)
    assert (result["KIND"], result["EPOCH_COUNT"]) == ("MintPy", 25)
    assert result["POINT_COUNT"] > 1000
    import h5py

    with h5py.File(path, "r") as file:
        stored = file["HDFEOS/GRIDS/timeseries/observation/displacement"][:]
        mask = file["HDFEOS/GRIDS/timeseries/quality/mask"][:] != 0
    row, column = np.argwhere(mask)[40]
    place = (-99.1 + (column + 0.5) * 0.000833333, 19.5 - (row + 0.5) * 0.000833333)
    point = np.argmin(np.hypot(*(table.xy - place).T))
    np.testing.assert_allclose(table.series().displacement_mm[point], 1000 * stored[:, row, column], atol=1e-3)


def test_what_is_no_series_is_refused_with_what_to_do(run, tmp_path):
    def refused(*paths):
        with pytest.raises(QgsProcessingException) as caught:
            run("import_any", INPUT=[str(path) for path in paths], OUTPUT=str(tmp_path / "out.gpkg"))
        assert not (tmp_path / "out.gpkg").exists()
        return str(caught.value)

    pairs = tmp_path / "pairs"
    for names, one in (("20180106_20180118", 0), ("20180118_20180130", 1)):
        write(pairs / f"{names}_unw.tif", moved(one, one + 1))
    assert "interferograms" in refused(pairs)
    (tmp_path / "picture.kmz").write_bytes(b"PK")
    assert "colours for looking at" in refused(tmp_path / "picture.kmz")
    (tmp_path / "points.kml").write_text(
        "<kml><Placemark><SimpleData name='velocity'>-3</SimpleData></Placemark></kml>"
    )
    assert "save it as a GeoPackage" in refused(tmp_path / "points.kml")
    (tmp_path / "page.csv").write_text("<!DOCTYPE html><html>404</html>")
    assert "web page" in refused(tmp_path / "page.csv")
    (tmp_path / "empty.h5").write_bytes(b"")
    assert "is empty" in refused(tmp_path / "empty.h5")
    (tmp_path / "broken.nc").write_bytes(b"CDF\x01 and no more")
    assert "cannot be read" in refused(tmp_path / "broken.nc")
    (tmp_path / "void").mkdir()
    assert "nothing that is known" in refused(tmp_path / "void")
    assert "does not exist" in refused(tmp_path / "nowhere.h5")


def test_what_the_user_says_reaches_the_reader_of_tables(run, tmp_path):
    (tmp_path / "plain.txt").write_text("500000.5 2100000.5 -1.5\n500100.5 2100000.5 -2.5\n500200.5 2100000.5 -3.5\n")
    _, table = imported(
        run, tmp_path / "plain.txt", COLUMNS="x y rate", CRS="EPSG:32614", UNIT=1, REVERSE=True, NODATA="-2.5"
    )
    np.testing.assert_allclose(table.numeric("velocity"), [15.0, np.nan, 35.0])
    assert table.crs.authid() == "EPSG:32614"


def test_what_the_user_says_reaches_the_reader_of_rasters(run, tmp_path):
    wkt = QgsCoordinateReferenceSystem("EPSG:32614").toWkt()
    for date, values in zip(("06-01-2018", "06-02-2018"), VALUES):
        write_raster(tmp_path / f"d_{date}.tif", values, TRANSFORM, wkt, ["displacement"])
    paths = sorted(tmp_path.glob("*.tif"))
    with pytest.raises(QgsProcessingException, match="D/M/YYYY or M/D/YYYY; set the date pattern"):
        imported(run, *paths)
    _, table = imported(run, *paths, DATE_PATTERN="%m-%d-%Y", UNIT=1, NODATA="-3", GEOMETRY=2)
    assert [name for name in table.names if name.startswith("D2")] == ["D20180601", "D20180602"]
    series = table.series().displacement_mm
    assert np.isnan(series[2, 1])
    np.testing.assert_allclose(series[1], [0.0, -20.0])


def test_an_attribute_nodata_counts_for_rasters_and_layers(run, tmp_path, point_layer):
    from osgeo import gdal

    wkt = QgsCoordinateReferenceSystem("EPSG:32614").toWkt()
    path = tmp_path / "factor.tif"
    write_raster(path, np.arange(12.0).reshape(3, 4), TRANSFORM, wkt, ["f"])
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.SetMetadataItem("NODATA_value", "5")
    dataset = None
    points = point_layer(
        [[500_150.0, 2_099_850.0], [500_250.0, 2_099_850.0]], {"a": [3.0, -4.0], "nodata": [-4.0, -4.0]}
    )
    output = run("sample_factors", INPUT=points, RASTERS=[str(path)], OUTPUT="memory:")["OUTPUT"]
    table = read_points(output, "points", output)
    np.testing.assert_array_equal(table.numeric("factor"), [np.nan, 6.0])
    np.testing.assert_array_equal(table.numeric("a"), [3.0, np.nan])


def test_one_file_by_its_own_parameter_is_read_and_none_at_all_is_refused(run, tmp_path):
    from land_subsidence.subsidence.errors import SubsidenceError
    from land_subsidence.subsidence.synthetic import make_city, write_licsbas
    from qgis.core import QgsProcessingException

    product = write_licsbas(make_city(20, 12, seed=0), tmp_path / "cum_filt.h5")
    done = run("import_any", FILE=str(product), OUTPUT=str(tmp_path / "points.gpkg"))
    assert done["POINT_COUNT"] > 0
    with pytest.raises((QgsProcessingException, SubsidenceError), match="Choose a file or a folder"):
        run("import_any", OUTPUT=str(tmp_path / "none.gpkg"))
