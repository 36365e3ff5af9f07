"""Extra trees grown by scikit-learn, kept as arrays of nodes: saved without pickle, asked without scikit-learn.

Source: Geurts, Ernst and Wehenkel, Extremely randomized trees, Machine Learning 63, 2006.

The trees are grown one by one on our own threads. Scikit-learn's forests do that on joblib's, where each tree sets the
process's warning filters and puts them back; threads that do so across each other can lose them, and where there are
none every tree warns that ``parallel.delayed`` should be used with ``Parallel``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...blocks import map_blocks
from ...packages import missing, require
from ...progress import ALONE, Run, stop_if_cancelled

TREES = 150
FOLD_TREES = 60  # of the forests that only tell how good a forest is
FACTOR_SHARE = 0.8  # of the factors that are tried at a split
LEAST_LEAF = 2
MOST_LEAVES = 1500  # of a tree, about, so that a model of a large city stays a file of a few MB
ROWS_AT_ONCE = 20_000


@dataclass(frozen=True)
class Trees:
    """All nodes of all trees; children lie behind their parents.

    factor : shape=(n_nodes,), the input asked, −1 in a leaf; limit : shape=(n_nodes,), below or equal goes left
    left, right : shape=(n_nodes,), node numbers; value : shape=(n_nodes,), mm/yr; roots : shape=(n_trees,)
    """

    factor: np.ndarray
    limit: np.ndarray
    left: np.ndarray
    right: np.ndarray
    value: np.ndarray
    roots: np.ndarray

    def predict(self, inputs: np.ndarray) -> np.ndarray:
        """The rate in mm/yr, shape=(n_rows,); inputs : shape=(n_rows, n_inputs), scaled; NaN where one is missing."""
        inputs = np.asarray(inputs, dtype=np.float32)
        found = np.empty(len(inputs))
        for start in range(0, len(inputs), ROWS_AT_ONCE):
            rows = slice(start, start + ROWS_AT_ONCE)
            found[rows] = self._mean(inputs[rows])
        return np.where(np.isfinite(inputs).all(axis=1), found, np.nan)

    def _mean(self, inputs: np.ndarray) -> np.ndarray:
        total = np.zeros(len(inputs))
        for root in self.roots:
            stop_if_cancelled()
            node = np.full(len(inputs), root, dtype=np.int32)
            rows = np.arange(len(inputs))
            while rows.size:
                here = node[rows]
                inner = self.factor[here] >= 0
                rows, here = rows[inner], here[inner]
                low = inputs[rows, self.factor[here]] <= self.limit[here]
                node[rows] = np.where(low, self.left[here], self.right[here])
            total += self.value[node]
        return total / len(self.roots)

    def arrays(self) -> dict[str, np.ndarray]:
        return {name: getattr(self, name) for name in ("factor", "limit", "left", "right", "value", "roots")}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], n_inputs: int) -> Trees:
        """What ``arrays`` gave; raises ``ValueError`` where following the nodes would lead astray."""
        trees = cls(**{name: arrays[name] for name in ("factor", "limit", "left", "right", "value", "roots")})
        count = len(trees.factor)
        inner = np.flatnonzero(trees.factor >= 0)
        whole = all(one.dtype.kind in "iu" for one in (trees.factor, trees.left, trees.right, trees.roots))
        same = all(len(one) == count for one in (trees.limit, trees.left, trees.right, trees.value))
        if not (whole and same and len(trees.roots) and trees.roots.min() >= 0 and trees.roots.max() < count):
            raise ValueError("nodes of trees")
        children = np.concatenate([trees.left[inner], trees.right[inner]])
        behind = (children > np.tile(inner, 2)) & (children < count)  # no way leads back, so every way ends
        if not behind.all() or trees.factor.max() >= n_inputs or not np.isfinite(trees.value).all():
            raise ValueError("nodes of trees")
        return trees


def trees_can_be_grown() -> bool:
    """Whether scikit-learn is installed."""
    return not missing(["sklearn"])


def fit_trees(
    inputs: np.ndarray,
    rate: np.ndarray,
    left_out: Sequence[np.ndarray] = (),
    run: Run = ALONE,
) -> tuple[Trees, np.ndarray]:
    """The trees of all rows, and what others say of rows that were kept from them; see ``fit_splines``."""
    unseen = np.full(len(rate), np.nan)
    for number, rows in run.report.each(list(enumerate(left_out))):
        forest = _grow(inputs[~rows], rate[~rows], FOLD_TREES, run.seeded(run.seed + number))
        unseen[rows] = mean_of(forest, inputs[rows])
    stop_if_cancelled()
    return _as_arrays(_grow(inputs, rate, TREES, run)), unseen


def grown(
    kind: str, inputs: np.ndarray, rate: np.ndarray, count: int, run: Run = ALONE, *, bootstrap: bool = False,
    **settings: Any,
) -> list[Any]:  # fmt: skip
    """Fitted trees of a forest, the same on any number of threads; without bootstrap those of scikit-learn's forest.

    kind : a tree of ``sklearn.tree``; inputs : shape=(n_rows, n_inputs), without NaN; rate : shape=(n_rows,), mm/yr
    bootstrap : whether each tree has rows drawn with replacement; settings : of the tree
    """
    make = getattr(require("sklearn.tree"), kind)
    seeds = np.random.RandomState(run.seed % 2**31).randint(np.iinfo(np.int32).max, size=count)
    rows, target = np.ascontiguousarray(inputs, dtype=np.float32), np.ascontiguousarray(rate, dtype=np.float64)

    def grow(number: slice) -> Any:
        seed, drawn = int(seeds[number.start]), None
        if bootstrap:
            chosen = np.random.RandomState(seed).randint(0, len(target), len(target))
            drawn = np.bincount(chosen, minlength=len(target)).astype(float)
        return make(random_state=seed, **settings).fit(rows, target, sample_weight=drawn, check_input=False)

    return map_blocks(grow, count, 1, workers=run.workers)


def mean_of(trees: Sequence[Any], inputs: np.ndarray) -> np.ndarray:
    """What ``grown`` trees say together; shape=(n_rows,). inputs : shape=(n_rows, n_inputs), without NaN."""
    rows = np.ascontiguousarray(inputs, dtype=np.float32)
    total = np.zeros(len(rows))
    for one in trees:
        stop_if_cancelled()
        total += one.tree_.predict(rows)[:, 0]
    return total / len(trees)


def _grow(inputs: np.ndarray, rate: np.ndarray, count: int, run: Run) -> list[Any]:
    leaf = max(LEAST_LEAF, len(rate) // MOST_LEAVES)
    return grown(
        "ExtraTreeRegressor", inputs, rate, count, run, min_samples_leaf=leaf, max_features=FACTOR_SHARE
    )  # fmt: skip


def _as_arrays(grown_trees: Sequence[Any]) -> Trees:
    trees = [one.tree_ for one in grown_trees]
    roots = np.concatenate([[0], np.cumsum([one.node_count for one in trees])[:-1]]).astype(np.int32)

    def joined(pick: Any, kind: Any) -> np.ndarray:
        return np.concatenate([pick(one, root) for one, root in zip(trees, roots)]).astype(kind)

    return Trees(
        factor=joined(lambda one, _: np.where(one.children_left < 0, -1, one.feature), np.int16),
        limit=joined(lambda one, _: one.threshold, np.float64),
        left=joined(lambda one, root: one.children_left + root, np.int32),
        right=joined(lambda one, root: one.children_right + root, np.int32),
        value=joined(lambda one, _: one.value[:, 0, 0], np.float32),
        roots=roots,
    )
