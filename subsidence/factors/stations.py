"""From values at stations to values at points: nearest station, inverse distance, ordinary kriging."""

from __future__ import annotations

import numpy as np

from ..blocks import row_blocks
from ..errors import SubsidenceError
from ..progress import SILENT, Report, stop_if_cancelled
from ..spatial.geodesy import Ellipsoid, Plane, check_degrees, earth_centred
from ..wording import message

NEAREST, INVERSE_DISTANCE, KRIGING = "nearest", "inverse distance", "ordinary kriging"
METHODS = (NEAREST, INVERSE_DISTANCE, KRIGING)
KRIGING_STATIONS = 5
ROWS_PER_BLOCK = 8192
VARIOGRAM_BINS = 12


def metric_coordinates(xy: np.ndarray, surface: Plane | Ellipsoid, name: str = "layer") -> np.ndarray:
    """Coordinates in metres whose straight distances can be compared: planar, or earth-centred."""
    if isinstance(surface, Ellipsoid):
        check_degrees(xy, name)
        return earth_centred(xy, surface)
    return np.asarray(xy, dtype=float) * surface.metres_per_unit


def interpolate_stations(
    points_m: np.ndarray,
    stations_m: np.ndarray,
    values: np.ndarray,
    method: str = NEAREST,
    *,
    power: float = 2.0,
    max_distance_m: float = np.inf,
    report: Report = SILENT,
) -> np.ndarray:
    """Values at points from those of the stations that have one at each epoch; shape=(n_points, n_epochs).

    points_m, stations_m : shape=(n, 2 or 3), see ``metric_coordinates``
    values : shape=(n_stations, n_epochs), NaN where a station has none
    max_distance_m : stations farther away do not count; where none is left, the value is NaN

    Inverse distance weights are 1/distance^power (Shepard 1968). Kriging is ordinary kriging with an
    exponential variogram fitted to all epochs together (Cressie 1993, Statistics for Spatial Data, §3.2).
    """
    from scipy.spatial.distance import cdist

    if method not in METHODS:
        raise SubsidenceError(
            message("The method “{method}” is not known; use one of {names}.", method=method, names=", ".join(METHODS))
        )
    values = np.asarray(values, dtype=float)
    known = np.isfinite(values)
    patterns, of_epoch = np.unique(known.T, axis=0, return_inverse=True)
    of_epoch = of_epoch.reshape(-1)
    variogram = None
    if method == KRIGING:
        variogram = fit_variogram(stations_m, values)
        report.info(
            message(
                "Exponential variogram of the stations, scaled to unit variance: nugget {nugget:.2f},"
                " sill {sill:.2f}, range {reach:.0f} m.",
                **dict(zip(("nugget", "sill", "reach"), variogram)),
            )
        )
    result = np.full((len(points_m), values.shape[1]), np.nan)
    for rows in report.each(list(row_blocks(len(points_m), ROWS_PER_BLOCK))):
        distance = cdist(points_m[rows], stations_m)
        for number, here in enumerate(patterns):
            if not here.any():
                continue
            weights = _weights(method, distance[:, here], stations_m[here], power, variogram)
            near = distance[:, here].min(axis=1) <= max_distance_m
            if method != KRIGING and np.isfinite(max_distance_m):
                weights = np.where(distance[:, here] <= max_distance_m, weights, 0.0)
                weights[near] /= weights[near].sum(axis=1, keepdims=True)
            epochs = np.flatnonzero(of_epoch == number)
            estimate = weights @ values[np.ix_(here, epochs)]
            estimate[~near] = np.nan
            result[rows.start : rows.stop, epochs] = estimate
    return result


def left_out_error(stations_m: np.ndarray, values: np.ndarray, method: str) -> float:
    """Root mean square by which a method misses each station's values when that station is left out.

    It says which method suits these stations, and how far from the truth values between them may lie.
    NaN with fewer than two stations.
    """
    if len(stations_m) < 2:
        return np.nan
    misses = []
    for left_out in range(len(stations_m)):
        others = np.arange(len(stations_m)) != left_out
        place = stations_m[left_out : left_out + 1]
        estimate = interpolate_stations(place, stations_m[others], values[others], method)[0]
        misses.append(estimate - values[left_out])
    known = np.concatenate(misses)
    known = known[np.isfinite(known)]
    return float(np.sqrt(np.mean(known**2))) if known.size else np.nan


