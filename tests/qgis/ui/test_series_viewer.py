"""The series viewer in a real window: what is drawn is what the layer holds."""

import csv
import time
from dataclasses import replace

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

DATES = ["20180106", "20180118", "20180130", "20180211"]
FUTURE = ["20180223", "20180307"]


@pytest.fixture
def project():
    yield QgsProject.instance()
    QgsProject.instance().clear()


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
def layer(point_layer, project):
    random = np.random.default_rng(3)
    xy = np.array([[100.0, 100.0], [500.0, 500.0], [900.0, 800.0]])
    columns = {"point_id": np.array([7, 8, 9]), "velocity": np.array([-30.0, -5.0, 1.0])}
    columns |= {f"D{date}": random.normal(0, 10, 3) for date in DATES}
    columns["D20180118"][1] = np.nan
    columns |= {f"RAIN{date}": random.uniform(0, 50, 3) for date in DATES}
    columns["cluster"] = np.array([1, 2, 1])
    for date in FUTURE:
        middle = random.normal(0, 10, 3)
        columns |= {f"F{date}": middle, f"F{date}_lo": middle - 2, f"F{date}_hi": middle + 2}
    layer = point_layer(xy, columns)
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def viewer(canvas, layer):
    from land_subsidence.ui.series_viewer import SeriesViewer

    viewer = SeriesViewer(canvas)
    viewer.show()
    viewer.set_layer(layer)
    viewer.layer_box.setLayer(layer)
    yield viewer
    viewer.tidy_up()
    viewer.close()


def click(canvas, x, y, modifier=Qt.KeyboardModifier.NoModifier):
    pixel = canvas.mapSettings().mapToPixel().transform(QgsPointXY(x, y))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, modifier, QPoint(round(pixel.x()), round(pixel.y())))


def drawn(viewer, label):
    line = next(line for line in viewer.plot.axes.get_lines() if str(line.get_label()).startswith(label))
    return np.asarray(line.get_xdata()), np.asarray(line.get_ydata())


def attributes(layer, row, prefix, dates):
    feature = next(f for f in layer.getFeatures() if f["point_id"] == row)
    return [feature[f"{prefix}{date}"] for date in dates]


def test_a_click_draws_the_point_s_own_values(viewer, canvas, layer):
    viewer.click_action.trigger()
    click(canvas, 103, 98)
    dates, values = drawn(viewer, "point 7")
    assert dates.astype("datetime64[D]").astype(str).tolist() == [f"{d[:4]}-{d[4:6]}-{d[6:]}" for d in DATES]
    assert values.tolist() == attributes(layer, 7, "D", DATES)
    assert drawn(viewer, "forecast")[1].tolist() == attributes(layer, 7, "F", FUTURE)
    rain = viewer.plot.figure.axes[1]
    bars = rain.collections[0].get_paths()[0].vertices
    tops = [bars[np.abs(bars[:, 0] - day) < 6, 1].max() for day in dates.astype("datetime64[D]").astype(float)]
    assert tops == attributes(layer, 7, "RAIN", DATES)
    assert rain.get_xlim() == viewer.plot.axes.get_xlim(), "the same time axis"


def test_a_missing_value_is_left_out_and_not_drawn_as_zero(viewer, canvas):
    viewer.click_action.trigger()
    click(canvas, 500, 500)
    dates, values = drawn(viewer, "point 8")
    assert dates.size == 3
    assert np.isfinite(values).all()


def test_a_click_on_nothing_keeps_what_is_shown_and_a_click_with_control_adds(viewer, canvas):
    viewer.click_action.trigger()
    click(canvas, 100, 100)
    click(canvas, 900, 800, Qt.KeyboardModifier.ControlModifier)
    assert [one.label for one in viewer.series] == ["7", "9"]
    click(canvas, 300, 900)
    assert [one.label for one in viewer.series] == ["7", "9"]
    assert "no point here" in viewer.message.text()


def test_a_click_in_a_map_of_another_crs_finds_the_point(viewer, canvas, layer):
    from qgis.core import QgsCoordinateTransform

    world = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(layer.crs(), world, QgsProject.instance())
    canvas.setDestinationCrs(world)
    place = transform.transform(QgsPointXY(500, 500))
    canvas.setExtent(QgsRectangle.fromCenterAndSize(place, 0.01, 0.01))
    viewer.show_place(place)
    assert [one.label for one in viewer.series] == ["8"]


