"""What the forecast algorithms share: covariates and clusters from a layer, forecast fields into one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.styles import Style, style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.series import DeformationSeries, compact_date
from ...subsidence.spatial.geodesy import conformal_plane

if TYPE_CHECKING:
    from ...bridge.call import Call
    from ...subsidence.forecast.data.covariates import Covariates
    from ...subsidence.forecast.forecaster import Forecast
    from ...subsidence.forecast.metrics import MetricRow
    from ..base import SubsidenceAlgorithm


def evenly_placed(table: PointTable, series: DeformationSeries) -> DeformationSeries:
    """The series of a layer, placed so that the nearest neighbours are those on the ground, in degrees too."""
    if not table.crs.isGeographic():
        return series
    ground = ground_of(table.crs, table.xy, table.name)
    return replace(series, xy=conformal_plane(ground.places(table.xy)))


def read_labels(table: PointTable, field: str | None) -> np.ndarray | None:
    """Cluster of each point, −1 where NULL; shape=(n_points,)."""
    if field is None:
        return None
    values = table.numeric(field)
    if not np.isfinite(values).any():
        raise SubsidenceError(
            tr("All values of the cluster field “{field}” are NULL; choose another field or none.").format(field=field)
        )
    known = np.isfinite(values)
    if (values[known] != np.round(values[known])).any():
        raise SubsidenceError(
            tr("The cluster field “{name}” must hold whole numbers, and NULL or −1 for no cluster.").format(name=field)
        )
    return np.where(known, values, -1).astype(int)


def known_arrays(
    series: DeformationSeries, covariates: Covariates | None, labels: np.ndarray | None, static: np.ndarray | None
) -> list[np.ndarray]:
    """Everything of the layer that a forecast is made from."""
    found = [series.dates, series.displacement_mm, series.xy, labels, static]
    if covariates is not None:
        found += [covariates.dates, covariates.values, np.array(covariates.future_known)]
    return [np.asarray(values) for values in found if values is not None]


def driver_fields(call: Call, prefixes: list[str]) -> list[str]:
    """The fields of the factor series ``<PREFIX>YYYYMMDD`` that the layer has."""
    from ...subsidence.series_fields import factor_series

    present = factor_series(call.source("INPUT").fields().names())
    return [name for prefix in prefixes if prefix in present for name in present[prefix].names]


def read_covariates(table: PointTable, prefixes: list[str], future_known: bool) -> Covariates | None:
    """The factor series ``<PREFIX>YYYYMMDD`` of the layer, on all dates that any of them has."""
    from ...subsidence.forecast.data.covariates import covariates_of_fields

    return covariates_of_fields(table.names, table.matrix, prefixes, future_known)


def forecast_columns(forecast: Forecast, level: float) -> list[Column]:
    """The fields FYYYYMMDD, _lo, _hi and the model; level : of the intervals, in (0, 1)."""
    columns = []
    for step, date in enumerate(forecast.dates):
        name, day = "F" + compact_date(date), str(date)
        columns.append(Column(name, forecast.displacement_mm[:, step], tr("Forecast {date} [mm]").format(date=day)))
        lower, upper = tr("Forecast {date}, lower, {level:g} % [mm]"), tr("Forecast {date}, upper, {level:g} % [mm]")
        percent = round(100 * level, 1)
        columns.append(Column(name + "_lo", forecast.lower_mm[:, step], lower.format(date=day, level=percent)))
        columns.append(Column(name + "_hi", forecast.upper_mm[:, step], upper.format(date=day, level=percent)))
    used = np.array([text or None for text in forecast.model.tolist()], dtype=object)
    columns.append(Column("forecast_model", used, tr("What the forecast was made with")))
    return columns


def forecast_description() -> str:
    """Unit and sign of a forecast, for its layer's metadata."""
    return tr("Forecast displacement in mm; positive towards the satellite or up, subsidence is negative.")


def write_by_date(call: Call, table: PointTable, forecast: Forecast) -> str | None:
    """The forecast once more, one feature per point and date, for the temporal controller."""
    if not call.wants("BY_DATE"):
        return None
    known = np.flatnonzero(np.isfinite(forecast.displacement_mm).all(axis=1))
    n_dates = forecast.dates.size
    step = forecast.dates[-1] - forecast.dates[-2] if n_dates > 1 else np.timedelta64(1, "D")
    until = np.append(forecast.dates[1:], forecast.dates[-1] + step)
    displacement = forecast.displacement_mm[known].ravel()
    columns = [
        Column("point", np.repeat(known + 1, n_dates), tr("Number of the point in the input")),
        Column("date", np.tile(forecast.dates, known.size), tr("Date of the forecast")),
        Column("until", np.tile(until, known.size), tr("Shown until")),
        Column("forecast", displacement, tr("Forecast displacement [mm]")),
        Column("lower", forecast.lower_mm[known].ravel(), tr("Lower end of the interval [mm]")),
        Column("upper", forecast.upper_mm[known].ravel(), tr("Upper end of the interval [mm]")),
        Column("judged", np.tile(forecast.judged, known.size), tr("Within the horizon of the backtest")),
    ]
    return call.write_new_points(
        "BY_DATE",
        np.repeat(table.xy[known], n_dates, axis=0),
        table.crs,
        columns,
        style=style_for("forecast", displacement, "diverging", "mm"),
        description=tr("Forecast displacement in mm by date; switch the temporal controller on to see it move."),
        period=("date", "until"),
    )


def add_by_date_output(algorithm: SubsidenceAlgorithm) -> None:
    algorithm.add_points_output(
        "BY_DATE",
        tr("Forecasts by date"),
        tr("One feature per point and date, for the temporal controller."),
        optional=True,
    )


def forecast_style(forecast: Forecast) -> Style:
    """Coloured by the displacement at the last date."""
    return style_for("F" + compact_date(forecast.dates[-1]), forecast.displacement_mm[:, -1], "diverging", "mm")


def write_metrics(call: Call, rows: list[MetricRow], seconds: float) -> str | None:
    from ...subsidence.forecast.metrics import metric_table

    aliases = {
        "cluster": tr("Cluster"),
        "evaluation": tr("Evaluation"),
        "model": tr("Model"),
        "horizon": tr("Epochs ahead (0 = all)"),
        "origin": tr("Known epochs (0 = all origins)"),
        "coverage": tr("Share inside the interval"),
        "width": tr("Mean width of the interval [mm]"),
        "seconds": tr("Seconds of the whole run"),
    }
    columns = [Column(name, values, aliases.get(name, "")) for name, values in metric_table(rows, seconds).items()]
    return call.write_table("METRICS", columns, description=tr("Accuracy of the forecasts and of every baseline."))
