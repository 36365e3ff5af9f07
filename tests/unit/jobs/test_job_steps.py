"""The heavy steps of jobs give what the functions of the core give, and are done once."""

import json
import re
import sys

import numpy as np
import pytest

from subsidence.changes.detect import detect
from subsidence.changes.expectation import expect_from_past, inflation_of_the_past
from subsidence.errors import SubsidenceError
from subsidence.forecast.forecaster import Forecaster
from subsidence.jobs import dask_scheduler
from subsidence.jobs.job import run_job
from subsidence.jobs.places import metres
from subsidence.products.points import PointProduct, joined
from subsidence.progress import Report
from subsidence.raster.cube import DisplacementCube, Grid
from subsidence.series import DeformationSeries
from subsidence.spatial.geodesy import conformal_plane, geodesic_inverse
from subsidence.store.point_store import open_store, write_store
from subsidence.store.raster_store import open_raster_store, write_raster_store
from subsidence.synthetic.city import make_city
from tests.unit.insar.small_frame import SmallFrame

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("zarr", reason="zarr is not installed")
pytest.importorskip("tomllib", reason="TOML is read by Python 3.11 and newer, or by tomli")


class Warned(Report):
    """Keeps what it was warned of."""

    def __init__(self):
        self.said = []

    def on_warning(self, text):
        self.said.append(text)


def job_of(folder, *steps, scheduler=""):
    """A job file; each step is a dictionary."""
    lines = [f"scheduler = {json.dumps(scheduler)}"] if scheduler else []
    for step in steps:
        lines += ["[[step]]", *(f"{key} = {json.dumps(value)}" for key, value in step.items())]
    path = folder / "job.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def store_of_a_city(folder, n_points=150, n_epochs=45):
    city = make_city(n_points, n_epochs, seed=1, regular=True)
    rate = np.full(n_points, -1.0)
    product = PointProduct(city.series, rate, np.arange(n_points), {"cluster": np.arange(n_points) % 2})
    return write_store(folder / "city", product)


# ---- rasters ------------------------------------------------------------------------------


def test_interferograms_become_a_store_of_rasters_and_one_of_points(tmp_path):
    pytest.importorskip("osgeo", reason="GDAL is not installed")
    frame = SmallFrame(tmp_path / "GEOC")
    step = {"algorithm": "licsar_time_series", "INPUT": "GEOC", "FILTER_KM": 0, "RASTER_STORE": "cube"}
    model = {"algorithm": "deformation_model", "INPUT": "cube", "OUTPUT": "models", "MODEL": "linear"}
    job = job_of(tmp_path, {**step, "OUTPUT": "points", "REFERENCE": "14.0005, 39.9995"}, model)
    assert [path.name for path in run_job(job)] == ["points", "cube", "models"]
    cube = open_raster_store(tmp_path / "cube").cube()
    truth = frame.displacement_mm - frame.displacement_mm[:, :1, :1]
    np.testing.assert_allclose(cube.displacement_mm - cube.displacement_mm[:1], truth, atol=0.01)
    points = open_store(tmp_path / "points").product()
    assert points.n_points == 12 * 15
    fitted = open_store(tmp_path / "models").product()
    np.testing.assert_allclose(np.sort(fitted.columns["rate"]), np.sort(points.velocity_mm_per_yr), atol=0.05)


def test_a_reference_that_sinks_itself_is_warned_of_with_a_better_one(tmp_path):
    pytest.importorskip("osgeo", reason="GDAL is not installed")
    SmallFrame(tmp_path / "GEOC")
    step = {"algorithm": "licsar_time_series", "INPUT": "GEOC", "FILTER_KM": 0, "OUTPUT": "points"}
    sinking, warned = Warned(), "The reference itself seems to move"
    run_job(job_of(tmp_path, {**step, "REFERENCE": "14.0145, 39.9885"}), sinking)
    (sentence,) = [text for text in sinking.said if text.startswith(warned)]
    better = re.search(r'REFERENCE = "([^"]+)"', sentence).group(1)
    steady = Warned()
    run_job(job_of(tmp_path, {**step, "REFERENCE": better}), steady)
    assert not [text for text in steady.said if text.startswith(warned)]


