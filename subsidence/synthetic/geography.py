"""The ground of the synthetic city: lake, faults, subway, buildings and two class maps, with exact distances.

Everything is kept in longitude and latitude (EPSG:4326), so that what is written to files has the very
edges from which the distances and classes of the points are computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

CENTRE = (102.72, 24.96)  # longitude, latitude: a lake basin on the Yunnan plateau
HALF_SIZE = (0.11, 0.10)  # degrees, about 22 km x 22 km

GEOLOGY = ("bedrock", "old alluvium", "young alluvium", "lake clay")  # codes 1 … 4, from hard to soft
HYDROGEOLOGY = ("karst", "poor pore water", "medium pore water", "rich pore water")  # codes 1 … 4


@dataclass(frozen=True)
class Feature:
    """One feature of a vector layer.

    kind : "Point", "LineString" or "Polygon"
    coordinates : shape=(n_vertices, 2), longitude and latitude; a polygon's ring is closed
    """

    kind: str
    coordinates: np.ndarray
    attributes: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Geography:
    """The layers of a city by name, and the functions of place that hold in it."""

    layers: dict[str, tuple[Feature, ...]]
    lake: Feature
    geology_edges: tuple[np.ndarray, ...]  # lines x(y) between neighbouring classes, shape=(n, 2) each
    hydrogeology_edges: tuple[np.ndarray, ...]  # lines y(x)

    def geology_codes(self, xy: np.ndarray) -> np.ndarray:
        """Class 1 … 4 from east (bedrock) to west (lake clay); shape=(n_points,)."""
        return 1 + np.sum(
            [xy[:, 0] < np.interp(xy[:, 1], edge[:, 1], edge[:, 0]) for edge in self.geology_edges], axis=0
        )

    def hydrogeology_codes(self, xy: np.ndarray) -> np.ndarray:
        """Class 1 … 4 from north (karst) to south (rich pore water); shape=(n_points,)."""
        past = [xy[:, 1] < np.interp(xy[:, 0], edge[:, 0], edge[:, 1]) for edge in self.hydrogeology_edges]
        return 1 + np.sum(past, axis=0)

    def in_lake(self, xy: np.ndarray) -> np.ndarray:
        """Whether each point lies in the lake; shape=(n_points,), bool."""
        return inside_polygon(xy, self.lake.coordinates)


def metres_per_degree(latitude: float) -> tuple[float, float]:
    """Metres per degree of longitude and latitude on the WGS 84 ellipsoid at ``latitude``.

    Used for the whole city, 22 km wide: distances are within 0.1 % of the geodesic ones.

    >>> [round(value) for value in metres_per_degree(0.0)]
    [111319, 110574]
    """
    semi_major, eccentricity_squared = 6_378_137.0, 0.0066943799901413165
    phi = np.radians(latitude)
    w = np.sqrt(1.0 - eccentricity_squared * np.sin(phi) ** 2)
    prime_vertical = semi_major / w
    meridional = semi_major * (1.0 - eccentricity_squared) / w**3
    return float(np.radians(prime_vertical * np.cos(phi))), float(np.radians(meridional))


def to_metres(xy: np.ndarray) -> np.ndarray:
    """Metres east and north of the city's centre; shape=(n, 2) both ways."""
    return (np.asarray(xy, dtype=float) - CENTRE) * metres_per_degree(CENTRE[1])


def to_degrees(metres: np.ndarray) -> np.ndarray:
    """Longitude and latitude from metres east and north of the centre; shape=(n, 2) both ways."""
    return np.asarray(metres, dtype=float) / metres_per_degree(CENTRE[1]) + CENTRE


def inside_polygon(xy: np.ndarray, ring: np.ndarray) -> np.ndarray:
    """Even–odd rule; ring is closed, shape=(n_vertices, 2). Returns bool, shape=(n_points,)."""
    x, y = np.asarray(xy, dtype=float).T
    inside = np.zeros(x.size, dtype=bool)
    for (x0, y0), (x1, y1) in zip(ring[:-1], ring[1:]):
        if y0 == y1:
            continue
        crosses = (y0 > y) != (y1 > y)
        inside ^= crosses & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return inside


