"""The subsidence bowls of a city as ranked polygons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateTransform, QgsGeometry

from ...bridge.fields import Column
from ...bridge.globe import cut_at_180
from ...bridge.ground import Ground, ground_of
from ...bridge.i18n import tr
from ...bridge.styles import style_for
from ...subsidence.series import find_rate_field
from ...subsidence.spatial.geodesy import Plane
from ...subsidence.units import mm_per
from ..base import SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.analysis.zones import Zone


WORTH_A_WARNING = 0.05  # of the area of all zones, when it lies beyond the outermost points


class SubsidenceZones(SubsidenceAlgorithm):
    ID = "subsidence_zones"
    GROUP = "analysis"
    EXAMPLE = {"INPUT": "points.gpkg", "THRESHOLD": 10, "MIN_AREA": 10000, "OUTPUT": "zones.gpkg"}

    def title(self) -> str:
        return tr("Subsidence zones")

    def about(self) -> str:
        return tr(
            "<p>Draws the subsidence bowls: connected areas that sink faster than a threshold, ranked by the volume"
            " that settles in a year. Point rates are averaged in square cells, smoothed by a Gaussian, cut at the"
            " threshold, and areas below the smallest size are dropped.</p>"
            "<p>A zone counts only ground that the points cover: it ends half a spacing of the points beyond the"
            " outermost of them, and a lake wider than four spacings stays out. The spacing is that of the clumps in"
            " which persistent scatterers come. The volume sums the rates of the points themselves, not the smoothed"
            " ones. Areas are square metres on the ground in any CRS.</p>"
            "<p>Points alone cannot tell whether they are the centres of pixels, so that the ground goes on for half a"
            " pixel, or lie on the very edge of what sinks. <b>area_beyond</b> [m²] is the part of the area that lies"
            " beyond the outermost points: in the second case it is not there. Of a coarse lattice it is much, of a"
            " zone in the midst of other points nothing.</p>"
            "<p>Fields: <b>rank</b> and <b>name</b> (A, B, …), <b>rate_min</b> and <b>rate_mean</b> of the points"
            " inside [mm/yr], <b>rate_mean_std</b> (at most so large is the error of the mean; from the errors of the"
            " rates, velocity_std, as if all points of the zone erred alike), <b>area</b> [m²], <b>volume_per_year</b>"
            " [m³/yr, positive], <b>n</b> points, and the most frequent cluster when a cluster field is given. Volumes"
            " take the rate as the vertical one; convert line-of-sight rates first.</p>"
        )

    def keywords(self) -> list[str]:
        return ["zone", "bowl", "hotspot", "area", "polygon", "threshold", "volume", "contour", "cluster"]

    def define(self) -> None:
        self.add_points("INPUT", tr("Points"), tr("Points with a rate."))
        self.add_field(
            "RATE",
            tr("Rate field"),
            tr("The field with the rate; empty takes velocity or the name that other producers use."),
            optional=True,
        )
        self.add_number(
            "THRESHOLD",
            tr("Threshold (mm/yr)"),
            tr("Areas that sink by at least this much; the sign does not matter."),
            -10.0,
        )
        self.add_number("MIN_AREA", tr("Smallest area (m²)"), tr("Smaller areas are dropped."), 100_000.0, 0.0)
        self.add_number(
            "CELL",
            tr("Cell size (m, 0 = automatic)"),
            tr("0: an eighth to a half of the spacing of the points, so that outlines follow the points closely."),
            0.0,
            0.0,
            advanced=True,
        )
        self.add_number(
            "SMOOTHING",
            tr("Smoothing (m)"),
            tr(
                "Standard deviation of the Gaussian; empty takes the spacing of the points or one cell, whichever is"
                " larger; 0 does not smooth."
            ),
            None,
            0.0,
            advanced=True,
            optional=True,
        )
        self.add_field(
            "CLUSTER",
            tr("Cluster field"),
            tr("To tell the most frequent cluster in each zone."),
            numeric=False,
            optional=True,
        )
        self.add_unit()
        self.add_polygons_output(
            "OUTPUT", tr("Subsidence zones"), tr("One polygon per zone, in the CRS of the points.")
        )
        self.add_number_output("ZONE_COUNT", tr("Number of zones"))
        self.add_number_output("TOTAL_AREA", tr("Area of all zones [m²]"))
        self.add_number_output("TOTAL_VOLUME", tr("Volume that settles in a year [m³/yr]"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.analysis.zones import find_zones

        cluster_field = call.field("CLUSTER")
        std_field = _std_field(call)
        table = call.points(only=[cluster_field, std_field])
        rate = call.rate(table, unit=call.unit())
        threshold = -abs(call.number("THRESHOLD"))
        ground = ground_of(table.crs, table.xy, table.name, call.report)
        zones, grid = find_zones(
            ground.places(table.xy),
            rate,
            threshold,
            call.number("MIN_AREA"),
            geographic=ground.in_degrees,
            metres_per_unit=ground.surface.metres_per_unit if isinstance(ground.surface, Plane) else 1.0,
            cell_m=call.number("CELL"),
            smoothing_m=call.optional_number("SMOOTHING"),
            clusters=table.column(cluster_field) if cluster_field else None,
            rate_std_mm_per_yr=table.numeric(std_field) * mm_per(call.unit()) if std_field else None,
            report=call.work,
        )
        call.report.info(
            tr("{count} zones on cells of {cell:.3g} m; the points lie about {spacing:.3g} m apart.").format(
                count=len(zones), cell=grid.cell_m, spacing=grid.spacing_m
            )
        )
        if not zones:
            call.report.warn(
                tr(
                    "No area of {area:g} m² or more sinks by {rate:g} mm/yr or more as a whole, though {share:.0%} of"
                    " the points do; the output is empty."
                ).format(
                    area=call.number("MIN_AREA"),
                    rate=-threshold,
                    share=float((rate[np.isfinite(rate)] <= threshold).mean()),
                )
            )
        _warn_of_edges(zones, call)
        geometries = _outlines(zones, ground, table.xy, call)
        columns = _columns(zones, bool(cluster_field))
        return {
            "OUTPUT": call.write_polygons(
                "OUTPUT",
                geometries,
                table.crs,
                columns,
                style=style_for("rate_mean", np.array([zone.rate_mean for zone in zones]), unit="mm/yr"),
                description=tr("Areas that sink by {rate:g} mm/yr or more.").format(rate=-threshold),
            ),
            "ZONE_COUNT": len(zones),
            "TOTAL_AREA": float(sum(zone.area_m2 for zone in zones)),
            "TOTAL_VOLUME": float(sum(zone.volume_m3_per_yr for zone in zones)),
        }


def _std_field(call: Call) -> str | None:
    """The field with the standard error of the rate that is taken, if the layer has it."""
    names = call.source("INPUT").fields().names()
    name = f"{call.field('RATE') or find_rate_field(names)}_std"
    return name if name in names else None


def _warn_of_edges(zones: list[Zone], call: Call) -> None:
    area, beyond = (sum(getattr(zone, name) for zone in zones) for name in ("area_m2", "area_beyond_m2"))
    if beyond > WORTH_A_WARNING * area:
        call.report.warn(
            tr(
                "{share:.0%} of the area lies beyond the outermost points (field area_beyond). It sinks where points"
                " are centres of pixels, not where they lie on the edge of the ground that sinks."
            ).format(share=beyond / area)
        )


def _outlines(zones: list[Zone], ground: Ground, xy: np.ndarray, call: Call) -> list[QgsGeometry]:
    """The zones as multipolygons in the CRS of the points, cut at 180° where the layer does not count on beyond it."""
    counts_on = ground.crs.isGeographic() and bool(np.nanmax(np.abs(xy[:, 0])) > 180.0)
    back = QgsCoordinateTransform(ground.measured_in, ground.crs, call.context.transformContext())
    geometries = []
    for zone in zones:
        geometry = QgsGeometry()
        geometry.fromWkb(zone.outline)
        if ground.in_degrees and not counts_on:
            geometry = cut_at_180(geometry)
        if ground.measured_in != ground.crs:
            geometry.transform(back)
        geometry.convertToMultiType()
        geometries.append(geometry)
    return geometries


def _columns(zones: list[Zone], with_cluster: bool) -> list[Column]:
    def of(attribute: str, kind: type) -> np.ndarray:
        return np.array([getattr(zone, attribute) for zone in zones], dtype=kind)

    columns = [
        Column("rank", of("rank", int), tr("Rank (1 settles the largest volume)")),
        Column("name", of("letter", object), tr("Name")),
        Column("rate_min", of("rate_min", float), tr("Lowest rate of a point [mm/yr]")),
        Column("rate_mean", of("rate_mean", float), tr("Mean rate of the points [mm/yr]")),
        Column("rate_mean_std", of("rate_mean_std", float), tr("Standard error of the mean rate, at most [mm/yr]")),
        Column("area", of("area_m2", float), tr("Area [m²]")),
        Column("area_beyond", of("area_beyond_m2", float), tr("Of the area, beyond the outermost points [m²]")),
        Column("volume_per_year", of("volume_m3_per_yr", float), tr("Volume that settles [m³/yr]")),
        Column("n", of("n_points", int), tr("Points")),
    ]
    if with_cluster:
        texts = np.array([None if z.cluster is None else _text(z.cluster) for z in zones], dtype=object)
        columns.append(Column("cluster", texts, tr("Most frequent cluster")))
    return columns


def _text(cluster: object) -> str:
    return f"{cluster:g}" if isinstance(cluster, (int, float)) else str(cluster)
