"""Ascending and descending line of sight to up and east, for the whole series.

Two lines of sight give two components; satellites in polar orbits hardly see north, which is neglected (Wright et al.
2004, Geophys. Res. Lett. 31, L01607). With the east and up components of the unit vectors ground → satellite,

    d_asc = e_asc · E + u_asc · U,   d_desc = e_desc · E + u_desc · U

is solved at each place and common epoch. The condition number of that system says how much an error of the input
grows; it is about 2 for Sentinel-1 and without bound for two looks from the same side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..metrics import disagreement
from ..progress import SILENT, Report, stop_if_cancelled
from ..series import DeformationSeries, linear_rate
from ..tabular.bounded_memory import rows_of
from ..wording import message
from . import DEFAULT_MAX_GAP_DAYS, DEFAULT_STEP_DAYS

LARGEST_CONDITION = 20.0
TIMES_OF_TRACKS = 20.0  # as much as one track on a slope may see of what the other sees


@dataclass(frozen=True)
class Look:
    """The points of one track.

    series : line-of-sight displacement; may have no epochs where only rates are known
    velocity_mm_per_yr, velocity_std_mm_per_yr : shape=(n_points,), NaN where unknown
    los : shape=(n_points, 3), unit vectors ground → satellite, east, north, up
    """

    series: DeformationSeries
    velocity_mm_per_yr: np.ndarray
    velocity_std_mm_per_yr: np.ndarray
    los: np.ndarray
    name: str = ""


@dataclass(frozen=True)
class Decomposition:
    """Up and east motion at common places and epochs.

    xy : shape=(n_places, 2); dates : shape=(n_epochs,)
    up_mm, east_mm : shape=(n_places, n_epochs), 0 at the first common epoch
    rates and their standard deviations : shape=(n_places,), mm/yr; NaN where unknown
    condition : shape=(n_places,), condition number of the 2 x 2 system
    n_ascending, n_descending : shape=(n_places,), points that went into each place
    """

    xy: np.ndarray
    dates: np.ndarray
    up_mm: np.ndarray
    east_mm: np.ndarray
    up_rate: np.ndarray
    east_rate: np.ndarray
    up_rate_std: np.ndarray
    east_rate_std: np.ndarray
    condition: np.ndarray
    n_ascending: np.ndarray
    n_descending: np.ndarray


def line_of_sight(incidence_degrees: float, heading_degrees: float) -> np.ndarray:
    """Unit vector ground → satellite of a right-looking radar: east, north, up; shape=(3,).

    Parameters
    ----------
    incidence_degrees : float
        From the vertical.
    heading_degrees : float
        Flight direction, clockwise from north: about −12 ascending, −168 (or 192) descending.

    Returns
    -------
    ndarray, shape=(3,)
        East, north and up.

    Examples
    --------
    >>> line_of_sight(30.0, 0.0).round(3).tolist()
    [-0.5, 0.0, 0.866]
    """
    incidence, heading = np.radians([incidence_degrees, heading_degrees])
    return np.array([-np.sin(incidence) * np.cos(heading), np.sin(incidence) * np.sin(heading), np.cos(incidence)])


def decompose(
    ascending: Look,
    descending: Look,
    *,
    cell_m: float = 0.0,
    reach_m: float = 100.0,
    step_days: int = DEFAULT_STEP_DAYS,
    max_gap_days: int = DEFAULT_MAX_GAP_DAYS,
    metres_per_unit: tuple[float, float] = (1.0, 1.0),
    report: Report = SILENT,
) -> Decomposition:
    """Up and east from two tracks whose points are in one CRS.

    Parameters
    ----------
    ascending : Look
        One track: series, rates and look vectors.
    descending : Look
        The other track, in the same CRS.
    cell_m : float
        Average both tracks over square cells of this size, whose edges lie on multiples of it; 0 pairs each ascending
        point with the nearest descending one not farther than ``reach_m``.
    reach_m : float
        The farthest that two points of a pair may lie apart.
    step_days : int
        Spacing of the common epochs; 0 = the ascending epochs within the common time.
    max_gap_days : int
        Series are not interpolated over longer gaps than this.
    metres_per_unit : tuple of float
        Of x and y coordinates; for a geographic CRS at the latitude of the points.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Decomposition
        Places, common epochs, up and east in mm, their rates and standard errors in mm/yr.

    Raises
    ------
    SubsidenceError
        Where look vectors are unknown, the tracks look from the same side, or they share no place or time.

    Notes
    -----
    Cells lie on multiples of their size, so that the grids of others coincide with them.

    North is taken to be still: two looks tell two components. Where the looks hardly differ the place is left out.
    """
    scale = np.asarray(metres_per_unit, dtype=float)
    groups = (
        _cells(ascending, descending, cell_m, scale) if cell_m > 0 else _pairs(ascending, descending, reach_m, scale)
    )
    xy, members_asc, members_desc = groups
    look_asc, count_asc = _mean(ascending.los, members_asc)
    look_desc, count_desc = _mean(descending.los, members_desc)
    matrix = np.stack([look_asc[:, [0, 2]], look_desc[:, [0, 2]]], axis=1)  # (n, 2 looks, 2 components)
    good = np.isfinite(matrix).all(axis=(1, 2))
    if not good.any():
        raise SubsidenceError(
            message(
                "The line of sight of the points is unknown; the layers need los_e, los_n and los_u, or"
                " give incidence and heading of both tracks."
            )
        )
    condition = np.full(len(xy), np.inf)
    condition[good] = np.linalg.cond(matrix[good])
    if np.median(condition) > LARGEST_CONDITION:
        raise SubsidenceError(
            message(
                "Both tracks look from nearly the same side (condition number {median:.0f}); up and east"
                " need one ascending and one descending track.",
                median=np.median(condition),
            )
        )
    _tell_disagreement(ascending, descending, members_asc, members_desc, report)
    inverse = np.full(matrix.shape, np.nan)
    solvable = good & (condition <= LARGEST_CONDITION)
    inverse[solvable] = np.linalg.inv(matrix[solvable])  # rows: east, up

    tracks, members = (ascending, descending), (members_asc, members_desc)
    for part in members:
        stop_if_cancelled()
        part.index[~solvable] = -1
    dates = common_dates(ascending.series.dates, descending.series.dates, step_days)
    solving, judging, _rest = report.parts(10, 9, 1)
    east, up = _motion(tracks, members, dates, max_gap_days, solving)
    rates, stds = _rates(ascending, descending, members_asc, members_desc, inverse)
    if dates.size >= 3:
        for index, values in enumerate((east, up)):
            rates[index] = linear_rate(values, dates)[0]
        stds = _rate_stds(tracks, members, max_gap_days, judging)
    known = np.isfinite(rates).all(axis=0) | np.isfinite(up).any(axis=1)
    if not known.any():
        raise SubsidenceError(message("No place has a displacement of both tracks in their common time."))
    report.progress(1.0)
    return Decomposition(
        xy=xy[known],
        dates=dates,
        up_mm=up[known],
        east_mm=east[known],
        up_rate=rates[1][known],
        east_rate=rates[0][known],
        up_rate_std=stds[1][known],
        east_rate_std=stds[0][known],
        condition=condition[known],
        n_ascending=count_asc[known],
        n_descending=count_desc[known],
    )


def _tell_disagreement(
    ascending: Look, descending: Look, members_asc: _Members, members_desc: _Members, report: Report
) -> None:
    """Warn where the tracks see opposite motion, or one of them a multiple of the other's."""
    seen, seen_by_other = _mean(_speed(ascending), members_asc)[0], _mean(_speed(descending), members_desc)[0]
    found = disagreement(seen, seen_by_other, TIMES_OF_TRACKS)
    if found == "sign":
        report.warn(
            message(
                "The two tracks see opposite motion: either the ground moves mostly east and west, or one of them has"
                " another sign (positive towards the satellite counts). Check that before you use the result."
            )
        )
    elif found == "unit":
        report.warn(
            message(
                "The two tracks see motion of very different amounts; one of them is probably in another unit. Check"
                " that before you use the result."
            )
        )


