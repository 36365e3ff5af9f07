"""Reference, areas, dates and colours in the viewer: what is seen is what the numbers say, and the layer stays."""

import numpy as np
import pytest
from matplotlib.container import ErrorbarContainer
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas

DAYS = np.datetime64("2018-01-06") + 12 * np.arange(12)
FIELDS = ["D" + str(day).replace("-", "") for day in DAYS]
N = 400


@pytest.fixture
def canvas(qgis_app):
    canvas = QgsMapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32614"))
    canvas.setExtent(QgsRectangle(0, 0, 2000, 2000))
    canvas.show()
    yield canvas
    canvas.close()
    QgsProject.instance().clear()


@pytest.fixture
def data():
    """Points on a grid of 20 × 20, sinking faster to the east; the noise is small."""
    random = np.random.default_rng(2)
    x, y = np.meshgrid(np.arange(20) * 100.0 + 50, np.arange(20) * 100.0 + 50)
    xy = np.column_stack([x.ravel(), y.ravel()])
    rate = -xy[:, 0] / 50.0
    years = (DAYS - DAYS[0]).astype(float) / 365.25
    return xy, rate, rate[:, None] * years + random.normal(0, 0.1, (N, 12))


@pytest.fixture
def viewer(canvas, data, point_layer):
    from land_subsidence.ui.series_viewer import SeriesViewer

    xy, rate, motion = data
    columns = {"point_id": np.arange(N), "velocity": rate}
    columns |= dict(zip(FIELDS, motion.T))
    columns |= {"F20180530": motion[:, -1] - 1.0, "F20180530_lo": motion[:, -1] - 2.0, "F20180530_hi": motion[:, -1]}
    columns |= {"B" + FIELDS[-1][1:]: motion[:, -1] + 0.5, "p_rate": np.full(N, 0.25)}
    layer = point_layer(xy, columns)
    QgsProject.instance().addMapLayer(layer)
    viewer = SeriesViewer(canvas)
    viewer.show()
    viewer.layer_box.setLayer(layer)
    yield viewer
    viewer.tidy_up()
    viewer.close()


def drawn(viewer):
    return np.asarray(viewer.plot.axes.get_lines()[0].get_ydata())


def test_a_reference_moves_map_and_curves_and_leaves_the_layer_alone(viewer, data):
    xy, rate, motion = data
    before = [f.attributes() for f in viewer.layer().getFeatures()]
    viewer.show_place(QgsPointXY(1950, 1050))
    viewer.radius_box.setValue(120)
    viewer.refer_to_place(QgsPointXY(50, 50))
    inside = np.linalg.norm(xy - [50, 50], axis=1) <= 120
    expected = motion - motion[inside].mean(axis=0)
    row = int(np.argmin(np.linalg.norm(xy - [1950, 1050], axis=1)))
    np.testing.assert_allclose(drawn(viewer), expected[row], atol=1e-4)
    np.testing.assert_allclose(viewer.live.shown(), rate - rate[inside].mean(), atol=1e-6)
    assert [f.attributes() for f in viewer.layer().getFeatures()] == before
    viewer.live.without_reference()
    np.testing.assert_allclose(drawn(viewer), motion[row], atol=1e-4)
    assert viewer.live._map is None


