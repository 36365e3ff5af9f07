"""One run of an algorithm: its inputs as arrays, its outputs from arrays."""

from __future__ import annotations

from .inputs import UNITS, Inputs
from .outputs import Outputs

__all__ = ["UNITS", "Call"]


class Call(Inputs, Outputs):
    """What an algorithm was asked to do (``inputs.py``), and where its results go (``outputs.py``)."""
