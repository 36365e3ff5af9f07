"""The series of single points of a layer, for looking at: from point layers and from dated rasters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from qgis.core import (
    Qgis,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsRaster,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..subsidence.errors import SubsidenceError
from ..subsidence.series_fields import SeriesFields, backtest_fields, series_fields
from ..subsidence.units import mm_per
from .fields import is_null
from .i18n import tr

ALARMS = ("alarm", "p", "p_threshold", "p_rate")  # what forecasts and change detection say of a point
CHANGE_FIELDS = ("alarm", "onset", "found", "rate_before", "rate_after", "step")
BAND_DATE = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")


@dataclass(frozen=True)
class FoundChange:
    """What “Detect changes” says of a point that it called.

    alarm : "point", "area" …, in the language of the layer; onset, found : days, NaT where the layer has none
    rate_before, rate_after : mm/yr; step_mm : NaN unless the change is a step
    """

    alarm: str
    onset: np.datetime64
    found: np.datetime64
    rate_before: float
    rate_after: float
    step_mm: float


@dataclass(frozen=True)
class PointSeries:
    """One point and everything that a layer says of it through time.

    xy : in the layer's CRS
    dates, displacement_mm : shape=(n_epochs,), NaN where missing
    forecast_dates, forecast_mm, low_mm, high_mm : shape=(n_forecasts,), low and high may be empty
    factors : prefix → (dates, values)
    error_mm : shape=(n_epochs,), one standard deviation of each value, where the layer has fields DYYYYMMDD_std
    backtest_dates, backtest_mm : what the newest backtest forecast, shape=(n_backtest,)
    alarms : fields of probability and of alarm → value, for the note under the mouse
    change : where the layer holds alarms and this point is one
    """

    label: str
    feature_id: int
    xy: tuple[float, float]
    dates: np.ndarray
    displacement_mm: np.ndarray
    forecast_dates: np.ndarray = field(default_factory=lambda: np.array([], dtype="datetime64[D]"))
    forecast_mm: np.ndarray = field(default_factory=lambda: np.array([]))
    low_mm: np.ndarray = field(default_factory=lambda: np.array([]))
    high_mm: np.ndarray = field(default_factory=lambda: np.array([]))
    factors: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)
    rate_mm_per_yr: float = float("nan")
    cluster: str = ""
    error_mm: np.ndarray = field(default_factory=lambda: np.array([]))
    backtest_dates: np.ndarray = field(default_factory=lambda: np.array([], dtype="datetime64[D]"))
    backtest_mm: np.ndarray = field(default_factory=lambda: np.array([]))
    alarms: dict[str, float] = field(default_factory=dict)
    change: FoundChange | None = None


def field_names(layer: QgsVectorLayer) -> list[str]:
    return [f.name() for f in layer.fields()]


def is_point_layer(layer) -> bool:
    return isinstance(layer, QgsVectorLayer) and layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry


def band_dates(layer: QgsRasterLayer) -> np.ndarray:
    """The date of each band from its name, NaT where there is none; shape=(n_bands,)."""
    dates = []
    for band in range(1, layer.bandCount() + 1):
        match = BAND_DATE.search(layer.bandName(band))
        try:
            dates.append(np.datetime64("-".join(match.groups()) if match else "NaT", "D"))
        except ValueError:  # digits that are no date
            dates.append(np.datetime64("NaT", "D"))
    return np.array(dates, dtype="datetime64[D]")


def holds_series(layer) -> bool:
    """Whether a layer has something to show: date fields, or at least two dated bands."""
    if isinstance(layer, QgsRasterLayer):
        return int((~np.isnat(band_dates(layer))).sum()) > 1
    if not is_point_layer(layer):
        return False
    try:
        series_fields(field_names(layer))
    except SubsidenceError:
        return False
    return True


def nearest_feature(layer: QgsVectorLayer, point: QgsPointXY, tolerance: float) -> int | None:
    """The id of the point nearest to ``point`` within ``tolerance``; both in the layer's CRS and units."""
    box = QgsRectangle.fromCenterAndSize(point, 2 * tolerance, 2 * tolerance)
    request = QgsFeatureRequest().setFilterRect(box).setSubsetOfAttributes([])
    place = QgsGeometry.fromPointXY(point)
    found = [(place.distance(feature.geometry()), feature.id()) for feature in layer.getFeatures(request)]
    near = [pair for pair in found if 0.0 <= pair[0] <= tolerance]
    return min(near)[1] if near else None


