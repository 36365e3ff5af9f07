"""“Play” goes through the dates of a series, one frame for each, and the map changes with them."""

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsDateTimeRange, QgsFeature, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime
from qgis.PyQt.QtWidgets import QMainWindow

DAYS = ["2018-01-06", "2018-01-18", "2018-01-30", "2018-02-11", "2018-02-23"]


@pytest.fixture
def raster(tmp_path):
    from land_subsidence.bridge.rasters import write_raster
    from land_subsidence.bridge.styles import apply_style, style_for

    path = tmp_path / "displacement.tif"
    crs = QgsCoordinateReferenceSystem("EPSG:32614")
    write_raster(path, np.ones((5, 3, 4)), (0, 100, 0, 300, 0, -100), crs.toWkt(), DAYS, unit="mm")
    layer = QgsRasterLayer(str(path), "displacement")
    apply_style(layer, style_for("", np.array([-5.0, 5.0])))
    yield layer
    QgsProject.instance().clear()


@pytest.fixture
def animation(qgis_app):
    from land_subsidence.ui.animation import Animation

    window = QMainWindow()
    canvas = QgsMapCanvas(window)
    animation = Animation(canvas, window)
    yield animation
    animation.tidy_up()


def moment(day):
    return QDateTime(QDate.fromString(day, "yyyy-MM-dd"), QTime(0, 0), Qt.TimeSpec.UTC)


def test_a_series_that_comes_in_sets_step_and_range_of_the_project(animation, raster):
    QgsProject.instance().addMapLayer(raster)
    settings = QgsProject.instance().timeSettings()
    assert settings.temporalRange().begin() == moment("2018-01-06")
    assert settings.temporalRange().end() == moment("2018-03-07")
    assert settings.timeStep() == 12
    frames = settings.temporalRange().begin().daysTo(settings.temporalRange().end()) / settings.timeStep()
    assert frames == len(DAYS), "one frame for each date"


def test_a_range_of_one_s_own_is_kept(animation, raster):
    own = QgsDateTimeRange(moment("2010-01-01"), moment("2011-01-01"))
    QgsProject.instance().timeSettings().setTemporalRange(own)
    QgsProject.instance().addMapLayer(raster)
    assert QgsProject.instance().timeSettings().temporalRange().begin() == moment("2010-01-01")


def test_a_second_layer_makes_the_range_longer(animation, raster, point_layer):
    from land_subsidence.bridge.temporal import set_feature_dates
    from qgis.core import QgsVectorLayer

    forecast = QgsVectorLayer("Point?crs=EPSG:32614&field=date:date&field=until:date", "by date", "memory")
    set_feature_dates(forecast, "date", "until")
    for begin, end in (("2018-03-07", "2018-03-19"), ("2018-03-19", "2018-03-31"), ("2018-03-31", "2018-04-12")):
        feature = QgsFeature(forecast.fields())
        feature["date"], feature["until"] = (QDate.fromString(day, "yyyy-MM-dd") for day in (begin, end))
        forecast.dataProvider().addFeatures([feature])
    project = QgsProject.instance()
    project.addMapLayer(raster)
    project.addMapLayer(forecast)
    settings = project.timeSettings()
    assert settings.temporalRange().begin() == moment("2018-01-06")
    assert settings.temporalRange().end() == moment("2018-04-12")
    assert settings.timeStep() == 12
    project.clear()


def test_the_raster_shows_the_band_of_the_date(animation, raster):
    from land_subsidence.bridge.temporal import BANDS_HAVE_TIMES

    QgsProject.instance().addMapLayer(raster)
    animation.canvas.setLayers([raster])
    animation.canvas.setTemporalRange(QgsDateTimeRange(moment("2018-01-30"), moment("2018-02-11"), True, False))
    if BANDS_HAVE_TIMES:
        assert raster.temporalProperties().bandForTemporalRange(raster, animation.canvas.temporalRange()) == 3
    else:
        assert raster.renderer().band() == 3


def test_the_step_of_an_open_controller_follows(animation, raster):
    from land_subsidence.bridge.temporal import DAYS as UNIT
    from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox

    box, units = QDoubleSpinBox(animation.window), QComboBox(animation.window)
    box.setObjectName("mStepSpinBox")
    units.setObjectName("mTimeStepsComboBox")
    units.addItem("hours", 99)
    units.addItem("days", int(getattr(UNIT, "value", UNIT)))
    QgsProject.instance().addMapLayer(raster)
    assert (units.currentText(), box.value()) == ("days", 12.0)
