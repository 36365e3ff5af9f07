"""Structures held against limits: how likely each is exceeded, and a class that says when nothing can be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..progress import SILENT, Report
from ..spatial.noise_correlation import NoiseCorrelation
from ..wording import message
from .limits import DEFLECTION, DISTORTION, QUANTITIES, Limit, probability_above
from .profile import Profile, corridor_of, profile_of, worst_span
from .settlement import Settlements, empty_settlements

SURE = 0.95
STILL_DRAWS = 400
UNKNOWN, BELOW, CANNOT_SAY, FIRST_EXCEEDED = -1, 0, 1, 2


@dataclass(frozen=True)
class Assessment:
    """One entry per structure.

    p_exceed : probability that the mildest limit is exceeded, NaN = unknown
    grade : −1 unknown, 0 below the mildest limit, 1 cannot be said, 2 + k: limit k is exceeded, each with 95 %
    p_still : how often noise alone gives as much: of lines the worst of as many spans; NaN where unknown
    """

    limits: tuple[Limit, ...]
    p_exceed: np.ndarray
    grade: np.ndarray
    p_still: np.ndarray

    def words(self) -> list[str]:
        """Each structure's class in words."""
        names = class_names(self.limits)
        return [names[grade + 1] for grade in self.grade.tolist()]


def class_names(limits: Sequence[Limit]) -> list[str]:
    """The words of the grades −1, 0, 1, 2 …, in this order."""
    mildest = limits[0].text
    return [
        message("unknown: too few points"),
        message("below {limit}", limit=mildest),
        message("cannot say about {limit}", limit=mildest),
        *(message("exceeds {limit}", limit=limit.text) for limit in limits),
    ]


def assess(found: Settlements, limits: Sequence[Limit], worst: np.ndarray | None = None) -> Assessment:
    """Hold every structure against limits of one or several quantities, the mildest of each first.

    Parameters
    ----------
    found : Settlements
        What the structures do.
    limits : sequence of Limit
        Of one or several quantities, the mildest of each first.
    worst : ndarray, shape=(n_limits, n_structures), optional
        Probabilities that allow for the number of spans looked at, in place of those of the single values; NaN where
        there is none.

    Returns
    -------
    Assessment
        For each limit and structure the probability that it is exceeded, and each structure's grade.

    Notes
    -----
    A structure is above a limit when the probability is at least 95 %, below the mildest when it is at most 5 %. A
    distortion or deflection exceeds nothing where the surface as a whole may come from noise (``p_curved`` above 5 %):
    it is the larger of two bends.
    """
    limits = tuple(limits)
    p = np.array([probability_above(*quantity_of(found, limit.quantity), limit.value) for limit in limits])
    flat = found.p_curved > 1.0 - SURE
    bent = np.array([limit.quantity in (DISTORTION, DEFLECTION) for limit in limits])
    p = np.where(bent[:, None] & flat, np.minimum(p, 0.5), p)
    if worst is not None:
        p = np.where(np.isfinite(worst), worst, p)
    grade = np.full(p.shape[1], CANNOT_SAY)
    grade[p[0] <= 1.0 - SURE] = BELOW
    for number in range(len(limits)):
        grade[p[number] >= SURE] = FIRST_EXCEEDED + number
    grade[np.isnan(p[0])] = UNKNOWN
    return Assessment(limits, p[0], grade, _on_still_ground(found, limits[0].quantity))


def _on_still_ground(found: Settlements, quantity: str) -> np.ndarray:
    """How often noise alone gives as much, two-sided; NaN where unknown."""
    from scipy.special import ndtr

    value, std = quantity_of(found, quantity)
    with np.errstate(invalid="ignore", divide="ignore"):
        return 2.0 * ndtr(-np.abs(value) / std)


def largest_on_still_ground(std: np.ndarray, *, seed: int = 0) -> tuple[float, float]:
    """Median and 95 % quantile of the largest of all structures' values if nothing moved; NaN where none is known.

    std : shape=(n_structures,), standard errors, taken for independent of each other; the largest of many is large

    >>> middle, most = largest_on_still_ground(np.ones(1000))
    >>> 3.1 < middle < 3.5, 3.8 < most < 4.4
    (True, True)
    """
    known = np.asarray(std, dtype=float)
    known = known[np.isfinite(known) & (known > 0)]
    if not known.size:
        return float("nan"), float("nan")
    random = np.random.default_rng(seed)
    draws = [np.abs(random.standard_normal(known.size) * known).max() for _ in range(STILL_DRAWS)]
    middle, most = np.quantile(draws, [0.5, 0.95]).tolist()
    return middle, most


