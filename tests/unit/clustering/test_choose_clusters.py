"""The number of clusters: the knee, the silhouette, and a city where the answer is known."""

import numpy as np
import pytest

from subsidence.clustering.choose_clusters import (
    choose_clusters,
    in_doubt,
    knee_depth,
    silhouette,
    stability_in_words,
    starts_in_words,
)
from subsidence.clustering.kshape import KShapeResult
from subsidence.clustering.regular import regular_series
from subsidence.clustering.smoothing import smooth
from subsidence.errors import SubsidenceError
from subsidence.synthetic.city import make_city


@pytest.mark.parametrize(("seed", "noise_mm"), [(0, 2.0), (1, 2.0), (2, 4.0)])
def test_the_city_has_three_clusters(seed, noise_mm):
    city = make_city(300, 50, seed=seed, noise_mm=noise_mm)
    series = smooth(regular_series(city.series.displacement_mm, city.dates).displacement_mm, "local regression")
    choice = choose_clusters(series, 6, n_starts=4, seed=seed)
    assert choice.n_clusters == 3
    assert choice.tried.tolist() == [1, 2, 3, 4, 5, 6]
    assert choice.depth.argmax() == 2
    assert choice.reason.startswith("3 clusters: of 1 … 6")
    assert choice.n_points == 300


def test_the_knee_of_a_curve_with_one_bend_is_the_bend():
    assert knee_depth(np.array([100.0, 64.0, 4.0, 3.0, 2.0, 1.0])).argmax() == 2
    assert (knee_depth(np.array([5.0, 5.0, 5.0])) == 0.0).all()


def test_the_silhouette_agrees_with_an_independent_one():
    metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(0)
    points = random.normal(size=(60, 2))
    distances = np.linalg.norm(points[:, None] - points[None], axis=2)
    labels = np.append(random.integers(0, 3, 59), 3)  # one point alone
    assert silhouette(distances, labels) == pytest.approx(
        metrics.silhouette_score(distances, labels, metric="precomputed")
    )
    assert np.isnan(silhouette(distances, np.zeros(60, dtype=int)))


def test_large_layers_are_searched_on_a_sample(monkeypatch):
    monkeypatch.setattr("subsidence.clustering.choose_clusters.ELBOW_POINTS", 100)
    city = make_city(300, 30, seed=1)
    series = smooth(city.series.displacement_mm, "local regression")
    series[:20] = np.nan
    assert choose_clusters(series, 4, n_starts=2).n_points == 100


def test_fewer_than_three_numbers_to_try_are_refused():
    with pytest.raises(SubsidenceError, match="at least 3"):
        choose_clusters(np.zeros((9, 9)), 2)


def test_stability_is_put_into_words():
    assert "find the same clusters" in stability_in_words(0.95)
    assert "much the same" in stability_in_words(0.8)
    assert "do not lean" in stability_in_words(0.5)
    assert "unknown" in stability_in_words(float("nan"))


def result_of(inertias, agreement):
    nothing = np.zeros(4)
    return KShapeResult(nothing, np.zeros((2, 4)), nothing, nothing, 0.1, 5, np.array(inertias), np.array(agreement))


def test_bad_starts_that_were_dropped_are_no_warning_and_equal_ones_that_differ_are():
    right = result_of([0.1, 0.1005, 0.3, 0.3, 0.3], [1.0, 0.99, 0.4, 0.4, 0.4])
    assert right.stability < 0.7
    assert not in_doubt(right)
    assert "2 of 5 starts ended in the kept solution" in starts_in_words(right)
    torn = result_of([0.1, 0.1005, 0.101], [1.0, 0.5, 0.5])
    assert in_doubt(torn)
    assert "share out the points differently" in starts_in_words(torn)
    alone = result_of([0.1, 0.2, 0.2], [1.0, 0.5, 0.5])
    assert in_doubt(alone)
    assert "more starts" in starts_in_words(alone)
    assert not in_doubt(result_of([0.1], [1.0]))
