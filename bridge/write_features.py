"""From columns to a QGIS sink.

A GeoPackage is created by QGIS and then filled in one transaction through its SQL tables, because
one QgsFeature at a time takes several times as long; every other destination takes features.
"""

from __future__ import annotations

import sqlite3
import struct
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsFeature, QgsFeatureSink, QgsFields, QgsGeometry, QgsPointXY

from ..subsidence.errors import SubsidenceError
from ..subsidence.progress import SILENT, Report
from .fields import python_values, storage_values
from .i18n import tr
from .spatial_index import write_points

if TYPE_CHECKING:
    from .carried import Carried

ROWS_PER_BATCH = 4096


def add_features(
    sink,
    fields: QgsFields,
    columns: list[np.ndarray],
    geometries: list[QgsGeometry] | np.ndarray | None,
    report: Report = SILENT,
) -> None:
    """Add rows to any sink.

    columns : one per field, shape=(n_rows,)
    geometries : shape=(n_rows, 2) coordinates of points, a list of geometries, or None for a table
    """
    n_rows = len(columns[0]) if columns else 0 if geometries is None else len(geometries)
    for start in range(0, n_rows, ROWS_PER_BATCH):
        report.progress(start / max(n_rows, 1))
        stop = min(start + ROWS_PER_BATCH, n_rows)
        rows = zip(*(python_values(column[start:stop]) for column in columns))
        batch = []
        for index, row in zip(range(start, stop), rows):
            feature = QgsFeature(fields)
            feature.setAttributes(list(row))
            if isinstance(geometries, np.ndarray):
                feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*geometries[index].tolist())))
            elif geometries is not None:
                feature.setGeometry(geometries[index])
            batch.append(feature)
        if not sink.addFeatures(batch, QgsFeatureSink.Flag.FastInsert):
            raise SubsidenceError(
                tr("The rows could not be written; is the disk full, or does the format not take them?")
            )


def fill_geopackage(
    path: Path,
    table: str,
    fields: QgsFields,
    columns: list,
    xy: np.ndarray | None,
    report: Report = SILENT,
    carried: Carried | None = None,
) -> None:
    """Fill an empty GeoPackage table that has just been created, in one transaction.

    columns : one per field, shape=(n_rows,)
    xy : shape=(n_rows, 2) for a point table, None for one without geometry
    carried : where the rows lie whose fields are copied; ``columns`` then are ``Column``, those that are new
    The triggers that keep the spatial index and the row count are put aside while rows go in, the
    index is written as one piece, and the triggers are put back (GeoPackage standard 1.3, annex F.3).
    """
    n_rows = len(columns[0]) if xy is None else len(xy)
    connection = sqlite3.connect(path.resolve().as_uri(), isolation_level=None, uri=True)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # a crash leaves an output that was being made anyway
        if carried is not None:
            connection.execute("ATTACH ? AS carried", (f"{carried.path.resolve().as_uri()}?mode=ro",))
        connection.execute("BEGIN")
        quoted = _quote(table)
        info = connection.execute(f"PRAGMA table_info({quoted})").fetchall()
        key = next((row[1] for row in info if row[5]), None)
        if key is None:
            raise sqlite3.DatabaseError(tr("its table is missing; is the disk full?"))
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {_quote(name)}")
        geometry = connection.execute(
            "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
        ).fetchone()
        if xy is not None and geometry is None:
            raise sqlite3.DatabaseError(tr("its table is missing; is the disk full?"))
        rows_report, index_report = report.parts(8, 2)
        if carried is not None and xy is not None:
            from .carried import copy_rows

            points = partial(_points_of_rows, xy, geometry[1])
            copy_rows(connection, table, str(key), geometry, fields, carried, columns, points, rows_report)
            ids = carried.ids
        else:
            ids = _insert_rows(connection, table, str(key), fields, columns, xy, geometry, rows_report)
        if xy is not None:
            _write_spatial_index(connection, table, geometry[0], ids, xy, index_report)
        _write_counts(connection, table, n_rows)
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise SubsidenceError(
            tr("The file {path} cannot be written: {error}.").format(path=path, error=error)
        ) from error
    finally:
        connection.close()


def _insert_rows(
    connection: sqlite3.Connection,
    table: str,
    key: str,
    fields: QgsFields,
    columns: list[np.ndarray],
    xy: np.ndarray | None,
    geometry: tuple[str, int] | None,
    report: Report,
) -> np.ndarray:
    """Insert rows whose every value is here; returns their keys."""
    n_rows = len(columns[0])
    ids = np.arange(1, n_rows + 1)
    names, values = [key], [ids]
    for field, column in zip(fields, columns):
        if field.name().lower() != key.lower():
            names.append(field.name())
            values.append(column)
        elif _are_keys(column):
            ids = values[0] = np.asarray(column)
    if xy is not None and geometry is not None:
        names.append(geometry[0])
    insert = "INSERT INTO {} ({}) VALUES ({})".format(  # nosec B608: names are quoted, values are bound
        _quote(table), ", ".join(_quote(name) for name in names), ", ".join("?" * len(names))
    )
    for start in range(0, n_rows, ROWS_PER_BATCH):
        report.progress(start / n_rows)
        part = slice(start, start + ROWS_PER_BATCH)
        block = [storage_values(column[part]) for column in values]
        if xy is not None and geometry is not None:
            block.append(_geopackage_points(xy[part], geometry[1]))
        connection.executemany(insert, zip(*block))
    return ids


def _are_keys(column: np.ndarray) -> bool:
    """Whether the numbers of the input's rows can stay the numbers of the output's."""
    numbers = np.asarray(column)
    return numbers.dtype.kind in "iu" and np.unique(numbers).size == numbers.size


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _geopackage_points(xy: np.ndarray, srs_id: int) -> list[bytes]:
    """GeoPackage binary headers (no envelope, little endian) with WKB points."""
    header = b"GP\x00\x01" + struct.pack("<i", srs_id) + b"\x01\x01\x00\x00\x00"
    coordinates = np.ascontiguousarray(xy, dtype="<f8").tobytes()
    return [header + coordinates[start : start + 16] for start in range(0, len(coordinates), 16)]


def _points_of_rows(xy: np.ndarray, srs_id: int, rows: slice) -> list[bytes]:
    return _geopackage_points(xy[rows], srs_id)


def _write_spatial_index(
    connection, table: str, geometry_column: str, ids: np.ndarray, xy: np.ndarray, report: Report
) -> None:
    index = f"rtree_{table}_{geometry_column}"
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (index,)).fetchone():
        placed = np.isfinite(xy).all(axis=1)  # GeoPackage 1.3, annex F.3: empty geometries are not in it
        if placed.all():
            write_points(connection, index, np.asarray(ids), xy, report)
        else:
            write_points(connection, index, np.asarray(ids)[placed], xy[placed], report)
    if not len(xy):
        return
    low, high = xy.min(axis=0).tolist(), xy.max(axis=0).tolist()
    connection.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
        (*low, *high, table),
    )


def _write_counts(connection, table: str, n_rows: int) -> None:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_ogr_contents'").fetchone():
        connection.execute("UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?", (n_rows, table))
