"""Grey relational grades against a worked example, an independent implementation, and their promises."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidence.analysis.grey import NORMALIZATIONS, analyse, grey_relational_grades, resolution_sensitivity
from subsidence.analysis.grey_groups import grade_groups, remarks
from subsidence.errors import SubsidenceError
from subsidence.progress import Report, Run


def grades_point_by_point(reference, factors, resolution, normalization):
    """The published formula in plain Python loops."""

    def scaled(values):
        values = [float(value) for value in values]
        mean = sum(values) / len(values)
        if normalization == "min-max":
            return [(value - min(values)) / (max(values) - min(values)) for value in values]
        if normalization == "mean value":
            return [value / mean for value in values]
        if normalization == "initial value":
            return [value / values[0] for value in values]
        if normalization == "z-score":
            spread = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
            return [(value - mean) / spread for value in values]
        return values

    x0 = scaled(reference)
    columns = [scaled(column) for column in np.transpose(factors)]
    differences = [[abs(a - b) for a, b in zip(x0, column)] for column in columns]
    smallest = min(min(row) for row in differences)
    largest = max(max(row) for row in differences)
    return [
        sum((smallest + resolution * largest) / (delta + resolution * largest) for delta in row) / len(row)
        for row in differences
    ]


def test_the_grades_of_an_example_worked_by_hand():
    # Rates and two factors at four points, worked on paper. Min-max:
    #   x0 = (0, 1/3, 2/3, 1), x1 = (0, 1/2, 1/2, 1), x2 = (1, 0, 0, 1/2)
    #   Δ1 = (0, 1/6, 1/6, 0), Δ2 = (1, 1/3, 2/3, 1/2): Δmin = 0, Δmax = 1, so γ = 0.5 / (Δ + 0.5)
    #   grade 1 = (1 + 3/4 + 3/4 + 1) / 4 = 7/8, grade 2 = (1/3 + 3/5 + 3/7 + 1/2) / 4 = 391/840
    rate = np.array([-40.0, -30.0, -20.0, -10.0])
    factors = np.array([[100.0, 9.0], [200.0, 5.0], [200.0, 5.0], [300.0, 7.0]])
    np.testing.assert_allclose(grey_relational_grades(rate, factors), [7 / 8, 391 / 840], rtol=1e-14)


@pytest.mark.parametrize("normalization", ["min-max", "mean value", "initial value", "z-score", "none"])
@pytest.mark.parametrize("resolution", [0.1, 0.5, 1.0])
def test_grades_equal_an_independent_implementation(normalization, resolution):
    random = np.random.default_rng(3)
    rate, factors = random.normal(-20.0, 5.0, 60), random.uniform(1.0, 1000.0, (60, 5))
    grades = grey_relational_grades(rate, factors, resolution=resolution, normalization=normalization)
    np.testing.assert_allclose(grades, grades_point_by_point(rate, factors, resolution, normalization), atol=1e-12)


@pytest.mark.parametrize("normalization", NORMALIZATIONS)
def test_every_normalization_has_a_label_and_keeps_the_shape(normalization):
    columns = np.random.default_rng(0).uniform(1.0, 9.0, (7, 3))
    known = NORMALIZATIONS[normalization]
    assert known.label()
    assert known.apply(columns).shape == columns.shape
    assert np.isfinite(known.apply(columns)).all()


@settings(max_examples=40)
@given(
    st.integers(0, 10_000), st.integers(4, 40), st.integers(1, 5), st.sampled_from(["min-max", "mean value", "z-score"])
)
def test_units_and_the_order_of_points_do_not_matter(seed, n_points, n_factors, normalization):
    random = np.random.default_rng(seed)
    rate, factors = random.uniform(1.0, 9.0, n_points), random.uniform(1.0, 9.0, (n_points, n_factors))
    grades = grey_relational_grades(rate, factors, normalization=normalization)
    order = random.permutation(n_points)
    shuffled = grey_relational_grades(rate[order], factors[order], normalization=normalization)
    units = random.uniform(0.001, 1000.0, n_factors)
    in_other_units = grey_relational_grades(rate * 10.0, factors * units, normalization=normalization)
    np.testing.assert_allclose(shuffled, grades, atol=1e-9)
    np.testing.assert_allclose(in_other_units, grades, atol=1e-9)
    assert ((grades > 0.0) & (grades <= 1.0)).all()


def test_a_factor_that_is_the_rate_has_grade_one_and_its_mirror_image_too_when_polarity_is_automatic():
    rate = np.random.default_rng(0).normal(size=200)
    factors = np.column_stack([5.0 * rate + 3.0, -rate, np.random.default_rng(1).normal(size=200)])
    direct = grey_relational_grades(rate, factors)
    automatic = grey_relational_grades(rate, factors, polarity="automatic")
    by_hand = grey_relational_grades(rate, factors, polarity=["direct", "inverse", "direct"])
    assert direct[0] == pytest.approx(1.0)
    assert direct[1] < direct[2]
    np.testing.assert_allclose(automatic[:2], 1.0)
    np.testing.assert_allclose(by_hand[:2], 1.0)


def test_the_bootstrap_interval_holds_the_mean_grade_of_samples_of_that_size():
    random = np.random.default_rng(5)
    rate = random.normal(size=10_000)
    factors = np.column_stack([rate + random.normal(scale=0.3, size=rate.size), random.uniform(size=rate.size)])
    samples = [random.choice(rate.size, 200, replace=False) for _ in range(60)]
    mean = np.mean([grey_relational_grades(rate[rows], factors[rows]) for rows in samples], axis=0)
    covered = []
    for draw, rows in enumerate(samples):
        result = analyse(rate[rows], factors[rows], bootstraps=60, run=Run(seed=draw))
        covered.append((result.lo <= mean) & (mean <= result.hi))
    assert 0.75 < np.mean(covered) < 0.99
    assert result.rank.tolist() == [1, 2]
    assert not result.inseparable()


def test_intervals_of_grades_know_that_neighbours_are_alike():
    """Places of 20 points each that are the same but for little: the sample is worth its 30 places, not 600 points."""
    random = np.random.default_rng(6)
    lo, hi, grades = [], [], []
    for draw in range(40):
        centre = random.uniform(0.0, 50_000.0, (30, 2))
        place = np.repeat(centre, 20, axis=0) + random.uniform(0.0, 50.0, (600, 2))
        values = np.repeat(random.normal(size=(30, 3)), 20, axis=0) + 0.05 * random.normal(size=(600, 3))
        rate = values[:, 0] + values[:, 2]
        found = [
            grade_groups(rate, values[:, :2], ["a", "b"], sample=0, place_m=where, seed=draw)[0].grades
            for where in (None, place)
        ]
        lo.append([one.lo for one in found])
        hi.append([one.hi for one in found])
        grades.append(found[0].grades)
    mean = np.mean(grades, axis=0)
    held = ((np.array(lo) <= mean) & (mean <= np.array(hi))).mean(axis=(0, 2))
    assert held[0] < 0.6
    assert held[1] > 0.75


def test_points_at_one_place_are_drawn_one_by_one():
    random = np.random.default_rng(7)
    rate, factors = random.normal(size=50), random.normal(size=(50, 2))
    here = grade_groups(rate, factors, ["a", "b"], sample=0, place_m=np.zeros((50, 2)))[0].grades
    nowhere = grade_groups(rate, factors, ["a", "b"], sample=0)[0].grades
    np.testing.assert_array_equal(here.lo, nowhere.lo)


def test_factors_that_grades_cannot_separate_are_called_so():
    random = np.random.default_rng(2)
    rate, factors = random.normal(size=100), random.normal(size=(100, 3))
    groups = grade_groups(rate, factors, ["a", "b", "c"], sample=0)
    assert groups[0].grades.inseparable()
    assert "cannot separate" in remarks(groups, "direct")[0]
    clear = grade_groups(rate, np.column_stack([rate, factors[:, 0]]), ["rate again", "noise"], sample=0)
    assert not clear[0].grades.inseparable()
    opposite = grade_groups(rate, np.column_stack([-rate, factors[:, 0]]), ["depth", "noise"], sample=0)
    assert any("depth falls while the rate rises" in sentence for sentence in remarks(opposite, "direct"))
    assert not any("depth falls" in sentence for sentence in remarks(opposite, "automatic"))


def test_grades_rise_with_the_resolution_coefficient():
    random = np.random.default_rng(2)
    grades = resolution_sensitivity(random.normal(size=50), random.normal(size=(50, 3)))
    assert (np.diff(grades, axis=0) > 0.0).all()


def test_the_page_shows_the_grades_of_other_resolution_coefficients():
    from subsidence.analysis.grey_groups import RESOLUTIONS, grey_page

    random = np.random.default_rng(3)
    rate, factors = random.normal(size=60), random.normal(size=(60, 2))
    groups = grade_groups(rate, factors, ["a", "b"], polarity="automatic", sample=0)
    for row, resolution in zip(groups[0].sensitivity, RESOLUTIONS):
        expected = grey_relational_grades(rate, factors, resolution=resolution, polarity="automatic")
        np.testing.assert_allclose(row, expected)
    page = grey_page(groups, [], [], 60).html()
    assert "Dependence on the resolution coefficient τ" in page
    assert page.count("data:image/png") == 2


def test_clusters_are_graded_alone_and_a_factor_that_is_constant_in_one_is_left_out_there():
    random = np.random.default_rng(7)
    rate, factors = random.normal(size=300), random.normal(size=(300, 2))
    clusters = np.repeat([1.0, 2.0, np.nan], 100)
    factors[:100, 1] = 4.0
    rate[150] = np.nan
    warnings = []
    report = Report()
    report.on_warning = warnings.append
    groups = grade_groups(rate, factors, ["near", "geology"], clusters, sample=0, report=report)
    assert [group.group for group in groups] == ["all", "1", "2"]
    assert [group.grades.n_points for group in groups] == [299, 100, 99]
    assert groups[1].factors == ("near",)
    assert groups[1].left_out == ("geology",)
    assert any("geology" in warning and "cluster 1" in warning for warning in warnings)
    known = np.isfinite(rate) & (clusters == 2.0)
    np.testing.assert_allclose(groups[2].grades.grades, grey_relational_grades(rate[known], factors[known]))


def test_the_same_seed_draws_the_same_sample():
    random = np.random.default_rng(7)
    rate, factors = random.normal(size=3000), random.normal(size=(3000, 2))
    one, same, other = (
        grade_groups(rate, factors, ["a", "b"], sample=100, seed=seed)[0].grades.grades for seed in (1, 1, 2)
    )
    assert (one == same).all()
    assert (one != other).any()


@pytest.mark.parametrize(
    ("rate", "factors", "options", "message"),
    [
        (np.arange(5.0), np.ones((5, 1)), {}, "same value at all points"),
        (np.ones(5), np.arange(5.0)[:, None], {}, "rate is the same"),
        (np.arange(5.0), np.full((5, 1), np.nan), {}, "missing values"),
        (np.arange(5.0), np.arange(4.0)[:, None], {}, "shape"),
        (np.arange(1.0), np.ones((1, 1)), {}, "two points"),
        (np.arange(5.0), np.arange(5.0)[:, None], {"normalization": "initial value"}, "first value"),
        (np.arange(5.0) - 2.0, np.arange(5.0)[:, None] + 1, {"normalization": "mean value"}, "mean"),
        (np.arange(5.0), np.arange(5.0)[:, None], {"normalization": "log"}, "not known"),
        (np.arange(5.0), np.arange(5.0)[:, None], {"polarity": "up"}, "polarity"),
        (np.arange(5.0), np.arange(5.0)[:, None], {"resolution": 0.0}, "above 0"),
    ],
)
def test_what_cannot_be_graded_is_refused_in_words(rate, factors, options, message):
    with pytest.raises(SubsidenceError, match=message):
        grey_relational_grades(rate, factors, **options)


def test_one_wild_rate_does_not_flatten_all_grades():
    random = np.random.default_rng(8)
    factors = random.uniform(0.0, 1.0, (400, 3))
    rate = -30.0 * factors[:, 0] + random.normal(size=400)
    told: list[str] = []

    class Listener(Report):
        def on_warning(self, text: str) -> None:
            told.append(text)

    plain = grade_groups(rate, factors, ["a", "b", "c"], normalization="z-score")[0].grades.grades
    rate[7] = 9999.0
    spoiled = grade_groups(rate, factors, ["a", "b", "c"], normalization="z-score", report=Listener())
    np.testing.assert_allclose(spoiled[0].grades.grades, plain, atol=0.01)
    assert "9999" in told[0]
