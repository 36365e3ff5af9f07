"""One small executor: a pure function over blocks of rows, or a few works side by side, on all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import numpy as np

from .kept_blocks import KeptPlace, from_kept, is_keeping, is_kept, kept_block, place_of_kept, to_keep
from .progress import ALONE, SILENT, Report, Run, stop_if_cancelled, stopped_by
from .tabular.bounded_memory import files_seen_by_others, passing
from .tabular.shared_rows import Mark, shared
from .threads import cores, given_cores, one_openmp_thread, one_thread_pools

Result = TypeVar("Result")
BLOCKS_TOGETHER = 8
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


def do_all(jobs: Sequence[Callable[[], Result]], *, report: Report = SILENT) -> list[Result]:
    """``[job() for job in jobs]`` on threads, as ``map_blocks``: no job changes what another one reads or changes.

    They begin in their order, so that little time is lost at the end where the longest come first.

    >>> do_all([lambda: "first", lambda: "second"])
    ['first', 'second']
    """
    return map_blocks(lambda one: jobs[one.start](), len(jobs), 1, report=report)


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


# ---- side by side ----------------------------------------------------------------------------


def side_by_side(
    works: Sequence[Callable[[Report], Result]],
    *,
    weights: Sequence[int] | None = None,
    after: Mapping[int, int] | None = None,
    run: Run = ALONE,
) -> list[Result]:
    """``[work(report) for work in works]``, as many at once as there are cores, the results in order.

    Parameters
    ----------
    works : sequence of callable
        Each takes a report and changes nothing that another one reads; it may have blocks of its own.
    weights : sequence of int, optional
        How long each takes beside the others; by default all the same. Those that take long should come first.
    after : mapping of int to int, optional
        Work → the earlier one that has to be done before it begins.
    run : Run
        Told the progress of all, and in the order of the works what each of them says (of a later one when those before
        it are done), on this thread alone. Its cancel is heard in every work.

    Returns
    -------
    list
        What each work returned.

    Raises
    ------
    Exception
        What the first work that failed, in their order, has raised; later ones are stopped.

    Notes
    -----
    The cores are shared out: a work's own blocks find those that are left to it.
    """
    weights = [1] * len(works) if weights is None else weights
    given = run.workers or cores()
    n_threads = 1 if _in_a_block.get() else min(given, len(works))
    with one_thread_pools(run.report):
        if n_threads <= 1:
            return [work(part) for work, part in run.report.stages(works, weights)]
        return _SideBySide(works, weights, after or {}, run.report).done(n_threads, given)


class _Relay(Report):
    """What a work on another thread says, until the thread that started it tells it; the work hears when to stop."""

    def __init__(self) -> None:
        self.fraction = 0.0
        self.stop = False
        self._said: deque[tuple[Callable[[Report, str], None], str]] = deque()

    def on_progress(self, fraction: float) -> None:
        self.fraction = max(self.fraction, fraction)

    def on_info(self, text: str) -> None:
        self._said.append((Report.info, text))

    def on_stage(self, text: str) -> None:
        self._said.append((Report.stage, text))

    def on_warning(self, text: str) -> None:
        self._said.append((Report.warn, text))

    def is_cancelled(self) -> bool:
        return self.stop

    def tell(self, report: Report) -> None:
        while self._said:
            way, text = self._said.popleft()
            way(report, text)


class _SideBySide:
    """Works that are under way on several threads, watched over by the thread that began them."""

    def __init__(
        self,
        works: Sequence[Callable[[Report], Any]],
        weights: Sequence[int],
        after: Mapping[int, int],
        report: Report,
    ):
        self._works, self._weights, self._after, self._report = works, weights, after, report
        self._relays = [_Relay() for _ in works]
        self._waiting = list(range(len(works)))
        self._running: dict[Future, int] = {}
        self._results: dict[int, Any] = {}
        self._errors: dict[int, BaseException] = {}

    def done(self, n_threads: int, given: int) -> list:
        shares = [given // n_threads + (number < given % n_threads) for number in range(n_threads)]
        shares += [given // n_threads] * (len(self._works) - n_threads)
        with ThreadPoolExecutor(n_threads) as pool:
            try:
                while self._waiting or self._running:
                    self._begin(pool, n_threads, shares)
                    finished, _ = wait(self._running, LOOK_S, return_when=FIRST_COMPLETED)
                    for future in finished:
                        self._take(future)
                    self._tell()
            finally:
                for relay in self._relays:
                    relay.stop = True
                for future in self._running:
                    future.cancel()
        if self._errors:
            raise self._errors[min(self._errors)]
        return [self._results[number] for number in range(len(self._works))]

    def _begin(self, pool: ThreadPoolExecutor, n_threads: int, shares: Sequence[int]) -> None:
        ready = [one for one in self._waiting if one not in self._after or self._after[one] in self._results]
        for number in ready[: n_threads - len(self._running)]:
            self._waiting.remove(number)
            self._running[pool.submit(copy_context().run, self._work, number, shares[number])] = number

    def _work(self, number: int, share: int) -> Any:
        _executor.set(None)  # of the copied context: what is computed side by side stays here
        relay = self._relays[number]
        with stopped_by(relay), given_cores(share), one_openmp_thread():
            return self._works[number](relay)

    def _take(self, future: Future) -> None:
        number = self._running.pop(future)
        error = future.exception()
        if error is None:
            self._results[number] = future.result()
            return
        self._errors[number] = error
        self._waiting = [one for one in self._waiting if one < number]
        for later in self._running.values():
            self._relays[later].stop |= later > number

    def _tell(self) -> None:
        """Say what may be said by now, and hear a cancel."""
        stop_if_cancelled()
        for number, relay in enumerate(self._relays):
            relay.tell(self._report)
            if number not in self._results:
                break
        done = [1.0 if number in self._results else relay.fraction for number, relay in enumerate(self._relays)]
        behind = sum(share * weight for share, weight in zip(done, self._weights))
        self._report.progress(behind / max(sum(self._weights), 1))


# ---- here or elsewhere -----------------------------------------------------------------------


class Rows(Protocol):
    """An array, or what gives one for a slice of rows."""

    def __len__(self) -> int: ...

    def __getitem__(self, rows: slice, /) -> np.ndarray: ...


@dataclass(frozen=True)
class Task:
    """A function of blocks of rows of some arrays, and nothing else that it could depend on or change.

    function : of a module, or a ``partial`` of one, so that another process can find it; takes a block of every array
        and returns an array or a tuple, list or dict of arrays
    arrays : each shape=(n_rows, …), or anything that has a length and gives an array for a slice
    take : what is done here with a block's result as soon as it is there
    together : blocks that travel together, so that sending them costs little beside doing them
    into : arrays that parts of a result go into, by their number or name in it
    """

    function: Callable[..., Any]
    arrays: Sequence[Rows]
    rows_per_block: int
    take: Callable[[slice, Any], Any]
    together: int = BLOCKS_TOGETHER
    into: Mapping[Any, np.ndarray] = field(default_factory=dict)

    def blocks(self) -> list[slice]:
        return list(row_blocks(len(self.arrays[0]), self.rows_per_block))


def put(into: Mapping[Any, Any], rows: slice, found: Any) -> Any:
    """Fill rows of arrays with parts of a result; returns it with None in their places."""
    for key, array in into.items():
        array[rows] = found[key]
    return without(into, found)


def without(into: Mapping[Any, Any], found: Any) -> Any:
    """A tuple or dict with None for its parts of these names."""
    if not into:
        return found
    if isinstance(found, dict):
        return {**found, **dict.fromkeys(into)}
    return tuple(None if at in into else part for at, part in enumerate(found))


class Kept:
    """Blocks of one task that an interrupted run has left (``kept_blocks.py``); without a name, none are."""

    def __init__(self, name: str):
        self.name = name

    @property
    def active(self) -> bool:
        return bool(self.name) and is_keeping()

    def read(self, block: slice) -> Any:
        """What was kept of a block, None where nothing was."""
        if not self.active or not is_kept(self.name_of(block)):
            return None
        return self.write(block, None)

    def write(self, block: slice, value: Any) -> Any:
        """Keep a block's result; returns it."""
        if not self.active:
            return value
        return from_kept(kept_block(self.name_of(block), lambda: to_keep(value)))

    @property
    def place(self) -> KeptPlace | None:
        """Where another process may keep blocks for this one; None where nothing is kept."""
        return place_of_kept() if self.active else None

    def name_of(self, block: slice) -> str:
        return f"{self.name} {block.start} {block.stop}"


