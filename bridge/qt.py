"""Classes of Qt that changed their home between Qt 5 and Qt 6."""

try:
    from qgis.PyQt.QtGui import QAction  # Qt 6
except ImportError:
    from qgis.PyQt.QtWidgets import QAction  # Qt 5

__all__ = ["QAction"]
