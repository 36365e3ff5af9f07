"""Measures of factors against closed forms and other implementations."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.factors.factor_quality import (
    correlation_matrix,
    factor_quality,
    morans_i,
    mutual_information,
    rank_correlation,
    variance_inflation,
)
from subsidence.factors.reports import quality_page


@pytest.fixture
def random():
    return np.random.default_rng(9)


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_the_information_of_normal_pairs_is_the_known_one(random, rho):
    pair = random.multivariate_normal([0, 0], [[1, rho], [rho, 1]], 3000)
    assert mutual_information(*pair.T) == pytest.approx(-0.5 * np.log(1 - rho**2), abs=0.05)


def test_information_agrees_with_scikit_learn(random):
    selection = pytest.importorskip("sklearn.feature_selection", reason="scikit-learn is the oracle here")
    x = random.normal(size=800)
    y = np.sin(3 * x) + random.normal(0, 0.2, 800)
    theirs = selection.mutual_info_regression(x[:, None], y, n_neighbors=3, random_state=0)[0]
    assert mutual_information(x, y) == pytest.approx(theirs, abs=0.01)


def test_inflation_is_one_over_what_the_others_leave(random):
    a, b = random.normal(size=(2, 5000))
    c = a + b + random.normal(0, 0.5, 5000)
    found = variance_inflation(np.column_stack([a, b, c, np.ones(5000)]))
    inverse = np.linalg.inv(np.corrcoef([a, b, c]))
    assert found[:3] == pytest.approx(np.diag(inverse))
    assert np.isnan(found[3])
    assert np.isinf(variance_inflation(np.column_stack([a, 2 * a + 1]))).all()


def test_moran_tells_smooth_from_shuffled_and_checkered(random):
    column, row = np.meshgrid(np.arange(40.0), np.arange(40.0))
    xy = np.column_stack([column.ravel(), row.ravel()])
    smooth = np.sin(xy[:, 0] / 8) + np.cos(xy[:, 1] / 8)
    assert morans_i(smooth, xy) > 0.9
    assert abs(morans_i(random.permutation(smooth), xy)) < 0.06
    assert morans_i((xy.sum(axis=1) % 2), xy + 1e-3 * random.normal(size=xy.shape)) < 0.1


def test_moran_is_its_definition(random):
    xy, values = random.uniform(size=(30, 2)), random.normal(size=30)
    distance = np.hypot(*(xy[:, None] - xy).transpose(2, 0, 1))
    np.fill_diagonal(distance, np.inf)
    weight = np.zeros((30, 30))
    for index in range(30):
        weight[index, np.argsort(distance[index])[:8]] = 1 / 8
    centred = values - values.mean()
    truth = 30 / weight.sum() * (centred @ weight @ centred) / (centred @ centred)
    assert morans_i(values, xy) == pytest.approx(truth)


def test_ranks_share_ties():
    stats = pytest.importorskip("scipy.stats")
    first, second = np.array([1, 2, 2, 3, 9.0]), np.array([5, 3, 3, 3, 1.0])
    assert rank_correlation(first, second) == pytest.approx(stats.spearmanr(first, second)[0])


def test_remarks_point_at_what_is_wrong(random):
    n = 600
    xy = random.uniform(0, 1000, (n, 2))
    good = random.normal(size=n)
    gappy = np.where(random.uniform(size=n) < 0.3, np.nan, random.normal(size=n))
    curved = random.uniform(-1, 1, n)
    rate = good + 3 * curved**2
    names = ["good", "twice", "constant", "gappy", "empty", "zeros", "curved"]
    zeros = np.where(np.arange(n) % 5 == 0, random.normal(size=n), 0.0)
    factors = np.column_stack(
        [good, 2 * good + 1e-3 * random.normal(size=n), np.ones(n), gappy, np.full(n, np.nan), zeros, curved]
    )
    rows = {row.name: row for row in factor_quality(names, factors, rate, xy)}
    assert rows["constant"].remarks == ("is constant: it cannot explain anything",)
    assert rows["empty"].remarks == ("has no values",)
    assert any("missing" in text for text in rows["gappy"].remarks)
    assert any("share one value" in text for text in rows["zeros"].remarks)
    assert any("look at its curve" in text for text in rows["curved"].remarks)
    doubled = factor_quality(names[:2], factors[:, :2], rate, xy)
    assert all(any("VIF" in text for text in row.remarks) for row in doubled)
    page = quality_page(list(rows.values()), factors, rate).html()
    assert "Look at these first" in page
    assert all(name in page for name in names)


def test_no_rate_is_refused(random):
    with pytest.raises(SubsidenceError):
        factor_quality(["a"], np.ones((3, 1)), np.full(3, np.nan), random.normal(size=(3, 2)))


def test_pairs_are_correlated_over_the_rows_that_have_both(random):
    a = random.normal(size=100)
    b = a + random.normal(size=100)
    b[:30] = np.nan
    assert correlation_matrix(np.column_stack([a, b]))[0, 1] == pytest.approx(np.corrcoef(a[30:], b[30:])[0, 1])
