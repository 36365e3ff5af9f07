"""Geometries in degrees across 180°: laid side by side for work, and cut there for the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.core import QgsGeometry, QgsRectangle

from ..subsidence.factors.vector_geometry import Shapes
from ..subsidence.factors.wkb import parts_of_wkb
from ..subsidence.spatial.geodesy import continuous_longitude

TURN = 360.0


def vertices(geometry: QgsGeometry) -> np.ndarray:
    """All vertices of a geometry; shape=(n_vertices, 2)."""
    parts = [part for _, part in parts_of_wkb(bytes(geometry.asWkb()))]
    return np.concatenate(parts) if parts else np.empty((0, 2))


def spans(geometry: QgsGeometry, axis: int = 0) -> tuple[float, float]:
    """The least and greatest x (or, with axis 1, y) of a geometry."""
    box = geometry.boundingBox()
    return (box.xMinimum(), box.xMaximum()) if axis == 0 else (box.yMinimum(), box.yMaximum())


def beside(geometries: Sequence[QgsGeometry], centre: float | None = None) -> list[QgsGeometry]:
    """Geometries whose edges take the short way across 180°, and which lie side by side around ``centre``.

    centre : a longitude; without one, the geometries are kept in their own run where that is the narrowest
    """
    runs = [_run_on(geometry) for geometry in geometries]
    middle = np.array([sum(spans(geometry)) / 2.0 for geometry in runs])
    wanted = continuous_longitude(middle) if centre is None else middle + TURN * np.round((centre - middle) / TURN)
    for geometry, shift in zip(runs, wanted - middle):
        if shift:
            geometry.translate(float(shift), 0.0)
    return runs


def _run_on(geometry: QgsGeometry) -> QgsGeometry:
    """The geometry with every edge the short way round; itself where no edge is longer than half the globe."""
    low, high = spans(geometry)
    if high - low <= TURN / 2.0:
        return QgsGeometry(geometry)
    parts = parts_of_wkb(bytes(geometry.asWkb()))
    starts = np.concatenate([[0], np.cumsum([len(part) for _, part in parts])])
    kinds = np.array([kind for kind, _ in parts], dtype=object)
    shapes = Shapes(kinds[0], np.concatenate([p for _, p in parts]), starts, np.zeros(len(parts), dtype=int), 1, kinds)
    moved = shapes.continuous().xy
    return _rebuilt(geometry, moved)


def _rebuilt(geometry: QgsGeometry, xy: np.ndarray) -> QgsGeometry:
    """The geometry with other coordinates for its vertices, in the order of ``vertices``."""
    blob = bytearray(bytes(geometry.asWkb()))
    taken = 0
    for _, part in parts_of_wkb(blob):
        part[:] = xy[taken : taken + len(part)]
        taken += len(part)
    result = QgsGeometry()
    result.fromWkb(bytes(blob))
    return result


def cut_at_180(geometry: QgsGeometry) -> QgsGeometry:
    """A polygon with its parts beyond ±180° brought back to the other side of the map."""
    low, high = spans(geometry)
    if geometry.isEmpty() or (low >= -180.0 and high <= 180.0):
        return geometry
    pieces = []
    for turn in (-TURN, 0.0, TURN):
        part = geometry.intersection(QgsGeometry.fromRect(QgsRectangle(-180.0 + turn, -90.0, 180.0 + turn, 90.0)))
        if not part.isEmpty():
            part.translate(-turn, 0.0)
            pieces.append(part)
    return QgsGeometry.collectGeometry([piece for whole in pieces for piece in whole.asGeometryCollection()])
