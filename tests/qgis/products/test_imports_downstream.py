"""Whatever a series is imported from, clusters, zones, forecast and decomposition run on it without a step between."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from land_subsidence.bridge.rasters import write_raster
from land_subsidence.bridge.read_points import read_points
from land_subsidence.subsidence.series import compact_date, years_since
from qgis.core import QgsCoordinateReferenceSystem

WRITER = Path(__file__).resolve().parents[2] / "unit" / "products" / "written_products.py"
ROWS, COLUMNS = 5, 6
DATES = np.datetime64("2018-03-06") + 12 * np.arange(36)
CORNER, PIXEL = (400_000.0, 4_000_000.0), 30.0
UTM = "EPSG:32611"
QUICK = {"HORIZON": 3, "WINDOW": 6, "EPOCHS": 1, "HIDDEN": 8, "ORIGINS": 2, "TEST": 3, "DEVICE": 1}
KINDS = ("egms", "mintpy", "opera", "table", "rasters")


def writer():
    spec = importlib.util.spec_from_file_location("written_products", WRITER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def cube():
    """Half of the pixels sink steadily, half swing with the seasons; shape=(36, 5, 6), mm."""
    rng = np.random.default_rng(0)
    time = years_since(DATES)[:, None, None]
    steady = np.arange(COLUMNS) < 3
    motion = np.where(steady, -20.0 * time, 8.0 * np.sin(2 * np.pi * time) - 2.0 * time)
    motion = motion * np.ones((1, ROWS, 1)) + rng.normal(0, 0.5, (DATES.size, ROWS, COLUMNS))
    return motion - motion[:1]


def xy():
    rows, columns = np.divmod(np.arange(ROWS * COLUMNS), COLUMNS)
    return np.column_stack([CORNER[0] + (columns + 0.5) * PIXEL, CORNER[1] - (rows + 0.5) * PIXEL])


def make(kind, cube, folder, look=None):
    """Files of a producer and the parameters that import them; look : unit vector ground → satellite."""
    flat = cube.reshape(DATES.size, -1).T
    if kind == "egms":
        path = folder / "EGMS_L2b_088_0282_IW2_VV_2020_2024_1.csv"
        write_egms(path, flat, (0.6, 0.0, 0.8))
        return {"INPUT": [str(path)]}
    if kind == "mintpy":
        attributes = {
            "X_FIRST": str(CORNER[0]), "Y_FIRST": str(CORNER[1]), "X_STEP": str(PIXEL), "Y_STEP": str(-PIXEL),
            "X_UNIT": "meters", "EPSG": "32611", "UNIT": "m",
        }  # fmt: skip
        arrays = {"date": np.array([compact_date(date) for date in DATES]), "timeseries": (cube / 1000).astype("f4")}
        writer().write_hdf5(folder / "timeseries.h5", arrays, attributes)
        if look is not None:
            plane = np.ones((ROWS, COLUMNS), "f4")
            angles = {
                "incidenceAngle": np.degrees(np.arccos(look[2])) * plane,
                "azimuthAngle": np.degrees(np.arctan2(-look[0], look[1])) * plane,
            }
            writer().write_hdf5(
                folder / "geometryGeo.h5", {key: value.astype("f4") for key, value in angles.items()}, attributes
            )
        return {"INPUT": str(folder / "timeseries.h5")}
    if kind == "opera":
        wkt = QgsCoordinateReferenceSystem(UTM).toWkt()
        for index, date in enumerate(DATES[1:], start=1):
            arrays = {
                "x": CORNER[0] + (np.arange(COLUMNS) + 0.5) * PIXEL,
                "y": CORNER[1] - (np.arange(ROWS) + 0.5) * PIXEL,
                "displacement": (cube[index] / 1000).astype("f4"),
                "recommended_mask": np.ones((ROWS, COLUMNS), dtype="u1"),
                "spatial_ref": np.int32(0).reshape(()),
            }
            name = (
                f"OPERA_L3_DISP-S1_IW_F11116_VV_{compact_date(DATES[0])}T140000Z_{compact_date(date)}T140000Z_v1.0"
                "_20250101T000000Z.nc"
            )
            writer().write_hdf5(
                folder / name, arrays, {}, {"spatial_ref": {"crs_wkt": wkt}, "displacement": {"units": "meters"}}
            )
        if look is not None:
            static = np.multiply.outer(look, np.ones((ROWS, COLUMNS)))
            name = "OPERA_L3_DISP-S1-STATIC_F11116_20140403_S1A_v1.0_line_of_sight_los_enu.tif"
            write_raster(folder / name, static, (CORNER[0], PIXEL, 0, CORNER[1], 0, -PIXEL), wkt, ["e", "n", "u"])
        return {"INPUT": [str(folder)]}
    if kind == "table":
        lines = ["x,y," + ",".join(map(str, DATES))]
        lines += [f"{x},{y}," + ",".join(map(str, row)) for (x, y), row in zip(xy(), flat.tolist())]
        (folder / "table.csv").write_text("\n".join(lines))
        return {"INPUT": str(folder / "table.csv"), "CRS": UTM}
    wkt = QgsCoordinateReferenceSystem(UTM).toWkt()
    transform = (CORNER[0], PIXEL, 0, CORNER[1], 0, -PIXEL)
    write_raster(folder / "stack.tif", cube, transform, wkt, list(map(str, DATES)))
    return {"INPUT": [str(folder / "stack.tif")]}


def write_egms(path, flat, los, dates=DATES, places=slice(None)):
    header = (
        "pid,easting,northing,height_ortho,temporal_coherence,track_angle,los_east,los_north,los_up,mean_velocity,"
        "mean_velocity_std"
    )
    lines = [header + "," + ",".join(compact_date(date) for date in dates)]
    angle = 191 if los[0] > 0 else 349
    for number, ((x, y), row) in enumerate(zip(xy()[places], flat)):
        rate = np.polyfit(years_since(dates), row, 1)[0]
        fixed = f"{number:06d},{x},{y},10,0.9,{angle},{los[0]},{los[1]},{los[2]},{rate:.2f},0.1"
        lines.append(fixed + "," + ",".join(f"{value:.1f}" for value in row))
    path.write_text("\n".join(lines))


ALGORITHM = {
    "egms": "import_egms",
    "mintpy": "import_mintpy",
    "opera": "import_opera",
    "table": "import_series_table",
    "rasters": "import_raster_stack",
}


@pytest.mark.parametrize("kind", KINDS)
def test_clusters_zones_and_forecast_run_on_the_import(run, cube, kind, tmp_path):
    pytest.importorskip("torch").set_num_threads(1)
    imported = run(ALGORITHM[kind], **make(kind, cube, tmp_path), OUTPUT=str(tmp_path / "points.gpkg"))
    assert imported["POINT_COUNT"] == ROWS * COLUMNS
    clusters = run("kshape_clustering", INPUT=imported["OUTPUT"], CLUSTERS=2, STARTS=3, OUTPUT="memory:")["OUTPUT"]
    labels = read_points(clusters, "c", clusters).numeric("cluster").reshape(ROWS, COLUMNS)
    assert (labels[:, :3] == labels[0, 0]).all()
    assert (labels[:, 3:] == labels[0, 5]).all()
    assert labels[0, 0] != labels[0, 5]
    zones = run("subsidence_zones", INPUT=imported["OUTPUT"], THRESHOLD=-10, MIN_AREA=0, OUTPUT="memory:")
    assert zones["ZONE_COUNT"] == 1
    forecast = run("lstm_forecast", INPUT=clusters, CLUSTER="cluster", **QUICK, OUTPUT="memory:")["OUTPUT"]
    next_date = "F" + compact_date(DATES[-1] + 12)
    assert np.isfinite(read_points(forecast, "f", forecast).numeric(next_date)).all()


def test_two_tracks_of_egms_become_up_and_east(run, tmp_path):
    time = years_since(DATES)
    up, east = -15.0 * time, 6.0 * time
    for track, los in (("088", (0.6, 0.0, 0.8)), ("117", (-0.6, 0.0, 0.8))):
        motion = np.tile(los[0] * east + los[2] * up, (ROWS * COLUMNS, 1))
        write_egms(tmp_path / f"EGMS_L2b_{track}_0282_IW2_VV_2020_2024_1.csv", motion, los)
    imported = run("import_egms", INPUT=[str(tmp_path)], OUTPUT="memory:", ASCENDING="memory:", DESCENDING="memory:")
    result = run(
        "decompose_los",
        ASCENDING=imported["ASCENDING"],
        DESCENDING=imported["DESCENDING"],
        OUTPUT="memory:",
        EAST="memory:",
    )
    ups = read_points(result["OUTPUT"], "u", result["OUTPUT"])
    easts = read_points(result["EAST"], "e", result["EAST"])
    np.testing.assert_allclose(ups.numeric("velocity"), -15.0, atol=0.3)
    np.testing.assert_allclose(easts.numeric("velocity"), 6.0, atol=0.3)
    np.testing.assert_allclose(
        ups.series().displacement_mm[:, -1] - ups.series().displacement_mm[:, 0], up[-1], atol=0.4
    )


@pytest.mark.parametrize("kind", ["mintpy", "opera"])
def test_two_tracks_of_another_producer_become_up_and_east(run, kind, tmp_path):
    time = years_since(DATES)
    up, east = -15.0 * time, 6.0 * time
    tracks = {}
    for side, look in (("ASCENDING", (-0.6, -0.1, 0.63**0.5)), ("DESCENDING", (0.6, -0.1, 0.63**0.5))):
        folder = tmp_path / side
        folder.mkdir()
        motion = (look[0] * east + look[2] * up)[:, None, None] * np.ones((1, ROWS, COLUMNS))
        inputs = make(kind, motion, folder, look)
        tracks[side] = run(ALGORITHM[kind], **inputs, OUTPUT=str(folder / "points.gpkg"))["OUTPUT"]
    result = run("decompose_los", **tracks, CELL=PIXEL, OUTPUT="memory:", EAST="memory:")
    assert result["POINT_COUNT"] == ROWS * COLUMNS
    for key, truth, rate in (("OUTPUT", up, -15.0), ("EAST", east, 6.0)):
        table = read_points(result[key], key, result[key])
        np.testing.assert_allclose(table.numeric("velocity"), rate, atol=0.05)
        moved = table.series().displacement_mm
        np.testing.assert_allclose(moved - moved[:, :1], np.tile(truth, (ROWS * COLUMNS, 1)), atol=0.05)


def test_one_layer_of_three_egms_tracks_with_their_own_dates_is_decomposed_as_it_is(run, tmp_path):
    half = ROWS * COLUMNS // 2
    tracks = (  # the second ascending track covers other places and begins later
        ("015", (-0.6, 0.0, 0.8), 0, slice(None, half)),
        ("088", (-0.6, 0.0, 0.8), 7, slice(half, None)),
        ("117", (0.6, 0.0, 0.8), 3, slice(None)),
    )
    for track, los, days, places in tracks:
        dates = DATES + days
        time = (dates - DATES[0]).astype(float) / 365.25
        motion = np.tile(los[0] * 6.0 * time - los[2] * 15.0 * time, (xy()[places].shape[0], 1))
        write_egms(tmp_path / f"EGMS_L2b_{track}_0282_IW2_VV_2020_2024_1.csv", motion, los, dates, places)
    layer = run("import_egms", INPUT=[str(tmp_path)], OUTPUT=str(tmp_path / "all.gpkg"))["OUTPUT"]
    # these coordinates lie at the far edge of EGMS's projection, where 30 m of it are fewer on the ground
    result = run("decompose_los", ASCENDING=layer, DESCENDING=layer, CELL=15, OUTPUT="memory:", EAST="memory:")
    assert result["POINT_COUNT"] == ROWS * COLUMNS
    for key, rate in (("OUTPUT", -15.0), ("EAST", 6.0)):
        velocity = read_points(result[key], key, result[key]).numeric("velocity")
        np.testing.assert_allclose(velocity, rate, atol=0.3)
