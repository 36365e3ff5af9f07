"""How likely it is that a point passes a threshold within the horizon.

The errors of the backtest are kept as whole paths, so that a forecast which is too high today and
still too high next month counts as one surprise, not as two. Each path, scaled by the point's
spread, is laid on the point's forecast; the probability is the share of paths that pass.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..blocks import row_blocks
from ..errors import SubsidenceError
from ..series import years_since
from ..wording import message
from .data.windows import spread_mm
from .forecaster import Forecast, Forecaster

POINTS_PER_BLOCK = 1000
LEAST_PATHS = 20  # of a cluster; with fewer the paths of all clusters are used


def probability_below(forecaster: Forecaster, forecast: Forecast, threshold_mm: float) -> np.ndarray:
    """Probability that the displacement is below ``threshold_mm`` at one of the dates at least.

    Returns shape=(n_points,), NaN where there is no forecast.
    """
    return _share_of_paths(forecaster, forecast, lambda paths, last: (paths < threshold_mm).any(axis=2))


def probability_of_rate_below(forecaster: Forecaster, forecast: Forecast, rate_mm_per_yr: float) -> np.ndarray:
    """Probability that the mean rate from the last observations' level to the last date is below a threshold.

    Returns shape=(n_points,), NaN where there is no forecast. The level is the median of the last
    three epochs, so that the noise of one epoch does not make a rate.
    """
    lead = years_since(forecast.dates[-1:], forecaster.history.dates[-1])[0]
    if lead <= 0:
        raise SubsidenceError(message("A rate needs a date after the last epoch."))
    return _share_of_paths(
        forecaster, forecast, lambda paths, last: (paths[:, :, -1] - last[:, None]) / lead < rate_mm_per_yr
    )


def _share_of_paths(
    forecaster: Forecaster, forecast: Forecast, passes: Callable[[np.ndarray, np.ndarray], np.ndarray]
) -> np.ndarray:
    history = forecaster.history
    past = history.past(history.n_epochs)
    spread = spread_mm(past.displacement_mm, past.dates)
    level = np.median(past.displacement_mm[:, -3:], axis=1)
    middle = forecast.displacement_mm[forecaster.usable]
    leads = years_since(forecast.dates, history.dates[-1])
    paths = _paths_at(forecaster.paths, forecaster.leads_years, leads)
    found = np.empty(middle.shape[0])
    for label in np.unique(history.labels):
        own = paths[forecaster.path_labels == label]
        own = paths if len(own) < LEAST_PATHS else own
        rows = np.flatnonzero(history.labels == label)
        for block in row_blocks(rows.size, POINTS_PER_BLOCK):
            here = rows[block]
            possible = middle[here][:, None, :] - own[None] * spread[here][:, None, None]  # (points, paths, horizon)
            found[here] = passes(possible, level[here]).mean(axis=1)
    result = np.full(forecaster.usable.size, np.nan)
    result[forecaster.usable] = found
    return result


def _paths_at(paths: np.ndarray, leads_years: np.ndarray, wanted_years: np.ndarray) -> np.ndarray:
    """Error paths at other leads: linear between the judged ones, growing like a random walk beyond."""
    known = np.concatenate([[0.0], leads_years])
    from_zero = np.concatenate([np.zeros((len(paths), 1)), paths], axis=1)
    right = np.clip(np.searchsorted(known, wanted_years), 1, known.size - 1)
    share = np.clip((wanted_years - known[right - 1]) / (known[right] - known[right - 1]), 0.0, 1.0)
    found = from_zero[:, right - 1] * (1 - share) + from_zero[:, right] * share
    return found * np.sqrt(np.maximum(wanted_years / known[-1], 1.0))
