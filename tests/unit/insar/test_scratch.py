"""Working files of large arrays: their room is taken before they are used."""

import shutil
import subprocess
from types import SimpleNamespace

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.insar.scratch import Scratch


def test_what_does_not_fit_into_memory_lies_in_the_given_folder(tmp_path):
    with Scratch(1000, str(tmp_path)) as scratch:
        array = scratch.array((100, 100), np.float32)
        array[:] = 3
        assert scratch.bytes_in_files == 40000
        assert array.sum() == 30000
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_and_ends_nothing(tmp_path, monkeypatch):
    """A file that is only promised its room ends the process when it is written into."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("this system lets nobody mount a small file system")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=2**40))
    try:
        with Scratch(0, str(folder)) as scratch, pytest.raises(SubsidenceError, match="cannot be made"):
            scratch.array((2**22,), np.float32)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)
