"""Displacements of a store by the rows of its points, for other processes that see it and read their own part."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..tabular.shared_rows import Mark, Part
from .point_store import PointStore
from .raster_store import RasterStore
from .store_folder import ABOUT


@dataclass(frozen=True)
class StoreRows:
    """Displacements of all points of a store of points, mm.

    files : the mark of each file, and last that of the JSON file; kind : of the numbers
    """

    store: PointStore
    files: tuple[Mark, ...]
    kind: str
    at_once = True  # rows that are read together cost less than block by block

    @classmethod
    def of(cls, store: PointStore, kind: np.dtype) -> StoreRows:
        """Raises ``OSError`` where a file is out of reach."""
        names = [*(part.name for part in store.parts), ABOUT]
        there = replace(store, about={}, folder=Path(os.path.realpath(store.folder)))
        return cls(there, tuple(Mark.of(store.folder / name) for name in names), kind.str)

    def __len__(self) -> int:
        return self.store.n_points

    def __getitem__(self, rows: slice) -> np.ndarray:
        return self.some(np.arange(*rows.indices(len(self))))

    def some(self, index: np.ndarray) -> np.ndarray:
        """Of rows that need not follow each other; only the row groups that hold them are read."""
        return self.store.series_of(index).astype(self.kind)

    def cut(self, rows: slice) -> Part:
        """Only these rows."""
        start, stop, _ = rows.indices(len(self))
        return Part(self, start, stop - start)

    def marks(self) -> Sequence[Mark]:
        """Of all files."""
        return self.files


@dataclass(frozen=True)
class PixelRows:
    """Displacements of some pixels of a store of rasters, mm.

    pixels : shape=(n_points,), increasing numbers of pixels, row by row; mark : of the JSON file, which is written last
    kind : of the numbers
    """

    store: RasterStore
    pixels: np.ndarray
    mark: Mark
    kind: str
    at_once = True

    @classmethod
    def of(cls, store: RasterStore, has_data: np.ndarray, kind: np.dtype) -> PixelRows:
        """Of the pixels that have data, shape=(n_rows, n_columns); raises ``OSError`` where they are out of reach."""
        there = replace(store, folder=Path(os.path.realpath(store.folder)))
        return cls(there, np.flatnonzero(has_data), Mark.of(store.folder / ABOUT), kind.str)

    def __len__(self) -> int:
        return len(self.pixels)

    def __getitem__(self, rows: slice) -> np.ndarray:
        return self.some(np.arange(*rows.indices(len(self))))

    def some(self, index: np.ndarray) -> np.ndarray:
        """Of points that need not follow each other; the rows of pixels between them are read."""
        if not len(index):
            return np.zeros((0, self.store.dates.size), self.kind)
        row, column = np.divmod(self.pixels[index], self.store.grid.n_columns)
        window = self.store.displacements(slice(int(row[0]), int(row[-1]) + 1))
        return np.ascontiguousarray(window[:, row - row[0], column].T, self.kind)

    def cut(self, rows: slice) -> PixelRows:
        """Only these points."""
        return replace(self, pixels=self.pixels[rows])

    def marks(self) -> Sequence[Mark]:
        """Of the store."""
        return [self.mark]
