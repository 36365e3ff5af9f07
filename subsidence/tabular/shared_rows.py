"""Rows that lie in files: another process that sees these files reads, or writes, its own part of them.

What travels then is where the rows are, with a mark by which the other knows that it sees the same file: its size and
the time of its last change, or, of one that is being written, its number on its disk. Arrays in memory have no such
place and travel themselves.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol
from weakref import finalize, ref

import numpy as np

COMPARED_BYTES = 4096  # of an array and of the file that it says it lies in


class NotSeen(Exception):
    """A file that lies elsewhere, or is another than the one that was meant; its path is the argument."""


@dataclass(frozen=True)
class Mark:
    """By what another process knows a file; changed_ns : None for a file that is being written, number for one that is
    not."""

    path: str
    size: int
    changed_ns: int | None
    number: int | None

    @classmethod
    def of(cls, path: str | os.PathLike, *, written: bool = False) -> Mark:
        """Of a file as it is now; raises ``OSError``."""
        found = Path(path).stat()
        if written:
            return cls(os.path.realpath(path), found.st_size, None, found.st_ino)
        return cls(os.path.realpath(path), found.st_size, found.st_mtime_ns, None)

    def check(self) -> None:
        """Raise ``NotSeen`` unless the file is there and the same."""
        try:
            same = Mark.of(self.path, written=self.changed_ns is None) == self
        except OSError as error:
            raise NotSeen(self.path) from error
        if not same:
            raise NotSeen(self.path)


class SharedRows(Protocol):
    """Rows by the place where they lie; small, so that it travels in place of them."""

    def __len__(self) -> int: ...

    def __getitem__(self, rows: slice, /) -> np.ndarray: ...

    def cut(self, rows: slice, /) -> SharedRows:
        """Only these rows."""
        ...

    def marks(self) -> Sequence[Mark]:
        """Of all files that are read."""
        ...


@dataclass(frozen=True)
class Part:
    """Some rows of shared rows that follow each other."""

    rows: Any
    first: int
    count: int

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, rows: slice) -> np.ndarray:
        start, stop, _ = rows.indices(self.count)
        return np.asarray(self.rows[self.first + start : self.first + stop])

    @property
    def at_once(self) -> bool:
        """Whether they are better read together than block by block."""
        return getattr(self.rows, "at_once", False)

    def cut(self, rows: slice) -> Part:
        start, stop, _ = rows.indices(self.count)
        return replace(self, first=self.first + start, count=stop - start)

    def marks(self) -> Sequence[Mark]:
        return self.rows.marks()


@dataclass(frozen=True)
class FileArray:
    """An array in a file.

    kind : of its numbers; shape, strides : as of the array, in bytes; offset : of its first number in the file
    """

    mark: Mark
    kind: str
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    offset: int

    @classmethod
    def of(cls, array: Any, *, written: bool = False) -> FileArray | None:
        """Where a memory map, or a view of one, lies; None for what is in memory, or in a file without a name.

        written : rows of it are going to be written
        """
        mapped = _memory_map(array)
        if mapped is None or mapped.filename is None or mapped.mode not in ("r", "r+", "w+"):
            return None
        if array.dtype.hasobject or not array.size or (written and not _is_apart(array)):
            return None
        mapping = mapped._mmap  # type: ignore[attr-defined]
        begin = mapped.offset - mapped.offset % mmap.ALLOCATIONGRANULARITY
        held = np.frombuffer(mapping, np.uint8)
        offset = begin + array.__array_interface__["data"][0] - held.__array_interface__["data"][0]
        try:
            if mapped.mode != "r":
                mapping.flush()  # others may read it over a network
            found = cls(
                Mark.of(mapped.filename, written=written), array.dtype.str, array.shape, array.strides, int(offset)
            )
            return found if _is_behind(found.mark.path, begin, held) else None
        except (OSError, ValueError):
            return None

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: slice) -> np.ndarray:
        return np.array(self.opened()[rows])

    def opened(self) -> np.ndarray:
        """The array, read from the file as far as it is looked at; raises ``NotSeen``."""
        self.mark.check()
        with Path(self.mark.path).open("rb") as file:
            mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return np.ndarray(self.shape, self.kind, mapping, self.offset, self.strides)

    def cut(self, rows: slice) -> Part:
        start, stop, _ = rows.indices(len(self))
        return Part(self, start, stop - start)

    def marks(self) -> Sequence[Mark]:
        return [self.mark]

    def write(self, rows: slice, values: np.ndarray) -> None:
        """Write some rows, and no byte beside them: others write theirs. Raises ``NotSeen`` and ``OSError``."""
        self.mark.check()
        start, stop, _ = rows.indices(len(self))
        offset = self.offset + start * self.strides[0]
        wanted = np.broadcast_to(np.asarray(values, self.kind), (stop - start, *self.shape[1:]))
        order = sorted(range(wanted.ndim), key=lambda axis: -self.strides[axis])
        strides = [self.strides[axis] for axis in order]
        wanted = np.ascontiguousarray(wanted.transpose(order))
        joined = wanted.ndim  # from here on the axes are one stretch of the file
        while joined and strides[joined - 1] == wanted.itemsize * int(np.prod(wanted.shape[joined:])):
            joined -= 1
        handle = os.open(self.mark.path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        try:
            for at in np.ndindex(*wanted.shape[:joined]):
                _write_at(handle, wanted[at], offset + sum(step * number for step, number in zip(strides, at)))
        finally:
            os.close(handle)


def some_rows(rows: SharedRows, index: np.ndarray) -> np.ndarray:
    """Rows that need not follow each other.

    Parameters
    ----------
    rows : SharedRows
        All of them.
    index : ndarray, shape=(n_some,)
        Increasing numbers of rows.

    Returns
    -------
    ndarray, shape=(n_some, …)
        These rows, read from the files.

    Raises
    ------
    NotSeen
        Where a file is not there, or is another.
    """
    if isinstance(rows, FileArray):
        return rows.opened()[index]
    if hasattr(rows, "some"):
        return rows.some(index)
    return rows[slice(int(index[0]), int(index[-1]) + 1)][index - index[0]] if len(index) else rows[slice(0, 0)]


_readable: dict[int, tuple[ref[np.ndarray], SharedRows]] = {}  # by the place in memory


def readable(array: np.ndarray, rows: SharedRows) -> np.ndarray:
    """The array, in memory and from now on read-only, of which is known where others can read the same rows.

    Parameters
    ----------
    array : ndarray
        Read from files, unchanged.
    rows : SharedRows
        The same numbers, in the same rows, from the files.

    Returns
    -------
    ndarray
        The array itself.
    """
    place = array.__array_interface__["data"][0]
    array.flags.writeable = False
    _readable[place] = ref(array), rows
    finalize(array, _readable.pop, place, None)
    return array


def shared(values: Any) -> SharedRows | None:
    """Where rows lie that others may read for themselves; None where they are only here."""
    if hasattr(values, "shared"):
        return values.shared()
    if not isinstance(values, np.ndarray):
        return None
    known, rows = _readable.get(values.__array_interface__["data"][0], (None, None))
    behind = known() if known is not None else None
    return rows if behind is not None and _is_same(values, behind) else FileArray.of(values)


def _is_same(values: np.ndarray, other: np.ndarray) -> bool:
    """Whether one array is a view of all of another."""
    ours, theirs = values.__array_interface__, other.__array_interface__
    return all(ours[key] == theirs[key] for key in ("data", "typestr", "shape", "strides"))


def _memory_map(array: Any) -> np.memmap | None:
    mapped = array
    while isinstance(mapped, np.ndarray) and not isinstance(mapped, np.memmap):
        mapped = mapped.base
    return mapped if isinstance(mapped, np.memmap) and getattr(mapped, "_mmap", None) is not None else None


def _is_apart(array: np.ndarray) -> bool:
    """Whether every number of an array has bytes of its own, row after row."""
    steps = sorted(zip(array.strides, array.shape))
    return all(step > 0 for step, _ in steps) and all(
        larger >= step * count for (step, count), (larger, _) in zip(steps, steps[1:])
    )


def _is_behind(path: str, begin: int, held: np.ndarray) -> bool:
    """Whether the file of this name is the one that is mapped, as far as its ends tell; begin : of the map in it."""
    with Path(path).open("rb") as file:
        for start in (0, max(len(held) - COMPARED_BYTES, 0)):
            wanted = held[start : start + COMPARED_BYTES].tobytes()
            file.seek(begin + start)
            if file.read(len(wanted)) != wanted:
                return False
    return True


def _write_at(handle: int, values: np.ndarray, offset: int) -> None:
    left = values.reshape(-1).view(np.uint8).data
    while left:
        if hasattr(os, "pwrite"):
            written = os.pwrite(handle, left, offset)
        else:  # Windows; the handle is this call's own
            os.lseek(handle, offset, os.SEEK_SET)
            written = os.write(handle, left)
        left, offset = left[written:], offset + written
