"""Grey relational analysis: how closely each factor follows the rate.

Source: Deng, Control problems of grey systems, Systems & Control Letters 1, 1982; the eight-step form of the
method as in Zhou, Zuo and Zhao, Remote Sensing 14, 1803, 2022.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SubsidenceError
from ..progress import ALONE, Run
from ..wording import message

RESOLUTION = 0.5
Z_SCORE = "z-score"
SHORT_NAMES = {"minmax": "min-max", "mean": "mean value", "initial": "initial value", "zscore": "z-score"}
DIRECT, INVERSE, AUTOMATIC = "direct", "inverse", "automatic"
BOOTSTRAPS = 200
ROUNDING = 1e-12


@dataclass(frozen=True)
class Normalization:
    """A way to bring columns to a common scale.

    label : what a person reads, in the language of whoever asks
    apply : columns, shape=(n_points, n_columns), finite → the same on the common scale
    """

    label: Callable[[], str]
    apply: Callable[[np.ndarray], np.ndarray]


def _min_max(values: np.ndarray) -> np.ndarray:
    """(x − min) / (max − min), 0 … 1; blind to units, level and the order of rows."""
    low = values.min(axis=0)
    return (values - low) / (values.max(axis=0) - low)


def _by_mean(values: np.ndarray) -> np.ndarray:
    """x / mean; blind to units and the order of rows; meaningless where the mean is near 0."""
    return values / _divisor(values.mean(axis=0), values, "mean")


def _by_first(values: np.ndarray) -> np.ndarray:
    """x / first value; for series in order of time: it depends on which row comes first."""
    return values / _divisor(values[0], values, "first value")


def _z_score(values: np.ndarray) -> np.ndarray:
    """(x − mean) / standard deviation; blind to units, level and the order of rows."""
    return (values - values.mean(axis=0)) / values.std(axis=0)


def _as_it_is(values: np.ndarray) -> np.ndarray:
    """For columns that are on one scale already."""
    return values


# saved models know them by their places: new ones come last
NORMALIZATIONS = {
    "min-max": Normalization(lambda: message("Min–max"), _min_max),
    "mean value": Normalization(lambda: message("Mean value"), _by_mean),
    "initial value": Normalization(lambda: message("Initial value"), _by_first),
    "z-score": Normalization(lambda: message("Z-score"), _z_score),
    "none": Normalization(lambda: message("None"), _as_it_is),
}


def normalize(values: np.ndarray, normalization: str) -> np.ndarray:
    """Columns brought to a common scale.

    values : shape=(n_points, n_columns), finite
    normalization : one of ``NORMALIZATIONS``

    >>> normalize(np.array([[2.0], [4.0], [6.0]]), "mean value").ravel().tolist()
    [0.5, 1.0, 1.5]
    """
    known = NORMALIZATIONS.get(SHORT_NAMES.get(normalization, normalization))
    if known is None:
        raise SubsidenceError(
            message(
                "The normalization “{normalization}” is not known; use one of {names}.",
                normalization=normalization,
                names=", ".join(NORMALIZATIONS),
            )
        )
    return known.apply(np.asarray(values, dtype=float))


def grey_relational_grades(
    reference: np.ndarray,
    factors: np.ndarray,
    *,
    resolution: float = RESOLUTION,
    normalization: str = "min-max",
    polarity: str | Sequence[str] = DIRECT,
) -> np.ndarray:
    """The grade of each factor, 0 … 1; the larger, the closer it follows the reference.

    Parameters
    ----------
    reference : ndarray, shape=(n_points,)
        Such as the rate; all finite.
    factors : ndarray, shape=(n_points, n_factors)
        All finite.
    resolution : float
        τ, above 0, usually 0.5.
    normalization : str
        See ``normalize``.
    polarity : str or sequence of str
        "direct" (the factor rises with the reference), "inverse" (it falls; the normalized factor is mirrored about
        the middle of its range), or "automatic" (inverse where the rank correlation is negative); one for all or one
        for each factor.

    Returns
    -------
    ndarray, shape=(n_factors,)
        The grades.

    Raises
    ------
    SubsidenceError
        Where a value is missing, a column does not vary, or a choice is not known.

    Notes
    -----
    With Δi(k) = |x0(k) − xi(k)| of the normalized columns and the smallest and largest Δ over all factors and points,
    γi(k) = (Δmin + τ Δmax) / (Δi(k) + τ Δmax), and the grade is the mean of γi over the points (Deng 1982, Systems &
    Control Letters 1(5)). A grade says what goes together, not what causes what, and its size depends on the
    normalization.

    Examples
    --------
    >>> rate = np.array([-30.0, -20.0, -10.0])
    >>> grey_relational_grades(rate, np.array([[1.0, 9.0], [2.0, 5.0], [3.0, 7.0]])).round(3).tolist()
    [1.0, 0.444]
    """
    reference, factors = _checked(reference, factors, resolution, normalization)
    rows = normalize(np.column_stack([reference, factors]), normalization)
    rows = _mirror(rows, _inverse(reference, factors, polarity))
    return _grades(rows, resolution)


@dataclass(frozen=True)
class GreyGrades:
    """Grades of one group of points, and how sure they are; arrays shape=(n_factors,).

    grades, lo, hi : the grade and its 90 % bootstrap interval
    rank, rank_lo, rank_hi : 1 is the highest grade
    inverse : True where the factor was mirrored
    n_points : points that took part
    """

    grades: np.ndarray
    lo: np.ndarray
    hi: np.ndarray
    rank: np.ndarray
    rank_lo: np.ndarray
    rank_hi: np.ndarray
    inverse: np.ndarray
    n_points: int

    def inseparable(self) -> bool:
        """Whether the interval of the highest grade overlaps that of the lowest: no ranking to speak of."""
        if self.grades.size < 2:
            return False
        return bool(self.lo[self.grades.argmax()] <= self.hi[self.grades.argmin()])

    def ties(self) -> list[tuple[int, int]]:
        """Neighbours in the ranking whose intervals overlap, as pairs of factor indices."""
        order = np.argsort(self.rank)
        return [(int(a), int(b)) for a, b in zip(order[:-1], order[1:]) if self.lo[a] <= self.hi[b]]


def analyse(
    reference: np.ndarray,
    factors: np.ndarray,
    *,
    resolution: float = RESOLUTION,
    normalization: str = "min-max",
    polarity: str | Sequence[str] = DIRECT,
    bootstraps: int = BOOTSTRAPS,
    blocks: np.ndarray | None = None,
    run: Run = ALONE,
) -> GreyGrades:
    """Grades with bootstrap intervals: points are drawn anew with replacement ``bootstraps`` times.

    blocks : shape=(n_points,), integers; whole blocks are drawn, because neighbouring points resemble each other. By
        default every point is one.

    Other shapes as in ``grey_relational_grades``. The intervals say how far grades of other samples of the same size
    would scatter. Points drawn twice leave out others, the extremes that grades depend on among them, which moves what
    is drawn: the interval holds what was drawn and the same laid about the grade. Polarity is decided once, from all
    points.
    """
    reference, factors = _checked(reference, factors, resolution, normalization)
    normalization = SHORT_NAMES.get(normalization, normalization)
    inverse = _inverse(reference, factors, polarity)
    columns = np.column_stack([reference, factors])
    grades = _grades(_mirror(normalize(columns, normalization), inverse), resolution)
    random = np.random.default_rng(run.seed)
    drawn = np.full((bootstraps, grades.size), np.nan)
    for number in run.report.each(range(bootstraps)):
        rows = _drawn(blocks, len(columns), random)
        if normalization == "initial value":
            rows[0] = 0  # the reference row stays what all others are divided by
        resampled = columns[rows]
        if (np.ptp(resampled, axis=0) > 0).all():
            drawn[number] = _grades(_mirror(normalize(resampled, normalization), inverse), resolution)
    drawn = drawn[np.isfinite(drawn).all(axis=1)]
    rank = _ranks(grades[None])[0]
    if not len(drawn):
        unknown = np.full(grades.size, np.nan)
        return GreyGrades(grades, unknown, unknown, rank, unknown, unknown, inverse, len(columns))
    lo, middle, hi = np.percentile(drawn, [5, 50, 95], axis=0)
    lo, hi = np.minimum(lo, grades + lo - middle), np.maximum(hi, grades + hi - middle)
    rank_lo, rank_hi = np.percentile(_ranks(drawn), [5, 95], axis=0, method="nearest")
    return GreyGrades(
        grades, np.minimum(lo, grades), np.maximum(hi, grades), rank, rank_lo, rank_hi, inverse, len(columns)
    )


def _drawn(blocks: np.ndarray | None, n_points: int, random: np.random.Generator) -> np.ndarray:
    """Rows of points or of whole blocks, drawn with replacement; about as many as there are."""
    if blocks is None:
        return random.integers(0, n_points, n_points)
    order = np.argsort(blocks, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(blocks[order])) + 1)
    return np.concatenate([members[number] for number in random.integers(0, len(members), len(members))])


def resolution_sensitivity(
    reference: np.ndarray,
    factors: np.ndarray,
    *,
    resolutions: Sequence[float] = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    normalization: str = "min-max",
    polarity: str | Sequence[str] = DIRECT,
) -> np.ndarray:
    """Grades for several τ; shape=(n_resolutions, n_factors). Grades rise with τ, their order should not change."""
    reference, factors = _checked(reference, factors, min(resolutions), normalization)
    rows = _mirror(
        normalize(np.column_stack([reference, factors]), normalization), _inverse(reference, factors, polarity)
    )
    return np.stack([_grades(rows, resolution) for resolution in resolutions])


def _grades(rows: np.ndarray, resolution: float) -> np.ndarray:
    """rows : shape=(n_points, 1 + n_factors), normalized, the reference first."""
    n_factors = rows.shape[1] - 1
    difference = np.abs(rows[:, :1] - rows[:, 1:])
    smallest, largest = difference.min(), difference.max()
    if largest <= ROUNDING * max(1.0, np.abs(rows).max()):  # every factor is the reference
        return np.ones(n_factors)
    return ((smallest + resolution * largest) / (difference + resolution * largest)).mean(axis=0)


def _mirror(rows: np.ndarray, inverse: np.ndarray) -> np.ndarray:
    """Factors that fall while the reference rises, mirrored about the middle of their range."""
    if not inverse.any():
        return rows
    rows = rows.copy()
    chosen = 1 + np.flatnonzero(inverse)
    rows[:, chosen] = rows[:, chosen].min(axis=0) + rows[:, chosen].max(axis=0) - rows[:, chosen]
    return rows


def _inverse(reference: np.ndarray, factors: np.ndarray, polarity: str | Sequence[str]) -> np.ndarray:
    wanted = [polarity] * factors.shape[1] if isinstance(polarity, str) else list(polarity)
    if len(wanted) != factors.shape[1]:
        raise SubsidenceError(
            message("There are {count} factors, but {total} polarities.", count=factors.shape[1], total=len(wanted))
        )
    unknown = set(wanted) - {DIRECT, INVERSE, AUTOMATIC}
    if unknown:
        raise SubsidenceError(
            message("The polarity “{unknown}” is not known; use direct, inverse or automatic.", unknown=unknown.pop())
        )
    result = np.array([value == INVERSE for value in wanted])
    if AUTOMATIC in wanted:
        from scipy.stats import spearmanr

        for index in np.flatnonzero([value == AUTOMATIC for value in wanted]):
            result[index] = spearmanr(reference, factors[:, index])[0] < 0
    return result


def _checked(
    reference: np.ndarray, factors: np.ndarray, resolution: float, normalization: str
) -> tuple[np.ndarray, np.ndarray]:
    reference, factors = np.asarray(reference, dtype=float), np.asarray(factors, dtype=float)
    normalization = SHORT_NAMES.get(normalization, normalization)
    if factors.ndim != 2 or reference.shape != (len(factors),) or not factors.shape[1]:
        raise SubsidenceError(
            message(
                "The reference has shape {count} and the factors {total}; they must be (n_points,) and"
                " (n_points, n_factors).",
                count=reference.shape,
                total=factors.shape,
            )
        )
    if len(reference) < 2:
        raise SubsidenceError(message("Grey relational analysis needs at least two points."))
    if not (np.isfinite(reference).all() and np.isfinite(factors).all()):
        raise SubsidenceError(message("Grey relational analysis cannot use missing values; leave those points out."))
    if not resolution > 0:
        raise SubsidenceError(
            message("The resolution coefficient must be above 0; it is {resolution}.", resolution=resolution)
        )
    if normalization in ("min-max", "z-score"):
        if np.ptp(reference) == 0:
            raise SubsidenceError(message("The rate is the same at all points, so nothing can be related to it."))
        constant = np.flatnonzero(np.ptp(factors, axis=0) == 0)
        if constant.size:
            raise SubsidenceError(
                message(
                    "Factor number {constant} has the same value at all points and cannot be graded; leave it out.",
                    constant=constant[0] + 1,
                )
            )
    return reference, factors


def _divisor(value: np.ndarray, columns: np.ndarray, what: str) -> np.ndarray:
    if (np.abs(value) <= 1e-12 * np.abs(columns).max(axis=0)).any():
        raise SubsidenceError(
            message("The {what} of a column is zero, so this normalization cannot be used; use min-max.", what=what)
        )
    return value


def _ranks(grades: np.ndarray) -> np.ndarray:
    """1 for the highest grade of each row; shape stays."""
    return np.argsort(np.argsort(-grades, axis=1, kind="stable"), axis=1, kind="stable") + 1
