"""OPERA stacks: corrections subtracted, masks obeyed, moving reference dates joined into one series."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.opera import open_opera
from tests.unit.products.written_products import write_hdf5

DATES = ["20200101", "20200113", "20200125", "20200206", "20200218", "20200301"]
REFERENCES = ["20200101", "20200101", "20200125", "20200125", "20200218"]  # of the five pairs
ROWS, COLUMNS = 4, 5
WKT = (
    'PROJCS["WGS 84 / UTM zone 11N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",-117],PARAMETER["scale_factor",0.9996],'
    'PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","32611"]]'
)


def truth_mm():
    """Displacement at the six dates; shape=(6, ROWS, COLUMNS)."""
    days = np.array([0, 12, 24, 36, 48, 60], dtype=float)
    rate = -0.1 * (1 + np.arange(ROWS * COLUMNS).reshape(ROWS, COLUMNS))
    return days[:, None, None] * rate + 3 * np.sin(days / 10)[:, None, None]


def file_name(reference, secondary, version="v1.0", frame="11116", made="20250101T000000Z"):
    return f"OPERA_L3_DISP-S1_IW_F{frame}_VV_{reference}T140000Z_{secondary}T140000Z_{version}_{made}.nc"


@pytest.fixture
def write_stack(tmp_path):
    """Write the five pairs with tide and ionosphere on top; returns their folder."""

    def write(spoil=None, corrections=True, masked=(), size=(ROWS, COLUMNS), **names):
        truth = truth_mm()[:, : size[0], : size[1]]
        for number, (reference, secondary) in enumerate(zip(REFERENCES, DATES[1:]), start=1):
            moved = truth[number] - truth[DATES.index(reference)]
            tide, ionosphere = 5.0 * number * np.ones(size), -2.0 * np.arange(size[1]) * np.ones(size)
            raw = moved + (tide + ionosphere if corrections else 0)
            mask = np.ones(size, dtype="u1")
            for epoch, row, column, value in masked:
                if epoch == secondary:
                    mask[row, column] = value
            arrays = {
                "x": 400_015.0 + 30 * np.arange(size[1]),
                "y": 4_000_000.0 - 15 - 30 * np.arange(size[0]),
                "displacement": (raw / 1000).astype("f4"),
                "recommended_mask": mask,
                "temporal_coherence": np.full(size, 0.1 * number, dtype="f4"),
                "spatial_ref": np.int32(0).reshape(()),
            }
            if corrections:
                arrays["/corrections/solid_earth_tide"] = (tide / 1000).astype("f4")
                arrays["/corrections/ionospheric_delay"] = (ionosphere / 1000).astype("f4")
            if spoil:
                spoil(number, arrays)
            units = {"displacement": {"units": "meters"}, "spatial_ref": {"crs_wkt": WKT}}
            write_hdf5(tmp_path / file_name(reference, secondary, **names), arrays, {}, units)
        return tmp_path

    return write


def test_the_series_is_the_truth_across_two_moves_of_the_reference(write_stack, heard):
    stack = open_opera([write_stack()])
    cube = stack.read(report=heard)
    assert [str(date).replace("-", "") for date in cube.dates] == DATES
    np.testing.assert_allclose(cube.displacement_mm, truth_mm(), atol=2e-3)
    assert "moves to 2020-01-25, 2020-02-18" in " ".join(heard.infos)
    assert cube.grid.geotransform == (400_000.0, 30.0, 0.0, 4_000_000.0, 0.0, -30.0)
    assert "UTM zone 11N" in cube.grid.crs
    np.testing.assert_allclose(cube.layers["coherence"], 0.3, rtol=1e-6)


def test_the_delivered_values_come_back_when_corrections_are_not_wanted(write_stack):
    cube = open_opera([write_stack()]).read(correct=False)
    delivered = truth_mm()[1] + 5.0 - 2.0 * np.arange(COLUMNS)
    np.testing.assert_allclose(cube.displacement_mm[1], delivered, atol=2e-3)


def test_a_bad_or_filled_pixel_is_missing_on_its_date_only(write_stack):
    cube = open_opera([write_stack(masked=[("20200113", 1, 2, 0), ("20200206", 0, 0, 255)])]).read()
    missing = np.argwhere(np.isnan(cube.displacement_mm)).tolist()
    assert missing == [[1, 1, 2], [3, 0, 0]]
    np.testing.assert_allclose(cube.displacement_mm[5], truth_mm()[5], atol=2e-3)


def test_a_pixel_masked_where_the_reference_moves_is_unknown_from_then_on_and_that_is_told(write_stack, heard):
    folder = write_stack(masked=[("20200125", 1, 2, 0)])
    cube = open_opera([folder]).read(report=heard)
    assert np.argwhere(np.isnan(cube.displacement_mm)).tolist() == [[2, 1, 2], [3, 1, 2], [4, 1, 2], [5, 1, 2]]
    assert any("1 pixels end before the last date" in text for text in heard.warnings)
    np.testing.assert_allclose(open_opera([folder]).read(mask=False).displacement_mm, truth_mm(), atol=2e-3)


def test_a_clip_equals_the_same_part_of_the_whole(write_stack):
    stack = open_opera([write_stack()])
    part = stack.read((400_030.0, 3_999_900.0, 400_110.0, 3_999_971.0))
    np.testing.assert_array_equal(part.displacement_mm, stack.read().displacement_mm[:, 1:3, 1:4])


def test_missing_corrections_and_masks_are_told(write_stack, heard):
    cube = open_opera([write_stack(corrections=False, spoil=lambda _, a: a.pop("recommended_mask"))]).read(report=heard)
    np.testing.assert_allclose(cube.displacement_mm, truth_mm(), atol=2e-3)
    told = " ".join(heard.warnings)
    assert "5 of 5 files have no solid_earth_tide" in told
    assert "no recommended_mask" in told


def test_the_newest_version_of_a_date_counts(write_stack, tmp_path, heard):
    def spoil(_, arrays):
        arrays["displacement"][:] = 99.0

    write_stack(spoil=spoil, version="v0.9")
    write_stack(version="v1.0")
    cube = open_opera([tmp_path]).read(report=heard)
    np.testing.assert_allclose(cube.displacement_mm, truth_mm(), atol=2e-3)
    assert any("newest" in text for text in heard.infos)


def test_a_gap_in_the_chain_names_the_date_that_is_missing(write_stack):
    folder = write_stack()
    (folder / file_name("20200101", "20200125")).unlink()
    with pytest.raises(SubsidenceError, match="starts from 2020-01-25, which no earlier file reaches"):
        open_opera([folder])


def test_frames_are_not_mixed(write_stack):
    write_stack(frame="00001")
    with pytest.raises(SubsidenceError, match="several frames"):
        open_opera([write_stack(frame="00002")])


def test_files_of_different_size_are_not_mixed(write_stack):
    folder = write_stack()
    other = folder / "other"
    other.mkdir()
    first = folder / file_name("20200101", "20200113")
    kept = first.read_bytes()
    write_stack(size=(3, 5))
    first.write_bytes(kept)
    with pytest.raises(SubsidenceError, match="another size or place"):
        open_opera([folder]).read()


def test_a_folder_without_products_and_a_damaged_file_are_refused(write_stack, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SubsidenceError, match="no OPERA_L3_DISP-S1"):
        open_opera([tmp_path / "empty"])
    folder = write_stack()
    path = folder / file_name("20200125", "20200206")
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(SubsidenceError, match="damaged"):
        open_opera([folder]).read()


def test_the_static_raster_gives_the_line_of_sight(write_stack):
    from osgeo import gdal

    folder = write_stack()
    path = folder / "OPERA_L3_DISP-S1-STATIC_F11116_20140403_S1A_v1.0_line_of_sight_los_enu.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), COLUMNS, ROWS, 3, gdal.GDT_Float32)
    dataset.SetGeoTransform((400_000.0, 30.0, 0.0, 4_000_000.0, 0.0, -30.0))
    for band, value in enumerate((0.6, -0.1, 0.79), start=1):
        dataset.GetRasterBand(band).WriteArray(np.full((ROWS, COLUMNS), value, "f4"))
    del dataset
    layers = open_opera([folder]).read().layers
    np.testing.assert_allclose([layers[name][0, 0] for name in ("los_e", "los_n", "los_u")], (0.6, -0.1, 0.79))


def test_undeclared_marks_of_nothing_are_missing_and_said(write_stack, heard):
    def spoil(number, arrays):
        if number == 2:
            arrays["displacement"][1, 2] = -9999.0

    cube = open_opera([write_stack(spoil=spoil)]).read(report=heard)
    assert np.nanmin(cube.displacement_mm) > -1000.0
    assert any("-9999" in warning for warning in heard.warnings)
