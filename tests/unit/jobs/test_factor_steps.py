"""Steps that add factors, learn rates from them and join deliveries: without QGIS, with its ids and keys."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.jobs.job import run_job
from subsidence.jobs.places import transformed
from subsidence.products.points import PointProduct
from subsidence.progress import Report
from subsidence.series import DeformationSeries
from subsidence.spatial.geodesy import geodesic_inverse
from subsidence.store.point_store import open_store, write_store
from subsidence.synthetic.city import make_city
from tests.unit.jobs.test_job_steps import job_of

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("tomllib", reason="TOML is read by Python 3.11 and newer, or by tomli")
UTM = "EPSG:32614"


def store(folder, name, xy, crs, columns=None, rate=None):
    dates = np.datetime64("2020-01-01") + 12 * np.arange(3)
    rate = np.zeros(len(xy)) if rate is None else rate
    series = DeformationSeries(dates, np.zeros((len(xy), 3)), xy)
    write_store(folder / name, PointProduct(series, rate, np.arange(len(xy)), columns or {}, crs))


def layer(path, epsg, shapes, names=()):
    """A map of WKT geometries with a text each."""
    ogr = pytest.importorskip("osgeo.ogr", reason="GDAL is not installed")
    from osgeo import osr

    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    made = dataset.CreateLayer(path.stem, reference, ogr.wkbUnknown)
    made.CreateField(ogr.FieldDefn("kind", ogr.OFTString))
    for number, text in enumerate(shapes):
        feature = ogr.Feature(made.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(text))
        if names:
            feature.SetField("kind", names[number])
        made.CreateFeature(feature)
    del made, dataset


def added(folder, name="out"):
    """The columns of a store, in the order of its points' ids."""
    product = open_store(folder / name).product()
    order = np.argsort(product.point_id)
    return {key: values[order] for key, values in product.columns.items()}


def test_distances_in_metres_of_a_plane_are_those_by_pythagoras(tmp_path):
    rng = np.random.default_rng(0)
    xy = rng.uniform([480_000, 2_140_000], [490_000, 2_150_000], (60, 2))
    wells = rng.uniform([480_000, 2_140_000], [490_000, 2_150_000], (9, 2))
    store(tmp_path, "points", xy, UTM)
    layer(tmp_path / "wells.gpkg", 32614, [f"POINT ({x} {y})" for x, y in wells])
    layer(tmp_path / "line.gpkg", 32614, ["LINESTRING (480000 2130000, 480000 2160000)"])
    step = {"algorithm": "distance_factors", "INPUT": "points", "LAYERS": ["wells.gpkg", "line.gpkg"], "OUTPUT": "out"}
    run_job(job_of(tmp_path, {**step, "COUNT_RADIUS": 3000.0, "RING_WIDTH": 500.0}))
    found = added(tmp_path)
    to_each = np.hypot(*(xy[:, None] - wells).transpose(2, 0, 1))
    np.testing.assert_allclose(found["dist_wells"], to_each.min(axis=1), atol=1e-6)
    np.testing.assert_array_equal(found["count_wells"], (to_each <= 3000.0).sum(axis=1))
    np.testing.assert_array_equal(found["ring_wells"], 500.0 * np.ceil(to_each.min(axis=1) / 500.0))
    np.testing.assert_allclose(found["dist_line"], xy[:, 0] - 480_000, atol=1e-6)


def test_distances_of_degrees_run_along_the_ellipsoid_whatever_the_crs_of_the_map(tmp_path):
    osr = pytest.importorskip("osgeo.osr", reason="GDAL is not installed")
    xy = np.array([[-99.1, 19.4], [-99.0, 19.5]])
    well = np.array([[-99.05, 19.42]])
    store(tmp_path, "points", xy, "EPSG:4326")
    layer(tmp_path / "well.gpkg", 4326, ["POINT (-99.05 19.42)"])
    source, target = osr.SpatialReference(), osr.SpatialReference()
    source.ImportFromEPSG(4326)
    target.ImportFromEPSG(32614)
    x, y, _ = osr.CoordinateTransformation(source, target).TransformPoint(19.42, -99.05)
    layer(tmp_path / "plane.gpkg", 32614, [f"POINT ({x} {y})"])
    step = {"algorithm": "distance_factors", "INPUT": "points", "LAYERS": ["well.gpkg", "plane.gpkg"], "OUTPUT": "out"}
    run_job(job_of(tmp_path, {**step, "NAMES": "a, b", "RING_WIDTH": 0}))
    found, wanted = added(tmp_path), geodesic_inverse(xy, np.repeat(well, 2, axis=0))[0]
    np.testing.assert_allclose(found["dist_a"], wanted, rtol=1e-9)
    np.testing.assert_allclose(found["dist_b"], wanted, atol=0.01)
    assert list(found) == ["dist_a", "dist_b"]


