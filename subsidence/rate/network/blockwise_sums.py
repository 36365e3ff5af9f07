"""Sums over all rows, taken in blocks of fixed size on all cores.

The blocks do not depend on the number of cores and their sums are added in order of rows, so the
result is the same on every machine with the same arithmetic. The threads are ours: what the blocks ask
of BLAS is too small for its own (``reproducible_matmul.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from ...blocks import row_blocks
from ...threads import cores

Item = TypeVar("Item")
Result = TypeVar("Result")

LEAST_ROWS, MOST_ROWS = 256, 1024  # in a block: memory is bounded, and calls cost little
NETWORK_ROWS = 30_000  # networks times rows in a block
WORTH_THREADS = 4  # networks: with fewer, handing Python's lock to and fro costs more than two cores gain


class RowSums:
    """An executor that adds up what a function returns for each block of rows.

    Use as a context manager; small work (one block, few networks) stays on the calling thread.
    n_networks : that every call works on; the fewer, the longer the blocks
    """

    def __init__(self, n_rows: int, n_networks: int, workers: int | None = None):
        self._n_rows = n_rows
        self._rows_per_block = min(max(NETWORK_ROWS // n_networks, LEAST_ROWS), MOST_ROWS)
        wanted = workers or cores()
        self._workers = wanted if n_rows > self._rows_per_block and n_networks >= WORTH_THREADS else 1
        self._pool = ThreadPoolExecutor(self._workers) if self._workers > 1 else None

    def __enter__(self) -> RowSums:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def __call__(
        self, function: Callable[[slice], tuple[np.ndarray, ...]], n_rows: int | None = None
    ) -> list[np.ndarray]:
        """The sums, part by part, of the tuples that ``function(rows)`` returns, for all or the first ``n_rows``.

        Every thread gets one run of blocks: handing out blocks singly costs more than a small network does.
        """
        blocks = list(row_blocks(self._n_rows if n_rows is None else n_rows, self._rows_per_block))
        per_thread = -(-len(blocks) // self._workers)
        runs = [blocks[start : start + per_thread] for start in range(0, len(blocks), per_thread)]
        total: list[np.ndarray] = []
        for done in self.each(lambda run: [function(block) for block in run], runs):
            for parts in done:
                if not total:
                    total = [np.array(part, dtype=float) for part in parts]
                else:
                    for whole, part in zip(total, parts):
                        whole += part
        return total

    def each(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterable[Result]:
        """``map(function, items)`` on the same threads."""
        if self._pool is None or len(items) == 1:
            return map(function, items)
        return self._pool.map(function, items)
