"""Delays arrive on the interferograms' pixels with the right place, unit and sign."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.insar.geoc import scan_geoc
from subsidence.insar.licsar.gacos import load_corrected_stack, read_delay, resample, scan_delays
from subsidence.insar.scratch import Scratch
from subsidence.raster.cube import Grid
from subsidence.raster.gdal_files import write_raster
from tests.unit.insar.small_frame import DATES, TRANSFORM, wgs84

GRID = Grid(TRANSFORM, 12, 15)
RAD_PER_M_ZENITH = 4 * np.pi / 0.055465764662349676 / 0.8


def zenith_m(x, y, epoch):
    """A smooth field that differs from date to date."""
    return 2.3 + 0.01 * epoch * np.sin(60 * (x - 14.0)) + 0.02 * (epoch % 3) * np.cos(50 * (y - 40.0))


def write_flat(folder, date, epoch, *, west=13.99, north=40.01, step=0.004, size=(10, 12)):
    folder.mkdir(exist_ok=True)
    x = west + step / 2 + step * np.arange(size[1])
    y = north - step / 2 - step * np.arange(size[0])
    name = str(date).replace("-", "")
    zenith_m(*np.meshgrid(x, y), epoch).astype("<f4").tofile(folder / f"{name}.ztd")
    (folder / f"{name}.ztd.rsc").write_text(
        f"WIDTH {size[1]}\nFILE_LENGTH {size[0]}\nX_FIRST {x[0]:.8f}\nY_FIRST {y[0]:.8f}\n"
        f"X_STEP {step}\nY_STEP -{step}\n"
    )


@pytest.fixture
def delays(tmp_path):
    for epoch, date in enumerate(DATES):
        write_flat(tmp_path / "GACOS", date, epoch)
    return tmp_path / "GACOS"


def centres():
    x, y = np.meshgrid(14.0 + 0.001 * (np.arange(15) + 0.5), 40.0 - 0.001 * (np.arange(12) + 0.5))
    return x, y


def test_the_first_value_of_a_flat_file_is_the_centre_of_its_first_pixel(delays):
    files = scan_delays(delays)
    result = read_delay(files[DATES[4]], GRID)
    np.testing.assert_allclose(result, zenith_m(*centres(), 4), atol=2e-4)


def test_a_geotiff_gives_what_the_flat_file_gives(tmp_path, delays):
    flat = np.fromfile(delays / "20200218.ztd", "<f4").reshape(10, 12)
    (tmp_path / "tif").mkdir()
    write_raster(tmp_path / "tif" / "20200218.ztd.tif", flat, (13.99, 0.004, 0, 40.01, 0, -0.004), wgs84(), 0.0)
    date = np.datetime64("2020-02-18")
    ours = read_delay(scan_delays(tmp_path / "tif")[date], GRID)
    np.testing.assert_allclose(ours, read_delay(scan_delays(delays)[date], GRID), atol=1e-5)


def test_the_slant_delay_of_second_minus_first_is_subtracted(frame, delays):
    with Scratch() as scratch:
        plain = load_corrected_stack(scan_geoc(frame.folder), scratch)
        corrected = load_corrected_stack(scan_geoc(frame.folder), scratch, gacos_folder=delays)
        for index, (first, second) in enumerate(frame.pairs):
            expected = (zenith_m(*centres(), second) - zenith_m(*centres(), first)) * RAD_PER_M_ZENITH
            difference = plain.unwrapped_rad[index] - corrected.unwrapped_rad[index]
            np.testing.assert_allclose(difference, expected, atol=0.1)
        np.testing.assert_allclose(plain.unwrapped_rad.std(axis=(1, 2)), corrected.spread_before_rad, rtol=1e-4)
        np.testing.assert_allclose(corrected.unwrapped_rad.std(axis=(1, 2)), corrected.spread_after_rad, rtol=1e-4)


def test_licsar_slant_delays_are_taken_as_they_are(frame, tmp_path):
    for epoch, date in enumerate(DATES):
        name = str(date).replace("-", "")
        (tmp_path / "epochs" / name).mkdir(parents=True)
        path = tmp_path / "epochs" / name / f"{name}.sltd.geo.tif"
        write_raster(path, np.full((12, 15), 100.0 + 2 * epoch), TRANSFORM, wgs84(), 0.0)
    with Scratch() as scratch:
        plain = load_corrected_stack(scan_geoc(frame.folder), scratch)
        corrected = load_corrected_stack(scan_geoc(frame.folder), scratch, gacos_folder=tmp_path / "epochs")
        for index, (first, second) in enumerate(frame.pairs):
            difference = plain.unwrapped_rad[index] - corrected.unwrapped_rad[index]
            np.testing.assert_allclose(difference, 2.0 * (second - first), atol=1e-4)


def test_an_interferogram_without_both_dates_is_dropped_never_mixed(frame, delays, listener):
    (delays / "20200125.ztd").unlink()
    with Scratch() as scratch:
        stack = load_corrected_stack(scan_geoc(frame.folder), scratch, gacos_folder=delays, report=listener)
    assert stack.names == tuple(name for name in frame.names if "20200125" not in name)
    assert "no atmospheric delay" in stack.dropped["20200101_20200125"]
    assert any("No delay for 1 of 6 dates (20200125" in warning for warning in listener.warnings)


def test_a_cut_delay_file_is_named_and_its_date_left_out(frame, delays, listener):
    path = delays / "20200125.ztd"
    path.write_bytes(path.read_bytes()[:-8])
    with Scratch() as scratch:
        stack = load_corrected_stack(scan_geoc(frame.folder), scratch, gacos_folder=delays, report=listener)
    assert stack.n_epochs == 5
    assert any("20200125.ztd has 472 bytes" in warning for warning in listener.warnings)


def test_delays_of_another_area_are_refused(frame, tmp_path):
    for epoch, date in enumerate(DATES):
        write_flat(tmp_path / "GACOS", date, epoch, west=50.0)
    with Scratch() as scratch, pytest.raises(SubsidenceError, match="lie in another area"):
        load_corrected_stack(scan_geoc(frame.folder), scratch, gacos_folder=tmp_path / "GACOS")


def test_delays_of_other_dates_are_refused(frame, tmp_path):
    write_flat(tmp_path / "GACOS", np.datetime64("2010-01-01"), 1)
    with Scratch() as scratch, pytest.raises(SubsidenceError, match="None of the 6 dates"):
        load_corrected_stack(scan_geoc(frame.folder), scratch, gacos_folder=tmp_path / "GACOS")


def test_a_folder_without_delays_is_refused(tmp_path):
    with pytest.raises(SubsidenceError, match="holds no delays"):
        scan_delays(tmp_path)


def test_zenith_delays_without_the_line_of_sight_are_refused(frame, delays):
    next(frame.folder.glob("*.geo.U.tif")).unlink()
    with Scratch() as scratch, pytest.raises(SubsidenceError, match=r"geo\.U\.tif"):
        load_corrected_stack(scan_geoc(frame.folder), scratch, gacos_folder=delays)


def test_unknown_values_do_not_leak_into_the_interpolation():
    values = np.full((12, 15), 5.0)
    values[:, :4] = np.nan
    result = resample(values, TRANSFORM, GRID)
    np.testing.assert_allclose(result[:, 4:], 5.0, atol=1e-6)
    assert np.isnan(result[:, :3]).all()
