"""A layer whose reference sinks is referred to ground that does not, and every truth comes back."""

import numpy as np
import pytest
from land_subsidence.subsidence.insar.decompose import line_of_sight
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer

DATES = np.datetime64("2020-01-01") + 24 * np.arange(30)
YEARS = (DATES - DATES[0]).astype(float) / 365.25
NAMES = ["D" + str(date).replace("-", "") for date in DATES]
CORNER = np.array([480_000.0, 2_140_000.0])
SQUARE = ((-900, -900), (900, -900), (900, 900), (-900, 900), (-900, -900))
SWING = 4.0 * np.sin(2 * np.pi * YEARS)  # what the old reference did besides sinking


def world(n=2500, seed=0):
    """A bowl of −120 mm/yr; its truth, and what is seen from a reference that sinks by 50 mm/yr in its middle."""
    random = np.random.default_rng(seed)
    xy = CORNER + random.uniform(0, 12_000, (n, 2))
    rate = -120.0 * np.exp(-((xy - CORNER - [8000.0, 6000.0]) ** 2).sum(axis=1) / (2 * 1500.0**2))
    return xy, rate


def seen(rate, moving=-50.0, noise=0.0, seed=1):
    random = np.random.default_rng(seed)
    series = np.outer(rate - moving, YEARS) - SWING + noise * random.normal(size=(len(rate), YEARS.size))
    return {"velocity": rate - moving, **dict(zip(NAMES, (series - series[:, :1]).T))}


def columns_of(layer, names):
    rows = [[feature[name] for name in names] for feature in layer.getFeatures()]
    return np.array(
        [[np.nan if value is None or str(value) == "NULL" else value for value in row] for row in rows], float
    )


@pytest.fixture
def layer(point_layer):
    xy, rate = world()
    return xy, rate, point_layer(xy, seen(rate))


def check(result, rate, tolerance=0.5):
    values = columns_of(result["OUTPUT"], ["velocity", *NAMES])
    assert values[:, 0] == pytest.approx(rate, abs=tolerance)
    assert values[:, 1:] == pytest.approx(np.outer(rate, YEARS), abs=tolerance * 2)


def test_stable_ground_is_found_by_itself(run, layer):
    _, rate, points = layer
    result = run("rereference_series", INPUT=points, OUTPUT="memory:")
    assert result["SHIFT"] == pytest.approx(-50.0, abs=0.5)
    check(result, rate)
    place = np.array([result["REFERENCE_X"], result["REFERENCE_Y"]])
    assert np.linalg.norm(place - CORNER - [8000.0, 6000.0]) > 4000.0


def test_what_the_stable_points_spread_by_is_not_written_like_a_standard_error(run, layer):
    heard = QgsProcessingFeedback()
    run("rereference_series", feedback=heard, INPUT=layer[2], OUTPUT="memory:")
    said = next(line for line in heard.textLog().splitlines() if "Most even ground" in line)
    assert "±" not in said
    assert "(standard deviation of the points' rates " in said


def test_a_point_an_extent_and_polygons_give_the_same(run, layer):
    xy, rate, points = layer
    x, y = CORNER + [1000.0, 1000.0]
    area = QgsVectorLayer("Polygon?crs=EPSG:32614", "stable", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(
        "POLYGON((" + ", ".join(f"{x + dx} {y + dy}" for dx, dy in SQUARE) + "))"
    ))  # fmt: skip
    area.dataProvider().addFeature(feature)
    ways = (
        {"POINT": f"{x},{y} [EPSG:32614]", "RADIUS": 900},
        {"EXTENT": f"{x - 900},{x + 900},{y - 900},{y + 900} [EPSG:32614]"},
        {"AREA": area},
    )
    for way in ways:
        result = run("rereference_series", INPUT=points, OUTPUT="memory:", **way)
        assert result["SHIFT"] == pytest.approx(-50.0, abs=0.1)
        check(result, rate, 0.1)
    inside = ((xy >= [x - 900, y - 900]) & (xy <= [x + 900, y + 900])).all(axis=1)
    assert result["REFERENCE_COUNT"] == inside.sum()


def test_a_tilt_goes_with_a_plane(run, point_layer):
    xy, rate = world()
    tilt = (xy - CORNER) @ [2.0, -1.0] / 1000.0
    columns = {"velocity": rate + tilt + 50.0}
    columns.update(zip(NAMES, np.outer(rate + tilt + 50.0, YEARS).T))
    result = run("rereference_series", INPUT=point_layer(xy, columns), PLANE=True, OUTPUT="memory:",
                 EXTENT=f"{CORNER[0]},{CORNER[0] + 2500},{CORNER[1]},{CORNER[1] + 12000} [EPSG:32614]")  # fmt: skip
    check(result, rate, 1.0)


def test_stations_with_a_rate_tie_the_layer_to_the_ground(run, point_layer):
    xy, rate = world()
    los = line_of_sight(38, -12)
    columns = seen(rate * los[2], moving=-30.0)
    for name, value in zip(("los_e", "los_n", "los_u"), los):
        columns[name] = np.full(len(xy), value)
    rows = [10, 200, 900, 1500, 2300]
    stations = point_layer(xy[rows], {"up": rate[rows]}, name="gnss")
    result = run("rereference_series", INPUT=point_layer(xy, columns), STATIONS=stations, GROUND_RATE="up", RADIUS=1,
                 OUTPUT="memory:")  # fmt: skip
    assert result["SHIFT"] == pytest.approx(-30.0, abs=0.5)
    assert columns_of(result["OUTPUT"], ["velocity"])[:, 0] == pytest.approx(rate * los[2], abs=0.5)


