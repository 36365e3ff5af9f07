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
from ..products.ground import GroundStation
from ..progress import SILENT, Report
from ..series import years_since
from ..units import LOS, VERTICAL

MEAN, INVERSE_DISTANCE, NEAREST = "mean within the radius", "inverse distance", "nearest point"
METHODS = (MEAN, INVERSE_DISTANCE, NEAREST)
DAY = np.timedelta64(1, "D")
LEAST_DISTANCE_M = 1.0  # of inverse distance weights
SAME_DIRECTION = 0.2  # components of one track's unit vectors do not differ by more within a radius
ROUNDS_OF_CENTRING = 20


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
class Matching:
    """How stations and points are brought together.

    compare : line of sight (ground projected) or vertical (InSAR divided by the up component)
    window_days : of dense ground series, the mean within this many days of an InSAR date is taken
    max_gap_days : no interpolation across a longer gap
    """

    radius_m: float = 250.0
    method: str = MEAN
    compare: str = LOS
    window_days: int = 3
    max_gap_days: int = 60


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
            raise SubsidenceError("No station has rates to compare; there are too few common dates.")
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

    places_m : shape=(n_stations, 2 or 3), in the same coordinates as ``points.place_m``
    Raises ``SubsidenceError`` when no station can be compared.
    """
    from scipy.spatial import cKDTree

    matching = matching or Matching()
    check_directions(points, matching.compare)
    tree = cKDTree(points.place_m)
    results, skipped = [], []
    for index, station in enumerate(report.each(stations)):
        found = around(points, tree, places_m[index], matching)
        if found is None:
            skipped.append((station.name, f"no point within {matching.radius_m:g} m"))
            continue
        result = _compare(points, station, index, *found, matching)
        if isinstance(result, str):
            skipped.append((station.name, result))
        else:
            results.append(result)
    if not results:
        why = "; ".join(f"{name}: {reason}" for name, reason in skipped[:3])
        raise SubsidenceError(f"No station can be compared with the points ({why}).")
    return Validation(results, skipped, matching.compare)


def check_directions(points: InsarPoints, compare: str) -> None:
    """Refuse a comparison for which the line of sight is not known."""
    if points.geometry == VERTICAL and compare == LOS:
        raise SubsidenceError("The points hold vertical motion; compare them in the vertical.")
    if points.geometry == LOS and points.los is None:
        raise SubsidenceError(
            "The points have no line of sight (los_e, los_n, los_u), so ground motion cannot be projected; import them"
            " with it, or compare vertical points."
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


def weighted_mean(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean over rows of what is known; values : shape=(n_rows, …)."""
    known = np.isfinite(values)
    weights = weights.reshape((-1,) + (1,) * (values.ndim - 1)) * known
    total = weights.sum(axis=0)
    with np.errstate(invalid="ignore"):
        return (np.where(known, values, 0.0) * weights).sum(axis=0) / np.where(total > 0, total, np.nan)


