"""A displacement cube as QGIS layers: points, rate raster, dated displacement raster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.i18n import tr
from ...bridge.stored_series import STORE
from ...bridge.styles import Style, style_for
from ...subsidence.progress import SILENT, Report
from .cube_store import write_store
from .deformation_fields import FIRST, deformation_columns, describe_layer, tell_whose_std
from .point_layers import doubt_place, write_whole

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.raster.cube import CubePoints, DisplacementCube, Grid


def describe(cube: DisplacementCube) -> str:
    """Unit, sign, geometry, reference and source, for the layers' metadata."""
    return describe_layer(cube.geometry, cube.reference, cube.source)


def write_cube(
    call: Call,
    cube: DisplacementCube,
    points: CubePoints,
    *,
    crs: QgsCoordinateReferenceSystem,
    more_columns: tuple[str, ...] = (),
    report: Report = SILENT,
) -> dict:
    """Write ``OUTPUT``, ``VELOCITY``, ``DISPLACEMENT`` and stores as far as they are wanted; returns the outputs.

    report : hears of the rasters; the points, written last, report to the call itself
    """
    description = describe(cube)
    style = style_for("velocity", points.velocity_mm_per_yr, unit="mm/yr")
    results = {"VELOCITY": write_rate(call, cube.velocity_mm_per_yr, cube.grid, crs, description, style)}
    if cube.dates.size:
        last = cube.displacement_mm[-1]
        results["DISPLACEMENT"] = call.write_raster(
            "DISPLACEMENT",
            cube.displacement_mm,
            cube.grid.geotransform,
            crs,
            [str(np.datetime64(date, "D")) for date in cube.dates],
            unit="mm",
            style=style_for(str(cube.dates[-1]), last, unit="mm"),
            dates=cube.dates,
            description=description,
            report=report,
        )
    elif call.wants("DISPLACEMENT"):
        call.report.warn(tr("This product holds rates only, without a series; the displacement raster is not written."))
    results |= write_store(call, cube)
    if call.algorithm.parameterDefinition(STORE) is not None and call.wants(STORE):
        from ...subsidence.products.points import PointProduct

        others = {name: values for name, values in points.columns.items() if name in (*FIRST, *more_columns)}
        product = PointProduct(
            points.series, points.velocity_mm_per_yr, points.point_id, others, crs.authid() or crs.toWkt(),
            cube.geometry, cube.reference, cube.source,
        )  # fmt: skip
        return {**results, **write_whole(call, product)}
    tell_whose_std(points.columns, points.series, call.report)
    doubt_place(call, points.series.xy, crs, cube.source)
    results["OUTPUT"] = call.write_new_points(
        "OUTPUT",
        points.series.xy,
        crs,
        deformation_columns(
            points.series, cube.geometry, points.point_id, points.velocity_mm_per_yr, points.columns, more_columns
        ),
        style=style,
        description=description,
    )
    return results


def write_rate(
    call: Call, rate: np.ndarray, grid: Grid, crs: QgsCoordinateReferenceSystem, description: str, style: Style
) -> str | None:
    """Write ``VELOCITY`` if it is wanted; rate : shape=(n_rows, n_columns), mm/yr."""
    return call.write_raster(
        "VELOCITY", rate, grid.geotransform, crs, ["velocity"], unit="mm/yr", style=style, description=description
    )