def test_the_reference_becomes_a_layer_through_the_algorithm(viewer, run):
    viewer.radius_box.setValue(120)
    viewer.refer_to_place(QgsPointXY(50, 50))
    asked = []
    viewer.algorithm_wanted.connect(lambda name, given: asked.append((name, given)))
    viewer.reference_to_layer()
    name, given = asked[0]
    assert name == "rereference_series"
    made = run(name, **given, OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    rates = np.array([f["velocity"] for f in made.getFeatures()])
    np.testing.assert_allclose(rates, viewer.live.shown(), atol=1e-6)


def test_a_reference_far_from_every_point_is_refused_in_words(viewer):
    viewer.refer_to_place(QgsPointXY(90_000, 90_000))
    assert "No point lies within" in viewer.message.text()
    assert viewer.live.reference is None


def test_areas_stand_side_by_side_with_their_own_spread_and_colour(viewer, data):
    xy, _, motion = data
    west = QgsGeometry.fromRect(QgsRectangle(0, 0, 500, 2000))
    east = QgsGeometry.fromRect(QgsRectangle(1500, 0, 2000, 2000))
    viewer.add_area(west)
    viewer.add_area(east, "the east")
    assert len(viewer.series) == 2, viewer.message.text()
    first, second = viewer.series
    np.testing.assert_allclose(first.displacement_mm, motion[xy[:, 0] < 500].mean(axis=0), atol=1e-9)
    assert (second.label, second.n_points) == ("the east", 100)
    assert (second.spread_low_mm < second.displacement_mm)[1:].all()
    assert (second.interval_low_mm > second.spread_low_mm)[2:].all(), "a mean is known better than points spread"
    assert len(set(viewer.comparison.colours)) == 2
    assert len(viewer.marks.areas) == 2
    assert second.forecast_mm.size == 1
    viewer.median_action.setChecked(True)
    viewer.add_area(west, "median")
    np.testing.assert_allclose(viewer.series[-1].displacement_mm, np.median(motion[xy[:, 0] < 500], axis=0), atol=1e-9)


def test_what_is_held_stays_and_undo_brings_back_what_a_click_took(viewer):
    viewer.show_place(QgsPointXY(50, 50))
    viewer.comparison.hold(0, True)
    viewer.show_place(QgsPointXY(1950, 1950))
    assert [one.label for one in viewer.series] == ["0", "399"]
    viewer.show_place(QgsPointXY(1050, 1050))
    assert [one.label for one in viewer.series] == ["0", "210"]
    viewer.comparison.undo()
    assert [one.label for one in viewer.series] == ["0", "399"]
    viewer.comparison.hide(1, True)
    assert [one.label for one in viewer.series] == ["0"]
    assert len(viewer._marks) == 1
    viewer.comparison.rename(0, "church")
    assert viewer.series[0].label == "church"
    viewer.clear()
    viewer.comparison.undo()
    assert viewer.series[0].label == "church"


def test_dragging_the_date_colours_the_points_by_that_date_and_by_a_difference(viewer, data, canvas):
    _, _, motion = data
    viewer.dates_action.setChecked(True)
    viewer.date_bar.slider.setValue(7)
    np.testing.assert_allclose(viewer.live.shown(), motion[:, 7], atol=1e-4)
    viewer.date_bar.first_box.setCurrentIndex(3 + 1)
    np.testing.assert_allclose(viewer.live.shown(), motion[:, 7] - motion[:, 3], atol=1e-4)
    viewer._tell_canvas()
    assert canvas.temporalRange().begin().date().toString("yyyy-MM-dd") == str(DAYS[7])
    viewer.dates_action.setChecked(False)
    assert viewer.live._map is None


def test_the_cursor_in_the_plot_moves_the_map(viewer):
    viewer.show_place(QgsPointXY(50, 50))
    viewer.dates_action.setChecked(True)
    viewer.plot_canvas.draw()

    class Event:
        button, dblclick = 1, False
        inaxes = viewer.plot.axes
        xdata = float((DAYS[4] - np.datetime64("1970-01-01")).astype(int)) + 1

    viewer.mouse._press(Event)
    assert viewer.live.last == 4
    assert viewer.plot.day_lines[0].get_xdata()[0] == DAYS[4]


def test_play_moves_the_date_of_the_map(viewer, canvas):
    from land_subsidence.bridge.temporal import moment
    from qgis.core import QgsDateTimeRange

    viewer.dates_action.setChecked(True)
    canvas.setTemporalRange(QgsDateTimeRange(moment(DAYS[5]), moment(DAYS[6]), True, False))
    assert viewer.live.last == 5


def test_points_are_painted_in_the_colours_of_their_values(viewer, canvas):
    viewer.colours_action.setChecked(True)
    viewer.style_panel._set_range(-40.0, 40.0)
    from qgis.PyQt.QtGui import QColor, QImage, QPainter

    image = QImage(400, 400, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    viewer.live._map.paint(painter)
    painter.end()
    pixel = canvas.getCoordinateTransform().transform(QgsPointXY(1950, 1950))
    red = QColor(image.pixel(int(pixel.x()), int(pixel.y())))
    pixel = canvas.getCoordinateTransform().transform(QgsPointXY(50, 1950))
    pale = QColor(image.pixel(int(pixel.x()), int(pixel.y())))
    assert red.red() > 1.5 * red.blue(), "39 mm/yr down is red"
    assert abs(pale.red() - pale.blue()) < 40, "nearly still is pale"


def test_a_style_is_kept_with_its_layer_and_given_to_others(viewer, point_layer):
    from land_subsidence.bridge.live_style import remembered

    other = point_layer(np.zeros((1, 2)), {"velocity": np.array([-1.0])})
    QgsProject.instance().addMapLayer(other)
    viewer.colours_action.setChecked(True)
    viewer.style_panel.ramp_box.setCurrentText("RdYlBu")
    viewer.style_panel._set_range(-20.0, 20.0)
    assert (remembered(viewer.layer()).ramp, remembered(viewer.layer()).high) == ("RdYlBu", 20.0)
    viewer.style_to_all()
    for layer in (viewer.layer(), other):
        ranges = layer.renderer().ranges()
        assert ranges[0].upperValue() == pytest.approx(-20 + 40 / len(ranges))
        assert ranges[0].symbol().color().name() == "#a50026"


def test_a_handle_of_the_histogram_sets_a_symmetric_range(viewer):
    from qgis.PyQt.QtCore import QPoint, Qt
    from qgis.PyQt.QtTest import QTest

    viewer.colours_action.setChecked(True)
    panel = viewer.style_panel
    panel.histogram.resize(300, 64)
    start = QPoint(round(panel.histogram._x(panel.style_now.high)), 30)
    QTest.mousePress(panel.histogram, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(panel.histogram, QPoint(230, 30))
    value = panel.histogram._value(230)
    panel.histogram.mouseMoveEvent(type("Move", (), {"pos": lambda self: QPoint(230, 30)})())
    assert (panel.style_now.low, panel.style_now.high) == (pytest.approx(-abs(value)), pytest.approx(abs(value)))


def test_residuals_copies_and_a_window_of_the_fit(viewer, data):
    motion = data[2]
    viewer.show_place(QgsPointXY(1950, 1950))
    viewer.residual_action.setChecked(True)
    panels = viewer.plot.figure.axes
    assert panels[1].get_ylabel() == "residual (mm)"
    row = N - 1
    line = np.polyval(np.polyfit(DAYS.astype(float), motion[row], 1), DAYS.astype(float))
    np.testing.assert_allclose(panels[1].get_lines()[0].get_ydata(), motion[row] - line, atol=0.02)
    viewer.replica_actions["C"].setChecked(True)
    copies = [line for line in viewer.plot.axes.get_lines() if line.get_linestyle() == "None"]
    assert sorted(round(float(np.mean(c.get_ydata() - motion[row])), 2) for c in copies) == [-27.73, 27.73]
    viewer.set_window((DAYS[0], DAYS[5]))
    fitted = viewer.plot.drawn_beside[0]
    assert fitted.dates[-1] == DAYS[5]


def test_backtest_and_alarm_are_seen(viewer, data):
    viewer.show_place(QgsPointXY(1950, 1950))
    labels = [str(line.get_label()) for line in viewer.plot.axes.get_lines()]
    assert "backtest" in labels
    told = viewer.plot.show_cursor((viewer.plot.curves[0], 3))
    assert "25%" in told


def test_another_unit_keeps_the_reference_and_rewrites_areas(viewer):
    viewer.add_area(QgsGeometry.fromRect(QgsRectangle(0, 0, 500, 2000)))
    viewer.refer_to_place(QgsPointXY(50, 50))
    before = viewer.series[0].spread_high_mm.copy()
    reference = viewer.live.reference.motion.displacement_mm.copy()
    viewer.unit_box.setCurrentText("cm")
    np.testing.assert_allclose(viewer.live.reference.motion.displacement_mm, 10 * reference, rtol=1e-6)
    np.testing.assert_allclose(viewer.series[0].spread_high_mm, 10 * before)


def test_closing_takes_the_colours_off_the_map(viewer):
    viewer.dates_action.setChecked(True)
    viewer.closed.emit()
    assert viewer.live._map is None
    assert not viewer.dates_action.isChecked()


def test_a_plot_for_print_is_in_millimetres_and_in_english(viewer, tmp_path):
    from land_subsidence.ui.viewer.view_export import write_plot

    viewer.show_place(QgsPointXY(1950, 1950))
    write_plot(tmp_path / "plot.svg", viewer.draw_on, width_mm=85.0, code="en")
    text = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert 'width="240.9' in text, "85 mm in points"
    assert "displacement (mm)" in text
    write_plot(tmp_path / "plot.svg", viewer.draw_on, width_mm=85.0, code="zh")
    assert "displacement (mm)" not in (tmp_path / "plot.svg").read_text(encoding="utf-8")


def test_a_low_dock_keeps_its_labels_apart(viewer):
    viewer.show_place(QgsPointXY(1950, 1950))
    viewer.plot.figure.set_size_inches(2.4, 1.2)
    viewer.redraw()
    viewer.plot_canvas.draw()
    boxes = [t.get_window_extent() for t in viewer.plot.axes.get_yticklabels() if t.get_text()]
    inside = [box for box in boxes if box.y0 >= 0 and box.y1 <= viewer.plot.figure.bbox.height]
    inside.sort(key=lambda box: box.y0)
    assert all(lower.y1 <= upper.y0 for lower, upper in zip(inside, inside[1:]))


def test_a_dark_window_has_a_dark_plot_and_texts_that_stand_out(viewer, qgis_app):
    from qgis.PyQt.QtGui import QColor, QPalette

    palette = QPalette(viewer.palette())
    palette.setColor(QPalette.ColorRole.Window, QColor("#232629"))
    viewer.show_place(QgsPointXY(1950, 1950))
    viewer.setPalette(palette)
    viewer.redraw()
    paper = np.array(viewer.plot.figure.get_facecolor()[:3])
    assert paper.mean() < 0.3
    from matplotlib.colors import to_rgb

    ink = np.array(to_rgb(viewer.plot.axes.yaxis.label.get_color()))
    assert abs(ink.mean() - paper.mean()) > 0.5


def test_a_profile_is_what_the_algorithm_finds_and_marks_what_crosses(viewer, data, canvas):
    from qgis.core import QgsFeature, QgsVectorLayer

    fault = QgsVectorLayer("LineString?crs=EPSG:32614", "fault", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(1000, 0), QgsPointXY(1000, 2000)]))
    fault.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(fault)
    canvas.setLayers([fault])
    viewer.show_profile(QgsGeometry.fromPolylineXY([QgsPointXY(0, 1000), QgsPointXY(2000, 1000)]))
    window = viewer._profile
    assert window is not None, viewer.message.text()
    known = np.isfinite(window.columns["rate"])
    slope = np.polyfit(window.columns["chainage"][known], window.columns["rate"][known], 1)[0]
    assert slope == pytest.approx(-1 / 50.0, rel=0.05)
    (chainage, name), *others = window.crossings
    assert (name, others) == ("fault", [])
    assert chainage == pytest.approx(1000, rel=0.01)


def test_dates_until_a_day_end_on_that_day(viewer):
    from land_subsidence.ui.viewer.until import dates_until

    assert dates_until(DAYS, DAYS[-1] + np.timedelta64(30, "D")) == ["2018-05-30", "2018-06-11", "2018-06-17"]


def test_a_page_for_paper_has_map_plot_legend_scale_source_and_licence(viewer, tmp_path):
    from qgis.core import (
        QgsLayerMetadata,
        QgsLayoutExporter,
        QgsLayoutItemLabel,
        QgsLayoutItemLegend,
        QgsLayoutItemMap,
        QgsLayoutItemPicture,
        QgsLayoutItemScaleBar,
    )

    metadata = QgsLayerMetadata()
    metadata.setAbstract("Displacement in mm, line of sight.")
    metadata.setLicenses(["CC BY 4.0"])
    viewer.layer().setMetadata(metadata)
    viewer.show_place(QgsPointXY(1950, 1950))
    layout = viewer.page()
    kinds = {type(item) for item in layout.items()}
    assert {
        QgsLayoutItemMap, QgsLayoutItemLegend, QgsLayoutItemScaleBar, QgsLayoutItemPicture, QgsLayoutItemLabel,
    } <= kinds  # fmt: skip
    texts = " ".join(item.text() for item in layout.items() if isinstance(item, QgsLayoutItemLabel))
    assert "Licence: CC BY 4.0" in texts
    assert "line of sight" in texts
    target = tmp_path / "page.pdf"
    QgsLayoutExporter(layout).exportToPdf(str(target), QgsLayoutExporter.PdfExportSettings())
    assert target.read_bytes().startswith(b"%PDF")
    assert viewer.page().name() != layout.name(), "a second page takes nothing from the first"


def test_a_page_for_paper_shows_the_live_colours_and_the_layer_keeps_its_own(viewer, data):
    from qgis.core import (
        QgsExpression,
        QgsExpressionContext,
        QgsExpressionContextUtils,
        QgsLayoutItemLegend,
        QgsLayoutItemMap,
    )

    layer = viewer.layer()
    own = layer.renderer().type()
    viewer.radius_box.setValue(120)
    viewer.refer_to_place(QgsPointXY(50, 50))

    def shown_on_paper():
        page = viewer.page()
        drawn = next(item for item in page.items() if isinstance(item, QgsLayoutItemMap))
        look = drawn.layerStyleOverrides()[layer.id()]
        copy = layer.clone()
        from qgis.core import QgsMapLayerStyle

        QgsMapLayerStyle(look).writeToLayer(copy)
        expression = QgsExpression(copy.renderer().classAttribute())
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(copy))
        values = []
        for feature in layer.getFeatures():
            context.setFeature(feature)
            values.append(expression.evaluate(context))
        return np.array(values), copy.renderer().ranges()

    values, ranges = shown_on_paper()
    np.testing.assert_allclose(values, viewer.live.shown(), atol=1e-5)
    assert ranges[1].label().endswith("mm/yr")
    viewer.unit_box.setCurrentText("cm")
    viewer.dates_action.setChecked(True)
    viewer.refer_to_area(QgsGeometry.fromRect(QgsRectangle(0, 0, 300, 300)))
    viewer.date_bar.slider.setValue(7)
    values, ranges = shown_on_paper()
    np.testing.assert_allclose(values, viewer.live.shown(), rtol=1e-5, atol=1e-3)
    assert ranges[1].label().endswith(" mm")
    page = viewer.page()
    legend = next(item for item in page.items() if isinstance(item, QgsLayoutItemLegend))
    drawn = next(item for item in page.items() if isinstance(item, QgsLayoutItemMap))
    assert legend.model().layerStyleOverrides() == drawn.layerStyleOverrides(), "the legend explains these colours"
    viewer.date_bar.first_box.setCurrentIndex(3 + 1)
    values, _ = shown_on_paper()
    np.testing.assert_allclose(values, viewer.live.shown(), rtol=1e-5, atol=1e-3)
    assert layer.renderer().type() == own, "the layer keeps its look"
    viewer.dates_action.setChecked(False)
    viewer.live.without_reference()
    drawn = next(item for item in viewer.page().items() if isinstance(item, QgsLayoutItemMap))
    assert drawn.layerStyleOverrides() == {}


