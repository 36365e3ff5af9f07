"""What a forecast may look at: the observations before an origin, and the dates after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ...blocks import map_blocks, row_blocks
from ...errors import SubsidenceError
from ...series import DeformationSeries, decimal_years, years_since
from ...spatial.tiles import tiles
from ...tabular.bounded_memory import let_go, passing
from ...wording import message
from .covariates import Covariates

LEAST_KNOWN = 3  # epochs that a point needs to be forecast at all
LEAST_KNOWN_SHARE = 0.5
END_VALUES = 12  # known values whose line goes on where a series begins late or ends early
POINTS_AT_ONCE = 50_000  # that are forecast at once; more are, tile by tile
POINTS_TOGETHER = 10_000  # in a tile
DRAWN_TOGETHER = 2_000  # drawn points whose neighbours are looked at at once
MEANS_TOGETHER = 1_000
MOST_IN_DOUBLE = 30_000_000  # values; larger tables are kept in single precision (1e-7 of a displacement)


@dataclass(frozen=True)
class Past:
    """The observations before one origin, without gaps.

    displacement_mm, neighbours_mm : shape=(n_points, n_epochs); the second is the mean of the nearest points
    dates : shape=(n_epochs,), datetime64[D]
    xy : shape=(n_points, 2)
    labels : shape=(n_points,), int, 0-based cluster
    covariates : shape=(n_covariates, n_points, n_epochs)
    static : shape=(n_points, n_factors)
    """

    displacement_mm: np.ndarray
    neighbours_mm: np.ndarray
    dates: np.ndarray
    xy: np.ndarray
    labels: np.ndarray
    covariates: np.ndarray
    static: np.ndarray

    @property
    def n_points(self) -> int:
        return self.displacement_mm.shape[0]

    @property
    def years(self) -> np.ndarray:
        """Years since the first epoch; shape=(n_epochs,)."""
        return years_since(self.dates)

    def until(self, n_epochs: int) -> Past:
        """The first ``n_epochs`` epochs of this past."""
        return Past(
            self.displacement_mm[:, :n_epochs],
            self.neighbours_mm[:, :n_epochs],
            self.dates[:n_epochs],
            self.xy,
            self.labels,
            self.covariates[:, :, :n_epochs],
            self.static,
        )

    def rows(self, index: np.ndarray | slice) -> Past:
        """The points of ``index`` only; their neighbours' means stay what they were."""
        return Past(
            self.displacement_mm[index],
            self.neighbours_mm[index],
            self.dates,
            self.xy[index],
            self.labels[index],
            self.covariates[:, index],
            self.static[index],
        )


@dataclass(frozen=True)
class Future:
    """The dates that are asked for, and what is known or assumed about the covariates there.

    dates : shape=(horizon,), datetime64[D]
    covariates : shape=(n_covariates, n_points, horizon)
    """

    dates: np.ndarray
    covariates: np.ndarray

    @property
    def horizon(self) -> int:
        return self.dates.size

    def rows(self, index: np.ndarray | slice) -> Future:
        return Future(self.dates, self.covariates[:, index])

    def lead_years(self, origin: np.datetime64) -> np.ndarray:
        """Years from the last observation to each date; shape=(horizon,)."""
        return years_since(self.dates, origin)


