"""K-Shape against a plain implementation, against tslearn, and on the edges of its input."""

import numpy as np
import pytest

from subsidence.clustering.agreement import adjusted_rand_index
from subsidence.clustering.kshape import in_order, kshape, predict_clusters
from subsidence.clustering.shape_distance import align, z_normalize
from subsidence.errors import Cancelled, SubsidenceError
from subsidence.progress import Report, Run


def three_kinds(n_points=90, n_epochs=40, noise=0.1, seed=0):
    """Linear, seasonal and decaying series in mm, and which kind each one is."""
    random = np.random.default_rng(seed)
    years = np.linspace(0.0, 3.0, n_epochs)
    forms = np.stack([-years / 3.0, np.sin(2.0 * np.pi * years) / 2.0, np.exp(-3.0 * years)])
    kind = np.arange(n_points) % 3
    size = random.uniform(5.0, 60.0, n_points)
    series = forms[kind] + random.normal(scale=noise, size=(n_points, n_epochs)) * forms.std(axis=1)[kind, None]
    return series * size[:, None], kind


def normalize(rows):
    return (rows - rows.mean(axis=1, keepdims=True)) / rows.std(axis=1, keepdims=True)


def plain_kshape(series, centroids, max_iterations=100, tolerance=1e-6):
    """The published algorithm with tslearn's stopping rule, one pair at a time, by np.correlate."""
    rows, centroids = normalize(series), centroids.copy()
    length = rows.shape[1]

    def assign(shapes):
        norm = np.linalg.norm(rows, axis=1)[:, None] * np.linalg.norm(shapes, axis=1)
        cross = np.array([[np.correlate(row, shape, "full").max() for shape in shapes] for row in rows])
        distances = 1.0 - cross / norm
        return distances.argmin(axis=1), float((distances.min(axis=1) ** 2).mean())

    labels, _ = assign(centroids)
    inertia = np.inf
    for _ in range(max_iterations):
        before, updated = centroids, []
        for number, shape in enumerate(centroids):
            aligned = []
            for row in rows[labels == number]:
                shift = int(np.correlate(shape, row, "full").argmax()) - (length - 1)
                moved = np.roll(row, shift)
                moved[:shift] = np.where(shift > 0, 0.0, moved[:shift])
                if shift < 0:
                    moved[shift:] = 0.0
                aligned.append(moved)
            aligned = np.array(aligned)
            centre = np.eye(length) - np.ones((length, length)) / length
            vector = np.linalg.eigh(centre @ aligned.T @ aligned @ centre)[1][:, -1]
            if np.linalg.norm(aligned + vector, axis=1).sum() < np.linalg.norm(aligned - vector, axis=1).sum():
                vector = -vector
            updated.append(vector)
        centroids = normalize(np.array(updated))
        labels, new_inertia = assign(centroids)
        if abs(inertia - new_inertia) < tolerance or new_inertia > inertia:
            return *assign(before), before
        inertia = new_inertia
    return labels, inertia, centroids


@pytest.mark.parametrize(
    ("n_clusters", "noise", "seed"), [(1, 0.3, 0), (2, 0.5, 1), (3, 0.1, 2), (3, 1.5, 3), (5, 3.0, 4)]
)
def test_the_same_start_leads_to_the_same_answer_as_the_plain_algorithm(n_clusters, noise, seed):
    series, _ = three_kinds(60, 30, noise, seed)
    start = normalize(series[np.random.default_rng(seed).choice(60, n_clusters, replace=False)])
    labels, inertia, centroids = plain_kshape(series, start)
    result = kshape(series, n_clusters, initial_centroids=start)
    assert (result.labels == labels).all()
    assert result.inertia == pytest.approx(inertia, abs=1e-9)
    np.testing.assert_allclose(result.centroids, centroids, atol=1e-6)