def test_the_profile_button_takes_the_line_that_is_selected_in_a_layer(viewer, canvas):
    lines = QgsVectorLayer("MultiLineString", "subway", "memory")
    lines.setCrs(QgsCoordinateReferenceSystem("EPSG:32614"))
    short, long = QgsFeature(), QgsFeature()
    short.setGeometry(QgsGeometry.fromWkt("MultiLineString((0 500, 300 500))"))
    long.setGeometry(QgsGeometry.fromWkt("MultiLineString((0 1000, 1000 1000), (2000 1000, 1000 1000))"))
    lines.dataProvider().addFeatures([short, long])
    QgsProject.instance().addMapLayer(lines)
    canvas.setLayers([lines])
    viewer.profile_action.trigger()
    assert viewer._profile is None, "nothing is selected, so a line is to be drawn"
    lines.selectAll()
    viewer.profile_action.trigger()
    assert viewer._profile.line.length() == pytest.approx(2000), "two parts that meet are one line, the longest"
    assert "subway" in viewer._profile.windowTitle()
    assert np.nanmax(viewer._profile.columns["chainage"]) > 1500
    viewer.show_profile(QgsGeometry.fromPolylineXY([QgsPointXY(0, 500), QgsPointXY(2000, 500)]))
    assert "subway" not in viewer._profile.windowTitle()


