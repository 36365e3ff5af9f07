"""The plugin as QGIS meets it: it loads bare, says what it misses, and every algorithm explains itself."""

import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProcessingParameterDefinition

ROOT = Path(__file__).resolve().parents[3]


def algorithms():
    return QgsApplication.processingRegistry().providerById("subsidence").algorithms()


def test_the_command_line_lists_every_algorithm_without_any_optional_package(qgis_process):
    listed = qgis_process("list", packages=False).stdout
    absent = [a.name() for a in algorithms() if a.name() not in listed]
    assert algorithms()
    assert absent == []


def test_every_algorithm_has_help_tags_an_icon_and_help_for_each_parameter():
    gaps = []
    for algorithm in algorithms():
        if algorithm.groupId() == "" or algorithm.name().endswith("model"):
            continue
        if len(algorithm.shortHelpString()) < 100:
            gaps.append((algorithm.name(), "help"))
        if not algorithm.tags() and not isinstance(algorithm, QgsProcessingModelAlgorithm):  # models cannot carry any
            gaps.append((algorithm.name(), "tags"))
        if algorithm.icon().isNull():
            gaps.append((algorithm.name(), "icon"))
        hidden = QgsProcessingParameterDefinition.Flag.FlagHidden
        gaps += [
            (algorithm.name(), parameter.name())
            for parameter in algorithm.parameterDefinitions()
            if not parameter.flags() & hidden and not parameter.help()
        ]
    assert gaps == []


def test_loading_and_unloading_leaves_the_registry_as_it_was():
    from land_subsidence.plugin import LandSubsidencePlugin

    registry = QgsApplication.processingRegistry()
    before = [p.id() for p in registry.providers()]
    own = registry.providerById("subsidence")
    assert own is not None
    plugin = LandSubsidencePlugin(None)
    plugin.unload()
    assert [p.id() for p in registry.providers()] == before


def test_importing_the_plugin_loads_no_heavy_package():
    code = (
        "import sys, importlib.util as u\n"
        f"s = u.spec_from_file_location('land_subsidence', {str(ROOT / '__init__.py')!r},"
        f" submodule_search_locations=[{str(ROOT)!r}])\n"
        "m = u.module_from_spec(s); sys.modules['land_subsidence'] = m; s.loader.exec_module(m)\n"
        "from land_subsidence.processing_provider.provider import algorithm_classes\n"
        "import land_subsidence.plugin\n"
        "algorithm_classes()\n"
        "heavy = {'torch', 'pandas', 'tslearn', 'pyswarms', 'sklearn', 'matplotlib', 'h5py', 'osgeo'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("key", ["qgisMinimumVersion=3.22", "qgisMaximumVersion=4.99", "hasProcessingProvider=yes"])
def test_metadata_states_what_qgis_needs(key):
    text = (ROOT / "metadata.txt").read_text(encoding="utf-8")
    assert key in text
    for name in ("name", "description", "about", "version", "author", "email", "homepage", "tracker", "repository"):
        assert f"\n{name}=" in text
    icon = text.partition("\nicon=")[2].partition("\n")[0]
    assert (ROOT / icon).is_file()
