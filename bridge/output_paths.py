"""Whether an output can be written where the user wants it, known before any work is done."""

from __future__ import annotations

from pathlib import Path

from ..subsidence.errors import SubsidenceError
from .i18n import tr

BESIDE = ".part.tif"  # the longest ending that we, GDAL or SQLite give a file beside an output while it is made


def check_writable(path: Path) -> None:
    """Raise ``SubsidenceError`` unless a file can be made at ``path``."""
    folder = path.parent
    try:
        if not folder.is_dir():
            raise SubsidenceError(
                tr("The output {path} cannot be written: the folder {folder} does not exist.").format(
                    path=path, folder=folder
                )
            )
        if path.is_dir():
            raise SubsidenceError(
                tr("The output {path} cannot be written: it is a folder; give a file name.").format(path=path)
            )
        _try_out(path)
    except OSError as error:
        raise SubsidenceError(
            tr("The output {path} cannot be written: {reason}; choose another place.").format(
                path=path, reason=error.strerror or str(error)
            )
        ) from None


def _try_out(path: Path) -> None:
    """Make and remove a file, or open the one that is there for writing; raises ``OSError``.

    Only trying tells: os.access knows neither Windows' folders, nor names that are too long, nor /proc.
    """
    if path.exists():
        with path.open("r+b"):
            pass
        path.rename(path)  # Windows refuses it while another program holds the file; elsewhere it does nothing
    else:
        longest = path.with_name(path.name + BESIDE)
        with longest.open("wb"):
            pass
        longest.unlink()
