"""Rain, temperature and water storage as the world's services deliver them, brought to days and months."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.factors.raster_records import layer_records, record_values
from subsidence.raster import cf_file, grid_source
from subsidence.raster.grid_source import open_grid

LAT = np.array([20.0, 19.0, 18.0])
LON = np.array([0.0, 90.0, 180.0, 270.0])
PLACES = np.array([[-90.0, 19.0], [0.0, 20.0], [270.0, 18.0]])


@pytest.fixture(autouse=True)
def sound_files(monkeypatch):
    for module in (cf_file, grid_source):
        monkeypatch.setattr(module, "try_opening", lambda *_, **__: None)


def write(path, stamps, units, variables, bounds=None, time="time"):
    """variables : name → (values (time, lat, lon), attributes)"""
    from scipy.io import netcdf_file

    with netcdf_file(path, "w") as file:
        for name, size in ((time, len(stamps)), ("lat", LAT.size), ("lon", LON.size), ("nv", 2)):
            file.createDimension(name, size)
        axis = file.createVariable(time, "f8", (time,))
        axis[:], axis.units = stamps, units
        if bounds is not None:
            axis.bounds = "time_bounds"
            file.createVariable("time_bounds", "f8", (time, "nv"))[:] = bounds
        for name, values, unit in (("lat", LAT, "degrees_north"), ("lon", LON, "degrees_east")):
            axis = file.createVariable(name, "f8", (name,))
            axis[:], axis.units = values, unit
        for name, (values, attributes) in variables.items():
            array = file.createVariable(name, "f8", (time, "lat", "lon"))
            array[:] = values
            for key, value in attributes.items():
                setattr(array, key, value)
    return path


def by_place(values):
    """values (time,) times 1 + column + 10 · row."""
    rows, columns = np.mgrid[: LAT.size, : LON.size]
    return np.asarray(values, dtype=float)[:, None, None] * (1 + columns + 10 * rows)


FACTORS = np.array([1 + 3 + 10, 1, 1 + 3 + 20])  # of PLACES


def read(source, *, sums=False, levels=False, heard=None):
    records = layer_records([source], sums=sums, levels=levels)
    column, row = source.pixel_places(PLACES)
    at = row.astype(int), column.astype(int)
    readers = [lambda layers: source.read(layers)[:, at[0], at[1]].T]
    arguments = [heard] if heard else []
    return records, record_values(records, readers, len(PLACES), *arguments)


def hours(n):
    return np.arange(1, n + 1, dtype=float)  # the first value ends at one o'clock


def test_hourly_totals_up_to_their_time_are_added_by_days(tmp_path):
    rain = np.repeat([1.0, 2.0, 3.0], 24)
    path = write(
        tmp_path / "era5.nc",
        hours(72) * 3600 + 1514764800,
        "seconds since 1970-01-01",
        {"tp": (by_place(rain), {"units": "m", "GRIB_stepType": "accum"})},
        time="valid_time",
    )
    records, values = read(open_grid(path), sums=True)
    assert records.dates.astype(str).tolist() == ["2018-01-01", "2018-01-02", "2018-01-03"]
    np.testing.assert_allclose(values, FACTORS[:, None] * [24.0, 48.0, 72.0])
    _, means = read(open_grid(path))
    np.testing.assert_allclose(means, FACTORS[:, None] * [1.0, 2.0, 3.0])


def test_totals_since_midnight_are_not_added_again(tmp_path):
    from subsidence.progress import Report

    class Heard(Report):
        def __init__(self):
            self.texts = []

        def on_warning(self, text):
            self.texts.append(text)

    running = np.concatenate([np.arange(1, 25) * share for share in (0.5, 1.0, 0.25)])
    path = write(
        tmp_path / "era5_land.nc",
        hours(72),
        "hours since 2018-01-01 00:00:00",
        {"tp": (by_place(running), {"units": "m", "GRIB_stepType": "accum"})},
    )
    heard = Heard()
    _, values = read(open_grid(path), sums=True, heard=heard)
    np.testing.assert_allclose(values, FACTORS[:, None] * [12.0, 24.0, 6.0])
    assert any("since midnight" in text for text in heard.texts)


def test_a_day_with_too_few_hours_is_unknown(tmp_path):
    rain = np.ones(72)
    rain[24:36] = np.nan
    rain[50] = np.nan
    path = write(tmp_path / "a.nc", hours(72) - 1, "hours since 2018-01-01", {"rain": (by_place(rain), {})})
    _, values = read(open_grid(path), sums=True)
    np.testing.assert_allclose(values, FACTORS[:, None] * [24.0, np.nan, 24.0])


def test_model_rain_per_second_becomes_millimetres_of_its_month(tmp_path):
    bounds = np.array([[0, 31], [31, 59], [59, 90]], dtype=float)
    path = write(
        tmp_path / "pr.nc",
        bounds.mean(axis=1),
        "days since 2018-01-01",
        {"pr": (by_place(np.array([1.0, 2.0, 3.0]) / 86400), {"units": "kg m-2 s-1"})},
        bounds,
    )
    records, values = read(open_grid(path), sums=True)
    assert records.unit == "kg m-2"
    assert records.until.astype(str).tolist() == ["2018-02-01", "2018-03-01", "2018-04-01"]
    np.testing.assert_allclose(values, FACTORS[:, None] * [31.0, 56.0, 93.0])


def test_gravity_missions_have_bounds_gaps_and_side_variables(tmp_path):
    bounds = np.array([[5844, 5875], [5875, 5903], [6087, 6118]], dtype=float)  # since 2002-01-01
    storage = by_place([3.0, 1.0, -2.0])
    storage[1, 1, 3] = -99999.0
    path = write(
        tmp_path / "grace.nc",
        bounds.mean(axis=1),
        "days since 2002-01-01T00:00:00Z",
        {
            "lwe_thickness": (storage, {"units": "cm", "_FillValue": -99999.0}),
            "uncertainty": (by_place([1, 1, 1]), {"units": "cm"}),
        },
        bounds,
    )
    source = open_grid(path)
    assert source.name == "lwe_thickness"
    records, values = read(source)
    assert records.dates.astype(str).tolist() == ["2018-01-01", "2018-02-01", "2018-09-01"]
    assert records.until.astype(str).tolist() == ["2018-02-01", "2018-03-01", "2018-10-02"]
    np.testing.assert_allclose(values[0], [42.0, np.nan, -28.0])
    levels, _ = read(source, levels=True)
    assert levels.dates.astype(str).tolist() == ["2018-01-16", "2018-02-15", "2018-09-16"]


def test_two_measured_variables_need_a_name_or_a_hint(tmp_path):
    path = write(
        tmp_path / "two.nc",
        [0, 1],
        "days since 2018-01-01",
        {"tp": (by_place([1, 2]), {"units": "m"}), "t2m": (by_place([280, 281]), {"units": "K"})},
    )
    with pytest.raises(SubsidenceError, match="several variables \\(tp, t2m\\); name the one"):
        open_grid(path)
    assert open_grid(path, hint="RAIN").name == "tp"
    assert open_grid(path, "T2M").name == "t2m"
    assert open_grid(f'NETCDF:"{path}":t2m').name == "t2m"


def test_grib_messages_of_one_element(tmp_path):
    from osgeo import gdal, osr

    if gdal.GetDriverByName("GRIB") is None:
        pytest.skip("this GDAL has no GRIB driver")
    memory = gdal.GetDriverByName("MEM").Create("", 4, 3, 4, gdal.GDT_Float32)
    memory.SetGeoTransform((-101, 1, 0, 21, 0, -1))
    reference = osr.SpatialReference()
    reference.SetFromUserInput("+proj=longlat +R=6367470 +no_defs")
    memory.SetProjection(reference.ExportToWkt())
    options = []
    for band in range(4):
        day = "2018-02-01" if band % 2 else "2018-01-01"
        memory.GetRasterBand(band + 1).WriteArray(np.full((3, 4), 10.0 * band, "f4") + np.arange(4, dtype="f4"))
        options += [
            f"BAND_{band + 1}_DISCIPLINE=0",
            f"BAND_{band + 1}_IDS=CENTER=98 SUBCENTER=0 MASTER_TABLE=4 LOCAL_TABLE=0 SIGNF_REF_TIME=1"
            f" REF_TIME={day}T00:00:00Z PROD_STATUS=0 TYPE=0",
            f"BAND_{band + 1}_PDS_PDTN=0",
            f"BAND_{band + 1}_PDS_TEMPLATE_ASSEMBLED_VALUES={'1 8' if band < 2 else '0 0'}"
            " 2 255 255 0 0 1 0 1 0 0 255 -127 -2147483647",
        ]
    gdal.GetDriverByName("GRIB").CreateCopy(str(tmp_path / "a.grib2"), memory, options=options)
    with pytest.raises(SubsidenceError, match="holds the elements APCP@0-SFC, TMP@0-SFC"):
        open_grid(tmp_path / "a.grib2")
    source = open_grid(tmp_path / "a.grib2", hint="RAIN")
    records = layer_records([source])
    assert records.dates.astype(str).tolist() == ["2018-01-01", "2018-02-01"]
    np.testing.assert_allclose(source.read([0, 1])[:, 1, 2], [2.0, 12.0])


def test_monthly_means_of_daily_totals_are_per_day(tmp_path):
    """As the Climate Data Store delivers ERA5's monthly means: seconds since 1970, m a day, a number beside it."""
    months = np.arange("2018-01", "2018-04", dtype="datetime64[M]")
    stamps = (months.astype("datetime64[s]") - np.datetime64("1970-01-01", "s")).astype(float)
    path = write(
        tmp_path / "era5_monthly.nc",
        stamps,
        "seconds since 1970-01-01",
        {"tp": (by_place([1.0, 2.0, 3.0]), {"units": "m", "GRIB_stepType": "avgad"})},
        time="valid_time",
    )
    source = open_grid(path)
    records, values = read(source, sums=True)
    assert records.unit == "m"
    assert any("mean of daily totals" in note for note in source.notes)
    np.testing.assert_allclose(values, FACTORS[:, None] * [31.0, 56.0, 93.0])


