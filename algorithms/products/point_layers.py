"""A finished point product as a QGIS layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.call import Call
from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.styles import style_for
from ...subsidence.series import epoch_field
from ...subsidence.units import LOS, VERTICAL

if TYPE_CHECKING:
    from ...subsidence.products.points import PointProduct

FIRST_COLUMNS = ("velocity_std", "velocity_std_white", "coherence", "height", "los_e", "los_n", "los_u")


def geometry_texts(geometry: str) -> tuple[str, str]:
    """A geometry's name and the meaning of its sign, in the user's language."""
    from ...subsidence.products.points import EAST

    return {
        LOS: (tr("line of sight"), tr("+ towards satellite")),
        VERTICAL: (tr("vertical"), tr("+ up")),
        EAST: (tr("east–west"), tr("+ east")),
    }[geometry]


def describe(product: PointProduct) -> str:
    """Unit, sign, geometry, reference and source, for the layer's metadata."""
    name, sign = geometry_texts(product.geometry)
    lines = [tr("Displacement in mm and rate in mm/yr, {geometry}; {sign}.").format(geometry=name, sign=sign)]
    if product.reference:
        lines.append(tr("Relative to: {reference}.").format(reference=product.reference))
    if product.source:
        lines.append(tr("Source: {source}.").format(source=product.source))
    return " ".join(lines)


def product_columns(product: PointProduct) -> list[Column]:
    """The fields of a deformation point layer, in the order of the contract, then what else the product has."""
    aliases = {
        "velocity_std": tr("Standard deviation of the rate [mm/yr]"),
        "velocity_std_white": tr("The same if noise were white: too small where it is correlated in time [mm/yr]"),
        "coherence": tr("Mean coherence [0–1]"),
        "height": tr("Height [m]"),
        "los_e": tr("East component of the unit vector ground → satellite"),
        "los_n": tr("North component of the unit vector ground → satellite"),
        "los_u": tr("Up component of the unit vector ground → satellite"),
        "mp_type": tr("Effective area [m²], 0 = persistent scatterer"),
        "rmse": tr("RMSE of the series [mm]"),
        "acceleration": tr("Acceleration [mm/yr²]"),
        "seasonality": tr("Seasonal amplitude [mm]"),
        "mean_velocity_std": tr("Standard deviation of the rate as delivered [mm/yr]"),
        "height_ellipsoid": tr("Height above the ellipsoid [m]"),
    }
    geometry, sign = geometry_texts(product.geometry)
    columns = [
        Column("point_id", product.point_id, tr("Point number")),
        Column(
            "velocity",
            product.velocity_mm_per_yr,
            tr("Rate [mm/yr], {geometry}, {sign}").format(geometry=geometry, sign=sign),
        ),
    ]
    taken = {"point_id", "velocity", "fid"}
    others = [name for name in product.columns if name not in FIRST_COLUMNS and name.lower() not in taken]
    for name in [name for name in FIRST_COLUMNS if name in product.columns] + others:
        columns.append(Column(name, product.columns[name], aliases.get(name, "")))
    alias = tr("Displacement [mm] at {date}, {geometry}, {sign}")
    for index, date in enumerate(product.series.dates):
        values = product.series.displacement_mm[:, index]
        columns.append(Column(epoch_field(date), values, alias.format(date=date, geometry=geometry, sign=sign)))
    return columns


def write_product(call: Call, key: str, product: PointProduct) -> str | None:
    """Write a product as a point layer if it is wanted; returns the layer's id."""
    if not call.wants(key):
        return None
    return call.write_new_points(
        key,
        product.series.xy,
        QgsCoordinateReferenceSystem(product.crs),
        product_columns(product),
        style=style_for("velocity", product.velocity_mm_per_yr, unit="mm/yr"),
        description=describe(product),
    )


def chosen_pass(product: PointProduct, wanted: str) -> PointProduct | None:
    """The points of one pass (ascending or descending), or None when there are none."""
    passes = product.columns.get("pass")
    if passes is None or not (passes == wanted).any():
        return None
    return product.only(np.asarray(passes == wanted))