@dataclass(frozen=True)
class Tile:
    """Points that are forecast together, and those around them; without covariates.

    around_mm : shape=(n_around, n_epochs), NaN = missing, of the points and of their neighbours
    own : shape=(n_points,), the points' rows in it; neighbours : shape=(n_points, k), rows in it
    fallback : shape=(n_points,), number of the baseline of each point, −1 for none
    """

    around_mm: np.ndarray
    own: np.ndarray
    neighbours: np.ndarray
    dates: np.ndarray
    xy: np.ndarray
    labels: np.ndarray
    static: np.ndarray
    fallback: np.ndarray

    def past(self) -> Past:
        """All that is known of the points, gaps filled."""
        displacement = fill_gaps(self.around_mm, self.dates)
        near = neighbour_mean(displacement, self.neighbours)
        return self._past(displacement[self.own], near)

    def filled(self) -> Past:
        """As ``past``, for who does not look at neighbours."""
        displacement = fill_gaps(self.around_mm[self.own], self.dates)
        return self._past(displacement, displacement)

    def future(self, dates: np.ndarray) -> Future:
        return Future(dates, np.empty((0, len(self.own), dates.size)))

    def _past(self, displacement: np.ndarray, near: np.ndarray) -> Past:
        none = np.empty((0, len(self.own), self.dates.size))
        return Past(displacement, near, self.dates, self.xy, self.labels, none, self.static)


def added(one: Any, other: Any) -> Any:
    """The sums of two groups of points together: arrays, tuples of them, or dicts by name.

    >>> added({"a": (1, 2.0)}, {"a": (3, 4.0), "b": (5, 6.0)})
    {'a': (4, 6.0), 'b': (5, 6.0)}
    """
    if isinstance(one, dict):
        both = {name: added(value, other[name]) if name in other else value for name, value in one.items()}
        return {**both, **{name: value for name, value in other.items() if name not in one}}
    if isinstance(one, tuple):
        return tuple(added(*pair) for pair in zip(one, other))
    return one + other


@dataclass(frozen=True)
class History:
    """All observations with their gaps; ``past`` and ``future`` cut it at an origin.

    observed_mm : shape=(n_points, n_epochs), NaN = missing
    neighbours : shape=(n_points, k), int, the nearest points, itself among them
    covariates : the covariate series on any dates, or None
    around_mm : of what ``neighbours`` tells the rows, shape=(n_all, n_epochs), where that is not ``observed_mm``
    """

    observed_mm: np.ndarray
    dates: np.ndarray
    xy: np.ndarray
    neighbours: np.ndarray
    labels: np.ndarray
    covariates: Covariates | None
    static: np.ndarray
    around_mm: np.ndarray | None = None

    @property
    def n_epochs(self) -> int:
        return self.dates.size

    def drawn(self, most: int, seed: int) -> tuple[History, np.ndarray]:
        """``most`` of the points, or all where there are no more, with the neighbours that they have among all.

        Also their row numbers here.
        """
        n_points = len(self.xy)
        if n_points <= most:
            return self, np.arange(n_points)
        rows = np.sort(np.random.default_rng(seed).choice(n_points, most, replace=False))
        covariates = None if self.covariates is None else self.covariates.rows(rows)
        part = History(
            self.observed_mm[rows], self.dates, self.xy[rows], self.neighbours[rows], self.labels[rows], covariates,
            self.static[rows], self.observed_mm if self.around_mm is None else self.around_mm,
        )  # fmt: skip
        return part, rows

    def tiles(self) -> list[np.ndarray]:
        """Rows that are forecast together, near each other on the ground; empty where all are at once."""
        if len(self.xy) <= POINTS_AT_ONCE or self.covariates is not None:
            return []
        return tiles(self.xy, POINTS_TOGETHER)

    def tile(self, rows: np.ndarray, n_epochs: int, fallback: np.ndarray, *, alone: bool) -> Tile:
        """Some rows up to epoch number ``n_epochs``, with the neighbours that they have among all, or alone.

        fallback : shape=(n_points,), of all points
        """
        around, number = (rows, rows[:, None]) if alone else np.unique(self.neighbours[rows], return_inverse=True)
        own = np.arange(rows.size) if alone else np.searchsorted(around, rows)  # these rows are among them
        return Tile(
            self.observed_mm[around, :n_epochs],
            own,
            own[:, None] if alone else number.reshape(rows.size, -1),
            self.dates[:n_epochs],
            self.xy[rows],
            self.labels[rows],
            self.static[rows],
            fallback[rows],
        )

    def past(self, n_epochs: int) -> Past:
        """Everything before epoch number ``n_epochs``, gaps filled from those epochs alone."""
        dates = self.dates[:n_epochs]
        displacement = fill_gaps(self.observed_mm[:, :n_epochs], dates)
        if self.covariates is None:
            covariates = np.empty((0, displacement.shape[0], n_epochs))
        else:
            covariates = self.covariates.at(dates, known_until=dates[-1])
        return Past(
            displacement,
            neighbour_mean(displacement, self.neighbours) if self.around_mm is None else self._near(n_epochs),
            dates,
            self.xy,
            self.labels,
            covariates,
            self.static,
        )

    def _near(self, n_epochs: int) -> np.ndarray:
        """Mean of each point's neighbours among all points, a few tiles of them at a time."""
        assert self.around_mm is not None
        near = np.empty((len(self.xy), n_epochs), dtype=self.observed_mm.dtype)
        for rows in tiles(self.xy, DRAWN_TOGETHER):
            around, number = np.unique(self.neighbours[rows], return_inverse=True)
            displacement = fill_gaps(self.around_mm[around, :n_epochs], self.dates[:n_epochs])
            near[rows] = neighbour_mean(displacement, number.reshape(len(rows), -1))
        return near

    def ends(self, n_epochs: int) -> np.ndarray:
        """Number of epochs up to each point's own last value among the first ``n_epochs``; shape=(n_points,)."""
        found = np.empty(len(self.observed_mm), dtype=int)
        rows = passing(self.observed_mm)
        for block in row_blocks(len(found), POINTS_TOGETHER):
            known = np.isfinite(rows[block][:, :n_epochs])
            found[block] = np.where(known.any(axis=1), n_epochs - known[:, ::-1].argmax(axis=1), 0)
        return found

    def future(self, n_epochs: int, dates: np.ndarray) -> Future:
        """The dates asked for; covariates come from their own future only where that is known beforehand."""
        if self.covariates is None:
            return Future(dates, np.empty((0, self.observed_mm.shape[0], dates.size)))
        return Future(dates, self.covariates.at(dates, known_until=self.dates[n_epochs - 1]))