def _speed(look: Look) -> np.ndarray:
    """Rates, or where a layer has none those of its series; shape=(n_points,)."""
    if np.isfinite(look.velocity_mm_per_yr).any() or look.series.n_epochs < 2:
        return look.velocity_mm_per_yr
    return linear_rate(look.series.displacement_mm, look.series.dates)[0]


def common_dates(first: np.ndarray, second: np.ndarray, step_days: int) -> np.ndarray:
    """Epochs within the time that both series cover; empty where one of them has none."""
    if not first.size or not second.size:
        return np.array([], dtype="datetime64[D]")
    start, end = max(first[0], second[0]), min(first[-1], second[-1])
    if end <= start:
        raise SubsidenceError(
            message(
                "The two tracks share no time: {first} … {first_2} and {second} … {second_2}.",
                first=first[0],
                first_2=first[-1],
                second=second[0],
                second_2=second[-1],
            )
        )
    if step_days > 0:
        return np.arange(start, end + np.timedelta64(1, "D"), np.timedelta64(int(step_days), "D"))
    return first[(first >= start) & (first <= end)]


def interpolate(values: np.ndarray, dates: np.ndarray, wanted: np.ndarray, max_gap_days: float = np.inf) -> np.ndarray:
    """Linear in time between known values, NaN outside them and in longer gaps; shape=(n_points, n_wanted).

    values : shape=(n_points, n_epochs), NaN = missing
    """
    days = dates.astype("datetime64[D]").astype(float)
    target = wanted.astype("datetime64[D]").astype(float)
    known = np.isfinite(values)
    number = np.arange(days.size)
    before = np.maximum.accumulate(np.where(known, number, -1), axis=1)
    after = np.minimum.accumulate(np.where(known, number, days.size)[:, ::-1], axis=1)[:, ::-1]
    left = before[:, np.searchsorted(days, target, side="right") - 1]  # last known epoch at or before
    right = after[:, np.minimum(np.searchsorted(days, target, side="left"), days.size - 1)]
    usable = (left >= 0) & (right < days.size) & (target >= days[0]) & (target <= days[-1])
    left, right = np.where(usable, left, 0), np.where(usable, right, 0)
    span = days[right] - days[left]
    share = np.where(span > 0, (target - days[left]) / np.where(span > 0, span, 1.0), 0.0)
    low, high = np.take_along_axis(values, left, axis=1), np.take_along_axis(values, right, axis=1)
    return np.where(usable & (span <= max_gap_days), low + share * (high - low), np.nan)


