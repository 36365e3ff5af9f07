"""StaMPS' MATLAB files are read as SciPy reads them, and a damaged one gives a sentence."""

import random

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.products.stamps import read_stamps

DAYS = np.array([736_000.0, 736_012.0, 736_024.0])
LONLAT = np.array([[-99.1, 19.4], [-99.2, 19.5], [-99.3, 19.6], [-99.25, 19.55]])
SERIES = np.array([0.0, -1.5, -3.25])[None, :] * np.arange(1, 5)[:, None]


def write(path, compressed=False, **more):
    from scipy.io import savemat

    arrays = {"ph_mm": SERIES.astype("f4"), "lonlat": LONLAT, "day": DAYS[:, None], "master_day": 736_012, **more}
    savemat(path, arrays, do_compression=compressed)
    return path


@pytest.mark.parametrize("compressed", [False, True])
def test_series_places_and_dates_come_back(tmp_path, compressed):
    product = read_stamps(write(tmp_path / "ps_plot_ts_v-do.mat", compressed))
    assert product.series.dates.astype(str).tolist() == ["2015-02-05", "2015-02-17", "2015-03-01"]
    np.testing.assert_allclose(product.series.displacement_mm, SERIES, rtol=1e-6)
    np.testing.assert_array_equal(product.series.xy, LONLAT)
    slope = np.polyfit((DAYS - DAYS[0]) / 365.25, SERIES[1], 1)[0]
    assert product.velocity_mm_per_yr[1] == pytest.approx(slope, rel=1e-5)
    part = read_stamps(tmp_path / "ps_plot_ts_v-do.mat", extent=(-99.26, 19.45, -99.15, 19.56))
    assert part.point_id.tolist() == [2, 4]


def test_images_out_of_order_are_sorted_and_marks_of_nothing_are_missing(tmp_path):
    series = SERIES[:, [2, 0, 1]].copy()
    series[3, 0] = -9999.0
    product = read_stamps(write(tmp_path / "ps_plot_ts_v.mat", ph_mm=series, day=DAYS[[2, 0, 1]][None]))
    np.testing.assert_allclose(product.series.displacement_mm[:3], SERIES[:3])
    assert np.isnan(product.series.displacement_mm[3, 2])


def test_rates_alone_and_what_is_no_series(tmp_path):
    from scipy.io import savemat

    savemat(tmp_path / "ps2.mat", {"lonlat": LONLAT})
    savemat(tmp_path / "ps_plot_v-do.mat", {"ph_disp": np.array([[-1.0], [-2.0], [-3.0], [0.5]])})
    product = read_stamps(tmp_path / "ps_plot_v-do.mat")
    assert product.velocity_mm_per_yr.tolist() == [-1.0, -2.0, -3.0, 0.5]
    assert product.series.n_epochs == 0
    savemat(tmp_path / "other.mat", {"a": np.eye(2)})
    with pytest.raises(SubsidenceError, match="holds no series “ph_mm”"):
        read_stamps(tmp_path / "other.mat")


def test_a_damaged_file_gives_a_sentence_or_its_points(tmp_path):
    whole = write(tmp_path / "ps_plot_ts_v.mat").read_bytes()
    packed = write(tmp_path / "ps_plot_ts_v.mat", compressed=True).read_bytes()
    chance = random.Random(3)
    refused = 0
    for number in range(300):
        content = bytearray(whole if number % 2 else packed)
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if number % 5 == 0:
            del content[chance.randrange(len(content)) :]
        (tmp_path / "ps_plot_ts_v.mat").write_bytes(bytes(content))
        try:
            read_stamps(tmp_path / "ps_plot_ts_v.mat")
        except SubsidenceError:
            refused += 1
    assert refused > 100


def test_a_file_of_matlab_7_3_is_hdf5_behind_a_block_of_its_own(tmp_path):
    h5py = pytest.importorskip("h5py")
    path = tmp_path / "ps_plot_ts_v-do.mat"
    series = np.array([[0.0, -1.0, -2.0], [0.0, -2.0, -4.0]])
    with h5py.File(path, "w", userblock_size=512) as file:
        file["ph_mm"], file["lonlat"] = series.T, np.array([[-99.1, 19.4], [-99.2, 19.5]]).T
        file["day"] = np.array([[736_000.0, 736_012.0, 736_024.0]])
    with path.open("r+b") as stream:
        stream.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\x00\x02IM")
    product = read_stamps(path)
    np.testing.assert_array_equal(product.series.displacement_mm, series)
    assert str(product.series.dates[0]) == "2015-02-05"
