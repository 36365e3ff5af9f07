"""Some columns of a table whose other attributes go from file to file (``carried.py``), read block by block."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
from qgis.core import QgsFields

from ..subsidence.blocks import row_blocks
from ..subsidence.errors import SubsidenceError
from ..subsidence.missing_values import implausible, strange_sentence
from ..subsidence.progress import Report
from ..subsidence.tabular.bounded_memory import let_go, numbers_in_a_file
from .carried import Carried
from .fields import INTEGER, LONG, REAL, TEXT
from .geopackage import quoted
from .i18n import tr
from .point_table import PointTable

ROWS_AT_ONCE = 4_096
BLOCKS_HELD = 32  # of what is written, until the system may put it on the disk


def with_columns(table: PointTable, wanted: Iterable[str | None], report: Report) -> PointTable:
    """The carried table with the columns wanted, as far as it has them, as ``read_points`` would give them."""
    assert table.carried is not None
    known = set(wanted)
    names = [name for name in table.fields.names() if name in known]
    if not names:
        return table
    kinds = [table.fields.field(name).type() for name in names]
    found = [np.empty(table.n_points, dtype=object if kind == TEXT else float) for kind in kinds]
    for rows, block in _blocks(table.carried, names):
        report.progress(rows.start / table.n_points)
        for column, kind, values in zip(found, kinds, zip(*block)):
            column[rows] = values if kind == TEXT else _numbers(values, table)
    columns = {}
    for name, kind, column in zip(names, kinds, found):
        whole = kind in (INTEGER, LONG) and not np.isnan(column).any()
        columns[name] = column.astype(np.int64) if whole else column
    return replace(table, columns=columns)


def with_series_in_a_file(
    table: PointTable, names: Sequence[str], folder: Path, report: Report, words: Report
) -> PointTable:
    """The carried table with displacements that lie in a nameless file of ``folder``, side by side.

    words : is told of displacements that are probably mistakes
    """
    assert table.carried is not None
    matrix = numbers_in_a_file(table.n_points, len(names), folder)
    strange: list[tuple[int, ...]] = []
    for number, (rows, block) in enumerate(_blocks(table.carried, names)):
        report.progress(rows.start / table.n_points)
        matrix[rows] = values = _numbers(block, table)
        strange += [(rows.start + row, column) for row, column in implausible(values)]
        if number % BLOCKS_HELD == 0:
            let_go(matrix)
    let_go(matrix)
    if strange:
        words.warn(strange_sentence(strange, f"{table.name}, {names[0]} … {names[-1]}"))
    series = {name: matrix[:, number] for number, name in enumerate(names)}
    every = {**table.columns, **series}
    columns = {name: every[name] for name in table.fields.names() if name in every}
    return replace(table, columns=columns, series_matrix=matrix)


def are_numbers(fields: QgsFields, names: Sequence[str]) -> bool:
    return all(fields.field(name).type() in (INTEGER, LONG, REAL) for name in names)


def _numbers(values: Sequence, table: PointTable) -> np.ndarray:
    try:
        return np.array(values, dtype=float)  # None becomes NaN
    except (TypeError, ValueError) as error:
        raise SubsidenceError(
            tr("A field of numbers of the layer “{name}” holds something else: {error}.").format(
                name=table.name, error=error
            )
        ) from error


def _blocks(carried: Carried, names: Sequence[str]) -> Iterator[tuple[slice, list[tuple]]]:
    """Rows of the table in order, and the values of ``names`` there."""
    what = ", ".join(quoted(name) for name in names)
    sql = (  # names are quoted, values are bound
        f"SELECT {what} FROM {quoted(carried.table)} WHERE {quoted(carried.key)} BETWEEN ? AND ?"  # nosec B608
        f" ORDER BY {quoted(carried.key)}"
    )
    try:
        with closing(sqlite3.connect(f"{carried.path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            for rows in row_blocks(len(carried.ids), ROWS_AT_ONCE):
                ends = int(carried.ids[rows.start]), int(carried.ids[rows.stop - 1])
                block = connection.execute(sql, ends).fetchall()
                if len(block) != rows.stop - rows.start:
                    raise SubsidenceError(
                        tr("The layer {path} was changed while it was read; run this again.").format(path=carried.path)
                    )
                yield rows, block
    except sqlite3.Error as error:
        raise SubsidenceError(
            tr("The file {path} cannot be read: {error}.").format(path=carried.path, error=error)
        ) from error
