"""Where the points of a store lie, in metres, without QGIS."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ..errors import SubsidenceError
from ..products.points import PointProduct
from ..series import DeformationSeries
from ..spatial.geodesy import WGS84, conformal_plane, metres_per_degree, planar_metres
from ..wording import message

DEGREES = ("EPSG:4326", "OGC:CRS84")
METRES = ("EPSG:3035", "EPSG:326", "EPSG:327")  # EGMS's, and UTM: how these names begin


def metres(product: PointProduct) -> np.ndarray:
    """Coordinates in metres on a plane; shape=(n_points, 2)."""
    degrees = _degrees(product)
    return np.asarray(product.series.xy) if degrees is None else planar_metres(degrees, WGS84)


def metres_per_unit(product: PointProduct) -> tuple[float, float]:
    """Metres of a unit along x and y, of degrees at the middle of the points."""
    if product.crs in DEGREES:
        east, north = metres_per_degree(np.median(product.series.xy[:, 1]))
        return float(east), float(north)
    if product.crs.startswith(METRES):
        return 1.0, 1.0
    raise _not_known(product)


def evenly_placed(product: PointProduct) -> DeformationSeries:
    """The series, placed so that the nearest neighbours are those on the ground."""
    degrees = _degrees(product)
    return product.series if degrees is None else replace(product.series, xy=conformal_plane(degrees))


def _degrees(product: PointProduct) -> np.ndarray | None:
    """Longitude and latitude, shape=(n_points, 2); None where the coordinates are metres on the ground already."""
    if product.crs in DEGREES:
        return np.asarray(product.series.xy)
    if product.crs.startswith(METRES):
        return None
    try:
        from osgeo import osr
    except ImportError:
        found = None
    else:
        found = _moved(osr, product)
    if found is None:
        raise _not_known(product)
    return found


def _not_known(product: PointProduct) -> SubsidenceError:
    return SubsidenceError(
        message(
            "Where the points lie cannot be told from their coordinate system ({crs}); import them in EPSG:4326 or"
            " UTM, or have GDAL's Python package here.",
            crs=product.crs[:60] or "–",
        )
    )


def _moved(osr: Any, product: PointProduct) -> np.ndarray | None:
    source, target = osr.SpatialReference(), osr.SpatialReference()
    try:
        known = source.SetFromUserInput(product.crs) == 0 and target.ImportFromEPSG(4326) == 0
    except RuntimeError:
        known = False
    if not known:
        return None
    for reference in (source, target):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    moved = osr.CoordinateTransformation(source, target).TransformPoints(product.series.xy.tolist())
    return np.array(moved, dtype=float).reshape(-1, 3)[:, :2]
