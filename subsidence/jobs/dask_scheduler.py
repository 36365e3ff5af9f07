"""Blocks of rows on other processes and machines, by dask.distributed: the second executor of ``blocks.py``.

The workers need numpy, scipy and this core as a package, the same core as here: that is checked first. Where they come
from – SLURM, Kubernetes, a cloud – is dask's business, and so are certificates and tokens (its own configuration);
nothing of them is written down. A block whose worker dies is tried again elsewhere; one that fails every time is named
when all others are done.
"""

from __future__ import annotations

import builtins
import hashlib
import queue
import types
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from ..blocks import Held, Kept, Task, computed_by, put
from ..errors import SubsidenceError
from ..kept_blocks import KeptPlace
from ..packages import require
from ..progress import SILENT, Report, stop_if_cancelled
from ..tabular.shared_rows import FileArray, Mark, SharedRows, shared
from ..wording import message
from .dask_watch import Watch
from .piece import Piece, marks_of

CORE = Path(__file__).resolve().parent.parent
LOCAL = "local"  # and local:4
CONNECT_S = 15
LOOK_S = 0.2
RETRIES = 2
IN_FLIGHT, IN_FILES = 2, 8  # tasks for each thread of the workers: of rows that are sent, of rows that they read
PIECES = 2  # of the blocks that are left, each thread's share is cut into so many: none waits long for the last
LOCAL_WORKERS = {  # nobody looks at samples of what they do, and clocks that tick less often leave the cores to work
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
}
TRAVELS_APART = 100_000  # B of a function and what it holds
BLOCKS_AT_MOST = "1 GB"  # that travel together; dask warns of 10 MB, which here is no mistake


@contextmanager
def scheduled(address: str, report: Report = SILENT) -> Iterator[None]:
    """Within, ``map_rows`` computes on the workers of a scheduler.

    address : such as tcp://10.0.0.1:8786; "local" or "local:4" starts worker processes on this machine for the time;
        empty changes nothing
    Raises ``SubsidenceError`` where it cannot be reached, has no workers, or these have another core.
    """
    if not address.strip():
        yield
        return
    client, cluster = _connect(address.strip())
    try:
        threads = check_workers(client, address, report)
        quiet = {"distributed.admin.large-graph-warning-threshold": BLOCKS_AT_MOST}
        with require("dask").config.set(quiet), computed_by(DaskExecutor(client, threads)):
            yield
    finally:
        client.close()
        if cluster is not None:
            cluster.close()


def _connect(address: str) -> tuple[Any, Any]:
    distributed = require("distributed")
    kind, _, count = address.partition(":")
    if kind != LOCAL:
        try:
            distributed.comm.resolve_address(address)  # a client of no address takes half a minute to give up
            return distributed.Client(address, timeout=CONNECT_S, set_as_default=False), None
        except (OSError, ValueError, TimeoutError) as error:
            raise SubsidenceError(
                message(
                    "The scheduler {address} cannot be reached ({why}); check the address and that it runs, or leave"
                    " SCHEDULER empty to compute here.",
                    address=address,
                    why=" ".join(str(error).split()) or type(error).__name__,
                )
            ) from error
    if count and not (count.isdigit() and 0 < int(count) < 1000):
        raise SubsidenceError(
            message("“{address}” is no number of local workers; write for example local:2.", address=address)
        )
    from ..threads import cores

    with require("dask").config.set(LOCAL_WORKERS):
        cluster = distributed.LocalCluster(
            n_workers=int(count) if count else cores(),
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",
            processes=True,
        )
    return distributed.Client(cluster, set_as_default=False, direct_to_workers=True), cluster


# ---- what runs on a worker -----------------------------------------------------------------
# These travel by value: a worker may know the core under another name. So they import what they use.


