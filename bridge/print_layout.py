"""One page for paper: map, plot, legend with sign and reference, scale, source and licence, as a print layout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsDistanceArea,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsPointXY,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFont

from ..subsidence.report.fonts import ems
from .i18n import tr
from .styles import round_step

WIDTH_MM, HEIGHT_MM = 297.0, 210.0  # A4, lying
MARGIN_MM, SIDE_MM, FOOT_MM = 10.0, 96.0, 16.0
TITLE_POINTS, SMALLEST_TITLE, MM_PER_POINT = 15, 9, 25.4 / 72
MOST_ROWS = 10  # of the legend, above its remark
SYMBOL_MM = 16.0  # beside a text of the legend, with its margins
MILLIMETRES: Any = QgsUnitTypes.LayoutUnit.LayoutMillimeters


def make_layout(
    project: QgsProject,
    layers: list,
    main,
    extent: QgsRectangle,
    crs,
    *,
    remark: str = "",
    plot: Path | None = None,
    look: str | None = None,
) -> QgsPrintLayout:
    """A layout that is added to the project, under a name of its own.

    layers : what the map shows, top first; main : the one that title, legend, source and licence are of
    extent : in ``crs``; remark : geometry, sign and reference; plot : a picture of series
    look : the style that ``main`` has on this page, as XML; None leaves it to the project
    """
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(_free_name(project, main.name()))
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(WIDTH_MM, HEIGHT_MM, MILLIMETRES))
    wide, tall = WIDTH_MM - SIDE_MM - 2 * MARGIN_MM, HEIGHT_MM - 2 * MARGIN_MM - FOOT_MM - 10.0
    _title(layout, main.name(), (MARGIN_MM, MARGIN_MM - 2, WIDTH_MM - 2 * MARGIN_MM, 9.0))
    drawn = QgsLayoutItemMap(layout)
    _place(layout, drawn, (MARGIN_MM, MARGIN_MM + 9.0, wide, tall))
    drawn.setCrs(crs)
    drawn.zoomToExtent(extent)
    drawn.setLayers(layers if look is None else _uncovered(layers, main))
    drawn.setKeepLayerSet(True)
    if look is not None:
        drawn.setLayerStyleOverrides({main.id(): look})
        drawn.setKeepLayerStyles(True)
    drawn.setFrameEnabled(True)
    left = MARGIN_MM + wide + 5.0
    _legend(layout, drawn, main, (left, MARGIN_MM + 9.0, SIDE_MM - 5.0, 90.0))
    if remark:
        _label(layout, remark, 8, (left, MARGIN_MM + 98.0, SIDE_MM - 5.0, 12.0))
    if plot is not None:
        picture = QgsLayoutItemPicture(layout)
        picture.setPicturePath(str(plot))
        _place(layout, picture, (left, MARGIN_MM + 110.0, SIDE_MM - 5.0, 60.0))
    _scale_bar(layout, drawn, (MARGIN_MM, HEIGHT_MM - MARGIN_MM - FOOT_MM + 2.0, 90.0, 12.0))
    _label(layout, sources_of(main), 7, (MARGIN_MM + 95.0, HEIGHT_MM - MARGIN_MM - FOOT_MM + 2.0, 180.0, FOOT_MM))
    project.layoutManager().addLayout(layout)
    return layout


def _uncovered(layers: list, main) -> list:
    """The layers with ``main`` above every other raster, as the live map is painted above them."""
    others = [layer for layer in layers if layer is not main]
    rasters = [number for number, layer in enumerate(others) if isinstance(layer, QgsRasterLayer)]
    own = layers.index(main) if main in layers else 0
    place = min([own, *rasters])
    return [*others[:place], main, *others[place:]]


def sources_of(layer) -> str:
    """What the layer says of its source, its terms and whom to name."""
    metadata = layer.metadata()
    pieces = [metadata.abstract(), *(tr("Licence: {text}").format(text=text) for text in metadata.licenses())]
    pieces += metadata.rights()
    return "\n".join(piece for piece in dict.fromkeys(pieces) if piece)


def _legend(layout, drawn: QgsLayoutItemMap, main, place: tuple) -> None:
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(drawn)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    node = root.addLayer(main)
    QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Style.Hidden)  # the title says it
    node.setCustomProperty("legend/title-label", shortened(main.name(), 8.0, place[2] - SYMBOL_MM))  # of a lone symbol
    _explain(legend, drawn)
    if len(legend.model().layerLegendNodes(node)) > MOST_ROWS:
        legend.setColumnCount(2)
        legend.setSplitLayer(True)
    legend.setResizeToContents(True)
    styles = (QgsLegendStyle.Style.Group, QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.SymbolLabel)
    for style in styles:
        font = legend.styleFont(style)
        font.setPointSizeF(8.0 if style == styles[2] else 9.0)
        legend.setStyleFont(style, font)
    _place(layout, legend, place)


def _explain(legend: QgsLayoutItemLegend, drawn: QgsLayoutItemMap) -> None:
    """A map tells its legend of its own styles only when they change later, and a legend keeps what it has made."""
    looks: Any = drawn.layerStyleOverrides()
    legend.model().setLayerStyleOverrides(looks)
    for node in legend.model().rootGroup().findLayers():
        legend.model().refreshLayerLegend(node)


def refresh_legends(project: QgsProject) -> None:
    """After a project was read: QGIS 3.22 makes legends of the layers' own colours, whatever their maps show."""
    for layout in project.layoutManager().printLayouts():
        for item in layout.items():
            if isinstance(item, QgsLayoutItemLegend) and item.linkedMap() and item.linkedMap().keepLayerStyles():
                _explain(item, item.linkedMap())