def test_the_same_start_leads_to_the_same_answer_as_tslearn(monkeypatch):
    pytest.importorskip("tslearn")
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")  # its functions need a minute to be compiled
    from subsidence.clustering.kshape_tslearn import kshape_by_tslearn

    for seed in range(3):
        series, _ = three_kinds(45, 30, noise=0.7, seed=seed)
        series[7] = 1.0
        theirs = kshape_by_tslearn(series, 3, n_starts=2, run=Run(seed=seed))
        ours = kshape(series, 3, n_starts=2, seed=seed)
        assert ours.inertia == pytest.approx(theirs.inertia, abs=1e-6)
        assert (ours.labels == theirs.labels).all()
        np.testing.assert_allclose(ours.start_inertias, theirs.start_inertias, atol=1e-6)
        np.testing.assert_allclose(ours.margins, theirs.margins, atol=1e-6)


def test_known_kinds_are_recovered_whatever_their_size():
    series, kind = three_kinds(300, 60, noise=0.3)
    result = kshape(series, 3, n_starts=10, seed=1)
    assert adjusted_rand_index(result.labels, kind) > 0.97
    assert result.centroids.shape == (3, 60)
    assert result.start_inertias.shape == (10,)
    assert result.inertia == pytest.approx(np.mean(result.distances**2))
    assert result.inertia <= result.start_inertias.min() + 1e-6
    assert (result.margins >= 0.0).all()


def test_single_precision_and_bounds_change_no_label(monkeypatch):
    series, _ = three_kinds(400, 50, noise=1.0)
    double = kshape(series, 4, n_starts=2, seed=0)
    monkeypatch.setattr("subsidence.clustering.kshape.SINGLE_PRECISION_ABOVE", 0)
    monkeypatch.setattr("subsidence.clustering.sweep.STORED_SPECTRA_BYTES", 0)
    monkeypatch.setattr("subsidence.clustering.sweep.BLOCK_BYTES", 8000)
    single = kshape(series, 4, n_starts=2, seed=0)
    assert (single.labels == double.labels).all()
    assert single.inertia == pytest.approx(double.inertia, abs=1e-6)


def test_every_sweep_finds_the_nearest_centroid_however_the_centroids_jump():
    from subsidence.clustering.shape_distance import shape_based_distances, z_normalize
    from subsidence.clustering.sweep import sweeper

    random = np.random.default_rng(0)
    shapes = z_normalize(random.normal(size=(300, 25)))[0] / 5.0
    centroids = shapes[:4].copy()
    with sweeper(shapes, 4) as sweep:
        for step in (0.0, 0.01, 0.5, 0.02, 0.001, 1.0, 0.05):
            centroids = z_normalize(centroids + step * random.normal(size=centroids.shape))[0] / 5.0
            swept = sweep(centroids)
            expected = shape_based_distances(shapes, centroids)
            assert (swept.labels == expected.argmin(axis=1)).all()
            np.testing.assert_allclose(swept.distances, expected.min(axis=1), atol=1e-12)


def test_the_same_seed_gives_the_same_result_on_any_number_of_threads():
    series, _ = three_kinds(200, 30, noise=2.0)
    one = kshape(series, 3, n_starts=2, seed=5, workers=1)
    four = kshape(series, 3, n_starts=2, seed=5, workers=4)
    assert (one.labels == four.labels).all()
    assert one.inertia == pytest.approx(four.inertia, abs=1e-12)


def test_new_series_get_the_cluster_of_their_kind():
    series, _ = three_kinds(300, 60, noise=0.2)
    result = kshape(series, 3, n_starts=4, seed=0)
    labels, distances, margins = predict_clusters(series[:50] * 3.0 - 20.0, result.centroids)
    assert (labels == result.labels[:50]).all()
    np.testing.assert_allclose(distances, result.distances[:50], atol=1e-9)
    np.testing.assert_allclose(margins, result.margins[:50], atol=1e-9)
    with pytest.raises(SubsidenceError, match="59 epochs"):
        predict_clusters(series[:, 1:], result.centroids)


def test_clusters_can_be_numbered_by_their_rate():
    series, kind = three_kinds(300, 60, noise=0.2)
    rate = np.choose(kind, [-30.0, 0.0, -10.0])
    ordered = in_order(kshape(series, 3, n_starts=6, seed=0), rate)
    assert [rate[ordered.labels == number].mean().round() for number in range(3)] == [-30.0, -10.0, 0.0]
    labels, _, _ = predict_clusters(series, ordered.centroids)
    assert (labels == ordered.labels).all()


