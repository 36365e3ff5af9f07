"""What the viewer shows of decisions: the loop of displacement and head, and the alarms of “Detect changes”."""

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

DATES = np.datetime64("2018-01-06") + 12 * np.arange(40)
NAMES = [str(date).replace("-", "") for date in DATES]
NOTHING = np.datetime64("NaT", "D")


@pytest.fixture
def canvas(qgis_app):
    canvas = QgsMapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32614"))
    canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
    canvas.show()
    yield canvas
    canvas.close()


@pytest.fixture
def layer(point_layer):
    years = (DATES - DATES[0]).astype(float) / 365.25
    head = 50.0 + 3.0 * np.cos(2 * np.pi * years) - years
    moved = 2.0 * (head - head[0])
    columns = {"point_id": np.array([7, 8, 9])}
    columns |= {f"D{name}": np.full(3, moved[n]) for n, name in enumerate(NAMES)}
    columns |= {f"GW{name}": np.array([head[n], head[n], np.nan]) for n, name in enumerate(NAMES)}
    columns |= {
        "alarm": np.array(["area", "", "point", None], dtype=object)[:-1],
        "onset": np.array([DATES[30], NOTHING, DATES[33]]),
        "found": np.array([DATES[33], NOTHING, DATES[35]]),
        "rate_before": np.array([-20.0, -1.0, 0.0]),
        "rate_after": np.array([-45.0, -1.0, 0.0]),
        "step": np.array([np.nan, np.nan, -12.0]),
        "p": np.array([1e-5, 0.6, 1e-7]),
    }
    made = point_layer(np.array([[100.0, 100.0], [500.0, 500.0], [900.0, 800.0]]), columns)
    QgsProject.instance().addMapLayer(made)
    yield made
    QgsProject.instance().clear()


@pytest.fixture
def viewer(canvas, layer):
    from land_subsidence.ui.series_viewer import SeriesViewer

    viewer = SeriesViewer(canvas)
    viewer.show()
    viewer.layer_box.setLayer(layer)
    yield viewer
    viewer.tidy_up()
    viewer.close()


def click(canvas, x, y):
    pixel = canvas.mapSettings().mapToPixel().transform(QgsPointXY(x, y))
    where = QPoint(round(pixel.x()), round(pixel.y()))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)


def test_the_loop_holds_displacement_against_head_of_every_epoch(viewer, canvas, layer):
    viewer.click_action.trigger()
    click(canvas, 100, 100)
    assert viewer.plot.loop is None
    viewer.loop_action.trigger()
    feature = next(f for f in layer.getFeatures() if f["point_id"] == 7)
    drawn = viewer.plot.loop.get_lines()[0].get_xydata()
    np.testing.assert_allclose(drawn, [[feature[f"GW{name}"], feature[f"D{name}"]] for name in NAMES])
    assert viewer.plot.loop.get_xlabel().startswith("GW")
    click(canvas, 900, 800)  # a point without heads
    assert viewer.plot.loop is not None
    assert not viewer.plot.loop.get_lines()
    viewer.loop_action.trigger()
    assert viewer.plot.loop is None


def test_an_alarm_shows_when_it_began_when_it_was_called_and_what_it_is(viewer, canvas):
    viewer.click_action.trigger()
    click(canvas, 100, 100)
    labels = [str(line.get_label()) for line in viewer.plot.axes.get_lines()]
    assert f"rate -20 → -45 mm/yr, began {DATES[30]}" in labels
    assert f"alarm: area, called {DATES[33]}" in labels
    note = viewer.plot.show_cursor((viewer.plot.curves[0], 5))
    assert "alarm: area" in note
    click(canvas, 500, 500)
    assert not any("alarm" in str(line.get_label()) for line in viewer.plot.axes.get_lines())


def test_next_alarm_goes_from_one_called_point_to_the_next_the_surest_first(viewer, canvas, layer):
    seen = []
    for _ in range(3):
        viewer.next_alarm()
        seen.append(viewer.series[0].label)
        assert np.hypot(canvas.center().x() - viewer.series[0].xy[0], canvas.center().y() - viewer.series[0].xy[1]) < 5
    assert seen == ["9", "7", "9"]
    assert "of 2" in viewer.message.text()
    assert any("step of -12 mm" in str(line.get_label()) for line in viewer.plot.axes.get_lines())


def test_a_layer_without_alarms_says_so(viewer, point_layer):
    plain = point_layer(np.array([[1.0, 1.0]]), {f"D{name}": np.array([1.0]) for name in NAMES})
    QgsProject.instance().addMapLayer(plain)
    viewer.layer_box.setLayer(plain)
    viewer.next_alarm()
    assert "holds no alarms" in viewer.message.text()
