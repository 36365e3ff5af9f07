"""EGMS tables of each generation are read exactly, clipped while reading, and survive what people do to them."""

import csv
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from subsidence.errors import Cancelled, SubsidenceError
from subsidence.products.egms import read_egms
from subsidence.units import LOS, VERTICAL
from tests.unit.products.written_products import HEADERS, IRREGULAR, NEW_L2, NEW_L3, OLD_L2A

NAMES = {
    "new L2b": "EGMS_L2b_088_0282_IW2_VV_2020_2024_1.csv",
    "old L2a": "EGMS_L2a_095_0313_IW1_VV.csv",
    "new L3": "EGMS_L3_E44N25_100km_U_2020_2024_1.csv",
    "old L3": "EGMS_L3_E44N25_100km_U.csv",
}


def column(rows, header, name):
    return [row[header.index(name)] for row in rows]


@pytest.mark.parametrize("generation", list(HEADERS))
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_every_generation_is_read_back_exactly(write_egms, generation, delimiter):
    header = HEADERS[generation]
    path, rows = write_egms(NAMES[generation], header, delimiter=delimiter)
    product = read_egms([path])
    assert [str(date).replace("-", "") for date in product.series.dates] == IRREGULAR
    np.testing.assert_array_equal(
        product.series.displacement_mm, np.array([row[len(header) :] for row in rows], dtype=float)
    )
    np.testing.assert_array_equal(
        product.velocity_mm_per_yr, np.array(column(rows, header, "mean_velocity"), dtype=float)
    )
    np.testing.assert_array_equal(product.series.xy[:, 0], np.array(column(rows, header, "easting"), dtype=float))
    assert product.columns["pid"].tolist() == column(rows, header, "pid")
    height = "height_ortho" if "height_ortho" in header else "height"
    np.testing.assert_array_equal(product.columns["height"], np.array(column(rows, header, height), dtype=float))
    rmse = "rmse_ts" if "rmse_ts" in header else "rmse"
    np.testing.assert_array_equal(product.columns["rmse"], np.array(column(rows, header, rmse), dtype=float))
    assert product.crs == "EPSG:3035"
    assert product.geometry == (LOS if "los_up" in header else VERTICAL)


def test_line_of_sight_coherence_and_tags_become_our_fields(write_egms):
    path, rows = write_egms(NAMES["new L2b"], NEW_L2)
    columns = read_egms([path]).columns
    np.testing.assert_array_equal(columns["los_u"], np.array(column(rows, NEW_L2, "los_up"), dtype=float))
    np.testing.assert_array_equal(
        columns["coherence"], np.array(column(rows, NEW_L2, "temporal_coherence"), dtype=float)
    )
    assert {name: columns[name][0] for name in ("track", "burst", "swath", "pass", "level")} == {
        "track": "088", "burst": "0282", "swath": "IW2", "pass": "descending", "level": "L2b",
    }  # fmt: skip
    assert columns["line"].dtype.kind == "i"
    assert columns["line"].tolist() == [1000, 1001, 1002, 1003, 1004, 1005]


def test_an_older_cluster_label_is_kept(write_egms):
    path, _ = write_egms(NAMES["old L2a"], OLD_L2A)
    assert read_egms([path]).columns["cluster_label"].tolist() == [0, 1, 2, 0, 1, 2]


def test_a_standard_deviation_of_zero_is_not_trusted(write_egms, heard):
    path, _ = write_egms(NAMES["new L2b"], NEW_L2)
    product = read_egms([path], report=heard)
    assert product.columns["velocity_std"].tolist() == [1.0] * 6
    assert product.columns["mean_velocity_std"].tolist() == [0.0] + [0.2] * 5
    assert any("mean_velocity_std of 0" in text for text in heard.infos)
    unknown = read_egms([path], std_floor_mm_per_yr=0.0).columns["velocity_std"]
    assert np.isnan(unknown[0])
    assert unknown[1:].tolist() == [0.2] * 5


