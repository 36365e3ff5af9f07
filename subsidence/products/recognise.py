"""What a file or folder from outside is, and why that is thought: the first step of "Import deformation data".

Nothing is read beyond names, headers and first bytes. Each rule says what it saw; the first that fits counts.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import SubsidenceError
from ..raster.cf_file import SUFFIXES as ARRAY_SUFFIXES
from ..raster.cf_file import CfFile
from ..tabular.dated_names import may_hold_date
from ..wording import message
from .egms import FILE_NAME as EGMS_NAME
from .mintpy import holds_mintpy_rates
from .netcdf_points import point_variables
from .opera import FILE_NAME as OPERA_NAME
from .raster_stack import PAIR
from .raster_stack import SUFFIXES as RASTER_SUFFIXES

LICSBAS, MINTPY, EGMS, OPERA = "LiCSBAS", "MintPy", "EGMS", "OPERA DISP-S1"
RATE_RASTER, RASTERS, TABLE, STAMPS = "raster of rates", "dated rasters", "table or layer", "StaMPS"
POINTS, STORE = "points in NetCDF", "deformation store"
TABLE_SUFFIXES = (
    *(".csv", ".txt", ".tsv", ".dat", ".shp", ".gpkg", ".geojson", ".json", ".xlsx", ".xls", ".ods", ".tab", ".dbf"),
    *(".parquet", ".sqlite", ".gml", ".fgb", ".mif", ".neu", ".asc", ".xy", ".xyz"),
    *(".geojsonl", ".geojsons", ".ndjson"),
)
ALONE = (".csv", ".tsv", ".shp", ".gpkg", ".geojson", ".xlsx", ".ods", ".parquet", ".fgb", *ARRAY_SUFFIXES)
PACKED = (".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".zst")
KML_LOOKED_AT = 1_000_000  # bytes
PICTURES = (".kmz", ".kml", ".png", ".jpg", ".jpeg", ".pdf")
RATE_NAME = re.compile(r"(?:^|[_.\-])(?:vel|velocity|rate|v_los|vlos|mean_velocity)(?:$|[_.\-\d])|EGMS_L3_", re.I)
INTERFEROGRAM = re.compile(r"unw|unwrap|diff_pha|wrapped|_int_|conncomp|\.int\b", re.I)


@dataclass(frozen=True)
class Recognised:
    """kind : one of the constants of this module; why : what was seen, in words; path : what the reader gets"""

    kind: str
    why: str
    paths: tuple[Path, ...]


def recognise(paths: Sequence[str | os.PathLike]) -> Recognised:
    """Tell what files or folders are.

    Raises ``SubsidenceError`` that says what they look like and what to do, when they are nothing that can be
    imported as points.
    """
    given = tuple(Path(path) for path in paths)
    if not given:
        raise SubsidenceError(message("No input file or folder was given; choose at least one."))
    absent = next((path for path in given if not path.exists()), None)
    if absent is not None:
        raise SubsidenceError(message("The file or folder {path} does not exist; choose another one.", path=absent))
    first = given[0]
    if len(given) > 1 and all(path.suffix.lower() == ".csv" for path in given) and not EGMS_NAME.search(first.name):
        raise SubsidenceError(message("Several tables were given; import them one at a time."))
    for rule in _FOLDER_RULES if first.is_dir() else _FILE_RULES:
        found = rule(first, given)
        if found is not None:
            return found
    names = (
        ", ".join(sorted(path.name for path in first.iterdir() if path.name[0] != ".")[:6])
        if first.is_dir()
        else first.suffix
    )
    raise SubsidenceError(
        message(
            "{name} is nothing that is known here ({names}); choose the import for its kind, or see the documentation"
            " on other producers' files.",
            name=first.name,
            names=names,
        )
    )


def _found(kind: str, why: str, paths: Sequence[Path]) -> Recognised:
    return Recognised(kind, why, tuple(paths))


# ---- folders ----------------------------------------------------------------------------


def _store_folder(folder: Path, given: Sequence[Path]) -> Recognised | None:
    if (folder / "store.json").is_file() and (folder / "cube.zarr").is_dir():
        return _found(RASTERS, message("it is a raster store"), given)
    if (folder / "store.json").is_file():
        return _found(STORE, message("it holds {name}", name="store.json"), given)
    return None


def _licsbas_folder(folder: Path, given: Sequence[Path]) -> Recognised | None:
    for name in ("cum.h5", "cum_filt.h5"):
        if (folder / name).is_file():
            return _found(LICSBAS, message("it holds {name}", name=name), given)
    results = folder / "results" if (folder / "results").is_dir() else folder
    if (results / "vel").is_file() or (results / "vel.mskd").is_file():
        return _found(LICSBAS, message("it holds LiCSBAS' flat results"), given)
    return None


def _mintpy_folder(folder: Path, given: Sequence[Path]) -> Recognised | None:
    for home in (folder, folder / "geo", folder / "mintpy"):
        for pattern in ("timeseries*.h5", "geo_timeseries*.h5", "*.he5"):
            file = next(iter(sorted(home.glob(pattern))), None) if home.is_dir() else None
            if file is not None:
                home_given = given if home != folder / "mintpy" else (home,)
                return _found(MINTPY, message("it holds {name}", name=file.name), home_given)
    return None


def _opera_folder(folder: Path, given: Sequence[Path]) -> Recognised | None:
    file = next((file for file in sorted(folder.glob("*.nc")) if OPERA_NAME.search(file.name)), None)
    return None if file is None else _found(OPERA, message("it holds {name}", name=file.name), given)


def _egms_folder(folder: Path, given: Sequence[Path]) -> Recognised | None:
    for file in sorted(folder.rglob("*")):
        if EGMS_NAME.search(file.name) and file.suffix.lower() in (".csv", ".zip"):
            return _found(EGMS, message("it holds {name}", name=file.name), given)
    return None


def _interferogram_folder(folder: Path, given: Sequence[Path]) -> Recognised | None:
    from ..insar.pair_folders import looks_like_pairs

    what = looks_like_pairs(folder)
    if what:
        raise SubsidenceError(
            message(
                "{folder} holds interferograms ({what}), which are no series yet; process them with “LiCSAR"
                " interferograms to time series”.",
                folder=folder.name,
                what=what,
            )
        )
    return None


def _stamps_folder(folder: Path, given: Sequence[Path]) -> Recognised | None:
    file = next(iter(sorted(folder.glob("ps_plot_ts*.mat"))), None)
    return None if file is None else _found(STAMPS, message("it holds {name}", name=file.name), (file,))


def _raster_folder(folder: Path, given: Sequence[Path]) -> Recognised | None:
    files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() in RASTER_SUFFIXES and file.is_file()]
    dated = [file for file in files if may_hold_date(file.stem)]
    if len(dated) > 1:
        why = message("it holds {count} rasters with dates in their names", count=len(dated))
        return _found(RASTERS, why, given if len(dated) == len(files) else dated)
    rates = [file for file in files if RATE_NAME.search(file.stem)]
    if len(rates) == 1:
        return _found(RATE_RASTER, message("it holds {name}", name=rates[0].name), rates)
    return None


def _folder_of_one_file(folder: Path, given: Sequence[Path]) -> Recognised | None:
    """A delivery that was put into a folder of its own; beside it may lie what is no data."""
    files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() in ALONE and file.is_file()]
    if len(files) != 1 or len(given) != 1:
        return None
    return _found(recognise(files).kind, message("it holds {name}", name=files[0].name), files)


# ---- files ------------------------------------------------------------------------------


def _no_data_file(file: Path, given: Sequence[Path]) -> Recognised | None:
    if file.suffix.lower() == ".kml" and re.search(rb"<(SimpleData|Data)[ >]", _start_of(file, KML_LOOKED_AT)):
        raise SubsidenceError(
            message("{name} holds values; open it in QGIS, save it as a GeoPackage and choose that.", name=file.name)
        )
    if file.suffix.lower() in PICTURES:
        raise SubsidenceError(
            message(
                "{name} holds colours for looking at, not values; ask for the data behind it (tables, GeoTIFF, HDF5).",
                name=file.name,
            )
        )
    if file.suffix.lower() in PACKED:
        raise SubsidenceError(message("{name} is packed; unpack it and choose what was in it.", name=file.name))
    if file.stat().st_size == 0:
        raise SubsidenceError(message("The file {file} is empty; copy it again.", file=file.name))
    head = _start_of(file, 512).lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise SubsidenceError(
            message("{name} is a web page, perhaps a message of the server; download it again.", name=file.name)
        )
    return None


def _start_of(file: Path, length: int) -> bytes:
    with file.open("rb") as stream:
        return stream.read(length)


def _egms_file(file: Path, given: Sequence[Path]) -> Recognised | None:
    if EGMS_NAME.search(file.name) and file.suffix.lower() in (".csv", ".txt", ".zip"):
        return _found(EGMS, message("its name is that of EGMS"), given)
    if file.suffix.lower() in (".csv", ".txt"):
        with file.open("rb") as stream:
            head = stream.readline(20_000).decode("utf-8", errors="replace").lower().replace('"', "")
        if head.startswith("\ufeff"):
            head = head[1:]
        names = {name.strip() for name in re.split(r"[,;\t]", head)}
        if {"pid", "mean_velocity", "easting", "northing"} <= names:
            return _found(EGMS, message("its columns are those of EGMS (pid, mean_velocity, easting …)"), given)
    return None


def _zip_file(file: Path, given: Sequence[Path]) -> Recognised | None:
    if (file.suffix.lower() != ".zip" and not zipfile.is_zipfile(file)) or file.suffix.lower() in (".xlsx", ".ods"):
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name for name in archive.namelist() if not name.startswith("__MACOSX")]
    except (zipfile.BadZipFile, OSError) as error:
        raise SubsidenceError(
            message("The archive {name} cannot be opened ({error}); download it again.", name=file.name, error=error)
        ) from error
    if any(EGMS_NAME.search(name) and name.lower().endswith(".csv") for name in names):
        return _found(EGMS, message("the archive holds an EGMS table"), given)
    raise SubsidenceError(
        message(
            "{name} is an archive with {names}; unpack it and choose what is inside.",
            name=file.name,
            names=", ".join(names[:4]),
        )
    )


def _opera_file(file: Path, given: Sequence[Path]) -> Recognised | None:
    return _found(OPERA, message("its name is that of OPERA"), given) if OPERA_NAME.search(file.name) else None


def _array_file(file: Path, given: Sequence[Path]) -> Recognised | None:
    if file.suffix.lower() not in ARRAY_SUFFIXES:
        return None
    opened = CfFile(file)
    names = set(opened.names)
    if {"imdates", "cum"} <= names or {"imdates", "cum_filt"} <= names:
        return _found(LICSBAS, message("it holds “cum” and “imdates”"), given)
    if "HDFEOS/GRIDS/timeseries/observation/displacement" in names:
        return _found(MINTPY, message("it is an HDF-EOS5 archive of MintPy"), given)
    if {"timeseries", "date"} <= names:
        return _found(MINTPY, message("it holds “timeseries” and “date”"), given)
    if holds_mintpy_rates(names, opened.attributes()):
        if not any(file.parent.glob("*timeseries*.h5")):
            return _found(RATE_RASTER, message("it holds MintPy's rates, and no series lies beside it"), given)
        raise SubsidenceError(
            message(
                "{name} holds MintPy's rates alone; choose the timeseries*.h5 beside it, which reads them too.",
                name=file.name,
            )
        )
    gridded = opened.gridded()
    if not gridded and (series := point_variables(opened)):
        why = message("it holds series of points ({names})", names=", ".join(list(series)[:4]))
        return _found(POINTS, why, given)
    if not gridded:
        raise SubsidenceError(
            message(
                "{name} holds no raster on an x and a y axis and is no product that is known here (it holds {names}).",
                name=file.name,
                names=", ".join(sorted(names)[:8]) or "–",
            )
        )
    timed = [name for name in gridded if any(axis.role == "T" for axis in opened.axes_of(name))]
    dated = may_hold_date(file.stem)
    if timed or (dated and len(given) > 1):
        why = message("it holds rasters through time ({names})", names=", ".join((timed or gridded)[:4]))
        return _found(RASTERS, why, given)
    if RATE_NAME.search(file.stem) or any(RATE_NAME.search(name) for name in gridded):
        return _found(RATE_RASTER, message("its name or variable is that of a rate, and it has no time"), given)
    raise SubsidenceError(
        message(
            "{name} holds {names} without a time; a series needs rasters of several dates, rates a name such as"
            " velocity.",
            name=file.name,
            names=", ".join(gridded[:4]),
        )
    )


def _matlab_file(file: Path, given: Sequence[Path]) -> Recognised | None:
    if file.suffix.lower() == ".mat":
        return _found(STAMPS, message("it is a MATLAB file"), given)
    return None


def _raster_file(file: Path, given: Sequence[Path]) -> Recognised | None:
    from ..raster.grid_source import BandSource

    if file.suffix.lower() not in RASTER_SUFFIXES and file.suffix.lower() not in (".hdr", ".bin", ".geo", ".unw"):
        return None
    if INTERFEROGRAM.search(file.name) and PAIR.search(file.stem):
        raise SubsidenceError(
            message(
                "{name} is an interferogram, which is no series yet; process the folder of all of them with “LiCSAR"
                " interferograms to time series”.",
                name=file.name,
            )
        )
    if len(given) > 1:
        return _found(RASTERS, message("these are {count} rasters", count=len(given)), given)
    source = BandSource(str(file))
    dated = [name for name in source.band_names if may_hold_date(name)]
    if source.n_layers > 1 or dated:
        return _found(RASTERS, message("it has {count} bands", count=source.n_layers), given)
    if RATE_NAME.search(file.stem) or "/" in source.unit:
        return _found(RATE_RASTER, message("its name or unit is that of a rate"), given)
    if may_hold_date(file.stem):
        raise SubsidenceError(
            message("{name} is a raster of one date; a series needs all of them: choose their folder.", name=file.name)
        )
    raise SubsidenceError(
        message(
            "{name} is a raster of one band without a date; where it holds rates, put “velocity” into its name.",
            name=file.name,
        )
    )


def _table_file(file: Path, given: Sequence[Path]) -> Recognised | None:
    if file.suffix.lower() in TABLE_SUFFIXES or not file.suffix:
        return _found(TABLE, message("it is a {suffix} file", suffix=file.suffix or message("text")), given)
    return None


Rule = Callable[[Path, Sequence[Path]], "Recognised | None"]
_FOLDER_RULES: tuple[Rule, ...] = (
    *(_store_folder, _licsbas_folder, _mintpy_folder, _opera_folder, _egms_folder, _interferogram_folder),
    *(_stamps_folder, _raster_folder, _folder_of_one_file),
)
_FILE_RULES: tuple[Rule, ...] = (
    *(_no_data_file, _egms_file, _zip_file, _opera_file, _array_file, _matlab_file, _raster_file, _table_file),
)
