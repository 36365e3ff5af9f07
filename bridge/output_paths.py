"""Whether an output can be written where the user wants it, known before any work is done."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from ..subsidence.errors import SubsidenceError
from ..subsidence.model_file import check_model_place
from ..subsidence.raster.gdal_files import asked, quiet_gdal
from .geopackage import in_use, others
from .i18n import tr
from .output_targets import RASTER_SUFFIXES, Kind, Target, pieces
from .vector_sink import driver_of

MANY = (".gpkg", ".sqlite", ".db", ".xlsx", ".ods", ".kml", ".kmz")  # files of several layers or sheets
LONGEST_ENDING = ".part.tif"  # that we, GDAL or SQLite give a file while it is made


def check_target(target: Target, file_filter: str = "") -> None:
    """Raise ``SubsidenceError`` unless the output can be made.

    file_filter : of the parameter, such as "Models (*.npz)"
    """
    path = target.path
    assert path is not None
    _check_suffix(target, file_filter)
    check_other_layers(target, path)
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
        if path.exists() and not path.is_file():
            raise SubsidenceError(
                tr("The output {path} cannot be written: it is no ordinary file; choose another name.").format(
                    path=path
                )
            )
        if target.kind is Kind.PACKAGE and path.exists():
            if not others(target.real, [target.table]) and not in_use(target.real):  # others refuses no GeoPackage
                _try_out(path)
            elif not os.access(path, os.W_OK):
                raise PermissionError(13, os.strerror(13), str(path))
        else:
            _check_pieces(target)
            _try_out(path)
    except OSError as error:
        raise SubsidenceError(
            tr("The output {path} cannot be written: {reason}; choose another place.").format(
                path=path, reason=error.strerror or str(error)
            )
        ) from None


def _check_suffix(target: Target, file_filter: str) -> None:
    assert target.path is not None
    name = target.path.name.lower()
    suffix = name if name.startswith(".") else target.path.suffix.lower()  # ".gpkg" is all ending
    if target.kind is Kind.RASTER and suffix not in RASTER_SUFFIXES:
        raise SubsidenceError(
            tr("Rasters are written as GeoTIFF; give {path} a name that ends in .tif.").format(path=target.path)
        )
    if "*.html" in file_filter and (driver_of(Path(f"a{suffix}")) or suffix in RASTER_SUFFIXES[1:]):
        raise SubsidenceError(
            tr("This output is a page of HTML; give {path} a name that ends in .html.").format(path=target.path)
        )
    if "*.npz" in file_filter and suffix != ".npz":
        raise SubsidenceError(
            tr("Models are kept in files that end in .npz; give {path} such a name.").format(path=target.path)
        )
    if "*.npz" in file_filter and target.path.is_file():
        check_model_place(target.path)


def _check_pieces(target: Target) -> None:
    """A file that only looks like a companion, because the file itself is not there, belongs to something else."""
    if target.real.exists():
        return
    stranger = next((piece for piece in pieces(target)[1:] if piece.exists()), None)
    if stranger is not None and target.kind is Kind.FILE:
        raise SubsidenceError(
            tr(
                "The output {path} would overwrite {name}, which belongs to something else; choose another name."
            ).format(path=target.path, name=stranger.name)
        )


def check_other_layers(target: Target, path: Path) -> None:
    """Raise ``SubsidenceError`` where a file that is wholly replaced holds layers or sheets besides the output's."""
    if target.kind not in (Kind.FILE, Kind.DOCUMENT) or path.suffix.lower() not in MANY or not path.is_file():
        return
    with quiet_gdal() as gdal:
        dataset = asked(gdal.OpenEx, str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
        count = dataset.GetLayerCount() if dataset is not None else 0
        names = [dataset.GetLayer(number).GetName() for number in range(count)]
        del dataset
    kept = [name for name in names if name.lower() not in (target.table.lower(), path.stem.lower())]
    if kept:
        raise SubsidenceError(
            tr("The output {path} would replace a file that holds {names}; choose another name.").format(
                path=path, names=", ".join(f"“{name}”" for name in kept[:3])
            )
        )


def check_other_ending(target: Target, name: str) -> None:
    """Raise ``SubsidenceError`` where the ending that a format asks for leads to a file that nobody named."""
    final = target.real.with_name(name)
    if final.name != target.real.name and final.exists():
        raise SubsidenceError(
            tr(
                "This format ends in {ending}, and {name} is there already; give the output that name to replace it."
            ).format(ending=final.suffix, name=final.name)
        )
    check_other_layers(target, final)
    _check_pieces(replace(target, kind=Kind.FILE, path=final))


def _try_out(path: Path) -> None:
    """Make and remove a file, or try whether the one that is there may be replaced; raises ``OSError``.

    Only trying tells: os.access knows neither Windows' folders, nor names that are too long, nor /proc. A file that is
    there is not opened: closing it again would take SQLite's locks from layers that are open in this process.
    """
    if path.exists():
        if not os.access(path, os.W_OK):
            raise PermissionError(13, os.strerror(13), str(path))
        real = Path(os.path.realpath(path))
        real.rename(real)  # Windows refuses it while another program holds the file; elsewhere it does nothing
    else:
        longest = path.with_name(path.name + LONGEST_ENDING)
        with longest.open("wb"):
            pass
        longest.unlink()
