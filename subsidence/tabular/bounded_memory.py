"""How much memory a run may take, and tables of numbers that lie in a file instead."""

from __future__ import annotations

import ctypes
import mmap
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import finalize

import numpy as np

from .shared_rows import FileArray

if TYPE_CHECKING:
    from numpy.typing import DTypeLike  # slow to load, and this module is loaded at QGIS's start

MIB = 2**20
SHARE_OF_FREE = 0.25
HELD_BYTES = 128 * MIB  # of a file's rows that stay in memory while blocks are worked on
AROUND_BYTES = 2 * MIB  # that the system may hold of a file about a single row that is read
ZEROS = 2**24  # bytes written at once
MEMINFO = Path("/proc/meminfo")
CONTAINER = Path("/sys/fs/cgroup")
UNKNOWN_BYTES = 4 * 2**30  # taken to be free where the system does not say


def allowed_bytes(mebibytes: float = 0.0) -> int:
    """What was given, or a quarter of what is free.

    >>> allowed_bytes(2.0)
    2097152
    """
    return int(mebibytes * MIB) if mebibytes > 0 else int(SHARE_OF_FREE * free_bytes_of_memory())


def free_bytes_of_memory() -> int:
    """What programs could still take without swapping, in this process's container if it is in one."""
    return min(_free_of_machine(), _free_of_container())


def _free_of_machine() -> int:
    if sys.platform == "win32":
        return _free_on_windows()
    try:
        for line in MEMINFO.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:  # not Linux
        pass
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):
        return UNKNOWN_BYTES


def _free_of_container() -> int:
    try:
        most = (CONTAINER / "memory.max").read_text(encoding="ascii").strip()
        used = int((CONTAINER / "memory.current").read_text(encoding="ascii"))
        return sys.maxsize if most == "max" else max(int(most) - used, 0)
    except (OSError, ValueError):
        return sys.maxsize


def _free_on_windows() -> int:
    class Status(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ulong), ("load", ctypes.c_ulong)] + [
            (name, ctypes.c_ulonglong) for name in ("total", "free", "d", "e", "f", "g", "h")
        ]

    status = Status(length=ctypes.sizeof(Status))
    found = getattr(ctypes, "windll").kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # noqa: B009
    return int(status.free) if found else UNKNOWN_BYTES


def numbers_in_a_file(n_rows: int, n_columns: int, folder: Path, kind: DTypeLike = np.float64) -> np.memmap:
    """An array whose rows the system keeps in a file; it is read and written as any other.

    Parameters
    ----------
    n_rows, n_columns : int
        Its shape.
    folder : Path
        Where the file lies, nameless, or, where others are to see it, in a folder of ours; it goes with the array.
    kind : dtype
        Of its numbers.

    Returns
    -------
    memmap, shape=(n_rows, n_columns)
        All 0.

    Raises
    ------
    SubsidenceError
        Where the disk has no room.
    """
    from ..staging import need_room

    need_room(folder / "series", np.dtype(kind).itemsize * n_rows * n_columns)
    if files_are_seen():
        return file_that_others_see((n_rows, n_columns), kind, folder)
    with tempfile.TemporaryFile(dir=folder) as file:
        return np.memmap(file, dtype=kind, mode="w+", shape=(n_rows, n_columns))


_seen: ContextVar[bool] = ContextVar("files_are_seen", default=False)


@contextmanager
def files_seen_by_others() -> Iterator[None]:
    """Within, working files have names, so that the workers of a scheduler can read and write their parts of them."""
    token = _seen.set(True)
    try:
        yield
    finally:
        _seen.reset(token)


def files_are_seen() -> bool:
    """Whether working files have names here."""
    return _seen.get()


