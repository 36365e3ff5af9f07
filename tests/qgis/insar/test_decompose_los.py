"""Two tracks as layers become an up layer and an east layer."""

import numpy as np
import pytest
from land_subsidence.subsidence.insar.decompose import line_of_sight
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
)


def track(point_layer, xy, los, crs="EPSG:32614", with_los=True):
    """Points that sink by 20 mm/yr and move east by 5 mm/yr."""
    columns = {"point_id": np.arange(len(xy)), "velocity": np.full(len(xy), los @ [5.0, 0.0, -20.0])}
    if with_los:
        for name, value in zip(("los_e", "los_n", "los_u"), los):
            columns[name] = np.full(len(xy), value)
    for number in range(10):
        date = np.datetime64("2020-01-01") + 36 * number
        motion = 36 * number / 365.25 * (los @ [5.0, 0.0, -20.0])
        columns["D" + str(date).replace("-", "")] = np.full(len(xy), motion)
    return point_layer(xy, columns, crs)


@pytest.fixture
def xy():
    return np.array([486000.0, 2145000.0]) + np.random.default_rng(0).uniform(0, 1000, (60, 2))


ASCENDING, DESCENDING = line_of_sight(38, -12), line_of_sight(34, -168)


def test_up_and_east_come_back_as_layers(run, point_layer, xy):
    result = run(
        "decompose_los",
        ASCENDING=track(point_layer, xy, ASCENDING),
        DESCENDING=track(point_layer, xy + 5, DESCENDING),
        CELL=0,
        OUTPUT="memory:",
        EAST="memory:",
    )
    up, east = list(result["OUTPUT"].getFeatures()), list(result["EAST"].getFeatures())
    assert len(up) == len(east) == 60
    assert up[0]["velocity"] == pytest.approx(-20, abs=1e-6)
    assert up[0]["velocity_east"] == pytest.approx(5, abs=1e-6)
    assert east[0]["velocity"] == pytest.approx(5, abs=1e-6)
    assert up[0]["D20200113"] == pytest.approx(-20 * 12 / 365.25, abs=1e-6)
    assert 1 < result["CONDITION"] < 2


def test_the_descending_layer_may_have_another_crs(run, point_layer, xy):
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32614"), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject()
    )
    degrees = np.array([(p.x(), p.y()) for p in (transform.transform(QgsPointXY(*pair)) for pair in xy)])
    result = run(
        "decompose_los",
        ASCENDING=track(point_layer, degrees, ASCENDING, "EPSG:4326"),
        DESCENDING=track(point_layer, xy, DESCENDING),
        CELL=250,
        OUTPUT="memory:",
    )
    assert 10 <= result["POINT_COUNT"] <= 20
    assert result["OUTPUT"].crs().authid() == "EPSG:4326"
    assert next(result["OUTPUT"].getFeatures())["velocity"] == pytest.approx(-20, abs=1e-6)


def test_a_layer_without_line_of_sight_needs_incidence_and_heading(run, point_layer, xy):
    layers = {
        "ASCENDING": track(point_layer, xy, ASCENDING, with_los=False),
        "DESCENDING": track(point_layer, xy, DESCENDING),
    }
    with pytest.raises(QgsProcessingException, match="give the incidence angle and the heading"):
        run("decompose_los", **layers, CELL=0, OUTPUT="memory:")
    result = run("decompose_los", **layers, ASCENDING_INCIDENCE=38, ASCENDING_HEADING=-12, CELL=0, OUTPUT="memory:")
    assert next(result["OUTPUT"].getFeatures())["velocity"] == pytest.approx(-20, abs=1e-6)


def test_two_ascending_layers_are_refused(run, point_layer, xy):
    layer = track(point_layer, xy, ASCENDING)
    with pytest.raises(QgsProcessingException, match="nearly the same side"):
        run("decompose_los", ASCENDING=layer, DESCENDING=layer, CELL=0, OUTPUT="memory:")


def displacement_raster(path, los, start, shift=0.0):
    """A raster of ten dates that sinks by 20 mm/yr and moves east by 5 mm/yr, 20 x 20 pixels of 50 m."""
    from land_subsidence.bridge.rasters import write_raster

    dates = np.datetime64(start) + 36 * np.arange(10)
    rate = los @ [5.0, 0.0, -20.0]
    frames = np.stack([np.full((20, 20), rate * days / 365.25) for days in (dates - dates[0]).astype(float)])
    frames[:, 0, 0] = np.nan
    crs = QgsCoordinateReferenceSystem("EPSG:32614")
    corner = (486000.0 + shift, 50.0, 0.0, 2146000.0, 0.0, -50.0)
    write_raster(path, frames, corner, crs.toWkt(), [str(date) for date in dates])
    return str(path)


def test_rasters_of_two_tracks_become_up_and_east(run, tmp_path):
    result = run(
        "decompose_los",
        ASCENDING_RASTER=displacement_raster(tmp_path / "asc.tif", ASCENDING, "2020-01-01"),
        DESCENDING_RASTER=displacement_raster(tmp_path / "desc.tif", DESCENDING, "2020-01-05", shift=10),
        ASCENDING_INCIDENCE=38,
        ASCENDING_HEADING=-12,
        DESCENDING_INCIDENCE=34,
        DESCENDING_HEADING=-168,
        CELL=100,
        OUTPUT="memory:",
        EAST="memory:",
    )
    features = list(result["OUTPUT"].getFeatures())
    assert len(features) == 100
    np.testing.assert_allclose([f["velocity"] for f in features], -20, atol=1e-3)
    np.testing.assert_allclose([f["velocity"] for f in result["EAST"].getFeatures()], 5, atol=1e-3)


