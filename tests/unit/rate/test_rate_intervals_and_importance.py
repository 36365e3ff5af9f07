"""Intervals cover what they promise, and importance finds what the truth depends on."""

from __future__ import annotations

import numpy as np
import pytest

from subsidence.rate.evaluation import draw_split, evaluate
from subsidence.rate.importance import (
    partial_dependence,
    permutation_importance,
    residual_autocorrelation,
)
from subsidence.rate.intervals import conformal_quantile, learn_intervals
from subsidence.rate.model import RateModel
from subsidence.rate.report import compare_with_grey, rate_page, verdict
from subsidence.rate.settings import RateSettings

SMALL = RateSettings(hidden=6, decay=0.01, members=5, particles=8, generations=3, max_iterations=40)
NAMES = ["strong", "weak", "none"]


@pytest.fixture(scope="module")
def world():
    random = np.random.default_rng(0)
    factors = random.uniform(0, 1, (500, 3))
    rate = -20 * factors[:, 0] + 4 * factors[:, 1] + 0.5 * random.normal(size=500)
    model = RateModel(NAMES, settings=SMALL).fit(factors[:250], rate[:250])
    return factors, rate, model


@pytest.mark.parametrize("level", [0.5, 0.9])
def test_intervals_from_out_of_bag_errors_cover_new_errors(level):
    random = np.random.default_rng(1)

    def errors(n_rows):
        """Two members that disagree by 1, around a mean that errs by 2."""
        common = 2 * random.normal(size=n_rows)
        return common + random.normal(size=(10, n_rows))

    seen = errors(3000)[:2]
    found = learn_intervals(
        np.zeros(3000), seen.mean(axis=0), seen.var(axis=0, ddof=1), np.full(3000, 2), 10, level=level
    )
    new = errors(5000)
    half = found.half_width(new.std(axis=0, ddof=1))
    assert np.mean(np.abs(new.mean(axis=0)) <= half) == pytest.approx(level, abs=0.04)


def test_a_cluster_with_larger_errors_gets_wider_intervals():
    random = np.random.default_rng(2)
    clusters = np.repeat([1, 2], 500)
    mean = random.normal(size=1000) * np.where(clusters == 2, 5.0, 1.0)
    found = learn_intervals(
        np.zeros(1000), mean, np.full(1000, 0.1), np.full(1000, 2), 10, level=0.9, clusters=clusters
    )
    half = found.half_width(np.full(2, 0.3), np.array([1, 2]))
    assert half[1] / half[0] == pytest.approx(5.0, rel=0.2)


def test_the_conformal_quantile_leaves_room_for_the_next_one():
    assert conformal_quantile(np.arange(1.0, 101.0), 0.9) == 91.0
    assert np.isnan(conformal_quantile(np.array([]), 0.9))


def test_shuffling_finds_the_factors_the_rate_depends_on(world):
    factors, rate, model = world
    found = permutation_importance(model, factors[250:], rate[250:])
    assert found.increase[0] > 10 * found.increase[1] > 0
    assert abs(found.increase[2]) < 0.1 * found.increase[1]
    assert found.increase[0] == pytest.approx(2 * 20**2 / 12, rel=0.25)  # twice the variance it brings
    assert (found.low <= found.increase).all()
    assert (found.increase <= found.high).all()


def test_partial_dependence_shows_the_true_slopes(world):
    factors, rate, model = world
    curves = {curve.name: curve for curve in partial_dependence(model, factors[250:], rate[250:])}
    slope = np.polyfit(curves["strong"].values, curves["strong"].rate, 1)[0]
    assert slope == pytest.approx(-20, rel=0.1)
    assert np.ptp(curves["none"].rate) < 1.0
    assert (curves["weak"].low <= curves["weak"].high).all()


def test_errors_that_come_in_patches_are_seen_as_such():
    random = np.random.default_rng(3)
    xy = random.uniform(0, 10_000, (1500, 2))
    patches = np.sin(xy[:, 0] / 1500) * np.sin(xy[:, 1] / 1500)
    near = residual_autocorrelation(xy, patches)[1][0]
    white = residual_autocorrelation(xy, random.normal(size=1500))[1][0]
    assert near > 0.8
    assert abs(white) < 0.1


def test_the_report_compares_with_grey_ranks_and_says_what_is_optimistic(world):
    factors, rate, _ = world
    clusters = (factors[:, 0] > 0.5).astype(int)
    split = draw_split(factors, rate, train_share=0.4, validation_share=0.1, seed=1)
    found = evaluate(factors, rate, split, names=NAMES, clusters=clusters, settings=SMALL, trees=False)
    importance = permutation_importance(found.model, factors, rate, clusters, source=found.source)
    rows = compare_with_grey(importance, factors, rate)
    assert rows[0][0] == "strong"
    assert sorted(row[4] for row in rows) == [1, 2, 3]
    sentences = " ".join(verdict(found.metrics))
    assert "optimistic" in sentences
    assert "measures interpolation" in sentences
    curves = partial_dependence(found.model, factors, rate, clusters, source=found.source)
    page = rate_page(
        found, factors[:, :2], factors, rate, found.metrics, importance, curves,
        (np.array([100.0]), np.array([0.1])), {"seed": 1}, ["mind this"],
    ).html()  # fmt: skip
    for words in ("mind this", "With and without clusters", "grey rank", "What validation chose"):
        assert words in page
