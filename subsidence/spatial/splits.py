"""Which rows train, which stop the training, and which judge: at random, or whole pieces of ground.

Neighbouring points resemble each other. A random split puts a neighbour of every test point among
the training points, so it measures interpolation; whole blocks or areas measure prediction of
ground never seen. Validation rows are always drawn the way the test rows are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

TRAIN_SHARE, VALIDATION_SHARE = 0.4, 0.1  # method.md, after Zhou et al. 2022; the rest tests
VARIOGRAM_PAIRS = 60_000
VARIOGRAM_BINS = 24


@dataclass(frozen=True)
class Split:
    """Row numbers, each sorted; no row is in two of them."""

    training: np.ndarray
    validation: np.ndarray
    test: np.ndarray

    def __post_init__(self) -> None:
        for name in ("training", "validation", "test"):
            object.__setattr__(self, name, np.sort(np.asarray(getattr(self, name), dtype=int)))

    @property
    def learning(self) -> np.ndarray:
        """Training and validation rows together."""
        return np.sort(np.concatenate([self.training, self.validation]))


def random_split(
    n_rows: int, *, train_share: float = TRAIN_SHARE, validation_share: float = VALIDATION_SHARE, seed: int = 0
) -> Split:
    """Rows drawn at random.

    Parameters
    ----------
    n_rows : int
        How many there are.
    train_share : float
        Of the rows, 0 … 1.
    validation_share : float
        Of the rows; the rest is for the test.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    Split
        Row numbers of the three parts.

    Raises
    ------
    SubsidenceError
        With too few rows for three parts.

    Examples
    --------
    >>> split = random_split(10, seed=1)
    >>> [len(part) for part in (split.training, split.validation, split.test)]
    [4, 1, 5]
    """
    _check_shares(train_share, validation_share)
    order = np.random.default_rng(seed).permutation(n_rows)
    n_training = max(round(train_share * n_rows), 1)
    n_validation = max(round(validation_share * n_rows), 1)
    if n_rows - n_training - n_validation < 1:
        raise SubsidenceError(
            message(
                "{n_rows} points are too few to train on {train_share:.0%}, validate on"
                " {validation_share:.0%} and test.",
                n_rows=n_rows,
                train_share=train_share,
                validation_share=validation_share,
            )
        )
    return Split(order[:n_training], order[n_training : n_training + n_validation], order[n_training + n_validation :])


def group_split(
    groups: np.ndarray,
    *,
    train_share: float = TRAIN_SHARE,
    validation_share: float = VALIDATION_SHARE,
    seed: int = 0,
) -> Split:
    """Whole groups (blocks or areas) drawn at random until the shares of rows are met as nearly as they can be.

    Parameters
    ----------
    groups : ndarray, shape=(n_rows,)
        Any labels; every part gets at least one group.
    train_share : float
        Of the rows, 0 … 1.
    validation_share : float
        Of the rows; the rest is for the test.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    Split
        Row numbers of the three parts.

    Raises
    ------
    SubsidenceError
        With fewer than three groups.
    """
    _check_shares(train_share, validation_share)
    names, member, sizes = _groups(groups)
    if len(names) < 3:
        raise SubsidenceError(
            message(
                "There are only {count} blocks of ground, but training, validation and test need one"
                " each; choose smaller blocks or a random split.",
                count=len(names),
            )
        )
    order = np.random.default_rng(seed).permutation(len(names))
    middle = (np.cumsum(sizes[order]) - 0.5 * sizes[order]) / sizes.sum()
    part = np.where(middle < train_share, 0, np.where(middle < train_share + validation_share, 1, 2))
    for wanted, place in ((0, 0), (2, len(order) - 1)):
        part[place] = wanted
    if not (part == 1).any():  # large blocks may step over the validation share: give it the one on the border
        last_training = np.flatnonzero(part == 0).max()
        part[last_training + 1 if (part == 2).sum() > 1 else last_training] = 1
    assigned = np.empty(len(names), dtype=int)
    assigned[order] = part
    of_row = assigned[member]
    return Split(*(np.flatnonzero(of_row == number) for number in range(3)))


def group_folds(groups: np.ndarray, *, n_folds: int = 5, validation_share: float = 0.2, seed: int = 0) -> list[Split]:
    """Cross-validation by groups: every row is tested once, by models that saw nothing of its group.

    Parameters
    ----------
    groups : ndarray, shape=(n_rows,)
        Any labels.
    n_folds : int
        At most; there are never more folds than groups.
    validation_share : float
        Of the groups that are left after the test groups are taken out.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    list of Split
        One for each fold.

    Raises
    ------
    SubsidenceError
        With fewer than three groups.
    """
    names, member, _ = _groups(groups)
    n_folds = min(n_folds, len(names))
    if len(names) < 3:
        raise SubsidenceError(
            message(
                "There are only {count} blocks of ground; cross-validation by blocks needs at least 3.",
                count=len(names),
            )
        )
    random = np.random.default_rng(seed)
    order = random.permutation(len(names))
    splits = []
    for fold in range(n_folds):
        test = order[fold::n_folds]
        rest = random.permutation(np.setdiff1d(order, test))
        n_validation = min(max(round(validation_share * len(rest)), 1), len(rest) - 1)
        parts = (rest[n_validation:], rest[:n_validation], test)
        splits.append(Split(*(np.flatnonzero(np.isin(member, part)) for part in parts)))
    return splits


def check_folds(n_folds: int) -> None:
    """Refuse a test on one fold, which would leave nothing to learn from.

    Parameters
    ----------
    n_folds : int
        0 is no such test.

    Returns
    -------
    None
        Where it can be done.

    Raises
    ------
    SubsidenceError
        For one fold.
    """
    if n_folds == 1:
        raise SubsidenceError(
            message("One fold would leave out all the ground at once; give 0 for no such test, or 2 folds and more.")
        )


def bagged_validation(groups: np.ndarray, n_members: int, *, share: float, seed: int = 0) -> np.ndarray:
    """Each ensemble member's own validation rows.

    Parameters
    ----------
    groups : ndarray, shape=(n_rows,)
        Labels of what is left out whole; give every row its own for a random draw.
    n_members : int
        Of the ensemble.
    share : float
        Of the groups that each member leaves out, about.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    ndarray of bool, shape=(n_members, n_rows)
        True where the member must not learn from the row.

    Raises
    ------
    SubsidenceError
        With fewer than two groups.

    Notes
    -----
    The groups are dealt into about 1 / share hands, one per member; when all hands are given the groups are shuffled
    and dealt again. So every row is left out once per round, and for every row there are members that never saw it.
    """
    names, member, _ = _groups(groups)
    if len(names) < 2:
        raise SubsidenceError(message("An ensemble needs at least two points (or blocks) to train and to validate on."))
    n_hands = min(max(round(1.0 / share), 2), len(names))
    random = np.random.default_rng(seed)
    result = np.zeros((n_members, len(member)), dtype=bool)
    for index in range(n_members):
        if index % n_hands == 0:
            hand = np.empty(len(names), dtype=int)
            hand[random.permutation(len(names))] = np.arange(len(names)) % n_hands
        result[index] = (hand == index % n_hands)[member]
    return result


def block_labels(xy_m: np.ndarray, block_m: float) -> np.ndarray:
    """The square block each point lies in.

    Parameters
    ----------
    xy_m : ndarray, shape=(n_points, 2)
        Metres.
    block_m : float
        Side of a block.

    Returns
    -------
    ndarray of int, shape=(n_points,)
        Numbered from 0.

    Raises
    ------
    SubsidenceError
        For a size that is not positive.

    Examples
    --------
    >>> block_labels(np.array([[0.0, 0.0], [90.0, 10.0], [110.0, 10.0]]), 100.0).tolist()
    [0, 0, 1]
    """
    if not block_m > 0:
        raise SubsidenceError(message("The block size must be larger than zero metres."))
    cell = np.floor((xy_m - xy_m.min(axis=0)) / block_m).astype(int)
    return np.unique(cell, axis=0, return_inverse=True)[1].reshape(-1)


def autocorrelation_range_m(xy_m: np.ndarray, values: np.ndarray, *, seed: int = 0) -> float:
    """The distance beyond which two points know little of each other.

    Parameters
    ----------
    xy_m : ndarray, shape=(n_points, 2)
        Metres.
    values : ndarray, shape=(n_points,)
        NaN is left out.
    seed : int
        The same seed gives the same result.

    Returns
    -------
    float
        Metres.

    Notes
    -----
    The practical range of an exponential variogram γ(h) = nugget + sill (1 − exp(−3 h / range)), fitted to the mean
    half squared differences of random pairs up to half the extent.
    """
    known = np.isfinite(values)
    xy, z = xy_m[known], values[known]
    extent = float(np.hypot(*np.ptp(xy, axis=0))) if len(xy) else 0.0
    if len(z) < 10 or extent == 0 or np.ptp(z) == 0:
        return max(extent / 5.0, 1.0)
    random = np.random.default_rng(seed)
    a, b = random.integers(len(z), size=(2, 4 * VARIOGRAM_PAIRS))
    distance = np.hypot(*(xy[a] - xy[b]).T)
    near = (distance > 0) & (distance < extent / 2)
    distance, gamma = distance[near], 0.5 * (z[a] - z[b])[near] ** 2
    edges = np.linspace(0.0, extent / 2, VARIOGRAM_BINS + 1)
    place = np.clip(np.digitize(distance, edges) - 1, 0, VARIOGRAM_BINS - 1)
    count = np.bincount(place, minlength=VARIOGRAM_BINS)
    filled = count > 0
    lag = np.bincount(place, distance, VARIOGRAM_BINS)[filled] / count[filled]
    mean_gamma = np.bincount(place, gamma, VARIOGRAM_BINS)[filled] / count[filled]
    weight = np.sqrt(count[filled])
    best = (np.inf, extent / 5.0)
    for candidate in np.geomspace(extent / 100.0, extent, 80):
        curve = np.stack([np.ones_like(lag), 1.0 - np.exp(-3.0 * lag / candidate)], axis=1)
        fit, *_ = np.linalg.lstsq(curve * weight[:, None], mean_gamma * weight, rcond=None)
        if fit[1] < 0 or fit[0] < 0:  # a negative nugget means nothing: fit the sill alone
            slope = curve[:, 1]
            sill = max(float((weight**2 * slope) @ mean_gamma / ((weight**2 * slope) @ slope)), 0.0)
            fit = np.array([0.0, sill])
        misfit = float((weight**2 * (curve @ fit - mean_gamma) ** 2).sum())
        best = min(best, (misfit, float(candidate)))
    return best[1]


def _groups(groups: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    names, member, sizes = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    return names, member.reshape(-1), sizes


def _check_shares(train_share: float, validation_share: float) -> None:
    if not (0 < train_share < 1 and 0 < validation_share < 1 and train_share + validation_share < 1):
        raise SubsidenceError(
            message(
                "The training share {train_share:g} and the validation share {validation_share:g} must"
                " be above 0 and leave something of 1 for the test.",
                train_share=train_share,
                validation_share=validation_share,
            )
        )