def file_that_others_see(shape: tuple[int, ...], kind: DTypeLike, folder: str | os.PathLike) -> np.memmap:
    """An array of zeros in a file with a name, in a locked folder that goes with the array, or with the next run.

    Parameters
    ----------
    shape : tuple of int
        Of the array.
    kind : dtype
        Of its numbers.
    folder : path
        Where the locked folder lies.

    Returns
    -------
    memmap
        All 0; the room on the disk is taken.

    Raises
    ------
    OSError
        Where the file cannot be made.
    """
    from ..staging import working_folder

    place = working_folder(Path(folder))
    try:
        size = int(np.prod(shape, dtype=np.int64)) * np.dtype(kind).itemsize
        with (place.path / "numbers").open("wb") as file:
            take_room(file, size)
        array = np.memmap(place.path / "numbers", dtype=kind, mode="r+", shape=shape)
    except BaseException:
        place.remove()
        raise
    finalize(array, _remove, place)
    finalize(array, _close, array._mmap).atexit = False  # type: ignore[attr-defined]  # called first
    return array


def _close(mapping: mmap.mmap) -> None:
    with suppress(BufferError):
        mapping.close()


def _remove(place: Any) -> None:
    with suppress(OSError):  # what Windows still holds, the next run removes
        place.remove()


def take_room(file: Any, n_bytes: int) -> None:
    """Fill an open file with zeros, so that the disk keeps the room: a mapped file that finds it full ends the process.

    Parameters
    ----------
    file : binary file
        Open for writing, empty.
    n_bytes : int
        Its size afterwards.

    Returns
    -------
    None
        The file is as large, and flushed.

    Raises
    ------
    OSError
        Where the disk has no room.
    """
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, n_bytes)
    else:
        for start in range(0, n_bytes, ZEROS):
            file.write(bytes(min(ZEROS, n_bytes - start)))
        file.flush()


def let_go(*arrays: np.ndarray) -> None:
    """Give back the memory in which the system holds rows of ``numbers_in_a_file``; they stay in the file.

    Nothing happens to arrays that are in memory.
    """
    for array in arrays:
        mapping = _mapping_of(array)
        if mapping is not None and hasattr(mmap, "MADV_DONTNEED"):  # not on Windows, which does so by itself
            mapping.flush()
            mapping.madvise(mmap.MADV_DONTNEED)


def _mapping_of(array: Any) -> mmap.mmap | None:
    """The file behind an array or a view of one, None for one in memory."""
    mapped = array
    while isinstance(mapped, np.ndarray) and not isinstance(mapped, np.memmap):
        mapped = mapped.base
    return getattr(mapped, "_mmap", None) if isinstance(mapped, np.memmap) else None


class Passing:
    """Rows of an array in a file, whose memory is given back again and again while blocks of them are asked for."""

    def __init__(self, values: np.ndarray):
        self._values, self._handed_out = values, 0

    def __len__(self) -> int:
        return len(self._values)

    def shared(self) -> FileArray | None:
        """Where the rows lie."""
        return FileArray.of(self._values)

    def __getitem__(self, rows: slice, /) -> np.ndarray:
        found = self._values[rows]
        if self._handed_out > HELD_BYTES:  # several threads may count at once: that only shifts the moment
            self._handed_out = 0
            let_go(self._values)
        self._handed_out += found.nbytes
        return found


def passing(values: Any) -> Any:
    """``values``, as ``Passing`` where they lie in a file."""
    return values if _mapping_of(values) is None else Passing(values)


def rows_of(values: Any, rows: np.ndarray | slice) -> np.ndarray:
    """``values[rows]``; of an array in a file, what the system holds on the way is given back again and again.

    Parameters
    ----------
    values : ndarray
        In memory, or in a file.
    rows : ndarray or slice
        Which rows.

    Returns
    -------
    ndarray
        These rows; of an array in a file, and numbers of rows, in memory.
    """
    if isinstance(rows, slice) or _mapping_of(values) is None:
        found: np.ndarray = values[rows]
        return found
    copy = np.empty((len(rows), *values.shape[1:]), values.dtype)
    around = np.asarray(rows) * abs(values.strides[0]) // AROUND_BYTES
    held = np.cumsum(np.diff(around, prepend=around[:1]) != 0) * AROUND_BYTES // HELD_BYTES
    starts = [0, *(np.flatnonzero(np.diff(held)) + 1).tolist(), len(rows)]
    for start, stop in zip(starts, starts[1:]):
        copy[start:stop] = values[rows[start:stop]]
        let_go(values)
    return copy
