"""Run by test_qt6.py in a Python of its own: the plugin on PyQt6, with stand-ins for QGIS's own classes.

Reads JSON from standard input and writes JSON to standard output. The stand-ins have the names that a real
QGIS has, and widgets among them are real widgets of Qt 6.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import json
import sys
import traceback
import types
from pathlib import Path

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtXml", "QtSvg", "QtTest")
PACKAGE = "land_subsidence"


class StandIn:
    """Anything of QGIS: may be called, combined and looped over, and means nothing."""

    def __init__(self, *_arguments, **_named):
        pass

    def __call__(self, *_arguments, **_named):
        return StandIn()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn()

    def __iter__(self):
        return iter(())

    def __or__(self, other):
        return self

    __ror__ = __and__ = __rand__ = __mul__ = __rmul__ = __or__


class Named(type):
    """``Qgis`` gains enumerations with every version; whether they are there, a newer QGIS tells (scripts/test_in)."""

    def __getattr__(cls, name):
        if cls.__name__ != "Qgis" or name.startswith("__"):
            raise AttributeError(f"{cls.__name__} has no {name}")
        return StandIn()


def stand_in_class(name: str, described: dict):
    """A class with the names that QGIS's has, on the class of Qt 6 that QGIS's is built on."""
    from PyQt6 import QtCore, QtGui, QtWidgets

    modules = (QtCore, QtGui, QtWidgets)
    base = next((getattr(m, described["base"]) for m in modules if hasattr(m, described["base"])), None)
    if base is not None and not issubclass(base, QtCore.QObject):
        base = None  # items of the map are no widgets
    content = {}
    for key, value in described["names"].items():
        if base is not None and hasattr(base, key):
            continue
        if value == "signal":
            content[key] = QtCore.pyqtSignal(object)
        elif isinstance(value, dict):  # an enumeration or a class within
            content[key] = type(key, (StandIn,), {inner: StandIn() for inner in value["names"]})
        else:
            content[key] = value if key.startswith("QGIS_") or key.isupper() else StandIn()
    return type(name, (base,), content) if base else Named(name, (StandIn,), content)


def set_the_stage(described: dict) -> None:
    """Put ``qgis`` into sys.modules, before anything asks for it."""
    qgis, pyqt = types.ModuleType("qgis"), types.ModuleType("qgis.PyQt")
    qgis.__path__, pyqt.__path__ = [], []
    sys.modules |= {"qgis": qgis, "qgis.PyQt": pyqt}
    for name in QT_MODULES:
        try:
            module = importlib.import_module(f"PyQt6.{name}")
        except ImportError:
            continue  # not every system has QtXml or QtSvg
        sys.modules[f"qgis.PyQt.{name}"] = module
        setattr(pyqt, name, module)
    for name, classes in described.items():
        module = types.ModuleType(name)
        for key, value in classes.items():
            setattr(module, key, stand_in_class(key, value))
        sys.modules[name] = module
    core = sys.modules["qgis.core"]
    core.Qgis.QGIS_VERSION, core.Qgis.QGIS_VERSION_INT = "4.0.0-Stage", 40000
    sys.modules["qgis.gui"].QgsMapLayerComboBox.currentLayer = lambda self: None


def import_plugin(root: Path, modules: list[str]) -> dict[str, str]:
    """Import every module of the plugin; those that fail, with the last lines of why."""
    spec = importlib.util.spec_from_file_location(PACKAGE, root / "__init__.py", submodule_search_locations=[str(root)])
    package = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = package
    spec.loader.exec_module(package)
    failed = {}
    for name in modules:
        try:
            importlib.import_module(f"{PACKAGE}.{name}" if name else PACKAGE)
        except Exception:  # each is told
            failed[name] = traceback.format_exc(limit=-2)
    return failed


def absent_chains(chains: list[str]) -> list[str]:
    """Those of "QtWidgets.QSizePolicy.Policy.Fixed" that PyQt6 does not have."""
    absent = []
    for chain in chains:
        module, *names = chain.split(".")
        try:
            functools.reduce(getattr, names, importlib.import_module(f"PyQt6.{module}"))
        except (AttributeError, ImportError):
            absent.append(chain)
    return absent


def all_names() -> list[str]:
    """Every name that some class or enumeration of PyQt6's everyday modules has."""
    names = set()
    for module in (importlib.import_module(f"PyQt6.{name}") for name in ("QtCore", "QtGui", "QtWidgets")):
        for key, value in vars(module).items():
            names.add(key)
            if isinstance(value, type):
                names |= set(dir(value))
                within = [inner for inner in vars(value).values() if isinstance(inner, type)]
                names |= {n for inner in within for n in (*dir(inner), *getattr(inner, "__members__", ()))}
    return sorted(names)


