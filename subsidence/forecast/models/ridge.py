"""Ridge autoregression, direct: one linear map from the recent past to all horizons, shared by all points.

Inputs are changes against the last value at regular lags (own, mean of the neighbours, mean of
all), how far the point stands from its neighbours and from its own mean, and the season. The
epochs need not be regular: lags and leads are read off by interpolation in time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...errors import SubsidenceError
from ...progress import SILENT, Report
from ...wording import message
from ..data.history import Future, Past, season

LAG_YEARS = 1.15
FEWEST_EPOCHS_BEFORE = 8
PENALTIES = (1e-4, 1e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1.0, 3.0, 10.0)
VALIDATION_SHARE = 0.2  # of the training origins, the latest ones
MOST_ROWS = 250_000  # of the training table
LONG_TERM_WEIGHT = 0.3  # of the level and trend inputs beside the lags
SPANS = (
    1.0,
    0.5,
    0.25,
)  # shares of the training origins, the latest, that may be enough: the ground or the sampling changes
LEAST_SPAN = 30  # origins
SHORTER = 0.03  # relative fall of the validation error that a shorter span must bring
BEYOND_SEEN = 1.5  # times the largest change that the training saw at a lead; a jump in the inputs goes no further


class TooShort(SubsidenceError):
    """This past cannot carry the model; others may still do."""


class RidgeAutoregression:
    """Fit on the past of an origin; forecast at the leads it was fitted for, or between them."""

    def __init__(self, *, seed: int = 0):
        self.seed = seed
        self.lags_years = np.empty(0)
        self.leads_years = np.empty(0)
        self.coefficients = np.empty((0, 0))  # (n_features, n_leads)
        self.largest_change_mm = np.empty(0)  # (n_leads,)
        self.penalty = np.nan
        self.spans = np.empty(0)  # (n_leads,), how many of the latest origins each lead learned from
        self.n_origins = 0

    def fit(self, past: Past, leads_years: np.ndarray, report: Report = SILENT) -> RidgeAutoregression:
        """leads_years : shape=(horizon,), the times ahead that will be asked for."""
        years = past.years
        step = float(np.median(np.diff(years)))
        n_lags = max(min(round(LAG_YEARS / step), past.dates.size // 2), 2)
        self.lags_years = step * np.arange(1, n_lags + 1)
        self.leads_years = np.asarray(leads_years, dtype=float)
        origins = self._origins(years)
        per_origin = max(MOST_ROWS // len(origins), 1)
        if past.n_points > per_origin:
            generator = np.random.default_rng(self.seed)
            past = past.rows(np.sort(generator.choice(past.n_points, per_origin, replace=False)))
        series = _Series.of(past)
        systems: list[_System] = []
        for origin in report.each(origins):
            ahead = read_off(past.displacement_mm, years, years[origin - 1] + self.leads_years)
            target = (ahead - past.displacement_mm[:, origin - 1 : origin]).astype(float, copy=False)
            systems.append(_System.of(*self._features(series, origin), target))
        n_validation = max(int(len(origins) * VALIDATION_SHARE), 1)
        # The validation targets must lie after everything the first fit has seen.
        last_seen = years[origins[-n_validation] - 1] - self.leads_years[-1]
        early = [system for system, origin in zip(systems, origins) if years[origin - 1] <= last_seen]
        self._learn(systems, early, systems[-n_validation:])
        self.largest_change_mm = np.max([system.largest for system in systems], axis=0)
        return self

    def _learn(self, systems: list[_System], early: list[_System], late: list[_System]) -> None:
        """Coefficients, with the penalty of each span and the span of each lead that the latest origins favour.

        systems : of all training origins, oldest first; early, late : those that train and those that judge
        """
        self.penalty, penalties, errors = 0.3, [], []  # a moderate one where the past is too short to choose
        spans = [max(round(share * len(early)), 1) for share in SPANS]
        spans = [span for number, span in enumerate(spans) if number == 0 or span >= LEAST_SPAN]
        if len(early) >= 3:
            judge = _System.sum(late)
            for span in spans:
                candidates = _System.sum(early[-span:]).solutions(PENALTIES)
                found = np.array([judge.squared_errors(candidate) for candidate in candidates])
                best = int(np.argmin(found.sum(axis=1)))
                penalties.append(PENALTIES[best])
                errors.append(found[best])
        else:
            penalties, errors = [self.penalty], [np.zeros(self.leads_years.size)]
        self.penalty = penalties[0]
        shares = np.array(errors)
        choice = np.where(shares.min(axis=0) < (1.0 - SHORTER) * shares[0], shares.argmin(axis=0), 0)
        counts = [round(share * len(systems)) for share in SPANS[: len(penalties)]]
        each = [_System.sum(systems[-count:]).solutions([held])[0] for count, held in zip(counts, penalties)]
        self.coefficients = np.stack(each)[choice, :, np.arange(len(choice))].T
        self.spans, self.n_origins = np.array(counts)[choice], len(systems)

    def sums(self, past: Past) -> tuple[np.ndarray, np.ndarray]:
        """What ``over_all`` needs of some of the points."""
        return np.array(past.n_points), past.displacement_mm.sum(axis=0, dtype=float)

    def over_all(self, sums: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        """The mean series of all points, for ``predict`` of some of them; shape=(1, n_epochs)."""
        return (sums[1] / sums[0])[None]

    def predict(self, past: Past, future: Future, of_all: np.ndarray | None = None) -> np.ndarray:
        """Displacement in mm; shape=(n_points, horizon). Leads between the fitted ones are interpolated.

        of_all : from ``over_all``, where the past is that of some points only
        """
        limit = BEYOND_SEEN * self.largest_change_mm
        own, common = self._features(_Series.of(past, of_all), past.dates.size)
        varies = self._varies
        change = own.T @ self.coefficients[varies] + common @ self.coefficients[~varies]
        change = np.clip(change, -limit, limit)
        leads = np.concatenate([[0.0], self.leads_years])
        change = np.concatenate([np.zeros((past.n_points, 1)), change], axis=1)
        wanted = future.lead_years(past.dates[-1])
        return past.displacement_mm[:, -1:] + read_off(change, leads, wanted)

    def arrays(self) -> dict[str, np.ndarray]:
        return {
            "lags_years": self.lags_years,
            "leads_years": self.leads_years,
            "coefficients": self.coefficients,
            "largest_change_mm": self.largest_change_mm,
            "penalty": np.array(self.penalty),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> RidgeAutoregression:
        model = cls()
        model.lags_years = arrays["lags_years"]
        model.leads_years = arrays["leads_years"]
        model.coefficients = arrays["coefficients"]
        model.largest_change_mm = arrays["largest_change_mm"]
        model.penalty = float(arrays["penalty"])
        return model

    def _origins(self, years: np.ndarray) -> np.ndarray:
        """Numbers of known epochs from which the longest lead still ends inside the past."""
        first = max(self.lags_years.size // 2, FEWEST_EPOCHS_BEFORE)
        last = int(np.searchsorted(years, years[-1] - self.leads_years[-1] + 1e-9, side="right"))
        if last < first:
            raise TooShort(
                message(
                    "{count} epochs are too few for a ridge autoregression {total} steps ahead.",
                    count=years.size,
                    total=self.leads_years.size,
                )
            )
        return np.arange(first, last + 1)

    @property
    def _varies(self) -> np.ndarray:
        """Which coefficients are of inputs that differ from point to point; shape=(n_features,), bool."""
        return _varies(self.lags_years.size)

    def _features(self, series: _Series, origin: int) -> tuple[np.ndarray, np.ndarray]:
        """Inputs at an origin, from its past alone: those of each point, and those that all share.

        Returns arrays of shape=(n_own, n_points), (n_common,); together, by ``_varies``, in the order of coefficients
        """
        years, last = series.years[:origin], origin - 1
        place = _between(years, years[-1] - self.lags_years)
        n_lags = self.lags_years.size
        own = np.empty((2 * n_lags + 3, series.own.shape[1]))
        for lags, values in ((own[:n_lags], series.own), (own[n_lags : 2 * n_lags], series.near)):
            _read_rows(values, *place, out=lags)
            lags -= values[last]
        own_mean = series.own_sums[last] / origin
        own_last = series.own[last]
        trend, near_apart, all_apart = own[2 * n_lags :]
        trend[:] = LONG_TERM_WEIGHT * (own_last - own_mean) / max(years[-1] - years.mean(), 1e-9)
        near_apart[:] = LONG_TERM_WEIGHT * (
            (series.near[last] - own_last) - (series.near_sums[last] / origin - own_mean)
        )
        mean = series.everywhere[:origin].mean()
        all_apart[:] = LONG_TERM_WEIGHT * ((series.everywhere[last] - own_last) - (mean - own_mean))
        common = _read_rows(series.everywhere[:, None], *place)[:, 0] - series.everywhere[last]
        return own, np.concatenate([common, season(series.dates[last : last + 1])[:, 0], [1.0]])


def _varies(n_lags: int) -> np.ndarray:
    """Lags of a point and of its neighbours, those of all points, level and trends, season and constant."""
    return np.repeat([True, False, True, False], [2 * n_lags, n_lags, 3, 3])


@dataclass(frozen=True)
class _Series:
    """Past values epoch by epoch; shape=(n_epochs, n_points) each, of ``everywhere`` (n_epochs,).

    own_sums, near_sums : of all values up to each epoch
    """

    years: np.ndarray
    dates: np.ndarray
    own: np.ndarray
    near: np.ndarray
    own_sums: np.ndarray
    near_sums: np.ndarray
    everywhere: np.ndarray

    @classmethod
    def of(cls, past: Past, of_all: np.ndarray | None = None) -> _Series:
        own, near = (
            np.ascontiguousarray(values.T, dtype=float) for values in (past.displacement_mm, past.neighbours_mm)
        )
        everywhere = own.mean(axis=1) if of_all is None else np.asarray(of_all[0], dtype=float)
        return cls(past.years, past.dates, own, near, own.cumsum(axis=0), near.cumsum(axis=0), everywhere)


@dataclass(frozen=True)
class _System:
    """The normal equations of some training origins.

    normal : shape=(n_features, n_features); right : shape=(n_features, n_leads)
    squares, largest : shape=(n_leads,), sums of squared targets and the greatest of them; rows : how many
    """

    normal: np.ndarray
    right: np.ndarray
    squares: np.ndarray
    largest: np.ndarray
    rows: int

    @classmethod
    def of(cls, own: np.ndarray, common: np.ndarray, targets: np.ndarray) -> _System:
        """own : shape=(n_own, n_points); common : shape=(n_common,); targets : shape=(n_points, n_leads)"""
        varies = _varies((len(own) - 3) // 2)
        both = np.zeros((varies.size, varies.size))
        both[np.ix_(varies, varies)] = own @ own.T
        both[np.ix_(varies, ~varies)] = np.outer(own.sum(axis=1), common)
        both[np.ix_(~varies, varies)] = both[np.ix_(varies, ~varies)].T
        both[np.ix_(~varies, ~varies)] = len(targets) * np.outer(common, common)
        right = np.empty((varies.size, targets.shape[1]))
        right[varies], right[~varies] = own @ targets, np.outer(common, targets.sum(axis=0))
        return cls(both, right, (targets**2).sum(axis=0), np.abs(targets).max(axis=0), len(targets))

    @classmethod
    def sum(cls, systems: Sequence[_System]) -> _System:
        normal, right, squares = (np.sum([getattr(one, of) for one in systems], axis=0) for of in _SUMMED)
        largest = np.max([one.largest for one in systems], axis=0)
        return cls(normal, right, squares, largest, sum(one.rows for one in systems))

    def solutions(self, penalties: Sequence[float]) -> list[np.ndarray]:
        """Coefficients for each penalty, inputs scaled to unit mean square in these rows."""
        square = np.diag(self.normal) / self.rows
        scale = np.where(square > 0, np.sqrt(square), 1.0)
        normal = self.normal / np.outer(scale, scale) / self.rows
        right = self.right / scale[:, None] / self.rows
        unit = np.eye(scale.size)
        return [np.linalg.solve(normal + penalty * unit, right) / scale[:, None] for penalty in penalties]

    def squared_errors(self, coefficients: np.ndarray) -> np.ndarray:
        """Sum over these rows, of each lead; shape=(n_leads,)."""
        explained = coefficients * (self.normal @ coefficients - 2.0 * self.right)
        return self.squares + explained.sum(axis=0)


_SUMMED = ("normal", "right", "squares")


def _between(years: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The epoch after each time, at least the second, and how far on from the one before it; flat outside."""
    right = np.clip(np.searchsorted(years, wanted, side="left"), 1, years.size - 1)
    return right, np.clip((wanted - years[right - 1]) / (years[right] - years[right - 1]), 0.0, 1.0)


def _read_rows(values: np.ndarray, right: np.ndarray, share: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """As ``read_off`` at places from ``_between``, epochs along the first axis."""
    found = np.multiply(values[right - 1], (1 - share)[:, None], out=out)
    later = values[right]
    later *= share[:, None]
    found += later
    return found


def read_off(values: np.ndarray, years: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Values at any time, linear between the given times, flat outside; shape=(n_rows, n_wanted)."""
    right, share = _between(years, wanted)
    return values[:, right - 1] * (1 - share) + values[:, right] * share
