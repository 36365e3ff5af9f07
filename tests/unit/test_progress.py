"""Progress that is handed on: stages by weight, rounds without end, one run for all three surroundings."""

from itertools import islice

import pytest

from subsidence.errors import Cancelled
from subsidence.progress import Report, Run


class Listener(Report):
    def __init__(self):
        self.heard, self.texts, self.stop = [], [], False

    def on_progress(self, fraction):
        self.heard.append(round(fraction, 9))

    def on_info(self, text):
        self.texts.append(text)

    def is_cancelled(self):
        return self.stop


def ends_of(listener, reports):
    for report in reports:
        report.progress(0.0)
        report.progress(1.0)
    return list(zip(listener.heard[::2], listener.heard[1::2]))


def test_stages_follow_each_other_by_their_weights_and_fill_the_whole():
    listener = Listener()
    assert ends_of(listener, listener.parts(1, 3, 0, 4)) == [(0.0, 0.125), (0.125, 0.5), (0.5, 0.5), (0.5, 1.0)]


def test_items_share_the_work_evenly_or_by_what_they_weigh():
    listener = Listener()
    named = listener.stages(["small", "large"], weights=[20, 60])
    assert [name for name, _ in named] == ["small", "large"]
    assert ends_of(listener, [report for _, report in named]) == [(0.0, 0.25), (0.25, 1.0)]
    listener.heard.clear()
    assert ends_of(listener, [report for _, report in listener.stages("abcd")])[3] == (0.75, 1.0)


@pytest.mark.parametrize("weights", [[], [0, 0]])
def test_nothing_to_do_is_no_reason_to_fail(weights):
    listener = Listener()
    assert len(listener.stages(weights, weights=weights)) == len(weights)
    assert all(end == (0.0, 0.0) for end in ends_of(listener, listener.parts(*weights)))


def test_rounds_without_a_known_end_never_turn_back_and_never_arrive():
    listener = Listener()
    ends = ends_of(listener, islice(listener.rounds(), 200))
    assert ends[0] == (0.0, 0.1)
    assert ends[1] == (0.1, 0.19)
    assert listener.heard == sorted(listener.heard)
    assert 0.99 < ends[-1][1] <= 1.0


def test_a_cancel_is_heard_in_a_stage_of_a_stage_of_a_run():
    listener = Listener()
    (_, run), *_ = Run(listener, seed=5, workers=2).parts(1, 1)[0].stages("ab")
    assert (run.seed, run.workers) == (5, 2)
    assert run.seeded(6) == Run(run.report, 6, 2)
    run.report.progress(1.0)
    assert listener.heard == [0.25]
    listener.stop = True
    with pytest.raises(Cancelled):
        run.report.progress(1.0)


def test_what_a_place_says_is_said_with_its_name():
    listener = Listener()
    place = listener.parts(1, 1)[1].within("Fold 2 of 2: ")
    place.info("done")
    place.progress(0.5)
    assert listener.texts == ["Fold 2 of 2: done"]
    assert listener.heard == [0.75]
