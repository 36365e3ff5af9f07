"""How sure a forecast is: what errors the backtest lets expect.

A thousand points at four origins are four thousand errors, but only four draws of what they all share at an origin:
an error of the atmosphere, of the reference, of a wet year. So an error is taken apart. What the points around a place
had in common at each origin is drawn anew: from Student's t with as many degrees of freedom as there are origins as far
as the whole cluster had it, from a normal distribution as far as many places showed each its own. What a point had of
its own is taken from those points as it was. Of n origins the latest counts n times, as where the models' weights are
learnt: it knew the longest series, and its ground is the most like today's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .data.history import nearest_of

MOST_PATHS = 6000
NEAR_POINTS = 40  # whose mean error at an origin counts as what a place shares
FADING = (0.1, 0.25, 0.5, 1.0)  # in shares of the last judged lead, in which variances may fade towards a limit
LEADS_FOR_GROWTH = 4  # with fewer the variance beyond grows like that of a random walk
OF_THRESHOLDS = 1  # degrees of freedom more where the probability of passing a threshold is asked for
GROWTH_DOUBT = 0.2  # weight of the random walk beside the growth that was found
PLACES_PER_BLOCK = 500


@dataclass(frozen=True)
class ErrorPaths:
    """Errors to be expected, forecast minus truth in units of a point's spread, over all leads at once.

    errors : shape=(n_paths, horizon); labels, points : shape=(n_paths,), the cluster and the point each was drawn at
    """

    errors: np.ndarray
    labels: np.ndarray
    points: np.ndarray


def error_paths(
    scaled_errors: np.ndarray, labels: np.ndarray, xy: np.ndarray, seed: int, *, more_degrees: int = 0
) -> ErrorPaths:
    """Errors drawn at places of every cluster, ``MOST_PATHS`` altogether, shared out evenly among clusters.

    scaled_errors : shape=(n_origins, n_points, horizon), NaN where the truth is unknown; xy : shape=(n_points, 2)
    more_degrees : see ``errors_near``
    """
    generator = np.random.default_rng(seed)
    known = np.isfinite(scaled_errors).any(axis=(0, 2))
    found = np.unique(labels[known])
    errors, points = [], []
    for label in found:
        rows = np.flatnonzero(known & (labels == label))
        common = common_errors(scaled_errors[:, rows])
        most = MOST_PATHS // found.size
        chosen = np.sort(generator.choice(rows, most, replace=rows.size < most))
        near = rows[nearest_of(xy[rows], xy[chosen], NEAR_POINTS)]
        for start in range(0, most, PLACES_PER_BLOCK):
            here = near[start : start + PLACES_PER_BLOCK]
            errors.append(errors_near(scaled_errors, here, common, 1, generator, more_degrees=more_degrees)[:, 0])
        points.append(chosen)
    if not errors:
        return ErrorPaths(np.empty((0, scaled_errors.shape[2])), np.empty(0, int), np.empty(0, int))
    of_point = np.concatenate(points)
    return ErrorPaths(np.concatenate(errors), labels[of_point], of_point)


def common_errors(scaled_errors: np.ndarray) -> np.ndarray:
    """What points had in common at each origin; shape=(n_origins, horizon), NaN at origins where nothing is known.

    scaled_errors : shape=(n_origins, n_points, horizon), NaN where unknown
    """
    known = np.isfinite(scaled_errors)
    count = known.sum(axis=1)
    total = np.where(known, scaled_errors, 0.0).sum(axis=1)
    return _closed(np.where(count > 0, total / np.maximum(count, 1), np.nan))


def errors_near(
    scaled_errors: np.ndarray,
    near: np.ndarray,
    common: np.ndarray,
    count: int,
    generator: np.random.Generator,
    *,
    more_degrees: int = 0,
) -> np.ndarray:
    """``count`` errors for each place, from those of the points near it; shape=(n_places, count, horizon).

    scaled_errors : shape=(n_origins, n_points, horizon), NaN where unknown
    near : shape=(n_places, k), numbers of points; a place of which nothing is known gets NaN
    common : of the whole cluster, from ``common_errors``
    more_degrees : of freedom of the common part: 0 for intervals, ``OF_THRESHOLDS`` for probabilities

    Of means m at origins of weights w the next is Σ g·√w·m with normal g, which has their second moments. The share
    that is the cluster's, Σ w·c·m / Σ w·m² with its mean c, gets the factor √(n / χ²) of Student's t with n degrees of
    freedom, n = 1 / Σ w² being what the origins are worth. The mean is nought: that forecasts erred to one side four
    times says little about the fifth.

    The interval of Student's t holds as often as it says, the probability of passing a threshold does not: a threshold
    lies where it lies, so that among warnings of, say, three quarters those are too many whose errors by chance came
    out large, and more of them come true. In proportion to the size s that was found, s² n / σ² of χ² with n degrees
    has n + 1: with √(n / χ²) of so many, what is said comes true as often.
    """
    n_near = near.shape[1]
    own = _closed(scaled_errors[:, near])  # (n_origins, n_places, k, horizon)
    there = np.isfinite(own[..., 0])
    count_near = there.sum(axis=2)
    filled = np.where(there[..., None], own, 0.0)
    shared = filled.sum(axis=2) / np.maximum(count_near, 1)[:, :, None]  # (n_origins, n_places, horizon)

    shape = (near.shape[0], count)
    rank = np.arange(1.0, len(own) + 1)
    weight = rank[:, None] * (count_near > 0)  # (n_origins, n_places)
    weight /= np.maximum(weight.sum(axis=0), 1e-30)
    n_worth = 1.0 / np.maximum(np.square(weight).sum(axis=0), 1.0 / len(own))[:, None]
    along = np.einsum("op,oph,oh->p", weight, shared, np.nan_to_num(common))
    squares = np.einsum("op,oph,oph->p", weight, shared, shared)
    of_all = np.clip(along / np.maximum(squares, 1e-30), 0.0, 1.0)[:, None]
    drawn = np.einsum("opd,op,oph->pdh", generator.normal(size=(len(own), *shape)), np.sqrt(weight), shared)
    chi_squared = generator.chisquare(np.broadcast_to(n_worth + more_degrees, shape))
    widened = of_all * n_worth / chi_squared + (1.0 - of_all)
    drawn *= np.sqrt(widened)[:, :, None]

    place = np.broadcast_to(np.arange(shape[0])[:, None], shape)
    chance = (there * rank[:, None, None]).transpose(1, 0, 2).reshape(shape[0], -1).cumsum(axis=1)
    turn = (1.0 - generator.random(shape)) * chance[:, -1:]  # above 0, so that one with a chance is met
    origin, which = np.divmod((chance[:, None, :] < turn[:, :, None]).sum(axis=2), n_near)
    alike = np.maximum(count_near[origin, place], 1)
    left = filled[origin, place, which] - shared[origin, place]
    found = drawn + left * np.sqrt(alike / np.maximum(alike - 1, 1))[:, :, None]
    found[chance[:, -1] == 0] = np.nan
    return found


def half_widths(paths: ErrorPaths, n_labels: int, level: float) -> np.ndarray:
    """Half widths in units of the points' spread; shape=(n_labels + 1, horizon), the last over all clusters.

    They hold a share of ``level`` of the errors to be expected, and never narrow with the horizon: leads whose order
    chance has turned round get their mean.
    """
    size = np.abs(paths.errors)
    if not len(size):
        return np.full((n_labels + 1, size.shape[1]), np.nan)
    found = np.tile(np.quantile(size, level, axis=0), (n_labels + 1, 1))
    for label in range(n_labels):
        rows = paths.labels == label
        if rows.any():
            found[label] = np.quantile(size[rows], level, axis=0)
    return np.array([_in_order(row) for row in found])


def _in_order(values: np.ndarray) -> np.ndarray:
    """The nearest values that never fall (Ayer et al., Annals of Mathematical Statistics 26, 1955); shape=(n,)."""
    means: list[float] = []
    counts: list[int] = []
    for value in values:
        means.append(float(value))
        counts.append(1)
        while len(means) > 1 and means[-2] > means[-1]:
            total = counts[-2] + counts[-1]
            means[-2:] = [(means[-2] * counts[-2] + means[-1] * counts[-1]) / total]
            counts[-2:] = [total]
    return np.repeat(means, counts)


def _closed(errors: np.ndarray) -> np.ndarray:
    """Missing leads take the error of the lead before, the first ones that of the first known; last axis the leads."""
    known = np.isfinite(errors)
    if known.all():
        return errors
    lead = np.arange(errors.shape[-1])
    before = np.maximum.accumulate(np.where(known, lead, -1), axis=-1)
    first = np.argmax(known, axis=-1)[..., None]
    return np.take_along_axis(errors, np.where(before >= 0, before, first), axis=-1)


def conformal_quantiles(errors: np.ndarray, level: float) -> np.ndarray:
    """Half widths that hold the next error with a probability of ``level``; shape=(horizon,), never narrowing.

    errors : shape=(n_errors, horizon), at least 0, NaN = unknown
    The quantile is the smallest that the next of n exchangeable errors stays below with that
    probability: the ``ceil((n + 1) level)``-th of n (Vovk et al., 2005).
    """
    ordered = np.sort(errors, axis=0)  # NaN last
    count = np.isfinite(errors).sum(axis=0)
    rank = np.minimum(np.ceil((count + 1) * level * (1 - 1e-12)).astype(int), count) - 1
    found = np.take_along_axis(ordered, np.maximum(rank, 0)[None], axis=0)[0]
    known = np.isfinite(found)
    if known.any():
        found = np.interp(np.arange(found.size), np.flatnonzero(known), found[known])
    return np.maximum.accumulate(found)


def quantiles_at(quantiles: np.ndarray, leads_years: np.ndarray, wanted_years: np.ndarray) -> np.ndarray:
    """Half widths at other leads: linear between the judged ones, ``growth_beyond`` them."""
    found = np.array([np.interp(wanted_years, leads_years, row) for row in quantiles])
    return found * np.array([growth_beyond(row, leads_years, wanted_years) for row in quantiles])


def growth_beyond(widths: np.ndarray, leads_years: np.ndarray, wanted_years: np.ndarray) -> np.ndarray:
    """How many times as wide as at the last judged lead errors are at later ones, 1 before; shape=(n_wanted,).

    widths : shape=(horizon,), at the judged leads

    The squares of the widths at the judged leads t are taken apart into parts that no noise and no motion can have but
    positive: noise of single epochs (1), noise that fades (1 − exp(−t/τ)), a random walk (t) and a wrong rate (t²).
    Each goes on as it does. A fifth of the variance grows like a random walk whatever was found: what is slow shows
    itself late.
    """
    from scipy.optimize import nnls

    time, later = leads_years / leads_years[-1], np.maximum(wanted_years / leads_years[-1], 1.0)
    if time.size < LEADS_FOR_GROWTH or not (np.isfinite(widths) & (widths > 0)).all() or (later == 1.0).all():
        return np.sqrt(later)

    def parts(t: np.ndarray) -> np.ndarray:
        return np.column_stack([t**0, *(1.0 - np.exp(-t / tau) for tau in FADING), t, t**2])

    shares, _ = nnls(parts(time) / np.square(widths)[:, None], np.ones(time.size))
    found = parts(later) @ shares / (parts(np.ones(1)) @ shares)
    return np.sqrt((1.0 - GROWTH_DOUBT) * found + GROWTH_DOUBT * later)


def coverage(truth: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> float:
    """Share of the known truth inside the interval."""
    known = np.isfinite(truth)
    inside = (truth >= lower) & (truth <= upper)
    return float(inside[known].mean()) if known.any() else float("nan")
