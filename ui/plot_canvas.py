"""matplotlib's own Qt canvas, or the sentence that says how to get matplotlib."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QIcon, QPainter

ICON_PIXELS = 48
INK = "land_subsidence_ink"


def qt_canvas():
    """The canvas class for the Qt that QGIS runs on. Import QGIS's Qt first: matplotlib follows it."""
    from qgis.PyQt import QtCore  # noqa: F401  makes matplotlib choose the same Qt

    try:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
    except ImportError:  # matplotlib before 3.5
        from matplotlib.backends.backend_qt5agg import FigureCanvasQTAgg
    return FigureCanvasQTAgg


def qt_toolbar():
    """The toolbar class that goes with ``qt_canvas``: pan, zoom, home, save."""
    try:
        from matplotlib.backends.backend_qtagg import NavigationToolbar2QT
    except ImportError:  # matplotlib before 3.5
        from matplotlib.backends.backend_qt5agg import NavigationToolbar2QT
    return NavigationToolbar2QT


def ink_icons(toolbar, ink: str) -> None:
    """Draw the toolbar's icons in a colour that is seen on the window; matplotlib takes the first palette."""
    if toolbar.property(INK) == ink:
        return
    toolbar.setProperty(INK, ink)
    for action in toolbar.actions():
        picture = action.icon().pixmap(ICON_PIXELS, ICON_PIXELS)
        if picture.isNull():
            continue
        painter = QPainter(picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(picture.rect(), QColor(ink))
        painter.end()
        action.setIcon(QIcon(picture))
