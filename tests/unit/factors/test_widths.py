"""The ring width search finds what is there and names no winner where there is none."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.factors.reports import width_page
from subsidence.factors.widths import search_widths, spline_basis

WIDTHS = [200.0, 600.0, 1600.0]


def world(rate, seed=0, n=2000):
    random = np.random.default_rng(seed)
    xy = random.uniform(0, 10000, (n, 2))
    distance = np.abs(xy[:, 0] - 4000)
    return distance[:, None], rate(distance, random), xy


def test_a_rate_in_rings_is_best_told_by_rings_of_that_width():
    found = search_widths(
        *world(lambda d, r: np.where(np.ceil(d / 600) % 2 == 1, -20.0, 0.0) + r.normal(0, 3, d.size)), WIDTHS
    )
    assert found.scores[found.best].width_m == 600.0
    assert sum(score.within_noise for score in found.scores) == 1
    assert "every other choice is worse beyond noise" in found.verdict
    assert found.scores[found.best].rmse < found.baseline_rmse


def test_a_smooth_rate_is_best_told_by_the_distance_and_narrow_rings():
    found = search_widths(
        *world(lambda d, r: -40 * np.exp(-d / 800) + r.normal(0, 2, d.size)), WIDTHS, block_m=2000, n_repeats=3
    )
    assert [score.within_noise for score in found.scores][-1] is False
    assert found.scores[0].rmse == pytest.approx(2.0, rel=0.15)


@pytest.mark.parametrize("seed", range(4))
def test_noise_has_no_winner(seed):
    found = search_widths(*world(lambda d, r: r.normal(size=d.size), seed, 600), WIDTHS, seed=seed, n_repeats=2)
    assert "no width can be recommended" in found.verdict or "do not single out" in found.verdict


def test_the_same_seed_gives_the_same_answer_and_missing_rows_are_left_out():
    distance, rate, xy = world(lambda d, r: -d / 100 + r.normal(size=d.size), n=400)
    rate[:20] = np.nan
    distance[20:40] = np.nan
    first, second = (search_widths(distance, rate, xy, WIDTHS, seed=4, n_repeats=2) for _ in range(2))
    assert first == second
    assert first.n_points == 360


def test_too_few_points_are_refused():
    with pytest.raises(SubsidenceError, match="needs 50"):
        search_widths(*world(lambda d, r: d, n=40), WIDTHS)
    with pytest.raises(SubsidenceError, match="rate that varies"):
        search_widths(*world(lambda d, r: 0 * d, n=400), WIDTHS)


def test_the_basis_meets_every_line_with_bends_at_its_knots():
    distance = np.random.default_rng(1).uniform(0, 1000, (500, 1))
    knot = np.quantile(distance[:, 0], 0.3)
    truth = 3 + 2 * distance[:, 0] - 5 * np.maximum(distance[:, 0] - knot, 0)
    design = np.column_stack([np.ones(500), spline_basis(distance)])
    assert design @ np.linalg.lstsq(design, truth, rcond=None)[0] == pytest.approx(truth)


def test_the_page_says_the_verdict():
    found = search_widths(*world(lambda d, r: -d / 100 + r.normal(size=d.size), n=300), WIDTHS, n_repeats=2)
    assert found.verdict in width_page({"faults": found}).html().replace("&#x27;", "'")


def test_points_at_one_place_are_refused_in_a_sentence():
    rate = np.linspace(-20.0, 0.0, 60)
    with pytest.raises(SubsidenceError, match="one place"):
        search_widths(np.full((60, 1), 250.0), rate, np.zeros((60, 2)), [100.0])
