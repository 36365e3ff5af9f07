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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from ..blocks import Held, Kept, Task, computed_by
from ..errors import SubsidenceError
from ..packages import require
from ..progress import SILENT, Report, stop_if_cancelled
from ..wording import message
from .dask_watch import Watch

CORE = Path(__file__).resolve().parent.parent
LOCAL = "local"  # and local:4
CONNECT_S = 15
LOOK_S = 0.2
RETRIES = 2
IN_FLIGHT = 2  # tasks for each thread of the workers
PIECES = 4  # at least so many for each, where there are blocks enough, that none waits long for the last
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


def _do(payload: bytes, root: str, folder: str, arrays: list, rows_per_block: int) -> list:
    """The blocks of one piece."""
    import importlib

    function, threads = _ready(payload, root, folder)
    with threads.given_cores(1):
        return importlib.import_module("subsidence.blocks").do_blocks(function, arrays, rows_per_block)


def _make(payload: bytes, root: str, folder: str, arrays: list) -> tuple:
    """The first state of a block, and no result."""
    function, threads = _ready(payload, root, folder)
    with threads.given_cores(1), threads.one_thread_pools():
        return function(*arrays), None


def _step(payload: bytes, root: str, folder: str, held: tuple, shared: tuple) -> tuple:
    """The next state of a block and its result."""
    function, threads = _ready(payload, root, folder)
    with threads.given_cores(1), threads.one_thread_pools():
        return function(held[0], *shared)


def _result(held: tuple) -> Any:
    return held[1]


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
    """Does the blocks of ``map_rows`` on the workers of a client."""

    def __init__(self, client: Any, threads: int):
        self._client, self._threads = client, max(threads, 1)
        self._root = __name__.rpartition(".jobs.")[0]

    def map(self, task: Task, kept: Kept, report: Report) -> list:
        """Results of all blocks in order of rows; see ``blocks.map_rows``."""
        cloudpickle = require("cloudpickle")
        payload = cloudpickle.dumps(task.function)
        run, core = _travelling(_do), str(CORE.parent)
        blocks = task.blocks()
        results: dict[int, Any] = {}
        for number, block in enumerate(blocks):
            found = kept.read(block)
            if found is not None:
                results[number] = task.take(block, found)
        waiting = [number for number in range(len(blocks)) if number not in results]
        step = max(min(task.together, len(waiting) // (PIECES * self._threads)), 1)
        together = [waiting[start : start + step] for start in range(0, len(waiting), step)]
        together = [piece for group in together for piece in _runs(group)]
        running: dict[Any, list[int]] = {}
        failed: list[tuple[slice, str]] = []
        ended: queue.Queue = queue.Queue()
        watch = Watch(self._client, report)
        next_task = 0
        try:
            while running or next_task < len(together):
                watch.connected()
                while next_task < len(together) and len(running) < IN_FLIGHT * self._threads:
                    numbers = together[next_task]
                    rows = slice(blocks[numbers[0]].start, blocks[numbers[-1]].stop)
                    arrays = [np.ascontiguousarray(values[rows]) for values in task.arrays]
                    future = self._client.submit(
                        run, payload, self._root, core, arrays, task.rows_per_block, retries=RETRIES, pure=False
                    )
                    running[future] = numbers
                    future.add_done_callback(ended.put)
                    next_task += 1
                future = _next(ended, watch)
                if future is not None:
                    self._take(future, running.pop(future), task, results, failed, kept)
                stop_if_cancelled()
                report.progress(len(results) / max(len(blocks), 1))
        finally:
            watch.give_up(running)
        if failed:
            raise _unfinished(failed, len(results), len(blocks), kept)
        return [results[number] for number in range(len(blocks))]

    def hold(self, task: Task) -> Held:
        """States of all blocks on the workers; see ``blocks.held_blocks``."""
        return _HeldThere(self._client, self._root, task)

    def _take(
        self,
        future: Any,
        numbers: list[int],
        task: Task,
        results: dict[int, Any],
        failed: list[tuple[slice, str]],
        kept: Kept,
    ) -> None:
        blocks = task.blocks()
        try:
            values = future.result()
        except Exception as error:
            Watch(self._client).connected(future)
            rows = slice(blocks[numbers[0]].start, blocks[numbers[-1]].stop)
            failed.append((rows, f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"))
            return
        for number, value in zip(numbers, values):
            results[number] = task.take(blocks[number], kept.write(blocks[number], value))


class _HeldThere:
    """Blocks whose state stays on the workers.

    The scheduler knows how every state was made, from the arrays on, and makes those of a lost worker again.
    """

    def __init__(self, client: Any, root: str, task: Task):
        self._client, self._root, self._core = client, root, str(CORE.parent)
        self._blocks = task.blocks()
        payload, make = require("cloudpickle").dumps(task.function), _travelling(_make)
        self._held = []
        for block in self._blocks:
            stop_if_cancelled()
            arrays = [np.ascontiguousarray(values[block]) for values in task.arrays]
            self._held.append(self._submit(make, payload, arrays))

    def _submit(self, run: Callable, payload: bytes, *given: Any) -> Any:
        return self._client.submit(run, payload, self._root, self._core, *given, retries=RETRIES, pure=False)

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
            return [self._value(future, block, done) for future, block in zip(results, self._blocks)]
        finally:
            watch.give_up(results)

    def _value(self, future: Any, rows: slice, done: int) -> Any:
        try:
            return future.result()
        except Exception as error:
            Watch(self._client).connected(future)
            why = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
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