def test_rasters_and_polygons_are_sampled_at_the_points(tmp_path):
    pytest.importorskip("osgeo", reason="GDAL is not installed")
    from subsidence.raster.gdal_files import write_raster
    from tests.unit.insar.small_frame import wgs84

    height = np.arange(20.0).reshape(4, 5).astype("f4")
    write_raster(tmp_path / "height.tif", height, (14.0, 0.1, 0.0, 40.0, 0.0, -0.1), wgs84(), -9999.0)
    shapes = ["POLYGON ((14 39, 14.2 39, 14.2 40, 14 40, 14 39))", "POINT (14.3 39.9)"]
    layer(tmp_path / "soil.gpkg", 4326, shapes, ["sand", "none"])
    store(tmp_path, "points", np.array([[14.05, 39.95], [14.35, 39.75], [20.0, 30.0]]), "EPSG:4326")
    step = {"algorithm": "sample_factors", "INPUT": "points", "OUTPUT": "out", "POLYGON_FIELD": "kind"}
    run_job(job_of(tmp_path, {**step, "RASTERS": ["height.tif"], "POLYGONS": ["soil.gpkg"]}))
    found = added(tmp_path)
    np.testing.assert_array_equal(found["height"], [0.0, 13.0, np.nan])
    assert found["soil"].tolist() == ["sand", None, None]
    np.testing.assert_array_equal(found["soil_code"], [1.0, np.nan, np.nan])


@pytest.fixture
def classes(tmp_path):
    """A step that samples text classes, and its points and map."""
    store(tmp_path, "points", np.array([[14.05, 39.95], [14.35, 39.75]]), "EPSG:4326")
    layer(tmp_path / "soil.gpkg", 4326, ["POLYGON ((14 39, 14.2 39, 14.2 40, 14 40, 14 39))"], ["sand, grün"])
    step = {"algorithm": "sample_factors", "INPUT": "points", "POLYGONS": ["soil.gpkg"], "POLYGON_FIELD": "kind"}
    return {**step, "OUTPUT": "out", "CLASSES": "made/classes.csv"}


def test_a_table_lies_beside_its_store_and_a_later_run_takes_its_place(classes, tmp_path):
    table = tmp_path / "made" / "classes.csv"
    assert run_job(job_of(tmp_path, classes)) == [tmp_path / "out", table]
    assert table.read_text(encoding="utf-8") == 'layer,class,code,n\nsoil,"sand, grün",1.0,1\n'
    made = table.stat().st_mtime_ns
    run_job(job_of(tmp_path, classes))
    assert table.stat().st_mtime_ns == made, "it is there already"
    run_job(job_of(tmp_path, {**classes, "ENCODING": "text"}))
    assert table.read_text(encoding="utf-8") == 'layer,class,code,n\nsoil,"sand, grün",,1\n'
    table.unlink()
    run_job(job_of(tmp_path, {**classes, "ENCODING": "text"}))
    assert table.is_file(), "a lost table is made again"


def test_a_table_that_somebody_else_made_or_changed_stays(classes, tmp_path):
    table = tmp_path / "made" / "classes.csv"
    table.parent.mkdir()
    table.write_text("mine")
    with pytest.raises(SubsidenceError, match=r"classes.csv exists and was not made by this step before"):
        run_job(job_of(tmp_path, classes))
    assert not (tmp_path / "out").exists()
    table.unlink()
    run_job(job_of(tmp_path, classes))
    table.write_text(table.read_text(encoding="utf-8") + "remarks")
    with pytest.raises(SubsidenceError, match="choose another CLASSES"):
        run_job(job_of(tmp_path, {**classes, "ENCODING": "text"}))
    assert table.read_text().endswith("remarks")


