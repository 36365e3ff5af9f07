"""The points of an area as one series, for the viewer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from qgis.core import QgsFeatureRequest, QgsGeometry, QgsVectorLayer

from ..subsidence.analysis.area_series import MEAN, AreaSeries, area_series
from ..subsidence.errors import SubsidenceError
from ..subsidence.series_fields import series_fields
from ..subsidence.units import mm_per
from .fields import is_null
from .i18n import tr
from .layer_series import PointSeries, field_names

NOTHING = np.array([])


@dataclass(frozen=True)
class PlaceSeries(PointSeries):
    """Many points as one series.

    n_points : how many; outline : in the layer's CRS
    spread_low_mm … interval_high_mm : shape=(n_epochs,), see ``AreaSeries``
    """

    n_points: int = 0
    statistic: str = MEAN
    outline: QgsGeometry = field(default_factory=QgsGeometry, compare=False)
    spread_low_mm: np.ndarray = field(default_factory=lambda: NOTHING)
    spread_high_mm: np.ndarray = field(default_factory=lambda: NOTHING)
    interval_low_mm: np.ndarray = field(default_factory=lambda: NOTHING)
    interval_high_mm: np.ndarray = field(default_factory=lambda: NOTHING)


def read_matrix(
    layer: QgsVectorLayer, feature_ids: Iterable[int], names: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Values and places of some points: shape=(n_points, n_names) and (n_points, 2), NaN for NULL.

    Read in one pass with the wanted fields only, for areas of thousands of points.
    """
    positions = [layer.fields().indexOf(name) for name in names]
    request = QgsFeatureRequest().setFilterFids(list(feature_ids)).setSubsetOfAttributes(positions)
    rows, places = [], []
    for feature in layer.getFeatures(request):
        values = feature.attributes()
        rows.append([values[position] for position in positions])
        place = feature.geometry().centroid().asPoint() if not feature.geometry().isNull() else None
        places.append((place.x(), place.y()) if place is not None else (np.nan, np.nan))
    xy = np.array(places, dtype=float).reshape(-1, 2)
    try:
        return np.array(rows, dtype=float).reshape(-1, len(positions)), xy
    except (TypeError, ValueError):  # NULLs among them
        return np.array([[np.nan if is_null(v) else float(v) for v in row] for row in rows]), xy


def read_place(
    layer: QgsVectorLayer,
    feature_ids: Sequence[int],
    outline: QgsGeometry,
    *,
    name: str,
    unit: str = "mm",
    statistic: str = MEAN,
) -> PlaceSeries:
    """The points as one series, with their forecast where the layer has one; see ``place_series``."""
    found = series_fields(field_names(layer))
    forecast = [found.forecast.names, found.forecast_low, found.forecast_high]
    wanted = [*found.observed.names, *forecast[0], *forecast[1], *forecast[2]]
    matrix, xy = read_matrix(layer, feature_ids, [*wanted, *([found.rate] if found.rate else [])])
    if not len(matrix):
        raise SubsidenceError(tr("No point lies in “{name}”.").format(name=name))
    count, blocks, start = len(found.observed), [], len(found.observed)
    scale = mm_per(unit)
    for names in forecast:
        blocks.append(matrix[:, start : start + len(names)])
        start += len(names)
    rate = matrix[:, -1] * scale if found.rate else np.full(len(matrix), np.nan)
    return place_series(
        matrix[:, :count] * scale, xy, found.observed.dates, rate, outline, name=name, statistic=statistic,
        forecast_dates=found.forecast.dates, forecast=blocks,
    )  # fmt: skip


def place_series(
    displacement_mm: np.ndarray,
    xy: np.ndarray,
    dates: np.ndarray,
    rate: np.ndarray,
    outline: QgsGeometry,
    *,
    name: str,
    statistic: str,
    forecast_dates: np.ndarray,
    forecast: Sequence[np.ndarray],
) -> PlaceSeries:
    """Points that are in memory as one series; forecast : middle, low and high, shape=(n_points, n_forecasts) or empty.

    The band of the forecast is the mean of the points' own bands: errors of a forecast are alike over an area, so
    they do not average out.
    """
    observed = area_series(displacement_mm, xy, statistic)
    parts = [_middle(block, xy, statistic) for block in forecast]
    middle = outline.centroid().asPoint() if not outline.isNull() else None
    known = rate[np.isfinite(rate)]
    place = (middle.x(), middle.y()) if middle is not None else tuple(np.nanmean(xy, axis=0).tolist())
    plain = PlaceSeries(
        label=name, feature_id=-1, xy=place, dates=dates, displacement_mm=observed.middle,
        forecast_dates=forecast_dates, forecast_mm=parts[0], low_mm=parts[1], high_mm=parts[2],
        rate_mm_per_yr=float(known.mean()) if known.size else float("nan"), n_points=len(xy), statistic=statistic,
        outline=outline,
    )  # fmt: skip
    return with_spread(plain, observed)


def with_spread(series: PlaceSeries, area: AreaSeries) -> PlaceSeries:
    return replace(
        series,
        spread_low_mm=area.low,
        spread_high_mm=area.high,
        interval_low_mm=area.mean_low,
        interval_high_mm=area.mean_high,
    )


def _middle(values: np.ndarray, xy: np.ndarray, statistic: str) -> np.ndarray:
    return area_series(values, xy, statistic).middle if values.shape[1] else NOTHING