def test_a_profile_in_chinese_is_drawn_in_a_font_that_has_the_signs(viewer, recwarn):
    from land_subsidence.ui.viewer.view_export import language

    with language("zh"):
        viewer.show_profile(QgsGeometry.fromPolylineXY([QgsPointXY(0, 500), QgsPointXY(2000, 500)]))
        viewer._profile.canvas.draw()
    assert any("\u4e00" <= sign <= "\u9fff" for sign in viewer._profile.figure.axes[0].get_ylabel())
    assert not [str(one.message) for one in recwarn if "missing from" in str(one.message)]


def test_the_plot_s_buttons_are_bright_on_a_dark_window(viewer):
    from qgis.PyQt.QtGui import QColor, QPalette

    def brightness():
        picture = viewer.plot_bar.actions()[0].icon().pixmap(32, 32).toImage()
        seen = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        return np.mean([colour.lightness() for colour in seen if colour.alpha() > 200])

    viewer.redraw()
    before = brightness()
    palette = viewer.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#202020"))
    viewer.setPalette(palette)
    viewer.redraw()
    assert before < 100 < 180 < brightness()


def test_a_polygon_as_reference_takes_the_points_inside(viewer, data):
    xy, rate, _ = data
    viewer.refer_to_area(QgsGeometry.fromRect(QgsRectangle(0, 0, 300, 300)))
    inside = (xy < 300).all(axis=1)
    assert viewer.live.reference.rows.size == inside.sum() == 9
    np.testing.assert_allclose(viewer.live.shown(), rate - rate[inside].mean(), atol=1e-6)


