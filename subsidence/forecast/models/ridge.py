"""Ridge autoregression, direct: one linear map from the recent past to all horizons, shared by all points.

Inputs are changes against the last value at regular lags (own, mean of the neighbours, mean of
all), how far the point stands from its neighbours and from its own mean, and the season. The
epochs need not be regular: lags and leads are read off by interpolation in time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
        inputs, targets = [], []
        for origin in report.each(origins):
            inputs.append(self._features(past, origin))
            ahead = read_off(past.displacement_mm, years, years[origin - 1] + self.leads_years)
            targets.append(ahead - past.displacement_mm[:, origin - 1 : origin])
        n_validation = max(int(len(origins) * VALIDATION_SHARE), 1)
        # The validation targets must lie after everything the first fit has seen.
        last_seen = years[origins[-n_validation] - 1] - self.leads_years[-1]
        early = [number for number, origin in enumerate(origins) if years[origin - 1] <= last_seen]
        late = list(range(len(origins) - n_validation, len(origins)))
        self._learn(inputs, targets, early, late)
        self.largest_change_mm = np.max([np.abs(target).max(axis=0) for target in targets], axis=0)
        return self

    def _learn(self, inputs: list[np.ndarray], targets: list[np.ndarray], early: list[int], late: list[int]) -> None:
        """Coefficients, with the penalty of each span and the span of each lead that the latest origins favour.

        inputs, targets : of each training origin, oldest first; early, late : which train and which judge
        """
        self.penalty, penalties, errors = 0.3, [], []  # a moderate one where the past is too short to choose
        spans = [max(round(share * len(early)), 1) for share in SPANS]
        spans = [span for number, span in enumerate(spans) if number == 0 or span >= LEAST_SPAN]
        if len(early) >= 3:
            for span in spans:
                own = early[-span:]
                candidates = _solve([inputs[i] for i in own], [targets[i] for i in own], PENALTIES)
                found = np.array(
                    [sum(((inputs[i] @ c - targets[i]) ** 2).sum(axis=0) for i in late) for c in candidates]
                )
                best = int(np.argmin(found.sum(axis=1)))
                penalties.append(PENALTIES[best])
                errors.append(found[best])
        else:
            penalties, errors = [self.penalty], [np.zeros(targets[0].shape[1])]
        self.penalty = penalties[0]
        shares = np.array(errors)
        choice = np.where(shares.min(axis=0) < (1.0 - SHORTER) * shares[0], shares.argmin(axis=0), 0)
        counts = [round(share * len(inputs)) for share in SPANS[: len(penalties)]]
        each = [_solve(inputs[-count:], targets[-count:], [held])[0] for count, held in zip(counts, penalties)]
        self.coefficients = np.stack(each)[choice, :, np.arange(len(choice))].T
        self.spans, self.n_origins = np.array(counts)[choice], len(inputs)

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
        change = np.clip(self._features(past, past.dates.size, of_all) @ self.coefficients, -limit, limit)
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

    def _features(self, past: Past, origin: int, of_all: np.ndarray | None = None) -> np.ndarray:
        """Inputs at an origin, from its past alone; shape=(n_points, n_features)."""
        years = past.years[:origin]
        own = past.displacement_mm[:, :origin]
        near = past.neighbours_mm[:, :origin]
        everywhere = own.mean(axis=0, keepdims=True) if of_all is None else of_all
        lagged = years[-1] - self.lags_years
        columns = [read_off(one, years, lagged) - one[:, -1:] for one in (own, near)]
        common = read_off(everywhere, years, lagged) - everywhere[:, -1:]
        columns.append(np.repeat(common, own.shape[0], axis=0))
        own_mean = own.mean(axis=1, keepdims=True)
        trend = (own[:, -1:] - own_mean) / max(years[-1] - years.mean(), 1e-9)
        columns.append(LONG_TERM_WEIGHT * trend)
        for other in (near, everywhere):
            apart = (other[:, -1:] - own[:, -1:]) - (other.mean(axis=1, keepdims=True) - own_mean)
            columns.append(LONG_TERM_WEIGHT * apart)
        time_of_year = season(past.dates[origin - 1 : origin]).T
        columns.append(np.repeat(np.hstack([time_of_year, [[1.0]]]), own.shape[0], axis=0))
        return np.hstack(columns)


def read_off(values: np.ndarray, years: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Values at any time, linear between the given times, flat outside; shape=(n_rows, n_wanted)."""
    right = np.clip(np.searchsorted(years, wanted, side="left"), 1, years.size - 1)
    share = np.clip((wanted - years[right - 1]) / (years[right] - years[right - 1]), 0.0, 1.0)
    return values[:, right - 1] * (1 - share) + values[:, right] * share


def _solve(inputs: list[np.ndarray], targets: list[np.ndarray], penalties: Sequence[float]) -> list[np.ndarray]:
    """Coefficients for each penalty, inputs scaled to unit mean square in these rows."""
    n_rows = sum(len(rows) for rows in inputs)
    square = sum((rows**2).sum(axis=0) for rows in inputs) / n_rows
    scale = np.where(square > 0, np.sqrt(square), 1.0)
    normal = sum(rows.T @ rows for rows in inputs) / np.outer(scale, scale) / n_rows
    right = sum(rows.T @ target for rows, target in zip(inputs, targets)) / scale[:, None] / n_rows
    unit = np.eye(scale.size)
    return [np.linalg.solve(normal + penalty * unit, right) / scale[:, None] for penalty in penalties]
