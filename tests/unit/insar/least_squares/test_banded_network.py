"""Banded systems give what full ones give, with weights, gaps and parts that hang together by the line alone."""

import numpy as np
import pytest

from subsidence.insar.least_squares import banded_network
from subsidence.insar.nsbas import CONSTRAINT_VARIANCE, GAMMA, PreparedNetwork, coherence_weights, invert
from subsidence.series import years_since

DATES = np.datetime64("2020-01-01") + 12 * np.arange(40)
PAIRS = np.array([(i, i + step) for step in (1, 2, 3) for i in range(40 - step)])


def in_long_numbers(values: np.ndarray, weights: np.ndarray, share: float, pairs: np.ndarray) -> np.ndarray:
    """Epochs after the first of one point, by elimination in numpy's longest floating-point numbers."""
    n = DATES.size
    incidence = np.zeros((len(pairs), n), dtype=np.longdouble)
    incidence[np.arange(len(pairs)), pairs[:, 1]] = 1
    incidence[np.arange(len(pairs)), pairs[:, 0]] = -1
    line = np.column_stack([years_since(DATES), np.ones(n)]).astype(np.longdouble)
    line[:, 0] -= line[:, 0].mean()
    line /= np.sqrt((line**2).sum(axis=0))
    constraint = np.longdouble(share) * np.longdouble(GAMMA) ** 2 * (np.eye(n) - line @ line.T)[1:, 1:]
    known = np.isfinite(values)
    weighted = incidence[known, 1:] * weights[known, None]
    system, right = incidence[known, 1:].T @ weighted + constraint, weighted.T @ values[known]
    for j in range(n - 1):
        pivot = j + int(np.abs(system[j:, j]).argmax())
        system[[j, pivot]], right[[j, pivot]] = system[[pivot, j]], right[[pivot, j]]
        factor = system[j + 1 :, j] / system[j, j]
        system[j + 1 :] -= factor[:, None] * system[j]
        right[j + 1 :] -= factor * right[j]
    solution = np.zeros(n - 1, dtype=np.longdouble)
    for j in range(n - 2, -1, -1):
        solution[j] = (right[j] - system[j, j + 1 :] @ solution[j + 1 :]) / system[j, j]
    return solution.astype(float)


