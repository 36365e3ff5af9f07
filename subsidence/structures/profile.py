"""What happens along a line: points within a corridor, gathered at stations by their chainage.

A station without points stays unknown; nothing is carried over a gap. The standard error of a station's mean comes
from the noise of its points and from what neighbours share of it, not from one over the square root of their number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..spatial.noise_correlation import NoiseCorrelation
from ..wording import message

MOST_STATIONS = 200_000
MOST_POINTS = 150  # of one station whose covariance is written out
PAIRS_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Corridor:
    """Points beside one line, in order of their chainage.

    rows : shape=(n,), which points; chainage_m, offset_m : shape=(n,), along the line and off it, left positive
    length_m : of the line
    """

    rows: np.ndarray
    chainage_m: np.ndarray
    offset_m: np.ndarray
    length_m: float


@dataclass(frozen=True)
class Profile:
    """Stations along one line; every array shape=(n_stations,), NaN = no points.

    chainage_m : middle of each station; n : points
    rate, rate_std, p10, median, p90 : mm/yr, positive up
    settlement, settlement_std : mm, positive down, over the period
    differential, differential_std : mm, settlement here minus at the station before, size
    slope, slope_std : mm/m, of the settlement over a span around the station
    distortion, distortion_std : mm/m, change of slope between the spans before and after the station, size
    distortion_rate, distortion_rate_std : mm/m per year, the same of the rates; positive where the distortion grows
    curvature : mm/m per m, the distortion over the distance of the middles of the two spans
    series_mm : shape=(n_stations, n_epochs), positive up
    """

    chainage_m: np.ndarray
    n: np.ndarray
    rate: np.ndarray
    rate_std: np.ndarray
    p10: np.ndarray
    median: np.ndarray
    p90: np.ndarray
    settlement: np.ndarray
    settlement_std: np.ndarray
    differential: np.ndarray
    differential_std: np.ndarray
    slope: np.ndarray
    slope_std: np.ndarray
    distortion: np.ndarray
    distortion_std: np.ndarray
    distortion_rate: np.ndarray
    distortion_rate_std: np.ndarray
    curvature: np.ndarray
    series_mm: np.ndarray


def corridor_of(parts: list[np.ndarray], xy_m: np.ndarray, half_width_m: float) -> Corridor:
    """The points within ``half_width_m`` of a line.

    Parameters
    ----------
    parts : list of ndarray
        The line's parts in order, each shape=(n_vertices, 2), metres; chainage goes on from part to part.
    xy_m : ndarray, shape=(n_points, 2)
        Metres.
    half_width_m : float
        Of the corridor.

    Returns
    -------
    Corridor
        Points, their chainage and offset, and the line's length.

    Raises
    ------
    SubsidenceError
        For a line without length.
    """
    starts, ends, before, length = _segments(parts)
    if length == 0.0:
        raise SubsidenceError(message("A line has no length; remove it or draw it again."))
    low = np.minimum(starts, ends).min(axis=0) - half_width_m
    high = np.maximum(starts, ends).max(axis=0) + half_width_m
    near = np.flatnonzero(((xy_m >= low) & (xy_m <= high)).all(axis=1))
    best = np.full(near.size, np.inf)
    chainage, offset = np.zeros(near.size), np.zeros(near.size)
    step = max(PAIRS_AT_ONCE // max(len(starts), 1), 1)
    direction = ends - starts
    squared = np.maximum((direction**2).sum(axis=1), 1e-300)
    for first in range(0, near.size, step):
        block = slice(first, first + step)
        apart = xy_m[near[block], None, :] - starts[None]
        share = np.clip(np.einsum("nsi,si->ns", apart, direction) / squared, 0.0, 1.0)
        rest = apart - share[..., None] * direction
        distance = np.hypot(rest[..., 0], rest[..., 1])
        pick = distance.argmin(axis=1)
        row = np.arange(pick.size)
        best[block] = distance[row, pick]
        chainage[block] = before[pick] + share[row, pick] * np.sqrt(squared[pick])
        side = direction[pick, 0] * apart[row, pick, 1] - direction[pick, 1] * apart[row, pick, 0]
        offset[block] = np.where(side >= 0, 1.0, -1.0) * best[block]
    inside = best <= half_width_m
    order = np.argsort(chainage[inside], kind="stable")
    return Corridor(near[inside][order], chainage[inside][order], offset[inside][order], length)


def place_on_line(parts: list[np.ndarray], chainage_m: np.ndarray, metres: list[np.ndarray]) -> np.ndarray:
    """Coordinates at chainages along a line.

    Parameters
    ----------
    parts : list of ndarray
        The line's parts in the CRS that is wanted.
    chainage_m : ndarray, shape=(n,)
        Measured on ``metres``.
    metres : list of ndarray
        The same parts in metres.

    Returns
    -------
    ndarray, shape=(n, 2)
        In the CRS of ``parts``.
    """
    starts, ends, before, _ = _segments(metres)
    from_xy, to_xy, _, _ = _segments(parts)
    size = np.linalg.norm(ends - starts, axis=1)
    piece = np.clip(np.searchsorted(before, chainage_m, side="right") - 1, 0, len(starts) - 1)
    share = np.clip((chainage_m - before[piece]) / np.maximum(size[piece], 1e-300), 0.0, 1.0)
    return from_xy[piece] + share[:, None] * (to_xy[piece] - from_xy[piece])


def _segments(parts: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Starts and ends of all segments, the chainage before each, and the whole length."""
    starts = np.concatenate([part[:-1] for part in parts])
    ends = np.concatenate([part[1:] for part in parts])
    size = np.linalg.norm(ends - starts, axis=1)
    before = np.concatenate([[0.0], np.cumsum(size)])
    return starts, ends, before[:-1], float(before[-1])


