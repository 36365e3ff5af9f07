"""Weights of the models, learnt from the errors of a backtest and held close to a share of the good ones.

Errors of all points at one origin move together, so a backtest of four origins is four observations, and with
forecasts half-way between them some more, not four times the number of points: free weights would chase accidents.
Weights therefore stay near a prior that only asks how good each model was altogether, and a simple baseline enters
where the models are not clearly better. The errors of a few points say little even of that: there every model and
every baseline is a candidate, and what a model usually loses to the best counts like some more origins (Bates and
Granger, The combination of forecasts, 1969).
"""

from __future__ import annotations

import numpy as np

from ..progress import stop_if_cancelled
from ..series import years_since

SHRINKAGE = 0.5  # cost, in shares of the best mean squared error, of a unit of squared distance from the prior
TOLERANCE = 0.1  # a model whose mean squared error is 10 % above the best gets 1/e of its share
MANY_POINTS = 50  # a cluster of fewer keeps its weights nearer to the prior, and its prior nearer to equal shares
SHRINKAGE_OF_FEW, TOLERANCE_OF_FEW = 1.5, 0.35
FEW_POINTS = 12  # a cluster of so many points is judged by its own errors and by what is usual in equal parts
USUAL_ORIGINS = 4  # origins that what is usual counts for
USUAL_TOLERANCE = 0.15  # as ``TOLERANCE``, there
ALL_POINTS_SHARE = 0.1  # of every cluster's evidence that comes from all points together; clusters differ in mechanism
NEARBY_HORIZONS = (0.25, 0.5, 0.25)
STEPS = 300


def error_products(errors: np.ndarray, labels: np.ndarray, n_labels: int) -> np.ndarray:
    """Mean products of the models' errors; shape=(n_labels + 1, horizon, n_models, n_models).

    errors : shape=(n_models, n_points, horizon), NaN where the truth is unknown
    labels : shape=(n_points,), 0 … n_labels − 1, or −1 for a point of no cluster
    The last entry of the first axis is over all points; it also serves clusters never seen (−1).
    """
    n_models, _, horizon = errors.shape
    sums = np.zeros((n_labels + 1, horizon, n_models, n_models))
    counts = np.zeros((n_labels + 1, horizon))
    known = np.isfinite(errors[0])
    unknown_leads = ~known.any(axis=0) & known.any()
    absent = ~np.isfinite(errors).any(axis=(1, 2)) & known.any()
    filled = np.zeros((horizon, *errors.shape[:2]))  # each step in one piece
    np.copyto(filled, np.moveaxis(errors, 2, 0), where=np.moveaxis(known & ~absent[:, None, None], 2, 0))
    for label in np.unique(labels):
        rows = labels == label
        for step in range(horizon):
            stop_if_cancelled()
            block = filled[step][:, rows]
            product, count = block @ block.T, known[rows, step].sum()
            sums[-1, step] += product
            counts[-1, step] += count
            if label >= 0:
                sums[label, step] += product
                counts[label, step] += count
    found = sums / np.maximum(counts, 1)[:, :, None, None]
    found[:, unknown_leads] = np.nan
    found[:, :, absent, :] = np.nan  # a model that could not be fitted at this origin
    found[:, :, :, absent] = np.nan
    return found


