"""matplotlib's own Qt canvas, or the sentence that says how to get matplotlib."""

from __future__ import annotations


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
