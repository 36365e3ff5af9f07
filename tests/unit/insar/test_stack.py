"""A GEOC folder is read as it is; what is damaged is left out by name, and the rest goes on."""

from __future__ import annotations

import gc
import shutil
import weakref

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.insar.filter import FilterSettings
from subsidence.insar.geoc import scan_geoc
from subsidence.insar.interferogram_quality import assess
from subsidence.insar.network_report import interferogram_columns
from subsidence.insar.scratch import Scratch
from subsidence.insar.stack import load_stack, multilook, read_window
from subsidence.insar.time_series import TimeSeriesSettings, process
from subsidence.raster.gdal_files import RasterFile, write_raster
from tests.unit.insar.small_frame import DATES, MM_PER_RAD, TRANSFORM, SmallFrame, wgs84


def load(folder, scratch, report=None, **options):
    window = options.pop("window", None)
    geoc = scan_geoc(folder, **({"report": report} if report else {}))
    return load_stack(geoc, scratch, window=window, **({"report": report} if report else {}))


def test_the_stack_holds_the_files_values_dates_and_place(frame):
    with Scratch() as scratch:
        stack = load(frame.folder, scratch)
        assert stack.names == tuple(frame.names)
        np.testing.assert_array_equal(stack.dates, DATES)
        np.testing.assert_array_equal(stack.pairs, frame.pairs)
        name = frame.names[4]
        stored = RasterFile(frame.folder / name / f"{name}.geo.unw.tif").read_all()
        np.testing.assert_array_equal(stack.unwrapped_rad[4], stored)
        assert (stack.coherence == 153).all()
        np.testing.assert_allclose(stack.grid.geotransform, TRANSFORM)
        np.testing.assert_allclose(stack.layers["los_u"], 0.8)
        assert stack.mm_per_rad == pytest.approx(MM_PER_RAD * 1.0)


def test_coherence_of_0_to_1_and_of_0_to_255_is_the_same(tmp_path, frame):
    other = SmallFrame(tmp_path / "other", float_coherence=True)
    with Scratch() as scratch:
        np.testing.assert_array_equal(load(frame.folder, scratch).coherence, load(other.folder, scratch).coherence)


def test_an_extent_reads_the_pixels_inside_it(frame):
    extent = (14.0029, 39.9959, 14.0081, 39.9991)
    with Scratch() as scratch:
        whole = load(frame.folder, scratch)
        part = load(frame.folder, scratch, window=read_window(scan_geoc(frame.folder), extent))
        np.testing.assert_array_equal(part.unwrapped_rad, whole.unwrapped_rad[:, 1:4, 3:8])
        np.testing.assert_allclose(part.grid.geotransform[0::3], (14.003, 39.999), atol=1e-9)


def test_looks_average_blocks_and_keep_the_corner(frame):
    with Scratch() as scratch:
        whole = load(frame.folder, scratch)
        coarse = load(frame.folder, scratch, window=read_window(scan_geoc(frame.folder), looks=3))
        assert coarse.grid.shape == (4, 5)
        np.testing.assert_allclose(coarse.grid.geotransform, (14.0, 0.003, 0, 40.0, 0, -0.003))
        expected = whole.unwrapped_rad[0, 3:6, 6:9].mean()
        np.testing.assert_allclose(coarse.unwrapped_rad[0, 1, 2], expected, rtol=1e-5)


def test_a_coarse_pixel_needs_half_of_its_pixels():
    values = np.ones((2, 4), dtype=np.float32)
    values[:, 0] = np.nan
    values[:, 2] = np.nan
    values[0, 3] = np.nan
    np.testing.assert_array_equal(multilook(values, 2), [[1.0, np.nan]])


def test_too_many_looks_are_refused(frame):
    with pytest.raises(SubsidenceError, match="looks do not fit"):
        read_window(scan_geoc(frame.folder), looks=13)


def test_a_stack_beyond_the_memory_limit_lives_in_files_that_leave_nothing_behind(tmp_path, frame):
    (tmp_path / "scratch").mkdir()
    with Scratch() as scratch, Scratch(limit_bytes=1000, folder=str(tmp_path / "scratch")) as small:
        whole, mapped = process(load(frame.folder, scratch), scratch), process(load(frame.folder, small), small)
        np.testing.assert_array_equal(whole.cube.displacement_mm, mapped.cube.displacement_mm)
        assert small.bytes_in_files > 12 * 12 * 15 * 4
        assert scratch.bytes_in_files == 0
    assert not any((tmp_path / "scratch").iterdir())


def test_the_values_of_a_stack_can_go_and_its_table_stays(frame):
    with Scratch() as scratch:
        stack = load(frame.folder, scratch)
        quality = assess(stack)
        values, expected = weakref.ref(stack.unwrapped_rad), interferogram_columns(stack, quality)
        stack = stack.without_values()
        gc.collect()
        assert values() is None
        found = interferogram_columns(stack, quality)
    assert list(found) == list(expected)
    for name in found:
        np.testing.assert_array_equal(found[name], expected[name])


def test_working_files_that_do_not_fit_the_disk_are_refused():
    with Scratch(limit_bytes=0) as scratch, pytest.raises(SubsidenceError, match="free some space"):
        scratch.array((2**50,), np.float64)


