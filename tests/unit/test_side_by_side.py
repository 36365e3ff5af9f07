"""A few works at the same time: what they return, say and raise is what it would be one after the other."""

import threading
import time

import numpy as np
import pytest

from subsidence.blocks import map_blocks, side_by_side
from subsidence.errors import Cancelled
from subsidence.progress import Report, Run, stop_if_cancelled
from subsidence.threads import cores, given_cores


class Listener(Report):
    def __init__(self):
        self.said, self.fractions, self.threads, self.cancelled = [], [], set(), False

    def _note(self, kind, text):
        self.said.append((kind, text))
        self.threads.add(threading.get_ident())

    def on_info(self, text):
        self._note("info", text)

    def on_stage(self, text):
        self._note("stage", text)

    def on_warning(self, text):
        self._note("warning", text)

    def on_progress(self, fraction):
        self.fractions.append(fraction)
        self.threads.add(threading.get_ident())

    def is_cancelled(self):
        self.threads.add(threading.get_ident())
        return self.cancelled


def talker(number, seconds):
    def work(report):
        report.stage(f"{number} begins")
        time.sleep(seconds)
        report.progress(0.5)
        report.within("Part: ").warn(f"{number} warns")
        report.info(f"{number} ends")
        return number

    return work


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_and_what_is_said_come_in_order_whoever_is_done_first(count):
    listener = Listener()
    with given_cores(count):
        found = side_by_side([talker(0, 0.1), talker(1, 0.0), talker(2, 0.0)], run=Run(listener))
    assert found == [0, 1, 2]
    assert listener.said == [
        one
        for number in range(3)
        for one in (("stage", f"{number} begins"), ("warning", f"Part: {number} warns"), ("info", f"{number} ends"))
    ]
    assert listener.threads == {threading.get_ident()}
    assert listener.fractions == sorted(listener.fractions)
    assert 0 < listener.fractions[-1] <= 1


def test_works_run_at_the_same_time_on_as_many_threads_as_cores():
    together = threading.Barrier(2, timeout=20)
    with given_cores(2):
        assert side_by_side([lambda report: together.wait() >= 0] * 4) == [True] * 4


@pytest.mark.parametrize(("given", "shares"), [(1, [1, 1, 1]), (2, [1, 1, 1]), (3, [1, 1, 1]), (8, [3, 3, 2])])
def test_the_cores_are_shared_out(given, shares):
    with given_cores(given):
        assert side_by_side([lambda report: cores()] * 3) == shares


def test_within_a_block_works_are_done_one_after_the_other():
    def block(rows):
        return side_by_side([lambda report: threading.get_ident()] * 3)

    with given_cores(2):
        for idents in map_blocks(block, 2, 1):
            assert len(set(idents)) == 1


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_work_may_wait_for_an_earlier_one(count):
    done = []

    def slow(report):
        time.sleep(0.1)
        done.append("slow")

    with given_cores(count):
        found = side_by_side([slow, lambda report: None, lambda report: list(done)], after={2: 0})
    assert found[2] == ["slow"]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_first_that_fails_in_their_order_is_raised_and_later_ones_keep_silent(count):
    listener = Listener()

    def late(report):
        time.sleep(0.1)
        report.info("late")
        raise ValueError("first in order")

    def early(report):
        report.info("early")
        raise KeyError("first in time")

    with given_cores(count), pytest.raises(ValueError, match="first in order"):
        side_by_side([late, early, talker(2, 0.0)], run=Run(listener))
    assert listener.said == [("info", "late")]


@pytest.mark.parametrize("hears", ["the report", "a loop deep inside"])
def test_a_cancel_stops_every_work_in_the_middle(hears):
    listener = Listener()
    began, stopped = threading.Barrier(2, timeout=20), []

    def endless(report):
        began.wait()
        listener.cancelled = True
        try:
            for _ in range(2000):
                time.sleep(0.01)
                report.progress(0.5) if hears == "the report" else stop_if_cancelled()
        except Cancelled:
            stopped.append(True)
            raise

    with given_cores(2), pytest.raises(Cancelled):
        side_by_side([endless, endless], run=Run(listener))
    assert stopped == [True, True]


def test_openmp_keeps_to_one_thread_in_each_work():
    controller = pytest.importorskip("threadpoolctl")
    pytest.importorskip("sklearn.ensemble")

    def sizes(report):
        return [pool["num_threads"] for pool in controller.threadpool_info() if pool["user_api"] == "openmp"]

    with given_cores(2):
        for found in side_by_side([sizes, sizes]):
            assert set(found) <= {1}
    assert np.all([pool["num_threads"] >= 1 for pool in controller.threadpool_info()])