def learn_weights(
    products: list[np.ndarray],
    is_simple: np.ndarray,
    family: np.ndarray | None = None,
    *,
    usual: np.ndarray | None = None,
    counts: np.ndarray | None = None,
) -> np.ndarray:
    """Weights that are positive and sum to one; shape=(n_labels + 1, horizon, n_models).

    products : one array of ``error_products`` per origin, oldest first; at least one; NaN at leads not known yet
    is_simple : shape=(n_models,), True for the simple baselines
    family : shape=(n_models,), models with the same number are kinds of one model (by default none are)
    usual : shape=(n_models,), logarithm of the mean squared error that each usually has, in shares of the first with 0
    counts : shape=(n_labels + 1,), points of each cluster and of all (by default many); with ``usual`` the few lean on
        what is usual
    Minimises ``w·P·w / best + λ |w − prior|²``: P is the mean over origins, each in shares of its
    best model's error, so that one origin before a jump that nobody could foresee does not drown
    the others, and the n-th of them counted n times, because the ground may have changed its ways;
    it is shared in part between the clusters and between neighbouring horizons. The prior
    falls exponentially with a model's excess over the best, and leaves out the simple baselines
    unless one of them is the best. Kinds of one model share what the best of them would get alone:
    three of a kind are no three opinions.
    """
    shares = _in_shares_of_the_best(products)
    mean = _mean_of_known(shares)
    evidence = _smooth((1 - ALL_POINTS_SHARE) * mean + ALL_POINTS_SHARE * mean[-1:])
    own = np.diagonal(evidence, axis1=2, axis2=3)  # (n_labels + 1, horizon, n_models)
    best = np.maximum(own.min(axis=2), 1e-12)
    kinds = np.arange(is_simple.size) if family is None else family
    many = np.full(len(own), True) if counts is None else counts >= MANY_POINTS
    tolerance, shrinkage = (
        np.where(many, of_many, of_few)[:, None, None]
        for of_many, of_few in ((TOLERANCE, TOLERANCE_OF_FEW), (SHRINKAGE, SHRINKAGE_OF_FEW))
    )
    prior = _prior(own, is_simple, kinds, tolerance)
    quadratic = evidence / best[:, :, None, None]
    weights = prior.copy()
    # Projected gradient: the step is one over the greatest curvature.
    curvature = np.linalg.eigvalsh(quadratic)[..., -1:] + shrinkage
    for _ in range(STEPS):
        slope = np.einsum("chij,chj->chi", quadratic, weights) + shrinkage * (weights - prior)
        weights = _onto_simplex(weights - slope / curvature)
    if usual is None or counts is None:
        return weights
    few = (FEW_POINTS / (FEW_POINTS + counts))[:, None, None]
    return (1.0 - few) * weights + few * _usual_weights(products, usual, kinds)


def _usual_weights(products: list[np.ndarray], usual: np.ndarray, family: np.ndarray) -> np.ndarray:
    """Shares by the logarithm of each model's error, held to what is usual; arguments, shape as ``learn_weights``."""
    own = np.array([np.diagonal(_smooth(product), axis1=2, axis2=3) for product in products])
    own = np.maximum(own, 1e-12)  # (n_origins, n_labels + 1, horizon, n_models), NaN where a model is absent
    excess = np.log(own / own[..., [int(np.argmin(usual))]])
    known = np.isfinite(excess)
    rank = np.arange(1.0, len(products) + 1)
    count = (rank / rank.mean())[:, None, None, None] * known
    total = (count * np.where(known, excess, 0.0)).sum(axis=0) + USUAL_ORIGINS * usual
    mean = total / (count.sum(axis=0) + USUAL_ORIGINS)
    mean = (1 - ALL_POINTS_SHARE) * mean + ALL_POINTS_SHARE * mean[-1:]
    share = np.exp(-(np.exp(mean - mean.min(axis=2, keepdims=True)) - 1) / USUAL_TOLERANCE)
    return _among_kinds(share, family)


def _mean_of_known(shares: list[np.ndarray]) -> np.ndarray:
    """Mean over origins, the n-th counted n times; products with a model that is absent at an origin from the others.

    Two models that never met get the product of two whose errors are alike, so that neither helps the other.
    """
    known = np.isfinite(shares)
    weights = np.arange(1, len(shares) + 1)[:, None, None, None, None] * known
    total = (np.where(known, shares, 0.0) * weights).sum(axis=0)
    count = weights.sum(axis=0)
    mean = total / np.maximum(count, 1)
    own = np.sqrt(np.maximum(np.diagonal(mean, axis1=2, axis2=3), 0.0))
    return np.where(count > 0, mean, own[..., :, None] * own[..., None, :])


def even_weights(takes_part: np.ndarray, n_labels: int, horizon: int) -> np.ndarray:
    """The same share for every model that takes part; shape=(n_labels + 1, horizon, n_models)."""
    share = takes_part.astype(float)
    return np.tile(share / share.sum(), (n_labels + 1, horizon, 1))


def _in_shares_of_the_best(products: list[np.ndarray]) -> list[np.ndarray]:
    """Each origin's products over the least mean squared error of its models, per cluster.

    Where the later leads of an origin are not known yet, its errors are small because its leads are short: the least
    is taken to what it would be over all leads by how errors grew at the origins that know them all.
    """
    own = [np.diagonal(product, axis1=2, axis2=3) for product in products]  # each (n_labels + 1, horizon, n_models)
    known = [np.isfinite(one).any(axis=(0, 2)) for one in own]
    whole = [one / _least(one, leads)[:, None, None] for one, leads in zip(own, known) if leads.all()]
    found = []
    for product, one, leads in zip(products, own, known):
        least = _least(one, leads)
        if whole and not leads.all():
            least = least / np.mean([_least(grown, leads) for grown in whole], axis=0)
        found.append(product / np.maximum(least, 1e-12)[:, None, None, None])
    return found


