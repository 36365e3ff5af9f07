"""The forecaster on small known worlds: no leak, the obvious found, the model file repeats itself."""

import numpy as np
import pytest

from subsidence.errors import SubsidenceError
from subsidence.forecast.candidates import Candidates
from subsidence.forecast.data.covariates import Covariates
from subsidence.forecast.data.history import build_history
from subsidence.forecast.forecaster import Forecaster
from subsidence.forecast.models.lstm_training import LstmCorrection
from subsidence.forecast.recursive import recursive_forecast
from subsidence.series import DeformationSeries, years_since

torch = pytest.importorskip("torch")
torch.set_num_threads(1)

DATES = np.datetime64("2018-03-06") + np.arange(60) * np.timedelta64(12, "D")
SETTINGS = {
    "network": True, "horizon": 4, "window": 8, "passes": 1, "hidden": 8, "origins": 2, "neighbours": 6,
    "own_groups": False,
}  # fmt: skip
ALONE = {**SETTINGS, "network": False}

PARTS = (
    "fitted", "view", "history", "usable", "fallback", "backtest", "models", "weights", "quantiles", "paths",
    "path_labels", "leads_years", "cluster_values", "cluster_fallback", "covariate_names", "static_names", "n_static",
)  # fmt: skip


def world(n_points=40, seed=0, dates=DATES):
    """Lines and waves that vary smoothly in space, with noise."""
    generator = np.random.default_rng(seed)
    xy = generator.uniform(0, 1000, (n_points, 2))
    years = years_since(dates)
    rate = -5 - xy[:, :1] / 100
    wave = 2 + xy[:, 1:] / 500
    clean = rate * years + wave * np.sin(2 * np.pi * years)
    return DeformationSeries(dates, clean + generator.normal(0, 0.5, clean.shape), xy)


def labels_of(series):
    return (series.xy[:, 0] > 500).astype(int)


def first(series, n_epochs):
    return DeformationSeries(series.dates[:n_epochs], series.displacement_mm[:, :n_epochs], series.xy)


def test_a_forecast_of_waves_and_lines_is_near_the_noise_and_better_than_persistence():
    series = world()
    result = Forecaster(**SETTINGS).fit(first(series, 56), labels=labels_of(series)).forecast(dates=DATES[56:])
    truth = series.displacement_mm[:, 56:]
    error = np.sqrt(np.mean((result.displacement_mm - truth) ** 2))
    persistence = np.sqrt(np.mean((series.displacement_mm[:, 55:56] - truth) ** 2))
    assert error < 0.55  # the noise is 0.5
    assert error < 0.75 * persistence


def test_a_poisoned_future_changes_no_forecast_of_any_model_from_an_earlier_origin():
    series = world()
    poisoned = series.displacement_mm.copy()
    poisoned[:, 44:] = 1e6
    forecasts = []
    for values in (series.displacement_mm, poisoned):
        history, _ = build_history(DeformationSeries(DATES, values, series.xy), n_neighbours=6)
        past, future = history.past(44), history.future(44, DATES[44:48])
        models = Candidates(seed=1).fit(past, future.lead_years(past.dates[-1]))
        models.train_networks({"lstm": LstmCorrection(window=8, hidden=8, passes=1, seed=1)}, past, 4)
        forecasts.append(models.forecasts(past, future))
    np.testing.assert_array_equal(*forecasts)


def test_the_backtest_of_an_origin_does_not_see_what_came_after_its_horizon():
    series = world()
    spoiled = series.displacement_mm.copy()
    spoiled[:, 56:] += 50.0
    found = []
    for values in (series.displacement_mm, spoiled):
        forecaster = Forecaster(**SETTINGS).fit(DeformationSeries(DATES, values, series.xy))
        assert forecaster.backtest.origins.tolist() == [52, 56]
        found.append((forecaster.backtest.forecasts[0], forecaster.backtest.combined[0]))
    np.testing.assert_array_equal(found[0][0], found[1][0])
    np.testing.assert_array_equal(found[0][1], found[1][1])


def test_poisoned_covariates_after_the_origin_change_nothing_unless_they_are_known_beforehand():
    series = world()
    rain = np.random.default_rng(5).gamma(2.0, 1.0, (1, 40, 60))
    poisoned = rain.copy()
    poisoned[:, :, 56:] = 1e6
    forecasts = {}
    for known in (False, True):
        for name, values in (("clean", rain), ("poisoned", poisoned)):
            covariates = Covariates(["rain"], DATES, values, future_known=known)
            forecaster = Forecaster(**SETTINGS).fit(first(series, 56), covariates)
            forecasts[known, name] = forecaster.forecast(dates=DATES[56:]).displacement_mm
    np.testing.assert_array_equal(forecasts[False, "clean"], forecasts[False, "poisoned"])
    assert np.abs(forecasts[True, "clean"] - forecasts[True, "poisoned"]).max() > 0


