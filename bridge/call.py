"""One run of an algorithm: its inputs as arrays, its outputs from arrays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .inputs import Inputs
from .outputs import Outputs
from .point_table import PointTable

__all__ = ["Call"]


class Call(Inputs, Outputs):
    """What an algorithm was asked to do (``inputs.py``), and where its results go (``outputs.py``)."""

    def points(self, key: str = "INPUT", *, foreign: bool = False) -> PointTable:
        """A point layer as whole columns, once it is known that the outputs can hold them."""
        if key == "INPUT":
            source = self.source(key)
            self.check_carried(source.fields(), max(source.featureCount(), 0))
        return super().points(key, foreign=foreign)

    @contextmanager
    def as_algorithm(self, algorithm, parameters: dict) -> Iterator[None]:
        """Let another algorithm do this call's work: it sees its own parameters, and its outputs are this call's."""
        before = self.algorithm, self.parameters
        self.algorithm, self.parameters = algorithm, parameters
        try:
            yield
        finally:
            self.algorithm, self.parameters = before