def damage_cut_early(frame, name):
    path = frame.folder / name / f"{name}.geo.unw.tif"
    path.write_bytes(path.read_bytes()[:300])


def damage_cut_late(frame, name):
    path = frame.folder / name / f"{name}.geo.unw.tif"
    path.write_bytes(path.read_bytes()[:-50])


def damage_no_coherence(frame, name):
    (frame.folder / name / f"{name}.geo.cc.tif").unlink()


def damage_zeros(frame, name):
    frame.write_pair(name, np.zeros((12, 15)))


def damage_grid(frame, name):
    shifted = (14.1, *TRANSFORM[1:])
    for kind, value in (("unw", np.ones((12, 15), "f4")), ("cc", np.full((12, 15), 99, np.uint8))):
        write_raster(frame.folder / name / f"{name}.geo.{kind}.tif", value, shifted, wgs84(), 0)


def damage_size(frame, name):
    frame.write_pair(name, np.ones((11, 15)))


def damage_name(frame, name):
    place = frame.folder / name
    for path in place.iterdir():
        path.rename(place / path.name.replace(name, "20200101_20210101"))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (damage_cut_early, "damaged"),
        (damage_cut_late, "damaged"),
        (damage_no_coherence, "cc.tif is missing"),
        (damage_zeros, "holds no value"),
        (damage_grid, "another grid"),
        (damage_size, "another grid"),
        (damage_name, "disagrees with its file"),
    ],
)
def test_a_damaged_pair_is_left_out_by_name_and_the_rest_goes_on(frame, listener, damage, reason):
    name = frame.names[5]
    damage(frame, name)
    with Scratch() as scratch:
        stack = load(frame.folder, scratch, listener)
    assert stack.names == tuple(other for other in frame.names if other != name)
    assert reason in stack.dropped[name]
    assert any(name in warning and reason in warning for warning in listener.warnings)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(SubsidenceError, match="no interferogram folders"):
        scan_geoc(tmp_path)


def test_a_folder_where_nothing_can_be_read_says_why(frame):
    for name in frame.names:
        damage_no_coherence(frame, name)
    with pytest.raises(SubsidenceError, match=r"no usable interferogram.*is missing"):
        scan_geoc(frame.folder)


def test_a_single_interferogram_is_refused(frame):
    for name in frame.names[1:]:
        shutil.rmtree(frame.folder / name)
    with Scratch() as scratch, pytest.raises(SubsidenceError, match="only one interferogram"):
        process(load(frame.folder, scratch), scratch)


def test_an_unconnected_network_is_processed_and_said_loudly(frame, listener):
    for (i, j), name in zip(frame.pairs, frame.names):
        if i < 3 <= j:
            shutil.rmtree(frame.folder / name)
    with Scratch() as scratch:
        series = process(load(frame.folder, scratch), scratch, report=listener)
        assert series.n_parts == 2
        assert series.missing_steps == (("20200125", "20200206"),)
        assert (series.noise["n_gap"][np.isfinite(series.noise["n_gap"])] == 1).all()
    assert any("2 unconnected parts (20200125–20200206)" in warning for warning in listener.warnings)


def test_a_chain_without_any_loop_is_processed_and_keeps_its_pixels(frame):
    for (i, j), name in zip(frame.pairs, frame.names):
        if j - i > 1:
            shutil.rmtree(frame.folder / name)
    with Scratch() as scratch:
        series = process(load(frame.folder, scratch), scratch, TimeSeriesSettings(filter=FilterSettings(km=0)))
        assert series.used.size == 5
        assert series.mask.keep.sum() == 180
        expected = frame.displacement_mm - frame.displacement_mm[(slice(None), *series.reference)]
        np.testing.assert_allclose(series.cube.displacement_mm, expected, atol=1e-3)


@pytest.mark.parametrize(
    "lines",
    [
        "20200101 20200101 0.0 0\n20200101 20200113 25.5 12\n20200101 20200125 -40.0 24\n",
        "1 20200101 20200113 25.5 12 0 12 0.0 25.5\n2 20200101 20200125 -40.0 24 0 24 0.0 -40.0\n"
        "0 20200101 20200101 0.0 0 0 0 0.0 0.0\n",
    ],
)
def test_baselines_are_read_in_either_form_and_may_be_partial(frame, lines):
    (frame.folder / "baselines").write_text("a heading\n" + lines)
    with Scratch() as scratch:
        np.testing.assert_array_equal(load(frame.folder, scratch).baseline_m, [0, 25.5, -40, np.nan, np.nan, np.nan])


def test_dummy_baselines_are_unknown(frame):
    (frame.folder / "baselines").write_text("20200101 20200101 0.0 0\n20200101 20200113 0.9 12\n")
    with Scratch() as scratch:
        assert np.isnan(load(frame.folder, scratch).baseline_m).all()


def test_another_radar_gives_another_wavelength(frame):
    (frame.folder / "metadata.txt").write_text("master=20200101\nradar_freq=1270000000.0\nheading=-10.1\n")
    geoc = scan_geoc(frame.folder)
    assert geoc.wavelength_m == pytest.approx(0.23606, abs=1e-5)
    assert geoc.heading_degrees == -10.1
