"""Which curve is fitted to a series, over which dates, and what it leaves over."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ...bridge.i18n import tr
from ...subsidence.analysis.breaks import EXPONENTIAL, HINGE, LOGARITHMIC, STEP
from ...subsidence.analysis.fitted_curve import FittedCurve, fitted_curve
from ...subsidence.analysis.motion_models import MODELS

NO_FIT, LINE, BEST_MODEL = FITS = ("none", "line", "model")
Window = tuple[np.datetime64, np.datetime64]


def model_names() -> dict[str, str]:
    """The models of motion in the user's language."""
    plain = {
        "linear": tr("line"),
        "quadratic": tr("parabola"),
        STEP: tr("line with a jump"),
        HINGE: tr("line with a new rate"),
        EXPONENTIAL: tr("exponential settling"),
        LOGARITHMIC: tr("logarithmic settling"),
    }
    annual = tr("{model} + annual")
    return plain | {f"{key} + annual": annual.format(model=name) for key, name in plain.items()}


def fit_choices() -> list[tuple[str, str]]:
    """Texts and values to choose from: none, a line, the best one, then each model by name."""
    names = model_names()
    first = list(zip((tr("No fit"), tr("Line"), tr("Best model")), FITS))
    return first + [(names[name], name) for name in MODELS if name != "linear"]


def fit_of(values_mm: np.ndarray, dates: np.ndarray, fit: str, window: Window | None = None) -> FittedCurve | None:
    """The chosen fit over the dates of a window; None where there are too few values."""
    if fit == NO_FIT:
        return None
    inside = np.ones(dates.size, dtype=bool)
    if window is not None:
        inside = (dates >= window[0]) & (dates <= window[1])
    model = {LINE: "linear", BEST_MODEL: None}.get(fit, fit)
    days = dates[inside].astype("datetime64[D]").astype(np.int64)
    return _fitted(values_mm[inside].astype(float).tobytes(), days.tobytes(), model)


@lru_cache(maxsize=128)
def _fitted(values: bytes, days: bytes, model: str | None) -> FittedCurve | None:
    """Curves that stay beside a new one are not fitted again."""
    dates = np.frombuffer(days, dtype=np.int64).astype("datetime64[D]")
    return fitted_curve(np.frombuffer(values, dtype=float), dates, model)


def left_over(values_mm: np.ndarray, dates: np.ndarray, curve: FittedCurve) -> np.ndarray:
    """Values minus the fit, NaN outside of its dates; shape=(n_epochs,)."""
    days, at = dates.astype("datetime64[D]").astype(float), curve.dates.astype("datetime64[D]").astype(float)
    fitted = np.interp(days, at, curve.value_mm, left=np.nan, right=np.nan)
    return values_mm - fitted
