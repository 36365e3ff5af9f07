"""The curve of a motion model through one series, for drawing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..series import years_since
from ..units import DAYS_PER_YEAR
from .breaks import CHANGES, HINGE, STEP, settling
from .motion_models import MODELS, TERMS, MotionModels, design_matrix, fit_motion_models

MOST_EPOCHS = 250  # the time that the noise takes to judge grows with their cube


@dataclass(frozen=True)
class FittedCurve:
    """A model through one series.

    model : one of ``MODELS``
    dates, value_mm : shape=(n_dates,), from the first to the last epoch
    rate_mm_per_yr, rate_std_mm_per_yr : in the middle of the series
    """

    model: str
    dates: np.ndarray
    value_mm: np.ndarray
    rate_mm_per_yr: float
    rate_std_mm_per_yr: float


def fitted_curve(displacement_mm: np.ndarray, dates: np.ndarray, model: str | None = None) -> FittedCurve | None:
    """Fit one series and follow the fit in time; None when it has too few values.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_epochs,)
        NaN where missing.
    dates : ndarray, shape=(n_epochs,)
        Increasing days.
    model : str, optional
        One of ``MODELS``; by default the one that the data support best (lowest BIC).

    Returns
    -------
    FittedCurve or None
        The curve and its rate; None when the series has too few values.

    Notes
    -----
    More than 250 epochs are fitted by means of as many consecutive ones as make 250 of them; the first and the last
    stand for themselves. Noise that lasts, which the error of a rate comes from, outlives such means; the date of a
    change is found to so many epochs.

    Examples
    --------
    >>> dates = np.datetime64("2020-01-01") + 12 * np.arange(20)
    >>> curve = fitted_curve(np.arange(20.0), dates, "linear")
    >>> float(curve.value_mm[-1].round(6)), round(curve.rate_mm_per_yr, 2)
    (19.0, 30.44)
    """
    values = np.asarray(displacement_mm, dtype=float)
    dates = np.asarray(dates, dtype="datetime64[D]")
    if dates.size < 4:
        return None
    if dates.size > MOST_EPOCHS:
        values, dates = _means(values, dates)
    fit = fit_motion_models(values[None], dates, model=model, workers=1)
    if fit.model[0] < 0:
        return None
    name = MODELS[int(fit.model[0])]
    known = np.isfinite(values)
    design = design_matrix(dates, name, _change(name, fit, dates, dates))
    parameters = _parameters(name, fit, design[known], values[known])
    days = np.unique(np.linspace(0, (dates[-1] - dates[0]).astype(int), 300).round().astype(int))
    fine = dates[0] + days.astype("timedelta64[D]")  # the same ends, so time is counted from the same middle
    curve = design_matrix(fine, name, _change(name, fit, dates, fine)) @ parameters
    return FittedCurve(name, fine, curve, float(fit.rate[0]), float(fit.rate_std[0]))


def _means(values: np.ndarray, dates: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means of consecutive epochs, of what is known of them, on the mean of their dates; both ends stay themselves."""
    together = -(-(dates.size - 2) // (MOST_EPOCHS - 2))
    starts = np.concatenate([[0], np.arange(1, dates.size - 1, together), [dates.size - 1]])
    known = np.isfinite(values)
    count = np.add.reduceat(known.astype(float), starts)
    total = np.add.reduceat(np.where(known, values, 0.0), starts)
    days = np.add.reduceat((dates - dates[0]).astype(float), starts) / np.diff(np.append(starts, dates.size))
    means = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
    return means, dates[0] + np.round(days).astype(int).astype("timedelta64[D]")


def _parameters(name: str, fit: MotionModels, design: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Of the curve, shape=(n_terms,): the rate and what else is told of it as told, the rest so that it lies closest.

    The rate is one of generalised least squares, and an ordinary fit of the same series has another slope.
    """
    kind = name.split(" + ")[0]
    told = {
        "rate": fit.rate_before[0] if kind == HINGE else fit.rate[0],
        "acceleration": fit.acceleration[0],
        "change": fit.break_size[0] if kind in (STEP, HINGE) else np.nan,
    }
    parameters = np.array([float(told.get(term, np.nan)) for term in TERMS[name]])
    free = ~np.isfinite(parameters)
    rest = values - design[:, ~free] @ parameters[~free]
    parameters[free], *_ = np.linalg.lstsq(design[:, free], rest, rcond=None)
    return parameters


def _change(name: str, fit: MotionModels, epochs: np.ndarray, dates: np.ndarray) -> np.ndarray | None:
    """The column of a change at other dates than the epochs; None where the model has none."""
    kind = name.split(" + ")[0]
    if kind not in CHANGES:
        return None
    if kind == STEP:
        return (dates >= fit.break_date[0]).astype(float)
    years = years_since(dates, epochs[0])
    if kind == HINGE:
        return np.maximum(years - years_since(fit.break_date, epochs[0])[0], 0.0)
    return settling(years, kind, float(fit.settling_days[0]) / DAYS_PER_YEAR)
