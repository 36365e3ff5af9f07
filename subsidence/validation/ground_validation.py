"""InSAR against what was measured on the ground: matched in space and time, station by station.

At each station the InSAR series is the mean of the points around it. The ground motion (east, north, up) is projected
into the line of sight, or the InSAR series is turned vertical. The denser of the two series is brought to the dates
of the sparser one within their common period. The constant between the two is of no meaning and is removed; what
remains gives the RMSE, and its slope the difference of rates with its standard error. What InSAR and ground err by each
cannot be told from the two, whose seasons and bends are the ground's: their errors are those that their own series
would have if all of that were noise, and no more than that of the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

from ..analysis.trend_fit import student_factor
from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..spatial.mean_error import estimate_spatial_error
from ..units import LOS, VERTICAL
from ..wording import message
from .ground_rates import Dated, error_in_common, rate_of, rates_with_errors
from .ground_series import (
    INVERSE_DISTANCE,
    NEAREST,
    Matching,
    correlation,
    match,
    mean_series,
    mixed_directions,
    project,
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
    difference_std : mm/yr, NaN of two dates, or where the error of a rate that was given is not known
    insar_std, ground_std : mm/yr, where series were compared no less than the errors of each, see above
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
        """Whether the rates differ by no more than the sum of their uncertainties; nothing where not ``judged``."""
        return bool(abs(self.difference) <= self.insar_std + self.ground_std)

    @property
    def judged(self) -> bool:
        """Whether both uncertainties are known."""
        return bool(np.isfinite(self.difference + self.insar_std + self.ground_std))


@dataclass(frozen=True)
class Validation:
    """All stations that could be compared, in the order given; skipped : (name, why).

    place_m : shape=(n_stations, 2 or 3), metres, or None
    shared_std : mm/yr, error of the mean difference by what the series of all stations have in common, NaN if unknown
    """

    stations: Sequence[StationResult]
    skipped: Sequence[tuple[str, str]] = field(default_factory=tuple)
    compare: str = LOS
    place_m: np.ndarray | None = None
    shared_std: float = float("nan")

    def column(self, name: str) -> np.ndarray:
        """A property of every station; shape=(n_stations,)."""
        return np.array([getattr(station, name) for station in self.stations], dtype=float)

    def metrics(self) -> dict[str, float]:
        """Overall figures: bias ± standard error, RMSE, RMSE without bias, correlation, share within, ratio.

        ``bias_std`` is the largest error of the mean that the scatter from station to station (Student), what
        neighbours share, or what all series have in common tells. ``spread_ratio`` is the spread of the differences
        about their mean over what their uncertainties promise: 1 where they are right, less with few dates, where they
        are wide, and where stations err alike.
        """
        difference = self.column("difference")
        known = np.isfinite(difference)
        difference = difference[known]
        judged = [station.within for station in self.stations if station.judged]
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
            "bias_std": self._bias_std(known),
            "rmse": float(np.sqrt((difference**2).mean())),
            "rmse_without_bias": float(np.sqrt((centred**2).mean())),
            "mae": float(np.abs(difference).mean()),
            "correlation": correlation(self.column("insar_rate")[known], self.column("ground_rate")[known]),
            "share_within": float(np.mean(judged)) if judged else float("nan"),
            "spread_ratio": float(ratio),
            "series_rmse_mm": float(np.sqrt((rmse[pooled] ** 2 * epochs[pooled]).sum() / epochs[pooled].sum()))
            if pooled.any()
            else float("nan"),
        }

    def _bias_std(self, known: np.ndarray) -> float:
        """Standard error of the mean difference; known : shape=(n_stations,), the stations that have one."""
        difference = self.column("difference")[known]
        if difference.size == 1:
            return float(self.column("difference_std")[known][0])
        scatter = difference.std(ddof=1) / np.sqrt(difference.size)
        told = [float(scatter * student_factor(np.array([difference.size - 1.0]))[0]), self.shared_std]
        if self.place_m is not None:
            error = estimate_spatial_error(self.place_m[known], difference)
            told.append(float("nan") if error is None else error.mean_std(self.place_m[known]))
        return float(np.nanmax(told))


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
    found, skipped = [], []
    for index, station in enumerate(report.each(stations)):
        near = around(points, tree, places_m[index], matching)
        if near is None:
            skipped.append((station.name, message("no point within {radius_m:g} m", radius_m=matching.radius_m)))
            continue
        one = _compare(points, station, index, *near, matching)
        if isinstance(one, str):
            skipped.append((station.name, one))
        else:
            found.append(one)
    if not found:
        why = "; ".join(f"{name}: {reason}" for name, reason in skipped[:3])
        raise SubsidenceError(message("No station can be compared with the points ({why}).", why=why))
    results = _with_errors(found)
    residuals = [(one.insar_mm - one.ground_mm, one.dates) for one in results if one.dates.size]
    place_m = np.asarray(places_m)[[one.index for one in results]]
    return Validation(results, skipped, matching.compare, place_m, error_in_common(residuals))


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


@dataclass(frozen=True)
class _Found:
    """A station without errors of its rates; ground : its own series, where that was held against a rate."""

    result: StationResult
    ground: Dated | None = None


def _with_errors(found: Sequence[_Found]) -> list[StationResult]:
    """The stations with the errors of their rates: the kinds of noise are learned from all of them together."""
    results = [one.result for one in found]
    rows = [row for row, result in enumerate(results) if result.dates.size]
    matched = [results[row] for row in rows]
    insar, ground, both = (
        rates_with_errors([(values, result.dates) for values, result in zip(series, matched)])[1]
        for series in (
            [result.insar_mm for result in matched],
            [result.ground_mm for result in matched],
            [result.insar_mm - result.ground_mm for result in matched],
        )
    )
    for row, of_insar, of_ground, error in zip(rows, insar, ground, both):
        results[row] = replace(
            results[row],
            insar_std=float(np.fmin(of_insar, error)),
            ground_std=float(np.fmin(of_ground, error)),
            difference_std=float(error),
        )
    rows = [row for row, one in enumerate(found) if one.ground is not None]
    _, ground = rates_with_errors([one.ground for one in found if one.ground is not None])
    for row, error in zip(rows, ground):
        both_std = float(np.hypot(results[row].insar_std, error))
        results[row] = replace(results[row], ground_std=float(error), difference_std=both_std)
    return results


def _compare(
    points: InsarPoints,
    station: GroundStation,
    index: int,
    rows: np.ndarray,
    weights: np.ndarray,
    distance_m: float,
    matching: Matching,
) -> _Found | str:
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
        return _nothing_common(points, station)
    insar, ground = insar - insar.mean(), ground - ground.mean()
    residual = insar - ground
    unknown = float("nan")
    return _Found(
        StationResult(
            *(station.name, index, rows.size, distance_m, dates, insar, ground),
            *(rate_of(insar, dates), unknown, rate_of(ground, dates), unknown, rate_of(residual, dates), unknown),
            rmse_mm=float(np.sqrt((residual**2).mean())),
            correlation=correlation(insar, ground),
        )
    )


def _nothing_common(points: InsarPoints, station: GroundStation) -> str:
    """Why two series cannot be compared, with the time that each covers."""
    insar, ground = (dates.astype("datetime64[D]") for dates in (points.dates, station.dates))
    return message(
        "fewer than two common dates, ground {first} … {last}, InSAR {begin} … {end}",
        first=ground[0],
        last=ground[-1],
        begin=insar[0],
        end=insar[-1],
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
) -> _Found | str:
    """By rates, where one of the two has no series; the errors of neighbouring points are taken as one error."""
    insar_rate = float(weighted_mean(points.rate_mm_per_yr[rows], weights)) * factor
    insar_std = float(weighted_mean(points.rate_std_mm_per_yr[rows], weights)) * abs(factor)
    series = (project(station.motion_mm, direction), station.dates) if station.has_series else None
    if series is not None:
        ground_rate, ground_std = rate_of(*series), float("nan")
    else:
        ground_rate = float(project(station.rate_mm_per_yr[None], direction)[0])
        ground_std = float(abs(direction[2]) * station.rate_std_mm_per_yr[2])
    if not np.isfinite(insar_rate) or not np.isfinite(ground_rate):
        return message("a rate is missing")
    none = np.array([])
    result = StationResult(
        *(station.name, index, rows.size, distance_m, none.astype("datetime64[D]"), none, none),
        *(insar_rate, insar_std, ground_rate, ground_std, insar_rate - ground_rate),
        difference_std=float(np.hypot(insar_std, ground_std)),  # of an error that is not known no other is made
        rmse_mm=float("nan"),
        correlation=float("nan"),
    )
    return _Found(result, series)
