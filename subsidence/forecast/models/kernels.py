"""Covariances in time, and their strengths by maximum likelihood over many series at once.

A series is modelled as the sum of a constant, a line, an annual wave, an annual wave that changes
from year to year, a random walk, an integrated random walk (a rate that wanders), a fading memory,
noise, and one part per covariate (Rasmussen & Williams, 2006, chapters 2 and 5).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...errors import SubsidenceError
from ...progress import stop_if_cancelled
from ...wording import message

COMPONENTS = (
    "constant",
    "line",
    "annual",
    "changing annual",
    "random walk",
    "integrated random walk",
    "fading memory",
    "noise",
)
COMPONENTS_V1 = (
    "constant",
    "line",
    "annual",
    "changing annual",
    "random walk",
    "integrated random walk",
    "fading memory",
    "noise",
)  # of model files of format 1, which did not name them: never to be changed
START_VARIANCE = np.array([1, 1, 1, 1, 5, 1, 1, 1]) / 8.0
START_MEMORY_YEARS = 0.2
START_CHANGE_YEARS = 2.0
START_COVARIATE_VARIANCE = 0.05
PRIOR_SPREAD = 4.0  # natural logarithm; wide: it only settles what the data leave open
LOG_VARIANCE_LIMITS = (-14.0, 7.0)
MEMORY_LIMITS_YEARS = (0.03, 5.0)
CHANGE_LIMITS_YEARS = (0.5, 20.0)
JITTER = 1e-8
ITERATIONS = 100
N_TIMES = len(COMPONENTS)
ANNUAL, CHANGING_ANNUAL, FADING_MEMORY = (COMPONENTS.index(n) for n in ("annual", "changing annual", "fading memory"))


@dataclass(frozen=True)
class Times:
    """The dates at which a covariance is evaluated.

    years : shape=(n,), since the first epoch
    outer : shape=(n_features, n, n), mean outer product over the points of each standardised
        covariate feature: all that the points' own covariates tell the shared covariance
    """

    years: np.ndarray
    outer: np.ndarray

    @staticmethod
    def plain(years: np.ndarray) -> Times:
        return Times(years, np.empty((0, years.size, years.size)))

    @staticmethod
    def with_features(years: np.ndarray, features: np.ndarray) -> Times:
        """features : shape=(n_features, n_points, n)."""
        return Times(years, np.stack([one.T @ one / one.shape[0] for one in features]))

    def until(self, n_epochs: int) -> Times:
        return Times(self.years[:n_epochs], self.outer[:, :n_epochs, :n_epochs])


def start_parameters(n_features: int) -> np.ndarray:
    """Logarithms of the variances, the covariates' variances and the two times, to start from."""
    return np.log(
        np.concatenate(
            [
                START_VARIANCE,
                np.full(n_features, START_COVARIATE_VARIANCE),
                [START_MEMORY_YEARS, START_CHANGE_YEARS],
            ]
        )
    )


def components_of(arrays: Mapping[str, np.ndarray]) -> list[str]:
    """The components that the parameters of a saved model belong to."""
    return arrays["components"].tolist() if "components" in arrays else list(COMPONENTS_V1)


