"""A point layer's numbers in memory, from which the viewer colours the map while a date or a reference is moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsGeometry, QgsPoint, QgsPointXY, QgsVectorLayer

from ..subsidence.errors import SubsidenceError
from ..subsidence.insar.rereference import Motion, motion_of_area, rates_of
from ..subsidence.series import find_rate_field
from ..subsidence.series_fields import series_fields
from ..subsidence.units import DAYS_PER_YEAR, mm_per
from .area_series import PlaceSeries, place_series
from .ground import ground_of
from .i18n import tr
from .layer_series import PointSeries, field_names
from .read_points import read_points

MOST_VALUES = 100_000_000  # 400 MB as 32-bit numbers


@dataclass(frozen=True)
class Reference:
    """What the map and the curves are shown against.

    motion : of the reference in the layer's own frame; rows : the points in it
    shape : a point or a polygon in the layer's CRS; radius_m : around a point
    """

    motion: Motion
    rows: np.ndarray
    shape: QgsGeometry
    radius_m: float = 0.0

    @property
    def name(self) -> str:
        """In words, and in the language of now: a plot for print may have another than the window."""
        if not self.radius_m:
            return tr("{count} points in a polygon").format(count=self.rows.size)
        name = tr("one point within {radius:g} m") if self.rows.size == 1 else tr("{count} points within {radius:g} m")
        return name.format(count=self.rows.size, radius=self.radius_m)


def holds_few(layer: QgsVectorLayer) -> bool:
    """Whether a layer's displacements fit into memory."""
    names = field_names(layer)
    return is_rate_alone(names) or layer.featureCount() * len(series_fields(names).observed) <= MOST_VALUES


def is_rate_alone(names: list[str]) -> bool:
    """Whether fields hold a rate and no dates, as points from levelling or from other tables may."""
    if find_rate_field(names) is None:
        return False
    try:
        series_fields(names)
    except SubsidenceError:
        return True
    return False


