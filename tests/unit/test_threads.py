"""Threads: no more of them than cores, and results that do not know how many there were."""

import sys
import threading
import time
from functools import partial

import numpy as np
import pytest

from subsidence import threads
from subsidence.analysis.motion_models import fit_motion_models
from subsidence.blocks import do_all, map_blocks
from subsidence.clustering.kshape import kshape
from subsidence.progress import Report
from subsidence.threads import cores, given_cores, one_thread_pools


def pool_sizes() -> list[int]:
    """Of BLAS; those of OpenMP belong to each thread, and torch sees to its own."""
    info = pytest.importorskip("threadpoolctl").threadpool_info()
    return [pool["num_threads"] for pool in info if pool["user_api"] == "blas"]


def most_at_once(outer: int, inner: int) -> int:
    """Threads that were in a block of ours at the same time, where every block has blocks of its own."""
    lock, running, most = threading.Lock(), 0, 0

    def inside(block: slice) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.005)
        with lock:
            running -= 1

    map_blocks(lambda block: map_blocks(inside, inner, 1), outer, 1)
    return most


def test_blas_keeps_to_one_thread_inside_a_block_and_gets_its_own_back():
    controller = pytest.importorskip("threadpoolctl")
    import scipy.linalg  # noqa: F401 - so that its BLAS is there before

    with controller.threadpool_limits(2):
        before = pool_sizes()
        inside = map_blocks(lambda block: max(pool_sizes(), default=1), 4, 1)
        assert inside == [1] * 4
        assert pool_sizes() == before


@pytest.mark.parametrize("cluster", [True, False])
def test_clustering_and_motion_models_hold_blas_to_one_thread_between_their_blocks_too(cluster, monkeypatch):
    controller = pytest.importorskip("threadpoolctl")
    import scipy.linalg

    sizes = []

    def watched(original):
        def call(*values, **options):
            sizes.append(max(pool_sizes(), default=1))
            return original(*values, **options)

        return call

    monkeypatch.setattr(scipy.linalg, "eigh", watched(scipy.linalg.eigh))
    monkeypatch.setattr(np.linalg, "slogdet", watched(np.linalg.slogdet))
    monkeypatch.setattr(np.linalg, "qr", watched(np.linalg.qr))
    rows = np.cumsum(np.random.default_rng(4).normal(size=(60, 40)), axis=1)
    with controller.threadpool_limits(2):
        if cluster:
            kshape(rows, 2, n_starts=1)
        else:
            fit_motion_models(rows, np.datetime64("2020-01-01") + 12 * np.arange(40))
    assert sizes
    assert set(sizes) == {1}


def test_the_last_of_two_overlapping_runs_gives_the_threads_back():
    controller = pytest.importorskip("threadpoolctl")
    import scipy.linalg  # noqa: F401 - so that its BLAS is there before

    if not pool_sizes():
        pytest.skip("the BLAS of this system has no threads")
    with controller.threadpool_limits(2):
        first, second = one_thread_pools(), one_thread_pools()
        first.__enter__()
        second.__enter__()
        first.__exit__(None, None, None)
        assert max(pool_sizes()) == 1
        second.__exit__(None, None, None)
        assert max(pool_sizes()) == 2


def test_torch_keeps_to_one_thread_even_when_it_is_loaded_within():
    torch = pytest.importorskip("torch")
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with one_thread_pools():
            assert torch.get_num_threads() == 1
        assert map_blocks(lambda block: torch.get_num_threads(), 4, 1) == [1] * 4
        assert torch.get_num_threads() == 2
        with one_thread_pools():
            torch.set_num_threads(2)  # as a package does that comes later
            threads._limit_newcomer()
            assert torch.get_num_threads() == 1
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_blocks_within_blocks_never_run_on_more_threads_than_there_are_cores(count):
    with given_cores(count):
        assert most_at_once(4, 3) == count


@pytest.mark.parametrize("count", [1, 3])
def test_jobs_give_their_results_in_order_and_the_failure_of_one_stops_those_that_wait(count):
    begun = []

    def job(number):
        begun.append(number)
        if number == 2:
            raise ValueError(number)
        return number

    with given_cores(count):
        assert do_all([partial(job, number) for number in (5, 4, 3, 1, 0)]) == [5, 4, 3, 1, 0]
        assert do_all([]) == []
        begun.clear()
        with pytest.raises(ValueError, match="2"):
            do_all([partial(job, number) for number in range(2, 200)])
    assert len(begun) < 198


def test_a_container_s_quota_is_respected(tmp_path, monkeypatch):
    quota = tmp_path / "cpu.max"
    monkeypatch.setattr(threads, "CPU_QUOTA", quota)
    whole = cores()
    quota.write_text("100000 100000\n", encoding="ascii")
    assert cores() == 1
    quota.write_text("max 100000\n", encoding="ascii")
    assert cores() == whole


def test_what_is_missing_is_said_once_and_nothing_fails(monkeypatch):
    monkeypatch.setitem(sys.modules, "threadpoolctl", None)
    monkeypatch.setattr(threads, "is_installed", lambda name: False)
    monkeypatch.setattr(threads, "_told", False)
    said = []
    report = Report()
    report.on_info = said.append
    with given_cores(2):
        for _ in range(2):
            assert map_blocks(lambda block: block.start, 3, 1, report=report) == [0, 1, 2]
    assert len(said) == 1
    assert "threadpoolctl" in said[0]


def test_clusters_are_the_same_to_the_last_bit_on_any_number_of_cores():
    rng = np.random.default_rng(3)
    rows = np.cumsum(rng.normal(size=(700, 40)), axis=1)
    results = []
    for count in (1, 2, 5):
        with given_cores(count):
            results.append(kshape(rows, 3, n_starts=2))
    for other in results[1:]:
        assert np.array_equal(other.labels, results[0].labels)
        assert np.array_equal(other.centroids, results[0].centroids)
        assert np.array_equal(other.distances, results[0].distances)
