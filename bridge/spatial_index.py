"""The spatial index of a new GeoPackage layer of points, written as one piece.

SQLite's R*Tree module takes one box at a time and splits a node wherever it overflows, which costs more than writing
the rows. Where all points are known before, the tree is packed from below: points next to each other fill a leaf,
leaves next to each other a node above (sort-tile-recursive; Leutenegger, Lopez and Edgington 1997, ICDE), and the
nodes go into the module's own tables, whose form its documentation states (https://sqlite.org/rtree.html, "Shadow
Tables"). GDAL does so from version 3.8 on. Later rows come in by the triggers as into any other index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..subsidence.progress import Report
from .geopackage import quoted

CELL = np.dtype([("id", ">i8"), ("x_min", ">f4"), ("x_max", ">f4"), ("y_min", ">f4"), ("y_max", ">f4")])
BOX: dict[str, Any] = {"x_min": np.minimum, "x_max": np.maximum, "y_min": np.minimum, "y_max": np.maximum}
HEADER = np.dtype([("depth", ">u2"), ("count", ">u2")])
ROOT = 1
NODES_AT_ONCE = 256
ROWS_AT_ONCE = 16_384
AWAY, TOWARDS = 1.0 + 1.0 / 8_388_608.0, 1.0 - 1.0 / 8_388_608.0  # from and to zero, as SQLite rounds


def write_points(connection: sqlite3.Connection, index: str, ids: np.ndarray, xy: np.ndarray, report: Report) -> None:
    """Fill an empty R-tree with points.

    ids : shape=(n_points,), all different; xy : shape=(n_points, 2), finite
    """
    if len(ids) and _takes_nodes(connection, index):
        _write_tree(connection, index, ids, xy, report)
    else:
        _insert_each(connection, index, ids, xy, report)


def _takes_nodes(connection: sqlite3.Connection, index: str) -> bool:
    """Whether the module's own tables may be written: some builds of SQLite defend them."""
    try:
        connection.execute(f"DELETE FROM {quoted(index + '_parent')} WHERE 0")  # nosec B608: the name is quoted
    except sqlite3.DatabaseError:
        return False
    return True


def _insert_each(connection: sqlite3.Connection, index: str, ids: np.ndarray, xy: np.ndarray, report: Report) -> None:
    insert = f"INSERT INTO {quoted(index)} VALUES (?, ?, ?, ?, ?)"  # nosec B608: the name is quoted
    for start in range(0, len(ids), ROWS_AT_ONCE):
        report.progress(start / len(ids))
        part = slice(start, start + ROWS_AT_ONCE)
        x, y = xy[part, 0].tolist(), xy[part, 1].tolist()
        connection.executemany(insert, zip(ids[part].tolist(), x, x, y, y))


@dataclass(frozen=True)
class _Points:
    """Points in an order, as cells that are made when they are asked for."""

    ids: np.ndarray
    xy: np.ndarray
    order: np.ndarray

    def __getitem__(self, place: slice) -> np.ndarray:
        rows = self.order[place]
        cells = np.empty(rows.size, CELL)
        cells["id"] = self.ids[rows]
        for axis, name in enumerate("xy"):
            values = np.asarray(self.xy[rows, axis], dtype=float)
            single = values.astype(np.float32)
            lower = (values * np.where(values < 0.0, AWAY, TOWARDS)).astype(np.float32)
            upper = (values * np.where(values < 0.0, TOWARDS, AWAY)).astype(np.float32)
            cells[f"{name}_min"] = np.where(single > values, lower, single)
            cells[f"{name}_max"] = np.where(single < values, upper, single)
        return cells