def test_packed_final_and_preliminary_values_of_era5_are_one_series(tmp_path):
    from scipy.io import netcdf_file

    values = by_place([0.001, 0.002, 0.003, 0.004])
    path = tmp_path / "era5_old.nc"
    with netcdf_file(path, "w") as file:
        for name, size in (("longitude", 4), ("latitude", 3), ("expver", 2), ("time", 4)):
            file.createDimension(name, size)
        for name, places, unit in (("longitude", LON, "degrees_east"), ("latitude", LAT, "degrees_north")):
            axis = file.createVariable(name, "f4", (name,))
            axis[:], axis.units = places, unit
        file.createVariable("expver", "i4", ("expver",))[:] = [1, 5]
        axis = file.createVariable("time", "i4", ("time",))
        axis[:], axis.units = 1_034_376 + 24 * np.arange(4), "hours since 1900-01-01 00:00:00.0"
        array = file.createVariable("tp", "i2", ("time", "expver", "latitude", "longitude"))
        packed = np.full((4, 2, 3, 4), -32767)
        packed[:3, 0], packed[3:, 1] = np.rint((values[:3] - 0.05) / 1e-5), np.rint((values[3:] - 0.05) / 1e-5)
        array[:] = packed.astype("i2")
        array.scale_factor, array.add_offset, array._FillValue, array.units = 1e-5, 0.05, np.int16(-32767), "m"
    records, found = read(open_grid(path), sums=True)
    assert records.dates.astype(str).tolist() == ["2018-01-01", "2018-01-02", "2018-01-03", "2018-01-04"]
    np.testing.assert_allclose(found, FACTORS[:, None] * [0.001, 0.002, 0.003, 0.004], atol=1e-5)


