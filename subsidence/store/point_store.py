"""A store for what no layer should carry: a folder of GeoParquet files, one for each tile, and a JSON file about them.

Every file is GeoParquet 1.0 (WKB points), which GDAL, GeoPandas and DuckDB read as it is; the series are float32
columns ``DYYYYMMDD`` in mm. Rows are counted through all files: the series of a few points are a few row groups.
The JSON file is written last: a folder without it is half-written and is refused.
"""

from __future__ import annotations

import json
import os
import struct
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ..blocks import map_rows, others_see, others_see_files
from ..errors import SubsidenceError
from ..packages import require
from ..products.points import PointProduct
from ..progress import SILENT, Report
from ..raster.gdal_files import asked, quiet_gdal
from ..series import epoch_field
from ..spatial.tiles import tiles
from ..tabular.shared_rows import Mark, shared, some_rows
from ..wording import message
from .store_folder import ABOUT, POINTS, changed, lacking, new_store, not_whole, read_about, unreadable

__all__ = ["ABOUT", "Part", "PointStore", "open_store", "rows_in_order", "tiles", "write_store"]
ID, GEOMETRY, RATE = "point_id", "geometry", "velocity"
OWN_NAMES = (ID, GEOMETRY, RATE, "xy", "displacement_mm")
ROWS_PER_FILE = 100_000
SEEN = "seen"  # a file by which workers know that they see the folder
ROWS_PER_GROUP = 4_096
BYTES_PER_VALUE = 4
SAME_PLACE = 1e-9  # of a coordinate, by which places may be off
POINT_WKB = np.dtype([("order", "u1"), ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])


@dataclass(frozen=True)
class Part:
    """One file: its name, its rows, and x_min, y_min, x_max, y_max of its points."""

    name: str
    rows: int
    extent: tuple[float, float, float, float]


