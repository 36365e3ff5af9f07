"""What a worker does with memory that it has freed."""

from __future__ import annotations

import ctypes
import sys

LARGEST_KEPT = 32 * 2**20  # B of an array; the most that glibc takes
MOST_KEPT = 256 * 2**20  # B that are free and not given back
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # of malloc.h


def keep_freed_memory() -> bool:
    """Let this process keep some of what it frees for what it needs next; returns whether the C library can.

    dask starts its workers with MALLOC_TRIM_THRESHOLD_, by which glibc gives every freed array back to the system at
    once and asks for each new one: of an inversion's blocks that was half the computing time of a worker.
    """
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallopt"):  # not glibc
        return False
    return bool(library.mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT) and library.mallopt(M_TRIM_THRESHOLD, MOST_KEPT))
