"""From a stack of interferograms to displacement, rate, noise and mask: the whole small-baseline processing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from ..analysis.trend_fit import noise_of_rates
from ..blocks import map_blocks, map_rows
from ..errors import SubsidenceError
from ..kept_blocks import as_array, from_array, kept_block
from ..progress import SILENT, Report
from ..raster.cube import DisplacementCube
from ..series import linear_rate
from ..tabular.shared_rows import FileArray, Mark, Part, SharedRows
from ..units import L_BAND_WAVELENGTH_ABOVE_M
from ..wording import message
from .filter import (
    FilterSettings,
    remove_dem_error,
    remove_ramps,
    spatio_temporal_filter,
    temporal_width_years,
)
from .interferogram_network import (
    components,
    connectivity_warning,
    gaps,
    missing_steps,
)
from .interferogram_quality import Quality, QualityThresholds, assess, good_loops, reference_values
from .kept_steps import kept_in_place, kept_quality
from .noise import (
    NOISE_INDICES,
    InvertedStack,
    NoiseMask,
    PixelNetwork,
    network_thresholds,
    noise_mask,
    noise_of_network,
    noise_of_stack,
    stable_pixel,
)
from .nsbas import GAMMA, PreparedNetwork, coherence_weights
from .scratch import Scratch
from .stack import Stack

PIXELS_PER_BLOCK = 8192
MINIMUM_SHARE = {"C": 1.0, "L": 0.5}  # a pixel needs more interferograms than this times the epochs


@dataclass(frozen=True)
class TimeSeriesSettings:
    """gamma : weight of the rows that bridge gaps; weighted : by coherence
    mask_thresholds : by name of index, overriding the ones that fit the network
    reference : rows and columns whose mean stays at zero, None = automatic. Interferograms are judged and inverted
        about the most consistent pixel in any case, so that a noisy reference does not cost good interferograms
    bootstrap : rate uncertainty from resampled epochs instead of from the noise that the series show
    """

    quality: QualityThresholds = field(default_factory=QualityThresholds)
    gamma: float = GAMMA
    weighted: bool = False
    mask_thresholds: Mapping[str, float] = field(default_factory=dict)
    keep_isolated: bool = False
    filter: FilterSettings = field(default_factory=FilterSettings)
    reference: tuple[slice, slice] | None = None
    bootstrap: bool = False
    seed: int = 0


@dataclass(frozen=True)
class TimeSeries:
    """What the processing gives.

    cube : filtered displacement, rate and layers, with the mask
    noise : the noise indices as rasters; mask : what each of them removed
    quality : the verdict on each interferogram of the stack
    dates, pairs : the network that was inverted; residual_rms_mm : shape=(n_used,), of each interferogram
    missing_steps : (first, second) dates between which no kept interferogram leads
    n_parts : number of unconnected parts of the network
    """

    cube: DisplacementCube
    noise: dict[str, np.ndarray]
    mask: NoiseMask
    quality: Quality
    dates: np.ndarray
    pairs: np.ndarray
    used: np.ndarray
    residual_rms_mm: np.ndarray
    missing_steps: tuple[tuple[str, str], ...]
    n_parts: int
    reference: tuple[slice, slice]


def process(
    stack: Stack, scratch: Scratch, settings: TimeSeriesSettings | None = None, report: Report = SILENT
) -> TimeSeries:
    """Quality, inversion, noise indices, mask, filter and rate of a stack.

    Parameters
    ----------
    stack : Stack
        The interferograms.
    scratch : Scratch
        Where large arrays live; the result must not be used after it is closed.
    settings : TimeSeriesSettings, optional
        By default the usual ones.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    TimeSeries
        The filtered cube with its mask, the noise of every pixel, and what was kept.

    Raises
    ------
    SubsidenceError
        With fewer than two interferograms, or where fewer than three dates are left.

    Notes
    -----
    The steps and indices are those of LiCSBAS (Morishita et al., Remote Sensing 12(3), 424, 2020): loop closure, NSBAS
    inversion (López-Quiroz et al. 2009), noise indices and mask, filter in time and space.
    """
    settings = settings or TimeSeriesSettings()
    if stack.n_ifgs < 2:
        raise SubsidenceError(
            message(
                "There is only one interferogram ({names}); a time series needs at least two, better three per date.",
                names=stack.names[0],
            )
        )
    stages = report.parts(20, 30, 3, 17, 20, 2, 2, 6)
    judging, inverting, referencing, of_noise, filtering, again, of_rate, of_errors = stages
    quality, used, epochs = _usable(stack, settings, judging)
    dates, pairs = stack.dates[epochs], np.searchsorted(epochs, stack.pairs[used])
    displacement = scratch.array((dates.size, *stack.grid.shape), np.float32)
    noise, line, residual_rms = _invert(stack, quality, used, pairs, dates, settings, displacement, inverting)
    has_data = _with_data(stack, dates, line)
    reference = _reference(displacement, noise, has_data, settings, referencing)
    zero = reference_values(displacement, reference)
    if not np.isfinite(zero).all():
        zero = np.nan_to_num(zero)
        report.warn(
            message("The reference has no value at some dates; the displacements of those dates stay as inverted.")
        )
    displacement -= zero[:, None, None].astype(np.float32)
    velocity = line[0] - np.float32(reference_values(line[:1], reference)[0])
    intercept = line[1] - np.float32(reference_values(line[1:], reference)[0])

    inverted = InvertedStack(displacement, dates, quality, settings.seed)
    noise |= kept_block("noise of the stack", lambda: noise_of_stack(inverted, of_noise))
    thresholds = network_thresholds(stack.wavelength_m, pairs, dates, _used_loops(quality, used))
    thresholds.update(settings.mask_thresholds)
    mask = noise_mask(
        noise, thresholds, has_data, reference=reference, keep_isolated=settings.keep_isolated, report=report
    )
    if settings.filter.does_something:
        smooth = partial(_smooth, stack, displacement, dates, epochs, mask, settings, scratch, filtering)
        kept_in_place("filtered", displacement, smooth)
        if settings.reference is None and mask.keep.any():
            reference = stable_pixel(displacement, mask.keep, again)
        displacement -= np.nan_to_num(reference_values(displacement, reference))[:, None, None].astype(np.float32)
        velocity = intercept = None
    rate, white_std, start = _rate(displacement, dates, of_rate)
    rate_std = white_std if settings.bootstrap else _rate_std(displacement, dates, of_errors)
    return TimeSeries(
        cube=DisplacementCube(
            dates=dates,
            displacement_mm=displacement,
            velocity_mm_per_yr=rate if velocity is None else velocity,
            grid=stack.grid,
            mask=mask.keep,
            layers={
                "velocity_std": noise["vstd"] if settings.bootstrap else rate_std,
                "velocity_std_white": white_std,
                "coherence": quality.coh_avg,
                **{name: values for name, values in stack.layers.items() if name != "intensity"},
                "intercept": start if intercept is None else intercept,
            },
            reference=describe_reference(stack, reference, automatic=settings.reference is None),
            mask_source=_describe_mask(mask),
        ),
        noise=noise,
        mask=mask,
        quality=quality,
        dates=dates,
        pairs=pairs,
        used=used,
        residual_rms_mm=residual_rms,
        missing_steps=missing_steps(pairs, dates),
        n_parts=int(components(pairs, dates.size).max()) + 1,
        reference=reference,
    )


def _usable(stack: Stack, settings: TimeSeriesSettings, report: Report) -> tuple[Quality, np.ndarray, np.ndarray]:
    """The quality of the interferograms, the numbers of those that are good enough, and of the dates they join."""
    quality = kept_quality(lambda: assess(stack, settings.quality, report=report))
    used = np.flatnonzero(quality.kept)
    epochs = np.unique(stack.pairs[used])
    dates, pairs = stack.dates[epochs], np.searchsorted(epochs, stack.pairs[used])
    if dates.size < 3:
        raise SubsidenceError(
            message(
                "Only {count} dates are left after the quality check; relax MIN_COHERENCE, MIN_COVERAGE or LOOP_RMS.",
                count=dates.size,
            )
        )
    trouble = connectivity_warning(pairs, dates)
    if trouble:
        report.warn(trouble)
    return quality, used, epochs


def _with_data(stack: Stack, dates: np.ndarray, line: np.ndarray) -> np.ndarray:
    has_data = np.isfinite(line[0])
    if not has_data.any():
        raise SubsidenceError(
            message(
                "No pixel has more than {minimum_count} usable interferograms, as an inversion of"
                " {count} dates needs; add interferograms or relax the quality thresholds.",
                minimum_count=_minimum_count(stack, dates) - 1,
                count=dates.size,
            )
        )
    return has_data


def _reference(
    displacement: np.ndarray,
    noise: dict[str, np.ndarray],
    has_data: np.ndarray,
    settings: TimeSeriesSettings,
    report: Report,
) -> tuple[slice, slice]:
    """The window given, or the steadiest pixel among those with the fewest gaps."""
    reference = settings.reference
    if reference is None:
        fewest_gaps = has_data & (noise["n_gap"] == noise["n_gap"][has_data].min())
        reference = stable_pixel(displacement, fewest_gaps, report)
    elif not has_data[reference].any():
        raise SubsidenceError(
            message(
                "No pixel at the given reference has enough interferograms; choose a reference on land"
                " that stays coherent."
            )
        )
    return reference


def describe_reference(stack: Stack, reference: tuple[slice, slice], *, automatic: bool) -> str:
    """The reference in words: its place, and whether it was chosen or given."""
    rows, columns = reference
    middle = stack.grid.centres(
        np.array([(rows.start + rows.stop - 1) / 2]), np.array([(columns.start + columns.stop - 1) / 2])
    )[0]
    size = f"{columns.stop - columns.start} x {rows.stop - rows.start} pixels"
    how = "chosen automatically (steadiest pixel)" if automatic else "given"
    return f"{size} around {middle[0]:.6f}, {middle[1]:.6f} (x {columns.start}, y {rows.start}), {how}"


def _describe_mask(mask: NoiseMask) -> str:
    if mask.keep.any() or not mask.criteria:
        return message("of the noise indices")
    worst = max(mask.criteria, key=lambda criterion: criterion.removed)
    sign = "<" if worst.at_least else ">"
    return message(
        "of the noise indices (above all {name} {sign} {threshold:g} {unit}, where"
        " {keeps_half:.4g} would keep the better half)",
        name=worst.name,
        sign=sign,
        threshold=worst.threshold,
        unit=worst.unit,
        keeps_half=worst.keeps_half,
    )


def _minimum_count(stack: Stack, dates: np.ndarray) -> int:
    """LiCSBAS keeps pixels with more interferograms than epochs (half of them for L band)."""
    share = MINIMUM_SHARE["L" if stack.wavelength_m > L_BAND_WAVELENGTH_ABOVE_M else "C"]
    return int(share * dates.size) + 1


def _used_loops(quality: Quality, used: np.ndarray) -> np.ndarray:
    """The loops among kept interferograms, as indices of those; shape=(n_loops, 3)."""
    return np.searchsorted(used, good_loops(quality)).reshape(-1, 3)


def _invert(
    stack: Stack,
    quality: Quality,
    used: np.ndarray,
    pairs: np.ndarray,
    dates: np.ndarray,
    settings: TimeSeriesSettings,
    displacement: np.ndarray,
    report: Report,
) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    """Fill ``displacement`` row block by row block; returns noise indices, rate and intercept, residuals."""
    shape = stack.grid.shape
    network = PreparedNetwork(pairs, dates, settings.gamma)
    loops = _used_loops(quality, used)
    zero = reference_values((stack.unwrapped_rad[index] for index in used), quality.reference)
    noise = {
        name: np.full(shape, np.nan, dtype=np.float32)
        for name, index in NOISE_INDICES.items()
        if index.of_network is not None
    }
    line = np.full((2, *shape), np.nan, dtype=np.float32)
    # LiCSBAS asks for more interferograms than epochs; a sparser network must still give something
    minimum = min(_minimum_count(stack, dates), used.size)

    solve = partial(
        _invert_rows,
        network=network,
        zero=zero,
        mm_per_rad=stack.mm_per_rad,
        minimum_count=minimum,
        pairs=pairs,
        dates=dates,
        loops=loops,
    )

    def take(rows: slice, found: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        block_shape = (rows.stop - rows.start, shape[1])
        for name, values in noise.items():  # each block writes rows of its own
            values[rows] = found[name].reshape(block_shape)
        line[:, rows] = found["line"].reshape(2, *block_shape)
        return found["squares"], found["seen"]

    into = {"displacement": displacement.transpose(1, 0, 2)}
    arrays = [_RowsOfBands(stack.unwrapped_rad, used)]
    if settings.weighted:
        arrays.append(_RowsOfBands(stack.coherence, used))
    per_block = max(PIXELS_PER_BLOCK // shape[1], 1)
    parts = map_rows(solve, arrays, per_block, take=take, into=into, name="inverted rows", report=report)
    squares, count = (np.sum([part[index] for part in parts], axis=0) for index in (0, 1))
    return noise, line, np.sqrt(squares / np.maximum(count, 1))


@dataclass(frozen=True)
class _RowsOfBands:
    """Rows of some bands of a stack (n_bands, n_rows, n_columns); a slice has shape=(n_rows, n_columns, n_some)."""

    bands: np.ndarray | FileArray
    some: np.ndarray

    def __len__(self) -> int:
        return int(self.bands.shape[1])

    def __getitem__(self, rows: slice) -> np.ndarray:
        return np.moveaxis(_opened(self.bands)[self.some, rows], 0, -1)

    def shared(self) -> SharedRows | None:
        """Where the bands lie, if in a file that others may see."""
        bands = FileArray.of(self.bands)
        return None if bands is None else _RowsOfBands(bands, self.some)

    def cut(self, rows: slice) -> Part:
        """Only these rows."""
        start, stop, _ = rows.indices(len(self))
        return Part(self, start, stop - start)

    def marks(self) -> Sequence[Mark]:
        """Of the file of the bands."""
        return self.bands.marks() if isinstance(self.bands, FileArray) else []


def _opened(values: np.ndarray | FileArray) -> np.ndarray:
    return values.opened() if isinstance(values, FileArray) else values


def _invert_rows(
    phase_rad: np.ndarray,
    coherence: np.ndarray | None = None,
    *,
    network: PreparedNetwork,
    zero: np.ndarray,
    mm_per_rad: float,
    minimum_count: int,
    pairs: np.ndarray,
    dates: np.ndarray,
    loops: np.ndarray,
) -> dict[str, np.ndarray]:
    """What ``_invert`` needs of some rows of pixels; phase and coherence: shape=(n_rows, n_columns, n_ifgs)."""
    phase = phase_rad.reshape(-1, len(pairs))
    unwrapped_mm: np.ndarray = ((phase - zero) * mm_per_rad).astype(np.float32)
    weights = None if coherence is None else coherence_weights(coherence.reshape(-1, len(pairs)) / 255.0)
    solved = network.solve(unwrapped_mm, weights, minimum_count)
    valid = np.isfinite(unwrapped_mm)
    known = np.isfinite(solved.velocity_mm_per_yr)
    gap = gaps(valid, pairs, dates.size)
    found = noise_of_network(PixelNetwork(valid, gap, dates, loops, solved.residual_rms_mm))
    residual = np.where(valid & known[:, None], unwrapped_mm - network.predict(solved.displacement_mm), np.nan)
    seen = np.isfinite(residual)
    by_date = solved.displacement_mm.T.astype(np.float32)
    return {
        **{name: np.where(known, values, np.nan) for name, values in found.items()},
        "displacement": by_date.reshape(dates.size, *phase_rad.shape[:2]).swapaxes(0, 1),
        "line": np.stack([solved.velocity_mm_per_yr, solved.intercept_mm]).astype(np.float32),
        "squares": (np.where(seen, residual, 0.0) ** 2).sum(axis=0),
        "seen": seen.sum(axis=0),
    }


def _smooth(
    stack: Stack,
    displacement: np.ndarray,
    dates: np.ndarray,
    epochs: np.ndarray,
    mask: NoiseMask,
    settings: TimeSeriesSettings,
    scratch: Scratch,
    report: Report,
) -> None:
    chosen = settings.filter
    of_ramps, of_heights, of_filter = report.parts(15, 15, 70)
    if not mask.keep.any():
        report.warn(message("The filter is left out, because the mask keeps no pixel to fit it to."))
        return
    if chosen.ramp != "none" or chosen.height_linear:
        height = stack.layers.get("height") if chosen.height_linear else None
        if chosen.height_linear and height is None:
            raise SubsidenceError(message("The height term needs a .geo.hgt.tif, which the folder does not hold."))
        remove_ramps(displacement, mask.keep, chosen.ramp, height, of_ramps)
    if chosen.dem_error:
        remove_dem_error(displacement, dates, stack.baseline_m[epochs], of_heights)
    if chosen.km > 0:
        row_m, column_m = stack.grid.pixel_size_m()
        spatio_temporal_filter(
            displacement,
            dates,
            mask.keep,
            years=temporal_width_years(chosen, dates),
            rows_sigma=1000.0 * chosen.km / row_m,
            columns_sigma=1000.0 * chosen.km / column_m,
            keep_trend=chosen.keep_trend,
            high_pass=scratch.array(displacement.shape, np.float32),
            report=of_filter,
        )


def _rate(displacement: np.ndarray, dates: np.ndarray, report: Report) -> tuple[np.ndarray, ...]:
    """Rate, standard error if noise is white, intercept of every pixel; each shape=(n_rows, n_columns), float32."""
    flat = displacement.reshape(dates.size, -1)

    def block(pixels: slice) -> np.ndarray:
        return np.stack(linear_rate(flat[:, pixels].T, dates)).astype(np.float32)

    parts = map_blocks(block, flat.shape[1], PIXELS_PER_BLOCK * 4, report=report)
    return tuple(np.concatenate(parts, axis=1).reshape(3, *displacement.shape[1:]))


def _rate_std(displacement: np.ndarray, dates: np.ndarray, report: Report) -> np.ndarray:
    """Standard error of the rate under noise that is correlated in time; shape=(n_rows, n_columns), float32."""

    def make() -> dict[str, np.ndarray]:
        std, kinds = noise_of_rates(displacement.reshape(dates.size, -1).T, dates, report)
        return {"std": std.astype(np.float32), "kinds": as_array(kinds)}

    found = kept_block("error of the rate", make)
    kinds = from_array(found["kinds"])
    if kinds:
        report.info(message("Noise of the series: {kinds}.", kinds=kinds))
    return found["std"].reshape(displacement.shape[1:])