def test_a_table_has_the_ending_of_one(classes, tmp_path):
    with pytest.raises(SubsidenceError, match=r"CLASSES is classes.xlsx, but must end in .csv"):
        run_job(job_of(tmp_path, {**classes, "CLASSES": "classes.xlsx"}))


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"algorithm": "distance_factors", "LAYERS": "one.gpkg"}, r"LAYERS of distance_factors is .*must be like"),
        ({"algorithm": "distance_factors", "LAYERS": []}, "lacks the key LAYERS"),
        (
            {"algorithm": "distance_factors", "LAYERS": ["absent.gpkg"]},
            "absent.gpkg, which .* as LAYERS, does not exist",
        ),
        ({"algorithm": "sample_factors"}, "give RASTERS, POLYGONS, or both"),
        ({"algorithm": "sample_factors", "POLYGONS": ["soil.gpkg"], "POLYGON_FIELD": "type"}, "no field type; .*kind"),
    ],
)
def test_what_is_no_map_is_said(tmp_path, keys, sentence):
    store(tmp_path, "points", np.array([[14.05, 39.95]]), "EPSG:4326")
    layer(tmp_path / "soil.gpkg", 4326, ["POLYGON ((14 39, 14.2 39, 14.2 40, 14 40, 14 39))"], ["sand"])
    with pytest.raises(SubsidenceError, match=sentence):
        run_job(job_of(tmp_path, {**keys, "INPUT": "points", "OUTPUT": "out"}))


def test_a_step_is_done_again_when_a_map_of_its_list_has_changed(tmp_path):
    store(tmp_path, "points", np.array([[480_000.0, 2_140_000.0]]), UTM)
    layer(tmp_path / "wells.gpkg", 32614, ["POINT (480100 2140000)"])
    step = {"algorithm": "distance_factors", "INPUT": "points", "LAYERS": ["wells.gpkg"], "OUTPUT": "out"}
    job = job_of(tmp_path, step)
    run_job(job)
    made = (tmp_path / "out" / "store.json").stat().st_mtime_ns
    run_job(job)
    assert (tmp_path / "out" / "store.json").stat().st_mtime_ns == made
    (tmp_path / "wells.gpkg").unlink()
    layer(tmp_path / "wells.gpkg", 32614, ["POINT (480300 2140000)"])
    run_job(job)
    assert added(tmp_path)["dist_wells"].tolist() == [300.0]


def test_rates_are_learned_from_factors_and_the_model_predicts_the_same(tmp_path):
    rng = np.random.default_rng(0)
    xy = rng.uniform([480_000, 2_140_000], [490_000, 2_150_000], (400, 2))
    factors = rng.normal(size=(400, 2))
    rate = 5.0 * factors[:, 0] - 3.0 * np.tanh(factors[:, 1]) + rng.normal(0, 0.2, 400)
    store(tmp_path, "points", xy, UTM, {"depth": factors[:, 0], "load": factors[:, 1]}, rate)
    store(tmp_path, "other", xy, UTM, {"depth": factors[:, 0] + 0.5, "load": factors[:, 1]}, rate)
    learn = {
        "algorithm": "psobp_rate_prediction", "INPUT": "points", "FACTORS": "depth, load", "FOLDS": 0, "HIDDEN": 4,
        "MEMBERS": 3, "GENERATIONS": 0, "DECAY": 0.1, "TREES": False, "STACK": False, "NEIGHBOURS": False,
        "SURROUNDINGS": False, "OUTPUT": "out", "MODEL": "rate.npz",
    }  # fmt: skip
    apply = {"algorithm": "predict_rate", "INPUT": "points", "MODEL": "rate.npz", "OUTPUT": "again"}
    compare = {**apply, "INPUT": "other", "BASELINE": "points", "OUTPUT": "compared"}
    run_job(job_of(tmp_path, learn, apply, compare))
    found, again, compared = (added(tmp_path, name) for name in ("out", "again", "compared"))
    test = found["split"] == "test"
    assert test.sum() > 100
    assert np.sqrt(np.mean((found["rate_predicted"] - rate)[test] ** 2)) < 0.6
    np.testing.assert_allclose(again["rate_predicted"], found["rate_predicted"], atol=1e-5)
    assert np.median(compared["rate_change"]) == pytest.approx(2.5, abs=0.3)
    made = (tmp_path / "rate.npz").stat().st_mtime_ns
    run_job(tmp_path / "job.toml")
    assert (tmp_path / "rate.npz").stat().st_mtime_ns == made
    with pytest.raises(SubsidenceError, match="hold the motion itself"):
        run_job(job_of(tmp_path, {**learn, "FACTORS": "velocity", "OUTPUT": "third", "MODEL": "third.npz"}))


