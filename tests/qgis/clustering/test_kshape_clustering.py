"""K-Shape as a user runs it: layer in, layer, tables and report out."""

import sys

import numpy as np
import pytest
from land_subsidence.subsidence.clustering import shape_groups
from land_subsidence.subsidence.clustering.agreement import adjusted_rand_index
from land_subsidence.subsidence.series import epoch_field
from land_subsidence.subsidence.synthetic.city import make_city
from qgis.core import QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtCore import QDate


@pytest.fixture(scope="module")
def city():
    return make_city(400, 40, seed=1)


@pytest.fixture
def city_layer(city, point_layer):
    def make(displacement=None, **more):
        values = city.series.displacement_mm if displacement is None else displacement
        columns = {"velocity": city.rate_mm_per_yr, **more}
        columns.update({epoch_field(date): values[:, i] for i, date in enumerate(city.dates)})
        return point_layer(city.series.xy, columns, crs="EPSG:4326")

    return make


def column(layer, name):
    return [feature[name] for feature in layer.getFeatures()]


def test_the_city_s_clusters_are_found_with_their_number(run, city, city_layer, tmp_path):
    result = run(
        "kshape_clustering",
        INPUT=city_layer(),
        CLUSTERS=0,
        MAX_CLUSTERS=6,
        STARTS=4,
        OUTPUT=str(tmp_path / "clusters.gpkg"),
        SHAPES="memory:",
        ELBOW="memory:",
        REPORT=str(tmp_path / "report.html"),
    )
    assert result["CLUSTER_COUNT"] == 3
    layer = QgsVectorLayer(result["OUTPUT"], "clusters", "ogr")
    labels = np.array(column(layer, "cluster"))
    assert adjusted_rand_index(labels - 1, city.labels) >= 0.95
    rates = [np.mean(np.array(column(layer, "velocity"))[labels == number]) for number in (1, 2, 3)]
    assert rates == sorted(rates)
    sbd = np.array(column(layer, "sbd"))
    assert result["INERTIA"] == pytest.approx(np.mean(sbd**2))
    assert min(column(layer, "sbd_margin")) >= 0.0
    assert layer.renderer().type() == "categorizedSymbol"

    shapes = result["SHAPES"]
    shape = np.array(column(shapes, "shape")).reshape(3, -1)
    np.testing.assert_allclose(shape.mean(axis=1), 0.0, atol=1e-9)
    np.testing.assert_allclose(shape.std(axis=1), 1.0)
    assert column(shapes, "date")[0] == QDate(2018, 3, 6)
    assert column(shapes, "n")[0] == (labels == 1).sum()
    elbow = result["ELBOW"]
    assert column(elbow, "clusters") == [1, 2, 3, 4, 5, 6]
    assert column(elbow, "knee") == [0, 0, 1, 0, 0, 0]
    assert column(elbow, "used") == [0, 0, 1, 0, 0, 0]
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "largest depth below the line" in text
    assert "of odd and even epochs" in text
    assert "of two seeds" in text
    assert text.count("data:image/png") == 3


def test_a_consensus_says_of_each_point_how_sure_it_is(run, city, city_layer, tmp_path):
    result = run("kshape_clustering", INPUT=city_layer(), CLUSTERS=3, CONSENSUS=6, STARTS=2, OUTPUT="memory:",
                 REPORT=str(tmp_path / "report.html"))  # fmt: skip
    labels, sure = (np.array(column(result["OUTPUT"], name)) for name in ("cluster", "cluster_sure"))
    assert adjusted_rand_index(labels - 1, city.labels) >= 0.95
    assert np.median(sure) > 0.9
    assert 0.7 < result["STABILITY"] <= 1.0
    assert "Consensus of 6 runs" in (tmp_path / "report.html").read_text(encoding="utf-8")
    for wrong, words in (({"CONSENSUS": 1}, "two runs"), ({"CONSENSUS": 5, "DEVICE": "cuda"}, "processor|torch")):
        with pytest.raises(QgsProcessingException, match=words):
            run("kshape_clustering", INPUT=city_layer(), CLUSTERS=3, **wrong, OUTPUT=str(tmp_path / "no.gpkg"))
        assert not (tmp_path / "no.gpkg").exists()