def test_a_fence_and_the_selection_show_the_points_inside(viewer, layer):
    viewer.show_fence(QgsGeometry.fromRect(QgsRectangle(50, 50, 600, 600)))
    assert sorted(one.label for one in viewer.series) == ["7", "8"]
    layer.selectByExpression("point_id = 9")
    assert [one.label for one in viewer.series] == ["9"]


def test_the_fence_is_drawn_with_the_mouse(viewer, canvas):
    viewer.fence_action.trigger()
    for x, y in ((50, 50), (950, 50), (950, 600), (50, 600)):
        click(canvas, x, y)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton)
    assert sorted(one.label for one in viewer.series) == ["7", "8"]


def test_the_mouse_over_a_curve_tells_its_date_and_value(viewer, canvas, layer):
    viewer.show_place(QgsPointXY(100, 100))
    viewer.plot_canvas.draw()
    value = attributes(layer, 7, "D", DATES)[2]
    x, y = viewer.plot.axes.transData.transform((np.datetime64("2018-01-30").astype(float), value))

    class Event:
        inaxes = viewer.plot.axes

    Event.x, Event.y = x + 3, y - 3
    told = viewer.plot.show_cursor(viewer.plot.curve_at(Event))
    assert told.startswith(f"2018-01-30\n{value:.1f} mm\n")
    assert "RAIN" in told