@dataclass(frozen=True)
class PointStore:
    """An open store; nothing of it is in memory.

    dates : shape=(n_epochs,); columns : names beside id, place and series; about : what the JSON file says
    """

    folder: Path
    parts: tuple[Part, ...]
    dates: np.ndarray
    columns: tuple[str, ...]
    crs: str
    about: Mapping[str, Any]

    @property
    def n_points(self) -> int:
        return sum(part.rows for part in self.parts)

    @property
    def epoch_fields(self) -> list[str]:
        return [epoch_field(day) for day in self.dates]

    def read(self, names: Sequence[str], part: Part | None = None) -> dict[str, np.ndarray]:
        """Columns of one file or of all, by name; ``xy`` (n, 2) is the place."""
        parts = self.parts if part is None else (part,)
        pieces = [self._columns(one, self._table(one, names), names) for one in parts]
        return {name: np.concatenate([piece[name] for piece in pieces]) for name in names}

    def blocks(self, names: Sequence[str] = ()) -> Iterator[tuple[slice, dict[str, np.ndarray]]]:
        """File by file the rows, counted through all, with the columns asked for and ``displacement_mm``, float32."""
        start = 0
        for part in self.parts:
            yield slice(start, start + part.rows), self.block(part, names)
            start += part.rows

    def block(self, part: Part, names: Sequence[str] = ()) -> dict[str, np.ndarray]:
        """One file: the columns asked for and ``displacement_mm``, float32."""
        table = self._table(part, [*names, *self.epoch_fields])
        return {**self._columns(part, table, names), "displacement_mm": self._matrix(part, table)}

    def series_of(self, rows: Sequence[int] | np.ndarray) -> np.ndarray:
        """Displacements of a few points, counted through all files, in mm; shape=(len(rows), n_epochs), float32."""
        return self.points(rows)["displacement_mm"]

    def points(self, rows: Sequence[int] | np.ndarray, names: Sequence[str] = ()) -> dict[str, np.ndarray]:
        """The columns asked for and ``displacement_mm`` of a few points; see ``series_of``."""
        parquet = require("pyarrow.parquet")
        wanted = np.asarray(rows, dtype=int)
        if wanted.size and (wanted.min() < 0 or wanted.max() >= self.n_points):
            raise SubsidenceError(
                message(
                    "The store {path} has {count} points; there is no such row.", path=self.folder, count=self.n_points
                )
            )
        stored = [GEOMETRY if name == "xy" else name for name in names]
        displacement = np.empty((wanted.size, self.dates.size), np.float32)
        pieces: dict[str, list[np.ndarray]] = {name: [] for name in names}
        places = [np.zeros(0, dtype=int)]
        starts = np.cumsum([0, *(part.rows for part in self.parts)])
        of_part = np.searchsorted(starts, wanted, side="right") - 1
        for number in np.unique(of_part):
            part = self.parts[number]
            with _naming(self.folder, part.name), parquet.ParquetFile(self.folder / part.name) as file:
                self._check(part, file, [*stored, *self.epoch_fields])
                groups = _starts_of_groups(file)
                group = np.searchsorted(groups, wanted - starts[number], side="right") - 1
                for one in np.unique(group[of_part == number]):
                    here = np.flatnonzero((of_part == number) & (group == one))
                    inside = wanted[here] - starts[number] - groups[one]
                    table = file.read_row_group(int(one), columns=[*stored, *self.epoch_fields]).take(inside)
                    displacement[here] = self._matrix(part, table)
                    places.append(here)
                    for name, values in self._columns(part, table, names).items():
                        pieces[name].append(values)
        back = np.argsort(np.concatenate(places), kind="stable")
        found = {name: np.concatenate(values)[back] if values else np.zeros(0) for name, values in pieces.items()}
        return {**found, "displacement_mm": displacement}

    def product(self) -> PointProduct:
        """All of it as one product, for what fits into memory."""
        from .selection import product_of

        return product_of(self, np.arange(self.n_points))

    def _table(self, part: Part, names: Sequence[str]) -> Any:
        parquet = require("pyarrow.parquet")
        stored = [GEOMETRY if name == "xy" else name for name in names]
        with _naming(self.folder, part.name), parquet.ParquetFile(self.folder / part.name) as file:
            self._check(part, file, stored)
            return file.read(columns=stored)

    def _check(self, part: Part, file: Any, wanted: Sequence[str]) -> None:
        """Refuse a file with other rows or columns than were written."""
        held = Counter(file.schema_arrow.names)
        if file.metadata.num_rows != part.rows or any(held[name] != 1 for name in wanted):
            raise changed(self.folder / part.name)

    def _columns(self, part: Part, table: Any, names: Sequence[str]) -> dict[str, np.ndarray]:
        found = {}
        for name in names:
            if name == "xy":
                xy = _places(table.column(GEOMETRY).to_pylist())
                if xy is None or not _lies_in(xy, part.extent):
                    raise changed(self.folder / part.name)
                found[name] = xy
            else:
                found[name] = _values(table.column(name), name == ID)
        return found

    def _matrix(self, part: Part, table: Any) -> np.ndarray:
        values = np.empty((table.num_rows, self.dates.size), np.float32)
        for at, name in enumerate(self.epoch_fields):
            column = table.column(name)
            if not _is_number(column.type):
                raise changed(self.folder / part.name)
            values[:, at] = column.to_numpy()
        return values


