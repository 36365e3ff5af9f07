"""Removing what is not ground motion: ramps, height errors, and what changes fast in time but slowly in space.

The order is that of LiCSBAS, step 16: ramp (and height) per epoch, DEM error from baselines, then a temporal high-pass,
whose spatial low-pass is taken for atmosphere (Ferretti et al. 2001; Hooper 2004). Unlike LiCSBAS, each pixel's trend
and season are taken out before the high-pass: at both ends of a series a moving mean lags behind steady motion, and
what it lags would be taken for atmosphere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..blocks import map_blocks
from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..series import years_since
from ..units import DAYS_PER_YEAR
from ..wording import message

RAMPS = ("none", "plane", "bilinear", "quadratic")
MEAN_INTERVALS = 3.0  # default width of the temporal filter, in mean intervals between epochs
WINDOW_SIGMAS = 4.0
PIXELS_PER_BLOCK = 2**15
YEARS_FOR_SEASON, EPOCHS_FOR_SEASON = 1.0, 20
HEIGHT_RANGE_M = (200.0, 10_000.0)  # where LiCSBAS trusts a linear relation with height


@dataclass(frozen=True)
class FilterSettings:
    """km : width (sigma) of the spatial filter, 0 = no spatio-temporal filter at all
    days : width (sigma) of the temporal filter, 0 = three mean intervals
    ramp : none, plane, bilinear or quadratic; height_linear : also remove what is linear in height
    dem_error : remove what is proportional to the perpendicular baseline
    keep_trend : take each pixel's trend and season out before the temporal high-pass; False does as LiCSBAS does
    """

    km: float = 2.0
    days: float = 0.0
    ramp: str = "none"
    height_linear: bool = False
    dem_error: bool = False
    keep_trend: bool = True

    @property
    def does_something(self) -> bool:
        return self.km > 0 or self.ramp != "none" or self.height_linear or self.dem_error


def temporal_width_years(settings: FilterSettings, dates: np.ndarray) -> float:
    if settings.days > 0:
        return settings.days / DAYS_PER_YEAR
    return MEAN_INTERVALS * float(years_since(dates)[-1]) / max(len(dates) - 1, 1)


def remove_ramps(
    displacement_mm: np.ndarray,
    keep: np.ndarray,
    ramp: str,
    height_m: np.ndarray | None = None,
    report: Report = SILENT,
) -> None:
    """Subtract from each epoch, in place, the surface that fits its kept pixels best.

    displacement_mm : shape=(n_epochs, n_rows, n_columns); keep : shape=(n_rows, n_columns), bool
    height_m : also fit a term linear in height, on pixels of 200 to 10,000 m, as LiCSBAS does
    """
    if ramp not in RAMPS:
        raise SubsidenceError(
            message("The ramp “{ramp}” is not known; use one of {names}.", ramp=ramp, names=", ".join(RAMPS))
        )
    n_rows, n_columns = keep.shape
    y, x = np.meshgrid(np.linspace(-1, 1, n_rows), np.linspace(-1, 1, n_columns), indexing="ij")
    terms: list[np.ndarray] = [np.ones(keep.shape)]
    if ramp != "none":
        terms += [x, y]
    if ramp in ("bilinear", "quadratic"):
        terms.append(x * y)
    if ramp == "quadratic":
        terms += [x**2, y**2]
    fitted = keep
    if height_m is not None:
        with np.errstate(invalid="ignore"):
            fitted = keep & (height_m >= HEIGHT_RANGE_M[0]) & (height_m <= HEIGHT_RANGE_M[1])
        terms.append(np.nan_to_num(height_m) / 1000.0)
    surface = np.stack(terms, axis=-1)  # (n_rows, n_columns, n_terms)
    for frame in report.each(displacement_mm):
        chosen = fitted & np.isfinite(frame)
        if chosen.sum() < 2 * surface.shape[-1]:
            continue  # too few pixels to tell a ramp from motion
        coefficients = np.linalg.lstsq(surface[chosen], frame[chosen].astype(float), rcond=None)[0]
        frame -= (surface @ coefficients).astype(np.float32)


def remove_dem_error(
    displacement_mm: np.ndarray, dates: np.ndarray, baseline_m: np.ndarray, report: Report = SILENT
) -> np.ndarray:
    """Subtract, in place, the part proportional to the baseline beside a straight line in time.

    displacement_mm : shape=(n_epochs, n_rows, n_columns); baseline_m : shape=(n_epochs,)
    Returns mm per metre of baseline; shape=(n_rows, n_columns).
    """
    if not np.isfinite(baseline_m).all() or np.ptp(baseline_m) < 1.0:
        raise SubsidenceError(
            message(
                "The DEM error needs the perpendicular baseline of every date, and the file “baselines”"
                " does not give it; run without DEM_ERROR."
            )
        )
    design = np.column_stack([np.ones(len(dates)), years_since(dates), baseline_m / 100.0])
    flat = displacement_mm.reshape(len(dates), -1)

    def block(pixels: slice) -> np.ndarray:
        values = flat[:, pixels].astype(float)
        known = np.isfinite(values)
        filled = np.where(known, values, 0.0)
        normal = np.einsum("tp,ti,tj->pij", known.astype(float), design, design, optimize=True)
        right = filled.T @ design
        normal += 1e-9 * np.eye(design.shape[1])
        slope = np.linalg.solve(normal, right[..., None])[:, 2, 0]
        slope[known.sum(axis=0) < 4] = 0.0
        flat[:, pixels] -= np.outer(baseline_m / 100.0, slope).astype(np.float32)  # blocks do not overlap
        return slope / 100.0

    parts = map_blocks(block, flat.shape[1], PIXELS_PER_BLOCK, report=report)
    return np.concatenate(parts).reshape(displacement_mm.shape[1:])


def spatio_temporal_filter(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    keep: np.ndarray,
    *,
    years: float,
    rows_sigma: float,
    columns_sigma: float,
    high_pass: np.ndarray,
    keep_trend: bool = True,
    report: Report = SILENT,
) -> None:
    """Subtract, in place, the smooth-in-space part of what is fast in time.

    displacement_mm : shape=(n_epochs, n_rows, n_columns)
    keep : pixels that shape the smooth part; years, rows_sigma, columns_sigma : widths of the Gaussians
    high_pass : working array like ``displacement_mm``
    keep_trend : steady motion and its season take no part in the high-pass; False does as LiCSBAS does
    """
    flat, fast = displacement_mm.reshape(len(dates), -1), high_pass.reshape(len(dates), -1)
    time = years_since(dates)
    lag = time[:, None] - time
    weight = np.where(np.abs(lag) < WINDOW_SIGMAS * years, np.exp(-(lag**2) / (2 * years**2)), 0.0)

    design = steady_terms(dates)

    def block(pixels: slice) -> None:
        values = flat[:, pixels]
        known = np.isfinite(values)
        if keep_trend:
            values = values - _fitted(design, values, known)
        smooth = weight @ np.where(known, values, 0.0)
        total = weight @ known if not known.all() else weight.sum(axis=1)[:, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            fast[:, pixels] = values - smooth / total  # blocks do not overlap

    in_time, in_space = report.parts(3, 7)
    map_blocks(block, flat.shape[1], PIXELS_PER_BLOCK, report=in_time)
    smoother = GaussianSmoother(keep.shape, rows_sigma, columns_sigma)

    def frame(which: slice) -> None:
        for epoch in range(which.start, which.stop):
            atmosphere = smoother.smooth(np.where(keep, high_pass[epoch], np.float32(np.nan)))
            displacement_mm[epoch] -= np.where(np.isfinite(atmosphere), atmosphere, np.float32(0))

    map_blocks(frame, len(dates), 1, report=in_space)


def steady_terms(dates: np.ndarray) -> np.ndarray:
    """A straight line and, in series of a year or more, one sine a year; shape=(n_epochs, 2 or 4)."""
    time = years_since(dates)
    terms = [np.ones(time.size), time - time.mean()]
    if time[-1] >= YEARS_FOR_SEASON and time.size >= EPOCHS_FOR_SEASON:
        terms += [np.sin(2.0 * np.pi * time), np.cos(2.0 * np.pi * time)]
    return np.column_stack(terms)


def _fitted(design: np.ndarray, values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The least-squares fit of the terms to each pixel's known values; shape=(n_epochs, n_pixels), float32."""
    if known.all():
        return (design @ (np.linalg.pinv(design) @ values)).astype(np.float32)
    filled = np.where(known, values, 0.0).astype(float)
    normal = np.einsum("tp,ti,tj->pij", known.astype(float), design, design, optimize=True)
    normal += 1e-9 * np.eye(design.shape[1])
    coefficients = np.linalg.solve(normal, (filled.T @ design)[..., None])[..., 0]
    few = known.sum(axis=0) <= design.shape[1]
    coefficients[few] = 0.0
    return (design @ coefficients.T).astype(np.float32)