def test_a_prediction_is_the_same_in_any_coordinate_system_and_one_that_is_not_known_is_said(tmp_path):
    pytest.importorskip("osgeo.osr", reason="GDAL is not installed")
    rng = np.random.default_rng(0)
    degrees = rng.uniform([-99.2, 19.3], [-99.0, 19.5], (300, 2))
    slow = np.sin(60 * degrees[:, 0]) + np.cos(60 * degrees[:, 1])
    columns = {"depth": slow + rng.normal(size=300), "load": rng.normal(size=300)}
    rate = 10.0 * slow + rng.normal(size=300)
    for name, crs in (("points", "EPSG:4326"), ("utm", UTM), ("feet", "EPSG:32664"), ("nowhere", "")):
        store(tmp_path, name, transformed(degrees, "EPSG:4326", crs or "EPSG:4326"), crs, columns, rate)
    learn = {
        "algorithm": "psobp_rate_prediction", "INPUT": "points", "FACTORS": "depth, load", "FOLDS": 0, "HIDDEN": 4,
        "MEMBERS": 3, "GENERATIONS": 0, "DECAY": 0.1, "TREES": False, "OUTPUT": "out", "MODEL": "rate.npz",
    }  # fmt: skip
    placed = {**learn, "COORDINATES": True, "OUTPUT": "out_c", "MODEL": "rate_c.npz"}
    apply = [
        {"algorithm": "predict_rate", "INPUT": name, "MODEL": f"rate{kind}.npz", "OUTPUT": f"{name}{kind}_said"}
        for name in ("points", "utm", "feet")
        for kind in ("", "_c")
    ]
    run_job(job_of(tmp_path, learn, placed, *apply))
    for kind in ("", "_c"):
        first, *others = (added(tmp_path, f"{name}{kind}_said") for name in ("points", "utm", "feet"))
        for other in others:
            for field in ("rate_predicted", "rate_lo"):
                np.testing.assert_allclose(other[field], first[field], atol=1e-5)
    warnings = []
    report = Report()
    report.on_warning = warnings.append
    run_job(job_of(tmp_path, {**apply[0], "INPUT": "nowhere", "OUTPUT": "last"}), report)
    assert any("neither places around nor measured points nearby have a say" in text for text in warnings)
    assert (
        np.abs(added(tmp_path, "last")["rate_predicted"] - added(tmp_path, "points_said")["rate_predicted"]).max() > 1
    )


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"FOLDS": 1}, "One fold would leave out all the ground"),
        ({"CLASSES": "soil"}, "“soil” is to hold codes of classes, but is none of the factors: depth, load"),
        ({"FACTORS": "point_id"}, "only say which point it is"),
    ],
)
def test_what_would_count_for_nothing_is_refused(tmp_path, keys, sentence):
    xy = np.random.default_rng(0).uniform(480_000, 490_000, (60, 2))
    store(tmp_path, "points", xy, UTM, {"depth": xy[:, 0], "load": xy[:, 1]}, xy[:, 0] / 1e4)
    learn = {"algorithm": "psobp_rate_prediction", "INPUT": "points", "FACTORS": "depth, load", "OUTPUT": "out"}
    with pytest.raises(SubsidenceError, match=sentence):
        run_job(job_of(tmp_path, {**learn, **keys}))
    assert not (tmp_path / "out").exists()


