"""The line of sight of points: from their fields, or from rasters of its components."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ..subsidence.errors import SubsidenceError
from ..subsidence.progress import Report
from ..subsidence.spatial.look_vectors import checked_look, line_of_sight_fields
from .i18n import tr
from .point_table import PointTable
from .raster_inputs import raster_inputs
from .sample_rasters import places_on

if TYPE_CHECKING:
    from .call import Call

COMPONENT = re.compile(r"(?:^|[._\- ]|los_?)(e|n|u|east|north|up)(?:[._\- ]|$)", re.IGNORECASE)
COMPONENTS = "enu"


def look_of_points(table: PointTable, report: Report) -> np.ndarray | None:
    """Checked unit vectors ground → satellite from the fields, shape=(n_points, 3); None without los_e and los_u."""
    los = look_in_fields(table)
    return None if los is None else checked_look(los, table.name, report)


def look_in_fields(table: PointTable) -> np.ndarray | None:
    """East, north and up as the fields have them, shape=(n_points, 3); None without los_e and los_u."""
    fields = line_of_sight_fields(table.names)
    if "los_e" not in fields or "los_u" not in fields:
        return None
    north = table.numeric(fields["los_n"]) if "los_n" in fields else np.zeros(table.n_points)
    return np.column_stack([table.numeric(fields["los_e"]), north, table.numeric(fields["los_u"])])


def look_of_rasters(
    call: Call, key: str, xy: np.ndarray, crs: QgsCoordinateReferenceSystem, report: Report
) -> np.ndarray | None:
    """Checked unit vectors from rasters of the east, north and up component; None where none are given.

    Three rasters, told apart by their names (E, N, U; los_e … or …east) or in that order; two for east and up; or
    one raster of three bands. xy : shape=(n_points, 2), in ``crs``. Returns shape=(n_points, 3).
    """
    rasters = raster_inputs(call, key)
    if not rasters:
        return None
    values, names = [], []
    for raster in rasters:
        count = raster.source.n_layers
        sampled = places_on(raster, xy, crs).values(list(range(count)), report)
        values += list(sampled.T)
        names += [raster.name()] * count
    if len(values) not in (2, 3):
        raise SubsidenceError(
            tr(
                "The line of sight needs rasters for east, north and up (or one with three bands), but {n} are given."
            ).format(n=len(values))
        )
    order = [match.group(1)[0].lower() if (match := COMPONENT.search(name)) else "" for name in names]
    if sorted(order) not in (sorted("enu"), sorted("eu")):
        order = list("enu" if len(values) == 3 else "eu")
    los = np.zeros((len(xy), 3))
    for component, column in zip(order, values):
        los[:, COMPONENTS.index(component)] = column
    report.info(
        tr("Line of sight from {names}.").format(
            names=", ".join(f"{component.upper()} = {name}" for component, name in zip(order, names))
        )
    )
    return checked_look(los, names[0], report)
