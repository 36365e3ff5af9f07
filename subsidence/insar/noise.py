"""How noisy each pixel is: the indices of LiCSBAS (Morishita et al. 2020), steps 13 and 14, and its mask, step 15."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..blocks import map_blocks
from ..progress import SILENT, Report
from ..series import years_since
from ..units import L_BAND_WAVELENGTH_ABOVE_M
from ..wording import message
from .interferogram_network import gaps, interferograms_without_loop, longest_connected_years

BOOTSTRAP_SAMPLES = 100
PIXELS_PER_BLOCK = 2**14
NEARLY_ALL = 0.9  # a criterion that removes a larger share of the pixels is warned about

# Index, unit, and whether a pixel needs at least (True) or at most (False) the threshold.
CRITERIA = {
    "coh_avg": ("", True),
    "n_unw": ("", True),
    "vstd": ("mm/yr", False),
    "maxTlen": ("yr", True),
    "n_gap": ("", False),
    "stc": ("mm", False),
    "n_ifg_noloop": ("", False),
    "n_loop_err": ("", False),
    "resid_rms": ("mm", False),
}
NOISE_INDICES = tuple(CRITERIA)
# LiCSBAS' thresholds for C and L band; n_unw is per epoch
C_BAND = (0.05, 1.5, 100.0, 1.0, 10.0, 5.0, 50.0, 5.0, 2.0)
L_BAND = (0.01, 1.0, 200.0, 1.0, 1.0, 10.0, 50.0, 1.0, 10.0)


def licsbas_thresholds(wavelength_m: float, n_epochs: int) -> dict[str, float]:
    """LiCSBAS' thresholds by name of index.

    >>> licsbas_thresholds(0.055, 13)["n_unw"]
    19
    """
    values = L_BAND if wavelength_m > L_BAND_WAVELENGTH_ABOVE_M else C_BAND
    thresholds = dict(zip(CRITERIA, values))
    thresholds["n_unw"] = int(thresholds["n_unw"] * n_epochs)
    return thresholds


def network_thresholds(
    wavelength_m: float, pairs: np.ndarray, dates: np.ndarray, loops: np.ndarray
) -> dict[str, float]:
    """LiCSBAS' thresholds, where those on counts and times are such that this network can meet them.

    pairs : shape=(n_ifgs, 2), indices of dates; loops : shape=(n_loops, 3), the good ones, indices of pairs

    A pixel is asked for at most half of the interferograms and half of the longest connected time. What the network
    lacks for every pixel, gaps and interferograms outside loops, is not held against any; of the rest, half may fail.
    Of many loops, 2 % may have errors.
    """
    n_epochs, n_ifgs = len(dates), len(pairs)
    everything = np.ones((1, n_ifgs), dtype=bool)
    gap = gaps(everything, pairs, n_epochs)
    own_gaps = int(gap.sum())
    own_years = float(longest_connected_years(gap, years_since(dates))[0])
    own_outside = int(interferograms_without_loop(everything, loops)[0])
    thresholds = licsbas_thresholds(wavelength_m, n_epochs)
    thresholds["n_unw"] = min(thresholds["n_unw"], n_ifgs // 2)
    thresholds["maxTlen"] = min(thresholds["maxTlen"], round(0.5 * own_years, 3))
    thresholds["n_gap"] = own_gaps + min(thresholds["n_gap"], (n_epochs - 1 - own_gaps) // 2)
    thresholds["n_ifg_noloop"] = own_outside + min(thresholds["n_ifg_noloop"], (n_ifgs - own_outside) // 2)
    thresholds["n_loop_err"] = max(thresholds["n_loop_err"], len(loops) // 50)
    return thresholds


def bootstrap_rate_std(
    displacement_mm: np.ndarray, dates: np.ndarray, *, seed: int, n_samples: int = BOOTSTRAP_SAMPLES
) -> np.ndarray:
    """Standard deviation of the rate over resamples of the epochs; shape=(n_points,), mm/yr.

    displacement_mm : shape=(n_points, n_epochs), NaN = missing
    Each resample draws n_epochs epochs with replacement, the same for all points (Efron & Tibshirani 1986).
    """
    n_epochs = len(dates)
    drawn = np.random.default_rng(seed).integers(0, n_epochs, (n_samples, n_epochs))
    weight = np.zeros((n_epochs, n_samples))
    np.add.at(weight, (drawn, np.arange(n_samples)[:, None]), 1.0)
    time = years_since(dates)
    time = time - time.mean()
    values = np.asarray(displacement_mm)
    known = np.isfinite(values)
    complete = known.all(axis=1)  # these share the sums of the weights
    partial = known.any(axis=1) & ~complete
    result = np.full(len(values), np.nan)
    moments = [weight * power[:, None] for power in (time**0, time, time**2)]
    if complete.any():
        sums = [moment.sum(axis=0) for moment in moments]
        result[complete] = _spread_of_rates(values[complete].astype(float), moments, sums)
    if partial.any():
        present = known[partial].astype(float)
        sums = [present @ moment for moment in moments]
        filled = np.where(known[partial], values[partial], 0.0)
        result[partial] = _spread_of_rates(filled.astype(float), moments, sums)
    return result


def _spread_of_rates(values: np.ndarray, moments: list[np.ndarray], sums: list[np.ndarray]) -> np.ndarray:
    """Standard deviation over the samples of each point's regression slope; shape=(n_points,).

    values : shape=(n_points, n_epochs), 0 where missing; moments : weights times 1, t, t², (n_epochs, n_samples)
    sums : of the moments over the known epochs
    """
    sum_d, sum_td = values @ moments[0], values @ moments[1]
    sum_1, sum_t, sum_tt = sums
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = sum_1 * sum_tt - sum_t**2
        rate = (sum_1 * sum_td - sum_t * sum_d) / np.where(spread > 1e-9, spread, np.nan)
    drawn_well = np.isfinite(rate)
    count = drawn_well.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(drawn_well, rate, 0.0).sum(axis=1) / count
        variance = np.where(drawn_well, (rate - mean[:, None]) ** 2, 0.0).sum(axis=1) / count
    return np.where(count > 1, np.sqrt(variance), np.nan)


def spatio_temporal_consistency(displacement_mm: np.ndarray, report: Report = SILENT) -> np.ndarray:
    """Least RMS, over the eight neighbours, of the difference of steps between epochs; shape=(n_rows, n_columns), mm.

    displacement_mm : shape=(n_epochs, n_rows, n_columns)
    A pixel without neighbours becomes NaN (Hanssen et al. 2008; LiCSBAS' ``stc``).
    """
    shape = displacement_mm.shape[1:]
    best = np.full(shape, np.inf, dtype=np.float32)
    directions = ((0, 1), (1, 0), (1, 1), (1, -1))
    for number, (down, right) in enumerate(directions):
        here, there = _overlap(shape, down, right)
        squares = np.zeros(displacement_mm[0][here].shape, dtype=np.float64)
        count = np.zeros(squares.shape, dtype=np.int32)
        part = report.part(number / 4, (number + 1) / 4)
        previous = displacement_mm[0][here] - displacement_mm[0][there]
        for frame in part.each(displacement_mm[1:]):
            difference = frame[here] - frame[there]
            step = difference - previous
            known = np.isfinite(step)
            squares += np.where(known, step, 0.0) ** 2
            count += known
            previous = difference
        with np.errstate(invalid="ignore", divide="ignore"):
            rms = np.where(count > 0, np.sqrt(squares / count), np.inf).astype(np.float32)
        rms[rms == 0] = np.inf
        best[here] = np.minimum(best[here], rms)
        best[there] = np.minimum(best[there], rms)
    known = np.isfinite(displacement_mm[0]) & np.isfinite(best)
    return np.where(known, best, np.float32(np.nan))


def _overlap(shape: tuple[int, ...], down: int, right: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """The part of a raster that has a neighbour in a direction, and the neighbours."""
    rows, columns = shape
    if right >= 0:
        return (
            (slice(0, rows - down), slice(0, columns - right)),
            (slice(down, rows), slice(right, columns)),
        )
    return (slice(0, rows - down), slice(-right, columns)), (slice(down, rows), slice(0, columns + right))


def stable_pixel(displacement_mm: np.ndarray, allowed: np.ndarray, report: Report = SILENT) -> tuple[slice, slice]:
    """The pixel whose series stays closest to the median of each epoch: LiCSBAS' automatic reference.

    displacement_mm : shape=(n_epochs, n_rows, n_columns); allowed : shape=(n_rows, n_columns), bool
    """
    squares = np.zeros(displacement_mm.shape[1:])
    count = np.zeros(displacement_mm.shape[1:], dtype=np.int32)
    for frame in report.each(displacement_mm):
        known = np.isfinite(frame)
        if known.any():
            squares += np.where(known, frame - np.median(frame[known]), 0.0) ** 2
            count += known
    whole = allowed & (count == count[allowed].max())  # of the pixels with most epochs
    squares = np.where(whole, squares, np.inf)
    row, column = (int(value) for value in np.unravel_index(np.argmin(squares), squares.shape))
    return slice(row, row + 1), slice(column, column + 1)


def rate_std_rasters(
    displacement_mm: np.ndarray, dates: np.ndarray, *, seed: int, report: Report = SILENT
) -> np.ndarray:
    """``bootstrap_rate_std`` for every pixel; shape=(n_rows, n_columns), float32.

    displacement_mm : shape=(n_epochs, n_rows, n_columns)
    """
    flat = displacement_mm.reshape(len(displacement_mm), -1)

    def block(pixels: slice) -> np.ndarray:
        return bootstrap_rate_std(flat[:, pixels].T, dates, seed=seed).astype(np.float32)

    parts = map_blocks(block, flat.shape[1], PIXELS_PER_BLOCK, report=report)
    return np.concatenate(parts).reshape(displacement_mm.shape[1:])


@dataclass(frozen=True)
class Criterion:
    """What one noise index did to the mask.

    removed : pixels that fail it; share : of the pixels with data
    keeps_half : the threshold that would keep the better half
    """

    name: str
    threshold: float
    unit: str
    at_least: bool
    removed: int
    share: float
    keeps_half: float


@dataclass(frozen=True)
class NoiseMask:
    """keep : shape=(n_rows, n_columns), bool; has_data likewise; criteria in LiCSBAS' order."""

    keep: np.ndarray
    has_data: np.ndarray
    criteria: tuple[Criterion, ...]

    @property
    def n_removed(self) -> int:
        return int((self.has_data & ~self.keep).sum())


def noise_mask(
    indices: Mapping[str, np.ndarray],
    thresholds: Mapping[str, float],
    has_data: np.ndarray,
    *,
    reference: tuple[slice, slice] | None = None,
    keep_isolated: bool = False,
    report: Report = SILENT,
) -> NoiseMask:
    """Remove pixels beyond any threshold. Nothing is relaxed: a criterion that removes nearly all is warned about.

    indices : rasters by name as in ``CRITERIA``; thresholds : by the same names, NaN or absent = not used
    has_data : shape=(n_rows, n_columns), bool
    reference : its pixels are kept, as in LiCSBAS
    keep_isolated : keep pixels without neighbours, whose ``stc`` is unknown
    """
    keep = has_data.copy()
    n_data = max(int(has_data.sum()), 1)
    criteria = []
    for name, (unit, at_least) in CRITERIA.items():
        threshold = thresholds.get(name, np.nan)
        if name not in indices or not np.isfinite(threshold):
            continue
        values = indices[name]
        with np.errstate(invalid="ignore"):
            fails = values < threshold if at_least else values > threshold
        if name == "stc" and not keep_isolated:
            fails = fails | ~np.isfinite(values)
        fails = fails & has_data
        known = values[has_data & np.isfinite(values)]
        half = float(np.median(known)) if known.size else np.nan
        removed = int(fails.sum())
        criteria.append(Criterion(name, float(threshold), unit, at_least, removed, removed / n_data, half))
        if removed > NEARLY_ALL * n_data:
            report.warn(
                message(
                    "The mask criterion {name} {sign} {threshold:g} {unit} removes {removed}; {half:.4g}"
                    " would keep the better half.",
                    name=name,
                    sign="<" if at_least else ">",
                    threshold=threshold,
                    unit=unit,
                    removed=message("every pixel")
                    if removed == n_data
                    else message("{removed} of {total} pixels", removed=removed, total=n_data),
                    half=half,
                )
            )
        keep &= ~fails
    if reference is not None and (keep.any() or not criteria):
        keep[reference] |= has_data[reference]
    return NoiseMask(keep, has_data, tuple(criteria))