def test_a_consensus_that_tells_fewer_clusters_apart_says_so(run, city_layer, listener, monkeypatch):
    agreed = shape_groups.consensus  # which ties end in fewer clusters is scipy's affair: one fewer is asked of it
    monkeypatch.setattr(shape_groups, "consensus", lambda rows, asked, **options: agreed(rows, asked - 1, **options))
    found = run("kshape_clustering", feedback=listener, INPUT=city_layer(), CLUSTERS=3, CONSENSUS=3, OUTPUT="memory:")
    assert found["CLUSTER_COUNT"] == 2
    assert "The runs tell 2 clusters apart, not 3." in listener.warnings


def test_tslearn_and_the_built_in_engine_agree(run, city, city_layer, monkeypatch):
    pytest.importorskip("tslearn")
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")  # its functions need a minute to be compiled
    small = city_layer()
    outcomes = [
        run("kshape_clustering", INPUT=small, CLUSTERS=3, STARTS=1, SEED=4, ENGINE=engine, OUTPUT="memory:")
        for engine in (0, 1)
    ]
    labels = [np.array(column(outcome["OUTPUT"], "cluster")) for outcome in outcomes]
    assert (labels[0] == labels[1]).all()
    assert outcomes[0]["INERTIA"] == pytest.approx(outcomes[1]["INERTIA"], abs=1e-6)


def test_without_tslearn_its_engine_says_how_to_get_it_and_the_other_works(run, city_layer, monkeypatch):
    for name in ["tslearn", *(name for name in sys.modules if name.startswith("tslearn."))]:
        monkeypatch.setitem(sys.modules, name, None)
    assert run("kshape_clustering", INPUT=city_layer(), STARTS=1, OUTPUT="memory:")["CLUSTER_COUNT"] == 3
    with pytest.raises(QgsProcessingException, match=r"tslearn .* is missing.*tslearn"):
        run("kshape_clustering", INPUT=city_layer(), STARTS=1, ENGINE=1, OUTPUT="memory:")


def test_points_without_a_shape_keep_their_row_and_get_null(run, city, city_layer):
    values = city.series.displacement_mm.copy()
    values[3] = 2.0
    values[4] = np.nan
    values[5, 10] = np.nan  # one missing value is bridged
    layer = run("kshape_clustering", INPUT=city_layer(values), STARTS=1, OUTPUT="memory:")["OUTPUT"]
    clusters = column(layer, "cluster")
    assert [clusters[i] is None or clusters[i].__class__.__name__ == "QVariant" for i in (3, 4)] == [True, True]
    assert clusters[5] in (1, 2, 3)
    assert layer.featureCount() == 400
    assert layer.fields().field("cluster").typeName().lower().startswith("int")


def test_centimetres_and_other_names_are_read(run, city, point_layer):
    columns = {
        "D_" + epoch_field(date)[1:]: city.series.displacement_mm[:, i] / 10.0 for i, date in enumerate(city.dates)
    }
    layer = point_layer(city.series.xy, columns, crs="EPSG:4326")
    result = run("kshape_clustering", INPUT=layer, STARTS=2, UNIT=1, OUTPUT="memory:", SHAPES="memory:")
    labels = np.array(column(result["OUTPUT"], "cluster"))
    assert adjusted_rand_index(labels - 1, city.labels) >= 0.95
    spread = np.array(column(result["SHAPES"], "mean_mm"))
    assert np.ptp(spread) > 10.0  # millimetres again


