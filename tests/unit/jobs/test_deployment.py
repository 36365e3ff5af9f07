"""The files for SLURM and Kubernetes are what their readers take, and name options that dask has."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "scale"


def options_of(command: str) -> set[str]:
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    done = subprocess.run(
        [sys.executable, "-m", f"distributed.cli.dask_{command}", "--help"], capture_output=True, text=True
    )
    return set(re.findall(r"--[a-z-]+", done.stdout))


def test_the_slurm_script_is_sound_bash():
    if shutil.which("bash") is None:
        pytest.skip("this system has no bash")
    subprocess.run(["bash", "-n", str(FOLDER / "slurm.sh")], check=True)


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_dask_has_the_options_that_the_files_give(name):
    known = options_of(name)
    slurm = (FOLDER / "slurm.sh").read_text(encoding="utf-8").replace("\\\n", " ")
    (line,) = [line for line in slurm.splitlines() if f"dask_{name} " in line]
    used = set(re.findall(r"--[a-z-]+", line.split(f"dask_{name} ")[1]))
    text = (FOLDER / "kubernetes.yaml").read_text(encoding="utf-8")
    (command,) = re.findall(rf'command: \["dask", "{name}"(.*?)\]', text, re.S)
    used |= set(re.findall(r"--[a-z-]+", command))
    assert used
    assert used <= known


def test_the_manifest_s_parts_fit_each_other():
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    parts = list(yaml.safe_load_all((FOLDER / "kubernetes.yaml").read_text(encoding="utf-8")))
    service, scheduler, worker = parts
    assert service["spec"]["selector"] == scheduler["spec"]["template"]["metadata"]["labels"]
    for deployment in (scheduler, worker):
        labels = deployment["spec"]["template"]["metadata"]["labels"]
        assert deployment["spec"]["selector"]["matchLabels"] == labels
        (container,) = deployment["spec"]["template"]["spec"]["containers"]
        assert all(isinstance(word, str) for word in container["command"])
    (container,) = worker["spec"]["template"]["spec"]["containers"]
    assert f"tcp://{service['metadata']['name']}:8786" in container["command"]
