"""Attributes that go from one GeoPackage to another without passing through memory.

An algorithm that only adds columns needs the places of the points; all else is copied by SQLite, row by row. That is
done where nothing would be lost by it: both are GeoPackages, the layer is shown as it is stored, and no value stands
for "nothing" (which reading would make NULL). Everywhere else the whole table is read as before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import QgsFields, QgsProviderRegistry, QgsVectorLayer

from ..subsidence.errors import SubsidenceError
from ..subsidence.missing_values import MarksInBlocks, states_a_mark, tell
from ..subsidence.possible import possible_identifiers
from ..subsidence.progress import SILENT, Report, stop_if_cancelled
from ..subsidence.raster.gdal_files import asked
from .fields import INTEGER, LONG, REAL, TEXT, Column, storage_values
from .geopackage import quoted
from .i18n import tr
from .point_table import PointTable
from .read_points import IDENTIFIERS, arrow_pieces, is_plain_file, judged_together

POINT_BLOB = np.dtype([("magic", "S2"), ("version", "u1"), ("flags", "u1"), ("srs", "<i4"), ("order", "u1"),
                       ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])  # fmt: skip
HEAD = ["magic", "version", "srs"]  # what all geometries of a layer have alike
LITTLE_ENDIAN_NO_ENVELOPE = 1
ROWS_AT_ONCE = 16_384


@dataclass(frozen=True)
class Carried:
    """Where the rows of a table are.

    key, geometry : names of two columns of the table
    ids : the keys in the table's order, ascending; shape=(n_points,)
    srs_id : of the reference system that all geometries name, None where they name several
    """

    path: Path
    table: str
    key: str
    ids: np.ndarray
    geometry: str
    srs_id: int | None


def carried_points(source, layer: QgsVectorLayer | None, report: Report = SILENT) -> PointTable | None:
    """The places of a layer, with its attributes to be carried; None where the table has to be read.

    report : is told of values that look like marks of "nothing" and are none
    """
    from osgeo import gdal

    if layer is None or not is_plain_file(layer) or layer.dataProvider().storageType() != "GPKG":
        return None
    fields = source.fields()
    if any(f.type() not in (INTEGER, LONG, REAL, TEXT) or states_a_mark(f.name()) for f in fields):
        return None
    uri = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    dataset = asked(gdal.OpenEx, uri["path"], gdal.OF_VECTOR | gdal.OF_READONLY)
    wanted = uri.get("layerName")
    ogr_layer = None if dataset is None else dataset.GetLayerByName(wanted) if wanted else dataset.GetLayer(0)
    if ogr_layer is None or not hasattr(ogr_layer, "GetArrowStreamAsNumPy") or not ogr_layer.GetFIDColumn():
        return None
    names = {f.name() for f in fields}
    if ogr_layer.GetFIDColumn() not in names:
        return None
    kept = _kept_marks(ogr_layer, fields)
    if kept is None:
        return None
    path, table, key = Path(uri["path"]), ogr_layer.GetName(), ogr_layer.GetFIDColumn()
    geometry = ogr_layer.GetGeometryColumn()
    found = _places(path, table, key, geometry)
    if found is None or not len(found[0]):
        return None
    ids, xy, srs_id = found
    for where, marks in kept.items():
        tell({}, marks, f"{source.sourceName()}, {where}", report)
    carried = Carried(path, table, key, ids, geometry, srs_id)
    return PointTable(xy, {}, fields, source.sourceCrs(), source.sourceName(), carried=carried)


def _kept_marks(ogr_layer, fields: QgsFields) -> dict[str, dict[float, int]] | None:
    """What looks like a mark of "nothing" and is none, by field; None where a number may stand for "nothing"."""
    seen: dict[tuple[str, str], MarksInBlocks] = {}
    numbers = [f.name() for f in fields if f.type() in (INTEGER, LONG, REAL) and f.name() != ogr_layer.GetFIDColumn()]
    for batch in arrow_pieces(ogr_layer, set(numbers)):
        stop_if_cancelled()
        for name in numbers:
            if name not in batch:
                continue
            values = batch[name]
            if np.asarray(values).dtype.kind not in "fiu":
                return None
            known = values.compressed() if isinstance(values, np.ma.MaskedArray) else values
            if name.lower() in IDENTIFIERS:
                if known.dtype.kind == "f" and not np.array_equal(possible_identifiers(known), known, equal_nan=True):
                    return None
                continue
            seen.setdefault(judged_together(name), MarksInBlocks()).add(known)
    if any(marks.may_go for marks in seen.values()):
        return None
    together: dict[tuple[str, str], list[str]] = {}
    for name in numbers:
        together.setdefault(judged_together(name), []).append(name)
    where = {key: names[0] if len(names) == 1 else f"{names[0]} … {names[-1]}" for key, names in together.items()}
    return {where[key]: marks.kept for key, marks in seen.items()}


def _places(path: Path, table: str, key: str, geometry: str) -> tuple[np.ndarray, np.ndarray, int | None] | None:
    """Ascending keys, coordinates and the reference system's number; None where one is anything but a plain point."""
    ids, places = [], []
    heads: set[tuple[bytes, int, int]] = set()
    sql = f"SELECT {quoted(key)}, {quoted(geometry)} FROM {quoted(table)} ORDER BY 1"  # nosec B608: names are quoted
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            cursor = connection.execute(sql)
            while rows := cursor.fetchmany(ROWS_AT_ONCE):
                stop_if_cancelled()
                if any(not isinstance(blob, bytes) or len(blob) != POINT_BLOB.itemsize for _, blob in rows):
                    return None
                points = np.frombuffer(b"".join(blob for _, blob in rows), dtype=POINT_BLOB)
                plain = (points["flags"] == LITTLE_ENDIAN_NO_ENVELOPE) & (points["order"] == 1) & (points["type"] == 1)
                xy = np.column_stack([points["x"], points["y"]])
                if not plain.all() or not np.isfinite(xy).all():
                    return None
                heads.update(np.unique(points[HEAD]).tolist())
                ids.append(np.array([number for number, _ in rows]))
                places.append(xy)
    except sqlite3.Error:
        return None
    if not ids:
        return None
    magic, version, srs_id = heads.pop()
    alike = not heads and (magic, version) == (b"GP", 0)
    return np.concatenate(ids), np.concatenate(places), srs_id if alike else None