def open_store(folder: str | os.PathLike) -> PointStore:
    """Open a store; raises ``SubsidenceError`` where it is half-written, newer than this plugin, or misses files."""
    require("pyarrow")
    place = Path(folder)
    about = read_about(place, POINTS)
    try:
        parts = tuple(Part(str(p["name"]), int(p["rows"]), tuple(map(float, p["extent"]))) for p in about["parts"])  # type: ignore[arg-type]
        dates = np.array(about["dates"], dtype="datetime64[D]")
        columns = tuple(map(str, about["columns"]))
        crs = str(about["crs"])
        names = [part.name for part in parts]
        whole = len(set(names)) == len(names) and all(part.rows >= 0 and len(part.extent) == 4 for part in parts)
        if not whole or isinstance(about["columns"], str) or len(set(columns)) < len(columns) or np.isnat(dates).any():
            raise ValueError(ABOUT)
        if (np.diff(dates) <= np.timedelta64(0, "D")).any():
            raise ValueError(ABOUT)
    except (ValueError, KeyError, TypeError) as error:
        raise not_whole(place) from error
    absent = [part.name for part in parts if Path(part.name).name != part.name or not (place / part.name).is_file()]
    if absent:
        raise lacking(place, len(absent), len(parts), absent[0])
    return PointStore(place, parts, dates, columns, crs, about)


def write_store(
    folder: str | os.PathLike,
    product: PointProduct,
    *,
    provenance: str = "",
    rows_per_file: int = ROWS_PER_FILE,
    report: Report = SILENT,
) -> PointStore:
    """Write a product as a new store, whole or not at all; a store that is there already is replaced at the end."""
    require("pyarrow.parquet")
    place = Path(folder)
    if not product.n_points:
        raise SubsidenceError(message("There is no point to be put into the store {path}.", path=place))
    needed = product.n_points * (product.series.n_epochs + 12 + 2 * len(product.columns)) * BYTES_PER_VALUE
    with new_store(place, needed) as (scratch, about):
        fields = [epoch_field(day) for day in product.series.dates]
        names = _free_names(product, fields, report)
        parts = _write_tiles(scratch, product, tiles(product.series.xy, rows_per_file), names, report)
        about |= {
            "crs": product.crs,
            "geometry": product.geometry,
            "reference": product.reference,
            "source": product.source,
            "provenance": provenance,
            "dates": [str(day) for day in product.series.dates],
            "columns": list(names.values()),
            "parts": parts,
        }
    return open_store(place)


def _write_tiles(
    scratch: Path, product: PointProduct, of_tiles: list[np.ndarray], names: Mapping[str, str], report: Report
) -> list[dict[str, Any]]:
    """Write a file for each tile; returns what the JSON file says of them.

    Workers that see the folder and where the series come from read their tiles there and write them here.
    """
    series = product.series
    each = [series.xy, product.point_id, product.velocity_mm_per_yr, series.displacement_mm, *product.columns.values()]
    write = partial(
        _write_tile, folder=str(scratch), geo=json.dumps(_geo(product)), columns=list(names.values()),
        fields=[epoch_field(day) for day in series.dates],
        kinds=[_kind(values) for values in (product.point_id, *product.columns.values())],
    )  # fmt: skip
    arrays: list[Any] = [np.arange(len(of_tiles)), *(_ByTile(values, of_tiles) for values in each)]
    seen = scratch / SEEN
    seen.write_text(scratch.name, encoding="utf-8")
    try:
        travel = others_see(series.displacement_mm) and others_see_files([seen])
        extents = map_rows(write, arrays, 1, together=1, travel=travel, report=report, workers=1)
    finally:
        seen.unlink()
    return [
        {"name": _part_name(number), "rows": len(rows), "extent": extent[0].tolist()}
        for number, (rows, extent) in enumerate(zip(of_tiles, extents))
    ]


@dataclass(frozen=True)
class _ByTile:
    """Rows of an array, or of what others read for themselves, by tiles; a slice of one tile has shape=(1, n, …)."""

    values: Any
    of_tiles: list[np.ndarray]

    def __len__(self) -> int:
        return len(self.of_tiles)

    def __getitem__(self, which: slice) -> np.ndarray:
        (rows,) = self.of_tiles[which]
        return (self.values[rows] if isinstance(self.values, np.ndarray) else some_rows(self.values, rows))[None]

    def shared(self) -> _ByTile | None:
        """Where the rows lie, if others may see that."""
        rows = shared(self.values)
        return None if rows is None else _ByTile(rows, self.of_tiles)

    def cut(self, which: slice) -> _ByTile:
        """Only these tiles."""
        return _ByTile(self.values, self.of_tiles[which])

    def marks(self) -> Sequence[Mark]:
        """Of the files of the rows."""
        return self.values.marks()