def quantity_of(found: Settlements, quantity: str) -> tuple[np.ndarray, np.ndarray]:
    """Value and standard error of one of ``QUANTITIES``."""
    assert quantity in QUANTITIES
    return getattr(found, quantity), getattr(found, f"{quantity}_std")


def assess_lines(
    lines: Sequence[list[np.ndarray]],
    xy_m: np.ndarray,
    settlement_mm: np.ndarray,
    std_mm: np.ndarray,
    correlation: NoiseCorrelation,
    limits: Sequence[Limit],
    *,
    half_width_m: float,
    span_m: float,
    report: Report = SILENT,
) -> tuple[Settlements, Assessment]:
    """Lines cut into spans: the tilt of the whole, and the worst differential and distortion of any span.

    Parameters
    ----------
    lines : sequence of list of ndarray
        The parts of each line, each shape=(n_vertices, 2), metres.
    xy_m : ndarray, shape=(n_points, 2)
        Metres.
    settlement_mm : ndarray, shape=(n_points,)
        Positive down.
    std_mm : ndarray, shape=(n_points,)
        Its standard error.
    correlation : NoiseCorrelation
        Of the noise of different points.
    limits : sequence of Limit
        The mildest of each quantity first.
    half_width_m : float
        Of the corridor whose points count.
    span_m : float
        Length of a span.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    tuple of Settlements, Assessment
        One entry for each line.

    Notes
    -----
    The distortion at the joint of two spans is the change of slope there. It is the worst of many, so its probability
    of exceeding a limit allows for their number (see ``worst_span``).
    """
    found = empty_settlements(len(lines))
    worst = np.full((len(limits), len(lines)), np.nan)
    still = np.full(len(lines), np.nan)
    nothing = np.empty((len(xy_m), 0))
    mildest = next((limit.value for limit in limits if limit.quantity == DISTORTION), 2.0)
    for number, parts in enumerate(report.each(lines)):
        corridor = corridor_of(parts, xy_m, half_width_m)
        line = profile_of(
            corridor, xy_m, -settlement_mm, std_mm, settlement_mm, std_mm, nothing, correlation,
            step_m=span_m, span_m=span_m,
        )  # fmt: skip
        found.n[number] = line.n.sum()
        _whole_line(found, number, line)
        at = worst_span(line.distortion, line.distortion_std, mildest)
        found.distortion[number], found.distortion_std[number], still[number] = at.value, at.std, at.p_still
        for place, limit in enumerate(limits):
            if limit.quantity == DISTORTION:
                worst[place, number] = worst_span(line.distortion, line.distortion_std, limit.value).p_exceed
    judged = assess(found, limits, worst)
    return found, Assessment(judged.limits, judged.p_exceed, judged.grade, still)


def _whole_line(found: Settlements, number: int, line: Profile) -> None:
    """Largest settlement and differential of any span, tilt and deflection of the line from end to end."""
    known = np.flatnonzero(np.isfinite(line.settlement))
    if known.size == 0:
        return
    deepest = known[np.argmax(np.abs(line.settlement[known]))]
    found.settlement[number], found.settlement_std[number] = line.settlement[deepest], line.settlement_std[deepest]
    if np.isfinite(line.differential).any():
        step = np.nanargmax(line.differential)
        found.differential[number] = line.differential[step]
        found.differential_std[number] = line.differential_std[step]
    if known.size < 2:
        return
    first, last = known[0], known[-1]
    length = line.chainage_m[last] - line.chainage_m[first]
    slope = (line.settlement[last] - line.settlement[first]) / length
    found.tilt[number] = abs(slope)
    found.tilt_std[number] = np.hypot(line.settlement_std[first], line.settlement_std[last]) / length
    if known.size > 2:
        chord = line.settlement[first] + slope * (line.chainage_m[known] - line.chainage_m[first])
        sag = np.abs(line.settlement[known] - chord)
        middle = known[np.argmax(sag)]
        found.deflection[number] = sag.max() / length
        ends = np.hypot(line.settlement_std[first], line.settlement_std[last]) / np.sqrt(2.0)
        found.deflection_std[number] = np.hypot(line.settlement_std[middle], ends) / length