def distance_m(xy: np.ndarray, features: tuple[Feature, ...]) -> np.ndarray:
    """Metres from each point to the nearest place of any feature, 0 inside a polygon; shape=(n_points,)."""
    east, north = np.ascontiguousarray(to_metres(xy).T)
    nearest_squared = np.full(east.size, np.inf)
    for feature in features:
        vertices = to_metres(feature.coordinates)
        starts, stops = (vertices[:-1], vertices[1:]) if len(vertices) > 1 else (vertices, vertices)
        for (x0, y0), (dx, dy) in zip(starts, stops - starts):
            share = ((east - x0) * dx + (north - y0) * dy) / max(dx * dx + dy * dy, 1e-12)
            np.clip(share, 0.0, 1.0, out=share)
            gap_squared = (east - x0 - share * dx) ** 2 + (north - y0 - share * dy) ** 2
            np.minimum(nearest_squared, gap_squared, out=nearest_squared)
    nearest = np.sqrt(nearest_squared)
    for feature in features:
        if feature.kind == "Polygon":
            nearest[inside_polygon(xy, feature.coordinates)] = 0.0
    return nearest


def make_geography(seed: int, first_day: np.datetime64, last_day: np.datetime64) -> Geography:
    """Lay out a city; the same plan for every seed, with bends, buildings and edges of its own.

    first_day, last_day : the time observed; two subway lines are under construction in it
    """
    rng = np.random.default_rng([seed, 1])
    lake = _lake(rng)
    geology_edges, geology = _bands(rng, GEOLOGY, vertical=True)
    hydrogeology_edges, hydrogeology = _bands(rng, HYDROGEOLOGY, vertical=False)
    layers = {
        "faults": _faults(rng),
        "subway": _subway(rng, first_day, last_day),
        "buildings": _buildings(rng, lake),
        "geology": geology,
        "hydrogeology": hydrogeology,
        "lake": (lake,),
    }
    return Geography(layers, lake, geology_edges, hydrogeology_edges)


def _line(rng: np.random.Generator, points_km: list[tuple[float, float]], bend_m: float) -> np.ndarray:
    """A line through points in km from the centre, with a vertex each 500 m or so and gentle bends."""
    corners = np.array(points_km) * 1000.0
    reach = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    at = np.linspace(0.0, reach[-1], max(int(reach[-1] / 500.0), 2))
    metres = np.column_stack([np.interp(at, reach, corners[:, axis]) for axis in (0, 1)])
    for axis in (0, 1):
        wave = sum(rng.normal() * np.sin(np.pi * (k + 1) * at / reach[-1]) / (k + 1) for k in range(4))
        metres[:, axis] += bend_m * wave
    return to_degrees(metres)


def _lake(rng: np.random.Generator) -> Feature:
    angle = np.linspace(0.0, 2 * np.pi, 121)
    wobble = 1.0 + sum(0.10 / k * rng.normal() * np.sin(k * angle + rng.uniform(0, 6.3)) for k in (2, 3, 5))
    metres = np.column_stack([-6500.0 + 3300.0 * wobble * np.cos(angle), -6500.0 + 4300.0 * wobble * np.sin(angle)])
    metres = np.clip(metres, *_box_metres())
    metres[-1] = metres[0]
    return Feature("Polygon", to_degrees(metres), {"name": "Lake"})


def _box_metres() -> tuple[np.ndarray, np.ndarray]:
    half = np.array(HALF_SIZE) * metres_per_degree(CENTRE[1])
    return -half, half


def _faults(rng: np.random.Generator) -> tuple[Feature, ...]:
    courses = {
        "West fault": [(-8.5, 11.0), (-9.5, 2.0), (-10.5, -11.0)],
        "Basin fault": [(-1.0, 11.0), (0.5, 1.0), (-1.5, -11.0)],
        "East fault": [(9.0, 11.0), (7.5, -2.0), (9.5, -11.0)],
    }
    return tuple(
        Feature("LineString", _line(rng, course, 250.0), {"name": name, "type": kind})
        for (name, course), kind in zip(courses.items(), ("normal", "strike-slip", "normal"))
    )


