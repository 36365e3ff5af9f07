"""A Gaussian process over place: values known at points, carried to others near them, with what is not known.

Two covariances with lengths of their own along and across the map, a rough one for what is near (Matérn 3/2) and
a smooth one for what is far (Matérn 5/2), and noise. Their sizes and lengths make the values most likely. With many
points each answer comes from its nearest ones and from landmarks over the whole area.
Sources: Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, chapters 2, 4 and 5; Dubrule, Cross
validation of kriging in a unique neighborhood, Mathematical Geology 15, 1983.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...progress import stop_if_cancelled

START = np.log([0.5, 1.0, 1.0, 0.5, 4.0, 4.0, 0.3])  # amplitude, two lengths, twice; noise: in units of LENGTH_SHARE
LENGTH_SHARE = 0.2  # of the area's size, to which lengths are counted
BOUNDS = [(-4.0, 2.0), (-4.5, 3.0), (-4.5, 3.0), (-4.0, 2.0), (-2.0, 3.5), (-2.0, 3.5), (-4.5, 0.5)]
HELD = 3.0  # deviation of the logarithms from their start, a weak prior
TELLING_ROWS = 200  # drawn over the area, for the sizes and lengths
PATCHES, PATCH_ROWS = 5, 40  # and as many neighbours each of some of them: rows near each other tell the short lengths
STEPS = 40
WHOLE = 3000  # points, up to which all answer together
NEAREST, LANDMARKS = 24, 16
ROWS_AT_ONCE = 200
NEAR_ROWS_AT_ONCE = 50  # where each has neighbours of its own, whose covariances then stay in a core's own memory
REMEMBERED = 4  # answers, of one call each
JITTER = 1e-6


@dataclass(frozen=True)
class PlaceProcess:
    """Known values and how they are carried.

    xy : shape=(n_points, 2), km; values : shape=(n_points,), mm/yr
    shape : shape=(7,), logarithms as in ``START``; lengths in units of ``unit`` km
    mean, size : mm/yr, of the values
    """

    xy: np.ndarray
    values: np.ndarray
    shape: np.ndarray
    unit: float
    mean: float
    size: float
    _whole: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list, repr=False, compare=False)
    _inverse: list[np.ndarray] = field(default_factory=list, repr=False, compare=False)
    _tree: list[Any] = field(default_factory=list, repr=False, compare=False)
    _said: list[tuple[np.ndarray, tuple[np.ndarray, np.ndarray, np.ndarray]]] = field(
        default_factory=list, repr=False, compare=False
    )

    def predict(self, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Values at other places, mm/yr; the variance of what would be measured there, (mm/yr)²; how much is known.

        xy : shape=(n, 2), km; all results shape=(n,). What is known is a share of the variance without noise: 1 at
        a point whose value is known for certain, 0 far from everything. The same places are often asked about again,
        for the next source of clusters: the last answers are remembered, and not to be changed.
        """
        for asked, answer in list(self._said):
            if np.array_equal(asked, xy):
                return answer
        mean, variance = np.empty(len(xy)), np.empty(len(xy))
        whole = len(self.xy) <= WHOLE
        ask, step = (self._from_all, ROWS_AT_ONCE) if whole else (self._from_near, NEAR_ROWS_AT_ONCE)
        for start in range(0, len(xy), step):
            stop_if_cancelled()
            rows = slice(start, start + step)
            mean[rows], variance[rows] = ask(xy[rows])
        answer = self._in_units(mean, variance)
        self._said.append((xy.copy(), answer))
        del self._said[:-REMEMBERED]
        return answer

    def predict_left_out(self, left_out: np.ndarray, asked: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """As ``knowing(~left_out).predict(xy[asked])``, with one inversion for all that is ever left out.

        left_out : shape=(n_points,), bool; asked : shape=(n,), numbers of rows among them, ascending
        """
        if len(self.xy) > WHOLE:
            return self.knowing(~left_out).predict(self.xy[asked])
        from scipy.linalg import cho_factor, cho_solve
        from scipy.linalg.lapack import dpotri

        stop_if_cancelled()
        if not self._inverse:
            lower, _ = dpotri(self._root_and_values()[0], lower=1)  # a third of the work of solving for every column
            self._inverse.append(np.tril(lower) + np.tril(lower, -1).T)
        rows = np.flatnonzero(left_out)
        inverse, scaled = self._inverse[0], (self.values - self.mean) / self.size
        apart = cho_solve(cho_factor(inverse[np.ix_(rows, rows)], lower=True), np.eye(len(rows)))
        mean = scaled[rows] - apart @ (inverse[rows] @ scaled)
        here = np.searchsorted(rows, asked)
        return self._in_units(mean[here], np.diagonal(apart)[here] - JITTER)

    def _in_units(self, mean: np.ndarray, variance: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Mean and variance in mm/yr and its square, and how much is known; see ``predict``."""
        noise = float(np.exp(2.0 * self.shape[6]))
        known = np.clip(1.0 - (variance - noise) / self._prior, 0.0, 1.0)
        return self.mean + self.size * mean, self.size**2 * np.maximum(variance, JITTER), known

    def knowing(self, rows: np.ndarray) -> PlaceProcess:
        """The same, told only some of the values; rows : shape=(n_points,), bool."""
        return PlaceProcess(self.xy[rows], self.values[rows], self.shape, self.unit, self.mean, self.size)

    def _root_and_values(self) -> tuple[np.ndarray, np.ndarray]:
        """The lower root of the covariance of all points with noise, and the values freed of it."""
        from scipy.linalg import solve_triangular

        if not self._whole:
            own = covariance(self.shape, self.xy / self.unit, self.xy / self.unit)
            own[np.diag_indices(len(own))] += np.exp(2.0 * self.shape[6]) + JITTER
            root = np.linalg.cholesky(own)
            scaled = (self.values - self.mean) / self.size
            self._whole.append((root, solve_triangular(root, scaled, lower=True)))
        return self._whole[0]

    def _from_all(self, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        from scipy.linalg import solve_triangular

        root, known = self._root_and_values()
        cross = solve_triangular(root, covariance(self.shape, self.xy / self.unit, xy / self.unit), lower=True)
        return cross.T @ known, self._prior + np.exp(2.0 * self.shape[6]) - (cross**2).sum(axis=0)

    def _from_near(self, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        from scipy.spatial import cKDTree

        noise = np.exp(2.0 * self.shape[6])
        if not self._tree:
            self._tree.append(cKDTree(self.xy))
        near = self._tree[0].query(xy, NEAREST)[1]
        marks = np.linspace(0, len(self.xy) - 1, LANDMARKS).astype(int)  # rows lie in no order of place
        rows = np.concatenate([near, np.broadcast_to(marks, (len(xy), LANDMARKS))], axis=1)
        twice = (near[:, :, None] == marks).any(axis=1)  # a landmark that is a neighbour too: as good as unknown
        at = self.xy[rows] / self.unit
        own = _among(self.shape, at)
        place = np.arange(rows.shape[1])
        own[:, place, place] += noise + JITTER
        own[:, NEAREST + np.arange(LANDMARKS), NEAREST + np.arange(LANDMARKS)] += np.where(twice, 1e6, 0.0)
        cross = covariance(self.shape, at, xy[:, None, :] / self.unit)[:, :, 0]
        scaled = (self.values[rows] - self.mean) / self.size
        solved = np.linalg.solve(own, np.stack([scaled, cross], axis=2))
        return (cross * solved[:, :, 0]).sum(axis=1), self._prior + noise - (cross * solved[:, :, 1]).sum(axis=1)

    @property
    def _prior(self) -> float:
        return float(np.exp(2.0 * self.shape[[0, 3]]).sum())

    def arrays(self) -> dict[str, np.ndarray]:
        return {
            "xy": self.xy, "values": self.values, "shape": self.shape,
            "scales": np.array([self.unit, self.mean, self.size]),
        }  # fmt: skip

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> PlaceProcess:
        """What ``arrays`` gave; raises ``ValueError`` where the parts do not fit."""
        xy, values, shape = (np.asarray(arrays[name], dtype=float) for name in ("xy", "values", "shape"))
        unit, mean, size = (float(value) for value in arrays["scales"])
        if xy.shape != (len(values), 2) or shape.shape != START.shape or not (unit > 0 and size > 0):
            raise ValueError("places")
        return cls(xy, values, shape, unit, mean, size)


def fit_place(xy: np.ndarray, values: np.ndarray, *, mean: float | None = None) -> PlaceProcess:
    """Sizes and lengths by likelihood on some of the rows, then all rows are known.

    xy : shape=(n_points, 2), km, in an order that has nothing to do with places; values : shape=(n_points,), mm/yr
    mean : mm/yr, what values are far from everything; by default their mean
    """
    from scipy.optimize import minimize

    unit = max(LENGTH_SHARE * float(np.sqrt(np.prod(np.maximum(np.ptp(xy, axis=0), 1e-9)))), 1e-6)
    mean = float(values.mean()) if mean is None else mean
    size = max(float(np.sqrt(np.mean((values - mean) ** 2))), 1e-9)
    rows = _telling(xy)
    scaled = (values[rows] - mean) / size
    at = xy[rows] / unit
    squares = tuple((at[:, None, axis] - at[None, :, axis]) ** 2 for axis in (0, 1))
    found = minimize(
        _unlikely, START, args=(squares, scaled), jac=True, method="L-BFGS-B", bounds=BOUNDS,
        options={"maxiter": STEPS},
    )  # fmt: skip
    return PlaceProcess(xy, values, found.x, unit, mean, size)


def _telling(xy: np.ndarray) -> np.ndarray:
    from scipy.spatial import cKDTree

    if len(xy) <= TELLING_ROWS + PATCHES * PATCH_ROWS:
        return np.arange(len(xy))
    near = cKDTree(xy).query(xy[:PATCHES], PATCH_ROWS)[1]
    return np.unique(np.concatenate([np.arange(TELLING_ROWS), near.ravel()]))


def covariance(shape: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Of the values without noise; a : shape=(…, n, 2), b : shape=(…, m, 2), in units of lengths; (…, n, m)."""
    rough, smooth = _distance(shape[1:3], a, b), _distance(shape[4:6], a, b)
    return np.exp(2.0 * shape[0]) * _rough(rough) + np.exp(2.0 * shape[3]) * _smooth(smooth)


def _among(shape: np.ndarray, at: np.ndarray) -> np.ndarray:
    """``covariance(shape, at, at)`` of many small sets of places, (n_sets, n, 2), each pair of them worked out once."""
    count = at.shape[1]
    a, b = np.triu_indices(count)
    number = np.empty((count, count), dtype=np.intp)
    number[a, b] = number[b, a] = np.arange(len(a))
    return covariance(shape, at[:, a, None], at[:, b, None])[:, :, 0, 0][:, number]


def _distance(lengths: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    scale = np.exp(-lengths)
    if a.ndim == 2 and b.ndim == 2:
        from scipy.spatial.distance import cdist

        return cdist(a * scale, b * scale)
    apart = (a * scale)[..., :, None, :] - (b * scale)[..., None, :, :]
    return np.sqrt(apart[..., 0] ** 2 + apart[..., 1] ** 2)


def _rough(distance: np.ndarray) -> np.ndarray:
    far = np.sqrt(3.0) * distance
    return (1.0 + far) * np.exp(-far)


def _smooth(distance: np.ndarray) -> np.ndarray:
    far = np.sqrt(5.0) * distance
    return (1.0 + far + far**2 / 3.0) * np.exp(-far)


def _unlikely(
    shape: np.ndarray, squares: tuple[np.ndarray, np.ndarray], values: np.ndarray
) -> tuple[float, np.ndarray]:
    """Minus the logarithm of the values' density and of the prior, and its slope.

    squares : shape=(n, n) each, squared distances along and across, in squared units of lengths
    """
    from scipy.linalg import cho_factor, cho_solve
    from scipy.linalg.lapack import dpotri

    stop_if_cancelled()
    own = np.zeros((len(values), len(values)))
    slopes = []
    for first, rough in ((0, True), (3, False)):
        parts = [squares[axis] * np.exp(-2.0 * shape[first + 1 + axis]) for axis in (0, 1)]
        far = np.sqrt((3.0 if rough else 5.0) * (parts[0] + parts[1]))
        fall = np.exp(2.0 * shape[first] - far)
        kernel = fall * (1.0 + far) if rough else fall * (1.0 + far + far**2 / 3.0)
        # d kernel / d log length = factor · (distance along that axis)²
        factor = 3.0 * fall if rough else 5.0 / 3.0 * fall * (1.0 + far)
        own += kernel
        slopes += [2.0 * kernel, factor * parts[0], factor * parts[1]]
    noise = np.exp(2.0 * shape[6])
    own[np.diag_indices(len(own))] += noise + JITTER
    try:
        root = cho_factor(own, lower=True)
    except np.linalg.LinAlgError:
        return 1e12, np.zeros_like(shape)
    solved = cho_solve(root, values)
    inverse, _ = dpotri(root[0], lower=1)  # a third of the work of solving for every column
    inverse = np.tril(inverse) + np.tril(inverse, -1).T
    bracket = np.outer(solved, solved) - inverse
    pull = (shape - START) / HELD
    value = 0.5 * values @ solved + np.log(np.diagonal(root[0])).sum() + 0.5 * pull @ pull
    slope = np.array([-0.5 * np.vdot(bracket, one) for one in slopes] + [-np.trace(bracket) * noise])
    return float(value), slope + pull / HELD