def build_history(
    series: DeformationSeries,
    *,
    labels: np.ndarray | None = None,
    covariates: Covariates | None = None,
    static: np.ndarray | None = None,
    n_neighbours: int = 30,
) -> tuple[History, np.ndarray]:
    """The history of the points that can be forecast, and which they are.

    Parameters
    ----------
    series : DeformationSeries
        Of all points.
    labels : ndarray, shape=(n_points,), optional
        Cluster of each point; by default all are one.
    covariates : Covariates, optional
        What moves with the ground, such as rain, at the epochs and beyond.
    static : ndarray, shape=(n_points, n_factors), optional
        Factors that do not change; unknown ones become the mean of the known.
    n_neighbours : int
        Nearest points that are noted for each.

    Returns
    -------
    tuple of History, ndarray
        The history and, shape=(n_points,), bool, the points that are in it.

    Raises
    ------
    SubsidenceError
        Where no point has enough values, or every series is constant.

    Notes
    -----
    A point counts when at least half of its epochs (and three) are known. Static factors are taken as given; unknown
    ones become the mean of the known.
    """
    usable = _n_known(series.displacement_mm) >= max(LEAST_KNOWN, LEAST_KNOWN_SHARE * series.n_epochs)
    if not usable.any():
        raise SubsidenceError(
            message(
                "No point has enough known displacements for a forecast; at least half of the epochs"
                " must have a value. If the layer mixes tracks of different dates, take one track at a"
                " time."
            )
        )
    kind = np.float32 if series.displacement_mm.size > MOST_IN_DOUBLE else np.float64
    observed = _observed(series.displacement_mm, usable, kind)
    if not _any_moves(observed):
        raise SubsidenceError(message("Every series is constant; there is nothing to forecast."))
    xy = series.xy[usable]
    if labels is None:
        chosen_labels = np.zeros(xy.shape[0], dtype=int)
    else:
        chosen_labels = np.asarray(labels, dtype=int)[usable]
    if static is None:
        chosen_static = np.empty((xy.shape[0], 0))
    else:
        chosen_static = np.asarray(static, dtype=float)[usable]
        mean = np.nanmean(chosen_static, axis=0)
        chosen_static = np.where(np.isfinite(chosen_static), chosen_static, mean)
    history = History(
        observed,
        series.dates,
        xy,
        nearest(xy, n_neighbours),
        chosen_labels,
        None if covariates is None else covariates.rows(usable),
        chosen_static,
    )
    return history, usable


