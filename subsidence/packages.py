"""Optional packages: imported where they are used, and missed in words."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from types import ModuleType

from .errors import MissingPackageError
from .wording import message

OPTIONAL = ("torch", "pyswarms", "tslearn", "pandas", "matplotlib", "sklearn", "cftime")
DISTRIBUTION = {"sklearn": "scikit-learn"}


def purpose(name: str) -> str:
    """What a package is for."""
    return {
        "torch": message("the LSTM forecast"),
        "pyswarms": message("the particle swarm"),
        "tslearn": message("the K-Shape comparison engine"),
        "pandas": message("reading tables"),
        "matplotlib": message("figures in reports"),
        "sklearn": message("forest and boosting baselines"),
        "cftime": message("calendars of climate models"),
    }.get(name, message("this step"))


def missing(names: Sequence[str]) -> list[str]:
    """Those of ``names`` that cannot be imported; nothing is imported to find out."""
    return [name for name in names if importlib.util.find_spec(name) is None]


def how_to_install(names: Sequence[str]) -> str:
    """One sentence that says what is missing and how to get it."""
    distributions = [DISTRIBUTION.get(name, name) for name in names]
    what = message(" and ").join(f"{name} ({purpose(name)})" for name in names)
    wanted = " ".join(distributions)
    if len(names) == 1:
        return message(
            "This step needs the Python package {what}, missing in the Python of this QGIS; install with:"
            " python3 -m pip install {wanted} (on Windows in the OSGeo4W Shell), then restart QGIS.",
            what=what,
            wanted=wanted,
        )
    return message(
        "This step needs the Python packages {what}, missing in the Python of this QGIS; install with:"
        " python3 -m pip install {wanted} (on Windows in the OSGeo4W Shell), then restart QGIS.",
        what=what,
        wanted=wanted,
    )


def require(name: str) -> ModuleType:
    """Import an optional package, or raise ``MissingPackageError`` with the way to get it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingPackageError(how_to_install([name.partition(".")[0]])) from error
