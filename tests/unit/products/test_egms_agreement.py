"""Tables that contradict each other in sign or unit, copies, nested archives and marks of nothing are said."""

import shutil
import zipfile

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.metrics import disagreement
from subsidence.products.egms import read_egms
from subsidence.units import LOS

ONE, OTHER = "EGMS_L2a_088_0297_IW2_VV", "EGMS_L2a_088_0298_IW2_VV"
DAYS = np.datetime64("2020-01-03") + 12 * np.arange(6)


def motion(xy: np.ndarray) -> np.ndarray:
    """mm/yr at places in m."""
    return -6.0 + 4.0 * np.sin(xy[:, 0] / 400.0) + 2.0 * np.cos(xy[:, 1] / 300.0)


def write(path, x_from, *, scale=1.0, offset=0.0, seed=0, look=True, still=False):
    """400 points over 2 x 1 km, with rates and series times ``scale``."""
    rng = np.random.default_rng(seed)
    xy = np.column_stack([rng.uniform(x_from, x_from + 2000.0, 400), rng.uniform(0.0, 1000.0, 400)])
    rate = (0.0 if still else motion(xy)) + offset + rng.normal(0.0, 0.3, 400)
    series = rate[:, None] * (DAYS - DAYS[0]).astype(int) / 365.25 + rng.normal(0.0, 1.0, (400, DAYS.size))
    vector = ["los_east", "los_north", "los_up"] if look else []
    lines = [
        ",".join(["pid", "easting", "northing", *vector, "mean_velocity", *(str(d).replace("-", "") for d in DAYS)])
    ]
    for number in range(400):
        numbers = [*np.round(xy[number] + [4_300_000.0, 2_500_000.0], 1), *([-0.6, -0.1, 0.79] if look else [])]
        values = scale * np.array([rate[number], *series[number]])
        lines.append(",".join([f"p{number}", *map(str, numbers), *(f"{value:.4f}" for value in values)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def of_ground(texts):
    return [text for text in texts if "same ground" in text]


@pytest.mark.parametrize("tie", [False, True])
@pytest.mark.parametrize(
    ("scale", "said"), [(1.0, None), (-1.0, "opposite directions"), (0.001, "another unit"), (0.1, "another unit")]
)
def test_bursts_that_contradict_each_other_where_they_overlap_are_named(tmp_path, heard, scale, said, tie):
    write(tmp_path / f"{ONE}.csv", 0.0)
    write(tmp_path / f"{OTHER}.csv", 1000.0, seed=1, offset=4.0, scale=scale)
    read_egms([tmp_path], tie=tie, report=heard)
    found = of_ground(heard.warnings)
    assert len(found) == (said is not None)
    assert all(said in text and ONE in text and OTHER in text for text in found)


def test_still_ground_tells_no_sign_but_a_unit_a_thousand_times_as_large(tmp_path, heard):
    write(tmp_path / f"{ONE}.csv", 0.0, still=True)
    write(tmp_path / f"{OTHER}.csv", 1000.0, seed=1, still=True, scale=-1.0)
    read_egms([tmp_path], report=heard)
    assert not of_ground(heard.warnings)
    write(tmp_path / f"{OTHER}.csv", 1000.0, seed=1, still=True, scale=0.001)
    read_egms([tmp_path], report=heard)
    assert "another unit" in of_ground(heard.warnings)[0]


def test_two_tables_without_common_motion_are_not_said_to_disagree_by_chance():
    rng = np.random.default_rng(0)
    said = [disagreement(*rng.normal(size=(2, count))) for count in (10, 12, 20, 50) for _ in range(250)]
    assert sum(map(bool, said)) <= 5
    assert disagreement(np.zeros(20), np.arange(20.0)) == ""
    assert disagreement(np.full(20, np.nan), np.arange(20.0)) == ""


@pytest.mark.parametrize(("scale", "said"), [(1.0, 0), (-1.0, 1), (0.001, 1)])
def test_releases_that_contradict_each_other_are_named(tmp_path, heard, scale, said):
    write(tmp_path / f"{ONE}_2015_2019_1.csv", 0.0)
    write(tmp_path / f"{ONE}_2016_2020_1.csv", 0.0, scale=scale)
    read_egms([tmp_path], report=heard)
    assert len(of_ground(heard.warnings)) == said


def test_a_copy_that_a_browser_numbered_is_the_same_table(tmp_path, heard):
    write(tmp_path / f"{ONE}.csv", 0.0)
    shutil.copy(tmp_path / f"{ONE}.csv", tmp_path / f"{ONE} (1).csv")
    assert read_egms([tmp_path], report=heard).n_points == 400
    assert any("left out" in text for text in heard.warnings)


def test_two_tables_of_one_name_are_refused_unless_they_are_the_same(tmp_path):
    for place in ("a", "b", "c"):
        (tmp_path / place).mkdir()
    write(tmp_path / "a" / f"{ONE}.csv", 0.0)
    shutil.copy(tmp_path / "a" / f"{ONE}.csv", tmp_path / "b" / f"{ONE}.csv")
    assert read_egms([tmp_path / "a", tmp_path / "b"]).n_points == 400
    with zipfile.ZipFile(tmp_path / "b" / "same.zip", "w") as archive:
        archive.write(tmp_path / "a" / f"{ONE}.csv", f"{ONE}.csv")
    assert read_egms([tmp_path / "b", tmp_path / "a"]).n_points == 400
    write(tmp_path / "c" / f"{ONE}.csv", 0.0, seed=5)
    with pytest.raises(SubsidenceError, match="same name"):
        read_egms([tmp_path / "a", tmp_path / "c"])


def test_an_archive_within_an_archive_is_named_and_not_passed_over(tmp_path):
    write(tmp_path / f"{ONE}.csv", 0.0)
    write(tmp_path / f"{OTHER}.csv", 1000.0)
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as archive:
        archive.write(tmp_path / f"{OTHER}.csv", f"{OTHER}.csv")
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(tmp_path / f"{ONE}.csv", f"{ONE}.csv")
        archive.write(tmp_path / "inner.zip", "inner.zip")
    with pytest.raises(SubsidenceError, match=r"holds another archive, inner\.zip"):
        read_egms([tmp_path / "outer.zip"])


@pytest.mark.parametrize("mark", ["-9999", "32767", "1e20", "inf"])
def test_marks_of_nothing_become_unknown_and_are_said(tmp_path, heard, mark):
    path = write(tmp_path / f"{ONE}.csv", 0.0)
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[3].split(",")
    lines[3] = ",".join([*cells[:6], mark, *cells[7:-1], mark])
    path.write_text("\n".join(lines), encoding="utf-8")
    product = read_egms([path], report=heard)
    assert np.isnan(product.velocity_mm_per_yr).tolist() == [number == 2 for number in range(400)]
    assert np.argwhere(np.isnan(product.series.displacement_mm)).tolist() == [[2, 5]]
    assert any("no value" in text for text in heard.warnings)


def test_a_table_of_level_2_without_its_look_vector_is_still_along_the_line_of_sight(tmp_path):
    path = write(tmp_path / f"{ONE}.csv", 0.0, look=False)
    product = read_egms([path])
    assert product.geometry == LOS
    assert product.columns["track"][0] == "088"


def test_rows_that_repeat_a_pid_are_counted_said_and_kept(tmp_path, heard):
    path = write(tmp_path / f"{ONE}.csv", 0.0)
    read_egms([path], report=heard)
    assert not any("pid" in text for text in heard.warnings)
    lines = path.read_text(encoding="utf-8").splitlines()
    moved = ["p9", str(4_300_000.0 + 1234.0), *lines[11].split(",")[2:]]  # another place under a known name
    path.write_text("\n".join([*lines, lines[10], lines[10], ",".join(moved)]) + "\n", encoding="utf-8")
    assert read_egms([path], report=heard).n_points == 403
    said = [text for text in heard.warnings if "pid" in text]
    assert len(said) == 1
    assert f"{ONE}.csv: 3 rows repeat the pid" in said[0]
    assert "“p9”" in said[0]
    assert "all are kept" in said[0]
