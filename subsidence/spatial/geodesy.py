"""Lengths and directions on the ellipsoid, for whole arrays at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..wording import message


@dataclass(frozen=True)
class Ellipsoid:
    """An ellipsoid of revolution: semi-major axis in metres and inverse flattening (0 = sphere)."""

    semi_major_m: float = 6_378_137.0
    inverse_flattening: float = 298.257223563

    @property
    def flattening(self) -> float:
        return 1.0 / self.inverse_flattening if self.inverse_flattening else 0.0

    @property
    def semi_minor_m(self) -> float:
        return self.semi_major_m * (1.0 - self.flattening)


WGS84 = Ellipsoid()
SPHERE_RADIUS_M = 6_371_000.0
ENOUGH_ITERATIONS = 100  # with fewer, what has not settled may be an ordinary line
QUARTER_ROUNDS, QUARTER_TRIES = 12, 41


def check_degrees(lon_lat: np.ndarray, name: str) -> None:
    """Refuse coordinates that cannot be degrees, as a layer with the wrong CRS has them.

    Parameters
    ----------
    lon_lat : ndarray, shape=(n, 2)
        Coordinates of a layer with a geographic CRS.
    name : str
        Of the layer, for the sentence.

    Returns
    -------
    None
        It raises or lets pass.

    Raises
    ------
    SubsidenceError
        Where longitudes or latitudes are beyond what degrees can be.
    """
    known = np.asarray(lon_lat)[np.isfinite(lon_lat).all(axis=1)]
    if known.size and (np.abs(known[:, 0]).max() > 540.0 or np.abs(known[:, 1]).max() > 90.0):
        raise SubsidenceError(
            message(
                "“{name}” has a geographic CRS, but its coordinates reach {most:.0f} and cannot be"
                " degrees; set the layer's true CRS.",
                name=name,
                most=np.abs(known).max(),
            )
        )


def earth_centred(lon_lat: np.ndarray, ellipsoid: Ellipsoid = WGS84) -> np.ndarray:
    """Earth-centred coordinates of points on the ellipsoid's surface.

    Parameters
    ----------
    lon_lat : ndarray, shape=(n, 2)
        Degrees.
    ellipsoid : Ellipsoid
        WGS 84 by default.

    Returns
    -------
    ndarray, shape=(n, 3)
        Metres.

    Examples
    --------
    >>> earth_centred(np.array([[0.0, 0.0]])).tolist()
    [[6378137.0, 0.0, 0.0]]
    """
    longitude, latitude = np.radians(np.asarray(lon_lat, dtype=float)).T
    squared_eccentricity = ellipsoid.flattening * (2.0 - ellipsoid.flattening)
    normal = ellipsoid.semi_major_m / np.sqrt(1.0 - squared_eccentricity * np.sin(latitude) ** 2)
    equatorial = normal * np.cos(latitude)
    return np.column_stack(
        [
            equatorial * np.cos(longitude),
            equatorial * np.sin(longitude),
            normal * (1.0 - squared_eccentricity) * np.sin(latitude),
        ]
    )


def geodesic_inverse(
    start: np.ndarray, end: np.ndarray, ellipsoid: Ellipsoid = WGS84, *, iterations: int = 200
) -> tuple[np.ndarray, np.ndarray]:
    """Length of the shortest path on the ellipsoid and its direction at the start.

    Parameters
    ----------
    start : ndarray, shape=(n, 2)
        Longitude and latitude in degrees.
    end : ndarray, shape=(n, 2)
        Longitude and latitude in degrees.
    ellipsoid : Ellipsoid
        WGS 84 by default.
    iterations : int
        At most.

    Returns
    -------
    tuple of ndarray
        distance_m, and bearing_deg clockwise from north in [0, 360), each shape=(n,).

    Notes
    -----
    Vincenty (1975), Survey Review 23 (176), equations 1-3: good to a tenth of a millimetre. It does not settle for
    nearly antipodal points; theirs is the shortest of all ways over a point a quarter of the Earth away.

    Examples
    --------
    >>> distance, bearing = geodesic_inverse(np.array([[0.0, 0.0]]), np.array([[0.0, 1.0]]))
    >>> distance.round(3).tolist(), bearing.tolist()
    ([110574.389], [0.0])
    """
    start, end = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
    flattening = ellipsoid.flattening
    minor = ellipsoid.semi_minor_m
    difference = np.radians((end[:, 0] - start[:, 0] + 180.0) % 360.0 - 180.0)
    reduced_start = np.arctan((1.0 - flattening) * np.tan(np.radians(start[:, 1])))
    reduced_end = np.arctan((1.0 - flattening) * np.tan(np.radians(end[:, 1])))
    sin1, cos1 = np.sin(reduced_start), np.cos(reduced_start)
    sin2, cos2 = np.sin(reduced_end), np.cos(reduced_end)
    sin_difference, cos_difference = np.sin(reduced_end - reduced_start), np.cos(reduced_end - reduced_start)

    longitude = difference.copy()
    settled = np.zeros(longitude.shape, dtype=bool)
    with np.errstate(invalid="ignore", divide="ignore"):
        for _ in range(iterations):
            sin_lambda = np.sin(longitude)
            # sin2 cos1 - cos2 sin1 cos(lambda), written so that short lines lose no digits
            north = sin_difference + cos2 * sin1 * 2.0 * np.sin(longitude / 2.0) ** 2
            east = cos2 * sin_lambda
            sin_sigma = np.hypot(north, east)
            cos_sigma = cos_difference - cos1 * cos2 * 2.0 * np.sin(longitude / 2.0) ** 2
            sigma = np.arctan2(sin_sigma, cos_sigma)
            sin_alpha = np.where(sin_sigma > 0, cos1 * cos2 * sin_lambda / sin_sigma, 0.0)
            cos2_alpha = 1.0 - sin_alpha**2
            cos_2sigma_m = np.where(cos2_alpha > 1e-15, cos_sigma - 2.0 * sin1 * sin2 / cos2_alpha, 0.0)
            factor = flattening / 16.0 * cos2_alpha * (4.0 + flattening * (4.0 - 3.0 * cos2_alpha))
            previous = longitude
            longitude = difference + (1.0 - factor) * flattening * sin_alpha * (
                sigma + factor * sin_sigma * (cos_2sigma_m + factor * cos_sigma * (2.0 * cos_2sigma_m**2 - 1.0))
            )
            settled = ~(np.abs(longitude - previous) > 1e-12)
            if settled.all():
                break
        squared = cos2_alpha * ((ellipsoid.semi_major_m / minor) ** 2 - 1.0)
        a = 1.0 + squared / 16384.0 * (4096.0 + squared * (-768.0 + squared * (320.0 - 175.0 * squared)))
        b = squared / 1024.0 * (256.0 + squared * (-128.0 + squared * (74.0 - 47.0 * squared)))
        correction = (
            b
            * sin_sigma
            * (
                cos_2sigma_m
                + b
                / 4.0
                * (
                    cos_sigma * (2.0 * cos_2sigma_m**2 - 1.0)
                    - b / 6.0 * cos_2sigma_m * (4.0 * sin_sigma**2 - 3.0) * (4.0 * cos_2sigma_m**2 - 3.0)
                )
            )
        )
        distance = np.where(settled, minor * a * (sigma - correction), np.nan)
        bearing = np.degrees(np.arctan2(east, north)) % 360.0
    bearing = np.where(np.isfinite(distance), bearing, np.nan)
    far = np.flatnonzero(~settled & np.isfinite(start).all(axis=1) & np.isfinite(end).all(axis=1))
    if far.size and iterations >= ENOUGH_ITERATIONS:
        distance[far], bearing[far] = _over_a_quarter(start[far], end[far], ellipsoid)
    return distance, bearing


def _over_a_quarter(start: np.ndarray, end: np.ndarray, ellipsoid: Ellipsoid) -> tuple[np.ndarray, np.ndarray]:
    """Length and bearing of the shortest path between nearly antipodal points.

    It crosses the circle a quarter of the Earth around the start somewhere; of all points of the circle that one
    gives the smallest sum of the two parts, each of which is far from antipodal.
    """

    def ways(start: np.ndarray, end: np.ndarray, direction: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        latitude, angle = np.radians(start[:, 1]), np.radians(direction)
        up = np.arcsin(np.clip(np.cos(latitude) * np.cos(angle), -1.0, 1.0))
        along = np.degrees(np.arctan2(np.sin(angle) * np.cos(latitude), -np.sin(latitude) * np.sin(up)))
        between = np.column_stack([start[:, 0] + along, np.degrees(up)])
        first, bearing = geodesic_inverse(start, between, ellipsoid, iterations=ENOUGH_ITERATIONS - 1)
        second, _ = geodesic_inverse(between, end, ellipsoid, iterations=ENOUGH_ITERATIONS - 1)
        return first + second, bearing

    best = np.zeros(len(start))
    width = 180.0
    for _ in range(QUARTER_ROUNDS):
        tried = best[:, None] + np.linspace(-width, width, QUARTER_TRIES)
        starts, ends = (np.repeat(place, QUARTER_TRIES, axis=0) for place in (start, end))
        length = ways(starts, ends, tried.ravel())[0].reshape(tried.shape)
        best = tried[np.arange(len(start)), np.nanargmin(length, axis=1)]
        width *= 2.0 / (QUARTER_TRIES - 1)
    return ways(start, end, best)


@dataclass(frozen=True)
class Plane:
    """Lengths in a projected CRS: straight, in units of ``metres_per_unit`` metres."""

    metres_per_unit: float = 1.0


def metres_per_degree(latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Length in metres of a degree of longitude and of latitude on WGS 84.

    >>> [round(float(length)) for length in metres_per_degree(np.array(0.0))]
    [111319, 110574]
    """
    semi_major, squared_eccentricity = 6_378_137.0, 0.00669437999014
    sine = np.sin(np.radians(latitude))
    curvature = np.sqrt(1.0 - squared_eccentricity * sine**2)
    east = np.cos(np.radians(latitude)) * semi_major / curvature
    north = semi_major * (1.0 - squared_eccentricity) / curvature**3
    return np.radians(1.0) * east, np.radians(1.0) * north


