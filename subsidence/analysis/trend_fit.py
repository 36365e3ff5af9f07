"""Trends of series whose noise is correlated in time: generalised least squares, averaged over kinds of noise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..blocks import map_rows, row_blocks
from ..errors import SubsidenceError
from ..progress import ALONE, SILENT, Report, Run, stop_if_cancelled
from ..series import years_since
from ..tabular.bounded_memory import rows_of
from ..wording import message
from .noise_models import NoiseModel, NoiseNode, estimate_noise, reference_design, thinned

ROWS_PER_BLOCK = 4096
ELEMENTS_OF_GAPS = 2_000_000  # matrix elements of series with gaps that are treated at once
NORMAL_95 = 1.959963984540054
LEAST_DETERMINANT = 1e-12  # of a normal matrix with a diagonal of 1; below, the terms cannot be told apart
NEWTON_STEPS = 4
ONE_NODE = 0.98  # a kind of noise with so much of the weight is taken to be alone
LEAST_SQUARES = 1e-12  # mm²: no measurement is better than a millionth of a millimetre
SWEPT = 40  # missing epochs up to which small matrices are eliminated side by side
SWEPT_ELEMENTS = 200_000  # of them at once, so that they stay in the processor's cache
NODES_OF_GAPS = 300_000  # series with gaps times kinds of noise: more of one leaves fewer of the other
FEWEST_NODES_OF_GAPS = 6
SEASON = slice(3, None)  # the columns of ``reference_design`` that have it


@dataclass(frozen=True)
class TrendFit:
    """Terms of a design at every series.

    values : shape=(n_points, n_terms), in mm per unit of the column; NaN where there are too few epochs
    covariance : shape=(n_points, n_terms, n_terms); ± 1.96 √ of its diagonal holds the truth in 95 of 100 cases
    residual_std : shape=(n_points,), mm, standard deviation of the noise about the trend
    node : shape=(n_points,), the likeliest of ``NoiseModel.nodes``, −1 where unknown
    n : shape=(n_points,), epochs used
    """

    values: np.ndarray
    covariance: np.ndarray
    residual_std: np.ndarray
    node: np.ndarray
    n: np.ndarray

    @property
    def std(self) -> np.ndarray:
        """Standard errors; shape=(n_points, n_terms)."""
        return np.sqrt(np.einsum("npp->np", self.covariance))

    def evidence(self, terms: Sequence[int]) -> np.ndarray:
        """What these terms add to the log-likelihood, twice; shape=(n_points,), 0 where nothing is known.

        n ln(1 + W / (n − n_terms)) with Wald's W = bᵀ cov⁻¹ b: for white noise exactly the ratio of likelihoods. The
        covariance knows the noise, so a term that the noise may have made has little evidence. Compare with the
        penalty of Schwarz (1978), ln n for each parameter.
        """
        index = np.asarray(terms)
        part = self.covariance[:, index[:, None], index[None, :]]
        value = self.values[:, index]
        known = np.isfinite(part).all(axis=(1, 2)) & np.isfinite(value).all(axis=1)
        result = np.zeros(len(value))
        if known.any():
            scale = np.sqrt(np.einsum("npp->np", part[known])).clip(1e-150)
            correlation = part[known] / scale[:, :, None] / scale[:, None, :]
            ratio = value[known] / scale
            wald = np.einsum("np,np->n", ratio, np.linalg.solve(correlation, ratio[:, :, None])[:, :, 0])
            degrees = np.maximum(self.n[known] - self.values.shape[1], 1)
            result[known] = self.n[known] * np.log1p(wald.clip(0.0) / degrees)
        return result


@dataclass(frozen=True)
class _Node:
    """A node ready for use: white = y @ whiten has covariance σ² I.

    inverse : C⁻¹; log_determinant : of C; normal : AᵀC⁻¹A; weighted : C⁻¹A
    """

    covariance: np.ndarray
    inverse: np.ndarray
    inverse32: np.ndarray
    log_determinant: float
    weighted: np.ndarray
    normal: np.ndarray


def fit_trend(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    design: np.ndarray,
    noise: NoiseModel,
    *,
    rows: np.ndarray | None = None,
    run: Run = ALONE,
) -> TrendFit:
    """Generalised least squares of one design for all series.

    displacement_mm : shape=(n_points, n_epochs), NaN where missing
    design : shape=(n_epochs, n_terms)
    noise : of the same dates, from ``estimate_noise``
    rows : shape=(n_points,), which series of ``noise`` these are; by default the same in the same order

    For every kind of noise the terms have a Student distribution with n − n_terms degrees of freedom; the kinds are
    averaged by their restricted likelihood times their share, and the covariance holds the spread between them.

    >>> dates = np.datetime64("2020-01-01") + 12 * np.arange(60)
    >>> series = np.random.default_rng(0).normal(0.0, 2.0, (200, 60)) - 10.0 * years_since(dates)
    >>> design = np.column_stack([np.ones(60), years_since(dates)])
    >>> fit = fit_trend(series, dates, design, estimate_noise(series, dates))
    >>> bool(np.mean(np.abs(fit.values[:, 1] + 10.0) < 1.96 * fit.std[:, 1]) > 0.9)
    True
    """
    terms = np.arange(np.asarray(design).shape[1])
    (fit,) = fit_trends(displacement_mm, dates, design, [terms], noise, rows=rows, run=run)
    return fit


def fit_trends(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    design: np.ndarray,
    models: Sequence[Sequence[int] | np.ndarray],
    noise: NoiseModel,
    *,
    rows: np.ndarray | None = None,
    take: Callable[[slice, list[TrendFit]], None] | None = None,
    run: Run = ALONE,
) -> list[TrendFit]:
    """As ``fit_trend``, of several models whose terms are columns of one design: the noise is taken out once for all.

    models : for each the columns of ``design`` that it has
    take : is handed each block of series and its fits as they come, maybe by several threads; then none are returned,
        and the covariances of all series are never in memory at once
    """
    displacement, design, group = _checked(displacement_mm, dates, design, noise, rows)
    nodes = [_prepare(node, design) for node in noise.nodes]
    chosen = [_Model(np.asarray(columns), _noise_left(design[:, columns], nodes)) for columns in models]
    log_weights = np.log(noise.weights.clip(1e-300))
    few = _nodes_of_gaps(displacement, noise)

    fit_rows = partial(_fit_rows, design=design, models=chosen, nodes=nodes, log_weights=log_weights, few=few)

    def handed_on(block: slice, found: list[tuple[np.ndarray, ...]]) -> list[tuple[np.ndarray, ...]]:
        if take is None:
            return found
        take(block, [TrendFit(*fit) for fit in found])
        return []

    if len(displacement) <= ROWS_PER_BLOCK // 8:  # not worth a thread
        found = handed_on(slice(0, len(displacement)), fit_rows(displacement, group))
        return [TrendFit(*fit) for fit in found]
    pieces = map_rows(
        fit_rows, [displacement, group], ROWS_PER_BLOCK, take=handed_on, report=run.report, workers=run.workers
    )
    return [TrendFit(*(np.concatenate(column) for column in zip(*own))) for own in zip(*pieces)]


def rate_std(
    displacement_mm: np.ndarray,
    dates: np.ndarray,
    *,
    noise: NoiseModel | None = None,
    groups: np.ndarray | None = None,
    report: Report = SILENT,
) -> np.ndarray:
    """Standard error of the *ordinary* least-squares rate under the noise that the series show.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN where missing.
    dates : ndarray, shape=(n_epochs,)
        Increasing days.
    noise : NoiseModel, optional
        By default estimated from the series, pooled by ``groups``.
    groups : ndarray, shape=(n_points,), optional
        As of ``estimate_noise``.
    report : Report
        Told the progress; asked whether to stop.

    Returns
    -------
    ndarray, shape=(n_points,)
        mm/yr, NaN with fewer than 4 epochs.

    Notes
    -----
    The rate stays the slope of the straight line by ordinary least squares, g · d with weights g, as producers give it;
    its variance is σ² gᵀ C g averaged over kinds of noise.
    """
    displacement = np.asarray(displacement_mm)
    estimating, solving = report.parts(3, 7)
    if noise is None:
        noise = estimate_noise(displacement, dates, groups=groups, run=Run(estimating))
    design = reference_design(noise.dates)
    displacement, design, group = _checked(displacement, dates, design, noise, None)
    line = np.column_stack([np.ones(len(design)), years_since(noise.dates)])
    log_weights = np.log(noise.weights.clip(1e-300))
    few = _nodes_of_gaps(displacement, noise)
    ready = {terms: [_prepare(node, design[:, :terms]) for node in noise.nodes] for terms in {2, design.shape[1]}}

    std_rows = partial(_std_rows, n_terms=design.shape[1], line=line, ready=ready, log_weights=log_weights, few=few)
    pieces = map_rows(std_rows, [displacement, group], ROWS_PER_BLOCK, report=solving)
    return np.concatenate(pieces) if pieces else np.empty(0)


def _std_rows(
    displacement: np.ndarray,
    group: np.ndarray,
    *,
    n_terms: int,
    line: np.ndarray,
    ready: dict[int, list[_Node]],
    log_weights: np.ndarray,
    few: tuple[np.ndarray, np.ndarray],
) -> np.ndarray:
    """``rate_std`` of a block of rows."""
    values = np.asarray(displacement, dtype=float)
    result = np.full(len(values), np.nan)
    count = np.isfinite(values).sum(axis=1)
    rich = count >= max(n_terms + 6, 12)
    for terms, here in ((n_terms, rich), (2, ~rich & (count >= 4))):
        if here.any():
            result[here] = _slope_std(values[here], line, ready[terms], log_weights, group[here], few)
    return result


def noise_of_rates(displacement_mm: np.ndarray, dates: np.ndarray, report: Report = SILENT) -> tuple[np.ndarray, str]:
    """``rate_std``, and one line on the noise that was found.

    Parameters
    ----------
    displacement_mm : ndarray, shape=(n_points, n_epochs)
        NaN where missing.
    dates : ndarray, shape=(n_epochs,)
        Increasing days.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.

    Returns
    -------
    tuple of ndarray, str
        Standard errors in mm/yr, shape=(n_points,), and the line; NaN and "" where there are fewer than 4 epochs.
    """
    if len(dates) < 4 or not len(displacement_mm):
        return np.full(len(displacement_mm), np.nan), ""
    noise = estimate_noise(displacement_mm, dates)
    return rate_std(displacement_mm, dates, noise=noise, report=report), noise.describe()


def _checked(
    displacement_mm: np.ndarray, dates: np.ndarray, design: np.ndarray, noise: NoiseModel, rows: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    displacement = np.asarray(displacement_mm)
    design = np.asarray(design, dtype=float)
    dates = np.asarray(dates, dtype="datetime64[D]")
    if dates.shape != noise.dates.shape or (dates != noise.dates).any() or len(design) != dates.size:
        raise SubsidenceError(message("The noise was estimated at other dates than those of the trend."))
    group = noise.group if rows is None else noise.group[rows]
    if len(group) != len(displacement):
        raise SubsidenceError(
            message(
                "The noise was estimated for {count} series, but the trend is to be fitted to {total}.",
                count=len(group),
                total=len(displacement),
            )
        )
    return displacement, design, group


def _prepare(node: NoiseNode, design: np.ndarray) -> _Node:
    inverse = node.inverse
    weighted = inverse @ design
    return _Node(node.covariance, inverse, node.inverse32, node.log_determinant, weighted, design.T @ weighted)


@dataclass(frozen=True)
class _Model:
    """columns : of the design; noise_left : shape=(n_nodes,), variance of residuals about them in units of σ²."""

    columns: np.ndarray
    noise_left: np.ndarray


def _noise_left(design: np.ndarray, nodes: Sequence[_Node]) -> np.ndarray:
    basis, _ = np.linalg.qr(design)
    left = np.array([np.trace(node.covariance) - np.sum((node.covariance @ basis) * basis) for node in nodes])
    return left / (len(design) - design.shape[1])


def _fit_rows(
    displacement: np.ndarray,
    group: np.ndarray,
    *,
    design: np.ndarray,
    models: Sequence[_Model],
    nodes: Sequence[_Node],
    log_weights: np.ndarray,
    few: tuple[np.ndarray, np.ndarray],
) -> list[tuple[np.ndarray, ...]]:
    return _fit_block(np.asarray(displacement, dtype=float), design, models, nodes, log_weights, group, few)


def _fit_block(
    values: np.ndarray,
    design: np.ndarray,
    models: Sequence[_Model],
    nodes: Sequence[_Node],
    log_weights: np.ndarray,
    group: np.ndarray,
    few: tuple[np.ndarray, np.ndarray],
) -> list[tuple[np.ndarray, ...]]:
    """For each model the fields of ``TrendFit`` for some series."""
    n_rows = len(values)
    known = np.isfinite(values)
    count = known.sum(axis=1)
    results: list[tuple[np.ndarray, ...]] = []
    for model in models:
        n_terms = model.columns.size
        results.append(
            (
                np.full((n_rows, n_terms), np.nan),
                np.full((n_rows, n_terms, n_terms), np.nan),
                np.full(n_rows, np.nan),
                np.full(n_rows, -1),
                count,
            )
        )
    everything = np.arange(len(nodes))
    enough = count >= min(model.columns.size for model in models) + 2
    for here in _batches(known, enough):
        stop_if_cancelled()
        chosen, weights = (everything, log_weights) if known[here].all() else few
        equations = _equations(values[here], known[here], design, [nodes[index] for index in chosen])
        for model, result in zip(models, results):
            fits = count[here] >= model.columns.size + 2
            parts = equations.solve(model.columns)
            averaged = list(_average(parts, weights[group[here]], count[here], model.noise_left[chosen]))
            averaged[3] = np.where(averaged[3] < 0, -1, chosen[averaged[3]])
            for target, part in zip(result, averaged):
                target[here[fits]] = part[fits]
    return results


def _nodes_of_gaps(displacement: np.ndarray, noise: NoiseModel) -> tuple[np.ndarray, np.ndarray]:
    """The nodes that series with gaps are given, fewer where there are many such series, and ln of their weights."""
    first = rows_of(displacement, np.arange(0, len(displacement), max(len(displacement) // 2000, 1)))
    share = float((~np.isfinite(first)).any(axis=1).mean()) if len(first) else 0.0
    most = max(int(NODES_OF_GAPS / max(share * len(displacement), 1.0)), FEWEST_NODES_OF_GAPS)
    chosen, weights = thinned(noise, most)
    return chosen, np.log(weights.clip(1e-300))


def _batches(known: np.ndarray, enough: np.ndarray) -> list[np.ndarray]:
    """Rows to be treated together: the complete ones, then those with gaps, by the number of missing epochs."""
    missing = (~known).sum(axis=1)
    batches = [np.flatnonzero(enough & (missing == 0))]
    gappy = np.flatnonzero(enough & (missing > 0))
    gappy = gappy[np.argsort(missing[gappy], kind="stable")]
    while gappy.size:
        size = max(ELEMENTS_OF_GAPS // (int(missing[gappy[min(63, gappy.size - 1)]]) + 8) ** 2, 1)
        batches.append(gappy[:size])
        gappy = gappy[size:]
    return [batch for batch in batches if batch.size]


@dataclass(frozen=True)
class _Solved:
    """For every node (first axis) and series: terms, AᵀC⁻¹A inverted, residual squares, log-determinants."""

    terms: np.ndarray  # (n_nodes, n, p)
    inverse: np.ndarray  # (n_nodes, n or 1, p, p)
    squares: np.ndarray  # (n_nodes, n)
    log_covariance: np.ndarray  # (n_nodes, n or 1), ln |C| of the epochs that are known
    log_normal: np.ndarray  # (n_nodes, n or 1), ln |AᵀC⁻¹A|


@dataclass(frozen=True)
class _Equations:
    """For every node (first axis) and series the normal equations of a design A, y − A s in place of y.

    values : y, 0 where missing, shape=(n, n_epochs); start : s by least squares, shape=(n, p), None for 0
    right : AᵀC⁻¹(y − A s), shape=(n_nodes, n, p); normal : AᵀC⁻¹A, shape=(n_nodes, n or 1, p, p)
    squares : (y − A s)ᵀC⁻¹(y − A s), shape=(n_nodes, n); log_covariance : as in ``_Solved``
    """

    values: np.ndarray
    design: np.ndarray
    start: np.ndarray | None
    right: np.ndarray
    normal: np.ndarray
    squares: np.ndarray
    log_covariance: np.ndarray

    def solve(self, columns: np.ndarray) -> _Solved:
        """Generalised least squares of some columns of the design."""
        right, squares = self.right, self.squares
        own_start = None
        if self.start is not None and columns.size < self.design.shape[1]:
            # around the trend of these columns, so that small residuals of large motion keep their digits
            own_start = _least_squares(self.design[:, columns], self.values)
            apart = self.start.copy()
            apart[:, columns] -= own_start
            moved = apart @ self.normal[:, 0]
            squares = squares + np.einsum("np,knp->kn", apart, 2.0 * right + moved)
            right = right + moved
        elif self.start is not None:
            own_start = self.start
        right = right[:, :, columns]
        normal = self.normal[:, :, columns[:, None], columns[None, :]]
        sign, log_normal = np.linalg.slogdet(normal)
        diagonal = np.einsum("knpp->knp", normal).clip(1e-300)
        bad = (sign <= 0) | (log_normal - np.log(diagonal).sum(axis=2) <= np.log(LEAST_DETERMINANT))
        if bad.any():
            normal[bad] = np.eye(columns.size)
        inverse = np.linalg.inv(normal)
        inverse[bad] = np.nan
        if inverse.shape[1] == 1:
            terms = right @ inverse[:, 0]
        else:
            terms = np.einsum("knpq,knq->knp", inverse, right)
        squares = squares - np.einsum("knp,knp->kn", terms, right)
        if own_start is not None:
            terms = terms + own_start
        return _Solved(terms, inverse, squares, self.log_covariance, log_normal)


def _least_squares(design: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Terms of ordinary least squares of series without gaps; shape=(n, p)."""
    found, *_ = np.linalg.lstsq(design, values.T, rcond=None)
    return found.T


