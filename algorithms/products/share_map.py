"""A map in one file, for people without QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from ...bridge.live_style import RAMPS, fitting
from ...bridge.point_table import PointTable
from ...bridge.read_points import transform_xy
from ...subsidence.errors import SubsidenceError
from ...subsidence.series import find_rate_field, linear_rate
from ...subsidence.series_fields import series_fields
from ..base import SubsidenceAlgorithm

if TYPE_CHECKING:
    from ...bridge.call import Call

RESOURCES = Path(__file__).parents[2] / "resources"
MOST_BYTES = 20_000_000


class ShareMap(SubsidenceAlgorithm):
    ID = "share_map"
    GROUP = "decisions"
    EXAMPLE = {"INPUT": "points.gpkg", "TITLE": "Subsidence of the city", "OUTPUT": "map.html"}

    def title(self) -> str:
        return tr("Share a map")

    def about(self) -> str:
        return tr(
            "<p>Writes <b>one HTML file</b> to send to someone without QGIS: the points coloured by their rate, the"
            " series and the forecast of the point that is clicked, a legend with the sign. Zoomed out, a dot stands"
            " for the points of a few pixels and shows their mean.</p>"
            "<p>Any browser of 2023 or newer opens it, without a network; the streets beneath, which the reader may"
            " switch on, need one. Values are kept to 0.1 mm. It carries licence and source of the layer.</p>"
        )

    def keywords(self) -> list[str]:
        return ["html", "web map", "share", "leaflet", "browser", "publish", "offline"]

    def define(self) -> None:
        self.add_points(
            "INPUT", tr("Deformation points"), tr("Points with displacement fields, with or without forecast.")
        )
        self.add_text("TITLE", tr("Title"), tr("Empty takes the layer's name."), optional=True)
        self.add_number(
            "RANGE",
            tr("Range of the colours [mm/yr]"),
            tr("From minus this to plus this; 0 fits it to the rates."),
            0.0,
            0.0,
        )
        self.add_integer(
            "MOST_POINTS",
            tr("Most points"),
            tr("Of more, the fastest half of them and others by chance are kept, to keep the file small; 0 keeps all."),
            60_000,
            advanced=True,
        )
        self.add_unit()
        self.add_file_output(
            "OUTPUT", tr("Map"), tr("The page, which needs no other file."), tr("HTML files (*.html)"), optional=False
        )
        self.add_number_output("POINT_COUNT", tr("Number of points"))
        self.add_number_output("BYTES", tr("Size of the file [bytes]"))

    def execute(self, call: Call) -> dict:
        from ...subsidence.report.share_map import SharedPoints, read_assets, shared_page, thinned

        if call.output_path("OUTPUT") is None:
            raise SubsidenceError(tr("Say where the file is to be written."))
        table = call.points()
        series = table.series(call.unit())
        field = find_rate_field(table.names)
        rate = table.rate(field, call.unit()) if field else linear_rate(series.displacement_mm, series.dates)[0]
        rows = thinned(rate, call.integer("MOST_POINTS"))
        if rows.size < table.n_points:
            call.report.warn(
                tr("{kept} of {all} points are on the map: the fastest, and others by chance.").format(
                    kept=rows.size, all=table.n_points
                )
            )
        found = series_fields(table.names)
        forecast = [found.forecast.names, found.forecast_low, found.forecast_high] if len(found.forecast) else []
        blocks = tuple(table.matrix(names)[rows] for names in forecast if names)
        points = SharedPoints(
            transform_xy(table.xy[rows], table.crs, QgsCoordinateReferenceSystem("EPSG:4326")),
            rate[rows],
            series.dates,
            series.displacement_mm[rows],
            found.forecast.dates,
            blocks,
            _labels(table, rows),
        )
        reach = call.number("RANGE") or max(abs(fitting(rate).low), abs(fitting(rate).high))
        origin = call.origin()
        page = shared_page(
            points,
            read_assets(RESOURCES),
            title=call.text("TITLE") or table.name,
            about=tr("{count} points, {first} to {last}.").format(
                count=rows.size, first=series.dates[0], last=series.dates[-1]
            ),
            credit=" · ".join([*origin.rights, *origin.licences]),
            words=_words(blocks),
            low=-reach,
            high=reach,
            colours=RAMPS["RdBu"],
            language=tr("en"),
        )
        size = len(page.encode("utf-8"))
        if size > MOST_BYTES:
            call.report.warn(
                tr(
                    "The page has {size:.0f} MB; some mail servers take no more than 20. Fewer points make it smaller."
                ).format(size=size / 1e6)
            )
        return {"OUTPUT": call.write_text("OUTPUT", page), "POINT_COUNT": rows.size, "BYTES": size}


def _labels(table: PointTable, rows: np.ndarray) -> tuple[str, ...]:
    """The points' own numbers, or nothing where they have none."""
    if "point_id" not in table.names:
        return ()
    return tuple(str(value) for value in table.column("point_id")[rows].tolist())


def _words(blocks: tuple) -> dict[str, str]:
    keys = tr("Dots: observed. Dashed: forecast.")
    if len(blocks) == 3:
        keys = tr("Dots: observed. Dashed: forecast; the band is its interval.")
    return {
        "streets": tr("Streets (needs a network)"),
        "point": tr("Point {n}"),
        "mean": tr("Mean of {n} points"),
        "rate": tr("Rate {rate} mm/yr"),
        "axis": tr("displacement (mm)"),
        "legend": tr("Rate (mm/yr)"),
        "sign": tr("Red sinks or moves away from the satellite, blue rises or moves towards it. Click on a point."),
        "keys": keys,
        "broken": tr("This browser cannot unpack the data; take a newer one."),
    }
