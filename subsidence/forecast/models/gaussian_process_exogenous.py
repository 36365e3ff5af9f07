"""The Gaussian process of series that follow rain or groundwater: each point answers its own drivers in its own way.

A point's displacement is its response to its own covariates plus a remainder that the plain Gaussian
process forecasts. The response is the generalised least-squares one of a linear mixed model (Rasmussen
& Williams, 2006, section 2.7): ``y ~ N(0, K + X V Xᵀ)``, K the covariance in time, the same for all
points, X the point's covariates of the day, V their strengths, of greatest likelihood over all
points. So all points share one factorisation, and a covariate that explains nothing is held at
nothing. Fading memories of a covariate take no part: at their start they look like ground that
settles, and each point would take them for its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from ...blocks import row_blocks
from ...progress import SILENT, Report, stop_if_cancelled
from ..data.history import Future, Past
from .gaussian_process import MOST_SERIES, GaussianProcess
from .kernels import Times, components_of, fit_parameters, parameters_by_name, whitening
from .spatial_components import ROWS_PER_BLOCK, SpatialComponents

START_STRENGTH = 10.0  # of a covariate of unit spread: generous, so that every driver is heard before it is judged
ROUNDS = 2  # covariance in time, strengths; and again without what the drivers explain
ITERATIONS = 30


class ExogenousGaussianProcess:
    """Fit once, forecast from any later origin of the same points or of others."""

    def __init__(self, *, seed: int = 0, bands: SpatialComponents | None = None):
        self.seed = seed
        self.remainder = GaussianProcess(seed=seed, bands=bands)
        self.parameters = np.empty(0)  # of the covariance in time
        self.strengths = np.empty(0)  # (n_covariates,), V: variance per unit², in shares of the point's own

    @property
    def bands(self) -> SpatialComponents:
        """The spatial bands of the remainder."""
        return self.remainder.bands

    def fit(self, past: Past, report: Report = SILENT) -> ExogenousGaussianProcess:
        """Learn the strengths of the drivers, then the remainder's covariances, from the past alone."""
        generator = np.random.default_rng(self.seed)
        some = past
        if past.n_points > MOST_SERIES:
            some = past.rows(np.sort(generator.choice(past.n_points, MOST_SERIES, replace=False)))
        inputs, series = _covariates(some, None), _about_mean(some)
        spread = inputs.std(axis=(1, 2))
        self.strengths = START_STRENGTH / np.where(spread > 0, spread, 1.0) ** 2
        times = Times.plain(past.years)
        rest = series
        learning, remaining = report.parts(4, 6)
        for _ in range(ROUNDS):
            stop_if_cancelled()
            self.parameters = fit_parameters(rest, times)
            whiten = whitening(times, self.parameters)
            self.strengths = _learn_strengths(whiten(inputs), whiten(series), self.strengths)
            rest = series - np.einsum("pc,cpt->pt", self._answers(whiten, inputs, series), inputs)
        learning.progress(1.0)
        self.remainder.fit(self._without_drivers(past), remaining)
        return self

    def predict(self, past: Past, future: Future) -> np.ndarray:
        """Displacement in mm at the future dates; shape=(n_points, horizon)."""
        known, coming = self._responses(past, future)
        rest = replace(past, displacement_mm=past.displacement_mm - known)
        return self.remainder.predict(rest, future) + coming

    def predict_from(self, past: Past, origins: np.ndarray, leads: int, rows: np.ndarray) -> np.ndarray:
        """Forecasts inside the past, for training a correction; shape=(n_origins, n_rows, leads).

        The responses are those of the whole past.
        """
        known = self._responses(past, None)[0]
        rest = replace(past, displacement_mm=past.displacement_mm - known)
        found = self.remainder.predict_from(rest, origins, leads, rows)
        for number, origin in enumerate(origins):
            stop_if_cancelled()
            found[number] += known[rows, origin : origin + leads]
        return found

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything that was learned, for the model file."""
        return {**self.remainder.arrays(), "driven.parameters": self.parameters, "driven.strengths": self.strengths}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> ExogenousGaussianProcess:
        model = cls()
        model.remainder = GaussianProcess.from_arrays(arrays)
        model.parameters = parameters_by_name(arrays["driven.parameters"], components_of(arrays))
        model.strengths = arrays["driven.strengths"]
        return model

    def _without_drivers(self, past: Past) -> Past:
        return replace(past, displacement_mm=past.displacement_mm - self._responses(past, None)[0])

    def _responses(self, past: Past, future: Future | None) -> tuple[np.ndarray, np.ndarray | None]:
        """Each point's response to its drivers in mm, in the past and in the future."""
        whiten = whitening(Times.plain(past.years), self.parameters)
        n_past = past.dates.size
        known = np.empty(past.displacement_mm.shape)
        coming = None if future is None else np.empty((past.n_points, future.horizon))
        for block in row_blocks(past.n_points, ROWS_PER_BLOCK):
            here = past.rows(block)
            inputs = _covariates(here, None if future is None else future.rows(block))
            answers = self._answers(whiten, inputs[:, :, :n_past], _about_mean(here))
            together = np.einsum("pc,cpt->pt", answers, inputs)
            known[block] = together[:, :n_past]
            if coming is not None:
                coming[block] = together[:, n_past:]
        return known, coming

    def _answers(self, whiten: Any, inputs: np.ndarray, series: np.ndarray) -> np.ndarray:
        """Millimetres per unit of each covariate, shape=(n_points, n_covariates)."""
        return _posterior(whiten(inputs), whiten(series), self.strengths)[0]


def _learn_strengths(inputs: np.ndarray, series: np.ndarray, strengths: np.ndarray) -> np.ndarray:
    """V by expectation and maximisation (Laird & Ware, 1982), each point with a variance of its own.

    inputs : shape=(n_covariates, n_points, n_epochs), series : shape=(n_points, n_epochs), both whitened
    """
    for _ in range(ITERATIONS):
        stop_if_cancelled()
        answers, covariance = _posterior(inputs, series, strengths)
        rest = series - np.einsum("pc,cpt->pt", answers, inputs)
        own = ((series * rest).sum(axis=1) / series.shape[1]).clip(1e-12)  # each point's variance
        strengths = (answers**2 / own[:, None] + np.diagonal(covariance, axis1=1, axis2=2)).mean(axis=0)
    return strengths


def _posterior(inputs: np.ndarray, series: np.ndarray, strengths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Answers of points, shape=(n_points, n_covariates), and their covariance over each point's variance."""
    scale = np.sqrt(strengths)
    normal = np.einsum("cpt,dpt->pcd", inputs, inputs) * np.outer(scale, scale) + np.eye(scale.size)
    inverse = np.linalg.inv(normal)
    right = np.einsum("cpt,pt->pc", inputs, series) * scale
    return np.einsum("pcd,pd->pc", inverse, right) * scale, inverse * np.outer(scale, scale)


def _covariates(past: Past, future: Future | None) -> np.ndarray:
    """Covariates about their mean of the past; shape=(n_covariates, n_points, n_dates)."""
    values = past.covariates if future is None else np.concatenate([past.covariates, future.covariates], axis=2)
    return values - past.covariates.mean(axis=2, keepdims=True)


def _about_mean(past: Past) -> np.ndarray:
    return past.displacement_mm - past.displacement_mm.mean(axis=1, keepdims=True)
