"""A lock that the system lets go of when its process ends, however it ends."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from .progress import stop_if_cancelled

STEP_S = 0.05


class FileLock:
    """Held by one run at a time, within this process and among processes of this machine.

    It is SQLite's lock of an empty file, because that is the same on every system. Some network drives know no locks;
    there everybody gets it.
    """

    def __init__(self, path: str | os.PathLike):
        self.path = Path(path)
        self._connection: sqlite3.Connection | None = None

    def acquire(self) -> None:
        """Take the lock, waiting as long as another run holds it; a stop is heard meanwhile."""
        while self.try_to_acquire() is False:
            stop_if_cancelled()
            time.sleep(STEP_S)

    def try_to_acquire(self) -> bool | None:
        """Whether the lock was free and is now held; None where the file system knows no locks."""
        try:
            connection = sqlite3.connect(self.path, timeout=0, isolation_level=None, check_same_thread=False)
        except sqlite3.Error:
            return None
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            connection.close()
            return False if "locked" in str(error) else None
        self._connection = connection
        return True

    def release(self) -> None:
        if self._connection is not None:
            self._connection.close()  # the lock goes with it
            self._connection = None

    def __enter__(self) -> FileLock:
        self.acquire()
        return self

    def __exit__(self, *exception: object) -> None:
        self.release()


def lock_for(path: str | os.PathLike) -> FileLock:
    """The lock of whoever writes to ``path``; it lies in the system's temporary folder."""
    name = hashlib.sha256(os.path.normcase(os.path.realpath(path)).encode()).hexdigest()[:16]
    return FileLock(Path(tempfile.gettempdir()) / f"land_subsidence_{name}.lock")


def remove_with_lock(folder: Path, lock: str) -> None:
    """Remove a folder that is known by its lock file, that file last: whoever is killed meanwhile leaves it known."""
    with suppress(OSError):
        for entry in list(folder.iterdir()):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.name != lock:
                with suppress(OSError):
                    entry.unlink()
    shutil.rmtree(folder, ignore_errors=True)  # what is held open stays and goes at the next run
