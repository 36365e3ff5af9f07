"""Buildings and lines held against published limits of settlement, tilt and distortion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsFields,
    QgsProcessing,
    QgsProcessingFeatureSource,
    QgsProcessingParameterFeatureSink,
    QgsWkbTypes,
)

from ...bridge.fields import Column, merged_fields
from ...bridge.geometry import read_geometries, read_vector
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.station_layers import table_of_layer
from ...bridge.styles import QUIET, WORSE, Style
from ...subsidence.errors import SubsidenceError
from ...subsidence.series_fields import series_fields
from ..base import Choice, SubsidenceAlgorithm
from .structure_inputs import Moved, in_metres, lines_of, read_moved, stages

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...bridge.geometry import VectorLayer
    from ...subsidence.structures.assessment import Assessment
    from ...subsidence.structures.limits import Limit
    from ...subsidence.structures.settlement import Settlements


BELOW_COLOUR, CANNOT_SAY_COLOUR = "#4393c3", "#fee090"


class StructureSettlement(SubsidenceAlgorithm):
    ID = "structure_settlement"
    GROUP = "decisions"
    EXAMPLE = {"INPUT": "points.gpkg", "STRUCTURES": "buildings.gpkg", "BUFFER": 5, "OUTPUT": "screening.gpkg"}

    def title(self) -> str:
        return tr("Settlement of structures")

    def about(self) -> str:
        return tr(
            "<p>Holds buildings (polygons) or lines against published limits: settlement, differential settlement,"
            " tilt, angular distortion β (slope relative to the tilt) and deflection ratio Δ/L, each with its standard"
            " error and the probability of exceeding the limit, now and, where the points carry a forecast, at its last"
            " date.</p>"
            "<p>A plane, and with eight points or more a second-degree surface, is fitted to each building's points by"
            " generalised least squares; what neighbouring points share of their noise is learnt from the residuals"
            " about each point's own trend. No pair of noisy points is ever picked. Lines are cut into spans; the"
            " distortion at the joint of two spans is the change of slope there, and the probability of the worst span"
            " allows for how many were looked at.</p>"
            "<p><b>This is screening, not a finding of damage.</b> Limits are design values of foundations; InSAR sees"
            " the ground or a roof where scatterers happen to be, and motion along the line of sight counts as"
            " settlement only where nothing moves sideways. Limits that could not be verified in their source say"
            " so.</p>"
        )

    def keywords(self) -> list[str]:
        return [
            "building",
            "structure",
            "tilt",
            "differential settlement",
            "angular distortion",
            "limit",
            "risk",
            "metro",
        ]

    def define(self) -> None:
        self.add_points("INPUT", tr("Deformation points"), tr("Points with dated displacement fields."))
        self.add_vector(
            "STRUCTURES",
            tr("Structures"),
            tr("Buildings as polygons, or tunnels, rails and pipelines as lines; any CRS."),
            [QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVectorLine],
        )
        self.add_number(
            "BUFFER",
            tr("Points beside a building count within (m)"),
            tr("The error of the points' places: 5–10 m for persistent scatterers, half a pixel for grids."),
            5.0,
            0.0,
        )
        self.add_number(
            "WIDTH", tr("Width of a line's corridor (m)"), tr("Points within half of it on either side."), 40.0, 0.1
        )
        self.add_number("SPAN", tr("Span of lines (m)"), tr("Lines are cut into spans of this length."), 50.0, 0.1)
        self.add_choice(
            "LIMITS",
            tr("Limits"),
            tr("The list of limits; the probability is that of exceeding its mildest one."),
            limit_choices(),
            "eurocode_7",
        )
        self.add_table(
            "LIMIT_TABLE",
            tr("Own limits"),
            tr(
                "A table with the columns quantity (settlement, differential, tilt, distortion, deflection) and value"
                " (1/500, mm/m or mm), in place of the list."
            ),
            optional=True,
        )
        self.add_period()
        self.add_unit()
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Assessed structures"), QgsProcessing.SourceType.TypeVectorAnyGeometry
            ),
            tr("The structures in the CRS of the points, with their attributes and the results."),
        )
        self.add_table_output(
            "LIMITS_USED",
            tr("Limits used"),
            tr("The limits with source and clause; edit it and give it back as own limits."),
        )
        self.add_report_output()
        self.add_number_output("STRUCTURE_COUNT", tr("Structures with enough points"))
        self.add_number_output("EXCEEDING_COUNT", tr("Structures that exceed a limit with 95 % or more"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.structures.assessment import FIRST_EXCEEDED
        from ...subsidence.structures.report import structures_page

        limits = _limits(call)
        moved = read_moved(call)
        source = call.source("STRUCTURES")
        names = [field.name() for field in source.fields()]
        geometries, attributes, _ = read_geometries(
            source, source.sourceName(), moved.table.crs, call.context.transformContext(), fields=names
        )
        vector = read_vector(source, source.sourceName(), moved.table.crs, call.context.transformContext())
        found, judged = _assess(call, moved, vector, moved.change.settlement_mm, moved.change.std_mm, limits)
        ahead = _forecast(moved)
        later = _assess(call, moved, vector, *ahead, limits)[1] if ahead is not None else None
        if not (found.n > 0).any():
            raise SubsidenceError(tr("No point lies on a structure; widen the buffer or check the layers' CRS."))
        for note in vector.notes:
            call.report.warn(note)
        page = None
        if call.wants("REPORT"):
            middles = np.array([[p.x(), p.y()] for p in (g.centroid().asPoint() for g in geometries)])
            titles = [_title(attributes, number) for number in range(len(geometries))]
            page = structures_page(
                found, judged, titles, middles, moved.change, source=moved.table.name, notes=vector.notes, later=later,
                geographic=moved.table.crs.isGeographic(),
            ).html()  # fmt: skip
        return {
            "OUTPUT": _write(call, moved, source, geometries, attributes, _columns(found, judged, later), judged),
            "LIMITS_USED": call.write_table("LIMITS_USED", _limit_columns(limits)),
            "REPORT": call.write_text("REPORT", page) if page else None,
            "STRUCTURE_COUNT": int((judged.grade >= 0).sum()),
            "EXCEEDING_COUNT": int((judged.grade >= FIRST_EXCEEDED).sum()),
        }


def limit_choices() -> list[Choice]:
    """The lists of limits; saved models know them by their places: new ones come last."""
    return [
        Choice("skempton_macdonald_1956", tr("Skempton and MacDonald 1956, angular distortion")),
        Choice("bjerrum_1963", tr("Bjerrum 1963, angular distortion")),
        Choice("eurocode_7", tr("EN 1997-1 annex H, angular distortion and settlement")),
        Choice("gb_50007_tilt", tr("GB 50007-2011, overall tilt by height")),
        Choice("gb_50007_local_tilt", tr("GB 50007-2011, local tilt of masonry walls")),
        Choice("cjjt_202", tr("CJJ/T 202-2013, vertical displacement of metro tunnels")),
        Choice("boscardin_cording_1989", tr("Boscardin and Cording 1989 after Burland 1977, without strain")),
    ]


def _limits(call: Call) -> tuple[Limit, ...]:
    from ...subsidence.structures.limits import LIMIT_SETS, limits_of_table

    layer = call.algorithm.parameterAsVectorLayer(call.parameters, "LIMIT_TABLE", call.context)
    if layer is not None:
        return limits_of_table(table_of_layer(layer).columns)
    return LIMIT_SETS[call.choice("LIMITS")]


def _assess(
    call: Call, moved: Moved, vector: VectorLayer, settlement: np.ndarray, std: np.ndarray, limits: tuple[Limit, ...]
) -> tuple[Settlements, Assessment]:
    from ...subsidence.factors.distances import FeatureIndex
    from ...subsidence.factors.vector_geometry import LINE, POLYGON
    from ...subsidence.spatial.noise_correlation import estimate_noise_correlation
    from ...subsidence.structures.assessment import assess, assess_lines
    from ...subsidence.structures.settlement import settlements_of_buildings

    xy_m, vertices_m = in_metres(moved.table, vector.shapes)
    report = stages(call)[1]
    if vector.shapes.kind == LINE:
        return assess_lines(
            lines_of(vector.shapes, vertices_m), xy_m, settlement, std, moved.correlation, limits,
            half_width_m=call.number("WIDTH") / 2.0, span_m=call.number("SPAN"), report=report,
        )  # fmt: skip
    if vector.shapes.kind != POLYGON:
        raise SubsidenceError(tr("Structures must be polygons or lines."))
    ground = ground_of(moved.table.crs, moved.table.xy, moved.table.name)
    shapes = replace(vector.shapes, xy=ground.places(vector.shapes.xy))
    index = FeatureIndex(shapes, ground.surface, name=vector.name)
    finding, settling = report.parts(1, 1)
    nearest = index.nearest(ground.places(moved.table.xy), report=finding)
    owner = np.where(nearest.distance_m <= call.number("BUFFER"), nearest.feature, -1)
    rows = moved.change.rows
    within = estimate_noise_correlation(moved.change.residual_mm, xy_m[rows], structure=owner[rows])
    found = settlements_of_buildings(settlement, std, xy_m, owner, vector.shapes.n_features, within, report=settling)
    return found, assess(found, limits)


def _forecast(moved: Moved) -> tuple[np.ndarray, np.ndarray] | None:
    """Settlement and its error at the forecast's last date, or None without a forecast and its interval."""
    from ...subsidence.structures.change import forecast_settlement

    fields = series_fields(moved.table.names)
    if not fields.forecast_low or fields.forecast.dates[-1] <= moved.dates[-1]:
        return None  # none, or of epochs that have come since
    last = [
        moved.table.numeric(names[-1]) for names in (fields.forecast.names, fields.forecast_low, fields.forecast_high)
    ]
    return forecast_settlement(moved.change, moved.displacement_mm[:, -1], *last)


