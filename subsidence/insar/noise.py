"""How noisy each pixel is: the indices of LiCSBAS (Morishita et al. 2020), steps 13 and 14, and its mask, step 15."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..blocks import map_blocks
from ..progress import ALONE, SILENT, Report, Run
from ..series import years_since
from ..units import L_BAND_WAVELENGTH_ABOVE_M
from ..wording import message
from .interferogram_network import gaps, interferograms_without_loop, longest_connected_years

if TYPE_CHECKING:
    from .interferogram_quality import Quality

BOOTSTRAP_SAMPLES = 100
PIXELS_PER_BLOCK = 2**14
NEARLY_ALL = 0.9  # a criterion that removes a larger share of the pixels is warned about

HIGH, LOW = "high", "low"


class PixelNetwork(NamedTuple):
    """What the inversion knows of a block of pixels; n = n_pixels.

    valid : shape=(n, n_ifgs), where an interferogram has a value; gap : shape=(n, n_epochs - 1), steps without any
    loops : shape=(n_loops, 3), the good ones; residual_rms_mm : shape=(n,)
    """

    valid: np.ndarray
    gap: np.ndarray
    dates: np.ndarray
    loops: np.ndarray
    residual_rms_mm: np.ndarray


class InvertedStack(NamedTuple):
    """What is known of all pixels before the filter.

    displacement_mm : shape=(n_epochs, n_rows, n_columns); quality : of the interferograms
    """

    displacement_mm: np.ndarray
    dates: np.ndarray
    quality: Quality
    seed: int


class Network(NamedTuple):
    """What a network can give at all: counts, and what it lacks for every pixel."""

    n_epochs: int
    n_ifgs: int
    n_loops: int
    gaps: int
    connected_years: float
    outside_loops: int


def _as_it_is(threshold: float, network: Network) -> float:
    return threshold


@dataclass(frozen=True)
class NoiseIndex:
    """One noise index, whole: its parameter, threshold, raster, band and line in the report come from here.

    better : which values are good, ``HIGH`` or ``LOW``
    c_band, l_band : LiCSBAS' threshold for each; with ``per_epoch`` times the number of epochs
    help : what a person reads of its threshold, in the language of whoever asks
    of_network, of_stack : the raster, one of the two: block by block with the inversion, shape=(n_pixels,), or of
        all pixels at once, shape=(n_rows, n_columns)
    fit : the threshold such that the network can meet it
    """

    name: str
    unit: str
    better: str
    c_band: float
    l_band: float
    help: Callable[[], str]
    of_network: Callable[[PixelNetwork], np.ndarray] | None = None
    of_stack: Callable[[InvertedStack, Report], np.ndarray] | None = None
    fit: Callable[[float, Network], float] = _as_it_is
    per_epoch: bool = False

    def __post_init__(self) -> None:
        if (self.of_network is None) == (self.of_stack is None) or self.better not in (HIGH, LOW):
            raise ValueError(f"the noise index {self.name} needs one way to its raster, and what is better")

    @property
    def at_least(self) -> bool:
        """Whether a pixel needs at least the threshold, else at most."""
        return self.better == HIGH

    def threshold(self, wavelength_m: float, n_epochs: int) -> float:
        """LiCSBAS' own."""
        value = self.l_band if wavelength_m > L_BAND_WAVELENGTH_ABOVE_M else self.c_band
        return int(value * n_epochs) if self.per_epoch else value


def licsbas_thresholds(wavelength_m: float, n_epochs: int) -> dict[str, float]:
    """LiCSBAS' thresholds by name of index.

    >>> licsbas_thresholds(0.055, 13)["n_unw"]
    19
    """
    return {name: index.threshold(wavelength_m, n_epochs) for name, index in NOISE_INDICES.items()}


def network_thresholds(
    wavelength_m: float, pairs: np.ndarray, dates: np.ndarray, loops: np.ndarray
) -> dict[str, float]:
    """LiCSBAS' thresholds, where those on counts and times are such that this network can meet them.

    pairs : shape=(n_ifgs, 2), indices of dates; loops : shape=(n_loops, 3), the good ones, indices of pairs

    A pixel is asked for at most half of the interferograms and half of the longest connected time. What the network
    lacks for every pixel, gaps and interferograms outside loops, is not held against any; of the rest, half may fail.
    Of many loops, 2 % may have errors.
    """
    everything = np.ones((1, len(pairs)), dtype=bool)
    gap = gaps(everything, pairs, len(dates))
    network = Network(
        n_epochs=len(dates),
        n_ifgs=len(pairs),
        n_loops=len(loops),
        gaps=int(gap.sum()),
        connected_years=float(longest_connected_years(gap, years_since(dates))[0]),
        outside_loops=int(interferograms_without_loop(everything, loops)[0]),
    )
    own = licsbas_thresholds(wavelength_m, len(dates))
    return {name: index.fit(own[name], network) for name, index in NOISE_INDICES.items()}


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
    for (down, right), part in report.stages(directions):
        here, there = _overlap(shape, down, right)
        squares = np.zeros(displacement_mm[0][here].shape, dtype=np.float64)
        count = np.zeros(squares.shape, dtype=np.int32)
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


