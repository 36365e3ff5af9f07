"""What both rate algorithms share: factor columns of a layer, and the columns they add."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...bridge.fields import Column, whole_with_gaps
from ...bridge.ground import ground_of
from ...bridge.i18n import tr
from ...bridge.point_table import PointTable
from ...bridge.read_points import transform_xy
from ...subsidence.errors import SubsidenceError
from ...subsidence.progress import Report

if TYPE_CHECKING:
    from ...subsidence.rate.model import RatePrediction

NO_CLUSTER = -1


def metres_of(table: PointTable, report: Report) -> np.ndarray:
    """Coordinates in metres on a plane, shape=(n_points, 2)."""
    if not table.crs.isValid():
        raise SubsidenceError(
            tr("The layer “{name}” has no coordinate reference system; set it first.").format(name=table.name)
        )
    return ground_of(table.crs, table.xy, table.name, report).planar_metres(table.xy)


def lon_lat_of(table: PointTable) -> np.ndarray | None:
    """Longitude and latitude of the points, shape=(n_points, 2); None where the layer's CRS is not known."""
    if not table.crs.isValid():
        return None
    return transform_xy(table.xy, table.crs, QgsCoordinateReferenceSystem("EPSG:4326"))


def cluster_labels(table: PointTable, name: str | None) -> np.ndarray | None:
    """Whole-number labels of the cluster field, −1 where there is none; shape=(n_points,)."""
    if name is None:
        return None
    values = table.numeric(name)
    known = np.isfinite(values)
    if not known.any():
        raise SubsidenceError(tr("All values of the cluster field “{name}” are NULL.").format(name=name))
    if (values[known] != np.round(values[known])).any() or (values[known] < 0).any():
        raise SubsidenceError(
            tr("The cluster field “{name}” must hold whole numbers from 0 upwards.").format(name=name)
        )
    return np.where(known, values, NO_CLUSTER).astype(int)


def prediction_columns(
    prediction: RatePrediction, rate: np.ndarray | None, level: float, *, parts: bool = False
) -> list[Column]:
    """``rate_predicted``, ``rate_error`` (where a rate is known), ``rate_lo``, ``rate_hi`` and ``extrapolated``.

    parts : also ``rate_from_factors`` and ``rate_from_neighbours``
    """
    percent = f"{100 * level:g}"
    unit = tr("mm/yr, negative = subsidence")
    columns = [
        Column("rate_predicted", prediction.rate, tr("Predicted rate") + f" ({unit})"),
        Column("rate_lo", prediction.low, tr("Lower end of the {percent} % interval (mm/yr)").format(percent=percent)),
        Column("rate_hi", prediction.high, tr("Upper end of the {percent} % interval (mm/yr)").format(percent=percent)),
        Column(
            "extrapolated",
            prediction.outside.sum(axis=1).astype(np.int32),
            tr("Number of factors outside the model's range"),
        ),
    ]
    if parts:
        columns += [
            Column("rate_from_factors", prediction.from_factors, tr("Part that the factors give (mm/yr)")),
            Column(
                "rate_from_neighbours", prediction.from_neighbours, tr("Part that measured points nearby add (mm/yr)")
            ),
        ]
    if rate is not None:
        columns.insert(1, Column("rate_error", prediction.rate - rate, tr("Predicted minus observed rate (mm/yr)")))
    return columns


def guessed_cluster_column(prediction: RatePrediction) -> Column:
    known = (prediction.cluster != NO_CLUSTER) & np.isfinite(prediction.rate)
    return Column(
        "cluster_guessed", whole_with_gaps(prediction.cluster, known), tr("Most likely cluster by the factors")
    )
