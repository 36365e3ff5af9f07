"""Jobs without QGIS: same ids and keys as the toolbox, checked before any work, done once."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial import cKDTree

from subsidence import __main__ as command
from subsidence.clustering.agreement import adjusted_rand_index
from subsidence.clustering.kshape import kshape
from subsidence.clustering.regular import regular_series
from subsidence.clustering.smoothing import smooth
from subsidence.errors import SubsidenceError
from subsidence.jobs.job import run_job
from subsidence.packages import MissingPackageError, how_to_install, require
from subsidence.store.point_store import open_store
from subsidence.store.store_folder import new_store
from subsidence.synthetic.city import make_city

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("tomllib", reason="TOML is read by Python 3.11 and newer, or by tomli")
ROOT = Path(__file__).resolve().parents[3]
JOB = """
[[step]]
algorithm = "import_series_table"
INPUT = "city.csv"
OUTPUT = "made/city"

[[step]]
algorithm = "kshape_clustering"
INPUT = "made/city"
CLUSTERS = 3
STARTS = 2
OUTPUT = "made/clusters"
"""


@pytest.fixture
def city(tmp_path):
    made = make_city(300, 30, seed=1)
    names = ["id", "lon", "lat", *(f"D{str(day).replace('-', '')}" for day in made.dates)]
    rows = np.column_stack([np.arange(300), made.series.xy, made.series.displacement_mm])
    np.savetxt(tmp_path / "city.csv", rows, delimiter=",", header=",".join(names), comments="", fmt="%.6f")
    (tmp_path / "job.toml").write_text(JOB, encoding="utf-8")
    return made


def test_a_job_goes_from_a_table_to_clusters(city, tmp_path, capsys):
    assert command.main([str(tmp_path / "job.toml")]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "made" / name) for name in ("city", "clusters")]
    product = open_store(tmp_path / "made" / "clusters").product()
    order = cKDTree(city.series.xy).query(product.series.xy)[1]
    displacement = city.series.displacement_mm[order]
    np.testing.assert_allclose(product.series.displacement_mm, displacement, atol=1e-4)
    regular = regular_series(displacement, city.dates)
    smoothed = smooth(regular.displacement_mm, "local regression", 0, regular.step_days)
    direct = kshape(smoothed, 3, n_starts=2)
    assert adjusted_rand_index(product.columns["cluster"].astype(int), direct.labels) > 0.99


def test_a_job_of_the_folder_where_one_stands_names_its_outputs_in_full(city, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run_job("job.toml") == [tmp_path / "made" / "city", tmp_path / "made" / "clusters"]


def test_a_rerun_does_only_what_is_missing_or_has_changed(city, tmp_path, monkeypatch):
    run_job(tmp_path / "job.toml")
    before = {name: (tmp_path / "made" / name / "store.json").stat().st_mtime_ns for name in ("city", "clusters")}
    run_job(tmp_path / "job.toml")
    assert {n: (tmp_path / "made" / n / "store.json").stat().st_mtime_ns for n in before} == before
    (tmp_path / "job.toml").write_text(JOB.replace("CLUSTERS = 3", "CLUSTERS = 2"), encoding="utf-8")
    run_job(tmp_path / "job.toml")
    assert (tmp_path / "made" / "city" / "store.json").stat().st_mtime_ns == before["city"]
    assert open_store(tmp_path / "made" / "clusters").product().columns["cluster"].max() == 2


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("kshape_clustering", "kshape", "no step “kshape”"),
        ("CLUSTERS", "CLUSTER", "no key CLUSTER;"),
        ("CLUSTERS = 3", 'CLUSTERS = "3"', "must be like 3"),
        ('OUTPUT = "made/clusters"', "", "lacks the key OUTPUT"),
        ("[[step]]", "[[steps]]", "steps is something else"),
        ("CLUSTERS = 3", "CLUSTERS = ", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_before_any_step(city, tmp_path, old, new, sentence):
    (tmp_path / "job.toml").write_text(JOB.replace(old, new), encoding="utf-8")
    with pytest.raises(SubsidenceError, match=sentence):
        run_job(tmp_path / "job.toml")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("made/../made/city/", "reads .*city and would write over it"),
        ("other/./x", "take each other's place"),
        ("other/x/y", "take each other's place"),
        ("other", "take each other's place"),
    ],
)
def test_an_output_takes_the_place_of_no_input_and_of_no_other_output(city, tmp_path, output, sentence):
    one = JOB.replace("made/clusters", "other/x")
    two = JOB[JOB.rindex("[[step]]") :].replace("made/clusters", output)
    (tmp_path / "job.toml").write_text(one + two, encoding="utf-8")
    with pytest.raises(SubsidenceError, match=sentence):
        run_job(tmp_path / "job.toml")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"made/clusters"', '"city.csv/clusters"', "clusters cannot be written: Not a directory"),
        ('"made/clusters"', f'"{"x" * 300}"', "x cannot be written: File name too long"),
        ('"made/clusters"', '"~nobody-of-this-name/x"', "Whose home ~nobody"),
        ('INPUT = "made/city"', 'INPUT = "made/town"', "town, which kshape_clustering reads as INPUT, does not exist"),
        ('algorithm = "kshape_clustering"', "", "Step 2 of .* lacks its name"),
        ("STARTS = 2", "STARTS = true", "STARTS of kshape_clustering is true, but must be like 10"),
        ('INPUT = "city.csv"', "INPUT = 3", 'INPUT of import_series_table is 3, but must be like "text"'),
    ],
)
def test_what_cannot_be_read_or_written_is_said_before_any_step(city, tmp_path, old, new, sentence):
    (tmp_path / "job.toml").write_text(JOB.replace(old, new), encoding="utf-8")
    with pytest.raises(SubsidenceError, match=sentence):
        run_job(tmp_path / "job.toml")
    assert not (tmp_path / "made").exists()


def test_a_part_of_what_an_earlier_step_makes_may_be_an_input(city, tmp_path):
    later = (
        '[[step]]\nalgorithm = "sample_factors"\nINPUT = "made/city"\nRASTERS = ["made/city/x.tif"]\nOUTPUT = "made/s"'
    )
    (tmp_path / "job.toml").write_text(JOB + later, encoding="utf-8")
    with pytest.raises(SubsidenceError, match=r"x\.tif cannot be read as a raster"):
        run_job(tmp_path / "job.toml")
    assert open_store(tmp_path / "made" / "clusters").n_points == 300


@pytest.mark.parametrize("crs", ["EPSG:4258", "WGS84", "EPSG:32648"])
def test_the_coordinates_of_the_chosen_system_are_read(city, tmp_path, crs):
    pytest.importorskip("osgeo.osr", reason="GDAL is not installed")
    rows = (tmp_path / "city.csv").read_text(encoding="utf-8").splitlines()
    more = [rows[0] + ",easting,northing,code", *(f"{row},260000.5,2770000.5,9007199254740993" for row in rows[1:])]
    (tmp_path / "city.csv").write_text("\n".join(more), encoding="utf-8")
    text = JOB[: JOB.rindex("[[step]]")] + f'CRS = "{crs}"\n'
    (tmp_path / "job.toml").write_text(text.replace("CRS", "\nCRS"), encoding="utf-8")
    run_job(tmp_path / "job.toml")
    product = open_store(tmp_path / "made" / "city").product()
    assert (product.series.xy[:, 0].max() > 1000) == (crs == "EPSG:32648")
    assert set(product.columns["code"]) == {"9007199254740993"}


def test_a_missing_package_is_said_before_any_step(city, tmp_path, monkeypatch):
    def without_pyarrow(name):
        if name.startswith("pyarrow"):
            raise MissingPackageError(how_to_install(["pyarrow"]))
        return require(name)

    monkeypatch.setattr("subsidence.jobs.job.require", without_pyarrow)
    with pytest.raises(SubsidenceError, match=r"pyarrow .*is missing"):
        run_job(tmp_path / "job.toml")
    assert not (tmp_path / "made").exists()


def test_inputs_that_change_places_are_another_step(city, tmp_path):
    rows = [row.split(",") for row in (tmp_path / "city.csv").read_text(encoding="utf-8").splitlines()]
    for name, epochs in (("a", slice(3, 23)), ("b", slice(13, None))):
        kept = [",".join([*row[:3], *row[epochs]]) for row in rows]
        (tmp_path / f"{name}.csv").write_text("\n".join(kept), encoding="utf-8")
    read = '[[step]]\nalgorithm = "import_series_table"\nINPUT = "{0}.csv"\nOUTPUT = "made/{0}"\n'
    join = '[[step]]\nalgorithm = "update_series"\nINPUT = "made/{0}"\nNEW = "made/{1}"\nOUTPUT = "made/u"\n'
    told = []
    for older, newer in ("ab", "ba"):
        text = read.format("a") + read.format("b") + join.format(older, newer)
        (tmp_path / "job.toml").write_text(text, encoding="utf-8")
        run_job(tmp_path / "job.toml")
        about = json.loads(str(open_store(tmp_path / "made" / "u").about["provenance"]))
        told.append([Path(path).name for path in about["input"].split(", ")])
    assert told == [["a", "b"], ["b", "a"]]


def test_an_output_that_a_link_leads_to_is_still_an_input(city, tmp_path):
    (tmp_path / "link.csv").symlink_to(tmp_path / "city.csv")
    (tmp_path / "job.toml").write_text(JOB.replace("made/clusters", "link.csv"), encoding="utf-8")
    with pytest.raises(SubsidenceError, match="would write over it"):
        run_job(tmp_path / "job.toml")


@pytest.mark.parametrize("name", ["mine.gpkg", "mine.npz"])
def test_a_file_that_is_no_model_stays(city, tmp_path, name):
    learn = '[[step]]\nalgorithm = "lstm_forecast"\nINPUT = "made/city"\nOUTPUT = "made/f"\nMODEL = "{name}"\n'
    np.savez(tmp_path / "mine.npz", mine=np.arange(3))
    (tmp_path / "mine.npz").rename(tmp_path / name)
    before = (tmp_path / name).read_bytes()
    (tmp_path / "job.toml").write_text(JOB + learn.format(name=name), encoding="utf-8")
    with pytest.raises(SubsidenceError, match=f"{name} exists and is no model file"):
        run_job(tmp_path / "job.toml")
    assert (tmp_path / name).read_bytes() == before
    assert not (tmp_path / "made").exists()


def test_an_input_that_is_not_there_is_named_in_one_line(tmp_path):
    (tmp_path / "job.toml").write_text(JOB, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "subsidence", str(tmp_path / "job.toml")], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "does not exist" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_holds_something_else_is_found_before_any_step(city, tmp_path):
    (tmp_path / "made" / "clusters").mkdir(parents=True)
    (tmp_path / "made" / "clusters" / "mine.txt").write_text("mine")
    with pytest.raises(SubsidenceError, match="clusters exists and is no store"):
        run_job(tmp_path / "job.toml")
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["clusters"]
    assert (tmp_path / "made" / "clusters" / "mine.txt").read_text() == "mine"


def test_a_job_whose_input_is_half_written_or_lacks_a_part_says_so_and_writes_nothing(city, tmp_path):
    run_job(tmp_path / "job.toml")
    made = tmp_path / "made" / "city"
    (tmp_path / "job.toml").write_text(
        JOB[JOB.rindex("[[step]]") :].replace("made/clusters", "made/again"), encoding="utf-8"
    )
    (made / "part-00000.parquet").rename(made / "aside")
    with pytest.raises(SubsidenceError, match="lacks 1 of its 1 files"):
        run_job(tmp_path / "job.toml")
    (made / "part-00000.parquet").write_bytes((made / "aside").read_bytes()[:1000])
    with pytest.raises(SubsidenceError, match=r"part-00000\.parquet of the store cannot be read"):
        run_job(tmp_path / "job.toml")
    (made / "store.json").rename(tmp_path / "store.json")
    with pytest.raises(SubsidenceError, match="was not written whole"):
        run_job(tmp_path / "job.toml")
    assert sorted(path.name for path in (tmp_path / "made").iterdir()) == ["city", "clusters"]


def test_a_job_that_is_told_to_end_stops_as_by_ctrl_c_and_leaves_nothing_begun(tmp_path, monkeypatch):
    from subsidence.jobs import job

    def ended(path, report):
        with new_store(tmp_path / "city", 1.0):
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(30.0)

    monkeypatch.setattr(job, "run_job", ended)
    before = signal.getsignal(signal.SIGTERM)
    assert command.main([str(tmp_path / "job.toml")]) == 130
    assert signal.getsignal(signal.SIGTERM) == before
    assert list(tmp_path.iterdir()) == []