def rate_std_rasters(displacement_mm: np.ndarray, dates: np.ndarray, *, run: Run = ALONE) -> np.ndarray:
    """``bootstrap_rate_std`` for every pixel; shape=(n_rows, n_columns), float32.

    displacement_mm : shape=(n_epochs, n_rows, n_columns)
    """
    flat = displacement_mm.reshape(len(displacement_mm), -1)

    def block(pixels: slice) -> np.ndarray:
        return bootstrap_rate_std(flat[:, pixels].T, dates, seed=run.seed).astype(np.float32)

    parts = map_blocks(block, flat.shape[1], PIXELS_PER_BLOCK, report=run.report)
    return np.concatenate(parts).reshape(displacement_mm.shape[1:])


def _gap_limit(threshold: float, network: Network) -> float:
    return network.gaps + min(threshold, (network.n_epochs - 1 - network.gaps) // 2)


def _outside_limit(threshold: float, network: Network) -> float:
    return network.outside_loops + min(threshold, (network.n_ifgs - network.outside_loops) // 2)


# in LiCSBAS' order, which is also that of the bands and of the report
NOISE_INDICES = {
    index.name: index
    for index in (
        NoiseIndex(
            *("coh_avg", "", HIGH, 0.05, 0.01),
            lambda: message("Remove pixels with lower mean coherence. Empty: 0.05 (L band 0.01)."),
            of_stack=lambda stack, report: stack.quality.coh_avg,
        ),
        NoiseIndex(
            *("n_unw", "", HIGH, 1.5, 1.0),
            lambda: message("Remove pixels with fewer interferograms. Empty: 1.5 per date, at most half of all."),
            of_stack=lambda stack, report: stack.quality.n_unw,
            fit=lambda threshold, network: min(threshold, network.n_ifgs // 2),
            per_epoch=True,
        ),
        NoiseIndex(
            *("vstd", "mm/yr", LOW, 100.0, 200.0),
            lambda: message("Remove pixels whose bootstrapped rate spreads more, mm/yr. Empty: 100 (L band 200)."),
            of_stack=lambda stack, report: rate_std_rasters(
                stack.displacement_mm, stack.dates, run=Run(report, stack.seed)
            ),
        ),
        NoiseIndex(
            *("maxTlen", "yr", HIGH, 1.0, 1.0),
            lambda: message("Remove pixels connected for a shorter time, years. Empty: 1, or half of the network's."),
            of_network=lambda pixels: longest_connected_years(pixels.gap, years_since(pixels.dates)),
            fit=lambda threshold, network: min(threshold, round(0.5 * network.connected_years, 3)),
        ),
        NoiseIndex(
            *("n_gap", "", LOW, 10.0, 1.0),
            lambda: message("Remove pixels with more gaps. Empty: 10 (L band 1) more than the network itself has."),
            of_network=lambda pixels: pixels.gap.sum(axis=1),
            fit=_gap_limit,
        ),
        NoiseIndex(
            *("stc", "mm", LOW, 5.0, 10.0),
            lambda: message("Remove pixels less consistent with their neighbours, mm. Empty: 5 (L band 10)."),
            of_stack=lambda stack, report: spatio_temporal_consistency(stack.displacement_mm, report),
        ),
        NoiseIndex(
            *("n_ifg_noloop", "", LOW, 50.0, 50.0),
            lambda: message(
                "Remove pixels with more interferograms outside loops. Empty: 50 more than the network has."
            ),
            of_network=lambda pixels: interferograms_without_loop(pixels.valid, pixels.loops),
            fit=_outside_limit,
        ),
        NoiseIndex(
            *("n_loop_err", "", LOW, 5.0, 1.0),
            lambda: message("Remove pixels with more bad loops. Empty: 5 (L band 1), or 2 % of the loops if more."),
            of_stack=lambda stack, report: stack.quality.n_loop_err,
            fit=lambda threshold, network: max(threshold, network.n_loops // 50),
        ),
        NoiseIndex(
            *("resid_rms", "mm", LOW, 2.0, 10.0),
            lambda: message("Remove pixels with larger residuals of the inversion, mm. Empty: 2 (L band 10)."),
            of_network=lambda pixels: pixels.residual_rms_mm,
        ),
    )
}


def noise_of_stack(stack: InvertedStack, report: Report = SILENT) -> dict[str, np.ndarray]:
    """The indices of all pixels at once, rasters of float32 by their names."""
    indices = [(name, index.of_stack) for name, index in NOISE_INDICES.items() if index.of_stack is not None]
    return {name: np.asarray(of_stack(stack, part), np.float32) for (name, of_stack), part in report.stages(indices)}


def noise_of_network(pixels: PixelNetwork) -> dict[str, np.ndarray]:
    """The indices that come with the inversion, shape=(n_pixels,) each, by their names."""
    return {name: index.of_network(pixels) for name, index in NOISE_INDICES.items() if index.of_network is not None}


class Criterion(NamedTuple):
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


class NoiseMask(NamedTuple):
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

    indices : rasters by name as in ``NOISE_INDICES``; thresholds : by the same names, NaN or absent = not used
    has_data : shape=(n_rows, n_columns), bool
    reference : its pixels are kept, as in LiCSBAS
    keep_isolated : keep pixels without neighbours, whose ``stc`` is unknown
    """
    keep = has_data.copy()
    n_data = max(int(has_data.sum()), 1)
    criteria = []
    for name, index in NOISE_INDICES.items():
        unit, at_least = index.unit, index.at_least
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
