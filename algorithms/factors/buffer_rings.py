"""Rings around features, each less the smaller ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProcessing, QgsRectangle

from ...bridge.fields import Column
from ...bridge.geometry import read_geometries
from ...bridge.i18n import tr
from ...bridge.ring_polygons import area_m2, polygons_only, ring_polygons
from ...bridge.styles import Style
from ...subsidence.errors import SubsidenceError
from ..base import SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call


class BufferRings(SubsidenceAlgorithm):
    ID = "buffer_rings"
    GROUP = "factors"
    EXAMPLE = {"INPUT": "subway.gpkg", "DISTANCES": "200,400,600", "OUTPUT": "rings.gpkg"}

    def title(self) -> str:
        return tr("Buffer rings")

    def about(self) -> str:
        return tr(
            "<p>Makes rings around the features of a layer, dissolved over all features, <b>each ring less the smaller"
            " ones</b> (buffer and erase), so that together they cover the surroundings once. Distances are in metres"
            " in any CRS; in a geographic CRS, and in one that distorts lengths by more than 1 % (Mercator), the rings"
            " are made on a local plane, and across 180° they are cut there.</p>"
            "<p>Give the outer edges as a list, or leave the list empty and give a width and a count. The first ring"
            " includes the features themselves. Rings are clipped to the extent and to the study area.</p>"
            "<p>Fields: <b>ring</b> (1, 2, 3 …), <b>from_m</b>, <b>to_m</b>, <b>area_m2</b>.</p>"
            "<p>After the buffer and erasure analysis of Zhou, Zuo and Zhao (2022), <i>Remote Sensing</i> 14(8),"
            " 1803.</p>"
        )

    def keywords(self) -> list[str]:
        return ["buffer", "multi-ring", "ring", "concentric", "erase", "distance", "zone"]

    def define(self) -> None:
        self.add_vector("INPUT", tr("Features"), tr("Points, lines or polygons to make rings around."))
        self.add_text(
            "DISTANCES",
            tr("Outer edges of the rings (m)"),
            tr("Distances with commas between, such as 200,400,600; empty uses width and count."),
            "200,400,600",
            optional=True,
        )
        self.add_number("WIDTH", tr("Ring width (m)"), tr("Used when no distances are given."), 200.0, 0.0)
        self.add_integer("COUNT", tr("Number of rings"), tr("Used when no distances are given."), 5, 1, 1000)
        self.add_extent("EXTENT", tr("Extent"), tr("Clip the rings to this rectangle; empty clips nothing."))
        self.add_vector(
            "STUDY_AREA",
            tr("Study area"),
            tr("Clip the rings to these polygons."),
            [QgsProcessing.SourceType.TypeVectorPolygon],
            optional=True,
        )
        self.add_flag(
            "BEYOND",
            tr("Add the rest of the study area"),
            tr(
                "Add a last polygon with what lies beyond the largest distance (to_m is NULL); needs an extent or a"
                " study area."
            ),
            False,
        )
        self.add_integer(
            "SEGMENTS",
            tr("Pieces per quarter circle"),
            tr("More pieces make rounder rings: with 32 the edge lies at most 0.03 % of the distance inside."),
            32,
            4,
            500,
            advanced=True,
        )
        self.add_polygons_output("OUTPUT", tr("Rings"), tr("One multipolygon per ring."))

    def execute(self, call: Call) -> dict:
        from ...subsidence.factors.rings import equal_rings, parse_distances

        text = call.text("DISTANCES")
        edges = parse_distances(text) if text else equal_rings(call.number("WIDTH"), call.integer("COUNT"))
        source = call.source("INPUT")
        crs, context = source.sourceCrs(), call.context.transformContext()
        name = source.sourceName()
        reading, joining = call.work.parts(2, 7)
        geometries, _, notes = read_geometries(source, name, crs, context, report=reading)
        for note in notes:
            call.report.warn(note)
        area = _study_area(call, crs)
        if area is None and call.flag("BEYOND"):
            raise SubsidenceError(tr("The rest of the study area needs an extent or a study area."))
        rings = ring_polygons(
            geometries,
            crs,
            edges,
            context,
            segments=call.integer("SEGMENTS"),
            name=name,
            report=joining,
        )
        lower, upper = np.concatenate([[0.0], edges[:-1]]), edges
        if area is not None and call.flag("BEYOND"):
            rings.append(polygons_only(area.difference(QgsGeometry.unaryUnion(rings))))
            lower, upper = np.append(lower, edges[-1]), np.append(upper, np.nan)
        if area is not None:
            rings = [polygons_only(ring.intersection(area)) for ring in rings]
        kept = [index for index, ring in enumerate(rings) if not ring.isEmpty()]
        if not kept:
            raise SubsidenceError(
                tr("No ring around “{name}” reaches the study area; check both CRS and the distances.").format(
                    name=name
                )
            )
        if len(kept) < len(rings):
            call.report.info(
                tr("{count} rings lie outside the study area and are left out.").format(count=len(rings) - len(kept))
            )
        areas = np.array([area_m2(rings[index], crs, context) for index in kept])
        columns = [
            Column("ring", np.array(kept) + 1, tr("Number of the ring, from the inside")),
            Column("from_m", lower[kept], tr("Inner edge (m)")),
            Column("to_m", upper[kept], tr("Outer edge (m)")),
            Column("area_m2", areas, tr("Area (m²)")),
        ]
        output = call.write_polygons(
            "OUTPUT",
            [rings[index] for index in kept],
            crs,
            columns,
            style=Style("to_m", "steps", categories=tuple(edges.tolist()), unit="m"),
            description=tr("Rings around {name}, each less the smaller ones.").format(name=name),
        )
        return {"OUTPUT": output}


def _study_area(call: Call, crs: QgsCoordinateReferenceSystem) -> QgsGeometry | None:
    """The extent and the study area in one shape, or None."""
    area = None
    if call.parameters.get("STUDY_AREA") not in (None, ""):
        source = call.source("STUDY_AREA")
        pieces, _, notes = read_geometries(source, source.sourceName(), crs, call.context.transformContext())
        for note in notes:
            call.report.warn(note)
        area = polygons_only(QgsGeometry.unaryUnion(pieces))
    extent = call.extent("EXTENT", crs)
    if extent is None:
        return area
    rectangle = QgsGeometry.fromRect(QgsRectangle(*extent))
    return rectangle if area is None else polygons_only(area.intersection(rectangle))