class GaussianSmoother:
    """Normalized convolution with a Gaussian cut at four sigmas, by FFT; unknown pixels have no weight.

    Outside the raster there is nothing: near its edge the mean is over what there is.
    """

    def __init__(self, shape: tuple[int, ...], rows_sigma: float, columns_sigma: float):
        from scipy import fft

        self._fft = fft
        self.shape = shape
        self._padded = tuple(
            fft.next_fast_len(size + 2 * min(_half_width(sigma), size), real=True)
            for size, sigma in zip(shape, (rows_sigma, columns_sigma))
        )
        rows = _kernel_spectrum(self._padded[0], rows_sigma, shape[0])
        columns = _kernel_spectrum(self._padded[1], columns_sigma, shape[1])[: self._padded[1] // 2 + 1]
        self._spectrum = (rows[:, None] * columns).astype(np.float32)

    def smooth(self, values: np.ndarray) -> np.ndarray:
        """shape=(n_rows, n_columns); NaN only where no known pixel is within reach."""
        known = np.isfinite(values)
        total = self._convolve(np.where(known, values, np.float32(0)))
        weight = self._convolve(known.astype(np.float32))
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(weight > 1e-5, total / weight, np.nan).astype(np.float32)

    def _convolve(self, values: np.ndarray) -> np.ndarray:
        spectrum = self._fft.rfft2(values, s=self._padded) * self._spectrum
        return self._fft.irfft2(spectrum, s=self._padded)[: self.shape[0], : self.shape[1]]


def _half_width(sigma: float) -> int:
    return int(np.ceil(WINDOW_SIGMAS * sigma))


def _kernel_spectrum(padded: int, sigma: float, size: int) -> np.ndarray:
    """Spectrum of a symmetric kernel; it is real."""
    half = min(_half_width(sigma), size)
    lag = np.arange(-half, half + 1)
    kernel = np.exp(-(lag**2) / (2 * max(sigma, 1e-6) ** 2))
    ring = np.zeros(padded)
    np.add.at(ring, lag % padded, kernel / kernel.sum())
    return np.fft.fft(ring).real
