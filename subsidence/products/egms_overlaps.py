"""Bursts of EGMS level 2a, each relative to a place of its own, tied where they overlap.

Two bursts of a track see the same ground on the same days along nearly the same line. Over the cells that both have
points in, the median difference of their means at a date is how far their references have moved apart. The motions of
all references that explain the differences best, by least squares weighted with the number of cells, are taken off
(as levelling nets are adjusted). Their mean over the bursts is left at zero at every date: what all of them share, no
overlap can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..progress import SILENT, Report, stop_if_cancelled
from ..series import DeformationSeries, years_since
from ..spatial.geodesy import metres_per_degree
from ..wording import message
from .egms_settings import WGS84
from .points import PointProduct

CELL_M = 100.0
FEWEST_CELLS = 10  # that two bursts share, or they are not tied to each other
LOCAL = "L2a"


@dataclass(frozen=True)
class _Burst:
    """Where a burst has points: the numbers of its cells, increasing, and the mean of each.

    cells : shape=(n_cells,); displacement_mm : shape=(n_cells, n_epochs); rate : shape=(n_cells,)
    low, high : shape=(2,), columns and rows of cells between which all lie
    """

    cells: np.ndarray
    displacement_mm: np.ndarray
    rate: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class _Overlap:
    """first, second : numbers of bursts; dates : numbers of common dates; step, rate : how far the first is ahead"""

    first: int
    second: int
    n_cells: int
    dates: np.ndarray
    step_mm: np.ndarray
    rate: float


def tied(parts: Sequence[PointProduct], report: Report = SILENT) -> list[PointProduct]:
    """The same tiles, bursts of level 2a of one track in one frame.

    Parameters
    ----------
    parts : sequence of PointProduct
        One for each burst, with the columns ``tile``, ``level`` and ``track``.
    report : Report
        Told what was tied, what not, and how far apart the bursts were.

    Returns
    -------
    list of PointProduct
        Series and rates without the motion of each burst's reference; other levels stay as they are.
    """
    result = list(parts)
    groups: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        if part.n_points and str(part.columns.get("level", [""])[0]) == LOCAL and "track" in part.columns:
            groups.setdefault(str(part.columns["track"][0]), []).append(number)
    if not groups:
        report.warn(message("There is nothing to tie: only bursts of level 2a have references of their own."))
    for (track, numbers), reporting in report.stages(list(groups.items())):
        if len(numbers) < 2:
            report.warn(message("Track {track} has one burst; there is nothing to tie it to.", track=track))
            continue
        for number, product in zip(numbers, _tied_track([parts[number] for number in numbers], track, reporting)):
            result[number] = product
    return result


def _tied_track(parts: list[PointProduct], track: str, report: Report) -> list[PointProduct]:
    dates = np.unique(np.concatenate([part.series.dates for part in parts]))
    bursts = _bursts(parts, report)
    overlaps = []
    for first in range(len(bursts)):
        stop_if_cancelled()
        for second in range(first + 1, len(bursts)):
            found = _overlap(first, second, bursts, [part.series.dates for part in parts], dates)
            if found is not None:
                overlaps.append(found)
    alone = sorted(set(range(len(parts))) - {one for over in overlaps for one in (over.first, over.second)})
    if alone:
        report.warn(
            message(
                "{count} of {total} bursts of track {track} share fewer than {cells} cells, or no date, with another"
                " ({names}); they stay relative to their own place.",
                count=len(alone),
                total=len(parts),
                track=track,
                cells=FEWEST_CELLS,
                names=", ".join(str(parts[number].columns["tile"][0]) for number in alone[:5]),
            )
        )
    if not overlaps:
        return parts
    frames = _frames(len(parts), overlaps) - len(alone)
    if frames > 1:
        report.warn(
            message(
                "The bursts of track {track} make {count} groups that share no ground; each has a frame of its own.",
                track=track,
                count=frames,
            )
        )
    rate = _adjusted(len(parts), overlaps, np.array([over.rate for over in overlaps]))
    motion = _motions(len(parts), overlaps, dates)
    before, after = (
        float(np.median([abs(over.rate - moved[over.first] + moved[over.second]) for over in overlaps]))
        for moved in (np.zeros(len(parts)), rate)
    )
    report.info(
        message(
            "Track {track}: {count} bursts are tied over {overlaps} overlaps; their rates differed there by"
            " {before:.2f} mm/yr in the median, and by {after:.2f} now.",
            track=track,
            count=len(parts) - len(alone),
            overlaps=len(overlaps),
            before=before,
            after=after,
        )
    )
    return [
        part
        if number in alone
        else _without(part, motion[number][np.searchsorted(dates, part.series.dates)], rate[number])
        for number, part in enumerate(parts)
    ]


def _without(part: PointProduct, motion_mm: np.ndarray, rate: float) -> PointProduct:
    series = DeformationSeries(part.series.dates, part.series.displacement_mm - motion_mm, part.series.xy)
    return replace(part, series=series, velocity_mm_per_yr=part.velocity_mm_per_yr - rate)


def _bursts(parts: list[PointProduct], report: Report) -> list[_Burst]:
    """Means of cells that lie on multiples of ``CELL_M`` for all bursts."""
    size = np.array([CELL_M, CELL_M])
    if parts[0].crs == WGS84:
        latitude = np.median(np.concatenate([part.series.xy[:, 1] for part in parts]))
        size = size / np.array(metres_per_degree(latitude))
    places = [np.floor(part.series.xy / size).astype(np.int64) for part in parts]
    low = np.min([place.min(axis=0) for place in places], axis=0)
    width = int(max(place[:, 0].max() for place in places) - low[0]) + 1
    found = []
    for part, place in report.each(list(zip(parts, places))):
        cells, member = np.unique((place[:, 1] - low[1]) * width + place[:, 0] - low[0], return_inverse=True)
        values = np.column_stack([part.series.displacement_mm, part.velocity_mm_per_yr])
        mean = _means(values, member.reshape(-1), cells.size)
        found.append(_Burst(cells, mean[:, :-1], mean[:, -1], place.min(axis=0), place.max(axis=0)))
    return found


def _means(values: np.ndarray, member: np.ndarray, count: int) -> np.ndarray:
    """Means of the known values of each member's rows, NaN where there is none; shape=(count, n_columns)."""
    from scipy.sparse import csr_matrix

    adding = csr_matrix((np.ones(member.size), (member, np.arange(member.size))), shape=(count, member.size))
    known = np.isfinite(values)
    number = adding @ known.astype(float)
    total = adding @ np.where(known, values, 0.0)
    return np.where(number > 0, total / np.maximum(number, 1.0), np.nan)


