"""What a simpler model reaches on the same rows: the mean, a plane through the factors, trees."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..packages import missing, require
from ..progress import ALONE, Run
from ..threads import one_thread_pools
from .members.trees import grown, mean_of

MEAN, LINEAR, FOREST, BOOSTING = "mean", "linear", "random forest", "gradient boosting"
TREES, LEAST_TREES = 300, 50  # of the forest
ROWS_OF_ALL_TREES = 1_500_000  # trees times rows, beyond which trees get fewer: their error hardly differs then
SIMPLE = (MEAN, LINEAR)  # the skill of a model is measured against the better of these


@dataclass(frozen=True)
class Baseline:
    """predicted : shape=(n_test_rows,), mm/yr; seconds : to learn and predict."""

    name: str
    predicted: np.ndarray
    seconds: float


def baselines(
    inputs: np.ndarray,
    rate: np.ndarray,
    learning: np.ndarray,
    asked: np.ndarray,
    *,
    trees: bool = True,
    run: Run = ALONE,
) -> list[Baseline]:
    """Learn from the rows ``learning`` and predict the rows ``asked``.

    inputs : shape=(n_rows, n_inputs), scaled, without NaN in these rows; rate : shape=(n_rows,), mm/yr
    trees : forest and boosting too, where scikit-learn is installed
    """
    known, target, wanted = inputs[learning], rate[learning], inputs[asked]
    found = [Baseline(MEAN, np.full(len(asked), target.mean()), 0.0)]
    started = time.perf_counter()
    found.append(Baseline(LINEAR, linear(known, target, wanted), time.perf_counter() - started))
    if trees and not missing(["sklearn"]):
        ensemble = require("sklearn.ensemble")
        models = {
            FOREST: _Forest(run),
            BOOSTING: ensemble.HistGradientBoostingRegressor(random_state=run.seed),
        }
        for name, model in run.report.each(models.items(), len(models)):
            started = time.perf_counter()
            with one_thread_pools():  # on more, boosting shares scikit-learn's trouble with warnings (``trees``)
                predicted = model.fit(known, target).predict(wanted)
            found.append(Baseline(name, predicted, time.perf_counter() - started))
    return found


class _Forest:
    """A random forest (Breiman, Random forests, Machine Learning 45, 2001) of scikit-learn's trees; see ``trees``."""

    def __init__(self, run: Run):
        self._run = run
        self._trees: list[Any] = []

    def fit(self, inputs: np.ndarray, target: np.ndarray) -> _Forest:
        count = min(max(ROWS_OF_ALL_TREES // max(len(target), 1), LEAST_TREES), TREES)
        self._trees = grown("DecisionTreeRegressor", inputs, target, count, self._run, bootstrap=True)
        return self

    def predict(self, inputs: np.ndarray) -> np.ndarray:
        return mean_of(self._trees, inputs)


def linear(known: np.ndarray, target: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Least squares on the inputs and a constant; twins and constants share the weight (minimum norm).

    >>> linear(np.array([[0.0], [1.0]]), np.array([1.0, 3.0]), np.array([[2.0]])).round(6).tolist()
    [5.0]
    """
    design = np.column_stack([known, np.ones(len(known))])
    weights, *_ = np.linalg.lstsq(design, target, rcond=None)
    return np.column_stack([wanted, np.ones(len(wanted))]) @ weights
