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
    near = SAME_END * float(np.ptp(np.concatenate(parts), axis=0).max())
    ends = np.array([[part[0] for part in parts], [part[-1] for part in parts]]).transpose(2, 0, 1).copy()
    waiting = np.ones(len(parts), dtype=bool)
    order: list[tuple[int, bool]] = []
    for number in range(len(parts)):
        if not waiting[number]:
            continue
        waiting[number] = False
        after = _followers(ends, waiting, (number, False), near)
        before = _followers(ends, waiting, (number, True), near)
        chain = [*map(_turned, reversed(before)), (number, False), *after]
        if sum(turned for _, turned in chain) * 2 > len(chain):
            chain = [_turned(link) for link in reversed(chain)]
        order += chain
    return order


def _followers(ends: np.ndarray, waiting: np.ndarray, link: tuple[int, bool], near: float) -> list[tuple[int, bool]]:
    """The parts that go on from a part in its direction; they wait no longer.

    ends : shape=(2, 2, n_parts), x and y of first and last vertices; waiting : shape=(n_parts,)
    One that begins where the last ends comes before one that ends there.
    """
    chain: list[tuple[int, bool]] = []
    while True:
        number, turned = link
        x, y = ends[:, 0 if turned else 1, number]
        met = (np.abs(ends[0] - x) <= near) & (np.abs(ends[1] - y) <= near) & waiting
        begins, stops = met.any(axis=1)
        if not (begins or stops):
            return chain
        link = int(met[0 if begins else 1].argmax()), not begins
        waiting[link[0]] = False
        chain.append(link)


def _turned(link: tuple[int, bool]) -> tuple[int, bool]:
    return link[0], not link[1]