def test_the_table_that_is_exported_reads_back_as_the_layer(viewer, layer, tmp_path):
    layer.selectAll()
    viewer.export(tmp_path / "series.csv")
    with (tmp_path / "series.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    observed = [row for row in rows if row["point"] == "9" and row["kind"] == "observed"]
    assert [float(row["value_mm"]) for row in observed] == attributes(layer, 9, "D", DATES)
    assert [float(row["RAIN"]) for row in observed] == attributes(layer, 9, "RAIN", DATES)
    forecast = [row for row in rows if row["point"] == "9" and row["kind"] == "forecast"]
    assert [float(row["low_mm"]) for row in forecast] == attributes(layer, 9, "F", [f"{d}_lo" for d in FUTURE])
    gap = [row for row in rows if row["point"] == "8" and row["date"] == "2018-01-18"]
    assert gap[0]["value_mm"] == ""


@pytest.mark.parametrize(("suffix", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_pictures_are_exported(viewer, tmp_path, suffix, start):
    viewer.show_place(QgsPointXY(100, 100))
    viewer.export(tmp_path / f"series.{suffix}")
    assert (tmp_path / f"series.{suffix}").read_bytes().startswith(start)


def test_centimetres_are_shown_as_millimetres(viewer, layer):
    viewer.unit_box.setCurrentText("cm")
    viewer.show_place(QgsPointXY(100, 100))
    assert viewer.series[0].displacement_mm.tolist() == pytest.approx(
        [10 * value for value in attributes(layer, 7, "D", DATES)]
    )


def test_the_shape_of_the_point_s_cluster_comes_from_the_table_of_shapes(viewer, layer, project):
    from land_subsidence.bridge.fields import Column, merged_fields
    from land_subsidence.bridge.write_features import add_features
    from qgis.core import QgsFields, QgsVectorLayer

    days = np.array([f"{d[:4]}-{d[4:6]}-{d[6:]}" for d in DATES], dtype="datetime64[D]")
    columns = [
        Column("cluster", np.repeat([1, 2], 4)),
        Column("date", np.tile(days, 2)),
        Column("shape", np.array([-1.0, 0.0, 0.5, 0.5, 0.0, 0.0, 1.0, -1.0])),
        Column("mean_shape", np.array([-1.0, -0.5, 0.5, 1.0, 0.0, 0.0, 1.0, -1.0])),
    ]
    table = QgsVectorLayer("NoGeometry", "shapes", "memory")
    table.dataProvider().addAttributes(merged_fields(QgsFields(), columns))
    table.updateFields()
    add_features(table.dataProvider(), table.fields(), [column.values for column in columns], None)
    project.addMapLayer(table)
    viewer.show_place(QgsPointXY(100, 100))
    _, shape = drawn(viewer, "shape of cluster 1")
    observed = viewer.series[0].displacement_mm
    assert np.corrcoef(shape, [-1.0, 0.0, 0.5, 0.5])[0, 1] == pytest.approx(1)
    assert shape.mean() == pytest.approx(observed.mean())
    assert shape.std() == pytest.approx(observed.std())
    _, mean = drawn(viewer, "mean of cluster 1")
    assert np.corrcoef(mean, [-1.0, -0.5, 0.5, 1.0])[0, 1] == pytest.approx(1)
    viewer.show_series([viewer.series[0], replace(viewer.series[0], label="other")])
    labels = viewer.plot.axes.get_legend_handles_labels()[1]
    assert len(labels) == 2, "one entry for each point, so that the legend leaves room"
    assert all("mm/yr" in label for label in labels)


def test_the_dated_bands_of_a_raster_are_a_series(viewer, project, tmp_path):
    from land_subsidence.bridge.rasters import write_raster

    values = np.arange(2 * 3 * 4, dtype=float).reshape(2, 3, 4)
    values[1, 0, 0] = np.nan
    path = tmp_path / "displacement.tif"
    crs = QgsCoordinateReferenceSystem("EPSG:32614")
    write_raster(path, values, (0, 100, 0, 300, 0, -100), crs.toWkt(), ["2018-01-06", "2018-01-18"], unit="mm")
    raster = QgsRasterLayer(str(path), "displacement")
    project.addMapLayer(raster)
    viewer.set_layer(raster)
    viewer.show_place(QgsPointXY(150, 150))
    assert viewer.series[0].displacement_mm.tolist() == [values[0, 1, 1], values[1, 1, 1]]
    assert viewer.series[0].dates.astype(str).tolist() == ["2018-01-06", "2018-01-18"]
    viewer.show_place(QgsPointXY(50, 250))
    assert np.isnan(viewer.series[0].displacement_mm[1])
    viewer.show_place(QgsPointXY(5000, 5000))
    assert "outside" in viewer.message.text()


def test_a_layer_without_dates_says_so(viewer, point_layer, project):
    plain = point_layer(np.array([[1.0, 2.0]]), {"velocity": np.array([1.0])})
    project.addMapLayer(plain)
    viewer.layer_box.setLayer(plain)
    assert "neither date fields nor dated bands" in viewer.message.text()


def test_a_removed_layer_takes_its_series_along(viewer, layer, project):
    viewer.show_place(QgsPointXY(100, 100))
    project.removeMapLayer(layer.id())
    assert viewer.series == []
    assert viewer._marks == []


def test_a_click_among_forty_thousand_points_answers_within_a_fifth_of_a_second(
    viewer, canvas, point_layer, project, qgis_app
):
    random = np.random.default_rng(1)
    xy = random.uniform(0, 1000, (40_901, 2))
    epochs = np.datetime64("2018-01-06") + 12 * np.arange(20)
    columns = {f"D{str(date).replace('-', '')}": np.zeros(len(xy)) for date in epochs}
    big = point_layer(xy, columns)
    project.addMapLayer(big)
    viewer.layer_box.setLayer(big)
    canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
    viewer.show_place(QgsPointXY(*xy[0]))  # the first also draws for the first time
    times = []
    for place in xy[1:6]:
        start = time.process_time()  # what it costs, however busy the machine is
        viewer.show_place(QgsPointXY(*place))
        qgis_app.processEvents()
        times.append(time.process_time() - start)
        assert np.allclose(viewer.series[0].xy, place, atol=1)
    assert min(times) < 0.2, times


def test_chinese_labels_get_a_font_that_has_the_signs_where_the_system_has_one():
    from land_subsidence.subsidence.report.fonts import WIDE_FONTS, font_families

    assert font_families("displacement (mm)") == ["DejaVu Sans"]
    families = font_families("位移 (mm)")
    assert families[-1] == "DejaVu Sans"
    assert set(families[:-1]) <= set(WIDE_FONTS)


def test_the_best_model_is_drawn_on_request(viewer, canvas, point_layer, project):
    dates = np.datetime64("2018-01-06") + 12 * np.arange(80)
    years = (dates - dates[0]).astype(float) / 365.25
    motion = -10.0 * years + 5.0 * np.sin(2 * np.pi * years) + np.random.default_rng(0).normal(0, 0.05, 80)
    columns = {f"D{str(date).replace('-', '')}": np.array([value]) for date, value in zip(dates, motion)}
    seasonal = point_layer(np.array([[500.0, 500.0]]), columns)
    project.addMapLayer(seasonal)
    viewer.layer_box.setLayer(seasonal)
    viewer.show_place(QgsPointXY(500, 500))
    line = drawn(viewer, "line: ")[1]
    assert np.allclose(np.diff(line, 2), 0, atol=0.2)
    viewer.fit_box.setCurrentIndex(2)
    when, value = drawn(viewer, "line + annual: ")
    assert np.allclose(
        np.interp(dates.astype(float), when.astype("datetime64[D]").astype(float), value), motion, atol=0.2
    )
    viewer.fit_box.setCurrentIndex(0)
    assert len(viewer.plot.axes.get_lines()) == 3  # the series, zero and the cursor


def test_another_unit_counts_for_what_is_shown_too(viewer, canvas):
    viewer.click_action.trigger()
    click(canvas, 100, 100)
    before = viewer.series[0].displacement_mm.copy()
    viewer.unit_box.setCurrentText("cm")
    np.testing.assert_allclose(viewer.series[0].displacement_mm, 10 * before)
    click(canvas, 900, 800, Qt.KeyboardModifier.ControlModifier)
    viewer.unit_box.setCurrentText("mm")
    np.testing.assert_allclose(viewer.series[0].displacement_mm, before)
    assert len(viewer.series) == 2


def test_a_fence_around_hundreds_says_how_many_are_drawn_and_its_mean_has_a_line(viewer, point_layer, project):
    random = np.random.default_rng(0)
    columns = {f"D{date}": random.normal(-n, 1, 279) for n, date in enumerate(DATES)}
    layer = point_layer(random.uniform(0, 1000, (279, 2)), columns)
    project.addMapLayer(layer)
    viewer.layer_box.setLayer(layer)
    layer.selectAll()
    viewer.show_selection()
    assert "279 points" in viewer.message.text()
    assert "100 curves" in viewer.message.text()
    kinds = [curve.kind for curve in viewer.plot.drawn_beside]
    assert kinds == ["mean", "fit"]


def test_the_table_holds_fit_and_mean_too(viewer, canvas, tmp_path):
    viewer.click_action.trigger()
    click(canvas, 100, 100)
    viewer.export(tmp_path / "series.csv")
    assert ",fit," in (tmp_path / "series.csv").read_text(encoding="utf-8")


def test_a_closed_viewer_leaves_no_mark_and_no_tool_on_the_map(viewer, canvas):
    viewer.click_action.trigger()
    click(canvas, 100, 100)
    assert viewer._marks
    viewer.closed.emit()
    assert viewer._marks == []
    assert canvas.mapTool() is not viewer.click_tool
    viewer.opened.emit()
    assert len(viewer._marks) == 1


def test_marks_follow_the_project_into_another_crs(viewer, canvas):
    from qgis.core import QgsCoordinateReferenceSystem

    viewer.click_action.trigger()
    click(canvas, 100, 100)
    before = viewer._marks[0].center()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    after = viewer._marks[0].center()
    assert abs(after.x()) <= 180
    assert before != after


def test_axes_say_geometry_sign_level_and_units(viewer, point_layer, project):
    columns = {
        "D20180106": [0.0],
        "D20180118": [-1.0],
        "F20180130": [-2.0],
        "F20180130_lo": [-3.0],
        "F20180130_hi": [0.0],
    }
    columns |= {"RAIN20180106": [1.0], "RAIN20180118": [2.0]}
    layer = point_layer(np.zeros((1, 2)), {name: np.array(values) for name, values in columns.items()})
    for name, alias in (
        ("D20180106", "Displacement [mm] at 2018-01-06, line of sight, + towards satellite"),
        ("F20180130_lo", "Lower end of the 90 % interval [mm]"),
        ("RAIN20180106", "Rain [mm/month]"),
    ):
        layer.setFieldAlias(layer.fields().indexOf(name), alias)
    project.addMapLayer(layer)
    viewer.layer_box.setLayer(layer)
    layer.selectAll()
    viewer.show_selection()
    assert "line of sight, + towards satellite" in viewer.plot.axes.get_ylabel()
    labels = [text.get_text() for text in viewer.plot.axes.get_legend().get_texts()]
    assert "90 % interval of the forecast" in labels
    assert viewer.plot.figure.axes[1].get_ylabel() == "RAIN [mm/month]"