def test_an_area_is_the_same_from_memory_and_from_the_layer(viewer):
    from land_subsidence.bridge.area_series import read_place
    from land_subsidence.bridge.layer_series import features_inside

    box = QgsGeometry.fromRect(QgsRectangle(0, 0, 700, 700))
    held = viewer.live.values().place(box, name="area", statistic="mean")
    read = read_place(viewer.layer(), features_inside(viewer.layer(), box), box, name="area")
    for name in ("displacement_mm", "forecast_mm", "high_mm", "spread_low_mm", "interval_high_mm"):
        np.testing.assert_allclose(getattr(held, name), getattr(read, name), atol=1e-4)


def test_the_title_of_a_dark_plot_can_be_read(viewer):
    from land_subsidence.ui.theme import DARK
    from matplotlib.colors import to_rgb

    viewer.show_place(QgsPointXY(1950, 1950))
    viewer.draw_on(viewer.plot, DARK)
    title = viewer.plot.axes._left_title
    assert title.get_text() == "points"
    assert np.mean(to_rgb(title.get_color())) > 0.7


def test_the_selected_polygons_of_the_map_become_areas_whatever_their_crs(viewer, data):
    xy, _, motion = data
    boxes = [QgsRectangle(0, 0, 500, 500), QgsRectangle(1000, 1000, 2000, 2000), QgsRectangle(0, 1000, 500, 2000)]
    polygons = QgsVectorLayer("Polygon?crs=EPSG:4326", "blocks", "memory")
    to_degrees = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32614"), polygons.crs(), QgsProject.instance()
    )
    features = []
    for box in boxes:
        shape = QgsGeometry.fromRect(box)
        shape.transform(to_degrees)
        features.append(QgsFeature())
        features[-1].setGeometry(shape)
    added = polygons.dataProvider().addFeatures(features)[1]
    QgsProject.instance().addMapLayer(polygons)
    viewer.map_canvas.setLayers([polygons, viewer.layer()])
    viewer.areas_of_selection()
    assert viewer.series == []
    assert "Select polygons" in viewer.message.text()
    polygons.selectByIds([feature.id() for feature in added[:2]])
    viewer.areas_of_selection()
    assert sorted(one.label for one in viewer.series) == [f"blocks {feature.id()}" for feature in added[:2]]
    for box, area in zip(boxes, sorted(viewer.series, key=lambda one: one.label)):
        inside = np.array([box.contains(QgsPointXY(*place)) for place in xy])
        assert area.n_points == inside.sum()
        np.testing.assert_allclose(area.displacement_mm, motion[inside].mean(axis=0), atol=1e-4)


