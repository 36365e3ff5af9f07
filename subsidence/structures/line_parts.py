"""In which order and direction the parts of one line follow each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

SAME_END = 1e-6  # of the extent of a line


def joined_order(parts: Sequence[np.ndarray]) -> list[tuple[int, bool]]:
    """The parts of a line as they join end to end: number of each part, and whether it is turned round.

    A line that was put together from pieces often holds them in any order and direction, so that a chainage that goes
    on from part to part would jump to and fro. What joins nothing keeps its place; a chain runs as most of its
    parts were drawn.

    Parameters
    ----------
    parts : sequence of ndarray, each shape=(n_vertices, 2)
        At least two vertices each.

    Returns
    -------
    list of tuple of int and bool
        Every part once.

    Examples
    --------
    >>> west, east = np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([[1.0, 0.0], [2.0, 0.0]])
    >>> joined_order([east, west]), joined_order([east, west[::-1]]), joined_order([west, east + 5.0])
    ([(1, False), (0, False)], [(1, True), (0, False)], [(0, False), (1, False)])
    """
    if len(parts) < 2:
        return [(number, False) for number in range(len(parts))]
    every = np.concatenate(parts)
    near = SAME_END * float(np.ptp(every, axis=0).max())
    waiting = list(range(len(parts)))
    order: list[tuple[int, bool]] = []
    while waiting:
        chain = [(waiting.pop(0), False)]
        while (link := _next(parts, waiting, _end(parts, chain[-1]), near)) is not None:
            chain.append(link)
            waiting.remove(link[0])
        while (link := _next(parts, waiting, _end(parts, _turned(chain[0])), near)) is not None:
            chain.insert(0, _turned(link))
            waiting.remove(link[0])
        if sum(turned for _, turned in chain) * 2 > len(chain):
            chain = [_turned(link) for link in reversed(chain)]
        order += chain
    return order


def _turned(link: tuple[int, bool]) -> tuple[int, bool]:
    return link[0], not link[1]


def _end(parts: Sequence[np.ndarray], link: tuple[int, bool]) -> np.ndarray:
    """Where a part ends, in its direction."""
    return parts[link[0]][0 if link[1] else -1]


def _next(parts: Sequence[np.ndarray], waiting: Sequence[int], end: np.ndarray, near: float) -> tuple[int, bool] | None:
    """The part that goes on from an end, one that begins there before one that ends there."""
    for turned in (False, True):
        for number in waiting:
            if np.abs(parts[number][-1 if turned else 0] - end).max() <= near:
                return number, turned
    return None
