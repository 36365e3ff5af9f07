"""Whether a series changed its sampling or its noise on the way: a reason to learn from the latest epochs alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .data.history import fill_gaps

LEAST_SIDE = 15  # epochs on each side of a change
LEAST_RATIO = 1.5  # of the noise or of the step, that is worth a word
LEAST_SCORE = 6.0  # difference in standard errors; high, because the moment is searched for
MOST_POINTS = 500
FLOOR_SHARE = 0.02  # of the median distance: an epoch that was interpolated has none at all


@dataclass(frozen=True)
class SamplingChange:
    """A change and its moment.

    epoch : number of the first epoch after it
    noise_ratio : how far epochs lie from the line between their neighbours, after in shares of before; 1 where alike
    step_before, step_after : days, median
    """

    epoch: int
    noise_ratio: float
    step_before: float
    step_after: float


def find_sampling_change(displacement_mm: np.ndarray, dates: np.ndarray) -> SamplingChange | None:
    """The clearest change of noise or step; displacement_mm : shape=(n_points, n_epochs), NaN = missing.

    The noise of an epoch is the median over points of its distance from the line between the epochs before and after.
    Two means of its logarithm are held against each other at every possible moment.
    """
    n_epochs = dates.size
    if n_epochs < 2 * LEAST_SIDE + 2:
        return None
    days = (dates - dates[0]).astype(float)
    step = np.log(np.diff(days))
    every = max(len(displacement_mm) // MOST_POINTS, 1)
    values = fill_gaps(np.asarray(displacement_mm[::every], dtype=float), dates)
    share = (days[1:-1] - days[:-2]) / (days[2:] - days[:-2])
    apart = np.abs(values[:, 1:-1] - (1 - share) * values[:, :-2] - share * values[:, 2:])
    distance = np.median(apart, axis=0)
    typical = float(np.median(distance))
    if typical <= 0:
        return None
    noise = np.log(distance + FLOOR_SHARE * typical)
    found = [
        (score, moment, ratio)
        for series in (noise, step)
        for score, moment, ratio in [_clearest(series)]
        if score > LEAST_SCORE and max(ratio, 1 / ratio) >= LEAST_RATIO
    ]
    if not found:
        return None
    moment = max(found)[1] + 1
    before, after = noise[: moment - 1], noise[moment - 1 :]
    return SamplingChange(
        epoch=moment,
        noise_ratio=float(np.exp(after.mean() - before.mean())),
        step_before=float(np.exp(np.median(step[:moment]))),
        step_after=float(np.exp(np.median(step[moment:]))),
    )


def _clearest(values: np.ndarray) -> tuple[float, int, float]:
    """Score, moment and ratio of the clearest step of a logarithm."""
    best = (0.0, LEAST_SIDE, 1.0)
    for moment in range(LEAST_SIDE, values.size - LEAST_SIDE + 1):
        before, after = values[:moment], values[moment:]
        error = np.sqrt(before.var(ddof=1) / before.size + after.var(ddof=1) / after.size)
        change = float(after.mean() - before.mean())
        score = abs(change) / max(float(error), 1e-3)
        if score > best[0]:
            best = (score, moment, float(np.exp(change)))
    return best