def test_error_bars_are_as_long_as_the_fields_of_standard_deviations_say(viewer, point_layer):
    values, errors = np.array([0.0, -4.0, np.nan, -9.0]), np.array([1.0, 2.0, 3.0, 0.5])
    columns = {"point_id": [1]} | {name: [value] for name, value in zip(FIELDS, values)}
    columns |= {f"{name}_std": [error] for name, error in zip(FIELDS, errors)}
    layer = point_layer(np.array([[500.0, 500.0]]), columns)
    QgsProject.instance().addMapLayer(layer)
    viewer.layer_box.setLayer(layer)
    viewer.show_place(QgsPointXY(500, 500))
    (bars,) = [one for one in viewer.plot.axes.containers if isinstance(one, ErrorbarContainer)]
    ends = [segment[:, 1].tolist() for segment in bars.lines[2][0].get_segments()]
    assert ends == [[-1.0, 1.0], [-6.0, -2.0], [-9.5, -8.5]]
    viewer.unit_box.setCurrentText("cm")  # the layer is in centimetres: the bars grow with the curve
    (bars,) = [one for one in viewer.plot.axes.containers if isinstance(one, ErrorbarContainer)]
    assert bars.lines[2][0].get_segments()[1][:, 1].tolist() == [-60.0, -20.0]
    viewer.error_action.setChecked(False)
    assert not [one for one in viewer.plot.axes.containers if isinstance(one, ErrorbarContainer)]


