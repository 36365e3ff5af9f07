"""A fixed part of the campaign: whatever is wrong with what a user gives, a result, a sentence or a stop comes back.

``scripts/hostile`` runs many more.
"""

import os
import re
from pathlib import Path

import pytest

pytest.importorskip("qgis.core", reason="QGIS is not importable from this Python")

from tests.hostile.campaign import counts, describe, faults, prepare, run_campaign

NUMBERS = (
    *range(300),
    302,
    349,
    351,
    366,
    508,
    528,
    1889,
)  # the last are of algorithms that lacked a kind among the 300
YOUNG = ("update_series", "detect_changes", "groundwater_response", "decompose_signals", "share_map")


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    work = tmp_path_factory.mktemp("hostile")
    prepare(work / "world", work)
    return run_campaign(work / "world", NUMBERS, work, workers=min(os.cpu_count() or 1, 2))


def test_every_algorithm_takes_part():
    """A new algorithm needs a sound call in ``world.sound_calls``."""
    from tests.hostile.world import sound_calls

    files = (Path(__file__).parents[2] / "algorithms").rglob("*.py")
    texts = [path.read_text(encoding="utf-8") for path in files]
    ids = {found for text in texts for found in re.findall(r'^    ID = "(\w+)"', text, re.MULTILINE)}
    assert len(ids) > 25
    assert ids - set(sound_calls(Path("world"), Path("out"))) == {"licsar_download"}  # it reads from a server


def test_every_case_was_run(results):
    assert [result["number"] for result in results] == list(NUMBERS)


def test_the_cases_are_of_every_kind_and_end_in_different_ways(results):
    assert {result["kind"] for result in results} >= {"damaged", "layer", "parameter", "output", "cancel"}
    assert min(counts(results)[outcome] for outcome in ("result", "refused", "cancelled")) >= 10


def test_young_algorithms_meet_every_kind(results):
    met = {(result["algorithm"], result["kind"]) for result in results}
    kinds = ("damaged", "layer", "parameter", "output", "cancel")
    assert [(name, kind) for name in YOUNG for kind in kinds if (name, kind) not in met] == []


def test_nothing_crashes_hangs_or_speaks_python(results):
    # how late a stop is heard is measured by scripts/hostile: other processes may take this one's time
    assert "\n".join(describe(fault) for fault in faults(results) if fault["outcome"] != "late") == ""