def test_a_folder_of_gnss_series_ties_the_layer_to_the_ground(run, point_layer, tmp_path):
    xy, rate = world()
    rows = [10, 200, 900, 1500]
    names = np.array([f"GN0{number}" for number in range(len(rows))], dtype=object)
    years = DATES.astype("datetime64[Y]")
    begin, end = years.astype("datetime64[D]"), (years + 1).astype("datetime64[D]")
    decimal = years.astype(int) + 1970 + (DATES - begin).astype(int) / (end - begin).astype(int)
    for name, row in zip(names, rows):
        lines = [
            f"{str(day).replace('-', '')} {at:.5f} 0 0 {up:.4f} 0 1.1 1.2 4.0"
            for day, at, up in zip(DATES, decimal, rate[row] * YEARS)
        ]
        (tmp_path / f"{name}.rneu").write_text("\n".join(lines))
    stations = point_layer(xy[rows], {"code": names}, name="places")
    points = point_layer(xy, seen(rate, moving=-30.0))
    result = run(
        "rereference_series", INPUT=points, STATIONS=stations, GNSS=[str(tmp_path)], RADIUS=1, OUTPUT="memory:"
    )
    assert result["REFERENCE_COUNT"] == len(rows)
    swing = np.polyfit(YEARS, SWING, 1)[0]  # mm/yr of the old reference beside its sinking, over these dates
    assert result["SHIFT"] == pytest.approx(-30.0 + swing, abs=0.01)


def test_an_epoch_that_the_reference_lacks_is_bridged_and_unknown_values_stay_unknown(run, point_layer):
    xy, rate = world()
    columns = seen(rate)
    near = ((xy - CORNER) < 2000.0).all(axis=1)
    columns[NAMES[7]] = np.where(near, np.nan, columns[NAMES[7]])
    columns[NAMES[9]][0] = np.nan
    result = run("rereference_series", INPUT=point_layer(xy, columns), OUTPUT="memory:",
                 EXTENT=f"{CORNER[0]},{CORNER[0] + 2000},{CORNER[1]},{CORNER[1] + 2000} [EPSG:32614]")  # fmt: skip
    values = columns_of(result["OUTPUT"], NAMES)
    assert values[~near, 7] == pytest.approx(rate[~near] * YEARS[7], abs=1.5)
    assert np.isnan(values[0, 9])
    assert np.isfinite(values).sum() == values.size - near.sum() - 1


def test_a_raster_of_displacements_is_referred_too(run, tmp_path):
    from osgeo import gdal, osr

    side, pixel = 80, 150.0
    rows, columns = np.mgrid[:side, :side]
    rate = -120.0 * np.exp(-((rows - 30) ** 2 + (columns - 50) ** 2) / (2 * 10.0**2))
    path = str(tmp_path / "displacement.tif")
    raster = gdal.GetDriverByName("GTiff").Create(path, side, side, len(DATES), gdal.GDT_Float32)
    raster.SetGeoTransform((CORNER[0], pixel, 0.0, CORNER[1], 0.0, -pixel))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(32614)
    raster.SetProjection(srs.ExportToWkt())
    for index, date in enumerate(DATES):
        band = raster.GetRasterBand(index + 1)
        band.SetDescription(str(date))
        band.WriteArray((rate + 50.0) * YEARS[index])
    band = raster = None
    result = run("rereference_series", RASTER=path, OUTPUT_RASTER=str(tmp_path / "new.tif"))
    assert result["SHIFT"] == pytest.approx(-50.0, abs=0.5)
    new = gdal.Open(result["OUTPUT_RASTER"])
    assert new.GetRasterBand(30).GetDescription() == str(DATES[-1])
    assert new.GetRasterBand(30).ReadAsArray() == pytest.approx(rate * YEARS[-1], abs=1.0)
    from qgis.core import QgsRasterLayer

    shown = QgsRasterLayer(result["OUTPUT_RASTER"], "new")
    assert shown.renderer().type() == "singlebandpseudocolor", (
        "one date in colours, which “play” can change; no three dates mixed"
    )


def test_rates_without_a_series_and_other_units(run, point_layer):
    xy, rate = world()
    result = run(
        "rereference_series", INPUT=point_layer(xy, {"velocity": (rate + 50.0) / 10.0}), UNIT=1, OUTPUT="memory:"
    )
    assert result["SHIFT"] == pytest.approx(-50.0, abs=0.5)
    assert columns_of(result["OUTPUT"], ["velocity"])[:, 0] == pytest.approx(rate / 10.0, abs=0.05)


def test_what_cannot_be_a_reference_is_refused(run, layer, point_layer):
    _, _, points = layer
    with pytest.raises(QgsProcessingException, match="either points or a raster"):
        run("rereference_series", OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="one reference only"):
        run("rereference_series", INPUT=points, POINT="480000,2140000", EXTENT="0,1,0,1", OUTPUT="memory:")
    with pytest.raises(QgsProcessingException, match="nearest is"):
        run("rereference_series", INPUT=points, POINT="400000,2140000 [EPSG:32614]", OUTPUT="memory:")
    few = point_layer(CORNER + np.random.default_rng(0).uniform(0, 900, (10, 2)), {"velocity": np.arange(10.0)})
    with pytest.raises(QgsProcessingException, match="too few"):
        run("rereference_series", INPUT=few, OUTPUT="memory:")