def test_dated_rasters_become_a_store_by_blocks(tmp_path):
    pytest.importorskip("osgeo", reason="GDAL is not installed")
    from subsidence.raster.gdal_files import write_raster
    from tests.unit.insar.small_frame import TRANSFORM, wgs84

    frames = np.random.default_rng(0).normal(size=(3, 9, 7)).astype("f4")
    (tmp_path / "dated").mkdir()
    for number, frame in enumerate(frames, 1):
        write_raster(tmp_path / "dated" / f"d_2020010{number}.tif", frame, TRANSFORM, wgs84(), -9999.0)
    run_job(job_of(tmp_path, {"algorithm": "import_raster_stack", "INPUT": "dated", "RASTER_STORE": "cube"}))
    np.testing.assert_array_equal(open_raster_store(tmp_path / "cube").cube().displacement_mm, frames)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"RASTER_STORE": "cube", "REFERENCE": "14, 39, 1"}, "REFERENCE must hold 2 numbers"),
        (
            {"RASTER_STORE": "cube", "PHASE_SIGN": "up"},
            'PHASE_SIGN of licsar_time_series is "up", but must be one of: automatic',
        ),
        ({"RASTER_STORE": "cube", "INPUT": "nowhere"}, "does not exist"),
        ({}, "lacks an output: RASTER_STORE, OUTPUT"),
        ({"RASTER_STORE": "GEOC"}, "would write over it; choose another RASTER_STORE"),
        ({"RASTER_STORE": "cube", "MASK_COH_AVG": "0.1"}, "must be like 0.5"),
    ],
)
def test_what_is_wrong_with_a_step_on_rasters_is_said(tmp_path, keys, sentence):
    (tmp_path / "GEOC").mkdir()
    with pytest.raises(SubsidenceError, match=sentence):
        run_job(job_of(tmp_path, {"algorithm": "licsar_time_series", "INPUT": "GEOC", **keys}))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["GEOC", "job.toml"]


# ---- two tracks ---------------------------------------------------------------------------


def test_two_tracks_become_up_and_east_and_one_store_may_hold_both(tmp_path):
    rng = np.random.default_rng(0)
    dates = np.datetime64("2020-01-01") + 12 * np.arange(20)
    years = np.arange(20) * 12 / 365.25
    products = []
    for number, (side, east) in enumerate((("ascending", -0.6), ("descending", 0.6))):
        xy = np.column_stack([4.4e6 + rng.uniform(0, 2000, 900), 2.5e6 + rng.uniform(0, 2000, 900)])
        los = np.tile([east, 0.0, 0.8], (900, 1))
        values = (los @ [5.0, 0.0, -20.0])[:, None] * years
        columns = {f"los_{axis}": los[:, at] for at, axis in enumerate("enu")}
        columns |= {"pass": np.full(900, side, dtype=object)}
        rate = np.full(900, los[0] @ [5.0, 0.0, -20.0])
        series = DeformationSeries(dates, values, xy)
        products.append(PointProduct(series, rate, np.arange(900) + 900 * number, columns, "EPSG:3035"))
    write_store(tmp_path / "both", joined(products))
    write_store(tmp_path / "asc", products[0])
    write_store(tmp_path / "desc", products[1])
    step = {"algorithm": "decompose_los", "CELL": 200, "OUTPUT": "up", "EAST": "east"}
    run_job(job_of(tmp_path, {**step, "ASCENDING": "asc", "DESCENDING": "desc"}))
    up, east = (open_store(tmp_path / name).product() for name in ("up", "east"))
    np.testing.assert_allclose(up.velocity_mm_per_yr, -20.0, atol=0.05)
    np.testing.assert_allclose(east.velocity_mm_per_yr, 5.0, atol=0.05)
    assert (up.geometry, east.geometry) == ("vertical", "east–west")
    run_job(job_of(tmp_path, {**step, "ASCENDING": "both", "DESCENDING": "both", "OUTPUT": "again", "EAST": ""}))
    again = open_store(tmp_path / "again").product()
    np.testing.assert_array_equal(again.series.displacement_mm, up.series.displacement_mm)
    swapped = {**step, "ASCENDING": "asc", "DESCENDING": "desc", "OUTPUT": "east", "EAST": "up"}
    run_job(job_of(tmp_path, swapped))
    assert [open_store(tmp_path / name).product().geometry for name in ("up", "east")] == ["east–west", "vertical"]


