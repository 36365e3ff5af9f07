"""How likely it is that a point passes a threshold within the horizon.

The errors that the backtest lets expect (``intervals.error_paths``) are whole paths, so that a forecast which is too
high today and still too high next month counts as one surprise, not as two. Each path, scaled by the point's
spread, is laid on the point's forecast; the probability is the share of paths that pass. A point takes
the paths of its own cluster and neighbourhood: over a whole city, errors of points that sink in other
ways would be mixed in, and what is called likely would not happen as often as it says
(``reliability`` counts that).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..blocks import row_blocks
from ..errors import SubsidenceError
from ..series import years_since
from ..units import DAYS_PER_YEAR
from ..wording import message
from .data.history import History, nearest_of
from .data.windows import spread_mm
from .fitted import scaled_errors
from .forecaster import Forecast, Forecaster
from .intervals import NEAR_POINTS, OF_THRESHOLDS, common_errors, errors_near, growth_beyond

POINTS_PER_BLOCK = 1000
LEVEL_EPOCHS = 12  # the line along which the last values are carried to the last epoch
LEAST_PATHS = 20  # of a cluster; with fewer the paths of all clusters are used
NEAR_PATHS = 160  # that a point is judged by
POINTS_JUDGED = 1500  # that reliability is counted at
THRESHOLDS = 10  # rates for which reliability is counted
SAME_SEASON_DAYS = 45  # between an origin and the last epoch, by their days of the year


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
    Where a point stands at the last epoch is the median of its last three values, each carried to that epoch along
    the point's own line, so that the noise of one epoch does not make a rate, and level and lead begin at the same
    time.
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
        places = forecaster.fitted.path_places
        for label in np.unique(history.labels):
            of_label = np.flatnonzero(forecaster.path_labels == label)
            widths = forecaster.quantiles[label]
            if of_label.size < LEAST_PATHS:
                of_label, widths = np.arange(len(forecaster.paths)), forecaster.quantiles[-1]
            paths = _paths_at(forecaster.paths[of_label], widths, forecaster.leads_years, leads)
            rows = np.flatnonzero((history.labels == label) & (ends == end) & np.isfinite(middle).all(axis=1))
            for block in row_blocks(rows.size, POINTS_PER_BLOCK):
                here = rows[block]
                own = paths[None]
                if places is not None and of_label.size > NEAR_PATHS:
                    own = paths[nearest_of(places[of_label], history.xy[here], NEAR_PATHS)]
                possible = middle[here][:, None, :] - own * spread[here][:, None, None]
                found[here] = passes(possible, level[here], float(leads[-1])).mean(axis=1)
    result = np.full(forecaster.usable.size, np.nan)
    result[forecaster.usable] = found
    return result


@dataclass(frozen=True)
class Tenth:
    """Warnings of a probability between ``low`` and ``high``: the mean of it, and the share that came true.

    n : warnings, one for each point, origin and threshold
    """

    low: float
    high: float
    n: int
    said: float
    happened: float


def reliability(
    forecaster: Forecaster, thresholds_mm_per_yr: np.ndarray | None = None, *, apart: bool = True
) -> list[Tenth]:
    """How often rates below thresholds came to be, by the probability they were given at the backtest's origins.

    Every origin is judged with the errors of the other origins alone, at the farthest judged lead, at up to
    ``POINTS_JUDGED`` points. Empty with one origin.
    thresholds_mm_per_yr : by default ``THRESHOLDS`` of the rates over as long a time before each origin; of those that
        came they would lie to the side to which forecasts erred, and what was unlikely would seem to happen too often
    apart : False judges every origin with the errors of all origins, as they are used for the forecast to come
    """
    history, backtest = forecaster.tested.history, forecaster.backtest
    n_origins = len(backtest.origins)
    if n_origins < 2:
        return []
    last = scaled_errors(backtest, forecaster.tested.fallback)[:, :, -1]
    judged = np.flatnonzero(np.isfinite(last).any(axis=0))
    if judged.size > POINTS_JUDGED:
        judged = np.sort(np.random.default_rng(forecaster.seed).choice(judged, POINTS_JUDGED, replace=False))
    forecast = backtest.truth[:, :, -1] + last * backtest.spread
    observed, middle, spread, before = (np.empty((n_origins, judged.size)) for _ in range(4))
    for number, origin in enumerate(backtest.origins):
        past = history.past(int(origin))
        lead = float(years_since(history.dates[origin + backtest.truth.shape[2] - 1 :][:1], past.dates[-1])[0])
        level = level_at_end(past.displacement_mm, past.dates)[judged]
        observed[number] = (backtest.truth[number, judged, -1] - level) / lead
        middle[number] = (forecast[number, judged] - level) / lead
        spread[number] = backtest.spread[number, judged] / lead
        earlier = max(int(origin) - 1 - backtest.truth.shape[2], 0)
        years = max(float(years_since(past.dates[-1:], past.dates[earlier])[0]), 1e-9)
        before[number] = (level - past.displacement_mm[judged, earlier]) / years
    if thresholds_mm_per_yr is None:
        thresholds_mm_per_yr = np.nanquantile(before, (np.arange(THRESHOLDS) + 0.5) / THRESHOLDS)
    said, happened = [], []
    for number in range(n_origins):
        others = [other for other in range(n_origins) if other != number or not apart]
        errors = _errors_of(last[others], judged, history, forecaster.seed)
        known = np.isfinite(observed[number]) & np.isfinite(middle[number]) & np.isfinite(errors[:, 0])
        for threshold in thresholds_mm_per_yr:
            passes = (middle[number, :, None] - errors * spread[number, :, None]) < threshold
            said.append(passes[known].mean(axis=1))
            happened.append(observed[number, known] < threshold)
    return _tenths(np.concatenate(said), np.concatenate(happened))


def days_from_tried_season(forecaster: Forecaster) -> int | None:
    """Days of the year between the last epoch and the nearest origin of the backtest; None where there is no backtest.

    Forecasts of seasonal ground err otherwise in one season than in another, and an origin knows its own only.
    """
    backtest = forecaster.fitted.backtest
    if backtest is None:
        return None
    origins = forecaster.tested.history.dates[backtest.origins - 1]
    years = np.abs(years_since(origins, forecaster.history.dates[-1])) % 1.0
    return round(float(np.minimum(years, 1.0 - years).min()) * DAYS_PER_YEAR)


def season_warning(forecaster: Forecaster) -> str:
    """One sentence where a forecast begins at a time of year that no origin had, "" where one had."""
    days = days_from_tried_season(forecaster)
    if days is None or days <= SAME_SEASON_DAYS:
        return ""
    return message(
        "The forecast begins {days} days of the year from the nearest origin of the backtest. Where the ground moves"
        " with the season, probabilities of passing a threshold may be off by more than their table says.",
        days=days,
    )


def _errors_of(last: np.ndarray, judged: np.ndarray, history: History, seed: int) -> np.ndarray:
    """Errors to expect at the farthest lead; shape=(n_judged, ``NEAR_PATHS``), NaN where nothing is known.

    last : shape=(n_origins, n_points), scaled errors at that lead
    """
    generator = np.random.default_rng(seed)
    found = np.full((judged.size, NEAR_PATHS), np.nan)
    known = np.isfinite(last).any(axis=0)[judged]
    for label in np.unique(history.labels[judged][known]):
        here = np.flatnonzero(known & (history.labels[judged] == label))
        rows = judged[here]
        near = rows[nearest_of(history.xy[rows], history.xy[rows], NEAR_POINTS)]
        common = common_errors(last[:, rows, None])
        drawn = errors_near(last[:, :, None], near, common, NEAR_PATHS, generator, more_degrees=OF_THRESHOLDS)
        found[here] = drawn[:, :, 0]
    return found


def _tenths(said: np.ndarray, happened: np.ndarray) -> list[Tenth]:
    tenth = np.minimum((said * 10).astype(int), 9)
    return [
        Tenth(number / 10, (number + 1) / 10, int(own.sum()), float(said[own].mean()), float(happened[own].mean()))
        for number in range(10)
        for own in [tenth == number]
        if own.any()
    ]


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


def _paths_at(paths: np.ndarray, widths: np.ndarray, leads_years: np.ndarray, wanted_years: np.ndarray) -> np.ndarray:
    """Error paths at other leads: those of the nearest judged lead, as large as between the leads, and growing beyond.

    They are not drawn as lines from lead to lead: half-way between two epochs, noise of single epochs would be
    averaged away, and with it a part of the chance that one of the dates passes a threshold.
    """
    size = np.sqrt(np.square(paths).mean(axis=0))
    halfway = (leads_years[:-1] + leads_years[1:]) / 2 * (1 - 1e-9)  # of two as near the later
    nearest = np.searchsorted(halfway, wanted_years)
    scale = np.interp(wanted_years, leads_years, size) / np.maximum(size[nearest], 1e-30)
    return paths[:, nearest] * scale * growth_beyond(widths, leads_years, wanted_years)
