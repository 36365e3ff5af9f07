"""Live reference, dates and colours on rasters: what is painted is what the bands say, and the layer stays."""

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsMapLayerStyle,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas

DAYS = np.datetime64("2018-01-06") + 12 * np.arange(6)
UTM = QgsCoordinateReferenceSystem("EPSG:32614")
EAST, NORTH, PIXEL = 500_000.0, 2_150_000.0, 100.0


@pytest.fixture
def canvas(qgis_app):
    canvas = QgsMapCanvas()
    canvas.resize(300, 200)
    canvas.setDestinationCrs(UTM)
    canvas.setExtent(QgsRectangle(EAST, NORTH - 2000, EAST + 3000, NORTH))
    canvas.show()
    yield canvas
    canvas.close()
    QgsProject.instance().clear()


@pytest.fixture
def cube():
    """20 rows, 30 columns, sinking faster to the east; a corner without values. shape=(6, 20, 30), mm."""
    rate = -np.linspace(0.0, 29.0, 30)[None, :] * np.ones((20, 1))
    years = (DAYS - DAYS[0]).astype(float) / 365.25
    values = rate[None] * years[:, None, None]
    values[:, :3, :3] = np.nan
    return values


def made(path, values, names, unit="mm"):
    from land_subsidence.bridge.rasters import write_raster

    write_raster(path, values, (EAST, PIXEL, 0, NORTH, 0, -PIXEL), UTM.toWkt(), names, unit=unit)
    layer = QgsRasterLayer(str(path), path.stem)
    assert layer.isValid()
    return layer


@pytest.fixture
def raster(cube, tmp_path):
    layer = made(tmp_path / "displacement.tif", cube, [str(day) for day in DAYS])
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def viewer(canvas, raster):
    from land_subsidence.ui.series_viewer import SeriesViewer

    viewer = SeriesViewer(canvas)
    viewer.resize(700, 600)
    viewer.set_layer(raster)
    viewer.show()
    yield viewer
    viewer.tidy_up()
    viewer.deleteLater()


def at(row, column):
    return QgsPointXY(EAST + (column + 0.5) * PIXEL, NORTH - (row + 0.5) * PIXEL)


def grid_of(viewer, values):
    cells = viewer.live.values().cells
    return np.where(cells >= 0, values[np.maximum(cells, 0)], np.nan)


def test_the_date_and_the_difference_of_a_raster_are_those_of_its_bands(viewer, cube):
    viewer.dates_action.setChecked(True)
    assert viewer.date_bar.isVisible()
    viewer.date_bar.slider.setValue(3)
    np.testing.assert_allclose(grid_of(viewer, viewer.live.shown()), cube[3], atol=1e-5)
    viewer.date_bar.first_box.setCurrentIndex(1 + 1)
    np.testing.assert_allclose(grid_of(viewer, viewer.live.shown()), cube[3] - cube[1], atol=1e-5)


def test_a_reference_on_a_raster_moves_map_and_curve_alike(viewer, cube, raster):
    style = raster.renderer().type()
    viewer.show_place(at(10, 20))
    viewer.radius_box.setValue(10)
    viewer.refer_to_place(at(10, 12))
    viewer.dates_action.setChecked(True)
    np.testing.assert_allclose(grid_of(viewer, viewer.live.shown()), cube[-1] - cube[-1, 10, 12], atol=1e-4)
    drawn = viewer.plot.curves[0].value_mm
    np.testing.assert_allclose(drawn, cube[:, 10, 20] - cube[:, 10, 12], atol=1e-4)
    assert raster.renderer().type() == style, "the layer keeps its look"
    asked = []
    viewer.algorithm_wanted.connect(lambda name, given: asked.append((name, given)))
    viewer.reference_to_layer()
    assert asked[0][0] == "rereference_series"
    assert asked[0][1]["RASTER"] == raster.id()


@pytest.mark.parametrize("crs", ["EPSG:32614", "EPSG:4326", "EPSG:3857"])
def test_pixels_are_painted_where_they_lie_whatever_the_map_s_crs(viewer, canvas, crs):
    from land_subsidence.bridge.live_style import colours_of

    target = QgsCoordinateReferenceSystem(crs)
    to_map = QgsCoordinateTransform(UTM, target, QgsProject.instance())
    canvas.setDestinationCrs(target)
    box = QgsGeometry.fromRect(QgsRectangle(EAST - 100, NORTH - 2100, EAST + 3100, NORTH + 100))
    box.transform(to_map)
    canvas.setExtent(box.boundingBox())
    viewer.colours_action.setChecked(True)
    viewer.live.set_style(viewer.live.style())
    there = viewer.live._map
    cells = there._cells_now(viewer.live.values(), 300, 200, 1.0)
    expected = viewer.live.values().cells
    for row, column in ((10, 4), (2, 1), (17, 28), (5, 15)):
        pixel = canvas.getCoordinateTransform().transform(to_map.transform(at(row, column)))
        assert cells[int(pixel.y()), int(pixel.x())] == expected[row, column]
    assert cells[0, 0] == -1
    assert (cells >= 0).any()
    colours = colours_of(viewer.live.shown(), viewer.live.style())
    from land_subsidence.ui.viewer.live_pixels import painted_cells

    picture = painted_cells(cells, colours)
    assert picture[0, 0] == 0
    assert np.unique(picture).size > 5


