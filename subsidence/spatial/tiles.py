"""Points in tiles of at most so many."""

from __future__ import annotations

import numpy as np


def tiles(xy: np.ndarray, most: int) -> list[np.ndarray]:
    """Rows of tiles of at most ``most`` points each, made by halving the longer side at its median.

    Parameters
    ----------
    xy : ndarray, shape=(n_points, 2)
        Coordinates.
    most : int
        Points of a tile.

    Returns
    -------
    list of ndarray
        Row numbers of each tile, ascending; tiles that follow each other lie near each other.

    Examples
    --------
    >>> [rows.tolist() for rows in tiles(np.array([[0.0, 0.0], [9.0, 0.0], [1.0, 0.0], [8.0, 0.0]]), 2)]
    [[0, 2], [1, 3]]
    """
    found, waiting = [], [np.arange(len(xy))]
    while waiting:
        rows = waiting.pop()
        if rows.size <= most:
            if rows.size:
                found.append(rows)
            continue
        axis = int(np.ptp(xy[rows], axis=0).argmax())
        order = rows[np.argsort(xy[rows, axis], kind="stable")]
        waiting += [np.sort(order[rows.size // 2 :]), np.sort(order[: rows.size // 2])]
    return found
