"""A real QGIS without a window, with the plugin's provider registered.

The plugin is imported under its installed name, ``land_subsidence``, wherever the checkout lies.
"""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "land_subsidence"


def _import_plugin() -> None:
    if PACKAGE not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
        )
        module = importlib.util.module_from_spec(spec)
        sys.modules[PACKAGE] = module
        spec.loader.exec_module(module)


pytest.importorskip("qgis.core", reason="QGIS is not importable from this Python")
_import_plugin()


@pytest.fixture(scope="session", autouse=True)
def qgis_app(tmp_path_factory):
    """QGIS with Processing, its own profile and the provider ``subsidence``."""
    from qgis.core import QgsApplication

    profile = tmp_path_factory.mktemp("profile")
    application = QgsApplication([], False, str(profile))
    application.initQgis()
    plugins = str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins")
    if plugins not in sys.path:
        sys.path.append(plugins)
    from processing.core.Processing import Processing

    Processing.initialize()
    from land_subsidence.processing_provider.provider import SubsidenceProvider

    provider = SubsidenceProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield application
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def run():
    """``run("kshape_clustering", INPUT=…)``: the algorithm's outputs, or QgsProcessingException."""
    import processing

    def call(algorithm: str, *, feedback=None, **parameters):
        name = algorithm if ":" in algorithm else f"subsidence:{algorithm}"
        return processing.run(name, parameters, feedback=feedback)

    return call


@pytest.fixture
def listener():
    """Feedback for ``run`` that keeps what it is warned of."""
    from qgis.core import QgsProcessingFeedback

    class Listener(QgsProcessingFeedback):
        def __init__(self):
            super().__init__()
            self.warnings = []

        def pushWarning(self, text):
            self.warnings.append(text)

    return Listener()


@pytest.fixture
def point_layer():
    """``point_layer(xy, {"velocity": array, …}, crs="EPSG:32614")``: a memory layer; NaN becomes NULL."""
    import numpy as np
    from land_subsidence.bridge.fields import Column, merged_fields
    from land_subsidence.bridge.write_features import add_features
    from qgis.core import QgsFields, QgsVectorLayer

    def make(xy, columns, crs="EPSG:32614", name="points"):
        layer = QgsVectorLayer(f"Point?crs={crs}" if crs else "Point", name, "memory")
        if not crs:
            from qgis.core import QgsCoordinateReferenceSystem

            layer.setCrs(QgsCoordinateReferenceSystem())
        fields = merged_fields(QgsFields(), [Column(key, np.asarray(value)) for key, value in columns.items()])
        layer.dataProvider().addAttributes(fields)
        layer.updateFields()
        if len(xy):
            values = [np.asarray(value) for value in columns.values()]
            add_features(layer.dataProvider(), layer.fields(), values, np.asarray(xy, dtype=float))
        layer.updateExtents()
        return layer

    return make


@pytest.fixture(scope="session")
def qgis_process(tmp_path_factory):
    """``qgis_process("run", "subsidence:kshape_clustering", …)``: the command line as a user has it.

    The plugin lies enabled in a fresh profile. With ``packages=False`` the process sees QGIS's own Python only, without
    what pip installed, but with the folder ``path``. Returns the finished process with its text output, or with
    ``environment_only`` what a script needs that calls it: the environment and the program.
    """
    import shutil
    import subprocess
    import sysconfig

    # Debian 12's wrapper passes an option that its own binary does not know
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.skip("qgis_process is not installed")
    home = tmp_path_factory.mktemp("qgis_home")
    profile = home / "profiles" / "default"
    (profile / "python" / "plugins").mkdir(parents=True)
    (profile / "python" / "plugins" / PACKAGE).symlink_to(ROOT, target_is_directory=True)
    (profile / "QGIS").mkdir()
    (profile / "QGIS" / "QGIS3.ini").write_text(f"[PythonPlugins]\n{PACKAGE}=true\n")

    def call(*arguments, packages=True, check=True, environment_only=False, path=""):
        environment = {
            **os.environ,
            "QGIS_CUSTOM_CONFIG_PATH": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(home),
        }
        environment["PYTHONPATH"] = sysconfig.get_paths()["purelib"] if packages else str(path)
        if environment_only:
            return environment, program
        done = subprocess.run(
            [program, *map(str, arguments)], capture_output=True, text=True, env=environment, timeout=300
        )
        if check and done.returncode:
            raise AssertionError(f"qgis_process ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
        return done

    return call
