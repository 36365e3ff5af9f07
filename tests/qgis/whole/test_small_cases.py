"""The small inputs beside the repository: what is not tested where its reader is, and that none is forgotten."""

import re

import numpy as np
import pytest
from land_subsidence.bridge.read_points import read_points

from tests.conftest import ROOT


class Listener:
    def __init__(self):
        from qgis.core import QgsProcessingFeedback

        listener = self

        class Feedback(QgsProcessingFeedback):
            def pushWarning(self, text):
                listener.warnings.append(text)

        self.warnings, self.feedback = [], Feedback()


@pytest.mark.parametrize("algorithm", ["import_licsbas", "import_any"])
def test_rates_without_any_displacement_are_points_without_a_series(shared_cases, algorithm):
    import processing

    path = str(shared_cases / "allnan.h5")
    listener = Listener()
    parameters = {"INPUT": path if algorithm == "import_licsbas" else [path], "OUTPUT": "memory:"}
    result = processing.run(f"subsidence:{algorithm}", parameters, feedback=listener.feedback)
    assert any("hold no value at any of the 12 dates, while its rates do" in text for text in listener.warnings)
    assert (result["POINT_COUNT"], result["EPOCH_COUNT"]) == (72, 0)
    table = read_points(result["OUTPUT"], "points", result["OUTPUT"])
    np.testing.assert_allclose(table.numeric("velocity"), -30.0)
    assert not [name for name in table.names if re.fullmatch(r"D\d{8}", name)]


def test_clumped_points_give_the_area_that_sinks(run, shared_cases):
    points = run("import_series_table", INPUT=str(shared_cases / "ps_pairs.csv"), CRS="EPSG:32614", OUTPUT="memory:")
    areas = []
    for parameters in ({}, {"CELL": 50}):
        result = run("subsidence_zones", INPUT=points["OUTPUT"], THRESHOLD=-1, OUTPUT="memory:", **parameters)
        areas.append(result["TOTAL_AREA"] / 1e6)
    assert areas == pytest.approx([11.8, 11.8], rel=0.05)


def test_every_small_input_has_a_test(shared_cases):
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    kinds = {path.stem if path.parent.name == "gbk" else path.name for path in shared_cases.rglob("*")}
    parts = {name for name in kinds if not (ROOT.parent / "shared" / "cases" / name).is_dir()} - {"README.md"}
    south_up = {name for name in parts if re.match(r"southup_2018\d{4}\.tif", name)}
    assert [name for name in sorted(parts - south_up) if name not in written] == []