def test_gravity_grids_with_capital_units_are_decoded(tmp_path):
    from scipy.io import netcdf_file

    path = tmp_path / "CSR_GRACE_GRACE-FO_RL0603_Mascons_all-corrections.nc"
    with netcdf_file(path, "w") as file:
        for name, size in (("lon", 4), ("lat", 3), ("time", 2), ("timebound", 2)):
            file.createDimension(name, size)
        for name, places, unit in (
            ("time", [5859.5, 5889.0], "days since 2002-01-01T00:00:00Z"),
            ("lon", LON, "degrees_east"),
            ("lat", LAT, "degrees_north"),
        ):
            axis = file.createVariable(name, "f4", (name,))
            axis[:], axis.Units = places, unit
            if name == "time":
                axis.bounds = "time_bounds"
        file.createVariable("time_bounds", "f4", ("time", "timebound"))[:] = [[5844, 5875], [5875, 5903]]
        array = file.createVariable("lwe_thickness", "f4", ("time", "lat", "lon"))
        array[:], array.Units = by_place([3.0, 1.0]), "cm"
    source = open_grid(path)
    records, values = read(source)
    assert (source.unit, records.dates.astype(str).tolist()) == ("cm", ["2018-01-01", "2018-02-01"])
    np.testing.assert_allclose(values, FACTORS[:, None] * [3.0, 1.0])
