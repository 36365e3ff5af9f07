"""What goes to paper says what the map shows, in one language, within the page; and words keep their room."""

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas

DAYS = np.datetime64("2018-01-06") + 12 * np.arange(12)
FIELDS = ["D" + str(day).replace("-", "") for day in DAYS]


@pytest.fixture
def viewer(qgis_app, point_layer):
    from land_subsidence.ui.series_viewer import SeriesViewer

    canvas = QgsMapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32614"))
    canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
    x, y = (grid.ravel() for grid in np.meshgrid(np.arange(50, 1000, 100.0), np.arange(50, 1000, 100.0)))
    columns = {"velocity": -20.0 - x / 50.0} | dict(zip(FIELDS, -np.outer(np.arange(12), 1 + x / 100.0)))
    layer = point_layer(np.column_stack([x, y]), columns)
    alias = "2018-01-06 [mm], line of sight, + towards satellite"
    layer.setFieldAlias(layer.fields().indexOf(FIELDS[0]), alias)
    QgsProject.instance().addMapLayer(layer)
    viewer = SeriesViewer(canvas)
    viewer.layer_box.setLayer(layer)
    yield viewer
    viewer.tidy_up()
    viewer.close()
    canvas.close()
    QgsProject.instance().clear()


def square(x, y, size=250.0):
    return QgsGeometry.fromRect(QgsRectangle(x, y, x + size, y + size))


def legend_of(layout):
    legend = next(item for item in layout.items() if isinstance(item, QgsLayoutItemLegend))
    node = legend.model().rootGroup().findLayers()[0]
    return legend, [entry.data(0) for entry in legend.model().layerLegendNodes(node)]


def test_the_legend_on_paper_is_that_of_the_live_colours_also_when_the_page_is_opened_again(viewer, tmp_path):
    _, own = legend_of(viewer.page())
    viewer.refer_to_area(square(0, 0))
    layout = viewer.page()
    _, live = legend_of(layout)
    assert live != own
    assert len(live) == 15
    assert all("mm/yr" in text for text in live)
    QgsLayoutExporter(layout).renderPageToImage(0, dpi=30)
    legend = legend_of(layout)[0]
    words = next(item for item in layout.items() if isinstance(item, QgsLayoutItemLabel) and "against" in item.text())
    assert legend.pos().y() + legend.rect().height() <= words.pos().y()
    from land_subsidence.bridge.print_layout import refresh_legends

    project, name = QgsProject.instance(), layout.name()
    project.write(str(tmp_path / "page.qgz"))
    viewer.layer_box.setLayer(None)
    project.read(str(tmp_path / "page.qgz"))
    refresh_legends(project)
    assert legend_of(project.layoutManager().layoutByName(name))[1] == live


def test_the_longest_names_stay_on_the_page(viewer):
    viewer.layer().setName(
        "A name as people give them, 2015-2020, ascending, LiCSBAS, filtered, vertical " * 2 + "昆明"
    )
    layout = viewer.page()
    QgsLayoutExporter(layout).renderPageToImage(0, dpi=30)
    legend, _ = legend_of(layout)
    page = layout.pageCollection().page(0).rect()
    assert legend.pos().x() + legend.rect().width() <= page.width()
    title = next(item for item in layout.items() if isinstance(item, QgsLayoutItemLabel) and "A name" in item.text())
    assert title.sizeForText().width() <= page.width()
    assert title.sizeForText().height() <= title.rect().height()
    assert title.text().endswith("…")


def test_all_sinking_is_red_on_the_map_and_pale_stands_still(viewer):
    style = viewer.live.style()
    assert style.symmetric
    assert style.ramp == "RdBu"


def test_a_range_that_nobody_chose_follows_the_reference_and_a_chosen_one_stays(viewer):
    viewer.colours_action.setChecked(True)
    viewer.refer_to_area(square(750, 0))
    assert np.mean(np.abs(viewer.live.shown()) > viewer.live.style().high) <= 0.1
    viewer.style_panel.high_box.setValue(1.0)
    viewer.refer_to_area(square(0, 0))
    assert viewer.live.style().high == 1.0