def test_a_clip_keeps_the_points_inside_with_the_ids_they_have_in_the_whole(write_egms):
    path, _ = write_egms(NAMES["new L2b"], NEW_L2, count=50)
    whole = read_egms([path])
    box = (4_401_000.0, 2_500_000.0, 4_402_000.0, 2_600_000.0)
    part = read_egms([path], extent=box)
    inside = (whole.series.xy[:, 0] >= box[0]) & (whole.series.xy[:, 0] <= box[2])
    assert part.n_points == inside.sum() == 10
    np.testing.assert_array_equal(part.point_id, whole.point_id[inside])
    np.testing.assert_array_equal(part.series.displacement_mm, whole.series.displacement_mm[inside])


def test_degrees_can_be_asked_for(write_egms):
    path, rows = write_egms(NAMES["new L2b"], NEW_L2)
    product = read_egms([path], geographic=True, extent=(11.0, 45.0, 11.0025, 45.1))
    assert product.crs == "EPSG:4326"
    np.testing.assert_array_equal(product.series.xy[:, 1], np.array(column(rows, NEW_L2, "latitude")[:3], dtype=float))


def test_level_three_has_no_degrees_and_says_so(write_egms):
    path, _ = write_egms(NAMES["new L3"], NEW_L3)
    with pytest.raises(SubsidenceError, match="L3 tables have easting and northing only"):
        read_egms([path], geographic=True)


def test_the_archive_gives_what_the_table_in_it_gives(write_egms, tmp_path):
    path, _ = write_egms(NAMES["new L2b"], NEW_L2)
    archive = tmp_path / "EGMS_L2b_088_0282_IW2_VV_2020_2024_1.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(path, path.name)
        packed.writestr(path.stem + ".xml", "<xml/>")
        packed.writestr(f"__MACOSX/._{path.name}", b"\x00\x05\x16\x07 of macOS")
    plain, zipped, folder = read_egms([path]), read_egms([archive]), read_egms([tmp_path])
    np.testing.assert_array_equal(plain.series.displacement_mm, zipped.series.displacement_mm)
    assert folder.n_points == plain.n_points, "the archive beside the table must not be counted twice"


def test_a_damaged_archive_is_refused_in_words(tmp_path, write_egms):
    path, _ = write_egms(NAMES["new L2b"], NEW_L2, count=3000)
    archive = tmp_path / "tile.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(path, path.name)
    content = bytearray(archive.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 2000] = bytes(2000)
    archive.write_bytes(content)
    with pytest.raises(SubsidenceError, match="damaged"):
        read_egms([archive])
    archive.write_bytes(content[:1000])
    with pytest.raises(SubsidenceError, match="damaged or cut off"):
        read_egms([archive])


def test_tracks_with_different_dates_share_a_layer_with_nulls_and_can_be_parted_again(write_egms):
    first, rows = write_egms(NAMES["new L2b"], NEW_L2, dates=("20200103", "20200115"), seed=1)
    other, _ = write_egms(
        "EGMS_L2b_117_0300_IW1_VV_2020_2024_1.csv", NEW_L2, dates=("20200109", "20200115"), seed=2, descending=False
    )
    product = read_egms([other, first])
    assert product.series.n_epochs == 3
    assert np.unique(product.point_id).size == 12
    chosen = product.columns["pass"] == "descending"
    part = product.only(chosen)
    assert part.series.n_epochs == 2
    np.testing.assert_array_equal(
        part.series.displacement_mm, np.array([row[len(NEW_L2) :] for row in rows], dtype=float)
    )
    assert np.isnan(product.series.displacement_mm).sum() == 12
    only = read_egms([other, first], tracks=["117"])
    assert set(only.columns["track"]) == {"117"}
    with pytest.raises(SubsidenceError, match="tracks are: 088, 117"):
        read_egms([other, first], tracks=["5"])


def test_up_and_east_are_not_mixed(write_egms):
    up, _ = write_egms(NAMES["new L3"], NEW_L3)
    east, _ = write_egms("EGMS_L3_E44N25_100km_E_2020_2024_1.csv", NEW_L3)
    with pytest.raises(SubsidenceError, match="one kind at a time"):
        read_egms([up, east])
    assert read_egms([east]).geometry == "east–west"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_byte_order_marks_line_ends_and_quotes_change_nothing(write_egms, newline, bom, quoting):
    plain, _ = write_egms("a_" + NAMES["new L2b"], NEW_L2)
    other, _ = write_egms("b_" + NAMES["new L2b"], NEW_L2, newline=newline, bom=bom, quoting=quoting)
    expected, found = read_egms([plain]), read_egms([other])
    np.testing.assert_array_equal(found.series.displacement_mm, expected.series.displacement_mm)
    np.testing.assert_array_equal(found.series.xy, expected.series.xy)
    assert found.columns["pid"].tolist() == expected.columns["pid"].tolist()


