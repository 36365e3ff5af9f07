"""Odd ways through the viewer: nothing raises, nothing is shown that does not hold, nothing is left on the map."""

import sys

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

DAYS = np.datetime64("2018-01-06") + 12 * np.arange(8)
FIELDS = ["D" + str(day).replace("-", "") for day in DAYS]
UTM = "EPSG:32614"
WHOLE = QgsRectangle(0, 0, 1000, 1000)


@pytest.fixture(autouse=True)
def nothing_raised(monkeypatch):
    """An exception in a slot would end QGIS's Python, not the test."""
    raised = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: raised.append((kind, error)))
    yield raised
    assert raised == []


@pytest.fixture
def canvas(qgis_app):
    canvas = QgsMapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(UTM))
    canvas.setExtent(WHOLE)
    canvas.show()
    yield canvas
    canvas.close()
    QgsProject.instance().clear()


@pytest.fixture
def make(point_layer):
    """A layer in the project: points on a grid, sinking faster to the east."""

    def make(name="points", fields=FIELDS, crs=UTM, spoil=lambda motion: motion, few=10):
        x, y = (grid.ravel() for grid in np.meshgrid(*[np.arange(50, 100 * few, 100.0)] * 2))
        motion = spoil(-np.outer(x / 100.0, np.arange(len(fields))))
        columns = {"point_id": np.arange(len(x)), "velocity": -x / 50.0, **dict(zip(fields, motion.T))}
        layer = point_layer(np.column_stack([x, y]), columns, crs=crs, name=name)
        QgsProject.instance().addMapLayer(layer)
        return layer

    return make


@pytest.fixture
def open_viewer(canvas):
    from land_subsidence.ui.series_viewer import SeriesViewer

    opened = []

    def open_viewer(layer=None):
        viewer = SeriesViewer(canvas)
        viewer.show()
        viewer.layer_box.setLayer(layer)
        opened.append(viewer)
        return viewer

    yield open_viewer
    for viewer in opened:
        viewer.tidy_up()
        viewer.close()


def rest():
    for _ in range(5):
        QApplication.processEvents()
        QTest.qWait(20)


def on_map(canvas):
    """What the viewer has laid on the map."""
    own = ("QgsVertexMarker", "QgsRubberBand", "LiveMap")
    return [item for item in canvas.scene().items() if isinstance(item, QgsMapCanvasItem) and kind(item) in own]


def kind(item):
    return type(item).__name__


def press(canvas, x, y, button=Qt.MouseButton.LeftButton):
    pixel = canvas.mapSettings().mapToPixel().transform(QgsPointXY(x, y))
    QTest.mouseClick(
        canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, QPoint(round(pixel.x()), round(pixel.y()))
    )


def square(x, y, size=250.0):
    return QgsGeometry.fromRect(QgsRectangle(x, y, x + size, y + size))


def everything_on(viewer):
    viewer.show_place(QgsPointXY(50, 50))
    viewer.add_area(square(0, 0))
    viewer.refer_to_area(square(500, 500))
    viewer.dates_action.setChecked(True)
    viewer.colours_action.setChecked(True)
    viewer.residual_action.setChecked(True)


def test_a_layer_that_goes_while_a_fence_is_drawn_takes_the_fence_along(open_viewer, make, canvas):
    layer = make()
    viewer = open_viewer(layer)
    viewer.fence_action.trigger()
    press(canvas, 100, 100)
    press(canvas, 600, 100)
    QgsProject.instance().removeMapLayer(layer.id())
    rest()
    press(canvas, 600, 600)
    press(canvas, 600, 600, Qt.MouseButton.RightButton)
    rest()
    assert viewer.series == []
    assert "layer" in viewer.message.text()
    viewer._put_away()
    assert [item for item in on_map(canvas) if item.isVisible()] == []


def test_a_layer_that_goes_takes_marks_colours_and_reference_along(open_viewer, make, canvas):
    layer = make()
    viewer = open_viewer(layer)
    everything_on(viewer)
    QgsProject.instance().removeMapLayer(layer.id())
    rest()
    assert viewer.series == []
    assert [item for item in on_map(canvas) if item.isVisible()] == []
    assert not viewer.dates_action.isChecked()
    assert not viewer.colours_action.isChecked()


def test_another_unit_keeps_the_date_the_reference_and_the_colours(open_viewer, make, canvas):
    viewer = open_viewer(make())
    everything_on(viewer)
    viewer.date_bar.slider.setValue(5)
    before = viewer.live.shown()
    viewer.unit_box.setCurrentText("cm")
    rest()
    assert viewer.dates_action.isChecked() == (viewer.live.last is not None), "the button says what the map shows"
    assert viewer.live.reference is not None
    np.testing.assert_allclose(viewer.live.shown(), 10 * before, rtol=1e-5, atol=1e-4)


