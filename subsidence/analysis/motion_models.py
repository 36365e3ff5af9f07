"""Models of motion fitted to every series: rate, acceleration, annual swing, and which of them the data support."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..blocks import map_blocks
from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..series import decimal_years, years_since
from ..wording import message

MODELS = ("linear", "quadratic", "linear + annual", "quadratic + annual")
TERMS = {
    "linear": ("level", "rate"),
    "quadratic": ("level", "rate", "acceleration"),
    "linear + annual": ("level", "rate", "sine", "cosine"),
    "quadratic + annual": ("level", "rate", "acceleration", "sine", "cosine"),
}
YEARS_FOR_ANNUAL = 1.5  # in a shorter series a season cannot be told from a trend
DAYS_OF_A_YEAR = 365.25
ROWS_PER_BLOCK = 8192


@dataclass(frozen=True)
class MotionModels:
    """Parameters of the chosen model of every point; arrays shape=(n_points,), NaN = not in the model or unknown.

    model : index into ``MODELS``, −1 where no model could be fitted
    rate, rate_std : mm/yr, at the middle of the series
    acceleration, acceleration_std : mm/yr²
    annual_amplitude, annual_amplitude_std : mm
    annual_phase, annual_phase_std : day of the year on which the annual part is highest, 0 … 365.25
    residual_std : mm, standard deviation about the model
    support : by how much the BIC of the chosen model beats the next; above 10 is strong (Kass and Raftery 1995)
    autocorrelation : of the residuals from one epoch to the next; the standard errors allow for it
    n : epochs that were used
    """

    model: np.ndarray
    rate: np.ndarray
    rate_std: np.ndarray
    acceleration: np.ndarray
    acceleration_std: np.ndarray
    annual_amplitude: np.ndarray
    annual_amplitude_std: np.ndarray
    annual_phase: np.ndarray
    annual_phase_std: np.ndarray
    residual_std: np.ndarray
    support: np.ndarray
    autocorrelation: np.ndarray
    n: np.ndarray


def possible_models(dates: np.ndarray) -> list[str]:
    """The models that a series of these dates can carry."""
    years = years_since(dates)
    models = ["linear"] if len(dates) >= 4 else []
    if len(dates) >= 6:
        models.append("quadratic")
    if len(dates) >= 8 and years[-1] >= YEARS_FOR_ANNUAL:
        models += ["linear + annual", "quadratic + annual"]
    return models


def design_matrix(dates: np.ndarray, model: str) -> np.ndarray:
    """One column per term of ``TERMS[model]``; shape=(n_epochs, n_terms).

    Time is counted in years from the middle of the series, so that the rate is the one in the middle; the
    acceleration's column is t²/2; sine and cosine follow the calendar year.
    """
    years = years_since(dates)
    time = years - (years[0] + years[-1]) / 2.0
    angle = 2.0 * np.pi * decimal_years(dates)
    columns = {
        "level": np.ones(time.size),
        "rate": time,
        "acceleration": time**2 / 2.0,
        "sine": np.sin(angle),
        "cosine": np.cos(angle),
    }
    return np.column_stack([columns[term] for term in TERMS[model]])


def fit_motion_models(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    *,
    model: str | None = None,
    report: Report = SILENT,
    workers: int | None = None,
) -> MotionModels:
    """Least-squares fit of every model to every series; each point gets the one with the lowest BIC.

    displacement_mm : shape=(n_points, n_epochs), NaN where missing
    model : one of ``MODELS`` to be used for all points instead

    BIC = n ln(RSS / n) + p ln n. Standard errors come from the residuals with n − p degrees of freedom, times
    sqrt((1 + r) / (1 − r)) for residuals with autocorrelation r > 0 from epoch to epoch. Points with fewer
    than p + 2 values stay unknown.
    """
    displacement = np.asarray(displacement_mm)
    models = possible_models(dates)
    if not models:
        raise SubsidenceError(
            message("A model of motion needs at least 4 epochs; the series has {count}.", count=len(dates))
        )
    if model is not None:
        if model not in models:
            raise SubsidenceError(
                message(
                    "The model “{model}” cannot be fitted to {count} epochs over {years_since:.1f} years;"
                    " possible are: {names}.",
                    model=model,
                    count=len(dates),
                    years_since=years_since(dates)[-1],
                    names=", ".join(models),
                )
            )
        models = [model]
    designs = {name: design_matrix(dates, name) for name in models}

    def fit_block(block: slice) -> np.ndarray:
        return _fit_block(np.asarray(displacement[block], dtype=float), designs)

    pieces = map_blocks(fit_block, len(displacement), ROWS_PER_BLOCK, report=report, workers=workers)
    table = np.concatenate(pieces, axis=1)
    found = MotionModels(*table)
    return replace(found, model=found.model.astype(int), n=found.n.astype(int))


def _fit_block(values: np.ndarray, designs: dict[str, np.ndarray]) -> np.ndarray:
    """shape=(13, n_rows): the fields of ``MotionModels`` in order."""
    known = np.isfinite(values)
    filled = np.where(known, values, 0.0)
    count = known.sum(axis=1)
    table = np.full((13, len(values)), np.nan)
    table[0], table[12] = -1, count
    best_bic = np.full(len(values), np.inf)
    second_bic = np.full(len(values), np.inf)
    scale = np.sqrt((filled**2).sum(axis=1) / np.maximum(count, 1))
    for name, design in designs.items():
        n_terms = design.shape[1]
        enough = count >= n_terms + 2
        parameters, inverse, solved = _solve(filled, known, design)
        residual = np.where(known, values - parameters @ design.T, 0.0)
        squares = (residual**2).sum(axis=1)
        floor = (1e-9 * np.maximum(scale, 1e-9)) ** 2 * np.maximum(count, 1)  # an exact fit still has a likelihood
        usable = enough & solved
        bic = np.where(
            usable,
            count * np.log(np.maximum(squares, floor) / np.maximum(count, 1)) + n_terms * np.log(np.maximum(count, 1)),
            np.inf,
        )
        wins = bic < best_bic
        second_bic = np.where(wins, best_bic, np.minimum(second_bic, bic))
        best_bic = np.where(wins, bic, best_bic)
        if wins.any():
            part = _parameters(
                name, parameters[wins], inverse[wins], squares[wins], count[wins], residual[wins], known[wins]
            )
            table[:12, wins] = part
    compared = np.isfinite(second_bic)
    table[10, compared] = second_bic[compared] - best_bic[compared]
    return table


def _solve(filled: np.ndarray, known: np.ndarray, design: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Parameters (n, p), inverses of the normal matrices (n, p, p), and where the matrix could be inverted."""
    n_terms = design.shape[1]
    right = filled @ design
    if known.all():
        inverse = np.linalg.inv(design.T @ design)
        return right @ inverse, np.broadcast_to(inverse, (len(filled), n_terms, n_terms)), np.ones(len(filled), bool)
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    normal = (known @ products).reshape(-1, n_terms, n_terms)
    solved = np.linalg.cond(normal) < 1e12
    normal[~solved] = np.eye(n_terms)
    inverse = np.linalg.inv(normal)
    return np.einsum("npq,nq->np", inverse, right), inverse, solved


