"""The viewer shows the curves of a light layer, whose series lie in the deformation store made with it."""

import shutil
import sys

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

DATES = ["2020-01-01", "2020-01-13", "2020-02-06"]
VALUES = {"1": [0.0, -1.5, -3.0], "2": [0.0, np.nan, 2.0], "3": [0.0, 4.0, 8.0]}
PLACES = {"1": (500_100, 2_100_100), "2": (500_500, 2_100_500), "3": (500_900, 2_100_800)}


def write_table(path, values):
    lines = ["id,x,y," + ",".join(DATES)]
    for name, row in values.items():
        numbers = ",".join("" if np.isnan(value) else str(value) for value in row)
        lines.append(f"{name},{PLACES[name][0]},{PLACES[name][1]},{numbers}")
    path.write_text("\n".join(lines))
    return str(path)


def imported(run, folder, values, output="points.gpkg"):
    return run(
        "import_series_table",
        INPUT=write_table(folder / "table.csv", values),
        CRS="EPSG:32614",
        GEOMETRY=1,
        STORE=str(folder / "store"),
        OUTPUT=str(folder / output),
    )["OUTPUT"]


@pytest.fixture
def show(qgis_app):
    """``show(layer)``: a viewer turned to it, on a map of the place."""
    from land_subsidence.ui.series_viewer import SeriesViewer

    canvas = QgsMapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32614"))
    canvas.setExtent(QgsRectangle(500_000, 2_100_000, 501_000, 2_101_000))
    viewers = []

    def call(layer):
        assert layer.isValid()
        QgsProject.instance().addMapLayer(layer)
        viewers.append(SeriesViewer(canvas))
        viewers[-1].show()
        viewers[-1].set_layer(layer)
        viewers[-1].layer_box.setLayer(layer)
        return viewers[-1]

    yield call
    for viewer in viewers:
        viewer.tidy_up()
        viewer.close()
    QgsProject.instance().clear()
    canvas.close()


def opened(path):
    return QgsVectorLayer(path, "light", "ogr")


@pytest.mark.parametrize("output", ["points.gpkg", "points.shp"])
def test_a_click_on_a_light_layer_shows_the_curve_that_lies_in_the_store(run, show, tmp_path, output):
    viewer = show(opened(imported(run, tmp_path, VALUES, output)))
    for name, place in PLACES.items():
        viewer.show_place(QgsPointXY(*place))
        assert viewer.message.text() == ""
        (one,) = viewer.series
        assert one.label == name
        assert [str(date) for date in one.dates] == DATES
        np.testing.assert_array_equal(one.displacement_mm, VALUES[name])
    line = viewer.plot.axes.get_lines()[0]
    np.testing.assert_array_equal(line.get_ydata(), VALUES["3"])


def test_the_axis_of_a_light_layer_says_geometry_and_sign(run, show, tmp_path):
    viewer = show(opened(imported(run, tmp_path, VALUES)))
    viewer.show_place(QgsPointXY(*PLACES["1"]))
    assert "vertical, + up" in viewer.plot.axes.get_ylabel()


def test_an_area_and_a_fence_of_a_light_layer_are_read_from_the_store(run, show, tmp_path):
    viewer = show(opened(imported(run, tmp_path, VALUES)))
    around = QgsGeometry.fromRect(QgsRectangle(500_000, 2_100_000, 500_600, 2_100_600))  # 1 and 2
    viewer.show_fence(around)
    assert sorted(one.label for one in viewer.series) == ["1", "2"]
    viewer.clear()
    viewer.add_area(around)
    (area,) = viewer.series
    assert area.n_points == 2
    np.testing.assert_allclose(area.displacement_mm, [0.0, -1.5, -0.5])


def test_a_store_and_its_layer_may_move_together_but_not_apart(run, show, tmp_path):
    (tmp_path / "old").mkdir()
    path = imported(run, tmp_path / "old", VALUES)
    (tmp_path / "new").mkdir()
    shutil.copy(path, tmp_path / "new")
    shutil.move(tmp_path / "old" / "store", tmp_path / "new")
    together = show(opened(str(tmp_path / "new" / "points.gpkg")))
    together.show_place(QgsPointXY(*PLACES["3"]))
    np.testing.assert_array_equal(together.series[0].displacement_mm, VALUES["3"])
    apart = show(opened(path))
    assert "which is not there" in apart.message.text()
    apart.show_place(QgsPointXY(*PLACES["3"]))
    assert apart.series == []
    assert "which is not there" in apart.message.text()


def test_a_store_that_was_made_anew_from_other_points_is_not_taken_for_the_layer_s(run, show, tmp_path):
    path = imported(run, tmp_path, VALUES)
    shutil.copy(path, tmp_path / "earlier.gpkg")
    imported(run, tmp_path, {name: VALUES[name] for name in ("3", "2")})
    viewer = show(opened(str(tmp_path / "earlier.gpkg")))
    viewer.show_place(QgsPointXY(*PLACES["1"]))
    assert viewer.series == []
    assert "made anew" in viewer.message.text()


def test_without_pyarrow_the_viewer_says_what_is_missing_and_how_to_get_it(run, show, tmp_path, monkeypatch):
    path = imported(run, tmp_path, VALUES)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    viewer = show(opened(path))
    assert "pyarrow" in viewer.message.text()
    assert "install" in viewer.message.text()
    viewer.show_place(QgsPointXY(*PLACES["1"]))
    assert viewer.series == []
    assert "pyarrow" in viewer.message.text()


def test_live_dates_on_a_light_layer_are_refused_in_a_sentence(run, show, tmp_path):
    viewer = show(opened(imported(run, tmp_path, VALUES)))
    viewer.dates_action.setChecked(True)
    assert not viewer.dates_action.isChecked()
    assert "in its deformation store" in viewer.message.text()
