"""What an algorithm was asked: its parameters, where it runs, and whom it tells of its progress."""

from __future__ import annotations

from ..subsidence.progress import Report
from .fields import is_null


class Request:
    """One run's parameters and surroundings, shared by its inputs and its outputs.

    report : hears of the whole run; reading, work, writing : of the points that come in, of what the algorithm does,
        and of the layers that it makes. An algorithm hands ``work`` on, or parts of it
    """

    def __init__(self, algorithm, parameters: dict, context, report: Report, version: str):
        self.algorithm = algorithm
        # what qgis_process makes of “KEY=” with nothing behind it is neither a number 0 nor an output named NULL
        self.parameters = {key: None if is_null(value) else value for key, value in parameters.items()}
        self.context = context
        self.report = report
        self.reading, self.work, self.writing = report.parts(5, 90, 5)
        self.version = version