def _parameters(
    name: str,
    parameters: np.ndarray,
    inverse: np.ndarray,
    squares: np.ndarray,
    count: np.ndarray,
    residual: np.ndarray,
    known: np.ndarray,
) -> np.ndarray:
    """The first twelve fields of ``MotionModels`` for rows that all have model ``name``; shape=(12, n_rows)."""
    terms = TERMS[name]
    variance = squares / (count - len(terms))
    correlation = _autocorrelation(residual, known)
    inflation = (1.0 + correlation.clip(0.0, 0.95)) / (1.0 - correlation.clip(0.0, 0.95))
    covariance = inverse * (variance * inflation)[:, None, None]
    std = np.sqrt(np.einsum("npp->np", covariance))
    result = np.full((12, len(parameters)), np.nan)
    result[0] = MODELS.index(name)
    result[1], result[2] = parameters[:, 1], std[:, 1]
    if "acceleration" in terms:
        result[3], result[4] = parameters[:, 2], std[:, 2]
    if "sine" in terms:
        first = terms.index("sine")
        sine, cosine = parameters[:, first], parameters[:, first + 1]
        amplitude = np.hypot(sine, cosine)
        result[5] = amplitude
        with np.errstate(invalid="ignore", divide="ignore"):
            along = np.stack([sine, cosine], axis=1) / amplitude[:, None]
            across = np.stack([cosine, -sine], axis=1) / amplitude[:, None] ** 2
            part = covariance[:, first : first + 2, first : first + 2]
            result[6] = np.sqrt(np.einsum("np,npq,nq->n", along, part, along))
            angle_std = np.sqrt(np.einsum("np,npq,nq->n", across, part, across))
        result[7] = (np.arctan2(sine, cosine) / (2.0 * np.pi) % 1.0) * DAYS_OF_A_YEAR
        result[8] = np.minimum(angle_std / (2.0 * np.pi), 0.5) * DAYS_OF_A_YEAR
    result[9] = np.sqrt(variance)
    result[11] = correlation
    return result


def _autocorrelation(residual: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Correlation of residuals that follow each other; missing ones are 0 and both of a pair must be known."""
    both = known[:, 1:] & known[:, :-1]
    products = np.where(both, residual[:, 1:] * residual[:, :-1], 0.0).sum(axis=1)
    squares = (residual**2).sum(axis=1)
    share = both.sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where((squares > 0) & (share > 0), products / squares / share, 0.0).clip(-1.0, 1.0)