def test_a_long_title_fits_into_a_narrow_plot(viewer):
    viewer.layer().setName("A layer whose name is as long as those that algorithms and people together can make it")
    viewer.show_place(QgsPointXY(50, 50))
    viewer.plot.figure.set_size_inches(3.3, 2.2)
    viewer.plot.fit_margins()
    viewer.plot.figure.canvas.draw()
    title = viewer.plot.axes._left_title
    edge = viewer.plot.figure.bbox.width
    assert title.get_window_extent().x1 <= edge
    assert title.get_text().endswith("…")
    assert title.get_fontsize() >= 6.5


def test_marks_of_areas_lie_above_the_live_colours(viewer):
    viewer.add_area(QgsGeometry.fromRect(QgsRectangle(0, 0, 500, 500)))
    viewer.colours_action.setChecked(True)
    assert all(mark.zValue() > viewer.live._map.zValue() for mark in viewer.marks.areas)


def waited(viewer, milliseconds=600):
    from qgis.PyQt.QtTest import QTest

    QTest.qWait(milliseconds)


def test_an_edit_or_a_filter_of_the_layer_is_seen_in_curves_areas_and_colours(viewer):
    layer = viewer.layer()
    viewer.show_place(QgsPointXY(50, 50))
    viewer.add_area(QgsGeometry.fromRect(QgsRectangle(0, 0, 500, 500)), "corner")
    viewer.radius_box.setValue(120)
    viewer.refer_to_place(QgsPointXY(1950, 1950))
    viewer.colours_action.setChecked(True)
    first = next(feature for feature in layer.getFeatures() if feature.id() == viewer.series[0].feature_id)
    layer.startEditing()
    layer.changeAttributeValue(first.id(), layer.fields().indexOf(FIELDS[-1]), -777.0)
    layer.changeAttributeValue(first.id(), layer.fields().indexOf("velocity"), -444.0)
    layer.commitChanges()
    waited(viewer)
    assert viewer.series[0].displacement_mm[-1] == pytest.approx(-777.0)
    assert viewer.series[1].displacement_mm.min() < -20.0, "the area holds the new value"
    assert viewer.live.reference is not None
    rate = float(viewer.live.reference.motion.rate_mm_per_yr[0])
    assert viewer.live.shown().min() == pytest.approx(-444.0 - rate, abs=1e-3)
    layer.startEditing()
    layer.deleteFeature(first.id())
    layer.commitChanges()
    waited(viewer)
    assert [one.label for one in viewer.series] == ["corner"]
    assert len(viewer.live.values().xy) == N - 1
    assert len(viewer.live._map.xy) == N - 1


def test_a_map_that_is_turned_is_painted_where_its_points_lie(viewer, canvas):
    from qgis.PyQt.QtWidgets import QApplication

    viewer.colours_action.setChecked(True)
    viewer.layer().setRenderer(None)  # only the live colours are seen
    canvas.setRotation(30)
    for _ in range(10):
        QApplication.processEvents()
    picture = canvas.grab().toImage()
    place = canvas.getCoordinateTransform().transform(QgsPointXY(1250, 650))
    assert picture.pixelColor(int(place.x()), int(place.y())).name() != "#ffffff"
    assert viewer.live._map.rotation() == 0