def features_inside(layer: QgsVectorLayer, area: QgsGeometry) -> list[int]:
    """The ids of the points inside a polygon, which is in the layer's CRS."""
    engine = QgsGeometry.createGeometryEngine(area.constGet())
    engine.prepareGeometry()
    request = QgsFeatureRequest().setFilterRect(area.boundingBox()).setSubsetOfAttributes([])
    return [f.id() for f in layer.getFeatures(request) if engine.contains(f.geometry().constGet())]


def read_series(layer: QgsVectorLayer, feature_ids: Iterable[int], unit: str = "mm") -> list[PointSeries]:
    """The series of some points, in the order of ``feature_ids``.

    Raises ``SubsidenceError`` when the layer has no displacement fields.
    """
    names = field_names(layer)
    found = series_fields(names)
    position = {name: index for index, name in enumerate(names)}
    wanted = list(dict.fromkeys(feature_ids))
    by_id = {}
    for feature in layer.getFeatures(QgsFeatureRequest().setFilterFids(wanted)):
        by_id[feature.id()] = _point_series(feature, found, position, mm_per(unit))
    return [by_id[feature_id] for feature_id in wanted if feature_id in by_id]


def _point_series(feature, found: SeriesFields, position: dict[str, int], scale: float) -> PointSeries:
    values = feature.attributes()

    def numbers(names: Sequence[str]) -> np.ndarray:
        return np.array([_number(values[position[name]]) for name in names], dtype=float)

    def text(name: str | None) -> str:
        value = values[position[name]] if name in position else None
        return "" if is_null(value) else str(value)

    errors = [f"{name}_std" for name in found.observed.names]
    backtest = backtest_fields(list(position))
    place = feature.geometry().centroid().asPoint() if not feature.geometry().isNull() else QgsPointXY()
    return PointSeries(
        label=text("point_id") or str(feature.id()),
        feature_id=feature.id(),
        xy=(place.x(), place.y()),
        dates=found.observed.dates,
        displacement_mm=numbers(found.observed.names) * scale,
        forecast_dates=found.forecast.dates,
        forecast_mm=numbers(found.forecast.names),
        low_mm=numbers(found.forecast_low),
        high_mm=numbers(found.forecast_high),
        factors={prefix: (f.dates, numbers(f.names)) for prefix, f in found.factor_series.items()},
        rate_mm_per_yr=_number(values[position[found.rate]]) * scale if found.rate else float("nan"),
        cluster=text(found.cluster),
        error_mm=numbers(errors) * scale if all(name in position for name in errors) else np.array([]),
        backtest_dates=backtest.dates,
        backtest_mm=numbers(backtest.names),
        alarms={name: _number(values[position[name]]) for name in ALARMS if name in position},
        change=_found_change({name: values[position[name]] for name in CHANGE_FIELDS if name in position}),
    )


def alarms_of(layer: QgsVectorLayer) -> list[int]:
    """The ids of the points that “Detect changes” called, the least likely by chance first."""
    names = field_names(layer)
    if not set(CHANGE_FIELDS) <= set(names):
        return []
    wanted = [name for name in ("alarm", "p") if name in names]
    request = QgsFeatureRequest().setSubsetOfAttributes(wanted, layer.fields())
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setFilterExpression('"alarm" IS NOT NULL AND "alarm" <> \'\'')
    found = [(_number(feature["p"]) if "p" in wanted else 0.0, feature.id()) for feature in layer.getFeatures(request)]
    return [feature_id for _, feature_id in sorted(found, key=lambda pair: (np.nan_to_num(pair[0], nan=2.0), pair[1]))]


