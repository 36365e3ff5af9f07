"""Heads of groundwater from fields of the points, or from wells and a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.read_points import read_points, transform_xy
from ...bridge.station_layers import open_table, stations_of_table
from ...subsidence.errors import SubsidenceError
from ...subsidence.factors.time import Records
from ...subsidence.units import MM_PER_UNIT

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.groundwater.heads import Heads

AUTOMATIC = "automatic"
MOSTLY = 0.9  # of the values


def heads_of_points(call: Call, table: PointTable) -> tuple[Heads, np.ndarray, list[str]]:
    """Heads on an even grid, each point's row of them (−1 none), and the names of the rows."""
    prefix, tabled = call.text("HEAD"), call.text("TABLE")
    if bool(prefix) == bool(tabled):
        raise SubsidenceError(tr("Give either the prefix of head fields, or wells and a table of heads."))
    return _from_fields(call, table, prefix) if prefix else _from_wells(call, table, tabled)


def _from_fields(call: Call, table: PointTable, prefix: str) -> tuple[Heads, np.ndarray, list[str]]:
    from ...subsidence.groundwater.heads import even_heads
    from ...subsidence.series_fields import factor_series
    from ...subsidence.tabular.column_names import unit_in

    present = factor_series(table.names)
    if prefix not in present:
        raise SubsidenceError(
            tr("The layer has no head fields “{prefix}YYYYMMDD”; it has: {known}.").format(
                prefix=prefix, known=", ".join(present) or tr("none")
            )
        )
    fields = present[prefix]
    values = table.matrix(fields.names)
    usable = np.isfinite(values).sum(axis=1) >= 2
    if not usable.any():
        raise SubsidenceError(tr("All values of the head fields “{prefix}” are NULL.").format(prefix=prefix))
    distinct, member = np.unique(np.nan_to_num(values[usable], nan=-1e30), axis=0, return_inverse=True)
    distinct = np.where(distinct == -1e30, np.nan, distinct)
    records = [Records(fields.dates, row[None], False) for row in distinct]
    kind = _kind(call, [prefix], records)
    heads = even_heads(records, unit=_unit(call, prefix, unit_in(prefix)), kind=kind, report=call.report)
    head_of = np.full(table.n_points, -1)
    head_of[usable] = member.reshape(-1)
    return heads, head_of, [f"{prefix} {number + 1}" for number in range(len(distinct))]


def _from_wells(call: Call, table: PointTable, tabled: str) -> tuple[Heads, np.ndarray, list[str]]:
    from scipy.spatial import cKDTree

    from ...subsidence.factors.doubtful_readings import doubtful_readings
    from ...subsidence.groundwater.heads import even_heads
    from ...subsidence.tabular.station_tables import sinking_note, station_records

    if call.parameters.get("STATIONS") in (None, ""):
        raise SubsidenceError(tr("The table of heads needs the layer of its wells."))
    text = open_table(tabled, call.context)
    source = call.source("STATIONS")
    wells = read_points(source, source.sourceName(), report=call.report)
    measured = station_records(text, periods=False)
    kind = _kind(call, [measured.value_column] if measured.value_column else [*text.columns], measured.records.values())
    unsaid = sinking_note(text.name, measured.value_column)  # levels and depths are told apart here
    for note in [*measured.notes, *doubtful_readings(measured.records, text.name, amounts=False)]:
        if note not in unsaid:
            call.report.warn(note)
    rows, names = stations_of_table(wells, measured, None, text.name, call.report)
    records = [measured.records[name] for name in names]
    unit = _unit(call, measured.value_column or text.name, measured.unit)
    heads = even_heads(records, unit=unit, kind=kind, report=call.report)
    ground = ground_of(table.crs, table.xy, table.name, call.report)
    places = ground.metric(transform_xy(wells.xy[rows], wells.crs, table.crs), wells.name)
    useful = np.flatnonzero(np.isfinite(heads.head_m).any(axis=1))
    distance, nearest = cKDTree(places[useful]).query(ground.metric(table.xy, table.name))
    farthest = call.number("MAX_DISTANCE")
    near = (distance <= farthest) if farthest > 0 else np.ones(table.n_points, dtype=bool)
    if not near.any():
        raise SubsidenceError(
            tr("The nearest well is {distance:.0f} m away; raise MAX_DISTANCE or check the CRS of the wells.").format(
                distance=float(distance.min())
            )
        )
    call.report.info(
        tr("{count} points have a well within reach, at {distance:.0f} m in the middle; one well is not the whole"
           " aquifer.").format(count=int(near.sum()), distance=float(np.median(distance[near])))
    )  # fmt: skip
    return heads, np.where(near, useful[nearest], -1), names


def _unit(call: Call, name: str, told: str) -> str:
    """The chosen unit of the heads, or where that is automatic the one that their column states, else m."""
    chosen, told = call.choice("HEAD_UNIT"), told if told in MM_PER_UNIT else ""
    if chosen == AUTOMATIC:
        if told not in ("", "m"):
            call.report.warn(tr("“{name}” states the unit {told}, which is taken.").format(name=name, told=told))
        elif not told:
            call.report.info(tr("“{name}” states no unit; m is taken.").format(name=name))
        return told or "m"
    if told not in ("", chosen):
        call.report.warn(
            tr("“{name}” states the unit {told}, but HEAD_UNIT is {unit}; HEAD_UNIT is used.").format(
                name=name, told=told, unit=chosen
            )
        )
    return chosen


def _kind(call: Call, names: list[str], records: Iterable[Records]) -> str:
    """Whether values are levels or depths, and say what was taken."""
    from ...subsidence.groundwater.heads import DEPTH, LEVEL, looks_like_depth, refuse_pressures

    for name in names[:1] if len(names) == 1 else []:
        refuse_pressures(name)
    chosen = call.choice("HEADS_ARE")
    if chosen != AUTOMATIC:
        return chosen
    depth = next((name for name in names if looks_like_depth(name)), None)
    if depth is None:
        call.report.info(tr("The heads are taken for levels, up; if they are depths, say so with HEADS_ARE."))
        return LEVEL
    values = np.concatenate([record.values.ravel() for record in records])
    if np.nanmean(values < 0) > MOSTLY:
        call.report.warn(
            tr(
                "“{name}” is called a depth, but is below zero: it is taken for a level that counts from the ground"
                " up; say so with HEADS_ARE."
            ).format(name=depth)
        )
        return LEVEL
    call.report.warn(
        tr("“{name}” is taken for a depth below ground and turned; say so with HEADS_ARE.").format(name=depth)
    )
    return DEPTH