def test_series_without_a_shape_get_no_cluster():
    series, _ = three_kinds(60, 30)
    series[5], series[7, 3] = 4.0, np.nan
    result = kshape(series, 3, seed=0)
    assert np.flatnonzero(result.labels == -1).tolist() == [5, 7]
    assert np.isnan(result.distances[[5, 7]]).all()
    assert np.isfinite(np.delete(result.distances, [5, 7])).all()


@pytest.mark.parametrize(
    ("series", "n_clusters", "message"),
    [
        (np.full((10, 20), 3.0), 2, "constant"),
        (np.full((10, 20), np.nan), 2, "constant"),
        (np.random.default_rng(0).normal(size=(2, 20)), 3, "fewer than the 3 clusters"),
        (np.random.default_rng(0).normal(size=(9, 2)), 2, "at least 3 epochs"),
        (np.tile(np.arange(20.0), (9, 1)), 2, "fewer different shapes"),
        (np.random.default_rng(0).normal(size=(9, 20)), 0, "at least one cluster"),
        (np.zeros(5), 1, "one row per series"),
    ],
)
def test_input_that_cannot_be_clustered_is_refused_in_words(series, n_clusters, message):
    with pytest.raises(SubsidenceError, match=message):
        kshape(series, n_clusters)


def test_one_point_and_one_cluster_and_duplicates_have_an_answer():
    series, _ = three_kinds(9, 30)
    alone = kshape(series[:1], 1)
    assert alone.labels.tolist() == [0]
    assert alone.inertia == pytest.approx(0.0, abs=1e-12)
    assert np.isnan(alone.margins).all()
    twice = kshape(np.repeat(series[:2], 5, axis=0), 2, n_starts=3)
    assert sorted(np.bincount(twice.labels)) == [5, 5]


def test_an_empty_cluster_is_started_anew():
    series, kind = three_kinds(60, 30, noise=0.05)
    start = normalize(np.stack([series[0], series[0], series[0]]))  # two of three never win a point
    result = kshape(series, 3, initial_centroids=start)
    assert (np.bincount(result.labels, minlength=3) > 0).all()
    assert adjusted_rand_index(result.labels, kind) > 0.9


def test_a_cancel_is_heard_within_an_iteration(monkeypatch):
    monkeypatch.setattr("subsidence.clustering.sweep.BLOCK_BYTES", 5120)

    class Impatient(Report):
        said = ()

        def on_progress(self, fraction):
            self.said += (fraction,)

        def is_cancelled(self):
            return len(self.said) >= 3

    series, _ = three_kinds(90, 40, noise=2.0)
    report = Impatient()
    with pytest.raises(Cancelled):
        kshape(series, 3, n_starts=1, report=report)
    assert max(report.said) < 0.1  # still in the first sweep


def test_progress_never_runs_backwards_and_ends_at_one():
    class Listener(Report):
        said = ()

        def on_progress(self, fraction):
            self.said += (fraction,)

    series, _ = three_kinds(90, 40, noise=2.0)
    listener = Listener()
    kshape(series, 3, n_starts=3, report=listener)
    assert list(listener.said) == sorted(listener.said)
    assert listener.said[-1] == 1.0


def test_the_rand_index_agrees_with_an_independent_one():
    metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(0)
    for _ in range(20):
        first, second = random.integers(0, 4, 50), random.integers(0, 3, 50)
        assert adjusted_rand_index(first, second) == pytest.approx(metrics.adjusted_rand_score(first, second))


def test_torch_gives_the_same_labels():
    torch = pytest.importorskip("torch")
    series, _ = three_kinds(200, 40, noise=1.0)
    plain = kshape(series, 3, n_starts=2, seed=3)
    for device in ["cpu:0", *(["cuda"] if torch.cuda.is_available() else [])]:
        other = kshape(series, 3, n_starts=2, seed=3, device=device)
        assert (other.labels == plain.labels).all()
        assert other.inertia == pytest.approx(plain.inertia, abs=1e-6)


