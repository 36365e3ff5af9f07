"""QGIS 4 runs on Qt 6: the plugin is imported under PyQt6, its windows open, and it uses no name that only Qt 5 has.

No Debian has a QGIS on Qt 6 yet, so QGIS's own classes are stand-ins with the names that this QGIS has; Qt is real.
"""

import ast
import functools
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy
import pytest

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("algorithms", "bridge", "processing_provider", "subsidence", "ui")
FILES = [ROOT / "plugin.py", ROOT / "version.py", *(p for room in ROOMS for p in sorted((ROOT / room).rglob("*.py")))]
EVERYDAY = ("QtCore", "QtGui", "QtWidgets")


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def described(module):
    """Names of a module's classes and of what is in them, two deep, with the class of Qt each is built on."""
    found = {}
    for key, value in vars(module).items():
        if isinstance(value, type) and key.startswith(("Qgs", "Qgis")):
            bases = [b.__name__ for b in value.__mro__ if b.__module__.startswith("PyQt5.Qt")]
            found[key] = {"base": bases[0] if bases else "", "names": {n: inner(value, n) for n in dir(value)}}
            found[key]["names"] = {n: v for n, v in found[key]["names"].items() if not n.startswith("__")}
    return found


def inner(owner, name):
    value = getattr(owner, name, None)
    if type(value).__name__ in ("pyqtSignal", "unbound signal"):
        return "signal"
    if isinstance(value, type):
        members = {n for n in dir(owner) if type(getattr(owner, n, None)) is value}  # an enumeration without scope
        return {"names": sorted(members | {n for n in dir(value) if not n.startswith("__")})}
    return value if type(value) in (int, float, str, bool) else None


def qt_chains():
    """Everything that is taken from qgis.PyQt, as "QtWidgets.QSizePolicy.Policy.Fixed", with its places."""
    chains = {}
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        taken, guarded = {}, set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Try):
                guarded |= {id(inside) for inside in ast.walk(node)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.ImportFrom)
                and (node.module or "").startswith("qgis.PyQt")
                and id(node) not in guarded
            ):
                for alias in node.names:
                    chain = f"{node.module}.{alias.name}"[len("qgis.PyQt.") :]
                    taken[alias.asname or alias.name] = chain
                    chains.setdefault(chain, f"{path.relative_to(ROOT)}:{node.lineno}")
        for node in ast.walk(tree):
            names, root = [], node
            while isinstance(root, ast.Attribute):
                names, root = [root.attr, *names], root.value
            if names and isinstance(root, ast.Name) and root.id in taken:
                chain = ".".join([taken[root.id], *names])
                chains.setdefault(chain, f"{path.relative_to(ROOT)}:{node.lineno}")
    return chains


def attributes_used():
    """Names after a dot anywhere in what ships, with one place each."""
    return {
        node.attr: f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in FILES
        if "subsidence" not in path.relative_to(ROOT).parts[:1]  # the core knows no Qt
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }


@pytest.fixture(scope="module")
def on_qt_6(tmp_path_factory, qgis_app):
    """What the plugin does on PyQt6; ``scripts/test`` puts PyQt6 into .venv/qt6, other systems may have their own."""
    import qgis.core
    import qgis.gui

    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join([str(ROOT / ".venv" / "qt6"), os.environ.get("PYTHONPATH", "")]),
    }
    code = "import PyQt6.QtWidgets, PyQt6.QtTest"
    tried = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    if tried.returncode:
        pytest.skip(f"PyQt6 is not here ({tried.stderr.strip().splitlines()[-1]})")
    folder = tmp_path_factory.mktemp("qt6")
    asked = {
        "root": str(ROOT),
        "folder": str(folder),
        "modules": [module_name(path) for path in FILES],
        "chains": sorted(qt_chains()),
        "qgis": {"qgis.core": described(qgis.core), "qgis.gui": described(qgis.gui)},
    }
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("qt6_stage.py"))],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout), "folder": folder}


