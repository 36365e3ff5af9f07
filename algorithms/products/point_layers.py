"""A finished point product as a QGIS layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.styles import style_for
from .deformation_fields import deformation_columns, describe_layer

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.products.points import PointProduct


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
