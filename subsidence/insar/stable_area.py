"""The ground that moves least and most evenly, to which others can be referred."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..analysis.zones import point_spacing
from ..errors import SubsidenceError
from ..spatial.geodesy import WGS84, planar_metres
from ..wording import message

NEIGHBOURS = 24
FEWEST_POINTS = 50
MOST_CANDIDATES = 20_000
EVEN_SHARE = 0.5  # of the candidates, those whose neighbourhood is most even
PEAK_SHARE = 0.5  # of the highest peak; a lower one is no stable ground but a few places
SPACINGS = 5.0
ALARM_MM_PER_YR = 3.0


@dataclass(frozen=True)
class StableArea:
    """An area that keeps still against its surroundings, as far as the rates alone can tell.

    centre : row of the point at its middle; radius_m
    rows : the points inside; ground : all points of the layer that move with it, evenly
    rate_mm_per_yr : of the area; spread_mm_per_yr : of its points
    """

    centre: int
    radius_m: float
    rows: np.ndarray
    ground: np.ndarray
    rate_mm_per_yr: float
    spread_mm_per_yr: float

    @property
    def moves(self) -> bool:
        """Whether the layer's present zero moves against the area."""
        return abs(self.rate_mm_per_yr) > max(ALARM_MM_PER_YR, 3.0 * self.spread_mm_per_yr / np.sqrt(len(self.rows)))


def stable_area(place_m: np.ndarray, rate_mm_per_yr: np.ndarray, *, radius_m: float = 0.0, seed: int = 0) -> StableArea:
    """The area to refer a layer to, where nothing else is known.

    Parameters
    ----------
    place_m : ndarray, shape=(n_points, 2)
        Metres.
    rate_mm_per_yr : ndarray, shape=(n_points,)
        NaN takes no part.
    radius_m : float
        Of the area, at least; five times the spacing of the points where that is more.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    StableArea
        Its points, the ground that moves like it, rate and spread.

    Raises
    ------
    SubsidenceError
        With too few points to tell.

    Notes
    -----
    Stable ground is taken to be even (neighbours move alike) and common (much of the even ground has the same rate),
    and, of several such rates, the one that sinks least: subsidence goes one way. Where a whole town sinks evenly and
    nothing else was seen, no rate can tell; only ground measurements can.
    """
    from scipy.spatial import cKDTree

    known = np.flatnonzero(np.isfinite(rate_mm_per_yr) & np.isfinite(place_m).all(axis=1))
    if known.size < FEWEST_POINTS:
        raise SubsidenceError(
            message(
                "{count} points are too few to find stable ground by themselves; give a point, an area or stations.",
                count=known.size,
            )
        )
    places, rate = place_m[known], rate_mm_per_yr[known]
    tree = cKDTree(places)
    some = np.arange(known.size)
    if known.size > MOST_CANDIDATES:
        some = np.sort(np.random.default_rng(seed).choice(known.size, MOST_CANDIDATES, replace=False))
    _, around = tree.query(places[some], min(NEIGHBOURS, known.size))
    middle = np.median(rate[around], axis=1)
    spread = 1.4826 * np.median(np.abs(rate[around] - middle[:, None]), axis=1)
    even = spread <= np.quantile(spread, EVEN_SHARE)
    width = max(float(np.median(spread[even])), float(np.ptp(rate)) * 1e-3, 1e-6)
    still = _least_sinking_peak(middle[even], width)
    alike = even & (np.abs(middle - still) <= 2.0 * width)
    radius_m = max(radius_m, SPACINGS * point_spacing(places))
    centre = _centre(places[some], alike, spread, radius_m)
    inside = np.sort(np.array(tree.query_ball_point(places[some[centre]], radius_m), dtype=int))
    ground = np.abs(rate - still) <= 3.0 * width
    return StableArea(
        int(known[some[centre]]),
        float(radius_m),
        known[inside],
        known[ground],
        float(np.mean(rate[inside])),
        float(np.std(rate[inside])),
    )


def _least_sinking_peak(values: np.ndarray, width: float) -> float:
    """The highest value at which a density of the values has a peak that is at least half as high as the highest."""
    grid = np.arange(values.min() - width, values.max() + 2.0 * width, width / 2.0)
    if grid.size > 20_000:
        grid = np.linspace(values.min(), values.max(), 20_000)
    step = grid[1] - grid[0]
    count = np.bincount(np.clip(np.round((values - grid[0]) / step).astype(int), 0, grid.size - 1), minlength=grid.size)
    reach = int(np.ceil(3.0 * width / step))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * step / width) ** 2)
    density = np.convolve(count, kernel)[reach : reach + grid.size]  # "same" would be as long as the longer of the two
    before, after = np.r_[-1.0, density[:-1]], np.r_[density[1:], -1.0]
    peaks = np.flatnonzero((density >= before) & (density > after) & (density >= PEAK_SHARE * density.max()))
    return float(grid[peaks[-1]])


def _centre(places: np.ndarray, alike: np.ndarray, spread: np.ndarray, radius_m: float) -> int:
    """The candidate around which nearly all others are alike, and the most even of these."""
    from scipy.spatial import cKDTree

    rows = np.flatnonzero(alike)
    everyone, those = cKDTree(places), cKDTree(places[rows])
    near = those.query_ball_point(places[rows], radius_m, return_length=True)
    share = near / everyone.query_ball_point(places[rows], radius_m, return_length=True)
    full = near >= 0.5 * np.median(near)
    best = rows[full & (share >= 0.95 * share[full].max())]
    return int(best[spread[best].argmin()])


def moving_reference(lon_lat: np.ndarray, rate_mm_per_yr: np.ndarray) -> tuple[str, np.ndarray] | None:
    """What there is to say when the reference of a product seems to move, and a better place; else None.

    Parameters
    ----------
    lon_lat : ndarray, shape=(n_points, 2)
        Degrees.
    rate_mm_per_yr : ndarray, shape=(n_points,)
        About the product's own reference.

    Returns
    -------
    tuple of str, ndarray, or None
        A sentence, and longitude and latitude of a better place, shape=(2,); None where the reference seems to stand.
    """
    known = np.isfinite(rate_mm_per_yr)
    if known.sum() < FEWEST_POINTS:
        return None
    rate = np.asarray(rate_mm_per_yr, dtype=float)
    area = stable_area(planar_metres(lon_lat, WGS84), rate)
    if not area.moves:
        return None
    place = lon_lat[area.rows].mean(axis=0)
    against = rate[known] * np.sign(area.rate_mm_per_yr) > ALARM_MM_PER_YR
    return (
        message(
            "The reference itself seems to move: the most even ground that sinks least, {radius:.0f} m around"
            " {longitude:.5f}, {latitude:.5f}, moves by {rate:+.1f} mm/yr against it, and with it {share:.0%} of the"
            " points by more than {least:g} mm/yr. Rates, areas and volumes are off by as much.",
            radius=area.radius_m,
            longitude=float(place[0]),
            latitude=float(place[1]),
            rate=area.rate_mm_per_yr,
            share=float(against.mean()),
            least=ALARM_MM_PER_YR,
        ),
        place,
    )
