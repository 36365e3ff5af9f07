"""Arrays of numbers in MATLAB files of version 5 to 7.

Read here and not by SciPy, whose compiled reader ends the whole process at some damaged files. Only what StaMPS writes
is understood: real matrices of numbers, compressed or not. Source: MATLAB, MAT-File Format (R2019b), chapter 1.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from ..errors import SubsidenceError
from ..wording import message

MATRIX, COMPRESSED = 14, 15
KINDS = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
NUMBER_CLASSES = range(6, 16)  # double, single, and whole numbers of 8 to 64 bits
COMPLEX = 0x0800
HEADER = 128
MOST_BYTES = 2**34


class _Broken(Exception):
    """Something that does not fit the format."""


def read_matlab(path: str | os.PathLike, wanted: Sequence[str]) -> dict[str, np.ndarray]:
    """The wanted variables that the file holds, as two-dimensional or higher arrays."""
    path = Path(path)
    data = path.read_bytes()
    try:
        if len(data) < HEADER or data[126:128] not in (b"IM", b"MI"):
            raise _Broken("no header")
        order = "<" if data[126:128] == b"IM" else ">"
        found: dict[str, np.ndarray] = {}
        for kind, body in _elements(data[HEADER:], order):
            if kind == COMPRESSED:
                unpacked = zlib.decompressobj().decompress(body, MOST_BYTES)
                parts = list(_elements(unpacked, order))
            else:
                parts = [(kind, body)]
            for inner, content in parts:
                if inner == MATRIX:
                    _keep(content, order, wanted, found)
        return found
    except (_Broken, zlib.error, struct.error, ValueError, OverflowError, MemoryError, IndexError) as error:
        raise SubsidenceError(
            message(
                "{name} cannot be read as a MATLAB file ({error}); it is damaged, cut off or of another format.",
                name=path.name,
                error=error,
            )
        ) from error


def _elements(data: bytes, order: str) -> Iterator[tuple[int, bytes]]:
    """Type and content of each element; short ones lie in their own tag."""
    at = 0
    while at + 8 <= len(data):
        first, second = struct.unpack_from(order + "II", data, at)
        if first >> 16:
            size = first >> 16
            if size > 4:
                raise _Broken("a short element is too long")
            yield first & 0xFFFF, data[at + 4 : at + 4 + size]
            at += 8
            continue
        if at + 8 + second > len(data):
            raise _Broken("an element ends beyond the file")
        yield first, data[at + 8 : at + 8 + second]
        at += 8 + second
        if first != COMPRESSED:
            at += -second % 8


def _keep(content: bytes, order: str, wanted: Sequence[str], found: dict[str, np.ndarray]) -> None:
    parts = list(_elements(content, order))
    if len(parts) < 4:
        return
    flags = struct.unpack_from(order + "I", parts[0][1])[0]
    name = parts[2][1].decode("latin-1")
    if name not in wanted:
        return
    if (flags & 0xFF) not in NUMBER_CLASSES or flags & COMPLEX:
        raise _Broken(f"“{name}” is no matrix of real numbers")
    shape = np.frombuffer(parts[1][1], dtype=order + "i4")
    kind = KINDS.get(parts[3][0])
    if kind is None or (shape < 0).any() or shape.size < 2:
        raise _Broken(f"“{name}” has an unknown type or size")
    values = np.frombuffer(parts[3][1], dtype=order + kind)
    if values.size != int(np.prod(shape.astype(object))):
        raise _Broken(f"“{name}” has {values.size} values for a size of {shape.tolist()}")
    found[name] = values.reshape(tuple(shape.tolist()), order="F").astype(values.dtype.newbyteorder("="))
