"""One run of an algorithm, from its parameters to its outputs; loaded with the first run, not at QGIS's start."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingException

from ..bridge.call import Call
from ..bridge.environment import install_sentence
from ..bridge.feedback import FeedbackReport
from ..bridge.i18n import tr
from ..bridge.sound_files import check_inputs
from ..bridge.unexpected import unexpected
from ..subsidence.errors import Cancelled, SubsidenceError
from ..subsidence.packages import advised, how_to_install, missing, require
from ..subsidence.progress import stopped_by
from ..subsidence.raster.trial import end_helper
from ..subsidence.threads import one_thread_pools
from ..subsidence.wording import translated
from ..version import plugin_version

SCHEDULER = "SCHEDULER"

if TYPE_CHECKING:
    from .base import SubsidenceAlgorithm


def what_to_install(absent: Sequence[str]) -> str:
    """A sentence about packages that are not there, with the command that brings them."""
    with translated(tr), advised(install_sentence):
        return how_to_install(absent)


def run(algorithm: SubsidenceAlgorithm, parameters: dict, context, feedback) -> dict:
    """Results by their keys; whatever goes wrong is a ``QgsProcessingException`` in the user's language."""
    call = Call(algorithm, parameters, context, FeedbackReport(feedback), plugin_version())
    with translated(tr), advised(install_sentence), stopped_by(call.report), one_thread_pools(call.report):
        return _run(algorithm, call)


def _scheduled(algorithm: SubsidenceAlgorithm, call: Call) -> AbstractContextManager[None]:
    """The workers that were asked for, if any; only then is dask looked for."""
    address = call.text(SCHEDULER) if algorithm.parameterDefinition(SCHEDULER) is not None else ""
    if not address:
        return nullcontext()
    from ..subsidence.jobs.dask_scheduler import scheduled

    return scheduled(address, call.report)


def _run(algorithm: SubsidenceAlgorithm, call: Call) -> dict:
    """Execute, and tidy up after a failure."""
    finished = stopped = False
    try:
        absent = missing(algorithm.PACKAGES)
        if absent:
            raise SubsidenceError(how_to_install(absent))
        for package in algorithm.PACKAGES:
            require(package)  # here a cancel is heard while they load
        check_inputs(algorithm, call.parameters, report=call.report)
        call.check_destinations()
        with _scheduled(algorithm, call):
            results = {key: value for key, value in algorithm.execute(call).items() if value is not None}
        call.sign_files(results)
        call.report.progress(1.0)  # a cancel while the last output was written counts too
        results = call.commit(results)
        finished = True
        return results
    except Cancelled:
        stopped = True
        return {}
    except SubsidenceError as error:
        raise QgsProcessingException(str(error)) from error
    except QgsProcessingException:  # QGIS's own words
        raise
    except Exception as error:
        raise QgsProcessingException(unexpected(error)) from None
    finally:
        end_helper()
        if not finished:
            call.discard(stopped)
