"""The example scripts run as they stand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from land_subsidence.subsidence.synthetic import make_city, write_licsbas
from qgis.core import QgsApplication, QgsVectorLayer

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
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


def test_the_script_in_the_readme_leads_from_a_product_to_a_forecast(tmp_path, monkeypatch):
    pytest.importorskip("torch")
    readme = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")
    script = next(text for text in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "import processing" in text)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "TS_GEOCml1").mkdir()
    write_licsbas(make_city(150, 40, seed=1, regular=True), tmp_path / "TS_GEOCml1" / "cum_filt.h5")
    exec(compile(script, "README.md", "exec"), {})
    names = [field.name() for field in QgsVectorLayer(str(tmp_path / "forecast.gpkg"), "forecast", "ogr").fields()]
    assert {"cluster", "forecast_model"} <= set(names)
    assert len([name for name in names if re.fullmatch(r"F\d{8}", name)]) == 10


def test_every_page_and_picture_that_the_readme_points_at_is_there():
    readme = (EXAMPLES.parent / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", readme) if not link.startswith("http")]
    assert len(links) > 8
    assert [link for link in links if not (EXAMPLES.parent / link).exists()] == []
