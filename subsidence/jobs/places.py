"""Where the points of a store lie, in metres, without QGIS."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from ..errors import SubsidenceError
from ..products.points import PointProduct
from ..raster.gdal_files import asked, quiet_gdal
from ..raster.pixel_size import DEGREES, lon_lat
from ..series import DeformationSeries
from ..spatial.geodesy import WGS84, Ellipsoid, Plane, conformal_plane, metres_per_degree, planar_metres
from ..wording import message

METRES = re.compile(r"EPSG:(3035|32[67](?:0[1-9]|[1-5]\d|60))")  # EGMS's, and UTM; not all of 32xxx are in metres


def metres(product: PointProduct) -> np.ndarray:
    """Coordinates in metres on a plane; shape=(n_points, 2)."""
    degrees = _degrees(product)
    return np.asarray(product.series.xy) if degrees is None else planar_metres(degrees, WGS84)


def measured(product: PointProduct) -> tuple[np.ndarray, Plane | Ellipsoid]:
    """Coordinates as their distances are measured, shape=(n_points, 2), and what on: a plane in metres, or degrees."""
    degrees = _degrees(product)
    return (np.asarray(product.series.xy), Plane()) if degrees is None else (degrees, WGS84)


def measured_crs(product: PointProduct) -> str:
    """The coordinate system of ``measured``."""
    return product.crs if METRES.fullmatch(product.crs) else DEGREES[0]


def degrees_of(product: PointProduct) -> np.ndarray | None:
    """Longitude and latitude, shape=(n_points, 2); None where GDAL is not there to tell."""
    if product.crs in DEGREES:
        return np.asarray(product.series.xy)
    try:
        return lon_lat(np.asarray(product.series.xy), product.crs)
    except ImportError:
        return None


def transformed(xy: np.ndarray, source: str, target: str) -> np.ndarray:
    """Coordinates in another system, shape=(n_points, 2); raises ``SubsidenceError`` where GDAL cannot tell them."""
    if source == target or {source, target} <= set(DEGREES):
        return np.asarray(xy)
    with quiet_gdal():
        from osgeo import osr

        ours, theirs = osr.SpatialReference(), osr.SpatialReference()
        for reference, text in ((ours, source), (theirs, target)):
            if not text.strip() or asked(reference.SetFromUserInput, text) != 0:
                check_known(text)
            reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        found = np.array(osr.CoordinateTransformation(ours, theirs).TransformPoints(np.asarray(xy).tolist()))
    return found.reshape(-1, 3)[:, :2]


def metres_per_unit(product: PointProduct) -> tuple[float, float]:
    """Metres of a unit along x and y, of degrees at the middle of the points."""
    if product.crs in DEGREES:
        east, north = metres_per_degree(np.median(product.series.xy[:, 1]))
        return float(east), float(north)
    if METRES.fullmatch(product.crs):
        return 1.0, 1.0
    raise _not_known(product)


def evenly_placed(product: PointProduct) -> DeformationSeries:
    """The series, placed so that the nearest neighbours are those on the ground."""
    degrees = _degrees(product)
    return product.series if degrees is None else replace(product.series, xy=conformal_plane(degrees))


def check_known(crs: str) -> None:
    """Refuse what is no coordinate system, as far as GDAL is there to tell."""
    if crs in DEGREES or METRES.fullmatch(crs):
        return
    try:
        from osgeo import osr
    except ImportError:
        known = bool(re.fullmatch(r"[A-Za-z]+:\d+", crs))
    else:
        with quiet_gdal():
            known = bool(crs.strip()) and asked(osr.SpatialReference().SetFromUserInput, crs) == 0
    if not known:
        raise SubsidenceError(
            message("CRS “{crs}” is no coordinate system that is known here; write it like EPSG:4326.", crs=crs[:60])
        )


def is_geographic(crs: str) -> bool:
    """Whether coordinates of a known system are degrees."""
    if crs in DEGREES or METRES.fullmatch(crs):
        return crs in DEGREES
    try:
        from osgeo import osr
    except ImportError:
        return False
    system = osr.SpatialReference()
    with quiet_gdal():
        return asked(system.SetFromUserInput, crs) == 0 and bool(system.IsGeographic())


def _degrees(product: PointProduct) -> np.ndarray | None:
    """Longitude and latitude, shape=(n_points, 2); None where the coordinates are metres on the ground already."""
    if product.crs in DEGREES:
        return np.asarray(product.series.xy)
    if METRES.fullmatch(product.crs):
        return None
    try:
        found = lon_lat(np.asarray(product.series.xy), product.crs)
    except ImportError:  # no GDAL for this Python
        found = None
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