def _subway(rng: np.random.Generator, first_day: np.datetime64, last_day: np.datetime64) -> tuple[Feature, ...]:
    """Two lines in service before the time observed, two under construction in it (fields START, END)."""
    span = int((last_day - first_day) / np.timedelta64(1, "D"))
    before, during = first_day - np.timedelta64(2200, "D"), first_day - np.timedelta64(240, "D")
    plans = (
        ("Line 1", [(-9.5, 6.0), (0.0, 5.0), (10.0, 6.5)], before, before + np.timedelta64(1300, "D"), "in service"),
        ("Line 2", [(4.5, 10.5), (5.0, 0.0), (4.0, -10.5)], before, before + np.timedelta64(1500, "D"), "in service"),
        ("Line 3", [(-10.0, 1.0), (-2.0, 0.5), (10.5, -1.5)], during, first_day + np.timedelta64(int(0.8 * span), "D"),
         "under construction"),
        ("Line 4", [(-3.2, 10.5), (-2.5, 2.0), (1.0, -10.5)], during, last_day + np.timedelta64(400, "D"),
         "under construction"),
    )  # fmt: skip
    return tuple(
        Feature("LineString", _line(rng, course, 180.0),
                {"name": name, "START": str(start), "END": str(end), "status": status})
        for name, course, start, end, status in plans
    )  # fmt: skip


def _buildings(rng: np.random.Generator, lake: Feature) -> tuple[Feature, ...]:
    """Rectangles around four centres, none in the lake."""
    centres = np.array([(-1.5, 3.0), (3.5, 2.0), (6.5, -4.0), (-6.5, 7.0)]) * 1000.0
    spread = np.array([1700.0, 1500.0, 1200.0, 1000.0])
    which = rng.choice(4, size=150, p=[0.4, 0.3, 0.15, 0.15])
    middle = centres[which] + rng.normal(size=(150, 2)) * spread[which, None]
    half = rng.uniform(25.0, 70.0, size=(150, 2))
    kinds = rng.choice(["commercial", "high-rise"], size=150)
    heights = np.round(rng.uniform(24.0, 200.0, size=150))
    keep = ~inside_polygon(to_degrees(middle), lake.coordinates)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)])
    return tuple(
        Feature("Polygon", to_degrees(middle[i] + corners * half[i]),
                {"kind": str(kinds[i]), "height_m": float(heights[i])})
        for i in np.flatnonzero(keep)
    )  # fmt: skip


def _bands(
    rng: np.random.Generator, names: tuple[str, ...], *, vertical: bool
) -> tuple[tuple[np.ndarray, ...], tuple[Feature, ...]]:
    """Bands of classes parted by wavy lines; the lines do not cross. Vertical bands run from east to west,
    horizontal ones from north to south."""
    across, along = (0, 1) if vertical else (1, 0)
    margin = 1.3  # the maps reach a little beyond the city
    low, high = np.array(CENTRE) - margin * np.array(HALF_SIZE), np.array(CENTRE) + margin * np.array(HALF_SIZE)
    position = np.linspace(low[along], high[along], 61)
    phase = np.linspace(0.0, 2 * np.pi, 61)
    count = len(names)
    edges = []
    for number in range(1, count):
        middle = CENTRE[across] + HALF_SIZE[across] * (1.0 - 2.0 * number / count)
        wave = sum(rng.normal() / k * np.sin(k * phase + rng.uniform(0, 6.3)) for k in (1, 2, 3))
        edge = np.empty((61, 2))
        edge[:, along] = position
        edge[:, across] = middle + 0.28 * HALF_SIZE[across] / count * np.clip(wave, -2.5, 2.5)
        edges.append(edge)
    straight = []
    for value in (high[across], low[across]):
        line = np.empty((2, 2))
        line[:, along], line[:, across] = (low[along], high[along]), value
        straight.append(line)
    bounds = [straight[0], *edges, straight[1]]
    polygons = tuple(
        Feature(
            "Polygon",
            np.concatenate([bounds[i], bounds[i + 1][::-1], bounds[i][:1]]),
            {"class": names[i], "code": i + 1},
        )
        for i in range(count)
    )
    return tuple(edges), polygons