def planar_metres(xy: np.ndarray, surface: Plane | Ellipsoid, centre: np.ndarray | None = None) -> np.ndarray:
    """Coordinates in metres on a plane, for blocks and neighbours.

    Parameters
    ----------
    xy : ndarray, shape=(n_points, 2)
        In the units of the surface.
    surface : Plane or Ellipsoid
        What the coordinates lie on.
    centre : ndarray, shape=(2,), optional
        Which becomes (0, 0); on an ellipsoid the middle of the points by default.

    Returns
    -------
    ndarray, shape=(n_points, 2)
        Metres.

    Notes
    -----
    From an ellipsoid each point is laid down in its direction from the centre, at the length of the straight chord:
    near the centre as exact as the ellipsoid, 0.1 % off at 500 km, and as good at the poles and across 180°.
    """
    xy = np.asarray(xy, dtype=float)
    if isinstance(surface, Plane):
        return (xy if centre is None else xy - centre) * surface.metres_per_unit
    check_degrees(xy, "points")
    if centre is None:
        centre = middle_of(xy)
    longitude, latitude = np.radians(centre)
    offset = earth_centred(xy, surface) - earth_centred(np.asarray(centre, dtype=float)[None], surface)
    east = -np.sin(longitude) * offset[:, 0] + np.cos(longitude) * offset[:, 1]
    inward = np.cos(longitude) * offset[:, 0] + np.sin(longitude) * offset[:, 1]
    north = np.cos(latitude) * offset[:, 2] - np.sin(latitude) * inward
    level = np.hypot(east, north)
    chord = np.sqrt(np.einsum("ij,ij->i", offset, offset))
    stretch = np.divide(chord, level, out=np.ones_like(chord), where=level > 0)
    return np.column_stack([east * stretch, north * stretch])


