"""GNSS series of five archives become the same motion, and what cannot be told is refused in a sentence."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from subsidence.errors import Cancelled, SubsidenceError
from subsidence.progress import Report
from subsidence.spatial.geodesy import earth_centred
from subsidence.validation.gnss_files import SUFFIXES, gnss_files, read_gnss_files
from tests.unit.products.test_spoiled_files import spoiled

DAYS = np.datetime64("2019-12-20") + 6 * np.arange(40)  # over the end of a year, and 29 February
YEARS = (DAYS - DAYS[0]).astype(int) / 365.25
MOTION_M = np.column_stack([0.004 * YEARS, -0.011 * YEARS, -0.075 * YEARS])  # east, north, up
LON_LAT = (-99.1332, 19.4326)
HEIGHT_M = 2240.0
POS_HEADER = [
    "PBO Station Position Time Series. Reference Frame : IGS14",
    "4-character ID: MXTM",
    "Start Field Description",
    "YYYYMMDD      Year, month, day for the given position epoch",
    "dN            Difference in North component from NEU reference position (meters)",
    "End Field Description",
    "*YYYYMMDD HHMMSS JJJJJ.JJJJ X Y Z Sx Sy Sz Rxy Rxz Ryz NLat Elong Height dN dE dU Sn Se Su Rne Rnu Reu Soln",
]


def decimal(day):
    year = day.astype("datetime64[Y]")
    begin, end = year.astype("datetime64[D]"), (year + 1).astype("datetime64[D]")
    return year.astype(int) + 1970 + ((day - begin).astype(int) + 0.5) / (end - begin).astype(int)


def xyz_of(motion_m):
    """Places in X, Y, Z that lie so far east, north and up of the station; shape=(n, 3)."""
    lon, lat = np.radians(LON_LAT)
    up = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    east = np.array([-np.sin(lon), np.cos(lon), 0.0])
    place = earth_centred(np.array([LON_LAT]))[0] + HEIGHT_M * up
    return place + motion_m @ np.array([east, np.cross(up, east), up])


def lines_of(suffix, per_m=1.0):
    """The motion in one of the formats, metres times ``per_m``; whole lines with the archives' columns."""
    result = list(POS_HEADER) if suffix == ".pos" else []
    for day, motion, xyz in zip(DAYS, MOTION_M, xyz_of(MOTION_M)):
        east, north, up = (f"{value * per_m:.7f}" for value in motion)
        year, month, number = str(day).split("-")
        day_of_year = (day - day.astype("datetime64[Y]").astype("datetime64[D]")).astype(int) + 1
        sigma, mjd = [f"{value * per_m:.6f}" for value in (0.0012, 0.0014, 0.0051)], day.astype(int) + 40587
        horizontal = f"{sigma[0]} {sigma[1]} {sigma[2]}"
        compact = f"{year}{month}{number}"
        x, y, z = (f"{value * per_m:.5f}" for value in xyz)
        english = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"][int(month) - 1]
        result.append(
            {
                ".neu": f"{decimal(day):.4f} {year} {day_of_year} {north} {east} {up} {horizontal}",
                ".series": f"{decimal(day):.8f} {east} {north} {up} {horizontal} 0.1 -0.1 0.2 630000000 {year}"
                f" {int(month)} {int(number)} 11 59 42",
                ".rneu": f"{compact} {decimal(day):.4f} {north} {east} {up} 0.0 {horizontal}",
                ".pos": f"{compact} 120000 {mjd}.5000 {x} {y} {z} .001 .001 .001 0 0 0 {LON_LAT[1]}"
                f" {LON_LAT[0] + 360} {HEIGHT_M} {north} {east} {up} {horizontal} 0 0 0 final",
                ".txyz2": f"MXTM {year[2:]}{english}{number} {decimal(day):.4f} {x} {y} {z} {horizontal} .1 .1 .1 0.0",
                ".tenv": f"MXTM {year[2:]}{english}{number} {decimal(day):.4f} {mjd} 1 1 {east} {north} {up} 0.0"
                f" {horizontal} 0 0 0",
            }[suffix]
        )
    return result


PER_M = {".neu": 1.0, ".series": 1.0, ".rneu": 1000.0, ".pos": 1.0, ".txyz2": 1.0, ".tenv": 1.0}
UNTOLD = [suffix for suffix in PER_M if suffix != ".tenv"]


