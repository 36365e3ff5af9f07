"""Noise that is correlated in time is found, and the errors of rates are as large as it makes them."""

import numpy as np
import pytest
from scipy.linalg import toeplitz

from subsidence.analysis.noise_models import (
    ar1_covariance,
    estimate_noise,
    independent_series,
    neighbourhoods,
    power_law_covariance,
    reference_design,
)
from subsidence.analysis.trend_fit import fit_trend, mixture_std, rate_std, student_factor
from subsidence.errors import SubsidenceError
from subsidence.series import linear_rate, years_since

START = np.datetime64("2018-01-03")
RATE = -10.0


def regular(n_epochs: int) -> np.ndarray:
    return START + 12 * np.arange(n_epochs)


def irregular(n_epochs: int) -> np.ndarray:
    steps = np.random.default_rng(n_epochs).choice([6, 12, 24], n_epochs - 1)
    return START + np.concatenate([[0], np.cumsum(steps)])


def noise_of(kind: str, n_points: int, dates: np.ndarray, seed: int = 1) -> np.ndarray:
    """Made without the code under test: recursions, and Hosking's filter on days of six."""
    rng = np.random.default_rng(seed)
    days = (dates - dates[0]).astype(int)
    if kind == "white":
        return rng.normal(0.0, 3.0, (n_points, len(dates)))
    if kind == "AR(1)":
        values = rng.normal(size=(n_points, len(dates)))
        for index in range(1, len(dates)):
            keep = 0.7 ** ((days[index] - days[index - 1]) / 12.0)
            values[:, index] = keep * values[:, index - 1] + np.sqrt(1 - keep**2) * values[:, index]
        return 3.0 * values
    if kind == "random walk":
        return (rng.normal(size=(n_points, len(dates))) * np.sqrt(np.diff(days, prepend=-12) / 12.0)).cumsum(axis=1)
    length = days[-1] // 6 + 1
    impulse = np.ones(length)
    for lag in range(1, length):
        impulse[lag] = impulse[lag - 1] * (lag - 0.5) / lag
    return 2.0 * (rng.normal(size=(n_points, length)) @ toeplitz(impulse, np.zeros(length)).T)[:, days // 6]


def line(dates: np.ndarray) -> np.ndarray:
    years = years_since(dates)
    return np.column_stack([np.ones(len(dates)), years - years[-1] / 2])


def share_inside(rate: np.ndarray, std: np.ndarray) -> float:
    return float(np.mean(np.abs(rate - RATE) < 1.96 * std))


@pytest.mark.parametrize("kind", ["white", "AR(1)", "flicker", "random walk"])
@pytest.mark.parametrize("dates", [regular(60), irregular(60), regular(150)], ids=["60", "60 irregular", "150"])
def test_intervals_hold_what_they_promise_and_no_acceleration_is_made_up(kind, dates):
    series = noise_of(kind, 700, dates) + RATE * years_since(dates)
    noise = estimate_noise(series, dates)
    rate, white_std, _ = linear_rate(series, dates)
    straight = fit_trend(series, dates, line(dates), noise)
    bent = fit_trend(series, dates, np.column_stack([line(dates), line(dates)[:, 1] ** 2 / 2]), noise)
    least = 0.88 if kind == "random walk" else 0.92
    assert least <= share_inside(rate, rate_std(series, dates, noise=noise)) <= 0.985
    assert least <= share_inside(straight.values[:, 1], straight.std[:, 1]) <= 0.985
    assert np.mean(bent.evidence([2]) > np.log(len(dates))) <= 0.07
    if kind != "white":
        assert share_inside(rate, white_std) < 0.7  # what had been promised before


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("white", {"white"}),
        ("AR(1)", {"AR(1)", "white + AR(1)"}),
        ("flicker", {"flicker", "white + flicker"}),
        ("random walk", {"random walk", "white + random walk"}),
    ],
)
def test_the_kind_of_noise_is_told_from_many_series(kind, names):
    dates = regular(150)
    shares = estimate_noise(noise_of(kind, 400, dates), dates).shares()
    assert sum(share for name, share in shares.items() if name in names) > 0.8


def test_a_mixture_of_kinds_keeps_the_error_of_each():
    dates = regular(120)
    kinds = ("white", "AR(1)", "random walk")
    series = np.concatenate([noise_of(kind, 300, dates) for kind in kinds]) + RATE * years_since(dates)
    order = np.random.default_rng(0).permutation(900)
    std = np.empty(900)
    std[order] = rate_std(series[order], dates)
    rate = linear_rate(series, dates)[0]
    for number, kind in enumerate(kinds):
        rows = slice(300 * number, 300 * (number + 1))
        assert 0.86 <= share_inside(rate[rows], std[rows]) <= 0.99, kind