def stack(n_points: int, pairs: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    truth = np.cumsum(rng.normal(-1, 3, (n_points, DATES.size)), axis=1)
    values = truth[:, pairs[:, 1]] - truth[:, pairs[:, 0]] + rng.normal(0, 2, (n_points, len(pairs)))
    values[rng.random(values.shape) < 0.1] = np.nan
    return values, rng.uniform(0.1, 5.0, values.shape)


def cut(values: np.ndarray, *epochs: int) -> None:
    for epoch in epochs:
        values[:, (PAIRS[:, 0] <= epoch) & (PAIRS[:, 1] > epoch)] = np.nan


@pytest.mark.parametrize("gaps", [(), (20,), (0, 11, 12, 38)], ids=["whole", "a gap", "four gaps"])
def test_weighted_points_get_the_solution_of_long_arithmetic(gaps):
    values, weights = stack(60, PAIRS, 1)
    cut(values, *gaps)
    result = invert(values, PAIRS, DATES, weights=weights)
    for point in range(0, 60, 7):
        expected = in_long_numbers(values[point], weights[point], 1 / CONSTRAINT_VARIANCE, PAIRS)
        told = np.isfinite(result.displacement_mm[point, 1:])
        np.testing.assert_allclose(result.displacement_mm[point, 1:][told], expected[told], atol=1e-4 if gaps else 3e-7)


def test_many_missing_values_get_the_solution_of_long_arithmetic():
    values, _ = stack(50, PAIRS, 2)
    values[np.random.default_rng(3).random(values.shape) < 0.4] = np.nan
    result = invert(values, PAIRS, DATES)
    for point in range(0, 50, 9):
        expected = in_long_numbers(values[point], np.ones(len(PAIRS)), 1.0, PAIRS)
        told = np.isfinite(result.displacement_mm[point, 1:])
        np.testing.assert_allclose(result.displacement_mm[point, 1:][told], expected[told], atol=3e-5)


def test_banded_and_full_systems_agree():
    values, weights = stack(200, PAIRS, 4)
    cut(values[:90], 17)
    network = PreparedNetwork(PAIRS, DATES, GAMMA)
    known = np.isfinite(values).T[network.banded.order]
    columns, trusted = np.nan_to_num(values.T[network.banded.order]), weights.T[network.banded.order] * known
    banded, left = network.banded.solve(columns, trusted, 0.02)
    exact = np.setdiff1d(np.arange(200), left)
    assert left.size < banded_network.LEAST_POINTS
    full = network._solve_dense(columns, trusted, 0.02)
    np.testing.assert_allclose(banded[:, exact], full[:, exact], atol=3e-5)
    np.testing.assert_allclose(banded[:, exact[exact >= 90]], full[:, exact[exact >= 90]], atol=3e-6)


def test_the_same_pair_twice_counts_twice():
    pairs = np.vstack([PAIRS, PAIRS[:5]])
    values, weights = stack(40, pairs, 5)
    result = invert(values, pairs, DATES, weights=weights)
    expected = in_long_numbers(values[3], weights[3], 1 / CONSTRAINT_VARIANCE, pairs)
    np.testing.assert_allclose(result.displacement_mm[3, 1:], expected, atol=3e-7)


def test_single_precision_costs_less_than_a_thousandth_of_a_millimetre_and_is_left_where_it_would_not():
    rng = np.random.default_rng(6)
    for size in (1.0, 1e4):
        truth = np.cumsum(rng.normal(-1, 3, (300, DATES.size)), axis=1) * size
        values = (truth[:, PAIRS[:, 1]] - truth[:, PAIRS[:, 0]]).astype(np.float32)
        single, double = invert(values, PAIRS, DATES), invert(values.astype(float), PAIRS, DATES)
        assert single.displacement_mm.dtype == np.float32
        own_rounding = np.abs(double.displacement_mm).max() * np.finfo(np.float32).eps
        assert np.abs(single.displacement_mm - double.displacement_mm).max() < 1e-3 + own_rounding
        assert np.abs(single.velocity_mm_per_yr - double.velocity_mm_per_yr).max() < 1e-3 + own_rounding


@pytest.mark.parametrize("size", [0.1, 1.0, 10.0])
@pytest.mark.parametrize("steep", [False, True], ids=["uniform weights", "weights of coherence"])
def test_weighted_points_in_single_precision_cost_less_than_a_thousandth_of_a_millimetre(size, steep):
    values, weights = stack(400, PAIRS, 8)
    if steep:
        weights = coherence_weights(np.random.default_rng(9).uniform(0.05, 1.0, values.shape))
    cut(values[:50], 20)
    values[50:100, (PAIRS == 12).any(axis=1)] = np.nan  # nothing reaches epoch 12, and interferograms pass over it
    values[100:110, PAIRS[:, 0] < 8] = np.nan
    single = (values * size).astype(np.float32)
    found, expected = (
        invert(single, PAIRS, DATES, weights=weights),
        invert(single.astype(float), PAIRS, DATES, weights=weights),
    )
    for name, of_double in expected.__dict__.items():
        own_rounding = np.finfo(np.float32).eps * np.nanmax(np.abs(of_double))
        np.testing.assert_allclose(getattr(found, name), of_double, rtol=0, atol=1e-3 + own_rounding)


def test_many_missing_values_in_single_precision_cost_less_than_a_thousandth_of_a_millimetre():
    values, _ = stack(1500, PAIRS, 10)
    values[np.random.default_rng(11).random(values.shape) < 0.3] = np.nan
    single = values.astype(np.float32)
    found, expected = invert(single, PAIRS, DATES), invert(single.astype(float), PAIRS, DATES)
    np.testing.assert_allclose(found.displacement_mm, expected.displacement_mm, rtol=0, atol=1e-3)
    np.testing.assert_allclose(found.residual_rms_mm, expected.residual_rms_mm, rtol=0, atol=1e-4)


def test_a_point_is_solved_alike_among_many_and_among_few():
    values, weights = stack(5000, PAIRS, 12)
    cut(values[::9], 7)
    for kind in (np.float32, float):
        together = invert(values.astype(kind), PAIRS, DATES, weights=weights)
        few = invert(values[4090:4190].astype(kind), PAIRS, DATES, weights=weights[4090:4190])
        np.testing.assert_allclose(
            together.displacement_mm[4090:4190], few.displacement_mm, rtol=0, atol=1e-3 if kind is np.float32 else 3e-5
        )


def test_long_interferograms_are_solved_by_full_systems():
    pairs = np.vstack([PAIRS, [[1, 39], [2, 37]]])
    network = PreparedNetwork(pairs, DATES, GAMMA)
    assert not network.banded.pays
    values, weights = stack(20, pairs, 7)
    result = invert(values, pairs, DATES, weights=weights)
    expected = in_long_numbers(values[4], weights[4], 1 / CONSTRAINT_VARIANCE, pairs)
    np.testing.assert_allclose(result.displacement_mm[4, 1:], expected, atol=3e-7)