def _equations(values: np.ndarray, known: np.ndarray, design: np.ndarray, nodes: Sequence[_Node]) -> _Equations:
    """The normal equations at every node.

    A missing epoch is a term of its own, 1 there and 0 elsewhere: what remains is exactly the likelihood of the epochs
    that are known (Bos et al. 2013, J. Geodesy 87, 351–360).
    """
    filled = np.where(known, values, 0.0)
    columns: list[list[np.ndarray]] = [[], [], [], []]
    if known.all():
        start = _least_squares(design, filled)
        single = (filled - start @ design.T).astype(np.float32)
        for node in nodes:
            stop_if_cancelled()
            weighted = single @ node.inverse32
            own = weighted @ design, node.normal[None], np.einsum("nt,nt->n", weighted, single).astype(float)
            for column, value in zip(columns, (*own, np.array([node.log_determinant]))):
                column.append(value)
        return _Equations(filled, design, start, *(np.stack(column) for column in columns))
    gaps = _Gaps(known)
    for node in nodes:
        stop_if_cancelled()
        weighted = filled @ node.inverse
        squares = np.einsum("nt,nt->n", weighted, filled)
        right, squares, normal, log_missing = gaps.take_out(node, weighted, weighted @ design, squares)
        for column, value in zip(columns, (right, normal, squares, node.log_determinant + log_missing)):
            column.append(value)
    return _Equations(filled, design, None, *(np.stack(column) for column in columns))


