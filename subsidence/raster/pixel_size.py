"""The size of a grid's pixels on the ground, whatever its CRS."""

from __future__ import annotations

import numpy as np

from ..spatial.geodesy import geodesic_inverse

SPHERE_M_PER_DEGREE = np.pi / 180.0 * 6_371_000.0
DEGREES = ("EPSG:4326", "OGC:CRS84")


def pixel_size_m(geotransform: tuple, n_rows: int, n_columns: int, crs: str) -> tuple[float, float]:
    """Height and width of the middle pixel in metres.

    geotransform : as GDAL has it; crs : anything that GDAL understands

    Degrees are taken on a sphere of 6,371 km, as LiCSBAS does. In a projected CRS the pixel's edges are measured on
    the ellipsoid, so that feet and Mercator's metres count as what they are; a CRS that GDAL does not know is taken
    for metres.
    """
    x0, dx, _, y0, _, dy = geotransform
    middle = np.array([x0 + 0.5 * n_columns * dx, y0 + 0.5 * n_rows * dy])
    if crs.upper() in DEGREES:
        along = SPHERE_M_PER_DEGREE * float(np.cos(np.radians(middle[1])))
        return abs(dy) * SPHERE_M_PER_DEGREE, abs(dx) * along
    corners = lon_lat(np.array([middle, middle + [dx, 0.0], middle + [0.0, dy]]), crs)
    if corners is None or not np.isfinite(corners).all():
        return abs(dy), abs(dx)
    length, _ = geodesic_inverse(corners[[0, 0]], corners[1:])
    return float(length[1]), float(length[0])


def lon_lat(xy: np.ndarray, crs: str) -> np.ndarray | None:
    """Coordinates as longitude and latitude, shape=(n, 2); None where GDAL does not know the CRS.

    xy : shape=(n, 2); crs : anything that GDAL understands
    """
    from osgeo import osr

    source, target = osr.SpatialReference(), osr.SpatialReference()
    try:
        known = source.SetFromUserInput(crs) == 0 and target.ImportFromEPSG(4326) == 0
    except RuntimeError:
        known = False
    if not known:
        return None
    for reference in (source, target):
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return np.array(osr.CoordinateTransformation(source, target).TransformPoints(xy.tolist()))[:, :2]
