"""A store of rasters gives back what was put in, whole and by windows; one with lost chunks is refused."""

import dataclasses
import json
import shutil

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.raster.cube import DisplacementCube, Grid
from subsidence.store import raster_store, store_folder
from subsidence.store.point_store import open_store
from subsidence.store.raster_store import CUBE, open_raster_store, write_raster_store
from subsidence.store.store_rows import PixelRows

pytest.importorskip("zarr", reason="zarr is not installed")
GRID = Grid((10.0, 0.001, 0.0, 45.0, 0.0, -0.002), 11, 14)


def made(n_epochs: int = 5, grid: Grid = GRID) -> DisplacementCube:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(n_epochs, *grid.shape)).astype(np.float32)
    values[:, :8, :9] = np.nan
    days = np.datetime64("1969-12-20") + 12 * np.arange(n_epochs)
    layers = {"coherence": rng.uniform(size=grid.shape).astype(np.float32)}
    numbers = 1000 + np.arange(grid.n_rows * grid.n_columns).reshape(grid.shape)
    mask = rng.uniform(size=grid.shape) > 0.3
    return DisplacementCube(
        days, values, values[-1], grid, mask, layers, numbers, "vertical", "a stable place", "made", "indices"
    )


def rows_of(cube: DisplacementCube, rows: slice) -> DisplacementCube:
    return DisplacementCube(
        cube.dates,
        cube.displacement_mm[:, rows],
        cube.velocity_mm_per_yr[rows],
        cube.grid.crop(rows, slice(0, cube.grid.n_columns)),
        cube.mask[rows],
        {name: values[rows] for name, values in cube.layers.items()},
        cube.pixel_number[rows],
        cube.geometry,
        cube.reference,
        cube.source,
        cube.mask_source,
    )


@pytest.fixture
def stored(tmp_path, monkeypatch):
    monkeypatch.setattr(raster_store, "CHUNK", (2, 4, 5))
    return write_raster_store(tmp_path / "frame", [made()], GRID)


