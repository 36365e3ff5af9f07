"""Work without QGIS, and on other machines."""