def open_windows(folder: Path) -> dict:
    """Open the plugin's windows as widgets of Qt 6, use them, and tell what they show."""
    import numpy as np
    from matplotlib.backend_bases import MouseEvent
    from PyQt6.QtCore import QPoint, Qt
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    gui = sys.modules["qgis.gui"]
    from land_subsidence.bridge.layer_series import PointSeries
    from land_subsidence.ui import guided_panel, steps
    from land_subsidence.ui.environment_dialog import EnvironmentDialog
    from land_subsidence.ui.series_viewer import SeriesViewer

    window = QMainWindow()
    dialog = EnvironmentDialog(window)
    dialog.show()
    dialog.copy_command()
    told = {"packages": dialog.table.rowCount(), "heading": dialog.layout().itemAt(0).widget().text()}

    viewer = SeriesViewer(gui.QgsMapCanvas(), window)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, viewer)
    window.resize(800, 500)
    window.show()
    days = np.arange("2020-01-01", "2021-01-01", 30, dtype="datetime64[D]")
    one = PointSeries("7", 1, (0.0, 0.0), days, -np.arange(days.size, dtype=float))
    viewer.show_series([one])
    viewer.plot_canvas.draw()
    told["canvas"] = type(viewer.plot_canvas).__mro__[1].__module__
    told["is_qt6_widget"] = isinstance(viewer.plot_canvas, sys.modules["PyQt6.QtWidgets"].QWidget)
    told["curve"] = viewer.plot.curves[0].value_mm.tolist()
    x, y = viewer.plot.axes.transData.transform((viewer.plot.axes.convert_xunits(days[3]), -3.0))
    event = MouseEvent("motion_notify_event", viewer.plot_canvas, x, y)
    viewer.plot_canvas.callbacks.process("motion_notify_event", event)
    told["under_the_mouse"] = viewer.plot.note.get_text()
    QTest.mouseMove(viewer.plot_canvas, QPoint(50, 50))
    viewer.fit_box.setCurrentIndex(2)
    for ending in ("png", "svg", "csv"):
        viewer.export(folder / f"series.{ending}")
    QTest.mouseClick(viewer.click_action.associatedObjects()[-1], Qt.MouseButton.LeftButton)

    class Algorithm(StandIn):
        def displayName(self):
            return "An algorithm"

        def icon(self):
            return sys.modules["PyQt6.QtGui"].QIcon()

        def canExecute(self):
            return False, "Something is missing"

        def parameterDefinitions(self):
            return []

    steps.algorithm = guided_panel.algorithm = lambda identifier: Algorithm()
    opened = []
    panel = guided_panel.GuidedPanel(lambda identifier, parameters: opened.append(identifier), window)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)
    panel.show()
    for row in panel.rows:
        QTest.mouseClick(row.button, Qt.MouseButton.LeftButton, pos=QPoint(8, row.button.height() // 2))
    told["steps"], told["opened"] = len(panel.rows), opened
    viewer.tidy_up()
    application.processEvents()
    window.close()
    return told


def null_values() -> dict:
    """What becomes of Qt 6's empty values on their way to numpy."""
    from land_subsidence.bridge.fields import INTEGER, REAL, TEXT, column_array, is_null
    from PyQt6.QtCore import QMetaType, QVariant

    class Field:
        def __init__(self, kind):
            self.kind = kind

        def isNumeric(self):
            return self.kind is not TEXT

        def type(self):
            return self.kind

    return {
        "is_null": [is_null(value) for value in (None, QVariant(), 0, "", "NULL")],
        "real": [str(v) for v in column_array([1.5, QVariant(), None], Field(REAL)).tolist()],
        "integer": [str(v) for v in column_array([1, QVariant(), None], Field(INTEGER)).tolist()],
        "text": column_array(["a", QVariant(), None], Field(TEXT)).tolist(),
        "types": [kind is QMetaType.Type(kind) for kind in (INTEGER, REAL, TEXT)],
    }


def main() -> None:
    asked = json.load(sys.stdin)
    set_the_stage(asked["qgis"])
    told = {
        "failed": import_plugin(Path(asked["root"]), asked["modules"]),
        "qt": sys.modules["qgis.PyQt.QtCore"].QT_VERSION_STR,
        "absent": absent_chains(asked["chains"]),
        "names": all_names(),
        "nulls": null_values(),
    }
    told["windows"] = open_windows(Path(asked["folder"]))
    told["qt5"] = sorted(name for name in sys.modules if name.startswith("PyQt5"))
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