def write(folder, suffix, lines=None, name="MXTM"):
    path = folder / f"{name}{suffix}"
    path.write_text("\n".join(lines if lines is not None else lines_of(suffix, PER_M[suffix])) + "\n")
    return path


class Heard(Report):
    def __init__(self):
        self.infos, self.warnings = [], []

    def on_info(self, text):
        self.infos.append(text)

    def on_warning(self, text):
        self.warnings.append(text)


@pytest.fixture
def heard():
    return Heard()


@pytest.mark.parametrize("suffix", PER_M)
def test_each_format_gives_the_same_days_and_millimetres_up_positive(tmp_path, heard, suffix):
    (station,) = read_gnss_files([write(tmp_path, suffix)], heard)
    assert station.name == "MXTM"
    assert (station.dates == DAYS).all()
    np.testing.assert_allclose(station.motion_mm, 1000.0 * MOTION_M, atol=0.03)
    assert heard.warnings == []
    assert len(heard.infos) == 1
    assert ("in mm" if suffix == ".rneu" else "in m") in heard.infos[0]
    assert ("IGS14" if suffix == ".pos" else "its reference frame is not told") in heard.infos[0]


@pytest.mark.parametrize("suffix", [".pos", ".txyz2"])
def test_files_that_hold_their_place_bring_it_along_in_degrees(tmp_path, suffix):
    (station,) = read_gnss_files([write(tmp_path, suffix)])
    np.testing.assert_allclose(station.xy, LON_LAT, atol=2e-7)


def test_a_neu_file_is_in_metres_or_millimetres_as_its_standard_errors_tell(tmp_path, heard):
    paths = [write(tmp_path, ".neu", lines_of(".neu", per_m), name) for name, per_m in (("AAAA", 1.0), ("BBBB", 1e3))]
    for station in read_gnss_files(paths, heard):
        np.testing.assert_allclose(station.motion_mm, 1000.0 * MOTION_M, atol=0.03)
    assert [("in mm" in text, "in m;" in text) for text in heard.infos] == [(False, True), (True, False)]


def test_a_neu_file_whose_unit_nothing_tells_is_refused_until_it_is_chosen(tmp_path):
    lines = [" ".join([*line.split()[:6], "0", "0", "0"]) for line in lines_of(".neu", 1000.0)]
    path = write(tmp_path, ".neu", lines)
    with pytest.raises(SubsidenceError, match="m or mm; choose the unit"):
        read_gnss_files([path])
    (station,) = read_gnss_files([path], unit="mm")
    np.testing.assert_allclose(station.motion_mm, 1000.0 * MOTION_M, atol=0.03)
    write(
        tmp_path, ".neu", ["# decimal year, year, day, n (mm), e (mm), u (mm)", "# slope 1: -75 (m) per year", *lines]
    )
    (station,) = read_gnss_files([path])
    np.testing.assert_allclose(station.motion_mm, 1000.0 * MOTION_M, atol=0.03)


@pytest.mark.parametrize(("suffix", "per_m"), [(".series", 1e3), (".pos", 1e3), (".rneu", 1.0)])
def test_numbers_in_another_unit_than_the_format_has_are_refused(tmp_path, suffix, per_m):
    with pytest.raises(SubsidenceError, match="standard errors of MXTM"):
        read_gnss_files([write(tmp_path, suffix, lines_of(suffix, per_m))])


def test_a_neu_file_whose_header_and_standard_errors_disagree_is_refused(tmp_path):
    with pytest.raises(SubsidenceError, match=r"would be 0\.0013 mm"):
        read_gnss_files([write(tmp_path, ".neu", ["# north (mm)", *lines_of(".neu")])])
    with pytest.raises(SubsidenceError, match="neither in m nor in mm"):
        read_gnss_files([write(tmp_path, ".neu", lines_of(".neu", 1e6))])


def test_geocentric_coordinates_in_kilometres_are_refused(tmp_path):
    with pytest.raises(SubsidenceError, match="no geocentric coordinates"):
        read_gnss_files([write(tmp_path, ".txyz2", lines_of(".txyz2", 1e-3))])


