"""The example scripts run as they stand."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
NEEDS = {
    "whole_chain.py": (("psobp_rate_prediction", "lstm_forecast"), ("torch", "pyswarms")),
    "what_if_subway.py": (("psobp_rate_prediction", "predict_rate"), ("pyswarms",)),
}


@pytest.mark.parametrize("script", sorted(path.name for path in EXAMPLES.glob("*.py") if path.name != "start_qgis.py"))
def test_the_example_runs(script, tmp_path):
    algorithms, packages = NEEDS.get(script, ((), ()))
    for package in packages:
        pytest.importorskip(package)
    registry = QgsApplication.processingRegistry()
    absent = [name for name in algorithms if registry.algorithmById(f"subsidence:{name}") is None]
    if absent:
        pytest.skip(f"not registered: {absent}")
    environment = {**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / script)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()


def test_the_page_of_examples_names_each_of_them():
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in EXAMPLES.glob("*.py") if path.name != "start_qgis.py" and path.name not in page] == []
