"""What a forecast may look at: the observations before an origin, and the dates after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...errors import SubsidenceError
from ...series import DeformationSeries, decimal_years, years_since
from ...wording import message
from .covariates import Covariates

LEAST_KNOWN = 3  # epochs that a point needs to be forecast at all
LEAST_KNOWN_SHARE = 0.5
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
class History:
    """All observations with their gaps; ``past`` and ``future`` cut it at an origin.

    observed_mm : shape=(n_points, n_epochs), NaN = missing
    neighbours : shape=(n_points, k), int, the nearest points, itself among them
    covariates : the covariate series on any dates, or None
    """

    observed_mm: np.ndarray
    dates: np.ndarray
    xy: np.ndarray
    neighbours: np.ndarray
    labels: np.ndarray
    covariates: Covariates | None
    static: np.ndarray

    @property
    def n_epochs(self) -> int:
        return self.dates.size

    def past(self, n_epochs: int) -> Past:
        """Everything before epoch number ``n_epochs``, gaps filled from those epochs alone."""
        displacement = fill_gaps(self.observed_mm[:, :n_epochs])
        dates = self.dates[:n_epochs]
        if self.covariates is None:
            covariates = np.empty((0, displacement.shape[0], n_epochs))
        else:
            covariates = self.covariates.at(dates, known_until=dates[-1])
        return Past(
            displacement,
            neighbour_mean(displacement, self.neighbours),
            dates,
            self.xy,
            self.labels,
            covariates,
            self.static,
        )

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
    """The history of the points that can be forecast, and which they are: shape=(n_points,), bool.

    A point counts when at least half of its epochs (and three) are known. Static factors are
    taken as given; unknown ones become the mean of the known.
    """
    known = np.isfinite(series.displacement_mm)
    usable = known.sum(axis=1) >= max(LEAST_KNOWN, LEAST_KNOWN_SHARE * series.n_epochs)
    if not usable.any():
        raise SubsidenceError(
            message(
                "No point has enough known displacements for a forecast; at least half of the epochs"
                " must have a value. If the layer mixes tracks of different dates, take one track at a"
                " time."
            )
        )
    kind = np.float32 if known.size > MOST_IN_DOUBLE else np.float64
    observed = series.displacement_mm if usable.all() else series.displacement_mm[usable]
    observed = observed.astype(kind, copy=False)
    spread = np.nanmax(observed, axis=1) - np.nanmin(observed, axis=1)
    if not (spread > 0).any():
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


def fill_gaps(displacement_mm: np.ndarray) -> np.ndarray:
    """Gaps filled linearly by epoch number between known values, flat before the first and after the last.

    displacement_mm : shape=(n_points, n_epochs), NaN = missing

    >>> fill_gaps(np.array([[np.nan, 1.0, np.nan, 3.0, np.nan]])).tolist()
    [[1.0, 1.0, 2.0, 3.0, 3.0]]
    """
    known = np.isfinite(displacement_mm)
    if known.all():
        return displacement_mm
    filled = np.array(displacement_mm)
    epochs = np.arange(filled.shape[1])
    for row in np.flatnonzero(~known.all(axis=1)):
        here = known[row]
        filled[row] = np.interp(epochs, epochs[here], filled[row, here]) if here.any() else 0.0
    return filled


def nearest(xy: np.ndarray, count: int) -> np.ndarray:
    """Row numbers of the ``count`` nearest points, the point itself first; shape=(n_points, count)."""
    from scipy.spatial import cKDTree

    count = min(count, xy.shape[0])
    _, index = cKDTree(xy).query(xy, count)
    return index.reshape(xy.shape[0], count).astype(np.int32)


def neighbour_mean(displacement_mm: np.ndarray, neighbours: np.ndarray) -> np.ndarray:
    """Mean over the nearest points, one neighbour at a time to keep memory at one copy."""
    total = np.zeros_like(displacement_mm)
    for column in range(neighbours.shape[1]):
        total += displacement_mm[neighbours[:, column]]
    return total / neighbours.shape[1]


def season(dates: np.ndarray) -> np.ndarray:
    """Sine and cosine of the time of year; shape=(2, n_dates)."""
    angle = 2 * np.pi * decimal_years(dates)
    return np.stack([np.sin(angle), np.cos(angle)])


def coming_dates(dates: np.ndarray, horizon: int) -> np.ndarray:
    """Dates after the last epoch at the series' own step: the median of its last 20 steps.

    >>> coming_dates(np.array(["2020-01-01", "2020-01-13"], dtype="datetime64[D]"), 2).tolist()
    [datetime.date(2020, 1, 25), datetime.date(2020, 2, 6)]
    """
    steps = np.diff(dates[-21:]).astype(int)
    step = max(int(np.median(steps)), 1) if steps.size else 12
    return dates[-1] + np.arange(1, horizon + 1) * np.timedelta64(step, "D")
