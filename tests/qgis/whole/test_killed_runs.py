"""Runs that are killed at any moment, that share a GeoPackage, or whose disk is full: what was there stays whole.

LAND_SUBSIDENCE_KILLS says how many kills are tried (4 where it is not set; 60 for a thorough look).
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("LAND_SUBSIDENCE_KILLS", "4"))
N_ROWS = 1500

CHILD = """
import importlib.util, sys
from pathlib import Path
root, folder, name, rounds = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
import numpy as np
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback
application = QgsApplication([], False, str(folder.parent / ("profile_" + name)))
application.initQgis()
spec = importlib.util.spec_from_file_location(
    "land_subsidence", root / "__init__.py", submodule_search_locations=[str(root)]
)
module = importlib.util.module_from_spec(spec)
sys.modules["land_subsidence"] = module
spec.loader.exec_module(module)
from land_subsidence.algorithms.base import SubsidenceAlgorithm
from land_subsidence.bridge.fields import Column

N = N_ROWS
CRS = QgsCoordinateReferenceSystem("EPSG:32614")

class Writing(SubsidenceAlgorithm):
    ID, GROUP = "writing", "analysis"
    title = about = lambda self: "Writing"
    keywords = lambda self: []
    def define(self):
        self.add_integer("ROUND", "Round", "Round.", 0)
        self.add_points_output("OUTPUT", "Out", "Out.")
        self.add_points_output("SHAPE", "Shape", "Shape.", optional=True)
        self.add_points_output("SHARED", "Shared", "Shared.", optional=True)
        self.add_raster_output("RASTER", "Raster", "Raster.")
        self.add_report_output()
    def execute(self, call):
        number = call.integer("ROUND")
        xy = np.arange(2.0 * N).reshape(N, 2)
        columns = [Column("round", np.full(N, number)), *(Column(f"c{i}", np.full(N, i / 7)) for i in range(8))]
        points = {key: call.write_new_points(key, xy, CRS, columns) for key in ("OUTPUT", "SHAPE", "SHARED")}
        raster = call.write_raster("RASTER", np.full((200, 200), float(number)), (0, 1, 0, 3, 0, -1), CRS, ["one"])
        return {**points, "RASTER": raster, "REPORT": call.write_text("REPORT", f"<main>{number} end</main>")}

def once(number):
    algorithm = Writing()
    algorithm.initAlgorithm()
    targets = {"SHARED": f"{folder / 'shared.gpkg'}|layername={name}"}
    if name != "b":
        files = {"SHAPE": "shape.shp", "RASTER": "r.tif", "REPORT": "r.html"}
        targets |= {key: str(folder / file) for key, file in files.items()}
    targets["OUTPUT"] = str(folder / f"{name}.gpkg")
    feedback = QgsProcessingFeedback()
    algorithm.run({"ROUND": number, **targets}, QgsProcessingContext(), feedback, {}, False)

once(1)
print("ready", flush=True)
for number in range(2, rounds + 2):
    once(number)
print("done", flush=True)
""".replace("N_ROWS", str(N_ROWS))


def start(folder, name, rounds=10**6):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(ROOT), str(folder), name, str(rounds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def rounds_of(path, table):
    """Rows and rounds of a layer, after SQLite has looked at every page of the file."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        count, low, high = connection.execute(f'SELECT count(*), min(round), max(round) FROM "{table}"').fetchone()
        styles = connection.execute("SELECT count(*) FROM gpkg_metadata_reference").fetchone()[0]
    assert count == N_ROWS
    assert low == high
    assert styles >= 1
    return low


def check_all(folder):
    from osgeo import gdal, ogr

    rounds_of(folder / "a.gpkg", "a")
    rounds_of(folder / "shared.gpkg", "a")
    dataset = ogr.Open(str(folder / "shape.shp"))
    assert dataset.GetLayer(0).GetFeatureCount() == N_ROWS
    assert len({feature["round"] for feature in dataset.GetLayer(0)}) == 1
    raster = gdal.Open(str(folder / "r.tif")).ReadAsArray()
    assert raster.shape == (200, 200)
    assert raster.min() == raster.max()
    assert "end</main>" in (folder / "r.html").read_text(encoding="utf-8")
    with closing(sqlite3.connect(folder / "shared.gpkg")) as connection:
        assert connection.execute("SELECT x FROM mine").fetchall() == [(42,)]


