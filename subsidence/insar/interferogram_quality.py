"""Which interferograms can be trusted: coverage, coherence, and the closure of loops.

The rules are those of LiCSBAS (Morishita et al. 2020, Remote Sens. 12(3), 424), steps 11 and 12.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..wording import message
from .interferogram_network import triplet_loops
from .stack import Stack

KEPT = "kept"
LOW_COVERAGE = "low coverage"
LOW_COHERENCE = "low coherence"
BAD_LOOP = "bad loop closure"
NO_REFERENCE = "no value at the reference"
BAD_LOOP_REFERENCED = "bad loop closure about the reference"


@dataclass(frozen=True)
class QualityThresholds:
    """coherence: least mean; coverage: least share of the valid area; loop_rms_rad: largest RMS of a good loop.

    unbias_loops : subtract the median of each loop before its RMS (LiCSBAS' ``--multi_prime``), so that a constant
        from phase that is not closed by nature does not spoil a good interferogram
    """

    coherence: float = 0.05
    coverage: float = 0.3
    loop_rms_rad: float = 1.5
    unbias_loops: bool = True


@dataclass(frozen=True)
class Quality:
    """The verdict on each interferogram, and what it rests on.

    coverage, mean_coherence : shape=(n_ifgs,), over the valid area; status : shape=(n_ifgs,), text
    loops : shape=(n_loops, 3); loop_rms_rad, loop_rms_referenced_rad : shape=(n_loops,), NaN where not computed;
    reference : rows and columns where the interferograms are set to zero
    coh_avg, n_unw, n_loop_err : shape=(n_rows, n_columns), of the kept interferograms
    """

    coverage: np.ndarray
    mean_coherence: np.ndarray
    status: np.ndarray
    loops: np.ndarray
    loop_rms_rad: np.ndarray
    loop_rms_referenced_rad: np.ndarray
    reference: tuple[slice, slice]
    coh_avg: np.ndarray
    n_unw: np.ndarray
    n_loop_err: np.ndarray
    loop_rms_limit_rad: float

    @property
    def kept(self) -> np.ndarray:
        """shape=(n_ifgs,), bool"""
        return self.status == KEPT


def assess(
    stack: Stack,
    thresholds: QualityThresholds | None = None,
    *,
    report: Report = SILENT,
) -> Quality:
    """Judge every interferogram, about the most consistent pixel.

    Parameters
    ----------
    stack : Stack
        Unwrapped interferograms.
    thresholds : QualityThresholds, optional
        What an interferogram must have; by default the usual ones.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Quality
        For each interferogram coherence, coverage, loop errors and whether it is kept; for each pixel its counts.
    """
    thresholds = thresholds or QualityThresholds()
    status = np.full(stack.n_ifgs, KEPT, dtype=object)
    reading, closing, referencing, closing_again, counting, _rest = report.parts(20, 25, 20, 15, 15, 5)
    coverage, mean_coherence = _coverage_and_coherence(stack, reading)
    status[coverage < thresholds.coverage] = LOW_COVERAGE
    status[~(mean_coherence >= thresholds.coherence) & (status == KEPT)] = LOW_COHERENCE
    _require_some(status, message("coverage or coherence"), "MIN_COVERAGE, MIN_COHERENCE")

    loops = triplet_loops(stack.pairs)
    rms = np.full(len(loops), np.nan)
    usable = _loops_of(loops, status)
    for index in closing.each(usable):
        rms[index] = _rms(_unbiased(_closure(stack, loops[index]), thresholds.unbias_loops))
    status[_bad_by_loops(loops, rms, thresholds, stack.n_ifgs) & (status == KEPT)] = BAD_LOOP
    _require_some(status, message("the closure of its loops"), "LOOP_RMS")

    usable = _loops_of(loops, status)
    reference = _most_consistent_pixel(stack, status, loops[usable], thresholds, referencing)
    zero = reference_values(stack.unwrapped_rad, reference)
    status[~np.isfinite(zero) & (status == KEPT)] = NO_REFERENCE
    _require_some(status, message("a missing value at the reference"), "EXTENT")

    usable = _loops_of(loops, status)
    referenced = np.full(len(loops), np.nan)
    for index in closing_again.each(usable):
        referenced[index] = _rms(_closure(stack, loops[index], zero))
    bad = _bad_by_loops(loops, referenced, thresholds, stack.n_ifgs)
    status[bad & (status == KEPT)] = BAD_LOOP_REFERENCED
    _require_some(status, message("the closure of its loops about the reference"), "LOOP_RMS")

    usable = _loops_of(loops, status)
    n_loop_err = np.zeros(stack.grid.shape, dtype=np.int32)
    for index in counting.each(usable):
        n_loop_err += np.abs(_closure(stack, loops[index], zero)) > np.pi
    coh_avg, n_unw = _pixel_means(stack, np.flatnonzero(status == KEPT))
    report.progress(1.0)
    return Quality(
        coverage=coverage,
        mean_coherence=mean_coherence,
        status=status,
        loops=loops,
        loop_rms_rad=rms,
        loop_rms_referenced_rad=referenced,
        reference=reference,
        coh_avg=coh_avg,
        n_unw=n_unw,
        n_loop_err=n_loop_err,
        loop_rms_limit_rad=thresholds.loop_rms_rad,
    )


def reference_values(frames: Iterable[np.ndarray], reference: tuple[slice, slice]) -> np.ndarray:
    """Mean of each frame over the reference; shape=(n_frames,), NaN where it has no value there."""
    known = (values[np.isfinite(values)] for values in (frame[reference] for frame in frames))
    return np.array([values.mean(dtype=float) if values.size else np.nan for values in known])


def _require_some(status: np.ndarray, what: str, parameter: str) -> None:
    if not (status == KEPT).any():
        raise SubsidenceError(
            message(
                "Not one of the {count} interferograms is good enough: the last ones fell by {what};"
                " relax {parameter}, or choose another extent.",
                count=status.size,
                what=what,
                parameter=parameter,
            )
        )


def _coverage_and_coherence(stack: Stack, report: Report) -> tuple[np.ndarray, np.ndarray]:
    """Per interferogram over the valid area: pixels unwrapped in at least as many pairs as there are epochs."""
    n_unw = np.zeros(stack.grid.shape, dtype=np.int32)
    for frame in stack.unwrapped_rad:
        n_unw += np.isfinite(frame)
    area = n_unw >= min(stack.n_epochs, stack.n_ifgs)
    if not area.any():
        area = n_unw >= n_unw.max()
    coverage, coherence = np.zeros(stack.n_ifgs), np.zeros(stack.n_ifgs)
    for index in report.each(range(stack.n_ifgs)):
        coverage[index] = np.isfinite(stack.unwrapped_rad[index])[area].mean()
        values = stack.coherence[index][area]
        values = values[values > 0]
        coherence[index] = values.mean(dtype=float) / 255.0 if values.size else np.nan
    return coverage, coherence


def _pixel_means(stack: Stack, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    total = np.zeros(stack.grid.shape)
    known = np.zeros(stack.grid.shape, dtype=np.int32)
    n_unw = np.zeros(stack.grid.shape, dtype=np.int32)
    for index in chosen:
        total += stack.coherence[index]
        known += stack.coherence[index] > 0
        n_unw += np.isfinite(stack.unwrapped_rad[index])
    with np.errstate(invalid="ignore"):
        return np.where(known > 0, total / known / 255.0, np.nan).astype(np.float32), n_unw


def _closure(stack: Stack, loop: np.ndarray, zero: np.ndarray | None = None) -> np.ndarray:
    """φ12 + φ23 − φ13, rad, about the reference if given; shape=(n_rows, n_columns)."""
    first, second, across = loop
    phase = stack.unwrapped_rad[first] + stack.unwrapped_rad[second] - stack.unwrapped_rad[across]
    return phase if zero is None else phase - np.float32(zero[first] + zero[second] - zero[across])


def _unbiased(phase: np.ndarray, remove_median: bool) -> np.ndarray:
    """Without whole cycles that all pixels share, and without the median if asked."""
    known = phase[np.isfinite(phase)]
    if not known.size:
        return phase
    middle = float(np.median(known))
    return phase - np.float32(middle if remove_median else round(middle / (2 * np.pi)) * 2 * np.pi)


def _rms(phase: np.ndarray) -> float:
    known = phase[np.isfinite(phase)].astype(float)
    return float(np.sqrt(np.mean(known**2))) if known.size else np.nan


def _loops_of(loops: np.ndarray, status: np.ndarray) -> np.ndarray:
    """Indices of the loops whose three interferograms are all kept."""
    return np.flatnonzero((status == KEPT)[loops].all(axis=1)) if len(loops) else np.array([], dtype=int)


def _bad_by_loops(loops: np.ndarray, rms: np.ndarray, thresholds: QualityThresholds, n_ifgs: int) -> np.ndarray:
    """Interferograms in at least one bad loop and in no good one; shape=(n_ifgs,), bool."""
    judged = np.isfinite(rms)
    good, bad = np.zeros(n_ifgs, dtype=bool), np.zeros(n_ifgs, dtype=bool)
    good[loops[judged & (rms < thresholds.loop_rms_rad)].ravel()] = True
    bad[loops[judged & (rms >= thresholds.loop_rms_rad)].ravel()] = True
    return bad & ~good


def _most_consistent_pixel(
    stack: Stack, status: np.ndarray, loops: np.ndarray, thresholds: QualityThresholds, report: Report
) -> tuple[slice, slice]:
    """Of the pixels with most interferograms, those with fewest loop errors, the one with the smallest loop RMS."""
    errors = np.zeros(stack.grid.shape, dtype=np.int32)
    squares = np.zeros(stack.grid.shape)
    count = np.zeros(stack.grid.shape, dtype=np.int32)
    for loop in report.each(loops):
        phase = _unbiased(_closure(stack, loop), thresholds.unbias_loops)
        known = np.isfinite(phase)
        errors += np.abs(phase) > np.pi
        squares += np.where(known, phase, 0.0) ** 2
        count += known
    coherence, n_unw = _pixel_means(stack, np.flatnonzero(status == KEPT))
    candidate = n_unw == n_unw.max()
    candidate &= errors == errors[candidate].min()
    with np.errstate(invalid="ignore", divide="ignore"):
        rms = np.sqrt(squares / count)
    if np.isfinite(rms[candidate]).any():
        rank = np.where(candidate & np.isfinite(rms), rms, np.inf)
    else:  # no loop touches these pixels: the most coherent one
        rank = np.where(candidate, -np.nan_to_num(coherence), np.inf)
    row, column = (int(value) for value in np.unravel_index(np.argmin(rank), rank.shape))
    return slice(row, row + 1), slice(column, column + 1)


def good_loops(quality: Quality) -> np.ndarray:
    """The loops among kept interferograms; shape=(n, 3), indices of all interferograms."""
    return quality.loops[_loops_of(quality.loops, quality.status)]
