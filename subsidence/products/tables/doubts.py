"""What coordinates and rows of a table say of themselves beside their numbers: angles, directions, units, sums."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...errors import SubsidenceError
from ...progress import Report
from ...tabular import column_names as known
from ...units import mm_per
from ...wording import message

if TYPE_CHECKING:
    from .column_mapping import ColumnMapping

RADIANS = re.compile(r"(?<![^\W_])rad(?:ians?)?(?![^\W_])", re.I)
WESTWARDS = re.compile(r"(?<![^\W_])(?:w|west|oeste|ouest|ovest|westl)(?![^\W_])", re.I)
SOUTHWARDS = re.compile(r"(?<![^\W_])(?:s|south|sur|sud|süd|sul)(?![^\W_])", re.I)
SMALL_AREA = 0.2  # of coordinates that may be radians; some 1,000 km
FARTHEST_KM = (1_000.0, 11_000.0)  # easting and northing of a usual grid, in kilometres
SAME_LENGTH = 1e-5  # survey feet and international ones are the same here
FIRST_ROWS, LAST_ROWS = 2, 12  # among which summaries stand


def usual_places(
    xy: np.ndarray, names: tuple[str, str], mapping: ColumnMapping, name: str, report: Report
) -> np.ndarray:
    """Coordinates as the CRS counts them, where the names of their columns tell another direction or unit.

    xy : shape=(n_rows, 2); names : of the two columns
    Raises ``SubsidenceError`` for radians.
    """
    return _degrees(xy, names, name, report) if mapping.in_degrees else _lengths(xy, names, mapping.crs, name, report)


def _degrees(xy: np.ndarray, names: tuple[str, str], name: str, report: Report) -> np.ndarray:
    if column := next((column for column in names if RADIANS.search(column)), ""):
        raise SubsidenceError(
            message("{name}: “{column}” is in radians; convert it to degrees.", name=name, column=column)
        )
    xy = xy.copy()
    for axis, towards in enumerate((WESTWARDS, SOUTHWARDS)):
        values = xy[:, axis][np.isfinite(xy[:, axis])]
        if towards.search(names[axis]) and values.size and (values >= 0).all():
            xy[:, axis] *= -1.0
            sentence = message("{name}: “{column}” counts towards the west; its sign is turned.", name=name,
                               column=names[axis]) if axis == 0 else message(
                "{name}: “{column}” counts towards the south; its sign is turned.", name=name, column=names[axis]
            )  # fmt: skip
            report.warn(sentence)
    with np.errstate(invalid="ignore"):
        beyond = (xy[:, 0] > 180.0) & (xy[:, 0] <= 360.0)
    if beyond.any():
        xy[beyond, 0] -= 360.0
        report.warn(message("{name}: longitudes go up to 360; those beyond 180 are taken as west.", name=name))
    _doubt_radians(xy[np.isfinite(xy).all(axis=1)], name, report)
    return xy


def _doubt_radians(xy: np.ndarray, name: str, report: Report) -> None:
    """Say where places may be radians: as degrees they would all lie in the sea off Africa."""
    if not len(xy) or (xy == np.rint(xy)).any() or np.ptp(xy, axis=0).max() > SMALL_AREA:
        return
    if (np.abs(xy) <= (np.pi, np.pi / 2)).all():
        report.warn(
            message(
                "{name}: coordinates such as {x:.6g}, {y:.6g} may be radians; as degrees, as which they are taken, they"
                " lie in the Gulf of Guinea.",
                name=name,
                x=xy[0, 0],
                y=xy[0, 1],
            )
        )


def _lengths(xy: np.ndarray, names: tuple[str, str], crs: str, name: str, report: Report) -> np.ndarray:
    units = {known.unit_in(column) for column in names}
    unit = units.pop() if len(units) == 1 else ""
    metre = metres_of(crs)
    if unit and unit != "rad":
        factor = mm_per(unit) / 1000.0 / metre
        if abs(factor - 1.0) <= SAME_LENGTH:
            return xy
        report.warn(
            message(
                "{name}: “{column}” is in {unit}, the CRS ({crs}) counts otherwise; coordinates are multiplied by"
                " {factor:.8g}.",
                name=name,
                column=names[0],
                unit=unit,
                crs=crs,
                factor=factor,
            )
        )
        return xy * factor
    placed = xy[np.isfinite(xy).all(axis=1)]
    if len(placed) and metre == 1.0 and (placed != np.rint(placed)).any():
        small = (np.abs(placed) < FARTHEST_KM).all() and (np.abs(placed) > (180.0, 90.0)).any()
        if small and (np.abs(placed).max(axis=0) > 100.0).all():
            report.warn(
                message(
                    "{name}: coordinates such as {x:.10g}, {y:.10g} look like kilometres, but the CRS ({crs}) counts"
                    " metres, as which they are taken.",
                    name=name,
                    x=placed[0, 0],
                    y=placed[0, 1],
                    crs=crs,
                )
            )
    return xy


def metres_of(crs: str) -> float:
    """Metres in the unit of a projected CRS; 1 where it cannot be told."""
    try:
        from osgeo import osr
    except ImportError:  # the core without GDAL
        return 1.0
    reference = osr.SpatialReference()
    try:
        if reference.SetFromUserInput(crs) != 0:
            return 1.0
    except RuntimeError:  # GDAL that raises
        return 1.0
    return float(reference.GetLinearUnits()) if reference.IsProjected() else 1.0


def summary_rows(columns: Mapping[str, Sequence | np.ndarray], n_rows: int, name: str, report: Report) -> np.ndarray:
    """Which of the first and last rows sum the others up, such as “Total” or “Mean”; said; shape=(n_rows,), bool."""
    found = np.zeros(n_rows, dtype=bool)
    looked_at = sorted({*range(min(FIRST_ROWS, n_rows)), *range(max(n_rows - LAST_ROWS, 0), n_rows)})
    words = {known.normal(word) for word in known.SUMMARIES}
    example = ""
    for values in columns.values():
        if isinstance(values, np.ndarray) and values.dtype.kind in "fiub":
            continue
        for row in looked_at:
            if isinstance(values[row], str) and known.normal(values[row]) in words:
                found[row], example = True, values[row]
    if found.all() or not found.any():
        return np.zeros(n_rows, dtype=bool)
    report.warn(
        message(
            "{name}: {count} rows such as “{example}” sum the others up and are no points; they are left out.",
            name=name,
            count=int(found.sum()),
            example=example,
        )
    )
    return found


def tell_doubles(columns: Mapping[str, np.ndarray], xy: np.ndarray, name: str, report: Report) -> None:
    """Say where rows repeat a point: the same identifier at the same place."""
    identifier = known.find(columns, known.POINT)
    if not identifier or len(xy) < 2:
        return
    _, number = np.unique(np.asarray(columns[identifier]).astype(str), return_inverse=True)
    keys = np.column_stack([number.reshape(-1), xy])
    order = np.lexsort(keys.T)
    same = (np.diff(keys[order], axis=0) == 0).all(axis=1)
    if not same.any():
        return
    first = int(order[np.flatnonzero(same)[0]])
    report.warn(
        message(
            "{name}: {count} rows repeat a point, such as “{point}”, at the same place; all are kept. Remove those that"
            " are no measurements of their own.",
            name=name,
            count=int(same.sum()),
            point=columns[identifier][first],
        )
    )
