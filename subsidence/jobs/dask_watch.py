"""Whether there still is a scheduler with workers, while results are waited for."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from ..errors import SubsidenceError
from ..progress import SILENT, Report
from ..wording import message

LOOK_S = 10.0  # from one look at the workers to the next
PATIENCE_S = 300.0  # that workers may take to come back, as a cluster starts them anew
CANCELLED = "cancelled"  # what becomes of the futures of a lost scheduler
SPOKEN_TO = ("running", "connecting")  # states of a client that has a scheduler, or may have it again


class Watch:
    """Looks after a client; raises ``SubsidenceError`` where nothing more can come."""

    def __init__(self, client: Any, report: Report = SILENT):
        self._client, self._report = client, report
        self._looked = time.monotonic()
        self._alone_since: float | None = None

    def connected(self, future: Any = None) -> None:
        """Raise where the connection to the scheduler is lost; future : one that failed, which may show it first."""
        if self._client.status in SPOKEN_TO and getattr(future, "status", "") != CANCELLED:
            return
        raise SubsidenceError(
            message(
                "The connection to the scheduler was lost; see that it runs, then run this again. What this run keeps"
                " is not done again."
            )
        )

    def waited(self) -> None:
        """After a while without a result: is anybody still at work?"""
        self.connected()
        now = time.monotonic()
        if now - self._looked < LOOK_S:
            return
        self._looked = now
        workers = {"": 1}
        with suppress(OSError, TimeoutError):  # a scheduler that is lost shows in the client's state
            workers = self._client.nthreads()
        if workers:
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = now
            self._report.warn(message("The scheduler has no workers any more; waiting for them to come back."))
        elif now - self._alone_since > PATIENCE_S:
            raise SubsidenceError(
                message(
                    "The scheduler has had no workers for {minutes:.0f} minutes; start some, then run this again. What"
                    " this run keeps is not done again.",
                    minutes=PATIENCE_S / 60.0,
                )
            )

    def give_up(self, futures: Iterable[Any]) -> None:
        """Nobody waits for these any more."""
        if self._client.status in SPOKEN_TO:
            for future in futures:
                future.cancel()
