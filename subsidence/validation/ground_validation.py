"""InSAR against what was measured on the ground: matched in space and time, station by station.

At each station the InSAR series is the mean of the points around it. The ground motion (east, north, up) is projected
into the line of sight, or the InSAR series is turned vertical. The denser of the two series is brought to the dates
of the sparser one within their common period. The constant between the two is of no meaning and is removed; what
remains gives the RMSE, and its slope the difference of rates with its standard error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..units import LOS, VERTICAL
from ..wording import message
from .ground_series import (
    INVERSE_DISTANCE,
    NEAREST,
    Matching,
    correlation,
    match,
    mean_series,
    mixed_directions,
    project,
    rate_with_error,
    shared_error,
    vector,
    weighted_mean,
)
from .ground_stations import GroundStation

LEAST_DISTANCE_M = 1.0  # of inverse distance weights


@dataclass(frozen=True)
class InsarPoints:
    """The points to be judged.

    place_m : shape=(n_points, 2 or 3), coordinates in metres whose straight distances count
    dates : shape=(n_epochs,); displacement_mm : shape=(n_points, n_epochs); no epochs where only rates are known
    rate_mm_per_yr, rate_std_mm_per_yr : shape=(n_points,), NaN where unknown
    los : shape=(n_points, 3), unit vector ground → satellite, or None
    geometry : what the displacements are: line of sight or vertical
    """

    place_m: np.ndarray
    dates: np.ndarray
    displacement_mm: np.ndarray
    rate_mm_per_yr: np.ndarray
    rate_std_mm_per_yr: np.ndarray
    los: np.ndarray | None = None
    geometry: str = LOS


@dataclass(frozen=True)
class StationResult:
    """One station: matched series and what they tell; NaN where it cannot be told.

    dates : shape=(n,); insar_mm, ground_mm : shape=(n,), in the direction compared, each with mean 0
    """

    name: str
    index: int
    n_points: int
    distance_m: float
    dates: np.ndarray
    insar_mm: np.ndarray
    ground_mm: np.ndarray
    insar_rate: float
    insar_std: float
    ground_rate: float
    ground_std: float
    difference: float
    difference_std: float
    rmse_mm: float
    correlation: float

    @property
    def within(self) -> bool:
        """Whether the rates differ by no more than the sum of their uncertainties."""
        return bool(abs(self.difference) <= self.insar_std + self.ground_std)


@dataclass(frozen=True)
class Validation:
    """All stations that could be compared, in the order given; skipped : (name, why)."""

    stations: Sequence[StationResult]
    skipped: Sequence[tuple[str, str]] = field(default_factory=tuple)
    compare: str = LOS

    def column(self, name: str) -> np.ndarray:
        """A property of every station; shape=(n_stations,)."""
        return np.array([getattr(station, name) for station in self.stations], dtype=float)

    def metrics(self) -> dict[str, float]:
        """Overall figures: bias ± standard error, RMSE, RMSE without bias, correlation, share within, ratio.

        ``spread_ratio`` is the spread of the differences about their mean over what their uncertainties promise; 1
        where the uncertainties are right.
        """
        difference = self.column("difference")
        known = np.isfinite(difference)
        difference = difference[known]
        if not difference.size:
            raise SubsidenceError(message("No station has rates to compare; there are too few common dates."))
        std = self.column("difference_std")[known]
        bias = float(difference.mean())
        centred = difference - bias
        n = difference.size
        sure = np.isfinite(std) & (std > 0)
        ratio = np.sqrt((centred[sure] ** 2 / std[sure] ** 2).sum() / (sure.sum() - 1)) if sure.sum() > 1 else np.nan
        rmse = self.column("rmse_mm")
        epochs = np.array([station.dates.size for station in self.stations], dtype=float)
        pooled = np.isfinite(rmse)
        return {
            "n_stations": n,
            "bias": bias,
            "bias_std": float(difference.std(ddof=1) / np.sqrt(n)) if n > 1 else float("nan"),
            "rmse": float(np.sqrt((difference**2).mean())),
            "rmse_without_bias": float(np.sqrt((centred**2).mean())),
            "mae": float(np.abs(difference).mean()),
            "correlation": correlation(self.column("insar_rate")[known], self.column("ground_rate")[known]),
            "share_within": float(np.mean([s.within for s in self.stations if np.isfinite(s.difference)])),
            "spread_ratio": float(ratio),
            "series_rmse_mm": float(np.sqrt((rmse[pooled] ** 2 * epochs[pooled]).sum() / epochs[pooled].sum()))
            if pooled.any()
            else float("nan"),
        }


def validate(
    points: InsarPoints,
    stations: Sequence[GroundStation],
    places_m: np.ndarray,
    matching: Matching | None = None,
    report: Report = SILENT,
) -> Validation:
    """Compare every station with the points around it.

    Parameters
    ----------
    points : InsarPoints
        InSAR.
    stations : sequence of GroundStation
        Ground measurements.
    places_m : ndarray, shape=(n_stations, 2 or 3)
        In the same coordinates as ``points.place_m``.
    matching : Matching, optional
        How far, over which time and in which geometry; by default the usual way.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    Validation
        Differences of rates and series with their errors, and the stations that could not be compared, with the reason.

    Raises
    ------
    SubsidenceError
        When no station can be compared.
    """
    from scipy.spatial import cKDTree

    matching = matching or Matching()
    check_directions(points, matching.compare)
    tree = cKDTree(points.place_m)
    results, skipped = [], []
    for index, station in enumerate(report.each(stations)):
        found = around(points, tree, places_m[index], matching)
        if found is None:
            skipped.append((station.name, message("no point within {radius_m:g} m", radius_m=matching.radius_m)))
            continue
        result = _compare(points, station, index, *found, matching)
        if isinstance(result, str):
            skipped.append((station.name, result))
        else:
            results.append(result)
    if not results:
        why = "; ".join(f"{name}: {reason}" for name, reason in skipped[:3])
        raise SubsidenceError(message("No station can be compared with the points ({why}).", why=why))
    return Validation(results, skipped, matching.compare)


def check_directions(points: InsarPoints, compare: str) -> None:
    """Refuse a comparison for which the line of sight is not known."""
    if points.geometry == VERTICAL and compare == LOS:
        raise SubsidenceError(message("The points hold vertical motion; compare them in the vertical."))
    if points.geometry == LOS and points.los is None:
        raise SubsidenceError(
            message(
                "The points have no line of sight (los_e, los_n, los_u), so ground motion cannot be"
                " projected; import them with it, or compare vertical points."
            )
        )


def around(
    points: InsarPoints, tree: cKDTree, place_m: np.ndarray, matching: Matching
) -> tuple[np.ndarray, np.ndarray, float] | None:
    """Rows of the points around a place, their weights (sum 1), and the distance of the nearest; or None."""
    rows = np.array(tree.query_ball_point(place_m, matching.radius_m), dtype=int)
    if not rows.size:
        return None
    distance = np.sqrt(((points.place_m[rows] - place_m) ** 2).sum(axis=1))
    if matching.method == NEAREST:
        rows, distance = rows[[distance.argmin()]], distance[[distance.argmin()]]
    weights = (
        1.0 / np.maximum(distance, LEAST_DISTANCE_M) if matching.method == INVERSE_DISTANCE else np.ones(rows.size)
    )
    return rows, weights / weights.sum(), float(distance.min())


def _compare(
    points: InsarPoints,
    station: GroundStation,
    index: int,
    rows: np.ndarray,
    weights: np.ndarray,
    distance_m: float,
    matching: Matching,
) -> StationResult | str:
    """The result of one station, or why there is none."""
    if points.los is not None and mixed_directions(points.los[rows]):
        return message("the points around it have different lines of sight; validate one track at a time")
    los = weighted_mean(points.los[rows], weights) if points.los is not None else None
    direction = vector(points.geometry, matching.compare, los)
    factor = 1.0
    if points.geometry == LOS and matching.compare == VERTICAL:
        factor = float(1.0 / los[2]) if los is not None else np.nan
    if not np.isfinite(direction).all() or not np.isfinite(factor):
        return message("the line of sight is unknown there")
    if not station.has_series or not points.dates.size:
        return _compare_rates(points, station, index, rows, weights, distance_m, direction, factor)
    insar = mean_series(points.displacement_mm[rows], weights) * factor
    ground = project(station.motion_mm, direction)
    dates, insar, ground = match(points.dates, insar, station.dates, ground, matching)
    if dates.size < 2:
        return message("fewer than two common dates")
    insar, ground = insar - insar.mean(), ground - ground.mean()
    residual = insar - ground
    insar_rate, _ = rate_with_error(insar, dates)
    ground_rate, _ = rate_with_error(ground, dates)
    difference, difference_std = rate_with_error(residual, dates)
    insar_std, ground_std = shared_error(insar, ground, difference_std)
    return StationResult(
        *(station.name, index, rows.size, distance_m, dates, insar, ground),
        *(insar_rate, insar_std, ground_rate, ground_std, difference, difference_std),
        rmse_mm=float(np.sqrt((residual**2).mean())),
        correlation=correlation(insar, ground),
    )


def _compare_rates(
    points: InsarPoints,
    station: GroundStation,
    index: int,
    rows: np.ndarray,
    weights: np.ndarray,
    distance_m: float,
    direction: np.ndarray,
    factor: float,
) -> StationResult | str:
    """By rates, where one of the two has no series; the errors of neighbouring points are taken as one error."""
    insar_rate = float(weighted_mean(points.rate_mm_per_yr[rows], weights)) * factor
    insar_std = float(weighted_mean(points.rate_std_mm_per_yr[rows], weights)) * abs(factor)
    if station.has_series:
        ground_rate, ground_std = rate_with_error(project(station.motion_mm, direction), station.dates)
    else:
        ground_rate = float(project(station.rate_mm_per_yr[None], direction)[0])
        ground_std = float(abs(direction[2]) * station.rate_std_mm_per_yr[2])
    if not np.isfinite(insar_rate) or not np.isfinite(ground_rate):
        return message("a rate is missing")
    none = np.array([])
    return StationResult(
        *(station.name, index, rows.size, distance_m, none.astype("datetime64[D]"), none, none),
        *(insar_rate, insar_std, ground_rate, ground_std, insar_rate - ground_rate),
        difference_std=float(np.sqrt(np.nan_to_num(insar_std) ** 2 + np.nan_to_num(ground_std) ** 2)),
        rmse_mm=float("nan"),
        correlation=float("nan"),
    )
