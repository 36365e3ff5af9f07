"""Whether a reader took a foreign table for what it is: right, refused in words, or wrong."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..errors import SubsidenceError
from ..products.series_table import ColumnMapping, read_series_table
from .foreign_tables import ForeignTable

RIGHT, REFUSED, WRONG = "right", "refused", "wrong"
WITHIN_MM = 0.02  # what the written digits allow
WITHIN_PLACE = 1e-6


def verdict(table: ForeignTable) -> tuple[str, str]:
    """RIGHT, REFUSED or WRONG, and why."""
    try:
        product = read_series_table(table.path, replace(ColumnMapping(), **table.options))
    except SubsidenceError as error:
        return REFUSED, str(error)
    if product.series.displacement_mm.shape != table.displacement_mm.shape:
        return WRONG, f"shape {product.series.displacement_mm.shape} instead of {table.displacement_mm.shape}"
    if not np.array_equal(product.series.dates, table.dates):
        return WRONG, f"dates {product.series.dates[:3]} instead of {table.dates[:3]}"
    if not np.allclose(product.series.xy, table.xy, atol=WITHIN_PLACE * max(1.0, np.abs(table.xy).max() / 100)):
        return WRONG, f"places {product.series.xy[:2].tolist()} instead of {table.xy[:2].tolist()}"
    if not np.allclose(product.series.displacement_mm, table.displacement_mm, atol=WITHIN_MM, equal_nan=True):
        return WRONG, f"values {product.series.displacement_mm[0, :4]} instead of {table.displacement_mm[0, :4]}"
    if table.rate_mm_per_yr is not None and not np.allclose(
        product.velocity_mm_per_yr, table.rate_mm_per_yr, atol=WITHIN_MM
    ):
        return WRONG, f"rates {product.velocity_mm_per_yr[:3]} instead of {table.rate_mm_per_yr[:3]}"
    return RIGHT, ""
