"""Small-baseline inversion: from interferograms to displacement, one least-squares problem per point.

The model is NSBAS (López-Quiroz et al. 2009, J. Appl. Geophys. 69, 1-15; Doin et al. 2011) as LiCSBAS uses it: an
interferogram is the difference of two epochs, and γ-weighted rows ask the series to follow v·t + c, which acts on
gaps only. Unknown are the epochs d_1 … d_n after the first, d_0 = 0; v and c are eliminated, because for given d they
are the ordinary regression of d on t.

    minimise |W^½ (B d − u)|² + γ² |P d|²,   B = ±1 incidence, P = I − projection on (t, 1)

Complete points share one inverse. Points with missing interferograms or weights need a matrix of their own, which is
banded; few missing values are filled in instead (``least_squares/``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..blocks import map_rows
from ..errors import SubsidenceError
from ..progress import SILENT, Report, stop_if_cancelled
from ..series import years_since
from ..wording import message
from .interferogram_network import epoch_pairs, gaps
from .least_squares.banded_network import BandedNetwork
from .least_squares.filled_network import FilledNetwork, Missing

GAMMA = 1e-4
CONSTRAINT_VARIANCE = 50.0  # of the γ rows in the weighted inversion, rad², as in LiCSBAS
POINTS_PER_BLOCK = 4096
FEW_MISSING = 24  # below this, filling them in is quicker than a banded system of its own;
SOME_MISSING, MANY_POINTS = 36, 512  # below these, where few points would have one
SYSTEM_BYTES = 128 * 2**20


@dataclass(frozen=True)
class Inversion:
    """Displacement of each point and its straight line.

    displacement_mm : shape=(n_points, n_epochs), 0 at the first epoch; NaN where no interferogram reaches
    velocity_mm_per_yr, intercept_mm : shape=(n_points,)
    residual_rms_mm : shape=(n_points,), of interferogram minus model
    """

    displacement_mm: np.ndarray
    velocity_mm_per_yr: np.ndarray
    intercept_mm: np.ndarray
    residual_rms_mm: np.ndarray

    @classmethod
    def empty(cls, n_points: int, n_epochs: int, dtype: np.dtype) -> Inversion:
        """Room for the results of ``n_points``, in single precision where the interferograms come in it."""
        kind = np.float32 if dtype == np.float32 else np.float64
        displacement_mm = np.empty((n_epochs, n_points), kind).T  # epoch by epoch in memory, as rasters are kept
        return cls(displacement_mm, *(np.empty(n_points, kind) for _ in range(3)))


def invert(
    unwrapped_mm: np.ndarray,
    pairs: Sequence | np.ndarray,
    dates: np.ndarray,
    *,
    gamma: float = GAMMA,
    weights: np.ndarray | None = None,
    minimum_count: int = 1,
    into: Inversion | None = None,
    report: Report = SILENT,
    workers: int | None = None,
) -> Inversion:
    """Invert interferograms for displacement by small baselines (NSBAS).

    Parameters
    ----------
    unwrapped_mm : ndarray, shape=(n_points, n_ifgs)
        Displacement from the first to the second date of each pair, mm; NaN = missing. Where these are float32, the
        results are too, and what is complete is computed in it as long as that costs less than 1e-3 mm.
    pairs : sequence or ndarray, shape=(n_ifgs, 2)
        Indices into ``dates``, or dates.
    dates : ndarray, shape=(n_epochs,)
        datetime64[D].
    gamma : float
        Weight of the straight line that joins parts of a network without an interferogram between them.
    weights : ndarray, shape=(n_points, n_ifgs), optional
        Inverse variances (see ``coherence_weights``); by default all weigh the same.
    minimum_count : int
        Points with fewer interferograms become NaN.
    into : Inversion, optional
        Its arrays are filled and it is returned. Where they are memory maps of files that the workers of a scheduler
        see, as ``unwrapped_mm`` may be, those read and write their own rows.
    report : Report
        Told the progress, what is worth knowing and what to beware of; asked whether to stop.
    workers : int, optional
        Threads; by default one for each core.

    Returns
    -------
    Inversion
        ``displacement_mm`` (n_points, n_epochs), ``velocity_mm_per_yr``, ``intercept_mm`` and ``residual_rms_mm``
        (n_points,).

    Raises
    ------
    SubsidenceError
        Where pairs name dates that are not there.

    Notes
    -----
    López-Quiroz et al. 2009, Journal of Applied Geophysics 69, as LiCSBAS uses it (Morishita et al. 2020, Remote
    Sensing 12(3), 424).

    Examples
    --------
    >>> result = invert(np.array([[1.0, 2.0, np.nan]]), [[0, 1], [1, 2], [0, 2]], np.array(
    ...     ["2020-01-01", "2020-01-13", "2020-01-25"], dtype="datetime64[D]"))
    >>> (result.displacement_mm + 0.0).round(5).tolist()
    [[0.0, 1.0, 3.0]]
    """
    unwrapped_mm = np.asarray(unwrapped_mm)
    dates = np.asarray(dates, dtype="datetime64[D]")
    index = epoch_pairs(pairs, dates)
    if unwrapped_mm.ndim != 2 or unwrapped_mm.shape[1] != len(index):
        raise SubsidenceError(
            message(
                "The interferograms have shape {count}, which does not fit {total} pairs of dates.",
                count=unwrapped_mm.shape,
                total=len(index),
            )
        )
    if weights is not None and weights.shape != unwrapped_mm.shape:
        raise SubsidenceError(
            message(
                "The weights have shape {count}, the interferograms {total}; they must be equal.",
                count=weights.shape,
                total=unwrapped_mm.shape,
            )
        )
    if dates.size < 2 or not len(index):
        raise SubsidenceError(message("An inversion needs at least one interferogram of two dates."))
    network = PreparedNetwork(index, dates, gamma)
    arrays = [unwrapped_mm] if weights is None else [unwrapped_mm, weights]
    function = partial(_solve_rows, network=network, minimum_count=max(minimum_count, 1))
    result = into or Inversion.empty(len(unwrapped_mm), dates.size, unwrapped_mm.dtype)
    if result.displacement_mm.shape != (len(unwrapped_mm), dates.size):
        raise SubsidenceError(
            message(
                "The results have room for {count} points and epochs, not for {total}.",
                count=result.displacement_mm.shape,
                total=(len(unwrapped_mm), dates.size),
            )
        )
    parts = dict(enumerate(result.__dict__.values()))
    map_rows(function, arrays, POINTS_PER_BLOCK, into=parts, report=report, workers=workers)
    return result


def _solve_rows(
    unwrapped_mm: np.ndarray, weights: np.ndarray | None = None, *, network: PreparedNetwork, minimum_count: int
) -> tuple[np.ndarray, ...]:
    """The fields of an ``Inversion`` of a block of points."""
    return tuple(network.solve(unwrapped_mm, weights, minimum_count).__dict__.values())


def coherence_weights(coherence: np.ndarray) -> np.ndarray:
    """Inverse phase variance, rad⁻², of a single look: 2c² / (1 − c²), c kept within 0.01 … 0.99."""
    coherence = np.clip(coherence, 0.01, 0.99)
    return 2 * coherence**2 / (1 - coherence**2)


class PreparedNetwork:
    """What all points of a network share; ``solve`` takes them block by block.

    pairs : shape=(n_ifgs, 2), indices into dates
    """

    def __init__(self, pairs: np.ndarray, dates: np.ndarray, gamma: float):
        self.pairs, self.n_epochs = pairs, dates.size
        n_ifgs, n_unknown = len(pairs), dates.size - 1
        incidence = np.zeros((n_ifgs, dates.size))
        incidence[np.arange(n_ifgs), pairs[:, 1]] = 1.0
        incidence[np.arange(n_ifgs), pairs[:, 0]] = -1.0
        self.incidence = incidence[:, 1:]  # the first epoch is zero
        line = np.column_stack([years_since(dates), np.ones(dates.size)])
        self.regression = np.linalg.pinv(line)  # (2, n_epochs): velocity and intercept of a series
        projection = np.eye(dates.size) - line @ self.regression
        self.constraint = gamma**2 * projection[1:, 1:]
        normal = self.incidence.T @ self.incidence + self.constraint
        self.n_unknown = n_unknown
        self.banded = BandedNetwork(pairs, np.linalg.qr(line)[0][1:], gamma)
        self.filling = FilledNetwork(self.banded, normal)

    def solve(self, unwrapped_mm: np.ndarray, weights: np.ndarray | None, minimum_count: int) -> Inversion:
        """The inversion of a block of points; ``unwrapped_mm`` and ``weights``: shape=(n_points, n_ifgs).

        Inside, points are columns and interferograms in the order of ``banded``.
        """
        given = np.asarray(unwrapped_mm)
        values = self._columns(given, np.float32 if given.dtype == np.float32 else np.float64)
        valid = np.isfinite(values)
        absent = np.flatnonzero(~valid)
        np.put(values, absent, 0.0)
        count = np.add.reduce(valid.view(np.uint8), axis=0, dtype=np.min_scalar_type(len(valid)))
        gap = gaps(valid.T, self.pairs[self.banded.order], self.n_epochs).T if absent.size else None
        if weights is not None:
            trusted = self._columns(weights, values.dtype.type)
            np.put(trusted, absent, 0.0)
            if not np.isfinite(trusted).all():
                np.copyto(trusted, 0.0, where=~np.isfinite(trusted))
            solved = self._solve_each(values, trusted, 1.0 / CONSTRAINT_VARIANCE)
        elif gap is None:
            solved = self.filling.complete(values)
        else:
            solved = self._solve_equal(values, valid, Missing.at(absent, len(given)))
        residual = self.banded.differences(solved)
        np.subtract(values, residual, out=residual)
        np.put(residual, absent, 0.0)
        with np.errstate(invalid="ignore", divide="ignore"):
            residual_rms = np.sqrt(np.einsum("ip,ip->p", residual, residual) / count)
        line = self.regression[:, 1:] @ solved  # (2, n_points); the first epoch is zero
        result = Inversion.empty(len(given), self.n_epochs, given.dtype)
        result.displacement_mm[:, 0] = 0.0
        result.displacement_mm[:, 1:] = solved.T
        result.velocity_mm_per_yr[:] = line[0]
        result.intercept_mm[:] = line[1]
        result.residual_rms_mm[:] = residual_rms
        if gap is not None:
            result.displacement_mm.T[_isolated(gap)] = np.nan
        enough = count >= minimum_count
        if not enough.all():
            for part in result.__dict__.values():
                part[~enough] = np.nan
        return result

    def _columns(self, rows: np.ndarray, kind: type) -> np.ndarray:
        """A copy with points as columns and interferograms in the order of ``banded``."""
        return np.ascontiguousarray(rows.astype(kind, copy=False).T)[self.banded.order]

    def predict(self, displacement_mm: np.ndarray) -> np.ndarray:
        """The interferograms of a series; shape=(n_points, n_ifgs), NaN only where one of its two epochs is NaN."""
        later = displacement_mm[:, 1:]
        unknown = ~np.isfinite(later)
        if not unknown.any():
            return later @ self.incidence.T
        predicted = np.where(unknown, 0.0, later) @ self.incidence.T
        predicted[unknown.astype(float) @ np.abs(self.incidence.T) > 0] = np.nan
        return predicted

    def _solve_equal(self, values: np.ndarray, valid: np.ndarray, missing: Missing) -> np.ndarray:
        """shape=(n_unknown, n_points); ``values`` has zeros where missing, and is filled in where that is quicker."""
        few = missing.count < (FEW_MISSING if self.banded.pays else self.n_unknown)
        if few.size - np.count_nonzero(few) < MANY_POINTS:
            few |= missing.count < SOME_MISSING
        if few.all():
            return self.filling.filled(values, missing)
        points, others = np.flatnonzero(few), np.flatnonzero(~few)
        every = others.size == few.size
        its_values, its_weights = (of if every else of.take(others, axis=1) for of in (values, valid))
        found = self._solve_each(its_values, its_weights.astype(values.dtype))
        if every:
            return found
        solved = np.empty((self.n_unknown, values.shape[1]), values.dtype)
        solved[:, others] = found
        if points.size:
            solved[:, points] = self.filling.filled(values.take(points, axis=1), missing.of(points))
        return solved

    def _solve_each(self, values: np.ndarray, weights: np.ndarray, constraint_weight: float = 1.0) -> np.ndarray:
        """One system per point, for weights that differ from point to point; shape=(n_unknown, n_points)."""
        if not self.banded.pays:
            return self._solve_dense(values.astype(float), weights.astype(float), constraint_weight)
        solved, left = self.banded.solve(values, weights, constraint_weight)
        if left.size:
            its_values, its_weights = (of.take(left, axis=1).astype(float) for of in (values, weights))
            solved[:, left] = self._solve_dense(its_values, its_weights, constraint_weight)
        return solved

    def _solve_dense(self, values: np.ndarray, weights: np.ndarray, constraint_weight: float) -> np.ndarray:
        """As ``_solve_each``, by full matrices.

        Across a gap only the γ rows hold a system, 10⁻⁸ or less of its other numbers, and their rounding moved the
        epochs behind it by up to 0.003 mm. One refinement, whose residual comes from the interferograms and
        not from the summed system, takes that back.
        """
        solved = np.empty((self.n_unknown, values.shape[1]))
        pairs, incidence = self.pairs[self.banded.order], self.incidence[self.banded.order]
        step = max(SYSTEM_BYTES // (8 * self.n_unknown**2), 1)
        for start in range(0, values.shape[1], step):
            stop_if_cancelled()
            points = slice(start, start + step)
            w, known = weights[:, points].T, values[:, points].T.astype(float)
            system = np.empty((len(w), self.n_unknown, self.n_unknown))
            system[:] = constraint_weight * self.constraint
            for ifg, (first, second) in enumerate((pairs - 1).tolist()):
                system[:, second, second] += w[:, ifg]
                if first >= 0:
                    system[:, first, first] += w[:, ifg]
                    system[:, first, second] -= w[:, ifg]
                    system[:, second, first] -= w[:, ifg]
            first_solution = _solve_systems(system, (w * known) @ incidence)
            misfit = w * (known - first_solution @ incidence.T)
            remaining = misfit @ incidence - constraint_weight * (first_solution @ self.constraint)
            solved[:, points] = (first_solution + _solve_systems(system, remaining)).T
        return solved


def _isolated(gap: np.ndarray) -> np.ndarray:
    """Epochs between two gaps, or behind a last one: no interferogram tells; shape=(n_epochs, n_points).

    gap : shape=(n_epochs - 1, n_points)
    """
    isolated = np.zeros((len(gap) + 1, gap.shape[1]), dtype=bool)
    np.logical_and(gap[:-1], gap[1:], out=isolated[1:-1])
    isolated[-1] = gap[-1]
    return isolated


def _solve_systems(systems: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Solve a stack of small systems; a singular one gives its solution of least norm."""
    try:
        return np.linalg.solve(systems, right[..., None])[..., 0]
    except np.linalg.LinAlgError:
        return (np.linalg.pinv(systems, rcond=1e-13) @ right[..., None])[..., 0]
