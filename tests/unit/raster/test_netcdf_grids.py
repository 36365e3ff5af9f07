"""NetCDF grids whose places are not told by two even axes of degrees, and numbers without a sign."""

import h5py
import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.raster_stack import open_raster_stack
from subsidence.raster import cf_file, grid_source
from subsidence.raster.grid_source import open_grid

LON, LAT = np.meshgrid(-99.3 + 0.1 * np.arange(4), 19.7 - 0.2 * np.arange(3))
EAST, NORTH = 450_000.0 + 30.0 * np.arange(4), 2_150_000.0 - 30.0 * np.arange(3)
UTM = {"spatial_ref": "EPSG:32614"}
VALUES = np.arange(3.0)[:, None, None] * (1.0 + np.arange(12.0).reshape(3, 4))  # time, row, column
DAYS = ("time",), np.array([0.0, 12.0, 24.0]), {"units": "days since 2018-01-06"}


@pytest.fixture(autouse=True)
def sound_files(monkeypatch):
    for module in (cf_file, grid_source):
        monkeypatch.setattr(module, "try_opening", lambda *_, **__: None)


def write_3(path, variables):
    """A NetCDF-3 file; variables : name → (dimensions, values, attributes)."""
    from scipy.io import netcdf_file

    with netcdf_file(path, "w") as file:
        sizes = {key: size for names, values, _ in variables.values() for key, size in zip(names, np.shape(values))}
        for name, size in sizes.items():
            file.createDimension(name, size)
        for name, (dimensions, values, attributes) in variables.items():
            values = np.asarray(values)
            array = file.createVariable(name, values.dtype.str[1:], dimensions)
            if values.ndim:
                array[:] = values
            for key, value in attributes.items():
                setattr(array, key, value)
    return path


def write_4(path, variables):
    """The same as a NetCDF-4 file."""
    with h5py.File(path, "w") as file:
        file.attrs["_NCProperties"] = "version=2,netcdf=4.7,hdf5=1.10"
        for name, (dimensions, values, attributes) in variables.items():
            array = file.create_dataset(name, data=np.asarray(values))
            for key, value in attributes.items():
                array.attrs[key] = np.bytes_(value) if isinstance(value, str) else value
            if dimensions == (name,):
                array.make_scale(name)
        for name, (dimensions, values, _) in variables.items():
            for place, (dimension, size) in enumerate(zip(dimensions, np.shape(values))):
                if dimension not in file:
                    bare = f"This is a netCDF dimension but not a netCDF variable. {size:10d}"
                    file.create_dataset(dimension, data=np.zeros(size, "f4")).make_scale(bare)
                if dimensions != (name,):
                    file[name].dims[place].attach_scale(file[dimension])
    return path


def values_at(source, x, y):
    column, row = (np.floor(each).astype(int) for each in source.pixel_places(np.column_stack([x.ravel(), y.ravel()])))
    return source.read(range(source.n_layers))[:, row, column].reshape(-1, *x.shape)


def per_pixel(path, lon, lat, *, names=("lon", "lat"), axes=("y", "x"), write=write_3, more=None, held=None):
    held = axes if held is None else held
    variables = {
        "time": DAYS,
        names[0]: (held, lon, {"units": "degrees_east"}),
        names[1]: (held, lat, {"units": "degrees_north"}),
        **(more or {}),
        "displacement": (("time", *axes), VALUES, {"units": "mm", "coordinates": " ".join(names)}),
    }
    return write(path, variables)


@pytest.mark.parametrize("write", [write_3, write_4])
@pytest.mark.parametrize(
    ("names", "axes"),
    [
        (("lon", "lat"), ("y", "x")),
        (("nav_lon", "nav_lat"), ("rows", "columns")),
        (("XLONG", "XLAT"), ("south_north", "west_east")),
        (("TLONG", "TLAT"), ("nj", "ni")),
        (("longitude", "latitude"), ("lat", "lon")),
    ],
)
def test_longitudes_and_latitudes_per_pixel_are_the_place(tmp_path, names, axes, write):
    path = per_pixel(tmp_path / "a.nc", LON, LAT, names=names, axes=axes, write=write)
    assert np.allclose(values_at(open_grid(path), LON, LAT), VALUES)
    assert np.allclose(open_raster_stack([str(path)]).read().displacement_mm, VALUES, atol=1e-4)


def test_places_per_pixel_and_time_or_columns_first_are_the_same_places(tmp_path):
    often = [np.broadcast_to(each, VALUES.shape) for each in (LON, LAT)]
    path = per_pixel(tmp_path / "a.nc", *often, names=("XLONG", "XLAT"), held=("time", "y", "x"))
    assert np.allclose(values_at(open_grid(path), LON, LAT), VALUES)
    path = per_pixel(tmp_path / "b.nc", LON.T, LAT.T, held=("x", "y"))
    assert np.allclose(values_at(open_grid(path), LON, LAT), VALUES)


@pytest.mark.parametrize("step", [1.0, 0.5])
def test_axes_that_count_pixels_give_way_to_places_per_pixel(tmp_path, step):
    """Half a pixel a step was taken for degrees near the equator."""
    count = {"x": (("x",), np.arange(4) * step, {}), "y": (("y",), np.arange(3) * step, {})}
    source = open_grid(per_pixel(tmp_path / "a.nc", LON, LAT, more=count))
    assert source.crs == "EPSG:4326"
    assert np.allclose(values_at(source, LON, LAT), VALUES)


@pytest.mark.parametrize("write", [write_3, write_4])
def test_a_curved_grid_is_refused_with_what_to_do(tmp_path, write):
    path = per_pixel(tmp_path / "a.nc", LON + 0.3 * LAT, LAT, write=write)
    with pytest.raises(SubsidenceError, match=r"“displacement” of a.nc lies on a curved grid .* warp it"):
        open_grid(path)