def profile_of(
    corridor: Corridor,
    xy_m: np.ndarray,
    rate: np.ndarray,
    rate_std: np.ndarray,
    settlement_mm: np.ndarray,
    settlement_std_mm: np.ndarray,
    displacement_mm: np.ndarray,
    correlation: NoiseCorrelation,
    *,
    step_m: float,
    span_m: float,
) -> Profile:
    """Gather the corridor's points at stations along the line.

    Parameters
    ----------
    corridor : Corridor
        From ``corridor_of``.
    xy_m : ndarray, shape=(n_points, 2)
        Metres, of the whole layer, as all below.
    rate : ndarray, shape=(n_points,)
        mm/yr, positive up, NaN = missing.
    rate_std : ndarray, shape=(n_points,)
        Its standard error.
    settlement_mm : ndarray, shape=(n_points,)
        Positive down, NaN = missing.
    settlement_std_mm : ndarray, shape=(n_points,)
        Its standard error.
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        May have no epochs.
    correlation : NoiseCorrelation
        Of the noise of different points.
    step_m : float
        Between stations.
    span_m : float
        Length of the spans before and after a station whose slopes are compared; rounded to whole steps.

    Returns
    -------
    Profile
        Values by station, with errors.

    Raises
    ------
    SubsidenceError
        With more stations than a profile may have.
    """
    count = max(int(np.ceil(corridor.length_m / step_m - 1e-9)), 1)
    if count > MOST_STATIONS:
        raise SubsidenceError(
            message(
                "A line of {length:.0f} m has {count} stations {step:g} m apart; take a larger step.",
                length=corridor.length_m,
                count=count,
                step=step_m,
            )
        )
    edges = np.minimum(np.arange(count + 1) * step_m, corridor.length_m)
    station = np.clip((corridor.chainage_m // step_m).astype(int), 0, count - 1)
    gathered = _gather(corridor, station, count, xy_m, rate, rate_std, correlation)
    sunk = _gather(corridor, station, count, xy_m, settlement_mm, settlement_std_mm, correlation)
    middle = (edges[1:] + edges[:-1]) / 2.0
    places = np.where(np.isfinite(sunk.place), sunk.place, middle)
    covariance = _covariance(places, sunk.std, sunk.own_variance, correlation)
    steps = max(round(span_m / step_m), 1)
    differential, differential_std = _size_of(*_combine(sunk.mean, covariance, [(-1, -1.0), (0, 1.0)]))
    width = steps * step_m
    slope = _combine(sunk.mean, covariance, [(-steps, -0.5 / width), (steps, 0.5 / width)])
    second = [(-steps, 1.0 / width), (0, -2.0 / width), (steps, 1.0 / width)]
    bend = _combine(sunk.mean, covariance, second)
    distortion, distortion_std = _size_of(*bend)
    bending = _combine(-gathered.mean, _covariance(places, gathered.std, gathered.own_variance, correlation), second)
    return Profile(
        middle, gathered.n, gathered.mean, gathered.std, *gathered.percentiles, sunk.mean, sunk.std, differential,
        differential_std, *slope, distortion, distortion_std, np.sign(bend[0]) * bending[0], bending[1],
        bend[0] / width,
        _station_series(corridor, station, count, displacement_mm),
    )  # fmt: skip


@dataclass(frozen=True)
class _Gathered:
    n: np.ndarray
    mean: np.ndarray
    std: np.ndarray
    own_variance: np.ndarray
    place: np.ndarray
    percentiles: tuple[np.ndarray, np.ndarray, np.ndarray]


def _gather(
    corridor: Corridor,
    station: np.ndarray,
    count: int,
    xy_m: np.ndarray,
    values: np.ndarray,
    std: np.ndarray,
    correlation: NoiseCorrelation,
) -> _Gathered:
    """Best linear mean of every station's points, its standard error, and what of its variance no other shares."""
    n = np.zeros(count, dtype=int)
    mean, error, own, place = (np.full(count, np.nan) for _ in range(4))
    shares = np.full((3, count), np.nan)
    usable = np.isfinite(values[corridor.rows]) & np.isfinite(std[corridor.rows]) & (std[corridor.rows] > 0)
    rows, of_row, along = corridor.rows[usable], station[usable], corridor.chainage_m[usable]
    bounds = np.searchsorted(of_row, np.arange(count + 1))
    for number in np.flatnonzero(np.diff(bounds) > 0).tolist():
        some = slice(bounds[number], bounds[number + 1])
        members = rows[some]
        n[number], place[number] = members.size, along[some].mean()
        shares[:, number] = np.percentile(values[members], [10, 50, 90])
        kept = members[:: -(-members.size // MOST_POINTS)]
        matrix = correlation.matrix(xy_m[kept]) * std[kept][:, None] * std[kept][None, :]
        weights = np.linalg.solve(matrix + np.diag(1e-9 * std[kept] ** 2), np.ones(kept.size))
        weights /= weights.sum()
        mean[number], error[number] = weights @ values[kept], np.sqrt(weights @ matrix @ weights)
        alone = 1.0 - correlation.common - correlation.share
        own[number] = alone * (weights**2 @ std[kept] ** 2)
    return _Gathered(n, mean, error, own, place, (shares[0], shares[1], shares[2]))


Covariance = Callable[[np.ndarray, np.ndarray], np.ndarray]  # of two stations' means, by index arrays


def _covariance(place: np.ndarray, std: np.ndarray, own: np.ndarray, correlation: NoiseCorrelation) -> Covariance:
    """A function giving the covariance of two stations' means, by index arrays."""
    shared = np.sqrt(np.maximum(std**2 - own, 0.0))
    together = max(correlation.common + correlation.share, 1e-300)

    def between(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        alike = correlation.between(np.abs(place[one] - place[other])) / together
        return np.where(one == other, std[one] ** 2, shared[one] * shared[other] * alike)

    return between


def _combine(mean: np.ndarray, covariance: Covariance, terms: list[tuple[int, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Σ factor · mean[k + shift] and its standard error at every station; NaN where one of the stations is missing."""
    index = np.arange(mean.size)
    total, variance = np.zeros(mean.size), np.zeros(mean.size)
    inside = np.ones(mean.size, dtype=bool)
    clipped = {}
    for shift, factor in terms:
        inside &= (index + shift >= 0) & (index + shift < mean.size)
        clipped[shift] = np.clip(index + shift, 0, mean.size - 1)
        total += factor * mean[clipped[shift]]
    for shift, factor in terms:
        for other, second in terms:
            variance += factor * second * covariance(clipped[shift], clipped[other])
    total[~inside] = np.nan
    error = np.where(np.isfinite(total), np.sqrt(np.maximum(variance, 0.0)), np.nan)
    return total, error


def _size_of(value: np.ndarray, error: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.abs(value), error


def _station_series(corridor: Corridor, station: np.ndarray, count: int, displacement_mm: np.ndarray) -> np.ndarray:
    """The mean series of every station; points that begin at different values are brought together first."""
    from ..validation.ground_series import mean_series

    series = np.full((count, displacement_mm.shape[1]), np.nan)
    if displacement_mm.shape[1] == 0:
        return series
    bounds = np.searchsorted(station, np.arange(count + 1))
    for number in np.flatnonzero(np.diff(bounds) > 0).tolist():
        values = np.asarray(displacement_mm[corridor.rows[bounds[number] : bounds[number + 1]]], dtype=float)
        values = values[np.isfinite(values).any(axis=1)]
        if len(values):
            series[number] = mean_series(values, np.ones(len(values)))
    return series


@dataclass(frozen=True)
class WorstSpan:
    """The span of one line where a quantity most surely exceeds a limit.

    station : index, −1 where nothing is known; value, std : there
    p_exceed : probability that any span exceeds the limit, allowing for the number of spans looked at
    p_still : how often still ground with the same noise shows a larger maximum
    """

    station: int
    value: float
    std: float
    p_exceed: float
    p_still: float


def worst_span(value: np.ndarray, std: np.ndarray, limit: float, *, spans_apart: int = 1) -> WorstSpan:
    """The worst of many noisy spans, with the bias of looking for it taken into account.

    value, std : shape=(n_stations,); the number of independent looks is that of the known stations over
    ``spans_apart`` (stations within a span share their points). By Bonferroni the probability that the worst one
    really exceeds is at least 1 − looks · (1 − p); ``p_still`` is 1 − (1 − q)^looks with q the two-sided tail.
    """
    from scipy.special import ndtr

    from .limits import probability_above

    known = np.flatnonzero(np.isfinite(value) & np.isfinite(std) & (std > 0))
    if known.size == 0:
        return WorstSpan(-1, np.nan, np.nan, np.nan, np.nan)
    looks = max(known.size / spans_apart, 1.0)
    p = probability_above(value[known], std[known], limit)
    worst = int(known[np.lexsort((value[known] / std[known], p))[-1]])
    best = float(p.max())
    tail = 2.0 * float(ndtr(-np.max(value[known] / std[known])))
    return WorstSpan(
        worst,
        float(value[worst]),
        float(std[worst]),
        max(1.0 - looks * (1.0 - best), min(best, 0.5) if best < 0.5 else 0.0),
        float(-np.expm1(looks * np.log1p(-min(tail, 1.0 - 1e-16)))),
    )
