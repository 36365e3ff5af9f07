"""Values of rasters at points: the pixel, between pixels, or the mean around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..wording import message

if TYPE_CHECKING:
    from ..raster.grid_source import GridSource

PIXEL, BILINEAR, MEAN_AROUND = "pixel", "bilinear", "mean around"
METHODS = (PIXEL, BILINEAR, MEAN_AROUND)
PAIRS_PER_STEP = 2_000_000
PIXELS_PER_READ = 16_000_000  # a raster is read in strips of about this size


def pixel_coordinates(xy: np.ndarray, geotransform: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """Fractional column and row of points, counted from the outer corner of the first pixel."""
    matrix = np.array([[geotransform[1], geotransform[2]], [geotransform[4], geotransform[5]]], dtype=float)
    if abs(np.linalg.det(matrix)) == 0:
        raise SubsidenceError(message("The raster has no georeference; assign one first."))
    offset = np.asarray(xy, dtype=float) - [geotransform[0], geotransform[3]]
    column, row = np.linalg.inv(matrix) @ offset.T
    return column, row


def inside_grid(xy: np.ndarray, shape: tuple[int, int], geotransform: Sequence[float]) -> np.ndarray:
    """Which points lie on the raster; shape=(n_points,)."""
    column, row = pixel_coordinates(xy, geotransform)
    return (column >= 0) & (column < shape[1]) & (row >= 0) & (row < shape[0])


def sample_grid(
    values: np.ndarray,
    geotransform: Sequence[float],
    xy: np.ndarray,
    method: str = PIXEL,
    *,
    radius: tuple[float, float] | None = None,
) -> np.ndarray:
    """Values of a raster's bands at points; shape=(n_bands, n_points), NaN outside and where there are no data.

    values : shape=(n_bands, n_rows, n_cols), NaN where there are no data
    geotransform : GDAL's six numbers (corner of the upper left pixel)
    xy : shape=(n_points, 2), in the raster's CRS
    radius : for ``MEAN_AROUND``, in the raster's units along x and y: the mean of the pixels whose centres lie in
        that ellipse, or of the point's pixel when none does

    Between pixels the four nearest centres are weighted; those without data are left out, and in the half
    pixel along the edge the edge pixels are used.
    """
    values = np.asarray(values, dtype=float)
    n_rows, n_cols = values.shape[1:]
    column, row = pixel_coordinates(xy, geotransform)
    inside = (column >= 0) & (column < n_cols) & (row >= 0) & (row < n_rows)
    result = np.full((len(values), len(inside)), np.nan)
    column, row = column[inside], row[inside]
    if method == PIXEL:
        result[:, inside] = values[:, row.astype(int), column.astype(int)]
    elif method == BILINEAR:
        result[:, inside] = _bilinear(values, column - 0.5, row - 0.5)
    elif method == MEAN_AROUND:
        if radius is None or not min(radius) > 0:
            raise SubsidenceError(message("The mean around points needs a radius greater than 0 m."))
        result[:, inside] = _mean_around(values, geotransform, column, row, radius)
    else:
        raise SubsidenceError(
            message(
                "The sampling “{method}” is not known; use one of {names}.", method=method, names=", ".join(METHODS)
            )
        )
    return result


def _bilinear(values: np.ndarray, column: np.ndarray, row: np.ndarray) -> np.ndarray:
    n_rows, n_cols = values.shape[1:]
    left, top = np.floor(column).astype(int), np.floor(row).astype(int)
    right_share, lower_share = column - left, row - top
    total = np.zeros((len(values), column.size))
    weight = np.zeros_like(total)
    for down in (0, 1):
        for across in (0, 1):
            corner = values[:, np.clip(top + down, 0, n_rows - 1), np.clip(left + across, 0, n_cols - 1)]
            share = (lower_share if down else 1 - lower_share) * (right_share if across else 1 - right_share)
            known = np.isfinite(corner)
            total += np.where(known, corner, 0.0) * share
            weight += known * share
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(weight > 1e-12, total / weight, np.nan)


def _mean_around(
    values: np.ndarray, geotransform: Sequence[float], column: np.ndarray, row: np.ndarray, radius: tuple[float, float]
) -> np.ndarray:
    n_rows, n_cols = values.shape[1:]
    width, height = abs(geotransform[1]), abs(geotransform[5])
    if geotransform[2] or geotransform[4]:
        raise SubsidenceError(
            message("The raster is rotated; warp it to a north-up grid before taking means around points.")
        )
    reach_columns, reach_rows = int(np.ceil(radius[0] / width)), int(np.ceil(radius[1] / height))
    across, down = np.meshgrid(np.arange(-reach_columns, reach_columns + 1), np.arange(-reach_rows, reach_rows + 1))
    across, down = across.ravel(), down.ravel()
    result = np.empty((len(values), column.size))
    step = max(PAIRS_PER_STEP // (across.size * len(values)), 1)
    for start in range(0, column.size, step):
        part = slice(start, start + step)
        pixel_column = column[part].astype(int)[:, None] + across
        pixel_row = row[part].astype(int)[:, None] + down
        dx = (pixel_column + 0.5 - column[part][:, None]) * width / radius[0]
        dy = (pixel_row + 0.5 - row[part][:, None]) * height / radius[1]
        near = dx**2 + dy**2 <= 1.0
        near[~near.any(axis=1), across.size // 2] = True  # the point's own pixel
        near &= (pixel_column >= 0) & (pixel_column < n_cols) & (pixel_row >= 0) & (pixel_row < n_rows)
        found = values[:, np.clip(pixel_row, 0, n_rows - 1), np.clip(pixel_column, 0, n_cols - 1)]
        known = near & np.isfinite(found)
        with np.errstate(invalid="ignore", divide="ignore"):
            result[:, part] = np.where(known, found, 0.0).sum(axis=2) / known.sum(axis=2)
    return result


def values_at(
    source: GridSource,
    layers: Sequence[int],
    column: np.ndarray,
    row: np.ndarray,
    inside: np.ndarray,
    method: str = PIXEL,
    radius: tuple[float, float] | None = None,
    report: Report = SILENT,
) -> np.ndarray:
    """Values of a raster at points, read in strips.

    Parameters
    ----------
    source : GridSource
        The raster.
    layers : sequence of int
        Which of its layers.
    column, row : ndarray, shape=(n_points,)
        Fractional, from the outer corner of the first pixel.
    inside : ndarray, shape=(n_points,)
        Whether the point lies on the raster; at least one does.
    method : str
        As of ``sample_grid``.
    radius : tuple of float, optional
        For means around, in pixels along both axes.
    report : Report
        Told the progress; asked whether to stop.

    Returns
    -------
    ndarray, shape=(n_points, n_layers)
        NaN outside and where there are no data.
    """
    n_rows, n_columns = source.shape
    targets = np.flatnonzero(inside)
    column, row = column[inside], row[inside]
    margin = 1 if radius is None else 2 + int(max(radius))
    left = max(int(column.min()) - margin, 0)
    right = min(int(column.max()) + margin + 1, n_columns)
    strip_rows = max(PIXELS_PER_READ // max((right - left) * len(layers), 1), 4 * margin)
    strip = (row / strip_rows).astype(int)
    values = np.full((len(inside), len(layers)), np.nan)
    for number in report.each(np.unique(strip).tolist()):
        members = strip == number
        top = max(int(row[members].min()) - margin, 0)
        bottom = min(int(row[members].max()) + margin + 1, n_rows)
        window = source.read(layers, slice(top, bottom), slice(left, right))
        places = np.column_stack([column[members], row[members]])
        pixels = (left, 1.0, 0.0, top, 0.0, 1.0)
        values[targets[members]] = sample_grid(window, pixels, places, method, radius=radius).T
    return values
