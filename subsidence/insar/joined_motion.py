"""East and up motion of places from the points of two sides, which need not begin on the same day."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from ..blocks import map_rows
from ..progress import SILENT, Report

ELEMENTS_PER_BLOCK = 2_000_000
MOST_ROUNDS = 300
SETTLED_MM = 1e-4
LEAST_COMMON_EPOCHS = 3


class Series(Protocol):
    """An array of one series a row, or what gives rows of it by their numbers, in any shape."""

    @property
    def shape(self) -> tuple[int, ...]: ...

    def __getitem__(self, rows: Any, /) -> np.ndarray: ...


def joined_motion(
    sides: tuple[Series, Series],
    looks: tuple[np.ndarray, np.ndarray],
    members: tuple[np.ndarray, np.ndarray],
    report: Report = SILENT,
) -> tuple[np.ndarray, np.ndarray]:
    """East and up in mm of each place, relative to its first known epoch; each shape=(n_places, n_epochs).

    sides : series of the ascending and the descending points at common epochs, each shape=(n_points, n_epochs), or what
        gives rows of such an array
    looks : their unit vectors ground → satellite, each shape=(n_points, 3)
    members : the points of each place, each shape=(n_places, most members), filled up with −1

    Every point has a zero of its own: the day on which its track begins. So the model of point i is
    d_i(t) = e_i E(t) + u_i U(t) + c_i, solved by turns for the motion at each epoch, in which both sides weigh the
    same, and for the constants. Points of a side that share fewer than three epochs with the others of their place
    cannot be joined to them and are left out. An epoch that one side lacks is NaN.
    """
    n_places, n_epochs = len(members[0]), sides[0].shape[1]
    if not n_epochs or not n_places:
        nothing = np.full((n_places, n_epochs), np.nan)
        return nothing, nothing.copy()
    count = sum((part >= 0).sum(axis=1) for part in members)
    order = np.argsort(count, kind="stable")  # places with few points together keep the blocks small
    widest = int(count.max())
    per_block = max(ELEMENTS_PER_BLOCK // (max(widest, 1) * n_epochs), 1)

    rows = [_Members(side, look, part, order) for side, look, part in zip(sides, looks, members)]
    blocks = map_rows(_solve_rows, rows, per_block, report=report)
    east, up = (np.full((n_places, n_epochs), np.nan) for _ in range(2))
    for component, values in ((east, [block[0] for block in blocks]), (up, [block[1] for block in blocks])):
        component[order] = np.concatenate(values)
    return _from_first_known(east), _from_first_known(up)


class _Members:
    """Places, in an order, with the series and the looks of their points on one side; for slices (B, M, T + 2)."""

    def __init__(self, side: Series, look: np.ndarray, index: np.ndarray, order: np.ndarray):
        self._side, self._look, self._index, self._order = side, look, index, order

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, rows: slice) -> np.ndarray:
        part = self._index[self._order[rows]]
        part = part[:, : max(int((part >= 0).sum(axis=1).max()), 1)]
        return np.concatenate(_taken(self._side, self._look, part), axis=2)


def _solve_rows(ascending: np.ndarray, descending: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """East and up of a block of places, wherever it is computed."""
    parts = []
    for side in (ascending, descending):
        values, towards = side[..., :-2], side[..., -2:]
        parts.append((_joinable(values), towards))
    return _solve(parts[0], parts[1])


def _taken(side: Series, look: np.ndarray, index: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Series and east and up components of the members, NaN where there is none; (B, M, T) and (B, M, 2)."""
    present = (index >= 0)[..., None]
    where = np.maximum(index, 0)
    values = np.where(present, side[where], np.nan)
    towards = np.where(present, look[where][..., [0, 2]], np.nan)
    values[~np.isfinite(towards).all(axis=2)] = np.nan
    return values, np.nan_to_num(towards)


def _joinable(values: np.ndarray) -> np.ndarray:
    """The series without those that share too few epochs with the rest of their place; shape=(B, M, T)."""
    known = np.isfinite(values)
    if values.shape[1] == 1 or (known == known[:, :1]).all():
        return values
    count = known.sum(axis=2)
    order = np.argsort(-count, axis=1, kind="stable")
    rows = np.arange(len(values))
    joined = known[rows, order[:, 0]].copy()
    used = np.zeros(count.shape, dtype=bool)
    used[rows, order[:, 0]] = True
    for _ in range(2):  # a second look, for those that only a later one connects
        for place in range(1, values.shape[1]):
            member = order[:, place]
            here = known[rows, member]
            fits = (here & joined).sum(axis=1) >= np.minimum(LEAST_COMMON_EPOCHS, np.maximum(here.sum(axis=1), 1))
            used[rows, member] |= fits
            joined |= here & fits[:, None]
    return np.where(used[..., None], values, np.nan)


def _solve(
    ascending: tuple[np.ndarray, np.ndarray], descending: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """East and up of a block of places; each shape=(B, T), in a zero of its own."""
    values = np.concatenate([ascending[0], descending[0]], axis=1)
    towards = np.concatenate([ascending[1], descending[1]], axis=1)
    known = np.isfinite(values)
    first = ascending[0].shape[1]
    counts = [known[:, part].sum(axis=1, keepdims=True) for part in (slice(None, first), slice(first, None))]
    share = np.concatenate(
        [known[:, part] / np.maximum(n, 1) for part, n in zip((slice(None, first), slice(first, None)), counts)], axis=1
    )
    both = ((counts[0] > 0) & (counts[1] > 0))[:, 0]
    east_of, up_of = towards[..., 0], towards[..., 1]
    ee, eu, uu = (np.einsum("bmt,bm->bt", share, product) for product in (east_of**2, east_of * up_of, up_of**2))
    determinant = ee * uu - eu**2
    both &= determinant > 1e-9
    determinant = np.where(both, determinant, 1.0)
    data = np.where(known, values, 0.0)
    constant = np.zeros(values.shape[:2])
    used = known & both[:, None, :]
    epochs = np.maximum(used.sum(axis=2), 1)
    same = bool((known == known[:, :, :1]).all())
    for _ in range(1 if same else MOST_ROUNDS):
        rest = share * (data - constant[..., None])
        b_east = np.einsum("bmt,bm->bt", rest, east_of)
        b_up = np.einsum("bmt,bm->bt", rest, up_of)
        east = np.where(both, (uu * b_east - eu * b_up) / determinant, 0.0)
        up = np.where(both, (ee * b_up - eu * b_east) / determinant, 0.0)
        if same:
            break
        residual = data - east_of[..., None] * east[:, None, :] - up_of[..., None] * up[:, None, :]
        before, constant = constant, (residual * used).sum(axis=2) / epochs
        if np.abs(constant - before).max() < SETTLED_MM:
            break
    return np.where(both, east, np.nan), np.where(both, up, np.nan)


def _from_first_known(values: np.ndarray) -> np.ndarray:
    """Series relative to their own first value: tracks in one layer do not all begin on the same day."""
    first = np.isfinite(values).argmax(axis=1)
    return values - np.take_along_axis(values, first[:, None], axis=1)