# ---- forecasts and changes ------------------------------------------------------------------


LEARN = {"algorithm": "lstm_forecast", "INPUT": "city", "OUTPUT": "made/ahead", "MODEL": "made/model.npz"}
LEARN |= {"CLUSTER": "cluster", "HORIZON": 3, "ORIGINS": 2}
APPLY = {"algorithm": "apply_forecast", "INPUT": "city", "OUTPUT": "made/applied", "MODEL": "made/model.npz"}
APPLY |= {"CLUSTER": "cluster"}


def test_a_forecast_is_learnt_saved_and_applied(tmp_path):
    store = store_of_a_city(tmp_path)
    run_job(job_of(tmp_path, LEARN, APPLY))
    learnt, applied = (open_store(tmp_path / "made" / name).product() for name in ("ahead", "applied"))
    product = store.product()
    placed = DeformationSeries(product.series.dates, product.series.displacement_mm, conformal_plane(product.series.xy))
    forecaster = Forecaster(3, origins=2, level=0.9).fit(placed, labels=product.columns["cluster"])
    direct = forecaster.forecast()
    names = ["F" + str(day).replace("-", "") for day in direct.dates]
    for made in (learnt, applied):
        found = np.column_stack([made.columns[name] for name in names])
        np.testing.assert_allclose(
            found, direct.displacement_mm[np.argsort(product.point_id)][made.point_id], atol=1e-6
        )
        assert (made.columns["forecast_model"] == direct.model[np.argsort(product.point_id)][made.point_id]).all()


def test_a_model_that_is_gone_or_another_is_learnt_again(tmp_path):
    store_of_a_city(tmp_path, 60, 30)
    job = job_of(tmp_path, LEARN)
    run_job(job)
    model = tmp_path / "made" / "model.npz"
    first = model.stat().st_mtime_ns
    run_job(job)
    assert model.stat().st_mtime_ns == first
    model.write_bytes(b"damaged")
    run_job(job)
    assert Forecaster.load(model).is_fitted


def test_changes_are_those_of_the_core_here_and_on_workers(tmp_path):
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    rng = np.random.default_rng(0)
    dates = np.datetime64("2020-01-01") + 12 * np.arange(50)
    xy = np.column_stack([116.0 + rng.uniform(0, 0.01, 400), 39.0 + rng.uniform(0, 0.01, 400)])
    values = rng.normal(size=(400, 50))
    values[:25, 42:] -= 4.0 * np.arange(8)
    write_store(tmp_path / "city", PointProduct(DeformationSeries(dates, values, xy), np.zeros(400), np.arange(400)))
    step = {"algorithm": "detect_changes", "INPUT": "city", "SINCE": str(dates[41])}
    run_job(job_of(tmp_path, {**step, "OUTPUT": "here"}))
    run_job(job_of(tmp_path, {**step, "OUTPUT": "there"}, scheduler="local:2"))
    here, there = (open_store(tmp_path / name).product() for name in ("here", "there"))
    for name, column in here.columns.items():
        np.testing.assert_array_equal(column, there.columns[name])
    product = open_store(tmp_path / "city").product()
    expected = expect_from_past(product.series.displacement_mm, dates, 42)
    inflation = inflation_of_the_past(product.series.displacement_mm, dates, 42)
    direct = detect(expected, dates[41], metres(product), inflation=inflation)
    assert here.columns["alarm"].tolist() == direct.alarm.tolist()
    assert (here.columns["alarm"] != "").sum() >= 20
    np.testing.assert_array_equal(here.columns["onset"].astype("datetime64[D]"), direct.onset)