def _weights(
    method: str,
    distance: np.ndarray,
    stations_m: np.ndarray,
    power: float,
    variogram: tuple[float, float, float] | None,
) -> np.ndarray:
    """Weights of the stations for each point, summing to one; shape=(n_points, n_stations)."""
    if method == NEAREST:
        weights = np.zeros_like(distance)
        weights[np.arange(len(distance)), distance.argmin(axis=1)] = 1.0
        return weights
    if method == INVERSE_DISTANCE:
        at_station = distance.min(axis=1) <= 1e-6
        with np.errstate(divide="ignore"):
            weights = (np.maximum(distance.min(axis=1, keepdims=True), 1e-6) / np.maximum(distance, 1e-6)) ** power
        weights[at_station] = distance[at_station] <= 1e-6
        return weights / weights.sum(axis=1, keepdims=True)
    assert variogram is not None  # it was estimated, or given, before
    return kriging_weights(distance, stations_m, variogram)


def kriging_weights(distance: np.ndarray, stations_m: np.ndarray, variogram: tuple[float, float, float]) -> np.ndarray:
    """Ordinary kriging weights from point-to-station distances (n_points, n_stations)."""
    from scipy.spatial.distance import cdist

    n_stations = len(stations_m)
    system = np.ones((n_stations + 1, n_stations + 1))
    system[:-1, :-1] = semivariance(cdist(stations_m, stations_m), variogram)
    system[-1, -1] = 0.0
    right = np.ones((n_stations + 1, len(distance)))
    right[:-1] = semivariance(distance, variogram).T
    try:
        return np.linalg.solve(system, right)[:-1].T
    except np.linalg.LinAlgError:
        raise SubsidenceError(
            message("Kriging fails because stations lie on the same place; remove the duplicates.")
        ) from None


def semivariance(distance_m: np.ndarray, variogram: tuple[float, float, float]) -> np.ndarray:
    """Exponential variogram: nugget + sill (1 - exp(-distance / range)), 0 at distance 0."""
    nugget, sill, range_m = variogram
    return np.where(distance_m > 0, nugget + sill * (1.0 - np.exp(-distance_m / range_m)), 0.0)


def fit_variogram(stations_m: np.ndarray, values: np.ndarray) -> tuple[float, float, float]:
    """Nugget, sill and range (m) of the stations' values, each epoch scaled to unit variance first."""
    from scipy.optimize import least_squares
    from scipy.spatial.distance import pdist

    known = np.isfinite(values)
    count = np.maximum(known.sum(axis=0), 1)
    centred = values - np.where(known, values, 0.0).sum(axis=0) / count
    spread = np.sqrt((np.where(known, centred, 0.0) ** 2).sum(axis=0) / count)
    useful = (known.sum(axis=0) >= KRIGING_STATIONS) & (spread > 0)
    if len(stations_m) < KRIGING_STATIONS or not useful.any():
        raise SubsidenceError(
            message(
                "Kriging needs at least {kriging_stations} stations with different values at a time; use"
                " the nearest station or inverse distance.",
                kriging_stations=KRIGING_STATIONS,
            )
        )
    scaled = centred[:, useful] / spread[useful]
    first, second = np.triu_indices(len(stations_m), 1)
    half_squares = (scaled[first] - scaled[second]) ** 2 / 2.0
    count = np.isfinite(half_squares).sum(axis=1)
    gamma = np.nansum(half_squares, axis=1) / np.maximum(count, 1)
    distance = pdist(stations_m)
    use = (count > 0) & (distance > 0)
    order = np.argsort(distance[use])
    bins = np.array_split(order, min(VARIOGRAM_BINS, order.size))
    lag = np.array([distance[use][part].mean() for part in bins])
    level = np.array([np.average(gamma[use][part], weights=count[use][part]) for part in bins])
    weight = np.sqrt([count[use][part].sum() for part in bins])

    def misfit(parameters: np.ndarray) -> np.ndarray:
        stop_if_cancelled()
        return weight * (semivariance(lag, (parameters[0], parameters[1], np.exp(parameters[2]))) - level)

    start = [0.01, max(level.max(), 1e-3), np.log(lag.mean() / 2.0)]
    low = [0.0, 1e-6, np.log(lag.min() / 10.0)]
    high = [max(level.max(), 0.02), 10.0 * max(level.max(), 1e-3), np.log(lag.max() * 10.0)]
    nugget, sill, log_range = least_squares(misfit, start, bounds=(low, high)).x
    return float(nugget), float(sill), float(np.exp(log_range))
