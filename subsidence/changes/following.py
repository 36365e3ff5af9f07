"""Series followed from epoch to epoch: their errors whitened, the statistic of each, and how many tests that makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..blocks import map_rows
from .expectation import Expectation, Group
from .sequential_test import NullLaw, Scan, Traces, null_law, scan, traces_of, whitening

ROWS_PER_BLOCK = 4_000
SAMPLE = 400  # points about which tests are asked how alike they are


@dataclass(frozen=True)
class Followed:
    """Errors of the new epochs, whitened, shape=(n_series, n_new), NaN where missing.

    By group: its traces, the law of the statistic, and the codes of the traces: kind * n_new + number of the first
    epoch that a change reaches. sigma_mm : shape=(n_series,)
    """

    white: np.ndarray
    sigma_mm: np.ndarray
    groups: tuple[Group, ...]
    traces: list[Traces]
    laws: list[NullLaw]
    codes: list[np.ndarray]

    def parts(self, rows: np.ndarray, code: np.ndarray) -> Iterator[tuple[np.ndarray, Group, Traces, np.ndarray]]:
        """Some rows by their groups: which of them, group, traces, and the trace of each that its code means.

        A series that has no such trace, because an epoch is missing, has the next one, or its last.
        """
        n_new = self.white.shape[1]
        group_of = np.full(len(self.white), -1)
        for number, group in enumerate(self.groups):
            group_of[group.rows] = number
        order = np.argsort(group_of[rows], kind="stable")
        starts = np.flatnonzero(np.diff(group_of[rows][order])) + 1
        for at in np.split(order, starts) if rows.size else []:
            number = int(group_of[rows[at[0]]])
            if number < 0 or not self.traces[number].kind:
                continue
            begins = self.codes[number][: len(self.codes[number]) // 2]
            kind, begin = np.divmod(code[at], n_new)
            local = np.minimum(np.searchsorted(begins, begin), begins.size - 1) + kind * begins.size
            yield at, self.groups[number], self.traces[number], local

    def of(self, rows: np.ndarray, group: Group) -> np.ndarray:
        """Errors of some rows of a group, shape=(n_rows, m)."""
        return np.nan_to_num(self.white[np.ix_(rows, group.epochs)])

    def lean(self, rows: np.ndarray, code: np.ndarray) -> np.ndarray:
        """The signal-to-noise ratio, with its sign, of a trace in the errors of each row; shape=(n_rows,)."""
        result = np.zeros(rows.size)
        for at, group, traces, local in self.parts(rows, code):
            own = traces.white[local]
            result[at] = (self.of(rows[at], group) * own).sum(axis=1) / np.sqrt((own**2).sum(axis=1))
        return result

    def scan(self, chance: float) -> tuple[Scan, np.ndarray]:
        """The statistic of every series, and the probability of as much; ``first`` and ``trace`` count all new epochs.

        chance : that a series is called though nothing changes
        """
        n = len(self.white)
        first, trace = np.full(n, -1), np.zeros(n, dtype=int)
        peak, amount, std, p = np.zeros(n), np.zeros(n), np.ones(n), np.ones(n)
        for group, traces, law, codes in zip(self.groups, self.traces, self.laws, self.codes):
            if not traces.kind:
                continue
            rows = group.rows
            found = _scanned(self.of(rows, group), traces, law.threshold(chance))
            first[rows] = np.where(found.first >= 0, group.epochs[found.first], -1)
            peak[rows], trace[rows], p[rows] = found.peak, codes[found.trace], law.probability(found.peak)
            amount[rows], std[rows] = found.amount, found.amount_std
        return Scan(peak, trace, first, amount, std), p


def _scanned(white: np.ndarray, traces: Traces, threshold: float) -> Scan:
    """``scan``, in blocks where there are many series."""
    if len(white) <= ROWS_PER_BLOCK:
        return scan(white, traces, threshold)
    blocks = map_rows(partial(_scan_rows, traces=traces, threshold=threshold), [white], ROWS_PER_BLOCK)
    return Scan(*(np.concatenate(parts) for parts in zip(*blocks)))


def _scan_rows(white: np.ndarray, *, traces: Traces, threshold: float) -> tuple[np.ndarray, ...]:
    found = scan(white, traces, threshold)
    return found.peak, found.trace, found.first, found.amount, found.amount_std


def follow(
    expectation: Expectation,
    last: np.datetime64,
    residual_mm: np.ndarray,
    sigma_mm: np.ndarray,
    groups: tuple[Group, ...],
    laws: dict[tuple[int, int], NullLaw],
    seed: int,
) -> Followed:
    """Series of which errors and scales are known.

    last : the last epoch before the new ones; residual_mm : shape=(n_series, n_new); sigma_mm : shape=(n_series,)
    laws : those that are known already, by how many epochs and degrees of freedom there are, which decide
    """
    white = np.full(residual_mm.shape, np.nan)
    n_new = expectation.dates.size
    for group in sorted(groups, key=lambda group: -group.rows.size):
        if _key(group) not in laws:
            like = traces_of(expectation.dates[group.epochs], last, whitening(group.covariance))
            laws[_key(group)] = null_law(like, group.degrees, seed=seed)
    traces, codes = [], []
    for group in groups:
        by = whitening(group.covariance)
        inside = np.ix_(group.rows, group.epochs)
        white[inside] = (residual_mm[inside] / sigma_mm[group.rows, None]) @ by.T
        traces.append(traces_of(expectation.dates[group.epochs], last, by))
        able = group.epochs[: len(traces[-1].kind) // 2]
        codes.append(np.concatenate([able, able + n_new]))
    return Followed(white, sigma_mm, groups, traces, [laws[_key(group)] for group in groups], codes)


def _key(group: Group) -> tuple[int, int]:
    return group.epochs.size, round(2.0 * np.log2(group.degrees))


def independent_tests(series: np.ndarray, about: np.ndarray, *, seed: int = 0) -> float:
    """How many independent tests those about a point are worth, by their correlation in the past.

    series : shape=(n_places, n_epochs), what the places did before; about : shape=(n_points, m), −1 for none

    The eigenvalues of the mean correlation matrix count as in Li and Ji 2005, Heredity 95, 221–227.
    """
    whole = np.flatnonzero((about >= 0).all(axis=1))
    if about.shape[1] < 2 or not whole.size:
        return float(max((about >= 0).sum(axis=1).max(initial=1), 1))
    rows = np.random.default_rng(seed).permutation(whole)[:SAMPLE]
    values = np.nan_to_num(series[about[rows]])
    values = values - values.mean(axis=2, keepdims=True)
    size = np.sqrt(np.square(values).sum(axis=2, keepdims=True))
    unit = values / np.where(size > 0, size, 1.0)
    alike = np.einsum("nit,njt->ij", unit, unit) / len(rows)
    np.fill_diagonal(alike, 1.0)
    found = np.maximum(np.linalg.eigvalsh(alike), 0.0)
    return float(((found >= 1.0 - 1e-9) + found - np.floor(found + 1e-9)).sum())
