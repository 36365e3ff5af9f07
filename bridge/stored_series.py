"""The series of a light layer's points, which lie in the deformation store that was made with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
)

from ..subsidence.analysis.area_series import MEAN
from ..subsidence.errors import SubsidenceError
from ..subsidence.series import STORE_ROW, find_rate_field
from ..subsidence.units import mm_per
from .area_series import PlaceSeries, place_series
from .i18n import tr
from .layer_series import PointSeries, field_names, holds_series, is_point_layer
from .provenance import PROPERTY

if TYPE_CHECKING:
    from ..subsidence.store.point_store import PointStore

STORE = "STORE"
SAME_PLACE_DEGREES, SAME_PLACE = 1e-5, 1.0  # of a layer's point and the store's; about a metre


def is_light(layer) -> bool:
    """Whether a layer has the rows of a store in place of its own dates."""
    return is_point_layer(layer) and STORE_ROW in field_names(layer) and not holds_series(layer)


def store_of(layer: QgsVectorLayer) -> PointStore:
    """The store in which a light layer's series are; raises ``SubsidenceError`` where it is not to be found."""
    if not layer.metadata().history():
        layer.loadDefaultMetadata()  # QGIS does it for a layer that it opens by itself, but not for one of a script
    said = [layer.customProperty(PROPERTY, ""), *reversed(layer.metadata().history())]
    named = next(filter(None, map(_named_store, said)), None)
    if named is None:
        raise SubsidenceError(
            tr(
                "“{layer}” has rows of a deformation store, but does not say of which; open the layer that the import"
                " made."
            ).format(layer=layer.name())
        )
    beside = Path(layer.source().partition("|")[0]).parent / named.name  # both were moved together
    folder = next((place for place in (named, beside) if place.is_dir()), None)
    if folder is None:
        raise SubsidenceError(
            tr(
                "The series of “{layer}” are in the deformation store {path}, which is not there; put it back, or"
                " beside the layer's file."
            ).format(layer=layer.name(), path=named)
        )
    from ..subsidence.store.point_store import ABOUT, open_store

    about = folder / ABOUT
    return _opened(folder, about.stat().st_mtime_ns) if about.is_file() else open_store(folder)


@lru_cache(maxsize=4)
def _opened(folder: Path, _changed: int) -> PointStore:
    from ..subsidence.store.point_store import open_store

    return open_store(folder)


def _named_store(provenance: str) -> Path | None:
    """The folder that a run was given for its store."""
    try:
        given = json.loads(provenance)["parameters"].get(STORE)
    except (ValueError, KeyError, TypeError, AttributeError):  # another program's history
        return None
    return Path(given) if isinstance(given, str) and given else None


def read_stored(layer: QgsVectorLayer, feature_ids: Iterable[int], unit: str = "mm") -> list[PointSeries]:
    """The series of some points of a light layer, in the order of ``feature_ids``."""
    wanted = list(dict.fromkeys(feature_ids))
    request = QgsFeatureRequest().setFilterFids(wanted)
    by_id = {feature.id(): feature for feature in layer.getFeatures(request)}
    features = [by_id[one] for one in wanted if one in by_id]
    if not features:
        return []
    store = store_of(layer)
    values = _checked(layer, store, features)
    scale, rate = mm_per(unit), find_rate_field(field_names(layer))
    rates = [feature[rate] if rate else None for feature in features]
    found = []
    for feature, row, label, speed in zip(features, values["displacement_mm"], values["point_id"], rates):
        place = feature.geometry().asPoint()
        found.append(
            PointSeries(
                label=str(label),
                feature_id=feature.id(),
                xy=(place.x(), place.y()),
                dates=store.dates,
                displacement_mm=row.astype(float) * scale,
                rate_mm_per_yr=float(speed) * scale if isinstance(speed, (int, float)) else float("nan"),
            )
        )
    return found


def read_stored_place(
    layer: QgsVectorLayer,
    feature_ids: Sequence[int],
    outline: QgsGeometry,
    *,
    name: str,
    unit: str = "mm",
    statistic: str = MEAN,
) -> PlaceSeries:
    """The points as one series; see ``place_series``."""
    points = read_stored(layer, feature_ids, unit)
    if not points:
        raise SubsidenceError(tr("No point lies in “{name}”.").format(name=name))
    none = np.zeros((len(points), 0))
    return place_series(
        np.array([one.displacement_mm for one in points]), np.array([one.xy for one in points]), points[0].dates,
        np.array([one.rate_mm_per_yr for one in points]), outline, name=name, statistic=statistic,
        forecast_dates=np.array([], dtype="datetime64[D]"), forecast=[none, none, none],
    )  # fmt: skip


def _checked(layer: QgsVectorLayer, store: PointStore, features: list) -> dict[str, np.ndarray]:
    """What the store says of some features, once it is known that it speaks of the same points."""
    rows = [feature[STORE_ROW] for feature in features]
    if not all(isinstance(row, int) and 0 <= row < store.n_points for row in rows):
        raise _of_another(layer, store)
    values = store.points(rows, ["point_id", "xy"])
    to_store = QgsCoordinateTransform(layer.crs(), QgsCoordinateReferenceSystem(store.crs), layer.transformContext())
    reach = SAME_PLACE_DEGREES if to_store.destinationCrs().isGeographic() else SAME_PLACE
    for feature, (x, y), label in zip(features, values["xy"], values["point_id"]):
        try:
            place = to_store.transform(feature.geometry().asPoint())
        except (QgsCsException, ValueError, TypeError) as error:  # no place on that map, or no point at all
            raise _of_another(layer, store) from error
        named = "point_id" not in field_names(layer) or str(feature["point_id"]) == str(label)
        if not named or place.distance(QgsPointXY(x, y)) > reach:
            raise _of_another(layer, store)
    return values


def _of_another(layer: QgsVectorLayer, store: PointStore) -> SubsidenceError:
    return SubsidenceError(
        tr(
            "The deformation store {path} was made anew and has other points than “{layer}”; open the layer that was"
            " made with it."
        ).format(path=store.folder, layer=layer.name())
    )
