"""The steps of the method, one Processing algorithm after the other, with progress on the terminal."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback


class StepFailed(Exception):
    """A step of the chain ended with an error; the message is for the person at the terminal."""


class TerminalFeedback(QgsProcessingFeedback):
    """Progress as one line that is rewritten on a terminal, or as a line each fifth in a log."""

    def __init__(self, label: str):
        super().__init__(False)
        self.label = label
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self._shown = -1
        self._live = sys.stdout.isatty()
        self.progressChanged.connect(self._show)

    def _show(self, percent: float) -> None:
        share = int(percent) if self._live else int(percent) // 20 * 20
        if share > self._shown:
            self._shown = share
            end = "\r" if self._live else "\n"
            print(f"{self.label} {share:3d} %", end=end, flush=True)

    def pushWarning(self, text: str) -> None:
        self.warnings.append(text)

    def reportError(self, text: str, fatal: bool = False) -> None:
        self.errors.append(text)

    def pushInfo(self, text: str) -> None:
        pass

    def pushDebugInfo(self, text: str) -> None:
        pass

    def pushCommandInfo(self, text: str) -> None:
        pass


@dataclass(frozen=True)
class Step:
    """One step that ran: what it is called, which algorithm, how long it took, what it warned of."""

    title: str
    algorithm: str
    seconds: float
    warnings: tuple[str, ...]
    results: dict


@dataclass
class Chain:
    """Runs algorithms by id and remembers what each one did."""

    folder: Path
    n_steps: int
    steps: list[Step] = field(default_factory=list)

    def run(self, title: str, algorithm: str, **parameters) -> dict:
        """Run ``subsidence:<algorithm>``; layers go to files in the chain's folder."""
        import processing

        label = f"[{len(self.steps) + 1}/{self.n_steps}] {title}"
        print(f"{label} …", flush=True)
        feedback = TerminalFeedback(label)
        context = QgsProcessingContext()
        context.setFeedback(feedback)
        started = time.perf_counter()
        try:
            results = processing.run(f"subsidence:{algorithm}", parameters, context=context, feedback=feedback)
        except QgsProcessingException as error:
            raise StepFailed(f"{title} ({algorithm}): {feedback.errors[-1] if feedback.errors else error}") from error
        seconds = time.perf_counter() - started
        print(f"{label}: {seconds:.1f} s", flush=True)
        for warning in dict.fromkeys(feedback.warnings):
            print(f"      note: {warning}", flush=True)
        # layers stay readable after the context is gone, because they are files
        self.steps.append(Step(title, algorithm, seconds, tuple(dict.fromkeys(feedback.warnings)), results))
        return results

    def path(self, name: str) -> str:
        return str(self.folder / name)