def test_an_area_of_a_raster_is_the_mean_of_its_pixels(viewer, cube):
    area = QgsGeometry.fromRect(QgsRectangle(EAST + 1000, NORTH - 1500, EAST + 1500, NORTH - 1000))
    viewer.add_area(area)
    np.testing.assert_allclose(viewer.series[0].displacement_mm, cube[:, 10:15, 10:15].mean(axis=(1, 2)), atol=1e-5)
    assert viewer.series[0].n_points == 25


def test_a_raster_of_rates_takes_colours_and_a_reference(viewer, tmp_path, cube):
    rate = made(tmp_path / "velocity.tif", np.linspace(-2, 1, 600).reshape(1, 20, 30), ["velocity"], unit="cm")
    QgsProject.instance().addMapLayer(rate)
    viewer.layer_box.setLayer(rate)
    viewer.unit_box.setCurrentText("cm")
    viewer.colours_action.setChecked(True)
    assert viewer.live.legend()[0] == "Rate (mm/yr)"
    assert viewer.live.shown().min() == pytest.approx(-20.0, abs=1e-4)
    viewer.style_to_layer()
    items = rate.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert items[0].value == pytest.approx(viewer.live.style().low / 10), "the band is in cm/yr"
    assert items[0].label.endswith("mm/yr")
    viewer.dates_action.setChecked(True)
    assert not viewer.dates_action.isChecked()
    assert "no dates" in viewer.message.text()


def test_a_raster_that_is_no_rate_is_not_called_one(viewer, tmp_path):
    height = made(tmp_path / "height.tif", np.linspace(2000, 2300, 600).reshape(1, 20, 30), ["height"], unit="m")
    QgsProject.instance().addMapLayer(height)
    viewer.layer_box.setLayer(height)
    viewer.unit_box.setCurrentText("m")
    viewer.colours_action.setChecked(True)
    assert viewer.live.legend()[0] == "height"
    assert viewer.live.shown().max() == pytest.approx(2300.0), "and is not turned into millimetres"


def test_a_page_shows_a_raster_as_the_map_does(viewer, cube):
    viewer.radius_box.setValue(10)
    viewer.refer_to_place(at(10, 12))
    viewer.dates_action.setChecked(True)
    viewer.date_bar.slider.setValue(4)
    copy = viewer.layer().clone()
    QgsMapLayerStyle(viewer.live.look()).writeToLayer(copy)
    assert copy.renderer().band() == 5
    items = copy.renderer().shader().rasterShaderFunction().colorRampItemList()
    style = viewer.live.style()
    assert items[0].value == pytest.approx(style.low + cube[4, 10, 12], abs=1e-4)
    assert float(items[0].label.split()[0]) == pytest.approx(style.low, rel=1e-3)
    viewer.date_bar.first_box.setCurrentIndex(1)
    assert viewer.live.look() is None, "no band alone is a difference"


def test_a_large_raster_is_read_coarser_and_says_so(viewer, monkeypatch, cube):
    import land_subsidence.bridge.live_raster as live_raster

    monkeypatch.setattr(live_raster, "MOST_PIXEL_VALUES", 6 * 20 * 30 // 4)
    viewer.dates_action.setChecked(True)
    assert viewer.live.values().coarser == 2
    assert viewer.live.values().cells.shape == (10, 15)
    assert any("2 × 2" in line for line in viewer.live.legend())


def test_a_removed_raster_takes_its_colours_along(viewer, raster, canvas):
    viewer.colours_action.setChecked(True)
    assert viewer.live._map is not None
    QgsProject.instance().removeMapLayer(raster.id())
    assert viewer.live._map is None
    assert viewer.layer() is None


def test_a_profile_on_a_raster_is_refused_in_words(viewer):
    viewer.show_profile(QgsGeometry.fromPolylineXY([at(1, 1), at(9, 9)]))
    assert "point layer" in viewer.message.text()
