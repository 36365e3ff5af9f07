"""Where the lengths of a layer are measured: on its own plane, or on the ellipsoid where that plane distorts them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
    QgsUnitTypes,
)

from ..subsidence.errors import SubsidenceError
from ..subsidence.factors.stations import metric_coordinates
from ..subsidence.progress import SILENT, Report
from ..subsidence.spatial.geodesy import WGS84, Ellipsoid, Plane, geodesic_inverse, planar_metres
from .geometry import crs_name, surface_of
from .i18n import tr
from .read_points import transform_xy

LARGEST_DISTORTION = 0.01  # of a length, before the ellipsoid takes over from the plane
PROBE_M = 100.0
SEAM_DEGREES = 2.0  # this near to 180° a plane may be cut between neighbours


@dataclass(frozen=True)
class Ground:
    """How the lengths of a layer are measured.

    crs : of the layer
    measured_in : the CRS of the coordinates that are measured: the layer's own, or WGS 84
    surface : what they are measured on
    """

    crs: QgsCoordinateReferenceSystem
    measured_in: QgsCoordinateReferenceSystem
    surface: Plane | Ellipsoid

    @property
    def in_degrees(self) -> bool:
        return isinstance(self.surface, Ellipsoid)

    def places(self, xy: np.ndarray) -> np.ndarray:
        """Coordinates of the layer as they are measured; shape=(n_points, 2)."""
        return transform_xy(xy, self.crs, self.measured_in)

    def back(self, places: np.ndarray) -> np.ndarray:
        """Measured coordinates as coordinates of the layer; shape=(n_points, 2)."""
        return transform_xy(places, self.measured_in, self.crs)

    def metric(self, xy: np.ndarray, name: str = "layer") -> np.ndarray:
        """Coordinates in metres whose straight distances can be compared; shape=(n_points, 2 or 3)."""
        return metric_coordinates(self.places(xy), self.surface, name)

    def planar_metres(self, xy: np.ndarray, centre: np.ndarray | None = None) -> np.ndarray:
        """Coordinates in metres on a plane; centre : in coordinates of the layer. shape=(n_points, 2)"""
        middle = None if centre is None else self.places(np.asarray(centre, dtype=float)[None])[0]
        return planar_metres(self.places(xy), self.surface, middle)


def ground_of(
    crs: QgsCoordinateReferenceSystem,
    xy: np.ndarray,
    name: str,
    report: Report = SILENT,
    *,
    tolerance: float = LARGEST_DISTORTION,
) -> Ground:
    """Where the lengths of points in a CRS are measured.

    xy : shape=(n_points, 2), in ``crs``; lengths are compared at their middle and at the outermost of them

    A projected CRS whose lengths differ by more than ``tolerance`` from those on the ellipsoid, as Mercator does
    away from the equator, is measured on the ellipsoid, and ``report`` says so.
    """
    surface = surface_of(crs)
    if isinstance(surface, Ellipsoid):
        if crs.mapUnits() == QgsUnitTypes.DistanceUnit.DistanceDegrees:
            return Ground(crs, crs, surface)
        return Ground(crs, QgsCoordinateReferenceSystem("EPSG:4326"), WGS84)  # grads, say
    if "+proj=geocent" in crs.toProj():
        raise SubsidenceError(
            tr(
                "“{name}” has earth-centred coordinates ({crs}), which are no map; reproject it into a projected or"
                " geographic CRS."
            ).format(name=name, crs=crs_name(crs))
        )
    xy = np.asarray(xy, dtype=float).reshape(-1, 2)
    known = xy[np.isfinite(xy).all(axis=1)]
    if len(known) and np.abs(known).max() <= 180.0 and crs.mapUnits() != QgsUnitTypes.DistanceUnit.DistanceDegrees:
        report.warn(
            tr("“{name}” has the projected CRS {crs}, but its coordinates look like degrees; is it right?").format(
                name=name, crs=crs_name(crs)
            )
        )
    outermost = _outermost(xy)
    factor = distortion(crs, outermost, surface.metres_per_unit) if len(outermost) else 1.0
    if np.isnan(factor):
        report.warn(
            tr(
                "The coordinates of “{name}” cannot be compared with the ellipsoid through {crs}; is that its CRS?"
                " Distances are planar."
            ).format(name=name, crs=crs_name(crs))
        )
        return Ground(crs, crs, surface)
    if abs(factor - 1.0) <= tolerance:
        return Ground(crs, crs, surface)
    if np.isinf(factor):
        report.warn(
            tr(
                "The map of “{name}” ({crs}) is cut at 180°, beside the points; distances, areas and radii are measured"
                " on the ellipsoid instead."
            ).format(name=name, crs=crs_name(crs))
        )
        return Ground(crs, QgsCoordinateReferenceSystem("EPSG:4326"), WGS84)
    report.warn(
        tr(
            "Lengths of “{name}” in its CRS {crs} are {factor:.3g} times those on the ground; distances, areas and"
            " radii are measured on the ellipsoid instead."
        ).format(name=name, crs=crs_name(crs), factor=factor)
    )
    return Ground(crs, QgsCoordinateReferenceSystem("EPSG:4326"), WGS84)


def distortion(crs: QgsCoordinateReferenceSystem, xy: np.ndarray, metres_per_unit: float) -> float:
    """The length on the plane over that on the ellipsoid, where the two differ most; NaN where none can be told.

    Short steps in four directions are compared at every place, and the ways between the places, which also finds
    a plane that is cut between them. xy : shape=(n_places, 2)
    """
    step = PROBE_M / metres_per_unit
    steps = step * np.array([[1.0, 0.0], [0.0, 1.0], [0.7071, 0.7071], [0.7071, -0.7071]])
    starts = np.repeat(xy, len(steps), axis=0)
    ends = starts + np.tile(steps, (len(xy), 1))
    first, second = np.triu_indices(len(xy), 1)
    starts, ends = np.concatenate([starts, xy[first]]), np.concatenate([ends, xy[second]])
    true_m, _ = geodesic_inverse(_lon_lat(crs, starts), _lon_lat(crs, ends), WGS84)
    plane_m = np.hypot(*(ends - starts).T) * metres_per_unit
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(true_m > 1.0, plane_m / true_m, np.nan)
    if _cut_beside(crs, _lon_lat(crs, xy), metres_per_unit):
        ratio = np.append(ratio, np.inf)
    known = ratio[~np.isnan(ratio) & (ratio > 0)]
    return float(known[np.abs(np.log(known)).argmax()]) if known.size else float("nan")


def _cut_beside(crs: QgsCoordinateReferenceSystem, lon_lat: np.ndarray, metres_per_unit: float) -> bool:
    """Whether the plane is cut at 180° beside one of the places, so that a neighbour beyond lies far away."""
    near = np.abs(np.abs(lon_lat[:, 0]) - 180.0) < SEAM_DEGREES
    if not near.any():
        return False
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), crs, QgsProject().transformContext())
    latitude = float(lon_lat[near][0, 1])
    try:
        east, west = (transform.transform(QgsPointXY(longitude, latitude)) for longitude in (179.9999, -179.9999))
    except QgsCsException:
        return True
    return east.distance(west) * metres_per_unit > 1000.0


def _lon_lat(crs: QgsCoordinateReferenceSystem, xy: np.ndarray) -> np.ndarray:
    """Longitude and latitude on WGS 84, NaN where the CRS cannot tell them; shape=(n, 2)."""
    transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject().transformContext())
    result = np.full(xy.shape, np.nan)
    if not transform.isValid():  # a site with a plane of its own
        return result
    for row, (x, y) in enumerate(xy.tolist()):
        try:
            place = transform.transform(QgsPointXY(x, y))
        except QgsCsException:
            continue
        if abs(place.y()) <= 90.0 and abs(place.x()) <= 720.0:
            result[row] = place.x(), place.y()
    return result


def _outermost(xy: np.ndarray) -> np.ndarray:
    """The middle of the points and those that lie farthest in eight directions; shape=(up to 9, 2)."""
    known = xy[np.isfinite(xy).all(axis=1)]
    if not len(known):
        return known
    keys = (known[:, 0], known[:, 1], known.sum(axis=1), known[:, 0] - known[:, 1])
    rows = [edge(key) for key in keys for edge in (np.argmin, np.argmax)]
    return np.unique(np.vstack([np.median(known, axis=0)[None], known[rows]]), axis=0)