def _found_change(values: dict) -> FoundChange | None:
    """From the fields of “Detect changes”; None where they are not, or the point is no alarm."""
    if len(values) < len(CHANGE_FIELDS) or is_null(values["alarm"]) or values["alarm"] == "":
        return None
    before, after, step = (_number(values[name]) for name in ("rate_before", "rate_after", "step"))
    return FoundChange(str(values["alarm"]), _day(values["onset"]), _day(values["found"]), before, after, step)


def _day(value) -> np.datetime64:
    if is_null(value):
        return np.datetime64("NaT", "D")
    text = value[:10] if isinstance(value, str) else value.toString("yyyy-MM-dd")
    try:
        return np.datetime64(text, "D")
    except ValueError:
        return np.datetime64("NaT", "D")


def _number(value) -> float:
    if is_null(value):
        return float("nan")
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


def read_raster_series(layer: QgsRasterLayer, point: QgsPointXY, unit: str = "mm") -> PointSeries:
    """The values of a raster's dated bands at one place, which is in the layer's CRS.

    Raises ``SubsidenceError`` when the bands carry no dates or the place lies outside.
    """
    dates = band_dates(layer)
    bands = np.flatnonzero(~np.isnat(dates))
    if bands.size < 2:
        raise SubsidenceError(
            tr(
                "The bands of “{name}” carry no dates; they must be named like 2018-03-06 to be shown as a series."
            ).format(name=layer.name())
        )
    if not layer.extent().contains(point):
        raise SubsidenceError(tr("The place lies outside “{name}”; click on the raster.").format(name=layer.name()))
    values = layer.dataProvider().identify(point, _by_value()).results()
    order = bands[np.argsort(dates[bands], kind="stable")]
    return PointSeries(
        label=place_text(point, layer.crs().isGeographic()),
        feature_id=-1,
        xy=(point.x(), point.y()),
        dates=dates[order],
        displacement_mm=np.array([_number(values.get(int(band) + 1)) for band in order]) * mm_per(unit),
    )


def place_text(point: QgsPointXY, geographic: bool) -> str:
    """A place to about a metre: 0.00001° or 1 m."""
    digits = 5 if geographic else 0
    return f"{point.x():.{digits}f}, {point.y():.{digits}f}"


def _by_value():
    """The wish for plain values, by the name that this QGIS has for it."""
    if hasattr(Qgis, "RasterIdentifyFormat"):
        return Qgis.RasterIdentifyFormat.Value
    return QgsRaster.IdentifyFormat.IdentifyFormatValue


@dataclass(frozen=True)
class ClusterShape:
    """A cluster's curves at mean 0 and spread 1, each shape=(n_dates,).

    shape : the centroid of K-Shape, of members moved in time
    mean : of the members as they are; None in tables of older versions
    """

    dates: np.ndarray
    shape: np.ndarray
    mean: np.ndarray | None


def read_shapes(layer: QgsVectorLayer) -> dict[str, ClusterShape]:
    """By cluster, from the table of shapes that K-Shape leaves; empty when the layer is no such table."""
    names = field_names(layer)
    if not {"cluster", "date", "shape"} <= set(names):
        return {}
    has_mean = "mean_shape" in names
    rows: dict[str, list[tuple[np.datetime64, float, float]]] = {}
    for feature in layer.getFeatures():
        if is_null(feature["date"]) or is_null(feature["cluster"]):
            continue
        date = feature["date"]
        text = date if isinstance(date, str) else date.toString("yyyy-MM-dd")
        mean = _number(feature["mean_shape"]) if has_mean else float("nan")
        row = (np.datetime64(text, "D"), _number(feature["shape"]), mean)
        rows.setdefault(str(feature["cluster"]), []).append(row)
    shapes = {}
    for cluster, found in rows.items():
        dates, shape, means = (np.array(column) for column in zip(*sorted(found)))
        shapes[cluster] = ClusterShape(dates, shape, means if has_mean else None)
    return shapes
