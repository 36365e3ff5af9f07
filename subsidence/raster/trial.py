"""Foreign HDF5 and NetCDF files are opened by a helper process first: a damaged one can end the process it is in.

The HDF5 library trusts what it reads. A few flipped bits make it write where it must not, and the process ends, with
QGIS and everything unsaved in it. So a helper opens the file, looks at its structure and reads of its values; only a
file that it survived is opened here. Where no Python can be started (``helper_python`` says which), files are opened
directly, as every other program opens them.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import signal
import subprocess  # nosec B404: a Python that was asked for its versions, without a shell
import sys
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, cast

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..wording import message

SILENCE_S = 8.0  # without a sign of life for as long, the library is caught in the file
START_S = 20.0
NO_WINDOW = 0x08000000
LOOK_S = 0.1  # how often a cancel is looked for
HELPER = Path(__file__).with_name("trial_helper.py")
HDF5, NETCDF = b"\x89HDF\r\n\x1a\n", b"CDF"
USER_BLOCKS = (512, 1024, 2048)  # where HDF5 begins behind a block of another program, as MATLAB writes one
LOOKED_AT = USER_BLOCKS[-1] + len(HDF5)
_lock = threading.Lock()
_known: set[tuple[str, int, int]] = set()  # files that were opened well, by path, size and time of change


def is_hdf5_or_netcdf(start: bytes) -> bool:
    """Whether a file that begins like this is HDF5 or NetCDF.

    >>> is_hdf5_or_netcdf(b"CDF\\x01"), is_hdf5_or_netcdf(b"PK")
    (True, False)
    """
    return start.startswith((HDF5, NETCDF)) or any(start[place:].startswith(HDF5) for place in USER_BLOCKS)


def try_opening(path: str | os.PathLike, *, report: Report = SILENT) -> None:
    """Raise ``SubsidenceError`` when opening the file ends a process, or takes for ever; ``Cancelled`` on a cancel."""
    path = Path(path)
    try:
        about = path.stat()
        with path.open("rb") as stream:
            start = stream.read(LOOKED_AT)
    except OSError:  # whoever opens it says so
        return
    mark = (str(path.resolve()), about.st_size, about.st_mtime_ns)
    if mark in _known or not is_hdf5_or_netcdf(start):
        return
    with _lock:
        helper = _Helper.running()
        if helper is None:
            return
        what = helper.try_file(path, report)
    if what:
        raise SubsidenceError(
            message(
                "The file {path} is damaged: {what}. It was opened in a process of its own, so nothing else is harmed;"
                " copy or make the file again.",
                path=path,
                what=what,
            )
        )
    _known.add(mark)


def end_helper() -> None:
    """End the helper process, if there is one; the next file starts another."""
    with _lock:
        if _Helper.one is not None:
            _Helper.one.end()


class _Helper:
    """The process that opens files; it answers each path with a line."""

    one: _Helper | None = None

    def __init__(self, command: Sequence[str]):
        # no console window there, and here a group of its own, so that what it forks ends with it
        apart = {"creationflags": NO_WINDOW} if os.name == "nt" else {"start_new_session": True}
        self._process = subprocess.Popen(  # nosec B603: see helper_python
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "MALLOC_PERTURB_": "165"},  # freed memory holds rubbish: who reads it falls at once
            **apart,
        )
        self._input, self._output = cast(IO[str], self._process.stdin), cast(IO[str], self._process.stdout)
        self._lines: queue.Queue = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    @classmethod
    def running(cls) -> _Helper | None:
        """The helper, started where needed; None where this platform has none."""
        if cls.one is None:
            python = helper_python()
            if python is None:
                return None
            cls.one = cls(_command(python))
        return cls.one

    def try_file(self, path: Path, report: Report) -> str:
        """ "" when the file was opened well, else what happened."""
        try:
            self._input.write(json.dumps(str(path.resolve())) + "\n")
            self._input.flush()
        except OSError:  # it ended since the last file, for a reason of its own
            self.end()
            return ""
        waited = 0.0
        while True:
            try:
                line = self._lines.get(timeout=LOOK_S)
            except queue.Empty:
                waited += LOOK_S
                if report.is_cancelled():
                    self.end()
                    report.progress(0.0)  # raises
                if waited >= SILENCE_S:
                    self.end()
                    return message("reading it does not come to an end")
                continue
            if line is None:
                return self._cause_of_death()
            if line.startswith("done"):
                return ""
            if line.startswith("died"):
                return _ended_by(int(line.split()[1]))
            waited = 0.0

    def _cause_of_death(self) -> str:
        code = self._process.wait()
        self.end()
        return _ended_by(abs(code))

    def _listen(self) -> None:
        for line in self._output:
            self._lines.put(line)
        self._lines.put(None)

    def end(self) -> None:
        type(self).one = None
        if os.name == "nt":
            self._process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._input, self._output):
            with contextlib.suppress(OSError):  # what was still to be written cannot be
                stream.close()


def _ended_by(number: int) -> str:
    return message("opening it ends the process that does so (signal or code {number})", number=number)


def _command(python: Path) -> list[str]:
    import numpy
    from osgeo import gdal

    places = list(dict.fromkeys(str(Path(str(module.__file__)).parents[1]) for module in (gdal, numpy)))
    return [str(python), "-I", str(HELPER), json.dumps(places)]


@lru_cache(maxsize=1)
def helper_python() -> Path | None:
    """A Python that can read what this one reads: the same version, with the same GDAL. None where there is none.

    Within QGIS ``sys.executable`` may be QGIS itself (Windows, macOS), which must not be started a second time: only
    a file that is called Python is tried, and it must answer with the versions of this process.
    """
    try:
        from osgeo import gdal
    except ImportError:
        return None
    expected = ["ready", sys.version_info[0], sys.version_info[1], gdal.VersionInfo()]
    for candidate in _candidates():
        try:
            answer = subprocess.run(  # nosec B603: a file called Python, beside this one
                [*_command(candidate), "versions"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=START_S,
                check=False,
                creationflags=NO_WINDOW if os.name == "nt" else 0,
            ).stdout
            if json.loads(answer.strip().splitlines()[-1]) == expected:
                return candidate
        except (OSError, ValueError, IndexError, subprocess.SubprocessError):
            continue
    return None


def _candidates() -> list[Path]:
    """Files that may be this process's Python, the likeliest first."""
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    folders = [Path(sys.executable or ".").parent, Path(sys.prefix), Path(sys.exec_prefix), Path(sys.base_prefix)]
    names = ["python.exe", "python3.exe"] if os.name == "nt" else [name, "python3", "python"]
    found = [Path(sys.executable)] if sys.executable else []
    found += [folder / part / name for folder in folders for part in ("", "bin") for name in names]
    return [path for path in dict.fromkeys(found) if path.name.lower().startswith("python") and path.is_file()]


atexit.register(end_helper)
