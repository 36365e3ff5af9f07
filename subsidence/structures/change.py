"""How far every point has moved between two dates, with its standard error: one number a point for structures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..analysis.noise_models import NoiseModel, estimate_noise
from ..analysis.trend_fit import rate_std, student_factor
from ..blocks import map_blocks
from ..errors import SubsidenceError
from ..progress import SILENT, Report, Run
from ..series import decimal_years, years_since
from ..wording import message

ROWS_PER_BLOCK = 8192
EPOCHS_FOR_CURVATURE = 12
YEARS_FOR_SEASON = 1.5
RESIDUAL_ROWS = 5000  # points whose residual series are kept to learn how noise is shared
TOGETHER = 8  # of them that lie next to each other: what is shared within a building is not seen farther apart
LAYER_DEGREES = 4.0
Z90 = 1.6448536269514722


@dataclass(frozen=True)
class Change:
    """Settlement between two dates, positive down.

    settlement_mm, std_mm : shape=(n_points,), NaN where a point has too few epochs
    rows : shape=(n_rows,), the points whose residuals were kept; residual_mm : shape=(n_rows, n_epochs)
    noise : what the standard errors allow for, in words
    """

    start: np.datetime64
    end: np.datetime64
    settlement_mm: np.ndarray
    std_mm: np.ndarray
    rows: np.ndarray
    residual_mm: np.ndarray
    noise: str = ""


def settlement_between(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    *,
    start: np.datetime64 | None = None,
    end: np.datetime64 | None = None,
    xy_m: np.ndarray | None = None,
    seed: int = 0,
    report: Report = SILENT,
) -> Change:
    """The change of each point's trend between two dates: what a season or a single noisy epoch does is not counted.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        Positive up; NaN where missing.
    dates : ndarray, shape=(n_epochs,)
        Increasing days.
    start : datetime64, optional
        Within the series; by default the first epoch.
    end : datetime64, optional
        Within the series; by default the last epoch.
    xy_m : ndarray, optional, shape=(n_points, 2)
        Metres. With it the residuals kept are those of points that lie together in small groups.
    seed : int
        The same seed gives the same result.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Change
        Settlement (positive down) and its standard error in mm, residuals, and the dates taken.

    Raises
    ------
    SubsidenceError
        Where the period is not within the series, or there are fewer than 4 epochs.

    Notes
    -----
    The trend is a parabola (a line with fewer than 12 epochs) beside an annual term where the series is longer than a
    year and a half, by least squares. The standard error is that of the difference of the trend at the two dates under
    the noise that the series themselves show (white, AR(1), power law and their mixtures, ``estimate_noise``): with W
    the least-squares solution, C the mixture's covariance and w what the difference takes of each term, its variance is
    σ² w W C Wᵀ wᵀ, and the residuals hold σ² tr((I − A W) C).
    """
    years = years_since(dates)
    start = dates[0] if start is None else np.datetime64(start, "D")
    end = dates[-1] if end is None else np.datetime64(end, "D")
    if not dates[0] <= start < end <= dates[-1]:
        raise SubsidenceError(
            message(
                "The period {start} … {end} must lie within the series, {first} … {last}.",
                start=start,
                end=end,
                first=dates[0],
                last=dates[-1],
            )
        )
    if len(dates) < 4:
        raise SubsidenceError(
            message("A settlement needs at least 4 epochs; the series has {count}.", count=len(dates))
        )
    design = _design(dates, years)
    ends = _design(np.array([start, end]), (np.array([start, end]) - dates[0]).astype(float) / 365.25, like=design)
    weights = ends[0] - ends[1]  # positive down
    weights[design.shape[1] - 2 :] *= design.shape[1] not in (4, 5)  # the season is no settlement
    rows = _rows_to_keep(len(displacement_mm), xy_m, np.random.default_rng(seed))

    def block_of(block: slice) -> np.ndarray:
        return _changes(np.asarray(displacement_mm[block], dtype=float), design, weights)[0]

    found = np.concatenate(map_blocks(block_of, len(displacement_mm), ROWS_PER_BLOCK, report=report), axis=1)
    _, residual = _changes(np.asarray(displacement_mm[rows], dtype=float), design, weights)
    noise = estimate_noise(displacement_mm, dates, design=design, run=Run(seed=seed))
    degrees = np.isfinite(displacement_mm).sum(axis=1) - design.shape[1]
    if design.shape[1] == 2:  # a straight line, of which few epochs leave little else
        std = _not_by_chance(rate_std(displacement_mm, dates, noise=noise), degrees)
        std = std * float(years_since(np.array([start, end]))[1])
    else:
        std = found[1] * _inflation(noise, design, weights) * student_factor(degrees)
    return Change(start, end, found[0], std, rows, residual, noise.describe())


def _not_by_chance(std: np.ndarray, degrees: np.ndarray) -> np.ndarray:
    """Standard errors of few epochs, none smaller than those of the layer and its own together tell.

    Of points that lie on a line by chance the weights would make much. As many degrees of freedom as ``LAYER_DEGREES``
    are lent by the layer's median.
    """
    usual = np.nanmedian(std[std > 0]) if (std > 0).any() else 0.0
    together = (degrees * std**2 + LAYER_DEGREES * usual**2) / (degrees + LAYER_DEGREES)
    return np.where(std > 0, np.sqrt(np.fmax(std**2, together)), std)


def _rows_to_keep(n_points: int, xy_m: np.ndarray | None, random: np.random.Generator) -> np.ndarray:
    """Of which points residuals are kept: by chance, or places by chance with the points about them."""
    from scipy.spatial import cKDTree

    chosen = random.permutation(n_points)
    if n_points <= RESIDUAL_ROWS or xy_m is None:
        return np.sort(chosen[:RESIDUAL_ROWS])
    return np.unique(cKDTree(xy_m).query(xy_m[chosen[: RESIDUAL_ROWS // TOGETHER]], k=TOGETHER)[1])


def forecast_settlement(
    change: Change, displacement_mm: np.ndarray, forecast_mm: np.ndarray, low_mm: np.ndarray, high_mm: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Settlement and its standard error at a forecast's date, since the same start.

    Parameters
    ----------
    change : Change
        Of the observed series.
    displacement_mm : ndarray, shape=(n_points,)
        At the last observed epoch, positive up.
    forecast_mm : ndarray, shape=(n_points,)
        At the date, positive up.
    low_mm : ndarray, shape=(n_points,)
        Lower end of its 90 % interval.
    high_mm : ndarray, shape=(n_points,)
        Upper end of its 90 % interval.

    Returns
    -------
    tuple of ndarray
        Settlement, positive down, and its standard error, mm, each shape=(n_points,).
    """
    further = displacement_mm - forecast_mm
    own = (high_mm - low_mm) / (2.0 * Z90)
    return change.settlement_mm + further, np.hypot(change.std_mm, own)


