"""The plugin as QGIS sees it: it adds the provider, the translation and, in the desktop, a menu; also without a GUI."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from .processing_provider.provider import SubsidenceProvider

TRANSLATIONS = Path(__file__).parent / "resources" / "i18n"


def translations_for(locale: str) -> list[str]:
    """Names of translations that suit a locale, best first; QGIS calls Simplified Chinese zh-Hans.

    >>> translations_for("zh-Hans"), translations_for("zh_TW"), translations_for("de_AT")
    (['zh_CN'], ['zh_TW'], ['de_AT', 'de'])
    """
    if locale.startswith("zh"):
        return ["zh_TW"] if "Hant" in locale or locale[3:] in ("TW", "HK", "MO") else ["zh_CN"]
    return [locale, locale[:2]]


class LandSubsidencePlugin:
    """``iface`` is None when QGIS runs without a window (qgis_process, PyQGIS)."""

    def __init__(self, iface):
        self.iface = iface
        self.provider: SubsidenceProvider | None = None
        self.desktop = None
        self.translator = self._load_translator()

    @staticmethod
    def _load_translator() -> QTranslator | None:
        locale = str(QgsSettings().value("locale/userLocale", QLocale.system().name()) or "en")
        for name in translations_for(locale):
            path = TRANSLATIONS / f"land_subsidence_{name}.qm"
            if path.exists():
                translator = QTranslator()
                if translator.load(str(path)):
                    QCoreApplication.installTranslator(translator)
                    return translator
        return None

    def initProcessing(self) -> None:
        """Called by qgis_process instead of ``initGui``."""
        self.provider = SubsidenceProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        from .ui.desktop import Desktop  # only here: without a window there is no menu

        self.initProcessing()
        self.desktop = Desktop(self.iface)

    def unload(self) -> None:
        loaded = self.provider is not None
        if self.desktop is not None:
            self.desktop.remove()
            self.desktop = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None
        if loaded:
            forget_modules(__package__)


def forget_modules(package: str) -> None:
    """Have Python read the plugin's files anew when a newer version is loaded into the running QGIS.

    QGIS forgets only what came in by an import statement, and the provider imports its algorithms by name. The package
    itself is QGIS's to forget.
    """
    for name in [name for name in sys.modules if name.startswith(f"{package}.")]:
        del sys.modules[name]
    importlib.invalidate_caches()
