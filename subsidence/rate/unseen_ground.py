"""Intervals of predicted rates on ground that the model never saw, learned by leaving out whole areas.

On a random or a block test every point has learned ground near by. The west of a city says less of its east: errors
grow with the distance on the map and in the space of the factors, and those of one area share their sign. So areas,
not points, are what a test on unseen ground draws: each half of the ground (west, east, south, north) is left out in
turn and predicted by a small model of the rest. At each distance the areas' quantiles of the error, few and each with
chance of its own, give the bound that the quantile of one more area stays below with probability ``SURE`` (Student's t
of their logarithms). Beyond the farthest distance that most areas reach the bound goes on in proportion to the
distance, up to ``FARTHEST`` times; beyond that, nothing was tested and there is no interval.

Hook points: ``learn_unseen_ground`` asks a callable what a model of some rows says of others, so that any model of the
rate (an ensemble of networks, a stack, one with a kriged residual) can be judged by it. ``UnseenGround.widened`` takes
that model's own half widths for ground that it knows, and gives those for where the points are. ``RateModel`` does both
in ``learn_unseen_ground`` and ``predict_all(…, lon_lat=…)``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ..blocks import side_by_side
from ..progress import SILENT, Report, Run
from ..spatial.geodesy import WGS84, planar_metres
from ..wording import message
from .scaling import FactorScaler
from .settings import RateSettings

SURE = 0.9
MOST_ROWS = 1500  # that a small model learns from, or is judged on
MOST_PLACES = 4000  # that a model remembers
LEAST_ROWS = 40  # of a half
DISTANCES = 8  # at which the errors of the areas are looked at, at most
ROWS_AT_DISTANCE = 30  # of an area, on the mean
LEAST_AREAS = 3  # that must reach a distance
ENOUGH_AT_DISTANCE = 10
FARTHEST = 2.0

MOST_EXCESS = 10.0  # deviations beyond the range of a factor that count

Say = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class UnseenGround:
    """What leaving out areas taught.

    centre : shape=(2,), longitude and latitude; places_m : shape=(n, 2), metres from there, where the model learned
    inputs : shape=(n, n_inputs), the scaled factors there
    spacing : shape=(2,), how far a point of learned ground is from the next, on the map (m) and in the inputs
    unit : shape=(2,), the distances that count as 1, likewise
    distance : shape=(n_distances,), in units, ascending; half_width : shape=(n_distances,), mm/yr, not falling
    """

    centre: np.ndarray
    places_m: np.ndarray
    inputs: np.ndarray
    spacing: np.ndarray
    unit: np.ndarray
    distance: np.ndarray
    half_width: np.ndarray

    def distance_of(self, inputs: np.ndarray, lon_lat: np.ndarray) -> np.ndarray:
        """How far rows are from what was learned, in units; shape=(n_rows,), NaN where something is unknown.

        inputs : shape=(n_rows, n_inputs), scaled as those that were learned; lon_lat : shape=(n_rows, 2), degrees
        """
        known = np.isfinite(inputs).all(axis=1) & np.isfinite(lon_lat).all(axis=1)
        found = np.full(len(inputs), np.nan)
        if known.any():
            at_m = planar_metres(lon_lat[known], WGS84, self.centre)
            found[known] = _distance(at_m, inputs[known], self.places_m, self.inputs, self.spacing, self.unit)
        return found

    def widened(self, half_width: np.ndarray, distance: np.ndarray) -> np.ndarray:
        """Half widths for rows at some distance, NaN where nothing was tested as far away; shape=(n_rows,), mm/yr.

        half_width : shape=(n_rows,), what the model says of ground that it knows; distance : from ``distance_of``
        """
        knots = np.concatenate([[0.0], self.distance])
        values = np.concatenate([[0.0], self.half_width])
        bound = np.interp(distance, knots, values)
        last = self.distance[-1]
        bound = np.where(distance > last, self.half_width[-1] * distance / last, bound)
        wider = np.maximum(half_width, bound)
        # on learned ground the model's own width; the test's from the first distance on that was tested
        share = np.clip(distance / self.distance[0], 0.0, 1.0)
        wider = half_width + share * (wider - half_width)
        return np.where(distance <= FARTHEST * last, wider, np.nan)

    def arrays(self) -> dict[str, np.ndarray]:
        """For a model file."""
        return {f"unseen_{name}": getattr(self, name) for name in ARRAYS}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, np.ndarray], n_inputs: int) -> UnseenGround | None:
        """From ``arrays`` of a model file, None where it has none; raises ValueError where they do not fit."""
        names = [f"unseen_{name}" for name in ARRAYS]
        if not any(name in arrays for name in names):
            return None
        found = cls(*(np.asarray(arrays[name], dtype=float) for name in names))
        fits = (
            found.centre.shape == found.spacing.shape == found.unit.shape == (2,)
            and found.places_m.ndim == 2 == found.places_m.shape[1]
            and found.inputs.shape == (len(found.places_m), n_inputs)
            and found.distance.shape == found.half_width.shape
            and found.distance.size > 0
            and all(np.isfinite(arrays[name]).all() for name in names)
            and bool((np.diff(found.distance) > 0).all() and found.distance[0] > 0 and (found.unit > 0).all())
        )
        if not fits:
            raise ValueError(message("what was learned of unseen ground does not fit"))
        return found


ARRAYS = ("centre", "places_m", "inputs", "spacing", "unit", "distance", "half_width")


def learn_unseen_ground(
    say: Say,
    rate: np.ndarray,
    inputs: np.ndarray,
    lon_lat: np.ndarray,
    *,
    level: float = 0.9,
    seed: int = 0,
    report: Report = SILENT,
) -> UnseenGround | None:
    """Leave out each half of the ground and see how errors grow; None where there are too few points for that.

    say : (rows learned from, rows asked about) → what a model of the first says of the second, mm/yr; it may be
        smaller than the model in use, but must be of its kind; asked about several halves at the same time
    rate : shape=(n_rows,), mm/yr; inputs : shape=(n_rows, n_inputs), scaled; lon_lat : shape=(n_rows, 2), degrees;
        all without NaN
    """
    random = np.random.default_rng(seed)
    centre = (lon_lat.min(axis=0) + lon_lat.max(axis=0)) / 2.0
    at_m = planar_metres(lon_lat, WGS84, centre)
    folds = [
        (_some(np.flatnonzero(~left_out), random), _some(np.flatnonzero(left_out), random))
        for left_out in halves(at_m)
        if min(left_out.sum(), (~left_out).sum()) >= LEAST_ROWS
    ]
    if len(folds) < LEAST_AREAS:
        return None
    spacing = _spacing(at_m, inputs, random)
    apart = [
        np.column_stack([_nearest(at_m[b], at_m[a], spacing[0]), _nearest(inputs[b], inputs[a], spacing[1])])
        for a, b in folds
    ]
    unit = np.maximum(np.median(np.concatenate(apart), axis=0), np.maximum(spacing, 1e-9))

    def work(learned: np.ndarray, asked: np.ndarray, report: Report) -> np.ndarray:
        return np.abs(say(learned, asked) - rate[asked])

    errors = side_by_side([partial(work, *fold) for fold in folds], run=Run(report, seed))
    distances = [np.hypot(*(away / unit).T) for away in apart]
    distance, half_width = error_by_distance(errors, distances, level)
    if not distance.size:
        return None
    kept = _some(np.arange(len(rate)), random, MOST_PLACES)
    return UnseenGround(centre, at_m[kept], inputs[kept], spacing, unit, distance, half_width)


def place_in_factors(scaler: FactorScaler, factors: np.ndarray) -> np.ndarray:
    """Where rows are in the space of the factors: a network's inputs, and how far amounts are beyond what it saw.

    factors : shape=(n_rows, n_factors), NaN = missing → shape=(n_rows, n_inputs + n_amounts), in deviations
    """
    amounts = np.flatnonzero(scaler.used & ~scaler.is_class)
    values = np.asarray(factors, dtype=float)[:, amounts]
    beyond = np.maximum(scaler.low[amounts] - values, values - scaler.high[amounts]).clip(0.0)
    beyond /= np.maximum(scaler.spread[amounts], 1e-12)
    return np.column_stack([scaler.scale(factors), beyond.clip(max=MOST_EXCESS)])


def halves(at_m: np.ndarray) -> list[np.ndarray]:
    """West, east, south and north of the middle point; shape=(n_rows,) each, bool."""
    middle = np.median(at_m, axis=0)
    west, south = at_m[:, 0] < middle[0], at_m[:, 1] < middle[1]
    return [west, ~west, south, ~south]


def error_by_distance(
    errors: list[np.ndarray], distances: list[np.ndarray], level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Distances at which at least ``LEAST_AREAS`` areas have points, and the bound of the error there, not falling.

    errors, distances : for each area, shape=(n_rows,) each, absolute errors in mm/yr and distances in units
    """
    from scipy.stats import t as student

    reach = np.sort([np.quantile(one, 0.98) for one in distances])[-LEAST_AREAS]
    count = int(np.clip(min(one.size for one in distances) // ROWS_AT_DISTANCE, 1, DISTANCES))
    edges = np.linspace(0.0, reach, count + 1)
    found, bounds = [], []
    for low, high in zip(edges[:-1], edges[1:]):
        inside = [(one >= low) & (one <= high) for one in distances]
        own = [np.quantile(e[i], level) for e, i in zip(errors, inside) if i.sum() >= ENOUGH_AT_DISTANCE]
        if len(own) < LEAST_AREAS:
            continue
        logarithm = np.log(np.maximum(own, 1e-6))
        chance = student.ppf(SURE, len(own) - 1) * logarithm.std(ddof=1) * np.sqrt(1.0 + 1.0 / len(own))
        found.append((low + high) / 2.0)
        bounds.append(float(np.exp(logarithm.mean() + chance)))
    return np.array(found), np.maximum.accumulate(bounds) if bounds else np.array([])


def small_settings(settings: RateSettings, hidden: int, decay: float) -> RateSettings:
    """Of a model that is quick to learn, of the same size and stiffness as the one in use."""
    return replace(
        settings, hidden=hidden, decay=decay, members=min(settings.members, 4), generations=0,
        max_iterations=min(settings.max_iterations, 30), select_factors=False, of_clusters=(),
    )  # fmt: skip


def _some(rows: np.ndarray, random: np.random.Generator, most: int = MOST_ROWS) -> np.ndarray:
    return rows if rows.size <= most else np.sort(random.choice(rows, most, replace=False))


def _spacing(at_m: np.ndarray, inputs: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """How far a learned point is from the others that are remembered, for nine of ten; map and inputs."""
    kept = _some(np.arange(len(at_m)), random, min(MOST_PLACES, MOST_ROWS))
    return np.array([float(np.quantile(_second_nearest(values[kept]), 0.9)) for values in (at_m, inputs)])


def _second_nearest(values: np.ndarray) -> np.ndarray:
    from scipy.spatial import cKDTree

    return cKDTree(values).query(values, k=2)[0][:, 1]


def _nearest(asked: np.ndarray, learned: np.ndarray, spacing: float) -> np.ndarray:
    from scipy.spatial import cKDTree

    return np.maximum(cKDTree(learned).query(asked)[0] - spacing, 0.0)


def _distance(
    at_m: np.ndarray,
    inputs: np.ndarray,
    places_m: np.ndarray,
    learned: np.ndarray,
    spacing: np.ndarray,
    unit: np.ndarray,
) -> np.ndarray:
    on_map, in_factors = _nearest(at_m, places_m, spacing[0]), _nearest(inputs, learned, spacing[1])
    return np.hypot(on_map / unit[0], in_factors / unit[1])