def copy_rows(
    connection: sqlite3.Connection,
    table: str,
    key: str,
    geometry: tuple[str, int],
    fields: QgsFields,
    carried: Carried,
    columns: Sequence[Column],
    points: Callable[[slice], list[bytes]],
    report: Report,
) -> None:
    """Fill an empty table: ``columns`` from here, the other fields and places from the file they lie in.

    geometry : column and number of the reference system
    points : the geometries of some rows, as the table is to hold them; asked where the file holds others
    """
    moved = carried.srs_id != geometry[1]
    added = {column.name.lower(): number for number, column in enumerate(columns)}
    news = ["place"] * moved + [f"c{number}" for number in range(len(columns))]
    connection.execute(f"CREATE TEMP TABLE added (id INTEGER PRIMARY KEY{''.join(f', {name}' for name in news)})")
    insert = f"INSERT INTO temp.added VALUES ({', '.join('?' * (1 + len(news)))})"  # nosec B608: no names in it
    place = "a.place" if moved else f"s.{quoted(carried.geometry)}"
    names, values = [key, geometry[0]], [f"s.{quoted(carried.key)}", place]
    for field in fields:
        if field.name().lower() == key.lower():
            continue
        names.append(field.name())
        own = added.get(field.name().lower())
        values.append(f"s.{quoted(field.name())}" if own is None else f"a.c{own}")
    copy = (  # names are quoted
        f"INSERT INTO main.{quoted(table)} ({', '.join(map(quoted, names))})"  # nosec B608
        f" SELECT {', '.join(values)} FROM temp.added a"
        f" JOIN carried.{quoted(carried.table)} s ON s.{quoted(carried.key)} = a.id ORDER BY a.id"
    )
    n_rows = len(carried.ids)
    for start in range(0, n_rows, ROWS_AT_ONCE):
        report.progress(start / n_rows)
        part = slice(start, min(start + ROWS_AT_ONCE, n_rows))
        block = [carried.ids[part].tolist(), *([points(part)] if moved else [])]
        block += [storage_values(column.values[part]) for column in columns]
        connection.executemany(insert, zip(*block))
        copied = connection.execute(copy).rowcount
        if copied != part.stop - part.start:
            raise SubsidenceError(
                tr("The layer {path} was changed while it was read; run this again.").format(path=carried.path)
            )
        connection.execute("DELETE FROM temp.added")
    connection.execute("DROP TABLE temp.added")
