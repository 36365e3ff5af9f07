"""How long-running work tells the outside how far it is, and hears that it should stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar

from .errors import Cancelled
from .wording import message

Item = TypeVar("Item")
LEAST_KNOWN_SHARE = 0.1  # before it nothing can be said of the time left
ROUND = 0.9  # what a round leaves of the rest


class Report:
    """Progress, messages and warnings of a computation; this base class is silent.

    A caller who wants to listen overrides ``on_progress``, ``on_info``, ``on_warning`` and
    ``is_cancelled``. Work calls ``progress``, ``info`` and ``warn`` and never looks further.
    """

    def on_progress(self, fraction: float) -> None:
        """Called with the share of the work that is done, in [0, 1]."""

    def on_info(self, text: str) -> None:
        """Called with a sentence worth reading in the log."""

    def on_warning(self, text: str) -> None:
        """Called with a sentence that the user must not miss."""

    def on_stage(self, text: str) -> None:
        """Called with what is done next, when a stage of long work begins."""
        self.on_info(text)

    def is_cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return False

    def progress(self, fraction: float) -> None:
        """Say how much is done; raises ``Cancelled`` when the user asked to stop."""
        if self.is_cancelled():
            raise Cancelled
        self.on_progress(min(max(float(fraction), 0.0), 1.0))

    def info(self, text: str) -> None:
        self.on_info(text)

    def stage(self, text: str) -> None:
        """Say what is done next; whoever knows the time may add how long the rest takes."""
        self.on_stage(text)

    def warn(self, text: str) -> None:
        self.on_warning(text)

    def within(self, place: str) -> Report:
        """The same work, with ``place`` written before every message of it, such as "Fold 2 of 5: "."""
        return _Part(self, 0.0, 1.0, place)

    def parts(self, *weights: float) -> list[Report]:
        """Reports for stages that follow each other and take time like their weights.

        This and what stands on it is the only way to hand a share of the progress on, so nobody writes where a
        stage starts and ends: name the stages where they are taken, and give whole numbers.

        >>> shown = []
        >>> whole = Report()
        >>> whole.on_progress = shown.append
        >>> loading, training = whole.parts(1, 3)
        >>> loading.progress(1.0), training.progress(0.5)
        (None, None)
        >>> shown
        [0.25, 0.625]
        """
        ends = list(accumulate(weights))
        total = ends[-1] if ends and ends[-1] else 1.0
        return [_Part(self, start / total, stop / total) for start, stop in zip([0.0, *ends], ends)]

    def stages(self, items: Iterable[Item], weights: Iterable[float] | None = None) -> list[tuple[Item, Report]]:
        """The items, each with a report for its own share of the work: by its weight, or as large as the others'."""
        known = list(items)
        return list(zip(known, self.parts(*([1] * len(known) if weights is None else weights))))

    def rounds(self) -> Iterator[Report]:
        """Reports for rounds whose number cannot be foreseen: each takes a tenth of what is left."""
        left = 1.0
        while True:
            yield _Part(self, 1.0 - left, 1.0 - ROUND * left)
            left *= ROUND

    def each(self, items: Iterable[Item], total: int | None = None) -> Iterator[Item]:
        """Iterate over ``items``, reporting progress before each one."""
        count = total if total is not None else len(items)  # type: ignore[arg-type]
        for number, item in enumerate(items):
            self.progress(number / max(count, 1))
            yield item
        self.progress(1.0)


class _Part(Report):
    def __init__(self, whole: Report, start: float, stop: float, place: str = ""):
        self._whole, self._start, self._stop, self._place = whole, start, stop, place

    def on_progress(self, fraction: float) -> None:
        self._whole.on_progress(self._start + fraction * (self._stop - self._start))

    def on_info(self, text: str) -> None:
        self._whole.on_info(self._place + text)

    def on_stage(self, text: str) -> None:
        self._whole.on_stage(self._place + text)

    def on_warning(self, text: str) -> None:
        self._whole.on_warning(self._place + text)

    def is_cancelled(self) -> bool:
        return self._whole.is_cancelled()


SILENT = Report()


def time_left(done: float, seconds: float) -> str:
    """About how long the rest takes, in words; "" as long as nothing can be said.

    done : the share of the work that lies behind, in [0, 1]; seconds : the time that it took

    >>> time_left(0.05, 9.0), time_left(0.5, 20.0), time_left(0.75, 900.0)
    ('', 'About 20 s left.', 'About 5 min left.')
    """
    if not LEAST_KNOWN_SHARE <= done < 1.0:
        return ""
    rest = seconds * (1.0 - done) / done
    if rest >= 90:
        return message("About {minutes:.0f} min left.", minutes=rest / 60)
    return message("About {seconds:.0f} s left.", seconds=max(rest, 1.0))


@dataclass(frozen=True)
class Run:
    """What goes with a computation and is no part of it: whom to tell, where chance starts, how many threads.

    What scripts and algorithms call takes ``report``, ``seed`` and ``workers`` by name; below, one ``Run`` is passed on
    (``tests/unit/test_house.py``).
    """

    report: Report = SILENT
    seed: int = 0
    workers: int | None = None

    def seeded(self, seed: int) -> Run:
        """The same with another start of chance."""
        return replace(self, seed=seed)

    def parts(self, *weights: float) -> list[Run]:
        """The same for stages that follow each other and take time like their weights."""
        return [replace(self, report=part) for part in self.report.parts(*weights)]

    def stages(self, items: Iterable[Item]) -> list[tuple[Item, Run]]:
        """The items, each with a run for its own equal share of the work."""
        return [(item, replace(self, report=part)) for item, part in self.report.stages(items)]


ALONE = Run()  # nobody listens, chance starts at 0, one thread for each core


_listener: ContextVar[Report] = ContextVar("listener", default=SILENT)


@contextmanager
def stopped_by(report: Report) -> Iterator[None]:
    """Within, in this thread, ``stop_if_cancelled`` asks ``report``."""
    token = _listener.set(report)
    try:
        yield
    finally:
        _listener.reset(token)


def stop_if_cancelled() -> None:
    """Raise ``Cancelled`` when the user asked to stop: for loops deep inside, to which no report was handed."""
    listener = _listener.get()
    if listener.is_cancelled():
        raise Cancelled