def test_a_device_that_is_not_there_is_refused_in_words():
    torch = pytest.importorskip("torch")
    series, _ = three_kinds(30, 20)
    with pytest.raises(SubsidenceError, match="nonsense"):
        kshape(series, 3, device="nonsense")
    if not torch.cuda.is_available():
        with pytest.raises(SubsidenceError, match="no CUDA device"):
            kshape(series, 3, device="cuda")


def test_the_order_of_clusters_does_not_need_every_rate():
    series, kind = three_kinds(300, 60, noise=0.2)
    rate = np.choose(kind, [-30.0, np.nan, -10.0])
    rate[::4] = np.nan
    ordered = in_order(kshape(series, 3, n_starts=6, seed=0), rate)
    assert [np.bincount(kind[ordered.labels == number]).argmax() for number in range(3)] == [0, 2, 1]


def test_the_mean_of_a_decaying_cluster_has_no_false_start():
    from subsidence.clustering.kshape import mean_shapes

    epochs = np.arange(60.0)
    random = np.random.default_rng(4)
    series = np.stack([np.exp(-epochs / tau) for tau in random.uniform(8, 14, 50)])
    series += random.normal(0, 0.01, series.shape)
    result = kshape(series, 1, n_starts=1, seed=0)
    moved = align(z_normalize(series)[0], np.full(50, 4))  # what a shift does to the start of a series
    assert moved.mean(axis=0).argmax() > 0
    mean, low, high = mean_shapes(series, result.labels, 1)
    assert mean[0].argmax() == 0
    assert (np.diff(mean[0][:20]) < 0).all(), "it falls from the first epoch on, as every member does"
    assert ((low[0] <= mean[0]) & (mean[0] <= high[0])).mean() > 0.9
    assert np.isnan(mean_shapes(series, np.full(50, -1), 1)[0]).all()


def with_a_rare_kind(seed):
    series, kind = three_kinds(400, 60, noise=1.0, seed=seed)
    rows = np.concatenate([np.flatnonzero(kind != 1), np.flatnonzero(kind == 1)[:12]])
    return normalize(series[rows]) / np.sqrt(60), kind[rows]


def test_three_drawn_starts_all_find_the_rare_kind_that_most_random_ones_miss():
    from subsidence.clustering.starts import Seeder, best_of_starts

    found = {"drawn": 0, "random": 0}
    for seed in range(3):
        shapes, kind = with_a_rare_kind(seed)
        random = np.random.RandomState(seed)
        seeder = Seeder(shapes, random)
        firsts = {
            "drawn": [seeder.first(3) for _ in range(3)],
            "random": [shapes[random.choice(len(shapes), 3, replace=False)] for _ in range(10)],
        }
        best = {}
        for name, each in firsts.items():
            starts = best_of_starts(shapes, each, Run())
            best[name] = starts.best.inertia
            found[name] += sum(adjusted_rand_index(labels, kind) > 0.95 for labels in starts.labels)
        assert best["drawn"] <= 1.005 * best["random"]
    assert found["drawn"] == 9
    assert found["random"] < 20  # of 30


def test_a_start_that_cannot_win_is_left_and_one_that_can_is_not():
    from subsidence.clustering.starts import run_start
    from subsidence.clustering.sweep import sweeper

    series, _ = three_kinds(300, 60, noise=2.0)
    shapes = normalize(series) / np.sqrt(60)
    first = shapes[np.random.RandomState(1).choice(300, 5, replace=False)]
    with sweeper(shapes, 5) as sweep:
        whole = run_start(sweep, shapes, first, 100, 0.0, Report())
        hopeless = run_start(sweep, shapes, first, 100, 0.0, Report(), to_beat=0.0)
        hopeful = run_start(sweep, shapes, first, 100, 0.0, Report(), to_beat=whole.inertia * 1.001)
    assert hopeless.n_iterations < whole.n_iterations
    assert hopeful.inertia == whole.inertia


