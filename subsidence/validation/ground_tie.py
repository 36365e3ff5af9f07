"""Tying InSAR to the ground: a constant or a plane of rates, fitted to the differences at the stations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..analysis.trend_fit import student_factor
from ..errors import SubsidenceError
from ..wording import message
from .ways import OFFSET, PLANE

LEAST_STATIONS = {OFFSET: 1, PLANE: 4}
LEAST_STD_MM_PER_YR = 0.1  # a station never counts as more exact than this


@dataclass(frozen=True)
class Tie:
    """What is to be subtracted from the InSAR rates.

    coefficients : mm/yr, and for a plane mm/yr per km east and north of ``origin_m``
    covariance : of the coefficients; NaN of one station whose error is not known
    left_out_rmse : RMSE of the differences when each station is predicted from the others, NaN where it cannot be
    rmse_before, rmse_after : of the differences at the stations
    """

    kind: str
    origin_m: np.ndarray
    coefficients: np.ndarray
    covariance: np.ndarray
    rmse_before: float
    rmse_after: float
    left_out_rmse: float

    def at(self, place_m: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Correction and its standard deviation in mm/yr at places; place_m : shape=(n, 2)."""
        design = _design(self.kind, place_m, self.origin_m)
        variance = np.einsum("ij,jk,ik->i", design, self.covariance, design)
        return design @ self.coefficients, np.sqrt(np.maximum(variance, 0.0))


def fit_tie(place_m: np.ndarray, difference: np.ndarray, std: np.ndarray, kind: str = OFFSET) -> Tie:
    """Weighted least squares of InSAR-minus-ground rates.

    Parameters
    ----------
    place_m : ndarray, shape=(n_stations, 2)
        Metres on a plane.
    difference : ndarray, shape=(n_stations,)
        InSAR minus ground, mm/yr; NaN is left out.
    std : ndarray, shape=(n_stations,)
        Standard errors; unknown ones count as the median of the known, and where none is known only the scatter tells.
    kind : str
        An offset or a plane.

    Returns
    -------
    Tie
        What to subtract, and how sure it is.

    Raises
    ------
    SubsidenceError
        With too few stations for the kind.

    Notes
    -----
    The weights allow for a scatter between stations beyond their own uncertainties, estimated from the differences. A
    few stations tell that scatter badly: the covariance is that of Student's distribution, or, where the stations' own
    uncertainties promise more than that, theirs.
    """
    known = np.isfinite(difference)
    place_m, difference, std = place_m[known][:, :2], difference[known], std[known]
    least = LEAST_STATIONS[kind]
    if difference.size < least:
        raise SubsidenceError(
            message(
                "A tie by {kind} needs at least {least} stations that can be compared, but there are {count}.",
                kind=kind,
                least=least,
                count=difference.size,
            )
        )
    told = np.isfinite(std).any()
    usual = float(np.median(std[np.isfinite(std)])) if told else LEAST_STD_MM_PER_YR
    std = np.maximum(np.where(np.isfinite(std), std, usual), LEAST_STD_MM_PER_YR)
    origin = place_m.mean(axis=0)
    design = _design(kind, place_m, origin)
    scatter = _scatter(design, difference, std)
    coefficients, covariance = _solve(design, difference, std, scatter)
    after = difference - design @ coefficients
    free = difference.size - design.shape[1]
    if free:
        squares = float((after**2 / (std**2 + scatter**2)).sum()) / free
        covariance = covariance * max(1.0, squares * float(student_factor(np.array([float(free)]))[0]) ** 2)
    elif not told:
        covariance = np.full_like(covariance, np.nan)
    left_out = np.full(difference.size, np.nan)
    if difference.size > least:
        for index in range(difference.size):
            rest = np.arange(difference.size) != index
            if np.linalg.matrix_rank(design[rest]) == design.shape[1]:
                left_out[index] = (
                    difference[index] - design[index] @ _solve(design[rest], difference[rest], std[rest], scatter)[0]
                )
    return Tie(
        kind,
        origin,
        coefficients,
        covariance,
        rmse_before=_rms(difference),
        rmse_after=_rms(after),
        left_out_rmse=_rms(left_out) if np.isfinite(left_out).all() else float("nan"),
    )


def _rms(values: np.ndarray) -> float:
    return float(np.sqrt((values**2).mean()))


def _design(kind: str, place_m: np.ndarray, origin_m: np.ndarray) -> np.ndarray:
    ones = np.ones((len(place_m), 1))
    return ones if kind == OFFSET else np.hstack([ones, (place_m[:, :2] - origin_m) / 1000.0])


def _solve(design: np.ndarray, values: np.ndarray, std: np.ndarray, scatter: float) -> tuple[np.ndarray, np.ndarray]:
    weight = 1.0 / (std**2 + scatter**2)
    normal = design.T @ (design * weight[:, None])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise SubsidenceError(message("The stations lie on one line, so no plane can be fitted; tie by offset."))
    covariance = np.linalg.inv(normal)
    return covariance @ (design.T @ (weight * values)), covariance


def _scatter(design: np.ndarray, values: np.ndarray, std: np.ndarray) -> float:
    """Standard deviation between stations beyond ``std``, such that the weighted residuals have unit variance."""
    free = values.size - design.shape[1]
    if free < 1:
        return 0.0

    def excess(scatter: float) -> float:
        residual = values - design @ _solve(design, values, std, scatter)[0]
        return float((residual**2 / (std**2 + scatter**2)).sum() - free)

    if excess(0.0) <= 0:
        return 0.0
    low, high = 0.0, float(np.ptp(values)) + 1.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return 0.5 * (low + high)