def test_changes_against_a_model_learn_nothing_anew(tmp_path, monkeypatch):
    store_of_a_city(tmp_path, 80, 40)
    product = open_store(tmp_path / "city").product()
    past = DeformationSeries(product.series.dates[:36], product.series.displacement_mm[:, :36], product.series.xy)
    write_store(tmp_path / "past", PointProduct(past, np.zeros(80), product.point_id))
    learn = {key: value for key, value in LEARN.items() if key != "CLUSTER"}
    run_job(job_of(tmp_path, {**learn, "INPUT": "past", "HORIZON": 4}))
    monkeypatch.setattr(Forecaster, "fit", None)
    run_job(
        job_of(tmp_path, {"algorithm": "detect_changes", "INPUT": "city", "MODEL": "made/model.npz", "OUTPUT": "c"})
    )
    assert "p" in open_store(tmp_path / "c").columns


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"algorithm": "detect_changes"}, "held against: a date"),
        ({"algorithm": "detect_changes", "SINCE": "2018"}, "“2018” is no date"),
        ({"algorithm": "apply_forecast"}, "lacks the key MODEL"),
        ({"algorithm": "apply_forecast", "MODEL": "no.npz"}, "does not exist"),
        ({"algorithm": "lstm_forecast", "CLUSTER": "kind"}, "no column of numbers kind; it has cluster"),
        ({"algorithm": "lstm_forecast", "HORIZON": 0}, "between 1 and 1000"),
        ({"algorithm": "lstm_forecast", "HORIZON": 2, "DATES": "2017-01-01"}, "lie after the last epoch"),
        ({"algorithm": "lstm_forecast", "HORIZON": 2, "FACTORS": "velocity_std"}, "choose factors instead of"),
        ({"algorithm": "lstm_forecast", "HORIZON": 2, "FACTORS": "rate_predicted"}, "hold the motion itself"),
    ],
)
def test_what_is_wrong_with_a_step_that_looks_ahead_is_said(tmp_path, keys, sentence):
    store_of_a_city(tmp_path, 40, 25)
    with pytest.raises(SubsidenceError, match=sentence):
        run_job(job_of(tmp_path, {"INPUT": "city", "OUTPUT": "out", **keys}))
    assert not (tmp_path / "out").exists()


def test_a_scheduler_that_is_not_there_ends_the_job_before_any_step(tmp_path, monkeypatch):
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    monkeypatch.setattr(dask_scheduler, "CONNECT_S", 1)
    store_of_a_city(tmp_path, 40, 25)
    with pytest.raises(SubsidenceError, match=r"tcp://127\.0\.0\.1:9 cannot be reached"):
        run_job(job_of(tmp_path, {**LEARN, "OUTPUT": "out"}, scheduler="tcp://127.0.0.1:9"))
    assert not (tmp_path / "out").exists()


# ---- places -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("crs", "east"),
    [("EPSG:4326", 116.9), ("EPSG:3857", 116.9), ("EPSG:32650", 116.9), ("EPSG:32663", 116.9), ("EPSG:32664", -98.9)],
)
def test_places_are_metres_on_the_ground_whatever_the_coordinate_system(crs, east):
    osr = pytest.importorskip("osgeo.osr", reason="GDAL is not installed")
    degrees = np.array([[east, 60.0], [east + 0.02, 60.0], [east, 60.01]])
    xy = degrees
    if crs != "EPSG:4326":
        source, target = osr.SpatialReference(), osr.SpatialReference()
        source.ImportFromEPSG(4326)
        target.SetFromUserInput(crs)
        for reference in (source, target):
            reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        xy = np.array(osr.CoordinateTransformation(source, target).TransformPoints(degrees.tolist()))[:, :2]
    series = DeformationSeries(np.array(["2020-01-01"], "datetime64[D]"), np.zeros((3, 1)), xy)
    found = metres(PointProduct(series, np.zeros(3), np.arange(3), crs=crs))
    true = geodesic_inverse(degrees[[0, 0]], degrees[1:])[0]
    np.testing.assert_allclose(np.hypot(*(found[1:] - found[0]).T), true, rtol=1e-3)


def test_without_gdal_an_unknown_coordinate_system_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "osgeo", None)
    series = DeformationSeries(np.array(["2020-01-01"], "datetime64[D]"), np.zeros((1, 1)), np.zeros((1, 2)))
    with pytest.raises(SubsidenceError, match="EPSG:28992"):
        metres(PointProduct(series, np.zeros(1), np.arange(1), crs="EPSG:28992"))