def parameters_by_name(parameters: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """Parameters that were learned for the components ``names`` as those of ``COMPONENTS``; last axis.

    A component that was not learned gets the least variance there is; one that is not known is refused.
    """
    unknown = [name for name in names if name not in COMPONENTS]
    if unknown:
        raise SubsidenceError(
            message(
                "The model holds the covariance “{name}”, which this version does not have; train and save it again.",
                name=unknown[0],
            )
        )
    if tuple(names) == COMPONENTS:
        return parameters
    known = np.full((*parameters.shape[:-1], N_TIMES), LOG_VARIANCE_LIMITS[0])
    known[..., [COMPONENTS.index(name) for name in names]] = parameters[..., : len(names)]
    return np.concatenate([known, parameters[..., len(names) :]], axis=-1)


def unit_covariances(
    times: Times, rows: slice, columns: slice, memory_years: float, change_years: float
) -> list[np.ndarray]:
    """Each component's covariance at variance 1; each shape=(n_rows, n_columns)."""
    first, second = times.years[rows], times.years[columns]
    gap = np.abs(first[:, None] - second[None, :])
    earlier = np.maximum(np.minimum(first[:, None], second[None, :]), 0.0)
    annual = np.cos(2 * np.pi * gap)
    return [
        np.ones_like(gap),
        np.outer(first, second),
        annual,
        annual * np.exp(-gap / change_years),
        earlier,
        earlier**3 / 3 + gap * earlier**2 / 2,
        np.exp(-gap / memory_years),
        (gap < 1e-9).astype(float),
        *(one[rows, columns] for one in times.outer),
    ]


def covariance(times: Times, rows: slice, columns: slice, parameters: np.ndarray) -> np.ndarray:
    """The sum of all components; shape=(n_rows, n_columns)."""
    parts = unit_covariances(times, rows, columns, *np.exp(parameters[-2:]))
    return sum(variance * part for variance, part in zip(np.exp(parameters[:-2]), parts))


def forecast_weights(times: Times, n_past: int, parameters: np.ndarray, n_ahead: int | None = None) -> np.ndarray:
    """Weights that turn past values into the conditional mean: ``forecast = past values @ weights``.

    Shape (n_past, n_ahead), for the dates that follow the first ``n_past``: one factorisation
    serves every series that shares the dates.
    """
    from scipy import linalg

    past = slice(0, n_past)
    ahead = slice(n_past, None if n_ahead is None else n_past + n_ahead)
    inner = covariance(times, past, past, parameters)
    inner[np.diag_indices_from(inner)] += JITTER * np.exp(parameters[:N_TIMES]).sum()
    return linalg.cho_solve(linalg.cho_factor(inner, lower=True), covariance(times, past, ahead, parameters))


def fit_parameters(values: np.ndarray, times: Times) -> np.ndarray:
    """Log-parameters of greatest likelihood over all series together, each with a scale of its own.

    values : shape=(n_series, n_epochs)

    With ``y_i ~ N(0, s_i² K)`` and ``s_i²`` at its own maximum, ``y_iᵀ K⁻¹ y_i / n_epochs``, a few
    strong series cannot drown the many. The scales cancel in the forecast.
    """
    from scipy import linalg, optimize

    n_series, n_epochs = values.shape
    centre = start_parameters(len(times.outer))
    scale = float(np.sqrt(np.mean(values**2)))
    if scale == 0.0:
        return centre
    scaled = values / scale
    gap = np.abs(times.years[:, None] - times.years[None, :])
    low, high = LOG_VARIANCE_LIMITS
    bounds = [(low, high)] * (centre.size - 2)
    bounds += [tuple(np.log(MEMORY_LIMITS_YEARS)), tuple(np.log(CHANGE_LIMITS_YEARS))]

    everything = slice(0, n_epochs)
    units = np.stack(unit_covariances(times, everything, everything, START_MEMORY_YEARS, START_CHANGE_YEARS))
    annual = units[ANNUAL].copy()
    columns = np.asfortranarray(scaled.T, dtype=float)
    one = np.eye(n_epochs)

    def cost(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        stop_if_cancelled()
        memory_years, change_years = np.exp(parameters[-2:])
        variances = np.exp(parameters[:-2])
        units[CHANGING_ANNUAL] = annual * np.exp(-gap / change_years)
        units[FADING_MEMORY] = np.exp(-gap / memory_years)
        total = np.tensordot(variances, units, 1)
        total[np.diag_indices_from(total)] += JITTER * variances[:N_TIMES].sum()
        factor, failed = linalg.lapack.dpotrf(total, lower=1, clean=1)
        if failed:
            return 1e10, np.zeros_like(parameters)  # tells the optimiser to step back
        # with L⁻¹ of LLᵀ = K: K⁻¹ − mean of (K⁻¹y)(K⁻¹y)ᵀ / s² = L⁻ᵀ (I − mean of zzᵀ / s²) L⁻¹, where z = L⁻¹ y
        inverse, _ = linalg.lapack.dtrtri(factor, lower=1)
        white = linalg.blas.dtrmm(1.0, inverse, columns, lower=1)
        squares = np.einsum("tp,tp->p", white, white)
        value = 2 * np.log(np.diag(factor)).sum()
        if n_series == 1:
            value += float(squares[0])
        else:
            own = np.maximum(squares / n_epochs, 1e-12)  # each series' variance
            white /= np.sqrt(own * n_series)
            value += n_epochs * float(np.log(own).mean())
        lower_half = linalg.blas.dsyrk(1.0, white, lower=1)
        slope = inverse.T @ (one - lower_half - np.tril(lower_half, -1).T) @ inverse
        gradient = variances * (units.reshape(len(units), -1) @ slope.ravel())
        by_gap = slope * gap
        memory = variances[FADING_MEMORY] * float((by_gap * units[FADING_MEMORY]).sum()) / memory_years
        change = variances[CHANGING_ANNUAL] * float((by_gap * units[CHANGING_ANNUAL]).sum()) / change_years
        gradient = np.append(gradient, [memory, change])
        offset = (parameters - centre) / PRIOR_SPREAD
        weight = 1.0 / (n_series * n_epochs)
        return (
            value / n_epochs + weight * float(offset @ offset),
            gradient / n_epochs + weight * 2 * offset / PRIOR_SPREAD,
        )

    # Always from the same start: one taken from an earlier fit would be caught where a variance has gone to zero.
    lower, upper = np.array(bounds).T
    found = optimize.minimize(
        cost, np.clip(centre, lower, upper), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": ITERATIONS}
    )
    return found.x


def whitening(times: Times, parameters: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """What turns series at these times, last axis, into white noise: ``L⁻¹ y``, with ``L Lᵀ`` their covariance."""
    from scipy import linalg

    everything = slice(0, times.years.size)
    total = covariance(times, everything, everything, parameters)
    total[np.diag_indices_from(total)] += JITTER * np.exp(parameters[:N_TIMES]).sum()
    inverse = linalg.solve_triangular(linalg.cholesky(total, lower=True), np.eye(times.years.size), lower=True)
    return lambda values: values @ inverse.T
