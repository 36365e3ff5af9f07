"""Land Subsidence: a QGIS plugin from InSAR to a forecast."""


def classFactory(iface):
    """Called by QGIS; nothing is imported before."""
    from .plugin import LandSubsidencePlugin

    return LandSubsidencePlugin(iface)
