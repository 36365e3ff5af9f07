"""Networks, trees and splines answer together, each with the weight that rows left out give it.

Source: Breiman, Stacked regressions, Machine Learning 24, 1996: weights that are not negative, learnt from
what each says of rows it had not seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from ...analysis.additive_splines import AdditiveSplines, fit_splines
from ...progress import ALONE, Run
from .trees import Trees, fit_trees, trees_can_be_grown

NETWORKS, TREES, SPLINES = "networks", "extra trees", "additive splines"
LEAST_WEIGHT = 0.02  # a model that would have less takes no part
CLEARLY = 1.0  # standard errors over the hands by which the stack must beat the networks, or they answer alone
FENCE = 15.0  # median errors; a row whose error is larger counts as if it were this large


@dataclass
class Stack:
    """The models beside the networks, and everyone's weight.

    others : by name; unseen : by name, what each said of learning rows that it had not seen, mm/yr (not saved)
    weights : by where the cluster of a point comes from, of the networks and the others, summing to one
    """

    others: dict[str, AdditiveSplines | Trees] = field(default_factory=dict)
    unseen: dict[str, np.ndarray] = field(default_factory=dict)
    weights: dict[str, dict[str, float]] = field(default_factory=dict)

    def answers(self, networks: np.ndarray, others: Mapping[str, np.ndarray], source: str) -> np.ndarray:
        """The networks' answers moved to where the stack is; networks : shape=(n_members, n_rows), mm/yr.

        others : what each of them says that has a weight, shape=(n_rows,), mm/yr; it is added to every member alike, so
        members differ as far as the networks count.
        """
        weights = self.weights[source]
        found = weights[NETWORKS] * networks
        for name in self.others:
            if weights[name] > 0:
                found = found + weights[name] * others[name]
        return found

    def out_of_bag(self, mean: np.ndarray, variance: np.ndarray, source: str) -> tuple[np.ndarray, np.ndarray]:
        """The same for what was said of rows not seen: the networks' mean and variance among them, then the stack's."""
        weights = self.weights[source]
        others = sum((weights[name] * self.unseen[name] for name in self.others if weights[name] > 0), np.zeros(()))
        return weights[NETWORKS] * mean + others, weights[NETWORKS] ** 2 * variance


def fit_others(
    inputs: np.ndarray,
    rate: np.ndarray,
    left_out: np.ndarray,
    run: Run = ALONE,
) -> Stack:
    """Everything beside the networks, on the same rows; weights come later.

    inputs : shape=(n_rows, n_inputs), scaled; rate : shape=(n_rows,), mm/yr
    left_out : shape=(n_members, n_rows), bool, the networks' validation rows
    """
    stack = Stack()
    hands = hands_of(left_out)
    stack.others[SPLINES], stack.unseen[SPLINES] = fit_splines(inputs, rate, hands)
    if trees_can_be_grown():
        stack.others[TREES], stack.unseen[TREES] = fit_trees(inputs, rate, hands, run)
    run.report.progress(1.0)
    return stack


def hands_of(left_out: np.ndarray) -> list[np.ndarray]:
    """The members' validation rows until every row that is ever left out was left out once.

    >>> [hand.tolist() for hand in hands_of(np.array([[True, False], [False, True], [True, False]]))]
    [[True, False], [False, True]]
    """
    hands, met = [], np.zeros(left_out.shape[1], dtype=bool)
    for rows in left_out:
        fresh = rows & ~met
        if fresh.any() and not rows.all():
            hands.append(fresh)
        met |= rows
    return hands


def learn_weights(
    rate: np.ndarray,
    mean: np.ndarray,
    variance: np.ndarray,
    count: np.ndarray,
    n_members: int,
    unseen: Mapping[str, np.ndarray],
    hands: Sequence[np.ndarray] = (),
) -> dict[str, float]:
    """Everyone's weight, from errors on rows not seen.

    mean, variance : shape=(n_rows,), of the networks that left a row out; count : how many did
    unseen : by name, shape=(n_rows,); hands : shape=(n_rows,) each, bool, rows that were left out together

    Where there are hands, weights learnt on all others are tried on each: unless they beat the networks there, by more
    than chance between hands explains, the networks answer alone. A few blocks of ground say little of other ground.

    Of the networks only the few that left a row out are judged, but all of them will answer: their error is taken
    for what it would be with all (as in ``learn_intervals``).
    """
    names = [NETWORKS, *unseen]
    said = np.array([mean, *unseen.values()])
    known = np.isfinite(said).all(axis=0)
    if not known.any():
        return {name: float(name == NETWORKS) for name in names}
    errors = np.array([held(one) for one in said[:, known] - rate[known]])
    disagreement = variance[known]
    typical = float(np.nanmean(disagreement)) if np.isfinite(disagreement).any() else 0.0
    fewer = typical * (1.0 / np.maximum(count[known], 1) - 1.0 / n_members)
    if not better_than_networks(errors, fewer, [hand[known] for hand in hands]):
        return {name: float(name == NETWORKS) for name in names}
    products = products_of(errors, fewer)
    weights = lightest(products)
    if (weights < LEAST_WEIGHT).any():
        kept = np.flatnonzero(weights >= LEAST_WEIGHT)
        weights = np.zeros(len(names))
        weights[kept] = lightest(products[np.ix_(kept, kept)])
    return {name: float(weight) for name, weight in zip(names, weights)}


def products_of(errors: np.ndarray, fewer: np.ndarray) -> np.ndarray:
    """Mean products of errors, shape=(n_models, n_rows), the first those of the networks.

    fewer : shape=(n_rows,), (mm/yr)², what the networks' squared error loses when all of them answer
    """
    products = errors @ errors.T / errors.shape[1]
    products[0, 0] = max(products[0, 0] - float(fewer.mean()), 0.25 * products[0, 0])
    return products


def better_than_networks(errors: np.ndarray, fewer: np.ndarray, hands: Sequence[np.ndarray]) -> bool:
    """Whether weights learnt without a hand clearly beat the networks on it; True where that cannot be tried."""
    hands = [hand for hand in hands if hand.any() and not hand.all()]
    if len(hands) < 2:
        return True
    gains = []
    for hand in hands:
        weights = lightest(products_of(errors[:, ~hand], fewer[~hand]))
        products = products_of(errors[:, hand], fewer[hand])
        gains.append(1.0 - weights @ products @ weights / max(products[0, 0], 1e-12))
    return float(np.mean(gains)) > CLEARLY * float(np.std(gains, ddof=1)) / len(gains) ** 0.5


def held(errors: np.ndarray) -> np.ndarray:
    """Errors no further out than ``FENCE`` median ones, so that one row at the edge of the factors decides nothing."""
    most = FENCE * max(float(np.median(np.abs(errors))), 1e-12)
    return np.clip(errors, -most, most)


def lightest(products: np.ndarray) -> np.ndarray:
    """Weights that are not negative, sum to one and make the mean squared error least.

    products : shape=(n_models, n_models), mean products of the errors; a few models only: all subsets are tried

    >>> lightest(np.array([[1.0, 0.0], [0.0, 3.0]])).round(2).tolist()
    [0.75, 0.25]
    """
    count = len(products)
    best, least = np.eye(count)[int(np.argmin(np.diagonal(products)))], float(np.diagonal(products).min())
    for size in range(2, count + 1):
        for chosen in combinations(range(count), size):
            part = products[np.ix_(chosen, chosen)]
            own = np.linalg.lstsq(part + 1e-12 * np.trace(part) * np.eye(size), np.ones(size), rcond=None)[0]
            if own.min() < 0 or own.sum() <= 0:
                continue
            own = own / own.sum()
            error = float(own @ part @ own)
            if error < least:
                least, best = error, np.zeros(count)
                best[list(chosen)] = own
    return best


def in_words(weights: Mapping[str, float]) -> str:
    """The weights as a note in the metrics."""
    return ", ".join(f"{name} {weight:.2f}" for name, weight in weights.items())


def take_part(weights: Sequence[Mapping[str, float]]) -> set[str]:
    """The models that have a weight anywhere."""
    return {name for one in weights for name, weight in one.items() if weight > 0}
