"""Waiting for what cannot be interrupted, as a silent server or a large package, and hearing a cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, TypeVar

from .progress import Report, stop_if_cancelled

Answer = TypeVar("Answer")
LOOK_S = 0.1  # how often a cancel is looked for


def patiently(function: Callable[[], Answer], report: Report | None = None) -> Answer:
    """What the function returns, which runs in a thread of its own; on a cancel it is left to itself.

    report : who hears the cancel; None for the one that ``stop_if_cancelled`` asks. What a function that was left to
    itself returns in the end is closed, where it can be.
    """
    outcome: list[Any] = []
    left = threading.Event()

    def work() -> None:
        try:
            found = function()
        except BaseException as error:  # handed to the caller, below
            outcome.append((None, error))
            return
        outcome.append((found, None))
        if left.is_set() and hasattr(found, "close"):
            found.close()

    thread = threading.Thread(target=copy_context().run, args=(work,), daemon=True)
    thread.start()
    thread.join(LOOK_S)
    while thread.is_alive():
        try:
            report.progress(0.0) if report is not None and report.is_cancelled() else stop_if_cancelled()
        except BaseException:
            left.set()
            raise
        thread.join(LOOK_S)
    found, error = outcome[0]
    if error is not None:
        raise error
    return found
