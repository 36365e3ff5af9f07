"""The page of all algorithms names what there is, with an example of each."""

import importlib.util
import sys
from pathlib import Path

from qgis.core import QgsApplication

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "algorithms.md"
GROUPS = ("insar", "factors", "analysis", "prediction", "decisions")


def own_algorithms():
    provider = QgsApplication.processingRegistry().providerById("subsidence")
    return [a for a in provider.algorithms() if a.groupId() in GROUPS]  # models explain themselves in the designer


def test_every_algorithm_stands_in_the_reference_with_its_parameters_and_an_example():
    page = PAGE.read_text(encoding="utf-8")
    sections = {part.partition('"')[0]: part for part in page.split('<a id="')[1:]}
    gaps = []
    for algorithm in own_algorithms():
        section = sections.get(algorithm.name(), "")
        wanted = [f"`{d.name()}`" for d in algorithm.parameterDefinitions()] + [f'"subsidence:{algorithm.name()}"']
        gaps += [(algorithm.name(), text) for text in wanted if text not in section]
    assert gaps == [], "run scripts/reference"


def test_the_examples_use_real_parameters_and_give_all_that_must_be_given():
    spec = importlib.util.spec_from_file_location("reference_script", ROOT / "scripts" / "reference.py")
    reference = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = reference
    spec.loader.exec_module(reference)
    gaps = []
    for algorithm in own_algorithms():
        given = algorithm.EXAMPLE
        known = {definition.name(): definition for definition in algorithm.parameterDefinitions()}
        gaps += [(algorithm.name(), key, "unknown") for key in given if key not in known]
        gaps += [
            (algorithm.name(), key, "missing")
            for key, definition in known.items()
            if not reference.is_optional(definition) and definition.defaultValue() in (None, "") and key not in given
        ]
    assert gaps == []
