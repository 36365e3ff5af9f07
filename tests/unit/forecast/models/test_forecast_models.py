"""The forecast's parts against independent answers."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.forecast.candidates import usual_excess
from subsidence.forecast.combination import combine, error_products, even_weights, learn_weights, weights_at
from subsidence.forecast.data.history import build_history
from subsidence.forecast.early_warning import probability_below, probability_of_rate_below
from subsidence.forecast.forecaster import Forecaster
from subsidence.forecast.intervals import conformal_quantiles, coverage, quantiles_at
from subsidence.forecast.models.gaussian_process import GaussianProcess
from subsidence.forecast.models.kernels import Times, covariance, fit_parameters, forecast_weights, start_parameters
from subsidence.forecast.models.ridge import RidgeAutoregression
from subsidence.forecast.models.spatial_components import find_components
from subsidence.series import DeformationSeries, years_since

DATES = np.datetime64("2017-01-01") + np.arange(70) * np.timedelta64(12, "D")


def test_forecast_weights_are_the_conditional_mean_of_the_joint_gaussian():
    years = np.sort(np.random.default_rng(0).uniform(0, 3, 14))
    times, parameters = Times.plain(years), start_parameters(0)
    everything = slice(0, 14)
    joint = covariance(times, everything, everything, parameters)
    precision = np.linalg.inv(joint + 1e-8 * np.exp(parameters[:8]).sum() * np.eye(14))
    # by the precision matrix: E[future | past] = −P_ff⁻¹ P_fp past, another way to the same answer
    expected = -np.linalg.solve(precision[10:, 10:], precision[10:, :10]).T
    np.testing.assert_allclose(forecast_weights(times, 10, parameters), expected, atol=1e-5)


def test_the_likelihood_s_parameters_recover_noise_and_random_walk():
    generator = np.random.default_rng(1)
    years = years_since(DATES)
    walk = generator.normal(0, np.sqrt(9.0 * np.diff(years, prepend=0.0)), (400, 70)).cumsum(axis=1)
    series = walk + generator.normal(0, 1.0, walk.shape)
    parameters = fit_parameters(series, Times.plain(years))
    variances = np.exp(parameters[:-2])
    assert variances[4] / variances[7] == pytest.approx(9.0, rel=0.3)
    assert variances[[1, 2, 3, 5]].max() < 0.1 * variances[4]


def test_the_likelihood_s_gradient_is_that_of_finite_differences(monkeypatch):
    generator = np.random.default_rng(2)
    seen = {}

    def look(cost, start, **_):
        seen["cost"], seen["start"] = cost, np.asarray(start)
        return type("Found", (), {"x": start})

    monkeypatch.setattr("scipy.optimize.minimize", look)
    years = np.sort(generator.uniform(0, 2, 12))
    outer = Times.with_features(years, generator.normal(size=(1, 5, 12)))
    fit_parameters(generator.normal(size=(4, 12)).cumsum(axis=1), outer)
    _, gradient = seen["cost"](seen["start"])
    for number in range(seen["start"].size):
        step = np.zeros(seen["start"].size)
        step[number] = 1e-5
        change = seen["cost"](seen["start"] + step)[0] - seen["cost"](seen["start"] - step)[0]
        assert gradient[number] == pytest.approx(change / 2e-5, rel=1e-4, abs=1e-8)


def test_spatial_waves_are_orthonormal_and_the_bands_add_up_again():
    xy = np.random.default_rng(3).uniform(0, 5000, (200, 2))
    bands = find_components(xy, 0)
    waves = bands.waves(xy)
    np.testing.assert_allclose(waves.T @ waves, np.eye(waves.shape[1]), atol=1e-6)
    assert bands.edges[-1] == waves.shape[1]
    values = np.random.default_rng(4).normal(size=(200, 5))
    expected = np.linalg.lstsq(waves, values, rcond=None)[0]
    np.testing.assert_allclose(bands.coefficients(values, xy), expected, atol=1e-6)


def test_forecasts_inside_the_past_are_those_from_the_shorter_past():
    generator = np.random.default_rng(5)
    series = DeformationSeries(DATES, generator.normal(size=(30, 70)).cumsum(axis=1), generator.uniform(0, 9, (30, 2)))
    history, _ = build_history(series)
    past = history.past(70)
    model = GaussianProcess().fit(past)
    rows = np.array([3, 8, 20])
    inside = model.predict_from(past, np.array([40, 55]), 4, rows)
    outside = model.predict(history.past(55), history.future(55, DATES[55:59]))
    np.testing.assert_allclose(inside[1], outside[rows], atol=1e-4)


@pytest.mark.parametrize("horizon", [1, 20])
def test_a_forecast_adds_up_what_each_band_s_own_series_goes_on_to(horizon):
    generator = np.random.default_rng(5)
    xy = generator.uniform(0, 5000, (120, 2))
    series = DeformationSeries(DATES, generator.normal(0, 1, (120, 70)).cumsum(axis=1), xy)
    history, _ = build_history(series, n_neighbours=4)
    past, future = history.past(50), history.future(50, DATES[50 : 50 + horizon])
    model = GaussianProcess().fit(past)
    times, waves = Times.plain(years_since(DATES[: 50 + horizon])), model.bands.waves(xy)
    left, expected = past.displacement_mm, 0.0
    for number, parameters in enumerate(model.parameters[:-1]):
        band = waves[:, model.bands.band(number)]
        part = band @ np.linalg.lstsq(band, past.displacement_mm, rcond=None)[0]
        left, expected = left - part, expected + part @ forecast_weights(times, 50, parameters)
    expected = expected + left @ forecast_weights(times, 50, model.parameters[-1])
    np.testing.assert_allclose(model.predict(past, future), expected, atol=1e-6)


def test_ridge_learns_an_autoregression_to_its_noise():
    generator = np.random.default_rng(6)
    values = np.zeros((300, 70))
    for epoch in range(1, 70):
        values[:, epoch] = 0.6 * values[:, epoch - 1] + generator.normal(0, 1, 300)
    series = DeformationSeries(DATES, values, generator.uniform(0, 9, (300, 2)))
    history, _ = build_history(series, n_neighbours=5)
    past, future = history.past(69), history.future(69, DATES[69:])
    model = RidgeAutoregression().fit(past, future.lead_years(DATES[68]))
    error = model.predict(past, future)[:, 0] - values[:, 69]
    assert np.sqrt(np.mean(error**2)) < 1.1 * np.sqrt(np.mean((0.6 * values[:, 68] - values[:, 69]) ** 2))
    again = RidgeAutoregression.from_arrays(model.arrays()).predict(past, future)
    np.testing.assert_array_equal(again, model.predict(past, future))


def errors_of(sizes, seed=0, n_points=200, horizon=3):
    generator = np.random.default_rng(seed)
    return np.stack([generator.normal(0, size, (n_points, horizon)) for size in sizes])


def test_weights_are_positive_sum_to_one_and_leave_out_what_is_bad():
    labels = np.repeat([0, 1], 1000)
    products = [error_products(errors_of((1.0, 1.0, 8.0), seed, 2000), labels, 2) for seed in range(4)]
    weights = learn_weights(products, np.array([False, False, False]))
    assert weights.shape == (3, 3, 3)
    assert (weights >= 0).all()
    np.testing.assert_allclose(weights.sum(axis=2), 1.0)
    assert (weights[:, :, 2] < 0.05).all()
    np.testing.assert_allclose(weights[:, :, 0], 0.5, atol=0.1)


def test_a_simple_baseline_takes_over_where_every_model_is_worse():
    labels = np.zeros(200, dtype=int)
    products = [error_products(errors_of((1.0, 4.0, 4.0), seed), labels, 1) for seed in range(4)]
    weights = learn_weights(products, np.array([True, False, False]))
    assert (weights[:, :, 0] > 0.87).all()  # the best mixture of errors that are independent has 16 / 18 = 0.89


def test_three_kinds_of_one_model_have_one_vote_between_them():
    labels = np.zeros(2000, dtype=int)
    same = errors_of((1.0,), 0, 2000)
    errors = np.concatenate([same, same, same, errors_of((1.0,), 5, 2000)])
    weights = learn_weights([error_products(errors, labels, 1)], np.zeros(4, bool), np.array([0, 0, 0, 1]))
    np.testing.assert_allclose(weights[..., :3].sum(axis=2), 0.5, atol=0.05)


def test_one_origin_that_nobody_could_foresee_does_not_decide_the_weights():
    labels = np.zeros(200, dtype=int)
    usual = [error_products(errors_of((1.0, 3.0), seed), labels, 1) for seed in range(3)]
    jump = error_products(errors_of((1.0, 0.9), 9) + 100.0, labels, 1)
    weights = learn_weights([*usual, jump], np.array([False, False]))
    assert (weights[:, :, 0] > 0.8).all()


def test_a_moment_whose_later_leads_have_not_come_counts_at_its_known_leads_alone():
    labels = np.zeros(2000, dtype=int)
    growing = np.sqrt(np.arange(1.0, 7.0))  # errors grow with the lead, as a random walk's do
    before = [growing * errors_of((1.0, 2.0), seed, 2000, 6) for seed in range(3)]
    newest = growing * errors_of((2.0, 1.0), 9, 2000, 6)
    newest[:, :, 2:] = np.nan
    products = [error_products(errors, labels, 1) for errors in (*before, newest)]
    assert np.isnan(products[-1][:, 2:]).all()
    assert np.isfinite(products[-1][:, :2]).all()
    without = learn_weights(products[:-1], np.zeros(2, bool))
    found = learn_weights(products, np.zeros(2, bool))
    np.testing.assert_allclose(found.sum(axis=2), 1.0)
    assert (found[:, 0, 1] > without[:, 0, 1] + 0.1).all()
    np.testing.assert_allclose(found[:, 3:], without[:, 3:], atol=1e-6)  # one lead further by its neighbour


def test_short_leads_alone_count_no_more_than_with_the_long_ones():
    labels = np.zeros(2000, dtype=int)
    errors = np.sqrt(np.arange(1.0, 7.0)) * errors_of((1.0, 1.5), 3, 2000, 6)
    part = errors.copy()
    part[:, :, 2:] = np.nan
    whole, known = (error_products(one, labels, 1) for one in (errors, part))
    np.testing.assert_allclose(learn_weights([whole, known], np.zeros(2, bool))[:, 0],
                               learn_weights([whole, whole], np.zeros(2, bool))[:, 0], atol=1e-9)  # fmt: skip


def test_few_points_lean_on_what_is_usual_and_many_on_their_own_errors():
    names = ("theta", "gaussian process", "ridge autoregression")
    usual = usual_excess(names)
    assert usual.argmin() == 1
    simple = np.array([True, False, False])

    def shares(n_points, sizes):
        labels = np.zeros(n_points, dtype=int)
        products = [error_products(errors_of(sizes, seed, n_points), labels, 1) for seed in range(4)]
        return learn_weights(products, simple, usual=usual, counts=np.array([n_points, n_points]))[0].mean(axis=0)

    assert shares(3, (1.0, 1.0, 1.0))[1] > 0.5  # nothing speaks against the model that is usually best
    assert shares(3, (1.0, 3.0, 3.0))[0] > 0.8  # nine times the square error does
    many = shares(2000, (1.0, 1.0, 1.0))
    # Of |w|² + ½ |w − prior|² with the prior 0, ½, ½ and a sum of one the least is at (½ prior + ⅓) / 1½.
    np.testing.assert_allclose(many[1:], 7 / 18, atol=0.06)


def test_with_few_points_a_baseline_is_a_member_beside_models_that_are_hardly_better():
    generator = np.random.default_rng(4)
    labels = np.zeros(5, dtype=int)
    errors = [np.stack([generator.normal(0, size, (5, 3)) for size in (0.75, 1.0)]) for _ in range(4)]
    products = [error_products(one, labels, 1) for one in errors]
    usual = usual_excess(("damped trend", "gaussian process"))
    found = learn_weights(products, np.array([True, False]), usual=usual, counts=np.array([5, 5]))
    np.testing.assert_allclose(found.sum(axis=2), 1.0)
    assert (found >= 0).all()
    assert 0.2 < found[0, :, 0].mean() < 0.95


def test_unknown_truth_does_not_enter_the_products():
    errors = errors_of((1.0, 2.0))
    errors[:, 50:] = np.nan
    found = error_products(errors, np.zeros(200, dtype=int), 1)
    expected = np.einsum("aph,bph->hab", errors[:, :50], errors[:, :50]) / 50
    np.testing.assert_allclose(found[0], expected)


def test_combining_by_cluster_uses_each_cluster_s_weights_and_all_points_for_none():
    forecasts = np.stack([np.zeros((3, 1)), np.ones((3, 1))])
    weights = np.array([[[1.0, 0.0]], [[0.0, 1.0]], [[0.5, 0.5]]])
    np.testing.assert_allclose(combine(forecasts, weights, np.array([0, 1, -1]))[:, 0], [0.0, 1.0, 0.5])
    assert even_weights(np.array([False, True, True]), 2, 1)[0, 0].tolist() == [0.0, 0.5, 0.5]


def test_weights_between_the_judged_leads_are_interpolated_and_held_beyond():
    weights = np.array([[[1.0, 0.0], [0.0, 1.0]]])
    found = weights_at(weights, np.array([1.0, 2.0]), np.array([0.5, 1.5, 9.0]))
    np.testing.assert_allclose(found[0, :, 0], [1.0, 0.5, 0.0])


def test_conformal_intervals_cover_fresh_errors_at_their_level():
    generator = np.random.default_rng(7)
    half = conformal_quantiles(np.abs(generator.standard_t(4, (6000, 2))), 0.9)
    fresh = generator.standard_t(4, (20000, 2))
    assert coverage(fresh, -half, half) == pytest.approx(0.9, abs=0.015)


def test_the_conformal_quantile_is_the_right_order_statistic():
    errors = np.arange(1.0, 20.0)[:, None]  # 19 values: the ceil(20 x 0.9) = 18th is 18
    assert conformal_quantiles(errors, 0.9).tolist() == [18.0]


def test_intervals_of_few_judged_leads_widen_like_a_random_walk_beyond():
    found = quantiles_at(np.array([[1.0, 2.0]]), np.array([0.1, 0.2]), np.array([0.15, 0.2, 0.8]))
    np.testing.assert_allclose(found[0], [1.5, 2.0, 4.0])


@pytest.mark.parametrize(
    ("kind", "at_twice"),
    [("epochs alone", 1.0), ("fades", 1.0), ("random walk", np.sqrt(2.0)), ("wrong rate", 2.0), ("both", np.sqrt(2.5))],
)
def test_intervals_go_on_beyond_the_judged_lead_as_their_errors_grew_before_it(kind, at_twice):
    leads = np.arange(1, 11) / 30.0
    variance = {
        "epochs alone": 4.0 + 0.0 * leads,
        "fades": 4.0 * (1.0 - np.exp(-leads / (0.1 * leads[-1]))),
        "random walk": 4.0 * leads,
        "wrong rate": 4.0 * leads**2,
        "both": 1.0 + np.square(leads / leads[-1]),
    }[kind]
    found = quantiles_at(np.sqrt(variance)[None], leads, np.array([leads[4], leads[-1], 2.0 * leads[-1]]))[0]
    np.testing.assert_allclose(found[:2], np.sqrt(variance[[4, 9]]))
    expected = np.sqrt(0.8 * at_twice**2 + 0.2 * 2.0)  # a fifth of it is taken for a random walk
    assert found[2] / found[1] == pytest.approx(expected, rel=0.02)


@pytest.fixture(scope="module")
def sinking():
    generator = np.random.default_rng(8)
    rate = np.linspace(-40, 0, 60)[:, None]
    values = rate * years_since(DATES) + generator.normal(0, 1.0, (60, 70))
    series = DeformationSeries(DATES, values, generator.uniform(0, 900, (60, 2)))
    return Forecaster(4, network=False, origins=3, neighbours=5).fit(series)


def test_the_probability_of_passing_a_threshold_is_one_far_below_zero_far_above_and_grows(sinking):
    forecast = sinking.forecast()
    middle = forecast.displacement_mm[:, -1]
    likely = probability_below(sinking, forecast, -40.0)
    assert likely[middle < -50].min() > 0.95
    assert likely[middle > -30].max() < 0.05
    assert probability_below(sinking, forecast, -30.0).sum() >= likely.sum()


def test_the_probability_of_a_rate_follows_the_rate(sinking):
    forecast = sinking.forecast()
    likely = probability_of_rate_below(sinking, forecast, -20.0)
    assert likely[:10].mean() > 0.7
    assert likely[-10:].mean() < 0.3


def test_the_paper_s_networks_learn_a_driven_series_and_do_not_mix():
    pytest.importorskip("torch")
    from subsidence.forecast.zhou2022_lstm import paper_test

    generator = np.random.default_rng(9)
    driver = generator.uniform(0, 1, (1, 2, 60))
    values = 5 * driver[0] + generator.normal(0, 0.05, (2, 60))
    both = paper_test(values, driver, 5, epochs=60, seed=1)
    assert np.sqrt(np.mean((both.one_step - both.truth) ** 2)) < 0.6 * both.truth.std()
    spoiled = values.copy()
    spoiled[1] = generator.normal(size=60)
    # few epochs: the learning rate, which falls for all points together, has not fallen yet
    found = [paper_test(one, driver, 5, epochs=8, seed=1).one_step[0] for one in (values, spoiled)]
    np.testing.assert_allclose(*found, rtol=1e-3, atol=1e-3)


def test_too_many_test_epochs_for_the_paper_s_networks_are_refused_in_words():
    pytest.importorskip("torch")
    from subsidence.forecast.zhou2022_lstm import paper_test

    for n_test, left in ((35, 5), (60, 0)):
        with pytest.raises(SubsidenceError, match=f"^{left} epochs are left to train a network per point; 10 are"):
            paper_test(np.zeros((2, 40)), np.empty((0, 2, 40)), n_test)


def test_the_paper_s_networks_see_nothing_of_the_test_epochs_in_their_recursive_forecast():
    pytest.importorskip("torch")
    from subsidence.forecast.zhou2022_lstm import paper_test

    values = np.random.default_rng(10).normal(size=(2, 40)).cumsum(axis=1)
    poisoned = values.copy()
    poisoned[:, 35:] = 1e5
    found = [paper_test(one, np.empty((0, 2, 40)), 5, epochs=5).recursive for one in (values, poisoned)]
    np.testing.assert_array_equal(*found)


def test_a_longer_window_sees_what_the_last_value_hides():
    """Every second epoch is high: after a value in the middle only the one before tells what comes."""
    pytest.importorskip("torch")
    from subsidence.forecast.zhou2022_lstm import paper_test

    random = np.random.default_rng(0)
    values = np.tile([0.0, 5.0, 10.0, 5.0], 20)[None] + random.normal(0, 0.2, (2, 80))
    nothing = np.empty((0, 2, 80))
    short, long = (paper_test(values, nothing, 8, epochs=150, window=window, seed=1) for window in (1, 3))
    assert np.sqrt(np.mean((long.one_step - long.truth) ** 2)) < 1.5
    assert np.sqrt(np.mean((short.one_step - short.truth) ** 2)) > 2.0
    assert np.sqrt(np.mean((long.recursive - long.truth) ** 2)) < 3.0


def test_the_paper_s_mode_trains_each_cluster_for_its_own_epochs_and_tells_of_each():
    pytest.importorskip("torch")
    from subsidence.forecast.data.history import build_history, coming_dates
    from subsidence.forecast.zhou2022_protocol import follow_paper
    from subsidence.progress import Run
    from subsidence.series import DeformationSeries

    random = np.random.default_rng(1)
    dates = np.datetime64("2019-01-01") + 12 * np.arange(40)
    series = DeformationSeries(dates, random.normal(0, 1, (5, 40)).cumsum(axis=1), random.uniform(0, 9, (5, 2)))
    history, _ = build_history(series, labels=np.array([0, 1, 1, 0, 1]))
    options = {"n_test": 4, "run": Run(seed=3), "cluster_names": ["7", "9"]}
    found = follow_paper(history, coming_dates(dates, 4), epochs=[3, 12], **options)
    alike = follow_paper(history, coming_dates(dates, 4), epochs=[3, 3], **options)
    first = history.labels == 0
    np.testing.assert_allclose(found.test.one_step[first], alike.test.one_step[first])
    assert not np.allclose(found.test.one_step[~first], alike.test.one_step[~first])
    assert {row.cluster for row in found.rows} == {"all", "7", "9"}
    counts = {row.cluster: row.values["n"] for row in found.rows}
    assert (counts["all"], counts["7"], counts["9"]) == (20, 8, 12)


@pytest.mark.parametrize("count", [1, 3, 5, 20])
def test_intervals_from_few_points_hold_as_often_as_those_from_many(count):
    from subsidence.forecast.zhou2022_protocol import few_point_quantiles

    random = np.random.default_rng(count)
    inside = []
    for _ in range(1500):
        errors = np.abs(random.normal(size=(count + 1, 1)))
        inside.append(errors[-1, 0] <= few_point_quantiles(errors[:-1], 0.9)[0, 0])
    assert 0.87 < np.mean(inside) < 0.95