@dataclass(frozen=True)
class _OnDates:
    """Series at other dates, of which rows are made when they are asked for."""

    series: DeformationSeries
    dates: np.ndarray
    max_gap_days: float

    @property
    def shape(self) -> tuple[int, int]:
        return self.series.n_points, self.dates.size

    def __getitem__(self, rows: np.ndarray) -> np.ndarray:
        needed, number = np.unique(rows, return_inverse=True)
        own = rows_of(self.series.displacement_mm, needed)
        return interpolate(own, self.series.dates, self.dates, self.max_gap_days)[number.reshape(rows.shape)]


def _pairs(
    ascending: Look, descending: Look, reach_m: float, scale: np.ndarray
) -> tuple[np.ndarray, _Members, _Members]:
    """Each ascending point and its nearest descending one: places, and the members of each."""
    from scipy.spatial import cKDTree

    distance, nearest = cKDTree(descending.series.xy * scale).query(
        ascending.series.xy * scale, distance_upper_bound=reach_m
    )
    near = np.flatnonzero(np.isfinite(distance))
    if not near.size:
        raise SubsidenceError(
            message(
                "No ascending point has a descending one within {reach_m:g} m; choose a larger distance"
                " or a cell size.",
                reach_m=reach_m,
            )
        )
    return ascending.series.xy[near], _Members(near[:, None]), _Members(nearest[near][:, None])


