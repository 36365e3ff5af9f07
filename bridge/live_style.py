"""The colours of a layer as the viewer sets them: kept with the layer, shown at once, given to its renderer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

import numpy as np
from qgis.core import (
    QgsGraduatedSymbolRenderer,
    QgsMapLayerStyle,
    QgsRasterLayer,
    QgsRendererRange,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from .styles import DIVERGING, SEQUENTIAL, point_symbol, ramp_renderer, round_step, style_for

KEY = "land_subsidence/live_style"
MOST_OUTSIDE = 0.1  # of the values beyond a range that nobody chose
CLASSES = 15  # of a renderer made from a ramp
# ColorBrewer (Apache-2.0); viridis by S. van der Walt and N. Smith (CC0); batlow by F. Crameri (MIT)
RAMPS = {
    "RdBu": DIVERGING,
    "RdYlBu": ("#a50026", "#d73027", "#f46d43", "#fdae61", "#e8e0a8", "#abd9e9", "#74add1", "#4575b4", "#313695"),
    "PiYG": ("#8e0152", "#c51b7d", "#de77ae", "#f1b6da", "#d8d8d0", "#b8e186", "#7fbc41", "#4d9221", "#276419"),
    "YlGnBu": SEQUENTIAL,
    "viridis": ("#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725"),
    "batlow": ("#011959", "#103f60", "#1c5a62", "#3c6d56", "#687b3e", "#9d892b", "#d29343", "#f8a17b", "#fdb7bc"),
}


FRINGES = ("#3b4cc0", "#00a6ca", "#5ac864", "#f5e642", "#f07f3c", "#c8285a", "#7a3fb5", "#3b4cc0")  # ends as it begins


@dataclass(frozen=True)
class LiveStyle:
    """low, high : the range, in the unit of the values; opacity : in [0, 1]; fringe : when colours repeat, or 0."""

    low: float
    high: float
    ramp: str = "RdBu"
    symmetric: bool = True
    inverted: bool = False
    opacity: float = 1.0
    fringe: float = 0.0

    def with_range(self, low: float, high: float) -> LiveStyle:
        """Another range; where it is symmetric the farther end counts for both."""
        if self.symmetric:
            high = max(abs(low), abs(high), 1e-9)
            low = -high
        return replace(self, low=float(min(low, high)), high=float(max(low, high, min(low, high) + 1e-9)))

    @property
    def ends(self) -> tuple[float, float]:
        """The values of the first and the last colour."""
        return (0.0, self.fringe) if self.fringe > 0 else (self.low, self.high)

    @property
    def colours(self) -> tuple[str, ...]:
        if self.fringe > 0:
            return FRINGES[::-1] if self.inverted else FRINGES
        return RAMPS[self.ramp][::-1] if self.inverted else RAMPS[self.ramp]


def fitting(values: np.ndarray, *, motion: bool = True) -> LiveStyle:
    """A style whose range fits the values.

    motion : symmetric, so that red sinks and pale stands still, also where all sinks; else from the lowest to the
        highest value where these lie on one side of zero, as heights and coherences do
    """
    style = style_for("", values)
    known = values[np.isfinite(values)]
    one_sided = known.size and not known.min() < 0 < known.max() and abs(np.median(known)) > 2 * np.std(known)
    if one_sided and not motion:
        plain = style_for("", values, "sequential")
        return LiveStyle(plain.low, plain.high, "YlGnBu", symmetric=False)
    return LiveStyle(style.low, style.high)


def holds(style: LiveStyle, values: np.ndarray) -> bool:
    """Whether nearly all values lie within the range of a style."""
    known = values[np.isfinite(values)]
    outside = (known < style.low) | (known > style.high)
    return style.fringe > 0 or not known.size or float(outside.mean()) <= MOST_OUTSIDE


def remembered(layer) -> LiveStyle | None:
    """The style that was kept with a layer, or None; what cannot be read counts as none."""
    text = layer.customProperty(KEY, "")
    try:
        style = LiveStyle(**json.loads(text))
        return style if style.ramp in RAMPS and style.low < style.high else None
    except (TypeError, ValueError):
        return None


def remember(layer, style: LiveStyle) -> None:
    layer.setCustomProperty(KEY, json.dumps(asdict(style)))


def colour_table(style: LiveStyle, steps: int = 256) -> np.ndarray:
    """Colours between the stops of a ramp as 0xAARRGGBB; shape=(steps,), uint32."""
    stops = np.array([[QColor(c).red(), QColor(c).green(), QColor(c).blue()] for c in style.colours], dtype=float)
    place = np.linspace(0, len(stops) - 1, steps)
    red, green, blue = (np.interp(place, np.arange(len(stops)), stops[:, band]).round() for band in range(3))
    return (0xFF000000 + red * 65536 + green * 256 + blue).astype(np.uint32)


def colours_of(values: np.ndarray, style: LiveStyle) -> np.ndarray:
    """A colour for each value as 0xAARRGGBB; 0 where it is NaN. shape=(n,), uint32."""
    table = colour_table(style)
    low, high = style.ends
    shown = np.asarray(values, dtype=float)
    if style.fringe > 0:
        shown = np.mod(shown, style.fringe)
    share = (shown - low) / (high - low)
    index = np.clip(np.nan_to_num(share, nan=0.0, posinf=1.0, neginf=0.0) * len(table), 0, len(table) - 1).astype(int)
    return np.where(np.isfinite(values), table[index], np.uint32(0)).astype(np.uint32)


def look_of(layer: QgsVectorLayer, expression: str, style: LiveStyle, unit: str) -> str:
    """The style of a layer coloured by an expression, as QGIS keeps styles in XML; the layer stays as it is."""
    copy = layer.clone()
    give_renderer(copy, expression, style, unit)
    return _xml_of(copy)


def raster_look_of(
    layer: QgsRasterLayer, band: int, style: LiveStyle, unit: str, *, shift: float = 0.0, scale: float = 1.0
) -> str:
    """The same of a raster, whose band is ``scale`` times smaller and against other ground by ``shift``."""
    copy = layer.clone()
    give_raster_renderer(copy, band, style, unit, shift=shift, scale=scale)
    return _xml_of(copy)


def _xml_of(layer) -> str:
    look = QgsMapLayerStyle()
    look.readFromLayer(layer)
    return look.xmlData()


def give_raster_renderer(
    layer: QgsRasterLayer, band: int, style: LiveStyle, unit: str, *, shift: float = 0.0, scale: float = 1.0
) -> None:
    """Let a raster show a band in this style; shown and written is the band times ``scale`` minus ``shift``."""
    shown = np.linspace(style.low, style.high, len(style.colours))
    layer.setRenderer(ramp_renderer(layer, band, (shown + shift) / scale, style.colours, shown, unit))
    layer.setOpacity(style.opacity)
    layer.triggerRepaint()


def give_renderer(layer, field: str, style: LiveStyle, unit: str = "mm/yr") -> None:
    """Let the layer itself show ``field`` in this style: for the legend, the project and a print."""
    if isinstance(layer, QgsVectorLayer):
        table = colour_table(style, CLASSES)
        edges = np.linspace(*style.ends, CLASSES + 1)
        digits = max(0, int(np.ceil(-np.log10(round_step(edges[1] - edges[0])))) + 1)
        ranges = []
        for index, colour in enumerate(table.tolist()):
            low, high = edges[index], edges[index + 1]
            label = f"{low:.{digits}f} … {high:.{digits}f} {unit}".strip()
            if index == 0:
                low, label = -1e300, f"< {high:.{digits}f} {unit}".strip()
            elif index == CLASSES - 1:
                high, label = 1e300, f"> {low:.{digits}f} {unit}".strip()
            ranges.append(
                QgsRendererRange(float(low), float(high), point_symbol(layer, f"#{colour & 0xFFFFFF:06x}"), label)
            )
        layer.setRenderer(QgsGraduatedSymbolRenderer(field, ranges))
        layer.setOpacity(style.opacity)
    layer.triggerRepaint()
