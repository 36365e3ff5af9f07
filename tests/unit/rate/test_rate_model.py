"""The rate model: learns, repeats, keeps its intervals, and says what it cannot do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from subsidence import metrics
from subsidence.errors import SubsidenceError
from subsidence.model_file import save_model
from subsidence.progress import Report
from subsidence.rate.model import RateModel
from subsidence.rate.settings import RateSettings

SMALL = RateSettings(hidden=6, decay=0.01, members=6, particles=8, generations=5, max_iterations=40, stack=False)
NAMES = ["distance", "thickness", "rain"]
NOISE = 2.0


def world(n_rows=500, seed=0, noise=NOISE):
    random = np.random.default_rng(seed)
    factors = random.uniform([0, 0, 800], [5000, 60, 1200], (n_rows, 3))
    clusters = (factors[:, 1] > 30).astype(int)
    basin = -25 * np.exp(-factors[:, 0] / 1500)
    rate = np.where(clusters == 1, 1.5 * basin - 8, 0.3 * basin) + 0.01 * (factors[:, 2] - 1000)
    return factors, rate + noise * random.normal(size=n_rows), clusters


class Listener(Report):
    def __init__(self):
        self.warnings = []

    def on_warning(self, text):
        self.warnings.append(text)


@pytest.fixture(scope="module")
def fitted():
    factors, rate, clusters = world()
    return RateModel(NAMES, settings=SMALL, seed=1).fit(factors, rate, clusters)


def test_new_points_are_predicted_nearly_to_the_noise(fitted):
    factors, rate, clusters = world(seed=9)
    assert metrics.mse(rate, fitted.predict(factors, clusters)) < 1.35 * NOISE**2
    assert metrics.mse(rate, fitted.predict(factors)) < 2.0 * NOISE**2  # the border between clusters is sharp


def test_ninety_per_cent_intervals_cover_about_ninety_per_cent(fitted):
    factors, rate, clusters = world(2000, seed=10)
    found = fitted.predict_all(factors, clusters)
    assert 0.86 <= metrics.coverage(rate, found.low, found.high) <= 0.95
    assert metrics.width(found.low, found.high) < 4.5 * NOISE


def test_the_ensemble_is_not_worse_than_its_members(fitted):
    factors, rate, _ = world(seed=11)
    answers, _ = fitted.member_answers(factors)
    singles = [metrics.mse(rate, answer) for answer in answers]
    assert metrics.mse(rate, fitted.predict_all(factors, source="overall").rate) <= np.mean(singles)


def test_asked_at_once_all_sources_say_what_each_says_alone(fitted):
    factors, _, clusters = world(60, seed=21)
    clusters[5] = -1  # of no cluster that was learned
    sources = ("observed", "predicted", "overall")
    together = fitted.answered(factors, clusters, sources, singly=True)
    for source in sources:
        for one, other in zip(together.of[source], fitted.answered(factors, clusters, (source,)).of[source]):
            np.testing.assert_array_equal(one, other)
    known = np.flatnonzero(clusters >= 0)  # each of these is asked of its own cluster's networks alone
    alone = fitted.answered(factors[known], clusters[known], ("observed",)).of["observed"]
    for one, other in zip(together.only(known).of["observed"], alone):
        np.testing.assert_allclose(one, other, rtol=1e-12)
    networks = fitted.network_answers(fitted.scaler.scale(factors), clusters, ("observed",))["observed"][0]
    np.testing.assert_array_equal(together.networks.T, networks)


def test_the_same_seed_gives_the_same_model_in_any_order_of_rows_and_on_any_number_of_cores(fitted):
    factors, rate, clusters = world()
    order = np.random.default_rng(5).permutation(len(rate))
    again = RateModel(NAMES, settings=SMALL, seed=1).fit(factors[order], rate[order], clusters[order], workers=1)
    fresh, _, labels = world(100, seed=12)
    np.testing.assert_allclose(again.predict(fresh, labels), fitted.predict(fresh, labels), rtol=1e-9)
    other = RateModel(NAMES, settings=SMALL, seed=2).fit(factors, rate, clusters)
    assert not np.allclose(other.predict(fresh, labels), fitted.predict(fresh, labels), rtol=1e-9)


def test_test_rows_with_spoiled_rates_or_factors_change_nothing_when_they_are_not_given(fitted):
    """Scalers, capacity and clusters come from the rows of fit alone: NaN rates are not learned from."""
    factors, rate, clusters = world()
    spoiled_factors = np.concatenate([factors, 1e6 + np.zeros((50, 3))])
    spoiled_rate = np.concatenate([rate, np.full(50, np.nan)])
    again = RateModel(NAMES, settings=SMALL, seed=1).fit(
        spoiled_factors, spoiled_rate, np.concatenate([clusters, np.zeros(50, int)])
    )
    fresh, _, labels = world(50, seed=13)
    np.testing.assert_array_equal(again.predict(fresh, labels), fitted.predict(fresh, labels))


def test_points_beyond_the_training_range_are_held_and_flagged(fitted):
    factors, _, _ = world(3, seed=14)
    factors[1, 0] = 50_000.0
    held = factors.copy()
    held[1, 0] = fitted.scaler.high[0]
    found = fitted.predict_all(factors)
    assert found.outside.tolist() == [[False] * 3, [True, False, False], [False] * 3]
    np.testing.assert_allclose(found.rate, fitted.predict(held))


def test_a_missing_factor_gives_a_missing_rate(fitted):
    factors, _, _ = world(3, seed=15)
    factors[2, 1] = np.nan
    found = fitted.predict_all(factors)
    assert np.isnan(found.rate).tolist() == [False, False, True]
    assert np.isnan(found.low).tolist() == [False, False, True]


def test_a_saved_model_predicts_the_same_numbers(fitted, tmp_path):
    fitted.save(tmp_path / "model.npz", {"city": "nowhere"})
    loaded = RateModel.load(tmp_path / "model.npz")
    factors, _, clusters = world(50, seed=16)
    for groups in (None, clusters):
        one, two = fitted.predict_all(factors, groups), loaded.predict_all(factors, groups)
        for name in ("rate", "low", "high", "outside", "cluster"):
            np.testing.assert_array_equal(getattr(one, name), getattr(two, name))
    assert loaded.names == tuple(NAMES)
    assert loaded.facts["extra"] == {"city": "nowhere"}


def test_damaged_foreign_and_incomplete_files_are_refused_in_words(fitted, tmp_path):
    fitted.save(tmp_path / "model.npz")
    whole = (tmp_path / "model.npz").read_bytes()
    (tmp_path / "cut.npz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.npz").write_text("not a model")
    save_model(tmp_path / "empty.npz", "rate", {}, {"names": ["a"]})
    save_model(tmp_path / "other.npz", "forecast", {}, {})
    for name, words in {"cut": "damaged", "text": "damaged", "empty": "damaged", "other": "forecast"}.items():
        with pytest.raises(SubsidenceError, match=words):
            RateModel.load(tmp_path / f"{name}.npz")


def test_a_cluster_of_one_point_uses_the_model_of_all_points_and_this_is_said():
    factors, rate, clusters = world(300)
    clusters[7] = 5
    listener = Listener()
    model = RateModel(NAMES, settings=SMALL).fit(factors, rate, clusters, report=listener)
    assert model.facts["small_clusters"] == [5]
    assert any("Cluster 5" in text for text in listener.warnings)
    found = model.predict(factors[:20], np.full(20, 5))
    np.testing.assert_allclose(found, model.predict_all(factors[:20], source="overall").rate)


def test_constant_and_duplicated_factors_do_no_harm():
    factors, rate, _ = world(300)
    more = np.column_stack([factors, np.full(300, 7.0), factors[:, 0]])
    listener = Listener()
    model = RateModel([*NAMES, "flat", "twin"], settings=SMALL).fit(more, rate, report=listener)
    assert any("flat" in text for text in listener.warnings)
    fresh, truth, _ = world(300, seed=20)
    fresh = np.column_stack([fresh, np.full(300, 7.0), fresh[:, 0]])
    assert metrics.r2(truth, model.predict(fresh)) > 0.85


def test_absurd_rates_and_factors_are_not_learned_from():
    factors, rate, _ = world(300)
    rate[::60], factors[5, 0] = 1e6, 1e6
    listener = Listener()
    model = RateModel(NAMES, settings=SMALL).fit(factors, rate, report=listener)
    assert any(text.startswith("5 rates") for text in listener.warnings)
    fresh, truth, _ = world(300, seed=21)
    assert metrics.r2(truth, model.predict(fresh)) > 0.85


def test_class_factors_are_learned_from_their_codes():
    random = np.random.default_rng(3)
    code = random.choice([3.0, 11.0, 40.0], 400)
    rate = np.select([code == 3, code == 11], [-30.0, 5.0], -12.0) + random.normal(size=400)
    model = RateModel(["geology"], is_class=np.array([True]), settings=SMALL).fit(code[:, None], rate)
    found = model.predict(np.array([[3.0], [11.0], [40.0]]))
    np.testing.assert_allclose(found, [-30, 5, -12], atol=1.5)
    assert model.predict_all(np.array([[5.0]])).outside.all()


def test_one_network_keeps_the_validation_rows_it_was_given():
    factors, rate, _ = world(200)
    validation = np.zeros(200, dtype=bool)
    validation[:40] = True
    settings = RateSettings(hidden=4, decay=0.0, members=1, particles=6, generations=3, max_iterations=30)
    model = RateModel(NAMES, settings=settings).fit(factors, rate, validation=validation)
    assert len(model.overall.weights) == 1
    assert metrics.r2(rate, model.predict(factors)) > 0.8


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda factors, rate: (factors[:10], rate[:10]), "at least 20"),
        (lambda factors, rate: (factors, np.full_like(rate, np.nan)), "NULL"),
        (lambda factors, rate: (factors, np.full_like(rate, -3.0)), "nothing to learn"),
        (lambda factors, rate: (factors * np.nan, rate), "NULL"),
    ],
)
def test_rows_that_cannot_be_learned_from_are_refused_in_words(spoil, words):
    factors, rate, _ = world(100)
    with pytest.raises(SubsidenceError, match=words):
        RateModel(NAMES, settings=SMALL).fit(*spoil(factors, rate))


def test_capacity_is_chosen_by_validation_when_it_is_left_open():
    factors, rate, _ = world(200)
    settings = RateSettings(members=5, generations=0, max_iterations=25)
    model = RateModel(NAMES, settings=settings).fit(factors, rate)
    assert model.facts["hidden"] in (20, 30)
    assert model.facts["decay"] > 0


def with_useless_factors(n_rows=400, seed=0):
    """A smooth world with a factor of chance, and the distance once more."""
    factors, _, _ = world(n_rows, seed)
    random = np.random.default_rng(seed + 50)
    rate = -25 * np.exp(-factors[:, 0] / 1500) - 0.2 * factors[:, 1] + 0.03 * (factors[:, 2] - 1000)
    chance = random.normal(size=n_rows)
    return np.column_stack([factors, chance, factors[:, 0]]), rate + NOISE * random.normal(size=n_rows)


def test_factors_that_do_not_help_are_left_out_and_no_longer_asked_for(tmp_path):
    factors, rate = with_useless_factors()
    settings = replace(SMALL, select_factors=True)
    model = RateModel([*NAMES, "chance", "distance again"], settings=settings, seed=1).fit(factors, rate)
    dropped = model.facts["dropped"]
    assert "chance" in dropped
    assert len({"distance", "distance again"} & set(dropped)) == 1
    assert not {"thickness", "rain"} & set(dropped)
    fresh, truth = with_useless_factors(seed=9)
    gone = np.isin(model.names, dropped)
    unknown = np.where(gone, np.nan, fresh)
    np.testing.assert_array_equal(model.predict(unknown), model.predict(fresh))
    assert not model.predict_all(np.where(gone, 1e9, fresh)).outside[:, gone].any()
    everything = RateModel([*NAMES, "chance", "distance again"], settings=SMALL, seed=1).fit(factors, rate)
    assert metrics.mse(truth, model.predict(fresh)) < 1.05 * metrics.mse(truth, everything.predict(fresh))
    model.save(tmp_path / "model.npz")
    again = RateModel.load(tmp_path / "model.npz")
    assert again.scaler.dropped == dropped
    np.testing.assert_array_equal(again.predict(unknown), model.predict(fresh))


def test_where_every_factor_helps_selection_changes_nothing():
    factors, rate = with_useless_factors()
    factors = factors[:, :3]
    with_selection = RateModel(NAMES, settings=replace(SMALL, select_factors=True), seed=1).fit(factors, rate)
    without = RateModel(NAMES, settings=SMALL, seed=1).fit(factors, rate)
    assert with_selection.facts["dropped"] == []
    np.testing.assert_array_equal(with_selection.predict(factors), without.predict(factors))