def on_axes(path, x, y, *, names=("easting", "northing"), units="m", write=write_3, crs=None, values=VALUES, **told):
    variables = {
        "time": DAYS,
        names[0]: ((names[0],), x, {"units": units}),
        names[1]: ((names[1],), y, {"units": units}),
        "crs": ((), np.int32(0), UTM if crs is None else crs),
        "displacement": (("time", names[1], names[0]), values, {"units": "mm", "grid_mapping": "crs", **told}),
    }
    return write(path, variables)


@pytest.mark.parametrize(
    "names",
    [("easting", "northing"), ("Eastings", "Northings"), ("x_utm", "y_utm"), ("UTM_X", "UTM_Y"), ("xcoord", "ycoord")],
)
def test_eastings_and_northings_by_any_name_are_axes(tmp_path, names):
    path = on_axes(tmp_path / "a.nc", EAST, NORTH, names=names)
    assert np.allclose(values_at(open_grid(path), *np.meshgrid(EAST, NORTH)), VALUES)


@pytest.mark.parametrize("names", [("E", "N"), ("e", "n"), ("utm_e", "utm_n"), ("E_UTM", "N_UTM"), ("East", "North")])
@pytest.mark.parametrize("units", ["m", ""])
def test_axes_called_e_and_n_are_eastings_and_northings(tmp_path, names, units):
    path = on_axes(tmp_path / "a.nc", EAST, NORTH, names=names, units=units)
    assert np.allclose(values_at(open_grid(path), *np.meshgrid(EAST, NORTH)), VALUES)


def test_n_alone_is_a_number_of_something(tmp_path):
    variables = {
        "time": DAYS,
        "n": (("n",), np.arange(3.0), {}),
        "depth": (("depth",), np.arange(4.0), {}),
        "displacement": (("time", "n", "depth"), VALUES, {"units": "mm"}),
    }
    with pytest.raises(SubsidenceError, match="no variable on an x and a y axis"):
        open_grid(write_3(tmp_path / "a.nc", variables))


@pytest.mark.parametrize(("units", "metres"), [("km", 1000.0), ("kilometers", 1000.0), ("ft", 0.3048)])
def test_axes_in_another_unit_than_the_crs_lie_where_their_metres_are(tmp_path, units, metres):
    source = open_grid(on_axes(tmp_path / "a.nc", EAST / metres, NORTH / metres, units=units))
    assert np.allclose(values_at(source, *np.meshgrid(EAST, NORTH)), VALUES)


def test_axes_in_feet_of_a_crs_in_feet_stay_as_they_are(tmp_path):
    crs = {"spatial_ref": "EPSG:2264"}  # US survey feet
    for units in ("US_survey_foot", "ft"):
        source = open_grid(on_axes(tmp_path / f"{units}.nc", EAST, NORTH, units=units, crs=crs))
        assert source.geotransform == pytest.approx((EAST[0] - 15.0, 30.0, 0.0, NORTH[0] + 15.0, 0.0, -30.0))


def test_uneven_axes_are_sampled_rightly_and_refused_where_pixels_become_points(tmp_path):
    uneven = EAST[0] + np.array([0.0, 30.0, 90.0, 210.0])
    path = on_axes(tmp_path / "a.nc", uneven, NORTH)
    assert np.allclose(values_at(open_grid(path), *np.meshgrid(uneven, NORTH)), VALUES)
    with pytest.raises(SubsidenceError, match="not evenly spaced"):
        open_raster_stack([str(path)])


@pytest.mark.parametrize(
    ("place", "sentence"),
    [(np.nan, "Some coordinates of the axis “easting”"), (9.96921e36, "steadily"), (EAST[0], "steadily")],
)
def test_an_axis_with_a_hole_is_refused(tmp_path, place, sentence):
    spoilt = EAST.copy()
    spoilt[1] = place
    with pytest.raises(SubsidenceError, match=sentence):
        open_grid(on_axes(tmp_path / "a.nc", spoilt, NORTH))


@pytest.mark.parametrize("write", [write_3, write_4])
@pytest.mark.parametrize("kind", ["i1", "i2", "i4"])
@pytest.mark.parametrize("mark", ["_FillValue", "missing_value"])
def test_unsigned_numbers_in_signed_types_are_read_as_they_are_meant(tmp_path, write, kind, mark):
    bits = 8 * np.dtype(kind).itemsize
    whole = np.linspace(0, 2**bits - 3, VALUES.size).round().reshape(VALUES.shape)
    whole[1, 2, 3] = 2**bits - 1
    stored = np.where(whole >= 2 ** (bits - 1), whole - 2.0**bits, whole).astype(kind)
    told = {"_Unsigned": "true", "scale_factor": 0.5, "add_offset": 10.0, mark: np.array(-1, kind)}
    source = open_grid(on_axes(tmp_path / "a.nc", EAST, NORTH, write=write, values=stored, **told))
    truth = np.where(whole == 2**bits - 1, np.nan, whole * 0.5 + 10.0)
    assert np.allclose(values_at(source, *np.meshgrid(EAST, NORTH)), truth, equal_nan=True)


def test_signed_numbers_in_an_unsigned_type_are_read_as_they_are_meant(tmp_path):
    truth = np.linspace(-120, 120, VALUES.size).round().reshape(VALUES.shape)
    path = on_axes(
        tmp_path / "a.nc", EAST, NORTH, write=write_4, values=truth.astype("i1").view("u1"), _Unsigned="false"
    )
    assert np.allclose(values_at(open_grid(path), *np.meshgrid(EAST, NORTH)), truth)
