"""Every text that a user reads is translated, and its placeholders survive."""

import importlib.util
import re
import sys

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def translate():
    spec = importlib.util.spec_from_file_location("translate_script", ROOT / "scripts" / "translate.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_text_of_the_code_is_translated(translate):
    gaps = {language: translate.untranslated(language) for language in translate.LANGUAGES}
    assert gaps == {language: [] for language in translate.LANGUAGES}, "run scripts/translate --list"


def test_no_translation_is_left_of_a_text_that_has_gone(translate):
    texts = set(translate.collect())
    for language in translate.LANGUAGES:
        assert set(translate.read_translations(translate.ts_path(language))) - texts == set(), "run scripts/translate"


def test_placeholders_and_markup_survive_translation(translate):
    for language in translate.LANGUAGES:
        known = translate.read_translations(translate.ts_path(language))
        for pattern in (r"\{[a-z_]*[^}]*\}", r"</?[a-z]+>", r"\*\.\w+"):
            changed = [
                t for t, d in known.items() if d and sorted(re.findall(pattern, t)) != sorted(re.findall(pattern, d))
            ]
            assert changed == []


def test_a_text_that_is_made_while_running_is_refused(translate):
    with pytest.raises(translate.NotALiteral, match=r"here\.py:1"):
        list(translate.texts_of('tr(f"{n} points")', "here.py"))
    with pytest.raises(translate.NotALiteral):
        list(translate.texts_of("tr(text)", "here.py"))
    assert list(translate.texts_of('tr("two "\n   "pieces")', "here.py")) == [(1, "two pieces")]
