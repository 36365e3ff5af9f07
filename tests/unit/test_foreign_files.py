"""A damaged HDF5 or NetCDF file ends the process that opens it: that must not be this one."""

import os
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress

import numpy as np
import pytest

from subsidence.errors import Cancelled, SubsidenceError
from subsidence.progress import Report
from subsidence.raster import trial
from subsidence.raster.gdal_files import Hdf5File
from subsidence.raster.trial import end_helper, helper_python, try_opening
from tests.unit.products.written_products import write_hdf5

pytestmark = pytest.mark.skipif(helper_python() is None, reason="no Python can be started here")


@pytest.fixture(autouse=True)
def no_helper_stays():
    yield
    end_helper()


@pytest.fixture
def sound(tmp_path):
    return write_hdf5(tmp_path / "sound.h5", {"cum": np.arange(60.0).reshape(5, 3, 4)})


def test_a_sound_file_is_opened_as_before(sound):
    try_opening(sound)
    assert Hdf5File(sound).array("cum").sum() == np.arange(60).sum()


DEADLY = ["segv_licsbas_flip0.h5", "abort_licsbas_flip5.h5"]  # to HDF5 1.10; HDF5 2 reads them, or says what is wrong
READ = (
    "import sys; from osgeo import gdal; gdal.UseExceptions(); file = gdal.OpenEx(sys.argv[1], gdal.OF_MULTIDIM_RASTER)"
    "\ngroup = file.GetRootGroup()\nfor name in group.GetMDArrayNames() or []: group.OpenMDArray(name).ReadAsArray()"
)


@pytest.mark.parametrize("name", DEADLY)
def test_a_file_that_ends_its_reader_is_refused_and_we_live(shared_data, name):
    path = shared_data.parent / "cases" / "damaged" / name
    if not path.is_file():
        pytest.skip("the damaged files are not here")
    surroundings = {**os.environ, "MALLOC_PERTURB_": "165"}
    alone = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, env=surroundings)
    started = time.monotonic()
    if alone.returncode < 0:  # a signal
        with pytest.raises(SubsidenceError, match="damaged: opening it ends the process"):
            Hdf5File(path)
    else:
        with suppress(SubsidenceError):
            Hdf5File(path).array("cum")
    assert time.monotonic() - started < 10


def test_the_next_file_is_opened_by_the_next_process(sound, monkeypatch, tmp_path):
    helper = tmp_path / "helper.py"
    helper.write_text("import os, sys\nfor line in sys.stdin: os.abort()\n")
    usual = trial._command
    for _ in range(2):
        monkeypatch.setattr(trial, "_command", lambda python: [str(python), "-I", str(helper)])
        with pytest.raises(SubsidenceError, match="damaged: opening it ends the process"):
            try_opening(sound)
        monkeypatch.setattr(trial, "_command", usual)
        try_opening(sound)
        trial._known.clear()
        end_helper()


def test_no_flipped_bit_ends_this_process(sound):
    """Whatever happens to the bytes: a value, or a sentence."""
    content = sound.read_bytes()
    for number in range(12):
        chance = random.Random(number)
        spoiled = bytearray(content)
        for _ in range(20):
            spoiled[chance.randrange(2000)] ^= 1 << chance.randrange(8)
        path = sound.with_name(f"spoiled{number}.h5")
        path.write_bytes(spoiled)
        try:
            file = Hdf5File(path)
            [file.array(name) for name in file.names]
        except SubsidenceError:
            continue


def test_a_reading_without_end_is_ended(sound, monkeypatch, tmp_path):
    helper = tmp_path / "helper.py"
    helper.write_text("import sys, time\nfor line in sys.stdin: time.sleep(60)\n")
    monkeypatch.setattr(trial, "_command", lambda python: [str(python), "-I", str(helper)])
    monkeypatch.setattr(trial, "SILENCE_S", 0.5)
    end_helper()
    with pytest.raises(SubsidenceError, match="does not come to an end"):
        try_opening(sound)


def test_a_cancel_is_heard_while_a_file_is_opened(sound, monkeypatch, tmp_path):
    helper = tmp_path / "helper.py"
    helper.write_text("import sys, time\nfor line in sys.stdin: time.sleep(60)\n")
    monkeypatch.setattr(trial, "_command", lambda python: [str(python), "-I", str(helper)])
    end_helper()
    stopped = threading.Event()

    class Impatient(Report):
        def is_cancelled(self):
            return stopped.is_set()

    threading.Timer(0.2, stopped.set).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        try_opening(sound, report=Impatient())
    assert time.monotonic() - started < 1.5


def test_qgis_itself_is_never_started_as_a_python(monkeypatch):
    monkeypatch.setattr(trial.sys, "executable", "/somewhere/bin/qgis-bin.exe")
    assert all(path.name.lower().startswith("python") for path in trial._candidates())