def test_a_factor_without_variation_or_named_twice_changes_nothing(tmp_path):
    rng = np.random.default_rng(0)
    xy, depth = rng.uniform(480_000, 490_000, (80, 2)), rng.normal(size=80)
    store(tmp_path, "points", xy, UTM, {"depth": depth, "same": np.full(80, 3.0)}, 5.0 * depth)
    learn = {
        "algorithm": "psobp_rate_prediction", "INPUT": "points", "FACTORS": "depth", "FOLDS": 0, "HIDDEN": 2,
        "MEMBERS": 2, "GENERATIONS": 0, "DECAY": 0.1, "TREES": False, "STACK": False, "NEIGHBOURS": False,
        "OUTPUT": "out",
    }  # fmt: skip
    run_job(job_of(tmp_path, learn, {**learn, "FACTORS": "depth, same, depth", "OUTPUT": "again"}))
    one, two = added(tmp_path)["rate_predicted"], added(tmp_path, "again")["rate_predicted"]
    np.testing.assert_array_equal(one, two)


def test_a_newer_delivery_is_joined_to_an_older_one(tmp_path):
    city = make_city(80, 30, seed=1, regular=True)
    values, dates, xy = city.series.displacement_mm, city.series.dates, city.series.xy
    first = DeformationSeries(dates[:20], values[:70, :20], xy[:70])
    second = DeformationSeries(dates[12:], values[10:, 12:] + 7.0, xy[10:])
    for name, series in (("old", first), ("new", second)):
        product = PointProduct(series, np.zeros(70), np.arange(70) + 100, {"height": np.arange(70.0)})
        write_store(tmp_path / name, product)
    step = {"algorithm": "update_series", "INPUT": "old", "NEW": "new", "RADIUS": 1.0, "OUTPUT": "joined"}
    run_job(job_of(tmp_path, step))
    joined = open_store(tmp_path / "joined").product()
    assert joined.series.dates.tolist() == dates.tolist()
    state = joined.columns["update"]
    assert [(state == name).sum() for name in ("matched", "lost", "new")] == [60, 10, 10]
    matched = np.flatnonzero(state == "matched")
    rows = joined.point_id[matched] - 100
    np.testing.assert_allclose(joined.series.displacement_mm[matched], values[rows], atol=1e-3)
    np.testing.assert_allclose(joined.columns["tie"][matched], -7.0, atol=1e-3)
    assert len(set(joined.point_id.tolist())) == 80


def test_egms_tables_get_the_coordinates_and_the_releases_that_are_asked_for(tmp_path):
    from subsidence.products.egms import read_egms
    from tests.unit.products.written_products import IRREGULAR, NEW_L2, egms_rows

    (tmp_path / "egms").mkdir()
    for seed, years in enumerate(("2018_2022", "2020_2024")):
        lines = [[*NEW_L2, *IRREGULAR], *egms_rows(NEW_L2, IRREGULAR, 5, seed=seed)]
        path = tmp_path / "egms" / f"EGMS_L2b_088_0280_IW2_VV_{years}_1.csv"
        path.write_text("\n".join(",".join(map(str, line)) for line in lines), encoding="utf-8")
    step = {"algorithm": "import_egms", "INPUT": "egms", "COORDINATES": "EPSG:4326", "RELEASES": "newest"}
    run_job(job_of(tmp_path, {**step, "OUTPUT": "out"}))
    product = open_store(tmp_path / "out").product()
    assert product.crs == "EPSG:4326"
    assert np.abs(product.series.xy).max() < 180.0
    newest = read_egms([path], geographic=True)
    order = [newest.point_id.tolist().index(name) for name in product.point_id.tolist()]
    np.testing.assert_allclose(product.series.displacement_mm, newest.series.displacement_mm[order], atol=1e-4)
    with pytest.raises(SubsidenceError, match=r"RELEASES of import_egms is .* must be one of: join, newest"):
        run_job(job_of(tmp_path, {**step, "RELEASES": "all", "OUTPUT": "other"}))