def test_a_random_walk_that_stands_alone_is_held_nine_times_in_ten():
    dates = regular(60)
    series = noise_of("random walk", 150, dates) + RATE * years_since(dates)
    alone = np.array([float(rate_std(one[None], dates)[0]) for one in series])
    assert share_inside(linear_rate(series, dates)[0], alone) > 0.85


def test_intervals_of_white_noise_are_not_too_wide_with_sixty_epochs():
    dates = regular(60)
    held = []
    for layer in range(8):
        series = noise_of("white", 250, dates, seed=layer) + RATE * years_since(dates)
        held.append(share_inside(linear_rate(series, dates)[0], rate_std(series, dates)))
    assert 0.94 <= np.mean(held) <= 0.975


def test_one_series_alone_still_gets_an_error_of_the_right_size():
    dates = regular(60)
    series = noise_of("flicker", 1000, dates)
    spread = linear_rate(series, dates)[0].std()
    alone = [float(rate_std(one[None], dates)[0]) for one in series[:15]]
    assert 0.8 * spread < np.median(alone) < 2.5 * spread  # it may as well be a walk, for all that one series says
    assert linear_rate(series, dates)[1].mean() < 0.5 * spread  # what had been promised before


def dense_fit(series, design, covariance):
    """Textbook generalised least squares and restricted likelihood of the epochs that are known."""
    known = np.isfinite(series)
    inverse = np.linalg.inv(covariance[np.ix_(known, known)])
    part = design[known]
    normal = part.T @ inverse @ part
    terms = np.linalg.solve(normal, part.T @ inverse @ series[known])
    residual = series[known] - part @ terms
    degrees = known.sum() - design.shape[1]
    squares = residual @ inverse @ residual
    log_likelihood = -0.5 * (
        np.linalg.slogdet(covariance[np.ix_(known, known)])[1]
        + np.linalg.slogdet(normal)[1]
        + degrees * np.log(squares)
    )
    return terms, np.linalg.inv(normal) * squares / degrees, log_likelihood


@pytest.mark.parametrize("gaps", [0, 1, 9])
def test_the_batched_fit_is_the_dense_one_averaged_over_kinds(gaps):
    dates = irregular(40)
    rng = np.random.default_rng(3)
    series = noise_of("flicker", 30, dates) + RATE * years_since(dates)
    for row in series:
        row[rng.choice(40, gaps, replace=False)] = np.nan
    noise, design = estimate_noise(series, dates), reference_design(dates)
    fit = fit_trend(series, dates, design, noise)
    for index in (0, 7, 29):
        dense = [dense_fit(series[index], design, node.covariance) for node in noise.nodes]
        log_weight = np.array([found[2] for found in dense]) + np.log(noise.weights[0])
        weight = np.exp(log_weight - log_weight.max())
        weight /= weight.sum()
        expected = sum(share * found[0] for share, found in zip(weight, dense))
        np.testing.assert_allclose(fit.values[index], expected, rtol=2e-3, atol=2e-3)
        factor = student_factor(np.array([40 - gaps - design.shape[1]]))[0]
        stds = np.array([np.sqrt(found[1][1, 1]) * factor for found in dense])
        apart = np.array([found[0][1] for found in dense]) - expected[1]
        assert fit.std[index, 1] == pytest.approx(float(mixture_std(weight, stds, apart)), rel=5e-3)


def test_the_half_width_of_a_mixture_holds_95_percent_of_draws():
    rng = np.random.default_rng(5)
    weight, std, apart = np.array([0.7, 0.3]), np.array([1.0, 4.0]), np.array([0.5, -1.0])
    member = rng.choice(2, 400_000, p=weight)
    draws = rng.normal(apart[member], std[member])
    assert np.mean(np.abs(draws) < 1.96 * mixture_std(weight, std, apart)) == pytest.approx(0.95, abs=0.002)


def test_the_rate_error_of_ar1_noise_is_that_of_statsmodels():
    sm = pytest.importorskip("statsmodels.api", reason="statsmodels is not installed")
    dates = regular(200)
    series = noise_of("AR(1)", 60, dates, seed=4) + RATE * years_since(dates)
    ours = fit_trend(series, dates, line(dates), estimate_noise(series, dates))
    theirs = [sm.GLSAR(one, line(dates), rho=1).iterative_fit(maxiter=20) for one in series]
    np.testing.assert_allclose(ours.values[:, 1], [fit.params[1] for fit in theirs], atol=0.6)
    assert np.median(ours.std[:, 1]) == pytest.approx(np.median([fit.bse[1] for fit in theirs]), rel=0.15)


