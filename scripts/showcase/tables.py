"""Columns of GeoPackage tables as arrays; a GeoPackage is an SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np


def first_table(path: Path | str) -> str:
    """The table of a GeoPackage that holds one, beside which QGIS may keep its styles."""
    with closing(sqlite3.connect(path)) as connection:
        return _table(connection, None)


def _table(connection: sqlite3.Connection, name: str | None) -> str:
    if name:
        return name
    query = "SELECT table_name FROM gpkg_contents WHERE table_name <> 'layer_styles'"
    return connection.execute(query).fetchone()[0]


def column_names(path: Path | str, table: str | None = None) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute(f'PRAGMA table_info("{_table(connection, table)}")')]


def read_columns(path: Path | str, names: list[str], table: str | None = None) -> dict[str, np.ndarray]:
    """Columns by name, shape=(n_rows,) each: numbers as float with NULL as NaN, text as object."""
    with closing(sqlite3.connect(path)) as connection:
        wanted = ", ".join(f'"{name}"' for name in names)
        rows = connection.execute(f'SELECT {wanted} FROM "{_table(connection, table)}"').fetchall()
    columns = zip(*rows) if rows else [()] * len(names)
    return {name: _array(values) for name, values in zip(names, columns)}


def read_rows(path: Path | str, table: str | None = None) -> list[dict]:
    """All rows of a small table as dictionaries, without its row number and geometry."""
    names = [name for name in column_names(path, table) if name not in ("fid", "geom")]
    with closing(sqlite3.connect(path)) as connection:
        wanted = ", ".join(f'"{name}"' for name in names)
        rows = connection.execute(f'SELECT {wanted} FROM "{_table(connection, table)}"').fetchall()
    return [dict(zip(names, row)) for row in rows]


def _array(values) -> np.ndarray:
    if any(isinstance(value, str) for value in values):
        return np.array(values, dtype=object)
    return np.array([np.nan if value is None else value for value in values], dtype=float)
