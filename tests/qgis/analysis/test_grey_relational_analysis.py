"""Grey grades as a user runs them: the table equals the core's grades; bad input is refused in words."""

import numpy as np
import pytest
from land_subsidence.subsidence.analysis.grey import grey_relational_grades
from land_subsidence.subsidence.synthetic.city import FACTOR_NAMES, make_city
from qgis.core import QgsProcessingException


@pytest.fixture
def city_layer(point_layer):
    city = make_city(400, 20, seed=1)
    columns = {"velocity": city.rate_mm_per_yr, "cluster": city.labels + 1, **city.factors}
    return city, point_layer(city.series.xy, columns, crs="EPSG:4326")


def rows(layer):
    names = [field.name() for field in layer.fields()]
    return [dict(zip(names, feature.attributes())) for feature in layer.getFeatures()]


def test_grades_for_all_points_and_each_cluster(run, city_layer, tmp_path):
    city, layer = city_layer
    result = run(
        "grey_relational_analysis",
        INPUT=layer,
        FACTORS=list(FACTOR_NAMES),
        CLUSTER="cluster",
        NORMALIZATION="min-max",
        POLARITY="direct",
        SAMPLE=0,
        OUTPUT="memory:",
        REPORT=str(tmp_path / "grey.html"),
    )
    table = rows(result["OUTPUT"])
    assert [row["cluster"] for row in table[:: len(FACTOR_NAMES)]][:2] == ["all", "1"]
    everywhere = table[: len(FACTOR_NAMES)]
    expected = grey_relational_grades(city.rate_mm_per_yr, city.factor_matrix)
    np.testing.assert_allclose([row["grade"] for row in everywhere], expected, atol=1e-12)
    assert sorted(row["rank"] for row in everywhere) == list(range(1, 8))
    assert all(row["grade_lo"] <= row["grade"] <= row["grade_hi"] for row in table)
    of_second = city.labels == 1
    in_second = {row["factor"]: row["grade"] for row in table if row["cluster"] == "2"}
    kept = [name for name in FACTOR_NAMES if name in in_second]
    matrix = np.column_stack([city.factors[name][of_second] for name in kept])
    np.testing.assert_allclose(
        [in_second[name] for name in kept], grey_relational_grades(city.rate_mm_per_yr[of_second], matrix), atol=1e-12
    )
    assert result["BEST_GRADE"] == pytest.approx(expected.max())
    page = (tmp_path / "grey.html").read_text(encoding="utf-8")
    assert page.count("data:image/png") >= 4
    assert "bootstrap" in page


@pytest.mark.parametrize("index", range(4))
def test_every_normalisation_reaches_the_core(run, point_layer, index):
    from land_subsidence.subsidence.analysis.grey import NORMALIZATIONS

    random = np.random.default_rng(0)
    rate, factor = random.uniform(-9.0, -1.0, 30), random.uniform(1.0, 9.0, 30)
    layer = point_layer(random.uniform(size=(30, 2)), {"rate": rate, "depth": factor})
    outcome = run(
        "grey_relational_analysis",
        INPUT=layer,
        RATE="rate",
        FACTORS=["depth"],
        NORMALIZATION=index,
        POLARITY="direct",
        OUTPUT="memory:",
    )
    expected = grey_relational_grades(rate, factor[:, None], normalization=list(NORMALIZATIONS)[index])
    assert rows(outcome["OUTPUT"])[0]["grade"] == pytest.approx(expected[0], abs=1e-12)


def test_automatic_polarity_mirrors_what_runs_the_other_way(run, point_layer):
    random = np.random.default_rng(0)
    rate = random.uniform(-9.0, -1.0, 30)
    layer = point_layer(random.uniform(size=(30, 2)), {"velocity": rate, "depth": -3.0 * rate})
    outcome = run("grey_relational_analysis", INPUT=layer, FACTORS=["depth"], POLARITY=2, OUTPUT="memory:")
    row = rows(outcome["OUTPUT"])[0]
    assert row["grade"] == pytest.approx(1.0)
    assert row["mirrored"] == 1