def _scale_bar(layout, drawn: QgsLayoutItemMap, place: tuple) -> None:
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Single Box")
    bar.setLinkedMap(drawn)
    bar.applyDefaultSize()
    kilometres = _width_km(drawn) >= 2.0
    units = QgsUnitTypes.DistanceUnit
    bar.setUnits(units.DistanceKilometers if kilometres else units.DistanceMeters)
    bar.setUnitLabel("km" if kilometres else "m")
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(2)
    bar.setUnitsPerSegment(round_step(_width_km(drawn) * (1.0 if kilometres else 1000.0) / 8.0))
    bar.setHeight(2.0)
    _place(layout, bar, place)


def _width_km(drawn: QgsLayoutItemMap) -> float:
    measure = QgsDistanceArea()
    measure.setSourceCrs(drawn.crs(), drawn.layout().project().transformContext())
    measure.setEllipsoid("WGS84")
    box = drawn.extent()
    y = box.center().y()
    return measure.measureLine(QgsPointXY(box.xMinimum(), y), QgsPointXY(box.xMaximum(), y)) / 1000.0


def _label(layout, text: str, points: int, place: tuple) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setHAlign(Qt.AlignmentFlag.AlignLeft)
    font = QFont()
    font.setPointSize(points)
    if hasattr(label, "setTextFormat"):
        text_format = label.textFormat()
        text_format.setFont(font)
        text_format.setSize(points)
        label.setTextFormat(text_format)
    else:  # QGIS before 3.24
        label.setFont(font)
    _place(layout, label, place)


def _title(layout, text: str, place: tuple) -> None:
    """One line: smaller the longer it is, and shortened where that does not do."""
    text = shortened(text, SMALLEST_TITLE, place[2])
    _label(layout, text, int(min(TITLE_POINTS, place[2] / MM_PER_POINT / max(ems(text), 1.0))), place)


def shortened(text: str, points: float, room_mm: float) -> str:
    """As much of a text as fits, in letters of so many points."""
    while ems(text) * points * MM_PER_POINT > room_mm and len(text) > 2:
        text = text[:-2].rstrip("…") + "…"
    return text


def _place(layout, item, place: tuple) -> None:
    x, y, width, height = place
    layout.addLayoutItem(item)
    # first the size: a map that is moved while it has none loses its extent
    item.attemptResize(QgsLayoutSize(width, height, MILLIMETRES))
    item.attemptMove(QgsLayoutPoint(x, y, MILLIMETRES))


def _free_name(project: QgsProject, name: str) -> str:
    taken = {layout.name() for layout in project.layoutManager().layouts()}
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free