def test_empty_cells_are_missing_and_short_rows_are_left_out_and_told(write_egms, heard):
    path, _ = write_egms(NAMES["new L2b"], NEW_L2, count=5)
    lines = path.read_text().splitlines()
    cells = lines[2].split(",")
    cells[len(NEW_L2) + 1] = ""
    cells[NEW_L2.index("temporal_coherence")] = ""
    lines[2] = ",".join(cells)
    lines[5] = lines[5][: len(lines[5]) // 2]
    path.write_text("\n".join(lines))
    product = read_egms([path], report=heard)
    assert product.n_points == 4
    assert np.argwhere(np.isnan(product.series.displacement_mm)).tolist() == [[1, 1]]
    assert np.isnan(product.columns["coherence"][1])
    assert "row 5 of 5" in heard.warnings[0]
    assert "cut off" in heard.warnings[0]


def test_decimal_commas_are_understood_where_semicolons_separate(write_egms):
    path, rows = write_egms(NAMES["new L3"], NEW_L3, delimiter=";")
    path.write_text(path.read_text().replace(".", ","))
    found = read_egms([path])
    np.testing.assert_array_equal(
        found.series.displacement_mm, np.array([row[len(NEW_L3) :] for row in rows], dtype=float)
    )


@pytest.mark.parametrize("lost", ["pid", "mean_velocity", "easting"])
def test_a_missing_column_is_named(write_egms, lost):
    header = [name for name in NEW_L3 if name != lost]
    path, _ = write_egms(NAMES["new L3"], header)
    with pytest.raises(SubsidenceError, match=lost):
        read_egms([path])


def test_a_header_without_or_with_impossible_dates_is_refused(write_egms):
    path, _ = write_egms(NAMES["new L3"], NEW_L3, dates=())
    with pytest.raises(SubsidenceError, match="dates in the header"):
        read_egms([path])
    path, _ = write_egms(NAMES["new L3"], NEW_L3, dates=("20200103", "20201345"))
    with pytest.raises(SubsidenceError, match="not a calendar date"):
        read_egms([path])


def test_empty_and_binary_files_are_refused(tmp_path):
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(SubsidenceError, match="is empty"):
        read_egms([tmp_path / "empty.csv"])
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 100)
    with pytest.raises(SubsidenceError, match="not a table"):
        read_egms([tmp_path / "binary.csv"])


def test_an_extent_beside_the_tile_is_told(write_egms):
    path, _ = write_egms(NAMES["new L3"], NEW_L3)
    with pytest.raises(SubsidenceError, match="no EGMS points in the extent"):
        read_egms([path], extent=(0, 0, 1, 1))


def test_reading_stops_when_asked(write_egms, heard):
    path, _ = write_egms(NAMES["new L3"], NEW_L3, count=20_000, dates=("20200103", "20200109"))
    heard.stop_after = 2
    with pytest.raises(Cancelled):
        read_egms([path], report=heard)
    assert 0 < max(heard.fractions) < 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_happens_to_the_bytes_rows_are_right_or_left_out(write_egms, data):
    """Cut or spoil bytes: the answer is a sentence or rows, and rows whose line is untouched come back unchanged."""
    path, rows = write_egms(NAMES["new L3"], NEW_L3, count=8)
    content = bytearray(path.read_bytes())
    body = content.index(b"\n") + 1
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(body, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        if len(content) <= body + 1:
            break
    path.write_bytes(content)
    intact = {
        bytes(line).split(b",")[0].decode(): bytes(line)
        for line in content[body:].split(b"\n")
        if bytes(line) in {",".join(map(str, row)).encode() for row in rows}
    }
    try:
        product = read_egms([path])
    except SubsidenceError:
        assert not intact
        return
    truth = {row[0]: np.array(row[len(NEW_L3) :], dtype=float) for row in rows}
    found = dict(zip(product.columns["pid"].tolist(), product.series.displacement_mm))
    for pid in intact:
        np.testing.assert_array_equal(found[pid], truth[pid])
