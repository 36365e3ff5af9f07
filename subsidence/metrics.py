"""How good a prediction is: the measures every model and every baseline is judged by.

All functions take observed and predicted values of one shape, in one unit, and leave out every
pair in which either is NaN (or infinite). With no pair left the answer is NaN, never zero.
"""

from __future__ import annotations

import numpy as np

WITHIN_MM = 10.0  # deformation accuracy that DZ/T 0154-2020 asks of SBAS-InSAR
EXACT = 1e-9  # mm: a baseline that errs by no more than this has no error


def known_pairs(observed: np.ndarray, predicted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pairs in which both values are finite, flattened; each shape=(n,)."""
    observed, predicted = np.broadcast_arrays(np.asarray(observed, dtype=float), np.asarray(predicted, dtype=float))
    known = np.isfinite(observed) & np.isfinite(predicted)
    if known.all():
        return observed.ravel(), predicted.ravel()
    return observed[known], predicted[known]


def mse(observed: np.ndarray, predicted: np.ndarray) -> float:
    """Mean squared error.

    >>> mse([1.0, 2.0, np.nan], [1.0, 4.0, 0.0])
    2.0
    """
    observed, predicted = known_pairs(observed, predicted)
    return float(np.mean((observed - predicted) ** 2)) if observed.size else float("nan")


def rmse(observed: np.ndarray, predicted: np.ndarray) -> float:
    """Root of the mean squared error."""
    return float(np.sqrt(mse(observed, predicted)))


def mae(observed: np.ndarray, predicted: np.ndarray) -> float:
    """Mean of the absolute errors."""
    observed, predicted = known_pairs(observed, predicted)
    return float(np.mean(np.abs(observed - predicted))) if observed.size else float("nan")


def r2(observed: np.ndarray, predicted: np.ndarray) -> float:
    """Share of the variance explained, 1 − SSE/SST; NaN where the observed values do not vary.

    >>> r2([1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
    1.0
    """
    observed, predicted = known_pairs(observed, predicted)
    if observed.size < 2:
        return float("nan")
    total = float(np.sum((observed - observed.mean()) ** 2))
    return 1.0 - float(np.sum((observed - predicted) ** 2)) / total if total > 0 else float("nan")


def within_10mm(observed: np.ndarray, predicted: np.ndarray) -> float:
    """Share of the values that are predicted to within ±10 mm (or mm/yr), in [0, 1]."""
    observed, predicted = known_pairs(observed, predicted)
    return float(np.mean(np.abs(observed - predicted) <= WITHIN_MM)) if observed.size else float("nan")


def skill(observed: np.ndarray, predicted: np.ndarray, baseline: np.ndarray) -> float:
    """1 − MSE/MSE(baseline), over the values that both predict: 1 perfect, 0 no better, negative worse.

    NaN where the baseline is exact: nothing can be better, and no ratio says by how much anything is worse.
    """
    observed, predicted, baseline = np.broadcast_arrays(
        np.asarray(observed, dtype=float), np.asarray(predicted, dtype=float), np.asarray(baseline, dtype=float)
    )
    both = np.isfinite(predicted) & np.isfinite(baseline)
    if not both.all():
        observed, predicted, baseline = observed[both], predicted[both], baseline[both]
    reference = mse(observed, baseline)
    return 1.0 - mse(observed, predicted) / reference if reference > EXACT**2 else float("nan")


def coverage(observed: np.ndarray, low: np.ndarray, high: np.ndarray) -> float:
    """Share of the observed values inside [low, high], in [0, 1]."""
    observed, low, high = np.broadcast_arrays(
        np.asarray(observed, dtype=float), np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    )
    known = np.isfinite(observed) & np.isfinite(low) & np.isfinite(high)
    return float(np.mean((observed >= low)[known] & (observed <= high)[known])) if known.any() else float("nan")


def width(low: np.ndarray, high: np.ndarray) -> float:
    """Mean width of the intervals [low, high], in the unit of the values."""
    low, high = known_pairs(low, high)
    return float(np.mean(high - low)) if low.size else float("nan")


def measures(observed: np.ndarray, predicted: np.ndarray, baseline: np.ndarray | None = None) -> dict[str, float]:
    """All measures of one prediction, under the column names of the ``METRICS`` tables.

    ``n`` is the number of pairs compared; ``skill`` is NaN where no ``baseline`` is given.
    """
    observed, predicted = np.broadcast_arrays(np.asarray(observed, dtype=float), np.asarray(predicted, dtype=float))
    known = np.isfinite(observed) & np.isfinite(predicted)
    truth = observed[known]
    if not truth.size:
        return {"n": 0, **dict.fromkeys(("mse", "rmse", "mae", "r2", "within_10mm", "skill"), float("nan"))}
    # one array of errors serves all measures: tables of thousands of rows come from millions of values
    error = truth - predicted[known]
    absolute, squared = np.abs(error), error * error
    own, variance = float(squared.mean()), float(truth.var())
    return {
        "n": int(error.size),
        "mse": own,
        "rmse": float(np.sqrt(own)),
        "mae": float(absolute.mean()),
        "r2": 1.0 - own / variance if variance > 0 else float("nan"),
        "within_10mm": float((absolute <= WITHIN_MM).mean()),
        "skill": float("nan") if baseline is None else skill(observed, predicted, baseline),
    }
