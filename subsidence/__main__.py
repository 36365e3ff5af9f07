"""``python -m subsidence job.toml``: a job without QGIS; see ``jobs/job.py``."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .errors import Cancelled, SubsidenceError
from .progress import Report


class _Terminal(Report):
    """Sentences and tenths of the way, on the error stream."""

    _tenth = -1

    def on_progress(self, fraction: float) -> None:
        tenth = int(10 * fraction)
        if tenth > self._tenth:
            self._tenth = tenth
            sys.stderr.write(f"{10 * tenth} %\n")

    def on_info(self, text: str) -> None:
        sys.stderr.write(f"{text}\n")

    def on_warning(self, text: str) -> None:
        sys.stderr.write(f"! {text}\n")


@contextmanager
def _ended_cleanly() -> Iterator[None]:
    """Within, a request to end, as of a scheduler, clears away what was begun, as Ctrl+C does."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def main(arguments: list[str] | None = None) -> int:
    """0 when all outputs are there, 1 where something has to be mended, 130 when stopped."""
    from .jobs import job

    parser = argparse.ArgumentParser(
        prog="python -m subsidence",
        description=job.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("job", help="a TOML file")
    given = parser.parse_args(arguments)
    try:
        with _ended_cleanly():
            for output in job.run_job(given.job, _Terminal()):
                sys.stdout.write(f"{output}\n")
    except SubsidenceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except (Cancelled, KeyboardInterrupt):
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