@pytest.mark.parametrize("suffix", UNTOLD)
def test_a_date_that_the_rest_of_its_line_contradicts_is_refused_with_the_line(tmp_path, suffix):
    lines = lines_of(suffix, PER_M[suffix])
    row, column = len(lines) - 10, int(suffix == ".txyz2")
    cells = lines[row].split()
    cells[column] = lines[row - 1].split()[column]  # the date of the line before
    lines[row] = " ".join(cells)
    with pytest.raises(SubsidenceError, match=f"in line {row + 1} .* do not agree"):
        read_gnss_files([write(tmp_path, suffix, lines)])


@pytest.mark.parametrize(
    ("suffix", "column", "cell"),
    [(".neu", 2, "400"), (".neu", 1, "1019"), (".neu", 1, "9999"), (".neu", 2, "nan"),
     (".series", 12, "13"), (".rneu", 0, "20201301"), (".pos", 0, "1/2/2020"),
     (".txyz2", 1, "20MAI05")],
)  # fmt: skip
def test_a_date_that_is_none_is_refused_with_the_line(tmp_path, suffix, column, cell):
    lines = lines_of(suffix, PER_M[suffix])
    row = len(lines) - 5
    cells = lines[row].split()
    cells[column] = cell
    lines[row] = " ".join(cells)
    with pytest.raises(SubsidenceError, match=f"the date of line {row + 1} is none"):
        read_gnss_files([write(tmp_path, suffix, lines)])


@pytest.mark.parametrize("suffix", UNTOLD)
@pytest.mark.parametrize("other", UNTOLD)
def test_one_format_under_the_suffix_of_another_is_refused(tmp_path, suffix, other):
    if suffix == other:
        return
    lines = lines_of(other, PER_M[other])
    with pytest.raises(SubsidenceError, match="MXTM"):
        read_gnss_files([write(tmp_path, suffix, lines)])


@pytest.mark.parametrize("suffix", UNTOLD)
def test_text_an_empty_file_and_an_absent_one_are_refused(tmp_path, suffix):
    lines = lines_of(suffix, PER_M[suffix])
    cells = lines[-3].split()
    spoilt = [*lines[:-3], " ".join([*cells[:5], "n/a", *cells[6:]]), *lines[-2:]]
    if suffix != ".pos":  # there the sixth is Z, which is not read
        with pytest.raises(SubsidenceError, match=f"“n/a” in line {len(lines) - 2} is no number"):
            read_gnss_files([write(tmp_path, suffix, spoilt)])
    with pytest.raises(SubsidenceError, match=r"no line of measurements|\*YYYYMMDD"):
        read_gnss_files([write(tmp_path, suffix, ["# nothing"])])
    with pytest.raises(SubsidenceError, match="cannot be read"):
        read_gnss_files([tmp_path / f"ABSENT{suffix}"])


def test_a_pos_file_without_its_line_of_names_or_with_other_names_is_refused(tmp_path):
    lines = lines_of(".pos")
    with pytest.raises(SubsidenceError, match="names the columns"):
        read_gnss_files([write(tmp_path, ".pos", [line for line in lines if not line.startswith("*")])])
    with pytest.raises(SubsidenceError, match="names the columns du"):
        read_gnss_files([write(tmp_path, ".pos", [line.replace(" dU ", " dV ") for line in lines])])


def test_columns_of_a_pos_file_are_taken_by_their_names(tmp_path):
    lines = [line.replace("dN dE dU Sn Se", "dE dN dU Se Sn") for line in lines_of(".pos")]
    (station,) = read_gnss_files([write(tmp_path, ".pos", lines)])
    np.testing.assert_allclose(station.motion_mm[:, [1, 0, 2]], 1000.0 * MOTION_M, atol=0.03)


def test_a_last_line_that_is_cut_off_and_lines_of_offsets_are_passed_over_and_said(tmp_path, heard):
    lines = ["# n offset 1: 12.3 mm 2020-03-01", "# u offset 1: 2.0 mm 2020-03-01", "# n slope 1: 0.01 m/yr"]
    lines += lines_of(".neu")
    lines[-1] = lines[-1][:30]
    (station,) = read_gnss_files([write(tmp_path, ".neu", lines)], heard)
    assert station.dates.size == len(DAYS) - 1
    assert any("cut off" in text for text in heard.warnings)
    assert any(text.startswith("2 lines in the header") and "offsets" in text for text in heard.warnings)


