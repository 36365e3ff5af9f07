"""Which area of a polygon layer each point lies in."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsGeometry, QgsPoint

from .geometry import read_geometries

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
    geometries, _, _ = read_geometries(source, name, crs, transform_context)
    area = np.full(len(xy), OUTSIDE)
    for number, geometry in enumerate(geometries):
        box = geometry.boundingBox()
        near = (xy[:, 0] >= box.xMinimum()) & (xy[:, 0] <= box.xMaximum())
        near &= (xy[:, 1] >= box.yMinimum()) & (xy[:, 1] <= box.yMaximum()) & (area == OUTSIDE)
        engine = QgsGeometry.createGeometryEngine(geometry.constGet())
        engine.prepareGeometry()
        rows = np.flatnonzero(near)
        area[rows] = [number if engine.intersects(QgsPoint(x, y)) else OUTSIDE for x, y in xy[rows].tolist()]
    return area
