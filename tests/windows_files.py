"""What Windows refuses and Linux allows: to remove, rename or replace a file that is still open.

GDAL, SQLite and Python all open files on Windows in a way that others may not delete them. Where the system tells
which files this process holds (/proc/self/fd), the tests are as strict, so that such a mistake is found here.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

HANDLES = Path("/proc/self/fd")


def is_held(path: str | os.PathLike) -> bool:
    """Whether this process has the file, or a file in the folder, open."""
    wanted = os.path.realpath(path)
    for handle in HANDLES.iterdir():
        try:
            target = str(handle.readlink())
        except OSError:  # closed since it was listed
            continue
        if target == wanted or target.startswith(wanted + os.sep):
            return True
    return False


def be_as_strict_as_windows(monkeypatch) -> None:
    """Make ``os`` and ``shutil`` refuse what Windows would."""
    for module, name, n_paths in (
        (os, "replace", 2),
        (os, "rename", 2),
        (os, "remove", 1),
        (os, "unlink", 1),
        (shutil, "rmtree", 1),
        (Path, "unlink", 1),  # before Python 3.10 pathlib keeps functions of os for itself
        (Path, "rename", 2),
        (Path, "replace", 2),
    ):
        monkeypatch.setattr(module, name, _refusing(getattr(module, name), n_paths))


def _refusing(function, n_paths: int):
    def call(*paths, **named):
        if not {"dir_fd", "src_dir_fd"} & {key for key, value in named.items() if value is not None}:
            for path in paths[:n_paths]:
                if is_held(path):
                    raise PermissionError(13, "The process cannot access the file because it is being used", str(path))
        return function(*paths, **named)

    return call
