"""Optional packages: imported where they are used, and missed in words."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from types import ModuleType

from .errors import MissingPackageError

PURPOSE = {
    "torch": "the LSTM forecast",
    "pyswarms": "the particle swarm",
    "tslearn": "the K-Shape comparison engine",
    "pandas": "reading tables",
    "matplotlib": "figures in reports",
    "sklearn": "forest and boosting baselines",
}
DISTRIBUTION = {"sklearn": "scikit-learn"}


def missing(names: Sequence[str]) -> list[str]:
    """Those of ``names`` that cannot be imported; nothing is imported to find out."""
    return [name for name in names if importlib.util.find_spec(name) is None]


def how_to_install(names: Sequence[str]) -> str:
    """One sentence that says what is missing and how to get it."""
    distributions = [DISTRIBUTION.get(name, name) for name in names]
    what = " and ".join(f"{name} ({PURPOSE.get(name, 'this step')})" for name in names)
    return (
        f"This step needs the Python package{'s' if len(names) > 1 else ''} {what}, missing in the Python of"
        f" this QGIS; install with: python3 -m pip install {' '.join(distributions)}"
        " (on Windows in the OSGeo4W Shell), then restart QGIS."
    )


def require(name: str) -> ModuleType:
    """Import an optional package, or raise ``MissingPackageError`` with the way to get it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingPackageError(how_to_install([name.partition(".")[0]])) from error
