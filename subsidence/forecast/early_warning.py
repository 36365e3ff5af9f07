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
LEVEL_EPOCHS = 12  # the line along which the last values are carried to the last epoch
LEAST_PATHS = 20  # of a cluster; with fewer the paths of all clusters are used


def probability_below(forecaster: Forecaster, forecast: Forecast, threshold_mm: float) -> np.ndarray:
    """Probability that the displacement is below ``threshold_mm`` at one of the dates at least.

    Parameters
    ----------
    forecaster : Forecaster
        Fitted; its backtest knows how errors of several leads go together.
    forecast : Forecast
        Of that forecaster.
    threshold_mm : float
        A displacement; subsidence is negative.

    Returns
    -------
    ndarray, shape=(n_points,)
        0 … 1; NaN where there is no forecast.
    """
    return _share_of_paths(forecaster, forecast, lambda paths, level, lead: (paths < threshold_mm).any(axis=2))


def probability_of_rate_below(forecaster: Forecaster, forecast: Forecast, rate_mm_per_yr: float) -> np.ndarray:
    """Probability that the mean rate from the last observations' level to the last date is below a threshold.

    Parameters
    ----------
    forecaster : Forecaster
        Fitted; its backtest knows how errors of several leads go together.
    forecast : Forecast
        Of that forecaster.
    rate_mm_per_yr : float
        The threshold; subsidence is negative.

    Returns
    -------
    ndarray, shape=(n_points,)
        0 … 1; NaN where there is no forecast.

    Raises
    ------
    SubsidenceError
        Without a date after the last epoch.

    Notes
    -----
    last three values, each carried to that epoch along the point's own line, so that the noise of one epoch does not
    make a rate, and level and lead begin at the same time.
    """
    if years_since(forecast.dates[-1:], forecaster.history.dates[-1])[0] <= 0:
        raise SubsidenceError(message("A rate needs a date after the last epoch."))
    return _share_of_paths(
        forecaster, forecast, lambda paths, level, lead: (paths[:, :, -1] - level[:, None]) / lead < rate_mm_per_yr
    )


def _share_of_paths(
    forecaster: Forecaster, forecast: Forecast, passes: Callable[[np.ndarray, np.ndarray, float], np.ndarray]
) -> np.ndarray:
    """passes : paths (points, paths, horizon), level (points,) and the lead of the last date in years → bool."""
    history = forecaster.history
    middle = forecast.displacement_mm[forecaster.usable]
    ends = history.ends(history.n_epochs)
    found = np.full(middle.shape[0], np.nan)
    for end in np.unique(ends[np.isfinite(middle).all(axis=1)]):
        past = history.past(int(end))
        spread = spread_mm(past.displacement_mm, past.dates)
        level = level_at_end(past.displacement_mm, past.dates)
        leads = years_since(forecast.dates, past.dates[-1])
        paths = _paths_at(forecaster.paths, forecaster.leads_years, leads)
        for label in np.unique(history.labels):
            own = paths[forecaster.path_labels == label]
            own = paths if len(own) < LEAST_PATHS else own
            rows = np.flatnonzero((history.labels == label) & (ends == end) & np.isfinite(middle).all(axis=1))
            for block in row_blocks(rows.size, POINTS_PER_BLOCK):
                here = rows[block]
                possible = middle[here][:, None, :] - own[None] * spread[here][:, None, None]
                found[here] = passes(possible, level[here], float(leads[-1])).mean(axis=1)
    result = np.full(forecaster.usable.size, np.nan)
    result[forecaster.usable] = found
    return result


def level_at_end(displacement_mm: np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Where each point stands at the last epoch, robust against one noisy value; shape=(n_points,).

    displacement_mm : shape=(n_points, n_epochs), without gaps

    >>> days = np.datetime64("2020-01-01") + np.arange(20) * 12
    >>> float(level_at_end(-1.0 * np.arange(20.0)[None], days)[0].round(6))
    -19.0
    """
    years = years_since(dates)[-LEVEL_EPOCHS:]
    recent = displacement_mm[:, -LEVEL_EPOCHS:]
    apart = years - years.mean()
    slope = (recent @ apart) / max(float(apart @ apart), 1e-12)
    return np.median(recent[:, -3:] + slope[:, None] * (years[-1] - years[-3:]), axis=1)


def _paths_at(paths: np.ndarray, leads_years: np.ndarray, wanted_years: np.ndarray) -> np.ndarray:
    """Error paths at other leads: linear between the judged ones, growing like a random walk beyond."""
    known = np.concatenate([[0.0], leads_years])
    from_zero = np.concatenate([np.zeros((len(paths), 1)), paths], axis=1)
    right = np.clip(np.searchsorted(known, wanted_years), 1, known.size - 1)
    share = np.clip((wanted_years - known[right - 1]) / (known[right] - known[right - 1]), 0.0, 1.0)
    found = from_zero[:, right - 1] * (1 - share) + from_zero[:, right] * share
    return found * np.sqrt(np.maximum(wanted_years / known[-1], 1.0))
