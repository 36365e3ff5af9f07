"""Large arrays: in memory as long as they fit a stated limit, else in files that vanish at the end."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError

DEFAULT_LIMIT_BYTES = 2 * 2**30


class Scratch:
    """Hands out arrays filled with zeros; use it as a context manager.

    limit_bytes : arrays beyond this sum go to memory-mapped files
    folder : where those files are made; by default the system's place for temporary files
    """

    def __init__(self, limit_bytes: int = DEFAULT_LIMIT_BYTES, folder: str | None = None):
        self._left = limit_bytes
        self._parent = folder
        self._folder: Path | None = None
        self._mapped: list[np.memmap] = []

    def array(self, shape: tuple[int, ...], dtype) -> np.ndarray:
        size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
        if size <= self._left:
            self._left -= size
            return np.zeros(shape, dtype=dtype)
        try:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="land_subsidence_", dir=self._parent))
            if shutil.disk_usage(self._folder).free < size:
                raise OSError("no space left")
            mapped = np.memmap(self._folder / f"{len(self._mapped)}.bin", dtype=dtype, mode="w+", shape=shape)
        except OSError as error:
            raise SubsidenceError(
                f"A working file of {size / 2**30:.1f} GB cannot be made in the folder for temporary files"
                f" ({error.strerror or error}); free some space, choose a smaller extent or more looks."
            ) from error
        self._mapped.append(mapped)
        return mapped

    def close(self) -> None:
        """Remove the files; arrays handed out must no longer be used."""
        mapped, self._mapped = self._mapped, []
        for array in mapped:
            with contextlib.suppress(BufferError):  # a view is still alive: the mapping ends with it
                array._mmap.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __enter__(self) -> Scratch:
        return self

    def __exit__(self, *exception) -> None:
        self.close()
