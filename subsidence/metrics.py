"""How good a prediction is: the measures every model and every baseline is judged by.

All functions take observed and predicted values of one shape, in one unit, and leave out every
pair in which either is NaN (or infinite). With no pair left the answer is NaN, never zero.
"""

from __future__ import annotations

import numpy as np

from .missing_values import robust_spread

WITHIN_MM = 10.0  # deformation accuracy that DZ/T 0154-2020 asks of SBAS-InSAR
FEWEST = 10  # of values that tell whether two measurements agree
LIKE = 0.5  # a correlation from which on the same motion is seen in both, where chance does not reach it
CHANCE = 3.0  # standard errors
TIMES, TIMES_UNLIKE = 4.0, 50.0  # ratios of spreads that the same motion, and any two measurements, do not have
VALUES_AT_MOST = 200_000
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
    return _skill(mse(observed, predicted), mse(observed, baseline))


def _skill(own: float, reference: float) -> float:
    return 1.0 - own / reference if reference > EXACT**2 else float("nan")


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
    if baseline is None:
        gain = float("nan")
    else:
        other = np.broadcast_to(np.asarray(baseline, dtype=float), observed.shape)[known]
        both_known = np.isfinite(other).all()  # so the errors of the one are to hand, and of the same pairs
        gain = _skill(own, mse(truth, other)) if both_known else skill(observed, predicted, baseline)
    return {
        "n": int(error.size),
        "mse": own,
        "rmse": float(np.sqrt(own)),
        "mae": float(absolute.mean()),
        "r2": 1.0 - own / variance if variance > 0 else float("nan"),
        "within_10mm": float((absolute <= WITHIN_MM).mean()),
        "skill": gain,
    }


def disagreement(one: np.ndarray, other: np.ndarray, times: float = TIMES) -> str:
    """What two measurements of the same motion contradict each other in: "sign", "unit" or nothing.

    one, other : shape=(n,), NaN where unknown; times : ratio of their spreads from which on alike ones contradict

    >>> motion = np.array([-9.0, -4.0, -1.0, 0.0, 0.5, -6.0, -2.0, -7.5, -3.0, -8.0])
    >>> disagreement(motion, motion + 3.0), disagreement(motion, -motion), disagreement(motion, motion / 10)
    ('', 'sign', 'unit')
    """
    known = np.flatnonzero(np.isfinite(one) & np.isfinite(other))
    known = known[:: max(1, known.size // VALUES_AT_MOST)]
    if known.size < FEWEST:
        return ""
    spreads = [robust_spread(values[known]) for values in (one, other)]
    if not min(spreads) > 0:
        return ""
    scaled = [
        np.clip((values[known] - np.median(values[known])) / spread, -5.0, 5.0)
        for values, spread in zip((one, other), spreads)
    ]
    like = float(np.corrcoef(*scaled)[0, 1])
    seen = abs(like) > LIKE and abs(like) * np.sqrt(known.size) > CHANCE
    if seen and like < 0:
        return "sign"
    ratio = max(spreads) / min(spreads)
    return "unit" if ratio > (times if seen else TIMES_UNLIKE) else ""
