"""A store for what no layer should carry: a folder of GeoParquet files, one for each tile, and a JSON file about them.

Every file is GeoParquet 1.0 (WKB points), which GDAL, GeoPandas and DuckDB read as it is; the series are float32
columns ``DYYYYMMDD`` in mm. Rows are counted through all files: the series of a few points are a few row groups.
The JSON file is written last: a folder without it is half-written and is refused.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..packages import require
from ..products.points import PointProduct
from ..progress import SILENT, Report
from ..series import epoch_field
from ..spatial.tiles import tiles
from ..wording import message
from .store_folder import ABOUT, POINTS, lacking, new_store, not_whole, read_about, unreadable

__all__ = ["ABOUT", "Part", "PointStore", "open_store", "rows_in_order", "tiles", "write_store"]
ID, GEOMETRY, RATE = "point_id", "geometry", "velocity"
ROWS_PER_FILE = 100_000
ROWS_PER_GROUP = 4_096
BYTES_PER_VALUE = 4
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
        pieces = [_columns(self._table(one, names), names) for one in parts]
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
        return {**_columns(table, names), "displacement_mm": _matrix(table, self.epoch_fields)}

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
            with _naming(self.folder, self.parts[number].name):
                file = parquet.ParquetFile(self.folder / self.parts[number].name)
                group = (wanted - starts[number]) // ROWS_PER_GROUP
                for one in np.unique(group[of_part == number]):
                    here = np.flatnonzero((of_part == number) & (group == one))
                    inside = wanted[here] - starts[number] - one * ROWS_PER_GROUP
                    table = file.read_row_group(int(one), columns=[*stored, *self.epoch_fields]).take(inside)
                    displacement[here] = _matrix(table, self.epoch_fields)
                    places.append(here)
                    for name, values in _columns(table, names).items():
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
        with _naming(self.folder, part.name):
            return parquet.read_table(self.folder / part.name, columns=stored, partitioning=None)


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
    arrow, parquet = require("pyarrow"), require("pyarrow.parquet")
    place = Path(folder)
    needed = product.n_points * (product.series.n_epochs + 12 + 2 * len(product.columns)) * BYTES_PER_VALUE
    with new_store(place, needed) as (scratch, about):
        parts = []
        fields = [epoch_field(day) for day in product.series.dates]
        geo = json.dumps(_geo(product))
        for number, rows in enumerate(report.each(tiles(product.series.xy, rows_per_file))):
            xy = product.series.xy[rows]
            columns: dict[str, Any] = {
                ID: arrow.array(product.point_id[rows]),
                GEOMETRY: _wkb(arrow, xy),
                RATE: arrow.array(product.velocity_mm_per_yr[rows].astype(np.float32), from_pandas=True),
                **{name: arrow.array(values[rows], from_pandas=True) for name, values in product.columns.items()},
            }
            for at, name in enumerate(fields):
                values = np.ascontiguousarray(product.series.displacement_mm[rows, at], dtype=np.float32)
                columns[name] = arrow.array(values, from_pandas=True)
            table = arrow.table(columns).replace_schema_metadata({"geo": geo})
            name = f"part-{number:05d}.parquet"
            parquet.write_table(table, scratch / name, row_group_size=ROWS_PER_GROUP, compression="zstd")
            extent = [*xy.min(axis=0).tolist(), *xy.max(axis=0).tolist()]
            parts.append({"name": name, "rows": len(rows), "extent": extent})
        about |= {
            "crs": product.crs,
            "geometry": product.geometry,
            "reference": product.reference,
            "source": product.source,
            "provenance": provenance,
            "dates": [str(day) for day in product.series.dates],
            "columns": list(product.columns),
            "parts": parts,
        }
    return open_store(place)


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
        if system.SetFromUserInput(product.crs) == 0 and hasattr(system, "ExportToPROJJSON"):
            column["crs"] = json.loads(system.ExportToPROJJSON())
    return {"version": "1.0.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


def _columns(table: Any, names: Sequence[str]) -> dict[str, np.ndarray]:
    found = {}
    for name in names:
        if name == "xy":
            joined = b"".join(table.column(GEOMETRY).to_pylist())
            points = np.frombuffer(joined, dtype=POINT_WKB)
            found[name] = np.column_stack([points["x"], points["y"]])
        else:
            found[name] = table.column(name).to_numpy()
    return found


def _matrix(table: Any, names: Sequence[str]) -> np.ndarray:
    values = np.empty((table.num_rows, len(names)), np.float32)
    for at, name in enumerate(names):
        values[:, at] = table.column(name).to_numpy()
    return values


class _naming:
    """Turns what Arrow says of a damaged file into a sentence that names it."""

    def __init__(self, folder: Path, name: str):
        self._path = folder / name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if error is not None and (isinstance(error, (OSError, KeyError)) or kind.__module__.startswith("pyarrow")):
            raise unreadable(self._path, error) from error