def _facts(folder: str) -> dict[str, str]:
    import importlib
    import importlib.metadata
    import platform
    import sys

    try:
        core = importlib.import_module("subsidence")
    except ImportError:
        sys.path.append(folder)
        try:
            core = importlib.import_module("subsidence")
        except ImportError:
            return {"core": ""}
    scheduler = importlib.import_module("subsidence.jobs.dask_scheduler")
    found = {"core": scheduler.fingerprint(), "python": platform.python_version(), "place": str(core.__file__)}
    for name in ("numpy", "scipy", "torch"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = ""
    return found


def _do(payload: bytes, root: str, folder: str, piece: bytes, arrays: list) -> tuple:
    """The blocks of one piece, as of ``Piece.do``."""
    import cloudpickle

    function, threads = _ready(payload, root, folder)
    with threads.given_cores(1):
        return cloudpickle.loads(piece).do(function, arrays)


def _make(payload: bytes, root: str, folder: str, sources: bytes, arrays: list) -> list:
    """The first states of some blocks, each with no result."""
    import importlib

    import cloudpickle

    function, threads = _ready(payload, root, folder)
    completed = importlib.import_module("subsidence.jobs.piece").completed
    with threads.given_cores(1), threads.one_thread_pools():
        return [
            (function(*(values[:] for values in completed(of_block, coming))), None)
            for of_block, coming in zip(cloudpickle.loads(sources), arrays)
        ]


def _step(payload: bytes, root: str, folder: str, held: list, shared: tuple) -> list:
    """The next states of some blocks and their results."""
    function, threads = _ready(payload, root, folder)
    found = []
    with threads.given_cores(1), threads.one_thread_pools():
        for state, _ in held:
            try:
                found.append(function(state, *shared))
            except Exception as error:
                error.at = len(found)  # type: ignore[attr-defined]  # which of the blocks
                raise
    return found


def _same(payload: bytes) -> bytes:
    return payload


def _result(held: list) -> list:
    return [result for _, result in held]


def _unseen(payload: bytes, root: str, folder: str) -> str:
    """The path of a file that this worker does not see, "" where it sees all."""
    import importlib

    marks, _ = _ready(payload, root, folder)
    return importlib.import_module("subsidence.jobs.piece").first_unseen(marks)


def _ready(payload: bytes, root: str, folder: str) -> tuple:
    """The function of a payload, and the module of threads: the core is found, whatever it is called there."""
    import importlib
    import importlib.abc
    import importlib.util
    import sys

    import cloudpickle

    class Alias(importlib.abc.MetaPathFinder, importlib.abc.Loader):
        def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
            if name == root.partition(".")[0] or name == root or name.startswith(root + "."):
                return importlib.util.spec_from_loader(name, self, is_package=True)
            return None

        def create_module(self, spec: Any) -> Any:
            if spec.name == root or spec.name.startswith(root + "."):
                return importlib.import_module("subsidence" + spec.name[len(root) :])
            return None

        def exec_module(self, module: Any) -> None:
            pass

    try:
        threads = importlib.import_module("subsidence.threads")
    except ImportError:  # a worker that was started anew, on the same machine
        sys.path.append(folder)
        threads = importlib.import_module("subsidence.threads")
    if root != "subsidence" and root not in sys.modules:
        sys.meta_path.append(Alias())
    importlib.import_module("subsidence.jobs.worker_memory").keep_freed_memory()
    return cloudpickle.loads(payload), threads


def _travelling(function: Callable) -> Callable:
    """The same function as one of ``__main__``, which pickles by value, and with it ``_ready``."""
    space: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins, "Any": Any}
    if function is not _ready:
        space["_ready"] = _travelling(_ready)
    copy = types.FunctionType(function.__code__, space, function.__name__)
    copy.__module__, copy.__qualname__ = "__main__", f"land_subsidence{function.__name__}"
    return copy


# ---- what runs here ------------------------------------------------------------------------


