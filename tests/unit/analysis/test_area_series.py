"""The series of an area: its middle, its spread, and an interval that holds the truth as often as it says."""

import numpy as np
import pytest

from subsidence.analysis.area_series import MEDIAN, area_series
from subsidence.errors import SubsidenceError


def test_mean_and_spread_are_those_of_the_points_with_a_value():
    values = np.array([[0.0, 1.0], [2.0, np.nan], [4.0, 3.0]])
    found = area_series(values, np.zeros((3, 2)))
    assert found.middle.tolist() == [2.0, 2.0]
    assert found.n.tolist() == [3, 2]
    assert found.high[0] - found.middle[0] == pytest.approx(2.0)
    assert np.isnan(found.mean_low).all(), "one block tells nothing of the interval"


def test_one_wild_point_does_not_move_the_median():
    values = np.vstack([np.zeros((9, 3)), np.full((1, 3), 500.0)])
    assert area_series(values, np.zeros((10, 2)), MEDIAN).middle.tolist() == [0.0, 0.0, 0.0]


def test_an_epoch_without_any_value_stays_unknown():
    values = np.array([[1.0, np.nan], [3.0, np.nan]])
    for statistic in ("mean", "median"):
        assert np.isnan(area_series(values, np.zeros((2, 2)), statistic).middle[1])


def test_the_interval_of_the_mean_holds_the_truth_where_neighbours_share_their_errors():
    """Patches of 25 points share an error, which an interval of one over the root of n would miss nearly always."""
    random = np.random.default_rng(0)
    inside = naive = 0
    for _ in range(300):
        x, y = np.meshgrid(np.arange(40.0), np.arange(40.0))
        xy = np.column_stack([x.ravel(), y.ravel()])
        patch = (xy[:, 0] // 5).astype(int) * 8 + (xy[:, 1] // 5).astype(int)
        values = (random.normal(0, 3, 64)[patch] + random.normal(0, 1, 1600))[:, None]
        found = area_series(values, xy)
        inside += found.mean_low[0] <= 0.0 <= found.mean_high[0]
        naive += abs(values.mean()) <= 1.645 * values.std() / 40.0
    assert 0.84 <= inside / 300 <= 0.96
    assert naive / 300 < 0.5


def test_an_empty_area_is_refused_in_words():
    with pytest.raises(SubsidenceError, match="No point lies in this area"):
        area_series(np.empty((0, 3)), np.empty((0, 2)))
