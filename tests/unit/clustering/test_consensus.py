"""A consensus of many runs: the truth kept, chance taken out, and what each point's cluster is worth."""

import numpy as np
import pytest

from subsidence.clustering.agreement import adjusted_rand_index
from subsidence.clustering.consensus import consensus, reliability
from subsidence.clustering.kshape import kshape
from subsidence.errors import SubsidenceError
from subsidence.progress import Run

TIME = np.linspace(0.0, 6.0, 60)
FORMS = np.stack([-TIME, np.sin(2 * np.pi * TIME / 3.0), np.exp(-TIME)])
TRUTH = np.arange(240) % 3


def series(noise, seed=0):
    forms = (FORMS - FORMS.mean(axis=1, keepdims=True)) / FORMS.std(axis=1, keepdims=True)
    return forms[TRUTH] + noise * np.random.default_rng(seed).standard_normal((240, 60))


def test_the_known_clusters_come_back_and_every_run_agrees_where_noise_is_small():
    found = consensus(series(0.3), 3, n_runs=8)
    assert adjusted_rand_index(found.result.labels, TRUTH) == 1.0
    assert found.agreement > 0.95
    assert (found.sure > 0.8).mean() > 0.95
    assert "Consensus of 8 runs" in found.describe()


def test_what_lies_between_two_shapes_is_less_sure():
    rows = series(0.3)
    forms = (FORMS - FORMS.mean(axis=1, keepdims=True)) / FORMS.std(axis=1, keepdims=True)
    between = forms[[0, 0, 0, 0]] + forms[[2, 2, 2, 2]] + 1.0 * np.random.default_rng(5).standard_normal((4, 60))
    found = consensus(np.vstack([rows, between]), 3, n_runs=12)
    assert found.sure[240:].mean() <= found.sure[:240].mean()


def test_rows_without_a_shape_have_no_cluster_and_no_sureness():
    rows = series(0.3)
    rows[5] = 1.0
    rows[6, 3] = np.nan
    found = consensus(rows, 3, n_runs=4)
    assert found.result.labels[[5, 6]].tolist() == [-1, -1]
    assert np.isnan(found.sure[[5, 6]]).all()
    assert np.isfinite(np.delete(found.sure, [5, 6])).all()


def test_seeds_agree_at_least_as_well_as_the_best_of_few_starts_do_in_strong_noise():
    rows = series(2.0, seed=3)

    def between_seeds(labels_of):
        labels = [labels_of(seed) for seed in range(4)]
        return np.mean([adjusted_rand_index(one, other) for n, one in enumerate(labels) for other in labels[:n]])

    single = between_seeds(lambda seed: kshape(rows, 3, n_starts=1, seed=seed).labels)
    agreed = between_seeds(lambda seed: consensus(rows, 3, n_runs=15, run=Run(seed=seed)).result.labels)
    assert agreed >= single


def test_the_same_seed_gives_the_same_consensus():
    one, other = (consensus(series(1.0), 3, n_runs=5, run=Run(seed=4)) for _ in range(2))
    assert np.array_equal(one.result.labels, other.result.labels)
    assert np.array_equal(one.sure, other.sure)


def test_reliability_tells_firm_clusters_from_accidents():
    def measured(rows):
        return reliability(rows, lambda rows, _: rows, lambda rows, seed: kshape(rows, 3, n_starts=3, seed=seed).labels)

    firm, loose = measured(series(0.3)), measured(np.random.default_rng(0).standard_normal((240, 60)))
    assert firm.seeds > 0.95
    assert firm.epochs > 0.95
    assert loose.epochs < 0.3


def test_too_few_series_are_refused():
    with pytest.raises(SubsidenceError):
        consensus(series(0.3)[:2], 3, n_runs=4)
    with pytest.raises(SubsidenceError, match="two series"):
        consensus(series(0.3)[:1], 1, n_runs=4)
