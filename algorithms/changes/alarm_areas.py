"""Areas of alarms as polygons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsGeometry, QgsPointXY

from ...bridge.fields import Column
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable

if TYPE_CHECKING:
    from ...subsidence.changes.areas import Area

CORNERS = 24


def outlines(areas: Sequence[Area], table: PointTable, radius_m: float) -> list[QgsGeometry]:
    """Discs about each area's points, united, in the CRS of the points."""
    ground = ground_of(table.crs, table.xy, table.name)
    angle = np.linspace(0.0, 2.0 * np.pi, CORNERS, endpoint=False)
    unit = np.column_stack([np.cos(angle), np.sin(angle)])
    found = []
    for area in areas:
        xy = table.xy[area.rows]
        per_m = _units_per_metre(ground, xy)
        discs = [
            QgsGeometry.fromPolygonXY([[QgsPointXY(x, y) for x, y in (place + radius_m * per_m * unit).tolist()]])
            for place in xy
        ]
        geometry = QgsGeometry.unaryUnion(discs)
        geometry.convertToMultiType()
        found.append(geometry)
    return found


def _units_per_metre(ground, xy: np.ndarray) -> np.ndarray:
    """Map units that one metre on the ground is, towards x and y, at the middle of some points; shape=(2,)."""
    middle = xy.mean(axis=0)
    step = max(float(np.abs(middle).max()), 1.0) * 1e-7
    probes = np.array([middle, middle + [step, 0.0], middle + [0.0, step]])
    metres = ground.planar_metres(probes, middle)
    return step / np.linalg.norm(metres[1:] - metres[0], axis=1)


def area_columns(areas: Sequence[Area]) -> list[Column]:
    """What is known of each area."""

    def of(attribute: str, kind: type) -> np.ndarray:
        return np.array([getattr(area, attribute) for area in areas], dtype=kind)

    before, after = of("rate_before", float), of("rate_after", float)
    return [
        Column("area", np.arange(1, len(areas) + 1), tr("Number, the largest first")),
        Column("n", np.array([area.rows.size for area in areas], dtype=int), tr("Points")),
        Column("onset", np.array([area.onset for area in areas], dtype="datetime64[D]"), tr("Earliest onset")),
        Column("found", np.array([area.found for area in areas], dtype="datetime64[D]"), tr("First called at")),
        Column("rate_before", before, tr("Mean rate before [mm/yr]")),
        Column("rate_after", after, tr("Mean rate after [mm/yr]")),
        Column("change", after - before, tr("Change of the mean rate [mm/yr], + up")),
        Column("step", of("step_mm", float), tr("Mean step [mm], + up")),
        Column("p", of("p", float), tr("Smallest chance of as much without a change")),
    ]
