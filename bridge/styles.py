"""How outputs look: rates diverge around zero, distances rise, clusters are categories, doubtful values are hatched."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsExpression,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalettedRasterRenderer,
    QgsProperty,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRenderContext,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSimpleMarkerSymbolLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QColor

from .confidence import Doubt, doubt_about
from .fields import python_values
from .i18n import tr

# ColorBrewer RdBu (diverging; its middle darkened, so that stable points show on white), YlGnBu (sequential) and
# Set2 (categories); Brewer, C. A., Apache-2.0
DIVERGING = ("#b2182b", "#d6604d", "#f4a582", "#fddbc7", "#d6d6ce", "#d1e5f0", "#92c5de", "#4393c3", "#2166ac")
SEQUENTIAL = ("#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84")
HATCH = "#222222"
KEPT, LEFT_OUT = "#7fcdbb", "#999999"
CLEAR = "0,0,0,0"
ROUND_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
ROWS_AT_ONCE = 65_536  # that are looked at for doubt
NOTHING = (1e307, 1e308)  # a range that no value lies in: the legend's entry for the hatch
QUIET = "#c8c8c8"  # of alarms and classes: nothing found, or nothing known
WORSE = ("#fdae61", "#f46d43", "#d73027", "#a50026", "#67001f")  # and then worse and worse; ColorBrewer RdYlBu, RdGy
CATEGORIES = ("#1b9e77", "#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d", "#666666")


@dataclass(frozen=True)
class Style:
    """What a layer shows.

    field : the field (vector) or band name (raster) that is coloured
    kind : "diverging" (centred on zero), "sequential" (darkest is most), "distance" (darkest is nearest),
        "categories", "mask" (rasters of 1 = kept, 0 = left out), or "steps": values in order, each with its own
        colour from dark to light, and grey for NULL (beyond the last step)
    low, high : the range of values; for "diverging" it is made symmetric
    categories : the values in order, for "categories" and "steps"
    colours : of the categories, where these say more than that they differ
    unit : written into the legend
    scales : of a vector layer, the denominators from and up to which it is shown, 0 for no limit
    """

    field: str
    kind: str = "diverging"
    low: float = 0.0
    high: float = 1.0
    categories: tuple = ()
    unit: str = ""
    colours: tuple[str, ...] = ()
    scales: tuple[float, float] = (0.0, 0.0)


def style_for(field: str, values: np.ndarray, kind: str = "diverging", unit: str = "") -> Style:
    """A style whose range fits the values: the 2nd and 98th percentile, symmetric about zero if diverging."""
    if kind == "categories":
        found = {v for v in np.asarray(values).tolist() if v is not None and v == v}
        return Style(field, kind, categories=tuple(sorted(found)), unit=unit)
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    low, high = np.percentile(known, [2, 98]).tolist() if known.size else (0.0, 1.0)
    if kind == "diverging":
        high = 0.5 * len(DIVERGING) * round_step(max(abs(low), abs(high)) / (0.5 * len(DIVERGING)))
        return Style(field, kind, -high, high, unit=unit)
    step = round_step((high - low) / len(SEQUENTIAL))
    low = step * np.floor(low / step)
    return Style(field, kind, low, low + len(SEQUENTIAL) * step, unit=unit)


def round_step(width: float) -> float:
    """The nearest round number: the width of a legend's classes; 1 for nothing.

    >>> [round_step(width) for width in (0.0, 0.31, 7.7, 30.6, 1000.0)]
    [1.0, 0.3, 8.0, 30.0, 1000.0]
    """
    if not width > 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(width))
    step = min(ROUND_STEPS, key=lambda step: abs(np.log(step * power / width)))
    return float(f"{step * power:.6g}")


def apply_style(
    layer, style: Style, columns: Mapping[str, np.ndarray] | None = None, colours: Sequence[str] = ()
) -> None:
    """Give a vector or raster layer its look.

    columns : the layer's values, where the caller has them; asking the layer would keep its file open for a while
    colours : of a raster, in place of those that go with the kind
    """
    if isinstance(layer, QgsRasterLayer):
        _style_raster(layer, style, colours)
    elif isinstance(layer, QgsVectorLayer) and layer.isSpatial():
        _style_vector(layer, style)
        if any(style.scales):
            layer.setScaleBasedVisibility(True)
            layer.setMaximumScale(style.scales[0])  # QGIS calls the large scale the greatest, the denominator the least
            layer.setMinimumScale(style.scales[1])
        _hatch(layer, doubt_about(style.field, [field.name() for field in layer.fields()]), columns)


def _colours(style: Style) -> Sequence[str]:
    if style.kind == "distance":
        return SEQUENTIAL[::-1]
    return DIVERGING if style.kind == "diverging" else SEQUENTIAL


def point_symbol(layer: QgsVectorLayer, colour: str):
    geometry = layer.geometryType()
    if geometry == QgsWkbTypes.GeometryType.PointGeometry:
        size = "1.2" if layer.featureCount() > 5000 else "2.0"
        return QgsMarkerSymbol.createSimple({"color": colour, "outline_style": "no", "size": size, "name": "circle"})
    if geometry == QgsWkbTypes.GeometryType.LineGeometry:
        return QgsLineSymbol.createSimple({"color": colour, "width": "0.6"})
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": "#555555", "outline_width": "0.1"})


def _style_vector(layer: QgsVectorLayer, style: Style) -> None:
    if style.kind == "categories":
        own = style.colours or CATEGORIES
        categories = [
            QgsRendererCategory(value, point_symbol(layer, own[index % len(own)]), str(value) or tr("none"))
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
        ranges.append(QgsRendererRange(low, high, point_symbol(layer, colour), label))
    layer.setRenderer(QgsGraduatedSymbolRenderer(style.field, ranges))


def _hatch(layer: QgsVectorLayer, doubt: Doubt | None, columns: Mapping[str, np.ndarray] | None) -> None:
    """Hatch what is doubtful, by a second symbol layer that the expression switches on, and say so in the legend."""
    if doubt is None:
        return
    if not (_any_feature(layer, doubt.expression) if columns is None else _any_row(columns, doubt.expression)):
        return
    renderer: Any = layer.renderer().clone()  # by classes or by categories
    for index, symbol in enumerate(renderer.symbols(QgsRenderContext())):
        own = symbol.clone()
        own.appendSymbolLayer(_hatching(own, doubt.expression))
        if isinstance(renderer, QgsGraduatedSymbolRenderer):
            renderer.updateRangeSymbol(index, own)
        else:
            renderer.updateCategorySymbol(index, own)
    shown = point_symbol(layer, "#ffffff")
    shown.appendSymbolLayer(_hatching(shown, ""))
    if isinstance(renderer, QgsGraduatedSymbolRenderer):
        renderer.addClassRange(QgsRendererRange(*NOTHING, shown, doubt.label))
    else:
        renderer.addCategory(QgsRendererCategory("…", shown, doubt.label))
    layer.setRenderer(renderer)


def _hatching(symbol, expression: str) -> QgsSymbolLayer:
    """A slanting stroke over a point, slanting lines over an area, where ``expression`` holds; "" is everywhere.

    The stroke is transparent by itself and coloured by the expression, so that the legend, which has no feature to
    ask, shows the plain symbol.
    """
    still = HATCH if not expression else CLEAR
    if isinstance(symbol, QgsMarkerSymbol):
        stroke = {
            "name": "line", "angle": "45", "size": f"{1.5 * symbol.size():g}", "outline_color": still,
            "outline_width": "0.25", "outline_style": "solid",
        }  # fmt: skip
        hatching = stroked = QgsSimpleMarkerSymbolLayer.create(stroke)
    else:
        hatching = QgsLinePatternFillSymbolLayer.create({"angle": "45", "distance": "1.6"})
        line = QgsLineSymbol.createSimple({"color": still, "width": "0.25"})
        stroked = line.symbolLayer(0)
        hatching.setSubSymbol(line)
    if expression:
        properties = QgsSymbolLayer.Property  # QGIS 3.36 shortened the names
        colour = getattr(properties, "StrokeColor", None) or properties.PropertyStrokeColor
        stroked.setDataDefinedProperty(colour, QgsProperty.fromExpression(f"if({expression}, '{HATCH}', '{CLEAR}')"))
    return hatching


def _any_feature(layer: QgsVectorLayer, expression: str) -> bool:
    request = QgsFeatureRequest(QgsExpression(expression)).setLimit(1)
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    return any(True for _ in layer.getFeatures(request))


def _any_row(columns: Mapping[str, np.ndarray], expression: str) -> bool:
    """The same for values in memory; what QGIS and SQLite understand by these expressions is the same."""
    names = sorted(QgsExpression(expression).referencedColumns())
    if not set(names) <= set(columns):
        return False
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    places, n_rows = ", ".join("?" * len(names)), len(columns[names[0]]) if names else 0
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE rows ({', '.join(quoted)})")
        for start in range(0, n_rows, ROWS_AT_ONCE):
            some = zip(*(python_values(columns[name][start : start + ROWS_AT_ONCE]) for name in names))
            connection.executemany(f"INSERT INTO rows VALUES ({places})", some)  # nosec B608: only question marks
            found = connection.execute(f"SELECT 1 FROM rows WHERE {expression} LIMIT 1")  # nosec B608: confidence.py's
            if found.fetchone() is not None:
                return True
            connection.execute("DELETE FROM rows")
    return False


def _step_categories(layer: QgsVectorLayer, style: Style) -> list[QgsRendererCategory]:
    """From the previous value to this one, darkest first; anything else, such as NULL, is beyond."""
    darkest = len(SEQUENTIAL) - 1
    categories, previous = [], 0.0
    for index, value in enumerate(style.categories):
        colour = SEQUENTIAL[darkest - round(darkest * index / max(len(style.categories) - 1, 1))]
        label = f"{previous:g} – {value:g} {style.unit}".strip()
        categories.append(QgsRendererCategory(value, point_symbol(layer, colour), label))
        previous = value
    beyond = f"> {previous:g} {style.unit}".strip()
    return [*categories, QgsRendererCategory("", point_symbol(layer, "#dddddd"), beyond)]


def _style_raster(layer: QgsRasterLayer, style: Style, own: Sequence[str] = ()) -> None:
    bands = [layer.bandName(index) for index in range(1, layer.bandCount() + 1)]
    band = next((i + 1 for i, name in enumerate(bands) if style.field and style.field in name), layer.bandCount())
    if style.kind == "mask":
        classes = [
            QgsPalettedRasterRenderer.Class(1, QColor(KEPT), tr("kept")),
            QgsPalettedRasterRenderer.Class(0, QColor(LEFT_OUT), tr("left out (too noisy)")),
        ]
        layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), band, classes))
        return
    colours = own or _colours(style)
    stops = np.linspace(style.low, style.high, len(colours))
    layer.setRenderer(ramp_renderer(layer, band, stops, colours, stops, style.unit))


def ramp_renderer(
    layer: QgsRasterLayer, band: int, stops: np.ndarray, colours: Sequence[str], shown: np.ndarray, unit: str
) -> QgsSingleBandPseudoColorRenderer:
    """Colours between stops of a band; stops, shown : shape=(n_colours,), values of the band and what is written."""
    ramp = QgsColorRampShader(stops[0], stops[-1])
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    ramp.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(value, QColor(colour), f"{label:.4g} {unit}".strip())
            for value, label, colour in zip(stops.tolist(), shown.tolist(), colours)
        ]
    )
    legend = QgsColorRampLegendNodeSettings()
    legend.setSuffix(f" {unit}" if unit else "")
    if not np.allclose(stops, shown):  # the legend of one continuous bar writes the band's own values
        legend.setUseContinuousLegend(False)
    ramp.setLegendSettings(legend)
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), band, shader)
    renderer.setClassificationMin(stops[0])
    renderer.setClassificationMax(stops[-1])
    return renderer
