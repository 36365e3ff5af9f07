"""The plugin costs QGIS little at its start, and nothing heavy is imported before it is used.

What it costs is counted in calls of Python functions and in modules, which are the same on every machine;
``benchmarks/startup.py`` says what that is in seconds.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
MOST_MODULES_PER_ALGORITHM = 4
MOST_CALLS_PER_ALGORITHM = 1_300
START = """
import sys, time, importlib.util
from qgis.core import QgsApplication
import qgis.gui, numpy, sqlite3, ssl, urllib.request, concurrent.futures  # QGIS itself has loaded them
application = QgsApplication([], True)
application.initQgis()
sys.path.insert(0, {root!r})
from tests.qgis.ui.test_desktop import Window
window = Window()
calls = 0
def count(frame, event, argument):
    global calls
    calls += event == "call"
if {counted}:
    sys.setprofile(count)
begin = time.thread_time()
spec = importlib.util.spec_from_file_location(
    "land_subsidence", {root!r} + "/__init__.py", submodule_search_locations=[{root!r}])
module = importlib.util.module_from_spec(spec)
sys.modules["land_subsidence"] = module
spec.loader.exec_module(module)
plugin = module.classFactory(window)
plugin.initGui()
seconds = time.thread_time() - begin
sys.setprofile(None)
print("seconds", seconds)
print("calls", calls)
print("modules", sum(name.startswith("land_subsidence") for name in sys.modules))
heavy = set("torch pandas tslearn pyswarms sklearn matplotlib h5py scipy osgeo dask distributed pyarrow zarr".split())
print("heavy", sorted(heavy & set(sys.modules)))
print("algorithms", len(QgsApplication.processingRegistry().providerById("subsidence").algorithms()))
plugin.unload()
"""


def start(root: Path, compiled: Path, *, counted: bool) -> dict[str, str]:
    """What one start of the plugin that lies in ``root`` cost, in a process of its own."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python keeps what it compiled, too
    code = START.format(root=str(root), counted=counted)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    return dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)


def test_the_plugin_starts_with_few_calls_and_modules_with_all_its_algorithms_and_without_heavy_packages(tmp_path):
    start(ROOT, tmp_path, counted=False)  # compiles
    told = start(ROOT, tmp_path, counted=True)
    algorithms = int(told["algorithms"])
    assert told["heavy"] == "[]"
    assert algorithms > 20
    assert int(told["calls"]) < MOST_CALLS_PER_ALGORITHM * algorithms, told
    assert int(told["modules"]) < MOST_MODULES_PER_ALGORITHM * algorithms, told
