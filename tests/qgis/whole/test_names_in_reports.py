"""Names of layers, fields and stations that hold markup come into every page as text."""

from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer

SCRIPT = '<script>alert("x")</script>'
MARKS = ("<script>alert", "<img src=x")
FIELD = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    from tests.hostile.world import build_world

    folder = tmp_path_factory.mktemp("world")
    build_world(folder)
    table = folder / "levelling.csv"
    table.write_text(table.read_text().replace("\nB0,", f'\n"{SCRIPT.replace(chr(34), chr(34) * 2)}",'))
    return folder


def layer(path):
    found = QgsVectorLayer(str(path), SCRIPT, "ogr")
    assert found.isValid()
    return found


def points(world):
    """The points as a layer under a hostile name, with a factor under another."""
    found = layer(world / "points.gpkg").materialize(_everything())
    found.setName(SCRIPT)
    provider = found.dataProvider()
    provider.renameAttributes({found.fields().indexOf("dist_subway"): FIELD})
    found.updateFields()
    return found


def _everything():
    from qgis.core import QgsFeatureRequest

    return QgsFeatureRequest()


ALGORITHMS = ("compare_layers", "factor_quality", "grey_relational_analysis", "profile_along_line", "ring_statistics")
ALGORITHMS += ("kshape_clustering", "psobp_rate_prediction", "lstm_forecast", "share_map", "structure_settlement")
ALGORITHMS += ("ring_width_search", "validate_against_ground", "detect_changes", "groundwater_response")


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_markup_in_names_is_text_in_every_page(run, world, tmp_path, algorithm):
    from tests.hostile.world import sound_calls

    calls = sound_calls(world, tmp_path)
    if algorithm not in calls:
        pytest.skip("not among the algorithms")
    parameters = {"REPORT": str(tmp_path / "report.html"), **calls[algorithm], "INPUT": points(world)}
    if "FACTORS" in parameters:
        parameters["FACTORS"] = [FIELD, "rain"]
    if "FACTOR" in parameters:
        parameters["FACTOR"] = FIELD
    for key in ("OTHER", "LINES", "STRUCTURES"):
        if key in parameters:
            parameters[key] = layer(parameters[key])
    if "LAYERS" in parameters:
        parameters["LAYERS"] = [layer(path) for path in parameters["LAYERS"]]
    if algorithm == "share_map":
        parameters["TITLE"] = SCRIPT
    run(algorithm, **parameters)
    pages = list(tmp_path.glob("*.html"))
    assert pages
    for page in pages:
        text = Path(page).read_text(encoding="utf-8")
        for mark in MARKS:
            assert mark not in text