def test_covariances_are_those_of_the_literature():
    dates = regular(400)
    walk = power_law_covariance(dates, -2.0)
    step = walk[5:, 5:] - walk[4:-1, 5:]
    np.testing.assert_allclose(np.diag(step), 1.0)
    stationary = power_law_covariance(dates, -0.5)  # Hosking (1981): γ0 = Γ(1 − 2d) / Γ(1 − d)², d = 0.25
    np.testing.assert_allclose(stationary[-1, -4:][::-1], [1.18034, 0.39345, 0.28103, 0.22994], rtol=0.05)
    np.testing.assert_allclose(
        ar1_covariance(irregular(20), 30.0)[3, 8], np.exp(-(irregular(20)[8] - irregular(20)[3]).astype(int) / 30.0)
    )


def test_series_that_share_their_noise_count_as_few():
    rng = np.random.default_rng(6)
    alone = rng.normal(size=(500, 80))
    assert independent_series(alone) > 250
    assert independent_series(rng.normal(size=(1, 80)) + 0.1 * alone) < 2


def test_neighbourhoods_are_compact_and_large_enough():
    xy = np.random.default_rng(7).uniform(0, 1000, (5000, 2))
    labels = neighbourhoods(xy, smallest=500)
    assert np.bincount(labels).min() >= 500
    assert labels.max() >= 7
    assert max(np.ptp(xy[labels == label], axis=0).max() for label in np.unique(labels)) < 600


def test_groups_have_noise_of_their_own():
    dates = regular(100)
    series = np.concatenate([noise_of("white", 300, dates), noise_of("random walk", 300, dates)])
    noise = estimate_noise(series, dates, groups=np.repeat(["a", "b"], 300))
    names = np.array([node.name for node in noise.nodes])
    assert noise.weights[0, names == "white"].sum() > 0.8
    assert noise.weights[1, np.char.find(names, "walk") >= 0].sum() > 0.8


def test_what_cannot_be_fitted_stays_unknown_and_wrong_dates_are_refused():
    dates = regular(30)
    series = noise_of("white", 5, dates)
    series[0, 3:] = np.nan
    series[1] = np.nan
    series[2] = 4.0
    noise = estimate_noise(series, dates)
    std = rate_std(series, dates, noise=noise)
    assert np.isnan(std[:2]).all()
    assert std[2] < 1e-3
    assert np.isfinite(std[3:]).all()
    assert np.isnan(fit_trend(series, dates, line(dates), noise).values[1]).all()
    with pytest.raises(SubsidenceError, match="other dates"):
        rate_std(series, dates + 1, noise=noise)


def test_a_slow_walk_hidden_under_white_noise_is_not_forgotten():
    """Each epoch a step of a tenth of the noise: no series shows it alone, and the rate errs by it all the same."""
    dates = START + 46 * np.arange(40)
    before, now = [], []
    for seed in range(4):
        rng = np.random.default_rng(seed)
        noise = 0.3 * rng.normal(size=(700, 40)).cumsum(axis=1) + rng.normal(0.0, 3.0, (700, 40))
        series = noise + RATE * years_since(dates)
        rate, white, _ = linear_rate(series, dates)
        before.append(share_inside(rate, white))
        now.append(share_inside(rate, rate_std(series, dates)))
    assert np.mean(before) < 0.8
    assert np.mean(now) > 0.86


def test_gaps_that_are_eliminated_side_by_side_give_the_same_equations(monkeypatch):
    from subsidence.analysis import trend_fit

    random = np.random.default_rng(4)
    days = np.datetime64("2020-01-01") + 12 * np.arange(50)
    values = random.normal(size=(40, 50)).cumsum(axis=1)
    values[random.random(values.shape) < 0.15] = np.nan
    noise = estimate_noise(values, days)
    design = np.column_stack([np.ones(50), np.arange(50.0), np.arange(50.0) ** 2])
    swept = trend_fit.fit_trend(values, days, design, noise)
    monkeypatch.setattr(trend_fit, "SWEPT", 0)
    solved = trend_fit.fit_trend(values, days, design, noise)
    np.testing.assert_allclose(swept.values, solved.values, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(swept.covariance, solved.covariance, rtol=1e-6)


@pytest.mark.parametrize(("n_epochs", "missing"), [(100, 0.0), (60, 0.0), (100, 0.2)])
def test_a_season_that_leans_on_a_straight_line_is_in_its_standard_error(n_epochs, missing):
    random = np.random.default_rng(5)
    dates = np.datetime64("2018-01-01") + np.arange(n_epochs) * 12
    years = years_since(dates)
    noise = random.normal(0.0, 3.0, (300, n_epochs)) - 17.0 * years
    noise[random.random(noise.shape) < missing] = np.nan
    season = 10.0 * np.sin(2.0 * np.pi * years + random.uniform(0.0, 2.0 * np.pi, (300, 1)))
    for series in (noise, noise + season):
        held = np.abs(linear_rate(series, dates)[0] + 17.0) < 1.96 * rate_std(series, dates)
        assert 0.92 <= held.mean() <= 0.99
    quiet = rate_std(noise, dates)
    assert np.median(rate_std(noise + season, dates)) > 1.5 * np.median(quiet)
