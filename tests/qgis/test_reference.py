"""The page of all algorithms names what there is, with an example of each."""

from pathlib import Path

from qgis.core import QgsApplication

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "algorithms.md"


def test_every_algorithm_stands_in_the_reference_with_its_parameters_and_an_example():
    page = PAGE.read_text(encoding="utf-8")
    sections = {part.partition('"')[0]: part for part in page.split('<a id="')[1:]}
    gaps = []
    for algorithm in QgsApplication.processingRegistry().providerById("subsidence").algorithms():
        if algorithm.groupId() not in ("insar", "factors", "analysis", "prediction"):
            continue  # models explain themselves in the designer
        section = sections.get(algorithm.name(), "")
        wanted = [f"`{d.name()}`" for d in algorithm.parameterDefinitions()] + [f'"subsidence:{algorithm.name()}"']
        gaps += [(algorithm.name(), text) for text in wanted if text not in section]
    assert gaps == [], "run scripts/reference"
