"""Runs inside QGIS (``qgis --code``): opens the demo's project, works the plugin, and takes pictures."""

import os
import sys
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsCoordinateTransform, QgsGeometry, QgsProject, QgsRectangle, QgsSettings
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface, plugins

FOLDER = Path(os.environ["SCREENSHOT_FOLDER"])
PROJECT = os.environ.get("SCREENSHOT_PROJECT", "")  # without one, the sample city of the first page
DONE = Path(os.environ["XDG_RUNTIME_DIR"]) / "done"
SIZE = tuple(int(number) for number in os.environ.get("SCREENSHOT_SIZE", "1360x860").split("x"))


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle() -> None:
    """Until the map has been drawn."""
    canvas = iface.mapCanvas()
    for _ in range(100):
        wait(150)
        if not canvas.isDrawing():
            break
    wait(300)


def take(widget, name: str) -> None:
    QApplication.processEvents()
    if not widget.grab().save(str(FOLDER / f"{name}.png")):
        raise RuntimeError(f"the picture {name} could not be written")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    QgsSettings().setValue("qgis/stableVersion", False)
    window = iface.mainWindow()
    window.resize(*SIZE)
    for dock in window.findChildren(QDockWidget):
        if dock.objectName() in ("Browser", "LayerOrder", "MessageLog", "Log Messages"):
            dock.hide()
    for bar in window.findChildren(type(iface.attributesToolBar())):
        if bar.objectName() in (
            "mDigitizeToolBar",
            "mLabelToolBar",
            "mVectorToolBar",
            "mWebToolBar",
            "mDatabaseToolBar",
        ):
            bar.hide()
    desktop = plugins["land_subsidence"].desktop
    if PROJECT:
        iface.addProject(PROJECT)
    else:
        take_first_steps(desktop)
    wait(1500)

    layer = best_layer()
    panel = desktop.show_panel()
    panel.setMinimumWidth(430)
    wait(300)
    show_whole(layer)
    take(window, "guided_panel")
    panel.setMinimumWidth(0)

    tree = iface.layerTreeView()
    tree.setCurrentLayer(layer)
    viewer = desktop.show_viewer()
    viewer.setMinimumWidth(640)
    viewer.set_layer(layer)
    wait(300)
    show_whole(layer)
    show(viewer, layer, [extreme(layer, "velocity")])
    take(window, "series_viewer")
    viewer.plot_canvas.grab().save(str(FOLDER / "series_plot.png"))

    show(viewer, layer, spread(layer))
    take(window, "several_points")

    box = QgsRectangle(layer.extent())
    box.scale(0.25)
    viewer.show_fence(map_geometry(QgsGeometry.fromRect(box), layer))
    settle()
    viewer.plot_canvas.grab().save(str(FOLDER / "fence.png"))
    take_live(window, viewer, layer)
    viewer.setMinimumWidth(0)
    viewer.hide()

    take_dialogs(window, panel)
    toolbox = next(dock for dock in window.findChildren(QDockWidget) if dock.objectName() == "ProcessingToolbox")
    panel.hide()
    toolbox.show()
    search = toolbox.findChild(type(toolbox.searchBox)) if hasattr(toolbox, "searchBox") else None
    if search is not None:
        search.setText("subsidence")
    toolbox.setMinimumWidth(420)
    settle()
    take(toolbox, "toolbox")
    DONE.write_text("done", encoding="utf-8")


def take_dialogs(window, panel) -> None:
    """Two algorithms and the packages."""
    for identifier, name in (("kshape_clustering", "dialog_kshape"), ("lstm_forecast", "dialog_forecast")):
        if QgsApplication.processingRegistry().algorithmById(f"subsidence:{identifier}") is None:
            continue
        panel.open(identifier)
        dialog = panel._dialogs[-1]
        dialog.resize(1000, 640)
        wait(800)
        take(dialog, name)
        dialog.close()

    from land_subsidence.ui.environment_dialog import EnvironmentDialog

    dialog = EnvironmentDialog(window)
    dialog.show()
    wait(300)
    take(dialog, "environment")
    dialog.close()


