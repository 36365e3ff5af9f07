"""Distances to the features of many layers as columns of the points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsExpression, QgsVectorLayer

from ...bridge.fields import Column
from ...bridge.geometry import VectorLayer, read_vector
from ...bridge.ground import Ground, ground_of
from ...bridge.i18n import tr
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.progress import Report
from ...subsidence.series import find_epoch_fields
from ..base import SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.factors.distances import FeatureIndex

FAR_M = 200_000.0


@dataclass(frozen=True)
class Options:
    """What is computed for every layer."""

    ring_width_m: float
    radius_m: float
    bearing: bool
    date: np.datetime64 | None
    epochs: np.ndarray | None


class DistanceFactors(SubsidenceAlgorithm):
    ID = "distance_factors"
    GROUP = "factors"
    CARRIES_INPUT = ("OUTPUT",)
    EXAMPLE = {"INPUT": "points.gpkg", "LAYERS": ["subway.gpkg", "faults.gpkg"], "OUTPUT": "distances.gpkg"}

    def title(self) -> str:
        return tr("Distance factors")

    def about(self) -> str:
        return tr(
            "<p>Adds the distance from every point to the nearest feature of each layer: faults, subway lines,"
            " buildings, wells, rivers. Distances are to the <b>nearest point of the feature</b> (not its centre),"
            " in <b>metres</b>: planar in a projected CRS, on the ellipsoid in a geographic one and where the"
            " projection is off by more than 1 %, as Mercator is away from the equator. Inside a polygon the distance"
            " is 0. A layer may mix points, lines and polygons. Layers may have any CRS; they are brought into that of"
            " the points.</p>"
            "<p>Fields: <b>dist_&lt;layer&gt;</b> (m); with a ring width <b>ring_&lt;layer&gt;</b>, the outer edge of"
            " the ring the point lies in (m); with a radius <b>count_&lt;layer&gt;</b>, the features that come within"
            " it, and <b>density_&lt;layer&gt;</b>, features per km² (lines: km of line per km²); on request"
            " <b>bearing_&lt;layer&gt;</b>, the direction to the nearest point.</p>"
            "<p>Features may have dates, such as a line under construction: given a date, only the features that exist"
            " then count; per epoch, one field <b>dist_&lt;layer&gt;_YYYYMMDD</b> is added for every displacement"
            " epoch, usable as a factor series with the prefix dist_&lt;layer&gt;_.</p>"
        )

    def keywords(self) -> list[str]:
        return ["distance", "nearest", "hub", "join by nearest", "proximity", "buffer", "fault", "subway", "wells"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Points"), tr("The points that get the new fields; any CRS."))
        self.add_layers(
            "LAYERS",
            tr("Layers to measure to"),
            tr("Point, line or polygon layers of any CRS. The field names come from the layers' names."),
        )
        self.add_number(
            "RING_WIDTH",
            tr("Ring width (m)"),
            tr("Width of the rings of the field ring_<layer>; 0 gives exact distances only."),
            200.0,
            0.0,
        )
        self.add_text(
            "NAMES",
            tr("Names of the layers"),
            tr("Names for the fields, in the order of the layers, with commas between; empty takes the layers' names."),
            optional=True,
        )
        self.add_text(
            "FILTER",
            tr("Only features where"),
            tr(
                "An expression such as \"line\" = '12'. It is applied to the layers that have all its fields; the"
                " others keep all their features."
            ),
            optional=True,
            advanced=True,
        )
        self.add_text(
            "START_FIELD",
            tr("Field with the first date"),
            tr("From this date on a feature counts (date, text such as 2018-03-06, or year). NULL: from ever."),
            "START",
            optional=True,
            advanced=True,
        )
        self.add_text(
            "END_FIELD",
            tr("Field with the last date"),
            tr("Until this date a feature counts. NULL: for ever."),
            "END",
            optional=True,
            advanced=True,
        )
        self.add_text(
            "DATE",
            tr("As of date"),
            tr("Count only the features that exist on this date, such as 2018-03-06; empty counts all."),
            optional=True,
            advanced=True,
        )
        self.add_flag(
            "PER_EPOCH",
            tr("Distance at every epoch"),
            tr("For layers with dates, add a distance for each displacement epoch of the points."),
            False,
            advanced=True,
        )
        self.add_number(
            "COUNT_RADIUS",
            tr("Radius for counts and density (m)"),
            tr("Count the features that come within this radius of each point; 0 counts none."),
            0.0,
            0.0,
            advanced=True,
        )
        self.add_flag(
            "BEARING",
            tr("Direction to the nearest point"),
            tr("In degrees clockwise from north (from grid north in a projected CRS)."),
            False,
            advanced=True,
        )
        self.add_scheduler()
        self.add_points_output("OUTPUT", tr("Points with distances"), tr("The points with the new fields."))

    def execute(self, call: Call) -> dict:
        from ...subsidence.tabular.column_values import parse_dates

        table = call.places()
        layers = [layer for layer in call.layers("LAYERS") if isinstance(layer, QgsVectorLayer)]
        if not layers:
            raise SubsidenceError(tr("No vector layer to measure distances to was given."))
        names = layer_names(layers, call.text("NAMES"))
        ground = ground_of(table.crs, table.xy, table.name, call.report)
        places = ground.places(table.xy)
        options = Options(
            call.number("RING_WIDTH"),
            call.number("COUNT_RADIUS"),
            call.flag("BEARING"),
            parse_dates([call.text("DATE")], tr("the date"))[0] if call.text("DATE") else None,
            find_epoch_fields(table.fields.names())[1] if call.flag("PER_EPOCH") else None,
        )
        filters = layer_filters(layers, call.text("FILTER"))
        dated = _date_fields(call, layers, options)
        columns: list[Column] = []
        for number, (layer, part) in enumerate(call.work.stages(layers)):
            name = names[number]
            reading, measuring = part.parts(2, 8)
            part.info(tr("{name}: {count} features").format(name=name, count=layer.featureCount()))
            vector = read_vector(
                layer,
                layer.name(),
                ground.measured_in,
                call.context.transformContext(),
                expression=filters[number],
                fields=dated[number],
                report=reading,
            )
            for note in vector.notes:
                part.warn(note)
            columns += distance_columns(places, ground, vector, name, options, measuring)
        output = call.write_points(
            "OUTPUT",
            table,
            columns,
            style=style_for(columns[0].name, columns[0].values, "distance", "m"),
            description=tr("Distances in metres to the nearest point of the features of each layer."),
        )
        return {"OUTPUT": output}


def distance_columns(
    places: np.ndarray, ground: Ground, vector: VectorLayer, name: str, options: Options, report: Report
) -> list[Column]:
    """The new fields of one layer; ``places`` and ``vector`` have the coordinates that ``ground`` measures."""
    from ...subsidence.factors.distances import FeatureIndex, active_at, nearest_per_date
    from ...subsidence.factors.rings import ring_outer_edge
    from ...subsidence.factors.time import series_fields

    surface = ground.surface
    shapes = vector.shapes
    start, end = _dates(vector)
    if options.date is not None and start is not None and end is not None:
        active = active_at(start, end, options.date)
        if not active.any():
            raise SubsidenceError(
                tr("No feature of “{name}” exists on {date}.").format(name=vector.name, date=options.date)
            )
        shapes = shapes.select(active)
    index = FeatureIndex(shapes, surface, name=vector.name)
    finding, counting, dating = report.parts(4, 3, 3)
    found = index.nearest(places, finding)
    if found.distance_m.min() > FAR_M:
        report.warn(
            tr("The nearest feature of “{name}” is {km:.0f} km away from the points; is its CRS right?").format(
                name=vector.name, km=found.distance_m.min() / 1000.0
            )
        )
    columns = [Column(f"dist_{name}", found.distance_m, tr("Distance to {name} (m)").format(name=vector.name))]
    if options.ring_width_m > 0:
        ring = ring_outer_edge(found.distance_m, options.ring_width_m)
        columns.append(Column(f"ring_{name}", ring, tr("Outer edge of the ring around {name} (m)").format(name=name)))
    if options.bearing:
        alias = tr("Direction to {name} (degrees from north)").format(name=vector.name)
        columns.append(Column(f"bearing_{name}", found.bearing_deg, alias))
    if options.radius_m > 0:
        columns += _counts(places, index, name, options.radius_m, counting)
    if options.epochs is not None and start is not None and end is not None:
        distance = nearest_per_date(
            places, vector.shapes, surface, start, end, options.epochs, name=vector.name, report=dating
        )
        unknown = np.isnan(distance[0])
        if unknown.any():
            report.warn(
                tr("At {count} of {total} epochs no feature of “{name}” exists; the distance is NULL there.").format(
                    count=int(unknown.sum()), total=unknown.size, name=vector.name
                )
            )
        fields = series_fields(f"dist_{name}_", options.epochs)
        columns += [
            Column(field, values, tr("Distance to {name} on {date} (m)").format(name=vector.name, date=date))
            for field, values, date in zip(fields, distance.T, options.epochs)
        ]
    return columns


def _counts(places: np.ndarray, index: FeatureIndex, name: str, radius_m: float, report: Report) -> list[Column]:
    from ...subsidence.factors.vector_geometry import LINE

    counting, measuring = report.parts(1, 1)
    count = index.count_within(places, radius_m, counting)
    area_km2 = np.pi * (radius_m / 1000.0) ** 2
    if index.shapes.has(LINE):
        density = index.length_within(places, radius_m, measuring) / 1000.0 / area_km2
        unit = tr("Length of {name} within {radius:g} m (km per km²)")
    else:
        density = count / area_km2
        unit = tr("Density of {name} within {radius:g} m (per km²)")
    return [
        Column(f"count_{name}", count, tr("Features of {name} within {radius:g} m").format(name=name, radius=radius_m)),
        Column(f"density_{name}", density, unit.format(name=name, radius=radius_m)),
    ]


def layer_names(layers: list, text: str) -> list[str]:
    """Names for fields, each once: the user's, or the layers'."""
    from ...subsidence.factors.classes import field_name

    given = [piece.strip() for piece in text.split(",") if piece.strip()]
    if given and len(given) != len(layers):
        raise SubsidenceError(
            tr("{given} names are given for {layers} layers; give one for each.").format(
                given=len(given), layers=len(layers)
            )
        )
    names: list[str] = []
    for wanted in given or [layer.name() for layer in layers]:
        base = name = field_name(wanted)
        number = 2
        while name.lower() in (used.lower() for used in names):
            name, number = f"{base}_{number}", number + 1
        names.append(name)
    return names


def layer_filters(layers: list, expression: str) -> list[str]:
    """The filter for each layer: only those that have all its fields get it."""
    if not expression:
        return [""] * len(layers)
    parsed = QgsExpression(expression)
    if parsed.hasParserError():
        raise SubsidenceError(
            tr("The filter “{text}” is not an expression: {error}.").format(
                text=expression, error=parsed.parserErrorString()
            )
        )
    wanted = parsed.referencedColumns()
    filters = [
        expression if all(layer.fields().lookupField(column) >= 0 for column in wanted) else "" for layer in layers
    ]
    if not any(filters):
        raise SubsidenceError(
            tr("No layer has the fields of the filter “{text}”; correct the field names.").format(text=expression)
        )
    return filters


def _date_fields(call: Call, layers: list, options: Options) -> list[list[str]]:
    """For each layer the names of its first and last date fields, or none."""
    if options.date is None and options.epochs is None:
        return [[] for _ in layers]
    wanted = [call.text("START_FIELD"), call.text("END_FIELD")]
    found = [[name for name in wanted if name and layer.fields().lookupField(name) >= 0] for layer in layers]
    if not any(found) or wanted[0] == wanted[1]:
        raise SubsidenceError(
            tr("No layer has the date fields “{start}” or “{end}”; say which fields hold the dates.").format(
                start=wanted[0], end=wanted[1]
            )
        )
    return [wanted if names else [] for names in found]


def _dates(vector: VectorLayer) -> tuple[np.ndarray | None, np.ndarray | None]:
    """First and last dates of the features, or None for a layer without dates."""
    if not vector.columns:
        return None, None
    from ...subsidence.factors.distances import feature_dates

    start_name, end_name = vector.columns
    start = feature_dates(vector.columns[start_name], f"{vector.name}, {start_name}")
    end = feature_dates(vector.columns[end_name], f"{vector.name}, {end_name}", end=True)
    return start, end
