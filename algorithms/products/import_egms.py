"""European Ground Motion Service tables as layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from ...subsidence.products.egms_settings import ETRS89_LAEA, JOIN, NEWEST, STD_FLOOR_MM_PER_YR, WGS84
from ..base import Choice, SubsidenceAlgorithm
from .point_layers import add_overview, add_store, check_store, chosen_pass, write_product, write_whole

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.products.points import PointProduct

MANY_MISSING = 0.25


class ImportEgms(SubsidenceAlgorithm):
    ID = "import_egms"
    GROUP = "insar"
    EXAMPLE = {"INPUT": ["EGMS_L2b_088_0297_IW2_VV_2020_2024_1.zip"], "OUTPUT": "points.gpkg"}

    def title(self) -> str:
        return tr("Import EGMS tables")

    def about(self) -> str:
        return tr(
            "<p>Reads tables of the <b>European Ground Motion Service</b>, levels 2a, 2b and 3, of the older and the"
            " newer releases: CSV files with commas or semicolons, the zip archives they are delivered in, or folders"
            " of them. Only the rows inside the extent are read in, so large tiles can be clipped on the way.</p>"
            "<p>Values are taken over unchanged, in mm and mm/yr: L2 along the line of sight, <b>positive towards the"
            " satellite</b>; L3 up or east. The series are not set to 0 at the first date. The delivered standard"
            " deviation of the rate is a formal value and sometimes 0: it is kept as mean_velocity_std, and"
            " velocity_std is at least the floor given here.</p>"
            "<p>Several tiles and tracks go into one layer, with fields tile, track, burst, swath and pass; where a"
            " track has no image on a date the value is NULL. The outputs for the ascending and descending points hold"
            " their own dates only and can go straight into the decomposition into east and up.</p>"
            "<p>Source: EGMS product description, Copernicus Land Monitoring Service.</p>"
        )

    def keywords(self) -> list[str]:
        return ["egms", "copernicus", "ground motion", "csv", "psi", "sentinel-1", "import", "europe"]

    def define(self) -> None:
        self.add_files(
            "INPUT",
            tr("EGMS tables, archives or folders"),
            tr("One or several CSV files, zip archives as delivered, or folders that hold them."),
        )
        self.add_extent("EXTENT", tr("Extent"), tr("Read only the points inside; empty reads all."))
        self.add_choice(
            "COORDINATES",
            tr("Coordinates"),
            tr("Which coordinates the points get. L3 tables have easting and northing only."),
            [
                Choice(ETRS89_LAEA, tr("easting, northing (EPSG:3035)")),
                Choice(WGS84, tr("longitude, latitude (EPSG:4326)")),
            ],
        )
        self.add_text(
            "TRACKS",
            tr("Tracks"),
            tr("Read only the files of these tracks, for example 088, 117; empty reads all."),
            optional=True,
        )
        self.add_choice(
            "RELEASES",
            tr("Several releases of one tile"),
            tr(
                "Join their series, tied by the mean of their common dates, where the newer counts as far as it"
                " reaches; or read the newest release alone. A second delivery of the same years always replaces the"
                " first."
            ),
            [Choice(JOIN, tr("join")), Choice(NEWEST, tr("newest"))],
            advanced=True,
        )
        self.add_flag(
            "TIE",
            tr("Tie overlapping bursts (level 2a)"),
            tr(
                "Bursts of level 2a are relative to places of their own. Those of a track are brought into one frame by"
                " the median differences where they overlap, at every date; what all of them share stays. Levels 2b and"
                " 3 are tied to GNSS already."
            ),
            False,
            advanced=True,
        )
        self.add_number(
            "STD_FLOOR",
            tr("Least standard deviation of the rate [mm/yr]"),
            tr(
                "Smaller values of velocity_std are raised to this, because the delivered ones are formal and may be 0,"
                " while the service states an accuracy of 1–2 mm/yr. With 0 only the zeros become NULL."
            ),
            STD_FLOOR_MM_PER_YR,
            low=0.0,
            high=100.0,
            advanced=True,
        )
        self.add_scheduler()
        self.add_resume()
        self.add_points_output(
            "OUTPUT",
            tr("Deformation points"),
            tr("All points with point_id, velocity, velocity_std, quality fields and one field per date."),
        )
        self.add_points_output(
            "ASCENDING", tr("Ascending points"), tr("The L2 points of ascending passes alone."), optional=True
        )
        self.add_points_output(
            "DESCENDING", tr("Descending points"), tr("The L2 points of descending passes alone."), optional=True
        )
        add_store(self)
        add_overview(self)
        self.add_number_output("POINT_COUNT", tr("Number of points"))
        self.add_number_output("EPOCH_COUNT", tr("Number of epochs"))

    def execute(self, call: Call) -> dict:
        check_store(call)
        geographic = call.choice("COORDINATES") == WGS84
        crs = QgsCoordinateReferenceSystem(WGS84 if geographic else ETRS89_LAEA)
        from ...subsidence.products.egms import SUFFIXES, read_egms
        from ...subsidence.tabular.text_files import find_text_files

        files = call.files("INPUT")
        tables = find_text_files(files, SUFFIXES)
        extent = call.extent("EXTENT", crs)
        if extent is None and not call.text("TRACKS"):
            call.check_room({"OUTPUT": sum(table.n_bytes for table in tables)})  # a number takes no less in a layer
        with call.resuming(files={table.path for table in tables}):
            product = read_egms(
                files,
                extent=extent,
                geographic=geographic,
                std_floor_mm_per_yr=call.number("STD_FLOOR"),
                releases=call.choice("RELEASES"),
                tracks=call.text("TRACKS").replace(";", ",").split(","),
                tie=call.flag("TIE"),
                report=call.work,
            )
        call.report.info(
            tr("{points} points, {epochs} epochs.").format(points=product.n_points, epochs=product.series.n_epochs)
        )
        _tell_gaps(call, product)
        results = {}
        for key, wanted in (("ASCENDING", "ascending"), ("DESCENDING", "descending")):
            if call.wants(key):
                part = chosen_pass(product, wanted)
                if part is None:
                    call.report.warn(
                        tr("There are no {wanted} points; that output is not written.").format(wanted=wanted)
                    )
                else:
                    results[key] = write_product(call, key, part, product)
        results.update(write_whole(call, product))
        return {**results, "POINT_COUNT": product.n_points, "EPOCH_COUNT": product.series.n_epochs}


def _tell_gaps(call: Call, product: PointProduct) -> None:
    """Say when tracks of different dates make a layer full of NULLs."""
    missing = float(np.isnan(product.series.displacement_mm).mean())
    if missing > MANY_MISSING:
        call.report.warn(
            tr(
                "The tracks have images on different dates, so {share:.0%} of the displacements are NULL. For clusters"
                " and forecasts import one track (TRACKS), or take the ascending and descending outputs."
            ).format(share=missing)
        )
