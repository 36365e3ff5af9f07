"""One small executor: a pure function over blocks of rows, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextvars import ContextVar, copy_context
from typing import TypeVar

from .progress import SILENT, Report, stop_if_cancelled
from .threads import cores, one_thread_pools

Result = TypeVar("Result")
LOOK_S = 0.2  # how often a cancel is looked for

_in_a_block: ContextVar[bool] = ContextVar("in_a_block", default=False)


def row_blocks(n_rows: int, rows_per_block: int) -> Iterator[slice]:
    """Slices that cover ``n_rows`` rows in order; before each, a cancel is heard."""
    step = max(int(rows_per_block), 1)
    for start in range(0, n_rows, step):
        stop_if_cancelled()
        yield slice(start, min(start + step, n_rows))


def map_blocks(
    function: Callable[[slice], Result],
    n_rows: int,
    rows_per_block: int,
    *,
    report: Report = SILENT,
    workers: int | None = None,
) -> list[Result]:
    """``[function(block) for block in row_blocks(...)]`` on threads, results in order of rows.

    ``function`` must not share anything it changes. No more than ``workers + 1`` blocks are in
    flight, so memory stays bounded; a cancel is noticed after each block. What a block says, it says in
    the caller's language. There is never more than one thread for a core: BLAS and OpenMP keep to one
    (``threads.py``), and blocks of a block are done one after the other.
    """
    blocks = list(row_blocks(n_rows, rows_per_block))
    workers = 1 if _in_a_block.get() else min(workers or cores(), max(len(blocks), 1))
    report.progress(0.0)
    with one_thread_pools(report):
        if workers == 1:
            return _one_by_one(function, blocks, report)
        return _on_threads(function, blocks, workers, report)


def _one_by_one(function: Callable[[slice], Result], blocks: list[slice], report: Report) -> list[Result]:
    results = []
    for number, block in enumerate(blocks, 1):
        stop_if_cancelled()
        results.append(function(block))
        report.progress(number / len(blocks))
    return results


def _on_threads(
    function: Callable[[slice], Result], blocks: list[slice], n_threads: int, report: Report
) -> list[Result]:
    results: list[Result | None] = [None] * len(blocks)

    def work(block: slice) -> Result:
        _in_a_block.set(True)  # of the copied context
        return function(block)

    with ThreadPoolExecutor(n_threads) as pool:
        running: dict = {}
        done_count = next_block = 0
        try:
            while done_count < len(blocks):
                while next_block < len(blocks) and len(running) <= n_threads:
                    running[pool.submit(copy_context().run, work, blocks[next_block])] = next_block
                    next_block += 1
                finished, _ = wait(running, LOOK_S, return_when=FIRST_COMPLETED)
                for future in finished:
                    results[running.pop(future)] = future.result()
                    done_count += 1
                report.progress(done_count / len(blocks))
        finally:
            for future in running:
                future.cancel()
    return results  # type: ignore[return-value]
