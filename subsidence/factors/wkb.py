"""Geometries as well-known binary, as QGIS and GDAL hand them over: their parts as arrays of coordinates."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np

from ..errors import SubsidenceError
from ..wording import message
from .vector_geometry import LINE, POINT, POLYGON, Shapes

WKB_POINT, WKB_LINE = 1, 2
WKB_POLYGONS = (3, 17)  # and triangles
WKB_COLLECTIONS = (4, 5, 6, 7, 15, 16)  # and polyhedral surfaces and TINs


def shapes_of_wkb(blobs: Sequence[bytes]) -> tuple[Shapes, dict[str, int]]:
    """The features of two-dimensional geometries, and how many parts there are of each kind.

    Raises ``SubsidenceError`` for a geometry of an unknown type.
    """
    kinds: list[str] = []
    parts: list[np.ndarray] = []
    owner: list[int] = []
    for number, blob in enumerate(blobs):
        for kind, part in parts_of_wkb(blob):
            parts.append(part)
            kinds.append(kind)
            owner.append(number)
    present = [kind for kind in (POLYGON, LINE, POINT) if kind in kinds] or [POINT]
    mixed = np.array(kinds, dtype=object) if len(present) > 1 else None
    starts = np.concatenate([[0], np.cumsum([len(part) for part in parts])])
    xy = np.concatenate(parts) if parts else np.empty((0, 2))
    shapes = Shapes(present[0], xy, starts, np.array(owner, dtype=np.int64), len(blobs), mixed)
    return shapes, {kind: kinds.count(kind) for kind in present}


def parts_of_wkb(blob: bytes | bytearray) -> list[tuple[str, np.ndarray]]:
    """Kind and coordinates of each point, line or ring of a two-dimensional WKB geometry; each shape=(n, 2).

    Points of a collection that have no place are left out, as are rings of less than four points.
    """
    parts: list[tuple[str, np.ndarray]] = []
    _read_wkb(blob, 0, parts)
    return [
        (kind, part)
        for kind, part in parts
        if len(part) and (kind != POLYGON or len(part) >= 4) and not (kind == POINT and np.isnan(part).all())
    ]


def _read_wkb(blob: bytes | bytearray, offset: int, parts: list[tuple[str, np.ndarray]]) -> int:
    order = "<" if blob[offset] == 1 else ">"
    (code,) = struct.unpack_from(order + "I", blob, offset + 1)
    offset += 5
    if code == WKB_POINT:
        parts.append((POINT, np.frombuffer(blob, order + "f8", 2, offset).reshape(1, 2)))
        return offset + 16
    (count,) = struct.unpack_from(order + "I", blob, offset)
    offset += 4
    if code == WKB_LINE:
        parts.append((LINE, np.frombuffer(blob, order + "f8", 2 * count, offset).reshape(count, 2)))
        return offset + 16 * count
    if code in WKB_POLYGONS:
        for _ in range(count):
            (size,) = struct.unpack_from(order + "I", blob, offset)
            parts.append((POLYGON, np.frombuffer(blob, order + "f8", 2 * size, offset + 4).reshape(size, 2)))
            offset += 4 + 16 * size
        return offset
    if code in WKB_COLLECTIONS:
        for _ in range(count):
            offset = _read_wkb(blob, offset, parts)
        return offset
    raise SubsidenceError(
        message("A geometry of the unknown type {code} cannot be read; convert it to simple features.", code=code)
    )