def test_points_and_raster_of_one_track_together_are_refused(run, point_layer, xy, tmp_path):
    layer = track(point_layer, xy, ASCENDING)
    raster = displacement_raster(tmp_path / "asc.tif", ASCENDING, "2020-01-01")
    with pytest.raises(QgsProcessingException, match="either points or a raster"):
        run("decompose_los", ASCENDING=layer, ASCENDING_RASTER=raster, DESCENDING=layer, OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="either points or a raster"):
        run("decompose_los", ASCENDING=layer, OUTPUT="memory:")


@pytest.mark.parametrize("turned", [1.0, -1.0])
@pytest.mark.parametrize(
    "names", [("los_e", "los_n", "los_u"), ("los_east", "los_north", "los_up"), ("CosE", "CosN", "CosU")]
)
def test_vectors_of_either_convention_and_any_producer_give_subsidence(run, point_layer, xy, names, turned):
    layers = {}
    for side, los in (("ASCENDING", ASCENDING), ("DESCENDING", DESCENDING)):
        columns = {"velocity": np.full(len(xy), los @ [5.0, 0.0, -20.0])}
        columns.update({name: np.full(len(xy), turned * value) for name, value in zip(names, los)})
        layers[side] = point_layer(xy, columns)
    result = run("decompose_los", **layers, CELL=0, OUTPUT="memory:")
    rates = [feature["velocity"] for feature in result["OUTPUT"].getFeatures()]
    assert rates == pytest.approx([-20.0] * len(xy), abs=1e-6)


def test_angles_in_the_fields_of_the_vector_are_refused(run, point_layer, xy):
    layer = point_layer(xy, {"velocity": np.full(60, -9.0), "los_e": np.full(60, 38.0), "los_u": np.full(60, 52.0)})
    with pytest.raises(QgsProcessingException, match="no unit vector"):
        run("decompose_los", ASCENDING=layer, DESCENDING=track(point_layer, xy, DESCENDING), OUTPUT="memory:")


def test_rasters_of_the_components_go_before_fields(run, point_layer, xy, tmp_path):
    from osgeo import gdal, osr

    srs = osr.SpatialReference()
    srs.ImportFromEPSG(32614)
    paths = []
    for name, value in zip("UEN", ASCENDING[[2, 0, 1]]):  # in another order: their names tell
        path = str(tmp_path / f"frame.geo.{name}.tif")
        raster = gdal.GetDriverByName("GTiff").Create(path, 20, 20, 1, gdal.GDT_Float32)
        raster.SetGeoTransform((485000.0, 200.0, 0.0, 2147000.0, 0.0, -200.0))
        raster.SetProjection(srs.ExportToWkt())
        raster.GetRasterBand(1).Fill(float(value))
        raster = None
        paths.append(path)
    result = run(
        "decompose_los",
        ASCENDING=track(point_layer, xy, ASCENDING, with_los=False),
        ASCENDING_LOS=paths,
        DESCENDING=track(point_layer, xy, DESCENDING),
        CELL=0,
        OUTPUT="memory:",
    )
    assert next(result["OUTPUT"].getFeatures())["velocity"] == pytest.approx(-20.0, abs=1e-4)


def test_angles_that_contradict_their_track_or_the_layers_fields_are_said(run, listener, point_layer, xy):
    given = {"ASCENDING_INCIDENCE": 38, "ASCENDING_HEADING": -12, "CELL": 0, "OUTPUT": "memory:"}
    first, second = track(point_layer, xy, ASCENDING), track(point_layer, xy + 5, DESCENDING)
    run("decompose_los", ASCENDING=first, DESCENDING=second, **given, feedback=listener)
    assert not listener.warnings
    run("decompose_los", ASCENDING=first, DESCENDING=second, **{**given, "ASCENDING_INCIDENCE": 25}, feedback=listener)
    (fields,) = listener.warnings
    assert "13° off" in fields
    bare = [track(point_layer, xy, los, with_los=False) for los in (ASCENDING, DESCENDING)]
    swapped = {"ASCENDING_HEADING": -168, "DESCENDING_INCIDENCE": 34, "DESCENDING_HEADING": 348}
    run("decompose_los", ASCENDING=bare[0], DESCENDING=bare[1], **{**given, **swapped}, feedback=listener)
    assert [word in text for word, text in zip(("south", "north"), listener.warnings[1:])] == [True, True]


@pytest.mark.parametrize("alias", ["Rate [mm/yr], vertical, + up", "Rate [mm/yr], east–west, + east"])
def test_motion_that_is_vertical_or_east_already_is_refused(run, point_layer, xy, alias):
    first, second = track(point_layer, xy, ASCENDING), track(point_layer, xy + 5, DESCENDING)
    first.setFieldAlias(first.fields().lookupField("velocity"), alias)
    with pytest.raises(QgsProcessingException, match="does not hold motion along the line of sight"):
        run("decompose_los", ASCENDING=first, DESCENDING=second, CELL=0, OUTPUT="memory:")
