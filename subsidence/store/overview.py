"""Points drawn together in cells, for maps of a scale at which single points would only cover each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CELLS_ALONG = 250  # of the longer side


@dataclass(frozen=True)
class Overview:
    """Cells that hold points, from the south-west on.

    xy : shape=(n_cells, 2), their centres
    n_points, rate_mm_per_yr : shape=(n_cells,), the mean of the known rates, NaN where none is
    """

    xy: np.ndarray
    n_points: np.ndarray
    rate_mm_per_yr: np.ndarray


def overview(xy: np.ndarray, rate_mm_per_yr: np.ndarray, cells_along: int = CELLS_ALONG) -> Overview:
    """Mean rates on a square grid over the points.

    Parameters
    ----------
    xy : ndarray, shape=(n_points, 2)
        Coordinates.
    rate_mm_per_yr : ndarray, shape=(n_points,)
        NaN where unknown.
    cells_along : int
        Cells along the longer side.

    Returns
    -------
    Overview
        The cells in which points lie.

    Examples
    --------
    >>> found = overview(np.array([[0.0, 0.0], [0.1, 0.0], [10.0, 0.0]]), np.array([-2.0, -4.0, 1.0]), 10)
    >>> found.n_points.tolist(), found.rate_mm_per_yr.tolist()
    ([2, 1], [-3.0, 1.0])
    """
    low = xy.min(axis=0)
    side = float(np.ptp(xy, axis=0).max()) / cells_along or 1.0
    place = np.minimum(((xy - low) / side).astype(np.int64), cells_along - 1)
    cell, number = np.unique(place[:, 1] * cells_along + place[:, 0], return_inverse=True)
    number = number.reshape(-1)
    known = np.isfinite(rate_mm_per_yr)
    count = np.bincount(number[known], minlength=cell.size)
    total = np.bincount(number[known], rate_mm_per_yr[known], minlength=cell.size)
    rate = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    centre = low + (np.column_stack([cell % cells_along, cell // cells_along]) + 0.5) * side
    return Overview(centre, np.bincount(number, minlength=cell.size), rate)
