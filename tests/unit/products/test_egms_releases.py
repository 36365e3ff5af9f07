"""Two releases of a tile are one set of points, whose series go on from one into the other."""

import numpy as np
import pytest

from subsidence.products.egms import read_egms

HEADER = ["pid", "easting", "northing", "height_ortho", "rmse_ts", "mean_velocity", "mean_velocity_std"]
OLD_DATES = ["20200103", "20200115", "20200127", "20200208"]
NEW_DATES = ["20200127", "20200208", "20200220"]


def write(folder, years, dates, pids, offset, velocity=-5.0):
    path = folder / f"EGMS_L3_E44N25_100km_U{years}.csv"
    lines = [",".join([*HEADER, *dates])]
    for pid in pids:
        place = int(pid[1:])
        start = np.datetime64("2020-01-03")
        days = [(np.datetime64(f"{d[:4]}-{d[4:6]}-{d[6:]}") - start).astype(int) for d in dates]
        values = [-0.1 * (place + 1) * day + offset for day in days]
        row = [pid, 4400050 + 100 * place, 2500050, 10, 1, velocity, 0.5, *(round(float(v), 4) for v in values)]
        lines.append(",".join(map(str, row)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_newer_release_goes_on_where_the_older_ends(tmp_path, heard):
    old = write(tmp_path, "_2016_2020_1", OLD_DATES, ["p0", "p1", "p7"], 3.0, velocity=-4.0)
    new = write(tmp_path, "_2017_2021_1", NEW_DATES, ["p1", "p0", "p2"], 0.0)
    product = read_egms([old, new], report=heard)
    pids = product.columns["pid"].tolist()
    assert pids == ["p1", "p0", "p2", "p7"]
    dates = product.series.dates
    days = (dates - dates[0]).astype(int)
    assert dates.size == 5
    np.testing.assert_allclose(product.series.displacement_mm[0], -0.2 * days, atol=1e-6)
    np.testing.assert_allclose(product.series.displacement_mm[1], -0.1 * days, atol=1e-6)
    assert np.isnan(product.series.displacement_mm[2, :2]).all()
    assert np.isnan(product.series.displacement_mm[3, 4])
    assert product.velocity_mm_per_yr.tolist() == [-5.0, -5.0, -5.0, -4.0]
    assert any("2 points are in both, tied by the mean of 2 common dates" in text for text in heard.warnings)


def test_the_newest_release_alone_can_be_asked_for_and_a_second_delivery_replaces_the_first(tmp_path, heard):
    old = write(tmp_path, "_2016_2020_1", OLD_DATES, ["p0"], 3.0)
    first = write(tmp_path, "_2017_2021_1", NEW_DATES, ["p0", "p1"], 9.0)
    second = write(tmp_path, "_2017_2021_2", NEW_DATES, ["p0", "p1"], 0.0)
    product = read_egms([old, first, second], releases="newest", report=heard)
    assert product.series.n_epochs == 3
    np.testing.assert_allclose(product.series.displacement_mm[0], [-2.4, -3.6, -4.8], atol=1e-6)
    assert any("2 files are replaced" in text for text in heard.warnings)
    joined = read_egms([old, first, second], report=heard)
    assert joined.n_points == 2
    assert joined.series.n_epochs == 5


def test_files_that_are_no_releases_of_each_other_stay_as_they_are(tmp_path):
    one = write(tmp_path, "_2016_2020_1", OLD_DATES, ["p0"], 0.0)
    (tmp_path / "b").mkdir()
    other = write(tmp_path / "b", "_2016_2020_1", OLD_DATES, ["p1"], 0.0).rename(
        tmp_path / "EGMS_L3_E44N26_100km_U_2016_2020_1.csv"
    )
    assert read_egms([one, other]).n_points == 2


@pytest.mark.parametrize("suffix", ["", "_2018_2022_1"])
def test_one_release_is_read_without_a_word(tmp_path, heard, suffix):
    read_egms([write(tmp_path, suffix, OLD_DATES, ["p0"], 0.0)], report=heard)
    assert heard.warnings == []
