"""A newer version installed over an older one in a QGIS that goes on running."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PIECES = ("algorithms", "bridge", "processing_provider", "subsidence", "resources", "ui")
FILES = ("__init__.py", "plugin.py", "version.py", "metadata.txt", "LICENSE")

SCRIPT = """
import json, sys
from pathlib import Path
plugins, out = Path(sys.argv[1]), Path(sys.argv[2])
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
application = QgsApplication([], False, sys.argv[3])
application.initQgis()
sys.path[:0] = [str(plugins), str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins")]
from processing.core.Processing import Processing
Processing.initialize()
import processing
from qgis import utils
utils.plugin_paths = [str(plugins)]
utils.updateAvailablePlugins()

def ring_layer():
    layer = QgsVectorLayer("Point?crs=EPSG:32614", "points", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(500000, 2100000)))
    layer.dataProvider().addFeature(feature)
    return layer

def once(name):
    assert utils.loadPlugin("land_subsidence") and utils.startProcessingPlugin("land_subsidence")
    target = str(out / name)
    processing.run("subsidence:buffer_rings", {"INPUT": ring_layer(), "DISTANCES": "100", "OUTPUT": target})
    layer = QgsVectorLayer(target, name, "ogr")
    made = json.loads(layer.metadata().history()[-1])
    provider = QgsApplication.processingRegistry().providerById("subsidence")
    found = {"version": made["plugin_version"], "title": provider.algorithm("buffer_rings").displayName()}
    del layer
    return found

found = [once("one.gpkg")]
assert utils.unloadPlugin("land_subsidence")
left = sorted(name for name in sys.modules if name.startswith("land_subsidence"))
source = plugins / "land_subsidence" / "metadata.txt"
lines = ["version=99.2" if line.startswith("version=") else line for line in source.read_text("utf-8").splitlines()]
source.write_text("\\n".join(lines), "utf-8")
algorithm = plugins / "land_subsidence" / "algorithms" / "factors" / "buffer_rings.py"
text = algorithm.read_text("utf-8")
assert "def about(self)" in text
changed = "def displayName(self):\\n        return 'Changed in the new version'\\n\\n    def about(self)"
algorithm.write_text(text.replace("def about(self)", changed, 1), "utf-8")
found.append(once("two.gpkg"))
print(json.dumps({"found": found, "left": left}))
"""


def test_after_an_upgrade_the_new_algorithms_run_and_say_the_new_version(tmp_path):
    plugin = tmp_path / "plugins" / "land_subsidence"
    plugin.mkdir(parents=True)
    for name in PIECES:
        shutil.copytree(ROOT / name, plugin / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copyfile(ROOT / name, plugin / name)
    (tmp_path / "out").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "plugins"), str(tmp_path / "out"), str(tmp_path / "profile")],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    result = json.loads(done.stdout.splitlines()[-1])
    old, new = result["found"]
    assert new["version"] == "99.2" != old["version"]
    assert new["title"] == "Changed in the new version" != old["title"]
    assert result["left"] == []
