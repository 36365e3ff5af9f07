"""What lies in a folder, file by file: whether it is whole, and a mark of what it holds."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

BROKEN = "broken: "
OURS = ".land_subsidence_"
KEPT = OURS + "kept_"
STYLE_ENDS = ("</qgis>", "<qgis/>")
VECTORS = (".shp", ".geojson")
PIECES = (  # looked at with their file, or with the time of the run
    ".dbf",
    ".shx",
    ".prj",
    ".cpg",
    ".qix",
    ".xml",
    ".qmd",
    "provenance.json",
)


def state_of(folder: Path) -> dict[str, str]:
    """A mark for every file, the same for the same content; it begins with ``BROKEN`` where a file is not whole."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(OURS) and not path.name.endswith(PIECES):
            found[name] = _mark(path)
    return found


def left_overs(folder: Path) -> list[str]:
    """Scratch folders and pieces of databases that lie there."""
    names = [path.name for path in folder.iterdir()]
    return [name for name in names if name.startswith(OURS) or name.endswith(("-wal", "-shm", "-journal", ".part"))]


def broken(marks: dict[str, str], wanted: dict[str, str]) -> str:
    """What is wrong about a folder in which every file must be as wanted; "" where nothing is."""
    for name, mark in wanted.items():
        if name not in marks:
            return f"{name} is gone"
        if marks[name].startswith(BROKEN):
            return f"{name} is {marks[name]}"
        if marks[name] != mark:
            return f"{name} holds something else"
    return ""


def _mark(path: Path) -> str:
    try:
        if path.suffix == ".gpkg":
            return _of_package(path)
        if path.suffix in VECTORS:
            return _of_vector(path)
        if path.suffix == ".tif":
            return _of_raster(path)
        if path.suffix == ".html":  # ends with the time of the run
            text = path.read_text(encoding="utf-8")
            return "a whole page" if text.rstrip().endswith("</html>") else BROKEN + "cut off"
        if path.suffix == ".qml":  # holds the time of the run, too
            return "a whole style" if path.read_text(encoding="utf-8").rstrip().endswith(STYLE_ENDS) else BROKEN + "cut"
        if path.suffix == ".npz":
            return _of_model(path)
        return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
    except Exception as error:
        return f"{BROKEN}{type(error).__name__} {error}"


def _of_package(path: Path) -> str:
    digest = hashlib.sha1(usedforsecurity=False)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (sound,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if sound != "ok":
            return BROKEN + sound
        names = [name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents ORDER BY table_name")]
        for name in names:
            if name == "layer_styles":
                continue
            digest.update(name.encode())
            for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid'):
                digest.update(repr(row).encode())
    return f"{', '.join(names)}: {digest.hexdigest()}"


def layer_mark(path: Path, table: str) -> str:
    """The same for one table of a GeoPackage."""
    digest = hashlib.sha1(usedforsecurity=False)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
        for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _of_vector(path: Path) -> str:
    from osgeo import ogr

    digest = hashlib.sha1(usedforsecurity=False)
    dataset = ogr.Open(str(path))
    if dataset is None:
        return BROKEN + "it cannot be opened"
    for feature in dataset.GetLayer(0):
        digest.update(feature.ExportToJson().encode())
    return digest.hexdigest()


def _of_raster(path: Path) -> str:
    from osgeo import gdal

    dataset = gdal.Open(str(path))
    if dataset is None:
        return BROKEN + "it cannot be opened"
    values = dataset.ReadAsArray()
    if values is None:
        return BROKEN + "it cannot be read"
    return hashlib.sha1(values.tobytes(), usedforsecurity=False).hexdigest()


def _of_model(path: Path) -> str:
    from subsidence.model_file import read_arrays, seal

    arrays = read_arrays(path, 2**30)
    arrays.pop("header")
    return seal(arrays, {})
