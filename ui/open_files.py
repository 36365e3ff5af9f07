"""A deformation product that is dropped on QGIS, or right-clicked in its browser, offers to be opened as a layer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.gui import QgsCustomDropHandler, QgsDataItemGuiProvider, QgsGui
from qgis.PyQt.QtWidgets import QMessageBox

from ..bridge.i18n import tr
from ..subsidence.errors import SubsidenceError

SUFFIXES = (".h5", ".he5", ".csv", ".zip", ".nc", ".mat")
MOST_LISTED = 5_000  # entries of a folder that is looked into when its menu opens


def offered(path: str) -> str:
    """What a file or folder is, in words, where it is a product of deformation; else "".

    Rasters, tables and layers of other kinds are QGIS's own business: many of them are something else.
    """
    place = Path(path.partition("|")[0])
    if not place.exists() or (place.is_file() and place.suffix.lower() not in SUFFIXES):
        return ""
    from ..subsidence.products.recognise import EGMS, LICSBAS, MINTPY, OPERA, STAMPS, recognise

    if place.is_dir() and sum(1 for _, _name in zip(range(MOST_LISTED), place.iterdir())) >= MOST_LISTED:
        return ""
    try:
        found = recognise([place])
    except (SubsidenceError, OSError):
        return ""
    names = {LICSBAS: "LiCSBAS", MINTPY: "MintPy", EGMS: "EGMS", OPERA: "OPERA DISP-S1", STAMPS: "StaMPS"}
    return names.get(found.kind, "")


class DropHandler(QgsCustomDropHandler):
    """ask(what, path) → whether to open it as a layer of deformation; open_file(path) does so."""

    def __init__(self, ask: Callable[[str, str], bool], open_file: Callable[[str], object]):
        super().__init__()
        self.ask = ask
        self.open_file = open_file

    def handleFileDrop(self, file: str | None) -> bool:
        what = offered(file) if file else ""
        if not file or not what or not self.ask(what, file):
            return False
        self.open_file(file)
        return True


class BrowserMenu(QgsDataItemGuiProvider):
    """The entry in the menu of the browser."""

    def __init__(self, open_file: Callable[[str], object]):
        super().__init__()
        self.open_file = open_file

    def name(self) -> str:
        return "land_subsidence"

    def populateContextMenu(self, item, menu, selectedItems, context) -> None:
        path = item.path()
        if offered(path):
            action = menu.addAction(tr("Open as deformation layer"))
            action.triggered.connect(lambda _checked=False: self.open_file(path.partition("|")[0]))


class FileOffers:
    """Both, until ``remove``."""

    def __init__(self, iface, open_file: Callable[[str], object]):
        self.iface = iface
        self.drops = DropHandler(lambda what, path: ask_in_window(iface.mainWindow(), what, path), open_file)
        self.menu = BrowserMenu(open_file)
        iface.registerCustomDropHandler(self.drops)
        QgsGui.dataItemGuiProviderRegistry().addProvider(self.menu)

    def remove(self) -> None:
        self.iface.unregisterCustomDropHandler(self.drops)
        QgsGui.dataItemGuiProviderRegistry().removeProvider(self.menu)


def ask_in_window(window, what: str, path: str) -> bool:
    text = tr("{name} is a product of {what}. Open it as a layer of deformation?").format(
        name=Path(path).name, what=what
    )
    buttons = QMessageBox.StandardButton
    return QMessageBox.question(window, tr("Land Subsidence"), text, buttons.Yes | buttons.No) == buttons.Yes
