"""A newer delivery of the same area joined to an older one: points matched, frames tied, new epochs appended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..series import DeformationSeries, linear_rate, years_since
from ..wording import message

OLDER, NEWER = "older", "newer"
MATCHED, LOST, NEW = "matched", "lost", "new"
FEW_COMMON = 3
REVISED_MM = 3.0  # root mean square over the common epochs from which on a point's past counts as revised
CLEARLY_ALIKE = 0.8  # correlation of the two deliveries from which on their sizes are compared
PROBABLY_ALIKE = 0.4  # the same without what all points have in common, of so many points that chance gives no such
FEWEST_TO_COMPARE = 30
UNLIKE_ANY = 50.0  # times as large as another delivery of the same ground none is, however noisy
WITHIN_UNIT = (0.25, 4.0)  # their ratio within which the unit is the same
TURNED_MM_PER_YR = 1.0  # a drift of one whole layer against the other that is worth a warning


@dataclass(frozen=True)
class Match:
    """Which points of two layers are the same.

    old, new : shape=(n_matched,), rows; distance_m : shape=(n_matched,)
    lost : rows of the older layer without a partner; fresh : rows of the newer one without
    """

    old: np.ndarray
    new: np.ndarray
    distance_m: np.ndarray
    lost: np.ndarray
    fresh: np.ndarray


@dataclass(frozen=True)
class Updated:
    """The joined series, in the older layer's frame.

    series : first all points of the older layer, then the new ones
    state : shape=(n_points,), "matched", "lost" or "new"; old_row, new_row : rows in the layers, −1 where there is none
    distance_m : shape=(n_points,), between matched points; NaN otherwise
    offset_mm : shape=(n_points,), what was added to the newer series; NaN where nothing could be tied
    revised_mm : shape=(n_points,), root mean square difference over common epochs once tied; NaN otherwise
    common : dates of both; appended : dates of the newer layer alone that lie after the older one's last
    drift_mm_per_yr : the newer minus the older layer over the common epochs, median of all points: a reference that
    moves
    """

    series: DeformationSeries
    state: np.ndarray
    old_row: np.ndarray
    new_row: np.ndarray
    distance_m: np.ndarray
    offset_mm: np.ndarray
    revised_mm: np.ndarray
    common: np.ndarray
    appended: np.ndarray
    drift_mm_per_yr: float

    @property
    def n_revised(self) -> int:
        """Points whose past differs between the deliveries by more than ``REVISED_MM``."""
        return int((self.revised_mm > REVISED_MM).sum())


def match_points(old_m: np.ndarray, new_m: np.ndarray, radius_m: float) -> Match:
    """Pairs of points that are each other's nearest, no farther apart than ``radius_m``.

    old_m, new_m : shape=(n, 2 or 3), metres whose straight distances count

    >>> match = match_points(np.array([[0.0, 0], [50, 0]]), np.array([[2.0, 0], [900, 0]]), 10.0)
    >>> match.old.tolist(), match.new.tolist(), match.lost.tolist(), match.fresh.tolist()
    ([0], [0], [1], [1])
    """
    from scipy.spatial import cKDTree

    if not radius_m > 0:
        raise SubsidenceError(message("The radius must be greater than 0 m."))
    reach = np.nextafter(radius_m, np.inf)
    distance, nearest = cKDTree(new_m).query(old_m, distance_upper_bound=reach)
    _, back = cKDTree(old_m).query(new_m, distance_upper_bound=reach)
    rows = np.flatnonzero(np.isfinite(distance))
    rows = rows[back[nearest[rows]] == rows]
    alone = np.ones(len(old_m), dtype=bool), np.ones(len(new_m), dtype=bool)
    alone[0][rows] = False
    alone[1][nearest[rows]] = False
    return Match(rows, nearest[rows], distance[rows], np.flatnonzero(alone[0]), np.flatnonzero(alone[1]))


def update(
    old: DeformationSeries,
    new: DeformationSeries,
    match: Match,
    *,
    keep: str = OLDER,
    keep_new: bool = True,
    report: Report = SILENT,
) -> Updated:
    """Append the newer delivery's epochs to the older series, in the older frame.

    keep : which delivery's values stand at epochs that both have: ``OLDER`` or ``NEWER``
    keep_new : whether points that only the newer delivery has are added; they are tied by the median offset of all

    Each point is tied by the median of its differences over the common epochs, so that one revised epoch does not
    move it. The frames may also turn against each other, when the reference of one moves: the drift is told, not
    removed, because only the reference can say which of the two is right.
    Raises ``SubsidenceError`` without common epochs or matched points.
    """
    common, at_old, at_new = np.intersect1d(old.dates, new.dates, return_indices=True)
    _check(old, new, match, common)
    matched_old, matched_new = old.displacement_mm[match.old], new.displacement_mm[match.new]
    difference = matched_old[:, at_old] - matched_new[:, at_new]
    _check_scale(matched_old[:, at_old], matched_new[:, at_new], report)
    own = _median(difference)
    everyone = float(np.median(own[np.isfinite(own)])) if np.isfinite(own).any() else 0.0
    drift = _drift(difference, common)
    if abs(drift) > TURNED_MM_PER_YR:
        report.warn(
            message(
                "Over the common epochs the newer delivery moves by {drift:.1f} mm/yr against the older one, all points"
                " together: one of the references moves; refer both to the same ground (rereference_series) before"
                " changes are looked for.",
                drift=drift,
            )
        )
    if common.size < FEW_COMMON:
        report.warn(
            message(
                "The two deliveries have only {count} common epochs; the tie has the noise of those epochs in it.",
                count=common.size,
            )
        )
    twice = old.n_points - len(np.unique(old.xy, axis=0))
    if twice:
        report.warn(
            message(
                "{count} older points share their place with another; of such points one is matched, the others are"
                " told as lost and new.",
                count=twice,
            )
        )
    untied = int((~np.isfinite(own)).sum())
    if untied:
        report.warn(message("{count} matched points have no common value; their new epochs stay empty.", count=untied))
    dates = np.union1d(old.dates, new.dates)
    fresh = match.fresh if keep_new else match.fresh[:0]
    values = np.full((old.n_points + fresh.size, dates.size), np.nan)
    values[: old.n_points, np.searchsorted(dates, old.dates)] = old.displacement_mm
    columns = np.searchsorted(dates, new.dates)
    moved = matched_new + own[:, None]
    before = values[np.ix_(match.old, columns)]
    preferred, other = (before, moved) if keep == OLDER else (moved, before)
    values[np.ix_(match.old, columns)] = np.where(np.isfinite(preferred), preferred, other)
    values[old.n_points :, columns] = new.displacement_mm[fresh] + everyone
    rms = np.full(match.old.size, np.nan)
    known = np.isfinite(difference).sum(axis=1)
    some = known > 0
    rms[some] = np.sqrt(np.nansum((difference[some] - own[some, None]) ** 2, axis=1) / known[some])
    state = np.full(len(values), LOST, dtype=object)
    state[match.old] = MATCHED
    state[old.n_points :] = NEW
    new_row = _spread(match.new, match.old, len(values), -1)
    new_row[old.n_points :] = fresh
    offset = _spread(own, match.old, len(values))
    offset[old.n_points :] = everyone
    return Updated(
        series=DeformationSeries(dates, values, np.concatenate([old.xy, new.xy[fresh]])),
        state=state,
        old_row=np.append(np.arange(old.n_points), np.full(fresh.size, -1)),
        new_row=new_row,
        distance_m=_spread(match.distance_m, match.old, len(values)),
        offset_mm=offset,
        revised_mm=_spread(rms, match.old, len(values)),
        common=common,
        appended=new.dates[new.dates > old.dates[-1]],
        drift_mm_per_yr=drift,
    )


def _check(old: DeformationSeries, new: DeformationSeries, match: Match, common: np.ndarray) -> None:
    if not match.old.size:
        raise SubsidenceError(
            message("No point of the newer delivery lies within the radius of an older one; widen it or check the CRS.")
        )
    if not common.size:
        raise SubsidenceError(
            message(
                "The two deliveries share no epoch ({first} … {last} and {begin} … {end}), so their frames cannot be"
                " tied; give a delivery that reaches back to an older epoch.",
                first=old.dates[0],
                last=old.dates[-1],
                begin=new.dates[0],
                end=new.dates[-1],
            )
        )


def _check_scale(old_mm: np.ndarray, new_mm: np.ndarray, report: Report) -> None:
    """Refuse deliveries of another unit or sign: over common epochs one is a multiple of the other; else warn."""
    both = np.isfinite(old_mm) & np.isfinite(new_mm)
    enough = both.sum(axis=1) >= FEW_COMMON
    if not enough.any():
        return
    both = both[enough]
    count = both.sum(axis=1, keepdims=True)
    one, other = (np.where(both, values[enough], 0.0) for values in (old_mm, new_mm))
    one, other = (np.where(both, values - values.sum(axis=1, keepdims=True) / count, 0.0) for values in (one, other))
    if one.any() and not other.any():
        raise SubsidenceError(message("The newer displacements never change, which no measurement does."))
    if other.any() and not one.any():
        raise SubsidenceError(message("The older displacements never change, which no measurement does."))
    ratio = _ratio(one, other, CLEARLY_ALIKE, np.inf)
    if ratio < 0 or not WITHIN_UNIT[0] < ratio < WITHIN_UNIT[1]:
        raise SubsidenceError(
            message(
                "Over the common epochs the newer displacements are {ratio:.3g} times the older ones; set the unit of"
                " the newer points (NEW_UNIT), or turn their sign.",
                ratio=ratio,
            )
        )
    if len(one) < FEWEST_TO_COMPARE:
        return
    one, other = (np.where(both, v - v.sum(axis=0) / np.maximum(both.sum(axis=0), 1), 0.0) for v in (one, other))
    ratio = _ratio(one, other, PROBABLY_ALIKE, UNLIKE_ANY)  # without what a reference's motion gives all points
    if ratio < 0 or not 1 / UNLIKE_ANY < ratio < UNLIKE_ANY:
        report.warn(
            message(
                "Over the common epochs the newer displacements look like {ratio:.2g} times the older ones; check their"
                " unit (NEW_UNIT) and sign.",
                ratio=ratio,
            )
        )


def _ratio(one: np.ndarray, other: np.ndarray, alike: float, unlike_any: float) -> float:
    """How many times as large the other is, negative where it runs the other way; 1 where they are not alike.

    alike : correlation from which on they are; unlike_any : ratio of which no two deliveries are, alike or not
    """
    mine, theirs, shared = float((one**2).sum()), float((other**2).sum()), float((one * other).sum())
    if not mine > 0 or not theirs > 0:
        return 1.0
    ratio = float(np.sqrt(theirs / mine))
    if abs(shared) >= alike * np.sqrt(mine * theirs):
        return float(np.sign(shared)) * ratio
    return 1.0 if 1 / unlike_any < ratio < unlike_any else ratio


def _spread(values: np.ndarray, rows: np.ndarray, size: int, absent: float = np.nan) -> np.ndarray:
    """Values of some rows among ``size`` rows."""
    result = np.full(size, absent, dtype=values.dtype if absent == -1 else float)
    result[rows] = values
    return result


def _median(values: np.ndarray) -> np.ndarray:
    """Median of each row, NaN where it has no value."""
    result = np.full(len(values), np.nan)
    known = np.isfinite(values).any(axis=1)
    result[known] = np.nanmedian(values[known], axis=1)
    return result


def _drift(difference_mm: np.ndarray, dates: np.ndarray) -> float:
    """Rate of the newer minus the older layer, mm/yr; 0 where common epochs say too little."""
    if dates.size < FEW_COMMON or years_since(dates)[-1] < 0.25:
        return 0.0
    rate = -linear_rate(difference_mm, dates)[0]
    return float(np.nanmedian(rate)) if np.isfinite(rate).any() else 0.0
