"""The core is installed by pip into a Python that has numpy and scipy but no QGIS on its path, and works there."""

import importlib.util
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import subsidence

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "metadata.txt", "version.py")
CHECK = """
import importlib.metadata, subsidence, sys
print(subsidence.__file__)
print(importlib.metadata.version("land-subsidence"))
from subsidence import kshape, RateModel
assert kshape.__module__ == "subsidence.clustering.kshape"
assert not [name for name in sys.modules if name.split(".")[0] == "qgis"]
"""


@pytest.fixture(scope="module")
def bare_python(tmp_path_factory):
    """A new environment in which pip has installed the core; numpy and scipy are those of the system."""
    folder = tmp_path_factory.mktemp("package")
    source = folder / "source"
    source.mkdir()
    for name in SOURCES:
        shutil.copy(ROOT / name, source / name)
    shutil.copytree(ROOT / "subsidence", source / "subsidence", ignore=shutil.ignore_patterns("__pycache__"))
    place = folder / "venv"
    venv.EnvBuilder(system_site_packages=True, with_pip=False, symlinks=True).create(place)
    python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    needed = "import numpy, scipy, setuptools.build_meta, wheel"
    if subprocess.run([python, "-c", needed], capture_output=True).returncode:
        pytest.skip("the system's Python lacks numpy, scipy, setuptools or wheel, and this test fetches nothing")
    if importlib.util.find_spec("pip") is None:
        pytest.skip("pip is not here")
    # the pip of the tests installs into the other Python; nothing is fetched, as what is needed is there
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-index"]
    command += ["--no-build-isolation", "--disable-pip-version-check", str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return python


def test_pip_installs_the_core_with_its_data_and_the_version_of_the_metadata(bare_python, tmp_path):
    done = subprocess.run([bare_python, "-c", CHECK], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    file, version = done.stdout.split()
    assert Path(file).is_relative_to(Path(bare_python).parents[1])
    assert f"\nversion={version}\n" in (ROOT / "metadata.txt").read_text(encoding="utf-8")
    installed = {path.relative_to(Path(file).parent).as_posix() for path in Path(file).parent.rglob("*.*")}
    ours = {
        path.relative_to(ROOT / "subsidence").as_posix()
        for path in (ROOT / "subsidence").rglob("*.*")
        if path.suffix != ".pyc"
    }
    assert ours <= installed


def test_the_example_without_qgis_runs_on_the_installed_core(bare_python, tmp_path):
    examples = tmp_path / "examples"
    examples.mkdir()
    shutil.copy(ROOT / "examples" / "core_without_qgis.py", examples)
    done = subprocess.run(
        [bare_python, examples / "core_without_qgis.py"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "1000 points, 60 epochs" in done.stdout
    assert done.stdout.count("cluster ") == 3


def test_every_name_at_the_top_is_there_and_in_the_listing():
    for name in subsidence.__all__:
        assert getattr(subsidence, name).__name__ == name
        assert name in dir(subsidence)
    with pytest.raises(AttributeError, match="no attribute 'kshapes'"):
        subsidence.__getattr__("kshapes")
