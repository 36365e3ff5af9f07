"""Tilt, differential settlement and distortion of buildings, from the noisy points on them.

A plane and, where points are enough, a second-degree surface is fitted to every structure's points by generalised
least squares, with the noise of each point and what neighbours share of it; the covariance of the fit gives every
standard error. The largest slope between two of many noisy points would be large on still ground as well, so no
pair of points is ever picked.

Names as in EN 1997-1, figure H.1: tilt ω is the slope of the whole, angular distortion β the slope relative to the
tilt, deflection ratio Δ/L the sag relative to the chord. For a parabola of curvature κ over the length L the slope at
the end relative to the chord is κ L / 2, and Δ/L = κ L / 8.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from ..progress import SILENT, Report
from ..spatial.noise_correlation import NoiseCorrelation
from ..threads import one_thread_pools

MOST_POINTS = 150  # of one structure; of more an even sample is taken
LEAST_FOR_SURFACE = 8
SURELY_BENT = 0.01  # probability of such a bend from noise below which the tilt is that of the bent surface
LEAST_EXTENT_M = 2.0  # standard deviation of the points along their main direction below which no slope is told
LEAST_ACROSS_M = 0.5  # across it, below which they are a line; a narrow strip has a plane with a large error
GROUP_VALUES = 2_000_000  # of covariance matrices at once


@dataclass(frozen=True)
class Settlements:
    """One entry per structure, NaN = cannot be told from its points; settlements positive down.

    n : points with a value
    settlement, settlement_std : mm, at the middle of the points
    differential, differential_std : mm, between the highest and the lowest point of the fitted plane over the points
    tilt, tilt_std : mm/m; direction : degrees clockwise from north towards which it dips
    distortion, distortion_std, deflection, deflection_std : mm/m, from the second-degree surface
    p_curved : probability that a surface as bent as this comes from noise alone (χ² of its second-degree terms)
    """

    n: np.ndarray
    settlement: np.ndarray
    settlement_std: np.ndarray
    differential: np.ndarray
    differential_std: np.ndarray
    tilt: np.ndarray
    tilt_std: np.ndarray
    direction: np.ndarray
    distortion: np.ndarray
    distortion_std: np.ndarray
    deflection: np.ndarray
    deflection_std: np.ndarray
    p_curved: np.ndarray


def empty_settlements(count: int) -> Settlements:
    """Nothing known of ``count`` structures."""
    return Settlements(
        np.zeros(count, dtype=int), *(np.full(count, np.nan) for _ in range(len(fields(Settlements)) - 1))
    )


@one_thread_pools()
def settlements_of_buildings(
    settlement_mm: np.ndarray,
    std_mm: np.ndarray,
    xy_m: np.ndarray,
    owner: np.ndarray,
    count: int,
    correlation: NoiseCorrelation,
    *,
    report: Report = SILENT,
) -> Settlements:
    """Fit every structure's points.

    Parameters
    ----------
    settlement_mm : ndarray, shape=(n_points,)
        Positive down, NaN = missing.
    std_mm : ndarray, shape=(n_points,)
        Its standard error.
    xy_m : ndarray, shape=(n_points, 2)
        Metres.
    owner : ndarray, shape=(n_points,)
        The structure (0 … count − 1) of each point, −1 for none.
    count : int
        Of structures.
    correlation : NoiseCorrelation
        Of the noise of different points.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Settlements
        Settlement, differential, tilt and distortion with their errors, one entry for each structure.

    Notes
    -----
    Structures with one or two points, or points in one place, have a settlement and no tilt; points on a line have a
    tilt along it; fewer than eight points give no distortion.
    """
    result = empty_settlements(count)
    usable = (owner >= 0) & np.isfinite(settlement_mm) & np.isfinite(std_mm) & (std_mm > 0)
    rows = np.flatnonzero(usable)
    rows = rows[np.argsort(owner[rows], kind="stable")]
    of_row = owner[rows]
    result.n[:] = np.bincount(of_row, minlength=count)
    place = np.arange(rows.size) - np.concatenate([[0], np.cumsum(result.n)])[of_row]
    stride = -(-result.n // MOST_POINTS)
    kept = place % np.maximum(stride, 1)[of_row] == 0
    rows, of_row = rows[kept], of_row[kept]
    sizes = np.bincount(of_row, minlength=count)
    starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    distinct = np.unique(sizes[sizes > 0])
    for number, size in enumerate(distinct.tolist()):
        members = np.flatnonzero(sizes == size)
        at_once = max(GROUP_VALUES // size**2, 1)
        for first in range(0, members.size, at_once):
            report.progress((number + first / members.size) / distinct.size)
            some = members[first : first + at_once]
            index = rows[starts[some][:, None] + np.arange(size)]  # (structures, points)
            _fit_group(result, some, settlement_mm[index], std_mm[index], xy_m[index], correlation)
    report.progress(1.0)
    return result


def _fit_group(
    result: Settlements,
    which: np.ndarray,
    values: np.ndarray,
    std: np.ndarray,
    xy_m: np.ndarray,
    correlation: NoiseCorrelation,
) -> None:
    """Structures with equally many points; values, std shape=(b, n), xy_m shape=(b, n, 2)."""
    n_points = values.shape[1]
    middle = xy_m - xy_m.mean(axis=1, keepdims=True)
    covariance = correlation.matrix(xy_m) * std[:, :, None] * std[:, None, :]
    covariance += (1e-9 * std**2)[:, :, None] * np.eye(n_points)
    whiten = np.linalg.inv(np.linalg.cholesky(covariance))
    axes, extent = _main_axes(middle)
    along = np.einsum("bni,bij->bnj", middle, axes)  # main direction first
    ones = np.ones((len(values), n_points, 1))
    mean, of_mean, _ = _solve(whiten, ones, values)
    result.settlement[which], result.settlement_std[which] = mean[:, 0], np.sqrt(of_mean[:, 0, 0])
    is_line = (extent[:, 1] < LEAST_ACROSS_M) | (n_points < 3)
    has_slope = (extent[:, 0] >= LEAST_EXTENT_M) & (n_points >= 2)
    for wanted, dimensions in ((has_slope & is_line, 1), (has_slope & ~is_line, 2)):
        picked = np.flatnonzero(wanted)
        if picked.size:
            place = along[picked][:, :, :dimensions]
            seen = axes[picked][:, :, :dimensions]
            _plane(result, which[picked], whiten[picked], place, values[picked], seen)
            if n_points >= LEAST_FOR_SURFACE:
                _curvature(result, which[picked], whiten[picked], place, values[picked], seen)


def _main_axes(middle: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Directions of largest and smallest extent, shape=(b, 2, 2) by column, and standard deviations, shape=(b, 2)."""
    scatter = np.einsum("bni,bnj->bij", middle, middle) / middle.shape[1]
    variance, vectors = np.linalg.eigh(scatter)
    return vectors[:, :, ::-1], np.sqrt(np.maximum(variance[:, ::-1], 0.0))


