"""Stations on the ground from layers, tables and GNSS files, with their places in the points' CRS."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.read_points import read_points, transform_xy
from ...bridge.station_layers import open_table
from ...subsidence.errors import SubsidenceError
from ...subsidence.units import AUTOMATIC, mm_per, unit_taken

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.validation.ground_stations import GroundStation
    from ..base import SubsidenceAlgorithm

WGS84 = "EPSG:4326"


def add_gnss_files(algorithm: SubsidenceAlgorithm) -> None:
    algorithm.add_files(
        "GNSS",
        tr("GNSS files"),
        tr("Series .tenv3, .tenv, .txyz2, .neu, .pos, .series or .rneu, mixed, or their folder."),
        optional=True,
    )


def ground_stations(call: Call, crs: QgsCoordinateReferenceSystem) -> list[GroundStation]:
    """All stations that the inputs name, each with its place in ``crs``."""
    from ...subsidence.validation.gnss_files import SUFFIXES, gnss_files, read_gnss_files
    from ...subsidence.validation.ground_doubts import jump_sentences
    from ...subsidence.validation.ground_stations import stations_from_table

    layer = _layer(call)
    files: list[Path] = []
    for path in call.files("GNSS"):
        found = gnss_files(path) if path.is_dir() else [path]
        if not found:
            raise SubsidenceError(
                tr("There are no GNSS files ({suffixes}) in {folder}.").format(
                    suffixes=", ".join(SUFFIXES), folder=path.name
                )
            )
        files += found
    stations = read_gnss_files(files, call.report, call.choice("TABLE_UNIT"))
    table_text = call.text("TABLE")
    if table_text:
        if (name := Path(table_text).name).lower().endswith(SUFFIXES):
            raise SubsidenceError(
                tr(
                    "“{name}” is named like a GNSS series; give it under GNSS files, or call a table of your own .csv."
                ).format(name=name)
            )
        unit = call.choice("TABLE_UNIT")
        columns = {key: call.text(f"COLUMN_{key.upper()}") for key in ("station", "date", "east", "north", "up")}
        tabled, notes = stations_from_table(
            open_table(table_text, call.context),
            unit,
            columns,
            reverse=call.flag("TABLE_REVERSE"),
            date_pattern=call.text("DATE_PATTERN"),
        )
        for note in notes:
            call.report.warn(note)
        stations += tabled
    if not stations:
        if layer is None:
            raise SubsidenceError(
                tr("Give what was measured on the ground: stations with a rate or a table, or GNSS files.")
            )
        stations, rows = _of_layer(call, layer)
        placed = _placed(stations, transform_xy(layer.xy[rows], layer.crs, crs))
    else:
        placed = _with_places(call, stations, layer, crs)
    for sentence in jump_sentences(placed):
        call.report.warn(sentence)
    return placed


def _layer(call: Call) -> PointTable | None:
    if call.parameters.get("STATIONS") in (None, ""):
        return None
    source = call.source("STATIONS")
    layer = call.algorithm.parameterAsVectorLayer(call.parameters, "STATIONS", call.context)
    return read_points(source, source.sourceName(), layer, call.report)


def _placed(stations: list[GroundStation], xy: np.ndarray) -> list[GroundStation]:
    return [replace(station, xy=tuple(place)) for station, place in zip(stations, xy.tolist())]


def _with_places(
    call: Call, stations: list[GroundStation], layer: PointTable | None, crs: QgsCoordinateReferenceSystem
) -> list[GroundStation]:
    """Places from the stations layer by name; else from the GNSS file or the table, in degrees of WGS 84."""
    from ...subsidence.tabular.station_tables import matched_names

    known: dict[str, tuple[float, float]] = {}
    if layer is not None:
        field = call.field("STATION_NAME") or _best_field(layer, {station.name for station in stations})
        xy = transform_xy(layer.xy, layer.crs, crs).tolist()
        meant = matched_names({station.name for station in stations}, layer.column(field).tolist())
        for row, name in enumerate(meant):
            if name is None:
                continue
            if known.setdefault(name, tuple(xy[row])) != tuple(xy[row]):
                raise SubsidenceError(
                    tr("The stations layer “{name}” has the station “{doubled}” more than once.").format(
                        name=layer.name, doubled=name
                    )
                )
    wgs84 = QgsCoordinateReferenceSystem(WGS84)
    own = [station for station in stations if station.name not in known and station.xy is not None]
    own_xy = transform_xy(np.array([station.xy for station in own], dtype=float), wgs84, crs).tolist()
    by_station = {id(station): tuple(xy) for station, xy in zip(own, own_xy)}
    placed, lost = [], []
    for station in stations:
        if station.name in known:
            placed.append(replace(station, xy=known[station.name]))
        elif id(station) in by_station:
            placed.append(replace(station, xy=by_station[id(station)]))
        else:
            lost.append(station.name)
    if lost:
        text = tr("{count} stations have no place and are left out: {names}.")
        call.report.warn(text.format(count=len(lost), names=", ".join(lost[:5]) + (" …" if len(lost) > 5 else "")))
    if not placed:
        raise SubsidenceError(tr("No station has a place; give the stations layer and the field with their names."))
    return placed


def _best_field(layer: PointTable, wanted: set[str]) -> str:
    from ...subsidence.tabular.station_tables import matched_names

    matches = {
        name: len(set(matched_names(wanted, column.tolist())) - {None}) for name, column in layer.columns.items()
    }
    best = max(matches, key=matches.__getitem__, default=None)
    if best is None or not matches[best]:
        raise SubsidenceError(
            tr("No field of “{layer}” holds the stations' names, such as “{name}”; choose the field.").format(
                layer=layer.name, name=sorted(wanted)[0]
            )
        )
    return best


def _factor_of_layer(call: Call, layer_name: str, field: str, told: str) -> float:
    """Millimetres per unit of a field of rates or heights, with the sign that was chosen; what is assumed is said.

    told : the unit that the field's name states, or ""
    """
    from ...subsidence.validation.ground_columns import refuse_scaled, sinking_said

    chosen = call.choice("TABLE_UNIT")
    if chosen == AUTOMATIC:
        refuse_scaled(layer_name, field)
    taken, other = unit_taken(chosen, told)
    if other:
        text = tr("The field “{field}” of “{name}” states the unit {told}; {taken} is taken.")
        call.report.warn(text.format(field=field, name=layer_name, told=told, taken=taken))
    reverse = call.flag("TABLE_REVERSE")
    for sentence in sinking_said(layer_name, field, reverse=reverse):
        call.report.warn(sentence)
    return -mm_per(taken) if reverse else mm_per(taken)


def _of_layer(call: Call, layer: PointTable) -> tuple[list[GroundStation], np.ndarray]:
    """Stations whose rate or dated heights are fields of the layer, and their rows."""
    from ...subsidence.tabular.column_names import unit_in
    from ...subsidence.tabular.column_values import station_key
    from ...subsidence.tabular.dates import dated_columns
    from ...subsidence.validation.ground_columns import refuse_other_time
    from ...subsidence.validation.ground_stations import GroundStation, stations_from_rates

    name_field = call.field("STATION_NAME")
    names = [station_key(v) for v in layer.column(name_field)] if name_field else list(map(str, range(layer.n_points)))
    rate_field = call.field("GROUND_RATE")
    if rate_field:
        if call.choice("TABLE_UNIT") == AUTOMATIC:
            refuse_other_time(layer.name, rate_field)
        factor = _factor_of_layer(call, layer.name, rate_field, unit_in(rate_field))
        std_field = call.field("GROUND_RATE_STD")
        rate = layer.numeric(rate_field) * factor
        std = layer.numeric(std_field) * abs(factor) if std_field else None
        rows = np.flatnonzero(np.isfinite(rate))
        stations = stations_from_rates(names, rate, std)
        return [stations[row] for row in rows], rows
    dated = dated_columns(layer.names)
    epochs, dates = dated.names, dated.dates
    if not epochs:
        raise SubsidenceError(
            tr("The stations “{layer}” have no dated fields; choose the field of the rate, or give a table.").format(
                layer=layer.name
            )
        )
    for note in dated.notes:
        call.report.warn(note)
    up = layer.matrix(epochs) * _factor_of_layer(call, layer.name, epochs[0], dated.unit)
    heights: list[GroundStation] = []
    with_values = []
    for row in range(layer.n_points):
        known = np.isfinite(up[row])
        if known.sum() > 1:
            values = up[row, known] - up[row, known][0]
            nothing = np.full(values.size, np.nan)
            heights.append(GroundStation(names[row], None, dates[known], np.column_stack([nothing, nothing, values])))
            with_values.append(row)
    if not heights:
        raise SubsidenceError(tr("No station of “{layer}” has two values.").format(layer=layer.name))
    return heights, np.array(with_values)