def test_a_series_driven_by_a_known_covariate_is_forecast_far_better_than_by_persistence():
    generator = np.random.default_rng(3)
    xy = generator.uniform(0, 1000, (40, 2))
    level = np.cumsum(generator.normal(0, 1.0, 60))  # groundwater that no calendar explains
    heads = np.repeat(level[None, None], 40, axis=1)
    sensitivity = 1 + xy[:, :1] / 1000
    displacement = sensitivity * level + generator.normal(0, 0.3, (40, 60))
    series = DeformationSeries(DATES, displacement, xy)
    covariates = Covariates(["head"], DATES, heads, future_known=True)
    result = Forecaster(**SETTINGS).fit(first(series, 56), covariates).forecast(dates=DATES[56:])
    truth = displacement[:, 56:]
    error = np.sqrt(np.mean((result.displacement_mm - truth) ** 2))
    persistence = np.sqrt(np.mean((displacement[:, 55:56] - truth) ** 2))
    assert error < 0.5
    assert error < 0.75 * persistence


def test_a_saved_model_gives_the_same_numbers_and_goes_on_from_new_epochs(tmp_path):
    series = world()
    labels = labels_of(series)
    trained = Forecaster(**SETTINGS).fit(first(series, 56), labels=labels)
    before = trained.forecast()
    trained.save(tmp_path / "model.npz")
    loaded = Forecaster.load(tmp_path / "model.npz")
    after = loaded.update(first(series, 56), labels=labels).forecast()
    np.testing.assert_allclose(after.displacement_mm, before.displacement_mm, rtol=0, atol=1e-5)
    np.testing.assert_allclose(after.lower_mm, before.lower_mm, rtol=0, atol=1e-5)
    assert (after.model == before.model).all()
    later = loaded.update(series, labels=labels).forecast()
    assert later.dates[0] > DATES[-1]
    assert np.isfinite(later.displacement_mm).all()


def test_before_fit_every_use_is_refused_in_words(tmp_path):
    series = world()
    empty = Forecaster(**SETTINGS)
    assert not empty.is_fitted
    for use in (
        empty.forecast,
        empty.new_networks,
        lambda: empty.update(series),
        lambda: empty.save(tmp_path / "model.npz"),
        *(lambda name=name: getattr(empty, name) for name in PARTS),
    ):
        with pytest.raises(SubsidenceError, match="has not learned anything yet; call fit first"):
            use()
    assert list(tmp_path.iterdir()) == []


def test_a_loaded_model_asks_for_a_series_and_says_that_its_backtest_is_not_in_the_file(tmp_path):
    series = world()
    Forecaster(**ALONE).fit(series).save(tmp_path / "model.npz")
    loaded = Forecaster.load(tmp_path / "model.npz")
    with pytest.raises(SubsidenceError, match=f"ends at {DATES[-1]}; give it a series by update first"):
        loaded.forecast()
    with pytest.raises(SubsidenceError, match="does not hold the backtest"):
        _ = loaded.update(series).backtest
    assert loaded.forecast().displacement_mm.shape == (40, 4)


def test_a_second_fit_learns_as_a_first_one_and_the_settings_stay_as_they_were_given():
    long = world()
    sparse = DeformationSeries(DATES[::2], long.displacement_mm[:, ::2], long.xy)
    given = {**SETTINGS, "window": 0, "network": False}
    refitted = Forecaster(**given).fit(long, static=np.ones((40, 2)))
    assert refitted.fitted.window > 0
    assert {name: getattr(refitted, name) for name in given} == given
    refitted.fit(sparse)
    fresh = Forecaster(**given).fit(sparse)
    assert refitted.fitted.window == fresh.fitted.window
    assert refitted.n_static == 0
    np.testing.assert_array_equal(refitted.forecast().displacement_mm, fresh.forecast().displacement_mm)
    np.testing.assert_array_equal(refitted.forecast().upper_mm, fresh.forecast().upper_mm)
    assert {name: getattr(refitted, name) for name in given} == given


def test_a_fit_that_fails_leaves_what_was_learned():
    series = world()
    forecaster = Forecaster(**ALONE).fit(series)
    before = forecaster.forecast().displacement_mm
    with pytest.raises(SubsidenceError):
        forecaster.fit(first(series, 9))
    np.testing.assert_array_equal(forecaster.forecast().displacement_mm, before)


def test_static_factors_are_told_apart_by_their_names(tmp_path):
    series, static = world(), np.random.default_rng(0).random((40, 2))
    options = {"static": static, "static_names": ["depth", "height"]}
    Forecaster(**ALONE).fit(series, **options).save(tmp_path / "model.npz")
    loaded = Forecaster.load(tmp_path / "model.npz")
    assert loaded.static_names == ["depth", "height"]
    with pytest.raises(SubsidenceError, match="static factors: depth, height; given are: height, depth"):
        loaded.update(series, static=static[:, ::-1], static_names=["height", "depth"])
    with pytest.raises(SubsidenceError, match="2 static factors; 0 are given"):
        loaded.update(series)
    loaded.update(series, **options).forecast()
    loaded.update(series, static=static).forecast()  # a script that tells no names is taken at its word