# ---- keys ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("algorithm", "key", "value", "why"),
    [
        ("lstm_forecast", "LEVEL", 0.9, "between 1 and 99.9"),
        ("lstm_forecast", "SEED", -1, "between 0 and"),
        ("lstm_forecast", "DEVICE", "gpu", "auto, cpu, cuda"),
        ("detect_changes", "FALSE_ALARMS", -1, "between 0.001 and 100"),
        ("kshape_clustering", "STEP", -5, "between 0 and 1000"),
        ("kshape_clustering", "SMOOTHING", "mean", "moving mean"),
        ("import_series_table", "GEOMETRY", "vert", "line of sight, vertical"),
        ("kshape_clustering", "UNIT", "cm", "a store is in mm"),
        ("update_series", "NEW_UNIT", 1, "a store is in mm"),
        ("import_series_table", "UNIT", "feet", "ft"),
        ("licsar_time_series", "MIN_COHERENCE", float("nan"), "between 0 and 1"),
    ],
)
def test_numbers_and_choices_that_the_toolbox_would_refuse_are_refused_before_the_first_step(
    tmp_path, algorithm, key, value, why
):
    store_of_a_city(tmp_path, 20, 30)
    first = {"algorithm": "deformation_model", "INPUT": "city", "MODEL": "linear", "OUTPUT": "first"}
    second = {"algorithm": algorithm, "INPUT": "city", "OUTPUT": "second", key: value}
    job = job_of(tmp_path, first, second)
    job.write_text(job.read_text(encoding="utf-8").replace("NaN", "nan"), encoding="utf-8")
    with pytest.raises(SubsidenceError, match=rf"(?s){key} of {algorithm}.*{why}"):
        run_job(job)
    assert not (tmp_path / "first").exists()


@pytest.mark.parametrize("crs", ["", "nonsense", "EPSG:999999"])
def test_a_table_in_no_known_coordinate_system_is_refused(tmp_path, crs):
    pytest.importorskip("osgeo", reason="GDAL is not installed")
    (tmp_path / "table.csv").write_text(
        "id,lon,lat,2020-01-01,2020-01-13,2020-01-25\n1,14,40,0,1,2\n", encoding="utf-8"
    )
    step = {"algorithm": "import_series_table", "INPUT": "table.csv", "OUTPUT": "s", "CRS": crs}
    with pytest.raises(SubsidenceError, match="no coordinate system"):
        run_job(job_of(tmp_path, step))


def test_a_path_may_begin_at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    store_of_a_city(tmp_path / "home", 20, 30)
    step = {"algorithm": "deformation_model", "INPUT": "~/city", "MODEL": "linear", "OUTPUT": "~/models"}
    assert run_job(job_of(tmp_path, step)) == [tmp_path / "home" / "models"]
    with pytest.raises(SubsidenceError, match="would write over it"):
        run_job(job_of(tmp_path, {**step, "OUTPUT": str(tmp_path / "home" / "city")}))


