"""QGIS without a window, with Processing and this plugin, for scripts that run outside of QGIS."""

import importlib.util
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def start_qgis():
    """Returns the application and the provider; keep both as long as the script runs."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    if "land_subsidence" not in sys.modules:  # the folder may have any name in a checkout
        spec = importlib.util.spec_from_file_location(
            "land_subsidence", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
        )
        module = importlib.util.module_from_spec(spec)
        sys.modules["land_subsidence"] = module
        spec.loader.exec_module(module)
    from land_subsidence.processing_provider.provider import SubsidenceProvider

    provider = SubsidenceProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    return application, provider
