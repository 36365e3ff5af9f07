"""Which area of a polygon layer each point lies in."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ..subsidence.factors.vector_geometry import points_inside
from .geometry import read_vector

OUTSIDE = -1


def area_of_points(
    source,
    name: str,
    xy: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    transform_context: QgsCoordinateTransformContext,
) -> np.ndarray:
    """The number of the first polygon that holds the point, −1 outside all; shape=(n_points,).

    xy : shape=(n_points, 2), in ``crs``
    """
    polygons = read_vector(source, name, crs, transform_context).shapes
    point, feature = points_inside(xy, polygons, degrees=crs.isGeographic())
    area = np.full(len(xy), OUTSIDE)
    area[point[::-1]] = feature[::-1]
    return area