def test_words_of_the_layer_and_of_the_reference_are_in_the_language_of_the_plot(viewer, tmp_path):
    from land_subsidence.ui.viewer.view_export import retold, write_plot

    viewer.show_place(QgsPointXY(50, 50))
    viewer.refer_to_area(square(500, 500))
    told = {}
    for code in ("zh", "en"):
        target = tmp_path / f"{code}.svg"
        write_plot(target, viewer.draw_on, code=code)
        told[code] = target.read_text(encoding="utf-8")
    assert "line of sight" in told["en"]
    assert "points in a polygon" in told["en"]
    assert "line of sight" not in told["zh"]
    assert "points in a polygon" not in told["zh"]
    assert "视线向" in told["zh"]
    assert retold("视线向，+ 朝向卫星") == "line of sight, + towards satellite"
    assert retold("东西向，+ 向东") == "east–west, + east"
    assert retold("radar, whatever") == "radar, whatever"


@pytest.mark.parametrize("size", [(6.0, 3.6), (4.5, 1.9), (3.2, 2.4), (4.5, 1.2), (3.3, 2.0)])
def test_the_legend_hides_no_curve_and_the_words_beside_the_axis_fit(viewer, size):
    from land_subsidence.ui.series_plot import SeriesPlot
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    for number in range(4):
        viewer.show_place(QgsPointXY(50 + 200 * number, 50), number > 0)
    figure = Figure(figsize=(6.0, 3.6))
    canvas = FigureCanvasAgg(figure)
    plot = SeriesPlot(figure)
    viewer.draw_on(plot)
    figure.set_size_inches(*size)  # as when the window gets another size
    plot.fit_margins()
    canvas.draw()
    renderer = canvas.get_renderer()
    legend = plot.axes.get_legend()
    if legend is not None:
        box = legend.get_window_extent(renderer)
        for curve in plot.curves:
            spots = np.column_stack([curve.dates.astype("datetime64[D]").astype(float), curve.value_mm])
            x, y = plot.axes.transData.transform(spots).T
            assert not ((x > box.x0) & (x < box.x1) & (y > box.y0) & (y < box.y1)).any()
    words = plot.axes.yaxis.label.get_window_extent(renderer)
    assert words.y0 >= 0
    assert words.y1 <= figure.bbox.height
    assert words.x0 >= 0


def test_a_zoom_is_kept_when_the_window_gets_another_size(viewer):
    viewer.show_place(QgsPointXY(50, 50))
    viewer.show_place(QgsPointXY(550, 50), True)
    viewer.plot.axes.set_ylim(-3, -1)
    viewer.plot.fit_margins()
    assert viewer.plot.axes.get_ylim() == (-3, -1)


def test_long_aliases_let_no_dialog_of_the_panel_scroll_sideways(qgis_app):
    from land_subsidence.ui.guided_panel import narrow_boxes
    from qgis.PyQt.QtWidgets import QComboBox, QVBoxLayout, QWidget

    dialog = QWidget()
    column = QVBoxLayout(dialog)
    box = QComboBox(dialog)
    column.addWidget(box)
    box.addItem("a very long alias " * 20)
    before = column.minimumSize().width()
    narrow_boxes(dialog)
    column.invalidate()
    assert column.minimumSize().width() < 300 < before


def test_the_colour_of_a_chosen_row_is_not_mixed_with_the_selection(qgis_app):
    from land_subsidence.ui.viewer.item_list import _swatch
    from qgis.PyQt.QtGui import QIcon

    shown = _swatch("#1b9e77").pixmap(12, 12, QIcon.Mode.Selected).toImage()
    assert shown.pixelColor(6, 6).name() == "#1b9e77"


def test_an_axis_says_in_the_window_s_language_what_a_layer_says_in_another(point_layer):
    from land_subsidence.ui.viewer.remarks import field_remarks
    from land_subsidence.ui.viewer.view_export import language

    layer = point_layer(np.zeros((1, 2)), {f"D201801{day}": np.zeros(1) for day in ("01", "13")})
    layer.setFieldAlias(layer.fields().indexOf("D20180101"), "2018-01-01 [mm], line of sight, + towards satellite")
    with language("zh"):
        assert field_remarks(layer)["displacement"] == "视线向，+ 朝向卫星"
    assert field_remarks(layer)["displacement"] == "line of sight, + towards satellite"
