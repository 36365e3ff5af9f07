"""OPERA DISP-S1 stacks as layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from .cube_import import CubeImport

if TYPE_CHECKING:
    from ...bridge.call import Call


class ImportOpera(CubeImport):
    ID = "import_opera"
    EXAMPLE = {"INPUT": ["opera"], "EXTENT": "-118.5,-118.2,33.7,33.9 [EPSG:4326]", "OUTPUT": "points.gpkg"}

    def title(self) -> str:
        return tr("Import OPERA displacement stack")

    def about(self) -> str:
        return tr(
            "<p>Reads the NetCDF files of NASA/JPL's <b>OPERA DISP-S1</b> for one frame and puts them together into one"
            " series: points, a raster of the rate, and a raster of the displacement with one band per date.</p>"
            "<p>Each file holds the displacement since a reference date, and that date moves forward now and then; the"
            " series is joined by adding what the new reference had reached. The ionospheric delay and the solid Earth"
            " tide are subtracted, and only what the recommended mask calls good is kept. A pixel that is masked on a"
            " date when the reference moves is unknown from then on, and how many these are is told.</p>"
            "<p>Units become mm and mm/yr along the line of sight, <b>positive towards the satellite, so subsidence is"
            " negative</b>. Lay the DISP-S1-STATIC raster los_enu beside the files to get the line of sight. A whole"
            " frame has tens of millions of pixels: give an extent.</p>"
            "<p>Source: OPERA DISP-S1 product specification, JPL D-108278.</p>"
        )

    def keywords(self) -> list[str]:
        return ["opera", "disp-s1", "nasa", "jpl", "asf", "netcdf", "time series", "import", "north america"]

    def define(self) -> None:
        self.add_files(
            "INPUT",
            tr("DISP-S1 files or their folder"),
            tr("OPERA_L3_DISP-S1_*.nc files of one frame, or the folder that holds them."),
        )
        self.add_pixel_extent()
        self.add_mask(
            tr("Apply the recommended mask"),
            tr("Keep a displacement only where the product's recommended_mask is 1, date by date."),
        )
        self.add_flag(
            "CORRECT",
            tr("Subtract ionosphere and Earth tide"),
            tr("Subtract the ionospheric delay and the solid Earth tide that the files bring along."),
            True,
        )
        self.add_vertical(
            tr(
                "Divide by the up component of the line of sight (needs the STATIC raster), which assumes that the"
                " ground moves straight up or down only."
            )
        )
        self.add_cube_outputs(
            tr("One point per pixel with point_id, velocity, DYYYYMMDD, coherence and, when known, the line of sight."),
            tr("Rate in mm/yr, the least-squares slope of each series."),
        )

    def execute(self, call: Call) -> dict:
        from ...subsidence.products.opera import open_opera

        stack = open_opera(call.files("INPUT"))
        crs = QgsCoordinateReferenceSystem(stack.grid.crs)
        extent = call.extent("EXTENT", crs)
        self.check_room(call, stack.grid, stack.dates.size, extent)
        cube = stack.read(
            extent,
            correct=call.flag("CORRECT"),
            mask=call.flag("APPLY_MASK"),
            report=self.stages(call)[0],
        )
        return self.write(call, cube, crs)
