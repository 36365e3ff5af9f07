"""A store for rasters: a folder with a Zarr group of displacements (time, y, x) and a JSON file about them.

The group is Zarr of format 2 with CF's names of axes, times and coordinate system, which GDAL, xarray and zarr read as
it is. Displacements are float32 in mm in chunks of ``CHUNK`` epochs, rows and columns, NaN where missing, and every
chunk is written: one that is missing was lost, and is not taken for missing values.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, product
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..packages import require
from ..progress import SILENT, Report
from ..raster.cube import DisplacementCube, Extent, Grid
from ..wording import message
from .store_folder import (
    CUBE,
    CUBE_NAMES,
    MASK,
    NUMBER,
    PLACE,
    RASTERS,
    RATE,
    SERIES,
    UNIT,
    changed,
    lacking,
    new_store,
    not_whole,
    read_about,
    unreadable,
)

CHUNK = (32, 128, 256)  # 4 MB: the series of a pixel are a few chunks, and so is a date's window
DAYS_SINCE = "days since 1970-01-01"
FIRST_DAY = np.datetime64("1970-01-01")
DAMAGE = (OSError, KeyError, ValueError, RuntimeError, TypeError)  # what decoders say of it
SAME_PIXEL = 0.01  # of a pixel, by which axes may be off


@dataclass(frozen=True)
class RasterStore:
    """An open store; nothing of it is in memory.

    dates : shape=(n_epochs,); layers : names of the further rasters; about : what the JSON file says
    """

    folder: Path
    grid: Grid
    dates: np.ndarray
    layers: tuple[str, ...]
    about: Mapping[str, Any]

    def cube(self, extent: Extent | None = None) -> DisplacementCube:
        """The pixels whose centres lie inside ``extent``, or all of them; only their chunks are read."""
        whole = (slice(0, self.grid.n_rows), slice(0, self.grid.n_columns))
        return self._window(*(self.grid.window(extent) if extent else whole))

    def blocks(self, n_rows: int = CHUNK[1]) -> Iterator[tuple[slice, DisplacementCube]]:
        """Rows from the north to the south, ``n_rows`` at a time, with what is known of their pixels."""
        for start in range(0, self.grid.n_rows, n_rows):
            rows = slice(start, min(start + n_rows, self.grid.n_rows))
            yield rows, self._window(rows, slice(0, self.grid.n_columns))

    def displacements(self, rows: slice) -> np.ndarray:
        """Some rows of pixels at all dates, mm; shape=(n_epochs, n_rows, n_columns), float32."""
        return self._read(SERIES, slice(None), rows, slice(0, self.grid.n_columns))

    def _window(self, rows: slice, columns: slice) -> DisplacementCube:
        return DisplacementCube(
            dates=self.dates,
            displacement_mm=self._read(SERIES, slice(None), rows, columns),
            velocity_mm_per_yr=self._read(RATE, rows, columns),
            grid=self.grid.crop(rows, columns),
            mask=self._read(MASK, rows, columns).astype(bool) if self.about["masked"] else None,
            layers={name: self._read(name, rows, columns) for name in self.layers},
            pixel_number=self._read(NUMBER, rows, columns),
            geometry=str(self.about["geometry"]),
            reference=str(self.about["reference"]),
            source=str(self.about["source"]),
            mask_source=str(self.about["mask_source"]),
        )

    def _read(self, name: str, *window: slice) -> np.ndarray:
        place = self.folder / CUBE
        try:
            return np.asarray(_opened(place)[name][window])
        except DAMAGE as error:
            raise unreadable(place / name, error) from error


def _opened(place: Path) -> Any:
    """The group as its own files say, not as a summary of them that may be older."""
    zarr = require("zarr")
    newer = int(zarr.__version__.split(".")[0]) >= 3  # there the summary goes first unless told otherwise
    return zarr.open_group(str(place), mode="r", **({"use_consolidated": False} if newer else {}))


def is_raster_store(path: str | os.PathLike) -> bool:
    """Whether a path is a store of rasters, as far as its names tell."""
    return (Path(path) / CUBE).is_dir()


def open_raster_store(folder: str | os.PathLike) -> RasterStore:
    """Open a store; raises ``SubsidenceError`` where it is half-written, newer than this plugin, or misses chunks."""
    require("zarr")
    place = Path(folder)
    about = read_about(place, RASTERS)
    try:
        a, b, c, d, e, f = map(float, about["geotransform"])
        grid = Grid((a, b, c, d, e, f), int(about["rows"]), int(about["columns"]), str(about["crs"]))
        dates = np.array(about["dates"], dtype="datetime64[D]")
        layers = tuple(map(str, about["layers"]))
        about["geometry"], about["reference"], about["source"], about["mask_source"]
        names = [SERIES, RATE, NUMBER, *([MASK] if about["masked"] else []), *layers]
    except (ValueError, KeyError, TypeError) as error:
        raise not_whole(place) from error
    wanted = [chunk for name in names for chunk in _chunks(name, (dates.size, *grid.shape))]
    folders = [place / CUBE / name for name in names]
    held = {f"{one.name}/{file.name}" for one in folders if one.is_dir() for file in one.iterdir()}
    absent = [chunk for chunk in wanted if chunk not in held]
    if absent:
        raise lacking(place, len(absent), len(wanted), f"{CUBE}/{absent[0]}")
    _check_cube(place / CUBE, grid, dates, names)
    return RasterStore(place, grid, dates, layers, about)


def _check_cube(place: Path, grid: Grid, dates: np.ndarray, names: list[str]) -> None:
    """Refuse arrays that another program has cut, turned or scaled since the store was written."""
    try:
        group = _opened(place)
        shapes = {name: group[name].shape for name in names}
        told = dict(group[SERIES].attrs)
        time, y, x = (np.asarray(group[axis][...]) for axis in ("time", "y", "x"))
        days = dict(group["time"].attrs).get("units")
    except DAMAGE as error:
        raise unreadable(place, error) from error
    due = {name: (dates.size, *grid.shape) if name == SERIES else grid.shape for name in names}
    x0, dx, _, y0, _, dy = grid.geotransform
    axes = ((y, y0, dy, grid.n_rows), (x, x0, dx, grid.n_columns))
    same = shapes == due and time.shape == dates.shape and days == DAYS_SINCE
    same = same and bool((FIRST_DAY + time.astype(np.int64) == dates).all())
    for axis, start, step, count in axes:
        there = start + (np.arange(count) + 0.5) * step
        same = same and axis.shape == there.shape and bool((np.abs(axis - there) <= SAME_PIXEL * abs(step)).all())
    if not same or told.get("units") != UNIT or {"scale_factor", "add_offset"} & set(told):
        raise changed(place)


def write_raster_store(
    folder: str | os.PathLike,
    blocks: Iterable[DisplacementCube],
    grid: Grid,
    *,
    provenance: str = "",
    report: Report = SILENT,
) -> RasterStore:
    """Write cubes as a new store, whole or not at all; a store that is there already is replaced at the end.

    Parameters
    ----------
    folder : path
        The store's folder.
    blocks : iterable of DisplacementCube
        All rows of ``grid`` from the north to the south, in blocks with the same dates and layers; only one of them
        is in memory at a time. Blocks of a multiple of ``CHUNK[1]`` rows are written fastest.
    grid : Grid
        The pixels of all blocks together.
    provenance : str
        How it was made.
    report : Report
        Told the progress.

    Returns
    -------
    RasterStore
        The store, open.

    Raises
    ------
    SubsidenceError
        Where there is no room, the folder holds something else, or a layer has a name that the store itself uses.
    """
    require("zarr")
    place = Path(folder)
    coming = iter(blocks)
    first = next(coming)
    pixels = grid.n_rows * grid.n_columns
    with new_store(place, 4.0 * pixels * (first.dates.size + len(first.layers) + 4)) as (scratch, about):
        arrays = _arrays(scratch / CUBE, first, grid)
        start = 0
        for block in chain([first], coming):
            _write(arrays, block, slice(start, start + block.grid.n_rows), first)
            start += block.grid.n_rows
            report.progress(start / grid.n_rows)
        if start != grid.n_rows:
            raise ValueError(f"{start} of {grid.n_rows} rows were given")
        require("zarr").consolidate_metadata(str(scratch / CUBE))
        about |= {
            "kind": RASTERS,
            "crs": grid.crs,
            "geotransform": list(grid.geotransform),
            "rows": grid.n_rows,
            "columns": grid.n_columns,
            "geometry": first.geometry,
            "reference": first.reference,
            "source": first.source,
            "masked": first.mask is not None,
            "mask_source": first.mask_source,
            "provenance": provenance,
            "dates": [str(day) for day in first.dates],
            "layers": list(first.layers),
        }
    return open_raster_store(place)


def _write(arrays: Mapping[str, Any], block: DisplacementCube, rows: slice, first: DisplacementCube) -> None:
    if list(block.layers) != list(first.layers) or not np.array_equal(block.dates, first.dates):
        raise ValueError("the blocks have other dates or layers than the first")
    arrays[SERIES][:, rows] = block.displacement_mm.astype(np.float32, copy=False)
    arrays[RATE][rows] = block.velocity_mm_per_yr.astype(np.float32)
    arrays[NUMBER][rows] = block.pixel_number.astype(np.int64)
    if block.mask is not None:
        arrays[MASK][rows] = block.mask.astype(np.uint8)
    for name, values in block.layers.items():
        arrays[name][rows] = np.asarray(values).astype(np.float32)


def _arrays(place: Path, like: DisplacementCube, grid: Grid) -> dict[str, Any]:
    """The group with its axes, and empty arrays for everything else, by name."""
    taken = [name for name in like.layers if name in CUBE_NAMES]
    if taken:
        raise SubsidenceError(message("A raster named {name} cannot be in a store; rename it.", name=taken[0]))
    group = _Group(place, {"Conventions": "CF-1.8", "source": like.source, "geometry": like.geometry})
    x0, dx, _, y0, _, dy = grid.geotransform
    axes = {
        "time": ((like.dates - FIRST_DAY).astype(np.int64), {"units": DAYS_SINCE, "calendar": "standard"}),
        "y": (y0 + (np.arange(grid.n_rows) + 0.5) * dy, {"axis": "Y"}),
        "x": (x0 + (np.arange(grid.n_columns) + 0.5) * dx, {"axis": "X"}),
        PLACE: (np.array(0), _crs(grid)),
    }
    for name, (values, told) in axes.items():
        dimensions = [] if name == PLACE else [name]
        group.array(name, values.shape, values.dtype, dimensions, told)[...] = values
    here = _crs_of_gdal(grid)
    arrays = {
        SERIES: group.array(
            SERIES, (like.dates.size, *grid.shape), np.float32, ["time", "y", "x"], {"units": UNIT, **here}
        ),
        RATE: group.array(RATE, grid.shape, np.float32, ["y", "x"], {"units": "mm/yr", **here}),
        NUMBER: group.array(NUMBER, grid.shape, np.int64, ["y", "x"], here),
    }
    if like.mask is not None:
        arrays[MASK] = group.array(MASK, grid.shape, np.uint8, ["y", "x"], here)
    for name in like.layers:
        arrays[name] = group.array(name, grid.shape, np.float32, ["y", "x"], here)
    return arrays


class _Group:
    """A new group of format 2, by zarr-python 2 or 3."""

    def __init__(self, place: Path, attributes: Mapping[str, Any]):
        self._zarr = require("zarr")
        self._new = int(self._zarr.__version__.split(".")[0]) >= 3
        format_2 = {"zarr_format": 2} if self._new else {}
        self._group = self._zarr.open_group(str(place), mode="w", **format_2)
        self._group.attrs.update(attributes)

    def array(
        self, name: str, shape: tuple[int, ...], kind: Any, dimensions: list[str], attributes: Mapping[str, Any]
    ) -> Any:
        """An array whose chunks are all written, even those without any value."""
        codec = require("numcodecs").Blosc(cname="zstd", clevel=3, shuffle=1)
        limits = CHUNK[-len(shape) :] if len(shape) > 1 else shape  # an axis is one chunk
        chunks = tuple(max(min(pair), 1) for pair in zip(shape, limits))
        fill = np.nan if np.dtype(kind).kind == "f" else None
        given = {"shape": shape, "chunks": chunks, "dtype": np.dtype(kind), "fill_value": fill}
        if self._new:
            made = self._group.create_array(name, compressors=codec, config={"write_empty_chunks": True}, **given)
        else:
            made = self._group.create_dataset(name, compressor=codec, write_empty_chunks=True, **given)
        made.attrs.update({"_ARRAY_DIMENSIONS": dimensions, **attributes})
        return made


def _crs(grid: Grid) -> dict[str, Any]:
    """CF's description of the coordinate system, as far as GDAL is there to write it."""
    told: dict[str, Any] = {"GeoTransform": " ".join(map(repr, grid.geotransform))}
    try:
        from osgeo import osr
    except ImportError:
        return told
    system = osr.SpatialReference()
    return {**told, "crs_wkt": system.ExportToWkt()} if system.SetFromUserInput(grid.crs) == 0 else told


def _crs_of_gdal(grid: Grid) -> dict[str, Any]:
    """The coordinate system as GDAL's Zarr driver looks for it, and the name of CF's."""
    authority, _, code = grid.crs.partition(":")
    plain = authority.isalpha() and code.isdigit()
    told = {"url": f"http://www.opengis.net/def/crs/{authority}/0/{code}"} if plain else {"wkt": grid.crs}
    return {"grid_mapping": PLACE, **({"_CRS": told} if grid.crs else {})}


def _chunks(name: str, shape: tuple[int, int, int]) -> Iterator[str]:
    """The files of an array's chunks, with the array's folder."""
    sizes, chunks = (shape, CHUNK) if name == SERIES else (shape[1:], CHUNK[1:])
    for at in product(*(range(-(-size // chunk)) for size, chunk in zip(sizes, chunks))):
        yield f"{name}/{'.'.join(map(str, at))}"