def test_a_card_that_is_not_there_is_refused_before_any_work_and_one_that_is_gives_the_same_forecast():
    series = world()
    if not torch.cuda.is_available():
        with pytest.raises(SubsidenceError, match="no CUDA device on this computer; choose the processor"):
            Forecaster(**SETTINGS, device="cuda").fit(series)
    devices = ["cpu", "auto", *(["cuda"] if torch.cuda.is_available() else [])]
    found = [Forecaster(**SETTINGS, device=device).fit(series).forecast().displacement_mm for device in devices]
    for other in found[1:]:
        np.testing.assert_allclose(other, found[0], atol=0.02)  # a card adds in another order


def test_the_same_seed_gives_the_same_forecast_and_another_seed_another():
    series = world()
    runs = [Forecaster(**{**SETTINGS, "seed": seed}).fit(series).forecast().displacement_mm for seed in (7, 7, 8)]
    np.testing.assert_array_equal(runs[0], runs[1])
    assert np.abs(runs[0] - runs[2]).max() > 0


def test_fitting_leaves_the_global_random_state_of_torch_alone():
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)
    Forecaster(**{**SETTINGS, "seed": 3}).fit(world())
    assert torch.rand(1) == expected


def test_points_with_too_few_values_get_no_forecast_and_gaps_elsewhere_are_bridged():
    series = world()
    values = series.displacement_mm.copy()
    values[0, 2:] = np.nan
    values[1, 20:30] = np.nan
    result = Forecaster(**ALONE).fit(DeformationSeries(DATES, values, series.xy)).forecast()
    assert np.isnan(result.displacement_mm[0]).all()
    assert result.model[0] == ""
    assert np.isfinite(result.displacement_mm[1:]).all()


def test_a_horizon_beyond_the_backtest_is_flagged_and_its_interval_widens():
    series = world()
    result = Forecaster(**ALONE).fit(series).forecast(8)
    assert result.judged.tolist() == [True] * 4 + [False] * 4
    width = (result.upper_mm - result.lower_mm).mean(axis=0)
    assert (np.diff(width) >= -1e-12).all()
    assert width[-1] > width[3]


def test_forecasts_at_the_same_dates_do_not_depend_on_what_else_was_asked():
    forecaster = Forecaster(**SETTINGS).fit(world())
    four = forecaster.forecast(4)
    eight = forecaster.forecast(8)
    np.testing.assert_allclose(eight.displacement_mm[:, :4], four.displacement_mm, atol=1e-4)


def test_too_few_epochs_for_window_and_horizon_are_refused_in_words():
    series = world()
    with pytest.raises(SubsidenceError, match="12 epochs; a window of 8 and a horizon of 4 need at least 13"):
        Forecaster(**SETTINGS).fit(first(series, 12))


def test_constant_series_and_series_without_values_are_refused_in_words():
    series = world()
    flat = DeformationSeries(DATES, np.zeros((40, 60)), series.xy)
    with pytest.raises(SubsidenceError, match="constant"):
        Forecaster(**SETTINGS).fit(flat)
    empty = DeformationSeries(DATES, np.full((40, 60), np.nan), series.xy)
    with pytest.raises(SubsidenceError, match="No point has enough known displacements"):
        Forecaster(**SETTINGS).fit(empty)


def test_a_model_asks_for_the_covariates_it_was_trained_with(tmp_path):
    series = world()
    covariates = Covariates(["rain"], DATES, np.random.default_rng(0).random((1, 40, 60)))
    forecaster = Forecaster(**ALONE).fit(series, covariates)
    with pytest.raises(SubsidenceError, match="trained with the covariates: rain; given are: none"):
        forecaster.update(series)


def test_dates_before_the_end_of_the_series_are_refused():
    forecaster = Forecaster(**ALONE).fit(world())
    with pytest.raises(SubsidenceError, match="after the last epoch"):
        forecaster.forecast(dates=DATES[-2:])


def test_step_by_step_the_first_step_is_the_direct_one_and_the_future_stays_unseen():
    series = world()
    rain = np.random.default_rng(5).gamma(2.0, 1.0, (1, 40, 60))
    poisoned = rain.copy()
    poisoned[:, :, 56:] = 1e6
    found = []
    for values in (rain, poisoned):
        covariates = Covariates(["rain"], DATES, values)
        forecaster = Forecaster(**{**ALONE, "horizon": 1}).fit(first(series, 56), covariates)
        direct = forecaster.forecast(dates=DATES[56:57]).displacement_mm
        stepwise = recursive_forecast(forecaster, first(series, 56), DATES[56:], covariates)
        np.testing.assert_allclose(stepwise.displacement_mm[:, :1], direct, atol=1e-5)
        assert stepwise.judged.tolist() == [True, False, False, False]
        found.append(stepwise.displacement_mm)
    np.testing.assert_array_equal(*found)
