"""A run that goes on where an interrupted one with the same inputs and parameters stopped."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import QgsProcessingParameterFeatureSource, QgsProcessingUtils

if TYPE_CHECKING:
    from ..subsidence.kept_blocks import KeptBlocks
    from .call import Call

RESUME = "RESUME"
PACKAGES = ("numpy", "scipy", "torch")  # other versions of these may give other last digits


def open_kept(call: Call, files: Iterable[Path], arrays: Iterable[np.ndarray], *, wanted: bool) -> KeptBlocks | None:
    """The blocks of this run, beside its output; what other runs of the algorithm have left there is removed."""
    from ..subsidence.kept_blocks import KeptBlocks, fingerprint, remove_kept

    arrays = list(arrays)
    parent = call.scratch_folder() or QgsProcessingUtils.tempFolder()
    owner = call.algorithm.name()
    if not wanted:
        remove_kept(Path(parent), owner, call.report)
        return None
    project = call.context.project()
    facts = {
        "algorithm": owner,
        "version": call.version,
        "packages": [_version(package) for package in PACKAGES],
        "parameters": _parameters(call, by_content=bool(arrays)),
        "crs": project.crs().authid() if project is not None else "",  # of places and extents given without one
    }
    return KeptBlocks(parent, owner, fingerprint(facts, files=files, arrays=arrays), call.report)


def _parameters(call: Call, by_content: bool) -> dict[str, str]:
    """Parameters as text; ``by_content``: without layers, whose names say less than what is in them."""
    found = {}
    for definition in call.algorithm.parameterDefinitions():
        key = definition.name()
        if by_content and isinstance(definition, QgsProcessingParameterFeatureSource):
            continue
        if not definition.isDestination() and key not in (RESUME, "SCHEDULER", "MEMORY"):  # none changes a result
            value = call.parameters.get(key, definition.defaultValue())
            found[key] = definition.valueAsPythonString(value, call.context)
    return found


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
