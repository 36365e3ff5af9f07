"""Sums over all rows, taken in blocks of fixed size on all cores.

The blocks do not depend on the number of cores and their sums are added in order of rows, so the
result is the same on every machine with the same arithmetic.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from ..blocks import row_blocks
from ..packages import missing, require

Item = TypeVar("Item")
Result = TypeVar("Result")

ROWS_PER_BLOCK = 256  # few enough that BLAS adds up each product in one go, whatever its number of threads


class _OneBlasThread:
    """While anybody is inside, BLAS uses one thread: ours share out the blocks, and its own would only
    wait for each other over products this small. Needs threadpoolctl; without it nothing changes but speed.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._limits = None

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1
            if self._inside == 1 and not missing(["threadpoolctl"]):
                self._limits = require("threadpoolctl").threadpool_limits(limits=1, user_api="blas")

    def __exit__(self, *exception) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._limits is not None:
                self._limits.restore_original_limits()
                self._limits = None


_ONE_BLAS_THREAD = _OneBlasThread()


class RowSums:
    """An executor that adds up what a function returns for each block of rows.

    Use as a context manager; small work (one block) stays on the calling thread.
    """

    def __init__(self, n_rows: int, rows_per_block: int = ROWS_PER_BLOCK, workers: int | None = None):
        self._blocks = list(row_blocks(n_rows, rows_per_block))
        wanted = workers or os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(wanted) if wanted > 1 and len(self._blocks) > 1 else None

    def __enter__(self) -> RowSums:
        _ONE_BLAS_THREAD.__enter__()
        return self

    def __exit__(self, *exception) -> None:
        _ONE_BLAS_THREAD.__exit__(*exception)
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def __call__(self, function: Callable[[slice], tuple[np.ndarray, ...]]) -> list[np.ndarray]:
        """The sums, part by part, of the tuples that ``function(rows)`` returns."""
        mapped = map(function, self._blocks) if self._pool is None else self._pool.map(function, self._blocks)
        total: list[np.ndarray] = []
        for parts in mapped:
            if not total:
                total = [np.array(part, dtype=float) for part in parts]
            else:
                for whole, part in zip(total, parts):
                    whole += part
        return total

    def each(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterable[Result]:
        """``map(function, items)`` on the same threads."""
        return map(function, items) if self._pool is None else self._pool.map(function, items)