class Held(Protocol):
    """Something of every block that stays where it is computed, from step to step."""

    def step(self, function: Callable[..., tuple[Any, Any]], *shared: Any, report: Report = SILENT) -> list:
        """``function(state, *shared)`` → new state and result, for every block; the results in order of rows.

        ``function`` changes nothing of the old state: where a machine is lost, steps are done again from the first.
        """
        ...


class Executor(Protocol):
    """Who computes the blocks of ``map_rows``, and holds those of ``held_blocks``; and whether all there see files."""

    @property
    def threads(self) -> int:
        """How many blocks are computed at once."""
        ...

    def map(self, task: Task, kept: Kept, report: Report) -> list: ...

    def hold(self, task: Task) -> Held: ...

    def sees(self, marks: Sequence[Mark]) -> bool: ...


_executor: ContextVar[Executor | None] = ContextVar("executor", default=None)


@contextmanager
def computed_by(executor: Executor) -> Iterator[None]:
    """Within, ``map_rows`` is done by ``executor`` instead of threads of this process, and working files have names."""
    token = _executor.set(executor)
    try:
        with files_seen_by_others():
            yield
    finally:
        _executor.reset(token)


def computes_elsewhere() -> bool:
    """Whether ``map_rows`` goes to other processes here."""
    return _executor.get() is not None and not _in_a_block.get()