def _write_tile(
    number: np.ndarray,
    xy: np.ndarray,
    point_id: np.ndarray,
    rate: np.ndarray,
    displacement: np.ndarray,
    *further: np.ndarray,
    folder: str,
    geo: str,
    columns: Sequence[str],
    fields: Sequence[str],
    kinds: Sequence[Any],
) -> np.ndarray:
    """Write one tile; returns its extent, shape=(1, 4). Every array has shape=(1, …).

    kinds : of the numbers or texts of point_id and of further, as of ``_kind``
    """
    arrow, parquet = require("pyarrow"), require("pyarrow.parquet")
    held: dict[str, Any] = {
        ID: _of_kind(point_id[0], kinds[0]),
        GEOMETRY: _wkb(arrow, xy[0]),
        RATE: arrow.array(rate[0].astype(np.float32), from_pandas=True),
        **{name: _of_kind(own[0], kind) for name, own, kind in zip(columns, further, kinds[1:])},
    }
    for at, name in enumerate(fields):
        values = np.ascontiguousarray(displacement[0, :, at], dtype=np.float32)
        held[name] = arrow.array(values, from_pandas=True)
    table = arrow.table(held).replace_schema_metadata({"geo": geo})
    path = Path(folder) / _part_name(int(number[0]))
    parquet.write_table(table, path, row_group_size=ROWS_PER_GROUP, compression="zstd")
    return np.concatenate([xy[0].min(axis=0), xy[0].max(axis=0)])[None]


def _kind(values: np.ndarray) -> Any:
    """Arrow's type of a column of objects, the same in all tiles whatever each of them holds; None for numbers."""
    if values.dtype.kind != "O":
        return None
    arrow = require("pyarrow")
    try:
        found = arrow.array(values, from_pandas=True).type
    except (arrow.ArrowInvalid, arrow.ArrowTypeError, OverflowError):
        return arrow.string()  # numbers and texts among each other
    return arrow.string() if arrow.types.is_null(found) else found


def _of_kind(values: np.ndarray, kind: Any) -> Any:
    """A column for Arrow, of a type of ``_kind``."""
    arrow = require("pyarrow")
    if kind is None:
        return arrow.array(values, from_pandas=True)
    try:
        return arrow.array(values, kind, from_pandas=True)
    except (arrow.ArrowInvalid, arrow.ArrowTypeError):
        known = (None if value is None or value != value else str(value) for value in values.tolist())
        return arrow.array(list(known), kind)


def _part_name(number: int) -> str:
    return f"part-{number:05d}.parquet"


def _free_names(product: PointProduct, fields: list[str], report: Report) -> dict[str, str]:
    """What the product's further columns are called in the store: another name where the store has one like it."""
    taken = {name.lower() for name in (*OWN_NAMES, *fields)}
    free = {}
    for name in product.columns:
        called = name
        while called.lower() in taken or (called != name and called in product.columns):
            called += "_1"
        if called != name:
            report.warn(message("The column {name} is called {other} in the store.", name=name, other=called))
        free[name] = called
    return free


def rows_in_order(xy: np.ndarray) -> np.ndarray:
    """The rows of a product in the order in which a store counts them; shape=(n_points,)."""
    found = tiles(xy, ROWS_PER_FILE)
    return np.concatenate(found) if found else np.zeros(0, dtype=int)