def test_a_filter_that_leaves_nothing_and_then_all_again(open_viewer, make, canvas):
    layer = make()
    viewer = open_viewer(layer)
    everything_on(viewer)
    layer.setSubsetString("point_id < 0")
    QTest.qWait(300)
    assert not viewer.live.active
    assert not viewer.dates_action.isChecked()
    assert not viewer.colours_action.isChecked()
    assert "empty" in viewer.message.text()
    layer.setSubsetString("")
    QTest.qWait(300)
    viewer.dates_action.setChecked(True)
    assert viewer.live.shown().size == 100


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:2193", ""])
def test_the_project_s_crs_may_change_at_any_time(open_viewer, make, canvas, crs):
    viewer = open_viewer(make())
    everything_on(viewer)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    rest()
    viewer.show_place(QgsPointXY(1e9, 1e9))
    viewer.show_fence(QgsGeometry.fromRect(QgsRectangle(-1e9, -1e9, 1e9, 1e9)))
    viewer.refer_to_place(QgsPointXY(1e9, -1e9))
    viewer.add_area(QgsGeometry.fromRect(QgsRectangle(1e8, 1e8, 1e9, 1e9)))
    rest()


@pytest.mark.parametrize(
    "spoil",
    [lambda m: m * np.nan, lambda m: np.where(np.arange(m.shape[1]) == 3, m, np.nan), lambda m: m * 0],
    ids=["all missing", "one epoch known", "constant"],
)
def test_series_without_values_have_nothing_to_fit_and_say_nothing_untrue(open_viewer, make, spoil):
    viewer = open_viewer(make(spoil=spoil))
    everything_on(viewer)
    for index in range(0, viewer.fit_box.count(), 3):
        viewer.fit_box.setCurrentIndex(index)
    viewer.show_fence(square(0, 0, 1000))
    for action in viewer.replica_actions.values():
        action.setChecked(True)
    rest()
    labels = " ".join(str(line.get_label()) for line in viewer.plot.axes.get_lines())
    assert "nan" not in labels


@pytest.mark.parametrize("fields", [[], FIELDS[:1], FIELDS[:2]], ids=["no dates", "one epoch", "two epochs"])
def test_layers_of_few_dates_are_shown_as_far_as_they_go(open_viewer, make, fields):
    viewer = open_viewer(make(fields=fields))
    everything_on(viewer)
    for index in range(viewer.fit_box.count()):
        viewer.fit_box.setCurrentIndex(index)
    viewer.set_window((np.datetime64("2018-01-01"), np.datetime64("2018-01-02")))
    viewer.show_profile(QgsGeometry.fromWkt("LineString(0 500, 1000 500)"))
    rest()


def test_three_thousand_epochs_are_drawn_and_dragged_through(open_viewer, make):
    days = np.datetime64("2010-01-01") + np.arange(3_000)
    viewer = open_viewer(make(fields=["D" + str(day).replace("-", "") for day in days], few=3))
    viewer.show_place(QgsPointXY(50, 50))
    viewer.dates_action.setChecked(True)
    viewer.date_bar.slider.setValue(950)
    rest()
    assert viewer.live.last == 950
    assert len(viewer.plot.curves[0].dates) == 3_000


def test_names_in_chinese_go_through_list_plot_and_files(open_viewer, make, tmp_path, recwarn):
    viewer = open_viewer(make(name="昆明 地面沉降"))
    viewer.show_place(QgsPointXY(50, 50))
    viewer.comparison.rename(0, "世纪城")
    viewer.add_area(square(0, 0), "区域 一")
    for suffix in ("png", "svg", "pdf", "csv"):
        viewer.export(tmp_path / f"序列.{suffix}")
    viewer.plot.fit_margins()  # the window gets another size
    viewer.export(tmp_path / "序列.png")
    assert not [str(one.message) for one in recwarn if "missing from" in str(one.message)]
    assert "世纪城" in (tmp_path / "序列.csv").read_text(encoding="utf-8")


def test_undo_after_removing_hiding_and_holding_brings_all_back(open_viewer, make, canvas):
    viewer = open_viewer(make())
    viewer.show_place(QgsPointXY(50, 50))
    viewer.show_place(QgsPointXY(550, 50), True)
    viewer.comparison.hide(0, True)
    viewer.comparison.hold(1, True)
    viewer.comparison.remove(0)
    viewer.comparison.remove(0)
    assert [item for item in on_map(canvas) if item.isVisible()] == []
    for _ in range(4):
        viewer.comparison.undo()
    assert len(viewer.series) == 2
    assert len(viewer.marks.points) == 2
    while viewer.comparison.undo():
        pass
    assert viewer.series == []


def test_everything_hidden_leaves_an_empty_plot_that_can_be_exported(open_viewer, make, tmp_path):
    viewer = open_viewer(make())
    viewer.show_place(QgsPointXY(50, 50))
    viewer.comparison.hide(0, True)
    viewer.export(tmp_path / "empty.csv")
    viewer.export(tmp_path / "empty.png")
    assert viewer._ask_path(["csv"]) == ""
    assert viewer.message.text()


