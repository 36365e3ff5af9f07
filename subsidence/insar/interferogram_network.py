"""The network of interferograms: epochs, loops, connections, gaps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import SubsidenceError
from ..series import compact_date, parse_compact_date
from ..wording import message

SMALLEST_COMPACT_DATE = 10_000_000  # a whole number above is YYYYMMDD, not the index of an epoch


def epoch_pairs(pairs: Sequence | np.ndarray, dates: np.ndarray) -> np.ndarray:
    """Pairs as indices of epochs, earlier first; shape=(n_ifgs, 2), int.

    pairs : shape=(n_ifgs, 2), indices into ``dates``, or dates themselves (datetime64, YYYYMMDD or YYYY-MM-DD)
    dates : shape=(n_epochs,), increasing
    """
    table = np.asarray(pairs)
    dates = np.asarray(dates, dtype="datetime64[D]")
    if table.ndim != 2 or table.shape[1] != 2:
        raise SubsidenceError(
            message("Interferograms are pairs of epochs; the pairs have shape {shape}.", shape=table.shape)
        )
    if table.dtype.kind in "iu" and not (table.size and table.min() > SMALLEST_COMPACT_DATE):
        index = table.astype(int)
    else:
        if table.dtype.kind != "M":
            table = np.array([[parse_compact_date(str(day).replace("-", "")) for day in pair] for pair in table])
        index = np.searchsorted(dates, table.astype("datetime64[D]"))
        index = np.where(dates[np.minimum(index, dates.size - 1)] == table.astype("datetime64[D]"), index, -1)
    if index.size and (index.min() < 0 or index.max() >= dates.size or (index[:, 0] >= index[:, 1]).any()):
        raise SubsidenceError(message("Every interferogram must lead from one of the dates to a later one of them."))
    return index


def increments_matrix(pairs: np.ndarray, n_epochs: int) -> np.ndarray:
    """1 where an interferogram spans the step from epoch k to k + 1; shape=(n_ifgs, n_epochs - 1).

    >>> increments_matrix(np.array([[0, 2], [1, 2]]), 3).astype(int).tolist()
    [[1, 1], [0, 1]]
    """
    step = np.arange(n_epochs - 1)
    return ((pairs[:, :1] <= step) & (step < pairs[:, 1:])).astype(float)


def triplet_loops(pairs: np.ndarray) -> np.ndarray:
    """All loops of three interferograms; shape=(n_loops, 3), indices of (12, 23, 13) into ``pairs``.

    >>> triplet_loops(np.array([[0, 1], [1, 2], [0, 2], [2, 3]])).tolist()
    [[0, 1, 2]]
    """
    number = {(int(first), int(second)): index for index, (first, second) in enumerate(pairs)}
    later: dict[int, list[int]] = {}
    for first, second in number:
        later.setdefault(first, []).append(second)
    loops = [
        (number[first, middle], number[middle, last], number[first, last])
        for first, middle in sorted(number)
        for last in sorted(later.get(middle, ()))
        if (first, last) in number
    ]
    return np.array(loops, dtype=int).reshape(-1, 3)


def components(pairs: np.ndarray, n_epochs: int) -> np.ndarray:
    """Number of the connected part that each epoch belongs to, from 0 by first epoch; shape=(n_epochs,).

    >>> components(np.array([[0, 1], [2, 3]]), 4).tolist()
    [0, 0, 1, 1]
    """
    part = list(range(n_epochs))

    def root(epoch: int) -> int:
        while part[epoch] != epoch:
            part[epoch] = part[part[epoch]]
            epoch = part[epoch]
        return epoch

    for first, second in pairs.tolist():
        low, high = sorted((root(first), root(second)))
        part[high] = low
    roots = [root(epoch) for epoch in range(n_epochs)]
    order = {value: index for index, value in enumerate(sorted(set(roots)))}
    return np.array([order[value] for value in roots], dtype=int)


def missing_steps(pairs: np.ndarray, dates: np.ndarray) -> tuple[tuple[str, str], ...]:
    """(first, second) of neighbouring dates between which no interferogram leads, as YYYYMMDD."""
    open_steps = np.flatnonzero(increments_matrix(pairs, len(dates)).sum(axis=0) == 0)
    return tuple((compact_date(dates[step]), compact_date(dates[step + 1])) for step in open_steps)


def connectivity_warning(pairs: np.ndarray, dates: np.ndarray) -> str:
    """A sentence about a network that falls apart; empty where all dates are connected."""
    n_parts = int(components(pairs, len(dates)).max()) + 1
    if n_parts == 1:
        return ""
    steps = missing_steps(pairs, dates)
    where = message(" and ").join(f"{first}–{second}" for first, second in steps) or message("overlapping times")
    return message(
        "The network of interferograms falls into {n_parts} unconnected parts ({where}); between"
        " them the displacement follows the straight line of the rest and is not measured. Add"
        " interferograms across.",
        n_parts=n_parts,
        where=where,
    )


def gaps(valid: np.ndarray, pairs: np.ndarray, n_epochs: int) -> np.ndarray:
    """Steps between epochs that no valid interferogram spans; shape=(n_points, n_epochs - 1), bool.

    valid : shape=(n_points, n_ifgs), bool
    """
    columns = np.ascontiguousarray(valid.T).view(np.uint8)
    most = int(increments_matrix(pairs, n_epochs).sum(axis=0).max(initial=0))
    spans = np.zeros((n_epochs, len(valid)), dtype=np.min_scalar_type(most))  # wraps round on its way, not in the end
    for ifg, (first, second) in zip(columns, pairs.tolist()):
        spans[first] += ifg
        spans[second] -= ifg
    for before, step in zip(spans, spans[1:]):
        step += before
    return (spans[:-1] == 0).T


def longest_connected_years(gap: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Longest time without a gap; shape=(n_points,), years.

    gap : shape=(n_points, n_epochs - 1), bool; years : shape=(n_epochs,)

    >>> longest_connected_years(np.array([[False, True, False]]), np.array([0.0, 1.0, 2.0, 4.0])).tolist()
    [2.0]
    """
    running = np.zeros(len(gap))
    longest = np.zeros(len(gap))
    for step, span in enumerate(np.diff(years)):
        running = np.where(gap[:, step], 0.0, running + span)
        longest = np.maximum(longest, running)
    return longest


def interferograms_without_loop(valid: np.ndarray, loops: np.ndarray) -> np.ndarray:
    """How many valid interferograms of each point lie in no closed loop of valid ones; shape=(n_points,), int.

    valid : shape=(n_points, n_ifgs), bool; loops : shape=(n_loops, 3)
    """
    count = valid.sum(axis=1)
    if not len(loops):
        return count
    closed = valid[:, loops[:, 0]] & valid[:, loops[:, 1]] & valid[:, loops[:, 2]]
    member = np.zeros((len(loops), valid.shape[1]), dtype=np.float32)
    member[np.arange(len(loops))[:, None], loops] = 1.0
    in_loop = closed.astype(np.float32) @ member > 0.5
    return count - (in_loop & valid).sum(axis=1)
