"""What the aliases of a layer's fields say, and which layers the viewer offers."""

from __future__ import annotations

import re

from qgis.core import Qgis, QgsProject, QgsVectorLayer

from ...bridge.layer_series import read_shapes
from ...bridge.stored_series import is_light
from ...subsidence.series import find_rate_field
from ...subsidence.series_fields import series_fields
from .view_export import retold


def field_remarks(layer: QgsVectorLayer) -> dict[str, str]:
    """What the aliases of a layer's fields say: geometry and sign, the level of intervals, units of factor series."""
    remarks = {}
    aliases = {field.name(): field.alias() for field in layer.fields()}
    found = None if is_light(layer) else series_fields(list(aliases))
    moved = (find_rate_field(list(aliases)) or "") if found is None else found.observed.names[0]
    _, bracket, rest = aliases.get(moved, "").partition("]")
    pieces = re.split("[,，]", rest, maxsplit=1)  # “2018-01-06 [mm], line of sight, + towards satellite”
    if bracket and len(pieces) == 2:
        remarks["displacement"] = retold(pieces[1].strip())
    if found is None:
        return remarks
    if found.forecast_low:
        level = re.search(r"\d+(?:[.,]\d+)?\s?%", aliases.get(found.forecast_low[0], ""))
        if level:
            remarks["level"] = level[0]
    for prefix, fields in found.factor_series.items():
        unit = re.search(r"\[([^\]]+)\]", aliases.get(fields.names[0], ""))
        if unit:
            remarks[prefix] = unit[1]
    return remarks


def project_shapes() -> dict:
    """The centroids of the newest table of shapes in the project."""
    for node in QgsProject.instance().layerTreeRoot().findLayers():
        layer = node.layer()
        if isinstance(layer, QgsVectorLayer) and not layer.isSpatial():
            shapes = read_shapes(layer)
            if shapes:
                return shapes
    return {}


def series_layers():
    """Point and raster layers, by the name that this QGIS has for them."""
    if Qgis.QGIS_VERSION_INT >= 33400:
        return Qgis.LayerFilters(Qgis.LayerFilter.PointLayer) | Qgis.LayerFilter.RasterLayer
    from qgis.core import QgsMapLayerProxyModel

    return QgsMapLayerProxyModel.Filter.PointLayer | QgsMapLayerProxyModel.Filter.RasterLayer
