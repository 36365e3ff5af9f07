"""Optional packages: imported where they are used, and missed in words."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from types import ModuleType

from .errors import MissingPackageError
from .patience import patiently
from .wording import message

OPTIONAL = (
    "torch",
    "pyswarms",
    "tslearn",
    "pandas",
    "matplotlib",
    "sklearn",
    "cftime",
    "h5py",
    "threadpoolctl",
    "distributed",
)
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
        "h5py": message("HDF5 files packed with LZF"),
        "cftime": message("calendars of climate models"),
        "pyarrow": message("the deformation store"),
        "zarr": message("the raster store"),
        "distributed": message("computing on other machines"),
        "fsspec": message("object storage"),
        "threadpoolctl": message("holding BLAS to its share of the cores"),
    }.get(name, message("this step"))


def is_installed(name: str) -> bool:
    """Whether a package can be imported; it is not imported to find out."""
    return name in sys.modules or importlib.util.find_spec(name) is not None


def missing(names: Sequence[str]) -> list[str]:
    """Those of ``names`` that cannot be imported; nothing is imported to find out."""
    return [name for name in names if importlib.util.find_spec(name) is None]


_hooks: list[Callable[[], None]] = []


def on_loading(hook: Callable[[], None]) -> None:
    """Have ``hook`` called whenever ``require`` has loaded a package."""
    _hooks.append(hook)


_advice: ContextVar[Callable[[Sequence[str]], str] | None] = ContextVar("advice", default=None)


@contextmanager
def advised(advice: Callable[[Sequence[str]], str]) -> Iterator[None]:
    """Whoever knows this system says how its packages are installed; ``advice`` : distributions → one sentence."""
    token = _advice.set(advice)
    try:
        yield
    finally:
        _advice.reset(token)


def how_to_install(names: Sequence[str]) -> str:
    """What is missing, and how to get it: as the system's own adviser says (``advised``), else by pip.

    >>> how_to_install(["pandas"])
    'The Python package pandas (reading tables) is missing. Install it with: python3 -m pip install pandas'
    """
    distributions = [DISTRIBUTION.get(name, name) for name in names]
    what = message(" and ").join(f"{name} ({purpose(name)})" for name in names)
    if len(names) == 1:
        missed = message("The Python package {what} is missing.", what=what)
    else:
        missed = message("The Python packages {what} are missing.", what=what)
    advice = _advice.get()
    if advice is not None:
        return f"{missed} {advice(distributions)}"
    return f"{missed} " + message("Install it with: python3 -m pip install {wanted}", wanted=" ".join(distributions))


def require(name: str) -> ModuleType:
    """Import an optional package, or raise ``MissingPackageError`` with the way to get it."""
    try:
        loaded = sys.modules.get(name)
        if loaded is not None:
            return loaded
        loaded = patiently(lambda: importlib.import_module(name))  # torch takes seconds, in which a cancel is heard
    except ImportError as error:
        raise MissingPackageError(how_to_install([name.partition(".")[0]])) from error
    for hook in _hooks:
        hook()
    return loaded