def test_a_window_dragged_where_nothing_is_fitted_and_beyond_the_dates(open_viewer, make):
    viewer = open_viewer(make())
    viewer.window_action.setChecked(True)
    viewer.set_window((np.datetime64("1990-01-01"), np.datetime64("1991-01-01")))
    viewer.show_place(QgsPointXY(50, 50))
    viewer.residual_action.setChecked(True)
    viewer.fit_box.setCurrentIndex(0)
    viewer.set_window((np.datetime64("2030-01-01"), np.datetime64("2031-01-01")))
    viewer.set_window(None)


def test_a_season_that_the_dates_cannot_tell_is_refused_in_a_sentence(open_viewer, make):
    viewer = open_viewer(make())
    viewer.fit_box.setCurrentIndex(viewer.fit_box.findData("linear + annual"))
    viewer.show_place(QgsPointXY(50, 50))
    assert "cannot be fitted to 8 epochs" in viewer.message.text()
    viewer.fit_box.setCurrentIndex(viewer.fit_box.findData("line"))
    viewer.show_place(QgsPointXY(550, 50))
    assert viewer.message.text() == ""


def test_an_edit_leaves_the_date_that_the_map_shows(open_viewer, make):
    layer = make()
    viewer = open_viewer(layer)
    viewer.dates_action.setChecked(True)
    viewer.date_bar.slider.setValue(3)
    viewer.date_bar.first_box.setCurrentIndex(2)
    layer.setSubsetString("point_id < 50")
    QTest.qWait(300)
    assert (viewer.date_bar.slider.value(), viewer.date_bar.first_box.currentIndex()) == (3, 2)
    assert (viewer.live.last, viewer.live.first) == (3, 1)


def test_two_viewers_on_one_map_do_not_take_each_other_s_marks(open_viewer, make, canvas):
    layer = make()
    one, other = open_viewer(layer), open_viewer(layer)
    one.show_place(QgsPointXY(50, 50))
    other.show_place(QgsPointXY(550, 550))
    other.close()
    rest()
    assert len([item for item in on_map(canvas) if item.isVisible()]) == 1
    assert len(one.marks.points) == 1


def test_a_fence_around_all_is_exported_with_its_mean(open_viewer, make, tmp_path):
    viewer = open_viewer(make())
    viewer.show_fence(square(0, 0, 1000))
    viewer.export(tmp_path / "fence.csv")
    assert "mean" in (tmp_path / "fence.csv").read_text(encoding="utf-8")


def test_points_and_an_area_beyond_eight_keep_their_dates(open_viewer, make):
    viewer = open_viewer(make())
    for number in range(10):
        viewer.show_place(QgsPointXY(50 + 100 * number, 50), number > 0)
    viewer.add_area(square(0, 500), "zone")
    viewer.residual_action.setChecked(True)
    viewer.refer_to_area(square(500, 500))
    rest()
    assert len(viewer.series) == 11


def test_a_feature_without_a_place_and_one_far_away_are_no_trouble(open_viewer, make):
    layer = make()
    odd = QgsFeature(layer.fields())
    odd["velocity"] = -5.0
    far = QgsFeature(odd)
    far.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(1e30, 1e30)))
    layer.dataProvider().addFeatures([odd, far])
    viewer = open_viewer(layer)
    everything_on(viewer)
    layer.selectAll()
    rest()


def test_deleting_the_shown_point_in_an_edit_takes_its_curve_away(open_viewer, make):
    layer = make()
    viewer = open_viewer(layer)
    everything_on(viewer)
    shown = viewer.series[0].feature_id
    layer.startEditing()
    layer.deleteFeature(shown)
    layer.commitChanges()
    QTest.qWait(300)
    assert shown not in [one.feature_id for one in viewer.series]


def test_fields_deleted_while_the_map_shows_a_date(open_viewer, make):
    layer = make()
    viewer = open_viewer(layer)
    everything_on(viewer)
    layer.startEditing()
    for field in FIELDS[1:]:
        layer.deleteAttribute(layer.fields().indexOf(field))
    layer.commitChanges()
    QTest.qWait(300)
    assert viewer.live.last is None or viewer.live.last < 1


def test_a_line_layer_beside_points_is_no_trouble(open_viewer, make, canvas):
    viewer = open_viewer(make())
    lines = QgsVectorLayer("LineString?crs=EPSG:4326", "lines", "memory")
    line = QgsFeature()
    line.setGeometry(QgsGeometry.fromWkt("LineString(500 500, 600 600)"))  # no degrees
    lines.dataProvider().addFeatures([line])
    QgsProject.instance().addMapLayer(lines)
    canvas.setLayers([lines, viewer.layer()])
    lines.selectAll()
    viewer.profile_action.trigger()
    viewer.areas_of_selection()
    rest()