@pytest.mark.parametrize(
    ("spoil", "parameters", "message"),
    [
        (lambda values: values * 0.0, {}, "constant"),
        (lambda values: values * np.nan, {}, "NULL"),
        (lambda values: values, {"CLUSTERS": 50, "n": 20}, "fewer than the 50"),
    ],
)
def test_bad_series_are_refused_and_nothing_is_written(run, city, point_layer, tmp_path, spoil, parameters, message):
    n = parameters.pop("n", 400)
    values = spoil(city.series.displacement_mm[:n])
    layer = point_layer(
        city.series.xy[:n], {epoch_field(date): values[:, i] for i, date in enumerate(city.dates)}, crs="EPSG:4326"
    )
    with pytest.raises(QgsProcessingException, match=message):
        run("kshape_clustering", INPUT=layer, STARTS=1, OUTPUT=str(tmp_path / "out.gpkg"), **parameters)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("columns", "crs", "message"),
    [
        ({"velocity": [1.0, 2.0, 3.0]}, "EPSG:4326", "DYYYYMMDD"),
        ({"D20180306": [1.0] * 3, "D20181399": [1.0] * 3}, "EPSG:4326", "20181399"),
        ({"D20180306": [1.0] * 3, "D_20180306": [1.0] * 3}, "EPSG:4326", "same date"),
        ({"D20180306": [0.0] * 3, "D20180318": [1.0, 2.0, 3.0]}, "EPSG:4326", "at least 3 epochs"),
        ({"D20180306": [0.0] * 3, "D20190318": [1.0, 2.0, 3.0], "D20190330": [1.0, 2.0, 3.0]}, "EPSG:4326", "377 days"),
        ({"D20180306": [0.0] * 3, "D20180318": [1.0, 2.0, 3.0]}, "", "coordinate reference system"),
    ],
)
def test_layers_that_cannot_be_clustered_are_refused_in_words(run, point_layer, tmp_path, columns, crs, message):
    layer = point_layer([(0, 0), (1, 1), (2, 2)], columns, crs=crs)
    with pytest.raises(QgsProcessingException, match=message):
        run("kshape_clustering", INPUT=layer, OUTPUT=str(tmp_path / "out.gpkg"))
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be_written_is_refused_before_any_work(run, city_layer, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"folder .* does not exist"):
        run("kshape_clustering", INPUT=city_layer(), OUTPUT=str(tmp_path / "nowhere" / "out.gpkg"))


def test_an_empty_layer_is_refused(run, point_layer):
    layer = point_layer([], {"D20180306": [], "D20180318": []})
    with pytest.raises(QgsProcessingException, match="empty"):
        run("kshape_clustering", INPUT=layer, OUTPUT="memory:")


def test_the_series_of_almonte_fall_into_clusters_that_starts_agree_on(run, shared_data, tmp_path):
    result = run(
        "kshape_clustering",
        INPUT=str(shared_data / "almonte" / "sentinel1_desc.shp"),
        CLUSTERS=3,
        STARTS=4,
        UNIT=1,
        OUTPUT=str(tmp_path / "clusters.gpkg"),
    )
    layer = QgsVectorLayer(result["OUTPUT"], "clusters", "ogr")
    labels, rates = np.array(column(layer, "cluster")), np.array(column(layer, "Vel"))
    means = [rates[labels == number].mean() for number in (1, 2, 3)]
    assert layer.featureCount() == 914
    assert set(labels) == {1, 2, 3}
    assert means == sorted(means)
    assert 0.0 < result["INERTIA"] < 0.08
    assert result["STABILITY"] > 0.5


def test_mexico_city_clusters_form_regions(run, shared_data, tmp_path):
    points = run(
        "import_licsbas", INPUT=str(shared_data / "mexico_city" / "licsbas" / "cum_filt.h5"), OUTPUT="memory:"
    )["OUTPUT"]
    layer = run("kshape_clustering", INPUT=points, STARTS=4, OUTPUT="memory:")["OUTPUT"]
    xy = np.array([tuple(feature.geometry().asPoint()) for feature in layer.getFeatures()])
    labels = np.array(column(layer, "cluster"))
    assert layer.featureCount() == 5845
    from scipy.spatial import cKDTree

    neighbour = cKDTree(xy).query(xy, k=2)[1][:, 1]
    assert np.mean(labels == labels[neighbour]) > 0.9  # 0.4 by chance