def _overlap(
    first: int, second: int, bursts: list[_Burst], dates_of: list[np.ndarray], dates: np.ndarray
) -> _Overlap | None:
    one, other = bursts[first], bursts[second]
    if (one.high < other.low).any() or (other.high < one.low).any():
        return None
    cells, in_one, in_other = np.intersect1d(one.cells, other.cells, assume_unique=True, return_indices=True)
    if cells.size < FEWEST_CELLS:
        return None
    common, of_one, of_other = np.intersect1d(dates_of[first], dates_of[second], return_indices=True)
    if not common.size:
        return None
    apart = one.displacement_mm[np.ix_(in_one, of_one)] - other.displacement_mm[np.ix_(in_other, of_other)]
    enough = np.isfinite(apart).sum(axis=0) >= FEWEST_CELLS
    if not enough.any():
        return None
    rate = float(np.nanmedian(one.rate[in_one] - other.rate[in_other]))
    step = np.nanmedian(apart[:, enough], axis=0)
    return _Overlap(first, second, cells.size, np.searchsorted(dates, common[enough]), step, rate)


def _frames(n_bursts: int, overlaps: list[_Overlap]) -> int:
    """How many groups the bursts make that no overlap leads between; a burst without any is one."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    pairs = np.array([(over.first, over.second) for over in overlaps]).T
    return int(connected_components(coo_matrix((np.ones(pairs.shape[1]), pairs), (n_bursts, n_bursts)), False)[0])


def _adjusted(n_bursts: int, overlaps: list[_Overlap], ahead: np.ndarray) -> np.ndarray:
    """The values of all bursts whose differences fit ``ahead`` best, of mean zero in each connected part."""
    weight = np.sqrt([float(over.n_cells) for over in overlaps])
    design = np.zeros((len(overlaps), n_bursts))
    rows = np.arange(len(overlaps))
    design[rows, [over.first for over in overlaps]] = weight
    design[rows, [over.second for over in overlaps]] = -weight
    return np.linalg.lstsq(design, weight * ahead, rcond=None)[0]  # the shortest solution has mean zero


def _motions(n_bursts: int, overlaps: list[_Overlap], dates: np.ndarray) -> np.ndarray:
    """Motion of every burst's reference, mm; shape=(n_bursts, n_dates).

    At a date that no overlap of a burst has, it is on the line between its neighbours in time, or goes on at the mean
    rate of its motion.
    """
    motion = np.full((n_bursts, dates.size), np.nan)
    for epoch in range(dates.size):
        here = [(over, at) for over in overlaps for at in np.flatnonzero(over.dates == epoch)]
        if here:
            some = [over for over, _ in here]
            found = _adjusted(n_bursts, some, np.array([over.step_mm[at] for over, at in here]))
            told = sorted({one for over in some for one in (over.first, over.second)})
            motion[told, epoch] = found[told]
    years = years_since(dates)
    for row in motion:
        known = np.isfinite(row)
        if known.all() or not known.any():
            continue
        slope = np.polyfit(years[known], row[known], 1)[0] if known.sum() > 2 else 0.0
        rest = row[known] - slope * years[known]
        row[~known] = np.interp(years[~known], years[known], rest) + slope * years[~known]
    return motion