def test_a_name_that_tells_of_a_trend_taken_off_is_warned_of(tmp_path, heard):
    stations = read_gnss_files([write(tmp_path, ".neu", name="mxtmCleanDetrend")], heard)
    assert stations[0].name == "mxtm"
    assert any("trend was taken off" in text for text in heard.warnings)


def test_a_folder_of_mixed_files_is_read_and_said_by_kind_with_doubles_and_frames(tmp_path, heard):
    for suffix in PER_M:
        write(tmp_path, suffix)
    write(tmp_path, ".rneu", name="OTHR_nam08")
    write(tmp_path, ".NEU".lower(), name="THRD").rename(tmp_path / "THRD.NEU")
    (tmp_path / "readme.txt").write_text("no series")
    (tmp_path / "folder.neu").mkdir()
    files = gnss_files(tmp_path)
    assert len(files) == 8
    assert {path.suffix.lower() for path in files} == set(SUFFIXES) - {".tenv3"}
    stations = read_gnss_files(files, heard)
    assert {station.name for station in stations} == {"MXTM", "OTHR", "THRD"}
    for station in stations:
        np.testing.assert_allclose(station.motion_mm, 1000.0 * MOTION_M, atol=0.03)
    assert any("GNSS files (2; MXTM.neu, THRD.NEU):" in text for text in heard.infos)
    assert any("different reference frames (IGS14, NAM08)" in text for text in heard.warnings)
    assert any("1 GNSS stations are in several files (MXTM)" in text for text in heard.warnings)


def test_marks_of_nothing_are_no_motion(tmp_path, heard):
    lines = lines_of(".rneu", 1000.0)
    cells = lines[7].split()
    lines[7] = " ".join([*cells[:2], "-9999", "-9999", "-9999", *cells[5:]])
    (station,) = read_gnss_files([write(tmp_path, ".rneu", lines)], heard)
    assert np.isnan(station.motion_mm).all(axis=1).tolist() == [row == 7 for row in range(len(DAYS))]
    assert any("no value" in text for text in heard.warnings)


@pytest.mark.parametrize("suffix", [".txyz2", ".tenv"])
def test_a_file_of_several_stations_is_refused(tmp_path, suffix):
    lines = lines_of(suffix)
    lines[20:] = [line.replace("MXTM", "OTHR") for line in lines[20:]]
    with pytest.raises(SubsidenceError, match=r"several stations \(MXTM, OTHR\)"):
        read_gnss_files([write(tmp_path, suffix, lines)])


def test_whoever_stops_is_heard_between_files(tmp_path):
    from subsidence.progress import stopped_by

    class Stops(Report):
        def is_cancelled(self):
            return True

    with stopped_by(Stops()), pytest.raises(Cancelled):
        read_gnss_files([write(tmp_path, ".neu")])


@pytest.mark.parametrize("suffix", PER_M)
def test_a_mark_of_utf_8_and_lines_of_windows_do_no_harm(tmp_path, suffix):
    path = tmp_path / f"MXTM{suffix}"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines_of(suffix, PER_M[suffix])).encode() + b"\r\n")
    (station,) = read_gnss_files([path])
    assert station.name == "MXTM"
    np.testing.assert_allclose(station.motion_mm, 1000.0 * MOTION_M, atol=0.03)


def test_a_foreign_table_of_a_suffix_that_is_not_known_is_no_file_of_several_stations(tmp_path):
    path = tmp_path / "levelling.csv"
    path.write_text("A 2020-01-01 1\nB 2020-01-01 2\n")
    with pytest.raises(SubsidenceError, match="no tenv3 file"):
        read_gnss_files([path])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(suffix=st.sampled_from(UNTOLD), chance=st.randoms(use_true_random=False))
def test_a_spoiled_file_is_refused_in_a_sentence_or_gives_possible_numbers(tmp_path, suffix, chance):
    path = tmp_path / f"MXTM{suffix}"
    path.write_bytes(spoiled("\n".join(lines_of(suffix, PER_M[suffix])[:12]).encode(), chance))
    try:
        (station,) = read_gnss_files([path])
    except SubsidenceError:
        return
    assert ((station.dates >= np.datetime64("1980-01-01")) & (station.dates < np.datetime64("2100-01-01"))).all()
    assert not np.isinf(station.motion_mm).any()