def _title(attributes: dict[str, list], number: int) -> str:
    for key in ("name", "Name", "NAME", "id", "osm_id", "fid"):
        if attributes.get(key) and attributes[key][number] not in (None, ""):
            return str(attributes[key][number])
    return str(number + 1)


def _columns(found: Settlements, judged: Assessment, later: Assessment | None) -> list[Column]:
    aliases = {
        "settlement": tr("Middle settlement [mm], + down"),
        "differential": tr("Differential settlement [mm]"),
        "tilt": tr("Tilt [mm/m]"),
        "distortion": tr("Distortion β, tilt removed [mm/m]"),
        "deflection": tr("Deflection ratio Δ/L [mm/m]"),
    }
    error = tr("standard error")
    columns = [Column("n", found.n, tr("Points"))]
    for key, alias in aliases.items():
        columns.append(Column(key, getattr(found, key), alias))
        columns.append(Column(f"{key}_std", getattr(found, f"{key}_std"), f"{alias}, {error}"))
    columns.append(Column("direction", found.direction, tr("Direction of the tilt [° from north]")))
    columns.append(Column("p_curved", found.p_curved, tr("Probability of such a bend from noise alone")))
    if np.isfinite(judged.p_still).any():
        columns.append(Column("p_still", judged.p_still, tr("How often noise alone gives as much")))
    columns.append(
        Column("p_exceed", judged.p_exceed, tr("Probability of exceeding {limit}").format(limit=judged.limits[0].text))
    )
    columns.append(Column("class", np.array(judged.words(), dtype=object), tr("Class (screening)")))
    if later is not None:
        columns.append(Column("p_exceed_forecast", later.p_exceed, tr("Probability at the forecast's last date")))
        columns.append(
            Column("class_forecast", np.array(later.words(), dtype=object), tr("Class at the forecast's last date"))
        )
    return columns


