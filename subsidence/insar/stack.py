"""The interferograms of a ``GEOC`` folder as arrays, cropped and multilooked while reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..raster.cube import Grid
from ..raster.gdal_files import RasterFile
from ..wording import message
from .geoc import GeocFolder, PairFiles
from .scratch import Scratch

LOOKS_VALID_SHARE = 0.5  # a multilooked pixel needs this share of its pixels


@dataclass(frozen=True)
class Window:
    """The part of the source grid that is read, and the number of looks in each direction."""

    rows: slice
    columns: slice
    looks: int
    grid: Grid  # of the result


@dataclass(frozen=True)
class Stack:
    """Interferograms on one grid.

    dates : shape=(n_epochs,); pairs : shape=(n_ifgs, 2), indices of dates; names : YYYYMMDD_YYYYMMDD
    unwrapped_rad : shape=(n_ifgs, n_rows, n_columns), float32, NaN where missing
    coherence : shape=(n_ifgs, n_rows, n_columns), uint8, 255 = 1, 0 = missing
    layers : los_e, los_n, los_u, height, intensity; shape=(n_rows, n_columns)
    baseline_m : shape=(n_epochs,), NaN where unknown
    dropped : interferograms that are not here, and why
    spread_before_rad, spread_after_rad : shape=(n_ifgs,), standard deviation without and with the atmospheric
        correction; None when there was none
    """

    dates: np.ndarray
    pairs: np.ndarray
    names: tuple[str, ...]
    unwrapped_rad: np.ndarray
    coherence: np.ndarray
    grid: Grid
    layers: dict[str, np.ndarray]
    baseline_m: np.ndarray
    wavelength_m: float
    dropped: dict[str, str]
    projection_wkt: str = ""
    heading_degrees: float | None = None
    spread_before_rad: np.ndarray | None = None
    spread_after_rad: np.ndarray | None = None

    @property
    def n_ifgs(self) -> int:
        return len(self.pairs)

    @property
    def n_epochs(self) -> int:
        return self.dates.size

    @property
    def mm_per_rad(self) -> float:
        """Displacement towards the satellite for one radian; negative, because phase grows with distance."""
        return -self.wavelength_m / (4 * np.pi) * 1000.0

    def without_values(self) -> Stack:
        """What is known about the interferograms, without their values, so that the memory of those can go."""
        shape = (0, *self.grid.shape)
        return replace(self, unwrapped_rad=np.empty(shape, np.float32), coherence=np.empty(shape, np.uint8))


def read_window(geoc: GeocFolder, extent: tuple[float, float, float, float] | None = None, looks: int = 1) -> Window:
    """Where to read for ``extent`` (x_min, y_min, x_max, y_max; None = all) and a number of looks.

    Parameters
    ----------
    geoc : GeocFolder
        The folder of the interferograms, scanned.
    extent : tuple of float, optional
        (x_min, y_min, x_max, y_max) in the folder's CRS; by default all.
    looks : int
        Pixels that are averaged in either direction.

    Returns
    -------
    Window
        Rows, columns and the grid that comes of them.

    Raises
    ------
    SubsidenceError
        Where fewer than a pixel would be left.
    """
    grid = geoc.grid
    rows, columns = grid.window(extent) if extent else (slice(0, grid.n_rows), slice(0, grid.n_columns))
    looks = max(int(looks), 1)
    n_rows, n_columns = (rows.stop - rows.start) // looks, (columns.stop - columns.start) // looks
    if not n_rows or not n_columns:
        raise SubsidenceError(
            message(
                "{looks} looks do not fit into {columns} x {rows} pixels; choose fewer looks or a larger extent.",
                looks=looks,
                columns=columns.stop - columns.start,
                rows=rows.stop - rows.start,
            )
        )
    rows = slice(rows.start, rows.start + n_rows * looks)
    columns = slice(columns.start, columns.start + n_columns * looks)
    cropped = grid.crop(rows, columns)
    x0, dx, a, y0, b, dy = cropped.geotransform
    result = Grid((x0, dx * looks, a, y0, b, dy * looks), n_rows, n_columns, grid.crs)
    return Window(rows, columns, looks, result)


def reference_window(
    grid: Grid, point: Sequence[float] | None, area: tuple[float, float, float, float] | None, size: int
) -> tuple[slice, slice] | None:
    """The pixels that stay at zero.

    Parameters
    ----------
    grid : Grid
        What is processed.
    point : sequence of float, optional
        x and y of a place, around which a square of pixels is taken.
    area : tuple of float, optional
        (x_min, y_min, x_max, y_max) instead of a point.
    size : int
        Pixels along the side of the square.

    Returns
    -------
    tuple of slice, or None
        Rows and columns; None without either.

    Raises
    ------
    SubsidenceError
        With both, or where they lie outside the grid.
    """
    if point is not None and area is not None:
        raise SubsidenceError(message("Give a reference point or a reference area, not both."))
    if area is not None:
        return grid.window(area)
    if point is None:
        return None
    row, column = grid.pixel_of(*point)
    if not (0 <= row < grid.n_rows and 0 <= column < grid.n_columns):
        raise SubsidenceError(
            message(
                "The reference point {x:.5f}, {y:.5f} lies outside the area that is processed; move it inside.",
                x=point[0],
                y=point[1],
            )
        )
    half = (size - 1) // 2
    return (
        slice(max(row - half, 0), min(row + size - half, grid.n_rows)),
        slice(max(column - half, 0), min(column + size - half, grid.n_columns)),
    )


def multilook(values: np.ndarray, looks: int) -> np.ndarray:
    """Mean of blocks of looks x looks pixels, NaN where fewer than half of them are known."""
    if looks == 1:
        return values
    n_rows, n_columns = values.shape[0] // looks, values.shape[1] // looks
    blocks = values[: n_rows * looks, : n_columns * looks].reshape(n_rows, looks, n_columns, looks)
    known = np.isfinite(blocks)
    count = known.sum(axis=(1, 3))
    total = np.where(known, blocks, 0.0).sum(axis=(1, 3), dtype=float)
    enough = count >= LOOKS_VALID_SHARE * looks**2
    return np.where(enough, total / np.maximum(count, 1), np.nan).astype(np.float32)


def _opened(raster: Any) -> Any:
    """A raster that can be read: the file of a path, or what already can."""
    return raster if hasattr(raster, "read") else RasterFile(raster)


def read_frame(path: Any, window: Window) -> np.ndarray:
    """A raster in the window, multilooked; 0 and no data become NaN; shape=(n_rows, n_columns), float32."""
    values = _opened(path).read(window.rows, window.columns).astype(np.float32)
    values[values == 0] = np.nan
    return multilook(values, window.looks)


def read_coherence(path: Any, window: Window) -> np.ndarray:
    """Coherence in the window as uint8 (255 = 1, 0 = missing), from uint8 files or float files of 0 … 1."""
    file = _opened(path)
    values = file.read(window.rows, window.columns).astype(np.float32)
    known = values[np.isfinite(values)]
    if not file.is_byte and (not known.size or known.max() <= 1.0):
        values = values * 255.0
    values[~(values > 0)] = np.nan
    values = multilook(values, window.looks)
    return np.rint(np.clip(np.nan_to_num(values), 0, 255)).astype(np.uint8)


def load_stack(
    geoc: GeocFolder,
    scratch: Scratch,
    *,
    window: Window | None = None,
    correct: Callable[[PairFiles], np.ndarray | None] | None = None,
    report: Report = SILENT,
) -> Stack:
    """Read the interferograms; those that are damaged, without a value, or without a correction are dropped and named.

    Parameters
    ----------
    geoc : GeocFolder
        The folder of the interferograms, scanned.
    scratch : Scratch
        Where the arrays live; it must stay open as long as the stack is used.
    window : Window, optional
        The part to read; by default all.
    correct : callable, optional
        The atmospheric delay of a pair, second minus first date, in rad on the window's grid, to be subtracted; None
        where it is unknown, which drops the pair.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Stack
        Phase, coherence, dates, pairs and frame rasters.

    Raises
    ------
    SubsidenceError
        Where none can be used.
    """
    window = window or read_window(geoc)
    shape = window.grid.shape
    unwrapped = scratch.array((len(geoc.pairs), *shape), np.float32)
    coherence = scratch.array((len(geoc.pairs), *shape), np.uint8)
    kept: list[PairFiles] = []
    spread: list[tuple[float, float]] = []
    dropped = dict(geoc.dropped)
    for pair in report.each(geoc.pairs):
        try:
            phase = read_frame(pair.unwrapped, window)
            if not np.isfinite(phase).any():
                raise SubsidenceError(message("the unwrapped phase holds no value here."))
            quality = read_coherence(pair.coherence, window)
            before = float(np.nanstd(phase))
            if correct is not None:
                delay = correct(pair)
                if delay is None:
                    raise SubsidenceError(message("there is no atmospheric delay for both of its dates."))
                phase = phase - delay
                if not np.isfinite(phase).any():
                    raise SubsidenceError(message("its atmospheric delay covers none of its pixels."))
        except SubsidenceError as error:
            dropped[pair.name] = str(error)
            report.warn(message("Interferogram {name} is left out: {error}", name=pair.name, error=error))
            continue
        unwrapped[len(kept)] = phase
        coherence[len(kept)] = quality
        kept.append(pair)
        spread.append((before, float(np.nanstd(phase))))
    if not kept:
        reason = next(iter(dropped.values()), "")
        raise SubsidenceError(message("None of the interferograms can be used. The first one: {reason}", reason=reason))
    layers = {}
    for name, path in geoc.rasters.items():
        layers[name] = read_frame(path, window)
    dates = np.unique([day for pair in kept for day in (pair.first, pair.second)]).astype("datetime64[D]")
    pairs = np.array([[np.searchsorted(dates, pair.first), np.searchsorted(dates, pair.second)] for pair in kept])
    before, after = np.array(spread).T
    return Stack(
        dates=dates,
        pairs=pairs,
        names=tuple(pair.name for pair in kept),
        unwrapped_rad=unwrapped[: len(kept)],
        coherence=coherence[: len(kept)],
        grid=window.grid,
        layers=layers,
        baseline_m=_baselines(geoc, dates),
        wavelength_m=geoc.wavelength_m,
        dropped=dropped,
        projection_wkt=geoc.projection_wkt,
        heading_degrees=geoc.heading_degrees,
        spread_before_rad=before if correct is not None else None,
        spread_after_rad=after if correct is not None else None,
    )


def _baselines(geoc: GeocFolder, dates: np.ndarray) -> np.ndarray:
    """Relative to the first date; NaN where unknown."""
    known = np.array([geoc.baseline_m.get(np.datetime64(date, "D"), np.nan) for date in dates], dtype=float)
    return known - known[0] if np.isfinite(known[0]) else known
