"""Missing interferograms are filled in so that the full network's inverse gives the least-squares solution."""

import numpy as np
import pytest

from subsidence.insar.least_squares import filled_network
from subsidence.insar.least_squares.filled_network import Missing
from subsidence.insar.nsbas import invert

N_EPOCHS = 40
DATES = np.datetime64("2020-01-01") + 12 * np.arange(N_EPOCHS)
PAIRS = np.array([(i, i + step) for step in (1, 2, 3) for i in range(N_EPOCHS - step)])


def stack(n_points: int, size: float = 1.0) -> np.ndarray:
    rng = np.random.default_rng(1)
    truth = size * np.cumsum(rng.normal(-1, 3, (n_points, N_EPOCHS)), axis=1)
    return truth[:, PAIRS[:, 1]] - truth[:, PAIRS[:, 0]] + rng.normal(0, 2, (n_points, len(PAIRS)))


def least_squares(row: np.ndarray) -> np.ndarray:
    """Epochs after the first of a point whose network holds together."""
    known = np.isfinite(row)
    design = np.zeros((len(PAIRS), N_EPOCHS))
    design[np.arange(len(PAIRS)), PAIRS[:, 1]], design[np.arange(len(PAIRS)), PAIRS[:, 0]] = 1.0, -1.0
    return np.linalg.lstsq(design[known, 1:], row[known], rcond=None)[0]


def with_holes(values: np.ndarray, most: int) -> np.ndarray:
    """Every point misses another number of values."""
    rng = np.random.default_rng(2)
    holed = values.copy()
    for row in holed:
        row[rng.choice(len(PAIRS), rng.integers(0, most + 1), replace=False)] = np.nan
    return holed


def test_points_that_miss_different_numbers_of_values_are_solved_together_as_alone(monkeypatch):
    monkeypatch.setattr(filled_network, "SYSTEM_BYTES", 50_000)  # several batches, each of points of several sizes
    values = with_holes(stack(300), 9)
    found = invert(values, PAIRS, DATES).displacement_mm
    assert np.isfinite(found).all()
    for point in range(0, 300, 5):
        np.testing.assert_allclose(found[point, 1:], least_squares(values[point]), rtol=0, atol=1e-6)


@pytest.mark.parametrize("size", [1.0, 5.0, 40.0, 1e4])
def test_filling_in_single_precision_costs_less_than_a_thousandth_of_a_millimetre(size):
    values = with_holes(stack(600, size), 15).astype(np.float32)
    values[:40, (PAIRS[:, 0] < 20) & (PAIRS[:, 1] >= 20)] = np.nan  # held together by the straight line
    values[40, :5] = 3e5  # one wild point takes single precision from no other
    single, double = invert(values, PAIRS, DATES), invert(values.astype(float), PAIRS, DATES)
    for name, of_double in double.__dict__.items():
        own_rounding = np.finfo(np.float32).eps * np.nanmax(np.abs(of_double))
        np.testing.assert_allclose(getattr(single, name), of_double, rtol=0, atol=1e-3 + own_rounding)


def test_what_is_filled_in_leaves_no_residual_behind():
    values = with_holes(stack(50), 9)
    found = invert(values, PAIRS, DATES)
    predicted = found.displacement_mm[:, PAIRS[:, 1]] - found.displacement_mm[:, PAIRS[:, 0]]
    expected = np.sqrt(np.nanmean((values - predicted) ** 2, axis=1))
    np.testing.assert_allclose(found.residual_rms_mm, expected, rtol=0, atol=1e-9)


def test_parts_that_nothing_joins_keep_their_own_shape_without_a_straight_line():
    values = stack(30)
    values[:, (PAIRS[:, 0] < 20) & (PAIRS[:, 1] >= 20)] = np.nan
    found = invert(values, PAIRS, DATES, gamma=0.0).displacement_mm
    joined = invert(values, PAIRS, DATES).displacement_mm
    np.testing.assert_allclose(found[:, :20], joined[:, :20], rtol=0, atol=1e-4)
    np.testing.assert_allclose(np.diff(found[:, 20:]), np.diff(joined[:, 20:]), rtol=0, atol=1e-4)


def test_missing_values_are_listed_point_by_point_and_chosen_with_new_numbers():
    absent = np.array([[0, 1, 0, 1], [1, 0, 0, 1], [0, 1, 0, 0]], dtype=bool)  # (n_ifgs, n_points)
    missing = Missing.at(np.flatnonzero(absent), 4)
    assert missing.point.tolist() == [0, 1, 1, 3, 3]
    assert missing.ifg.tolist() == [1, 0, 2, 0, 1]
    assert missing.count.tolist() == [1, 2, 0, 2]
    some = missing.of(np.array([1, 2, 3]))
    assert (some.point.tolist(), some.ifg.tolist(), some.count.tolist()) == ([0, 0, 2, 2], [0, 2, 0, 1], [2, 0, 2])