def the_same(one: DisplacementCube, other: DisplacementCube) -> None:
    assert (one.dates == other.dates).all()
    assert one.grid == other.grid
    for name in ("displacement_mm", "velocity_mm_per_yr", "mask", "pixel_number"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    np.testing.assert_array_equal(one.layers["coherence"], other.layers["coherence"])
    for name in ("geometry", "reference", "source", "mask_source"):
        assert getattr(one, name) == getattr(other, name)


def test_what_was_put_in_comes_back(stored):
    the_same(stored.cube(), made())


def test_an_extent_and_blocks_of_rows_are_read_alone(stored, monkeypatch):
    window = stored.cube((10.003, 44.982, 10.008, 44.99))
    rows, columns = GRID.window((10.003, 44.982, 10.008, 44.99))
    np.testing.assert_array_equal(window.displacement_mm, made().displacement_mm[:, rows, columns])
    assert window.grid == GRID.crop(rows, columns)
    blocks = list(stored.blocks(4))
    assert [rows for rows, _ in blocks] == [slice(0, 4), slice(4, 8), slice(8, 11)]
    joined = np.concatenate([cube.displacement_mm for _, cube in blocks], axis=1)
    np.testing.assert_array_equal(joined, made().displacement_mm)


@pytest.mark.parametrize("step", [4, 3])
def test_blocks_of_rows_make_the_store_that_the_whole_makes(stored, tmp_path, step):
    pieces = (rows_of(made(), slice(start, min(start + step, 11))) for start in range(0, 11, step))
    the_same(write_raster_store(tmp_path / "again", pieces, GRID).cube(), stored.cube())


def test_pixels_that_others_read_are_found_from_any_folder(tmp_path, stored, monkeypatch):
    monkeypatch.chdir(stored.folder.parent)
    opened = open_raster_store(stored.folder.name)
    has_data = opened.cube().has_data
    rows = PixelRows.of(opened, has_data, np.dtype(np.float32))
    monkeypatch.chdir(stored.folder)
    np.testing.assert_array_equal(rows[:], made().displacement_mm[:, has_data].T)


def test_a_product_without_series_or_mask_is_a_store_of_rates(tmp_path):
    cube = made()
    bare = DisplacementCube(cube.dates[:0], cube.displacement_mm[:0], cube.velocity_mm_per_yr, GRID)
    back = write_raster_store(tmp_path / "rates", [bare], GRID).cube()
    assert back.mask is None
    assert back.displacement_mm.shape == (0, 11, 14)
    np.testing.assert_array_equal(back.velocity_mm_per_yr, cube.velocity_mm_per_yr)


def test_a_chunk_that_holds_nothing_is_written_and_one_that_is_lost_is_missed(stored):
    """Zarr itself takes a chunk that is not there for one without values."""
    assert np.isnan(made().displacement_mm[:2, :4, :5]).all()
    (stored.folder / CUBE / "displacement" / "0.0.0").unlink()
    with pytest.raises(SubsidenceError, match=r"lacks 1 of its \d+ files \(cube.zarr/displacement/0.0.0"):
        open_raster_store(stored.folder)
    shutil.rmtree(stored.folder / CUBE / "coherence")
    with pytest.raises(SubsidenceError, match="lacks 10 of its"):
        open_raster_store(stored.folder)


def test_a_damaged_chunk_is_named(stored):
    (stored.folder / CUBE / "velocity" / "1.1").write_bytes(b"nothing")
    with pytest.raises(SubsidenceError, match="velocity of the store cannot be read"):
        stored.cube()


def test_a_store_of_a_newer_format_or_of_the_other_kind_or_half_written_is_refused(stored):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    with pytest.raises(SubsidenceError, match="is a store of rasters"):
        open_store(stored.folder)
    path = stored.folder / store_folder.ABOUT
    about = json.loads(path.read_text(encoding="utf-8"))
    for change, sentence in (({"format": 2}, "update the plugin"), ({"layers": None}, "not written whole")):
        path.write_text(json.dumps({**about, **change}), encoding="utf-8")
        with pytest.raises(SubsidenceError, match=sentence):
            open_raster_store(stored.folder)
    path.unlink()
    with pytest.raises(SubsidenceError, match="not written whole"):
        open_raster_store(stored.folder)


def test_a_failed_write_leaves_the_old_store_and_nothing_beside_it(stored):
    def breaking():
        yield rows_of(made(), slice(0, 4))
        raise OSError(28, "No space left on device")

    with pytest.raises(SubsidenceError, match="No space left"):
        write_raster_store(stored.folder, breaking(), GRID)
    the_same(open_raster_store(stored.folder).cube(), made())
    assert [path.name for path in stored.folder.parent.iterdir()] == ["frame"]


def test_a_layer_with_the_name_of_an_axis_is_refused(tmp_path):
    cube = made()
    taken = DisplacementCube(cube.dates, cube.displacement_mm, cube.velocity_mm_per_yr, GRID, layers={"x": cube.mask})
    with pytest.raises(SubsidenceError, match="named x"):
        write_raster_store(tmp_path / "frame", [taken], GRID)
    assert not any(tmp_path.iterdir())


def test_gdal_reads_values_place_and_time(stored):
    gdal = pytest.importorskip("osgeo.gdal", reason="GDAL's Python is not installed")
    driver = gdal.GetDriverByName("Zarr")
    if driver is None or "blosc" not in (driver.GetMetadataItem("COMPRESSORS") or ""):
        pytest.skip("this GDAL was built without Zarr or its compression")
    group = gdal.OpenEx(str(stored.folder / CUBE), gdal.OF_MULTIDIM_RASTER).GetRootGroup()
    array = group.OpenMDArray("displacement")
    assert array.GetUnit() == "mm"
    assert group.OpenMDArray("time").GetUnit() == "days since 1970-01-01"
    dataset = array.AsClassicDataset(2, 1)
    np.testing.assert_allclose(dataset.GetGeoTransform(), GRID.geotransform)
    assert dataset.GetSpatialRef().GetAuthorityCode(None) == "4326"
    np.testing.assert_array_equal(dataset.GetRasterBand(4).ReadAsArray(), made().displacement_mm[3])


def test_xarray_reads_values_and_dates(stored):
    xarray = pytest.importorskip("xarray", reason="xarray is not installed")
    found = xarray.open_zarr(stored.folder / CUBE, chunks=None)
    np.testing.assert_array_equal(found["displacement"].values, made().displacement_mm)
    assert (found["time"].values.astype("datetime64[D]") == made().dates).all()
    np.testing.assert_allclose(found["y"].values, 45.0 - 0.002 * (np.arange(11) + 0.5))


def opened(store):
    """The group as another program opens it to write."""
    return pytest.importorskip("zarr").open_group(str(store.folder / CUBE), mode="a")


def turned(group):
    group["displacement"][:] = group["displacement"][:][:, ::-1]
    group["y"][:] = group["y"][:][::-1]


def later_first(group):
    group["displacement"][:] = group["displacement"][:][::-1]
    group["time"][:] = group["time"][:][::-1]


def in_metres(group):
    group["displacement"].attrs["units"] = "m"


def packed(group):
    group["displacement"].attrs["scale_factor"] = 0.1


def by_other_days(group):
    group["time"].attrs["units"] = "days since 1969-12-20"


@pytest.mark.parametrize("change", [turned, later_first, in_metres, packed, by_other_days])
def test_a_cube_that_another_program_has_turned_or_scaled_is_refused(stored, change):
    change(opened(stored))
    # zarr 3 leaves out chunks that are empty where it writes them anew
    with pytest.raises(SubsidenceError, match=r"cube\.zarr is not as store.json says|lacks \d+ of its"):
        open_raster_store(stored.folder)


@pytest.mark.parametrize(
    "change",
    [
        {"rows": 10},
        {"columns": 13},
        {"dates": ["2020-01-01"] * 5},
        {"geotransform": [10.0, 0.002, 0.0, 45.0, 0.0, -0.002]},
        {"geotransform": [10.0, 0.001]},
        {"unit": "m"},
    ],
)
def test_a_description_that_does_not_fit_the_cube_is_refused(stored, change):
    path = stored.folder / "store.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**about, **change}), encoding="utf-8")
    with pytest.raises(SubsidenceError):
        open_raster_store(stored.folder)


@pytest.mark.parametrize("name", ["uplift/0.0", "notes.txt", "displacement/notes.txt", "displacement/old/0"])
def test_what_somebody_added_to_the_cube_keeps_it_from_being_replaced(stored, name):
    mine = stored.folder / CUBE / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(SubsidenceError, match=r"also holds cube\.zarr/"):
        write_raster_store(stored.folder, [made()], GRID)
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_cube_is_replaced_by_one_with_other_layers(stored):
    again = dataclasses.replace(made(), layers={"height": made().layers["coherence"]})
    assert write_raster_store(stored.folder, [again], GRID).layers == ("height",)
