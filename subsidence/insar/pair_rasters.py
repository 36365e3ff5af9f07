"""Rasters of interferograms from other processors, read as if they were LiCSAR's.

A ``PairRaster`` gives what ``RasterFile`` gives, so that the stack can read either: values of a window of the common
grid, in radians that grow with the distance to the satellite, 0 where nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..raster.cube import Grid
from ..raster.grid_source import GridSource
from ..wording import message

ALIGNED = 0.02  # of a pixel: grids whose corners differ by whole pixels up to this share one lattice
REFERENCE_PIXEL = 1e-6  # rad: a phase of exactly 0 that is known


class PairRaster:
    """One raster on the common grid.

    factor : what a value is multiplied by; band : number of the layer, from 0
    valid : another raster that is greater than 0 where this one is known, so that a 0 is a value there
    """

    def __init__(self, source: GridSource, *, factor: float = 1.0, band: int = 0, valid: PairRaster | None = None):
        self._source, self._factor, self._band, self._valid = source, factor, band, valid
        self._offset = (0, 0)
        self.path = source.path
        self.shape = source.shape
        if source.geotransform is None or source.rotated:
            raise SubsidenceError(
                message("{name} has no even, north-up pixels; geocode it first.", name=source.path.name)
            )
        self.geotransform = source.geotransform
        self.projection_wkt = source.crs
        self.is_byte = False

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def unit(self) -> str:
        return self._source.unit

    def placed_on(self, grid: Grid) -> None:
        """Read windows of ``grid``, which lies inside this raster on the same lattice."""
        self._offset = offset_of(self.geotransform, grid.geotransform)
        if self._valid is not None:
            self._valid.placed_on(grid)

    def scaled(self, factor: float) -> None:
        self._factor *= factor

    def read(self, rows: slice, columns: slice) -> np.ndarray:
        """The values of a window; shape=(n_rows, n_columns), 0 where there are none."""
        down, across = self._offset
        inner = (slice(rows.start + down, rows.stop + down), slice(columns.start + across, columns.stop + across))
        values = self._source.read([self._band], *inner)[0] * self._factor
        if self._valid is not None:
            known = self._valid.read(rows, columns) > 0
            values = np.where(known & (values == 0), REFERENCE_PIXEL, np.where(known, values, np.nan))
        return np.nan_to_num(values).astype(np.float32)


class MadeRaster:
    """A raster that is computed from others, such as a component of the line of sight from two angles."""

    is_byte = False

    def __init__(self, parts: Sequence[PairRaster], compute: Callable[..., np.ndarray], name: str):
        self._parts, self._compute, self.name = parts, compute, name
        self.path = Path(parts[0].path)
        self.shape, self.geotransform = parts[0].shape, parts[0].geotransform
        self.projection_wkt = parts[0].projection_wkt

    def placed_on(self, grid: Grid) -> None:
        for part in self._parts:
            part.placed_on(grid)

    def read(self, rows: slice, columns: slice) -> np.ndarray:
        values = [part.read(rows, columns) for part in self._parts]
        known = np.logical_and.reduce([value != 0 for value in values])
        return np.where(known, self._compute(*values), 0.0).astype(np.float32)


class SameEverywhere:
    """A raster of one value, on whatever grid it is placed."""

    is_byte = False

    def __init__(self, value: float, like: PairRaster):
        self._value, self.path, self.name = value, like.path, like.name
        self.shape, self.geotransform, self.projection_wkt = like.shape, like.geotransform, like.projection_wkt

    def placed_on(self, grid: Grid) -> None:
        """Nothing to do."""

    def read(self, rows: slice, columns: slice) -> np.ndarray:
        return np.full((rows.stop - rows.start, columns.stop - columns.start), self._value, dtype=np.float32)


def offset_of(whole: Sequence[float], part: Sequence[float]) -> tuple[int, int]:
    """Rows and columns from the corner of one grid to that of another on the same lattice."""
    return round((part[3] - whole[3]) / whole[5]), round((part[0] - whole[0]) / whole[1])


def aligned(one: Sequence[float], other: Sequence[float], size: int) -> bool:
    """Whether two geotransforms lie on one lattice over ``size`` pixels."""
    step = abs(one[1])
    if max(abs(one[1] - other[1]), abs(one[5] - other[5])) * size > ALIGNED * step:
        return False
    shift = np.array([(other[0] - one[0]) / one[1], (other[3] - one[3]) / one[5]])
    return bool(np.abs(shift - np.rint(shift)).max() <= ALIGNED)


def common_grid(rasters: Sequence[PairRaster], crs: str) -> Grid | None:
    """The part that all rasters of one lattice share; None where there is none."""
    first = rasters[0].geotransform
    top, left, bottom, right = -(10**9), -(10**9), 10**9, 10**9
    for raster in rasters:
        down, across = offset_of(first, raster.geotransform)
        top, left = max(top, down), max(left, across)
        bottom, right = min(bottom, down + raster.shape[0]), min(right, across + raster.shape[1])
    if bottom <= top or right <= left:
        return None
    x0, dx, a, y0, b, dy = first
    return Grid((x0 + left * dx, dx, a, y0 + top * dy, b, dy), bottom - top, right - left, crs)
