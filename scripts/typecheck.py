"""Checks the types of the plugin with mypy; what is asked of which folder stands in pyproject.toml.

The folder of a clone may be called anything, and mypy needs a package's name, so it looks through a link called
``land_subsidence``. The stubs of QGIS know the newest names only, and call nearly every pointer optional; both are
mended in a copy of theirs: the older names, which QGIS 3.22 needs, are read from QGIS's own list of what replaces them.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".mypy_cache"
PLACE = CACHE / "plugin"
CORE = ("subsidence",)
QGIS_SIDE = ("algorithms", "bridge", "processing_provider", "ui", "plugin.py", "version.py")
OLDER_NAME = re.compile(r"^\w+\.\w+\.(\w+) = (\w+)\.(\w+)\.(\w+)$", re.MULTILINE)
OPTIONAL_RESULT = re.compile(r"-> typing\.Optional\[(.*)\]: \.\.\.$", re.MULTILINE)
MISSING = """
class QgsCsException(Exception): ...
class QgsProcessingException(Exception): ...
class QgsException(Exception): ...
class QgsProviderConnectionException(QgsException): ...
"""
MISSING_IN = {
    "class Qgis(PyQt5.sip.wrapper):": "    QGIS_VERSION: str\n    QGIS_VERSION_INT: int\n",
    "class QgsAbstractProviderConnection(PyQt5.sip.wrapper):": (
        "    def executeSql(self, sql: str, feedback: typing.Any = ...) -> typing.List[typing.List[typing.Any]]: ...\n"
    ),
    "class QgsFields(PyQt5.sip.wrapper):": "    def __iter__(self) -> typing.Iterator['QgsField']: ...\n",
}


def main(arguments: list[str]) -> int:
    if importlib.util.find_spec("mypy") is None:
        print("NOT CHECKED: mypy cannot be had here (scripts/requirements-test.txt), so the types were not checked.")
        return 0
    PLACE.mkdir(parents=True, exist_ok=True)
    link = PLACE / "land_subsidence"
    if not link.is_symlink():
        link.symlink_to(Path("..", ".."), target_is_directory=True)
    wanted = CORE
    if mend_stubs(Path(sysconfig.get_path("purelib")) / "qgis-stubs", PLACE / "qgis"):
        wanted += QGIS_SIDE
    else:
        print("NOT CHECKED: the stubs of QGIS cannot be had here, so only the types of the core are checked.")
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(CACHE)]
    command += [*arguments, *(f"land_subsidence/{name}" for name in wanted)]
    return subprocess.run(command, cwd=PLACE, check=False).returncode


def mend_stubs(source: Path, target: Path) -> bool:
    """A copy of the stubs of QGIS that also knows what they leave out; False where there are no stubs."""
    core = source / "_core.pyi"
    if not core.is_file():
        return False
    stamp = f"{core.stat().st_mtime_ns} {Path(__file__).stat().st_mtime_ns}"
    done = target / "mended.txt"
    if done.is_file() and done.read_text(encoding="utf-8") == stamp:
        return True
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    text = with_older_names(core.read_text(encoding="utf-8"), (source / "core" / "__init__.py").read_text("utf-8"))
    for opening, lines in MISSING_IN.items():
        text = text.replace(opening, f"{opening}\n{lines}", 1)
    (target / "_core.pyi").write_text(OPTIONAL_RESULT.sub(r"-> \1: ...", text) + MISSING, encoding="utf-8")
    gui = target / "_gui.pyi"
    gui.write_text(OPTIONAL_RESULT.sub(r"-> \1: ...", gui.read_text(encoding="utf-8")), encoding="utf-8")
    done.write_text(stamp, encoding="utf-8")
    return True


def with_older_names(stub: str, runtime: str) -> str:
    """The stub with every name that QGIS's start-up file keeps for older code, as an alias in its enumeration.

    >>> stub = '''class Qgis():
    ...     class GeometryType(int):
    ...         Point = ...'''
    >>> print(with_older_names(stub, "QgsWkbTypes.GeometryType.PointGeometry = Qgis.GeometryType.Point"))
    class Qgis():
        class GeometryType(int):
            PointGeometry: Qgis.GeometryType
            Point = ...
    """
    names: dict[tuple[str, str], list[str]] = {}
    for older, holder, enumeration, newer in OLDER_NAME.findall(runtime):
        if older != newer:
            names.setdefault((holder, enumeration), []).append(older)
    lines, holder = [], ""
    for line in stub.splitlines():
        lines.append(line)
        if opening := re.match(r"class (\w+)\(", line):
            holder = opening.group(1)
        elif inner := re.match(r"    class (\w+)\(int\):", line):
            known = names.get((holder, inner.group(1)), [])
            lines += [f"        {name}: {holder}.{inner.group(1)}" for name in dict.fromkeys(known)]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
