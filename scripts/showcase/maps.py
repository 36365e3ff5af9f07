"""Maps as PNG: one per view, with legend, scale bar and title, drawn by QGIS's own layouts."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QFont

BACKGROUND = "#e3e2de"  # darker than the pale middle of the diverging colours
WIDTH_MM, HEIGHT_MM, LEGEND_MM, MARGIN_MM = 200.0, 150.0, 56.0, 6.0


def write_map(project: QgsProject, path: Path, title: str, layers: list, extent_of, legend_of: list) -> Path:
    """Draw ``layers`` (top first) around the extent of one of them.

    legend_of : the layers that the legend explains
    """
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    page = layout.pageCollection().page(0)
    page.setPageSize(QgsLayoutSize(WIDTH_MM, HEIGHT_MM, QgsUnitTypes.LayoutMillimeters))

    label = QgsLayoutItemLabel(layout)
    label.setText(title)
    label.setFont(QFont("DejaVu Sans", 13))
    _place(layout, label, MARGIN_MM, 4.0, WIDTH_MM - 2 * MARGIN_MM, 8.0)

    map_width = WIDTH_MM - LEGEND_MM - 2 * MARGIN_MM
    drawn = QgsLayoutItemMap(layout)
    _place(layout, drawn, MARGIN_MM, 14.0, map_width, HEIGHT_MM - 20.0)
    drawn.setCrs(extent_of.crs())
    box = QgsRectangle(extent_of.extent())
    box.scale(1.06)
    drawn.zoomToExtent(box)
    drawn.setLayers(layers)
    drawn.setFrameEnabled(True)
    drawn.setBackgroundColor(_colour(BACKGROUND))

    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(drawn)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    for layer in legend_of:
        root.addLayer(layer)
    legend.setResizeToContents(True)
    legend.setWrapString(": ")  # "low confidence: why" takes two lines
    for style in (QgsLegendStyle.Group, QgsLegendStyle.Subgroup, QgsLegendStyle.SymbolLabel):
        font = legend.styleFont(style)
        font.setPointSizeF(8.0 if style == QgsLegendStyle.SymbolLabel else 9.0)
        legend.setStyleFont(style, font)
    _place(layout, legend, MARGIN_MM + map_width + 2.0, 14.0, LEGEND_MM - 2.0, HEIGHT_MM - 40.0)

    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Single Box")
    bar.setLinkedMap(drawn)
    bar.applyDefaultSize()
    bar.setUnits(QgsUnitTypes.DistanceKilometers)
    bar.setUnitLabel("km")
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(2)
    bar.setUnitsPerSegment(_round_length(drawn))
    bar.setHeight(1.5)
    text = bar.textFormat()
    text.setSize(8.0)
    bar.setTextFormat(text)
    _place(layout, bar, MARGIN_MM + map_width + 2.0, HEIGHT_MM - 22.0, LEGEND_MM - 4.0, 14.0)

    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 130
    outcome = QgsLayoutExporter(layout).exportToImage(str(path), settings)
    if outcome != QgsLayoutExporter.Success:
        raise RuntimeError(f"The map {path} cannot be written (QGIS says {outcome}).")
    return path


def _round_length(drawn: QgsLayoutItemMap) -> float:
    """A round number of km, about a sixth of the map's width."""
    from qgis.core import QgsDistanceArea, QgsPointXY

    measure = QgsDistanceArea()
    measure.setSourceCrs(drawn.crs(), QgsProject.instance().transformContext())
    measure.setEllipsoid("WGS84")
    box = drawn.extent()
    y = box.center().y()
    width_km = measure.measureLine(QgsPointXY(box.xMinimum(), y), QgsPointXY(box.xMaximum(), y)) / 1000.0
    for length in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100):
        if length >= width_km / 12.0:
            return float(length)
    return 200.0


def _place(layout, item, x: float, y: float, width: float, height: float) -> None:
    layout.addLayoutItem(item)
    # first the size: a map that is moved while it has none loses its extent
    item.attemptResize(QgsLayoutSize(width, height, QgsUnitTypes.LayoutMillimeters))
    item.attemptMove(QgsLayoutPoint(x, y, QgsUnitTypes.LayoutMillimeters))


def _colour(text: str):
    from qgis.PyQt.QtGui import QColor

    return QColor(text)