def mean_series(displacement_mm: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted mean of series that may have gaps; shape=(n_epochs,).

    Series start at different values, so a plain mean would jump where a point is missing. The constant of each point
    against the mean is found first, by turns with the mean.
    """
    mean = weighted_mean(displacement_mm, weights)
    if np.isfinite(displacement_mm).all():
        return mean
    every_epoch = np.ones(displacement_mm.shape[1])
    for _ in range(ROUNDS_OF_CENTRING):
        constant = np.nan_to_num(weighted_mean((displacement_mm - mean).T, every_epoch))
        mean = weighted_mean(displacement_mm - constant[:, None], weights)
    return mean


def mixed_directions(los: np.ndarray) -> bool:
    """Whether unit vectors belong to different orbits; los : shape=(n_points, 3)."""
    known = los[np.isfinite(los).all(axis=1)]
    return len(known) > 1 and bool(np.ptp(known, axis=0).max() > SAME_DIRECTION)


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
        return "the points around it have different lines of sight; validate one track at a time"
    los = weighted_mean(points.los[rows], weights) if points.los is not None else None
    direction = vector(points.geometry, matching.compare, los)
    factor = 1.0 / los[2] if points.geometry == LOS and matching.compare == VERTICAL else 1.0
    if not np.isfinite(direction).all() or not np.isfinite(factor):
        return "the line of sight is unknown there"
    if not station.has_series or not points.dates.size:
        return _compare_rates(points, station, index, rows, weights, distance_m, direction, factor)
    insar = mean_series(points.displacement_mm[rows], weights) * factor
    ground = project(station.motion_mm, direction)
    dates, insar, ground = match(points.dates, insar, station.dates, ground, matching)
    if dates.size < 2:
        return "fewer than two common dates"
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
        ground_rate, ground_std = rate_with_error(project(station.motion_mm, direction), station.dates, smooth=True)
    else:
        ground_rate = float(project(station.rate_mm_per_yr[None], direction)[0])
        ground_std = float(abs(direction[2]) * station.rate_std_mm_per_yr[2])
    if not np.isfinite(insar_rate) or not np.isfinite(ground_rate):
        return "a rate is missing"
    none = np.array([])
    return StationResult(
        *(station.name, index, rows.size, distance_m, none.astype("datetime64[D]"), none, none),
        *(insar_rate, insar_std, ground_rate, ground_std, insar_rate - ground_rate),
        difference_std=float(np.sqrt(np.nan_to_num(insar_std) ** 2 + np.nan_to_num(ground_std) ** 2)),
        rmse_mm=float("nan"),
        correlation=float("nan"),
    )


def vector(geometry: str, compare: str, los: np.ndarray | None) -> np.ndarray:
    """The direction into which ground motion is projected: the line of sight, or up."""
    return los if geometry == LOS and compare == LOS else np.array([0.0, 0.0, 1.0])


def project(motion: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """East, north, up along a direction; unmeasured horizontal motion counts as none, unmeasured up as unknown.

    >>> project(np.array([[np.nan, np.nan, -10.0], [5.0, 0.0, -10.0]]), np.array([0.6, 0.0, 0.8])).tolist()
    [-8.0, -5.0]
    """
    horizontal = np.nan_to_num(motion[:, :2]) @ direction[:2]
    return horizontal + np.where(direction[2] == 0, 0.0, motion[:, 2] * direction[2])


def match(
    insar_dates: np.ndarray,
    insar: np.ndarray,
    ground_dates: np.ndarray,
    ground: np.ndarray,
    matching: Matching,
    lag_days: int = 0,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Both series at the dates of the sparser one in the common period; shape=(n,) each.

    lag_days : the InSAR series is moved this much later before it is compared
    """
    known = np.isfinite(insar)
    insar_dates, insar = insar_dates[known] + lag_days * DAY, insar[known]
    known = np.isfinite(ground)
    ground_dates, ground = ground_dates[known], ground[known]
    if insar_dates.size < 2 or ground_dates.size < 2:
        return insar_dates[:0], insar[:0], ground[:0]
    first, last = max(insar_dates[0], ground_dates[0]), min(insar_dates[-1], ground_dates[-1])
    of_insar = (insar_dates >= first) & (insar_dates <= last)
    of_ground = (ground_dates >= first) & (ground_dates <= last)
    if of_ground.sum() > of_insar.sum():
        dates = insar_dates[of_insar]
        values = _at(ground_dates, ground, dates, matching)
        keep = np.isfinite(values)
        return dates[keep], insar[of_insar][keep], values[keep]
    dates = ground_dates[of_ground]
    values = _at(insar_dates, insar, dates, matching)
    keep = np.isfinite(values)
    return dates[keep], values[keep], ground[of_ground][keep]


def _at(dates: np.ndarray, values: np.ndarray, wanted: np.ndarray, matching: Matching) -> np.ndarray:
    """A series at other dates: the mean within the window where it is dense, else a straight line over short gaps."""
    day, want = dates.astype(int), wanted.astype(int)
    result = np.interp(want, day, values, left=np.nan, right=np.nan)
    after = np.clip(np.searchsorted(day, want), 1, day.size - 1)
    gap = day[after] - day[after - 1]
    result[(gap > matching.max_gap_days) & ~np.isin(want, day)] = np.nan
    low = np.searchsorted(day, want - matching.window_days, side="left")
    high = np.searchsorted(day, want + matching.window_days, side="right")
    total = np.concatenate([[0.0], np.cumsum(values)])
    when = np.concatenate([[0.0], np.cumsum(day.astype(float))])
    count = high - low
    dense = count >= 3
    with np.errstate(invalid="ignore", divide="ignore"):
        off_centre = np.abs((when[high] - when[low]) / count - want)
        mean = (total[high] - total[low]) / count
    # a lopsided window (at an end or a gap) would move the mean in time
    return np.where(dense & (off_centre < 0.5), mean, result)


def rate_with_error(values_mm: np.ndarray, dates: np.ndarray) -> tuple[float, float]:
    """Slope in mm/yr and its standard error, widened for the correlation of neighbouring residuals.

    The error of least squares assumes independent residuals; with a first-order autocorrelation r it is too small
    by sqrt((1 + r) / (1 - r)) (Santer et al. 2000, J. Geophys. Res. 105, 7337). Error NaN with fewer than 3 values.
    """
    known = np.isfinite(values_mm)
    if known.sum() < 2:
        return float("nan"), float("nan")
    time, values = years_since(dates[known], dates[0]), values_mm[known]
    time = time - time.mean()
    spread = (time**2).sum()
    if spread == 0:
        return float("nan"), float("nan")
    slope = float((time * values).sum() / spread)
    if values.size < 3:
        return slope, float("nan")
    residual = values - values.mean() - slope * time
    variance = (residual**2).sum() / (values.size - 2)
    return slope, float(np.sqrt(variance / spread) * np.sqrt(inflation(residual)))


def shared_error(insar_mm: np.ndarray, ground_mm: np.ndarray, difference_std: float) -> tuple[float, float]:
    """The error of the difference of two rates, parted between the two by how much each series scatters.

    A series' own scatter about a straight line would count the seasons and bends of the ground, which both series
    share, as errors of the measurement. The scatter from date to date, by second differences (von Neumann), does not.
    """
    if not np.isfinite(difference_std) or insar_mm.size < 3:
        return float("nan"), float("nan")
    power = np.array([(np.diff(series, 2) ** 2).mean() for series in (insar_mm, ground_mm)])
    if not power.sum() > 0:
        return difference_std / np.sqrt(2.0), difference_std / np.sqrt(2.0)
    insar_std, ground_std = difference_std * np.sqrt(power / power.sum())
    return float(insar_std), float(ground_std)


def inflation(residual: np.ndarray) -> float:
    """By how much fewer independent values there are than values: (1 + r) / (1 - r), at least 1."""
    power = (residual**2).sum()
    if residual.size < 5 or power == 0:
        return 1.0
    correlated = float((residual[1:] * residual[:-1]).sum() / power)
    correlated = min(max(correlated + 1.0 / residual.size, 0.0), 0.95)  # the estimate is low by about 1/n
    return (1.0 + correlated) / (1.0 - correlated)


def correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Pearson's coefficient, NaN where either is constant."""
    known = np.isfinite(a) & np.isfinite(b)
    if known.sum() < 2:
        return float("nan")
    a, b = a[known] - a[known].mean(), b[known] - b[known].mean()
    power = np.sqrt((a**2).sum() * (b**2).sum())
    return float((a * b).sum() / power) if power > 0 else float("nan")
