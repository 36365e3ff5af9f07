"""How many threads compute: the one place that decides.

A process has three kinds of them: ours (``map_blocks``), those of BLAS, and those of OpenMP, by which torch computes.
Each kind takes all cores by itself, and the last two wait for each other by spinning, so that on a busy machine a
forecast of seconds never ended. Hence, around everything heavy, BLAS and OpenMP keep to one thread, the cores are
shared out by ``map_blocks`` alone, and what comes out does not depend on how many there are.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path

from .packages import DISTRIBUTION, is_installed, on_loading
from .progress import SILENT, Report
from .wording import message

CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")  # of a container, such as Kubernetes gives

_given: ContextVar[int | None] = ContextVar("cores_given", default=None)
_lock = threading.Lock()
_depth = 0
_limits = ExitStack()
_blas_held = False
_told = False


def cores() -> int:
    """How many cores this process was given: what ``given_cores`` says, else its affinity and its container's quota.

    >>> with given_cores(3):
    ...     cores()
    3
    """
    given = _given.get()
    if given is not None:
        return given
    affinity = getattr(os, "sched_getaffinity", None)
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(min(count, _quota()), 1)


def _quota() -> int:
    try:
        quota, period = CPU_QUOTA.read_text(encoding="ascii").split()
        return -(-int(quota) // int(period))
    except (OSError, ValueError):  # no container, or one without a limit ("max")
        return sys.maxsize


@contextmanager
def given_cores(count: int) -> Iterator[None]:
    """Within, ``cores()`` is ``count``: for a worker that has to share its machine with others."""
    token = _given.set(max(int(count), 1))
    try:
        yield
    finally:
        _given.reset(token)


@contextmanager
def one_thread_pools(report: Report = SILENT) -> Iterator[None]:
    """Within, BLAS and OpenMP compute on one thread each; the first to come sets it, the last to go takes it back.

    Without threadpoolctl only torch can be held to it; then the report is told once how to get the package.
    Also a decorator: ``@one_thread_pools()``.
    """
    global _blas_held, _depth, _told
    if not is_installed("threadpoolctl") and not _told and cores() > 1:
        _told = True
        report.info(
            message(
                "BLAS takes as many threads as it likes, which is slow on a busy machine; to hold it to its"
                " share, install the Python package {name} (Plugins ▸ Land Subsidence ▸ Environment).",
                name=DISTRIBUTION.get("threadpoolctl", "threadpoolctl"),
            )
        )
    with _lock:
        if not _depth:
            _limit()
        _depth += 1
    try:
        yield
    finally:
        with _lock:
            _depth -= 1
            if not _depth:
                _blas_held = False
                _limits.close()


@contextmanager
def one_openmp_thread() -> Iterator[None]:
    """Within, in this thread, OpenMP computes on one thread: every thread has a number of its own for it.

    To be entered in each thread that computes beside others, after what brings OpenMP along was loaded.
    """
    if not is_installed("threadpoolctl"):
        yield
        return
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1, user_api="openmp"):
        yield


def blas_keeps_to_one_thread() -> bool:
    """Whether ``one_thread_pools`` holds BLAS now, so that how a product is rounded does not hang on the cores."""
    return _blas_held


def _limit() -> None:
    """Hold what is loaded to one thread; ``_limits`` takes it back."""
    global _blas_held
    if is_installed("threadpoolctl"):
        import scipy.linalg  # noqa: F401 - brings a BLAS of its own along, which has to be there to be held
        from threadpoolctl import threadpool_limits

        _limits.enter_context(threadpool_limits(limits=1))
        _blas_held = True
    torch = sys.modules.get("torch")
    if torch is not None and hasattr(torch, "set_num_threads"):
        _limits.callback(torch.set_num_threads, torch.get_num_threads())
        torch.set_num_threads(1)


def _limit_newcomer() -> None:
    """A package that was loaded within brought its own threads along."""
    with _lock:
        if _depth:
            _limit()


on_loading(_limit_newcomer)