def _cells(
    ascending: Look, descending: Look, cell_m: float, scale: np.ndarray
) -> tuple[np.ndarray, _Members, _Members]:
    """Square cells that hold points of both tracks: centres, and the members of each."""
    keys = [np.floor(look.series.xy * scale / cell_m).astype(np.int64) for look in (ascending, descending)]
    low = np.minimum(keys[0].min(axis=0), keys[1].min(axis=0))
    width = int(max(key[:, 0].max() for key in keys) - low[0]) + 1
    numbers = [(key[:, 1] - low[1]) * width + key[:, 0] - low[0] for key in keys]
    shared = np.intersect1d(*numbers)
    if not shared.size:
        raise SubsidenceError(
            message("No cell of {cell_m:g} m holds points of both tracks; choose a larger cell.", cell_m=cell_m)
        )
    centres = np.column_stack([shared % width, shared // width]) + low + 0.5
    first, second = (_Members.of(number, shared) for number in numbers)
    return centres * cell_m / scale, first, second


class _Members:
    """Which points belong to each place, as rows of indices filled up with −1."""

    def __init__(self, index: np.ndarray):
        self.index = index  # (n_places, most members)

    @classmethod
    def of(cls, number: np.ndarray, shared: np.ndarray) -> _Members:
        order = np.argsort(number, kind="stable")
        start = np.searchsorted(number[order], shared, side="left")
        stop = np.searchsorted(number[order], shared, side="right")
        most = int((stop - start).max())
        place = start[:, None] + np.arange(most)
        inside = place < stop[:, None]
        return cls(np.where(inside, order[np.minimum(place, number.size - 1)], -1))


def _mean(values: np.ndarray, members: _Members) -> tuple[np.ndarray, np.ndarray]:
    """Mean of the members of each place, NaN-aware; also the number of members. shape=(n_places, …), (n_places,)."""
    total = np.zeros((len(members.index), *values.shape[1:]))
    known = np.zeros(total.shape)
    for column in members.index.T:
        stop_if_cancelled()
        present = (column >= 0).reshape(-1, *[1] * (values.ndim - 1))
        taken = np.where(present, values[np.maximum(column, 0)], np.nan)
        total += np.nan_to_num(taken)
        known += np.isfinite(taken)
    with np.errstate(invalid="ignore", divide="ignore"):
        return total / np.where(known > 0, known, np.nan), (members.index >= 0).sum(axis=1)


def _motion(
    tracks: tuple[Look, Look],
    members: tuple[_Members, _Members],
    dates: np.ndarray,
    max_gap_days: int,
    report: Report,
) -> tuple[np.ndarray, np.ndarray]:
    """East and up at common epochs; each shape=(n_places, n_dates)."""
    first, second = (_OnDates(track.series, dates, max_gap_days) for track in tracks)
    looks = (tracks[0].los, tracks[1].los)
    from .joined_motion import joined_motion

    return joined_motion((first, second), looks, (members[0].index, members[1].index), report)


def _rate_stds(
    tracks: tuple[Look, Look], members: tuple[_Members, _Members], max_gap_days: int, report: Report
) -> list[np.ndarray]:
    """Standard errors of the east and up rate from the measured epochs, whatever the step of the output.

    The motion is solved at the epochs of the track with fewer of them, so that no epoch is counted that was only
    interpolated, and its noise, which may be correlated in time, is estimated there. A mean over a cell carries
    the noise that its points have in common.
    """
    sparse, dense = sorted((track.series.dates for track in tracks), key=len)
    own = common_dates(sparse, dense, 0)
    if own.size < 4:
        return [np.full(len(members[0].index), np.nan)] * 2
    solving, estimating = report.parts(6, 4)
    motion = _motion(tracks, members, own, max_gap_days, solving)
    from ..analysis.trend_fit import noise_of_rates

    return [noise_of_rates(values, own, part)[0] for values, part in estimating.stages(motion)]


def _apply(inverse: np.ndarray, ascending: np.ndarray, descending: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """East and up of values of both tracks, shape=(n_places, …)."""
    weights = inverse.reshape(len(inverse), 2, 2, *[1] * (ascending.ndim - 1))
    return tuple(weights[:, part, 0] * ascending + weights[:, part, 1] * descending for part in (0, 1))


def _rates(
    ascending: Look, descending: Look, members_asc: _Members, members_desc: _Members, inverse: np.ndarray
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """East and up rate from the rates of both tracks, and their standard deviations."""
    rates = list(
        _apply(
            inverse,
            _mean(ascending.velocity_mm_per_yr, members_asc)[0],
            _mean(descending.velocity_mm_per_yr, members_desc)[0],
        )
    )
    variances = [
        _mean(look.velocity_std_mm_per_yr**2, members)[0]  # neighbours err together: no division by their number
        for look, members in ((ascending, members_asc), (descending, members_desc))
    ]
    return rates, [np.sqrt(variance) for variance in _apply(inverse**2, *variances)]
