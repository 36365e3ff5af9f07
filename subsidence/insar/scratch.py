"""Large arrays: in memory as long as they fit a stated limit, else in files that vanish at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from ..errors import SubsidenceError
from ..wording import message

DEFAULT_LIMIT_BYTES = 2 * 2**30
ZEROS = 2**24  # bytes written at once


class Scratch:
    """Hands out arrays filled with zeros; use it as a context manager.

    limit_bytes : arrays beyond this sum go to memory-mapped files
    folder : where those files are made; by default the system's place for temporary files

    The files have no name (on Windows: go with their last handle), so that nothing stays behind, not even after a
    crash. The arrays keep their files alive; ``close`` only lets go of them here.
    """

    def __init__(self, limit_bytes: int = DEFAULT_LIMIT_BYTES, folder: str | None = None):
        self._left = limit_bytes
        self._folder = folder or tempfile.gettempdir()
        self._mapped: list[np.memmap] = []

    def array(self, shape: tuple[int, ...], dtype: DTypeLike) -> np.ndarray:
        size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
        if size <= self._left:
            self._left -= size
            return np.zeros(shape, dtype=dtype)
        try:
            if shutil.disk_usage(self._folder).free < size:
                raise OSError(message("no space left"))
            with tempfile.TemporaryFile(prefix="land_subsidence_", dir=self._folder) as stream:
                _allocate(stream, size)
                mapped = np.memmap(stream, dtype=dtype, mode="w+", shape=shape)
        except OSError as error:
            raise SubsidenceError(
                message(
                    "A working file of {count:.1f} GB cannot be made in {folder} ({strerror}); free some"
                    " space, choose a smaller extent or more looks.",
                    count=size / 2**30,
                    folder=self._folder,
                    strerror=error.strerror or error,
                )
            ) from error
        self._mapped.append(mapped)
        return mapped

    @property
    def bytes_in_files(self) -> int:
        """What did not fit into memory."""
        return sum(array.nbytes for array in self._mapped)

    def close(self) -> None:
        """Let go of the arrays."""
        self._mapped = []

    def __enter__(self) -> Scratch:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _allocate(stream: Any, size: int) -> None:
    """Have the disk keep the room; a mapped file that finds the disk full later ends the process without a word."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(stream.fileno(), 0, size)
        return
    for start in range(0, size, ZEROS):
        stream.write(bytes(min(ZEROS, size - start)))
    stream.flush()