class _Gaps:
    """The missing epochs of some series, and how they are taken out of normal equations."""

    def __init__(self, known: np.ndarray) -> None:
        missing = ~known
        self.most = int(missing.sum(axis=1).max())
        order = np.argsort(~missing, axis=1, kind="stable")[:, : self.most]  # missing ones first
        self.index = order
        self.real = np.take_along_axis(missing, order, axis=1)

    def take_out(
        self, node: _Node, weighted: np.ndarray, right: np.ndarray, squares: np.ndarray
    ) -> tuple[np.ndarray, ...]:
        """Right-hand side, squares and normal matrix (n, p, p) of the known epochs, and ln |V_mm|, V = C⁻¹."""
        if self.most <= SWEPT:
            return self._sweep_out(node, weighted, right, squares)
        between = node.inverse[self.index[:, :, None], self.index[:, None, :]]
        between = np.where(self.real[:, :, None] & self.real[:, None, :], between, 0.0)
        step = np.arange(self.most)
        between[:, step, step] = np.where(self.real, between[:, step, step], 1.0)
        lower = np.linalg.cholesky(between)
        log_missing = 2.0 * np.log(lower[:, step, step]).sum(axis=1)
        own = np.where(self.real, np.take_along_axis(weighted, self.index, axis=1), 0.0)
        cross = np.where(self.real[:, :, None], node.weighted[self.index], 0.0)  # (n, most, p)
        solved = np.linalg.solve(between, np.concatenate([own[:, :, None], cross], axis=2))
        back = np.einsum("nmp,nm->np", cross, solved[:, :, 0])
        normal = node.normal - np.einsum("nmp,nmq->npq", cross, solved[:, :, 1:])
        return right - back, squares - np.einsum("nm,nm->n", own, solved[:, :, 0]), normal, log_missing

    def _sweep_out(
        self, node: _Node, weighted: np.ndarray, right: np.ndarray, squares: np.ndarray
    ) -> tuple[np.ndarray, ...]:
        """The same where few epochs are missing: all small matrices of a chunk are eliminated side by side.

        Of [V_mm, V_m·(y, A); …, (y, A)ᵀV(y, A)] the missing epochs are eliminated one by one, without pivots, as it is
        positive definite; what is left in the corner is the answer. A call of LAPACK for each series costs more.
        """
        n, n_terms = right.shape
        size = self.most + 1 + n_terms
        result = np.empty_like(right), np.empty_like(squares), np.empty((n, n_terms, n_terms)), np.empty(n)
        for rows in row_blocks(n, max(SWEPT_ELEMENTS // size**2, 16)):
            index, real = self.index[rows].T, self.real[rows].T
            table = np.zeros((size, size, real.shape[1]))
            both = real[:, None] & real[None, :]
            table[: self.most, : self.most] = np.where(both, node.inverse[index[:, None], index[None, :]], 0.0)
            step = np.arange(self.most)
            table[step, step] = np.where(real, table[step, step], 1.0)
            own = np.where(real, np.take_along_axis(weighted[rows], self.index[rows], axis=1).T, 0.0)
            cross = np.where(real[:, None], node.weighted[index].transpose(0, 2, 1), 0.0)
            table[: self.most, self.most], table[: self.most, self.most + 1 :] = own, cross
            table[self.most, self.most] = squares[rows]
            table[self.most, self.most + 1 :] = right[rows].T
            table[self.most + 1 :, self.most + 1 :] = node.normal[:, :, None]
            log_missing = np.zeros(real.shape[1])
            for pivot in range(self.most):
                row = table[pivot, pivot + 1 :]
                log_missing += np.log(table[pivot, pivot])
                scaled = row / table[pivot, pivot]
                for below in range(pivot + 1, size):  # above the diagonal only
                    table[below, below:] -= scaled[below - pivot - 1] * row[below - pivot - 1 :]
            corner = table[self.most :, self.most :]
            found = corner[0, 1:].T, corner[0, 0], _mirrored(corner[1:, 1:].transpose(2, 0, 1)), log_missing
            for target, part in zip(result, found):
                target[rows] = part
        return result


def _mirrored(upper: np.ndarray) -> np.ndarray:
    """Symmetric matrices from their upper triangles; shape=(n, p, p)."""
    part = np.triu(upper)
    return part + np.triu(upper, 1).transpose(0, 2, 1)


def _posterior(parts: _Solved, log_weights: np.ndarray, count: np.ndarray, n_terms: int) -> np.ndarray:
    """Weight of every node for every series by restricted likelihood; shape=(n_nodes, n)."""
    degrees = (count - n_terms)[None, :]
    with np.errstate(divide="ignore"):
        likelihood = (
            log_weights.T
            - 0.5 * (parts.log_covariance + parts.log_normal)
            - 0.5 * degrees * np.log(_positive(parts.squares))
        )
    weight = np.exp(likelihood - likelihood.max(axis=0))
    return weight / weight.sum(axis=0)


def _positive(squares: np.ndarray) -> np.ndarray:
    """An exact fit still has a likelihood."""
    return np.maximum(squares, LEAST_SQUARES)


def student_factor(degrees: np.ndarray) -> np.ndarray:
    """By how much a standard error must grow for ± 1.96 of it to be the 95 % interval of Student's distribution."""
    from scipy.stats import t as student

    possible = np.maximum(np.asarray(degrees, dtype=float), 1.0)
    unique, where = np.unique(possible, return_inverse=True)
    return (student.ppf(0.975, unique) / NORMAL_95)[where].reshape(possible.shape)


def _average(
    parts: _Solved, log_weights: np.ndarray, count: np.ndarray, noise_left: np.ndarray
) -> tuple[np.ndarray, ...]:
    """The fields of ``TrendFit`` but the last, from all nodes."""
    n_terms = parts.terms.shape[2]
    weight = _posterior(parts, log_weights, count, n_terms)
    degrees = np.maximum(count - n_terms, 1)
    variance = _positive(parts.squares) / degrees
    values = np.einsum("kn,knp->np", weight, parts.terms)
    scaled = variance * student_factor(degrees) ** 2
    share = weight * scaled
    apart = parts.terms - values
    if parts.inverse.shape[1] == 1:
        covariance = np.tensordot(share.T, parts.inverse[:, 0], axes=1)
    else:
        covariance = np.einsum("kn,knpq->npq", share, parts.inverse)
    covariance += np.matmul((weight[:, :, None] * apart).transpose(1, 2, 0), apart.transpose(1, 0, 2))
    moments = np.sqrt(np.einsum("npp->np", covariance))
    mixed = np.flatnonzero(weight.max(axis=0) < ONE_NODE)
    if mixed.size:
        diagonal = np.broadcast_to(np.einsum("knpp->knp", parts.inverse), apart.shape)
        own = np.sqrt(scaled[:, mixed, None] * diagonal[:, mixed])
        with np.errstate(invalid="ignore", divide="ignore"):
            held = mixture_std(weight[:, mixed, None], own, apart[:, mixed])
            narrower = np.where(moments[mixed] > 0, held / moments[mixed], 1.0)
        covariance[mixed] *= narrower[:, :, None] * narrower[:, None, :]
    residual_std = np.sqrt(noise_left @ (weight * variance))
    bad = ~np.isfinite(values).all(axis=1)
    return values, covariance, residual_std, np.where(bad, -1, weight.argmax(axis=0))


def mixture_std(weight: np.ndarray, std: np.ndarray, apart: np.ndarray | float = 0.0) -> np.ndarray:
    """The half-width that holds 95 % of a mixture of normal distributions, divided by 1.96.

    Parameters
    ----------
    weight : ndarray, shape=(n_members, …)
        Of the members of the mixture, sum 1 over the first axis.
    std : ndarray, shape=(n_members, …)
        Of each member.
    apart : ndarray or float, shape=(n_members, …)
        How far the members' means lie from the centre, in the unit of ``std``.

    Returns
    -------
    ndarray
        Without the first axis; the unit of ``std``.

    Examples
    --------
    >>> float(mixture_std(np.array([1.0]), np.array([2.0])).round(6))
    2.0
    """
    from scipy.special import ndtr

    weight, std, apart = np.broadcast_arrays(weight, std, np.asarray(apart))
    tiny = np.maximum(std, 1e-100)
    moment = np.sqrt((weight * (std**2 + apart**2)).sum(axis=0))
    low, high = np.zeros(moment.shape), 3.0 * moment
    half = 1.9 * moment
    for _ in range(
        NEWTON_STEPS
    ):  # the share inside is concave in the half-width; a step that leaves the bracket is cut
        above, below = (half - apart) / tiny, (half + apart) / tiny
        inside = (weight * (ndtr(above) + ndtr(below) - 1.0)).sum(axis=0)
        slope = (weight * (np.exp(-0.5 * above**2) + np.exp(-0.5 * below**2)) / tiny).sum(axis=0) / np.sqrt(2.0 * np.pi)
        low, high = np.where(inside < 0.95, half, low), np.where(inside < 0.95, high, half)
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            step = half + (0.95 - inside) / slope
        half = np.where((step > low) & (step < high), step, 0.5 * (low + high))
    return np.where(np.isfinite(std).all(axis=0), half / NORMAL_95, np.nan)


def _slope_std(
    values: np.ndarray,
    line: np.ndarray,
    nodes: Sequence[_Node],
    log_weights: np.ndarray,
    group: np.ndarray,
    few: tuple[np.ndarray, np.ndarray],
) -> np.ndarray:
    """Standard error of the ordinary slope through the known epochs; shape=(n,).

    A straight line through a season that is not whole years long takes some of it for a rate. So much of that as stands
    out of the noise counts as an error: the interval about the slope holds the rate beneath the season.
    """
    known = np.isfinite(values)
    count = known.sum(axis=1)
    n_terms = nodes[0].normal.shape[0]
    time = line[:, 1]
    mean = known @ time / count
    slope = np.where(known, time[None, :] - mean[:, None], 0.0)
    slope /= np.square(slope).sum(axis=1, keepdims=True)
    result = np.full(len(values), np.nan)
    design = nodes[0].covariance @ nodes[0].weighted
    for here in _batches(known, np.ones(len(values), dtype=bool)):
        stop_if_cancelled()
        complete = bool(known[here].all())
        chosen, weights = (np.arange(len(nodes)), log_weights) if complete else few
        equations = _equations(values[here], known[here], design, [nodes[index] for index in chosen])
        parts = equations.solve(np.arange(n_terms))
        weight = _posterior(parts, weights[group[here]], count[here], n_terms)
        degrees = count[here] - n_terms
        variance = parts.squares.clip(0.0) / degrees
        own = slope[here]
        if complete:
            spread = np.array([own[0] @ nodes[index].covariance @ own[0] for index in chosen])[:, None]
        else:
            spread = np.stack([np.einsum("nt,nt->n", own @ nodes[index].covariance, own) for index in chosen])
        leak = _season_in_slope(own, design, parts, weight, variance)
        result[here] = mixture_std(weight, np.sqrt(variance * spread), leak) * student_factor(degrees)
    return result


def _season_in_slope(
    slope: np.ndarray, design: np.ndarray, parts: _Solved, weight: np.ndarray, variance: np.ndarray
) -> np.ndarray | float:
    """What the season adds to slopes, as far as it stands out of the noise; shape=(n,), or 0 without a season.

    Of its square twice the variance of the noise is taken: once because noise adds that much, and once because only
    what is left above nought counts.

    slope : weights of the epochs, shape=(n, n_epochs); weight, variance : of the nodes, shape=(n_nodes, n)
    """
    if design.shape[1] <= SEASON.start:
        return 0.0
    of_season = slope @ design[:, SEASON]  # (n, 2)
    found = np.einsum("nq,kn,knq->n", of_season, weight, parts.terms[:, :, SEASON])
    inverse = parts.inverse[:, :, SEASON, SEASON]
    if inverse.shape[1] == 1:
        unit = np.einsum("nq,kqr,nr->kn", of_season, inverse[:, 0], of_season)
    else:
        unit = np.einsum("nq,knqr,nr->kn", of_season, inverse, of_season)
    with np.errstate(invalid="ignore"):
        return np.sqrt(np.maximum(found**2 - 2.0 * (weight * variance * unit).sum(axis=0), 0.0))