def fingerprint() -> str:
    """What the code of this core is."""
    digest = hashlib.sha256()
    for path in sorted(CORE.rglob("*.py")):
        digest.update(path.relative_to(CORE).as_posix().encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def check_workers(client: Any, address: str, report: Report = SILENT) -> int:
    """How many threads the workers have; refuses those with another core, and says their versions."""
    try:
        client.wait_for_workers(1, timeout=CONNECT_S)
    except Exception as error:  # dask's own TimeoutError differs from version to version
        raise SubsidenceError(
            message("The scheduler {address} has no workers; start some, then run this again.", address=address)
        ) from error
    facts = client.run(_travelling(_facts), str(CORE.parent))
    ours = fingerprint()
    for worker, found in facts.items():
        if found["core"] != ours:
            raise SubsidenceError(
                message(
                    "The worker {worker} has {found} Land Subsidence core than this one; install the same with"
                    " “pip install” of this plugin's folder in the workers' Python.",
                    worker=worker,
                    found=message("another") if found["core"] else message("no"),
                )
            )
    here = np.__version__
    others = sorted({found["numpy"] for found in facts.values()} - {here})
    if others:
        report.warn(
            message(
                "The workers have NumPy {there}, this is {here}: results may differ in the last digits.",
                there=", ".join(others),
                here=here,
            )
        )
    threads = sum(client.nthreads().values())
    some = next(iter(facts.values()))
    report.info(
        message(
            "Computing on {count} workers with {threads} threads at {address}: core {core}, NumPy {numpy},"
            " torch {torch}.",
            count=len(facts),
            threads=threads,
            address=address,
            core=ours,
            numpy=some["numpy"],
            torch=some["torch"] or "–",
        )
    )
    return threads


class DaskExecutor:
    """Does the blocks of ``map_rows`` on the workers of a client.

    Of rows in files that the workers see the place travels; a file that one of them does not see is sent from then on.
    """

    def __init__(self, client: Any, threads: int):
        self._client, self.threads = client, max(threads, 1)
        self._root = __name__.rpartition(".jobs.")[0]
        self._unseen: set[str] = set()

    def map(self, task: Task, kept: Kept, report: Report) -> list:
        """Results of all blocks in order of rows; see ``blocks.map_rows``."""
        return _Mapping(self, task, kept, report).done()

    def hold(self, task: Task) -> Held:
        """States of all blocks on the workers; see ``blocks.held_blocks``."""
        sources = self.places(task.arrays)
        if not self.sees(marks_of(sources)):
            sources = (None,) * len(task.arrays)
        return _HeldThere(self._client, self._root, task, sources)

    def sees(self, marks: Sequence[Mark]) -> bool:
        """Whether all workers see all files."""
        if not marks:
            return True
        payload = require("cloudpickle").dumps(list(marks))
        answers = self._client.run(_travelling(_unseen), payload, self._root, str(CORE.parent))
        return not any(answers.values())

    def payload(self, function: Callable) -> Any:
        """A function as it travels: a large one goes to the scheduler once, and from worker to worker."""
        pickled = require("cloudpickle").dumps(function)
        if len(pickled) < TRAVELS_APART:
            return pickled
        return self._client.submit(_travelling(_same), pickled, retries=RETRIES, pure=False)

    def submit(self, payload: Any, pieces: Sequence[Piece], arrays: Sequence[list]) -> list:
        """Futures of the blocks of each piece, in one message; payload : as of ``payload``."""
        dumps = require("cloudpickle").dumps
        same = ([given] * len(pieces) for given in (payload, self._root, str(CORE.parent)))
        given = [dumps(piece) for piece in pieces]
        return self._client.map(_travelling(_do), *same, given, list(arrays), retries=RETRIES, pure=False)

    def most_in_flight(self, sources: Sequence[SharedRows | None]) -> int:
        """Pieces that are under way at once; sources : where their rows lie."""
        return self.threads * (IN_FLIGHT if None in sources else IN_FILES)

    def cut(self, numbers: list[int], together: int) -> list[list[int]]:
        """Numbers of blocks in pieces, the last ones smaller; those of a piece follow each other."""
        pieces, start = [], 0
        while start < len(numbers):
            step = max(min(together, (len(numbers) - start) // (PIECES * self.threads)), 1)
            pieces.append(numbers[start : start + step])
            start += step
        return [piece for group in pieces for piece in _runs(group)]

    def watch(self, report: Report = SILENT) -> Watch:
        return Watch(self._client, report)

    def not_seen(self, path: str, report: Report) -> None:
        """A worker does not see a file; said once."""
        if path not in self._unseen:
            self._unseen.add(path)
            report.info(
                message("The workers do not see {path} as it is here; its rows are sent to and from them.", path=path)
            )

    def places(self, arrays: Sequence[Any]) -> tuple[SharedRows | None, ...]:
        """Where the rows of each array lie, as far as the workers see that."""
        return tuple(source if self._sees([source]) else None for source in map(shared, arrays))

    def targets(self, task: Task, kept: Kept) -> tuple[dict[Any, FileArray], KeptPlace | None]:
        """The files that workers write parts of the results into, and where they keep blocks; none if one fails."""
        found = {key: FileArray.of(array, written=True) for key, array in task.into.items()}
        targets = {key: array for key, array in found.items() if array is not None}
        place = kept.place
        marks = [array.mark for array in targets.values()] + ([] if place is None else [place.mark])
        if len(targets) < len(found) or (kept.active and place is None) or self._unseen & {m.path for m in marks}:
            return {}, None
        return targets, place if targets else None

    def _sees(self, sources: Sequence[SharedRows | None]) -> bool:
        return not self._unseen & {mark.path for mark in marks_of(sources)}


class _Mapping:
    """One task on its way."""

    def __init__(self, executor: DaskExecutor, task: Task, kept: Kept, report: Report):
        self._executor, self._task, self._kept, self._report = executor, task, kept, report
        self._blocks = task.blocks()
        self._results: dict[int, Any] = {}
        self._failed: list[tuple[slice, str]] = []
        self._look()

    def _look(self) -> None:
        """What the workers read and write themselves."""
        self._sources = self._executor.places(self._task.arrays)
        self._targets, self._place = self._executor.targets(self._task, self._kept)

    def done(self) -> list:
        """Results of all blocks in order of rows."""
        task, executor = self._task, self._executor
        payload = executor.payload(task.function)
        for number, block in enumerate(self._blocks):
            found = self._kept.read(block)
            if found is not None:
                self._results[number] = task.take(block, put(task.into, block, found))
        left = [number for number in range(len(self._blocks)) if number not in self._results]
        waiting = executor.cut(left, task.together)[::-1]
        running: dict[Any, tuple[list[int], Piece]] = {}
        ended: queue.Queue = queue.Queue()
        watch = executor.watch(self._report)
        try:
            while running or waiting:
                watch.connected()
                most = executor.most_in_flight(self._sources)
                if waiting and len(running) <= most // 2:
                    several = [waiting.pop() for _ in range(min(most - len(running), len(waiting)))]
                    pieces, arrays = zip(*map(self._piece, several))
                    for future, *what in zip(executor.submit(payload, pieces, arrays), several, pieces):
                        running[future] = tuple(what)
                        future.add_done_callback(ended.put)
                future = _next(ended, watch)
                if future is not None and not self._take(future, *running[future]):
                    waiting.append(running[future][0])  # once more, and its rows with it
                running.pop(future, None)
                stop_if_cancelled()
                self._report.progress(len(self._results) / max(len(self._blocks), 1))
        finally:
            watch.give_up(running)
        if self._failed:
            raise _unfinished(self._failed, len(self._results), len(self._blocks), self._kept)
        for target in self._targets.values():
            with Path(target.mark.path).open("rb"):
                pass  # over NFS, this process now sees what the workers have written
        return [self._results[number] for number in range(len(self._blocks))]

    def _rows(self, numbers: list[int]) -> slice:
        return slice(self._blocks[numbers[0]].start, self._blocks[numbers[-1]].stop)

    def _piece(self, numbers: list[int]) -> tuple[Piece, list]:
        """The blocks of these numbers, and the arrays that must come along."""
        rows, task = self._rows(numbers), self._task
        arrays = [
            np.ascontiguousarray(values[rows])
            for values, source in zip(task.arrays, self._sources)
            if source is None
        ]  # fmt: skip
        places = tuple(None if source is None else source.cut(rows) for source in self._sources)
        return Piece(rows.start, task.rows_per_block, places, self._targets, self._place, self._kept.name), arrays

    def _take(self, future: Any, numbers: list[int], piece: Piece) -> bool:
        """What a piece has come to; False where the worker did not see its files."""
        task = self._task
        try:
            what, values = future.result()
        except Exception as error:
            self._executor.watch().connected(future)
            why = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
            self._failed.append((self._rows(numbers), why))
            return True
        if what != "done" and values not in {mark.path for mark in piece.marks()}:  # not what was sent, but its work
            self._failed.append((self._rows(numbers), f"{values} is not seen there"))
            return True
        if what != "done":
            self._executor.not_seen(values, self._report)
            self._look()
            return False
        left = {key: array for key, array in task.into.items() if key not in piece.targets}
        for number, value in zip(numbers, values):
            block = self._blocks[number]
            whole = value if piece.kept is not None else self._kept.write(block, value)
            self._results[number] = task.take(block, put(left, block, whole))
        return True


class _HeldThere:
    """Blocks whose state stays on the workers, those of a worker's thread together: a step is one message for it.

    The scheduler knows how every state was made, from the arrays on, and makes those of a lost worker again.
    """

    def __init__(self, client: Any, root: str, task: Task, sources: Sequence[SharedRows | None]):
        self._client, self._root, self._core = client, root, str(CORE.parent)
        blocks = task.blocks()
        places = [worker for worker, threads in client.nthreads().items() for _ in range(threads)][: len(blocks)]
        self._together = [
            [blocks[number] for number in numbers]
            for numbers in np.array_split(np.arange(len(blocks)), len(places) or 1)
        ]
        dumps, make = require("cloudpickle").dumps, _travelling(_make)
        payload = dumps(task.function)
        self._held = []
        for at, blocks in enumerate(self._together):
            stop_if_cancelled()
            there = {"workers": [places[at]], "allow_other_workers": True} if places else {}
            rows = [[None if source is None else source.cut(block) for source in sources] for block in blocks]
            arrays = [
                [np.ascontiguousarray(values[block]) for values, source in zip(task.arrays, sources) if source is None]
                for block in blocks
            ]
            self._held.append(self._submit(make, payload, dumps(rows), arrays, **there))

    def _submit(self, run: Callable, payload: bytes, *given: Any, **there: Any) -> Any:
        return self._client.submit(run, payload, self._root, self._core, *given, retries=RETRIES, pure=False, **there)

    def step(self, function: Callable[..., tuple[Any, Any]], *shared: Any, report: Report = SILENT) -> list:
        """See ``blocks.Held``."""
        payload, run = require("cloudpickle").dumps(function), _travelling(_step)
        self._held = [self._submit(run, payload, held, shared) for held in self._held]
        read = _travelling(_result)
        results = [self._client.submit(read, held, retries=RETRIES, pure=False) for held in self._held]
        ended: queue.SimpleQueue = queue.SimpleQueue()
        for future in results:
            future.add_done_callback(ended.put)
        done, watch = 0, Watch(self._client, report)
        try:
            while done < len(results):
                done += _next(ended, watch) is not None
                stop_if_cancelled()
                report.progress(done / len(results))
            found = [self._value(future, blocks, done) for future, blocks in zip(results, self._together)]
            return [result for several in found for result in several]
        finally:
            watch.give_up(results)

    def _value(self, future: Any, blocks: list[slice], done: int) -> Any:
        try:
            return future.result()
        except Exception as error:
            Watch(self._client).connected(future)
            why = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
            at = getattr(error, "at", None)
            rows = slice(blocks[0].start, blocks[-1].stop) if at is None else blocks[at]
            raise _unfinished([(rows, why)], 0, done, Kept("")) from error


def _next(ended: Any, watch: Watch) -> Any:
    """The next future that has ended, None after a moment without one, in which a cancel is looked for."""
    try:
        return ended.get(timeout=LOOK_S)
    except queue.Empty:
        watch.waited()
        return None


def _runs(numbers: list[int]) -> list[list[int]]:
    """Numbers that follow each other, apart."""
    cuts = np.flatnonzero(np.diff(numbers) != 1) + 1
    return [piece.tolist() for piece in np.split(np.array(numbers), cuts)]


def _unfinished(failed: list[tuple[slice, str]], done: int, total: int, kept: Kept) -> SubsidenceError:
    rows, why = failed[0]
    return SubsidenceError(
        message(
            "Rows {first} to {last} failed on the workers each time ({why}); {done} of {total} blocks are done{kept}."
            " Look at these rows and at the workers' memory and disks, then run this again.",
            first=rows.start,
            last=rows.stop - 1,
            why=why,
            done=done,
            total=total,
            kept=message(" and kept") if kept.active else "",
        )
    )
