"""What the forecast algorithms share: covariates and clusters from a layer, forecast fields into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...bridge.fields import Column
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.styles import Style, style_for
from ...subsidence.errors import SubsidenceError
from ...subsidence.series import compact_date

if TYPE_CHECKING:
    from ...subsidence.prediction.covariates import Covariates
    from ...subsidence.prediction.forecast import Forecast


def read_labels(table: PointTable, field: str | None) -> np.ndarray | None:
    """Cluster of each point, −1 where NULL; shape=(n_points,)."""
    if field is None:
        return None
    values = table.numeric(field)
    if not np.isfinite(values).any():
        raise SubsidenceError(f"All values of the cluster field “{field}” are NULL; choose another field or none.")
    return np.where(np.isfinite(values), values, -1).astype(int)


def read_covariates(table: PointTable, prefixes: list[str], future_known: bool) -> Covariates | None:
    """The factor series ``<PREFIX>YYYYMMDD`` of the layer, on all dates that any of them has."""
    from ...subsidence.prediction.covariates import Covariates
    from ...subsidence.series_fields import factor_series

    if not prefixes:
        return None
    present = factor_series(table.names)
    for prefix in prefixes:
        if prefix not in present:
            known = ", ".join(present) or "none"
            raise SubsidenceError(
                f"The layer has no factor series “{prefix}YYYYMMDD”; it has: {known}."
                " Add one with “Sample factor series”."
            )
    dates = np.unique(np.concatenate([present[prefix].dates for prefix in prefixes]))
    values = np.full((len(prefixes), table.n_points, dates.size), np.nan)
    for row, prefix in enumerate(prefixes):
        fields = present[prefix]
        values[row][:, np.searchsorted(dates, fields.dates)] = table.matrix(fields.names)
        series = values[row]
        empty = ~np.isfinite(series).any(axis=1)
        if empty.all():
            raise SubsidenceError(f"All values of the factor series “{prefix}” are NULL; sample it again.")
        if empty.any():  # points outside the factor's reach take the mean of the others
            known = np.isfinite(series).any(axis=0)
            series[np.ix_(empty, known)] = np.nanmean(series[:, known], axis=0)
    return Covariates(prefixes, dates, values, future_known)


def forecast_columns(forecast: Forecast) -> list[Column]:
    """The fields FYYYYMMDD, _lo, _hi, the rate they mean and the model."""
    columns = []
    for step, date in enumerate(forecast.dates):
        name, day = "F" + compact_date(date), str(date)
        columns.append(Column(name, forecast.displacement_mm[:, step], tr("Forecast {date} [mm]").format(date=day)))
        lower, upper = tr("Forecast {date}, lower [mm]"), tr("Forecast {date}, upper [mm]")
        columns.append(Column(name + "_lo", forecast.lower_mm[:, step], lower.format(date=day)))
        columns.append(Column(name + "_hi", forecast.upper_mm[:, step], upper.format(date=day)))
    used = np.array([text or None for text in forecast.model.tolist()], dtype=object)
    columns.append(Column("forecast_model", used, tr("What the forecast was made with")))
    return columns


def forecast_style(forecast: Forecast) -> Style:
    """Coloured by the displacement at the last date."""
    return style_for("F" + compact_date(forecast.dates[-1]), forecast.displacement_mm[:, -1], "diverging", "mm")
