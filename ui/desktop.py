"""Menu and toolbar in the desktop; windows are made when they are first asked for."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..bridge.help_pages import help_url
from ..bridge.i18n import tr
from ..bridge.qt import QAction
from .animation import Animation
from .open_files import FileOffers
from .theme import themed_icon

ICONS = Path(__file__).parent.parent / "resources" / "icons"


def show_help() -> None:
    """The guide, in whatever opens web pages on this system."""
    QDesktopServices.openUrl(QUrl(help_url()))


def _explain_pages(*_ignored) -> None:
    """The pages of a project that was read have the legends of what their maps show."""
    if QgsProject.instance().layoutManager().layouts():
        from ..bridge.print_layout import refresh_legends

        refresh_legends(QgsProject.instance())


class Desktop:
    """Adds actions to QGIS, and takes everything away again in ``remove``."""

    def __init__(self, iface):
        self.iface = iface
        self.menu = tr("Land Subsidence")
        self.viewer = None
        self.panel = None
        self._dialogs: list = []
        self.actions = [
            self._action("guided_panel", tr("Guided panel"), self.show_panel),
            self._action("series_viewer", tr("Series viewer"), self.show_viewer),
            self._action("land_subsidence", tr("First steps"), self.show_first_steps),
            self._action("environment", tr("Environment"), self.show_environment),
            self._action("help", tr("Help"), show_help),
        ]
        self.animation = Animation(iface.mapCanvas(), iface.mainWindow())
        self.offers = FileOffers(iface, self.open_product)
        QgsProject.instance().readProject.connect(_explain_pages)
        for action in self.actions:
            iface.addPluginToMenu(self.menu, action)
        for action in self.actions[:2]:
            iface.addToolBarIcon(action)

    def _action(self, icon: str, text: str, slot) -> QAction:
        window = self.iface.mainWindow()
        action = QAction(themed_icon(ICONS / f"{icon}.svg", window.palette()), text, window)
        action.setObjectName(f"LandSubsidence_{icon}")
        action.triggered.connect(lambda _checked=False: slot())
        return action

    def show_viewer(self):
        """The series viewer, made on first use."""
        if self.viewer is None:
            from .series_viewer import SeriesViewer

            self.viewer = SeriesViewer(self.iface.mapCanvas(), self.iface.mainWindow())
            self.viewer.help_wanted.connect(show_help)
            self.viewer.algorithm_wanted.connect(self.open_algorithm)
            self.viewer.layout_wanted.connect(self.open_layout)
            self._dock(self.viewer)
            self.iface.currentLayerChanged.connect(self.viewer.set_layer)
            self.viewer.set_layer(self.iface.activeLayer())
        self._raise(self.viewer)
        self.viewer.click_action.trigger()
        return self.viewer

    def open_algorithm(self, identifier: str, parameters: dict) -> None:
        """The dialog of an algorithm, filled in with what the viewer shows."""
        from .guided_panel import open_processing_dialog

        dialog = open_processing_dialog(f"subsidence:{identifier}", parameters)
        if dialog is not None:
            self._dialogs.append(dialog)  # Python would delete it under the user's eyes
            dialog.rejected.connect(lambda: self._dialogs.remove(dialog) if dialog in self._dialogs else None)

    def open_product(self, path: str) -> None:
        """The dialog that imports a file or folder, filled in."""
        self.open_algorithm("import_any", {"FILE": path})

    def show_first_steps(self):
        """Three roads to begin with."""
        from .first_steps import SEEN, FirstSteps

        QgsSettings().setValue(SEEN, True)
        page = FirstSteps(self.open_algorithm, self.show_viewer, show_help, self.iface.mainWindow())
        self._dialogs.append(page)
        page.finished.connect(lambda _result: self._dialogs.remove(page) if page in self._dialogs else None)
        page.show()
        return page

    def _greet(self) -> None:
        """Whoever opens the panel for the first time, with nothing in the project, is shown the first page."""
        from .first_steps import SEEN

        if not QgsSettings().value(SEEN, False, type=bool) and not QgsProject.instance().mapLayers():
            self.show_first_steps()

    def open_layout(self, viewer) -> None:
        """A page with what the viewer shows, in QGIS's own window for layouts."""
        layout = viewer.page()
        if layout is not None:
            self.iface.openLayoutDesigner(layout)

    def show_panel(self):
        """The guided panel, made on first use."""
        if self.panel is None:
            from .guided_panel import GuidedPanel

            self.panel = GuidedPanel(parent=self.iface.mainWindow())
            self.panel.viewer_wanted.connect(self.show_viewer)
            self.panel.environment_wanted.connect(self.show_environment)
            self.panel.help_wanted.connect(show_help)
            self._dock(self.panel)
        self._raise(self.panel)
        self._greet()
        return self.panel

    def show_environment(self) -> None:
        from .environment_dialog import EnvironmentDialog

        EnvironmentDialog(self.iface.mainWindow()).exec()

    def _dock(self, dock) -> None:
        others = [other.objectName() for other in (self.viewer, self.panel) if other is not None and other is not dock]
        self.iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock, others, True)
        window = self.iface.mainWindow()
        wide = min(dock.WIDTH, window.width() // 2)
        if dock.width() < wide:  # as narrow as QGIS makes it, its buttons do not fit
            window.resizeDocks([dock], [wide], Qt.Orientation.Horizontal)

    @staticmethod
    def _raise(dock) -> None:
        dock.setUserVisible(True)

    def remove(self) -> None:
        QgsProject.instance().readProject.disconnect(_explain_pages)
        self.animation.tidy_up()
        self.offers.remove()
        if self.viewer is not None:
            self.iface.currentLayerChanged.disconnect(self.viewer.set_layer)
            self.viewer.tidy_up()
        for dock in (self.viewer, self.panel):
            if dock is not None:
                self.iface.removeDockWidget(dock)
                dock.deleteLater()
        self.viewer = self.panel = None
        for action in self.actions:
            self.iface.removePluginMenu(self.menu, action)
            self.iface.removeToolBarIcon(action)
            action.deleteLater()
        self.actions = []
