"""Damaged GeoPackages are refused before GDAL reads them; what nobody thought of is said in one sentence."""

import shutil
import sqlite3
import threading
import time

import numpy as np
import pytest
from land_subsidence.algorithms.analysis.deformation_model import DeformationModel
from land_subsidence.bridge.sound_files import check_file
from land_subsidence.subsidence.errors import Cancelled, SubsidenceError
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer


@pytest.fixture
def package(tmp_path):
    """A GeoPackage-like database of some pages."""
    path = tmp_path / "points.gpkg"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE points (fid INTEGER PRIMARY KEY, word TEXT)")
        database.executemany("INSERT INTO points (word) VALUES (?)", [(f"word {n}" * 20,) for n in range(800)])
    database.close()
    return path


def test_a_sound_database_is_let_through(package):
    check_file(package)


def test_an_overwritten_page_is_found(package):
    content = bytearray(package.read_bytes())
    content[4096 * 6 : 4096 * 7] = content[4096 * 9 : 4096 * 10]
    package.write_bytes(content)
    with pytest.raises(SubsidenceError, match="damaged database"):
        check_file(package)


def test_a_locked_database_is_waited_for_and_not_called_damaged(package):
    other = sqlite3.connect(package, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(SubsidenceError, match="locked by another program"):
        check_file(package, seconds=0.2)
    release = threading.Timer(0.3, other.rollback)
    release.start()
    check_file(package, seconds=30)
    release.join()
    other.close()


def test_a_stop_is_heard_while_a_lock_is_waited_for(package):
    other = sqlite3.connect(package, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    stopped = threading.Event()
    threading.Timer(0.3, stopped.set).start()

    class Watching:
        def is_cancelled(self):
            return stopped.is_set()

        def progress(self, share):
            if stopped.is_set():
                raise Cancelled

    started = time.monotonic()
    with pytest.raises(Cancelled):
        check_file(package, seconds=30, report=Watching())
    assert time.monotonic() - started < 5
    other.close()


def test_the_package_that_held_gdal_for_ever_is_refused_at_once(run, shared_data, tmp_path):
    damaged = shared_data.parent / "cases" / "damaged" / "hang_flip1.gpkg"
    if not damaged.is_file():
        pytest.skip("the damaged files are not here")
    path = shutil.copyfile(damaged, tmp_path / "points.gpkg")
    started = time.monotonic()
    with pytest.raises(QgsProcessingException):
        run("deformation_model", INPUT=str(path), OUTPUT="memory:")
    layer = QgsVectorLayer(str(path), "points", "ogr")  # opened by the user before
    with pytest.raises(QgsProcessingException):
        run("deformation_model", INPUT=layer, OUTPUT="memory:")
    assert time.monotonic() - started < 10


def test_a_mistake_of_ours_is_one_sentence_and_the_log_has_the_rest(run, point_layer, monkeypatch):
    def broken(self, call):
        return {}["what"]

    logged = []
    QgsApplication.messageLog().messageReceived.connect(lambda *words: logged.append(words))
    monkeypatch.setattr(DeformationModel, "execute", broken)
    layer = point_layer(np.array([[5e5, 2e6], [5e5, 2.1e6]]), {"D20180306": np.zeros(2)})
    with pytest.raises(QgsProcessingException) as caught:
        run("deformation_model", INPUT=layer, OUTPUT="memory:")
    said = str(caught.value)
    assert "Please report it at" in said
    assert "Traceback" not in said
    assert any("Traceback" in str(words[0]) and "KeyError" in str(words[0]) for words in logged)
