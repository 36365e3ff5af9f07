"""What Python packages this QGIS has, and the exact command that brings the missing ones. Nothing is ever run."""

from __future__ import annotations

import importlib.metadata
import os
import re
import sys
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..subsidence.packages import DISTRIBUTION, OPTIONAL, purpose
from ..subsidence.wording import translated
from .i18n import tr

REQUIREMENTS = Path(__file__).parent.parent / "requirements.txt"
REQUIREMENT = re.compile(r"^([A-Za-z0-9_.-]+)\s*(>=\s*([0-9.]+))?")
CONDA_NAMES = {"torch": "pytorch"}
# what Debian 12 and newer, and systems made from it, have for the Python of their own QGIS
DEBIAN_PACKAGES = {
    "torch": "python3-torch",
    "pyswarms": "python3-pyswarms",
    "pandas": "python3-pandas",
    "matplotlib": "python3-matplotlib",
    "scikit-learn": "python3-sklearn",
    "scipy": "python3-scipy",
    "cftime": "python3-cftime",
    "threadpoolctl": "python3-threadpoolctl",
}
DEBIAN_MARK = Path("/etc/debian_version")
TORCH_FOR_PROCESSORS = "https://download.pytorch.org/whl/cpu"  # PyPI's torch for Linux brings CUDA, several GB


@dataclass(frozen=True)
class Package:
    """One package: its name on PyPI, the version found ("" when absent), the oldest that will do, and what for."""

    name: str
    version: str
    oldest: str
    purpose: str

    @property
    def is_present(self) -> bool:
        return bool(self.version)

    @property
    def is_recent_enough(self) -> bool:
        return self.is_present and _numbers(self.version) >= _numbers(self.oldest)


def packages() -> list[Package]:
    """All packages of ``requirements.txt`` and those that are optional beside them."""
    listed = required()
    names = [*listed, *(DISTRIBUTION.get(name, name) for name in OPTIONAL)]
    module_of = {distribution: module for module, distribution in DISTRIBUTION.items()}
    return [
        Package(name, installed_version(name), listed.get(name, ""), _purpose(module_of.get(name, name)))
        for name in dict.fromkeys(names)
    ]


def required() -> dict[str, str]:
    """Name → oldest version, from ``requirements.txt``."""
    found = {}
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines():
        match = None if line.startswith("#") else REQUIREMENT.match(line.strip())
        if match:
            found[match.group(1)] = match.group(3) or ""
    return found


def installed_version(name: str) -> str:
    """The version of a distribution, or "" when there is none; the package is not imported."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"\d+", version.partition("+")[0])[:3])


def _purpose(module: str) -> str:
    own = {
        "torch": tr("the LSTM networks of the forecast, which runs without them too"),
        "pyswarms": tr("the particle swarm of PSO-BP rate prediction, which runs without it too"),
        "tslearn": tr("K-Shape with the engine tslearn, for comparison; the built-in engine needs nothing"),
        "pandas": tr("tables with dates"),
        "matplotlib": tr("series viewer, figures in reports"),
        "sklearn": tr("forest and boosting as baselines"),
        "scipy": tr("most algorithms"),
        "pyarrow": tr("the deformation store (STORE)"),
        "distributed": tr("computing on other machines (SCHEDULER), by dask"),
        "threadpoolctl": tr("holding BLAS to its share of the cores: much faster on a busy machine"),
    }.get(module)
    if own is not None:
        return own
    with translated(tr):
        return purpose(module)


def system() -> str:
    """Where this QGIS comes from: windows, macos, conda, flatpak or linux."""
    if os.environ.get("FLATPAK_ID"):
        return "flatpak"
    if (Path(sys.prefix) / "conda-meta").is_dir():
        return "conda"
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def install_command(
    names: Sequence[str],
    where: str,
    *,
    python: str = "python3",
    numpy_version: str = "",
    managed: bool = False,
    debian: bool = False,
) -> str:
    """The command that installs packages into the Python of QGIS and leaves its numpy alone.

    names : distributions as PyPI calls them; where : as ``system`` says it
    managed : the system's Python refuses pip unless told otherwise (PEP 668)
    debian : QGIS runs on the Python of a Debian-like system, whose own packages come first
    """
    if not names:
        return ""
    keep = f' "numpy=={numpy_version}"' if numpy_version else ""
    if where == "conda":
        return "conda install -c conda-forge " + " ".join(CONDA_NAMES.get(name, name) for name in names)
    if where == "flatpak":
        return f"flatpak run --command=python3 org.qgis.qgis -m pip install --user {' '.join(names)}{keep}"
    if where == "windows":
        return f"python3 -m pip install {' '.join(names)}{keep}"
    if where == "macos":
        return f'"{python}" -m pip install --user {" ".join(names)}{keep}'
    own = [DEBIAN_PACKAGES[name] for name in names if debian and name in DEBIAN_PACKAGES]
    rest = [name for name in names if not debian or name not in DEBIAN_PACKAGES]
    commands = [f"sudo apt install {' '.join(own)}"] if own else []
    if rest:
        source = f" --extra-index-url {TORCH_FOR_PROCESSORS}" if "torch" in rest else ""
        allowed = "--break-system-packages " if managed else ""
        place = "--user " if python == "python3" else ""  # a virtual environment has no user's place
        commands.append(f"{python} -m pip install {place}{allowed}{' '.join(rest)}{keep}{source}")
    return " && ".join(commands)


def install_advice(names: Sequence[str]) -> tuple[str, str]:
    """Where to type, and what, on this system."""
    where = system()
    place = {
        "windows": tr("Open the OSGeo4W Shell from the start menu (folder QGIS) and type:"),
        "macos": tr("Open Terminal and type:"),
        "conda": tr("Activate the environment that QGIS runs in, and type:"),
        "flatpak": tr("Open a terminal and type:"),
        "linux": tr("Open a terminal and type:"),
    }[where]
    if "torch" in names:
        place = tr("torch takes about 200 MB as built for processors, with CUDA several GB.") + " " + place
    outside_venv = sys.prefix == sys.base_prefix
    of_system = outside_venv and "dist-packages" in sysconfig.get_path("purelib")  # as Debian's own Python has it
    command = install_command(
        names,
        where,
        python=_python(where),
        numpy_version=installed_version("numpy"),
        managed=outside_venv and (Path(sysconfig.get_path("stdlib")) / "EXTERNALLY-MANAGED").exists(),
        debian=of_system and DEBIAN_MARK.exists(),
    )
    return place, command


def install_sentence(names: Sequence[str]) -> str:
    """Where to type and what, in one piece, for messages: the same words as in the dialog "Environment"."""
    place, command = install_advice(names)
    return f"{place} {command} – " + tr("then restart QGIS.")


def _python(where: str) -> str:
    """The interpreter whose packages QGIS sees; inside QGIS ``sys.executable`` may be QGIS itself."""
    if where == "macos":
        from qgis.core import QgsApplication

        return str(Path(QgsApplication.prefixPath()) / "bin" / "python3")
    inside_venv = sys.prefix != sys.base_prefix
    return str(Path(sys.prefix) / "bin" / "python") if inside_venv else "python3"