class LiveValues:
    """xy : shape=(n, 2) in the layer's CRS; displacement : shape=(n, n_epochs), mm, float32; rate : shape=(n,)."""

    def __init__(self, layer: QgsVectorLayer, unit: str = "mm"):
        names = field_names(layer)
        found = None if is_rate_alone(names) else series_fields(names)
        if found is not None and not holds_few(layer):
            raise SubsidenceError(
                tr(
                    "“{layer}” has {points} points with {epochs} dates, too many to recolour live; cut out an area"
                    " first."
                ).format(layer=layer.name(), points=layer.featureCount(), epochs=len(found.observed))
            )
        table = read_points(layer, layer.name(), layer)
        self.layer, self.crs, self.xy = layer, table.crs, table.xy
        name = self._rate_name = find_rate_field(table.names)
        self._names, self._scale = [] if found is None else found.observed.names, mm_per(unit)
        if found is None:  # a rate alone
            self.dates = self.forecast_dates = np.array([], dtype="datetime64[D]")
            self.displacement = np.empty((len(self.xy), 0), dtype=np.float32)
            self.forecast = [self.displacement] * 3
            self.rate = table.rate(name, unit)
        else:
            series = table.series(unit)
            self.dates = series.dates
            self.displacement = series.displacement_mm.astype(np.float32)
            forecast = (found.forecast.names, found.forecast_low, found.forecast_high)
            self.forecast_dates = found.forecast.dates
            self.forecast = [table.matrix(part).astype(np.float32) for part in forecast]
            self.rate = table.rate(name, unit) if name else rates_of(series.displacement_mm, series.dates)
        self.ground = ground_of(table.crs, table.xy, table.name)
        self._metric: np.ndarray | None = None

    def around(self, place: QgsPointXY, radius_m: float) -> Reference:
        """The points within a radius of a place, which is in the layer's CRS, as reference."""
        if self._metric is None:
            self._metric = self.ground.metric(self.xy)
        centre = self.ground.metric(np.array([[place.x(), place.y()]]))
        distance = np.linalg.norm(self._metric - centre, axis=1)
        rows = np.flatnonzero((distance <= radius_m) & np.isfinite(self.rate))
        if not rows.size:
            raise SubsidenceError(
                tr("No point lies within {radius:g} m of the reference; the nearest is {distance:.0f} m away.").format(
                    radius=radius_m, distance=distance.min()
                )
            )
        return self._reference(rows, QgsGeometry.fromPointXY(place), radius_m)

    def within(self, area: QgsGeometry) -> Reference:
        """The points inside a polygon, which is in the layer's CRS, as reference."""
        rows = self.rows_inside(area)
        return self._reference(rows, area, 0.0)

    def rows_inside(self, area: QgsGeometry) -> np.ndarray:
        """The points inside a polygon, which is in the layer's CRS."""
        box = area.boundingBox()
        x, y = self.xy.T
        near = np.flatnonzero(
            (x >= box.xMinimum()) & (x <= box.xMaximum()) & (y >= box.yMinimum()) & (y <= box.yMaximum())
        )
        engine = QgsGeometry.createGeometryEngine(area.constGet())
        engine.prepareGeometry()
        inside = [engine.contains(QgsPoint(*place)) for place in self.xy[near].tolist()]
        return near[np.array(inside, dtype=bool)]

    def place(self, area: QgsGeometry, *, name: str, statistic: str) -> PlaceSeries:
        """The points inside a polygon as one series, as ``read_place`` reads them from the layer."""
        rows = self.rows_inside(area)
        if not rows.size:
            raise SubsidenceError(tr("No point lies in “{name}”.").format(name=name))
        return place_series(
            self.displacement[rows], self.xy[rows], self.dates, self.rate[rows], area, name=name, statistic=statistic,
            forecast_dates=self.forecast_dates, forecast=[block[rows] for block in self.forecast],
        )  # fmt: skip

    def _reference(self, rows: np.ndarray, shape: QgsGeometry, radius_m: float) -> Reference:
        motion = motion_of_area(self.displacement, self.dates, self.rate, rows)
        return Reference(motion, rows, shape, radius_m)

    def values(self, last: int | None, first: int | None, reference: Reference | None) -> np.ndarray:
        """What the map shows; shape=(n,).

        last : number of the date whose displacement is shown, None for the rate; first : from which it counts
        """
        if last is None:
            return self.rate - (float(reference.motion.rate_mm_per_yr[0]) if reference is not None else 0.0)
        shown = self.displacement[:, last]
        against = reference.motion.displacement_mm[0] if reference is not None else np.zeros(self.dates.size)
        if first is None:
            return shown - against[last]
        return shown - self.displacement[:, first] - (against[last] - against[first])

    def expression(self, last: int | None, first: int | None, reference: Reference | None) -> str | None:
        """``values`` as an expression over the layer's fields; None where the rate is no field."""
        against = reference.motion.displacement_mm[0] if reference is not None else np.zeros(self.dates.size)
        if last is None:
            if self._rate_name is None:
                return None
            plain = f'"{self._rate_name}"'
            shift = float(reference.motion.rate_mm_per_yr[0]) if reference is not None else 0.0
        elif first is None:
            plain, shift = f'"{self._names[last]}"', float(against[last])
        else:
            plain = f'("{self._names[last]}" - "{self._names[first]}")'
            shift = float(against[last] - against[first])
        return f"{plain} * {self._scale:.12g} - ({shift:.12g})"


def referred(series: PointSeries, reference: Reference | None, dates: np.ndarray) -> PointSeries:
    """A series against a reference; dates : shape=(n_epochs,), of the reference's motion.

    A forecast is shown against the reference's last known motion carried on at its rate.
    """
    if reference is None or not np.array_equal(series.dates, dates):
        return series
    motion = reference.motion.displacement_mm[0]
    rate = float(reference.motion.rate_mm_per_yr[0])
    ahead = (series.forecast_dates - dates[-1]).astype("timedelta64[D]").astype(float) / DAYS_PER_YEAR
    last = motion[np.isfinite(motion)][-1] if np.isfinite(motion).any() else np.nan
    later = last + rate * ahead
    known = dict(zip(dates.tolist(), motion))
    tested = np.array([known.get(date, np.nan) for date in series.backtest_dates.tolist()])
    shifts = {
        "displacement_mm": motion, "forecast_mm": later, "low_mm": later, "high_mm": later, "backtest_mm": tested,
        "spread_low_mm": motion, "spread_high_mm": motion, "interval_low_mm": motion, "interval_high_mm": motion,
    }  # fmt: skip
    changed = {
        name: getattr(series, name) - shift
        for name, shift in shifts.items()
        if hasattr(series, name) and getattr(series, name).size
    }
    return replace(series, rate_mm_per_yr=series.rate_mm_per_yr - rate, **changed)
