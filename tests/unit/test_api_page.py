"""What the core exports is described in full where it stands, and docs/api.md says the same."""

import importlib.util
import inspect
import sys
from pathlib import Path

import pytest

import subsidence

ROOT = Path(__file__).resolve().parents[2]
HELD_STABLE = ("kshape", "grey_relational_grades", "invert", "RateModel", "Forecaster")


@pytest.fixture(scope="module")
def api():
    spec = importlib.util.spec_from_file_location("api_script", ROOT / "scripts" / "api.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def described(api):
    """Name → function or class, of everything on the page."""
    for name, thing in api.public().items():
        yield name, thing
        for method in api.METHODS.get(name, ()):
            yield f"{name}.{method}", getattr(thing, method)


def test_every_parameter_is_described_and_nothing_else(api):
    gaps = {}
    for name, thing in described(api):
        if (inspect.isclass(thing) and not thing.__module__.startswith("subsidence.")) or name == "SubsidenceError":
            continue
        _, sections = api.split(inspect.getdoc(thing))
        if "Parameters" not in sections:
            continue
        told = [part.strip() for line in sections["Parameters"].splitlines() if line[:1].strip()
                for part in line.partition(" : ")[0].split(",")]  # fmt: skip
        wanted = [one for one in inspect.signature(thing).parameters if one != "self"]
        if told != wanted:
            gaps[name] = (told, wanted)
    assert gaps == {}


def test_functions_and_what_is_held_stable_have_all_sections(api):
    gaps = []
    for name, thing in described(api):
        _, sections = api.split(inspect.getdoc(thing))
        function = inspect.isfunction(thing) and "." not in name
        wanted = ["Parameters", "Returns", "Examples"] if function else ["Parameters"] if name in HELD_STABLE else []
        gaps += [(name, one) for one in wanted if one not in sections]
    assert gaps == []
    assert set(HELD_STABLE) <= set(subsidence.__all__)


def test_the_page_is_as_the_docstrings_are(api):
    """Names and signatures of defaults may differ a little between versions of Python; the texts do not."""
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for name, thing in described(api):
        title, sections = api.split(inspect.getdoc(thing))
        assert title in page, f"{name}: run scripts/reference"
        for section, text in sections.items():
            if section in ("Notes", "Examples"):
                assert text in page, f"{name}, {section}: run scripts/reference"