def share(folder):
    """A GeoPackage that holds something of somebody else."""
    done = start(folder, "a", 0)
    out, err = done.communicate(timeout=120)
    assert "done" in out, err
    with closing(sqlite3.connect(folder / "shared.gpkg")) as connection, connection:
        connection.execute("CREATE TABLE mine (x)")
        connection.execute("INSERT INTO mine VALUES (42)")


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_whatever_the_moment_of_a_kill_every_file_is_whole(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    share(folder)
    left = 0
    for number in range(KILLS):
        process = start(folder, "a")
        assert process.stdout.readline() == "ready\n", process.stderr.read()
        time.sleep(random.Random(number).uniform(0.0, 1.5))
        process.kill()
        process.communicate()
        left += len(list(folder.glob(".land_subsidence_*")))
        check_all(folder)
    last = start(folder, "a", 0)
    last.communicate(timeout=120)
    check_all(folder)
    names = {path.name for path in folder.iterdir()}
    known = {"a.gpkg", "shared.gpkg", "r.tif", "r.tif.aux.xml", "r.qml", "r.qmd", "r.html", "shape.qmd"}
    assert names <= known | {f"shape.{suffix}" for suffix in ("shp", "shx", "dbf", "prj", "cpg")}
    assert left <= KILLS


def test_two_runs_into_one_geopackage_at_once_both_find_their_layer_in_it(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    both = [start(folder, name, 3) for name in ("a", "b")]
    for process in both:
        out, err = process.communicate(timeout=200)
        assert "done" in out, err
    assert [rounds_of(folder / "shared.gpkg", name) for name in ("a", "b")] == [4, 4]


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own with little room."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("this system lets nobody mount a small file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "geojson", "csv", "fgb", "sqlite", "tif", "polygons.gpkg"])
def test_a_full_disk_is_said_and_the_old_result_stays(run, small_disk, point_layer, tmp_path, suffix):
    import numpy as np
    from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException

    target = small_disk / f"result.{suffix}"
    target.write_bytes(b"yesterday's") if suffix in ("geojson", "csv", "tif") else None
    before = {path.name: path.read_bytes() for path in small_disk.iterdir()}
    xy = np.random.default_rng(0).uniform(0, 1e4, (6000, 2))
    if suffix == "tif":
        from land_subsidence.bridge.rasters import write_raster
        from land_subsidence.subsidence.errors import SubsidenceError

        noise = np.random.default_rng(0).normal(size=(700, 900))
        crs = QgsCoordinateReferenceSystem("EPSG:32614").toWkt()
        with pytest.raises(SubsidenceError, match="disk full"):
            write_raster(target, noise, (0, 1, 0, 3, 0, -1), crs, ["noise"])
    elif suffix == "polygons.gpkg":
        points = point_layer(xy[:1500], {"velocity": np.arange(1500.0)})
        with pytest.raises(QgsProcessingException, match=r"full|written|room|MB"):
            run("buffer_rings", INPUT=points, DISTANCES="10, 20, 30, 40, 50", SEGMENTS=60, OUTPUT=str(target))
    else:
        dates = np.datetime64("2019-01-01") + np.arange(24) * 12
        names = [f"D{str(date).replace('-', '')}" for date in dates]
        points = point_layer(xy, {name: np.random.default_rng(1).normal(size=6000) for name in names})
        with pytest.raises(QgsProcessingException, match=r"full|written|room|MB"):
            run("deformation_model", INPUT=points, OUTPUT=str(target))
    assert {path.name: path.read_bytes() for path in small_disk.iterdir()} == before