def _wkb(arrow: Any, xy: np.ndarray) -> Any:
    points = np.zeros(len(xy), dtype=POINT_WKB)
    points["order"], points["type"] = 1, 1
    points["x"], points["y"] = xy.T
    offsets = np.arange(len(xy) + 1, dtype=np.int32) * POINT_WKB.itemsize
    return arrow.Array.from_buffers(
        arrow.binary(), len(xy), [None, arrow.py_buffer(offsets.tobytes()), arrow.py_buffer(points.tobytes())]
    )


def _geo(product: PointProduct) -> dict[str, Any]:
    """The "geo" metadata of GeoParquet 1.0; without GDAL to describe it, a CRS other than WGS 84 is left unknown."""
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"], "crs": None}
    try:
        from osgeo import osr
    except ImportError:
        if product.crs == "EPSG:4326":
            del column["crs"]  # then it is WGS 84, by the standard
    else:
        system = osr.SpatialReference()
        with quiet_gdal():
            known = product.crs and asked(system.SetFromUserInput, product.crs) == 0
        if known and hasattr(system, "ExportToPROJJSON"):
            column["crs"] = json.loads(system.ExportToPROJJSON())
    return {"version": "1.0.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


def _starts_of_groups(file: Any) -> np.ndarray:
    """The first row of each row group, and the number of rows; others write groups of other sizes."""
    metadata = file.metadata
    return np.cumsum([0, *(metadata.row_group(number).num_rows for number in range(metadata.num_row_groups))])


def _places(blobs: list) -> np.ndarray | None:
    """Coordinates of WKB points, shape=(n, 2), as this plugin writes them or another; None where one is no point."""
    if not blobs:
        return np.zeros((0, 2))
    if not all(isinstance(blob, bytes) for blob in blobs):
        return None
    if all(len(blob) == POINT_WKB.itemsize for blob in blobs):
        points = np.frombuffer(b"".join(blobs), dtype=POINT_WKB)
        if (points["order"] == 1).all() and (points["type"] == 1).all():
            return np.column_stack([points["x"], points["y"]])
    try:
        return np.array([_place(blob) for blob in blobs])
    except (struct.error, IndexError, KeyError):
        return None


def _place(blob: bytes) -> tuple[float, float]:
    """x and y of one point, of either byte order, with or without height, measure or number of a coordinate system.

    Source: OGC 06-103r4, 8.2; flags in the highest bits as PostGIS and older GDAL write them.
    """
    order = {0: ">", 1: "<"}[blob[0]]
    (kind,) = struct.unpack_from(f"{order}I", blob, 1)
    if (kind & 0x0FFFFFFF) % 1000 != 1:
        raise KeyError(kind)
    return struct.unpack_from(f"{order}dd", blob, 9 if kind & 0x20000000 else 5)


def _lies_in(xy: np.ndarray, extent: tuple[float, float, float, float]) -> bool:
    """Whether all places are known and lie where the store says that the file's do."""
    low, high = np.array(extent[:2]), np.array(extent[2:])
    some = SAME_PLACE * np.maximum(np.abs(low), np.abs(high))
    return bool(((xy >= low - some) & (xy <= high + some)).all())


def _is_number(kind: Any) -> bool:
    types = require("pyarrow").types
    return bool(types.is_floating(kind) or types.is_integer(kind) or types.is_decimal(kind) or types.is_null(kind))


def _values(column: Any, name: bool) -> np.ndarray:
    """A column; whole numbers with gaps, which become floats, are texts where they are names of points."""
    if name and column.null_count and require("pyarrow").types.is_integer(column.type):
        return np.array([*(None if one is None else str(one) for one in column.to_pylist()), None], dtype=object)[:-1]
    return np.asarray(column.to_numpy())


class _naming:
    """Turns what Arrow says of a damaged file into a sentence that names it."""

    def __init__(self, folder: Path, name: str):
        self._path = folder / name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if error is not None and (isinstance(error, (OSError, KeyError)) or kind.__module__.startswith("pyarrow")):
            raise unreadable(self._path, error) from error