def conformal_plane(lon_lat: np.ndarray) -> np.ndarray:
    """Degrees on Mercator's plane of a sphere: the nearest neighbours there are those on the ground; shape=(n, 2).

    The coordinates of a point do not depend on the others, so that a model finds the places it learned. Lengths are
    stretched by 1/cos(latitude); do not measure them here.

    >>> conformal_plane(np.array([[0.0, 0.0], [1.0, 60.0]])).round().tolist()
    [[0.0, 0.0], [111195.0, 8390339.0]]
    """
    longitude, latitude = np.radians(continuous_longitude(lon_lat[:, 0])), np.radians(np.clip(lon_lat[:, 1], -89, 89))
    return SPHERE_RADIUS_M * np.column_stack([longitude, np.arcsinh(np.tan(latitude))])


def middle_of(lon_lat: np.ndarray) -> np.ndarray:
    """The median place of points in degrees, also of points on both sides of 180°; shape=(2,)."""
    known = lon_lat[np.isfinite(lon_lat).all(axis=1)]
    if not len(known):
        return np.full(2, np.nan)
    return np.array([np.median(continuous_longitude(known[:, 0])), np.median(known[:, 1])])


def continuous_longitude(longitude: np.ndarray) -> np.ndarray:
    """Longitudes in one run: points on both sides of 180° lie side by side, and values may leave −180 … 180.

    >>> continuous_longitude(np.array([179.5, -179.5, 179.0])).tolist()
    [179.5, 180.5, 179.0]

    Points that need no change keep their value; so do all points where no run is shorter than half the globe.
    """
    longitude = np.asarray(longitude, dtype=float)
    known = longitude[np.isfinite(longitude)]
    if not known.size or np.ptp(known) <= 180.0:
        return longitude
    angle = np.radians(known)
    middle = np.degrees(np.arctan2(np.sin(angle).mean(), np.cos(angle).mean()))
    middle = known[np.abs((known - middle + 180.0) % 360.0 - 180.0).argmin()]  # near where the points are
    middle = middle + 360.0 if middle < 0 else middle
    run = longitude + 360.0 * np.round((middle - longitude) / 360.0)
    return run if np.nanmax(run) - np.nanmin(run) < 180.0 else longitude
