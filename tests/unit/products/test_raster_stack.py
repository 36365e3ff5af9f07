"""Dated rasters become a series whatever carries the date; what cannot be a series is refused."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.raster_stack import open_raster_stack
from subsidence.products.rate_raster import read_rate_raster
from subsidence.progress import Report
from subsidence.units import VERTICAL

DATES = ["2018-01-06", "2018-01-18", "2018-02-11"]
TRANSFORM = (500_000.0, 100.0, 0.0, 2_100_000.0, 0.0, -100.0)
VALUES = -np.array([0.0, 1.0, 3.0])[:, None, None] * (1 + np.arange(12).reshape(3, 4))


def write(path, bands, names=(), transform=TRANSFORM, epsg=32614, no_data=-9999.0, kind="Float32", scale=None):
    from osgeo import gdal, osr

    bands = np.asarray(bands)
    driver = gdal.GetDriverByName("GTiff")
    dataset = driver.Create(str(path), bands.shape[2], bands.shape[1], len(bands), getattr(gdal, f"GDT_{kind}"))
    if transform:
        dataset.SetGeoTransform(transform)
    if epsg:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        dataset.SetProjection(reference.ExportToWkt())
    for number, values in enumerate(bands, start=1):
        band = dataset.GetRasterBand(number)
        band.SetNoDataValue(no_data)
        if names:
            band.SetDescription(names[number - 1])
        if scale:
            band.SetScale(scale)
        band.WriteArray(np.where(np.isfinite(values), values, no_data))
    return path


def test_a_folder_of_files_named_by_date_is_read_in_order_of_date(tmp_path):
    for number in (2, 0, 1):
        write(tmp_path / f"z{9 - number}_{DATES[number].replace('-', '')}.tif", VALUES[number : number + 1])
    (tmp_path / "notes_20200101.txt").write_text("no raster")
    cube = open_raster_stack([tmp_path]).read()
    assert [str(date) for date in cube.dates] == DATES
    np.testing.assert_array_equal(cube.displacement_mm, VALUES.astype("f4"))
    days = np.array([0, 12, 36])
    slope = np.polyfit(days / 365.25, VALUES[:, 0, 0], 1)[0]
    np.testing.assert_allclose(cube.velocity_mm_per_yr[0, 0], slope, rtol=1e-5)
    assert "WGS 84 / UTM zone 14N" in cube.grid.crs


@pytest.mark.parametrize(
    "names", [DATES, ["D20180106", "D20180118", "D20180211"], ["at 06.01.2018", "18.01.2018", "11.02.2018"]]
)
def test_bands_named_by_date_are_a_series(tmp_path, names):
    path = write(tmp_path / "stack.tif", VALUES, names)
    stack = open_raster_stack([path])
    assert [str(date) for date in stack.dates] == DATES
    np.testing.assert_array_equal(stack.read().displacement_mm, VALUES.astype("f4"))


def test_no_data_is_missing_units_and_scale_are_applied_and_the_sign_can_be_turned(tmp_path):
    values = VALUES.copy()
    values[1, 0, 0] = np.nan
    path = write(tmp_path / "stack.tif", values, DATES)
    cube = open_raster_stack([path]).read(unit="cm", reverse=True, geometry=VERTICAL)
    np.testing.assert_allclose(cube.displacement_mm, -10 * values, rtol=1e-6)
    assert cube.geometry == VERTICAL
    scaled = write(tmp_path / "scaled.tif", VALUES * 10, DATES, kind="Int16", scale=0.1)
    np.testing.assert_allclose(open_raster_stack([scaled]).read().displacement_mm, VALUES, rtol=1e-6)


def test_a_no_data_value_that_the_pixels_cannot_hold_hides_nothing(tmp_path):
    values = np.array([[[0, 241]], [[1, 241]]], dtype=float)
    path = write(tmp_path / "bytes.tif", values, DATES[:2], kind="Byte", no_data=-9999.0)
    np.testing.assert_array_equal(open_raster_stack([path]).read().displacement_mm, values)


def test_a_no_data_value_without_an_exact_float_is_found(tmp_path):
    values = VALUES.copy()
    values[1, 0, 0] = np.nan
    path = write(tmp_path / "stack.tif", values, DATES, no_data=-3.4e38)
    np.testing.assert_allclose(open_raster_stack([path]).read().displacement_mm, values)


def test_a_clip_equals_the_same_part_of_the_whole_with_the_same_ids(tmp_path):
    stack = open_raster_stack([write(tmp_path / "stack.tif", VALUES, DATES)])
    part, whole = stack.read((500_100, 2_099_700, 500_300, 2_099_900)), stack.read()
    np.testing.assert_array_equal(part.displacement_mm, whole.displacement_mm[:, 1:3, 1:3])
    np.testing.assert_array_equal(part.pixel_number, whole.pixel_number[1:3, 1:3])


def test_files_named_by_pairs_from_one_reference_start_at_zero(tmp_path):
    for number in (1, 2):
        write(tmp_path / f"cum_20180106_{DATES[number].replace('-', '')}.tif", VALUES[number : number + 1])
    cube = open_raster_stack([tmp_path]).read()
    assert [str(date) for date in cube.dates] == DATES
    np.testing.assert_array_equal(cube.displacement_mm, VALUES.astype("f4"))


def test_interferograms_are_no_series(tmp_path):
    write(tmp_path / "20180106_20180118.tif", VALUES[:1])
    write(tmp_path / "20180118_20180211.tif", VALUES[:1])
    with pytest.raises(SubsidenceError, match="as interferograms are"):
        open_raster_stack([tmp_path])


def test_a_netcdf_time_gives_the_dates(tmp_path):
    from osgeo import gdal

    source = write(tmp_path / "stack.tif", VALUES, DATES)
    dataset = gdal.Open(str(source))
    dataset.SetMetadata(
        {
            "NETCDF_DIM_EXTRA": "{time}",
            "NETCDF_DIM_time_DEF": "{3,6}",
            "NETCDF_DIM_time_VALUES": "{0,12,36}",
            "time#units": "days since 2018-01-06",
        }
    )
    gdal.GetDriverByName("netCDF").CreateCopy(str(tmp_path / "stack.nc"), dataset)
    cube = open_raster_stack([tmp_path / "stack.nc"]).read()
    assert [str(date) for date in cube.dates] == DATES
    np.testing.assert_array_equal(cube.displacement_mm, VALUES.astype("f4"))


def test_what_cannot_be_a_series_is_refused_in_words(tmp_path):
    write(tmp_path / "a.tif", VALUES[:1])
    with pytest.raises(SubsidenceError, match="has no date"):
        open_raster_stack([tmp_path / "a.tif"])
    write(tmp_path / "b_20180106.tif", VALUES[:1])
    with pytest.raises(SubsidenceError, match="at least two dates"):
        open_raster_stack([tmp_path / "b_20180106.tif"])
    write(tmp_path / "c_20180106.tif", VALUES[:1])
    with pytest.raises(SubsidenceError, match="same date"):
        open_raster_stack([tmp_path / "b_20180106.tif", tmp_path / "c_20180106.tif"])
    write(tmp_path / "d_20180118.tif", VALUES[:1, :2])
    with pytest.raises(SubsidenceError, match="another size, place or CRS"):
        open_raster_stack([tmp_path / "b_20180106.tif", tmp_path / "d_20180118.tif"])
    write(tmp_path / "e_20180118.tif", VALUES[:1], epsg=32615)
    with pytest.raises(SubsidenceError, match="another size, place or CRS"):
        open_raster_stack([tmp_path / "b_20180106.tif", tmp_path / "e_20180118.tif"])
    write(tmp_path / "f_20180118.tif", VALUES[:1], transform=None)
    with pytest.raises(SubsidenceError, match="no georeference"):
        open_raster_stack([tmp_path / "f_20180118.tif"])
    (tmp_path / "g_20180118.tif").write_bytes(b"not a raster")
    with pytest.raises(SubsidenceError, match="cannot be read as a raster"):
        open_raster_stack([tmp_path / "g_20180118.tif"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(SubsidenceError, match="no rasters"):
        open_raster_stack([tmp_path / "empty"])


def netcdf(path, name="displacement", **attributes):
    from scipy.io import netcdf_file

    with netcdf_file(path, "w") as file:
        for axis, values in (("time", [0, 12, 36]), ("lat", [19.3, 19.2, 19.1]), ("lon", [0.1, 0.2, 0.3, 0.4])):
            file.createDimension(axis, len(values))
            variable = file.createVariable(axis, "f8", (axis,))
            variable[:] = values
            if axis == "time":
                variable.units = "days since 2018-01-06"
        array = file.createVariable(name, "f8", ("time", "lat", "lon"))
        array[:] = VALUES
        for key, value in attributes.items():
            setattr(array, key, value)
    return path


@pytest.mark.parametrize(
    ("unit", "factor"), [("m", 1000.0), ("centimetres", 10.0), ("ft", 304.8), ("mm", 1.0), ("inches", 25.4)]
)
def test_the_unit_of_a_variable_counts(tmp_path, heard, unit, factor):
    path = netcdf(tmp_path / "a.nc", units=unit)
    np.testing.assert_allclose(open_raster_stack([path]).read(report=heard).displacement_mm, factor * VALUES, rtol=1e-6)
    assert any(f"The unit {unit} is taken" in text for text in heard.infos)
    np.testing.assert_allclose(
        open_raster_stack([path]).read(unit="mm", report=heard).displacement_mm, VALUES, rtol=1e-6
    )
    assert any("UNIT is mm; UNIT is used" in text for text in heard.warnings) == (factor != 1.0)


@pytest.mark.parametrize(("unit", "words"), [("rad", "is a phase in rad"), ("m/year", "is a rate in m/year")])
def test_what_is_no_displacement_is_refused(tmp_path, unit, words):
    with pytest.raises(SubsidenceError, match=words):
        open_raster_stack([netcdf(tmp_path / "a.nc", units=unit)]).read()


def test_a_name_that_means_sinking_and_values_in_another_unit_are_doubted(tmp_path, heard):
    path = netcdf(tmp_path / "a.nc", "subsidence", units="mm")
    open_raster_stack([path]).read(report=heard)
    assert any("set REVERSE" in text for text in heard.warnings)
    heard.warnings.clear()
    assert (open_raster_stack([path]).read(report=heard, reverse=True).displacement_mm >= 0).all()
    assert not heard.warnings
    write(tmp_path / "stack.tif", VALUES / 1000, DATES)
    open_raster_stack([tmp_path / "stack.tif"]).read(report=heard)
    assert any("larger than 0.0" in text and "set UNIT" in text for text in heard.warnings)


def test_gmtsar_counts_the_days_of_a_year_from_zero(tmp_path, heard):
    from scipy.io import netcdf_file

    for day, values in zip(("2018005", "2018017"), VALUES):
        with netcdf_file(tmp_path / f"disp_{day}_ll.grd", "w") as file:
            for axis, places in (("lat", [19.1, 19.2, 19.3]), ("lon", [0.1, 0.2, 0.3, 0.4])):
                file.createDimension(axis, len(places))
                file.createVariable(axis, "f8", (axis,))[:] = places
            file.createVariable("z", "f4", ("lat", "lon"))[:] = values[::-1]
    cube = open_raster_stack([tmp_path]).read(report=heard)
    assert cube.dates.astype(str).tolist() == ["2018-01-06", "2018-01-18"]
    np.testing.assert_array_equal(cube.displacement_mm, VALUES[:2].astype("f4"))
    assert any("counted from 0" in text for text in heard.infos)


def test_a_file_with_a_variable_for_each_date_is_a_series(tmp_path, heard):
    from scipy.io import netcdf_file

    with netcdf_file(tmp_path / "dates.nc", "w") as file:
        for name, values, unit in (
            ("lat", [19.3, 19.2, 19.1], "degrees_north"),
            ("lon", [-99.2, -99.1], "degrees_east"),
        ):
            file.createDimension(name, len(values))
            axis = file.createVariable(name, "f8", (name,))
            axis[:], axis.units = values, unit
        for number, name in enumerate(["disp_20180118", "coh_20180118", "disp_20180106", "coh_20180106", "mask"]):
            array = file.createVariable(name, "f4", ("lat", "lon"))
            array[:], array.units = number, "cm"
    stack = open_raster_stack([tmp_path / "dates.nc"])
    cube = stack.read(report=heard)
    assert stack.dates.astype(str).tolist() == ["2018-01-06", "2018-01-18"]
    assert cube.displacement_mm[:, 1, 1].tolist() == [20.0, 0.0]
    assert any("those for each date are read" in text for text in heard.infos)


def test_dates_in_names_of_files_are_told_by_all_of_them(tmp_path):
    for names in (["06-01-2018", "18-01-2018", "11-02-2018"], ["180106", "180118", "180211"]):
        folder = tmp_path / names[0]
        folder.mkdir()
        for name, values in zip(names, VALUES):
            write(folder / f"disp_{name}.tif", values[None])
        assert open_raster_stack([folder]).dates.astype(str).tolist() == DATES
    folder = tmp_path / "open"
    folder.mkdir()
    for name, values in zip(("06-01-2018", "06-02-2018"), VALUES):
        write(folder / f"disp_{name}.tif", values[None])
    with pytest.raises(SubsidenceError, match="set the date pattern, such as %d/%m/%Y"):
        open_raster_stack([folder])
    american = open_raster_stack([folder], pattern="disp_%m-%d-%Y")
    assert american.dates.astype(str).tolist() == ["2018-06-01", "2018-06-02"]


class Told(Report):
    def __init__(self):
        self.warnings = []

    def on_warning(self, text):
        self.warnings.append(text)


def test_a_unit_in_the_names_of_files_counts(tmp_path):
    """Files called …_disp_cm were read as mm without a word."""
    for number, day in enumerate(DATES):
        write(tmp_path / f"{day.replace('-', '')}_disp_cm.tif", VALUES[number : number + 1] / 10.0)
    told = Told()
    cube = open_raster_stack([tmp_path]).read(report=told)
    np.testing.assert_allclose(cube.displacement_mm, VALUES, rtol=1e-6)
    assert any("unit cm is taken from the names" in text for text in told.warnings)


def test_files_named_as_unwrapped_phases_are_warned_of(tmp_path):
    for number, day in enumerate(DATES):
        write(tmp_path / f"geo_{day.replace('-', '')}.unw.tif", VALUES[number : number + 1])
    told = Told()
    open_raster_stack([tmp_path]).read(report=told)
    assert any("in radians" in text for text in told.warnings)


def test_rates_whose_name_says_sinking_or_a_unit_are_doubted_or_taken(tmp_path):
    told = Told()
    write(tmp_path / "subsidence_rate.tif", -VALUES[2:])
    read_rate_raster(tmp_path / "subsidence_rate.tif", report=told)
    assert any("REVERSE" in text for text in told.warnings)
    write(tmp_path / "velocity_cm_yr.tif", VALUES[2:] / 10.0)
    cube = read_rate_raster(tmp_path / "velocity_cm_yr.tif")
    np.testing.assert_allclose(cube.velocity_mm_per_yr, VALUES[2], rtol=1e-6)


def test_blocks_of_rows_are_the_whole_and_are_judged_together(tmp_path):
    values = VALUES.astype(float).copy()
    values[:, 0, 1] = np.nan
    path = write(tmp_path / "stack.tif", values / 1000.0, DATES)
    told, report = [], Report()
    report.on_warning = told.append
    stack = open_raster_stack([path])
    blocks = list(stack.blocks(2, report=report))
    whole = stack.read()
    assert [block.grid.shape for block in blocks] == [(2, 4), (1, 4)]
    for name, axis in (("displacement_mm", 1), ("velocity_mm_per_yr", 0), ("pixel_number", 0)):
        joined = np.concatenate([getattr(block, name) for block in blocks], axis=axis)
        np.testing.assert_array_equal(joined, getattr(whole, name))
    assert len([text for text in told if "No displacement is larger" in text]) == 1


def test_a_value_that_is_missing_in_some_blocks_only_is_said(tmp_path):
    rng = np.random.default_rng(0)
    values = rng.normal(0.0, 1.0, (3, 20, 10))
    values[:, 10:] *= 60.0
    values[1, [3, 15], 4] = -99.9
    told, report = [], Report()
    report.on_warning = told.append
    stack = open_raster_stack([write(tmp_path / "stack.tif", values, DATES)])
    list(stack.blocks(10, report=report))
    assert any("-99.9 is far from all other values in some rows" in text for text in told)


@pytest.mark.parametrize(("factor", "read_as"), [(0.001, 1000.0), (1.0, 1.0)])
def test_a_geotiff_with_mintpys_tags_and_no_unit_is_in_metres_where_its_numbers_are(tmp_path, heard, factor, read_as):
    from osgeo import gdal

    rates = (-1.0 * np.arange(20).reshape(4, 5) * factor).astype("f4")
    for name, tags in (("velocity_a.tif", {"FILE_TYPE": "velocity", "X_FIRST": "14.0"}), ("velocity_b.tif", {})):
        path = write(tmp_path / name, rates[None])
        dataset = gdal.Open(str(path), gdal.GA_Update)
        dataset.SetMetadata(tags)
        del dataset
        heard.warnings.clear()
        cube = read_rate_raster(path, report=heard)
        np.testing.assert_allclose(cube.velocity_mm_per_yr, rates * (read_as if tags else 1.0), rtol=1e-6)
        words = "in which MintPy writes" if tags and read_as > 1 else "tells no unit; mm/yr are taken"
        assert any(words in text for text in heard.warnings)