def _least(own: np.ndarray, leads: np.ndarray) -> np.ndarray:
    """Least over models of the mean squared error at some leads; shape=(n_labels + 1,). own : (…, horizon, n_models)"""
    return np.maximum(np.nanmin(own[:, leads].mean(axis=1), axis=1), 1e-12)


def _prior(own: np.ndarray, is_simple: np.ndarray, family: np.ndarray, tolerance: np.ndarray) -> np.ndarray:
    """Shares by how close each model's error at a lead is to the best one's there; shapes as ``own``.

    tolerance : shape=(n_labels + 1, 1, 1)
    """
    total = own
    best = np.maximum(total.min(axis=2, keepdims=True), 1e-12)
    share = np.exp(-(total / best - 1) / tolerance)
    best_simple = np.where(is_simple, total, np.inf).min(axis=2, keepdims=True)
    best_model = np.where(is_simple, np.inf, total).min(axis=2, keepdims=True)
    stays = ~is_simple | ((total == best_simple) & (best_simple <= best_model))
    return _among_kinds(np.where(stays, share, 0.0), family)


def _among_kinds(share: np.ndarray, family: np.ndarray) -> np.ndarray:
    """Shares that sum to one, kinds of one model together what the best of them would get; last axis the models."""
    share = share.copy()
    for number in np.unique(family):
        kinds = share[:, :, family == number]
        share[:, :, family == number] *= kinds.max(axis=2, keepdims=True) / np.maximum(
            kinds.sum(axis=2, keepdims=True), 1e-300
        )
    return share / share.sum(axis=2, keepdims=True)


def weights_at(weights: np.ndarray, leads_years: np.ndarray, wanted_years: np.ndarray) -> np.ndarray:
    """Weights at other leads, linear between those learnt; shape=(n_labels + 1, n_wanted, n_models)."""
    if leads_years.size == 1:
        return np.repeat(weights, wanted_years.size, axis=1)
    right = np.clip(np.searchsorted(leads_years, wanted_years), 1, leads_years.size - 1)
    share = (wanted_years - leads_years[right - 1]) / (leads_years[right] - leads_years[right - 1])
    share = np.clip(share, 0.0, 1.0)[None, :, None]
    return weights[:, right - 1] * (1 - share) + weights[:, right] * share


def combine(forecasts: np.ndarray, weights: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Weighted mean of the models; shape=(n_points, horizon).

    forecasts : shape=(n_models, n_points, horizon); weights : shape=(n_labels + 1, horizon, n_models)
    A label of −1 takes the weights of all points.
    """
    result = np.empty(forecasts.shape[1:], dtype=float)
    for label in np.unique(labels):
        rows = labels == label
        used = (weights[label] > 0).any(axis=0)  # a model without weight may have no forecast
        result[rows] = np.einsum("mph,hm->ph", forecasts[used][:, rows], weights[label][:, used])
    return result


def mean_leads(dates: np.ndarray, origins: np.ndarray, horizon: int) -> np.ndarray:
    """Mean time from an origin to each step ahead; shape=(horizon,), years."""
    return np.mean([years_since(dates[o : o + horizon], dates[o - 1]) for o in origins], axis=0)


def _smooth(products: np.ndarray) -> np.ndarray:
    """Weighted mean with the horizons before and after."""
    padded = np.concatenate([products[:, :1], products, products[:, -1:]], axis=1)
    before, here, after = NEARBY_HORIZONS
    return before * padded[:, :-2] + here * padded[:, 1:-1] + after * padded[:, 2:]


def _onto_simplex(values: np.ndarray) -> np.ndarray:
    """The nearest weights that are positive and sum to one (Duchi et al., 2008), along the last axis."""
    ordered = -np.sort(-values, axis=-1)
    excess = (np.cumsum(ordered, axis=-1) - 1) / np.arange(1, values.shape[-1] + 1)
    count = (ordered > excess).sum(axis=-1, keepdims=True)
    return np.maximum(values - np.take_along_axis(excess, count - 1, axis=-1), 0.0)