def test_importance_and_rank_correlation_stand_beside_the_grade_and_disagreement_is_said(run, point_layer, tmp_path):
    random = np.random.default_rng(0)
    strong, weak, other = random.normal(size=(3, 300))
    rate = 6.0 * np.abs(strong) + 1.5 * weak + 0.5 * other
    columns = {"velocity": rate, "strong": strong, "weak": weak, "other": other}
    layer = point_layer(random.uniform(size=(300, 2)), columns)
    factors, page = ["strong", "weak", "other"], tmp_path / "grey.html"
    outcome = run("grey_relational_analysis", INPUT=layer, FACTORS=factors, OUTPUT="memory:", REPORT=str(page))
    found = {row["factor"]: row for row in rows(outcome["OUTPUT"])}
    assert found["strong"]["importance"] > found["weak"]["importance"] > found["other"]["importance"]
    assert abs(found["strong"]["spearman"]) < 0.2
    assert found["weak"]["grade"] > found["strong"]["grade"]
    assert "permutation importance disagree" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("columns", "parameters", "message"),
    [
        ({"name": np.array(list("abcdef"), dtype=object)}, {"FACTORS": ["name"]}, "text"),
        ({"depth": np.full(6, 3.0)}, {"FACTORS": ["depth"]}, "“depth” has the same value"),
        ({"depth": np.full(6, np.nan)}, {"FACTORS": ["depth"]}, "Only 0 points"),
        ({"depth": np.arange(6.0)}, {"FACTORS": ["velocity"]}, "among the factors"),
    ],
)
def test_bad_factors_are_refused_and_nothing_is_written(run, point_layer, tmp_path, columns, parameters, message):
    layer = point_layer(np.random.default_rng(0).uniform(size=(6, 2)), {"velocity": np.arange(6.0), **columns})
    with pytest.raises(QgsProcessingException, match=message):
        run("grey_relational_analysis", INPUT=layer, OUTPUT=str(tmp_path / "grades.gpkg"), **parameters)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("n_points", "crs", "message"), [(6, "", "no coordinate reference system"), (0, "EPSG:32614", "empty")]
)
def test_layers_that_cannot_be_graded_are_refused_and_nothing_is_written(
    run, point_layer, tmp_path, n_points, crs, message
):
    columns = {"velocity": np.arange(float(n_points)), "depth": np.arange(float(n_points))}
    layer = point_layer(np.arange(2.0 * n_points).reshape(-1, 2), columns, crs=crs)
    with pytest.raises(QgsProcessingException, match=message):
        run("grey_relational_analysis", INPUT=layer, FACTORS=["depth"], OUTPUT=str(tmp_path / "grades.gpkg"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("answer", ["D20200101", "rate_predicted", "sbd"])
@pytest.mark.parametrize("algorithm", ["grey_relational_analysis", "psobp_rate_prediction", "factor_quality"])
def test_a_field_that_holds_the_answer_is_refused_by_name(run, point_layer, algorithm, answer):
    random = np.random.default_rng(0)
    xy = np.array([480000.0, 2140000.0]) + random.uniform(0, 5000, (80, 2))
    depth = random.normal(size=80)
    layer = point_layer(xy, {"velocity": depth, answer: depth, "clay": depth + random.normal(size=80)})
    with pytest.raises(QgsProcessingException, match=answer):
        run(algorithm, INPUT=layer, FACTORS=["clay", answer], OUTPUT="memory:")


def test_bookkeeping_and_constant_fields_are_left_out(run, point_layer):
    random = np.random.default_rng(0)
    xy = np.array([480000.0, 2140000.0]) + random.uniform(0, 5000, (80, 2))
    clay = random.normal(size=80)
    columns = {"velocity": clay, "clay": clay + random.normal(size=80), "latitude": xy[:, 1], "same": np.ones(80)}
    result = run(
        "grey_relational_analysis",
        INPUT=point_layer(xy, columns),
        FACTORS=["clay", "latitude", "same"],
        OUTPUT="memory:",
    )
    assert {feature["factor"] for feature in result["OUTPUT"].getFeatures()} == {"clay"}
