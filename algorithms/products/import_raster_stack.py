"""Dated rasters as deformation points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from ...bridge.raster_inputs import raster_files
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.units import AUTOMATIC, LOS, VERTICAL
from ..base import Choice, unit_choices
from .cube_import import CubeImport
from .cube_layers import write_rate
from .cube_store import RASTER_STORE, write_blocks
from .deformation_fields import describe_layer

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.products.raster_stack import RasterStack
    from ...subsidence.raster.cube import DisplacementCube

NEED_ALL = ("OUTPUT", "STORE", "OVERVIEW", "DISPLACEMENT")  # outputs that need the whole cube in memory


class ImportRasterStack(CubeImport):
    ID = "import_raster_stack"
    EXAMPLE = {"INPUT": ["displacement_20180306.tif", "displacement_20180318.tif"], "OUTPUT": "points.gpkg"}

    def title(self) -> str:
        return tr("Import dated displacement rasters")

    def about(self) -> str:
        return tr(
            "<p>Makes a displacement series of rasters on one grid: <b>a folder with a file per date</b>, or <b>one"
            " file with a band per date</b>. The date is looked for in the NetCDF time, the bands' names and the file"
            " names: 2018-03-06, 20180306 and the like. Files named by two dates, of which the first is the same in"
            " all, are displacements since that first date, which is added as zero. Rasters that lie upside down,"
            " longitudes of 0 … 360°, packed values and any order of the axes are understood;"
            ' <b>NETCDF:"file":variable</b> names a variable.</p>'
            "<p>Displacements become mm, <b>positive towards the satellite or up, so subsidence is negative</b>. The"
            " rate is the least-squares slope of each pixel. Interferograms are no series: process them with"
            " “LiCSAR time series”.</p>"
        )

    def keywords(self) -> list[str]:
        return [
            "raster",
            "stack",
            "geotiff",
            "netcdf",
            "multiband",
            "folder",
            "import",
            "time series",
            "gmtsar",
            "snap",
        ]

    def define(self) -> None:
        self.add_files(
            "INPUT",
            tr("Rasters or their folder"),
            tr(
                "Files with the date in their names, a file with dated bands, a folder of such files, or a raster"
                " store."
            ),
        )
        self.add_text(
            "VARIABLE",
            tr("Variable"),
            tr(
                "Which variable (NetCDF, HDF5) or element (GRIB) holds the displacement. Empty takes the only one, or"
                " the one that is called so; the log says which."
            ),
            optional=True,
        )
        self.add_choice(
            "UNIT",
            tr("Unit of displacements"),
            tr(
                "Automatic takes what the files tell (units of NetCDF variables and of bands, tags), and mm where they"
                " tell nothing. Another choice counts even where the files contradict it, which is said."
            ),
            unit_choices(automatic=True),
            AUTOMATIC,
        )
        self.add_choice(
            "GEOMETRY",
            tr("Direction of the displacement"),
            tr("Line of sight as the radar measures it, or already turned to vertical."),
            [Choice(LOS, tr("line of sight")), Choice(VERTICAL, tr("vertical"))],
        )
        self.add_flag(
            "REVERSE",
            tr("Positive means sinking"),
            tr("Turn the sign, where the producer counts subsidence (or range increase) as positive."),
            False,
        )
        self.add_pixel_extent()
        self.add_text(
            "PATTERN",
            tr("Date pattern"),
            tr(
                "A regular expression with groups named year, month and day, for names in which dates are not found by"
                " themselves. For example (?P<year>\\d{4})_(?P<month>\\d\\d)_(?P<day>\\d\\d)."
            ),
            optional=True,
            advanced=True,
        )
        self.add_number(
            "NODATA",
            tr("Further value for no data"),
            tr(
                "Such as 0, where the files declare none. Declared values and usual ones (-9999, 1e20) are found by"
                " themselves."
            ),
            None,
            optional=True,
            advanced=True,
        )
        self.add_cube_outputs(
            tr("One point per pixel with point_id, velocity and DYYYYMMDD."),
            tr("Rate in mm/yr, the least-squares slope of each series."),
            optional=True,
        )

    def execute(self, call: Call) -> dict:
        from ...subsidence.products.raster_stack import open_raster_stack
        from ...subsidence.store.raster_store import is_raster_store

        opening, reading = self.stages(call)[0].parts(1, 7)
        files = raster_files(call, "INPUT")
        if any(map(is_raster_store, files)):
            return self._of_store(call, files)
        stack = open_raster_stack(
            files,
            pattern=call.text("PATTERN"),
            variable=call.text("VARIABLE"),
            report=opening,
        )
        crs = QgsCoordinateReferenceSystem(stack.grid.crs)
        extent = call.extent("EXTENT", crs)
        self.check_room(call, stack.grid, stack.dates.size, extent)
        told: dict[str, Any] = {
            "unit": call.unit(),
            "no_data": call.optional_number("NODATA"),
            "reverse": call.flag("REVERSE"),
            "geometry": call.choice("GEOMETRY"),
            "report": reading,
        }
        if call.wants(RASTER_STORE) and not any(map(call.wants, NEED_ALL)):
            return self._by_blocks(call, stack, extent, told)
        return self.write(call, stack.read(extent, **told), crs)

    def _of_store(self, call: Call, files: list[str]) -> dict:
        """The pixels of a store of rasters, which knows its unit, sign and geometry."""
        from ...subsidence.store.raster_store import open_raster_store

        if len(files) > 1:
            raise SubsidenceError(tr("Import a raster store by itself; choose only its folder."))
        store = open_raster_store(files[0])
        given = {"UNIT": call.unit() != AUTOMATIC, "REVERSE": call.flag("REVERSE"), "VARIABLE": call.text("VARIABLE")}
        given |= {"GEOMETRY": call.choice("GEOMETRY") != LOS, "NODATA": call.optional_number("NODATA") is not None}
        given |= {"PATTERN": call.text("PATTERN")}
        if names := ", ".join(key for key, said in given.items() if said):
            call.report.warn(tr("{names} are not used: a raster store tells all that.").format(names=names))
        crs = QgsCoordinateReferenceSystem(store.grid.crs)
        extent = call.extent("EXTENT", crs)
        self.check_room(call, store.grid, store.dates.size, extent)
        return self.write(call, store.cube(extent), crs)

    def _by_blocks(self, call: Call, stack: RasterStack, extent: tuple | None, told: dict[str, Any]) -> dict:
        """From rasters to a store without ever holding all of them."""
        from ...subsidence.store.raster_store import CHUNK

        grid = stack.grid.crop(*stack.grid.window(extent)) if extent else stack.grid
        rates, count = [], 0

        def passing() -> Iterator[DisplacementCube]:
            nonlocal count
            for block in stack.blocks(CHUNK[1], extent, **told):
                count += int(block.has_data.sum())
                rates.append(block.velocity_mm_per_yr)
                yield block

        results: dict[str, Any] = {**write_blocks(call, passing(), grid)}
        crs = QgsCoordinateReferenceSystem(grid.crs)
        rate = np.concatenate(rates)
        style = style_for("velocity", rate, unit="mm/yr")
        about = describe_layer(told["geometry"], "", stack.name)
        results["VELOCITY"] = write_rate(call, rate, grid, crs, about, style)
        return {**results, "POINT_COUNT": count, "EPOCH_COUNT": int(stack.dates.size)}
