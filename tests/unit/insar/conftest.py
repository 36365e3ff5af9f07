"""A small LiCSAR frame, and a report that listens."""

from __future__ import annotations

import pytest

from subsidence.progress import Report
from tests.unit.insar.small_frame import SmallFrame


@pytest.fixture
def frame(tmp_path) -> SmallFrame:
    return SmallFrame(tmp_path / "GEOC")


class Remembering(Report):
    """A report that keeps what it was told."""

    def __init__(self):
        self.warnings, self.fractions = [], []

    def on_warning(self, text):
        self.warnings.append(text)

    def on_progress(self, fraction):
        self.fractions.append(fraction)


@pytest.fixture
def listener() -> Remembering:
    return Remembering()
