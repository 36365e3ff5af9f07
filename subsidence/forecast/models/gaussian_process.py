"""The statistical base of the forecast: an exact Gaussian process over time in each spatial band.

All points share the dates, so one factorisation per band serves every point: the cost of a
forecast grows with the number of points only by one matrix product.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ...blocks import row_blocks
from ...errors import SubsidenceError
from ...progress import SILENT, Report, stop_if_cancelled
from ...series import years_since
from ...wording import message
from ..data.covariates import memories
from ..data.history import Future, Past
from .kernels import (
    COMPONENTS,
    Times,
    components_of,
    fit_parameters,
    forecast_weights,
    parameters_by_name,
)
from .spatial_components import ROWS_PER_BLOCK, SpatialComponents, find_components

MOST_SERIES = 3000  # per band in the search for the parameters


class GaussianProcess:
    """Fit once, forecast from any later origin; ``use_covariates`` adds rain, groundwater and so on."""

    def __init__(self, *, use_covariates: bool = False, seed: int = 0, bands: SpatialComponents | None = None):
        self.use_covariates = use_covariates
        self.seed = seed
        self._bands = bands  # of the same points, from an earlier fit; None: found by this one
        self.parameters = np.empty((0, 0))  # (n_bands, n_parameters)

    @property
    def bands(self) -> SpatialComponents:
        """The spatial bands of the points it was fitted on."""
        if self._bands is None:
            raise SubsidenceError(message("This forecast model has not learned anything yet; call fit first."))
        return self._bands

    def fit(self, past: Past, report: Report = SILENT) -> GaussianProcess:
        """Find the waves and each band's parameters from the past alone."""
        if self._bands is None:
            self._bands = find_components(past.xy, self.seed)
        times = self._times(past, None)
        generator = np.random.default_rng(self.seed)
        found = []
        for series in report.each(self._split(past)):
            rows = series
            if series.shape[0] > MOST_SERIES:
                rows = series[np.sort(generator.choice(series.shape[0], MOST_SERIES, replace=False))]
            found.append(fit_parameters(rows, times))
        self.parameters = np.array(found)
        return self

    def sums(self, past: Past) -> tuple[np.ndarray, np.ndarray]:
        """What ``over_all`` needs of some of the points; not with covariates."""
        return self.bands.sums(past.displacement_mm, past.xy)

    def over_all(self, sums: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        """The waves' coefficients over all points, for ``predict`` of some of them."""
        return self.bands.solved(sums)

    def predict(self, past: Past, future: Future, of_all: np.ndarray | None = None) -> np.ndarray:
        """Displacement in mm at the future dates; shape=(n_points, horizon).

        of_all : from ``over_all``, where the past is that of some points only
        """
        times = self._times(past, future)
        weights = [forecast_weights(times, past.dates.size, parameters) for parameters in self.parameters]
        rest = weights[-1]
        shared = self._shared(past, [own - rest for own in weights[:-1]], of_all)
        if self.bands.remembers(past.xy):
            return past.displacement_mm @ rest + self.bands.waves(past.xy) @ shared
        forecast = np.empty((past.n_points, future.horizon))
        for block in row_blocks(past.n_points, ROWS_PER_BLOCK):
            forecast[block] = past.displacement_mm[block] @ rest + self.bands.waves(past.xy[block]) @ shared
        return forecast

    def _shared(self, past: Past, weights: list[np.ndarray], of_all: np.ndarray | None) -> np.ndarray:
        """What each wave adds to the remainder's forecast; shape=(n_waves, horizon).

        weights : of each band, shape=(n_epochs, horizon), beyond those of the remainder; of_all : as in ``predict``
        """
        bands = [self.bands.band(number) for number in range(len(weights))]
        horizon = weights[0].shape[1]
        if of_all is None and len(weights) * horizon < past.dates.size:  # fewer columns than epochs to find waves in
            ahead = self.bands.coefficients(past.displacement_mm @ np.concatenate(weights, axis=1), past.xy)
            return np.concatenate([own[band] for own, band in zip(np.split(ahead, len(weights), axis=1), bands)])
        coefficients = self.bands.coefficients(past.displacement_mm, past.xy) if of_all is None else of_all
        return np.concatenate([coefficients[band] @ own for own, band in zip(weights, bands)])

    def predict_from(self, past: Past, origins: np.ndarray, leads: int, rows: np.ndarray) -> np.ndarray:
        """Forecasts inside the past, for training a correction; shape=(n_origins, n_rows, leads).

        From each origin (number of epochs known) to the ``leads`` epochs that follow it, at some points.
        """
        waves = self.bands.waves(past.xy[rows])
        own = past.displacement_mm[rows]
        coefficients = self.bands.coefficients(past.displacement_mm, past.xy)
        times = self._times(past, None)
        found = np.empty((len(origins), len(rows), leads), dtype=np.float32)
        for row, origin in enumerate(origins):
            stop_if_cancelled()
            weights = [forecast_weights(times, origin, parameters, leads) for parameters in self.parameters]
            forecast = own[:, :origin] @ weights[-1]
            for number in range(self.bands.n_bands - 1):
                band = self.bands.band(number)
                forecast += waves[:, band] @ (coefficients[band, :origin] @ (weights[number] - weights[-1]))
            found[row] = forecast
        return found

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything that was learned, for the model file."""
        return {
            "centres": self.bands.centres,
            "weights": self.bands.weights,
            "length": np.array(self.bands.length),
            "edges": np.array(self.bands.edges),
            "parameters": self.parameters,
            "components": np.array(COMPONENTS),
            "use_covariates": np.array(self.use_covariates),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> GaussianProcess:
        model = cls(use_covariates=bool(arrays["use_covariates"]))
        model._bands = SpatialComponents(
            arrays["centres"], arrays["weights"], float(arrays["length"]), tuple(arrays["edges"].tolist())
        )
        model.parameters = parameters_by_name(arrays["parameters"], components_of(arrays))
        return model

    def _split(self, past: Past) -> list[np.ndarray]:
        """The series of each band; the last are the points' remainders, shape=(n_points, n_epochs)."""
        coefficients = self.bands.coefficients(past.displacement_mm, past.xy)
        remainder = self.bands.waves(past.xy) @ coefficients
        np.subtract(past.displacement_mm, remainder, out=remainder)
        return [coefficients[self.bands.band(number)] for number in range(self.bands.n_bands - 1)] + [remainder]

    def _times(self, past: Past, future: Future | None) -> Times:
        """Past and future dates with the covariates' features, standardised by the past."""
        dates = past.dates if future is None else np.concatenate([past.dates, future.dates])
        years = years_since(dates)
        if not self.use_covariates or not len(past.covariates):
            return Times.plain(years)
        values = past.covariates if future is None else np.concatenate([past.covariates, future.covariates], axis=2)
        if values.shape[1] > MOST_SERIES:  # the mean outer product needs no more points
            chosen = np.random.default_rng(self.seed).choice(values.shape[1], MOST_SERIES, replace=False)
            values = values[:, np.sort(chosen)]
        features = np.concatenate([np.stack(memories(one, dates)) for one in values])
        known = features[:, :, : past.dates.size]
        spread = known.std(axis=(1, 2), keepdims=True)
        features = (features - known.mean(axis=2, keepdims=True)) / np.where(spread > 0, spread, 1.0)
        return Times.with_features(years, features)
