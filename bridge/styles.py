"""How outputs look: rates diverge around zero, distances rise, clusters are categories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampShader,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QColor

# ColorBrewer RdBu (diverging) and YlGnBu (sequential), Set2 (categories); Brewer, C. A., Apache-2.0
DIVERGING = ("#b2182b", "#d6604d", "#f4a582", "#fddbc7", "#f7f7f7", "#d1e5f0", "#92c5de", "#4393c3", "#2166ac")
SEQUENTIAL = ("#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84")
CATEGORIES = ("#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d", "#666666")


@dataclass(frozen=True)
class Style:
    """What a layer shows.

    field : the field (vector) or band name (raster) that is coloured
    kind : "diverging" (centred on zero), "sequential", "categories", or "steps": values in order, each with its
        own colour from dark to light, and grey for NULL (beyond the last step)
    low, high : the range of values; for "diverging" it is made symmetric
    categories : the values in order, for "categories" and "steps"
    unit : written into the legend
    """

    field: str
    kind: str = "diverging"
    low: float = 0.0
    high: float = 1.0
    categories: tuple = ()
    unit: str = ""


def style_for(field: str, values: np.ndarray, kind: str = "diverging", unit: str = "") -> Style:
    """A style whose range fits the values: the 2nd and 98th percentile, symmetric about zero if diverging."""
    if kind == "categories":
        known = [v for v in np.asarray(values).tolist() if v is not None and v == v]
        return Style(field, kind, categories=tuple(sorted(set(known))), unit=unit)
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    low, high = np.percentile(known, [2, 98]).tolist() if known.size else (0.0, 1.0)
    if kind == "diverging":
        high = max(abs(low), abs(high))
        low = -high
    if not high > low:
        high = low + 1.0
    return Style(field, kind, low, high, unit=unit)


def apply_style(layer, style: Style) -> None:
    """Give a vector or raster layer its look."""
    if isinstance(layer, QgsRasterLayer):
        _style_raster(layer, style)
    elif isinstance(layer, QgsVectorLayer) and layer.isSpatial():
        _style_vector(layer, style)


def _colours(style: Style) -> Sequence[str]:
    return DIVERGING if style.kind == "diverging" else SEQUENTIAL


def _symbol(layer: QgsVectorLayer, colour: str):
    geometry = layer.geometryType()
    if geometry == QgsWkbTypes.GeometryType.PointGeometry:
        size = "1.2" if layer.featureCount() > 5000 else "2.0"
        return QgsMarkerSymbol.createSimple({"color": colour, "outline_style": "no", "size": size, "name": "circle"})
    if geometry == QgsWkbTypes.GeometryType.LineGeometry:
        return QgsLineSymbol.createSimple({"color": colour, "width": "0.6"})
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": "#555555", "outline_width": "0.1"})


def _style_vector(layer: QgsVectorLayer, style: Style) -> None:
    if style.kind == "categories":
        categories = [
            QgsRendererCategory(value, _symbol(layer, CATEGORIES[index % len(CATEGORIES)]), str(value))
            for index, value in enumerate(style.categories)
        ]
        layer.setRenderer(QgsCategorizedSymbolRenderer(style.field, categories))
        return
    if style.kind == "steps":
        layer.setRenderer(QgsCategorizedSymbolRenderer(style.field, _step_categories(layer, style)))
        return
    colours = _colours(style)
    edges = np.linspace(style.low, style.high, len(colours) + 1).tolist()
    ranges = []
    for index, colour in enumerate(colours):
        low, high = edges[index], edges[index + 1]
        label = f"{low:.4g} … {high:.4g} {style.unit}".strip()
        if index == 0:
            low, label = -1e300, f"< {high:.4g} {style.unit}".strip()
        elif index == len(colours) - 1:
            high, label = 1e300, f"> {edges[index]:.4g} {style.unit}".strip()
        ranges.append(QgsRendererRange(low, high, _symbol(layer, colour), label))
    layer.setRenderer(QgsGraduatedSymbolRenderer(style.field, ranges))


def _step_categories(layer: QgsVectorLayer, style: Style) -> list[QgsRendererCategory]:
    """From the previous value to this one, darkest first; anything else, such as NULL, is beyond."""
    darkest = len(SEQUENTIAL) - 1
    categories, previous = [], 0.0
    for index, value in enumerate(style.categories):
        colour = SEQUENTIAL[darkest - round(darkest * index / max(len(style.categories) - 1, 1))]
        label = f"{previous:g} – {value:g} {style.unit}".strip()
        categories.append(QgsRendererCategory(value, _symbol(layer, colour), label))
        previous = value
    beyond = f"> {previous:g} {style.unit}".strip()
    return [*categories, QgsRendererCategory("", _symbol(layer, "#dddddd"), beyond)]


def _style_raster(layer: QgsRasterLayer, style: Style) -> None:
    bands = [layer.bandName(index) for index in range(1, layer.bandCount() + 1)]
    band = next((i + 1 for i, name in enumerate(bands) if style.field and style.field in name), layer.bandCount())
    colours = _colours(style)
    ramp = QgsColorRampShader(style.low, style.high)
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    ramp.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(value, QColor(colour), f"{value:.4g} {style.unit}".strip())
            for value, colour in zip(np.linspace(style.low, style.high, len(colours)).tolist(), colours)
        ]
    )
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), band, shader)
    renderer.setClassificationMin(style.low)
    renderer.setClassificationMax(style.high)
    layer.setRenderer(renderer)
