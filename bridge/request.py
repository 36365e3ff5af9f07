"""What an algorithm was asked: its parameters, where it runs, and whom it tells of its progress."""

from __future__ import annotations

from ..subsidence.progress import Report


class Request:
    """One run's parameters and surroundings, shared by its inputs and its outputs."""

    def __init__(self, algorithm, parameters: dict, context, report: Report, version: str):
        self.algorithm = algorithm
        self.parameters = parameters
        self.context = context
        self.report = report
        self.version = version