def _design(dates: np.ndarray, years: np.ndarray, like: np.ndarray | None = None) -> np.ndarray:
    """Level, rate, curvature, sine and cosine, as far as the series carries them; shape=(n_epochs, n_terms)."""
    columns = [np.ones(years.size), years]
    n_epochs = years.size if like is None else len(like)
    if n_epochs >= EPOCHS_FOR_CURVATURE:
        columns.append(years**2)
    season = years[-1] >= YEARS_FOR_SEASON and n_epochs >= 8 if like is None else like.shape[1] in (4, 5)
    if season:
        angle = 2.0 * np.pi * decimal_years(dates)
        columns += [np.sin(angle), np.cos(angle)]
    return np.column_stack(columns)


def _changes(values: np.ndarray, design: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Change and white-noise standard error, shape=(2, n_rows), and residuals (n_rows, n_epochs), NaN where missing."""
    known = np.isfinite(values)
    filled = np.where(known, values, 0.0)
    count, n_terms = known.sum(axis=1), design.shape[1]
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    normal = (known @ products).reshape(-1, n_terms, n_terms)
    enough = (count >= n_terms + 2) & (np.linalg.cond(normal) < 1e12)
    normal[~enough] = np.eye(n_terms)
    inverse = np.linalg.inv(normal)
    parameters = np.einsum("npq,nq->np", inverse, filled @ design)
    residual = np.where(known & enough[:, None], values - parameters @ design.T, np.nan)
    variance = np.nansum(residual**2, axis=1) / np.maximum(count - n_terms, 1)
    result = np.full((2, len(values)), np.nan)
    result[0, enough] = (parameters @ weights)[enough]
    result[1, enough] = np.sqrt(variance * np.einsum("p,npq,q->n", weights, inverse, weights))[enough]
    return result, residual


def _inflation(noise: NoiseModel, design: np.ndarray, weights: np.ndarray) -> float:
    """By how much the noise widens a standard error that takes it for white; weights : shape=(n_terms,)."""
    covariance = np.einsum("k,kij->ij", noise.weights[0], np.array([node.covariance for node in noise.nodes]))
    solve = np.linalg.pinv(design)
    taken = weights @ solve
    left = np.trace(covariance) - np.trace(design @ solve @ covariance)
    white = float(taken @ taken) / (len(design) - design.shape[1])
    return float(np.sqrt(max(taken @ covariance @ taken / left, 0.0) / white)) if left > 0 and white > 0 else 1.0
