"""What profiles and structures share: points with their settlement, lines and polygons in metres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...subsidence.errors import SubsidenceError
from ...subsidence.progress import Report
from ...subsidence.series import parse_day

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.factors.vector_geometry import Shapes
    from ...subsidence.spatial.noise_correlation import NoiseCorrelation
    from ...subsidence.structures.change import Change


@dataclass(frozen=True)
class Moved:
    """Points that have moved: settlement over a period and the noise that neighbours share.

    displacement_mm : shape=(n_points, n_epochs); dates : shape=(n_epochs,)
    """

    table: PointTable
    dates: np.ndarray
    displacement_mm: np.ndarray
    change: Change
    correlation: NoiseCorrelation


def stages(call: Call) -> tuple[Report, Report]:
    """Reports for the settlements of the points and for what is made of them."""
    settling, judging = call.work.parts(3, 7)
    return settling, judging


def read_moved(call: Call) -> Moved:
    """The points of INPUT, their settlement between FROM and TO, and the correlation of their noise."""
    from ...subsidence.spatial.noise_correlation import estimate_noise_correlation
    from ...subsidence.structures.change import settlement_between

    table = call.points()
    series = table.series(call.unit())
    xy_m = ground_of(table.crs, table.xy, table.name, call.report).planar_metres(table.xy)
    change = settlement_between(
        series.displacement_mm,
        series.dates,
        start=_date(call, "FROM"),
        end=_date(call, "TO"),
        xy_m=xy_m,
        report=stages(call)[0],
    )
    if not (change.std_mm > 0).any():
        raise SubsidenceError(
            tr("No point has a series that moves and enough known epochs; a settlement cannot be told of any.")
        )
    correlation = estimate_noise_correlation(change.residual_mm, xy_m[change.rows])
    call.report.info(
        tr(
            "Noise: {common:.0f} % is common to all points, {share:.0f} % is shared by neighbours (range"
            " {range:.0f} m), the rest is each point's own."
        ).format(common=100 * correlation.common, share=100 * correlation.share, range=correlation.range_m)
    )
    return Moved(table, series.dates, series.displacement_mm, change, correlation)


def _date(call: Call, key: str) -> np.datetime64 | None:
    text = call.text(key)
    return parse_day(text) if text else None


def in_metres(table: PointTable, shapes: Shapes) -> tuple[np.ndarray, np.ndarray]:
    """Points and vertices in metres about one middle; shape=(n_points, 2), (n_vertices, 2)."""
    together = ground_of(table.crs, table.xy, table.name).planar_metres(np.concatenate([table.xy, shapes.xy]))
    return together[: table.n_points], together[table.n_points :]


def lines_of(shapes: Shapes, xy: np.ndarray) -> list[list[np.ndarray]]:
    """The parts of each feature with at least two vertices, in the order and direction in which they join.

    xy : the vertices, in any coordinates
    """
    from ...subsidence.structures.line_parts import joined_order

    drawn: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in range(shapes.n_features)]
    for start, stop, feature in zip(shapes.part_start[:-1], shapes.part_start[1:], shapes.part_feature):
        if stop - start > 1:
            drawn[int(feature)].append((shapes.xy[start:stop], xy[start:stop]))
    return [
        [parts[place][1][::-1] if turned else parts[place][1] for place, turned in joined_order([p for p, _ in parts])]
        for parts in drawn
    ]
