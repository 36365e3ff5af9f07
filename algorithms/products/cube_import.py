"""What the imports of pixels share: mask, extent, vertical, outputs, and the way from a cube to layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from ...subsidence.progress import Report
from ..base import SubsidenceAlgorithm
from .cube_layers import write_cube
from .cube_store import add_raster_store, check_raster_store
from .point_layers import add_overview, add_store, check_store

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.raster.cube import DisplacementCube, Grid


class CubeImport(SubsidenceAlgorithm):
    """Base of the imports that read a ``DisplacementCube``: define with these, read, then ``write``."""

    GROUP = "insar"

    def add_mask(self, label: str, about: str) -> None:
        self.add_flag("APPLY_MASK", label, about, True)

    def add_pixel_extent(self) -> None:
        self.add_extent("EXTENT", tr("Extent"), tr("Read only pixels whose centre lies inside; empty reads all."))

    def add_vertical(self, about: str = "") -> None:
        usual = tr(
            "Divide by the up component of the line of sight, which assumes that the ground moves straight up or"
            " down only."
        )
        self.add_flag("VERTICAL", tr("Convert to vertical"), about or usual, False)

    def add_cube_outputs(self, points: str = "", rate: str = "", *, optional: bool = False) -> None:
        """Points, rate and displacement.

        points, rate : their help, where it is not the usual one; optional : whether there may be no points
        """
        usual = tr("One point per pixel with point_id, velocity, DYYYYMMDD and, when known, velocity_std, coherence, …")
        self.add_points_output("OUTPUT", tr("Deformation points"), points or usual, optional)
        self.add_raster_output("VELOCITY", tr("Rate"), rate or tr("Rate in mm/yr on the product's pixels."))
        self.add_raster_output(
            "DISPLACEMENT",
            tr("Displacement"),
            tr("Displacement in mm, one band per epoch, named by date, for the temporal controller."),
        )
        add_store(self)
        add_overview(self)
        add_raster_store(self)
        self.add_number_output("POINT_COUNT", tr("Number of points"))
        self.add_number_output("EPOCH_COUNT", tr("Number of epochs"))

    def check_room(self, call: Call, grid: Grid, n_epochs: int, extent: tuple | None) -> None:
        """Refuse, before anything is read, outputs that the disks have no room for."""
        check_store(call)
        check_raster_store(call)
        call.check_cube_room(grid.crop(*grid.window(extent)) if extent else grid, n_epochs)

    @staticmethod
    def stages(call: Call) -> tuple[Report, Report]:
        """Reports for reading the product and for writing its rasters."""
        reading, rasters = call.work.parts(85, 5)
        return reading, rasters

    def masked(self, call: Call, cube: DisplacementCube, without: str) -> DisplacementCube:
        """The cube without what its mask leaves out, if that is asked for. without : what to say where it has none."""
        if not call.flag("APPLY_MASK"):
            return cube
        if cube.mask is None:
            call.report.info(without)
        return cube.masked()

    def tell_moving_reference(self, call: Call, cube: DisplacementCube) -> None:
        """Warn where the product's zero moves against most of the even ground."""
        from ...subsidence.insar.stable_area import moving_reference

        rows, columns = np.nonzero(np.isfinite(cube.velocity_mm_per_yr))
        told = moving_reference(cube.grid.centres(rows, columns), cube.velocity_mm_per_yr[rows, columns])
        if told is not None:
            call.report.warn(
                told[0] + " " + tr("Refer the points to that ground with “Change the reference” (rereference_series).")
            )

    def write(
        self, call: Call, cube: DisplacementCube, crs: QgsCoordinateReferenceSystem, more_columns: tuple[str, ...] = ()
    ) -> dict:
        """Turn to vertical if that is asked for, and write all outputs; returns them."""
        if self.parameterDefinition("VERTICAL") is not None:
            cube = cube.with_believed_look(call.report)
            if call.flag("VERTICAL"):
                cube = cube.vertical()
        points = cube.to_points()
        call.report.info(
            tr("{points} points, {epochs} epochs.").format(points=points.series.n_points, epochs=cube.dates.size)
        )
        results = write_cube(call, cube, points, crs=crs, more_columns=more_columns, report=self.stages(call)[1])
        return {**results, "POINT_COUNT": points.series.n_points, "EPOCH_COUNT": int(cube.dates.size)}
