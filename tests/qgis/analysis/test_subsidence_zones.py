"""Subsidence zones, as a user runs them."""

import numpy as np
import pytest
from qgis.core import QgsDistanceArea, QgsProcessingException, QgsProcessingFeedback, QgsProject, QgsVectorLayer


@pytest.fixture
def bowl(point_layer):
    axis = np.arange(30) * 0.001
    xy = np.array([(102.7 + x, 25.0 + y) for y in axis for x in axis])
    share = ((xy - [102.715, 25.015]) ** 2).sum(axis=1) / 0.008**2
    rate = -50.0 * np.clip(1.0 - share, 0.0, None)
    columns = {"velocity": rate, "cluster": np.where(rate < 0, 3, 1)}
    return xy, rate, point_layer(xy, columns, crs="EPSG:4326")


def test_the_bowl_becomes_a_ranked_polygon(run, bowl, tmp_path):
    _, rate, layer = bowl
    result = run(
        "subsidence_zones",
        INPUT=layer,
        THRESHOLD=-10,
        SMOOTHING=0,
        CELL=150,
        CLUSTER="cluster",
        OUTPUT=str(tmp_path / "zones.gpkg"),
    )
    assert result["ZONE_COUNT"] == 1
    zones = QgsVectorLayer(result["OUTPUT"], "zones", "ogr")
    zone = next(zones.getFeatures())
    inside = [zone.geometry().contains(f.geometry()) for f in layer.getFeatures()]
    assert zone["n"] == sum(inside)
    assert zone["rate_min"] == pytest.approx(rate.min())
    assert zone["rate_mean"] == pytest.approx(rate[inside].mean())
    assert (zone["rank"], zone["name"], zone["cluster"]) == (1, "A", "3")
    measure = QgsDistanceArea()
    measure.setSourceCrs(zones.crs(), QgsProject().transformContext())
    measure.setEllipsoid("WGS84")
    assert zone["area"] == pytest.approx(measure.measureArea(zone.geometry()), rel=1e-3)
    assert result["TOTAL_VOLUME"] == pytest.approx(zone["volume_per_year"])
    assert zone["volume_per_year"] == pytest.approx(-zone["area"] * zone["rate_mean"] / 1000.0, rel=0.05)


@pytest.mark.parametrize(("crs", "metres"), [("EPSG:32648", 1.0), ("EPSG:2264", 1200.0 / 3937.0)])  # US survey feet
def test_areas_are_square_metres_whatever_the_unit_of_the_layer(run, point_layer, crs, metres):
    axis = np.arange(40) * 100.0 / metres
    xy = np.array([(500_000.0 + x, 200_000.0 + y) for y in axis for x in axis])
    sinking = (xy[:, 0] < 500_000.0 + 1950.0 / metres) & (xy[:, 1] < 200_000.0 + 950.0 / metres)  # 20 x 10 points
    layer = point_layer(xy, {"velocity": np.where(sinking, -30.0, 0.0)}, crs=crs)
    result = run("subsidence_zones", INPUT=layer, SMOOTHING=0, CELL=100, MIN_AREA=0, OUTPUT="memory:")
    zone = next(result["OUTPUT"].getFeatures())
    assert zone["n"] == 200
    assert zone["area"] == pytest.approx(200 * 100.0**2, rel=1e-6)
    assert zone["volume_per_year"] == pytest.approx(200 * 100.0**2 * 0.03, rel=1e-6)


def test_no_zone_is_an_empty_layer_and_zero(run, bowl):
    result = run("subsidence_zones", INPUT=bowl[2], THRESHOLD=500, OUTPUT="memory:")
    assert (result["ZONE_COUNT"], result["OUTPUT"].featureCount(), result["TOTAL_AREA"]) == (0, 0, 0.0)


def test_points_in_one_place_are_refused_and_nothing_is_written(run, point_layer, tmp_path):
    layer = point_layer(np.ones((4, 2)), {"velocity": np.full(4, -20.0)})
    with pytest.raises(QgsProcessingException, match="one place"):
        run("subsidence_zones", INPUT=layer, OUTPUT=str(tmp_path / "zones.gpkg"))
    assert list(tmp_path.iterdir()) == []


def test_what_lies_beyond_the_points_is_a_field_and_warned_of_where_it_is_much(bowl, point_layer):
    import processing

    warnings = []
    listener = QgsProcessingFeedback()
    listener.pushWarning = warnings.append
    xy = np.array([(500_000.0 + x, 200_000.0 + y) for y in range(0, 1001, 100) for x in range(0, 1001, 100)])
    block = point_layer(xy, {"velocity": np.full(len(xy), -20.0)}, crs="EPSG:32648")
    told = []
    for layer in (block, bowl[2]):
        parameters = {"INPUT": layer, "OUTPUT": "memory:"}
        zones = processing.run("subsidence:subsidence_zones", parameters, feedback=listener)["OUTPUT"]
        told.append((next(zones.getFeatures()), any("beyond the outermost points" in text for text in warnings)))
        warnings.clear()
    assert told[0][0]["area"] - told[0][0]["area_beyond"] == pytest.approx(1e6, rel=0.05)
    assert told[1][0]["area_beyond"] == 0.0
    assert [warned for _, warned in told] == [True, False]


@pytest.mark.parametrize(("field", "unit", "said"), [("", 0, 0.5), ("", 1, 5.0), ("other", 0, 0.25)])
def test_the_error_of_a_mean_is_that_of_the_rate_that_was_taken(run, bowl, point_layer, field, unit, said):
    xy, rate, _ = bowl
    per_unit = (1.0, 10.0)[unit]
    columns = {"velocity": rate / per_unit, "velocity_std": np.full(len(rate), 0.5)}
    columns |= {"other": rate, "other_std": np.full(len(rate), 0.25)}
    layer = point_layer(xy, columns, crs="EPSG:4326")
    zones = run("subsidence_zones", INPUT=layer, RATE=field, UNIT=unit, OUTPUT="memory:")["OUTPUT"]
    assert next(zones.getFeatures())["rate_mean_std"] == pytest.approx(said)