def _write(call: Call, moved: Moved, source: QgsProcessingFeatureSource, geometries, attributes, columns, judged):
    own = {column.name.lower() for column in columns}
    kept = [field for field in source.fields() if field.name().lower() not in own | {"fid", "ogc_fid"}]
    existing = QgsFields()
    for field in kept:
        existing.append(field)
    fields = merged_fields(existing, columns)
    values = [np.array([*attributes[field.name()], None], dtype=object)[:-1] for field in kept]
    values += [column.values for column in columns]
    for geometry in geometries:
        geometry.convertToMultiType()
    kind = QgsWkbTypes.multiType(QgsWkbTypes.flatType(source.wkbType()))
    from ...subsidence.structures.assessment import class_names

    names = class_names(judged.limits)
    shown = [number for number in range(len(names)) if (judged.grade == number - 1).any()]
    colours = [QUIET, BELOW_COLOUR, CANNOT_SAY_COLOUR, *WORSE, *[WORSE[-1]] * len(names)]
    return call.write_rows(
        "OUTPUT", fields, values, geometries, kind, moved.table.crs,
        style=Style(
            "class", "categories", categories=tuple(names[number] for number in shown),
            colours=tuple(colours[number] for number in shown),
        ),
        description=tr("Screening of structures: settlement {start} to {end} in mm, positive down.").format(
            start=moved.change.start, end=moved.change.end
        ),
    )  # fmt: skip


def _limit_columns(limits: tuple[Limit, ...]) -> list[Column]:
    def of(attribute: str) -> np.ndarray:
        return np.array([getattr(limit, attribute) for limit in limits])

    return [
        Column("quantity", of("quantity").astype(object), tr("Quantity")),
        Column("value", of("value").astype(float), tr("Limit [mm or mm/m]")),
        Column("text", of("text").astype(object), tr("Limit as written")),
        Column("meaning", of("meaning").astype(object), tr("Meaning")),
        Column("source", of("source").astype(object), tr("Source")),
        Column("clause", of("clause").astype(object), tr("Clause")),
        Column("verified", of("verified").astype(int), tr("Verified in the source (1) or not (0)")),
    ]
