"""Which ring width predicts the rate best, and whether the answer means anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..spatial.splits import autocorrelation_range_m, block_labels
from ..wording import message
from .rings import ring_outer_edge

EXACT_M = 0.0  # stands for "no rings: the distance itself"
N_KNOTS = 10
PENALTIES = (1e-4, 1e-2, 1.0)
N_RESAMPLES = 4000
CONFIDENCE = 0.95
FEWEST_BLOCKS = 20


@dataclass(frozen=True)
class WidthScore:
    """How well one width predicts the rate where it was not trained.

    width_m : 0 = the exact distance
    rmse, low, high : mm/yr, with a 95 % interval from resampling the blocks
    worse, worse_low, worse_high : share by which the mean square error exceeds that of the best width,
        with an interval that is wide enough for all comparisons together
    within_noise : the interval reaches zero: this width may be as good as the best
    """

    width_m: float
    rmse: float
    low: float
    high: float
    r2: float
    worse: float
    worse_low: float
    worse_high: float
    within_noise: bool


@dataclass(frozen=True)
class WidthSearch:
    """Scores in order of width, the best one's index, and what it means in a sentence.

    baseline_rmse : predicting the mean of the training blocks
    """

    scores: tuple[WidthScore, ...]
    best: int
    baseline_rmse: float
    n_points: int
    n_blocks: int
    block_m: float
    verdict: str


def search_widths(
    distance_m: np.ndarray,
    rate_mm_per_yr: np.ndarray,
    xy_m: np.ndarray,
    widths_m: Sequence[float] | np.ndarray,
    *,
    block_m: float = 0.0,
    n_folds: int = 5,
    n_repeats: int = 10,
    seed: int = 0,
    report: Report = SILENT,
) -> WidthSearch:
    """Compare ring widths, and the exact distance, by block cross-validation of the rate.

    distance_m : shape=(n_points, n_layers); rate_mm_per_yr : shape=(n_points,); NaN rows are left out
    xy_m : shape=(n_points, 2), metres
    widths_m : ring widths; 0 stands for the exact distance
    block_m : side of the square blocks; 0 takes the distance beyond which rates know little of each other

    The same learner sees the ring's outer edge or the exact distance of every layer: an additive
    regression, piecewise linear with 10 knots per layer and a ridge penalty that is chosen inside the
    training blocks. Whole blocks are held out, in ``n_repeats`` random arrangements of ``n_folds``.
    Widths are compared on the same blocks, which are then resampled (bootstrap) for the intervals.
    """
    known = np.isfinite(distance_m).all(axis=1) & np.isfinite(rate_mm_per_yr)
    distance, rate, xy = distance_m[known], np.asarray(rate_mm_per_yr, dtype=float)[known], xy_m[known]
    if len(rate) < 50 or np.ptp(rate) == 0:
        raise SubsidenceError(
            message(
                "Only {count} points have a rate that varies and all distances; the comparison needs 50.",
                count=len(rate),
            )
        )
    block_m = block_m or autocorrelation_range_m(xy, rate, seed=seed)
    blocks = block_labels(xy, block_m)
    while blocks.max() + 1 < FEWEST_BLOCKS and block_m > 1e-6:  # a range as wide as the layer leaves none to hold out
        block_m /= 1.5
        blocks = block_labels(xy, block_m)
    n_blocks = int(blocks.max()) + 1
    if n_blocks < 2:
        raise SubsidenceError(message("All points lie at one place, so that no part of them can be held out."))
    folds = [_folds(n_blocks, n_folds, np.random.default_rng([seed, repeat])) for repeat in range(n_repeats)]
    widths = sorted({float(width) for width in widths_m} | {EXACT_M})
    errors = []
    for width in report.each(widths):
        factor = distance if width == EXACT_M else ring_outer_edge(distance, width)
        errors.append(_block_errors(spline_basis(factor), rate, blocks, folds))
    baseline = _block_errors(np.empty((len(rate), 0)), rate, blocks, folds)
    counts = np.bincount(blocks, minlength=n_blocks).astype(float)
    return _compare(widths, np.array(errors), baseline, counts, float(np.var(rate)), block_m, seed)


def spline_basis(factor: np.ndarray) -> np.ndarray:
    """Piecewise linear functions with knots at quantiles, scaled to unit spread; shape=(n_points, n_columns)."""
    columns = []
    for values in np.asarray(factor, dtype=float).T:
        knots = np.unique(np.quantile(values, np.linspace(0, 1, N_KNOTS + 1)[:-1]))
        columns += [np.maximum(values - knot, 0.0) for knot in knots]
    basis = np.column_stack(columns) if columns else np.empty((len(factor), 0))
    spread = basis.std(axis=0)
    return (basis[:, spread > 0] - basis[:, spread > 0].mean(axis=0)) / spread[spread > 0]


def _folds(n_blocks: int, n_folds: int, random: np.random.Generator) -> np.ndarray:
    """The fold of each block."""
    fold = np.empty(n_blocks, dtype=int)
    fold[random.permutation(n_blocks)] = np.arange(n_blocks) % min(n_folds, n_blocks)
    return fold


def _block_errors(
    basis: np.ndarray, rate: np.ndarray, blocks: np.ndarray, arrangements: list[np.ndarray]
) -> np.ndarray:
    """Sum of squared errors of each block when it was held out, mean over the arrangements; shape=(n_blocks,).

    arrangements : the fold of each block, several times; each shape=(n_blocks,)
    """
    design = np.column_stack([np.ones(len(rate)), basis])
    order = np.argsort(blocks, kind="stable")
    starts = np.concatenate([np.searchsorted(blocks[order], np.arange(blocks.max() + 1)), [len(order)]])
    parts = [(design[order[a:b]], rate[order[a:b]]) for a, b in zip(starts, starts[1:])]
    # sums of products per block: leaving blocks out is then a subtraction
    squares = np.array([x.T @ x for x, _ in parts])
    products = np.array([x.T @ y for x, y in parts])
    errors = np.zeros(len(parts))
    for fold in arrangements:
        for held_out in range(fold.max() + 1):
            training = fold != held_out
            penalty = _choose_penalty(squares, products, parts, np.flatnonzero(training), fold)
            weights = _solve(squares[training].sum(axis=0), products[training].sum(axis=0), penalty)
            for block in np.flatnonzero(~training):
                x, y = parts[block]
                errors[block] += ((y - x @ weights) ** 2).sum()
    return errors / len(arrangements)


def _choose_penalty(
    squares: np.ndarray,
    products: np.ndarray,
    parts: list[tuple[np.ndarray, np.ndarray]],
    training: np.ndarray,
    fold: np.ndarray,
) -> float:
    """The penalty with the least error on a fold of the training blocks that is left out in turn."""
    if squares.shape[1] == 1:
        return PENALTIES[0]
    best = (np.inf, PENALTIES[0])
    inner_folds = np.unique(fold[training])
    for penalty in PENALTIES:
        error = 0.0
        for inner in inner_folds:
            fit, check = training[fold[training] != inner], training[fold[training] == inner]
            if not fit.size:
                continue
            weights = _solve(squares[fit].sum(axis=0), products[fit].sum(axis=0), penalty)
            error += sum(((parts[block][1] - parts[block][0] @ weights) ** 2).sum() for block in check)
        best = min(best, (error, penalty))
    return best[1]


def _solve(squares: np.ndarray, products: np.ndarray, penalty: float) -> np.ndarray:
    n_rows = squares[0, 0]
    ridge = np.full(len(squares), penalty * n_rows)
    ridge[0] = 0.0
    return np.linalg.solve(squares + np.diag(ridge) + 1e-9 * n_rows * np.eye(len(squares)), products)


def _compare(
    widths: Sequence[float],
    errors: np.ndarray,
    baseline: np.ndarray,
    counts: np.ndarray,
    variance: float,
    block_m: float,
    seed: int,
) -> WidthSearch:
    """Scores with intervals from resampled blocks."""
    n_blocks = counts.size
    random = np.random.default_rng([seed, 77])
    draws = random.integers(n_blocks, size=(N_RESAMPLES, n_blocks))
    weight = np.apply_along_axis(np.bincount, 1, draws, minlength=n_blocks).astype(float)  # (n_resamples, n_blocks)
    mse = errors.sum(axis=1) / counts.sum()
    drawn = (weight @ errors.T) / (weight @ counts)[:, None]  # (n_resamples, n_widths)
    best = int(mse.argmin())
    tail = (1.0 - CONFIDENCE) / 2.0
    shared_tail = tail / max(len(widths) - 1, 1)  # Bonferroni: one wrong winner among all comparisons
    scores = []
    for index, width in enumerate(widths):
        low, high = np.sqrt(np.quantile(drawn[:, index], [tail, 1 - tail]))
        excess = drawn[:, index] / drawn[:, best] - 1.0
        worse_low, worse_high = np.quantile(excess, [shared_tail, 1 - shared_tail])
        scores.append(
            WidthScore(
                width,
                float(np.sqrt(mse[index])),
                float(low),
                float(high),
                float(1.0 - mse[index] / variance),
                float(mse[index] / mse[best] - 1.0),
                float(worse_low),
                float(worse_high),
                bool(worse_low <= 0.0),
            )
        )
    baseline_mse = baseline.sum() / counts.sum()
    skill_drawn = 1.0 - drawn[:, best] / ((weight @ baseline) / (weight @ counts))
    useful = bool(np.quantile(skill_drawn, tail) > 0)
    verdict = _verdict(tuple(scores), best, useful)
    n_points = int(counts.sum())
    return WidthSearch(tuple(scores), best, float(np.sqrt(baseline_mse)), n_points, n_blocks, float(block_m), verdict)


def width_name(width_m: float) -> str:
    return message("exact distance") if width_m == EXACT_M else f"{width_m:g} m"


def _verdict(scores: tuple[WidthScore, ...], best: int, useful: bool) -> str:
    if not useful:
        return message(
            "No width predicts the rate of unseen blocks better than their mean beyond noise: these"
            " distances alone do not tell the rate here, so no width can be recommended."
        )
    tied = [score for index, score in enumerate(scores) if score.within_noise and index != best]
    winner = width_name(scores[best].width_m)
    winner = winner if scores[best].width_m == EXACT_M else message("ring width {width}", width=winner)
    if not tied:
        return message("The {winner} predicts best, and every other choice is worse beyond noise.", winner=winner)
    names = ", ".join(width_name(score.width_m) for score in tied)
    return message(
        "The {winner} has the smallest error, but within noise {names} may predict as well: the data do"
        " not single out a width.",
        winner=winner,
        names=names,
    )