def _solve(whiten: np.ndarray, design: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Generalised least squares: parameters (b, p), their covariance (b, p, p), and the whitened design."""
    white = whiten @ design
    normal = np.einsum("bnp,bnq->bpq", white, white)
    covariance = np.linalg.inv(normal)
    right = np.einsum("bnp,bn->bp", white, np.einsum("bij,bj->bi", whiten, values))
    return np.einsum("bpq,bq->bp", covariance, right), covariance, white


def _without_bias(size: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """A length whose square is too large by the variance of its parts, on the mean."""
    return np.sqrt(np.maximum(size**2 - variance, 0.0))


def _plane(
    result: Settlements, which: np.ndarray, whiten: np.ndarray, place: np.ndarray, values: np.ndarray, axes: np.ndarray
) -> None:
    """Settlement in the middle, tilt and differential settlement from the fitted plane, or line."""
    design = np.concatenate([np.ones((*place.shape[:2], 1)), place], axis=2)
    parameters, covariance, _ = _solve(whiten, design, values)
    result.settlement[which], result.settlement_std[which] = parameters[:, 0], np.sqrt(covariance[:, 0, 0])
    _slopes(result, which, parameters[:, 1:], covariance[:, 1:, 1:], place, axes)


def _slopes(
    result: Settlements, which: np.ndarray, slope: np.ndarray, of_slope: np.ndarray, place: np.ndarray, axes: np.ndarray
) -> None:
    """Tilt and differential settlement; slope shape=(b, d) with its covariance, along ``axes``, shape=(b, 2, d)."""
    dimensions = place.shape[2]
    size = np.linalg.norm(slope, axis=1)
    unit = slope / np.maximum(size, 1e-300)[:, None]
    unit[size == 0] = np.eye(dimensions)[0]
    variance = np.einsum("bi,bij,bj->b", unit, of_slope, unit)
    others = np.einsum("bii->b", of_slope) - variance  # what is across the slope only ever adds to its size
    second_order = others**2 / (2.0 * np.maximum(size**2, 2.0 * others + 1e-300))
    result.tilt[which], result.tilt_std[which] = _without_bias(size, others), np.sqrt(variance + second_order)
    reach = np.einsum("bni,bi->bn", place, unit)
    length = reach.max(axis=1) - reach.min(axis=1)
    result.differential[which] = result.tilt[which] * length
    result.differential_std[which] = result.tilt_std[which] * length
    compass = np.einsum("bij,bj->bi", axes, unit)
    result.direction[which] = np.degrees(np.arctan2(compass[:, 0], compass[:, 1])) % 360.0


def _curvature(
    result: Settlements, which: np.ndarray, whiten: np.ndarray, place: np.ndarray, values: np.ndarray, axes: np.ndarray
) -> None:
    """Distortion and deflection from the second-degree surface, and the tilt in its middle where it is surely bent."""
    from scipy.stats import chi2

    u = place[:, :, 0]
    columns = [np.ones_like(u), *np.moveaxis(place, 2, 0), u**2 / 2.0]
    if place.shape[2] == 2:
        v = place[:, :, 1]
        columns += [u * v, v**2 / 2.0]
    design = np.stack(columns, axis=2)
    scale = np.maximum(np.abs(design).max(axis=1, keepdims=True), 1e-12)
    white = whiten @ (design / scale)
    solvable = np.linalg.cond(np.einsum("bnp,bnq->bpq", white, white)) < 1e10
    if not solvable.any():
        return
    parameters, covariance, _ = _solve(whiten[solvable], (design / scale)[solvable], values[solvable])
    first = 1 + place.shape[2]
    units = scale[solvable][:, 0, first:]
    bend = parameters[:, first:] / units
    of_bend = covariance[:, first:, first:] / (units[:, :, None] * units[:, None, :])
    if place.shape[2] == 2:
        tensor = np.stack([bend[:, [0, 1]], bend[:, [1, 2]]], axis=1)
        principal, vectors = np.linalg.eigh(tensor)
        chosen = np.abs(principal).argmax(axis=1)
        pick = np.arange(len(bend))
        main, direction = principal[pick, chosen], vectors[pick, :, chosen]
        across = principal[pick, 1 - chosen]
        read = np.stack([direction[:, 0] ** 2, 2 * direction[:, 0] * direction[:, 1], direction[:, 1] ** 2], axis=1)
        turned = np.stack([-direction[:, 1], direction[:, 0]], axis=1)
        twist = np.stack(
            [direction[:, 0] * turned[:, 0], direction[:, 0] * turned[:, 1] + direction[:, 1] * turned[:, 0],
             direction[:, 1] * turned[:, 1]], axis=1,
        )  # fmt: skip
        of_twist = np.einsum("bi,bij,bj->b", twist, of_bend, twist)
        # an eigenvalue is pushed out by the noise of the twist, divided by its distance to the other one
        push = np.sign(main) * of_twist / np.maximum(np.abs(main - across), np.sqrt(of_twist) + 1e-300)
        main = np.sign(main) * np.maximum(np.abs(main) - np.abs(push), 0.0)
    else:
        main, direction, read = bend[:, 0], np.ones((len(bend), 1)), np.ones((len(bend), 1))
    variance = np.einsum("bi,bij,bj->b", read, of_bend, read)
    reach = np.einsum("bni,bi->bn", place[solvable], direction)
    length = reach.max(axis=1) - reach.min(axis=1)
    where = which[solvable]
    size, error = np.abs(main), np.sqrt(variance)
    result.distortion[where], result.distortion_std[where] = size * length / 2.0, error * length / 2.0
    result.deflection[where], result.deflection_std[where] = size * length / 8.0, error * length / 8.0
    test = np.einsum("bi,bij,bj->b", bend, np.linalg.inv(of_bend), bend)
    result.p_curved[where] = chi2.sf(test, bend.shape[1])
    bent = result.p_curved[where] < SURELY_BENT
    if bent.any():
        per = scale[solvable][:, 0, 1:first]
        slope, of_slope = (
            parameters[:, 1:first] / per,
            covariance[:, 1:first, 1:first] / (per[:, :, None] * per[:, None, :]),
        )
        _slopes(result, where[bent], slope[bent], of_slope[bent], place[solvable][bent], axes[solvable][bent])