def test_a_layer_with_rates_alone_takes_live_colours_and_a_reference(viewer, point_layer):
    xy = np.column_stack([np.arange(10) * 100.0, np.zeros(10)])
    layer = point_layer(xy, {"velocity": np.linspace(-9.0, 0.0, 10)}, name="rates")
    QgsProject.instance().addMapLayer(layer)
    viewer.layer_box.setLayer(layer)
    viewer.colours_action.setChecked(True)
    assert viewer.live.shown().min() == pytest.approx(-9.0)
    viewer.radius_box.setValue(10)
    viewer.live.refer_to_place(QgsPointXY(0, 0), 10)
    assert viewer.live.shown().max() == pytest.approx(9.0)
    viewer.dates_action.setChecked(True)
    assert not viewer.dates_action.isChecked()
    assert "no dates" in viewer.message.text()
    viewer.add_area(QgsGeometry.fromRect(QgsRectangle(0, 0, 500, 500)))
    assert "with dates" in viewer.message.text()


def test_after_the_layer_is_removed_the_viewer_follows_the_next_one(viewer, point_layer):
    other = point_layer(np.array([[1.0, 2.0]]), {"velocity": np.array([1.0])}, name="other")
    QgsProject.instance().addMapLayer(other)
    QgsProject.instance().removeMapLayer(viewer.layer().id())
    waited(viewer, 50)
    assert viewer._followed is viewer.layer()


def test_fringes_repeat_the_colours_on_map_and_paper(viewer):
    from land_subsidence.bridge.live_style import LiveStyle, colours_of

    style = LiveStyle(-20.0, 20.0, fringe=28.0)
    colours = colours_of(np.array([1.0, 29.0, -27.0, 15.0, np.nan]), style)
    assert colours[0] == colours[1] == colours[2] != colours[3]
    assert colours[4] == 0
    viewer.colours_action.setChecked(True)
    viewer.style_panel.fringe_box.setValue(28.0)
    assert viewer.live.style().fringe == 28.0
    assert "28 mm" in viewer.live.legend()[-1]
    from qgis.core import QgsMapLayerStyle

    copy = viewer.layer().clone()
    QgsMapLayerStyle(viewer.live.look()).writeToLayer(copy)
    assert "floor(" in copy.renderer().classAttribute()
    viewer.style_to_layer()
    assert viewer.layer().renderer().classAttribute() == "velocity", "the layer itself keeps plain colours"


def test_the_note_under_the_mouse_stays_within_the_plot(viewer):
    viewer.show_place(QgsPointXY(50, 50))
    viewer.redraw()
    curve = viewer.plot.curves[0]
    viewer.plot.show_cursor((curve, len(curve.dates) - 1))
    viewer.plot.figure.canvas.draw()
    box, edge = viewer.plot.note.get_window_extent(), viewer.plot.figure.bbox
    assert box.x0 >= edge.x0
    assert box.x1 <= edge.x1
    viewer.plot.show_cursor((curve, 0))
    viewer.plot.figure.canvas.draw()
    assert viewer.plot.note.get_window_extent().x0 >= edge.x0


def test_lines_that_only_come_near_the_profile_are_not_marked_on_it(viewer, canvas):
    """A line layer whose box meets the profile's, and which never crosses it."""
    roads = QgsVectorLayer("LineString?crs=EPSG:32614", "roads", "memory")
    features = []
    for line in ("LineString(900 0, 900 2000)", "LineString(100 1500, 300 1900)"):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(line))
        features.append(feature)
    roads.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(roads)
    canvas.setLayers([roads, viewer.layer()])
    viewer.show_profile(QgsGeometry.fromWkt("LineString(0 0, 2000 2000)"))
    window = viewer._profile
    assert [name for _, name in window.crossings] == ["roads"]
    length = window._measure(viewer.layer()).measureLength(window.line)  # on the ellipsoid
    assert window.crossings[0][0] / length == pytest.approx(900 / 2000, rel=1e-6)
    window.close()
