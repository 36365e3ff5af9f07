"""What the columns of a table of series are: said by the user, or found by their usual names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Union

import numpy as np

from ...errors import SubsidenceError
from ...series import find_rate_field
from ...tabular import column_names as known
from ...tabular.column_values import is_missing, readings_of, station_key
from ...units import AUTOMATIC, LOS
from ...wording import message

Columns = Mapping[str, Union[Sequence, np.ndarray]]
WKT_POINT = re.compile(r"^(?:SRID=\d+;)?(?:MULTI)?POINT\s*(?:Z|M|ZM)?\s*\(+\s*([-+\d.eE]+)\s+([-+\d.eE]+)", re.I)


@dataclass(frozen=True)
class ColumnMapping:
    """What the columns of a table are, as far as the user says so; an empty name is looked for.

    unit : of displacements and rates; automatic takes what the file states, and mm where it states nothing
    reverse : positive means sinking (or away from the satellite)
    geometry : line of sight or vertical; crs : of the coordinates, geographic : whether these are degrees
    date_pattern : see ``tabular.date_text.by_pattern``, for the names of columns and for cells
    columns : names for a text file without a header line
    nodata : marks of "no value" among displacements and rates
    counted_from : what the values of dates count from, see ``increments``
    """

    x: str = ""
    y: str = ""
    identifier: str = ""
    date: str = ""
    value: str = ""
    rate: str = ""
    unit: str = AUTOMATIC
    reverse: bool = False
    geometry: str = LOS
    crs: str = "EPSG:4326"
    geographic: bool | None = None
    date_pattern: str = ""
    columns: tuple[str, ...] = ()
    nodata: tuple[float, ...] = ()
    counted_from: str = AUTOMATIC

    @property
    def in_degrees(self) -> bool:
        return self.crs == "EPSG:4326" if self.geographic is None else self.geographic


def runs_across(names: Sequence[str], mapping: ColumnMapping) -> bool:
    """Whether a header with dates lacks coordinates, so that these may stand in rows."""
    return not (_named(names, mapping.x, known.X) and _named(names, mapping.y, known.Y))


def wkt_column(columns: Columns, mapping: ColumnMapping) -> str | None:
    """The column of points in well-known text, where there are no columns of coordinates."""
    name = known.find(columns, known.GEOMETRY)
    if not name or not runs_across(list(columns), mapping):
        return None
    return name if any(WKT_POINT.match(str(value).strip()) for value in columns[name][:20]) else None


def date_column(columns: Columns, given: str) -> str:
    """The column of dates: the given one, or the first with a usual name whose cells can be dates."""
    if given:
        return given if given in columns else ""
    taken: list[str] = []
    while found := known.find(columns, known.DATE, taken):
        sample = [value for value in columns[found][:200] if not is_missing(value)]
        if sample and all(readings_of(station_key(value)) for value in sample[:20]):
            return found
        taken.append(found)
    return ""


def value_column(columns: Columns, given: str, date_name: str) -> str:
    if given:
        return given if given in columns else ""
    found = known.find(columns, known.VALUE, [date_name])
    if found:
        return found
    sinking = [name for name in columns if name != date_name and known.sinks_positive(name)]
    return sinking[0] if len(sinking) == 1 else ""


def rate_column(columns: Mapping[str, object], mapping: ColumnMapping, *, beside_series: bool = False) -> str:
    """The column of the rate: the given one, by its usual names, of the vertical rate, or one that says sinking.

    beside_series : the table has series, beside which “settlement” is an amount unless its name speaks of a rate
    """
    if mapping.rate:
        return mapping.rate if mapping.rate in columns else ""
    found = find_rate_field(list(columns)) or known.find(columns, (*known.RATE, *known.VERTICAL_RATE))
    if found:
        return found
    timed = [name for name in columns if known.other_time(name) and known.says_rate(name)]
    if len(timed) == 1 and not beside_series:
        return timed[0]  # to be refused with its time
    sinking = [name for name in columns if known.sinks_positive(name) and "depth" not in name.lower()]
    if beside_series or len(sinking) > 1:
        sinking = [name for name in sinking if known.says_rate(name)]
    return sinking[0] if len(sinking) == 1 else ""


def _named(columns: Sequence[str] | Mapping[str, object], given: str, usual: Sequence[str]) -> str:
    if given:
        return given if given in columns else ""
    return known.find(columns, usual)


def coordinate_names(names: Sequence[str], mapping: ColumnMapping, where: str) -> tuple[str, str]:
    x, y = _named(names, mapping.x, known.X), _named(names, mapping.y, known.Y)
    if not mapping.in_degrees and not mapping.x and not mapping.y:  # metres are wanted, where there are both
        of_metres = known.find(names, known.X_METRES), known.find(names, known.Y_METRES)
        x, y = of_metres if all(of_metres) else (x, y)
    if not x or not y:
        raise SubsidenceError(
            message(
                "{where} has no columns of coordinates that can be recognised; say which they are. It has: {names}.",
                where=where,
                names=", ".join(list(dict.fromkeys(names))[:12]),
            )
        )
    return x, y
