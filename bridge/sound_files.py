"""Whether files that a run is about to read are sound, asked before GDAL touches them.

A GeoPackage with one overwritten page can hold GDAL in an endless loop that no cancel ends, and a damaged HDF5 file
can end the whole process; both are refused here in a sentence.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProcessingFeatureSourceDefinition, QgsProcessingOutputLayerDefinition

from ..subsidence.errors import SubsidenceError
from ..subsidence.progress import SILENT, Report
from ..subsidence.raster.grid_source import split_source
from ..subsidence.raster.trial import LOOKED_AT, is_hdf5_or_netcdf, try_opening
from .i18n import tr

SQLITE = b"SQLite format 3\0"
STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's machine: a few milliseconds
MOST_SECONDS = 10.0
SECONDS_BETWEEN_TRIES = 0.05
BUSY = ("busy", "unable to open", "readonly")  # another program is at it: that is no damage
_known: dict[tuple[str, int, int], bool] = {}  # files found sound, by path, size and time of change


def check_inputs(algorithm, parameters: dict, seconds: float = MOST_SECONDS, report: Report = SILENT) -> None:
    """Raise ``SubsidenceError`` when a file behind an input is so damaged that reading it is dangerous.

    seconds : no file is looked at for longer; what was not found damaged by then counts as sound
    """
    for key, value in parameters.items():
        if isinstance(value, str) and "\0" in value:
            raise SubsidenceError(tr("{key} holds a null character, which no text has; write it anew.").format(key=key))
    for definition in algorithm.parameterDefinitions():
        if definition.isDestination() or definition.type() in ("file", "number", "string", "boolean", "enum", "field"):
            continue
        for path in _paths(parameters.get(definition.name())):
            check_file(path, seconds, report)


def check_file(path: Path, seconds: float = MOST_SECONDS, report: Report = SILENT) -> None:
    """The same for one file; of a format that is not dangerous nothing is asked."""
    try:
        about = path.stat()
        mark = (str(path), about.st_size, about.st_mtime_ns)
        if mark in _known or not path.is_file():
            return
        with path.open("rb") as stream:
            start = stream.read(LOOKED_AT)
    except (OSError, ValueError):  # a name with a null byte; that it does not exist is said by whoever reads it
        return
    if start.startswith(SQLITE):
        _check_sqlite(path, seconds, report)
    elif is_hdf5_or_netcdf(start):
        try_opening(path, report=report)
    _known[mark] = True


def _check_sqlite(path: Path, seconds: float, report: Report) -> None:
    """Look at every page; while another program keeps the file locked, wait for it, and hear a stop meanwhile."""
    end = time.monotonic() + seconds
    while True:
        try:
            found = _quick_check(path, end, report)
            break
        except sqlite3.OperationalError as error:
            report.progress(0.0)  # raises when it was the user who interrupted
            if "locked" in str(error) and time.monotonic() < end:
                time.sleep(SECONDS_BETWEEN_TRIES)
            elif "locked" in str(error):
                raise _locked(path) from error
            elif str(error) == "interrupted" or any(word in str(error) for word in BUSY):
                return
            else:
                raise _damaged(path, str(error)) from error
        except (sqlite3.Error, UnicodeError) as error:  # what SQLite says of it may itself be damaged text
            raise _damaged(path, str(error)) from error
    if found is not None and found[0] != "ok":
        raise _damaged(path, str(found[0]).partition("\n")[2] or str(found[0]))


def _quick_check(path: Path, end: float, report: Report) -> tuple | None:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0)
    try:
        connection.set_progress_handler(
            lambda: int(time.monotonic() > end or report.is_cancelled()), STEPS_BETWEEN_LOOKS
        )
        return connection.execute("PRAGMA quick_check(1)").fetchone()
    finally:
        connection.close()


def _locked(path: Path) -> SubsidenceError:
    return SubsidenceError(
        tr("The file {path} is locked by another program; run this again when that one has finished.").format(path=path)
    )


def _damaged(path: Path, what: str) -> SubsidenceError:
    what = re.sub(r"\bsqlite_\w+", "", what).strip()  # names of its own insides tell a reader nothing
    return SubsidenceError(
        tr("The file {path} is a damaged database ({what}); copy or make it again.").format(path=path, what=what[:80])
    )


def _paths(value) -> Iterator[Path]:
    """The files behind a parameter's value, whichever way it is given."""
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _paths(item)
        return
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    elif isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    elif isinstance(value, QgsMapLayer):
        value = value.source() if value.isValid() else None
    if isinstance(value, (str, Path)) and str(value):
        yield Path(split_source(str(value).partition("|")[0])[0])