class Others:
    """An executor that does so many blocks at once, or says so."""

    def __init__(self, threads):
        self.threads, self.n_blocks = threads, []

    def map(self, task, kept, report):
        self.n_blocks.append(len(task.blocks()))
        return [task.function(*(values[block] for values in task.arrays)) for block in task.blocks()]


@pytest.fixture(scope="module")
def one_after_the_other():
    """Shapes, six first centroids, and how each start ends that knows what those before it reached."""
    from subsidence.clustering.starts import run_start
    from subsidence.clustering.sweep import sweeper

    series, _ = three_kinds(300, 60, noise=2.0)
    shapes, random = normalize(series) / np.sqrt(60), np.random.RandomState(3)
    firsts = [shapes[random.choice(300, 5, replace=False)] for _ in range(6)]
    expected, to_beat, left = [], np.inf, 0
    for first in firsts:
        with sweeper(shapes, 5) as sweep:
            expected.append(run_start(sweep, shapes, first, 100, 0.0, Report(), to_beat))
        with sweeper(shapes, 5) as sweep:
            left += run_start(sweep, shapes, first, 100, 0.0, Report()).n_iterations > expected[-1].n_iterations
        to_beat = min(to_beat, expected[-1].inertia)
    assert left, "one cannot win and is left"
    return shapes, firsts, expected


@pytest.mark.parametrize("at_once", [0, 1, 2, 5])
def test_starts_side_by_side_end_as_one_after_the_other(at_once, one_after_the_other, monkeypatch):
    from subsidence.blocks import computed_by
    from subsidence.clustering.starts import best_of_starts

    monkeypatch.setattr("subsidence.clustering.starts.SEEDING_POINTS", 100)  # more go elsewhere
    others, (shapes, firsts, expected) = Others(at_once), one_after_the_other
    with computed_by(others if at_once else None):
        found = best_of_starts(shapes, firsts, Run(), tolerance=0.0)
    assert others.n_blocks == {0: [], 1: 6 * [1], 2: [2, 2, 2], 5: [5, 1]}[at_once]
    assert found.inertias.tolist() == [start.inertia for start in expected]
    for mine, start in zip(found.labels, expected):
        np.testing.assert_array_equal(mine, start.labels)
    best = min(expected, key=lambda start: start.inertia)
    np.testing.assert_array_equal(found.best.centroids, best.centroids)
    assert found.best.n_iterations == best.n_iterations


def test_first_centroids_of_several_starts_are_those_drawn_one_by_one():
    from subsidence.clustering.starts import Seeder

    shapes, _ = with_a_rare_kind(1)
    one, several = (Seeder(shapes, np.random.RandomState(4)) for _ in range(2))
    np.testing.assert_array_equal(several.firsts(3, 4), [one.first(3) for _ in range(4)])


def test_a_large_layer_learns_from_a_sample_and_every_series_gets_its_nearest_shape(monkeypatch):
    from subsidence.clustering.shape_distance import shape_based_distances

    series, _ = three_kinds(600, 40, noise=1.0)
    series[5] = np.nan
    whole = kshape(series, 3, n_starts=3, seed=0)
    monkeypatch.setattr("subsidence.clustering.kshape.STARTING_POINTS", 150)
    monkeypatch.setattr("subsidence.clustering.kshape.TRAINING_POINTS", 300)
    monkeypatch.setattr("subsidence.clustering.kshape.ASSIGNED_AT_ONCE", 64)
    said = []
    report = Report()
    report.on_info = said.append
    sampled = kshape(series, 3, n_starts=3, seed=0, report=report)
    assert sampled.inertia == pytest.approx(whole.inertia, rel=0.03)  # from half of the series
    assert "150 of 599" in said[0]
    known = np.isfinite(series).all(axis=1)
    distances = shape_based_distances(series[known], sampled.centroids)
    assert (sampled.labels[known] == distances.argmin(axis=1)).all()
    np.testing.assert_allclose(sampled.distances[known], distances.min(axis=1), atol=1e-9)
    assert sampled.labels[5] == -1
    assert adjusted_rand_index(sampled.labels[known], whole.labels[known]) > 0.95