def _n_known(displacement_mm: np.ndarray) -> np.ndarray:
    """Known epochs of every point; shape=(n_points,)."""
    rows = passing(displacement_mm)
    found = np.empty(len(displacement_mm), dtype=int)
    for block in row_blocks(len(found), POINTS_TOGETHER):
        found[block] = np.isfinite(rows[block]).sum(axis=1)
    return found


def _any_moves(observed_mm: np.ndarray) -> bool:
    """Whether there is a series that is not constant."""
    rows = passing(observed_mm)
    blocks = (rows[block] for block in row_blocks(len(observed_mm), POINTS_TOGETHER))
    return any(bool((np.nanmax(values, axis=1) > np.nanmin(values, axis=1)).any()) for values in blocks)


def _observed(displacement_mm: np.ndarray, usable: np.ndarray, kind: type) -> np.ndarray:
    """The usable rows, without a second copy of the whole on the way."""
    if usable.all() and displacement_mm.dtype == kind:
        return displacement_mm
    rows = np.flatnonzero(usable)
    let_go(displacement_mm)  # where they are in a file, their memory is not held while they are copied
    observed: np.ndarray = np.empty((rows.size, displacement_mm.shape[1]), dtype=kind)
    for block in row_blocks(rows.size, POINTS_TOGETHER):
        observed[block] = displacement_mm[rows[block]]
        let_go(displacement_mm)
    return observed


