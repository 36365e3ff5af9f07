"""A finished point product as a QGIS layer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProcessingParameterFolderDestination,
)

from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.stored_series import STORE, STORE_ROW
from ...bridge.styles import style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.packages import require
from .deformation_fields import deformation_columns, describe_layer, rate_alias, tell_whose_std

OVERVIEW = "OVERVIEW"
BESIDE_ITS_AREA = 8.0  # degrees, up to which a CRS is used for its neighbours, too
POINTS_BELOW = 200_000.0  # the scale's denominator up to which the points of a store are shown beside an overview

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.products.points import PointProduct
    from ..base import SubsidenceAlgorithm


def add_store(algorithm: SubsidenceAlgorithm) -> None:
    """The folder for what no layer should carry."""
    algorithm.add(
        QgsProcessingParameterFolderDestination(STORE, tr("Deformation store"), None, True, False),
        tr(
            "For more than about a million points: a folder of GeoParquet tiles with everything. The layer then has"
            " point_id, velocity and store_row alone, the number of the point in the store. Needs the Python package"
            " pyarrow."
        ),
        advanced=True,
    )


def add_overview(algorithm: SubsidenceAlgorithm) -> None:
    """What is shown of a store at small scales."""
    algorithm.add_points_output(
        OVERVIEW,
        tr("Overview of the store"),
        tr(
            "With a deformation store: mean rates in cells, shown at scales smaller than 1:{scale}, where the points"
            " are hidden."
        ).format(scale=f"{POINTS_BELOW:,.0f}"),
        optional=True,
    )


def check_store(call: Call) -> None:
    """Miss pyarrow, and find a folder with something else in it, before the work, and an overview of nothing."""
    if call.wants(STORE):
        require("pyarrow")
        from ...subsidence.store.store_folder import check_place

        check_place(Path(call.algorithm.parameterAsFileOutput(call.parameters, STORE, call.context)).absolute())
    elif call.algorithm.parameterDefinition(OVERVIEW) is not None and call.wants(OVERVIEW):
        raise SubsidenceError(tr("An overview is made of a deformation store; name a folder for it (STORE), too."))


def write_whole(call: Call, product: PointProduct) -> dict[str, str | None]:
    """Write the product into OUTPUT, or into a store with a light layer in OUTPUT, where a store is wanted."""
    tell_whose_std(product.columns, product.series, call.report)
    doubt_place(call, product.series.xy, QgsCoordinateReferenceSystem(product.crs), product.source)
    if not call.wants(STORE):
        return {"OUTPUT": write_product(call, "OUTPUT", product)}
    from ...subsidence.store.overview import overview
    from ...subsidence.store.point_store import rows_in_order, write_store

    folder = call.algorithm.parameterAsFileOutput(call.parameters, STORE, call.context)
    call.parameters[STORE] = str(Path(folder).absolute())  # the layer's provenance leads the viewer to the store
    order = rows_in_order(product.series.xy)
    crs = QgsCoordinateReferenceSystem(product.crs)
    style = style_for("velocity", product.velocity_mm_per_yr, unit="mm/yr")
    about = describe_layer(product.geometry, product.reference, product.source)
    small = None
    if call.wants(OVERVIEW):
        cells = overview(product.series.xy, product.velocity_mm_per_yr)
        small = call.write_new_points(
            OVERVIEW,
            cells.xy,
            crs,
            [
                Column("velocity", cells.rate_mm_per_yr, rate_alias(product.geometry)),
                Column("n_points", cells.n_points, tr("Points in the cell")),
            ],
            style=replace(style, scales=(POINTS_BELOW, 0.0)),
            description=about,
        )
        style = replace(style, scales=(0.0, POINTS_BELOW))
    layer = None
    if call.wants("OUTPUT"):
        layer = call.write_new_points(
            "OUTPUT",
            product.series.xy[order],
            crs,
            [
                Column("point_id", product.point_id[order], tr("Point")),
                Column("velocity", product.velocity_mm_per_yr[order], rate_alias(product.geometry)),
                Column(STORE_ROW, np.arange(order.size), tr("Row in the store")),
            ],
            style=style,
            description=about,
        )
    store = write_store(folder, product, provenance=call.provenance(), report=call.report.parts(99, 1)[1])
    call.report.info(
        tr("{count} points are in the store {path}, in {files} files.").format(
            count=store.n_points, path=folder, files=len(store.parts)
        )
    )
    return {"OUTPUT": layer, OVERVIEW: small, STORE: folder}


def write_product(call: Call, key: str, product: PointProduct, whole: PointProduct | None = None) -> str | None:
    """Write a product as a point layer if it is wanted; returns the layer's id.

    whole : the product of which this one is a part: layers of one import have the same classes of colours
    """
    if not call.wants(key):
        return None
    return call.write_new_points(
        key,
        product.series.xy,
        QgsCoordinateReferenceSystem(product.crs),
        deformation_columns(
            product.series,
            product.geometry,
            product.point_id,
            product.velocity_mm_per_yr,
            product.columns,
            tuple(product.columns),
        ),
        style=style_for("velocity", (whole or product).velocity_mm_per_yr, unit="mm/yr"),
        description=describe_layer(product.geometry, product.reference, product.source),
    )


def chosen_pass(product: PointProduct, wanted: str) -> PointProduct | None:
    """The points of one pass (ascending or descending), or None when there are none."""
    passes = product.columns.get("pass")
    if passes is None or not (passes == wanted).any():
        return None
    return product.only(np.asarray(passes == wanted))


def doubt_place(call: Call, xy: np.ndarray, crs: QgsCoordinateReferenceSystem, name: str) -> None:
    """Warn where the points lie far from where their CRS is used, as exchanged coordinates do."""
    area = crs.bounds()
    if area.isEmpty() or not len(xy):
        return
    x, y = np.median(xy, axis=0)
    globe = QgsCoordinateReferenceSystem("EPSG:4326")
    try:
        place = QgsCoordinateTransform(crs, globe, call.context.transformContext()).transform(QgsPointXY(x, y))
        if area.buffered(BESIDE_ITS_AREA).contains(place):
            return
        where = f"{place.x():.2f}°, {place.y():.2f}°"
    except QgsCsException:
        where = tr("nowhere on Earth")
    call.report.warn(
        tr(
            "{name}: points about {x:.8g}, {y:.8g} lie at {where}, far from where {crs} is used ({area}); check CRS,"
            " and whether X and Y are exchanged, as where X goes north."
        ).format(
            name=name,
            x=x,
            y=y,
            where=where,
            crs=crs.authid() or crs.description(),
            area=f"{area.xMinimum():.0f}° … {area.xMaximum():.0f}°, {area.yMinimum():.0f}° … {area.yMaximum():.0f}°",
        )
    )
