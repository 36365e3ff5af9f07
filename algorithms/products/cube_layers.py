"""A displacement cube as QGIS layers: points, rate raster, dated displacement raster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.call import Call
from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.styles import style_for
from ...subsidence.progress import SILENT, Report
from ...subsidence.series import epoch_field
from ...subsidence.units import LOS, VERTICAL
from .point_layers import geometry_texts

if TYPE_CHECKING:
    from ...subsidence.raster.cube import CubePoints, DisplacementCube

POINT_LAYERS = ("velocity_std", "velocity_std_white", "coherence", "height", "los_e", "los_n", "los_u")


def geometry_name(cube: DisplacementCube) -> str:
    return geometry_texts(cube.geometry)[0]


def describe(cube: DisplacementCube) -> str:
    """Unit, sign, geometry, reference and source, for the layers' metadata."""
    lines = [
        tr("Displacement in mm and rate in mm/yr, {geometry}; {sign}.").format(
            geometry=geometry_name(cube),
            sign=tr("positive up, subsidence is negative")
            if cube.geometry == VERTICAL
            else tr("positive towards the satellite, subsidence is negative")
            if cube.geometry == LOS
            else geometry_texts(cube.geometry)[1],
        )
    ]
    if cube.reference:
        lines.append(tr("Relative to: {reference}.").format(reference=cube.reference))
    if cube.source:
        lines.append(tr("Source: {source}.").format(source=cube.source))
    return " ".join(lines)


def point_columns(points: CubePoints, cube: DisplacementCube, more: tuple[str, ...] = ()) -> list[Column]:
    """The fields of a deformation point layer, in the order of the contract."""
    geometry = geometry_name(cube)
    aliases = {
        "velocity_std": tr("Standard deviation of the rate [mm/yr]"),
        "velocity_std_white": tr("The same if noise were white: too small where it is correlated in time [mm/yr]"),
        "coherence": tr("Mean coherence [0–1]"),
        "height": tr("Height [m]"),
        "los_e": tr("East component of the unit vector ground → satellite"),
        "los_n": tr("North component of the unit vector ground → satellite"),
        "los_u": tr("Up component of the unit vector ground → satellite"),
    }
    towards = geometry_texts(cube.geometry)[1]
    columns = [
        Column("point_id", points.point_id, tr("Point number")),
        Column(
            "velocity",
            points.velocity_mm_per_yr,
            tr("Rate [mm/yr], {geometry}, {sign}").format(geometry=geometry, sign=towards),
        ),
    ]
    for name in (*POINT_LAYERS, *more):
        if name in points.columns:
            columns.append(Column(name, points.columns[name], aliases.get(name, "")))
    alias = tr("Displacement [mm] at {date}, {geometry}, {sign}")
    for index, date in enumerate(points.series.dates):
        values = points.series.displacement_mm[:, index]
        text = alias.format(date=date, geometry=geometry, sign=towards)
        columns.append(Column(epoch_field(date), values, text))
    return columns


def write_cube(
    call: Call,
    cube: DisplacementCube,
    points: CubePoints,
    *,
    crs: QgsCoordinateReferenceSystem,
    more_columns: tuple[str, ...] = (),
    report: Report = SILENT,
) -> dict:
    """Write ``OUTPUT``, ``VELOCITY`` and ``DISPLACEMENT`` as far as they are wanted; returns the outputs.

    report : hears of the rasters; the points, written last, report to the call itself
    """
    description = describe(cube)
    style = style_for("velocity", points.velocity_mm_per_yr, unit="mm/yr")
    results = {
        "VELOCITY": call.write_raster(
            "VELOCITY",
            cube.velocity_mm_per_yr,
            cube.grid.geotransform,
            crs,
            ["velocity"],
            unit="mm/yr",
            style=style,
            description=description,
        )
    }
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
    results["OUTPUT"] = call.write_new_points(
        "OUTPUT",
        points.series.xy,
        crs,
        point_columns(points, cube, more_columns),
        style=style,
        description=description,
    )
    return results