def test_a_job_that_an_editor_gave_a_mark_is_read(tmp_path):
    store_of_a_city(tmp_path, 20, 30)
    job = job_of(tmp_path, {"algorithm": "deformation_model", "INPUT": "city", "MODEL": "linear", "OUTPUT": "models"})
    job.write_text(job.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert [path.name for path in run_job(job)] == ["models"]


@pytest.mark.parametrize("name", ["a\0b", "a\nb"])
def test_a_path_with_a_sign_that_no_name_has_is_refused_in_words(tmp_path, name):
    store_of_a_city(tmp_path, 20, 30)
    step = {"algorithm": "deformation_model", "INPUT": "city", "MODEL": "linear", "OUTPUT": name}
    with pytest.raises(SubsidenceError, match="OUTPUT of deformation_model"):
        run_job(job_of(tmp_path, step))


def test_no_output_lies_in_a_store_that_is_read(tmp_path):
    store_of_a_city(tmp_path, 20, 30)
    step = {"algorithm": "deformation_model", "INPUT": "city", "MODEL": "linear"}
    for steps in (
        [{**step, "OUTPUT": "city/models"}],
        [{**step, "OUTPUT": "models"}, {**step, "INPUT": "models", "OUTPUT": "models/again"}],
    ):
        with pytest.raises(SubsidenceError, match=r"lies in|each other's place"):
            run_job(job_of(tmp_path, *steps))
    assert not (tmp_path / "city" / "models").exists()


# ---- workers that read stores for themselves ----------------------------------------------


@pytest.fixture
def sent(monkeypatch):
    """Bytes that went to workers with pieces, by the function that they are for."""
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    counted = {}
    way = dask_scheduler._Mapping._piece

    def watched(mapping, numbers):
        piece, arrays = way(mapping, numbers)
        function = getattr(mapping._task.function, "func", mapping._task.function)
        counted[function.__name__] = counted.get(function.__name__, 0) + sum(values.nbytes for values in arrays)
        return piece, arrays

    monkeypatch.setattr(dask_scheduler._Mapping, "_piece", watched)
    return counted


@pytest.mark.parametrize("kind", ["points", "rasters"])
def test_workers_read_their_part_of_a_store_and_clusters_and_models_are_those_of_threads(tmp_path, kind, sent):
    n_points = 300
    city = make_city(n_points, 40, seed=1)
    city.series.displacement_mm[:50, 3] = np.nan
    if kind == "points":
        product = PointProduct(city.series, np.full(n_points, -1.0), np.arange(n_points))
        write_store(tmp_path / "city", product, rows_per_file=120)
    else:
        cube = city.series.displacement_mm.T.reshape(40, 15, 20).astype("f4")
        cube[:, 2, 5] = np.nan
        grid = Grid((100.0, 0.01, 0.0, 40.0, 0.0, -0.01), 15, 20, "EPSG:4326")
        write_raster_store(tmp_path / "city", [DisplacementCube(city.dates, cube, cube[-1], grid)], grid)
    steps = [
        {"algorithm": "kshape_clustering", "INPUT": "city", "CLUSTERS": 2, "STARTS": 1},
        {"algorithm": "deformation_model", "INPUT": "city", "MODEL": "linear"},
    ]
    run_job(job_of(tmp_path, *({**step, "OUTPUT": f"here{at}"} for at, step in enumerate(steps))))
    there = ({**step, "OUTPUT": f"there{at}"} for at, step in enumerate(steps))
    run_job(job_of(tmp_path, *there, scheduler="local:2"))
    for at in range(2):
        here, other = (open_store(tmp_path / f"{name}{at}").product() for name in ("here", "there"))
        for name, values in here.columns.items():
            np.testing.assert_array_equal(other.columns[name], values)
        np.testing.assert_array_equal(other.series.displacement_mm, here.series.displacement_mm)
    assert {"_look", "_regular_rows", "_product", "_assign", "rows_that_have_shape", "_write_tile"} <= set(sent)
    series_bytes = city.series.displacement_mm.nbytes
    assert sent.pop("_write_tile") < series_bytes  # places and columns of two stores, and no series
    assert sum(sent.values()) < series_bytes / 50
    assert [path.name for path in tmp_path.glob(".land*")] == []


def test_stores_of_vertical_motion_are_no_tracks(tmp_path):
    los = {f"los_{axis}": np.full(20, value) for axis, value in zip("enu", (-0.6, -0.1, 0.79))}
    city = make_city(20, 30, seed=1, regular=True)
    for name, geometry in (("a", "line of sight"), ("b", "vertical")):
        write_store(tmp_path / name, PointProduct(city.series, np.zeros(20), np.arange(20), los, geometry=geometry))
    step = {"algorithm": "decompose_los", "ASCENDING": "a", "DESCENDING": "b", "OUTPUT": "up"}
    with pytest.raises(SubsidenceError, match="descending track does not hold motion along the line of sight"):
        run_job(job_of(tmp_path, step))


def test_a_date_of_toml_is_a_day_like_one_in_quotes():
    import tomllib

    from subsidence.jobs.job_steps import checked

    for text in ("2019-02-01", "2019-02-01T06:00:00", '"2019-02-01"'):
        given = tomllib.loads(f'INPUT = "a"\nOUTPUT = "b"\nSINCE = {text}')
        assert checked("detect_changes", given)["SINCE"] == "2019-02-01"
