"""GeoTIFFs as they come from other hands: places, scales, units and what stands for nothing."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.raster_stack import open_raster_stack
from subsidence.progress import Report

gdal = pytest.importorskip("osgeo.gdal")
from osgeo import osr  # noqa: E402

DAYS = [str(np.datetime64("2019-01-05") + 12 * number) for number in range(8)]
RANDOM = np.random.default_rng(3)
MM = (RANDOM.uniform(-60, 5, (9, 11)) * np.linspace(0, 0.25, 8)[:, None, None]).round(2)
MM += RANDOM.normal(0, 1.5, MM.shape).round(2)
MM[0] = 0.0
MM[1:][MM[1:] == 0] = 0.01
HOLE = np.zeros((9, 11), dtype=bool)
HOLE[[2, 5, 0, 8, 4, 4], [3, 6, 0, 8, 4, 5]] = True
TRUTH = np.where(HOLE, np.nan, MM)
PLACE = (-99.2, 0.001, 0.0, 19.5, 0.0, -0.001)


class Told(Report):
    def __init__(self):
        self.said = []

    def on_warning(self, text):
        self.said.append(text)

    def on_info(self, text):
        self.said.append(text)


def write(path, values, *, names=DAYS, place=PLACE, epsg=4326, nodata=None, unit="", scale=None, tags=None):
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 11, 9, len(values), gdal.GDT_Float32)
    dataset.SetGeoTransform(place)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.SetMetadata(tags or {})
    for number, (name, frame) in enumerate(zip(names, values), start=1):
        band = dataset.GetRasterBand(number)
        band.WriteArray(frame)
        band.SetDescription(name)
        band.SetUnitType(unit)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        if scale is not None:
            band.SetScale(scale)
    del band, dataset


def read(tmp_path, values=TRUTH, file="stack.tif", **how):
    write(tmp_path / file, values, **how)
    told = Told()
    return open_raster_stack([tmp_path / file], report=told).read(report=told), told.said


def says(said, text):
    return any(text in sentence for sentence in said)


def test_99_below_zero_that_stands_apart_is_no_displacement(tmp_path):
    cube, said = read(tmp_path, np.where(HOLE, -99.0, MM))
    np.testing.assert_allclose(cube.displacement_mm, TRUTH, atol=1e-4)
    assert says(said, "-99, which stands for “no value”")


@pytest.mark.parametrize("mark", [-1000.0, -88.0, 255.0])
def test_a_value_that_is_far_too_common_is_named(tmp_path, mark):
    _, said = read(tmp_path, np.where(HOLE, mark, MM))
    assert says(said, f"the value {mark:g} occurs")
    _, said = read(tmp_path, file="other.tif")
    assert not says(said, "far more often")


def test_the_first_date_stays_0_where_0_is_declared_as_nothing(tmp_path):
    cube, said = read(tmp_path, np.where(HOLE, 0.0, MM), nodata=0)
    np.testing.assert_allclose(cube.displacement_mm, TRUTH, atol=1e-4)
    assert says(said, "that all others count")
    later = np.where(HOLE, 0.0, MM)[1:]
    cube, _ = read(tmp_path, later, file="later.tif", names=DAYS[1:], nodata=0)
    np.testing.assert_allclose(cube.displacement_mm, TRUTH[1:], atol=1e-4)


@pytest.mark.parametrize(
    "place", [(19.5, 0.001, 0.0, -99.2, 0.0, -0.001), (486000.0, 30.0, 0.0, 2145000.0, 0.0, -30.0)]
)
def test_degrees_that_can_be_none_are_refused(tmp_path, place):
    with pytest.raises(SubsidenceError, match="in degrees, but reaches to"):
        read(tmp_path, place=place)


def test_longitudes_up_to_360_are_brought_to_the_west(tmp_path):
    cube, said = read(tmp_path, place=(260.8, *PLACE[1:]))
    np.testing.assert_allclose(cube.grid.geotransform, PLACE)
    assert says(said, "beyond 180")


def test_a_scale_of_0_is_refused_and_one_of_the_tags_is_said(tmp_path):
    with pytest.raises(SubsidenceError, match="scale of 0"):
        read(tmp_path, scale=0.0)
    _, said = read(tmp_path, file="tagged.tif", tags={"scale_factor": "0.01"})
    assert says(said, "scale factor 0.01")


@pytest.mark.parametrize("unit", ["0.1 mm", "mm*10", "mm/12days", "1/10 mm"])
def test_units_with_a_factor_or_a_time_are_refused(tmp_path, unit):
    with pytest.raises(SubsidenceError, match="no unit of displacements of its own"):
        read(tmp_path, unit=unit)


@pytest.mark.parametrize(("unit", "factor"), [("м", 1000.0), ("см", 10.0), ("毫米", 1.0), ("milímetros", 1.0)])
def test_units_in_other_scripts_count(tmp_path, unit, factor):
    cube, _ = read(tmp_path, unit=unit)
    np.testing.assert_allclose(cube.displacement_mm, factor * TRUTH, rtol=1e-5)


@pytest.mark.parametrize("form", ["{} (cm)", "disp_cm_{}"])
def test_the_unit_in_names_of_bands_counts(tmp_path, form):
    cube, said = read(tmp_path, names=[form.format(day) for day in DAYS])
    np.testing.assert_allclose(cube.displacement_mm, 10 * TRUTH, rtol=1e-5)
    assert says(said, "unit cm")


@pytest.mark.parametrize(
    ("word", "said_of_it"),
    [("phase", "unwrapped phase"), ("coherence", "no displacements"), ("subsidence", "positive values meant sinking")],
)
def test_what_bands_are_called_is_heard(tmp_path, word, said_of_it):
    _, said = read(tmp_path, names=[f"{word}_{day}" for day in DAYS])
    assert says(said, said_of_it)


def test_increments_in_names_of_bands_are_summed_up(tmp_path):
    cube, _ = read(tmp_path, np.diff(TRUTH, axis=0, prepend=0), names=[f"inc_{day}" for day in DAYS])
    np.testing.assert_allclose(cube.displacement_mm, TRUTH, atol=1e-3)


def netcdf(path, values, units="days since 2019-01-05", **attributes):
    from scipy.io import netcdf_file

    with netcdf_file(str(path), "w") as file:
        for name, size in zip(("time", "lat", "lon"), values.shape):
            file.createDimension(name, size)
        axes = {
            "time": (12.0 * np.arange(len(values)), units),
            "lat": (19.4995 - 0.001 * np.arange(9), "degrees_north"),
            "lon": (-99.1995 + 0.001 * np.arange(11), "degrees_east"),
        }
        for name, (numbers, unit) in axes.items():
            axis = file.createVariable(name, "f8", (name,))
            axis[:], axis.units = numbers, unit
        array = file.createVariable("displacement", values.dtype.char, ("time", "lat", "lon"))
        array[:], array.units = values, "mm"
        for name, value in attributes.items():
            setattr(array, name, value)
    return path


def test_of_a_netcdf_the_first_date_stays_0_where_0_is_the_fill_value(tmp_path):
    values = np.where(HOLE, 0.0, MM).astype("f4")
    path = netcdf(tmp_path / "a.nc", values, _FillValue=np.float32(0))
    np.testing.assert_allclose(open_raster_stack([path]).read().displacement_mm, TRUTH, atol=1e-4)


def test_of_a_netcdf_a_scale_of_0_and_times_of_another_age_are_refused(tmp_path):
    path = netcdf(tmp_path / "a.nc", np.round(MM).astype("i2"), scale_factor=0.0)
    with pytest.raises(SubsidenceError, match="scale of 0"):
        open_raster_stack([path]).read()
    path = netcdf(tmp_path / "b.nc", MM.astype("f4"), units="days since 05-01-2019")
    with pytest.raises(SubsidenceError, match="cannot be"):
        open_raster_stack([path]).read()


def test_packed_numbers_whose_first_date_is_0_but_for_rounding_are_not_doubted(tmp_path):
    packed = np.round((MM - 50) * 100).astype("i2")
    path = netcdf(tmp_path / "a.nc", packed, scale_factor=0.01, add_offset=50.0)
    told = Told()
    open_raster_stack([path], report=told).read(report=told)
    assert not says(told.said, "far more often")