def others_at_once(*, travel: bool = True) -> int:
    """How many blocks ``map_rows`` computes at once elsewhere, given the same; 0 where it computes here."""
    executor = _executor.get()
    return executor.threads if executor is not None and travel and computes_elsewhere() else 0


def others_see(*arrays: Any) -> bool:
    """Whether blocks are computed elsewhere, where all these arrays lie in files that are seen there."""
    executor = _executor.get()
    if executor is None or not computes_elsewhere():
        return False
    places = [shared(values) for values in arrays]
    return None not in places and executor.sees([mark for place in places if place for mark in place.marks()])


def others_see_files(paths: Sequence[str | os.PathLike]) -> bool:
    """Whether blocks are computed elsewhere, where these files are seen and the same."""
    executor = _executor.get()
    return executor is not None and computes_elsewhere() and executor.sees([Mark.of(path) for path in paths])


def map_rows(
    function: Callable[..., Any],
    arrays: Sequence[Rows],
    rows_per_block: int,
    *,
    take: Callable[[slice, Any], Any] | None = None,
    into: Mapping[Any, np.ndarray] | None = None,
    name: str = "",
    together: int = BLOCKS_TOGETHER,
    travel: bool = True,
    report: Report = SILENT,
    workers: int | None = None,
) -> list:
    """``function(*(array[block] for array in arrays))`` for all blocks, in order of rows: on threads, or elsewhere.

    take : called here with each block and its result; what it returns takes the result's place. Several threads may
        call it at once, each for rows of its own
    into : arrays that parts of each result fill, row by row, by their number in a tuple or name in a dict; ``take`` and
        what is returned have None in their place
    together : blocks that go to another process at once; fewer where they are large
    name : under which finished blocks are kept for a run that goes on after an interruption; given once in a run
    travel : whether another executor may do them; it does not pay where little is computed for what is sent
    As ``map_blocks``, but nothing is shared, so that it may be done on other machines (``computed_by``). Of arrays in a
    file (``tabular/bounded_memory.py``) a small part is in memory at a time, and another process that sees the file
    reads, or writes, its own rows (``tabular/shared_rows.py``).
    """
    taken = take or (lambda block, result: result)
    arrays = [passing(values) for values in arrays]
    task, kept = Task(function, arrays, rows_per_block, taken, together, into or {}), Kept(name)
    executor = _executor.get()
    if executor is not None and travel and computes_elsewhere():
        return executor.map(task, kept, report)

    def work(block: slice) -> Any:
        found = kept.read(block)
        if found is None:
            found = kept.write(block, function(*(values[block] for values in arrays)))
        return taken(block, put(task.into, block, found))

    return map_blocks(work, len(arrays[0]), rows_per_block, report=report, workers=workers)


class _HeldHere:
    """On the threads of this process."""

    def __init__(self, task: Task, workers: int | None):
        self._workers = workers
        self._states = map_blocks(
            lambda block: task.function(*(values[block] for values in task.arrays)),
            len(task.arrays[0]), task.rows_per_block, workers=workers,
        )  # fmt: skip

    def step(self, function: Callable[..., tuple[Any, Any]], *shared: Any, report: Report = SILENT) -> list:
        def work(number: slice) -> tuple[Any, Any]:
            return function(self._states[number.start], *shared)

        found = map_blocks(work, len(self._states), 1, report=report, workers=self._workers)
        self._states = [state for state, _ in found]
        return [result for _, result in found]


def held_blocks(
    make: Callable[..., Any],
    arrays: Sequence[Rows],
    rows_per_block: int,
    *,
    travel: bool = True,
    workers: int | None = None,
) -> Held:
    """States of blocks, ``make(*(array[block] for array in arrays))``, for steps that need them again and again.

    make : of a module, or a ``partial`` of one, as in ``map_rows``
    travel : whether another executor may hold them (``computed_by``); it does not pay for little data
    """
    task = Task(make, arrays, rows_per_block, lambda block, result: result, 1)
    executor = _executor.get()
    if executor is not None and travel and computes_elsewhere():
        return executor.hold(task)
    return _HeldHere(task, workers)
