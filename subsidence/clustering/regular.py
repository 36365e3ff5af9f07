"""Series on a regular time step: shapes can only be compared when every epoch means the same step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..blocks import map_rows, others_see
from ..errors import SubsidenceError
from ..tabular.bounded_memory import let_go
from ..wording import message

MAX_GAP_DAYS = 180.0
MAX_MISSING_SHARE = 0.2
ROWS_PER_BLOCK = 8192
ONE_DAY = np.timedelta64(1, "D")
Room = Callable[[tuple[int, ...], np.dtype], np.ndarray]


@dataclass(frozen=True)
class RegularSeries:
    """Displacements on a regular step.

    dates : shape=(n_steps,), datetime64[D]
    displacement_mm : shape=(n_points, n_steps); NaN in the whole row of a point that was left out
    usable : shape=(n_points,), False where too much was missing
    step_days : days from one epoch to the next
    """

    dates: np.ndarray
    displacement_mm: np.ndarray
    usable: np.ndarray
    step_days: int


def regular_series(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    *,
    step_days: int = 0,
    max_gap_days: float = MAX_GAP_DAYS,
    max_missing_share: float = MAX_MISSING_SHARE,
    room: Room = np.empty,
) -> RegularSeries:
    """Bring series to a regular step by linear interpolation in time.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN where missing.
    dates : ndarray, shape=(n_epochs,)
        Increasing days.
    step_days : int
        0 takes the median interval. Series that are regular already pass through unchanged.
    max_gap_days : float
        A longer interval between two dates is refused; a point without values for longer is left out (before its first
        and after its last value the value is held); 0 allows any gap.
    max_missing_share : float
        A point that misses a larger share of the epochs is left out.
    room : callable
        Makes the array of a shape and dtype, such as in a file, for series that are not left as they are.

    Returns
    -------
    RegularSeries
        The series on the step, and which points they are of.

    Raises
    ------
    SubsidenceError
        With a gap that is too long, or where every point misses too much.

    Examples
    --------
    >>> dates = np.array(["2020-01-01", "2020-01-13", "2020-02-06"], dtype="datetime64[D]")
    >>> regular_series(np.array([[0.0, 2.0, 6.0]]), dates, step_days=12).displacement_mm.tolist()
    [[0.0, 2.0, 4.0, 6.0]]
    """
    displacement = np.asarray(displacement_mm)
    days = (np.asarray(dates, dtype="datetime64[D]") - dates[0]) // ONE_DAY
    intervals = np.diff(days)
    limit = max_gap_days if max_gap_days > 0 else np.inf
    if intervals.size and intervals.max() > limit:
        worst = int(intervals.argmax())
        raise SubsidenceError(
            message(
                "The series has no epoch from {begin} to {end}, {intervals} days, longer than the"
                " {max_gap_days:.0f} allowed; raise the limit or use the epochs on one side of the gap.",
                begin=dates[worst],
                end=dates[worst + 1],
                intervals=intervals[worst],
                max_gap_days=max_gap_days,
            )
        )
    step = int(step_days) or int(np.median(intervals)) if intervals.size else 1
    look = partial(_look, days=days, limit=limit, max_missing_share=max_missing_share)
    seen = map_rows(look, [displacement], ROWS_PER_BLOCK, travel=others_see(displacement))
    complete, usable, share = (np.concatenate([part[at] for part in seen] or [np.zeros(0)]) for at in range(3))
    complete, usable = complete.astype(bool), usable.astype(bool)
    if len(usable) and not usable.any():
        raise SubsidenceError(
            message(
                "Every point misses too many epochs: the median is {median:.0%}, allowed are"
                " {max_missing_share:.0%} and no gap over {limit:.0f} days. If the layer mixes tracks of"
                " different dates, take one track at a time; otherwise allow more missing values.",
                median=np.median(share),
                max_missing_share=max_missing_share,
                limit=limit,
            )
        )
    if (intervals == step).all():
        targets = days
    else:
        targets = np.arange(0, days[-1] + 1, step)
    if np.array_equal(days, targets) and usable.all() and complete.all():
        return RegularSeries(dates[0] + targets * ONE_DAY, displacement, usable, step)
    kind = displacement.dtype if displacement.dtype.kind == "f" else np.dtype(float)
    result = room((len(displacement), targets.size), kind)
    map_rows(
        partial(_regular_rows, days=days, targets=targets), [displacement, usable], ROWS_PER_BLOCK, into={0: result},
        take=lambda block, found: let_go(result), travel=others_see(displacement, result),
    )  # fmt: skip
    return RegularSeries(dates[0] + targets * ONE_DAY, result, usable, step)


def _look(
    displacement: np.ndarray, *, days: np.ndarray, limit: float, max_missing_share: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which rows are complete, which miss little enough, and what share each misses."""
    known = np.isfinite(displacement)
    complete, share = known.all(axis=1), 1.0 - known.mean(axis=1)
    usable = complete | ((share <= max_missing_share) & (_longest_gap(known, days) <= limit))
    return complete, usable & (known.sum(axis=1) >= 2), share


def _regular_rows(
    displacement: np.ndarray, usable: np.ndarray, *, days: np.ndarray, targets: np.ndarray
) -> tuple[np.ndarray]:
    """Rows on the step by linear interpolation; NaN where not usable."""
    known = np.isfinite(displacement)
    if np.array_equal(days, targets):
        result = np.array(displacement, dtype=displacement.dtype if displacement.dtype.kind == "f" else float)
    else:
        left = np.clip(np.searchsorted(days, targets, side="right") - 1, 0, len(days) - 2)
        weight = (targets - days[left]) / (days[left + 1] - days[left])
        weight = weight.astype(displacement.dtype if displacement.dtype.kind == "f" else float)
        result = displacement[:, left] * (1 - weight) + displacement[:, left + 1] * weight
    for row in np.flatnonzero(usable & ~known.all(axis=1)):
        result[row] = np.interp(targets, days[known[row]], displacement[row, known[row]])
    result[~usable] = np.nan
    return (result,)


def _longest_gap(known: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Days of the longest stretch without a value, ends included; shape=(n_points,)."""
    longest = np.zeros(len(known))
    incomplete = np.flatnonzero(~known.all(axis=1))
    for row in incomplete:
        when = days[known[row]]
        edges = np.concatenate([[days[0]], when, [days[-1]]]) if when.size else days[[0, -1]]
        longest[row] = np.diff(edges).max()
    return longest