@dataclass(frozen=True)
class _Level:
    """Nodes of one height.

    cells : what they hold, one after the other; bounds : shape=(n_nodes + 1,), where each node's begin
    first : number of the first node; the others follow
    """

    cells: np.ndarray | _Points
    bounds: np.ndarray
    first: int

    @property
    def n_nodes(self) -> int:
        return len(self.bounds) - 1

    def of_each_cell(self) -> np.ndarray:
        """Number of the node that each cell lies in."""
        return np.repeat(np.arange(self.first, self.first + self.n_nodes), np.diff(self.bounds))

    def blocks(self) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
        """Of some nodes at a time the first's number, their cells, and where each node's begin and the last's end."""
        for start in range(0, self.n_nodes, NODES_AT_ONCE):
            bounds = self.bounds[start : start + NODES_AT_ONCE + 1]
            yield self.first + start, self.cells[bounds[0] : bounds[-1]], bounds - bounds[0]

    def boxes(self) -> np.ndarray:
        """A cell for each node, for the level above."""
        found = np.empty(self.n_nodes, CELL)
        found["id"] = np.arange(self.first, self.first + self.n_nodes)
        for number, cells, bounds in self.blocks():
            part = slice(number - self.first, number - self.first + len(bounds) - 1)
            for name, reduced in BOX.items():
                found[name][part] = reduced.reduceat(cells[name].astype(np.float32), bounds[:-1])
        return found

    def stored(self, size: int, depth: int = 0) -> Iterator[tuple[int, bytes]]:
        """Numbers and bytes of the nodes as the module keeps them."""
        for first, cells, bounds in self.blocks():
            counts = np.diff(bounds)
            node = np.repeat(np.arange(counts.size), counts)
            held = np.zeros((counts.size, _capacity(size)), CELL)
            held[node, np.arange(len(cells)) - bounds[node]] = cells
            headers = np.zeros(counts.size, HEADER)
            headers["depth"], headers["count"] = depth, counts
            for number, (header, row) in enumerate(zip(headers, held), first):
                yield number, (header.tobytes() + row.tobytes()).ljust(size, b"\0")


def _write_tree(connection: sqlite3.Connection, index: str, ids: np.ndarray, xy: np.ndarray, report: Report) -> None:
    nodes, rows, parents = (quoted(f"{index}_{name}") for name in ("node", "rowid", "parent"))
    (size,) = connection.execute(f"SELECT length(data) FROM {nodes} WHERE nodeno = {ROOT}").fetchone()  # nosec B608
    n_leaves = -(-len(ids) // _capacity(size))
    order = _in_tiles(xy[:, 0], xy[:, 1], n_leaves)
    levels = _levels(_Points(ids, xy, order), n_leaves, _capacity(size))
    *lower, root = levels
    for level in lower:
        connection.executemany(f"INSERT INTO {nodes} (nodeno, data) VALUES (?, ?)", level.stored(size))  # nosec B608
    ((number, data),) = root.stored(size, len(lower))
    connection.execute(f"UPDATE {nodes} SET data = ? WHERE nodeno = ?", (data, number))  # nosec B608
    for level in levels[1:]:
        pairs = zip(level.cells[:]["id"].tolist(), level.of_each_cell().tolist())
        connection.executemany(f"INSERT INTO {parents} (nodeno, parentnode) VALUES (?, ?)", pairs)  # nosec B608
    leaf = np.empty(len(ids), dtype=np.int64)
    leaf[order] = levels[0].of_each_cell()
    for start in range(0, len(ids), ROWS_AT_ONCE):
        report.progress(start / len(ids))
        part = slice(start, start + ROWS_AT_ONCE)
        pairs = zip(ids[part].tolist(), leaf[part].tolist())
        connection.executemany(f"INSERT INTO {rows} (rowid, nodeno) VALUES (?, ?)", pairs)  # nosec B608


def _capacity(size: int) -> int:
    return (size - HEADER.itemsize) // CELL.itemsize


def _levels(points: _Points, n_leaves: int, capacity: int) -> list[_Level]:
    """From the leaves to the root, which is node 1; points : in the order of the leaves."""
    levels = [_level(points, len(points.order), n_leaves, ROOT + 1)]
    while levels[-1].first != ROOT:
        boxes = levels[-1].boxes()
        x, y = (boxes[f"{name}_min"].astype(float) + boxes[f"{name}_max"] for name in "xy")
        n_nodes = -(-len(boxes) // capacity)
        first = levels[-1].first + len(boxes)
        levels.append(_level(boxes[_in_tiles(x, y, n_nodes)], len(boxes), n_nodes, first))
    return levels


def _level(cells: np.ndarray | _Points, count: int, n_nodes: int, first: int) -> _Level:
    bounds = np.arange(n_nodes + 1) * count // n_nodes  # as evenly filled as can be
    return _Level(cells, bounds, ROOT if n_nodes == 1 else first)


def _in_tiles(x: np.ndarray, y: np.ndarray, n_nodes: int) -> np.ndarray:
    """An order in which neighbours come together: strips from west to east, each from south to north."""
    n_strips = int(np.ceil(np.sqrt(n_nodes)))
    order = np.argsort(x, kind="stable")
    ends = np.arange(n_strips + 1) * x.size // n_strips
    for start, stop in zip(ends[:-1], ends[1:]):
        strip = order[start:stop]
        order[start:stop] = strip[np.argsort(y[strip], kind="stable")]
    return order