def take_first_steps(desktop) -> None:
    """The page of three roads, and the sample city that it makes."""
    page = desktop.show_first_steps()
    wait(500)
    take(page, "first_steps")
    page.look()
    wait(500)


def take_live(window, viewer, layer) -> None:
    """Reference, areas, dates, colours, residuals and a profile."""
    box = layer.extent()
    west, south, wide, tall = box.xMinimum(), box.yMinimum(), box.width(), box.height()

    def part(x: float, y: float, size: float = 0.2):
        rectangle = QgsRectangle(west + x * wide, south + y * tall, west + (x + size) * wide, south + (y + size) * tall)
        return map_geometry(QgsGeometry.fromRect(rectangle), layer)

    viewer.clear()
    viewer.add_area(part(0.1, 0.6))
    viewer.add_area(part(0.65, 0.15))
    viewer.refer_to_area(part(0.4, 0.05, 0.15))
    viewer.colours_action.setChecked(True)
    settle()
    take(window, "areas_and_reference")
    viewer.colours_action.setChecked(False)
    viewer.live.without_reference()
    show(viewer, layer, [extreme(layer, "velocity")])
    viewer.residual_action.setChecked(True)
    viewer.dates_action.setChecked(True)
    viewer.date_bar.slider.setValue(len(viewer.date_bar.dates) * 2 // 3)
    settle()
    take(window, "date_cursor")
    viewer.residual_action.setChecked(False)
    viewer.dates_action.setChecked(False)
    line = QgsGeometry.fromWkt(f"LineString({west} {south + 0.8 * tall}, {west + wide} {south + 0.15 * tall})")
    viewer.show_profile(map_geometry(line, layer))
    wait(800)
    take(viewer._profile, "profile")
    viewer._profile.close()
    viewer.clear()


def best_layer():
    """The layer with observations that also has a forecast, else the first with observations."""
    from land_subsidence.bridge.layer_series import field_names, holds_series, is_point_layer

    found = [
        node.layer()
        for node in QgsProject.instance().layerTreeRoot().findLayers()
        if is_point_layer(node.layer()) and holds_series(node.layer())
    ]
    visible = [layer for layer in found if QgsProject.instance().layerTreeRoot().findLayer(layer.id()).isVisible()]
    forecast = [layer for layer in visible or found if any(name.endswith("_lo") for name in field_names(layer))]
    return (forecast or visible or found)[0]


def extreme(layer, field: str):
    """The feature with the lowest value."""
    return min((f for f in layer.getFeatures() if f[field]), key=lambda feature: feature[field])


def spread(layer) -> list:
    """Three features, from sinking to stable."""
    ranked = sorted((f for f in layer.getFeatures() if f["velocity"]), key=lambda feature: feature["velocity"])
    return [ranked[0], ranked[len(ranked) // 4], ranked[-1]]


def show_whole(layer) -> None:
    box = map_geometry(QgsGeometry.fromRect(layer.extent()), layer).boundingBox()
    box.scale(1.05)
    iface.mapCanvas().setExtent(box)
    iface.mapCanvas().refresh()
    settle()


def map_geometry(geometry, layer):
    there = QgsGeometry(geometry)
    target = iface.mapCanvas().mapSettings().destinationCrs()
    there.transform(QgsCoordinateTransform(layer.crs(), target, QgsProject.instance()))
    return there


def show(viewer, layer, features: list) -> None:
    for index, feature in enumerate(features):
        viewer.show_place(map_geometry(feature.geometry(), layer).asPoint(), index > 0)
    settle()


def run() -> None:
    try:
        main()
    except Exception:
        traceback.print_exc(file=sys.stderr)
    sys.stderr.flush()
    os._exit(0 if DONE.exists() else 1)  # no question about saving the project


QTimer.singleShot(4000, run)
