"""What a forecaster has learned, apart from how it was asked to learn and from the points it looks at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from ..blocks import do_all
from .backtest import Backtest
from .candidates import GAUSSIAN_PROCESS, RIDGE, STATISTICAL, Candidates
from .data.history import History
from .fallback import COMBINATION, choose_fallbacks, places
from .intervals import OF_THRESHOLDS, error_paths, half_widths
from .models.baselines import BASELINES
from .own_groups import Groups

ROWS_LOOKED_AT = 2_000


@dataclass(frozen=True)
class FittedForecast:
    """Everything that ``fit`` finds.

    window : epochs the network is shown
    covariate_names : in the order of training; static_names : of the static factors, "" where they were not told
    cluster_values : shape=(n_labels,), ascending
    leads_years : shape=(horizon,), mean time ahead of each step
    weights : shape=(n_labels + 1, horizon, n_models), the last row for points of no cluster; models as in ``models``
    quantiles : shape=(n_labels + 1, horizon), half widths of the intervals in shares of a point's spread
    paths : shape=(n_paths, horizon), errors in the same shares, for the probability of passing a threshold
    path_labels : shape=(n_paths,)
    path_places : shape=(n_paths, 2), coordinates of each path's point; None in a file that does not know them
    cluster_fallback : shape=(n_labels + 1,), number of the baseline in place of the combination, −1 for none
    fallback_places : shape=(n_fallbacks, 3), see ``fallback.places``; place_fallback : shape=(n_fallbacks,), likewise
    models : fitted on the whole series
    trained_until : last epoch of the series
    backtest : None after loading
    groups : that the forecast made itself and that ``cluster_values`` count, None where it made none
    beyond : n_labels + 1 names, the model whose course ridge and network take beyond the last judged lead; () in a
        file that does not know them
    """

    window: int
    covariate_names: tuple[str, ...]
    static_names: tuple[str, ...]
    cluster_values: np.ndarray
    leads_years: np.ndarray
    weights: np.ndarray
    quantiles: np.ndarray
    paths: np.ndarray
    path_labels: np.ndarray
    cluster_fallback: np.ndarray
    fallback_places: np.ndarray
    place_fallback: np.ndarray
    models: Candidates
    trained_until: str
    backtest: Backtest | None = None
    path_places: np.ndarray | None = None
    groups: Groups | None = None
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True)
class View:
    """The points that are forecast now.

    usable : shape=(n_given,), bool, the given points that are in ``history``
    fallback : shape=(n_points,), number of the baseline of each point in ``history``, −1 for none
    """

    history: History
    usable: np.ndarray
    fallback: np.ndarray


@dataclass(frozen=True)
class Lessons:
    """Intervals and exceptions that the backtest taught; see ``FittedForecast``.

    fallback : shape=(n_points,), number of the baseline of each point of the backtest, −1 for none
    """

    quantiles: np.ndarray
    paths: np.ndarray
    path_labels: np.ndarray
    path_places: np.ndarray
    cluster_fallback: np.ndarray
    fallback_places: np.ndarray
    place_fallback: np.ndarray
    fallback: np.ndarray


def learn(backtest: Backtest, history: History, n_labels: int, level: float, seed: int) -> Lessons:
    """Intervals and exceptions from the backtest. level : of the intervals."""
    labels = history.labels
    chosen = choose_fallbacks(backtest, labels, n_labels)
    scaled = scaled_errors(backtest, chosen.points)
    expected = partial(error_paths, scaled, labels, history.xy, seed)
    of_intervals, paths = do_all([expected, partial(expected, more_degrees=OF_THRESHOLDS)])
    widths = half_widths(of_intervals, n_labels, level)
    fallen = chosen.points >= 0
    return Lessons(
        quantiles=widths,
        paths=paths.errors,
        path_labels=paths.labels,
        path_places=history.xy[paths.points],
        cluster_fallback=chosen.clusters,
        fallback_places=places(history.xy)[fallen],
        place_fallback=chosen.points[fallen],
        fallback=chosen.points,
    )


def models_beyond(backtest: Backtest, labels: np.ndarray, n_labels: int) -> tuple[str, ...]:
    """For each cluster, and last for all points, the model that errs least at the later judged leads of its past.

    Ridge and networks learn to see as far ahead as was judged and no farther; of the others, which follow a course of
    their own, they take the one that has been nearest. labels : shape=(n_points,)
    """
    names = [name for name in backtest.names if name in BASELINES or (name in STATISTICAL and name != RIDGE)]
    later = slice(-max(backtest.truth.shape[2] // 3, 1), None)
    errors = np.array([np.square(backtest.errors(name)[:, :, later]) for name in names])
    found = []
    for label in [*range(n_labels), None]:
        rows = np.ones(labels.size, dtype=bool) if label is None else labels == label
        known = np.isfinite(errors[:, :, rows]).all(axis=0)  # the same values for all
        if known.any():
            found.append(names[int(np.argmin(errors[:, :, rows][:, known].mean(axis=1)))])
        else:
            found.append(GAUSSIAN_PROCESS)
    return tuple(found)


def scaled_errors(backtest: Backtest, fallback: np.ndarray) -> np.ndarray:
    """Errors of what each point is given, in shares of its spread; shape=(n_origins, n_points, horizon).

    fallback : shape=(n_points,), number of the baseline of each point, −1 for the combination
    """
    errors = backtest.errors(COMBINATION)
    for rows, number in fallback_groups(fallback):
        errors[:, rows] = backtest.errors(list(BASELINES)[number])[:, rows]
    return errors / backtest.spread[:, :, None]


def fallback_groups(fallback: np.ndarray) -> list[tuple[np.ndarray, int]]:
    """Rows that get a simple baseline, and its number. fallback : shape=(n_points,), −1 for none."""
    return [(np.flatnonzero(fallback == number), int(number)) for number in np.unique(fallback[fallback >= 0])]


def times_the_scale(observed_mm: np.ndarray, models: Candidates) -> float:
    """How much farther points move from epoch to epoch than any that the models have seen; 1 where that is unknown.

    Of the points the median counts, of what was seen the most; so other ground gives 0.02 to 5, metres 0.0005.
    observed_mm : shape=(n_points, n_epochs), NaN = missing
    """
    seen = [] if models.ridge is None else [one.largest_change_mm[0] for one in models.ridge.models.values()]
    rows = observed_mm[:: max(1, len(observed_mm) // ROWS_LOOKED_AT)]
    with np.errstate(invalid="ignore"):
        farthest = np.fmax.reduce(np.abs(np.diff(rows, axis=1)), axis=1, initial=np.nan)
    farthest = farthest[np.isfinite(farthest)]
    if not seen or not farthest.size or not max(seen) > 0:
        return 1.0
    return float(np.median(farthest) / max(seen)) or 1.0