def fill_gaps(displacement_mm: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Gaps filled linearly in time between known values; before the first and after the last the line goes on.

    displacement_mm : shape=(n_points, n_epochs), NaN = missing; dates : shape=(n_epochs,), datetime64[D]

    The line at an end is the least-squares one of the ``END_VALUES`` nearest known values: a flat end would turn
    steady motion into a standstill. A point without any value becomes 0.

    >>> days = np.array(["2020-01-01", "2020-01-13", "2020-02-06"], dtype="datetime64[D]")
    >>> fill_gaps(np.array([[0.0, np.nan, 3.0]]), days).round(6).tolist()
    [[0.0, 1.0, 3.0]]
    >>> fill_gaps(np.array([[0.0, 1.0, np.nan]]), days).round(6).tolist()
    [[0.0, 1.0, 3.0]]
    """
    known = np.isfinite(displacement_mm)
    if known.all():
        return displacement_mm
    filled = np.array(displacement_mm)
    years, holed = years_since(dates), np.flatnonzero(~known.all(axis=1))

    def fill(block: slice) -> None:
        rows = holed[block]
        filled[rows] = _filled(displacement_mm[rows], known[rows], years)

    map_blocks(fill, holed.size, MEANS_TOGETHER)
    return filled


def _filled(values: np.ndarray, known: np.ndarray, years: np.ndarray) -> np.ndarray:
    """As ``fill_gaps``, of rows that have gaps; known : shape=(n_points, n_epochs), where ``values`` are."""
    n_epochs, place = years.size, np.arange(years.size, dtype=np.int32)
    filled = np.where(known, values, 0.0)
    before = np.maximum.accumulate(np.where(known, place, -1), axis=1)
    after = np.minimum.accumulate(np.where(known, place, n_epochs)[:, ::-1], axis=1)[:, ::-1]
    row, epoch = np.nonzero((before >= 0) & (after < n_epochs) & ~known)
    low, high = before[row, epoch], after[row, epoch]
    first, second = (values[row, at].astype(float) for at in (low, high))
    slope = (second - first) / (years[high] - years[low])
    filled[row, epoch] = slope * (years[epoch] - years[low]) + first
    for outside, counted in ((before < 0, known), (after >= n_epochs, known[:, ::-1])):
        rows = np.flatnonzero(outside.any(axis=1) & known.any(axis=1))
        if not rows.size:
            continue
        near = known[rows] & (np.cumsum(counted[rows], axis=1) <= END_VALUES)[:, :: 1 if counted is known else -1]
        count, own = near.sum(axis=1, keepdims=True), np.where(near, values[rows], 0.0)
        time = years - (near * years).sum(axis=1, keepdims=True) / count
        level = own.sum(axis=1, keepdims=True, dtype=float) / count
        spread = (near * time**2).sum(axis=1, keepdims=True)
        slope = (own * time).sum(axis=1, keepdims=True) / np.where(count > 1, spread, np.inf)
        filled[rows] = np.where(outside[rows], level + slope * time, filled[rows])
    return filled


def nearest(xy: np.ndarray, count: int) -> np.ndarray:
    """Row numbers of the ``count`` nearest points, the point itself first; shape=(n_points, count)."""
    from scipy.spatial import cKDTree

    count = min(count, xy.shape[0])
    tree = cKDTree(xy)
    found = np.empty((xy.shape[0], count), dtype=np.int32)
    for block in row_blocks(xy.shape[0], POINTS_TOGETHER):
        rows = tree.indices[block]  # near each other in the tree
        found[rows] = tree.query(xy[rows], count)[1].reshape(rows.size, count)
    return found


def nearest_of(places: np.ndarray, wanted: np.ndarray, count: int) -> np.ndarray:
    """Numbers of the nearest places; shape=(n_wanted, count or as many as there are)."""
    from scipy.spatial import cKDTree

    found = cKDTree(places).query(wanted, k=min(count, len(places)))[1]
    return found.reshape(len(wanted), -1)


def neighbour_mean(displacement_mm: np.ndarray, neighbours: np.ndarray) -> np.ndarray:
    """Mean over the nearest points, one neighbour at a time and some points, to keep memory at one copy."""
    mean = np.zeros((len(neighbours), displacement_mm.shape[1]), dtype=displacement_mm.dtype)

    def add(block: slice) -> None:
        total = mean[block]
        for column in neighbours[block].T:
            total += displacement_mm[column]
        total /= neighbours.shape[1]

    map_blocks(add, len(neighbours), MEANS_TOGETHER)
    return mean


def season(dates: np.ndarray) -> np.ndarray:
    """Sine and cosine of the time of year; shape=(2, n_dates)."""
    angle = 2 * np.pi * decimal_years(dates)
    return np.stack([np.sin(angle), np.cos(angle)])


def coming_dates(dates: np.ndarray, horizon: int) -> np.ndarray:
    """Dates after the last epoch at the series' own step: the median of its last 20 steps.

    Parameters
    ----------
    dates : ndarray, shape=(n_epochs,)
        Of the series, increasing.
    horizon : int
        How many dates are wanted.

    Returns
    -------
    ndarray of datetime64[D], shape=(horizon,)
        After the last epoch.

    Examples
    --------
    >>> coming_dates(np.array(["2020-01-01", "2020-01-13"], dtype="datetime64[D]"), 2).tolist()
    [datetime.date(2020, 1, 25), datetime.date(2020, 2, 6)]
    """
    steps = np.diff(dates[-21:]).astype(int)
    step = max(int(np.median(steps)), 1) if steps.size else 12
    return dates[-1] + np.arange(1, horizon + 1) * np.timedelta64(step, "D")
