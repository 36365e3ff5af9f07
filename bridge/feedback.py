"""Progress of the core, heard by QGIS."""

from __future__ import annotations

import time

from ..subsidence.progress import Report, time_left


class FeedbackReport(Report):
    """Hands progress, messages and warnings to a ``QgsProcessingFeedback``; the bar never runs backwards."""

    def __init__(self, feedback):
        self._feedback = feedback
        self._furthest = 0.0
        self._began = time.monotonic()

    def on_progress(self, fraction: float) -> None:
        self._furthest = max(self._furthest, fraction)
        self._feedback.setProgress(100.0 * self._furthest)

    def on_info(self, text: str) -> None:
        self._feedback.pushInfo(text)

    def on_stage(self, text: str) -> None:
        left = time_left(self._furthest, time.monotonic() - self._began)
        self._feedback.pushInfo(f"{text} {left}".rstrip())

    def on_warning(self, text: str) -> None:
        if hasattr(self._feedback, "pushWarning"):  # QGIS 3.16.2 and newer
            self._feedback.pushWarning(text)
        else:
            self._feedback.reportError(text)

    def is_cancelled(self) -> bool:
        return self._feedback.isCanceled()
