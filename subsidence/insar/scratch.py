"""Large arrays: in memory as long as they fit a stated limit, else in files that vanish at the end."""

from __future__ import annotations

import shutil
import tempfile

import numpy as np
from numpy.typing import DTypeLike

from ..errors import SubsidenceError
from ..tabular.bounded_memory import file_that_others_see, files_are_seen, take_room
from ..wording import message

DEFAULT_LIMIT_BYTES = 2 * 2**30


class Scratch:
    """Hands out arrays filled with zeros; use it as a context manager.

    limit_bytes : arrays beyond this sum go to memory-mapped files; with a scheduler all do, for its workers to see them
    folder : where those files are made; by default the system's place for temporary files

    The files have no name (on Windows: go with their last handle), so that nothing stays behind, not even after a
    crash. With a scheduler they have one, in a folder that goes with the array, or with the next run there. The arrays
    keep their files alive; ``close`` only lets go of them here.
    """

    def __init__(self, limit_bytes: int = DEFAULT_LIMIT_BYTES, folder: str | None = None):
        self._left = limit_bytes
        self._folder = folder or tempfile.gettempdir()
        self._mapped: list[np.memmap] = []

    def array(self, shape: tuple[int, ...], dtype: DTypeLike) -> np.ndarray:
        size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
        others_see_it = files_are_seen()
        if not size or (size <= self._left and not others_see_it):
            self._left -= size
            return np.zeros(shape, dtype=dtype)
        try:
            if shutil.disk_usage(self._folder).free < size:
                raise OSError(message("no space left"))
            if others_see_it:
                return file_that_others_see(shape, dtype, self._folder)
            with tempfile.TemporaryFile(prefix="land_subsidence_", dir=self._folder) as stream:
                take_room(stream, size)
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
