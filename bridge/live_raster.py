"""A raster's pixels in memory, as points that know their place in the grid, for the viewer's live colours."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from qgis.core import Qgis, QgsRasterLayer

from ..subsidence.errors import SubsidenceError
from ..subsidence.insar.rereference import rates_of
from ..subsidence.units import mm_per
from .ground import ground_of
from .i18n import tr
from .layer_series import band_dates
from .live_values import LiveValues

MOST_PIXEL_VALUES = 60_000_000  # pixels times dates; a larger raster is read coarser
ROWS_AT_ONCE = 50_000  # of pixels whose rates are computed together
RATE_NAME = re.compile(r"veloc|rate|mm/yr|mm/a|vlos|^vel", re.IGNORECASE)


class RasterValues(LiveValues):
    """As of a point layer, for the pixels that have a value on any date.

    coarser : every how many pixels one is read, along rows and columns
    cells : shape=(n_rows, n_columns), the number of the pixel among the points, −1 where there is no value
    heading : of the legend, where the only band is no rate of motion; else ""
    scale : the millimetres in one unit of the raster; raster : the layer
    """

    def __init__(self, layer: QgsRasterLayer, unit: str = "mm"):
        bands, self.dates, self.heading = _bands(layer)
        wide, tall = layer.width(), layer.height()
        self.coarser = max(1, int(np.ceil((wide * tall * len(bands) / MOST_PIXEL_VALUES) ** 0.5)))
        shape = (max(1, tall // self.coarser), max(1, wide // self.coarser))
        self.scale = 1.0 if self.heading else mm_per(unit)
        values = np.stack([_block(layer, band, shape) for band in bands]) * np.float32(self.scale)
        rows, columns = np.nonzero(np.isfinite(values).any(axis=0))
        if not rows.size:
            raise SubsidenceError(tr("The raster “{name}” has no values.").format(name=layer.name()))
        self.cells = np.full(shape, -1, dtype=np.int32)
        self.cells[rows, columns] = np.arange(rows.size, dtype=np.int32)
        self.box = layer.extent()
        self.raster, self.crs = layer, layer.crs()
        self.xy = np.column_stack(
            [
                self.box.xMinimum() + (columns + 0.5) * self.box.width() / shape[1],
                self.box.yMaximum() - (rows + 0.5) * self.box.height() / shape[0],
            ]
        )
        known = np.ascontiguousarray(values[:, rows, columns].T)
        self.bands = bands if self.dates.size else []
        self.displacement = known if self.dates.size else known[:, :0]
        self.rate = _rates(known, self.dates) if self.dates.size else known[:, 0].astype(float)
        self.forecast_dates = self.dates[:0]
        self.forecast = [known[:, :0]] * 3
        self.ground = ground_of(self.crs, self.xy, layer.name())
        self._metric = None

    def band_and_shift(self, last: int | None, first: int | None, reference) -> tuple[int | None, float]:
        """The band that shows the same, and the mm that are taken off it; None where no band alone does."""
        if last is None:
            if self.dates.size:
                return None, 0.0
            return 1, float(reference.motion.rate_mm_per_yr[0]) if reference is not None else 0.0
        against = float(reference.motion.displacement_mm[0][last]) if reference is not None else 0.0
        return (self.bands[last], against) if first is None else (None, 0.0)


def _bands(layer: QgsRasterLayer) -> tuple[list[int], np.ndarray, str]:
    """Numbers of the bands with a date, by date, their dates, and what the only band is called if it is no rate."""
    dates = band_dates(layer)
    dated = np.flatnonzero(~np.isnat(dates))
    if dated.size > 1:
        order = dated[np.argsort(dates[dated], kind="stable")]
        return (order + 1).tolist(), dates[order], ""
    if layer.bandCount() != 1:
        raise SubsidenceError(
            tr(
                "The bands of “{name}” carry no dates; they must be named like 2018-03-06 to be shown as a series."
            ).format(name=layer.name())
        )
    is_rate = RATE_NAME.search(layer.bandName(1)) or RATE_NAME.search(layer.name())
    return [1], np.array([], dtype="datetime64[D]"), "" if is_rate else layer.name()


def _block(layer: QgsRasterLayer, band: int, shape: tuple[int, int]) -> np.ndarray:
    """The values of a band, NaN where there are none; a smaller shape takes some of the pixels."""
    block: Any = layer.dataProvider().block(band, layer.extent(), shape[1], shape[0])
    if block is None or not block.isValid() or not block.convert(Qgis.DataType.Float32):
        raise SubsidenceError(tr("The raster “{name}” cannot be read.").format(name=layer.name()))
    values = np.frombuffer(bytes(block.data()), dtype=np.float32).reshape(shape).copy()
    if block.hasNoDataValue():
        values[values == np.float32(block.noDataValue())] = np.nan
    return values


def _rates(displacement: np.ndarray, dates: np.ndarray) -> np.ndarray:
    parts = [
        rates_of(displacement[start : start + ROWS_AT_ONCE].astype(float), dates)
        for start in range(0, len(displacement), ROWS_AT_ONCE)
    ]
    return np.concatenate(parts)