def test_every_module_imports_on_qt_6(on_qt_6):
    assert on_qt_6["qt"].startswith("6.")
    assert on_qt_6["failed"] == {}
    assert on_qt_6["qt5"] == []


def test_every_class_and_enumeration_taken_from_qt_is_in_qt_5_and_qt_6(on_qt_6):
    places = qt_chains()
    assert len(places) > 50
    here = []
    for chain in places:
        module, *names = chain.split(".")
        try:
            functools.reduce(getattr, names, importlib.import_module(f"qgis.PyQt.{module}"))
        except (AttributeError, ImportError):
            here.append(chain)
    allowed_on_6 = {
        chain for chain in on_qt_6["absent"] if places[chain].startswith("bridge/fields.py")
    }  # QVariant.Int
    assert {chain: places[chain] for chain in set(on_qt_6["absent"]) - allowed_on_6} == {}
    assert {chain: places[chain] for chain in here} == {}


def test_no_name_is_used_that_only_classes_of_qt_5_have(on_qt_6):
    """Such as exec_, toTime_t or globalPos; a name that our own code defines is ours."""
    of_qt_5 = set()
    for module in (importlib.import_module(f"qgis.PyQt.{name}") for name in EVERYDAY):
        for value in vars(module).values():
            if isinstance(value, type) and value.__module__.startswith("PyQt5"):
                of_qt_5 |= set(dir(value))
    if not of_qt_5:
        pytest.skip("this QGIS runs on Qt 6 itself")
    assert "exec_" in of_qt_5 - set(on_qt_6["names"])
    ours = {
        name
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in defined_names(node)
    }
    used = attributes_used()
    elsewhere = ours | set(dir(numpy)) | set(on_qt_6["names"])  # such as numpy's log
    elsewhere |= {"logMessage", "setLayers", "Float32"}  # of QGIS; Qt 5 has namesakes in its classes of OpenGL
    gone = {name: used[name] for name in sorted(set(used) & of_qt_5 - elsewhere)}
    assert {name: place for name, place in gone.items() if not place.startswith("bridge/fields.py")} == {}


def defined_names(node):
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.arg):
        return [node.arg]
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        return [node.attr]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def test_an_empty_value_of_qt_6_becomes_none_or_nan(on_qt_6):
    assert on_qt_6["nulls"] == {
        "is_null": [True, True, False, False, False],
        "real": ["1.5", "nan", "nan"],
        "integer": ["1.0", "nan", "nan"],
        "text": ["a", None, None],
        "types": [True, True, True],
    }


def test_the_windows_open_and_answer_on_qt_6(on_qt_6):
    told = on_qt_6["windows"]
    assert told["packages"] > 3
    assert f"Qt {on_qt_6['qt']}" in told["heading"]
    assert told["is_qt6_widget"]
    assert told["curve"] == [-float(n) for n in range(len(told["curve"]))]
    assert "-3.0" in told["under_the_mouse"].replace("−", "-")
    assert told["steps"] == len(told["opened"]) > 5
    for ending in ("png", "svg", "csv"):
        assert (on_qt_6["folder"] / f"series.{ending}").stat().st_size > 100


def test_enumerations_of_qgis_are_scoped(qgis_app):
    """QgsX.Kind.Value works everywhere; QgsX.Value only where QGIS has kept the old name for Qt 6."""
    import qgis.core
    import qgis.gui

    unscoped = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
                continue
            owner = getattr(qgis.core, node.value.id, None) or getattr(qgis.gui, node.value.id, None)
            value = getattr(owner, node.attr, None)
            is_enumeration = isinstance(value, int) and type(value) not in (int, bool)
            if node.value.id.startswith("Qgs") and is_enumeration:
                unscoped[f"{node.value.id}.{node.attr}"] = f"{path.relative_to(ROOT)}:{node.lineno}"
    assert unscoped == {}
