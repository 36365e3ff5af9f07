"""Which pixel of a raster lies under each pixel of the map, for painting a raster in colours that change at once."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.live_raster import RasterValues
from ...bridge.read_points import drawn_at

LATTICE = 16  # every how many pixels of the map a place is transformed; between them it is interpolated
NOWHERE = 1e30


def cells_under(values: RasterValues, places: np.ndarray, crs: QgsCoordinateReferenceSystem) -> np.ndarray:
    """The number of the raster's pixel at each place, −1 where there is none; shape=(rows, columns), int32.

    places : shape=(rows, columns, 2), in ``crs``
    """
    rows, columns = places.shape[:2]
    down, across = _weights(rows), _weights(columns)
    nodes = places[np.ix_(_nodes(rows), _nodes(columns))].reshape(-1, 2)
    there = np.nan_to_num(drawn_at(nodes, crs, values.crs), nan=NOWHERE, posinf=NOWHERE, neginf=-NOWHERE)
    x, y = (down @ part.reshape(down.shape[1], across.shape[1]) @ across.T for part in there.T)
    tall, wide = values.cells.shape
    column = np.floor((x - values.box.xMinimum()) / values.box.width() * wide)
    row = np.floor((values.box.yMaximum() - y) / values.box.height() * tall)
    inside = (column >= 0) & (column < wide) & (row >= 0) & (row < tall)
    found = np.full((rows, columns), -1, dtype=np.int32)
    found[inside] = values.cells[row[inside].astype(int), column[inside].astype(int)]
    return found


def _nodes(count: int) -> np.ndarray:
    return np.unique(np.append(np.arange(0, count, LATTICE), count - 1))


def _weights(count: int) -> np.ndarray:
    """What each node counts for at each pixel; shape=(count, n_nodes)."""
    nodes = _nodes(count)
    return np.stack([np.interp(np.arange(count), nodes, unit) for unit in np.eye(nodes.size)], axis=1)


def painted_cells(cells: np.ndarray, colours: np.ndarray) -> np.ndarray:
    """The pixels in their colours as a picture; shape of ``cells``, uint32, 0 where there is none."""
    return np.append(colours, np.uint32(0)).astype(np.uint32)[cells]
